#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""None of forty planted words, put wherever a person can type, is found outside the vault's
seal: not in its folder, HOME, the runtime folder, temporary files or the spool, not in the
program's arguments, environment or open files; while it runs and after it was killed.
The words are in the vault (it is asked), and the search finds each form of each word where it
was planted on purpose."""
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../e2e"))
sys.path.insert(0, os.path.join(HERE, "../support"))
from ctl import BUILD, Tap, run  # noqa: E402
from leak_places import read_words, scan_open_files, scan_shared  # noqa: E402
from leak_scan import Scanner, plant_controls  # noqa: E402

DRIVER = os.path.join(BUILD, "tests/integration/session-driver")
ROOT = os.environ.get("WF_SOURCE_ROOT", os.path.join(HERE, "../.."))
PASSPHRASE = "a passphrase for tests"
CHANNELS_MIN = 12   # records of each client that hold the word: name, facts, notes, visit …


def make_home(parent):
    """A HOME and XDG folders of its own; returns (environment, folders)."""
    env = dict(os.environ, HOME=os.path.join(parent, "home"))
    for name in ("XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME",
                 "XDG_STATE_HOME"):
        env[name] = os.path.join(parent, name.lower())
    for name in ("HOME", "XDG_RUNTIME_DIR"):
        os.makedirs(env[name], 0o700)
    return env


def check_controls(tap, scanner, words, parent):
    missed = []
    for word in words:
        folder = tempfile.mkdtemp(dir=parent)
        planted = set(plant_controls(folder, word))
        missed += sorted(planted - {path for path, _ in scanner.scan_tree([folder])})
        shutil.rmtree(folder)
    tap.check(not missed, "the search finds every form of every word", missed[:5])
    since = time.time() - 1
    with tempfile.NamedTemporaryFile(dir="/tmp", prefix="wf-control-") as control:
        control.write(b"x" + words[-1].encode())
        control.flush()
        found = [path for path, _ in scan_shared(scanner, since, [ROOT, BUILD])]
        tap.check(control.name in found, "and looks into /tmp", found)
    with tempfile.TemporaryFile(dir=parent) as nameless:
        nameless.write(words[0].encode())
        nameless.flush()
        tap.check(scan_open_files(scanner, os.getpid()), "and into files without a name")


def start(folder, words, env):
    """Returns the running process, after it put the words in, and what it said."""
    process = subprocess.Popen([DRIVER, "words", folder], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env)
    process.stdin.write("".join(word + "\n" for word in words).encode() + b"\n")
    process.stdin.flush()
    said = []
    for line in process.stdout:
        said.append(line.decode().strip())
        if said[-1] == "ready":
            break
    return process, said


def search(tap, scanner, when, parent, since, pid=None):
    hits = scanner.scan_tree([parent]) + scan_shared(scanner, since, [ROOT, BUILD, parent])
    tap.check(hits == [], f"{when}: in no file", hits)
    if pid is not None:
        tap.check(scanner.scan_process(pid) == set(), f"{when}: not in arguments or environment")
        hits = scan_open_files(scanner, pid)
        tap.check(hits == [], f"{when}: in no open file", hits)


def main():
    tap = Tap()
    words = read_words()
    scanner = Scanner(words)
    tap.check(len(set(words)) == 40 and sum(word[0] > "\u0600" for word in words) >= 15,
              "forty words, Latin and Arabic", len(words))
    with tempfile.TemporaryDirectory(prefix="wf-leaks-") as parent:
        check_controls(tap, scanner, words, parent)
        since = time.time() - 1
        folder = os.path.join(parent, "agency")
        os.mkdir(folder)
        env = make_home(parent)
        subprocess.run([DRIVER, "make", folder], check=True, env=env)
        process, said = start(folder, words, env)
        kept = [int(line.split()[1]) for line in said if line.startswith("kept")]
        if not tap.check(said[-1:] == ["ready"] and len(kept) == 40 and min(kept) >= CHANNELS_MIN,
                         f"each word was typed into {min(kept or [0])} places at least",
                         process.stderr.read() if said[-1:] != ["ready"] else kept):
            tap.report()
        search(tap, scanner, "while it runs", parent, since, process.pid)
        process.send_signal(signal.SIGKILL)
        process.wait()
        search(tap, scanner, "after it was killed", parent, since)
        done = run("vault", "export", folder, "--list", passphrase=PASSPHRASE)
        tap.check(all(word in done.stdout for word in words), "the vault still holds them all",
                  done.stderr)
        search(tap, scanner, "after the list was asked for", parent, since)
        done = run("vault", "check", folder, "--json", passphrase="not it " + words[0])
        tap.check(done.returncode == 1 and not scanner.scan_bytes((done.stdout + done.stderr).encode()),
                  "a passphrase that does not open is not repeated", done)
    tap.report()


main()

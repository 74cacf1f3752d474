#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`wayfinderctl demo` and `wayfinderctl vault …`, as a script or an IT person uses them."""
import hashlib
import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../support"))
from ctl import PROGRAM, Tap, answer_json, run  # noqa: E402
from leak_scan import Scanner  # noqa: E402


def digest(folder):
    with open(os.path.join(folder, "vault.db"), "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def check_made(tap, agency):
    report = answer_json("vault", "check", agency, "--json", passphrase="demo")
    tap.check(set(report) == {"ok", "events", "clients", "problems"}, "the report's own fields", report)
    tap.check(report["ok"] is True and report["problems"] == [] and report["clients"] >= 12
              and report["events"] > 100, "the demo agency is whole", report)
    listed = answer_json("vault", "export", agency, "--list", passphrase="demo")["clients"]
    tap.check(len(listed) >= 12 and all(set(entry) == {"id", "name"} for entry in listed),
              "its clients are listed by id and name", listed)
    return listed


def check_export(tap, agency, listed):
    languages, interrupted, plans = set(), 0, 0
    for entry in listed:
        record = answer_json("vault", "export", agency, "--client", entry["id"], passphrase="demo")
        text = json.dumps(record)
        languages |= {word for word in record.get("languages", []) if isinstance(word, str)}
        interrupted += '"interview.asked"' in text and '"interview.stopped"' not in text
        plans += '"plan.made"' in text
    tap.check(interrupted >= 1, "one interview is interrupted", interrupted)
    tap.check(plans >= 1, "there are plans", plans)
    for unknown in ("0" * 32, "nobody", ""):
        for command in (["export"], ["forget", "--json"]):
            done = run("vault", *command, agency, "--client", unknown, passphrase="demo")
            tap.check(done.returncode == 1 and done.stdout == "" and
                      "no client with that id" in done.stderr,
                      f"{command[0]}: an unknown client is refused in words", done)


def check_roles(tap, agency, listed):
    """Whoever answers for no clients gives no record out."""
    for slot, may in (("Wei (demo)", False), ("Hana (demo)", False), ("Sam (demo)", True)):
        for more in ([], ["--protected"]):
            done = run("vault", "export", agency, "--client", listed[0]["id"], "--slot", slot, *more,
                       passphrase="demo")
            tap.check((done.returncode, done.stdout != "") == ((0, True) if may else (1, False)),
                      f"export as {slot}: {may}", done)


def check_no_core(tap, agency):
    """While it waits for the passphrase, and so before it holds any secret."""
    most = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))   # so that there is something to give up
    reading, writing = os.pipe()
    process = subprocess.Popen([PROGRAM, "vault", "check", agency, "--passphrase-fd", str(reading)],
                               pass_fds=[reading], stdout=subprocess.DEVNULL)
    try:
        lock = os.path.join(agency, "vault.db.lock")
        end = time.monotonic() + 60
        while not os.path.getsize(lock) and time.monotonic() < end:   # until it says who holds it
            time.sleep(0.01)
        with open(f"/proc/{process.pid}/limits", encoding="ascii") as file:
            limits = [line.split() for line in file if line.startswith("Max core file size")]
        tap.check([line[4:6] for line in limits] == [["0", "0"]], "it leaves no core dump", limits)
        os.write(writing, b"demo\n")
        tap.check(process.wait() == 0, "and goes on", process.returncode)
    finally:
        process.kill()
        os.close(reading)
        os.close(writing)


def check_refusals(tap, agency):
    before = answer_json("vault", "check", agency, "--json", passphrase="demo")
    done = run("vault", "check", agency, "--json", passphrase="nonsense")
    tap.check(done.returncode == 1 and done.stdout == "" and "passphrase" in done.stderr.lower(),
              "a wrong passphrase is said so", done)
    tap.check(answer_json("vault", "check", agency, "--json", passphrase="demo") == before,
              "and loses nothing")
    done = run("vault", "check", os.path.join(agency, "nowhere"), passphrase="demo")
    tap.check(done.returncode == 1 and done.stderr, "no vault is said so", done)
    before = digest(agency)
    done = run("vault", "create", agency, passphrase="other")
    tap.check(done.returncode == 1 and digest(agency) == before, "a second vault is not put over it",
              done)
    done = run("vault", "check")
    tap.check(done.returncode == 2, "wrong use is 2", done)


def check_newer(tap, agency):
    with tempfile.TemporaryDirectory() as folder:
        newer = os.path.join(folder, "newer")
        shutil.copytree(agency, newer)
        with sqlite3.connect(os.path.join(newer, "vault.db")) as database:
            database.execute("PRAGMA journal_mode=DELETE")
            database.execute("PRAGMA user_version=999")
        database.close()
        before = digest(newer)
        done = run("vault", "check", newer, passphrase="demo")
        tap.check(done.returncode == 1 and "version 999" in done.stderr,
                  "a newer vault is refused in words", done)
        tap.check(digest(newer) == before, "and left untouched")


def check_forget(tap, agency, listed):
    entry = next(entry for entry in listed if len(entry["name"]) >= 4)
    record = answer_json("vault", "export", agency, "--client", entry["id"], passphrase="demo")
    tap.check(entry["name"] in json.dumps(record, ensure_ascii=False), "the export holds the name")
    done = run("vault", "forget", agency, "--client", entry["id"], "--without-figures", "--json",
               passphrase="demo")
    if done.returncode == 1 and "hold" in done.stderr:
        entry = listed[-1]
        done = run("vault", "forget", agency, "--client", entry["id"], "--json", passphrase="demo")
    tap.check(done.returncode == 0, "a client is forgotten", done)
    left = answer_json("vault", "export", agency, "--list", passphrase="demo")["clients"]
    tap.check(entry["id"] not in [other["id"] for other in left]
              and len(left) == len(listed) - 1, "and is listed no more")
    report = answer_json("vault", "check", agency, "--json", passphrase="demo")
    tap.check(report["ok"], "the vault is whole after it", report)


def check_export_all(tap, agency):
    with tempfile.TemporaryDirectory() as folder:
        sealed = os.path.join(folder, "all.sealed")
        done = run("vault", "export", agency, "--all", "--to", sealed, passphrase="demo")
        tap.check(done.returncode == 0 and os.path.getsize(sealed) > 10000, "all goes to one file",
                  done)
        for path in (os.path.join(folder, "no/such/file"), ""):
            done = run("vault", "export", agency, "--all", "--to", path, passphrase="demo")
            tap.check(done.returncode == 1 and done.stdout == "" and "no folder" in done.stderr,
                      "a file in no folder is said so", done)
        names = [entry["name"] for entry in
                 answer_json("vault", "export", agency, "--list", passphrase="demo")["clients"]
                 if len(entry["name"]) >= 4]
        hits = Scanner(names).scan_tree([folder, agency])
        tap.check(len(names) >= 6 and hits == [], "no name stands in any file in clear", hits)


def check_copies(tap, agency):
    """Backup, restore and salvage: what is no copy of this vault changes nothing."""
    before = digest(agency)
    apart = tempfile.mkdtemp(dir=os.path.dirname(agency))
    wrong = {name: os.path.join(apart, name) for name in ("empty", "huge", "latin", "cut")}
    for path in wrong.values():
        open(path, "wb").close()
    os.truncate(wrong["huge"], 3 << 30)
    with open(wrong["latin"], "w", encoding="latin-1") as file:
        file.write("déjà vu\n" * 1000)
    with open(os.path.join(agency, "vault.db"), "rb") as whole, open(wrong["cut"], "wb") as file:
        file.write(whole.read(20000))
    for path in (*wrong.values(), __file__, apart, "/dev/zero", os.path.join(agency, "nowhere")):
        done = run("vault", "restore", agency, "--from", path)
        tap.check(done.returncode == 1 and done.stderr and "salvage" not in done.stderr
                  and digest(agency) == before, "what is no vault's copy is not put in its place: "
                  + os.path.basename(path), done)
    done = run("vault", "salvage", os.path.join(agency, "nowhere"))
    tap.check(done.returncode == 1 and "there is no folder" in done.stderr, "no folder", done)
    backup = run("vault", "backup", agency, passphrase="demo").stdout.strip()
    done = run("vault", "restore", agency, "--from", backup)
    tap.check(done.returncode == 0 and "kept as" in done.stderr, "a backup is put back", done)
    report = answer_json("vault", "check", agency, "--json", passphrase="demo")
    tap.check(report["ok"], "and opens", report)


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory() as folder:
        agency = os.path.join(folder, "agency")
        done = run("demo", agency, "--seed", "1")
        if not tap.check(done.returncode == 0, "a sample agency is made", done):
            tap.report()
        done = run("demo", agency, "--seed", "1")
        tap.check(done.returncode == 1 and done.stdout == "" and done.stderr,
                  "not a second time in the same place", done)
        full = os.path.join(folder, "full")
        os.mkdir(full)
        with open(os.path.join(full, "mine.txt"), "w", encoding="utf-8") as file:
            file.write("mine")
        done = run("demo", full)
        tap.check(done.returncode == 1 and "not empty" in done.stderr
                  and os.listdir(full) == ["mine.txt"], "nor among other files", done)
        tap.check(os.stat(os.path.join(agency, "vault.db")).st_mode & 0o777 == 0o600,
                  "the vault is its owner's alone")
        listed = check_made(tap, agency)
        check_export(tap, agency, listed)
        check_roles(tap, agency, listed)
        check_no_core(tap, agency)
        check_refusals(tap, agency)
        check_newer(tap, agency)
        check_export_all(tap, agency)
        check_copies(tap, agency)
        check_forget(tap, agency, listed)
        tap.check(not [name for name in os.listdir(agency) if "kept" in name],
                  "the vault kept by the restore went with the forgotten client", os.listdir(agency))
        again = os.path.join(folder, "again")
        run("demo", again, "--seed", "1")
        names = [sorted(entry["name"] for entry in
                        answer_json("vault", "export", where, "--list", passphrase="demo")["clients"])
                 for where in (again,)]
        tap.check(names[0] == sorted(entry["name"] for entry in listed),
                  "the same seed makes the same people")
        own = os.path.join(folder, "own")
        done = run("vault", "create", own, passphrase="correct\0horse")
        tap.check(done.returncode == 1 and "zero" in done.stderr and not os.path.exists(own),
                  "a passphrase with a zero byte is not cut short", done)
        made = answer_json("vault", "create", own, "--json", passphrase="correct horse battery")
        tap.check(made["ok"] and len(made["recovery_code"]) >= 26, "a vault of one's own", made)
        report = answer_json("vault", "check", own, "--json", passphrase="correct horse battery")
        tap.check(report["ok"] and report["clients"] == 0, "opens with its passphrase", report)
        report = answer_json("vault", "check", own, "--json", "--slot", "organisation",
                             passphrase=made["recovery_code"])
        tap.check(report["ok"], "and with the organisation's code", report)
    tap.report()


main()

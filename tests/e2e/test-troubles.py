#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bad input and bad luck, met in the real window and by wayfinderctl: a wrong passphrase, a vault
of a newer Wayfinder, a harmed one, one that another process holds, a folder that a service copies
or that cannot be written, a pack with a bad line, a full disk in the middle of a visit, and a
computer with no voice, printer, notifications or network. Each is said in words with what is safe
and what to do; nothing is lost; nothing is written where it was refused."""
import hashlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import traceback

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from ctl import PROGRAM as CTL, Tap, answer_json, run  # noqa: E402
from small_disk import SmallDisk  # noqa: E402
from steps import PROGRAM, say_who_is_here  # noqa: E402
from wayfinder_ui import NotFound, Window, wait_for  # noqa: E402

PASSPHRASE = "demo"
QUESTION = re.compile(r"^Question (\d+)")
WRONG_TRIES = 4   # three are free
CANNOT_MOUNT = 77


def digest(folder):
    """{name: hash} of all files below but the lock, which says who looks."""
    found = {}
    for place, _folders, names in os.walk(folder):
        for name in set(names) - {"vault.db.lock"}:
            path = os.path.join(place, name)
            with open(path, "rb") as file:
                found[os.path.relpath(path, folder)] = hashlib.sha256(file.read()).hexdigest()
    return found


def unlock(window):
    window.write(PASSPHRASE, "Passphrase")
    window.press("Unlock")
    window.find("heading", "Due")


class Troubles:
    """A folder of sample agencies, one for each trouble."""

    def __init__(self, tap, parent):
        self.tap = tap
        self.parent = parent
        self.sample = os.path.join(parent, "sample")
        run("demo", self.sample)

    def make(self, name):
        folder = os.path.join(self.parent, name)
        shutil.copytree(self.sample, folder)
        return folder

    def check(self, good, name, detail=""):
        return self.tap.check(good, name, detail)

    def refused(self, folder, heading, *words):
        """The window says so in these words; nothing below the folder changes."""
        before = digest(folder) if os.path.isdir(folder) else None
        window = Window(PROGRAM, "--data-dir", folder)
        try:
            window.find("heading", heading)
            for text in words:
                window.see(text)
            window.find("push button", "Try Again")
        finally:
            window.end()
        after = digest(folder) if os.path.isdir(folder) else None
        self.check(after == before, f"{heading}: nothing in the folder was changed",
                   (before, after))

    def refused_by_command(self, folder, *words):
        done = run("vault", "check", folder, "--json", passphrase=PASSPHRASE)
        self.check(done.returncode == 1 and done.stdout == "" and
                   all(word in done.stderr for word in words), f"wayfinderctl says {words[-1]}", done)


def newer(troubles):
    folder = troubles.make("newer")
    database = sqlite3.connect(os.path.join(folder, "vault.db"))
    database.execute("PRAGMA journal_mode=DELETE")
    database.execute("PRAGMA user_version=999")
    database.close()
    troubles.refused(folder, "This needs a newer Wayfinder", "It was not touched.",
                     "Update Wayfinder, then open it again.")
    troubles.refused_by_command(folder, "It was not touched.")


def misplaced(troubles):
    os.makedirs(os.path.join(troubles.parent, "Dropbox"))
    synced = os.path.join(troubles.parent, "Family")
    os.makedirs(os.path.join(synced, "mine"))
    with open(os.path.join(synced, ".nextcloudsync.log"), "w", encoding="ascii"):
        pass
    words = ("Nothing was written there.", re.compile("^Close Wayfinder. Move the folder"))
    for folder, service in ((troubles.make("Dropbox/agency"), "Dropbox"),
                            (os.path.join(troubles.parent, "OneDrive - Agency/new"), "OneDrive"),
                            (os.path.join(synced, "mine"), "Nextcloud")):
        troubles.refused(folder, "Not in this folder", re.compile(rf"\({service}\)"), *words)
    troubles.refused_by_command(os.path.join(troubles.parent, "Dropbox/agency"), "Dropbox",
                                "Nothing was written there.")
    troubles.check(not os.path.exists(os.path.join(troubles.parent, "OneDrive - Agency")),
                   "no folder was made in a place that was refused")


def no_folder(troubles):
    path = os.path.join(troubles.parent, "a-file")
    with open(path, "w", encoding="ascii") as file:
        file.write("not a folder")
    troubles.refused(path, "Not in this folder", "Wayfinder cannot write in this folder.")


def wrong_passphrase(troubles):
    folder = troubles.make("wrong")
    window = Window(PROGRAM, "--data-dir", folder)
    try:
        for number in range(WRONG_TRIES):
            window.write(f"not it {number}", "Passphrase")
            window.press("Unlock")
            window.see("That passphrase does not open it.")
            window.see("Nothing is lost, nothing was changed.")
            wait_for(lambda: not window.find("text", "Passphrase").accessible.get_character_count(),
                     "an empty field")
        window.see(re.compile("^You can try again in"))
        unlock(window)
    finally:
        window.end()
    report = answer_json("vault", "check", folder, "--json", passphrase=PASSPHRASE)
    troubles.check(report["ok"], "wrong passphrases are said, slow it down, lose nothing", report)


def held(troubles):
    folder = troubles.make("held")
    reading, writing = os.pipe()
    holder = subprocess.Popen([CTL, "vault", "check", folder, "--passphrase-fd", str(reading)],
                              pass_fds=[reading], stdout=subprocess.DEVNULL)
    lock = os.path.join(folder, "vault.db.lock")
    wait_for(lambda: os.path.getsize(lock), "the vault to be held")
    window = Window(PROGRAM, "--data-dir", folder)
    try:
        window.find("heading", "It is open already")
        window.see(re.compile(rf"^Another Wayfinder is using this file. \(process {holder.pid} on "))
        os.write(writing, PASSPHRASE.encode() + b"\n")
        holder.wait()
        window.press("Try Again")
        unlock(window)
        troubles.check(True, "a vault in use says who holds it, and opens when it is let go")
        done = run("vault", "check", folder, passphrase=PASSPHRASE)
        troubles.check(done.returncode == 1 and f"process {window.process.pid} on" in done.stderr
                       and "Another Wayfinder" in done.stderr, "so says wayfinderctl", done)
    finally:
        holder.kill()
        window.end()


def damaged(troubles):
    folder = troubles.make("damaged")
    with open(os.path.join(folder, "vault.db"), "r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 4000)
    harmed = digest(folder)["vault.db"]
    troubles.refused(folder, "Part of the file is harmed", re.compile("^Nothing was deleted."))
    troubles.refused_by_command(folder, "vault salvage")
    window = Window(PROGRAM, "--data-dir", folder)
    try:
        window.press("Rescue What Is Whole")
        window.find("heading", "Rescued")
        window.press(re.compile("^Go On"))
        unlock(window)
    finally:
        window.end()
    troubles.check(harmed in digest(folder).values(), "the harmed file is kept as it was")
    report = answer_json("vault", "check", folder, "--json", passphrase=PASSPHRASE)
    troubles.check(report["events"] > 300, "what is whole was rescued", report)


def bad_pack(troubles):
    folder = troubles.make("pack")
    os.mkdir(os.path.join(folder, "packs"))
    with open(os.path.join(folder, "packs/mine.xml"), "w", encoding="utf-8") as file:
        file.write('<?xml version="1.0"?>\n<items id="mine" version="1" xml:lang="en">\n'
                   '<item id="i" kind="dance">\n</items>\n')
    window = Window(PROGRAM, "--data-dir", folder)
    try:
        unlock(window)
        window.keys("ctrl+comma")
        window.press("Content", "page tab")
        window.see("These lines were left out. Everything else is in use.")
        window.see(re.compile(r"packs/mine\.xml:\d+$"))
    finally:
        window.end()
    done = run("--data-dir", folder, "content", "list")
    troubles.check("packs/mine.xml:" in done.stderr and "newcomer" in done.stdout,
                   "a bad line of a pack is named, the rest is in use", done)


def somebody_comes_in(troubles):
    """Everything hides at one key, also while a note is written in a popover."""
    window = Window(PROGRAM, "--data-dir", troubles.make("hidden"))
    try:
        unlock(window)
        continue_visit(window)
        window.focus()
        window.press("Note")
        window.find("text", "Note beside this question")
        subprocess.run(["xdotool", "key", "F12"], check=True)
        window.find("push button", "Continue")
        troubles.check(True, "a note that is being written hides at one key")
    finally:
        window.end()


def continue_visit(window):
    """The sample agency's interrupted one."""
    window.find("list item", "Yusuf").point()
    say_who_is_here(window)
    window.find("push button", "Next")


def get_number(window):
    return int(QUESTION.match(window.find("label", QUESTION).name).group(1))


def answer(window):
    number = get_number(window)
    window.keys("1")
    window.keys("Return")
    return number


def full_disk(troubles):
    window = SmallDisk(PROGRAM, os.path.join(troubles.parent, "full"), "--copy", troubles.sample)
    try:
        unlock(window)
        continue_visit(window)
        first = answer(window)
        wait_for(lambda: get_number(window) == first + 1, "the next question")
        window.tell("fill")
        answer(window)
        window.see(re.compile("^The disk is full: this was not saved. What was saved before is safe"))
        window.see("Not saved yet")
        troubles.check(get_number(window) == first + 1,
                       "on a full disk the answer is visibly unsaved, its question stays")
        window.tell("free")
        window.press("Retry")
        wait_for(lambda: get_number(window) == first + 2, "the next question")
        troubles.check(True, "with room again it is saved, and the next question comes")
    finally:
        window.end()


def read_only(troubles):
    for name, options in (("only-read", ("--copy", troubles.sample)), ("only-read-new", ())):
        window = SmallDisk(PROGRAM, os.path.join(troubles.parent, name), *options, "--read-only")
        try:
            window.find("heading", "Not in this folder")
            window.see("Wayfinder cannot write in this folder.")
            window.see("Nothing was changed.")
        finally:
            window.end()
        troubles.check(True, f"a folder that cannot be written is said at once: {name}")


def nothing_around(troubles):
    """Neither speech nor notifications nor a printer nor a network is here: the visit goes on."""
    folder = troubles.make("alone")
    window = Window(PROGRAM, "--data-dir", folder, env={"SPEECHD_ADDRESS": "unix_socket:/nowhere"})
    try:
        unlock(window)
        continue_visit(window)
        window.press("Listen")
        window.see("There is no voice for this language here. Read it together.")
        first = answer(window)
        wait_for(lambda: get_number(window) == first + 1, "the next question")
        troubles.check(True, "without a voice it says so and goes on")
    finally:
        window.end()


TROUBLES = [newer, misplaced, no_folder, wrong_passphrase, held, damaged, bad_pack, full_disk,
            read_only, nothing_around, somebody_comes_in]


def main():
    tap = Tap()
    wanted = sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix="wf-troubles-") as parent:
        troubles = Troubles(tap, parent)
        for trouble in TROUBLES:
            if wanted and trouble.__name__ not in wanted:
                continue
            try:
                trouble(troubles)
            except PermissionError as error:
                tap.check(str(error) == str(CANNOT_MOUNT),
                          f"{trouble.__name__} # SKIP no disk of its own may be mounted here", error)
            except (NotFound, RuntimeError, OSError):
                tap.check(False, trouble.__name__, traceback.format_exc())
    tap.report()


main()

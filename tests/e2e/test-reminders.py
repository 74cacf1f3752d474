#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A referral that is sent, and the months after it, by keys in the real window: on the days that it
is due (the program's clock is set ahead) it begins with the desktop, locked and without a window,
and a real notification daemon, dunst, shows how many are due and nothing else. Later puts it away,
Open brings the window, which asks for the passphrase before it names anybody. With no daemon, and
with one that refuses, hangs or dies, the window works and Today shows everything."""
import calendar
import datetime
import os
import re
import signal
import subprocess
import sys
import tempfile
import traceback

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import follow  # noqa: E402
from background import Background, Dunst, Listener, make_bus  # noqa: E402
from ctl import Tap  # noqa: E402
from fingers import Keyboard  # noqa: E402
from steps import PROGRAM, found_agency  # noqa: E402
from wayfinder_ui import Window, wait_for  # noqa: E402

SUPPORT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support")
CLIENT, OFFER = "Salma Haddad", "Computers for Schools Plus"
SECRETS = ("Salma", "Haddad", "Computers", "Schools", "CFS", "Innovation", "ISED", "Example Agency",
           "appointment", "Arabic")


def days_until(months, today=None):
    """So many days from today to the same day so many months later, or that month's last."""
    today = today or datetime.date.today()
    year, month = divmod(today.month - 1 + months, 12)
    year, month = today.year + year, month + 1
    last = calendar.monthrange(year, month)[1]
    return (datetime.date(year, month, min(today.day, last)) - today).days


class Unwell:
    """A daemon with a fault; see tests/support/notification-daemon."""

    def __init__(self, folder, mode):
        self.path = os.path.join(folder, "unwell")
        self.file = open(self.path, "w", encoding="utf-8")
        self.process = subprocess.Popen([os.path.join(SUPPORT, "notification-daemon"), mode],
                                        stdout=self.file)
        self.wait_for("ready")

    def said(self):
        with open(self.path, encoding="utf-8") as file:
            return file.read()

    def wait_for(self, words):
        wait_for(lambda: words in self.said(), f"{words} at the daemon")

    def answer(self):
        self.process.send_signal(signal.SIGUSR1)

    def end(self):
        self.process.kill()
        self.process.wait()
        self.file.close()


def send(folder):
    """The day on which it begins: there is no daemon."""
    window = Window(PROGRAM, "--data-dir", folder)
    try:
        keys = Keyboard(window)
        found_agency(window)
        window.focus()
        follow.add_client(keys, CLIENT)
        follow.offer(keys, OFFER)
        follow.take(keys, "They want it", to="Agreed")
        follow.ask_consent(keys, "Their first name")
        follow.take(keys, "They are sent there…",
                    lambda: follow.pick(keys, "How", follow.WARM, "Home"), "Sent there")
        window.see(re.compile(f"^Ask what came of it: {OFFER}"))
    finally:
        window.end()


def is_named(window):
    return bool(window.look(None, re.compile(f"{CLIENT}|{OFFER}")))


def sees_due(window, words="Due today"):
    window.find("label", re.compile(f"^{words}.*{OFFER}"))
    return is_named(window)


def try_faults(tap, folder, parent, days):
    """Whatever the daemon does, the window comes and Today names what is due."""
    program = Background(folder, days)
    try:
        program.ask_for_window()
        tap.check(not is_named(program), "no daemon: the window comes, locked, and names nobody")
        program.unlock()
        tap.check(sees_due(program), "no daemon: Today shows what is due")
    finally:
        program.end()
    for mode in ("refuse", "die", "hang", "hang-early"):
        daemon = Unwell(parent, mode)
        program = Background(folder, days)
        try:
            daemon.wait_for("GetCapabilities" if mode == "hang-early" else "Notify")
            program.ask_for_window()
            if mode.startswith("hang"):
                # What was asked is still open: an answer that comes now is taken, and what is
                # pressed then is heard. So nobody in the window waited for it.
                daemon.answer()
                daemon.wait_for("Notify" if mode == "hang-early" else "CloseNotification (77,)")
            program.unlock()
            tap.check(sees_due(program), f"{mode}: the window works, Today shows what is due")
        finally:
            code = program.end()
        tap.check(code == 0, f"{mode}: the program ends well", code)
        daemon.end()


def put_off(tap, folder, dunst, days):
    program = Background(folder, days)
    try:
        dunst.shows(1)
        dunst.choose("Later")
        dunst.shows(0)
        program.ask_for_window()
        tap.check(not is_named(program), "Later puts it away; the program stays, locked")
    finally:
        program.end()


def open_due(tap, folder, dunst, days, when):
    """From the reminder to the referral's page."""
    program = Background(folder, days)
    dunst.shows(1)
    dunst.choose("Open")
    program.appear()
    tap.check(not is_named(program), f"{when}: Open brings the window, locked; it names nobody")
    dunst.shows(0)
    program.unlock()
    tap.check(sees_due(program), f"{when}: unlocked, Today names what is due")
    program.keys.choose(re.compile(CLIENT), "list item")
    program.find("push button", "Record Contact")
    return program


def speak_with_them(program):
    """The client is here: in person, and spoken with."""
    keys = program.keys
    keys.at = None
    keys.choose("Record Contact")
    program.find("combo box", "What happened")
    keys.choose("Save", "push button")
    program.wait_gone("combo box", "What happened")


def go_on(tap, folder, dunst, after, half):
    program = open_due(tap, folder, dunst, 14, "two weeks")
    try:
        speak_with_them(program)
        program.find("label", re.compile("^Due "))
        follow.take(program.keys, "They are on a waiting list…", to="On a waiting list")
    finally:
        program.end()
    program = open_due(tap, folder, dunst, after, "three months")
    try:
        speak_with_them(program)
    finally:
        program.end()
    program = open_due(tap, folder, dunst, half, "six months")
    try:
        follow.take(program.keys, "They got it…", lambda: program.keys.choose(
            "A computer, tablet or phone", "check box", "space"), "Got it")
        program.keys.press("alt+Left")
        tap.check(program.see("A quiet day"), "they got it: nothing more is due")
    finally:
        program.end()


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory(prefix="wf-reminders-") as parent:
        folder = os.path.join(parent, "agency")
        ends = []
        bus = make_bus(parent)
        try:
            listener = Listener(parent)
            ends.append(listener)
            send(folder)
            try_faults(tap, folder, parent, 14)
            dunst = Dunst(parent)
            ends.append(dunst)
            put_off(tap, folder, dunst, 14)
            go_on(tap, folder, dunst, days_until(3), days_until(6))
            heard = listener.heard()
            tap.check(heard.count("1 follow-up is due.") >= 7, "it says how many are due", heard)
            leaks = [word for word in SECRETS if word.lower() in heard.lower()]
            tap.check(not leaks, "and nothing about anybody", leaks)
        except Exception:  # what stood there is the best message
            tap.check(False, "the months", traceback.format_exc())
        finally:
            for one in reversed(ends):
                one.end()
            bus.terminate()
            bus.wait()
    tap.report()


main()

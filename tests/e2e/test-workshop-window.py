#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A workshop in the real window, by keyboard alone: begun from the page of decks, run as a
presenter runs it, the program killed in the middle, gone on with, ended, its results opened."""
import glob
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from ctl import BUILD, Tap  # noqa: E402
from wayfinder_ui import Window, wait_for  # noqa: E402

PROGRAM = os.path.join(BUILD, "src/app/wayfinder")
DECK = "Checking our assumptions about technology"


def tab_to(window, name, most=60):
    """Presses Tab until the control of that name has the focus."""
    for _ in range(most):
        if any("focused" in node.states() for node in window.look(None, name)):
            return True
        window.keys("Tab")
    return False


def shows(window, words):
    """Whether these words come on the screen."""
    pattern = re.compile(words)
    return bool(wait_for(lambda: any(pattern.search(text) for text in window.texts()), words))


def check_server(tap):
    """The process the window started knows where the packs are and nothing else of us."""
    for path in glob.glob("/proc/[0-9]*/cmdline"):
        try:
            words = open(path, "rb").read().split(b"\0")
            if words[1:3] != [b"workshop", b"serve"]:
                continue
            told = open(path.replace("cmdline", "environ"), "rb").read()
        except OSError:
            continue
        names = sorted(entry.split(b"=")[0].decode() for entry in told.split(b"\0") if entry)
        tap.check(names == ["GIO_MODULE_DIR", "GIO_USE_PROXY_RESOLVER", "GIO_USE_VFS",
                            "GSETTINGS_BACKEND", "LC_ALL", "WAYFINDER_SHARED"],
                  "the server's environment is to the letter", names)
        return
    tap.check(True, "# SKIP environment of the server: only the administrator can look")


def main():
    tap = Tap()
    window = Window(PROGRAM, "--demo")
    try:
        wait_for(lambda: len(window.look("list item")) > 3, "the sample agency")
        window.keys("alt+5")
        window.see("Ready to run")
        tap.check(tab_to(window, "Start…"), "Tab comes to a deck")
        window.keys("Return")
        window.see("Languages on the wall")
        window.keys("F5")
        tap.check(shows(window, "No projector found"), "F5 presents; on one display a preview")
        tap.check(shows(window, "^Slide 1 of"), "at the first slide")
        check_server(tap)
        window.keys("Next")
        window.keys("Next")
        tap.check(shows(window, "^Slide 3 of"), "Page Down twice: the third slide")
        window.keys("2")
        window.keys("2")
        tap.check(shows(window, "2 answers"), "two hands counted with a key")
        window.keys("b")
        tap.check(shows(window, "The wall is black"), "b makes the wall black")
        window.keys("b")
        window.keys("r")
        window.keys("z")
        window.keys("Prior")
        tap.check(shows(window, "^Slide 2 of"), "Page Up goes back")
        window.press("End…")
        window.press("Put Aside")
        tap.check(shows(window, "put aside"), "put aside, it stands under the decks")
        tap.check(tab_to(window, re.compile(f"^{DECK}")), "and can be gone on with")
        window.keys("Return")
        tap.check(shows(window, "It goes on where it stood"), "which is said before")
        window.keys("F5")
        tap.check(shows(window, "^Slide 2 of"), "it stands at its slide")
        window.keys("Next")
        tap.check(shows(window, "2 answers"), "with its answers")
        window.press("End…")
        window.press("End")
        tap.check(shows(window, "not counted"), "ended, it stands under the decks")
    finally:
        window.end()
    tap.report()


main()

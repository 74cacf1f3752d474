#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two people with passphrases of their own in the real window, by keyboard: Ana ticks points, says
what shows them, asks for a sign-off, has one signed on paper outside, and writes a private note.
Ben signs with his key, cannot read the note, and finds nothing of his own to sign. Ana's portfolio
then holds both, apart."""
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from ctl import Tap  # noqa: E402
from steps import PASSPHRASE, PROGRAM, found_agency, tab_to, type_text  # noqa: E402
from wayfinder_ui import Window, wait_for  # noqa: E402

ANSWER = "check box"
BEN = "another horse and battery"
LIST = "Helping with accounts and forms: hands off"
FIRST = re.compile("^Asked what the client wants to reach")
SECOND = re.compile("^Said: “I can help you use the page")
EVIDENCE = "A colleague sat beside us on 3 March"
NOTE = "I am afraid of the projector"
TYPED = "In words"   # after the tick; an entry's focus is not told
CODE = re.compile("^[0-9A-F]{4}-[0-9A-F]{4}$")
SHOWS = re.compile("^What shows it")


def add_colleague(window):
    window.find("label", "People and keys").point()
    window.press("Add Colleague")
    for name, text in (("Name, as colleagues see it", "Ben"), ("Name for unlocking", "Ben"),
                       ("New passphrase", BEN), ("The same again", BEN)):
        window.write(text, name)
    window.press("Add")
    window.wait_gone("text", "The same again")


def open_list(window):
    window.keys("alt+4")
    window.see("Checklists")
    assert tab_to(window, re.compile("^" + re.escape(LIST))), "Tab comes to the list"
    window.keys("Return")
    window.see("Points")


def read_code(window):
    """As it stands on the sheet that is printed."""
    codes = [text for text in window.texts() if CODE.match(text)]
    assert len(codes) == 1, codes
    return codes[0]


def describe_point(window, point, **lines):
    """Ticks a point with Space, opens what shows it with Enter, and types line by line."""
    assert tab_to(window, point, role="check box"), f"Tab comes to {point.pattern}"
    window.keys("space")
    wait_for(lambda: any("checked" in node.states() for node in window.look("check box", point)),
             "the tick")
    wait_for(lambda: any("focused" in node.states() for node in window.look("check box", point)),
             "the focus stays with the tick")
    assert tab_to(window, SHOWS, 4, "push button"), "then to what shows it"
    window.keys("Return")
    window.find("text", "In words")
    for name, text in lines.items():
        if name == TYPED:
            assert tab_to(window, "I did this", role="check box"), "Tab comes to the tick"
            window.keys("Tab")
            type_text(window, text)
        else:
            window.write(text(window) if callable(text) else text, name)
    window.keys("alt+s")
    window.wait_gone("text", "In words")


def write_note(window):
    window.keys("alt+Left")
    window.see("Checklists")
    assert tab_to(window, "Begin My digital practice"), "Tab comes to Begin"
    window.keys("Return")
    window.see("Which sounds like you this month?")
    window.keys("n")
    type_text(window, NOTE)
    assert tab_to(window, "Next", 12) or tab_to(window, "Skip", 12), "Tab leaves the note"
    assert tab_to(window, "Skip", 20), "Tab comes to Skip"
    window.keys("Return")
    window.see("Professional collaboration")
    window.keys("BackSpace")
    window.see("Organisational communication")


def note_on_page(window):
    return window.find("text", "Private note").typed()


def change_person(window, passphrase, down):
    """down: places down the list of who unlocks."""
    window.keys("ctrl+l")
    window.find(None, "Passphrase")
    if down:
        window.find("combo box", re.compile("^I am")).point()
        subprocess.run(["xdotool", "key", *["Down"] * down, "Return"], check=True)
    window.write(passphrase, "Passphrase")
    window.press("Unlock")
    window.see("A quiet day")


def sign(tap, window):
    window.keys("alt+4")
    window.see("Colleagues ask for your sign-off")
    tap.check(not any("self-declared" in text for text in window.texts()),
              "nothing of Ana's ticks is seen", window.texts())
    assert tab_to(window, re.compile("^Look at It")), "Tab comes to the request"
    window.keys("Return")
    window.see(EVIDENCE)
    window.keys("alt+s")   # nothing is chosen: nothing is signed
    assert window.see(EVIDENCE)
    assert tab_to(window, "It shows the point: I sign it off", role=ANSWER), "Tab comes to the answer"
    window.keys("space", "alt+s")
    window.wait_gone(None, EVIDENCE)
    wait_for(lambda: not window.look(None, "Colleagues ask for your sign-off"), "nothing waits")


def look_for_note(tap, window):
    assert tab_to(window, "Begin My digital practice"), "Tab comes to Begin"
    window.keys("Return")
    window.see("Which sounds like you this month?")
    window.see("Organisational communication")
    tap.check(note_on_page(window) == "", "Ben's page has no note of Ana's", note_on_page(window))


def save_portfolio(window, path):
    window.keys("alt+Left")
    window.see("Checklists")
    assert tab_to(window, "Save as PDF…", 120), "Tab comes to the portfolio"
    window.keys("Return")
    window.find("text", re.compile("^Name")).write(path)
    window.press("Save")
    wait_for(lambda: os.path.exists(path) and os.path.getsize(path) > 1000, "the portfolio")
    return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True,
                          check=True).stdout


def check_portfolio(tap, text):
    signed, apart, own = text.partition("Self-declared")
    tap.check(EVIDENCE in signed and "Signed off by Ben" in signed,
              "the portfolio says what Ben signed", text)
    tap.check(apart and "Signed on paper outside by Mrs Outside" in own and "Outside" not in signed,
              "and apart from it what was signed outside", text)
    tap.check(NOTE not in text, "the note is not in it")


def main():
    tap = Tap()
    parent = tempfile.mkdtemp(prefix="wayfinder-signing-")
    window = Window(PROGRAM, "--data-dir", os.path.join(parent, "agency"))
    try:
        found_agency(window)
        add_colleague(window)
        open_list(window)
        describe_point(window, FIRST, **{"In words": EVIDENCE})
        assert tab_to(window, re.compile("^Ask for Sign-off")), "Tab comes to Ask"
        window.keys("Return")
        tap.check(window.see(re.compile("^Waiting for a colleague")) is not None, "Ana asks")
        describe_point(window, SECOND, **{"In words": "Role play", "Who signed on paper": "Mrs Outside",
                                          "Code on the signed paper": read_code})
        window.see(re.compile("^Self-declared: signed on paper outside"))
        write_note(window)
        tap.check(note_on_page(window) == NOTE, "Ana's own note stands on the page", note_on_page(window))
        window.keys("alt+Left")
        window.see("Go on where you were")
        tap.check(not window.look(None, "Colleagues ask for your sign-off"),
                  "nobody is asked to sign their own work")

        change_person(window, BEN, 1)
        sign(tap, window)
        look_for_note(tap, window)

        change_person(window, PASSPHRASE, 0)
        open_list(window)
        tap.check(window.see(re.compile("^1 of 10 signed off, 1 self-declared")) is not None,
                  "one point is signed, one is self-declared")
        check_portfolio(tap, save_portfolio(window, os.path.join(parent, "portfolio.pdf")))
    finally:
        if sys.exc_info()[0] is not None:
            print("#", *window.texts(), sep="\n# ", flush=True)
        window.end()
    tap.report()


main()

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A deck written in the real window, by keyboard alone: begun, its slides written, one taken
out, undone, finished, and ready to be run."""
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from ctl import Tap  # noqa: E402
from steps import PROGRAM, tab_to, type_text  # noqa: E402
from wayfinder_ui import Window, wait_for  # noqa: E402


def shows(window, words):
    """Whether these words come on the screen."""
    pattern = re.compile(words)
    return bool(wait_for(lambda: any(pattern.search(text) for text in window.texts()), words))


def write(window, place, words):
    """Types into the text of that name."""
    if not tab_to(window, place):
        return False
    type_text(window, words)
    return True


def main():
    tap = Tap()
    window = Window(PROGRAM, "--demo")
    try:
        wait_for(lambda: len(window.look("list item")) > 3, "the sample agency")
        window.keys("alt+5")
        window.see("Ready to run")
        tap.check(tab_to(window, re.compile("^New Deck")), "Tab comes to New Deck")
        window.keys("space")
        window.see("For Staff")
        window.type("Return")
        window.see("Name of the deck")
        tap.check(write(window, "Name of the deck, English", "Our small day"), "the name is typed")
        tap.check(tab_to(window, re.compile(r"^1\. No title yet")), "Tab comes to the first slide")
        window.keys("Return")
        window.see("As the wall will show it")
        tap.check(write(window, "Title, English", "Good day"), "its title is typed")
        tap.check(shows(window, "Nothing is missing"), "and nothing of it is missing")
        window.keys("alt+Next")
        tap.check(shows(window, "^Slide 2"), "a key opens the next slide")
        window.keys("alt+Next")
        window.keys("alt+Left")
        window.see("Still to do")
        tap.check(tab_to(window, re.compile(r"^3\. No title yet")), "the third has no title yet")
        window.keys("Return")
        tap.check(write(window, "Title, English", "Your ideas"), "it gets one")
        window.keys("ctrl+z")
        tap.check(shows(window, "Give the slide a title"), "Ctrl+Z in the text takes it back")
        tap.check(write(window, "Title, English", "Our ideas"), "and it is written anew")
        window.keys("alt+Left")
        window.see("3. Our ideas")
        tap.check(tab_to(window, "Take the Slide Out"), "Tab comes to a slide's buttons")
        window.keys("Return")
        tap.check(shows(window, r"^4\. ") and not window.look("label", re.compile(r"^5\. ")),
                  "a slide is taken out")
        window.keys("ctrl+z")
        tap.check(shows(window, r"^5\. "), "and brought back")
        tap.check(tab_to(window, "Ready to Run"), "Tab comes to Ready to Run")
        window.keys("Return")
        tap.check(shows(window, "our own"), "it stands among the decks")
        tap.check(tab_to(window, "Start…"), "Tab comes to a deck")
        window.keys("Return")
        tap.check(shows(window, "Languages on the wall"), "it can be begun as any other")
    finally:
        window.end()
    tap.report()


main()

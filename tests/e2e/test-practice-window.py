#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A whole self-assessment in the real window, by keyboard alone: begun, left, gone on with,
finished; then a point of a checklist ticked."""
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from ctl import Tap  # noqa: E402
from steps import PROGRAM, tab_to  # noqa: E402
from wayfinder_ui import Window, wait_for  # noqa: E402

QUESTIONS = 22


def answered(window, count):
    """Waits until so many answers are kept."""
    return wait_for(lambda: any(text.startswith(f"{count} of {QUESTIONS}")
                                for text in window.texts()), f"{count} answers")


def answer(window, first, last):
    for number in range(first, last):
        window.keys("034"[number % 3])
        window.keys("Return")
        if number + 1 < QUESTIONS:
            answered(window, number + 1)


def main():
    tap = Tap()
    window = Window(PROGRAM, "--demo")
    try:
        wait_for(lambda: len(window.look("list item")) > 3, "the sample agency")
        window.keys("alt+4")
        window.see("Checklists")
        tap.check(tab_to(window, "Begin Again Look again"), "Tab comes to Begin")
        window.keys("Return")
        window.see("Which sounds like you this month?")
        answer(window, 0, 9)
        window.keys("alt+Left")
        window.see("Go on where you were")
        tap.check(tab_to(window, "Continue Go on where you were"), "a round that was left can be gone on with")
        window.keys("Return")
        answered(window, 9)
        answer(window, 9, QUESTIONS)
        window.see("Strengths")
        tap.check(True, "22 answers by keys lead to the result")
        tap.check(any(text.startswith("Roughly Stage") for text in window.texts()),
                  "areas are shown as stages", window.texts())
        window.keys("alt+Left")
        window.see("Look again")
        tap.check(tab_to(window, re.compile("^Add to My Plan")), "the next step can be added to the plan")
        window.keys("Return")
        window.wait_gone("push button", re.compile("^Add to My Plan"))
        tap.check(True, "and is not offered again")
    finally:
        window.end()
    tap.report()


main()

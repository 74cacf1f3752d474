#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Preferences › Questions by keyboard: the answers are read, every question listed, the bank saved
to a file, levels changed in it and read in again, tried on made-up people, and taken back.
The keyboard never loses its place."""
import csv
import os
import re
import subprocess
import sys
import tempfile
import traceback

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from ctl import BUILD, Tap  # noqa: E402
from wayfinder_ui import Window, wait_for  # noqa: E402

PROGRAM = os.path.join(BUILD, "src/app/wayfinder")
TABS = 30
OWN = re.compile("^[0-9]+ questions have a level of this agency’s own.")
AUTHORS = "Every question has the level its authors guessed."
TRIED = re.compile("^1,000 made-up people: ")
HARDER = 2


def is_focused(node):
    return "focused" in node.states()


def press(window, words):
    """By Tab to the button of a row, and Space."""
    button = window.find("push button", re.compile("^" + words))
    wait_for(lambda: "sensitive" in button.states(), f"{words} to be usable")
    for _ in range(TABS):
        if is_focused(button):
            window.keys("space")
            return button
        window.keys("Tab")
    raise AssertionError(f"Tab never came to {words}")


def type_text(window, text):
    window.focus()
    subprocess.run(["xdotool", "type", "--clearmodifiers", text], check=True)


def open_page(window):
    window.keys("ctrl+comma")
    tab = window.find("page tab", "Questions")
    for _ in range(4 * TABS):  # past every language of the agency
        if is_focused(tab):
            break
        window.keys("shift+Tab")
    window.keys("space")
    window.find("list item", "The answers so far")


def save(window, path):
    press(window, "Save…")
    window.find("push button", "Save")
    window.keys("ctrl+a")
    type_text(window, path)
    window.keys("Return")
    wait_for(lambda: os.path.exists(path) and os.path.getsize(path) > 1000, "the bank's file")


def make_harder(path):
    """Every task: a trial by these levels cannot come out as before."""
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["kind"] == "task":
            row.update({name: str(float(row[name]) + HARDER)
                        for name in row if re.match(r"d\d", name) and row[name]})
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=rows[0].keys(), lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(rows)


def read(window, path):
    press(window, "Read…")
    window.find("push button", re.compile("^Open"))
    type_text(window, path)  # a path typed into the list of files asks where
    window.keys("Return")


def lead(tap, window, path):
    wait_for(lambda: len(window.look("list item")) > 3, "the sample agency")
    open_page(window)
    button = press(window, "Look")
    window.find("label", re.compile("^Answers of 5 people who agreed to it."))
    tap.check(is_focused(button), "the answers are read, and the keyboard stays where it was")

    press(window, "Show")
    window.find("entry", "Search the questions")
    type_text(window, "doctor")
    rows = window.find("list", "Questions")
    wait_for(lambda: rows.look("list item", re.compile("doctor")) and
             not rows.look("list item", re.compile("find a website")), "what was searched for")
    tap.check(all(row.name for row in rows.look("list item")), "every question says what it is")
    window.keys("Escape", "Escape")   # empties the search, then closes
    window.wait_gone("entry", "Search the questions")

    save(window, path)
    make_harder(path)
    read(window, path)
    window.see(OWN)
    back = window.find("push button", re.compile("^Take Back"))
    tap.check(wait_for(lambda: is_focused(back), "the focus"),
              "levels are read in, and the keyboard is at what undoes it")

    button = press(window, "Try")
    words = window.find("label", TRIED).name
    tap.check(is_focused(button), "the bank is tried, and the keyboard stays", words)

    press(window, "Take Back")
    window.see(AUTHORS)
    tap.check(wait_for(lambda: is_focused(window.find("push button", re.compile("^Look"))),
                       "the focus"), "it is taken back, and the keyboard has a place")
    press(window, "Try")
    wait_for(lambda: window.find("label", TRIED).name != words, "another result")
    tap.check(True, "the trial went by the levels in use")


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory(prefix="wf-bank-") as folder:
        window = Window(PROGRAM, "--demo")
        try:
            lead(tap, window, os.path.join(folder, "questions.csv"))
        except Exception:  # what stood on the screen is the best message
            tap.check(False, "the questions",
                      traceback.format_exc() + "\n".join(window.texts()[-60:]))
        finally:
            window.end()
    tap.report()


main()

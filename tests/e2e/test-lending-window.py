#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A thing that is lent, by keys in the real window: added, lent with its paper to sign, due weeks
later on Today (the program's clock is set ahead), back, emptied with who says so, lent again and
lost. The paper and its name say nothing about whom it went to."""
import os
import re
import subprocess
import sys
import tempfile
import traceback

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import follow  # noqa: E402
from ctl import Tap  # noqa: E402
from fingers import Keyboard  # noqa: E402
from steps import PASSPHRASE, PROGRAM, found_agency  # noqa: E402
from wayfinder_ui import NotFound, Window  # noqa: E402

CLIENT, MARK = "Salma Haddad", "T-014"
THING = re.compile(f"{MARK}.*Laptop|Laptop.*{MARK}")
DAYS_LATER = 60


def add_thing(tap, keys):
    keys.press("alt+8")
    keys.window.see("Nothing to lend yet")
    keys.choose("Add a Thing", "push button")
    keys.window.find("text", "Its mark, as T-014")
    keys.at = None
    keys.write("Its mark, as T-014", MARK)
    keys.choose("Save", "push button")
    tap.check(keys.window.see("Here, ready to lend"), "a thing is added, ready to lend")


def lend(tap, keys):
    """On the client's page; the question whether paper is safe stands there afterwards."""
    keys.choose("Lend something to them", "push button")
    keys.window.find("combo box", "What")
    keys.at = None
    keys.choose("Lend", "push button")
    keys.window.find("push button", "Yes, Save")
    keys.at = None
    tap.check(True, "lent: the paper is offered")


def sign(tap, keys, folder):
    keys.choose("Yes, Save", "push button")
    path = os.path.join(folder, "agreement.pdf")
    proposed = follow.save_as(keys, path)
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True,
                          check=True).stdout
    told = [word for word in CLIENT.split() if word in text + proposed]
    tap.check(MARK in text and re.search("[\u0600-\u06ff]", text) and not told,
              "the paper names the thing, in their language, and nobody", text)
    tap.check(re.match(r"[0-9A-Z]{3}-[0-9A-Z]{3}\.pdf$", proposed), "its name is a code", proposed)


def open_client(keys):
    keys.press("alt+2")
    keys.window.find("list item", re.compile(CLIENT))
    keys.choose(re.compile(CLIENT), "list item")
    keys.window.find("heading", CLIENT)
    keys.at = None


def use_menu(keys, of, words, downs):
    """The menu at the end of a thing's row; its items by the arrow keys."""
    keys.choose(of, "push button")
    keys.window.see(words)
    keys.press(*["Down"] * downs, "Return")
    keys.at = None


def bring_back(tap, keys):
    tap.check(keys.window.see(re.compile(f"It comes back: .*{MARK}")), "Today says that it is due")
    open_client(keys)
    use_menu(keys, re.compile(MARK), re.compile("It Is Back"), 0)
    keys.window.see(re.compile("Is everything of yours saved elsewhere"))
    keys.choose("It Is Back", "push button")
    keys.window.wait_gone(None, re.compile("Is everything of yours saved elsewhere"))
    keys.press("alt+8")
    tap.check(keys.window.see("Back, to be emptied"), "back: to be emptied before it goes out again")


def wipe(tap, keys):
    keys.at = None
    keys.choose(re.compile("^Empty… "), "push button")
    keys.window.see("It Is Empty")
    keys.at = None
    keys.choose("I looked: it starts as new, with no account on it", "check box", "space")
    keys.choose("It Is Empty", "push button")
    tap.check(keys.window.see(re.compile("^Emptied .*, says .*: .*")), "who says that it is empty")


def lose(tap, keys):
    keys.press("alt+2")   # the client's page stands there as it was left
    keys.window.find("heading", CLIENT)
    keys.at = None
    lend(tap, keys)
    keys.choose("No, Keep It Here", "push button")
    keys.at = None
    use_menu(keys, re.compile(MARK), re.compile("It Is Lost"), 2)
    keys.window.find("push button", "It Is Lost")
    keys.choose("It Is Lost", "push button")
    tap.check(keys.window.see(re.compile("^Lost; said ")), "lost: the client's page says so")
    keys.press("alt+8")
    keys.window.see("Lending")
    tap.check(keys.window.see(re.compile("^Lost$")), "and the list of things")


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory(prefix="wf-lending-") as folder:
        agency = os.path.join(folder, "agency")
        window = Window(PROGRAM, "--data-dir", agency)
        try:
            keys = Keyboard(window)
            found_agency(window)
            window.focus()
            add_thing(tap, keys)
            follow.add_client(keys, CLIENT)
            lend(tap, keys)
            sign(tap, keys, folder)
            window.end()
            window = Window(PROGRAM, "--data-dir", agency,
                            env={"WAYFINDER_DAYS_AHEAD": str(DAYS_LATER)})
            keys = Keyboard(window)
            follow.unlock(keys, PASSPHRASE)
            bring_back(tap, keys)
            wipe(tap, keys)
            lose(tap, keys)
        except (NotFound, AssertionError, subprocess.SubprocessError):
            tap.check(False, "the life of a thing lent",
                      traceback.format_exc() + "\n".join(window.describe()[-150:]))
        finally:
            window.end()
    tap.report()


main()

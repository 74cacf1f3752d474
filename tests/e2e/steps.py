# SPDX-License-Identifier: GPL-3.0-or-later
"""What a navigator does in the window, step by step, by keys alone but for one step that tests of
sudden ends use too."""
import os
import re
import subprocess

from ctl import BUILD
from keyboard import Keyboard
from wayfinder_ui import Atspi, wait_for

PROGRAM = os.path.join(BUILD, "src/app/wayfinder")
PASSPHRASE = "correct horse battery staple"
ARABIC_IN_THE_LIST = 3   # not said yet, English, French, Arabic
ANSWERS = 4


def tab_to(window, name, most=60, role=None):
    """Presses Tab until the control of that name has the focus."""
    for _ in range(most):
        if any("focused" in node.states() for node in window.look(role, name)):
            return True
        window.keys("Tab")
    return False


def type_text(window, text):
    """As keys into whatever has the focus."""
    window.focus()
    subprocess.run(["xdotool", "type", "--delay", "5", text], check=True)


def type_on(text):
    """As keys into whatever has the keyboard, as a person does: nothing is focused first."""
    subprocess.run(["xdotool", "type", "--delay", "5", text], check=True)


def found_agency(window):
    keys = Keyboard(window)
    window.see("Welcome to Wayfinder")
    keys.press("Next")
    window.see("Your passphrase")
    for name, text in (("Your name, as colleagues see it", "Ana"), ("Passphrase", PASSPHRASE),
                       ("The same once more", PASSPHRASE)):
        keys.write(text, name)
    keys.press("Next")
    window.find("text", re.compile("^Group"))
    code = wait_for(lambda: [node.name for node in window.look("label")
                             if re.match("^[0-9A-Z]{4}-", node.name)], "the code")[0].split("-")
    for name in [field.name for field in window.look("text", re.compile("^Group"))]:
        keys.write(code[int(name.split()[1]) - 1], name)
    keys.press("Next")
    keys.write("Example Agency", "Name of the agency")
    keys.press("Start")
    window.see("A quiet day")


def add_client(window, name="Layla", speaks=ARABIC_IN_THE_LIST):
    """speaks: the place in the list of languages; 0: not said yet."""
    keys = Keyboard(window)
    window.keys("alt+2")
    keys.press("Add Client")
    keys.write(name, "Name, or what they want to be called")
    if speaks:
        keys.press("Speaks", "combo box")
        window.find("label", re.compile("Kurdish|kurde"))
        window.keys(*["Down"] * speaks, "Return")
        window.wait_gone("label", re.compile("Kurdish|kurde"))
    keys.press("Add")
    window.find("heading", name)


def begin_visit(window):
    keys = Keyboard(window)
    keys.press("Start a Visit")
    keys.go_to("Full assessment", "menu item")
    window.keys("Return")
    keys.press("Alone", "check box")
    keys.press("Start")
    window.find("heading", "القرار لك")


def agree(window):
    """Yes to each question, down the page."""
    keys = Keyboard(window)
    answers = window.look("radio button", "نعم")
    for _ in answers:
        keys.press_next("radio button", "نعم")
    wait_for(lambda: all("checked" in answer.states() for answer in answers), "a yes to each")
    keys.press("Next")
    window.see("The goal in their own words")


def question(window):
    """The question on the client's card, as its heading says it."""
    return window.find("label", re.compile("^Question ")).name


def answer_some(window):
    Keyboard(window).press("Next")
    for number in range(ANSWERS):
        wait_for(lambda number=number: f" {number + 1}" in question(window) + " ",
                 f"question {number + 1}")
        window.keys("1")
        window.keys("Return")
    wait_for(lambda: str(ANSWERS + 1) in question(window), "the question after them")


def answer_the_rest(window):
    """First answers, by key, until what was heard stands there. Tasks and questions alike."""
    for _ in range(60):
        if window.look("heading", "ما سمعناه منك") or window.look("label", "ما سمعناه منك"):
            return
        standing = window.look("label", re.compile("^Question "))
        before = standing[0].name if standing else ""
        window.keys("1")
        window.keys("Return")
        wait_for(lambda before=before: before not in
                 [node.name for node in window.look("label", re.compile("^Question "))],
                 "the next question")
    raise AssertionError("sixty questions and no end")


def make_plan(window):
    Keyboard(window).press("Make a Plan")
    window.find("push button", "Print or save")
    wait_for(lambda: [node for node in window.look("check box") if "checked" in node.states()],
             "a chosen statement")


def stamp(folder):
    """Changes whenever something was written into the vault."""
    return [(name, os.stat(os.path.join(folder, name)).st_mtime_ns)
            for name in ("vault.db", "vault.db-wal") if os.path.exists(os.path.join(folder, name))]


def save_page(window, path, yes="نعم، آخذها إلى البيت"):
    """yes: what the client answers, in their language: it is safe to take paper home."""
    keys = Keyboard(window)
    window.keys("ctrl+p")
    keys.press(yes)
    keys.press("Save a PDF…")
    window.find("text", re.compile("^(Name|Nom)"))
    keys.write(path, re.compile("^(Name|Nom)"))
    window.keys("Return")
    wait_for(lambda: os.path.exists(path) and os.path.getsize(path) > 1000, "the page's file")


def say_who_is_here(window):
    """A visit that is taken up again asks it before anything is shown; nobody is chosen for you."""
    window.find("check box", "Alone").press()
    window.press("Go On")


def say_by_keys_who_is_here(window):
    keys = Keyboard(window)
    keys.press("Alone", "check box")
    keys.press("Go On")


def continue_visit(window):
    """The row under Continue."""
    window.find("label", re.compile(f"^Question {ANSWERS + 1}"))
    Keyboard(window).open(re.compile("Layla"))
    say_by_keys_who_is_here(window)
    wait_for(lambda: window.look("push button", "Next"), "the question again")


def unlock(window):
    """By keys: the page that asks for the passphrase has the keyboard, nobody focuses its row."""
    window.find("push button", "Unlock")
    field = window.find("text", "Passphrase").accessible
    type_on(PASSPHRASE)
    wait_for(lambda: Atspi.Text.get_character_count(field) == len(PASSPHRASE),
             "the passphrase in its row")
    window.type("Return")


NOTE = "asked about her son"


def lock_in_a_note(window):
    """By keys alone: a note is begun, the window locks, the passphrase is typed, the visit goes on
    and the note stands there as far as it was typed."""
    window.keys("n")
    window.find("text", "Note beside this question")
    type_on(NOTE)
    window.type("ctrl+l")
    unlock(window)
    continue_visit(window)
    window.keys("n")
    field = window.find("text", "Note beside this question").accessible
    wait_for(lambda: Atspi.Text.get_text(field, 0, -1) == NOTE, "the note as it was")
    window.type("Escape")
    window.wait_gone("text", "Note beside this question")

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A real window, from an empty folder: the agency is founded, a client who reads Arabic is
added, a visit begins, consent is asked in Arabic, questions are answered by key. Then the
program is killed; opened again it unlocks, and the visit goes on at the question that stood."""
import os
import re
import subprocess
import sys
import tempfile
import traceback

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from ctl import BUILD, Tap, answer_json  # noqa: E402
from wayfinder_ui import Window, speak, wait_for  # noqa: E402

PROGRAM = os.path.join(BUILD, "src/app/wayfinder")
PASSPHRASE = "correct horse battery staple"
ARABIC_IN_THE_LIST = 3   # not said yet, English, French, Arabic
ANSWERS = 4


def found_agency(window):
    window.see("Welcome to Wayfinder")
    window.press("Next")
    window.see("Your passphrase")
    for name, text in (("Your name, as colleagues see it", "Ana"), ("Passphrase", PASSPHRASE),
                       ("The same once more", PASSPHRASE)):
        window.write(text, name)
    window.press("Next")
    window.find("text", re.compile("^Group"))
    code = wait_for(lambda: [node.name for node in window.look("label")
                             if re.match("^[0-9A-Z]{4}-", node.name)], "the code")[0].split("-")
    for field in window.look("text", re.compile("^Group")):
        field.write(code[int(field.name.split()[1]) - 1])
    window.press("Next")
    window.write("Example Agency", "Name of the agency")
    window.press("Start")
    window.see("A quiet day")


def add_client(window):
    window.keys("alt+2")
    window.press("Add Client")
    window.write("Layla", "Name, or what they want to be called")
    window.find("combo box", "Speaks").point()
    window.find("label", re.compile("Kurdish|kurde"))
    subprocess.run(["xdotool", "key", *["Down"] * ARABIC_IN_THE_LIST, "Return"], check=True)
    window.wait_gone("label", re.compile("Kurdish|kurde"))
    window.press("Add")
    window.find("heading", "Layla")


def begin_visit(window):
    window.press("Start a Visit")
    window.find("menu item", "Full assessment").press()
    window.find("radio button", "In person")
    window.press("Start")
    window.find("heading", "القرار لك")


def agree(window):
    for answer in window.look("radio button", "نعم"):
        answer.press()
    window.press("Next")
    window.see("The goal in their own words")


def question(window):
    """The question on the client's card, as its heading says it."""
    return window.find("label", re.compile("^Question ")).name


def answer_some(window):
    window.press("Next")
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
    window.press("Make a Plan")
    window.find("push button", "Print or save")
    wait_for(lambda: [node for node in window.look("check box") if "checked" in node.states()],
             "a chosen statement")


def save_page(window, path):
    window.keys("ctrl+p")
    window.press("نعم، آخذها إلى البيت")
    window.press("Save a PDF…")
    field = window.find("text", re.compile("^(Name|Nom)"))
    field.write(path)
    window.press("Save")
    wait_for(lambda: os.path.exists(path) and os.path.getsize(path) > 1000, "the page's file")


def continue_visit(window):
    """The row under Continue; a list's row is pressed with the pointer."""
    window.find("label", re.compile(f"^Question {ANSWERS + 1}")).point()
    wait_for(lambda: window.look("push button", "Next"), "the question again")


def read_page(tap, path):
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True,
                          check=True).stdout
    info = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    tap.check("صفحتك" in text and ("It is not a test result." in text or "résultat" in text),
              "the page speaks both languages", text)
    tap.check("Pages:           1" in info and "Layla" not in info, "one side, no name in its title",
              info)


def unlock(window):
    window.write(PASSPHRASE, "Passphrase")
    window.press("Unlock")


def journey(tap, folder, lang):
    speak(lang, os.path.join(BUILD, "po"))
    env = {"LANGUAGE": lang}
    window = Window(PROGRAM, "--data-dir", folder, env=env)
    try:
        for what, step in (("the agency is founded", found_agency),
                           ("a client who reads Arabic is added", add_client),
                           ("a visit begins with consent in Arabic", begin_visit),
                           ("the client agrees", agree),
                           ("questions are answered by key", answer_some)):
            step(window)
            tap.check(True, what)
        window.kill()
        report = answer_json("vault", "check", folder, "--json", passphrase=PASSPHRASE)
        tap.check(report["ok"], "the vault is whole after the kill", report)
        window = Window(PROGRAM, "--data-dir", folder, env=env)
        unlock(window)
        window.find("label", re.compile(f"^Question {ANSWERS + 1}"))
        tap.check(True, "opened again, the visit stands under Continue at the same question")
        continue_visit(window)
        for what, step in (("the questions come to their end", answer_the_rest),
                           ("there is a plan", make_plan)):
            step(window)
            tap.check(True, what)
        page = os.path.join(os.path.dirname(folder), "page.pdf")
        save_page(window, page)
        read_page(tap, page)
    except Exception:  # what stood on the screen is the best message
        shown = [f"{node.role} {node.name}" for node in window.look() if node.name]
        tap.check(False, "the journey", traceback.format_exc() + "\n".join(shown[-60:]))
    finally:
        window.end()


def main():
    tap = Tap()
    for lang in ("en", "fr"):
        print(f"# the interface speaks {lang}")
        with tempfile.TemporaryDirectory(prefix="wf-journey-") as parent:
            journey(tap, os.path.join(parent, "agency"), lang)
    tap.report()


main()

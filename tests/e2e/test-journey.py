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
from steps import (ANSWERS, PASSPHRASE, PROGRAM, add_client, agree,  # noqa: E402
                   answer_some, answer_the_rest, begin_visit, continue_visit, found_agency,
                   lock_in_a_note, make_plan, save_page, unlock)
from wayfinder_ui import Window, speak  # noqa: E402


def read_page(tap, path):
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True,
                          check=True).stdout
    info = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    tap.check("صفحتك" in text and ("It is not a test result." in text or "résultat" in text),
              "the page speaks both languages", text)
    tap.check("Pages:           1" in info and "Layla" not in info, "one side, no name in its title",
              info)


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
        window.focus()
        unlock(window)
        window.find("label", re.compile(f"^Question {ANSWERS + 1}"))
        tap.check(True, "opened again, the visit stands under Continue at the same question")
        continue_visit(window)
        for what, step in (("locked in the middle of a note and unlocked by keys, the note is there",
                            lock_in_a_note),
                           ("the questions come to their end", answer_the_rest),
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
    for lang in sys.argv[1:] or ("en", "fr"):
        print(f"# the interface speaks {lang}")
        with tempfile.TemporaryDirectory(prefix="wf-journey-") as parent:
            journey(tap, os.path.join(parent, "agency"), lang)
    tap.report()


main()

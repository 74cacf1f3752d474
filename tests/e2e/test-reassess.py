#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-reassess.py LANG: a client of the sample agency is assessed once more, by keyboard: every
question is answered by key, both occasions stand beside each other with their bands, and the
navigator's own view is put down, is there when the page comes again, and is in the vault."""
import os
import re
import subprocess
import sys
import tempfile
import traceback

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from ctl import BUILD, Tap, answer_json, run  # noqa: E402
from steps import PROGRAM, say_who_is_here  # noqa: E402
from wayfinder_ui import WORDS, Window, speak, wait_for  # noqa: E402

CLIENT = "Layla"
HEARD = "ما سمعناه منك"
WHY = "Reads slowly"
MOST_QUESTIONS = 60
LEVEL_THREE = {"en": "Level 3", "ar": "المستوى ٣"}
# The client's last assessment was 34 days ago, so the two days differ.
OCCASIONS = {"en": r"(\w+, \w+ \d+, \d+): (.* of 8\.) (\w+, \w+ \d+, \d+): (.* of 8\.)",
             "ar": r"(\w+، [٠-٩]+ \w+ [٠-٩]+): (.* ٨\.) (\w+، [٠-٩]+ \w+ [٠-٩]+): (.* ٨\.)"}


def type_text(window, text):
    window.focus()
    subprocess.run(["xdotool", "type", "--clearmodifiers", text], check=True)


def open_client(window, name):
    """By the search field: the first one found is opened."""
    window.keys("alt+2")
    window.find("list item", re.compile("^" + name))
    window.keys("ctrl+f")
    type_text(window, name)
    wait_for(lambda: not window.look("list item", re.compile("^Samira")), "one client found")
    window.keys("Return")
    window.find("heading", re.compile("^" + name))


def begin(window):
    window.press("Start a Visit")
    window.press("Full assessment", "menu item")
    window.find("check box", "Alone").press()
    window.press("Start")
    window.see("The goal in their own words")
    window.press("Next")


def answer_all(window):
    """The second answer of each, until what was heard stands there. How many there were."""
    number = re.compile("^" + WORDS.get("Question %s", "Question %s").replace("%s", r"\d+") + "$")
    place = window.find("label", number)
    for count in range(1, MOST_QUESTIONS):
        before = place.name
        window.keys("2", "Return")
        # With the last answer the question goes, and its place with it.
        wait_for(lambda before=before: window.look("heading", HEARD) or place.name != before,
                 f"what comes after {before}")
        if window.look("heading", HEARD):
            return count
    raise AssertionError("sixty questions and no end")


def check_chart(tap, window, lang):
    chart = [node.accessible.get_description() for node in window.look("image")]
    chart = [words for words in chart if words]
    found = re.match(OCCASIONS[lang], chart[0]) if chart else None
    tap.check(len(chart) == 1 and found and found[1] != found[3],
              "both occasions stand beside each other, each with its day and its band", chart)
    tap.check(window.look("label", "Compared with the time before") and
              any(window.look("label", words) for words in (
                  "A real step forward: more than chance explains.",
                  "Lower than before, by more than chance explains. Ask what has changed.",
                  "Perhaps a change, but it is too early to tell.",
                  "No measurable change yet. That is usual after a short time.")),
              "and a sentence says what may be said of the change")


def go_to(window, role, name):
    """By Tab, until that has the focus."""
    node = window.find(role, name)
    for _ in range(30):
        if any("focused" in at.states() for at in [node, *node.walk()]):
            return node
        window.keys("Tab")
    raise AssertionError(f"Tab never came to {name}")


def give_view(window, lang):
    go_to(window, "combo box", "Your own view")
    window.keys("space")
    window.find("label", LEVEL_THREE[lang])
    window.keys("Down", "Down", "Down", "Return")
    window.find("text", "Why you see it so")
    window.keys("Tab")
    type_text(window, WHY)
    window.keys("Return")


def check_shown(tap, window, lang):
    """Away and back: what stands there then was read again."""
    window.keys("alt+1")
    under = window.find("list", "Continue")
    under.find("list item", re.compile("^" + CLIENT)).point()
    say_who_is_here(window)
    window.find("heading", HEARD)
    combo = window.find("combo box", "Your own view")
    tap.check(wait_for(lambda: combo.look("label", LEVEL_THREE[lang]), "the level"),
              "the navigator's own view is shown again")


def check_kept(tap, folder):
    """From the vault, as another program reads it."""
    people = answer_json("vault", "export", folder, "--list", passphrase="demo")["clients"]
    client = next(one["id"] for one in people if one["name"].startswith(CLIENT))
    record = answer_json("vault", "export", folder, "--client", client, passphrase="demo")
    views = [one["body"] for one in record["events"] if one["kind"] == "interview.view"]
    tap.check(views and views[-1] == {"level": 3, "words": WHY}, "and kept, with why", views)


def reassess(tap, folder, lang):
    speak(lang, os.path.join(BUILD, "po"))
    if run("demo", folder).returncode != 0:
        raise AssertionError("no sample agency")
    window = Window(PROGRAM, "--data-dir", folder, env={"LANGUAGE": lang})
    try:
        window.write("demo", "Passphrase")
        window.press("Unlock")
        open_client(window, CLIENT)
        begin(window)
        count = answer_all(window)
        tap.check(count > 8, "a second assessment is answered by key", count)
        check_chart(tap, window, lang)
        give_view(window, lang)
        check_shown(tap, window, lang)
        window.end()
        check_kept(tap, folder)
    except Exception:  # what stood on the screen is the best message
        tap.check(False, "the second assessment",
                  traceback.format_exc() + "\n".join(window.texts()[-60:]))
    finally:
        window.end()


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory(prefix="wf-reassess-") as parent:
        reassess(tap, os.path.join(parent, "agency"), sys.argv[1])
    tap.report()


main()

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""By keyboard alone: on each page of the sample agency Tab goes from control to control and
comes round, every stop says what it is to a screen reader, the page's main button is among
them; and each shortcut the program shows does what it says."""
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from ctl import BUILD, Tap  # noqa: E402
from keyboard import Focus, Keyboard  # noqa: E402
from steps import say_by_keys_who_is_here, type_on  # noqa: E402
from wayfinder_ui import NotFound, Window, wait_for  # noqa: E402

PROGRAM = os.path.join(BUILD, "src/app/wayfinder")
MOST_STOPS = 80
CLIENT = "Layla Haddad"
# What a screen reader can say nothing useful about.
DUMB = {"filler", "panel", "unknown", "scroll pane"}


def go_round(window, focus):
    """The stops of Tab from where one stands until one stands there again."""
    stops = []
    for _ in range(MOST_STOPS):
        stop = focus.after(lambda: window.keys("Tab"))
        if stop is None or (len(stops) > 2 and stop == stops[0]):
            return stops
        stops.append(stop)
    return stops


def check_page(tap, window, focus, name, *must):
    stops = go_round(window, focus)
    names = {stop[1] for stop in stops}
    mute = [stop for stop in stops
            if not stop[1] or stop[1].startswith(("Gtk", "Adw", "Wf")) or stop[0] in DUMB]
    tap.check(not mute, f"{name}: each stop of Tab says what it is", mute)
    tap.check(3 < len(stops) < MOST_STOPS and names.issuperset(must),
              f"{name}: Tab comes round past all of {', '.join(must)}", stops)


def check_shortcut(tap, window, keys, words, back="Escape"):
    """The keys bring the words on the screen; `back` takes them away."""
    try:
        window.keys(keys)
        window.find(None, words, deadline=10)
        if back:
            window.keys(back)
        tap.check(True, f"{keys} shows {words}")
    except NotFound as error:
        tap.check(False, f"{keys} shows {words}", str(error))


def check_lock(tap, window, what, deed):
    """Ctrl+L, whatever is open, and the passphrase typed at once: Today comes back."""
    window.keys("alt+1")
    window.see("Due")
    deed()
    try:
        window.type("ctrl+l")
        window.see("Who is here?")
        window.type("d", "e", "m", "o", "Return")
        window.see("Due")
        tap.check(True, f"locked with {what}: the passphrase is typed at once")
    except NotFound as error:
        tap.check(False, f"locked with {what}: the passphrase is typed at once", str(error))
        raise


def open_note(window):
    """The interrupted interview, and a note half typed in its popover."""
    Keyboard(window).open("Yusuf")
    say_by_keys_who_is_here(window)
    window.see("Question 7")
    window.keys("n")
    window.find("text", "Note beside this question")
    type_on("abc")


def main():
    tap = Tap()
    window = Window(PROGRAM, "--demo")
    try:
        wait_for(lambda: len(window.look("list item")) > 3, "the sample agency")
        focus = Focus()
        check_page(tap, window, focus, "Today", "Help with something now", "Full assessment",
                   "Main Menu")
        window.keys("alt+2")
        window.see(CLIENT)
        check_page(tap, window, focus, "Clients", "Add Client", "Main Menu")
        window.keys("alt+3")
        window.see("Choose an entry")
        check_page(tap, window, focus, "Catalogue", "Main Menu")
        window.keys("alt+4")
        window.see("Checklists")
        check_page(tap, window, focus, "Practice", "Begin Again Look again", "Main Menu")
        window.keys("alt+5")
        window.see("Ready to run")
        check_page(tap, window, focus, "Workshops", "Start…", "Main Menu")
        window.keys("alt+6")
        check_page(tap, window, focus, "Month", "Main Menu")
        window.keys("alt+7")
        check_page(tap, window, focus, "People and keys", "Add Colleague", "Main Menu")
        check_lock(tap, window, "nothing open", lambda: None)
        check_lock(tap, window, "the main menu open", lambda: window.keys("F10"))
        check_lock(tap, window, "a note half typed", lambda: open_note(window))
        for keys, words, back in (
                ("F1", "Take back the last change of a plan", "Escape"),
                ("ctrl+question", "Take back the last change of a plan", "Escape"),
                ("ctrl+comma", "This Computer", "Escape"), ("ctrl+n", "With whom?", "alt+Left"),
                ("ctrl+f", "Clients", None), ("alt+1", "Due", None),
                ("F12", "Continue", "F12"), ("ctrl+h", "Continue", "ctrl+h"),
                ("ctrl+l", "Who is here?", None)):
            check_shortcut(tap, window, keys, words, back)
        window.keys("ctrl+q")
        tap.check(wait_for(lambda: window.process.poll() is not None, "the end") is True,
                  "ctrl+q ends the program")
    finally:
        window.end()
    tap.report()


main()

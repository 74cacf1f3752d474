# SPDX-License-Identifier: GPL-3.0-or-later
"""A client and what follows after the page is printed, by keys alone: used by the tests that lead
a referral from its offer to its end. Run with WM=plain."""
import os
import re

from fingers import length
from wayfinder_ui import wait_for

ARABIC_IN_THE_LIST = 3   # not said yet, English, French, Arabic
WARM, COLD, SELF = "We speak with the service about them", "They take the slip along", \
    "They go by themselves"


def unlock(keys, passphrase):
    """Types it where the program asks for it."""
    keys.window.find("push button", "Unlock")
    field = keys.window.find("text", "Passphrase")
    keys.window.focus()
    keys.type(passphrase)
    wait_for(lambda: length(field) == len(passphrase), "the passphrase in its row")
    keys.press("Return")


def pick(keys, row, words, *strokes):
    """In a row with a list to choose from: the strokes that lead from what stands there to these
    words."""
    keys.choose(row, "combo box")
    wait_for(lambda: len(keys.window.find("combo box", row).look("label")) > 3, f"the list of {row}")
    keys.press(*strokes, "Return")
    wait_for(lambda: [label.name for label in keys.window.find("combo box", row).look("label")][1:]
             == [words], f"{words} chosen")


def add_client(keys, name, speaks=ARABIC_IN_THE_LIST):
    """speaks: the place in the list of languages."""
    keys.press("alt+2")
    keys.choose("Add Client")
    keys.write("Name, or what they want to be called", name)
    keys.choose("Speaks", "combo box")
    keys.window.find("label", re.compile("Kurdish|kurde"))
    keys.press(*["Down"] * speaks, "Return")
    keys.choose("Add", "push button")
    keys.window.find("heading", name)


def offer(keys, name):
    """On the client's page: another service, found by its name in the catalogue."""
    keys.choose("Add", "push button")
    keys.window.see("Another service…")
    keys.press("Return")
    keys.window.find("frame", "Add an offer")
    keys.type(name)
    wait_for(lambda: (keys.window.look("list", "Entries")[-1].look("list item") or [None])[0]
             .name.startswith(name), name)
    keys.press("Return")
    stands(keys, "Offered")


def stands(keys, words):
    """Waits until the referral's page says that it stands there."""
    return keys.window.find("label", re.compile(f"^{words}( ·|:)"))


def ask_consent(keys, *shares):
    """What may be said to this service; the dialog's own half year."""
    keys.choose("Ask…")
    keys.window.see("What we may say")
    for share in shares:
        keys.choose(share, "check box", "space")
    keys.choose("Save")
    keys.window.wait_gone(None, "What we may say")


def take(keys, step, fill=None, to=None):
    """The step of that name; fill() answers its dialog, which is then saved."""
    keys.choose(step, "list item")
    if step.endswith("…"):
        keys.window.find("push button", "Save")
        keys.at = None
        if fill is not None:
            fill()
        keys.choose("Save", "push button")
    stands(keys, to)


def save_as(keys, path):
    """In GTK's own dialog, which proposes a name: that name, before the path is typed."""
    field = keys.window.find("text", re.compile("^(Name|Nom)"))
    proposed = field.accessible.get_text_iface().get_text(0, length(field))
    keys.press("ctrl+a")
    keys.type(path)
    wait_for(lambda: length(field) == len(path), "the path")
    keys.press("Return")
    wait_for(lambda: os.path.exists(path) and os.path.getsize(path) > 0, path)
    return proposed

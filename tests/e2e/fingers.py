# SPDX-License-Identifier: GPL-3.0-or-later
"""Fingers on the keys: Tab until the control of that name has the keyboard, then Enter, the space
bar, arrows or words. Nothing is clicked and no control is asked to act. Run with WM=plain.

Where the keyboard is, the accessibility bus tells, but for the rows one writes into: of those
libadwaita 1.2 says nothing. There a letter is typed and taken back; the row that changed has it.
"""
import os
import re
import subprocess
import time

from wayfinder_ui import NotFound, WORDS, plain, wait_for

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

MOST_STOPS = 120
SILENCE_S = 0.3    # so long no word of the bus: perhaps one of those rows
NO_MOVE_S = 5
LOST = 6           # strokes in a row after which nobody knows where the keyboard is


def length(node):
    return Atspi.Text.get_character_count(node.accessible)


class Keyboard:
    """The keyboard in front of one window."""

    def __init__(self, window):
        self.window = window
        self.seen = []
        self.at = None   # (role, name) of what has the keyboard, as far as it was told
        self.listener = Atspi.EventListener.new(self.on_event)
        self.listener.register("object:state-changed:focused")

    def on_event(self, event):
        if event.detail1:
            try:
                self.seen.append((event.source.get_role_name(), plain(event.source.get_name())))
            except GLib.Error:  # gone already
                pass

    def listen(self, seconds=0.0):
        """Whether the bus told of the keyboard, now or within so many seconds."""
        end = time.monotonic() + seconds
        while True:
            while GLib.MainContext.default().iteration(False):
                pass
            if self.seen:
                self.at = self.seen[-1]
                self.seen.clear()
                return True
            if time.monotonic() >= end:
                return False
            time.sleep(0.01)

    def press(self, *names):
        """Key strokes, to whatever has the keyboard."""
        subprocess.run(["xdotool", "key", "--clearmodifiers", *names], check=True)

    def type(self, text):
        subprocess.run(["xdotool", "type", "--delay", "3", text], check=True)

    def probe(self):
        """Which row takes a letter; where the keyboard is when that is told after all."""
        rows = {node: length(node) for role in ("text", "entry") for node in self.window.look(role)}
        if not rows:
            return
        self.press("End", "x")
        end = time.monotonic() + NO_MOVE_S
        while not self.listen(0.02) and time.monotonic() < end:
            changed = [node for node, before in rows.items() if length(node) != before]
            if changed:
                self.press("BackSpace")
                wait_for(lambda: length(changed[0]) == rows[changed[0]], "the letter taken back")
                self.at = (changed[0].role, changed[0].name)
                return

    def step(self, key="Tab"):
        """Presses the key; (role, name) of what has the keyboard then, None when nobody knows."""
        self.listen()
        self.at = None
        self.press(key)
        if self.listen(SILENCE_S):
            self.listen(0.02)
        else:
            self.probe()
        return self.at

    def is_at(self, name, role):
        if self.at is None or role not in (None, self.at[0]):
            return False
        return bool(name.search(self.at[1])) if isinstance(name, re.Pattern) else \
            self.at[1] == WORDS.get(name, name)

    def go(self, name, role=None, key="Tab"):
        """Tab until the control of that name (a word or a pattern) has the keyboard."""
        self.window.find(role, name)
        self.listen()
        stops = []
        while not self.is_at(name, role):
            if len(stops) == MOST_STOPS or stops[-LOST:] == [None] * LOST or \
                    (len(stops) > 3 and stops[0] is not None and stops.count(stops[0]) == 4):
                raise NotFound(f"{key} does not lead to {role} {name}: {stops}")
            stops.append(self.step(key))

    def choose(self, name, role=None, key="Return"):
        """Tab to it, and Enter."""
        self.go(name, role)
        self.at = None
        self.press(key)

    def write(self, name, text):
        """Tab to the field, and type over what stands there."""
        self.go(name, "text")
        self.press("ctrl+a")
        self.type(text)
        field = self.window.find("text", name)
        wait_for(lambda: length(field) == len(text), f"{text} in {name}")

# SPDX-License-Identifier: GPL-3.0-or-later
"""A person at the keyboard, who never touches a mouse and writes nothing past the keys: goes from
control to control with Tab and the arrows, until the one that is wanted has the focus, as the
accessibility bus tells it."""
import os
import re
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from wayfinder_ui import WORDS, NotFound, plain  # noqa: E402

import gi  # noqa: E402

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

MOST_STOPS = 80
STOP_S = 5                   # for a key to do something
QUIET_S = 0.4                # until it is asked by typing where the focus is


class Focus:
    """Where the keyboard is, as the accessibility bus tells it."""

    def __init__(self):
        self.seen = []       # (what happened, Atspi.Accessible), the last one has the focus
        self.listener = Atspi.EventListener.new(self.on_event)
        self.listener.register("object:state-changed:focused")
        self.listener.register("object:text-changed:insert")

    def on_event(self, event):
        if event.detail1 or event.type.startswith("object:text-changed"):
            self.seen.append((event.type, event.source))

    def last(self, typed):
        """(role, name) of the last that is still there."""
        for kind, source in reversed(self.seen):
            if typed or kind.startswith("object:state-changed"):
                try:
                    return source.get_role_name(), plain(source.get_name())
                except GLib.Error:  # gone already
                    pass
        return None

    def after(self, deed, seconds=STOP_S, typed=False):
        """(role, name) of what takes the focus after deed(), or None. typed: or is typed in."""
        self.pump(0.05)
        self.seen.clear()
        deed()
        end = time.monotonic() + seconds
        while self.last(typed) is None and time.monotonic() < end:
            self.pump(0.03)
        self.pump(0.05)
        return self.last(typed)

    @staticmethod
    def pump(seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            while GLib.MainContext.default().iteration(False):
                pass
            time.sleep(0.005)


class Keyboard:
    """The keys of one window and of the dialogs over it."""

    def __init__(self, window):
        self.window = window
        self.focus = Focus()

    @staticmethod
    def is_meant(stop, role, name):
        if stop is None or (role is not None and stop[0] != role):
            return False
        if isinstance(name, re.Pattern):
            return bool(name.search(stop[1]))
        return stop[1] == WORDS.get(name, name)

    def step(self, key):
        """(role, name) of what the key moves the focus to."""
        stop = self.focus.after(lambda: self.window.keys(key), QUIET_S)
        if stop is not None:
            return stop
        # A line to type in (AdwEntryRow of libadwaita 1.2) says nothing when it takes the focus, but
        # what is typed in it says where it is.
        stop = self.focus.after(lambda: self.window.keys("End", "x"), typed=True)
        if stop is not None and stop[0] == "text":
            self.window.keys("BackSpace")
        return stop

    def go_to(self, name, role=None, key="Tab"):
        """Presses the key until what has that name has the focus."""
        self.window.find(role, name)
        if any("focused" in node.states() for node in self.window.look(role, name)):
            return
        stops = []
        for _ in range(MOST_STOPS):
            stops.append(self.step(key))
            if self.is_meant(stops[-1], role, name):
                return
        raise NotFound(f"{key} never comes to {role} {name}, but to {stops}")

    def press(self, name, role="push button"):
        """The space bar on it; nothing else presses it."""
        self.go_to(name, role)
        self.window.keys("space")

    def press_next(self, role, name):
        """As press(), the next one after where the focus is."""
        for _ in range(MOST_STOPS):
            if self.is_meant(self.step("Tab"), role, name):
                self.window.keys("space")
                return
        raise NotFound(f"Tab never comes to the next {role} {name}")

    def write(self, text, name, role="text"):
        """In the place of what stands there."""
        self.go_to(name, role)
        self.window.keys("ctrl+a")
        self.type(text)

    def type(self, text):
        self.window.focus()
        subprocess.run(["xdotool", "type", "--delay", "5", text], check=True)

    def open(self, name):
        """Enter on a row of a list."""
        self.go_to(name, "list item")
        self.window.keys("Return")

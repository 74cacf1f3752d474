# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives Wayfinder's window from outside, as a screen reader and a keyboard do.

Run under `A11Y=1 tests/support/run-under-xvfb`. What is looked for is found by role and name
and waited for, never slept for. In GTK 4.8 positions are relative to the window, hidden pages
of a stack stay in the tree (with no extent), and a name may hold its mnemonic twice.
WF_PICTURE=FILE.png: the screen as it was when something was waited for in vain.
"""
import gettext
import os
import re
import signal
import subprocess
import time

# GLib reads this when it is loaded. Warnings are fatal to the program; here libatspi warns
# whenever what it asks about has just gone.
STRICT = os.environ.pop("G_DEBUG", None)
import gi  # noqa: E402

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

if STRICT is not None:
    os.environ["G_DEBUG"] = STRICT

DEADLINE_S = 40
PAUSE_S = 0.05
PROGRAM_NAME = "wayfinder"


class NotFound(AssertionError):
    """What was waited for did not come."""


def wait_for(condition, what, deadline=DEADLINE_S):
    """Returns the first true answer of condition(); nodes that vanish meanwhile are no answer."""
    end = time.monotonic() + deadline
    while True:
        try:
            answer = condition()
            if answer:
                return answer
        except (GLib.Error, AttributeError, TypeError):
            pass
        if time.monotonic() > end:
            if "WF_PICTURE" in os.environ:
                subprocess.run(["import", "-window", "root", os.environ["WF_PICTURE"]], check=True)
            raise NotFound(f"waited {deadline} s in vain for {what}")
        time.sleep(PAUSE_S)


def plain(name):
    """A name without mnemonics, and once where GTK says it twice ("_Save Save")."""
    name = (name or "").replace("_", "")
    half = len(name) // 2
    return name[:half] if len(name) % 2 and name[:half] == name[half + 1:] else name


WORDS = {}   # English name -> the name in the interface's language


def speak(lang, locale_dir):
    """From now on names are given in English and looked for in lang ("en": as they are)."""
    WORDS.clear()
    if lang == "en":
        return
    path = os.path.join(locale_dir, lang, "LC_MESSAGES", "wayfinder.mo")
    with open(path, "rb") as file:
        catalogue = gettext.GNUTranslations(file)
    # There is no public way to list a catalogue.
    for english, translated in catalogue._catalog.items():  # pylint: disable=protected-access
        if isinstance(english, str):
            WORDS[plain(english)] = plain(translated)


class Node:
    """One accessible."""

    def __init__(self, accessible):
        self.accessible = accessible

    @property
    def role(self):
        return self.accessible.get_role_name()

    @property
    def name(self):
        return plain(self.accessible.get_name())

    def states(self):
        return {state.value_nick for state in self.accessible.get_state_set().get_states()}

    def children(self):
        count = self.accessible.get_child_count()
        found = (self.accessible.get_child_at_index(index) for index in range(count))
        return [Node(child) for child in found if child is not None]

    def walk(self):
        try:
            below = self.children()
        except GLib.Error:  # gone while we looked
            return
        for child in below:
            yield child
            yield from child.walk()

    def extent(self):
        """(x, y, width, height) within the window."""
        component = self.accessible.get_component_iface()
        if component is None:
            return 0, 0, 0, 0
        box = component.get_extents(Atspi.CoordType.WINDOW)
        return box.x, box.y, box.width, box.height

    def is_shown(self):
        _x, _y, width, height = self.extent()
        return width > 0 and height > 0

    def matches(self, role, name):
        if role is not None and self.role != role:
            return False
        if name is None:
            return True
        return bool(name.search(self.name)) if isinstance(name, re.Pattern) else \
            self.name == WORDS.get(name, name)

    def look(self, role=None, name=None):
        """All shown nodes below that match, now."""
        found = []
        for node in self.walk():
            try:
                if node.matches(role, name) and node.is_shown():
                    found.append(node)
            except GLib.Error:
                pass
        return found

    def find(self, role=None, name=None, deadline=DEADLINE_S):
        """The last of them, as soon as there is one: the page on top comes after those below."""
        what = f"{role} {name.pattern if isinstance(name, re.Pattern) else name}"
        return wait_for(lambda: self.look(role, name), what, deadline)[-1]

    def wait_gone(self, role=None, name=None):
        wait_for(lambda: not self.look(role, name), f"the end of {role} {name}")

    def actions(self):
        if self.accessible.get_action_iface() is None:
            return []
        try:
            return [Atspi.Action.get_action_name(self.accessible, number)
                    for number in range(self.accessible.get_n_actions())]
        except GLib.Error:  # it has the interface and nothing to do
            return []

    def do(self, action=None):
        """Does an action by name, or the first; waits until it may be done."""
        wait_for(lambda: "sensitive" in self.states(), f"{self.role} {self.name} to be usable")
        names = self.actions()
        number = names.index(action) if action else 0
        if not self.accessible.do_action(number):
            raise AssertionError(f"{self.role} {self.name} refused {names[number]}")

    def press(self):
        """As a person would: its own action, else the mouse on its middle."""
        if self.actions():
            self.do()
        else:
            self.point()

    def point(self):
        """A mouse click, once the node has stopped moving."""
        def still():
            first = self.extent()
            time.sleep(PAUSE_S)
            return first if first == self.extent() and first[2] > 0 else None

        x, y, width, height = wait_for(still, f"{self.role} {self.name} to stand still")
        subprocess.run(["xdotool", "mousemove", str(x + width // 2), str(y + height // 2),
                        "click", "1"], check=True)

    def write(self, text):
        if not self.accessible.set_text_contents(text):
            raise AssertionError(f"{self.role} {self.name} cannot be written into")

    def typed(self):
        """What stands in an entry: its words are no name, and no part of describe()."""
        return Atspi.Text.get_text(self.accessible, 0,
                                   Atspi.Text.get_character_count(self.accessible))

    def texts(self):
        """The shown words below, in order."""
        return [node.name for node in self.look() if node.name and
                node.role in ("label", "push button", "text", "check box", "toggle button",
                              "radio button", "heading", "list item")]

    def describe(self, depth=0):
        """The shown tree, for a person who looks for a name."""
        lines = []
        for child in self.children():
            if child.is_shown() and child.name:
                lines.append("  " * depth + f"{child.role} {child.name!r} {child.actions()[:2]}")
            lines += child.describe(depth + 1)
        return lines


class Window(Node):
    """A running Wayfinder."""

    def __init__(self, program, *words, env=None, log=subprocess.DEVNULL):
        """log: where what it says on its output and error output goes."""
        self.process = subprocess.Popen([program, *words], env={**os.environ, **(env or {})},
                                        stdout=log, stderr=log)
        super().__init__(wait_for(self.look_up, "the program on the accessibility bus"))
        self.find("frame")

    def look_up(self):
        if self.process.poll() is not None:
            raise RuntimeError(f"the program ended with {self.process.returncode}")
        desktop = Atspi.get_desktop(0)
        for number in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(number)
            if child is not None and child.get_name() == PROGRAM_NAME and \
                    child.get_process_id() == self.process.pid:
                return child
        return None

    def focus(self):
        """The program's newest window; a notification on the display is another's. xdotool finds
        nothing when a window goes while it looks: it looks again."""
        def search():
            return subprocess.run(["xdotool", "search", "--all", "--onlyvisible", "--pid",
                                   str(self.process.pid), "--name", "."],
                                  capture_output=True, text=True, check=False).stdout.split()

        found = wait_for(search, "a window to type into")
        subprocess.run(["xdotool", "windowfocus", "--sync", found[-1]], check=True)

    def keys(self, *names):
        """Key strokes to the window, by the names xdotool knows."""
        self.focus()
        subprocess.run(["xdotool", "key", "--clearmodifiers", *names], check=True)

    def type(self, *names):
        """Key strokes to whatever has the keyboard, as a person's: nothing is focused first."""
        subprocess.run(["xdotool", "key", "--clearmodifiers", *names], check=True)

    def press(self, name=None, role="push button"):
        """Presses the button of that name."""
        self.find(role, name).press()

    def write(self, text, name, role="text"):
        """Writes into the field of that name."""
        self.find(role, name).write(text)

    def see(self, name):
        """Waits until words are shown, in whatever role."""
        return self.find(None, name)

    def picture(self, path):
        subprocess.run(["import", "-window", "root", path], check=True)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def end(self):
        if self.process.poll() is None:
            self.process.terminate()
        try:
            return self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.kill()
            return self.process.returncode

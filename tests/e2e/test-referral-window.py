#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every way a referral can go, by keys in the real window: offered, agreed, sent warm, cold or by
themselves, on a waiting list, booked, got, got in part, not got and why, and once more; and the
other side, sent here and told back. What leaves on the way, a slip, words for the telephone and for
an email, a receipt, an appointment, says of the client what they agreed to and no more, in its
text and in its name."""
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
from steps import PROGRAM, found_agency  # noqa: E402
from wayfinder_ui import NotFound, Window, wait_for  # noqa: E402

CLIENT, FIRST, FAMILY = "Salma Haddad", "Salma", "Haddad"
COMPUTERS, INTERNET = "Computers for Schools Plus", "Connecting Families"
HELP, TRAINING = "Free settlement services", "ABC Youth Teaching Adults"


class Walk:
    def __init__(self, tap, window, folder):
        self.tap, self.window, self.folder = tap, window, folder
        self.keys = Keyboard(window)

    def step(self, name, words, fill=None):
        follow.take(self.keys, name, fill, words)
        self.tap.check(True, f"{name} It says: {words}")

    def back(self):
        self.keys.choose("Back", "push button")
        self.window.wait_gone("push button", "Record Contact")
        self.keys.at = None

    def has_row(self, name):
        return bool(self.window.look("list item", name))

    def text_of(self, path):
        text = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True,
                              check=True).stdout
        self.tap.check(len(text) > 80, f"{os.path.basename(path)} is a page with words on it")
        return text

    def code(self):
        row = self.window.find("list item", "Code of the slip")
        return re.sub(r"\D", "", " ".join(label.name for label in row.look("label")))

    def save(self, row, answer, name):
        """From a row of the page to a file; returns its path. The name proposed is the code."""
        self.keys.choose(row, None)
        self.keys.choose(answer, "push button")
        path = os.path.join(self.folder, name)
        proposed = follow.save_as(self.keys, path)
        code = self.code()
        self.tap.check(len(code) == 9 and proposed.startswith(code) and
                       not re.search(f"{FIRST}|{FAMILY}", proposed),
                       f"{name}: the name proposed is the code", (proposed, code))
        return path

    def close(self):
        self.keys.choose("Close", "push button")


def names_in(text):
    return re.findall(f"{FIRST}|{FAMILY}", text)


def check_script(walk, expected, what):
    walk.keys.choose("What to say on the telephone…", "list item")
    walk.window.see("What to Say on the Telephone")
    spoken = "\n".join(walk.window.texts())
    script = spoken[spoken.index("What to Say on the Telephone"):]
    walk.tap.check(names_in(script) == expected * 2 and re.search("[\u0600-\u06ff]", script),
                   f"{what}: the script for the telephone, in both languages, names {expected}",
                   script)
    walk.keys.at = None
    walk.close()
    walk.window.wait_gone(None, "What to Say on the Telephone")


def check_mail(walk, expected, what):
    walk.keys.choose("Copy the text of an email", "list item")
    walk.window.see("The text is on the clipboard.")
    mail = clipboard()
    walk.tap.check(names_in(mail) == expected and len(mail) > 80,
                   f"{what}: the text of an email names {expected}", mail)


def clipboard():
    """What the next program that pastes would get."""
    program = ("import gi; gi.require_version('Gdk', '4.0'); gi.require_version('Gtk', '4.0')\n"
               "from gi.repository import Gtk, Gdk, GLib\n"
               "Gtk.init(); loop = GLib.MainLoop()\n"
               "def on_text(board, result):\n"
               "    print(board.read_text_finish(result)); loop.quit()\n"
               "Gdk.Display.get_default().get_clipboard().read_text_async(None, on_text)\n"
               "loop.run()")
    env = {name: value for name, value in os.environ.items() if name != "G_DEBUG"}
    return subprocess.run(["/usr/bin/python3", "-c", program], capture_output=True, text=True,
                          env=env, check=True, timeout=60).stdout


def book(walk):
    walk.keys.choose("Choose a day", "push button")
    walk.window.find("push button", "No Day")
    walk.keys.press("Right", "space", "Escape")
    walk.window.wait_gone("push button", "No Day")
    walk.keys.at = None
    walk.keys.write("The time, as 14:30", "10:15")
    walk.keys.write("Where", "12 Sparks Street")


def warm(walk):
    """Spoken of: needs a yes first; to the end, with everything that leaves."""
    keys, tap, window = walk.keys, walk.tap, walk.window
    follow.offer(keys, COMPUTERS)
    check_script(walk, [], "not asked")
    check_mail(walk, [], "not asked")
    walk.step("They want it", "Agreed")
    keys.choose("They are sent there…", "list item")
    window.find("push button", "Save")
    keys.at = None
    follow.pick(keys, "How", follow.WARM, "Home")
    keys.choose("Save", "push button")
    tap.check(window.see("The client has not agreed to this."), "warm without a yes is not written")
    keys.press("Escape")
    window.wait_gone("push button", "Save")
    keys.at = None
    follow.ask_consent(keys, "Their first name")
    check_script(walk, [FIRST], "the first name")
    check_mail(walk, [FIRST], "the first name")
    slip = walk.text_of(walk.save("Print or save the slip…", "Yes, Save", "slip.pdf"))
    tap.check(names_in(slip) and FAMILY not in slip, "the slip has the first name", slip)
    receipt = walk.text_of(walk.save("Receipt…", "Yes, Save", "receipt.pdf"))
    tap.check(FAMILY not in receipt, "the receipt says what was agreed to", receipt)
    walk.step("They are sent there…", "Sent there",
              lambda: follow.pick(keys, "How", follow.WARM, "Home"))
    walk.step("They are on a waiting list…", "On a waiting list")
    walk.step("They have an appointment…", "Has an appointment", lambda: book(walk))
    check_calendar(walk, "Only the Time", False)
    check_calendar(walk, "The Time and the Place", True)
    keys.choose("Take back: What may be said about them")
    tap.check(window.see("Taken back: nothing may be said"), "what they agreed to is taken back")
    check_script(walk, [], "taken back")
    slip = walk.text_of(walk.save("Print or save the slip…", "Yes, Save", "silent.pdf"))
    tap.check(not names_in(slip), "then the slip names nobody", slip)
    walk.step("They got it…", "Got it", lambda: gain(walk))
    tap.check(window.see("A computer, tablet or phone"), "what they got stands there")
    walk.back()


def gain(walk):
    walk.keys.choose("A computer, tablet or phone", "check box", "space")
    walk.keys.write("Amount, 0 for free", "0")


def check_calendar(walk, answer, has_place):
    name = "place.ics" if has_place else "time.ics"
    with open(walk.save("Save the appointment for a calendar…", answer, name),
              encoding="utf-8") as file:
        text = file.read()
    told = names_in(text) + re.findall(f"{COMPUTERS}|CFS|Innovation|ISED|Arabic", text)
    walk.tap.check("BEGIN:VEVENT" in text and walk.code() in re.sub(r"[^0-9A-Z:]", "", text) and
                   not told and ("Sparks" in text) == has_place,
                   f"{name}: the time and the code, nothing about the client", text)


def cold(walk):
    follow.offer(walk.keys, HELP)
    walk.step("They want it", "Agreed")
    walk.step("They are sent there…", "Sent there")
    walk.step("They have an appointment…", "Has an appointment", lambda: book(walk))
    walk.step("They got a part of it…", "Got a part of it")
    walk.keys.choose("Take back: Got a part of it")
    walk.tap.check(follow.stands(walk.keys, "Has an appointment"), "the last step is taken back")
    walk.back()


def by_themselves(walk):
    follow.offer(walk.keys, INTERNET)
    walk.step("They want it", "Agreed")
    walk.step("They are sent there…", "Sent there",
              lambda: follow.pick(walk.keys, "How", follow.SELF, "Home", "Down", "Down"))
    walk.step("They did not get it…", "Did not get it", lambda: follow.pick(
        walk.keys, "Why", "The wait is too long", *["Down"] * 3))
    walk.tap.check(walk.window.see(re.compile("^Did not get it: The wait is too long")),
                   "and why stands there")
    follow.take(walk.keys, "Try once more", to="Agreed")
    walk.tap.check(True, "once more: agreed again")
    walk.step("They did not get it…", "Did not get it", lambda: follow.pick(
        walk.keys, "Why", "They changed their mind", *["Down"] * 5))
    walk.back()


def declined(walk):
    follow.offer(walk.keys, TRAINING)
    walk.step("They did not get it…", "Did not get it", lambda: follow.pick(
        walk.keys, "Why", "They said no", *["Down"] * 13))
    walk.back()


def inbound(walk):
    walk.keys.choose("Add", "push button")
    walk.window.see("Sent here by somebody…")
    walk.keys.press("Down", "Return")
    walk.window.find("text", "Who sent them")
    walk.keys.at = None
    walk.keys.write("Who sent them", "Newcomer Centre")
    walk.keys.write("What for", "a first computer")
    walk.keys.choose("They want to hear what came of it", "check box", "space")
    walk.keys.choose("Save", "push button")
    walk.keys.choose(re.compile("a first computer"), "list item")
    follow.stands(walk.keys, "Sent here")
    walk.tap.check(not walk.window.look(None, "To take along, and to say"),
                   "who was sent here gets no slip")
    follow.take(walk.keys, "They were here", to="Was here")
    walk.keys.choose("We told them back", "list item")
    walk.tap.check(walk.window.see(re.compile("The client has not agreed to this")),
                   "nobody is told back before the client agreed")
    follow.ask_consent(walk.keys, "What they need")
    follow.take(walk.keys, "We told them back", to="Told them back")
    walk.tap.check(True, "sent here, was here, told back")
    walk.back()


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory(prefix="wf-referral-") as folder:
        window = Window(PROGRAM, "--data-dir", os.path.join(folder, "agency"))
        walk = Walk(tap, window, folder)
        try:
            found_agency(window)
            window.focus()
            follow.add_client(walk.keys, CLIENT)
            for way in (warm, cold, by_themselves, declined, inbound):
                way(walk)
            stands = [node.name for node in window.look("label", re.compile(" · "))]
            tap.check(wait_for(lambda: window.look(None, re.compile("^Got it")), "the list"),
                      "the client's page lists them all", stands)
        except (NotFound, AssertionError, subprocess.SubprocessError):
            tap.check(False, "the ways of a referral",
                      traceback.format_exc() + "\n".join(window.describe()[-150:]))
        finally:
            window.end()
    tap.report()


main()

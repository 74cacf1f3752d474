#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""picture-pages.py PROGRAM PREFIX LANG WALK: walks through the program on the display there is
and takes a picture of each page. WALK is `places` (what the sample agency shows),
`sources` (of its catalogue, and files), `follow` (what follows, and the team), `visit` (one visit with
an Arabic speaker, from its start to its end), `start` (an empty folder, then locked, then in
trouble) or `troubles` (no printer, held by another program, a full disk). What does not come is
said, and the walk goes on. See take-pictures."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from small_disk import SmallDisk  # noqa: E402
from steps import tab_to  # noqa: E402
from wayfinder_ui import NotFound, Window, speak, wait_for  # noqa: E402

PAST_TIME = re.compile("past (its|their) time|dépassé|انتهت مد")
PLACES = ["today", "clients", "catalogue", "practice", "workshops", "month", "people"]
CLIENT = "Layla Haddad"
LIST = re.compile("^(First one-on-one session|Première rencontre|اللقاء الفردي الأول)")
ORGANISATION = re.compile("^(How digital is our organisation|Où en est notre organisme|أين مؤسستنا)")
PASSPHRASE = "correct horse battery staple"
PATIENCE_S = 8
YES = "نعم"
HEARD = "ما سمعناه منك"
PAPER = "نعم، آخذها إلى البيت"


class Walk:
    def __init__(self, program, prefix, *words):
        self.program, self.prefix = program, prefix
        self.missed = []
        self.must = False   # no page without the one before
        self.window = Window(program, *words)

    def again(self, *words):
        self.window.end()
        self.window = Window(self.program, *words)

    def picture(self, name):
        """Once the page stands still."""
        before, same = None, 0
        for _ in range(40):
            path = f"{self.prefix}-{name}.png"
            self.window.picture(path)
            now = subprocess.run(["convert", path, "rgb:-"], capture_output=True,
                                 check=True).stdout
            same = same + 1 if now == before else 0
            if same == 2:
                return
            before = now
            time.sleep(0.1)

    def step(self, name, *deeds):
        """Does what leads to a page and takes its picture."""
        try:
            for deed in deeds:
                deed()
        except (NotFound, AssertionError, subprocess.CalledProcessError) as error:
            self.missed.append(f"{name}: {error}")
            if self.must:
                self.picture(name)
                self.end()
                sys.exit(1)
        self.picture(name)

    def end(self):
        self.window.end()
        for line in self.missed:
            print(f"{self.prefix} missed {line}")

    def key(self, *names):
        return lambda: self.window.keys(*names)

    def see(self, role, name):
        return lambda: self.window.find(role, name, deadline=PATIENCE_S)

    def press(self, name, role="push button"):
        return lambda: self.window.find(role, name, deadline=PATIENCE_S).press()

    def open(self, name):
        """By keyboard, so that what is below comes into sight."""
        def deed():
            if not tab_to(self.window, name):
                raise NotFound(f"Tab does not come to {name}")
            self.window.keys("Return")
        return deed

    def point(self, name, role="label"):
        return lambda: self.window.find(role, name, deadline=PATIENCE_S).point()

    def write(self, text, name):
        return lambda: self.window.find("text", name, deadline=PATIENCE_S).write(text)


def open_sample(program, prefix):
    walk = Walk(program, prefix, "--demo")
    wait_for(lambda: len(walk.window.look("list item")) > 3, "the sample agency")
    return walk


def rate_the_rest(walk):
    for number in range(22):
        walk.window.find("progress bar", deadline=PATIENCE_S)
        walk.window.keys("034"[number % 3], "Return")
        time.sleep(0.3)


def places(program, prefix):
    walk = open_sample(program, prefix)
    for number, name in enumerate(PLACES, 1):
        walk.step(name, walk.key(f"alt+{number}"))
    walk.step("practice-question", walk.key("alt+4"),
              walk.press(re.compile("^(Begin|Commencer|Recommencer|بدء|البدء) ")), walk.see("progress bar", None),
              walk.key("3"))
    walk.step("practice-last", lambda: rate_the_rest(walk))
    walk.step("practice-result", walk.see(None, "Areas"))
    walk.step("practice-place", walk.key("alt+1"), walk.key("alt+4"))
    walk.step("catalogue-entry", walk.key("alt+3"), walk.key("slash"), walk.key("c", "l", "a"),
              walk.key("Down"), walk.key("Return"))
    walk.key("alt+1")()
    walk.step("new-visit", walk.key("ctrl+n"))
    walk.step("client", walk.key("Escape"), walk.key("alt+2"), walk.point(CLIENT))
    walk.step("client-below", walk.key("Tab", "Tab", "Page_Down", "Page_Down"))
    walk.step("contact", walk.press(re.compile("[Cc]ontact")))
    walk.step("add-client", walk.key("Escape"), walk.key("alt+2"), walk.press("Add Client"))
    walk.key("Escape")()
    walk.step("shortcuts", walk.key("F1"))
    walk.key("Escape")()
    walk.step("preferences-agency", walk.key("ctrl+comma"))
    for page in ("This Computer", "Content", "Data"):
        walk.step("preferences-" + page.split(" ", maxsplit=1)[0].lower(),
                  walk.point(page))
    walk.key("Escape")()
    walk.step("menu", walk.key("F10"))
    walk.key("Escape")()
    walk.step("covered", walk.key("F12"))
    walk.key("F12")()
    walk.step("locked", walk.key("ctrl+l"))
    walk.end()


def sources(program, prefix):
    walk = open_sample(program, prefix)
    walk.step("sources", walk.key("alt+3"), walk.point("Not updated from the web"),
              walk.see(None, "Where the catalogue comes from"))
    walk.step("source-add", walk.press("Add…"), walk.write("https://example.org/", "Address with its key"))
    walk.key("Escape")()
    walk.key("alt+Left")()
    for name, item in (("own-entry", "Add an Entry of Your Own…"), ("import", "Read a File…"),
                       ("corrections", "Corrections from Others…")):
        walk.step(name, walk.press("Catalogue menu"), walk.press(item, "menu item"))
        walk.key("Escape")()
        walk.key("alt+Left")()
    walk.step("preferences-catalogue", walk.key("ctrl+comma"), walk.point("Catalogue"))
    walk.end()


def follow(program, prefix):
    walk = open_sample(program, prefix)
    walk.step("lending", walk.key("alt+8"))
    walk.step("lending-below", walk.key("Tab", "Tab", "Page_Down", "Page_Down"))
    walk.step("retention", walk.key("alt+2"), walk.press(PAST_TIME))
    walk.step("referrals", walk.key("alt+Left"), walk.point("Mei Lin"))
    walk.step("referral", walk.open(re.compile("^Seniors Can Connect")))
    walk.step("practice-checklist", walk.key("alt+4"), walk.open(LIST))
    walk.step("team", walk.key("alt+Left"), walk.open("The team"))
    walk.step("team-below", walk.key("Tab", "Tab", "Tab", "Page_Down", "Page_Down"))
    walk.step("organisation", walk.key("alt+Left"), walk.open(ORGANISATION))
    walk.step("organisation-below", walk.key("Tab", "Tab", "Page_Down"))
    walk.end()


def agree(walk):
    for answer in walk.window.look("radio button", YES):
        answer.press()


def answer_the_rest(walk):
    """First answers, by key, until what was heard stands there."""
    for _ in range(60):
        if walk.window.look("heading", HEARD) or walk.window.look("label", HEARD):
            return
        before = walk.window.texts()
        walk.window.keys("1", "Return")
        wait_for(lambda before=before: walk.window.texts() != before, "the next question",
                 PATIENCE_S)


def add_client(walk):
    """By keyboard alone: a row and its switch, then the languages, of which the third is Arabic."""
    walk.window.keys("alt+2")
    walk.press("Add Client")()
    walk.write("Amal", "Name, or what they want to be called")()
    walk.window.keys("Tab", "Tab", "Tab", "space")
    walk.see("label", re.compile("Français ·"))()
    walk.window.keys("Down", "Down", "Down", "Return")
    walk.window.wait_gone("label", re.compile("Français ·"))
    walk.press("Add")()
    walk.see("heading", "Amal")()


def visit(program, prefix):
    walk = open_sample(program, prefix)
    walk.must = True
    walk.step("client-new", lambda: add_client(walk))
    walk.step("start-visit", walk.press("Start a Visit"),
              walk.press("Full assessment", "menu item"), walk.see("radio button", "In person"))
    walk.step("consent", walk.press("Alone", "check box"), walk.press("Start"), walk.see("heading", "القرار لك"))
    walk.step("consent-answered", lambda: agree(walk))
    walk.step("goal", walk.press("Next"), walk.see(None, "The goal in their own words"))
    walk.step("question", walk.press("Next"), walk.see("label", re.compile("[1١]")))
    walk.step("question-chosen", walk.key("1"))
    walk.step("question-2", walk.key("Return"))
    walk.step("skip", walk.key("s"))
    walk.key("Escape")()
    walk.step("present", walk.key("p"))
    walk.key("Escape")()
    walk.step("safety", walk.key("exclam"))
    walk.key("Escape")()
    walk.step("note", walk.key("n"))
    walk.key("Escape")()
    walk.step("more", walk.press("More"))
    walk.key("Escape")()
    walk.step("two-windows", walk.key("F11"))
    walk.key("F11")()
    walk.step("heard", lambda: answer_the_rest(walk))
    walk.step("plan", walk.press("Make a Plan"), walk.see("push button", "Print or save"))
    walk.step("paper", walk.key("ctrl+p"))
    walk.step("print", walk.press(PAPER), walk.see(None, "Save a PDF…"))
    walk.step("plan-again", walk.key("Escape"))
    walk.step("end-visit", walk.press("End the Visit"))
    walk.end()


def harm(folder):
    with open(os.path.join(folder, "vault.db"), "r+b") as file:
        file.write(b"x" * 4096)


def start(program, prefix):
    with tempfile.TemporaryDirectory(prefix="wf-pictures-") as parent:
        folder = os.path.join(parent, "agency")
        walk = Walk(program, prefix, "--data-dir", folder)
        walk.step("first-run-1", walk.see(None, "Welcome to Wayfinder"))
        walk.step("first-run-2", walk.press("Next"), walk.see(None, "Your passphrase"))
        walk.step("first-run-2-filled", walk.write("Ana", "Your name, as colleagues see it"),
                  walk.write(PASSPHRASE, "Passphrase"),
                  walk.write(PASSPHRASE, "The same once more"))
        walk.step("first-run-3", walk.press("Next"),
                  lambda: wait_for(lambda: code(walk), "the code", PATIENCE_S))
        walk.step("first-run-4", lambda: type_back(walk), walk.press("Next"),
                  walk.see("text", "Name of the agency"))
        walk.step("quiet-day", walk.write("Example Agency", "Name of the agency"),
                  walk.press("Start"), walk.see(None, "A quiet day"))
        walk.step("no-clients", walk.key("alt+2"))
        walk.step("unlock", walk.key("ctrl+l"), walk.see("push button", "Unlock"))
        walk.step("unlock-not", walk.write("something else", "Passphrase"), walk.press("Unlock"),
                  walk.see(None, "That passphrase does not open it."))
        second = os.path.join(parent, "second")
        walk.window.end()
        os.makedirs(second)
        shutil.copy(os.path.join(folder, "vault.db"), second)
        harm(second)
        walk.again("--data-dir", second)
        walk.step("harmed", walk.see(None, "Part of the file is harmed"))
        walk.end()


def held(walk, command, folder):
    """Another program has the vault open until it is told its passphrase."""
    reading, writing = os.pipe()
    holder = subprocess.Popen([command, "vault", "check", folder, "--passphrase-fd", str(reading)],
                              pass_fds=[reading], stdout=subprocess.DEVNULL)
    wait_for(lambda: os.path.getsize(os.path.join(folder, "vault.db.lock")), "it to be held")
    walk.again("--data-dir", folder)
    walk.step("held", walk.see(None, "It is open already"))
    holder.kill()
    holder.wait()
    os.close(reading)
    os.close(writing)


def answer(walk):
    walk.window.keys("1", "Return")


def troubles(program, prefix):
    """On the sample agency: held by another program, no printer, the disk full."""
    command = os.path.join(os.path.dirname(program), "../ctl/wayfinderctl")
    with tempfile.TemporaryDirectory(prefix="wf-pictures-") as parent:
        sample = os.path.join(parent, "sample")
        subprocess.run([command, "demo", sample, "--seed", "1"], check=True,
                       stdout=subprocess.DEVNULL)
        walk = open_sample(program, prefix)
        walk.step("printer", walk.key("alt+2"), walk.point(CLIENT), walk.press("Open Plan"),
                  walk.see("push button", "Print or save"), walk.key("ctrl+p"),
                  walk.press(PAPER), walk.press("Print…"), lambda: time.sleep(3))
        held(walk, command, sample)
        walk.window.end()
        walk.window = SmallDisk(program, os.path.join(parent, "full"), "--copy", sample)
        walk.step("full-before", walk.write("demo", "Passphrase"), walk.press("Unlock"),
                  walk.point("Yusuf", "list item"), walk.press("Alone", "check box"),
                  walk.press("Go On"), walk.see("push button", "Next"))
        walk.window.tell("fill")
        walk.step("full", lambda: answer(walk), walk.see(None, "Not saved yet"))
        walk.end()


def code(walk):
    found = [node.name for node in walk.window.look("label")
             if re.match("^[0-9A-Z]{4}-", node.name)]
    return found[0].split("-") if found else None


def type_back(walk):
    groups = code(walk)
    for field in walk.window.look("text"):
        number = re.search("[0-9٠-٩]+", field.name)
        if number:
            field.write(groups[int(number[0]) - 1])


def main():
    program, prefix, lang, name = sys.argv[1:5]
    build = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(program))))
    speak(lang, os.path.join(build, "po"))
    {"places": places, "sources": sources, "follow": follow, "visit": visit, "start": start,
     "troubles": troubles}[name](program, prefix)


main()

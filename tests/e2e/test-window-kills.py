#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window is killed at random instants while questions are answered by key: while it opens,
unlocks, goes back to the visit, or answers. Opened again and unlocked, every answer whose next
question had been shown is there, as it was given; the visit stands at that question, or at the
one after it when an answer had been saved and not yet shown.

A note that is half typed when the window is killed is there again, half typed, and so is the
keyboard: nothing was pressed to keep it.

WF_WINDOW_KILLS says how often (10), WF_SEED repeats a run. Last, a vault from before some
answers is put in the place of the one just killed: that the loss is noticed shows that the test
can fail.
"""
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from ctl import Tap, answer_json, run  # noqa: E402
from steps import PROGRAM, add_client, say_who_is_here, stamp, type_text  # noqa: E402
from wayfinder_ui import Atspi, NotFound, Window, wait_for  # noqa: E402

KILLS = int(os.environ.get("WF_WINDOW_KILLS") or 10)
PASSPHRASE = "demo"        # the sample agency's keys are derived quickly
NAME = "Kalila of the kills"
QUESTION = re.compile(r"^Question (\d+)")
EARLY_S = 1.5                # how long after its start it is killed at the latest
LATE_S = 0.4                 # or after the last answer that is waited for
ROUND_S = 60
HALF, MORE = "she asks her son", " and then"
ANSWERS_MAX = 3              # that are waited for in one life
ANSWERS_FOR_ONE_VISIT = 8    # then from the first question again, before the questions end


def unlock(window):
    window.write(PASSPHRASE, "Passphrase")
    window.press("Unlock")


def begin(folder):
    """A client and a visit whose first question stands; returns the client's id."""
    window = Window(PROGRAM, "--data-dir", folder)
    try:
        unlock(window)
        window.find("heading", "Due")
        add_client(window, NAME, speaks=0)
        window.press("Start a Visit")
        window.find("menu item", "Full assessment").press()
        window.find("check box", "Alone").press()
        window.press("Start")
        window.find("heading", "You decide")
        for answer in window.look("radio button", "Yes"):
            answer.press()
        window.press("Next")
        window.see("The goal in their own words")
        window.press("Next")
        window.find("label", QUESTION)
    finally:
        window.kill()
    listed = answer_json("vault", "export", folder, "--list", passphrase=PASSPHRASE)["clients"]
    return next(entry["id"] for entry in listed if entry["name"] == NAME)


def read_answers(folder, client):
    """[(item, chosen options)], as the vault has them."""
    record = answer_json("vault", "export", folder, "--client", client, "--protected",
                         passphrase=PASSPHRASE)
    return [(event["body"]["item"], event["body"]["options"]) for event in record["events"]
            if event["kind"] == "interview.answered"]


class Life:
    """One run of the program, from its start to its death."""

    def __init__(self, folder, chance):
        self.chance = chance
        self.dead = threading.Event()
        self.first = None      # (number, text) of the question that stood when it was opened
        self.last = None       # and of the last one seen
        self.answered = 0      # questions that came after an answer of ours
        self.window = Window(PROGRAM, "--data-dir", folder)

    def kill(self):
        self.window.process.send_signal(signal.SIGKILL)
        self.dead.set()

    def kill_within(self, seconds):
        timer = threading.Timer(self.chance.uniform(0, seconds), self.kill)
        timer.daemon = True
        timer.start()

    def go_back(self):
        """Unlocks, and goes on with the visit that stands under Continue."""
        unlock(self.window)
        row = wait_for(lambda: [node for node in self.window.look("list item", NAME)],
                       "the visit under Continue")[0]
        row.point()
        say_who_is_here(self.window)
        wait_for(lambda: self.window.look("push button", "Next"), "the question again")
        self.place = self.window.find("label", QUESTION)
        self.card = self.window.find("heading", re.compile("."))

    def look(self):
        """Reads the question that stands; True when it is another one.

        Its number and its words are two calls: between them the window may go on, and words that
        are just being set are read as none.
        """
        number, words = int(QUESTION.match(self.place.name).group(1)), self.card.name
        if words == "" or self.last is not None and (number == self.last[0] or
                                                     words == self.last[1]):
            return False
        self.answered += self.last is not None
        self.last = (number, words)
        self.first = self.first or self.last
        return True

    def answer(self, is_enough):
        """Answers by key, until it was killed or is_enough()."""
        self.window.focus()
        end = time.monotonic() + ROUND_S
        while not is_enough():
            if time.monotonic() > end:
                raise NotFound("no further question")
            if self.look():
                subprocess.run(["xdotool", "key", self.chance.choice("12"), "Return"], check=True)

    def live(self, is_early):
        """Goes back to the visit and answers; killed on the way."""
        if is_early:
            self.kill_within(EARLY_S)
        try:
            self.go_back()
            wanted = self.chance.randint(0, ANSWERS_MAX)
            self.answer(lambda: self.dead.is_set() or self.answered == wanted)
            if not is_early:
                self.kill_within(LATE_S)
            self.answer(lambda: self.dead.is_set() or self.answered == wanted + 2)
            self.dead.wait(ROUND_S)
        except Exception:  # pylint: disable=broad-except # whatever a dying window answers
            if not self.dead.wait(EARLY_S):
                raise
        self.window.process.wait()


class Visit:
    """A client's open visit in a vault, and what must be true of it."""

    def __init__(self, folder):
        self.folder = folder
        self.fresh = folder + "-fresh"
        self.client = begin(folder)
        shutil.copytree(folder, self.fresh)
        self.start_anew()

    def start_anew(self):
        shutil.rmtree(self.folder)
        shutil.copytree(self.fresh, self.folder)
        self.answers = read_answers(self.folder, self.client)
        self.standing = (1, None)   # the question, and what it says where that is known

    def judge(self, life):
        """Returns what is amiss after a life."""
        amiss = []
        answers = read_answers(self.folder, self.client)
        more = len(answers) - len(self.answers)
        if answers[:len(self.answers)] != self.answers:
            amiss.append("earlier answers are gone or changed")
        if not life.answered <= more <= life.answered + 1:
            amiss.append(f"{life.answered} answers were followed by a question, {more} are kept")
        if life.first and (life.first[0] != self.standing[0] or
                           self.standing[1] not in (None, life.first[1])):
            amiss.append(f"opened at {life.first}, stood at {self.standing}")
        if not answer_json("vault", "check", self.folder, "--json", passphrase=PASSPHRASE)["ok"]:
            amiss.append("the vault is not whole")
        last = life.last or self.standing
        number = len(answers) + 1
        self.standing = (number, last[1] if last[0] == number else None)
        self.answers = answers
        return amiss


def kill_many(visit, chance):
    """Returns (what is amiss, how many lives were cut short early, answers seen as taken)."""
    amiss, early, answered = [], 0, 0
    for number in range(KILLS):
        if len(visit.answers) >= ANSWERS_FOR_ONE_VISIT:
            visit.start_anew()
        is_early = number % 4 == 3
        life = Life(visit.folder, chance)
        life.live(is_early)
        early += life.first is None
        answered += life.answered
        amiss += [f"kill {number}: {problem}" for problem in visit.judge(life)]
    return amiss, early, answered


def lose_some(visit, chance):
    """Puts a vault from before two answers in the place of the one killed after them."""
    visit.start_anew()
    life = Life(visit.folder, chance)
    life.go_back()
    life.answer(lambda: life.answered == 2)
    life.kill()
    life.window.process.wait()
    shutil.rmtree(visit.folder)
    shutil.copytree(visit.fresh, visit.folder)
    return visit.judge(life)


def note_text(window):
    field = window.find("text", "Note beside this question").accessible
    return Atspi.Text.get_text(field, 0, -1)


def half_typed(visit, chance):
    """By keys alone: a note is begun and the window hidden, shown, and killed. Returns what stands
    in the note when the visit was taken up again."""
    visit.start_anew()
    life = Life(visit.folder, chance)
    life.go_back()
    life.window.keys("n")
    life.window.find("text", "Note beside this question")
    before = stamp(visit.folder)
    type_text(life.window, HALF)
    life.window.type("F12")
    life.window.find("push button", "Continue")
    life.window.type("F12")
    wait_for(lambda: note_text(life.window) == HALF, "the note as it was")
    wait_for(lambda: stamp(visit.folder) != before, "the draft in the vault")
    before = stamp(visit.folder)
    type_text(life.window, MORE)
    wait_for(lambda: stamp(visit.folder) != before, "the longer draft in the vault")
    life.kill()
    life.window.process.wait()
    life = Life(visit.folder, chance)
    try:
        life.go_back()
        life.window.keys("n")
        return wait_for(lambda: note_text(life.window), "the note again")
    finally:
        life.window.kill()


def main():
    tap = Tap()
    seed = int(os.environ.get("WF_SEED") or random.randrange(1 << 32))
    chance = random.Random(seed)
    print(f"# {KILLS} kills, WF_SEED={seed}")
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="wf-window-kills-") as parent:
        folder = os.path.join(parent, "agency")
        if not tap.check(run("demo", folder).returncode == 0, "a sample agency is made"):
            tap.report()
        visit = Visit(folder)
        amiss, early, answered = kill_many(visit, chance)
        print(f"# {early} before the question stood again, {time.monotonic() - begun:.0f} s")
        tap.check(not amiss, f"after {KILLS} kills every answer is there whose next question was "
                  "shown, and the visit stands there", "\n".join(amiss[:10]))
        tap.check(answered > KILLS // 2, f"{answered} answers were given by key", answered)
        text = half_typed(visit, chance)
        tap.check(text == HALF + MORE, "a note half typed is there after a kill", text)
        tap.check(lose_some(visit, chance) != [], "answers that are lost are noticed")
    tap.report()


main()

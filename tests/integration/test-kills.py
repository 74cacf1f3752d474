#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills whole sessions (client, consent, goal, twenty answers, end) at random instants with
SIGKILL. Whatever was acknowledged is in the vault, in order; at most the one step that was
under way is there besides; the question that stands is the one the vault says was asked; the
vault is whole.

WF_KILLS says how often (200; the long run 2,000), WF_SEED repeats a run.
"""
import json
import os
import random
import select
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../e2e"))
from ctl import BUILD, Tap  # noqa: E402

DRIVER = os.path.join(BUILD, "tests/integration/session-driver")
KILLS = int(os.environ.get("WF_KILLS") or 200)
KILLS_FOR_ONE_VAULT = 20   # then a new one, so that reading it all stays quick
EARLY_KILLS_MAX = 60       # how long the broken driver may go unnoticed
ACKNOWLEDGED_MAX = 10
MEMORY = "/dev/shm"        # a kill tests the program, not the disk: so the disk need not slow it
DEADLINE_S = 60


def run(*words):
    return subprocess.run([DRIVER, *words], capture_output=True, text=True, check=True,
                          timeout=DEADLINE_S).stdout


class Session:
    """One process, from its start to its death."""

    def __init__(self, folder, *options):
        self.process = subprocess.Popen([DRIVER, "run", folder, *options], stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE)
        self.out = b""

    def read(self, timeout):
        """Returns False at the end of what it says."""
        ready, _, _ = select.select([self.process.stdout], [], [], timeout)
        if not ready:
            return True
        data = os.read(self.process.stdout.fileno(), 65536)
        self.out += data
        return bool(data)

    def kill_at_random(self, chance):
        """Either after some time, which may fall into its opening, or soon after some steps."""
        wanted = 0 if chance.random() < 0.2 else chance.randint(1, ACKNOWLEDGED_MAX)
        end = time.monotonic() + DEADLINE_S
        while self.out.count(b"\n") < wanted and time.monotonic() < end and self.read(1):
            pass
        time.sleep(chance.random() * (0.2 if wanted == 0 else 0.005))
        self.process.send_signal(signal.SIGKILL)
        while self.read(DEADLINE_S):
            pass
        self.process.wait()
        complaint = self.process.stderr.read().decode()
        self.process.stdout.close()
        self.process.stderr.close()
        if self.process.returncode != -signal.SIGKILL:
            raise AssertionError(f"ended by itself: {self.process.returncode}: {complaint}")
        return [line.split(" ", 1) for line in self.out.decode().splitlines()]


class Vault:
    """A vault and what was there after the last kill."""

    def __init__(self, parent):
        self.folder = tempfile.mkdtemp(dir=parent)
        self.before = {}
        run("make", self.folder)

    def judge(self, said):
        """Returns what is amiss after a process that acknowledged `said`."""
        shown = json.loads(run("show", self.folder))
        after = {client["id"]: client["steps"] for client in shown["clients"]}
        wanted = {name: list(steps) for name, steps in self.before.items()}
        for name, step in said:
            wanted.setdefault(name, []).append(step)
        amiss = []
        if shown["problems"]:
            amiss.append(f"vault check: {shown['problems']} problems")
        more = 0
        for name in set(wanted) | set(after):
            had, have = wanted.get(name, []), after.get(name, [])
            if have[:len(had)] != had:
                amiss.append(f"{name}: acknowledged {had}, found {have}")
            more += len(have) - len(had)
        if more > 1:
            amiss.append(f"{more} steps that nobody acknowledged")
        for client in shown["clients"]:
            if client["open"] and client["standing"] != client["asked"]:
                amiss.append(f"stands {client['standing']}, asked was {client['asked']}")
            if client["open"] and not client["standing"] and client["phase"] not in ("goal", "ended"):
                amiss.append(f"nothing stands in phase {client['phase']}")
        self.before = after
        return amiss


def kill_many(times, chance, *options):
    """Yields what is amiss after each kill, and how much was acknowledged."""
    with tempfile.TemporaryDirectory(
            prefix="wf-kills-", dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as parent:
        vault = None
        for number in range(times):
            if number % KILLS_FOR_ONE_VAULT == 0:
                vault = Vault(parent)
            said = Session(vault.folder, *options).kill_at_random(chance)
            yield vault.judge(said), said


def main():
    seed = int(os.environ.get("WF_SEED") or random.randrange(1 << 32))
    print(f"# {KILLS} kills, WF_SEED={seed}")
    tap = Tap()
    chance = random.Random(seed)
    amiss, steps, kinds = [], 0, set()
    for number, (problems, said) in enumerate(kill_many(KILLS, chance)):
        amiss += [f"kill {number}: {problem}" for problem in problems]
        steps += len(said)
        kinds |= {step.split(" ")[0] for _, step in said}
    tap.check(not amiss, f"after {KILLS} kills all that was acknowledged is there, nothing stands "
              "but what was asked, the vault is whole", "\n".join(amiss[:10]))
    tap.check(steps > 3 * KILLS and kinds >= {"created", "consent", "visit", "goal", "answered"},
              f"{steps} steps of all kinds were acknowledged before", kinds)
    noticed = next((number for number, (problems, _) in
                    enumerate(kill_many(EARLY_KILLS_MAX, chance, "--early")) if problems), None)
    tap.check(noticed is not None, "a program that acknowledges before it saves is noticed")
    tap.report()


if __name__ == "__main__":
    main()

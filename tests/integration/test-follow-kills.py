#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills referrals on every way of their path at random instants with SIGKILL. Each step that was
acknowledged is there, in order; at most the one under way is there besides. What is due, and what
the agency counted, is never half of a step: whoever was sent is waited for, whoever did not get it
is not, and the counts are those of the people whose referrals ended, the best of each.

WF_KILLS says how often (60; the long run 600), WF_SEED repeats a run.
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

DRIVER = os.path.join(BUILD, "tests/integration/follow-driver")
KILLS = int(os.environ.get("WF_KILLS") or 200) * 3 // 10
KILLS_FOR_ONE_VAULT = 10
EARLY_KILLS_MAX = 60
ACKNOWLEDGED_MAX = 25
MEMORY = "/dev/shm"
DEADLINE_S = 60
WAITED_FOR = {"sent", "waiting", "booked", "got-it", "got-part"}
ENDS = ("got-it", "got-part", "not-got")


def run(*words):
    return subprocess.run([DRIVER, *words], capture_output=True, text=True, check=True,
                          timeout=DEADLINE_S).stdout


def run_and_kill(folder, chance, *options):
    """Returns the acknowledged lines."""
    process = subprocess.Popen([DRIVER, "run", folder, *options], stdout=subprocess.PIPE)
    wanted, out = chance.randint(0, ACKNOWLEDGED_MAX), b""
    end = time.monotonic() + DEADLINE_S
    while out.count(b"\n") < wanted and time.monotonic() < end:
        if select.select([process.stdout], [], [], 1)[0]:
            data = os.read(process.stdout.fileno(), 65536)
            if not data:
                break
            out += data
    time.sleep(chance.random() * 0.004)
    process.send_signal(signal.SIGKILL)
    out += process.stdout.read()
    process.wait()
    process.stdout.close()
    if process.returncode != -signal.SIGKILL:
        raise AssertionError(f"ended by itself: {process.returncode}")
    return [line.split(" ") for line in out.decode().splitlines()]


def judge_parts(shown):
    """Yields what is half of a step."""
    best = {}
    for referral in shown["referrals"]:
        state = referral["steps"][-1]
        if state in ENDS:
            best[referral["client"]] = min(best.get(referral["client"], state), state, key=ENDS.index)
        if referral["due"] != (state in WAITED_FOR):
            yield f"{state}, and due is {referral['due']}"
    for state in ENDS:
        count = list(best.values()).count(state)
        if shown[state] != count:
            yield f"{count} ended with {state}, {shown[state]} were counted"
    if shown["problems"]:
        yield f"vault check: {shown['problems']} problems"


def judge(folder, before, said):
    """Returns what is amiss, and the steps of each referral as they are."""
    shown = json.loads(run("show", folder))
    after = {referral["id"]: referral["steps"] for referral in shown["referrals"]}
    wanted = {name: list(steps) for name, steps in before.items()}
    for name, step in said:
        if step == "undo":
            wanted[name].pop()
        else:
            wanted.setdefault(name, []).append(step)
    amiss = list(judge_parts(shown))
    others = [name for name in set(wanted) | set(after)
              if wanted.get(name, []) != after.get(name, [])]
    if len(others) > 1:
        amiss.append(f"{len(others)} referrals are not as acknowledged")
    for name in others:
        had, have = wanted.get(name, []), after.get(name, [])
        if not (have[:-1] == had or had[:-1] == have and len(have) > 1 and had[-1] in ENDS):
            amiss.append(f"acknowledged {had}, found {have}")
    return amiss, after


def kill_many(times, chance, *options):
    with tempfile.TemporaryDirectory(
            prefix="wf-kills-", dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as parent:
        for number in range(times):
            if number % KILLS_FOR_ONE_VAULT == 0:
                folder, before = tempfile.mkdtemp(dir=parent), {}
                run("make", folder)
            said = run_and_kill(folder, chance, *options)
            amiss, before = judge(folder, before, said)
            yield amiss, said


def main():
    seed = int(os.environ.get("WF_SEED") or random.randrange(1 << 32))
    print(f"# {KILLS} kills, WF_SEED={seed}")
    tap = Tap()
    chance = random.Random(seed)
    amiss, steps, kinds = [], 0, set()
    for number, (problems, said) in enumerate(kill_many(KILLS, chance)):
        amiss += [f"kill {number}: {problem}" for problem in problems]
        steps += len(said)
        kinds |= {step for _, step in said}
    tap.check(not amiss, f"after {KILLS} kills every acknowledged step is there, none is half, "
              "and the counts agree", "\n".join(amiss[:10]))
    tap.check(kinds >= {"offered", "agreed", "sent", "waiting", "booked", "undo", *ENDS},
              f"{steps} steps of all kinds were acknowledged before", kinds)
    noticed = next((number for number, (problems, _) in
                    enumerate(kill_many(EARLY_KILLS_MAX, chance, "--early")) if problems), None)
    tap.check(noticed is not None, "a program that acknowledges before it saves is noticed")
    tap.report()


if __name__ == "__main__":
    main()

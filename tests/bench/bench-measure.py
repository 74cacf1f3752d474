#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""bench-measure.py BUILD: one answer taken in and the next item picked, against @bdelab/jscat.

The same banks and people for both, in CPU time. Installs jsCAT from npm under BUILD when it is not there; without node, npm or a
network it says why and prints our own numbers. Nothing is asserted but that both pick the same items.
"""
import json
import os
import random
import shutil
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
BUILD = os.path.abspath(sys.argv[1])
FOLDER = os.path.join(BUILD, "tests", "bench", "jscat")
# Its minimiser is a fork on GitHub; npm's own version has the same arithmetic.
PACKAGE = {"private": True, "dependencies": {"@bdelab/jscat": "5.2.3"}, "overrides": {"optimization-js": "1.5.0"}}


def install_jscat():
    """Returns None, or why jsCAT cannot be run."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        return "node or npm is not installed"
    if os.path.isdir(os.path.join(FOLDER, "node_modules", "@bdelab", "jscat")):
        return None
    os.makedirs(FOLDER, exist_ok=True)
    with open(os.path.join(FOLDER, "package.json"), "w", encoding="utf-8") as text:
        json.dump(PACKAGE, text)
    try:
        done = subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=FOLDER,
                              capture_output=True, text=True, timeout=600, check=False)
    except subprocess.TimeoutExpired:
        return "npm took more than ten minutes"
    return None if done.returncode == 0 else f"npm: {done.stderr.strip()[-200:]}"


def make_bank(n_items, n_people, most, seed):
    """Mixed slopes; 1 to @most thresholds in turn; each person's category of every item."""
    chance = random.Random(seed)
    items = []
    for i in range(n_items):
        thresholds = [round(chance.gauss(0, 1.2), 6) for _ in range(1 + i % most)]
        items.append([round(chance.lognormvariate(0, 0.3), 6), *thresholds])
    people = [[chance.randint(0, len(item) - 1) for item in items] for _ in range(n_people)]
    path = os.path.join(BUILD, "tests", "bench", f"bank-{n_items}-{most}.json")
    with open(path, "w", encoding="utf-8") as text:
        json.dump({"items": items, "people": people}, text)
    return path


def run(*words):
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def show(numbers):
    """Median and 95th percentile in milliseconds."""
    ordered = sorted(numbers)
    return statistics.median(ordered) / 1e6, ordered[int(0.95 * (len(ordered) - 1))] / 1e6


def main():
    missing = install_jscat()
    if missing:
        print(f"jsCAT is not compared: {missing}")
    ours = os.path.join(BUILD, "tests", "bench", "bench-measure")
    for n_items, n_people, most in ((100, 100, 1), (1000, 40, 1), (10000, 8, 1), (100, 100, 3), (1000, 100, 3),
                                    (10000, 100, 3)):
        bank = make_bank(n_items, n_people, most, n_items + most)
        mine = run(ours, bank)
        median, p95 = show(mine["ns"])
        late, _ = show(mine["late_ns"])
        kind = "dichotomous" if most == 1 else "1 to 3 thresholds"
        print(f"{n_items:6} items, {kind}: {median:.4f} ms (p95 {p95:.4f}) after 10 answers, {late:.4f} after 40; "
              f"table made in {mine['table_us'] / 1000:.1f} ms")
        if missing or most > 1:
            continue
        theirs = run("node", os.path.join(HERE, "bench-jscat.cjs"), FOLDER, bank)
        assert mine["picks"] == theirs["picks"], "the two did not pick the same items"
        apart = max(abs(a - b) for a, b in zip(mine["theta"], theirs["theta"]))
        other, other_p95 = show(theirs["ns"])
        print(f"       jsCAT {other:.2f} ms (p95 {other_p95:.2f}): {other / median:,.0f} times; same picks, estimates "
              f"within {apart:.1e}")


main()

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The coverage gates: what share of the lines of src/ the tests ran.

Usage: check-coverage.py BUILD OUT

Prints a table by folder and writes one record for each gate to OUT, in the form of meson's test
log, so that count-tests.py counts a folder below its gate as failed. With an environment
variable WF_COVERAGE_FILES=1 the ten files with most lines left out are printed too.
"""
import json
import os
import subprocess
import sys
import time

GATES = {"all": 85, "measure": 95, "crypto": 95, "store": 95, "content": 95, "assessment": 95,
         "catalogue": 95}
WORST = 10


def measure(build):
    """Returns {file below src/: (lines run, lines)}."""
    done = subprocess.run(
        ["/usr/bin/gcovr", "--root", ".", "--object-directory", build, "--filter", "src/",
         "--json-summary", "-", build],
        check=True, capture_output=True, text=True)
    summary = json.loads(done.stdout)
    return {entry["filename"]: (entry["line_covered"], entry["line_total"])
            for entry in summary["files"]}


def sum_up(files):
    folders = {"all": [0, 0]}
    for name, (covered, total) in files.items():
        for folder in (name.split("/")[1], "all"):
            sums = folders.setdefault(folder, [0, 0])
            sums[0] += covered
            sums[1] += total
    return folders


def check(folders):
    """Yields (folder, covered, total, per cent, gate or None, is good)."""
    for folder in sorted(folders, key=lambda name: (name == "all", name)):
        covered, total = folders[folder]
        percent = 100 * covered / total if total else 0
        gate = GATES.get(folder)
        yield folder, covered, total, percent, gate, gate is None or percent >= gate
    for folder in sorted(set(GATES) - set(folders)):
        yield folder, 0, 0, 0, GATES[folder], False


def write_records(path, rows, seconds):
    with open(path, "w", encoding="utf-8") as out:
        for folder, _covered, _total, percent, gate, is_good in rows:
            if gate is not None:
                out.write(json.dumps({
                    "name": f"coverage / {folder}: {percent:.1f} %, gate {gate} %", "result": "OK" if is_good else "FAIL", "stdout": "",
                    "duration": seconds / len(GATES)}) + "\n")


def main():
    build, path = sys.argv[1:3]
    begun = time.monotonic()
    files = measure(build)
    rows = list(check(sum_up(files)))
    print(f"{'folder':<12}{'lines':>8}{'run':>8}{'share':>9}  gate")
    for folder, covered, total, percent, gate, is_good in rows:
        mark = "" if gate is None else f"{gate} %" + ("" if is_good else "  BELOW")
        print(f"{folder:<12}{total:>8}{covered:>8}{percent:>7.1f} %  {mark}")
    if os.environ.get("WF_COVERAGE_FILES"):
        worst = sorted(files, key=lambda name: files[name][0] - files[name][1])[:WORST]
        for name in worst:
            print(f"{files[name][1] - files[name][0]:>6} lines not run: {name}")
    write_records(path, rows, time.monotonic() - begun)


if __name__ == "__main__":
    main()

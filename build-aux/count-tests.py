#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts what a test run did, from meson's own log, and ends with one plain line.

A test with subtests (TAP) counts each; one without counts as one.
"""
import json
import re
import sys


def count(record):
    passed = failed = 0
    for line in record.get("stdout", "").splitlines():
        if re.match(r"\s*not ok\b", line) and "# TODO" not in line:
            failed += 1
        elif re.match(r"\s*ok\b", line):
            if "# SKIP" in line:
                print(f"skipped: {record['name']}: {line.strip()}")
            else:
                passed += 1
    if record["result"] not in ("OK", "SKIP", "EXPECTEDFAIL") and failed == 0:
        failed = 1
    if passed == failed == 0:
        if record["result"] == "SKIP":
            print(f"skipped: {record['name']}")
        else:
            passed = 1
    return passed, failed


def main():
    passed = failed = 0
    suites = {}
    with open(sys.argv[1], encoding="utf-8") as log:
        for line in log:
            record = json.loads(line)
            good, bad = count(record)
            passed, failed = passed + good, failed + bad
            for suite in record.get("suite", []):
                suites[suite] = suites.get(suite, 0) + record.get("duration", 0)
            if bad:
                print(f"failed: {record['name']}")
    for suite, seconds in sorted(suites.items()):
        print(f"time: {suite}: {seconds:.0f} s")
    print(f"{passed} passed, {failed} failed")


main()

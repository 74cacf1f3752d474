#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts what test runs did, from meson's own logs, and ends with one plain line.

Usage: count-tests.py LOG[+AGAIN]...
       count-tests.py --names-of-failed LOG

A test with subtests (TAP) counts each; one without counts as one. AGAIN holds some of LOG's
tests run once more: what it says of a test replaces what LOG says. A log that is not there
counts as one failure. Exits 1 when anything failed.
"""
import json
import re
import sys


def count(record):
    """Returns (passed, failed, skipped): two numbers and the reasons."""
    passed = failed = 0
    skipped = []
    for line in (record.get("stdout") or "").splitlines():
        if re.match(r"\s*not ok\b", line) and "# TODO" not in line:
            failed += 1
        elif re.match(r"\s*ok\b", line):
            if "# SKIP" in line:
                skipped.append(line.strip())
            else:
                passed += 1
    if record["result"] not in ("OK", "SKIP", "EXPECTEDFAIL") and failed == 0:
        failed = 1
    if passed == failed == 0 and not skipped:
        if record["result"] == "SKIP":
            skipped.append("whole")
        else:
            passed = 1
    return passed, failed, skipped


def read(paths):
    """Returns the records of the first path, those told again by a later one replaced."""
    records = {}
    for path in paths.split("+"):
        with open(path, encoding="utf-8") as log:
            for line in log:
                record = json.loads(line)
                records[record["name"]] = record
    return list(records.values())


def names_of_failed(path):
    """The names as `meson test` takes them."""
    return [record["name"].rpartition(" / ")[2].strip() for record in read(path)
            if count(record)[1]]


def main():
    if sys.argv[1:2] == ["--names-of-failed"]:
        print("\n".join(names_of_failed(sys.argv[2])))
        return 0
    passed = failed = 0
    suites = {}
    for paths in sys.argv[1:]:
        try:
            records = read(paths)
        except OSError as error:
            records = [{"name": f"log / {error}", "result": "FAIL"}]
        for record in records:
            good, bad, skipped = count(record)
            passed, failed = passed + good, failed + bad
            suite = record["name"].partition(" / ")[0].rpartition(":")[2]
            suites[suite] = suites.get(suite, 0) + record.get("duration", 0)
            for reason in skipped:
                print(f"skipped: {record['name']}: {reason}")
            if bad:
                print(f"failed: {record['name']}")
    for suite, seconds in sorted(suites.items()):
        print(f"time: {suite}: {seconds:.0f} s")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())

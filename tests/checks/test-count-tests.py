#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The counting of tests and the coverage gates say what happened: nothing that failed is lost."""
import importlib.util
import json
import os
import subprocess
import sys
import tempfile

ROOT = os.environ.get("WF_SOURCE_ROOT",
                      os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.."))
COUNT = os.path.join(ROOT, "build-aux/count-tests.py")

# (what, record, passed, failed)
RECORDS = [
    ("subtests", {"stdout": "1..2\nok 1 a\nok 2 b\n", "result": "OK"}, 2, 0),
    ("one of two", {"stdout": "ok 1 a\nnot ok 2 b\n", "result": "FAIL"}, 1, 1),
    ("no subtests", {"stdout": "", "result": "OK"}, 1, 0),
    ("no output at all", {"result": "OK"}, 1, 0),
    ("killed after a subtest", {"stdout": "ok 1 a\n", "result": "TIMEOUT"}, 1, 1),
    ("crashed", {"stdout": "ok 1 a\n", "result": "ERROR"}, 1, 1),
    ("interrupted", {"stdout": "", "result": "INTERRUPT"}, 0, 1),
    ("passed where it should fail", {"stdout": "", "result": "UNEXPECTEDPASS"}, 0, 1),
    ("skipped", {"stdout": "ok 1 a # SKIP no sound\n", "result": "OK"}, 0, 0),
    ("skipped whole", {"stdout": "", "result": "SKIP"}, 0, 0),
    ("expected", {"stdout": "not ok 1 a # TODO later\nok 2 b\n", "result": "OK"}, 1, 0),
    ("nested", {"stdout": "    ok 1 inner\n    not ok 2 inner\nok 1 outer\n", "result": "FAIL"}, 2, 1),
]


def write(folder, name, records):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as out:
        for number, record in enumerate(records):
            out.write(json.dumps({"name": f"wayfinder:unit / t/{number}", "duration": 1, **record})
                      + "\n")
    return path


def count(*paths):
    done = subprocess.run(["/usr/bin/python3", COUNT, *paths], capture_output=True, text=True,
                          check=False)
    return done.stdout.splitlines(), done.returncode


def check_counting(report, folder):
    for what, record, passed, failed in RECORDS:
        lines, code = count(write(folder, "one.json", [record]))
        report(lines[-1] == f"{passed} passed, {failed} failed", f"counts: {what}", lines)
        report((code == 0) == (failed == 0 and passed > 0), f"and its exit code: {what}", code)
    good = write(folder, "good.json", [{"stdout": "ok 1 a\n", "result": "OK"}] * 3)
    lines, code = count(good, os.path.join(folder, "nowhere.json"))
    report(lines[-1] == "3 passed, 1 failed" and code == 1, "a log that is missing is a failure", lines)
    two = write(folder, "two.json", [{"stdout": "not ok 1 a\n", "result": "FAIL"}] * 2)
    again = write(folder, "again.json", [{"stdout": "ok 1 a\n", "result": "OK"}])
    lines, _ = count(f"{two}+{again}", good)
    report(lines[-1] == "4 passed, 1 failed", "what ran again counts once, as it ended", lines)
    report(sum("passed," in line for line in lines) == 1, "one plain line", lines)
    done = subprocess.run(["/usr/bin/python3", COUNT, "--names-of-failed", two],
                          capture_output=True, text=True, check=False)
    report(done.stdout.split() == ["t/0", "t/1"], "names those that failed", done.stdout)


def check_gates(report):
    spec = importlib.util.spec_from_file_location(
        "gates", os.path.join(ROOT, "build-aux/check-coverage.py"))
    gates = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(gates)
    whole = {f"src/{folder}/wf-x.c": (95, 100) for folder in gates.GATES if folder != "all"}

    def below(files):
        return sorted(row[0] for row in gates.check(gates.sum_up(files)) if not row[-1])

    report(below(whole) == [], "gates are open at 95 %")
    report(below({**whole, "src/store/wf-y.c": (94, 100)}) == ["store"], "one line short is seen")
    report(below({**whole, "src/ui/wf-y.c": (100, 900)}) == ["all"], "the sum has a gate of its own")
    report(below({**whole, "src/ui/wf-y.c": (90, 100)}) == [], "a folder without a gate has none")
    gone = {name: value for name, value in whole.items() if "crypto" not in name}
    report(below(gone) == ["crypto"], "a folder that was not measured is below its gate")


def main():
    number = failed = 0

    def report(good, name, detail=""):
        nonlocal number, failed
        number += 1
        failed += not good
        print(f"{'ok' if good else 'not ok'} {number} - {name}")
        if not good:
            print(f"# {detail}")

    with tempfile.TemporaryDirectory() as folder:
        check_counting(report, folder)
    check_gates(report)
    print(f"1..{number}")
    sys.exit(1 if failed else 0)


main()

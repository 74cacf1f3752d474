#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`wayfinderctl catalogue import`, `export`, `edit` and `proposal`, and an import that is killed."""
import json
import os
import random
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from ctl import PROGRAM, Tap, answer_json, run  # noqa: E402

ID = "00000000-0000-4000-8000-%012d"


def write_lines(path, name, count):
    with open(path, "w", encoding="utf-8") as lines:
        for number in range(count):
            json.dump({"id": ID % number, "name": f"Quibbit {name}", "status": "active",
                       "organization": {"id": "o", "name": "Zorblax House"}, "odd": [1, None]}, lines)
            lines.write("\n")


def count(data, text):
    return answer_json("catalogue", "search", text, "--json", "--data-dir", data)["count"]


def check_in_and_out(tap, folder):
    data, again = os.path.join(folder, "data"), os.path.join(folder, "again")
    lines, page = os.path.join(folder, "services.ndjson"), os.path.join(folder, "out.json")
    write_lines(lines, "first", 3)
    report = answer_json("catalogue", "import", lines, "--data-dir", data, "--json")
    tap.check(report["services"] == 3 and report["organizations"] == 1 and not report["refused"]
              and report["repaired"].get("region-unknown") == 3, "the report counts", report)
    tap.check(count(data, "quibbit") == 3 and count(data, "linc") > 0, "found beside the starter")
    for form, out in (("hsds-json", page), ("hsds-csv", os.path.join(folder, "tables"))):
        done = run("catalogue", "export", out, "--format", form, "--data-dir", data)
        report = answer_json("catalogue", "import", out, "--data-dir", again, "--json",
                             "--source", form)
        tap.check(done.returncode == 0 and report["services"] == 3, f"out and in as {form}", report)
    services = json.load(open(page, encoding="utf-8"))["contents"]
    tap.check(services[0]["odd"] == [1, None] and services[0]["id"] == ID % 0, "nothing is lost")
    tap.check(run("catalogue", "import", "/none/such", "--data-dir", data).returncode == 1,
              "an absent file is an error")
    tap.check(run("catalogue", "import", lines, "--format", "guess").returncode == 2,
              "an unknown format is wrong use")
    tap.check(run("catalogue", "import").returncode == 2, "no file is wrong use")


def check_edits(tap, folder):
    data, curator = os.path.join(folder, "here"), os.path.join(folder, "there")
    lines, proposal = os.path.join(folder, "services.ndjson"), os.path.join(folder, "proposal.json")
    for place in (data, curator):
        answer_json("catalogue", "import", lines, "--data-dir", place, "--json")
    done = run("catalogue", "edit", ID % 1, "correct", "name", "Renamed zorblax", "--data-dir", data)
    tap.check(done.returncode == 0 and count(data, "renamed zorblax") == 1, "a corrected name is found",
              done)
    run("catalogue", "edit", ID % 2, "hide", "--data-dir", data)
    answer_json("catalogue", "import", lines, "--data-dir", data, "--json")
    tap.check(count(data, "renamed zorblax") == 1 and count(data, "quibbit") == 1,
              "what was said survives an import")
    tap.check(run("catalogue", "edit", "nobody", "pin", "--data-dir", data).returncode == 1,
              "no such entry")
    tap.check(run("catalogue", "edit", ID % 1, "dance", "--data-dir", data).returncode == 2,
              "no such edit is wrong use")
    run("catalogue", "proposal", "export", proposal, "--data-dir", data)
    seen = answer_json("catalogue", "proposal", "import", proposal, "--data-dir", curator, "--json")
    change = seen["changes"][0]
    tap.check(len(seen["changes"]) == 1 and change["state"] == "open" and not change["accepted"]
              and change["was"] == change["current"] == "Quibbit first", "a proposal shows both", seen)
    tap.check(count(curator, "renamed zorblax") == 0, "and changes nothing unasked")
    answer_json("catalogue", "proposal", "import", proposal, "--accept", "1", "--data-dir", curator,
                "--json")
    tap.check(count(curator, "renamed zorblax") == 1, "until it is accepted")
    check_hostile_proposal(tap, curator, proposal)


def check_hostile_proposal(tap, data, path):
    """What cannot be taken in says so, and what stands behind it has its turn."""
    changes = [{"id": ID % 1, "kind": "correct", "field": "status", "now": "nonsense"},
               {"id": ID % 2, "kind": "merge", "now": ID % 1},
               {"id": ID % 2, "kind": "checked", "now": "2026-11-20"},
               {"id": ID % 1, "kind": "correct", "field": "phone", "now": "613 555 0100"}]
    with open(path, "w", encoding="utf-8") as out:
        json.dump({"format": "wayfinder-proposal", "v": 1, "changes": changes}, out)
    done = run("catalogue", "proposal", "import", path, "--accept", "all", "--data-dir", data, "--json")
    seen = json.loads(done.stdout)["changes"]
    tap.check(done.returncode == 1 and [change["accepted"] for change in seen]
              == [False, True, False, True] and "status" in seen[0]["failed"]
              and seen[2]["state"] == "unknown", "one that fails stops none behind it", seen)


def check_kills(tap, folder):
    """The old catalogue or the new one, wherever the import is stopped."""
    data, old, new = (os.path.join(folder, name) for name in ("killed", "old.ndjson", "new.ndjson"))
    kills = int(os.environ.get("WF_KILLS", "6"))
    chance = random.Random(os.environ.get("WF_SEED", "4"))
    write_lines(old, "alder", 400)
    write_lines(new, "birch", 600)
    answer_json("catalogue", "import", old, "--source", "x", "--data-dir", data, "--json")
    started = time.monotonic()
    answer_json("catalogue", "import", new, "--source", "y", "--data-dir", data + "2", "--json")
    took = time.monotonic() - started
    whole = True
    for _ in range(kills):
        process = subprocess.Popen([PROGRAM, "catalogue", "import", new, "--source", "x",
                                    "--data-dir", data], stdout=subprocess.DEVNULL)
        try:
            process.wait(timeout=chance.uniform(0, took))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        found = count(data, "quibbit alder"), count(data, "quibbit birch")
        whole = tap.check(found in ((400, 0), (0, 600)), "old or new, never a mixture", found) and whole
        if found[1]:
            answer_json("catalogue", "import", old, "--source", "x", "--data-dir", data, "--json")
    report = answer_json("catalogue", "import", new, "--source", "x", "--data-dir", data, "--json")
    tap.check(report["services"] == 600 and count(data, "quibbit birch") == 600, "then it goes in")


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory() as folder:
        check_in_and_out(tap, folder)
        check_edits(tap, folder)
        check_kills(tap, folder)
    tap.report()


if __name__ == "__main__":
    main()

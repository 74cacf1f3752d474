#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`wayfinderctl practice score` and the packs it stands on, as a script uses them."""
import json
import os
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from ctl import BUILD, Tap, answer_json, run  # noqa: E402

AREAS = {"1": 4, "2": 3, "3": 4, "4": 3, "5": 3, "6": 5}
ALL = [f"{area}.{n}" for area, count in AREAS.items() for n in range(1, count + 1)]


def score(ratings):
    return answer_json("practice", "score", "--framework", "digcompedu", "--json",
                       stdin=json.dumps({"ratings": ratings}))


def check_score(tap):
    got = score({part: "B1" for part in ALL})
    tap.check(got["overall"] == {"level": "B1", "points": 44, "max": 88}
              and got["provisional"] == [], "all at one level", got)
    tap.check([(area["id"], area["points"], area["max"]) for area in got["areas"]]
              == [(area, 2 * count, 4 * count) for area, count in AREAS.items()],
              "areas in order, with points", got)
    got = score({"1.1": "C1", "1.2": "C2", "1.3": "not-yet"})
    tap.check(got["areas"][0] == {"id": "1", "level": "B1", "points": 8, "max": 12},
              "what is skipped shrinks the most there is", got)
    tap.check(got["provisional"] == [*AREAS, "overall"] and got["areas"][1]["level"] is None,
              "provisional says where something was skipped", got)


def check_refusals(tap):
    for text, place in (("{\"ratings\":{\"1.1\":\"B9\"}}", "ratings[\"1.1\"]"),
                        ("{\"ratings\":{\"7.1\":\"B1\"}}", "ratings[\"7.1\"]"),
                        ("{\"ratings\":{\"1.1\":\"A1\",\"1.1\":\"C2\"}}", ""),
                        ("{\"ratings\":", ":1:"), ("[]", ""), ("", "")):
        done = run("practice", "score", "--framework", "digcompedu", "--json", stdin=text)
        tap.check(done.returncode == 1 and done.stdout == "" and place in done.stderr,
                  f"refused: {text}", (done.returncode, done.stderr))
    done = run("practice", "score", "--framework", "orgwise", stdin="{\"ratings\":{}}")
    tap.check(done.returncode == 1 and "no bands" in done.stderr, "a map without bands", done.stderr)
    done = run("practice", "score", "--framework", "nothing", stdin="{\"ratings\":{}}")
    tap.check(done.returncode == 1, "no such framework", done.stderr)
    tap.check(run("practice", "score").returncode == 2, "wrong use")


def check_content(tap):
    """Every shipped framework and checklist passes; a harmed copy names line and cure."""
    for folder in ("frameworks", "checklists"):
        place = os.path.join(BUILD, "data/packs", folder)
        for name in sorted(os.listdir(place)):
            done = run("content", "check", os.path.join(place, name))
            tap.check(done.returncode == 0, f"content check {folder}/{name}", done.stderr)
    harms = (("frameworks/digcompedu.xml", "<statement level=\"B2\">", "<statement level=\"B7\">"),
             ("checklists/first-session.xml", "competences=\"3.1 5.1\"", "competences=\"3.9\""),
             ("checklists/first-session.xml", "level=\"A2\"", "level=\"Z1\""),
             ("checklists/first-session.xml", "framework=\"digcompedu\"", "framework=\"none\""))
    for name, good, bad in harms:
        with open(os.path.join(BUILD, "data/packs", name), encoding="utf-8") as file:
            text = file.read()
        line = text[:text.index(good)].count("\n") + 1
        with tempfile.NamedTemporaryFile("w", suffix=".xml", encoding="utf-8") as harmed:
            harmed.write(text.replace(good, bad, 1))
            harmed.flush()
            done = run("content", "check", harmed.name)
        wanted = f":{0 if 'framework=' in bad else line}: "
        tap.check(done.returncode == 1 and wanted in done.stderr, f"harmed: {bad}", done.stderr)


def main():
    tap = Tap()
    check_score(tap)
    check_refusals(tap)
    check_content(tap)
    tap.report()


main()

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`wayfinderctl catalogue match`: facts against the shipped entries."""
import json
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from ctl import Tap, answer_json, run  # noqa: E402

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../..")


def match(facts, *options):
    found = answer_json("catalogue", "match", "--facts", "-", "--json", *options,
                        stdin=json.dumps(facts))
    return {entry["id"]: entry for entry in found["results"]}


def check_verdicts(tap):
    card = "toronto-public-library-hotspots"
    ontario = {"region": "CA-ON"}
    yes = match(dict(ontario, has_paper=["library_card"], lacks_home_internet=True))[card]
    tap.check(yes["verdict"] in ("eligible", "ask") and not any(
        "library card" in reason.lower() for reason in yes["reasons"]), "the card is there", yes)
    asked = match(ontario)[card]
    tap.check(asked["verdict"] == "ask" and asked["reasons"], "not known is ask", asked)
    for state in ("refused", "dont-know", "not-asked"):
        entry = match(dict(ontario, has_paper={"state": state}))[card]
        tap.check(entry["verdict"] == "ask", f"{state} is ask, never no", entry)
    no = match(dict(ontario, has_paper=[], lacks_home_internet=False))[card]
    tap.check(no["verdict"] == "not-eligible" and no["reasons"], "known not to hold is no", no)
    tap.check(no["remedies"] == [], "who has internet at home cannot change that", no)
    without = match(dict(ontario, has_paper=[], lacks_home_internet=True))[card]
    tap.check(without["verdict"] == "not-eligible"
              and any("library card" in way for way in without["remedies"])
              and not any(way.endswith("show it.") for way in without["remedies"]),
              "what would make it a yes is said", without)
    away = match({"region": "CA-NS"})[card]
    tap.check(away["verdict"] == "not-eligible", "another region is no", away)


def check_ages(tap):
    born = {"region": "CA-ON"}
    entry = "kitchener-library-hotspots"
    paper = dict(born, has_paper=["library_card"])
    verdicts = [match(dict(paper, age=age))[entry]["verdict"] for age in (17, 18, {"min": 17, "max": 18})]
    tap.check(verdicts[0] == "not-eligible" and verdicts[1] != "not-eligible"
              and verdicts[2] == "ask", "17, 18 and somewhere between", verdicts)


def check_errors(tap):
    for text, needle in (('{"lowincome": true}', "lowincome"), ('{"age": "old"}', "age"), ("[1]", "-"),
                         ("{", "-"), ('{"age": {"min": 5, "max": 2}}', "age"),
                         ('{"benefit": {"state": "maybe"}}', "benefit"), ('{"region": "ON"}', "region"),
                         ('{"region": "ca-on"}', "region"), ('{"region": true}', "region"),
                         ('{"benefit": ["nonsense"]}', "benefit"), ('{"has_paper": "library card"}', "has_paper"),
                         ('{"low_income": "yes"}', "low_income"), ('{"own_phone": 1}', "own_phone"),
                         ('{"landed_on": "2021-02-31"}', "landed_on"), ('{"landed_on": "soon"}', "landed_on"),
                         ('{"clb": 99}', "clb"), ('{"age": {"min": 50, "mx": 60}}', "age"),
                         ('{"has_paper": {"yes": ["copr"], "maybe": []}}', "has_paper"),
                         ('{"age": 20, "age": 30}', "-")):
        done = run("catalogue", "match", "--facts", "-", "--json", stdin=text)
        tap.check(done.returncode == 1 and needle in done.stderr and not done.stdout,
                  f"refuses {text}", done)
    tap.check(run("catalogue", "match", "--json").returncode == 2, "no file is wrong use")
    tap.check(run("catalogue", "match", "--facts", "/none/such", "--json").returncode == 1,
              "an absent file is an error")
    tap.check(run("catalogue", "match", "--facts", "-", "--today", "2026-02-30",
                  stdin="{}").returncode == 2, "no such day is wrong use")


def check_page(tap):
    with open(os.path.join(ROOT, "docs/formats/facts.md"), encoding="utf-8") as page:
        text = page.read()
    with open(os.path.join(ROOT, "src/catalogue/wf-facts.h"), encoding="utf-8") as header:
        names = re.findall(r'#define WF_FACT_\w+\s+"(\w+)"', header.read())
    missing = [name for name in names if f"`{name}`" not in text]
    tap.check(len(names) > 20 and not missing, "every fact is documented", missing)
    for name in names:
        done = run("catalogue", "match", "--facts", "-", stdin=json.dumps({name: {"state": "refused"}}))
        if not tap.check(done.returncode == 0, f"{name} is known", done):
            break


def main():
    tap = Tap()
    results = match({})
    tap.check(len(results) > 100 and all(entry["verdict"] in ("eligible", "ask", "not-eligible")
                                         for entry in results.values()), "every entry has a verdict")
    check_verdicts(tap)
    check_ages(tap)
    check_errors(tap)
    check_page(tap)
    tap.report()


main()

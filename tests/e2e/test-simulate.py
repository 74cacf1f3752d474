#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`wayfinderctl measure simulate`: what the shipped bank does for a thousand made-up newcomers,
beside plain maximum information, and an agency's own bank."""
import os
import re
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from ctl import BUILD, Tap, answer_json, run  # noqa: E402

FIELDS = {"items_mean", "minutes_mean", "minutes_p95", "rmse", "bias", "coverage90",
          "runs_of_three", "self_report_share", "share_min_items", "rmse_low"}


def simulate(*words):
    return answer_json("measure", "simulate", "--pack", "newcomer", "--json", *words)


def check_own_bank(tap):
    """The same bank without its short easy tasks, as an agency might cut it: the tool shows it."""
    with open(os.path.join(BUILD, "data/packs/items/newcomer.xml"), encoding="utf-8") as file:
        bank = file.read()
    easy = re.compile(r'<item id="[^"]*" kind="task"[^>]*thresholds="-[1-9.]+ [^"]*" '
                      r'seconds="[2-6]\d".*?</item>', re.S)
    later = easy.sub("", bank).replace('version="1"', 'version="2"', 1)
    with tempfile.TemporaryDirectory() as folder:
        os.makedirs(os.path.join(folder, "packs/items"))
        with open(os.path.join(folder, "packs/items/newcomer.xml"), "w", encoding="utf-8") as file:
            file.write(later)
        own = answer_json("--data-dir", folder, "measure", "simulate", "--n", "300", "--json")
    tap.check(own["share_min_items"] < .9, "a bank without easy tasks ends early for many", own)


def main():
    tap = Tap()
    whole = simulate("--n", "1000", "--seed", "5")
    tap.check(set(whole) == FIELDS, "exactly the fields that were promised", whole)
    tap.check(whole["rmse"] <= .48 and whole["rmse_low"] <= .60, "precise, low abilities too", whole)
    tap.check(whole["coverage90"] >= .90, "nine in ten lie where it is said", whole)
    tap.check(whole["share_min_items"] >= .95 and whole["items_mean"] <= 12, "ten items, not more "
              "than twelve", whole)
    tap.check(whole["minutes_p95"] <= 12, "within twelve minutes", whole)
    tap.check(whole["runs_of_three"] == 0, "nobody fails three times in a row", whole)
    tap.check(simulate("--n", "200", "--seed", "5") == simulate("--n", "200", "--seed", "5"),
              "the same seed, the same report")
    plain = simulate("--n", "1000", "--seed", "5", "--design", "mfi")
    tap.check(plain["self_report_share"] > .9 and plain["coverage90"] < .75
              and plain["rmse"] > whole["rmse"] + .1, "information alone misleads", plain)
    honest = simulate("--n", "1000", "--seed", "5", "--self-report-bias", "0,0")
    tap.check(abs(honest["bias"]) < abs(whole["bias"]), "without bias less bias", honest)
    for words in (("--n", "0"), ("--design", "best"), ("--self-report-bias", "1"),
                  ("--self-report-bias", "nan,1"), ("--seed", "-1"), ("--item-error", "-1")):
        done = run("measure", "simulate", *words)
        tap.check(done.returncode == 2 and done.stdout == "", f"wrong use: {' '.join(words)}", done)
    done = run("measure", "simulate", "--pack", "moon")
    tap.check(done.returncode == 1 and "moon" in done.stderr and done.stdout == "",
              "no such bank is said", done)
    check_own_bank(tap)
    tap.report()


main()

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`wayfinderctl catalogue search` over the shipped list, in several scripts."""
import os
import random
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from ctl import Tap, answer_json, run  # noqa: E402


def search(text, *options):
    return answer_json("catalogue", "search", text, "--json", *options)


def main():
    tap = Tap()
    for text in ("internet", "wi-fi gratuit", "l'ouest", "حاسوب", "كمبيوتر", "电脑", "інтернет"):
        found = search(text, "--region", "CA-ON", "--limit", "5")
        tap.check(found["count"] >= 1 and len(found["results"]) <= 5
                  and all({"id", "name", "organization", "kind", "status", "as_of", "regions"}
                          <= set(entry) for entry in found["results"]), f"finds {ascii(text)}", found)
    found = search("", "--region", "CA-ON", "--limit", "300")
    kinds = {entry["kind"] for entry in found["results"]}
    tap.check(not kinds & {"safety", "practice"}, "safety and practice only by name", kinds)
    tap.check(all(set(entry["regions"]) & {"CA", "CA-ON"} for entry in found["results"]),
              "only what covers the region")
    tap.check(all(entry["status"] != "closed" for entry in found["results"]), "nothing closed")
    found = search("", "--kind", "safety", "--region", "CA-ON", "--limit", "300")
    tap.check(found["count"] >= 5 and {entry["kind"] for entry in found["results"]} == {"safety"},
              "safety lines when asked for", found["count"])
    tap.check(search("zzzzqqqq")["count"] == 0, "nothing is nothing")
    chance = random.Random(4)
    for _ in range(20):
        text = "".join(chr(chance.choice((chance.randrange(32, 127), chance.randrange(0x600, 0x6ff),
                                          chance.randrange(0x4e00, 0x9fff), 34, 42, 0x1f600)))
                       for _ in range(chance.randrange(1, 30)))
        if text.startswith("-"):
            continue
        done = run("catalogue", "search", text, "--json")
        if not tap.check(done.returncode == 0, f"no text is an error: {ascii(text)}", done):
            break
    tap.check(run("catalogue", "search", "x", "--limit", "0").returncode == 2, "wrong use is 2")
    for option, word, known in (("--region", "Ontario", "CA-ON"), ("--region", "CA-XX", "CA-ON"),
                                ("--kind", "devices", "device"), ("--lang", "arabic", "ar"),
                                ("--lang", "qq", "ar")):
        done = run("catalogue", "search", "x", option, word)
        tap.check(done.returncode == 2 and done.stdout == "" and known in done.stderr,
                  f"{option} {word} is no word we know, and it is said", done)
    for option, word in (("--region", "US-IL"), ("--region", "CA"), ("--lang", "so"),
                         ("--lang", "zh-Hans"), ("--kind", "safety")):
        tap.check(run("catalogue", "search", "x", option, word).returncode == 0,
                  f"{option} {word} is one")
    tap.report()


main()

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`wayfinderctl interview replay` on the shipped bank: made-up people of several abilities
answer what they are asked, to the end, in three languages."""
import json
import os
import random
import resource
import subprocess
import sys
from xml.etree import ElementTree

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from ctl import PROGRAM, Tap, answer_json, run  # noqa: E402

BANK = os.path.join(os.environ.get("WF_BUILD_ROOT", "build"), "data/packs/items/newcomer.xml")
GOOD = {item.get("id"): item.get("answer") for item in ElementTree.parse(BANK).iter("item")}
DIRECTION = {"en": "ltr", "fr": "ltr", "ar": "rtl"}


def replay(lines, lang, seed):
    return answer_json("interview", "replay", "--pack", "newcomer", "--lang", lang, "--seed",
                       str(seed), "--json", stdin="\n".join(map(json.dumps, lines)))


def choose(question, level, chance):
    """A person of this level (0 weak, 1 able) picks; scored options stand in score order."""
    options = question["options"]
    if question["kind"] in ("access", "care"):
        return chance.choice(options)["id"]
    if question["kind"] == "choice":
        return chance.choice(options)["id"]
    ids = sorted(option["id"] for option in options)
    return ids[-1] if chance.random() < level else ids[0]


def interview(lang, seed, level):
    """Returns (last state, questions asked, longest run of failed performance items)."""
    chance = random.Random(seed)
    lines, asked, run_of_failures, longest = [], [], 0, 0
    state = replay(lines, lang, seed)
    while state["state"] == "asking" and len(asked) < 80:
        question = state["next"]
        asked.append(question)
        option = choose(question, level, chance)
        lines.append({"type": "answer", "item": question["item"], "option": option})
        # A run ends with anything the person can do; "not yet" neither lengthens nor ends it.
        if question["kind"] in ("task", "can-do", "choice"):
            low = option != GOOD[question["item"]] if question["kind"] == "choice" else option == "0"
            run_of_failures = 0 if not low else run_of_failures + (question["kind"] != "can-do")
            longest = max(longest, run_of_failures)
        state = replay(lines, lang, seed)
    return state, asked, longest


FIELDS = {"state": str, "answered": int, "overall": dict, "self_rating": dict,
          "performance": dict, "areas": list, "stop": str}
BANDS = {"foundation", "intermediate", "advanced", "highly-advanced"}


def check_shape(tap, first):
    """The fields scripts rely on, and each kind of line."""
    fresh = replay([], "en", 1)
    tap.check(all(isinstance(fresh[name], kind) for name, kind in FIELDS.items())
              and fresh["state"] == "asking", "every field is there", fresh)
    tap.check({"item", "kind", "text", "dir", "options"} <= set(first)
              and all(set(option) == {"id", "label"} for option in first["options"]),
              "and of the question", first)
    tap.check(all({"theta", "sd"} <= set(fresh[part]) and fresh[part]["band"] in BANDS
                  for part in ("overall", "self_rating", "performance")), "three estimates")
    answer = {"type": "answer", "item": first["item"], "option": first["options"][0]["id"]}
    one, several = (replay([dict(answer, option=option)], "en", 1)
                    for option in (answer["option"], [answer["option"]]))
    tap.check(one == several and one["answered"] == 1, "one option or a list of one", one["answered"])
    for reason in ("refused", "dont-know", "not-asked"):
        state = replay([{"type": "skip", "item": first["item"], "reason": reason}], "en", 1)
        tap.check(state["answered"] == 0 and state["next"]["item"] != first["item"],
                  f"skipped: {reason}", state["next"])
    quiet = replay([{"type": "note"}, {"type": "note", "text": "x"}, {"type": "language"}], "en", 1)
    tap.check(quiet == fresh, "a note changes nothing, nor a language that is not named", quiet)
    tap.check(replay([{"type": "language", "lang": "ar"}], "en", 1)["next"]["dir"] == "rtl",
              "the language changes at once")
    private = {"type": "answer", "item": "wf-access-agency-04", "option": "4"}
    present = {"type": "present", "who": ["partner"]}
    for lines in ([present, private], [private, present, {"type": "back"}],
                  [present, {"type": "care"}]):
        done = run("interview", "replay", "--json", stdin="\n".join(map(json.dumps, lines)))
        tap.check(done.returncode == 1 and done.stdout == "",
                  f"nothing private in company: {lines[-1]['type']}", done)
    back = replay([private, {"type": "back"}], "en", 1)
    tap.check(back["next"]["item"] == private["item"], "back to it when alone", back["next"])
    ended = replay([{"type": "end"}], "en", 1)
    tap.check(ended["state"] == "ended" and ended["next"] is None and ended["stop"] == "navigator",
              "the end ends", ended)
    for line, part in (({"type": "skip", "item": first["item"], "reason": 5}, "reason"),
                       ({"type": "skip", "item": first["item"], "reason": "tired"}, "tired"),
                       ({"type": "answer", "item": first["item"], "option": 5}, "option"),
                       ({"type": "language", "lang": "xx"}, "language")):
        done = run("interview", "replay", "--json", stdin=json.dumps(line))
        tap.check(done.returncode == 1 and done.stdout == "" and part in done.stderr
                  and "line 1" in done.stderr, f"refused, with its line: {part}", done)
    done = run("interview", "replay", "--lang", "not a language", "--json")
    tap.check(done.returncode == 2 and done.stdout == "", "no such language is said", done)


def check_endless(tap):
    """Input without an end is refused before it fills the memory."""
    limit = 1500 * 1024 * 1024
    with open("/dev/zero", "rb") as endless:
        done = subprocess.run([PROGRAM, "interview", "replay", "--json"], stdin=endless,
                              capture_output=True, text=True, check=False, timeout=300,
                              preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS,
                                                                    (limit, limit)))
    tap.check(done.returncode == 1 and "too long" in done.stderr, "endless input is refused", done)


def main():
    tap = Tap()
    check_endless(tap)
    for lang, seed, level in (("en", 1, .9), ("fr", 2, .5), ("ar", 3, .1), ("ar", 4, 0.)):
        state, asked, longest = interview(lang, seed, level)
        name = f"{lang}, level {level}"
        ids = [question["item"] for question in asked]
        kinds = [question["kind"] for question in asked]
        tap.check(state["state"] == "ended" and state["stop"], f"{name}: ends ({state['stop']}, "
                  f"{len(asked)} questions)", state)
        tap.check(state["next"] is None, f"{name}: nothing stands at the end")
        tap.check(len(set(ids)) == len(ids), f"{name}: no question twice", ids)
        tap.check(all(question["dir"] == DIRECTION[lang] for question in asked),
                  f"{name}: direction of every question")
        tap.check(longest <= 2, f"{name}: never three failures in a row", longest)
        first_skill = next((i for i, kind in enumerate(kinds) if kind not in ("access", "care")), 0)
        tap.check(all(kind in ("access", "care") for kind in kinds[:first_skill])
                  and "access" not in kinds[first_skill:], f"{name}: access before skills", kinds)
        tap.check(kinds.count("can-do") <= 5, f"{name}: self-report stays within its quota", kinds)
        again = interview(lang, seed, level)
        tap.check([q["item"] for q in again[1]] == ids, f"{name}: the same seed asks the same")
    low, high = (interview("en", 7, level)[0]["overall"]["theta"] for level in (.1, .95))
    tap.check(low < high, "who does more is placed higher", (low, high))

    first = replay([], "en", 1)["next"]
    check_shape(tap, first)
    skipped = replay([{"type": "skip", "item": first["item"], "reason": "refused"}], "en", 1)
    tap.check(skipped["next"]["item"] != first["item"], "a refused question is passed")
    back = replay([{"type": "skip", "item": first["item"], "reason": "refused"}, {"type": "back"}],
                  "en", 1)
    tap.check(back["next"]["item"] == first["item"], "back returns to it")
    for bad in ("{", '{"type":"dance"}', '{"type":"answer","item":"%s","option":"zz"}'
                % first["item"]):
        done = run("interview", "replay", "--json", stdin=bad)
        tap.check(done.returncode == 1 and done.stdout == "" and "1" in done.stderr,
                  f"a bad line is named and answers nothing: {bad}", done)
    tap.report()


main()

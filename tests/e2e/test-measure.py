#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""wayfinderctl measure: the reference vectors through the commands, and what malformed input is told."""
import json
import os
import tempfile

from ctl import Tap, answer_json, run

FIXTURES = os.path.join(os.environ.get("WF_SOURCE_ROOT", "."), "tests", "fixtures", "cat")
CUTS = [-2.25, -1.45, -0.65, 0.15, 0.95, 1.75, 2.55]
tap = Tap()


def load(name):
    with open(os.path.join(FIXTURES, name), encoding="utf-8") as text:
        return json.load(text)


def near(one, other, tolerance):
    if one is None or other is None:
        return one is None and other is None
    return abs(one - other) <= tolerance


def all_near(ones, others, tolerance):
    return len(ones) == len(others) and all(near(*pair, tolerance) for pair in zip(ones, others))


def flat(rows):
    return [number for row in rows for number in row]


def check_banks(name, theta_at, sd_at):
    for bank in load(name)["banks"][::5]:
        patterns = bank["patterns"]
        given = {"items": bank["items"],
                 "patterns": [{"items": p["items"], "x": p["x"]} for p in patterns], "cuts": CUTS}
        label = f"{name} bank {bank['bank']}"
        for method, theta, se, tolerance in (("eap", "eap_grid121", "sd_grid121", 1e-9),
                                             ("map", "map", "map_se", 1e-8), ("mle", "mle", "mle_se", 1e-8),
                                             ("wle", "wle", "wle_se", 1e-8)):
            got = answer_json("measure", "estimate", "--method", method, "--json", stdin=json.dumps(given))["results"]
            tap.check(all_near([r["theta"] for r in got], [p["ref"][theta] for p in patterns], tolerance)
                      and all_near([r["se"] for r in got], [p["ref"][se] for p in patterns], tolerance),
                      f"{label} {method}", got)
        levels = answer_json("measure", "levels", "--json", stdin=json.dumps(given))["results"]
        tap.check(all(all_near(got["levels"], p["ref"]["level_prob_grid121"], 1e-9)
                      for got, p in zip(levels, patterns)), f"{label} levels")
        steps = bank["cat_run"]["steps"]
        given["answers"] = [int(c) for c in bank["cat_run"]["answer_key"]]
        got = answer_json("measure", "run", "--select", "mfi", "--steps", "20", stdin=json.dumps(given))["steps"]
        tap.check([(s["item"], s["x"]) for s in got] == [(s[0], s[1]) for s in steps]
                  and all_near([s["theta"] for s in got], [s[theta_at] for s in steps], 1e-9)
                  and all_near([s["se"] for s in got], [s[sd_at] for s in steps], 1e-9), f"{label} run")


def check_calibrations():
    for stem, model in (("rm_500x30", "rasch"), ("pcm_500x15x4", "pcm")):
        data = os.path.join(FIXTURES, stem + ".csv")
        for method, tolerance in (("cml", 1e-6), ("mml", 1e-4)):
            expected = load(stem + ".json")["reference_" + method]
            got = answer_json("measure", "calibrate", "--model", model, "--method", method, data, "--json")
            tap.check(all_near(flat(got["thresholds"]), flat(expected["thresholds"]), tolerance)
                      and all_near(flat(got["se"]), flat(expected["se"]), tolerance)
                      and near(got["loglik"], expected["loglik"], 1e-4)
                      and near(got.get("sigma"), expected.get("sigma"), 1e-4), f"{stem} {method}")


def check_anchored(folder):
    for stem in ("anchored_map_n40", "anchored_map_n200"):
        vector = load(stem + ".json")
        data, prior = os.path.join(folder, "data.csv"), os.path.join(folder, "prior.json")
        rows = vector["responses_row_strings_dot_is_missing"]
        with open(data, "w", encoding="utf-8") as text:
            text.write(",".join(f"I{i}" for i in range(len(rows[0]))) + "\n")
            text.writelines(",".join("" if c == "." else c for c in row) + "\n" for row in rows)
        with open(prior, "w", encoding="utf-8") as text:
            json.dump({key: vector[key] for key in ("expert_thresholds", "sd_prior")}, text)
        got = answer_json("measure", "calibrate", "--method", "map", "--prior", prior, data, "--json")
        tap.check(all_near(flat(got["thresholds"]), flat(vector["map_thresholds"]), 1e-4)
                  and all_near(flat(got["se"]), flat(vector["map_se"]), 1e-4), stem)
        counts = [sum(row[i] != "." for row in rows) for i in range(len(rows[0]))]
        tap.check([p["n"] for p in got["proposals"]] == counts
                  and all(p["may_adopt"] <= (p["n"] >= 30) for p in got["proposals"]), f"{stem} proposals")
        cml = run("measure", "calibrate", "--method", "cml", data)
        tap.check(cml.returncode == 1 and "line 2, column I" in cml.stderr and not cml.stdout,
                  "sparse data are not for cml", cml.stderr)


def check_dif():
    names = (("chi2_cc", "chi2_cc"), ("chi2", "chi2_nocc"), ("alpha", "alpha_mh"), ("delta", "delta_mh"),
             ("se_delta", "se_delta"))
    for stem in ("dif_big", "dif_small"):
        got = answer_json("measure", "dif", os.path.join(FIXTURES, stem + ".csv"), "--group", "group", "--json")
        expected = load(stem + ".json")["items"]
        tap.check(all(near(g[ours], e[theirs], 1e-9) for g, e in zip(got["items"], expected)
                      for ours, theirs in names)
                  and [g["ets"] for g in got["items"]] == [e["ets"] for e in expected]
                  and all(near(g["detectable"], 2.12 * g["se_delta"] / 2.35, 1e-9) for g in got["items"]
                          if g["se_delta"] is not None), stem)
    got = answer_json("measure", "dif", os.path.join(FIXTURES, "dif_poly.csv"), "--group", "group")["items"]
    tap.check(all(near(g["mantel_chi2"], e["mantel_chi2"], 1e-9) and near(g["smd"], e["smd"], 1e-9)
                  for g, e in zip(got, load("dif_poly.json")["items"])), "dif_poly")
    tiny = answer_json("measure", "dif", os.path.join(FIXTURES, "dif_tiny.csv"), "--group", "group")
    tap.check(tiny["computed"] is False and len(tiny["items"]) == 20
              and all(value in (None, "NA") for item in tiny["items"] for name, value in item.items()
                      if name != "item"), "nothing is computed for few people", tiny["items"][0])


def check_sparse_dif(folder):
    """One cell emptied: matched on estimates, and the flags of the planted items stay."""
    with open(os.path.join(FIXTURES, "dif_big.csv"), encoding="utf-8") as text:
        lines = text.read().splitlines()
    lines[1] = lines[1][:-1]
    data = os.path.join(folder, "sparse.csv")
    with open(data, "w", encoding="utf-8") as text:
        text.write("\n".join(lines) + "\n")
    items = {item["item"]: item for item in answer_json("measure", "dif", data)["items"]}
    tap.check(items["D05"]["delta"] < -1.5 and items["D12"]["delta"] > 1 and abs(items["D01"]["delta"]) < 1,
              "sparse data are matched on estimates", items["D05"])


def check_refusals(folder):
    bank = '"items":[[1,0],[1,-1,1]]'
    cases = (
        ("estimate", "{%s,\"patterns\":[{\"items\":[2],\"x\":[0]}]}" % bank, "patterns[0].items[0]"),
        ("estimate", "{%s,\"patterns\":[{\"items\":[-1],\"x\":[0]}]}" % bank, "patterns[0].items[0]"),
        ("estimate", "{%s,\"patterns\":[{\"items\":[1],\"x\":[3]}]}" % bank, "patterns[0].x[0]"),
        ("estimate", "{%s,\"patterns\":[{\"items\":[0,1],\"x\":[1]}]}" % bank, "patterns[0].x"),
        ("estimate", '{"items":[[1,NaN]],"patterns":[]}', "line 1, character"),
        ("estimate", '{"items":[[1,1e999]],"patterns":[]}', "items[0][1]"),
        ("estimate", '{"items":[[0,1]],"patterns":[]}', "items[0]"),
        ("estimate", '{"items":[],"patterns":[]}', "items"),
        ("estimate", '{%s,"patterns":[{"items":[0],"x":[1],"x":[0]}]}' % bank, "same name"),
        ("estimate", '{"items":[[1,0x1]],"patterns":[]}', "byte 1"),
        ("estimate", '{%s,"patterns":[]}\0{}' % bank, "byte"),
        ("levels", '{%s,"patterns":[],"cuts":[1,1,2,3,4,5,6]}' % bank, "cuts[1]"),
        ("levels", '{%s,"patterns":[],"cuts":[1,2,3,4,5,6]}' % bank, "cuts: 6"),
        ("levels", '{%s,"patterns":[]}' % bank, "cuts"),
        ("run", '{%s,"answers":[1,3]}' % bank, "answers[1]"),
        ("run", '{%s,"answers":[1]}' % bank, "answers"),
        ("run", "[]", "JSON"),
        ("change", '{"first":{"theta":0,"se":0.3},"second":{"theta":1,"se":-1}}', "second.se"),
        ("change", '{"first":{"theta":0,"se":0.3}}', "second"),
    )
    for command, text, place in cases:
        done = run("measure", command, "--json", stdin=text)
        tap.check(done.returncode == 1 and place in done.stderr and not done.stdout,
                  f"{command} refuses {text[:50]}", done.stderr)
    tables = (("A,B\n1,0\n1\n", "line 3"), ("A,B\n1,x\n", "line 2, column B"), ("A,B\n", "line 2"), ("", "line 1"),
              ("A,A\n1,0\n", "column A"), ("A,B\n1,0\n\"1,0\n", "line 3"), ("A,B\n1,1\n1,0\n1,0\n", "column A"),
              ("A,B\n2,1\n", "line 2, column A"), ("A,B\n-1,1\n", "line 2, column A"), ("A,B\nNaN,1\n", "column A"))
    for text, place in tables:
        data = os.path.join(folder, "bad.csv")
        with open(data, "w", encoding="utf-8") as file:
            file.write(text)
        done = run("measure", "calibrate", "--model", "rasch", "--method", "cml", data)
        tap.check(done.returncode == 1 and place in done.stderr and not done.stdout,
                  f"calibrate refuses {text!r}", done.stderr)
    with open(data, "w", encoding="utf-8") as file:
        file.write("group,A\n1,0\n2,1\n3,1\n")
    done = run("measure", "dif", data, "--group", "group")
    tap.check(done.returncode == 1 and "line 4" in done.stderr, "three groups", done.stderr)
    for words in (("estimate", "--method", "mode"), ("run", "--select", "best"), ("calibrate",), ("dif",),
                  ("calibrate", "--method", "map", data), ("calibrate", "--model", "grm", data)):
        tap.check(run("measure", *words).returncode == 2, "wrong use: " + " ".join(words[:3]))


def check_change():
    got = answer_json("measure", "change",
                      stdin='{"first":{"theta":-1,"se":0.3},"second":{"theta":0,"se":0.4}}')
    tap.check(near(got["rci"], 2.0, 1e-12) and near(got["p_change"], 0.977249868051821, 1e-12)
              and got["verdict"] == "better", "change", got)


check_banks("dichotomous.json", 2, 4)
check_banks("polytomous.json", 2, 3)
check_calibrations()
check_dif()
check_change()
with tempfile.TemporaryDirectory() as place_for_files:
    check_anchored(place_for_files)
    check_sparse_dif(place_for_files)
    check_refusals(place_for_files)
tap.report()

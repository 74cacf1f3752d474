#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`wayfinderctl plan build`: the sample session's plan and its page, read back from the PDF."""
import json
import os
import stat
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from ctl import Tap, answer_json, run  # noqa: E402

ROOT = os.environ.get("WF_SOURCE_ROOT", ".")
VERDICTS = {"eligible", "not-eligible", "ask"}


def read_session():
    with open(os.path.join(ROOT, "data/demo/session.jsonl"), encoding="utf-8") as file:
        return file.read()


def build(lang, session, pdf=None):
    words = ["plan", "build", "--pack", "newcomer", "--region", "CA-ON", "--lang", lang, "--json"]
    return answer_json(*words, *(["--pdf", pdf] if pdf else []), stdin=session)


def check_statements(tap, lang, plan):
    statements = plan["statements"]
    tap.check(len(statements) >= 3, f"{lang}: at least three statements", len(statements))
    tap.check(all({"id", "text", "because", "action", "resources"} <= set(entry)
                  for entry in statements), f"{lang}: every statement is whole")
    offers = [offer for entry in statements for offer in entry["resources"]]
    tap.check(offers and all(offer["verdict"] in VERDICTS and offer["id"] and offer["name"]
                             and isinstance(offer["reasons"], list)
                             and isinstance(offer["documents"], list) and "as_of" in offer
                             for offer in offers), f"{lang}: every offer has a verdict and reasons")
    tap.check(all(offer["reasons"] for offer in offers if offer["verdict"] != "eligible"),
              f"{lang}: what is not simply open says why")


def check_pdf(tap, folder, session):
    path = os.path.join(folder, "plan.pdf")
    plan = build("ar", session, path)
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True,
                          check=True).stdout
    info = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    tap.check("Pages:           1" in info, "one page", info)
    tap.check("This page is for you. It is not a test result." in text, "the footer is there", text)
    tap.check("صفحتك" in text and "Your page" in text, "both languages are there")
    first = plan["statements"][0]["resources"]
    tap.check(any(offer["name"].split()[0] in text for offer in first), "an offer is named")
    for word in ("foundation", "intermediate", "advanced", "level", "score"):
        tap.check(word not in text.lower(), f"no level on paper: {word}")


def check_protected(tap, session):
    """Somebody who says that another person decides what they do on the phone."""
    lines = [json.loads(line) for line in session.splitlines()]
    plain = build("en", session)
    for line in lines:
        if line["item"] == "wf-access-agency-04":
            line["option"] = "4"
        if line["item"] == "wf-access-agency-02":
            line["option"] = ["2", "5"]
    guarded = build("en", "\n".join(map(json.dumps, lines)))
    text = json.dumps(guarded)
    tap.check("wf-access-agency-04" not in text and "p-safe" not in text,
              "a protected answer leads to no statement and no because")
    tap.check(plain["statements"] and guarded["statements"], "there is still a plan")


def check_reasons(tap, session):
    """No raw word of a condition in any language, and no English where the client reads Arabic."""
    for lang in ("en", "fr", "ar"):
        reasons = [reason for entry in build(lang, session)["statements"]
                   for offer in entry["resources"] for reason in offer["reasons"]]
        tap.check(reasons and not [reason for reason in reasons if "_" in reason],
                  f"{lang}: reasons are words", reasons)
    asked = [reason for reason in reasons if reason.endswith("؟")]
    tap.check(len(asked) >= 3, "reasons are asked in Arabic", reasons)


def check_towns(tap, session):
    """What is open to the whole region stands before what is for a town nobody named."""
    for region in ("CA-ON", "CA-BC", "CA-NS", "CA-QC", "CA-MB", "CA-NU"):
        lines = [line for line in session.splitlines()
                 if region != "CA-QC" or "wf-access-awareness-03" not in line]
        plan = answer_json("plan", "build", "--region", region, "--json", stdin="\n".join(lines))
        wrong = []
        for entry in plan["statements"]:
            towns = [any("live in" in reason and "live in:" not in reason
                         for reason in offer["reasons"])
                     for offer in entry["resources"] if offer["verdict"] != "not-eligible"]
            if towns[:1] == [True] and False in towns:
                wrong.append(entry)
        tap.check(not wrong, f"{region}: the whole region before one town", wrong)
        tap.check(len(plan["statements"]) >= 3, f"{region}: at least three statements")


def main():
    tap = Tap()
    session = read_session()
    check_reasons(tap, session)
    check_towns(tap, session)
    done = run("plan", "build", "--lang", "not a language", "--json", stdin=session)
    tap.check(done.returncode == 2 and done.stdout == "" and "language" in done.stderr,
              "no such language is said", done)
    done = run("plan", "build", "--json", stdin='{"type":"answer","item":7,"option":"1"}')
    tap.check(done.returncode == 1 and done.stdout == "" and "line 1" in done.stderr,
              "an item that is no text is not taken for the standing question", done)
    for lang in ("en", "fr", "ar"):
        check_statements(tap, lang, build(lang, session))
    texts = {lang: build(lang, session)["statements"][0]["text"] for lang in ("en", "fr", "ar")}
    tap.check(len(set(texts.values())) == 3, "statements are in the client's language", texts)
    with tempfile.TemporaryDirectory() as folder:
        check_pdf(tap, folder, session)
        done = run("plan", "build", "--pdf", os.path.join(folder, "no/such/plan.pdf"), stdin=session)
        tap.check(done.returncode == 1 and done.stderr, "a page that cannot be written says so", done)
        pipe = os.path.join(folder, "pipe")
        os.mkfifo(pipe)
        for path in ("", folder, pipe):
            done = run("plan", "build", "--pdf", path, stdin=session)
            tap.check(done.returncode == 2 and "--pdf" in done.stderr,
                      f"what is no file is not replaced: {os.path.basename(path)!r}", done)
        tap.check(stat.S_ISFIFO(os.stat(pipe).st_mode), "a device stays what it is")
        path = os.path.join(folder, "empty.pdf")
        done = run("plan", "build", "--json", "--pdf", path, stdin="")
        tap.check(done.returncode == 1 and json.loads(done.stdout) == {"statements": []}
                  and "no page" in done.stderr and not os.path.exists(path),
                  "no statement: the empty plan is printed, and that there is no page", done)
    done = run("plan", "build", "--region", "XX", "--json", stdin=session)
    tap.check(done.returncode == 2 and done.stdout == "" and "region" in done.stderr,
              "no such region is said", done)
    check_protected(tap, session)
    tap.check(run("plan", "build", "--pack", "nothing").returncode == 1, "no such pack is said")
    tap.report()


main()

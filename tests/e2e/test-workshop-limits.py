#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A workshop's server against those who want more than their share, and against what happens
between two evenings: floods of wrong codes and of idle lines, phones that take all places, bursts
of ideas, lines that do not end, a deck that was changed, a program killed at bad moments."""
import http.client
import json
import os
import re
import socket
import sys
import tempfile
import threading

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "../support")]
from ctl import Tap, answer_json, run  # noqa: E402
from workshop import BUILD, Workshop, ask, join  # noqa: E402

OTHER = ("127.0.0.2", 0)  # another place on this computer


def ask_from(place, port, body):
    """One try of a join code, from an address of its own."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60, source_address=place)
    line.request("POST", "/join", json.dumps(body), {"X-Workshop": "join",
                                                     "Content-Type": "application/json"})
    status = line.getresponse().status
    line.close()
    return status


def check_wrong_codes(tap, workshop):
    """Who tries codes shuts nobody out but whoever stands behind the same address."""
    tried = [ask_from(OTHER, workshop.port, {"code": "000000"}) for _ in range(200)]
    tap.check(tried.count(429) > 100, "codes cannot be tried out", tried.count(429))
    joined = [ask(workshop.port, "POST", "/join", {"code": workshop.code}, "join")[0]
              for _ in range(30)]
    tap.check(joined == [200] * 30, "thirty phones behind one address join meanwhile", joined)


def check_new_code(tap, workshop):
    """One who took all the room's places is out; who reads the wall is in."""
    old = join(workshop)
    workshop.say("heads 5")
    full = ask(workshop.port, "POST", "/join", {"code": workshop.code}, "join")[1]
    tap.check(full == {"error": "full"}, "all places are taken", full)
    before, told = workshop.code, workshop.say("new-code")
    tap.check(told["event"] == "listening" and told["code"] != before, "another code", told)
    workshop.code = told["code"]
    tap.check(ask(workshop.port, "GET", "/state?l=en", token=old)[0] == 403, "the old ones are out")
    tap.check(ask(workshop.port, "POST", "/join", {"code": before}, "join")[0] == 403,
              "the old code is worth nothing")
    tap.check(workshop.say("state")["joined"] == 0, "nobody is in")
    return join(workshop)


def check_idle_lines(tap, workshop, token):
    """1,600 lines that ask nothing: phones still come through, at once."""
    held = []
    for _ in range(1600):
        try:
            held.append(socket.create_connection(("127.0.0.1", workshop.port), timeout=60,
                                                 source_address=OTHER))
        except OSError:
            break
    tap.check(len(held) > 1000, f"{len(held)} lines are held")
    seen = [ask(workshop.port, "GET", "/state?l=en", token=token)[0] for _ in range(20)]
    tap.check(seen == [200] * 20, "a phone comes through", seen)
    for line in held:
        line.close()
    # The same from the phones' own address: those that asked nothing go first.
    held = []
    for _ in range(1000):
        held.append(socket.create_connection(("127.0.0.1", workshop.port), timeout=60))
    seen = [ask(workshop.port, "GET", "/state?l=en", token=token)[0] for _ in range(20)]
    tap.check(seen == [200] * 20, "and from the same address", seen)
    for line in held:
        line.close()


def check_burst(tap, workshop, token):
    """Fifty ideas at once from one phone: five."""
    workshop.say("go a-ours")
    answers = []

    def send(number):
        answers.append(ask(workshop.port, "POST", "/idea",
                           {"slide": "a-ours", "round": 0, "nonce": f"b{number}",
                            "text": f"burst {number}"}, token)[0])
    threads = [threading.Thread(target=send, args=(number,)) for number in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ideas = workshop.say("state")["tally"]["ideas"]
    tap.check(answers.count(200) == 5 and len(ideas) == 5, "five ideas of fifty",
              (answers.count(200), len(ideas)))


def check_own_ideas(tap, workshop):
    """What is said aloud goes the same way, and can be worded anew before it is shown."""
    tally = workshop.say("add-idea Ask  Sam about phones")["tally"]
    last = tally["ideas"][-1]
    tap.check(last["text"] == "Ask Sam about phones" and not last["shown"], "said aloud", last)
    number = last["number"]
    tally = workshop.say(f"edit-idea {number} Ask about phones")["tally"]
    tap.check(tally["ideas"][-1]["text"] == "Ask about phones", "in other words", tally["ideas"][-1])
    workshop.say(f"show-idea {number}")
    tap.check(workshop.say(f"edit-idea {number} x")["code"] == "nothing", "what is shown stays")
    workshop.say("undo")
    workshop.say("undo")
    tap.check(workshop.say("state")["tally"]["ideas"][-1]["text"] == "Ask Sam about phones",
              "undone")


def check_lines(tap, workshop):
    """A line that is no line is refused, and the next one is heard."""
    for line in ("x" * 70000, "go a-pulse" + " " * 2000, "next\0", "edit-idea 1 " + "y" * 500):
        answer = workshop.say(line)
        tap.check(answer["event"] == "error", f"{line[:12]!r}… is refused", answer)
    many = 3000  # more than is read ahead
    workshop.process.stdin.write("state\n" * many)
    workshop.process.stdin.flush()
    last = None
    for _ in range(many):
        last = workshop.answers.get(timeout=60)
    workshop.n_lines += many
    tap.check(last["line"] == workshop.n_lines, "and many lines at once are all heard", last["line"])


def check_changed_deck(tap, folder):
    """A deck that was changed while its workshop was put aside: each count under its question."""
    path = os.path.join(folder, "my-deck.xml")
    with open(os.path.join(BUILD, "data/packs/decks/checking-assumptions.xml"), encoding="utf-8") as f:
        text = f.read().replace("checking-assumptions", "my-deck")
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    workshop = Workshop(folder, path)
    for line in ("next", "next", "count striving 7", "next", "next", "count x5y5 6"):
        before = workshop.say(line)["tally"]
    workshop.process.stdin.close()
    workshop.process.wait(60)
    changed = re.sub(r' *<slide id="a-ways".*?</slide>\n', "", text, flags=re.S)
    changed = changed.replace('version="1"', 'version="2"', 1)
    changed = changed.replace("How is our organisation doing", "Who should leave our organisation")
    assert changed != text
    with open(path, "w", encoding="utf-8") as f:
        f.write(changed)
    workshop = Workshop(folder, path)
    after = workshop.say("state")["tally"]
    tap.check(before == after, "it goes on where it stood", after)
    tap.check("text" in workshop.listening, "and says with which deck")
    tap.check(workshop.say("go a-pulse")["tally"]["total"] == 7, "with its counts")
    session = str(workshop.listening["session"])
    workshop.end()
    os.unlink(path)
    told = run("workshop", "results", session, "--data-dir", folder).stdout
    tap.check("How is our organisation doing" in told and "Who should leave" not in told,
              "its results are under the questions that were asked", told)
    with open(path, "w", encoding="utf-8") as f:
        f.write(changed)
    again = Workshop(folder, path)
    again.say("go a-pulse")
    tap.check("text" not in again.listening and not again.listening["resumed"],
              "the next one has the new deck")
    again.end()


def check_killed_after_end(tap, folder):
    """Ended, and killed before the counts were written: it is over all the same."""
    workshop = Workshop(folder)
    workshop.say("go a-pulse")
    workshop.say("count striving 6")
    session = workshop.listening["session"]
    workshop.say("end")
    workshop.kill()
    again = Workshop(folder)
    tap.check(not again.listening["resumed"], "the next one is new", again.listening)
    listed = {one["session"]: one for one in
              answer_json("workshop", "list", "--json", "--data-dir", folder)["sessions"]}
    tap.check(listed[session]["ended"] > 0, "the one before is over", listed[session])
    told = run("workshop", "results", str(session), "--data-dir", folder).stdout
    tap.check(",6\r\n" in told or ",6\n" in told, "with its counts", told)
    again.end()
    tap.check(run("workshop", "forget", str(session), "--data-dir", folder).returncode == 0
              and run("workshop", "results", str(session), "--data-dir", folder).returncode == 1,
              "and can be deleted")


def check_kept_votes(tap, folder):
    """Votes on an idea whose showing was undone outlive a kill."""
    workshop = Workshop(folder)
    tokens = [join(workshop) for _ in range(6)]
    workshop.say("go a-ours")
    for number in range(4):
        ask(workshop.port, "POST", "/idea", {"slide": "a-ours", "round": 0, "nonce": f"n{number}",
                                             "text": f"idea {number}"}, tokens[number])
    for line in ("show-idea 1", "show-idea 2", "vote-ideas", "show-idea 3"):
        workshop.say(line)
    for token in tokens:
        ask(workshop.port, "POST", "/vote", {"slide": "a-ours", "round": 0,
                                             "choices": ["i1", "i3"]}, token)
    before = workshop.say("undo")["tally"]
    workshop.kill()
    again = Workshop(folder)
    after = again.say("state")["tally"]
    tap.check(before == after and after["people"] == 6, "no vote is lost", (before, after))
    again.end()


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory() as folder:
        workshop = Workshop(folder, "checking-assumptions", "--heads", "40")
        check_wrong_codes(tap, workshop)
        token = check_new_code(tap, workshop)
        check_idle_lines(tap, workshop, token)
        check_burst(tap, workshop, token)
        check_own_ideas(tap, workshop)
        check_lines(tap, workshop)
        workshop.kill()
    for check in (check_changed_deck, check_killed_after_end, check_kept_votes):
        with tempfile.TemporaryDirectory() as folder:
            check(tap, folder)
    tap.report()


main()

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`wayfinderctl workshop serve` as a script and as phones see it: lines, votes, limits, hostile
requests, kills, and what its process holds."""
import asyncio
import csv
import glob
import io
import json
import os
import random
import socket
import sqlite3
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "../support")]
from ctl import Tap, answer_json, run  # noqa: E402
from workshop import Phone, Workshop, ask, join  # noqa: E402

PLANTED = "Zorvintha-Quelmadra"


def vote(port, token, slide, choices, number=0):
    status, answer, _ = ask(port, "POST", "/vote",
                            {"slide": slide, "round": number, "choices": choices}, token)
    return status, answer


def check_lines(tap, folder):
    """A session without windows, as a script leads it."""
    workshop = Workshop(folder, "checking-assumptions", "--heads", "3")
    tap.check(workshop.url == f"http://127.0.0.1:{workshop.port}/" and len(workshop.code) == 6,
              "prints its address", workshop.listening)
    tap.check(workshop.say("next")["tally"]["slide"] == "a-ways", "next")
    tap.check(workshop.say("no such")["code"] == "line", "a line nobody knows")
    tap.check(workshop.say("reveal")["code"] == "nothing", "nothing to reveal")
    workshop.say("go a-pulse")
    tokens = [join(workshop) for _ in range(4)]
    status, answer, _ = ask(workshop.port, "POST", "/join", {"code": workshop.code}, "join")
    tap.check((status, answer) == (409, {"error": "full"}), "heads and a tenth, no more", answer)
    for token in tokens:
        vote(workshop.port, token, "a-pulse", ["striving"])
    vote(workshop.port, tokens[0], "a-pulse", ["surviving"])
    workshop.say("count thriving 5")
    state = workshop.say("state")["tally"]
    counts = {choice["id"]: choice["count"] for choice in state["choices"]}
    tap.check(counts == {"surviving": 1, "striving": 3, "thriving": 5}, "tallies", counts)
    seen = ask(workshop.port, "GET", "/state?l=en", token=tokens[1])[1]
    tap.check(not seen["results"] and all("count" not in c for c in seen["choices"]),
              "hidden until revealed", seen)
    workshop.say("reveal")
    seen = ask(workshop.port, "GET", "/state?l=en", token=tokens[1])[1]
    tap.check([c["count"] for c in seen["choices"]] == [1, 3, 5] and seen["mine"] == ["striving"],
              "revealed", seen)
    workshop.say("close")
    tap.check(vote(workshop.port, tokens[1], "a-pulse", ["thriving"]) == (409, {"error": "closed"}),
              "closed")
    tap.check(ask(workshop.port, "GET", f"/state?l=en&v={seen['v']}", token=tokens[1])[0] in (200, 204),
              "state again")
    workshop.say("next")
    tap.check(vote(workshop.port, tokens[1], "a-pulse", ["thriving"]) == (409, {"error": "not-now"}),
              "another slide")
    return workshop, tokens


def check_languages(tap, workshop, token):
    for lang, direction in (("en", "ltr"), ("fr-CA", "ltr"), ("ar", "rtl"), ("xx", "ltr")):
        words = ask(workshop.port, "GET", f"/words?l={lang}")[1]
        state = ask(workshop.port, "GET", f"/state?l={lang}", token=token)[1]
        tap.check(words["dir"] == direction and isinstance(state["title"], str),
                  f"in {lang}", (words["dir"], state["title"]))
    page = sum(len(ask(workshop.port, "GET", path)[1]) for path in ("/", "/phone.js", "/phone.css"))
    most = max(len(json.dumps(ask(workshop.port, "GET", f"/words?l={lang}")[1], ensure_ascii=False)
                   .encode()) for lang in ("en", "fr", "ar"))
    tap.check(page + most < 30000, f"the page is small: {page} + {most} bytes")


def check_ideas(tap, workshop, tokens):
    workshop.say("go a-ours")
    for nonce in ("n1", "n1", "n2"):
        ask(workshop.port, "POST", "/idea", {"slide": "a-ours", "round": 0, "nonce": nonce,
                                             "text": f"idea of {nonce}"}, tokens[0])
    ideas = workshop.say("state")["tally"]["ideas"]
    tap.check([idea["text"] for idea in ideas] == ["idea of n1", "idea of n2"],
              "sent twice is one idea", ideas)
    seen = ask(workshop.port, "GET", "/state?l=en", token=tokens[1])[1]
    tap.check(seen["choices"] == [], "ideas wait for the presenter", seen)
    workshop.say("show-idea 2")
    workshop.say("vote-ideas")
    tap.check(vote(workshop.port, tokens[1], "a-ours", ["i1"])[0] == 409, "a waiting idea gets no vote")
    tap.check(vote(workshop.port, tokens[1], "a-ours", ["i2"])[0] == 200, "a shown one does")
    long = {"slide": "a-ours", "round": 0, "nonce": "n3", "text": "x" * 141}
    tap.check(ask(workshop.port, "POST", "/idea", long, tokens[0])[1] == {"error": "text"}, "too long")


def raw(port, data, wait=5, half=False):
    """Sends bytes as they are; returns what comes back until the line is closed."""
    line = socket.create_connection(("127.0.0.1", port), timeout=wait)
    got = b""
    try:
        line.sendall(data)
        if half:
            line.shutdown(socket.SHUT_WR)
        while chunk := line.recv(65536):
            got += chunk
            if b"\r\n\r\n" in got and not half:
                break
    except OSError:
        pass
    line.close()
    return got


def memory(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))


def check_hostile(tap, workshop, token):
    port, host = workshop.port, f"127.0.0.1:{workshop.port}"
    for path in ("/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/phone.js/../../workshop.db",
                 "//etc/passwd", "/workshop.db", "/12345", "/1234567", "/phone.js%00", "/.git/config",
                 "/state/", "/vote", "/\\..\\..\\x"):
        status = ask(port, "GET", path)[0]
        tap.check(status in (400, 403, 404), f"path {path}", status)
    good = {"slide": "a-ours", "round": 0, "choices": ["i2"]}
    cases = [
        ("another site's page", {"Origin": "http://evil.example"}, good, 403),
        ("under another name", {"Host": "evil.example"}, good, 403),
        ("a form's type", {"Content-Type": "text/plain"}, good, 415),
        ("no token", {"X-Workshop": None}, good, 415),
        ("a made-up token", {"X-Workshop": "0" * 32}, good, 403),
        ("a token with a quote", {"X-Workshop": "' OR 1=1 --"}, good, 403),
        ("not JSON", {}, "{slide", 400), ("two objects", {}, "{}{}", 400), ("a list", {}, "[]", 400),
        ("deep", {}, "{\"a\":" * 200 + "1" + "}" * 200, 400),
        ("twice a member", {}, '{"slide":"a","slide":"b"}', 400),
        ("not UTF-8", {}, b"{\"slide\":\"\xff\"}", 400), ("zero byte", {}, b"{\"a\":\"\x00\"}", 400),
        ("round as text", {}, {"slide": "a-ours", "round": "0", "choices": ["i2"]}, 409),
        ("round of before", {}, {"slide": "a-ours", "round": -1, "choices": ["i2"]}, 409),
        ("huge round", {}, {"slide": "a-ours", "round": 2 ** 40, "choices": ["i2"]}, 409),
        ("choices not a list", {}, {"slide": "a-ours", "round": 0, "choices": {"a": 1}}, 400),
        ("choices not strings", {}, {"slide": "a-ours", "round": 0, "choices": [1, "i2"]}, 400),
        ("no choices", {}, {"slide": "a-ours", "round": 0}, 400),
        ("escapes", {}, '{"slide":"a\\u002dours","round":0,"choices":["\\u0069\\u0032"]}', 200),
        ("many choices", {}, {"slide": "a-ours", "round": 0, "choices": ["i2"] * 200}, 409),
        ("too large", {}, "{\"a\":\"" + "x" * 3000 + "\"}", 413),
    ]
    for name, headers, body, wanted in cases:
        status, answer, _ = ask(port, "POST", "/vote", body, token, headers)
        tap.check(status == wanted, f"vote, {name}", (status, answer))
    for method in ("PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "CONNECT"):
        status = ask(port, method, "/state", token=token)[0]
        tap.check(status in (400, 403, 404, 405, 501), f"method {method}", status)
    before = memory(workshop.process.pid)
    for name, data in (
            ("no HTTP at all", os.urandom(2000)), ("an endless header", b"GET / HTTP/1.1\r\nX: " + b"a" * 3000000),
            ("headers without end", b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 300000),
            ("a length that lies", f"POST /vote HTTP/1.1\r\nHost: {host}\r\nContent-Length: 999999999999\r\n\r\n".encode()),
            ("a negative length", f"POST /vote HTTP/1.1\r\nHost: {host}\r\nContent-Length: -5\r\n\r\n".encode()),
            ("two lengths", f"POST /vote HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5\r\nContent-Length: 50\r\n\r\n".encode()),
            ("chunks", f"POST /vote HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
             + b"10000\r\n" + b"x" * 65536 + b"\r\n")):
        got = raw(port, data, wait=3)
        tap.check(b" 200 " not in got[:20], f"raw: {name}", got[:80])
    flood = socket.create_connection(("127.0.0.1", port), timeout=3)
    try:
        flood.sendall(f"POST /vote HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n".encode())
        for _ in range(1500):
            flood.sendall(b"10000\r\n" + b"x" * 65536 + b"\r\n")
    except OSError:
        pass
    flood.close()
    grown = memory(workshop.process.pid) - before
    tap.check(grown < 40000, f"memory grew by {grown} kB")
    headers = ask(port, "GET", "/")[2]
    tap.check("default-src 'none'" in headers["Content-Security-Policy"]
              and headers["X-Content-Type-Options"] == "nosniff" and headers["Server"] is None
              and headers["Access-Control-Allow-Origin"] is None, "headers", dict(headers))
    wrong = [ask(port, "POST", "/join", {"code": f"{n:06}"}, "join")[0] for n in range(60)]
    tap.check(429 in wrong and 200 not in wrong, "codes cannot be tried out", wrong)
    tap.check(vote(port, token, "a-ours", ["i2"])[0] == 200, "and phones still get through")


def check_slow(tap, workshop, token):
    """Two hundred who send a byte now and then; a phone does not notice, and they are let go."""
    slow = [socket.create_connection(("127.0.0.1", workshop.port), timeout=5) for _ in range(200)]
    begun = time.monotonic()
    gone = set()
    while len(gone) < len(slow) and time.monotonic() - begun < 60:
        for line in slow:
            if line in gone:
                continue
            try:
                line.sendall(b"G")
                line.setblocking(False)
                if line.recv(1) == b"":
                    gone.add(line)
            except BlockingIOError:
                pass
            except OSError:
                gone.add(line)
            finally:
                line.setblocking(True)
        tap_ok = ask(workshop.port, "GET", "/state?l=en", token=token)[0] == 200
        if not tap_ok:
            break
        time.sleep(0.5)
    tap.check(len(gone) == len(slow), f"slow lines are let go: {len(gone)}")
    for line in slow:
        line.close()


def check_log(tap, workshop):
    deadline = time.monotonic() + 30
    while not {"path", "origin", "body", "large", "slow", "rate"} <= set(workshop.refused) \
            and time.monotonic() < deadline:
        time.sleep(0.1)
    said = "".join(workshop.stderr)
    tap.check({"path", "origin", "body", "large", "slow", "rate"} <= set(workshop.refused),
              "refusals are counted by reason", workshop.refused)
    tap.check("127.0.0.1" not in said and "CRITICAL" not in said and "passwd" not in said,
              "no address and no path in the log", said)


def check_reopen(tap, folder, workshop, tokens):
    before = workshop.say("state")
    port, code = workshop.port, workshop.code
    workshop.kill()
    workshop = Workshop(folder)
    after = workshop.say("state")
    tap.check(workshop.listening["resumed"] and (workshop.port, workshop.code) == (port, code),
              "opened again at its place", workshop.listening)
    tap.check(before["tally"] == after["tally"] and before["joined"] == after["joined"],
              "with its slide, votes and ideas", after)
    tap.check(vote(workshop.port, tokens[0], "a-ours", ["i2"])[0] == 200, "phones go on")
    return workshop


def check_end(tap, folder, workshop):
    workshop.end()
    tap.check(workshop.process.returncode == 0, "end")
    database = sqlite3.connect(os.path.join(folder, "workshop.db"))
    left = [database.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
            for name in ("phone", "vote", "idea", "action", "result")]
    database.close()
    tap.check(left[:4] == [0, 0, 0, 0] and left[4] > 0, "only counts stay", left)
    listed = answer_json("workshop", "list", "--json", "--data-dir", folder)["sessions"]
    tap.check(len(listed) == 1 and listed[0]["ended"] >= listed[0]["begun"] > 0, "listed", listed)
    done = run("workshop", "results", str(listed[0]["session"]), "--language", "fr", "--data-dir",
               folder)
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    found = {row["choice"]: row["total"] for row in rows if row["slide"] == "a-pulse"}
    tap.check(found == {"surviving": "1", "striving": "3", "thriving": "5"}, "results", done.stdout)
    ideas = [row for row in rows if row["slide"] == "a-ours"]
    tap.check([(row["answer"], row["total"]) for row in ideas] == [("idea of n2", "fewer than 5")],
              "small groups are not told", ideas)
    again = Workshop(folder)
    tap.check(not again.listening["resumed"] and again.code != workshop.code, "the next one is new")
    again.process.stdin.close()
    tap.check(again.process.wait(60) == 0, "the end of its input ends it")


def spaces(pid):
    """All that can be read of a process's memory."""
    with open(f"/proc/{pid}/maps", encoding="utf-8") as maps, open(f"/proc/{pid}/mem", "rb", 0) as mem:
        for line in maps:
            fields = line.split()
            low, high = (int(part, 16) for part in fields[0].split("-"))
            if "r" not in fields[1] or fields[-1] in ("[vvar]", "[vsyscall]"):
                continue
            try:
                mem.seek(low)
                yield mem.read(high - low)
            except (OSError, ValueError, OverflowError):
                continue


def check_process(tap, folder):
    """A vault lies in the same folder, open to whoever started the server, its words in the
    environment and in an open descriptor: nothing of it is in the server."""
    vault = os.path.join(folder, "vault.db")
    with open(vault, "wb") as file:
        file.write(PLANTED.encode() * 100)
    held = open(vault, "rb")
    os.environ["WF_PLANTED"] = PLANTED
    workshop = Workshop(folder, "digital-safety-newcomers", pass_fds=(held.fileno(),))
    del os.environ["WF_PLANTED"]
    held.close()
    pid = workshop.process.pid
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        status = dict(line.rstrip("\n").split(":\t", 1) for line in status if ":\t" in line)
    with open(f"/proc/{pid}/limits", encoding="ascii") as limits:
        core = next(line.split()[4] for line in limits if line.startswith("Max core"))
    tap.check(status["NoNewPrivs"] == "1" and core == "0", "no new privileges, no core dumps",
              (status["NoNewPrivs"], core))
    try:
        files = [os.readlink(path) for path in glob.glob(f"/proc/{pid}/fd/*")]
        environment = open(f"/proc/{pid}/environ", "rb").read()
        found = sum(PLANTED.encode() in part for part in spaces(pid))
        own = sum(b"workshop.db" in part for part in spaces(pid))
    except PermissionError:
        tap.check(True, "# SKIP memory: other programs of the same person cannot look in either")
        return workshop
    tap.check(not any("vault" in name for name in files), "no descriptor of the vault", files)
    tap.check(PLANTED.encode() not in environment and b"HOME" not in environment
              and b"PATH=" not in environment, "an empty environment", environment)
    tap.check(own > 0 and found == 0, "nothing of the vault in its memory", (own, found))
    return workshop


async def load(workshop, n_phones, slide, choices):
    """Every phone votes and changes its mind; returns last acknowledged choice of each."""
    phones = [Phone(workshop.port) for _ in range(n_phones)]
    acknowledged, times = {}, []

    async def one(index, phone):
        await phone.join(workshop.code)
        for _ in range(5):
            choice = random.choice(choices)
            begun = time.monotonic()
            status, answer = await phone.ask("POST", "/vote", {"slide": slide, "round": 0,
                                                               "choices": [choice]})
            times.append(time.monotonic() - begun)
            assert status == 200, (status, answer)
            acknowledged[index] = choice
    await asyncio.gather(*(one(index, phone) for index, phone in enumerate(phones)))
    for phone in phones:
        phone.close()
    return acknowledged, sorted(times)


def check_load(tap, folder):
    """Five hundred phones: every accepted vote is counted once."""
    workshop = Workshop(folder, "checking-assumptions", "--new", "--heads", "500")
    workshop.say("go a-pulse")
    choices = ["surviving", "striving", "thriving"]
    acknowledged, times = asyncio.run(load(workshop, 500, "a-pulse", choices))
    tally = workshop.say("state")["tally"]
    counts = {choice["id"]: choice["phones"] for choice in tally["choices"]}
    wanted = {choice: list(acknowledged.values()).count(choice) for choice in choices}
    tap.check(counts == wanted and tally["people"] == 500, "500 phones, each counted once",
              (counts, wanted, tally["people"]))
    print(f"# p99 {times[len(times) * 99 // 100] * 1000:.0f} ms, longest {times[-1] * 1000:.0f} ms")
    workshop.kill()


async def load_until_killed(workshop, after):
    phones = [Phone(workshop.port) for _ in range(50)]
    sent, acknowledged = {}, {}

    async def one(index, phone):
        try:
            await phone.join(workshop.code)
            while True:
                choice = random.choice(["surviving", "striving", "thriving"])
                sent[phone.token] = choice
                status, _ = await phone.ask("POST", "/vote", {"slide": "a-pulse", "round": 0,
                                                              "choices": [choice]})
                if status == 200:
                    acknowledged[phone.token] = choice
        except (OSError, asyncio.IncompleteReadError, ConnectionResetError, IndexError):
            pass
    tasks = asyncio.gather(*(one(index, phone) for index, phone in enumerate(phones)))
    while sum(map(bool, acknowledged)) < after:
        await asyncio.sleep(0.01)
    await asyncio.sleep(random.random() * 0.2)
    workshop.kill()
    await tasks
    return sent, acknowledged


def check_kills(tap, folder, rounds):
    """SIGKILL while fifty phones vote: what was acknowledged is there."""
    lost = 0
    for _ in range(rounds):
        workshop = Workshop(folder, "checking-assumptions", "--new", "--heads", "60")
        workshop.say("go a-pulse")
        sent, acknowledged = asyncio.run(load_until_killed(workshop, random.randint(1, 50)))
        again = Workshop(folder)
        for token, choice in acknowledged.items():
            mine = ask(again.port, "GET", "/state?l=en", token=token)[1]["mine"]
            # Sent once more and cut off: either may have been kept.
            lost += mine not in ([choice], [sent[token]])
        counted = sum(choice["phones"] for choice in again.say("state")["tally"]["choices"])
        lost += counted < len(acknowledged)
        again.end()
    left = Workshop(folder, "checking-assumptions", "--new")
    sessions = answer_json("workshop", "list", "--json", "--data-dir", folder)["sessions"]
    tap.check(all(one["ended"] for one in sessions if one["session"] != left.listening["session"]),
              "what was interrupted is put away when a new one begins", sessions)
    left.end()
    tap.check(lost == 0, f"{rounds} kills lose no acknowledged vote", lost)


def check_refusals(tap, folder):
    tap.check(run("workshop", "serve").returncode == 2, "wrong use")
    done = run("workshop", "serve", "no-such-deck", "--json", "--data-dir", folder)
    tap.check(done.returncode == 1 and "no-such-deck" in done.stderr, "no such deck", done.stderr)
    for address in ("0.0.0.0", "::", "203.0.113.9", "example.org"):
        done = run("workshop", "serve", "checking-assumptions", "--address", address, "--data-dir",
                   folder)
        tap.check(done.returncode == 1 and done.stdout == "", f"not at {address}", done.stderr)


def main():
    tap = Tap()
    random.seed(int(os.environ.get("WF_SEED", "7")))
    with tempfile.TemporaryDirectory() as folder:
        workshop, tokens = check_lines(tap, folder)
        check_languages(tap, workshop, tokens[0])
        check_ideas(tap, workshop, tokens)
        check_hostile(tap, workshop, tokens[1])
        check_slow(tap, workshop, tokens[1])
        check_log(tap, workshop)
        workshop = check_reopen(tap, folder, workshop, tokens)
        check_end(tap, folder, workshop)
    with tempfile.TemporaryDirectory() as folder:
        check_load(tap, folder)
        check_kills(tap, folder, int(os.environ.get("WF_KILLS", "10")))
        check_refusals(tap, folder)
        check_process(tap, folder).kill()
    tap.report()


main()

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Attacks on the synchronisation: the real wayfinderctl against a real nginx on loopback.

Every case publishes well, synchronises, attacks, and holds that the attack is refused with its own
code, that not a byte of the catalogue changed, and that a good publication is taken afterwards.
"""
import gzip
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "../e2e")]
from ctl import PROGRAM, Tap  # noqa: E402
import feed_server  # noqa: E402
from feed_forge import DAY, Forge, Key, entries, service  # noqa: E402

FAKETIME = shutil.which("faketime")
MINISIGN = shutil.which("minisign")
CASES = []


def case(function):
    CASES.append(function)
    return function


def command(*words, data, wrap=()):
    done = subprocess.run([*wrap, PROGRAM, *words, "--data-dir", data], capture_output=True,
                          text=True, check=False, timeout=300)
    if done.returncode not in (0, 1):
        raise AssertionError(f"{words}: exit {done.returncode}: {done.stderr}")
    return done


class Case:
    """One attack's feed, data folder and findings."""

    def __init__(self, server, name):
        self.server, self.name, self.wrong = server, name, []
        self.forge = Forge(server.folder(name))
        self.url = server.url(name)
        self.data = tempfile.mkdtemp(prefix=f"wf-{name}-")
        self.new = entries(range(40))

    def address(self, key=None):
        return f"{self.url}#{(key or self.forge.key).text()}"

    def sync(self, *more, wrap=(), source=True, key=None):
        where = ("--source", self.address(key)) if source else ()
        done = command("catalogue", "sync", *where, "--json", *more, data=self.data, wrap=wrap)
        lines = done.stdout.strip().split("\n")
        answer = json.loads(lines[-1]) if lines[-1] else {"result": "none", "reason": None}
        answer["said"], answer["code"] = done.stderr, done.returncode
        return answer

    def hold(self, good, what):
        if not good:
            self.wrong.append(what)

    def shows(self):
        """All that the catalogue holds, as one digest. What is written beside it, where nobody looks,
        is none of it: left() tells of that."""
        path = os.path.join(self.data, "catalogue.db")
        if not os.path.exists(path):
            return "nothing"
        with sqlite3.connect(path) as db:
            rows = [db.execute(query).fetchall() for query in (
                "SELECT s.id, r.type, r.id, r.rev, r.gone, r.json FROM record r JOIN source s"
                " ON s.num = r.source WHERE s.id NOT LIKE '~%' ORDER BY 1, 2, 3", "SELECT id, rank, names FROM entry ORDER BY id",
                "SELECT id, state, count, hex(sum) FROM source WHERE id LIKE 'feed-%' ORDER BY id")]
        db.close()
        return hashlib.sha256(repr(rows).encode()).hexdigest()

    def left(self):
        """What an edition that did not come left behind."""
        with sqlite3.connect(os.path.join(self.data, "catalogue.db")) as db:
            rows = db.execute("SELECT id FROM source WHERE id LIKE '~%' UNION ALL SELECT name FROM"
                              " sqlite_schema WHERE name LIKE 'next_%' OR name LIKE 'old_%'").fetchall()
        db.close()
        return rows

    def taken(self):
        """Entries the feed's source has now: id -> text."""
        with sqlite3.connect(os.path.join(self.data, "catalogue.db")) as db:
            rows = db.execute("SELECT r.id, r.json FROM record r JOIN source s ON s.num = r.source"
                              " WHERE s.id LIKE 'feed-%' AND r.gone IS NULL").fetchall()
        db.close()
        return dict(rows)

    def begin(self):
        self.forge.publish(self.new)
        answer = self.sync()
        self.hold(answer["result"] == "updated" and answer["added"] == 40, f"first: {answer}")
        self.hold(self.taken() == self.forge.known, "the first is not what was published")
        return self.shows()

    def refused(self, code, before, *more, **options):
        answer = self.sync(*more, **options)
        self.hold(answer["result"] == "refused" and answer["reason"] == code and answer["code"] == 1,
                  f"wanted {code}: {answer}")
        self.hold("wayfinderctl: " in answer["said"] and "assert" not in answer["said"],
                  f"nothing a person understands: {answer['said']}")
        self.hold(self.shows() == before, f"{code}: the catalogue changed")
        return answer

    def heals(self, seq=None):
        """A good publication is taken after whatever was tried."""
        self.new = {**self.new, **entries([900], " healed")}
        self.forge.publish(self.new, seq=seq)
        answer = self.sync()
        self.hold(answer["result"] == "updated", f"does not heal: {answer}")
        self.hold(self.taken() == self.forge.known, "healed to something else")

    def changed(self, n=1):
        self.new = {**self.new, **entries(range(n), f" v{time.monotonic_ns()}")}
        return self.new


def attack(code, **lies):
    """A case whose next publication lies in one place."""

    def run(self):
        before = self.begin()
        saved = (self.forge.seq, dict(self.forge.known), list(self.forge.deltas), self.forge.full)
        self.forge.publish(self.changed(), **lies)
        self.refused(code, before)
        self.forge.seq, self.forge.known, self.forge.deltas, self.forge.full = saved
        self.forge.seq = max(saved[0], saved[0] + 1)
        self.heals(seq=saved[0] + 2)

    return run


def body_attack(code, raw=None, packed=None, announce=None):
    """A delta that is announced and signed well, and made badly."""

    def run(self):
        before = self.begin()
        known, deltas, full = dict(self.forge.known), list(self.forge.deltas), self.forge.full
        self.forge.publish(self.changed(), full=False, body={
            "raw": raw(self.forge, self.new) if raw else None, "packed": packed, "announce": announce})
        answer = self.refused(code, before)
        if code == "bad-record":
            self.hold("line " in answer["said"], f"the line is not named: {answer['said']}")
        self.forge.known, self.forge.deltas, self.forge.full = known, deltas, full
        # A reader goes on from what it has: the next publication leads there too.
        self.forge.seq = 1
        self.heals(seq=3)

    return run


def lines_attack(code, change):
    def raw(forge, new):
        forge.seq, seq = forge.seq + 1, forge.seq
        text = {identity: words for identity, words in new.items()
                if forge.known.get(identity) != words}
        forge.revs.update({identity: forge.seq for identity in text})
        lines = forge.lines("delta", seq, seq + 1, text)
        forge.seq = seq
        data = change(lines)
        return data if isinstance(data, bytes) else ("\n".join(data) + "\n").encode()

    return body_attack(code, raw=raw)


def name_case(name, run):
    run.__name__ = name
    CASES.append(run)


# What is signed.
name_case("other-key", attack("wrong-key", key=Key()))
name_case("old-algorithm", attack("bad-signature", old=True))
name_case("wrong-feed", attack("wrong-feed", comment={"feed": "org.example.other"}))
name_case("expired", attack("expired", now=time.time() - 20 * DAY, days=14))
name_case("future", attack("bad-clock", now=time.time() + 3652 * DAY))
name_case("jump", attack("jump", comment={"seq": 2000002}))
name_case("jump-end", attack("jump", comment={"seq": 2 ** 53 + 1}))
name_case("path-up", attack("bad-path", comment={"head": "head/../../../etc/passwd"}))
name_case("path-root", attack("bad-path", comment={"head": "/etc/passwd"}))
name_case("path-hidden", attack("bad-path", comment={"head": "head/.htpasswd"}))
name_case("path-far", attack("bad-path", comment={"head": "https://127.0.0.1/x"}))
name_case("head-size", attack("wrong-size", comment={"size": 65 * 1024}))
name_case("head-longer", attack("too-large", comment={"size": 100}))
name_case("head-hash", attack("mixed-head", comment={"sha256": "0" * 64}))
name_case("head-seq", attack("mixed-head", head={"seq": 3}))
name_case("head-feed", attack("mixed-head", head={"feed": "org.example.other"}))
name_case("head-expiry", attack("mixed-head", head={"expires": "2099-01-01T00:00:00Z"}))
name_case("head-empty", attack("not-a-feed", head={"full": None}))
name_case("head-version", attack("not-a-feed", head={"v": 2}))
name_case("full-path", attack("bad-path", head={"full": {
    "path": "../secret", "seq": 1, "size": 1, "sha256": "0" * 64, "rawsize": 1, "records": 0}}))
name_case("sum", attack("wrong-sum", head={"sum": "0" * 64}))
name_case("count", attack("wrong-sum", head={"count": 7}))

# What the bodies hold.
name_case("garbage-gzip", body_attack("bad-body", packed=os.urandom(2000)))
name_case("cut-gzip", body_attack("bad-body", packed=gzip.compress(b"{}\n" * 999)[:-20],
                                  announce={"rawsize": 2997}))
name_case("bomb", body_attack("bomb", packed=gzip.compress(b"\n" * 200_000_000, 1),
                              announce={"rawsize": 5000}))
name_case("raw-shorter", body_attack("wrong-size", announce={"rawsize": 99999}))
name_case("delta-size", body_attack("wrong-size", announce={"size": 5}))
name_case("delta-hash", body_attack("wrong-hash", announce={"sha256": "1" * 64}))
name_case("delta-records", body_attack("mixed-head", announce={"records": 17}))
name_case("body-feed", lines_attack("wrong-feed", lambda l: [l[0].replace(".test", ".x")] + l[1:]))
name_case("body-kind", lines_attack("mixed-head", lambda l: [l[0].replace("delta", "full")] + l[1:]))
name_case("body-headless", lines_attack("bad-body", lambda l: l[1:]))
name_case("body-endless", lines_attack("bad-body", lambda l: l[:-1]))
name_case("body-after", lines_attack("bad-body", lambda l: l + ["{}"]))
name_case("body-more", lines_attack("bad-body", lambda l: l[:-1] + [l[1].replace('"id":"', '"id":"z')]
                                    + l[-1:]))
name_case("line-rev", lines_attack("bad-record", lambda l: [
    l[0], l[1].replace('"rev":', '"rev":-'), l[2]]))
name_case("line-json", lines_attack("bad-record", lambda l: [l[0], l[1][:-1], l[2]]))
name_case("line-utf8", lines_attack("bad-record", lambda l: ("\n".join(l) + "\n").encode().replace(
    b"Offer", b"Of\xff\xfer")))
name_case("line-surrogate", lines_attack("bad-record", lambda l: [
    l[0], l[1].replace("Offer", "\\ud800"), l[2]]))
name_case("line-zero", lines_attack("bad-record", lambda l: [
    l[0], l[1].replace("Offer", "\\u0000"), l[2]]))
name_case("line-deep", lines_attack("bad-record", lambda l: [
    l[0], l[1].replace('"status"', '"x":' + "[" * 20 + "]" * 20 + ',"status"'), l[2]]))
name_case("line-long", lines_attack("bad-record", lambda l: [
    l[0], l[1].replace("Offer", "x" * 300_000), l[2]]))
name_case("line-nameless", lines_attack("bad-record", lambda l: [
    l[0], l[1].replace('"name":"Offer', '"name":"",'[:-1] + ',"n":"Offer', 1), l[2]]))
name_case("line-member-twice", lines_attack("bad-record", lambda l: [
    l[0], l[1].replace('"rev":2', '"rev":2,"rev":3'), l[2]]))
name_case("line-op", lines_attack("bad-record", lambda l: [l[0], l[1].replace('"put"', '"run"'), l[2]]))
name_case("line-reason", lines_attack("bad-record", lambda l: [
    l[0], l[1].split(',"service"')[0].replace('"put"', '"del"') + ',"reason":"whim"}', l[2]]))


@case
def order(self):
    """Entries must be sorted, each once."""
    before = self.begin()
    self.forge.publish(self.changed(3), full=False)
    delta = self.forge.deltas.pop()
    with gzip.open(os.path.join(self.forge.folder, delta["path"])) as file:
        lines = file.read().decode().split("\n")[:-1]
    for wrong in ([lines[0], lines[2], lines[1], lines[3], lines[4]],
                  [lines[0], lines[1], lines[1], lines[3], lines[4]]):
        self.forge.deltas = [self.forge.body("delta", 1, 2, {str(n): "" for n in range(3)},
                                             raw=("\n".join(wrong) + "\n").encode())]
        data = self.forge.head(int(time.time()), 14)
        self.forge.write("head/2.json", data)
        self.forge.sign(data, int(time.time()), 14)
        self.refused("bad-record", before)
    self.forge.deltas = []
    self.heals()


@case
def altered_comment(self):
    before = self.begin()
    self.forge.publish(self.changed())
    path = os.path.join(self.forge.folder, "latest.minisig")
    text = open(path, encoding="utf-8").read()
    self.forge.write("latest.minisig", text.replace("seq=2", "seq=3"))
    self.refused("bad-signature", before)
    lines = text.split("\n")
    lines[1] = lines[1][:40] + ("A" if lines[1][40] != "A" else "B") + lines[1][41:]
    self.forge.write("latest.minisig", "\n".join(lines))
    self.refused("bad-signature", before)
    self.heals()


@case
def altered_head(self):
    """A head of the right hash that the signature is not of."""
    before = self.begin()
    self.forge.publish(self.changed())
    data = self.forge.head(int(time.time()), 14)
    now = int(time.time())
    other = data.replace(b"CC0-1.0", b"CC9-9.9")
    self.forge.write("head/2.json", other)
    self.forge.sign(data, now, 14, {"size": len(other), "sha256": hashlib.sha256(other).hexdigest()})
    self.refused("bad-signature", before)
    self.heals()


@case
def rollback(self):
    self.begin()
    old = open(os.path.join(self.forge.folder, "latest.minisig"), encoding="utf-8").read()
    self.forge.publish(self.changed())
    self.hold(self.sync()["result"] == "updated", "the second is not taken")
    before = self.shows()
    self.forge.write("latest.minisig", old)
    self.refused("rollback", before)
    # Not even when the cache was deleted: what is trusted stands in local.db.
    for name in ("catalogue.db", "catalogue.db-wal", "catalogue.db-shm"):
        if os.path.exists(os.path.join(self.data, name)):
            os.unlink(os.path.join(self.data, name))
    answer = self.sync()
    self.hold(answer["reason"] == "rollback", f"after the cache was deleted: {answer}")
    self.heals()


@case
def seq_orders(self):
    """CVE-2022-29173: every order of two numbers against what is stored."""
    self.begin()
    texts = {}
    for seq in (5, 6, 7):
        self.forge.publish(self.changed(), seq=seq, deltas=False)
        texts[seq] = open(os.path.join(self.forge.folder, "latest.minisig"), encoding="utf-8").read()
    high = 1
    for seq in (6, 5, 6, 7, 5, 6, 7):
        self.forge.write("latest.minisig", texts[seq])
        answer = self.sync()
        want = ("updated", None) if seq > high else ("unchanged", None) if seq == high else \
            ("refused", "rollback")
        high = max(high, seq)
        self.hold((answer["result"], answer["reason"]) == want, f"{seq} over {high}: {answer}")
        self.hold(answer["seq"] == high, f"says it is at {answer['seq']}, is at {high}")


@case
def equivocation(self):
    before = self.begin()
    self.forge.publish(self.changed(), seq=1, deltas=False)
    self.refused("equivocation", before)
    self.heals()


@case
def wrong_address_key(self):
    self.forge.publish(self.new)
    answer = self.sync(key=Key())
    self.hold(answer["reason"] == "wrong-key", f"another key in the address: {answer}")
    answer = self.sync()
    self.hold(answer["result"] == "updated", f"the right one afterwards: {answer}")
    before = self.shows()
    self.refused("wrong-key", before, key=Key())
    answer = command("catalogue", "sync", "--source", self.url, "--json", data=self.data)
    self.hold(json.loads(answer.stdout)["reason"] == "wrong-key", "an address without its key")
    answer = command("catalogue", "sync", "--source", "file:///etc/#" + self.forge.key.text(), "--json",
                     data=self.data)
    self.hold(json.loads(answer.stdout)["reason"] == "bad-address", f"another scheme: {answer}")


@case
def keys_rotate(self):
    """A good change of keys; then each bad one."""
    first, second, third, thief = self.forge.key, Key(), Key(), Key()
    self.forge.list_keys([first], [first], [first])
    before = self.begin()
    self.forge.list_keys([second], [second], [first, second])
    self.forge.key = second
    self.heals()
    self.hold(self.sync(source=False)["result"] == "unchanged", "the same after a rotation")
    before = self.shows()
    for signers, text in (([thief], "the thief's own"), ([second], "only the old"),
                          ([third], "only the new"), ([first, third], "one long gone")):
        for name in os.listdir(os.path.join(self.forge.folder, "keys")):
            if name.startswith("3."):
                os.unlink(os.path.join(self.forge.folder, "keys", name))
        self.forge.list_keys([third], [third], signers, number=3)
        self.hold(text and self.refused("bad-keys", before, source=False), text)
    self.forge.list_keys([third], [third], [second, third], number=3, lie={"n": 4})
    self.refused("bad-keys", before, source=False)
    self.forge.list_keys([third], [third], [second, third], number=3, lie={"feed": "org.example.other"})
    self.refused("wrong-feed", before, source=False)
    self.forge.list_keys([third, thief], [third], [second, third], number=3, threshold=2)
    self.refused("bad-keys", before, source=False)
    self.forge.list_keys([third], [third], [second, third], number=3)
    self.forge.key = third
    self.heals()
    # The old keys count no more.
    before = self.shows()
    self.forge.publish(self.changed(), key=second)
    self.refused("wrong-key", before, source=False)
    self.heals()


@case
def keys_young_address(self):
    """Who comes with a younger key passes over the lists it is not in."""
    first, second = self.forge.key, Key()
    self.forge.list_keys([first], [first], [first])
    self.forge.list_keys([second], [second], [first, second])
    self.forge.key = second
    self.begin()
    answer = self.sync(key=Key())
    self.hold(answer["reason"] == "wrong-key", f"a key in none of the lists: {answer}")


@case
def keys_expire(self):
    first = self.forge.key
    self.forge.list_keys([first], [first], [first])
    before = self.begin()
    self.forge.list_keys([first], [first], [first], expires=time.time() - 60)
    self.refused("keys-expired", before)


@case
def fast_forward(self):
    """A thief's high number does no lasting harm once the keys are changed."""
    root, publisher, next_publisher = self.forge.key, Key(), Key()
    self.forge.list_keys([root], [publisher], [root])
    self.forge.key, address = publisher, f"{self.url}#{root.text()}"
    self.address = lambda key=None: address
    self.begin()
    good = dict(self.new)
    self.forge.publish({**entries(range(40), " evil")}, seq=900_000)
    self.hold(self.sync()["seq"] == 900_000, "the thief's is signed well")
    self.forge.list_keys([root], [next_publisher], [root])
    self.forge.key, self.forge.seq, self.forge.known = next_publisher, 1, {}
    self.forge.deltas, self.forge.full, self.forge.revs = [], None, {}
    self.forge.publish(good, seq=2, deltas=False)
    answer = self.sync()
    self.hold(answer["result"] == "updated" and answer["seq"] == 2, f"after the change: {answer}")
    self.hold(self.taken() == good, "something of the thief's stayed")
    self.new = good
    self.heals()


@case
def quiet(self):
    """A server that says 304 for ever: nothing new, until what was signed runs out."""
    before = self.begin()
    self.forge.publish(self.changed())
    answer = self.sync()
    self.hold(answer["result"] == "unchanged" and self.shows() == before, f"304: {answer}")
    if FAKETIME:
        self.refused("expired", before, wrap=[FAKETIME, "-f", "+15d"])


@case
def clock(self):
    """This computer's clock ten years off."""
    before = self.begin()
    self.forge.publish(self.changed())
    if FAKETIME:
        self.refused("expired", before, wrap=[FAKETIME, "-f", "+3652d"])
        self.refused("bad-clock", before, wrap=[FAKETIME, "-f", "-3652d"])
    self.heals()


@case
def longer_file(self):
    before = self.begin()
    self.forge.publish(self.changed())
    for table in (self.forge.deltas[-1], self.forge.full):
        path = os.path.join(self.forge.folder, table["path"])
        with open(path, "ab") as file:
            file.write(b"x" * 5_000_000)
    self.refused("wrong-size", before)
    self.hold(not [name for _, _, names in os.walk(os.path.join(self.data, "feeds"))
                   for name in names if name.endswith(".part")], "parts stay")
    self.forge.write("latest.minisig", "x" * 20000)
    self.refused("too-large", before)
    self.forge.deltas = []
    self.heals()


@case
def other_file(self):
    """A mirror's or cache's own bytes of the right length."""
    before = self.begin()
    self.forge.publish(self.changed(), full=False)
    path = self.forge.deltas[-1]["path"]
    size = self.forge.deltas[-1]["size"]
    with open(os.path.join(self.forge.folder, path), "rb") as file:
        right = file.read()
    self.forge.write(path, os.urandom(size))
    self.refused("wrong-hash", before)
    self.forge.write(path, right)
    answer = self.sync()
    self.hold(answer["result"] == "updated", f"the right bytes afterwards: {answer}")


@case
def truncated(self):
    """A file cut at every 4 KiB."""
    self.new = entries(range(40))
    before = self.begin()
    self.forge.publish({**self.new, **entries(range(100, 1400), " x" * 40)})
    path = self.forge.full["path"]
    # The full body alone is asked for.
    self.forge.deltas = []
    data = self.forge.head(int(time.time()), 14)
    self.forge.write("head/2.json", data)
    self.forge.sign(data, int(time.time()), 14)
    with open(os.path.join(self.forge.folder, path), "rb") as file:
        right = file.read()
    self.hold(len(right) > 40000, f"only {len(right)} bytes")
    for size in range(0, len(right), 4096):
        self.forge.write(path, right[:size])
        answer = self.sync()
        self.hold(answer["reason"] in ("wrong-size", "truncated"), f"cut at {size}: {answer}")
    self.hold(self.shows() == before, "the catalogue changed")
    self.forge.write(path, right)
    self.hold(self.sync()["result"] == "updated", "the whole file afterwards")


@case
def broken_off(self):
    """A connection that breaks every 16 KiB: what came is gone on with, nothing fetched twice."""
    self.forge.publish(entries(range(1500), " y" * 30))
    cutter = feed_server.Cutter(self.forge.folder)
    self.url, cutter.after = cutter.url, 16384
    size = self.forge.full["size"]
    answer = {}
    for _ in range(size // 16384 + 2):
        answer = self.sync()
        if answer["result"] == "updated":
            break
        self.hold(answer["reason"] == "truncated", f"broken off: {answer}")
    self.hold(answer["result"] == "updated", f"never whole: {answer}")
    self.hold(cutter.sent <= size + 16384, f"{cutter.sent} bytes sent for {size}")
    self.hold(cutter.ranges > 0, "no range was asked for")
    self.hold(self.taken() == self.forge.known, "put together wrongly")
    cutter.stop()


@case
def slow(self):
    self.forge.publish(self.new)
    begun = time.monotonic()
    answer = self.sync("--patience", "2")
    self.hold(answer["reason"] in ("too-slow", "timeout"), f"slow: {answer}")
    self.hold(time.monotonic() - begun < 60, "waits too long")


@case
def redirects(self):
    for name, code in (("loop", "redirect"), ("away", "redirect"), ("broken", "missing"),
                       ("nowhere", "missing")):
        self.url = self.server.url(name)
        answer = self.sync()
        self.hold(answer["reason"] == code, f"{name}: {answer}")
    self.url = "http://127.0.0.1:1/"
    self.hold(self.sync()["reason"] == "offline", "nobody there")
    home = Forge(self.server.folder("home"), self.forge.key)
    home.publish(self.new)
    self.url = self.server.url("moved")
    answer = self.sync()
    self.hold(answer["result"] == "updated", f"an honest redirect: {answer}")


@case
def portal(self):
    """A page of a café instead of the feed."""
    self.forge.write("page.html", "<html><body>Welcome to our wifi</body></html>")
    self.hold(self.sync()["reason"] == "not-a-feed", "a page where the feed should be")


@case
def mirrors(self):
    """Mirrors help, and cannot harm."""
    good = Forge(self.server.folder("mirror-good"), self.forge.key)
    bad = Forge(self.server.folder("mirror-bad"), self.forge.key)
    self.forge.mirrors = [self.server.url("mirror-bad"), self.server.url("mirror-good")]
    self.begin()
    self.forge.publish(self.changed(), full=False)
    path = self.forge.deltas[-1]["path"]
    right = open(os.path.join(self.forge.folder, path), "rb").read()
    bad.write(path, os.urandom(len(right)))
    os.unlink(os.path.join(self.forge.folder, path))
    before = self.shows()
    answer = self.sync()
    self.hold(answer["result"] == "refused" and self.shows() == before, f"a bad mirror: {answer}")
    good.write(path, right)
    answer = self.sync()
    self.hold(answer["result"] == "updated", f"a good mirror: {answer}")
    # The source lags, a mirror has the newest.
    old = open(os.path.join(self.forge.folder, "latest.minisig"), encoding="utf-8").read()
    self.forge.publish(self.changed())
    for folder in ("head", "full", "delta"):
        shutil.copytree(os.path.join(self.forge.folder, folder), os.path.join(good.folder, folder),
                        dirs_exist_ok=True)
    shutil.copy(os.path.join(self.forge.folder, "latest.minisig"), good.folder)
    self.forge.write("latest.minisig", old[:-10])
    answer = self.sync()
    self.hold(answer["result"] == "updated" and answer["seq"] == 3, f"a broken source: {answer}")


@case
def mass_removal(self):
    before = self.begin()
    kept = dict(list(sorted(self.new.items()))[:30])
    self.forge.publish(kept)
    answer = self.refused("mass-removal", before)
    self.hold(answer["removed"] == 10, f"would go: {answer}")
    answer = self.sync("--accept-removals")
    self.hold(answer["result"] == "updated" and answer["removed"] == 10, f"accepted: {answer}")
    self.hold(self.taken() == kept, "not what was accepted")
    # A few may go without asking, and one that comes back is there again.
    self.forge.publish(dict(list(sorted(kept.items()))[:28]))
    self.hold(self.sync()["removed"] == 2, "two go")
    self.forge.publish(kept)
    self.hold(self.sync()["added"] == 2 and self.taken() == kept, "two come back")


@case
def bodies_of_many_steps(self):
    """A reader that was away: deltas in a chain, a roll-up, or everything."""
    self.begin()
    for _ in range(6):
        self.forge.publish(self.changed(2), full=False)
    answer = self.sync()
    self.hold(answer["seq"] == 7 and self.taken() == self.forge.known, f"a chain: {answer}")
    late = Case(self.server, self.name)
    late.forge.key, late.data = self.forge.key, tempfile.mkdtemp(prefix="wf-late-")
    answer = late.sync()
    self.hold(answer["result"] == "updated" and late.taken() == self.forge.known,
              f"full and deltas: {answer}")
    shutil.rmtree(late.data)


@case
def drift(self):
    """Deltas that do not lead where the head says: everything is fetched once, and right."""
    self.begin()
    self.forge.publish(self.changed(), full=False)
    wrong = dict(self.forge.known)
    identity, text = service(3, " drifted")
    self.forge.deltas = [self.forge.body("delta", 1, 2, {})]
    self.forge.known = {**wrong, identity: text}
    self.forge.revs[identity] = 2
    self.forge.full = self.forge.body("full", 0, 2, self.forge.known)
    data = self.forge.head(int(time.time()), 14)
    self.forge.write("head/2.json", data)
    self.forge.sign(data, int(time.time()), 14)
    answer = self.sync()
    self.hold(answer["result"] == "updated" and self.taken() == self.forge.known, f"drift: {answer}")


@case
def disk_full(self):
    """No room: by a limit on the size of files, which any account may set; tmpfs where allowed."""
    before = self.begin()
    self.forge.publish(entries(range(40, 1500), " z" * 60) | self.new)
    limit = ["/bin/sh", "-c", 'trap "" XFSZ; ulimit -f 60; exec "$@"', "sh"]
    answer = self.sync(wrap=limit)
    self.hold(answer["reason"] in ("disk-full", "database"), f"a full disk: {answer}")
    self.hold(self.shows() == before, "the catalogue changed")
    limit[2] = limit[2].replace("60", "9000")
    answer = self.sync(wrap=limit)
    self.hold(answer["result"] == "updated" or answer["reason"] in ("disk-full", "database"),
              f"a nearly full disk: {answer}")
    if answer["result"] == "refused":
        self.hold(self.shows() == before, "the catalogue changed on a nearly full disk")
    self.hold(self.sync()["result"] in ("updated", "unchanged") and self.taken() == self.forge.known,
              "does not heal")
    self.hold(not self.left(), f"left behind: {self.left()}")
    place = tempfile.mkdtemp(prefix="wf-small-")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", place], check=False,
                      capture_output=True).returncode == 0:
        self.data, kept = place, self.data
        self.hold(self.sync()["reason"] in ("disk-full", "database"), "a real full disk")
        subprocess.run(["umount", place], check=False)
        self.data = kept
    os.rmdir(place)


@case
def several(self):
    """Two sources at once; a second Wayfinder at the same one waits its turn."""
    self.begin()
    other = Case(self.server, self.name + "-other")
    other.data = self.data
    other.new = entries(range(500, 520))
    other.forge.publish(other.new)
    self.hold(other.sync()["added"] == 20, "the second source")
    self.hold(len(self.taken()) == 60, "both are there")
    self.forge.publish(self.changed())
    done = command("catalogue", "sync", "--json", data=self.data)
    results = sorted(json.loads(line)["result"] for line in done.stdout.strip().split("\n"))
    self.hold(results == ["unchanged", "updated"], f"both: {results}")
    self.forge.publish(self.changed())
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: self.sync(), range(4)))
    self.hold(all(answer["reason"] in (None, "busy") for answer in answers), f"four: {answers}")
    self.hold(sum(answer["result"] == "updated" for answer in answers) <= 1, "taken twice")


@case
def stock_tools(self):
    """Ours in stock minisign and back; publish, verify, rotate as a curator does them."""
    keys, out = os.path.join(self.data, "keys"), self.server.folder(self.name)
    made = json.loads(command("catalogue", "keygen", keys, "--json", data=self.data).stdout)
    self.hold(os.stat(made["secret"]).st_mode & 0o077 == 0, "others may read the secret key")
    again = command("catalogue", "keygen", keys, data=self.data)
    self.hold(again.returncode == 1, "a key was written over")
    told = json.loads(command("catalogue", "publish", out, "--key", made["secret"], "--json",
                              data=self.data).stdout)
    self.url, self.forge.key.text = self.server.url(self.name), lambda: made["key"]
    self.hold(told["count"] > 200, f"the starter: {told}")
    if MINISIGN:
        for path, signature in ((f"head/{told['seq']}.json", "latest.minisig"),):
            done = subprocess.run([MINISIGN, "-V", "-p", made["public"], "-m", f"{out}/{path}", "-x",
                                   f"{out}/{signature}"], capture_output=True, check=False)
            self.hold(done.returncode == 0, f"stock minisign: {done.stderr}")
        theirs = os.path.join(self.data, "stock")
        subprocess.run([MINISIGN, "-G", "-W", "-p", theirs + ".pub", "-s", theirs + ".key"],
                       stdin=subprocess.DEVNULL, capture_output=True, check=True)
        done = command("catalogue", "publish", out + "/of-stock", "--key", theirs + ".key", "--json",
                       data=self.data)
        stock = json.loads(done.stdout)
        self.hold(done.returncode == 0, f"a stock key: {done.stderr}")
        done = command("catalogue", "verify", f"{self.url}of-stock/#{stock['key']}", data=self.data)
        self.hold(done.returncode == 0, f"published with a stock key: {done.stderr}")
    answer = self.sync()
    self.hold(answer["result"] == "updated" and answer["added"] == told["count"], f"taken: {answer}")
    self.hold(answer["bytes"] < 200_000, f"bytes: {answer}")
    first = int(os.stat(out + "/latest.minisig").st_mtime)
    command("catalogue", "publish", out, "--key", made["secret"], data=self.data)
    self.hold(int(os.stat(out + "/latest.minisig").st_mtime) > first, "one ETag for two publications")
    answer = self.sync()
    self.hold(answer["result"] == "updated" and answer["changed"] == 0 and answer["bytes"] < 9000,
              f"renewed without news: {answer}")
    other = json.loads(command("catalogue", "keygen", keys + "2", "--json", data=self.data).stdout)
    done = command("catalogue", "rotate", out, "--key", made["secret"], "--new", other["secret"],
                   data=self.data)
    self.hold(done.returncode == 0, f"rotate: {done.stderr}")
    done = command("catalogue", "publish", out, "--key", made["secret"], data=self.data)
    self.hold(done.returncode == 1, "the old key still publishes")
    done = command("catalogue", "publish", out, "--key", other["secret"], data=self.data)
    self.hold(done.returncode == 0 and self.sync()["result"] == "updated", "after the rotation")
    for key in (made["key"], other["key"]):
        done = command("catalogue", "verify", f"{self.url}#{key}", "--json", data=self.data)
        self.hold(json.loads(done.stdout)["result"] == "valid", f"verify: {done.stdout}{done.stderr}")
    moved = os.path.join(self.data, "moved")
    done = command("catalogue", "publish", moved, "--key", other["secret"], "--from", out, "--json",
                   data=self.data)
    self.hold(json.loads(done.stdout)["seq"] == 4, f"from another folder: {done.stdout}{done.stderr}")


@case
def own_entries(self):
    """What is published where there are own entries and corrections: those, and nothing else."""
    out, keys = self.server.folder(self.name + "-out"), os.path.join(self.data, "keys")
    made = json.loads(command("catalogue", "keygen", keys, "--json", data=self.data).stdout)
    path = os.path.join(self.data, "entry.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"id": "our-offer", "name": "Our offer", "kind": "device", "status": "active",
                   "regions": ["CA-ON"], "organization": "Us", "as_of": "unknown"}, file)
    for words in (("add", path), ("edit", "geo-connects", "correct", "phone", "1-800-555-0100"),
                  ("edit", "us-acp", "pin")):
        done = command("catalogue", *words, data=self.data)
        self.hold(done.returncode == 0, f"{words}: {done.stderr}")
    done = command("catalogue", "publish", out, "--key", made["secret"], "--json", data=self.data)
    told = json.loads(done.stdout)
    self.hold(told["count"] == 2, f"one of our own, one corrected: {told}")
    other = tempfile.mkdtemp(prefix="wf-own-")
    source = f"{self.server.url(self.name + '-out')}#{told['key']}"
    done = command("catalogue", "sync", "--source", source, "--json", data=other)
    self.hold(json.loads(done.stdout)["added"] == 2, f"taken: {done.stdout}")
    done = command("catalogue", "search", "our offer", "--json", data=other)
    self.hold(json.loads(done.stdout)["results"][0]["id"] == "our-offer", f"found: {done.stdout}")
    with sqlite3.connect(os.path.join(other, "catalogue.db")) as db:
        text = db.execute("SELECT b.json FROM body b JOIN entry e USING (rank)"
                          " WHERE e.id = 'geo-connects'").fetchall()
    db.close()
    self.hold(len(text) == 1 and "555-0100" in text[0][0], f"the correction is shown: {text}")
    shutil.rmtree(other)


def run_case(server, function):
    one = Case(server, function.__name__.replace("_", "-"))
    try:
        function(one)
    except Exception as why:  # noqa: BLE001
        one.wrong.append(f"{type(why).__name__}: {why}")
    shutil.rmtree(one.data, ignore_errors=True)
    return function.__name__, one.wrong


def main():
    if not feed_server.NGINX:
        print("1..0 # SKIP nginx is not installed: build-aux/install-packages test")
        return
    tap, server = Tap(), feed_server.Nginx()
    if not FAKETIME:
        print("# faketime is not installed: this computer's clock is not put wrong")
    chosen = [one for one in CASES if len(sys.argv) < 2 or one.__name__ in sys.argv[1:]]
    try:
        with ThreadPoolExecutor(2) as pool:
            for name, wrong in pool.map(lambda one: run_case(server, one), chosen):
                tap.check(not wrong, name, "\n".join(wrong))
    finally:
        server.stop()
    tap.report()


main()

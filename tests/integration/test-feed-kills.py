#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ends a synchronisation at random instants: the catalogue is the old one or the new one.

WF_KILLS says how often (30), WF_SEED repeats a run.
"""
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "../e2e")]
from ctl import PROGRAM, Tap  # noqa: E402
import feed_server  # noqa: E402
from feed_forge import Forge, entries  # noqa: E402

KILLS = int(os.environ.get("WF_KILLS", "30"))
SEED = int(os.environ.get("WF_SEED", str(random.SystemRandom().randrange(10 ** 6))))


def read(data):
    """The number the catalogue says it is at, the feed's entries, what is shown, is it whole."""
    with sqlite3.connect(os.path.join(data, "catalogue.db")) as db:
        state = db.execute("SELECT state, count FROM source WHERE id LIKE 'feed-%'").fetchone()
        rows = dict(db.execute("SELECT r.id, r.json FROM record r JOIN source s ON s.num = r.source"
                               " WHERE s.id LIKE 'feed-%' AND r.gone IS NULL"))
        shown = {row[0] for row in db.execute("SELECT e.id FROM entry e JOIN source s ON s.num ="
                                              " e.source WHERE s.id LIKE 'feed-%'")}
        names = dict(db.execute("SELECT e.id, b.json ->> '$.name' FROM entry e JOIN body b USING (rank)"
                                " JOIN source s ON s.num = e.source WHERE s.id LIKE 'feed-%'"))
        whole = db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    db.close()
    return json.loads(state[0])["seq"], state[1], rows, shown, names, whole


def is_one_of(data, editions):
    seq, count, rows, shown, names, whole = read(data)
    wanted = editions.get(seq)
    return (wanted is not None and rows == wanted and count == len(wanted) and shown == set(wanted)
            and all(json.loads(wanted[one])["name"] == names[one] for one in shown) and whole)


def main():
    if not feed_server.NGINX:
        print("1..0 # SKIP nginx is not installed: build-aux/install-packages test")
        return
    tap, server, chance = Tap(), feed_server.Nginx(), random.Random(SEED)
    print(f"# WF_SEED={SEED} WF_KILLS={KILLS}")
    data = tempfile.mkdtemp(prefix="wf-feed-kills-")
    forge, editions = Forge(server.folder("kills")), {}
    words = ["catalogue", "sync", "--source", f"{server.url('kills')}#{forge.key.text()}", "--json",
             "--data-dir", data]

    def publish(number):
        """Everything changes, so that a mixture would show; now as a whole, now as a delta."""
        some = chance.sample(range(1200), 1180)
        forge.publish(entries(some, f" edition {number}"), full=number % 2 == 0 or number == 1)
        if number % 2 == 0:
            forge.deltas = []
            now = int(time.time())
            head = forge.head(now, 14)
            forge.write(f"head/{forge.seq}.json", head)
            forge.sign(head, now, 14)
        editions[forge.seq] = dict(forge.known)

    publish(1)
    begun = time.monotonic()
    subprocess.run([PROGRAM, *words], check=True, capture_output=True, timeout=300)
    length = time.monotonic() - begun
    tap.check(is_one_of(data, editions), "the first is whole")
    good = killed = new = 0
    number = 1
    for _ in range(KILLS):
        if read(data)[0] == forge.seq:
            number += 1
            publish(number)
        before = read(data)[0]
        process = subprocess.Popen([PROGRAM, *words, "--accept-removals"], stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        try:
            process.wait(chance.uniform(0, length * 1.1))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            killed += 1
        good += is_one_of(data, editions)
        new += read(data)[0] != before
    tap.check(good == KILLS, "old or new, never a mixture", f"{good} of {KILLS}")
    tap.check(killed > KILLS // 4, "the kills hit", f"{killed} of {KILLS}")
    print(f"# {killed} killed, {new} went through")
    done = subprocess.run([PROGRAM, *words, "--accept-removals"], check=False, capture_output=True,
                          text=True, timeout=300)
    tap.check(done.returncode == 0 and read(data)[0] == forge.seq and is_one_of(data, editions),
              "the next one goes through", done.stderr)
    with sqlite3.connect(os.path.join(data, "catalogue.db")) as db:
        beside = db.execute("SELECT id FROM source WHERE id LIKE '~%' UNION ALL SELECT name FROM"
                            " sqlite_schema WHERE name LIKE 'next_%' OR name LIKE 'old_%'").fetchall()
    db.close()
    tap.check(not beside, "nothing is left beside the catalogue", beside)
    leftovers = [name for _, _, names in os.walk(os.path.join(data, "feeds")) for name in names
                 if name != "lock"]
    tap.check(not leftovers, "nothing is left lying about", leftovers)
    server.stop()
    shutil.rmtree(data, ignore_errors=True)
    tap.report()


main()

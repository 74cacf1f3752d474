#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The catalogue renews itself, in the real window, from a real nginx: when it is due, where the
connection costs nothing (NetworkManager, mocked, says so), and a download stops where it begins to
cost. dunst shows how many offers changed and how many of them are in open plans, and nobody's name;
its button opens just those, the ones in plans by themselves; locked, after the passphrase."""
import glob
import os
import re
import sys
import tempfile
import time
import traceback

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "integration")]
import follow  # noqa: E402
from background import Background, Dunst, Listener, Network, calm, make_bus  # noqa: E402
from ctl import Tap, answer_json, run  # noqa: E402
from fingers import Keyboard  # noqa: E402
from steps import PROGRAM  # noqa: E402
from wayfinder_ui import Window, wait_for  # noqa: E402

PASSPHRASE, CLIENT, TOUCHED = "demo", "Layla Haddad", (2, 5, 7)
FIRST_TURN_S = 5   # so long after its start the program begins what is due
SECRETS = ("Layla", "Haddad", "Offer 2", "Organisation")


class Site:
    """A feed on nginx, and what was fetched of it."""

    def __init__(self, server, forge):
        self.web = server.Nginx()
        self.forge = forge.Forge(self.web.folder("slow"))
        self.entries = forge.entries
        self.known = {}
        self.source = self.web.url("slow") + "#" + self.forge.key.text()

    def publish(self, numbers, words="", size=0):
        """The offers of these numbers say these words after their name, and so many bytes that do
        not get smaller; the others as before."""
        for number in numbers:
            self.known.update(self.entries([number], words + os.urandom(size).hex()))
        self.forge.publish(dict(self.known))

    def asked(self, what=""):
        """The requests of the program, and what became of them, as nginx writes it down."""
        with open(os.path.join(self.web.place, "access.log"), encoding="utf-8") as file:
            return [line for line in file if what in line]


def put_in_plan(keys):
    """Three offers, from the catalogue into the first statement of a plan."""
    window = keys.window
    window.keys("alt+3")
    for number in TOUCHED:
        offer = re.compile(f"^Offer {number},")
        window.keys("slash")
        window.find("entry", "Search the catalogue").write(f"Offer {number}")
        wait_for(lambda offer=offer: offer.search(
            window.look("list", "Entries")[-1].look("list item")[0].name), offer.pattern)
        window.look("list", "Entries")[-1].look("list item")[0].point()
        window.see(re.compile(f"help with them, place {number}\\.$"))
        window.press("Add to a plan…")
        window.find("list", "Clients")
        window.focus()
        keys.type(CLIENT)
        keys.choose(re.compile(CLIENT), "list item")
        window.find("list", "Statements of the plan")
        keys.choose(re.compile("."), "list item")
        window.see("It is in the plan.")
        window.wait_gone("frame", "Add to a plan")


def list_news(window):
    """What the page names: of open plans, and else."""
    window.find("label", "What Changed")
    window.see("In no open plan")
    names = [node.name for node in window.look("list item") if "Offer " in node.name]

    def numbers(touched):
        found = [int(re.search(r"Offer (\d+)", name)[1]) for name in names
                 if ("look, and call first" in name) == touched]
        return sorted(found)

    return numbers(True), numbers(False)


def while_paid(tap, site, folder, network, dunst, listener):
    """A turn is due, the window is open, the connection costs; then it does not any more."""
    network.set_metered(True)
    site.publish(range(12), " now")
    window = Window(PROGRAM, "--data-dir", folder, env={**calm(), "WAYFINDER_DAYS_AHEAD": "2"})
    began = time.monotonic()
    try:
        keys = Keyboard(window)
        before = len(site.asked())
        follow.unlock(keys, PASSPHRASE)
        window.see("Due")
        time.sleep(max(0.0, FIRST_TURN_S + 3 - (time.monotonic() - began)))
        tap.check(len(site.asked()) == before, "while the connection costs nothing is asked for",
                  site.asked())
        network.set_metered(False)
        wait_for(lambda: "12 offers changed. 3 of them are in open plans." in listener.heard(),
                 "the news")
        tap.check(True, "when it does not any more the turn comes by itself, and its news are told")
        press_open(dunst, lambda: window.look("label", "What Changed"))
        tap.check(list_news(window) == ([2, 5, 7], [0, 1, 3, 4, 6, 8, 9, 10, 11]),
                  "Open shows just those, the ones in plans by themselves", list_news(window))
        tap.check(window.see(re.compile(CLIENT)), "with whose plan it is")
        window.find("list item", re.compile("^Offer 4 now")).point()
        tap.check(window.see(re.compile("help with them, place 4\\.$")), "from there to the entry")
        window.keys("Escape")
        window.find("list item", re.compile("^Offer 2 ")).point()
        tap.check(window.find("push button", "Print or save"), "and to the plan")
    finally:
        window.end()


def press_open(dunst, is_open):
    """Presses Open on the news, beside what else may stand on the screen, as soon as they do."""
    def press():
        dunst.choose("Open (The catalogue)")
        end = time.monotonic() + 2
        while time.monotonic() < end and not is_open():
            time.sleep(0.1)
        return is_open()

    wait_for(press, "what Open opens")


def list_parts(folder):
    """What of a body has come, while it comes."""
    return [path for path in glob.glob(os.path.join(folder, "feeds", "*", "*.part"))
            if os.path.getsize(path) > 0]


def in_background(tap, site, folder, network, dunst, listener):
    """It begins with the desktop, locked; a large change comes slowly, and the network changes."""
    site.publish(range(12, 30), " later ", 160)
    network.set_metered(True)
    old, size = list_parts(folder), site.forge.full["size"]
    program = Background(folder, 4)
    try:
        network.set_metered(False)
        wait_for(lambda: set(list_parts(folder)) - set(old), "the body")
        network.set_metered(True)
        wait_for(lambda: site.asked("full/3-"), "the end of the download")
        found = re.search(r'" 200 (\d+) ', site.asked("full/3-")[0])
        tap.check(found and int(found[1]) < size,
                  "where the connection begins to cost the download stops", (site.asked(), size))
        network.set_metered(False)
        wait_for(lambda: "18 offers changed." in listener.heard(), "the news")
        tap.check(True, "locked, how many changed is told")
        tap.check('" 206 ' in site.asked("full/3-")[-1], "and goes on from there", site.asked())
        press_open(dunst, lambda: program.look_up().get_child_count())
        program.appear()
        tap.check(not program.look(None, re.compile(f"{CLIENT}|Offer")),
                  "Open brings the window, locked; it names nobody and no offer")
        follow.unlock(program.keys, PASSPHRASE)
        tap.check(list_news(program) == ([], list(range(12, 30))), "unlocked, it shows just those",
                  list_news(program))
    finally:
        program.end()
    leaks = [word for word in SECRETS if word.lower() in listener.heard().lower()]
    tap.check(not leaks, "what stands outside the window names nobody and no offer", leaks)


def main():
    tap = Tap()
    try:
        import feed_forge
        import feed_server
        import dbusmock  # noqa: F401  # pylint: disable=unused-import
    except ImportError as error:
        print(f"1..0 # SKIP {error}")
        return
    if feed_server.NGINX is None:
        print("1..0 # SKIP no nginx")
        return
    site = Site(feed_server, feed_forge)
    ends = []
    with tempfile.TemporaryDirectory(prefix="wf-news-") as parent:
        folder = os.path.join(parent, "agency")
        bus = make_bus(parent)
        try:
            run("demo", folder, "--seed", "3")
            site.publish(range(30))
            answer_json("catalogue", "sync", "--source", site.source, "--data-dir", folder, "--json")
            for make in (Network, lambda: Dunst(parent), lambda: Listener(parent)):
                ends.append(make())
            network, dunst, listener = ends
            window = Window(PROGRAM, "--data-dir", folder)
            try:
                keys = Keyboard(window)
                follow.unlock(keys, PASSPHRASE)
                window.see("Due")
                put_in_plan(keys)
            finally:
                window.end()
            while_paid(tap, site, folder, network, dunst, listener)
            in_background(tap, site, folder, network, dunst, listener)
        except Exception:  # what stood there is the best message
            tap.check(False, "news", traceback.format_exc())
        finally:
            for one in reversed(ends):
                one.end()
            site.web.stop()
            bus.terminate()
            bus.wait()
    tap.report()


main()

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The catalogue's sources in the real window, against a real nginx: a list is added by its address
and key, found, renewed, and asked about before many of its offers go."""
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "integration")]
from ctl import BUILD, Tap  # noqa: E402
from wayfinder_ui import Window, wait_for  # noqa: E402

PROGRAM = os.path.join(BUILD, "src/app/wayfinder")


def main():
    tap = Tap()
    try:
        import feed_forge
        import feed_server
    except ImportError as error:
        print(f"1..0 # SKIP {error}")
        return
    if feed_server.NGINX is None:
        print("1..0 # SKIP no nginx")
        return
    web = feed_server.Nginx()
    forge = feed_forge.Forge(web.folder("home"))
    forge.publish(feed_forge.entries(range(30)))
    window = Window(PROGRAM, "--demo")
    try:
        wait_for(lambda: len(window.look("list item")) > 3, "the sample agency")
        window.keys("alt+3")
        window.see("Not updated from the web")
        window.find("label", "Not updated from the web").point()
        window.see("Where the catalogue comes from")
        window.press("Add…")
        window.see("Address with its key")
        window.write(web.url("home") + "#" + feed_forge.Key().text(), "Address with its key")
        window.press("Add")
        tap.check(window.see(re.compile("does not come from its publisher")) is not None,
                  "another key is refused, in words")
        window.write(web.url("home") + "#" + forge.key.text(), "Address with its key")
        window.press("Add")
        window.see("Test")
        tap.check(window.see(re.compile("^30 entries")) is not None, "the list is there with its count")
        tap.check(window.see(re.compile("Fresh until")) is not None, "and how long it is fresh")

        forge.publish(feed_forge.entries(range(5)))
        window.press("Update Now")
        tap.check(window.see(re.compile("leaves out 25 of the 30 entries")) is not None,
                  "a person is asked before many offers go")
        window.press("Let Them Go")
        tap.check(window.see(re.compile("^5 entries")) is not None, "and they go when that is said")

        window.keys("Escape")
        window.see(re.compile("^Last updated"))
        window.keys("slash")
        window.find("entry").write("Offer 3")
        tap.check(window.see("Offer 3") is not None, "its entries are found")
    finally:
        window.end()
        web.stop()
    tap.report()


main()

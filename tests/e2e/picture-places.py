#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""picture-places.py PROGRAM PREFIX: opens the sample agency on the display there is and takes a
picture of each place. See take-pictures."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from wayfinder_ui import Window, wait_for  # noqa: E402

PLACES = ["today", "clients", "catalogue", "month", "people"]


def main():
    program, prefix = sys.argv[1:3]
    window = Window(program, "--demo")
    try:
        wait_for(lambda: len(window.look("list item")) > 3, "the sample agency")
        for number, name in enumerate(PLACES, 1):
            window.keys(f"alt+{number}")
            before = None
            for _ in range(20):  # until the page stands still
                now = window.describe()
                if now == before:
                    break
                before = now
            window.picture(f"{prefix}-{name}.png")
    finally:
        window.end()


main()

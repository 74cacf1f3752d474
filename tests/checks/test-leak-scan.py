#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The leak scanner finds every planted form of a word, and nothing where there is nothing."""
import os
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../support"))
from leak_scan import Scanner, plant_controls  # noqa: E402

WORDS = ["Zarqawiyeh", "Bénédicte-Okonkwo", "زرنيخابادي", "Квітославська", "王秀莲子"]


def main():
    number = failed = 0
    scanner = Scanner(WORDS)

    def report(good, name):
        nonlocal number, failed
        number += 1
        failed += not good
        print(f"{'ok' if good else 'not ok'} {number} - {name}")

    for word in WORDS:
        with tempfile.TemporaryDirectory() as folder:
            planted = set(plant_controls(folder, word))
            found = {path for path, words in scanner.scan_tree([folder]) if words == [word]}
            report(planted == found, f"finds every form: {ascii(word)} {planted - found or ''}")
    with tempfile.TemporaryDirectory() as folder:
        open(os.path.join(folder, WORDS[0] + ".txt"), "wb").close()
        report(len(scanner.scan_tree([folder])) == 1, "finds a word in a file's name")
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "other"), "wb") as file:
            file.write(os.urandom(1 << 20))
        report(scanner.scan_tree([folder]) == [], "finds nothing in noise")
    with tempfile.TemporaryDirectory() as folder:
        path = plant_controls(folder, WORDS[0])[0]
        report(path not in [hit for hit, _ in scanner.scan_tree([folder], exempt=[path])],
               "leaves out what a person saved")
    print(f"1..{number}")
    sys.exit(1 if failed else 0)


main()

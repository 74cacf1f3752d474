# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs wayfinderctl as a script would, and counts checks as TAP."""
import json
import os
import subprocess
import sys

BUILD = os.environ.get("WF_BUILD_ROOT", "build")
PROGRAM = os.path.join(BUILD, "src/ctl/wayfinderctl")


class Tap:
    """Counts checks; report() ends the program."""

    def __init__(self):
        self.number = self.failed = 0

    def check(self, good, name, detail=""):
        self.number += 1
        self.failed += not good
        print(f"{'ok' if good else 'not ok'} {self.number} - {name}", flush=True)
        if not good and detail:
            print("\n".join("# " + line for line in str(detail).split("\n")))
        return good

    def report(self):
        print(f"1..{self.number}")
        sys.exit(1 if self.failed else 0)


def run(*words, stdin="", passphrase=None):
    """Returns the finished process; the passphrase goes through a pipe of its own."""
    words = [PROGRAM, *words]
    descriptors = ()
    if passphrase is not None:
        reading, writing = os.pipe()
        os.write(writing, passphrase.encode() + b"\n")
        os.close(writing)
        words += ["--passphrase-fd", str(reading)]
        descriptors = (reading,)
    try:
        return subprocess.run(words, input=stdin, capture_output=True, text=True, check=False,
                              pass_fds=descriptors, timeout=300)
    finally:
        for descriptor in descriptors:
            os.close(descriptor)


def answer_json(*words, stdin="", passphrase=None):
    """Returns what the command printed, parsed; fails loudly when it did not succeed."""
    done = run(*words, stdin=stdin, passphrase=passphrase)
    if done.returncode != 0:
        raise AssertionError(f"{words}: exit {done.returncode}: {done.stderr}")
    return json.loads(done.stdout)

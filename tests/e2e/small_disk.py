# SPDX-License-Identifier: GPL-3.0-or-later
"""A window whose disk can be filled, and freed again."""
import os
import subprocess

from wayfinder_ui import Node, Window, wait_for

SMALL_DISK = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../support/with-small-disk")


class SmallDisk(Window):
    """A window whose data folder is a small disk of its own."""

    def __init__(self, program, folder, *options):
        os.makedirs(folder)
        self.process = subprocess.Popen(["/usr/bin/python3", SMALL_DISK, folder, "32", *options, "--",
                                         program, "--data-dir", folder], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        if self.process.stdout.readline().strip() != "ready":
            raise PermissionError(self.process.wait())
        Node.__init__(self, wait_for(self.look_up, "the program on the accessibility bus"))
        self.find("frame")

    def tell(self, word):
        self.process.stdin.write(word + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()

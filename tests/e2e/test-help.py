#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What somebody meets who has only the programs: every command explains itself and each of its
options; versions are said; what is no command, and a file given to the window, is refused in words."""
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from ctl import BUILD, Tap, run  # noqa: E402

WINDOW = os.path.join(BUILD, "src/app/wayfinder")
OPTION = re.compile(r"^  (?:-., )?--([a-z-]+)(?:=\S+)? *(.*)$", re.MULTILINE)
USAGE = re.compile(r"^  ([a-z]+(?: [a-z]+){0,2}?)(?= [A-Z\[-]| ?$)", re.MULTILINE)


def main():
    tap = Tap()
    whole = run("--help")
    commands = USAGE.findall(whole.stdout)
    tap.check(whole.returncode == 0 and len(commands) > 25, "the commands are listed", commands)
    for command in commands:
        done = run(*command.split(), "--help")
        options = [option for option in OPTION.findall(done.stdout) if option[0] != "help"]
        bare = [name for name, words in options if len(words.split()) < 3]
        told = whole.stdout.split(f"\n  {command} ")[1].split("\n")[0]
        missing = [name for name in re.findall(r"--([a-z-]+)", told)
                   if name not in dict(options) and name != "data-dir"]
        tap.check(done.returncode == 0 and f"wayfinderctl {command}" in done.stdout
                  and not bare and not missing, f"{command} explains itself",
                  f"{done.stdout}{done.stderr}no words: {bare}, not there: {missing}")
    version = re.compile(r"^wayfinderctl \d+\.\d+")
    tap.check(version.match(run("--version").stdout), "which version it is")
    tap.check(run("no", "such").returncode == 2, "no such command: wrong use")
    done = subprocess.run([WINDOW, "letter.pdf"], capture_output=True, text=True, check=False,
                          timeout=60)
    tap.check(done.returncode == 2 and "opens no files" in done.stderr
              and "CRITICAL" not in done.stderr, "the window opens no files, and says so", done)
    tap.report()


main()

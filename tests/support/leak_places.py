# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a leak could lie, and the planted words. Use with leak_scan."""
import os
import stat

HERE = os.path.dirname(os.path.abspath(__file__))
WORDS_FILE = os.path.join(HERE, "../fixtures/words/planted.txt")
# Temporary files, shared memory, the print spool, users' runtime folders.
SHARED_PLACES = ["/tmp", "/var/tmp", "/dev/shm", "/var/spool", "/run/user"]


def read_words():
    with open(WORDS_FILE, encoding="utf-8") as file:
        return [line.strip() for line in file if line.strip() and not line.startswith("#")]


def scan_shared(scanner, since, leave_out=()):
    """Looks through what was written in the shared places since a time. Other programs' files
    are read too: a word of ours may have reached them. leave_out: folders with the list itself."""
    leave_out = [os.path.realpath(folder) for folder in leave_out]
    hits = []
    for place in SHARED_PLACES:
        for folder, folders, names in os.walk(place):
            folders[:] = [name for name in folders
                          if os.path.realpath(os.path.join(folder, name)) not in leave_out]
            for name in names:
                path = os.path.join(folder, name)
                try:
                    status = os.lstat(path)
                    if not stat.S_ISREG(status.st_mode) or status.st_ctime < since:
                        continue
                    with open(path, "rb") as file:
                        found = scanner.scan_bytes(file.read())
                except OSError:
                    continue
                found |= scanner.scan_bytes(os.fsencode(path))
                if found:
                    hits.append((path, sorted(found)))
    return hits


def scan_open_files(scanner, pid):
    """Looks into the ordinary files a process holds open, also those whose name is gone."""
    hits = []
    try:
        numbers = os.listdir(f"/proc/{pid}/fd")
    except OSError:
        return hits
    for number in numbers:
        path = f"/proc/{pid}/fd/{number}"
        try:
            if not stat.S_ISREG(os.stat(path).st_mode):
                continue
            target = os.readlink(path)
            with open(path, "rb") as file:
                found = scanner.scan_bytes(file.read())
        except OSError:
            continue
        if found:
            hits.append((target, sorted(found)))
    return hits

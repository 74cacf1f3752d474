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


def scan_shared(scanner, since, leave_out=(), known=None):
    """Looks through what was written in the shared places since a time. Other programs' files
    are read too: a word of ours may have reached them. leave_out: folders with the list itself.
    known: a set of what was found clean, filled here; it is not read again while it is as it was."""
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
                    mark = (path, status.st_ino, status.st_ctime_ns, status.st_size)
                    if not stat.S_ISREG(status.st_mode) or status.st_ctime < since or \
                            (known is not None and mark in known):
                        continue
                    with open(path, "rb") as file:
                        found = scanner.scan_bytes(file.read())
                except OSError:
                    continue
                found |= scanner.scan_bytes(os.fsencode(path))
                if found:
                    hits.append((path, sorted(found)))
                elif known is not None:
                    known.add(mark)
    return hits


def scan_open_files(scanner, pid, leave_out=()):
    """Looks into the ordinary files a process holds open, also those whose name is gone.
    leave_out: folders that were searched already; what was deleted there is read all the same."""
    leave_out = tuple(os.path.realpath(folder) + os.sep for folder in leave_out)
    hits = []
    try:
        numbers = os.listdir(f"/proc/{pid}/fd")
    except OSError:
        return hits
    for number in numbers:
        path = f"/proc/{pid}/fd/{number}"
        try:
            target = os.readlink(path)
            if not stat.S_ISREG(os.stat(path).st_mode) or \
                    (target.startswith(leave_out) and os.path.exists(target)):
                continue
            with open(path, "rb") as file:
                found = scanner.scan_bytes(file.read())
        except OSError:
            continue
        if found:
            hits.append((target, sorted(found)))
    return hits

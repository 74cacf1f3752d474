#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every lint passes on the tree and catches its planted violations."""
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.environ.get("WF_SOURCE_ROOT", os.path.join(HERE, "../.."))
SPDX = "/* SPDX-License-Identifier: GPL-3.0-or-later */\n"

# (lint, file, text, what the lint must say)
PLANTED = [
    ("lint-includes", "src/base/wf-x.c", '#include "wf-vault-planted.h"', "may not include store/"),
    ("lint-includes", "src/clients/wf-x.c", '#include "wf-measure-planted.h"', "may not include measure/"),
    ("lint-includes", "src/ui/wf-x.c", '#include "wf-measure-planted.h"', "may not include measure/"),
    ("lint-includes", "src/ui/wf-x.c", '#include "../store/wf-vault-planted.h"', "relative include"),
    ("lint-includes", "src/store/wf-a.h", '#include "wf-b.h"', "cycle: wf-a.h -> wf-b.h -> wf-a.h"),
    ("lint-includes", "src/clients/wf-x.c", "#include <sqlite3.h>", "sqlite3.h outside store/"),
    ("lint-includes", "src/store/wf-x.c", "#include <sodium.h>", "sodium.h outside crypto/"),
    ("lint-includes", "src/plan/wf-x.c", "#include <gtk/gtk.h>", "GTK outside ui/ and app/"),
    ("lint-includes", "src/clients/wf-x.c", "#include <libsoup/soup.h>", "libsoup outside"),
    ("lint-includes", "src/workshop/wf-x.c", '#include "wf-vault-planted.h"', "knows no vault"),
    ("lint-includes", "src/ui/wf-projector-window.c", '#include "wf-vault-planted.h"',
     "the wall reaches store/"),
    ("lint-includes", "src/plan/wf-x.c", '#include "nowhere.h"', "no header nowhere.h"),
    ("lint-includes", "src/attic/wf-x.c", "", "folder attic is not in the table"),
    ("lint-sizes", "src/base/wf-x.c", "\n" * 801, "lines (at most 800)"),
    ("lint-sizes", "src/base/wf-x.c",
     "static void\nlong_one (void)\n{\n" + "\n" * 80 + "}\n", "long_one has 82 lines"),
    ("lint-sizes", "src/base/wf-x.h", "void wf_x_do (int number);\n", "not documented"),
    ("lint-privacy", "src/ui/wf-x.c", "GtkWidget *row = gtk_entry_new ();", "input methods may learn"),
    ("lint-privacy", "src/ui/wf-x.c", "chooser = gtk_file_chooser_native_new (", "asks for a file"),
    ("lint-privacy", "resources/ui/wf-x.ui",
     '<interface><object class="GtkEntry" id="name_entry"/></interface>', "name_entry may be learnt"),
    ("lint-privacy", "resources/ui/wf-x.ui",
     '<interface><object class="GtkSearchEntry" id="sought"/></interface>', "sought may be learnt"),
]


def plant(name, text):
    """A small tree with the real table, two innocent headers and one planted file."""
    tree = tempfile.mkdtemp()
    files = {"src/store/wf-vault-planted.h": "", "src/measure/wf-measure-planted.h": "",
             "src/store/wf-b.h": '#include "wf-a.h"' if "wf-a.h" in name else ""}
    files[name] = text
    os.mkdir(os.path.join(tree, "docs"))
    shutil.copy(os.path.join(ROOT, "docs/ARCHITECTURE.md"), os.path.join(tree, "docs"))
    for path, body in files.items():
        os.makedirs(os.path.dirname(os.path.join(tree, path)), exist_ok=True)
        with open(os.path.join(tree, path), "w", encoding="utf-8") as out:
            out.write(("" if path.endswith(".ui") else SPDX) + body + "\n")
    return tree


def run(lint, root):
    return subprocess.run(["/usr/bin/python3", os.path.join(HERE, lint), root],
                          capture_output=True, text=True, check=False)


def main():
    number, failed = 0, 0

    def report(good, name, detail):
        nonlocal number, failed
        number += 1
        failed += not good
        print(f"{'ok' if good else 'not ok'} {number} - {name}")
        if not good:
            print("\n".join("# " + line for line in detail.split("\n")))

    for lint in ("lint-includes", "lint-sizes", "lint-privacy"):
        done = run(lint, ROOT)
        report(done.returncode == 0, f"{lint} on the tree", done.stdout + done.stderr)
    for lint, path, text, expected in PLANTED:
        tree = plant(path, text)
        done = run(lint, tree)
        report(done.returncode == 1 and expected in done.stdout,
               f"{lint} catches: {expected}", done.stdout + done.stderr)
        shutil.rmtree(tree)
    print(f"1..{number}")
    sys.exit(1 if failed else 0)


main()

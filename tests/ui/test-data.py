#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desktop reads of Wayfinder is valid, and every translatable file is listed."""
import os
import re
import subprocess
import tempfile
import xml.etree.ElementTree as ET

ROOT = os.environ["WF_SOURCE_ROOT"]
BUILD = os.environ["WF_BUILD_ROOT"]
APP_ID = "org.digitalnavigators.Wayfinder"


def run(*argv):
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    return None if done.returncode == 0 else (done.stdout + done.stderr).strip()


def check_desktop():
    return run("desktop-file-validate", f"{BUILD}/data/{APP_ID}.desktop")


def check_metainfo():
    return run("appstreamcli", "validate", "--no-net", f"{BUILD}/data/{APP_ID}.metainfo.xml")


def check_schema():
    with tempfile.TemporaryDirectory() as out:
        wrong = run("glib-compile-schemas", "--strict", "--targetdir", out, f"{ROOT}/data/schemas")
    if wrong:
        return wrong
    keys = {key.get("name") for key in ET.parse(f"{ROOT}/data/schemas/{APP_ID}.gschema.xml").iter("key")}
    known = {"window-width", "window-height", "window-maximized", "colour-scheme", "client-text-scale"}
    return f"more than window and display: {keys - known}" if keys - known else None


def check_icons():
    for path, size in (("scalable", 128), ("symbolic", 16)):
        name = APP_ID + ("-symbolic" if path == "symbolic" else "")
        svg = ET.parse(f"{ROOT}/data/icons/hicolor/{path}/apps/{name}.svg").getroot()
        if svg.get("viewBox") != f"0 0 {size} {size}":
            return f"{path} icon is not {size} by {size}"
        if path == "symbolic" and not all(e.tag.endswith(("path", "rect", "circle")) for e in svg):
            return "a symbolic icon is coloured only where it is path, rect or circle"
    return None


def files_with_words():
    for folder in ("src/ui", "src/app", "resources/ui"):
        for where, _, names in os.walk(os.path.join(ROOT, folder)):
            for name in names:
                path = os.path.join(where, name)
                with open(path, encoding="utf-8") as text:
                    words = text.read()
                if name.endswith(".c") and re.search(r"\b(N?C?_|ngettext|g_dngettext) \(\s*\"", words):
                    yield os.path.relpath(path, ROOT)
                if name.endswith(".ui") and 'translatable="yes"' in words:
                    yield os.path.relpath(path, ROOT)


def check_potfiles():
    with open(f"{ROOT}/po/POTFILES", encoding="utf-8") as text:
        listed = {line.strip() for line in text if line.strip() and not line.startswith("#")}
    found = set(files_with_words())
    missing = sorted(found - listed)
    gone = sorted(path for path in listed if not os.path.exists(os.path.join(ROOT, path)))
    if missing or gone:
        return f"po/POTFILES misses {missing}, has {gone} which are not there"
    return None


def check_error_words():
    """Every error code the layers below can return is named in the one table of words."""
    with open(f"{ROOT}/src/ui/shell/wf-error-text.c", encoding="utf-8") as text:
        table = text.read()
    codes = set()
    for where, _, names in os.walk(f"{ROOT}/src"):
        for name in (name for name in names if name.endswith(".h")):
            with open(os.path.join(where, name), encoding="utf-8") as text:
                for body in re.findall(r"typedef enum \{([^}]*)\} Wf\w+Error;", text.read()):
                    codes.update(re.findall(r"\bWF_\w+", body))
    missing = sorted(code for code in codes if not re.search(rf"\b{code}\b", table))
    return f"no words for {missing}" if missing or len(codes) < 40 else None


def check_resources():
    with open(f"{ROOT}/resources/wayfinder.gresource.xml", encoding="utf-8") as text:
        listed = set(re.findall(r">(ui/[^<]+)<", text.read()))
    found = {os.path.relpath(os.path.join(where, name), f"{ROOT}/resources")
             for where, _, names in os.walk(f"{ROOT}/resources/ui") for name in names}
    return f"gresource and folder differ: {sorted(listed ^ found)}" if listed ^ found else None


def main():
    checks = [check_desktop, check_metainfo, check_schema, check_icons, check_potfiles, check_resources,
              check_error_words]
    print(f"1..{len(checks)}")
    for number, check in enumerate(checks, 1):
        wrong = check()
        print(f"{'not ok' if wrong else 'ok'} {number} {check.__name__}")
        for line in (wrong or "").splitlines():
            print("#", line)


main()

# SPDX-License-Identifier: GPL-3.0-or-later
"""Searches files for words that must not be there, however they were written.

Forms: as UTF-8 and UTF-16 (both orders), escaped as in JSON, percent-encoded, base64 at
each of its three alignments (plain and URL-safe), hexadecimal, in either Unicode
normalisation; and each of these again inside every deflate stream a file holds (zlib, gzip,
raw after a zip or PNG header), one level deep.
"""
import base64
import json
import os
import re
import stat
import unicodedata
import urllib.parse
import zlib

INFLATE_MAX = 32 * 1024 * 1024
ZLIB_START = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08|PK\x03\x04")


def base64_forms(data):
    """What of data's base64 does not depend on the bytes around it, for three alignments."""
    for shift in range(3):
        text = base64.b64encode(b"\0" * shift + data)
        first = {0: 0, 1: 2, 2: 3}[shift]
        last = len(text) - {0: 0, 1: 3, 2: 2}[(shift + len(data)) % 3]
        inner = text[first:last]
        if len(inner) >= 6:
            yield inner
            yield inner.replace(b"+", b"-").replace(b"/", b"_")


def forms(word):
    """All byte strings that would give word away."""
    found = set()
    for text in {unicodedata.normalize(form, word) for form in ("NFC", "NFD")} | {word}:
        utf8 = text.encode()
        escaped = json.dumps(text)[1:-1]
        found |= {utf8, text.encode("utf-16-le"), text.encode("utf-16-be"), escaped.encode(),
                  escaped.upper().replace("\\U", "\\u").encode(),
                  urllib.parse.quote(text).encode(), utf8.hex().encode(),
                  utf8.hex().upper().encode()}
        for encoded in (utf8, text.encode("utf-16-le"), escaped.encode()):
            found |= set(base64_forms(encoded))
    return {form for form in found if len(form) >= 4}


class Scanner:
    """Looks for a fixed list of words; make one and use it for many files."""

    def __init__(self, words):
        self.words = {}
        for word in words:
            for form in forms(word):
                self.words[form] = word

    def find(self, data):
        """One form after the other: ten times quicker than one pattern of all of them."""
        return {word for form, word in self.words.items() if form in data}

    def scan_bytes(self, data):
        """Returns the set of words found in data or in a stream inside it."""
        found = self.find(data)
        for match in ZLIB_START.finditer(data):
            inner = self.inflate(data, match)
            if inner:
                found |= self.find(inner)
        return found

    @staticmethod
    def inflate(data, match):
        start = match.start()
        if match.group().startswith(b"PK"):
            if len(data) < start + 30:
                return b""
            name, extra = (int.from_bytes(data[start + at:start + at + 2], "little")
                           for at in (26, 28))
            start, bits = start + 30 + name + extra, -15
        else:
            bits = 47
        try:
            return zlib.decompressobj(bits).decompress(data[start:], INFLATE_MAX)
        except zlib.error:
            return b""

    def scan_tree(self, roots, exempt=()):
        """Returns [(path, sorted words)] for every regular file below roots that gives a
        word away, in its bytes or in its name. exempt: paths a person saved on purpose."""
        hits = []
        exempt = {os.path.realpath(path) for path in exempt}
        for root in roots:
            for folder, _folders, names in os.walk(root):
                for name in names:
                    path = os.path.join(folder, name)
                    if os.path.realpath(path) in exempt:
                        continue
                    found = self.scan_bytes(path.encode("utf-8", "surrogateescape"))
                    try:
                        if stat.S_ISREG(os.lstat(path).st_mode):
                            with open(path, "rb") as file:
                                found |= self.scan_bytes(file.read())
                    except OSError:
                        pass
                    if found:
                        hits.append((path, sorted(found)))
        return hits

    def scan_process(self, pid):
        """Returns the words in a process's arguments and environment."""
        found = set()
        for name in ("cmdline", "environ", "comm"):
            try:
                with open(f"/proc/{pid}/{name}", "rb") as file:
                    found |= self.scan_bytes(file.read())
            except OSError:
                pass
        return found


def plant_controls(folder, word):
    """Writes word into folder in each form a leak could take; returns the paths. A scanner
    that misses one of them proves nothing."""
    data = ("before " + word + " after").encode()
    escaped = json.dumps({"t": word}).encode()
    compressor = zlib.compressobj(wbits=31)
    contents = {
        "raw.txt": data, "utf16.bin": word.encode("utf-16-le"), "escaped.json": escaped,
        "plain.b64": base64.b64encode(data), "shift1.b64": base64.b64encode(b"x" + data),
        "shift2.b64": base64.b64encode(b"xy" + data), "url.txt": urllib.parse.quote(word).encode(),
        "hex.txt": data.hex().encode(), "stream.zlib": b"junk" + zlib.compress(data) + b"junk",
        "stream.gz": compressor.compress(data) + compressor.flush(),
        "nfd.txt": unicodedata.normalize("NFD", word).encode()}
    paths = []
    for name, content in contents.items():
        paths.append(os.path.join(folder, name))
        with open(paths[-1], "wb") as file:
            file.write(content)
    return paths

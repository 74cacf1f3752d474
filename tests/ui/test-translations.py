#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each language of po/LINGUAS says everything the interface says, with the same placeholders.

The texts are extracted anew, as `meson compile wayfinder-pot` would, and each language is
held against them. The checks are first held against a language planted to be incomplete.
"""
import ast
import os
import re
import subprocess
import tempfile

ROOT = os.environ["WF_SOURCE_ROOT"]
PO = f"{ROOT}/po"
KEYWORDS = ("_", "N_", "C_:1c,2", "NC_:1c,2", "g_dcgettext:2", "g_dngettext:2,3",
            "g_dpgettext2:2c,3", "ngettext:1,2")
FIELD = re.compile(r'(msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d\]) (".*")$')


def run(*argv):
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise ValueError(done.stderr.strip() or f"{argv[0]} gave {done.returncode}")
    return done.stdout


def words(name):
    with open(name, encoding="utf-8") as text:
        return [line.strip() for line in text if line.strip() and not line.startswith("#")]


def entries(text):
    """The entries of a catalogue written by msgcat --no-wrap: flags and fields of each."""
    found = []
    for block in text.split("\n\n"):
        entry, field = {"flags": ""}, None
        for line in block.splitlines():
            start = FIELD.match(line)
            if line.startswith("#,"):
                entry["flags"] += line[2:]
            elif start:
                field = start[1]
                entry[field] = ast.literal_eval(start[2])
            elif line.startswith('"'):
                entry[field] += ast.literal_eval(line)
        if entry.get("msgid"):
            found.append(entry)
    return found


def extract(folder):
    pot = f"{folder}/wayfinder.pot"
    run("xgettext", "--from-code=UTF-8", f"--directory={ROOT}", f"--files-from={PO}/POTFILES",
        "--add-comments", *[f"--keyword={word}" for word in KEYWORDS], f"--output={pot}")
    return pot


def holes(text):
    """What a text leaves open: {name} each, and how many printf directives."""
    named = set(re.findall(r"\{[\w-]+\}", text))
    return named, len(re.findall(r"%(?:\d+\$)?[sud]", text))


def differs(entry):
    """Whether a translation has other placeholders; a plural form may leave its number out."""
    names, count = holes(entry.get("msgid_plural", entry["msgid"]))
    for field, text in entry.items():
        if field.startswith("msgstr") and text:
            mine, number = holes(text)
            fewer = number == count - 1 and "[" in field
            if mine != names or (number != count and not fewer):
                return True
    return False


def read(po, pot, folder):
    """A language brought up to the extracted texts, without guesses."""
    merged = f"{folder}/merged.po"
    run("msgmerge", "--quiet", "--no-fuzzy-matching", f"--output-file={merged}", po, pot)
    return entries(run("msgattrib", "--no-wrap", "--no-obsolete", merged))


def untranslated(found):
    return [entry["msgid"] for entry in found
            if not all(text for field, text in entry.items() if field.startswith("msgstr"))]


def unsure(found):
    return [entry["msgid"] for entry in found if "fuzzy" in entry["flags"]]


def mismatched(found):
    return [entry["msgid"] for entry in found if differs(entry)]


def check_planted(folder):
    """The checks see what is missing, unsure and mismatched in a language made for them."""
    with open(f"{folder}/planted.pot", "w", encoding="utf-8") as pot:
        pot.write('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n')
        for text in ("whole", "missing", "unsure", "two %s %s", "a {name}"):
            pot.write(f'\nmsgid "{text}"\nmsgstr ""\n')
    with open(f"{folder}/planted.po", "w", encoding="utf-8") as po:
        po.write('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
                 '\nmsgid "whole"\nmsgstr "entier"\n'
                 '\n#, fuzzy\nmsgid "unsure"\nmsgstr "incertain"\n'
                 '\nmsgid "two %s %s"\nmsgstr "deux %s"\n'
                 '\nmsgid "a {name}"\nmsgstr "un {nom}"\n')
    found = read(f"{folder}/planted.po", f"{folder}/planted.pot", folder)
    seen = untranslated(found), unsure(found), sorted(mismatched(found))
    return [] if seen == (["missing"], ["unsure"], ["a {name}", "two %s %s"]) else [f"saw {seen}"]


def check_language(language, pot, folder):
    po = f"{PO}/{language}.po"
    run("msgfmt", "--check", "--output-file=/dev/null", po)
    found = read(po, pot, folder)
    return [f"{fault}: {text!r}" for fault, texts in (("not translated", untranslated(found)),
                                                      ("fuzzy", unsure(found)),
                                                      ("other placeholders", mismatched(found)))
            for text in texts]


def main():
    languages = [name for line in words(f"{PO}/LINGUAS") for name in line.split()]
    print(f"1..{len(languages) + 1}")
    with tempfile.TemporaryDirectory() as folder:
        pot = extract(folder)
        for number, language in enumerate([None, *languages], 1):
            try:
                wrong = check_language(language, pot, folder) if language else check_planted(folder)
            except ValueError as error:
                wrong = str(error).splitlines()
            print(f"{'not ok' if wrong else 'ok'} {number} {language or 'the checks themselves'}")
            for line in wrong:
                print("#", line)


main()

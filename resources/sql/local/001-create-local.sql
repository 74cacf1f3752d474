-- SPDX-License-Identifier: GPL-3.0-or-later
-- What this agency itself says about the catalogue. Not a cache: it is backed up, and survives every
-- import and synchronisation. Never about a person.

-- Where entries come from.
CREATE TABLE source (
  id TEXT PRIMARY KEY,
  -- starter, own, file, sheet, feed, api
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  url TEXT NOT NULL,
  colour TEXT NOT NULL,
  priority INTEGER NOT NULL,
  is_on INTEGER NOT NULL,
  -- Keys, sequence and what else is trusted: JSON of whoever synchronises.
  trust TEXT NOT NULL,
  -- Microseconds since 1970; 0: never.
  tried_us INTEGER NOT NULL,
  succeeded_us INTEGER NOT NULL,
  -- The code of the last try; empty: it went well.
  trouble TEXT NOT NULL
) STRICT;

-- What is laid over an entry, whatever source it is from.
CREATE TABLE overlay (
  id TEXT PRIMARY KEY,
  is_pinned INTEGER NOT NULL,
  is_hidden INTEGER NOT NULL,
  note TEXT NOT NULL,
  -- The day somebody here last checked: 2026-11-21, or empty.
  checked TEXT NOT NULL,
  -- {field: what it should say}, and {field: what it said when it was corrected}.
  fields TEXT NOT NULL,
  base TEXT NOT NULL,
  changed_us INTEGER NOT NULL
) STRICT;

-- Entries of our own, in the shape of the starter's.
CREATE TABLE own_entry (
  id TEXT PRIMARY KEY,
  json TEXT NOT NULL,
  changed_us INTEGER NOT NULL
) STRICT;

-- This entry is the same as that one: only that one is shown.
CREATE TABLE merged (
  id TEXT PRIMARY KEY,
  into_id TEXT NOT NULL,
  changed_us INTEGER NOT NULL
) STRICT;

-- How a spreadsheet's columns were read the last time, by the digest of its headings.
CREATE TABLE mapping (
  headings TEXT PRIMARY KEY,
  json TEXT NOT NULL,
  used_us INTEGER NOT NULL
) STRICT;

-- Raised by every change of what is laid over the entries.
CREATE TABLE counter (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  value INTEGER NOT NULL
) STRICT;
INSERT INTO counter (only, value) VALUES (1, 1);

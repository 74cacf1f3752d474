-- SPDX-License-Identifier: GPL-3.0-or-later
-- Several sources at once: what each gave, word for word, and from it the entries that are shown.
-- Before this there was the starter alone, which is read again.

DROP TABLE brief;
DROP TABLE detail;
DROP TABLE words;
DROP TABLE body;
DROP TABLE entry;
DROP TABLE origin;

CREATE TABLE source (
  num INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  -- Where two sources have the same entry, the smaller one's is shown.
  priority INTEGER NOT NULL,
  -- What whoever fills it wants to know next time, in their own words.
  state TEXT NOT NULL,
  updated_us INTEGER NOT NULL,
  -- How many services are not gone, and the sum of their digests (32 bytes, big-endian).
  count INTEGER NOT NULL,
  sum BLOB NOT NULL
) STRICT;

-- What a source gave: nothing is lost between in and out.
CREATE TABLE record (
  num INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (num),
  -- 'entry' (a starter's), 'service', or another object of HSDS that no service holds.
  type TEXT NOT NULL,
  id TEXT NOT NULL,
  rev INTEGER NOT NULL,
  -- NULL, or why it is no more: closed, duplicate, moved, withdrawn, absent.
  gone TEXT,
  into_id TEXT,
  digest BLOB,
  json TEXT NOT NULL,
  UNIQUE (id, type, source)
) STRICT;

-- What is shown. Ranks tell the order: smaller is better.
CREATE TABLE entry (
  rank INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  source INTEGER NOT NULL REFERENCES source (num),
  kind TEXT NOT NULL,
  is_closed INTEGER NOT NULL,
  month_price REAL,
  names TEXT NOT NULL
) STRICT;
CREATE INDEX entry_source ON entry (source);

CREATE TABLE body (
  rank INTEGER PRIMARY KEY,
  json TEXT NOT NULL
) STRICT;

CREATE TABLE words (
  rank INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  alt TEXT NOT NULL,
  org TEXT NOT NULL,
  keywords TEXT NOT NULL,
  place TEXT NOT NULL,
  facet TEXT NOT NULL,
  everything TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE brief USING fts5 (
  name, alt, org, keywords, place, facet,
  content = 'words', content_rowid = 'rank',
  detail = column, prefix = '1 2 3 4 5', tokenize = 'wf'
);

CREATE VIRTUAL TABLE detail USING fts5 (
  everything, facet,
  content = 'words', content_rowid = 'rank',
  detail = column, tokenize = 'wf'
);

-- What the rows were made with, and the country most of the starter is about.
CREATE TABLE origin (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  fingerprint TEXT NOT NULL,
  home TEXT NOT NULL,
  -- The overlay that was laid over them: local.db's counter.
  overlay INTEGER NOT NULL
) STRICT;

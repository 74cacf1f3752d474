-- SPDX-License-Identifier: GPL-3.0-or-later
-- The cache of what there is. rank is the list's own order: band + 1000 × place + gap, smaller is
-- better, so that reading in rowid order is reading the best first. Bands keep apart what is shown
-- only when asked: open, closed, and the kinds behind a key.

-- Narrow, because a keystroke reads hundreds of these.
CREATE TABLE entry (
  rank INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  is_closed INTEGER NOT NULL,
  month_price REAL,
  names TEXT NOT NULL
) STRICT;

-- The entry as it came.
CREATE TABLE body (
  rank INTEGER PRIMARY KEY REFERENCES entry (rank),
  json TEXT NOT NULL
) STRICT;

-- What the two indexes are made from.
CREATE TABLE words (
  rank INTEGER PRIMARY KEY REFERENCES entry (rank),
  name TEXT NOT NULL,
  alt TEXT NOT NULL,
  org TEXT NOT NULL,
  keywords TEXT NOT NULL,
  place TEXT NOT NULL,
  facet TEXT NOT NULL,
  everything TEXT NOT NULL
) STRICT;

-- Found as one types.
CREATE VIRTUAL TABLE brief USING fts5 (
  name, alt, org, keywords, place, facet,
  content = 'words', content_rowid = 'rank',
  detail = column, prefix = '1 2 3 4 5', tokenize = 'wf'
);

-- Asked when brief finds little.
CREATE VIRTUAL TABLE detail USING fts5 (
  everything, facet,
  content = 'words', content_rowid = 'rank',
  detail = column, tokenize = 'wf'
);

-- What the rows were made from.
CREATE TABLE origin (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  fingerprint TEXT NOT NULL
) STRICT;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- The cache of what there is. rank is the list's own order: 1000 × place + gap, smaller is better,
-- so that reading in rowid order is reading the best first.
CREATE TABLE resource (
  rank INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  month_price REAL,
  name TEXT NOT NULL,
  alt TEXT NOT NULL,
  org TEXT NOT NULL,
  keywords TEXT NOT NULL,
  place TEXT NOT NULL,
  facet TEXT NOT NULL,
  everything TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;

-- Found as one types.
CREATE VIRTUAL TABLE brief USING fts5 (
  name, alt, org, keywords, place, facet,
  content = 'resource', content_rowid = 'rank',
  detail = column, prefix = '1 2 3 4 5', tokenize = 'wf'
);

-- Asked when brief finds little.
CREATE VIRTUAL TABLE detail USING fts5 (
  everything, facet,
  content = 'resource', content_rowid = 'rank',
  detail = column, tokenize = 'wf'
);

-- What the rows were made from.
CREATE TABLE origin (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  fingerprint TEXT NOT NULL
) STRICT;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- Workshops that ran or run: numbers, and ideas the room wrote. No names. While a workshop runs each
-- phone is a number with a random token; when it ends phones and answers are deleted and counts stay.

CREATE TABLE session (
  id INTEGER PRIMARY KEY,
  deck TEXT NOT NULL,
  version INTEGER NOT NULL,
  -- What phones join with; empty once it ended.
  code TEXT NOT NULL,
  -- Where phones found it, so that a program started again is found there too; 0: not yet.
  port INTEGER NOT NULL,
  -- Microseconds since 1970; ended_us 0: it runs, or was interrupted.
  begun_us INTEGER NOT NULL,
  ended_us INTEGER NOT NULL,
  -- Known once it ended.
  joined INTEGER NOT NULL,
  heads INTEGER NOT NULL,
  attendance INTEGER NOT NULL
) STRICT;

CREATE TABLE phone (
  session INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  token TEXT NOT NULL,
  PRIMARY KEY (session, number)
) STRICT, WITHOUT ROWID;

-- What the presenter did, as the lines of docs/formats/workshop.md.
CREATE TABLE action (
  session INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  line TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  is_undone INTEGER NOT NULL,
  PRIMARY KEY (session, seq)
) STRICT, WITHOUT ROWID;

-- The last answer of each phone. No times: who was quick is nobody's business.
CREATE TABLE vote (
  session INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
  slide TEXT NOT NULL,
  round INTEGER NOT NULL,
  phone INTEGER NOT NULL,
  -- Ids apart by blanks; empty: taken back.
  choices TEXT NOT NULL,
  PRIMARY KEY (session, slide, round, phone)
) STRICT, WITHOUT ROWID;

CREATE TABLE idea (
  session INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  slide TEXT NOT NULL,
  round INTEGER NOT NULL,
  phone INTEGER NOT NULL,
  nonce TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (session, number)
) STRICT, WITHOUT ROWID;

-- What stays of a workshop that ended.
CREATE TABLE result (
  session INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
  slide TEXT NOT NULL,
  choice TEXT NOT NULL,
  -- What an idea said; empty: the deck has the words.
  text TEXT NOT NULL,
  phones INTEGER NOT NULL,
  hands INTEGER NOT NULL,
  keys INTEGER NOT NULL,
  PRIMARY KEY (session, slide, choice)
) STRICT, WITHOUT ROWID;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a column shows to someone without a key stands in docs/THREATS.md.

-- Self-checking documents: the vault's identity, key slots, key sets, owners' keys.
CREATE TABLE document (
  id INTEGER PRIMARY KEY,
  type INTEGER NOT NULL,
  key BLOB NOT NULL,
  body BLOB NOT NULL,
  UNIQUE (type, key)
) STRICT;

-- The same again on other pages: one harmed page never takes the only key.
CREATE TABLE spare (
  id INTEGER PRIMARY KEY,
  type INTEGER NOT NULL,
  key BLOB NOT NULL,
  body BLOB NOT NULL,
  UNIQUE (type, key)
) STRICT;

-- The log. event_id is BLAKE2b-256 of body.
CREATE TABLE event (
  seq INTEGER PRIMARY KEY,
  owner_tag BLOB NOT NULL,
  event_id BLOB NOT NULL,
  body BLOB NOT NULL
) STRICT;
CREATE INDEX event_by_owner ON event (owner_tag);

-- Caches, all re-made from the log when they are missing or harmed.
CREATE TABLE head (
  owner_tag BLOB PRIMARY KEY,
  event_ids BLOB NOT NULL
) STRICT;
CREATE TABLE author (
  author_tag BLOB PRIMARY KEY,
  body BLOB NOT NULL
) STRICT;
CREATE TABLE snapshot (
  id INTEGER PRIMARY KEY,
  aspect_tag BLOB NOT NULL,
  owner_tag BLOB NOT NULL,
  body BLOB NOT NULL,
  UNIQUE (aspect_tag, owner_tag)
) STRICT;
CREATE INDEX snapshot_by_owner ON snapshot (owner_tag);

-- Read while locked.
CREATE TABLE due (
  token BLOB PRIMARY KEY,
  day INTEGER NOT NULL
) STRICT;
CREATE TABLE attempt (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  failures INTEGER NOT NULL,
  last_us INTEGER NOT NULL
) STRICT;

-- Work for the next unlock ("rebuild" after a salvage).
CREATE TABLE errand (
  name TEXT PRIMARY KEY
) STRICT;

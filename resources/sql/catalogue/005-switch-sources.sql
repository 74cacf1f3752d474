-- SPDX-License-Identifier: GPL-3.0-or-later
-- A source may be switched off: its records stay, its entries are not shown.
ALTER TABLE source ADD COLUMN is_on INTEGER NOT NULL DEFAULT 1;

-- What the last change of each source was about, for whoever has not seen it yet.
CREATE TABLE recent (
  source INTEGER NOT NULL REFERENCES source (num) ON DELETE CASCADE,
  id TEXT NOT NULL,
  is_new INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  PRIMARY KEY (source, id)
) STRICT, WITHOUT ROWID;

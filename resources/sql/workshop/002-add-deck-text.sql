-- SPDX-License-Identifier: GPL-3.0-or-later
-- A workshop keeps the deck it was begun with: changed meanwhile, its counts still stand under the
-- question that was asked. And how many people answered, which marks on several boxes do not say.

-- The deck's file; empty: begun before this was kept, or never in a file.
ALTER TABLE session ADD COLUMN deck_text TEXT NOT NULL DEFAULT '';

-- Of a workshop that ended: at the least so many people answered the slide.
CREATE TABLE answered (
  session INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
  slide TEXT NOT NULL,
  people INTEGER NOT NULL,
  PRIMARY KEY (session, slide)
) STRICT, WITHOUT ROWID;

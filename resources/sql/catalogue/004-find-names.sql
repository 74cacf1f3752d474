-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who types a whole name finds it, however far down the list it stands; and the sixth to the eighth
-- letter of a word cost no more than the fifth: without an index of that length, every entry of
-- every word that begins so is read before the first one comes.
CREATE INDEX entry_names ON entry (names);

DROP TABLE vocabulary;
DROP TABLE brief;
CREATE VIRTUAL TABLE brief USING fts5 (
  name, alt, org, keywords, place, facet,
  content = 'words', content_rowid = 'rank',
  detail = column, prefix = '1 2 3 4 5 6 7 8', tokenize = 'wf'
);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (brief, 'col');

-- SPDX-License-Identifier: GPL-3.0-or-later
-- What is shown is made again beside what is shown, by the program, which knows these tables' shape:
-- entry, body, brief and detail. Nothing keeps the words of an entry twice any more.
DROP TABLE vocabulary;
DROP TABLE brief;
DROP TABLE detail;
DROP TABLE words;
DROP TABLE body;
DROP TABLE entry;

CREATE VIRTUAL TABLE vocabulary USING fts5vocab (brief, 'col');

-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a filter asks of an entry, and every word the names are made of, for who mistyped one.

-- The first day (Julian, as GLib counts) its word may be from; NULL: unknown.
ALTER TABLE entry ADD COLUMN as_of INTEGER;
-- When it is open, in the source's words; NULL when they do not say clearly.
ALTER TABLE entry ADD COLUMN hours TEXT;

CREATE VIRTUAL TABLE vocabulary USING fts5vocab (brief, 'col');

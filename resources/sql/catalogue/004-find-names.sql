-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who types a whole name finds it, however far down the list it stands.
CREATE INDEX entry_names ON entry (names);

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "wf-database.h"

G_BEGIN_DECLS

/** wf_database_get_handle: Returns: (transfer none): for the files of this folder that speak to
 * SQLite themselves. */
sqlite3 *wf_database_get_handle (WfDatabase *self);

/** wf_database_get_cache: Returns: (transfer none): SQL → list of idle statements, kept by
 * wf-statement.c. */
GHashTable *wf_database_get_cache (WfDatabase *self);

/** wf_database_set_error: sets @error from an SQLite result code. SQLite's own words go to the
 * debug log only. Returns: %FALSE always. */
gboolean wf_database_set_error (WfDatabase *self, int code, GError **error);

G_END_DECLS

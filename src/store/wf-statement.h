/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-database.h"

G_BEGIN_DECLS

/**
 * WfStatement:
 *
 * A prepared statement, kept in its connection's cache. With g_autoptr it goes back to
 * the cache, reset and with its bindings cleared:
 *
 *   g_autoptr (WfStatement) find = wf_statement_prepare (db, FIND_BY_NAME, error);
 *
 *   if (find == NULL)
 *     return FALSE;
 *   wf_statement_bind_text (find, 1, name);
 *   while (wf_statement_step (find, &has_row, error) && has_row)
 *     …
 *
 * The same SQL may be prepared again while it is in use: then it is a second one.
 */
typedef struct _WfStatement WfStatement;

/** wf_statement_prepare: @sql: one statement, a constant of the caller's (no built strings).
 *
 * Returns: (transfer full) (nullable): the statement, or %NULL with #WfStoreError */
WfStatement *wf_statement_prepare (WfDatabase *db, const char *sql, GError **error);

/** wf_statement_release: what g_autoptr calls. */
void wf_statement_release (WfStatement *self);

/** wf_statement_step: Returns: %FALSE with @error; else %TRUE, @out_has_row telling whether
 * there is a row to read. */
gboolean wf_statement_step (WfStatement *self, gboolean *out_has_row, GError **error);

/** wf_statement_run: steps once, expecting no row (INSERT, UPDATE, DELETE), and resets. */
gboolean wf_statement_run (WfStatement *self, GError **error);

/** wf_statement_reset: makes ready to be bound and run again; bindings are cleared. */
void wf_statement_reset (WfStatement *self);

/* Parameters count from 1. Text and blobs are copied. A bind that fails (no such parameter,
 * no memory) makes the next step fail. */

/** wf_statement_bind_int: */
void wf_statement_bind_int (WfStatement *self, int parameter, gint64 value);
/** wf_statement_bind_double: */
void wf_statement_bind_double (WfStatement *self, int parameter, double value);
/** wf_statement_bind_text: @text: (nullable): %NULL binds NULL. */
void wf_statement_bind_text (WfStatement *self, int parameter, const char *text);
/** wf_statement_bind_blob: @bytes: (nullable): %NULL binds NULL. */
void wf_statement_bind_blob (WfStatement *self, int parameter, gconstpointer bytes, gsize size);
/** wf_statement_bind_bytes: @bytes: (nullable): %NULL binds NULL. */
void wf_statement_bind_bytes (WfStatement *self, int parameter, GBytes *bytes);

/* Columns count from 0. */

/** wf_statement_get_int: Returns: 0 for NULL. */
gint64 wf_statement_get_int (WfStatement *self, int column);
/** wf_statement_get_double: Returns: 0 for NULL. */
double wf_statement_get_double (WfStatement *self, int column);
/** wf_statement_is_null: Returns: whether the column is NULL. */
gboolean wf_statement_is_null (WfStatement *self, int column);
/** wf_statement_get_text: Returns: (transfer none) (nullable): valid until the next step. */
const char *wf_statement_get_text (WfStatement *self, int column);
/** wf_statement_dup_text: Returns: (transfer full) (nullable): a copy. */
char *wf_statement_dup_text (WfStatement *self, int column);
/** wf_statement_get_blob: Returns: (transfer none) (nullable): valid until the next step. */
const guint8 *wf_statement_get_blob (WfStatement *self, int column, gsize *out_size);
/** wf_statement_dup_bytes: Returns: (transfer full): a copy, empty for NULL. */
GBytes *wf_statement_dup_bytes (WfStatement *self, int column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfStatement, wf_statement_release)

G_END_DECLS

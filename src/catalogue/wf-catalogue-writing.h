/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-index-build.h"

G_BEGIN_DECLS

/* Private to catalogue/: what the store and its batches share. The store's thread. */

/** The records of which entries are made. */
#define SHOWN "type IN ('entry', 'service')"

/** HIDE_SOURCE: of the sketch, ?1 its number: nobody is told of it any more */
#define HIDE_SOURCE                                                                                \
  "UPDATE temp.source SET id = '" WF_INDEX_HIDDEN "' || num, is_on = 0 WHERE num = ?1"

/** READ_SOURCE: number, count, sum and state of source ?1 */
#define READ_SOURCE "SELECT num, count, sum, state FROM source WHERE id = ?1"

/** wf_catalogue_finish: @inner: (transfer full) (nullable): of the store or this folder. Returns:
 * @ok, or %FALSE with @inner in this folder's words */
gboolean wf_catalogue_finish (gboolean ok, GError **error, GError *inner);

/** wf_catalogue_run: runs @sql, whose first argument is a @source's number */
gboolean wf_catalogue_run (WfDatabase *db, const char *sql, gint64 source, GError **error);

/** wf_catalogue_allow_interrupt: @cancellable: (nullable): ends a query of @db from now on.
 * Returns: for g_cancellable_disconnect() */
gulong wf_catalogue_allow_interrupt (GCancellable *cancellable, WfDatabase *db);

/** wf_catalogue_begin_writing: takes the lock and clears away what somebody left; in the end
 * wf_catalogue_end_writing() */
gboolean wf_catalogue_begin_writing (WfIndex *index, WfLockFile **out_lock, GError **error);
void wf_catalogue_end_writing (WfIndex *index, WfLockFile *lock);

/** wf_catalogue_make_stage: temporary tables "stage" and "touched", and a transaction to fill them
 */
gboolean wf_catalogue_make_stage (WfIndex *index, GError **error);

/** wf_catalogue_drop_stage: ends that transaction, if it runs, and forgets what was staged */
void wf_catalogue_drop_stage (WfIndex *index);

/** wf_catalogue_is_much: whether what is touched is so much that all anew is shorter, or that one
 * transaction could not hold it */
gboolean wf_catalogue_is_much (WfIndex *index, gboolean *out_is, GError **error);

/** wf_catalogue_refresh_touched: shows each anew, in the caller's transaction */
gboolean wf_catalogue_refresh_touched (WfIndex *index, GCancellable *cancellable, GError **error);

G_END_DECLS

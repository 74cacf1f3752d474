/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-catalogue-index.h"
#include "wf-lock-file.h"

G_BEGIN_DECLS

/* Private to catalogue/: all that is shown made again beside what is shown, in pieces that the log
 * can hold, and put in its place in one small transaction. The index's thread, outside of
 * transactions. Errors are the store's or this folder's. */

/** A source whose id begins with it is being made or going away: nobody is told of it. */
#define WF_INDEX_HIDDEN "~"

/** Rows of one transaction while much is written. */
#define WF_INDEX_PIECE 4000

/**
 * wf_index_lock:
 * @out_lock: (out) (nullable): free with wf_lock_file_release(); %NULL in memory, where nobody else
 *   is
 *
 * Only who holds it changes records, sources and what is shown, but for what the agency says. Waits
 * a moment for somebody else.
 *
 * Returns: %FALSE with %WF_STORE_ERROR_BUSY
 */
gboolean wf_index_lock (WfIndex *self, WfLockFile **out_lock, GError **error);

/** wf_index_settle: between two pieces: keeps the log short. */
void wf_index_settle (WfIndex *self);

/** wf_index_sketch_sources: a temporary table "source", which hides the one of that name: what
 * should be in it after wf_index_build() */
gboolean wf_index_sketch_sources (WfIndex *self, GError **error);

/** wf_index_set_sources: what was sketched is so, and the sketch is gone; in a transaction */
gboolean wf_index_set_sources (WfIndex *self, GError **error);

/** wf_index_drop_sketch: forgets what was sketched; none: fine */
void wf_index_drop_sketch (WfIndex *self);

/** WfIndexAlso: what else belongs into the transaction that shows what was built. */
typedef gboolean (*WfIndexAlso) (gpointer user_data, GError **error);

/**
 * wf_index_build:
 * @also: (nullable): called last before it counts
 * @cancellable: (nullable): ends it with %G_IO_ERROR_CANCELLED
 *
 * Makes what is shown from the records and the sketched sources, then shows it. The sketch is gone
 * afterwards. On %FALSE everything is as it was. The lock is held by the caller.
 */
gboolean wf_index_build (
    WfIndex *self, WfIndexAlso also, gpointer user_data, GCancellable *cancellable, GError **error);

/** wf_index_has_left: Returns: whether somebody writes beside, or ended while they did */
gboolean wf_index_has_left (WfIndex *self);

/** wf_index_clear_away: removes what is neither shown nor kept any more, and what an ended process
 * left; the lock is held. A failure leaves it to the next one */
void wf_index_clear_away (WfIndex *self);

G_END_DECLS

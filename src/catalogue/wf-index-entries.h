/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-catalogue-index.h"
#include "wf-import-report.h"

G_BEGIN_DECLS

/* Private to catalogue/: from what sources gave to what is shown. The index's thread, inside a
 * transaction of the caller's. Errors are the store's or this folder's. */

/** wf_index_read_origin: fills @self's home. Returns: %FALSE when there is none */
gboolean wf_index_read_origin (WfIndex *self);

/** wf_index_copy_sources: what local.db says of the sources that are here: order, on or off.
 * Nothing is shown anew */
gboolean wf_index_copy_sources (WfIndex *self, GError **error);

/** wf_index_begin_refresh: before any number of wf_index_refresh() */
gboolean wf_index_begin_refresh (WfIndex *self, GError **error);

/** wf_index_refresh: shows @id anew: of the sources that have it the one of the smallest priority,
 * with what is laid over it; not at all when it is gone, or merged into one that is there. What was
 * merged into @id is shown anew with it: it comes back when @id goes. An id a second time does
 * nothing */
gboolean wf_index_refresh (WfIndex *self, const char *id, GError **error);

/** wf_index_end_refresh: from here on what was refreshed is found as it is now */
gboolean wf_index_end_refresh (WfIndex *self, GError **error);

/** wf_index_has_record: Returns: whether a source that is on has @id, shown or not */
gboolean wf_index_has_record (WfIndex *self, const char *id);

/** wf_index_read_merged: Returns: (transfer full) (nullable): @id as its best source has it, shown
 * or not, with nothing laid over it; %NULL without @error: no source has it */
WfResource *wf_index_read_merged (WfIndex *self, const char *id, GError **error);

/** wf_index_show_in_bulk: as wf_index_refresh(), of an entry not shown before, into the temporary
 * table entry */
gboolean wf_index_show_in_bulk (WfIndex *self, const char *id, GError **error);

/** wf_index_is_pinned: Returns: whether the entry at @rank is pinned */
gboolean wf_index_is_pinned (gint64 rank);

/** wf_index_list_ids: Returns: (transfer full) (nullable) (element-type utf8): the first column of
 * @sql; @after: (nullable): its only argument */
GPtrArray *wf_index_list_ids (WfIndex *self, const char *sql, const char *after, GError **error);

/** wf_index_is_in_step_with_local: Returns: whether wf_index_follow_local() has nothing to do */
gboolean wf_index_is_in_step_with_local (WfIndex *self);

/** wf_index_follow_local: shows anew what local.db says something about, or said; notes its
 * counter. Does nothing when the counter is known */
gboolean wf_index_follow_local (WfIndex *self, GError **error);

/** wf_index_follow_one: as wf_index_follow_local() when only @id changed since counter @before;
 * else as that */
gboolean wf_index_follow_one (WfIndex *self, const char *id, gint64 before, GError **error);

/**
 * wf_index_make_entry:
 * @type: "entry" or "service"
 * @id: what the entry is called in the catalogue
 * @report: (nullable): counts what was repaired
 *
 * Returns: (transfer full) (nullable): the text of the entry of a record, as it is shown but for
 *   what is laid over it and where it is from; %NULL with %WF_CATALOGUE_ERROR_FORMAT when no
 *   #WfResource can be made of it
 */
char *wf_index_make_entry (
    const char *type, const char *id, JsonObject *object, WfImportReport *report, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-catalogue.h"
#include "wf-resource-row.h"

G_BEGIN_DECLS

/**
 * WfResourceSearch:
 *
 * What is looked for in the catalogue, and what was found: a #GListModel of #WfResourceItem.
 * Each change of words or filters starts a new search, which cancels the one before. When it has
 * found, it counts them all, then the kinds.
 *
 * Main thread. Signals: "begins" before what was found by other words or filters than the last
 * takes the place of that; "found" after each search; "counted" when more of it is; "failed"
 * (GError).
 */
#define WF_TYPE_RESOURCE_SEARCH (wf_resource_search_get_type ())
G_DECLARE_FINAL_TYPE (WfResourceSearch, wf_resource_search, WF, RESOURCE_SEARCH, GObject)

/** wf_resource_search_new: Returns: (transfer full): finds nothing until wf_resource_search_run()
 */
WfResourceSearch *wf_resource_search_new (WfServices *services);

/** wf_resource_search_run: looks again; called by the setters too, once they are all set */
void wf_resource_search_run (WfResourceSearch *self);

/** wf_resource_search_set_text: @text: as typed; empty: everything the filters let through */
void wf_resource_search_set_text (WfResourceSearch *self, const char *text);
/** wf_resource_search_get_text: Returns: (transfer none): what is looked for */
const char *wf_resource_search_get_text (WfResourceSearch *self);
/** wf_resource_search_set_kind: @kind: (nullable): one kind, or %NULL for all but safety and
 * practice */
void wf_resource_search_set_kind (WfResourceSearch *self, const char *kind);
/** wf_resource_search_set_kinds: @kinds: (nullable) (array zero-terminated=1): any of these */
void wf_resource_search_set_kinds (WfResourceSearch *self, const char *const *kinds);
/** wf_resource_search_get_kind: Returns: (transfer none) (nullable): the first of those set */
const char *wf_resource_search_get_kind (WfResourceSearch *self);
/** wf_resource_search_set_region: @region: (nullable): ISO 3166; %NULL for anywhere */
void wf_resource_search_set_region (WfResourceSearch *self, const char *region);
/** wf_resource_search_set_language: @language: (nullable): BCP 47 */
void wf_resource_search_set_language (WfResourceSearch *self, const char *language);
/** wf_resource_search_set_max_price: @max: 0: free; > 0: at most so much a month; below 0: any */
void wf_resource_search_set_max_price (WfResourceSearch *self, double max);
/** wf_resource_search_set_flag: @which: remote, open (now), age (the last year), places or recent
 */
void wf_resource_search_set_flag (WfResourceSearch *self, WfSearchFilter which, gboolean is_set);
/** wf_resource_search_release: lets go of one filter */
void wf_resource_search_release (WfResourceSearch *self, WfSearchFilter filter);
/** wf_resource_search_is_filtered: Returns: whether that filter is set */
gboolean wf_resource_search_is_filtered (WfResourceSearch *self, WfSearchFilter filter);

/** wf_resource_search_is_busy: Returns: whether an answer is still to come */
gboolean wf_resource_search_is_busy (WfResourceSearch *self);
/** wf_resource_search_get_count: Returns: how many there are in all; at least, until counted */
guint wf_resource_search_get_count (WfResourceSearch *self);
/** wf_resource_search_is_counted: Returns: whether the count is all of them */
gboolean wf_resource_search_is_counted (WfResourceSearch *self);
/** wf_resource_search_get_kind_count: Returns: how many of @kind, whatever kind is filtered */
guint wf_resource_search_get_kind_count (WfResourceSearch *self, const char *kind);
/** wf_resource_search_get_did_you_mean: Returns: (transfer none) (nullable): as in
 * #WfSearchResult */
const char *wf_resource_search_get_did_you_mean (WfResourceSearch *self);
/** wf_resource_search_get_relaxed_count: Returns: after nothing was found: how many there would
 * be without @filter */
guint wf_resource_search_get_relaxed_count (WfResourceSearch *self, WfSearchFilter filter);
/** wf_resource_search_get_together: @out_filters: (out): a bit each. Returns: when no single filter
 * stands in the way: how many there would be without all of these; else 0 */
guint wf_resource_search_get_together (WfResourceSearch *self, guint *out_filters);

/** wf_resource_search_set_gradual: for a page that shows them all in a list: the first are in the
 * model at "found", the rest follow a few with each frame, before what was shown until then is
 * gone; rows that stay as they are are not touched */
void wf_resource_search_set_gradual (WfResourceSearch *self);

/** wf_resource_search_is_settled: Returns: whether the model is just what was found last, and
 * nothing is looked for */
gboolean wf_resource_search_is_settled (WfResourceSearch *self);

/** wf_resource_search_find: Returns: where the entry @id, found, stands in the list;
 * %GTK_INVALID_LIST_POSITION: it was not found, or has not come there yet */
guint wf_resource_search_find (WfResourceSearch *self, const char *id);

G_END_DECLS

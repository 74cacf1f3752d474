/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "wf-catalogue-sync.h"
#include "wf-format.h"
#include "wf-sources.h"

G_BEGIN_DECLS

/*
 * What people read about a source of the catalogue: what it is called, how fresh it is, why it was
 * not renewed. Pure but for gettext.
 */

/** wf_source_dup_title: Returns: (transfer full): what it is called */
char *wf_source_dup_title (const WfLocalSource *source);

/** wf_source_is_feed: Returns: whether it can be renewed from the web */
gboolean wf_source_is_feed (const WfLocalSource *source);

/** wf_source_dup_state: @now_us: microseconds since 1970. Returns: (transfer full): how many
 * entries it has and how fresh they are, in short sentences, one a line */
char *wf_source_dup_state (const WfSourceInfo *info, const WfFormat *format, gint64 now_us);

/** wf_source_dup_trouble: Returns: (transfer full) (nullable): why it was not renewed the last
 * time, what to do, and the word for it that its publisher knows; %NULL: it went well */
char *wf_source_dup_trouble (const WfLocalSource *source);

/** wf_source_waits_for_decision: Returns: whether a person has to say that many offers may go */
gboolean wf_source_waits_for_decision (const WfLocalSource *source);

/** wf_source_dup_outcome: @reports: (element-type WfSourceReport). Returns: (transfer full): how a
 * turn went, in one sentence */
char *wf_source_dup_outcome (GPtrArray *reports, const WfFormat *format);

/** wf_format_dup_moment: Returns: (transfer full): a day in short and a time */
char *wf_format_dup_moment (const WfFormat *format, gint64 time_us);

/** How many colours there are to choose from. */
#define WF_SOURCE_N_COLOURS 8
/** wf_source_get_colour: Returns: (transfer none): one of the colours, "#rrggbb" */
const char *wf_source_get_colour (guint index);
/** wf_source_get_colour_name: Returns: (transfer none): what it is called */
const char *wf_source_get_colour_name (guint index);
/** wf_source_find_colour: Returns: which colour @source has; one of its own when nobody chose */
guint wf_source_find_colour (const WfLocalSource *source);

/** wf_source_mark_new: Returns: (transfer floating): a dot in the colour of @source; it says
 * nothing to a screen reader: the name beside it does */
GtkWidget *wf_source_mark_new (const WfLocalSource *source);

G_END_DECLS

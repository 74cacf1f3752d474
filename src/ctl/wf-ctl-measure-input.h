/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "wf-change.h"
#include "wf-responses.h"

G_BEGIN_DECLS

/* What the measure commands are given, read strictly: nothing is guessed and nothing
 * passed over. Every error is %G_IO_ERROR_INVALID_DATA and its message names the place:
 * "patterns[2].x[0]: …" or "line 7, column I03: …". Any thread. */

/** A bank or a pattern larger than this is a mistake. */
#define WF_MEASURE_INPUT_MAX 1000000

/**
 * wf_measure_input_read_items:
 * @root: "items": [[a, d1, …, dm], …]
 *
 * Returns: (transfer full) (nullable): #WfIrtItem array, not empty; %NULL with @error
 */
GArray *wf_measure_input_read_items (JsonObject *root, GError **error);

/**
 * wf_measure_input_read_patterns:
 * @root: "patterns": [{"items": [i, …], "x": [k, …]}, …], indices from 0
 * @items: of wf_measure_input_read_items(); the answers borrow from it
 *
 * Returns: (transfer full) (nullable): of #GArray of #WfIrtAnswer; %NULL with @error
 */
GPtrArray *wf_measure_input_read_patterns (JsonObject *root, const GArray *items, GError **error);

/**
 * wf_measure_input_read_answers:
 * @root: "answers": [category of each item]
 *
 * Returns: (transfer full) (nullable): #guint array, as long as @items; %NULL with @error
 */
GArray *wf_measure_input_read_answers (JsonObject *root, const GArray *items, GError **error);

/** wf_measure_input_read_cuts: @root: "cuts": seven rising numbers. Returns: (transfer full)
 * (nullable): #double array; %NULL with @error */
GArray *wf_measure_input_read_cuts (JsonObject *root, GError **error);

/** wf_measure_input_read_estimate: @root: @name: {"theta": t, "se": s}, s > 0. Returns: %FALSE with
 * @error */
gboolean wf_measure_input_read_estimate (JsonObject *root,
                                         const char *name,
                                         WfEstimate *out_estimate,
                                         GError **error);

/**
 * wf_measure_input_read_prior:
 * @root: {"expert_thresholds": [[d1, …, dm], …], "sd_prior": s}, optionally "anchors": [i, …]
 * @out_sd: (out): s > 0
 * @out_anchors: (out) (transfer full): one byte an item
 *
 * Returns: (transfer full) (nullable): #WfIrtItem array, not empty; %NULL with @error
 */
GArray *wf_measure_input_read_prior (JsonObject *root,
                                     double *out_sd,
                                     guint8 **out_anchors,
                                     GError **error);

/**
 * WfMeasureTable:
 * @names: of the items
 * @lines: (array): where each person stands in the file
 * @focal: (array) (nullable): not 0 for a person of the focal group; %NULL without a
 *   group column
 */
typedef struct {
  WfResponses *responses;
  GStrv names;
  guint *lines;
  guint8 *focal;
} WfMeasureTable;

/** wf_measure_table_free: @self: (nullable) */
void wf_measure_table_free (WfMeasureTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfMeasureTable, wf_measure_table_free)

/**
 * wf_measure_input_read_table:
 * @bytes: CSV: a line of item names, then a line a person; whole numbers, an empty cell
 *   was not asked
 * @group: (nullable): name of a column with two values: the first of them in order is
 *   the reference group
 * @most: highest category allowed, 1 to %WF_IRT_MAX_THRESHOLDS
 *
 * Returns: (transfer full) (nullable): at least one person and one item; %NULL with @error
 */
WfMeasureTable *
wf_measure_input_read_table (GBytes *bytes, const char *group, guint most, GError **error);

G_END_DECLS

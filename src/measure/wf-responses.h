/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-irt.h"

G_BEGIN_DECLS

/** A cell of an item that was not asked. */
#define WF_RESPONSE_NONE (-1)

/**
 * WfResponses:
 * @n_persons: rows
 * @n_items: columns
 * @n_thresholds: (array length=n_items): highest category m of each item, at least 1
 * @cells: @n_persons × @n_items categories, row after row; %WF_RESPONSE_NONE when not asked
 *
 * Who answered what. Each cell is between 0 and its item's m, or %WF_RESPONSE_NONE.
 */
typedef struct {
  guint n_persons;
  guint n_items;
  guint *n_thresholds;
  gint8 *cells;
} WfResponses;

/** wf_responses_new: Returns: all cells %WF_RESPONSE_NONE, every m 1 */
WfResponses *wf_responses_new (guint n_persons, guint n_items);

/** wf_responses_free: @self: (nullable) */
void wf_responses_free (WfResponses *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfResponses, wf_responses_free)

/** wf_responses_get: Returns: the category, or %WF_RESPONSE_NONE */
int wf_responses_get (const WfResponses *self, guint person, guint item);

/** wf_responses_set: @category: %WF_RESPONSE_NONE to %WF_IRT_MAX_THRESHOLDS; raises the item's m */
void wf_responses_set (WfResponses *self, guint person, guint item, int category);

/** wf_responses_count: Returns: how many answered @item with @category */
guint wf_responses_count (const WfResponses *self, guint item, guint category);

/** wf_responses_is_complete: Returns: %TRUE when everybody was asked everything */
gboolean wf_responses_is_complete (const WfResponses *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-posterior.h"

G_BEGIN_DECLS

/** What the picks return when nothing is left. */
#define WF_ITEM_TABLE_NONE G_MAXUINT

/**
 * WfItemTable:
 *
 * A bank's information at every node of the posterior's grid, worked out once, so that
 * the next item of a large bank is found without computing most of it. Immutable after
 * it was made; picking allocates nothing and changes nothing: any thread, several at a
 * time. 484 bytes an item.
 */
typedef struct _WfItemTable WfItemTable;

/**
 * wf_item_table_new:
 * @items: (array length=n_items): copied
 */
WfItemTable *wf_item_table_new (const WfIrtItem *items, guint n_items);

/** wf_item_table_free: @self: (nullable) */
void wf_item_table_free (WfItemTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfItemTable, wf_item_table_free)

/** wf_item_table_get_n_items: Returns: how many items the bank has */
guint wf_item_table_get_n_items (const WfItemTable *self);

/** wf_item_table_get_item: Returns: (transfer none): item @index */
const WfIrtItem *wf_item_table_get_item (const WfItemTable *self, guint index);

/**
 * wf_item_table_pick_at:
 * @theta: ability in logits
 * @used: one byte an item; not 0 when it must not be picked
 *
 * Maximum Fisher information (Lord 1980, ch. 10), exactly: the table only rules out
 * items that cannot win. Of equal ones the first.
 *
 * Returns: index of the item with most information at @theta, or %WF_ITEM_TABLE_NONE
 */
guint wf_item_table_pick_at (const WfItemTable *self, double theta, const guint8 *used);

/**
 * wf_item_table_pick_weighted:
 *
 * Maximum posterior-weighted information (van der Linden 1998, Psychometrika 63:201),
 * in single precision: of items that differ by less than a millionth either may come.
 *
 * Returns: index of the item, or %WF_ITEM_TABLE_NONE
 */
guint wf_item_table_pick_weighted (const WfItemTable *self,
                                   const WfPosterior *posterior,
                                   const guint8 *used);

G_END_DECLS

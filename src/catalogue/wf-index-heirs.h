/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-catalogue-index.h"

G_BEGIN_DECLS

/* Private to catalogue/: what the agency said of an entry goes on to the one that stands for it
 * when its source gives it another id. The index's thread. Errors are the store's or this
 * folder's. */

/**
 * wf_index_find_heirs:
 * @source: number of the source that is replaced by what is staged
 *
 * Of what the agency said something about: those that would go, and the one new entry of the same
 * name and organisation, if neither name is there twice. Before anything is written.
 *
 * Returns: (transfer full) (nullable) (element-type utf8 utf8): old id → new id
 */
GHashTable *wf_index_find_heirs (WfIndex *self, gint64 source, GError **error);

/**
 * wf_index_hand_on:
 * @heirs: (nullable) (element-type utf8 utf8): old id → new id
 *
 * Moves what was said of the old ids, and of entries that are gone from every source and of which
 * one said what stands for them now, and the merges with them. Where the new one was corrected
 * otherwise, that counts, and the old id keeps what was said. Outside a transaction.
 */
gboolean wf_index_hand_on (WfIndex *self, GHashTable *heirs, GError **error);

/**
 * wf_index_move_said:
 * @chosen: (nullable): the entry @id, when somebody chose it: what was corrected of @old is taken
 * for a correction of what its source says. %NULL: it is the same entry
 *
 * What was said of @old is said of @id, as wf_index_hand_on() does it; nothing is shown anew.
 */
gboolean wf_index_move_said (
    WfIndex *self, const char *old, const char *id, const WfResource *chosen, GError **error);

G_END_DECLS

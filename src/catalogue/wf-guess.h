/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-catalogue-index.h"

G_BEGIN_DECLS

/* Private to catalogue/: what somebody may have meant. In the index's thread. */

/**
 * wf_guess_distance:
 * @limit: above it the exact distance does not matter
 *
 * How many letters must be put in, left out, changed, or swapped with their neighbour (each letter
 * in one change only: optimal string alignment). Counts characters, not bytes.
 *
 * Returns: the distance, or @limit + 1 when it is greater
 */
guint wf_guess_distance (const char *a, const char *b, guint limit);

/**
 * wf_index_guess:
 * @groups: (element-type WfTypedWord): the words as typed
 * @cancellable: (nullable): looked at between words
 *
 * Each word that no entry has, replaced by the nearest that one has: one letter away, two for six
 * letters or more. Words of three letters and less, and of scripts written without blanks, are left
 * alone. Reads the words of the index that begin with its first or second letter.
 *
 * Returns: (transfer full) (nullable): all words joined by blanks, or %NULL, with @error only when
 *   the index cannot be read
 */
char *wf_index_guess (WfIndex *self, GPtrArray *groups, GCancellable *cancellable, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-text.h"

G_BEGIN_DECLS

/**
 * wf_text_new_from_pairs:
 * @pairs: 2 × @n_pairs strings: tag as wf_language_normalise() gives it, then text; the
 *   source first, no tag twice
 * @n_pairs: ≥ 1
 *
 * For the readers of packs, which have checked all that. Returns: (transfer full)
 */
WfText *wf_text_new_from_pairs (const char *const *pairs, guint n_pairs);

G_END_DECLS

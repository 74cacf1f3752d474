/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * wf_seed_mix:
 * @seed: the sitting's logged seed
 * @step: which draw
 *
 * Returns: a number that depends on nothing else, uniform over 64 bits (splitmix64;
 *   Steele, Lea & Flood 2014, OOPSLA 453), so that a choice made by chance can be
 *   made again. Not for secrets.
 */
guint64 wf_seed_mix (guint64 seed, guint64 step);

/**
 * wf_seed_shuffle:
 * @order: (inout): @n numbers, rearranged in place (Fisher-Yates)
 */
void wf_seed_shuffle (guint64 seed, guint *order, guint n);

G_END_DECLS

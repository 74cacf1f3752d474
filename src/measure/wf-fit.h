/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-responses.h"

G_BEGIN_DECLS

/** Below so many answers a fit says nothing: callers show none. */
#define WF_FIT_MIN_ANSWERS 100
/** Screens for a look at the item: infit outside these, outfit above its bound (Wright & Linacre
 * 1994, Rasch Meas. Trans. 8:370). Never a reason to change a score. */
#define WF_FIT_INFIT_LOW   0.7
#define WF_FIT_INFIT_HIGH  1.3
#define WF_FIT_OUTFIT_HIGH 1.5

/**
 * WfFit:
 * @n: answers
 * @infit: sum (x - E)² / sum V: mean square weighted by information
 * @outfit: mean of (x - E)² / V: an unweighted mean square, ruled by surprises
 *
 * How well the answers to one item fit its numbers (Wright & Masters 1982, Rating Scale Analysis,
 * ch. 5); 1 is expected, NaN without answers. With estimates from the same answers both lie a
 * little under 1.
 */
typedef struct {
  guint n;
  double infit;
  double outfit;
} WfFit;

/**
 * wf_fit:
 * @items: (array): the items' numbers, as many as @responses has columns
 * @thetas: (array): one ability for each person, in logits; NaN leaves a person out
 * @item: the item looked at
 *
 * Pure; any thread.
 */
WfFit
wf_fit (const WfResponses *responses, const WfIrtItem *items, const double *thetas, guint item);

G_END_DECLS

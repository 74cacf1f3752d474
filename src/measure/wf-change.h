/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-estimate.h"

G_BEGIN_DECLS

/** |RCI| from which a change is called reliable (two-sided 5 %). */
#define WF_CHANGE_RELIABLE 1.96
/** |RCI| from which it is too early to tell (one-sided 10 %); below, nothing is measurable. */
#define WF_CHANGE_TOO_EARLY 1.2816

/**
 * WfChangeVerdict:
 * @WF_CHANGE_NONE: no measurable change yet
 * @WF_CHANGE_TOO_EARLY_TO_TELL: something may have changed; ask again later
 * @WF_CHANGE_BETTER: a reliable change upwards
 * @WF_CHANGE_WORSE: a reliable change downwards
 */
typedef enum {
  WF_CHANGE_NONE,
  WF_CHANGE_TOO_EARLY_TO_TELL,
  WF_CHANGE_BETTER,
  WF_CHANGE_WORSE,
} WfChangeVerdict;

/**
 * WfChange:
 * @rci: reliable-change index
 * @p_change: how likely it is that ability rose, 0 to 1
 * @verdict: what may be said
 */
typedef struct {
  double rci;
  double p_change;
  WfChangeVerdict verdict;
} WfChange;

/**
 * wf_change:
 * @first: the earlier estimate: WLE, with the bank version of the later one
 * @second: the later estimate
 * @out_change: (out caller-allocates): untouched on failure
 *
 * RCI = (theta2 - theta1) / sqrt (se1² + se2²) (Jacobson & Truax 1991, J. Consult.
 * Clin. Psych. 59:12), @p_change its normal distribution function.
 *
 * Returns: %FALSE when a number is not finite or a standard error is not positive
 */
gboolean wf_change (WfEstimate first, WfEstimate second, WfChange *out_change);

/** wf_change_verdict_to_code: Returns: "none", "too-early", "better" or "worse" */
const char *wf_change_verdict_to_code (WfChangeVerdict verdict);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-posterior.h"

G_BEGIN_DECLS

/**
 * WfIrtAnswer:
 * @item: borrowed
 * @category: what was answered, 0 to m
 */
typedef struct {
  const WfIrtItem *item;
  guint category;
} WfIrtAnswer;

/**
 * WfEstimateMethod:
 * @WF_ESTIMATE_EAP: mean of the posterior, with its standard deviation (#WfPosterior)
 * @WF_ESTIMATE_MAP: mode of the posterior: S - (theta - mu) = 0; SE = (I + 1)^-1/2
 *   (Samejima 1969, Psychometrika Monograph 17)
 * @WF_ESTIMATE_MLE: maximum likelihood: S = 0; SE = I^-1/2 (Lord 1980, Applications of
 *   Item Response Theory, ch. 5); does not exist when every answer is the lowest or
 *   every answer the highest
 * @WF_ESTIMATE_WLE: weighted likelihood: S + J / (2 I) = 0, SE = I^-1/2 (Warm 1989,
 *   Psychometrika 54:427; for partial credit items Penfield & Bergeron 2005, Appl. Psych.
 *   Meas. 29:218): hardly biased, and finite for every pattern. The one to compare two
 *   occasions with: EAP draws each of them towards the mean
 *
 * S = sum a (x - E), I = sum a² V, J = sum a³ M3, with V and M3 the second and third
 * central moments of the answer at theta.
 */
typedef enum {
  WF_ESTIMATE_EAP,
  WF_ESTIMATE_MAP,
  WF_ESTIMATE_MLE,
  WF_ESTIMATE_WLE,
} WfEstimateMethod;

/**
 * WfEstimate:
 * @theta: ability in logits
 * @se: its standard error in logits; for EAP the posterior standard deviation
 */
typedef struct {
  double theta;
  double se;
} WfEstimate;

/** wf_estimate_method_from_code: @code: "eap", "map", "mle" or "wle". Returns: %FALSE for another
 */
gboolean wf_estimate_method_from_code (const char *code, WfEstimateMethod *out_method);

/**
 * wf_estimate:
 * @answers: (array length=n_answers): what was answered, in any order
 * @mu: mean of the prior N(mu, 1) in logits; MLE and WLE do not look at it
 * @out_estimate: (out caller-allocates): untouched on failure
 *
 * Pure; allocates nothing; any thread. EAP costs what its updates cost (a running
 * #WfPosterior has it already); the others walk over the answers a few dozen times.
 * Solved to 1e-12 logits. Where a weighted likelihood has several maxima the highest
 * is taken.
 *
 * Returns: %FALSE when no finite estimate exists: MLE as said above, and MLE or WLE
 *   without answers
 */
gboolean wf_estimate (WfEstimateMethod method,
                      const WfIrtAnswer *answers,
                      guint n_answers,
                      double mu,
                      WfEstimate *out_estimate);

G_END_DECLS

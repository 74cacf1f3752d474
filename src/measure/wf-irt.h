/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** The most thresholds an item may have; a can-do has 3, a task 2, a choice 1. */
#define WF_IRT_MAX_THRESHOLDS 9
/** The most categories an item may have: one more than thresholds. */
#define WF_IRT_MAX_CATEGORIES (WF_IRT_MAX_THRESHOLDS + 1)

/** Slopes and thresholds beyond these are mistakes; within them no arithmetic overflows. */
#define WF_IRT_MIN_SLOPE     0.001
#define WF_IRT_MAX_SLOPE     1000.0
#define WF_IRT_MAX_THRESHOLD 1000.0

/**
 * WfIrtItem:
 * @slope: discrimination a, in 1/logit, %WF_IRT_MIN_SLOPE to %WF_IRT_MAX_SLOPE; 1 for Rasch and the
 * partial credit model
 * @n_thresholds: m, 1 to %WF_IRT_MAX_THRESHOLDS
 * @thresholds: step thresholds d_1 … d_m in logits, none further than
 *   %WF_IRT_MAX_THRESHOLD from 0; they need not be in order
 *   (a disordered item is a valid partial credit item)
 *
 * One item of the generalised partial credit model (Muraki 1992, Appl. Psych.
 * Meas. 16:159; with a = 1 Masters 1982, Psychometrika 47:149; with m = 1 the
 * two-parameter logistic and Rasch models). D = 1, no factor 1.7:
 *
 *   P(X = k | t) = exp(z_k) / sum_j exp(z_j),  z_0 = 0,  z_k = sum_{j ≤ k} a (t - d_j)
 *
 * A plain value; every function here is pure and may be called from any thread.
 */
typedef struct {
  double slope;
  guint n_thresholds;
  double thresholds[WF_IRT_MAX_THRESHOLDS];
} WfIrtItem;

/**
 * wf_irt_item_init:
 * @out_item: (out caller-allocates): untouched on failure
 * @slope: a
 * @thresholds: d_1 … d_m in logits
 * @n_thresholds: m
 *
 * Returns: %FALSE when a number is out of the ranges above or not a number, or there are
 *   no or too many thresholds
 */
gboolean
wf_irt_item_init (WfIrtItem *out_item, double slope, const double *thresholds, guint n_thresholds);

/**
 * wf_irt_probabilities:
 * @theta: ability in logits
 * @out_probabilities: (out caller-allocates): m + 1 numbers that sum to 1
 */
void wf_irt_probabilities (const WfIrtItem *item, double theta, double *out_probabilities);

/**
 * wf_irt_probability_of_any:
 *
 * Returns: P(X ≥ 1 | @theta): the chance of doing at least part of it
 */
double wf_irt_probability_of_any (const WfIrtItem *item, double theta);

/** wf_irt_expected: Returns: E = sum_k k P_k, 0 to m */
double wf_irt_expected (const WfIrtItem *item, double theta);

/**
 * wf_irt_information:
 *
 * Returns: Fisher information a² V with V = sum_k (k - E)² P_k, in 1/logit²
 *   (Muraki 1993, Appl. Psych. Meas. 17:351)
 */
double wf_irt_information (const WfIrtItem *item, double theta);

/**
 * WfIrtMoments: of the answer at one ability
 * @expected: E = sum_k k P_k
 * @variance: V = sum_k (k - E)² P_k
 * @third: M3 = sum_k (k - E)³ P_k
 */
typedef struct {
  double expected;
  double variance;
  double third;
} WfIrtMoments;

/** wf_irt_moments: Returns: the moments of the answer at @theta */
WfIrtMoments wf_irt_moments (const WfIrtItem *item, double theta);

/** wf_irt_log_probability: @category: 0 to m. Returns: ln P(X = @category | @theta), ≤ 0 */
double wf_irt_log_probability (const WfIrtItem *item, double theta, guint category);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-irt.h"

G_BEGIN_DECLS

/** Nodes of the grid: -6.0, -5.9 … 6.0. */
#define WF_POSTERIOR_NODES 121
#define WF_POSTERIOR_STEP  0.1

/**
 * WfPosterior:
 * @log_weight: unnormalised log posterior at each node
 * @mean: the estimate (EAP), in logits
 * @sd: its posterior standard deviation, in logits
 *
 * What is believed about one ability after some answers: prior N(mu, 1) and
 * expected a posteriori estimation on a fixed grid (Bock & Mislevy 1982, Appl.
 * Psych. Meas. 6:431). @sd is the standard deviation of the posterior, not the
 * inverse root of the information: it keeps the prior's share. The range of the
 * grid matters, its step does not: against an exact integral the error is below 2e-5.
 *
 * A plain value: copy it to ask "what if". No function here allocates; each
 * update costs the same however many answers went before. Any thread.
 */
typedef struct {
  double log_weight[WF_POSTERIOR_NODES];
  double mean;
  double sd;
} WfPosterior;

/**
 * wf_posterior_init:
 * @mu: prior mean in logits, from the site's own past data; never from a person's
 *   language, origin or age
 */
void wf_posterior_init (WfPosterior *self, double mu);

/** wf_posterior_node: Returns: the ability at node @index, in logits */
double wf_posterior_node (guint index);

/** wf_posterior_update: takes in one answer. @category: 0 to m */
void wf_posterior_update (WfPosterior *self, const WfIrtItem *item, guint category);

/**
 * wf_posterior_weights:
 * @out_weights: (out caller-allocates): %WF_POSTERIOR_NODES numbers that sum to 1
 */
void wf_posterior_weights (const WfPosterior *self, double *out_weights);

/**
 * wf_posterior_masses:
 * @cuts: rising cuts in logits
 * @out_masses: (out caller-allocates): @n_cuts + 1 numbers that sum to 1: the
 *   probability of lying below, between and above the cuts; a node on a cut gives
 *   half to either side
 */
void
wf_posterior_masses (const WfPosterior *self, const double *cuts, guint n_cuts, double *out_masses);

/**
 * wf_posterior_expected_information:
 *
 * Returns: the item's information averaged over the posterior (MPWI; van der Linden
 *   1998, Psychometrika 63:201): safer than a point while little is known
 */
double wf_posterior_expected_information (const WfPosterior *self, const WfIrtItem *item);

/**
 * wf_posterior_predict:
 * @out_probabilities: (out caller-allocates): m + 1 posterior predictive probabilities
 */
void
wf_posterior_predict (const WfPosterior *self, const WfIrtItem *item, double *out_probabilities);

G_END_DECLS

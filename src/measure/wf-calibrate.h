/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-responses.h"

G_BEGIN_DECLS

/**
 * WfCalibrationProblem: why no calibration came of the data.
 * @WF_CALIBRATION_FINE: one did
 * @WF_CALIBRATION_TOO_FEW: no person, or a single item where the method compares items
 * @WF_CALIBRATION_INCOMPLETE: @person was not asked @item, and the method needs every
 *   answer; the anchored method does not
 * @WF_CALIBRATION_UNUSED_CATEGORY: nobody answered @item with @category, so that no
 *   finite threshold exists; merge it with its neighbour, or use the anchored method
 * @WF_CALIBRATION_NO_MAXIMUM: the search found no finite maximum
 */
typedef enum {
  WF_CALIBRATION_FINE,
  WF_CALIBRATION_TOO_FEW,
  WF_CALIBRATION_INCOMPLETE,
  WF_CALIBRATION_UNUSED_CATEGORY,
  WF_CALIBRATION_NO_MAXIMUM,
} WfCalibrationProblem;

/**
 * WfCalibrationPlace: where a problem is; 0-based; what the problem does not name is 0.
 */
typedef struct {
  WfCalibrationProblem problem;
  guint person;
  guint item;
  guint category;
} WfCalibrationPlace;

/**
 * WfCalibration:
 * @n_items: items
 * @items: (array length=n_items): slope 1 and the thresholds found, logits
 * @se: (array length=n_items): their standard errors, logits; 0 for an anchor
 * @loglik: the conditional (CML) or marginal (MML) log likelihood; for MAP the log
 *   posterior up to a constant
 * @mean: mean of abilities, logits; 0 unless it was left free
 * @sigma: standard deviation of abilities; 1 unless it was left free; 0 for CML, which
 *   knows no abilities
 */
typedef struct {
  guint n_items;
  WfIrtItem *items;
  double (*se)[WF_IRT_MAX_THRESHOLDS];
  double loglik;
  double mean;
  double sigma;
} WfCalibration;

/** wf_calibration_free: @self: (nullable) */
void wf_calibration_free (WfCalibration *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfCalibration, wf_calibration_free)

/**
 * WfCalibrationPrior:
 * @items: (array): the thresholds in use (experts' at first), as many items and
 *   thresholds as the data have
 * @sd: how unsure they are, logits, > 0
 * @anchors: (nullable) (array): not 0 for an item whose thresholds stay as they are
 * @free_mean: estimate the mean of abilities too: sensible only with anchors, for a site
 *   whose people differ would otherwise look like items that differ
 */
typedef struct {
  const WfIrtItem *items;
  double sd;
  const guint8 *anchors;
  gboolean free_mean;
} WfCalibrationPrior;

/**
 * wf_calibrate_cml:
 *
 * Conditional maximum likelihood of the Rasch and the partial credit model (Andersen
 * 1973, J. R. Stat. Soc. B 34:42; elementary symmetric functions by the summation
 * algorithm, Fischer & Ponocny 1994, Psychometrika 59:177). The mean of all thresholds
 * is 0, the standard errors hold under that. Complete data only: with adaptively chosen
 * items it is biased (Eggen & Verhelst 2011, Psicológica 32:107).
 *
 * Pure; CPU: seconds for 100 items. Any thread.
 *
 * Returns: (transfer full) (nullable): %NULL with @out_place filled in
 */
WfCalibration *wf_calibrate_cml (const WfResponses *responses, WfCalibrationPlace *out_place);

/**
 * wf_calibrate_mml:
 *
 * Marginal maximum likelihood (Bock & Aitkin 1981, Psychometrika 46:443), abilities
 * N(0, sigma²) on 121 nodes, sigma free; Newton steps on the observed information
 * (Louis 1982, J. R. Stat. Soc. B 44:226), from whose inverse the standard errors are.
 * Complete data only. Pure; any thread.
 *
 * Returns: (transfer full) (nullable): %NULL with @out_place filled in
 */
WfCalibration *wf_calibrate_mml (const WfResponses *responses, WfCalibrationPlace *out_place);

/**
 * wf_calibrate_map:
 *
 * Anchored marginal maximum a posteriori for sparse data, adaptively chosen items
 * included: what was asked depends only on what was answered (Mislevy 1986,
 * Psychometrika 51:177; Eggen & Verhelst 2011; Steinfeld & Robitzsch 2021, Psych 3:279).
 * Maximises
 *
 *   sum_p log INT prod_i P(x_pi | t, d) N(t; mean, 1) dt - sum_ij (d_ij - b_ij)² / (2 sd²)
 *
 * Pure; any thread.
 *
 * Returns: (transfer full) (nullable): %NULL with @out_place filled in
 */
WfCalibration *wf_calibrate_map (const WfResponses *responses,
                                 const WfCalibrationPrior *prior,
                                 WfCalibrationPlace *out_place);

G_END_DECLS

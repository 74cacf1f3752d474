/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-responses.h"

G_BEGIN_DECLS

/** The fewest people of the smaller group for whom anything is computed. */
#define WF_DIF_MIN_GROUP 40
/** SD of true differences between items, on the delta scale, for the shrinkage. */
#define WF_DIF_TAU 0.6
/** Strata when matching on an estimate. */
#define WF_DIF_STRATA 6

/**
 * WfDifClass: how the Educational Testing Service sorts delta (Zwick 2012, ETS RR-12-08):
 * A when |delta| < 1 or |delta| / SE < 1.96; C when |delta| ≥ 1.5 and (|delta| - 1) / SE
 * > 1.645; else B; undefined when delta is.
 */
typedef enum {
  WF_DIF_UNDEFINED,
  WF_DIF_A,
  WF_DIF_B,
  WF_DIF_C,
} WfDifClass;

/** wf_dif_class_to_code: Returns: "NA", "A", "B" or "C" */
const char *wf_dif_class_to_code (WfDifClass dif_class);

/**
 * WfDif:
 * @n_strata: strata that have both groups
 * @chi2: Mantel-Haenszel chi-square, 1 degree of freedom, without continuity correction;
 *   for more than two categories Mantel's (1963, J. Am. Stat. Ass. 58:690)
 * @chi2_cc: with the correction: (|sum (A - E)| - .5)², none when that is below .5
 * @alpha: common odds ratio, reference over focal (Mantel & Haenszel 1959, J. Natl. Cancer
 *   Inst. 22:719)
 * @delta: -2.35 ln alpha: below 0 the item is harder for the focal group
 * @se_delta: by Robins, Breslow & Greenland (1986, Biometrics 42:311)
 * @ets: see #WfDifClass
 * @delta_eb: delta W, W = tau² / (tau² + se²) (Zwick, Thayer & Lewis 1999, J. Educ. Meas.
 *   36:1, with prior mean 0 and tau %WF_DIF_TAU)
 * @smd: standardised mean difference, focal minus reference over the focal group's
 *   matching distribution (Dorans & Schmitt 1991, ETS RR-91-47), in categories
 * @se_smd: its standard error where nothing differs (hypergeometric; Zwick & Thayer 1996,
 *   J. Educ. Behav. Stat. 21:187)
 * @detectable: the smallest difference this could have found with power .80 at alpha
 *   .20: 2.12 se_delta / 2.35, in logits; for more than two categories 2.12 se_smd, in
 *   categories
 *
 * Numbers that do not exist are NaN: alpha to delta_eb for more than two categories, or
 * where nobody differed. A flag asks a person to look; it never changes a score.
 */
typedef struct {
  guint n_strata;
  double chi2;
  double chi2_cc;
  double alpha;
  double delta;
  double se_delta;
  WfDifClass ets;
  double delta_eb;
  double smd;
  double se_smd;
  double detectable;
} WfDif;

/**
 * wf_dif_is_enough:
 * @focal: (array): not 0 for a person of the focal group
 *
 * Returns: %TRUE when both groups have at least %WF_DIF_MIN_GROUP; callers compute and
 *   show nothing otherwise
 */
gboolean wf_dif_is_enough (const guint8 *focal, guint n_persons);

/**
 * wf_dif_match_on_scores:
 * @out_strata: (out caller-allocates): n_persons strata: total scores
 *
 * Complete data only.
 */
void wf_dif_match_on_scores (const WfResponses *responses, guint *out_strata);

/**
 * wf_dif_match_on_estimates:
 * @items: (array): the items' numbers
 * @item: the item looked at, which is left out
 * @out_strata: (out caller-allocates): n_persons strata: up to %WF_DIF_STRATA of about
 *   equal size by the EAP from the other items; only people who answered @item count
 *
 * For sparse data.
 */
void wf_dif_match_on_estimates (const WfResponses *responses,
                                const WfIrtItem *items,
                                guint item,
                                guint *out_strata);

/**
 * wf_dif:
 * @item: the item looked at; people who did not answer it are left out
 * @focal: (array): not 0 for a person of the focal group
 * @strata: (array): who is compared with whom; any numbers below 2^20
 *
 * Pure. The formulas alone: whether there are enough people is wf_dif_is_enough().
 */
WfDif wf_dif (const WfResponses *responses, guint item, const guint8 *focal, const guint *strata);

G_END_DECLS

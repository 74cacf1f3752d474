/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-posterior.h"

G_BEGIN_DECLS

/**
 * WfBand:
 *
 * The four levels of DigComp 3.0, reached at about -1.0, +0.3 and +1.3 logits (an
 * expert's guess until local data exist).
 */
typedef enum {
  WF_BAND_FOUNDATION,
  WF_BAND_INTERMEDIATE,
  WF_BAND_ADVANCED,
  WF_BAND_HIGHLY_ADVANCED,
} WfBand;

#define WF_N_BANDS  4
#define WF_N_LEVELS 8

/** The three cuts between bands, in logits. */
extern const double WF_BAND_CUTS[WF_N_BANDS - 1];
/**
 * The seven cuts between the eight levels of DigComp 2.2, in logits. Two levels make
 * a band, so every second one is a cut between bands; the rest split a band (guesses).
 */
extern const double WF_LEVEL_CUTS[WF_N_LEVELS - 1];

/** wf_band_from_theta: Returns: the band @theta (logits) lies in */
WfBand wf_band_from_theta (double theta);

/** wf_band_to_code: Returns: foundation, intermediate, advanced or highly-advanced */
const char *wf_band_to_code (WfBand band);

/**
 * wf_levels_shortest_run:
 * @probabilities: @n numbers that sum to 1
 * @share: how much the run must hold, 0 to 1 (.80 for "most likely level 3 or 4")
 * @out_first: (out): first of the run, 0-based
 * @out_last: (out): last of the run
 *
 * The shortest run of neighbours that holds @share; of equal length the likelier one.
 */
void wf_levels_shortest_run (
    const double *probabilities, guint n, double share, guint *out_first, guint *out_last);

/**
 * wf_levels_blurred_masses:
 * @blur: SD of what else is uncertain, logits, ≥ 0; independent of the posterior
 * @cuts: rising cuts in logits
 * @out_masses: (out caller-allocates): @n_cuts + 1 numbers that sum to 1
 *
 * The probability of lying below, between and above the cuts when to the posterior an error of
 * N(0, @blur²) is added: differences of its distribution function. With 0 as
 * wf_posterior_masses().
 */
void wf_levels_blurred_masses (const WfPosterior *posterior,
                               double blur,
                               const double *cuts,
                               guint n_cuts,
                               double *out_masses);

/** How unsure experts' item numbers are before data, logits. */
#define WF_EXPERT_SD 0.5

/**
 * wf_total_sd:
 * @sd: posterior SD in logits
 * @item_sd: how unsure the items' own numbers are, in logits (.5 for expert guesses)
 * @n_answers: scored answers
 *
 * Returns: sqrt (@sd² + @item_sd² / k), k = @n_answers / 2: the SD to state when item
 *   numbers are guesses, or a text was not given as it was written (a simulation gave
 *   k = 5 for 10 answers)
 */
double wf_total_sd (double sd, double item_sd, guint n_answers);

/**
 * WfAreaEffect:
 * @u: how far this area stands above (+) or below (-) the overall ability, logits
 * @sd: its posterior SD
 * @n: scored answers in the area
 */
typedef struct {
  double u;
  double sd;
  guint n;
} WfAreaEffect;

/** SD of area effects in the population, logits. */
#define WF_AREA_TAU 0.5
/** |u| / SD beyond which an area is said to differ. */
#define WF_AREA_ALARM 1.28

/** An area this far below the overall ability is what a rule means by weak, logits. */
#define WF_AREA_LOW (-WF_AREA_TAU)

/** wf_area_mass_below: Returns: how likely it is that @effect truly lies below @cut, logits, with
 * its posterior N(u, sd²) */
double wf_area_mass_below (const WfAreaEffect *effect, double cut);

/**
 * WfAreaSums:
 * @score: S_a = sum_i a_i (x_i - E_i) at the overall estimate
 * @information: I_a at the overall estimate
 */
typedef struct {
  double score;
  double information;
  guint n;
} WfAreaSums;

/** wf_area_sums_add: adds one answer of the area, seen from the overall @theta */
void wf_area_sums_add (WfAreaSums *self, const WfIrtItem *item, guint category, double theta);

/**
 * wf_area_effect:
 *
 * Returns: u = tau² S / (1 + tau² I), SD = tau / sqrt (1 + tau² I): one Newton step of
 *   the posterior mode with u ~ N(0, tau²) about theta (the random-effect form of a
 *   testlet, Bradlow, Wainer & Wang 1999, Psychometrika 64:153)
 */
WfAreaEffect wf_area_effect (const WfAreaSums *sums);

G_END_DECLS

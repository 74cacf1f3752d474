/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-sitting.h"

G_BEGIN_DECLS

/**
 * WfSimulationDesign:
 * @WF_SIMULATION_DEFAULT: the rules of the sitting, as in an interview
 * @WF_SIMULATION_MFI: plain maximum information over all items, self-report at full weight,
 *   until the posterior SD is .40: what the rules are there to avoid
 */
typedef enum {
  WF_SIMULATION_DEFAULT,
  WF_SIMULATION_MFI,
} WfSimulationDesign;

/**
 * WfSimulation:
 * @n: how many people, ≥ 1
 * @seed: chance; the same seed gives the same people and the same report
 * @ability_mean, @ability_sd: abilities are drawn from N(mean, sd²), logits
 * @bias_mean, @bias_sd: how far a person's self-report lies above what they can do, drawn
 *   once a person from N(mean, sd²), logits
 * @item_error_sd: how far each item truly lies from its number in the bank, drawn once a
 *   simulation from N(0, sd²), logits; 0 when the numbers are right
 * @welcome_seconds: added to the time of every sitting
 *
 * A made-up population. Its answers follow the items' own thresholds, with slope 1 for
 * self-report whatever weight the rules give it. wf_simulation_init() fills in the design's.
 */
typedef struct {
  WfSimulationDesign design;
  guint n;
  guint64 seed;
  double ability_mean;
  double ability_sd;
  double bias_mean;
  double bias_sd;
  double item_error_sd;
  double welcome_seconds;
} WfSimulation;

/** Ability below which people count for #WfSimulationReport.rmse_low, logits. */
#define WF_SIMULATION_LOW (-1.3)

/**
 * WfSimulationReport:
 * @items_mean: answers a person
 * @minutes_mean, @minutes_p95: of a sitting with its welcome; mean and 95th percentile
 * @rmse, @bias: of the estimate against the ability drawn, logits
 * @coverage90: share of people whose ability lies within the 90 % interval that is stated:
 *   estimate ± 1.645 wf_total_sd(), as a profile says it; for plain information ± 1.645
 *   posterior SD, since that design states nothing else
 * @coverage90_posterior: the same with the posterior SD alone
 * @runs_of_three: how many times three failures came without anything in between that the
 *   person could do
 * @failures_mean: failures a person
 * @self_report_share: share of answers that were self-report
 * @share_min_items: share of people with at least the rules' least number of answers
 * @rmse_low: @rmse of people below %WF_SIMULATION_LOW; 0 without any
 * @bad_endings: share of people whose last answer was of the lowest category
 * @stops: share of sittings that ended for each #WfStopReason
 *
 * What a bank and its rules can do for such a population.
 */
typedef struct {
  double items_mean;
  double minutes_mean;
  double minutes_p95;
  double rmse;
  double bias;
  double coverage90;
  double coverage90_posterior;
  guint runs_of_three;
  double failures_mean;
  double self_report_share;
  double share_min_items;
  double rmse_low;
  double bad_endings;
  double stops[WF_STOP_NAVIGATOR + 1];
} WfSimulationReport;

/** wf_simulation_init: theta ~ N(-.3, 1), bias ~ N(.2, .7²), 1,000 people, a minute of welcome */
void wf_simulation_init (WfSimulation *out_simulation);

/**
 * wf_sitting_simulate:
 * @start: a sitting before its first item: its items, who may be asked what, its rules
 *
 * Lets made-up people go through copies of @start, each decided by wf_sitting_next(): the
 * very rules of an interview. Pure and repeatable; some milliseconds for a hundred people.
 * May run on any thread.
 */
void wf_sitting_simulate (const WfSitting *start,
                          const WfSimulation *simulation,
                          WfSimulationReport *out_report);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Made-up people through real rules: what a bank can do before anybody is asked. Every
 * sitting is decided by wf_sitting_next(), as an interview is; only the answers are drawn.
 *
 * Each person has streams of chance of their own, so that the same seed gives the same
 * people whatever the bank or the design.
 */
#define G_LOG_DOMAIN "wf-measure"

#include "wf-sitting-simulate.h"

#include "wf-levels.h"
#include "wf-seed.h"
#include "wf-sitting-private.h"

#include <math.h>

#define Z90             1.6448536269514722 /* half of a 90 % interval, in SD */
#define MFI_SD          0.40
#define MAX_STEPS       200
#define RUN_THAT_COUNTS 3

/* One person's chances: which stream a number is drawn from. */
enum { STREAM_ABILITY, STREAM_BIAS, STREAM_ANSWERS, STREAM_CHOICE, STREAM_ITEM };

typedef struct {
  double ability;
  double bias;
  guint64 seed;
  const double *item_errors; /* by item, the same for all */
} Person;

/* What one sitting came to. */
typedef struct {
  double error;
  double sd;
  double stated_sd;
  double seconds;
  guint n_answers;
  guint n_self_report;
  guint n_failures;
  guint run;
  gboolean ended_low;
  guint n_runs;
  WfStopReason stop;
} Outcome;

void
wf_simulation_init (WfSimulation *out_simulation)
{
  *out_simulation = (WfSimulation){
    .design = WF_SIMULATION_DEFAULT,
    .n = 1000,
    .seed = 1,
    .ability_mean = -0.3,
    .ability_sd = 1.0,
    .bias_mean = 0.2,
    .bias_sd = 0.7,
    .welcome_seconds = 60.0,
  };
}

/* Uniform in (0, 1). */
static double
draw_uniform (guint64 seed, guint64 step)
{
  return ((double) (wf_seed_mix (seed, step) >> 11) + 0.5) / 9007199254740992.0;
}

/* Standard normal (Box & Muller 1958, Ann. Math. Stat. 29:610). */
static double
draw_normal (guint64 seed)
{
  return sqrt (-2.0 * log (draw_uniform (seed, 0))) * cos (2.0 * G_PI * draw_uniform (seed, 1));
}

static Person
make_person (const WfSimulation *simulation, guint index)
{
  guint64 seed = wf_seed_mix (simulation->seed, index);

  return (Person){
    .ability = simulation->ability_mean +
               simulation->ability_sd * draw_normal (wf_seed_mix (seed, STREAM_ABILITY)),
    .bias =
        simulation->bias_mean + simulation->bias_sd * draw_normal (wf_seed_mix (seed, STREAM_BIAS)),
    .seed = seed,
  };
}

/* What the person answers to item @index; the same however the item came up. */
static guint
draw_answer (const Person *person, const WfMeasureItem *item, guint index)
{
  double p[WF_IRT_MAX_CATEGORIES];
  double u = draw_uniform (wf_seed_mix (person->seed, STREAM_ANSWERS), index);
  double ability = person->ability - person->item_errors[index];
  WfIrtItem irt = item->irt;
  guint k = 0;

  if (item->kind == WF_MEASURE_SELF_REPORT)
    {
      irt.slope = 1.0;
      ability += person->bias;
    }
  wf_irt_probabilities (&irt, ability, p);
  while (k < irt.n_thresholds && u >= p[k])
    u -= p[k++];
  return k;
}

static void
count_answer (Outcome *outcome, const WfMeasureItem *item, guint category)
{
  gboolean says = item->kind == WF_MEASURE_SELF_REPORT;
  gboolean failed = !says && category == 0;

  outcome->n_answers++;
  outcome->n_self_report += says;
  outcome->n_failures += failed;
  if (category > 0)
    outcome->run = 0;
  outcome->run += failed;
  outcome->ended_low = category == 0;
  outcome->n_runs += failed && outcome->run == RUN_THAT_COUNTS;
  outcome->seconds += item->seconds;
}

static void
sit (const WfSitting *start, const Person *person, Outcome *outcome)
{
  g_autoptr (WfSitting) sitting = wf_sitting_copy (start);
  guint64 seed = wf_seed_mix (person->seed, STREAM_CHOICE);

  for (guint step = 0; step < MAX_STEPS; step++)
    {
      WfSittingDecision decision = wf_sitting_next (sitting, wf_seed_mix (seed, step), FALSE);

      if (decision.stop != WF_STOP_NONE)
        {
          outcome->stop = decision.stop;
          break;
        }

      const WfMeasureItem *item = wf_sitting_get_item (sitting, decision.item);
      guint category = draw_answer (person, item, decision.item);

      wf_sitting_ask (sitting, decision.item, decision.closes_for);
      wf_sitting_answer (sitting, decision.item, category,
                         item->seconds * start->rules.time_factor);
      count_answer (outcome, item, category);
    }
  outcome->seconds = wf_sitting_get_seconds (sitting);
  outcome->error = wf_sitting_get_posterior (sitting)->mean - person->ability;
  outcome->sd = wf_sitting_get_posterior (sitting)->sd;
  outcome->stated_sd = wf_total_sd (outcome->sd, WF_EXPERT_SD, outcome->n_answers);
}

static WfIrtItem
full_weight (const WfMeasureItem *item)
{
  WfIrtItem irt = item->irt;

  if (item->kind == WF_MEASURE_SELF_REPORT)
    irt.slope = 1.0;
  return irt;
}

/* The unused item that tells most at @theta; %G_MAXUINT when none is left. */
static guint
find_most_telling (const WfSitting *start, const guint8 *used, double theta)
{
  double best = -1.0;
  guint found = G_MAXUINT;

  for (guint i = 0; i < start->n_items; i++)
    {
      WfIrtItem irt = full_weight (&start->items[i]);
      double information = wf_irt_information (&irt, theta);

      if (used[i] || !start->items[i].available || information <= best)
        continue;
      best = information;
      found = i;
    }
  return found;
}

static void
sit_by_information_alone (const WfSitting *start, const Person *person, Outcome *outcome)
{
  g_autofree guint8 *used = g_new0 (guint8, MAX (start->n_items, 1));
  WfPosterior posterior;

  wf_posterior_init (&posterior, start->rules.mu);
  outcome->stop = WF_STOP_BANK_EXHAUSTED;
  for (guint i = find_most_telling (start, used, posterior.mean); i != G_MAXUINT;
       i = find_most_telling (start, used, posterior.mean))
    {
      const WfMeasureItem *item = &start->items[i];
      WfIrtItem irt = full_weight (item);
      guint category = draw_answer (person, item, i);

      used[i] = 1;
      wf_posterior_update (&posterior, &irt, category);
      count_answer (outcome, item, category);
      if (posterior.sd <= MFI_SD || outcome->n_answers >= start->rules.max_items)
        {
          outcome->stop = posterior.sd <= MFI_SD ? WF_STOP_PRECISION : WF_STOP_MAX_ITEMS;
          break;
        }
    }
  outcome->error = posterior.mean - person->ability;
  outcome->sd = outcome->stated_sd = posterior.sd;
}

static double *
draw_item_errors (const WfSitting *start, const WfSimulation *simulation)
{
  guint64 seed = wf_seed_mix (simulation->seed, G_MAXUINT32 + (guint64) STREAM_ITEM);
  double *errors = g_new (double, MAX (start->n_items, 1));

  for (guint i = 0; i < start->n_items; i++)
    errors[i] = simulation->item_error_sd * draw_normal (wf_seed_mix (seed, i));
  return errors;
}

static int
compare_doubles (const void *a, const void *b)
{
  double l = *(const double *) a, r = *(const double *) b;

  return (l > r) - (l < r);
}

/* Nearest rank. */
static double
find_percentile (double *numbers, guint n, double share)
{
  qsort (numbers, n, sizeof *numbers, compare_doubles);
  return numbers[(guint) ceil (share * n) - 1];
}

void
wf_sitting_simulate (const WfSitting *start,
                     const WfSimulation *simulation,
                     WfSimulationReport *out_report)
{
  g_return_if_fail (start != NULL && simulation != NULL && simulation->n > 0);

  g_autofree double *minutes = g_new (double, simulation->n);
  g_autofree double *item_errors = draw_item_errors (start, simulation);
  WfSimulationReport report = { 0 };
  double n = simulation->n, answers = 0, self_reports = 0;
  guint n_low = 0;

  for (guint i = 0; i < simulation->n; i++)
    {
      Person person = make_person (simulation, i);
      Outcome outcome = { 0 };

      person.item_errors = item_errors;
      if (simulation->design == WF_SIMULATION_MFI)
        sit_by_information_alone (start, &person, &outcome);
      else
        sit (start, &person, &outcome);

      double square = outcome.error * outcome.error;

      minutes[i] = (simulation->welcome_seconds + outcome.seconds) / 60.0;
      answers += outcome.n_answers;
      self_reports += outcome.n_self_report;
      report.minutes_mean += minutes[i] / n;
      report.rmse += square / n;
      report.bias += outcome.error / n;
      report.coverage90 += (fabs (outcome.error) <= Z90 * outcome.stated_sd) / n;
      report.coverage90_posterior += (fabs (outcome.error) <= Z90 * outcome.sd) / n;
      report.runs_of_three += outcome.n_runs;
      report.failures_mean += outcome.n_failures / n;
      report.share_min_items += (outcome.n_answers >= start->rules.min_items) / n;
      report.bad_endings += (outcome.ended_low ? 1.0 : 0.0) / n;
      report.stops[outcome.stop] += 1.0 / n;
      if (person.ability < WF_SIMULATION_LOW)
        {
          report.rmse_low += square;
          n_low++;
        }
    }
  report.items_mean = answers / n;
  report.self_report_share = answers > 0 ? self_reports / answers : 0.0;
  report.rmse = sqrt (report.rmse);
  report.rmse_low = n_low > 0 ? sqrt (report.rmse_low / n_low) : 0.0;
  report.minutes_p95 = find_percentile (minutes, simulation->n, 0.95);
  *out_report = report;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What to ask next, or why to stop. Reads a sitting, changes nothing, allocates nothing.
 *
 * The order of the rules is the order of their weight: dignity, then time, then the
 * quotas of kind and area (which give way, visibly, when the bank cannot meet them),
 * then information for the time it takes. Dignity never gives way: after two failures
 * only what nobody can fail is asked, so three in a row cannot happen.
 */
#define G_LOG_DOMAIN "wf-measure"

#include "wf-seed.h"
#include "wf-sitting-private.h"

#include <math.h>

#define N_BEST           3 /* randomesque */
#define MAX_CLOSINGS     2
#define MAX_FAILURES     2
#define EASE_OF_FIRST    0.5 /* the first item is judged this far below the aim */
#define NO_LIMIT         G_MAXUINT
#define KEPT_BACK        2 /* self-reports: for two times two failures, or one and a good end */
#define CLOSING_SELF_CAP 2 /* self-reports an area when quotas give way */

typedef struct {
  double seconds_left;
  double p_success;       /* asked of a performance item */
  double theta;           /* where success is judged */
  guint max_self_report;  /* 0 = none more */
  guint self_report_area; /* at most so many an area */
  guint max_area_count;   /* balance */
  gboolean only_foundation;
  gboolean only_new_observed;
  guint only_area; /* 0 for all */
  gboolean only_unfamiliar;
} Filter;

static gboolean
kind_fits (const WfSitting *self, const Filter *filter, const WfMeasureItem *item)
{
  if (item->kind == WF_MEASURE_SELF_REPORT)
    return self->kind_count[WF_MEASURE_SELF_REPORT] < filter->max_self_report &&
           self->self_report_in_area[item->area] < filter->self_report_area;
  if (self->failures >= MAX_FAILURES)
    return FALSE;
  return wf_irt_probability_of_any (&item->irt, filter->theta) >= filter->p_success;
}

static gboolean
fits (const WfSitting *self, const Filter *filter, guint index)
{
  const WfMeasureItem *item = &self->items[index];

  if (self->used[index] || !item->available || item->seconds > self->rules.long_seconds)
    return FALSE;
  if (item->seconds * self->rules.time_factor > filter->seconds_left)
    return FALSE;
  if (self->area_count[item->area] > filter->max_area_count)
    return FALSE;
  if (filter->only_foundation && !item->foundation)
    return FALSE;
  if (filter->only_area != 0 && item->area != filter->only_area)
    return FALSE;
  if (filter->only_unfamiliar && item->familiar)
    return FALSE;
  if (filter->only_new_observed &&
      (item->kind != WF_MEASURE_OBSERVED || self->observed_in_area[item->area] > 0))
    return FALSE;
  return kind_fits (self, filter, item);
}

static gboolean
any_fits (const WfSitting *self, const Filter *filter)
{
  for (guint i = 0; i < self->n_items; i++)
    {
      if (fits (self, filter, i))
        return TRUE;
    }
  return FALSE;
}

/* Parallel items where there are any: what was asked another day is not asked again. */
static void
prefer_unfamiliar (const WfSitting *self, Filter *filter)
{
  filter->only_unfamiliar = TRUE;
  if (!any_fits (self, filter))
    filter->only_unfamiliar = FALSE;
}

static void
prefer_pinned (const WfSitting *self, Filter *filter)
{
  filter->only_area = self->pinned_area;
  if (self->pinned_area != 0 && !any_fits (self, filter))
    filter->only_area = 0;
}

static Filter
make_filter (const WfSitting *self)
{
  const WfMeasureRules *rules = &self->rules;
  Filter filter = {
    .seconds_left = rules->max_seconds - self->seconds,
    .p_success = rules->p_normal,
    .theta = self->aim.mean,
    .max_self_report = rules->max_self_report,
    .self_report_area = 1,
    .max_area_count = NO_LIMIT,
  };

  if (self->n_answers == 0)
    {
      filter.theta = rules->aim - EASE_OF_FIRST;
      filter.p_success = rules->p_first;
    }
  else if (self->is_shaken)
    filter.p_success = rules->p_after_failure;
  /* The last self-reports are kept for moments when only that is kind. */
  if (self->failures < MAX_FAILURES)
    filter.max_self_report -= MIN (KEPT_BACK, filter.max_self_report);
  return filter;
}

/* Lets kind quotas give way, one after the other, until something fits. */
static gboolean
loosen (const WfSitting *self, Filter *filter, guint *relaxed)
{
  if (any_fits (self, filter))
    return TRUE;
  filter->max_self_report = self->rules.max_self_report;
  if (any_fits (self, filter))
    return TRUE;
  filter->self_report_area = CLOSING_SELF_CAP;
  if (!any_fits (self, filter))
    return FALSE;
  *relaxed |= WF_RELAXED_SELF_REPORT_AREA;
  return TRUE;
}

/* The fewest answers in any area that still has something fitting, plus one. */
static guint
balance (const WfSitting *self, const Filter *filter, guint *relaxed)
{
  guint fewest_fitting = NO_LIMIT, fewest = NO_LIMIT;

  for (guint i = 0; i < self->n_items; i++)
    {
      if (self->area_count[self->items[i].area] < fewest_fitting && fits (self, filter, i))
        fewest_fitting = self->area_count[self->items[i].area];
    }
  for (guint area = 1; area <= WF_N_AREAS; area++)
    fewest = MIN (fewest, self->area_count[area]);
  if (fewest < fewest_fitting)
    *relaxed |= WF_RELAXED_AREAS;
  return fewest_fitting + 1;
}

static gboolean
is_observed_due (const WfSitting *self)
{
  guint observed = wf_sitting_get_observed_areas (self);
  guint missing = self->rules.min_observed_areas - MIN (observed, self->rules.min_observed_areas);

  return missing > 0 && self->n_answers + 2 * missing >= self->rules.min_items;
}

static double
score (const WfSitting *self, guint index)
{
  const WfMeasureItem *item = &self->items[index];
  double information = self->n_answers < self->rules.weighted_items
                           ? wf_posterior_expected_information (&self->aim, &item->irt)
                           : wf_irt_information (&item->irt, self->aim.mean);

  return information / sqrt (item->seconds * self->rules.time_factor);
}

/* One of the best three, by chance. */
static void
pick_best (const WfSitting *self, const Filter *filter, guint64 seed, WfSittingDecision *decision)
{
  double best_score[N_BEST];
  guint best[N_BEST];
  guint n_best = 0;

  for (guint i = 0; i < self->n_items; i++)
    {
      if (!fits (self, filter, i))
        continue;
      decision->n_candidates++;

      double value = score (self, i);
      guint place = n_best;

      while (place > 0 && value > best_score[place - 1])
        place--;
      if (place == N_BEST)
        continue;
      n_best = MIN (n_best + 1, N_BEST);
      for (guint j = n_best - 1; j > place; j--)
        {
          best[j] = best[j - 1];
          best_score[j] = best_score[j - 1];
        }
      best[place] = i;
      best_score[place] = value;
    }
  decision->item = best[wf_seed_mix (seed, self->n_asked) % n_best];
}

static void
pick_easiest (const WfSitting *self, const Filter *filter, WfSittingDecision *decision)
{
  double best = -1.0;

  for (guint i = 0; i < self->n_items; i++)
    {
      if (!fits (self, filter, i))
        continue;
      decision->n_candidates++;

      double chance = wf_irt_probability_of_any (&self->items[i].irt, filter->theta);

      if (chance > best)
        {
          best = chance;
          decision->item = i;
        }
    }
}

static void
pick_first (const WfSitting *self, Filter *filter, WfSittingDecision *decision)
{
  static const struct {
    gboolean foundation;
    gboolean first_area;
  } preferences[] = { { TRUE, TRUE }, { FALSE, TRUE }, { TRUE, FALSE }, { FALSE, FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (preferences); i++)
    {
      filter->only_foundation = preferences[i].foundation;
      if (self->pinned_area == 0)
        filter->only_area = preferences[i].first_area ? 1 : 0;
      if (any_fits (self, filter))
        break;
    }
  decision->why = WF_PICK_FIRST;
  pick_easiest (self, filter, decision);
}

static WfSittingDecision
stop_for (WfStopReason reason)
{
  return (WfSittingDecision){ .stop = reason };
}

/* Ends on something the person can do, when there is such a thing. */
static WfSittingDecision
close_for (const WfSitting *self, WfStopReason reason)
{
  WfSittingDecision decision = { .why = WF_PICK_CLOSING, .closes_for = reason };
  Filter filter = make_filter (self);

  if (!self->ended_low || self->n_closings >= MAX_CLOSINGS)
    return stop_for (reason);

  filter.p_success = self->rules.p_first;
  filter.seconds_left += self->rules.closing_grace;
  filter.max_self_report = self->rules.max_self_report;
  if (!loosen (self, &filter, &decision.relaxed))
    return stop_for (reason);
  prefer_unfamiliar (self, &filter);
  pick_easiest (self, &filter, &decision);
  return decision;
}

static WfSittingDecision
pick (const WfSitting *self, guint64 seed)
{
  WfSittingDecision decision = { .why = WF_PICK_INFORMATION };
  Filter filter = make_filter (self);
  /* After a failure what is held back is for a good end, not for one question more. */
  gboolean any =
      self->failures == 1 ? any_fits (self, &filter) : loosen (self, &filter, &decision.relaxed);

  if (!any)
    {
      if (self->failures >= MAX_FAILURES)
        return stop_for (WF_STOP_KIND);
      filter.seconds_left = G_MAXDOUBLE;
      return close_for (self, any_fits (self, &filter) ? WF_STOP_TIME : WF_STOP_BANK_EXHAUSTED);
    }
  prefer_pinned (self, &filter);
  prefer_unfamiliar (self, &filter);
  if (self->n_answers == 0)
    {
      pick_first (self, &filter, &decision);
      return decision;
    }

  Filter unbalanced = filter;
  if (filter.only_area == 0)
    filter.max_area_count = balance (self, &filter, &decision.relaxed);
  Filter narrow = filter;

  if (self->failures >= MAX_FAILURES)
    decision.why = WF_PICK_AFTER_FAILURES;
  else if (is_observed_due (self))
    {
      narrow.only_new_observed = unbalanced.only_new_observed = TRUE;
      decision.why = WF_PICK_OBSERVED;
      if (!any_fits (self, &narrow))
        narrow = unbalanced;
      if (!any_fits (self, &narrow)) /* the quota counts more than another item */
        narrow.only_unfamiliar = FALSE;
    }
  else if (self->n_answers < self->rules.foundation_items)
    {
      narrow.only_foundation = TRUE;
      decision.why = WF_PICK_FOUNDATION;
    }

  if (!any_fits (self, &narrow))
    {
      decision.relaxed |= decision.why == WF_PICK_OBSERVED ? WF_RELAXED_OBSERVED : 0;
      decision.why = WF_PICK_INFORMATION;
      narrow = filter;
    }
  pick_best (self, &narrow, seed, &decision);
  return decision;
}

static WfStopReason
find_stop (const WfSitting *self, gboolean decided)
{
  const WfMeasureRules *rules = &self->rules;

  if (self->closes_for != WF_STOP_NONE)
    return self->closes_for;
  if (self->n_answers >= rules->max_items || self->n_asked >= rules->max_asked)
    return WF_STOP_MAX_ITEMS;
  if (self->n_answers < rules->min_items)
    return WF_STOP_NONE;
  if (self->posterior.sd <= rules->sd_target)
    return WF_STOP_PRECISION;
  if (decided)
    return WF_STOP_DECISION;
  if (self->last_sd[0] - self->posterior.sd < rules->sd_step &&
      self->last_sd[1] - self->last_sd[0] < rules->sd_step)
    return WF_STOP_NO_GAIN;
  return WF_STOP_NONE;
}

gboolean
wf_sitting_is_kind (const WfSitting *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->n_items, TRUE);

  const WfMeasureItem *item = &self->items[index];
  Filter filter = make_filter (self);

  if (item->kind == WF_MEASURE_SELF_REPORT)
    return TRUE;
  return self->failures < MAX_FAILURES &&
         wf_irt_probability_of_any (&item->irt, filter.theta) >= filter.p_success;
}

WfSittingDecision
wf_sitting_next (const WfSitting *self, guint64 seed, gboolean decided)
{
  g_return_val_if_fail (self != NULL, stop_for (WF_STOP_NAVIGATOR));

  WfStopReason due = find_stop (self, decided);

  if (due != WF_STOP_NONE)
    return close_for (self, due);
  return pick (self, seed);
}

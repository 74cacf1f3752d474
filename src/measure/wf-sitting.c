/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The running state of one skills part. What to ask next is in wf-sitting-select.c.
 *
 * Invariants: the posterior holds exactly the scored answers; counts by area and kind
 * agree with it; `failures` is the length of the run of failures that ends now: any success
 * ends a run, a self-report of something the person can do does too, and one of "not yet"
 * neither lengthens nor ends it; items and used are allocated once.
 */
#define G_LOG_DOMAIN "wf-measure"

#include "wf-sitting-private.h"

#include <string.h>

static const char *const STOP_CODES[] = {
  "",          "precision",      "no-gain", "decision",  "time",
  "max-items", "bank-exhausted", "kind",    "navigator",
};

static const char *const PICK_CODES[] = {
  "first", "foundation", "information", "observed", "after-failures", "closing",
};

const char *
wf_stop_reason_to_code (WfStopReason reason)
{
  g_return_val_if_fail ((guint) reason < G_N_ELEMENTS (STOP_CODES), "");

  return STOP_CODES[reason];
}

WfStopReason
wf_stop_reason_from_code (const char *code)
{
  for (guint i = 1; code != NULL && i < G_N_ELEMENTS (STOP_CODES); i++)
    {
      if (g_str_equal (STOP_CODES[i], code))
        return (WfStopReason) i;
    }
  return WF_STOP_NONE;
}

const char *
wf_pick_reason_to_code (WfPickReason reason)
{
  g_return_val_if_fail ((guint) reason < G_N_ELEMENTS (PICK_CODES), "");

  return PICK_CODES[reason];
}

void
wf_measure_rules_init (WfMeasureRules *out_rules)
{
  *out_rules = (WfMeasureRules){
    .mu = 0.0,
    .aim = 0.0,
    .self_report_slope = 0.5,
    .min_items = 10,
    .max_items = 18,
    .max_asked = 27,
    .max_seconds = 660.0,
    .time_factor = 1.0,
    .long_seconds = 90.0,
    .closing_grace = 30.0,
    .sd_target = 0.45,
    .sd_step = 0.01,
    .max_self_report = 5,
    .min_observed_areas = 3,
    .foundation_items = 2,
    .weighted_items = 3,
    .p_first = 0.85,
    .p_normal = 0.65,
    .p_after_failure = 0.80,
  };
}

WfSitting *
wf_sitting_new (const WfMeasureRules *rules, const WfMeasureItem *items, guint n_items)
{
  g_return_val_if_fail (rules != NULL, NULL);
  g_return_val_if_fail (items != NULL || n_items == 0, NULL);

  WfSitting *self = g_new0 (WfSitting, 1);

  self->rules = *rules;
  self->n_items = n_items;
  self->items = g_memdup2 (items, n_items * sizeof *items);
  self->used = g_new0 (guint8, MAX (n_items, 1));
  wf_posterior_init (&self->posterior, rules->mu);
  wf_posterior_init (&self->aim, rules->aim);
  self->last_sd[0] = self->last_sd[1] = G_MAXDOUBLE;
  return self;
}

WfSitting *
wf_sitting_copy (const WfSitting *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  WfSitting *copy = g_memdup2 (self, sizeof *self);

  copy->items = g_memdup2 (self->items, self->n_items * sizeof *self->items);
  copy->used = g_memdup2 (self->used, MAX (self->n_items, 1));
  return copy;
}

void
wf_sitting_free (WfSitting *self)
{
  if (self == NULL)
    return;

  g_free (self->items);
  g_free (self->used);
  g_free (self);
}

void
wf_sitting_set_available (WfSitting *self, guint index, gboolean available)
{
  g_return_if_fail (index < self->n_items);

  self->items[index].available = available;
}

void
wf_sitting_set_pace (WfSitting *self, double time_factor, double max_seconds)
{
  g_return_if_fail (time_factor > 0.0);

  self->rules.time_factor = time_factor;
  self->rules.max_seconds = max_seconds;
}

void
wf_sitting_pin_area (WfSitting *self, guint area)
{
  g_return_if_fail (area <= WF_N_AREAS);

  self->pinned_area = area;
}

void
wf_sitting_ask (WfSitting *self, guint index, WfStopReason closes_for)
{
  g_return_if_fail (index < self->n_items);

  self->used[index] = 1;
  self->n_asked++;
  self->closes_for = closes_for;
  if (closes_for != WF_STOP_NONE)
    self->n_closings++;
}

void
wf_sitting_answer (WfSitting *self, guint index, guint category, double seconds)
{
  g_return_if_fail (index < self->n_items);

  const WfMeasureItem *item = &self->items[index];

  g_return_if_fail (category <= item->irt.n_thresholds);

  self->used[index] = 1;
  self->seconds += seconds;
  self->last_sd[1] = self->last_sd[0];
  self->last_sd[0] = self->posterior.sd;
  wf_posterior_update (&self->posterior, &item->irt, category);
  wf_posterior_update (&self->aim, &item->irt, category);
  self->n_answers++;
  self->area_count[item->area]++;
  self->kind_count[item->kind]++;
  self->self_report_in_area[item->area] += item->kind == WF_MEASURE_SELF_REPORT;
  self->observed_in_area[item->area] += item->kind == WF_MEASURE_OBSERVED;
  self->ended_low = category == 0;
  if (category > 0)
    self->failures = 0;
  if (item->kind == WF_MEASURE_SELF_REPORT)
    return;
  self->failures += category == 0;
  self->is_shaken = category == 0;
}

void
wf_sitting_skip (WfSitting *self, guint index, double seconds)
{
  g_return_if_fail (index < self->n_items);

  self->used[index] = 1;
  self->seconds += seconds;
}

void
wf_sitting_release (WfSitting *self, guint index)
{
  g_return_if_fail (index < self->n_items);

  self->used[index] = 0;
}

const WfPosterior *
wf_sitting_get_posterior (const WfSitting *self)
{
  return &self->posterior;
}

const WfMeasureItem *
wf_sitting_get_item (const WfSitting *self, guint index)
{
  g_return_val_if_fail (index < self->n_items, NULL);

  return &self->items[index];
}

guint
wf_sitting_get_n_items (const WfSitting *self)
{
  return self->n_items;
}

guint
wf_sitting_get_n_answers (const WfSitting *self)
{
  return self->n_answers;
}

guint
wf_sitting_get_failures (const WfSitting *self)
{
  return self->failures;
}

double
wf_sitting_get_seconds (const WfSitting *self)
{
  return self->seconds;
}

guint
wf_sitting_get_area_count (const WfSitting *self, guint area)
{
  g_return_val_if_fail (area >= 1 && area <= WF_N_AREAS, 0);

  return self->area_count[area];
}

guint
wf_sitting_get_kind_count (const WfSitting *self, WfMeasureKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (self->kind_count), 0);

  return self->kind_count[kind];
}

guint
wf_sitting_get_observed_areas (const WfSitting *self)
{
  guint areas = 0;

  for (guint area = 1; area <= WF_N_AREAS; area++)
    areas += self->observed_in_area[area] > 0;
  return areas;
}

gboolean
wf_sitting_is_used (const WfSitting *self, guint index)
{
  g_return_val_if_fail (index < self->n_items, TRUE);

  return self->used[index] != 0;
}

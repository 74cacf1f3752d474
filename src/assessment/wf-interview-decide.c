/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What to ask next: the gates every question must pass, the order of the parts, and the
 * skills part built from the entries for the selector. Works on a scratch copy of an
 * interview and leaves records; the interview that is shown never decides.
 */
#define G_LOG_DOMAIN "wf-assessment"

#include "wf-interview-private.h"
#include "wf-json.h"
#include "wf-seed.h"

#define PACE_INTERPRETED 1.8
#define PACE_READ_ALOUD  1.3
#define PACE_TELEPHONE   1.5
#define MAX_SEED         ((G_GUINT64_CONSTANT (1) << 53) - 1) /* what JSON numbers carry */
#define FIRST_STATEMENTS 3
#define UNDECIDED_MASS   0.05

static WfVisitModes
read_mode (const char *mode)
{
  if (g_str_equal (mode, "phone") || g_str_equal (mode, "telephone"))
    return WF_MODE_PHONE;
  if (g_str_equal (mode, "video"))
    return WF_MODE_VIDEO;
  return WF_MODE_IN_PERSON;
}

double
wf_interview_get_pace (const WfInterview *self)
{
  double pace = 1.0;

  for (guint i = 0; self->present[i] != NULL; i++)
    {
      if (g_str_has_prefix (self->present[i], "interpreter"))
        {
          pace *= PACE_INTERPRETED;
          break;
        }
    }
  if (self->read_aloud)
    pace *= PACE_READ_ALOUD;
  if (read_mode (self->mode) == WF_MODE_PHONE)
    pace *= PACE_TELEPHONE;
  return pace;
}

/* A stamp far from the usual (a talk in between, a night without a pause) counts as far as
 * half or three times the usual. */
double
wf_interview_get_elapsed (const WfInterview *self, const WfAsked *asked)
{
  double usual = asked->seconds * wf_interview_get_pace (self);
  double taken = (double) (asked->answered_us - asked->asked_us - asked->paused_us) / 1e6;

  if (asked->asked_us == 0 || asked->answered_us == 0)
    return usual;
  return CLAMP (taken, usual / 2.0, usual * 3.0);
}

static gboolean
allows_scripts (const WfInterview *self, const WfItem *item)
{
  if (self->scripts == NULL)
    return wf_item_allows_script (item, NULL);
  for (guint i = 0; self->scripts[i] != NULL; i++)
    {
      if (wf_item_allows_script (item, self->scripts[i]))
        return TRUE;
    }
  return wf_item_allows_script (item, NULL);
}

/* All gates but the one of who is present. */
static gboolean
fits_visit (const WfInterview *self, const WfItem *item)
{
  WfVisitModes mode = read_mode (self->mode);
  WfItemNeeds at_hand = self->needs & ~WF_NEEDS_IN_PERSON;

  if (mode == WF_MODE_IN_PERSON)
    at_hand |= WF_NEEDS_IN_PERSON;
  if (item->pool == WF_POOL_OFF || (item->modes & mode) == 0 || (item->needs & ~at_hand) != 0)
    return FALSE;
  if (item->local_set && !wf_text_has (item->text, self->lang))
    return FALSE;
  return wf_item_allows_region (item, self->region) && allows_scripts (self, item);
}

static gboolean
needs_privacy (const WfItem *item)
{
  return item->private_only || item->pool == WF_POOL_ALONE;
}

gboolean
wf_interview_may_ask (const WfInterview *self, const WfItem *item)
{
  if (needs_privacy (item) && !wf_interview_is_private (self))
    return FALSE;
  return fits_visit (self, item);
}

/* Put off because others were there, and who is there has changed since. */
static gboolean
may_come_again (const WfInterview *self, const WfInterviewEntry *entry)
{
  return wf_interview_entry_is_waiting (entry) && entry->skip_epoch != self->presence_epoch &&
         wf_interview_is_private (self);
}

static WfMeasureKind
measure_kind (WfItemKind kind)
{
  if (kind == WF_ITEM_CAN_DO)
    return WF_MEASURE_SELF_REPORT;
  return kind == WF_ITEM_CHOICE ? WF_MEASURE_CHOICE : WF_MEASURE_OBSERVED;
}

WfIrtItem
wf_interview_make_irt (const WfInterview *self, const WfItem *item)
{
  WfIrtItem irt = { 0 };

  wf_bank_numbers_get_irt (self->numbers, item, &irt);
  return irt;
}

/* At an assessment before this one. */
static gboolean
was_answered_before (const WfInterview *self, const char *item_id)
{
  const WfInterviewEntry *entry =
      self->former != NULL ? wf_interview_find_entry (self->former, item_id) : NULL;

  return entry != NULL && entry->public.score >= 0;
}

static void
add_bank_items (const WfInterview *self, GArray *items, GPtrArray *ids)
{
  for (guint i = 0; i < wf_item_bank_get_n_items (self->bank); i++)
    {
      const WfItem *item = wf_item_bank_get_item (self->bank, i);
      WfMeasureItem row = { .irt = wf_interview_make_irt (self, item) };

      if (row.irt.n_thresholds == 0)
        continue;
      row.kind = measure_kind (item->kind);
      row.area = CLAMP (item->area, 1, WF_N_AREAS);
      row.seconds = MAX (item->seconds, 1);
      row.foundation = wf_item_is_foundation (item, read_mode (self->mode));
      row.available = wf_interview_may_ask (self, item);
      row.familiar = was_answered_before (self, item->id);
      g_array_append_val (items, row);
      g_ptr_array_add (ids, item->id);
    }
}

/* An entry keeps the numbers it was asked with; its item may have left the bank. */
static guint
add_entry_item (const WfAsked *asked, GArray *items, GPtrArray *ids)
{
  WfMeasureItem row = { 0 };
  guint index = 0;

  while (index < ids->len && !g_str_equal (g_ptr_array_index (ids, index), asked->item_id))
    index++;
  if (index == ids->len)
    {
      g_array_append_val (items, row);
      g_ptr_array_add (ids, asked->item_id);
    }

  WfMeasureItem *item = &g_array_index (items, WfMeasureItem, index);

  item->irt = asked->irt;
  item->kind = measure_kind (asked->kind);
  item->area = asked->area;
  item->seconds = asked->seconds;
  return index;
}

static double
seconds_of_access (const WfInterview *self)
{
  double seconds = 0.0;

  for (guint i = 0; i < self->asked->len; i++)
    {
      const WfInterviewEntry *entry = g_ptr_array_index (self->asked, i);

      if (entry->public.irt.n_thresholds == 0 && entry->public.state != WF_ASKED_OPEN &&
          entry->public.pack[0] != '\0')
        seconds += wf_interview_get_elapsed (self, &entry->public);
    }
  return seconds;
}

static void
play_entry (const WfInterview *self, WfSitting *sitting, guint index, const WfInterviewEntry *entry)
{
  double seconds = wf_interview_get_elapsed (self, &entry->public);

  if (entry->public.state == WF_ASKED_SKIPPED && may_come_again (self, entry))
    return;
  wf_sitting_ask (sitting, index, entry->public.closes_for);
  if (entry->public.score >= 0)
    wf_sitting_answer (sitting, index, (guint) entry->public.score, seconds);
  else if (entry->public.state != WF_ASKED_OPEN)
    wf_sitting_skip (sitting, index, seconds);
}

/* Real seconds the skills may take. */
static double
seconds_for_skills (const WfInterview *self)
{
  WfMeasureRules rules;

  wf_measure_rules_init (&rules);

  double seconds = rules.max_seconds * wf_interview_get_pace (self);

  if (self->minutes > 0)
    seconds = MIN (seconds, self->minutes * 60.0 - seconds_of_access (self));
  return MAX (seconds, 0.0);
}

void
wf_interview_get_minutes (const WfInterview *self, double *out_used, double *out_planned)
{
  double used = 0.0;

  for (guint i = 0; i < self->asked->len; i++)
    {
      const WfInterviewEntry *entry = g_ptr_array_index (self->asked, i);

      if (entry->public.state != WF_ASKED_OPEN && entry->public.pack[0] != '\0')
        used += wf_interview_get_elapsed (self, &entry->public);
    }
  if (out_used != NULL)
    *out_used = used / 60.0;
  if (out_planned != NULL)
    *out_planned = (seconds_of_access (self) + seconds_for_skills (self)) / 60.0;
}

/* Where choosing begins: what the assessment before found, else where everybody begins. */
static double
find_aim (const WfInterview *self)
{
  WfPosterior before;

  if (self->former == NULL)
    return self->mu;
  wf_posterior_init (&before, self->mu);
  for (guint i = 0; i < self->former->asked->len; i++)
    {
      const WfInterviewEntry *entry = g_ptr_array_index (self->former->asked, i);

      if (entry->public.score >= 0)
        wf_posterior_update (&before, &entry->public.irt, (guint) entry->public.score);
    }
  return before.mean;
}

WfSitting *
wf_interview_make_sitting (const WfInterview *self, GPtrArray **out_ids)
{
  g_autoptr (GArray) items = g_array_new (FALSE, TRUE, sizeof (WfMeasureItem));
  g_autoptr (GArray) indices = g_array_new (FALSE, TRUE, sizeof (guint));
  GPtrArray *ids = g_ptr_array_new ();
  WfMeasureRules rules;

  wf_measure_rules_init (&rules);
  rules.mu = self->mu;
  rules.aim = find_aim (self);
  rules.time_factor = wf_interview_get_pace (self);
  rules.max_seconds = seconds_for_skills (self);
  add_bank_items (self, items, ids);
  for (guint i = 0; i < self->asked->len; i++)
    {
      const WfInterviewEntry *entry = g_ptr_array_index (self->asked, i);
      guint index = entry->public.irt.n_thresholds > 0 ? add_entry_item (&entry->public, items, ids)
                                                       : G_MAXUINT;

      g_array_append_val (indices, index);
    }

  WfSitting *sitting =
      wf_sitting_new (&rules, (const WfMeasureItem *) (gpointer) items->data, items->len);
  wf_sitting_pin_area (sitting, self->pinned_area);
  for (guint i = 0; i < self->asked->len; i++)
    {
      guint index = g_array_index (indices, guint, i);

      if (index != G_MAXUINT)
        play_entry (self, sitting, index, g_ptr_array_index (self->asked, i));
    }
  *out_ids = ids;
  return sitting;
}

void
wf_interview_put (WfInterview *self, GPtrArray *out, WfRecord *record)
{
  g_ptr_array_add (out, record);
  wf_interview_apply (self, record);
}

/* What says "I do not know" or "I do not want to say" stays at the end. */
static gboolean
stays_last (const WfItemOption *option)
{
  return option->state != WF_OPTION_ANSWER || g_str_equal (option->id, "x");
}

static GStrv
make_order (const WfItem *item, guint64 seed)
{
  g_autofree guint *order = g_new (guint, item->options->len);
  GStrvBuilder *builder = g_strv_builder_new ();
  guint n = 0;

  for (guint i = 0; i < item->options->len; i++)
    {
      if (!stays_last (g_ptr_array_index (item->options, i)))
        order[n++] = i;
    }
  if (item->shuffle)
    wf_seed_shuffle (seed, order, n);
  for (guint i = 0; i < n; i++)
    g_strv_builder_add (builder,
                        ((WfItemOption *) g_ptr_array_index (item->options, order[i]))->id);
  for (guint i = 0; i < item->options->len; i++)
    {
      const WfItemOption *option = g_ptr_array_index (item->options, i);

      if (stays_last (option))
        g_strv_builder_add (builder, option->id);
    }

  GStrv result = g_strv_builder_end (builder);

  g_strv_builder_unref (builder);
  return result;
}

static guint64
next_seed (const WfInterview *self)
{
  return wf_seed_mix (self->seed, self->n_decisions) & MAX_SEED;
}

WfRecord *
wf_interview_make_asked (const WfInterview *self, const WfItem *item, const char *why)
{
  const WfPackInfo *info = wf_item_bank_get_info (self->bank);
  WfIrtItem irt = wf_interview_make_irt (self, item);
  JsonObject *body = json_object_new ();
  guint64 seed = next_seed (self);
  g_auto (GStrv) order = make_order (item, seed);

  json_object_set_string_member (body, "item", item->id);
  json_object_set_string_member (body, "pack", info->id);
  json_object_set_int_member (body, "version", info->version);
  if (self->numbers != NULL && wf_bank_numbers_get_revision (self->numbers) > 0)
    json_object_set_int_member (body, "revision", wf_bank_numbers_get_revision (self->numbers));
  json_object_set_string_member (body, "kind", wf_item_kind_to_name (item->kind));
  json_object_set_int_member (body, "area", item->area);
  json_object_set_int_member (body, "seconds", item->seconds);
  json_object_set_string_member (body, "why", why);
  json_object_set_int_member (body, "seed", (gint64) seed);
  wf_json_set_strings (body, "order", (const char *const *) order);
  if (irt.n_thresholds > 0)
    {
      JsonArray *numbers = json_array_new ();

      json_array_add_double_element (numbers, irt.slope);
      for (guint i = 0; i < irt.n_thresholds; i++)
        json_array_add_double_element (numbers, irt.thresholds[i]);
      json_object_set_array_member (body, "irt", numbers);
    }
  if (!wf_text_has (item->text, self->lang))
    json_object_set_boolean_member (body, "untranslated", TRUE);
  if (self->read_aloud)
    json_object_set_boolean_member (body, "read_aloud", TRUE);
  return wf_record_new ("interview.asked", body);
}

static WfRecord *
make_waiting (const WfItem *item)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "item", item->id);
  json_object_set_string_member (body, "reason", "not-alone");
  json_object_set_string_member (body, "kind", wf_item_kind_to_name (item->kind));
  json_object_set_boolean_member (body, "protected", item->protected);
  return wf_record_new ("interview.skipped", body);
}

/* Nothing depends on it any more: it would be asked for nothing. */
static gboolean
is_idle (const WfInterview *self, const WfAnswers *answers, const WfItem *item)
{
  return self->probe != NULL && !wf_decision_probe_could_change (self->probe, answers, item->id);
}

GPtrArray *
wf_interview_list_left_out (const WfInterview *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  GPtrArray *items = g_ptr_array_new ();
  g_autoptr (WfAnswers) answers = wf_interview_get_answers (self);

  for (guint i = 0; i < wf_item_bank_get_n_items (self->bank); i++)
    {
      const WfItem *item = wf_item_bank_get_item (self->bank, i);

      if (item->pool == WF_POOL_ACCESS && fits_visit (self, item) &&
          wf_interview_find_entry (self, item->id) == NULL && is_idle (self, answers, item))
        g_ptr_array_add (items, (gpointer) item);
    }
  return items;
}

/* Asks the next of the five A's; %FALSE when there is none left. */
static gboolean
decide_access (WfInterview *self, GPtrArray *out)
{
  g_autoptr (WfAnswers) answers = wf_interview_get_answers (self);

  for (guint i = 0; i < wf_item_bank_get_n_items (self->bank); i++)
    {
      const WfItem *item = wf_item_bank_get_item (self->bank, i);
      const WfInterviewEntry *entry = wf_interview_find_entry (self, item->id);

      if (item->pool != WF_POOL_ACCESS || !fits_visit (self, item))
        continue;
      if (entry != NULL && !may_come_again (self, entry))
        continue;
      if (is_idle (self, answers, item))
        continue;
      if (!wf_interview_may_ask (self, item))
        {
          if (entry == NULL)
            wf_interview_put (self, out, make_waiting (item));
          continue;
        }
      wf_interview_put (self, out, wf_interview_make_asked (self, item, "access"));
      return TRUE;
    }
  return FALSE;
}

static gboolean
same_statements (GStrv before, WfDecisionProbe *probe, const WfAnswers *answers)
{
  g_auto (GStrv) after = wf_decision_probe_get_first_statements (probe, answers, FIRST_STATEMENTS);

  return g_strv_equal ((const char *const *) before, (const char *const *) after);
}

/* Whether any answer to @item would change the first statements; an answer also moves what
 * is said of its area. */
static gboolean
could_change (const WfInterview *self,
              const WfAnswers *answers,
              GStrv first,
              const WfItem *item,
              const WfMeasureItem *row,
              double theta)
{
  for (guint i = 0; i < item->options->len; i++)
    {
      const WfItemOption *option = g_ptr_array_index (item->options, i);
      const char *chosen[] = { option->id, NULL };

      if (option->score < 0)
        continue;
      g_autoptr (WfAnswers) what_if = wf_answers_copy (answers);
      wf_answers_add (what_if, item->id, item->kind, WF_ANSWER_GIVEN, chosen, NULL, option->score,
                      item->protected);
      wf_answers_set_area_weak (
          what_if, row->area,
          wf_interview_is_weak_after (self, theta, row->area, &row->irt,
                                      MIN ((guint) option->score, row->irt.n_thresholds)));
      if (!same_statements (first, self->probe, what_if))
        return TRUE;
    }
  return FALSE;
}

/* Whether an area may yet turn out on the other side of what rules call weak, and the plan
 * would then begin otherwise. */
static gboolean
has_mass_beyond (const WfInterview *self, const WfAnswers *answers, GStrv first, double theta)
{
  WfAreaEffect effects[WF_N_AREAS];

  wf_interview_fill_areas (self, theta, effects);
  for (guint area = 1; area <= WF_N_AREAS; area++)
    {
      WfKnown weak = wf_answers_is_area_weak (answers, area);
      double below = wf_area_mass_below (&effects[area - 1], WF_AREA_LOW);
      double beyond = weak == WF_KNOWN_YES ? 1.0 - below : below;

      if (effects[area - 1].n == 0 || beyond <= UNDECIDED_MASS)
        continue;

      g_autoptr (WfAnswers) what_if = wf_answers_copy (answers);

      wf_answers_set_area_weak (what_if, area, weak == WF_KNOWN_YES ? WF_KNOWN_NO : WF_KNOWN_YES);
      if (!same_statements (first, self->probe, what_if))
        return TRUE;
    }
  return FALSE;
}

static gboolean
next_answer_could_change (const WfInterview *self,
                          const WfSitting *sitting,
                          GPtrArray *ids,
                          WfAnswers *answers,
                          GStrv first)
{
  double theta = wf_sitting_get_posterior (sitting)->mean;
  WfMeasureRules rules;

  wf_measure_rules_init (&rules);
  for (guint i = 0; i < ids->len; i++)
    {
      const WfMeasureItem *row = wf_sitting_get_item (sitting, i);
      const WfItem *item = wf_item_bank_lookup (self->bank, g_ptr_array_index (ids, i));

      if (item == NULL || wf_sitting_is_used (sitting, i) || !row->available ||
          row->seconds > rules.long_seconds)
        continue;
      if (could_change (self, answers, first, item, row, theta))
        return TRUE;
    }
  return FALSE;
}

/* No single next answer, and nothing that may well be true, changes what the plan says first. */
static gboolean
is_decided (const WfInterview *self, const WfSitting *sitting, GPtrArray *ids)
{
  WfMeasureRules rules;

  wf_measure_rules_init (&rules);
  if (self->probe == NULL || wf_sitting_get_n_answers (sitting) < rules.min_items)
    return FALSE;

  g_autoptr (WfAnswers) answers = wf_interview_get_answers (self);
  g_auto (GStrv) first =
      wf_decision_probe_get_first_statements (self->probe, answers, FIRST_STATEMENTS);

  return !has_mass_beyond (self, answers, first, wf_sitting_get_posterior (sitting)->mean) &&
         !next_answer_could_change (self, sitting, ids, answers, first);
}

static WfRecord *
make_stopped (WfStopReason reason, guint relaxed)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "reason", wf_stop_reason_to_code (reason));
  json_object_set_int_member (body, "relaxed", relaxed);
  return wf_record_new ("interview.stopped", body);
}

static void
decide_skills (WfInterview *self, GPtrArray *out)
{
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (WfSitting) sitting = wf_interview_make_sitting (self, &ids);
  WfSittingDecision decision = wf_sitting_next (sitting, next_seed (self), FALSE);

  /* Asking the plan is dear: only where another question would follow. */
  if (decision.stop == WF_STOP_NONE && decision.closes_for == WF_STOP_NONE &&
      is_decided (self, sitting, ids))
    decision = wf_sitting_next (sitting, next_seed (self), TRUE);

  if (decision.stop != WF_STOP_NONE)
    {
      wf_interview_put (self, out, make_stopped (decision.stop, decision.relaxed));
      return;
    }

  const WfItem *item = wf_item_bank_lookup (self->bank, g_ptr_array_index (ids, decision.item));
  WfRecord *record = wf_interview_make_asked (self, item, wf_pick_reason_to_code (decision.why));

  if (decision.closes_for != WF_STOP_NONE)
    json_object_set_string_member (record->body, "closes_for",
                                   wf_stop_reason_to_code (decision.closes_for));
  if (decision.relaxed != 0)
    json_object_set_int_member (record->body, "relaxed", decision.relaxed);
  json_object_set_int_member (record->body, "candidates", decision.n_candidates);
  wf_interview_put (self, out, record);
}

gboolean
wf_interview_is_kind (const WfInterview *self)
{
  const WfInterviewEntry *open = wf_interview_get_open_entry (self);
  g_autoptr (GPtrArray) ids = NULL;

  if (open == NULL || open->is_reopened || open->public.irt.n_thresholds == 0 ||
      g_str_equal (open->public.why, WF_WHY_NAVIGATOR))
    return TRUE;

  g_autoptr (WfSitting) sitting = wf_interview_make_sitting (self, &ids);

  for (guint i = 0; i < ids->len; i++)
    {
      if (g_str_equal (g_ptr_array_index (ids, i), open->public.item_id))
        return wf_sitting_is_kind (sitting, i);
    }
  return TRUE;
}

void
wf_interview_decide (WfInterview *self, GPtrArray *out)
{
  if (!self->is_started || self->is_help_now || !self->has_goal)
    return;
  if (!decide_access (self, out))
    decide_skills (self, out);
}

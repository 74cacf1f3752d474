/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What may happen next in an interview. Each function plays the step on a scratch copy,
 * lets it decide what follows, and hands back the records of both; the interview itself
 * does not change until they are committed and applied.
 */
#define G_LOG_DOMAIN "wf-assessment"

#include "wf-interview-private.h"
#include "wf-json.h"

#include <string.h>

#define HELP_NOT_SAID (-1)
#define HELP_HINT     1
#define HELP_WORKER   3

static const char *const SKIP_REASONS[] = {
  "refused",   "dont-know", "not-asked", "not-now", "not-me",
  "not-clear", "not-alone", "replaced",  NULL,
};

static GPtrArray *
new_records (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
}

static void
put (WfInterview *next, GPtrArray *out, const char *kind, JsonObject *body)
{
  wf_interview_put (next, out, wf_record_new (kind, body));
}

/* One record that leads to nothing else. */
static GPtrArray *
just (const char *kind, JsonObject *body)
{
  GPtrArray *out = new_records ();

  g_ptr_array_add (out, wf_record_new (kind, body));
  return out;
}

static void
set_text (JsonObject *body, const char *name, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (body, name, text);
}

/* The question that stands and its item, or %NULL with @error. */
static const WfItem *
require_current (WfInterview *self, GError **error)
{
  if (wf_interview_get_current (self) == NULL)
    {
      g_set_error (error, WF_INTERVIEW_ERROR, WF_INTERVIEW_ERROR_NOT_ASKING,
                   "no question stands in phase %s",
                   wf_interview_phase_to_code (wf_interview_get_phase (self)));
      return NULL;
    }

  const WfItem *item = wf_interview_get_current_item (self);

  if (item == NULL)
    g_set_error (error, WF_INTERVIEW_ERROR, WF_INTERVIEW_ERROR_ITEM, "item %s has left the bank",
                 wf_interview_get_current (self)->item_id);
  return item;
}

GPtrArray *
wf_interview_propose_start (WfInterview *self, const WfInterviewSetup *setup, GError **error)
{
  g_return_val_if_fail (self != NULL && setup != NULL, NULL);

  if (self->is_started)
    {
      g_set_error_literal (error, WF_INTERVIEW_ERROR, WF_INTERVIEW_ERROR_PHASE,
                           "the interview has begun");
      return NULL;
    }

  const WfPackInfo *info = wf_item_bank_get_info (self->bank);
  JsonObject *body = json_object_new ();

  set_text (body, "form", setup->help_now ? "help-now" : "full");
  set_text (body, "pack", info->id);
  json_object_set_int_member (body, "version", info->version);
  set_text (body, "region", setup->region);
  set_text (body, "lang", setup->lang != NULL ? setup->lang : "en");
  if (setup->scripts != NULL)
    wf_json_set_strings (body, "scripts", setup->scripts);
  set_text (body, "mode", setup->mode != NULL ? setup->mode : "in-person");
  json_object_set_int_member (body, "needs", setup->needs);
  wf_json_set_strings (body, "present", setup->present);
  json_object_set_boolean_member (body, "read_aloud", setup->read_aloud);
  json_object_set_int_member (body, "minutes", setup->minutes);
  json_object_set_int_member (body, "seed", (gint64) setup->seed);
  json_object_set_double_member (body, "mu", setup->mu);
  return just ("interview.started", body);
}

static gboolean
require_started (WfInterview *self, GError **error)
{
  if (!self->is_started)
    g_set_error_literal (error, WF_INTERVIEW_ERROR, WF_INTERVIEW_ERROR_PHASE,
                         "the interview has not begun");
  return self->is_started;
}

GPtrArray *
wf_interview_propose_goal (WfInterview *self,
                           const char *const *goals,
                           const char *words,
                           GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (!require_started (self, error))
    return NULL;

  WfInterviewPhase phase = wf_interview_get_phase (self);
  g_autoptr (WfInterview) next = wf_interview_copy (self);
  GPtrArray *out = new_records ();
  JsonObject *body = json_object_new ();

  wf_json_set_strings (body, "goals", goals);
  set_text (body, "words", words);
  put (next, out, "interview.goal", body);
  if (phase == WF_INTERVIEW_GOAL)
    wf_interview_decide (next, out);
  return out;
}

GPtrArray *
wf_interview_propose_helped (WfInterview *self,
                             const char *goal,
                             const char *theme,
                             guint minutes,
                             const char *outcome,
                             GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (!require_started (self, error))
    return NULL;

  JsonObject *body = json_object_new ();

  set_text (body, "goal", goal);
  set_text (body, "theme", theme);
  json_object_set_int_member (body, "minutes", minutes);
  set_text (body, "outcome", outcome);
  return just ("interview.helped", body);
}

GPtrArray *
wf_interview_propose_grow (WfInterview *self, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (!self->is_started || !self->is_help_now)
    {
      g_set_error_literal (error, WF_INTERVIEW_ERROR, WF_INTERVIEW_ERROR_PHASE,
                           "there is nothing to grow");
      return NULL;
    }

  g_autoptr (WfInterview) next = wf_interview_copy (self);
  GPtrArray *out = new_records ();

  put (next, out, "interview.grown", json_object_new ());
  wf_interview_decide (next, out);
  return out;
}

/* What the chosen options come to. */
typedef struct {
  WfAnswerState state;
  int score;
  gboolean is_protected;
} Choice;

static int
score_with_help (const WfItem *item, int score, int help)
{
  if (item->kind != WF_ITEM_TASK || help < HELP_HINT || score < 0)
    return score;
  return help >= HELP_WORKER ? 0 : MIN (score, 1);
}

static gboolean
read_choice (
    const WfItem *item, const char *const *option_ids, int help, Choice *out_choice, GError **error)
{
  Choice choice = { WF_ANSWER_GIVEN, -1, item->protected };
  guint n = option_ids != NULL ? g_strv_length ((GStrv) option_ids) : 0;

  if (n == 0 || (n > 1 && !item->multiple))
    {
      g_set_error (error, WF_INTERVIEW_ERROR, WF_INTERVIEW_ERROR_OPTION,
                   n == 0 ? "no option is named for %s" : "%s takes one option", item->id);
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    {
      const WfItemOption *option = wf_item_get_option (item, option_ids[i]);

      if (option == NULL)
        {
          g_set_error (error, WF_INTERVIEW_ERROR, WF_INTERVIEW_ERROR_OPTION, "%s has no option %s",
                       item->id, option_ids[i]);
          return FALSE;
        }
      if (n > 1 && option->state != WF_OPTION_ANSWER)
        {
          g_set_error (error, WF_INTERVIEW_ERROR, WF_INTERVIEW_ERROR_OPTION,
                       "%s: option %s stands alone", item->id, option_ids[i]);
          return FALSE;
        }
      if (option->state == WF_OPTION_REFUSED)
        choice.state = WF_ANSWER_REFUSED;
      else if (option->state == WF_OPTION_DONT_KNOW)
        choice.state = WF_ANSWER_DONT_KNOW;
      choice.is_protected |= option->protected;
      choice.score = wf_item_is_scored (item) ? option->score : -1;
    }
  choice.score = choice.state == WF_ANSWER_GIVEN ? score_with_help (item, choice.score, help) : -1;
  *out_choice = choice;
  return TRUE;
}

static JsonObject *
make_answer (const WfItem *item, const char *const *option_ids, const Choice *choice, int help)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "item", item->id);
  wf_json_set_strings (body, "options", option_ids);
  json_object_set_string_member (body, "state", wf_answer_state_to_code (choice->state));
  if (choice->score >= 0)
    json_object_set_int_member (body, "score", choice->score);
  if (help != HELP_NOT_SAID)
    json_object_set_int_member (body, "help", help);
  if (choice->is_protected)
    json_object_set_boolean_member (body, "protected", TRUE);
  return body;
}

GPtrArray *
wf_interview_propose_answer (WfInterview *self,
                             const char *const *option_ids,
                             int help,
                             GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  const WfItem *item = require_current (self, error);
  Choice choice;

  if (item == NULL || !read_choice (item, option_ids, help, &choice, error))
    return NULL;

  g_autoptr (WfInterview) next = wf_interview_copy (self);
  GPtrArray *out = new_records ();

  put (next, out, "interview.answered", make_answer (item, option_ids, &choice, help));
  wf_interview_decide (next, out);
  return out;
}

/* The option that means the lowest category; its first one, where several do. */
static const char *
find_lowest (const WfItem *item)
{
  for (guint i = 0; i < item->options->len; i++)
    {
      const WfItemOption *option = g_ptr_array_index (item->options, i);

      if (option->score == 0 && item->kind != WF_ITEM_CHOICE)
        return option->id;
    }
  return NULL;
}

GPtrArray *
wf_interview_propose_could_not (WfInterview *self, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  const WfItem *item = require_current (self, error);

  if (item == NULL)
    return NULL;
  if (!wf_item_is_scored (item))
    {
      g_set_error (error, WF_INTERVIEW_ERROR, WF_INTERVIEW_ERROR_OPTION, "%s is not scored",
                   item->id);
      return NULL;
    }

  const char *chosen[] = { find_lowest (item), NULL };
  Choice choice = { WF_ANSWER_GIVEN, 0, item->protected };
  g_autoptr (WfInterview) next = wf_interview_copy (self);
  GPtrArray *out = new_records ();
  JsonObject *body = make_answer (item, chosen, &choice, HELP_NOT_SAID);

  json_object_set_boolean_member (body, "could_not", TRUE);
  put (next, out, "interview.answered", body);
  wf_interview_decide (next, out);
  return out;
}

static JsonObject *
make_skip (WfInterview *self, const WfAsked *current, const char *reason)
{
  const WfItem *item = wf_item_bank_lookup (self->bank, current->item_id);
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "item", current->item_id);
  json_object_set_string_member (body, "reason", reason);
  if (item != NULL && item->protected)
    json_object_set_boolean_member (body, "protected", TRUE);
  return body;
}

GPtrArray *
wf_interview_propose_skip (WfInterview *self, const char *reason, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  const WfAsked *current = wf_interview_get_current (self);

  if (current == NULL)
    {
      require_current (self, error);
      return NULL;
    }
  if (reason == NULL || !g_strv_contains (SKIP_REASONS, reason))
    {
      g_set_error (error, WF_INTERVIEW_ERROR, WF_INTERVIEW_ERROR_REASON,
                   "“%s” is not a reason to skip", reason != NULL ? reason : "");
      return NULL;
    }

  g_autoptr (WfInterview) next = wf_interview_copy (self);
  GPtrArray *out = new_records ();

  put (next, out, "interview.skipped", make_skip (self, current, reason));
  wf_interview_decide (next, out);
  return out;
}

GPtrArray *
wf_interview_propose_replace (WfInterview *self, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  const WfAsked *current = wf_interview_get_current (self);

  if (current == NULL)
    {
      require_current (self, error);
      return NULL;
    }

  g_autoptr (WfInterview) next = wf_interview_copy (self);
  GPtrArray *out = new_records ();

  put (next, out, "interview.skipped", make_skip (self, current, "replaced"));
  next->pinned_area = current->area; /* on the copy: for this one choice */
  wf_interview_decide (next, out);
  return out;
}

GPtrArray *
wf_interview_propose_pin_area (WfInterview *self, guint area, GError **error)
{
  g_return_val_if_fail (self != NULL && area <= WF_N_AREAS, NULL);

  if (!require_started (self, error))
    return NULL;

  JsonObject *body = json_object_new ();

  json_object_set_int_member (body, "area", area);
  return just ("interview.pinned", body);
}

GPtrArray *
wf_interview_propose_view (WfInterview *self, guint level, const char *words, GError **error)
{
  g_return_val_if_fail (self != NULL && level <= WF_N_LEVELS, NULL);

  if (!require_started (self, error))
    return NULL;

  JsonObject *body = json_object_new ();

  json_object_set_int_member (body, "level", level);
  set_text (body, "words", words);
  return just ("interview.view", body);
}

GPtrArray *
wf_interview_propose_back (WfInterview *self, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  const WfInterviewEntry *before = wf_interview_find_before (self);

  if (before == NULL)
    {
      g_set_error_literal (error, WF_INTERVIEW_ERROR, WF_INTERVIEW_ERROR_NOTHING_BEFORE,
                           "there is no question before this one");
      return NULL;
    }
  if (!wf_interview_may_show (self, before))
    {
      g_set_error (error, WF_INTERVIEW_ERROR, WF_INTERVIEW_ERROR_NOT_NOW, "%s may not be shown now",
                   before->public.item_id);
      return NULL;
    }

  const WfAsked *current = wf_interview_get_current (self);
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "item", before->public.item_id);
  set_text (body, "leaves", current != NULL ? current->item_id : NULL);
  return just ("interview.back", body);
}

GPtrArray *
wf_interview_propose_change (
    WfInterview *self, const char *item_id, const char *const *option_ids, int help, GError **error)
{
  g_return_val_if_fail (self != NULL && item_id != NULL, NULL);

  const WfInterviewEntry *entry = wf_interview_find_entry (self, item_id);
  const WfItem *item = wf_item_bank_lookup (self->bank, item_id);
  Choice choice;

  if (item == NULL || entry == NULL || entry->public.state == WF_ASKED_OPEN ||
      g_str_equal (entry->public.why, WF_WHY_WAITING))
    {
      g_set_error (error, WF_INTERVIEW_ERROR, WF_INTERVIEW_ERROR_ITEM, "%s was not asked before",
                   item_id);
      return NULL;
    }
  if (!read_choice (item, option_ids, help, &choice, error))
    return NULL;

  g_autoptr (WfInterview) next = wf_interview_copy (self);
  GPtrArray *out = new_records ();

  put (next, out, "interview.changed", make_answer (item, option_ids, &choice, help));
  if (!wf_interview_is_kind (next))
    wf_interview_decide (next, out);
  return out;
}

static GPtrArray *
ask (WfInterview *self, const WfItem *item)
{
  g_autoptr (WfInterview) next = wf_interview_copy (self);
  GPtrArray *out = new_records ();

  wf_interview_put (next, out, wf_interview_make_asked (next, item, WF_WHY_NAVIGATOR));
  return out;
}

GPtrArray *
wf_interview_propose_ask (WfInterview *self, const char *item_id, GError **error)
{
  g_return_val_if_fail (self != NULL && item_id != NULL, NULL);

  const WfItem *item = wf_item_bank_lookup (self->bank, item_id);
  const WfInterviewEntry *entry = wf_interview_find_entry (self, item_id);

  if (!require_started (self, error))
    return NULL;
  if (item == NULL || (entry != NULL && entry->public.state == WF_ASKED_ANSWERED))
    {
      g_set_error (error, WF_INTERVIEW_ERROR, WF_INTERVIEW_ERROR_ITEM,
                   item == NULL ? "the bank has no item %s" : "%s was answered before", item_id);
      return NULL;
    }
  if (!wf_interview_may_ask (self, item))
    {
      g_set_error (error, WF_INTERVIEW_ERROR, WF_INTERVIEW_ERROR_NOT_NOW, "%s may not be asked now",
                   item_id);
      return NULL;
    }
  return ask (self, item);
}

GPtrArray *
wf_interview_propose_care (WfInterview *self, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (!require_started (self, error))
    return NULL;
  for (guint i = 0; i < wf_item_bank_get_n_items (self->bank); i++)
    {
      const WfItem *item = wf_item_bank_get_item (self->bank, i);
      const WfInterviewEntry *entry = wf_interview_find_entry (self, item->id);

      if (item->pool == WF_POOL_CARE && wf_interview_may_ask (self, item) &&
          (entry == NULL || entry->public.state == WF_ASKED_SKIPPED))
        return ask (self, item);
    }
  g_set_error_literal (error, WF_INTERVIEW_ERROR, WF_INTERVIEW_ERROR_NOT_NOW,
                       "it may not be offered now, or was answered before");
  return NULL;
}

GPtrArray *
wf_interview_propose_go_on (WfInterview *self, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  const WfAsked *current = wf_interview_get_current (self);
  gboolean vanished = current != NULL && wf_interview_get_current_item (self) == NULL;
  gboolean waiting = self->stop != WF_STOP_NONE && wf_interview_get_n_waiting (self) > 0 &&
                     wf_interview_is_private (self);

  if (!require_started (self, error))
    return NULL;
  if ((current != NULL && !vanished) || self->stop == WF_STOP_NAVIGATOR ||
      (self->stop != WF_STOP_NONE && self->stop != WF_STOP_BANK_EXHAUSTED && !waiting))
    {
      g_set_error_literal (error, WF_INTERVIEW_ERROR, WF_INTERVIEW_ERROR_PHASE,
                           "there is nothing to go on to");
      return NULL;
    }

  g_autoptr (WfInterview) next = wf_interview_copy (self);
  GPtrArray *out = new_records ();

  if (vanished)
    put (next, out, "interview.skipped", make_skip (self, current, "not-asked"));
  wf_interview_decide (next, out);
  return out;
}

GPtrArray *
wf_interview_propose_note (WfInterview *self, const char *text, GError **error)
{
  g_return_val_if_fail (self != NULL && text != NULL, NULL);

  if (!require_started (self, error))
    return NULL;

  const WfAsked *current = wf_interview_get_current (self);
  JsonObject *body = json_object_new ();

  const WfItem *item = current != NULL ? wf_item_bank_lookup (self->bank, current->item_id) : NULL;

  set_text (body, "item", current != NULL ? current->item_id : NULL);
  set_text (body, "text", text);
  if (item != NULL && item->protected)
    json_object_set_boolean_member (body, "protected", TRUE);
  return just ("interview.note", body);
}

GPtrArray *
wf_interview_propose_language (WfInterview *self,
                               const char *lang,
                               const char *const *scripts,
                               GError **error)
{
  g_return_val_if_fail (self != NULL && lang != NULL, NULL);

  if (!require_started (self, error))
    return NULL;

  JsonObject *body = json_object_new ();

  set_text (body, "lang", lang);
  if (scripts != NULL)
    wf_json_set_strings (body, "scripts", scripts);
  return just ("interview.language", body);
}

/* After the circumstances changed: puts away a question that may not stand any more. */
static void
put_away (WfInterview *next, GPtrArray *out)
{
  const WfAsked *current = wf_interview_get_current (next);
  const WfItem *item = wf_interview_get_current_item (next);

  if (item == NULL || wf_interview_may_ask (next, item))
    return;

  gboolean alone = wf_interview_is_private (next);

  put (next, out, "interview.skipped",
       make_skip (next, current, item->private_only && !alone ? "not-alone" : "not-asked"));
  wf_interview_decide (next, out);
}

GPtrArray *
wf_interview_propose_present (WfInterview *self, const char *const *present, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (!require_started (self, error))
    return NULL;

  g_autoptr (WfInterview) next = wf_interview_copy (self);
  GPtrArray *out = new_records ();
  JsonObject *body = json_object_new ();

  wf_json_set_strings (body, "present", present);
  put (next, out, "interview.present", body);
  put_away (next, out);
  return out;
}

GPtrArray *
wf_interview_propose_table (
    WfInterview *self, const char *mode, WfItemNeeds needs, gboolean read_aloud, GError **error)
{
  g_return_val_if_fail (self != NULL && mode != NULL, NULL);

  if (!require_started (self, error))
    return NULL;

  g_autoptr (WfInterview) next = wf_interview_copy (self);
  GPtrArray *out = new_records ();
  JsonObject *body = json_object_new ();

  set_text (body, "mode", mode);
  json_object_set_int_member (body, "needs", needs);
  json_object_set_boolean_member (body, "read_aloud", read_aloud);
  put (next, out, "interview.table", body);
  put_away (next, out);
  return out;
}

GPtrArray *
wf_interview_propose_pause (WfInterview *self, gboolean resume, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (!require_started (self, error))
    return NULL;
  if (wf_interview_is_paused (self) != resume)
    {
      g_set_error_literal (error, WF_INTERVIEW_ERROR, WF_INTERVIEW_ERROR_PHASE,
                           resume ? "it is not paused" : "it is paused");
      return NULL;
    }
  return just (resume ? "interview.resumed" : "interview.paused", json_object_new ());
}

GPtrArray *
wf_interview_propose_end (WfInterview *self, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (!require_started (self, error))
    return NULL;
  if (self->stop != WF_STOP_NONE)
    {
      g_set_error_literal (error, WF_INTERVIEW_ERROR, WF_INTERVIEW_ERROR_PHASE,
                           "the interview has ended");
      return NULL;
    }

  JsonObject *body = json_object_new ();

  set_text (body, "reason", wf_stop_reason_to_code (WF_STOP_NAVIGATOR));
  return just ("interview.stopped", body);
}

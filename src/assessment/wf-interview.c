/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The interview as a fold over its records. Nothing here decides: what was asked, and why,
 * is read from the records, with the item's numbers as they were when it was asked.
 *
 * Invariants: at most one question is open; an item has at most one entry; an answer stays
 * until another is given, even while its question is open again; while a stop reason stands no
 * question is open.
 */
#define G_LOG_DOMAIN "wf-assessment"

#include "wf-interview-private.h"
#include "wf-json.h"

#include <math.h>
#include <string.h>

G_DEFINE_QUARK (wf-interview-error-quark, wf_interview_error)

static const char *const PHASE_CODES[] = { "new",  "help",   "goal", "access",
                                           "care", "skills", "ended" };

const char *
wf_interview_phase_to_code (WfInterviewPhase phase)
{
  g_return_val_if_fail ((guint) phase < G_N_ELEMENTS (PHASE_CODES), NULL);

  return PHASE_CODES[phase];
}

static void
entry_free (gpointer data)
{
  WfInterviewEntry *self = data;

  g_free (self->public.item_id);
  g_free (self->public.pack);
  g_free (self->public.why);
  g_strfreev (self->public.order);
  g_strfreev (self->public.options);
  g_free (self->public.reason);
  g_free (self);
}

static WfInterviewEntry *
entry_new (const char *item_id)
{
  WfInterviewEntry *self = g_new0 (WfInterviewEntry, 1);

  self->public.item_id = g_strdup (item_id);
  self->public.score = -1;
  self->public.help = -1;
  return self;
}

gboolean
wf_interview_entry_is_waiting (const WfInterviewEntry *entry)
{
  return entry->public.state == WF_ASKED_SKIPPED &&
         g_strcmp0 (entry->public.reason, "not-alone") == 0;
}

WfInterviewEntry *
wf_interview_find_entry (const WfInterview *self, const char *item_id)
{
  for (guint i = 0; i < self->asked->len; i++)
    {
      WfInterviewEntry *entry = g_ptr_array_index (self->asked, i);

      if (g_strcmp0 (entry->public.item_id, item_id) == 0)
        return entry;
    }
  return NULL;
}

WfInterviewEntry *
wf_interview_get_open_entry (const WfInterview *self)
{
  for (guint i = self->asked->len; i > 0; i--)
    {
      WfInterviewEntry *entry = g_ptr_array_index (self->asked, i - 1);

      if (entry->public.state == WF_ASKED_OPEN)
        return entry;
    }
  return NULL;
}

static void
set_text (char **member, const char *text)
{
  char *before = *member;

  *member = g_strdup (text); /* which may be the one before */
  g_free (before);
}

static void
set_strings (GStrv *member, GStrv strings)
{
  g_strfreev (*member);
  *member = strings;
}

/* (transfer full): the strings, or %NULL when the member is missing */
static GStrv
read_strings_or_null (JsonObject *body, const char *name)
{
  return json_object_has_member (body, name) ? wf_json_get_strings (body, name) : NULL;
}

static gboolean
has_scored (const WfInterview *self)
{
  for (guint i = 0; i < self->asked->len; i++)
    {
      const WfInterviewEntry *entry = g_ptr_array_index (self->asked, i);

      if (entry->public.score >= 0)
        return TRUE;
    }
  return FALSE;
}

static void
keep_former (WfInterview *self, const WfInterview *former)
{
  WfInterview *kept = wf_interview_new (self->bank);

  wf_interview_apply_all (kept, former->records);
  g_clear_pointer (&self->former, wf_interview_unref);
  self->former = kept;
}

/* Another interview of the same person begins: nothing of the one before stays, but that it
 * was, when it measured something. */
static void
forget_all (WfInterview *self)
{
  if (has_scored (self))
    keep_former (self, self);
  g_ptr_array_set_size (self->records, 0);
  g_ptr_array_set_size (self->asked, 0);
  self->pinned_area = 0;
  self->view_level = 0;
  set_text (&self->view_words, NULL);
  set_strings (&self->goals, g_new0 (char *, 1));
  set_text (&self->goal_words, NULL);
  self->has_goal = FALSE;
  self->presence_epoch = 0;
  self->n_decisions = 0;
  self->n_overridden = 0;
  self->relaxed = 0;
  self->stop = WF_STOP_NONE;
  self->paused_since = 0;
}

static void
apply_started (WfInterview *self, WfRecord *record)
{
  JsonObject *body = record->body;

  forget_all (self);
  g_ptr_array_add (self->records, wf_record_ref (record));
  self->is_started = TRUE;
  self->is_help_now = g_str_equal (wf_json_get_string (body, "form", "full"), "help-now");
  set_text (&self->region, wf_json_get_string (body, "region", NULL));
  set_text (&self->lang, wf_json_get_string (body, "lang", "en"));
  set_strings (&self->scripts, read_strings_or_null (body, "scripts"));
  set_text (&self->mode, wf_json_get_string (body, "mode", "in-person"));
  self->needs = (WfItemNeeds) wf_json_get_int (body, "needs", 0);
  set_strings (&self->present, wf_json_get_strings (body, "present"));
  self->read_aloud = wf_json_get_bool (body, "read_aloud", FALSE);
  self->minutes = (guint) CLAMP (wf_json_get_int (body, "minutes", 0), 0, 24 * 60);
  self->seed = (guint64) wf_json_get_int (body, "seed", 0);
  self->mu = wf_json_get_double (body, "mu", 0.0);
}

static void
apply_goal (WfInterview *self, JsonObject *body)
{
  self->has_goal = TRUE;
  set_strings (&self->goals, wf_json_get_strings (body, "goals"));
  set_text (&self->goal_words, wf_json_get_string (body, "words", NULL));
}

double
wf_interview_number_at (JsonArray *array, guint index, double fallback)
{
  JsonNode *node =
      index < json_array_get_length (array) ? json_array_get_element (array, index) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_double (node) : fallback;
}

static void
read_irt (JsonObject *body, WfIrtItem *irt)
{
  JsonArray *numbers = wf_json_get_array (body, "irt");
  double thresholds[WF_IRT_MAX_THRESHOLDS];
  guint n = numbers != NULL ? json_array_get_length (numbers) : 0;

  if (n < 2 || n > WF_IRT_MAX_THRESHOLDS + 1)
    return;
  for (guint i = 1; i < n; i++)
    thresholds[i - 1] = wf_interview_number_at (numbers, i, NAN);
  wf_irt_item_init (irt, wf_interview_number_at (numbers, 0, NAN), thresholds, n - 1);
}

static WfItemKind
read_kind (JsonObject *body)
{
  const char *name = wf_json_get_string (body, "kind", "access");

  for (WfItemKind kind = WF_ITEM_CAN_DO; kind <= WF_ITEM_CARE; kind++)
    {
      if (g_str_equal (wf_item_kind_to_name (kind), name))
        return kind;
    }
  return WF_ITEM_ACCESS;
}

/* A question nobody answered is as if never asked; one that was open again is as before. */
static void
withdraw_open (WfInterview *self)
{
  WfInterviewEntry *open = wf_interview_get_open_entry (self);

  if (open == NULL)
    return;
  if (!open->is_reopened)
    {
      g_ptr_array_remove (self->asked, open);
      return;
    }
  open->is_reopened = FALSE;
  open->public.state = open->kept_state;
  open->public.asked_us = open->kept_asked_us;
  open->public.paused_us = open->kept_paused_us;
}

static void
reopen (WfInterviewEntry *entry, gint64 now_us)
{
  entry->is_reopened = TRUE;
  entry->kept_state = entry->public.state;
  entry->kept_asked_us = entry->public.asked_us;
  entry->kept_paused_us = entry->public.paused_us;
  entry->public.state = WF_ASKED_OPEN;
  entry->public.asked_us = now_us;
  entry->public.paused_us = 0;
}

/* The same item once more: what was said of it before stands until something else is said. */
static void
take_over (WfInterview *self, WfInterviewEntry *entry, WfInterviewEntry *before)
{
  entry->public.state = before->public.state;
  entry->public.answer_state = before->public.answer_state;
  entry->public.options = g_strdupv (before->public.options);
  entry->public.score = before->public.score;
  entry->public.reason = g_strdup (before->public.reason);
  entry->public.help = before->public.help;
  entry->public.could_not = before->public.could_not;
  entry->public.is_protected = before->public.is_protected;
  entry->public.answered_us = before->public.answered_us;
  entry->public.asked_us = before->public.asked_us;
  entry->public.paused_us = before->public.paused_us;
  entry->skip_epoch = before->skip_epoch;
  reopen (entry, 0);
  g_ptr_array_remove (self->asked, before);
}

static void
apply_asked (WfInterview *self, const WfRecord *record)
{
  JsonObject *body = record->body;
  const char *item_id = wf_json_get_string (body, "item", NULL);

  if (item_id == NULL)
    return;

  withdraw_open (self);
  WfInterviewEntry *before = wf_interview_find_entry (self, item_id);

  WfInterviewEntry *entry = entry_new (item_id);
  if (before != NULL)
    take_over (self, entry, before);

  WfAsked *asked = &entry->public;

  asked->pack = g_strdup (wf_json_get_string (body, "pack", ""));
  asked->version = (guint) MAX (wf_json_get_int (body, "version", 0), 0);
  asked->kind = read_kind (body);
  asked->area = (guint) CLAMP (wf_json_get_int (body, "area", 1), 1, WF_N_AREAS);
  read_irt (body, &asked->irt);
  asked->seconds = MAX (wf_json_get_double (body, "seconds", 15.0), 1.0);
  asked->why = g_strdup (wf_json_get_string (body, "why", ""));
  asked->closes_for = wf_stop_reason_from_code (wf_json_get_string (body, "closes_for", NULL));
  asked->order = wf_json_get_strings (body, "order");
  asked->is_untranslated = wf_json_get_bool (body, "untranslated", FALSE);
  asked->is_read_aloud = wf_json_get_bool (body, "read_aloud", FALSE);
  asked->score = MIN (asked->score, (int) asked->irt.n_thresholds);
  asked->asked_us = record->time_us;
  g_ptr_array_add (self->asked, entry);

  self->stop = WF_STOP_NONE;
  self->n_decisions++;
  self->relaxed |= (guint) wf_json_get_int (body, "relaxed", 0);
  self->n_overridden += g_str_equal (asked->why, WF_WHY_NAVIGATOR);
}

static WfAnswerState
read_state (JsonObject *body)
{
  const char *code = wf_json_get_string (body, "state", "given");

  for (WfAnswerState state = WF_ANSWER_NOT_ASKED; state <= WF_ANSWER_GIVEN; state++)
    {
      if (g_str_equal (wf_answer_state_to_code (state), code))
        return state;
    }
  return WF_ANSWER_GIVEN;
}

static void
set_answer (WfAsked *asked, JsonObject *body)
{
  asked->state = WF_ASKED_ANSWERED;
  asked->answer_state = read_state (body);
  set_strings (&asked->options, wf_json_get_strings (body, "options"));
  asked->score = (int) wf_json_get_int (body, "score", -1);
  asked->score = MIN (asked->score, (int) asked->irt.n_thresholds);
  asked->help = (int) wf_json_get_int (body, "help", -1);
  asked->could_not = wf_json_get_bool (body, "could_not", FALSE);
  asked->is_protected = wf_json_get_bool (body, "protected", FALSE);
  g_clear_pointer (&asked->reason, g_free);
}

static void
apply_answered (WfInterview *self, const WfRecord *record)
{
  WfInterviewEntry *entry =
      wf_interview_find_entry (self, wf_json_get_string (record->body, "item", NULL));

  if (entry == NULL)
    return;
  set_answer (&entry->public, record->body);
  entry->is_reopened = FALSE;
  entry->public.answered_us = record->time_us;
}

static void
apply_changed (WfInterview *self, const WfRecord *record)
{
  WfInterviewEntry *entry =
      wf_interview_find_entry (self, wf_json_get_string (record->body, "item", NULL));

  if (entry == NULL)
    return;
  set_answer (&entry->public, record->body);
  entry->is_reopened = FALSE;
  self->n_overridden++;
}

static WfAnswerState
state_of_reason (const char *reason)
{
  if (g_strcmp0 (reason, "refused") == 0)
    return WF_ANSWER_REFUSED;
  if (g_strcmp0 (reason, "dont-know") == 0)
    return WF_ANSWER_DONT_KNOW;
  return WF_ANSWER_NOT_ASKED;
}

static void
apply_skipped (WfInterview *self, const WfRecord *record)
{
  JsonObject *body = record->body;
  const char *item_id = wf_json_get_string (body, "item", NULL);
  WfInterviewEntry *entry = wf_interview_find_entry (self, item_id);

  if (item_id == NULL)
    return;
  if (entry == NULL)
    {
      entry = entry_new (item_id);
      entry->public.kind = read_kind (body);
      entry->public.area = 1;
      entry->public.why = g_strdup (WF_WHY_WAITING);
      entry->public.pack = g_strdup ("");
      entry->public.order = g_new0 (char *, 1);
      g_ptr_array_add (self->asked, entry);
    }
  entry->is_reopened = FALSE;
  entry->public.state = WF_ASKED_SKIPPED;
  entry->public.score = -1;
  set_text (&entry->public.reason, wf_json_get_string (body, "reason", "not-asked"));
  entry->public.answer_state = state_of_reason (entry->public.reason);
  set_strings (&entry->public.options, NULL);
  entry->public.is_protected = wf_json_get_bool (body, "protected", FALSE);
  entry->public.answered_us = record->time_us;
  entry->skip_epoch = self->presence_epoch;
}

static void
apply_back (WfInterview *self, const WfRecord *record)
{
  WfInterviewEntry *entry =
      wf_interview_find_entry (self, wf_json_get_string (record->body, "item", NULL));

  if (entry == NULL || entry->public.state == WF_ASKED_OPEN)
    return;
  withdraw_open (self);
  reopen (entry, record->time_us);
  self->stop = WF_STOP_NONE;
}

static void
apply_language (WfInterview *self, JsonObject *body)
{
  set_text (&self->lang, wf_json_get_string (body, "lang", self->lang));
  set_strings (&self->scripts, read_strings_or_null (body, "scripts"));
}

static void
apply_present (WfInterview *self, JsonObject *body)
{
  set_strings (&self->present, wf_json_get_strings (body, "present"));
  self->presence_epoch++;
}

static void
apply_table (WfInterview *self, JsonObject *body)
{
  set_text (&self->mode, wf_json_get_string (body, "mode", self->mode));
  self->needs = (WfItemNeeds) wf_json_get_int (body, "needs", self->needs);
  self->read_aloud = wf_json_get_bool (body, "read_aloud", self->read_aloud);
  self->minutes = (guint) CLAMP (wf_json_get_int (body, "minutes", self->minutes), 0, 24 * 60);
}

static void
apply_view (WfInterview *self, JsonObject *body)
{
  self->view_level = (guint) CLAMP (wf_json_get_int (body, "level", 0), 0, WF_N_LEVELS);
  set_text (&self->view_words, wf_json_get_string (body, "words", NULL));
}

static void
apply_pause (WfInterview *self, const WfRecord *record, gboolean resume)
{
  WfInterviewEntry *open = wf_interview_get_open_entry (self);

  if (!resume)
    {
      self->paused_since = MAX (record->time_us, 1);
      return;
    }
  if (open != NULL && self->paused_since > 1 && record->time_us > self->paused_since)
    open->public.paused_us += record->time_us - self->paused_since;
  self->paused_since = 0;
}

static void
apply_stopped (WfInterview *self, JsonObject *body)
{
  withdraw_open (self);
  self->stop = wf_stop_reason_from_code (wf_json_get_string (body, "reason", "navigator"));
  if (self->stop == WF_STOP_NONE) /* a reason of a newer version */
    self->stop = WF_STOP_NAVIGATOR;
  self->relaxed |= (guint) wf_json_get_int (body, "relaxed", 0);
  self->n_decisions++;
}

void
wf_interview_apply (WfInterview *self, WfRecord *record)
{
  g_return_if_fail (self != NULL && record != NULL);

  if (!wf_record_has_prefix (record, "interview."))
    return;

  const char *verb = record->kind + strlen ("interview.");

  if (g_str_equal (verb, "started"))
    {
      apply_started (self, record);
      return;
    }
  g_ptr_array_add (self->records, wf_record_ref (record));
  if (g_str_equal (verb, "goal"))
    apply_goal (self, record->body);
  else if (g_str_equal (verb, "grown"))
    self->is_help_now = FALSE;
  else if (g_str_equal (verb, "asked"))
    apply_asked (self, record);
  else if (g_str_equal (verb, "answered"))
    apply_answered (self, record);
  else if (g_str_equal (verb, "changed"))
    apply_changed (self, record);
  else if (g_str_equal (verb, "skipped"))
    apply_skipped (self, record);
  else if (g_str_equal (verb, "back"))
    apply_back (self, record);
  else if (g_str_equal (verb, "language"))
    apply_language (self, record->body);
  else if (g_str_equal (verb, "present"))
    apply_present (self, record->body);
  else if (g_str_equal (verb, "table"))
    apply_table (self, record->body);
  else if (g_str_equal (verb, "paused") || g_str_equal (verb, "resumed"))
    apply_pause (self, record, g_str_equal (verb, "resumed"));
  else if (g_str_equal (verb, "pinned"))
    self->pinned_area = (guint) CLAMP (wf_json_get_int (record->body, "area", 0), 0, WF_N_AREAS);
  else if (g_str_equal (verb, "view"))
    apply_view (self, record->body);
  else if (g_str_equal (verb, "stopped"))
    apply_stopped (self, record->body);
  /* interview.helped and interview.note are kept in the log and change nothing here. */
}

void
wf_interview_apply_all (WfInterview *self, GPtrArray *records)
{
  g_return_if_fail (records != NULL);

  for (guint i = 0; i < records->len; i++)
    wf_interview_apply (self, g_ptr_array_index (records, i));
}

WfInterview *
wf_interview_new (WfItemBank *bank)
{
  g_return_val_if_fail (bank != NULL, NULL);

  WfInterview *self = g_new0 (WfInterview, 1);

  g_ref_count_init (&self->refs);
  self->bank = wf_item_bank_ref (bank);
  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  self->asked = g_ptr_array_new_with_free_func (entry_free);
  self->lang = g_strdup ("en");
  self->mode = g_strdup ("in-person");
  self->present = g_new0 (char *, 1);
  self->goals = g_new0 (char *, 1);
  return self;
}

WfInterview *
wf_interview_copy (WfInterview *self)
{
  WfInterview *copy = wf_interview_new (self->bank);

  wf_interview_set_probe (copy, self->probe);
  wf_interview_set_numbers (copy, self->numbers);
  if (self->former != NULL) /* it does not change any more */
    copy->former = wf_interview_ref (self->former);
  wf_interview_apply_all (copy, self->records);
  return copy;
}

void
wf_interview_set_former (WfInterview *self, const WfInterview *former)
{
  g_return_if_fail (self != NULL && !self->is_started);

  if (former == NULL)
    return;
  if (has_scored (former))
    keep_former (self, former);
  else if (former->former != NULL)
    keep_former (self, former->former);
}

WfInterview *
wf_interview_ref (WfInterview *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_ref_count_inc (&self->refs);
  return self;
}

void
wf_interview_unref (WfInterview *self)
{
  if (self == NULL || !g_ref_count_dec (&self->refs))
    return;

  wf_item_bank_unref (self->bank);
  g_clear_object (&self->probe);
  g_clear_pointer (&self->numbers, wf_bank_numbers_unref);
  g_ptr_array_unref (self->records);
  g_clear_pointer (&self->former, wf_interview_unref);
  g_free (self->view_words);
  g_ptr_array_unref (self->asked);
  g_free (self->region);
  g_free (self->lang);
  g_strfreev (self->scripts);
  g_free (self->mode);
  g_strfreev (self->present);
  g_strfreev (self->goals);
  g_free (self->goal_words);
  g_free (self);
}

void
wf_interview_set_probe (WfInterview *self, WfDecisionProbe *probe)
{
  g_return_if_fail (self != NULL);

  g_set_object (&self->probe, probe);
}

void
wf_interview_set_numbers (WfInterview *self, WfBankNumbers *numbers)
{
  g_return_if_fail (self != NULL);

  if (numbers != NULL)
    wf_bank_numbers_ref (numbers);
  g_clear_pointer (&self->numbers, wf_bank_numbers_unref);
  self->numbers = numbers;
}

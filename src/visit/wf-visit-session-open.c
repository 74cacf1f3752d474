/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Part of WfVisitSession: start, resume, grow and end a visit. Opening reads the client's
 * records once; the interview that goes on is the run of interview.* records since the last
 * interview.started, so it may span several visits; those before are kept to compare with.
 *
 * A program that was killed leaves no pause behind. Resuming then records one, at the time of
 * the last event, so that a night away does not count as minutes of questions.
 */
#define G_LOG_DOMAIN "wf-visit"

#include "wf-visit-session-private.h"

#include "wf-await.h"
#include "wf-box.h"
#include "wf-json.h"

#include <string.h>

/* A longer time without any record is a pause between two sittings. */
#define BREAK_US (30 * WF_CLOCK_MINUTE)

#define SEED_MASK ((((guint64) 1) << 53) - 1)

typedef struct {
  char *client_id;
  WfVisit *visit; /* NULL to resume */
  WfInterviewSetup setup;
  char *region;
  GStrv scripts;
} Opening;

static void
opening_free (Opening *opening)
{
  g_free (opening->client_id);
  wf_visit_free (opening->visit);
  g_free (opening->region);
  g_strfreev (opening->scripts);
  g_free (opening);
}

static GPtrArray *
records_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
}

static void
move_all (GPtrArray *to, GPtrArray *from)
{
  for (guint i = 0; from != NULL && i < from->len; i++)
    g_ptr_array_add (to, wf_record_ref (from->pdata[i]));
  g_clear_pointer (&from, g_ptr_array_unref);
}

/* --- The interview that goes on --- */

static void
load_interview (WfVisitSession *self, GPtrArray *records)
{
  g_ptr_array_set_size (self->log, 0);
  self->is_profiled = FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      WfRecord *record = records->pdata[i];

      if (wf_record_has_prefix (record, "interview."))
        {
          g_ptr_array_add (self->log, wf_record_ref (record));
          self->is_profiled = FALSE;
        }
      else if (strcmp (record->kind, "visit.profile") == 0)
        self->is_profiled = TRUE;
    }
  g_clear_pointer (&self->interview, wf_interview_unref);
  self->interview = wf_interview_new (self->bank);
  wf_interview_set_probe (self->interview, self->probe);
  wf_interview_set_numbers (self->interview, self->numbers);
  wf_interview_apply_all (self->interview, self->log);
}

static gboolean
is_unfinished (WfInterview *interview)
{
  WfInterviewPhase phase = wf_interview_get_phase (interview);

  return phase != WF_INTERVIEW_NEW && phase != WF_INTERVIEW_HELP && phase != WF_INTERVIEW_ENDED;
}

/* The one before stays in the log: the new one is compared with it. */
static void
start_anew (WfVisitSession *self)
{
  g_autoptr (WfInterview) former = g_steal_pointer (&self->interview);

  self->interview = wf_interview_new (self->bank);
  wf_interview_set_former (self->interview, former);
  wf_interview_set_probe (self->interview, self->probe);
  wf_interview_set_numbers (self->interview, self->numbers);
}

/* Adds what brings a resting interview back to life: after a kill, first the pause that was
 * never recorded. */
static void
add_wake (WfVisitSession *self, GPtrArray *records)
{
  const WfRecord *last = self->log->len > 0 ? self->log->pdata[self->log->len - 1] : NULL;

  if (!wf_interview_is_paused (self->interview) && last != NULL)
    g_ptr_array_add (records, wf_record_new_at ("interview.paused", json_object_new (),
                                                MAX (last->time_us, 1), NULL));
  g_ptr_array_add (records, wf_record_new ("interview.resumed", json_object_new ()));
}

/* Who is there is the visit's word, said or not: "alone" of another day must not open what is
 * asked only in private. */
static gboolean
add_present (WfVisitSession *self, const WfVisit *visit, GPtrArray *records, GError **error)
{
  GPtrArray *present =
      wf_interview_propose_present (self->interview, (const char *const *) visit->present, error);

  if (present == NULL)
    return FALSE;
  move_all (records, present);
  return TRUE;
}

/* What the page before this visit asked: @setup, or of a visit that began without the questions,
 * only how they meet. What is not said stays as it was. */
static JsonObject *
make_table (const WfInterview *interview, const WfVisit *visit, const WfInterviewSetup *setup)
{
  JsonObject *body = json_object_new ();
  double used;

  if (*visit->mode != '\0')
    json_object_set_string_member (body, "mode", visit->mode);
  if (setup == NULL)
    return body;
  wf_interview_get_minutes (interview, &used, NULL);
  json_object_set_int_member (body, "needs", setup->needs);
  json_object_set_boolean_member (body, "read_aloud", setup->read_aloud);
  json_object_set_int_member (body, "minutes",
                              setup->minutes > 0 ? setup->minutes + (gint64) (used + .5) : 0);
  return body;
}

/* Another visit goes on with the questions, and may be another kind of visit, in another language,
 * with others there. @opening: (nullable): the start of the visit. What is asked next follows from
 * all of it, so it is decided on a copy that knows it. */
static GPtrArray *
propose_wake (WfVisitSession *self, Opening *opening, const WfVisit *visit, GError **error)
{
  g_autoptr (GPtrArray) records = records_new ();
  g_autoptr (GPtrArray) circumstances = records_new ();
  g_autoptr (WfInterview) next = wf_interview_new (self->bank);
  GPtrArray *present;

  wf_interview_set_probe (next, self->probe);
  wf_interview_set_numbers (next, self->numbers);
  wf_interview_apply_all (next, self->log);
  add_wake (self, records);
  if (*visit->language != '\0' && strcmp (visit->language, wf_interview_get_lang (next)) != 0)
    {
      GPtrArray *language = wf_interview_propose_language (
          next, visit->language, opening != NULL ? (const char *const *) opening->scripts : NULL,
          error);

      if (language == NULL)
        return NULL;
      move_all (circumstances, language);
    }
  g_ptr_array_add (
      circumstances,
      wf_record_new ("interview.table",
                     make_table (next, visit, opening != NULL ? &opening->setup : NULL)));
  wf_interview_apply_all (next, circumstances);
  present = wf_interview_propose_present (next, (const char *const *) visit->present, error);
  if (present == NULL)
    return NULL;
  move_all (records, g_steal_pointer (&circumstances));
  move_all (records, present);
  return g_steal_pointer (&records);
}

/* --- Start and resume --- */

static GPtrArray *
propose_new_interview (WfVisitSession *self, Opening *opening, GError **error)
{
  const WfVisit *visit = opening->visit;
  WfInterviewSetup setup = opening->setup;

  setup.help_now = visit->way == WF_VISIT_HELP_NOW;
  setup.region = opening->region;
  setup.scripts = (const char *const *) opening->scripts;
  setup.lang = *visit->language != '\0' ? visit->language : "en";
  setup.mode = *visit->mode != '\0' ? visit->mode : "in-person";
  setup.present = visit->present[0] != NULL ? (const char *const *) visit->present : NULL;
  while (setup.seed == 0)
    {
      wf_random_fill (&setup.seed, sizeof setup.seed);
      setup.seed &= SEED_MASK;
    }
  start_anew (self);
  return wf_interview_propose_start (self->interview, &setup, error);
}

static GPtrArray *
propose_start (WfVisitSession *self, Opening *opening, GPtrArray *history, GError **error)
{
  g_autofree char *id = wf_random_id ();
  g_autoptr (GPtrArray) records = records_new ();
  GPtrArray *proposed = NULL;

  wf_visit_set_text (&opening->visit->id, id);
  load_interview (self, history);
  g_ptr_array_add (records, wf_visit_record_started (opening->visit));
  self->is_resting = opening->visit->way == WF_VISIT_HELP_NOW && is_unfinished (self->interview);
  if (self->is_resting)
    return g_steal_pointer (&records);

  proposed = is_unfinished (self->interview) ? propose_wake (self, opening, opening->visit, error)
                                             : propose_new_interview (self, opening, error);
  if (proposed == NULL)
    return NULL;
  move_all (records, proposed);
  return g_steal_pointer (&records);
}

/* How long they sat together before now, by the records since the visit began. */
static gint64
count_sat (const WfVisit *open, GPtrArray *history, gint64 now_us)
{
  gint64 sum_us = 0, last_us = open->started_us;

  for (guint i = 0; i <= history->len; i++)
    {
      gint64 time_us = i < history->len ? ((WfRecord *) history->pdata[i])->time_us : now_us;

      if (time_us <= last_us)
        continue;
      sum_us += time_us - last_us <= BREAK_US ? time_us - last_us : 0;
      last_us = time_us;
    }
  return sum_us;
}

static GPtrArray *
propose_resume (WfVisitSession *self, const WfVisit *open, GPtrArray *history, GError **error)
{
  g_autoptr (GPtrArray) records = records_new ();

  load_interview (self, history);
  g_ptr_array_add (self->visits, wf_visit_copy (open));
  self->sat_us = count_sat (open, history, wf_clock_now (self->clock));
  self->is_resting = open->way == WF_VISIT_HELP_NOW && is_unfinished (self->interview);
  if (self->is_resting || !is_unfinished (self->interview))
    return g_steal_pointer (&records);
  add_wake (self, records);
  if (!g_strv_equal (wf_interview_get_present (self->interview),
                     (const char *const *) open->present) &&
      !add_present (self, open, records, error))
    return NULL;
  return g_steal_pointer (&records);
}

static GPtrArray *
propose_opening (WfVisitSession *self,
                 Opening *opening,
                 const WfClient *client,
                 GPtrArray *history,
                 GError **error)
{
  const WfVisit *open = wf_client_get_open_visit (client);

  if (opening->visit == NULL && open == NULL)
    g_set_error_literal (error, WF_VISIT_ERROR, WF_VISIT_ERROR_NOT_OPEN, "no visit is open");
  else if (opening->visit == NULL)
    return propose_resume (self, open, history, error);
  else if (open != NULL)
    g_set_error_literal (error, WF_CLIENT_ERROR, WF_CLIENT_ERROR_VISIT_OPEN,
                         "a visit is open already");
  else
    return propose_start (self, opening, history, error);
  return NULL;
}

static void
on_history_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  WfVisitSession *self = g_task_get_source_object (task);
  Opening *opening = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) history = wf_vault_read_finish (WF_VAULT (source), result, &error);
  g_autoptr (GPtrArray) records = NULL;

  if (history != NULL)
    {
      g_autoptr (GVariant) state = wf_fold_apply_all (wf_client_get_fold (), history);
      g_autoptr (WfClient) client = wf_client_new_from_variant (opening->client_id, state);

      wf_visit_session_forget (self);
      self->seated_us = wf_clock_now (self->clock);
      records = propose_opening (self, opening, client, history, &error);
    }
  if (records == NULL)
    {
      wf_visit_session_forget (self);
      wf_visit_session_fail (self, task, error);
      return;
    }
  self->client_id = g_strdup (opening->client_id);
  if (records->len > 0)
    {
      wf_visit_session_save (self, task, records);
      return;
    }
  self->is_busy = FALSE;
  wf_visit_session_emit_changed (self);
  g_task_return_boolean (task, TRUE);
}

static void
open_visit (WfVisitSession *self,
            Opening *opening,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  g_autoptr (GTask) task = wf_visit_session_begin (self, FALSE, cancellable, callback, user_data);

  if (task == NULL)
    {
      opening_free (opening);
      return;
    }
  g_task_set_task_data (task, opening, (GDestroyNotify) opening_free);
  wf_vault_read_async (self->vault, opening->client_id, cancellable, on_history_ready,
                       g_object_ref (task));
}

void
wf_visit_session_start_async (WfVisitSession *self,
                              const char *client_id,
                              const WfVisit *visit,
                              const WfInterviewSetup *setup,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (WF_IS_VISIT_SESSION (self) && client_id != NULL && visit != NULL &&
                    setup != NULL);

  Opening *opening = g_new0 (Opening, 1);

  opening->client_id = g_strdup (client_id);
  opening->visit = wf_visit_copy (visit);
  opening->setup = *setup;
  opening->region = g_strdup (setup->region);
  opening->scripts = g_strdupv ((GStrv) setup->scripts);
  open_visit (self, opening, cancellable, callback, user_data);
}

void
wf_visit_session_resume_async (WfVisitSession *self,
                               const char *client_id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (WF_IS_VISIT_SESSION (self) && client_id != NULL);

  Opening *opening = g_new0 (Opening, 1);

  opening->client_id = g_strdup (client_id);
  open_visit (self, opening, cancellable, callback, user_data);
}

/* --- Grow --- */

void
wf_visit_session_grow_async (WfVisitSession *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (WF_IS_VISIT_SESSION (self));

  g_autoptr (GTask) task = wf_visit_session_begin (self, FALSE, cancellable, callback, user_data);
  const WfVisit *now = wf_visit_session_get_visit (self);
  GError *error = NULL;
  g_autoptr (GPtrArray) records = NULL;

  if (task == NULL)
    return;
  if (now == NULL)
    g_set_error_literal (&error, WF_VISIT_ERROR, WF_VISIT_ERROR_NOT_OPEN, "no visit is open");
  else if (self->is_resting)
    records = propose_wake (self, NULL, now, &error);
  else
    records = wf_interview_propose_grow (self->interview, &error);
  if (records == NULL)
    {
      wf_visit_session_fail (self, task, error);
      return;
    }

  g_autoptr (WfVisit) visit = wf_visit_copy (now);

  visit->way = WF_VISIT_FULL;
  self->is_resting = FALSE;
  g_ptr_array_add (records, wf_visit_record_changed (visit));
  wf_visit_session_save (self, task, records);
}

/* --- End --- */

static GPtrArray *
propose_end (WfVisitSession *self, const WfVisit *visit, const char *next_day, gboolean keep_open)
{
  GPtrArray *records = records_new ();
  WfInterview *interview = wf_visit_session_get_interview (self);
  WfInterviewPhase phase =
      interview != NULL ? wf_interview_get_phase (interview) : WF_INTERVIEW_NEW;

  if (phase == WF_INTERVIEW_HELP)
    move_all (records, wf_interview_propose_helped (interview, visit->goal, visit->themes[0],
                                                    visit->minutes, visit->outcome, NULL));
  else if (interview != NULL && is_unfinished (interview))
    move_all (records, keep_open ? wf_interview_propose_pause (interview, FALSE, NULL)
                                 : wf_interview_propose_end (interview, NULL));
  if (interview != NULL && !self->is_profiled)
    wf_visit_session_add_profile (self, records);
  g_ptr_array_add (records, wf_visit_record_ended (visit, next_day));
  return records;
}

void
wf_visit_session_end_async (WfVisitSession *self,
                            const WfVisit *visit,
                            const char *next_day,
                            gboolean keep_open_questions,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (WF_IS_VISIT_SESSION (self) && visit != NULL);

  g_autoptr (GTask) task = wf_visit_session_begin (self, FALSE, cancellable, callback, user_data);
  const WfVisit *now = wf_visit_session_get_visit (self);
  g_autoptr (WfVisit) after = wf_visit_copy (visit);

  if (task == NULL)
    return;
  if (now == NULL)
    {
      wf_visit_session_fail (
          self, task,
          g_error_new_literal (WF_VISIT_ERROR, WF_VISIT_ERROR_NOT_OPEN, "no visit is open"));
      return;
    }
  wf_visit_set_text (&after->id, now->id);
  after->way = now->way;
  if (after->minutes == 0)
    after->minutes = MAX (wf_visit_session_get_minutes (self), 1);

  g_autoptr (GPtrArray) records = propose_end (self, after, next_day, keep_open_questions);

  wf_visit_session_save (self, task, records);
}

/* --- Sync twins --- */

static gboolean
finish_await (WfVisitSession *self, WfAwait *await, GError **error)
{
  g_autoptr (GAsyncResult) result = wf_await_end (await);

  return wf_visit_session_step_finish (self, result, error);
}

gboolean
wf_visit_session_start_sync (WfVisitSession *self,
                             const char *client_id,
                             const WfVisit *visit,
                             const WfInterviewSetup *setup,
                             GError **error)
{
  WfAwait await;

  wf_await_begin (&await);
  wf_visit_session_start_async (self, client_id, visit, setup, NULL, on_wf_await_ready, &await);
  return finish_await (self, &await, error);
}

gboolean
wf_visit_session_resume_sync (WfVisitSession *self, const char *client_id, GError **error)
{
  WfAwait await;

  wf_await_begin (&await);
  wf_visit_session_resume_async (self, client_id, NULL, on_wf_await_ready, &await);
  return finish_await (self, &await, error);
}

gboolean
wf_visit_session_commit_sync (WfVisitSession *self, GPtrArray *records, GError **error)
{
  WfAwait await;

  wf_await_begin (&await);
  wf_visit_session_commit_async (self, records, NULL, NULL, on_wf_await_ready, &await);
  return finish_await (self, &await, error);
}

gboolean
wf_visit_session_end_sync (WfVisitSession *self,
                           const WfVisit *visit,
                           const char *next_day,
                           gboolean keep_open_questions,
                           GError **error)
{
  WfAwait await;

  wf_await_begin (&await);
  wf_visit_session_end_async (self, visit, next_day, keep_open_questions, NULL, on_wf_await_ready,
                              &await);
  return finish_await (self, &await, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A running visit. Every step is: proposed by the interview (which changes nothing), stamped,
 * appended to the client's log in one transaction, and only then applied here. Starting,
 * resuming and ending stand in wf-visit-session-open.c.
 *
 * Invariants: what is shown is always what is durable; at most one step is under way; an
 * unsaved step is kept word for word until it is saved or the vault is locked.
 */
#define G_LOG_DOMAIN "wf-visit"

#include "wf-visit-session-private.h"

#include "wf-visit-fold.h"

#include <string.h>

G_DEFINE_QUARK (wf-visit-error-quark, wf_visit_error)

G_DEFINE_FINAL_TYPE (WfVisitSession, wf_visit_session, G_TYPE_OBJECT)

enum {
  SIGNAL_CHANGED,
  SIGNAL_SAVED,
  SIGNAL_FAILED,
  SIGNAL_ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GPtrArray *
records_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
}

void
wf_visit_session_forget (WfVisitSession *self)
{
  g_clear_pointer (&self->client_id, g_free);
  g_clear_pointer (&self->interview, wf_interview_unref);
  g_clear_pointer (&self->unsaved, g_ptr_array_unref);
  g_ptr_array_set_size (self->visits, 0);
  g_ptr_array_set_size (self->log, 0);
  self->is_resting = FALSE;
  self->is_profiled = FALSE;
  self->sat_us = 0;
  self->seated_us = 0;
}

static void
on_vault_locked (WfVault *vault, WfVisitSession *self)
{
  wf_visit_session_forget (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
wf_visit_session_finalize (GObject *object)
{
  WfVisitSession *self = WF_VISIT_SESSION (object);

  wf_visit_session_forget (self);
  g_clear_pointer (&self->visits, g_ptr_array_unref);
  g_clear_pointer (&self->log, g_ptr_array_unref);
  g_clear_object (&self->vault);
  g_clear_object (&self->repo);
  g_clear_object (&self->probe);
  g_clear_pointer (&self->numbers, wf_bank_numbers_unref);
  g_clear_pointer (&self->bank, wf_item_bank_unref);
  g_clear_pointer (&self->clock, wf_clock_unref);
  G_OBJECT_CLASS (wf_visit_session_parent_class)->finalize (object);
}

static guint
add_signal (WfVisitSessionClass *klass, const char *name)
{
  return g_signal_new (name, G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 0);
}

static void
wf_visit_session_class_init (WfVisitSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wf_visit_session_finalize;

  signals[SIGNAL_CHANGED] = add_signal (klass, "changed");
  signals[SIGNAL_SAVED] = add_signal (klass, "saved");
  signals[SIGNAL_ENDED] = add_signal (klass, "ended");
  signals[SIGNAL_FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
wf_visit_session_init (WfVisitSession *self)
{
  self->visits = wf_visits_from_variant (NULL);
  self->log = records_new ();
}

WfVisitSession *
wf_visit_session_new (WfVault *vault, WfClientRepo *repo, WfItemBank *bank, WfClock *clock)
{
  g_return_val_if_fail (WF_IS_VAULT (vault) && WF_IS_CLIENT_REPO (repo) && bank != NULL, NULL);

  WfVisitSession *self = g_object_new (WF_TYPE_VISIT_SESSION, NULL);

  self->vault = g_object_ref (vault);
  self->repo = g_object_ref (repo);
  self->bank = wf_item_bank_ref (bank);
  self->clock = clock != NULL ? wf_clock_ref (clock) : wf_clock_new_system ();
  g_signal_connect_object (vault, "locked", G_CALLBACK (on_vault_locked), self, 0);
  return self;
}

void
wf_visit_session_set_probe (WfVisitSession *self, WfDecisionProbe *probe)
{
  g_return_if_fail (WF_IS_VISIT_SESSION (self));

  g_set_object (&self->probe, probe);
  if (self->interview != NULL)
    wf_interview_set_probe (self->interview, probe);
}

void
wf_visit_session_set_numbers (WfVisitSession *self, WfBankNumbers *numbers)
{
  g_return_if_fail (WF_IS_VISIT_SESSION (self));

  if (numbers != NULL)
    wf_bank_numbers_ref (numbers);
  g_clear_pointer (&self->numbers, wf_bank_numbers_unref);
  self->numbers = numbers;
  if (self->interview != NULL)
    wf_interview_set_numbers (self->interview, numbers);
}

const char *
wf_visit_session_get_client_id (WfVisitSession *self)
{
  g_return_val_if_fail (WF_IS_VISIT_SESSION (self), NULL);

  return self->client_id;
}

const WfVisit *
wf_visit_session_get_visit (WfVisitSession *self)
{
  g_return_val_if_fail (WF_IS_VISIT_SESSION (self), NULL);

  return self->visits->len > 0 ? self->visits->pdata[self->visits->len - 1] : NULL;
}

guint
wf_visit_session_get_minutes (WfVisitSession *self)
{
  g_return_val_if_fail (WF_IS_VISIT_SESSION (self), 0);

  if (wf_visit_session_get_visit (self) == NULL)
    return 0;

  gint64 now_us = wf_clock_now (self->clock);

  return (guint) ((self->sat_us + MAX (now_us - self->seated_us, 0)) / WF_CLOCK_MINUTE);
}

WfInterview *
wf_visit_session_get_interview (WfVisitSession *self)
{
  g_return_val_if_fail (WF_IS_VISIT_SESSION (self), NULL);

  return self->is_resting ? NULL : self->interview;
}

gboolean
wf_visit_session_is_busy (WfVisitSession *self)
{
  g_return_val_if_fail (WF_IS_VISIT_SESSION (self), FALSE);

  return self->is_busy;
}

gboolean
wf_visit_session_is_unsaved (WfVisitSession *self)
{
  g_return_val_if_fail (WF_IS_VISIT_SESSION (self), FALSE);

  return self->unsaved != NULL;
}

/* --- One step --- */

GTask *
wf_visit_session_begin (WfVisitSession *self,
                        gboolean is_retry,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  if (self->is_busy)
    g_task_return_new_error (task, WF_VISIT_ERROR, WF_VISIT_ERROR_BUSY,
                             "the step before is still being saved");
  else if (self->unsaved != NULL && !is_retry)
    g_task_return_new_error (task, WF_VISIT_ERROR, WF_VISIT_ERROR_UNSAVED,
                             "the step before was not saved");
  else
    {
      self->is_busy = TRUE;
      return g_steal_pointer (&task);
    }
  return NULL;
}

void
wf_visit_session_fail (WfVisitSession *self, GTask *task, GError *error)
{
  self->is_busy = FALSE;
  g_task_return_error (task, error);
}

static void
apply_records (WfVisitSession *self, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      WfRecord *record = records->pdata[i];

      if (wf_record_has_prefix (record, "interview."))
        {
          wf_interview_apply (self->interview, record);
          g_ptr_array_add (self->log, wf_record_ref (record));
          self->is_profiled = FALSE;
        }
      else if (strcmp (record->kind, "visit.profile") == 0)
        self->is_profiled = TRUE;
      else
        wf_visits_apply (self->visits, record);
    }
}

static void
on_unkept_forgotten (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  /* The visit is ended either way; one not forgotten stands in the list of those to forget. */
  if (!wf_client_repo_forget_finish (WF_CLIENT_REPO (source), result, &error))
    g_debug ("notes were not removed: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

static void
on_client_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WfClient) client = wf_client_repo_get_finish (WF_CLIENT_REPO (source), result, &error);

  if (client != NULL && wf_consent_refuses_notes (wf_client_get_consent (client)))
    wf_client_repo_forget_unkept_async (WF_CLIENT_REPO (source), wf_client_get_id (client), NULL,
                                        on_unkept_forgotten, g_steal_pointer (&task));
  else
    g_task_return_boolean (task, TRUE);
}

/* After visit.ended is durable: forgets the visit here, and a client who wanted no notes
 * altogether. */
static void
close_visit (WfVisitSession *self, GTask *task)
{
  g_autofree char *client_id = g_strdup (self->client_id);

  wf_visit_session_forget (self);
  g_signal_emit (self, signals[SIGNAL_ENDED], 0);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  wf_client_repo_get_async (self->repo, client_id, NULL, NULL, on_client_ready,
                            g_object_ref (task));
}

static void
on_step_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  WfVisitSession *self = g_task_get_source_object (task);
  g_autoptr (GPtrArray) records = g_ptr_array_ref (g_task_get_task_data (task));
  GError *error = NULL;
  gboolean is_saved = WF_IS_VAULT (source)
                          ? wf_vault_append_finish (WF_VAULT (source), result, &error)
                          : wf_client_repo_append_finish (WF_CLIENT_REPO (source), result, &error);

  self->is_busy = FALSE;
  if (self->client_id == NULL) /* locked meanwhile: it is safe or it is lost, but not shown */
    {
      if (!is_saved)
        g_task_return_error (task, error);
      else
        g_task_return_boolean (task, TRUE);
      return;
    }
  if (!is_saved)
    {
      g_clear_pointer (&self->unsaved, g_ptr_array_unref);
      self->unsaved = g_steal_pointer (&records);
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      g_task_return_error (task, error);
      return;
    }
  g_clear_pointer (&self->unsaved, g_ptr_array_unref);
  apply_records (self, records);
  g_signal_emit (self, signals[SIGNAL_SAVED], 0);
  if (self->visits->len > 0 && !wf_visit_is_open (wf_visit_session_get_visit (self)))
    {
      close_visit (self, task);
      return;
    }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  g_task_return_boolean (task, TRUE);
}

/* Only what is about the visit itself shows in the list of clients. */
static gboolean
is_for_list (GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      if (wf_record_has_prefix (records->pdata[i], "visit."))
        return TRUE;
    }
  return FALSE;
}

/* The records get their time here, so that what is applied is what will be read again. */
static GPtrArray *
stamp (WfVisitSession *self, GPtrArray *records)
{
  GPtrArray *stamped = records_new ();
  gint64 now = wf_clock_now (self->clock);

  for (guint i = 0; i < records->len; i++)
    {
      WfRecord *record = records->pdata[i];

      g_ptr_array_add (stamped,
                       record->time_us != 0
                           ? wf_record_ref (record)
                           : wf_record_new_at (record->kind, json_object_ref (record->body), now,
                                               record->author));
    }
  return stamped;
}

void
wf_visit_session_save (WfVisitSession *self, GTask *task, GPtrArray *records)
{
  GPtrArray *stamped = stamp (self, records);

  g_task_set_task_data (task, stamped, (GDestroyNotify) g_ptr_array_unref);
  if (is_for_list (stamped))
    wf_client_repo_append_async (self->repo, self->client_id, stamped, NULL, on_step_saved,
                                 g_object_ref (task));
  else
    wf_vault_append_async (self->vault, self->client_id, stamped, NULL, on_step_saved,
                           g_object_ref (task));
}

static gboolean
has_kind (GPtrArray *records, const char *kind)
{
  for (guint i = 0; i < records->len; i++)
    {
      if (strcmp (((const WfRecord *) records->pdata[i])->kind, kind) == 0)
        return TRUE;
    }
  return FALSE;
}

void
wf_visit_session_add_profile (WfVisitSession *self, GPtrArray *records)
{
  g_autoptr (WfInterview) next = wf_interview_new (self->bank);

  wf_interview_apply_all (next, self->log);
  wf_interview_apply_all (next, records);
  if (wf_interview_get_n_answered (next) == 0)
    return;

  g_autoptr (WfProfile) profile = wf_profile_new (next);

  g_ptr_array_add (records, wf_visit_record_profile (profile));
}

void
wf_visit_session_emit_changed (WfVisitSession *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

gboolean
wf_visit_session_step_finish (WfVisitSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- The steps --- */

static GError *
no_interview (WfVisitSession *self)
{
  return self->client_id == NULL
             ? g_error_new_literal (WF_VISIT_ERROR, WF_VISIT_ERROR_NOT_OPEN, "no visit is open")
             : g_error_new_literal (WF_VISIT_ERROR, WF_VISIT_ERROR_NO_INTERVIEW,
                                    "this visit asks no questions");
}

void
wf_visit_session_commit_async (WfVisitSession *self,
                               GPtrArray *records,
                               GError *error,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (WF_IS_VISIT_SESSION (self) && (records != NULL || error != NULL));

  g_autoptr (GPtrArray) owned = records;
  g_autoptr (GError) owned_error = error;
  g_autoptr (GTask) task = wf_visit_session_begin (self, FALSE, cancellable, callback, user_data);

  if (task == NULL)
    return;
  if (owned == NULL)
    wf_visit_session_fail (self, task, g_steal_pointer (&owned_error));
  else if (wf_visit_session_get_interview (self) == NULL)
    wf_visit_session_fail (self, task, no_interview (self));
  else
    {
      if (has_kind (owned, "interview.stopped"))
        wf_visit_session_add_profile (self, owned);
      wf_visit_session_save (self, task, owned);
    }
}

/* Each of the common steps proposes, unless there is no interview, and commits. */
#define COMMIT_PROPOSED(call)                                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    WfInterview *interview = wf_visit_session_get_interview (self);                                \
    GError *error = interview == NULL ? no_interview (self) : NULL;                                \
    GPtrArray *records = interview != NULL ? (call) : NULL;                                        \
    wf_visit_session_commit_async (self, records, error, cancellable, callback, user_data);        \
  }                                                                                                \
  G_STMT_END

void
wf_visit_session_answer_async (WfVisitSession *self,
                               const char *const *option_ids,
                               int help_level,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (WF_IS_VISIT_SESSION (self) && option_ids != NULL);

  COMMIT_PROPOSED (wf_interview_propose_answer (interview, option_ids, help_level, &error));
}

void
wf_visit_session_set_goal_async (WfVisitSession *self,
                                 const char *const *goals,
                                 const char *words,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (WF_IS_VISIT_SESSION (self));

  COMMIT_PROPOSED (wf_interview_propose_goal (interview, goals, words, &error));
}

void
wf_visit_session_skip_async (WfVisitSession *self,
                             const char *reason,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (WF_IS_VISIT_SESSION (self) && reason != NULL);

  COMMIT_PROPOSED (wf_interview_propose_skip (interview, reason, &error));
}

void
wf_visit_session_could_not_async (WfVisitSession *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (WF_IS_VISIT_SESSION (self));

  COMMIT_PROPOSED (wf_interview_propose_could_not (interview, &error));
}

void
wf_visit_session_replace_async (WfVisitSession *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (WF_IS_VISIT_SESSION (self));

  COMMIT_PROPOSED (wf_interview_propose_replace (interview, &error));
}

void
wf_visit_session_pin_area_async (WfVisitSession *self,
                                 guint area,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (WF_IS_VISIT_SESSION (self) && area <= WF_N_AREAS);

  COMMIT_PROPOSED (wf_interview_propose_pin_area (interview, area, &error));
}

void
wf_visit_session_set_view_async (WfVisitSession *self,
                                 guint level,
                                 const char *words,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (WF_IS_VISIT_SESSION (self));

  COMMIT_PROPOSED (wf_interview_propose_view (interview, level, words, &error));
}

void
wf_visit_session_change_answer_async (WfVisitSession *self,
                                      const char *item_id,
                                      const char *const *option_ids,
                                      int help_level,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_return_if_fail (WF_IS_VISIT_SESSION (self) && item_id != NULL && option_ids != NULL);

  COMMIT_PROPOSED (
      wf_interview_propose_change (interview, item_id, option_ids, help_level, &error));
}

void
wf_visit_session_back_async (WfVisitSession *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (WF_IS_VISIT_SESSION (self));

  COMMIT_PROPOSED (wf_interview_propose_back (interview, &error));
}

void
wf_visit_session_note_async (WfVisitSession *self,
                             const char *text,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (WF_IS_VISIT_SESSION (self) && text != NULL);

  COMMIT_PROPOSED (wf_interview_propose_note (interview, text, &error));
}

void
wf_visit_session_pause_async (WfVisitSession *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (WF_IS_VISIT_SESSION (self));

  COMMIT_PROPOSED (wf_interview_propose_pause (interview, FALSE, &error));
}

void
wf_visit_session_stop_questions_async (WfVisitSession *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  g_return_if_fail (WF_IS_VISIT_SESSION (self));

  COMMIT_PROPOSED (wf_interview_propose_end (interview, &error));
}

static WfVisit *
copy_visit (WfVisitSession *self)
{
  const WfVisit *visit = wf_visit_session_get_visit (self);

  return visit != NULL ? wf_visit_copy (visit) : NULL;
}

/* What the interview says of it and the visit as it then is, in one transaction. @visit:
 * (nullable);
 * @records: (transfer full) (nullable): when NULL, @error (transfer full) says why. */
static void
save_with_visit (
    WfVisitSession *self, GTask *task, const WfVisit *visit, GPtrArray *records, GError *error)
{
  g_autoptr (GPtrArray) all = records;

  if (visit == NULL && error == NULL)
    error = no_interview (self);
  if (error != NULL)
    {
      wf_visit_session_fail (self, task, error);
      return;
    }
  g_ptr_array_add (all, wf_visit_record_changed (visit));
  wf_visit_session_save (self, task, all);
}

void
wf_visit_session_set_present_async (WfVisitSession *self,
                                    const char *const *present,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_return_if_fail (WF_IS_VISIT_SESSION (self) && present != NULL);

  g_autoptr (GTask) task = wf_visit_session_begin (self, FALSE, cancellable, callback, user_data);
  WfInterview *interview = wf_visit_session_get_interview (self);
  g_autoptr (WfVisit) visit = copy_visit (self);
  GPtrArray *records;
  GError *error = NULL;

  if (task == NULL)
    return;
  if (visit != NULL)
    wf_visit_set_list (&visit->present, present);
  records = interview != NULL ? wf_interview_propose_present (interview, present, &error)
                              : records_new ();
  save_with_visit (self, task, visit, records, error);
}

void
wf_visit_session_set_language_async (WfVisitSession *self,
                                     const char *lang,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_return_if_fail (WF_IS_VISIT_SESSION (self) && lang != NULL);

  g_autoptr (GTask) task = wf_visit_session_begin (self, FALSE, cancellable, callback, user_data);
  WfInterview *interview = wf_visit_session_get_interview (self);
  g_autoptr (WfVisit) visit = copy_visit (self);
  GPtrArray *records;
  GError *error = NULL;

  if (task == NULL)
    return;
  if (visit != NULL)
    wf_visit_set_text (&visit->language, lang);
  records = interview != NULL ? wf_interview_propose_language (interview, lang, NULL, &error)
                              : records_new ();
  save_with_visit (self, task, visit, records, error);
}

void
wf_visit_session_change_async (WfVisitSession *self,
                               const WfVisit *visit,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (WF_IS_VISIT_SESSION (self) && visit != NULL);

  g_autoptr (GTask) task = wf_visit_session_begin (self, FALSE, cancellable, callback, user_data);
  const WfVisit *now = wf_visit_session_get_visit (self);
  g_autoptr (WfVisit) after = wf_visit_copy (visit);
  g_autoptr (GPtrArray) records = records_new ();

  if (task == NULL)
    return;
  if (now == NULL)
    {
      wf_visit_session_fail (self, task, no_interview (self));
      return;
    }
  wf_visit_set_text (&after->id, now->id);
  after->way = now->way;
  wf_visit_set_list (&after->present, (const char *const *) now->present);
  g_ptr_array_add (records, wf_visit_record_changed (after));
  wf_visit_session_save (self, task, records);
}

void
wf_visit_session_retry_async (WfVisitSession *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (WF_IS_VISIT_SESSION (self));

  g_autoptr (GTask) task = wf_visit_session_begin (self, TRUE, cancellable, callback, user_data);
  g_autoptr (GPtrArray) records = self->unsaved != NULL ? g_ptr_array_ref (self->unsaved) : NULL;

  if (task == NULL)
    return;
  if (records == NULL)
    {
      self->is_busy = FALSE;
      g_task_return_boolean (task, TRUE);
      return;
    }
  wf_visit_session_save (self, task, records);
}

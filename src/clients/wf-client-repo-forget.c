/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Part of WfClientRepo: forget a client, and count a month (which is what remains).
 *
 * Forgetting is two durable steps. First, in one transaction, the anonymous remains go into
 * the agency's log and "retention.counted" into the client's: from then on the client's own
 * visits are not counted any more. Second the vault destroys key and rows. Interrupted between
 * the two nothing is lost and nothing is counted twice; asked again, only the second is done.
 */
#define G_LOG_DOMAIN "wf-clients"

#include "wf-client-repo-private.h"

#include "wf-await.h"
#include "wf-json.h"
#include "wf-vault-care.h"
#include "wf-vault-people.h"

#include <string.h>

typedef struct {
  char *id;
  char *reason_code;
  char *second_slot;
  char *second_passphrase;
  gboolean is_unkept;
  gboolean is_whole; /* no minimal record stays */
  gboolean is_preview;
  gboolean is_question; /* whether it would go as unkept; nothing is done */
  guint months;
} Call;

static void
wipe_text (char *text)
{
  if (text != NULL)
    explicit_bzero (text, strlen (text));
  g_free (text);
}

static void
call_free (Call *call)
{
  g_free (call->id);
  g_free (call->reason_code);
  g_free (call->second_slot);
  wipe_text (call->second_passphrase);
  g_free (call);
}

static void
finish_forgetting (GTask *task, GError *error)
{
  WfClientRepo *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);

  wf_client_repo_set_busy (self, call->id, FALSE);
  if (g_error_matches (error, WF_STORE_ERROR, WF_STORE_ERROR_COPIES))
    wf_client_repo_remove (self, call->id);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  wf_client_repo_remove (self, call->id);
  g_task_return_boolean (task, TRUE);
}

static void
on_forgotten (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  wf_vault_forget_finish (WF_VAULT (source), result, &error);
  finish_forgetting (task, error);
}

static void
destroy_client (GTask *task)
{
  WfClientRepo *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);

  wf_vault_forget_async (self->vault, call->id, call->reason_code, NULL, on_forgotten,
                         g_object_ref (task));
}

static void
on_remains_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!wf_vault_append_finish (WF_VAULT (source), result, &error))
    finish_forgetting (task, error);
  else
    destroy_client (task);
}

static void
save_remains (GTask *task, const WfClient *client)
{
  WfClientRepo *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GPtrArray) remains = wf_retention_make_remains (client, zone);
  g_autoptr (GPtrArray) mark = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  g_autoptr (GPtrArray) appends = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_append_free);

  wf_client_repo_set_busy (self, call->id, TRUE);
  if (call->is_whole || remains->len == 0 || wf_client_is_counted (client))
    {
      destroy_client (task);
      return;
    }
  g_ptr_array_add (mark, wf_record_new ("retention.counted", json_object_new ()));
  g_ptr_array_add (appends, wf_append_new (wf_vault_get_agency_id (self->vault), remains));
  g_ptr_array_add (appends, wf_append_new (call->id, mark));
  wf_vault_append_batch_async (self->vault, appends, NULL, on_remains_saved, g_object_ref (task));
}

/* Whether the client ever said yes to notes: then forgetting needs the second person. */
static gboolean
has_ever_agreed (GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      const WfRecord *record = g_ptr_array_index (records, i);
      JsonObject *answers = wf_json_get_object (record->body, "answers");

      if (strcmp (record->kind, "consent.given") == 0 &&
          strcmp (wf_json_get_string (answers, WF_CONSENT_KEEP_NOTES, ""), "yes") == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_unkept (const WfClient *client, GPtrArray *records)
{
  return !has_ever_agreed (records) && wf_consent_refuses_notes (wf_client_get_consent (client));
}

static GError *
check_may_forget (const Call *call, const WfClient *client, GPtrArray *records)
{
  if (wf_client_is_held (client))
    return g_error_new_literal (WF_CLIENT_ERROR, WF_CLIENT_ERROR_HELD,
                                "a hold stands on this client");
  if (!call->is_unkept)
    return NULL;
  if (wf_client_get_open_visit (client) != NULL)
    return g_error_new_literal (WF_CLIENT_ERROR, WF_CLIENT_ERROR_VISIT_OPEN,
                                "the visit is not ended yet");
  if (!is_unkept (client, records))
    return g_error_new_literal (WF_CLIENT_ERROR, WF_CLIENT_ERROR_REFUSED,
                                "this client agreed that notes are kept");
  return NULL;
}

static void
on_records_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) records = wf_vault_read_finish (WF_VAULT (source), result, &error);

  if (records == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_autoptr (GVariant) state = wf_fold_apply_all (wf_client_get_fold (), records);
  g_autoptr (WfClient) client = wf_client_new_from_variant (call->id, state);

  if (call->is_preview)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

      g_task_return_pointer (task, wf_forget_preview_new (client, records, call->months, zone),
                             (GDestroyNotify) wf_forget_preview_free);
      return;
    }
  if (call->is_question)
    {
      g_task_return_boolean (task, !wf_client_is_held (client) && is_unkept (client, records));
      return;
    }
  error = check_may_forget (call, client, records);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    save_remains (task, client);
}

static GTask *
start (WfClientRepo *self,
       const char *id,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  call->id = g_strdup (id);
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);
  return task;
}

static void
read_records (GTask *task)
{
  WfClientRepo *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);

  wf_vault_read_async (self->vault, call->id, g_task_get_cancellable (task), on_records_ready,
                       g_object_ref (task));
}

static void
on_second_person_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!wf_vault_people_finish (WF_VAULT (source), result, &error))
    g_task_return_error (task, error);
  else
    read_records (task);
}

/* @task: (transfer full) */
static void
forget (GTask *task,
        const char *reason_code,
        const char *second_slot,
        const char *second_passphrase,
        gboolean is_whole)
{
  WfClientRepo *self = g_task_get_source_object (task);
  g_autoptr (GTask) owned = task;
  Call *call = g_task_get_task_data (task);

  call->reason_code = g_strdup (reason_code);
  call->second_slot = g_strdup (second_slot);
  call->second_passphrase = g_strdup (second_passphrase);
  call->is_whole = is_whole;
  if (second_slot == NULL || second_passphrase == NULL ||
      g_strcmp0 (second_slot, wf_vault_get_staff_id (self->vault)) == 0)
    {
      g_task_return_new_error (task, WF_CLIENT_ERROR, WF_CLIENT_ERROR_SECOND_PERSON,
                               "a second person must agree");
      return;
    }
  wf_vault_verify_passphrase_async (self->vault, call->second_slot, call->second_passphrase,
                                    g_task_get_cancellable (task), on_second_person_ready,
                                    g_object_ref (task));
}

void
wf_client_repo_forget_async (WfClientRepo *self,
                             const char *id,
                             const char *reason_code,
                             const char *second_slot,
                             const char *second_passphrase,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (WF_IS_CLIENT_REPO (self) && id != NULL && reason_code != NULL);

  forget (start (self, id, cancellable, callback, user_data), reason_code, second_slot,
          second_passphrase, FALSE);
}

void
wf_client_repo_forget_wholly_async (WfClientRepo *self,
                                    const char *id,
                                    const char *reason_code,
                                    const char *second_slot,
                                    const char *second_passphrase,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_return_if_fail (WF_IS_CLIENT_REPO (self) && id != NULL && reason_code != NULL);

  forget (start (self, id, cancellable, callback, user_data), reason_code, second_slot,
          second_passphrase, TRUE);
}

void
wf_client_repo_forget_unkept_async (WfClientRepo *self,
                                    const char *id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_return_if_fail (WF_IS_CLIENT_REPO (self) && id != NULL);

  g_autoptr (GTask) task = start (self, id, cancellable, callback, user_data);
  Call *call = g_task_get_task_data (task);

  call->is_unkept = TRUE;
  call->reason_code = g_strdup ("no-notes");
  read_records (task);
}

void
wf_client_repo_ask_unkept_async (WfClientRepo *self,
                                 const char *id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (WF_IS_CLIENT_REPO (self) && id != NULL);

  g_autoptr (GTask) task = start (self, id, cancellable, callback, user_data);

  ((Call *) g_task_get_task_data (task))->is_question = TRUE;
  read_records (task);
}

gboolean
wf_client_repo_ask_unkept_finish (WfClientRepo *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
wf_client_repo_forget_finish (WfClientRepo *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
wf_client_repo_forget_sync (WfClientRepo *self,
                            const char *id,
                            const char *reason_code,
                            const char *second_slot,
                            const char *second_passphrase,
                            GError **error)
{
  WfAwait await;

  wf_await_begin (&await);
  wf_client_repo_forget_async (self, id, reason_code, second_slot, second_passphrase, NULL,
                               on_wf_await_ready, &await);
  g_autoptr (GAsyncResult) result = wf_await_end (&await);

  return wf_client_repo_forget_finish (self, result, error);
}

gboolean
wf_client_repo_forget_alone_sync (
    WfClientRepo *self, const char *id, const char *reason_code, gboolean is_whole, GError **error)
{
  g_return_val_if_fail (WF_IS_CLIENT_REPO (self) && id != NULL && reason_code != NULL, FALSE);

  WfAwait await;

  if (wf_vault_get_role (self->vault) != WF_ROLE_COORDINATOR)
    {
      g_set_error_literal (error, WF_CLIENT_ERROR, WF_CLIENT_ERROR_SECOND_PERSON,
                           "only a coordinator forgets a client without a second person");
      return FALSE;
    }
  wf_await_begin (&await);
  g_autoptr (GTask) task = start (self, id, NULL, on_wf_await_ready, &await);
  Call *call = g_task_get_task_data (task);

  call->reason_code = g_strdup (reason_code);
  call->is_whole = is_whole;
  read_records (task);
  g_autoptr (GAsyncResult) result = wf_await_end (&await);

  return wf_client_repo_forget_finish (self, result, error);
}

gboolean
wf_client_repo_forget_unkept_sync (WfClientRepo *self, const char *id, GError **error)
{
  WfAwait await;

  wf_await_begin (&await);
  wf_client_repo_forget_unkept_async (self, id, NULL, on_wf_await_ready, &await);
  g_autoptr (GAsyncResult) result = wf_await_end (&await);

  return wf_client_repo_forget_finish (self, result, error);
}

void
wf_client_repo_preview_forget_async (WfClientRepo *self,
                                     const char *id,
                                     guint months,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_return_if_fail (WF_IS_CLIENT_REPO (self) && id != NULL && months > 0);

  g_autoptr (GTask) task = start (self, id, cancellable, callback, user_data);
  Call *call = g_task_get_task_data (task);

  call->is_preview = TRUE;
  call->months = months;
  read_records (task);
}

WfForgetPreview *
wf_client_repo_preview_forget_finish (WfClientRepo *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

WfForgetPreview *
wf_client_repo_preview_forget_sync (WfClientRepo *self,
                                    const char *id,
                                    guint months,
                                    GError **error)
{
  WfAwait await;

  wf_await_begin (&await);
  wf_client_repo_preview_forget_async (self, id, months, NULL, on_wf_await_ready, &await);
  g_autoptr (GAsyncResult) result = wf_await_end (&await);

  return wf_client_repo_preview_forget_finish (self, result, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Part of WfBankStudy: reading. One client after the other, in the vault's thread; who did not
 * agree, or may not be opened by this person, is counted and left out. Then one thread computes.
 */
#define G_LOG_DOMAIN "wf-visit"

#include "wf-bank-sittings.h"
#include "wf-bank-study.h"

#include "wf-store-error.h"

typedef struct {
  WfVault *vault;
  WfItemBank *bank;
  WfBankNumbers *numbers;
  char *today;
  gint64 now_us;
  GPtrArray *ids; /* of char *; still to read from next on */
  guint next;
  GPtrArray *people; /* of GPtrArray of WfSittingLog */
  guint n_left_out;
} Job;

static void advance (GTask *task);

static void
job_free (Job *job)
{
  g_object_unref (job->vault);
  wf_item_bank_unref (job->bank);
  wf_bank_numbers_unref (job->numbers);
  g_free (job->today);
  g_ptr_array_unref (job->ids);
  g_ptr_array_unref (job->people);
  g_free (job);
}

static void
compute (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;

  g_task_return_pointer (
      task, wf_bank_study_new (job->bank, job->numbers, job->people, job->n_left_out, job->now_us),
      (GDestroyNotify) wf_bank_study_free);
}

static void
on_records_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = wf_vault_read_finish (WF_VAULT (source), result, &error);

  if (records == NULL && !g_error_matches (error, WF_STORE_ERROR, WF_STORE_ERROR_RESTRICTED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (records == NULL)
    job->n_left_out++;
  else
    {
      g_autoptr (GPtrArray) logs = wf_sitting_logs_read (records);

      if (logs->len > 0)
        g_ptr_array_add (job->people, g_steal_pointer (&logs));
    }
  job->next++;
  advance (task);
}

static gboolean
has_interview (const WfClient *client)
{
  GPtrArray *visits = wf_client_get_visits (client);

  for (guint i = 0; i < visits->len; i++)
    if (((const WfVisit *) visits->pdata[i])->way == WF_VISIT_FULL)
      return TRUE;
  return FALSE;
}

static void
on_client_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  const char *id = job->ids->pdata[job->next];
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) state = wf_vault_get_snapshot_finish (WF_VAULT (source), result, &error);

  if (error != NULL && !g_error_matches (error, WF_STORE_ERROR, WF_STORE_ERROR_RESTRICTED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  g_autoptr (WfClient) client = error == NULL ? wf_client_new_from_variant (id, state) : NULL;

  if (client != NULL && !wf_client_is_practice (client) &&
      wf_consent_allows (wf_client_get_consent (client), WF_CONSENT_IMPROVE, job->today))
    {
      wf_vault_read_async (job->vault, id, g_task_get_cancellable (task), on_records_ready,
                           g_object_ref (task));
      return;
    }
  if (client == NULL || (has_interview (client) && !wf_client_is_practice (client)))
    job->n_left_out++;
  job->next++;
  advance (task);
}

static void
advance (GTask *task)
{
  Job *job = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (job->next < job->ids->len)
    wf_vault_get_snapshot_async (job->vault, job->ids->pdata[job->next], WF_CLIENT_ASPECT,
                                 g_task_get_cancellable (task), on_client_ready,
                                 g_object_ref (task));
  else
    g_task_run_in_thread (task, compute);
}

static void
take_ids (GTask *task, WfClientRepo *repo)
{
  Job *job = g_task_get_task_data (task);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (repo)); i++)
    {
      g_autoptr (WfClientItem) item = g_list_model_get_item (G_LIST_MODEL (repo), i);

      g_ptr_array_add (job->ids, g_strdup (wf_client_item_get_id (item)));
    }
  advance (task);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!wf_client_repo_load_finish (WF_CLIENT_REPO (source), result, &error))
    g_task_return_error (task, error);
  else
    take_ids (task, WF_CLIENT_REPO (source));
}

void
wf_bank_study_async (WfVault *vault,
                     WfClientRepo *repo,
                     WfItemBank *bank,
                     WfBankNumbers *numbers,
                     const char *today,
                     gint64 now_us,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_return_if_fail (WF_IS_VAULT (vault) && WF_IS_CLIENT_REPO (repo) && bank != NULL &&
                    numbers != NULL && today != NULL);

  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  g_task_set_source_tag (task, wf_bank_study_async);
  job->vault = g_object_ref (vault);
  job->bank = wf_item_bank_ref (bank);
  job->numbers = wf_bank_numbers_ref (numbers);
  job->today = g_strdup (today);
  job->now_us = now_us;
  job->ids = g_ptr_array_new_with_free_func (g_free);
  job->people = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  wf_client_repo_load_async (repo, cancellable, on_loaded, g_steal_pointer (&task));
}

WfBankStudy *
wf_bank_study_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

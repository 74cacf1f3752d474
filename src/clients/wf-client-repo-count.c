/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Part of WfClientRepo: the monthly count. A job that reads one client after the other, then
 * what remains of the forgotten ones, and sums up. Nothing of a client outlives the job.
 */
#define G_LOG_DOMAIN "wf-clients"

#include "wf-client-repo-private.h"

#include "wf-await.h"

typedef struct {
  int year;
  int month;
  GTimeZone *zone;
  GPtrArray *ids;     /* of char *; what is still to read is from next on */
  GPtrArray *clients; /* of WfClient */
  guint next;
} Job;

static void advance (GTask *task);

static void
job_free (Job *job)
{
  g_time_zone_unref (job->zone);
  g_ptr_array_unref (job->ids);
  g_ptr_array_unref (job->clients);
  g_free (job);
}

static void
on_remains_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) remains = wf_vault_read_finish (WF_VAULT (source), result, &error);

  if (remains == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (
        task, wf_month_count_new (job->year, job->month, job->zone, job->clients, remains),
        (GDestroyNotify) wf_month_count_free);
}

static void
on_client_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GVariant) state = wf_vault_get_snapshot_finish (WF_VAULT (source), result, &error);

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_ptr_array_add (job->clients, wf_client_new_from_variant (job->ids->pdata[job->next++], state));
  advance (task);
}

static void
advance (GTask *task)
{
  WfClientRepo *self = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (job->next < job->ids->len)
    wf_vault_get_snapshot_async (self->vault, job->ids->pdata[job->next], WF_CLIENT_ASPECT,
                                 cancellable, on_client_ready, g_object_ref (task));
  else if (wf_vault_get_agency_id (self->vault) == NULL)
    g_task_return_new_error (task, WF_STORE_ERROR, WF_STORE_ERROR_LOCKED, "the vault is locked");
  else
    wf_vault_read_async (self->vault, wf_vault_get_agency_id (self->vault), cancellable,
                         on_remains_ready, g_object_ref (task));
}

static void
take_ids (GTask *task)
{
  WfClientRepo *self = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);

  for (guint i = 0; i < self->items->len; i++)
    g_ptr_array_add (job->ids, g_strdup (wf_client_item_get_id (self->items->pdata[i])));
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
    take_ids (task);
}

void
wf_client_repo_count_month_async (WfClientRepo *self,
                                  int year,
                                  int month,
                                  GTimeZone *zone,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (WF_IS_CLIENT_REPO (self) && zone != NULL && month >= 1 && month <= 12);

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  g_task_set_source_tag (task, wf_client_repo_count_month_async);
  job->year = year;
  job->month = month;
  job->zone = g_time_zone_ref (zone);
  job->ids = g_ptr_array_new_with_free_func (g_free);
  job->clients = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_client_unref);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  if (self->is_loaded)
    take_ids (task);
  else
    wf_client_repo_load_async (self, cancellable, on_loaded, g_steal_pointer (&task));
}

WfMonthCount *
wf_client_repo_count_month_finish (WfClientRepo *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

WfMonthCount *
wf_client_repo_count_month_sync (
    WfClientRepo *self, int year, int month, GTimeZone *zone, GError **error)
{
  WfAwait await;

  wf_await_begin (&await);
  wf_client_repo_count_month_async (self, year, month, zone, NULL, on_wf_await_ready, &await);
  g_autoptr (GAsyncResult) result = wf_await_end (&await);

  return wf_client_repo_count_month_finish (self, result, error);
}

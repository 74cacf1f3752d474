/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Part of WfClientRepo: the monthly count, of every client and of what remains of the forgotten
 * ones. Nothing of a client outlives the job.
 */
#define G_LOG_DOMAIN "wf-clients"

#include "wf-client-repo-private.h"

#include "wf-await.h"

typedef struct {
  int year;
  int month;
  GTimeZone *zone;
  GPtrArray *clients; /* of WfClient */
} Job;

static void
job_free (Job *job)
{
  g_time_zone_unref (job->zone);
  g_ptr_array_unref (job->clients);
  g_free (job);
}

static void
take_client (WfClient *client, gpointer data)
{
  g_ptr_array_add (((Job *) data)->clients, wf_client_ref (client));
}

static void
on_all_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) remains =
      wf_client_repo_read_all_finish (WF_CLIENT_REPO (source), result, &error);

  if (remains == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (
        task, wf_month_count_new (job->year, job->month, job->zone, job->clients, remains),
        (GDestroyNotify) wf_month_count_free);
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
  job->clients = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_client_unref);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  wf_client_repo_read_all_async (self, take_client, job, cancellable, on_all_read,
                                 g_steal_pointer (&task));
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

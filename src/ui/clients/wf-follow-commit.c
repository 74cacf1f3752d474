/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From a press of a button to records: read, propose, write. What a page showed may be older
 * than what stands; the proposal is made from what stands.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-follow-commit.h"

#include "wf-client-words.h"

typedef struct {
  WfServices *services;
  char *client_id;
  WfFollowMake make;
  gpointer data;
  GDestroyNotify destroy;
} Commit;

static void
commit_free (gpointer data)
{
  Commit *self = data;

  if (self->destroy != NULL)
    self->destroy (self->data);
  wf_services_unref (self->services);
  g_free (self->client_id);
  g_free (self);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (wf_client_repo_follow_finish (WF_CLIENT_REPO (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Commit *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (WfFollow) follow =
      wf_client_repo_get_follow_finish (WF_CLIENT_REPO (source), result, &error);
  g_autofree char *today = wf_day_from_time (wf_clock_now (self->services->clock));
  g_autoptr (GPtrArray) for_agency =
      g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  g_autoptr (GPtrArray) records = NULL;

  if (follow != NULL)
    wf_follow_set_checks (
        follow, (const char *const *) wf_agency_repo_get (self->services->agency)->checks);
  records = follow != NULL ? self->make (follow, today, self->data, for_agency, &error) : NULL;

  if (records == NULL)
    g_task_return_error (task, error);
  else
    wf_client_repo_follow_async (self->services->clients, self->client_id, follow, records,
                                 for_agency, NULL, on_written, g_steal_pointer (&task));
}

void
wf_follow_commit_async (WfServices *services,
                        const char *client_id,
                        WfFollowMake make,
                        gpointer data,
                        GDestroyNotify destroy,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task;
  Commit *self;

  g_return_if_fail (services != NULL && client_id != NULL && make != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  self = g_new0 (Commit, 1);
  self->services = wf_services_ref (services);
  self->client_id = g_strdup (client_id);
  self->make = make;
  self->data = data;
  self->destroy = destroy;
  g_task_set_source_tag (task, wf_follow_commit_async);
  g_task_set_task_data (task, self, commit_free);
  /* Without the cancellable: what was asked for is kept even when the page goes away. */
  wf_client_repo_get_follow_async (services->clients, client_id, NULL, on_read, task);
}

gboolean
wf_follow_commit_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

GPtrArray *
wf_follow_list_of_one (WfRecord *record)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);

  g_ptr_array_add (records, record);
  return records;
}

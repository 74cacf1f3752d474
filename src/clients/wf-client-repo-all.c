/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Part of WfClientRepo: one client after the other, then the agency's own log, for whoever sums
 * up. No more than one client is held here at a time.
 */
#define G_LOG_DOMAIN "wf-clients"

#include "wf-client-repo-private.h"

typedef struct {
  WfClientTake take;
  gpointer data;
  GPtrArray *ids; /* of char *; what is still to read is from next on */
  guint next;
} Round;

static void advance (GTask *task);

static void
round_free (Round *self)
{
  g_ptr_array_unref (self->ids);
  g_free (self);
}

static void
on_agency_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *records = wf_vault_read_finish (WF_VAULT (source), result, &error);

  if (records == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, records, (GDestroyNotify) g_ptr_array_unref);
}

static void
on_client_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Round *self = g_task_get_task_data (task);
  const char *id = self->ids->pdata[self->next++];
  GError *error = NULL;
  g_autoptr (GVariant) state = wf_vault_get_snapshot_finish (WF_VAULT (source), result, &error);
  g_autoptr (WfClient) client = NULL;

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  client = wf_client_new_from_variant (id, state);
  self->take (client, self->data);
  advance (task);
}

static void
advance (GTask *task)
{
  WfClientRepo *repo = g_task_get_source_object (task);
  Round *self = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (self->next < self->ids->len)
    wf_vault_get_snapshot_async (repo->vault, self->ids->pdata[self->next], WF_CLIENT_ASPECT,
                                 cancellable, on_client_ready, g_object_ref (task));
  else if (wf_vault_get_agency_id (repo->vault) == NULL)
    g_task_return_new_error (task, WF_STORE_ERROR, WF_STORE_ERROR_LOCKED, "the vault is locked");
  else
    wf_vault_read_async (repo->vault, wf_vault_get_agency_id (repo->vault), cancellable,
                         on_agency_ready, g_object_ref (task));
}

static void
take_ids (GTask *task)
{
  WfClientRepo *repo = g_task_get_source_object (task);
  Round *self = g_task_get_task_data (task);

  for (guint i = 0; i < repo->items->len; i++)
    g_ptr_array_add (self->ids, g_strdup (wf_client_item_get_id (repo->items->pdata[i])));
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
wf_client_repo_read_all_async (WfClientRepo *self,
                               WfClientTake take,
                               gpointer data,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Round *round = g_new0 (Round, 1);

  g_task_set_source_tag (task, wf_client_repo_read_all_async);
  round->take = take;
  round->data = data;
  round->ids = g_ptr_array_new_with_free_func (g_free);
  g_task_set_task_data (task, round, (GDestroyNotify) round_free);
  if (self->is_loaded)
    take_ids (task);
  else
    wf_client_repo_load_async (self, cancellable, on_loaded, g_steal_pointer (&task));
}

GPtrArray *
wf_client_repo_read_all_finish (WfClientRepo *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

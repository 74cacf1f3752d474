/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Part of WfClientRepo: the days that stay readable while the vault is locked. Days only: no
 * name, no number of anybody.
 */
#define G_LOG_DOMAIN "wf-clients"

#include "wf-client-repo-private.h"

#include "wf-await.h"
#include "wf-due.h"
#include "wf-vault-care.h"

#include <string.h>

static int
compare_days (gconstpointer a, gconstpointer b)
{
  return *(const gint32 *) a - *(const gint32 *) b;
}

static GArray *
collect_days (WfClientRepo *self)
{
  GArray *days = g_array_new (FALSE, FALSE, sizeof (gint32));

  for (guint i = 0; i < self->items->len; i++)
    {
      const WfClientCard *card = wf_client_item_get_card (self->items->pdata[i]);

      if (card->n_due > 0)
        g_array_append_vals (days, card->due_days, card->n_due);
    }
  g_array_sort (days, compare_days);
  return days;
}

static gboolean
is_same (GArray *a, GArray *b)
{
  return a != NULL && a->len == b->len &&
         (a->len == 0 || memcmp (a->data, b->data, a->len * sizeof (gint32)) == 0);
}

static void
on_due_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  WfClientRepo *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!wf_vault_set_due_finish (WF_VAULT (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_clear_pointer (&self->saved_due, g_array_unref);
  self->saved_due = g_array_ref (g_task_get_task_data (task));
  g_task_return_boolean (task, TRUE);
}

void
wf_client_repo_save_due_async (WfClientRepo *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (WF_IS_CLIENT_REPO (self));

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GArray *days = collect_days (self);

  g_task_set_source_tag (task, wf_client_repo_save_due_async);
  g_task_set_task_data (task, days, (GDestroyNotify) g_array_unref);
  if (!self->is_loaded || is_same (self->saved_due, days))
    g_task_return_boolean (task, TRUE);
  else
    wf_vault_set_due_async (self->vault, days, cancellable, on_due_saved, g_steal_pointer (&task));
}

gboolean
wf_client_repo_save_due_finish (WfClientRepo *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
wf_client_repo_save_due_sync (WfClientRepo *self, GError **error)
{
  WfAwait await;

  wf_await_begin (&await);
  wf_client_repo_save_due_async (self, NULL, on_wf_await_ready, &await);
  g_autoptr (GAsyncResult) result = wf_await_end (&await);

  return wf_client_repo_save_due_finish (self, result, error);
}

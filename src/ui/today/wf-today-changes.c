/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which offers of open plans changed. A chain of small reads: the next client's plan, then
 * each of its offers in the catalogue. A plan or an offer that cannot be read is passed over:
 * the client's own page says why.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-today-changes.h"

#include <glib/gi18n.h>

typedef struct {
  WfServices *services;
  GPtrArray *clients; /* (element-type utf8): ids, latest contact first */
  guint next;
  WfPlan *plan;      /* (nullable): of the client before @next */
  GPtrArray *offers; /* (element-type WfPlanResource): of @plan, still to look up */
  GPtrArray *found;
  GHashTable *only; /* (nullable): ids of offers; the others are passed over */
  guint most;
} Find;

static void step (GTask *task);

void
wf_today_change_free (WfTodayChange *self)
{
  g_free (self->client_id);
  g_free (self->offer_id);
  g_free (self->offer);
  g_free (self);
}

char *
wf_today_change_dup_words (const WfTodayChange *change)
{
  switch (change->change)
    {
    case WF_PLAN_CHANGE_CLOSED:
      /* Translators: %s is the name of an offer in somebody's plan */
      return g_strdup_printf (_ ("%s has ended"), change->offer);
    case WF_PLAN_CHANGE_GONE:
      /* Translators: %s is the name of an offer in somebody's plan */
      return g_strdup_printf (_ ("%s is not in the catalogue any more"), change->offer);
    case WF_PLAN_CHANGE_FIELDS:
    case WF_PLAN_CHANGE_NONE:
    default:
      /* Translators: %s is the name of an offer in somebody's plan */
      return g_strdup_printf (_ ("%s is not what it was: look, and call first"), change->offer);
    }
}

static void
find_free (Find *self)
{
  wf_services_unref (self->services);
  g_ptr_array_unref (self->clients);
  g_clear_pointer (&self->plan, wf_plan_unref);
  g_ptr_array_unref (self->offers);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_pointer (&self->only, g_hash_table_unref);
  g_free (self);
}

static void
on_offer_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WfResource) now = wf_catalogue_get_finish (WF_CATALOGUE (source), result, &error);
  Find *self = g_task_get_task_data (task);
  const WfPlanResource *offer = g_ptr_array_steal_index (self->offers, self->offers->len - 1);

  if (now != NULL || g_error_matches (error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_NOT_FOUND))
    {
      WfPlanChange change = wf_plan_resource_find_change (offer, now);

      if (change != WF_PLAN_CHANGE_NONE)
        {
          WfTodayChange *found = g_new0 (WfTodayChange, 1);

          found->client_id = g_strdup (self->clients->pdata[self->next - 1]);
          found->offer_id = g_strdup (offer->entry->id);
          found->offer = g_strdup (offer->entry->name);
          found->change = change;
          g_ptr_array_add (self->found, found);
        }
    }
  step (g_steal_pointer (&task));
}

/* The offers that stand on the page, each once. */
static void
collect_offers (Find *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->plan->statements->len; i++)
    {
      const WfPlanStatement *statement = self->plan->statements->pdata[i];

      for (guint j = 0; statement->picked && j < statement->resources->len; j++)
        {
          WfPlanResource *offer = statement->resources->pdata[j];

          if (self->only != NULL && !g_hash_table_contains (self->only, offer->entry->id))
            continue;
          if (offer->chosen && g_hash_table_add (seen, offer->entry->id))
            g_ptr_array_add (self->offers, offer);
        }
    }
}

static void
on_plan_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GVariant) state = wf_vault_get_snapshot_finish (WF_VAULT (source), result, NULL);
  Find *self = g_task_get_task_data (task);

  g_clear_pointer (&self->plan, wf_plan_unref);
  self->plan = wf_plan_new_from_snapshot (state);
  if (self->plan != NULL)
    collect_offers (self);
  step (g_steal_pointer (&task));
}

/* @task: (transfer full) */
static void
step (GTask *task)
{
  g_autoptr (GTask) owned = task;
  Find *self = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (self->found->len < self->most && self->offers->len > 0)
    {
      const WfPlanResource *offer = self->offers->pdata[self->offers->len - 1];

      wf_catalogue_get_async (self->services->catalogue, offer->entry->id, cancellable,
                              on_offer_ready, g_steal_pointer (&owned));
    }
  else if (self->found->len < self->most && self->next < self->clients->len)
    wf_vault_get_snapshot_async (self->services->vault, self->clients->pdata[self->next++],
                                 WF_PLAN_ASPECT, cancellable, on_plan_ready,
                                 g_steal_pointer (&owned));
  else
    g_task_return_pointer (task, g_steal_pointer (&self->found),
                           (GDestroyNotify) g_ptr_array_unref);
}

/* @only: (nullable) (transfer full) */
static void
find (WfServices *services,
      GHashTable *only,
      GCancellable *cancellable,
      GAsyncReadyCallback callback,
      gpointer user_data)
{
  GListModel *clients = G_LIST_MODEL (services->clients);
  guint n_clients = g_list_model_get_n_items (clients);
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Find *self = g_new0 (Find, 1);

  self->services = wf_services_ref (services);
  self->only = only;
  self->most = only != NULL ? G_MAXUINT : WF_TODAY_CHANGES_MAX;
  self->clients = g_ptr_array_new_with_free_func (g_free);
  self->offers = g_ptr_array_new ();
  self->found = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_today_change_free);
  if (only == NULL)
    n_clients = MIN (n_clients, WF_TODAY_CHANGES_CLIENTS);
  /* Without a catalogue nothing can be said about its offers. */
  for (guint i = 0; services->catalogue != NULL && i < n_clients; i++)
    {
      g_autoptr (WfClientItem) item = g_list_model_get_item (clients, i);

      g_ptr_array_add (self->clients, g_strdup (wf_client_item_get_id (item)));
    }
  g_task_set_source_tag (task, find);
  g_task_set_priority (task, G_PRIORITY_LOW);
  g_task_set_task_data (task, self, (GDestroyNotify) find_free);
  step (task);
}

void
wf_today_changes_find_async (WfServices *services,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (services != NULL);

  find (services, NULL, cancellable, callback, user_data);
}

void
wf_today_changes_find_among_async (WfServices *services,
                                   GHashTable *ids,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GHashTable) only = NULL;
  GHashTableIter iter;
  gpointer id;

  g_return_if_fail (services != NULL && ids != NULL);

  only = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (only, g_strdup (id));
  find (services, g_steal_pointer (&only), cancellable, callback, user_data);
}

GPtrArray *
wf_today_changes_find_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

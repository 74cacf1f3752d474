/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list of clients: rows from cards, kept in order as cards change, gone when the vault is
 * locked. What is done to clients stands in the part-files wf-client-repo-actions.c and
 * wf-client-repo-forget.c.
 *
 * Invariant: items and by_id hold the same rows; items is sorted by wf_client_item_compare().
 */
#define G_LOG_DOMAIN "wf-clients"

#include "wf-client-repo-private.h"

#include "wf-await.h"
#include "wf-follow.h"
#include "wf-outcomes.h"

#include <string.h>

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (WfClientRepo,
                               wf_client_repo,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* Shorter than any month. */
#define SHORT_MONTH (28 * WF_CLOCK_DAY)

enum {
  SIGNAL_CLIENT_CHANGED,
  SIGNAL_CLIENT_FORGOTTEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GType
get_item_type (GListModel *model)
{
  return WF_TYPE_CLIENT_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return WF_CLIENT_REPO (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  WfClientRepo *self = WF_CLIENT_REPO (model);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
clear_items (WfClientRepo *self)
{
  guint count = self->items->len;

  g_hash_table_remove_all (self->by_id);
  g_hash_table_remove_all (self->viewed);
  g_ptr_array_set_size (self->items, 0);
  g_clear_pointer (&self->saved_due, g_array_unref);
  self->is_loaded = FALSE;
  if (count > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, count, 0);
}

static void
on_vault_locked (WfVault *vault, WfClientRepo *self)
{
  clear_items (self);
}

static void
on_refreshed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* The row stays as it was; whoever opens the client is told. */
  if (!wf_client_repo_refresh_finish (WF_CLIENT_REPO (source), result, &error))
    g_debug ("a card was not read: %s", error->message);
}

static void
on_vault_owner_changed (WfVault *vault, const char *owner_id, WfClientRepo *self)
{
  if (!self->is_loaded || g_hash_table_contains (self->busy, owner_id) ||
      !g_hash_table_contains (self->by_id, owner_id))
    return;

  /* Whoever waits for a call in a context of its own does not wait for this. */
  g_main_context_push_thread_default (NULL);
  wf_client_repo_refresh_async (self, owner_id, NULL, on_refreshed, NULL);
  g_main_context_pop_thread_default (NULL);
}

static void
wf_client_repo_finalize (GObject *object)
{
  WfClientRepo *self = WF_CLIENT_REPO (object);

  g_clear_object (&self->vault);
  g_clear_pointer (&self->clock, wf_clock_unref);
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->busy, g_hash_table_unref);
  g_clear_pointer (&self->viewed, g_hash_table_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->saved_due, g_array_unref);
  g_clear_pointer (&self->dice, g_rand_free);
  G_OBJECT_CLASS (wf_client_repo_parent_class)->finalize (object);
}

static void
wf_client_repo_class_init (WfClientRepoClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wf_client_repo_finalize;

  signals[SIGNAL_CLIENT_CHANGED] =
      g_signal_new ("client-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_CLIENT_FORGOTTEN] =
      g_signal_new ("client-forgotten", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
wf_client_repo_init (WfClientRepo *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->busy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->viewed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  return wf_client_item_compare (*(gconstpointer *) a, *(gconstpointer *) b, NULL);
}

static void
add_row (WfClientRepo *self, WfClientItem *item)
{
  g_ptr_array_add (self->items, item);
  g_hash_table_insert (self->by_id, (gpointer) wf_client_item_get_id (item), item);
}

static void
insert_sorted (WfClientRepo *self, WfClientItem *item)
{
  guint low = 0, high = self->items->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (wf_client_item_compare (self->items->pdata[middle], item, NULL) <= 0)
        low = middle + 1;
      else
        high = middle;
    }
  g_ptr_array_insert (self->items, (int) low, item);
  g_hash_table_insert (self->by_id, (gpointer) wf_client_item_get_id (item), item);
  g_list_model_items_changed (G_LIST_MODEL (self), low, 0, 1);
}

static gboolean
take_row (WfClientRepo *self, WfClientItem *item)
{
  guint position;

  if (!g_ptr_array_find (self->items, item, &position))
    return FALSE;
  g_hash_table_remove (self->by_id, wf_client_item_get_id (item));
  g_ptr_array_remove_index (self->items, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  return TRUE;
}

/* A row that keeps its place is not taken out and put back: lists would lose focus. */
static gboolean
is_in_place (WfClientRepo *self, WfClientItem *item)
{
  guint position;

  return g_ptr_array_find (self->items, item, &position) &&
         (position == 0 ||
          wf_client_item_compare (self->items->pdata[position - 1], item, NULL) <= 0) &&
         (position + 1 == self->items->len ||
          wf_client_item_compare (item, self->items->pdata[position + 1], NULL) <= 0);
}

static void
show_card (WfClientRepo *self, const char *id, GVariant *variant)
{
  WfClientCard *card = wf_client_card_new_from_variant (variant);
  WfClientItem *item = g_hash_table_lookup (self->by_id, id);

  if (item == NULL)
    {
      insert_sorted (self, wf_client_item_new (id, card));
      return;
    }
  wf_client_item_set_card (item, card);
  if (!is_in_place (self, item))
    {
      g_object_ref (item);
      take_row (self, item);
      insert_sorted (self, item);
    }
}

static void
on_card_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  WfClientRepo *self = g_task_get_source_object (task);
  const char *id = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GVariant) card = wf_vault_get_snapshot_finish (WF_VAULT (source), result, &error);

  /* handed over, or closed to others: nothing of it stays in a list or on a page */
  if (g_error_matches (error, WF_STORE_ERROR, WF_STORE_ERROR_RESTRICTED))
    wf_client_repo_remove (self, id);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (self->is_loaded)
    show_card (self, id, card);
  g_signal_emit (self, signals[SIGNAL_CLIENT_CHANGED], 0, id);
  g_task_return_boolean (task, TRUE);
}

void
wf_client_repo_refresh_async (WfClientRepo *self,
                              const char *id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, wf_client_repo_refresh_async);
  g_task_set_task_data (task, g_strdup (id), g_free);
  wf_vault_get_snapshot_async (self->vault, id, WF_FOLD_CARD, cancellable, on_card_ready, task);
}

gboolean
wf_client_repo_refresh_finish (WfClientRepo *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
wf_client_repo_set_busy (WfClientRepo *self, const char *id, gboolean is_busy)
{
  if (is_busy)
    g_hash_table_add (self->busy, g_strdup (id));
  else
    g_hash_table_remove (self->busy, id);
}

void
wf_client_repo_remove (WfClientRepo *self, const char *id)
{
  g_autofree char *kept = g_strdup (id);
  WfClientItem *item = g_hash_table_lookup (self->by_id, id);

  if (item != NULL)
    take_row (self, item);
  g_signal_emit (self, signals[SIGNAL_CLIENT_FORGOTTEN], 0, kept);
}

void
wf_clients_add_folds (WfVault *vault)
{
  g_return_if_fail (WF_IS_VAULT (vault));

  wf_vault_add_fold (vault, wf_client_card_get_fold ());
  wf_vault_add_fold (vault, wf_client_get_fold ());
  wf_vault_add_fold (vault, wf_agency_get_fold ());
  wf_vault_add_fold (vault, wf_follow_get_fold ());
  wf_vault_add_fold (vault, wf_devices_get_fold ());
  wf_vault_add_fold (vault, wf_outcomes_get_fold ());
}

WfClientRepo *
wf_client_repo_new (WfVault *vault, WfClock *clock)
{
  g_return_val_if_fail (WF_IS_VAULT (vault), NULL);

  WfClientRepo *self = g_object_new (WF_TYPE_CLIENT_REPO, NULL);

  self->vault = g_object_ref (vault);
  self->clock = clock != NULL ? wf_clock_ref (clock) : wf_clock_new_system ();
  g_signal_connect_object (vault, "locked", G_CALLBACK (on_vault_locked), self, 0);
  g_signal_connect_object (vault, "owner-changed", G_CALLBACK (on_vault_owner_changed), self, 0);
  return self;
}

static void
on_cards_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  WfClientRepo *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) cards = wf_vault_list_cards_finish (WF_VAULT (source), result, &error);

  if (cards == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  guint before = self->items->len;

  g_hash_table_remove_all (self->by_id);
  g_ptr_array_set_size (self->items, 0);
  for (guint i = 0; i < cards->len; i++)
    {
      const WfCard *row = g_ptr_array_index (cards, i);
      WfClientCard *card = wf_client_card_new_from_variant (row->card);

      card->is_restricted = card->is_restricted || row->is_restricted;
      add_row (self, wf_client_item_new (row->owner_id, card));
    }
  g_ptr_array_sort (self->items, compare_rows);
  self->is_loaded = TRUE;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->items->len);
  g_task_return_boolean (task, TRUE);
}

void
wf_client_repo_load_async (WfClientRepo *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (WF_IS_CLIENT_REPO (self));

  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, wf_client_repo_load_async);
  wf_vault_list_cards_async (self->vault, cancellable, on_cards_ready, task);
}

gboolean
wf_client_repo_load_finish (WfClientRepo *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
wf_client_repo_load_sync (WfClientRepo *self, GError **error)
{
  WfAwait await;

  wf_await_begin (&await);
  wf_client_repo_load_async (self, NULL, on_wf_await_ready, &await);
  g_autoptr (GAsyncResult) result = wf_await_end (&await);

  return wf_client_repo_load_finish (self, result, error);
}

WfClientItem *
wf_client_repo_lookup (WfClientRepo *self, const char *id)
{
  g_return_val_if_fail (WF_IS_CLIENT_REPO (self) && id != NULL, NULL);

  return g_hash_table_lookup (self->by_id, id);
}

static int
compare_due (gconstpointer a, gconstpointer b)
{
  const WfClientCard *left = wf_client_item_get_card (*(WfClientItem *const *) a);
  const WfClientCard *right = wf_client_item_get_card (*(WfClientItem *const *) b);
  int order = strcmp (left->next_due, right->next_due);

  return order != 0 ? order : compare_rows (a, b);
}

GPtrArray *
wf_client_repo_list_due (WfClientRepo *self, const char *until)
{
  g_return_val_if_fail (WF_IS_CLIENT_REPO (self) && until != NULL, NULL);

  GPtrArray *due = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->items->len; i++)
    {
      WfClientItem *item = self->items->pdata[i];
      const char *day = wf_client_item_get_card (item)->next_due;

      if (*day != '\0' && strcmp (day, until) <= 0)
        g_ptr_array_add (due, g_object_ref (item));
    }
  g_ptr_array_sort (due, compare_due);
  return due;
}

GPtrArray *
wf_client_repo_list_open (WfClientRepo *self)
{
  g_return_val_if_fail (WF_IS_CLIENT_REPO (self), NULL);

  GPtrArray *open = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->items->len; i++)
    {
      WfClientItem *item = self->items->pdata[i];

      if (*wf_client_item_get_card (item)->open_visit != '\0')
        g_ptr_array_add (open, g_object_ref (item));
    }
  return open;
}

/* The calendar only for those near the end: a list of thousands is asked on the main thread. */
static gboolean
is_expired (const WfClientCard *card, guint months, gint64 now)
{
  if (card->is_held)
    return FALSE;
  return card->refuses_notes || (card->last_activity_us + (gint64) months * SHORT_MONTH <= now &&
                                 wf_retention_get_date (card->last_activity_us, months) <= now);
}

static int
compare_activity (gconstpointer a, gconstpointer b)
{
  gint64 left = wf_client_item_get_card (*(WfClientItem *const *) a)->last_activity_us;
  gint64 right = wf_client_item_get_card (*(WfClientItem *const *) b)->last_activity_us;

  return left == right ? 0 : left < right ? -1 : 1;
}

GPtrArray *
wf_client_repo_list_expired (WfClientRepo *self, guint months)
{
  g_return_val_if_fail (WF_IS_CLIENT_REPO (self) && months > 0, NULL);

  GPtrArray *expired = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 now = wf_clock_now (self->clock);

  for (guint i = 0; i < self->items->len; i++)
    {
      WfClientItem *item = self->items->pdata[i];

      if (is_expired (wf_client_item_get_card (item), months, now))
        g_ptr_array_add (expired, g_object_ref (item));
    }
  g_ptr_array_sort (expired, compare_activity);
  return expired;
}

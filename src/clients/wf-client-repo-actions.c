/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Part of WfClientRepo: make a client, add to one, open one, tell its timeline. Each call is a
 * short chain of the vault's calls; the row is refreshed before the caller hears.
 */
#define G_LOG_DOMAIN "wf-clients"

#include "wf-client-repo-private.h"

#include "wf-await.h"
#include "wf-box.h"
#include "wf-json.h"

#define VIEW_INTERVAL_US (10 * WF_CLOCK_MINUTE)
#define LOWEST_NUMBER    1000

typedef struct {
  char *id;
  char *name;
  char *viewed_as;
  gboolean is_alias;
  gboolean with_views;
  GPtrArray *records;
  GStrv only_for;
} Call;

static Call *
call_new (const char *id)
{
  Call *call = g_new0 (Call, 1);

  call->id = g_strdup (id);
  return call;
}

static void
call_free (Call *call)
{
  g_free (call->id);
  g_free (call->name);
  g_free (call->viewed_as);
  g_clear_pointer (&call->records, g_ptr_array_unref);
  g_strfreev (call->only_for);
  g_free (call);
}

static GTask *
task_new (WfClientRepo *self,
          Call *call,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_task_data (task, call, (GDestroyNotify) call_free);
  return task;
}

/* --- Append --- */

static void
on_appended_row_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  WfClientRepo *self = WF_CLIENT_REPO (source);
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;

  wf_client_repo_set_busy (self, call->id, FALSE);
  /* It is durable; a row that could not be read does not make it less so. */
  if (!wf_client_repo_refresh_finish (self, result, &error))
    {
      g_debug ("a card was not read: %s", error->message);
      g_error_free (error);
    }
  g_task_return_boolean (task, TRUE);
}

static void
on_append_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  WfClientRepo *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;

  if (!wf_vault_append_finish (WF_VAULT (source), result, &error))
    {
      wf_client_repo_set_busy (self, call->id, FALSE);
      g_task_return_error (task, error);
      return;
    }
  wf_client_repo_refresh_async (self, call->id, NULL, on_appended_row_ready,
                                g_steal_pointer (&task));
}

void
wf_client_repo_append_async (WfClientRepo *self,
                             const char *id,
                             GPtrArray *records,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (WF_IS_CLIENT_REPO (self) && id != NULL && records != NULL);

  GTask *task = task_new (self, call_new (id), cancellable, callback, user_data);

  g_task_set_source_tag (task, wf_client_repo_append_async);
  wf_client_repo_set_busy (self, id, TRUE);
  wf_vault_append_async (self->vault, id, records, cancellable, on_append_ready, task);
}

gboolean
wf_client_repo_append_finish (WfClientRepo *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
wf_client_repo_append_sync (WfClientRepo *self, const char *id, GPtrArray *records, GError **error)
{
  WfAwait await;

  wf_await_begin (&await);
  wf_client_repo_append_async (self, id, records, NULL, on_wf_await_ready, &await);
  g_autoptr (GAsyncResult) result = wf_await_end (&await);

  return wf_client_repo_append_finish (self, result, error);
}

static GPtrArray *
list_of_one (WfRecord *record)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);

  g_ptr_array_add (records, record);
  return records;
}

void
wf_client_repo_append_one_async (WfClientRepo *self,
                                 const char *id,
                                 WfRecord *record,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (record != NULL);

  g_autoptr (GPtrArray) records = list_of_one (record);

  wf_client_repo_append_async (self, id, records, cancellable, callback, user_data);
}

/* --- Create --- */

static void
on_created_row_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  WfClientRepo *self = WF_CLIENT_REPO (source);
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;

  wf_client_repo_set_busy (self, call->id, FALSE);
  if (!wf_client_repo_refresh_finish (self, result, &error))
    {
      g_debug ("a card was not read: %s", error->message);
      g_error_free (error);
    }
  g_task_return_pointer (task, g_strdup (call->id), g_free);
}

static void
on_owner_created (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  WfClientRepo *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;

  call->id = wf_vault_create_owner_finish (WF_VAULT (source), result, &error);
  if (call->id == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  wf_client_repo_set_busy (self, call->id, TRUE);
  wf_client_repo_refresh_async (self, call->id, NULL, on_created_row_ready,
                                g_steal_pointer (&task));
}

static gboolean
has_number (WfClientRepo *self, guint number)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      if (wf_client_item_get_card (self->items->pdata[i])->number == number)
        return TRUE;
    }
  return FALSE;
}

/* One digit more where half of them are taken. */
static guint
choose_number (WfClientRepo *self)
{
  guint lowest = LOWEST_NUMBER, number;

  while (self->items->len > lowest * 9 / 2 && lowest < G_MAXINT / 100)
    lowest *= 10;
  do
    {
      guint32 chance;

      if (self->dice != NULL)
        chance = g_rand_int (self->dice);
      else
        wf_random_fill (&chance, sizeof chance);
      number = lowest + chance % (lowest * 9);
  } while (has_number (self, number));
  return number;
}

void
wf_client_repo_set_seed (WfClientRepo *self, guint32 seed)
{
  g_return_if_fail (WF_IS_CLIENT_REPO (self));

  g_clear_pointer (&self->dice, g_rand_free);
  self->dice = g_rand_new_with_seed (seed);
}

/* What is told of the past happened when the first of it did. */
static void
add_at (GPtrArray *records, WfRecord *proposed, gint64 time_us)
{
  g_autoptr (WfRecord) owned = proposed;

  g_ptr_array_add (records,
                   wf_record_new_at (owned->kind, json_object_ref (owned->body), time_us, NULL));
}

static void
create_owner (GTask *task)
{
  WfClientRepo *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  gint64 time_us = call->records != NULL && call->records->len > 0
                       ? ((const WfRecord *) call->records->pdata[0])->time_us
                       : 0;

  add_at (records, wf_client_record_created (choose_number (self)), time_us);
  if (call->name != NULL && *call->name != '\0')
    add_at (records, wf_client_record_named (call->name, call->is_alias), time_us);
  for (guint i = 0; call->records != NULL && i < call->records->len; i++)
    g_ptr_array_add (records, wf_record_ref (call->records->pdata[i]));
  if (call->only_for != NULL) /* as wf_vault_restrict_async() would tell it */
    {
      JsonObject *body = json_object_new ();

      wf_json_set_strings (body, "only_for", (const char *const *) call->only_for);
      add_at (records, wf_record_new ("owner.restricted", body), time_us);
    }
  wf_vault_create_owner_async (self->vault, WF_OWNER_CLIENT, (const char *const *) call->only_for,
                               records, g_task_get_cancellable (task), on_owner_created,
                               g_object_ref (task));
}

static void
on_loaded_for_create (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!wf_client_repo_load_finish (WF_CLIENT_REPO (source), result, &error))
    g_task_return_error (task, error);
  else
    create_owner (task);
}

void
wf_client_repo_create_async (WfClientRepo *self,
                             const char *name,
                             gboolean is_alias,
                             GPtrArray *records,
                             const char *const *only_for,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (WF_IS_CLIENT_REPO (self));

  Call *call = call_new (NULL);
  g_autoptr (GTask) task = task_new (self, call, cancellable, callback, user_data);

  g_task_set_source_tag (task, wf_client_repo_create_async);
  call->name = g_strdup (name);
  call->is_alias = is_alias;
  call->records = records != NULL ? g_ptr_array_ref (records) : NULL;
  call->only_for = g_strdupv ((GStrv) only_for);
  if (self->is_loaded)
    create_owner (task);
  else /* the number comes from the list */
    wf_client_repo_load_async (self, cancellable, on_loaded_for_create, g_steal_pointer (&task));
}

char *
wf_client_repo_create_finish (WfClientRepo *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

char *
wf_client_repo_create_sync (WfClientRepo *self,
                            const char *name,
                            gboolean is_alias,
                            GPtrArray *records,
                            const char *const *only_for,
                            GError **error)
{
  WfAwait await;

  wf_await_begin (&await);
  wf_client_repo_create_async (self, name, is_alias, records, only_for, NULL, on_wf_await_ready,
                               &await);
  g_autoptr (GAsyncResult) result = wf_await_end (&await);

  return wf_client_repo_create_finish (self, result, error);
}

/* --- Get --- */

static void
on_client_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GVariant) state = wf_vault_get_snapshot_finish (WF_VAULT (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else if (state == NULL)
    g_task_return_new_error (task, WF_CLIENT_ERROR, WF_CLIENT_ERROR_NOT_FOUND,
                             "there is no such client here");
  else
    g_task_return_pointer (task, wf_client_new_from_variant (call->id, state),
                           (GDestroyNotify) wf_client_unref);
}

static void
read_client (GTask *task)
{
  WfClientRepo *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);

  wf_vault_get_snapshot_async (self->vault, call->id, WF_CLIENT_ASPECT,
                               g_task_get_cancellable (task), on_client_ready, g_object_ref (task));
}

static void
on_view_logged (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  WfClientRepo *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;

  wf_client_repo_set_busy (self, call->id, FALSE);
  if (!wf_vault_append_finish (WF_VAULT (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  gint64 now = wf_clock_now (self->clock);

  g_hash_table_replace (self->viewed, g_strdup (call->id), g_memdup2 (&now, sizeof now));
  read_client (task);
}

static gboolean
is_view_due (WfClientRepo *self, const char *id)
{
  const gint64 *last = g_hash_table_lookup (self->viewed, id);

  return last == NULL || wf_clock_now (self->clock) - *last >= VIEW_INTERVAL_US;
}

void
wf_client_repo_get_async (WfClientRepo *self,
                          const char *id,
                          const char *viewed_as,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (WF_IS_CLIENT_REPO (self) && id != NULL);

  g_autoptr (GTask) task = task_new (self, call_new (id), cancellable, callback, user_data);

  g_task_set_source_tag (task, wf_client_repo_get_async);
  if (viewed_as == NULL || !is_view_due (self, id))
    {
      read_client (task);
      return;
    }

  /* Being looked at changes nothing on the card. */
  g_autoptr (GPtrArray) records = list_of_one (wf_client_record_viewed (viewed_as));

  wf_client_repo_set_busy (self, id, TRUE);
  wf_vault_append_async (self->vault, id, records, cancellable, on_view_logged,
                         g_steal_pointer (&task));
}

WfClient *
wf_client_repo_get_finish (WfClientRepo *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

WfClient *
wf_client_repo_get_sync (WfClientRepo *self, const char *id, const char *viewed_as, GError **error)
{
  WfAwait await;

  wf_await_begin (&await);
  wf_client_repo_get_async (self, id, viewed_as, NULL, on_wf_await_ready, &await);
  g_autoptr (GAsyncResult) result = wf_await_end (&await);

  return wf_client_repo_get_finish (self, result, error);
}

/* --- Timeline --- */

static void
on_timeline_records_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) records = wf_vault_read_finish (WF_VAULT (source), result, &error);

  if (records == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, wf_timeline_new (records, call->with_views),
                           (GDestroyNotify) g_ptr_array_unref);
}

void
wf_client_repo_get_timeline_async (WfClientRepo *self,
                                   const char *id,
                                   gboolean with_views,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (WF_IS_CLIENT_REPO (self) && id != NULL);

  Call *call = call_new (id);
  GTask *task = task_new (self, call, cancellable, callback, user_data);

  g_task_set_source_tag (task, wf_client_repo_get_timeline_async);
  call->with_views = with_views;
  wf_vault_read_async (self->vault, id, cancellable, on_timeline_records_ready, task);
}

GPtrArray *
wf_client_repo_get_timeline_finish (WfClientRepo *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

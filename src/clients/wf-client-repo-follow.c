/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Part of WfClientRepo: what follows after the page is printed. A client's records and what
 * the agency counts or owns are one batch of the vault: half of it is never kept.
 */
#define G_LOG_DOMAIN "wf-clients"

#include "wf-client-repo-follow.h"

#include "wf-await.h"
#include "wf-client-repo-private.h"
#include "wf-json.h"

#include <string.h>

/* --- Read --- */

static void
on_state_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GVariant) state = wf_vault_get_snapshot_finish (WF_VAULT (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, wf_follow_new_from_snapshot (state),
                           (GDestroyNotify) wf_follow_free);
}

void
wf_client_repo_get_follow_async (WfClientRepo *self,
                                 const char *id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (WF_IS_CLIENT_REPO (self) && id != NULL);

  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, wf_client_repo_get_follow_async);
  wf_vault_get_snapshot_async (self->vault, id, WF_FOLLOW_ASPECT, cancellable, on_state_ready,
                               task);
}

WfFollow *
wf_client_repo_get_follow_finish (WfClientRepo *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

WfFollow *
wf_client_repo_get_follow_sync (WfClientRepo *self, const char *id, GError **error)
{
  WfAwait await;

  wf_await_begin (&await);
  wf_client_repo_get_follow_async (self, id, NULL, on_wf_await_ready, &await);
  g_autoptr (GAsyncResult) result = wf_await_end (&await);

  return wf_client_repo_get_follow_finish (self, result, error);
}

/* --- Write --- */

static void
on_row_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  WfClientRepo *self = WF_CLIENT_REPO (source);
  g_autoptr (GError) error = NULL;

  wf_client_repo_set_busy (self, g_task_get_task_data (task), FALSE);
  /* It is durable; a row that could not be read does not make it less so. */
  if (!wf_client_repo_refresh_finish (self, result, &error))
    g_debug ("a card was not read: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

static void
on_batch_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  WfClientRepo *self = g_task_get_source_object (task);
  const char *id = g_task_get_task_data (task);
  GError *error = NULL;

  if (!wf_vault_append_finish (WF_VAULT (source), result, &error))
    {
      wf_client_repo_set_busy (self, id, FALSE);
      g_task_return_error (task, error);
      return;
    }
  wf_client_repo_refresh_async (self, id, NULL, on_row_ready, g_steal_pointer (&task));
}

static void
add_all (GPtrArray *to, GPtrArray *from)
{
  for (guint i = 0; from != NULL && i < from->len; i++)
    g_ptr_array_add (to, wf_record_ref (from->pdata[i]));
}

/* What the records change in the counts: the state before against the state after. */
static GPtrArray *
count_changes (const WfFollow *follow, GPtrArray *records)
{
  g_autoptr (JsonObject) json = wf_follow_to_json (follow);
  g_autofree char *text = wf_json_to_text (json);
  g_autoptr (GVariant) state = g_variant_ref_sink (g_variant_new_string (text));
  g_autoptr (WfFollow) after = wf_follow_new_from_snapshot (state);

  for (guint i = 0; i < records->len; i++)
    wf_follow_apply (after, records->pdata[i]);
  return wf_outcomes_propose_all (follow->referrals, after->referrals);
}

static gboolean
is_practice (WfClientRepo *self, const char *id)
{
  WfClientItem *item = wf_client_repo_lookup (self, id);

  return item != NULL && wf_client_item_get_card (item)->is_practice;
}

void
wf_client_repo_follow_async (WfClientRepo *self,
                             const char *id,
                             const WfFollow *follow,
                             GPtrArray *records,
                             GPtrArray *for_agency,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (WF_IS_CLIENT_REPO (self) && id != NULL && follow != NULL && records != NULL);

  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GPtrArray) appends = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_append_free);
  g_autoptr (GPtrArray) others = count_changes (follow, records);
  const char *agency = wf_vault_get_agency_id (self->vault);

  g_task_set_source_tag (task, wf_client_repo_follow_async);
  g_task_set_task_data (task, g_strdup (id), g_free);
  if (is_practice (self, id))
    g_ptr_array_set_size (others, 0);
  add_all (others, for_agency);
  g_ptr_array_add (appends, wf_append_new (id, records));
  if (others->len > 0 && agency != NULL)
    g_ptr_array_add (appends, wf_append_new (agency, others));
  wf_client_repo_set_busy (self, id, TRUE);
  wf_vault_append_batch_async (self->vault, appends, cancellable, on_batch_ready, task);
}

gboolean
wf_client_repo_follow_finish (WfClientRepo *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
wf_client_repo_follow_sync (WfClientRepo *self,
                            const char *id,
                            const WfFollow *follow,
                            GPtrArray *records,
                            GPtrArray *for_agency,
                            GError **error)
{
  WfAwait await;

  wf_await_begin (&await);
  wf_client_repo_follow_async (self, id, follow, records, for_agency, NULL, on_wf_await_ready,
                               &await);
  g_autoptr (GAsyncResult) result = wf_await_end (&await);

  return wf_client_repo_follow_finish (self, result, error);
}

/* --- What is due --- */

typedef struct {
  char *until;
  GPtrArray *clients; /* of WfClientItem */
  guint next;
  guint n_unread;
  GPtrArray *things; /* of WfDueThing */
} Listing;

static void
listing_free (Listing *self)
{
  g_free (self->until);
  g_ptr_array_unref (self->clients);
  g_clear_pointer (&self->things, g_ptr_array_unref);
  g_free (self);
}

void
wf_due_thing_free (WfDueThing *self)
{
  if (self == NULL)
    return;

  g_free (self->client_id);
  wf_due_free (self->due);
  g_free (self->title);
  g_free (self);
}

static void
add_thing (Listing *self, const char *client_id, WfDue *due, const char *title)
{
  WfDueThing *thing = g_new0 (WfDueThing, 1);

  thing->client_id = g_strdup (client_id);
  thing->due = due;
  thing->title = g_strdup (title);
  g_ptr_array_add (self->things, thing);
}

static const char *
get_title (const WfFollow *follow, const WfDue *due)
{
  const WfReferral *referral = wf_referrals_lookup (follow->referrals, due->id);
  const WfLoan *loan = wf_loans_lookup (follow->loans, due->id);

  return referral != NULL ? referral->name : loan != NULL ? loan->tag : "";
}

static void
add_follow (Listing *self, const char *client_id, const WfFollow *follow)
{
  for (guint i = 0; i < follow->dues->len; i++)
    {
      const WfDue *due = follow->dues->pdata[i];

      if (strcmp (wf_due_get_day (due), self->until) <= 0)
        add_thing (self, client_id, wf_due_copy (due), get_title (follow, due));
    }
}

static int
compare_things (gconstpointer a, gconstpointer b)
{
  const WfDueThing *left = *(const WfDueThing *const *) a;
  const WfDueThing *right = *(const WfDueThing *const *) b;
  int order = strcmp (wf_due_get_day (left->due), wf_due_get_day (right->due));

  return order != 0 ? order : strcmp (left->due->id, right->due->id);
}

static void list_next (GTask *task);

static void
on_listed_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Listing *listing = g_task_get_task_data (task);
  WfClientItem *item = listing->clients->pdata[listing->next];
  GError *error = NULL;
  g_autoptr (WfFollow) follow =
      wf_client_repo_get_follow_finish (WF_CLIENT_REPO (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, error);
      return;
    }
  /* One that cannot be read hides no other. */
  if (follow != NULL)
    add_follow (listing, wf_client_item_get_id (item), follow);
  else
    listing->n_unread++;
  g_clear_error (&error);
  listing->next++;
  list_next (g_steal_pointer (&task));
}

/* One after the other: the vault has one thread, and few are due. */
static void
list_next (GTask *task)
{
  WfClientRepo *self = g_task_get_source_object (task);
  Listing *listing = g_task_get_task_data (task);

  for (; listing->next < listing->clients->len; listing->next++)
    {
      WfClientItem *item = listing->clients->pdata[listing->next];
      const WfClientCard *card = wf_client_item_get_card (item);
      const char *day[] = { card->own_due, NULL };

      if (*card->own_due != '\0' && strcmp (card->own_due, listing->until) <= 0)
        add_thing (listing, wf_client_item_get_id (item), wf_due_new ("", WF_DUE_CONTACT, "", day),
                   "");
      if (card->has_follow_up)
        {
          wf_client_repo_get_follow_async (self, wf_client_item_get_id (item),
                                           g_task_get_cancellable (task), on_listed_ready, task);
          return;
        }
    }
  g_ptr_array_sort (listing->things, compare_things);
  g_task_return_pointer (task, g_steal_pointer (&listing->things),
                         (GDestroyNotify) g_ptr_array_unref);
  g_object_unref (task);
}

void
wf_client_repo_list_things_async (WfClientRepo *self,
                                  const char *until,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (WF_IS_CLIENT_REPO (self) && until != NULL);

  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Listing *listing = g_new0 (Listing, 1);

  g_task_set_source_tag (task, wf_client_repo_list_things_async);
  g_task_set_task_data (task, listing, (GDestroyNotify) listing_free);
  listing->until = g_strdup (until);
  listing->clients = wf_client_repo_list_due (self, until);
  listing->things = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_due_thing_free);
  list_next (task);
}

GPtrArray *
wf_client_repo_list_things_finish (WfClientRepo *self,
                                   GAsyncResult *result,
                                   guint *out_n_unread,
                                   GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  const Listing *listing = g_task_get_task_data (G_TASK (result));
  GPtrArray *things = g_task_propagate_pointer (G_TASK (result), error);

  if (things != NULL && out_n_unread != NULL)
    *out_n_unread = listing->n_unread;
  return things;
}

GPtrArray *
wf_client_repo_list_things_sync (WfClientRepo *self, const char *until, GError **error)
{
  WfAwait await;

  wf_await_begin (&await);
  wf_client_repo_list_things_async (self, until, NULL, on_wf_await_ready, &await);
  g_autoptr (GAsyncResult) result = wf_await_end (&await);

  return wf_client_repo_list_things_finish (self, result, NULL, error);
}

gboolean
wf_client_repo_has_code (WfClientRepo *self, const char *code)
{
  g_return_val_if_fail (WF_IS_CLIENT_REPO (self) && code != NULL, FALSE);

  for (guint i = 0; i < self->items->len; i++)
    {
      if (wf_client_item_matches (self->items->pdata[i], code))
        return TRUE;
    }
  return FALSE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lending. A loan stands twice: with the client, and, without a name, in the agency's list of
 * things. The proposals here are the only place that writes both; the list of who has what is
 * put together from the clients each time, and kept nowhere.
 */
#define G_LOG_DOMAIN "wf-clients"

#include "wf-lending.h"

#include "wf-client-repo-follow.h"
#include "wf-client-repo-private.h"
#include "wf-visit.h"

#include <string.h>

static GPtrArray *
records_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
}

static gpointer
refuse (GError **error, WfClientError code, const char *message)
{
  g_set_error_literal (error, WF_CLIENT_ERROR, (int) code, message);
  return NULL;
}

gboolean
wf_lending_may_lend (const WfDevice *device)
{
  g_return_val_if_fail (device != NULL, FALSE);

  return wf_device_can_be (device->state, "lent") && strcmp (device->state, "lent") != 0;
}

gboolean
wf_lending_may_wipe (const WfDevice *device)
{
  g_return_val_if_fail (device != NULL, FALSE);

  return strcmp (device->state, "lent") != 0 && strcmp (device->state, "retired") != 0;
}

static WfRecord *
make_due (const char *loan_id, const char *until)
{
  const char *days[] = { until, NULL };
  g_autoptr (WfDue) due = wf_due_new (loan_id, WF_DUE_LOAN, "return", days);

  return wf_due_record_set (due);
}

static gboolean
is_good_day (const char *until, const char *today)
{
  return wf_day_is_valid (until) && strcmp (until, today) >= 0;
}

GPtrArray *
wf_lending_propose_lend (const WfFollow *follow,
                         const WfDevice *device,
                         const char *today,
                         const char *until,
                         const char *lang,
                         const char *with,
                         const char *loan_id,
                         GPtrArray *for_agency,
                         GError **error)
{
  g_return_val_if_fail (follow != NULL && device != NULL && for_agency != NULL, NULL);
  g_return_val_if_fail (wf_day_is_valid (today), NULL);

  g_autoptr (GPtrArray) records = records_new ();
  g_autoptr (WfLoan) loan = wf_loan_new ();

  if (!wf_lending_may_lend (device))
    return refuse (error, WF_CLIENT_ERROR_NOT_READY, "This thing cannot be lent now");
  if (!is_good_day (until, today))
    return refuse (error, WF_CLIENT_ERROR_BAD_VALUE, "The day is over, or is none");
  if (follow->dues->len >= WF_DUE_MAX)
    return refuse (error, WF_CLIENT_ERROR_TOO_MANY, "Too many things are due for this client");

  if (loan_id != NULL)
    wf_visit_set_text (&loan->id, loan_id);
  wf_visit_set_text (&loan->device, device->id);
  wf_visit_set_text (&loan->tag, device->tag);
  wf_visit_set_text (&loan->type, device->type);
  wf_visit_set_text (&loan->lent, today);
  wf_visit_set_text (&loan->until, until);
  wf_visit_set_text (&loan->lang, lang != NULL ? lang : "");
  wf_visit_set_text (&loan->with, with != NULL ? with : "");
  g_ptr_array_add (records, wf_loan_record_lent (loan));
  g_ptr_array_add (records, make_due (loan->id, until));
  g_ptr_array_add (for_agency, wf_device_record_is (device->id, "lent", until));
  return g_steal_pointer (&records);
}

GPtrArray *
wf_lending_propose_extend (const WfFollow *follow,
                           const char *loan_id,
                           const char *today,
                           const char *until,
                           GPtrArray *for_agency,
                           GError **error)
{
  g_return_val_if_fail (follow != NULL && loan_id != NULL && for_agency != NULL, NULL);
  g_return_val_if_fail (wf_day_is_valid (today), NULL);

  const WfLoan *loan = wf_loans_lookup (follow->loans, loan_id);
  g_autoptr (GPtrArray) records = records_new ();

  if (loan == NULL || !wf_loan_is_open (loan))
    return refuse (error, WF_CLIENT_ERROR_NOT_FOUND, "There is no such loan");
  if (!is_good_day (until, today))
    return refuse (error, WF_CLIENT_ERROR_BAD_VALUE, "The day is over, or is none");

  g_ptr_array_add (records, wf_loan_record_extended (loan, until));
  g_ptr_array_add (records, make_due (loan->id, until));
  if (*loan->device != '\0')
    g_ptr_array_add (for_agency, wf_device_record_is (loan->device, "lent", until));
  return g_steal_pointer (&records);
}

GPtrArray *
wf_lending_propose_end (const WfFollow *follow,
                        const char *loan_id,
                        gboolean is_lost,
                        const char *today,
                        const char *note,
                        GPtrArray *for_agency,
                        GError **error)
{
  g_return_val_if_fail (follow != NULL && loan_id != NULL && for_agency != NULL, NULL);
  g_return_val_if_fail (wf_day_is_valid (today), NULL);

  const WfLoan *loan = wf_loans_lookup (follow->loans, loan_id);
  const WfDue *due = wf_dues_lookup (follow->dues, loan_id);
  g_autoptr (GPtrArray) records = records_new ();

  if (loan == NULL || (is_lost && !wf_loan_is_open (loan)) || strcmp (loan->state, "returned") == 0)
    return refuse (error, WF_CLIENT_ERROR_NOT_FOUND, "There is no such loan");

  g_ptr_array_add (records, wf_loan_record_ended (loan, is_lost, today, note));
  if (due != NULL)
    g_ptr_array_add (records, wf_due_record_dropped (due));
  if (*loan->device != '\0')
    g_ptr_array_add (for_agency,
                     wf_device_record_is (loan->device, is_lost ? "lost" : "returned", NULL));
  return g_steal_pointer (&records);
}

/* --- The agency's list --- */

static void
return_locked (GTask *task)
{
  g_task_return_new_error (task, WF_STORE_ERROR, WF_STORE_ERROR_LOCKED, "the vault is locked");
}

static void
on_devices_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GVariant) state = wf_vault_get_snapshot_finish (WF_VAULT (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, wf_devices_new_from_snapshot (state),
                           (GDestroyNotify) g_ptr_array_unref);
}

void
wf_client_repo_get_devices_async (WfClientRepo *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (WF_IS_CLIENT_REPO (self));

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const char *agency = wf_vault_get_agency_id (self->vault);

  g_task_set_source_tag (task, wf_client_repo_get_devices_async);
  if (agency == NULL)
    return_locked (task);
  else
    wf_vault_get_snapshot_async (self->vault, agency, WF_DEVICES_ASPECT, cancellable,
                                 on_devices_ready, g_steal_pointer (&task));
}

GPtrArray *
wf_client_repo_get_devices_finish (WfClientRepo *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_devices_changed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (wf_vault_append_finish (WF_VAULT (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
wf_client_repo_change_devices_async (WfClientRepo *self,
                                     GPtrArray *records,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_return_if_fail (WF_IS_CLIENT_REPO (self) && records != NULL);

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const char *agency = wf_vault_get_agency_id (self->vault);

  g_task_set_source_tag (task, wf_client_repo_change_devices_async);
  if (agency == NULL)
    return_locked (task);
  else
    wf_vault_append_async (self->vault, agency, records, cancellable, on_devices_changed,
                           g_steal_pointer (&task));
}

gboolean
wf_client_repo_change_devices_finish (WfClientRepo *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- Who has what --- */

typedef struct {
  GPtrArray *clients; /* of WfClientItem */
  guint next;
  guint n_unread;
  GPtrArray *loans; /* of WfLoanAt */
} Listing;

static void
listing_free (Listing *self)
{
  g_ptr_array_unref (self->clients);
  g_clear_pointer (&self->loans, g_ptr_array_unref);
  g_free (self);
}

void
wf_loan_at_free (WfLoanAt *self)
{
  if (self == NULL)
    return;

  g_free (self->client_id);
  wf_loan_free (self->loan);
  g_free (self);
}

static void
add_loans (Listing *self, const char *client_id, const WfFollow *follow)
{
  for (guint i = 0; i < follow->loans->len; i++)
    {
      const WfLoan *loan = follow->loans->pdata[i];
      g_autoptr (JsonObject) json = NULL;
      WfLoanAt *at;

      if (strcmp (loan->state, "returned") == 0)
        continue;
      json = wf_loan_to_json (loan);
      at = g_new0 (WfLoanAt, 1);
      at->client_id = g_strdup (client_id);
      at->loan = wf_loan_new_from_json (json);
      g_ptr_array_add (self->loans, at);
    }
}

static void list_next (GTask *task);

static void
on_follow_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Listing *listing = g_task_get_task_data (task);
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
    add_loans (listing, wf_client_item_get_id (listing->clients->pdata[listing->next]), follow);
  else
    listing->n_unread++;
  g_clear_error (&error);
  listing->next++;
  list_next (g_steal_pointer (&task));
}

/* One after the other: the vault has one thread. */
static void
list_next (GTask *task)
{
  WfClientRepo *self = g_task_get_source_object (task);
  Listing *listing = g_task_get_task_data (task);

  if (listing->next < listing->clients->len)
    {
      wf_client_repo_get_follow_async (
          self, wf_client_item_get_id (listing->clients->pdata[listing->next]),
          g_task_get_cancellable (task), on_follow_ready, task);
      return;
    }
  g_task_return_pointer (task, g_steal_pointer (&listing->loans),
                         (GDestroyNotify) g_ptr_array_unref);
  g_object_unref (task);
}

void
wf_client_repo_list_loans_async (WfClientRepo *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (WF_IS_CLIENT_REPO (self));

  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Listing *listing = g_new0 (Listing, 1);

  g_task_set_source_tag (task, wf_client_repo_list_loans_async);
  g_task_set_task_data (task, listing, (GDestroyNotify) listing_free);
  listing->clients = g_ptr_array_new_with_free_func (g_object_unref);
  listing->loans = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_loan_at_free);
  for (guint i = 0; i < self->items->len; i++)
    {
      WfClientItem *item = self->items->pdata[i];

      if (wf_client_item_get_card (item)->has_borrowed)
        g_ptr_array_add (listing->clients, g_object_ref (item));
    }
  list_next (task);
}

GPtrArray *
wf_client_repo_list_loans_finish (WfClientRepo *self,
                                  GAsyncResult *result,
                                  guint *out_n_unread,
                                  GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  const Listing *listing = g_task_get_task_data (G_TASK (result));
  GPtrArray *loans = g_task_propagate_pointer (G_TASK (result), error);

  if (loans != NULL && out_n_unread != NULL)
    *out_n_unread = listing->n_unread;
  return loans;
}

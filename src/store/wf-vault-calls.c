/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The vault's everyday calls: open, unlock, append, read, lock. Each is a function that runs in
 * the vault's thread, an async form, and a blocking twin around the same function.
 */
#define G_LOG_DOMAIN "wf-store"

#include "wf-vault-log-read.h"
#include "wf-vault-log.h"
#include "wf-vault-owner.h"
#include "wf-vault-people-private.h"
#include "wf-vault-private.h"
#include "wf-vault-snapshot.h"
#include "wf-vault-unlock.h"

/* Create */

enum { NAME, REGION, FOUNDER, LABEL, PASSPHRASE };

static gboolean
create_in_worker (WfVaultCore *core, WfVaultArgs *args, GError **error)
{
  const WfVaultFounding founding = { args->texts[NAME],       args->texts[REGION],
                                     args->texts[FOUNDER],    args->texts[LABEL],
                                     args->texts[PASSPHRASE], (WfKdfCost) args->number };

  args->result = wf_vault_core_create (core, &founding, error);
  args->free_result = (GDestroyNotify) wf_wipe_free;
  return args->result != NULL;
}

static WfVaultArgs *
make_create_args (const WfVaultFounding *founding)
{
  WfVaultArgs *args =
      wf_vault_args_new (5, founding->agency_name, founding->region, founding->founder_name,
                         founding->slot_label, founding->passphrase);

  args->number = founding->cost;
  return args;
}

static gboolean
is_founding_complete (const WfVaultFounding *founding)
{
  return founding != NULL && founding->agency_name != NULL && founding->founder_name != NULL &&
         founding->slot_label != NULL && founding->passphrase != NULL;
}

void
wf_vault_create_async (WfVault *self,
                       const WfVaultFounding *founding,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_return_if_fail (WF_IS_VAULT (self) && is_founding_complete (founding));

  wf_vault_start (self, create_in_worker, make_create_args (founding), cancellable, callback,
                  user_data);
}

char *
wf_vault_create_finish (WfVault *self, GAsyncResult *result, GError **error)
{
  gpointer code = NULL;

  return wf_vault_finish (self, result, &code, error) ? code : NULL;
}

char *
wf_vault_create_sync (WfVault *self, const WfVaultFounding *founding, GError **error)
{
  g_return_val_if_fail (WF_IS_VAULT (self) && is_founding_complete (founding), NULL);

  gpointer code = NULL;

  wf_vault_run (self, create_in_worker, make_create_args (founding), &code, error);
  return code;
}

/* Open */

static gboolean
open_in_worker (WfVaultCore *core, WfVaultArgs *args, GError **error)
{
  return wf_vault_core_open (core, error);
}

void
wf_vault_open_async (WfVault *self,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_return_if_fail (WF_IS_VAULT (self));

  wf_vault_start (self, open_in_worker, wf_vault_args_new (0), cancellable, callback, user_data);
}

gboolean
wf_vault_open_finish (WfVault *self, GAsyncResult *result, GError **error)
{
  return wf_vault_finish (self, result, NULL, error);
}

gboolean
wf_vault_open_sync (WfVault *self, GError **error)
{
  g_return_val_if_fail (WF_IS_VAULT (self), FALSE);

  return wf_vault_run (self, open_in_worker, wf_vault_args_new (0), NULL, error);
}

/* Unlock */

static gboolean
unlock_in_worker (WfVaultCore *core, WfVaultArgs *args, GError **error)
{
  return wf_vault_core_unlock (core, args->texts[0], args->texts[1], error);
}

void
wf_vault_unlock_async (WfVault *self,
                       const char *slot_id,
                       const char *passphrase,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_return_if_fail (WF_IS_VAULT (self) && slot_id != NULL && passphrase != NULL);

  wf_vault_start (self, unlock_in_worker, wf_vault_args_new (2, slot_id, passphrase), cancellable,
                  callback, user_data);
}

gboolean
wf_vault_unlock_finish (WfVault *self, GAsyncResult *result, GError **error)
{
  return wf_vault_finish (self, result, NULL, error);
}

gboolean
wf_vault_unlock_sync (WfVault *self, const char *slot_id, const char *passphrase, GError **error)
{
  g_return_val_if_fail (WF_IS_VAULT (self) && slot_id != NULL && passphrase != NULL, FALSE);

  return wf_vault_run (self, unlock_in_worker, wf_vault_args_new (2, slot_id, passphrase), NULL,
                       error);
}

/* Append */

/* A member's private owner is made when first written to. */
static gboolean
open_or_make (WfVaultCore *core, const char *owner_id, WfOwner *out_owner, GError **error)
{
  guint8 id[WF_ID_BYTES];
  g_autoptr (GError) local = NULL;

  if (!wf_vault_core_parse_id (owner_id, id, error))
    return FALSE;
  if (wf_owner_open (core, id, out_owner, &local))
    return TRUE;
  if (!g_error_matches (local, WF_STORE_ERROR, WF_STORE_ERROR_NOT_FOUND) ||
      !wf_equal (id, core->session->private_id, WF_ID_BYTES))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  g_autoptr (GByteArray) me = g_byte_array_new ();

  g_byte_array_append (me, core->session->staff, WF_ID_BYTES);
  return wf_owner_create (core, WF_OWNER_STAFF_PRIVATE, id, me, out_owner, error);
}

/* What the vault itself writes and judges by is not for features to write. */
static gboolean
is_free_kind (GPtrArray *records, GError **error)
{
  static const char *const RESERVED[] = { "member.", "agency.founded", "agency.erased",
                                          "agency.key-rotated", "agency.exported" };

  for (guint i = 0; i < records->len; i++)
    for (guint r = 0; r < G_N_ELEMENTS (RESERVED); r++)
      if (wf_record_has_prefix (g_ptr_array_index (records, i), RESERVED[r]))
        {
          g_set_error (error, WF_STORE_ERROR, WF_STORE_ERROR_INVALID,
                       "only the vault writes records of kind %s", RESERVED[r]);
          return FALSE;
        }
  return TRUE;
}

static gboolean
append_all (WfVaultCore *core, GPtrArray *appends, GError **error)
{
  for (guint i = 0; i < appends->len; i++)
    {
      const WfAppend *part = g_ptr_array_index (appends, i);
      g_auto (WfOwner) owner = { 0 };

      if (!is_free_kind (part->records, error) ||
          !open_or_make (core, part->owner_id, &owner, error) ||
          !wf_log_append (core, &owner, part->records, error))
        return FALSE;
    }
  return TRUE;
}

/* Nothing but that somebody looked, now: who reads must leave that behind. */
static gboolean
is_view_only (GPtrArray *appends)
{
  for (guint i = 0; i < appends->len; i++)
    {
      const WfAppend *part = g_ptr_array_index (appends, i);

      for (guint r = 0; r < part->records->len; r++)
        {
          const WfRecord *record = g_ptr_array_index (part->records, r);

          if (strcmp (record->kind, WF_VAULT_VIEW_KIND) != 0 || record->time_us != 0)
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
append_in_worker (WfVaultCore *core, WfVaultArgs *args, GError **error)
{
  gboolean may =
      is_view_only (args->items) ? wf_log_begin_view (core, error) : wf_log_begin (core, error);

  return may && wf_log_end (core, append_all (core, args->items, error), error);
}

static WfVaultArgs *
make_append_args (GPtrArray *appends)
{
  WfVaultArgs *args = wf_vault_args_new (0);

  args->items = g_ptr_array_ref (appends);
  return args;
}

static WfVaultArgs *
make_append_one_args (const char *owner_id, GPtrArray *records)
{
  g_autoptr (GPtrArray) appends = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_append_free);

  g_ptr_array_add (appends, wf_append_new (owner_id, records));
  return make_append_args (appends);
}

void
wf_vault_append_batch_async (WfVault *self,
                             GPtrArray *appends,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (WF_IS_VAULT (self) && appends != NULL);

  wf_vault_start (self, append_in_worker, make_append_args (appends), cancellable, callback,
                  user_data);
}

gboolean
wf_vault_append_batch_sync (WfVault *self, GPtrArray *appends, GError **error)
{
  g_return_val_if_fail (WF_IS_VAULT (self) && appends != NULL, FALSE);

  return wf_vault_run (self, append_in_worker, make_append_args (appends), NULL, error);
}

void
wf_vault_append_async (WfVault *self,
                       const char *owner_id,
                       GPtrArray *records,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_return_if_fail (WF_IS_VAULT (self) && owner_id != NULL && records != NULL);

  wf_vault_start (self, append_in_worker, make_append_one_args (owner_id, records), cancellable,
                  callback, user_data);
}

gboolean
wf_vault_append_finish (WfVault *self, GAsyncResult *result, GError **error)
{
  return wf_vault_finish (self, result, NULL, error);
}

gboolean
wf_vault_append_sync (WfVault *self, const char *owner_id, GPtrArray *records, GError **error)
{
  g_return_val_if_fail (WF_IS_VAULT (self) && owner_id != NULL && records != NULL, FALSE);

  return wf_vault_run (self, append_in_worker, make_append_one_args (owner_id, records), NULL,
                       error);
}

/* Create an owner */

static gboolean
create_owner (WfVaultCore *core, WfVaultArgs *args, GByteArray *named, GError **error)
{
  g_auto (WfOwner) owner = { 0 };
  guint8 id[WF_ID_BYTES];

  wf_random_fill (id, sizeof id);
  if ((args->items != NULL && !is_free_kind (args->items, error)) ||
      !wf_owner_create (core, (WfOwnerType) args->number, id, named, &owner, error) ||
      (args->items != NULL && !wf_log_append (core, &owner, args->items, error)))
    return FALSE;
  args->result = wf_hex_encode (id, sizeof id);
  args->free_result = g_free;
  return TRUE;
}

static gboolean
create_owner_in_worker (WfVaultCore *core, WfVaultArgs *args, GError **error)
{
  g_autoptr (GByteArray) named = NULL;

  if (wf_vault_core_require_session (core, error) == NULL ||
      !wf_people_parse_named (core, (const char *const *) args->list, &named, error) ||
      !wf_log_begin (core, error))
    return FALSE;
  return wf_log_end (core, create_owner (core, args, named, error), error);
}

static WfVaultArgs *
make_owner_args (WfOwnerType type, const char *const *only_for, GPtrArray *records)
{
  WfVaultArgs *args = wf_vault_args_new (0);

  args->number = type;
  args->list = g_strdupv ((char **) only_for);
  args->items = records != NULL ? g_ptr_array_ref (records) : NULL;
  return args;
}

void
wf_vault_create_owner_async (WfVault *self,
                             WfOwnerType type,
                             const char *const *only_for,
                             GPtrArray *records,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (WF_IS_VAULT (self) && type == WF_OWNER_CLIENT);

  wf_vault_start (self, create_owner_in_worker, make_owner_args (type, only_for, records),
                  cancellable, callback, user_data);
}

char *
wf_vault_create_owner_finish (WfVault *self, GAsyncResult *result, GError **error)
{
  gpointer id = NULL;

  return wf_vault_finish (self, result, &id, error) ? id : NULL;
}

char *
wf_vault_create_owner_sync (WfVault *self,
                            WfOwnerType type,
                            const char *const *only_for,
                            GPtrArray *records,
                            GError **error)
{
  g_return_val_if_fail (WF_IS_VAULT (self) && type == WF_OWNER_CLIENT, NULL);

  gpointer id = NULL;

  wf_vault_run (self, create_owner_in_worker, make_owner_args (type, only_for, records), &id,
                error);
  return id;
}

/* Read */

static gboolean
open_owner (WfVaultCore *core, const char *owner_id, WfOwner *out_owner, GError **error)
{
  guint8 id[WF_ID_BYTES];

  return wf_vault_core_require_session (core, error) != NULL &&
         wf_vault_core_parse_id (owner_id, id, error) && wf_owner_open (core, id, out_owner, error);
}

/* One's own private owner is there, empty, before it was first written to. */
static gboolean
is_unwritten_private (WfVaultCore *core, const char *owner_id, const GError *error)
{
  guint8 id[WF_ID_BYTES];

  return core->session != NULL &&
         g_error_matches (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_FOUND) &&
         wf_hex_decode (owner_id, id, sizeof id) &&
         wf_equal (id, core->session->private_id, WF_ID_BYTES);
}

static gboolean
read_in_worker (WfVaultCore *core, WfVaultArgs *args, GError **error)
{
  g_auto (WfOwner) owner = { 0 };
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) local = NULL;

  if (open_owner (core, args->texts[0], &owner, &local))
    entries = wf_log_read (core, &owner, &local);
  else if (is_unwritten_private (core, args->texts[0], local))
    entries = g_ptr_array_new ();
  if (entries == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  args->result = wf_log_to_records (entries);
  args->free_result = (GDestroyNotify) g_ptr_array_unref;
  return TRUE;
}

void
wf_vault_read_async (WfVault *self,
                     const char *owner_id,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_return_if_fail (WF_IS_VAULT (self) && owner_id != NULL);

  wf_vault_start (self, read_in_worker, wf_vault_args_new (1, owner_id), cancellable, callback,
                  user_data);
}

GPtrArray *
wf_vault_read_finish (WfVault *self, GAsyncResult *result, GError **error)
{
  gpointer records = NULL;

  return wf_vault_finish (self, result, &records, error) ? records : NULL;
}

GPtrArray *
wf_vault_read_sync (WfVault *self, const char *owner_id, GError **error)
{
  g_return_val_if_fail (WF_IS_VAULT (self) && owner_id != NULL, NULL);

  gpointer records = NULL;

  wf_vault_run (self, read_in_worker, wf_vault_args_new (1, owner_id), &records, error);
  return records;
}

/* Snapshots */

static gboolean
snapshot_in_worker (WfVaultCore *core, WfVaultArgs *args, GError **error)
{
  g_auto (WfOwner) owner = { 0 };
  const WfFold *fold = wf_vault_core_find_fold (core, args->texts[1]);
  g_autoptr (GError) local = NULL;
  GVariant *state = NULL;

  if (fold == NULL)
    {
      g_set_error (error, WF_STORE_ERROR, WF_STORE_ERROR_INVALID, "no fold makes %s",
                   args->texts[1]);
      return FALSE;
    }
  if (open_owner (core, args->texts[0], &owner, &local)
          ? !wf_snapshot_read (core, &owner, fold, &state, &local)
          : !is_unwritten_private (core, args->texts[0], local))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  args->result = state;
  args->free_result = (GDestroyNotify) g_variant_unref;
  return TRUE;
}

void
wf_vault_get_snapshot_async (WfVault *self,
                             const char *owner_id,
                             const char *aspect,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (WF_IS_VAULT (self) && owner_id != NULL && aspect != NULL);

  wf_vault_start (self, snapshot_in_worker, wf_vault_args_new (2, owner_id, aspect), cancellable,
                  callback, user_data);
}

GVariant *
wf_vault_get_snapshot_finish (WfVault *self, GAsyncResult *result, GError **error)
{
  gpointer state = NULL;

  return wf_vault_finish (self, result, &state, error) ? state : NULL;
}

GVariant *
wf_vault_get_snapshot_sync (WfVault *self, const char *owner_id, const char *aspect, GError **error)
{
  g_return_val_if_fail (WF_IS_VAULT (self) && owner_id != NULL && aspect != NULL, NULL);

  gpointer state = NULL;

  wf_vault_run (self, snapshot_in_worker, wf_vault_args_new (2, owner_id, aspect), &state, error);
  return state;
}

/* Lock */

static gboolean
lock_in_worker (WfVaultCore *core, WfVaultArgs *args, GError **error)
{
  gboolean ok =
      core->session == NULL || args->items->len == 0 || append_in_worker (core, args, error);

  wf_vault_core_lock (core);
  return ok;
}

static WfVaultArgs *
make_lock_args (WfVault *self)
{
  WfVaultArgs *args = wf_vault_args_new (0);

  args->items = wf_vault_collect_drafts (self);
  return args;
}

void
wf_vault_lock_async (WfVault *self,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_return_if_fail (WF_IS_VAULT (self));

  wf_vault_start (self, lock_in_worker, make_lock_args (self), cancellable, callback, user_data);
}

gboolean
wf_vault_lock_finish (WfVault *self, GAsyncResult *result, GError **error)
{
  return wf_vault_finish (self, result, NULL, error);
}

gboolean
wf_vault_lock_sync (WfVault *self, GError **error)
{
  g_return_val_if_fail (WF_IS_VAULT (self), FALSE);

  return wf_vault_run (self, lock_in_worker, make_lock_args (self), NULL, error);
}

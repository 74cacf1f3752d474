/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The vault's calls about people and keys: async forms and blocking twins around the functions of
 * wf-vault-people-core.c.
 */
#define G_LOG_DOMAIN "wf-store"

#include "wf-vault-owner.h"
#include "wf-vault-people-private.h"
#include "wf-vault-people.h"
#include "wf-vault-private.h"

GPtrArray *
wf_vault_get_members (WfVault *self)
{
  g_return_val_if_fail (WF_IS_VAULT (self), NULL);

  return wf_vault_dup_members (self);
}

gboolean
wf_vault_people_finish (WfVault *self, GAsyncResult *result, GError **error)
{
  return wf_vault_finish (self, result, NULL, error);
}

static WfVaultArgs *
with_number (WfVaultArgs *args, gint64 number)
{
  args->number = number;
  return args;
}

static char *
finish_text (WfVault *self, GAsyncResult *result, GError **error)
{
  gpointer text = NULL;

  return wf_vault_finish (self, result, &text, error) ? text : NULL;
}

static char *
run_text (WfVault *self, WfVaultWork work, WfVaultArgs *args, GError **error)
{
  gpointer text = NULL;

  return wf_vault_run (self, work, args, &text, error) ? text : NULL;
}

static gboolean
return_text (WfVaultArgs *args, char *text)
{
  args->result = text;
  args->free_result = (GDestroyNotify) wf_wipe_free;
  return text != NULL;
}

/* Add */

static gboolean
add_in_worker (WfVaultCore *core, WfVaultArgs *args, GError **error)
{
  return return_text (args, wf_people_add_member (core, args->texts[0], (WfRole) args->number,
                                                  args->texts[1], args->texts[2], error));
}

void
wf_vault_add_member_async (WfVault *self,
                           const char *name,
                           WfRole role,
                           const char *slot_label,
                           const char *passphrase,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (WF_IS_VAULT (self) && name != NULL && slot_label != NULL && passphrase != NULL);

  wf_vault_start (self, add_in_worker,
                  with_number (wf_vault_args_new (3, name, slot_label, passphrase), role),
                  cancellable, callback, user_data);
}

char *
wf_vault_add_member_finish (WfVault *self, GAsyncResult *result, GError **error)
{
  return finish_text (self, result, error);
}

char *
wf_vault_add_member_sync (WfVault *self,
                          const char *name,
                          WfRole role,
                          const char *slot_label,
                          const char *passphrase,
                          GError **error)
{
  return run_text (self, add_in_worker,
                   with_number (wf_vault_args_new (3, name, slot_label, passphrase), role), error);
}

/* Role */

static gboolean
set_role_in_worker (WfVaultCore *core, WfVaultArgs *args, GError **error)
{
  return wf_people_set_role (core, args->texts[0], (WfRole) args->number, error);
}

void
wf_vault_set_role_async (WfVault *self,
                         const char *staff_id,
                         WfRole role,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (WF_IS_VAULT (self) && staff_id != NULL);

  wf_vault_start (self, set_role_in_worker, with_number (wf_vault_args_new (1, staff_id), role),
                  cancellable, callback, user_data);
}

gboolean
wf_vault_set_role_sync (WfVault *self, const char *staff_id, WfRole role, GError **error)
{
  return wf_vault_run (self, set_role_in_worker,
                       with_number (wf_vault_args_new (1, staff_id), role), NULL, error);
}

/* Count what one member alone may open */

static gboolean
count_sole_in_worker (WfVaultCore *core, WfVaultArgs *args, GError **error)
{
  args->result = g_new0 (guint, 1);
  args->free_result = g_free;
  return wf_people_count_sole (core, args->texts[0], args->result, error);
}

void
wf_vault_count_sole_async (WfVault *self,
                           const char *staff_id,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (WF_IS_VAULT (self) && staff_id != NULL);

  wf_vault_start (self, count_sole_in_worker, wf_vault_args_new (1, staff_id), cancellable,
                  callback, user_data);
}

gboolean
wf_vault_count_sole_finish (WfVault *self, GAsyncResult *result, guint *out_n, GError **error)
{
  gpointer n = NULL;

  if (!wf_vault_finish (self, result, &n, error))
    return FALSE;
  *out_n = *(guint *) n;
  g_free (n);
  return TRUE;
}

/* Remove */

static gboolean
remove_in_worker (WfVaultCore *core, WfVaultArgs *args, GError **error)
{
  return wf_people_remove (core, args->texts[0], args->texts[1], error);
}

void
wf_vault_remove_member_async (WfVault *self,
                              const char *staff_id,
                              const char *reason,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (WF_IS_VAULT (self) && staff_id != NULL);

  wf_vault_start (self, remove_in_worker, wf_vault_args_new (2, staff_id, reason), cancellable,
                  callback, user_data);
}

gboolean
wf_vault_remove_member_sync (WfVault *self,
                             const char *staff_id,
                             const char *reason,
                             GError **error)
{
  return wf_vault_run (self, remove_in_worker, wf_vault_args_new (2, staff_id, reason), NULL,
                       error);
}

/* Rotate */

static gboolean
rotate_in_worker (WfVaultCore *core, WfVaultArgs *args, GError **error)
{
  return wf_people_rotate (core, error);
}

void
wf_vault_rotate_async (WfVault *self,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_return_if_fail (WF_IS_VAULT (self));

  wf_vault_start (self, rotate_in_worker, wf_vault_args_new (0), cancellable, callback, user_data);
}

gboolean
wf_vault_rotate_sync (WfVault *self, GError **error)
{
  return wf_vault_run (self, rotate_in_worker, wf_vault_args_new (0), NULL, error);
}

/* Recover */

static gboolean
recover_in_worker (WfVaultCore *core, WfVaultArgs *args, GError **error)
{
  return wf_people_recover (core, args->texts[0], args->texts[1], error);
}

void
wf_vault_recover_member_async (WfVault *self,
                               const char *staff_id,
                               const char *passphrase,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (WF_IS_VAULT (self) && staff_id != NULL && passphrase != NULL);

  wf_vault_start (self, recover_in_worker, wf_vault_args_new (2, staff_id, passphrase), cancellable,
                  callback, user_data);
}

gboolean
wf_vault_recover_member_sync (WfVault *self,
                              const char *staff_id,
                              const char *passphrase,
                              GError **error)
{
  return wf_vault_run (self, recover_in_worker, wf_vault_args_new (2, staff_id, passphrase), NULL,
                       error);
}

/* Change one's passphrase */

static gboolean
change_in_worker (WfVaultCore *core, WfVaultArgs *args, GError **error)
{
  return wf_people_change_passphrase (core, args->texts[0], args->texts[1], error);
}

void
wf_vault_change_passphrase_async (WfVault *self,
                                  const char *old_passphrase,
                                  const char *new_passphrase,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (WF_IS_VAULT (self) && old_passphrase != NULL && new_passphrase != NULL);

  wf_vault_start (self, change_in_worker, wf_vault_args_new (2, old_passphrase, new_passphrase),
                  cancellable, callback, user_data);
}

gboolean
wf_vault_change_passphrase_sync (WfVault *self,
                                 const char *old_passphrase,
                                 const char *new_passphrase,
                                 GError **error)
{
  return wf_vault_run (self, change_in_worker,
                       wf_vault_args_new (2, old_passphrase, new_passphrase), NULL, error);
}

/* Verify */

static gboolean
verify_in_worker (WfVaultCore *core, WfVaultArgs *args, GError **error)
{
  g_autoptr (WfSecret) secrets =
      wf_vault_core_try_slot (core, args->texts[0], args->texts[1], error);

  return secrets != NULL;
}

void
wf_vault_verify_passphrase_async (WfVault *self,
                                  const char *slot_id,
                                  const char *passphrase,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (WF_IS_VAULT (self) && slot_id != NULL && passphrase != NULL);

  wf_vault_start (self, verify_in_worker, wf_vault_args_new (2, slot_id, passphrase), cancellable,
                  callback, user_data);
}

gboolean
wf_vault_verify_passphrase_sync (WfVault *self,
                                 const char *slot_id,
                                 const char *passphrase,
                                 GError **error)
{
  return wf_vault_run (self, verify_in_worker, wf_vault_args_new (2, slot_id, passphrase), NULL,
                       error);
}

/* Renew the printed code */

static gboolean
renew_in_worker (WfVaultCore *core, WfVaultArgs *args, GError **error)
{
  return return_text (args, wf_people_renew_code (core, error));
}

void
wf_vault_renew_code_async (WfVault *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (WF_IS_VAULT (self));

  wf_vault_start (self, renew_in_worker, wf_vault_args_new (0), cancellable, callback, user_data);
}

char *
wf_vault_renew_code_finish (WfVault *self, GAsyncResult *result, GError **error)
{
  return finish_text (self, result, error);
}

char *
wf_vault_renew_code_sync (WfVault *self, GError **error)
{
  return run_text (self, renew_in_worker, wf_vault_args_new (0), error);
}

/* Restrict */

static gboolean
restrict_in_worker (WfVaultCore *core, WfVaultArgs *args, GError **error)
{
  return wf_people_restrict (core, args->texts[0], (const char *const *) args->list, error);
}

static WfVaultArgs *
make_restrict_args (const char *owner_id, const char *const *only_for)
{
  WfVaultArgs *args = wf_vault_args_new (1, owner_id);

  args->list = g_strdupv ((char **) only_for);
  return args;
}

void
wf_vault_restrict_async (WfVault *self,
                         const char *owner_id,
                         const char *const *only_for,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (WF_IS_VAULT (self) && owner_id != NULL);

  wf_vault_start (self, restrict_in_worker, make_restrict_args (owner_id, only_for), cancellable,
                  callback, user_data);
}

gboolean
wf_vault_restrict_sync (WfVault *self,
                        const char *owner_id,
                        const char *const *only_for,
                        GError **error)
{
  return wf_vault_run (self, restrict_in_worker, make_restrict_args (owner_id, only_for), NULL,
                       error);
}

static gboolean
named_in_worker (WfVaultCore *core, WfVaultArgs *args, GError **error)
{
  g_auto (WfOwner) owner = { 0 };
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  guint8 id[WF_ID_BYTES];

  if (wf_vault_core_require_session (core, error) == NULL ||
      !wf_vault_core_parse_id (args->texts[0], id, error) ||
      !wf_owner_open (core, id, &owner, error))
    return FALSE;
  for (guint at = 0; owner.only_for != NULL && at < owner.only_for->len; at += WF_ID_BYTES)
    {
      g_autofree char *name = wf_hex_encode (owner.only_for->data + at, WF_ID_BYTES);

      g_strv_builder_add (names, name);
    }
  args->result = owner.only_for != NULL ? g_strv_builder_end (names) : NULL;
  args->free_result = (GDestroyNotify) g_strfreev;
  return TRUE;
}

GStrv
wf_vault_dup_restricted_to_sync (WfVault *self, const char *owner_id, GError **error)
{
  g_return_val_if_fail (WF_IS_VAULT (self) && owner_id != NULL, NULL);

  gpointer names = NULL;

  wf_vault_run (self, named_in_worker, wf_vault_args_new (1, owner_id), &names, error);
  return names;
}

/* Hand over */

static gboolean
hand_over_in_worker (WfVaultCore *core, WfVaultArgs *args, GError **error)
{
  return wf_people_hand_over (core, args->texts[0], args->texts[1], args->texts[2],
                              args->number != 0, error);
}

void
wf_vault_hand_over_async (WfVault *self,
                          const char *owner_id,
                          const char *to_staff_id,
                          const char *reason,
                          gboolean has_consent,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (WF_IS_VAULT (self) && owner_id != NULL && to_staff_id != NULL);

  wf_vault_start (self, hand_over_in_worker,
                  with_number (wf_vault_args_new (3, owner_id, to_staff_id, reason), has_consent),
                  cancellable, callback, user_data);
}

gboolean
wf_vault_hand_over_sync (WfVault *self,
                         const char *owner_id,
                         const char *to_staff_id,
                         const char *reason,
                         gboolean has_consent,
                         GError **error)
{
  return wf_vault_run (
      self, hand_over_in_worker,
      with_number (wf_vault_args_new (3, owner_id, to_staff_id, reason), has_consent), NULL, error);
}

/* Sealed for one member */

static GBytes *
unseal_one (WfVaultCore *core, GBytes *box)
{
  gsize size;
  const guint8 *sealed = g_bytes_get_data (box, &size);
  g_autofree guint8 *message = NULL;

  if (size <= WF_SEAL_OVERHEAD)
    return NULL;
  message = g_malloc (size - WF_SEAL_OVERHEAD);
  if (!wf_seal_open (message, sealed, size, core->session->seal_public,
                     wf_session_get_keys (core->session)->seal_secret))
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&message), size - WF_SEAL_OVERHEAD);
}

static gboolean
unseal_in_worker (WfVaultCore *core, WfVaultArgs *args, GError **error)
{
  GPtrArray *opened;

  if (wf_vault_core_require_session (core, error) == NULL)
    return FALSE;

  opened = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  for (guint i = 0; i < args->items->len; i++)
    g_ptr_array_add (opened, unseal_one (core, args->items->pdata[i]));
  args->result = opened;
  args->free_result = (GDestroyNotify) g_ptr_array_unref;
  return TRUE;
}

static WfVaultArgs *
with_boxes (GPtrArray *boxes)
{
  WfVaultArgs *args = wf_vault_args_new (0);

  args->items = g_ptr_array_ref (boxes);
  return args;
}

void
wf_vault_unseal_async (WfVault *self,
                       GPtrArray *boxes,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_return_if_fail (WF_IS_VAULT (self) && boxes != NULL);

  wf_vault_start (self, unseal_in_worker, with_boxes (boxes), cancellable, callback, user_data);
}

GPtrArray *
wf_vault_unseal_finish (WfVault *self, GAsyncResult *result, GError **error)
{
  gpointer opened = NULL;

  return wf_vault_finish (self, result, &opened, error) ? opened : NULL;
}

GPtrArray *
wf_vault_unseal_sync (WfVault *self, GPtrArray *boxes, GError **error)
{
  gpointer opened = NULL;

  g_return_val_if_fail (WF_IS_VAULT (self) && boxes != NULL, NULL);

  return wf_vault_run (self, unseal_in_worker, with_boxes (boxes), &opened, error) ? opened : NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The vault's calls about upkeep: async forms and blocking twins.
 */
#define G_LOG_DOMAIN "wf-store"

#include "wf-vault-care.h"
#include "wf-vault-care-private.h"
#include "wf-vault-private.h"

static gpointer
finish_pointer (WfVault *self, GAsyncResult *result, GError **error)
{
  gpointer value = NULL;

  return wf_vault_finish (self, result, &value, error) ? value : NULL;
}

static gpointer
run_pointer (WfVault *self, WfVaultWork work, WfVaultArgs *args, GError **error)
{
  gpointer value = NULL;

  return wf_vault_run (self, work, args, &value, error) ? value : NULL;
}

static gboolean
give (WfVaultArgs *args, gpointer value, gpointer free_value)
{
  args->result = value;
  args->free_result = (GDestroyNotify) free_value;
  return value != NULL;
}

/* Check */

static gboolean
check_in_worker (WfVaultCore *core, WfVaultArgs *args, GError **error)
{
  return give (args, wf_care_check (core, error), wf_vault_report_free);
}

void
wf_vault_check_async (WfVault *self,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_return_if_fail (WF_IS_VAULT (self));

  wf_vault_start (self, check_in_worker, wf_vault_args_new (0), cancellable, callback, user_data);
}

WfVaultReport *
wf_vault_check_finish (WfVault *self, GAsyncResult *result, GError **error)
{
  return finish_pointer (self, result, error);
}

WfVaultReport *
wf_vault_check_sync (WfVault *self, GError **error)
{
  g_return_val_if_fail (WF_IS_VAULT (self), NULL);

  return run_pointer (self, check_in_worker, wf_vault_args_new (0), error);
}

/* Backup */

static gboolean
backup_in_worker (WfVaultCore *core, WfVaultArgs *args, GError **error)
{
  return give (args, wf_care_backup (core, error), g_free);
}

void
wf_vault_backup_async (WfVault *self,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_return_if_fail (WF_IS_VAULT (self));

  wf_vault_start (self, backup_in_worker, wf_vault_args_new (0), cancellable, callback, user_data);
}

char *
wf_vault_backup_finish (WfVault *self, GAsyncResult *result, GError **error)
{
  return finish_pointer (self, result, error);
}

char *
wf_vault_backup_sync (WfVault *self, GError **error)
{
  g_return_val_if_fail (WF_IS_VAULT (self), NULL);

  return run_pointer (self, backup_in_worker, wf_vault_args_new (0), error);
}

/* Forget */

static gboolean
forget_in_worker (WfVaultCore *core, WfVaultArgs *args, GError **error)
{
  return wf_care_forget (core, args->texts[0], args->texts[1], error);
}

void
wf_vault_forget_async (WfVault *self,
                       const char *owner_id,
                       const char *reason_code,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_return_if_fail (WF_IS_VAULT (self) && owner_id != NULL && reason_code != NULL);

  wf_vault_start (self, forget_in_worker, wf_vault_args_new (2, owner_id, reason_code), cancellable,
                  callback, user_data);
}

gboolean
wf_vault_forget_finish (WfVault *self, GAsyncResult *result, GError **error)
{
  return wf_vault_finish (self, result, NULL, error);
}

gboolean
wf_vault_forget_sync (WfVault *self, const char *owner_id, const char *reason_code, GError **error)
{
  g_return_val_if_fail (WF_IS_VAULT (self) && owner_id != NULL && reason_code != NULL, FALSE);

  return wf_vault_run (self, forget_in_worker, wf_vault_args_new (2, owner_id, reason_code), NULL,
                       error);
}

/* Export */

static gboolean
export_in_worker (WfVaultCore *core, WfVaultArgs *args, GError **error)
{
  return wf_care_export_all (core, args->texts[0], error);
}

void
wf_vault_export_all_async (WfVault *self,
                           const char *path,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (WF_IS_VAULT (self) && path != NULL);

  wf_vault_start (self, export_in_worker, wf_vault_args_new (1, path), cancellable, callback,
                  user_data);
}

gboolean
wf_vault_export_all_finish (WfVault *self, GAsyncResult *result, GError **error)
{
  return wf_vault_finish (self, result, NULL, error);
}

gboolean
wf_vault_export_all_sync (WfVault *self, const char *path, GError **error)
{
  g_return_val_if_fail (WF_IS_VAULT (self) && path != NULL, FALSE);

  return wf_vault_run (self, export_in_worker, wf_vault_args_new (1, path), NULL, error);
}

/* Due days */

static gboolean
set_due_in_worker (WfVaultCore *core, WfVaultArgs *args, GError **error)
{
  return wf_care_set_due (core, args->days, error);
}

static WfVaultArgs *
make_due_args (GArray *days)
{
  WfVaultArgs *args = wf_vault_args_new (0);

  args->days = g_array_ref (days);
  return args;
}

void
wf_vault_set_due_async (WfVault *self,
                        GArray *days,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_return_if_fail (WF_IS_VAULT (self) && days != NULL);

  wf_vault_start (self, set_due_in_worker, make_due_args (days), cancellable, callback, user_data);
}

gboolean
wf_vault_set_due_finish (WfVault *self, GAsyncResult *result, GError **error)
{
  return wf_vault_finish (self, result, NULL, error);
}

gboolean
wf_vault_set_due_sync (WfVault *self, GArray *days, GError **error)
{
  g_return_val_if_fail (WF_IS_VAULT (self) && days != NULL, FALSE);

  return wf_vault_run (self, set_due_in_worker, make_due_args (days), NULL, error);
}

static gboolean
get_due_in_worker (WfVaultCore *core, WfVaultArgs *args, GError **error)
{
  return give (args, wf_care_get_due (core, error), g_array_unref);
}

void
wf_vault_get_due_async (WfVault *self,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_return_if_fail (WF_IS_VAULT (self));

  wf_vault_start (self, get_due_in_worker, wf_vault_args_new (0), cancellable, callback, user_data);
}

GArray *
wf_vault_get_due_finish (WfVault *self, GAsyncResult *result, GError **error)
{
  return finish_pointer (self, result, error);
}

GArray *
wf_vault_get_due_sync (WfVault *self, GError **error)
{
  g_return_val_if_fail (WF_IS_VAULT (self), NULL);

  return run_pointer (self, get_due_in_worker, wf_vault_args_new (0), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Copies of the vault: rotating backups, the sealed export, and putting a backup back. A copy
 * appears under its name only when it is whole and synced. Runs in the vault's thread, or in
 * the caller's for a closed vault.
 */
#define G_LOG_DOMAIN "wf-store"

#include "wf-files.h"
#include "wf-vault-care-private.h"
#include "wf-vault-log.h"

#include <string.h>

#define PREFIX "vault-"
#define SUFFIX ".db"

void
wf_backup_free (WfBackup *self)
{
  g_free (self->path);
  g_free (self);
}

/* "vault-20261121T204105Z.db", and with "-2" before the suffix for a second one in a second. */
static gint64
parse_name (const char *name)
{
  if (!g_str_has_prefix (name, PREFIX) || !g_str_has_suffix (name, SUFFIX))
    return -1;

  g_autofree char *stamp = g_strndup (name + strlen (PREFIX), 16);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (stamp, utc);

  return time != NULL ? g_date_time_to_unix (time) * G_USEC_PER_SEC : -1;
}

static int
compare_backups (gconstpointer a, gconstpointer b)
{
  const WfBackup *left = *(WfBackup *const *) a, *right = *(WfBackup *const *) b;

  if (left->made_us != right->made_us)
    return left->made_us > right->made_us ? -1 : 1;
  return strcmp (right->path, left->path);
}

GPtrArray *
wf_vault_list_backups (const char *data_dir)
{
  g_return_val_if_fail (data_dir != NULL, NULL);

  GPtrArray *backups = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_backup_free);
  g_autofree char *folder = g_build_filename (data_dir, "backups", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      gint64 made_us = parse_name (name);
      WfBackup *backup;

      if (made_us < 0)
        continue;
      backup = g_new0 (WfBackup, 1);
      backup->path = g_build_filename (folder, name, NULL);
      backup->made_us = made_us;
      g_ptr_array_add (backups, backup);
    }
  g_ptr_array_sort (backups, compare_backups);
  return backups;
}

static char *
make_name (WfVaultCore *core, const char *folder)
{
  g_autoptr (GDateTime) now =
      g_date_time_new_from_unix_utc (wf_clock_now (core->clock) / G_USEC_PER_SEC);
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%dT%H%M%SZ");
  char *path = g_strconcat (folder, "/", PREFIX, stamp, SUFFIX, NULL);

  for (guint i = 2; g_file_test (path, G_FILE_TEST_EXISTS); i++)
    {
      g_free (path);
      path = g_strdup_printf ("%s/%s%s-%u%s", folder, PREFIX, stamp, i, SUFFIX);
    }
  return path;
}

static gboolean
destroy_old (WfVaultCore *core, const char *newest, guint keep, GError **error)
{
  g_autoptr (GPtrArray) backups = wf_vault_list_backups (core->data_dir);
  guint kept = 1;

  for (guint i = 0; i < backups->len; i++)
    {
      WfBackup *backup = g_ptr_array_index (backups, i);

      if (strcmp (backup->path, newest) == 0 || kept++ < keep)
        continue;
      if (!wf_files_destroy (backup->path, error))
        return FALSE;
    }
  return TRUE;
}

char *
wf_care_backup (WfVaultCore *core, gboolean only, GError **error)
{
  if (core->db == NULL)
    {
      g_set_error_literal (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_FOUND, "no vault is open");
      return NULL;
    }

  g_autofree char *folder = g_build_filename (core->data_dir, "backups", NULL);

  if (!wf_files_make_folder (folder, error))
    return NULL;

  g_autofree char *path = make_name (core, folder);

  if (!wf_database_backup (core->db, path, error) ||
      !destroy_old (core, path, only ? 1 : WF_VAULT_BACKUPS_KEPT, error))
    return NULL;
  return g_steal_pointer (&path);
}

gboolean
wf_care_export_all (WfVaultCore *core, const char *path, GError **error)
{
  if (wf_vault_core_require_admin (core, error) == NULL)
    return FALSE;
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error_literal (error, WF_STORE_ERROR, WF_STORE_ERROR_EXISTS, "there is a file already");
      return FALSE;
    }
  return wf_log_begin (core, error) &&
         wf_log_end (core,
                     wf_log_append_agency (core, "agency.exported", json_object_new (), error),
                     error) &&
         wf_database_backup (core->db, path, error);
}

/* A log is never left beside another file, into which it would be replayed. */
static gboolean
set_log_aside (const char *path, const char *aside, GError **error)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autofree char *aside_wal = g_strconcat (aside, "-wal", NULL);

  return !g_file_test (wal, G_FILE_TEST_EXISTS) || wf_files_rename (wal, aside_wal, error);
}

/* There is a vault.db at every moment: first the old one, then the new. */
gboolean
wf_care_swap (const char *data_dir, const char *fresh, char **out_kept_as, GError **error)
{
  g_autofree char *path = g_build_filename (data_dir, "vault.db", NULL);
  g_autofree char *base = g_strconcat (path, ".kept", NULL);
  g_autofree char *aside = wf_files_unused_name (base);

  if (!set_log_aside (path, aside, error))
    return FALSE;
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return wf_files_rename (fresh, path, error);
  if (!wf_files_exchange (fresh, path, error) || !wf_files_rename (fresh, aside, error))
    return FALSE;
  if (out_kept_as != NULL)
    *out_kept_as = g_steal_pointer (&aside);
  return TRUE;
}

gboolean
wf_vault_restore_sync (const char *data_dir, const char *backup_path, GError **error)
{
  g_return_val_if_fail (data_dir != NULL && backup_path != NULL, FALSE);

  g_autofree char *path = g_build_filename (data_dir, "vault.db", NULL);
  g_autofree char *lock_path = g_strconcat (path, ".lock", NULL);
  g_autofree char *base = g_strconcat (path, ".restoring", NULL);
  g_autofree char *fresh = wf_files_unused_name (base);
  g_autoptr (WfLockFile) lock = wf_lock_file_take (lock_path, error);

  return lock != NULL && wf_files_copy (backup_path, fresh, error) &&
         wf_care_swap (data_dir, fresh, NULL, error);
}

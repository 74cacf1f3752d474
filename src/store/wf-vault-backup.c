/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Copies of the vault: rotating backups, the sealed export, and putting a backup back. A copy
 * appears under its name only when it is whole and synced. Runs in the vault's thread, or in
 * the caller's for a closed vault.
 */
#define G_LOG_DOMAIN "wf-store"

#include "wf-document.h"
#include "wf-files.h"
#include "wf-migrator.h"
#include "wf-place.h"
#include "wf-statement.h"
#include "wf-store-resources.h"
#include "wf-vault-care-private.h"
#include "wf-vault-log.h"

#include <glib/gstdio.h>
#include <string.h>

#define PREFIX "vault-"
#define SUFFIX ".db"

#define OWE_RENEWAL   "INSERT OR IGNORE INTO errand (name) VALUES ('renew-copies')"
#define FIND_RENEWAL  "SELECT count(*) FROM errand WHERE name = 'renew-copies'"
#define CLEAR_RENEWAL "DELETE FROM errand WHERE name = 'renew-copies'"

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

static void
add_copy (GPtrArray *copies, const char *folder, const char *name, gint64 made_us)
{
  WfBackup *backup = g_new0 (WfBackup, 1);

  backup->path = g_build_filename (folder, name, NULL);
  backup->made_us = made_us;
  g_ptr_array_add (copies, backup);
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

      if (made_us >= 0)
        add_copy (backups, folder, name, made_us);
    }
  g_ptr_array_sort (backups, compare_backups);
  return backups;
}

/* Of the agency's folder: what a restore or a salvage set aside, what an update copied first, and
 * what any of them left half made; each with its log. */
static gboolean
is_set_aside (const char *name)
{
  static const char *const STARTS[] = { "vault.db.kept", "vault.db.before-update",
                                        "vault.db.salvaged", "vault.db.restoring" };

  for (guint i = 0; i < G_N_ELEMENTS (STARTS); i++)
    if (g_str_has_prefix (name, STARTS[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_half_made (const char *name)
{
  return g_str_has_prefix (name, PREFIX) && parse_name (name) < 0;
}

static void
add_matching (GPtrArray *copies, const char *folder, gboolean (*matches) (const char *name))
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf info;

      if (matches (name) && g_stat (path, &info) == 0)
        add_copy (copies, folder, name, (gint64) info.st_mtime * G_USEC_PER_SEC);
    }
}

GPtrArray *
wf_vault_list_copies (const char *data_dir)
{
  g_return_val_if_fail (data_dir != NULL, NULL);

  GPtrArray *copies = wf_vault_list_backups (data_dir);
  g_autofree char *folder = g_build_filename (data_dir, "backups", NULL);

  add_matching (copies, folder, is_half_made);
  add_matching (copies, data_dir, is_set_aside);
  g_ptr_array_sort (copies, compare_backups);
  return copies;
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
destroy_old (WfVaultCore *core, const char *newest, GError **error)
{
  g_autoptr (GPtrArray) backups = wf_vault_list_backups (core->data_dir);
  guint kept = 1;

  for (guint i = 0; i < backups->len; i++)
    {
      WfBackup *backup = g_ptr_array_index (backups, i);

      if (strcmp (backup->path, newest) == 0 || kept++ < WF_VAULT_BACKUPS_KEPT)
        continue;
      if (!wf_files_destroy (backup->path, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
destroy_copies (WfVaultCore *core, const char *newest, GError **error)
{
  g_autoptr (GPtrArray) copies = wf_vault_list_copies (core->data_dir);

  for (guint i = 0; i < copies->len; i++)
    {
      WfBackup *copy = g_ptr_array_index (copies, i);

      if (strcmp (copy->path, newest) != 0 && !wf_files_destroy (copy->path, error))
        return FALSE;
    }
  return TRUE;
}

/* The copy does not owe what the vault owed: putting it back must not destroy other copies. */
static gboolean
clear_renewal_in (const char *path, GError **error)
{
  g_autoptr (WfDatabase) copy = wf_database_open (path, WF_DATABASE_NONE, error);

  return copy != NULL && wf_database_exec (copy, CLEAR_RENEWAL, error) &&
         wf_database_checkpoint (copy, error);
}

gboolean
wf_care_owe_renewal (WfVaultCore *core, GError **error)
{
  return wf_database_exec (core->db, OWE_RENEWAL, error);
}

gboolean
wf_care_owes_renewal (WfVaultCore *core)
{
  gint64 n;

  return wf_database_get_int (core->db, FIND_RENEWAL, &n, NULL) && n > 0;
}

static gboolean
renew (WfVaultCore *core, const char *path, GError **error)
{
  if (!wf_care_owes_renewal (core))
    return destroy_old (core, path, error);
  return clear_renewal_in (path, error) && destroy_copies (core, path, error) &&
         wf_database_exec (core->db, CLEAR_RENEWAL, error);
}

char *
wf_care_backup (WfVaultCore *core, GError **error)
{
  if (core->db == NULL)
    {
      g_set_error_literal (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_FOUND, "no vault is open");
      return NULL;
    }

  g_autofree char *folder = g_build_filename (core->data_dir, "backups", NULL);

  /* it may be a link to where the agency's folder may not lie */
  if (!wf_place_check (folder, error) || !wf_files_make_folder (folder, error))
    return NULL;

  g_autofree char *path = make_name (core, folder);

  return wf_database_backup (core->db, path, error) && renew (core, path, error)
             ? g_steal_pointer (&path)
             : NULL;
}

void
wf_care_pay_renewal (WfVaultCore *core)
{
  if (wf_care_owes_renewal (core) && wf_database_checkpoint (core->db, NULL))
    g_free (wf_care_backup (core, NULL));
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

/* Which vault a file is, or nothing. */
static GBytes *
read_identity (const char *path)
{
  g_autoptr (WfDatabase) db = wf_database_open (path, WF_DATABASE_READ_ONLY, NULL);

  return db != NULL ? wf_document_load (db, WF_DOCUMENT_VAULT, "\0", 1, NULL) : NULL;
}

/* Before anything is copied: a device has no end, and a film is no vault. */
static gboolean
may_be_copied (const char *path, GError **error)
{
  char start[sizeof "SQLite format 3"];
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = NULL;
  gsize got = 0;

  if (g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error_literal (error, WF_STORE_ERROR, WF_STORE_ERROR_INVALID,
                           "that is no file; choose a copy of the vault");
      return FALSE;
    }
  stream = g_file_read (file, NULL, error);
  if (stream == NULL ||
      !g_input_stream_read_all (G_INPUT_STREAM (stream), start, sizeof start, &got, NULL, error))
    return FALSE;
  if (got == sizeof start && memcmp (start, "SQLite format 3", sizeof start) == 0)
    return TRUE;
  g_set_error_literal (error, WF_STORE_ERROR, WF_STORE_ERROR_INVALID,
                       "that is not a copy of a vault; choose another file");
  return FALSE;
}

/* The file with its log, if it has one. */
static gboolean
copy_with_log (const char *from, const char *to, GError **error)
{
  g_autofree char *from_log = g_strconcat (from, "-wal", NULL);
  g_autofree char *to_log = g_strconcat (to, "-wal", NULL);

  return wf_files_copy (from, to, error) &&
         (!g_file_test (from_log, G_FILE_TEST_EXISTS) || wf_files_copy (from_log, to_log, error));
}

static void
destroy_log (const char *path)
{
  static const char *const SUFFIXES[] = { "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (SUFFIXES); i++)
    {
      g_autofree char *name = g_strconcat (path, SUFFIXES[i], NULL);

      wf_files_destroy (name, NULL);
    }
}

static void
destroy_with_log (const char *path)
{
  wf_files_destroy (path, NULL);
  destroy_log (path);
}

/* @path: a copy of our own, so nothing that stands elsewhere is touched; its log goes into it. */
static gboolean
is_whole_vault (const char *path, GError **error)
{
  g_autoptr (WfDatabase) db = wf_database_open (path, WF_DATABASE_NONE, error);
  gint64 application = 0;

  if (db == NULL || !wf_database_get_int (db, "PRAGMA application_id", &application, error))
    return FALSE;
  if ((guint32) application != WF_VAULT_APPLICATION_ID)
    {
      g_set_error_literal (error, WF_STORE_ERROR, WF_STORE_ERROR_INVALID, "not a vault's copy");
      return FALSE;
    }

  g_autoptr (WfStatement) check = wf_statement_prepare (db, "PRAGMA quick_check(1)", error);
  gboolean has_row;

  if (check == NULL || !wf_statement_step (check, &has_row, error))
    return FALSE;
  if (has_row && g_strcmp0 (wf_statement_get_text (check, 0), "ok") == 0)
    {
      wf_statement_reset (check);
      return wf_database_checkpoint (db, error);
    }
  g_set_error_literal (error, WF_STORE_ERROR, WF_STORE_ERROR_DAMAGED, "the copy itself is harmed");
  return FALSE;
}

gboolean
wf_care_renew_device (WfDatabase *db, GError **error)
{
  g_autoptr (GBytes) identity = wf_document_load (db, WF_DOCUMENT_VAULT, "\0", 1, NULL);
  guint8 renewed[2 * WF_ID_BYTES];

  /* a copy that does not say which vault it is will not open, and says so then */
  if (identity == NULL || g_bytes_get_size (identity) != sizeof renewed)
    return TRUE;
  memcpy (renewed, g_bytes_get_data (identity, NULL), WF_ID_BYTES);
  wf_random_fill (renewed + WF_ID_BYTES, WF_ID_BYTES);

  g_autoptr (GBytes) content = g_bytes_new (renewed, sizeof renewed);

  return wf_document_save (db, WF_DOCUMENT_VAULT, "\0", 1, content, error);
}

static gboolean
make_another_device (const char *path, GError **error)
{
  g_autoptr (WfDatabase) db =
      wf_database_open (path, WF_DATABASE_SECURE_DELETE | WF_DATABASE_EXCLUSIVE, error);

  return db != NULL && wf_database_begin (db, error) &&
         wf_database_end (db, wf_care_renew_device (db, error), error) &&
         wf_database_checkpoint (db, error);
}

/* A harmed copy is not a harmed vault: nothing here needs salvaging. */
static gboolean
is_sound_copy (const char *path, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (is_whole_vault (path, &problem))
    return TRUE;
  if (g_error_matches (problem, WF_STORE_ERROR, WF_STORE_ERROR_DAMAGED))
    g_set_error (error, WF_STORE_ERROR, WF_STORE_ERROR_INVALID,
                 "the copy is harmed; choose another one (%s)", problem->message);
  else
    g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
is_same_agency (const char *path, const char *fresh, GError **error)
{
  g_autoptr (GBytes) here = g_file_test (path, G_FILE_TEST_EXISTS) ? read_identity (path) : NULL;
  g_autoptr (GBytes) there = read_identity (fresh);
  gconstpointer a = here != NULL ? g_bytes_get_data (here, NULL) : NULL;
  gconstpointer b = there != NULL ? g_bytes_get_data (there, NULL) : NULL;

  if (a == NULL || b == NULL || memcmp (a, b, WF_ID_BYTES) == 0)
    return TRUE;
  g_set_error_literal (error, WF_STORE_ERROR, WF_STORE_ERROR_EXISTS,
                       "the vault here is another agency's");
  return FALSE;
}

gboolean
wf_vault_restore_sync (const char *data_dir,
                       const char *backup_path,
                       char **out_kept_as,
                       GError **error)
{
  g_return_val_if_fail (data_dir != NULL && backup_path != NULL, FALSE);

  g_autofree char *path = g_build_filename (data_dir, "vault.db", NULL);
  g_autofree char *lock_path = g_strconcat (path, ".lock", NULL);
  g_autofree char *base = g_strconcat (path, ".restoring", NULL);
  g_autofree char *fresh = wf_files_unused_name (base);
  guint newest = wf_migrator_get_newest (wf_store_get_resource (), WF_VAULT_SQL_FOLDER);

  if (!wf_place_check (data_dir, error))
    return FALSE;

  g_autoptr (WfLockFile) lock = wf_lock_file_take (lock_path, error);

  if (lock == NULL)
    return FALSE;
  if (may_be_copied (backup_path, error) && copy_with_log (backup_path, fresh, error) &&
      wf_migrator_check_file (fresh, newest, error) && is_sound_copy (fresh, error) &&
      is_same_agency (path, fresh, error) && make_another_device (fresh, error) &&
      wf_care_swap (data_dir, fresh, out_kept_as, error))
    {
      destroy_log (fresh); /* empty: all of it is in the file */
      return TRUE;
    }
  destroy_with_log (fresh);
  return FALSE;
}

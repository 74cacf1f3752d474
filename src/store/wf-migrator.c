/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From whatever version a database has to the newest: each numbered file of SQL in one
 * exclusive transaction with its version. Used in the connection's thread.
 *
 * Invariant: on any failure the database is at the version of the last file that went
 * through whole; nothing is ever deleted to get further.
 */
#define G_LOG_DOMAIN "wf-store"

#include "wf-migrator.h"
#include "wf-statement.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define HEADER_BYTES        64
#define HEADER_USER_VERSION 60 /* big-endian, by SQLite's file format §1.3 */

static gboolean
read_resource (GResource *resource, const char *path, GBytes **out_bytes, GError **error)
{
  *out_bytes = resource != NULL
                   ? g_resource_lookup_data (resource, path, G_RESOURCE_LOOKUP_FLAGS_NONE, error)
                   : g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  return *out_bytes != NULL;
}

static GStrv
list_files (GResource *resource, const char *folder)
{
  GStrv names =
      resource != NULL
          ? g_resource_enumerate_children (resource, folder, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL)
          : g_resources_enumerate_children (folder, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  return names != NULL ? names : g_new0 (char *, 1);
}

static guint
number_of (const char *name)
{
  return (guint) strtoul (name, NULL, 10);
}

guint
wf_migrator_get_newest (GResource *resource, const char *folder)
{
  g_auto (GStrv) names = list_files (resource, folder);
  guint newest = 0;

  for (guint i = 0; names[i] != NULL; i++)
    newest = MAX (newest, number_of (names[i]));
  return newest;
}

static gboolean
refuse_newer (gint64 found, guint newest, GError **error)
{
  g_set_error (error, WF_STORE_ERROR, WF_STORE_ERROR_NEWER,
               "the file has version %" G_GINT64_FORMAT ", this program knows up to %u", found,
               newest);
  return FALSE;
}

gboolean
wf_migrator_check_file (const char *path, guint newest, GError **error)
{
  g_return_val_if_fail (path != NULL, FALSE);

  guint8 header[HEADER_BYTES];
  int fd = open (path, O_RDONLY | O_CLOEXEC);

  if (fd < 0 && errno == ENOENT)
    return TRUE;
  if (fd < 0)
    {
      g_set_error (error, WF_STORE_ERROR, WF_STORE_ERROR_IO, "opening: %s", g_strerror (errno));
      return FALSE;
    }

  gssize got = pread (fd, header, sizeof header, 0);

  close (fd);
  if (got != HEADER_BYTES || memcmp (header, "SQLite format 3", 16) != 0)
    return TRUE;

  const guint8 *v = header + HEADER_USER_VERSION;
  guint32 found = (guint32) v[0] << 24 | (guint32) v[1] << 16 | (guint32) v[2] << 8 | v[3];

  /* A flipped bit makes wild numbers; those are for SQLite and salvage to judge. */
  return found <= newest || found > 9999 || refuse_newer (found, newest, error);
}

static char *
find_file (GResource *resource, const char *folder, guint number)
{
  g_auto (GStrv) names = list_files (resource, folder);

  for (guint i = 0; names[i] != NULL; i++)
    if (number_of (names[i]) == number)
      return g_strdup_printf ("%s/%s", folder, names[i]);
  return NULL;
}

static gboolean
is_sound (WfDatabase *db, GError **error)
{
  g_autoptr (WfStatement) keys = wf_statement_prepare (db, "PRAGMA foreign_key_check", error);
  g_autoptr (WfStatement) whole = wf_statement_prepare (db, "PRAGMA integrity_check(1)", error);
  gboolean has_row;

  if (keys == NULL || whole == NULL || !wf_statement_step (keys, &has_row, error))
    return FALSE;
  if (!has_row && wf_statement_step (whole, &has_row, error) && has_row &&
      g_strcmp0 (wf_statement_get_text (whole, 0), "ok") == 0)
    return TRUE;
  if (error == NULL || *error == NULL)
    g_set_error_literal (error, WF_STORE_ERROR, WF_STORE_ERROR_DAMAGED,
                         "the database is not sound after the change");
  return FALSE;
}

static gboolean
set_header (WfDatabase *db, guint version, guint32 application_id, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA user_version = %u; PRAGMA application_id = %d;",
                                          version, (int) application_id);

  return wf_database_exec (db, sql, error);
}

static gboolean
apply_one (WfDatabase *db,
           GResource *resource,
           const char *folder,
           guint number,
           guint32 application_id,
           GError **error)
{
  g_autofree char *path = find_file (resource, folder, number);
  g_autoptr (GBytes) bytes = NULL;

  if (path == NULL)
    {
      g_set_error (error, WF_STORE_ERROR, WF_STORE_ERROR_INVALID, "no migration number %u", number);
      return FALSE;
    }
  if (!read_resource (resource, path, &bytes, error))
    return FALSE;

  g_autofree char *sql = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  if (!wf_database_exec (db, "BEGIN EXCLUSIVE", error))
    return FALSE;

  gboolean ok = wf_database_exec (db, sql, error) &&
                set_header (db, number, application_id, error) && is_sound (db, error);

  if (wf_database_end (db, ok, error))
    return TRUE;
  g_prefix_error (error, "migration %u: ", number);
  return FALSE;
}

static gboolean
check_application (WfDatabase *db, gint64 version, guint32 application_id, GError **error)
{
  gint64 found;

  if (!wf_database_get_int (db, "PRAGMA application_id", &found, error))
    return FALSE;
  if (version == 0 || (guint32) found == application_id)
    return TRUE;
  g_set_error_literal (error, WF_STORE_ERROR, WF_STORE_ERROR_DAMAGED,
                       "the file is another program's");
  return FALSE;
}

gboolean
wf_migrator_run (WfDatabase *db,
                 GResource *resource,
                 const char *folder,
                 guint32 application_id,
                 const char *backup_path,
                 GError **error)
{
  g_return_val_if_fail (db != NULL && folder != NULL, FALSE);

  guint newest = wf_migrator_get_newest (resource, folder);
  gint64 version;

  if (!wf_database_get_int (db, "PRAGMA user_version", &version, error) ||
      !check_application (db, version, application_id, error))
    return FALSE;
  if (version > newest)
    return refuse_newer (version, newest, error);
  if (version > 0 && version < newest && backup_path != NULL &&
      !wf_database_backup (db, backup_path, error))
    return FALSE;
  for (guint number = (guint) version + 1; number <= newest; number++)
    if (!apply_one (db, resource, folder, number, application_id, error))
      return FALSE;
  return TRUE;
}

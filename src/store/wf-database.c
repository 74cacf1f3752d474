/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One SQLite connection. Owns its handle and the cache of its statements; used by one thread
 * at a time, except for the interrupt.
 *
 * Invariants: every connection runs WAL with synchronous=FULL, so a commit that returned
 * survives a power cut; a failed commit is rolled back, so nothing is half done.
 */
#define G_LOG_DOMAIN "wf-store"

#include "wf-database.h"
#include "wf-database-private.h"
#include "wf-files.h"
#include "wf-statement-private.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define BUSY_TIMEOUT_MS   2000
#define CACHE_KIB         4096
#define BACKUP_STEP_PAGES 1000

/* A test builds this file with OFF, to see the power-cut test fail. */
#ifndef WF_SYNCHRONOUS
#define WF_SYNCHRONOUS "FULL"
#endif

/* So long the log of a file that is held alone becomes before it is written over: while it grows,
 * each commit writes its length as well. SQLite's own 1,000 pages are a day's answers. A test
 * builds this file with a few, to cut the power while it is written over. */
#ifndef WF_LOG_PAGES
#define WF_LOG_PAGES 200
#endif

struct _WfDatabase {
  sqlite3 *handle;
  char *path;
  GHashTable *cache; /* SQL → GPtrArray of idle WfStatement */
};

static int
code_from_sqlite (int code)
{
  switch (code & 0xff)
    {
    case SQLITE_FULL:
      return WF_STORE_ERROR_FULL;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return WF_STORE_ERROR_DAMAGED;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return WF_STORE_ERROR_BUSY;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return WF_STORE_ERROR_READ_ONLY;
    case SQLITE_CANTOPEN:
      return WF_STORE_ERROR_NOT_FOUND;
    case SQLITE_INTERRUPT:
      return WF_STORE_ERROR_INTERRUPTED;
    case SQLITE_ERROR:
    case SQLITE_CONSTRAINT:
    case SQLITE_MISUSE:
    case SQLITE_RANGE:
    case SQLITE_MISMATCH:
      return WF_STORE_ERROR_INVALID;
    case SQLITE_TOOBIG:
      return WF_STORE_ERROR_TOO_LARGE;
    default:
      return WF_STORE_ERROR_IO;
    }
}

/* SQLite's message may quote what was bound, so an error carries the code's name alone. */
gboolean
wf_database_set_error (WfDatabase *self, int code, GError **error)
{
  if (self != NULL)
    g_debug ("sqlite %d: %s", code, sqlite3_errmsg (self->handle));
  g_set_error (error, WF_STORE_ERROR, code_from_sqlite (code), "the database says: %s",
               sqlite3_errstr (code));
  return FALSE;
}

sqlite3 *
wf_database_get_handle (WfDatabase *self)
{
  return self->handle;
}

GHashTable *
wf_database_get_cache (WfDatabase *self)
{
  return self->cache;
}

static gboolean
set_pragmas (WfDatabase *self, WfDatabaseFlags flags, GError **error)
{
  gint64 ignored;

  /* Before anything is read: then the log's index lives in memory and there is no -shm file. */
  if (flags & WF_DATABASE_EXCLUSIVE &&
      !wf_database_exec (self,
                         "PRAGMA locking_mode = EXCLUSIVE;"
                         "PRAGMA wal_autocheckpoint = " G_STRINGIFY (WF_LOG_PAGES) ";",
                         error))
    return FALSE;
  if (!wf_database_exec (
          self,
          "PRAGMA mmap_size = 0; PRAGMA trusted_schema = OFF;"
          "PRAGMA foreign_keys = ON; PRAGMA page_size = 4096;"
          "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -" G_STRINGIFY (CACHE_KIB) ";",
          error))
    return FALSE;
  if (flags & WF_DATABASE_SECURE_DELETE &&
      !wf_database_exec (self, "PRAGMA secure_delete = ON", error))
    return FALSE;
  if (!wf_database_get_int (self, "SELECT count(*) FROM sqlite_schema", &ignored, error))
    return FALSE;
  return flags & WF_DATABASE_READ_ONLY ||
         wf_database_exec (self, "PRAGMA journal_mode = WAL; PRAGMA synchronous = " WF_SYNCHRONOUS,
                           error);
}

/* A file that is not there yet is made readable to its owner alone; SQLite gives its log the same
 * mode. What is there keeps its mode. A failure shows again when SQLite opens it. */
static void
make_private (const char *path)
{
  int descriptor = -1;

  if (*path != ':')
    descriptor = g_open (path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (descriptor >= 0)
    g_close (descriptor, NULL);
}

WfDatabase *
wf_database_open_with_vfs (const char *path, WfDatabaseFlags flags, const char *vfs, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  g_autoptr (WfDatabase) self = g_new0 (WfDatabase, 1);
  int mode = flags & WF_DATABASE_READ_ONLY ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;

  if (flags & WF_DATABASE_CREATE)
    mode |= SQLITE_OPEN_CREATE;
  self->path = g_strdup (path);
  self->cache =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  if (flags & WF_DATABASE_CREATE)
    make_private (path);

  int code = sqlite3_open_v2 (path, &self->handle, mode | SQLITE_OPEN_NOMUTEX, vfs);

  if (code != SQLITE_OK)
    {
      wf_database_set_error (self->handle != NULL ? self : NULL, code, error);
      return NULL;
    }
  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT_MS);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  if (!set_pragmas (self, flags, error))
    return NULL;
  return g_steal_pointer (&self);
}

WfDatabase *
wf_database_open (const char *path, WfDatabaseFlags flags, GError **error)
{
  return wf_database_open_with_vfs (path, flags, NULL, error);
}

void
wf_database_close (WfDatabase *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->cache, g_hash_table_unref);
  if (self->handle != NULL)
    {
      wf_database_rollback (self);
      sqlite3_close_v2 (self->handle);
    }
  g_free (self->path);
  g_free (self);
}

void
wf_database_close_untouched (WfDatabase *self)
{
  if (self == NULL)
    return;

  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  wf_database_close (self);
}

gboolean
wf_database_exec (WfDatabase *self, const char *sql, GError **error)
{
  g_return_val_if_fail (self != NULL && sql != NULL, FALSE);

  int code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  return code == SQLITE_OK || wf_database_set_error (self, code, error);
}

gboolean
wf_database_get_int (WfDatabase *self, const char *sql, gint64 *out_value, GError **error)
{
  g_return_val_if_fail (self != NULL && out_value != NULL, FALSE);

  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (self->handle, sql, -1, &statement, NULL);

  if (code == SQLITE_OK)
    code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    *out_value = sqlite3_column_int64 (statement, 0);
  else if (code == SQLITE_DONE)
    g_set_error_literal (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_FOUND, "no such row");
  else
    wf_database_set_error (self, code, error);
  sqlite3_finalize (statement);
  return code == SQLITE_ROW;
}

gboolean
wf_database_begin (WfDatabase *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return wf_database_exec (self, "BEGIN IMMEDIATE", error);
}

gboolean
wf_database_commit (WfDatabase *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (wf_database_exec (self, "COMMIT", error))
    return TRUE;
  wf_database_rollback (self);
  return FALSE;
}

void
wf_database_rollback (WfDatabase *self)
{
  g_return_if_fail (self != NULL);

  if (!sqlite3_get_autocommit (self->handle))
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
}

gboolean
wf_database_end (WfDatabase *self, gboolean ok, GError **error)
{
  if (ok)
    return wf_database_commit (self, error);
  wf_database_rollback (self);
  return FALSE;
}

gint64
wf_database_get_last_rowid (WfDatabase *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return sqlite3_last_insert_rowid (self->handle);
}

int
wf_database_get_changes (WfDatabase *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return sqlite3_changes (self->handle);
}

void
wf_database_interrupt (WfDatabase *self)
{
  g_return_if_fail (self != NULL);

  sqlite3_interrupt (self->handle);
}

const char *
wf_database_get_path (WfDatabase *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->path;
}

gboolean
wf_database_checkpoint (WfDatabase *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  int code = sqlite3_wal_checkpoint_v2 (self->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);

  return code == SQLITE_OK || wf_database_set_error (self, code, error);
}

static gboolean
copy_pages (WfDatabase *self, WfDatabase *target, GError **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (target->handle, "main", self->handle, "main");
  int code = SQLITE_OK;

  if (backup == NULL)
    return wf_database_set_error (target, sqlite3_errcode (target->handle), error);
  while (code == SQLITE_OK)
    code = sqlite3_backup_step (backup, BACKUP_STEP_PAGES);
  sqlite3_backup_finish (backup);
  return code == SQLITE_DONE || wf_database_set_error (target, code, error);
}

/* The copy is made under another name and leaves WAL mode, so that it is one file alone. */
static gboolean
write_copy (WfDatabase *self, const char *path, GError **error)
{
  g_autoptr (WfDatabase) target = g_new0 (WfDatabase, 1);

  target->path = g_strdup (path);
  target->cache =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  make_private (path);

  int code =
      sqlite3_open_v2 (path, &target->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);

  if (code != SQLITE_OK)
    return wf_database_set_error (target->handle != NULL ? target : NULL, code, error);
  return wf_database_exec (target, "PRAGMA synchronous = FULL", error) &&
         copy_pages (self, target, error) &&
         wf_database_exec (target, "PRAGMA journal_mode = DELETE", error);
}

gboolean
wf_database_backup (WfDatabase *self, const char *path, GError **error)
{
  g_return_val_if_fail (self != NULL && path != NULL, FALSE);

  g_autofree char *partial = g_strconcat (path, ".partial", NULL);

  g_unlink (partial);
  if (write_copy (self, partial, error) && wf_files_sync (partial, error) &&
      wf_files_rename (partial, path, error))
    return TRUE;
  g_unlink (partial);
  return FALSE;
}

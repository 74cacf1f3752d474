/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A prepared statement and its way back to the connection's cache. Used in the connection's
 * thread. A bind's failure is kept and told by the next step, so that callers check once.
 */
#define G_LOG_DOMAIN "wf-store"

#include "wf-statement.h"
#include "wf-database-private.h"
#include "wf-statement-private.h"

struct _WfStatement {
  WfDatabase *db;
  sqlite3_stmt *handle;
  GPtrArray *idle; /* the cache's, of the same SQL: where it rests */
  int bind_code;   /* the first bind that failed, or SQLITE_OK */
};

static GPtrArray *
find_idle (WfDatabase *db, const char *sql)
{
  GHashTable *cache = wf_database_get_cache (db);
  GPtrArray *idle = g_hash_table_lookup (cache, sql);

  if (idle == NULL)
    {
      idle = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_statement_free);
      g_hash_table_insert (cache, g_strdup (sql), idle);
    }
  return idle;
}

WfStatement *
wf_statement_prepare (WfDatabase *db, const char *sql, GError **error)
{
  g_return_val_if_fail (db != NULL && sql != NULL, NULL);

  GPtrArray *idle = find_idle (db, sql);
  WfStatement *self;

  if (idle->len > 0)
    return g_ptr_array_steal_index_fast (idle, idle->len - 1);

  sqlite3_stmt *handle = NULL;
  int code = sqlite3_prepare_v3 (wf_database_get_handle (db), sql, -1, SQLITE_PREPARE_PERSISTENT,
                                 &handle, NULL);

  if (code != SQLITE_OK || handle == NULL)
    {
      wf_database_set_error (db, code != SQLITE_OK ? code : SQLITE_MISUSE, error);
      return NULL;
    }
  self = g_new0 (WfStatement, 1);
  self->db = db;
  self->handle = handle;
  self->idle = idle;
  return self;
}

void
wf_statement_free (WfStatement *self)
{
  sqlite3_finalize (self->handle);
  g_free (self);
}

void
wf_statement_release (WfStatement *self)
{
  if (self == NULL)
    return;

  wf_statement_reset (self);
  g_ptr_array_add (self->idle, self);
}

gboolean
wf_statement_step (WfStatement *self, gboolean *out_has_row, GError **error)
{
  g_return_val_if_fail (self != NULL && out_has_row != NULL, FALSE);

  int code = self->bind_code != SQLITE_OK ? self->bind_code : sqlite3_step (self->handle);

  if (code != SQLITE_ROW && code != SQLITE_DONE)
    return wf_database_set_error (self->db, code, error);
  *out_has_row = code == SQLITE_ROW;
  return TRUE;
}

gboolean
wf_statement_run (WfStatement *self, GError **error)
{
  gboolean has_row;
  gboolean ok = wf_statement_step (self, &has_row, error);

  wf_statement_reset (self);
  return ok;
}

void
wf_statement_reset (WfStatement *self)
{
  g_return_if_fail (self != NULL);

  sqlite3_reset (self->handle);
  sqlite3_clear_bindings (self->handle);
  self->bind_code = SQLITE_OK;
}

static void
note_bind (WfStatement *self, int code)
{
  if (self->bind_code == SQLITE_OK)
    self->bind_code = code;
}

void
wf_statement_bind_int (WfStatement *self, int parameter, gint64 value)
{
  note_bind (self, sqlite3_bind_int64 (self->handle, parameter, value));
}

void
wf_statement_bind_double (WfStatement *self, int parameter, double value)
{
  note_bind (self, sqlite3_bind_double (self->handle, parameter, value));
}

void
wf_statement_bind_text (WfStatement *self, int parameter, const char *text)
{
  note_bind (self, sqlite3_bind_text (self->handle, parameter, text, -1, SQLITE_TRANSIENT));
}

void
wf_statement_bind_blob (WfStatement *self, int parameter, gconstpointer bytes, gsize size)
{
  note_bind (self, sqlite3_bind_blob64 (self->handle, parameter, bytes, size, SQLITE_TRANSIENT));
}

void
wf_statement_bind_bytes (WfStatement *self, int parameter, GBytes *bytes)
{
  gsize size = 0;
  gconstpointer data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  wf_statement_bind_blob (self, parameter, bytes != NULL && data == NULL ? "" : data, size);
}

gint64
wf_statement_get_int (WfStatement *self, int column)
{
  return sqlite3_column_int64 (self->handle, column);
}

double
wf_statement_get_double (WfStatement *self, int column)
{
  return sqlite3_column_double (self->handle, column);
}

gboolean
wf_statement_is_null (WfStatement *self, int column)
{
  return sqlite3_column_type (self->handle, column) == SQLITE_NULL;
}

const char *
wf_statement_get_text (WfStatement *self, int column)
{
  return (const char *) sqlite3_column_text (self->handle, column);
}

char *
wf_statement_dup_text (WfStatement *self, int column)
{
  return g_strdup (wf_statement_get_text (self, column));
}

const guint8 *
wf_statement_get_blob (WfStatement *self, int column, gsize *out_size)
{
  const guint8 *bytes = sqlite3_column_blob (self->handle, column);

  *out_size = (gsize) sqlite3_column_bytes (self->handle, column);
  return bytes;
}

GBytes *
wf_statement_dup_bytes (WfStatement *self, int column)
{
  gsize size;
  const guint8 *bytes = wf_statement_get_blob (self, column, &size);

  return g_bytes_new (bytes, size);
}

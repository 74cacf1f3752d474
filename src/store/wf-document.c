/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Self-checking documents and their two copies. Runs in the database's thread.
 *
 * Invariant: content is handed out only from a row whose hash holds and whose key is the
 * one it is filed under.
 */
#define G_LOG_DOMAIN "wf-store"

#include "wf-document.h"
#include "wf-statement.h"

#include <string.h>

#define MAGIC       "WFD1"
#define MAGIC_BYTES 4
/* magic, type, key size, content size */
#define FIXED_BYTES (MAGIC_BYTES + 1 + 1 + 4)

#define SAVE_MAIN                                                                                  \
  "INSERT INTO document (type, key, body) VALUES (?1, ?2, ?3) "                                    \
  "ON CONFLICT (type, key) DO UPDATE SET body = ?3"
#define SAVE_SPARE                                                                                 \
  "INSERT INTO spare (type, key, body) VALUES (?1, ?2, ?3) "                                       \
  "ON CONFLICT (type, key) DO UPDATE SET body = ?3"
#define REMOVE_MAIN  "DELETE FROM document WHERE type = ?1 AND key = ?2"
#define REMOVE_SPARE "DELETE FROM spare WHERE type = ?1 AND key = ?2"
#define LOAD_MAIN    "SELECT body FROM document WHERE type = ?1 AND key = ?2"
#define LOAD_SPARE   "SELECT body FROM spare WHERE type = ?1 AND key = ?2"
#define EACH_MAIN    "SELECT body FROM document WHERE type = ?1 ORDER BY id"
#define EACH_SPARE   "SELECT body FROM spare WHERE type = ?1 ORDER BY id"

GBytes *
wf_document_wrap (
    WfDocumentType type, gconstpointer key, gsize key_size, gconstpointer content, gsize size)
{
  g_return_val_if_fail (key_size <= G_MAXUINT8 && size <= G_MAXUINT32, NULL);

  GByteArray *out =
      g_byte_array_sized_new ((guint) (FIXED_BYTES + key_size + size + WF_HASH_BYTES));
  const guint8 fixed[FIXED_BYTES - MAGIC_BYTES] = {
    (guint8) type,        (guint8) key_size,     (guint8) size,
    (guint8) (size >> 8), (guint8) (size >> 16), (guint8) (size >> 24),
  };
  guint8 hash[WF_HASH_BYTES];

  g_byte_array_append (out, (const guint8 *) MAGIC, MAGIC_BYTES);
  g_byte_array_append (out, fixed, sizeof fixed);
  g_byte_array_append (out, key, (guint) key_size);
  g_byte_array_append (out, content, (guint) size);
  wf_hash (hash, out->data, out->len);
  g_byte_array_append (out, hash, sizeof hash);
  return g_byte_array_free_to_bytes (out);
}

GBytes *
wf_document_parse (const guint8 *bytes, gsize size, WfDocumentType *out_type, GBytes **out_key)
{
  if (size < FIXED_BYTES + WF_HASH_BYTES || memcmp (bytes, MAGIC, MAGIC_BYTES) != 0)
    return NULL;

  gsize key_size = bytes[5];
  gsize content_size =
      bytes[6] | (gsize) bytes[7] << 8 | (gsize) bytes[8] << 16 | (gsize) bytes[9] << 24;
  guint8 hash[WF_HASH_BYTES];

  if (size != FIXED_BYTES + key_size + content_size + WF_HASH_BYTES)
    return NULL;
  wf_hash (hash, bytes, size - WF_HASH_BYTES);
  if (memcmp (hash, bytes + size - WF_HASH_BYTES, WF_HASH_BYTES) != 0)
    return NULL;
  if (out_type != NULL)
    *out_type = bytes[4];
  if (out_key != NULL)
    *out_key = g_bytes_new (bytes + FIXED_BYTES, key_size);
  return g_bytes_new (bytes + FIXED_BYTES + key_size, content_size);
}

static gboolean
run_with (WfDatabase *db,
          const char *sql,
          WfDocumentType type,
          gconstpointer key,
          gsize key_size,
          GBytes *body,
          GError **error)
{
  g_autoptr (WfStatement) statement = wf_statement_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;
  wf_statement_bind_int (statement, 1, type);
  wf_statement_bind_blob (statement, 2, key, key_size);
  if (body != NULL)
    wf_statement_bind_bytes (statement, 3, body);
  return wf_statement_run (statement, error);
}

gboolean
wf_document_save (WfDatabase *db,
                  WfDocumentType type,
                  gconstpointer key,
                  gsize key_size,
                  GBytes *content,
                  GError **error)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (content, &size);
  g_autoptr (GBytes) body = wf_document_wrap (type, key, key_size, data, size);

  return run_with (db, SAVE_MAIN, type, key, key_size, body, error) &&
         run_with (db, SAVE_SPARE, type, key, key_size, body, error);
}

gboolean
wf_document_remove (
    WfDatabase *db, WfDocumentType type, gconstpointer key, gsize key_size, GError **error)
{
  return run_with (db, REMOVE_MAIN, type, key, key_size, NULL, error) &&
         run_with (db, REMOVE_SPARE, type, key, key_size, NULL, error);
}

static gboolean
is_filed_right (WfDocumentType type, WfDocumentType found, GBytes *key, gconstpointer k, gsize size)
{
  return type == found && g_bytes_get_size (key) == size &&
         memcmp (g_bytes_get_data (key, NULL), k, size) == 0;
}

static GBytes *
load_from (WfDatabase *db,
           const char *sql,
           WfDocumentType type,
           gconstpointer key,
           gsize key_size,
           GError **error)
{
  g_autoptr (WfStatement) find = wf_statement_prepare (db, sql, error);
  gboolean has_row;

  if (find == NULL)
    return NULL;
  wf_statement_bind_int (find, 1, type);
  wf_statement_bind_blob (find, 2, key, key_size);
  if (!wf_statement_step (find, &has_row, error))
    return NULL;
  if (!has_row)
    {
      g_set_error_literal (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_FOUND, "no such document");
      return NULL;
    }

  gsize size;
  const guint8 *bytes = wf_statement_get_blob (find, 0, &size);
  WfDocumentType found = 0;
  g_autoptr (GBytes) found_key = NULL;
  g_autoptr (GBytes) content = wf_document_parse (bytes, size, &found, &found_key);

  if (content != NULL && is_filed_right (type, found, found_key, key, key_size))
    return g_steal_pointer (&content);
  g_set_error_literal (error, WF_STORE_ERROR, WF_STORE_ERROR_ALTERED, "a document is harmed");
  return NULL;
}

GBytes *
wf_document_load (
    WfDatabase *db, WfDocumentType type, gconstpointer key, gsize key_size, GError **error)
{
  g_autoptr (GError) first = NULL;
  g_autoptr (GError) second = NULL;
  GBytes *content = load_from (db, LOAD_MAIN, type, key, key_size, &first);

  if (content == NULL)
    content = load_from (db, LOAD_SPARE, type, key, key_size, &second);
  if (content != NULL)
    return content;
  if (g_error_matches (first, WF_STORE_ERROR, WF_STORE_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&second));
  else
    g_propagate_error (error, g_steal_pointer (&first));
  return NULL;
}

typedef struct {
  WfDocumentType type;
  WfDocumentVisit visit;
  gpointer user_data;
  GHashTable *seen; /* keys visited */
  guint n_harmed;
} Walk;

static gboolean
visit_row (Walk *walk, WfStatement *row, GError **error)
{
  gsize size;
  const guint8 *bytes = wf_statement_get_blob (row, 0, &size);
  WfDocumentType found = 0;
  g_autoptr (GBytes) key = NULL;
  g_autoptr (GBytes) content = wf_document_parse (bytes, size, &found, &key);

  if (content == NULL || found != walk->type)
    {
      walk->n_harmed++;
      return TRUE;
    }
  if (!g_hash_table_add (walk->seen, g_bytes_ref (key)))
    return TRUE;
  return walk->visit (g_bytes_get_data (key, NULL), g_bytes_get_size (key), content,
                      walk->user_data, error);
}

static gboolean
walk_table (WfDatabase *db, const char *sql, Walk *walk, GError **error)
{
  g_autoptr (WfStatement) each = wf_statement_prepare (db, sql, error);
  gboolean has_row;

  if (each == NULL)
    return FALSE;
  wf_statement_bind_int (each, 1, walk->type);
  for (;;)
    {
      if (!wf_statement_step (each, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      if (!visit_row (walk, each, error))
        return FALSE;
    }
}

gboolean
wf_document_each (WfDatabase *db,
                  WfDocumentType type,
                  WfDocumentVisit visit,
                  gpointer user_data,
                  guint *out_n_harmed,
                  GError **error)
{
  g_autoptr (GHashTable) seen =
      g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  Walk walk = { type, visit, user_data, seen, 0 };
  gboolean ok =
      walk_table (db, EACH_MAIN, &walk, error) && walk_table (db, EACH_SPARE, &walk, error);

  if (out_n_harmed != NULL)
    *out_n_harmed = walk.n_harmed;
  return ok;
}

typedef struct {
  GBytes *key;
  GBytes *content;
} Copy;

static void
copy_free (Copy *copy)
{
  g_bytes_unref (copy->key);
  g_bytes_unref (copy->content);
  g_free (copy);
}

static gboolean
collect (const guint8 *key, gsize key_size, GBytes *content, gpointer user_data, GError **error)
{
  Copy *copy = g_new0 (Copy, 1);

  copy->key = g_bytes_new (key, key_size);
  copy->content = g_bytes_ref (content);
  g_ptr_array_add (user_data, copy);
  return TRUE;
}

static gboolean
mend_type (WfDatabase *db, WfDocumentType type, GError **error)
{
  g_autoptr (GPtrArray) copies = g_ptr_array_new_with_free_func ((GDestroyNotify) copy_free);

  if (!wf_document_each (db, type, collect, copies, NULL, error))
    return FALSE;
  for (guint i = 0; i < copies->len; i++)
    {
      Copy *copy = g_ptr_array_index (copies, i);
      gsize size;
      gconstpointer key = g_bytes_get_data (copy->key, &size);

      if (!wf_document_save (db, type, key, size, copy->content, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
wf_document_mend (WfDatabase *db, GError **error)
{
  gboolean ok = wf_database_begin (db, error);

  for (WfDocumentType type = WF_DOCUMENT_VAULT; ok && type <= WF_DOCUMENT_LAST_TYPE; type++)
    ok = mend_type (db, type, error);
  return wf_database_end (db, ok, error);
}

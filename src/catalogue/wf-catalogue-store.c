/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The hand that writes catalogue.db. Owns a connection of its own, so that searches go on beside
 * it; the thread that opened it.
 *
 * Invariant: staging is a temporary table on disk that nobody else sees; what it becomes, the rows
 * and both full-text indexes, is written in one transaction. Whatever stops us before its end
 * leaves the catalogue as it was.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-catalogue-store.h"

#include "wf-catalogue-batch.h"
#include "wf-index-entries.h"
#include "wf-json.h"
#include "wf-statement.h"

#include <string.h>

#define DIGEST_BYTES 32
/* When more than one in so many entries change, making all anew is the shorter way. */
#define MANY 4
#define FEW  200

#define USE_MORE "PRAGMA cache_size = -24576"
#define MAKE_STAGE                                                                                 \
  "CREATE TEMP TABLE stage (type TEXT NOT NULL, id TEXT NOT NULL, rev INTEGER NOT NULL,"           \
  " gone TEXT, into_id TEXT, digest BLOB, json TEXT NOT NULL, same INTEGER NOT NULL DEFAULT 0,"    \
  " PRIMARY KEY (type, id));"                                                                      \
  "CREATE TEMP TABLE touched (id TEXT PRIMARY KEY) WITHOUT ROWID; BEGIN"
#define DROP_STAGE "DROP TABLE IF EXISTS temp.stage; DROP TABLE IF EXISTS temp.touched"

#define PUT                                                                                        \
  "INSERT OR REPLACE INTO temp.stage (type, id, rev, digest, json) VALUES (?1, ?2, ?3, ?4, ?5)"
#define PUT_GONE                                                                                   \
  "INSERT OR REPLACE INTO temp.stage (type, id, rev, gone, into_id, json)"                         \
  " VALUES (?1, ?2, ?3, ?4, ?5, '')"
#define READ_STAGED "SELECT json FROM temp.stage WHERE type = ?1 AND id = ?2"

#define PUT_SOURCE                                                                                 \
  "INSERT INTO source (id, title, priority, state, updated_us, count, sum)"                        \
  " VALUES (?1, ?2, ?3, '{}', 0, 0, zeroblob (32))"                                                \
  " ON CONFLICT (id) DO UPDATE SET title = excluded.title, priority = excluded.priority"
#define NOTE_CHANGED                                                                               \
  "INSERT INTO recent (source, id, is_new, at_us)"                                                 \
  " SELECT ?1, t.id, r.num IS NULL, ?2 FROM temp.touched AS t LEFT JOIN record AS r"               \
  " ON r.id = t.id AND r.type IN ('entry', 'service') AND r.source = ?1 AND r.gone IS NULL"        \
  " GROUP BY t.id LIMIT " G_STRINGIFY (WF_CATALOGUE_RECENT_MAX)
#define DROP_CHANGED "DELETE FROM recent WHERE source = ?1"
#define TOUCH_SHARED                                                                               \
  "INSERT OR IGNORE INTO temp.touched (id) SELECT r.id FROM record AS r WHERE r." SHOWN            \
  " AND r.source = ?1 AND EXISTS (SELECT 1 FROM record AS o WHERE o.id = r.id AND o." SHOWN        \
  " AND o.source <> ?1)"
#define READ_SETTING "SELECT num, priority, is_on FROM source WHERE id = ?1"
#define SET_SOURCE   "UPDATE source SET priority = ?2, is_on = ?3 WHERE num = ?1"
#define READ_SOURCE  "SELECT num, count, sum, state FROM source WHERE id = ?1"
#define NOTE_SOURCE                                                                                \
  "UPDATE source SET state = coalesce (?2, state), updated_us = ?3, count = ?4, sum = ?5"          \
  " WHERE num = ?1"
#define DROP_SOURCE  "DELETE FROM source WHERE num = ?1"
#define DROP_RECORDS "DELETE FROM record WHERE source = ?1"

/* ?1 is the source's number. A row that is the same, or older than what is there, does nothing. */
#define MARK_SAME                                                                                  \
  "UPDATE temp.stage AS s SET same = 1 FROM record AS r WHERE r.id = s.id AND r.type = s.type"     \
  " AND r.source = ?1 AND ((s.rev > 0 AND r.rev >= s.rev)"                                         \
  " OR ((s.rev = 0 OR r.rev = s.rev) AND r.gone IS s.gone AND r.json = s.json))"
#define ABSENT                                                                                     \
  "source = ?1 AND gone IS NULL AND NOT EXISTS"                                                    \
  " (SELECT 1 FROM temp.stage AS s WHERE s.type = record.type AND s.id = record.id)"
#define SHOWN "type IN ('entry', 'service')"
#define TOUCH_STAGED                                                                               \
  "INSERT OR IGNORE INTO temp.touched (id) SELECT id FROM temp.stage WHERE same = 0 AND " SHOWN
#define TOUCH_ABSENT                                                                               \
  "INSERT OR IGNORE INTO temp.touched (id) SELECT id FROM record WHERE " SHOWN " AND " ABSENT
#define TOUCH_ALL                                                                                  \
  "INSERT OR IGNORE INTO temp.touched (id) SELECT id FROM record WHERE " SHOWN " AND source = ?1"
#define COUNT_ABSENT "SELECT count(*) FROM record WHERE " SHOWN " AND " ABSENT
#define COUNT_STAGED                                                                               \
  "SELECT sum (s.gone IS NULL AND r.num IS NULL), sum (s.gone IS NULL AND r.num IS NOT NULL),"     \
  " sum (s.gone IS NOT NULL AND r.num IS NOT NULL) FROM temp.stage AS s LEFT JOIN record AS r"     \
  " ON r.id = s.id AND r.type = s.type AND r.source = ?1 AND r.gone IS NULL"                       \
  " WHERE s.same = 0 AND s.type IN ('entry', 'service')"
#define LIST_OLD                                                                                   \
  "SELECT r.digest FROM temp.stage AS s CROSS JOIN record AS r ON r.id = s.id"                     \
  " AND r.type = s.type AND r.source = ?1 WHERE s.same = 0 AND r.gone IS NULL"                     \
  " AND r.digest IS NOT NULL"
#define LIST_ABSENT "SELECT digest FROM record WHERE digest IS NOT NULL AND " ABSENT
#define LIST_NEW                                                                                   \
  "SELECT digest FROM temp.stage WHERE same = 0 AND gone IS NULL AND digest IS NOT NULL"           \
  " AND ?1 = ?1"
#define BURY_ABSENT                                                                                \
  "UPDATE record SET gone = 'absent', json = '', digest = NULL WHERE " SHOWN " AND " ABSENT
#define DROP_ABSENT "DELETE FROM record WHERE NOT " SHOWN " AND " ABSENT
#define WRITE                                                                                      \
  "INSERT OR REPLACE INTO record (source, type, id, rev, gone, into_id, digest, json)"             \
  " SELECT ?1, type, id, rev, gone, into_id, digest, json FROM temp.stage WHERE same = 0"          \
  " ORDER BY rowid"
#define COUNT_TOUCHED "SELECT count(*) FROM temp.touched"
#define COUNT_ENTRIES "SELECT count(*) FROM entry"
#define LIST_TOUCHED  "SELECT id FROM temp.touched ORDER BY id"

struct _WfCatalogueStore {
  WfIndex *index;
};

struct _WfCatalogueBatch {
  WfCatalogueStore *store;
  char *id;
  char *title;
  int priority;
  WfBatchMode mode;
  char *state;
  GCancellable *cancellable;
  gint64 num; /* of the source, while applying */
};

static gboolean
finish (gboolean ok, GError **error, GError *inner)
{
  if (inner == NULL)
    return ok;
  if (inner->domain == WF_STORE_ERROR)
    return wf_index_take_error (error, inner);
  g_propagate_error (error, inner);
  return FALSE;
}

static gboolean
run (WfDatabase *db, const char *sql, gint64 source, GError **error)
{
  g_autoptr (WfStatement) statement = wf_statement_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;
  wf_statement_bind_int (statement, 1, source);
  return wf_statement_run (statement, error);
}

static gboolean
read_count (WfDatabase *db, const char *sql, gint64 source, guint *out_count, GError **error)
{
  g_autoptr (WfStatement) statement = wf_statement_prepare (db, sql, error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;
  wf_statement_bind_int (statement, 1, source);
  if (!wf_statement_step (statement, &has_row, error))
    return FALSE;
  *out_count = (guint) wf_statement_get_int (statement, 0);
  return TRUE;
}

/* Big-endian, modulo 2^256. */
static void
add_digest (guint8 *sum, const guint8 *digest, gboolean is_minus)
{
  int carry = 0;

  for (int i = DIGEST_BYTES - 1; i >= 0; i--)
    {
      int value = sum[i] + (is_minus ? -digest[i] : digest[i]) + carry;

      sum[i] = (guint8) value;
      carry = value < 0 ? -1 : value >> 8;
    }
}

static gboolean
add_digests (
    WfCatalogueBatch *self, const char *sql, gboolean is_minus, guint8 *sum, GError **error)
{
  g_autoptr (WfStatement) list = wf_statement_prepare (self->store->index->db, sql, error);
  gboolean has_row = FALSE;

  if (list == NULL)
    return FALSE;
  wf_statement_bind_int (list, 1, self->num);
  for (;;)
    {
      const guint8 *digest;
      gsize size;

      if (!wf_statement_step (list, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      digest = wf_statement_get_blob (list, 0, &size);
      if (size == DIGEST_BYTES)
        add_digest (sum, digest, is_minus);
    }
}

static gboolean
put_source (WfCatalogueBatch *self, WfBatchTotals *totals, GError **error)
{
  g_autoptr (WfStatement) put = wf_statement_prepare (self->store->index->db, PUT_SOURCE, error);
  g_autoptr (WfStatement) read = wf_statement_prepare (self->store->index->db, READ_SOURCE, error);
  const guint8 *sum;
  gboolean has_row;
  gsize size;

  if (put == NULL || read == NULL)
    return FALSE;
  wf_statement_bind_text (put, 1, self->id);
  wf_statement_bind_text (put, 2, self->title);
  wf_statement_bind_int (put, 3, self->priority);
  wf_statement_bind_text (read, 1, self->id);
  if (!wf_statement_run (put, error) || !wf_statement_step (read, &has_row, error))
    return FALSE;
  self->num = wf_statement_get_int (read, 0);
  totals->before = (guint) wf_statement_get_int (read, 1);
  sum = wf_statement_get_blob (read, 2, &size);
  if (size == DIGEST_BYTES)
    memcpy (totals->sum, sum, DIGEST_BYTES);
  wf_statement_reset (read);
  return wf_index_copy_sources (self->store->index, error);
}

static gboolean
count_staged (WfCatalogueBatch *self, WfBatchTotals *totals, GError **error)
{
  WfDatabase *db = self->store->index->db;
  g_autoptr (WfStatement) count = wf_statement_prepare (db, COUNT_STAGED, error);
  gboolean has_row;
  guint absent = 0;

  if (count == NULL)
    return FALSE;
  wf_statement_bind_int (count, 1, self->num);
  if (!wf_statement_step (count, &has_row, error))
    return FALSE;
  totals->added = (guint) wf_statement_get_int (count, 0);
  totals->changed = (guint) wf_statement_get_int (count, 1);
  totals->removed = (guint) wf_statement_get_int (count, 2);
  if (self->mode == WF_BATCH_REPLACE && !read_count (db, COUNT_ABSENT, self->num, &absent, error))
    return FALSE;
  totals->removed += absent;
  totals->count = totals->before + totals->added - totals->removed;
  return add_digests (self, LIST_OLD, TRUE, totals->sum, error) &&
         (self->mode != WF_BATCH_REPLACE ||
          add_digests (self, LIST_ABSENT, TRUE, totals->sum, error)) &&
         add_digests (self, LIST_NEW, FALSE, totals->sum, error);
}

/* What a person may want to look at: not the first time, when all is new. */
static gboolean
note_changed (WfCatalogueBatch *self, const WfBatchTotals *totals, GError **error)
{
  g_autoptr (WfStatement) note = NULL;

  if (totals->before == 0 || totals->added + totals->changed + totals->removed == 0)
    return TRUE;
  note = wf_statement_prepare (self->store->index->db, NOTE_CHANGED, error);
  if (note == NULL || !run (self->store->index->db, DROP_CHANGED, self->num, error))
    return FALSE;
  wf_statement_bind_int (note, 1, self->num);
  wf_statement_bind_int (note, 2, g_get_real_time ());
  return wf_statement_run (note, error);
}

static gboolean
write_records (WfCatalogueBatch *self, GError **error)
{
  WfDatabase *db = self->store->index->db;

  return run (db, WRITE, self->num, error) &&
         (self->mode != WF_BATCH_REPLACE ||
          (run (db, BURY_ABSENT, self->num, error) && run (db, DROP_ABSENT, self->num, error)));
}

static gboolean
refresh_each (WfIndex *index, GCancellable *cancellable, GError **error)
{
  g_autoptr (WfStatement) list = wf_statement_prepare (index->db, LIST_TOUCHED, error);
  gboolean has_row = FALSE;

  if (list == NULL)
    return FALSE;
  for (;;)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !wf_statement_step (list, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      if (!wf_index_refresh (index, wf_statement_get_text (list, 0), error))
        return FALSE;
    }
}

static gboolean
refresh_touched (WfIndex *index, GCancellable *cancellable, GError **error)
{
  gint64 touched, entries;

  if (!wf_database_get_int (index->db, COUNT_TOUCHED, &touched, error) ||
      !wf_database_get_int (index->db, COUNT_ENTRIES, &entries, error))
    return FALSE;
  if (touched > FEW && touched > entries / MANY)
    return wf_index_refresh_all (index, cancellable, error);
  return refresh_each (index, cancellable, error);
}

static gboolean
note_source (WfCatalogueBatch *self, const WfBatchTotals *totals, GError **error)
{
  g_autoptr (WfStatement) note = wf_statement_prepare (self->store->index->db, NOTE_SOURCE, error);

  if (note == NULL)
    return FALSE;
  wf_statement_bind_int (note, 1, self->num);
  wf_statement_bind_text (note, 2, self->state);
  wf_statement_bind_int (note, 3, g_get_real_time ());
  wf_statement_bind_int (note, 4, totals->count);
  wf_statement_bind_blob (note, 5, totals->sum, DIGEST_BYTES);
  return wf_statement_run (note, error);
}

static gboolean
apply_staged (WfCatalogueBatch *self,
              WfBatchCheck check,
              gpointer user_data,
              WfBatchTotals *totals,
              GError **error)
{
  WfIndex *index = self->store->index;

  return put_source (self, totals, error) && run (index->db, MARK_SAME, self->num, error) &&
         wf_database_exec (index->db, TOUCH_STAGED, error) &&
         (self->mode != WF_BATCH_REPLACE || run (index->db, TOUCH_ABSENT, self->num, error)) &&
         count_staged (self, totals, error) &&
         (check == NULL || check (totals, user_data, error)) &&
         note_changed (self, totals, error) && write_records (self, error) &&
         refresh_touched (index, self->cancellable, error) &&
         wf_index_follow_local (index, error) && note_source (self, totals, error) &&
         !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

static void
on_cancelled (GCancellable *cancellable, gpointer db)
{
  wf_database_interrupt (db);
}

static gulong
allow_interrupt (GCancellable *cancellable, WfDatabase *db)
{
  return cancellable == NULL
             ? 0
             : g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), db, NULL);
}

static gboolean
drop_source (WfIndex *index, gint64 num, GCancellable *cancellable, GError **error)
{
  return run (index->db, TOUCH_ALL, num, error) && run (index->db, DROP_RECORDS, num, error) &&
         refresh_touched (index, cancellable, error) && run (index->db, DROP_SOURCE, num, error);
}

/* One source as local.db has it; what it shares with others, or all of it, is shown anew. */
static gboolean
follow_source (WfIndex *index, const WfLocalSource *source, GError **error)
{
  g_autoptr (WfStatement) read = wf_statement_prepare (index->db, READ_SETTING, error);
  g_autoptr (WfStatement) set = NULL;
  gboolean has_row, is_on;
  gint64 num;

  if (read == NULL)
    return FALSE;
  wf_statement_bind_text (read, 1, source->id);
  if (!wf_statement_step (read, &has_row, error))
    return FALSE;
  num = has_row ? wf_statement_get_int (read, 0) : 0;
  is_on = has_row && wf_statement_get_int (read, 2) != 0;
  if (!has_row || (is_on == source->is_on && wf_statement_get_int (read, 1) == source->priority))
    return TRUE;
  wf_statement_reset (read);
  set = wf_statement_prepare (index->db, SET_SOURCE, error);
  if (set == NULL)
    return FALSE;
  wf_statement_bind_int (set, 1, num);
  wf_statement_bind_int (set, 2, source->priority);
  wf_statement_bind_int (set, 3, source->is_on);
  return wf_statement_run (set, error) &&
         run (index->db, is_on == source->is_on ? TOUCH_SHARED : TOUCH_ALL, num, error);
}

static gboolean
follow_sources (WfIndex *index, GPtrArray *sources, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < sources->len; i++)
    {
      if (!follow_source (index, sources->pdata[i], error))
        return FALSE;
    }
  return refresh_touched (index, cancellable, error) && wf_index_follow_local (index, error);
}

/* Ends the staging transaction, if it still runs, and forgets what was staged. */
static void
drop_stage (WfDatabase *db)
{
  wf_database_rollback (db);
  wf_database_exec (db, DROP_STAGE, NULL);
}

WfIndex *
wf_catalogue_store_get_index (WfCatalogueStore *self)
{
  return self->index;
}

WfCatalogueStore *
wf_catalogue_store_open (const char *database,
                         const char *starter,
                         const char *words,
                         GError **error)
{
  g_return_val_if_fail (database != NULL && starter != NULL, NULL);

  g_autoptr (WfCatalogueStore) self = g_new0 (WfCatalogueStore, 1);
  GError *inner = NULL;

  self->index = wf_index_open_to_write (database, starter, words, error);
  if (self->index == NULL)
    return NULL;
  if (!finish (wf_database_exec (self->index->db, USE_MORE, &inner), error, inner))
    return NULL;
  return g_steal_pointer (&self);
}

void
wf_catalogue_store_close (WfCatalogueStore *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->index, wf_index_free);
  g_free (self);
}

char *
wf_catalogue_store_dup_state (WfCatalogueStore *self, const char *source)
{
  g_return_val_if_fail (self != NULL && source != NULL, NULL);

  g_autoptr (WfStatement) read = wf_statement_prepare (self->index->db, READ_SOURCE, NULL);
  gboolean has_row = FALSE;

  if (read == NULL)
    return NULL;
  wf_statement_bind_text (read, 1, source);
  return wf_statement_step (read, &has_row, NULL) && has_row ? wf_statement_dup_text (read, 3)
                                                             : NULL;
}

gboolean
wf_catalogue_store_remove_source (WfCatalogueStore *self,
                                  const char *source,
                                  GCancellable *cancellable,
                                  GError **error)
{
  g_return_val_if_fail (self != NULL && source != NULL, FALSE);

  WfDatabase *db = self->index->db;
  GError *inner = NULL;
  g_autoptr (WfStatement) read = wf_statement_prepare (db, READ_SOURCE, &inner);
  gboolean has_row = FALSE, ok = FALSE;
  gulong handler = allow_interrupt (cancellable, db);
  gint64 num;

  if (read != NULL)
    wf_statement_bind_text (read, 1, source);
  if (read != NULL && wf_statement_step (read, &has_row, &inner))
    {
      num = has_row ? wf_statement_get_int (read, 0) : 0;
      wf_statement_reset (read);
      ok = !has_row ||
           (wf_database_exec (db, MAKE_STAGE, &inner) && wf_database_exec (db, "COMMIT", &inner) &&
            wf_database_begin (db, &inner) &&
            wf_database_end (db, drop_source (self->index, num, cancellable, &inner), &inner));
      drop_stage (db);
    }
  g_cancellable_disconnect (cancellable, handler);
  return finish (ok, error, inner);
}

gboolean
wf_catalogue_store_follow_sources (WfCatalogueStore *self,
                                   GCancellable *cancellable,
                                   GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  WfDatabase *db = self->index->db;
  GError *inner = NULL;
  g_autoptr (GPtrArray) sources = NULL;
  gulong handler;
  gboolean ok;

  if (self->index->local == NULL)
    return TRUE;
  sources = wf_local_list_sources (self->index->local, &inner);
  handler = allow_interrupt (cancellable, db);
  ok = sources != NULL && wf_database_exec (db, MAKE_STAGE, &inner) &&
       wf_database_exec (db, "COMMIT", &inner) && wf_database_begin (db, &inner) &&
       wf_database_end (db, follow_sources (self->index, sources, cancellable, &inner), &inner);
  g_cancellable_disconnect (cancellable, handler);
  drop_stage (db);
  return finish (ok, error, inner);
}

WfCatalogueBatch *
wf_catalogue_batch_new (WfCatalogueStore *store,
                        const WfCatalogueSource *source,
                        WfBatchMode mode,
                        GCancellable *cancellable,
                        GError **error)
{
  g_return_val_if_fail (store != NULL && source != NULL && source->id != NULL, NULL);

  WfDatabase *db = store->index->db;
  WfCatalogueBatch *self;
  GError *inner = NULL;

  drop_stage (db);
  if (!finish (wf_database_exec (db, MAKE_STAGE, &inner), error, inner))
    return NULL;
  self = g_new0 (WfCatalogueBatch, 1);
  self->store = store;
  self->id = g_strdup (source->id);
  self->title = g_strdup (source->title != NULL ? source->title : source->id);
  self->priority = source->priority;
  self->mode = mode;
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  return self;
}

void
wf_catalogue_batch_free (WfCatalogueBatch *self)
{
  if (self == NULL)
    return;

  drop_stage (self->store->index->db);
  g_free (self->id);
  g_free (self->title);
  g_free (self->state);
  g_clear_object (&self->cancellable);
  g_free (self);
}

/* What is put need not end with a zero byte. */
static gboolean
put_text (WfCatalogueBatch *self, const WfBatchRow *row, const char *text, GError **error)
{
  GError *inner = NULL;
  g_autoptr (WfStatement) put = wf_statement_prepare (self->store->index->db, PUT, &inner);

  if (put != NULL)
    {
      wf_statement_bind_text (put, 1, row->type);
      wf_statement_bind_text (put, 2, row->id);
      wf_statement_bind_int (put, 3, row->rev);
      if (row->digest != NULL)
        wf_statement_bind_blob (put, 4, row->digest, DIGEST_BYTES);
      wf_statement_bind_text (put, 5, text);
      wf_statement_run (put, &inner);
    }
  return finish (inner == NULL, error, inner);
}

static gboolean
is_shown (const char *type)
{
  return strcmp (type, "service") == 0 || strcmp (type, "entry") == 0;
}

static gboolean
check_row (WfCatalogueBatch *self, const char *type, const char *id, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (*id != '\0' && *type != '\0')
    return TRUE;
  g_set_error_literal (error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_FORMAT, "it has no id");
  return FALSE;
}

gboolean
wf_catalogue_batch_put (WfCatalogueBatch *self, const WfBatchRow *row, GError **error)
{
  g_return_val_if_fail (self != NULL && row != NULL, FALSE);
  g_return_val_if_fail (row->type != NULL && row->id != NULL && row->json != NULL, FALSE);

  gsize size = row->size < 0 ? strlen (row->json) : (gsize) row->size;
  g_autofree char *text = g_strndup (row->json, size);
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (JsonObject) entry = NULL;
  g_autoptr (GError) inner = NULL;

  if (!check_row (self, row->type, row->id, error))
    return FALSE;
  object = strlen (text) == size ? wf_json_parse_object (text, (gssize) size, &inner) : NULL;
  if (object == NULL)
    {
      g_set_error_literal (error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_FORMAT,
                           "it is not one JSON object");
      return FALSE;
    }
  if (is_shown (row->type))
    {
      entry = wf_index_make_entry (row->type, row->id, object, NULL, error);
      if (entry == NULL)
        return FALSE;
    }
  return put_text (self, row, text, error);
}

gboolean
wf_catalogue_batch_put_object (WfCatalogueBatch *self,
                               const char *type,
                               const char *id,
                               JsonObject *object,
                               WfImportReport *report,
                               GError **error)
{
  g_autofree char *text = wf_json_to_text (object);
  WfBatchRow row = { .type = type, .id = id, .json = text, .size = -1 };
  g_autoptr (JsonObject) entry = NULL;

  if (!check_row (self, type, id, error))
    return FALSE;
  if (is_shown (type))
    {
      entry = wf_index_make_entry (type, id, object, report, error);
      if (entry == NULL)
        return FALSE;
    }
  return put_text (self, &row, text, error);
}

char *
wf_catalogue_batch_dup_staged (WfCatalogueBatch *self, const char *type, const char *id)
{
  g_autoptr (WfStatement) read = wf_statement_prepare (self->store->index->db, READ_STAGED, NULL);
  gboolean has_row = FALSE;

  if (read == NULL)
    return NULL;
  wf_statement_bind_text (read, 1, type);
  wf_statement_bind_text (read, 2, id);
  return wf_statement_step (read, &has_row, NULL) && has_row ? wf_statement_dup_text (read, 0)
                                                             : NULL;
}

gboolean
wf_catalogue_batch_remove (WfCatalogueBatch *self,
                           const char *type,
                           const char *id,
                           gint64 rev,
                           const char *reason,
                           const char *into,
                           GError **error)
{
  g_return_val_if_fail (self != NULL && type != NULL && id != NULL && reason != NULL, FALSE);

  GError *inner = NULL;
  g_autoptr (WfStatement) put = NULL;

  if (!check_row (self, type, id, error))
    return FALSE;
  put = wf_statement_prepare (self->store->index->db, PUT_GONE, &inner);
  if (put != NULL)
    {
      wf_statement_bind_text (put, 1, type);
      wf_statement_bind_text (put, 2, id);
      wf_statement_bind_int (put, 3, rev);
      wf_statement_bind_text (put, 4, reason);
      wf_statement_bind_text (put, 5, into);
      wf_statement_run (put, &inner);
    }
  return finish (inner == NULL, error, inner);
}

void
wf_catalogue_batch_set_state (WfCatalogueBatch *self, const char *state)
{
  g_return_if_fail (self != NULL && state != NULL);

  g_free (self->state);
  self->state = g_strdup (state);
}

gboolean
wf_catalogue_batch_apply (WfCatalogueBatch *self,
                          WfBatchCheck check,
                          gpointer user_data,
                          WfBatchTotals *out_totals,
                          GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  WfDatabase *db = self->store->index->db;
  WfBatchTotals totals = { 0 };
  GError *inner = NULL;
  gboolean ok;
  gulong handler;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  handler = allow_interrupt (self->cancellable, db);
  ok = wf_database_exec (db, "COMMIT", &inner) && wf_database_begin (db, &inner) &&
       wf_database_end (db, apply_staged (self, check, user_data, &totals, &inner), &inner);
  g_cancellable_disconnect (self->cancellable, handler);
  if (!finish (ok, error, inner))
    return FALSE;
  drop_stage (db);
  /* A reader may hold it: then the next one does it. */
  wf_database_checkpoint (db, NULL);
  if (out_totals != NULL)
    *out_totals = totals;
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a source gives, on its way into the catalogue. The store's thread.
 *
 * Invariant: staging is a temporary table on disk that nobody else sees; what it becomes counts
 * from one transaction on. Few changes are written in it; many are written before, piece by piece,
 * where nobody looks: the records under a source that is hidden, what is shown beside what is
 * shown. Whatever stops us before its end leaves the catalogue as it was.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-catalogue-batch.h"

#include "wf-catalogue-writing.h"
#include "wf-index-entries.h"
#include "wf-index-heirs.h"
#include "wf-json-scan.h"
#include "wf-json.h"
#include "wf-statement.h"

#include <string.h>

#define DIGEST_BYTES 32
/* What can be parsed lies no deeper than 256: this can be wrapped by an export and read again. */
#define DEEPEST 200

#define PUT                                                                                        \
  "INSERT OR REPLACE INTO temp.stage (type, id, rev, digest, json, entry)"                         \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
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
#define NOTE_SOURCE                                                                                \
  "UPDATE source SET state = coalesce (?2, state), updated_us = ?3, count = ?4, sum = ?5"          \
  " WHERE num = ?1"
/* The next edition of source ?1, which nobody sees yet. */
#define ADD_NEXT                                                                                   \
  "INSERT INTO source (id, title, priority, state, updated_us, count, sum, is_on)"                 \
  " VALUES ('" WF_INDEX_HIDDEN "next', '', 0,"                                                     \
  " coalesce ((SELECT state FROM source WHERE num = ?1), '{}'), 0, 0, zeroblob (32), 0)"
#define SHOW_NEXT                                                                                  \
  "UPDATE temp.source SET id = ?2, title = ?3, priority = ?4,"                                     \
  " is_on = coalesce ((SELECT is_on FROM main.source WHERE num = ?5), 1) WHERE num = ?1"
#define HAND_ON_CHANGED "UPDATE recent SET source = ?2 WHERE source = ?1"
#define END_OF_KEPT                                                                                \
  "SELECT max (num) FROM (SELECT num FROM record WHERE source = ?1 AND num > ?2 ORDER BY num"      \
  " LIMIT " G_STRINGIFY (WF_INDEX_PIECE) ")"
#define KEEP                                                                                       \
  "INSERT INTO record (source, type, id, rev, gone, into_id, digest, json)"                        \
  " SELECT ?2, r.type, r.id, r.rev, iif (" IS_ABSENT ", 'absent', r.gone), r.into_id,"             \
  " iif (" IS_ABSENT ", NULL, r.digest), iif (" IS_ABSENT ", '', r.json) FROM record AS r"         \
  " LEFT JOIN temp.stage AS s ON s.type = r.type AND s.id = r.id WHERE r.source = ?1"              \
  " AND r.num > ?3 AND r.num <= ?4 AND (s.id IS NULL OR s.same = 1)"                               \
  " AND (NOT " IS_ABSENT " OR r." SHOWN ") ORDER BY r.num"
#define IS_ABSENT "(?5 AND r.gone IS NULL AND s.id IS NULL)"
/* In the order of the index of records, so that each of its pages is written once. */
#define END_OF_STAGED                                                                              \
  "SELECT type, id FROM temp.stage WHERE (type, id) > (?1, ?2) ORDER BY type, id LIMIT 1"          \
  " OFFSET " G_STRINGIFY (WF_INDEX_PIECE)
#define TAKE                                                                                       \
  "INSERT INTO record (source, type, id, rev, gone, into_id, digest, json)"                        \
  " SELECT ?1, type, id, rev, gone, into_id, digest, json FROM temp.stage WHERE same = 0"          \
  " AND (type, id) > (?2, ?3) AND (?4 IS NULL OR (type, id) <= (?4, ?5)) ORDER BY type, id"
/* ?1 is the source's number. A row that is the same, or older than what is there, does nothing. */
#define MARK_SAME                                                                                  \
  "UPDATE temp.stage AS s SET same = 1 FROM record AS r WHERE r.id = s.id AND r.type = s.type"     \
  " AND r.source = ?1 AND ((s.rev > 0 AND r.rev >= s.rev)"                                         \
  " OR ((s.rev = 0 OR r.rev = s.rev) AND r.gone IS s.gone AND r.json = s.json))"
#define ABSENT                                                                                     \
  "source = ?1 AND gone IS NULL AND NOT EXISTS"                                                    \
  " (SELECT 1 FROM temp.stage AS s WHERE s.type = record.type AND s.id = record.id)"
#define TOUCH_STAGED                                                                               \
  "INSERT OR IGNORE INTO temp.touched (id) SELECT id FROM temp.stage WHERE same = 0 AND " SHOWN
#define TOUCH_ABSENT                                                                               \
  "INSERT OR IGNORE INTO temp.touched (id) SELECT id FROM record WHERE " SHOWN " AND " ABSENT
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
/* In place, so that no page of the index of records is written for one that only changed. */
#define WRITE                                                                                      \
  "INSERT INTO record (source, type, id, rev, gone, into_id, digest, json)"                        \
  " SELECT ?1, type, id, rev, gone, into_id, digest, json FROM temp.stage WHERE same = 0"          \
  " ORDER BY rowid ON CONFLICT (id, type, source) DO UPDATE SET rev = excluded.rev,"               \
  " gone = excluded.gone, into_id = excluded.into_id, digest = excluded.digest,"                   \
  " json = excluded.json"

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
  g_autoptr (WfStatement) list =
      wf_statement_prepare (wf_catalogue_store_get_index (self->store)->db, sql, error);
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

/* What there is of the source; nothing when it is new. */
static gboolean
find_source (WfCatalogueBatch *self, WfBatchTotals *totals, GError **error)
{
  g_autoptr (WfStatement) read =
      wf_statement_prepare (wf_catalogue_store_get_index (self->store)->db, READ_SOURCE, error);
  const guint8 *sum;
  gboolean has_row;
  gsize size;

  if (read == NULL)
    return FALSE;
  wf_statement_bind_text (read, 1, self->id);
  if (!wf_statement_step (read, &has_row, error))
    return FALSE;
  self->num = has_row ? wf_statement_get_int (read, 0) : 0;
  if (!has_row)
    return TRUE;
  totals->before = (guint) wf_statement_get_int (read, 1);
  sum = wf_statement_get_blob (read, 2, &size);
  if (size == DIGEST_BYTES)
    memcpy (totals->sum, sum, DIGEST_BYTES);
  return TRUE;
}

static gboolean
put_source (WfCatalogueBatch *self, GError **error)
{
  g_autoptr (WfStatement) put =
      wf_statement_prepare (wf_catalogue_store_get_index (self->store)->db, PUT_SOURCE, error);
  WfBatchTotals ignored;

  if (put == NULL)
    return FALSE;
  wf_statement_bind_text (put, 1, self->id);
  wf_statement_bind_text (put, 2, self->title);
  wf_statement_bind_int (put, 3, self->priority);
  return wf_statement_run (put, error) && find_source (self, &ignored, error) &&
         wf_index_copy_sources (wf_catalogue_store_get_index (self->store), error);
}

static gboolean
count_staged (WfCatalogueBatch *self, WfBatchTotals *totals, GError **error)
{
  WfDatabase *db = wf_catalogue_store_get_index (self->store)->db;
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
  note = wf_statement_prepare (wf_catalogue_store_get_index (self->store)->db, NOTE_CHANGED, error);
  if (note == NULL || !wf_catalogue_run (wf_catalogue_store_get_index (self->store)->db,
                                         DROP_CHANGED, self->num, error))
    return FALSE;
  wf_statement_bind_int (note, 1, self->num);
  wf_statement_bind_int (note, 2, g_get_real_time ());
  return wf_statement_run (note, error);
}

static gboolean
write_records (WfCatalogueBatch *self, GError **error)
{
  WfDatabase *db = wf_catalogue_store_get_index (self->store)->db;

  return wf_catalogue_run (db, WRITE, self->num, error) &&
         (self->mode != WF_BATCH_REPLACE || (wf_catalogue_run (db, BURY_ABSENT, self->num, error) &&
                                             wf_catalogue_run (db, DROP_ABSENT, self->num, error)));
}

static gboolean
note_source (WfCatalogueBatch *self, const WfBatchTotals *totals, GError **error)
{
  g_autoptr (WfStatement) note =
      wf_statement_prepare (wf_catalogue_store_get_index (self->store)->db, NOTE_SOURCE, error);

  if (note == NULL)
    return FALSE;
  wf_statement_bind_int (note, 1, self->num);
  wf_statement_bind_text (note, 2, self->state);
  wf_statement_bind_int (note, 3, g_get_real_time ());
  wf_statement_bind_int (note, 4, totals->count);
  wf_statement_bind_blob (note, 5, totals->sum, DIGEST_BYTES);
  return wf_statement_run (note, error);
}

/* What would change; nothing does. */
static gboolean
weigh (WfCatalogueBatch *self,
       WfBatchCheck check,
       gpointer user_data,
       WfBatchTotals *totals,
       GError **error)
{
  WfDatabase *db = wf_catalogue_store_get_index (self->store)->db;

  return find_source (self, totals, error) && wf_catalogue_run (db, MARK_SAME, self->num, error) &&
         wf_database_exec (db, TOUCH_STAGED, error) &&
         (self->mode != WF_BATCH_REPLACE ||
          wf_catalogue_run (db, TOUCH_ABSENT, self->num, error)) &&
         count_staged (self, totals, error) && (check == NULL || check (totals, user_data, error));
}

static gboolean
write_in_place (WfCatalogueBatch *self, const WfBatchTotals *totals, GError **error)
{
  WfIndex *index = wf_catalogue_store_get_index (self->store);

  return put_source (self, error) && note_changed (self, totals, error) &&
         write_records (self, error) &&
         wf_catalogue_refresh_touched (index, self->cancellable, error) &&
         wf_index_follow_local (index, error) && note_source (self, totals, error) &&
         !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

/* What stays of edition @old, into edition @next. */
static gboolean
copy_kept (WfCatalogueBatch *self, gint64 old, gint64 next, GError **error)
{
  WfIndex *index = wf_catalogue_store_get_index (self->store);

  for (gint64 first = 0, last;; first = last)
    {
      g_autoptr (WfStatement) end = wf_statement_prepare (index->db, END_OF_KEPT, error);
      g_autoptr (WfStatement) keep = wf_statement_prepare (index->db, KEEP, error);
      gboolean has_row;

      if (end == NULL || keep == NULL ||
          g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      wf_statement_bind_int (end, 1, old);
      wf_statement_bind_int (end, 2, first);
      if (!wf_statement_step (end, &has_row, error))
        return FALSE;
      if (wf_statement_is_null (end, 0))
        return TRUE;
      last = wf_statement_get_int (end, 0);
      wf_statement_reset (end);
      wf_statement_bind_int (keep, 1, old);
      wf_statement_bind_int (keep, 2, next);
      wf_statement_bind_int (keep, 3, first);
      wf_statement_bind_int (keep, 4, last);
      wf_statement_bind_int (keep, 5, self->mode == WF_BATCH_REPLACE);
      if (!wf_statement_run (keep, error))
        return FALSE;
      wf_index_settle (index);
    }
}

static gboolean
copy_staged (WfCatalogueBatch *self, gint64 next, GError **error)
{
  WfIndex *index = wf_catalogue_store_get_index (self->store);
  g_autofree char *type = g_strdup (""), *id = g_strdup ("");
  gboolean has_row = TRUE;

  while (has_row)
    {
      g_autoptr (WfStatement) end = wf_statement_prepare (index->db, END_OF_STAGED, error);
      g_autoptr (WfStatement) take = wf_statement_prepare (index->db, TAKE, error);
      g_autofree char *last_type = NULL, *last_id = NULL;

      if (end == NULL || take == NULL ||
          g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      wf_statement_bind_text (end, 1, type);
      wf_statement_bind_text (end, 2, id);
      if (!wf_statement_step (end, &has_row, error))
        return FALSE;
      last_type = has_row ? wf_statement_dup_text (end, 0) : NULL;
      last_id = has_row ? wf_statement_dup_text (end, 1) : NULL;
      wf_statement_reset (end);
      wf_statement_bind_int (take, 1, next);
      wf_statement_bind_text (take, 2, type);
      wf_statement_bind_text (take, 3, id);
      wf_statement_bind_text (take, 4, last_type);
      wf_statement_bind_text (take, 5, last_id);
      if (!wf_statement_run (take, error))
        return FALSE;
      wf_index_settle (index);
      g_free (type);
      g_free (id);
      type = g_steal_pointer (&last_type);
      id = g_steal_pointer (&last_id);
    }
  return TRUE;
}

/* The source is edition @next from now on, @old goes. */
static gboolean
sketch_edition (WfCatalogueBatch *self, gint64 old, gint64 next, GError **error)
{
  WfIndex *index = wf_catalogue_store_get_index (self->store);
  g_autoptr (WfStatement) show = NULL;

  if (!wf_index_sketch_sources (index, error) ||
      !wf_catalogue_run (index->db, HIDE_SOURCE, old, error))
    return FALSE;
  show = wf_statement_prepare (index->db, SHOW_NEXT, error);
  if (show == NULL)
    return FALSE;
  wf_statement_bind_int (show, 1, next);
  wf_statement_bind_text (show, 2, self->id);
  wf_statement_bind_text (show, 3, self->title);
  wf_statement_bind_int (show, 4, self->priority);
  wf_statement_bind_int (show, 5, old);
  return wf_statement_run (show, error) && wf_index_copy_sources (index, error);
}

typedef struct {
  WfCatalogueBatch *batch;
  const WfBatchTotals *totals;
  gint64 next;
} Edition;

static gboolean
note_edition (gpointer user_data, GError **error)
{
  const Edition *edition = user_data;
  WfCatalogueBatch *self = edition->batch;
  g_autoptr (WfStatement) hand_on = NULL;

  if (!note_changed (self, edition->totals, error))
    return FALSE;
  hand_on =
      wf_statement_prepare (wf_catalogue_store_get_index (self->store)->db, HAND_ON_CHANGED, error);
  if (hand_on == NULL)
    return FALSE;
  wf_statement_bind_int (hand_on, 1, self->num);
  wf_statement_bind_int (hand_on, 2, edition->next);
  self->num = edition->next;
  return wf_statement_run (hand_on, error) && note_source (self, edition->totals, error);
}

static gboolean
write_beside (WfCatalogueBatch *self, const WfBatchTotals *totals, GError **error)
{
  WfIndex *index = wf_catalogue_store_get_index (self->store);
  Edition edition = { self, totals, 0 };

  if (!wf_catalogue_run (index->db, ADD_NEXT, self->num, error))
    return FALSE;
  edition.next = wf_database_get_last_rowid (index->db);
  return copy_kept (self, self->num, edition.next, error) &&
         copy_staged (self, edition.next, error) &&
         sketch_edition (self, self->num, edition.next, error) &&
         wf_index_build (index, note_edition, &edition, self->cancellable, error);
}

static gboolean
find_heirs (WfCatalogueBatch *self, GHashTable **out_heirs, GError **error)
{
  if (self->mode != WF_BATCH_REPLACE)
    return TRUE;
  *out_heirs = wf_index_find_heirs (wf_catalogue_store_get_index (self->store), self->num, error);
  return *out_heirs != NULL;
}

static gboolean
write_staged (WfCatalogueBatch *self, const WfBatchTotals *totals, GError **error)
{
  WfDatabase *db = wf_catalogue_store_get_index (self->store)->db;
  gboolean is;

  if (!wf_catalogue_is_much (wf_catalogue_store_get_index (self->store), &is, error))
    return FALSE;
  if (is)
    return write_beside (self, totals, error);
  return wf_database_begin (db, error) &&
         wf_database_end (db, write_in_place (self, totals, error), error);
}

WfCatalogueBatch *
wf_catalogue_batch_new (WfCatalogueStore *store,
                        const WfCatalogueSource *source,
                        WfBatchMode mode,
                        GCancellable *cancellable,
                        GError **error)
{
  g_return_val_if_fail (store != NULL && source != NULL && source->id != NULL, NULL);

  WfIndex *index = wf_catalogue_store_get_index (store);
  WfCatalogueBatch *self;
  GError *inner = NULL;

  wf_catalogue_drop_stage (index);
  if (!wf_catalogue_finish (wf_catalogue_make_stage (index, &inner), error, inner))
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

  wf_catalogue_drop_stage (wf_catalogue_store_get_index (self->store));
  g_free (self->id);
  g_free (self->title);
  g_free (self->state);
  g_clear_object (&self->cancellable);
  g_free (self);
}

/* @text: what is put need not end with a zero byte. @entry: (nullable): what is shown of it */
static gboolean
put_text (WfCatalogueBatch *self,
          const WfBatchRow *row,
          const char *text,
          const char *entry,
          GError **error)
{
  GError *inner = NULL;
  g_autoptr (WfStatement) put =
      wf_statement_prepare (wf_catalogue_store_get_index (self->store)->db, PUT, &inner);

  if (put != NULL)
    {
      wf_statement_bind_text (put, 1, row->type);
      wf_statement_bind_text (put, 2, row->id);
      wf_statement_bind_int (put, 3, row->rev);
      if (row->digest != NULL)
        wf_statement_bind_blob (put, 4, row->digest, DIGEST_BYTES);
      wf_statement_bind_text (put, 5, text);
      wf_statement_bind_text (put, 6, entry);
      wf_statement_run (put, &inner);
    }
  return wf_catalogue_finish (inner == NULL, error, inner);
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
  g_autofree char *entry = NULL;
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
  return put_text (self, row, text, entry, error);
}

char *
wf_catalogue_batch_write (JsonObject *object, GError **error)
{
  g_return_val_if_fail (object != NULL, NULL);

  g_autofree char *text = wf_json_to_text (object);

  if (wf_json_scan_is_object (text, strlen (text), DEEPEST))
    return g_steal_pointer (&text);
  g_set_error_literal (error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_FORMAT,
                       "it lies too deep, or holds what cannot be written");
  return NULL;
}

gboolean
wf_catalogue_batch_put_object (WfCatalogueBatch *self,
                               const char *type,
                               const char *id,
                               JsonObject *object,
                               WfImportReport *report,
                               GError **error)
{
  g_autofree char *text = wf_catalogue_batch_write (object, error);
  WfBatchRow row = { .type = type, .id = id, .json = text, .size = -1 };
  g_autofree char *entry = NULL;

  if (text == NULL || !check_row (self, type, id, error))
    return FALSE;
  if (is_shown (type))
    {
      entry = wf_index_make_entry (type, id, object, report, error);
      if (entry == NULL)
        return FALSE;
    }
  return put_text (self, &row, text, entry, error);
}

char *
wf_catalogue_batch_dup_staged (WfCatalogueBatch *self, const char *type, const char *id)
{
  g_autoptr (WfStatement) read =
      wf_statement_prepare (wf_catalogue_store_get_index (self->store)->db, READ_STAGED, NULL);
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
  put = wf_statement_prepare (wf_catalogue_store_get_index (self->store)->db, PUT_GONE, &inner);
  if (put != NULL)
    {
      wf_statement_bind_text (put, 1, type);
      wf_statement_bind_text (put, 2, id);
      wf_statement_bind_int (put, 3, rev);
      wf_statement_bind_text (put, 4, reason);
      wf_statement_bind_text (put, 5, into);
      wf_statement_run (put, &inner);
    }
  return wf_catalogue_finish (inner == NULL, error, inner);
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

  WfIndex *index = wf_catalogue_store_get_index (self->store);
  WfDatabase *db = index->db;
  WfBatchTotals totals = { 0 };
  g_autoptr (GHashTable) heirs = NULL;
  g_autoptr (GError) why = NULL;
  GError *inner = NULL;
  WfLockFile *lock;
  gboolean ok = FALSE;
  gulong handler;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  handler = wf_catalogue_allow_interrupt (self->cancellable, db);
  if (wf_database_exec (db, "COMMIT", &inner) && wf_catalogue_begin_writing (index, &lock, &inner))
    {
      ok = wf_database_exec (db, "BEGIN", &inner) &&
           wf_database_end (db, weigh (self, check, user_data, &totals, &inner), &inner) &&
           find_heirs (self, &heirs, &inner) && write_staged (self, &totals, &inner);
      /* What was written stays written; who opens it the next time tries again. */
      if (ok && !wf_index_hand_on (index, heirs, &why))
        g_debug ("what was said is not handed on: %s", why->message);
      wf_catalogue_end_writing (index, lock);
    }
  g_cancellable_disconnect (self->cancellable, handler);
  if (!wf_catalogue_finish (ok, error, inner))
    return FALSE;
  wf_catalogue_drop_stage (index);
  if (out_totals != NULL)
    *out_totals = totals;
  return TRUE;
}

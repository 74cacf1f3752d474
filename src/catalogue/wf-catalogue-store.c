/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The hand that writes catalogue.db. Owns a connection of its own, so that searches go on beside
 * it; the thread that opened it.
 *
 * Invariant: staging is a temporary table on disk that nobody else sees; what it becomes counts
 * from one transaction on. Few changes are written in it; many are written before, piece by piece,
 * where nobody looks: the records under a source that is hidden, what is shown beside what is
 * shown. Whatever stops us before its end leaves the catalogue as it was.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-catalogue-store.h"

#include "wf-catalogue-batch.h"
#include "wf-index-build.h"
#include "wf-index-entries.h"
#include "wf-json.h"
#include "wf-statement.h"

#include <string.h>

#define DIGEST_BYTES 32
/* When more than one in so many entries change, making all anew is the shorter way. */
#define MANY 4
#define FEW  200
/* More than this in one transaction, and the log grows beyond what it should. */
#define MOST 5000

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
#define HIDE_SOURCE                                                                                \
  "UPDATE temp.source SET id = '" WF_INDEX_HIDDEN "' || num, is_on = 0 WHERE num = ?1"
/* The next edition of source ?1, which nobody sees yet. */
#define ADD_NEXT                                                                                   \
  "INSERT INTO source (id, title, priority, state, updated_us, count, sum, is_on)"                 \
  " VALUES ('" WF_INDEX_HIDDEN "next', '', 0,"                                                     \
  " coalesce ((SELECT state FROM source WHERE num = ?1), '{}'), 0, 0, zeroblob (32), 0)"
#define SHOW_NEXT                                                                                  \
  "UPDATE temp.source SET id = ?2, title = ?3, priority = ?4,"                                     \
  " is_on = coalesce ((SELECT is_on FROM main.source WHERE num = ?5), 1) WHERE num = ?1"
#define HAND_ON_CHANGED "UPDATE recent SET source = ?2 WHERE source = ?1"
/* Of edition ?1 into ?2 what stays: the rows behind ?3 up to ?4; what is absent is kept as gone
 * when all is replaced (?5). */
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

/* What there is of the source; nothing when it is new. */
static gboolean
find_source (WfCatalogueBatch *self, WfBatchTotals *totals, GError **error)
{
  g_autoptr (WfStatement) read = wf_statement_prepare (self->store->index->db, READ_SOURCE, error);
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
  g_autoptr (WfStatement) put = wf_statement_prepare (self->store->index->db, PUT_SOURCE, error);
  WfBatchTotals ignored;

  if (put == NULL)
    return FALSE;
  wf_statement_bind_text (put, 1, self->id);
  wf_statement_bind_text (put, 2, self->title);
  wf_statement_bind_int (put, 3, self->priority);
  return wf_statement_run (put, error) && find_source (self, &ignored, error) &&
         wf_index_copy_sources (self->store->index, error);
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

/* So much that all anew is shorter, or that one transaction could not hold it. */
static gboolean
is_much (WfIndex *index, gboolean *out_is, GError **error)
{
  gint64 touched, entries;

  if (!wf_database_get_int (index->db, COUNT_TOUCHED, &touched, error) ||
      !wf_database_get_int (index->db, COUNT_ENTRIES, &entries, error))
    return FALSE;
  *out_is = touched > MOST || (touched > FEW && touched > entries / MANY);
  return TRUE;
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

/* What would change; nothing does. */
static gboolean
weigh (WfCatalogueBatch *self,
       WfBatchCheck check,
       gpointer user_data,
       WfBatchTotals *totals,
       GError **error)
{
  WfDatabase *db = self->store->index->db;

  return find_source (self, totals, error) && run (db, MARK_SAME, self->num, error) &&
         wf_database_exec (db, TOUCH_STAGED, error) &&
         (self->mode != WF_BATCH_REPLACE || run (db, TOUCH_ABSENT, self->num, error)) &&
         count_staged (self, totals, error) && (check == NULL || check (totals, user_data, error));
}

static gboolean
write_in_place (WfCatalogueBatch *self, const WfBatchTotals *totals, GError **error)
{
  WfIndex *index = self->store->index;

  return put_source (self, error) && note_changed (self, totals, error) &&
         write_records (self, error) && refresh_each (index, self->cancellable, error) &&
         wf_index_follow_local (index, error) && note_source (self, totals, error) &&
         !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

/* What stays of edition @old, into edition @next. */
static gboolean
copy_kept (WfCatalogueBatch *self, gint64 old, gint64 next, GError **error)
{
  WfIndex *index = self->store->index;

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
  WfIndex *index = self->store->index;
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
  WfIndex *index = self->store->index;
  g_autoptr (WfStatement) show = NULL;

  if (!wf_index_sketch_sources (index, error) || !run (index->db, HIDE_SOURCE, old, error))
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
  hand_on = wf_statement_prepare (self->store->index->db, HAND_ON_CHANGED, error);
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
  WfIndex *index = self->store->index;
  Edition edition = { self, totals, 0 };

  if (!run (index->db, ADD_NEXT, self->num, error))
    return FALSE;
  edition.next = wf_database_get_last_rowid (index->db);
  return copy_kept (self, self->num, edition.next, error) &&
         copy_staged (self, edition.next, error) &&
         sketch_edition (self, self->num, edition.next, error) &&
         wf_index_build (index, note_edition, &edition, self->cancellable, error);
}

static gboolean
write_staged (WfCatalogueBatch *self, const WfBatchTotals *totals, GError **error)
{
  WfDatabase *db = self->store->index->db;
  gboolean is;

  if (!is_much (self->store->index, &is, error))
    return FALSE;
  if (is)
    return write_beside (self, totals, error);
  return wf_database_begin (db, error) &&
         wf_database_end (db, write_in_place (self, totals, error), error);
}

/* Shows the sources as they are sketched, and what that touches. */
static gboolean
show_sketch (WfIndex *index, GCancellable *cancellable, GError **error)
{
  gboolean is;

  if (!is_much (index, &is, error))
    return FALSE;
  if (is)
    return wf_index_build (index, NULL, NULL, cancellable, error);
  return wf_database_begin (index->db, error) &&
         wf_database_end (index->db,
                          wf_index_set_sources (index, error) &&
                              refresh_each (index, cancellable, error) &&
                              wf_index_follow_local (index, error),
                          error);
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
  return wf_index_sketch_sources (index, error) && run (index->db, HIDE_SOURCE, num, error) &&
         run (index->db, TOUCH_ALL, num, error) && show_sketch (index, cancellable, error);
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
  if (!wf_index_sketch_sources (index, error))
    return FALSE;
  for (guint i = 0; i < sources->len; i++)
    {
      if (!follow_source (index, sources->pdata[i], error))
        return FALSE;
    }
  return show_sketch (index, cancellable, error);
}

/* While we are the one who writes; whatever a process left is away. */
static gboolean
begin_writing (WfIndex *index, WfLockFile **out_lock, GError **error)
{
  if (!wf_index_lock (index, out_lock, error))
    return FALSE;
  wf_index_clear_away (index);
  return TRUE;
}

static void
end_writing (WfIndex *index, WfLockFile *lock)
{
  wf_index_drop_sketch (index);
  wf_index_clear_away (index);
  /* A reader may hold it: then the next one does it. */
  wf_database_checkpoint (index->db, NULL);
  g_clear_pointer (&lock, wf_lock_file_release);
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
  WfLockFile *lock;

  self->index = wf_index_open_to_write (database, starter, words, error);
  if (self->index == NULL)
    return NULL;
  if (!finish (wf_database_exec (self->index->db, USE_MORE, &inner), error, inner))
    return NULL;
  if (wf_index_has_left (self->index) && begin_writing (self->index, &lock, NULL))
    end_writing (self->index, lock);
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
  WfLockFile *lock;
  gint64 num;

  if (read != NULL)
    wf_statement_bind_text (read, 1, source);
  if (read != NULL && wf_statement_step (read, &has_row, &inner))
    {
      num = has_row ? wf_statement_get_int (read, 0) : 0;
      wf_statement_reset (read);
      ok = !has_row;
      if (has_row && begin_writing (self->index, &lock, &inner))
        {
          ok = wf_database_exec (db, MAKE_STAGE, &inner) &&
               wf_database_exec (db, "COMMIT", &inner) &&
               drop_source (self->index, num, cancellable, &inner);
          drop_stage (db);
          end_writing (self->index, lock);
        }
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
  WfLockFile *lock;
  gulong handler;
  gboolean ok = FALSE;

  if (self->index->local == NULL)
    return TRUE;
  sources = wf_local_list_sources (self->index->local, &inner);
  handler = allow_interrupt (cancellable, db);
  if (sources != NULL && begin_writing (self->index, &lock, &inner))
    {
      ok = wf_database_exec (db, MAKE_STAGE, &inner) && wf_database_exec (db, "COMMIT", &inner) &&
           follow_sources (self->index, sources, cancellable, &inner);
      drop_stage (db);
      end_writing (self->index, lock);
    }
  g_cancellable_disconnect (cancellable, handler);
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

  WfIndex *index = self->store->index;
  WfDatabase *db = index->db;
  WfBatchTotals totals = { 0 };
  GError *inner = NULL;
  WfLockFile *lock;
  gboolean ok = FALSE;
  gulong handler;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  handler = allow_interrupt (self->cancellable, db);
  if (wf_database_exec (db, "COMMIT", &inner) && begin_writing (index, &lock, &inner))
    {
      ok = wf_database_exec (db, "BEGIN", &inner) &&
           wf_database_end (db, weigh (self, check, user_data, &totals, &inner), &inner) &&
           write_staged (self, &totals, &inner);
      end_writing (index, lock);
    }
  g_cancellable_disconnect (self->cancellable, handler);
  if (!finish (ok, error, inner))
    return FALSE;
  drop_stage (db);
  if (out_totals != NULL)
    *out_totals = totals;
  return TRUE;
}

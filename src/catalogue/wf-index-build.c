/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All that is shown, made again: into tables beside the ones that are shown, piece by piece, so
 * that the log stays short and searches go on; then the new ones take the names of the old ones, in
 * one transaction that is small however much it shows. Ended anywhere before it, the old catalogue
 * is there; after it, the new one.
 *
 * Invariant: tables next_* and old_* belong to whoever holds the lock, and to nobody after they
 * ended.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-index-build.h"

#include "wf-index-entries.h"
#include "wf-index-words.h"
#include "wf-statement.h"

#include <glib/gstdio.h>
#include <string.h>

/* So long a log is put into the file before more is written. */
#define LOG_BYTES    (16 << 20)
#define LOCK_TRIES   20
#define LOCK_WAIT_US 100000
/* Pages of an index that one transaction puts together, and how much of it lies in memory while it
 * is made. */
#define MERGE_PAGES 2000
#define HASH_BYTES  8388608

/* Entries of which the index of all words is told at once: it takes three times as many as the
 * other to fill its memory, and what it writes out before is to be put together again. */
#define WORDS_PIECE (3 * WF_INDEX_PIECE)

/* A power cut may take pieces away again: nothing counts before the last transaction. */
#define IN_HASTE "PRAGMA synchronous = NORMAL"
#define IN_ORDER "PRAGMA synchronous = FULL"

/* An index in the making is put together once, at its end; afterwards as FTS5 does by itself. */
#define CONFIGURE(table, what, value)                                                              \
  "INSERT INTO " table " (" table ", rank) VALUES ('" what "', " value ");"
#define MERGE_AS_USUAL                                                                             \
  CONFIGURE ("next_brief", "automerge", "4")                                                       \
  CONFIGURE ("next_detail", "automerge", "4")                                                      \
  CONFIGURE ("next_brief", "crisismerge", "16")                                                    \
  CONFIGURE ("next_detail", "crisismerge", "16")

/* Unique, because the index of a constraint follows its table into another name, any other does
 * not. The indexes keep no text: wf-index-words.c can say it again. */
#define MAKE_NEXT                                                                                  \
  "CREATE TABLE next_entry (rank INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"                    \
  " source INTEGER NOT NULL, kind TEXT NOT NULL, is_closed INTEGER NOT NULL, month_price REAL,"    \
  " names TEXT NOT NULL, as_of INTEGER, hours TEXT, north REAL, east REAL, UNIQUE (names, rank), " \
  "UNIQUE (source, rank))"                                                                         \
  " STRICT;"                                                                                       \
  "CREATE TABLE next_body (rank INTEGER PRIMARY KEY, json TEXT NOT NULL) STRICT;"                  \
  "CREATE VIRTUAL TABLE next_brief USING fts5 (name, alt, org, keywords, place, facet,"            \
  " content = '', detail = column, prefix = '1 2 3 4 5 6 7 8', tokenize = 'wf');"                  \
  "CREATE VIRTUAL TABLE next_detail USING fts5 (everything, facet,"                                \
  " content = '', detail = column, tokenize = 'wf');" CONFIGURE ("next_brief", "hashsize",         \
                                                                 G_STRINGIFY (HASH_BYTES))         \
      CONFIGURE ("next_detail", "hashsize", G_STRINGIFY (HASH_BYTES))                              \
          CONFIGURE ("next_brief", "automerge", "0") CONFIGURE ("next_detail", "automerge", "0")   \
              CONFIGURE ("next_brief", "crisismerge", "1000")                                      \
                  CONFIGURE ("next_detail", "crisismerge", "1000")
/* It hides the table of its name. What is small stands first, so that it is read alone. */
#define MAKE_HEAP                                                                                  \
  "CREATE TEMP TABLE entry (rank INTEGER PRIMARY KEY, id TEXT, source INTEGER, kind TEXT,"         \
  " is_closed INTEGER, month_price REAL, names TEXT, as_of INTEGER, hours TEXT, north REAL, east " \
  "REAL, name TEXT,"                                                                               \
  " alt TEXT, org TEXT, keywords TEXT, place TEXT, facet TEXT, rest TEXT, json TEXT)"
#define DROP_HEAP "DROP TABLE IF EXISTS temp.entry"
#define LIST_IDS                                                                                   \
  "SELECT DISTINCT id FROM record WHERE type IN ('entry', 'service') AND gone IS NULL"             \
  " AND id > ?1 ORDER BY id LIMIT 1000"

/* The last rank of the piece behind ?1. */
#define END_OF_PIECE "SELECT rank FROM temp.entry WHERE rank > ?1 ORDER BY rank LIMIT 1 OFFSET ?2"
#define COPY_ENTRY                                                                                 \
  "INSERT INTO next_entry (rank, id, source, kind, is_closed, month_price, names, as_of, hours, "  \
  "north, east)"                                                                                   \
  " SELECT rank, id, source, kind, is_closed, month_price, names, as_of, hours, north, east FROM " \
  "temp.entry"                                                                                     \
  " WHERE rank > ?1 AND rank <= ?2 ORDER BY rank"
#define COPY_BODY                                                                                  \
  "INSERT INTO next_body (rank, json) SELECT rank, json FROM temp.entry"                           \
  " WHERE rank > ?1 AND rank <= ?2 ORDER BY rank"
#define COPY_BRIEF                                                                                 \
  "INSERT INTO next_brief (rowid, name, alt, org, keywords, place, facet)"                         \
  " SELECT rank, name, alt, org, keywords, place, facet FROM temp.entry"                           \
  " WHERE rank > ?1 AND rank <= ?2 ORDER BY rank"
#define COPY_DETAIL                                                                                \
  "INSERT INTO next_detail (rowid, everything, facet)"                                             \
  " SELECT rank, " WF_INDEX_EVERYTHING ", facet FROM temp.entry"                                   \
  " WHERE rank > ?1 AND rank <= ?2 ORDER BY rank"
#define MERGE_BRIEF   "INSERT INTO next_brief (next_brief, rank) VALUES ('merge', ?1)"
#define MERGE_DETAIL  "INSERT INTO next_detail (next_detail, rank) VALUES ('merge', ?1)"
#define COUNT_CHANGES "SELECT total_changes ()"

#define MAKE_SKETCH                                                                                \
  "DROP TABLE IF EXISTS temp.source;"                                                              \
  "CREATE TEMP TABLE source (num INTEGER PRIMARY KEY, id TEXT, title TEXT, priority INTEGER,"      \
  " is_on INTEGER);"                                                                               \
  "INSERT INTO temp.source (num, id, title, priority, is_on)"                                      \
  " SELECT num, id, title, priority, is_on FROM main.source"
#define DROP_SKETCH "DROP TABLE IF EXISTS temp.source"
/* Two sources change names: so each first gets one that nobody has. */
#define SET_SOURCES                                                                                \
  "UPDATE main.source SET id = '" WF_INDEX_HIDDEN "' || num WHERE EXISTS"                          \
  " (SELECT 1 FROM temp.source AS s WHERE s.num = main.source.num AND s.id <> main.source.id);"    \
  "UPDATE main.source AS m SET id = s.id, title = s.title, priority = s.priority, is_on = s.is_on" \
  " FROM temp.source AS s WHERE s.num = m.num;"                                                    \
  "DROP TABLE temp.source"

#define HAS_SHOWN "SELECT count(*) FROM main.sqlite_schema WHERE name = 'entry'"
#define SET_ASIDE                                                                                  \
  "ALTER TABLE main.entry RENAME TO old_entry; ALTER TABLE main.body RENAME TO old_body;"          \
  "ALTER TABLE main.brief RENAME TO old_brief; ALTER TABLE main.detail RENAME TO old_detail"
#define TAKE_NAMES                                                                                 \
  "ALTER TABLE next_entry RENAME TO entry; ALTER TABLE next_body RENAME TO body;"                  \
  "ALTER TABLE next_brief RENAME TO brief; ALTER TABLE next_detail RENAME TO detail"
#define NOTE_COUNTER "UPDATE origin SET overlay = ?1 WHERE only = 1"

#define IS_HIDDEN "substr (id, 1, 1) = '" WF_INDEX_HIDDEN "'"
#define COUNT_LEFT                                                                                 \
  "SELECT (SELECT count(*) FROM main.sqlite_schema WHERE name IN ('next_entry', 'next_body',"      \
  " 'next_brief', 'next_detail', 'old_entry', 'old_body', 'old_brief', 'old_detail'))"             \
  " + (SELECT count(*) FROM main.source WHERE " IS_HIDDEN ")"
#define DROP_LEFT                                                                                  \
  "DROP TABLE IF EXISTS main.next_entry; DROP TABLE IF EXISTS main.next_body;"                     \
  "DROP TABLE IF EXISTS main.next_brief; DROP TABLE IF EXISTS main.next_detail;"                   \
  "DROP TABLE IF EXISTS main.old_entry; DROP TABLE IF EXISTS main.old_body;"                       \
  "DROP TABLE IF EXISTS main.old_brief; DROP TABLE IF EXISTS main.old_detail"
#define LIST_HIDDEN "SELECT num FROM main.source WHERE " IS_HIDDEN " ORDER BY num LIMIT 1"
#define END_OF_RECORDS                                                                             \
  "SELECT max (num) FROM (SELECT num FROM main.record WHERE source = ?1 AND num > ?2 ORDER BY num" \
  " LIMIT " G_STRINGIFY (WF_INDEX_PIECE) ")"
#define DROP_RECORDS "DELETE FROM main.record WHERE source = ?1 AND num > ?2 AND num <= ?3"
#define DROP_SOURCE  "DELETE FROM main.source WHERE num = ?1"

static gboolean
run_between (WfIndex *self, const char *sql, gint64 first, gint64 last, GError **error)
{
  g_autoptr (WfStatement) statement = wf_statement_prepare (self->db, sql, error);

  if (statement == NULL)
    return FALSE;
  wf_statement_bind_int (statement, 1, first);
  wf_statement_bind_int (statement, 2, last);
  return wf_statement_run (statement, error);
}

gboolean
wf_index_lock (WfIndex *self, WfLockFile **out_lock, GError **error)
{
  const char *database = wf_database_get_path (self->db);
  g_autofree char *path = g_strconcat (database, ".lock", NULL);

  *out_lock = NULL;
  if (*database == ':')
    return TRUE;
  for (guint i = 0; i < LOCK_TRIES; i++)
    {
      g_clear_error (error);
      *out_lock = wf_lock_file_take (path, error);
      if (*out_lock != NULL)
        return TRUE;
      g_usleep (LOCK_WAIT_US);
    }
  return FALSE;
}

void
wf_index_settle (WfIndex *self)
{
  g_autofree char *log = g_strconcat (wf_database_get_path (self->db), "-wal", NULL);
  GStatBuf buffer;

  /* Who reads just now holds it a moment: then after the next piece. */
  if (g_stat (log, &buffer) == 0 && buffer.st_size > LOG_BYTES)
    wf_database_checkpoint (self->db, NULL);
}

gboolean
wf_index_sketch_sources (WfIndex *self, GError **error)
{
  return wf_database_exec (self->db, MAKE_SKETCH, error);
}

gboolean
wf_index_set_sources (WfIndex *self, GError **error)
{
  return wf_database_exec (self->db, SET_SOURCES, error);
}

void
wf_index_drop_sketch (WfIndex *self)
{
  wf_database_exec (self->db, DROP_SKETCH, NULL);
}

/* Every entry, in the order of ids, into the heap. */
static gboolean
make_entries (WfIndex *self, GCancellable *cancellable, GError **error)
{
  g_autofree char *after = g_strdup ("");

  for (;;)
    {
      g_autoptr (GPtrArray) ids = wf_index_list_ids (self, LIST_IDS, after, error);

      if (ids == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (guint i = 0; i < ids->len; i++)
        {
          if (!wf_index_show_in_bulk (self, ids->pdata[i], error))
            return FALSE;
        }
      if (ids->len == 0)
        return TRUE;
      g_free (after);
      after = g_strdup (ids->pdata[ids->len - 1]);
    }
}

static gboolean
add_said (const char *id, const char *json, gpointer said, GError **error)
{
  g_hash_table_add (said, g_strdup (id));
  return TRUE;
}

/* In the transaction that makes the heap none of its pages is written to a journal first. Of the
 * catalogue it only reads. */
static gboolean
make_heap (WfIndex *self, GCancellable *cancellable, GError **error)
{
  gboolean ok;

  self->said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  ok = (self->local == NULL || wf_local_foreach (self->local, add_said, self->said, error)) &&
       wf_database_exec (self->db, "BEGIN", error) &&
       wf_database_end (self->db,
                        wf_database_exec (self->db, MAKE_HEAP, error) &&
                            make_entries (self, cancellable, error),
                        error);
  g_clear_pointer (&self->said, g_hash_table_unref);
  return ok;
}

static gboolean
copy_piece (WfIndex *self, const char *const *copies, gint64 first, gint64 last, GError **error)
{
  gboolean ok = wf_database_begin (self->db, error);

  for (; ok && *copies != NULL; copies++)
    ok = run_between (self, *copies, first, last, error);
  return wf_database_end (self->db, ok, error);
}

/* From the heap into the next tables, so many entries at a time; the best first, which is how they
 * are read. */
static gboolean
copy_entries (WfIndex *self,
              const char *const *copies,
              guint piece,
              GCancellable *cancellable,
              GError **error)
{
  gint64 first = -1, last = 0;

  while (last < G_MAXINT64)
    {
      g_autoptr (WfStatement) end = wf_statement_prepare (self->db, END_OF_PIECE, error);
      gboolean has_row;

      if (end == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      wf_statement_bind_int (end, 1, first);
      wf_statement_bind_int (end, 2, piece);
      if (!wf_statement_step (end, &has_row, error))
        return FALSE;
      last = has_row ? wf_statement_get_int (end, 0) : G_MAXINT64;
      wf_statement_reset (end);
      if (!copy_piece (self, copies, first, last, error))
        return FALSE;
      wf_index_settle (self);
      first = last;
    }
  return TRUE;
}

/* One whole out of many parts. As FTS5 documents: a first merge with a negative number begins with
 * all of them; it is done when a step changes fewer than two rows. */
static gboolean
merge (WfIndex *self, const char *sql, GCancellable *cancellable, GError **error)
{
  gint64 before, after;
  int pages = -MERGE_PAGES;

  do
    {
      g_autoptr (WfStatement) step = wf_statement_prepare (self->db, sql, error);

      if (step == NULL || g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !wf_database_get_int (self->db, COUNT_CHANGES, &before, error))
        return FALSE;
      wf_statement_bind_int (step, 1, pages);
      if (!wf_statement_run (step, error) ||
          !wf_database_get_int (self->db, COUNT_CHANGES, &after, error))
        return FALSE;
      wf_index_settle (self);
      pages = MERGE_PAGES;
  } while (after - before >= 2);
  return TRUE;
}

static gboolean
note_counter (WfIndex *self, gint64 counter, GError **error)
{
  g_autoptr (WfStatement) note = wf_statement_prepare (self->db, NOTE_COUNTER, error);

  if (note == NULL)
    return FALSE;
  wf_statement_bind_int (note, 1, counter);
  return wf_statement_run (note, error);
}

/* The one moment. @counter: of what the agency had said when the building began; what it said since
 * is laid over now. */
static gboolean
show_next (WfIndex *self, gint64 counter, WfIndexAlso also, gpointer user_data, GError **error)
{
  gint64 has_shown;

  return wf_index_set_sources (self, error) &&
         wf_database_get_int (self->db, HAS_SHOWN, &has_shown, error) &&
         (has_shown == 0 || wf_database_exec (self->db, SET_ASIDE, error)) &&
         wf_database_exec (self->db, TAKE_NAMES, error) && note_counter (self, counter, error) &&
         (also == NULL || also (user_data, error)) && wf_index_follow_local (self, error);
}

static gboolean
build (
    WfIndex *self, WfIndexAlso also, gpointer user_data, GCancellable *cancellable, GError **error)
{
  static const char *const ROWS[] = { COPY_ENTRY, COPY_BODY, COPY_BRIEF, NULL };
  static const char *const WORDS[] = { COPY_DETAIL, NULL };
  gint64 counter = self->local != NULL ? wf_local_get_counter (self->local) : 0;
  gboolean ok = wf_database_exec (self->db, IN_HASTE, error) &&
                make_heap (self, cancellable, error) &&
                wf_database_exec (self->db, MAKE_NEXT, error) &&
                copy_entries (self, ROWS, WF_INDEX_PIECE, cancellable, error) &&
                copy_entries (self, WORDS, WORDS_PIECE, cancellable, error) &&
                merge (self, MERGE_BRIEF, cancellable, error) &&
                merge (self, MERGE_DETAIL, cancellable, error) &&
                wf_database_exec (self->db, MERGE_AS_USUAL, error);

  if (!wf_database_exec (self->db, DROP_HEAP, ok ? error : NULL) || !ok)
    return FALSE;
  return wf_database_exec (self->db, IN_ORDER, error) && wf_database_begin (self->db, error) &&
         wf_database_end (self->db,
                          show_next (self, counter, also, user_data, error) &&
                              !g_cancellable_set_error_if_cancelled (cancellable, error),
                          error);
}

gboolean
wf_index_build (
    WfIndex *self, WfIndexAlso also, gpointer user_data, GCancellable *cancellable, GError **error)
{
  gboolean ok = build (self, also, user_data, cancellable, error);

  wf_database_exec (self->db, IN_ORDER, NULL);
  if (!ok)
    wf_database_exec (self->db, DROP_HEAP ";" DROP_SKETCH, NULL);
  return ok;
}

static gboolean
drop_records (WfIndex *self, gint64 source)
{
  gint64 first = 0, last;

  for (;;)
    {
      g_autoptr (WfStatement) end = wf_statement_prepare (self->db, END_OF_RECORDS, NULL);
      g_autoptr (WfStatement) drop = wf_statement_prepare (self->db, DROP_RECORDS, NULL);
      gboolean has_row;

      if (end == NULL || drop == NULL)
        return FALSE;
      wf_statement_bind_int (end, 1, source);
      wf_statement_bind_int (end, 2, first);
      if (!wf_statement_step (end, &has_row, NULL))
        return FALSE;
      if (wf_statement_is_null (end, 0))
        return TRUE;
      last = wf_statement_get_int (end, 0);
      wf_statement_reset (end);
      wf_statement_bind_int (drop, 1, source);
      wf_statement_bind_int (drop, 2, first);
      wf_statement_bind_int (drop, 3, last);
      if (!wf_statement_run (drop, NULL))
        return FALSE;
      wf_index_settle (self);
      first = last;
    }
}

static gboolean
drop_source (WfIndex *self, gint64 source)
{
  g_autoptr (WfStatement) drop = NULL;

  if (!drop_records (self, source))
    return FALSE;
  drop = wf_statement_prepare (self->db, DROP_SOURCE, NULL);
  if (drop == NULL)
    return FALSE;
  wf_statement_bind_int (drop, 1, source);
  return wf_statement_run (drop, NULL);
}

gboolean
wf_index_has_left (WfIndex *self)
{
  gint64 left;

  return wf_database_get_int (self->db, COUNT_LEFT, &left, NULL) && left > 0;
}

void
wf_index_clear_away (WfIndex *self)
{
  gint64 source;

  if (!wf_index_has_left (self))
    return;
  if (!wf_database_begin (self->db, NULL) ||
      !wf_database_end (self->db, wf_database_exec (self->db, DROP_LEFT, NULL), NULL))
    return;
  while (wf_database_get_int (self->db, LIST_HIDDEN, &source, NULL) && drop_source (self, source))
    wf_index_settle (self);
}

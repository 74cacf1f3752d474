/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The hand that writes catalogue.db: its connection, so that searches go on beside it, and its
 * sources. Belongs to the thread that opened it. What a source gives is wf-catalogue-batch.c's.
 *
 * Invariant: whoever writes holds the lock. Few changes are written in one transaction; many are
 * made beside what is shown, and count from one small transaction on.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-catalogue-store.h"

#include "wf-catalogue-batch.h"
#include "wf-catalogue-error.h"
#include "wf-catalogue-writing.h"
#include "wf-index-entries.h"
#include "wf-index-heirs.h"
#include "wf-statement.h"

/* When more than one in so many entries change, making all anew is the shorter way. */
#define MANY 4
#define FEW  200
/* More than this in one transaction, and the log grows beyond what it should. */
#define MOST     5000
#define USE_MORE "PRAGMA cache_size = -24576"
#define MAKE_STAGE                                                                                 \
  "CREATE TEMP TABLE stage (type TEXT NOT NULL, id TEXT NOT NULL, rev INTEGER NOT NULL,"           \
  " gone TEXT, into_id TEXT, digest BLOB, same INTEGER NOT NULL DEFAULT 0, json TEXT NOT NULL,"    \
  " entry TEXT, PRIMARY KEY (type, id));"                                                          \
  "CREATE TEMP TABLE touched (id TEXT PRIMARY KEY) WITHOUT ROWID; BEGIN"
#define DROP_STAGE "DROP TABLE IF EXISTS temp.stage; DROP TABLE IF EXISTS temp.touched"
#define TOUCH_SHARED                                                                               \
  "INSERT OR IGNORE INTO temp.touched (id) SELECT r.id FROM record AS r WHERE r." SHOWN            \
  " AND r.source = ?1 AND EXISTS (SELECT 1 FROM record AS o WHERE o.id = r.id AND o." SHOWN        \
  " AND o.source <> ?1)"
#define READ_SETTING "SELECT num, priority, is_on FROM source WHERE id = ?1"
#define SET_SOURCE   "UPDATE source SET priority = ?2, is_on = ?3 WHERE num = ?1"
#define TOUCH_ALL                                                                                  \
  "INSERT OR IGNORE INTO temp.touched (id) SELECT id FROM record WHERE " SHOWN " AND source = ?1"
#define COUNT_TOUCHED "SELECT count(*) FROM temp.touched"
#define COUNT_ENTRIES "SELECT count(*) FROM entry"
#define LIST_TOUCHED  "SELECT id FROM temp.touched ORDER BY id"

struct _WfCatalogueStore {
  WfIndex *index;
};

gboolean
wf_catalogue_finish (gboolean ok, GError **error, GError *inner)
{
  if (inner == NULL)
    return ok;
  if (inner->domain == WF_STORE_ERROR)
    return wf_catalogue_take_error (error, inner);
  g_propagate_error (error, inner);
  return FALSE;
}

gboolean
wf_catalogue_run (WfDatabase *db, const char *sql, gint64 source, GError **error)
{
  g_autoptr (WfStatement) statement = wf_statement_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;
  wf_statement_bind_int (statement, 1, source);
  return wf_statement_run (statement, error);
}

gboolean
wf_catalogue_refresh_touched (WfIndex *index, GCancellable *cancellable, GError **error)
{
  g_autoptr (WfStatement) list = NULL;
  gboolean has_row = FALSE;

  if (!wf_index_begin_refresh (index, error))
    return FALSE;
  list = wf_statement_prepare (index->db, LIST_TOUCHED, error);
  if (list == NULL)
    return FALSE;
  for (;;)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !wf_statement_step (list, &has_row, error))
        return FALSE;
      if (!has_row)
        return wf_index_end_refresh (index, error);
      if (!wf_index_refresh (index, wf_statement_get_text (list, 0), error))
        return FALSE;
    }
}

/* So much that all anew is shorter, or that one transaction could not hold it. */
gboolean
wf_catalogue_is_much (WfIndex *index, gboolean *out_is, GError **error)
{
  gint64 touched, entries;

  if (!wf_database_get_int (index->db, COUNT_TOUCHED, &touched, error) ||
      !wf_database_get_int (index->db, COUNT_ENTRIES, &entries, error))
    return FALSE;
  *out_is = touched > MOST || (touched > FEW && touched > entries / MANY);
  return TRUE;
}

static void
on_cancelled (GCancellable *cancellable, gpointer db)
{
  wf_database_interrupt (db);
}

gulong
wf_catalogue_allow_interrupt (GCancellable *cancellable, WfDatabase *db)
{
  return cancellable == NULL
             ? 0
             : g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), db, NULL);
}

/* While we are the one who writes; whatever a process left is away. */
gboolean
wf_catalogue_begin_writing (WfIndex *index, WfLockFile **out_lock, GError **error)
{
  if (!wf_index_lock (index, out_lock, error))
    return FALSE;
  wf_index_clear_away (index);
  return TRUE;
}

void
wf_catalogue_end_writing (WfIndex *index, WfLockFile *lock)
{
  wf_index_drop_sketch (index);
  wf_index_clear_away (index);
  /* A reader may hold it: then the next one does it. */
  wf_database_checkpoint (index->db, NULL);
  g_clear_pointer (&lock, wf_lock_file_release);
}

gboolean
wf_catalogue_make_stage (WfIndex *index, GError **error)
{
  index->has_stage = wf_database_exec (index->db, MAKE_STAGE, error);
  return index->has_stage;
}

/* Ends the staging transaction, if it still runs, and forgets what was staged. */
void
wf_catalogue_drop_stage (WfIndex *index)
{
  index->has_stage = FALSE;
  wf_database_rollback (index->db);
  wf_database_exec (index->db, DROP_STAGE, NULL);
}

/* Shows the sources as they are sketched, and what that touches. */
static gboolean
show_sketch (WfIndex *index, GCancellable *cancellable, GError **error)
{
  gboolean is;

  if (!wf_catalogue_is_much (index, &is, error))
    return FALSE;
  if (is)
    return wf_index_build (index, NULL, NULL, cancellable, error);
  return wf_database_begin (index->db, error) &&
         wf_database_end (index->db,
                          wf_index_set_sources (index, error) &&
                              wf_catalogue_refresh_touched (index, cancellable, error) &&
                              wf_index_follow_local (index, error),
                          error);
}

static gboolean
drop_source (WfIndex *index, gint64 num, GCancellable *cancellable, GError **error)
{
  return wf_index_sketch_sources (index, error) &&
         wf_catalogue_run (index->db, HIDE_SOURCE, num, error) &&
         wf_catalogue_run (index->db, TOUCH_ALL, num, error) &&
         show_sketch (index, cancellable, error);
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
         wf_catalogue_run (index->db, is_on == source->is_on ? TOUCH_SHARED : TOUCH_ALL, num,
                           error);
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
  g_autoptr (GError) why = NULL;
  GError *inner = NULL;
  WfLockFile *lock;

  self->index = wf_index_open_to_write (database, starter, words, error);
  if (self->index == NULL)
    return NULL;
  if (!wf_catalogue_finish (wf_database_exec (self->index->db, USE_MORE, &inner), error, inner))
    return NULL;
  if (wf_index_has_left (self->index) && wf_catalogue_begin_writing (self->index, &lock, NULL))
    wf_catalogue_end_writing (self->index, lock);
  if (!wf_index_hand_on (self->index, NULL, &why))
    g_debug ("what was said is not handed on: %s", why->message);
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
  gulong handler = wf_catalogue_allow_interrupt (cancellable, db);
  WfLockFile *lock;
  gint64 num;

  if (read != NULL)
    wf_statement_bind_text (read, 1, source);
  if (read != NULL && wf_statement_step (read, &has_row, &inner))
    {
      num = has_row ? wf_statement_get_int (read, 0) : 0;
      wf_statement_reset (read);
      ok = !has_row;
      if (has_row && wf_catalogue_begin_writing (self->index, &lock, &inner))
        {
          ok = wf_catalogue_make_stage (self->index, &inner) &&
               wf_database_exec (db, "COMMIT", &inner) &&
               drop_source (self->index, num, cancellable, &inner);
          wf_catalogue_drop_stage (self->index);
          wf_catalogue_end_writing (self->index, lock);
        }
    }
  g_cancellable_disconnect (cancellable, handler);
  return wf_catalogue_finish (ok, error, inner);
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
  handler = wf_catalogue_allow_interrupt (cancellable, db);
  if (sources != NULL && wf_catalogue_begin_writing (self->index, &lock, &inner))
    {
      ok = wf_catalogue_make_stage (self->index, &inner) &&
           wf_database_exec (db, "COMMIT", &inner) &&
           follow_sources (self->index, sources, cancellable, &inner);
      wf_catalogue_drop_stage (self->index);
      wf_catalogue_end_writing (self->index, lock);
    }
  g_cancellable_disconnect (cancellable, handler);
  return wf_catalogue_finish (ok, error, inner);
}

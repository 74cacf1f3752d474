/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Salvage: a new vault from every row of a harmed one that proves itself: an event whose bytes
 * hash to its id, a document whose own hash holds. Needs no key and no working SQLite structure.
 * Runs in the caller's thread, on a closed vault.
 *
 * Invariant: the harmed file is never written to; it is renamed only after the new one is whole.
 */
#define G_LOG_DOMAIN "wf-store"

#include "wf-document.h"
#include "wf-files.h"
#include "wf-migrator.h"
#include "wf-page-scan.h"
#include "wf-statement.h"
#include "wf-store-resources.h"
#include "wf-vault-care-private.h"

#include <string.h>

#define PAGE_SIZE    4096
#define INSERT_EVENT "INSERT INTO event (seq, owner_tag, event_id, body) VALUES (?1, ?2, ?3, ?4)"
/* a counter's box can only be judged with a key: the next unlock does */
#define INSERT_AUTHOR  "INSERT OR IGNORE INTO author (author_tag, body) VALUES (?1, ?2)"
#define AUTHOR_BYTES   (24 + WF_BOX_OVERHEAD)
#define AUTHOR_COLUMNS 2
#define ADD_ERRAND     "INSERT INTO errand (name) VALUES ('rebuild')"
/* columns of our tables, the rowid's own being stored as NULL */
#define EVENT_COLUMNS    4
#define DOCUMENT_COLUMNS 4
#define EVENT_MIN        (5 + WF_BOX_OVERHEAD)

typedef struct {
  WfDatabase *db;
  WfVaultReport *report;
  GHashTable *events;    /* ids that are in */
  GHashTable *documents; /* type ‖ key that are in */
  GHashTable *rowids;    /* of events, as pointers to gint64 */
  gint64 next_rowid;     /* for a rowid that is taken */
  gint64 highest;        /* of events */
  gboolean failed;
  GError **error;
} Salvage;

static gboolean
is_event (const WfPageColumn *columns, guint n)
{
  guint8 hash[WF_HASH_BYTES];

  if (n != EVENT_COLUMNS || !columns[1].is_blob || !columns[2].is_blob || !columns[3].is_blob ||
      columns[1].size != WF_OWNER_TAG_BYTES || columns[2].size != WF_HASH_BYTES ||
      columns[3].size < EVENT_MIN)
    return FALSE;
  wf_hash (hash, columns[3].bytes, columns[3].size);
  return memcmp (hash, columns[2].bytes, WF_HASH_BYTES) == 0;
}

static gint64
choose_rowid (Salvage *salvage, gint64 rowid)
{
  gint64 *chosen = g_new (gint64, 1);

  *chosen = rowid > 0 && rowid < G_MAXINT32 && !g_hash_table_contains (salvage->rowids, &rowid)
                ? rowid
                : salvage->next_rowid++;
  g_hash_table_add (salvage->rowids, chosen);
  if (*chosen < G_MAXINT32)
    salvage->highest = MAX (salvage->highest, *chosen);
  return *chosen;
}

static void
keep_event (Salvage *salvage, gint64 rowid, const WfPageColumn *columns)
{
  g_autoptr (GBytes) id = g_bytes_new (columns[2].bytes, columns[2].size);

  if (!g_hash_table_add (salvage->events, g_bytes_ref (id)))
    return;

  g_autoptr (WfStatement) insert = wf_statement_prepare (salvage->db, INSERT_EVENT, salvage->error);

  if (insert == NULL)
    {
      salvage->failed = TRUE;
      return;
    }
  wf_statement_bind_int (insert, 1, choose_rowid (salvage, rowid));
  wf_statement_bind_blob (insert, 2, columns[1].bytes, columns[1].size);
  wf_statement_bind_blob (insert, 3, columns[2].bytes, columns[2].size);
  wf_statement_bind_blob (insert, 4, columns[3].bytes, columns[3].size);
  if (wf_statement_run (insert, salvage->error))
    salvage->report->n_events++;
  else
    salvage->failed = TRUE;
}

static void
keep_document (Salvage *salvage, const WfPageColumn *body)
{
  WfDocumentType type = 0;
  g_autoptr (GBytes) key = NULL;
  g_autoptr (GBytes) content = wf_document_parse (body->bytes, body->size, &type, &key);
  gsize key_size;

  if (content == NULL || type < WF_DOCUMENT_VAULT || type > WF_DOCUMENT_LAST_TYPE)
    return;

  gconstpointer key_bytes = g_bytes_get_data (key, &key_size);
  g_autoptr (GBytes) name = wf_document_wrap (type, key_bytes, key_size, "", 0);

  if (!g_hash_table_add (salvage->documents, g_bytes_ref (name)))
    return;
  if (!wf_document_save (salvage->db, type, key_bytes, key_size, content, salvage->error))
    salvage->failed = TRUE;
  salvage->report->n_clients += type == WF_DOCUMENT_OWNER;
}

static void
keep_author (Salvage *salvage, const WfPageColumn *columns)
{
  g_autoptr (WfStatement) insert =
      wf_statement_prepare (salvage->db, INSERT_AUTHOR, salvage->error);

  if (insert != NULL)
    {
      wf_statement_bind_blob (insert, 1, columns[0].bytes, columns[0].size);
      wf_statement_bind_blob (insert, 2, columns[1].bytes, columns[1].size);
    }
  if (insert == NULL || !wf_statement_run (insert, salvage->error))
    salvage->failed = TRUE;
}

static gboolean
is_author (const WfPageColumn *columns, guint n)
{
  return n == AUTHOR_COLUMNS && columns[0].is_blob && columns[1].is_blob &&
         columns[0].size == WF_OWNER_TAG_BYTES && columns[1].size == AUTHOR_BYTES;
}

static void
visit_row (gint64 rowid, const WfPageColumn *columns, guint n_columns, gpointer user_data)
{
  Salvage *salvage = user_data;

  if (!salvage->failed && is_author (columns, n_columns))
    keep_author (salvage, columns);
  if (salvage->failed || n_columns < DOCUMENT_COLUMNS)
    return;
  if (is_event (columns, n_columns))
    keep_event (salvage, rowid, columns);
  else if (columns[n_columns - 1].is_blob)
    keep_document (salvage, &columns[n_columns - 1]);
}

/* Rows that were numbered and are not there: no event is ever deleted but by forgetting. */
static void
report_gaps (Salvage *salvage, guint n_unread)
{
  gint64 n_missing = 0;

  for (gint64 rowid = 1; rowid <= salvage->highest; rowid++)
    n_missing += !g_hash_table_contains (salvage->rowids, &rowid);
  if (n_unread > 0)
    wf_vault_report_add (salvage->report, WF_PROBLEM_FILE, NULL,
                         g_strdup_printf ("%u pages could not be read", n_unread));
  if (n_missing > 0)
    wf_vault_report_add (
        salvage->report, WF_PROBLEM_MISSING, NULL,
        g_strdup_printf ("%" G_GINT64_FORMAT " rows are harmed or were forgotten", n_missing));
}

static gboolean
fill_new (Salvage *salvage, const char *path, GError **error)
{
  g_autofree char *wal_path = g_strconcat (path, "-wal", NULL);
  g_autofree char *file = NULL, *wal = NULL;
  gsize size = 0, wal_size = 0;
  guint n_unread;

  if (!g_file_get_contents (path, &file, &size, NULL))
    {
      g_set_error_literal (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_FOUND, "no vault here");
      return FALSE;
    }
  if (!g_file_get_contents (wal_path, &wal, &wal_size, NULL))
    wal_size = 0;
  if (!wf_database_begin (salvage->db, error))
    return FALSE;
  n_unread = wf_page_scan ((const guint8 *) file, size, (const guint8 *) wal, wal_size, PAGE_SIZE,
                           visit_row, salvage);
  report_gaps (salvage, n_unread);
  return wf_database_end (salvage->db,
                          !salvage->failed && wf_care_renew_device (salvage->db, error) &&
                              wf_database_exec (salvage->db, ADD_ERRAND, error),
                          error);
}

/* Without an identity, a slot and a key set, what was found opens for no one. */
static gboolean
is_openable (Salvage *salvage, GError **error)
{
  static const char *const COUNT =
      "SELECT count(DISTINCT type) FROM document WHERE type IN (1, 2, 3)";
  gint64 n;

  if (!wf_database_get_int (salvage->db, COUNT, &n, error))
    return FALSE;
  if (n == 3)
    return TRUE;
  g_set_error_literal (error, WF_STORE_ERROR, WF_STORE_ERROR_DAMAGED,
                       "no key slots are whole: open a backup");
  return FALSE;
}

static gboolean
make_new (Salvage *salvage, const char *path, const char *fresh, GError **error)
{
  salvage->db = wf_database_open (
      fresh, WF_DATABASE_CREATE | WF_DATABASE_EXCLUSIVE | WF_DATABASE_SECURE_DELETE, error);

  gboolean ok = salvage->db != NULL &&
                wf_migrator_run (salvage->db, wf_store_get_resource (), WF_VAULT_SQL_FOLDER,
                                 WF_VAULT_APPLICATION_ID, NULL, error) &&
                fill_new (salvage, path, error) && is_openable (salvage, error) &&
                wf_database_checkpoint (salvage->db, error);

  g_clear_pointer (&salvage->db, wf_database_close);
  return ok && wf_files_sync (fresh, error);
}

WfVaultReport *
wf_vault_salvage_sync (const char *data_dir, char **out_kept_as, GError **error)
{
  g_return_val_if_fail (data_dir != NULL, NULL);

  g_autofree char *path = g_build_filename (data_dir, "vault.db", NULL);
  g_autofree char *lock_path = g_strconcat (path, ".lock", NULL);
  g_autofree char *base = g_strconcat (path, ".salvaged", NULL);
  g_autofree char *fresh = wf_files_unused_name (base);
  g_autoptr (WfLockFile) lock = wf_lock_file_take (lock_path, error);
  g_autoptr (WfVaultReport) report = wf_vault_report_new ();
  g_autoptr (GHashTable) events =
      g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  g_autoptr (GHashTable) documents =
      g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  g_autoptr (GHashTable) rowids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Salvage salvage = { .report = report,
                      .events = events,
                      .documents = documents,
                      .rowids = rowids,
                      .next_rowid = G_MAXINT32,
                      .error = error };

  if (lock == NULL ||
      !wf_migrator_check_file (
          path, wf_migrator_get_newest (wf_store_get_resource (), WF_VAULT_SQL_FOLDER), error))
    return NULL;
  if (make_new (&salvage, path, fresh, error) && wf_care_swap (data_dir, fresh, out_kept_as, error))
    return g_steal_pointer (&report);
  wf_files_destroy (fresh, NULL);
  return NULL;
}

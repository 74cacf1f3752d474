/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vault-fixture.h"

#include "wf-files.h"
#include "wf-statement.h"

#include <glib/gstdio.h>
#include <string.h>

static GPtrArray *folders; /* removed at the end */

static char *
make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("wf-db-XXXXXX", &error);

  g_assert_no_error (error);
  g_ptr_array_add (folders, g_strdup (folder));
  return folder;
}

static WfDatabase *
open_memory (void)
{
  g_autoptr (GError) error = NULL;
  WfDatabase *db = wf_database_open (":memory:", WF_DATABASE_CREATE, &error);

  g_assert_no_error (error);
  g_assert_true (
      wf_database_exec (db, "CREATE TABLE t (a ANY, b ANY, c ANY, d ANY) STRICT", &error));
  return db;
}

static void
test_bind_and_read (void)
{
  g_autoptr (WfDatabase) db = open_memory ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new ("\0\1", 2);
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);
  gboolean has_row;
  gsize size;

  {
    g_autoptr (WfStatement) insert =
        wf_statement_prepare (db, "INSERT INTO t VALUES (?, ?, ?, ?)", &error);

    wf_statement_bind_int (insert, 1, G_MAXINT64);
    wf_statement_bind_double (insert, 2, 0.5);
    wf_statement_bind_text (insert, 3, "نص");
    wf_statement_bind_bytes (insert, 4, bytes);
    g_assert_true (wf_statement_run (insert, &error));
    wf_statement_bind_bytes (insert, 1, empty);
    wf_statement_bind_bytes (insert, 2, NULL);
    wf_statement_bind_text (insert, 3, NULL);
    g_assert_true (wf_statement_run (insert, &error));
    g_assert_cmpint (wf_database_get_last_rowid (db), ==, 2);
    g_assert_cmpint (wf_database_get_changes (db), ==, 1);
  }
  g_autoptr (WfStatement) read = wf_statement_prepare (db, "SELECT a, b, c, d FROM t", &error);

  g_assert_true (wf_statement_step (read, &has_row, &error) && has_row);
  g_assert_cmpint (wf_statement_get_int (read, 0), ==, G_MAXINT64);
  g_assert_cmpfloat (wf_statement_get_double (read, 1), ==, 0.5);
  g_assert_cmpstr (wf_statement_get_text (read, 2), ==, "نص");
  g_autoptr (GBytes) back = wf_statement_dup_bytes (read, 3);
  g_autofree char *text = wf_statement_dup_text (read, 2);

  g_assert_cmpstr (text, ==, "نص");
  g_assert_true (g_bytes_equal (back, bytes));
  g_assert_true (wf_statement_step (read, &has_row, &error) && has_row);
  g_assert_false (wf_statement_is_null (read, 0));
  wf_statement_get_blob (read, 0, &size);
  g_assert_cmpuint (size, ==, 0);
  g_assert_true (wf_statement_is_null (read, 1));
  g_assert_null (wf_statement_get_text (read, 2));
  g_assert_true (wf_statement_step (read, &has_row, &error) && !has_row);
}

static void
test_cache (void)
{
  g_autoptr (WfDatabase) db = open_memory ();
  g_autoptr (GError) error = NULL;
  WfStatement *first = wf_statement_prepare (db, "SELECT 1", &error);
  WfStatement *second = wf_statement_prepare (db, "SELECT 1", &error);

  g_assert_true (first != second); /* in use: another one */
  wf_statement_release (first);
  g_assert_true (wf_statement_prepare (db, "SELECT 1", &error) == first);
  wf_statement_release (first);
  wf_statement_release (second);
  wf_statement_release (NULL);
}

static void
test_errors (void)
{
  g_autoptr (WfDatabase) db = open_memory ();
  g_autoptr (GError) error = NULL;
  gint64 value = 7;

  g_assert_null (wf_statement_prepare (db, "SELEKT", &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (wf_statement_prepare (db, "", &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (wf_database_get_int (db, "SELECT a FROM t", &value, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (wf_database_get_int (db, "SELECT x FROM t", &value, &error));
  g_assert_cmpint (value, ==, 7);
  g_clear_error (&error);

  g_autoptr (WfStatement) bad = wf_statement_prepare (db, "SELECT ?1", &error);

  wf_statement_bind_int (bad, 2, 1); /* no such parameter */
  wf_statement_bind_int (bad, 1, 1);
  g_assert_false (wf_statement_run (bad, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_INVALID);
  g_clear_error (&error);
  wf_statement_bind_int (bad, 1, 1);
  g_assert_true (wf_statement_run (bad, &error));
}

static void
test_transactions (void)
{
  g_autoptr (WfDatabase) db = open_memory ();
  g_autoptr (GError) error = NULL;
  gint64 n;

  g_assert_true (wf_database_begin (db, &error));
  g_assert_false (wf_database_begin (db, &error)); /* do not nest */
  g_clear_error (&error);
  g_assert_true (wf_database_exec (db, "INSERT INTO t (a) VALUES (1)", &error));
  g_assert_false (wf_database_end (db, FALSE, &error));
  g_assert_no_error (error);
  g_assert_true (wf_database_get_int (db, "SELECT count(*) FROM t", &n, &error) && n == 0);
  g_assert_true (wf_database_begin (db, &error));
  g_assert_true (wf_database_exec (db, "INSERT INTO t (a) VALUES (1)", &error));
  g_assert_true (wf_database_end (db, TRUE, &error));
  g_assert_true (wf_database_get_int (db, "SELECT count(*) FROM t", &n, &error) && n == 1);
  g_assert_false (wf_database_commit (db, &error)); /* nothing to commit */
}

static void
test_open_pragmas (void)
{
  static const struct {
    const char *pragma;
    gint64 expected;
  } cases[] = { { "PRAGMA synchronous", 2 },   { "PRAGMA mmap_size", 0 },
                { "PRAGMA secure_delete", 1 }, { "PRAGMA foreign_keys", 1 },
                { "PRAGMA page_size", 4096 },  { "PRAGMA trusted_schema", 0 } };
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "x.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (WfDatabase) db = wf_database_open (
      path, WF_DATABASE_CREATE | WF_DATABASE_EXCLUSIVE | WF_DATABASE_SECURE_DELETE, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (wf_database_get_path (db), ==, path);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 value;

      if (strstr (cases[i].pragma, "mmap") != NULL &&
          !wf_database_get_int (db, cases[i].pragma, &value, NULL))
        continue; /* built without mmap: no row */
      g_assert_true (wf_database_get_int (db, cases[i].pragma, &value, &error));
      g_assert_cmpint (value, ==, cases[i].expected);
    }
  g_assert_true (wf_database_exec (db, "CREATE TABLE t (a) ; INSERT INTO t VALUES (1)", &error));

  /* held alone: another connection is told so */
  g_assert_null (wf_database_open (path, WF_DATABASE_NONE, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_BUSY);
}

static void
test_open_fails (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "x.db", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (wf_database_open (path, WF_DATABASE_NONE, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (wf_database_open_with_vfs (path, WF_DATABASE_CREATE, "no-such-vfs", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);

  g_autofree char *noise = g_strnfill (8192, 'x');

  g_assert_true (g_file_set_contents (path, noise, 8192, &error));
  g_assert_null (wf_database_open (path, WF_DATABASE_NONE, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_DAMAGED);
  wf_database_close (NULL);
  wf_database_close_untouched (NULL);
}

/* Nobody else on this computer reads it, not even sealed. */
static void
assert_private (const char *path)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

static void
test_read_only_and_backup (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "x.db", NULL);
  g_autofree char *copy = g_build_filename (folder, "copy.db", NULL);
  g_autofree char *wal = g_strconcat (copy, "-wal", NULL);
  g_autoptr (GError) error = NULL;
  gint64 n;
  WfDatabase *db = wf_database_open (path, WF_DATABASE_CREATE, &error);

  g_assert_true (
      wf_database_exec (db, "CREATE TABLE t (a); INSERT INTO t VALUES (1), (2)", &error));
  g_assert_true (wf_database_checkpoint (db, &error));
  g_assert_true (wf_database_backup (db, copy, &error));
  assert_private (path);
  assert_private (copy);
  g_assert_false (wf_database_backup (db, copy, &error)); /* never replaces */
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_false (wf_database_backup (db, "/nowhere/at/all.db", &error));
  g_clear_error (&error);
  wf_database_close_untouched (db);
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));

  g_autoptr (WfDatabase) back = wf_database_open (copy, WF_DATABASE_READ_ONLY, &error);

  g_assert_no_error (error);
  g_assert_true (wf_database_get_int (back, "SELECT count(*) FROM t", &n, &error) && n == 2);
  g_assert_false (wf_database_exec (back, "DELETE FROM t", &error));
}

static void
tokenize_words (const char *text,
                gsize size,
                gboolean is_query,
                WfTokenEmit emit,
                gpointer sink,
                gpointer user_data)
{
  guint *calls = user_data;

  *calls += is_query ? 100 : 1;
  for (gsize start = 0, i = 0; i <= size; i++)
    if (i == size || text[i] == '|')
      {
        if (i > start && !emit (sink, text + start, i - start, start, i, FALSE))
          return;
        start = i + 1;
      }
}

static void
count_destroyed (gpointer data)
{
  guint *count = data;

  *count += 10000;
}

static void
test_tokenizer (void)
{
  guint calls = 0;
  gint64 rowid;
  g_autoptr (GError) error = NULL;

  {
    g_autoptr (WfDatabase) db = open_memory ();

    g_assert_true (
        wf_database_add_tokenizer (db, "bars", tokenize_words, &calls, count_destroyed, &error));
    g_assert_true (wf_database_exec (db,
                                     "CREATE VIRTUAL TABLE f USING fts5(t, tokenize = 'bars');"
                                     "INSERT INTO f VALUES ('one two|three'), ('four')",
                                     &error));
    g_assert_cmpuint (calls, ==, 2);
    g_assert_true (wf_database_get_int (db, "SELECT rowid FROM f WHERE f MATCH '\"one two\"'",
                                        &rowid, &error));
    g_assert_cmpint (rowid, ==, 1);
    g_assert_cmpuint (calls, ==, 102);
    g_assert_false (
        wf_database_get_int (db, "SELECT rowid FROM f WHERE f MATCH '\"two\"'", &rowid, NULL));
  }
  g_assert_cmpuint (calls, >, 10000);
}

static void
add_all (WfSqlCall *call, gpointer user_data)
{
  gint64 sum = 0;

  for (guint i = 0; i < wf_sql_call_get_n_args (call); i++)
    sum += wf_sql_call_get_int (call, i);
  wf_sql_call_return_int (call, sum);
}

static void
half (WfSqlCall *call, gpointer user_data)
{
  wf_sql_call_return_double (call, wf_sql_call_get_double (call, 0) / 2);
}

static void
first_letter (WfSqlCall *call, gpointer user_data)
{
  const char *text = wf_sql_call_get_text (call, 0);
  char letter[2] = { text != NULL ? *text : 0, 0 };

  wf_sql_call_return_text (call, text != NULL ? letter : NULL);
}

static void
test_functions (void)
{
  static const struct {
    const char *sql;
    gint64 expected;
  } cases[] = {
    { "SELECT add_all(1, 2, 3)", 6 },
    { "SELECT add_all()", 0 },
    { "SELECT half(3) = 1.5", 1 },
    { "SELECT first_letter('wf') = 'w'", 1 },
    { "SELECT first_letter(NULL) IS NULL", 1 },
  };
  g_autoptr (WfDatabase) db = open_memory ();
  g_autoptr (GError) error = NULL;
  gint64 value;

  g_assert_true (wf_database_add_function (db, "add_all", -1, add_all, NULL, NULL, &error));
  g_assert_true (wf_database_add_function (db, "half", 1, half, NULL, NULL, &error));
  g_assert_true (
      wf_database_add_function (db, "first_letter", 1, first_letter, NULL, NULL, &error));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (wf_database_get_int (db, cases[i].sql, &value, &error));
      g_assert_cmpint (value, ==, cases[i].expected);
    }
  guint destroyed = 0;

  g_assert_false (
      wf_database_add_function (db, "x", 1000, half, &destroyed, count_destroyed, &error));
  g_assert_cmpuint (destroyed, ==, 10000);
}

static gpointer
interrupt_soon (gpointer data)
{
  g_usleep (50 * 1000);
  wf_database_interrupt (data);
  return NULL;
}

static void
test_interrupt (void)
{
  g_autoptr (WfDatabase) db = open_memory ();
  g_autoptr (GError) error = NULL;
  gint64 value;
  GThread *thread = g_thread_new ("interrupter", interrupt_soon, db);

  g_assert_false (wf_database_get_int (
      db, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT sum(i) FROM n",
      &value, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_INTERRUPTED);
  g_thread_join (thread);
}

static void
test_files (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *from = g_build_filename (folder, "from", NULL);
  g_autofree char *to = g_build_filename (folder, "to", NULL);
  g_autofree char *deep = g_build_filename (folder, "a", "b", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (from, "words", -1, &error));
  g_assert_true (wf_files_copy (from, to, &error));
  g_assert_true (g_file_get_contents (to, &text, NULL, &error));
  g_assert_cmpstr (text, ==, "words");
  g_assert_false (wf_files_copy (from, to, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_false (wf_files_rename (from, to, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  g_autofree char *missing = g_build_filename (folder, "missing", NULL);

  g_assert_true (wf_files_exchange (from, to, &error));
  g_assert_false (wf_files_exchange (from, missing, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (wf_files_destroy (from, &error));
  g_assert_true (wf_files_destroy (from, &error)); /* missing is fine */
  g_assert_false (wf_files_copy (from, deep, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (wf_files_sync (from, &error));
  g_clear_error (&error);
  g_assert_true (wf_files_make_folder (deep, &error));
  g_assert_true (wf_files_make_folder (deep, &error));
  g_assert_true (wf_files_sync (deep, &error));
  g_assert_false (wf_files_destroy (deep, &error)); /* a folder */
  g_clear_error (&error);
  g_assert_false (wf_files_make_folder ("/proc/no", &error));
  g_clear_error (&error);

  g_autofree char *unused = wf_files_unused_name (to);

  g_assert_true (g_str_has_suffix (unused, "to-2"));
  g_assert_false (wf_files_copy (to, "/dev/full", &error));
  g_assert_nonnull (error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  folders = g_ptr_array_new_with_free_func (g_free);
  g_test_add_func ("/database/bind", test_bind_and_read);
  g_test_add_func ("/database/cache", test_cache);
  g_test_add_func ("/database/errors", test_errors);
  g_test_add_func ("/database/transactions", test_transactions);
  g_test_add_func ("/database/pragmas", test_open_pragmas);
  g_test_add_func ("/database/open-fails", test_open_fails);
  g_test_add_func ("/database/backup", test_read_only_and_backup);
  g_test_add_func ("/database/tokenizer", test_tokenizer);
  g_test_add_func ("/database/functions", test_functions);
  g_test_add_func ("/database/interrupt", test_interrupt);
  g_test_add_func ("/files", test_files);

  int code = g_test_run ();

  for (guint i = 0; i < folders->len; i++)
    remove_folder (g_ptr_array_index (folders, i));
  g_ptr_array_unref (folders);
  return code;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vault-fixture.h"

#include "wf-migrator.h"

#include <glib/gstdio.h>

#define APPLICATION 0x57665431

static GPtrArray *folders; /* removed at the end */

static char *
make_path (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("wf-mig-XXXXXX", &error);

  g_assert_no_error (error);
  g_ptr_array_add (folders, g_strdup (folder));
  return g_build_filename (folder, "x.db", NULL);
}

static void
assert_version (WfDatabase *db, gint64 expected)
{
  g_autoptr (GError) error = NULL;
  gint64 version;

  g_assert_true (wf_database_get_int (db, "PRAGMA user_version", &version, &error));
  g_assert_cmpint (version, ==, expected);
}

static void
test_steps (void)
{
  g_autofree char *path = make_path ();
  g_autofree char *backup = g_strconcat (path, ".before", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (WfDatabase) db = wf_database_open (path, WF_DATABASE_CREATE, &error);
  gint64 n;

  g_assert_true (wf_migrator_run (db, NULL, "/test/sql/good", APPLICATION, backup, &error));
  assert_version (db, 1);
  g_assert_false (g_file_test (backup, G_FILE_TEST_EXISTS)); /* nothing to lose yet */
  g_assert_true (wf_database_exec (db, "INSERT INTO note (text) VALUES ('x')", &error));
  g_assert_true (wf_migrator_run (db, NULL, "/test/sql/more", APPLICATION, backup, &error));
  assert_version (db, 2);
  g_assert_true (wf_database_get_int (db, "SELECT count(day) FROM note", &n, &error) && n == 1);
  g_assert_true (g_file_test (backup, G_FILE_TEST_EXISTS));
  g_assert_true (wf_migrator_run (db, NULL, "/test/sql/more", APPLICATION, backup, &error));
  g_autoptr (WfDatabase) before = wf_database_open (backup, WF_DATABASE_READ_ONLY, &error);

  assert_version (before, 1);
}

/* The second file fails in its middle: version 1 stays, with all it held. */
static void
test_failure_keeps_all (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfDatabase) db = wf_database_open (":memory:", WF_DATABASE_CREATE, &error);
  gint64 n;

  g_assert_true (wf_migrator_run (db, NULL, "/test/sql/good", APPLICATION, NULL, &error));
  g_assert_true (wf_database_exec (db, "INSERT INTO note (text) VALUES ('x')", &error));
  g_assert_false (wf_migrator_run (db, NULL, "/test/sql/bad", APPLICATION, NULL, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_INVALID);
  assert_version (db, 1);
  g_assert_true (wf_database_get_int (db, "SELECT count(*) FROM note", &n, NULL) && n == 1);
  g_assert_false (wf_database_get_int (db, "SELECT count(*) FROM half", &n, NULL));
}

static void
test_refuses_newer (void)
{
  g_autofree char *path = make_path ();
  g_autofree char *before = NULL, *after = NULL;
  gsize before_size, after_size;
  g_autoptr (GError) error = NULL;

  g_assert_true (wf_migrator_check_file (path, 1, &error)); /* no file yet */
  {
    g_autoptr (WfDatabase) db = wf_database_open (path, WF_DATABASE_CREATE, &error);

    g_assert_true (wf_migrator_run (db, NULL, "/test/sql/more", APPLICATION, NULL, &error));
    g_assert_false (wf_migrator_run (db, NULL, "/test/sql/good", APPLICATION, NULL, &error));
    g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_NEWER);
    g_clear_error (&error);
    g_assert_true (wf_database_checkpoint (db, &error));
  }
  g_assert_true (g_file_get_contents (path, &before, &before_size, &error));
  g_assert_true (wf_migrator_check_file (path, 2, &error));
  g_assert_false (wf_migrator_check_file (path, 1, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_NEWER);
  g_clear_error (&error);
  g_assert_true (g_file_get_contents (path, &after, &after_size, &error));
  g_assert_cmpmem (before, before_size, after, after_size);
  g_assert_true (g_file_set_contents (path, "short", -1, &error));
  g_assert_true (wf_migrator_check_file (path, 1, &error)); /* harmed: not ours to judge */
}

static void
test_refuses_other_program (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfDatabase) db = wf_database_open (":memory:", WF_DATABASE_CREATE, &error);

  g_assert_true (wf_migrator_run (db, NULL, "/test/sql/good", APPLICATION, NULL, &error));
  g_assert_false (wf_migrator_run (db, NULL, "/test/sql/more", APPLICATION + 1, NULL, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_DAMAGED);
  assert_version (db, 1);
}

static void
test_newest (void)
{
  g_assert_cmpuint (wf_migrator_get_newest (NULL, "/test/sql/more"), ==, 2);
  g_assert_cmpuint (wf_migrator_get_newest (NULL, "/test/nothing"), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  folders = g_ptr_array_new_with_free_func (g_free);
  g_test_add_func ("/migrator/steps", test_steps);
  g_test_add_func ("/migrator/failure", test_failure_keeps_all);
  g_test_add_func ("/migrator/newer", test_refuses_newer);
  g_test_add_func ("/migrator/other-program", test_refuses_other_program);
  g_test_add_func ("/migrator/newest", test_newest);

  int code = g_test_run ();

  for (guint i = 0; i < folders->len; i++)
    remove_folder (g_ptr_array_index (folders, i));
  g_ptr_array_unref (folders);
  return code;
}

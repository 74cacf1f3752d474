/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import-fixture.h"
#include "wf-catalogue-batch.h"
#include "wf-index-build.h"
#include "wf-lock-file.h"
#include "wf-statement.h"

#include <string.h>

static const WfCatalogueSource FEED = { "feed", "A feed", 20 };

static void
put (WfCatalogueBatch *batch, const char *id, gint64 rev, const char *name, guint8 digest)
{
  g_autofree char *json =
      g_strdup_printf ("{\"id\":\"%s\",\"name\":\"%s\",\"status\":\"active\"}", id, name);
  guint8 bytes[32] = { 0 };
  WfBatchRow row = { "service", id, rev, json, -1, bytes };
  g_autoptr (GError) error = NULL;

  memset (bytes, digest, sizeof bytes);
  wf_catalogue_batch_put (batch, &row, &error);
  g_assert_no_error (error);
}

static WfCatalogueBatch *
begin (ImportFixture *fixture, WfBatchMode mode)
{
  g_autoptr (GError) error = NULL;
  WfCatalogueBatch *batch = wf_catalogue_batch_new (fixture->store, &FEED, mode, NULL, &error);

  g_assert_no_error (error);
  return batch;
}

static void
apply (WfCatalogueBatch *batch, WfBatchTotals *totals)
{
  g_autoptr (GError) error = NULL;

  wf_catalogue_batch_apply (batch, NULL, NULL, totals, &error);
  g_assert_no_error (error);
}

static void
fill (ImportFixture *fixture)
{
  g_autoptr (WfCatalogueBatch) batch = begin (fixture, WF_BATCH_REPLACE);
  WfBatchTotals totals;

  put (batch, "00000000-0000-4000-8000-000000000001", 1, "Quibbit one", 1);
  put (batch, "00000000-0000-4000-8000-000000000002", 1, "Quibbit two", 2);
  put (batch, "00000000-0000-4000-8000-000000000003", 1, "Quibbit three", 0xff);
  wf_catalogue_batch_set_state (batch, "{\"seq\":1}");
  apply (batch, &totals);
  g_assert_cmpuint (totals.added, ==, 3);
  g_assert_cmpuint (totals.count, ==, 3);
  /* 1 + 2 + 255 in every byte, with carries from the right. */
  g_assert_cmpuint (totals.sum[31], ==, 0x02);
  g_assert_cmpuint (totals.sum[30], ==, 0x03);
  g_assert_cmpuint (totals.sum[0], ==, 0x03);
}

static void
test_replace (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_autofree char *state = NULL;

  import_fixture_init (&fixture);
  g_assert_null (wf_catalogue_store_dup_state (fixture.store, "feed"));
  fill (&fixture);
  state = wf_catalogue_store_dup_state (fixture.store, "feed");
  g_assert_cmpstr (state, ==, "{\"seq\":1}");
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbit"), ==, 3);
  {
    g_autoptr (WfCatalogueBatch) batch = begin (&fixture, WF_BATCH_REPLACE);
    WfBatchTotals totals;

    put (batch, "00000000-0000-4000-8000-000000000002", 2, "Quibbit second", 2);
    put (batch, "00000000-0000-4000-8000-000000000004", 1, "Quibbit four", 4);
    apply (batch, &totals);
    g_assert_cmpuint (totals.added, ==, 1);
    g_assert_cmpuint (totals.changed, ==, 1);
    g_assert_cmpuint (totals.removed, ==, 2);
    g_assert_cmpuint (totals.before, ==, 3);
    g_assert_cmpuint (totals.count, ==, 2);
    g_assert_cmpuint (totals.sum[31], ==, 6);
  }
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbit"), ==, 2);
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbit second"), ==, 1);
}

/* Only what is newer counts; what is removed leaves a stone. */
static void
test_delta (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_autoptr (GError) error = NULL;
  WfBatchTotals totals;

  import_fixture_init (&fixture);
  fill (&fixture);
  {
    g_autoptr (WfCatalogueBatch) batch = begin (&fixture, WF_BATCH_DELTA);

    put (batch, "00000000-0000-4000-8000-000000000001", 1, "Quibbit not newer", 9);
    put (batch, "00000000-0000-4000-8000-000000000002", 2, "Quibbit newer", 5);
    wf_catalogue_batch_remove (batch, "service", "00000000-0000-4000-8000-000000000003", 2,
                               "closed", NULL, &error);
    g_assert_no_error (error);
    wf_catalogue_batch_remove (batch, "service", "00000000-0000-4000-8000-000000000009", 2,
                               "closed", NULL, &error);
    g_assert_no_error (error);
    apply (batch, &totals);
  }
  g_assert_cmpuint (totals.added, ==, 0);
  g_assert_cmpuint (totals.changed, ==, 1);
  g_assert_cmpuint (totals.removed, ==, 1);
  g_assert_cmpuint (totals.count, ==, 2);
  g_assert_cmpuint (totals.sum[31], ==, 6);
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbit"), ==, 2);
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbit newer"), ==, 1);
  {
    g_autoptr (WfCatalogueBatch) batch = begin (&fixture, WF_BATCH_DELTA);

    put (batch, "00000000-0000-4000-8000-000000000003", 1, "Quibbit risen", 3);
    apply (batch, &totals);
  }
  g_assert_cmpuint (totals.added, ==, 0);
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbit risen"), ==, 0);
}

static gboolean
brake (const WfBatchTotals *totals, gpointer user_data, GError **error)
{
  if (totals->removed * 20 <= totals->before)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "too many go");
  return FALSE;
}

static void
test_check (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_autoptr (GError) error = NULL;

  import_fixture_init (&fixture);
  fill (&fixture);
  {
    g_autoptr (WfCatalogueBatch) batch = begin (&fixture, WF_BATCH_REPLACE);

    put (batch, "00000000-0000-4000-8000-000000000001", 9, "Quibbit alone", 1);
    g_assert_false (wf_catalogue_batch_apply (batch, brake, NULL, NULL, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  }
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbit"), ==, 3);
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbit alone"), ==, 0);
}

/* Two sources with the same entry: the one of the smaller priority is shown, then the other. */
static void
test_priority (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_autoptr (WfImportReport) report = NULL;
  g_autoptr (WfResource) entry = NULL, other = NULL;
  g_autoptr (GError) error = NULL;

  import_fixture_init (&fixture);
  g_free (import_fixture_write (&fixture, "services.json",
                                "[{\"id\":\"00000000-0000-4000-8000-000000000001\",\"name\":"
                                "\"Quibbit one of a file\",\"status\":\"active\"}]",
                                -1));
  report = import_fixture_import (&fixture, "services.json", &error);
  g_assert_no_error (error);
  fill (&fixture);
  entry = import_fixture_get (&fixture, "quibbit one");
  g_assert_cmpstr (entry->origin, ==, "feed");
  g_assert_cmpstr (entry->origin_title, ==, "A feed");
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbit"), ==, 3);
  g_assert_true (wf_catalogue_store_remove_source (fixture.store, "feed", NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbit"), ==, 1);
  other = import_fixture_get (&fixture, "quibbit one");
  g_assert_cmpstr (other->origin, ==, "x");
  g_assert_true (wf_catalogue_store_remove_source (fixture.store, "feed", NULL, &error));
}

static void
test_bad_rows (void)
{
  static const char *const BAD[] = {
    "", "[]", "{", "{\"id\":\"a\"}", "{\"name\":\"a\"}", "{\"id\":\"a\",\"name\":\" \"}"
  };
  g_auto (ImportFixture) fixture = { NULL };
  g_autoptr (WfCatalogueBatch) batch = NULL;

  import_fixture_init (&fixture);
  batch = begin (&fixture, WF_BATCH_REPLACE);
  for (guint i = 0; i < G_N_ELEMENTS (BAD); i++)
    {
      WfBatchRow row = { "service", "a", 1, BAD[i], -1, NULL };
      g_autoptr (GError) error = NULL;

      g_assert_false (wf_catalogue_batch_put (batch, &row, &error));
      g_assert_error (error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_FORMAT);
    }
}

/* Of a starter's shape, with so many members. */
static gboolean
put_entry (WfCatalogueBatch *batch, const char *id, guint members, GError **error)
{
  g_autoptr (GString) json = g_string_new (NULL);
  WfBatchRow row = { "entry", id, 1, NULL, -1, NULL };

  g_string_printf (json,
                   "{\"id\":\"%s\",\"name\":\"Quibbit\",\"kind\":\"device\",\"status\":\"active\","
                   "\"regions\":[\"CA\"]",
                   id);
  for (guint i = 5; i < members; i++)
    g_string_append_printf (json, ",\"x%u\":%u.5", i, i);
  g_string_append_c (json, '}');
  row.json = json->str;
  return wf_catalogue_batch_put (batch, &row, error);
}

/* One that could not be shown with what we add to it is refused alone. */
static void
test_most_members (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_autoptr (WfCatalogueBatch) batch = NULL;
  g_autoptr (GError) error = NULL, refused = NULL;
  WfBatchTotals totals;

  import_fixture_init (&fixture);
  batch = begin (&fixture, WF_BATCH_REPLACE);
  g_assert_true (put_entry (batch, "most", 511, &error));
  g_assert_no_error (error);
  g_assert_false (put_entry (batch, "more", 512, &refused));
  g_assert_error (refused, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_FORMAT);
  apply (batch, &totals);
  g_assert_cmpuint (totals.count, ==, 1);
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbit"), ==, 1);
}

/* Every entry as it is shown, in order. */
static char *
dup_shown (ImportFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfStatement) list = wf_statement_prepare (
      wf_catalogue_store_get_index (fixture->store)->db,
      "SELECT b.rank, e.source, b.json FROM body AS b JOIN entry AS e USING (rank) ORDER BY b.rank",
      &error);
  GString *shown = g_string_new (NULL);
  gboolean has_row;

  g_assert_no_error (error);
  while (wf_statement_step (list, &has_row, &error) && has_row)
    g_string_append_printf (shown, "%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\t%s\n",
                            wf_statement_get_int (list, 0), wf_statement_get_int (list, 1),
                            wf_statement_get_text (list, 2));
  g_assert_no_error (error);
  return g_string_free (shown, FALSE);
}

/* What was made of a record while it came is what is made of it later, and no source says for us
 * what we pinned or where it is from. */
static void
test_made_again (void)
{
  static const char *const RECORDS[][2] = {
    { "entry", "{\"origin\":{\"id\":\"own\"},\"id\":\"00000000-0000-4000-8000-000000000701\","
               "\"name\":\"Quibbit\",\"overlay\":{\"pinned\":true},\"kind\":\"device\","
               "\"status\":\"active\",\"regions\":[\"CA\"]}" },
    { "service",
      "{\"id\":\"00000000-0000-4000-8000-000000000702\",\"name\":\"QUIBBIT OF THE NORTH\","
      "\"cost_options\":[{\"amount\":5.0,\"currency\":\"cad\"}],\"minimum_age\":18,"
      "\"organization\":{\"name\":\"Who\"},\"capacities\":[{\"available\":3}]}" },
  };
  g_auto (ImportFixture) fixture = { NULL };
  g_autoptr (WfCatalogueBatch) batch = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (WfResource) first = NULL;
  g_autofree char *before = NULL, *after = NULL;
  WfBatchTotals totals;
  WfIndex *index;

  import_fixture_init (&fixture);
  index = wf_catalogue_store_get_index (fixture.store);
  batch = begin (&fixture, WF_BATCH_REPLACE);
  for (guint i = 0; i < 600; i++)
    {
      g_autofree char *id = g_strdup_printf ("00000000-0000-4000-8000-%012u", i);

      put (batch, id, 1, i % 2 ? "Vintok  ##one##" : "Vintok \u200b\u2066two", 1);
    }
  for (guint i = 0; i < G_N_ELEMENTS (RECORDS); i++)
    {
      g_autofree char *id = g_strdup_printf ("00000000-0000-4000-8000-%012u", 701 + i);
      WfBatchRow row = { RECORDS[i][0], id, 1, RECORDS[i][1], -1, NULL };

      wf_catalogue_batch_put (batch, &row, &error);
      g_assert_no_error (error);
    }
  apply (batch, &totals);
  first = import_fixture_get (&fixture, "quibbit");
  g_assert_cmpstr (first->origin, ==, "feed");
  g_assert_false (first->is_pinned);
  before = dup_shown (&fixture);
  wf_index_sketch_sources (index, &error);
  g_assert_no_error (error);
  wf_index_build (index, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  after = dup_shown (&fixture);
  g_assert_true (g_str_equal (before, after));
}

/* Enough of them that everything is made anew, and a change of one that is not. */
static void
test_many (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  WfBatchTotals totals;

  import_fixture_init (&fixture);
  {
    g_autoptr (WfCatalogueBatch) batch = begin (&fixture, WF_BATCH_REPLACE);

    for (guint i = 0; i < 1500; i++)
      {
        g_autofree char *id = g_strdup_printf ("00000000-0000-4000-8000-%012u", i);

        put (batch, id, 1, "Quibbit of many", 1);
      }
    apply (batch, &totals);
  }
  g_assert_cmpuint (totals.count, ==, 1500);
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbit"), ==, 1500);
  g_assert_cmpuint (import_fixture_count (&fixture, "linc"), >, 0);
  {
    g_autoptr (WfCatalogueBatch) batch = begin (&fixture, WF_BATCH_DELTA);

    put (batch, "00000000-0000-4000-8000-000000000700", 2, "Quibbit changed", 1);
    apply (batch, &totals);
  }
  g_assert_cmpuint (totals.changed, ==, 1);
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbit changed"), ==, 1);
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbit many"), ==, 1499);
}

/* From @first on so many, each called @name. */
static void
put_many (WfCatalogueBatch *batch, guint first, guint n, gint64 rev, const char *name)
{
  for (guint i = first; i < first + n; i++)
    {
      g_autofree char *id = g_strdup_printf ("00000000-0000-4000-8000-%012u", i);

      put (batch, id, rev, name, 1);
    }
}

static gint64
ask (ImportFixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value = -1;

  wf_database_get_int (wf_catalogue_store_get_index (fixture->store)->db, sql, &value, &error);
  g_assert_no_error (error);
  return value;
}

/* Neither a table nor a source that is being made or goes, and both indexes in order. */
static void
expect_tidy (ImportFixture *fixture)
{
  WfIndex *index = wf_catalogue_store_get_index (fixture->store);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM source WHERE id LIKE '~%'"), ==, 0);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'next_%'"
                                 " OR name LIKE 'old_%'"),
                   ==, 0);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM record AS r LEFT JOIN source AS s"
                                 " ON s.num = r.source WHERE s.num IS NULL"),
                   ==, 0);
  wf_database_exec (index->db,
                    "INSERT INTO brief (brief) VALUES ('integrity-check');"
                    "INSERT INTO detail (detail) VALUES ('integrity-check')",
                    &error);
  g_assert_no_error (error);
}

/* Much of a source changes, by a delta and then as a whole: what is older is not taken, what does
 * not change stays, what is gone is remembered, and the state goes with it. */
static void
test_beside (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_autofree char *state = NULL;
  WfBatchTotals totals;

  import_fixture_init (&fixture);
  {
    g_autoptr (WfCatalogueBatch) batch = begin (&fixture, WF_BATCH_REPLACE);

    put_many (batch, 0, 2500, 5, "Quibbit vintok");
    wf_catalogue_batch_set_state (batch, "{\"seq\":1}");
    apply (batch, &totals);
  }
  expect_tidy (&fixture);
  g_assert_cmpuint (totals.added, ==, 2500);
  {
    g_autoptr (WfCatalogueBatch) batch = begin (&fixture, WF_BATCH_DELTA);
    g_autoptr (GError) error = NULL;

    put_many (batch, 0, 1000, 6, "Quibbit zorbel");
    put_many (batch, 1000, 10, 4, "Quibbit stalix");
    for (guint i = 2000; i < 2400; i++)
      {
        g_autofree char *id = g_strdup_printf ("00000000-0000-4000-8000-%012u", i);

        wf_catalogue_batch_remove (batch, "service", id, 6, "closed", NULL, &error);
        g_assert_no_error (error);
      }
    apply (batch, &totals);
  }
  expect_tidy (&fixture);
  g_assert_cmpuint (totals.changed, ==, 1000);
  g_assert_cmpuint (totals.removed, ==, 400);
  g_assert_cmpuint (totals.count, ==, 2100);
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbit zorbel"), ==, 1000);
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbit vintok"), ==, 1100);
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbit stalix"), ==, 0);
  g_assert_cmpint (ask (&fixture, "SELECT count(*) FROM record WHERE gone = 'closed'"), ==, 400);
  g_assert_cmpint (ask (&fixture, "SELECT count(*) FROM recent"), ==, 1400);
  state = wf_catalogue_store_dup_state (fixture.store, "feed");
  g_assert_cmpstr (state, ==, "{\"seq\":1}");
  {
    g_autoptr (WfCatalogueBatch) batch = begin (&fixture, WF_BATCH_REPLACE);

    put_many (batch, 0, 500, 6, "Quibbit zorbel");
    apply (batch, &totals);
  }
  expect_tidy (&fixture);
  g_assert_cmpuint (totals.removed, ==, 1600);
  g_assert_cmpuint (totals.count, ==, 500);
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbit"), ==, 500);
  g_assert_cmpint (ask (&fixture, "SELECT count(*) FROM record WHERE gone = 'absent'"), ==, 1600);
  g_assert_cmpint (ask (&fixture, "SELECT count(*) FROM record WHERE gone = 'closed'"), ==, 400);
  g_assert_true (wf_catalogue_store_remove_source (fixture.store, "feed", NULL, NULL));
  expect_tidy (&fixture);
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbit"), ==, 0);
  g_assert_cmpuint (import_fixture_count (&fixture, "linc"), >, 0);
}

/* Ended when all is weighed and nothing written. */
static gboolean
cancel_now (const WfBatchTotals *totals, gpointer user_data, GError **error)
{
  g_cancellable_cancel (user_data);
  return TRUE;
}

static void
test_cancel_beside (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  import_fixture_init (&fixture);
  fill (&fixture);
  {
    g_autoptr (WfCatalogueBatch) batch =
        wf_catalogue_batch_new (fixture.store, &FEED, WF_BATCH_REPLACE, cancellable, &error);

    put_many (batch, 100, 900, 1, "Quibbit of many");
    g_assert_false (wf_catalogue_batch_apply (batch, cancel_now, cancellable, NULL, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  }
  expect_tidy (&fixture);
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbit"), ==, 3);
}

/* What a process that ended left is away when the next one opens; while somebody writes, nothing is
 * touched and a second one is told. */
static void
test_left_behind (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *starter =
      g_build_filename (g_getenv ("WF_SOURCE_ROOT"), "data", "catalogue", "starter.json", NULL);
  g_autofree char *words =
      g_build_filename (g_getenv ("WF_SOURCE_ROOT"), "data", "catalogue", "words.json", NULL);
  g_autofree char *lock_path = NULL;
  g_autoptr (WfLockFile) lock = NULL;

  import_fixture_init (&fixture);
  fill (&fixture);
  wf_database_exec (
      wf_catalogue_store_get_index (fixture.store)->db,
      "INSERT INTO source (id, title, priority, state, updated_us, count, sum, is_on)"
      " VALUES ('~next', '', 0, '{}', 0, 0, zeroblob (32), 0);"
      "INSERT INTO record (source, type, id, rev, json) SELECT num, 'service', 'x', 1, '{}'"
      " FROM source WHERE id = '~next';"
      "CREATE TABLE next_entry (rank INTEGER PRIMARY KEY);"
      "CREATE VIRTUAL TABLE old_brief USING fts5 (name, content = '')",
      &error);
  g_assert_no_error (error);
  lock_path = g_strconcat (fixture.database, ".lock", NULL);
  lock = wf_lock_file_take (lock_path, &error);
  g_assert_no_error (error);
  {
    g_autoptr (WfCatalogueBatch) batch = begin (&fixture, WF_BATCH_DELTA);

    put_many (batch, 0, 1, 1, "Quibbit of another");
    g_assert_false (wf_catalogue_batch_apply (batch, NULL, NULL, NULL, &error));
    g_assert_error (error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_DATABASE);
    g_clear_error (&error);
  }
  g_assert_cmpint (ask (&fixture, "SELECT count(*) FROM source WHERE id LIKE '~%'"), ==, 1);
  g_clear_pointer (&lock, wf_lock_file_release);
  wf_catalogue_store_close (fixture.store);
  fixture.store = wf_catalogue_store_open (fixture.database, starter, words, &error);
  g_assert_no_error (error);
  expect_tidy (&fixture);
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbit"), ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/replace", test_replace);
  g_test_add_func ("/store/delta", test_delta);
  g_test_add_func ("/store/check", test_check);
  g_test_add_func ("/store/priority", test_priority);
  g_test_add_func ("/store/bad-rows", test_bad_rows);
  g_test_add_func ("/store/most-members", test_most_members);
  g_test_add_func ("/store/made-again", test_made_again);
  g_test_add_func ("/store/many", test_many);
  g_test_add_func ("/store/beside", test_beside);
  g_test_add_func ("/store/cancel-beside", test_cancel_beside);
  g_test_add_func ("/store/left-behind", test_left_behind);
  return g_test_run ();
}

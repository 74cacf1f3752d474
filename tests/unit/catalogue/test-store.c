/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import-fixture.h"

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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/replace", test_replace);
  g_test_add_func ("/store/delta", test_delta);
  g_test_add_func ("/store/check", test_check);
  g_test_add_func ("/store/priority", test_priority);
  g_test_add_func ("/store/bad-rows", test_bad_rows);
  g_test_add_func ("/store/many", test_many);
  return g_test_run ();
}

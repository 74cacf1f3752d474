/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * In, out, in again where several things came with one id: nothing is lost, and no id goes to
 * another.
 */
#include "import-fixture.h"

#include "wf-export.h"
#include "wf-json.h"

#include <string.h>

/* Services of two ids, two without a name; organizations of one id that contradict each other;
 * ids that are numbers. */
static const char PAGE[] =
    "{\"contents\":["
    "{\"id\":\"a\",\"name\":\"Quibbit one\",\"organization\":{\"id\":\"o\",\"name\":\"Org one\"}},"
    "{\"id\":\"a\",\"name\":\"Quibbit two\",\"organization\":{\"id\":\"o\",\"name\":\"Org two\"},"
    "\"phones\":[{\"id\":\"p\",\"number\":\"1 23\"}]},"
    "{\"id\":7,\"name\":\"Quibbit three\",\"organization\":{\"id\":\"o\",\"name\":\"Org three\"}},"
    "{\"id\":7,\"name\":\"Quibbit four\",\"x_wayfinder\":{\"region\":\"CA-ON\"}},"
    "{\"id\":\"a\",\"name\":\"Quibbit five\"},{\"id\":\"a\",\"name\":\"Quibbit six\"},"
    "{\"id\":\"a\",\"name\":\"Quibbit seven\"},"
    "{\"id\":\"a\",\"description\":\"Has no name\"},"
    "{\"id\":\"a\",\"description\":\"Has none either\"}],"
    "\"x_others\":[{\"x_type\":\"organization\",\"id\":\"o\",\"name\":\"Org four\"},"
    "{\"x_type\":\"organization\",\"id\":\"o\",\"name\":\"Org five\"}]}";

static const char *const NAMES[][3] = {
  { "quibbit one", "Org one", NULL },     { "quibbit two", "Org two", "1 23" },
  { "quibbit three", "Org three", NULL }, { "quibbit four", "", NULL },
  { "quibbit five", "", NULL },           { "quibbit six", "", NULL },
  { "quibbit seven", "", NULL },
};

static void
take_in (ImportFixture *fixture, const char *name, WfImportReport **out_report)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfImportReport) report = import_fixture_import (fixture, name, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (report->services, ==, 9);
  g_assert_cmpuint (report->refused->len, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      g_autoptr (WfResource) entry = import_fixture_get (fixture, NAMES[i][0]);

      g_test_message ("%s: %s", name, NAMES[i][0]);
      g_assert_nonnull (entry);
      g_assert_cmpstr (entry->organization, ==, NAMES[i][1]);
      g_assert_cmpstr (entry->phone, ==, NAMES[i][2]);
    }
  g_assert_cmpuint (import_fixture_count (fixture, "quibbit"), ==, G_N_ELEMENTS (NAMES));
  *out_report = g_steal_pointer (&report);
}

/* Which record has which id: "service ID name" a line, in order. */
static char *
dup_who (ImportFixture *fixture)
{
  g_autofree char *records = import_fixture_dup_records (fixture, "x");
  g_auto (GStrv) lines = g_strsplit (records, "\n", -1);
  g_autoptr (GString) who = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      const char *json = strchr (strchr (lines[i], ' ') + 1, ' ');
      g_autoptr (JsonObject) object = wf_json_parse_object (json, -1, NULL);
      g_autofree char *id = wf_json_dup_text (object, "id");
      g_autofree char *name = wf_json_dup_text (object, "name");
      g_autofree char *words = wf_json_dup_text (object, "description");

      g_string_append_printf (who, "%.*s %s %s%s\n", (int) (json - lines[i]), lines[i], id, name,
                              words);
    }
  return g_string_free (g_steal_pointer (&who), FALSE);
}

static void
test_json (void)
{
  g_auto (ImportFixture) first = { NULL }, second = { NULL };
  g_autoptr (WfImportReport) in = NULL, again = NULL;
  g_autofree char *before = NULL, *after = NULL, *out = NULL, *text = NULL, *twice = NULL;
  g_autofree char *other = NULL;
  g_autoptr (GError) error = NULL;

  import_fixture_init (&first);
  import_fixture_init (&second);
  g_free (import_fixture_write (&first, "services.json", PAGE, -1));
  take_in (&first, "services.json", &in);
  out = g_build_filename (second.folder, "out.json", NULL);
  other = g_build_filename (second.folder, "other.json", NULL);
  g_assert_true (wf_catalogue_export_json (first.store, NULL, out, NULL, &error));
  g_assert_no_error (error);
  take_in (&second, "out.json", &again);
  g_assert_cmpuint (again->organizations, ==, in->organizations);
  g_assert_cmpuint (wf_import_report_get (again, "duplicate-id"), ==, 0);
  before = import_fixture_dup_records (&first, "x");
  after = import_fixture_dup_records (&second, "x");
  g_assert_cmpstr (before, ==, after);

  /* And out again. */
  g_assert_true (wf_catalogue_export_json (second.store, NULL, other, NULL, &error));
  g_assert_true (g_file_get_contents (out, &text, NULL, NULL));
  g_assert_true (g_file_get_contents (other, &twice, NULL, NULL));
  g_assert_cmpuint (strlen (text), ==, strlen (twice));
}

static void
test_tables (void)
{
  g_auto (ImportFixture) first = { NULL }, second = { NULL };
  g_autoptr (WfImportReport) in = NULL, again = NULL;
  g_autofree char *before = NULL, *after = NULL, *out = NULL;
  g_autoptr (GError) error = NULL;

  import_fixture_init (&first);
  import_fixture_init (&second);
  g_free (import_fixture_write (&first, "services.json", PAGE, -1));
  take_in (&first, "services.json", &in);
  out = g_build_filename (second.folder, "out", NULL);
  g_assert_true (wf_catalogue_export_tables (first.store, NULL, out, NULL, &error));
  g_assert_no_error (error);
  take_in (&second, "out", &again);
  before = dup_who (&first);
  after = dup_who (&second);
  g_assert_cmpstr (before, ==, after);
}

/* Whichever of them stands first: who had the id before has it again. */
static void
test_other_order (void)
{
  static const char TURNED[] = "[{\"id\":\"3f5b1c1e-0d0a-4e3c-8f57-0a6f1f1d7c11\",\"name\":"
                               "\"Quibbit two\",\"status\":\"active\","
                               "\"x_wayfinder\":{\"id\":\"a\"}},{\"id\":\"a\",\"name\":\"Quibbit "
                               "one\",\"status\":\"active\"}]";
  g_auto (ImportFixture) first = { NULL }, second = { NULL };
  g_autoptr (WfImportReport) in = NULL, again = NULL;
  g_autofree char *before = NULL, *after = NULL, *out = NULL;
  g_autoptr (GError) error = NULL;

  import_fixture_init (&first);
  import_fixture_init (&second);
  g_free (import_fixture_write (&first, "services.json", TURNED, -1));
  in = import_fixture_import (&first, "services.json", &error);
  g_assert_no_error (error);
  out = g_build_filename (second.folder, "out.json", NULL);
  g_assert_true (wf_catalogue_export_json (first.store, NULL, out, NULL, &error));
  again = import_fixture_import (&second, "out.json", &error);
  g_assert_no_error (error);
  before = import_fixture_dup_records (&first, "x");
  after = import_fixture_dup_records (&second, "x");
  g_assert_nonnull (strstr (before, "3f5b1c1e-0d0a-4e3c-8f57-0a6f1f1d7c11 {\"id\":\"a\""));
  g_assert_cmpstr (before, ==, after);
}

/* Two lists that number their entries alike, in one export. */
static void
test_two_lists (void)
{
  g_auto (ImportFixture) first = { NULL }, second = { NULL };
  g_autoptr (WfResource) was_zero = NULL, was_one = NULL;
  g_autofree char *out = NULL, *tables = NULL;

  import_fixture_init (&first);
  import_fixture_init (&second);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *text = g_strdup_printf ("[{\"id\":\"1\",\"name\":\"Quibbit %u\",\"phones\":"
                                               "[{\"id\":\"p\",\"number\":\"%u 23\"}]}]",
                                               i, i);
      g_autofree char *path = import_fixture_write (&first, "services.json", text, -1);
      WfImportOptions options = { .source = i == 0 ? "x" : "y" };
      g_autoptr (GError) error = NULL;

      wf_catalogue_import (first.store, path, &options, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
    }
  was_zero = import_fixture_get (&first, "quibbit 0");
  was_one = import_fixture_get (&first, "quibbit 1");
  out = g_build_filename (second.folder, "out.json", NULL);
  tables = g_build_filename (second.folder, "out", NULL);
  g_assert_true (wf_catalogue_export_json (first.store, NULL, out, NULL, NULL));
  g_assert_true (wf_catalogue_export_tables (first.store, NULL, tables, NULL, NULL));
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (WfImportReport) report =
          import_fixture_import (&second, i == 0 ? "out.json" : "out", NULL);
      g_autoptr (WfResource) zero = import_fixture_get (&second, "quibbit 0");
      g_autoptr (WfResource) one = import_fixture_get (&second, "quibbit 1");

      /* What is pinned or noted of them stays with them. */
      g_assert_cmpstr (zero->id, ==, was_zero->id);
      g_assert_cmpstr (one->id, ==, was_one->id);
      g_assert_cmpuint (report->services, ==, 2);
      g_assert_cmpstr (zero->phone, ==, "0 23");
      g_assert_cmpstr (one->phone, ==, "1 23");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/round-trip/json", test_json);
  g_test_add_func ("/round-trip/tables", test_tables);
  g_test_add_func ("/round-trip/other-order", test_other_order);
  g_test_add_func ("/round-trip/two-lists", test_two_lists);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Records that could not be read again: none comes in, and one that is there all the same takes
 * nothing else with it.
 */
#include "import-fixture.h"

#include "wf-catalogue-batch.h"
#include "wf-export.h"
#include "wf-json.h"
#include "wf-statement.h"

#include <string.h>

#define SERVICE(id, name, more)                                                                    \
  "{\"id\":\"" id "\",\"name\":\"" name "\",\"status\":\"active\"" more "}"
#define ONE   "aaaaaaaa-0000-4000-8000-000000000001"
#define TWO   "aaaaaaaa-0000-4000-8000-000000000002"
#define OTHER "{\"id\":\"aaaaaaaa-0000-4000-8000-000000000003\",\"name\":\"Quobbit\"}"

static WfImportReport *
import (ImportFixture *fixture, const char *text)
{
  g_autoptr (GError) error = NULL;
  WfImportReport *report;

  g_free (import_fixture_write (fixture, "services.json", text, -1));
  report = import_fixture_import (fixture, "services.json", &error);
  g_assert_no_error (error);
  return report;
}

static void
import_other (ImportFixture *fixture)
{
  g_autofree char *path = import_fixture_write (fixture, "other.json", "[" OTHER "]", -1);
  g_autoptr (GError) error = NULL;
  const WfImportOptions options = { .source = "y" };

  wf_catalogue_import (fixture->store, path, &options, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static char *
dup_export (ImportFixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "out.json", NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_assert_true (wf_catalogue_export_json (fixture->store, "x", path, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
pin (ImportFixture *fixture, const char *id)
{
  const WfEdit edit = { .kind = WF_EDIT_PIN, .id = id };

  g_assert_true (wf_catalogue_edit (fixture->store, &edit, NULL));
}

/* All that is done with it afterwards goes on. */
static void
go_on (ImportFixture *fixture)
{
  g_autofree char *out = dup_export (fixture);

  g_assert_nonnull (strstr (out, "Quibbit"));
  pin (fixture, TWO);
  import_other (fixture);
  g_assert_cmpuint (import_fixture_count (fixture, "quibbit"), ==, 1);
  g_assert_cmpuint (import_fixture_count (fixture, "quobbit"), ==, 1);
}

/* For a number: it is a text, as it stands there. */
static void
test_too_large (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_autoptr (WfImportReport) report = NULL;
  g_autofree char *out = NULL;

  import_fixture_init (&fixture);
  report = import (
      &fixture,
      "[" SERVICE (ONE, "Zorbit", ",\"x_score\":1e999,\"x_deep\":[{\"y\":-1E+400}]") "," SERVICE (
          TWO, "Quibbit", "") "]");
  g_assert_cmpuint (report->services, ==, 2);
  g_assert_cmpuint (report->refused->len, ==, 0);
  out = dup_export (&fixture);
  g_assert_nonnull (strstr (out, "\"x_score\":\"1e999\""));
  g_assert_nonnull (strstr (out, "\"-1E+400\""));
  pin (&fixture, ONE);
  go_on (&fixture);
}

static void
test_too_deep (void)
{
  for (guint depth = 190; depth < 260; depth += 6)
    {
      g_autofree char *open = g_strnfill (depth, '['), *closed = g_strnfill (depth, ']');
      g_autofree char *text = NULL;
      g_auto (ImportFixture) fixture = { NULL };
      g_autoptr (WfImportReport) report = NULL, again = NULL;
      g_autofree char *out = NULL;

      import_fixture_init (&fixture);
      text = g_strdup_printf (
          "[" SERVICE (ONE, "Zorbit", ",\"x_deep\":%s%s") "," SERVICE (TWO, "Quibbit", "") "]",
          open, closed);
      report = import (&fixture, text);
      g_assert_cmpuint (report->services + report->refused->len, ==, 2);
      /* What was taken comes out, and in again. */
      out = dup_export (&fixture);
      again = import (&fixture, out);
      g_assert_cmpuint (again->services, ==, report->services);
      go_on (&fixture);
    }
}

/* Kept to the last digit: it may be an id. */
static void
test_large_whole_numbers (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_autoptr (WfImportReport) report = NULL;
  g_autofree char *out = NULL;

  import_fixture_init (&fixture);
  report =
      import (&fixture, "[" SERVICE (ONE, "Zorbit",
                                     ",\"x_a\":12345678901234567890,\"x_b\":9223372036854775807,"
                                     "\"x_c\":\"12345678901234567890 1e999\"") "]");
  g_assert_cmpuint (report->services, ==, 1);
  out = dup_export (&fixture);
  g_assert_nonnull (strstr (out, ":\"12345678901234567890\""));
  g_assert_nonnull (strstr (out, ":9223372036854775807"));
  g_assert_nonnull (strstr (out, "\"12345678901234567890 1e999\""));
}

/* json-glib's way to write them is no JSON. */
static void
test_exponents (void)
{
  static const char *const NUMBERS[] = { "1e17",  "1e22",  "1E+308",  "-1e-10",
                                         "3e-10", "1.5e3", "0.1e-99", "100000000000000000000.0" };

  for (guint i = 0; i < G_N_ELEMENTS (NUMBERS); i++)
    {
      g_auto (ImportFixture) fixture = { NULL };
      g_autofree char *text = g_strdup_printf (
          "[" SERVICE (ONE, "Zorbit", ",\"x_n\":%s,\"x_s\":\"e-1.0 \\\"e+2.0\\\\\"") "]",
          NUMBERS[i]);
      g_autofree char *out = NULL, *after = NULL;
      g_autoptr (WfImportReport) report = NULL, again = NULL;

      import_fixture_init (&fixture);
      report = import (&fixture, text);
      g_assert_cmpuint (report->services, ==, 1);
      out = dup_export (&fixture);
      g_assert_nonnull (strstr (out, "e-1.0 \\\"e+2.0\\\\\""));
      again = import (&fixture, out);
      g_assert_cmpuint (again->services, ==, 1);
      after = dup_export (&fixture);
      g_assert_cmpstr (after, ==, out);
    }
}

/* Once for each byte, or it would take minutes. */
static void
test_many_odd (void)
{
  static const char ODD[] = ".+e";

  for (guint i = 0; ODD[i] != '\0'; i++)
    {
      g_autofree char *many = g_strnfill (4 << 20, ODD[i]);
      g_autofree char *text = g_strconcat ("{\"x_a\":1e5,\"x_b\":", many, "}", NULL);

      g_assert_null (wf_json_parse_object (text, -1, NULL));
    }
}

static void
harm (ImportFixture *fixture, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfStatement) update =
      wf_statement_prepare (wf_catalogue_store_get_index (fixture->store)->db,
                            "UPDATE record SET json = '{\"x\":inf.0}' WHERE id = ?1", &error);

  wf_statement_bind_text (update, 1, id);
  g_assert_true (wf_statement_run (update, &error));
}

static void
test_one_is_harmed (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_autoptr (WfImportReport) report = NULL, again = NULL;
  g_autofree char *out = NULL;

  import_fixture_init (&fixture);
  report = import (&fixture, "[" SERVICE (ONE, "Zorbit", "") "," SERVICE (TWO, "Quibbit", "") "]");
  harm (&fixture, ONE);
  out = dup_export (&fixture);
  g_assert_nonnull (strstr (out, "Quibbit"));
  pin (&fixture, ONE);
  pin (&fixture, TWO);
  import_other (&fixture);
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbit"), ==, 1);
  g_assert_cmpuint (import_fixture_count (&fixture, "quobbit"), ==, 1);
  again = import (&fixture, "[" SERVICE (ONE, "Zorbit", "") "," SERVICE (TWO, "Quibbit", "") "]");
  g_assert_cmpuint (import_fixture_count (&fixture, "zorbit"), ==, 1);
}

/* What programs that write tables call a number that is none. */
static void
test_no_numbers (void)
{
  static const char *const CELLS[] = { "nan", "inf", "-inf", "NaN", "1e999" };

  for (guint i = 0; i < G_N_ELEMENTS (CELLS); i++)
    {
      g_auto (ImportFixture) fixture = { NULL };
      g_autoptr (WfImportReport) report = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *places =
          g_strdup_printf ("id,name,latitude,longitude\nl1,Loc,%s,1\n", CELLS[i]);
      g_autofree char *services =
          g_strdup_printf ("id,organization_id,name,description,status,minimum_age\n"
                           "s1,o1,Zorbit,desc,active,%s\ns2,o1,Quibbit,desc,active,1\n",
                           CELLS[i]);
      g_autofree char *costs =
          g_strdup_printf ("id,service_id,amount,currency\nc1,s2,%s,CAD\n", CELLS[i]);
      g_autofree char *out = NULL;

      import_fixture_init (&fixture);
      g_free (import_fixture_write (&fixture, "set/organization.csv",
                                    "id,name,description\no1,Org,desc\n", -1));
      g_free (import_fixture_write (&fixture, "set/location.csv", places, -1));
      g_free (import_fixture_write (&fixture, "set/service.csv", services, -1));
      g_free (import_fixture_write (&fixture, "set/cost_option.csv", costs, -1));
      g_free (import_fixture_write (&fixture, "set/service_at_location.csv",
                                    "id,service_id,location_id\na1,s1,l1\n", -1));
      report = import_fixture_import (&fixture, "set", &error);
      g_assert_no_error (error);
      g_assert_cmpuint (report->services, ==, 2);
      g_assert_cmpuint (report->locations, ==, 1);
      out = dup_export (&fixture);
      g_assert_nonnull (strstr (out, "cost_options"));
      g_assert_cmpuint (import_fixture_count (&fixture, "zorbit"), ==, 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/unreadable/too-large", test_too_large);
  g_test_add_func ("/unreadable/too-deep", test_too_deep);
  g_test_add_func ("/unreadable/large-whole-numbers", test_large_whole_numbers);
  g_test_add_func ("/unreadable/exponents", test_exponents);
  g_test_add_func ("/unreadable/many-odd", test_many_odd);
  g_test_add_func ("/unreadable/one-is-harmed", test_one_is_harmed);
  g_test_add_func ("/unreadable/no-numbers", test_no_numbers);
  return g_test_run ();
}

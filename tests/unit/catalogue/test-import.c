/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import-fixture.h"

#include "wf-export.h"
#include "wf-json.h"

#include <glib/gstdio.h>
#include <string.h>

/* What is wrong with real tables, one of each. */
static const char ORGANIZATIONS[] = "id,name,description,url\n"
                                    "1,Zorblax House,Helps,www.zorblax.example\n"
                                    "2,Nobody's,No service of its own,\n";
static const char SERVICES[] =
    "id,organization_id,name,description,fees,status,x_unknown\n"
    "10,1,ZORBLAX COMPUTER CLASSES FOR ELDERS,\"First line\\nsecond ###MON### line \",Free,active,"
    "kept\n"
    "11,99,Orphaned service,Its organization is in no table,,,\n"
    ",1,Nameless id,Has no id,,inactive,\n"
    "12,1,,Has no name,,,\n"
    "10,1,Another of the same id,Says something else,,,\n"
    "13,1,Short row\n"
    "14,1,Too,many,cells,active,here,really\n";
static const char LOCATIONS[] = "id,organization_id,name,latitude,longitude\n"
                                "20,1,Main office,,\n"
                                "21,2,Far away,500,1\n";
static const char LINKS[] = "id,service_id,location_id\n30,10,20\n31,11,77\n";
static const char PHONES[] = "id,service_id,location_id,number,extension\n"
                             ",10,,312-346-9766 x 715,\n"
                             ",,20,ask at the desk,\n";
static const char ADDRESSES[] = "id,location_id,address_1,city,state_province,country\n"
                                "40,20,1 Main St,CHICAGO HEIGHTS,IL,\n"
                                "41,404,Gone,,IL,\n";
static const char ELIGIBILITY[] = "id,service_id,eligibility\n50,,Anyone\n51,10,Seniors\n";
static const char SCHEDULES[] = "id,service_id,weekday,opens_at,closes_at\n"
                                "60,10,Monday,8:30am,4pm\n";
static const char LANGUAGES[] = "id,service_id,language\n70,10,\"English and Klingon\"\n";

static void
write_tables (ImportFixture *fixture)
{
  static const struct {
    const char *name;
    const char *text;
  } FILES[] = {
    { "set/organizations.csv", ORGANIZATIONS },
    { "set/services.csv", SERVICES },
    { "set/locations.csv", LOCATIONS },
    { "set/services_at_location.csv", LINKS },
    { "set/phones.csv", PHONES },
    { "set/physical_addresses.csv", ADDRESSES },
    { "set/eligibility.csv", ELIGIBILITY },
    { "set/regular_schedules.csv", SCHEDULES },
    { "set/languages.csv", LANGUAGES },
  };

  for (guint i = 0; i < G_N_ELEMENTS (FILES); i++)
    g_free (import_fixture_write (fixture, FILES[i].name, FILES[i].text, -1));
}

static void
test_tables (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_autoptr (WfImportReport) report = NULL;
  g_autoptr (GError) error = NULL;
  static const struct {
    const char *kind;
    guint count;
  } KINDS[] = {
    { "orphan-organization", 1 },
    { "orphan-location", 1 },
    { "orphan-row", 1 },
    { "unlinkable-row", 1 },
    { "duplicate-id", 1 },
    { "capitals", 3 },
    { "literal-newline", 1 },
    { "marker", 1 },
    { "no-name", 1 },
    { "short-row", 1 },
    { "url-scheme", 4 },
    { "phone-extension", 2 },
    { "time", 4 },
    { "weekday", 2 },
    { "language-unknown", 2 },
    { "no-coordinates", 2 },
    { "without-service", 2 },
    { "empty-id", 3 },
    { "region-assumed", 3 },
    { "no-date", 5 },
    { "no-status", 3 },
  };

  import_fixture_init (&fixture);
  write_tables (&fixture);
  report = import_fixture_import (&fixture, "set", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->services, ==, 6);
  g_assert_cmpuint (report->organizations, ==, 2);
  g_assert_cmpuint (report->locations, ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (KINDS); i++)
    import_fixture_expect (report, KINDS[i].kind, KINDS[i].count);
  g_assert_cmpuint (report->refused->len, ==, 1);
  g_assert_cmpstr (((WfImportRefusal *) report->refused->pdata[0])->where, ==, "services.csv:8");
}

static void
test_shown (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_autoptr (WfImportReport) report = NULL;
  g_autoptr (WfResource) entry = NULL, orphan = NULL;
  g_autoptr (GError) error = NULL;

  import_fixture_init (&fixture);
  write_tables (&fixture);
  report = import_fixture_import (&fixture, "set", &error);
  entry = import_fixture_get (&fixture, "zorblax computer classes");
  g_assert_nonnull (entry);
  g_assert_cmpstr (entry->name, ==, "Zorblax Computer Classes for Elders");
  g_assert_cmpstr (entry->summary, ==, "First line\nsecond line");
  g_assert_cmpstr (entry->organization, ==, "Zorblax House");
  g_assert_cmpstr (entry->kind, ==, "training");
  g_assert_cmpstr (entry->phone, ==, "312-346-9766 ext. 715");
  g_assert_cmpstr (entry->hours, ==, "MO 08:30–16:00");
  g_assert_cmpstr (entry->source_url, ==, "https://www.zorblax.example");
  g_assert_cmpstr (entry->regions[0], ==, "US-IL");
  g_assert_cmpstr (entry->locality, ==, "Chicago Heights");
  g_assert_cmpstr (entry->as_of, ==, "unknown");
  g_assert_cmpstr (entry->origin, ==, "x");
  g_assert_true (entry->cost.is_known);
  g_assert_cmpfloat (entry->cost.amount, ==, 0);
  g_assert_cmpstr (entry->languages[0], ==, "en");
  g_assert_null (entry->languages[1]);

  orphan = import_fixture_get (&fixture, "orphaned service");
  g_assert_nonnull (orphan);
  g_assert_cmpint (orphan->status, ==, WF_RESOURCE_UNVERIFIED);
  g_assert_cmpstr (orphan->organization, ==, "");

  /* The shipped list stays beside it. */
  g_assert_cmpuint (import_fixture_count (&fixture, "linc"), >, 0);
}

/* In, out, in: the same, unknown columns and all. */
static void
check_round_trip (gboolean as_tables)
{
  g_auto (ImportFixture) first = { NULL }, second = { NULL };
  g_autoptr (WfImportReport) in = NULL, again = NULL;
  g_autofree char *before = NULL, *after = NULL, *out = NULL;
  g_autoptr (GError) error = NULL;
  guint count = 0;

  import_fixture_init (&first);
  import_fixture_init (&second);
  write_tables (&first);
  in = import_fixture_import (&first, "set", &error);
  g_assert_no_error (error);
  out = g_build_filename (second.folder, as_tables ? "out" : "out.json", NULL);
  g_assert_true (as_tables ? wf_catalogue_export_tables (first.store, NULL, out, &count, &error)
                           : wf_catalogue_export_json (first.store, NULL, out, &count, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count, ==, 5);
  again = import_fixture_import (&second, as_tables ? "out" : "out.json", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->services, ==, in->services);
  g_assert_cmpuint (again->organizations, ==, in->organizations);
  g_assert_cmpuint (again->locations, ==, in->locations);
  g_assert_cmpuint (again->refused->len, ==, 0);
  before = import_fixture_dup_records (&first, "x");
  after = import_fixture_dup_records (&second, "x");
  g_assert_nonnull (strstr (before, "\"x_unknown\":\"kept\""));
  if (!as_tables)
    g_assert_cmpstr (before, ==, after);
  g_assert_nonnull (strstr (after, "\"x_unknown\":\"kept\""));
  g_assert_nonnull (strstr (after, "ask at the desk"));
  g_assert_nonnull (strstr (after, "Gone"));
}

/* No more than HSDS asks of a service, and what it may say without an organization. */
static const char MINIMAL[] =
    "{\"id\":\"3f5b1c1e-0d0a-4e3c-8f57-0a6f1f1d7c11\",\"name\":\"Quibbit\",\"status\":\"active\","
    "\"schedules\":[{\"id\":\"s\",\"byday\":\"MO\",\"opens_at\":\"09:00\",\"closes_at\":\"17:00\"}]"
    ","
    "\"phones\":[{\"id\":\"p\",\"number\":\"416 555 0100\"}],"
    "\"languages\":[{\"id\":\"l\",\"code\":\"fr\"}],"
    "\"required_documents\":[{\"id\":\"d\",\"document\":\"A bill\"}],\"minimum_age\":18}\n"
    "{\"id\":\"3f5b1c1e-0d0a-4e3c-8f57-0a6f1f1d7c12\",\"name\":\"Quobbit\","
    "\"eligibility_description\":\"Adults\","
    "\"phones\":[{\"id\":\"p\",\"number\":\"416 555 0100\"}]}\n";

static void
check_minimal (ImportFixture *fixture, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfImportReport) report = import_fixture_import (fixture, name, &error);
  g_autoptr (WfResource) entry = NULL, other = NULL;

  g_test_message ("%s", name);
  g_assert_no_error (error);
  g_assert_cmpuint (report->services, ==, 2);
  entry = import_fixture_get (fixture, "quibbit");
  g_assert_nonnull (entry);
  g_assert_cmpstr (entry->hours, ==, "MO 09:00–17:00");
  g_assert_cmpstr (entry->phone, ==, "416 555 0100");
  g_assert_cmpstr (entry->languages[0], ==, "fr");
  g_assert_cmpstr (entry->how_to_apply, ==, "A bill");
  other = import_fixture_get (fixture, "quobbit");
  g_assert_cmpstr (other->phone, ==, "416 555 0100");
  g_assert_cmpstr (other->eligibility, ==, "Adults");
}

static void
test_minimal (void)
{
  g_auto (ImportFixture) first = { NULL }, json = { NULL }, tables = { NULL };
  static const char *const NAMES[] = { "services.ndjson", "list.ndjson" };

  import_fixture_init (&first);
  import_fixture_init (&json);
  import_fixture_init (&tables);
  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *before = NULL, *after = NULL, *out = NULL, *folder = NULL;

      g_free (import_fixture_write (&first, NAMES[i], MINIMAL, -1));
      check_minimal (&first, NAMES[i]);
      out = g_build_filename (json.folder, "organizations.json", NULL);
      folder = g_build_filename (tables.folder, "out", NULL);
      g_assert_true (wf_catalogue_export_json (first.store, NULL, out, NULL, &error));
      g_assert_true (wf_catalogue_export_tables (first.store, NULL, folder, NULL, &error));
      g_assert_no_error (error);
      check_minimal (&json, "organizations.json");
      check_minimal (&tables, "out");
      before = import_fixture_dup_records (&first, "x");
      after = import_fixture_dup_records (&json, "x");
      g_assert_cmpstr (before, ==, after);
    }
}

/* A row of another program may have lists of HSDS beside its cells. */
static void
test_mixed (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_autoptr (WfImportReport) report = NULL;
  g_autoptr (WfResource) entry = NULL;
  g_autoptr (GError) error = NULL;

  import_fixture_init (&fixture);
  g_free (import_fixture_write (
      &fixture, "places.ndjson",
      "{\"_id\":\"7\",\"title\":\"Quibbit\",\"status\":\"active\",\"city\":\"Ottawa\",\"language\":"
      "\"en\","
      "\"schedules\":[{\"byday\":\"MO\",\"opens_at\":\"09:00\",\"closes_at\":\"17:00\"}],"
      "\"languages\":[{\"code\":\"fr\"}]}",
      -1));
  report = import_fixture_import (&fixture, "places.ndjson", &error);
  g_assert_no_error (error);
  entry = import_fixture_get (&fixture, "quibbit");
  g_assert_nonnull (entry);
  g_assert_cmpstr (entry->locality, ==, "Ottawa");
  g_assert_cmpstr (entry->hours, ==, "MO 09:00–17:00");
  g_assert_cmpuint (g_strv_length (entry->languages), ==, 2);
}

/* Where nothing was imported the shipped list goes out, as services that read back whole. */
static void
test_export_shipped (void)
{
  g_auto (ImportFixture) first = { NULL }, second = { NULL };
  g_autoptr (WfImportReport) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) page = NULL;
  g_autofree char *out = NULL, *text = NULL;
  guint count = 0;

  import_fixture_init (&first);
  import_fixture_init (&second);
  out = g_build_filename (second.folder, "shipped.json", NULL);
  g_assert_true (wf_catalogue_export_json (first.store, NULL, out, &count, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count, >, 100);
  g_assert_true (g_file_get_contents (out, &text, NULL, NULL));
  page = wf_json_parse_object (text, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (json_array_get_length (wf_json_get_array (page, "contents")), ==, count);
  g_assert_nonnull (strstr (text, "\"defunct\""));
  g_assert_nonnull (strstr (text, "\"assured_date\""));
  again = import_fixture_import (&second, "shipped.json", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->services, ==, count);
  g_assert_cmpuint (again->refused->len, ==, 0);
}

/* A place that cannot be written: said, and nothing half written is left. */
static void
test_export_nowhere (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_autofree char *out = NULL;

  import_fixture_init (&fixture);
  g_free (import_fixture_write (&fixture, "file", "not a folder", -1));
  out = g_build_filename (fixture.folder, "file", "out", NULL);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (i == 0 ? wf_catalogue_export_json (fixture.store, NULL, out, NULL, &error)
                             : wf_catalogue_export_tables (fixture.store, NULL, out, NULL, &error));
      g_assert_nonnull (error);
      g_assert_false (g_file_test (out, G_FILE_TEST_EXISTS));
    }
}

static void
test_round_trip_json (void)
{
  check_round_trip (FALSE);
}

static void
test_round_trip_tables (void)
{
  check_round_trip (TRUE);
}

static void
test_page (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_autoptr (WfImportReport) report = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  /* It says three and holds five, of which two are the same and one contradicts. */
  import_fixture_init (&fixture);
  path = import_fixture_write (
      &fixture, "services.json",
      "{\"total_items\":3,\"contents\":["
      "{\"id\":\"a\",\"name\":\"Quibbit one\",\"organization\":{\"id\":\"o\",\"name\":\"Org\"}},\n"
      "{\"id\":\"a\",\"name\":\"Quibbit one\",\"url\":\"http://e.example\"},\n"
      "{\"id\":\"a\",\"name\":\"Quibbit two\"},\n"
      "{\"id\":7,\"name\":\"Quibbit three\",\"minimum_age\":\"12\",\"odd\":[1,null]},\n"
      "{\"id\":\"b\",\"name\":\"Quibbit four\",broken},\n"
      "{\"id\":\"c\",\"name\":\"  \"}]}",
      -1);
  report = import_fixture_import (&fixture, "services.json", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->services, ==, 4);
  g_assert_cmpuint (report->organizations, ==, 1);
  import_fixture_expect (report, "duplicate", 1);
  import_fixture_expect (report, "duplicate-id", 1);
  import_fixture_expect (report, "no-name", 1);
  g_assert_cmpuint (report->refused->len, ==, 1);
  g_assert_cmpstr (((WfImportRefusal *) report->refused->pdata[0])->where, ==, "services.json:5");
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbit"), ==, 3);
}

static void
test_shapes (void)
{
  static const struct {
    const char *name;
    const char *text;
    guint services, organizations, locations;
  } CASES[] = {
    { "lines.ndjson",
      "{\"id\":\"a\",\"name\":\"A\",\"status\":\"active\",\"description\":\"x\"}\n"
      "{\"id\":\"b\",\"name\":\"B\",\"status\":\"active\",\"description\":\"x\"}\n",
      2, 0, 0 },
    { "list.json", "[{\"id\":\"a\",\"name\":\"A\",\"organization\":{\"id\":\"o\"}}]", 1, 1, 0 },
    { "organizations.json",
      "[{\"id\":\"o\",\"name\":\"O\",\"services\":[{\"id\":\"a\",\"name\":\"A\"}"
      ",{\"id\":\"b\",\"name\":\"B\"}]}]",
      2, 1, 0 },
    { "service_at_locations.json",
      "[{\"id\":\"x\",\"service\":{\"id\":\"a\",\"name\":\"A\"},\"location\":{\"id\":\"l\"}},"
      "{\"id\":\"y\",\"service\":{\"id\":\"a\",\"name\":\"A\"},\"location\":{\"id\":\"m\"}}]",
      1, 0, 2 },
    { "tabular.json",
      "{\"services.csv\":[{\"id\":\"a\",\"organization_id\":\"o\",\"name\":\"A\"}],"
      "\"organizations.csv\":[{\"id\":\"o\",\"name\":\"O\"}]}",
      1, 1, 0 },
    { "shell.json",
      "{ \"_id\" : ObjectId(\"57\"), \"title\" : \"Cafe (free)\", \"lat\": 1,"
      " \"n\" : NumberInt(0), \"city\":\"X\" }\n{ \"_id\" : ObjectId(\"58\"), "
      "\"title\" : \"B\", \"city\":\"Y\" }",
      2, 0, 2 },
    { "list-of-ours.json",
      "{\"format\":\"wayfinder-starter\",\"v\":1,\"resources\":[{\"id\":\"one\",\"name\":\"One\","
      "\"kind\":\"device\",\"status\":\"active\",\"regions\":[\"CA\"]}]}",
      1, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_auto (ImportFixture) fixture = { NULL };
      g_autoptr (WfImportReport) report = NULL;
      g_autoptr (GError) error = NULL;

      import_fixture_init (&fixture);
      g_free (import_fixture_write (&fixture, CASES[i].name, CASES[i].text, -1));
      report = import_fixture_import (&fixture, CASES[i].name, &error);
      g_test_message ("%s", CASES[i].name);
      g_assert_no_error (error);
      g_assert_cmpuint (report->services, ==, CASES[i].services);
      g_assert_cmpuint (report->organizations, ==, CASES[i].organizations);
      g_assert_cmpuint (report->locations, ==, CASES[i].locations);
      g_assert_cmpuint (report->refused->len, ==, 0);
    }
}

/* What cannot be taken changes nothing; what is taken replaces what was. */
static void
test_replace (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_autoptr (WfImportReport) first = NULL, second = NULL, none = NULL;
  g_autoptr (GError) error = NULL, refused = NULL, workbook = NULL;

  import_fixture_init (&fixture);
  g_free (import_fixture_write (&fixture, "a/services.json",
                                "[{\"id\":\"a\",\"name\":\"Quibbit\"},"
                                "{\"id\":\"b\",\"name\":\"Quibbot\"}]",
                                -1));
  g_free (import_fixture_write (&fixture, "b/services.json",
                                "[{\"id\":\"a\",\"name\":\"Quibbit changed\"}]", -1));
  g_free (import_fixture_write (&fixture, "c/services.json", "[{\"id\":\"a\",nonsense]", -1));
  g_free (import_fixture_write (&fixture, "d.xlsx", "PK", -1));
  first = import_fixture_import (&fixture, "a", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbot"), ==, 1);
  none = import_fixture_import (&fixture, "c", &refused);
  g_assert_null (none);
  g_assert_error (refused, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_FORMAT);
  g_assert_null (import_fixture_import (&fixture, "d.xlsx", &workbook));
  g_assert_error (workbook, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_FORMAT);
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbot"), ==, 1);
  second = import_fixture_import (&fixture, "b", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbot"), ==, 0);
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbit"), ==, 1);
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbit changed"), ==, 1);
}

static void
test_cancelled (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  WfImportOptions options = { .source = "x" };

  import_fixture_init (&fixture);
  path =
      import_fixture_write (&fixture, "services.json", "[{\"id\":\"a\",\"name\":\"Quibbit\"}]", -1);
  g_cancellable_cancel (cancellable);
  g_assert_false (
      wf_catalogue_import (fixture.store, path, &options, cancellable, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbit"), ==, 0);
}

/* Two partners send a file of one name: the first is not taken away in silence, nor both mixed. */
static void
test_same_name (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_autofree char *one = NULL, *other = NULL, *source = NULL, *known = NULL;
  g_autoptr (GError) error = NULL, asks = NULL;
  WfImportOptions options = { .format = WF_IMPORT_AUTO };
  WfBatchTotals totals = { 0 };

  import_fixture_init (&fixture);
  one = import_fixture_write (&fixture, "a/list.csv",
                              "name,phone\nQuibbit,1\nQuabbit,2\nQuobbit,3\n", -1);
  other = import_fixture_write (&fixture, "b/list.csv", "name,phone\nQuobbit two,4\n", -1);
  wf_catalogue_import (fixture.store, one, &options, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (wf_catalogue_import (fixture.store, other, &options, NULL, NULL, NULL, &asks));
  g_assert_error (asks, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_SHRINKS);
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbit"), ==, 1);
  g_assert_cmpuint (import_fixture_count (&fixture, "quobbit"), ==, 1);

  /* Beside it; from then on each is known by where it stands. */
  options.source = source = wf_import_make_other_source (fixture.store, other);
  g_assert_cmpstr (source, ==, "file-list-csv-2");
  wf_catalogue_import (fixture.store, other, &options, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  options.source = NULL;
  wf_catalogue_import (fixture.store, other, &options, NULL, NULL, &totals, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (totals.before, ==, 1);
  known = wf_import_find_source (fixture.store, one);
  g_assert_cmpstr (known, ==, "file-list-csv");
  g_assert_cmpuint (import_fixture_count (&fixture, "quobbit"), ==, 2);

  /* The same file with less in it, and another list when somebody agreed. */
  g_free (import_fixture_write (&fixture, "a/list.csv", "name,phone\nQuibbit,1\n", -1));
  wf_catalogue_import (fixture.store, one, &options, NULL, NULL, &totals, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (totals.removed, ==, 2);
  options.may_shrink = TRUE;
  g_free (import_fixture_write (&fixture, "c/list.csv", "name,phone\nQuubbit,1\n", -1));
  g_free (other);
  other = g_build_filename (fixture.folder, "c", "list.csv", NULL);
  wf_catalogue_import (fixture.store, other, &options, NULL, NULL, &totals, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbit"), ==, 0);
}

static void
expect_region (ImportFixture *fixture, const char *text, const char *region)
{
  g_autoptr (WfResource) entry = import_fixture_get (fixture, text);

  g_test_message ("%s", text);
  g_assert_nonnull (entry);
  g_assert_cmpstr (entry->regions[0], ==, region);
  g_assert_null (entry->regions[1]);
}

/* Where whoever imports says, unless an address says it. */
static void
test_region (void)
{
  static const char *const FILES[][2] = {
    { "mine.csv", "name,city,province\nQuibbit,,\nQuabbit,Ottawa,\nQuobbit,Laval,QC\n" },
    { "services.json",
      "[{\"id\":\"1\",\"name\":\"Quibbit\"},{\"id\":\"2\",\"name\":\"Quabbit\",\"organization\":"
      "{\"id\":\"o\",\"name\":\"O\",\"addresses\":[{\"city\":\"Ottawa\"}]}},{\"id\":\"3\",\"name\":"
      "\"Quobbit\",\"service_at_locations\":[{\"id\":\"s\",\"location\":{\"id\":\"l\","
      "\"addresses\":[{\"state_province\":\"QC\"}]}}]}]" },
  };
  g_auto (ImportFixture) fixture = { NULL };

  import_fixture_init (&fixture);
  for (guint i = 0; i < G_N_ELEMENTS (FILES); i++)
    {
      g_autofree char *path = import_fixture_write (&fixture, FILES[i][0], FILES[i][1], -1);
      WfImportOptions options = { .source = "x", .region = "CA-ON" };
      g_autoptr (WfImportReport) report = NULL;
      g_autoptr (GError) error = NULL;

      wf_catalogue_import (fixture.store, path, &options, NULL, &report, NULL, &error);
      g_assert_no_error (error);
      import_fixture_expect (report, "region-assumed", 2);
      import_fixture_expect (report, "region-unknown", 0);
      expect_region (&fixture, "quibbit", "CA-ON");
      expect_region (&fixture, "quabbit", "CA-ON");
      expect_region (&fixture, "quobbit", "CA-QC");
    }
}

/* A day that is still to come is no age; what came in is kept. */
static void
test_days_to_come (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  static const char *const TEXTS[][2] = {
    { "services.json", "[{\"id\":\"a\",\"name\":\"Quibbit\",\"assured_date\":\"2999-12-31\"},"
                       "{\"id\":\"b\",\"name\":\"Quibbot\",\"x_wayfinder\":{\"entry\":{\"id\":"
                       "\"b\",\"name\":\"Quibbot\","
                       "\"kind\":\"device\",\"status\":\"active\",\"regions\":[\"CA\"],\"as_of\":"
                       "\"2999-12-31\"}}}]" },
    { "ours.json",
      "{\"format\":\"wayfinder-starter\",\"v\":1,\"resources\":[{\"id\":\"c\",\"name\":\"Quibbut\","
      "\"kind\":\"device\",\"status\":\"active\",\"regions\":[\"CA\"],\"as_of\":\"2999-12-31\"}]"
      "}" },
  };
  static const char *const NAMES[][2] = { { "quibbit", "quibbot" }, { "quibbut", "quibbut" } };

  import_fixture_init (&fixture);
  for (guint i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    {
      g_autoptr (WfImportReport) report = NULL;
      g_autoptr (WfResource) first = NULL, second = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *records = NULL;

      g_free (import_fixture_write (&fixture, TEXTS[i][0], TEXTS[i][1], -1));
      report = import_fixture_import (&fixture, TEXTS[i][0], &error);
      g_assert_no_error (error);
      g_assert_cmpuint (wf_import_report_get (report, "odd-date"), >=, 1);
      first = import_fixture_get (&fixture, NAMES[i][0]);
      second = import_fixture_get (&fixture, NAMES[i][1]);
      g_assert_cmpstr (first->as_of, ==, "unknown");
      g_assert_cmpstr (second->as_of, ==, "unknown");
      records = import_fixture_dup_records (&fixture, "x");
      g_assert_nonnull (strstr (records, "2999-12-31"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/tables", test_tables);
  g_test_add_func ("/import/shown", test_shown);
  g_test_add_func ("/import/export-shipped", test_export_shipped);
  g_test_add_func ("/import/export-nowhere", test_export_nowhere);
  g_test_add_func ("/import/round-trip-json", test_round_trip_json);
  g_test_add_func ("/import/round-trip-tables", test_round_trip_tables);
  g_test_add_func ("/import/minimal", test_minimal);
  g_test_add_func ("/import/mixed", test_mixed);
  g_test_add_func ("/import/page", test_page);
  g_test_add_func ("/import/shapes", test_shapes);
  g_test_add_func ("/import/replace", test_replace);
  g_test_add_func ("/import/cancelled", test_cancelled);
  g_test_add_func ("/import/same-name", test_same_name);
  g_test_add_func ("/import/region", test_region);
  g_test_add_func ("/import/days-to-come", test_days_to_come);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Spreadsheets of one's own, as people save them.
 */
#include "import-fixture.h"

#include <string.h>

/* Semicolons, French headings, Windows-1252; one column mapped by hand and remembered. */
static void
test_sheet (void)
{
  static const char SHEET[] = "Nom;Organisme;T\xe9l;Site Web;Ville;Notre code\r\n"
                              "Caf\xe9 quibbit;Biblioth\xe8que;(514) 555-0100;exemple.ca;Montr\xe9"
                              "al;Z9\r\n"
                              ";;;;;sans nom\r\n"
                              "LINC / CLIC language classes;;;;;Z8\r\n";
  g_auto (ImportFixture) fixture = { NULL };
  g_autoptr (JsonObject) mapping = json_object_new ();
  g_autoptr (WfImportReport) dry = NULL, report = NULL, again = NULL;
  g_autoptr (WfResource) entry = NULL, later = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  WfImportOptions options = { .source = "x", .mapping = mapping, .is_dry_run = TRUE };

  import_fixture_init (&fixture);
  path = import_fixture_write (&fixture, "mine.csv", SHEET, sizeof SHEET - 1);
  json_object_set_string_member (mapping, "Tél", "phone");
  json_object_set_string_member (mapping, "Notre code", "keywords");
  g_assert_true (wf_catalogue_import (fixture.store, path, &options, NULL, &dry, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (dry->services, ==, 2);
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbit"), ==, 0);

  options.is_dry_run = FALSE;
  g_assert_true (wf_catalogue_import (fixture.store, path, &options, NULL, &report, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (report->services, ==, 2);
  g_assert_cmpuint (report->refused->len, ==, 1);
  g_assert_cmpstr (((WfImportRefusal *) report->refused->pdata[0])->where, ==, "mine.csv:3");
  import_fixture_expect (report, "looks-like-another", 1);
  entry = import_fixture_get (&fixture, "quibbit");
  g_assert_nonnull (entry);
  g_assert_cmpstr (entry->name, ==, "Café quibbit");
  g_assert_cmpstr (entry->organization, ==, "Bibliothèque");
  g_assert_cmpstr (entry->phone, ==, "(514) 555-0100");
  g_assert_cmpstr (entry->url, ==, "https://exemple.ca");
  g_assert_cmpstr (entry->locality, ==, "Montréal");

  /* Without a mapping: as it was mapped the last time. */
  options.mapping = NULL;
  g_assert_true (wf_catalogue_import (fixture.store, path, &options, NULL, &again, NULL, &error));
  g_assert_no_error (error);
  later = import_fixture_get (&fixture, "quibbit");
  g_assert_cmpstr (later->phone, ==, "(514) 555-0100");
}

/* Sheets as people save them: each line of @text that is not refused is an entry. */
static void
test_odd_sheets (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  static const struct {
    const char *text;
    gsize size; /* 0: to its end */
    const char *name;
    guint services, refused;
    const char *kept; /* in the records */
    const char *kind; /* counted once */
  } CASES[] = {
    { "name\nQuibbit clinic\n", 0, "quibbit clinic", 1, 0, "Quibbit clinic", NULL },
    { "name\nQuibbit, Inc.\nQuobbit\n", 0, "quibbit", 2, 0, "Quibbit, Inc.", NULL },
    { "name,phone\nQuibbit,\n,1 23\n", 0, "quibbit", 1, 1, "Quibbit", NULL },
    { "name,desc\nQui\0bbit,desc\0ription\n", 32, "quibbit", 1, 0, "description", NULL },
    { "sep=;\r\nname;phone\r\nQuibbit, Inc.;1 23\r\n", 0, "quibbit", 1, 0, "1 23", NULL },
    { "name,phone\nQuibbit,\"one\nQuobbit,\"two\nQuabbit,three\n", 0, "quobbit", 3, 0, "\\\"one",
      "open-quote" },
    { "name,phone\nQuibbit,\"one\ntwo\"\n\"Big\" Quobbit,3\n", 0, "quobbit", 2, 0, "one\\ntwo",
      NULL },
    /* A title, a date, lines with nothing; the title's comma is not what separates. */
    { "Our list, 2026\n\nName;Phone\nQuibbit;1 23\n", 0, "quibbit", 1, 1, "\"number\":\"1 23\"",
      NULL },
    { "Our list,,\n,,\nas of,2026-11-01,\nName,Phone,Town\nQuibbit,1 23,Perth\n", 0, "quibbit", 1,
      2, "\"city\":\"Perth\"", NULL },
    { "\r\n\r\nFoo,name\r\nbar,Quibbit\r\n", 0, "quibbit", 1, 0, "\"x_Foo\":\"bar\"", NULL },
    { "Foo,name\nphone and more,Quibbit\n", 0, "quibbit", 1, 0, "phone and more", NULL },
    /* Words of a heading in a row of data: it is no wider than the headings. */
    { "Name;Where;Via;Also via\nQuibbit;Town;visit;post\nQuobbit;Town;phone;email\n", 0, "quobbit",
      2, 0, "\"x_Also via\":\"email\"", NULL },
    { "Name,Foo\nPhone,E-mail\nQuibbit,\n", 0, "quibbit", 2, 0, "\"x_Foo\":\"E-mail\"", NULL },
    { "Our list,2026\nName,Phone\nQuibbit,1 23\n", 0, "quibbit", 1, 1, "\"number\":\"1 23\"",
      NULL },
    /* What separates is told by the rows below: prose has commas, too. */
    { "Our list, north, 2026\n\nName;Phone;Code\nQuibbit;1 23;Z\n", 0, "quibbit", 1, 1,
      "\"x_Code\":\"Z\"", NULL },
    { "Name;Where;Via\nQuibbit;Town;by phone, email, fax, website\nQuobbit;Town;visit\n", 0,
      "quobbit", 2, 0, "\"x_Via\":\"visit\"", NULL },
    { "Our list\n\nName;Phone;Town\nOttawa\nQuibbit;1 23;Perth\n", 0, "quibbit", 2, 1,
      "\"number\":\"1 23\"", NULL },
    { "Our list, north, 2026\nof Nov 1, 2026\nName;Phone;Code\nQuibbit;1 Main St, Perth;Z\n", 0,
      "quibbit", 1, 2, "\"x_Code\":\"Z\"", NULL },
    { "Updated,2026-11-01\nName,Phone,Town\nQuibbit,1 23,\n", 0, "quibbit", 1, 1,
      "\"number\":\"1 23\"", NULL },
    /* Rows that leave off their last cells, and none but such. */
    { "Our list 2026\nName,Phone,Email,Website,Fees\nQuibbit,1 23,,\nQuobbit,1 24,a@b.c\n", 0,
      "quibbit", 2, 1, "\"number\":\"1 23\"", NULL },
    { "Our list 2026\nName,Phone,Email,Notes on the place\nQuibbit,1 23\n", 0, "quibbit", 1, 1,
      "\"number\":\"1 23\"", NULL },
    /* The same prose in one row after the other. */
    { "Name,Where,How\nQuibbit,Town,call; phone; email; website\nQuobbit,Town,visit; phone; email; "
      "website\nQuabbit,Town,visit\n",
      0, "quabbit", 3, 0, "\"x_How\":\"visit\"", NULL },
    { "Name;How\nQuibbit;phone, email, website\nQuobbit;phone, email, website\n", 0, "quobbit", 2,
      0, "phone, email", NULL },
    { "nom,Région\nQuibbit,ON\n", 0, "quibbit", 1, 0, "\"state_province\":\"ON\"", NULL },
  };

  import_fixture_init (&fixture);
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (WfImportReport) report = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *records = NULL;

      g_test_message ("case %u", i);
      g_free (import_fixture_write (&fixture, "mine.csv", CASES[i].text,
                                    CASES[i].size > 0 ? (gssize) CASES[i].size : -1));
      report = import_fixture_import (&fixture, "mine.csv", &error);
      g_assert_no_error (error);
      g_assert_cmpuint (report->services, ==, CASES[i].services);
      g_assert_cmpuint (report->refused->len, ==, CASES[i].refused);
      g_assert_cmpuint (import_fixture_count (&fixture, CASES[i].name), ==, 1);
      if (CASES[i].kind != NULL)
        g_assert_cmpuint (wf_import_report_get (report, CASES[i].kind), >=, 1);
      records = import_fixture_dup_records (&fixture, "x");
      g_assert_nonnull (strstr (records, CASES[i].kept));
    }
}

/* What is left out above the headings is said, with its line; a row's line is the file's. */
static void
test_title (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_autoptr (WfImportReport) report = NULL;
  g_autoptr (GError) error = NULL;
  const WfImportRefusal *title, *row;

  import_fixture_init (&fixture);
  g_free (import_fixture_write (&fixture, "mine.csv",
                                "\xef\xbb\xbf\"Our list\nof 2026\"\n\nname,phone\nQuibbit,1\n,2\n",
                                -1));
  report = import_fixture_import (&fixture, "mine.csv", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->services, ==, 1);
  g_assert_cmpuint (report->refused->len, ==, 2);
  title = report->refused->pdata[0];
  row = report->refused->pdata[1];
  g_assert_cmpstr (title->where, ==, "mine.csv:1");
  g_assert_cmpstr (title->why, ==, "it stands above the headings");
  g_assert_cmpstr (row->where, ==, "mine.csv:6");
}

static WfImportReport *
import_mapped (ImportFixture *fixture, const char *text, JsonObject *mapping)
{
  g_autofree char *path = import_fixture_write (fixture, "mine.csv", text, -1);
  const WfImportOptions options = { .source = "x", .mapping = mapping };
  WfImportReport *report = NULL;
  g_autoptr (GError) error = NULL;

  wf_catalogue_import (fixture->store, path, &options, NULL, &report, NULL, &error);
  g_assert_no_error (error);
  return report;
}

/* The headings are those that a person said something of, now or before, in whatever words. */
static void
test_headings_mapped (void)
{
  static const char SHEET[] = "Lugar;Que;Contacto por;Respuesta por\n"
                              "Quibbit Norte;Wi-Fi;Teléfono;Correo\n"
                              "Quibbit Sur;Cursos;phone;email\n"
                              "Quibbit Este;Cursos;name;phone\n";
  static const char TITLED[] = "Lista;de;noviembre;2026\n"
                               "Lugar;Que;Contacto por;Respuesta por\n"
                               "Quobbit;Wi-Fi;Teléfono;Correo\n";
  static const char OTHER[] = "Lista;de;2026\nSitio;Que;Por\nQuabbit;Name;Phone\n";
  g_auto (ImportFixture) fixture = { NULL };
  g_autoptr (JsonObject) mapping = json_object_new (), other = json_object_new ();
  g_autoptr (WfImportReport) report = NULL, again = NULL, below = NULL, last = NULL;

  import_fixture_init (&fixture);
  json_object_set_string_member (mapping, "Lugar", "name");
  json_object_set_string_member (mapping, "Que", "description");
  report = import_mapped (&fixture, SHEET, mapping);
  g_assert_cmpuint (report->services, ==, 3);
  g_assert_cmpuint (report->refused->len, ==, 0);
  again = import_mapped (&fixture, SHEET, NULL);
  g_assert_cmpuint (again->services, ==, 3);
  g_assert_cmpuint (again->refused->len, ==, 0);
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbit"), ==, 3);

  below = import_mapped (&fixture, TITLED, NULL);
  g_assert_cmpuint (below->services, ==, 1);
  g_assert_cmpuint (below->refused->len, ==, 1);
  g_assert_cmpuint (import_fixture_count (&fixture, "quobbit"), ==, 1);

  json_object_set_string_member (other, "Sitio", "name");
  last = import_mapped (&fixture, OTHER, other);
  g_assert_cmpuint (last->services, ==, 1);
  g_assert_cmpuint (import_fixture_count (&fixture, "quabbit"), ==, 1);
}

static void
expect_place (
    ImportFixture *fixture, const char *text, gboolean is_known, double north, double east)
{
  g_autoptr (WfResource) entry = import_fixture_get (fixture, text);
  JsonObject *object;

  g_test_message ("%s", text);
  g_assert_nonnull (entry);
  object = wf_resource_get_json (entry);
  g_assert_cmpint (json_object_has_member (object, "latitude"), ==, is_known);
  if (!is_known)
    return;
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (object, "latitude"), north, 1e-9);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (object, "longitude"), east, 1e-9);
}

/* As Excel writes numbers in French; what is no number is never taken for one, and is kept. */
static void
test_places (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_autoptr (WfImportReport) report = NULL, objects = NULL;
  g_autofree char *records = NULL, *later = NULL;
  g_autoptr (GError) error = NULL;

  import_fixture_init (&fixture);
  g_free (import_fixture_write (&fixture, "mine.csv",
                                "nom;latitude;longitude;languages\n"
                                "Quibbit;45,4215;-75,6972;fr/en\n"
                                "Quibbot;45.4215;-75.6972;\n"
                                "Quibbut;N 45.42;W 75.69;\n",
                                -1));
  report = import_fixture_import (&fixture, "mine.csv", &error);
  g_assert_no_error (error);
  expect_place (&fixture, "quibbit", TRUE, 45.4215, -75.6972);
  expect_place (&fixture, "quibbot", TRUE, 45.4215, -75.6972);
  expect_place (&fixture, "quibbut", FALSE, 0, 0);
  import_fixture_expect (report, "decimal-comma", 2);
  import_fixture_expect (report, "odd-coordinates", 1);
  records = import_fixture_dup_records (&fixture, "x");
  g_assert_nonnull (strstr (records, "\"45,4215\""));
  g_assert_nonnull (strstr (records, "\"-75,6972\""));
  g_assert_nonnull (strstr (records, "\"N 45.42\""));
  g_assert_nonnull (strstr (records, "\"fr/en\""));

  /* Places of other programs: numbers as numbers, and what is no cell kept whole. */
  g_free (import_fixture_write (&fixture, "places.json",
                                "[{\"title\":\"Quabbit\",\"latitude\":45.5,\"longitude\":-75.25,"
                                "\"email\":{\"work\":\"a@b.example\"},\"keywords\":[\"k1\",2]}]",
                                -1));
  objects = import_fixture_import (&fixture, "places.json", &error);
  g_assert_no_error (error);
  expect_place (&fixture, "quabbit", TRUE, 45.5, -75.25);
  later = import_fixture_dup_records (&fixture, "x");
  g_assert_nonnull (strstr (later, "a@b.example"));
  g_assert_nonnull (strstr (later, "[\"k1\",2]"));
}

/* An unclosed quotation mark does not swallow the rest. */
static void
test_open_quote (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_autoptr (WfImportReport) report = NULL;
  g_autoptr (GError) error = NULL;

  import_fixture_init (&fixture);
  g_free (import_fixture_write (&fixture, "mine.csv",
                                "name,phone\n\"Quibbit,1 23\nQuibbot,4 56\nQuibbut,7 89\n", -1));
  report = import_fixture_import (&fixture, "mine.csv", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->services, ==, 3);
  import_fixture_expect (report, "open-quote", 1);
}

/* A mapping that nothing comes of is not remembered; what is no field or heading is refused. */
static void
test_wrong_mapping (void)
{
  static const char *const WRONG[][2] = {
    { "Foo", "nonsense" },
    { "Fuu", "name" },
    { "Bar", "name" },
  };
  g_auto (ImportFixture) fixture = { NULL };
  g_autoptr (JsonObject) good = json_object_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  WfImportOptions options = { .source = "x", .mapping = good };

  import_fixture_init (&fixture);
  path = import_fixture_write (&fixture, "mine.csv", "Foo,Bar\nQuibbit,\n", -1);
  json_object_set_string_member (good, "Foo", "name");
  wf_catalogue_import (fixture.store, path, &options, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (WRONG); i++)
    {
      g_autoptr (JsonObject) wrong = json_object_new ();
      g_autoptr (GError) refused = NULL;

      json_object_set_string_member (wrong, WRONG[i][0], WRONG[i][1]);
      options.mapping = wrong;
      g_assert_false (
          wf_catalogue_import (fixture.store, path, &options, NULL, NULL, NULL, &refused));
      g_assert_error (refused, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_FORMAT);
    }
  options.mapping = NULL;
  wf_catalogue_import (fixture.store, path, &options, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbit"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheet/mapped", test_sheet);
  g_test_add_func ("/sheet/odd", test_odd_sheets);
  g_test_add_func ("/sheet/title", test_title);
  g_test_add_func ("/sheet/headings-mapped", test_headings_mapped);
  g_test_add_func ("/sheet/places", test_places);
  g_test_add_func ("/sheet/open-quote", test_open_quote);
  g_test_add_func ("/sheet/wrong-mapping", test_wrong_mapping);
  return g_test_run ();
}

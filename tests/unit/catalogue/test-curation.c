/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import-fixture.h"

#include "wf-catalogue-batch.h"
#include "wf-json.h"
#include "wf-local.h"

#include <glib/gstdio.h>
#include <string.h>

#define ONE "00000000-0000-4000-8000-000000000001"
#define TWO "00000000-0000-4000-8000-000000000002"

static void
import (ImportFixture *fixture, const char *phone)
{
  g_autofree char *text = g_strdup_printf (
      "[{\"id\":\"" ONE "\",\"name\":\"Quibbit one\",\"status\":\"active\",\"phones\":"
      "[{\"number\":\"%s\"}]},{\"id\":\"" TWO "\",\"name\":\"Quibbit two\",\"status\":\"active\"}]",
      phone);
  g_autoptr (WfImportReport) report = NULL;
  g_autoptr (GError) error = NULL;

  g_free (import_fixture_write (fixture, "services.json", text, -1));
  report = import_fixture_import (fixture, "services.json", &error);
  g_assert_no_error (error);
}

static void
start (ImportFixture *fixture)
{
  import_fixture_init (fixture);
  import (fixture, "1 11");
}

static void
edit (ImportFixture *fixture, WfEditKind kind, const char *id, const char *text)
{
  WfEdit change = { .kind = kind, .id = id, .text = text };
  g_autoptr (GError) error = NULL;

  wf_catalogue_edit (fixture->store, &change, &error);
  g_assert_no_error (error);
}

static void
correct (ImportFixture *fixture, const char *id, const char *field, const char *text)
{
  g_autoptr (JsonNode) value = json_node_init_string (json_node_alloc (), text);
  WfEdit change = { .kind = WF_EDIT_CORRECT, .id = id, .field = field, .value = value };
  g_autoptr (GError) error = NULL;

  wf_catalogue_edit (fixture->store, &change, &error);
  g_assert_no_error (error);
}

static WfCatalogue *
open_catalogue (ImportFixture *fixture)
{
  g_autofree char *starter =
      g_build_filename (g_getenv ("WF_SOURCE_ROOT"), "data", "catalogue", "starter.json", NULL);
  g_autofree char *words =
      g_build_filename (g_getenv ("WF_SOURCE_ROOT"), "data", "catalogue", "words.json", NULL);
  g_autoptr (GError) error = NULL;
  WfCatalogue *catalogue = wf_catalogue_open_sync (fixture->database, starter, words, &error);

  g_assert_no_error (error);
  return catalogue;
}

static WfResource *
get (ImportFixture *fixture, const char *id)
{
  g_autoptr (WfCatalogue) catalogue = open_catalogue (fixture);
  g_autoptr (GError) error = NULL;
  WfResource *entry = wf_catalogue_get_sync (catalogue, id, &error);

  g_assert_no_error (error);
  return entry;
}

static void
test_pin (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_autoptr (WfResource) first = NULL, pinned = NULL, unpinned = NULL;

  start (&fixture);
  first = import_fixture_get (&fixture, "");
  g_assert_cmpstr (first->id, !=, TWO);
  edit (&fixture, WF_EDIT_PIN, TWO, NULL);
  pinned = import_fixture_get (&fixture, "");
  g_assert_cmpstr (pinned->id, ==, TWO);
  g_assert_true (pinned->is_pinned);
  edit (&fixture, WF_EDIT_UNPIN, TWO, NULL);
  unpinned = import_fixture_get (&fixture, "");
  g_assert_cmpstr (unpinned->id, ==, first->id);
}

/* An age is a year, a month, a day, or unknown; nothing else is taken for one. */
static void
test_no_date (void)
{
  static const char *const TAKEN = "[\"2024\", \"2024-05\", \"2024-05-06\", \"unknown\", null]";
  static const char *const REFUSED = "[\"last spring\", \"2024-13-40\", \"\", 2024, [\"2024\"]]";
  g_auto (ImportFixture) fixture = { NULL };

  start (&fixture);
  for (guint i = 0; i < 10; i++)
    {
      g_autoptr (JsonNode) list = json_from_string (i < 5 ? TAKEN : REFUSED, NULL);
      const WfEdit edit = { .kind = WF_EDIT_CORRECT,
                            .id = ONE,
                            .field = "as_of",
                            .value = json_array_get_element (json_node_get_array (list), i % 5) };

      g_assert_cmpint (wf_catalogue_edit (fixture.store, &edit, NULL), ==, i < 5);
    }
}

/* Nobody knows today how it will be then, and such an entry would stand first for ever. */
static void
test_day_to_come (void)
{
  static const char DAY[] = "2999-01-01";
  g_auto (ImportFixture) fixture = { NULL };
  g_autoptr (JsonNode) value = json_node_init_string (json_node_alloc (), DAY);
  g_autoptr (JsonObject) own = json_object_new ();
  const WfEdit edits[] = {
    { .kind = WF_EDIT_CHECKED, .id = ONE, .text = DAY },
    { .kind = WF_EDIT_CORRECT, .id = ONE, .field = "as_of", .value = value },
    { .kind = WF_EDIT_PUT_OWN, .id = "mine", .entry = own },
  };

  start (&fixture);
  json_object_set_string_member (own, "id", "mine");
  json_object_set_string_member (own, "name", "Quibbit mine");
  json_object_set_string_member (own, "kind", "device");
  json_object_set_string_member (own, "status", "active");
  json_object_set_string_member (own, "as_of", DAY);
  wf_json_set_strings (own, "regions", (const char *const[]){ "CA-ON", NULL });
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (wf_catalogue_edit (fixture.store, &edits[i], &error));
      g_assert_nonnull (strstr (error->message, "still to come"));
    }
  json_object_set_string_member (own, "as_of", "2020-01-01");
  g_assert_true (wf_catalogue_edit (fixture.store, &edits[2], NULL));
}

static void
test_hide (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  static const char *const KINDS[] = { "support", NULL };
  WfCatalogueFilter hidden = WF_CATALOGUE_FILTER_INIT, kinds = WF_CATALOGUE_FILTER_INIT;

  start (&fixture);
  edit (&fixture, WF_EDIT_HIDE, ONE, NULL);
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbit"), ==, 1);
  {
    g_autoptr (WfCatalogue) catalogue = open_catalogue (&fixture);
    g_autoptr (WfSearchResult) listed = NULL, of_kind = NULL;
    g_autoptr (GError) error = NULL;

    hidden.hidden_only = TRUE;
    kinds.kinds = KINDS;
    listed = wf_catalogue_search_sync (catalogue, "", &hidden, 10, &error);
    of_kind = wf_catalogue_search_sync (catalogue, "quibbit", &kinds, 10, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (listed->count, ==, 1);
    g_assert_true (((WfResource *) listed->resources->pdata[0])->is_hidden);
    g_assert_cmpuint (of_kind->count, ==, 1);
  }
  edit (&fixture, WF_EDIT_SHOW, ONE, NULL);
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbit"), ==, 2);
}

/* It survives what the source says next, and shows that the source says otherwise. */
static void
test_correction_survives (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_autoptr (WfResource) corrected = NULL, later = NULL, undone = NULL;
  WfEdit undo = { .kind = WF_EDIT_UNCORRECT, .id = ONE, .field = "phone" };
  g_autoptr (GError) error = NULL;

  start (&fixture);
  correct (&fixture, ONE, "phone", "2 22");
  correct (&fixture, ONE, "name", "Zorblax renamed");
  edit (&fixture, WF_EDIT_NOTE, ONE, "ring twice");
  edit (&fixture, WF_EDIT_CHECKED, ONE, "2026-11-20");
  corrected = get (&fixture, ONE);
  g_assert_cmpstr (corrected->phone, ==, "2 22");
  g_assert_cmpstr (corrected->note, ==, "ring twice");
  g_assert_cmpstr (corrected->checked, ==, "2026-11-20");
  g_assert_cmpstr (corrected->as_of, ==, "2026-11-20");
  g_assert_true (g_strv_contains ((const char *const *) corrected->corrected, "phone"));
  g_assert_cmpuint (g_strv_length (corrected->source_changed), ==, 0);
  g_assert_cmpuint (import_fixture_count (&fixture, "zorblax"), ==, 1);

  import (&fixture, "3 33");
  later = get (&fixture, ONE);
  g_assert_cmpstr (later->phone, ==, "2 22");
  g_assert_cmpstr (later->name, ==, "Zorblax renamed");
  g_assert_cmpuint (g_strv_length (later->source_changed), ==, 1);
  g_assert_cmpstr (later->source_changed[0], ==, "phone");

  g_assert_true (wf_catalogue_edit (fixture.store, &undo, &error));
  undone = get (&fixture, ONE);
  g_assert_cmpstr (undone->phone, ==, "3 33");
}

/* The cache may be deleted at any time: what we say is elsewhere. */
static void
test_without_cache (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_autoptr (WfResource) entry = NULL;

  import_fixture_init (&fixture);
  correct (&fixture, "linc", "phone", "4 44");
  g_clear_pointer (&fixture.store, wf_catalogue_store_close);
  g_assert_cmpint (g_unlink (fixture.database), ==, 0);
  entry = get (&fixture, "linc");
  g_assert_cmpstr (entry->phone, ==, "4 44");
}

static void
test_merge (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  WfEdit with_itself = { .kind = WF_EDIT_MERGE, .id = TWO, .text = TWO };
  g_autoptr (GError) error = NULL;

  start (&fixture);
  g_assert_false (wf_catalogue_edit (fixture.store, &with_itself, &error));
  g_assert_error (error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_NOT_KEPT);
  edit (&fixture, WF_EDIT_MERGE, TWO, ONE);
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbit"), ==, 1);
  import (&fixture, "5 55");
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbit"), ==, 1);
  edit (&fixture, WF_EDIT_SPLIT, TWO, NULL);
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbit"), ==, 2);
}

static JsonObject *
make_own (const char *name)
{
  g_autofree char *text =
      g_strdup_printf ("{\"id\":\"our-own\",\"name\":\"%s\",\"kind\":\"device\",\"status\":"
                       "\"active\",\"regions\":[\"CA-ON\"]}",
                       name);

  return wf_json_parse_object (text, -1, NULL);
}

static void
put_own (ImportFixture *fixture, const char *name)
{
  g_autoptr (JsonObject) entry = make_own (name);
  WfEdit change = { .kind = WF_EDIT_PUT_OWN, .id = "our-own", .entry = entry };
  g_autoptr (GError) error = NULL;

  wf_catalogue_edit (fixture->store, &change, &error);
  g_assert_no_error (error);
}

static void
test_own (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_autoptr (WfResource) entry = NULL;

  start (&fixture);
  put_own (&fixture, "Zorblax laptops");
  put_own (&fixture, "Zorblax tablets");
  g_assert_cmpuint (import_fixture_count (&fixture, "zorblax"), ==, 1);
  import (&fixture, "6 66");
  entry = import_fixture_get (&fixture, "zorblax");
  g_assert_cmpstr (entry->name, ==, "Zorblax tablets");
  g_assert_cmpstr (entry->origin, ==, "own");
  edit (&fixture, WF_EDIT_DROP_OWN, "our-own", NULL);
  g_assert_cmpuint (import_fixture_count (&fixture, "zorblax"), ==, 0);
}

/* What is shown has an end, from wherever it came; what came in is kept whole. */
static void
test_limits (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_autoptr (GString) text = g_string_new ("ab");
  g_autofree char *services = NULL, *records = NULL;
  g_autoptr (WfImportReport) report = NULL;
  g_autoptr (WfResource) entry = NULL;
  g_autoptr (GError) error = NULL;

  import_fixture_init (&fixture);
  for (guint i = 0; i < 50000; i++)
    g_string_append (text, "x");
  services = g_strdup_printf ("[{\"id\":\"" ONE "\",\"name\":\"Quibbit \u202eone\",\"status\":"
                              "\"active\",\"description\":\"%s\"}]",
                              text->str);
  g_free (import_fixture_write (&fixture, "services.json", services, -1));
  report = import_fixture_import (&fixture, "services.json", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (wf_import_report_get (report, "too-long"), ==, 1);
  g_assert_cmpuint (wf_import_report_get (report, "hidden-letters"), ==, 1);
  correct (&fixture, ONE, "eligibility", text->str);
  edit (&fixture, WF_EDIT_NOTE, ONE, text->str);
  entry = get (&fixture, ONE);
  g_assert_cmpstr (entry->name, ==, "Quibbit one");
  g_assert_cmpint (g_utf8_strlen (entry->summary, -1), ==, 200);
  g_assert_cmpint (g_utf8_strlen (entry->eligibility, -1), ==, 200);
  g_assert_cmpint (g_utf8_strlen (entry->note, -1), ==, 200);
  records = import_fixture_dup_records (&fixture, "x");
  g_assert_nonnull (strstr (records, text->str));
  g_assert_nonnull (strstr (records, "\u202e"));
}

/* Hours are kept by the clock of where the offer is: the test's own is UTC. */
static void
test_open_there (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_autoptr (JsonObject) entry = make_own ("Zorblax in Vancouver");
  g_autoptr (JsonArray) regions = json_array_new ();
  WfEdit change = { .kind = WF_EDIT_PUT_OWN, .id = "our-own", .entry = entry };
  const guint HOURS[] = { 9, 20 };
  g_autoptr (GError) error = NULL;

  import_fixture_init (&fixture);
  json_array_add_string_element (regions, "CA-BC");
  json_object_set_array_member (entry, "regions", json_array_ref (regions));
  json_object_set_string_member (entry, "hours", "Monday to Friday, 9:00 to 17:00");
  g_assert_true (wf_catalogue_edit (fixture.store, &change, &error));
  for (guint i = 0; i < G_N_ELEMENTS (HOURS); i++)
    {
      g_autoptr (WfCatalogue) catalogue = open_catalogue (&fixture);
      WfCatalogueFilter filter = WF_CATALOGUE_FILTER_INIT;
      g_autoptr (WfSearchResult) found = NULL;

      filter.open_only = TRUE;
      filter.open_minute = HOURS[i] * 60 + 30;
      found = wf_catalogue_search_sync (catalogue, "zorblax", &filter, 10, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (found->count, ==, i);
    }
}

static void
test_refused (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_autoptr (JsonNode) nonsense = json_node_init_string (json_node_alloc (), "nonsense");
  const WfEdit BAD[] = {
    { .kind = WF_EDIT_CORRECT, .id = ONE, .field = "kind", .value = nonsense },
    { .kind = WF_EDIT_CORRECT, .id = ONE, .field = "id", .value = nonsense },
    { .kind = WF_EDIT_CORRECT, .id = ONE },
    { .kind = WF_EDIT_CHECKED, .id = ONE, .text = "yesterday" },
    { .kind = WF_EDIT_PUT_OWN, .id = "x" },
  };
  const WfEdit NOWHERE[] = { { .kind = WF_EDIT_PIN, .id = "nowhere" },
                             { .kind = WF_EDIT_MERGE, .id = ONE, .text = "nowhere" } };

  start (&fixture);
  for (guint i = 0; i < G_N_ELEMENTS (BAD); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (wf_catalogue_edit (fixture.store, &BAD[i], &error));
      g_assert_error (error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_NOT_KEPT);
    }
  for (guint i = 0; i < G_N_ELEMENTS (NOWHERE); i++)
    {
      g_autoptr (GError) missing = NULL;

      g_assert_false (wf_catalogue_edit (fixture.store, &NOWHERE[i], &missing));
      g_assert_error (missing, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_NOT_FOUND);
    }
}

/* What is shown of these, in the order of their ids: nothing may be shown for none of them. */
static void
assert_shown (ImportFixture *fixture, const char *ids)
{
  g_autoptr (WfCatalogue) catalogue = open_catalogue (fixture);
  static const char *const ALL[] = { ONE, TWO, "our-own" };
  g_autoptr (GString) shown = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (ALL); i++)
    {
      g_autoptr (WfResource) entry = wf_catalogue_get_sync (catalogue, ALL[i], NULL);

      if (entry != NULL)
        g_string_append_c (shown, "12o"[i]);
    }
  g_assert_cmpstr (shown->str, ==, ids);
}

static void
import_two_alone (ImportFixture *fixture)
{
  g_autoptr (WfImportReport) report = NULL;
  g_autoptr (GError) error = NULL;

  g_free (import_fixture_write (
      fixture, "services.json",
      "[{\"id\":\"" TWO "\",\"name\":\"Quibbit two\",\"status\":\"active\"}]", -1));
  report = import_fixture_import (fixture, "services.json", &error);
  g_assert_no_error (error);
}

/* What one was merged into goes: it comes back itself, and is away again when the other returns. */
static void
test_merged_into_gone (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_autoptr (GError) error = NULL;

  start (&fixture);
  edit (&fixture, WF_EDIT_MERGE, TWO, ONE);
  assert_shown (&fixture, "1");
  import_two_alone (&fixture);
  assert_shown (&fixture, "2");
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbit"), ==, 1);
  import (&fixture, "5 55");
  assert_shown (&fixture, "1");
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbit"), ==, 1);

  edit (&fixture, WF_EDIT_SPLIT, TWO, NULL);
  put_own (&fixture, "Zorblax laptops");
  edit (&fixture, WF_EDIT_MERGE, TWO, ONE);
  edit (&fixture, WF_EDIT_MERGE, ONE, "our-own");
  assert_shown (&fixture, "o");
  {
    g_autoptr (GPtrArray) merged =
        wf_index_list_merged (wf_catalogue_store_get_index (fixture.store), "our-own", &error);

    g_assert_no_error (error);
    g_assert_cmpuint (merged->len, ==, 2);
  }
  import_two_alone (&fixture);
  assert_shown (&fixture, "o");
  edit (&fixture, WF_EDIT_DROP_OWN, "our-own", NULL);
  assert_shown (&fixture, "2");
  put_own (&fixture, "Zorblax laptops");
  assert_shown (&fixture, "o");
  g_assert_true (wf_catalogue_store_remove_source (fixture.store, "x", NULL, &error));
  g_assert_no_error (error);
  assert_shown (&fixture, "o");
}

/* Split by somebody else's hand, or just before the power went: seen when it is opened. */
static void
test_split_elsewhere (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_autofree char *path = NULL;
  g_autoptr (WfLocal) local = NULL;
  g_autoptr (GError) error = NULL;
  WfOverlay nothing = { .note = (char *) "", .checked = (char *) "" };

  start (&fixture);
  edit (&fixture, WF_EDIT_MERGE, TWO, ONE);
  assert_shown (&fixture, "1");
  path = g_build_filename (fixture.folder, "local.db", NULL);
  local = wf_local_open (path, &error);
  g_assert_no_error (error);
  g_assert_true (wf_local_put_overlay (local, TWO, &nothing, &error));
  assert_shown (&fixture, "12");
}

static void
import_sheet (ImportFixture *fixture, const char *rows)
{
  g_autofree char *text = g_strconcat ("name,organization,address,phone\n", rows, NULL);
  g_autoptr (WfImportReport) report = NULL;
  g_autoptr (GError) error = NULL;

  g_free (import_fixture_write (fixture, "list.csv", text, -1));
  report = import_fixture_import (fixture, "list.csv", &error);
  g_assert_no_error (error);
}

static guint
count_changes (ImportFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) proposal = wf_catalogue_propose (fixture->store, &error);

  g_assert_no_error (error);
  return json_array_get_length (wf_json_get_array (proposal, "changes"));
}

/* A row of a sheet has no id: written a little otherwise it is another one, and keeps what was said
 * of it. Where two could be meant, nothing is guessed. */
static void
test_row_is_written_otherwise (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_autoptr (WfResource) before = NULL, moved = NULL, twin = NULL;

  import_fixture_init (&fixture);
  import_sheet (&fixture, "Quibbit,Zed,1 Main St,1 11\nTwin,Zed,2 Main St,2 22\nTwin,Zed,3 Main "
                          "St,3 33\n");
  before = import_fixture_get (&fixture, "quibbit");
  twin = import_fixture_get (&fixture, "twin");
  correct (&fixture, before->id, "phone", "9 99");
  edit (&fixture, WF_EDIT_NOTE, before->id, "ring twice");
  edit (&fixture, WF_EDIT_PIN, twin->id, NULL);
  edit (&fixture, WF_EDIT_CHECKED, twin->id, "2026-11-20");
  import_sheet (&fixture, "Quibbit,Zed,1 Main Street,1 12\nTwin,Zed,2 Main Street,2 22\nTwin,Zed,3 "
                          "Main Street,3 33\n");
  moved = import_fixture_get (&fixture, "quibbit");
  g_assert_cmpstr (moved->id, !=, before->id);
  g_assert_cmpstr (moved->phone, ==, "9 99");
  g_assert_cmpstr (moved->note, ==, "ring twice");
  g_assert_cmpstr (moved->source_changed[0], ==, "phone");
  g_clear_pointer (&twin, wf_resource_unref);
  twin = import_fixture_get (&fixture, "twin");
  g_assert_false (twin->is_pinned);
  /* What was said of who is away goes out all the same: it may be there where it goes. */
  g_assert_cmpuint (count_changes (&fixture), ==, 2);
}

static void
apply_delta (ImportFixture *fixture, const char *gone, const char *into)
{
  const WfCatalogueSource source = { "x", "X", 50 };
  g_autoptr (GError) error = NULL;
  g_autoptr (WfCatalogueBatch) batch =
      wf_catalogue_batch_new (fixture->store, &source, WF_BATCH_DELTA, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (wf_catalogue_batch_remove (batch, "service", gone, 0, "duplicate", into, &error));
  g_assert_true (wf_catalogue_batch_apply (batch, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
}

/* A feed says what stands for an entry now: what was said of it goes there, beside what was said
 * there already. */
static void
test_source_merges (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_autoptr (WfResource) entry = NULL, left = NULL;

  start (&fixture);
  edit (&fixture, WF_EDIT_PIN, ONE, NULL);
  edit (&fixture, WF_EDIT_NOTE, ONE, "ring twice");
  correct (&fixture, ONE, "phone", "9 99");
  correct (&fixture, ONE, "eligibility", "Elders");
  edit (&fixture, WF_EDIT_NOTE, TWO, "ask for Ann");
  correct (&fixture, TWO, "phone", "8 88");
  apply_delta (&fixture, ONE, TWO);
  entry = get (&fixture, TWO);
  g_assert_true (entry->is_pinned);
  g_assert_cmpstr (entry->note, ==, "ask for Ann\nring twice");
  g_assert_cmpstr (entry->phone, ==, "8 88");
  g_assert_cmpstr (entry->eligibility, ==, "Elders");
  /* An entry that nobody said anything about is no heir of the shipped ones. */
  left = get (&fixture, "linc");
  g_assert_null (left->note);
}

static JsonObject *
find_change (JsonArray *changes, const char *kind)
{
  for (guint i = 0; i < json_array_get_length (changes); i++)
    {
      JsonObject *change = json_array_get_object_element (changes, i);

      if (strcmp (wf_json_get_string (change, "kind", ""), kind) == 0)
        return change;
    }
  g_assert_not_reached ();
}

/* What one agency corrects, whoever keeps the list sees with what it was, and takes in or not. */
static void
test_proposal (void)
{
  g_auto (ImportFixture) here = { NULL }, there = { NULL };
  g_autoptr (JsonObject) proposal = NULL;
  g_autoptr (JsonArray) before = NULL, after = NULL;
  g_autoptr (WfResource) entry = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *change;

  start (&here);
  start (&there);
  correct (&here, ONE, "phone", "2 22");
  edit (&here, WF_EDIT_CHECKED, ONE, "2026-11-20");
  edit (&here, WF_EDIT_PIN, ONE, NULL);
  edit (&here, WF_EDIT_NOTE, ONE, "stays here");
  edit (&here, WF_EDIT_MERGE, TWO, ONE);
  put_own (&here, "Zorblax laptops");
  proposal = wf_catalogue_propose (here.store, &error);
  g_assert_no_error (error);
  {
    g_autofree char *text = wf_json_to_text (proposal);

    g_assert_null (strstr (text, "stays here"));
  }
  before = wf_catalogue_review (there.store, proposal, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (json_array_get_length (before), ==, 4);
  change = find_change (before, "correct");
  g_assert_cmpstr (wf_json_get_string (change, "state", ""), ==, "open");
  g_assert_cmpstr (wf_json_get_string (change, "was", ""), ==, "1 11");
  g_assert_cmpstr (wf_json_get_string (change, "current", ""), ==, "1 11");
  g_assert_true (wf_catalogue_accept (there.store, change, &error));
  g_assert_true (wf_catalogue_accept (there.store, find_change (before, "new"), &error));
  g_assert_true (wf_catalogue_accept (there.store, find_change (before, "merge"), &error));
  g_assert_no_error (error);
  entry = get (&there, ONE);
  g_assert_cmpstr (entry->phone, ==, "2 22");
  g_assert_cmpuint (import_fixture_count (&there, "zorblax"), ==, 1);
  g_assert_cmpuint (import_fixture_count (&there, "quibbit"), ==, 1);

  after = wf_catalogue_review (there.store, proposal, &error);
  g_assert_cmpstr (wf_json_get_string (find_change (after, "correct"), "state", ""), ==, "done");
  correct (&there, ONE, "phone", "9 99");
  g_clear_pointer (&after, json_array_unref);
  after = wf_catalogue_review (there.store, proposal, &error);
  g_assert_cmpstr (wf_json_get_string (find_change (after, "correct"), "state", ""), ==,
                   "conflict");
}

static JsonArray *
review_text (ImportFixture *fixture, const char *changes)
{
  g_autofree char *text =
      g_strdup_printf ("{\"format\":\"wayfinder-proposal\",\"v\":1,\"changes\":[%s]}", changes);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) proposal = wf_json_parse_object (text, -1, &error);
  JsonArray *review;

  g_assert_no_error (error);
  review = wf_catalogue_review (fixture->store, proposal, &error);
  g_assert_no_error (error);
  return review;
}

static const char *
get_state (JsonArray *review, guint i)
{
  return wf_json_get_string (json_array_get_object_element (review, i), "state", "");
}

/* What stands here is told as it is here, whatever the file claims; of an entry every difference.
 */
static void
test_proposal_is_seen (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_autoptr (JsonArray) review = NULL, again = NULL;
  g_autoptr (WfResource) own = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *change, *line;
  JsonArray *fields;

  start (&fixture);
  put_own (&fixture, "Zorblax laptops");
  review = review_text (
      &fixture,
      "{\"id\":\"" ONE "\",\"name\":\"Zebra list\",\"kind\":\"correct\",\"field\":\"phone\","
      "\"was\":\"1 11\",\"now\":\"1 900\",\"other\":\"forged\"},"
      "{\"id\":\"" TWO "\",\"name\":\"Quibbit two\",\"kind\":\"merge\",\"now\":\"" ONE "\"},"
      "{\"id\":\"our-own\",\"name\":\"Nice\",\"kind\":\"new\",\"now\":{\"id\":\"our-own\","
      "\"name\":\"Zorblax laptops\",\"kind\":\"device\",\"status\":\"active\",\"phone\":\"1 900\","
      "\"regions\":[\"CA-ON\"],\"overlay\":{\"pinned\":true,\"checked\":\"2026-11-20\"}}},"
      "{\"id\":\"fresh\",\"name\":\"Fresh\",\"kind\":\"new\",\"now\":{\"id\":\"fresh\","
      "\"name\":\"Wumpus\",\"kind\":\"device\",\"status\":\"active\",\"regions\":[\"CA\"]}},"
      "{\"id\":\"fresh\",\"kind\":\"new\",\"now\":{\"id\":\"other\"}},"
      "{\"id\":\"" ONE "\",\"kind\":\"correct\",\"field\":\"overlay\",\"now\":{}},"
      "{\"id\":\"" TWO "\",\"kind\":\"merge\",\"now\":\"nowhere\"}");
  change = json_array_get_object_element (review, 0);
  g_assert_cmpstr (get_state (review, 0), ==, "open");
  g_assert_cmpstr (wf_json_get_string (change, "name", ""), ==, "Quibbit one");
  g_assert_cmpstr (wf_json_get_string (change, "claimed", ""), ==, "Zebra list");
  g_assert_false (json_object_has_member (change, "other"));
  change = json_array_get_object_element (review, 1);
  g_assert_cmpstr (get_state (review, 1), ==, "open");
  g_assert_cmpstr (wf_json_get_string (change, "other", ""), ==, "Quibbit one");
  g_assert_false (json_object_has_member (change, "claimed"));
  g_assert_cmpstr (get_state (review, 2), ==, "conflict");
  fields = wf_json_get_array (json_array_get_object_element (review, 2), "fields");
  g_assert_cmpuint (json_array_get_length (fields), ==, 1);
  line = json_array_get_object_element (fields, 0);
  g_assert_cmpstr (wf_json_get_string (line, "field", ""), ==, "phone");
  g_assert_cmpstr (wf_json_get_string (line, "now", ""), ==, "1 900");
  g_assert_cmpstr (get_state (review, 3), ==, "open");
  fields = wf_json_get_array (json_array_get_object_element (review, 3), "fields");
  g_assert_cmpuint (json_array_get_length (fields), ==, 4);
  g_assert_cmpstr (wf_json_get_string (json_array_get_object_element (review, 3), "name", ""), ==,
                   "Wumpus");
  g_assert_cmpstr (get_state (review, 4), ==, "unusable");
  g_assert_cmpstr (get_state (review, 5), ==, "unusable");
  g_assert_cmpstr (get_state (review, 6), ==, "unknown");

  for (guint i = 1; i <= 2; i++)
    g_assert_true (
        wf_catalogue_accept (fixture.store, json_array_get_object_element (review, i), &error));
  own = get (&fixture, "our-own");
  g_assert_cmpstr (own->phone, ==, "1 900");
  g_assert_false (own->is_pinned);
  g_assert_null (own->checked);
  again =
      review_text (&fixture, "{\"id\":\"" TWO "\",\"kind\":\"merge\",\"now\":\"" ONE "\"},"
                             "{\"id\":\"" TWO "\",\"kind\":\"checked\",\"now\":\"2026-11-20\"}");
  g_assert_cmpstr (get_state (again, 0), ==, "done");
  g_assert_cmpstr (get_state (again, 1), ==, "unknown");
}

/* Conditions are corrected whole: they outlive what the source sends, and travel in a proposal. */
static void
test_conditions (void)
{
  g_auto (ImportFixture) here = { NULL }, there = { NULL };
  g_autoptr (JsonNode) value = json_from_string ("{\"age_min\":65,\"needs_device\":true}", NULL);
  g_autoptr (JsonNode) nothing = json_node_new (JSON_NODE_NULL);
  WfEdit change = { .kind = WF_EDIT_CORRECT, .id = ONE, .field = "conditions", .value = value };
  g_autoptr (WfResource) entry = NULL, taken = NULL, text = NULL, back = NULL;
  g_autoptr (JsonObject) proposal = NULL;
  g_autoptr (JsonArray) review = NULL;
  g_autoptr (GError) error = NULL;

  start (&here);
  start (&there);
  g_assert_true (wf_catalogue_edit (here.store, &change, &error));
  import (&here, "7 77");
  entry = get (&here, ONE);
  g_assert_cmpint (wf_json_get_int (wf_resource_get_conditions (entry), "age_min", 0), ==, 65);
  g_assert_cmpstr (entry->corrected[0], ==, "conditions");

  proposal = wf_catalogue_propose (here.store, &error);
  review = wf_catalogue_review (there.store, proposal, &error);
  g_assert_no_error (error);
  g_assert_true (wf_catalogue_accept (there.store, find_change (review, "correct"), &error));
  taken = get (&there, ONE);
  g_assert_true (wf_json_get_bool (wf_resource_get_conditions (taken), "needs_device", FALSE));

  change.value = nothing;
  g_assert_true (wf_catalogue_edit (here.store, &change, &error));
  text = get (&here, ONE);
  g_assert_null (wf_resource_get_conditions (text));
  change.kind = WF_EDIT_UNCORRECT;
  g_assert_true (wf_catalogue_edit (here.store, &change, &error));
  back = get (&here, ONE);
  g_assert_cmpuint (g_strv_length (back->corrected), ==, 0);
}

/* From the window's side. */
static void
test_from_catalogue (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_autoptr (WfCatalogue) catalogue = NULL;
  g_autoptr (WfResource) entry = NULL;
  g_autoptr (GError) error = NULL;
  WfEdit change = { .kind = WF_EDIT_NOTE, .id = ONE, .text = "ring twice" };

  start (&fixture);
  catalogue = open_catalogue (&fixture);
  g_assert_true (wf_catalogue_save_edit_sync (catalogue, &change, &error));
  g_assert_no_error (error);
  entry = wf_catalogue_get_sync (catalogue, ONE, &error);
  g_assert_cmpstr (entry->note, ==, "ring twice");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/curation/pin", test_pin);
  g_test_add_func ("/curation/day-to-come", test_day_to_come);
  g_test_add_func ("/curation/no-date", test_no_date);
  g_test_add_func ("/curation/hide", test_hide);
  g_test_add_func ("/curation/correction-survives", test_correction_survives);
  g_test_add_func ("/curation/without-cache", test_without_cache);
  g_test_add_func ("/curation/merge", test_merge);
  g_test_add_func ("/curation/merged-into-gone", test_merged_into_gone);
  g_test_add_func ("/curation/split-elsewhere", test_split_elsewhere);
  g_test_add_func ("/curation/row-is-written-otherwise", test_row_is_written_otherwise);
  g_test_add_func ("/curation/source-merges", test_source_merges);
  g_test_add_func ("/curation/own", test_own);
  g_test_add_func ("/curation/limits", test_limits);
  g_test_add_func ("/curation/open-there", test_open_there);
  g_test_add_func ("/curation/refused", test_refused);
  g_test_add_func ("/curation/proposal", test_proposal);
  g_test_add_func ("/curation/proposal-is-seen", test_proposal_is_seen);
  g_test_add_func ("/curation/conditions", test_conditions);
  g_test_add_func ("/curation/from-catalogue", test_from_catalogue);
  return g_test_run ();
}

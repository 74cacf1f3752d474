/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What was said of entries that are gone: listed, handed on, dropped.
 */
#include "import-fixture.h"
#include "wf-catalogue-batch.h"
#include "wf-json.h"

#define BOTH  "id,name,phone\ne-1,Quibbit,1 11\ne-2,Quobbit,2 22\n"
#define ALONE "id,name,phone\ne-2,Quobbit,2 22\n"

static void
import (ImportFixture *fixture, const char *text)
{
  g_autofree char *path = import_fixture_write (fixture, "mine.csv", text, -1);
  g_autoptr (GError) error = NULL;
  const WfImportOptions options = { .source = "x", .may_shrink = TRUE };

  wf_catalogue_import (fixture->store, path, &options, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
edit (ImportFixture *fixture, WfEditKind kind, const char *id, const char *text)
{
  const WfEdit change = { .kind = kind, .id = id, .text = text };

  return wf_catalogue_edit (fixture->store, &change, NULL);
}

static void
correct_phone (ImportFixture *fixture, const char *id, const char *text)
{
  g_autoptr (JsonNode) value = json_node_init_string (json_node_alloc (), text);
  const WfEdit change = { .kind = WF_EDIT_CORRECT, .id = id, .field = "phone", .value = value };

  g_assert_true (wf_catalogue_edit (fixture->store, &change, NULL));
}

static JsonArray *
list (ImportFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  JsonArray *left = wf_catalogue_list_left (fixture->store, &error);

  g_assert_no_error (error);
  return left;
}

static guint
count (ImportFixture *fixture)
{
  g_autoptr (JsonArray) left = list (fixture);

  return json_array_get_length (left);
}

/* Both entries, things said of the first, and then it is gone. */
static char *
start (ImportFixture *fixture)
{
  g_autoptr (WfResource) entry = NULL;

  import_fixture_init (fixture);
  import (fixture, BOTH);
  entry = import_fixture_get (fixture, "quibbit");
  g_assert_true (edit (fixture, WF_EDIT_PIN, entry->id, NULL));
  g_assert_true (edit (fixture, WF_EDIT_NOTE, entry->id, "Ask for Zed"));
  correct_phone (fixture, entry->id, "9 99");
  g_assert_cmpuint (count (fixture), ==, 0);
  import (fixture, ALONE);
  return g_strdup (entry->id);
}

static void
test_listed (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_autofree char *id = start (&fixture);
  g_autoptr (JsonArray) left = list (&fixture);
  JsonObject *only;

  g_assert_cmpuint (json_array_get_length (left), ==, 1);
  only = json_array_get_object_element (left, 0);
  g_assert_cmpstr (wf_json_get_string (only, "id", NULL), ==, id);
  g_assert_cmpstr (wf_json_get_string (only, "name", NULL), ==, "Quibbit");
  g_assert_true (json_object_get_boolean_member (only, "pinned"));
  g_assert_false (json_object_get_boolean_member (only, "hidden"));
  g_assert_cmpstr (wf_json_get_string (only, "note", NULL), ==, "Ask for Zed");
  g_assert_cmpstr (wf_json_get_string (wf_json_get_object (only, "fields"), "phone", NULL), ==,
                   "9 99");

  /* It comes back, and so does what was said. */
  import (&fixture, BOTH);
  g_assert_cmpuint (count (&fixture), ==, 0);
}

static void
test_moved (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_autofree char *id = start (&fixture);
  g_autoptr (WfResource) before = import_fixture_get (&fixture, "quobbit"), after = NULL;

  g_assert_false (edit (&fixture, WF_EDIT_MOVE, id, "nobody"));
  g_assert_false (edit (&fixture, WF_EDIT_MOVE, id, id));
  g_assert_false (edit (&fixture, WF_EDIT_MOVE, before->id, id));
  g_assert_cmpuint (count (&fixture), ==, 1);
  g_assert_true (edit (&fixture, WF_EDIT_NOTE, before->id, "Its own"));
  g_assert_true (edit (&fixture, WF_EDIT_MOVE, id, before->id));
  g_assert_cmpuint (count (&fixture), ==, 0);
  after = import_fixture_get (&fixture, "quobbit");
  g_assert_true (after->is_pinned);
  g_assert_cmpstr (after->phone, ==, "9 99");
  g_assert_cmpstr (after->note, ==, "Its own\nAsk for Zed");
  /* Its source says what it said. */
  g_assert_cmpstr (after->source_changed[0], ==, NULL);
}

static void
test_forgotten (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_autofree char *id = start (&fixture);
  g_autoptr (WfResource) again = NULL;

  g_assert_true (edit (&fixture, WF_EDIT_FORGET, id, NULL));
  g_assert_cmpuint (count (&fixture), ==, 0);
  import (&fixture, BOTH);
  again = import_fixture_get (&fixture, "quibbit");
  g_assert_false (again->is_pinned);
  g_assert_cmpstr (again->phone, ==, "1 11");
}

/* Whoever was asked may answer after the offer came back. */
static void
test_back_again (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_autofree char *id = start (&fixture);
  g_autoptr (WfResource) before = import_fixture_get (&fixture, "quobbit"), again = NULL;

  import (&fixture, BOTH);
  g_assert_false (edit (&fixture, WF_EDIT_FORGET, id, NULL));
  g_assert_false (edit (&fixture, WF_EDIT_MOVE, id, before->id));
  again = import_fixture_get (&fixture, "quibbit");
  g_assert_true (again->is_pinned);
  g_assert_cmpstr (again->note, ==, "Ask for Zed");
}

#define STREET                                                                                     \
  "name,organization,address_1,city,phone\n"                                                       \
  "Quibbit,Zorg,1 Main St,Laval,1 11\nQuabbit,Zarg,3 Main St,Laval,3 33\n"
/* The first row is another one now, as a row has no id of its own. */
#define STREET_AGAIN                                                                               \
  "name,organization,address_1,city,phone\n"                                                       \
  "Quibbit,Zorg,1 Main Street,Laval,1 11\nQuabbit,Zarg,3 Main St,Laval,3 33\n"

static char *
dup_id (ImportFixture *fixture, const char *text)
{
  g_autoptr (WfResource) entry = import_fixture_get (fixture, text);

  g_assert_nonnull (entry);
  return g_strdup (entry->id);
}

/* What was merged into an entry stays so when the entry gets another id. */
static void
test_merged_into_goes_on (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_autofree char *first = NULL, *other = NULL, *now = NULL;

  import_fixture_init (&fixture);
  import (&fixture, STREET);
  first = dup_id (&fixture, "quibbit");
  other = dup_id (&fixture, "quabbit");
  g_assert_true (edit (&fixture, WF_EDIT_MERGE, other, first));
  import (&fixture, STREET_AGAIN);
  now = dup_id (&fixture, "quibbit");
  g_assert_cmpstr (now, !=, first);
  g_assert_cmpuint (import_fixture_count (&fixture, "quabbit"), ==, 0);
  g_assert_true (edit (&fixture, WF_EDIT_SPLIT, other, NULL));
  g_assert_cmpuint (import_fixture_count (&fixture, "quabbit"), ==, 1);
}

/* What was merged away stays so under its other id, with what was said of it. */
static void
test_merged_away_goes_on (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_autofree char *first = NULL, *other = NULL;
  g_autoptr (GPtrArray) merged = NULL;
  g_autoptr (WfResource) again = NULL;

  import_fixture_init (&fixture);
  import (&fixture, STREET);
  first = dup_id (&fixture, "quibbit");
  other = dup_id (&fixture, "quabbit");
  g_assert_true (edit (&fixture, WF_EDIT_NOTE, first, "Ask for Zed"));
  correct_phone (&fixture, first, "9 99");
  g_assert_true (edit (&fixture, WF_EDIT_MERGE, first, other));
  import (&fixture, STREET_AGAIN);
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbit"), ==, 0);
  g_assert_cmpuint (count (&fixture), ==, 0);
  merged = wf_index_list_merged (wf_catalogue_store_get_index (fixture.store), other, NULL);
  g_assert_cmpuint (merged->len, ==, 1);
  g_assert_true (edit (&fixture, WF_EDIT_SPLIT, ((WfResource *) merged->pdata[0])->id, NULL));
  again = import_fixture_get (&fixture, "quibbit");
  g_assert_cmpstr (again->id, !=, first);
  g_assert_cmpstr (again->note, ==, "Ask for Zed");
  g_assert_cmpstr (again->phone, ==, "9 99");
}

#define THREE(street)                                                                              \
  "name,organization,address_1,city,phone\n"                                                       \
  "Quibbit,Zorg,1 " street ",Laval,1 11\nQuabbit,Zarg,2 " street ",Laval,2 22\n"                   \
  "Quobbit,Zurg,3 " street ",Laval,3 33\n"

/* One into another into a third, in whatever order they are looked at: only the third is shown. */
static void
test_merges_of_merges_go_on (void)
{
  static const char *const NAMES[] = { "quibbit", "quabbit", "quobbit" };

  for (guint first = 0; first < G_N_ELEMENTS (NAMES); first++)
    for (guint turn = 1; turn < G_N_ELEMENTS (NAMES); turn++)
      {
        g_auto (ImportFixture) fixture = { NULL };
        const char *second = NAMES[(first + turn) % 3], *third = NAMES[(first + 2 * turn) % 3];
        g_autofree char *a = NULL, *b = NULL, *c = NULL;

        import_fixture_init (&fixture);
        import (&fixture, THREE ("Main St"));
        a = dup_id (&fixture, NAMES[first]);
        b = dup_id (&fixture, second);
        c = dup_id (&fixture, third);
        g_assert_true (edit (&fixture, WF_EDIT_NOTE, b, "Ask for Zed"));
        g_assert_true (edit (&fixture, WF_EDIT_MERGE, a, b));
        g_assert_true (edit (&fixture, WF_EDIT_MERGE, b, c));
        import (&fixture, THREE ("Main Street"));
        g_assert_cmpuint (import_fixture_count (&fixture, NAMES[first]), ==, 0);
        g_assert_cmpuint (import_fixture_count (&fixture, second), ==, 0);
        g_assert_cmpuint (import_fixture_count (&fixture, third), ==, 1);
        import (&fixture, THREE ("Main St"));
        g_assert_cmpuint (import_fixture_count (&fixture, NAMES[first]), ==, 0);
        g_assert_cmpuint (import_fixture_count (&fixture, second), ==, 0);
      }
}

/* One that is gone and was merged away: what was said of it is not out of sight. */
static void
test_merged_away_is_listed (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_autofree char *id = NULL, *other = NULL;
  g_autoptr (WfResource) after = NULL;

  import_fixture_init (&fixture);
  import (&fixture, BOTH);
  id = dup_id (&fixture, "quibbit");
  other = dup_id (&fixture, "quobbit");
  g_assert_true (edit (&fixture, WF_EDIT_NOTE, id, "Ask for Zed"));
  g_assert_true (edit (&fixture, WF_EDIT_MERGE, id, other));
  import (&fixture, ALONE);
  g_assert_cmpuint (count (&fixture), ==, 1);
  g_assert_true (edit (&fixture, WF_EDIT_MOVE, id, other));
  g_assert_cmpuint (count (&fixture), ==, 0);
  after = import_fixture_get (&fixture, "quobbit");
  g_assert_cmpstr (after->note, ==, "Ask for Zed");
  /* It is the same as the other one still, should it come back. */
  import (&fixture, BOTH);
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbit"), ==, 0);
}

/* The stand-in goes, and is said to be the one that was merged into it: that one is shown. */
static void
test_moved_to_the_merged (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_autofree char *id = NULL, *other = NULL;
  g_autoptr (WfResource) after = NULL;

  import_fixture_init (&fixture);
  import (&fixture, BOTH);
  id = dup_id (&fixture, "quibbit");
  other = dup_id (&fixture, "quobbit");
  g_assert_true (edit (&fixture, WF_EDIT_PIN, id, NULL));
  g_assert_true (edit (&fixture, WF_EDIT_MERGE, other, id));
  import (&fixture, ALONE);
  g_assert_true (edit (&fixture, WF_EDIT_MOVE, id, other));
  after = import_fixture_get (&fixture, "quobbit");
  g_assert_true (after->is_pinned);
  import (&fixture, BOTH);
  g_assert_cmpuint (import_fixture_count (&fixture, "quobbit"), ==, 1);
}

/* Where the other one was corrected otherwise, nothing is dropped. */
static void
test_moved_as_far_as_it_goes (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_autofree char *id = start (&fixture);
  g_autofree char *other = dup_id (&fixture, "quobbit");
  g_autoptr (JsonArray) left = NULL;
  g_autoptr (WfResource) after = NULL;
  JsonObject *only;

  correct_phone (&fixture, other, "8 88");
  g_assert_true (edit (&fixture, WF_EDIT_MOVE, id, other));
  after = import_fixture_get (&fixture, "quobbit");
  g_assert_cmpstr (after->phone, ==, "8 88");
  g_assert_cmpstr (after->note, ==, "Ask for Zed");
  left = list (&fixture);
  g_assert_cmpuint (json_array_get_length (left), ==, 1);
  only = json_array_get_object_element (left, 0);
  g_assert_cmpstr (wf_json_get_string (only, "note", NULL), ==, "");
  g_assert_false (json_object_get_boolean_member (only, "pinned"));
  g_assert_cmpstr (wf_json_get_string (wf_json_get_object (only, "fields"), "phone", NULL), ==,
                   "9 99");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/curation-left/listed", test_listed);
  g_test_add_func ("/curation-left/moved", test_moved);
  g_test_add_func ("/curation-left/forgotten", test_forgotten);
  g_test_add_func ("/curation-left/back-again", test_back_again);
  g_test_add_func ("/curation-left/merged-into-goes-on", test_merged_into_goes_on);
  g_test_add_func ("/curation-left/merged-away-goes-on", test_merged_away_goes_on);
  g_test_add_func ("/curation-left/merges-of-merges-go-on", test_merges_of_merges_go_on);
  g_test_add_func ("/curation-left/merged-away-is-listed", test_merged_away_is_listed);
  g_test_add_func ("/curation-left/moved-to-the-merged", test_moved_to_the_merged);
  g_test_add_func ("/curation-left/moved-as-far-as-it-goes", test_moved_as_far_as_it_goes);
  return g_test_run ();
}

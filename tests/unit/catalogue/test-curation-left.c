/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What was said of entries that are gone: listed, handed on, dropped.
 */
#include "import-fixture.h"
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/curation-left/listed", test_listed);
  g_test_add_func ("/curation-left/moved", test_moved);
  g_test_add_func ("/curation-left/forgotten", test_forgotten);
  g_test_add_func ("/curation-left/back-again", test_back_again);
  return g_test_run ();
}

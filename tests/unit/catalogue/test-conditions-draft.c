/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Conditions in a form: every entry of the starter comes out as it went in; what the form cannot
 * show is kept; how somebody came to the country is no field of it.
 */
#include "wf-conditions-draft.h"

#include "wf-conditions.h"
#include "wf-json.h"

#include <string.h>

static JsonNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  g_assert_no_error (error);
  return node;
}

static void
assert_same_again (JsonNode *conditions, const char *id)
{
  JsonObject *object =
      JSON_NODE_HOLDS_OBJECT (conditions) ? json_node_get_object (conditions) : NULL;
  g_autoptr (WfConditionsDraft) draft = wf_conditions_draft_new (object);
  g_autoptr (JsonNode) again = wf_conditions_draft_to_json (draft);
  g_autofree char *before = json_to_string (conditions, FALSE);
  g_autofree char *after = json_to_string (again, FALSE);

  g_test_message ("%s: %s | %s", id, before, after);
  g_assert_true (json_node_equal (conditions, again));
}

static void
test_starter (void)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("WF_SOURCE_ROOT"), "data", "catalogue", "starter.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonNode *root;
  JsonArray *entries;
  guint n_text = 0, n_either = 0;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  root = json_parser_get_root (parser);
  entries = JSON_NODE_HOLDS_ARRAY (root)
                ? json_node_get_array (root)
                : json_object_get_array_member (json_node_get_object (root), "resources");
  g_assert_cmpuint (json_array_get_length (entries), >=, 200);
  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = json_array_get_object_element (entries, i);
      JsonNode *conditions = json_object_get_member (entry, "conditions");
      g_autoptr (WfConditionsDraft) draft = NULL;

      if (conditions == NULL)
        continue;
      assert_same_again (conditions, json_object_get_string_member (entry, "id"));
      draft = wf_conditions_draft_new (
          JSON_NODE_HOLDS_OBJECT (conditions) ? json_node_get_object (conditions) : NULL);
      n_text += draft->is_text_only;
      n_either += draft->is_either;
    }
  g_test_message ("%u by their text alone, %u with an income or a benefit", n_text, n_either);
  g_assert_cmpuint (n_either, >, 0);
}

/* Shapes that only look like what the form has. */
static void
test_kept (void)
{
  static const char *const CASES[] = {
    "{\"age_min\":\"ask\"}",
    "{\"age_min\":0,\"age_max\":400}",
    "{\"income_test\":false}",
    "{\"women\":1}",
    "{\"benefit\":[]}",
    "{\"benefit\":[\"gis\",7]}",
    "{\"student\":[\"linc\"]}",
    "{\"note\":\"\"}",
    "{\"class\":[\"protected_person\"],\"landed_from\":\"2021\"}",
    "{\"any_of\":[{\"benefit\":[\"gis\"]},{\"income_test\":true}],\"income_test\":true}",
    "{\"any_of\":[{\"benefit\":[\"gis\"],\"age_min\":60},{\"income_test\":true}]}",
    "{\"any_of\":[{\"benefit\":[\"gis\"]},{\"income_test\":true},{\"women\":true}]}",
    "{\"of_tomorrow\":{\"deep\":[1,null]}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (JsonNode) node = parse (CASES[i]);
      g_autoptr (WfConditionsDraft) draft = wf_conditions_draft_new (json_node_get_object (node));

      g_assert_cmpuint (json_object_get_size (draft->kept), >, 0);
      assert_same_again (node, CASES[i]);
    }
}

static void
test_changes (void)
{
  g_autoptr (JsonNode) node =
      parse ("{\"class\":[\"protected_person\"],\"age_min\":18,"
             "\"any_of\":[{\"income_test\":true},{\"benefit\":[\"gis\"]}]}");
  g_autoptr (JsonNode) expected = parse (
      "{\"class\":[\"protected_person\"],\"income_test\":true,\"benefit\":[\"gis\"],"
      "\"age_max\":29,\"student\":[\"any\"],\"women\":\"ask\",\"documents\":[\"photo ID\"]}");
  g_autoptr (WfConditionsDraft) draft = wf_conditions_draft_new (json_node_get_object (node));
  g_autoptr (JsonNode) changed = NULL;

  draft->is_either = FALSE;
  draft->age_min = 0;
  draft->age_max = 29;
  for (guint i = 0; i < WF_CONDITIONS_N_NEEDS; i++)
    {
      if (strcmp (wf_conditions_draft_list_needs ()[i], "student") == 0)
        draft->needs[i] = WF_NEED_YES;
      else if (strcmp (wf_conditions_draft_list_needs ()[i], "women") == 0)
        draft->needs[i] = WF_NEED_ASK;
    }
  g_strfreev (draft->documents);
  draft->documents = g_strsplit ("photo ID", ";", -1);
  changed = wf_conditions_draft_to_json (draft);
  g_assert_true (json_node_equal (changed, expected));

  draft->is_text_only = TRUE;
  g_clear_pointer (&changed, json_node_unref);
  changed = wf_conditions_draft_to_json (draft);
  g_assert_true (JSON_NODE_HOLDS_NULL (changed));
}

/* What the form writes, the evaluator knows; and none of it asks how somebody came. */
static void
test_known (void)
{
  g_autoptr (WfConditionsDraft) draft = wf_conditions_draft_new (NULL);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (WfFacts) facts = wf_facts_new ();
  g_autoptr (WfVerdict) verdict = NULL;
  g_auto (GStrv) names = NULL;
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 22, G_DATE_NOVEMBER, 2026);
  draft->is_text_only = FALSE;
  draft->age_min = 18;
  draft->income = WF_NEED_YES;
  draft->benefits = (g_strfreev (draft->benefits), g_strsplit ("gis ccb", " ", -1));
  draft->papers = (g_strfreev (draft->papers), g_strsplit ("library_card", " ", -1));
  for (guint i = 0; i < WF_CONDITIONS_N_NEEDS; i++)
    draft->needs[i] = WF_NEED_YES;
  node = wf_conditions_draft_to_json (draft);
  verdict = wf_conditions_evaluate (json_node_get_object (node), facts, &today);
  g_assert_cmpint (verdict->kind, ==, WF_VERDICT_ASK);
  for (guint i = 0; i < verdict->reasons->len; i++)
    g_assert_cmpstr (((WfReason *) verdict->reasons->pdata[i])->code, !=, "unknown-condition");
  names = wf_conditions_get_fact_names (json_node_get_object (node));
  g_assert_cmpuint (g_strv_length (names), >=, 15);
  g_assert_false (g_strv_contains ((const char *const *) names, WF_FACT_CLASS));
  g_assert_false (g_strv_contains ((const char *const *) names, WF_FACT_LANDED_ON));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/conditions-draft/starter", test_starter);
  g_test_add_func ("/conditions-draft/kept", test_kept);
  g_test_add_func ("/conditions-draft/changes", test_changes);
  g_test_add_func ("/conditions-draft/known", test_known);
  return g_test_run ();
}

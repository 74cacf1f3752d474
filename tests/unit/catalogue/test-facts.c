/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wf-facts.h"
#include "wf-json.h"
#include "wf-resource.h"

static void
test_lists (void)
{
  g_autoptr (WfFacts) facts = wf_facts_new ();
  const char *const values[] = { "gis", "odsp", NULL };

  g_assert_cmpint (wf_facts_has (facts, "benefit", "gis"), ==, WF_TRUTH_UNKNOWN);
  wf_facts_set_values (facts, "benefit", values);
  g_assert_cmpint (wf_facts_has (facts, "benefit", "gis"), ==, WF_TRUTH_YES);
  g_assert_cmpint (wf_facts_has (facts, "benefit", "snap"), ==, WF_TRUTH_NO);
  g_assert_true (wf_facts_is_complete (facts, "benefit"));
  g_assert_true (wf_facts_mentions (facts, "benefit", "gis"));
  g_assert_false (wf_facts_mentions (facts, "benefit", "snap"));

  wf_facts_set_value (facts, "benefit", "snap", WF_TRUTH_YES);
  g_assert_cmpint (wf_facts_has (facts, "benefit", "snap"), ==, WF_TRUTH_YES);
  wf_facts_set_value (facts, "benefit", "gis", WF_TRUTH_UNKNOWN);
  g_assert_cmpint (wf_facts_has (facts, "benefit", "gis"), ==, WF_TRUTH_UNKNOWN);
  g_assert_false (wf_facts_is_complete (facts, "benefit"));
  g_assert_cmpstr (wf_facts_get_text (facts, "benefit"), ==, "odsp");

  wf_facts_set_values (facts, "benefit", NULL);
  g_assert_cmpint (wf_facts_has (facts, "benefit", "odsp"), ==, WF_TRUTH_NO);
  g_assert_null (wf_facts_get_text (facts, "benefit"));
  g_assert_null (wf_facts_get_text (facts, "never"));
  g_assert_false (wf_facts_is_complete (facts, "never"));
  g_assert_false (wf_facts_mentions (facts, "never", "x"));
}

static void
test_one_by_one (void)
{
  g_autoptr (WfFacts) facts = wf_facts_new ();

  wf_facts_set_state (facts, "has_paper", WF_FACT_REFUSED);
  wf_facts_set_value (facts, "has_paper", "copr", WF_TRUTH_NO);
  g_assert_cmpint (wf_facts_get_state (facts, "has_paper"), ==, WF_FACT_KNOWN);
  g_assert_cmpint (wf_facts_has (facts, "has_paper", "copr"), ==, WF_TRUTH_NO);
  g_assert_cmpint (wf_facts_has (facts, "has_paper", "library_card"), ==, WF_TRUTH_UNKNOWN);
  wf_facts_set_value (facts, "has_paper", "copr", WF_TRUTH_UNKNOWN);
  g_assert_cmpint (wf_facts_get_state (facts, "has_paper"), ==, WF_FACT_NOT_ASKED);
}

static void
test_states (void)
{
  g_autoptr (WfFacts) facts = wf_facts_new ();

  g_assert_cmpint (wf_facts_get_state (facts, "women"), ==, WF_FACT_NOT_ASKED);
  wf_facts_set_truth (facts, "women", WF_TRUTH_YES);
  g_assert_cmpint (wf_facts_is (facts, "women"), ==, WF_TRUTH_YES);
  wf_facts_set_truth (facts, "women", WF_TRUTH_NO);
  g_assert_cmpint (wf_facts_is (facts, "women"), ==, WF_TRUTH_NO);
  wf_facts_set_truth (facts, "women", WF_TRUTH_UNKNOWN);
  g_assert_cmpint (wf_facts_get_state (facts, "women"), ==, WF_FACT_DONT_KNOW);
  wf_facts_set_state (facts, "women", WF_FACT_REFUSED);
  g_assert_cmpint (wf_facts_get_state (facts, "women"), ==, WF_FACT_REFUSED);
  g_assert_cmpint (wf_facts_is (facts, "women"), ==, WF_TRUTH_UNKNOWN);
}

static void
test_ranges (void)
{
  g_autoptr (WfFacts) facts = wf_facts_new ();
  GDate today;
  int min = -1, max = -1;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 21, 11, 2026);
  g_assert_false (wf_facts_get_range (facts, "age", &min, &max));
  g_assert_cmpint (min, ==, -1);
  wf_facts_set_birth_year (facts, 1990, &today);
  g_assert_true (wf_facts_get_range (facts, "age", &min, &max));
  g_assert_cmpint (min, ==, 35);
  g_assert_cmpint (max, ==, 36);
  wf_facts_set_birth_year (facts, 2026, &today);
  g_assert_true (wf_facts_get_range (facts, "age", &min, &max));
  g_assert_cmpint (min, ==, 0);
  g_assert_cmpint (max, ==, 0);
  g_assert_cmpint (wf_facts_has (facts, "age", "0"), ==, WF_TRUTH_UNKNOWN);
}

static void
test_copy (void)
{
  g_autoptr (WfFacts) facts = wf_facts_new ();
  g_autoptr (WfFacts) copy = NULL;
  int min, max;

  wf_facts_set_text (facts, "region", "CA-ON");
  wf_facts_set_range (facts, "age", 30, 31);
  copy = wf_facts_copy (facts);
  wf_facts_set_text (copy, "region", "CA-QC");
  g_assert_cmpstr (wf_facts_get_text (facts, "region"), ==, "CA-ON");
  g_assert_cmpstr (wf_facts_get_text (copy, "region"), ==, "CA-QC");
  g_assert_true (wf_facts_is_complete (copy, "region"));
  g_assert_true (wf_facts_get_range (copy, "age", &min, &max));
  g_assert_cmpint (max, ==, 31);
}

static void
test_json_refuses (void)
{
  static const char *const texts[] = {
    "{\"age\":-1}",
    "{\"age\":1.5}",
    "{\"age\":{\"min\":5,\"max\":2}}",
    "{\"age\":{\"min\":-5}}",
    "{\"x\":null}",
    "{\"x\":{}}",
    "{\"x\":{\"state\":\"maybe\"}}",
    "{\"x\":[1,2]}",
    "{\"age\":99999999999}",
    "{\"age\":{\"max\":99999999999}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonObject) object = wf_json_parse_object (texts[i], -1, &error);

      g_assert_no_error (error);
      g_test_message ("%s", texts[i]);
      g_assert_null (wf_facts_new_from_json (object, &error));
      g_assert_error (error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_FORMAT);
    }
}

static void
test_json_reads (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = wf_json_parse_object (
      "{\"region\":\"CA-ON\",\"benefit\":[\"gis\"],\"age\":40,\"clb\":{\"min\":3},"
      "\"low_income\":true,\"women\":false,\"has_paper\":{\"yes\":[\"copr\"],\"no\":\"odd\"},"
      "\"disability\":{\"state\":\"refused\"},\"lives_in\":{\"state\":\"dont-know\"},"
      "\"student\":{\"state\":\"not-asked\"}}",
      -1, &error);
  g_autoptr (WfFacts) facts = wf_facts_new_from_json (object, &error);
  int min, max;

  g_assert_no_error (error);
  g_assert_cmpstr (wf_facts_get_text (facts, "region"), ==, "CA-ON");
  g_assert_cmpint (wf_facts_has (facts, "benefit", "odsp"), ==, WF_TRUTH_NO);
  g_assert_true (wf_facts_get_range (facts, "clb", &min, &max));
  g_assert_cmpint (min, ==, 3);
  g_assert_cmpint (max, ==, G_MAXINT);
  g_assert_cmpint (wf_facts_is (facts, "low_income"), ==, WF_TRUTH_YES);
  g_assert_cmpint (wf_facts_is (facts, "women"), ==, WF_TRUTH_NO);
  g_assert_cmpint (wf_facts_has (facts, "has_paper", "copr"), ==, WF_TRUTH_YES);
  g_assert_cmpint (wf_facts_has (facts, "has_paper", "odd"), ==, WF_TRUTH_NO);
  g_assert_cmpint (wf_facts_get_state (facts, "disability"), ==, WF_FACT_REFUSED);
  g_assert_cmpint (wf_facts_get_state (facts, "lives_in"), ==, WF_FACT_DONT_KNOW);
  g_assert_cmpint (wf_facts_get_state (facts, "student"), ==, WF_FACT_NOT_ASKED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/facts/lists", test_lists);
  g_test_add_func ("/facts/one-by-one", test_one_by_one);
  g_test_add_func ("/facts/states", test_states);
  g_test_add_func ("/facts/ranges", test_ranges);
  g_test_add_func ("/facts/copy", test_copy);
  g_test_add_func ("/facts/json-refuses", test_json_refuses);
  g_test_add_func ("/facts/json-reads", test_json_reads);
  return g_test_run ();
}

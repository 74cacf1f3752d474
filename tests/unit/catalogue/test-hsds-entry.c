/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wf-hsds-entry.h"
#include "wf-json.h"

static JsonObject *
make (const char *members)
{
  g_autofree char *text = g_strdup_printf (
      "{\"id\":\"a\",\"name\":\"A\",\"organization\":{\"name\":\"Org\"},%s}", members);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) service = wf_json_parse_object (text, -1, &error);
  JsonObject *entry;

  g_test_message ("%s", members);
  g_assert_no_error (error);
  entry = wf_hsds_make_entry (service, NULL, &error);
  g_assert_no_error (error);
  return entry;
}

/* Free is what says so and nothing else; what is not clear is not known. */
static void
test_cost (void)
{
  static const struct {
    const char *members;
    double amount; /* -1: not known */
    const char *note;
  } CASES[] = {
    { "\"fees\":\"Free\"", 0, "Free" },
    { "\"fees_description\":\"Free of charge.\"", 0, "Free of charge." },
    { "\"fees\":\"Gratuit\"", 0, "Gratuit" },
    { "\"fees\":\"Sans frais !\"", 0, "Sans frais !" },
    { "\"fees\":\"$0\"", 0, "$0" },
    { "\"fees\":\"0,00 $\"", 0, "0,00 $" },
    { "\"fees\":\"Free parking. The course costs $200\"", -1,
      "Free parking. The course costs $200" },
    { "\"fees\":\"Freewill offering\"", -1, "Freewill offering" },
    { "\"fees\":\"$20\"", -1, "$20" },
    { "\"cost_options\":[{\"amount\":10,\"option\":\"A month\"}]", 10, "A month" },
    { "\"cost_options\":[{\"amount\":\"10,50\",\"option\":\"A month\"}]", 10.5, "A month" },
    { "\"cost_options\":[{\"amount\":\"1,200\",\"option\":\"A year\"}]", -1, "A year" },
    { "\"cost_options\":[{\"amount\":\"ask\",\"option\":\"A year\"}]", -1, "A year" },
    { "\"cost_options\":[{\"amount\":-5,\"option\":\"A year\"}]", -1, "A year" },
    { "\"cost_options\":[{\"amount\":0,\"option\":\"Now\",\"valid_to\":\"2005-01-01\"}]", -1,
      "Now" },
    { "\"cost_options\":[{\"amount\":0,\"option\":\"Now\",\"valid_to\":\"2999-01-01\"}]", 0,
      "Now" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (JsonObject) entry = make (CASES[i].members);
      JsonObject *cost = wf_json_get_object (entry, "cost");

      g_assert_nonnull (cost);
      g_assert_cmpfloat (wf_json_get_double (cost, "amount", -1), ==, CASES[i].amount);
      g_assert_cmpstr (wf_json_get_string (cost, "note", NULL), ==, CASES[i].note);
    }
}

/* A limit that was guessed at would turn people away. */
static void
test_ages (void)
{
  static const struct {
    const char *members;
    int min, max; /* -1: no limit */
    const char *words;
  } CASES[] = {
    { "\"minimum_age\":18,\"maximum_age\":\"29\"", 18, 29, NULL },
    { "\"minimum_age\":\"18+\"", -1, -1, "18+" },
    { "\"maximum_age\":\"n/a\",\"eligibility_description\":\"Adults\"", -1, -1, "Adults\nn/a" },
    { "\"minimum_age\":0,\"maximum_age\":0", -1, -1, NULL },
    { "\"minimum_age\":16,\"maximum_age\":999", 16, -1, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (JsonObject) entry = make (CASES[i].members);
      JsonObject *conditions = wf_json_get_object (entry, "conditions");

      g_assert_cmpint (conditions != NULL ? wf_json_get_int (conditions, "age_min", -1) : -1, ==,
                       CASES[i].min);
      g_assert_cmpint (conditions != NULL ? wf_json_get_int (conditions, "age_max", -1) : -1, ==,
                       CASES[i].max);
      g_assert_cmpstr (wf_json_get_string (entry, "eligibility", NULL), ==, CASES[i].words);
    }
}

/* What leads to an offer is in its entry. */
static void
test_way_there (void)
{
  g_autoptr (JsonObject) entry =
      make ("\"email\":\"ask@example.org\",\"service_at_locations\":[{\"location\":{\"addresses\":["
            "{\"city\":\"Ottawa\"},{\"address_1\":\"1 Main St\",\"address_2\":\"Door 3\",\"city\":"
            "\"Ottawa\",\"postal_code\":\"K1A 0A1\"},{\"address_1\":\"9 Other Rd\"}]}}]");

  g_assert_cmpstr (wf_json_get_string (entry, "email", NULL), ==, "ask@example.org");
  g_assert_cmpstr (wf_json_get_string (entry, "address", NULL), ==, "1 Main St, Door 3, K1A 0A1");
  g_assert_cmpstr (wf_json_get_string (entry, "locality", NULL), ==, "Ottawa");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hsds-entry/cost", test_cost);
  g_test_add_func ("/hsds-entry/ages", test_ages);
  g_test_add_func ("/hsds-entry/way-there", test_way_there);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wf-client-error.h"
#include "wf-client-fact.h"
#include "wf-json.h"
#include "wf-safe-contact.h"

static void
test_check (void)
{
  static const struct {
    const char *name;
    const char *values[4];
    int code; /* -1 when the values are good */
  } cases[] = {
    { "birth-year", { "1980" }, -1 },
    { "birth-year", { "2027" }, WF_CLIENT_ERROR_BAD_VALUE },
    { "birth-year", { "1895" }, WF_CLIENT_ERROR_BAD_VALUE },
    { "birth-year", { "eighty" }, WF_CLIENT_ERROR_BAD_VALUE },
    { "birth-year", { NULL }, WF_CLIENT_ERROR_BAD_VALUE },
    { "birth-year", { "1980", "1981" }, WF_CLIENT_ERROR_BAD_VALUE },
    { "birth-date", { "1980-02-29" }, -1 },
    { "birth-date", { "1981-02-29" }, WF_CLIENT_ERROR_BAD_VALUE },
    { "birth-date", { "1980-2-9" }, WF_CLIENT_ERROR_BAD_VALUE },
    { "speaks", { "ar", "fr-CA", "zh-Hant" }, -1 },
    { "speaks", { NULL }, -1 },
    { "speaks", { "ar", "my own words" }, WF_CLIENT_ERROR_BAD_VALUE },
    { "reads", { NULL }, -1 },
    { "interpreter", { "wanted" }, -1 },
    { "interpreter", { "yes" }, WF_CLIENT_ERROR_BAD_VALUE },
    { "official-language", { "none" }, -1 },
    { "official-language", { "de" }, WF_CLIENT_ERROR_BAD_VALUE },
    { "schooling-years", { "0" }, -1 },
    { "schooling-years", { "41" }, WF_CLIENT_ERROR_BAD_VALUE },
    { "landing-year", { "2024" }, -1 },
    { "landing-year", { "2030" }, WF_CLIENT_ERROR_BAD_VALUE },
    { "region", { "CA-ON" }, -1 },
    { "region", { "CA" }, -1 },
    { "region", { "Ontario" }, WF_CLIENT_ERROR_BAD_VALUE },
    { "goal-words", { "écrire à ma sœur" }, -1 },
    { "goal-words", { "" }, WF_CLIENT_ERROR_BAD_VALUE },
    { "goal-words", { "\xff" }, WF_CLIENT_ERROR_BAD_VALUE },
    { "papers", { "health-card", "library-card" }, -1 },
    { "stay-in-person", { "yes" }, -1 },
    { "stay-in-person", { "no" }, WF_CLIENT_ERROR_BAD_VALUE },
    /* It is not there to be asked. */
    { "immigration-status", { "x" }, WF_CLIENT_ERROR_UNKNOWN_FACT },
    { "", { "x" }, WF_CLIENT_ERROR_UNKNOWN_FACT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean is_good = wf_client_fact_check (cases[i].name, cases[i].values, 2026, &error);

      if (cases[i].code < 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, WF_CLIENT_ERROR, cases[i].code);
      g_assert_cmpint (is_good, ==, cases[i].code < 0);
    }
}

static void
test_states (void)
{
  for (int state = WF_CLIENT_FACT_NOT_ASKED; state <= WF_CLIENT_FACT_DONT_KNOW; state++)
    {
      const char *text = wf_client_fact_state_to_text ((WfClientFactState) state);

      g_assert_cmpint (wf_client_fact_state_from_text (text), ==, state);
    }
  g_assert_cmpint (wf_client_fact_state_from_text ("maybe"), ==, WF_CLIENT_FACT_NOT_ASKED);
  g_assert_cmpint (wf_client_fact_state_from_text (NULL), ==, WF_CLIENT_FACT_NOT_ASKED);
}

static void
test_only_answers_have_values (void)
{
  const char *values[] = { "1980", NULL };
  g_autoptr (WfClientFact) answered =
      wf_client_fact_new ("birth-year", WF_CLIENT_FACT_ANSWERED, values, 7);
  g_autoptr (WfClientFact) refused =
      wf_client_fact_new ("birth-year", WF_CLIENT_FACT_REFUSED, values, 7);

  g_assert_cmpstr (answered->values[0], ==, "1980");
  g_assert_null (refused->values[0]);
}

static void
test_contact_level (void)
{
  static const struct {
    const char *ways[3];
    gboolean may_say_who, never_message, do_not_call;
    const char *when;
    gint64 time_us;
    WfContactLevel expected;
  } cases[] = {
    { { NULL }, FALSE, FALSE, FALSE, NULL, 0, WF_CONTACT_NOT_ASKED },
    { { "call" }, TRUE, FALSE, FALSE, NULL, 0, WF_CONTACT_NOT_ASKED },
    { { "call" }, TRUE, FALSE, FALSE, NULL, 1, WF_CONTACT_OK },
    { { "call" }, FALSE, FALSE, FALSE, NULL, 1, WF_CONTACT_CARE },
    { { "call" }, TRUE, TRUE, FALSE, NULL, 1, WF_CONTACT_CARE },
    { { "call" }, TRUE, FALSE, FALSE, "mornings", 1, WF_CONTACT_CARE },
    { { "call" }, TRUE, FALSE, TRUE, NULL, 1, WF_CONTACT_NEVER },
    { { "only-here" }, TRUE, FALSE, FALSE, NULL, 1, WF_CONTACT_NEVER },
    { { NULL }, TRUE, FALSE, FALSE, NULL, 1, WF_CONTACT_NEVER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WfSafeContact) rule = wf_safe_contact_new ();

      g_strfreev (rule->ways);
      rule->ways = g_strdupv ((GStrv) cases[i].ways);
      rule->may_say_who = cases[i].may_say_who;
      rule->never_message = cases[i].never_message;
      rule->do_not_call = cases[i].do_not_call;
      rule->when = g_strdup (cases[i].when);
      rule->time_us = cases[i].time_us;
      g_assert_cmpint (wf_safe_contact_get_level (rule), ==, cases[i].expected);
    }
}

static void
assert_same_rule (const WfSafeContact *a, const WfSafeContact *b)
{
  g_assert_cmpstrv (a->ways, b->ways);
  g_assert_cmpstr (a->where, ==, b->where);
  g_assert_cmpstr (a->when, ==, b->when);
  g_assert_cmpstr (a->if_other, ==, b->if_other);
  g_assert_cmpint (a->may_say_who, ==, b->may_say_who);
  g_assert_cmpint (a->never_message, ==, b->never_message);
  g_assert_cmpint (a->do_not_call, ==, b->do_not_call);
  g_assert_cmpint (a->time_us, ==, b->time_us);
}

static void
test_contact_round_trips (void)
{
  const char *ways[] = { "call", "letter", NULL };
  g_autoptr (WfSafeContact) rule = wf_safe_contact_new ();

  g_strfreev (rule->ways);
  rule->ways = g_strdupv ((GStrv) ways);
  rule->where = g_strdup ("555-0100");
  rule->if_other = g_strdup ("hang up");
  rule->never_message = TRUE;

  g_autoptr (WfRecord) proposed = wf_safe_contact_to_record (rule);
  g_autoptr (WfRecord) record =
      wf_record_new_at (proposed->kind, json_object_ref (proposed->body), 42, "s/d");
  g_autoptr (WfSafeContact) read = wf_safe_contact_from_record (record);
  g_autoptr (GVariant) variant = g_variant_ref_sink (wf_safe_contact_to_variant (read));
  g_autoptr (WfSafeContact) again = wf_safe_contact_from_variant (variant);
  g_autoptr (WfSafeContact) copy = wf_safe_contact_copy (again);

  rule->time_us = 42;
  assert_same_rule (rule, read);
  assert_same_rule (rule, again);
  assert_same_rule (rule, copy);
}

/* A record that says too little is read as the careful answer. */
static void
test_contact_is_careful (void)
{
  g_autoptr (WfRecord) record = wf_record_new_at (
      "contact.agreed", wf_json_parse_object ("{\"ways\":[\"call\"]}", -1, NULL), 42, NULL);
  g_autoptr (WfSafeContact) rule = wf_safe_contact_from_record (record);
  g_autoptr (WfSafeContact) none = wf_safe_contact_from_variant (NULL);

  g_assert_false (rule->may_say_who);
  g_assert_true (rule->never_message);
  g_assert_cmpint (wf_safe_contact_get_level (rule), ==, WF_CONTACT_CARE);
  g_assert_cmpint (wf_safe_contact_get_level (none), ==, WF_CONTACT_NOT_ASKED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clients/facts/check", test_check);
  g_test_add_func ("/clients/facts/states", test_states);
  g_test_add_func ("/clients/facts/only-answers-have-values", test_only_answers_have_values);
  g_test_add_func ("/clients/contact/level", test_contact_level);
  g_test_add_func ("/clients/contact/round-trips", test_contact_round_trips);
  g_test_add_func ("/clients/contact/is-careful", test_contact_is_careful);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Facts supposed to be otherwise, over a plan of made-up offers.
 */
#include "wf-what-if.h"

#include "wf-json.h"
#include "wf-plan-facts.h"

#define OFFER(id) "{\"id\":\"" id "\",\"verdict\":\"ask\",\"check\":0,\"chosen\":true}"
#define ENTRY(id, region, rest)                                                                    \
  "\"" id "\":{\"id\":\"" id "\",\"name\":\"" id "\",\"kind\":\"internet\","                       \
  "\"status\":\"active\",\"regions\":[\"" region "\"],\"conditions\":" rest "}"
#define STATEMENT(id, offers)                                                                      \
  "{\"id\":\"" id "\",\"constraint\":\"affordability\",\"picked\":true,\"text\":{\"en\":\"I.\"},"  \
  "\"action\":{\"en\":\"Do.\"},\"because\":[],\"goals\":[],\"resources\":[" offers "]}"
#define PLAN(statements, entries)                                                                  \
  "{\"plan\":\"p1\",\"pack\":\"newcomer\",\"pack_version\":1,\"region\":\"CA-ON\","                \
  "\"statements\":[" statements "],\"entries\":{" entries "}}"

static GDate today;

static WfPlan *
new_plan (const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfRecord) record =
      wf_record_new_at ("plan.made", wf_json_parse_object (json, -1, &error), 1, "staff/device");

  g_assert_no_error (error);
  return wf_plan_apply (NULL, record);
}

static WfPlan *
letters (void)
{
  return new_plan (PLAN (
      STATEMENT ("p-low", OFFER ("letter") "," OFFER ("benefit") "," OFFER (
                              "seniors")) "," STATEMENT ("p-home",
                                                         OFFER ("letter") "," OFFER ("open")),
      ENTRY ("letter", "CA", "{\"has_paper\":[\"government_invitation_letter\"]}") "," ENTRY (
          "benefit", "CA-ON",
          "{\"any_of\":[{\"income_test\":true},{\"benefit\":[\"gis_max\"]}]}") "," ENTRY ("seniors",
                                                                                          "CA",
                                                                                          "{\"age_"
                                                                                          "min\":"
                                                                                          "65,"
                                                                                          "\"has_"
                                                                                          "paper\":"
                                                                                          "[\"libra"
                                                                                          "ry_"
                                                                                          "card\"]"
                                                                                          "}") "," ENTRY ("open",
                                                                                                          "CA",
                                                                                                          "{}")));
}

static WfClientFact *
fact (const char *name, const char *value)
{
  const char *values[] = { value, NULL };

  return wf_client_fact_new (name, WF_CLIENT_FACT_ANSWERED, values, 0);
}

static GPtrArray *
list (WfClientFact *first, WfClientFact *second)
{
  GPtrArray *facts = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_client_fact_free);

  if (first != NULL)
    g_ptr_array_add (facts, first);
  if (second != NULL)
    g_ptr_array_add (facts, second);
  return facts;
}

static WfFacts *
facts_of (GPtrArray *client_facts)
{
  return wf_plan_facts_new (NULL, NULL, client_facts, "CA-ON", &today);
}

static void
test_lay_over (void)
{
  g_autoptr (GPtrArray) known = list (fact ("birth-date", "1980-02-03"), fact ("children", "no"));
  g_autoptr (GPtrArray) supposed = list (fact ("birth-year", "1950"), fact ("children", "yes"));
  g_autoptr (GPtrArray) both = wf_what_if_lay_over (known, supposed);
  g_autoptr (WfFacts) facts = facts_of (both);
  int min = 0, max = 0;

  g_assert_cmpuint (both->len, ==, 2);
  g_assert_true (wf_facts_get_range (facts, WF_FACT_AGE, &min, &max));
  g_assert_cmpint (min, ==, 75);
  g_assert_cmpint (wf_facts_is (facts, WF_FACT_HOUSEHOLD_HAS_CHILDREN), ==, WF_TRUTH_YES);
  /* What is known stays as it is. */
  g_assert_cmpstr (((WfClientFact *) known->pdata[1])->values[0], ==, "no");
}

static const WfWhatIfOffer *
find (GPtrArray *offers, const char *id)
{
  for (guint i = 0; i < offers->len; i++)
    {
      const WfWhatIfOffer *offer = offers->pdata[i];

      if (g_str_equal (offer->entry->id, id))
        return offer;
    }
  return NULL;
}

static void
test_verdicts_move (void)
{
  g_autoptr (WfPlan) plan = letters ();
  g_autoptr (WfFacts) now = facts_of (NULL);
  g_autoptr (GPtrArray) supposed =
      list (fact ("papers", "government_invitation_letter"), fact ("birth-year", "1990"));
  g_autoptr (GPtrArray) over = wf_what_if_lay_over (NULL, supposed);
  g_autoptr (WfFacts) then = facts_of (over);
  g_autoptr (GPtrArray) offers = wf_what_if_compare (plan, NULL, NULL, now, then, &today);

  g_assert_cmpuint (offers->len, ==, 4); /* each once, though two statements have the letter's */
  g_assert_cmpint (find (offers, "letter")->before->kind, ==, WF_VERDICT_ASK);
  g_assert_cmpint (find (offers, "letter")->after->kind, ==, WF_VERDICT_ELIGIBLE);
  g_assert_cmpint (find (offers, "seniors")->after->kind, ==, WF_VERDICT_NOT_ELIGIBLE);
  g_assert_false (wf_what_if_offer_is_moved (find (offers, "benefit")));
  g_assert_false (wf_what_if_offer_is_moved (find (offers, "open")));
  /* Those that move come first, in the plan's order. */
  g_assert_cmpstr (((WfWhatIfOffer *) offers->pdata[0])->entry->id, ==, "letter");
  g_assert_cmpstr (((WfWhatIfOffer *) offers->pdata[1])->entry->id, ==, "seniors");
  g_assert_cmpstr (((WfWhatIfOffer *) offers->pdata[2])->entry->id, ==, "benefit");
}

static void
test_offers_join (void)
{
  g_autoptr (WfPlan) plan = letters ();
  g_autoptr (WfPlan) then =
      new_plan (PLAN (STATEMENT ("p-low", OFFER ("new") "," OFFER ("far") "," OFFER ("open")),
                      ENTRY ("new", "CA", "{\"household_has_children\":true}") "," ENTRY (
                          "far", "CA-QC", "{}") "," ENTRY ("open", "CA", "{}")));
  g_autoptr (WfFacts) now = facts_of (NULL);
  g_autoptr (GPtrArray) supposed = list (fact ("children", "yes"), NULL);
  g_autoptr (WfFacts) facts = facts_of (supposed);
  g_autoptr (GPtrArray) offers = wf_what_if_compare (plan, NULL, then, now, facts, &today);

  g_assert_null (find (offers, "new")->before);
  g_assert_cmpint (find (offers, "new")->after->kind, ==, WF_VERDICT_ELIGIBLE);
  g_assert_null (find (offers, "far")); /* would join and could not be had */
  g_assert_nonnull (find (offers, "open")->before);

  /* What would join without that is no work of what is supposed. */
  g_autoptr (GPtrArray) anyway = wf_what_if_compare (plan, then, then, now, facts, &today);

  g_assert_null (find (anyway, "new"));
}

/* The rule for questions: what could change nothing is not asked. */
static void
test_could_move (void)
{
  static const struct {
    const char *known; /* (nullable): a fact and its value */
    const char *value;
    const char *name;
    gboolean could;
  } ROWS[] = {
    { NULL, NULL, "papers", TRUE },
    { NULL, NULL, "benefits", TRUE },
    { NULL, NULL, "money-short", TRUE },
    { NULL, NULL, "birth-year", TRUE },
    { NULL, NULL, "children", FALSE }, /* no offer looks at it */
    { NULL, NULL, "student", FALSE },
    { NULL, NULL, "locality", FALSE },
    { NULL, NULL, "region", TRUE },
    /* One of two ways is open: the other does not matter any more. */
    { "money-short", "yes", "benefits", FALSE },
    { "money-short", "no", "benefits", TRUE },
    { "benefits", "gis_max", "birth-year", TRUE },
    { NULL, NULL, "class", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ROWS); i++)
    {
      g_autoptr (WfPlan) plan = letters ();
      g_autoptr (GPtrArray) known =
          list (ROWS[i].known != NULL ? fact (ROWS[i].known, ROWS[i].value) : NULL, NULL);
      g_autoptr (WfFacts) facts = facts_of (known);

      g_assert_cmpint (wf_what_if_could_move (plan, ROWS[i].name, facts, &today), ==,
                       ROWS[i].could);
    }
}

static void
test_never_asked (void)
{
  const char *const *names = wf_what_if_get_names ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_assert_true (g_strv_contains (wf_client_fact_get_names (), names[i]));
      g_assert_null (strstr (names[i], "status"));
      g_assert_null (strstr (names[i], "class"));
      g_assert_null (strstr (names[i], "landing"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 21, 11, 2026);
  g_test_add_func ("/plan/what-if/lay-over", test_lay_over);
  g_test_add_func ("/plan/what-if/verdicts-move", test_verdicts_move);
  g_test_add_func ("/plan/what-if/offers-join", test_offers_join);
  g_test_add_func ("/plan/what-if/could-move", test_could_move);
  g_test_add_func ("/plan/what-if/never-asked", test_never_asked);
  return g_test_run ();
}

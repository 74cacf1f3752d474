/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What somebody can pay, beside what offers cost and give.
 */
#include "wf-budget.h"

#include "plan-sample.h"

static void
say (GPtrArray *facts, const char *name, const char *value)
{
  const char *values[] = { value, NULL };

  g_ptr_array_add (facts, wf_client_fact_new (name, WF_CLIENT_FACT_ANSWERED, values, 0));
}

static GPtrArray *
new_facts (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) wf_client_fact_free);
}

static WfResource *
new_entry (const char *kind, const char *cost, const char *speeds, const char *tag)
{
  GError *error = NULL;
  g_autofree char *text = g_strdup_printf (
      "{\"id\":\"x\",\"name\":\"X\",\"kind\":\"%s\",\"status\":\"active\",\"regions\":[\"CA\"],"
      "\"cost\":%s,\"speeds\":%s,\"tags\":[\"%s\"]}",
      kind, cost, speeds, tag);
  g_autoptr (JsonObject) object = wf_json_parse_object (text, -1, &error);
  WfResource *entry = wf_resource_new_from_json (object, &error);

  g_assert_no_error (error);
  return entry;
}

static void
test_price (void)
{
  static const struct {
    const char *kind;
    const char *cost;
    const char *pay; /* (nullable) */
    gboolean month_known;
    gint64 month;
    gboolean once_known;
    gint64 once;
    WfTruth fits;
    gint64 left;
  } ROWS[] = {
    { "internet", "{\"amount\":20,\"currency\":\"CAD\",\"period\":\"month\",\"once\":0}", "25",
      TRUE, 2000, TRUE, 0, WF_TRUTH_YES, 500 },
    { "internet", "{\"amount\":20,\"currency\":\"CAD\",\"period\":\"month\"}", "20", TRUE, 2000,
      FALSE, 0, WF_TRUTH_YES, 0 },
    { "internet", "{\"amount\":9.95,\"currency\":\"CAD\",\"period\":\"month\",\"once\":49.5}",
      "7.5", TRUE, 995, TRUE, 4950, WF_TRUTH_NO, -245 },
    /* A year in twelve parts never promises a cent too little. */
    { "mobile", "{\"amount\":100,\"currency\":\"CAD\",\"period\":\"year\"}", "9", TRUE, 834, FALSE,
      0, WF_TRUTH_YES, 66 },
    { "device", "{\"amount\":40,\"currency\":\"CAD\",\"period\":\"one-time\"}", "5", TRUE, 0, TRUE,
      4000, WF_TRUTH_YES, 500 },
    { "internet", "{\"amount\":40,\"currency\":\"CAD\",\"period\":\"one-time\"}", "5", FALSE, 0,
      TRUE, 4000, WF_TRUTH_UNKNOWN, 0 },
    { "access", "{\"amount\":0,\"currency\":\"CAD\"}", "0", TRUE, 0, TRUE, 0, WF_TRUTH_YES, 0 },
    { "access", "{\"amount\":0,\"currency\":\"CAD\"}", NULL, TRUE, 0, TRUE, 0, WF_TRUTH_UNKNOWN,
      0 },
    /* Unknown is unknown, never 0. */
    { "internet", "null", "25", FALSE, 0, FALSE, 0, WF_TRUTH_UNKNOWN, 0 },
    { "internet", "{\"amount\":-20,\"currency\":\"CAD\"}", "25", FALSE, 0, FALSE, 0,
      WF_TRUTH_UNKNOWN, 0 },
    { "internet", "{\"amount\":9.95,\"currency\":\"USD\",\"period\":\"month\"}", "25", FALSE, 0,
      FALSE, 0, WF_TRUTH_UNKNOWN, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ROWS); i++)
    {
      g_autoptr (GPtrArray) facts = new_facts ();
      g_autoptr (WfResource) entry = new_entry (ROWS[i].kind, ROWS[i].cost, "null", "t");
      WfBudget budget;
      WfBudgetOffer offer;

      if (ROWS[i].pay != NULL)
        say (facts, "pay-month", ROWS[i].pay);
      wf_budget_init (&budget, facts, "CA-ON");
      wf_budget_work_out (&budget, entry, &offer);
      g_assert_cmpint (offer.month_known, ==, ROWS[i].month_known);
      g_assert_cmpint (offer.month, ==, ROWS[i].month);
      g_assert_cmpint (offer.once_known, ==, ROWS[i].once_known);
      g_assert_cmpint (offer.once, ==, ROWS[i].once);
      g_assert_cmpint (offer.fits, ==, ROWS[i].fits);
      g_assert_cmpint (offer.left, ==, ROWS[i].left);
      g_assert_cmpint (offer.data, ==,
                       g_str_equal (ROWS[i].kind, "internet") ||
                               g_str_equal (ROWS[i].kind, "mobile")
                           ? WF_BUDGET_DATA_UNKNOWN
                           : WF_BUDGET_DATA_NONE);
    }
}

static void
test_said (void)
{
  g_autoptr (GPtrArray) facts = new_facts ();
  g_autoptr (WfResource) entry = new_entry (
      "internet", "{\"amount\":20,\"currency\":\"CAD\",\"period\":\"month\"}", "null", "t");
  WfBudget budget;
  WfBudgetOffer offer;

  g_ptr_array_add (facts, wf_client_fact_new ("pay-month", WF_CLIENT_FACT_REFUSED, NULL, 0));
  g_ptr_array_add (facts, wf_client_fact_new ("data-month", WF_CLIENT_FACT_DONT_KNOW, NULL, 0));
  say (facts, "pays-now", "65.50");
  wf_budget_init (&budget, facts, "CA");
  g_assert_cmpint (budget.can_pay.state, ==, WF_CLIENT_FACT_REFUSED);
  g_assert_cmpint (budget.data.state, ==, WF_CLIENT_FACT_DONT_KNOW);
  g_assert_cmpint (budget.people.state, ==, WF_CLIENT_FACT_NOT_ASKED);
  wf_budget_work_out (&budget, entry, &offer);
  g_assert_cmpint (offer.fits, ==, WF_TRUTH_UNKNOWN);
  g_assert_cmpint (offer.saves, ==, 4550);
  g_assert_cmpint (offer.enough, ==, WF_TRUTH_UNKNOWN);

  wf_budget_init (&budget, NULL, "GB-ENG");
  g_assert_cmpstr (budget.currency, ==, "GBP");
}

static void
test_data (void)
{
  static const struct {
    const char *kind;
    const char *speeds;
    const char *tag;
    const char *data;   /* (nullable) */
    const char *people; /* (nullable) */
    WfBudgetData how;
    gint64 need;
    WfTruth enough;
    guint days;
    guint minutes;
  } ROWS[] = {
    { "mobile", "{\"data_gb\":3,\"unlimited_data\":false}", "t", "3", NULL, WF_BUDGET_DATA_CAPPED,
      300, WF_TRUTH_YES, 30, 0 },
    { "mobile", "{\"data_gb\":3,\"unlimited_data\":false}", "t", "3", "4", WF_BUDGET_DATA_CAPPED,
      1200, WF_TRUTH_NO, 7, 0 },
    { "mobile", "{\"data_gb\":0.25,\"unlimited_data\":false}", "t", "0.5", "1",
      WF_BUDGET_DATA_CAPPED, 50, WF_TRUTH_NO, 15, 0 },
    { "internet", "{\"data_gb\":null,\"unlimited_data\":true}", "t", NULL, NULL,
      WF_BUDGET_DATA_UNLIMITED, 0, WF_TRUTH_YES, 30, 0 },
    { "internet", "{\"data_gb\":null,\"unlimited_data\":false}", "t", "5", "2",
      WF_BUDGET_DATA_UNKNOWN, 1000, WF_TRUTH_UNKNOWN, 30, 0 },
    { "internet", "{\"data_gb\":100}", "t", NULL, "2", WF_BUDGET_DATA_CAPPED, 0, WF_TRUTH_UNKNOWN,
      30, 0 },
    { "mobile", "null", "no-data", "1", NULL, WF_BUDGET_DATA_ZERO, 100, WF_TRUTH_NO, 0, 0 },
    { "access", "{\"unlimited_data\":true}", "hotspot-loan", "1", NULL, WF_BUDGET_DATA_UNLIMITED,
      100, WF_TRUTH_YES, 30, 0 },
    { "device", "null", "t", "1", "4", WF_BUDGET_DATA_NONE, 400, WF_TRUTH_UNKNOWN, 30, 15 },
    { "device", "null", "t", NULL, "1", WF_BUDGET_DATA_NONE, 0, WF_TRUTH_UNKNOWN, 30, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ROWS); i++)
    {
      g_autoptr (GPtrArray) facts = new_facts ();
      g_autoptr (WfResource) entry = new_entry (ROWS[i].kind, "null", ROWS[i].speeds, ROWS[i].tag);
      WfBudget budget;
      WfBudgetOffer offer;

      if (ROWS[i].data != NULL)
        say (facts, "data-month", ROWS[i].data);
      if (ROWS[i].people != NULL)
        say (facts, "people", ROWS[i].people);
      wf_budget_init (&budget, facts, "CA-ON");
      wf_budget_work_out (&budget, entry, &offer);
      g_assert_cmpint (offer.data, ==, ROWS[i].how);
      g_assert_cmpint (offer.need, ==, ROWS[i].need);
      g_assert_cmpint (offer.need_is_of_one, ==, ROWS[i].people == NULL);
      g_assert_cmpint (offer.enough, ==, ROWS[i].enough);
      g_assert_cmpuint (offer.days, ==, ROWS[i].days);
      g_assert_cmpuint (offer.minutes, ==, ROWS[i].minutes);
    }
}

/* The sample plan: 20.50 a month, one free, and laptops without a price that are not chosen. */
static void
test_sum (void)
{
  g_autoptr (WfPlan) plan = sample_plan ();
  g_autoptr (GPtrArray) facts = new_facts ();
  WfBudget budget;

  say (facts, "pay-month", "25");
  wf_budget_init (&budget, facts, plan->region);
  {
    g_auto (WfBudgetSum) sum = { 0 };

    wf_budget_add_up (&budget, plan, &sum);
    g_assert_cmpuint (sum.offers->len, ==, 2);
    g_assert_cmpint (sum.month, ==, 2050);
    g_assert_cmpint (sum.fits, ==, WF_TRUTH_YES);
    g_assert_cmpint (sum.left, ==, 450);
    g_assert_cmpuint (sum.n_unknown, ==, 0);
    g_assert_cmpuint (sum.n_once_unknown, ==, 1);
  }

  wf_plan_statement_get_resource (wf_plan_lookup (plan, "p-device"), "laptops")->chosen = TRUE;
  {
    g_auto (WfBudgetSum) sum = { 0 };

    wf_budget_add_up (&budget, plan, &sum);
    g_assert_cmpuint (sum.n_unknown, ==, 1);
    g_assert_cmpint (sum.fits, ==, WF_TRUTH_UNKNOWN); /* one price more, and nobody knows it */
    g_assert_cmpint (sum.left, ==, 450);
  }

  budget.can_pay.value = 2000;
  {
    g_auto (WfBudgetSum) sum = { 0 };

    wf_budget_add_up (&budget, plan, &sum);
    g_assert_cmpint (sum.fits, ==, WF_TRUTH_NO); /* what is known is too much already */
    g_assert_cmpint (sum.left, ==, -50);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/plan/budget/price", test_price);
  g_test_add_func ("/plan/budget/said", test_said);
  g_test_add_func ("/plan/budget/data", test_data);
  g_test_add_func ("/plan/budget/sum", test_sum);
  return g_test_run ();
}

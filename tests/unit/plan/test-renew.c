/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A plan made anew beside the one before: what was agreed, what is new, what the answers of
 * today do not lead to.
 */
#include "plan-sample.h"

#include "wf-plan-renew.h"

#include <string.h>

static WfPlan *
plan_from (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonObject *body = wf_json_parse_object (text, -1, &error);
  g_autoptr (WfRecord) record = NULL;

  g_assert_no_error (error);
  record = wf_record_new_at ("plan.made", body, SAMPLE_TIME + 5, "staff/device");
  return wf_plan_apply (NULL, record);
}

/* Wi-Fi again, with another offer; a device no more; something new, ticked as makers do. */
#define LATER                                                                                      \
  "{\"plan\":\"p2\",\"pack\":\"newcomer\",\"pack_version\":1,\"statements\":["                     \
  "{\"id\":\"p-bank\",\"constraint\":\"area-4\",\"picked\":true,\"text\":{\"en\":\"Bank.\"},"      \
  "\"action\":{\"en\":\"Look.\"},\"because\":[],\"goals\":[],\"resources\":[]},"                   \
  "{\"id\":\"p-wifi\",\"constraint\":\"area-5\",\"picked\":false,\"text\":{\"en\":\"Wi-Fi.\"},"    \
  "\"action\":{\"en\":\"Join.\"},\"because\":[],\"goals\":[],\"resources\":["                      \
  "{\"id\":\"phones\",\"verdict\":\"eligible\",\"check\":0,\"chosen\":true,\"papers\":[],"         \
  "\"documents\":[],\"reasons\":[]}]}],"                                                           \
  "\"entries\":{" ENTRY ("phones", "device", "\"cost\":null") "}}"

static WfPlanStatement *
nth (const WfPlan *plan, guint i)
{
  return plan->statements->pdata[i];
}

static void
test_renew (void)
{
  g_autoptr (WfPlan) before = sample_plan ();
  g_autoptr (WfRecord) edited = wf_plan_record_edited (before, "p-wifi", "Wi-Fi at home", "en");

  before = wf_plan_apply (g_steal_pointer (&before), edited);

  g_autoptr (WfRecord) whole = wf_plan_record_made (before);
  g_autofree char *frozen = wf_json_to_text (whole->body);
  g_autoptr (WfPlan) plan = wf_plan_renew (plan_from (LATER), before);
  g_autoptr (WfRecord) again = wf_plan_record_made (before);
  g_autofree char *after = wf_json_to_text (again->body);
  const WfPlanStatement *wifi = nth (plan, 0), *bank = nth (plan, 1), *device = nth (plan, 2);

  g_assert_cmpstr (frozen, ==, after); /* the plan before is only read */
  g_assert_cmpuint (plan->statements->len, ==, 3);
  g_assert_cmpstr (plan->id, ==, "p2");

  /* Agreed, and still so: first, ticked, in the words and with the offer that were agreed. */
  g_assert_cmpstr (wifi->id, ==, "p-wifi");
  g_assert_true (wifi->picked);
  g_assert_cmpint (wifi->since, ==, WF_STATEMENT_STANDING);
  g_assert_cmpstr (wifi->edited, ==, "Wi-Fi at home");
  g_assert_true (wf_plan_statement_get_resource (wifi, "corner")->chosen);
  g_assert_false (wf_plan_statement_get_resource (wifi, "phones")->chosen);

  /* New: said so, and no tick that nobody set. */
  g_assert_cmpstr (bank->id, ==, "p-bank");
  g_assert_false (bank->picked);
  g_assert_cmpint (bank->since, ==, WF_STATEMENT_NEW);

  /* Agreed, not led to any more: kept whole, without its tick. */
  g_assert_cmpstr (device->id, ==, "p-device");
  g_assert_false (device->picked);
  g_assert_cmpint (device->since, ==, WF_STATEMENT_KEPT);
  g_assert_true (wf_plan_statement_get_resource (device, "phones")->chosen);

  /* What was never agreed and does not come up again is not carried along. */
  g_assert_null (wf_plan_lookup (plan, "p-email"));
}

/* The sentence was agreed to, its offer was not: none of today's is put in its place. */
static void
test_no_offer_wanted (void)
{
  g_autoptr (WfPlan) before = sample_plan ();
  g_autoptr (WfRecord) unticked =
      wf_plan_record_resource_chosen (before, "p-wifi", "corner", FALSE);

  before = wf_plan_apply (g_steal_pointer (&before), unticked);

  g_autoptr (WfPlan) plan = wf_plan_renew (plan_from (LATER), before);
  const WfPlanStatement *wifi = wf_plan_lookup (plan, "p-wifi");

  g_assert_true (wifi->picked);
  g_assert_cmpuint (wifi->resources->len, ==, 1);
  g_assert_false (wf_plan_statement_get_resource (wifi, "phones")->chosen);
}

/* Nothing could be had until now: what is found today is as with a first plan. */
static void
test_first_offer (gconstpointer data)
{
  g_autoptr (WfPlan) before = sample_plan ();
  GPtrArray *offers = wf_plan_lookup (before, "p-wifi")->resources;
  WfPlanResource *offer = offers->pdata[0];

  offer->verdict = WF_VERDICT_NOT_ELIGIBLE;
  offer->chosen = FALSE;
  if (data == NULL)
    g_ptr_array_set_size (offers, 0);

  g_autoptr (WfPlan) plan = wf_plan_renew (plan_from (LATER), before);
  const WfPlanStatement *wifi = wf_plan_lookup (plan, "p-wifi");

  g_assert_true (wf_plan_statement_get_resource (wifi, "phones")->chosen);
}

static void
test_since_is_kept (void)
{
  g_autoptr (WfPlan) before = sample_plan ();
  g_autoptr (WfPlan) plan = wf_plan_renew (plan_from (LATER), before);
  g_autoptr (WfRecord) record = wf_plan_record_made (plan);
  g_autoptr (WfPlan) read = wf_plan_apply (NULL, record);

  g_assert_cmpint (nth (read, 1)->since, ==, WF_STATEMENT_NEW);
  g_assert_cmpint (nth (read, 2)->since, ==, WF_STATEMENT_KEPT);
}

/* Nobody agreed to anything: the first choice is the maker's, as with a first plan. */
static void
test_nothing_agreed (void)
{
  g_autoptr (WfPlan) before = sample_plan ();
  g_autoptr (WfRecord) one = wf_plan_record_picked (before, "p-device", FALSE);
  g_autoptr (WfRecord) two = wf_plan_record_picked (before, "p-wifi", FALSE);

  before = wf_plan_apply (g_steal_pointer (&before), one);
  before = wf_plan_apply (g_steal_pointer (&before), two);

  g_autoptr (WfPlan) plan = wf_plan_renew (plan_from (LATER), before);

  g_assert_cmpuint (plan->statements->len, ==, 2);
  g_assert_true (nth (plan, 0)->picked);
}

/* Taken back: the plan before stands again, with its day and its pages. */
static void
test_restored (void)
{
  g_autoptr (WfPlan) before = sample_plan ();
  g_autoptr (WfRecord) page = wf_plan_record_page_made (before, "WF-7", "full", NULL);

  before = wf_plan_apply (g_steal_pointer (&before), page);

  g_autoptr (WfRecord) restored = wf_plan_record_restored (before);
  g_autoptr (WfRecord) stored = wf_record_new_at (restored->kind, json_object_ref (restored->body),
                                                  SAMPLE_TIME + 9, "staff/device");
  g_autoptr (WfPlan) plan = wf_plan_apply (plan_from (LATER), stored);

  g_assert_cmpstr (plan->id, ==, "p1");
  g_assert_cmpint (plan->made_us, ==, SAMPLE_TIME);
  g_assert_cmpuint (plan->n_pages, ==, 1);
  g_assert_cmpstr (plan->page_slip, ==, "WF-7");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plan/renew/keeps-what-was-agreed", test_renew);
  g_test_add_func ("/plan/renew/no-offer-wanted", test_no_offer_wanted);
  g_test_add_data_func ("/plan/renew/first-offer", NULL, test_first_offer);
  g_test_add_data_func ("/plan/renew/first-to-be-had", "not eligible", test_first_offer);
  g_test_add_func ("/plan/renew/since-is-kept", test_since_is_kept);
  g_test_add_func ("/plan/renew/nothing-agreed", test_nothing_agreed);
  g_test_add_func ("/plan/renew/restored", test_restored);
  return g_test_run ();
}

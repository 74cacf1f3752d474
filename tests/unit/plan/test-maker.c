/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A plan made from answers with the shipped rules and the shipped list of offers.
 */
#include "wf-json.h"
#include "wf-pack-library.h"
#include "wf-plan-facts.h"
#include "wf-plan-maker.h"
#include "wf-plan-rules.h"

#include <string.h>

static WfPackLibrary *library;
static WfItemBank *bank;
static WfRulePack *rules;
static WfCatalogue *catalogue;
static GDate today;

static void
give (WfAnswers *answers, const char *item_id, const char *option_id)
{
  const WfItem *item = wf_item_bank_lookup (bank, item_id);
  const WfItemOption *option = wf_item_get_option (item, option_id);

  g_assert_nonnull (option);
  wf_answers_add (answers, item_id, item->kind,
                  option->state == WF_OPTION_ANSWER ? WF_ANSWER_GIVEN : WF_ANSWER_DONT_KNOW,
                  (const char *const[]){ option_id, NULL }, NULL, option->score,
                  item->protected || option->protected);
}

static WfPlan *
make (const WfAnswers *answers, const char *region)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfFacts) facts = wf_plan_facts_new (answers, bank, NULL, region, &today);
  WfPlanRequest request = { "p1", rules, bank, answers, facts, "ar", &today };
  WfPlan *plan = wf_plan_make_sync (catalogue, &request, &error);

  g_assert_no_error (error);
  return plan;
}

static void
test_statements (void)
{
  g_autoptr (WfAnswers) answers =
      wf_answers_new ("CA-ON", (const char *const[]){ "find-work", NULL });

  give (answers, "wf-access-availability-01", "5");
  give (answers, "wf-access-affordability-01", "3");
  give (answers, "wf-5.1-02", "0");

  g_autoptr (WfPlan) plan = make (answers, NULL);
  g_autoptr (GPtrArray) picked = wf_plan_get_picked (plan);
  const WfPlanStatement *first = plan->statements->pdata[0];
  guint of_group[WF_CONSTRAINT_AREA_5 + 1] = { 0 };

  g_assert_cmpstr (first->id, ==, "p-device");
  g_assert_cmpstr (first->because[0], ==, "wf-access-availability-01");
  g_assert_cmpstr (plan->region, ==, "CA-ON");
  g_assert_cmpstr (plan->pack, ==, "newcomer");
  g_assert_cmpint (plan->made_us, ==, 0);
  g_assert_cmpuint (picked->len, ==, WF_PLAN_PICKS);
  for (guint i = 0; i < picked->len; i++)
    {
      const WfPlanStatement *statement = picked->pdata[i];

      g_assert_cmpuint (++of_group[statement->constraint], <=, WF_PLAN_PICKS_PER_GROUP);
    }
  for (guint i = 0; i < plan->statements->len; i++)
    {
      const WfPlanStatement *statement = plan->statements->pdata[i];
      guint chosen = 0;

      g_assert_true (wf_text_has (statement->text, "ar") && wf_text_has (statement->action, "fr"));
      g_assert_cmpuint (statement->resources->len, <=, WF_PLAN_OFFERS);
      for (guint j = 0; j < statement->resources->len; j++)
        {
          const WfPlanResource *resource = statement->resources->pdata[j];

          chosen += resource->chosen;
          g_assert_false (resource->chosen && resource->verdict == WF_VERDICT_NOT_ELIGIBLE);
        }
      g_assert_cmpuint (chosen, <=, 1);
    }
}

/* Two statements that lead to the same offer first do not both print it. */
static void
test_no_offer_twice (void)
{
  g_autoptr (WfAnswers) answers = wf_answers_new ("CA-QC", NULL);

  give (answers, "wf-access-availability-02", "4");
  give (answers, "wf-access-affordability-01", "3");

  g_autoptr (WfPlan) plan = make (answers, NULL);
  g_autoptr (GPtrArray) picked = wf_plan_get_picked (plan);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint chosen = 0;

  for (guint i = 0; i < picked->len; i++)
    {
      const WfPlanStatement *statement = picked->pdata[i];

      for (guint j = 0; j < statement->resources->len; j++)
        {
          const WfPlanResource *resource = statement->resources->pdata[j];

          if (!resource->chosen)
            continue;
          g_assert_true (g_hash_table_add (seen, resource->entry->id));
          chosen++;
        }
    }
  g_assert_cmpuint (chosen, >=, 2);
}

/* With one group only, its own next statements are picked. */
static void
test_picks_when_alone (void)
{
  g_autoptr (WfAnswers) answers = wf_answers_new ("CA-ON", NULL);

  give (answers, "wf-access-availability-01", "5");

  g_autoptr (WfPlan) plan = make (answers, NULL);
  g_autoptr (GPtrArray) picked = wf_plan_get_picked (plan);

  g_assert_cmpuint (picked->len, ==, 3);
}

static void
test_nothing_said (void)
{
  g_autoptr (WfAnswers) answers = wf_answers_new (NULL, NULL);
  g_autoptr (WfPlan) plan = make (answers, "CA-QC");

  g_assert_cmpuint (plan->statements->len, ==, 0);
  g_assert_cmpstr (plan->region, ==, "CA-QC");
}

/* Wherever people live and whatever they say: what is offered to them serves their region,
 * is open, is not for staff, and is of kind safety only as a health or legal line. What is
 * frozen reads back the same. */
static void
test_offers_are_for_clients (void)
{
  static const char *const REGIONS[] = { "CA-ON", "CA-QC", "CA-BC", "CA-NU", "CA-NB" };
  guint offered = 0, eligible = 0;

  for (guint round = 0; round < 40; round++)
    {
      const char *region = REGIONS[round % G_N_ELEMENTS (REGIONS)];
      g_autoptr (WfAnswers) answers = wf_answers_new (
          region, (const char *const[]){ "health", "papers", "benefits-tax", NULL });

      for (guint i = 0; i < wf_item_bank_get_n_items (bank); i++)
        {
          const WfItem *item = wf_item_bank_get_item (bank, i);
          guint chosen = g_test_rand_int_range (0, (int) item->options->len);

          if (g_test_rand_int_range (0, 3) == 0)
            give (answers, item->id, ((WfItemOption *) item->options->pdata[chosen])->id);
        }

      g_autoptr (WfPlan) plan = make (answers, NULL);
      g_autoptr (WfRecord) record = wf_plan_record_made (plan);
      g_autoptr (WfPlan) again = wf_plan_apply (NULL, record);
      g_autoptr (WfRecord) second = wf_plan_record_made (again);
      g_autofree char *one = wf_json_to_text (record->body);
      g_autofree char *two = wf_json_to_text (second->body);

      g_assert_true (g_str_equal (one, two));
      for (guint i = 0; i < plan->statements->len; i++)
        {
          const WfPlanStatement *statement = plan->statements->pdata[i];

          for (guint j = 0; j < statement->resources->len; j++)
            {
              const WfPlanResource *resource = statement->resources->pdata[j];
              const WfResource *entry = resource->entry;

              g_assert_cmpint (wf_resource_covers (entry, region), ==, WF_TRUTH_YES);
              g_assert_cmpint (entry->status, !=, WF_RESOURCE_CLOSED);
              g_assert_cmpstr (entry->kind, !=, "practice");
              g_assert_true (!g_str_equal (entry->kind, "safety") ||
                             wf_resource_has_tag (entry, "legal-aid") ||
                             wf_resource_has_tag (entry, "health-line"));
              offered++;
              eligible += resource->verdict == WF_VERDICT_ELIGIBLE;
            }
        }
    }
  g_assert_cmpuint (offered, >, 400);
  g_assert_cmpuint (eligible, >, 40);
}

typedef struct {
  GMainLoop *loop;
  GAsyncResult *result;
} Waiter;

static void
on_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Waiter *waiter = user_data;

  waiter->result = g_object_ref (result);
  g_main_loop_quit (waiter->loop);
}

/* Lock, location, blocking, who sees my things: said or seen, never a statement nor a thing to
 * practise; the card on the navigator's side only. */
static void
test_settings_open_a_card (void)
{
  static const char *const items[] = { "wf-2.6-02", "wf-4.1-01", "wf-4.1-03", "wf-4.2-04",
                                       "wf-4.3-01" };

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      g_autoptr (WfAnswers) answers = wf_answers_new ("CA-ON", NULL);

      g_assert_true (wf_item_bank_lookup (bank, items[i])->protected);
      give (answers, items[i], "0");

      g_autoptr (WfPlan) plan = make (answers, NULL);
      WfPlanKnowledge knowledge = { answers, bank, NULL, FALSE };
      g_autoptr (GPtrArray) cards = wf_plan_find_cards (rules, &knowledge);

      g_assert_cmpuint (plan->statements->len, ==, 0);
      g_assert_cmpuint (cards->len, ==, 1);
      g_assert_cmpstr (((WfPlanFinding *) cards->pdata[0])->rule->id, ==, "p-safe-settings");
    }
}

/* Nobody said in which town: an offer of one town is shown, and not put on the page. */
static void
test_far_offers_wait (void)
{
  static const char *const regions[] = { "CA-ON", "CA-BC", "CA-NS", "CA-QC", "CA-MB" };
  guint far = 0;

  for (guint r = 0; r < G_N_ELEMENTS (regions); r++)
    {
      g_autoptr (WfAnswers) answers = wf_answers_new (regions[r], NULL);

      give (answers, "wf-access-availability-01", "5");
      give (answers, "wf-access-availability-02", "4");
      give (answers, "wf-access-affordability-01", "3");

      g_autoptr (WfPlan) plan = make (answers, NULL);

      for (guint i = 0; i < plan->statements->len; i++)
        {
          const WfPlanStatement *statement = plan->statements->pdata[i];

          for (guint j = 0; j < statement->resources->len; j++)
            {
              const WfPlanResource *resource = statement->resources->pdata[j];

              for (guint k = 0; k < resource->reasons->len; k++)
                {
                  const WfPlanReason *reason = resource->reasons->pdata[k];

                  if (reason->truth == WF_TRUTH_YES || !g_str_equal (reason->code, "locality"))
                    continue;
                  g_assert_false (resource->chosen);
                  far++;
                }
            }
        }
    }
  g_assert_cmpuint (far, >, 0);
}

static WfPlan *
make_in (const WfAnswers *answers, WfClientFactState state, const char *town)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) given =
      g_ptr_array_new_with_free_func ((GDestroyNotify) wf_client_fact_free);
  g_autoptr (WfFacts) facts = NULL;
  WfPlan *plan;

  g_ptr_array_add (given,
                   wf_client_fact_new ("locality", state, (const char *const[]){ town, NULL }, 0));
  facts = wf_plan_facts_new (answers, bank, given, NULL, &today);
  plan = wf_plan_make_sync (
      catalogue, &(WfPlanRequest){ "p3", rules, bank, answers, facts, "ar", &today }, &error);
  g_assert_no_error (error);
  return plan;
}

/* Offers of this town that stand on the page; every one that waits for a town says @state. */
static guint
count_chosen_in (const WfPlan *plan, const char *town, WfFactState state)
{
  guint n = 0;

  for (guint i = 0; i < plan->statements->len; i++)
    {
      const WfPlanStatement *statement = plan->statements->pdata[i];

      for (guint j = 0; j < statement->resources->len; j++)
        {
          const WfPlanResource *resource = statement->resources->pdata[j];

          n += resource->chosen && g_strcmp0 (resource->entry->locality, town) == 0;
          for (guint k = 0; k < resource->reasons->len; k++)
            {
              const WfPlanReason *reason = resource->reasons->pdata[k];

              if (g_str_equal (reason->code, "locality"))
                g_assert_cmpint (reason->state, ==, state);
            }
        }
    }
  return n;
}

/* Who lives there gets it on the page; who does not want to say is not asked again. */
static void
test_town_is_known (void)
{
  g_autoptr (WfAnswers) answers = wf_answers_new ("CA-ON", NULL);

  give (answers, "wf-access-availability-01", "5");
  give (answers, "wf-access-availability-02", "4");
  give (answers, "wf-access-affordability-01", "3");

  g_autoptr (WfPlan) here = make_in (answers, WF_CLIENT_FACT_ANSWERED, "Toronto");
  g_autoptr (WfPlan) refused = make_in (answers, WF_CLIENT_FACT_REFUSED, NULL);
  g_autoptr (WfPlan) unknown = make_in (answers, WF_CLIENT_FACT_DONT_KNOW, NULL);

  g_assert_cmpuint (count_chosen_in (here, "Toronto", WF_FACT_KNOWN), >, 0);
  g_assert_cmpuint (count_chosen_in (refused, "Toronto", WF_FACT_REFUSED), ==, 0);
  g_assert_cmpuint (count_chosen_in (unknown, "Toronto", WF_FACT_DONT_KNOW), ==, 0);
}

static void
test_async (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfAnswers) answers = wf_answers_new ("CA-ON", NULL);
  g_autoptr (WfFacts) facts = wf_facts_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  WfPlanRequest request = { "p2", rules, bank, answers, facts, NULL, &today };
  Waiter waiter = { loop, NULL };

  give (answers, "wf-access-availability-02", "4");
  wf_plan_make_async (catalogue, &request, NULL, on_ready, &waiter);
  g_main_loop_run (loop);

  g_autoptr (WfPlan) plan = wf_plan_make_finish (catalogue, waiter.result, &error);
  g_autoptr (WfPlan) same = make (answers, NULL);
  g_autoptr (WfRecord) one = wf_plan_record_made (plan);
  g_autoptr (WfRecord) two = wf_plan_record_made (same);

  g_assert_no_error (error);
  g_assert_cmpstr (plan->id, ==, "p2");
  g_assert_cmpuint (plan->statements->len, >, 0);
  json_object_set_string_member (two->body, "plan", "p2");

  g_autofree char *left = wf_json_to_text (one->body), *right = wf_json_to_text (two->body);

  g_assert_true (g_str_equal (left, right));
  g_object_unref (waiter.result);
}

static void
test_async_cancelled (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfAnswers) answers = wf_answers_new ("CA-ON", NULL);
  g_autoptr (WfFacts) facts = wf_facts_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  WfPlanRequest request = { "p2", rules, bank, answers, facts, NULL, &today };
  Waiter waiter = { loop, NULL };

  give (answers, "wf-access-availability-02", "4");
  g_cancellable_cancel (cancellable);
  wf_plan_make_async (catalogue, &request, cancellable, on_ready, &waiter);
  g_main_loop_run (loop);
  g_assert_null (wf_plan_make_finish (catalogue, waiter.result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_object_unref (waiter.result);
}

/* Beside a card the navigator sees specialist lines, which never come with a statement. */
static void
test_card_offers (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfAnswers) answers = wf_answers_new ("CA-ON", NULL);
  g_autoptr (WfFacts) facts = wf_plan_facts_new (NULL, NULL, NULL, "CA-ON", &today);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  WfPlanRequest request = { "p2", rules, bank, answers, facts, NULL, &today };
  WfPlanKnowledge knowledge = { answers, bank, facts, FALSE };
  Waiter waiter = { loop, NULL };
  guint safety = 0;

  give (answers, "wf-access-agency-04", "4");

  g_autoptr (GPtrArray) cards = wf_plan_find_cards (rules, &knowledge);

  g_assert_cmpuint (cards->len, ==, 1);
  wf_plan_find_card_offers_async (catalogue, cards, &request, NULL, on_ready, &waiter);
  g_main_loop_run (loop);

  g_autoptr (GPtrArray) offers = wf_catalogue_offers_finish (catalogue, waiter.result, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (offers->len, ==, 1);

  GPtrArray *beside = offers->pdata[0];

  for (guint i = 0; i < beside->len; i++)
    safety += g_str_equal (((WfOffer *) beside->pdata[i])->resource->kind, "safety");
  g_assert_cmpuint (safety, >, 0);
  g_object_unref (waiter.result);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_autoptr (GError) error = NULL;
  g_autofree char *shipped = g_build_filename (g_getenv ("WF_BUILD_ROOT"), "data", NULL);
  g_autofree char *starter =
      g_build_filename (g_getenv ("WF_SOURCE_ROOT"), "data", "catalogue", "starter.json", NULL);

  library = wf_pack_library_load ((const char *const[]){ shipped, NULL });
  bank = wf_pack_library_get_items (library, "newcomer");
  rules = wf_pack_library_get_rules (library, "newcomer");
  catalogue = wf_catalogue_open_sync (NULL, starter, NULL, &error);
  g_assert_no_error (error);
  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 21, 11, 2026);
  g_test_add_func ("/maker/statements", test_statements);
  g_test_add_func ("/maker/no-offer-twice", test_no_offer_twice);
  g_test_add_func ("/maker/picks-when-alone", test_picks_when_alone);
  g_test_add_func ("/maker/nothing-said", test_nothing_said);
  g_test_add_func ("/maker/offers-are-for-clients", test_offers_are_for_clients);
  g_test_add_func ("/maker/settings-open-a-card", test_settings_open_a_card);
  g_test_add_func ("/maker/far-offers-wait", test_far_offers_wait);
  g_test_add_func ("/maker/town-is-known", test_town_is_known);
  g_test_add_func ("/maker/async", test_async);
  g_test_add_func ("/maker/async-cancelled", test_async_cancelled);
  g_test_add_func ("/maker/card-offers", test_card_offers);

  int result = g_test_run ();

  g_object_unref (catalogue);
  wf_pack_library_unref (library);
  return result;
}

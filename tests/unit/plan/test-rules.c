/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rules over answers: three values, reasons, order; and over the shipped rules, that
 * nothing protected ever speaks to the client.
 */
#include "wf-pack-library.h"
#include "wf-plan-facts.h"
#include "wf-plan-probe.h"
#include "wf-plan-rules.h"

#include <string.h>

static WfPackLibrary *library;
static WfItemBank *bank;
static WfRulePack *rules;

#define LIST(...) ((GStrv) (const char *const[]){ __VA_ARGS__, NULL })

static void
give (WfAnswers *answers, const char *item_id, const char *const *options)
{
  const WfItem *item = wf_item_bank_lookup (bank, item_id);
  const WfItemOption *option;

  g_assert_nonnull (item);
  option = wf_item_get_option (item, options[0]);
  g_assert_nonnull (option);

  WfAnswerState state = option->state == WF_OPTION_ANSWER      ? WF_ANSWER_GIVEN
                        : option->state == WF_OPTION_DONT_KNOW ? WF_ANSWER_DONT_KNOW
                                                               : WF_ANSWER_REFUSED;

  wf_answers_add (answers, item_id, item->kind, state, options, NULL, option->score,
                  item->protected || option->protected);
}

static void
give_one (WfAnswers *answers, const char *item_id, const char *option)
{
  give (answers, item_id, (const char *const[]){ option, NULL });
}

static WfKnown
evaluate (const WfCondition *condition, const WfAnswers *answers, const WfFacts *facts)
{
  WfPlanKnowledge knowledge = { answers, bank, facts, TRUE };

  return wf_plan_condition_evaluate (condition, &knowledge);
}

/* One condition of each kind, over answers that make it yes, no and unknown. */
static void
test_kinds (void)
{
  g_autoptr (WfAnswers) answers = wf_answers_new ("CA-ON", (const char *const[]){ "study", NULL });
  g_autoptr (WfAnswers) nothing = wf_answers_new (NULL, NULL);
  g_autoptr (WfFacts) facts = wf_facts_new ();
  const WfCondition low = { WF_CONDITION_LOW, .name = (char *) "wf-5.1-02" };
  const WfCondition not_low = { WF_CONDITION_LOW, .name = (char *) "wf-5.1-06" };
  const WfCondition is = { WF_CONDITION_ANSWER, .name = (char *) "wf-access-availability-01",
                           .values = LIST ("5", "2") };
  const WfCondition is_not = { WF_CONDITION_ANSWER, .name = (char *) "wf-access-availability-01",
                               .values = LIST ("5") };
  const WfCondition goal = { WF_CONDITION_GOAL, .values = LIST ("find-work", "study") };
  const WfCondition other_goal = { WF_CONDITION_GOAL, .values = LIST ("repair") };
  const WfCondition fact = { WF_CONDITION_FACT, .name = (char *) "interpreter",
                             .values = LIST ("wanted") };
  const WfCondition other_fact = { WF_CONDITION_FACT, .name = (char *) "interpreter",
                                   .values = LIST ("not-wanted") };
  const WfCondition canada = { WF_CONDITION_REGION, .values = LIST ("CA") };
  const WfCondition quebec = { WF_CONDITION_REGION, .values = LIST ("CA-QC") };
  const WfCondition elsewhere = { WF_CONDITION_REGION, .except = LIST ("CA-O") };
  const WfCondition except = { WF_CONDITION_REGION, .except = LIST ("CA-ON") };
  const WfCondition weak = { WF_CONDITION_WEAK, .area = 5 };
  const WfCondition strong = { WF_CONDITION_WEAK, .area = 2 };
  const WfCondition one = { WF_CONDITION_COUNT, .item_kind = WF_ITEM_CAN_DO, .values = LIST ("3"),
                            .minimum = 1 };
  const WfCondition two = { WF_CONDITION_COUNT, .item_kind = WF_ITEM_CAN_DO, .values = LIST ("3"),
                            .minimum = 2 };
  const struct {
    const WfCondition *condition;
    WfKnown known;
    WfKnown without; /* over no answers at all */
  } cases[] = {
    { &low, WF_KNOWN_YES, WF_KNOWN_UNKNOWN },       { &not_low, WF_KNOWN_NO, WF_KNOWN_UNKNOWN },
    { &is, WF_KNOWN_YES, WF_KNOWN_UNKNOWN },        { &is_not, WF_KNOWN_NO, WF_KNOWN_UNKNOWN },
    { &goal, WF_KNOWN_YES, WF_KNOWN_UNKNOWN },      { &other_goal, WF_KNOWN_NO, WF_KNOWN_UNKNOWN },
    { &fact, WF_KNOWN_YES, WF_KNOWN_UNKNOWN },      { &other_fact, WF_KNOWN_NO, WF_KNOWN_UNKNOWN },
    { &canada, WF_KNOWN_YES, WF_KNOWN_UNKNOWN },    { &quebec, WF_KNOWN_NO, WF_KNOWN_UNKNOWN },
    { &elsewhere, WF_KNOWN_YES, WF_KNOWN_UNKNOWN }, /* "CA-O" is no part of "CA-ON" */
    { &except, WF_KNOWN_NO, WF_KNOWN_UNKNOWN },     { &weak, WF_KNOWN_YES, WF_KNOWN_UNKNOWN },
    { &strong, WF_KNOWN_NO, WF_KNOWN_UNKNOWN },     { &one, WF_KNOWN_YES, WF_KNOWN_UNKNOWN },
    { &two, WF_KNOWN_UNKNOWN, WF_KNOWN_UNKNOWN },
  };

  give_one (answers, "wf-5.1-02", "0");
  give_one (answers, "wf-5.1-06", "2");
  give_one (answers, "wf-access-availability-01", "2");
  give_one (answers, "wf-2.1-03", "3");
  wf_answers_set_area_weak (answers, 5, WF_KNOWN_YES);
  wf_facts_set_text (facts, "interpreter", "wanted");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GPtrArray child = { (gpointer[]){ (gpointer) cases[i].condition }, 1 };
      const WfCondition negated = { WF_CONDITION_NOT, .children = &child };

      g_test_message ("case %u", i);
      g_assert_cmpint (evaluate (cases[i].condition, answers, facts), ==, cases[i].known);
      g_assert_cmpint (evaluate (cases[i].condition, nothing, NULL), ==, cases[i].without);
      g_assert_cmpint (evaluate (&negated, answers, facts), ==, WF_KNOWN_YES - cases[i].known);
      g_assert_cmpint (evaluate (&negated, nothing, NULL), ==, WF_KNOWN_UNKNOWN);
    }
}

/* "I do not know" may be asked for, but says nothing about the other options. */
static void
test_dont_know_is_no_no (void)
{
  g_autoptr (WfAnswers) answers = wf_answers_new (NULL, NULL);
  const WfCondition third = { WF_CONDITION_ANSWER, .name = (char *) "wf-access-awareness-01",
                              .values = LIST ("3") };
  const WfCondition unsure = { WF_CONDITION_ANSWER, .name = (char *) "wf-access-awareness-01",
                               .values = LIST ("3", "x") };
  GPtrArray child = { (gpointer[]){ (gpointer) &third }, 1 };
  const WfCondition negated = { WF_CONDITION_NOT, .children = &child };

  give_one (answers, "wf-access-awareness-01", "x");
  g_assert_cmpint (evaluate (&unsure, answers, NULL), ==, WF_KNOWN_YES);
  g_assert_cmpint (evaluate (&negated, answers, NULL), ==, WF_KNOWN_UNKNOWN);
}

/* Kleene's tables: and is the least, or the greatest. */
static void
test_all_any (void)
{
  g_autoptr (WfAnswers) answers = wf_answers_new ("CA-ON", NULL);
  const WfCondition no = { WF_CONDITION_REGION, .values = LIST ("CA-QC") };
  const WfCondition unknown = { WF_CONDITION_GOAL, .values = LIST ("study") };
  const WfCondition yes = { WF_CONDITION_REGION, .values = LIST ("CA-ON") };
  const WfCondition *const values[] = { &no, &unknown, &yes };

  for (guint a = 0; a < 3; a++)
    {
      for (guint b = 0; b < 3; b++)
        {
          GPtrArray pair = { (gpointer[]){ (gpointer) values[a], (gpointer) values[b] }, 2 };
          const WfCondition all = { WF_CONDITION_ALL, .children = &pair };
          const WfCondition any = { WF_CONDITION_ANY, .children = &pair };

          g_assert_cmpint (evaluate (&all, answers, NULL), ==, (WfKnown) MIN (a, b));
          g_assert_cmpint (evaluate (&any, answers, NULL), ==, (WfKnown) MAX (a, b));
        }
    }
}

static char *
find_ids (const WfAnswers *answers, const WfFacts *facts, gboolean cards)
{
  WfPlanKnowledge knowledge = { answers, bank, facts, FALSE };
  g_autoptr (GPtrArray) found =
      cards ? wf_plan_find_cards (rules, &knowledge) : wf_plan_find_statements (rules, &knowledge);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "",
                            ((WfPlanFinding *) found->pdata[i])->rule->id);
  return g_strdup (ids->str);
}

/* The shipped rules over what people say. */
static void
test_shipped (void)
{
  static const struct {
    const char *region;
    const char *goal;
    const char *answers; /* "item=option+option …" */
    const char *statements;
    const char *cards;
  } cases[] = {
    { "CA-ON", NULL, "", "", "" },
    { NULL, NULL, "wf-access-awareness-03=1", "", "" }, /* region unknown: never true */
    { "CA-QC", NULL, "wf-access-awareness-03=1", "", "" },
    { "CA-ON", NULL, "wf-access-awareness-03=1", "p-french-services", "" },
    { "CA-ON", "find-work", "", "p-job-search", "" }, /* no computer known, none missing */
    { "CA-ON", "find-work", "wf-access-availability-01=1", "p-computer-for-class p-job-search",
      "" },
    { "CA-ON", "find-work", "wf-access-availability-01=r", "p-job-search", "" },
    { "CA-ON", NULL, "wf-access-availability-01=5", "p-device p-borrow-device p-public-computer",
      "" },
    /* the binding A first, however urgent the other group */
    { "CA-ON", "money-lost", "wf-access-affordability-01=3",
      "p-low-cost-internet p-free-wifi p-save-data p-money-lost", "" },
    /* not first: a goal in a group of skill */
    { "CA-ON", "repair", "wf-5.1-02=0", "p-repair p-wifi", "" },
    /* an area's general rule stands back for a closer one */
    { "CA-ON", NULL, "wf-5.1-02=0 wf-5.1-01=0", "p-basics p-wifi", "" },
    /* protected: a card, and no statement */
    { "CA-ON", NULL, "wf-access-agency-04=4", "", "p-safe-control" },
    { "CA-ON", NULL, "wf-care-01=1 wf-access-availability-03=3", "",
      "p-safe-care p-safe-quiet-place" },
    { "CA-ON", NULL, "wf-4.1-01=0", "", "p-safe-settings" },
    { "CA-ON", NULL, "wf-4.1-01=0 wf-4.2-04=0 wf-4.3-01=0", "", "p-safe-settings" },
    /* staying in person is a full plan */
    { "CA-ON", NULL, "wf-access-agency-03=1", "p-stay-in-person", "" },
    { "CA-ON", NULL, "wf-access-agency-03=1+3", "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WfAnswers) answers =
          wf_answers_new (cases[i].region, (const char *const[]){ cases[i].goal, NULL });
      g_auto (GStrv) given = g_strsplit (cases[i].answers, " ", -1);

      for (guint j = 0; given[j] != NULL && *given[j] != '\0'; j++)
        {
          g_auto (GStrv) pair = g_strsplit (given[j], "=", 2);
          g_auto (GStrv) options = g_strsplit (pair[1], "+", -1);

          give (answers, pair[0], (const char *const *) options);
        }

      g_autofree char *statements = find_ids (answers, NULL, FALSE);
      g_autofree char *cards = find_ids (answers, NULL, TRUE);

      g_test_message ("case %u", i);
      g_assert_cmpstr (statements, ==, cases[i].statements);
      g_assert_cmpstr (cards, ==, cases[i].cards);
    }
}

static void
test_facts_speak (void)
{
  g_autoptr (WfAnswers) answers = wf_answers_new ("CA-QC", NULL);
  g_autoptr (WfFacts) facts = wf_facts_new ();

  wf_facts_set_text (facts, "interpreter", "wanted");
  wf_facts_set_text (facts, "official-language", "en");
  wf_facts_set_state (facts, "stay-in-person", WF_FACT_REFUSED);

  g_autofree char *ids = find_ids (answers, facts, FALSE);

  g_assert_cmpstr (ids, ==, "p-english-in-quebec p-interpreter");
}

static void
test_because (void)
{
  g_autoptr (WfAnswers) answers =
      wf_answers_new ("CA-ON", (const char *const[]){ "find-work", "talk-family", NULL });
  WfPlanKnowledge knowledge = { answers, bank, NULL, TRUE };

  give_one (answers, "wf-access-availability-01", "1");

  g_autoptr (GPtrArray) found = wf_plan_find_statements (rules, &knowledge);
  const WfPlanFinding *computer = found->pdata[0], *work = found->pdata[1];

  g_assert_cmpstr (computer->rule->id, ==, "p-computer-for-class");
  g_assert_cmpstr (computer->because[0], ==, "wf-access-availability-01");
  g_assert_null (computer->because[1]);
  g_assert_cmpstr (computer->goals[0], ==, "find-work");
  g_assert_null (computer->goals[1]);
  g_assert_null (work->because[0]);
  g_assert_cmpstr (work->goals[0], ==, "find-work");
}

/* Whatever people answer, what the client sees is the same with every protected answer
 * taken away, and no reason names one. */
static void
test_protected_never_speaks (void)
{
  guint spoke = 0;

  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (WfAnswers) answers = wf_answers_new ("CA-BC", NULL);
      g_autoptr (WfAnswers) without = wf_answers_new ("CA-BC", NULL);

      for (guint i = 0; i < wf_item_bank_get_n_items (bank); i++)
        {
          const WfItem *item = wf_item_bank_get_item (bank, i);
          guint chosen = g_test_rand_int_range (0, (int) item->options->len);
          const WfItemOption *option = item->options->pdata[chosen];

          if (g_test_rand_int_range (0, 4) > 0)
            continue;
          give_one (answers, item->id, option->id);
          if (!item->protected && !option->protected && !item->private_only)
            give_one (without, item->id, option->id);
        }
      /* The measure may call an area weak because of a protected answer. */
      for (guint area = 1; area <= 5; area++)
        wf_answers_set_area_weak (without, area, wf_answers_is_area_weak (answers, area));

      g_autofree char *all = find_ids (answers, NULL, FALSE);
      g_autofree char *open = find_ids (without, NULL, FALSE);
      WfPlanKnowledge knowledge = { answers, bank, NULL, FALSE };
      g_autoptr (GPtrArray) found = wf_plan_find_statements (rules, &knowledge);

      g_assert_cmpstr (all, ==, open);
      for (guint i = 0; i < found->len; i++)
        {
          const WfPlanFinding *finding = found->pdata[i];

          g_assert_false (finding->rule->protected);
          for (guint j = 0; finding->because[j] != NULL; j++)
            {
              g_assert_false (wf_item_bank_lookup (bank, finding->because[j])->protected);
              g_assert_false (wf_answers_lookup (answers, finding->because[j])->is_protected);
            }
        }
      spoke += found->len;
    }
  g_assert_cmpuint (spoke, >, 300);
}

static void
test_probe (void)
{
  g_autoptr (WfPlanProbe) probe = wf_plan_probe_new (rules, bank, NULL);
  g_autoptr (WfAnswers) answers = wf_answers_new ("CA-ON", NULL);

  give_one (answers, "wf-access-availability-01", "5");

  g_auto (GStrv) two =
      wf_decision_probe_get_first_statements (WF_DECISION_PROBE (probe), answers, 2);
  g_auto (GStrv) ten =
      wf_decision_probe_get_first_statements (WF_DECISION_PROBE (probe), answers, 10);

  g_assert_cmpuint (g_strv_length (two), ==, 2);
  g_assert_cmpstr (two[0], ==, "p-device");
  g_assert_cmpuint (g_strv_length (ten), ==, 3);
  g_assert_true (wf_decision_probe_uses_item (WF_DECISION_PROBE (probe), "wf-5.1-02"));
  g_assert_true (
      wf_decision_probe_uses_item (WF_DECISION_PROBE (probe), "wf-access-availability-01"));
  g_assert_false (wf_decision_probe_uses_item (WF_DECISION_PROBE (probe), "wf-4.4-01"));
}

static void
test_facts_from_answers (void)
{
  static const struct {
    const char *item;
    const char *option;
    const char *fact;
    WfTruth truth;
  } cases[] = {
    { "wf-access-availability-01", "1", WF_FACT_OWN_PHONE, WF_TRUTH_YES },
    { "wf-access-availability-01", "2", WF_FACT_OWN_PHONE, WF_TRUTH_NO },
    { "wf-access-availability-01", "x", WF_FACT_OWN_PHONE, WF_TRUTH_UNKNOWN },
    { "wf-access-availability-01", "3", WF_FACT_HAS_DEVICE, WF_TRUTH_YES },
    { "wf-access-availability-01", "2", WF_FACT_HAS_DEVICE, WF_TRUTH_UNKNOWN },
    { "wf-access-availability-01", "5", WF_FACT_HAS_DEVICE, WF_TRUTH_NO },
    { "wf-access-availability-02", "4", WF_FACT_LACKS_HOME_INTERNET, WF_TRUTH_YES },
    { "wf-access-availability-02", "3", WF_FACT_LACKS_HOME_INTERNET, WF_TRUTH_NO },
    { "wf-access-availability-02", "r", WF_FACT_LACKS_HOME_INTERNET, WF_TRUTH_UNKNOWN },
    { "wf-access-availability-02", "1", WF_FACT_HAS_INTERNET, WF_TRUTH_YES },
    { "wf-access-availability-02", "2", WF_FACT_HAS_INTERNET, WF_TRUTH_UNKNOWN },
    { "wf-access-affordability-01", "3", WF_FACT_LOW_INCOME, WF_TRUTH_UNKNOWN },
  };
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 21, 11, 2026);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WfAnswers) answers = wf_answers_new ("CA-ON", NULL);

      give_one (answers, cases[i].item, cases[i].option);

      g_autoptr (WfFacts) facts = wf_plan_facts_new (answers, bank, NULL, "CA-BC", &today);

      g_test_message ("case %u", i);
      g_assert_cmpint (wf_facts_is (facts, cases[i].fact), ==, cases[i].truth);
      g_assert_cmpstr (wf_facts_get_text (facts, WF_FACT_REGION), ==, "CA-ON");
    }
}

/* A question is not asked when no answer to it could change what any rule says. */
static void
test_could_change (void)
{
  g_autoptr (WfAnswers) answers = wf_answers_new ("CA-ON", NULL);
  g_autoptr (WfPlanProbe) probe = wf_plan_probe_new (rules, bank, NULL);

  for (guint i = 0; i < wf_item_bank_get_n_items (bank); i++)
    {
      const WfItem *item = wf_item_bank_get_item (bank, i);

      if (item->pool == WF_POOL_ACCESS)
        g_assert_true (
            wf_decision_probe_could_change (WF_DECISION_PROBE (probe), answers, item->id));
    }
  g_assert_false (wf_decision_probe_could_change (WF_DECISION_PROBE (probe), answers, "wf-4.4-01"));

  /* Every rule about services in French is silent there, whatever is answered. */
  g_autoptr (WfAnswers) in_quebec = wf_answers_new ("CA-QC", NULL);

  g_assert_false (wf_decision_probe_could_change (WF_DECISION_PROBE (probe), in_quebec,
                                                  "wf-access-awareness-03"));
}

static WfClientFact *
new_fact (const char *name, WfClientFactState state, const char *value)
{
  const char *values[] = { value, NULL };

  return wf_client_fact_new (name, state, values, 0);
}

static void
test_facts_from_client (void)
{
  g_autoptr (GPtrArray) given =
      g_ptr_array_new_with_free_func ((GDestroyNotify) wf_client_fact_free);
  GDate today;
  int min = 0, max = 0;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 21, 11, 2026);
  g_ptr_array_add (given, new_fact ("birth-year", WF_CLIENT_FACT_REFUSED, NULL));
  g_ptr_array_add (given, new_fact ("birth-date", WF_CLIENT_FACT_ANSWERED, "1980-02-03"));
  g_ptr_array_add (given, new_fact ("papers", WF_CLIENT_FACT_ANSWERED, "library_card"));
  g_ptr_array_add (given, new_fact ("landing-year", WF_CLIENT_FACT_ANSWERED, "2024"));
  g_ptr_array_add (given, new_fact ("region", WF_CLIENT_FACT_ANSWERED, "CA-MB"));
  g_ptr_array_add (given, new_fact ("interpreter", WF_CLIENT_FACT_DONT_KNOW, NULL));
  g_ptr_array_add (given, new_fact ("schooling-years", WF_CLIENT_FACT_REFUSED, NULL));
  g_ptr_array_add (given, new_fact ("household", WF_CLIENT_FACT_NOT_ASKED, NULL));
  g_ptr_array_add (given, new_fact ("money-short", WF_CLIENT_FACT_ANSWERED, "no"));
  g_ptr_array_add (given, new_fact ("children", WF_CLIENT_FACT_ANSWERED, "yes"));
  g_ptr_array_add (given, new_fact ("benefits", WF_CLIENT_FACT_ANSWERED, "gis"));
  g_ptr_array_add (given, new_fact ("student", WF_CLIENT_FACT_REFUSED, NULL));

  g_autoptr (WfFacts) facts = wf_plan_facts_new (NULL, NULL, given, "CA-BC", &today);

  g_assert_true (wf_facts_get_range (facts, WF_FACT_AGE, &min, &max));
  g_assert_cmpint (min, ==, 45);
  g_assert_cmpint (max, ==, 46);
  g_assert_cmpint (wf_facts_has (facts, WF_FACT_HAS_PAPER, "library_card"), ==, WF_TRUTH_YES);
  g_assert_cmpint (wf_facts_has (facts, WF_FACT_HAS_PAPER, "copr"), ==, WF_TRUTH_UNKNOWN);
  g_assert_cmpstr (wf_facts_get_text (facts, WF_FACT_LANDED_ON), ==, "2024");
  g_assert_cmpstr (wf_facts_get_text (facts, WF_FACT_REGION), ==, "CA-MB");
  g_assert_cmpint (wf_facts_get_state (facts, "interpreter"), ==, WF_FACT_DONT_KNOW);
  g_assert_cmpint (wf_facts_get_state (facts, "schooling-years"), ==, WF_FACT_REFUSED);
  g_assert_cmpint (wf_facts_get_state (facts, "household"), ==, WF_FACT_NOT_ASKED);

  g_assert_cmpint (wf_facts_is (facts, WF_FACT_LOW_INCOME), ==, WF_TRUTH_NO);
  g_assert_cmpint (wf_facts_is (facts, WF_FACT_HOUSEHOLD_HAS_CHILDREN), ==, WF_TRUTH_YES);
  g_assert_cmpint (wf_facts_has (facts, WF_FACT_BENEFIT, "gis"), ==, WF_TRUTH_YES);
  g_assert_cmpint (wf_facts_has (facts, WF_FACT_BENEFIT, "ccb"), ==, WF_TRUTH_NO);
  g_assert_cmpint (wf_facts_get_state (facts, WF_FACT_STUDENT), ==, WF_FACT_REFUSED);

  g_autoptr (WfFacts) bare = wf_plan_facts_new (NULL, NULL, NULL, "CA-BC", &today);

  g_assert_cmpstr (wf_facts_get_text (bare, WF_FACT_REGION), ==, "CA-BC");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_autofree char *shipped = g_build_filename (g_getenv ("WF_BUILD_ROOT"), "data", NULL);

  library = wf_pack_library_load ((const char *const[]){ shipped, NULL });
  bank = wf_pack_library_get_items (library, "newcomer");
  rules = wf_pack_library_get_rules (library, "newcomer");
  g_test_add_func ("/rules/kinds", test_kinds);
  g_test_add_func ("/rules/dont-know-is-no-no", test_dont_know_is_no_no);
  g_test_add_func ("/rules/all-any", test_all_any);
  g_test_add_func ("/rules/shipped", test_shipped);
  g_test_add_func ("/rules/facts-speak", test_facts_speak);
  g_test_add_func ("/rules/because", test_because);
  g_test_add_func ("/rules/protected-never-speaks", test_protected_never_speaks);
  g_test_add_func ("/rules/probe", test_probe);
  g_test_add_func ("/rules/could-change", test_could_change);
  g_test_add_func ("/rules/facts-from-answers", test_facts_from_answers);
  g_test_add_func ("/rules/facts-from-client", test_facts_from_client);

  int result = g_test_run ();

  wf_pack_library_unref (library);
  return result;
}

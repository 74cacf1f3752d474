/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Conditions against a truth table. Every small tree is written and judged: an object of leaves
 * that must all hold, with one any_of of up to three such objects, and one in another, with all
 * values of the facts; then every kind of leaf, alone and in pairs and threes. The oracle walks the
 * tree, the evaluator reads its JSON.
 */
#include "wf-conditions.h"
#include "wf-json.h"

#include <string.h>

#define N_LEAVES 3
#define N_SETS   (1 << N_LEAVES) /* of leaves: a bit each */
#define N_WORLDS 27              /* three facts of three values */
#define WAYS_MAX 3

static const struct {
  const char *key;
  const char *fact;
} LEAVES[N_LEAVES] = {
  { "own_phone", WF_FACT_OWN_PHONE },
  { "needs_device", WF_FACT_HAS_DEVICE },
  { "referral_required", WF_FACT_REFERRAL },
};

typedef struct {
  guint leaves; /* those that must hold */
  guint ways[WAYS_MAX];
  guint n_ways;   /* 0: no any_of */
  int inner;      /* the way that has an any_of of its own, or -1 */
  guint deeps[2]; /* its two ways */
} Tree;

static WfTruth
walk_set (guint set, const WfTruth *truths)
{
  WfTruth truth = WF_TRUTH_YES;

  for (guint i = 0; i < N_LEAVES; i++)
    {
      if ((set & 1u << i) != 0 && truths[i] < truth)
        truth = truths[i];
    }
  return truth;
}

static WfTruth
walk (const Tree *tree, const WfTruth *truths)
{
  WfTruth all = walk_set (tree->leaves, truths), any = WF_TRUTH_NO;

  if (tree->n_ways == 0)
    return all;
  for (guint i = 0; i < tree->n_ways; i++)
    {
      WfTruth way = walk_set (tree->ways[i], truths);

      if ((int) i == tree->inner)
        {
          WfTruth left = walk_set (tree->deeps[0], truths);
          WfTruth right = walk_set (tree->deeps[1], truths);

          way = MIN (way, MAX (left, right));
        }
      any = MAX (any, way);
    }
  return MIN (all, any);
}

static JsonObject *
write_set (guint set)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < N_LEAVES; i++)
    {
      if ((set & 1u << i) != 0)
        json_object_set_boolean_member (object, LEAVES[i].key, TRUE);
    }
  return object;
}

static JsonObject *
write_tree (const Tree *tree)
{
  JsonObject *object = write_set (tree->leaves);
  JsonArray *ways;

  if (tree->n_ways == 0)
    return object;
  ways = json_array_new ();
  for (guint i = 0; i < tree->n_ways; i++)
    {
      JsonObject *way = write_set (tree->ways[i]);

      if ((int) i == tree->inner)
        {
          JsonArray *deeps = json_array_new ();

          for (guint j = 0; j < G_N_ELEMENTS (tree->deeps); j++)
            json_array_add_object_element (deeps, write_set (tree->deeps[j]));
          json_object_set_array_member (way, "any_of", deeps);
        }
      json_array_add_object_element (ways, way);
    }
  json_object_set_array_member (object, "any_of", ways);
  return object;
}

static void
get_today (GDate *today)
{
  g_date_clear (today, 1);
  g_date_set_dmy (today, 21, 11, 2026);
}

static void
check_tree (const Tree *tree)
{
  g_autoptr (JsonObject) conditions = write_tree (tree);
  GDate today;

  get_today (&today);
  for (guint code = 0; code < N_WORLDS; code++)
    {
      WfTruth truths[N_LEAVES] = { code % 3, code / 3 % 3, code / 9 };
      g_autoptr (WfFacts) facts = wf_facts_new ();

      for (guint i = 0; i < N_LEAVES; i++)
        wf_facts_set_truth (facts, LEAVES[i].fact, truths[i]);

      g_autoptr (WfVerdict) verdict = wf_conditions_evaluate (conditions, facts, &today);

      g_assert_cmpint (verdict->kind, ==, walk (tree, truths));
      g_assert_cmpint (verdict->kind == WF_VERDICT_ELIGIBLE, ==, verdict->reasons->len == 0);
      g_assert_cmpint (verdict->kind == WF_VERDICT_ELIGIBLE, ==, verdict->remedies->len == 0);

      /* All three can be changed, so there is always a way, and it leads to yes. */
      for (guint i = 0; i < verdict->remedies->len; i++)
        for (guint j = 0; j < N_LEAVES; j++)
          if (strcmp (((WfReason *) verdict->remedies->pdata[i])->code, LEAVES[j].key) == 0)
            truths[j] = WF_TRUTH_YES;
      g_assert_cmpint (walk (tree, truths), ==, WF_TRUTH_YES);
    }
}

/* 8 × (1 + 8 + 64 + 120): of two ways in either order; of three, whose order is no other matter,
 * each once. */
static void
test_trees (void)
{
  guint n = 0;

  for (guint leaves = 0; leaves < N_SETS; leaves++)
    for (guint n_ways = 0; n_ways <= WAYS_MAX; n_ways++)
      for (guint code = 0; code < 1u << (N_LEAVES * n_ways); code++)
        {
          Tree tree = { leaves,
                        { code % N_SETS, code / N_SETS % N_SETS, code / N_SETS / N_SETS },
                        n_ways,
                        -1,
                        { 0, 0 } };

          if (n_ways == 3 && (tree.ways[0] > tree.ways[1] || tree.ways[1] > tree.ways[2]))
            continue;
          check_tree (&tree);
          n++;
        }
  g_assert_cmpuint (n, ==, 8 * (1 + 8 + 64 + 120));
}

/* One any_of in another: nothing or one leaf in each place. */
static void
test_deep_trees (void)
{
  static const guint SETS[] = { 0, 1, 2, 4 };

  for (guint code = 0; code < 2 * 4 * 4 * 4 * 4; code++)
    {
      Tree tree = { 0,
                    { SETS[code % 4], SETS[code / 4 % 4], 0 },
                    2,
                    (int) (code / 256),
                    { SETS[code / 16 % 4], SETS[code / 64 % 4] } };

      check_tree (&tree);
    }
}

/* --- Every kind of leaf --- */

/* The members of a condition; a fact and what is known of it where the truth is no, unknown, yes.
 */
typedef struct {
  const char *condition;
  const char *fact;
  const char *known[3];
  WfTruth truths[3];
} Kind;

#define TABLE                                                                                      \
  {                                                                                                \
    WF_TRUTH_NO, WF_TRUTH_UNKNOWN, WF_TRUTH_YES                                                    \
  }
/* A no of theirs is no no of the offer. */
#define NEVER_NO                                                                                   \
  {                                                                                                \
    WF_TRUTH_UNKNOWN, WF_TRUTH_UNKNOWN, WF_TRUTH_YES                                               \
  }
#define ALWAYS(truth)                                                                              \
  {                                                                                                \
    truth, truth, truth                                                                            \
  }
#define REFUSED "{\"state\":\"refused\"}"

static const Kind KINDS[] = {
  { "\"own_phone\":true", "own_phone", { "false", REFUSED, "true" }, TABLE },
  { "\"own_phone\":false", "own_phone", { "false", REFUSED, "true" }, ALWAYS (WF_TRUTH_YES) },
  { "\"own_phone\":\"often\"",
    "own_phone",
    { "false", REFUSED, "true" },
    ALWAYS (WF_TRUTH_UNKNOWN) },
  { "\"age_min\":18", "age", { "17", "{\"min\":17,\"max\":18}", "18" }, TABLE },
  { "\"age_max\":29", "age", { "30", "{\"min\":29,\"max\":30}", "29" }, TABLE },
  { "\"adult\":true", "age", { "17", "18", "19" }, TABLE },
  { "\"older_adult\":true", "age", { "49", "50", "65" }, TABLE },
  { "\"clb_min\":4", "clb", { "3", "{\"min\":3,\"max\":4}", "4" }, TABLE },
  { "\"clb_max\":4", "clb", { "5", "{\"min\":4,\"max\":5}", "4" }, TABLE },
  { "\"benefit\":[\"ccb\"]", "benefit", { "[]", "{\"no\":[\"gis\"]}", "[\"ccb_max\"]" }, TABLE },
  { "\"benefit\":[\"ccb_max\"]", "benefit", { "[\"gis\"]", "[\"ccb\"]", "[\"ccb_max\"]" }, TABLE },
  { "\"benefit\":[]", "benefit", { "[]", REFUSED, "[\"ccb\"]" }, ALWAYS (WF_TRUTH_UNKNOWN) },
  { "\"student\":[\"any\"]", "student", { "[]", REFUSED, "[\"linc\"]" }, TABLE },
  { "\"disability\":[\"sight_loss\",\"deaf_or_speech\"]",
    "disability",
    { "[]", "{\"no\":[\"sight_loss\"]}", "{\"yes\":[\"deaf_or_speech\"]}" },
    TABLE },
  { "\"has_paper\":[\"copr\"]",
    "has_paper",
    { "{\"no\":[\"copr\"]}", "{\"yes\":[\"library_card\"]}", "{\"yes\":[\"copr\"]}" },
    TABLE },
  { "\"income_test\":true", "low_income", { "false", REFUSED, "true" }, TABLE },
  { "\"women\":true", "women", { "false", REFUSED, "true" }, NEVER_NO },
  { "\"household_has_children\":true",
    "household_has_children",
    { "false", REFUSED, "true" },
    TABLE },
  { "\"class\":[\"resettled_refugee\"]",
    "class",
    { "[\"economic\"]", REFUSED, "[\"government_assisted_refugee\"]" },
    TABLE },
  { "\"excludes\":[\"canadian_citizen\"]",
    "class",
    { "[\"canadian_citizen\"]", REFUSED, "[\"economic\"]" },
    TABLE },
  { "\"landed_from\":\"2021-06-01\"", "landed_on", { "\"2020\"", "\"2021\"", "\"2022\"" }, TABLE },
  { "\"landed_within_years\":5", "landed_on", { "\"2019\"", "\"2021\"", "\"2022\"" }, TABLE },
  { "\"not_region\":[\"CA-QC\"]", "region", { "\"CA-QC\"", "\"CA\"", "\"CA-ON\"" }, TABLE },
  { "\"locality\":\"Toronto\"", "locality", { "\"Ottawa\"", REFUSED, "\"Toronto\"" }, NEVER_NO },
  { "\"favourite_colour\":\"blue\"",
    "women",
    { "false", REFUSED, "true" },
    ALWAYS (WF_TRUTH_UNKNOWN) },
};

/* @shape: %1$s, %2$s, %3$s are the members of the leaves. */
static void
judge (const char *shape, const Kind *const *kinds, guint n, WfTruth (*oracle) (const WfTruth *))
{
  g_autoptr (JsonObject) conditions = NULL;
  g_auto (GStrv) parts = g_strsplit (shape, "%", -1);
  g_autoptr (GString) whole = g_string_new (parts[0]);
  guint n_worlds = n == 1 ? 3 : n == 2 ? 9 : 27;
  GDate today;

  for (guint i = 1; parts[i] != NULL; i++)
    {
      g_string_append (whole, kinds[parts[i][0] - 'a']->condition);
      g_string_append (whole, parts[i] + 1);
    }
  conditions = wf_json_parse_object (whole->str, -1, NULL);
  g_assert_nonnull (conditions);
  get_today (&today);
  for (guint code = 0; code < n_worlds; code++)
    {
      guint values[] = { code % 3, code / 3 % 3, code / 9 };
      WfTruth truths[3] = { WF_TRUTH_YES, WF_TRUTH_YES, WF_TRUTH_YES };
      g_autoptr (GString) known = g_string_new ("{");
      g_autoptr (JsonObject) object = NULL;
      g_autoptr (WfFacts) facts = NULL;
      g_autoptr (WfVerdict) verdict = NULL;

      for (guint i = 0; i < n; i++)
        {
          truths[i] = kinds[i]->truths[values[i]];
          g_string_append_printf (known, "%s\"%s\":%s", i > 0 ? "," : "", kinds[i]->fact,
                                  kinds[i]->known[values[i]]);
        }
      g_string_append (known, "}");
      object = wf_json_parse_object (known->str, -1, NULL);
      g_assert_nonnull (object);
      facts = wf_facts_new_from_json (object, NULL);
      g_assert_nonnull (facts);
      verdict = wf_conditions_evaluate (conditions, facts, &today);
      if ((int) verdict->kind != (int) oracle (truths))
        g_error ("%s with %s: %s", whole->str, known->str, wf_verdict_kind_to_text (verdict->kind));
    }
}

static WfTruth
all_hold (const WfTruth *truths)
{
  WfTruth two = MIN (truths[0], truths[1]);

  return MIN (two, truths[2]);
}

static WfTruth
either_holds (const WfTruth *truths)
{
  return MAX (truths[0], truths[1]);
}

static WfTruth
first_and_either (const WfTruth *truths)
{
  WfTruth either = MAX (truths[1], truths[2]);

  return MIN (truths[0], either);
}

static gboolean
are_apart (const Kind *a, const Kind *b)
{
  return strcmp (a->fact, b->fact) != 0;
}

static void
test_kinds (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (KINDS); i++)
    {
      const Kind *one[] = { &KINDS[i] };

      judge ("{%a}", one, 1, all_hold);
      judge ("{\"any_of\":[{%a}]}", one, 1, all_hold);
      for (guint j = 0; j < G_N_ELEMENTS (KINDS); j++)
        {
          const Kind *two[] = { &KINDS[i], &KINDS[j] };

          if (!are_apart (two[0], two[1]))
            continue;
          judge ("{%a,%b}", two, 2, all_hold);
          judge ("{%a,\"any_of\":[{%b}]}", two, 2, all_hold);
          judge ("{\"any_of\":[{%a},{%b}]}", two, 2, either_holds);
          for (guint k = j + 1; k < G_N_ELEMENTS (KINDS); k++)
            {
              const Kind *three[] = { &KINDS[i], &KINDS[j], &KINDS[k] };

              if (are_apart (three[0], three[2]) && are_apart (three[1], three[2]) &&
                  (i + j + k) % 8 == 0)
                judge ("{%a,\"any_of\":[{%b},{%c}]}", three, 3, first_and_either);
            }
        }
    }
}

static void
test_nothing_to_choose (void)
{
  g_autoptr (JsonObject) none = wf_json_parse_object ("{\"any_of\":[]}", -1, NULL);
  g_autoptr (JsonObject) open = wf_json_parse_object ("{\"any_of\":[{}]}", -1, NULL);
  g_autoptr (WfFacts) facts = wf_facts_new ();
  GDate today;

  get_today (&today);
  g_autoptr (WfVerdict) asked = wf_conditions_evaluate (none, facts, &today);
  g_autoptr (WfVerdict) had = wf_conditions_evaluate (open, facts, &today);

  g_assert_cmpint (asked->kind, ==, WF_VERDICT_ASK);
  g_assert_cmpint (had->kind, ==, WF_VERDICT_ELIGIBLE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/conditions/oracle/trees", test_trees);
  g_test_add_func ("/conditions/oracle/deep-trees", test_deep_trees);
  g_test_add_func ("/conditions/oracle/kinds", test_kinds);
  g_test_add_func ("/conditions/oracle/nothing-to-choose", test_nothing_to_choose);
  return g_test_run ();
}

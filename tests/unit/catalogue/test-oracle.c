/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wf-conditions.h"

#include <string.h>

/* A tree: a leaf asks one of three yes/no facts; all; any. The oracle walks the tree, the evaluator
 * its JSON. */
typedef struct _Tree Tree;
struct _Tree {
  int leaf; /* 0 to 2, or -1 */
  gboolean is_any;
  GPtrArray *children;
};

static const struct {
  const char *key;
  const char *fact;
} LEAVES[] = {
  { "own_phone", WF_FACT_OWN_PHONE },
  { "needs_device", WF_FACT_HAS_DEVICE },
  { "referral_required", WF_FACT_REFERRAL },
};

static void
free_tree (gpointer data)
{
  Tree *tree = data;

  g_ptr_array_unref (tree->children);
  g_free (tree);
}

static Tree *
plant (int leaf, gboolean is_any)
{
  Tree *tree = g_new0 (Tree, 1);

  tree->leaf = leaf;
  tree->is_any = is_any;
  tree->children = g_ptr_array_new_with_free_func (free_tree);
  return tree;
}

static Tree *
grow (guint depth, gboolean is_any)
{
  Tree *tree = plant (-1, is_any);

  if (is_any)
    {
      for (int i = g_test_rand_int_range (1, 4); i > 0; i--)
        g_ptr_array_add (tree->children, grow (depth, FALSE));
      return tree;
    }
  for (int i = 0; i < 3; i++)
    {
      if (g_test_rand_int_range (0, 3) == 0)
        g_ptr_array_add (tree->children, plant (i, FALSE));
    }
  if (depth > 0 && g_test_rand_bit ())
    g_ptr_array_add (tree->children, grow (depth - 1, TRUE));
  return tree;
}

static WfTruth
walk (const Tree *tree, const WfTruth *facts)
{
  WfTruth truth = tree->is_any ? WF_TRUTH_NO : WF_TRUTH_YES;

  if (tree->leaf >= 0)
    return facts[tree->leaf];
  for (guint i = 0; i < tree->children->len; i++)
    {
      WfTruth one = walk (tree->children->pdata[i], facts);

      truth = tree->is_any ? MAX (truth, one) : MIN (truth, one);
    }
  return truth;
}

static JsonObject *
write_tree (const Tree *tree)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < tree->children->len; i++)
    {
      const Tree *child = tree->children->pdata[i];

      if (child->leaf >= 0)
        json_object_set_boolean_member (object, LEAVES[child->leaf].key, TRUE);
      else
        {
          JsonArray *ways = json_array_new ();

          for (guint j = 0; j < child->children->len; j++)
            json_array_add_object_element (ways, write_tree (child->children->pdata[j]));
          json_object_set_array_member (object, "any_of", ways);
        }
    }
  return object;
}

static void
check_tree (const Tree *tree, const GDate *today)
{
  g_autoptr (JsonObject) conditions = write_tree (tree);

  for (guint code = 0; code < 27; code++)
    {
      WfTruth truths[3] = { code % 3, code / 3 % 3, code / 9 };
      g_autoptr (WfFacts) facts = wf_facts_new ();

      for (guint i = 0; i < 3; i++)
        wf_facts_set_truth (facts, LEAVES[i].fact, truths[i]);

      g_autoptr (WfVerdict) verdict = wf_conditions_evaluate (conditions, facts, today);

      g_assert_cmpint (verdict->kind, ==, walk (tree, truths));
      g_assert_cmpint (verdict->kind == WF_VERDICT_ELIGIBLE, ==, verdict->reasons->len == 0);
      g_assert_cmpint (verdict->kind == WF_VERDICT_ELIGIBLE, ==, verdict->remedies->len == 0);

      /* All three can be changed, so there is always a way, and it leads to yes. */
      for (guint i = 0; i < verdict->remedies->len; i++)
        for (guint j = 0; j < 3; j++)
          if (strcmp (((WfReason *) verdict->remedies->pdata[i])->code, LEAVES[j].key) == 0)
            wf_facts_set_truth (facts, LEAVES[j].fact, WF_TRUTH_YES);

      g_autoptr (WfVerdict) then = wf_conditions_evaluate (conditions, facts, today);

      g_assert_cmpint (then->kind, ==, WF_VERDICT_ELIGIBLE);
    }
}

static void
test_oracle (void)
{
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 21, 11, 2026);

  for (guint round = 0; round < 1000; round++)
    {
      Tree *tree = grow (3, FALSE);

      check_tree (tree, &today);
      free_tree (tree);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/conditions/oracle", test_oracle);
  return g_test_run ();
}

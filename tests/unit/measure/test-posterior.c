/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The posterior against reference patterns and adaptive runs, and what must hold for
 * any answers: order does not matter, and an answer is never expected to teach less
 * than nothing.
 */
#include "vectors.h"
#include "wf-levels.h"

#include <math.h>

#define assert_near(a, b, tolerance) g_assert_cmpfloat_with_epsilon (a, b, tolerance)

static const double REFERENCE_CUTS[7] = { -2.25, -1.45, -0.65, 0.15, 0.95, 1.75, 2.55 };

static void
check_pattern (GArray *items, JsonObject *pattern)
{
  JsonArray *indices = json_object_get_array_member (pattern, "items");
  JsonArray *answers = json_object_get_array_member (pattern, "x");
  JsonObject *expected = json_object_get_object_member (pattern, "ref");
  JsonArray *levels = json_object_get_array_member (expected, "level_prob_grid121");
  WfPosterior posterior;
  double masses[8];

  wf_posterior_init (&posterior, 0.0);
  for (guint i = 0; i < json_array_get_length (indices); i++)
    wf_posterior_update (&posterior,
                         &g_array_index (items, WfIrtItem, json_array_get_int_element (indices, i)),
                         (guint) json_array_get_int_element (answers, i));

  assert_near (posterior.mean, json_object_get_double_member (expected, "eap_grid121"), 1e-9);
  assert_near (posterior.sd, json_object_get_double_member (expected, "sd_grid121"), 1e-9);
  assert_near (posterior.mean, json_object_get_double_member (expected, "eap_exact"), 5e-5);
  assert_near (posterior.sd, json_object_get_double_member (expected, "sd_exact"), 5e-5);
  wf_posterior_masses (&posterior, REFERENCE_CUTS, 7, masses);
  for (guint i = 0; i < 8; i++)
    assert_near (masses[i], json_array_get_double_element (levels, i), 1e-9);
}

static guint
best_item (GArray *items, const gboolean *used, double theta)
{
  guint best = 0;
  double most = -1.0;

  for (guint i = 0; i < items->len; i++)
    {
      double information = wf_irt_information (&g_array_index (items, WfIrtItem, i), theta);

      if (!used[i] && information > most)
        {
          most = information;
          best = i;
        }
    }
  return best;
}

/* Replays a reference run: the same picks, the same estimates. */
static void
check_run (GArray *items, JsonObject *run, guint theta_field, guint sd_field)
{
  JsonArray *steps = json_object_get_array_member (run, "steps");
  g_autofree gboolean *used = g_new0 (gboolean, items->len);
  WfPosterior posterior;

  wf_posterior_init (&posterior, 0.0);
  for (guint i = 0; i < json_array_get_length (steps); i++)
    {
      JsonArray *step = json_array_get_array_element (steps, i);
      guint item = (guint) json_array_get_int_element (step, 0);

      g_assert_cmpuint (best_item (items, used, i == 0 ? 0.0 : posterior.mean), ==, item);
      used[item] = TRUE;
      wf_posterior_update (&posterior, &g_array_index (items, WfIrtItem, item),
                           (guint) json_array_get_int_element (step, 1));
      assert_near (posterior.mean, json_array_get_double_element (step, theta_field), 1e-9);
      assert_near (posterior.sd, json_array_get_double_element (step, sd_field), 1e-9);
    }
}

static void
check_file (const char *name, guint theta_field, guint sd_field)
{
  g_autoptr (JsonParser) parser = vectors_load (name);
  JsonArray *banks = vectors_get_banks (parser);

  g_assert_cmpuint (json_array_get_length (banks), ==, 20);
  for (guint b = 0; b < json_array_get_length (banks); b++)
    {
      JsonObject *bank = json_array_get_object_element (banks, b);
      JsonArray *patterns = json_object_get_array_member (bank, "patterns");
      g_autoptr (GArray) items = vectors_read_items (bank);

      for (guint i = 0; i < json_array_get_length (patterns); i++)
        check_pattern (items, json_array_get_object_element (patterns, i));
      check_run (items, json_object_get_object_member (bank, "cat_run"), theta_field, sd_field);
    }
}

static void
test_dichotomous (void)
{
  check_file ("dichotomous.json", 2, 4);
}

static void
test_polytomous (void)
{
  check_file ("polytomous.json", 2, 3);
}

static WfIrtItem
random_item (GRand *rand)
{
  double thresholds[3];
  guint n = (guint) g_rand_int_range (rand, 1, 4);
  WfIrtItem item;

  for (guint i = 0; i < n; i++)
    thresholds[i] = g_rand_double_range (rand, -3.0, 3.0);
  g_assert_true (wf_irt_item_init (&item, g_rand_double_range (rand, 0.4, 2.0), thresholds, n));
  return item;
}

static void
test_order_does_not_matter (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261121);

  for (guint round = 0; round < 50; round++)
    {
      WfIrtItem items[12];
      guint answers[12];
      WfPosterior there, back;

      wf_posterior_init (&there, 0.3);
      wf_posterior_init (&back, 0.3);
      for (guint i = 0; i < 12; i++)
        {
          items[i] = random_item (rand);
          answers[i] = (guint) g_rand_int_range (rand, 0, (gint32) items[i].n_thresholds + 1);
          wf_posterior_update (&there, &items[i], answers[i]);
        }
      for (guint i = 12; i > 0; i--)
        wf_posterior_update (&back, &items[i - 1], answers[i - 1]);
      assert_near (there.mean, back.mean, 1e-12);
      assert_near (there.sd, back.sd, 1e-12);
    }
}

/* The expected posterior variance never exceeds the present one. */
static void
test_expected_sd_never_grows (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  WfPosterior posterior;

  wf_posterior_init (&posterior, -0.4);
  for (guint step = 0; step < 60; step++)
    {
      WfIrtItem item = random_item (rand);
      double p[WF_IRT_MAX_CATEGORIES];
      double expected = 0.0, total = 0.0;

      wf_posterior_predict (&posterior, &item, p);
      for (guint k = 0; k <= item.n_thresholds; k++)
        {
          WfPosterior next = posterior;

          wf_posterior_update (&next, &item, k);
          expected += p[k] * next.sd;
          total += p[k];
        }
      assert_near (total, 1.0, 1e-12);
      g_assert_cmpfloat (expected, <=, posterior.sd + 1e-9);
      g_assert_cmpfloat (wf_posterior_expected_information (&posterior, &item), >, 0.0);
      wf_posterior_update (&posterior, &item,
                           (guint) g_rand_int_range (rand, 0, (gint32) item.n_thresholds + 1));
    }
}

/* Turning an item and its answer round turns the estimate round. */
static void
test_symmetry (void)
{
  const double up[] = { -0.7, 1.9 }, down[] = { -1.9, 0.7 };
  WfIrtItem item, mirrored;

  g_assert_true (wf_irt_item_init (&item, 1.2, up, 2));
  g_assert_true (wf_irt_item_init (&mirrored, 1.2, down, 2));
  for (guint k = 0; k <= 2; k++)
    {
      WfPosterior one, other;

      wf_posterior_init (&one, 0.0);
      wf_posterior_init (&other, 0.0);
      wf_posterior_update (&one, &item, k);
      wf_posterior_update (&other, &mirrored, 2 - k);
      assert_near (one.mean, -other.mean, 1e-12);
      assert_near (one.sd, other.sd, 1e-12);
    }
}

static void
test_prior (void)
{
  const double cut = 0.3;
  WfPosterior posterior;
  double masses[2];

  wf_posterior_init (&posterior, 0.3);
  assert_near (posterior.mean, 0.3, 1e-6);
  assert_near (posterior.sd, 1.0, 1e-5);
  wf_posterior_masses (&posterior, &cut, 1, masses); /* the cut lies on a node */
  assert_near (masses[0], 0.5, 1e-6);
  assert_near (masses[0] + masses[1], 1.0, 1e-12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/posterior/dichotomous", test_dichotomous);
  g_test_add_func ("/posterior/polytomous", test_polytomous);
  g_test_add_func ("/posterior/order-does-not-matter", test_order_does_not_matter);
  g_test_add_func ("/posterior/expected-sd-never-grows", test_expected_sd_never_grows);
  g_test_add_func ("/posterior/symmetry", test_symmetry);
  g_test_add_func ("/posterior/prior", test_prior);
  return g_test_run ();
}

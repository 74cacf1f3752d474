/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Estimates by four methods against reference patterns; where none exists; symmetry; and
 * that the weighted one is the highest of several maxima. Reliable change.
 */
#include "vectors.h"
#include "wf-change.h"

#include <math.h>

#define assert_near(a, b, tolerance) g_assert_cmpfloat_with_epsilon (a, b, tolerance)

static void
check_method (const WfIrtAnswer *answers,
              guint n,
              const char *method_code,
              JsonObject *expected,
              const char *theta_name,
              const char *se_name,
              double tolerance)
{
  WfEstimateMethod method;
  WfEstimate estimate = { 99.0, 99.0 };

  g_assert_true (wf_estimate_method_from_code (method_code, &method));
  if (json_object_get_null_member (expected, theta_name))
    {
      g_assert_false (wf_estimate (method, answers, n, 0.0, &estimate));
      g_assert_cmpfloat (estimate.theta, ==, 99.0);
      return;
    }
  g_assert_true (wf_estimate (method, answers, n, 0.0, &estimate));
  assert_near (estimate.theta, json_object_get_double_member (expected, theta_name), tolerance);
  assert_near (estimate.se, json_object_get_double_member (expected, se_name), tolerance);
}

static guint
check_bank (JsonObject *bank)
{
  JsonArray *patterns = json_object_get_array_member (bank, "patterns");
  g_autoptr (GArray) items = vectors_read_items (bank);

  for (guint p = 0; p < json_array_get_length (patterns); p++)
    {
      JsonObject *pattern = json_array_get_object_element (patterns, p);
      JsonArray *indices = json_object_get_array_member (pattern, "items");
      JsonArray *categories = json_object_get_array_member (pattern, "x");
      JsonObject *expected = json_object_get_object_member (pattern, "ref");
      guint n = json_array_get_length (indices);
      g_autofree WfIrtAnswer *answers = g_new0 (WfIrtAnswer, n);

      for (guint i = 0; i < n; i++)
        {
          guint index = (guint) json_array_get_int_element (indices, i);

          answers[i].item = &g_array_index (items, WfIrtItem, index);
          answers[i].category = (guint) json_array_get_int_element (categories, i);
        }
      check_method (answers, n, "eap", expected, "eap_grid121", "sd_grid121", 1e-9);
      check_method (answers, n, "map", expected, "map", "map_se", 1e-8);
      check_method (answers, n, "mle", expected, "mle", "mle_se", 1e-8);
      check_method (answers, n, "wle", expected, "wle", "wle_se", 1e-8);
    }
  return json_array_get_length (patterns);
}

static void
test_vectors (void)
{
  static const char *const FILES[] = { "dichotomous.json", "polytomous.json" };
  guint n = 0;

  for (guint f = 0; f < G_N_ELEMENTS (FILES); f++)
    {
      g_autoptr (JsonParser) parser = vectors_load (FILES[f]);
      JsonArray *banks = vectors_get_banks (parser);

      for (guint b = 0; b < json_array_get_length (banks); b++)
        n += check_bank (json_array_get_object_element (banks, b));
    }
  g_assert_cmpuint (n, ==, 200);
}

/* A score table of a calibrated form: every total from nothing to all. */
static void
check_scores (const char *name)
{
  g_autoptr (JsonParser) parser = vectors_load (name);
  JsonObject *root = vectors_get_root (parser);
  JsonArray *thresholds = json_object_get_array_member (
      json_object_get_object_member (root, "reference_cml"), "thresholds");
  JsonArray *rows = json_object_get_array_member (
      json_object_get_object_member (root, "reference_person_by_score"), "rows");
  guint n = json_array_get_length (thresholds);
  g_autofree WfIrtItem *items = g_new0 (WfIrtItem, n);
  g_autofree WfIrtAnswer *answers = g_new0 (WfIrtAnswer, n);

  for (guint i = 0; i < n; i++)
    {
      JsonArray *row = json_array_get_array_element (thresholds, i);
      double d[WF_IRT_MAX_THRESHOLDS];

      for (guint k = 0; k < json_array_get_length (row); k++)
        d[k] = json_array_get_double_element (row, k);
      g_assert_true (wf_irt_item_init (&items[i], 1.0, d, json_array_get_length (row)));
      answers[i].item = &items[i];
    }
  for (guint r = 0; r < json_array_get_length (rows); r++)
    {
      static const WfEstimateMethod METHODS[] = { WF_ESTIMATE_MLE, WF_ESTIMATE_WLE,
                                                  WF_ESTIMATE_EAP };
      JsonArray *row = json_array_get_array_element (rows, r);
      guint left = (guint) json_array_get_int_element (row, 0);

      /* With equal slopes only the total counts. */
      for (guint i = 0; i < n; i++)
        {
          answers[i].category = MIN (left, items[i].n_thresholds);
          left -= answers[i].category;
        }
      for (guint m = 0; m < G_N_ELEMENTS (METHODS); m++)
        {
          WfEstimate estimate;
          gboolean is_found = wf_estimate (METHODS[m], answers, n, 0.0, &estimate);

          g_assert_cmpint (is_found, !=, json_array_get_null_element (row, 2 * m + 1));
          if (!is_found)
            continue;
          assert_near (estimate.theta, json_array_get_double_element (row, 2 * m + 1), 1e-8);
          assert_near (estimate.se, json_array_get_double_element (row, 2 * m + 2), 1e-8);
        }
    }
}

static void
test_scores (void)
{
  check_scores ("rm_500x30.json");
  check_scores ("pcm_500x15x4.json");
}

static void
test_nothing_answered (void)
{
  WfEstimate estimate = { 7.0, 7.0 };
  WfEstimateMethod method;

  g_assert_false (wf_estimate (WF_ESTIMATE_MLE, NULL, 0, 0.0, &estimate));
  g_assert_false (wf_estimate (WF_ESTIMATE_WLE, NULL, 0, 0.0, &estimate));
  g_assert_cmpfloat (estimate.theta, ==, 7.0);
  g_assert_true (wf_estimate (WF_ESTIMATE_MAP, NULL, 0, -0.4, &estimate));
  assert_near (estimate.theta, -0.4, 1e-12);
  assert_near (estimate.se, 1.0, 1e-12);
  g_assert_true (wf_estimate (WF_ESTIMATE_EAP, NULL, 0, -0.4, &estimate));
  assert_near (estimate.theta, -0.4, 1e-6);
  g_assert_false (wf_estimate_method_from_code ("mode", &method));
  g_assert_false (wf_estimate_method_from_code (NULL, &method));
}

/* Turned over, a test says the opposite. */
static void
test_symmetry (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (guint round = 0; round < 200; round++)
    {
      WfIrtItem items[2][6];
      WfIrtAnswer answers[2][6];
      guint n = (guint) g_rand_int_range (rand, 1, 7);

      for (guint i = 0; i < n; i++)
        {
          guint m = (guint) g_rand_int_range (rand, 1, 4);
          double slope = g_rand_double_range (rand, 0.3, 2.0), d[3], turned[3];

          for (guint k = 0; k < m; k++)
            {
              d[k] = g_rand_double_range (rand, -3.0, 3.0);
              turned[m - 1 - k] = -d[k];
            }
          wf_irt_item_init (&items[0][i], slope, d, m);
          wf_irt_item_init (&items[1][i], slope, turned, m);
          answers[0][i] =
              (WfIrtAnswer){ &items[0][i], (guint) g_rand_int_range (rand, 0, (gint32) m + 1) };
          answers[1][i] = (WfIrtAnswer){ &items[1][i], m - answers[0][i].category };
        }
      for (guint method = WF_ESTIMATE_EAP; method <= WF_ESTIMATE_WLE; method++)
        {
          WfEstimate one = { 0.0, 1.0 }, other = { 0.0, 1.0 };

          g_assert_cmpint (wf_estimate (method, answers[0], n, 0.0, &one), ==,
                           wf_estimate (method, answers[1], n, 0.0, &other));
          assert_near (one.theta, -other.theta, 1e-9);
          assert_near (one.se, other.se, 1e-9);
        }
    }
}

/* An estimate from the list is the running one, to the last bit; turned round, the list
 * gives the same to 1e-12, whatever the method. */
static void
test_replay_and_order (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (12);

  for (guint round = 0; round < 100; round++)
    {
      WfIrtItem items[14];
      WfIrtAnswer there[14], back[14];
      WfPosterior running;
      guint n = (guint) g_rand_int_range (rand, 1, 15);

      wf_posterior_init (&running, 0.2);
      for (guint i = 0; i < n; i++)
        {
          guint m = (guint) g_rand_int_range (rand, 1, 4);
          double d[3];

          for (guint k = 0; k < m; k++)
            d[k] = g_rand_double_range (rand, -3.0, 3.0);
          wf_irt_item_init (&items[i], g_rand_double_range (rand, 0.3, 2.0), d, m);
          there[i] = (WfIrtAnswer){ &items[i], (guint) g_rand_int_range (rand, 0, (gint32) m + 1) };
          back[n - 1 - i] = there[i];
          wf_posterior_update (&running, there[i].item, there[i].category);
        }
      for (guint method = WF_ESTIMATE_EAP; method <= WF_ESTIMATE_WLE; method++)
        {
          WfEstimate one = { 0.0, 1.0 }, other = { 0.0, 1.0 };

          g_assert_cmpint (wf_estimate (method, there, n, 0.2, &one), ==,
                           wf_estimate (method, back, n, 0.2, &other));
          assert_near (one.theta, other.theta, 1e-12);
          assert_near (one.se, other.se, 1e-12);
          if (method == WF_ESTIMATE_EAP)
            {
              g_assert_cmpfloat (one.theta, ==, running.mean);
              g_assert_cmpfloat (one.se, ==, running.sd);
            }
        }
    }
}

static double
weighted_height (const WfIrtAnswer *answers, guint n, double theta)
{
  double information = 0.0, height = 0.0;

  for (guint i = 0; i < n; i++)
    {
      information += wf_irt_information (answers[i].item, theta);
      height += wf_irt_log_probability (answers[i].item, theta, answers[i].category);
    }
  return height + log (information) / 2.0;
}

/* An easy item missed and a hard one done leave two peaks: the higher one is meant. */
static void
test_two_peaks (void)
{
  const double easy = -8.0, hard = 7.0, harder = 7.4;
  WfIrtItem items[3];
  WfEstimate estimate;

  wf_irt_item_init (&items[0], 1.0, &easy, 1);
  wf_irt_item_init (&items[1], 1.0, &hard, 1);
  wf_irt_item_init (&items[2], 1.0, &harder, 1);
  const WfIrtAnswer answers[] = { { &items[0], 0 }, { &items[1], 0 }, { &items[2], 1 } };

  g_assert_true (wf_estimate (WF_ESTIMATE_WLE, answers, 3, 0.0, &estimate));
  for (double theta = -15.0; theta <= 15.0; theta += 0.01)
    g_assert_cmpfloat (weighted_height (answers, 3, theta), <=,
                       weighted_height (answers, 3, estimate.theta) + 1e-12);
}

static void
test_far_apart (void)
{
  const double far = 90.0;
  WfIrtItem item;
  WfEstimate estimate;

  wf_irt_item_init (&item, 0.2, &far, 1);
  const WfIrtAnswer answers[] = { { &item, 0 }, { &item, 1 } };

  g_assert_true (wf_estimate (WF_ESTIMATE_MLE, answers, 2, 0.0, &estimate));
  assert_near (estimate.theta, 90.0, 1e-8);
  g_assert_true (wf_estimate (WF_ESTIMATE_WLE, answers, 2, 0.0, &estimate));
  assert_near (estimate.theta, 90.0, 1e-8);
}

static void
test_change (void)
{
  static const struct {
    WfEstimate first, second;
    double rci, p;
    const char *verdict;
  } cases[] = {
    { { 0.0, 0.5 }, { 0.0, 0.5 }, 0.0, 0.5, "none" },
    { { -1.0, 0.3 }, { 0.0, 0.4 }, 2.0, 0.977249868051821, "better" },
    { { 1.0, 0.3 }, { 0.0, 0.4 }, -2.0, 0.022750131948179, "worse" },
    { { 0.0, 0.3 }, { 0.8, 0.4 }, 1.6, 0.945200708300442, "too-early" },
    { { 0.0, 0.3 }, { -0.65, 0.4 }, -1.3, 0.0968004845856103, "too-early" },
    { { 0.0, 0.3 }, { 0.6, 0.4 }, 1.2, 0.884930329778292, "none" },
  };
  WfChange change = { 9.0 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (wf_change (cases[i].first, cases[i].second, &change));
      assert_near (change.rci, cases[i].rci, 1e-12);
      assert_near (change.p_change, cases[i].p, 1e-12);
      g_assert_cmpstr (wf_change_verdict_to_code (change.verdict), ==, cases[i].verdict);
    }
  change.rci = 9.0;
  g_assert_false (wf_change ((WfEstimate){ 0.0, 0.0 }, (WfEstimate){ 1.0, 0.4 }, &change));
  g_assert_false (wf_change ((WfEstimate){ 0.0, 0.4 }, (WfEstimate){ NAN, 0.4 }, &change));
  g_assert_false (wf_change ((WfEstimate){ 0.0, 0.4 }, (WfEstimate){ 1.0, -0.4 }, &change));
  g_assert_false (wf_change ((WfEstimate){ -1e308, 1e-3 }, (WfEstimate){ 1e308, 1e-3 }, &change));
  g_assert_cmpfloat (change.rci, ==, 9.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/estimate/vectors", test_vectors);
  g_test_add_func ("/estimate/scores", test_scores);
  g_test_add_func ("/estimate/nothing-answered", test_nothing_answered);
  g_test_add_func ("/estimate/symmetry", test_symmetry);
  g_test_add_func ("/estimate/replay-and-order", test_replay_and_order);
  g_test_add_func ("/estimate/two-peaks", test_two_peaks);
  g_test_add_func ("/estimate/far-apart", test_far_apart);
  g_test_add_func ("/estimate/change", test_change);
  return g_test_run ();
}

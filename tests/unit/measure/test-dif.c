/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Differential item functioning against reference tables; what cannot be computed; and
 * matching on the estimate from the other items, where total scores would mislead.
 */
#include "vectors.h"
#include "wf-dif.h"

#include <math.h>

#define assert_near(a, b, tolerance) g_assert_cmpfloat_with_epsilon (a, b, tolerance)

/* The vectors carry 13 digits; null is a number that does not exist. */
static void
check_number (JsonObject *expected, const char *name, double value)
{
  if (json_object_get_null_member (expected, name))
    g_assert_true (isnan (value));
  else
    assert_near (value, json_object_get_double_member (expected, name), 1e-9);
}

static void
check_file (const char *stem)
{
  g_autofree char *json_name = g_strconcat (stem, ".json", NULL);
  g_autofree char *csv_name = g_strconcat (stem, ".csv", NULL);
  g_autofree guint8 *focal = NULL;
  g_autoptr (JsonParser) parser = vectors_load (json_name);
  g_autoptr (WfResponses) responses = vectors_load_responses (csv_name, &focal);
  JsonArray *rows = json_object_get_array_member (vectors_get_root (parser), "items");
  g_autofree guint *strata = g_new0 (guint, responses->n_persons);

  g_assert_cmpuint (json_array_get_length (rows), ==, responses->n_items);
  g_assert_true (wf_responses_is_complete (responses));
  wf_dif_match_on_scores (responses, strata);
  for (guint i = 0; i < responses->n_items; i++)
    {
      JsonObject *expected = json_array_get_object_element (rows, i);
      WfDif dif = wf_dif (responses, i, focal, strata);

      g_assert_cmpint (dif.n_strata, ==, json_object_get_int_member (expected, "n_strata"));
      if (json_object_has_member (expected, "mantel_chi2"))
        {
          check_number (expected, "mantel_chi2", dif.chi2);
          check_number (expected, "smd", dif.smd);
          g_assert_true (isnan (dif.alpha) && dif.ets == WF_DIF_UNDEFINED);
          assert_near (dif.detectable, 2.12 * dif.se_smd, 1e-12);
          continue;
        }
      check_number (expected, "chi2_cc", dif.chi2_cc);
      check_number (expected, "chi2_nocc", dif.chi2);
      check_number (expected, "alpha_mh", dif.alpha);
      check_number (expected, "delta_mh", dif.delta);
      check_number (expected, "se_delta", dif.se_delta);
      g_assert_cmpstr (wf_dif_class_to_code (dif.ets), ==,
                       json_object_get_string_member (expected, "ets"));
      if (isnan (dif.delta))
        continue;
      assert_near (dif.delta_eb, dif.delta * 0.36 / (0.36 + dif.se_delta * dif.se_delta), 1e-12);
      assert_near (dif.detectable, 2.12 * dif.se_delta / 2.35, 1e-12);
    }
}

static void
test_vectors (void)
{
  check_file ("dif_big");
  check_file ("dif_small");
  check_file ("dif_tiny");
  check_file ("dif_poly");
}

static void
test_enough (void)
{
  guint8 focal[100] = { 0 };

  for (guint i = 0; i < 39; i++)
    focal[i] = 1;
  g_assert_false (wf_dif_is_enough (focal, 100));
  focal[39] = 1;
  g_assert_true (wf_dif_is_enough (focal, 100));
  g_assert_false (wf_dif_is_enough (focal, 79));
  g_assert_false (wf_dif_is_enough (focal, 0));
}

/* Everybody did it, or nobody of one group was asked: no number, and no crash. */
static void
test_nothing_to_compare (void)
{
  g_autoptr (WfResponses) responses = wf_responses_new (4, 2);
  const guint8 focal[] = { 0, 0, 1, 1 };
  const guint strata[] = { 0, 0, 0, 0 };
  guint scores[4];

  for (guint p = 0; p < 4; p++)
    wf_responses_set (responses, p, 0, 1);
  wf_responses_set (responses, 0, 1, 1);
  wf_responses_set (responses, 1, 1, 0);

  WfDif same = wf_dif (responses, 0, focal, strata);
  g_assert_cmpuint (same.n_strata, ==, 1);
  g_assert_true (isnan (same.chi2) && isnan (same.alpha) && isnan (same.detectable));
  g_assert_cmpfloat (same.smd, ==, 0.0);
  g_assert_cmpint (same.ets, ==, WF_DIF_UNDEFINED);

  WfDif alone = wf_dif (responses, 1, focal, strata);
  g_assert_cmpuint (alone.n_strata, ==, 0);
  g_assert_true (isnan (alone.smd) && isnan (alone.chi2));

  wf_dif_match_on_scores (responses, scores);
  g_assert_cmpuint (scores[0], ==, 2);
  g_assert_cmpuint (scores[2], ==, 1);
}

static gboolean
does (GRand *rand, double theta, double difficulty)
{
  return g_rand_double (rand) < 1.0 / (1.0 + exp (difficulty - theta));
}

/* One stratum, 2 against 2, categories 0 1 | 1 2: by hand. */
static void
test_standard_error (void)
{
  static const int ANSWERS[] = { 0, 1, 1, 2 };
  g_autoptr (WfResponses) responses = wf_responses_new (4, 1);
  const guint8 focal[] = { 0, 0, 1, 1 };
  const guint strata[] = { 7, 7, 7, 7 };

  for (guint p = 0; p < 4; p++)
    wf_responses_set (responses, p, 0, ANSWERS[p]);

  WfDif dif = wf_dif (responses, 0, focal, strata);
  /* S² = 2 / 3; the difference of two means of two has variance S² (1/2 + 1/2). */
  assert_near (dif.smd, 1.0, 1e-12);
  assert_near (dif.se_smd, sqrt (2.0 / 3.0), 1e-12);
  assert_near (dif.chi2, 1.0 / (2.0 / 3.0), 1e-12);
  assert_near (dif.chi2_cc, 0.25 / (2.0 / 3.0), 1e-12);
}

/* Sparse answers: the focal group is one logit lower; only item 0 is unfair to it. */
static void
test_estimates (void)
{
  const guint n_persons = 3000, n_items = 20;
  g_autoptr (GRand) rand = g_rand_new_with_seed (49);
  g_autoptr (WfResponses) responses = wf_responses_new (n_persons, n_items);
  g_autofree guint8 *focal = g_new0 (guint8, n_persons);
  g_autofree guint *strata = g_new0 (guint, n_persons);
  guint sizes[WF_DIF_STRATA] = { 0 };
  WfIrtItem items[20];

  for (guint i = 0; i < n_items; i++)
    {
      double d = -2.0 + 4.0 * i / (n_items - 1);

      wf_irt_item_init (&items[i], 1.0, &d, 1);
    }
  for (guint p = 0; p < n_persons; p++)
    {
      double theta =
          (g_rand_double (rand) + g_rand_double (rand) + g_rand_double (rand) - 1.5) * 2.0;

      focal[p] = p % 2;
      theta -= focal[p];
      for (guint i = 0; i < n_items; i++)
        {
          double unfair = i == 0 && focal[p] ? 1.0 : 0.0;
          gboolean right = does (rand, theta, items[i].thresholds[0] + unfair);

          if (i < 2 || g_rand_boolean (rand))
            wf_responses_set (responses, p, i, right);
        }
    }
  for (guint i = 0; i < 2; i++)
    {
      wf_dif_match_on_estimates (responses, items, i, strata);
      WfDif dif = wf_dif (responses, i, focal, strata);

      g_assert_cmpuint (dif.n_strata, ==, WF_DIF_STRATA);
      if (i == 0)
        g_assert_cmpstr (wf_dif_class_to_code (dif.ets), ==, "C");
      else
        g_assert_cmpfloat (fabs (dif.delta), <, 1.0);
      g_assert_cmpint (dif.delta < -1.5, ==, i == 0);
    }
  for (guint p = 0; p < n_persons; p++)
    sizes[strata[p]]++;
  for (guint s = 0; s < WF_DIF_STRATA; s++)
    g_assert_cmpuint (sizes[s], >, 300);
}

/* Who answered nothing else is like anybody: the item itself says nothing. */
static void
test_left_out (void)
{
  g_autoptr (WfResponses) responses = wf_responses_new (20, 2);
  WfIrtItem items[2];
  const double d = 0.0;
  guint strata[20];

  for (guint i = 0; i < 2; i++)
    wf_irt_item_init (&items[i], 1.0, &d, 1);
  for (guint p = 0; p < 20; p++)
    wf_responses_set (responses, p, 0, p % 2);
  wf_dif_match_on_estimates (responses, items, 0, strata);
  for (guint p = 1; p < 20; p++)
    g_assert_cmpuint (strata[p], ==, strata[0]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dif/vectors", test_vectors);
  g_test_add_func ("/dif/enough", test_enough);
  g_test_add_func ("/dif/nothing-to-compare", test_nothing_to_compare);
  g_test_add_func ("/dif/standard-error", test_standard_error);
  g_test_add_func ("/dif/estimates", test_estimates);
  g_test_add_func ("/dif/left-out", test_left_out);
  return g_test_run ();
}

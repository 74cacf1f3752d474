/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Calibration against reference results, against each other, and where there is none.
 */
#include "vectors.h"
#include "wf-calibrate.h"
#include "wf-symmetric.h"

#include <math.h>
#include <string.h>

#define assert_near(a, b, tolerance) g_assert_cmpfloat_with_epsilon (a, b, tolerance)

static void
check_rows (const WfCalibration *result,
            JsonObject *expected,
            const char *thresholds,
            const char *se,
            double tolerance)
{
  JsonArray *rows = json_object_get_array_member (expected, thresholds);
  JsonArray *errors = json_object_get_array_member (expected, se);

  g_assert_cmpuint (json_array_get_length (rows), ==, result->n_items);
  for (guint i = 0; i < result->n_items; i++)
    {
      JsonArray *row = json_array_get_array_element (rows, i);
      JsonArray *error_row = json_array_get_array_element (errors, i);

      g_assert_cmpuint (json_array_get_length (row), ==, result->items[i].n_thresholds);
      for (guint k = 0; k < json_array_get_length (row); k++)
        {
          assert_near (result->items[i].thresholds[k], json_array_get_double_element (row, k),
                       tolerance);
          assert_near (result->se[i][k], json_array_get_double_element (error_row, k), tolerance);
        }
    }
}

static void
check_form (const char *stem)
{
  g_autofree char *json_name = g_strconcat (stem, ".json", NULL);
  g_autofree char *csv_name = g_strconcat (stem, ".csv", NULL);
  g_autoptr (JsonParser) parser = vectors_load (json_name);
  g_autoptr (WfResponses) responses = vectors_load_responses (csv_name, NULL);
  JsonObject *cml = json_object_get_object_member (vectors_get_root (parser), "reference_cml");
  JsonObject *mml = json_object_get_object_member (vectors_get_root (parser), "reference_mml");
  WfCalibrationPlace place;
  g_autoptr (WfCalibration) conditional = wf_calibrate_cml (responses, &place);
  g_autoptr (WfCalibration) marginal = wf_calibrate_mml (responses, &place);

  g_assert_nonnull (conditional);
  check_rows (conditional, cml, "thresholds", "se", 1e-6);
  assert_near (conditional->loglik, json_object_get_double_member (cml, "loglik"), 1e-6);
  g_assert_cmpfloat (conditional->sigma, ==, 0.0);
  g_assert_nonnull (marginal);
  g_assert_cmpint (place.problem, ==, WF_CALIBRATION_FINE);
  check_rows (marginal, mml, "thresholds", "se", 1e-6);
  assert_near (marginal->sigma, json_object_get_double_member (mml, "sigma"), 1e-6);
  assert_near (marginal->loglik, json_object_get_double_member (mml, "loglik"), 1e-6);
}

static void
test_forms (void)
{
  check_form ("rm_500x30");
  check_form ("pcm_500x15x4");
}

/* The sparse data: rows of digits, '.' where nothing was asked. */
static WfResponses *
read_strings (JsonArray *rows)
{
  guint n = json_array_get_length (rows);
  WfResponses *responses =
      wf_responses_new (n, (guint) strlen (json_array_get_string_element (rows, 0)));

  for (guint p = 0; p < n; p++)
    {
      const char *row = json_array_get_string_element (rows, p);

      for (guint i = 0; i < responses->n_items; i++)
        wf_responses_set (responses, p, i, row[i] == '.' ? WF_RESPONSE_NONE : row[i] - '0');
    }
  return responses;
}

static GArray *
read_thresholds (JsonObject *root, const char *name)
{
  JsonArray *rows = json_object_get_array_member (root, name);
  GArray *items = g_array_new (FALSE, FALSE, sizeof (WfIrtItem));

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonArray *row = json_array_get_array_element (rows, i);
      double d[WF_IRT_MAX_THRESHOLDS];
      WfIrtItem item;

      for (guint k = 0; k < json_array_get_length (row); k++)
        d[k] = json_array_get_double_element (row, k);
      g_assert_true (wf_irt_item_init (&item, 1.0, d, json_array_get_length (row)));
      g_array_append_val (items, item);
    }
  return items;
}

static void
check_anchored (const char *name)
{
  g_autoptr (JsonParser) parser = vectors_load (name);
  JsonObject *root = vectors_get_root (parser);
  g_autoptr (WfResponses) responses =
      read_strings (json_object_get_array_member (root, "responses_row_strings_dot_is_missing"));
  g_autoptr (GArray) experts = read_thresholds (root, "expert_thresholds");
  const WfCalibrationPrior prior = { .items = (const WfIrtItem *) experts->data,
                                     .sd = json_object_get_double_member (root, "sd_prior") };
  WfCalibrationPlace place;
  g_autoptr (WfCalibration) result = wf_calibrate_map (responses, &prior, &place);

  g_assert_nonnull (result);
  check_rows (result, root, "map_thresholds", "map_se", 1e-6);
  assert_near (result->loglik, json_object_get_double_member (root, "log_posterior_at_map"), 1e-6);
  g_assert_cmpfloat (result->mean, ==, 0.0);
  g_assert_cmpfloat (result->sigma, ==, 1.0);
}

static void
test_anchored (void)
{
  check_anchored ("anchored_map_n40.json");
  check_anchored ("anchored_map_n200.json");
}

static WfResponses *
make_answers (guint n_persons, const WfIrtItem *items, guint n_items, double mean, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  WfResponses *responses = wf_responses_new (n_persons, n_items);

  for (guint p = 0; p < n_persons; p++)
    {
      double theta = mean - 6.0;

      for (guint i = 0; i < 12; i++)
        theta += g_rand_double (rand);
      for (guint i = 0; i < n_items; i++)
        {
          double chance[WF_IRT_MAX_CATEGORIES], draw = g_rand_double (rand);
          guint category = 0;

          wf_irt_probabilities (&items[i], theta, chance);
          while (category < items[i].n_thresholds && draw >= chance[category])
            draw -= chance[category++];
          wf_responses_set (responses, p, i, (int) category);
        }
    }
  return responses;
}

/* Anchors stay, the others come out right although everybody here is a logit lower. */
static void
test_anchors_carry_the_scale (void)
{
  WfIrtItem truth[12], experts[12];
  guint8 anchors[12] = { 0 };
  WfCalibrationPlace place;

  for (guint i = 0; i < 12; i++)
    {
      double d[] = { -2.0 + i * 0.3, -1.0 + i * 0.3 };

      wf_irt_item_init (&truth[i], 1.0, d, 1 + i % 2);
      experts[i] = truth[i];
      anchors[i] = i < 6;
      for (guint k = 0; k < 2 && i >= 6; k++)
        experts[i].thresholds[k] += i % 4 < 2 ? 0.8 : -0.8;
    }

  g_autoptr (WfResponses) responses = make_answers (4000, truth, 12, -1.0, 8);
  const WfCalibrationPrior prior = { experts, 2.0, anchors, TRUE };
  g_autoptr (WfCalibration) result = wf_calibrate_map (responses, &prior, &place);

  g_assert_nonnull (result);
  assert_near (result->mean, -1.0, 0.1);
  for (guint i = 0; i < 12; i++)
    for (guint k = 0; k < truth[i].n_thresholds; k++)
      {
        assert_near (result->items[i].thresholds[k], truth[i].thresholds[k], i < 6 ? 1e-15 : 0.3);
        g_assert_cmpint (result->se[i][k] == 0.0, ==, i < 6);
      }
}

/* What nobody was asked keeps the numbers it had, and their doubt. */
static void
test_nothing_asked_stays (void)
{
  WfIrtItem experts[3];
  WfCalibrationPlace place;
  const double d[] = { 0.5, -0.5 };

  for (guint i = 0; i < 3; i++)
    wf_irt_item_init (&experts[i], 1.0, d, 2);

  g_autoptr (WfResponses) responses = wf_responses_new (5, 3);
  const WfCalibrationPrior prior = { experts, 0.5, NULL, FALSE };

  for (guint p = 0; p < 5; p++)
    wf_responses_set (responses, p, 0, p % 3);
  g_autoptr (WfCalibration) result = wf_calibrate_map (responses, &prior, &place);

  g_assert_nonnull (result);
  for (guint k = 0; k < 2; k++)
    {
      assert_near (result->items[1].thresholds[k], d[k], 1e-9);
      assert_near (result->se[1][k], 0.5, 1e-9);
      g_assert_cmpfloat (result->se[0][k], <, 0.5);
    }
}

static void
test_problems (void)
{
  g_autoptr (WfResponses) responses = wf_responses_new (4, 2);
  g_autoptr (WfResponses) nobody = wf_responses_new (0, 2);
  WfIrtItem experts[2];
  const double d = 0.0;
  const guint8 anchors[] = { 1, 1 };
  WfCalibrationPlace place;

  wf_irt_item_init (&experts[0], 1.0, &d, 1);
  experts[1] = experts[0];
  const WfCalibrationPrior prior = { experts, 0.5, NULL, FALSE };
  const WfCalibrationPrior fixed = { experts, 0.5, anchors, FALSE };

  g_assert_null (wf_calibrate_cml (nobody, &place));
  g_assert_cmpint (place.problem, ==, WF_CALIBRATION_TOO_FEW);
  g_assert_null (wf_calibrate_mml (nobody, &place));
  g_assert_null (wf_calibrate_map (nobody, &prior, &place));
  g_assert_cmpint (place.problem, ==, WF_CALIBRATION_TOO_FEW);
  g_assert_null (wf_calibrate_map (responses, &fixed, &place));

  for (guint p = 0; p < 4; p++)
    wf_responses_set (responses, p, 0, p % 2);
  wf_responses_set (responses, 0, 1, 1);
  g_assert_null (wf_calibrate_cml (responses, &place));
  g_assert_cmpint (place.problem, ==, WF_CALIBRATION_INCOMPLETE);
  g_assert_cmpuint (place.person, ==, 1);
  g_assert_cmpuint (place.item, ==, 1);

  /* Everybody did the second item: no finite threshold, whoever looks. */
  for (guint p = 0; p < 4; p++)
    wf_responses_set (responses, p, 1, 1);
  g_assert_null (wf_calibrate_mml (responses, &place));
  g_assert_cmpint (place.problem, ==, WF_CALIBRATION_UNUSED_CATEGORY);
  g_assert_cmpuint (place.item, ==, 1);
  g_assert_cmpuint (place.category, ==, 0);

  /* One who did nothing at all says nothing about which item is harder. */
  wf_responses_set (responses, 0, 1, 0);
  g_assert_null (wf_calibrate_cml (responses, &place));
  g_assert_cmpint (place.problem, ==, WF_CALIBRATION_UNUSED_CATEGORY);
}

/* Everybody who did the hard half did the easy half: the distance has no end. */
static void
test_no_maximum (void)
{
  g_autoptr (WfResponses) responses = wf_responses_new (40, 4);
  WfCalibrationPlace place;

  for (guint p = 0; p < 40; p++)
    for (guint i = 0; i < 4; i++)
      {
        guint done = p % 20 < 10 ? p % 2 == i % 2 && i < 2 : i < 2 || p % 2 == i % 2;

        wf_responses_set (responses, p, i, (int) done);
      }
  g_assert_null (wf_calibrate_cml (responses, &place));
  g_assert_cmpint (place.problem, ==, WF_CALIBRATION_NO_MAXIMUM);
}

static void
test_symmetric (void)
{
  const double a[] = { 4.0, 0.0, 0.0, 2.0, 5.0, 0.0, 1.0, -1.0, 3.0 };
  double factor[9], x[] = { 1.0, 2.0, 3.0 }, diagonal[3];
  double bad[] = { 1.0, 0.0, 2.0, 1.0 };

  memcpy (factor, a, sizeof a);
  g_assert_true (wf_symmetric_factor (factor, 3));
  wf_symmetric_solve (factor, 3, x);
  assert_near (4.0 * x[0] + 2.0 * x[1] + x[2], 1.0, 1e-12);
  assert_near (2.0 * x[0] + 5.0 * x[1] - x[2], 2.0, 1e-12);
  assert_near (x[0] - x[1] + 3.0 * x[2], 3.0, 1e-12);
  wf_symmetric_inverse_diagonal (factor, 3, diagonal);
  for (guint i = 0; i < 3; i++)
    {
      double unit[3] = { 0.0 };

      unit[i] = 1.0;
      wf_symmetric_solve (factor, 3, unit);
      assert_near (diagonal[i], unit[i], 1e-12);
    }
  g_assert_false (wf_symmetric_factor (bad, 2));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calibrate/forms", test_forms);
  g_test_add_func ("/calibrate/anchored", test_anchored);
  g_test_add_func ("/calibrate/anchors-carry-the-scale", test_anchors_carry_the_scale);
  g_test_add_func ("/calibrate/nothing-asked-stays", test_nothing_asked_stays);
  g_test_add_func ("/calibrate/problems", test_problems);
  g_test_add_func ("/calibrate/no-maximum", test_no_maximum);
  g_test_add_func ("/calibrate/symmetric", test_symmetric);
  return g_test_run ();
}

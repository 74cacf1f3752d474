/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Item functions against the reference probes, closed forms and limits.
 */
#include "vectors.h"

#include <math.h>

#define assert_near(a, b, tolerance) g_assert_cmpfloat_with_epsilon (a, b, tolerance)

static void
check_probe (GArray *items, JsonArray *probe)
{
  const WfIrtItem *item = &g_array_index (items, WfIrtItem, json_array_get_int_element (probe, 0));
  double theta = json_array_get_double_element (probe, 1);
  JsonArray *expected = json_array_get_array_element (probe, 2);
  double p[WF_IRT_MAX_CATEGORIES];

  wf_irt_probabilities (item, theta, p);
  g_assert_cmpuint (json_array_get_length (expected), ==, item->n_thresholds + 1);
  for (guint k = 0; k <= item->n_thresholds; k++)
    {
      assert_near (p[k], json_array_get_double_element (expected, k), 1e-10);
      assert_near (exp (wf_irt_log_probability (item, theta, k)), p[k], 1e-12);
    }
  assert_near (wf_irt_expected (item, theta), json_array_get_double_element (probe, 3), 1e-10);
  assert_near (wf_irt_information (item, theta), json_array_get_double_element (probe, 4), 1e-10);
  assert_near (wf_irt_probability_of_any (item, theta), 1.0 - p[0], 1e-14);
}

static void
test_probes (void)
{
  g_autoptr (JsonParser) parser = vectors_load ("polytomous.json");
  JsonArray *banks = vectors_get_banks (parser);
  guint n = 0, disordered = 0;

  for (guint b = 0; b < json_array_get_length (banks); b++)
    {
      JsonObject *bank = json_array_get_object_element (banks, b);
      JsonArray *probes = json_object_get_array_member (bank, "probes");
      g_autoptr (GArray) items = vectors_read_items (bank);

      for (guint i = 0; i < json_array_get_length (probes); i++, n++)
        check_probe (items, json_array_get_array_element (probes, i));
      for (guint i = 0; i < items->len; i++)
        {
          const WfIrtItem *item = &g_array_index (items, WfIrtItem, i);

          disordered += item->n_thresholds > 1 && item->thresholds[0] > item->thresholds[1];
        }
    }
  g_assert_cmpuint (n, >=, 100);
  g_assert_cmpuint (disordered, >, 0);
}

static void
test_refuses (void)
{
  const double good[] = { 0.0, 1.0 };
  const double bad[] = { 0.0, NAN };
  const double endless[] = { INFINITY };
  const double far[] = { 0.0, -1000.1 };
  const double many[WF_IRT_MAX_THRESHOLDS + 1] = { 0 };
  const struct {
    double slope;
    const double *thresholds;
    guint n;
    gboolean expected;
  } cases[] = {
    { 1.0, good, 2, TRUE },
    { 0.5, good, 1, TRUE },
    { 0.0, good, 2, FALSE },
    { -1.0, good, 2, FALSE },
    { NAN, good, 2, FALSE },
    { INFINITY, good, 2, FALSE },
    { 1.0, bad, 2, FALSE },
    { 1.0, endless, 1, FALSE },
    { 1.0, far, 2, FALSE },
    { 1.0, far, 1, TRUE },
    { 0.0009, good, 2, FALSE },
    { 1000.1, good, 2, FALSE },
    { 1000.0, good, 2, TRUE },
    { 1.0, good, 0, FALSE },
    { 1.0, many, WF_IRT_MAX_THRESHOLDS + 1, FALSE },
    { 1.0, many, WF_IRT_MAX_THRESHOLDS, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WfIrtItem item = { .slope = -7.0 };

      g_assert_cmpint (wf_irt_item_init (&item, cases[i].slope, cases[i].thresholds, cases[i].n),
                       ==, cases[i].expected);
      if (!cases[i].expected)
        g_assert_cmpfloat (item.slope, ==, -7.0);
    }
}

/* Far out nothing overflows, and the chances still sum to one. */
static void
test_extremes (void)
{
  const double thresholds[] = { 2.0, -2.0, 0.5 };
  WfIrtItem item;

  g_assert_true (wf_irt_item_init (&item, 3.0, thresholds, 3));
  for (double theta = -400.0; theta <= 400.0; theta += 25.0)
    {
      double p[WF_IRT_MAX_CATEGORIES];
      double sum = 0.0;

      wf_irt_probabilities (&item, theta, p);
      for (guint k = 0; k < 4; k++)
        sum += p[k];
      assert_near (sum, 1.0, 1e-12);
      g_assert_true (isfinite (wf_irt_log_probability (&item, theta, 0)));
      g_assert_true (wf_irt_information (&item, theta) >= 0.0);
    }
  assert_near (wf_irt_expected (&item, 400.0), 3.0, 1e-9);
  assert_near (wf_irt_expected (&item, -400.0), 0.0, 1e-9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/irt/probes", test_probes);
  g_test_add_func ("/irt/refuses", test_refuses);
  g_test_add_func ("/irt/extremes", test_extremes);
  return g_test_run ();
}

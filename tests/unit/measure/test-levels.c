/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bands, level runs, stated uncertainty and area effects.
 */
#include "wf-levels.h"
#include "wf-seed.h"

#include <math.h>
#include <string.h>

static void
test_bands (void)
{
  static const struct {
    double theta;
    const char *band;
  } cases[] = {
    { -6.0, "foundation" },     { -1.0001, "foundation" },  { -1.0, "intermediate" },
    { 0.29, "intermediate" },   { 0.3, "advanced" },        { 1.2999, "advanced" },
    { 1.3, "highly-advanced" }, { 6.0, "highly-advanced" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (wf_band_to_code (wf_band_from_theta (cases[i].theta)), ==, cases[i].band);
  /* Two levels make a band. */
  for (guint i = 0; i < WF_N_BANDS - 1; i++)
    g_assert_cmpfloat (WF_LEVEL_CUTS[2 * i + 1], ==, WF_BAND_CUTS[i]);
}

static void
test_shortest_run (void)
{
  static const struct {
    double p[4];
    double share;
    guint first, last;
  } cases[] = {
    { { 0.1, 0.85, 0.05, 0.0 }, 0.8, 1, 1 },   { { 0.1, 0.5, 0.35, 0.05 }, 0.8, 1, 2 },
    { { 0.25, 0.25, 0.25, 0.25 }, 0.8, 0, 3 }, { { 0.0, 0.0, 0.0, 1.0 }, 0.8, 3, 3 },
    { { 0.4, 0.1, 0.1, 0.4 }, 1.1, 0, 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint first = 99, last = 99;

      wf_levels_shortest_run (cases[i].p, 4, cases[i].share, &first, &last);
      g_assert_cmpuint (first, ==, cases[i].first);
      g_assert_cmpuint (last, ==, cases[i].last);
    }
}

static void
test_total_sd (void)
{
  g_assert_cmpfloat_with_epsilon (wf_total_sd (0.436, 0.5, 10), sqrt (0.436 * 0.436 + 0.05), 1e-12);
  g_assert_cmpfloat (wf_total_sd (0.9, 0.5, 0), ==, 0.9);
  g_assert_cmpfloat (wf_total_sd (0.4, 0.5, 4), >, wf_total_sd (0.4, 0.5, 16));
}

static void
test_areas (void)
{
  const double threshold = 0.0;
  WfAreaSums sums = { 0 };
  WfIrtItem item;

  g_assert_true (wf_irt_item_init (&item, 1.0, &threshold, 1));

  WfAreaEffect nothing = wf_area_effect (&sums);
  g_assert_cmpfloat (nothing.u, ==, 0.0);
  g_assert_cmpfloat (nothing.sd, ==, WF_AREA_TAU);

  /* Two right answers where one was expected: S = 1, I = .5. */
  wf_area_sums_add (&sums, &item, 1, 0.0);
  wf_area_sums_add (&sums, &item, 1, 0.0);
  WfAreaEffect two = wf_area_effect (&sums);
  g_assert_cmpuint (two.n, ==, 2);
  g_assert_cmpfloat_with_epsilon (two.u, 0.25 / 1.125, 1e-12);
  g_assert_cmpfloat_with_epsilon (two.sd, 0.5 / sqrt (1.125), 1e-12);
  g_assert_cmpfloat (fabs (two.u) / two.sd, <, WF_AREA_ALARM);

  for (guint i = 0; i < 8; i++)
    wf_area_sums_add (&sums, &item, 1, 0.0);
  WfAreaEffect ten = wf_area_effect (&sums);
  g_assert_cmpfloat (ten.u / ten.sd, >, WF_AREA_ALARM);
}

static void
test_seed (void)
{
  guint counts[6] = { 0 };

  /* The reference outputs of splitmix64 for the state 0. */
  g_assert_cmphex (wf_seed_mix (0, 0), ==, G_GUINT64_CONSTANT (0xe220a8397b1dcdaf));
  g_assert_cmphex (wf_seed_mix (0, 1), ==, G_GUINT64_CONSTANT (0x6e789e6aa1b965f4));

  for (guint seed = 0; seed < 6000; seed++)
    {
      guint order[3] = { 0, 1, 2 }, again[3] = { 0, 1, 2 };

      wf_seed_shuffle (seed, order, 3);
      wf_seed_shuffle (seed, again, 3);
      g_assert_cmpmem (order, sizeof order, again, sizeof again);
      g_assert_cmpuint ((1u << order[0]) | (1u << order[1]) | (1u << order[2]), ==, 7);
      counts[order[0] * 2 + (order[1] > order[2])]++;
    }
  for (guint i = 0; i < 6; i++) /* 1000 ± 5 standard deviations */
    g_assert_cmpuint (counts[i] > 855 && counts[i] < 1145, ==, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/levels/bands", test_bands);
  g_test_add_func ("/levels/shortest-run", test_shortest_run);
  g_test_add_func ("/levels/total-sd", test_total_sd);
  g_test_add_func ("/levels/areas", test_areas);
  g_test_add_func ("/levels/seed", test_seed);
  return g_test_run ();
}

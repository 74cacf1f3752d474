/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The table picks what a walk over all items would pick, anywhere and from any bank:
 * steep items, disordered ones, all used. And the step, estimate and pick together,
 * allocates nothing.
 */
#include "vectors.h"
#include "wf-estimate.h"
#include "wf-item-table.h"

#include <math.h>
#include <stdlib.h>

/* Counts what the step asks of the heap; the sanitizers bring their own. */
#if !defined(__SANITIZE_ADDRESS__) && !defined(__has_feature)
#define WF_COUNT_ALLOCATIONS
#endif

#ifdef WF_COUNT_ALLOCATIONS
extern void *__libc_malloc (size_t size);
extern void *__libc_calloc (size_t n, size_t size);
extern void *__libc_realloc (void *memory, size_t size);
static guint n_allocations;

/* Seen by GLib too. */
#pragma GCC visibility push(default)

void *
malloc (size_t size)
{
  n_allocations++;
  return __libc_malloc (size);
}

void *
calloc (size_t n, size_t size)
{
  n_allocations++;
  return __libc_calloc (n, size);
}

void *
realloc (void *memory, size_t size)
{
  n_allocations++;
  return __libc_realloc (memory, size);
}
#pragma GCC visibility pop
#endif

static guint
walk (const WfIrtItem *items, guint n, double theta, const guint8 *used)
{
  guint best = WF_ITEM_TABLE_NONE;
  double most = -1.0;

  for (guint i = 0; i < n; i++)
    {
      double information = wf_irt_information (&items[i], theta);

      if (!used[i] && information > most)
        {
          most = information;
          best = i;
        }
    }
  return best;
}

static void
fill_bank (GRand *rand, WfIrtItem *items, guint n, double steepest)
{
  for (guint i = 0; i < n; i++)
    {
      guint m = (guint) g_rand_int_range (rand, 1, 5);
      double d[4];

      for (guint k = 0; k < m; k++)
        d[k] = g_rand_double_range (rand, -4.0, 4.0);
      g_assert_true (wf_irt_item_init (&items[i], g_rand_double_range (rand, 0.2, steepest), d, m));
    }
}

static void
test_picks_the_most (void)
{
  static const double STEEPEST[] = { 0.3, 2.0, 10.0, 1000.0 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (10000);

  for (guint round = 0; round < 40; round++)
    {
      WfIrtItem items[300];
      guint8 used[300] = { 0 };
      guint n = (guint) g_rand_int_range (rand, 1, 301);

      fill_bank (rand, items, n, STEEPEST[round % G_N_ELEMENTS (STEEPEST)]);
      g_autoptr (WfItemTable) table = wf_item_table_new (items, n);

      g_assert_cmpuint (wf_item_table_get_n_items (table), ==, n);
      for (guint step = 0; step < n; step++)
        {
          double theta = g_rand_double_range (rand, -7.0, 7.0);
          guint pick = wf_item_table_pick_at (table, theta, used);

          g_assert_cmpuint (pick, ==, walk (items, n, theta, used));
          used[pick] = 1;
        }
      g_assert_cmpuint (wf_item_table_pick_at (table, 0.0, used), ==, WF_ITEM_TABLE_NONE);
    }
}

/* Equal items go in order; the ends of the grid and beyond are places like any other. */
static void
test_ties_and_ends (void)
{
  static const double PLACES[] = { -6.0, 6.0, 5.95, -60.0, 60.0, 0.1, 0.05, -5.999999999 };
  WfIrtItem items[70];
  guint8 used[70] = { 1, 1 };
  const double d = 0.4;

  for (guint i = 0; i < 70; i++)
    wf_irt_item_init (&items[i], 1.0, &d, 1);

  g_autoptr (WfItemTable) table = wf_item_table_new (items, 70);
  g_autoptr (WfItemTable) empty = wf_item_table_new (NULL, 0);
  WfPosterior posterior;

  wf_posterior_init (&posterior, 0.0);
  for (guint i = 0; i < G_N_ELEMENTS (PLACES); i++)
    g_assert_cmpuint (wf_item_table_pick_at (table, PLACES[i], used), ==, 2);
  g_assert_cmpuint (wf_item_table_pick_weighted (table, &posterior, used), ==, 2);
  g_assert_cmpfloat (wf_item_table_get_item (table, 3)->thresholds[0], ==, 0.4);
  g_assert_cmpuint (wf_item_table_pick_at (empty, 0.0, used), ==, WF_ITEM_TABLE_NONE);
  g_assert_cmpuint (wf_item_table_pick_weighted (empty, &posterior, used), ==, WF_ITEM_TABLE_NONE);
}

static void
test_weighted (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);

  for (guint round = 0; round < 20; round++)
    {
      WfIrtItem items[150];
      guint8 used[150] = { 0 };
      WfPosterior posterior;

      fill_bank (rand, items, 150, 2.5);
      g_autoptr (WfItemTable) table = wf_item_table_new (items, 150);

      wf_posterior_init (&posterior, 0.0);
      for (guint step = 0; step < 30; step++)
        {
          guint pick = wf_item_table_pick_weighted (table, &posterior, used);
          double most = 0.0;

          g_assert_cmpuint (used[pick], ==, 0);
          for (guint i = 0; i < 150; i++)
            {
              if (!used[i])
                most = MAX (most, wf_posterior_expected_information (&posterior, &items[i]));
            }
          g_assert_cmpfloat (wf_posterior_expected_information (&posterior, &items[pick]), >=,
                             most * (1.0 - 1e-5));
          used[pick] = 1;
          wf_posterior_update (
              &posterior, &items[pick],
              (guint) g_rand_int_range (rand, 0, (gint32) items[pick].n_thresholds + 1));
        }
    }
}

/* The reference runs, picked through the table. */
static void
test_runs (void)
{
  static const char *const FILES[] = { "dichotomous.json", "polytomous.json" };

  for (guint f = 0; f < G_N_ELEMENTS (FILES); f++)
    {
      g_autoptr (JsonParser) parser = vectors_load (FILES[f]);
      JsonArray *banks = vectors_get_banks (parser);

      for (guint b = 0; b < json_array_get_length (banks); b++)
        {
          JsonObject *bank = json_array_get_object_element (banks, b);
          JsonArray *steps = json_object_get_array_member (
              json_object_get_object_member (bank, "cat_run"), "steps");
          g_autoptr (GArray) items = vectors_read_items (bank);
          g_autoptr (WfItemTable) table =
              wf_item_table_new ((const WfIrtItem *) items->data, items->len);
          g_autofree guint8 *used = g_new0 (guint8, items->len);
          WfPosterior posterior;

          wf_posterior_init (&posterior, 0.0);
          for (guint i = 0; i < json_array_get_length (steps); i++)
            {
              JsonArray *step = json_array_get_array_element (steps, i);
              double theta = i == 0 ? 0.0 : posterior.mean;
              guint pick = wf_item_table_pick_at (table, theta, used);

              g_assert_cmpint (pick, ==, json_array_get_int_element (step, 0));
              used[pick] = 1;
              wf_posterior_update (&posterior, wf_item_table_get_item (table, pick),
                                   (guint) json_array_get_int_element (step, 1));
            }
        }
    }
}

static void
test_step_allocates_nothing (void)
{
#ifdef WF_COUNT_ALLOCATIONS
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);
  WfIrtItem items[200];
  guint8 used[200] = { 0 };
  WfPosterior posterior;
  guint before;

  fill_bank (rand, items, 200, 2.0);
  g_autoptr (WfItemTable) table = wf_item_table_new (items, 200);

  before = n_allocations;
  wf_posterior_init (&posterior, 0.0);
  for (guint step = 0; step < 40; step++)
    {
      guint pick = step < 3 ? wf_item_table_pick_weighted (table, &posterior, used)
                            : wf_item_table_pick_at (table, posterior.mean, used);
      WfIrtAnswer answer = { &items[pick], step % 2 };
      WfEstimate estimate;

      used[pick] = 1;
      wf_posterior_update (&posterior, &items[pick], step % 2);
      for (guint method = WF_ESTIMATE_EAP; method <= WF_ESTIMATE_WLE; method++)
        wf_estimate (method, &answer, 1, 0.0, &estimate);
    }
  g_assert_cmpuint (n_allocations, ==, before);

  g_free (g_malloc (1 + before % 7));
  g_assert_cmpuint (n_allocations, >, before); /* it counts */
#else
  g_test_skip ("the sanitizer has its own heap");
#endif
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/item-table/picks-the-most", test_picks_the_most);
  g_test_add_func ("/item-table/ties-and-ends", test_ties_and_ends);
  g_test_add_func ("/item-table/weighted", test_weighted);
  g_test_add_func ("/item-table/runs", test_runs);
  g_test_add_func ("/item-table/step-allocates-nothing", test_step_allocates_nothing);
  return g_test_run ();
}

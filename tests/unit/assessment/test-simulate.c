/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Made-up people through the shipped bank: the same every time, with the rules of an
 * interview, and telling what plain information does to people.
 */
#include "interview-fixture.h"

#include "wf-bank-simulate.h"

static WfItemBank *bank;

static WfSimulationReport
simulate (WfSimulation simulation)
{
  WfSimulationReport report;

  g_assert_true (wf_bank_simulate (bank, NULL, NULL, &simulation, &report));
  return report;
}

static WfSimulation
make_simulation (guint n, guint64 seed)
{
  WfSimulation simulation;

  wf_simulation_init (&simulation);
  simulation.n = n;
  simulation.seed = seed;
  return simulation;
}

static void
test_repeatable (void)
{
  WfSimulationReport first = simulate (make_simulation (100, 3));
  WfSimulationReport same = simulate (make_simulation (100, 3));
  WfSimulationReport other = simulate (make_simulation (100, 4));

  g_assert_cmpmem (&first, sizeof first, &same, sizeof same);
  g_assert_cmpfloat (first.rmse, !=, other.rmse);
}

/* Known effects point the right way: bias moves the estimate, plain information asks for
 * little but what people say of themselves and is then far too sure. */
static void
test_directions (void)
{
  WfSimulation plain = make_simulation (500, 1);
  WfSimulation honest = plain, boasting = plain, mfi = plain;

  honest.bias_mean = honest.bias_sd = 0.0;
  boasting.bias_mean = 2.0;
  mfi.design = WF_SIMULATION_MFI;
  WfSimulationReport with_rules = simulate (plain), alone = simulate (mfi);
  g_assert_cmpfloat (simulate (honest).rmse, <, with_rules.rmse);
  g_assert_cmpfloat (simulate (boasting).bias, >, with_rules.bias + 0.2);
  g_assert_cmpfloat (alone.self_report_share, >, 0.9);
  g_assert_cmpfloat (alone.coverage90, <, 0.75);
  g_assert_cmpfloat (alone.rmse, >, with_rules.rmse + 0.1);
  g_assert_cmpuint (with_rules.runs_of_three, ==, 0);
  g_assert_cmpfloat (with_rules.self_report_share * with_rules.items_mean, <=, 5.0);
}

/* What the shipped bank must do for newcomers under the design's assumptions. */
static void
test_shipped_bank (void)
{
  for (guint64 seed = 1; seed <= 2; seed++)
    {
      WfSimulationReport report = simulate (make_simulation (1000, seed));

      g_test_message ("items %.2f, minutes %.1f (95 %%: %.1f), RMSE %.3f (low %.3f), covers %.3f, "
                      "%.3f with ten",
                      report.items_mean, report.minutes_mean, report.minutes_p95, report.rmse,
                      report.rmse_low, report.coverage90, report.share_min_items);
      g_assert_cmpfloat (report.rmse, <=, 0.48);
      g_assert_cmpfloat (report.rmse_low, <=, 0.60);
      g_assert_cmpfloat (report.coverage90, >=, 0.90);
      g_assert_cmpfloat (report.share_min_items, >=, 0.95);
      g_assert_cmpfloat (report.items_mean, <=, 12.0);
      g_assert_cmpfloat (report.minutes_p95, <=, 12.0);
      g_assert_cmpuint (report.runs_of_three, ==, 0);
      g_assert_cmpfloat (report.bad_endings, <=, 0.015);
    }
}

/* The bank's low end: tasks that fit into a minute, in every area. */
static void
test_low_end (void)
{
  guint in_area[6] = { 0 }, n = 0;

  for (guint i = 0; i < wf_item_bank_get_n_items (bank); i++)
    {
      const WfItem *item = wf_item_bank_get_item (bank, i);
      double first = item->thresholds->len > 0 ? g_array_index (item->thresholds, double, 0) : 0.0;

      if (item->kind != WF_ITEM_TASK || item->seconds > 60 || first < -2.6 || first > -1.4 ||
          (item->modes & WF_MODE_IN_PERSON) == 0)
        continue;
      in_area[item->area]++;
      n++;
    }
  g_assert_cmpuint (n, >=, 20);
  for (guint area = 1; area <= 5; area++)
    g_assert_cmpuint (in_area[area], >=, 4);
}

static void
test_by_telephone (void)
{
  WfInterviewSetup setup = fixture_setup ();
  WfSimulation simulation = make_simulation (10, 1);
  WfSimulationReport report;

  setup.mode = "telephone";
  setup.region = NULL;
  g_assert_true (wf_bank_simulate (bank, NULL, &setup, &simulation, &report));
  g_assert_cmpfloat (report.items_mean, >, 1.0);
}

/* Every question of which somebody can fail is @shift harder than its authors guessed. */
static WfBankNumbers *
make_numbers (double shift)
{
  g_autoptr (WfBankNumbers) packs = wf_bank_numbers_new ("newcomer");
  g_autoptr (GPtrArray) moves = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_bank_move_free);

  for (guint i = 0; i < wf_item_bank_get_n_items (bank); i++)
    {
      const WfItem *item = wf_item_bank_get_item (bank, i);
      WfBankMove *move;
      WfIrtItem irt;

      if (item->kind == WF_ITEM_CAN_DO || !wf_bank_numbers_get_irt (NULL, item, &irt))
        continue;
      move = g_new0 (WfBankMove, 1);
      move->item = g_strdup (item->id);
      move->n_thresholds = irt.n_thresholds;
      for (guint k = 0; k < irt.n_thresholds; k++)
        move->thresholds[k] = irt.thresholds[k] + shift;
      g_ptr_array_add (moves, move);
    }
  return wf_bank_numbers_with_moves (packs, 1, moves, 0);
}

/* What the agency adopted is what is tried: the same numbers tell the same story, harder ones
 * leave little that may kindly be asked. */
static void
test_adopted_numbers (void)
{
  g_autoptr (WfBankNumbers) same = make_numbers (0.0), harder = make_numbers (1.5);
  WfSimulation simulation = make_simulation (200, 1);
  WfSimulationReport plain = simulate (simulation), report;

  g_assert_true (wf_bank_simulate (bank, same, NULL, &simulation, &report));
  g_assert_cmpmem (&plain, sizeof plain, &report, sizeof report);
  g_assert_true (wf_bank_simulate (bank, harder, NULL, &simulation, &report));
  g_assert_cmpfloat (report.share_min_items, <, plain.share_min_items - 0.1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  bank = fixture_load_bank ();
  g_test_add_func ("/simulate/repeatable", test_repeatable);
  g_test_add_func ("/simulate/directions", test_directions);
  g_test_add_func ("/simulate/shipped-bank", test_shipped_bank);
  g_test_add_func ("/simulate/low-end", test_low_end);
  g_test_add_func ("/simulate/by-telephone", test_by_telephone);
  g_test_add_func ("/simulate/adopted-numbers", test_adopted_numbers);
  int status = g_test_run ();
  wf_item_bank_unref (bank);
  return status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is asked next, and why it stops. The dignity rule is proved by walking every
 * answer path of a small bank, and tried on seeded paths of a mixed one.
 */
#include "wf-sitting.h"

#include "wf-seed.h"

#include <math.h>

#define N_MIXED 110

static WfMeasureItem
make_item (WfMeasureKind kind, guint area, double difficulty, double seconds)
{
  static const guint N_STEPS[] = { 3, 1, 2 };
  static const double STEPS[][3] = { { -1.4, 0.0, 1.1 }, { 0.0 }, { -0.7, 0.7 } };
  WfMeasureItem item = { .kind = kind, .area = area, .seconds = seconds, .available = TRUE };
  double thresholds[3];

  for (guint i = 0; i < N_STEPS[kind]; i++)
    thresholds[i] = difficulty + STEPS[kind][i];
  g_assert_true (wf_irt_item_init (&item.irt, kind == WF_MEASURE_SELF_REPORT ? 0.5 : 1.0,
                                   thresholds, N_STEPS[kind]));
  return item;
}

/* Kinds, areas, times and difficulties in the mix of a real bank. */
static void
make_mixed_bank (WfMeasureItem *items, guint64 seed)
{
  for (guint i = 0; i < N_MIXED; i++)
    {
      WfMeasureKind kind = (WfMeasureKind) (i % 3);
      double u = (double) (wf_seed_mix (seed, i) >> 11) / 9007199254740992.0;
      double seconds = kind == WF_MEASURE_SELF_REPORT ? 15 : kind == WF_MEASURE_CHOICE ? 35 : 60;

      if (kind == WF_MEASURE_OBSERVED && i % 4 == 0)
        seconds = 150;
      items[i] = make_item (kind, 1 + i / 3 % 5, -3.0 + 5.0 * u, seconds);
      items[i].foundation = kind != WF_MEASURE_CHOICE && u < 0.2;
    }
}

typedef struct {
  guint run, longest_run, n_paths, n_answers;
  guint n_early, n_bad_endings, n_kind_stops;
} Walk;

/* "Not yet" neither lengthens nor ends a run of failures. */
static guint
extend_run (const WfMeasureItem *item, guint category, guint run)
{
  if (category > 0)
    return 0;
  return item->kind == WF_MEASURE_SELF_REPORT ? run : run + 1;
}

/* Every answer path of a bank; the expectations stand where each answer is given. */
static void
walk (WfSitting *sitting, guint run, guint64 seed, Walk *totals)
{
  WfSittingDecision decision = wf_sitting_next (sitting, seed, FALSE);

  if (decision.stop != WF_STOP_NONE)
    {
      totals->n_paths++;
      totals->n_kind_stops += decision.stop == WF_STOP_KIND;
      g_assert_cmpuint (run, <=, 2);
      return;
    }

  const WfMeasureItem *item = wf_sitting_get_item (sitting, decision.item);

  g_assert_false (wf_sitting_is_used (sitting, decision.item));
  for (guint k = 0; k <= item->irt.n_thresholds; k++)
    {
      g_autoptr (WfSitting) next = wf_sitting_copy (sitting);
      guint next_run = extend_run (item, k, run);

      wf_sitting_ask (next, decision.item, decision.closes_for);
      wf_sitting_answer (next, decision.item, k, item->seconds);
      g_assert_cmpuint (next_run, <=, 2);
      g_assert_cmpuint (wf_sitting_get_failures (next), ==, next_run);
      totals->longest_run = MAX (totals->longest_run, next_run);
      walk (next, next_run, seed, totals);
    }
}

static void
test_every_path (void)
{
  for (guint64 seed = 1; seed <= 3; seed++)
    {
      WfMeasureItem items[12];
      WfMeasureRules rules;
      Walk totals = { 0 };

      wf_measure_rules_init (&rules);
      rules.min_items = rules.max_items = 12; /* no other rule may cut a path short */
      rules.max_seconds = 1e6;
      rules.p_first = rules.p_normal = rules.p_after_failure = 0.0;
      for (guint i = 0; i < 12; i++)
        items[i] = make_item (WF_MEASURE_CHOICE, 1 + i % 5, -1.5 + 0.25 * i, 30);

      g_autoptr (WfSitting) sitting = wf_sitting_new (&rules, items, 12);
      walk (sitting, 0, seed, &totals);
      g_assert_cmpuint (totals.longest_run, ==, 2); /* it does happen, and never thrice */
      g_assert_cmpuint (totals.n_kind_stops, >, 0);
      /* Words of twelve answers, cut short after two failures: Fibonacci's numbers. */
      g_assert_cmpuint (totals.n_paths, ==, 377 + 232);
    }
}

/* All 4,096 ways to answer twelve questions with two categories each, a third of them
 * self-report: each way is followed to the end, and nobody fails three times. */
static void
test_all_scripts (void)
{
  WfMeasureItem items[18];
  WfMeasureRules rules;
  guint longest = 0, n_whole = 0;

  wf_measure_rules_init (&rules);
  rules.min_items = rules.max_items = 12;
  rules.max_seconds = 1e6;
  rules.sd_step = -9.0;
  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      double threshold = -4.0 + 0.2 * i;

      items[i] = make_item (i % 3 == 0 ? WF_MEASURE_SELF_REPORT : WF_MEASURE_CHOICE, 1 + i % 5,
                            threshold, 20);
      g_assert_true (wf_irt_item_init (&items[i].irt, 1.0, &threshold, 1));
    }
  for (guint script = 0; script < 4096; script++)
    {
      g_autoptr (WfSitting) sitting = wf_sitting_new (&rules, items, G_N_ELEMENTS (items));
      guint run = 0, step = 0;

      for (;; step++)
        {
          WfSittingDecision decision = wf_sitting_next (sitting, script, FALSE);

          if (decision.stop != WF_STOP_NONE)
            break;

          guint category = script >> (step % 12) & 1;

          run = extend_run (wf_sitting_get_item (sitting, decision.item), category, run);
          longest = MAX (longest, run);
          g_assert_cmpuint (run, <=, 2);
          wf_sitting_ask (sitting, decision.item, decision.closes_for);
          wf_sitting_answer (sitting, decision.item, category, 20.0);
        }
      n_whole += step >= 12;
    }
  g_assert_cmpuint (longest, ==, 2);
  g_assert_cmpuint (n_whole, >, 400);
}

static void
test_every_path_with_self_report (void)
{
  WfMeasureItem items[10];
  WfMeasureRules rules;
  Walk totals = { 0 };

  wf_measure_rules_init (&rules);
  rules.min_items = rules.max_items = 8;
  rules.p_first = rules.p_normal = rules.p_after_failure = 0.0;
  for (guint i = 0; i < 10; i++)
    items[i] = make_item (i % 3 == 0 ? WF_MEASURE_SELF_REPORT : WF_MEASURE_OBSERVED, 1 + i % 5,
                          -1.5 + 0.3 * i, 20);

  g_autoptr (WfSitting) sitting = wf_sitting_new (&rules, items, 10);
  walk (sitting, 0, 5, &totals);
  g_assert_cmpuint (totals.longest_run, ==, 2);
  g_assert_cmpuint (totals.n_paths, >, 2000);
}

/* What the rules ask of a performance item, checked from outside. */
static void
check_dignity (const WfSitting *sitting, const WfSittingDecision *decision, gboolean is_shaken)
{
  const WfMeasureItem *item = wf_sitting_get_item (sitting, decision->item);
  double theta = wf_sitting_get_posterior (sitting)->mean;

  g_assert_cmpfloat (item->seconds, <=, 90.0);
  if (item->kind == WF_MEASURE_SELF_REPORT)
    {
      g_assert_cmpuint (wf_sitting_get_kind_count (sitting, WF_MEASURE_SELF_REPORT), <, 5);
      return;
    }
  g_assert_cmpuint (wf_sitting_get_failures (sitting), <, 2);
  double p = wf_irt_probability_of_any (&item->irt,
                                        wf_sitting_get_n_answers (sitting) == 0 ? -0.5 : theta);
  double least = wf_sitting_get_n_answers (sitting) == 0 ? 0.85 : is_shaken ? 0.80 : 0.65;

  g_assert_cmpfloat (p, >=, least);
}

/* Balance of areas and one self-report an area, wherever they did not visibly give way. */
static void
check_quotas (const WfSitting *sitting, const WfSittingDecision *decision, const guint *said)
{
  const WfMeasureItem *item = wf_sitting_get_item (sitting, decision->item);
  guint fewest = G_MAXUINT;

  for (guint area = 1; area <= WF_N_AREAS; area++)
    fewest = MIN (fewest, wf_sitting_get_area_count (sitting, area));
  if (decision->why == WF_PICK_INFORMATION && (decision->relaxed & WF_RELAXED_AREAS) == 0)
    g_assert_cmpuint (wf_sitting_get_area_count (sitting, item->area), <=, fewest + 1);
  if (item->kind == WF_MEASURE_SELF_REPORT &&
      (decision->relaxed & WF_RELAXED_SELF_REPORT_AREA) == 0)
    g_assert_cmpuint (said[item->area], ==, 0);
}

/* Sure enough is .45 after ten answers: neither sooner nor later; that it does not get surer
 * is seen twice. @before: the SD one and two answers ago. */
static void
check_precision (const WfSitting *sitting, const WfSittingDecision *decision, const double *before)
{
  gboolean is_sure = wf_sitting_get_posterior (sitting)->sd <= 0.45;
  gboolean is_enough = wf_sitting_get_n_answers (sitting) >= 10;

  if (decision->stop == WF_STOP_PRECISION || decision->closes_for == WF_STOP_PRECISION)
    g_assert_true (is_sure && is_enough);
  else if (decision->stop == WF_STOP_NONE && decision->closes_for == WF_STOP_NONE)
    g_assert_false (is_sure && is_enough);
  if (decision->stop == WF_STOP_NO_GAIN || decision->closes_for == WF_STOP_NO_GAIN)
    {
      g_assert_cmpfloat (before[0] - wf_sitting_get_posterior (sitting)->sd, <, 0.01);
      g_assert_cmpfloat (before[1] - before[0], <, 0.01);
    }
}

static guint
draw (const WfIrtItem *item, double theta, guint64 seed, guint64 step)
{
  double p[WF_IRT_MAX_CATEGORIES];
  double u = (double) (wf_seed_mix (seed, step) >> 11) / 9007199254740992.0;
  guint k = 0;

  wf_irt_probabilities (item, theta, p);
  while (k < item->n_thresholds && u >= p[k])
    u -= p[k++];
  return k;
}

static void
follow_path (WfSitting *sitting, double theta, guint64 seed, Walk *totals)
{
  guint run = 0, observed = 0, self_reports = 0, said[WF_N_AREAS + 1] = { 0 };
  gboolean is_shaken = FALSE, is_closing = FALSE;
  double before[2] = { G_MAXDOUBLE, G_MAXDOUBLE };

  for (guint step = 0;; step++)
    {
      WfSittingDecision decision = wf_sitting_next (sitting, wf_seed_mix (seed, step), FALSE);

      if (!is_closing)
        check_precision (sitting, &decision, before);
      is_closing = is_closing || decision.closes_for != WF_STOP_NONE;
      if (decision.stop != WF_STOP_NONE)
        {
          totals->n_kind_stops += decision.stop == WF_STOP_KIND;
          totals->n_bad_endings += run > 0 && seed % 11 != 0;
          break;
        }
      check_dignity (sitting, &decision, is_shaken);
      check_quotas (sitting, &decision, said);

      const WfMeasureItem *item = wf_sitting_get_item (sitting, decision.item);
      /* Every eleventh path fails whatever it can: the hardest case for dignity. */
      guint k = seed % 11 == 0 ? 0 : draw (&item->irt, theta, seed ^ 0x5eed, step);

      before[1] = before[0];
      before[0] = wf_sitting_get_posterior (sitting)->sd;
      wf_sitting_ask (sitting, decision.item, decision.closes_for);
      wf_sitting_answer (sitting, decision.item, k, item->seconds);
      run = extend_run (item, k, run);
      if (item->kind != WF_MEASURE_SELF_REPORT)
        is_shaken = k == 0;
      observed += item->kind == WF_MEASURE_OBSERVED;
      self_reports += item->kind == WF_MEASURE_SELF_REPORT;
      said[item->area] += item->kind == WF_MEASURE_SELF_REPORT;
      totals->longest_run = MAX (totals->longest_run, run);
      g_assert_cmpuint (step, <, 25);
    }
  g_assert_cmpuint (self_reports, <=, 5);
  g_assert_cmpfloat (wf_sitting_get_seconds (sitting), <=, 690.0);
  g_assert_cmpuint (wf_sitting_get_kind_count (sitting, WF_MEASURE_OBSERVED), ==, observed);
  totals->n_answers += wf_sitting_get_n_answers (sitting);
  totals->n_early += wf_sitting_get_n_answers (sitting) < 10;
  totals->n_paths++;
}

static void
test_seeded_paths (void)
{
  WfMeasureRules rules;
  Walk totals = { 0 };
  guint observed_areas = 0, honest = 0;

  wf_measure_rules_init (&rules);
  for (guint64 seed = 1; seed <= 10000; seed++)
    {
      WfMeasureItem items[N_MIXED];
      double theta = -2.5 + 5.0 * (double) (seed % 100) / 99.0;

      make_mixed_bank (items, 1 + seed % 8);
      g_autoptr (WfSitting) sitting = wf_sitting_new (&rules, items, N_MIXED);
      follow_path (sitting, theta, seed, &totals);
      if (seed % 11 != 0 && theta > -1.0)
        {
          honest++;
          observed_areas += wf_sitting_get_observed_areas (sitting) >= 3;
        }
    }
  g_test_message ("%u paths, %.1f answers, %u early, %u end on a failure, %u kind stops, "
                  "%u of %u with three observed areas",
                  totals.n_paths, (double) totals.n_answers / totals.n_paths, totals.n_early,
                  totals.n_bad_endings, totals.n_kind_stops, observed_areas, honest);
  g_assert_cmpuint (totals.longest_run, <=, 2);
  /* A closing item is easy, not certain, and an easy one is not always left. */
  g_assert_cmpuint (totals.n_bad_endings * 100, <=, totals.n_paths * 3);
  g_assert_cmpuint (observed_areas * 100, >=, honest * 95);
}

static WfSitting *
small_sitting (const WfMeasureRules *rules)
{
  WfMeasureItem items[30];

  for (guint i = 0; i < 30; i++)
    items[i] = make_item ((WfMeasureKind) (i % 3), 1 + i % 5, -2.5 + 0.1 * (i / 3), 40);
  return wf_sitting_new (rules, items, 30);
}

/* Answers @n items as chosen, with the best category. */
static WfSittingDecision
answer_best (WfSitting *sitting, guint n, gboolean decided)
{
  WfSittingDecision decision = wf_sitting_next (sitting, 1, decided);

  for (guint i = 0; i < n && decision.stop == WF_STOP_NONE; i++)
    {
      const WfMeasureItem *item = wf_sitting_get_item (sitting, decision.item);

      wf_sitting_ask (sitting, decision.item, decision.closes_for);
      wf_sitting_answer (sitting, decision.item, item->irt.n_thresholds, item->seconds);
      decision = wf_sitting_next (sitting, 1, decided);
    }
  return decision;
}

static void
test_stops (void)
{
  static const struct {
    double sd_target, sd_step, max_seconds;
    guint max_items;
    gboolean decided;
    WfStopReason expected;
    guint n_answers;
  } cases[] = {
    { 0.99, 0.0, 1e6, 18, FALSE, WF_STOP_PRECISION, 10 },
    { 0.0, 0.9, 1e6, 18, FALSE, WF_STOP_NO_GAIN, 10 },
    { 0.0, 0.0, 1e6, 18, TRUE, WF_STOP_DECISION, 10 },
    { 0.0, -9.0, 250, 18, FALSE, WF_STOP_TIME, 6 },
    { 0.0, -9.0, 1e6, 12, FALSE, WF_STOP_MAX_ITEMS, 12 },
    { 0.0, -9.0, 1e6, 99, FALSE, WF_STOP_BANK_EXHAUSTED, 25 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WfMeasureRules rules;

      wf_measure_rules_init (&rules);
      rules.sd_target = cases[i].sd_target;
      rules.sd_step = cases[i].sd_step;
      rules.max_seconds = cases[i].max_seconds;
      rules.max_items = cases[i].max_items;
      g_autoptr (WfSitting) sitting = small_sitting (&rules);
      WfSittingDecision decision = answer_best (sitting, 99, cases[i].decided);

      g_assert_cmpint (decision.stop, ==, cases[i].expected);
      g_assert_cmpuint (wf_sitting_get_n_answers (sitting), ==, cases[i].n_answers);
    }
}

static void
test_first_item (void)
{
  WfMeasureRules rules;
  WfMeasureItem items[] = {
    make_item (WF_MEASURE_OBSERVED, 2, -4.0, 40), make_item (WF_MEASURE_OBSERVED, 1, -3.0, 40),
    make_item (WF_MEASURE_OBSERVED, 1, -3.5, 40), make_item (WF_MEASURE_OBSERVED, 1, -0.5, 40),
    make_item (WF_MEASURE_OBSERVED, 3, -3.0, 40),
  };

  wf_measure_rules_init (&rules);
  items[4].foundation = TRUE;

  g_autoptr (WfSitting) sitting = wf_sitting_new (&rules, items, G_N_ELEMENTS (items));
  WfSittingDecision decision = wf_sitting_next (sitting, 1, FALSE);
  g_assert_cmpint (decision.why, ==, WF_PICK_FIRST);
  g_assert_cmpuint (decision.item, ==, 2); /* the easiest of area 1 */

  wf_sitting_set_available (sitting, 2, FALSE);
  g_assert_cmpuint (wf_sitting_next (sitting, 1, FALSE).item, ==, 1);

  /* Nothing of area 1: a foundation item of another. */
  wf_sitting_set_available (sitting, 1, FALSE);
  g_assert_cmpuint (wf_sitting_next (sitting, 1, FALSE).item, ==, 4);
  wf_sitting_set_available (sitting, 4, FALSE);
  g_assert_cmpuint (wf_sitting_next (sitting, 1, FALSE).item, ==, 0);

  /* Only something that three in four can do, which is too hard for a start: rather nothing. */
  wf_sitting_set_available (sitting, 0, FALSE);
  g_assert_cmpint (wf_sitting_next (sitting, 1, FALSE).stop, ==, WF_STOP_BANK_EXHAUSTED);
}

static void
test_foundation_comes_first (void)
{
  WfMeasureRules rules;
  WfMeasureItem items[N_MIXED];
  guint foundation = 0;

  wf_measure_rules_init (&rules);
  make_mixed_bank (items, 3);
  g_autoptr (WfSitting) sitting = wf_sitting_new (&rules, items, N_MIXED);
  for (guint i = 0; i < rules.foundation_items; i++)
    {
      WfSittingDecision decision = wf_sitting_next (sitting, 9, FALSE);

      foundation += items[decision.item].foundation;
      answer_best (sitting, 1, FALSE);
    }
  g_assert_cmpuint (foundation, ==, rules.foundation_items);
  g_assert_cmpuint (foundation, >, 0);
}

static void
test_randomesque (void)
{
  WfMeasureRules rules;
  gboolean seen[30] = { FALSE };
  guint n_seen = 0;

  wf_measure_rules_init (&rules);
  g_autoptr (WfSitting) sitting = small_sitting (&rules);
  answer_best (sitting, 5, FALSE);
  for (guint64 seed = 0; seed < 60; seed++)
    {
      guint item = wf_sitting_next (sitting, seed, FALSE).item;

      g_assert_cmpuint (wf_sitting_next (sitting, seed, FALSE).item, ==, item);
      n_seen += !seen[item];
      seen[item] = TRUE;
    }
  g_assert_cmpuint (n_seen, ==, 3);
}

/* A skip is missing data: no answer, no failure; a released item may come again. */
static void
test_skip_and_release (void)
{
  WfMeasureRules rules;

  wf_measure_rules_init (&rules);
  g_autoptr (WfSitting) sitting = small_sitting (&rules);
  guint first = wf_sitting_next (sitting, 1, FALSE).item;

  wf_sitting_ask (sitting, first, WF_STOP_NONE);
  wf_sitting_skip (sitting, first, 5.0);
  g_assert_cmpuint (wf_sitting_get_n_answers (sitting), ==, 0);
  g_assert_cmpuint (wf_sitting_get_failures (sitting), ==, 0);
  g_assert_cmpfloat (wf_sitting_get_seconds (sitting), ==, 5.0);
  g_assert_cmpuint (wf_sitting_next (sitting, 1, FALSE).item, !=, first);
  wf_sitting_release (sitting, first);
  g_assert_cmpuint (wf_sitting_next (sitting, 1, FALSE).item, ==, first);
}

/* A slower talk fits fewer items into the same minutes. */
static void
test_pace (void)
{
  WfMeasureRules rules;

  wf_measure_rules_init (&rules);
  rules.sd_target = 0.0;
  rules.sd_step = -9.0;
  g_autoptr (WfSitting) sitting = small_sitting (&rules);
  wf_sitting_set_pace (sitting, 1.8, 250.0);
  WfSittingDecision decision = wf_sitting_next (sitting, 1, FALSE);
  while (decision.stop == WF_STOP_NONE)
    {
      wf_sitting_ask (sitting, decision.item, decision.closes_for);
      wf_sitting_answer (sitting, decision.item, 1, 72.0);
      decision = wf_sitting_next (sitting, 1, FALSE);
    }
  g_assert_cmpint (decision.stop, ==, WF_STOP_TIME);
  g_assert_cmpuint (wf_sitting_get_n_answers (sitting), ==, 3);
}

/* After a failure at the end one easy thing more is asked, and only then it stops. */
static void
test_closing (void)
{
  WfMeasureRules rules;

  wf_measure_rules_init (&rules);
  rules.sd_target = 0.99;
  g_autoptr (WfSitting) sitting = small_sitting (&rules);
  answer_best (sitting, 9, FALSE);
  for (guint i = 0; i < 30; i++)
    {
      if (!wf_sitting_is_used (sitting, i) &&
          wf_sitting_get_item (sitting, i)->kind == WF_MEASURE_CHOICE)
        {
          wf_sitting_ask (sitting, i, WF_STOP_NONE);
          wf_sitting_answer (sitting, i, 0, 40.0);
          break;
        }
    }

  WfSittingDecision decision = wf_sitting_next (sitting, 1, FALSE);
  g_assert_cmpint (decision.stop, ==, WF_STOP_NONE);
  g_assert_cmpint (decision.why, ==, WF_PICK_CLOSING);
  g_assert_cmpint (decision.closes_for, ==, WF_STOP_PRECISION);
  wf_sitting_ask (sitting, decision.item, decision.closes_for);

  g_autoptr (WfSitting) skipped = wf_sitting_copy (sitting);
  wf_sitting_answer (sitting, decision.item, 1, 40.0);
  g_assert_cmpint (wf_sitting_next (sitting, 1, FALSE).stop, ==, WF_STOP_PRECISION);

  /* Skipped closings are offered twice, then it stops all the same. */
  wf_sitting_skip (skipped, decision.item, 1.0);
  decision = wf_sitting_next (skipped, 1, FALSE);
  g_assert_cmpint (decision.why, ==, WF_PICK_CLOSING);
  wf_sitting_ask (skipped, decision.item, decision.closes_for);
  wf_sitting_skip (skipped, decision.item, 1.0);
  g_assert_cmpint (wf_sitting_next (skipped, 1, FALSE).stop, ==, WF_STOP_PRECISION);
}

/* A bank without tasks says that the quota of observed areas was let go. */
static void
test_relaxed (void)
{
  WfMeasureRules rules;
  WfMeasureItem items[30];
  guint relaxed = 0;

  wf_measure_rules_init (&rules);
  rules.sd_target = 0.0;
  rules.sd_step = -9.0;
  for (guint i = 0; i < 30; i++)
    items[i] = make_item (WF_MEASURE_CHOICE, 1 + i % 2, -3.0 + 0.05 * i, 30);
  g_autoptr (WfSitting) sitting = wf_sitting_new (&rules, items, 30);
  for (guint i = 0; i < 9; i++)
    {
      relaxed |= wf_sitting_next (sitting, 1, FALSE).relaxed;
      answer_best (sitting, 1, FALSE);
    }
  g_assert_cmpuint (relaxed, ==, WF_RELAXED_AREAS | WF_RELAXED_OBSERVED);
}

static void
test_empty_bank (void)
{
  WfMeasureRules rules;

  wf_measure_rules_init (&rules);
  g_autoptr (WfSitting) sitting = wf_sitting_new (&rules, NULL, 0);
  g_assert_cmpint (wf_sitting_next (sitting, 1, FALSE).stop, ==, WF_STOP_BANK_EXHAUSTED);
  g_assert_cmpuint (wf_sitting_get_n_items (sitting), ==, 0);
  g_assert_cmpuint (wf_sitting_get_area_count (sitting, 5), ==, 0);
  wf_sitting_free (NULL);
}

static void
test_codes (void)
{
  for (WfStopReason reason = WF_STOP_NONE; reason <= WF_STOP_NAVIGATOR; reason++)
    g_assert_cmpint (wf_stop_reason_from_code (wf_stop_reason_to_code (reason)), ==, reason);
  g_assert_cmpint (wf_stop_reason_from_code ("no such thing"), ==, WF_STOP_NONE);
  g_assert_cmpint (wf_stop_reason_from_code (NULL), ==, WF_STOP_NONE);
  g_assert_cmpstr (wf_pick_reason_to_code (WF_PICK_CLOSING), ==, "closing");
}

/* The aim chooses; the same answers give the same estimate wherever choosing began. */
static void
test_aim (void)
{
  WfMeasureItem items[30];
  double first_hardness[2], hardness[2];
  double mean[2];

  for (guint i = 0; i < 30; i++)
    items[i] = make_item (WF_MEASURE_CHOICE, 1 + i % 5, -3.0 + 0.2 * i, 30);
  for (guint high = 0; high < 2; high++)
    {
      WfMeasureRules rules;
      WfSittingDecision decision;

      wf_measure_rules_init (&rules);
      rules.aim = high != 0 ? 1.5 : -1.0;

      g_autoptr (WfSitting) sitting = wf_sitting_new (&rules, items, 30);
      decision = wf_sitting_next (sitting, 1, FALSE);
      first_hardness[high] = items[decision.item].irt.thresholds[0];
      wf_sitting_ask (sitting, 5, WF_STOP_NONE);
      wf_sitting_answer (sitting, 5, 1, 30);
      mean[high] = wf_sitting_get_posterior (sitting)->mean;
      decision = wf_sitting_next (sitting, 1, FALSE);
      hardness[high] = items[decision.item].irt.thresholds[0];
    }
  g_assert_cmpfloat (mean[0], ==, mean[1]);
  g_assert_cmpfloat (first_hardness[1], ==, first_hardness[0]); /* the start is easy for all */
  g_assert_cmpfloat (hardness[1], >, hardness[0] + 1.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sitting/every-path", test_every_path);
  g_test_add_func ("/sitting/all-scripts", test_all_scripts);
  g_test_add_func ("/sitting/every-path-with-self-report", test_every_path_with_self_report);
  g_test_add_func ("/sitting/seeded-paths", test_seeded_paths);
  g_test_add_func ("/sitting/stops", test_stops);
  g_test_add_func ("/sitting/first-item", test_first_item);
  g_test_add_func ("/sitting/foundation-comes-first", test_foundation_comes_first);
  g_test_add_func ("/sitting/randomesque", test_randomesque);
  g_test_add_func ("/sitting/skip-and-release", test_skip_and_release);
  g_test_add_func ("/sitting/pace", test_pace);
  g_test_add_func ("/sitting/closing", test_closing);
  g_test_add_func ("/sitting/relaxed", test_relaxed);
  g_test_add_func ("/sitting/empty-bank", test_empty_bank);
  g_test_add_func ("/sitting/aim", test_aim);
  g_test_add_func ("/sitting/codes", test_codes);
  return g_test_run ();
}

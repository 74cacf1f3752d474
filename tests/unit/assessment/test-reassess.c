/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A second assessment: other items where there are others, both scored with the same numbers,
 * and no change said where none can be measured. And what widens a statement.
 */
#include "interview-fixture.h"

#include "wf-json.h"
#include "wf-profile.h"

#include <math.h>
#include <string.h>

static WfItemBank *bank;

/* Two assessments of one person, one after the other in one log. */
static Fixture *
new_pair (FixturePick first, FixturePick second, guint64 seed)
{
  WfInterviewSetup setup = fixture_setup ();

  setup.seed = seed;
  Fixture *fixture = fixture_new (bank, &setup);
  fixture_pass_access (fixture);
  fixture_answer_until (fixture, first, NULL);

  WfInterview *again = wf_interview_new (bank);
  wf_interview_set_former (again, fixture->interview);
  wf_interview_unref (fixture->interview);
  fixture->interview = again;
  setup.seed = seed + 100;
  fixture_commit (fixture, wf_interview_propose_start (again, &setup, NULL));
  fixture_commit (fixture, wf_interview_propose_goal (again, NULL, NULL, NULL));
  fixture_pass_access (fixture);
  fixture_answer_until (fixture, second, NULL);
  return fixture;
}

/* Nothing scored at the first is asked again; the fold of the whole log says the same. */
static void
test_parallel_items (void)
{
  for (guint64 seed = 1; seed <= 6; seed++)
    {
      g_autoptr (Fixture) fixture = new_pair (PICK_MIDDLE, PICK_MIDDLE, seed);
      g_autoptr (WfProfile) profile = wf_profile_new (fixture->interview);
      g_autoptr (WfInterview) folded = fixture_replay (fixture, bank);
      g_autofree char *now = fixture_dump (fixture->interview);
      g_autofree char *replayed = fixture_dump (folded);

      g_assert_true (profile->change.is_known);
      g_assert_cmpuint (profile->change.n_repeated, ==, 0);
      g_assert_cmpuint (profile->change.first.n, >=, 10);
      g_assert_cmpuint (profile->change.second.n, >=, 10);
      g_assert_cmpstr (now, ==, replayed);
      g_assert_nonnull (strstr (now, "\"change\""));
    }
}

/* How hard the first scored questions of the second time are: mean of their first thresholds. */
static double
find_first_hardness (FixturePick first, guint64 seed)
{
  g_autoptr (Fixture) fixture = new_pair (first, PICK_MIDDLE, seed);
  double sum = 0.0;
  guint n = 0;

  for (guint i = 0; i < wf_interview_get_n_asked (fixture->interview) && n < 4; i++)
    {
      const WfAsked *asked = wf_interview_get_asked (fixture->interview, i);

      if (asked->irt.n_thresholds == 0)
        continue;
      sum += asked->irt.thresholds[0];
      n++;
    }
  g_assert_cmpuint (n, ==, 4);
  return sum / n;
}

/* Choosing begins where the first time ended. */
static void
test_begins_where_it_ended (void)
{
  double after_low = 0.0, after_high = 0.0;

  for (guint64 seed = 1; seed <= 5; seed++)
    {
      after_low += find_first_hardness (PICK_LOW, seed) / 5;
      after_high += find_first_hardness (PICK_HIGH, seed) / 5;
    }
  g_test_message ("%.2f after low answers, %.2f after high ones", after_low, after_high);
  g_assert_cmpfloat (after_high, >, after_low + 0.5);
}

/* A person who does everything both times has not changed; who did little and now all, has. (Who
 * gives the middle answer to easy and to hard questions alike is nobody: that follows the
 * questions.) */
static void
test_verdicts (void)
{
  static const struct {
    FixturePick first, second;
    WfChangeVerdict verdict;
  } cases[] = {
    { PICK_HIGH, PICK_HIGH, WF_CHANGE_NONE },
    { PICK_MIDDLE, PICK_HIGH, WF_CHANGE_BETTER },
    { PICK_HIGH, PICK_MIDDLE, WF_CHANGE_WORSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Fixture) fixture = new_pair (cases[i].first, cases[i].second, 3);
      WfReassessment found, read;

      wf_reassess (fixture->interview, &found);
      g_test_message ("%.2f (%.2f) to %.2f (%.2f)", found.first.estimate.theta,
                      found.first.stated_se, found.second.estimate.theta, found.second.stated_se);
      g_assert_cmpstr (wf_change_verdict_to_code (found.change.verdict), ==,
                       wf_change_verdict_to_code (cases[i].verdict));
      g_assert_cmpfloat (found.first.stated_se, >, found.first.estimate.se);
      g_assert_cmpfloat (found.first.low, <, found.first.estimate.theta);
      g_assert_cmpfloat (found.second.high, >, found.second.estimate.theta);
      g_assert_cmpint (found.second.at_us, >, found.first.at_us);

      g_autoptr (JsonObject) object = wf_reassessment_to_json (&found);
      wf_reassessment_from_json (object, &read);
      g_assert_true (read.is_known);
      g_assert_cmpint (read.change.verdict, ==, found.change.verdict);
      g_assert_cmpfloat_with_epsilon (read.second.low, found.second.low, 1e-12);
    }
}

/* A bank that grew harder since must not look like a person who grew weaker: both occasions are
 * scored with the later numbers, and what has left the bank is left out of both. */
static void
test_one_bank_for_both (void)
{
  g_autoptr (Fixture) fixture = new_pair (PICK_MIDDLE, PICK_MIDDLE, 2);
  const WfAsked *scored = NULL;

  for (guint i = 0; i < wf_interview_get_n_asked (fixture->interview); i++)
    {
      if (wf_interview_get_asked (fixture->interview, i)->score >= 0)
        scored = wf_interview_get_asked (fixture->interview, i);
    }
  g_autofree char *item = g_strdup (scored->item_id);
  g_autoptr (WfItemBank) harder = fixture_load_later_bank (NULL, item);
  g_autoptr (WfItemBank) smaller = fixture_load_later_bank (item, NULL);
  g_autoptr (WfInterview) with_harder = fixture_replay (fixture, harder);
  g_autoptr (WfInterview) with_smaller = fixture_replay (fixture, smaller);
  WfReassessment before, after, less;

  wf_reassess (fixture->interview, &before);
  wf_reassess (with_harder, &after);
  wf_reassess (with_smaller, &less);
  g_assert_cmpuint (before.version, ==, 1);
  g_assert_cmpuint (after.version, ==, 2);
  g_assert_cmpfloat (after.second.estimate.theta, >, before.second.estimate.theta);
  g_assert_cmpfloat_with_epsilon (after.first.estimate.theta, before.first.estimate.theta, 1e-9);
  g_assert_cmpuint (less.n_left_out, ==, 1);
  g_assert_cmpuint (less.second.n, ==, before.second.n - 1);
}

static void
test_first_assessment (void)
{
  WfInterviewSetup setup = fixture_setup ();
  g_autoptr (Fixture) fixture = fixture_new (bank, &setup);
  WfReassessment found;
  g_autoptr (JsonObject) odd = wf_json_parse_object ("{\"first\":{\"theta\":1}}", -1, NULL);

  fixture_pass_access (fixture);
  fixture_answer_until (fixture, PICK_MIDDLE, NULL);
  wf_reassess (fixture->interview, &found);
  g_assert_false (found.is_known);
  g_autofree char *dump = fixture_dump (fixture->interview);
  g_assert_null (strstr (dump, "\"change\""));
  wf_reassessment_from_json (odd, &found);
  g_assert_false (found.is_known);
  wf_reassessment_from_json (NULL, &found);
  g_assert_false (found.is_known);
}

static WfProfile *
answer_all (const char *lang, gboolean read_aloud, guint *out_n)
{
  WfInterviewSetup setup = fixture_setup ();

  setup.read_aloud = read_aloud;
  g_autoptr (Fixture) fixture = fixture_new (bank, &setup);
  static const char *const ITEMS[] = { "wf-1.1-01", "wf-5.1-06", "wf-5.1-08",
                                       "wf-2.1-11", "wf-3.1-09", "wf-4.3-04" };

  fixture_commit (fixture, wf_interview_propose_language (fixture->interview, lang, NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (ITEMS); i++)
    {
      fixture_commit (fixture, wf_interview_propose_ask (fixture->interview, ITEMS[i], NULL));
      fixture_answer (fixture, "2");
    }
  *out_n = G_N_ELEMENTS (ITEMS);
  return wf_profile_new (fixture->interview);
}

/* A missing translation and a text read out widen what is stated, and say so; the estimate and
 * its own SD stay. */
static void
test_widened (void)
{
  guint n;
  g_autoptr (WfProfile) plain = answer_all ("en", FALSE, &n);
  g_autoptr (WfProfile) aloud = answer_all ("en", TRUE, &n);
  g_autoptr (WfProfile) foreign = answer_all ("so", FALSE, &n);
  g_autoptr (JsonObject) plainly = wf_profile_to_json (plain);
  g_autoptr (JsonObject) object = wf_profile_to_json (aloud);
  g_autoptr (WfProfile) read = wf_profile_from_json (object);

  g_assert_cmpuint (plain->n_read_aloud, ==, 0);
  g_assert_cmpuint (aloud->n_read_aloud, ==, n);
  g_assert_cmpuint (foreign->n_untranslated, ==, n);
  g_assert_cmpfloat_with_epsilon (aloud->overall.sd, plain->overall.sd, 1e-12);
  g_assert_cmpfloat_with_epsilon (aloud->overall.theta, plain->overall.theta, 1e-12);
  g_assert_cmpfloat (aloud->overall.stated_sd, >, plain->overall.stated_sd + 0.01);
  g_assert_cmpfloat (foreign->overall.stated_sd, >, aloud->overall.stated_sd + 0.01);
  g_assert_cmpfloat (foreign->overall.levels[0] + foreign->overall.levels[7], >,
                     plain->overall.levels[0] + plain->overall.levels[7]);
  g_assert_false (wf_json_get_bool (plainly, "widened", TRUE));
  g_assert_true (wf_json_get_bool (object, "widened", FALSE));
  g_assert_cmpuint (read->n_read_aloud, ==, n);
}

/* The navigator's view stands beside the estimate and changes nothing in it. */
static void
test_view (void)
{
  WfInterviewSetup setup = fixture_setup ();
  const char *words;

  g_autoptr (Fixture) fixture = fixture_new (bank, &setup);
  fixture_pass_access (fixture);
  fixture_answer_until (fixture, PICK_MIDDLE, NULL);
  g_autoptr (WfProfile) before = wf_profile_new (fixture->interview);
  fixture_commit (fixture, wf_interview_propose_view (fixture->interview, 5, "tired today", NULL));
  g_autoptr (WfProfile) after = wf_profile_new (fixture->interview);
  g_autoptr (JsonObject) object = wf_profile_to_json (after);
  g_autoptr (WfProfile) read = wf_profile_from_json (object);

  g_assert_cmpuint (before->view_level, ==, 0);
  g_assert_cmpuint (after->view_level, ==, 5);
  g_assert_cmpstr (after->view_words, ==, "tired today");
  g_assert_cmpuint (read->view_level, ==, 5);
  g_assert_cmpstr (read->view_words, ==, "tired today");
  g_assert_cmpmem (&before->overall, sizeof before->overall, &after->overall,
                   sizeof after->overall);
  fixture_commit (fixture, wf_interview_propose_view (fixture->interview, 0, NULL, NULL));
  g_assert_cmpuint (wf_interview_get_view (fixture->interview, &words), ==, 0);
  g_assert_null (words);
}

/* What the questions did not reach is said once they have ended, and not before. */
static void
test_missing (void)
{
  static const char *const LITTLE[] = { "answers", "observed", "area-2", "area-3", "area-4", NULL };
  WfInterviewSetup setup = fixture_setup ();

  g_autoptr (Fixture) fixture = fixture_new (bank, &setup);
  fixture_commit (fixture, wf_interview_propose_ask (fixture->interview, "wf-1.1-01", NULL));
  fixture_answer (fixture, "2");
  fixture_commit (fixture, wf_interview_propose_ask (fixture->interview, "wf-5.1-06", NULL));
  fixture_answer (fixture, "2");
  g_autoptr (WfProfile) going_on = wf_profile_new (fixture->interview);
  g_assert_cmpuint (g_strv_length (going_on->missing), ==, 0);
  fixture_commit (fixture, wf_interview_propose_end (fixture->interview, NULL));
  g_autoptr (WfProfile) ended = wf_profile_new (fixture->interview);
  g_assert_true (g_strv_equal ((const char *const *) ended->missing, LITTLE));

  g_autoptr (Fixture) whole = fixture_new (bank, &setup);
  fixture_pass_access (whole);
  fixture_answer_until (whole, PICK_MIDDLE, NULL);
  g_autoptr (WfProfile) profile = wf_profile_new (whole->interview);
  g_assert_cmpuint (g_strv_length (profile->missing), ==, 0);
}

/* One level alone only where it holds seven tenths: after every answer of some interviews. */
static void
test_single_level (void)
{
  guint n_single = 0, n_nearly = 0;

  for (guint64 seed = 1; seed <= 6; seed++)
    {
      WfInterviewSetup setup = fixture_setup ();

      setup.seed = seed;
      g_autoptr (Fixture) fixture = fixture_new (bank, &setup);
      fixture_pass_access (fixture);
      while (wf_interview_get_current (fixture->interview) != NULL)
        {
          FixturePick pick = (FixturePick) (seed % 3);
          g_autoptr (WfProfile) profile = wf_profile_new (fixture->interview);
          const WfAbility *all[] = { &profile->overall, &profile->self_rating,
                                     &profile->performance };

          for (guint k = 0; k < G_N_ELEMENTS (all); k++)
            for (guint i = 0; i < WF_N_LEVELS; i++)
              {
                g_assert_cmpint (all[k]->level == i + 1, ==, all[k]->levels[i] >= 0.70);
                n_single += all[k]->level == i + 1;
                n_nearly += all[k]->levels[i] >= 0.50 && all[k]->levels[i] < 0.70;
              }
          fixture_answer (fixture, fixture_pick (fixture->interview, pick));
        }
    }
  g_assert_cmpuint (n_single, >, 0);
  g_assert_cmpuint (n_nearly, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  bank = fixture_load_bank ();
  g_test_add_func ("/reassess/parallel-items", test_parallel_items);
  g_test_add_func ("/reassess/begins-where-it-ended", test_begins_where_it_ended);
  g_test_add_func ("/reassess/verdicts", test_verdicts);
  g_test_add_func ("/reassess/one-bank-for-both", test_one_bank_for_both);
  g_test_add_func ("/reassess/first-assessment", test_first_assessment);
  g_test_add_func ("/reassess/widened", test_widened);
  g_test_add_func ("/reassess/view", test_view);
  g_test_add_func ("/reassess/missing", test_missing);
  g_test_add_func ("/reassess/single-level", test_single_level);
  int status = g_test_run ();
  wf_item_bank_unref (bank);
  return status;
}

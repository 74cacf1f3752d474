/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Dignity on the shipped bank: whoever answers, and whatever is said anew of earlier answers,
 * nobody is led into three failures in a row or asked what is too hard.
 */
#include "interview-fixture.h"

#include "wf-profile.h"

static WfItemBank *bank;

/* What was asked of a performance item, seen from outside with the recorded numbers. */
static void
check_dignity (const WfInterview *interview, guint run)
{
  const WfAsked *asked = wf_interview_get_current (interview);
  g_autoptr (WfProfile) profile = wf_profile_new (interview);
  double least = profile->overall.n == 0 ? 0.85 : run == 1 ? 0.80 : 0.65;
  double theta = profile->overall.n == 0 ? -0.5 : profile->overall.theta;

  g_assert_cmpfloat (asked->seconds, <=, 90.0);
  if (asked->kind == WF_ITEM_CAN_DO || asked->kind == WF_ITEM_ACCESS)
    return;
  g_assert_cmpuint (run, <, 2);
  g_assert_cmpfloat (wf_irt_probability_of_any (&asked->irt, theta), >=, least - 1e-12);
}

/* On the shipped bank, whoever answers: never three failures running, never too hard. */
static void
test_dignity (void)
{
  for (guint64 seed = 1; seed <= 150; seed++)
    {
      WfInterviewSetup setup = fixture_setup ();
      g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) seed);
      guint run = 0, self_reports = 0;

      setup.seed = seed;
      setup.region = seed % 2 == 0 ? "CA-ON" : NULL;
      g_autoptr (Fixture) fixture = fixture_new (bank, &setup);
      while (wf_interview_get_current (fixture->interview) != NULL)
        {
          const WfAsked *asked = wf_interview_get_current (fixture->interview);
          int drawn = seed % 3 == 0 ? PICK_LOW : g_rand_int_range (rand, 0, 4);
          FixturePick pick = (FixturePick) MIN (drawn, PICK_HIGH); /* high twice as often */
          WfItemKind kind = asked->kind;

          check_dignity (fixture->interview, run);
          fixture_answer (fixture, fixture_pick (fixture->interview, pick));
          if (kind == WF_ITEM_ACCESS)
            continue;
          self_reports += kind == WF_ITEM_CAN_DO;
          run = kind != WF_ITEM_CAN_DO && pick == PICK_LOW ? run + 1 : 0;
          g_assert_cmpuint (run, <, 3);
        }
      g_assert_cmpuint (self_reports, <=, 5);
    }
}

/* Failures in a row up to the last answer; "not yet" neither lengthens nor ends them. */
static guint
count_run (const WfInterview *interview)
{
  guint run = 0;

  for (guint i = 0; i < wf_interview_get_n_asked (interview); i++)
    {
      const WfAsked *asked = wf_interview_get_asked (interview, i);

      if (asked->score > 0)
        run = 0;
      else if (asked->score == 0)
        run += asked->kind != WF_ITEM_CAN_DO;
    }
  return run;
}

/* The last answer, when it is a task that went well. */
static const WfAsked *
find_last_success (const WfInterview *interview)
{
  const WfAsked *last = NULL;

  for (guint i = 0; i < wf_interview_get_n_asked (interview); i++)
    {
      const WfAsked *asked = wf_interview_get_asked (interview, i);

      if (asked->score >= 0)
        last = asked;
    }
  return last != NULL && last->kind == WF_ITEM_TASK && last->score > 0 ? last : NULL;
}

/* A task that was marked wrongly is marked anew while the next question stands already: what
 * stands was chosen for somebody who succeeded. It stays where it is kind, and gives way where
 * it is not; either way there is no third failure. */
static void
test_dignity_after_change (void)
{
  const char *lowest[] = { "0", NULL };
  guint n_stayed = 0, n_replaced = 0, n_ended = 0;

  for (guint64 seed = 1; seed <= 60; seed++)
    {
      WfInterviewSetup setup = fixture_setup ();
      g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) seed);

      setup.seed = seed;
      g_autoptr (Fixture) fixture = fixture_new (bank, &setup);
      fixture_pass_access (fixture);
      while (wf_interview_get_current (fixture->interview) != NULL)
        {
          g_autofree char *stands =
              g_strdup (wf_interview_get_current (fixture->interview)->item_id);
          const WfAsked *last = find_last_success (fixture->interview);

          if (last == NULL || g_rand_int_range (rand, 0, 3) > 0)
            {
              fixture_answer (fixture, fixture_pick (fixture->interview,
                                                     g_rand_boolean (rand) ? PICK_LOW : PICK_HIGH));
              g_assert_cmpuint (count_run (fixture->interview), <=, 2);
              continue;
            }
          fixture_commit (fixture, wf_interview_propose_change (fixture->interview, last->item_id,
                                                                lowest, -1, NULL));

          const WfAsked *current = wf_interview_get_current (fixture->interview);

          if (current == NULL)
            n_ended++;
          else if (g_str_equal (current->item_id, stands))
            n_stayed++;
          else
            n_replaced++;
          if (current != NULL)
            check_dignity (fixture->interview, count_run (fixture->interview));
        }
    }
  g_test_message ("%u stayed, %u replaced, %u ended", n_stayed, n_replaced, n_ended);
  g_assert_cmpuint (n_stayed, >, 0);
  g_assert_cmpuint (n_replaced, >, 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  bank = fixture_load_bank ();
  g_test_add_func ("/interview/dignity", test_dignity);
  g_test_add_func ("/interview/dignity-after-change", test_dignity_after_change);
  int status = g_test_run ();
  wf_item_bank_unref (bank);
  return status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A visit that is put down and taken up again, and questions that go on in another visit: what
 * counts as time together, and what wakes.
 */
#include "visit-fixture.h"

/* A night between a kill and the morning is not minutes of questions. */
static void
test_a_night_does_not_count (VisitFixture *f, gconstpointer data)
{
  double before, after;

  start (f, WF_VISIT_FULL);
  say_goal (f);
  answer (f);
  wf_interview_get_minutes (interview_of (f), &before, NULL);
  wf_clock_advance (f->agency->clock, WF_CLOCK_MINUTE);
  restart (f);
  wf_clock_advance (f->agency->clock, 15 * WF_CLOCK_HOUR);
  resume (f);
  answer (f);
  wf_interview_get_minutes (interview_of (f), &after, NULL);
  g_assert_cmpfloat (after - before, <, 10.0);
}

/* Nor is it minutes of the visit, which the month sums: what is between two sittings is left out,
 * a short pause is not, and a long sitting counts though nothing was pressed. */
static void
test_a_visit_lasts_while_they_sit (VisitFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (wf_visit_session_get_minutes (f->session), ==, 0);
  start (f, WF_VISIT_FULL);
  wf_clock_advance (f->agency->clock, 7 * WF_CLOCK_MINUTE);
  say_goal (f);
  restart (f);
  wf_clock_advance (f->agency->clock, 15 * WF_CLOCK_HOUR);
  resume (f);
  g_assert_cmpuint (wf_visit_session_get_minutes (f->session), ==, 7);
  wf_clock_advance (f->agency->clock, 5 * WF_CLOCK_MINUTE);
  answer (f);
  restart (f);
  wf_clock_advance (f->agency->clock, 10 * WF_CLOCK_MINUTE);
  resume (f);
  g_assert_cmpuint (wf_visit_session_get_minutes (f->session), ==, 22);
  wf_clock_advance (f->agency->clock, 45 * WF_CLOCK_MINUTE);
  g_assert_cmpuint (wf_visit_session_get_minutes (f->session), ==, 67);
  g_autoptr (WfVisit) visit = wf_visit_copy (wf_visit_session_get_visit (f->session));

  wf_visit_session_end_sync (f->session, visit, NULL, FALSE, &error);
  g_assert_no_error (error);
  g_autoptr (WfClient) client = get_client (f);

  g_assert_cmpuint (((WfVisit *) wf_client_get_visits (client)->pdata[0])->minutes, ==, 67);
}

/* One assessment in two visits; help in between leaves it at rest. */
static void
test_questions_span_visits (VisitFixture *f, gconstpointer data)
{
  g_autofree char *item = NULL;

  start (f, WF_VISIT_FULL);
  say_goal (f);
  answer (f);
  answer (f);
  item = g_strdup (wf_interview_get_current (interview_of (f))->item_id);
  end (f, TRUE);

  start (f, WF_VISIT_HELP_NOW);
  g_assert_null (interview_of (f));
  end (f, FALSE);

  wf_clock_advance (f->agency->clock, 6 * WF_CLOCK_DAY);
  start (f, WF_VISIT_FULL);
  g_assert_cmpuint (wf_interview_get_n_answered (interview_of (f)), ==, 2);
  g_assert_cmpstr (wf_interview_get_current (interview_of (f))->item_id, ==, item);
  g_assert_false (wf_interview_is_paused (interview_of (f)));
}

/* The next visit is another: by telephone, in another language, read out, with nothing on the
 * table. All of it was said on the page it began with. */
static void
test_another_visit_goes_on (VisitFixture *f, gconstpointer data)
{
  g_autoptr (WfVisit) visit = make_visit (WF_VISIT_FULL);
  g_autoptr (GError) error = NULL;
  WfInterviewSetup setup = fixture_setup ();
  double used, planned;

  start (f, WF_VISIT_FULL);
  say_goal (f);
  answer (f);
  answer (f);
  end (f, TRUE);

  wf_clock_advance (f->agency->clock, 6 * WF_CLOCK_DAY);
  wf_visit_set_text (&visit->mode, "telephone");
  wf_visit_set_text (&visit->language, "fr");
  setup.needs = 0;
  setup.read_aloud = TRUE;
  setup.minutes = 4;
  wf_visit_session_start_sync (f->session, f->client, visit, &setup, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (wf_interview_get_n_answered (interview_of (f)), ==, 2);
  g_assert_cmpstr (wf_interview_get_lang (interview_of (f)), ==, "fr");
  wf_interview_get_minutes (interview_of (f), &used, &planned);
  g_assert_cmpfloat (planned, <=, used + 5);
  while (wf_interview_get_current (interview_of (f)) != NULL)
    {
      const WfItem *item = wf_interview_get_current_item (interview_of (f));

      g_assert_cmpint (item->needs & WF_NEEDS_IN_PERSON, ==, 0);
      answer (f);
      g_assert_true (wf_interview_get_current (interview_of (f)) == NULL ||
                     wf_interview_get_current (interview_of (f))->is_read_aloud);
    }
}

static void
test_resting_questions_wake (VisitFixture *f, gconstpointer data)
{
  WfAwait await;
  g_autoptr (GError) error = NULL;

  start (f, WF_VISIT_FULL);
  say_goal (f);
  answer (f);
  end (f, TRUE);
  start (f, WF_VISIT_HELP_NOW);
  restart (f);
  resume (f);
  g_assert_null (interview_of (f));

  wf_await_begin (&await);
  wf_visit_session_grow_async (f->session, NULL, on_wf_await_ready, &await);
  g_autoptr (GAsyncResult) result = wf_await_end (&await);

  g_assert_true (wf_visit_session_step_finish (f->session, result, &error));
  g_assert_cmpuint (wf_interview_get_n_answered (interview_of (f)), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/visit/sittings/" name, VisitFixture, NULL, set_up, function, tear_down)
  ADD ("a-night-does-not-count", test_a_night_does_not_count);
  ADD ("a-visit-lasts-while-they-sit", test_a_visit_lasts_while_they_sit);
  ADD ("questions-span-visits", test_questions_span_visits);
  ADD ("another-visit-goes-on", test_another_visit_goes_on);
  ADD ("resting-questions-wake", test_resting_questions_wake);
#undef ADD
  return g_test_run ();
}

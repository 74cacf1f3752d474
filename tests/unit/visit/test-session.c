/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A running visit on a real vault and the shipped bank: every step durable, the same question
 * after a restart, help that grows, an end that leaves what it should.
 */
#include "visit-fixture.h"

#include "wf-json.h"
#include "wf-profile.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>

static void
test_resumes_at_the_same_question (VisitFixture *f, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  start (f, WF_VISIT_FULL);
  g_assert_cmpstr (wf_visit_session_get_client_id (f->session), ==, f->client);
  say_goal (f);
  for (guint i = 0; i < 6; i++)
    answer (f);
  g_assert_cmpuint (f->n_saved, ==, 8);
  g_assert_cmpuint (f->n_changed, ==, 8);
  before = fixture_dump (interview_of (f));

  restart (f);
  g_autoptr (GPtrArray) open = list_open (f);
  const WfOpenVisit *row = open->pdata[0];

  g_assert_cmpuint (open->len, ==, 1);
  g_assert_cmpstr (row->client_id, ==, f->client);
  g_assert_cmpuint (row->question, ==, 7);
  g_assert_cmpint (row->way, ==, WF_VISIT_FULL);
  g_assert_cmpint (row->last_us, ==, wf_clock_now (f->agency->clock));

  resume (f);
  after = fixture_dump (interview_of (f));
  g_assert_cmpstr (before, ==, after);
  answer (f);
  g_assert_cmpuint (wf_interview_get_n_answered (interview_of (f)), ==, 7);
}

static void
test_help_grows (VisitFixture *f, gconstpointer data)
{
  WfAwait await;
  g_autoptr (GError) error = NULL;

  start (f, WF_VISIT_HELP_NOW);
  g_assert_cmpint (wf_interview_get_phase (interview_of (f)), ==, WF_INTERVIEW_HELP);

  wf_await_begin (&await);
  wf_visit_session_grow_async (f->session, NULL, on_wf_await_ready, &await);
  g_autoptr (GAsyncResult) result = wf_await_end (&await);

  g_assert_true (wf_visit_session_step_finish (f->session, result, &error));
  g_assert_cmpint (wf_visit_session_get_visit (f->session)->way, ==, WF_VISIT_FULL);
  say_goal (f);
  answer (f);
  g_assert_cmpuint (wf_interview_get_n_answered (interview_of (f)), ==, 1);
}

static void
test_help_ends_with_three_fields (VisitFixture *f, gconstpointer data)
{
  static const char *const themes[] = { "phone", NULL };
  g_autoptr (GError) error = NULL;

  start (f, WF_VISIT_HELP_NOW);
  g_autoptr (WfVisit) visit = wf_visit_copy (wf_visit_session_get_visit (f->session));

  wf_visit_set_text (&visit->goal, "a new phone");
  wf_visit_set_list (&visit->themes, themes);
  visit->minutes = 15;
  wf_visit_session_end_sync (f->session, visit, NULL, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (f->n_ended, ==, 1);
  g_assert_null (wf_visit_session_get_client_id (f->session));
  g_assert_null (wf_visit_session_get_visit (f->session));

  g_autoptr (WfClient) client = get_client (f);
  const WfVisit *read = wf_client_get_visits (client)->pdata[0];

  g_assert_cmpstr (read->goal, ==, "a new phone");
  g_assert_cmpuint (read->minutes, ==, 15);
  g_assert_null (wf_client_get_open_visit (client));
  g_assert_cmpstr (
      wf_client_item_get_card (wf_client_repo_lookup (f->agency->repo, f->client))->open_visit, ==,
      "");
}

static JsonObject *
read_profile (VisitFixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) state =
      wf_vault_get_snapshot_sync (f->agency->vault, f->client, WF_PROFILE_ASPECT, &error);
  gint64 time_us = 0;
  JsonObject *profile = wf_visit_read_profile (state, &time_us);

  g_assert_no_error (error);
  g_assert_true (profile == NULL || time_us > 0);
  return profile;
}

static void
test_end_writes_a_profile (VisitFixture *f, gconstpointer data)
{
  start (f, WF_VISIT_FULL);
  say_goal (f);
  answer (f);
  answer (f);
  g_assert_null (read_profile (f));
  end (f, FALSE);

  g_autoptr (JsonObject) profile = read_profile (f);
  g_autoptr (WfClient) client = get_client (f);
  g_autoptr (GPtrArray) open = list_open (f);

  g_assert_nonnull (profile);
  g_assert_true (json_object_has_member (profile, "overall"));
  g_assert_cmpstr (wf_client_get_next_due (client), ==, "2027-01-15");
  g_assert_cmpuint (open->len, ==, 0);

  /* the next full visit is a new interview */
  start (f, WF_VISIT_FULL);
  g_assert_cmpuint (wf_interview_get_n_asked (interview_of (f)), ==, 0);
}

static void
test_natural_end (VisitFixture *f, gconstpointer data)
{
  start (f, WF_VISIT_FULL);
  say_goal (f);
  for (guint i = 0; i < 120 && wf_interview_get_current (interview_of (f)) != NULL; i++)
    answer (f);
  g_assert_cmpint (wf_interview_get_phase (interview_of (f)), ==, WF_INTERVIEW_ENDED);

  g_autoptr (JsonObject) profile = read_profile (f); /* written with the last answer */

  g_assert_nonnull (profile);
  end (f, FALSE);
}

/* A client who wants no notes: the help was given, the month counts it, nothing else stays. */
static void
test_no_notes_leaves_a_count (VisitFixture *f, gconstpointer data)
{
  const char *purposes[] = { WF_CONSENT_HELP_NOW, WF_CONSENT_KEEP_NOTES, NULL };
  gboolean answers[] = { TRUE, FALSE };
  g_autoptr (GError) error = NULL;

  agency_fixture_append (f->agency, f->client,
                         wf_consent_record_given (purposes, answers, "ar", NULL, TRUE));
  start (f, WF_VISIT_FULL);
  say_goal (f);
  answer (f);
  restart (f); /* even when the program was killed meanwhile */
  resume (f);
  end (f, FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->agency->repo)), ==, 0);
  g_assert_null (wf_vault_read_sync (f->agency->vault, f->client, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);

  g_autoptr (GPtrArray) records =
      wf_vault_read_sync (f->agency->vault, wf_vault_get_agency_id (f->agency->vault), &error);
  guint n_counts = 0;

  for (guint i = 0; i < records->len; i++)
    n_counts += strcmp (((WfRecord *) records->pdata[i])->kind, "count.visit") == 0;
  g_assert_cmpuint (n_counts, ==, 1);
}

typedef void (*Step) (WfVisitSession *, GCancellable *, GAsyncReadyCallback, gpointer);

static gboolean
run (VisitFixture *f, Step step, GError **error)
{
  WfAwait await;

  wf_await_begin (&await);
  step (f->session, NULL, on_wf_await_ready, &await);
  g_autoptr (GAsyncResult) result = wf_await_end (&await);

  return wf_visit_session_step_finish (f->session, result, error);
}

static void
step_answer (WfVisitSession *s, GCancellable *c, GAsyncReadyCallback callback, gpointer data)
{
  const char *ids[] = { fixture_pick (wf_visit_session_get_interview (s), PICK_HIGH), NULL };

  wf_visit_session_answer_async (s, ids, -1, c, callback, data);
}

static void
step_wrong_answer (WfVisitSession *s, GCancellable *c, GAsyncReadyCallback callback, gpointer data)
{
  static const char *const ids[] = { "no-such-option", NULL };

  wf_visit_session_answer_async (s, ids, -1, c, callback, data);
}

static void
step_goal (WfVisitSession *s, GCancellable *c, GAsyncReadyCallback callback, gpointer data)
{
  wf_visit_session_set_goal_async (s, NULL, "to write", c, callback, data);
}

static void
step_skip (WfVisitSession *s, GCancellable *c, GAsyncReadyCallback callback, gpointer data)
{
  wf_visit_session_skip_async (s, "refused", c, callback, data);
}

static void
step_note (WfVisitSession *s, GCancellable *c, GAsyncReadyCallback callback, gpointer data)
{
  wf_visit_session_note_async (s, "tired today", c, callback, data);
}

static void
step_language (WfVisitSession *s, GCancellable *c, GAsyncReadyCallback callback, gpointer data)
{
  wf_visit_session_set_language_async (s, "fr", c, callback, data);
}

static void
step_present (WfVisitSession *s, GCancellable *c, GAsyncReadyCallback callback, gpointer data)
{
  static const char *const present[] = { "partner", NULL };

  wf_visit_session_set_present_async (s, present, c, callback, data);
}

static void
step_change (WfVisitSession *s, GCancellable *c, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (WfVisit) visit = wf_visit_new ("ignored", WF_VISIT_HELP_NOW);

  wf_visit_set_text (&visit->place, "library");
  wf_visit_session_change_async (s, visit, c, callback, data);
}

static void
step_pin (WfVisitSession *session,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer data)
{
  wf_visit_session_pin_area_async (session, 2, cancellable, callback, data);
}

static void
step_view (WfVisitSession *session,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer data)
{
  wf_visit_session_set_view_async (session, 4, "reads more than she says", cancellable, callback,
                                   data);
}

static void
step_change_answer (WfVisitSession *session,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer data)
{
  static const char *const HIGHEST[] = { "2", NULL };
  WfInterview *interview = wf_visit_session_get_interview (session);
  guint last = wf_interview_get_n_asked (interview) - 1;

  while (wf_interview_get_asked (interview, last)->kind != WF_ITEM_TASK ||
         wf_interview_get_asked (interview, last)->state == WF_ASKED_OPEN)
    last--;
  wf_visit_session_change_answer_async (session, wf_interview_get_asked (interview, last)->item_id,
                                        HIGHEST, 0, cancellable, callback, data);
}

/* What a navigator may override, each durable; a second assessment knows the first. */
static void
test_navigator_steps (VisitFixture *f, gconstpointer data)
{
  static const Step steps[] = { step_pin, wf_visit_session_replace_async,
                                wf_visit_session_could_not_async, step_change_answer, step_view };
  const char *words;

  start (f, WF_VISIT_FULL);
  say_goal (f);
  while (wf_interview_get_current (interview_of (f))->kind != WF_ITEM_TASK)
    answer (f);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (GError) error = NULL;

      while (wf_interview_get_current_item (interview_of (f))->kind != WF_ITEM_TASK)
        answer (f);
      run (f, steps[i], &error);
      g_assert_no_error (error);
    }
  g_autofree char *before = fixture_dump (interview_of (f));
  restart (f);
  resume (f);
  g_autofree char *after = fixture_dump (interview_of (f));
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (wf_interview_get_pinned_area (interview_of (f)), ==, 2);
  g_assert_cmpuint (wf_interview_get_view (interview_of (f), &words), ==, 4);
  g_assert_cmpstr (words, ==, "reads more than she says");
  end (f, FALSE);

  start (f, WF_VISIT_FULL);
  say_goal (f);
  while (wf_interview_get_phase (interview_of (f)) != WF_INTERVIEW_ENDED)
    answer (f);
  g_autoptr (WfProfile) profile = wf_profile_new (interview_of (f));
  g_assert_true (profile->change.is_known);
  g_assert_cmpuint (profile->change.n_repeated, ==, 0);
}

static void
test_every_step (VisitFixture *f, gconstpointer data)
{
  static const Step steps[] = { step_goal,
                                step_answer,
                                step_skip,
                                wf_visit_session_back_async,
                                step_answer,
                                step_note,
                                step_language,
                                step_present,
                                step_change,
                                wf_visit_session_pause_async,
                                wf_visit_session_retry_async,
                                wf_visit_session_stop_questions_async };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  start (f, WF_VISIT_FULL);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (run (f, steps[i], &error));
      g_assert_no_error (error);
    }
  g_assert_cmpstr (wf_visit_session_get_visit (f->session)->place, ==, "library");
  g_assert_cmpint (wf_visit_session_get_visit (f->session)->way, ==, WF_VISIT_FULL);
  g_assert_cmpstr (wf_interview_get_lang (interview_of (f)), ==, "fr");
  g_assert_cmpstr (wf_interview_get_present (interview_of (f))[0], ==, "partner");
  before = fixture_dump (interview_of (f));
  restart (f);
  resume (f);
  after = fixture_dump (interview_of (f));
  g_assert_cmpstr (before, ==, after);
}

/* "Alone" of another visit is not "alone" now: nothing known is not private. */
static void
test_nobody_said_who_is_present (VisitFixture *f, gconstpointer data)
{
  static const char *const nobody[] = { NULL };
  g_autoptr (WfVisit) visit = make_visit (WF_VISIT_FULL);
  g_autoptr (GError) error = NULL;
  WfInterviewSetup setup = fixture_setup ();

  start (f, WF_VISIT_FULL);
  say_goal (f);
  while (!wf_interview_get_current_item (interview_of (f))->private_only)
    answer (f);
  end (f, TRUE);

  wf_visit_set_list (&visit->present, nobody);
  wf_visit_session_start_sync (f->session, f->client, visit, &setup, &error);
  g_assert_no_error (error);
  g_assert_false (wf_interview_is_private (interview_of (f)));
  g_assert_false (wf_interview_get_current_item (interview_of (f))->private_only);
  g_assert_cmpuint (wf_interview_get_n_waiting (interview_of (f)), >, 0);

  restart (f);
  resume (f);
  g_assert_false (wf_interview_is_private (interview_of (f)));
}

/* Who is present is recorded in one place; other facts of the visit cannot change it. */
static void
test_facts_leave_presence_alone (VisitFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  start (f, WF_VISIT_FULL);
  g_assert_true (run (f, step_present, &error));
  g_assert_true (run (f, step_change, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (wf_visit_session_get_visit (f->session)->present[0], ==, "partner");
}

static void
assert_fails (VisitFixture *f, Step step, GQuark domain, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (run (f, step, &error));
  g_assert_error (error, domain, code);
  g_assert_false (wf_visit_session_is_busy (f->session));
}

static void
test_refuses (VisitFixture *f, gconstpointer data)
{
  g_autoptr (WfVisit) visit = make_visit (WF_VISIT_FULL);
  g_autoptr (GError) error = NULL;
  WfInterviewSetup setup = fixture_setup ();

  assert_fails (f, step_goal, WF_VISIT_ERROR, WF_VISIT_ERROR_NOT_OPEN);
  assert_fails (f, step_present, WF_VISIT_ERROR, WF_VISIT_ERROR_NOT_OPEN);
  assert_fails (f, step_change, WF_VISIT_ERROR, WF_VISIT_ERROR_NOT_OPEN);
  assert_fails (f, wf_visit_session_grow_async, WF_VISIT_ERROR, WF_VISIT_ERROR_NOT_OPEN);
  g_assert_false (wf_visit_session_end_sync (f->session, visit, NULL, FALSE, &error));
  g_assert_error (error, WF_VISIT_ERROR, WF_VISIT_ERROR_NOT_OPEN);
  g_clear_error (&error);
  g_assert_false (wf_visit_session_resume_sync (f->session, f->client, &error));
  g_assert_error (error, WF_VISIT_ERROR, WF_VISIT_ERROR_NOT_OPEN);
  g_clear_error (&error);
  g_assert_false (
      wf_visit_session_start_sync (f->session, f->agency->founder, visit, &setup, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  start (f, WF_VISIT_FULL);
  assert_fails (f, wf_visit_session_grow_async, WF_INTERVIEW_ERROR, WF_INTERVIEW_ERROR_PHASE);
  say_goal (f);
  assert_fails (f, step_wrong_answer, WF_INTERVIEW_ERROR, WF_INTERVIEW_ERROR_OPTION);
  g_assert_false (wf_visit_session_is_unsaved (f->session));
  g_assert_false (wf_visit_session_start_sync (f->session, f->client, visit, &setup, &error));
  g_assert_error (error, WF_CLIENT_ERROR, WF_CLIENT_ERROR_VISIT_OPEN);
}

static void
test_refusal_is_asked_again (VisitFixture *f, gconstpointer data)
{
  const char *purposes[] = { WF_CONSENT_HELP_NOW, NULL };
  gboolean no = FALSE;
  g_autoptr (WfVisit) visit = make_visit (WF_VISIT_FULL);
  g_autoptr (GError) error = NULL;
  WfInterviewSetup setup = fixture_setup ();

  agency_fixture_append (f->agency, f->client,
                         wf_consent_record_given (purposes, &no, "ar", NULL, TRUE));
  g_assert_true (wf_visit_session_start_sync (f->session, f->client, visit, &setup, &error));
  g_assert_no_error (error);
}

/* A disk that takes no more: every write to a file fails until it is mended. */
static void
fill_disk (struct rlimit *out_before)
{
  struct rlimit none;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, out_before), ==, 0);
  none = *out_before;
  none.rlim_cur = 0;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &none), ==, 0);
}

/* What cannot be saved is not shown; it waits, word for word, and is saved later. */
static void
test_unsaved_waits (VisitFixture *f, gconstpointer data)
{
  guint asked;
  g_autofree char *item = NULL;
  g_autoptr (GError) error = NULL;
  struct rlimit before;
  gboolean is_saved, is_saved_again;

  start (f, WF_VISIT_FULL);
  say_goal (f);
  asked = wf_interview_get_n_asked (interview_of (f));
  item = g_strdup (wf_interview_get_current (interview_of (f))->item_id);

  fill_disk (&before);
  is_saved = run (f, step_answer, &error);
  is_saved_again = run (f, wf_visit_session_retry_async, NULL);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);

  g_assert_false (is_saved);
  g_assert_false (is_saved_again);
  g_assert_true (error->domain == WF_STORE_ERROR);
  g_assert_cmpuint (f->n_failed, ==, 2);
  g_assert_true (wf_visit_session_is_unsaved (f->session));
  g_assert_cmpuint (wf_interview_get_n_asked (interview_of (f)), ==, asked); /* nothing moved */
  g_assert_cmpstr (wf_interview_get_current (interview_of (f))->item_id, ==, item);
  assert_fails (f, step_skip, WF_VISIT_ERROR, WF_VISIT_ERROR_UNSAVED);

  g_clear_error (&error);
  g_assert_true (run (f, wf_visit_session_retry_async, &error));
  g_assert_no_error (error);
  g_assert_false (wf_visit_session_is_unsaved (f->session));
  g_assert_cmpuint (wf_interview_get_n_answered (interview_of (f)), ==, 1);
  restart (f);
  resume (f);
  g_assert_cmpuint (wf_interview_get_n_answered (interview_of (f)), ==, 1);
}

static void
on_step_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError **out_error = user_data;

  wf_visit_session_step_finish (WF_VISIT_SESSION (source), result, out_error);
}

static void
test_one_step_at_a_time (VisitFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  WfAwait await;

  start (f, WF_VISIT_FULL);
  wf_await_begin (&await);
  step_goal (f->session, NULL, on_wf_await_ready, &await);
  step_note (f->session, NULL, on_step_done, &error);
  g_autoptr (GAsyncResult) result = wf_await_end (&await);

  g_assert_true (wf_visit_session_step_finish (f->session, result, NULL));
  g_assert_error (error, WF_VISIT_ERROR, WF_VISIT_ERROR_BUSY);
}

static void
test_lock_forgets (VisitFixture *f, gconstpointer data)
{
  start (f, WF_VISIT_FULL);
  say_goal (f);
  agency_fixture_unlock_as (f->agency, f->agency->founder);
  g_assert_null (wf_visit_session_get_client_id (f->session));
  g_assert_null (interview_of (f));
  resume (f);
  g_assert_cmpuint (wf_interview_get_n_asked (interview_of (f)), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/visit/session/" name, VisitFixture, NULL, set_up, function, tear_down)
  ADD ("resumes-at-the-same-question", test_resumes_at_the_same_question);
  ADD ("help-grows", test_help_grows);
  ADD ("help-ends-with-three-fields", test_help_ends_with_three_fields);
  ADD ("end-writes-a-profile", test_end_writes_a_profile);
  ADD ("natural-end", test_natural_end);
  ADD ("no-notes-leaves-a-count", test_no_notes_leaves_a_count);
  ADD ("every-step", test_every_step);
  ADD ("navigator-steps", test_navigator_steps);
  ADD ("nobody-said-who-is-present", test_nobody_said_who_is_present);
  ADD ("facts-leave-presence-alone", test_facts_leave_presence_alone);
  ADD ("refuses", test_refuses);
  ADD ("refusal-is-asked-again", test_refusal_is_asked_again);
  ADD ("unsaved-waits", test_unsaved_waits);
  ADD ("one-step-at-a-time", test_one_step_at_a_time);
  ADD ("lock-forgets", test_lock_forgets);
  return g_test_run ();
}

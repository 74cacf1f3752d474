/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "agency-fixture.h"
#include "interview-fixture.h"

#include "wf-await.h"
#include "wf-visit-fold.h"
#include "wf-visit-session.h"

/* A running visit on a real vault and the shipped bank, led as the pages lead it. */

typedef struct {
  AgencyFixture *agency;
  WfItemBank *bank;
  WfVisitSession *session;
  char *client;
  guint n_saved, n_failed, n_changed, n_ended;
} VisitFixture;

static inline void
count (WfVisitSession *session, guint *counter)
{
  (*counter)++;
}

static inline void
on_failed (WfVisitSession *session, GError *error, VisitFixture *f)
{
  g_assert_nonnull (error);
  f->n_failed++;
}

static inline void
new_session (VisitFixture *f)
{
  g_clear_object (&f->session);
  f->session = wf_visit_session_new (f->agency->vault, f->agency->repo, f->bank, f->agency->clock);
  g_signal_connect (f->session, "saved", G_CALLBACK (count), &f->n_saved);
  g_signal_connect (f->session, "changed", G_CALLBACK (count), &f->n_changed);
  g_signal_connect (f->session, "ended", G_CALLBACK (count), &f->n_ended);
  g_signal_connect (f->session, "failed", G_CALLBACK (on_failed), f);
}

static inline void
set_up (VisitFixture *f, gconstpointer data)
{
  f->agency = agency_fixture_new (wf_visit_add_folds);
  f->bank = fixture_load_bank ();
  f->client = agency_fixture_add_client (f->agency, "Noor");
  new_session (f);
}

static inline void
tear_down (VisitFixture *f, gconstpointer data)
{
  g_clear_object (&f->session);
  agency_fixture_free (f->agency);
  wf_item_bank_unref (f->bank);
  g_free (f->client);
}

static inline WfVisit *
make_visit (WfVisitWay way)
{
  static const char *const alone[] = { "alone", NULL };
  WfVisit *visit = wf_visit_new (NULL, way);

  wf_visit_set_text (&visit->mode, "in-person");
  wf_visit_set_text (&visit->language, "ar");
  wf_visit_set_list (&visit->present, alone);
  return visit;
}

static inline void
start (VisitFixture *f, WfVisitWay way)
{
  g_autoptr (WfVisit) visit = make_visit (way);
  g_autoptr (GError) error = NULL;
  WfInterviewSetup setup = fixture_setup ();

  wf_visit_session_start_sync (f->session, f->client, visit, &setup, &error);
  g_assert_no_error (error);
}

static inline WfInterview *
interview_of (VisitFixture *f)
{
  return wf_visit_session_get_interview (f->session);
}

static inline void
commit (VisitFixture *f, GPtrArray *records)
{
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (records);
  wf_clock_advance (f->agency->clock, 20 * WF_CLOCK_SECOND);
  wf_visit_session_commit_sync (f->session, records, &error);
  g_assert_no_error (error);
}

static inline void
say_goal (VisitFixture *f)
{
  static const char *const goals[] = { "school", NULL };

  commit (f, wf_interview_propose_goal (interview_of (f), goals, NULL, NULL));
}

static inline void
answer (VisitFixture *f)
{
  const char *ids[] = { fixture_pick (interview_of (f), PICK_HIGH), NULL };

  commit (f, wf_interview_propose_answer (interview_of (f), ids, -1, NULL));
}

static inline void
restart (VisitFixture *f)
{
  g_clear_object (&f->session);
  agency_fixture_restart (f->agency);
  new_session (f);
}

static inline void
resume (VisitFixture *f)
{
  g_autoptr (GError) error = NULL;

  wf_visit_session_resume_sync (f->session, f->client, &error);
  g_assert_no_error (error);
}

static inline WfClient *
get_client (VisitFixture *f)
{
  g_autoptr (GError) error = NULL;
  WfClient *client = wf_client_repo_get_sync (f->agency->repo, f->client, NULL, &error);

  g_assert_no_error (error);
  return client;
}

static inline GPtrArray *
list_open (VisitFixture *f)
{
  WfAwait await;
  g_autoptr (GError) error = NULL;

  wf_await_begin (&await);
  wf_visit_list_open_async (f->agency->vault, f->agency->repo, NULL, on_wf_await_ready, &await);
  g_autoptr (GAsyncResult) result = wf_await_end (&await);
  GPtrArray *open = wf_visit_list_open_finish (result, &error);

  g_assert_no_error (error);
  return open;
}

static inline void
end (VisitFixture *f, gboolean keep_open)
{
  g_autoptr (WfVisit) visit = wf_visit_copy (wf_visit_session_get_visit (f->session));
  g_autoptr (GError) error = NULL;

  wf_visit_session_end_sync (f->session, visit, "2027-01-15", keep_open, &error);
  g_assert_no_error (error);
}

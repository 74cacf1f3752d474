/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whole sessions without a window, for tests that end them from outside: see test-kills.py and
 * test-leaks.py. It uses what the window uses, on a real main loop: repository, visit session,
 * vault. What was made durable it acknowledges, a line each, on standard output; nothing is
 * acknowledged earlier (unless told to, so that the tests can be seen to notice).
 *
 *   session-driver make DIR          a new agency
 *   session-driver run DIR [--early] sessions one after the other, until killed; an open one first
 *   session-driver show DIR          what is in the vault, as JSON
 *   session-driver words DIR         puts the words of standard input wherever a person can type;
 *                                    stays until standard input ends
 */
#include "session-driver.h"

#include "wf-json.h"
#include "wf-vault-care.h"
#include "wf-visit-fold.h"

#include <stdio.h>
#include <string.h>

#define ANSWERS_IN_A_VISIT 20

typedef enum { STEP_CREATE, STEP_CONSENT, STEP_START, STEP_GO_ON } Step;

typedef struct {
  Desk desk;
  GMainLoop *loop;
  Step step;
  char *client;
  char *saying; /* what the running step is acknowledged as */
  gboolean is_early;
  int status;
} Driver;

void
desk_open (Desk *self, const char *folder, gboolean is_new)
{
  const WfVaultFounding founding = { DRIVER_AGENCY, "CA-ON",           DRIVER_FOUNDER,
                                     "coordinator", DRIVER_PASSPHRASE, WF_KDF_TEST };
  g_autofree char *shipped = g_build_filename (g_getenv ("WF_BUILD_ROOT"), "data", NULL);
  const char *folders[] = { shipped, NULL };
  g_autoptr (GError) error = NULL;

  self->packs = wf_pack_library_load (folders);
  self->bank = wf_pack_library_get_items (self->packs, "newcomer");
  g_assert_nonnull (self->bank);
  self->vault = wf_vault_new (folder, NULL);
  wf_clients_add_folds (self->vault);
  wf_visit_add_folds (self->vault);
  if (is_new)
    g_free (wf_vault_create_sync (self->vault, &founding, &error));
  else if (wf_vault_open_sync (self->vault, &error))
    {
      g_autoptr (GPtrArray) slots = wf_vault_get_slots (self->vault);

      wf_vault_unlock_sync (self->vault, ((WfSlot *) slots->pdata[0])->id, DRIVER_PASSPHRASE,
                            &error);
    }
  g_assert_no_error (error);
  self->repo = wf_client_repo_new (self->vault, NULL);
  wf_client_repo_load_sync (self->repo, &error);
  g_assert_no_error (error);
  self->session = wf_visit_session_new (self->vault, self->repo, self->bank, NULL);
}

void
desk_close (Desk *self)
{
  g_clear_object (&self->session);
  g_clear_object (&self->repo);
  wf_vault_close_sync (self->vault);
  g_clear_object (&self->vault);
  g_clear_pointer (&self->packs, wf_pack_library_unref);
}

static void advance (Driver *self);

static void
acknowledge (Driver *self)
{
  printf ("%s %s\n", self->client, self->saying);
  fflush (stdout);
}

static void
begin_step (Driver *self, char *saying)
{
  g_free (self->saying);
  self->saying = saying;
  if (self->is_early && self->client != NULL)
    acknowledge (self);
}

/* @error: (transfer full) (nullable) */
static void
end_step (Driver *self, GError *error)
{
  if (error != NULL)
    {
      g_printerr ("%s: %s\n", self->saying, error->message);
      g_error_free (error);
      self->status = 1;
      g_main_loop_quit (self->loop);
      return;
    }
  if (!self->is_early)
    acknowledge (self);
  advance (self);
}

static void
on_created (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Driver *self = user_data;
  GError *error = NULL;

  self->client = wf_client_repo_create_finish (WF_CLIENT_REPO (source), result, &error);
  self->step = STEP_CONSENT;
  end_step (self, error);
}

static void
on_appended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Driver *self = user_data;
  GError *error = NULL;

  wf_client_repo_append_finish (WF_CLIENT_REPO (source), result, &error);
  self->step = STEP_START;
  end_step (self, error);
}

static void
on_stepped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Driver *self = user_data;
  GError *error = NULL;

  wf_visit_session_step_finish (WF_VISIT_SESSION (source), result, &error);
  self->step = STEP_GO_ON;
  end_step (self, error);
}

static void
on_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Driver *self = user_data;
  GError *error = NULL;

  wf_visit_session_step_finish (WF_VISIT_SESSION (source), result, &error);
  self->step = STEP_CREATE;
  end_step (self, error);
}

WfRecord *
desk_make_consent (void)
{
  static const char *const purposes[] = { WF_CONSENT_HELP_NOW, WF_CONSENT_KEEP_NOTES, NULL };
  static const gboolean answers[] = { TRUE, TRUE };

  return wf_consent_record_given (purposes, answers, "ar", NULL, TRUE);
}

WfVisit *
desk_make_visit (void)
{
  static const char *const alone[] = { "alone", NULL };
  WfVisit *visit = wf_visit_new (NULL, WF_VISIT_FULL);

  wf_visit_set_text (&visit->mode, "in-person");
  wf_visit_set_text (&visit->language, "ar");
  wf_visit_set_list (&visit->present, alone);
  return visit;
}

WfInterviewSetup
desk_make_setup (void)
{
  return (WfInterviewSetup){
    .region = "CA-ON",
    .lang = "ar",
    .mode = "in-person",
    .needs = WF_NEEDS_PRACTICE_PHONE | WF_NEEDS_INTERNET | WF_NEEDS_PRINTED_SHEET,
    .seed = (guint64) g_random_int () + 1,
  };
}

/* Answers the question that stands with any of its options. */
static void
answer (Driver *self, WfInterview *interview)
{
  const WfAsked *asked = wf_interview_get_current (interview);
  g_autoptr (GPtrArray) options = wf_interview_get_current_options (interview);
  const WfItemOption *option =
      options->pdata[g_random_int_range (0, (gint32) MIN (options->len, 3))];
  const char *ids[] = { option->id, NULL };

  begin_step (self, g_strdup_printf ("answered %s %s", asked->item_id, option->id));
  wf_visit_session_answer_async (self->desk.session, ids, -1, NULL, on_stepped, self);
}

static void
go_on (Driver *self)
{
  static const char *const goals[] = { "school", NULL };
  WfInterview *interview = wf_visit_session_get_interview (self->desk.session);
  WfInterviewPhase phase = wf_interview_get_phase (interview);

  if (phase == WF_INTERVIEW_GOAL)
    {
      begin_step (self, g_strdup ("goal"));
      wf_visit_session_set_goal_async (self->desk.session, goals, "x", NULL, on_stepped, self);
    }
  else if (phase == WF_INTERVIEW_ENDED ||
           wf_interview_get_n_answered (interview) >= ANSWERS_IN_A_VISIT)
    {
      g_autoptr (WfVisit) visit = wf_visit_copy (wf_visit_session_get_visit (self->desk.session));

      begin_step (self, g_strdup ("ended"));
      wf_visit_session_end_async (self->desk.session, visit, NULL, FALSE, NULL, on_ended, self);
    }
  else
    answer (self, interview);
}

static void
advance (Driver *self)
{
  WfInterviewSetup setup = desk_make_setup ();
  g_autoptr (WfVisit) visit = desk_make_visit ();

  switch (self->step)
    {
    case STEP_CREATE:
      g_clear_pointer (&self->client, g_free);
      begin_step (self, g_strdup ("created"));
      wf_client_repo_create_async (self->desk.repo, NULL, FALSE, NULL, NULL, NULL, on_created,
                                   self);
      break;
    case STEP_CONSENT:
      begin_step (self, g_strdup ("consent"));
      wf_client_repo_append_one_async (self->desk.repo, self->client, desk_make_consent (), NULL,
                                       on_appended, self);
      break;
    case STEP_START:
      begin_step (self, g_strdup ("visit"));
      wf_visit_session_start_async (self->desk.session, self->client, visit, &setup, NULL,
                                    on_stepped, self);
      break;
    case STEP_GO_ON:
    default:
      go_on (self);
      break;
    }
}

/* Goes on with the visit that was interrupted, when there is one. */
static void
resume (Driver *self)
{
  g_autoptr (GPtrArray) open = wf_client_repo_list_open (self->desk.repo);
  g_autoptr (GError) error = NULL;

  if (open->len == 0)
    return;
  g_assert_cmpuint (open->len, ==, 1);
  self->client = g_strdup (wf_client_item_get_id (open->pdata[0]));
  wf_visit_session_resume_sync (self->desk.session, self->client, &error);
  g_assert_no_error (error);
  self->step = STEP_GO_ON;
}

static int
run (const char *folder, gboolean is_early)
{
  Driver self = { .step = STEP_CREATE, .is_early = is_early };

  self.loop = g_main_loop_new (NULL, FALSE);
  desk_open (&self.desk, folder, FALSE);
  resume (&self);
  advance (&self);
  g_main_loop_run (self.loop);
  desk_close (&self.desk);
  g_main_loop_unref (self.loop);
  g_free (self.client);
  g_free (self.saying);
  return self.status;
}

int
main (int argc, char **argv)
{
  Desk desk;

  if (argc == 3 && g_str_equal (argv[1], "make"))
    {
      desk_open (&desk, argv[2], TRUE);
      desk_close (&desk);
      return 0;
    }
  if (argc >= 3 && g_str_equal (argv[1], "run"))
    return run (argv[2], argc == 4 && g_str_equal (argv[3], "--early"));
  if (argc == 3 && g_str_equal (argv[1], "show"))
    return driver_show (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "words"))
    return driver_words (argv[2]);
  g_printerr ("session-driver make|run|show|words DIR\n");
  return 2;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A visit in another process, killed at random instants: whatever it had called saved is there,
 * and the visit goes on at the question that stood. The long run of it is elsewhere; here a
 * few kills guard each build.
 */
#include "interview-fixture.h"

#include "wf-visit-fold.h"
#include "wf-visit-session.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define PASSPHRASE  "a passphrase for tests"
#define KILLS       12
#define STEPS_MAX   100000
#define ANSWERS_MAX 9

typedef struct {
  WfVault *vault;
  WfClientRepo *repo;
  WfItemBank *bank;
  WfVisitSession *session;
} Desk;

static void
desk_open (Desk *desk, const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) slots = NULL;

  desk->vault = wf_vault_new (folder, NULL);
  wf_clients_add_folds (desk->vault);
  wf_visit_add_folds (desk->vault);
  wf_vault_open_sync (desk->vault, &error);
  g_assert_no_error (error);
  slots = wf_vault_get_slots (desk->vault);
  wf_vault_unlock_sync (desk->vault, ((WfSlot *) slots->pdata[0])->id, PASSPHRASE, &error);
  g_assert_no_error (error);
  desk->repo = wf_client_repo_new (desk->vault, NULL);
  wf_client_repo_load_sync (desk->repo, &error);
  g_assert_no_error (error);
  desk->bank = fixture_load_bank ();
  desk->session = wf_visit_session_new (desk->vault, desk->repo, desk->bank, NULL);
}

static void
desk_close (Desk *desk)
{
  g_clear_object (&desk->session);
  g_clear_object (&desk->repo);
  wf_vault_close_sync (desk->vault);
  g_clear_object (&desk->vault);
  g_clear_pointer (&desk->bank, wf_item_bank_unref);
}

static char *
get_client (Desk *desk)
{
  g_autoptr (WfClientItem) item = g_list_model_get_item (G_LIST_MODEL (desk->repo), 0);

  return g_strdup (wf_client_item_get_id (item));
}

/* In the child: goes on with the visit, back and forth, until killed. */
static int
run_child (const char *folder)
{
  Desk desk;
  g_autofree char *client = NULL;

  desk_open (&desk, folder);
  client = get_client (&desk);
  wf_visit_session_resume_sync (desk.session, client, NULL);
  for (guint i = 0; i < STEPS_MAX; i++)
    {
      WfInterview *interview = wf_visit_session_get_interview (desk.session);
      const char *ids[] = { NULL, NULL };
      GPtrArray *records;

      /* never to the end: it would be over before the kill */
      if ((i % 3 == 2 || wf_interview_get_n_answered (interview) >= ANSWERS_MAX) &&
          wf_interview_may_go_back (interview))
        records = wf_interview_propose_back (interview, NULL);
      else
        {
          ids[0] = fixture_pick (interview, PICK_MIDDLE);
          records = wf_interview_propose_answer (interview, ids, -1, NULL);
        }
      if (records == NULL || !wf_visit_session_commit_sync (desk.session, records, NULL))
        return 1;
      g_print ("saved\n"); /* only now is it called so */
      fflush (stdout);
    }
  return 0;
}

static char *
make_vault (char **out_client)
{
  static const char *const alone[] = { "alone", NULL };
  const WfVaultFounding founding = { "Agency", NULL, "Ana", "Ana", PASSPHRASE, WF_KDF_TEST };
  char *folder = g_dir_make_tmp ("wf-kill-XXXXXX", NULL);
  g_autoptr (WfVault) vault = wf_vault_new (folder, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *code = NULL;
  g_autoptr (WfVisit) visit = wf_visit_new (NULL, WF_VISIT_FULL);
  WfInterviewSetup setup = fixture_setup ();
  Desk desk;

  wf_clients_add_folds (vault);
  wf_visit_add_folds (vault);
  code = wf_vault_create_sync (vault, &founding, &error);
  g_assert_no_error (error);
  wf_vault_close_sync (vault);

  desk_open (&desk, folder);
  *out_client = wf_client_repo_create_sync (desk.repo, "Noor", FALSE, NULL, NULL, &error);
  g_assert_no_error (error);
  wf_visit_set_list (&visit->present, alone);
  wf_visit_session_start_sync (desk.session, *out_client, visit, &setup, &error);
  g_assert_no_error (error);
  wf_visit_session_commit_sync (
      desk.session,
      wf_interview_propose_goal (wf_visit_session_get_interview (desk.session), NULL, "x", NULL),
      &error);
  g_assert_no_error (error);
  desk_close (&desk);
  return folder;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

/* Runs the child for a random while and kills it. Returns: how many steps it called saved. */
static guint
kill_one (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GSubprocess) child =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, self, "--child", folder, NULL);
  g_autoptr (GDataInputStream) out = NULL;
  guint said = 0, enough = (guint) g_test_rand_int_range (1, 8);

  g_assert_no_error (error);
  out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  while (said < enough)
    {
      g_autofree char *line = g_data_input_stream_read_line (out, NULL, NULL, NULL);

      g_assert_nonnull (line);
      said++;
    }
  g_usleep ((gulong) g_test_rand_int_range (0, 20000));
  g_subprocess_force_exit (child);
  for (;;) /* what it still said before it died counts too */
    {
      g_autofree char *line = g_data_input_stream_read_line (out, NULL, NULL, NULL);

      if (line == NULL)
        break;
      said++;
    }
  g_subprocess_wait (child, NULL, NULL);
  return said;
}

static guint
count_steps (Desk *desk, const char *client)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = wf_vault_read_sync (desk->vault, client, &error);
  guint steps = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < records->len; i++)
    {
      const WfRecord *record = records->pdata[i];

      steps += strcmp (record->kind, "interview.answered") == 0 ||
               strcmp (record->kind, "interview.back") == 0;
    }
  return steps;
}

static void
test_kills (void)
{
  g_autofree char *client = NULL;
  g_autofree char *folder = make_vault (&client);
  guint before = 0;

  for (guint i = 0; i < KILLS; i++)
    {
      guint said = kill_one (folder);
      g_autoptr (GError) error = NULL;
      Desk desk;
      guint after;

      desk_open (&desk, folder);
      after = count_steps (&desk, client);
      /* all that was called saved, and at most the one step that was on its way */
      g_assert_cmpuint (after, >=, before + said);
      g_assert_cmpuint (after, <=, before + said + 1);
      g_assert_true (wf_visit_session_resume_sync (desk.session, client, &error));
      g_assert_no_error (error);
      g_assert_nonnull (wf_interview_get_current (wf_visit_session_get_interview (desk.session)));
      before = after;
      desk_close (&desk);
    }
  remove_folder (folder);
}

int
main (int argc, char **argv)
{
  if (argc == 3 && strcmp (argv[1], "--child") == 0)
    return run_child (argv[2]);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/visit/kill", test_kills);
  return g_test_run ();
}

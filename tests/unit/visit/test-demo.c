/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sample agency: what it promises, and that the same seed tells the same story.
 */
#include "interview-fixture.h"

#include "wf-agency-repo.h"
#include "wf-demo.h"
#include "wf-hex.h"
#include "wf-json.h"
#include "wf-lending.h"
#include "wf-client-repo-follow.h"
#include "wf-visit-session.h"

#include "wf-visit-fold.h"

#include <glib/gstdio.h>
#include <string.h>

#define NOW ((gint64) 1795000000 * G_USEC_PER_SEC)

typedef struct {
  guint n_prepared;
  guint n_interviews;
} Seen;

static void
on_prepare (WfVault *vault, gpointer user_data)
{
  ((Seen *) user_data)->n_prepared++;
}

static gboolean
on_interview (WfVault *vault,
              const char *client_id,
              WfInterview *interview,
              gint64 time_us,
              gpointer user_data,
              GError **error)
{
  g_assert_true (wf_id_is_valid (client_id));
  g_assert_cmpint (time_us, <=, NOW);
  g_assert_cmpuint (wf_interview_get_n_answered (interview), >, 0);
  ((Seen *) user_data)->n_interviews++;
  return TRUE;
}

static gboolean
on_interview_fails (WfVault *vault,
                    const char *client_id,
                    WfInterview *interview,
                    gint64 time_us,
                    gpointer user_data,
                    GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "as told");
  return FALSE;
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

static WfVault *
make (const char *folder, guint64 seed, WfItemBank *bank, Seen *seen)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *code = NULL;
  WfDemoSetup setup = { folder, seed, NOW, bank, on_prepare, on_interview, NULL, seen };
  WfVault *vault = wf_demo_create_sync (&setup, &code, &error);

  g_assert_no_error (error);
  g_assert_nonnull (vault);
  g_assert_nonnull (code);
  return vault;
}

/* All that was made, without what is random or new each time. */
static char *
describe (WfVault *vault)
{
  g_autoptr (WfClientRepo) repo = wf_client_repo_new (vault, NULL);
  GString *text = g_string_new (NULL);

  wf_client_repo_load_sync (repo, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (repo)); i++)
    {
      g_autoptr (WfClientItem) item = g_list_model_get_item (G_LIST_MODEL (repo), i);
      g_autoptr (GPtrArray) records =
          wf_vault_read_sync (vault, wf_client_item_get_id (item), NULL);

      for (guint k = 0; k < records->len; k++)
        {
          const WfRecord *record = records->pdata[k];
          g_autofree char *body = wf_json_to_text (record->body);

          if (!wf_record_has_prefix (record, "owner."))
            g_string_append_printf (text, "%s %" G_GINT64_FORMAT " %s\n", record->kind,
                                    record->time_us, body);
        }
    }
  return g_string_free (text, FALSE);
}

static void
test_promises (void)
{
  g_autoptr (WfItemBank) bank = fixture_load_bank ();
  g_autofree char *folder = g_dir_make_tmp ("wf-demo-XXXXXX", NULL);
  g_autoptr (GHashTable) languages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Seen seen = { 0 };
  g_autoptr (WfVault) vault = make (folder, 7, bank, &seen);
  g_autoptr (WfClock) clock = wf_clock_new_fixed (NOW);
  g_autoptr (WfClientRepo) repo = wf_client_repo_new (vault, clock);
  g_autoptr (GError) error = NULL;
  guint anonymous = 0, restricted = 0, held = 0, again = 0, old = 0;

  g_assert_true (wf_client_repo_load_sync (repo, &error));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (repo)), >=, 12);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (repo)); i++)
    {
      g_autoptr (WfClientItem) item = g_list_model_get_item (G_LIST_MODEL (repo), i);
      const WfClientCard *card = wf_client_item_get_card (item);

      g_hash_table_add (languages, g_strdup (card->languages[0]));
      anonymous += wf_client_card_is_anonymous (card);
      restricted += card->is_restricted;
      held += card->is_held;
      again += card->ask_consent_again;
      g_assert_cmpuint (card->visits, >, 0);
      g_assert_cmpint (card->created_us, <, NOW);
      g_assert_cmpint (card->last_activity_us, <=, NOW);
      old += card->created_us < NOW - 93 * WF_CLOCK_DAY;
    }
  g_assert_cmpuint (g_hash_table_size (languages), >=, 6);
  g_assert_cmpuint (anonymous, >=, 2);
  g_assert_cmpuint (restricted, ==, 1);
  g_assert_cmpuint (held, ==, 1);
  g_assert_cmpuint (again, ==, 1);
  g_assert_cmpuint (old, ==, 2);
  g_assert_cmpuint (seen.n_prepared, ==, 1);
  g_assert_cmpuint (seen.n_interviews, >=, 5);

  g_autoptr (GPtrArray) open = wf_client_repo_list_open (repo);
  g_autoptr (GPtrArray) due = wf_client_repo_list_due (repo, "2099-01-01");

  g_autoptr (GPtrArray) expired = wf_client_repo_list_expired (repo, WF_AGENCY_RETENTION_DEFAULT);

  g_assert_cmpuint (expired->len, ==, 2);
  g_assert_cmpuint (open->len, ==, 1);
  g_assert_cmpuint (due->len, >=, 4);

  /* the interrupted one goes on at its seventh question */
  g_autoptr (WfVisitSession) session = wf_visit_session_new (vault, repo, bank, clock);

  g_assert_true (
      wf_visit_session_resume_sync (session, wf_client_item_get_id (open->pdata[0]), &error));
  g_assert_cmpuint (wf_interview_get_n_asked (wf_visit_session_get_interview (session)), ==, 7);
  g_clear_object (&session);
  wf_vault_close_sync (vault);
  remove_folder (folder);
}

static void
on_devices_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GPtrArray **) user_data =
      wf_client_repo_get_devices_finish (WF_CLIENT_REPO (source), result, NULL);
}

/* Which states there are, each once: " lent lost …" */
static char *
list_states (GPtrArray *devices)
{
  static const char *const states[] = { "lent", "lost", "ready", "retired", "returned", "wiped" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      guint n = 0;

      for (guint k = 0; k < devices->len; k++)
        n += strcmp (((WfDevice *) devices->pdata[k])->state, states[i]) == 0;
      g_string_append_printf (text, "%s %u ", states[i], n);
    }
  return g_string_free (text, FALSE);
}

/* What follows: paths in their states, things lent, how offers turned out. */
static void
test_what_follows (void)
{
  g_autoptr (WfItemBank) bank = fixture_load_bank ();
  g_autofree char *folder = g_dir_make_tmp ("wf-demo-XXXXXX", NULL);
  Seen seen = { 0 };
  g_autoptr (WfVault) vault = make (folder, 7, bank, &seen);
  g_autoptr (WfClock) clock = wf_clock_new_fixed (NOW);
  g_autoptr (WfClientRepo) repo = wf_client_repo_new (vault, clock);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) devices = NULL;
  guint states[WF_REFERRAL_N_STATES] = { 0 }, lent = 0;

  g_assert_true (wf_client_repo_load_sync (repo, &error));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (repo)); i++)
    {
      g_autoptr (WfClientItem) item = g_list_model_get_item (G_LIST_MODEL (repo), i);
      g_autoptr (WfFollow) follow =
          wf_client_repo_get_follow_sync (repo, wf_client_item_get_id (item), &error);

      g_assert_no_error (error);
      for (guint k = 0; k < follow->referrals->len; k++)
        {
          const WfReferral *referral = follow->referrals->pdata[k];

          states[referral->state]++;
          g_assert_false (referral->is_contested);
          g_assert_cmpstr (referral->name, !=, "");
        }
      for (guint k = 0; k < follow->loans->len; k++)
        lent += wf_loan_is_open (follow->loans->pdata[k]);
    }
  g_assert_cmpuint (states[WF_REFERRAL_OFFERED], ==, 1);
  g_assert_cmpuint (states[WF_REFERRAL_AGREED], ==, 1);
  g_assert_cmpuint (states[WF_REFERRAL_SENT], ==, 1);
  g_assert_cmpuint (states[WF_REFERRAL_WAITING], ==, 1);
  g_assert_cmpuint (states[WF_REFERRAL_BOOKED], ==, 1);
  g_assert_cmpuint (states[WF_REFERRAL_GOT], ==, 1);
  g_assert_cmpuint (states[WF_REFERRAL_NOT_GOT], ==, 1);
  g_assert_cmpuint (states[WF_REFERRAL_SEEN], ==, 1);
  g_assert_cmpuint (lent, ==, 2);

  wf_client_repo_get_devices_async (repo, NULL, on_devices_ready, &devices);
  while (devices == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_autofree char *shelves = list_states (devices);
  g_assert_cmpstr (shelves, ==, "lent 2 lost 1 ready 2 retired 1 returned 1 wiped 1 ");

  g_autoptr (GVariant) counted = wf_vault_get_snapshot_sync (vault, wf_vault_get_agency_id (vault),
                                                             WF_OUTCOMES_ASPECT, &error);
  g_autoptr (WfOutcomes) outcomes = wf_outcomes_new_from_snapshot (counted);
  guint worked, of;

  g_assert_true (wf_outcomes_get_share (outcomes, "connecting-families-2", &worked, &of));
  g_assert_cmpuint (worked, ==, 7);
  g_assert_cmpuint (of, ==, 8);
  wf_vault_close_sync (vault);
  remove_folder (folder);
}

static void
test_same_seed_same_story (void)
{
  g_autoptr (WfItemBank) bank = fixture_load_bank ();
  const guint64 seeds[] = { 7, 7, 8 };
  char *stories[3];

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *folder = g_dir_make_tmp ("wf-demo-XXXXXX", NULL);
      Seen seen = { 0 };
      g_autoptr (WfVault) vault = make (folder, seeds[i], bank, &seen);

      stories[i] = describe (vault);
      wf_vault_close_sync (vault);
      remove_folder (folder);
    }
  g_assert_cmpstr (stories[0], ==, stories[1]);
  g_assert_cmpstr (stories[0], !=, stories[2]);
  for (guint i = 0; i < 3; i++)
    g_free (stories[i]);
}

static void
test_a_layer_above_may_stop_it (void)
{
  g_autoptr (WfItemBank) bank = fixture_load_bank ();
  g_autofree char *folder = g_dir_make_tmp ("wf-demo-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;
  WfDemoSetup setup = { folder, 1, NOW, bank, NULL, on_interview_fails, NULL, NULL };

  g_assert_null (wf_demo_create_sync (&setup, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_clear_error (&error);
  /* there is a vault now: a second making is refused, not mixed in */
  setup.on_interview = NULL;
  g_assert_null (wf_demo_create_sync (&setup, NULL, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_EXISTS);
  remove_folder (folder);
}

static void
test_opens_with_demo (void)
{
  g_autoptr (WfItemBank) bank = fixture_load_bank ();
  g_autofree char *folder = g_dir_make_tmp ("wf-demo-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;
  Seen seen = { 0 };
  g_autoptr (WfVault) vault = make (folder, 3, bank, &seen);
  g_autoptr (GPtrArray) slots = NULL;

  wf_vault_close_sync (vault);
  g_clear_object (&vault);
  vault = wf_vault_new (folder, NULL);
  wf_clients_add_folds (vault);
  wf_visit_add_folds (vault);
  wf_vault_open_sync (vault, &error);
  g_assert_no_error (error);
  slots = wf_vault_get_slots (vault);
  g_assert_true (
      wf_vault_unlock_sync (vault, ((WfSlot *) slots->pdata[0])->id, WF_DEMO_PASSPHRASE, &error));
  g_assert_cmpint (wf_vault_get_role (vault), ==, WF_ROLE_COORDINATOR);

  g_autoptr (WfAgencyRepo) agency = wf_agency_repo_new (vault);

  g_assert_true (wf_agency_repo_load_sync (agency, &error));
  g_assert_cmpuint (g_strv_length (wf_agency_repo_get (agency)->languages), ==, 3);
  wf_vault_close_sync (vault);
  remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/visit/demo/promises", test_promises);
  g_test_add_func ("/visit/demo/what-follows", test_what_follows);
  g_test_add_func ("/visit/demo/same-seed-same-story", test_same_seed_same_story);
  g_test_add_func ("/visit/demo/a-layer-above-may-stop-it", test_a_layer_above_may_stop_it);
  g_test_add_func ("/visit/demo/opens-with-demo", test_opens_with_demo);
  return g_test_run ();
}

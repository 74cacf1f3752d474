/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Referrals without a window, for test-follow-kills.py, which ends them from outside. It goes every
 * way of the path over repository and vault, and acknowledges each step, a line each, when it is
 * durable (with --early before, so that the test can be seen to notice).
 *
 *   follow-driver make DIR            a new agency
 *   follow-driver run DIR [--early]   one referral after the other, until killed
 *   follow-driver show DIR            what is in the vault, as JSON
 */
#include "wf-client-repo-follow.h"
#include "wf-json.h"
#include "wf-vault-care.h"

#include <stdio.h>
#include <string.h>

#define PASSPHRASE         "a passphrase for tests"
#define TODAY              "2027-03-10"
#define REFERRALS_A_CLIENT 8

typedef struct {
  WfVault *vault;
  WfClientRepo *repo;
  gboolean is_early;
} Desk;

/* The ways that are gone, one after the other; the last word of one may be "undo". */
static const char *const WAYS[] = {
  "agreed sent got-it",
  "agreed sent waiting booked got-part got-it",
  "agreed sent not-got undo booked booked waiting not-got agreed sent got-it",
  "not-got",
  "agreed not-got undo sent got-part undo not-got",
};

static void
desk_open (Desk *self, const char *folder, gboolean is_new)
{
  const WfVaultFounding founding = { "Agency",      "CA-ON",    "Founder",
                                     "coordinator", PASSPHRASE, WF_KDF_TEST };
  g_autoptr (GError) error = NULL;

  self->vault = wf_vault_new (folder, NULL);
  wf_clients_add_folds (self->vault);
  if (is_new)
    g_free (wf_vault_create_sync (self->vault, &founding, &error));
  else if (wf_vault_open_sync (self->vault, &error))
    {
      g_autoptr (GPtrArray) slots = wf_vault_get_slots (self->vault);

      wf_vault_unlock_sync (self->vault, ((WfSlot *) slots->pdata[0])->id, PASSPHRASE, &error);
    }
  g_assert_no_error (error);
  self->repo = wf_client_repo_new (self->vault, NULL);
  wf_client_repo_load_sync (self->repo, &error);
  g_assert_no_error (error);
}

static void
desk_close (Desk *self)
{
  g_clear_object (&self->repo);
  wf_vault_close_sync (self->vault);
  g_clear_object (&self->vault);
}

static WfFollow *
read_follow (Desk *self, const char *client)
{
  g_autoptr (GError) error = NULL;
  WfFollow *follow = wf_client_repo_get_follow_sync (self->repo, client, &error);

  g_assert_no_error (error);
  return follow;
}

static void
acknowledge (const char *id, const char *step)
{
  printf ("%s %s\n", id, step);
  fflush (stdout);
}

static void
write_records (Desk *self,
               const char *client,
               const WfFollow *follow,
               GPtrArray *records,
               const char *id,
               const char *step)
{
  g_autoptr (GError) error = NULL;

  if (self->is_early)
    acknowledge (id, step);
  wf_client_repo_follow_sync (self->repo, client, follow, records, NULL, &error);
  g_assert_no_error (error);
  if (!self->is_early)
    acknowledge (id, step);
}

static void
take_step (Desk *self, const char *client, const char *id, const char *word)
{
  g_autoptr (WfFollow) follow = read_follow (self, client);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (WfReferralStep) step = NULL;
  WfReferralState to;

  if (strcmp (word, "undo") == 0)
    records = wf_follow_propose_undo (follow, id, TODAY, &error);
  else
    {
      g_assert_true (wf_referral_state_from_code (word, &to));
      step = wf_referral_step_new (to, TODAY);
      g_free (step->way);
      step->way = g_strdup (to == WF_REFERRAL_SENT ? "cold" : "");
      g_free (step->reason);
      step->reason = g_strdup (to == WF_REFERRAL_NOT_GOT ? "no-funds" : "");
      step->when_us = to == WF_REFERRAL_BOOKED ? G_TIME_SPAN_DAY * 30000 : 0;
      records = wf_follow_propose_step (follow, id, step, TODAY, &error);
    }
  g_assert_no_error (error);
  write_records (self, client, follow, records, id, word);
}

static void
go_a_way (Desk *self, const char *client, guint number)
{
  g_autoptr (WfReferral) referral = wf_referral_new (FALSE);
  g_autoptr (WfFollow) follow = read_follow (self, client);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  g_auto (GStrv) words = g_strsplit (WAYS[number % G_N_ELEMENTS (WAYS)], " ", -1);

  g_free (referral->entry_id);
  referral->entry_id = g_strdup ("ca-on-laptops");
  g_ptr_array_add (records, wf_referral_record_begun (referral));
  write_records (self, client, follow, records, referral->id, "offered");
  for (guint i = 0; words[i] != NULL; i++)
    take_step (self, client, referral->id, words[i]);
}

static void G_GNUC_NORETURN
run (Desk *self)
{
  for (guint number = 0;; number++)
    {
      static char *client;

      if (number % REFERRALS_A_CLIENT == 0)
        {
          g_autoptr (GError) error = NULL;

          g_free (client);
          client = wf_client_repo_create_sync (self->repo, NULL, FALSE, NULL, NULL, &error);
          g_assert_no_error (error);
        }
      go_a_way (self, client, number);
    }
}

static void
show_client (Desk *self, const char *client, JsonArray *array)
{
  g_autoptr (WfFollow) follow = read_follow (self, client);

  for (guint i = 0; i < follow->referrals->len; i++)
    {
      const WfReferral *referral = follow->referrals->pdata[i];
      JsonObject *shown = json_object_new ();
      JsonArray *steps = json_array_new ();

      json_array_add_string_element (steps, "offered");
      for (guint k = 0; k < referral->steps->len; k++)
        json_array_add_string_element (
            steps, wf_referral_state_get_code (((WfReferralStep *) referral->steps->pdata[k])->to));
      json_object_set_string_member (shown, "id", referral->id);
      json_object_set_string_member (shown, "client", client);
      json_object_set_array_member (shown, "steps", steps);
      json_object_set_boolean_member (shown, "due",
                                      wf_dues_lookup (follow->dues, referral->id) != NULL);
      json_array_add_object_element (array, shown);
    }
}

static int
show (Desk *self)
{
  g_autoptr (JsonObject) json = json_object_new ();
  JsonArray *array = json_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (WfVaultReport) report = wf_vault_check_sync (self->vault, &error);
  g_autoptr (GVariant) state = wf_vault_get_snapshot_sync (
      self->vault, wf_vault_get_agency_id (self->vault), WF_OUTCOMES_ASPECT, &error);
  g_autoptr (WfOutcomes) outcomes = wf_outcomes_new_from_snapshot (state);
  const WfOutcomeCount *count = wf_outcomes_lookup (outcomes, "ca-on-laptops");
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->repo)); i++)
    {
      g_autoptr (WfClientItem) item = g_list_model_get_item (G_LIST_MODEL (self->repo), i);

      show_client (self, wf_client_item_get_id (item), array);
    }
  json_object_set_int_member (json, "problems", report->problems->len);
  json_object_set_array_member (json, "referrals", array);
  json_object_set_int_member (json, "got-it", count != NULL ? count->got : 0);
  json_object_set_int_member (json, "got-part", count != NULL ? count->part : 0);
  json_object_set_int_member (json, "not-got", count != NULL ? count->not_got : 0);
  text = wf_json_to_text (json);
  printf ("%s\n", text);
  return 0;
}

int
main (int argc, char **argv)
{
  Desk desk = { 0 };
  int status = 0;

  if (argc < 3)
    return 2;
  desk.is_early = argc > 3 && strcmp (argv[3], "--early") == 0;
  desk_open (&desk, argv[2], strcmp (argv[1], "make") == 0);
  if (strcmp (argv[1], "run") == 0)
    run (&desk);
  else if (strcmp (argv[1], "show") == 0)
    status = show (&desk);
  desk_close (&desk);
  return status;
}

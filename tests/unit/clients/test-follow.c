/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What follows, on a real vault: one transaction for the client and the agency, the due list over
 * several clients, codes found in the list, counts that survive a forgotten client.
 */
#include "agency-fixture.h"

#include "wf-client-records.h"
#include "wf-client-repo-follow.h"
#include "wf-json.h"
#include "wf-vault-care.h"

#define TODAY "2026-11-18" /* of the fixture's clock */

static char *
begin (AgencyFixture *f, const char *client, const char *entry)
{
  g_autoptr (WfReferral) referral = wf_referral_new (FALSE);
  g_autoptr (GError) error = NULL;

  g_free (referral->entry_id);
  referral->entry_id = g_strdup (entry);
  g_free (referral->name);
  referral->name = g_strdup ("Laptop library");
  agency_fixture_append (f, client, wf_referral_record_begun (referral));
  return g_strdup (referral->id);
}

static void
move (AgencyFixture *f, const char *client, const char *id, WfReferralState to)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfFollow) follow = wf_client_repo_get_follow_sync (f->repo, client, &error);
  g_autoptr (WfReferralStep) step = wf_referral_step_new (to, TODAY);
  g_autoptr (GPtrArray) records = NULL;

  g_assert_no_error (error);
  g_free (step->way);
  step->way = g_strdup (to == WF_REFERRAL_SENT ? "self" : "");
  g_free (step->reason);
  step->reason = g_strdup (to == WF_REFERRAL_NOT_GOT ? "no-funds" : "");
  records = wf_follow_propose_step (follow, id, step, TODAY, &error);
  g_assert_no_error (error);
  g_assert_true (wf_client_repo_follow_sync (f->repo, client, follow, records, NULL, &error));
  g_assert_no_error (error);
}

static WfOutcomes *
read_outcomes (AgencyFixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) state = wf_vault_get_snapshot_sync (
      f->vault, wf_vault_get_agency_id (f->vault), WF_OUTCOMES_ASPECT, &error);

  g_assert_no_error (error);
  return wf_outcomes_new_from_snapshot (state);
}

static void
test_whole_way (void)
{
  g_autoptr (AgencyFixture) f = agency_fixture_new (NULL);
  g_autofree char *client = agency_fixture_add_client (f, "Noor");
  g_autofree char *id = begin (f, client, "ca-on-laptops");
  g_autoptr (WfFollow) follow = NULL;
  g_autoptr (WfOutcomes) outcomes = NULL;
  const WfReferral *referral;

  move (f, client, id, WF_REFERRAL_AGREED);
  move (f, client, id, WF_REFERRAL_SENT);
  agency_fixture_restart (f);
  move (f, client, id, WF_REFERRAL_GOT);
  follow = wf_client_repo_get_follow_sync (f->repo, client, NULL);
  referral = wf_referrals_lookup (follow->referrals, id);
  g_assert_cmpint (referral->state, ==, WF_REFERRAL_GOT);
  g_assert_cmpuint (referral->steps->len, ==, 3);
  g_assert_true (wf_client_repo_has_code (f->repo, referral->code));
  outcomes = read_outcomes (f);
  g_assert_cmpuint (wf_outcomes_lookup (outcomes, "ca-on-laptops")->got, ==, 1);
}

static void
wait_for_count (WfAgencyRepo *agency, const char *entry, guint got)
{
  for (;;)
    {
      const WfOutcomeCount *count =
          wf_outcomes_lookup (wf_agency_repo_get_outcomes (agency), entry);

      if ((count != NULL ? count->got : 0) == got)
        return;
      g_main_context_iteration (NULL, TRUE);
    }
}

/* Whoever asks reads what is durable now, and nothing while the vault is locked. */
static void
test_counts_are_told (void)
{
  g_autoptr (AgencyFixture) f = agency_fixture_new (NULL);
  g_autofree char *client = agency_fixture_add_client (f, "Noor");
  g_autofree char *id = begin (f, client, "ca-on-laptops");
  g_autoptr (GError) error = NULL;
  g_autoptr (WfAgencyRepo) agency = wf_agency_repo_new (f->vault);
  g_autoptr (WfOutcomes) kept = NULL;

  g_assert_true (wf_agency_repo_load_sync (agency, &error));
  g_assert_null (wf_outcomes_lookup (wf_agency_repo_get_outcomes (agency), "ca-on-laptops"));
  kept = wf_outcomes_ref (wf_agency_repo_get_outcomes (agency));
  move (f, client, id, WF_REFERRAL_AGREED);
  move (f, client, id, WF_REFERRAL_SENT);
  move (f, client, id, WF_REFERRAL_GOT);
  wait_for_count (agency, "ca-on-laptops", 1);
  g_assert_null (wf_outcomes_lookup (kept, "ca-on-laptops"));

  g_assert_true (wf_vault_lock_sync (f->vault, &error));
  wait_for_count (agency, "ca-on-laptops", 0);
}

static void
test_practice_counts_nothing (void)
{
  g_autoptr (AgencyFixture) f = agency_fixture_new (NULL);
  g_autofree char *client = agency_fixture_add_client (f, "Sam");
  g_autofree char *id = begin (f, client, "ca-on-laptops");
  g_autoptr (WfOutcomes) outcomes = NULL;

  agency_fixture_append (f, client, wf_client_record_practice ());
  move (f, client, id, WF_REFERRAL_NOT_GOT);
  outcomes = read_outcomes (f);
  g_assert_null (wf_outcomes_lookup (outcomes, "ca-on-laptops"));
}

/* Whose it was is gone; that it did not work stays. */
static void
test_counts_outlive (void)
{
  g_autoptr (AgencyFixture) f = agency_fixture_new (NULL);
  g_autofree char *client = agency_fixture_add_client (f, "Noor");
  g_autofree char *id = begin (f, client, "ca-on-laptops");
  g_autoptr (GError) error = NULL;
  g_autoptr (WfOutcomes) outcomes = NULL;
  g_autoptr (GPtrArray) records = NULL;

  move (f, client, id, WF_REFERRAL_NOT_GOT);
  g_assert_true (wf_client_repo_forget_alone_sync (f->repo, client, "asked", FALSE, &error));
  g_assert_no_error (error);
  outcomes = read_outcomes (f);
  g_assert_cmpuint (wf_outcomes_lookup (outcomes, "ca-on-laptops")->not_got, ==, 1);
  records = wf_vault_read_sync (f->vault, wf_vault_get_agency_id (f->vault), &error);
  for (guint i = 0; i < records->len; i++)
    {
      g_autofree char *text = wf_json_to_text (((WfRecord *) records->pdata[i])->body);

      g_assert_null (g_strstr_len (text, -1, client));
      g_assert_null (g_strstr_len (text, -1, id));
    }
}

static void
on_things (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **out = user_data;

  *out = g_object_ref (result);
}

/* One client of three whose record cannot be read: the others are listed, and it is counted. */
static void
test_one_unread (void)
{
  g_autoptr (AgencyFixture) f = agency_fixture_new (NULL);
  g_autofree char *first = agency_fixture_add_client (f, "Noor");
  g_autofree char *second = agency_fixture_add_client (f, "Amina");
  g_autofree char *third = agency_fixture_add_client (f, "Samira");
  const char *clients[] = { first, second, third };
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) things = NULL;
  guint n_unread = 0;

  for (guint i = 0; i < G_N_ELEMENTS (clients); i++)
    {
      g_autofree char *id = begin (f, clients[i], "ca-on-laptops");

      move (f, clients[i], id, WF_REFERRAL_AGREED);
      move (f, clients[i], id, WF_REFERRAL_SENT);
    }
  /* It goes, and the list does not know yet. */
  g_signal_handlers_block_matched (f->vault, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, f->repo);
  g_assert_true (wf_vault_forget_sync (f->vault, second, "asked", &error));
  g_assert_no_error (error);
  wf_client_repo_list_things_async (f->repo, "2027-12-31", NULL, on_things, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  things = wf_client_repo_list_things_finish (f->repo, result, &n_unread, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (things->len, ==, 2);
  g_assert_cmpuint (n_unread, ==, 1);
  g_signal_handlers_unblock_matched (f->vault, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, f->repo);
}

static void
test_things (void)
{
  g_autoptr (AgencyFixture) f = agency_fixture_new (NULL);
  g_autofree char *first = agency_fixture_add_client (f, "Noor");
  g_autofree char *second = agency_fixture_add_client (f, "Amina");
  g_autofree char *id = begin (f, first, "ca-on-laptops");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) things = NULL;
  g_autoptr (GArray) days = NULL;
  const WfDueThing *thing;

  move (f, first, id, WF_REFERRAL_AGREED);
  move (f, first, id, WF_REFERRAL_SENT);
  agency_fixture_append (f, first, wf_client_record_due ("2026-12-24", "call"));
  agency_fixture_append (f, second, wf_client_record_due ("2026-11-30", "call"));
  none = wf_client_repo_list_things_sync (f->repo, "2026-11-29", &error);
  g_assert_cmpuint (none->len, ==, 0);
  things = wf_client_repo_list_things_sync (f->repo, "2026-12-31", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (things->len, ==, 3);
  thing = things->pdata[0];
  g_assert_cmpstr (thing->client_id, ==, second);
  thing = things->pdata[1];
  g_assert_cmpstr (thing->client_id, ==, first);
  g_assert_cmpstr (thing->title, ==, "Laptop library");
  g_assert_cmpstr (wf_due_get_day (thing->due), ==, "2026-12-02");
  g_assert_cmpstr (thing->due->id, ==, id);
  thing = things->pdata[2];
  g_assert_cmpstr (thing->due->id, ==, "");

  /* locked: days, nothing else */
  g_assert_true (wf_client_repo_save_due_sync (f->repo, &error));
  g_assert_true (wf_vault_lock_sync (f->vault, &error));
  days = wf_vault_get_due_sync (f->vault, &error);
  g_assert_cmpuint (days->len, ==, 3); /* two of one client, one of the other, as Today has them */
  g_assert_cmpint (g_array_index (days, gint32, 1), ==, wf_day_get_number ("2026-12-02"));
  g_assert_cmpint (g_array_index (days, gint32, 2), ==, wf_day_get_number ("2026-12-24"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/follow/whole-way", test_whole_way);
  g_test_add_func ("/follow/counts-are-told", test_counts_are_told);
  g_test_add_func ("/follow/practice", test_practice_counts_nothing);
  g_test_add_func ("/follow/counts-outlive", test_counts_outlive);
  g_test_add_func ("/follow/things", test_things);
  g_test_add_func ("/follow/one-unread", test_one_unread);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list of clients and the agency's settings on a real vault.
 */
#include "agency-fixture.h"

#include "wf-await.h"
#include "wf-json.h"
#include "wf-vault-care.h"

static WfClientItem *
peek (AgencyFixture *f, guint position)
{
  g_autoptr (WfClientItem) item = g_list_model_get_item (G_LIST_MODEL (f->repo), position);

  return item; /* the list keeps it */
}

static void
on_signal (WfClientRepo *repo, const char *id, char **out_id)
{
  g_free (*out_id);
  *out_id = g_strdup (id);
}

/* The same dice twice: without a look at the list the second three would get the first's. */
static void
test_numbers_are_nobody_elses (void)
{
  g_autoptr (AgencyFixture) f = agency_fixture_new (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < 6; i++)
    {
      if (i % 3 == 0)
        wf_client_repo_set_seed (f->repo, 7);

      g_autofree char *id = agency_fixture_add_client (f, NULL);
      guint number = wf_client_item_get_card (wf_client_repo_lookup (f->repo, id))->number;

      g_assert_cmpuint (number, >=, 1000);
      g_assert_cmpuint (number, <, 10000);
      g_assert_true (g_hash_table_add (seen, GUINT_TO_POINTER (number)));
    }
}

static void
test_create_and_name (void)
{
  g_autoptr (AgencyFixture) f = agency_fixture_new (NULL);
  g_autofree char *changed = NULL;
  g_autofree char *first = agency_fixture_add_client (f, NULL);
  g_autofree char *second = agency_fixture_add_client (f, "Noor");

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->repo)), ==, 2);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (f->repo)) == WF_TYPE_CLIENT_ITEM);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (f->repo), 2));
  g_assert_cmpuint (wf_client_item_get_card (wf_client_repo_lookup (f->repo, first))->number, >=,
                    1000);
  g_assert_cmpuint (wf_client_item_get_card (wf_client_repo_lookup (f->repo, second))->number, <,
                    10000);
  g_assert_null (wf_client_repo_lookup (f->repo, f->founder));

  g_signal_connect (f->repo, "client-changed", G_CALLBACK (on_signal), &changed);
  wf_clock_advance (f->clock, WF_CLOCK_HOUR);
  agency_fixture_append (f, first, wf_client_record_named ("Amina", FALSE));
  g_assert_cmpstr (changed, ==, first);
  /* the latest contact stands first, under its new name */
  g_assert_cmpstr (wf_client_item_get_id (peek (f, 0)), ==, first);
  g_assert_cmpstr (wf_client_item_get_card (peek (f, 0))->name, ==, "Amina");
}

static void
test_survives_a_restart (void)
{
  g_autoptr (AgencyFixture) f = agency_fixture_new (NULL);
  g_autofree char *id = agency_fixture_add_client (f, "Noor");
  g_autoptr (GError) error = NULL;

  agency_fixture_restart (f);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->repo)), ==, 1);

  g_autoptr (WfClient) client = wf_client_repo_get_sync (f->repo, id, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (wf_client_get_name (client), ==, "Noor");
  g_assert_cmpstr (wf_client_get_navigator (client), ==, f->founder);
}

static void
test_lock_empties (void)
{
  g_autoptr (AgencyFixture) f = agency_fixture_new (NULL);
  g_autofree char *id = agency_fixture_add_client (f, "Noor");
  g_autoptr (GError) error = NULL;

  wf_vault_lock_sync (f->vault, &error);
  g_assert_no_error (error);
  agency_fixture_settle ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->repo)), ==, 0);
  g_assert_null (wf_client_repo_lookup (f->repo, id));
  g_assert_null (wf_client_repo_get_sync (f->repo, id, NULL, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_false (wf_client_repo_load_sync (f->repo, &error));
  g_clear_error (&error);
  g_assert_null (wf_client_repo_create_sync (f->repo, "X", FALSE, NULL, NULL, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_LOCKED);
}

static GPtrArray *
get_timeline (AgencyFixture *f, const char *id, gboolean with_views)
{
  WfAwait await;
  g_autoptr (GError) error = NULL;

  wf_await_begin (&await);
  wf_client_repo_get_timeline_async (f->repo, id, with_views, NULL, on_wf_await_ready, &await);
  g_autoptr (GAsyncResult) result = wf_await_end (&await);
  GPtrArray *entries = wf_client_repo_get_timeline_finish (f->repo, result, &error);

  g_assert_no_error (error);
  return entries;
}

static guint
count_views (AgencyFixture *f, const char *id)
{
  g_autoptr (GPtrArray) with = get_timeline (f, id, TRUE);
  g_autoptr (GPtrArray) without = get_timeline (f, id, FALSE);

  return with->len - without->len;
}

static void
get_viewed (AgencyFixture *f, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfClient) client = wf_client_repo_get_sync (f->repo, id, "client", &error);

  g_assert_no_error (error);
  g_assert_nonnull (client);
}

static void
test_views_are_logged (void)
{
  g_autoptr (AgencyFixture) f = agency_fixture_new (NULL);
  g_autofree char *id = agency_fixture_add_client (f, "Noor");
  gint64 before = wf_client_item_get_card (wf_client_repo_lookup (f->repo, id))->last_activity_us;

  get_viewed (f, id);
  get_viewed (f, id); /* the same look */
  g_assert_cmpuint (count_views (f, id), ==, 1);
  wf_clock_advance (f->clock, 10 * WF_CLOCK_MINUTE);
  get_viewed (f, id);
  g_assert_cmpuint (count_views (f, id), ==, 2);
  agency_fixture_unlock_as (f, f->navigator);
  get_viewed (f, id);
  g_assert_cmpuint (count_views (f, id), ==, 3);

  g_autoptr (GPtrArray) entries = get_timeline (f, id, TRUE);
  const WfTimelineEntry *latest = entries->pdata[0];

  g_assert_cmpstr (latest->code, ==, "viewed");
  g_assert_true (g_str_has_prefix (latest->author, f->navigator));
  g_assert_cmpint (wf_client_item_get_card (wf_client_repo_lookup (f->repo, id))->last_activity_us,
                   ==, before);
}

/* An auditor reads, which is logged and shown to the client on request; and writes nothing else. */
static void
test_auditor (void)
{
  g_autoptr (AgencyFixture) f = agency_fixture_new (NULL);
  g_autofree char *id = agency_fixture_add_client (f, "Noor");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);

  agency_fixture_unlock_as (f, f->auditor);
  {
    g_autoptr (WfClient) client = wf_client_repo_get_sync (f->repo, id, "client", &error);
    g_autoptr (GPtrArray) seen = wf_vault_read_sync (f->vault, id, NULL);
    const WfRecord *latest = seen->pdata[seen->len - 1];

    g_assert_no_error (error);
    g_assert_cmpstr (wf_client_get_name (client), ==, "Noor");
    g_assert_cmpstr (latest->kind, ==, "client.viewed");
    g_assert_true (g_str_has_prefix (latest->author, f->auditor));
  }
  g_ptr_array_add (records, wf_client_record_named ("Other", FALSE));
  g_assert_false (wf_client_repo_append_sync (f->repo, id, records, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_ALLOWED);
  g_assert_cmpstr (wf_client_item_get_card (wf_client_repo_lookup (f->repo, id))->name, ==, "Noor");
}

static void
test_restricted (void)
{
  g_autoptr (AgencyFixture) f = agency_fixture_new (NULL);
  g_autoptr (GError) error = NULL;
  const char *only_for[] = { f->founder, NULL };
  g_autofree char *open_to_all = agency_fixture_add_client (f, "Open");
  g_autofree char *id =
      wf_client_repo_create_sync (f->repo, "Hidden", FALSE, NULL, only_for, &error);

  g_assert_no_error (error);
  g_assert_true (wf_client_item_get_card (wf_client_repo_lookup (f->repo, id))->is_restricted);

  g_autoptr (WfClient) client = wf_client_repo_get_sync (f->repo, id, NULL, &error);

  g_assert_cmpstr (wf_client_get_restricted_to (client)[0], ==, f->founder);
  agency_fixture_unlock_as (f, f->navigator);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->repo)), ==, 1);
  g_assert_nonnull (wf_client_repo_lookup (f->repo, open_to_all));
  g_assert_null (wf_client_repo_lookup (f->repo, id));
  g_assert_null (wf_client_repo_get_sync (f->repo, id, NULL, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_RESTRICTED);
}

/* What the vault itself tells of a client reaches the row. */
static void
test_restrict_later (void)
{
  g_autoptr (AgencyFixture) f = agency_fixture_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = agency_fixture_add_client (f, "Noor");
  const char *only_for[] = { f->founder, f->navigator, NULL };

  wf_vault_hand_over_sync (f->vault, id, f->navigator, "away", TRUE, &error);
  g_assert_no_error (error);
  g_assert_true (wf_vault_restrict_sync (f->vault, id, only_for, &error));

  g_autoptr (WfClient) client = wf_client_repo_get_sync (f->repo, id, NULL, &error);

  g_assert_nonnull (wf_client_get_restricted_to (client));
  g_assert_cmpstr (wf_client_get_navigator (client), ==, f->navigator);
  wf_vault_restrict_sync (f->vault, id, NULL, &error);
  g_autoptr (WfClient) opened = wf_client_repo_get_sync (f->repo, id, NULL, &error);

  g_assert_null (wf_client_get_restricted_to (opened));
}

static void
test_lists (void)
{
  g_autoptr (AgencyFixture) f = agency_fixture_new (NULL);
  g_autofree char *early = agency_fixture_add_client (f, "Early");
  g_autofree char *late = agency_fixture_add_client (f, "Late");
  g_autofree char *none = agency_fixture_add_client (f, "None");
  g_autofree char *refuses = agency_fixture_add_client (f, "Refuses");
  g_autofree char *held = agency_fixture_add_client (f, "Held");
  g_autoptr (WfVisit) visit = wf_visit_new ("00112233445566778899aabbccddeeff", WF_VISIT_FULL);
  const char *purposes[] = { WF_CONSENT_KEEP_NOTES, NULL };
  gboolean no = FALSE;

  agency_fixture_append (f, late, wf_client_record_due ("2026-12-24", NULL));
  agency_fixture_append (f, early, wf_client_record_due ("2026-11-01", NULL));
  agency_fixture_append (f, none, wf_visit_record_started (visit));
  agency_fixture_append (f, refuses, wf_consent_record_given (purposes, &no, "en", NULL, TRUE));
  agency_fixture_append (f, held, wf_client_record_held ("x"));

  g_autoptr (GPtrArray) all = wf_client_repo_list_due (f->repo, "2026-12-31");
  g_autoptr (GPtrArray) soon = wf_client_repo_list_due (f->repo, "2026-11-30");
  g_autoptr (GPtrArray) open = wf_client_repo_list_open (f->repo);
  g_autoptr (GPtrArray) asks = wf_client_repo_list_expired (f->repo, 12);

  g_assert_cmpuint (all->len, ==, 2);
  g_assert_cmpstr (wf_client_item_get_id (all->pdata[0]), ==, early);
  g_assert_cmpuint (soon->len, ==, 1);
  g_assert_cmpuint (open->len, ==, 1);
  g_assert_cmpstr (wf_client_item_get_id (open->pdata[0]), ==, none);
  g_assert_cmpuint (asks->len, ==, 1);
  g_assert_cmpstr (wf_client_item_get_id (asks->pdata[0]), ==, refuses);

  wf_clock_advance (f->clock, 366 * WF_CLOCK_DAY);
  g_autoptr (GPtrArray) expired = wf_client_repo_list_expired (f->repo, 12);

  g_assert_cmpuint (expired->len, ==, 4); /* the held one stays */
}

static void
assert_due (AgencyFixture *f, guint expected_len, gint32 expected_first)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) days = wf_vault_get_due_sync (f->vault, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (days->len, ==, expected_len);
  if (expected_len > 0)
    g_assert_cmpint (g_array_index (days, gint32, 0), ==, expected_first);
}

static void
test_due_while_locked (void)
{
  g_autoptr (AgencyFixture) f = agency_fixture_new (NULL);
  g_autofree char *first = agency_fixture_add_client (f, "One");
  g_autofree char *second = agency_fixture_add_client (f, "Two");
  g_autoptr (GError) error = NULL;

  agency_fixture_append (f, first, wf_client_record_due ("1970-02-01", NULL));
  agency_fixture_append (f, second, wf_client_record_due ("1970-01-11", NULL));
  g_assert_true (wf_client_repo_save_due_sync (f->repo, &error));
  g_assert_true (wf_client_repo_save_due_sync (f->repo, &error)); /* in step: nothing to do */
  g_assert_no_error (error);
  wf_vault_lock_sync (f->vault, &error);
  agency_fixture_settle ();
  assert_due (f, 2, 10);
  g_assert_true (wf_client_repo_save_due_sync (f->repo, &error)); /* an empty list says nothing */
  assert_due (f, 2, 10);

  agency_fixture_unlock_as (f, f->founder);
  agency_fixture_append (f, second, wf_client_record_due ("9999-99-99", NULL));
  g_assert_true (wf_client_repo_save_due_sync (f->repo, &error));
  assert_due (f, 1, 31);
}

static void
test_count_month (void)
{
  g_autoptr (AgencyFixture) f = agency_fixture_new (NULL);
  g_autofree char *id = agency_fixture_add_client (f, NULL);
  g_autofree char *other = agency_fixture_add_client (f, "Other");
  g_autoptr (WfVisit) visit = wf_visit_new ("00112233445566778899aabbccddeeff", WF_VISIT_HELP_NOW);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (FIXTURE_NOW / G_USEC_PER_SEC);
  g_autoptr (GError) error = NULL;

  agency_fixture_append (f, id, wf_visit_record_started (visit));
  visit->minutes = 20;
  agency_fixture_append (f, id, wf_visit_record_ended (visit, NULL));
  agency_fixture_restart (f);

  g_autoptr (WfMonthCount) count = wf_client_repo_count_month_sync (
      f->repo, g_date_time_get_year (now), g_date_time_get_month (now), utc, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (count->visits, ==, 1);
  g_assert_cmpuint (count->anonymous, ==, 1);
  g_assert_cmpuint (count->minutes, ==, 20);
  g_assert_nonnull (wf_client_repo_lookup (f->repo, other)); /* who did not come, did not count */

  wf_vault_lock_sync (f->vault, NULL);
  agency_fixture_settle ();
  g_assert_null (wf_client_repo_count_month_sync (f->repo, 2026, 1, utc, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_LOCKED);
}

static void
on_changed (GObject *object, guint *count)
{
  (*count)++;
}

static void
test_agency (void)
{
  g_autoptr (AgencyFixture) f = agency_fixture_new (NULL);
  g_autoptr (WfAgencyRepo) repo = wf_agency_repo_new (f->vault);
  g_autoptr (GError) error = NULL;
  guint changed = 0;

  g_signal_connect (repo, "changed", G_CALLBACK (on_changed), &changed);
  g_assert_cmpstr (wf_agency_repo_get (repo)->name, ==, "");
  g_assert_true (wf_agency_repo_load_sync (repo, &error));
  g_assert_cmpstr (wf_agency_repo_get (repo)->name, ==, "Example Agency");
  g_assert_cmpstr (wf_agency_repo_get (repo)->region, ==, "CA-ON");

  g_autoptr (WfAgency) after = wf_agency_copy (wf_agency_repo_get (repo));

  g_assert_true (wf_agency_repo_save_sync (repo, after, &error)); /* nothing differs */
  g_assert_cmpuint (changed, ==, 1);
  after->retention_months = 36;
  after->lock_minutes = 7;
  g_assert_true (wf_agency_repo_save_sync (repo, after, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (changed, ==, 2);
  g_assert_cmpuint (wf_agency_repo_get (repo)->retention_months, ==, 36);

  agency_fixture_unlock_as (f, f->navigator);
  g_assert_cmpstr (wf_agency_repo_get (repo)->name, ==, ""); /* words go when it is locked */
  g_assert_cmpuint (wf_agency_repo_get (repo)->lock_minutes, ==, 7); /* the minutes stay */
  g_assert_true (wf_agency_repo_load_sync (repo, &error));
  after->retention_months = 12;
  g_assert_false (wf_agency_repo_save_sync (repo, after, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_ALLOWED);
  g_assert_cmpuint (wf_agency_repo_get (repo)->retention_months, ==, 36);
  g_clear_error (&error);

  wf_vault_lock_sync (f->vault, NULL);
  g_assert_false (wf_agency_repo_load_sync (repo, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_false (wf_agency_repo_save_sync (repo, after, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_LOCKED);
}

static void
visit (AgencyFixture *f, const char *id, const char *visit_id, const char *place)
{
  g_autoptr (WfVisit) one = wf_visit_new (visit_id, WF_VISIT_HELP_NOW);

  wf_clock_advance (f->clock, WF_CLOCK_HOUR);
  agency_fixture_append (f, id, wf_visit_record_started (one));
  wf_visit_set_text (&one->place, place);
  agency_fixture_append (f, id, wf_visit_record_ended (one, NULL));
}

static void
assert_habit (AgencyFixture *f, const char *id, const char *place)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfVisit) habit = wf_client_repo_find_habit_sync (f->repo, id, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (habit != NULL ? habit->place : NULL, ==, place);
}

/* Where the last visit was: of this client; else the last one that we led ourselves. */
static void
test_habit (void)
{
  g_autoptr (AgencyFixture) f = agency_fixture_new (NULL);
  g_autofree char *amina = agency_fixture_add_client (f, "Amina");
  g_autofree char *noor = agency_fixture_add_client (f, "Noor");
  g_autofree char *bahar = agency_fixture_add_client (f, "Bahar");

  assert_habit (f, amina, NULL);
  visit (f, amina, "00000000000000000000000000000001", "Library");
  visit (f, amina, "00000000000000000000000000000002", "");
  assert_habit (f, amina, "Library"); /* the last that says where */
  assert_habit (f, noor, "Library");
  visit (f, noor, "00000000000000000000000000000003", "Office");
  assert_habit (f, bahar, "Office");
  assert_habit (f, amina, "Library");

  /* A colleague's habit is not ours; the client's own place is. */
  agency_fixture_unlock_as (f, f->navigator);
  assert_habit (f, bahar, NULL);
  assert_habit (f, noor, "Office");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clients/repo/create-and-name", test_create_and_name);
  g_test_add_func ("/clients/repo/numbers-are-nobody-elses", test_numbers_are_nobody_elses);
  g_test_add_func ("/clients/repo/survives-a-restart", test_survives_a_restart);
  g_test_add_func ("/clients/repo/lock-empties", test_lock_empties);
  g_test_add_func ("/clients/repo/views-are-logged", test_views_are_logged);
  g_test_add_func ("/clients/repo/auditor", test_auditor);
  g_test_add_func ("/clients/repo/restricted", test_restricted);
  g_test_add_func ("/clients/repo/restrict-later", test_restrict_later);
  g_test_add_func ("/clients/repo/lists", test_lists);
  g_test_add_func ("/clients/repo/due-while-locked", test_due_while_locked);
  g_test_add_func ("/clients/repo/count-month", test_count_month);
  g_test_add_func ("/clients/repo/agency", test_agency);
  g_test_add_func ("/clients/repo/habit", test_habit);
  return g_test_run ();
}

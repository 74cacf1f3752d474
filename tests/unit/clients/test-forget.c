/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Forgetting on a real vault: the second person, the hold, what stays, and that nothing is counted
 * twice.
 */
#include "agency-fixture.h"

#include "wf-await.h"
#include "wf-loan.h"
#include "wf-json.h"
#include "wf-vault-care.h"

#include <string.h>

static void
add_visit (AgencyFixture *f, const char *id, guint minutes)
{
  static guint serial;
  g_autofree char *visit_id = g_strdup_printf ("%032x", ++serial);
  g_autoptr (WfVisit) visit = wf_visit_new (visit_id, WF_VISIT_HELP_NOW);

  wf_visit_set_text (&visit->mode, "video");
  wf_visit_set_text (&visit->goal, "a private goal");
  agency_fixture_append (f, id, wf_visit_record_started (visit));
  visit->minutes = minutes;
  agency_fixture_append (f, id, wf_visit_record_ended (visit, NULL));
}

static void
say_notes (AgencyFixture *f, const char *id, gboolean answer)
{
  const char *purposes[] = { WF_CONSENT_KEEP_NOTES, NULL };

  agency_fixture_append (f, id, wf_consent_record_given (purposes, &answer, "en", NULL, TRUE));
}

static guint
count_visits (AgencyFixture *f)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (FIXTURE_NOW / G_USEC_PER_SEC);
  g_autoptr (GError) error = NULL;
  g_autoptr (WfMonthCount) count = wf_client_repo_count_month_sync (
      f->repo, g_date_time_get_year (now), g_date_time_get_month (now), utc, &error);

  g_assert_no_error (error);
  return count->visits;
}

static gboolean
forget (AgencyFixture *f, const char *id, const char *slot, const char *passphrase, GError **error)
{
  return wf_client_repo_forget_sync (f->repo, id, "asked", slot, passphrase, error);
}

static void
on_forgotten (WfClientRepo *repo, const char *id, char **out_id)
{
  g_free (*out_id);
  *out_id = g_strdup (id);
}

static gboolean
forget_wholly (AgencyFixture *f, const char *id, const char *second, GError **error)
{
  WfAwait await;

  wf_await_begin (&await);
  wf_client_repo_forget_wholly_async (f->repo, id, "retention", second, FIXTURE_PASSPHRASE, NULL,
                                      on_wf_await_ready, &await);
  g_autoptr (GAsyncResult) result = wf_await_end (&await);

  return wf_client_repo_forget_finish (f->repo, result, error);
}

static void
test_forget (void)
{
  g_autoptr (AgencyFixture) f = agency_fixture_new (NULL);
  g_autofree char *id = agency_fixture_add_client (f, "Noor");
  g_autofree char *other = agency_fixture_add_client (f, "Other");
  g_autofree char *told = NULL;
  g_autoptr (GError) error = NULL;

  add_visit (f, id, 20);
  add_visit (f, id, 30);
  add_visit (f, other, 5);
  g_assert_cmpuint (count_visits (f), ==, 3);

  g_autoptr (WfForgetPreview) preview =
      wf_client_repo_preview_forget_sync (f->repo, id, 12, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (preview->who, ==, "Noor");
  g_assert_cmpuint (preview->remains->len, ==, 2);

  g_signal_connect (f->repo, "client-forgotten", G_CALLBACK (on_forgotten), &told);
  g_assert_true (forget (f, id, f->navigator, FIXTURE_PASSPHRASE, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (told, ==, id);
  g_assert_null (wf_client_repo_lookup (f->repo, id));
  g_assert_null (wf_client_repo_get_sync (f->repo, id, NULL, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (count_visits (f), ==, 3); /* the month says the same */
  agency_fixture_restart (f);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->repo)), ==, 1);
  g_assert_cmpuint (count_visits (f), ==, 3);
}

/* Not even an unnamed figure stays, and it needs the second person all the same. */
static void
test_forget_wholly (void)
{
  g_autoptr (AgencyFixture) f = agency_fixture_new (NULL);
  g_autofree char *id = agency_fixture_add_client (f, "Noor");
  g_autofree char *other = agency_fixture_add_client (f, "Other");
  g_autoptr (GError) error = NULL;

  add_visit (f, id, 20);
  add_visit (f, other, 5);
  g_assert_false (forget_wholly (f, id, f->founder, &error));
  g_assert_error (error, WF_CLIENT_ERROR, WF_CLIENT_ERROR_SECOND_PERSON);
  g_clear_error (&error);
  g_assert_true (forget_wholly (f, id, f->navigator, &error));
  g_assert_no_error (error);
  agency_fixture_restart (f);
  g_assert_null (wf_client_repo_lookup (f->repo, id));
  g_assert_cmpuint (count_visits (f), ==, 1);
}

/* The command line's way, with the figures and without. */
static void
test_forget_alone (void)
{
  g_autoptr (AgencyFixture) f = agency_fixture_new (NULL);
  g_autofree char *counted = agency_fixture_add_client (f, "Noor");
  g_autofree char *whole = agency_fixture_add_client (f, "Other");
  g_autoptr (GError) error = NULL;

  add_visit (f, counted, 20);
  add_visit (f, whole, 5);
  g_assert_true (wf_client_repo_forget_alone_sync (f->repo, counted, "asked", FALSE, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_visits (f), ==, 2);
  g_assert_true (wf_client_repo_forget_alone_sync (f->repo, whole, "asked", TRUE, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_visits (f), ==, 1);
}

static void
test_lent (void)
{
  g_autoptr (AgencyFixture) f = agency_fixture_new (NULL);
  g_autofree char *id = agency_fixture_add_client (f, "Noor");
  g_autoptr (WfLoan) first = wf_loan_new ();
  g_autoptr (WfLoan) second = wf_loan_new ();
  g_autoptr (WfForgetPreview) preview = NULL;

  agency_fixture_append (f, id, wf_loan_record_lent (first));
  agency_fixture_append (f, id, wf_loan_record_lent (second));
  agency_fixture_append (f, id, wf_loan_record_ended (first, FALSE, "2026-11-18", NULL));
  preview = wf_client_repo_preview_forget_sync (f->repo, id, 12, NULL);
  g_assert_cmpuint (preview->lent, ==, 1);
}

static void
test_second_person (void)
{
  g_autoptr (AgencyFixture) f = agency_fixture_new (NULL);
  g_autofree char *id = agency_fixture_add_client (f, "Noor");
  g_autoptr (GError) error = NULL;

  g_assert_false (forget (f, id, NULL, NULL, &error));
  g_assert_error (error, WF_CLIENT_ERROR, WF_CLIENT_ERROR_SECOND_PERSON);
  g_clear_error (&error);
  g_assert_false (forget (f, id, f->founder, FIXTURE_PASSPHRASE, &error));
  g_assert_error (error, WF_CLIENT_ERROR, WF_CLIENT_ERROR_SECOND_PERSON);
  g_clear_error (&error);
  g_assert_false (forget (f, id, f->navigator, "not theirs", &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_WRONG_PASSPHRASE);
  g_assert_nonnull (wf_client_repo_lookup (f->repo, id));
}

static void
test_hold (void)
{
  g_autoptr (AgencyFixture) f = agency_fixture_new (NULL);
  g_autofree char *id = agency_fixture_add_client (f, "Noor");
  g_autoptr (GError) error = NULL;

  agency_fixture_append (f, id, wf_client_record_held ("a complaint is open"));
  g_assert_false (forget (f, id, f->navigator, FIXTURE_PASSPHRASE, &error));
  g_assert_error (error, WF_CLIENT_ERROR, WF_CLIENT_ERROR_HELD);
  g_clear_error (&error);
  agency_fixture_append (f, id, wf_client_record_released ("closed"));
  g_assert_true (forget (f, id, f->navigator, FIXTURE_PASSPHRASE, &error));
  g_assert_no_error (error);
}

/* Between the two steps the power went: asked again, only the second is done. */
static void
test_interrupted (void)
{
  g_autoptr (AgencyFixture) f = agency_fixture_new (NULL);
  g_autofree char *id = agency_fixture_add_client (f, "Noor");
  g_autoptr (GError) error = NULL;

  add_visit (f, id, 20);
  g_autoptr (WfClient) client = wf_client_repo_get_sync (f->repo, id, NULL, &error);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GPtrArray) remains = wf_retention_make_remains (client, utc);

  g_assert_true (
      wf_vault_append_sync (f->vault, wf_vault_get_agency_id (f->vault), remains, &error));
  agency_fixture_append (f, id, wf_record_new ("retention.counted", json_object_new ()));
  g_assert_cmpuint (count_visits (f), ==, 1);
  g_assert_true (forget (f, id, f->navigator, FIXTURE_PASSPHRASE, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_visits (f), ==, 1);
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* Whether closing the visit would forget them. */
static gboolean
is_unkept (AgencyFixture *f, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is;

  wf_client_repo_ask_unkept_async (f->repo, id, NULL, on_asked, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  is = wf_client_repo_ask_unkept_finish (f->repo, result, &error);
  g_assert_no_error (error);
  return is;
}

static void
test_unkept (void)
{
  g_autoptr (AgencyFixture) f = agency_fixture_new (NULL);
  g_autofree char *id = agency_fixture_add_client (f, NULL);
  g_autoptr (WfVisit) visit = wf_visit_new ("00112233445566778899aabbccddeeff", WF_VISIT_HELP_NOW);
  g_autoptr (GError) error = NULL;

  /* nothing was said about notes yet */
  g_assert_false (is_unkept (f, id));
  g_assert_false (wf_client_repo_forget_unkept_sync (f->repo, id, &error));
  g_assert_error (error, WF_CLIENT_ERROR, WF_CLIENT_ERROR_REFUSED);
  g_clear_error (&error);

  say_notes (f, id, FALSE);
  agency_fixture_append (f, id, wf_visit_record_started (visit));
  g_assert_true (is_unkept (f, id));
  g_assert_false (wf_client_repo_forget_unkept_sync (f->repo, id, &error));
  g_assert_error (error, WF_CLIENT_ERROR, WF_CLIENT_ERROR_VISIT_OPEN);
  g_clear_error (&error);

  agency_fixture_append (f, id, wf_visit_record_ended (visit, NULL));
  g_assert_true (wf_client_repo_forget_unkept_sync (f->repo, id, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->repo)), ==, 0);
  g_assert_cmpuint (count_visits (f), ==, 1);
}

/* Whoever agreed once is forgotten like anybody: with a second person. */
static void
test_unkept_after_a_yes (void)
{
  g_autoptr (AgencyFixture) f = agency_fixture_new (NULL);
  g_autofree char *id = agency_fixture_add_client (f, NULL);
  g_autoptr (GError) error = NULL;

  say_notes (f, id, TRUE);
  agency_fixture_append (f, id, wf_consent_record_revoked (WF_CONSENT_KEEP_NOTES, NULL));
  g_assert_false (is_unkept (f, id));
  g_assert_false (wf_client_repo_forget_unkept_sync (f->repo, id, &error));
  g_assert_error (error, WF_CLIENT_ERROR, WF_CLIENT_ERROR_REFUSED);

  g_autoptr (GPtrArray) listed = wf_client_repo_list_expired (f->repo, 24);

  g_assert_cmpuint (listed->len, ==, 1);
}

static void
check_evening (void)
{
  g_autoptr (AgencyFixture) f = agency_fixture_new (NULL);
  g_autofree char *id = agency_fixture_add_client (f, "Noor");
  g_autoptr (GDateTime) evening = g_date_time_new_utc (2026, 12, 1, 1, 0, 0);
  g_autoptr (GTimeZone) here = g_time_zone_new_local ();
  g_autoptr (GError) error = NULL;

  wf_clock_advance (f->clock, g_date_time_to_unix (evening) * G_USEC_PER_SEC - FIXTURE_NOW);
  add_visit (f, id, 20);
  g_assert_true (forget (f, id, f->navigator, FIXTURE_PASSPHRASE, &error));
  g_assert_no_error (error);
  g_autoptr (WfMonthCount) november =
      wf_client_repo_count_month_sync (f->repo, 2026, 11, here, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (november->visits, ==, 1);
}

/* The month is that of the calendar on the wall, before and after. */
static void
test_stays_in_its_month (void)
{
  g_autofree char *zone = g_strdup (g_getenv ("TZ"));

  g_setenv ("TZ", "-05:00", TRUE);
  check_evening ();
  g_setenv ("TZ", zone != NULL ? zone : "UTC", TRUE);
}

/* What stays in the agency's log says nothing of anybody. */
static void
test_remains_name_nobody (void)
{
  g_autoptr (AgencyFixture) f = agency_fixture_new (NULL);
  g_autofree char *id = agency_fixture_add_client (f, "Noor");
  g_autoptr (GError) error = NULL;

  add_visit (f, id, 20);
  g_assert_true (forget (f, id, f->navigator, FIXTURE_PASSPHRASE, &error));

  g_autoptr (GPtrArray) records =
      wf_vault_read_sync (f->vault, wf_vault_get_agency_id (f->vault), &error);
  guint n_counts = 0;

  for (guint i = 0; i < records->len; i++)
    {
      const WfRecord *record = records->pdata[i];
      g_autofree char *text = wf_json_to_text (record->body);

      n_counts += strcmp (record->kind, "count.visit") == 0;
      g_assert_null (strstr (text, "Noor"));
      g_assert_null (strstr (text, "private goal"));
      g_assert_null (strstr (text, id));
    }
  g_assert_cmpuint (n_counts, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clients/forget/forgets", test_forget);
  g_test_add_func ("/clients/forget/wholly", test_forget_wholly);
  g_test_add_func ("/clients/forget/alone", test_forget_alone);
  g_test_add_func ("/clients/forget/lent", test_lent);
  g_test_add_func ("/clients/forget/second-person", test_second_person);
  g_test_add_func ("/clients/forget/hold", test_hold);
  g_test_add_func ("/clients/forget/interrupted", test_interrupted);
  g_test_add_func ("/clients/forget/unkept", test_unkept);
  g_test_add_func ("/clients/forget/unkept-after-a-yes", test_unkept_after_a_yes);
  g_test_add_func ("/clients/forget/stays-in-its-month", test_stays_in_its_month);
  g_test_add_func ("/clients/forget/remains-name-nobody", test_remains_name_nobody);
  return g_test_run ();
}

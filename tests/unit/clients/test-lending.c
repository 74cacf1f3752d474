/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lending on a real vault: a loan with the client and the thing in the agency's list move together;
 * nothing goes out twice, or before it is empty; the agency's list names nobody, also when the
 * client is forgotten.
 */
#include "agency-fixture.h"

#include "wf-await.h"
#include "wf-client-repo-follow.h"
#include "wf-json.h"
#include "wf-lending.h"
#include "wf-vault-care.h"

#include <string.h>

#define TODAY "2026-11-18" /* of the fixture's clock */
#define UNTIL "2026-12-16"

static GPtrArray *
read_devices (AgencyFixture *f)
{
  WfAwait await;
  g_autoptr (GError) error = NULL;

  wf_await_begin (&await);
  wf_client_repo_get_devices_async (f->repo, NULL, on_wf_await_ready, &await);
  g_autoptr (GAsyncResult) result = wf_await_end (&await);
  GPtrArray *devices = wf_client_repo_get_devices_finish (f->repo, result, &error);

  g_assert_no_error (error);
  return devices;
}

static void
change (AgencyFixture *f, WfRecord *record)
{
  WfAwait await;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);

  g_ptr_array_add (records, record);
  wf_await_begin (&await);
  wf_client_repo_change_devices_async (f->repo, records, NULL, on_wf_await_ready, &await);
  g_autoptr (GAsyncResult) result = wf_await_end (&await);

  g_assert_true (wf_client_repo_change_devices_finish (f->repo, result, &error));
  g_assert_no_error (error);
}

static GPtrArray *
list_loans (AgencyFixture *f)
{
  WfAwait await;
  g_autoptr (GError) error = NULL;

  wf_await_begin (&await);
  wf_client_repo_list_loans_async (f->repo, NULL, on_wf_await_ready, &await);
  g_autoptr (GAsyncResult) result = wf_await_end (&await);
  GPtrArray *loans = wf_client_repo_list_loans_finish (f->repo, result, NULL, &error);

  g_assert_no_error (error);
  return loans;
}

static char *
get_state (AgencyFixture *f, guint index)
{
  g_autoptr (GPtrArray) devices = read_devices (f);

  return g_strdup (((WfDevice *) devices->pdata[index])->state);
}

static void
assert_state (AgencyFixture *f, guint index, const char *expected)
{
  g_autofree char *state = get_state (f, index);

  g_assert_cmpstr (state, ==, expected);
}

/* Returns: the loan's id, or NULL with @error */
static char *
lend (AgencyFixture *f, const char *client, guint index, const char *until, GError **error)
{
  g_autoptr (GPtrArray) devices = read_devices (f);
  g_autoptr (WfFollow) follow = wf_client_repo_get_follow_sync (f->repo, client, NULL);
  g_autoptr (GPtrArray) for_agency =
      g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  g_autoptr (WfLoan) fresh = wf_loan_new ();
  g_autoptr (GPtrArray) records = wf_lending_propose_lend (
      follow, devices->pdata[index], TODAY, until, "ar", "charger", fresh->id, for_agency, error);

  if (records == NULL)
    {
      g_assert_cmpuint (for_agency->len, ==, 0);
      return NULL;
    }
  g_assert_true (wf_client_repo_follow_sync (f->repo, client, follow, records, for_agency, error));
  return g_strdup (fresh->id);
}

static void
end (AgencyFixture *f, const char *client, const char *loan, gboolean is_lost)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfFollow) follow = wf_client_repo_get_follow_sync (f->repo, client, NULL);
  g_autoptr (GPtrArray) for_agency =
      g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  g_autoptr (GPtrArray) records =
      wf_lending_propose_end (follow, loan, is_lost, TODAY, NULL, for_agency, &error);

  g_assert_no_error (error);
  g_assert_true (wf_client_repo_follow_sync (f->repo, client, follow, records, for_agency, &error));
}

static guint
count_due (AgencyFixture *f, const char *until)
{
  g_autoptr (GPtrArray) things = wf_client_repo_list_things_sync (f->repo, until, NULL);

  return things->len;
}

static void
test_whole_way (void)
{
  g_autoptr (AgencyFixture) f = agency_fixture_new (NULL);
  g_autofree char *client = agency_fixture_add_client (f, "Noor");
  g_autofree char *other = agency_fixture_add_client (f, "Sam");
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  g_autofree char *loan = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GPtrArray) loans = NULL;
  g_autoptr (GPtrArray) devices = NULL;

  change (f, wf_device_record_added ("T-014", "laptop", "no sound", &id));
  loan = lend (f, client, 0, UNTIL, &error);
  g_assert_no_error (error);
  agency_fixture_restart (f);
  assert_state (f, 0, "lent");
  g_assert_cmpuint (count_due (f, UNTIL), ==, 1);
  g_assert_cmpuint (count_due (f, "2026-12-15"), ==, 0);
  loans = list_loans (f);
  g_assert_cmpuint (loans->len, ==, 1);
  g_assert_cmpstr (((WfLoanAt *) loans->pdata[0])->client_id, ==, client);
  g_assert_cmpstr (((WfLoanAt *) loans->pdata[0])->loan->device, ==, id);

  g_assert_null (lend (f, other, 0, UNTIL, &error)); /* it is out */
  g_assert_error (error, WF_CLIENT_ERROR, WF_CLIENT_ERROR_NOT_READY);
  g_clear_error (&error);
  end (f, client, loan, FALSE);
  assert_state (f, 0, "returned");
  g_assert_cmpuint (count_due (f, "2030-01-01"), ==, 0);
  g_assert_null (lend (f, other, 0, UNTIL, &error)); /* not empty */
  g_assert_error (error, WF_CLIENT_ERROR, WF_CLIENT_ERROR_NOT_READY);
  g_clear_error (&error);

  change (f, wf_device_record_wiped (id, "set back", TODAY));
  devices = read_devices (f);
  g_assert_nonnull (strstr (((WfDevice *) devices->pdata[0])->wipe_author, f->founder));
  again = lend (f, other, 0, UNTIL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (again);
}

static void
test_longer (void)
{
  g_autoptr (AgencyFixture) f = agency_fixture_new (NULL);
  g_autofree char *client = agency_fixture_add_client (f, "Noor");
  g_autoptr (GError) error = NULL;
  g_autofree char *loan = NULL;
  g_autoptr (WfFollow) follow = NULL;
  g_autoptr (GPtrArray) for_agency =
      g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) devices = NULL;

  change (f, wf_device_record_added ("H-1", "hotspot", NULL, NULL));
  loan = lend (f, client, 0, UNTIL, &error);
  follow = wf_client_repo_get_follow_sync (f->repo, client, NULL);
  g_assert_null (wf_lending_propose_extend (follow, loan, TODAY, "2026-11-17", for_agency, &error));
  g_assert_error (error, WF_CLIENT_ERROR, WF_CLIENT_ERROR_BAD_VALUE);
  g_clear_error (&error);
  records = wf_lending_propose_extend (follow, loan, TODAY, "2027-01-31", for_agency, &error);
  g_assert_no_error (error);
  g_assert_true (wf_client_repo_follow_sync (f->repo, client, follow, records, for_agency, &error));
  devices = read_devices (f);
  g_assert_cmpstr (((WfDevice *) devices->pdata[0])->state, ==, "lent");
  g_assert_cmpstr (((WfDevice *) devices->pdata[0])->until, ==, "2027-01-31");
  g_assert_cmpuint (count_due (f, UNTIL), ==, 0);
  g_assert_cmpuint (count_due (f, "2027-01-31"), ==, 1);
}

/* Lost is not over: it may come back, and is emptied then. */
static void
test_lost (void)
{
  g_autoptr (AgencyFixture) f = agency_fixture_new (NULL);
  g_autofree char *client = agency_fixture_add_client (f, "Noor");
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  g_autofree char *loan = NULL;
  g_autoptr (WfFollow) follow = NULL;
  g_autoptr (GPtrArray) none = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);

  change (f, wf_device_record_added ("P-3", "phone", NULL, &id));
  loan = lend (f, client, 0, UNTIL, &error);
  end (f, client, loan, TRUE);
  assert_state (f, 0, "lost");
  change (f, wf_device_record_wiped (id, "from afar", TODAY));
  assert_state (f, 0, "lost");
  end (f, client, loan, FALSE);
  assert_state (f, 0, "returned");
  follow = wf_client_repo_get_follow_sync (f->repo, client, NULL);
  g_assert_null (wf_lending_propose_end (follow, loan, FALSE, TODAY, NULL, none, &error));
  g_assert_error (error, WF_CLIENT_ERROR, WF_CLIENT_ERROR_NOT_FOUND);
}

/* Who had it is gone; that it is out, and until when, stays. */
static void
test_forgotten (void)
{
  g_autoptr (AgencyFixture) f = agency_fixture_new (NULL);
  g_autofree char *client = agency_fixture_add_client (f, "Noor");
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  g_autofree char *loan = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) loans = NULL;

  change (f, wf_device_record_added ("T-014", "laptop", NULL, &id));
  loan = lend (f, client, 0, UNTIL, &error);
  g_assert_true (wf_client_repo_forget_alone_sync (f->repo, client, "asked", FALSE, &error));
  g_assert_no_error (error);
  assert_state (f, 0, "lent");
  loans = list_loans (f);
  g_assert_cmpuint (loans->len, ==, 0);
  records = wf_vault_read_sync (f->vault, wf_vault_get_agency_id (f->vault), &error);
  for (guint i = 0; i < records->len; i++)
    {
      g_autofree char *text = wf_json_to_text (((WfRecord *) records->pdata[i])->body);

      g_assert_null (strstr (text, client));
      g_assert_null (strstr (text, loan));
      g_assert_null (strstr (text, "Noor"));
    }
  change (f, wf_device_record_is (id, "returned", NULL));
  assert_state (f, 0, "returned");
}

static void
test_corrected (void)
{
  g_autoptr (AgencyFixture) f = agency_fixture_new (NULL);
  g_autofree char *id = NULL;
  g_autoptr (GPtrArray) devices = NULL;
  const WfDevice *device;

  change (f, wf_device_record_added ("T-O14", "laptop", "old", &id));
  change (f, wf_device_record_changed (id, "T-014", "tablet", ""));
  devices = read_devices (f);
  device = devices->pdata[0];
  g_assert_cmpstr (device->tag, ==, "T-014");
  g_assert_cmpstr (device->type, ==, "tablet");
  g_assert_cmpstr (device->note, ==, "");
  g_assert_cmpstr (device->state, ==, "ready");
}

/* Every way between states that ends with "lent" to somebody else has a wipe in it. */
static void
test_never_lent_full (void)
{
  static const char *const STATES[] = { "ready", "lent", "returned", "wiped", "lost", "retired" };

  for (guint i = 0; i < G_N_ELEMENTS (STATES); i++)
    {
      WfDevice device = { .state = (char *) STATES[i] };
      gboolean is_empty = strcmp (STATES[i], "ready") == 0 || strcmp (STATES[i], "wiped") == 0;

      g_assert_cmpint (wf_lending_may_lend (&device), ==, is_empty);
      /* And what had somebody's things on it becomes ready only through a wipe. */
      if (!is_empty)
        {
          g_assert_false (wf_device_can_be (STATES[i], "ready"));
          g_assert_false (wf_device_can_be (STATES[i], "wiped"));
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lending/whole-way", test_whole_way);
  g_test_add_func ("/lending/longer", test_longer);
  g_test_add_func ("/lending/lost", test_lost);
  g_test_add_func ("/lending/forgotten", test_forgotten);
  g_test_add_func ("/lending/corrected", test_corrected);
  g_test_add_func ("/lending/never-lent-full", test_never_lent_full);
  return g_test_run ();
}

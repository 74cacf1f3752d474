/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A colleague who turns against the agency: holds the agency's keys, can write the file, knows
 * this source. What they forge must have no effect on the others. Works inside the vault, past
 * the calls that would refuse.
 */
#include "vault-fixture.h"

#include "wf-vault-log.h"
#include "wf-vault-unlock.h"
#include "wf-vault-people-private.h"

#include <string.h>

#define EVE_PASSPHRASE "eve's own words"

typedef struct {
  Fixture fixture;
  char *client;
  char *eve;
  WfVaultCore *core; /* opened as Eve, while the fixture's vault is closed */
} Forgery;

static void
set_up (Forgery *g, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_set_up (&g->fixture, data);
  g->client = create_client (g->fixture.vault, "A");
  g->eve = wf_vault_add_member_sync (g->fixture.vault, "Eve", WF_ROLE_VOLUNTEER, "Eve",
                                     EVE_PASSPHRASE, &error);
  g_assert_no_error (error);
  wf_vault_close_sync (g->fixture.vault);
  g->core = wf_vault_core_new (g->fixture.folder, wf_clock_ref (g->fixture.clock));
  g_assert_true (wf_vault_core_open (g->core, &error));
  g_assert_true (wf_vault_core_unlock (g->core, g->eve, EVE_PASSPHRASE, &error));
}

static void
tear_down (Forgery *g, gconstpointer data)
{
  g_clear_pointer (&g->core, wf_vault_core_free);
  fixture_tear_down (&g->fixture, data);
  g_free (g->client);
  g_free (g->eve);
}

/* Eve is done; the founder comes back. */
static void
return_founder (Forgery *g)
{
  g_clear_pointer (&g->core, wf_vault_core_free);
  fixture_reopen (&g->fixture, g->fixture.founder, PASSPHRASE);
}

static void
test_promotes_herself (Forgery *g, gconstpointer data)
{
  JsonObject *body = json_object_new ();
  g_autoptr (GError) error = NULL;

  json_object_set_string_member (body, "staff", g->eve);
  json_object_set_string_member (body, "role", "coordinator");
  g_assert_true (wf_log_begin (g->core, &error));
  g_assert_true (wf_log_end (
      g->core, wf_log_append_agency (g->core, "member.role-set", body, &error), &error));
  return_founder (g);
  g_autoptr (GPtrArray) members = wf_vault_get_members (g->fixture.vault);

  for (guint i = 0; i < members->len; i++)
    {
      WfMember *member = g_ptr_array_index (members, i);

      g_assert_true (strcmp (member->id, g->eve) != 0 || member->role == WF_ROLE_VOLUNTEER);
    }

  /* named, and shown to nobody: others read these records too */
  g_autoptr (WfVaultReport) report = wf_vault_check_sync (g->fixture.vault, &error);
  g_autoptr (GPtrArray) records =
      wf_vault_read_sync (g->fixture.vault, wf_vault_get_agency_id (g->fixture.vault), &error);

  g_assert_cmpuint (count_problems (report, WF_PROBLEM_INVENTED), ==, 1);
  for (guint i = 0; i < records->len; i++)
    g_assert_cmpstr (((WfRecord *) g_ptr_array_index (records, i))->kind, !=, "member.role-set");
}

static void
test_signs_for_another (Forgery *g, gconstpointer data)
{
  g_auto (WfOwner) owner = { 0 };
  guint8 client[WF_ID_BYTES];
  JsonObject *body = json_object_new ();
  g_autoptr (GError) error = NULL;

  json_object_set_string_member (body, "text", "never said");
  g_assert_true (wf_vault_core_parse_id (g->client, client, &error));
  g_assert_true (wf_log_begin (g->core, &error));
  wf_hex_decode (g->fixture.founder, g->core->session->staff, WF_ID_BYTES);
  g_assert_true (wf_owner_open (g->core, client, &owner, &error));
  g_assert_true (wf_log_end (
      g->core, wf_log_append_one (g->core, &owner, "client.note", body, &error), &error));
  return_founder (g);
  assert_texts (g->fixture.vault, g->client, "A");
  g_autoptr (WfVaultReport) report = wf_vault_check_sync (g->fixture.vault, &error);

  g_assert_cmpuint (count_problems (report, WF_PROBLEM_INVENTED), >=, 1);
}

static void
test_hands_out_keys (Forgery *g, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (wf_log_begin (g->core, &error));
  g_assert_true (wf_log_end (g->core, wf_people_save_sets (g->core, &error), &error));
  g_clear_pointer (&g->core, wf_vault_core_free);
  g_assert_true (wf_vault_open_sync (g->fixture.vault, &error));
  g_assert_false (wf_vault_unlock_sync (g->fixture.vault, g->fixture.founder, PASSPHRASE, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_ALTERED);
  g_assert_cmpint (wf_vault_get_state (g->fixture.vault), ==, WF_VAULT_LOCKED);
}

/* Eve puts a key she knows under a client, named for the founder alone. */
static void
test_plants_a_key (Forgery *g, gconstpointer data)
{
  g_auto (WfOwner) owner = { 0 };
  guint8 client[WF_ID_BYTES], founder[WF_ID_BYTES];
  g_autoptr (GByteArray) named = g_byte_array_new ();
  g_autoptr (GError) error = NULL;

  wf_hex_decode (g->client, client, WF_ID_BYTES);
  wf_hex_decode (g->fixture.founder, founder, WF_ID_BYTES);
  g_byte_array_append (named, founder, WF_ID_BYTES);
  g_assert_true (wf_log_begin (g->core, &error));
  g_assert_true (wf_log_end (
      g->core, wf_owner_create (g->core, WF_OWNER_CLIENT, client, named, &owner, &error), &error));
  return_founder (g);
  g_autoptr (GPtrArray) records = wf_vault_read_sync (g->fixture.vault, g->client, &error);

  g_assert_null (records);
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_ALTERED);
  g_clear_error (&error);
  g_autoptr (WfVaultReport) report = wf_vault_check_sync (g->fixture.vault, &error);

  g_assert_cmpuint (count_problems (report, WF_PROBLEM_KEYS), ==, 1);
}

/* Eve's clock stands at the end of time, and her counter leaps: the others write after her, on
 * their own day, and the check ends. */
static void
test_end_of_time (Forgery *g, gconstpointer data)
{
  g_auto (WfOwner) owner = { 0 };
  guint8 client[WF_ID_BYTES];
  JsonObject *body = json_object_new ();
  g_autoptr (GError) error = NULL;

  json_object_set_string_member (body, "text", "late");
  g_assert_true (wf_vault_core_parse_id (g->client, client, &error));
  g_assert_true (wf_log_begin (g->core, &error));
  g->core->session->hlc = G_MAXUINT64 - 2;
  g->core->session->counter = G_MAXINT64;
  g_assert_true (wf_owner_open (g->core, client, &owner, &error));
  g_assert_true (wf_log_end (
      g->core, wf_log_append_one (g->core, &owner, "client.note", body, &error), &error));
  return_founder (g);
  append_text (g->fixture.vault, g->client, "client.note", "1");
  append_text (g->fixture.vault, g->client, "client.note", "2");
  append_text (g->fixture.vault, g->client, "client.note", "3");

  g_autoptr (GPtrArray) records = wf_vault_read_sync (g->fixture.vault, g->client, &error);
  const WfRecord *first = g_ptr_array_index (records, 0);

  g_assert_cmpuint (records->len, ==, 5);
  g_assert_cmpstr (first->kind, ==, "client.named");
  for (guint i = 2; i < records->len; i++)
    g_assert_cmpint (((WfRecord *) g_ptr_array_index (records, i))->time_us, ==, START_US);
  g_autoptr (WfVaultReport) report = wf_vault_check_sync (g->fixture.vault, &error);

  g_assert_cmpuint (count_problems (report, WF_PROBLEM_MISSING), ==, 1);
}

/* The calls that features have do not let them write what trust rests on. */
static void
test_reserved_kinds (Forgery *g, gconstpointer data)
{
  static const char *const kinds[] = { "member.added", "agency.exported", "agency.founded",
                                       "agency.erased" };

  return_founder (g);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GPtrArray) records = make_records (kinds[i], "x", NULL);
      g_autoptr (GError) error = NULL;

      g_assert_false (wf_vault_append_sync (
          g->fixture.vault, wf_vault_get_agency_id (g->fixture.vault), records, &error));
      g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_INVALID);
      g_clear_error (&error);
      g_assert_null (
          wf_vault_create_owner_sync (g->fixture.vault, WF_OWNER_CLIENT, NULL, records, &error));
      g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_INVALID);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Forgery, NULL, set_up, function, tear_down)
  ADD ("/forgery/promotes-herself", test_promotes_herself);
  ADD ("/forgery/signs-for-another", test_signs_for_another);
  ADD ("/forgery/hands-out-keys", test_hands_out_keys);
  ADD ("/forgery/plants-a-key", test_plants_a_key);
  ADD ("/forgery/end-of-time", test_end_of_time);
  ADD ("/forgery/reserved-kinds", test_reserved_kinds);
  return g_test_run ();
}

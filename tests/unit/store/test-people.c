/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * People and keys: members, roles, restricted clients, hand-over, rotation, recovery.
 */
#include "vault-fixture.h"

#include "wf-database.h"
#include "wf-key-set.h"
#include "wf-recovery-code.h"

#include <glib/gstdio.h>
#include <string.h>

#define BEN_PASSPHRASE "ben's own words"
#define EVE_PASSPHRASE "eve's own words"

static char *
add_member (Fixture *f, const char *name, WfRole role, const char *passphrase)
{
  g_autoptr (GError) error = NULL;
  char *id = wf_vault_add_member_sync (f->vault, name, role, name, passphrase, &error);

  g_assert_no_error (error);
  return id;
}

static WfMember *
find_member (Fixture *f, const char *id)
{
  g_autoptr (GPtrArray) members = wf_vault_get_members (f->vault);

  for (guint i = 0; i < members->len; i++)
    if (strcmp (((WfMember *) g_ptr_array_index (members, i))->id, id) == 0)
      return wf_member_ref (g_ptr_array_index (members, i));
  return NULL;
}

static void
assert_cannot_read (Fixture *f, const char *owner, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (wf_vault_read_sync (f->vault, owner, &error));
  g_assert_error (error, WF_STORE_ERROR, code);
}

static guint
count_cards (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cards = wf_vault_list_cards_sync (f->vault, &error);

  g_assert_no_error (error);
  return cards->len;
}

/* A colleague who joins later reads all that was written before, and the others read them. */
static void
test_add (Fixture *f, gconstpointer data)
{
  g_autofree char *client = create_client (f->vault, "A");
  g_autofree char *ben = add_member (f, "Ben", WF_ROLE_NAVIGATOR, BEN_PASSPHRASE);
  g_autoptr (GError) error = NULL;

  fixture_reopen (f, ben, BEN_PASSPHRASE);
  g_assert_cmpint (wf_vault_get_role (f->vault), ==, WF_ROLE_NAVIGATOR);
  assert_texts (f->vault, client, "A");
  append_text (f->vault, client, "client.note", "by Ben");
  fixture_unlock_as (f, f->founder, PASSPHRASE);
  assert_texts (f->vault, client, "A|by Ben");
  g_autoptr (GPtrArray) records = wf_vault_read_sync (f->vault, client, &error);

  g_assert_true (g_str_has_prefix (((WfRecord *) g_ptr_array_index (records, 1))->author, ben));
}

static void
test_only_coordinators (Fixture *f, gconstpointer data)
{
  g_autofree char *ben = add_member (f, "Ben", WF_ROLE_NAVIGATOR, BEN_PASSPHRASE);
  g_autoptr (GError) error = NULL;

  fixture_unlock_as (f, ben, BEN_PASSPHRASE);
#define REFUSED(call)                                                                              \
  g_assert_false (call);                                                                           \
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_ALLOWED);                              \
  g_clear_error (&error)
  REFUSED (wf_vault_add_member_sync (f->vault, "X", WF_ROLE_COORDINATOR, "X", "p", &error));
  REFUSED (wf_vault_set_role_sync (f->vault, ben, WF_ROLE_COORDINATOR, &error));
  REFUSED (wf_vault_remove_member_sync (f->vault, f->founder, NULL, &error));
  REFUSED (wf_vault_rotate_sync (f->vault, &error));
  REFUSED (wf_vault_recover_member_sync (f->vault, f->founder, "p", &error));
  REFUSED (wf_vault_renew_code_sync (f->vault, &error));
  wf_vault_lock_sync (f->vault, NULL);
  g_assert_false (wf_vault_rotate_sync (f->vault, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_LOCKED);
}

static void
test_auditor_reads_only (Fixture *f, gconstpointer data)
{
  g_autofree char *client = create_client (f->vault, "A");
  g_autofree char *eve = add_member (f, "Eve", WF_ROLE_AUDITOR, EVE_PASSPHRASE);
  g_autoptr (GPtrArray) records = make_records ("client.note", "x", NULL);
  g_autoptr (GError) error = NULL;

  fixture_reopen (f, eve, EVE_PASSPHRASE);
  assert_texts (f->vault, client, "A");
  g_assert_false (wf_vault_append_sync (f->vault, client, records, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_ALLOWED);
  g_clear_error (&error);

  /* That they looked is written; with anything beside it, or at another time, nothing is. */
  g_autoptr (GPtrArray) view = make_records (WF_VAULT_VIEW_KIND, "x", NULL);
  g_autoptr (GPtrArray) past = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);

  g_assert_true (wf_vault_append_sync (f->vault, client, view, &error));
  g_assert_no_error (error);
  g_ptr_array_add (view, wf_record_ref (records->pdata[0]));
  g_assert_false (wf_vault_append_sync (f->vault, client, view, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_ALLOWED);
  g_clear_error (&error);
  g_ptr_array_add (past, wf_record_new_at (WF_VAULT_VIEW_KIND, json_object_new (), 5, NULL));
  g_assert_false (wf_vault_append_sync (f->vault, client, past, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_ALLOWED);
  g_clear_error (&error);
  g_assert_null (wf_vault_create_owner_sync (f->vault, WF_OWNER_CLIENT, NULL, records, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_ALLOWED);
}

static void
test_set_role (Fixture *f, gconstpointer data)
{
  g_autofree char *ben = add_member (f, "Ben", WF_ROLE_VOLUNTEER, BEN_PASSPHRASE);
  g_autofree char *unknown = g_strnfill (32, 'b');
  g_autofree char *organisation = fixture_find_slot (f, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (wf_vault_set_role_sync (f->vault, f->founder, WF_ROLE_NAVIGATOR, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_INVALID); /* the last one */
  g_clear_error (&error);
  g_assert_false (wf_vault_set_role_sync (f->vault, organisation, WF_ROLE_NAVIGATOR, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (wf_vault_set_role_sync (f->vault, unknown, WF_ROLE_NAVIGATOR, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (wf_vault_set_role_sync (f->vault, ben, WF_ROLE_COORDINATOR, &error));
  g_assert_false (wf_vault_set_role_sync (f->vault, f->founder, WF_ROLE_NAVIGATOR, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_INVALID); /* not oneself */
  g_clear_error (&error);
  fixture_reopen (f, ben, BEN_PASSPHRASE);
  g_assert_true (wf_vault_set_role_sync (f->vault, f->founder, WF_ROLE_NAVIGATOR, &error));
  fixture_reopen (f, f->founder, PASSPHRASE);
  g_assert_cmpint (wf_vault_get_role (f->vault), ==, WF_ROLE_NAVIGATOR);
}

static void
test_restricted (Fixture *f, gconstpointer data)
{
  g_autofree char *ben = add_member (f, "Ben", WF_ROLE_NAVIGATOR, BEN_PASSPHRASE);
  g_autofree char *eve = add_member (f, "Eve", WF_ROLE_NAVIGATOR, EVE_PASSPHRASE);
  const char *const only_ben[] = { ben, NULL };
  const char *const both[] = { ben, eve, NULL };
  const char *const none[] = { NULL };
  g_autoptr (GPtrArray) records = make_records ("client.named", "A", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *client =
      wf_vault_create_owner_sync (f->vault, WF_OWNER_CLIENT, only_ben, records, &error);

  g_assert_no_error (error);
  assert_cannot_read (f, client, WF_STORE_ERROR_RESTRICTED); /* the founder named only Ben */
  g_assert_cmpuint (count_cards (f), ==, 0);
  g_assert_false (wf_vault_append_sync (f->vault, client, records, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_RESTRICTED);
  g_clear_error (&error);
  g_assert_null (wf_vault_create_owner_sync (f->vault, WF_OWNER_CLIENT, none, records, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_INVALID);
  g_clear_error (&error);

  fixture_reopen (f, ben, BEN_PASSPHRASE);
  assert_texts (f->vault, client, "A");
  g_autoptr (GPtrArray) cards = wf_vault_list_cards_sync (f->vault, &error);

  g_assert_true (((WfCard *) g_ptr_array_index (cards, 0))->is_restricted);
  g_autofree char *backup = wf_vault_backup_sync (f->vault, &error);

  g_assert_true (wf_vault_restrict_sync (f->vault, client, both, &error));
  g_autoptr (GPtrArray) copies = wf_vault_list_copies (f->folder);

  /* the older copy held the client's key for everybody */
  g_assert_cmpuint (copies->len, ==, 1);
  g_assert_false (g_file_test (backup, G_FILE_TEST_EXISTS));
  g_auto (GStrv) named = wf_vault_dup_restricted_to_sync (f->vault, client, &error);

  g_assert_cmpuint (g_strv_length (named), ==, 2);
  fixture_unlock_as (f, eve, EVE_PASSPHRASE);
  assert_texts (f->vault, client, "A|owner.restricted");
  g_assert_true (wf_vault_restrict_sync (f->vault, client, NULL, &error));
  fixture_unlock_as (f, f->founder, PASSPHRASE);
  assert_texts (f->vault, client, "A|owner.restricted|owner.restricted");
  g_assert_cmpuint (count_cards (f), ==, 1);
  g_assert_null (wf_vault_dup_restricted_to_sync (f->vault, client, &error));
  g_assert_no_error (error);
  g_assert_false (
      wf_vault_restrict_sync (f->vault, wf_vault_get_agency_id (f->vault), both, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_INVALID);
}

static void
test_hand_over (Fixture *f, gconstpointer data)
{
  g_autofree char *ben = add_member (f, "Ben", WF_ROLE_NAVIGATOR, BEN_PASSPHRASE);
  g_autofree char *eve = add_member (f, "Eve", WF_ROLE_VOLUNTEER, EVE_PASSPHRASE);
  g_autofree char *open_client = create_client (f->vault, "Open");
  g_autofree char *unknown = g_strnfill (32, 'b');
  const char *const only_me[] = { f->founder, NULL };
  g_autoptr (GPtrArray) records = make_records ("client.named", "Closed", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *closed =
      wf_vault_create_owner_sync (f->vault, WF_OWNER_CLIENT, only_me, records, &error);

  g_assert_true (wf_vault_hand_over_sync (f->vault, open_client, ben, "new desk", TRUE, &error));
  g_assert_true (wf_vault_hand_over_sync (f->vault, closed, ben, "cousin", FALSE, &error));
  assert_texts (f->vault, open_client, "Open|owner.handed-over");
  assert_cannot_read (f, closed, WF_STORE_ERROR_RESTRICTED);
  g_assert_false (wf_vault_hand_over_sync (f->vault, open_client, unknown, "x", TRUE, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (wf_vault_hand_over_sync (f->vault, open_client, eve, "x", TRUE, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_INVALID); /* could not hand back */
  g_clear_error (&error);
  fixture_unlock_as (f, ben, BEN_PASSPHRASE);
  g_autoptr (GPtrArray) back = wf_vault_read_sync (f->vault, closed, &error);
  WfRecord *handed = g_ptr_array_index (back, 1);

  g_assert_cmpstr (wf_json_get_string (handed->body, "reason", NULL), ==, "cousin");
  g_assert_cmpstr (wf_json_get_string (handed->body, "to", NULL), ==, ben);
  g_assert_false (wf_json_get_bool (handed->body, "consent", TRUE));
  fixture_unlock_as (f, eve, EVE_PASSPHRASE);
  g_assert_false (wf_vault_hand_over_sync (f->vault, open_client, ben, "x", TRUE, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_ALLOWED);
}

/* A navigator hands over what they restricted, or closes it to themself: whom they named can open
 * it, today and when the one who named them has another role or has left. */
static void
test_named_by_a_navigator (Fixture *f, gconstpointer data)
{
  g_autofree char *ben = add_member (f, "Ben", WF_ROLE_NAVIGATOR, BEN_PASSPHRASE);
  g_autofree char *eve = add_member (f, "Eve", WF_ROLE_NAVIGATOR, EVE_PASSPHRASE);
  g_autofree char *open_client = create_client (f->vault, "Open");
  g_autoptr (GPtrArray) records = make_records ("client.named", "Closed", NULL);
  const char *const only_ben[] = { ben, NULL };
  const char *const only_eve[] = { eve, NULL };
  g_autoptr (GError) error = NULL;

  fixture_unlock_as (f, ben, BEN_PASSPHRASE);
  g_autofree char *closed =
      wf_vault_create_owner_sync (f->vault, WF_OWNER_CLIENT, only_ben, records, &error);

  g_assert_true (wf_vault_hand_over_sync (f->vault, closed, eve, "new desk", TRUE, &error));
  g_assert_true (wf_vault_restrict_sync (f->vault, open_client, only_eve, &error));
  assert_cannot_read (f, closed, WF_STORE_ERROR_RESTRICTED);
  assert_cannot_read (f, open_client, WF_STORE_ERROR_RESTRICTED);
  for (guint change = 0; change < 3; change++)
    {
      fixture_reopen (f, eve, EVE_PASSPHRASE);
      assert_texts (f->vault, closed, "Closed|owner.handed-over|owner.restricted");
      assert_texts (f->vault, open_client, "Open|owner.restricted");
      fixture_reopen (f, f->founder, PASSPHRASE);
      if (change == 0)
        g_assert_true (wf_vault_set_role_sync (f->vault, ben, WF_ROLE_AUDITOR, &error));
      else if (change == 1)
        g_assert_true (wf_vault_remove_member_sync (f->vault, ben, "left", &error));
      g_assert_no_error (error);
    }
}

/* Old events stay readable, new ones are under the new key, and both after a restart. */
static void
test_rotate (Fixture *f, gconstpointer data)
{
  g_autofree char *ben = add_member (f, "Ben", WF_ROLE_NAVIGATOR, BEN_PASSPHRASE);
  g_autofree char *client = create_client (f->vault, "A");
  const char *const only_ben[] = { ben, NULL };
  g_autoptr (GPtrArray) records = make_records ("client.named", "B", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *closed =
      wf_vault_create_owner_sync (f->vault, WF_OWNER_CLIENT, only_ben, records, &error);

  g_assert_true (wf_vault_rotate_sync (f->vault, &error));
  append_text (f->vault, client, "client.note", "after");
  assert_texts (f->vault, client, "A|after");
  g_assert_true (wf_vault_rotate_sync (f->vault, &error));
  fixture_reopen (f, ben, BEN_PASSPHRASE);
  append_text (f->vault, client, "client.note", "by Ben");
  assert_texts (f->vault, client, "A|after|by Ben");
  assert_texts (f->vault, closed, "B");
  fixture_reopen (f, f->founder, PASSPHRASE);
  assert_texts (f->vault, client, "A|after|by Ben");
  g_assert_cmpuint (count_cards (f), ==, 1);
}

static void
test_remove (Fixture *f, gconstpointer data)
{
  g_autofree char *ben = add_member (f, "Ben", WF_ROLE_NAVIGATOR, BEN_PASSPHRASE);
  g_autofree char *client = create_client (f->vault, "A");
  g_autofree char *organisation = fixture_find_slot (f, NULL);
  const char *const both[] = { ben, f->founder, NULL };
  g_autoptr (GError) error = NULL;

  fixture_unlock_as (f, ben, BEN_PASSPHRASE);
  append_text (f->vault, client, "client.note", "by Ben");
  g_assert_true (wf_vault_restrict_sync (f->vault, client, both, &error));
  fixture_unlock_as (f, f->founder, PASSPHRASE);
  g_assert_false (wf_vault_remove_member_sync (f->vault, f->founder, NULL, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (wf_vault_remove_member_sync (f->vault, organisation, NULL, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (wf_vault_remove_member_sync (f->vault, ben, "moved away", &error));
  g_assert_no_error (error);
  g_assert_false (wf_vault_remove_member_sync (f->vault, ben, NULL, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  /* what Ben wrote still stands; Ben's slot is gone; the restriction goes on without Ben */
  assert_texts (f->vault, client, "A|by Ben|owner.restricted");
  g_autoptr (WfMember) left = find_member (f, ben);

  g_assert_true (left->has_left);
  g_assert_null (fixture_find_slot (f, "Ben"));
  g_assert_true (wf_vault_restrict_sync (f->vault, client, NULL, &error));
  wf_vault_lock_sync (f->vault, NULL);
  g_assert_false (wf_vault_unlock_sync (f->vault, ben, BEN_PASSPHRASE, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_FOUND);
}

static void
copy_file (const char *from, const char *to)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (from, &bytes, &size, &error));
  g_assert_true (g_file_set_contents (to, bytes, (gssize) size, &error));
}

static void
run_sql (const char *path, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfDatabase) db = wf_database_open (path, WF_DATABASE_NONE, &error);

  g_assert_no_error (error);
  wf_database_exec (db, sql, &error);
  g_assert_no_error (error);
}

/* Who left has an old copy and the old keys; a later file's snapshots put into that copy stay shut,
 * also for the clients they could always open. */
static void
test_left_and_later_snapshots (Fixture *f, gconstpointer data)
{
  g_autofree char *ben = add_member (f, "Ben", WF_ROLE_NAVIGATOR, BEN_PASSPHRASE);
  g_autofree char *client = create_client (f->vault, "Amina");
  g_autofree char *live = g_build_filename (f->folder, "vault.db", NULL);
  g_autofree char *folder = g_strconcat (f->folder, "-copy", NULL);
  g_autofree char *copy = g_build_filename (folder, "vault.db", NULL);
  g_autofree char *swap = g_strdup_printf ("ATTACH '%s' AS live; DELETE FROM snapshot; INSERT INTO"
                                           " snapshot SELECT * FROM live.snapshot; DETACH live",
                                           live);
  g_autoptr (GError) error = NULL;
  const char *name;

  wf_vault_close_sync (f->vault);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  copy_file (live, copy);
  fixture_reopen (f, f->founder, PASSPHRASE);
  g_assert_true (wf_vault_remove_member_sync (f->vault, ben, "left", &error));
  append_text (f->vault, client, "client.named", "Amina Haddad, 12 Elm Street");
  wf_vault_close_sync (f->vault);
  run_sql (copy, swap);
  g_autoptr (WfVault) old = wf_vault_new (folder, f->clock);

  wf_vault_add_fold (old, &CARD_FOLD);
  g_assert_true (wf_vault_open_sync (old, &error));
  g_assert_true (wf_vault_unlock_sync (old, ben, BEN_PASSPHRASE, &error));
  g_autoptr (GPtrArray) cards = wf_vault_list_cards_sync (old, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (cards->len, ==, 1);
  g_variant_get_child (((WfCard *) cards->pdata[0])->card, 0, "&s", &name);
  g_assert_cmpstr (name, ==, "Amina");
  wf_vault_close_sync (old);
  remove_folder (folder);
  fixture_reopen (f, f->founder, PASSPHRASE);
}

static void
test_recover (Fixture *f, gconstpointer data)
{
  g_autofree char *client = create_client (f->vault, "A");
  g_autofree char *organisation = fixture_find_slot (f, NULL);
  g_autofree char *old_private = g_strdup (wf_vault_get_private_id (f->vault));
  g_autoptr (GError) error = NULL;

  append_text (f->vault, client, "client.note", "before");
  append_text (f->vault, old_private, "practice.note", "lost with the passphrase");
  fixture_reopen (f, organisation, f->code);
  g_assert_false (wf_vault_recover_member_sync (f->vault, organisation, "x", &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (wf_vault_recover_member_sync (f->vault, f->founder, "a new start", &error));
  fixture_reopen (f, f->founder, "a new start");
  assert_texts (f->vault, client, "A|before"); /* signed with the key before */
  append_text (f->vault, client, "client.note", "after");
  assert_texts (f->vault, client, "A|before|after");
  g_assert_cmpstr (wf_vault_get_private_id (f->vault), !=, old_private);
  assert_cannot_read (f, old_private, WF_STORE_ERROR_RESTRICTED);
  append_text (f->vault, wf_vault_get_private_id (f->vault), "practice.note", "new");
}

static void
test_change_passphrase (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *organisation = fixture_find_slot (f, NULL);

  g_assert_false (wf_vault_change_passphrase_sync (f->vault, "wrong", "new", &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_WRONG_PASSPHRASE);
  g_clear_error (&error);
  g_assert_false (wf_vault_change_passphrase_sync (f->vault, PASSPHRASE, "", &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (wf_vault_change_passphrase_sync (f->vault, PASSPHRASE, "new", &error));
  wf_vault_lock_sync (f->vault, NULL);
  g_assert_false (wf_vault_change_passphrase_sync (f->vault, "new", "newer", &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_false (wf_vault_unlock_sync (f->vault, f->founder, PASSPHRASE, &error));
  g_clear_error (&error);
  fixture_reopen (f, f->founder, "new");
  fixture_unlock_as (f, organisation, f->code);
  g_assert_false (wf_vault_change_passphrase_sync (f->vault, f->code, "chosen", &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_INVALID);
}

static void
test_verify_and_renew (Fixture *f, gconstpointer data)
{
  g_autofree char *organisation = fixture_find_slot (f, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (wf_vault_verify_passphrase_sync (f->vault, organisation, f->code, &error));
  g_assert_cmpstr (wf_vault_get_staff_id (f->vault), ==, f->founder); /* unchanged */
  g_autofree char *code = wf_vault_renew_code_sync (f->vault, &error);

  g_assert_no_error (error);
  g_assert_false (wf_vault_verify_passphrase_sync (f->vault, organisation, f->code, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_WRONG_PASSPHRASE);
  g_clear_error (&error);
  fixture_reopen (f, organisation, code);
  g_assert_null (wf_vault_renew_code_sync (f->vault, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_INVALID);
}

static void
on_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **out = user_data;

  *out = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  g_clear_object (result);
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static void
count_signal (WfVault *vault, gpointer user_data)
{
  guint *n = user_data;

  ++*n;
}

static void
test_async (Fixture *f, gconstpointer data)
{
  g_autofree char *client = create_client (f->vault, "A");
  g_autoptr (GAsyncResult) r = NULL;
  g_autoptr (GError) error = NULL;
  guint n_changed = 0;

  g_signal_connect (f->vault, "members-changed", G_CALLBACK (count_signal), &n_changed);
  wf_vault_add_member_async (f->vault, "Ben", WF_ROLE_NAVIGATOR, "Ben", BEN_PASSPHRASE, NULL,
                             on_result, &r);
  g_autofree char *ben = wf_vault_add_member_finish (f->vault, wait_for (&r), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (n_changed, ==, 1);
#define ENDS_WELL g_assert_true (wf_vault_people_finish (f->vault, wait_for (&r), &error))
  const char *const only[] = { ben, f->founder, NULL };

  wf_vault_set_role_async (f->vault, ben, WF_ROLE_COORDINATOR, NULL, on_result, &r);
  ENDS_WELL;
  wf_vault_rotate_async (f->vault, NULL, on_result, &r);
  ENDS_WELL;
  wf_vault_recover_member_async (f->vault, ben, "again", NULL, on_result, &r);
  ENDS_WELL;
  wf_vault_verify_passphrase_async (f->vault, ben, "again", NULL, on_result, &r);
  ENDS_WELL;
  wf_vault_change_passphrase_async (f->vault, PASSPHRASE, "other", NULL, on_result, &r);
  ENDS_WELL;
  wf_vault_restrict_async (f->vault, client, only, NULL, on_result, &r);
  ENDS_WELL;
  wf_vault_hand_over_async (f->vault, client, ben, NULL, TRUE, NULL, on_result, &r);
  ENDS_WELL;
  wf_vault_renew_code_async (f->vault, NULL, on_result, &r);
  g_autofree char *code = wf_vault_renew_code_finish (f->vault, wait_for (&r), &error);

  g_assert_nonnull (code);
  wf_vault_remove_member_async (f->vault, ben, NULL, NULL, on_result, &r);
  ENDS_WELL;
}

static void
test_recovery_code (void)
{
  for (guint round = 0; round < 200; round++)
    {
      g_autofree char *code = wf_recovery_code_new ();
      g_autofree char *back = wf_recovery_code_normalize (code);
      guint n_accepted = 0;

      g_assert_cmpuint (strlen (back), ==, 28);
      for (guint at = 0; at < strlen (code); at++) /* a wrong letter is nearly always found */
        if (code[at] != '-')
          {
            g_autofree char *wrong = g_strdup (code);

            wrong[at] = wrong[at] == 'Z' ? 'Y' : 'Z';
            g_autofree char *accepted = wf_recovery_code_normalize (wrong);

            n_accepted += accepted != NULL;
          }
      g_assert_cmpuint (n_accepted, <=, 2);
    }
  g_assert_null (wf_recovery_code_normalize ("U"));
  g_assert_null (wf_recovery_code_normalize (""));
}

static void
test_roles (void)
{
  WfRole role;

  for (WfRole each = WF_ROLE_NAVIGATOR; each <= WF_ROLE_AUDITOR; each++)
    {
      g_assert_true (wf_role_from_text (wf_role_to_text (each), &role));
      g_assert_cmpint (role, ==, each);
    }
  g_assert_false (wf_role_from_text ("king", &role));
  g_assert_false (wf_role_from_text (NULL, &role));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("/people/add", test_add);
  ADD ("/people/only-coordinators", test_only_coordinators);
  ADD ("/people/auditor", test_auditor_reads_only);
  ADD ("/people/role", test_set_role);
  ADD ("/people/restricted", test_restricted);
  ADD ("/people/hand-over", test_hand_over);
  ADD ("/people/named-by-a-navigator", test_named_by_a_navigator);
  ADD ("/people/rotate", test_rotate);
  ADD ("/people/remove", test_remove);
  ADD ("/people/left-and-later-snapshots", test_left_and_later_snapshots);
  ADD ("/people/recover", test_recover);
  ADD ("/people/change-passphrase", test_change_passphrase);
  ADD ("/people/verify-and-renew", test_verify_and_renew);
  ADD ("/people/async", test_async);
  g_test_add_func ("/people/recovery-code", test_recovery_code);
  g_test_add_func ("/people/roles", test_roles);
  return g_test_run ();
}

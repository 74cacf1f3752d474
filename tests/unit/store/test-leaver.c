/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Somebody who left, with a copy of the folder from before, the passphrase of then, and once the
 * chance to read or to write the file. Nothing that is written after they left opens for them, and
 * nothing that they write has an effect.
 */
#include "vault-fixture.h"

#include "wf-database.h"

#include <gio/gio.h>
#include <string.h>

#define BEN_PASSPHRASE "ben's own words"
#define MALLORY        "mallory's own words"

/* What is in one file and not in the other, put there. */
#define PUT_EVENTS                                                                                 \
  "INSERT INTO event (owner_tag, event_id, body) SELECT owner_tag, event_id, body "                \
  "FROM other.event WHERE event_id NOT IN (SELECT event_id FROM event);"
#define PUT_DOCUMENTS                                                                              \
  "INSERT OR IGNORE INTO document (type, key, body) SELECT type, key, body FROM other.document;"   \
  "INSERT OR IGNORE INTO spare (type, key, body) SELECT type, key, body FROM other.spare;"
/* What was written since the copy, as far as it is about people. */
#define DROP_ENTRIES                                                                               \
  "DELETE FROM event WHERE event_id IN (SELECT key FROM document WHERE type = 5) "                 \
  "AND event_id NOT IN (SELECT event_id FROM other.event);"                                        \
  "DELETE FROM spare WHERE type = 5 AND key NOT IN (SELECT event_id FROM other.event);"            \
  "DELETE FROM document WHERE type = 5 AND key NOT IN (SELECT event_id FROM other.event);"
#define PUT_FIRST_SET                                                                              \
  "INSERT OR REPLACE INTO document (type, key, body) SELECT type, key, body FROM other.document "  \
  "WHERE type = 3 AND key = x'00000001';"                                                          \
  "INSERT OR REPLACE INTO spare (type, key, body) SELECT type, key, body FROM other.spare "        \
  "WHERE type = 3 AND key = x'00000001';"
#define PUT_SET                                                                                    \
  "INSERT OR REPLACE INTO document (type, key, body) SELECT type, key, body FROM other.document "  \
  "WHERE type = 3 AND key = (SELECT max(key) FROM other.document WHERE type = 3);"                 \
  "INSERT OR REPLACE INTO spare (type, key, body) SELECT type, key, body FROM other.spare "        \
  "WHERE type = 3 AND key = (SELECT max(key) FROM other.spare WHERE type = 3);"

typedef struct {
  Fixture fixture;
  char *client;
  char *ben;
  char *copy; /* Ben's folder */
  WfClock *clock;
  WfVault *vault; /* of the copy */
} Leaver;

static void
copy_vault (const char *from, const char *to)
{
  g_autofree char *source_path = g_build_filename (from, "vault.db", NULL);
  g_autofree char *target_path = g_build_filename (to, "vault.db", NULL);
  g_autoptr (GFile) source = g_file_new_for_path (source_path);
  g_autoptr (GFile) target = g_file_new_for_path (target_path);
  g_autoptr (GError) error = NULL;

  g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* A coordinator, who wrote, and took a copy home. */
static void
set_up (Leaver *l, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_set_up (&l->fixture, data);
  l->client = create_client (l->fixture.vault, "A");
  l->ben = wf_vault_add_member_sync (l->fixture.vault, "Ben", WF_ROLE_COORDINATOR, "Ben",
                                     BEN_PASSPHRASE, &error);
  g_assert_no_error (error);
  fixture_unlock_as (&l->fixture, l->ben, BEN_PASSPHRASE);
  append_text (l->fixture.vault, l->client, "client.note", "by Ben");
  wf_vault_close_sync (l->fixture.vault);
  l->copy = g_dir_make_tmp ("wf-leaver-XXXXXX", &error);
  copy_vault (l->fixture.folder, l->copy);
  l->clock = wf_clock_new_fixed (START_US + WF_CLOCK_DAY);
  fixture_reopen (&l->fixture, l->fixture.founder, PASSPHRASE);
  wf_clock_advance (l->fixture.clock, 30 * WF_CLOCK_DAY);
}

static void
tear_down (Leaver *l, gconstpointer data)
{
  g_clear_object (&l->vault);
  wf_clock_unref (l->clock);
  remove_folder (l->copy);
  g_free (l->copy);
  g_free (l->client);
  g_free (l->ben);
  fixture_tear_down (&l->fixture, data);
}

/* SQL on one vault's file with the other's as "other"; both closed. */
static void
write_file (const char *folder, const char *other, const char *sql)
{
  g_autofree char *path = g_build_filename (folder, "vault.db", NULL);
  g_autofree char *whole = g_strdup_printf ("ATTACH '%s/vault.db' AS other; %s", other, sql);
  g_autoptr (GError) error = NULL;
  WfDatabase *db = wf_database_open (path, WF_DATABASE_NONE, &error);

  g_assert_no_error (error);
  wf_database_exec (db, whole, &error);
  g_assert_no_error (error);
  wf_database_close (db);
}

/* Ben at home, with their own clock. */
static void
open_copy (Leaver *l)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&l->vault);
  l->vault = wf_vault_new (l->copy, l->clock);
  wf_vault_add_fold (l->vault, &CARD_FOLD);
  wf_vault_add_fold (l->vault, &COUNT_FOLD);
  g_assert_true (wf_vault_open_sync (l->vault, &error));
  wf_vault_unlock_sync (l->vault, l->ben, BEN_PASSPHRASE, &error);
  g_assert_no_error (error);
}

static char *
dup_card (WfVault *vault)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cards = wf_vault_list_cards_sync (vault, &error);
  WfCard *card = cards != NULL && cards->len > 0 ? g_ptr_array_index (cards, 0) : NULL;
  const char *name = "";

  g_assert_no_error (error);
  if (card != NULL && card->card != NULL)
    g_variant_get_child (card->card, 0, "&s", &name);
  return g_strdup (name);
}

static void
test_reads_no_state (Leaver *l, gconstpointer data)
{
  WfVault *vault = l->fixture.vault;
  g_autoptr (GError) error = NULL;

  g_assert_true (wf_vault_remove_member_sync (vault, l->ben, "left", &error));
  append_text (vault, l->client, "client.named", "where she lives now");
  g_autofree char *card = dup_card (vault);

  g_assert_cmpstr (card, ==, "where she lives now");
  wf_vault_close_sync (vault);
  write_file (l->copy, l->fixture.folder,
              "DELETE FROM snapshot; INSERT INTO snapshot SELECT * FROM other.snapshot;");
  open_copy (l);
  g_autofree char *seen = dup_card (l->vault);

  g_assert_cmpstr (seen, ==, "A");
}

/* Nor do they put a state there: the phone number to call, say. */
static void
test_invents_no_state (Leaver *l, gconstpointer data)
{
  WfVault *vault = l->fixture.vault;
  g_autoptr (GError) error = NULL;

  g_assert_true (wf_vault_remove_member_sync (vault, l->ben, "left", &error));
  wf_vault_close_sync (vault);
  open_copy (l);
  append_text (l->vault, l->client, "client.named", "call this number");
  wf_vault_close_sync (l->vault);
  write_file (l->fixture.folder, l->copy,
              "DELETE FROM snapshot; INSERT INTO snapshot SELECT * FROM other.snapshot;");
  fixture_reopen (&l->fixture, l->fixture.founder, PASSPHRASE);
  g_autofree char *seen = dup_card (vault);

  g_assert_cmpstr (seen, ==, "A");
}

/* What was there before a rotation is not folded again for everybody. */
static void
test_keeps_states (Leaver *l, gconstpointer data)
{
  WfVault *vault = l->fixture.vault;
  g_autoptr (GError) error = NULL;

  g_assert_true (wf_vault_remove_member_sync (vault, l->ben, "left", &error));
  wf_vault_close_sync (vault);
  copy_vault (l->fixture.folder, l->copy);
  write_file (l->fixture.folder, l->copy,
              "DELETE FROM event WHERE owner_tag IN "
              "(SELECT owner_tag FROM snapshot);");
  fixture_reopen (&l->fixture, l->fixture.founder, PASSPHRASE);
  g_autofree char *seen = dup_card (vault);

  g_assert_cmpstr (seen, ==, "A");
}

/* At home: a coordinator of Ben's making, and a note. Returns: the coordinator's id. */
static char *
forge (Leaver *l)
{
  g_autoptr (GError) error = NULL;
  char *mallory = NULL;

  open_copy (l);
  mallory = wf_vault_add_member_sync (l->vault, "Mallory", WF_ROLE_COORDINATOR, "Mallory", MALLORY,
                                      &error);
  g_assert_no_error (error);
  append_text (l->vault, l->client, "client.note", "forged");
  wf_vault_close_sync (l->vault);
  return mallory;
}

/* The founder comes back to a file that was written to. */
static void
write_and_return (Leaver *l, const char *sql)
{
  wf_vault_close_sync (l->fixture.vault);
  write_file (l->fixture.folder, l->copy, sql);
  fixture_reopen (&l->fixture, l->fixture.founder, PASSPHRASE);
}

static const WfMember *
find_member (GPtrArray *members, const char *id)
{
  for (guint i = 0; i < members->len; i++)
    if (strcmp (((WfMember *) g_ptr_array_index (members, i))->id, id) == 0)
      return g_ptr_array_index (members, i);
  return NULL;
}

static guint
count_found (Leaver *l, WfProblemCode code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfVaultReport) report = wf_vault_check_sync (l->fixture.vault, &error);

  g_assert_no_error (error);
  return count_problems (report, code);
}

/* Colleagues are handed keys as before, and Mallory is none. */
static void
assert_goes_on (Leaver *l, const char *mallory)
{
  WfVault *vault = l->fixture.vault;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) members = wf_vault_get_members (vault);

  g_assert_null (find_member (members, mallory));
  g_autofree char *zoe =
      wf_vault_add_member_sync (vault, "Zoe", WF_ROLE_NAVIGATOR, "Zoe", "zoe's words", &error);

  g_assert_no_error (error);
  g_assert_true (wf_vault_lock_sync (vault, &error));
  g_assert_false (wf_vault_unlock_sync (vault, mallory, MALLORY, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_ALTERED);
  g_clear_error (&error);
  fixture_unlock_as (&l->fixture, l->fixture.founder, PASSPHRASE);
}

static void
assert_hands_out_no_key (Leaver *l)
{
  WfVault *vault = l->fixture.vault;
  g_autoptr (GError) error = NULL;

  g_assert_null (
      wf_vault_add_member_sync (vault, "Zoe", WF_ROLE_NAVIGATOR, "Zoe", "zoe's words", &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_CONTESTED);
  g_clear_error (&error);
  g_assert_false (wf_vault_rotate_sync (vault, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_CONTESTED);
}

static void
test_forges (Leaver *l, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (wf_vault_remove_member_sync (l->fixture.vault, l->ben, "left", &error));
  g_assert_cmpuint (count_found (l, WF_PROBLEM_INVENTED), ==, 0);
  g_autofree char *mallory = forge (l);

  write_and_return (l, PUT_EVENTS PUT_DOCUMENTS);
  assert_texts (l->fixture.vault, l->client, "A|by Ben");
  g_assert_cmpuint (count_found (l, WF_PROBLEM_INVENTED), ==, 2);
  assert_goes_on (l, mallory);
  assert_texts (l->fixture.vault, l->client, "A|by Ben");
}

/* With the counters of what Ben wrote after the copy: a note in the place of another shows as a
 * counter that was used twice; an entry has no effect all the same. */
static void
test_counts_again (Leaver *l, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_unlock_as (&l->fixture, l->ben, BEN_PASSPHRASE);
  append_text (l->fixture.vault, l->client, "client.note", "1");
  append_text (l->fixture.vault, l->client, "client.note", "2");
  append_text (l->fixture.vault, l->client, "client.note", "3");
  fixture_unlock_as (&l->fixture, l->fixture.founder, PASSPHRASE);
  g_assert_true (wf_vault_remove_member_sync (l->fixture.vault, l->ben, "left", &error));
  g_autofree char *mallory = forge (l);

  write_and_return (l, PUT_EVENTS PUT_DOCUMENTS);
  g_assert_cmpuint (count_found (l, WF_PROBLEM_INVENTED), >=, 3);
  assert_goes_on (l, mallory);
}

/* Ben takes their removal out of the file. */
static void
test_drops_the_removal (Leaver *l, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (wf_vault_remove_member_sync (l->fixture.vault, l->ben, "left", &error));
  append_text (l->fixture.vault, l->client, "client.note", "goes on");
  write_and_return (l, DROP_ENTRIES);
  assert_texts (l->fixture.vault, l->client, "A|by Ben|goes on");
  assert_hands_out_no_key (l);
  g_assert_cmpuint (count_found (l, WF_PROBLEM_MISSING), >=, 2);
}

/* And puts a key set of their own over it, for a later epoch: nobody writes under that key. */
static void
test_makes_a_set (Leaver *l, gconstpointer data)
{
  WfVault *vault = l->fixture.vault;
  g_autoptr (GError) error = NULL;

  g_assert_true (wf_vault_remove_member_sync (vault, l->ben, "left", &error));
  g_autofree char *mallory = forge (l);

  open_copy (l);
  g_assert_true (wf_vault_rotate_sync (l->vault, &error));
  g_assert_true (wf_vault_rotate_sync (l->vault, &error));
  wf_vault_close_sync (l->vault);
  wf_vault_close_sync (vault);
  write_file (l->fixture.folder, l->copy, DROP_ENTRIES PUT_EVENTS PUT_DOCUMENTS PUT_SET);
  g_assert_true (wf_vault_open_sync (vault, &error));
  g_assert_false (wf_vault_unlock_sync (vault, l->fixture.founder, PASSPHRASE, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_ALTERED);
}

/* A newest set that does not name the entries, as those of older epochs need not. */
static void
test_strips_the_list (Leaver *l, gconstpointer data)
{
  WfVault *vault = l->fixture.vault;
  g_autoptr (GError) error = NULL;

  g_assert_true (wf_vault_rotate_sync (vault, &error));
  wf_vault_close_sync (vault);
  write_file (l->copy, l->fixture.folder, PUT_FIRST_SET);
  l->vault = wf_vault_new (l->copy, l->clock);
  g_assert_true (wf_vault_open_sync (l->vault, &error));
  g_assert_false (wf_vault_unlock_sync (l->vault, l->ben, BEN_PASSPHRASE, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_ALTERED);
  g_assert_nonnull (strstr (error->message, "does not name"));
}

/* Still a member, no coordinator any more: what they say they did before has no effect, and the
 * set of then, put back, stops all changes. */
static void
test_was_coordinator (Leaver *l, gconstpointer data)
{
  WfVault *vault = l->fixture.vault;
  g_autoptr (GError) error = NULL;

  g_assert_true (wf_vault_set_role_sync (vault, l->ben, WF_ROLE_NAVIGATOR, &error));
  g_autofree char *mallory = forge (l);

  write_and_return (l, PUT_EVENTS PUT_DOCUMENTS);
  g_assert_cmpuint (count_found (l, WF_PROBLEM_INVENTED), >=, 1);
  assert_goes_on (l, mallory);
  write_and_return (l, PUT_SET);
  g_autoptr (GPtrArray) members = wf_vault_get_members (vault);

  g_assert_nonnull (find_member (members, mallory)); /* as Ben's set has it */
  assert_hands_out_no_key (l);
  g_assert_cmpuint (count_found (l, WF_PROBLEM_KEYS), >=, 1);
  g_assert_true (wf_vault_lock_sync (vault, &error));
}

/* Ben stays, but somebody has the passphrase and the copy: the key of then signs no more. */
static void
test_old_key (Leaver *l, gconstpointer data)
{
  WfVault *vault = l->fixture.vault;
  g_autoptr (GError) error = NULL;

  g_assert_true (wf_vault_recover_member_sync (vault, l->ben, "new words", &error));
  g_autofree char *mallory = forge (l);

  write_and_return (l, PUT_EVENTS PUT_DOCUMENTS);
  assert_texts (vault, l->client, "A|by Ben");
  g_assert_cmpuint (count_found (l, WF_PROBLEM_INVENTED), ==, 2);
  assert_goes_on (l, mallory);
  fixture_unlock_as (&l->fixture, l->ben, "new words");
  append_text (vault, l->client, "client.note", "myself");
  assert_texts (vault, l->client, "A|by Ben|myself");
}

/* Somebody found the old passphrase, or the old paper, and has a copy: a new one closes what is
 * written from then on, as the removal of a colleague does. */
static void
assert_reads_no_more (Leaver *l, const char *slot, const char *passphrase)
{
  WfVault *vault = l->fixture.vault;
  g_autoptr (GError) error = NULL;

  append_text (vault, l->client, "client.note", "later");
  assert_texts (vault, l->client, "A|by Ben|later");
  wf_vault_close_sync (vault);
  write_file (l->copy, l->fixture.folder, PUT_EVENTS);
  l->vault = wf_vault_new (l->copy, l->clock);
  g_assert_true (wf_vault_open_sync (l->vault, &error));
  g_assert_true (wf_vault_unlock_sync (l->vault, slot, passphrase, &error));
  assert_texts (l->vault, l->client, "A|by Ben");
}

static void
test_old_passphrase (Leaver *l, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (wf_vault_recover_member_sync (l->fixture.vault, l->ben, "new words", &error));
  assert_reads_no_more (l, l->ben, BEN_PASSPHRASE);
}

static void
test_old_code (Leaver *l, gconstpointer data)
{
  g_autofree char *organisation = fixture_find_slot (&l->fixture, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *code = wf_vault_renew_code_sync (l->fixture.vault, &error);

  g_assert_no_error (error);
  assert_reads_no_more (l, organisation, l->fixture.code);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Leaver, NULL, set_up, function, tear_down)
  ADD ("/leaver/reads-no-state", test_reads_no_state);
  ADD ("/leaver/invents-no-state", test_invents_no_state);
  ADD ("/leaver/keeps-states", test_keeps_states);
  ADD ("/leaver/forges", test_forges);
  ADD ("/leaver/counts-again", test_counts_again);
  ADD ("/leaver/drops-the-removal", test_drops_the_removal);
  ADD ("/leaver/makes-a-set", test_makes_a_set);
  ADD ("/leaver/strips-the-list", test_strips_the_list);
  ADD ("/leaver/was-coordinator", test_was_coordinator);
  ADD ("/leaver/old-key", test_old_key);
  ADD ("/leaver/old-passphrase", test_old_passphrase);
  ADD ("/leaver/old-code", test_old_code);
  return g_test_run ();
}

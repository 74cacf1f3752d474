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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Leaver, NULL, set_up, function, tear_down)
  ADD ("/leaver/reads-no-state", test_reads_no_state);
  ADD ("/leaver/invents-no-state", test_invents_no_state);
  ADD ("/leaver/keeps-states", test_keeps_states);
  return g_test_run ();
}

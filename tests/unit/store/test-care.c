/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Upkeep: check, backups, forgetting, export, restoring, due days.
 */
#include "vault-fixture.h"

#include "wf-event.h"
#include "wf-statement.h"

#include <glib/gstdio.h>
#include <string.h>

static WfVaultReport *
check (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  WfVaultReport *report = wf_vault_check_sync (f->vault, &error);

  g_assert_no_error (error);
  return report;
}

/* Changes the closed vault's file by SQL, as an attacker or an accident might. */
static void
tamper (Fixture *f, const char *sql)
{
  g_autoptr (GError) error = NULL;

  wf_vault_close_sync (f->vault);
  {
    g_autoptr (WfDatabase) db =
        wf_database_open (wf_vault_get_path (f->vault), WF_DATABASE_NONE, &error);

    g_assert_no_error (error);
    wf_database_exec (db, sql, &error);
    g_assert_no_error (error);
  }
  wf_vault_open_sync (f->vault, &error);
  g_assert_no_error (error);
}

static void
tamper_and_unlock (Fixture *f, const char *sql)
{
  g_autoptr (GError) error = NULL;

  tamper (f, sql);
  wf_vault_unlock_sync (f->vault, f->founder, PASSPHRASE, &error);
  g_assert_no_error (error);
}

static void
test_check_whole (Fixture *f, gconstpointer data)
{
  g_autofree char *a = create_client (f->vault, "A"), *b = create_client (f->vault, "B");

  g_assert_cmpstr (a, !=, b);
  append_text (f->vault, a, "visit.started", "x");
  append_text (f->vault, wf_vault_get_private_id (f->vault), "practice.note", "x");
  g_autoptr (WfVaultReport) report = check (f);

  g_assert_cmpuint (report->n_clients, ==, 2);
  g_assert_cmpuint (report->n_events, ==, 6); /* founded, member, A, B, x, note */
  g_assert_cmpuint (report->problems->len, ==, 0);
  wf_vault_lock_sync (f->vault, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (wf_vault_check_sync (f->vault, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_LOCKED);
}

typedef struct {
  const char *sql;
  WfProblemCode code;
  const char *texts; /* what is still read of the client */
} Damage;

static void
test_check_finds (Fixture *f, gconstpointer data)
{
  const Damage *damage = data;
  g_autofree char *client = create_client (f->vault, "A");

  append_text (f->vault, client, "visit.started", "1");
  append_text (f->vault, client, "visit.ended", "2");
  tamper_and_unlock (f, damage->sql);
  g_autoptr (WfVaultReport) report = check (f);

  g_assert_cmpuint (count_problems (report, damage->code), >=, 1);
  assert_texts (f->vault, client, damage->texts);
  append_text (f->vault, client, "visit.ended", "goes on");
  g_autofree char *texts = g_strconcat (damage->texts, "|goes on", NULL);

  assert_texts (f->vault, client, texts);
}

static const Damage DAMAGES[] = {
  /* One byte becomes another, whatever it was: a sealed byte is nought once in 256. */
  { "UPDATE event SET body = CAST(substr(body, 1, 200) || CASE substr(body, 201, 1) "
    "WHEN x'00' THEN x'01' ELSE x'00' END || substr(body, 202) AS BLOB) WHERE seq = 4",
    WF_PROBLEM_ALTERED, "A|2" },
  { "UPDATE event SET event_id = randomblob(32) WHERE seq = 4", WF_PROBLEM_ALTERED, "A|2" },
  { "UPDATE event SET event_id = x'00' WHERE seq = 4", WF_PROBLEM_ALTERED, "A|2" },
  { "DELETE FROM event WHERE seq = 4", WF_PROBLEM_MISSING, "A|2" },
  { "DELETE FROM event WHERE seq = 4", WF_PROBLEM_ORPHAN, "A|2" },
  { "DELETE FROM event WHERE seq = 5", WF_PROBLEM_MISSING, "A|1" }, /* the last one */
  { "UPDATE snapshot SET body = CAST(substr(body, 1, 4) || randomblob(96) AS BLOB)",
    WF_PROBLEM_SNAPSHOT, "A|1|2" },
  { "UPDATE document SET body = randomblob(200) WHERE type = 4", WF_PROBLEM_KEYS, "A|1|2" },
  { "UPDATE spare SET body = randomblob(200)", WF_PROBLEM_KEYS, "A|1|2" },
};

/* Caches that are gone or wrong are re-made without a word, and nothing is lost. */
static void
test_caches_are_remade (Fixture *f, gconstpointer data)
{
  static const char *const harms[] = {
    "DELETE FROM head",
    "DELETE FROM author",
    "UPDATE author SET body = randomblob(56)",
    "DELETE FROM snapshot",
    "UPDATE head SET event_ids = x'0011'",
    "UPDATE event SET owner_tag = randomblob(16) WHERE seq = 4",
    "DELETE FROM document WHERE type IN (1, 2, 3, 4)",
    "DELETE FROM spare",
  };
  g_autofree char *client = create_client (f->vault, "A");
  g_autofree char *expected = g_strdup ("A|1");

  append_text (f->vault, client, "visit.started", "1");
  for (guint i = 0; i < G_N_ELEMENTS (harms); i++)
    {
      g_autofree char *text = g_strdup_printf ("after %u", i);
      char *longer = g_strconcat (expected, "|", text, NULL);
      g_autoptr (GError) error = NULL;

      tamper_and_unlock (f, harms[i]);
      assert_texts (f->vault, client, expected);
      append_text (f->vault, client, "visit.ended", text);
      g_free (expected);
      expected = longer;
      assert_texts (f->vault, client, expected);
      g_autoptr (GVariant) count = wf_vault_get_snapshot_sync (f->vault, client, "visit", &error);

      g_assert_cmpuint (g_variant_get_uint32 (count), ==, 2 + i);
      g_autoptr (GPtrArray) cards = wf_vault_list_cards_sync (f->vault, &error);

      g_assert_cmpuint (cards->len, ==, 1);
      g_assert_nonnull (((WfCard *) g_ptr_array_index (cards, 0))->card);
    }
  g_autoptr (WfVaultReport) report = check (f);

  g_assert_cmpuint (count_problems (report, WF_PROBLEM_MISSING), ==, 0);
  g_assert_cmpuint (count_problems (report, WF_PROBLEM_INVENTED), ==, 0);
}

/* A log with more loose ends than an event may name goes on, and they are soon all named. */
static void
test_many_heads (Fixture *f, gconstpointer data)
{
  g_autofree char *client = create_client (f->vault, "A");
  g_autoptr (GString) expected = g_string_new ("A");
  g_autoptr (GError) error = NULL;
  const guint n = 4 * WF_EVENT_PARENTS_MAX;

  for (guint i = 0; i < n; i++)
    {
      append_text (f->vault, client, "client.note", i % 2 == 0 ? "lost" : "kept");
      if (i % 2 != 0)
        g_string_append (expected, "|kept");
    }
  tamper_and_unlock (f, "DELETE FROM event WHERE seq > 3 AND seq % 2 = 0; DELETE FROM head;");
  assert_texts (f->vault, client, expected->str);
  g_autoptr (GPtrArray) two = make_records ("client.note", "and", "on", NULL);

  g_assert_true (wf_vault_append_sync (f->vault, client, two, &error));
  g_assert_no_error (error);
  fixture_reopen (f, f->founder, PASSPHRASE);
  append_text (f->vault, client, "client.note", "after");
  g_string_append (expected, "|and|on|after");
  assert_texts (f->vault, client, expected->str);

  /* one that is not in the format's order is made anew, not written into an event */
  tamper_and_unlock (f, "UPDATE head SET event_ids = CAST(event_ids || event_ids AS BLOB)");
  append_text (f->vault, client, "client.note", "and still");
  g_string_append (expected, "|and still");
  assert_texts (f->vault, client, expected->str);
}

/* A client whose key's first copy is harmed is still in the list, by the second. */
static void
test_hidden_cards (Fixture *f, gconstpointer data)
{
  static const char *const harms[] = {
    "UPDATE document SET body = randomblob(200) WHERE type = 4",
    "UPDATE document SET body = x'00' WHERE type = 4 AND id = (SELECT max(id) FROM document)",
  };
  g_autofree char *a = create_client (f->vault, "A"), *b = create_client (f->vault, "B");

  for (guint i = 0; i < G_N_ELEMENTS (harms); i++)
    {
      g_autoptr (GError) error = NULL;

      tamper_and_unlock (f, harms[i]);
      g_autoptr (GPtrArray) cards = wf_vault_list_cards_sync (f->vault, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (cards->len, ==, 2);
      for (guint c = 0; c < cards->len; c++)
        g_assert_nonnull (((WfCard *) g_ptr_array_index (cards, c))->card);
      append_text (f->vault, a, "client.note", "x");
      append_text (f->vault, b, "client.note", "x");
    }
}

/* Keys that a stranger put into the file are refused. */
static void
test_forged_keys (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  tamper (f, "DELETE FROM document WHERE type = 3; DELETE FROM spare WHERE type = 3");
  g_assert_false (wf_vault_unlock_sync (f->vault, f->founder, PASSPHRASE, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_ALTERED);
  g_assert_cmpint (wf_vault_get_state (f->vault), ==, WF_VAULT_LOCKED);
}

/* An event of a later format is kept and named. */
static void
test_newer_event (Fixture *f, gconstpointer data)
{
  g_autofree char *client = create_client (f->vault, "A");
  guint8 event[300] = { 2 }, id[32];
  g_autoptr (GError) error = NULL;

  wf_vault_close_sync (f->vault);
  {
    g_autoptr (WfDatabase) db =
        wf_database_open (wf_vault_get_path (f->vault), WF_DATABASE_NONE, &error);
    g_autoptr (WfStatement) insert = wf_statement_prepare (
        db, "INSERT INTO event (owner_tag, event_id, body) VALUES (zeroblob(16), ?1, ?2)", &error);

    wf_hash (id, event, sizeof event);
    wf_statement_bind_blob (insert, 1, id, sizeof id);
    wf_statement_bind_blob (insert, 2, event, sizeof event);
    g_assert_true (wf_statement_run (insert, &error));
    event[0] = 1;
    event[1] = 9; /* an epoch whose key is not here */
    wf_hash (id, event, sizeof event);
    wf_statement_bind_blob (insert, 1, id, sizeof id);
    wf_statement_bind_blob (insert, 2, event, sizeof event);
    g_assert_true (wf_statement_run (insert, &error));
  }
  fixture_reopen (f, f->founder, PASSPHRASE);
  g_autoptr (WfVaultReport) report = check (f);

  g_assert_cmpuint (count_problems (report, WF_PROBLEM_NEWER_FORMAT), ==, 1);
  g_assert_cmpuint (count_problems (report, WF_PROBLEM_NO_KEY), ==, 1);
  g_assert_cmpuint (report->problems->len, ==, 2);
  assert_texts (f->vault, client, "A");
}

static void
test_newer_vault (Fixture *f, gconstpointer data)
{
  g_autofree char *before = NULL, *after = NULL;
  gsize before_size, after_size;
  const char *path = wf_vault_get_path (f->vault);
  g_autoptr (GError) error = NULL;

  wf_vault_close_sync (f->vault);
  {
    g_autoptr (WfDatabase) db = wf_database_open (path, WF_DATABASE_NONE, &error);

    g_assert_true (wf_database_exec (db, "PRAGMA user_version = 77", &error));
    g_assert_true (wf_database_checkpoint (db, &error));
  }
  g_assert_true (g_file_get_contents (path, &before, &before_size, &error));
  g_assert_false (wf_vault_open_sync (f->vault, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_NEWER);
  g_clear_error (&error);
  g_assert_true (g_file_get_contents (path, &after, &after_size, &error));
  g_assert_cmpmem (before, before_size, after, after_size);
}

static void
test_backups_rotate (Fixture *f, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autoptr (GError) error = NULL;

  g_autoptr (GPtrArray) none = wf_vault_list_backups (f->folder);

  g_assert_cmpuint (none->len, ==, 0);
  for (guint i = 0; i < WF_VAULT_BACKUPS_KEPT + 3; i++)
    {
      g_autofree char *path = wf_vault_backup_sync (f->vault, &error);

      g_assert_no_error (error);
      g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
      if (first == NULL)
        first = g_strdup (path);
      if (i % 2 == 0)
        wf_clock_advance (f->clock, WF_CLOCK_DAY);
    }
  g_autoptr (GPtrArray) backups = wf_vault_list_backups (f->folder);
  WfBackup *newest = g_ptr_array_index (backups, 0), *next = g_ptr_array_index (backups, 1);

  g_assert_cmpuint (backups->len, ==, WF_VAULT_BACKUPS_KEPT);
  g_assert_cmpint (newest->made_us, >=, next->made_us);
  g_assert_false (g_file_test (first, G_FILE_TEST_EXISTS));
  wf_vault_close_sync (f->vault);
  g_assert_null (wf_vault_backup_sync (f->vault, &error));
}

/* Staff and device. */
static char *
dup_last_author (Fixture *f, const char *client)
{
  g_autoptr (GPtrArray) records = wf_vault_read_sync (f->vault, client, NULL);

  return g_strdup (((WfRecord *) records->pdata[records->len - 1])->author);
}

static void
test_restore (Fixture *f, gconstpointer data)
{
  g_autofree char *client = create_client (f->vault, "A");
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = wf_vault_backup_sync (f->vault, &error);
  g_autofree char *kept = g_build_filename (f->folder, "vault.db.kept", NULL);

  append_text (f->vault, client, "client.note", "after the backup");
  g_autofree char *before = dup_last_author (f, client);

  g_assert_false (wf_vault_restore_sync (f->folder, backup, NULL, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_BUSY);
  g_clear_error (&error);
  wf_vault_close_sync (f->vault);
  g_assert_false (wf_vault_restore_sync (f->folder, "/nowhere.db", NULL, &error));
  g_clear_error (&error);
  g_assert_true (wf_vault_restore_sync (f->folder, backup, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS));
  g_assert_true (wf_vault_open_sync (f->vault, &error));
  fixture_unlock_as (f, f->founder, PASSPHRASE);
  assert_texts (f->vault, client, "A");

  /* what is written now never meets what was written after the backup as one and the same event */
  append_text (f->vault, client, "client.note", "after the restore");
  g_autofree char *after = dup_last_author (f, client);

  g_assert_cmpstr (before, !=, after);
  g_assert_true (g_str_has_prefix (after, f->founder));
  g_autoptr (WfVaultReport) report = check (f);

  g_assert_cmpuint (report->problems->len, ==, 0);
}

/* What is no copy of this vault is refused, and the vault stays as it was, byte for byte. */
static void
test_restore_refuses (Fixture *f, gconstpointer data)
{
  g_autofree char *other_folder = g_build_filename (f->folder, "other", NULL);
  g_autofree char *text = g_build_filename (f->folder, "text", NULL);
  g_autofree char *strange = g_build_filename (f->folder, "strange.db", NULL);
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *harmed = wf_vault_backup_sync (f->vault, &error);
  gsize before_size, after_size, size;
  g_autofree char *bytes = NULL;
  g_autoptr (WfVault) other = wf_vault_new (other_folder, NULL);
  const WfVaultFounding founding = { .agency_name = "Other",
                                     .founder_name = "O",
                                     .slot_label = "O",
                                     .passphrase = "o",
                                     .cost = WF_KDF_TEST };
  g_autofree char *code = wf_vault_create_sync (other, &founding, &error);

  g_assert_no_error (error);
  g_autofree char *foreign = wf_vault_backup_sync (other, &error);
  const char *const files[] = { text, strange, harmed, f->folder, "/dev/zero", foreign };

  wf_vault_close_sync (other);
  wf_vault_close_sync (f->vault);
  g_assert_true (g_file_set_contents (text, "root:x:0:0:root:/root:/bin/sh\n", -1, &error));
  {
    g_autoptr (WfDatabase) db = wf_database_open (strange, WF_DATABASE_CREATE, &error);

    g_assert_true (wf_database_exec (db, "CREATE TABLE a (b)", &error));
  }
  g_assert_true (g_file_get_contents (harmed, &bytes, &size, &error));
  memset (bytes + size / 2, 0x5a, 4096);
  g_assert_true (g_file_set_contents (harmed, bytes, (gssize) size, &error));
  g_assert_true (g_file_get_contents (wf_vault_get_path (f->vault), &before, &before_size, &error));
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_assert_false (wf_vault_restore_sync (f->folder, files[i], NULL, &error));
      g_assert_error (error, WF_STORE_ERROR,
                      (int) (files[i] == foreign ? WF_STORE_ERROR_EXISTS : WF_STORE_ERROR_INVALID));
      g_clear_error (&error);
      g_autoptr (GPtrArray) copies = wf_vault_list_copies (f->folder);

      g_assert_cmpuint (copies->len, ==, 1); /* the backup: nothing is left half restored */
    }
  g_assert_true (g_file_get_contents (wf_vault_get_path (f->vault), &after, &after_size, &error));
  g_assert_cmpmem (before, before_size, after, after_size);
}

static gboolean
folder_contains (const char *folder, const guint8 *needle, gsize size)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize length;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          if (folder_contains (path, needle, size))
            return TRUE;
        }
      else if (g_file_get_contents (path, &bytes, &length, NULL) &&
               memmem (bytes, length, needle, size) != NULL)
        return TRUE;
    }
  return FALSE;
}

static GBytes *
read_blob (Fixture *f, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gboolean has_row;

  wf_vault_close_sync (f->vault);
  g_autoptr (WfDatabase) db =
      wf_database_open (wf_vault_get_path (f->vault), WF_DATABASE_NONE, &error);
  g_autoptr (WfStatement) read = wf_statement_prepare (db, sql, &error);

  g_assert_true (wf_statement_step (read, &has_row, &error) && has_row);
  return wf_statement_dup_bytes (read, 0);
}

/* Not one piece of the client's sealed rows or key is left in any file of the folder. */
static void
test_forget (Fixture *f, gconstpointer data)
{
  g_autofree char *kept = create_client (f->vault, "Kept");
  g_autofree char *gone = create_client (f->vault, "Gone");
  g_autoptr (GError) error = NULL;

  append_text (f->vault, gone, "visit.started", "x");
  g_autofree char *backup = wf_vault_backup_sync (f->vault, &error);
  g_autoptr (GBytes) event = read_blob (f, "SELECT substr(body, 100, 64) FROM event WHERE seq = 4");
  g_autoptr (GBytes) wrap =
      read_blob (f, "SELECT substr(body, 60, 64) FROM document WHERE type = 4 ORDER BY id DESC");
  g_autoptr (GBytes) card =
      read_blob (f, "SELECT substr(s.body, 20, 40) FROM snapshot AS s "
                    "JOIN event AS e ON e.owner_tag = s.owner_tag WHERE e.seq = 4");
#define IS_LEFT(blob)                                                                              \
  folder_contains (f->folder, g_bytes_get_data (blob, NULL), g_bytes_get_size (blob))

  g_assert_true (IS_LEFT (event) && IS_LEFT (wrap) && IS_LEFT (card)); /* positive control */
  g_assert_true (wf_vault_open_sync (f->vault, &error));
  fixture_unlock_as (f, f->founder, PASSPHRASE);
  g_assert_true (wf_vault_forget_sync (f->vault, gone, "asked", &error));
  g_assert_no_error (error);
  g_assert_false (IS_LEFT (event));
  g_assert_false (IS_LEFT (wrap));
  g_assert_false (IS_LEFT (card));
  g_assert_false (g_file_test (backup, G_FILE_TEST_EXISTS) && IS_LEFT (wrap));
  g_autoptr (GPtrArray) backups = wf_vault_list_backups (f->folder);

  g_assert_cmpuint (backups->len, ==, 1);
  g_assert_null (wf_vault_read_sync (f->vault, gone, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  assert_texts (f->vault, kept, "Kept");
  g_autoptr (WfVaultReport) report = check (f);

  g_assert_cmpuint (report->problems->len, ==, 0); /* the erasure covers the gap */
  g_assert_cmpuint (report->n_clients, ==, 1);
}

/* Copies that a restore, a salvage or an update set aside held the key too. */
static void
test_forget_destroys_all_copies (Fixture *f, gconstpointer data)
{
  static const char *const NAMES[] = { "vault.db.kept",
                                       "vault.db.kept-2",
                                       "vault.db.kept-wal",
                                       "vault.db.before-update",
                                       "vault.db.salvaged",
                                       "vault.db.restoring-2",
                                       "backups/vault-x.db.partial" };
  g_autofree char *gone = create_client (f->vault, "Gone");
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = wf_vault_backup_sync (f->vault, &error);
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (backup, &bytes, &size, &error));
  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      g_autofree char *path = g_build_filename (f->folder, NAMES[i], NULL);

      g_assert_true (g_file_set_contents (path, bytes, (gssize) size, &error));
    }
  g_autoptr (GPtrArray) before = wf_vault_list_copies (f->folder);

  g_assert_cmpuint (before->len, ==, G_N_ELEMENTS (NAMES) + 1);
  g_assert_true (wf_vault_forget_sync (f->vault, gone, "asked", &error));
  g_autoptr (GPtrArray) after = wf_vault_list_copies (f->folder);

  g_assert_cmpuint (after->len, ==, 1);
}

/* Cut short between the erasure and the copies: said as what it is, ended at the next unlock. */
static void
test_forget_cut_short (Fixture *f, gconstpointer data)
{
  g_autofree char *gone = create_client (f->vault, "Gone");
  g_autofree char *folder = g_build_filename (f->folder, "backups", NULL);
  g_autofree char *aside = g_build_filename (f->folder, "aside", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = wf_vault_backup_sync (f->vault, &error);

  g_assert_cmpint (g_rename (folder, aside), ==, 0);
  g_assert_true (g_file_set_contents (folder, "", 0, &error));
  g_assert_false (wf_vault_forget_sync (f->vault, gone, "asked", &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_COPIES);
  g_clear_error (&error);
  g_assert_null (wf_vault_read_sync (f->vault, gone, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  wf_vault_close_sync (f->vault);
  g_assert_cmpint (g_unlink (folder), ==, 0);
  g_assert_cmpint (g_rename (aside, folder), ==, 0);
  g_assert_true (wf_vault_open_sync (f->vault, &error));
  fixture_unlock_as (f, f->founder, PASSPHRASE);
  g_assert_false (g_file_test (backup, G_FILE_TEST_EXISTS));
  g_autoptr (GPtrArray) backups = wf_vault_list_copies (f->folder);
  const WfBackup *fresh = g_ptr_array_index (backups, 0);

  g_assert_cmpuint (backups->len, ==, 1);
  g_autofree char *older = g_strdup (fresh->path), *second = NULL;

  /* Nothing is owed any more, here or in the copy: a second backup leaves the first. */
  wf_vault_close_sync (f->vault);
  g_assert_true (wf_vault_restore_sync (f->folder, older, NULL, &error));
  g_assert_true (wf_vault_open_sync (f->vault, &error));
  fixture_unlock_as (f, f->founder, PASSPHRASE);
  second = wf_vault_backup_sync (f->vault, &error);
  g_assert_nonnull (second);
  g_assert_true (g_file_test (older, G_FILE_TEST_EXISTS));
}

static void
test_forget_refuses (Fixture *f, gconstpointer data)
{
  g_autofree char *client = create_client (f->vault, "A");
  g_autofree char *unknown = g_strnfill (32, 'a');
  g_autoptr (GError) error = NULL;
  g_autofree char *vol =
      wf_vault_add_member_sync (f->vault, "V", WF_ROLE_VOLUNTEER, "V", "v", &error);

  g_assert_false (wf_vault_forget_sync (f->vault, unknown, "asked", &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (
      wf_vault_forget_sync (f->vault, wf_vault_get_agency_id (f->vault), "asked", &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_INVALID);
  g_clear_error (&error);
  fixture_unlock_as (f, vol, "v");
  g_assert_false (wf_vault_forget_sync (f->vault, client, "asked", &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_ALLOWED);
  g_clear_error (&error);
  wf_vault_lock_sync (f->vault, NULL);
  g_assert_false (wf_vault_forget_sync (f->vault, client, "asked", &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_LOCKED);
}

static void
test_export_all (Fixture *f, gconstpointer data)
{
  g_autofree char *client = create_client (f->vault, "A");
  g_autofree char *elsewhere = g_build_filename (f->folder, "elsewhere", NULL);
  g_autofree char *target = g_build_filename (elsewhere, "vault.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *ben =
      wf_vault_add_member_sync (f->vault, "Ben", WF_ROLE_NAVIGATOR, "Ben", "b", &error);

  g_mkdir (elsewhere, 0700);
  g_assert_true (wf_vault_export_all_sync (f->vault, target, &error));
  g_assert_false (wf_vault_export_all_sync (f->vault, target, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  {
    g_autoptr (WfVault) copy = wf_vault_new (elsewhere, f->clock);

    g_assert_true (wf_vault_open_sync (copy, &error));
    g_assert_true (wf_vault_unlock_sync (copy, f->founder, PASSPHRASE, &error));
    assert_texts (copy, client, "A");
    assert_texts (copy, wf_vault_get_agency_id (copy),
                  "agency.founded|member.added|member.added|agency.exported");
  }
  fixture_unlock_as (f, ben, "b");
  g_assert_false (wf_vault_export_all_sync (f->vault, "/nowhere", &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_ALLOWED);
}

static void
test_due (Fixture *f, gconstpointer data)
{
  const gint32 days[] = { 20800, 20790, 20800 }, none[1] = { 0 };
  g_autoptr (GArray) due = g_array_new (FALSE, FALSE, sizeof (gint32));
  g_autoptr (GArray) empty = g_array_new (FALSE, FALSE, sizeof (gint32));
  g_autoptr (GError) error = NULL;

  g_array_append_vals (due, days, 3);
  g_assert_cmpint (none[0], ==, 0);
  g_assert_true (wf_vault_set_due_sync (f->vault, due, &error));
  g_autoptr (GBytes) before = read_blob (f, "SELECT token FROM due WHERE day = 20790");

  g_assert_true (wf_vault_open_sync (f->vault, &error));
  g_autoptr (GArray) locked = wf_vault_get_due_sync (f->vault, &error); /* needs no key */

  g_assert_cmpuint (locked->len, ==, 3);
  g_assert_cmpint (g_array_index (locked, gint32, 0), ==, 20790);
  g_assert_false (wf_vault_set_due_sync (f->vault, due, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_LOCKED);
  g_clear_error (&error);
  fixture_unlock_as (f, f->founder, PASSPHRASE);
  g_assert_true (wf_vault_set_due_sync (f->vault, due, &error));
  g_autoptr (GBytes) after = read_blob (f, "SELECT token FROM due WHERE day = 20790");

  g_assert_false (g_bytes_equal (before, after));           /* a token follows no one */
  g_assert_null (wf_vault_get_due_sync (f->vault, &error)); /* closed */
  g_clear_error (&error);
  g_assert_true (wf_vault_open_sync (f->vault, &error));
  fixture_unlock_as (f, f->founder, PASSPHRASE);
  g_assert_true (wf_vault_set_due_sync (f->vault, empty, &error));
  g_autoptr (GArray) cleared = wf_vault_get_due_sync (f->vault, &error);

  g_assert_cmpuint (cleared->len, ==, 0);
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
test_async (Fixture *f, gconstpointer data)
{
  g_autofree char *client = create_client (f->vault, "A");
  g_autofree char *target = g_build_filename (f->folder, "all.db", NULL);
  g_autoptr (GArray) due = g_array_new (FALSE, FALSE, sizeof (gint32));
  g_autoptr (GAsyncResult) r = NULL;
  g_autoptr (GError) error = NULL;

  wf_vault_check_async (f->vault, NULL, on_result, &r);
  g_autoptr (WfVaultReport) report = wf_vault_check_finish (f->vault, wait_for (&r), &error);

  g_assert_cmpuint (report->problems->len, ==, 0);
  wf_vault_backup_async (f->vault, NULL, on_result, &r);
  g_autofree char *backup = wf_vault_backup_finish (f->vault, wait_for (&r), &error);

  g_assert_nonnull (backup);
  wf_vault_export_all_async (f->vault, target, NULL, on_result, &r);
  g_assert_true (wf_vault_export_all_finish (f->vault, wait_for (&r), &error));
  wf_vault_set_due_async (f->vault, due, NULL, on_result, &r);
  g_assert_true (wf_vault_set_due_finish (f->vault, wait_for (&r), &error));
  wf_vault_get_due_async (f->vault, NULL, on_result, &r);
  g_autoptr (GArray) got = wf_vault_get_due_finish (f->vault, wait_for (&r), &error);

  g_assert_cmpuint (got->len, ==, 0);
  wf_vault_forget_async (f->vault, client, "asked", NULL, on_result, &r);
  g_assert_true (wf_vault_forget_finish (f->vault, wait_for (&r), &error));
}

static void
test_codes (void)
{
  for (WfProblemCode code = WF_PROBLEM_NEWER_FORMAT; code <= WF_PROBLEM_KEYS; code++)
    g_assert_nonnull (wf_problem_code_to_text (code));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("/care/check", test_check_whole);
  for (guint i = 0; i < G_N_ELEMENTS (DAMAGES); i++)
    {
      g_autofree char *path = g_strdup_printf ("/care/check/finds/%u", i);

      g_test_add (path, Fixture, &DAMAGES[i], fixture_set_up, test_check_finds, fixture_tear_down);
    }
  ADD ("/care/caches", test_caches_are_remade);
  ADD ("/care/many-heads", test_many_heads);
  ADD ("/care/hidden-cards", test_hidden_cards);
  ADD ("/care/forged-keys", test_forged_keys);
  ADD ("/care/newer-event", test_newer_event);
  ADD ("/care/newer-vault", test_newer_vault);
  ADD ("/care/backups", test_backups_rotate);
  ADD ("/care/restore", test_restore);
  ADD ("/care/restore-refuses", test_restore_refuses);
  ADD ("/care/forget", test_forget);
  ADD ("/care/forget-destroys-all-copies", test_forget_destroys_all_copies);
  ADD ("/care/forget-cut-short", test_forget_cut_short);
  ADD ("/care/forget-refuses", test_forget_refuses);
  ADD ("/care/export", test_export_all);
  ADD ("/care/due", test_due);
  ADD ("/care/async", test_async);
  g_test_add_func ("/care/codes", test_codes);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Damage: each 512-byte block of a small vault is flipped in turn. What is whole must open, what
 * is not must be named, and the harmed bytes must still be there afterwards.
 */
#include "vault-fixture.h"

#include "wf-event.h"
#include "wf-files.h"
#include "wf-page-scan.h"
#include "wf-place.h"
#include "wf-statement.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define BLOCK     512
#define N_CLIENTS 4
#define N_TEXTS   6

typedef struct {
  char *ids[N_CLIENTS];
  guint n_lost;     /* texts that no flip brought back */
  guint n_salvaged; /* flips that needed a salvage */
  guint n_unharmed; /* flips that cost nothing */
} Agency;

static void
fill (Fixture *f, Agency *agency)
{
  for (guint c = 0; c < N_CLIENTS; c++)
    {
      agency->ids[c] = create_client (f->vault, "Client");
      for (guint t = 1; t < N_TEXTS; t++)
        append_text (f->vault, agency->ids[c], "visit.started", "text");
    }
  wf_vault_close_sync (f->vault);
}

static char *
copy_to (const char *path, const char *name)
{
  g_autofree char *folder = g_dir_make_tmp ("wf-flip-XXXXXX", NULL);
  g_autofree char *copy = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (wf_files_copy (path, copy, &error));
  return g_steal_pointer (&folder);
}

static void
flip (const char *path, gsize block)
{
  guint8 bytes[BLOCK];
  FILE *file = g_fopen (path, "r+b");

  g_assert_cmpint (fseek (file, (long) (block * BLOCK), SEEK_SET), ==, 0);
  g_assert_cmpuint (fread (bytes, 1, BLOCK, file), ==, BLOCK);
  for (guint i = 0; i < BLOCK; i++)
    bytes[i] ^= 0xff;
  g_assert_cmpint (fseek (file, (long) (block * BLOCK), SEEK_SET), ==, 0);
  g_assert_cmpuint (fwrite (bytes, 1, BLOCK, file), ==, BLOCK);
  fclose (file);
}

/* Opens, unlocks, lists, reads all. Returns the number of texts read, or -1 when told DAMAGED. */
static int
read_everything (Fixture *f, const char *folder, Agency *agency, guint *out_problems)
{
  g_autoptr (WfVault) vault = wf_vault_new (folder, f->clock);
  g_autoptr (GError) error = NULL;
  int n = 0;

  wf_vault_add_fold (vault, &CARD_FOLD);
  wf_vault_add_fold (vault, &COUNT_FOLD);
  if (!wf_vault_open_sync (vault, &error) ||
      !wf_vault_unlock_sync (vault, f->founder, PASSPHRASE, &error))
    {
      g_test_message ("not opened: %s", error->message);
      return -1;
    }

  g_autoptr (WfVaultReport) report = wf_vault_check_sync (vault, &error);
  g_autoptr (GPtrArray) cards = report != NULL ? wf_vault_list_cards_sync (vault, &error) : NULL;

  if (cards == NULL || count_problems (report, WF_PROBLEM_FILE) > 0)
    {
      g_test_message ("not whole: %s", error != NULL ? error->message : "structure");
      return -1;
    }
  g_assert_cmpuint (cards->len, ==, N_CLIENTS); /* no one is ever lost: keys are kept twice */
  *out_problems = report->problems->len;
  for (guint c = 0; c < N_CLIENTS; c++)
    {
      g_autoptr (GPtrArray) records = wf_vault_read_sync (vault, agency->ids[c], &error);

      if (records == NULL)
        return -1;
      n += (int) records->len;
    }
  return n;
}

static void
assert_flipped_is_kept (const char *kept, const char *original, gsize block)
{
  g_autofree char *left = NULL, *right = NULL;
  gsize left_size, right_size;

  g_assert_true (g_file_get_contents (original, &right, &right_size, NULL));
  g_assert_true (g_file_get_contents (kept, &left, &left_size, NULL));
  g_assert_cmpuint (left_size, ==, right_size);
  for (gsize i = 0; i < BLOCK; i++)
    left[block * BLOCK + i] ^= (char) 0xff;
  g_assert_cmpmem (left, left_size, right, right_size);
}

static void
try_block (Fixture *f, Agency *agency, gsize block)
{
  const char *original = wf_vault_get_path (f->vault);
  g_autofree char *folder = copy_to (original, "vault.db");
  g_autofree char *path = g_build_filename (folder, "vault.db", NULL);
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;
  guint n_problems = 0;

  flip (path, block);
  g_autofree char *harmed = copy_to (path, "vault.db");
  int n = read_everything (f, folder, agency, &n_problems);

  if (n < 0)
    {
      /* what reading may have done to the copy is not the question: salvage the harmed one */
      g_autoptr (WfVaultReport) report = wf_vault_salvage_sync (harmed, &kept, &error);

      g_assert_no_error (error);
      assert_flipped_is_kept (kept, original, block);
      n = read_everything (f, harmed, agency, &n_problems);
      n_problems += report->problems->len;
      agency->n_salvaged++;
    }
  g_assert_cmpint (n, >=, N_CLIENTS * N_TEXTS - 4); /* a block holds few whole events */
  if (n < N_CLIENTS * N_TEXTS)
    {
      g_assert_cmpuint (n_problems, >, 0);
      agency->n_lost += N_CLIENTS * N_TEXTS - (guint) n;
    }
  else
    agency->n_unharmed++;
  remove_folder (folder);
  remove_folder (harmed);
}

static void
test_each_block (Fixture *f, gconstpointer data)
{
  Agency agency = { { NULL } };
  GStatBuf info;

  fill (f, &agency);
  g_assert_cmpint (g_stat (wf_vault_get_path (f->vault), &info), ==, 0);
  for (gsize block = 0; block < (gsize) info.st_size / BLOCK; block++)
    try_block (f, &agency, block);
  g_test_message ("%ld blocks: %u cost nothing, %u salvaged, %u texts lost in all",
                  (long) info.st_size / BLOCK, agency.n_unharmed, agency.n_salvaged, agency.n_lost);
  g_assert_cmpuint (agency.n_lost, >, 0); /* the flips did flip something that matters */
  g_assert_cmpuint (agency.n_salvaged, >, 0);
  for (guint c = 0; c < N_CLIENTS; c++)
    g_free (agency.ids[c]);
}

/* A whole vault with its log not yet moved into the file: salvage reads the log too. */
static void
test_salvage_reads_the_log (Fixture *f, gconstpointer data)
{
  g_autofree char *client = create_client (f->vault, "A");
  g_autofree char *harmed = NULL, *wal = NULL, *to_wal = NULL;
  g_autoptr (GError) error = NULL;

  append_text (f->vault, client, "visit.started", "only in the log");
  harmed = copy_to (wf_vault_get_path (f->vault), "vault.db");
  wal = g_strconcat (wf_vault_get_path (f->vault), "-wal", NULL);
  to_wal = g_build_filename (harmed, "vault.db-wal", NULL);
  g_assert_true (wf_files_copy (wal, to_wal, &error));
  g_autoptr (WfVaultReport) report = wf_vault_salvage_sync (harmed, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (report->n_events, ==, 4);
  g_assert_cmpuint (report->n_clients, ==, 2); /* the agency's own counts here */
  {
    g_autoptr (WfVault) vault = wf_vault_new (harmed, f->clock);

    wf_vault_add_fold (vault, &CARD_FOLD);
    g_assert_true (wf_vault_open_sync (vault, &error));
    g_assert_true (wf_vault_unlock_sync (vault, f->founder, PASSPHRASE, &error));
    assert_texts (vault, client, "A|only in the log");
    append_text (vault, client, "visit.ended", "goes on");
    assert_texts (vault, client, "A|only in the log|goes on");
    g_autoptr (WfVaultReport) check = wf_vault_check_sync (vault, &error);

    g_assert_cmpuint (check->problems->len, ==, 0);
  }
  remove_folder (harmed);
}

static void
test_salvage_refuses (Fixture *f, gconstpointer data)
{
  g_autofree char *empty = g_dir_make_tmp ("wf-salvage-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (empty, "vault.db", NULL);
  g_autofree char *noise = g_strnfill (3 * 4096, 'x');
  g_autofree char *back = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (wf_vault_salvage_sync (f->folder, NULL, &error)); /* open */
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_null (wf_vault_salvage_sync (empty, NULL, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (path, noise, 3 * 4096, &error));
  g_assert_null (wf_vault_salvage_sync (empty, NULL, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_true (g_file_get_contents (path, &back, NULL, &error));
  g_assert_cmpstr (back, ==, noise); /* kept as it was */
  remove_folder (empty);
}

static void
count_rows (gint64 rowid, const WfPageColumn *columns, guint n_columns, gpointer user_data)
{
  guint *n = user_data;

  ++*n;
}

/* Noise of any shape ends, whatever it says about lengths and pages. */
static void
test_scan_noise (void)
{
  g_autofree guint8 *file = g_malloc (8 * 4096);
  guint n = 0;

  for (guint round = 0; round < 200; round++)
    {
      wf_random_fill (file, 8 * 4096);
      for (guint page = 0; page < 8; page++)
        file[page * 4096 + (page == 0 ? 100 : 0)] = round % 3 == 0 ? 0x0d : file[page * 4096];
      wf_page_scan (file, (gsize) g_test_rand_int_range (0, 8 * 4096), file, 8 * 4096, 4096,
                    count_rows, &n);
    }
  g_assert_cmpuint (n, >, 0);
}

/* What SQLite wrote is read back row for row, texts longer than a page included. */
static void
test_scan_finds_all (void)
{
  g_autofree char *folder = g_dir_make_tmp ("wf-scan-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "x.db", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;
  guint n = 0;
  WfDatabase *db = wf_database_open (path, WF_DATABASE_CREATE, &error);

  g_assert_true (wf_database_exec (
      db,
      "CREATE TABLE t (a, b, c, d); WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 "
      "FROM n WHERE i < 500) INSERT INTO t SELECT i * 100000000, -i, 0.5, randomblob(i * 40) "
      "FROM n",
      &error));
  wf_database_close (db);
  g_assert_true (g_file_get_contents (path, &bytes, &size, &error));
  wf_page_scan ((guint8 *) bytes, size, NULL, 0, 4096, count_rows, &n);
  g_assert_cmpuint (n, >=, 501); /* and the schema's own row */
  remove_folder (folder);
}

static void
test_places (void)
{
  static const struct {
    const char *folder, *service;
  } cases[] = {
    { "/home/ana/Dropbox/wayfinder", "Dropbox" },
    { "/home/ana/Dropbox (Agency)/x", "Dropbox" },
    { "/home/ana/OneDrive - Agency/x", "OneDrive" },
    { "/home/ana/Google Drive", "Google Drive" },
    { "/home/ana/Nextcloud/a/b/c", "Nextcloud" },
    { "/home/ana/.local/share/wayfinder", NULL },
    { "/home/dropboxes/x", NULL },
    { "/", NULL },
  };
  static const char *const networks[] = { "nfs4", "cifs", "fuse.sshfs", "davfs" };
  static const char *const locals[] = { "ext4", "btrfs", "fuse.ntfs-3g", "overlay", "tmpfs" };
  g_autofree char *folder = g_dir_make_tmp ("wf-place-XXXXXX", NULL);
  g_autofree char *mark = g_build_filename (folder, ".stfolder", NULL);
  g_autofree char *inside = g_build_filename (folder, "a", "b", NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (wf_place_find_sync_service (cases[i].folder), ==, cases[i].service);
  for (guint i = 0; i < G_N_ELEMENTS (networks); i++)
    g_assert_true (wf_place_is_network_type (networks[i]));
  for (guint i = 0; i < G_N_ELEMENTS (locals); i++)
    g_assert_false (wf_place_is_network_type (locals[i]));
  g_assert_true (wf_place_check (inside, &error)); /* does not exist yet */
  g_assert_no_error (error);
  g_mkdir (mark, 0700);
  g_assert_false (wf_place_check (inside, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_PLACE);
  g_assert_nonnull (strstr (error->message, "Syncthing"));
  g_clear_error (&error);

  /* a link does not hide it */
  g_autofree char *outside = g_dir_make_tmp ("wf-place-XXXXXX", NULL);
  g_autofree char *link = g_build_filename (outside, "data", NULL);

  g_assert_cmpint (symlink (folder, link), ==, 0);
  g_assert_false (wf_place_check (link, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_PLACE);
  g_clear_error (&error);
  g_unlink (link);

  /* a file is no folder, nor is anything below it */
  g_autofree char *below = g_build_filename (link, "agency", NULL);

  g_assert_true (g_file_set_contents (link, "x", 1, NULL));
  g_assert_false (wf_place_check (below, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_READ_ONLY);
  g_unlink (link);
  remove_folder (outside);
  remove_folder (folder);
}

/* Of the folder's own, what is a link into such a place, or out of the folder. */
static void
test_links (Fixture *f, gconstpointer data)
{
  g_autofree char *away = g_dir_make_tmp ("wf-place-XXXXXX", NULL);
  g_autofree char *mark = g_build_filename (away, ".stfolder", NULL);
  g_autofree char *backups = g_build_filename (f->folder, "backups", NULL);
  g_autofree char *vault = g_build_filename (f->folder, "vault.db", NULL);
  g_autofree char *other = g_dir_make_tmp ("wf-place-XXXXXX", NULL);
  g_autofree char *link = g_build_filename (other, "vault.db", NULL);
  g_autoptr (WfVault) linked = wf_vault_new (other, f->clock);
  g_autoptr (GError) error = NULL;

  g_mkdir (mark, 0700);
  g_assert_cmpint (symlink (away, backups), ==, 0);
  g_assert_null (wf_vault_backup_sync (f->vault, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_PLACE);
  g_clear_error (&error);
  g_unlink (backups);
  g_free (wf_vault_backup_sync (f->vault, &error));
  g_assert_no_error (error);

  wf_vault_close_sync (f->vault);
  g_assert_cmpint (symlink (vault, link), ==, 0);
  g_assert_false (wf_vault_open_sync (linked, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_PLACE);
  remove_folder (other);
  remove_folder (away);
}

int
main (int argc, char *argv[])
{
  fixture_use_memory ();
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("/damage/each-block", test_each_block);
  ADD ("/damage/salvage-log", test_salvage_reads_the_log);
  ADD ("/damage/salvage-refuses", test_salvage_refuses);
  g_test_add_func ("/damage/scan/noise", test_scan_noise);
  g_test_add_func ("/damage/scan/all", test_scan_finds_all);
  g_test_add_func ("/damage/places", test_places);
  ADD ("/damage/links", test_links);
  return g_test_run ();
}

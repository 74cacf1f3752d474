/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bad luck at any write: no room, an I/O error, the power gone. What was acknowledged is there
 * afterwards; what failed was told and left nothing behind. The proof that the test can fail:
 * the same run with synchronous=OFF loses what it acknowledged.
 */
#include "vault-fixture.h"
#include "wf-shim-vfs.h"

#include <glib/gstdio.h>
#include <string.h>

#define N_APPENDS 5
#define N_SEEDS   6

typedef struct {
  Fixture fixture;
  char *client;
  char *file; /* the closed vault's bytes, for each round the same */
  gsize size;
} Bench;

static void
set_up (Bench *b, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  wf_shim_vfs_register ();
  fixture_set_up (&b->fixture, data);
  b->client = create_client (b->fixture.vault, "A");
  wf_vault_close_sync (b->fixture.vault);
  g_assert_true (
      g_file_get_contents (wf_vault_get_path (b->fixture.vault), &b->file, &b->size, &error));
  wf_vault_set_vfs (b->fixture.vault, WF_SHIM_VFS_NAME);
}

static void
tear_down (Bench *b, gconstpointer data)
{
  wf_shim_vfs_forget ();
  fixture_tear_down (&b->fixture, data);
  g_free (b->client);
  g_free (b->file);
}

static void
start_round (Bench *b)
{
  const char *path = wf_vault_get_path (b->fixture.vault);
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autoptr (GError) error = NULL;

  g_unlink (wal);
  g_assert_true (g_file_set_contents_full (path, b->file, (gssize) b->size,
                                           G_FILE_SET_CONTENTS_NONE, 0600, &error));
  wf_shim_vfs_forget ();
  wf_vault_open_sync (b->fixture.vault, &error);
  g_assert_no_error (error);
  wf_vault_unlock_sync (b->fixture.vault, b->fixture.founder, PASSPHRASE, &error);
  g_assert_no_error (error);
}

static gboolean
append_number (Bench *b, guint number, GError **error)
{
  g_autofree char *text = g_strdup_printf ("text %u", number);
  g_autoptr (GPtrArray) records = make_records ("visit.started", text, NULL);

  return wf_vault_append_sync (b->fixture.vault, b->client, records, error);
}

/* @is_dark: the power went: no one saw what was answered then. Else the log's way into the file may
 * have failed, of which the answer, safe in the log, knows nothing.
 * Returns: how many appends were acknowledged before the fault struck, or as it did. */
static guint
append_until_struck (Bench *b, gboolean is_dark)
{
  guint n = 0;

  while (n < N_APPENDS)
    {
      g_autoptr (GError) error = NULL;

      if (!append_number (b, n, &error))
        {
          g_assert_true (g_error_matches (error, WF_STORE_ERROR, WF_STORE_ERROR_IO) ||
                         g_error_matches (error, WF_STORE_ERROR, WF_STORE_ERROR_FULL));
          break;
        }
      n += !is_dark || !wf_shim_vfs_has_struck ();
      if (wf_shim_vfs_has_struck ())
        break;
    }
  return n;
}

/* What a fresh start finds, through the system's own VFS. Returns: how many texts, or -1 when the
 * vault does not open or is not whole. */
static int
count_found (Bench *b)
{
  g_autoptr (WfVault) vault = fixture_new_vault (&b->fixture);
  g_autoptr (GError) error = NULL;

  if (!wf_vault_open_sync (vault, &error) ||
      !wf_vault_unlock_sync (vault, b->fixture.founder, PASSPHRASE, &error))
    return -1;

  g_autoptr (WfVaultReport) report = wf_vault_check_sync (vault, &error);
  g_autoptr (GPtrArray) records = wf_vault_read_sync (vault, b->client, &error);

  if (report == NULL || records == NULL || report->problems->len > 0)
    return -1;
  for (guint i = 1; i < records->len; i++)
    {
      g_autofree char *expected = g_strdup_printf ("text %u", i - 1);
      WfRecord *record = g_ptr_array_index (records, i);

      g_assert_cmpstr (wf_json_get_string (record->body, "text", NULL), ==, expected);
    }
  return (int) records->len - 1;
}

static guint
count_operations (Bench *b)
{
  start_round (b);
  wf_shim_vfs_arm (WF_SHIM_POWER_CUT, G_MAXUINT);
  g_assert_cmpuint (append_until_struck (b, TRUE), ==, N_APPENDS);

  guint n = wf_shim_vfs_get_count ();

#ifdef WF_LOG_PAGES
  {
    g_autofree char *wal = g_strconcat (wf_vault_get_path (b->fixture.vault), "-wal", NULL);
    GStatBuf status;

    /* written over: five answers are longer */
    g_assert_cmpint (g_stat (wal, &status), ==, 0);
    g_test_message ("a log of %" G_GINT64_FORMAT " bytes", (gint64) status.st_size);
    g_assert_cmpint (status.st_size, <, 3 * WF_LOG_PAGES * 4120);
  }
#endif
  wf_vault_close_sync (b->fixture.vault);
  return n;
}

/* The power goes at every operation in turn, each time with several fates of what was not
 * synced. Returns: rounds in which something acknowledged was lost. */
static guint
cut_everywhere (Bench *b)
{
  guint n_operations = count_operations (b), n_losses = 0;

  for (guint at = 0; at < n_operations; at++)
    for (guint32 seed = 0; seed < N_SEEDS; seed++)
      {
        int acknowledged, found;

        start_round (b);
        wf_shim_vfs_arm (WF_SHIM_POWER_CUT, at);
        acknowledged = (int) append_until_struck (b, TRUE);
        g_assert_true (wf_shim_vfs_has_struck ());
        wf_vault_close_sync (b->fixture.vault);
        wf_shim_vfs_lose_power (seed);
        found = count_found (b);
        g_assert_cmpint (found, <=, acknowledged + 1);
        n_losses += found < acknowledged;
      }
  g_test_message ("%u operations, %u rounds with a loss", n_operations, n_losses);
  return n_losses;
}

static void
test_power (Bench *b, gconstpointer data)
{
  guint n_losses = cut_everywhere (b);

#ifdef WF_EXPECT_LOSS
  g_assert_cmpuint (n_losses, >, 0); /* synchronous=OFF: the test sees it */
#else
  g_assert_cmpuint (n_losses, ==, 0);
#endif
}

/* An error that is told: nothing half-done is left, and when the disk is well again so are we. */
static void
test_fault (Bench *b, gconstpointer data)
{
  WfShimFault fault = (WfShimFault) GPOINTER_TO_INT (data);
  guint n_operations = count_operations (b);

  for (guint at = 0; at < n_operations; at++)
    {
      g_autoptr (GError) error = NULL;
      guint n;

      start_round (b);
      wf_shim_vfs_arm (fault, at);
      n = append_until_struck (b, FALSE);
      g_assert_true (wf_shim_vfs_has_struck () || fault == WF_SHIM_DISK_FULL);
      wf_shim_vfs_arm (WF_SHIM_NOTHING, 0);
      if (n < N_APPENDS && !append_number (b, n, &error))
        {
          /* SQLite may want the file opened anew after an error; then it must go well */
          g_clear_error (&error);
          wf_vault_close_sync (b->fixture.vault);
          g_assert_true (wf_vault_open_sync (b->fixture.vault, &error));
          g_assert_true (
              wf_vault_unlock_sync (b->fixture.vault, b->fixture.founder, PASSPHRASE, &error));
          g_assert_true (append_number (b, n, &error));
        }
      wf_vault_close_sync (b->fixture.vault);
      g_assert_cmpint (count_found (b), ==, (int) MIN (n + 1, N_APPENDS));
    }
}

int
main (int argc, char *argv[])
{
  fixture_use_memory ();
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/power/cut", Bench, NULL, set_up, test_power, tear_down);
#ifndef WF_EXPECT_LOSS
  g_test_add ("/power/io-error", Bench, GINT_TO_POINTER (WF_SHIM_IO_ERROR), set_up, test_fault,
              tear_down);
  g_test_add ("/power/disk-full", Bench, GINT_TO_POINTER (WF_SHIM_DISK_FULL), set_up, test_fault,
              tear_down);
#else
  (void) test_fault;
#endif
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two claims about the vault, each a ratio or a figure printed for a person to read; nothing
 * is asserted here.
 *
 *   durable: an answer made durable through the vault, against one bare sqlite3 transaction
 *            (WAL, synchronous=FULL) that writes an event blob and a snapshot blob of the same
 *            sizes. Interleaved, so that both see the same disk.
 *   list:    opening and unlocking a vault of many clients and reading every card, with the
 *            key derivation measured apart; and what a list of so many keeps in use. (Of one
 *            open client: bench-open-client.c.)
 */
#include "bench-heap.h"
#include "wf-vault.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

#define ANSWERS 400

static GVariant *
fold_card (GVariant *state, const WfRecord *record)
{
  return g_variant_new (
      "(sas)", json_object_get_string_member_with_default (record->body, "name", ""), NULL);
}

/* A state that grows a little with each answer, as an interview's does. */
static GVariant *
fold_visit (GVariant *state, const WfRecord *record)
{
  guint32 count = state != NULL ? g_variant_get_uint32 (g_variant_get_child_value (state, 0)) : 0;

  return g_variant_new ("(us)", count + 1, record->kind);
}

static const char *const CARD_KINDS[] = { "client.", NULL };
static const char *const VISIT_KINDS[] = { "interview.", NULL };
static const WfFold CARD_FOLD = { WF_FOLD_CARD, 1, CARD_KINDS, fold_card };
static const WfFold VISIT_FOLD = { "visit", 1, VISIT_KINDS, fold_visit };

static void
require (gboolean is_done, const GError *error)
{
  if (!is_done)
    g_error ("bench: %s", error != NULL ? error->message : "failed");
}

static WfVault *
make_vault (const char *folder)
{
  g_autoptr (GError) error = NULL;
  WfVault *vault = wf_vault_new (folder, NULL);
  const WfVaultFounding founding = { "Bench", "CA-ON", "B", "b", "bench", WF_KDF_TEST };

  wf_vault_add_fold (vault, &CARD_FOLD);
  wf_vault_add_fold (vault, &VISIT_FOLD);
  g_autofree char *code = wf_vault_create_sync (vault, &founding, &error);

  require (code != NULL, error);
  return vault;
}

static GPtrArray *
make_records (const char *kind, const char *json)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  g_autoptr (JsonNode) node = json_from_string (json, NULL);

  g_ptr_array_add (records, wf_record_new (kind, json_node_dup_object (node)));
  return records;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  return (*(const gint64 *) a > *(const gint64 *) b) - (*(const gint64 *) a < *(const gint64 *) b);
}

static double
median_ms (gint64 *times, guint count)
{
  qsort (times, count, sizeof *times, compare_times);
  return (double) times[count / 2] / 1000;
}

static double
mean_ms (const gint64 *times, guint count)
{
  gint64 sum = 0;

  for (guint i = 0; i < count; i++)
    sum += times[i];
  return (double) sum / count / 1000;
}

/* The sizes of the newest event and of the visit snapshot, so that the yardstick writes as much. */
static void
read_sizes (const char *path, int *out_event, int *out_snapshot)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;

  sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL);
  sqlite3_prepare_v2 (db,
                      "SELECT (SELECT length(body) FROM event ORDER BY seq DESC LIMIT 1),"
                      " (SELECT max(length(body)) FROM snapshot)",
                      -1, &statement, NULL);
  if (sqlite3_step (statement) == SQLITE_ROW)
    {
      *out_event = sqlite3_column_int (statement, 0);
      *out_snapshot = sqlite3_column_int (statement, 1);
    }
  sqlite3_finalize (statement);
  sqlite3_close (db);
}

static void
run_sql (sqlite3 *db, const char *sql)
{
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("bench: %s", sqlite3_errmsg (db));
}

static gint64
write_bare (sqlite3 *db, sqlite3_stmt *event, sqlite3_stmt *snapshot)
{
  gint64 start = g_get_monotonic_time ();

  run_sql (db, "BEGIN IMMEDIATE");
  sqlite3_step (event);
  sqlite3_reset (event);
  sqlite3_step (snapshot);
  sqlite3_reset (snapshot);
  run_sql (db, "COMMIT");
  return g_get_monotonic_time () - start;
}

static void
bench_durable (const char *folder)
{
  g_autofree char *vault_dir = g_build_filename (folder, "vault", NULL);
  g_autofree char *bare_path = g_build_filename (folder, "bare.db", NULL);
  g_autofree char *vault_path = g_build_filename (vault_dir, "vault.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (WfVault) vault = make_vault (vault_dir);
  g_autoptr (GPtrArray) created = make_records ("client.created", "{\"name\":\"A\"}");
  g_autoptr (GPtrArray) answer =
      make_records ("interview.answered", "{\"item\":\"wf-1.1-01\",\"options\":[\"2\"]}");
  g_autofree char *client =
      wf_vault_create_owner_sync (vault, WF_OWNER_CLIENT, NULL, created, &error);
  gint64 ours[ANSWERS], bare[ANSWERS];
  int event_size = 1024, snapshot_size = 512;
  sqlite3 *db = NULL;
  sqlite3_stmt *event = NULL, *snapshot = NULL;

  require (client != NULL, error);
  require (wf_vault_append_sync (vault, client, answer, &error), error);
  wf_vault_close_sync (vault);
  read_sizes (vault_path, &event_size, &snapshot_size);
  g_clear_object (&vault);
  vault = wf_vault_new (vault_dir, NULL);
  wf_vault_add_fold (vault, &CARD_FOLD);
  wf_vault_add_fold (vault, &VISIT_FOLD);
  require (wf_vault_open_sync (vault, &error), error);

  g_autoptr (GPtrArray) slots = wf_vault_get_slots (vault);
  const WfSlot *slot = g_ptr_array_index (slots, 0);

  require (wf_vault_unlock_sync (vault, slot->id, "bench", &error), error);

  sqlite3_open (bare_path, &db);
  run_sql (db, "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
               "CREATE TABLE event (seq INTEGER PRIMARY KEY, body BLOB) STRICT;"
               "CREATE TABLE snapshot (id INTEGER PRIMARY KEY, body BLOB) STRICT;");
  sqlite3_prepare_v2 (db, "INSERT INTO event (body) VALUES (?1)", -1, &event, NULL);
  sqlite3_prepare_v2 (db, "INSERT OR REPLACE INTO snapshot (id, body) VALUES (1, ?1)", -1,
                      &snapshot, NULL);
  sqlite3_bind_zeroblob (event, 1, event_size);
  sqlite3_bind_zeroblob (snapshot, 1, snapshot_size);

  for (guint i = 0; i < ANSWERS; i++)
    {
      bare[i] = write_bare (db, event, snapshot);

      gint64 start = g_get_monotonic_time ();

      require (wf_vault_append_sync (vault, client, answer, &error), error);
      ours[i] = g_get_monotonic_time () - start;
    }
  sqlite3_finalize (event);
  sqlite3_finalize (snapshot);
  sqlite3_close (db);

  double our_ms = median_ms (ours, ANSWERS), bare_ms = median_ms (bare, ANSWERS);

  g_print ("durable answer: %.3f ms, bare sqlite3 FULL transaction (event %d B, snapshot %d B): "
           "%.3f ms, ratio %.2f (aim 1.50 or less); on average, with the log's way into the file, "
           "%.3f / %.3f ms = %.2f\n",
           our_ms, event_size, snapshot_size, bare_ms, our_ms / bare_ms, mean_ms (ours, ANSWERS),
           mean_ms (bare, ANSWERS), mean_ms (ours, ANSWERS) / mean_ms (bare, ANSWERS));
}

static void
bench_list (const char *folder, guint clients)
{
  g_autofree char *vault_dir = g_build_filename (folder, "list", NULL);
  g_autoptr (GError) error = NULL;
  WfVault *vault = make_vault (vault_dir);

  for (guint i = 0; i < clients; i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"name\":\"Client number %u\"}", i);
      g_autoptr (GPtrArray) records = make_records ("client.created", json);
      g_autofree char *id =
          wf_vault_create_owner_sync (vault, WF_OWNER_CLIENT, NULL, records, &error);

      require (id != NULL, error);
    }
  wf_vault_close_sync (vault);
  g_object_unref (vault);

  vault = wf_vault_new (vault_dir, NULL);
  wf_vault_add_fold (vault, &CARD_FOLD);
  wf_vault_add_fold (vault, &VISIT_FOLD);

  gint64 start = g_get_monotonic_time ();

  require (wf_vault_open_sync (vault, &error), error);

  g_autoptr (GPtrArray) slots = wf_vault_get_slots (vault);
  const WfSlot *slot = g_ptr_array_index (slots, 0);

  require (wf_vault_unlock_sync (vault, slot->id, "bench", &error), error);

  gint64 unlocked = g_get_monotonic_time ();
  gsize before = bench_heap_get_used (), with_cards, without;
  g_autoptr (GPtrArray) cards = wf_vault_list_cards_sync (vault, &error);
  gint64 listed = g_get_monotonic_time ();

  with_cards = bench_heap_get_used ();
  require (cards != NULL && cards->len == clients, error);
  g_print (
      "%u clients: open and unlock (key derivation at the test's cost) %.1f ms, list all cards "
      "%.1f ms, together %.1f ms (aim 150 or less)\n",
      clients, (double) (unlocked - start) / 1000, (double) (listed - unlocked) / 1000,
      (double) (listed - start) / 1000);
  g_clear_pointer (&cards, g_ptr_array_unref);
  without = bench_heap_get_used ();
  g_print (
      "memory of the list: %.1f MB, %.0f bytes a client; %.0f of them in the cards, the others "
      "are kept by the vault\n",
      (double) (with_cards - before) / 1e6, (double) (with_cards - before) / clients,
      (double) (with_cards - without) / clients);
  wf_vault_close_sync (vault);
  g_object_unref (vault);
}

int
main (int argc, char **argv)
{
  bench_heap_begin (argv);

  g_autofree char *folder = g_dir_make_tmp ("wf-bench-XXXXXX", NULL);
  guint clients = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 10000;

  bench_durable (folder);
  bench_list (folder, clients);
  g_print ("written to %s; delete it\n", folder);
  return 0;
}

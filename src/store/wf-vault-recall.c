/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an unlocked vault must know before it appends: this author's last counter, the highest
 * clock. Also the re-making of every cache after a salvage. Runs in the vault's thread.
 */
#define G_LOG_DOMAIN "wf-store"

#include "wf-document.h"
#include "wf-json.h"
#include "wf-kdf.h"
#include "wf-statement.h"
#include "wf-vault-log-read.h"
#include "wf-vault-owner.h"
#include "wf-vault-recall.h"

#include <string.h>

#define SAVE_AUTHOR                                                                                \
  "INSERT INTO author (author_tag, body) VALUES (?1, ?2) "                                         \
  "ON CONFLICT (author_tag) DO UPDATE SET body = ?2"
#define READ_AUTHORS "SELECT author_tag, body FROM author"
#define READ_AUTHOR  "SELECT author_tag, body FROM author WHERE author_tag = ?1"
#define READ_ALL     "SELECT event_id, body, seq FROM event ORDER BY seq"
#define SET_TAG      "UPDATE event SET owner_tag = ?1 WHERE seq = ?2"
#define RESTORE_EVENT                                                                              \
  "INSERT INTO event (owner_tag, event_id, body) SELECT ?1, ?2, ?3 "                               \
  "WHERE NOT EXISTS (SELECT 1 FROM event WHERE event_id = ?2)"
#define CLEAR_CACHES "DELETE FROM head; DELETE FROM snapshot"

/** Counter and clocks of one author, as they are boxed. */
typedef struct {
  guint64 counter;
  guint64 hlc;
  gint64 written_us;
} AuthorState;

#define AUTHOR_BYTES   (sizeof (AuthorState) + WF_BOX_OVERHEAD)
#define AUTHOR_CONTEXT "wfauthor"

typedef gboolean (*RowVisit) (
    WfVaultCore *core, const WfEventOpened *opened, gint64 seq, gpointer user_data, GError **error);

/* Of the newest epoch: who left learns no more from it, and cannot set it. */
static void
derive_author_key (WfVaultCore *core, guint8 *out_key)
{
  wf_kdf_derive (out_key, 1, AUTHOR_CONTEXT, wf_session_get_newest (core->session)->cache);
}

static void
fill_author_tag (WfVaultCore *core, const guint8 *staff, const guint8 *device, guint8 *out_tag)
{
  guint8 name[2 * WF_ID_BYTES];

  memcpy (name, staff, WF_ID_BYTES);
  memcpy (name + WF_ID_BYTES, device, WF_ID_BYTES);
  wf_session_name_tag (core->session, out_tag, name, sizeof name);
}

static gboolean
save_row (WfVaultCore *core, const guint8 *tag, const AuthorState *state, GError **error)
{
  g_autoptr (WfStatement) save = wf_statement_prepare (core->db, SAVE_AUTHOR, error);
  AuthorState written = { GUINT64_TO_LE (state->counter), GUINT64_TO_LE (state->hlc),
                          GINT64_TO_LE (state->written_us) };
  guint8 key[WF_KEY_BYTES], box[AUTHOR_BYTES];

  if (save == NULL)
    return FALSE;
  derive_author_key (core, key);
  wf_box_seal (box, &written, sizeof written, tag, WF_OWNER_TAG_BYTES, key, NULL);
  wf_wipe (key, sizeof key);
  wf_statement_bind_blob (save, 1, tag, WF_OWNER_TAG_BYTES);
  wf_statement_bind_blob (save, 2, box, sizeof box);
  return wf_statement_run (save, error);
}

static gboolean
save_author (
    WfVaultCore *core, const guint8 *staff, const guint8 *device, guint64 counter, GError **error)
{
  const AuthorState state = { counter, core->session->hlc, core->session->written_us };
  guint8 tag[WF_OWNER_TAG_BYTES];

  fill_author_tag (core, staff, device, tag);
  return save_row (core, tag, &state, error);
}

gboolean
wf_log_save_author (WfVaultCore *core, const guint8 *staff, guint64 counter, GError **error)
{
  return save_author (core, staff, core->device, counter, error);
}

static gboolean
read_author_row (WfStatement *row, const guint8 *key, AuthorState *out_state)
{
  gsize tag_size, size;
  const guint8 *tag = wf_statement_get_blob (row, 0, &tag_size);
  const guint8 *box = wf_statement_get_blob (row, 1, &size);

  if (tag_size != WF_OWNER_TAG_BYTES || size != AUTHOR_BYTES ||
      !wf_box_open ((guint8 *) out_state, box, size, tag, tag_size, key))
    return FALSE;
  out_state->counter = GUINT64_FROM_LE (out_state->counter);
  out_state->hlc = GUINT64_FROM_LE (out_state->hlc);
  out_state->written_us = GINT64_FROM_LE (out_state->written_us);
  return TRUE;
}

/** A row of the cache, opened. */
typedef struct {
  guint8 tag[WF_OWNER_TAG_BYTES];
  AuthorState state;
} AuthorRow;

static gboolean
collect_rows (WfVaultCore *core, const guint8 *key, GArray *rows, GError **error)
{
  g_autoptr (WfStatement) read = wf_statement_prepare (core->db, READ_AUTHORS, error);
  gboolean has_row;

  if (read == NULL)
    return FALSE;
  for (;;)
    {
      AuthorRow row;
      gsize size;

      if (!wf_statement_step (read, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      if (!read_author_row (read, key, &row.state))
        continue;
      memcpy (row.tag, wf_statement_get_blob (read, 0, &size), sizeof row.tag);
      g_array_append_val (rows, row);
    }
}

gboolean
wf_log_reseal_authors (WfVaultCore *core, guint32 epoch, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (AuthorRow));
  guint8 key[WF_KEY_BYTES];

  wf_kdf_derive (key, 1, AUTHOR_CONTEXT, wf_session_find_epoch (core->session, epoch)->cache);

  gboolean ok = collect_rows (core, key, rows, error);

  wf_wipe (key, sizeof key);
  for (guint i = 0; ok && i < rows->len; i++)
    {
      const AuthorRow *row = &g_array_index (rows, AuthorRow, i);

      ok = save_row (core, row->tag, &row->state, error);
    }
  return ok;
}

guint64
wf_log_recall_counter (WfVaultCore *core, const guint8 *staff, const guint8 *device)
{
  g_autoptr (WfStatement) read = wf_statement_prepare (core->db, READ_AUTHOR, NULL);
  guint8 tag[WF_OWNER_TAG_BYTES], key[WF_KEY_BYTES];
  AuthorState state = { 0 };
  gboolean has_row = FALSE, is_known;

  if (read == NULL)
    return 0;
  fill_author_tag (core, staff, device, tag);
  derive_author_key (core, key);
  wf_statement_bind_blob (read, 1, tag, sizeof tag);
  is_known =
      wf_statement_step (read, &has_row, NULL) && has_row && read_author_row (read, key, &state);
  wf_wipe (key, sizeof key);
  return is_known ? state.counter : 0;
}

/* Returns: whether the cache told all: every row opened and this author's was there. */
static gboolean
recall_from_cache (WfVaultCore *core)
{
  g_autoptr (WfStatement) read = wf_statement_prepare (core->db, READ_AUTHORS, NULL);
  WfSession *session = core->session;
  guint8 mine[WF_OWNER_TAG_BYTES], key[WF_KEY_BYTES];
  gboolean has_row = TRUE, is_whole = read != NULL, has_mine = FALSE;

  fill_author_tag (core, session->staff, core->device, mine);
  derive_author_key (core, key);
  while (is_whole && wf_statement_step (read, &has_row, NULL) && has_row)
    {
      AuthorState state;
      gsize size;

      is_whole = read_author_row (read, key, &state);
      if (!is_whole)
        break;
      if (state.hlc >= session->hlc)
        {
          session->hlc = state.hlc;
          session->written_us = state.written_us;
        }
      if (memcmp (wf_statement_get_blob (read, 0, &size), mine, sizeof mine) == 0)
        {
          session->counter = state.counter;
          has_mine = TRUE;
        }
    }
  wf_wipe (key, sizeof key);
  return is_whole && !has_row && has_mine;
}

static gboolean
each_event (WfVaultCore *core, RowVisit visit, gpointer user_data, GError **error)
{
  g_autoptr (WfStatement) read = wf_statement_prepare (core->db, READ_ALL, error);
  gboolean has_row;

  if (read == NULL)
    return FALSE;
  for (;;)
    {
      gsize id_size, size;
      g_autoptr (WfEventOpened) opened = NULL;

      if (!wf_statement_step (read, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;

      const guint8 *id = wf_statement_get_blob (read, 0, &id_size);
      const guint8 *event = wf_statement_get_blob (read, 1, &size);

      if (id_size == WF_HASH_BYTES &&
          wf_vault_core_open_row (core, event, size, id, &opened) == WF_EVENT_OK &&
          !visit (core, opened, wf_statement_get_int (read, 2), user_data, error))
        return FALSE;
    }
}

static gboolean
note_author (
    WfVaultCore *core, const WfEventOpened *opened, gint64 seq, gpointer user_data, GError **error)
{
  WfSession *session = core->session;
  const WfEventHeader *header = &opened->header;

  session->hlc = MAX (session->hlc, header->hlc);
  if (memcmp (header->staff_id, session->staff, WF_ID_BYTES) == 0 &&
      memcmp (header->device_id, core->device, WF_ID_BYTES) == 0)
    session->counter = MAX (session->counter, header->counter);
  return TRUE;
}

static gboolean
set_tag (
    WfVaultCore *core, const WfEventOpened *opened, gint64 seq, gpointer user_data, GError **error)
{
  g_autoptr (WfStatement) set = wf_statement_prepare (core->db, SET_TAG, error);
  guint8 tag[WF_OWNER_TAG_BYTES];

  if (set == NULL)
    return FALSE;
  wf_session_owner_tag (core->session, tag, opened->header.owner_id);
  wf_statement_bind_blob (set, 1, tag, sizeof tag);
  wf_statement_bind_int (set, 2, seq);
  return wf_statement_run (set, error);
}

static gboolean
restore_one (const guint8 *key, gsize key_size, GBytes *content, gpointer user_data, GError **error)
{
  WfVaultCore *core = user_data;
  g_autoptr (WfStatement) insert = wf_statement_prepare (core->db, RESTORE_EVENT, error);
  guint8 tag[WF_OWNER_TAG_BYTES];

  if (insert == NULL)
    return FALSE;
  wf_session_owner_tag (core->session, tag, core->session->agency_id);
  wf_statement_bind_blob (insert, 1, tag, sizeof tag);
  wf_statement_bind_blob (insert, 2, key, key_size);
  wf_statement_bind_bytes (insert, 3, content);
  return wf_statement_run (insert, error);
}

static gboolean
collect_author (
    WfVaultCore *core, const WfEventOpened *opened, gint64 seq, gpointer user_data, GError **error)
{
  guint8 name[2 * WF_ID_BYTES];

  memcpy (name, opened->header.staff_id, WF_ID_BYTES);
  memcpy (name + WF_ID_BYTES, opened->header.device_id, WF_ID_BYTES);

  GBytes *author = g_bytes_new (name, sizeof name);
  const guint64 *known = g_hash_table_lookup (user_data, author);
  guint64 *counter = g_new (guint64, 1);

  *counter = MAX (known != NULL ? *known : 0, opened->header.counter);
  g_hash_table_replace (user_data, author, counter);
  return TRUE;
}

/** Whose last events are looked for. */
typedef struct {
  const guint8 *staff;
  GHashTable *counters; /* device id (GBytes) → guint64 */
} LastSearch;

static gboolean
collect_last (
    WfVaultCore *core, const WfEventOpened *opened, gint64 seq, gpointer user_data, GError **error)
{
  LastSearch *search = user_data;

  if (memcmp (opened->header.staff_id, search->staff, WF_ID_BYTES) != 0)
    return TRUE;

  GBytes *device = g_bytes_new (opened->header.device_id, WF_ID_BYTES);
  const guint64 *known = g_hash_table_lookup (search->counters, device);
  guint64 *counter = g_new (guint64, 1);

  *counter = MAX (known != NULL ? *known : 0, opened->header.counter);
  g_hash_table_replace (search->counters, device, counter);
  return TRUE;
}

JsonArray *
wf_log_dup_last (WfVaultCore *core, const guint8 *staff, GError **error)
{
  g_autoptr (GHashTable) counters =
      g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, g_free);
  LastSearch search = { staff, counters };
  JsonArray *last = NULL;
  GHashTableIter iter;
  gpointer device, counter;

  if (!each_event (core, collect_last, &search, error))
    return NULL;
  last = json_array_new ();
  g_hash_table_iter_init (&iter, counters);
  while (g_hash_table_iter_next (&iter, &device, &counter))
    {
      const guint8 *id = g_bytes_get_data (device, NULL);
      guint64 recalled = wf_log_recall_counter (core, staff, id);
      g_autofree char *hex = wf_hex_encode (id, WF_ID_BYTES);
      JsonObject *one = json_object_new ();

      json_object_set_string_member (one, "device", hex);
      json_object_set_int_member (one, "counter",
                                  (gint64) MIN (MAX (*(guint64 *) counter, recalled), G_MAXINT64));
      json_array_add_object_element (last, one);
    }
  return last;
}

/* A counter is never used twice: the higher of what the log and what the cache say. */
static gboolean
rebuild_authors (WfVaultCore *core, GError **error)
{
  g_autoptr (GHashTable) authors =
      g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, g_free);
  GHashTableIter iter;
  gpointer author, counter;

  if (!each_event (core, collect_author, authors, error))
    return FALSE;
  g_hash_table_iter_init (&iter, authors);
  while (g_hash_table_iter_next (&iter, &author, &counter))
    {
      const guint8 *name = g_bytes_get_data (author, NULL);
      guint64 recalled = wf_log_recall_counter (core, name, name + WF_ID_BYTES);

      if (!save_author (core, name, name + WF_ID_BYTES, MAX (*(guint64 *) counter, recalled),
                        error))
        return FALSE;
    }
  return TRUE;
}

/* So that the next unlock need not read the log again; a disk that cannot take it keeps no one
 * out. */
static void
mend_authors (WfVaultCore *core)
{
  WfSession *session = core->session;

  if (wf_database_begin (core->db, NULL))
    wf_database_end (core->db,
                     rebuild_authors (core, NULL) &&
                         wf_log_save_author (core, session->staff, session->counter, NULL),
                     NULL);
}

gboolean
wf_log_load_author (WfVaultCore *core, GError **error)
{
  core->session->counter = 0;
  core->session->hlc = 0;
  core->session->written_us = 0;
  if (recall_from_cache (core))
    return TRUE;
  core->session->counter = 0;
  core->session->written_us = 0;
  if (!each_event (core, note_author, NULL, error))
    return FALSE;
  mend_authors (core);
  return TRUE;
}

gboolean
wf_log_rebuild (WfVaultCore *core, GError **error)
{
  recall_from_cache (core); /* for the highest clock */
  return wf_document_each (core->db, WF_DOCUMENT_EVENT, restore_one, core, NULL, error) &&
         each_event (core, set_tag, NULL, error) && each_event (core, note_author, NULL, error) &&
         rebuild_authors (core, error) && wf_database_exec (core->db, CLEAR_CACHES, error);
}

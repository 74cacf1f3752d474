/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The log's end: sealing records into events. Runs in the vault's thread.
 *
 * Invariants: an append and the snapshots, heads and counter it changes are one transaction;
 * when it fails, the session's counters are what they were.
 */
#define G_LOG_DOMAIN "wf-store"

#include "wf-document.h"
#include "wf-json.h"
#include "wf-statement.h"
#include "wf-vault-log-read.h"
#include "wf-vault-log.h"
#include "wf-vault-members.h"
#include "wf-vault-owner.h"
#include "wf-vault-recall.h"
#include "wf-vault-snapshot.h"

#include <string.h>

/* A clock that says less than the year this was written in is wrong: 2026-01-01. */
#define NOT_BEFORE_US (G_GINT64_CONSTANT (1767225600) * G_USEC_PER_SEC)
#define AHEAD_US      (10 * WF_CLOCK_MINUTE)

#define INSERT_EVENT "INSERT INTO event (owner_tag, event_id, body) VALUES (?1, ?2, ?3)"
#define SAVE_HEAD                                                                                  \
  "INSERT INTO head (owner_tag, event_ids) VALUES (?1, ?2) "                                       \
  "ON CONFLICT (owner_tag) DO UPDATE SET event_ids = ?2"

gboolean
wf_log_begin (WfVaultCore *core, GError **error)
{
  if (wf_vault_core_require_session (core, error) == NULL)
    return FALSE;
  if (wf_vault_core_get_me (core) != NULL && wf_vault_core_get_me (core)->role == WF_ROLE_AUDITOR)
    {
      g_set_error_literal (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_ALLOWED,
                           "an auditor reads only");
      return FALSE;
    }
  return wf_log_begin_view (core, error);
}

gboolean
wf_log_begin_view (WfVaultCore *core, GError **error)
{
  WfSession *session = wf_vault_core_require_session (core, error);

  if (session == NULL)
    return FALSE;
  session->begun_counter = session->counter;
  session->begun_hlc = session->hlc;
  session->begun_written_us = session->written_us;
  g_ptr_array_set_size (core->touched, 0);
  return wf_database_begin (core->db, error);
}

gboolean
wf_log_end (WfVaultCore *core, gboolean ok, GError **error)
{
  WfSession *session = core->session;

  wf_session_wipe_owner_key (session);
  if (ok && session->counter != session->begun_counter)
    ok = wf_log_save_author (core, session->staff, session->counter, error);
  if (wf_database_end (core->db, ok, error))
    return TRUE;
  session->counter = session->begun_counter;
  session->hlc = session->begun_hlc;
  session->written_us = session->begun_written_us;
  g_hash_table_remove_all (session->heads);
  g_ptr_array_set_size (core->touched, 0);
  return FALSE;
}

static gboolean
run_with_tag (WfVaultCore *core,
              const char *sql,
              const guint8 *tag,
              gconstpointer second,
              gsize second_size,
              GBytes *third,
              GError **error)
{
  g_autoptr (WfStatement) statement = wf_statement_prepare (core->db, sql, error);

  if (statement == NULL)
    return FALSE;
  wf_statement_bind_blob (statement, 1, tag, WF_OWNER_TAG_BYTES);
  wf_statement_bind_blob (statement, 2, second, second_size);
  if (third != NULL)
    wf_statement_bind_bytes (statement, 3, third);
  return wf_statement_run (statement, error);
}

/* Ascending, no two alike, as the format wants parents: a cache that is not so is harmed. */
static gboolean
are_heads (GBytes *stored)
{
  gsize size;
  const guint8 *ids = g_bytes_get_data (stored, &size);

  for (gsize at = WF_HASH_BYTES; at < size; at += WF_HASH_BYTES)
    if (size - at < WF_HASH_BYTES ||
        memcmp (ids + at - WF_HASH_BYTES, ids + at, WF_HASH_BYTES) >= 0)
      return FALSE;
  return size % WF_HASH_BYTES == 0;
}

static GBytes *
load_heads (WfVaultCore *core, const WfOwner *owner, GError **error)
{
  g_autoptr (GBytes) stored = NULL;

  if (!wf_log_read_heads (core, owner, &stored, error))
    return NULL;
  if (stored != NULL && are_heads (stored))
    return g_steal_pointer (&stored);

  g_autoptr (GPtrArray) entries = wf_log_read (core, owner, error);

  return entries != NULL ? wf_log_find_heads (entries) : NULL;
}

/* Returns: (transfer none): from the cache, which is filled when needed. */
static GBytes *
get_heads (WfVaultCore *core, const WfOwner *owner, GError **error)
{
  g_autoptr (GBytes) tag = g_bytes_new (owner->tag, WF_OWNER_TAG_BYTES);
  GBytes *heads = g_hash_table_lookup (core->session->heads, tag);

  if (heads != NULL)
    return heads;
  heads = load_heads (core, owner, error);
  if (heads != NULL)
    g_hash_table_insert (core->session->heads, g_steal_pointer (&tag), heads);
  return heads;
}

/* Never goes back, also not when another author's clock stands at the end of time. */
static guint64
tick (WfVaultCore *core)
{
  WfSession *session = core->session;
  guint64 wall = (guint64) MAX (wf_clock_now (core->clock) / 1000, 0) << 16;
  guint64 next = session->hlc < G_MAXUINT64 ? session->hlc + 1 : G_MAXUINT64;

  session->hlc = MAX (wall, next);
  session->written_us = wf_clock_now (core->clock);
  return session->hlc;
}

/* The order of events only goes on. When it is ahead of this computer's clock, because a clock was
 * wrong once, the record says its own time; unless it is our clock that cannot be right. */
static gint64
find_own_time (WfVaultCore *core, guint64 hlc)
{
  gint64 now = wf_clock_now (core->clock);
  gint64 order_us = (gint64) WF_HLC_MS (hlc) * 1000;

  return now >= NOT_BEFORE_US && order_us - now > AHEAD_US ? now : 0;
}

/* @heads: (transfer full): names as many as the format lets. Returns: (transfer full): the rest. */
static GBytes *
name_parents (WfEventHeader *header, GBytes *heads)
{
  gsize size = g_bytes_get_size (heads), taken = MIN (size, sizeof header->parents);
  GBytes *rest = g_bytes_new_from_bytes (heads, taken, size - taken);

  header->n_parents = (guint) (taken / WF_HASH_BYTES);
  if (taken > 0)
    memcpy (header->parents, g_bytes_get_data (heads, NULL), taken);
  g_bytes_unref (heads);
  return rest;
}

/* @heads: (transfer full). Returns: (transfer full): with @id in its place. */
static GBytes *
add_head (GBytes *heads, const guint8 *id)
{
  GByteArray *all = g_bytes_unref_to_array (heads);
  guint at = 0;

  while (at < all->len && memcmp (all->data + at, id, WF_HASH_BYTES) < 0)
    at += WF_HASH_BYTES;
  g_byte_array_set_size (all, all->len + WF_HASH_BYTES);
  memmove (all->data + at + WF_HASH_BYTES, all->data + at, all->len - WF_HASH_BYTES - at);
  memcpy (all->data + at, id, WF_HASH_BYTES);
  return g_byte_array_free_to_bytes (all);
}

static void
fill_header (WfVaultCore *core, const WfOwner *owner, const char *kind, WfEventHeader *out)
{
  WfSession *session = core->session;

  memset (out, 0, sizeof *out);
  out->owner_type = owner->type;
  memcpy (out->owner_id, owner->id, WF_ID_BYTES);
  memcpy (out->staff_id, session->staff, WF_ID_BYTES);
  memcpy (out->device_id, core->device, WF_ID_BYTES);
  out->counter = ++session->counter;
  out->hlc = tick (core);
  g_strlcpy (out->kind, kind, sizeof out->kind);
}

/* The body as it is sealed; @time_us: kept in a member when it is not 0. */
static char *
write_body (const WfRecord *record, gint64 time_us)
{
  if (time_us == 0)
    return wf_json_to_text (record->body);

  g_autoptr (JsonObject) copy = json_object_new ();
  g_autoptr (GList) names = json_object_get_members (record->body);

  for (GList *at = names; at != NULL; at = at->next)
    json_object_set_member (copy, at->data, json_object_dup_member (record->body, at->data));
  json_object_set_int_member (copy, WF_LOG_TIME_MEMBER, time_us);
  return wf_json_to_text (copy);
}

static gboolean
seal_one (WfVaultCore *core,
          const WfOwner *owner,
          WfEventHeader *header,
          const WfRecord *record,
          gint64 time_us,
          guint8 *out_id,
          GError **error)
{
  const WfEpochKeys *keys = wf_session_get_newest (core->session);
  WfSessionKeys *secret = wf_session_get_keys (core->session);
  WfEventContext context = wf_vault_core_context (core, keys->epoch);
  char *body = write_body (record, time_us);
  g_autoptr (GBytes) event = wf_event_seal (&context, header, body, strlen (body), keys->outer,
                                            secret->owner_key, secret->sign_secret, NULL);

  wf_wipe_free (body);
  if (event == NULL)
    {
      g_set_error (error, WF_STORE_ERROR,
                   wf_event_kind_is_valid (record->kind) ? WF_STORE_ERROR_TOO_LARGE
                                                         : WF_STORE_ERROR_INVALID,
                   "a record of kind %s cannot be sealed", record->kind);
      return FALSE;
    }
  wf_hash (out_id, g_bytes_get_data (event, NULL), g_bytes_get_size (event));
  /* Without the member list nothing else can be trusted: its events are kept once more. */
  if (owner->type == WF_OWNER_AGENCY && wf_member_list_is_about (record->kind))
    {
      if (!wf_document_save (core->db, WF_DOCUMENT_EVENT, out_id, WF_HASH_BYTES, event, error))
        return FALSE;
      wf_members_note_entry (core, out_id);
    }
  return run_with_tag (core, INSERT_EVENT, owner->tag, out_id, WF_HASH_BYTES, event, error);
}

gboolean
wf_log_append (WfVaultCore *core, const WfOwner *owner, GPtrArray *records, GError **error)
{
  g_autoptr (GPtrArray) stamped = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  GBytes *known = records->len > 0 ? get_heads (core, owner, error) : NULL;
  g_autoptr (GBytes) heads = known != NULL ? g_bytes_ref (known) : NULL;

  if (records->len == 0)
    return TRUE;
  if (heads == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      const WfRecord *record = g_ptr_array_index (records, i);
      WfEventHeader header;
      guint8 id[WF_HASH_BYTES];
      gint64 time_us;

      fill_header (core, owner, record->kind, &header);
      time_us = record->time_us != 0 ? record->time_us : find_own_time (core, header.hlc);
      heads = name_parents (&header, g_steal_pointer (&heads));
      if (!seal_one (core, owner, &header, record, time_us, id, error))
        return FALSE;
      g_ptr_array_add (stamped, wf_log_make_record (&header, record->body));
      if (time_us != 0)
        ((WfRecord *) g_ptr_array_index (stamped, i))->time_us = time_us;
      heads = add_head (g_steal_pointer (&heads), id);
    }
  if (!run_with_tag (core, SAVE_HEAD, owner->tag, g_bytes_get_data (heads, NULL),
                     g_bytes_get_size (heads), NULL, error) ||
      !wf_snapshot_update (core, owner, stamped, error))
    return FALSE;
  g_hash_table_insert (core->session->heads, g_bytes_new (owner->tag, WF_OWNER_TAG_BYTES),
                       g_steal_pointer (&heads));
  g_ptr_array_add (core->touched, wf_hex_encode (owner->id, WF_ID_BYTES));
  return TRUE;
}

gboolean
wf_log_append_one (
    WfVaultCore *core, const WfOwner *owner, const char *kind, JsonObject *body, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);

  g_ptr_array_add (records, wf_record_new (kind, body));
  return wf_log_append (core, owner, records, error);
}

gboolean
wf_log_append_agency (WfVaultCore *core, const char *kind, JsonObject *body, GError **error)
{
  g_auto (WfOwner) agency = { 0 };

  if (!wf_owner_open (core, core->session->agency_id, &agency, error))
    {
      json_object_unref (body);
      return FALSE;
    }
  return wf_log_append_one (core, &agency, kind, body, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The log as it is read: events opened, checked and put in the format's order. Runs in the vault's
 * thread.
 *
 * Invariant: an entry is read only when its id, place, signature and body all hold.
 */
#define G_LOG_DOMAIN "wf-store"

#include "wf-json.h"
#include "wf-statement.h"
#include "wf-vault-log-read.h"
#include "wf-vault-members.h"
#include "wf-vault-owner.h"

#include <string.h>

#define READ_HEAD  "SELECT event_ids FROM head WHERE owner_tag = ?1"
#define READ_OWNER "SELECT event_id, body FROM event WHERE owner_tag = ?1 ORDER BY seq"
#define READ_ALL   "SELECT event_id, body FROM event ORDER BY seq"

void
wf_log_entry_free (WfLogEntry *self)
{
  wf_record_unref (self->record);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfLogEntry, wf_log_entry_free)

static GPtrArray *
new_entries (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) wf_log_entry_free);
}

static int
compare_hashes (const void *a, const void *b)
{
  return memcmp (a, b, WF_HASH_BYTES);
}

static GHashTable *
collect_ids (GPtrArray *entries)
{
  GHashTable *ids =
      g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      WfLogEntry *entry = g_ptr_array_index (entries, i);

      g_hash_table_add (ids, g_bytes_new (entry->id, WF_HASH_BYTES));
    }
  return ids;
}

/* Heads are the events that no other names as a parent. */
GBytes *
wf_log_find_heads (GPtrArray *entries)
{
  g_autoptr (GHashTable) ids = collect_ids (entries);
  GByteArray *heads = g_byte_array_new ();

  for (guint i = 0; i < entries->len; i++)
    {
      WfLogEntry *entry = g_ptr_array_index (entries, i);

      for (guint p = 0; p < entry->header.n_parents; p++)
        {
          g_autoptr (GBytes) parent = g_bytes_new (entry->header.parents[p], WF_HASH_BYTES);

          g_hash_table_remove (ids, parent);
        }
    }
  for (guint i = 0; i < entries->len; i++)
    {
      WfLogEntry *entry = g_ptr_array_index (entries, i);
      g_autoptr (GBytes) id = g_bytes_new (entry->id, WF_HASH_BYTES);

      if (g_hash_table_contains (ids, id))
        g_byte_array_append (heads, entry->id, WF_HASH_BYTES);
    }
  if (heads->len > 0)
    qsort (heads->data, heads->len / WF_HASH_BYTES, WF_HASH_BYTES, compare_hashes);
  return g_byte_array_free_to_bytes (heads);
}

static char *
make_author (const WfEventHeader *header)
{
  g_autofree char *staff = wf_hex_encode (header->staff_id, WF_ID_BYTES);
  g_autofree char *device = wf_hex_encode (header->device_id, WF_ID_BYTES);

  return g_strconcat (staff, "/", device, NULL);
}

/* The body as it was handed in, without the member that write_body() added. */
static JsonObject *
dup_body (JsonObject *body)
{
  if (!json_object_has_member (body, WF_LOG_TIME_MEMBER))
    return json_object_ref (body);

  JsonObject *copy = json_object_new ();
  g_autoptr (GList) names = json_object_get_members (body);

  for (GList *at = names; at != NULL; at = at->next)
    {
      if (strcmp (at->data, WF_LOG_TIME_MEMBER) != 0)
        json_object_set_member (copy, at->data, json_object_dup_member (body, at->data));
    }
  return copy;
}

WfRecord *
wf_log_make_record (const WfEventHeader *header, JsonObject *body)
{
  g_autofree char *author = make_author (header);
  gint64 time_us = (gint64) WF_HLC_MS (header->hlc) * 1000;

  return wf_record_new_at (header->kind, dup_body (body),
                           wf_json_get_int (body, WF_LOG_TIME_MEMBER, time_us), author);
}

gboolean
wf_log_read_heads (WfVaultCore *core, const WfOwner *owner, GBytes **out_heads, GError **error)
{
  g_autoptr (WfStatement) read = wf_statement_prepare (core->db, READ_HEAD, error);
  gboolean has_row;

  if (read == NULL)
    return FALSE;
  wf_statement_bind_blob (read, 1, owner->tag, WF_OWNER_TAG_BYTES);
  if (!wf_statement_step (read, &has_row, error))
    return FALSE;
  *out_heads = has_row ? wf_statement_dup_bytes (read, 0) : NULL;
  return TRUE;
}

static WfLogEntry *
make_entry (const WfEventOpened *opened, const char *text)
{
  g_autoptr (JsonObject) body = wf_json_parse_object (text, -1, NULL);

  if (body == NULL)
    return NULL;

  WfLogEntry *entry = g_new0 (WfLogEntry, 1);

  entry->header = opened->header;
  memcpy (entry->id, opened->id, WF_HASH_BYTES);
  entry->record = wf_log_make_record (&opened->header, body);
  return entry;
}

/* Adds the row when it is this owner's and whole; a row that is not is left to the check. */
static void
add_row (WfVaultCore *core, const WfOwner *owner, WfStatement *row, GPtrArray *entries)
{
  gsize id_size, size;
  const guint8 *id = wf_statement_get_blob (row, 0, &id_size);
  const guint8 *event = wf_statement_get_blob (row, 1, &size);
  g_autoptr (WfEventOpened) opened = NULL;
  g_autofree char *text = NULL;

  if (id_size != WF_HASH_BYTES ||
      wf_vault_core_open_row (core, event, size, id, &opened) != WF_EVENT_OK ||
      memcmp (opened->header.owner_id, owner->id, WF_ID_BYTES) != 0 ||
      opened->header.owner_type != owner->type || wf_members_is_left_out (core, opened))
    return;

  WfEventContext context = wf_vault_core_context (core, opened->epoch);

  if (!wf_member_list_verify (core->session->members, &context, opened) ||
      wf_event_open_body (opened, wf_session_get_keys (core->session)->owner_key, &text) !=
          WF_EVENT_OK)
    return;

  WfLogEntry *entry = make_entry (opened, text);

  if (entry != NULL)
    g_ptr_array_add (entries, entry);
  wf_wipe (text, strlen (text));
}

static gboolean
read_rows (
    WfVaultCore *core, const WfOwner *owner, const char *sql, GPtrArray *entries, GError **error)
{
  g_autoptr (WfStatement) read = wf_statement_prepare (core->db, sql, error);
  gboolean has_row;

  if (read == NULL)
    return FALSE;
  if (strcmp (sql, READ_OWNER) == 0)
    wf_statement_bind_blob (read, 1, owner->tag, WF_OWNER_TAG_BYTES);
  for (;;)
    {
      if (!wf_statement_step (read, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      add_row (core, owner, read, entries);
    }
}

/* Is every head and every named parent among the entries? If not, an index or a tag may be
 * harmed and rows hidden by it. */
static gboolean
is_closed (WfVaultCore *core, const WfOwner *owner, GPtrArray *entries)
{
  g_autoptr (GHashTable) ids = collect_ids (entries);
  g_autoptr (GBytes) heads = NULL;

  for (guint i = 0; i < entries->len; i++)
    {
      WfLogEntry *entry = g_ptr_array_index (entries, i);

      for (guint p = 0; p < entry->header.n_parents; p++)
        {
          g_autoptr (GBytes) parent = g_bytes_new_static (entry->header.parents[p], WF_HASH_BYTES);

          if (!g_hash_table_contains (ids, parent))
            return FALSE;
        }
    }
  if (!wf_log_read_heads (core, owner, &heads, NULL) || heads == NULL)
    return FALSE;
  for (gsize at = 0; at + WF_HASH_BYTES <= g_bytes_get_size (heads); at += WF_HASH_BYTES)
    {
      g_autoptr (GBytes) head = g_bytes_new_from_bytes (heads, at, WF_HASH_BYTES);

      if (!g_hash_table_contains (ids, head))
        return FALSE;
    }
  return TRUE;
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const WfLogEntry *left = *(WfLogEntry *const *) a, *right = *(WfLogEntry *const *) b;

  return wf_event_compare (&left->header, &right->header);
}

GPtrArray *
wf_log_read (WfVaultCore *core, const WfOwner *owner, GError **error)
{
  g_autoptr (GPtrArray) entries = new_entries ();

  if (!read_rows (core, owner, READ_OWNER, entries, error))
    return NULL;
  if (!is_closed (core, owner, entries))
    {
      g_ptr_array_set_size (entries, 0);
      if (!read_rows (core, owner, READ_ALL, entries, error))
        return NULL;
    }
  g_ptr_array_sort (entries, compare_entries);
  return g_steal_pointer (&entries);
}

GPtrArray *
wf_log_to_records (GPtrArray *entries)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);

  for (guint i = 0; i < entries->len; i++)
    {
      WfLogEntry *entry = g_ptr_array_index (entries, i);

      g_ptr_array_add (records, wf_record_ref (entry->record));
    }
  return records;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which entries of the member list count. The newest key set names them, signed by a coordinator
 * and proven with every epoch's key; an entry that was put into the file past it has no effect,
 * whatever day it says it is of. Runs in the vault's thread.
 *
 * Invariant: where the list is not whole or somebody who still may change it wrote past it,
 * nobody is handed a key until that is cleared.
 */
#define G_LOG_DOMAIN "wf-store"

#include "wf-document.h"
#include "wf-json.h"
#include "wf-statement.h"
#include "wf-vault-members.h"
#include "wf-vault-owner.h"

#include <string.h>

#define READ_AGENCY "SELECT event_id, body FROM event WHERE owner_tag = ?1 ORDER BY seq"

/** An agency's event kept for sorting. */
typedef struct {
  WfEventOpened *opened;
  JsonObject *body;
} Pending;

static void
pending_free (Pending *self)
{
  wf_event_opened_free (self->opened);
  json_object_unref (self->body);
  g_free (self);
}

static int
compare_pending (gconstpointer a, gconstpointer b)
{
  const Pending *left = *(Pending *const *) a, *right = *(Pending *const *) b;

  return wf_event_compare (&left->opened->header, &right->opened->header);
}

static void
add_pending (
    WfVaultCore *core, const guint8 *id, const guint8 *event, gsize size, GPtrArray *pending)
{
  g_autoptr (WfEventOpened) opened = NULL;
  g_autofree char *text = NULL;

  if (wf_vault_core_open_row (core, event, size, id, &opened) != WF_EVENT_OK ||
      memcmp (opened->header.owner_id, core->session->agency_id, WF_ID_BYTES) != 0 ||
      !wf_member_list_is_about (opened->header.kind) ||
      wf_event_open_body (opened, wf_session_get_keys (core->session)->owner_key, &text) !=
          WF_EVENT_OK)
    return;

  JsonObject *body = wf_json_parse_object (text, -1, NULL);
  Pending *item = NULL;

  if (body == NULL)
    return;
  item = g_new0 (Pending, 1);
  item->opened = g_steal_pointer (&opened);
  item->body = body;
  g_ptr_array_add (pending, item);
}

/** Where a walk over filed events collects. */
typedef struct {
  WfVaultCore *core;
  GPtrArray *pending;
} Filed;

static gboolean
add_filed (const guint8 *key, gsize key_size, GBytes *content, gpointer user_data, GError **error)
{
  Filed *filed = user_data;
  gsize size;
  const guint8 *event = g_bytes_get_data (content, &size);

  if (key_size == WF_HASH_BYTES)
    add_pending (filed->core, key, event, size, filed->pending);
  return TRUE;
}

static gboolean
add_rows (WfVaultCore *core, const guint8 *tag, GPtrArray *pending, GError **error)
{
  g_autoptr (WfStatement) read = wf_statement_prepare (core->db, READ_AGENCY, error);
  gboolean has_row;

  if (read == NULL)
    return FALSE;
  wf_statement_bind_blob (read, 1, tag, WF_OWNER_TAG_BYTES);
  for (;;)
    {
      gsize id_size, size;

      if (!wf_statement_step (read, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;

      const guint8 *id = wf_statement_get_blob (read, 0, &id_size);
      const guint8 *event = wf_statement_get_blob (read, 1, &size);

      if (id_size == WF_HASH_BYTES)
        add_pending (core, id, event, size, pending);
    }
}

static gboolean
is_listed (WfSession *session, const Pending *item)
{
  g_autoptr (GBytes) id = g_bytes_new_static (item->opened->id, WF_HASH_BYTES);

  return session->listed == NULL || g_hash_table_contains (session->listed, id);
}

/* Of those that were left out, whether one is by somebody who may change the list now: then the
 * set is not the newest there was, or two changed it apart. */
static gboolean
is_contested (WfVaultCore *core, GPtrArray *pending)
{
  for (guint i = 0; i < pending->len; i++)
    {
      const Pending *item = g_ptr_array_index (pending, i);
      WfEventContext context = wf_vault_core_context (core, item->opened->epoch);

      if (!is_listed (core->session, item) &&
          wf_member_list_is_by_admin (core->session->members, &context, item->opened))
        return TRUE;
    }
  return FALSE;
}

static void
apply_pending (WfVaultCore *core, GPtrArray *pending)
{
  WfSession *session = core->session;
  g_autoptr (GHashTable) seen =
      g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);

  core->generation++;
  wf_member_list_free (session->members);
  session->members = wf_member_list_new (session->root_public);
  g_hash_table_remove_all (session->counted);
  for (guint i = 0; i < pending->len; i++)
    {
      Pending *item = g_ptr_array_index (pending, i);
      WfEventContext context = wf_vault_core_context (core, item->opened->epoch);

      if (!is_listed (session, item) ||
          !g_hash_table_add (seen, g_bytes_new (item->opened->id, WF_HASH_BYTES)))
        continue; /* put there; or in the log and filed */
      if (wf_member_list_apply (session->members, &context, item->opened, item->body))
        g_hash_table_add (session->counted, g_bytes_new (item->opened->id, WF_HASH_BYTES));
      else
        g_debug ("an entry of the member list has no effect");
    }
  session->n_entries_missing =
      session->listed != NULL ? g_hash_table_size (session->listed) - g_hash_table_size (seen) : 0;
  session->is_list_sure =
      session->is_list_proven && session->n_entries_missing == 0 && !is_contested (core, pending);
}

gboolean
wf_members_load (WfVaultCore *core, GError **error)
{
  g_autoptr (GPtrArray) pending = g_ptr_array_new_with_free_func ((GDestroyNotify) pending_free);
  g_auto (WfOwner) agency = { 0 };
  Filed filed = { core, pending };

  if (!wf_owner_open (core, core->session->agency_id, &agency, error))
    return FALSE;

  gboolean ok = wf_document_each (core->db, WF_DOCUMENT_EVENT, add_filed, &filed, NULL, error) &&
                add_rows (core, agency.tag, pending, error);

  wf_session_wipe_owner_key (core->session);
  if (!ok)
    return FALSE;
  g_ptr_array_sort (pending, compare_pending);
  apply_pending (core, pending);
  return TRUE;
}

static int
compare_sets (gconstpointer a, gconstpointer b)
{
  guint32 left = wf_key_set_get_epoch (*(WfKeySet *const *) a);
  guint32 right = wf_key_set_get_epoch (*(WfKeySet *const *) b);

  return (left > right) - (left < right);
}

static gboolean
add_key_set (const guint8 *key, gsize key_size, GBytes *content, gpointer user_data, GError **error)
{
  WfKeySet *set = wf_key_set_read (content);

  if (set != NULL)
    g_ptr_array_add (user_data, set);
  return TRUE;
}

GPtrArray *
wf_members_load_sets (WfVaultCore *core, GError **error)
{
  g_autoptr (GPtrArray) sets = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_key_set_free);

  if (!wf_document_each (core->db, WF_DOCUMENT_KEY_SET, add_key_set, sets, NULL, error))
    return NULL;
  g_ptr_array_sort (sets, compare_sets);
  return g_steal_pointer (&sets);
}

gboolean
wf_members_take_list (WfVaultCore *core, GPtrArray *sets, GError **error)
{
  WfSession *session = core->session;
  WfKeySet *newest = sets->len > 0 ? g_ptr_array_index (sets, sets->len - 1) : NULL;
  guint8 key[WF_KEY_BYTES];
  gboolean has_key, is_right;

  g_clear_pointer (&session->listed, g_hash_table_unref);
  session->is_list_proven = TRUE;
  if (newest != NULL)
    session->listed = wf_key_set_dup_entries (newest);
  if (session->listed == NULL)
    return TRUE; /* written before sets named the entries */
  /* An epoch whose set is gone leaves the proof unread; the list then stands, unproven. */
  has_key = wf_key_set_get_epoch (newest) == wf_session_get_newest (session)->epoch &&
            wf_session_derive_list_key (session, key);
  is_right = has_key && wf_key_set_proves (newest, core->uuid, key);
  wf_wipe (key, sizeof key);
  session->is_list_proven = is_right;
  if (is_right || !has_key)
    return TRUE;
  g_set_error_literal (error, WF_STORE_ERROR, WF_STORE_ERROR_ALTERED,
                       "the newest key set was made by somebody without the older keys");
  return FALSE;
}

gboolean
wf_members_reload (WfVaultCore *core, GError **error)
{
  g_autoptr (GPtrArray) sets = wf_members_load_sets (core, error);

  return sets != NULL && wf_members_take_list (core, sets, error) && wf_members_load (core, error);
}

void
wf_members_note_entry (WfVaultCore *core, const guint8 *event_id)
{
  g_hash_table_add (core->session->counted, g_bytes_new (event_id, WF_HASH_BYTES));
  if (core->session->listed != NULL)
    g_hash_table_add (core->session->listed, g_bytes_new (event_id, WF_HASH_BYTES));
}

gboolean
wf_members_is_left_out (WfVaultCore *core, const WfEventOpened *opened)
{
  g_autoptr (GBytes) id = NULL;

  if (opened->header.owner_type != WF_OWNER_AGENCY ||
      !wf_member_list_is_about (opened->header.kind))
    return FALSE;
  id = g_bytes_new_static (opened->id, WF_HASH_BYTES);
  return !g_hash_table_contains (core->session->counted, id);
}

gboolean
wf_members_require_sure (WfVaultCore *core, GError **error)
{
  if (core->session->is_list_sure)
    return TRUE;
  g_set_error_literal (error, WF_STORE_ERROR, WF_STORE_ERROR_CONTESTED,
                       "the member list was changed past its key set");
  return FALSE;
}

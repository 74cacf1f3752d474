/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Forgetting a client: key and rows go in the same transaction that says so in a signed event,
 * then the log is emptied and the copies that held the key are replaced by a new backup. Also the
 * due days, which name no one. Runs in the vault's thread.
 *
 * Invariants: the erasure event names events and counters, never the client; that copies are still
 * to be replaced is written in the transaction that erases.
 */
#define G_LOG_DOMAIN "wf-store"

#include "wf-document.h"
#include "wf-json.h"
#include "wf-statement.h"
#include "wf-vault-care-private.h"
#include "wf-vault-log-read.h"
#include "wf-vault-log.h"
#include "wf-vault-owner.h"

#include <string.h>

#define DELETE_EVENTS    "DELETE FROM event WHERE event_id = ?1"
#define DELETE_TAGGED    "DELETE FROM event WHERE owner_tag = ?1"
#define DELETE_HEAD      "DELETE FROM head WHERE owner_tag = ?1"
#define DELETE_SNAPSHOTS "DELETE FROM snapshot WHERE owner_tag = ?1"
#define CLEAR_DUE        "DELETE FROM due"
#define INSERT_DUE       "INSERT INTO due (token, day) VALUES (?1, ?2)"
#define READ_DUE         "SELECT day FROM due ORDER BY day"
#define TOKEN_BYTES      16
#define ENTRIES_A_EVENT  4000 /* an event's body has its limit */

static gboolean
delete_by (WfVaultCore *core, const char *sql, gconstpointer key, gsize size, GError **error)
{
  g_autoptr (WfStatement) statement = wf_statement_prepare (core->db, sql, error);

  if (statement == NULL)
    return FALSE;
  wf_statement_bind_blob (statement, 1, key, size);
  return wf_statement_run (statement, error);
}

static gboolean
delete_owner (WfVaultCore *core, const WfOwner *owner, GPtrArray *entries, GError **error)
{
  for (guint i = 0; i < entries->len; i++)
    {
      WfLogEntry *entry = g_ptr_array_index (entries, i);

      if (!delete_by (core, DELETE_EVENTS, entry->id, WF_HASH_BYTES, error))
        return FALSE;
    }
  return delete_by (core, DELETE_TAGGED, owner->tag, sizeof owner->tag, error) &&
         delete_by (core, DELETE_HEAD, owner->tag, sizeof owner->tag, error) &&
         delete_by (core, DELETE_SNAPSHOTS, owner->tag, sizeof owner->tag, error) &&
         wf_document_remove (core->db, WF_DOCUMENT_OWNER, owner->tag, sizeof owner->tag, error);
}

static void
describe_entry (const WfLogEntry *entry, JsonArray *events, JsonArray *missing)
{
  JsonObject *counter = json_object_new ();
  g_autofree char *id = wf_hex_encode (entry->id, WF_HASH_BYTES);

  json_array_add_string_element (events, id);
  json_object_set_string_member (counter, "author", entry->record->author);
  json_object_set_int_member (counter, "counter", (gint64) entry->header.counter);
  json_array_add_object_element (missing, counter);
}

static gboolean
write_erasure (WfVaultCore *core, GPtrArray *entries, const char *reason_code, GError **error)
{
  guint at = 0;

  do
    {
      JsonObject *body = json_object_new ();
      JsonArray *events = json_array_new (), *missing = json_array_new ();

      for (guint n = 0; n < ENTRIES_A_EVENT && at < entries->len; n++, at++)
        describe_entry (g_ptr_array_index (entries, at), events, missing);
      json_object_set_string_member (body, "reason", reason_code);
      json_object_set_array_member (body, "events", events);
      json_object_set_array_member (body, "counters", missing);
      if (!wf_log_append_agency (core, "agency.erased", body, error))
        return FALSE;
  } while (at < entries->len);
  return TRUE;
}

static gboolean
forget_in_transaction (WfVaultCore *core, const guint8 *id, const char *reason_code, GError **error)
{
  g_auto (WfOwner) owner = { 0 };
  g_autoptr (GPtrArray) entries = NULL;

  if (!wf_owner_open (core, id, &owner, error))
    return FALSE;
  if (owner.type != WF_OWNER_CLIENT)
    {
      g_set_error_literal (error, WF_STORE_ERROR, WF_STORE_ERROR_INVALID, "not a client");
      return FALSE;
    }
  entries = wf_log_read (core, &owner, error);
  wf_session_wipe_owner_key (core->session);
  if (entries == NULL || !delete_owner (core, &owner, entries, error))
    return FALSE;

  g_autoptr (GBytes) tag = g_bytes_new (owner.tag, sizeof owner.tag);

  g_hash_table_remove (core->session->heads, tag);
  return write_erasure (core, entries, reason_code, error) && wf_care_owe_renewal (core, error);
}

/* The erasure stands; what fails from here on is said as what it is. */
static gboolean
renew_copies (WfVaultCore *core, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autofree char *backup =
      wf_database_checkpoint (core->db, &why) ? wf_care_backup (core, &why) : NULL;

  if (backup != NULL)
    return TRUE;
  g_set_error (error, WF_STORE_ERROR, WF_STORE_ERROR_COPIES, "older copies are still here: %s",
               why->message);
  return FALSE;
}

static gboolean
may_forget (WfVaultCore *core, GError **error)
{
  WfMember *me = core->session != NULL ? wf_vault_core_get_me (core) : NULL;

  if (me == NULL || wf_role_leads (me->role))
    return wf_vault_core_require_session (core, error) != NULL;
  g_set_error_literal (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_ALLOWED,
                       "not a navigator or coordinator");
  return FALSE;
}

gboolean
wf_care_forget (WfVaultCore *core, const char *owner_id, const char *reason_code, GError **error)
{
  guint8 id[WF_ID_BYTES];

  if (!may_forget (core, error) || !wf_vault_core_parse_id (owner_id, id, error) ||
      !wf_log_begin (core, error))
    return FALSE;
  return wf_log_end (core, forget_in_transaction (core, id, reason_code, error), error) &&
         renew_copies (core, error);
}

gboolean
wf_care_set_due (WfVaultCore *core, GArray *days, GError **error)
{
  if (wf_vault_core_require_session (core, error) == NULL || !wf_database_begin (core->db, error))
    return FALSE;

  g_autoptr (WfStatement) insert = wf_statement_prepare (core->db, INSERT_DUE, error);
  gboolean ok = insert != NULL && wf_database_exec (core->db, CLEAR_DUE, error);

  for (guint i = 0; ok && i < days->len; i++)
    {
      guint8 token[TOKEN_BYTES];

      wf_random_fill (token, sizeof token);
      wf_statement_bind_blob (insert, 1, token, sizeof token);
      wf_statement_bind_int (insert, 2, g_array_index (days, gint32, i));
      ok = wf_statement_run (insert, error);
    }
  return wf_database_end (core->db, ok, error);
}

GArray *
wf_care_get_due (WfVaultCore *core, GError **error)
{
  if (core->db == NULL)
    {
      g_set_error_literal (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_FOUND, "no vault is open");
      return NULL;
    }

  g_autoptr (WfStatement) read = wf_statement_prepare (core->db, READ_DUE, error);
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (gint32));
  gboolean has_row;

  if (read == NULL)
    return NULL;
  for (;;)
    {
      gint32 day;

      if (!wf_statement_step (read, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&days);
      day = (gint32) wf_statement_get_int (read, 0);
      g_array_append_val (days, day);
    }
}

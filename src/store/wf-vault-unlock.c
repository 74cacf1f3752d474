/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Beginning a session: the agency's keys from a slot, what an interrupted errand left to do, the
 * members and whether they stand behind the key sets, this author's counter. Runs in the vault's
 * thread.
 */
#define G_LOG_DOMAIN "wf-store"

#include "wf-document.h"
#include "wf-vault-care-private.h"
#include "wf-vault-members.h"
#include "wf-vault-recall.h"
#include "wf-vault-unlock.h"

#include <string.h>

#define FIND_ERRAND   "SELECT count(*) FROM errand WHERE name = 'rebuild'"
#define CLEAR_ERRAND  "DELETE FROM errand WHERE name = 'rebuild'"
#define COPIES_DIFFER "SELECT (SELECT count(*) FROM document) <> (SELECT count(*) FROM spare)"

static gboolean
open_epochs (WfVaultCore *self, WfSession *session, GPtrArray *sets, GError **error)
{
  for (guint i = 0; i < sets->len; i++)
    {
      WfKeySet *set = g_ptr_array_index (sets, i);
      WfKeySetSecrets secrets;

      if (!wf_key_set_open (set, session->staff_id, session->seal_public,
                            wf_session_get_keys (session)->seal_secret, &secrets))
        continue;
      wf_session_add_epoch (session, wf_key_set_get_epoch (set), &secrets);
      wf_wipe (&secrets, sizeof secrets);
    }
  if (wf_session_find_epoch (session, 1) != NULL)
    return TRUE;
  g_set_error_literal (error, WF_STORE_ERROR, WF_STORE_ERROR_ALTERED,
                       "the agency's key is not sealed to this slot");
  return FALSE;
}

static gboolean
verify_sets (WfVaultCore *self, GPtrArray *sets, GError **error)
{
  for (guint i = 0; i < sets->len; i++)
    if (!wf_key_set_verify (g_ptr_array_index (sets, i), self->uuid, self->session->members))
      {
        g_set_error (error, WF_STORE_ERROR, WF_STORE_ERROR_ALTERED,
                     "key set %u is not signed by a coordinator",
                     wf_key_set_get_epoch (g_ptr_array_index (sets, i)));
        return FALSE;
      }
  return TRUE;
}

static gboolean
run_errands (WfVaultCore *self, GError **error)
{
  gint64 n;

  if (!wf_database_get_int (self->db, FIND_ERRAND, &n, error))
    return FALSE;
  if (n == 0)
    return TRUE;
  return wf_database_begin (self->db, error) &&
         wf_database_end (self->db,
                          wf_log_rebuild (self, error) &&
                              wf_database_exec (self->db, CLEAR_ERRAND, error),
                          error);
}

/* A document of which one copy is gone gets its second copy back while the other is whole; a
 * disk that cannot take it does not keep anyone out. */
static void
mend_documents (WfVaultCore *self)
{
  gint64 differ;

  if (wf_database_get_int (self->db, COPIES_DIFFER, &differ, NULL) && differ)
    wf_document_mend (self->db, NULL);
}

static gboolean
start_session (WfVaultCore *self, GPtrArray *sets, GError **error)
{
  if (!run_errands (self, error) || !wf_members_take_list (self, sets, error) ||
      !wf_members_load (self, error) || !verify_sets (self, sets, error))
    return FALSE;
  if (self->session->listed == NULL && wf_member_list_must_be_listed (self->session->members))
    {
      g_set_error_literal (error, WF_STORE_ERROR, WF_STORE_ERROR_ALTERED,
                           "the newest key set does not name the members' entries");
      return FALSE;
    }

  WfMember *me = wf_vault_core_get_me (self);

  if (me == NULL || me->has_left)
    {
      g_set_error_literal (error, WF_STORE_ERROR, WF_STORE_ERROR_ALTERED,
                           "this slot belongs to no member");
      return FALSE;
    }
  mend_documents (self);
  wf_care_pay_renewal (self); /* a folder that cannot be written keeps no one out */
  return wf_log_load_author (self, error);
}

gboolean
wf_vault_core_unlock (WfVaultCore *self,
                      const char *slot_id,
                      const char *passphrase,
                      GError **error)
{
  g_autoptr (WfSecret) secrets = wf_vault_core_try_slot (self, slot_id, passphrase, error);

  if (secrets == NULL)
    return FALSE;

  g_autoptr (GPtrArray) sets = wf_members_load_sets (self, error);
  g_autoptr (WfSession) session =
      wf_session_new (wf_vault_core_find_slot (self, slot_id, NULL), secrets);

  if (sets == NULL || !open_epochs (self, session, sets, error))
    return FALSE;
  wf_vault_core_lock (self);
  self->session = g_steal_pointer (&session);
  self->generation++;
  if (start_session (self, sets, error))
    return TRUE;
  wf_vault_core_lock (self);
  return FALSE;
}

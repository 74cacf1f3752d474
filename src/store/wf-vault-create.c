/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A new vault: made whole under another name, then renamed. So there is a vault or there is
 * none, never half of one. Runs in the vault's thread.
 */
#define G_LOG_DOMAIN "wf-store"

#include "wf-document.h"
#include "wf-files.h"
#include "wf-migrator.h"
#include "wf-place.h"
#include "wf-recovery-code.h"
#include "wf-store-resources.h"
#include "wf-vault-log.h"
#include "wf-vault-members.h"
#include "wf-vault-owner.h"
#include "wf-vault-people-private.h"
#include "wf-vault-recall.h"
#include "wf-vault-unlock.h"

#include <string.h>

#define ORGANISATION_LABEL "Organisation (printed code)"

static gboolean
is_place_free (WfVaultCore *core, const WfVaultFounding *founding, GError **error)
{
  if (*founding->passphrase == '\0')
    {
      g_set_error_literal (error, WF_STORE_ERROR, WF_STORE_ERROR_INVALID,
                           "a vault needs a passphrase");
      return FALSE;
    }
  if (!wf_place_check (core->data_dir, error) || !wf_files_make_folder (core->data_dir, error))
    return FALSE;
  if (!g_file_test (core->path, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error_literal (error, WF_STORE_ERROR, WF_STORE_ERROR_EXISTS, "there is a vault here");
  return FALSE;
}

static gboolean
save_identity (WfVaultCore *core, GError **error)
{
  guint8 identity[2 * WF_ID_BYTES];

  memcpy (identity, core->uuid, WF_ID_BYTES);
  memcpy (identity + WF_ID_BYTES, core->device, WF_ID_BYTES);

  g_autoptr (GBytes) content = g_bytes_new (identity, sizeof identity);

  return wf_document_save (core->db, WF_DOCUMENT_VAULT, "\0", 1, content, error);
}

static JsonObject *
make_founding_body (const WfVaultFounding *founding, const WfKeySlot *slot)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "name", founding->agency_name);
  if (founding->region != NULL)
    json_object_set_string_member (body, "region", founding->region);
  json_object_set_boolean_member (body, "listed", TRUE); /* the key sets name the entries */
  json_object_set_object_member (
      body, "founder", wf_people_describe (slot, founding->founder_name, WF_ROLE_COORDINATOR));
  return body;
}

/* The founder's entry begins the member list, so it is applied by reading it back. */
static gboolean
write_people (WfVaultCore *core,
              const WfVaultFounding *founding,
              const WfKeySlot *slot,
              const char *code,
              GError **error)
{
  g_auto (WfOwner) agency = { 0 };
  const char *name = *founding->agency_name != '\0' ? founding->agency_name : ORGANISATION_LABEL;

  if (!wf_owner_create (core, WF_OWNER_AGENCY, core->session->agency_id, NULL, &agency, error) ||
      !wf_log_append_one (core, &agency, "agency.founded", make_founding_body (founding, slot),
                          error) ||
      !wf_vault_core_save_slot (core, slot, error) || !wf_members_load (core, error))
    return FALSE;
  return wf_people_add (core, wf_random_id (), name, WF_ROLE_COORDINATOR, ORGANISATION_LABEL, TRUE,
                        founding->cost, code, error) &&
         wf_people_save_sets (core, error);
}

static gboolean
start_first_session (WfVaultCore *core, WfKeySlot *slot, WfSecret *secrets)
{
  WfKeySetSecrets first;

  wf_random_fill (first.agency_key, WF_KEY_BYTES);
  wf_random_fill (first.agency_id, WF_ID_BYTES);
  core->session = wf_session_new (slot, secrets);
  wf_session_add_epoch (core->session, 1, &first);
  wf_wipe (&first, sizeof first);
  return TRUE;
}

static gboolean
write_all (WfVaultCore *core, const WfVaultFounding *founding, const char *code, GError **error)
{
  g_autofree char *id = wf_random_id ();
  g_autoptr (WfSecret) secrets = wf_people_new_secrets (NULL);
  g_autoptr (WfKeySlot) slot = wf_key_slot_new (
      core->uuid, id, founding->slot_label, FALSE, founding->cost, founding->passphrase,
      (const WfSlotSecrets *) (gconstpointer) wf_secret_get (secrets), error);

  if (slot == NULL || !start_first_session (core, slot, secrets) || !wf_log_begin (core, error))
    return FALSE;
  return wf_log_end (
      core, save_identity (core, error) && write_people (core, founding, slot, code, error), error);
}

static gboolean
make_file (WfVaultCore *core,
           const char *path,
           const WfVaultFounding *founding,
           const char *code,
           GError **error)
{
  wf_random_fill (core->uuid, WF_ID_BYTES);
  wf_random_fill (core->device, WF_ID_BYTES);
  core->db = wf_vault_core_open_database (core, path, WF_DATABASE_CREATE, error);

  gboolean ok = core->db != NULL &&
                wf_migrator_run (core->db, wf_store_get_resource (), WF_VAULT_SQL_FOLDER,
                                 WF_VAULT_APPLICATION_ID, NULL, error) &&
                write_all (core, founding, code, error) && wf_database_checkpoint (core->db, error);

  wf_vault_core_lock (core);
  g_clear_pointer (&core->db, wf_database_close);
  return ok;
}

static void
remove_unfinished (const char *path)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);

  wf_files_destroy (path, NULL);
  wf_files_destroy (wal, NULL);
}

static char *
find_founder_slot (WfVaultCore *core)
{
  for (guint i = 0; i < core->slots->len; i++)
    {
      WfKeySlot *slot = g_ptr_array_index (core->slots, i);

      if (!slot->is_organisation)
        return g_strdup (slot->id);
    }
  return NULL;
}

char *
wf_vault_core_create (WfVaultCore *core, const WfVaultFounding *founding, GError **error)
{
  g_autofree char *unfinished = g_strconcat (core->path, ".new", NULL);

  if (core->db != NULL)
    {
      g_set_error_literal (error, WF_STORE_ERROR, WF_STORE_ERROR_EXISTS, "a vault is open");
      return NULL;
    }
  if (!is_place_free (core, founding, error))
    return NULL;

  char *code = wf_recovery_code_new ();

  remove_unfinished (unfinished);
  if (!make_file (core, unfinished, founding, code, error) || !wf_files_sync (unfinished, error) ||
      !wf_files_rename (unfinished, core->path, error))
    {
      remove_unfinished (unfinished);
      wf_wipe_free (code);
      return NULL;
    }
  if (!wf_vault_core_open (core, error))
    {
      wf_wipe_free (code);
      return NULL;
    }

  g_autofree char *founder = find_founder_slot (core);

  if (wf_vault_core_unlock (core, founder, founding->passphrase, error))
    return code;
  wf_wipe_free (code);
  return NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opening, unlocking, locking and closing a vault. Runs in the vault's thread.
 *
 * Invariants: the file is opened only after its place, its version and the lock file were
 * checked, so a refused vault is untouched; no key is in memory while there is no session.
 */
#define G_LOG_DOMAIN "wf-store"

#include "wf-vault-core.h"
#include "wf-document.h"
#include "wf-migrator.h"
#include "wf-place.h"
#include "wf-statement.h"
#include "wf-store-resources.h"

#include <string.h>

#define FREE_TRIES   3
#define WAIT_MAX     60 /* seconds */
#define VAULT_BYTES  (2 * WF_ID_BYTES)
#define READ_ATTEMPT "SELECT failures, last_us FROM attempt WHERE id = 1"
#define SAVE_ATTEMPT                                                                               \
  "INSERT INTO attempt (id, failures, last_us) VALUES (1, ?1, ?2) "                                \
  "ON CONFLICT (id) DO UPDATE SET failures = ?1, last_us = ?2"

WfVaultCore *
wf_vault_core_new (const char *data_dir, WfClock *clock)
{
  WfVaultCore *self = g_new0 (WfVaultCore, 1);

  self->data_dir = g_strdup (data_dir);
  self->path = g_build_filename (data_dir, "vault.db", NULL);
  self->clock = clock;
  self->folds = g_ptr_array_new ();
  self->slots = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_key_slot_free);
  self->touched = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
wf_vault_core_free (WfVaultCore *self)
{
  wf_vault_core_close (self);
  g_free (self->data_dir);
  g_free (self->path);
  g_free (self->vfs);
  wf_clock_unref (self->clock);
  g_ptr_array_unref (self->folds);
  g_ptr_array_unref (self->slots);
  g_ptr_array_unref (self->touched);
  g_free (self);
}

WfSession *
wf_vault_core_require_session (WfVaultCore *self, GError **error)
{
  if (self->session == NULL)
    g_set_error_literal (error, WF_STORE_ERROR, WF_STORE_ERROR_LOCKED, "the vault is locked");
  return self->session;
}

WfMember *
wf_vault_core_get_me (WfVaultCore *self)
{
  return wf_member_list_find (self->session->members, self->session->staff);
}

WfSession *
wf_vault_core_require_admin (WfVaultCore *self, GError **error)
{
  WfSession *session = wf_vault_core_require_session (self, error);

  if (session == NULL || wf_member_is_admin (wf_vault_core_get_me (self)))
    return session;
  g_set_error_literal (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_ALLOWED, "not a coordinator");
  return NULL;
}

WfEventContext
wf_vault_core_context (WfVaultCore *self, guint32 epoch)
{
  WfEventContext context = { { 0 }, epoch };

  memcpy (context.uuid, self->uuid, WF_ID_BYTES);
  return context;
}

gboolean
wf_vault_core_parse_id (const char *text, guint8 *out_id, GError **error)
{
  if (text != NULL && wf_id_is_valid (text) && wf_hex_decode (text, out_id, WF_ID_BYTES))
    return TRUE;
  g_set_error_literal (error, WF_STORE_ERROR, WF_STORE_ERROR_INVALID, "not an id");
  return FALSE;
}

const WfFold *
wf_vault_core_find_fold (WfVaultCore *self, const char *aspect)
{
  for (guint i = 0; i < self->folds->len; i++)
    {
      const WfFold *fold = g_ptr_array_index (self->folds, i);

      if (strcmp (fold->aspect, aspect) == 0)
        return fold;
    }
  return NULL;
}

WfDatabase *
wf_vault_core_open_database (WfVaultCore *self,
                             const char *path,
                             WfDatabaseFlags flags,
                             GError **error)
{
  return wf_database_open_with_vfs (path, flags | WF_DATABASE_EXCLUSIVE | WF_DATABASE_SECURE_DELETE,
                                    self->vfs, error);
}

static gboolean
add_slot (const guint8 *key, gsize key_size, GBytes *content, gpointer user_data, GError **error)
{
  WfVaultCore *self = user_data;
  WfKeySlot *slot = wf_key_slot_read (content);

  if (slot != NULL)
    g_ptr_array_add (self->slots, slot);
  else
    self->n_harmed_documents++;
  return TRUE;
}

gboolean
wf_vault_core_load_slots (WfVaultCore *self, GError **error)
{
  guint n_harmed = 0;

  self->generation++;
  g_ptr_array_set_size (self->slots, 0);
  if (!wf_document_each (self->db, WF_DOCUMENT_SLOT, add_slot, self, &n_harmed, error))
    return FALSE;
  self->n_harmed_documents += n_harmed;
  return TRUE;
}

gboolean
wf_vault_core_save_slot (WfVaultCore *self, const WfKeySlot *slot, GError **error)
{
  g_autoptr (GBytes) content = wf_key_slot_write (slot);
  guint8 id[WF_ID_BYTES];

  wf_hex_decode (slot->id, id, WF_ID_BYTES);
  return wf_document_save (self->db, WF_DOCUMENT_SLOT, id, WF_ID_BYTES, content, error);
}

static gboolean
load_identity (WfVaultCore *self, GError **error)
{
  gsize size;
  g_autoptr (GBytes) content = wf_document_load (self->db, WF_DOCUMENT_VAULT, "\0", 1, NULL);
  const guint8 *bytes = content != NULL ? g_bytes_get_data (content, &size) : NULL;

  if (bytes == NULL || size != VAULT_BYTES)
    {
      g_set_error_literal (error, WF_STORE_ERROR, WF_STORE_ERROR_DAMAGED,
                           "the vault does not say which one it is");
      return FALSE;
    }
  memcpy (self->uuid, bytes, WF_ID_BYTES);
  memcpy (self->device, bytes + WF_ID_BYTES, WF_ID_BYTES);
  return TRUE;
}

static gboolean
load_attempts (WfVaultCore *self, GError **error)
{
  g_autoptr (WfStatement) read = wf_statement_prepare (self->db, READ_ATTEMPT, error);
  gboolean has_row;

  if (read == NULL || !wf_statement_step (read, &has_row, error))
    return FALSE;
  self->failures = has_row ? (guint) wf_statement_get_int (read, 0) : 0;
  self->last_failure_us = has_row ? wf_statement_get_int (read, 1) : 0;
  return TRUE;
}

static gboolean
open_file (WfVaultCore *self, GError **error)
{
  GResource *resource = wf_store_get_resource ();
  guint newest = wf_migrator_get_newest (resource, WF_VAULT_SQL_FOLDER);
  g_autofree char *before = g_strconcat (self->path, ".before-update", NULL);
  gint64 version;

  self->db = wf_vault_core_open_database (self, self->path, WF_DATABASE_NONE, error);
  if (self->db == NULL || !wf_database_get_int (self->db, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version > newest)
    {
      wf_database_close_untouched (g_steal_pointer (&self->db));
      g_set_error_literal (error, WF_STORE_ERROR, WF_STORE_ERROR_NEWER,
                           "a newer program wrote this vault");
      return FALSE;
    }
  return wf_migrator_run (self->db, resource, WF_VAULT_SQL_FOLDER, WF_VAULT_APPLICATION_ID, before,
                          error) &&
         load_identity (self, error) && load_attempts (self, error) &&
         wf_vault_core_load_slots (self, error);
}

gboolean
wf_vault_core_open (WfVaultCore *self, GError **error)
{
  if (self->db != NULL)
    return TRUE;
  if (!wf_place_check (self->data_dir, error) || !wf_place_check_file (self->path, error))
    return FALSE;
  if (!g_file_test (self->path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_FOUND, "there is no vault in %s",
                   self->data_dir);
      return FALSE;
    }

  g_autofree char *lock_path = g_strconcat (self->path, ".lock", NULL);
  guint newest = wf_migrator_get_newest (wf_store_get_resource (), WF_VAULT_SQL_FOLDER);

  if (!wf_migrator_check_file (self->path, newest, error))
    return FALSE;
  self->lock_file = wf_lock_file_take (lock_path, error);
  if (self->lock_file != NULL && open_file (self, error))
    return TRUE;
  /* A harmed file stays as it was found: its log is not moved into it. */
  g_clear_pointer (&self->db, wf_database_close_untouched);
  g_clear_pointer (&self->lock_file, wf_lock_file_release);
  return FALSE;
}

void
wf_vault_core_close (WfVaultCore *self)
{
  wf_vault_core_lock (self);
  g_clear_pointer (&self->db, wf_database_close);
  g_clear_pointer (&self->lock_file, wf_lock_file_release);
  g_ptr_array_set_size (self->slots, 0);
  self->n_harmed_documents = 0;
}

void
wf_vault_core_lock (WfVaultCore *self)
{
  self->generation++;
  g_clear_pointer (&self->session, wf_session_free);
}

WfKeySlot *
wf_vault_core_find_slot (WfVaultCore *self, const char *slot_id, GError **error)
{
  for (guint i = 0; i < self->slots->len; i++)
    {
      WfKeySlot *slot = g_ptr_array_index (self->slots, i);

      if (strcmp (slot->id, slot_id) == 0)
        return slot;
    }
  g_set_error_literal (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_FOUND, "no such slot");
  return NULL;
}

guint
wf_vault_core_get_wait (WfVaultCore *self)
{
  if (self->failures < FREE_TRIES)
    return 0;

  gint64 seconds = MIN ((gint64) 1 << MIN (self->failures - FREE_TRIES, 10), WAIT_MAX);
  gint64 until = self->last_failure_us + seconds * WF_CLOCK_SECOND;
  gint64 left = until - wf_clock_now (self->clock);

  /* A clock that was set back must not lock anyone out for longer. */
  return left <= 0 ? 0 : (guint) MIN (seconds, (left + WF_CLOCK_SECOND - 1) / WF_CLOCK_SECOND);
}

static gboolean
save_attempts (WfVaultCore *self, guint failures, GError **error)
{
  g_autoptr (WfStatement) save = wf_statement_prepare (self->db, SAVE_ATTEMPT, error);

  self->generation++;
  self->failures = failures;
  self->last_failure_us = wf_clock_now (self->clock);
  if (save == NULL)
    return FALSE;
  wf_statement_bind_int (save, 1, failures);
  wf_statement_bind_int (save, 2, self->last_failure_us);
  return wf_statement_run (save, error);
}

WfSecret *
wf_vault_core_try_slot (WfVaultCore *self,
                        const char *slot_id,
                        const char *passphrase,
                        GError **error)
{
  WfKeySlot *slot = self->db != NULL ? wf_vault_core_find_slot (self, slot_id, error) : NULL;

  if (self->db == NULL)
    g_set_error_literal (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_FOUND, "no vault is open");
  if (slot == NULL)
    return NULL;
  if (wf_vault_core_get_wait (self) > 0)
    {
      g_set_error (error, WF_STORE_ERROR, WF_STORE_ERROR_WAIT, "wait %u seconds",
                   wf_vault_core_get_wait (self));
      return NULL;
    }

  g_autoptr (GError) local = NULL;
  WfSecret *secrets = wf_key_slot_open (slot, self->uuid, passphrase, &local);

  /* A disk that cannot count the tries must not keep the right one out. */
  if (secrets == NULL && g_error_matches (local, WF_STORE_ERROR, WF_STORE_ERROR_WRONG_PASSPHRASE))
    save_attempts (self, self->failures + 1, NULL);
  else if (secrets != NULL && self->failures > 0)
    save_attempts (self, 0, NULL);
  if (secrets == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return secrets;
}

gboolean
wf_vault_core_save_key_set (WfVaultCore *self, guint32 epoch, GPtrArray *members, GError **error)
{
  const WfEpochKeys *keys = wf_session_find_epoch (self->session, epoch);
  const guint8 key[4] = { (guint8) (epoch >> 24), (guint8) (epoch >> 16), (guint8) (epoch >> 8),
                          (guint8) epoch };
  WfKeySetSecrets secrets;

  memcpy (secrets.agency_key, keys->agency, WF_KEY_BYTES);
  memcpy (secrets.agency_id, self->session->agency_id, WF_ID_BYTES);

  /* The newest says which entries count; of a vault whose older keys are lost, it cannot. */
  guint8 list_key[WF_KEY_BYTES];
  gboolean is_newest = keys == wf_session_get_newest (self->session) &&
                       wf_session_derive_list_key (self->session, list_key);
  g_autoptr (WfKeySet) set = wf_key_set_new (
      self->uuid, epoch, &secrets, members, is_newest ? self->session->counted : NULL, list_key,
      self->session->staff_id, wf_session_get_keys (self->session)->sign_secret);
  g_autoptr (GBytes) content = wf_key_set_write (set);

  wf_wipe (&secrets, sizeof secrets);
  return wf_document_save (self->db, WF_DOCUMENT_KEY_SET, key, sizeof key, content, error);
}

WfEventStatus
wf_vault_core_open_row (WfVaultCore *core,
                        const guint8 *event,
                        gsize size,
                        const guint8 *id,
                        WfEventOpened **out_opened)
{
  guint32 epoch = 0;
  WfEventStatus status = wf_event_peek (event, size, id, &epoch);

  if (status != WF_EVENT_OK)
    return status;

  const WfEpochKeys *keys = wf_session_find_epoch (core->session, epoch);
  WfEventContext context = wf_vault_core_context (core, epoch);

  if (keys == NULL)
    return WF_EVENT_SEALED;
  return wf_event_open (&context, event, size, keys->outer, out_opened);
}

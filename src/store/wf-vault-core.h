/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-clock.h"
#include "wf-database.h"
#include "wf-fold.h"
#include "wf-lock-file.h"
#include "wf-session.h"
#include "wf-vault.h"

G_BEGIN_DECLS

#define WF_VAULT_APPLICATION_ID 0x57665631 /* "WfV1" */
#define WF_VAULT_SQL_FOLDER     "/org/digitalnavigators/Wayfinder/sql/vault"

/**
 * WfVaultCore:
 *
 * The inside of a #WfVault: everything that its thread alone touches. Its parts: this file opens;
 * wf-vault-unlock: begins a session; wf-vault-owner: whose events, and their keys; wf-vault-log:
 * append; wf-vault-log-read: read; wf-vault-snapshot: folded states; wf-vault-people: members;
 * wf-vault-care: upkeep.
 */
typedef struct {
  char *data_dir;
  char *path;
  char *vfs;
  WfClock *clock;
  GPtrArray *folds; /* of const WfFold */
  WfLockFile *lock_file;
  WfDatabase *db; /* NULL while closed */
  guint8 uuid[WF_ID_BYTES];
  guint8 device[WF_ID_BYTES];
  GPtrArray *slots;   /* of WfKeySlot */
  WfSession *session; /* NULL while locked */
  guint failures;     /* wrong passphrases in a row */
  gint64 last_failure_us;
  guint n_harmed_documents;
  guint generation;   /* grows whenever slots, members or the session change */
  GPtrArray *touched; /* of char: owners appended to by the running call */
} WfVaultCore;

/** wf_vault_core_new: @clock: (transfer full). Returns: (transfer full): closed. */
WfVaultCore *wf_vault_core_new (const char *data_dir, WfClock *clock);
/** wf_vault_core_free: closes first. */
void wf_vault_core_free (WfVaultCore *self);

/** wf_vault_core_open: lock file, database, documents. */
gboolean wf_vault_core_open (WfVaultCore *self, GError **error);
/** wf_vault_core_close: wipes keys, closes the file, gives the lock file back. */
void wf_vault_core_close (WfVaultCore *self);
/** wf_vault_core_create: Returns: (transfer full) (nullable): the recovery code. */
char *wf_vault_core_create (WfVaultCore *self, const WfVaultFounding *founding, GError **error);
/** wf_vault_core_try_slot: Returns: (transfer full) (nullable): the slot's secrets; counts wrong
 * tries and makes the next one wait. */
WfSecret *wf_vault_core_try_slot (WfVaultCore *self,
                                  const char *slot_id,
                                  const char *passphrase,
                                  GError **error);
/** wf_vault_core_get_wait: Returns: seconds until the next try. */
guint wf_vault_core_get_wait (WfVaultCore *self);
/** wf_vault_core_find_slot: Returns: (transfer none) (nullable): the slot, or %NULL with
 * NOT_FOUND. */
WfKeySlot *wf_vault_core_find_slot (WfVaultCore *self, const char *slot_id, GError **error);
/** wf_vault_core_lock: wipes the keys. */
void wf_vault_core_lock (WfVaultCore *self);

/** wf_vault_core_load_slots: reads the slots again. */
gboolean wf_vault_core_load_slots (WfVaultCore *self, GError **error);
/** wf_vault_core_save_slot: in the open transaction. */
gboolean wf_vault_core_save_slot (WfVaultCore *self, const WfKeySlot *slot, GError **error);
/** wf_vault_core_save_key_set: signs and files an epoch's set for all present members, in the
 * open transaction. */
gboolean
wf_vault_core_save_key_set (WfVaultCore *self, guint32 epoch, GPtrArray *members, GError **error);

/** wf_vault_core_open_database: Returns: (transfer full) (nullable): as a vault needs it. */
WfDatabase *wf_vault_core_open_database (WfVaultCore *self,
                                         const char *path,
                                         WfDatabaseFlags flags,
                                         GError **error);

/** wf_vault_core_require_session: Returns: (transfer none) (nullable): the session, or LOCKED. */
WfSession *wf_vault_core_require_session (WfVaultCore *self, GError **error);
/** wf_vault_core_require_admin: Returns: (transfer none) (nullable): the session, or LOCKED or
 * NOT_ALLOWED. */
WfSession *wf_vault_core_require_admin (WfVaultCore *self, GError **error);
/** wf_vault_core_get_me: Returns: (transfer none): the member who unlocked. */
WfMember *wf_vault_core_get_me (WfVaultCore *self);
/** wf_vault_core_context: Returns: what an event of @epoch is bound to. */
WfEventContext wf_vault_core_context (WfVaultCore *self, guint32 epoch);
/** wf_vault_core_open_row: steps 1 to 4 of docs/formats/event.md §3 for one row. @out_opened: set
 * when OK. */
WfEventStatus wf_vault_core_open_row (WfVaultCore *self,
                                      const guint8 *event,
                                      gsize size,
                                      const guint8 *id,
                                      WfEventOpened **out_opened);
/** wf_vault_core_parse_id: Returns: %FALSE with INVALID when @text is no id. */
gboolean wf_vault_core_parse_id (const char *text, guint8 *out_id, GError **error);
/** wf_vault_core_find_fold: Returns: (nullable): the fold of this aspect. */
const WfFold *wf_vault_core_find_fold (WfVaultCore *self, const char *aspect);

G_END_DECLS

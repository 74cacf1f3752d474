/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-vault.h"

G_BEGIN_DECLS

/*
 * What keeps a vault whole over the years: backups, check, salvage, forgetting, export, and
 * the due days that can be read while it is locked. Part of WfVault: see wf-vault.h for
 * threads and errors.
 */

/**
 * WfProblemCode: what check and salvage name.
 * @WF_PROBLEM_NEWER_FORMAT: an event of a format this program does not know; kept
 * @WF_PROBLEM_ALTERED: the bytes are not those that were sealed; refused, kept
 * @WF_PROBLEM_INVENTED: not signed by who it says; refused, kept
 * @WF_PROBLEM_NO_KEY: its key is not here; kept
 * @WF_PROBLEM_MISSING: counters say that events are gone
 * @WF_PROBLEM_ORPHAN: an event names a predecessor that is not here
 * @WF_PROBLEM_SNAPSHOT: a cached state was wrong; it has been re-made
 * @WF_PROBLEM_FILE: SQLite says the file's structure is harmed; salvage it
 * @WF_PROBLEM_KEYS: a slot, key set or owner's key is harmed
 */
typedef enum {
  WF_PROBLEM_NEWER_FORMAT,
  WF_PROBLEM_ALTERED,
  WF_PROBLEM_INVENTED,
  WF_PROBLEM_NO_KEY,
  WF_PROBLEM_MISSING,
  WF_PROBLEM_ORPHAN,
  WF_PROBLEM_SNAPSHOT,
  WF_PROBLEM_FILE,
  WF_PROBLEM_KEYS,
} WfProblemCode;

/**
 * WfProblem:
 * @owner_id: (nullable): whose event, when that is known
 * @where: "row 17", "author … 3 to 5": plain English for the report; never a client's text
 */
typedef struct {
  WfProblemCode code;
  char *owner_id;
  char *where;
} WfProblem;

/**
 * WfVaultReport:
 * @n_events: sealed events that are whole
 * @n_clients: client owners
 * @problems: (element-type WfProblem): empty when all is well
 */
typedef struct {
  guint64 n_events;
  guint n_clients;
  GPtrArray *problems;
} WfVaultReport;

/** wf_vault_report_free: frees a report. */
void wf_vault_report_free (WfVaultReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfVaultReport, wf_vault_report_free)

/** wf_problem_code_to_text: Returns: (transfer none): "altered" … for JSON. */
const char *wf_problem_code_to_text (WfProblemCode code);

/** wf_vault_check_async: reads everything the member may open, verifies it, compares snapshots
 * with their events. Deletes nothing. */
void wf_vault_check_async (WfVault *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
/** wf_vault_check_finish: Returns: (transfer full) (nullable): the report. */
WfVaultReport *wf_vault_check_finish (WfVault *self, GAsyncResult *result, GError **error);
/** wf_vault_check_sync: as wf_vault_check_async(). */
WfVaultReport *wf_vault_check_sync (WfVault *self, GError **error);

/**
 * WfBackup:
 * @path: where it lies
 * @made_us: when, microseconds since 1970 UTC
 */
typedef struct {
  char *path;
  gint64 made_us;
} WfBackup;

/** wf_backup_free: frees one entry. */
void wf_backup_free (WfBackup *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfBackup, wf_backup_free)

/** How many rotating backups are kept. */
#define WF_VAULT_BACKUPS_KEPT 7

/** wf_vault_list_backups: Returns: (transfer full) (element-type WfBackup): newest first. Reads
 * the folder: ctl, tests, or a thread. */
GPtrArray *wf_vault_list_backups (const char *data_dir);

/** wf_vault_list_copies: Returns: (transfer full) (element-type WfBackup): newest first: the
 * backups, and what a restore, a salvage or an update set aside or left half made in the agency's
 * folder: all that forgetting destroys. Reads the folder: ctl, tests, or a thread. */
GPtrArray *wf_vault_list_copies (const char *data_dir);

/** wf_vault_backup_async: writes backups/vault-….db, whole or not at all, and removes what is
 * older than the newest %WF_VAULT_BACKUPS_KEPT. */
void wf_vault_backup_async (WfVault *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
/** wf_vault_backup_finish: Returns: (transfer full) (nullable): the new file. */
char *wf_vault_backup_finish (WfVault *self, GAsyncResult *result, GError **error);
/** wf_vault_backup_sync: as wf_vault_backup_async(). */
char *wf_vault_backup_sync (WfVault *self, GError **error);

/**
 * wf_vault_forget_async:
 * @owner_id: a client
 * @reason_code: "asked", "retention" …; stands in the erasure event, which names no one
 *
 * Destroys the client's key and rows, empties the write-ahead log, writes a signed erasure
 * event, makes a new backup and destroys every older copy in the folder, which held the key. Show
 * wf_vault_list_copies() first. Copies elsewhere are out of reach. What was cut short after the
 * erasure is made up for at the next unlock or backup; %WF_STORE_ERROR_COPIES says that this is
 * still to come, the client is then gone from the vault itself.
 */
void wf_vault_forget_async (WfVault *self,
                            const char *owner_id,
                            const char *reason_code,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
/** wf_vault_forget_finish: Returns: %TRUE when nothing of the client is left here. */
gboolean wf_vault_forget_finish (WfVault *self, GAsyncResult *result, GError **error);
/** wf_vault_forget_sync: as wf_vault_forget_async(). */
gboolean
wf_vault_forget_sync (WfVault *self, const char *owner_id, const char *reason_code, GError **error);

/** wf_vault_export_all_async: @path: a new file. Writes a whole sealed copy that opens with
 * today's slots, after logging it. Coordinators only. */
void wf_vault_export_all_async (WfVault *self,
                                const char *path,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/** wf_vault_export_all_finish: Returns: %TRUE when the copy is complete and synced. */
gboolean wf_vault_export_all_finish (WfVault *self, GAsyncResult *result, GError **error);
/** wf_vault_export_all_sync: as wf_vault_export_all_async(). */
gboolean wf_vault_export_all_sync (WfVault *self, const char *path, GError **error);

/**
 * wf_vault_restore_sync:
 * @data_dir: a folder whose vault, if there is one, is closed
 * @backup_path: a copy of a vault; only read
 * @out_kept_as: (out) (optional) (transfer full) (nullable): where what was there stands now
 *
 * Puts the copy in the vault's place; what was there is kept beside it under a new name.
 *
 * Returns: %FALSE, and nothing changed, with INVALID: no vault's copy; DAMAGED: the copy is harmed;
 *   NEWER; EXISTS: the vault here is another agency's; PLACE; BUSY
 */
gboolean wf_vault_restore_sync (const char *data_dir,
                                const char *backup_path,
                                char **out_kept_as,
                                GError **error);

/**
 * wf_vault_salvage_sync:
 * @data_dir: holds a harmed, closed vault
 * @out_kept_as: (out) (optional) (transfer full): where the harmed file stands now
 *
 * Copies every row that is whole, page by page, into a new vault.db; the harmed file is
 * kept beside it under a new name, byte for byte. Needs no key. Blocks: call it in a thread.
 *
 * Returns: (transfer full) (nullable): what was found and what was not
 */
WfVaultReport *wf_vault_salvage_sync (const char *data_dir, char **out_kept_as, GError **error);

/**
 * wf_vault_set_due_async:
 * @days: (element-type gint32): days since 1970-01-01 (local), one for each thing that is due
 *
 * Replaces what can be read while locked: random tokens and days, nothing else.
 */
void wf_vault_set_due_async (WfVault *self,
                             GArray *days,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/** wf_vault_set_due_finish: Returns: %TRUE when stored. */
gboolean wf_vault_set_due_finish (WfVault *self, GAsyncResult *result, GError **error);
/** wf_vault_set_due_sync: as wf_vault_set_due_async(). */
gboolean wf_vault_set_due_sync (WfVault *self, GArray *days, GError **error);

/** wf_vault_get_due_async: reads the days, also while locked. */
void wf_vault_get_due_async (WfVault *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/** wf_vault_get_due_finish: Returns: (transfer full) (element-type gint32) (nullable): ascending.
 */
GArray *wf_vault_get_due_finish (WfVault *self, GAsyncResult *result, GError **error);
/** wf_vault_get_due_sync: as wf_vault_get_due_async(). */
GArray *wf_vault_get_due_sync (WfVault *self, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "wf-clock.h"
#include "wf-fold.h"
#include "wf-kdf.h"
#include "wf-member.h"
#include "wf-record.h"
#include "wf-store-error.h"

G_BEGIN_DECLS

/**
 * WfVault:
 *
 * The file vault.db of one data folder: everything about clients and staff, as a log of
 * sealed events (docs/formats/event.md). It is closed, locked (slots can be read) or
 * unlocked by one member of staff.
 *
 * Use it from the main thread. All work is done in one thread of its own, in the order it
 * was asked for; each call has an async form, and a _sync twin for wayfinderctl and tests that
 * must not run in a window. All errors are #WfStoreError unless said. A record handed to
 * the vault must not be changed afterwards.
 *
 * Signals: "locked" and "unlocked" after the state changed; "owner-changed" (owner_id) after
 * an append was made durable; "members-changed".
 */
#define WF_TYPE_VAULT (wf_vault_get_type ())
G_DECLARE_FINAL_TYPE (WfVault, wf_vault, WF, VAULT, GObject)

/** What the state of a vault can be. */
typedef enum {
  WF_VAULT_CLOSED,
  WF_VAULT_LOCKED,
  WF_VAULT_UNLOCKED,
} WfVaultState;

/**
 * WfOwnerType: whose events they are, as in the event's header.
 * @WF_OWNER_STAFF_PRIVATE: sealed to one member of staff alone
 */
typedef enum {
  WF_OWNER_CLIENT = 1,
  WF_OWNER_STAFF_PRIVATE = 2,
  WF_OWNER_AGENCY = 3,
} WfOwnerType;

/**
 * WfSlot:
 * @id: the member's id
 * @label: plain text on the disk; the place where it is typed says so
 * @is_organisation: opened by the printed recovery code
 */
typedef struct {
  char *id;
  char *label;
  gboolean is_organisation;
} WfSlot;

/** wf_slot_free: frees one slot. */
void wf_slot_free (WfSlot *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfSlot, wf_slot_free)

/**
 * WfCard:
 * @owner_id: the client
 * @card: (nullable): state of aspect "card"; %NULL while no fold made one
 * @is_restricted: opened by named staff only
 */
typedef struct {
  char *owner_id;
  GVariant *card;
  gboolean is_restricted;
} WfCard;

/** wf_card_free: frees one card. */
void wf_card_free (WfCard *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfCard, wf_card_free)

/**
 * WfAppend:
 * @owner_id: an owner that exists
 * @records: (element-type WfRecord): what to append, in order
 *
 * One owner's part of an append.
 */
typedef struct {
  char *owner_id;
  GPtrArray *records;
} WfAppend;

/** wf_append_new: Returns: (transfer full): for wf_vault_append_batch_async() and drafts. */
WfAppend *wf_append_new (const char *owner_id, GPtrArray *records);
/** wf_append_free: frees one append. */
void wf_append_free (WfAppend *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfAppend, wf_append_free)

/**
 * WfVaultFounding:
 * @agency_name: inside the vault, sealed; "" when it is named later, by agency.changed
 * @region: (nullable): "CA-ON" for example
 * @founder_name: inside the vault, sealed
 * @slot_label: plain on the disk
 * @passphrase: the founder's; any length > 0
 * @cost: how dear a guess is made; %WF_KDF_MODERATE unless a test or the demo says otherwise
 *
 * What a new vault is made from. Strings are copied by the call that takes it.
 */
typedef struct {
  const char *agency_name;
  const char *region;
  const char *founder_name;
  const char *slot_label;
  const char *passphrase;
  WfKdfCost cost;
} WfVaultFounding;

/**
 * wf_vault_new:
 * @data_dir: where vault.db lies or will lie; backups go to "backups" beside it
 * @clock: (nullable): %NULL for the system's
 *
 * Touches no disk.
 *
 * Returns: (transfer full): a closed vault
 */
WfVault *wf_vault_new (const char *data_dir, WfClock *clock);

/** wf_vault_set_vfs: @vfs: (nullable): an SQLite VFS for tests; before open or create. */
void wf_vault_set_vfs (WfVault *self, const char *vfs);

/** wf_vault_add_fold: @fold: static; before unlocking. One fold an aspect. */
void wf_vault_add_fold (WfVault *self, const WfFold *fold);

/** wf_vault_get_state: Returns: what can be done now. */
WfVaultState wf_vault_get_state (WfVault *self);

/** wf_vault_get_path: Returns: (transfer none): the file, for messages. */
const char *wf_vault_get_path (WfVault *self);

/**
 * wf_vault_create_async:
 *
 * Makes the file with two slots, the founder's and the organisation's, and unlocks it as
 * the founder, a coordinator. Fails with EXISTS, PLACE, IO, FULL.
 */
void wf_vault_create_async (WfVault *self,
                            const WfVaultFounding *founding,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);

/** wf_vault_create_finish: Returns: (transfer full) (nullable): the organisation's recovery
 * code as it is printed: 128 bits in groups, with check characters. It is shown once. */
char *wf_vault_create_finish (WfVault *self, GAsyncResult *result, GError **error);
/** wf_vault_create_sync: as wf_vault_create_async(). */
char *wf_vault_create_sync (WfVault *self, const WfVaultFounding *founding, GError **error);

/** wf_vault_open_async: takes the lock file and reads the slots. Fails with NOT_FOUND, PLACE,
 * BUSY (says who), NEWER, DAMAGED. */
void wf_vault_open_async (WfVault *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
/** wf_vault_open_finish: Returns: %TRUE when the vault is now locked, ready to unlock. */
gboolean wf_vault_open_finish (WfVault *self, GAsyncResult *result, GError **error);
/** wf_vault_open_sync: as wf_vault_open_async(). */
gboolean wf_vault_open_sync (WfVault *self, GError **error);

/** wf_vault_get_slots: Returns: (transfer full) (element-type WfSlot): in the order they were
 * made; empty while closed. */
GPtrArray *wf_vault_get_slots (WfVault *self);

/** wf_vault_get_wait_seconds: Returns: how long the next try must wait after wrong passphrases,
 * 0 for not at all. */
guint wf_vault_get_wait_seconds (WfVault *self);

/**
 * wf_vault_unlock_async:
 * @slot_id: from wf_vault_get_slots()
 * @passphrase: or the recovery code for the organisation's slot (spaces, dashes and case do
 *   not matter); copied and wiped
 *
 * Fails with WRONG_PASSPHRASE, WAIT, NOT_FOUND, ALTERED, DAMAGED.
 */
void wf_vault_unlock_async (WfVault *self,
                            const char *slot_id,
                            const char *passphrase,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
/** wf_vault_unlock_finish: Returns: %TRUE when the vault is now unlocked. */
gboolean wf_vault_unlock_finish (WfVault *self, GAsyncResult *result, GError **error);
/** wf_vault_unlock_sync: as wf_vault_unlock_async(). */
gboolean
wf_vault_unlock_sync (WfVault *self, const char *slot_id, const char *passphrase, GError **error);

/**
 * WfVaultDraftSource:
 * @out_drafts: (element-type WfAppend): add what must be sealed before the keys go; kinds
 *   "draft.…"
 *
 * Called on the main thread when locking begins.
 */
typedef void (*WfVaultDraftSource) (WfVault *vault, GPtrArray *out_drafts, gpointer user_data);

/** wf_vault_add_draft_source: @user_data must live until the source is removed. */
void wf_vault_add_draft_source (WfVault *self, WfVaultDraftSource source, gpointer user_data);
/** wf_vault_remove_draft_source: forgets the source with this @user_data. */
void wf_vault_remove_draft_source (WfVault *self, gpointer user_data);

/** wf_vault_lock_async: seals drafts, then wipes the keys. The vault is locked even when a draft
 * could not be sealed; finish then tells the error. */
void wf_vault_lock_async (WfVault *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
/** wf_vault_lock_finish: Returns: %FALSE with @error when a draft was lost. */
gboolean wf_vault_lock_finish (WfVault *self, GAsyncResult *result, GError **error);
/** wf_vault_lock_sync: as wf_vault_lock_async(). */
gboolean wf_vault_lock_sync (WfVault *self, GError **error);

/** wf_vault_close_async: wipes the keys, closes the file, gives back the lock file. Lock first,
 * or drafts are lost. */
void wf_vault_close_async (WfVault *self, GAsyncReadyCallback callback, gpointer user_data);
/** wf_vault_close_finish: Returns: %TRUE. */
gboolean wf_vault_close_finish (WfVault *self, GAsyncResult *result, GError **error);
/** wf_vault_close_sync: as wf_vault_close_async(); also done when the last reference goes. */
void wf_vault_close_sync (WfVault *self);

/** wf_vault_get_staff_id: Returns: (transfer none) (nullable): who unlocked, %NULL when locked. */
const char *wf_vault_get_staff_id (WfVault *self);
/** wf_vault_get_role: Returns: the role of who unlocked; auditor while locked. */
WfRole wf_vault_get_role (WfVault *self);
/** wf_vault_get_agency_id: Returns: (transfer none) (nullable): the agency's owner id, for
 * records about the agency itself; %NULL when locked. */
const char *wf_vault_get_agency_id (WfVault *self);
/** wf_vault_get_private_id: Returns: (transfer none) (nullable): the owner sealed to the one
 * who unlocked (notes, self-ratings); %NULL when locked. */
const char *wf_vault_get_private_id (WfVault *self);
/** wf_vault_get_written_us: Returns: what the clock of then said when the newest of all entries was
 * written, as of unlocking; 0 when locked or unknown. Far from now, a clock is wrong. */
gint64 wf_vault_get_written_us (WfVault *self);

/**
 * wf_vault_create_owner_async:
 * @type: client; the agency and each member's private owner are there already
 * @only_for: (nullable): ids of the only staff who may open it; %NULL for all. One who is not in
 *   the list cannot open what they make
 * @records: (element-type WfRecord) (nullable): its first records, sealed in the same transaction
 */
void wf_vault_create_owner_async (WfVault *self,
                                  WfOwnerType type,
                                  const char *const *only_for,
                                  GPtrArray *records,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/** wf_vault_create_owner_finish: Returns: (transfer full) (nullable): the new owner's id. */
char *wf_vault_create_owner_finish (WfVault *self, GAsyncResult *result, GError **error);
/** wf_vault_create_owner_sync: as wf_vault_create_owner_async(). */
char *wf_vault_create_owner_sync (WfVault *self,
                                  WfOwnerType type,
                                  const char *const *only_for,
                                  GPtrArray *records,
                                  GError **error);

/** Somebody looked: the one kind of record that auditors write too, with the vault's time. */
#define WF_VAULT_VIEW_KIND "client.viewed"

/**
 * wf_vault_append_async:
 * @owner_id: whose records
 * @records: (element-type WfRecord): in order; a record that carries a time keeps it, the
 *   others get the vault's
 *
 * Seals the records and the snapshots they change in one transaction. When finish returns
 * %TRUE they survive a power cut; when it returns %FALSE none of them was kept. Fails with
 * LOCKED, NOT_ALLOWED (auditor, but for %WF_VAULT_VIEW_KIND), NOT_FOUND, RESTRICTED, TOO_LARGE,
 * FULL, IO; with INVALID for kinds that only the vault writes ("member.added", "agency.founded" …).
 */
void wf_vault_append_async (WfVault *self,
                            const char *owner_id,
                            GPtrArray *records,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
/** wf_vault_append_finish: Returns: %TRUE when durable. */
gboolean wf_vault_append_finish (WfVault *self, GAsyncResult *result, GError **error);
/** wf_vault_append_sync: as wf_vault_append_async(). */
gboolean
wf_vault_append_sync (WfVault *self, const char *owner_id, GPtrArray *records, GError **error);

/** wf_vault_append_batch_async: @appends: (element-type WfAppend): all of them or none, in one
 * transaction. Finish with wf_vault_append_finish(). */
void wf_vault_append_batch_async (WfVault *self,
                                  GPtrArray *appends,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/** wf_vault_append_batch_sync: as wf_vault_append_batch_async(). */
gboolean wf_vault_append_batch_sync (WfVault *self, GPtrArray *appends, GError **error);

/**
 * wf_vault_read_async:
 *
 * Reads all of an owner's records in the order of the format's clock, each checked for
 * signature and place. Rows that are altered or invented are left out:
 * wf_vault_check_async() names them.
 */
void wf_vault_read_async (WfVault *self,
                          const char *owner_id,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
/** wf_vault_read_finish: Returns: (transfer full) (element-type WfRecord) (nullable): the records
 * with time and author, oldest first. */
GPtrArray *wf_vault_read_finish (WfVault *self, GAsyncResult *result, GError **error);
/** wf_vault_read_sync: as wf_vault_read_async(). */
GPtrArray *wf_vault_read_sync (WfVault *self, const char *owner_id, GError **error);

/** wf_vault_get_snapshot_async: reads the state of one aspect; re-made when it is missing, harmed
 * or of another version. */
void wf_vault_get_snapshot_async (WfVault *self,
                                  const char *owner_id,
                                  const char *aspect,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/** wf_vault_get_snapshot_finish: Returns: (transfer full) (nullable): the state; %NULL without
 * @error when there is none yet. */
GVariant *wf_vault_get_snapshot_finish (WfVault *self, GAsyncResult *result, GError **error);
/** wf_vault_get_snapshot_sync: as wf_vault_get_snapshot_async(). */
GVariant *wf_vault_get_snapshot_sync (WfVault *self,
                                      const char *owner_id,
                                      const char *aspect,
                                      GError **error);

/** wf_vault_list_cards_async: reads the card of each client that this member may open; clients
 * restricted to others are left out. */
void wf_vault_list_cards_async (WfVault *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/** wf_vault_list_cards_finish: Returns: (transfer full) (element-type WfCard) (nullable): in no
 * order that means anything. */
GPtrArray *wf_vault_list_cards_finish (WfVault *self, GAsyncResult *result, GError **error);
/** wf_vault_list_cards_sync: as wf_vault_list_cards_async(). */
GPtrArray *wf_vault_list_cards_sync (WfVault *self, GError **error);

G_END_DECLS

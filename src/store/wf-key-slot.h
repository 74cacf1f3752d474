/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-box.h"
#include "wf-hex.h"
#include "wf-kdf.h"
#include "wf-store-error.h"

G_BEGIN_DECLS

/**
 * WfSlotSecrets: what a slot's passphrase opens. Lives in a #WfSecret.
 * @sign_seed: makes the member's Ed25519 pair
 * @seal_secret: the member's X25519 secret half
 * @root_public: the founder's first Ed25519 public key: where trust begins
 * @private_id: the owner sealed to this member alone
 */
typedef struct {
  guint8 sign_seed[WF_SIGN_SEED_BYTES];
  guint8 seal_secret[WF_KEY_BYTES];
  guint8 root_public[WF_KEY_BYTES];
  guint8 private_id[WF_ID_BYTES];
} WfSlotSecrets;

/**
 * WfKeySlot: one way in, as it lies on the disk. All of it is plain but the box, and all of it is
 * authenticated by the box (docs/formats/vault.md).
 */
typedef struct {
  char *id; /* staff id */
  char *label;
  gboolean is_organisation;
  guint32 passes;
  guint32 memory;
  guint8 salt[WF_KDF_SALT_BYTES];
  guint8 sign_public[WF_KEY_BYTES];
  guint8 seal_public[WF_KEY_BYTES];
  guint8 box[sizeof (WfSlotSecrets) + WF_BOX_OVERHEAD];
} WfKeySlot;

/** wf_key_slot_free: frees a slot. */
void wf_key_slot_free (WfKeySlot *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfKeySlot, wf_key_slot_free)

/**
 * wf_key_slot_new:
 * @passphrase: what is typed; for an organisation the printed code
 * @secrets: sealed into the slot
 *
 * Slow on purpose. Returns: (transfer full) (nullable): %NULL with #WfStoreError
 */
WfKeySlot *wf_key_slot_new (const guint8 *vault_uuid,
                            const char *id,
                            const char *label,
                            gboolean is_organisation,
                            WfKdfCost cost,
                            const char *passphrase,
                            const WfSlotSecrets *secrets,
                            GError **error);

/** wf_key_slot_renew: Returns: (transfer full) (nullable): the same slot under another passphrase
 * and salt, same cost. */
WfKeySlot *wf_key_slot_renew (const WfKeySlot *self,
                              const guint8 *vault_uuid,
                              const char *passphrase,
                              const WfSlotSecrets *secrets,
                              GError **error);

/** wf_key_slot_open: Returns: (transfer full) (nullable): a #WfSlotSecrets in locked memory; %NULL
 * with WRONG_PASSPHRASE or IO (no memory for the derivation). Slow on purpose. */
WfSecret *wf_key_slot_open (const WfKeySlot *self,
                            const guint8 *vault_uuid,
                            const char *passphrase,
                            GError **error);

/** wf_key_slot_write: Returns: (transfer full): the document's content. */
GBytes *wf_key_slot_write (const WfKeySlot *self);
/** wf_key_slot_read: Returns: (transfer full) (nullable): %NULL when @content is no slot. */
WfKeySlot *wf_key_slot_read (GBytes *content);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-event.h"
#include "wf-key-set.h"
#include "wf-key-slot.h"
#include "wf-member-list.h"

G_BEGIN_DECLS

/** One epoch's keys, in locked memory. */
typedef struct {
  guint32 epoch;
  guint8 agency[WF_KEY_BYTES];
  guint8 outer[WF_KEY_BYTES];
  guint8 wrap[WF_KEY_BYTES];
  guint8 cache[WF_KEY_BYTES]; /* for what can be re-made: a leaver's key opens none of it */
} WfEpochKeys;

/** All that stays in memory while a vault is unlocked; the scratch page is @owner_key. */
typedef struct {
  guint8 sign_secret[64];
  guint8 seal_secret[WF_KEY_BYTES];
  guint8 tag_key[WF_KEY_BYTES];
  guint8 owner_key[WF_KEY_BYTES]; /* of the owner being read or written; wiped after */
  guint n_epochs;
  WfEpochKeys epochs[];
} WfSessionKeys;

/**
 * WfSession:
 *
 * Who unlocked the vault and the keys that opens. Lives in the vault's thread; freeing it
 * wipes every key.
 */
typedef struct {
  WfSecret *page; /* a WfSessionKeys */
  char *staff_id;
  guint8 staff[WF_ID_BYTES];
  guint8 root_public[WF_KEY_BYTES];
  guint8 seal_public[WF_KEY_BYTES];
  guint8 agency_id[WF_ID_BYTES];
  guint8 private_id[WF_ID_BYTES];
  WfMemberList *members;
  guint64 counter;       /* last used by this author */
  guint64 hlc;           /* highest seen */
  gint64 written_us;     /* what the clock said when that was written; 0 unknown */
  guint64 begun_counter; /* as they were when the transaction began */
  guint64 begun_hlc;
  gint64 begun_written_us;
  GHashTable *heads;       /* owner tag (GBytes) → ids of heads (GBytes) */
  GHashTable *listed;      /* event ids (GBytes) of the entries that count; NULL: all may */
  GHashTable *counted;     /* those of them that had an effect */
  guint n_entries_missing; /* listed and not here */
  gboolean is_list_proven; /* its maker had every epoch's key */
  gboolean is_list_sure;   /* and it is whole, and nobody who may wrote past it */
} WfSession;

/** wf_session_new: @slot and @secrets: as the passphrase opened them. Returns: (transfer full):
 * without epochs yet. */
WfSession *wf_session_new (const WfKeySlot *slot, WfSecret *secrets);
/** wf_session_free: wipes and frees. */
void wf_session_free (WfSession *self);

/** wf_session_get_keys: Returns: (transfer none): valid until an epoch is added. */
WfSessionKeys *wf_session_get_keys (WfSession *self);

/** wf_session_add_epoch: derives and keeps an epoch's keys; epochs come in ascending order. */
void wf_session_add_epoch (WfSession *self, guint32 epoch, const WfKeySetSecrets *secrets);

/** wf_session_find_epoch: Returns: (transfer none) (nullable): that epoch's keys. */
const WfEpochKeys *wf_session_find_epoch (WfSession *self, guint32 epoch);
/** wf_session_get_newest: Returns: (transfer none): the epoch to write under. */
const WfEpochKeys *wf_session_get_newest (WfSession *self);

/** wf_session_derive_list_key: @out_key: what the newest key set proves its list of entries with:
 * takes every epoch's key. Returns: %FALSE when one is not here. */
gboolean wf_session_derive_list_key (WfSession *self, guint8 *out_key);

/** wf_session_owner_tag: @out_tag: where @owner_id's rows are. */
void wf_session_owner_tag (WfSession *self, guint8 *out_tag, const guint8 *owner_id);
/** wf_session_name_tag: @out_tag: a keyed tag for a name of ours (an aspect, an author). */
void wf_session_name_tag (WfSession *self, guint8 *out_tag, gconstpointer name, gsize size);
/** wf_session_wipe_owner_key: call when done with an owner. */
void wf_session_wipe_owner_key (WfSession *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfSession, wf_session_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-box.h"
#include "wf-member-list.h"

G_BEGIN_DECLS

/**
 * WfKeySet:
 *
 * One epoch's agency key, sealed to the public key of each member and of the organisation, the
 * whole signed by a coordinator (docs/formats/vault.md). A sealed box does not say who made it;
 * the signature does.
 */
typedef struct _WfKeySet WfKeySet;

/** What an envelope holds. */
typedef struct {
  guint8 agency_key[WF_KEY_BYTES];
  guint8 agency_id[WF_ID_BYTES]; /* the agency's owner id */
} WfKeySetSecrets;

/**
 * wf_key_set_new:
 * @members: (element-type WfMember): for whom; those who left are passed over
 * @entries: (nullable) (element-type GBytes): as keys: ids of the entries of the member list that
 *   count; %NULL for a set that is not the newest
 * @list_key: (nullable): wf_session_derive_list_key(), when there are @entries
 * @signer: who signs
 * @sign_secret: 64 bytes of @signer's
 *
 * Returns: (transfer full): a signed set
 */
WfKeySet *wf_key_set_new (const guint8 *vault_uuid,
                          guint32 epoch,
                          const WfKeySetSecrets *secrets,
                          GPtrArray *members,
                          GHashTable *entries,
                          const guint8 *list_key,
                          const char *signer,
                          const guint8 *sign_secret);
/** wf_key_set_free: frees a set. */
void wf_key_set_free (WfKeySet *self);

/** wf_key_set_write: Returns: (transfer full): the document's content. */
GBytes *wf_key_set_write (WfKeySet *self);
/** wf_key_set_read: Returns: (transfer full) (nullable): %NULL when @content is no key set. */
WfKeySet *wf_key_set_read (GBytes *content);

/** wf_key_set_get_epoch: Returns: from 1. */
guint32 wf_key_set_get_epoch (WfKeySet *self);

/** wf_key_set_open: Returns: %FALSE when there is no envelope for @staff_id that opens. */
gboolean wf_key_set_open (WfKeySet *self,
                          const char *staff_id,
                          const guint8 *seal_public,
                          const guint8 *seal_secret,
                          WfKeySetSecrets *out_secrets);

/** wf_key_set_dup_entries: Returns: (transfer full) (nullable): the ids (#GBytes, as keys) that the
 * set names; %NULL when it names none. */
GHashTable *wf_key_set_dup_entries (WfKeySet *self);
/** wf_key_set_proves: Returns: whether whoever made the set had @list_key. */
gboolean wf_key_set_proves (WfKeySet *self, const guint8 *vault_uuid, const guint8 *list_key);

/** wf_key_set_verify: Returns: whether one who is a coordinator now signed it. */
gboolean wf_key_set_verify (WfKeySet *self, const guint8 *vault_uuid, WfMemberList *members);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfKeySet, wf_key_set_free)

G_END_DECLS

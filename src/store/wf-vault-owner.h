/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-vault-core.h"

G_BEGIN_DECLS

/**
 * WfOwner: whose events, with the key in the session's scratch place while it is open.
 * @only_for: (nullable): staff ids (array of 16 bytes each) who alone hold its key
 */
typedef struct {
  WfOwnerType type;
  guint8 id[WF_ID_BYTES];
  guint8 tag[WF_OWNER_TAG_BYTES];
  GByteArray *only_for;
} WfOwner;

/** wf_owner_clear: frees what is inside; the key stays until wf_session_wipe_owner_key(). */
void wf_owner_clear (WfOwner *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WfOwner, wf_owner_clear)

/** wf_owner_open: looks the owner up and puts its key into the scratch place. Fails with
 * NOT_FOUND, RESTRICTED, ALTERED. */
gboolean wf_owner_open (WfVaultCore *core, const guint8 *id, WfOwner *out_owner, GError **error);
/** wf_owner_open_document: as wf_owner_open(), from a document's content. */
gboolean
wf_owner_open_document (WfVaultCore *core, GBytes *content, WfOwner *out_owner, GError **error);
/** wf_owner_create: makes and files a new owner with a new key, which is then in the scratch place.
 * @only_for: (nullable): as in #WfOwner. In the open transaction. */
gboolean wf_owner_create (WfVaultCore *core,
                          WfOwnerType type,
                          const guint8 *id,
                          GByteArray *only_for,
                          WfOwner *out_owner,
                          GError **error);
/** wf_owner_save: files an open owner anew: under the newest epoch, for @owner's only_for. In the
 * open transaction. */
gboolean wf_owner_save (WfVaultCore *core, const WfOwner *owner, GError **error);
/** wf_owner_rewrap_all: files every owner's document under the newest epoch, also those that this
 * member cannot open. In the open transaction. */
gboolean wf_owner_rewrap_all (WfVaultCore *core, GError **error);

/** Called for each owner whose document opens; %FALSE stops. The key is in the scratch place
 * when @has_key. */
typedef gboolean (*WfOwnerVisit) (
    WfVaultCore *core, const WfOwner *owner, gboolean has_key, gpointer user_data, GError **error);
/** wf_owner_each: @out_n_harmed: (optional): documents that did not open. */
gboolean wf_owner_each (
    WfVaultCore *core, WfOwnerVisit visit, gpointer user_data, guint *out_n_harmed, GError **error);

G_END_DECLS

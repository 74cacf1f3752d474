/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-vault-owner.h"

G_BEGIN_DECLS

/** wf_snapshot_update: applies @records to the snapshots of an open owner, in the transaction. */
gboolean
wf_snapshot_update (WfVaultCore *core, const WfOwner *owner, GPtrArray *records, GError **error);
/** wf_snapshot_read: Returns: whether it could be read; @out_state: (transfer full) (nullable): the
 * state, re-made from the log when missing or harmed. */
gboolean wf_snapshot_read (WfVaultCore *core,
                           const WfOwner *owner,
                           const WfFold *fold,
                           GVariant **out_state,
                           GError **error);
/** wf_snapshot_open: Returns: %TRUE when @sealed is this owner's state of this aspect and version;
 * @out_state: (transfer full) (nullable). */
gboolean wf_snapshot_open (WfVaultCore *core,
                           const WfOwner *owner,
                           const WfFold *fold,
                           const guint8 *sealed,
                           gsize size,
                           GVariant **out_state);
/** wf_snapshot_reseal_all: seals under the newest epoch what stood under @epoch and this member can
 * open; the rest goes, to be re-made. In the open transaction. */
gboolean wf_snapshot_reseal_all (WfVaultCore *core, guint32 epoch, GError **error);
/** wf_snapshot_check: folds anew and compares; files the right state when it differs.
 * @out_was_right: set. */
gboolean wf_snapshot_check (WfVaultCore *core,
                            const WfOwner *owner,
                            GPtrArray *records,
                            gboolean *out_was_right,
                            GError **error);

G_END_DECLS

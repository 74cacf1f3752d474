/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-vault-core.h"

G_BEGIN_DECLS

/** wf_members_load_sets: Returns: (transfer full) (element-type WfKeySet) (nullable): the key sets
 * on the disk, by epoch. */
GPtrArray *wf_members_load_sets (WfVaultCore *core, GError **error);

/** wf_members_take_list: @sets: from wf_members_load_sets(), opened: takes from the newest which
 * entries count. Fails with ALTERED when its maker did not have every epoch's key. */
gboolean wf_members_take_list (WfVaultCore *core, GPtrArray *sets, GError **error);

/** wf_members_load: folds the agency's events into the session's member list. */
gboolean wf_members_load (WfVaultCore *core, GError **error);

/** wf_members_reload: all three anew, as the disk has it. */
gboolean wf_members_reload (WfVaultCore *core, GError **error);

/** wf_members_note_entry: an entry that we just wrote counts; the next key sets name it. */
void wf_members_note_entry (WfVaultCore *core, const guint8 *event_id);

/** wf_members_is_left_out: Returns: whether @opened is an entry of the member list that has no
 * effect: nobody is shown it either. */
gboolean wf_members_is_left_out (WfVaultCore *core, const WfEventOpened *opened);

/** wf_members_require_sure: Returns: %FALSE with CONTESTED when the list is not whole, not proven
 * or contested: then no key is handed out. */
gboolean wf_members_require_sure (WfVaultCore *core, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-vault-core.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** wf_log_save_author: files @staff's counter on this device, and the clock; in the open
 * transaction. */
gboolean
wf_log_save_author (WfVaultCore *core, const guint8 *staff, guint64 counter, GError **error);
/** wf_log_reseal_authors: seals under the newest epoch what the cache said under @epoch. In the
 * open transaction. */
gboolean wf_log_reseal_authors (WfVaultCore *core, guint32 epoch, GError **error);
/** wf_log_recall_counter: Returns: that author's last counter as the cache says, 0 for unknown. */
guint64 wf_log_recall_counter (WfVaultCore *core, const guint8 *staff, const guint8 *device);
/** wf_log_load_author: finds this author's last counter and the highest clock; reads the whole log
 * when the cache of it is harmed, and re-makes the cache. */
gboolean wf_log_load_author (WfVaultCore *core, GError **error);
/** wf_log_dup_last: Returns: (transfer full) (nullable): [{"device", "counter"}]: the last event
 * that this member wrote on each device, as bounds for the keys they had until now. Reads the whole
 * log. */
JsonArray *wf_log_dup_last (WfVaultCore *core, const guint8 *staff, GError **error);
/** wf_log_rebuild: re-makes tags, heads and counters from the events, drops all snapshots. After
 * a salvage. */
gboolean wf_log_rebuild (WfVaultCore *core, GError **error);

G_END_DECLS

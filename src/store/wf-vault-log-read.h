/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-vault-owner.h"

G_BEGIN_DECLS

/** The member that keeps the time a record brought along. */
#define WF_LOG_TIME_MEMBER "at_us"

/** WfLogEntry: one event as read. */
typedef struct {
  WfEventHeader header;
  guint8 id[WF_HASH_BYTES];
  WfRecord *record;
} WfLogEntry;

/** wf_log_entry_free: frees an entry. */
void wf_log_entry_free (WfLogEntry *self);

/** wf_log_read: Returns: (transfer full) (element-type WfLogEntry) (nullable): an open owner's
 * entries in the format's order; what is harmed or invented is left out. */
GPtrArray *wf_log_read (WfVaultCore *core, const WfOwner *owner, GError **error);
/** wf_log_to_records: Returns: (transfer full) (element-type WfRecord): the entries' records. */
GPtrArray *wf_log_to_records (GPtrArray *entries);

/** wf_log_make_record: Returns: (transfer full): the record of a sealed event: @body as it was
 * handed in, its time and its author. */
WfRecord *wf_log_make_record (const WfEventHeader *header, JsonObject *body);
/** wf_log_read_heads: Returns: whether it could be read; @out_heads: (transfer full) (nullable):
 * the heads as the cache has them, unchecked. */
gboolean
wf_log_read_heads (WfVaultCore *core, const WfOwner *owner, GBytes **out_heads, GError **error);
/** wf_log_find_heads: Returns: (transfer full): ids of the entries that no other names as a parent,
 * in order. */
GBytes *wf_log_find_heads (GPtrArray *entries);

G_END_DECLS

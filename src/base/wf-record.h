/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * WfRecord:
 * @kind: what happened, as "feature.verb-in-past", lowercase ASCII, at most 32 bytes
 * @body: the facts of it; features never put keys or ids of other owners here
 * @time_us: when, microseconds since 1970 UTC; 0 while the record is only proposed
 * @author: (nullable): who, as "staff/device" ids; %NULL while only proposed
 *
 * One thing that happened, as features make and fold it. The vault seals it into
 * an event and gives it back with time and author. Immutable once shared: nobody
 * changes @body after handing the record on, so it may cross threads.
 */
typedef struct {
  char *kind;
  JsonObject *body;
  gint64 time_us;
  char *author;
  gatomicrefcount refs;
} WfRecord;

#define WF_RECORD_KIND_MAX 32

/**
 * wf_record_new:
 * @kind: the kind; not empty, at most %WF_RECORD_KIND_MAX bytes
 * @body: (transfer full): the facts
 *
 * Returns: (transfer full): a proposed record, without time and author
 */
WfRecord *wf_record_new (const char *kind, JsonObject *body);

/**
 * wf_record_new_at:
 * @time_us: microseconds since 1970 UTC
 * @author: (nullable): "staff/device"
 *
 * Returns: (transfer full): a record as the vault gives it back
 */
WfRecord *wf_record_new_at (const char *kind, JsonObject *body, gint64 time_us, const char *author);

WfRecord *wf_record_ref (WfRecord *self);
void wf_record_unref (WfRecord *self);

/**
 * wf_record_has_prefix:
 *
 * Returns: %TRUE when the kind is in the family @prefix ("visit." for example)
 */
gboolean wf_record_has_prefix (const WfRecord *self, const char *prefix);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfRecord, wf_record_unref)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "wf-record.h"

G_BEGIN_DECLS

/**
 * WfTimelineEntry:
 * @code: what happened: "created", "named", "fact", "fact-withdrawn", "consent", "consent-revoked",
 *   "contact", "visit", "visit-open", "interview", "plan", "note", "due", "restricted",
 *   "handed-over", "held", "released", "viewed", "offered", "received", "referral", "attempt",
 *   "lent", "loan-back", "loan-lost", "workshop", "workshop-back"
 * @time_us: microseconds since 1970 UTC
 * @author: (nullable): "staff/device"
 * @text: (nullable): name of the fact, goal of the visit, purpose, note…; the navigator's side only
 * @minutes: of a visit; else 0
 * @is_protected: never on paper, in files, or in the client's window
 */
typedef struct {
  char *code;
  gint64 time_us;
  char *author;
  char *text;
  guint minutes;
  gboolean is_protected;
} WfTimelineEntry;

void wf_timeline_entry_free (WfTimelineEntry *self);

/**
 * wf_timeline_new:
 * @records: (element-type WfRecord): one client's, in order
 * @with_views: whether to show who looked, as the client may ask
 *
 * Pure. Records that follow each other closely and say the same (answers of one interview, facts
 * of one sitting) become one entry.
 *
 * Returns: (transfer full) (element-type WfTimelineEntry): newest first
 */
GPtrArray *wf_timeline_new (GPtrArray *records, gboolean with_views);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfTimelineEntry, wf_timeline_entry_free)

G_END_DECLS

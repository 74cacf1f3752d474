/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-client.h"

G_BEGIN_DECLS

/**
 * wf_retention_get_date:
 * @last_activity_us: latest contact, microseconds since 1970 UTC
 * @months: the agency's rule, 1 to 240
 *
 * The clock of one client: the same day @months later (the last of the month when there is no
 * such day), in UTC.
 *
 * Returns: microseconds since 1970 UTC
 */
gint64 wf_retention_get_date (gint64 last_activity_us, guint months);

/**
 * WfForgetPreview:
 * @who: name, or "" for an anonymous client
 * @visits: visits whose content goes; @facts, @notes: how many go
 * @events: sealed events that go, everything included
 * @is_held: a hold forbids it; @hold_reason says why
 * @lent: things of the agency's that the client still has
 * @has_open_visit: a visit is not ended; it goes too
 * @due_us: when the agency's rule would delete the record
 * @remains: (element-type WfRecord): the minimal records that stay in the agency's log: month,
 *   mode, minutes, themes and funder of each visit, without name, number, language or day
 *
 * What a person reads before they forget a client.
 */
typedef struct {
  char *who;
  guint visits;
  guint facts;
  guint notes;
  guint events;
  gboolean is_held;
  char *hold_reason;
  guint lent;
  gboolean has_open_visit;
  gint64 due_us;
  GPtrArray *remains;
} WfForgetPreview;

/**
 * wf_forget_preview_new:
 * @client: as it stands
 * @records: (element-type WfRecord): all of this client's records
 * @months: the agency's rule
 * @zone: as for wf_retention_make_remains()
 *
 * Pure. Returns: (transfer full)
 */
WfForgetPreview *
wf_forget_preview_new (const WfClient *client, GPtrArray *records, guint months, GTimeZone *zone);
void wf_forget_preview_free (WfForgetPreview *self);

/**
 * wf_retention_make_remains:
 * @zone: time zone of the agency, as wf_month_count_new() is given it: the visit stays in its month
 *
 * Returns: (transfer full) (element-type WfRecord): count.visit records, one for each visit that
 *   the month counts, also of one that is not ended, without identity
 */
GPtrArray *wf_retention_make_remains (const WfClient *client, GTimeZone *zone);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfForgetPreview, wf_forget_preview_free)

G_END_DECLS

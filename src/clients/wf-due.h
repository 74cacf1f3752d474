/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-record.h"

G_BEGIN_DECLS

/** At most so many things are due for one client at a time. */
#define WF_DUE_MAX 12

/* What a due thing is about. */
#define WF_DUE_REFERRAL "referral"
#define WF_DUE_LOAN     "loan"
#define WF_DUE_CONTACT  "contact"

/**
 * WfDue:
 * @id: of this thing; that of the referral or the loan it is about, else its own
 * @about: %WF_DUE_REFERRAL, %WF_DUE_LOAN or %WF_DUE_CONTACT
 * @why: "check", "appointment", "return", "tell-back", "kept", or the navigator's words
 * @days: "YYYY-MM-DD", ascending: the first is when it is due, the others come after it is done;
 *   empty when nothing more is due
 * @snoozed: how often it was put off since it was last done
 *
 * One thing that must not be forgotten. Every record about it says the whole of it, so the last
 * one counts. A plain value; strings are never %NULL.
 */
typedef struct {
  char *id;
  char *about;
  char *why;
  GStrv days;
  guint snoozed;
} WfDue;

/** wf_due_new: @id: (nullable): %NULL makes one. @days: (nullable). Returns: (transfer full) */
WfDue *wf_due_new (const char *id, const char *about, const char *why, const char *const *days);
/** wf_due_copy: Returns: (transfer full) */
WfDue *wf_due_copy (const WfDue *self);
void wf_due_free (WfDue *self);

/** wf_due_get_day: Returns: (transfer none): "YYYY-MM-DD", or "" when nothing is due */
const char *wf_due_get_day (const WfDue *self);

/** wf_due_to_json: Returns: (transfer full) */
JsonObject *wf_due_to_json (const WfDue *self);
/** wf_due_new_from_json: Returns: (transfer full) (nullable): %NULL without an id */
WfDue *wf_due_new_from_json (JsonObject *json);

/** wf_dues_apply: @dues: (element-type WfDue): one client's, earliest first; changed in place */
void wf_dues_apply (GPtrArray *dues, const WfRecord *record);
/** wf_dues_lookup: Returns: (transfer none) (nullable) */
WfDue *wf_dues_lookup (GPtrArray *dues, const char *id);

/** wf_due_record_set: kind "due.set": from now on it is due as @self says */
WfRecord *wf_due_record_set (const WfDue *self);
/** wf_due_record_snoozed: @until: "YYYY-MM-DD"; kind "due.snoozed": the days after it stay */
WfRecord *wf_due_record_snoozed (const WfDue *self, const char *until);
/** wf_due_record_done: @today: "YYYY-MM-DD"; kind "due.done": goes on to the first day after
 * today, if there is one */
WfRecord *wf_due_record_done (const WfDue *self, const char *today);
/** wf_due_record_dropped: kind "due.dropped": nothing more is due */
WfRecord *wf_due_record_dropped (const WfDue *self);

/** wf_day_is_valid: Returns: whether @text is a day of the calendar as "YYYY-MM-DD" */
gboolean wf_day_is_valid (const char *text);
/** wf_day_get_number: Returns: days since 1970-01-01, or -1 when @day is none */
gint32 wf_day_get_number (const char *day);
/** wf_day_add: @day: valid. Returns: (transfer full): @months and then @days later; of a month that
 * is too short its last day */
char *wf_day_add (const char *day, int months, int days);

/** wf_due_get_usual_checks: Returns: (transfer none): "P2W", "P3M", "P6M": when it is asked what
 * came of a referral, unless the agency says otherwise */
const char *const *wf_due_get_usual_checks (void);

/** wf_period_parse: @text: of ISO 8601, one of "P14D", "P2W", "P3M" with 1 to 999. Returns: whether
 * it is one; then @out_months (out) and @out_days (out) are set */
gboolean wf_period_parse (const char *text, int *out_months, int *out_days);

/**
 * wf_due_dup_checks:
 * @checks: (nullable): periods; %NULL for wf_due_get_usual_checks(). What is none is passed over
 * @sent: "YYYY-MM-DD": when the client was sent
 * @after: "YYYY-MM-DD": only days after this one
 *
 * Returns: (transfer full): when to ask what came of it, in the order of @checks
 */
GStrv wf_due_dup_checks (const char *const *checks, const char *sent, const char *after);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfDue, wf_due_free)

G_END_DECLS

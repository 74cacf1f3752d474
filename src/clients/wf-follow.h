/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-due.h"
#include "wf-fold.h"
#include "wf-loan.h"
#include "wf-referral.h"
#include "wf-safe-contact.h"

G_BEGIN_DECLS

#define WF_FOLLOW_ASPECT "follow"

/**
 * WfAttempt:
 * @about: id of the referral, loan or due thing, "" for none
 * @way: "call", "voice", "text", "email", "letter" or "in-person"
 * @result: "reached", "no-answer", "left-message", "other-answered", "wrong-number" or "sent"
 * @note: the navigator's
 * @author: "staff/device"
 * @to_service: it was the service, not the client
 * @time_us: when, microseconds since 1970 UTC
 *
 * Somebody tried to reach the client or a service. A plain value; strings are never %NULL.
 */
typedef struct {
  char *about;
  char *way;
  char *result;
  char *note;
  char *author;
  gboolean to_service;
  gint64 time_us;
} WfAttempt;

void wf_attempt_free (WfAttempt *self);

/** wf_attempt_get_ways: Returns: (transfer none): the codes of @way */
const char *const *wf_attempt_get_ways (void);
/** wf_attempt_get_results: Returns: (transfer none): the codes of @result */
const char *const *wf_attempt_get_results (void);

/**
 * wf_attempt_is_safe:
 * @level: wf_client_get_contact_level()
 * @way: how one would try to reach the client
 *
 * Returns: whether the rule lets one try. In person always; else only in an agreed way, and a
 *   voice message never where none may be left
 */
gboolean wf_attempt_is_safe (const WfSafeContact *rule, WfContactLevel level, const char *way);

/**
 * wf_attempt_record:
 * @about: (nullable): @note: (nullable)
 *
 * Kind "attempt.made". Returns: (transfer full)
 */
WfRecord *wf_attempt_record (
    const char *about, gboolean to_service, const char *way, const char *result, const char *note);

/**
 * WfFollow:
 * @referrals: (element-type WfReferral): oldest first
 * @dues: (element-type WfDue): earliest first; only what is still due
 * @attempts: (element-type WfAttempt): oldest first, the last %WF_FOLLOW_ATTEMPTS
 * @loans: (element-type WfLoan): oldest first
 * @checks: (nullable): when the agency asks what came of a referral; %NULL for the usual days. No
 * part of the fold: whoever proposes sets it
 *
 * What follows after the page is printed, of one client: a fold over referral.*, due.*, attempt.*
 * and loan.* records. Read it; only wf_follow_apply() changes it. One thread at a time.
 */
typedef struct {
  GPtrArray *referrals;
  GPtrArray *dues;
  GPtrArray *attempts;
  GPtrArray *loans;
  GStrv checks;
} WfFollow;

#define WF_FOLLOW_ATTEMPTS 60

/** wf_follow_new: Returns: (transfer full): nothing yet */
WfFollow *wf_follow_new (void);
/** wf_follow_new_from_snapshot: @state: (nullable): of aspect %WF_FOLLOW_ASPECT. Returns: (transfer
 * full): never %NULL */
WfFollow *wf_follow_new_from_snapshot (GVariant *state);
void wf_follow_free (WfFollow *self);
/** wf_follow_to_json: Returns: (transfer full): all of it, as a snapshot or a client's file has it
 */
JsonObject *wf_follow_to_json (const WfFollow *self);
/** wf_follow_set_checks: @checks: (nullable): of the agency, for what is proposed */
void wf_follow_set_checks (WfFollow *self, const char *const *checks);
/** wf_follow_apply: @record: any; of another family it changes nothing */
void wf_follow_apply (WfFollow *self, const WfRecord *record);
/** wf_follow_get_fold: Returns: (transfer none): the fold of aspect %WF_FOLLOW_ASPECT */
const WfFold *wf_follow_get_fold (void);

/** wf_follow_is_contact: Returns: whether the client was here or said something: the clock of
 * retention then starts anew */
gboolean wf_follow_is_contact (const WfRecord *record);

/*
 * Proposals: what is written down together, so that nothing is half done. Each returns (transfer
 * full) (element-type WfRecord), to be appended in one go, or %NULL with a #WfClientError.
 * @today: "YYYY-MM-DD" where the office is.
 */

/** wf_follow_propose_step: the step, and what is due after it: sent: 2 weeks, 3 and 6
 * months or as the agency says; booked: also the day after; got: only the later checks; not got:
 * nothing */
GPtrArray *wf_follow_propose_step (const WfFollow *self,
                                   const char *referral_id,
                                   const WfReferralStep *step,
                                   const char *today,
                                   GError **error);
/** wf_follow_propose_undo: the latest step taken back, and what is due as it was before */
GPtrArray *wf_follow_propose_undo (const WfFollow *self,
                                   const char *referral_id,
                                   const char *today,
                                   GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfFollow, wf_follow_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfAttempt, wf_attempt_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-client-error.h"
#include "wf-record.h"

G_BEGIN_DECLS

/**
 * WfReferralState:
 * @WF_REFERRAL_OFFERED: shown to the client, nothing said yet
 * @WF_REFERRAL_AGREED: the client wants it
 * @WF_REFERRAL_SENT: the client or their papers are on the way (warm, cold or by themselves)
 * @WF_REFERRAL_WAITING: on a waiting list
 * @WF_REFERRAL_BOOKED: there is an appointment
 * @WF_REFERRAL_GOT: the client got it
 * @WF_REFERRAL_PART: the client got a part of it
 * @WF_REFERRAL_NOT_GOT: did not get it: there is a reason code
 * @WF_REFERRAL_RECEIVED: inbound: somebody sent the client here
 * @WF_REFERRAL_SEEN: inbound: the client was here
 * @WF_REFERRAL_TOLD: inbound: the sender was told what came of it
 *
 * Where a referral stands. docs/formats/referral.md holds the ways between them.
 */
typedef enum {
  WF_REFERRAL_OFFERED,
  WF_REFERRAL_AGREED,
  WF_REFERRAL_SENT,
  WF_REFERRAL_WAITING,
  WF_REFERRAL_BOOKED,
  WF_REFERRAL_GOT,
  WF_REFERRAL_PART,
  WF_REFERRAL_NOT_GOT,
  WF_REFERRAL_RECEIVED,
  WF_REFERRAL_SEEN,
  WF_REFERRAL_TOLD,
} WfReferralState;

#define WF_REFERRAL_N_STATES (WF_REFERRAL_TOLD + 1)

/** wf_referral_state_get_code: Returns: (transfer none): "got-it" for example */
const char *wf_referral_state_get_code (WfReferralState state);
/** wf_referral_state_from_code: Returns: %FALSE when there is no such state */
gboolean wf_referral_state_from_code (const char *code, WfReferralState *out_state);
/** wf_referral_state_is_end: Returns: whether nothing more is expected */
gboolean wf_referral_state_is_end (WfReferralState state);
/** wf_referral_can_move: Returns: whether one step leads from @from to @to */
gboolean wf_referral_can_move (WfReferralState from, WfReferralState to);

/** wf_referral_get_reasons: Returns: (transfer none): codes of why a client did not get it */
const char *const *wf_referral_get_reasons (void);
/** wf_referral_get_ways: Returns: (transfer none): "warm" (we speak with the service about the
 * client), "cold" (the client takes the slip along), "self" */
const char *const *wf_referral_get_ways (void);
/** wf_referral_get_shares: Returns: (transfer none): what a client may let us say about them:
 * "first-name", "full-name", "phone", "email", "address", "language", "need", "documents" */
const char *const *wf_referral_get_shares (void);
/** wf_referral_get_gains: Returns: (transfer none): what one can get: "device", "connection",
 * "class", "account", "paper", "help", "other" */
const char *const *wf_referral_get_gains (void);

/**
 * WfReferralStep:
 * @id: of this step; a correction names it
 * @after: the step its author had seen last, "" for none
 * @day: "YYYY-MM-DD": when it happened, by the client's word
 * @way: of a step to sent
 * @reason: of a step to not-got
 * @who: at the service, in the navigator's words
 * @place: of an appointment
 * @note: the navigator's
 * @author: "staff/device"
 * @to: where it led
 * @when_us: of an appointment, microseconds since 1970 UTC; 0 for none
 * @time_us: when it was written down
 *
 * Texts are never %NULL. A plain value.
 */
typedef struct {
  char *id;
  char *after;
  char *day;
  char *way;
  char *reason;
  char *who;
  char *place;
  char *note;
  char *author;
  WfReferralState to;
  gint64 when_us;
  gint64 time_us;
} WfReferralStep;

/** wf_referral_step_new: Returns: (transfer full): with a new id */
WfReferralStep *wf_referral_step_new (WfReferralState to, const char *day);
void wf_referral_step_free (WfReferralStep *self);

/**
 * WfReferralConsent:
 * @purpose: why, in the words the client heard
 * @with: the service it is about
 * @shares: what may be said; codes of wf_referral_get_shares()
 * @until: "YYYY-MM-DD", the last day of it; "" until it is taken back
 * @lang: BCP 47 tag of the language it was asked in
 * @through: presence code of who carried the words; "" when said directly
 * @reason: why it was taken back
 * @time_us: when it was said; 0: nobody asked yet
 * @is_revoked: it was taken back
 *
 * What a client said about this one referral. A plain value; texts are never %NULL.
 */
typedef struct {
  char *purpose;
  char *with;
  char *until;
  char *lang;
  char *through;
  char *reason;
  GStrv shares;
  gint64 time_us;
  gboolean is_revoked;
} WfReferralConsent;

/**
 * WfReferralOutcome:
 * @gains: what the client got; codes of wf_referral_get_gains()
 * @cost: what it costs the client, in units of @currency a @period; below 0 when not known
 * @currency: ISO 4217, or ""
 * @period: "month", "year" or "one-time", or ""
 * @kept: "yes", "no" (dropped) or "" (not asked yet)
 * @day: "YYYY-MM-DD": when that was so
 * @note: the navigator's
 *
 * What came of it. A plain value; texts are never %NULL.
 */
typedef struct {
  GStrv gains;
  double cost;
  char *currency;
  char *period;
  char *kept;
  char *day;
  char *note;
} WfReferralOutcome;

/** wf_referral_outcome_new: Returns: (transfer full): nothing known */
WfReferralOutcome *wf_referral_outcome_new (void);
void wf_referral_outcome_free (WfReferralOutcome *self);

/**
 * WfReferral:
 * @id: of this referral
 * @code: nine digits (wf-referral-code.h); inbound: the sender's, as they write it, or ""
 * @entry_id: of the catalogue's entry, "" when there is none
 * @entry: (nullable): the entry as it was on the day, frozen
 * @name: what it is about, or inbound: what for
 * @service: with whom, or inbound: who sent them
 * @statement: id of the plan's statement that led to it, or ""
 * @is_inbound: somebody sent the client here
 * @is_tell_back: inbound: the sender asked to be told
 * @is_contested: two wrote about it without having seen each other: look at the steps
 * @time_us: when it was written down first
 * @state: where it stands
 * @steps: (element-type WfReferralStep): those that hold, oldest first
 * @consent: what the client said about sharing
 * @outcome: (nullable): what came of it
 *
 * One client and one offer. Read it; only wf_referrals_apply() changes it.
 */
typedef struct {
  char *id;
  char *code;
  char *entry_id;
  char *name;
  char *service;
  char *statement;
  JsonObject *entry;
  gboolean is_inbound;
  gboolean is_tell_back;
  gboolean is_contested;
  gint64 time_us;
  WfReferralState state;
  GPtrArray *steps;
  WfReferralConsent consent;
  WfReferralOutcome *outcome;
} WfReferral;

/** wf_referral_new: for a proposal; fill in the members. Returns: (transfer full): a new id, and a
 * code unless it @is_inbound */
WfReferral *wf_referral_new (gboolean is_inbound);
void wf_referral_free (WfReferral *self);

/** wf_referral_to_json: Returns: (transfer full): all of it, for a snapshot or a client's file */
JsonObject *wf_referral_to_json (const WfReferral *self);
/** wf_referral_new_from_json: Returns: (transfer full) (nullable): as wf_referral_to_json() wrote
 */
WfReferral *wf_referral_new_from_json (JsonObject *json);

/** wf_referral_get_last_step: Returns: (transfer none) (nullable): the latest that holds */
const WfReferralStep *wf_referral_get_last_step (const WfReferral *self);
/** wf_referral_get_appointment: Returns: (transfer none) (nullable): the booking that holds, only
 * while it is booked */
const WfReferralStep *wf_referral_get_appointment (const WfReferral *self);
/** wf_referral_get_sent_day: Returns: (transfer none): when it was sent, "" when it was not */
const char *wf_referral_get_sent_day (const WfReferral *self);

/**
 * wf_referral_may_share:
 * @what: (nullable): a code of wf_referral_get_shares(); %NULL for anything at all
 * @today: "YYYY-MM-DD"
 *
 * Returns: %TRUE only when the client said so about this referral, not through a child, it was
 *   not taken back and its last day has not passed
 */
gboolean wf_referral_may_share (const WfReferral *self, const char *what, const char *today);

/**
 * wf_referrals_apply:
 * @referrals: (element-type WfReferral): one client's; changed in place
 * @record: any record; of another family it changes nothing
 *
 * A step that is not allowed from where the referral stands, or said twice, changes nothing.
 */
void wf_referrals_apply (GPtrArray *referrals, const WfRecord *record);

/** wf_referrals_lookup: Returns: (transfer none) (nullable) */
WfReferral *wf_referrals_lookup (GPtrArray *referrals, const char *id);

/*
 * What can happen to a referral, as proposed records; all (transfer full). Checks fail with
 * #WfClientError.
 */

/** wf_referral_record_begun: kind "referral.offered" or "referral.received" */
WfRecord *wf_referral_record_begun (const WfReferral *self);
/**
 * wf_referral_check_step:
 * @today: "YYYY-MM-DD"
 *
 * Fails with BAD_VALUE when the step is not allowed from here, lacks its reason, its way or the
 * time of its appointment; with REFUSED when a warm one has no consent to share anything, or the
 * sender of an inbound one may not be told.
 */
gboolean wf_referral_check_step (const WfReferral *self,
                                 const WfReferralStep *step,
                                 const char *today,
                                 GError **error);
/** wf_referral_record_step: kind "referral.moved" */
WfRecord *wf_referral_record_step (const WfReferral *self, const WfReferralStep *step);
/** wf_referral_record_undone: takes the latest step back; kind "referral.undone" */
WfRecord *wf_referral_record_undone (const WfReferral *self);
/** wf_referral_record_consented: kind "referral.consented" */
WfRecord *wf_referral_record_consented (const WfReferral *self, const WfReferralConsent *consent);
/** wf_referral_record_revoked: @reason: (nullable): kind "referral.revoked" */
WfRecord *wf_referral_record_revoked (const WfReferral *self, const char *reason);
/** wf_referral_record_outcome: kind "referral.outcome" */
WfRecord *wf_referral_record_outcome (const WfReferral *self, const WfReferralOutcome *outcome);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfReferral, wf_referral_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfReferralStep, wf_referral_step_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfReferralOutcome, wf_referral_outcome_free)

G_END_DECLS

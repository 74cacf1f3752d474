/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "wf-record.h"

G_BEGIN_DECLS

/* The purposes, each a separate yes or no. Only the first is needed to be helped. */
#define WF_CONSENT_HELP_NOW           "help-now"
#define WF_CONSENT_KEEP_NOTES         "keep-notes"
#define WF_CONSENT_CONTACT_AFTER      "contact-after"
#define WF_CONSENT_REPORT_WITH_NUMBER "report-with-number"
#define WF_CONSENT_REPORT_COUNT       "report-count"
#define WF_CONSENT_IMPROVE            "improve"
#define WF_CONSENT_WATCH              "watch"
/** Followed by the name of one agency: "share:City Library". */
#define WF_CONSENT_SHARE_PREFIX "share:"

/**
 * WfConsentState:
 * @WF_CONSENT_NOT_ASKED: treat as no, and ask
 * @WF_CONSENT_YES: said yes
 * @WF_CONSENT_NO: said no; help continues, nothing else changes
 * @WF_CONSENT_REVOKED: said yes once and took it back; treat as no
 */
typedef enum {
  WF_CONSENT_NOT_ASKED,
  WF_CONSENT_YES,
  WF_CONSENT_NO,
  WF_CONSENT_REVOKED,
} WfConsentState;

/**
 * WfConsentAnswer:
 * @purpose: one of the purposes above
 * @time_us: when it was last said
 * @ask_again: it was given through a child: ask again with an interpreter
 * @until: "YYYY-MM-DD", the last day on which a yes holds; "" when no end was agreed
 * @reason: why it was taken back, in the words that were typed; "" when nobody asked
 *
 * What was last said about one purpose.
 */
typedef struct {
  char *purpose;
  WfConsentState state;
  gint64 time_us;
  gboolean ask_again;
  char *until;
  char *reason;
} WfConsentAnswer;

/**
 * wf_consent_get_text_id:
 * @purpose: any, also of a newer program
 *
 * Returns: (transfer none) (nullable): id of the pack text that says @purpose to the client;
 *   that of a named agency has the placeholder {agency}
 */
const char *wf_consent_get_text_id (const char *purpose);
/** wf_consent_get_agency: Returns: (transfer none) (nullable): whom @purpose shares with */
const char *wf_consent_get_agency (const char *purpose);

/**
 * WfConsent:
 *
 * What a client agreed to, by purpose, with the limits that were explained. Immutable and
 * ref-counted, safe across threads.
 */
typedef struct _WfConsent WfConsent;

WfConsent *wf_consent_ref (WfConsent *self);
void wf_consent_unref (WfConsent *self);

/** wf_consent_new_empty: Returns: (transfer full): nothing asked yet */
WfConsent *wf_consent_new_empty (void);

/**
 * wf_consent_apply:
 * @record: any record; other than consent.given and consent.revoked it changes nothing
 *
 * Pure. Returns: (transfer full): the consent after @record
 */
WfConsent *wf_consent_apply (WfConsent *self, const WfRecord *record);

/** wf_consent_to_variant: Returns: (transfer floating): for a snapshot */
GVariant *wf_consent_to_variant (const WfConsent *self);
/** wf_consent_new_from_variant: @variant: (nullable). Returns: (transfer full) */
WfConsent *wf_consent_new_from_variant (GVariant *variant);

/** wf_consent_get_state: Returns: what was last said about @purpose */
WfConsentState wf_consent_get_state (const WfConsent *self, const char *purpose);
/** wf_consent_lookup: Returns: (transfer none) (nullable): the answer, %NULL when not asked */
const WfConsentAnswer *wf_consent_lookup (const WfConsent *self, const char *purpose);
/**
 * wf_consent_allows:
 * @today: "YYYY-MM-DD"
 *
 * Returns: %TRUE only for a plain yes, not said through a child, whose last day has not passed
 */
gboolean wf_consent_allows (const WfConsent *self, const char *purpose, const char *today);
/** wf_consent_must_ask_again: Returns: %TRUE when any standing answer came through a child */
gboolean wf_consent_must_ask_again (const WfConsent *self);
/** wf_consent_has_been_asked: Returns: %TRUE when at least one purpose was answered */
gboolean wf_consent_has_been_asked (const WfConsent *self);
/** wf_consent_refuses_notes: Returns: %TRUE after a no to keep-notes, or a yes taken back */
gboolean wf_consent_refuses_notes (const WfConsent *self);
/** wf_consent_get_answers: Returns: (transfer none): #WfConsentAnswer, in the order first asked */
GPtrArray *wf_consent_get_answers (const WfConsent *self);
/** wf_consent_get_language: Returns: (transfer none): BCP 47 tag it was asked in, or "" */
const char *wf_consent_get_language (const WfConsent *self);
/** wf_consent_get_through: Returns: (transfer none): presence code of the one it went through, or
 * "" */
const char *wf_consent_get_through (const WfConsent *self);
/**
 * wf_consent_get_limits_time:
 * Returns: when the client said the limits back in own words, or 0 when not (yet)
 */
gint64 wf_consent_get_limits_time (const WfConsent *self);
/** wf_consent_get_time: Returns: when consent was last spoken about, or 0 */
gint64 wf_consent_get_time (const WfConsent *self);

/**
 * wf_consent_record_given:
 * @purposes: (array zero-terminated=1): what was answered
 * @answers: one for each purpose, %TRUE for yes
 * @lang: BCP 47 tag of the language it was asked in
 * @through: (nullable): presence code of whoever carried the words ("interpreter-pro",
 *   "child"…); %NULL when said directly. Through a child it is marked "ask again"
 * @limits_taught_back: the client said in own words what cannot be kept secret
 *
 * Returns: (transfer full): a proposed consent.given record
 */
WfRecord *wf_consent_record_given (const char *const *purposes,
                                   const gboolean *answers,
                                   const char *lang,
                                   const char *through,
                                   gboolean limits_taught_back);

/**
 * wf_consent_record_shared:
 * @agency: the one service it is about, by its name
 * @until: (nullable): "YYYY-MM-DD", the last day; %NULL until it is taken back
 * @through: (nullable): as in wf_consent_record_given()
 *
 * Returns: (transfer full): a proposed consent.given record about that service alone
 */
WfRecord *wf_consent_record_shared (
    const char *agency, gboolean answer, const char *until, const char *lang, const char *through);

/** wf_consent_record_revoked: @reason: (nullable). Returns: (transfer full): the client takes
 * @purpose back */
WfRecord *wf_consent_record_revoked (const char *purpose, const char *reason);

/**
 * WfConsentReceipt:
 * @lang: the client's language; the paper is written in it
 * @yes: purposes agreed to; @no: refused or taken back; both in the order asked
 * @yes_until: (nullable): for each of @yes its last day, "YYYY-MM-DD", or ""
 * @time_us: when it was last said
 * @limits_taught_back: whether to print that the limits were explained and said back
 * @delete_by_us: when the record will be deleted by the agency's rule; 0 when unknown
 * @province_line: (nullable): the agency's own line about limits; @funder_line likewise
 *
 * Everything the printed receipt says, as plain data: the page layer makes the paper. It names
 * nobody and nothing private.
 */
typedef struct {
  char *lang;
  GStrv yes;
  GStrv yes_until;
  GStrv no;
  gint64 time_us;
  gboolean limits_taught_back;
  gboolean ask_again;
  gint64 delete_by_us;
  char *province_line;
  char *funder_line;
} WfConsentReceipt;

/**
 * wf_consent_make_receipt:
 * @delete_by_us: from wf_retention_get_date(), or 0
 * @province_line: (nullable): @funder_line: (nullable): the agency's own lines
 *
 * Returns: (transfer full): free with wf_consent_receipt_free()
 */
WfConsentReceipt *wf_consent_make_receipt (const WfConsent *self,
                                           gint64 delete_by_us,
                                           const char *province_line,
                                           const char *funder_line);
void wf_consent_receipt_free (WfConsentReceipt *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfConsent, wf_consent_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfConsentReceipt, wf_consent_receipt_free)

G_END_DECLS

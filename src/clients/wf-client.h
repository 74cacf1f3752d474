/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-attendance.h"
#include "wf-client-fact.h"
#include "wf-consent.h"
#include "wf-fold.h"
#include "wf-safe-contact.h"
#include "wf-visit.h"

G_BEGIN_DECLS

/** The snapshot that holds a whole client, interview answers apart. */
#define WF_CLIENT_ASPECT "client"

/**
 * WfClientAge:
 * @WF_CLIENT_AGE_UNKNOWN: no birth year: nobody has to give one
 * @WF_CLIENT_AGE_MINOR: under 18, or not certainly 18 yet: the consent is worded for it
 */
typedef enum {
  WF_CLIENT_AGE_UNKNOWN,
  WF_CLIENT_AGE_MINOR,
  WF_CLIENT_AGE_ADULT,
} WfClientAge;

/**
 * WfClient:
 *
 * What is known about one client: a fold over client.*, consent.*, contact.*, visit.*, attendance.*
 * and retention.* records. Immutable and ref-counted, safe across threads. Nothing here is in the
 * client's window or on paper unless somebody puts it there.
 */
typedef struct _WfClient WfClient;

WfClient *wf_client_ref (WfClient *self);
void wf_client_unref (WfClient *self);

/**
 * wf_client_new_from_variant:
 * @id: owner id
 * @variant: (nullable): snapshot of aspect %WF_CLIENT_ASPECT
 *
 * Returns: (transfer full)
 */
WfClient *wf_client_new_from_variant (const char *id, GVariant *variant);

/** wf_client_get_fold: Returns: (transfer none): the fold of aspect %WF_CLIENT_ASPECT */
const WfFold *wf_client_get_fold (void);

/** wf_client_get_id: Returns: (transfer none): 32 hexadecimal characters */
const char *wf_client_get_id (const WfClient *self);
/** wf_client_get_name: Returns: (transfer none) (nullable): %NULL for an anonymous client */
const char *wf_client_get_name (const WfClient *self);
/** wf_client_is_alias: Returns: %TRUE when the name is not the real one */
gboolean wf_client_is_alias (const WfClient *self);
/** wf_client_get_number: Returns: by chance, with the agency's list in view; names an anonymous
 * client */
guint wf_client_get_number (const WfClient *self);
/** wf_client_get_created: Returns: microseconds since 1970 UTC */
gint64 wf_client_get_created (const WfClient *self);
/** wf_client_get_last_activity: Returns: the latest contact that starts the clock anew */
gint64 wf_client_get_last_activity (const WfClient *self);

/**
 * wf_client_get_fact:
 * Returns: (transfer none): never %NULL: an unasked fact is a fact in state not-asked
 */
const WfClientFact *wf_client_get_fact (const WfClient *self, const char *name);
/** wf_client_get_fact_text: Returns: (transfer none) (nullable): first value when answered */
const char *wf_client_get_fact_text (const WfClient *self, const char *name);
/** wf_client_get_facts: Returns: (transfer none): #WfClientFact that were ever asked */
GPtrArray *wf_client_get_facts (const WfClient *self);
/** wf_client_get_age: @now_us: today, in local time. Returns: whether consent is worded for a minor
 */
WfClientAge wf_client_get_age (const WfClient *self, gint64 now_us);

/** wf_client_get_consent: Returns: (transfer none): what was agreed to */
WfConsent *wf_client_get_consent (const WfClient *self);
/** wf_client_get_contact: Returns: (transfer none): the safe-contact rule */
const WfSafeContact *wf_client_get_contact (const WfClient *self);
/**
 * wf_client_get_contact_level:
 * Returns: the rule in one word; never when the client refused to be contacted after
 */
WfContactLevel wf_client_get_contact_level (const WfClient *self);

/** wf_client_get_visits: Returns: (transfer none): #WfVisit, oldest first */
GPtrArray *wf_client_get_visits (const WfClient *self);
/** wf_client_get_attendances: Returns: (transfer none): #WfAttendance: workshops the client was at
 */
GPtrArray *wf_client_get_attendances (const WfClient *self);
/** wf_client_get_open_visit: Returns: (transfer none) (nullable): the visit not ended yet */
const WfVisit *wf_client_get_open_visit (const WfClient *self);

/** wf_client_get_next_due: Returns: (transfer none): "YYYY-MM-DD" or "" */
const char *wf_client_get_next_due (const WfClient *self);
/** wf_client_get_due_why: Returns: (transfer none): a code or the navigator's words, or "" */
const char *wf_client_get_due_why (const WfClient *self);

/** wf_client_get_navigator: Returns: (transfer none): staff id of whoever looks after them, or ""
 */
const char *wf_client_get_navigator (const WfClient *self);
/** wf_client_get_restricted_to: Returns: (transfer none) (nullable): staff ids, or %NULL */
const char *const *wf_client_get_restricted_to (const WfClient *self);

/** wf_client_is_held: Returns: %TRUE while a hold stands in the way of deleting */
gboolean wf_client_is_held (const WfClient *self);
/** wf_client_get_hold_reason: Returns: (transfer none) (nullable) */
const char *wf_client_get_hold_reason (const WfClient *self);
/** wf_client_get_hold_author: Returns: (transfer none) (nullable): "staff/device" */
const char *wf_client_get_hold_author (const WfClient *self);

/**
 * wf_client_is_counted:
 * Returns: %TRUE when the visits stand in the agency's log already: forgetting was begun and
 *   not finished; the monthly count then leaves this client out
 */
gboolean wf_client_is_counted (const WfClient *self);

/** wf_client_is_practice: Returns: %TRUE for a client to practise with: not a person, in no figure
 */
gboolean wf_client_is_practice (const WfClient *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfClient, wf_client_unref)

G_END_DECLS

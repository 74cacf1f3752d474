/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-client-fact.h"
#include "wf-record.h"

G_BEGIN_DECLS

/*
 * What can happen to a client, as proposed records: hand them to wf_client_repo_append_async().
 * Consent, safe contact and visits make their own (wf-consent.h, wf-safe-contact.h, wf-visit.h);
 * restricting and handing over are the vault's (wf-vault-people.h). All return (transfer full).
 */

/** wf_client_record_created: @number: 1, 2, 3 … within the agency */
WfRecord *wf_client_record_created (guint number);

/**
 * wf_client_record_named:
 * @name: name or alias; "" makes the client anonymous again
 *
 * An anonymous client is named at any time; nothing is typed twice.
 */
WfRecord *wf_client_record_named (const char *name, gboolean is_alias);

/**
 * wf_client_record_practice:
 *
 * Marks a client to practise with, among the records it is created with. It is in no figure and
 * leaves nothing when it is forgotten.
 */
WfRecord *wf_client_record_practice (void);

/**
 * wf_client_record_fact:
 * @fact: checked with wf_client_fact_check() before; its time is not recorded, the event has one
 *
 * State not-asked takes an answer back.
 */
WfRecord *wf_client_record_fact (const WfClientFact *fact);

/** The client comes again that day: what a next day is for, when a visit agreed on it. */
#define WF_CLIENT_DUE_VISIT "visit"
/** wf_client_record_due: @day: "YYYY-MM-DD", or "" for nothing; @why: (nullable):
 * %WF_CLIENT_DUE_VISIT or words */
WfRecord *wf_client_record_due (const char *day, const char *why);

/** wf_client_record_noted: @text: the navigator's note; @is_protected: never on paper or in files
 */
WfRecord *wf_client_record_noted (const char *text, gboolean is_protected);

/** wf_client_record_viewed: @why: (nullable): the page that was opened; who is the event's author
 */
WfRecord *wf_client_record_viewed (const char *why);

/** wf_client_record_held: @reason: why the record must not be deleted; who is the author */
WfRecord *wf_client_record_held (const char *reason);
/** wf_client_record_released: @reason: why the hold ends */
WfRecord *wf_client_record_released (const char *reason);

G_END_DECLS

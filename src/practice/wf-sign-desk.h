/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-practice-book.h"

G_BEGIN_DECLS

/** Where a request for a sign-off stands. */
typedef enum {
  WF_SIGN_WAITING,
  WF_SIGN_SIGNED,
  WF_SIGN_DECLINED, /* the colleague wants to see more */
  WF_SIGN_WITHDRAWN,
} WfSignState;

/**
 * WfSignRequest:
 * @id: random
 * @staff: who asks: the author of the record, as its signature says
 * @claim: the point as it was asked about
 * @evidence: what the colleague is shown
 * @digest: hash of all of this; a signature holds for this digest only
 * @by: (nullable): who signed or declined: the author of that record
 * @decided_us: when; 0 while it waits
 * @why: (nullable): what is still wanted
 *
 * One member of staff asks another to sign off one point.
 */
typedef struct {
  char *id;
  char *staff;
  WfClaim *claim;
  WfEvidence *evidence;
  char *digest;
  gint64 asked_us;
  WfSignState state;
  char *by;
  gint64 decided_us;
  char *why;
} WfSignRequest;

/**
 * WfSignDesk:
 *
 * All requests for sign-off in the agency, as a fold over its records. Asking is a second
 * event: only what is asked about leaves the person's own book. Authors come from the
 * records' signatures, so nobody can sign for another; nobody signs their own work; a
 * signature that is not over the request's digest is not one.
 */
typedef struct _WfSignDesk WfSignDesk;

/** wf_sign_desk_new: @members: (nullable) (element-type WfMember): of the agency. Their
 * organisation, the printed code, is no person: nothing it asks, signs or sends back counts.
 * Returns: (transfer full): an empty desk */
WfSignDesk *wf_sign_desk_new (const GPtrArray *members);
/** wf_sign_desk_free: frees it */
void wf_sign_desk_free (WfSignDesk *self);
/** wf_sign_desk_is_person: Returns: whether what @staff signs may count */
gboolean wf_sign_desk_is_person (const WfSignDesk *self, const char *staff);
/** wf_sign_desk_apply: folds one record of the agency */
void wf_sign_desk_apply (WfSignDesk *self, const WfRecord *record);

/** wf_sign_desk_lookup: Returns: (transfer none) (nullable): the request with that id */
const WfSignRequest *wf_sign_desk_lookup (const WfSignDesk *self, const char *id);
/** wf_sign_desk_find: Returns: (transfer none) (nullable): the newest request of @staff about the
 *  point that was not withdrawn */
const WfSignRequest *wf_sign_desk_find (const WfSignDesk *self,
                                        const char *staff,
                                        const char *checklist,
                                        const char *point_id);
/** wf_sign_desk_list_asked: Returns: (transfer container) (element-type WfSignRequest): what @staff
 *  asked about the point and nobody decided yet, oldest first */
GPtrArray *wf_sign_desk_list_asked (const WfSignDesk *self,
                                    const char *staff,
                                    const char *checklist,
                                    const char *point_id);
/** wf_sign_desk_list_waiting: Returns: (transfer container) (element-type WfSignRequest): what
 *  waits for somebody other than @staff, oldest first; nothing waits for the organisation */
GPtrArray *wf_sign_desk_list_waiting (const WfSignDesk *self, const char *staff);
/** wf_sign_desk_dup_file: Returns: (transfer full) (nullable): a file that was shared */
GBytes *wf_sign_desk_dup_file (const WfSignDesk *self, const char *file_id);

/** wf_sign_digest: Returns: (transfer full): what a sign-off signs: BLAKE2b-256 over who, the claim
 *  with its words, level and competences, and the evidence, hexadecimal. A claim without words is
 *  signed as it was before words were */
char *wf_sign_digest (const char *staff, const WfClaim *claim, const WfEvidence *evidence);

/** wf_sign_code: Returns: (transfer full): eight characters of a digest, in two groups, to stand
 *  on paper for a signer outside the agency */
char *wf_sign_code (const char *digest);

/** wf_sign_dup_code: Returns: (transfer full): wf_sign_code() of wf_sign_digest() */
char *wf_sign_dup_code (const char *staff, const WfClaim *claim, const WfEvidence *evidence);

/** wf_staff_of: Returns: (transfer full): the staff id of a record's author ("staff/device") */
char *wf_staff_of (const WfRecord *record);

/* Records of the agency. All return: (transfer full). */

/** wf_sign_record_asked: @id: random */
WfRecord *wf_sign_record_asked (const char *id, const WfClaim *claim, const WfEvidence *evidence);
/** wf_sign_record_signed: over the request's digest */
WfRecord *wf_sign_record_signed (const WfSignRequest *request);
/** wf_sign_record_declined: @why: what is still wanted */
WfRecord *wf_sign_record_declined (const WfSignRequest *request, const char *why);
/** wf_sign_record_withdrawn: by the one who asked */
WfRecord *wf_sign_record_withdrawn (const WfSignRequest *request);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfSignDesk, wf_sign_desk_free)

G_END_DECLS

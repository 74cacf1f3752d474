/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-client.h"
#include "wf-referral.h"
#include "wf-takeaway.h"

G_BEGIN_DECLS

/*
 * What carries a referral to a service that has no Wayfinder: a paper with a code and boxes to
 * tick, words for the telephone and for an email, an appointment for a calendar. Of the client they
 * say what the consent of this referral allows that day, and nothing else.
 */

/**
 * wf_slip_build:
 * @referral: an outbound one
 * @client: for what may be said
 * @today: "YYYY-MM-DD"
 * @options: as for wf_takeaway_build(); with %WF_PAPER_PLAIN the service is not named either
 *
 * Returns: (transfer full) (nullable): one side, or %NULL with #WfPlanError
 */
WfPage *wf_slip_build (const WfReferral *referral,
                       const WfClient *client,
                       const char *today,
                       WfPackLibrary *library,
                       const WfTakeawayOptions *options,
                       GError **error);

/**
 * wf_slip_build_receipt:
 *
 * What the client agreed to about this referral: to whom, what may be said, what for, until when,
 * and that it can be taken back. In the language it was asked in.
 *
 * Returns: (transfer full) (nullable): one side, or %NULL with #WfPlanError
 */
WfPage *wf_slip_build_receipt (const WfReferral *referral,
                               WfPackLibrary *library,
                               const WfTakeawayOptions *options,
                               GError **error);

/**
 * wf_slip_build_script:
 * @lang: BCP 47
 *
 * Returns: (transfer full): what to say to the service on the telephone, one sentence a line
 */
char *wf_slip_build_script (const WfReferral *referral,
                            const WfClient *client,
                            const char *today,
                            WfPackLibrary *library,
                            const char *lang,
                            const char *agency);

/** wf_slip_build_mail: @out_subject: (out) (transfer full). Returns: (transfer full): the same for
 * an email, with the agency's number to call back */
char *wf_slip_build_mail (const WfReferral *referral,
                          const WfClient *client,
                          const char *today,
                          WfPackLibrary *library,
                          const char *lang,
                          const char *agency,
                          const char *phone,
                          char **out_subject);

/**
 * wf_slip_build_calendar:
 * @with_place: the client said that the place may be seen
 * @now_us: when it is made
 *
 * The appointment as iCalendar (RFC 5545): the time, "Appointment" and the code; nobody's name and
 * not the service's. An alarm would ring where others hear it: there is none.
 *
 * Returns: (transfer full) (nullable): %NULL when nothing is booked
 */
char *wf_slip_build_calendar (const WfReferral *referral,
                              WfPackLibrary *library,
                              const char *lang,
                              gboolean with_place,
                              gint64 now_us);

G_END_DECLS

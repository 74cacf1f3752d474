/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-follow.h"
#include "wf-pack-library.h"
#include "wf-plan.h"
#include "wf-takeaway.h"
#include "wf-visit.h"

G_BEGIN_DECLS

/**
 * WfVisitSummary:
 * @visit: as it is about to be closed
 * @goals: (nullable): goal ids the client chose today
 * @n_answered: questions answered today
 * @plan: (nullable): the client's plan
 * @follow: (nullable): referrals, loans and what is due
 * @today: "YYYY-MM-DD" where the office is
 *
 * What a visit leads to. Borrowed for the call.
 */
typedef struct {
  const WfVisit *visit;
  const char *const *goals;
  guint n_answered;
  const WfPlan *plan;
  const WfFollow *follow;
  const char *today;
} WfVisitSummary;

/**
 * wf_visit_summary_build:
 * @options: as for a takeaway; @next_us is when they meet again
 *
 * What was done, what was agreed, and who does what until when, for the client to keep. It names
 * nobody; a referral to a safety line is never on it, nor a protected answer. The plain one says
 * the day and whom to call.
 *
 * Returns: (transfer full) (nullable): a page of one side, of more only when it must, or %NULL
 *   with #WfPlanError
 */
WfPage *wf_visit_summary_build (const WfVisitSummary *self,
                                WfPackLibrary *library,
                                const WfTakeawayOptions *options,
                                GError **error);

/** wf_visit_summary_shows: Returns: whether a referral may stand on a summary: it is open, and not
 *  to a safety line */
gboolean wf_visit_summary_shows (const WfReferral *referral);

G_END_DECLS

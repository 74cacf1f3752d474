/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-loan.h"
#include "wf-takeaway.h"

G_BEGIN_DECLS

/**
 * wf_agreement_build:
 * @loan: what is lent, until when, and in which language that is said
 * @own_line: (nullable): what else the agency wants said, in its own words
 * @library: the words
 * @options: safety, paper, large, navigator's language, agency and its phone are used; the
 *   client's language is that of the loan, else of @options
 *
 * What the client and the agency agree on when a thing is lent, with lines to sign on. It names
 * nobody. The plain one says the day and whom to call.
 *
 * Returns: (transfer full) (nullable): a page of one side, or %NULL with #WfPlanError
 */
WfPage *wf_agreement_build (const WfLoan *loan,
                            const char *own_line,
                            WfPackLibrary *library,
                            const WfTakeawayOptions *options,
                            GError **error);

G_END_DECLS

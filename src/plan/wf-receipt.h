/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-consent.h"
#include "wf-takeaway.h"

G_BEGIN_DECLS

/**
 * wf_receipt_build:
 * @receipt: what was agreed to and refused
 * @library: the words
 * @options: safety, paper, navigator's language, agency, date and zone are used; the
 *   client's language is the one the receipt was asked in, else of @options
 *
 * What the client answered about consent, on paper: each purpose with yes or no, what
 * cannot be kept secret, that answers may be changed. It names nobody. Only after
 * %WF_PAPER_YES.
 *
 * Returns: (transfer full) (nullable): a page of one side, of more only when it must, or
 *   %NULL with #WfPlanError
 */
WfPage *wf_receipt_build (const WfConsentReceipt *receipt,
                          WfPackLibrary *library,
                          const WfTakeawayOptions *options,
                          GError **error);

G_END_DECLS

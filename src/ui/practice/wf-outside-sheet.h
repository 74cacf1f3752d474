/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-claim.h"
#include "wf-page.h"
#include "wf-practice-book.h"
#include "wf-services.h"

G_BEGIN_DECLS

/**
 * wf_outside_sheet_new:
 * @name: whose work it is
 * @claim: the point, with its words
 * @evidence: what shows it
 *
 * One side of paper, two when the evidence is long, for somebody outside the agency to sign: the
 * point, what it is to show, its list, the evidence, the code over all of this, and lines for name,
 * organisation, day and signature.
 *
 * Returns: (transfer full)
 */
WfPage *wf_outside_sheet_new (WfServices *services,
                              const char *name,
                              const WfClaim *claim,
                              const WfEvidence *evidence,
                              WfPagePaper paper);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-loan.h"
#include "wf-pane.h"

G_BEGIN_DECLS

/**
 * wf_agreement_offer:
 * @loan: copied
 *
 * Asks, in the language the agreement is said in, whether paper is safe; then prints or saves the
 * agreement about what is lent. It names nobody.
 *
 * Returns: (transfer none): the question
 */
GtkWindow *wf_agreement_offer (WfPane *pane, const WfLoan *loan);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"

G_BEGIN_DECLS

/**
 * WfLoanGroup:
 *
 * What is lent to one client, on the client's page: lend, lend for longer, back, lost, the paper
 * again. Actions "loan.lend" and, with the loan's id, "loan.extend", "loan.return", "loan.lose",
 * "loan.paper".
 */
#define WF_TYPE_LOAN_GROUP (wf_loan_group_get_type ())
G_DECLARE_FINAL_TYPE (WfLoanGroup, wf_loan_group, WF, LOAN_GROUP, AdwPreferencesGroup)

/** wf_loan_group_set_client: @pane: that it stands on; once */
void wf_loan_group_set_client (WfLoanGroup *self, WfPane *pane, const char *client_id);

/** wf_loan_group_set_lang: @lang: BCP 47 tag an agreement is said in */
void wf_loan_group_set_lang (WfLoanGroup *self, const char *lang);

G_END_DECLS

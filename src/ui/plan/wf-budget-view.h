/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "wf-plan-desk.h"

G_BEGIN_DECLS

/**
 * WfBudgetView:
 *
 * What the plan costs, worked out before both: what the client said they can pay and use, each
 * offer on the page, and all of them together. The same sums stand on the client's page.
 *
 * Signal "ask" (text: the name of a client fact): the person wants to write an answer down.
 */
#define WF_TYPE_BUDGET_VIEW (wf_budget_view_get_type ())
G_DECLARE_FINAL_TYPE (WfBudgetView, wf_budget_view, WF, BUDGET_VIEW, AdwBin)

/** wf_budget_view_update: shows the plan of @desk, which has one */
void wf_budget_view_update (WfBudgetView *self, WfServices *services, WfPlanDesk *desk);

G_END_DECLS

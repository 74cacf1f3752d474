/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"

G_BEGIN_DECLS

/**
 * WfPlanPage:
 *
 * One client's plan: the statements as cards in the first person, the page they make beside
 * them, and *Print or save*. It goes on with the plan there is, or makes one from the client's
 * latest interview. Every change is durable before it shows.
 */
#define WF_TYPE_PLAN_PAGE (wf_plan_page_get_type ())
G_DECLARE_FINAL_TYPE (WfPlanPage, wf_plan_page, WF, PLAN_PAGE, WfPane)

/** wf_plan_page_new: @client_id: whose. Returns: (transfer floating): it reads by itself */
WfPane *wf_plan_page_new (WfServices *services, const char *client_id);

G_END_DECLS

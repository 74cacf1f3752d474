/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-visit-pane.h"

G_BEGIN_DECLS

/**
 * WfGoalPage:
 *
 * The client's own goal: own words first, pictures beside.
 *
 * Construct properties: "services", "session" (a #WfVisitSession with an open visit).
 */
#define WF_TYPE_GOAL_PAGE (wf_goal_page_get_type ())
G_DECLARE_FINAL_TYPE (WfGoalPage, wf_goal_page, WF, GOAL_PAGE, WfVisitPane)

G_END_DECLS

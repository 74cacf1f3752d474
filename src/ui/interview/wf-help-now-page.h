/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-visit-pane.h"

G_BEGIN_DECLS

/**
 * WfHelpNowPage:
 *
 * Help with something now: what for, which theme, what came of it. It can grow into the
 * full assessment.
 *
 * Construct properties: "services", "session" (a #WfVisitSession with an open visit).
 */
#define WF_TYPE_HELP_NOW_PAGE (wf_help_now_page_get_type ())
G_DECLARE_FINAL_TYPE (WfHelpNowPage, wf_help_now_page, WF, HELP_NOW_PAGE, WfVisitPane)

G_END_DECLS

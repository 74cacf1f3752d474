/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-visit-pane.h"

G_BEGIN_DECLS

/**
 * WfInterviewPage:
 *
 * The questions: the client's card beside the navigator's strip. The next question never
 * shows before the answer is safe.
 *
 * Construct properties: "services", "session" (a #WfVisitSession with an open visit).
 */
#define WF_TYPE_INTERVIEW_PAGE (wf_interview_page_get_type ())
G_DECLARE_FINAL_TYPE (WfInterviewPage, wf_interview_page, WF, INTERVIEW_PAGE, WfVisitPane)

G_END_DECLS

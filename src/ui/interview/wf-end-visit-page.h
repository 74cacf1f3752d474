/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-visit-pane.h"

G_BEGIN_DECLS

/**
 * WfEndVisitPage:
 *
 * The facts a visit is closed with, and a good-bye in the client's language.
 *
 * Construct properties: "services", "session" (a #WfVisitSession with an open visit).
 */
#define WF_TYPE_END_VISIT_PAGE (wf_end_visit_page_get_type ())
G_DECLARE_FINAL_TYPE (WfEndVisitPage, wf_end_visit_page, WF, END_VISIT_PAGE, WfVisitPane)

G_END_DECLS

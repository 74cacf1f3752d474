/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"

G_BEGIN_DECLS

/**
 * WfResumeVisitPage:
 *
 * Takes a visit up again. Another day, or after a break, others may be in the room: it asks who is
 * there before anything of the visit is shown.
 */
#define WF_TYPE_RESUME_VISIT_PAGE (wf_resume_visit_page_get_type ())
G_DECLARE_FINAL_TYPE (WfResumeVisitPage, wf_resume_visit_page, WF, RESUME_VISIT_PAGE, WfPane)

/** wf_resume_visit_page_new: @client_id: has an open visit */
WfPane *wf_resume_visit_page_new (WfServices *services, const char *client_id);

G_END_DECLS

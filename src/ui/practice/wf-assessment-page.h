/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"

G_BEGIN_DECLS

/**
 * WfAssessmentPage:
 *
 * A round through a framework, one competence a page: sentences to recognise oneself in, an
 * example on demand, a private note, skip, any order. Every answer is kept before the next
 * page shows; leaving and coming back goes on where it was.
 *
 * Keys: 1 to 6 choose, 0 for none yet, Enter next, Backspace back, S skip, N note.
 */
#define WF_TYPE_ASSESSMENT_PAGE (wf_assessment_page_get_type ())
G_DECLARE_FINAL_TYPE (WfAssessmentPage, wf_assessment_page, WF, ASSESSMENT_PAGE, WfPane)

/** wf_assessment_page_new: @framework: its id; it has questions. Returns: (transfer floating) */
WfPane *wf_assessment_page_new (WfServices *services, const char *framework);

G_END_DECLS

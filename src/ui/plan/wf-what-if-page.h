/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"
#include "wf-plan-desk.h"

G_BEGIN_DECLS

/**
 * WfWhatIfPage:
 *
 * Facts of the client supposed to be otherwise, and beside them the verdicts as they are and as
 * they would be. Nothing of it is kept until somebody says that it is so, and how they know.
 */
#define WF_TYPE_WHAT_IF_PAGE (wf_what_if_page_get_type ())
G_DECLARE_FINAL_TYPE (WfWhatIfPage, wf_what_if_page, WF, WHAT_IF_PAGE, WfPane)

/** wf_what_if_page_new: @desk: with a plan. Returns: (transfer floating) */
WfPane *wf_what_if_page_new (WfServices *services, WfPlanDesk *desk);

G_END_DECLS

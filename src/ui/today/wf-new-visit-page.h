/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"
#include "wf-visit.h"

G_BEGIN_DECLS

/**
 * WfNewVisitPage:
 *
 * Before a visit: which of the two ways in, and with whom. A new client without a name is
 * one touch. It ends by activating "win.begin-visit" with the client's id and the way
 * ("help-now" or "full"), which opens the visit.
 */
#define WF_TYPE_NEW_VISIT_PAGE (wf_new_visit_page_get_type ())
G_DECLARE_FINAL_TYPE (WfNewVisitPage, wf_new_visit_page, WF, NEW_VISIT_PAGE, WfPane)

/** wf_new_visit_page_new: @way: chosen at first. Returns: (transfer floating) */
WfPane *wf_new_visit_page_new (WfServices *services, WfVisitWay way);

G_END_DECLS

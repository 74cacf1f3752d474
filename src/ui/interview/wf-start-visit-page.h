/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"
#include "wf-visit.h"

G_BEGIN_DECLS

/**
 * WfStartVisitPage:
 *
 * What has to be known before a visit: how one meets, who is there, what is on the table,
 * the client's language, the minutes. All of it has a good default.
 */
#define WF_TYPE_START_VISIT_PAGE (wf_start_visit_page_get_type ())
G_DECLARE_FINAL_TYPE (WfStartVisitPage, wf_start_visit_page, WF, START_VISIT_PAGE, WfPane)

/**
 * wf_start_visit_page_new:
 * @client_id: (nullable): whose visit; %NULL for somebody new, who stays without a name
 * @way: what was asked for; both stay offered
 *
 * Returns: (transfer floating): a page; with a client whose visit is open it takes that up
 */
WfPane *wf_start_visit_page_new (WfServices *services, const char *client_id, WfVisitWay way);

G_END_DECLS

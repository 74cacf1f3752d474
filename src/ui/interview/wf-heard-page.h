/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-visit-pane.h"

G_BEGIN_DECLS

/**
 * WfHeardPage:
 *
 * What the answers say: to the client in words they can recognise themselves in, to the
 * navigator with its uncertainty. Its one way on activates "win.make-plan" with the client's id.
 *
 * Construct properties: "services", "session" (a #WfVisitSession with an open visit).
 */
#define WF_TYPE_HEARD_PAGE (wf_heard_page_get_type ())
G_DECLARE_FINAL_TYPE (WfHeardPage, wf_heard_page, WF, HEARD_PAGE, WfVisitPane)

G_END_DECLS

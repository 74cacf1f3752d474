/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"

G_BEGIN_DECLS

/**
 * WfClientPage:
 *
 * One client: the safe-contact rule on top, their goal in their own words, what they told
 * us, and what happened, newest first. Opening it is logged, as the client may ask.
 */
#define WF_TYPE_CLIENT_PAGE (wf_client_page_get_type ())
G_DECLARE_FINAL_TYPE (WfClientPage, wf_client_page, WF, CLIENT_PAGE, WfPane)

/** wf_client_page_new: @id: the client's. Returns: (transfer floating): it reads by itself */
WfPane *wf_client_page_new (WfServices *services, const char *id);

G_END_DECLS

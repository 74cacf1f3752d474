/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"

G_BEGIN_DECLS

/**
 * WfSafetyPage:
 *
 * The lines for danger, health and the law: for the navigator alone, one key ("!") away. It
 * shows the number large and nothing of a client.
 */
#define WF_TYPE_SAFETY_PAGE (wf_safety_page_get_type ())
G_DECLARE_FINAL_TYPE (WfSafetyPage, wf_safety_page, WF, SAFETY_PAGE, WfPane)

/** wf_safety_page_new: Returns: (transfer floating): a pane; it reads by itself */
WfPane *wf_safety_page_new (WfServices *services);

G_END_DECLS

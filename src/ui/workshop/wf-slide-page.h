/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-deck-desk.h"
#include "wf-pane.h"

G_BEGIN_DECLS

/**
 * WfSlidePage:
 *
 * One slide of a deck that is being written: what its kind needs, in two languages side by side,
 * below a look at the wall that follows every letter.
 */
#define WF_TYPE_SLIDE_PAGE (wf_slide_page_get_type ())
G_DECLARE_FINAL_TYPE (WfSlidePage, wf_slide_page, WF, SLIDE_PAGE, WfPane)

/** wf_slide_page_new: @slide_id: of a slide of the desk's draft. Returns: (transfer floating) */
WfPane *wf_slide_page_new (WfServices *services, WfDeckDesk *desk, const char *slide_id);

G_END_DECLS

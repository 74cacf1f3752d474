/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"

G_BEGIN_DECLS

/**
 * WfStuckPage:
 *
 * Why the agency's file does not open, what is safe, and what one can do about it here: a
 * harmed file can be rescued or a chosen backup opened (the harmed file is kept either
 * way); a file that is in use, too new, or in a place that is copied elsewhere cannot be
 * opened from here, and the page says what can. It stands while the door is stuck.
 */
#define WF_TYPE_STUCK_PAGE (wf_stuck_page_get_type ())
G_DECLARE_FINAL_TYPE (WfStuckPage, wf_stuck_page, WF, STUCK_PAGE, WfPane)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"

G_BEGIN_DECLS

/**
 * WfTodayPage:
 *
 * Where the day stands: what was interrupted, what is due, and the two ways to begin.
 */
#define WF_TYPE_TODAY_PAGE (wf_today_page_get_type ())
G_DECLARE_FINAL_TYPE (WfTodayPage, wf_today_page, WF, TODAY_PAGE, WfPane)

G_END_DECLS

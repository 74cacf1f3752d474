/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"

G_BEGIN_DECLS

/**
 * WfPracticePage:
 *
 * The place for a member of staff with twenty quiet minutes: one next step, where they stand,
 * their plan, what waits for their sign-off, and the checklists.
 */
#define WF_TYPE_PRACTICE_PAGE (wf_practice_page_get_type ())
G_DECLARE_FINAL_TYPE (WfPracticePage, wf_practice_page, WF, PRACTICE_PAGE, WfPane)

G_END_DECLS

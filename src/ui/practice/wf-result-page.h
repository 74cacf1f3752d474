/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"
#include "wf-practice-result.h"

G_BEGIN_DECLS

/**
 * WfResultPage:
 *
 * Where one stands in a framework: a radar with last time and the floor, the same as bars and
 * sentences, strengths, one next step, and what one said beside what signed-off evidence
 * shows.
 */
#define WF_TYPE_RESULT_PAGE (wf_result_page_get_type ())
G_DECLARE_FINAL_TYPE (WfResultPage, wf_result_page, WF, RESULT_PAGE, WfPane)

/** wf_result_page_new: @framework: its id. Returns: (transfer floating) */
WfPane *wf_result_page_new (WfServices *services, const char *framework);

/**
 * wf_practice_make_result:
 * @framework: a map
 *
 * Returns: (transfer full) (nullable): what the last finished round says, for the role of who
 *   unlocked; %NULL without one
 */
WfPracticeResult *wf_practice_make_result (WfServices *services, const WfFramework *framework);

G_END_DECLS

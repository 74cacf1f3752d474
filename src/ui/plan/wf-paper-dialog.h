/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "wf-plan-desk.h"

G_BEGIN_DECLS

/**
 * WfPaperDialog:
 *
 * From a plan to paper. First it asks the client, in their language, whether it is safe to take
 * paper home; then what kind of page; then prints it, saves it, or copies it as text.
 *
 * Signal "made" (what: "printed", "saved", "copied"): a page left the program, and it is noted
 * in the plan.
 */
#define WF_TYPE_PAPER_DIALOG (wf_paper_dialog_get_type ())
G_DECLARE_FINAL_TYPE (WfPaperDialog, wf_paper_dialog, WF, PAPER_DIALOG, AdwWindow)

/** wf_paper_dialog_new: @desk: with a plan. Returns: (transfer none): a modal window, not shown */
WfPaperDialog *wf_paper_dialog_new (WfServices *services, WfPlanDesk *desk, GtkWindow *parent);

G_END_DECLS

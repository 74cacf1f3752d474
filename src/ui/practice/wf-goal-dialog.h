/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-task-dialog.h"

G_BEGIN_DECLS

/**
 * wf_goal_dialog_show:
 * @parent: (nullable)
 * @goal_id: (nullable): a goal that is not reached yet; %NULL for a new one
 *
 * A goal of the development plan: which competence it serves (where one stands lowest comes
 * first), its words, the checklist or training that serves it, and by when.
 *
 * Returns: (transfer none): the dialog, shown
 */
WfTaskDialog *wf_goal_dialog_show (WfServices *services, GtkWindow *parent, const char *goal_id);

G_END_DECLS

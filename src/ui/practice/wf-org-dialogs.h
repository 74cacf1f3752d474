/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-framework.h"
#include "wf-task-dialog.h"

G_BEGIN_DECLS

/** wf_org_answer_dialog_show: what the person says of the organisation in the round that goes on.
 *  Returns: (transfer none) (nullable): the dialog, shown; %NULL when no round goes on */
WfTaskDialog *
wf_org_answer_dialog_show (WfServices *services, GtkWindow *parent, WfFramework *framework);

/** wf_org_action_dialog_show: @action_id: (nullable): %NULL for a new one. Returns: (transfer
 *  none): the dialog, shown */
WfTaskDialog *wf_org_action_dialog_show (WfServices *services,
                                         GtkWindow *parent,
                                         WfFramework *framework,
                                         const char *action_id);

/** wf_org_close_dialog_show: says what closing @round means, and does it. Returns: (transfer none)
 */
WfTaskDialog *wf_org_close_dialog_show (WfServices *services, GtkWindow *parent, const char *round);

G_END_DECLS

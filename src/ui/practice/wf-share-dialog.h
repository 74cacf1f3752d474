/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-framework.h"
#include "wf-task-dialog.h"

G_BEGIN_DECLS

/**
 * wf_share_dialog_show:
 * @parent: (nullable)
 * @framework: a map with a finished round
 *
 * Whether the person's ratings are counted in the team, and what they offer to teach: both off
 * until they say so, both taken back in the same place.
 *
 * Returns: (transfer none): the dialog, shown
 */
WfTaskDialog *
wf_share_dialog_show (WfServices *services, GtkWindow *parent, WfFramework *framework);

G_END_DECLS

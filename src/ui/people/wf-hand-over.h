/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-task-dialog.h"

G_BEGIN_DECLS

/**
 * wf_hand_over_show:
 * @client_id: (nullable): the one client; %NULL asks which of those that I may open
 *
 * Hands clients over to a colleague: to whom, why, whether they agreed. They are handed
 * over one after the other; one that could not be stops the rest and is said.
 *
 * Returns: (transfer none): the dialog, shown
 */
WfTaskDialog *wf_hand_over_show (WfServices *services, GtkWindow *parent, const char *client_id);

G_END_DECLS

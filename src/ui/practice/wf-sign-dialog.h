/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-task-dialog.h"

G_BEGIN_DECLS

/**
 * wf_sign_dialog_show:
 * @parent: (nullable)
 * @request_id: a request of a colleague that waits
 *
 * What a colleague did and what shows it. Signs it off with the key of whoever unlocked, or
 * says what is still wanted.
 *
 * Returns: (transfer none) (nullable): the dialog, shown; %NULL when the request is not there
 */
WfTaskDialog *wf_sign_dialog_show (WfServices *services, GtkWindow *parent, const char *request_id);

G_END_DECLS

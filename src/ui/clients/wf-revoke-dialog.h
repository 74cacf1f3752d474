/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-client.h"
#include "wf-task-dialog.h"

G_BEGIN_DECLS

/**
 * wf_revoke_dialog_show:
 * @client: as last read
 * @purpose: one that the client said yes to
 *
 * Takes one purpose back: says what follows, and asks why, which may stay empty. "completed"
 * comes when it is durable; a receipt is then due.
 *
 * Returns: (transfer none): the dialog
 */
WfTaskDialog *wf_revoke_dialog_show (WfServices *services,
                                     GtkWindow *parent,
                                     const WfClient *client,
                                     const char *purpose);

G_END_DECLS

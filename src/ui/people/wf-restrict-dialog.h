/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-task-dialog.h"

G_BEGIN_DECLS

/**
 * wf_restrict_dialog_show:
 * @id: the client
 *
 * Who may open a client: everybody, or named colleagues only.
 *
 * Returns: (transfer none): the dialog; it shows itself once it has read
 */
WfTaskDialog *wf_restrict_dialog_show (WfServices *services, GtkWindow *parent, const char *id);

G_END_DECLS

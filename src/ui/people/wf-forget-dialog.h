/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-task-dialog.h"

G_BEGIN_DECLS

/**
 * wf_forget_dialog_show:
 * @id: the client
 *
 * Forgetting a client: what goes, what stays, which backups are destroyed, what is out of
 * reach, and the passphrase of a second person. Under a hold it only says so.
 *
 * Returns: (transfer none): the dialog; it shows itself once it has read
 */
WfTaskDialog *wf_forget_dialog_show (WfServices *services, GtkWindow *parent, const char *id);

/** wf_forget_dialog_show_for: @reason: (nullable): code of the reason that is chosen from the
 * beginning: "retention" */
WfTaskDialog *wf_forget_dialog_show_for (WfServices *services,
                                         GtkWindow *parent,
                                         const char *id,
                                         const char *reason);

G_END_DECLS

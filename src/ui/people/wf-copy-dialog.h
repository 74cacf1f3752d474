/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-task-dialog.h"

G_BEGIN_DECLS

/**
 * wf_copy_dialog_show:
 * @id: the client
 *
 * The client's right to their file: asks about protected answers, then where to save it.
 *
 * Returns: (transfer none): the dialog, shown
 */
WfTaskDialog *wf_copy_dialog_show (WfServices *services, GtkWindow *parent, const char *id);

/** wf_copy_dialog_save: @file: what the person chose; as if they had chosen it */
void wf_copy_dialog_save (WfTaskDialog *dialog, GFile *file);

G_END_DECLS

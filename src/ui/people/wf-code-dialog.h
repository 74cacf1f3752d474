/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-task-dialog.h"

G_BEGIN_DECLS

/**
 * wf_code_dialog_show:
 * @code: the organisation's new code; copied, wiped when the dialog goes
 *
 * Shows the code once, to print, save or write down.
 *
 * Returns: (transfer none): the dialog
 */
WfTaskDialog *wf_code_dialog_show (WfServices *services, GtkWindow *parent, const char *code);

G_END_DECLS

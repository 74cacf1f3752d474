/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-checklist.h"
#include "wf-task-dialog.h"

G_BEGIN_DECLS

/**
 * wf_point_dialog_show:
 * @parent: (nullable)
 * @point_id: a point of @checklist
 *
 * What shows that a point was done: words, a link, a file; or why it does not apply; or who
 * outside the agency signed on paper.
 *
 * Returns: (transfer none): the dialog, shown
 */
WfTaskDialog *wf_point_dialog_show (WfServices *services,
                                    GtkWindow *parent,
                                    WfChecklist *checklist,
                                    const char *point_id);

/** wf_point_dialog_attach: reads @file, as if it was chosen: for tests */
void wf_point_dialog_attach (WfTaskDialog *dialog, GFile *file);

G_END_DECLS

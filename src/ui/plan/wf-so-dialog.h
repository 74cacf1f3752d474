/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-plan-desk.h"
#include "wf-task-dialog.h"

G_BEGIN_DECLS

/**
 * wf_so_dialog_show:
 * @facts: (element-type WfClientFact): what was supposed; copied
 *
 * "That is so": names what will be kept, asks how we know, keeps it. Who keeps it is the author.
 *
 * Returns: (transfer none): the dialog, shown; its "completed" comes after the facts are durable
 */
WfTaskDialog *
wf_so_dialog_show (WfServices *services, GtkWindow *parent, WfPlanDesk *desk, GPtrArray *facts);

/** wf_so_dialog_set_source: for tests: as if it was chosen */
void wf_so_dialog_set_source (WfTaskDialog *self, const char *source, const char *by);

G_END_DECLS

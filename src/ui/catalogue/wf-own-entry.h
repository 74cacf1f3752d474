/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-task-dialog.h"

G_BEGIN_DECLS

/** wf_own_entry_ask_add: an entry of the agency's own, of what a person knows at the desk; shown.
 * services->sync and services->catalogue are set */
WfTaskDialog *wf_own_entry_ask_add (WfServices *services, GtkWindow *parent);

G_END_DECLS

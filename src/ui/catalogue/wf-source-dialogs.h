/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-sources.h"
#include "wf-task-dialog.h"

G_BEGIN_DECLS

/*
 * The dialogs about one source of the catalogue. Each is shown when it comes back; "completed"
 * when its task is done.
 */

/** wf_source_ask_add: an address with its key, pasted or typed by a scanner; renewed for the first
 * time before it is kept. @address: (nullable): what to begin with */
WfTaskDialog *wf_source_ask_add (WfServices *services, GtkWindow *parent, const char *address);

/** wf_source_ask_edit: another title and colour */
WfTaskDialog *
wf_source_ask_edit (WfServices *services, GtkWindow *parent, const WfSourceInfo *info);

/** wf_source_ask_remove: says what goes and what stays */
WfTaskDialog *
wf_source_ask_remove (WfServices *services, GtkWindow *parent, const WfSourceInfo *info);

/** wf_source_ask_removals: the new list leaves out @removed of the offers: a person decides */
WfTaskDialog *wf_source_ask_removals (WfServices *services,
                                      GtkWindow *parent,
                                      const WfSourceInfo *info,
                                      guint removed);

/** wf_source_show_address: as text to copy and as a square code, for others */
GtkWindow *
wf_source_show_address (WfServices *services, GtkWindow *parent, const WfSourceInfo *info);

G_END_DECLS

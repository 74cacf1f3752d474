/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "wf-resource.h"
#include "wf-task-dialog.h"

G_BEGIN_DECLS

/*
 * What can be done with what was said of an offer that is gone, asked before it is done: none of it
 * can be taken back. Each names the offer, and says what goes. @left: one of
 * wf_desk_list_left_finish(). The dialogs returned are open; they belong to GTK.
 */

/** wf_left_ask_move: to the entry @to */
WfTaskDialog *
wf_left_ask_move (WfServices *services, GtkWindow *parent, JsonObject *left, const WfResource *to);

/** wf_left_ask_forget: for good */
WfTaskDialog *wf_left_ask_forget (WfServices *services, GtkWindow *parent, JsonObject *left);

G_END_DECLS

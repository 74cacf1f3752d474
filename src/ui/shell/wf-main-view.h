/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane-stack.h"

G_BEGIN_DECLS

/**
 * WfMainView:
 *
 * What the window shows while the vault is open: the list of places beside the place one
 * is in. Each place keeps its own stack of panes. It is made on unlocking and destroyed
 * on locking, and every page of the vault with it.
 */
#define WF_TYPE_MAIN_VIEW (wf_main_view_get_type ())
G_DECLARE_FINAL_TYPE (WfMainView, wf_main_view, WF, MAIN_VIEW, AdwBin)

/** wf_main_view_new: Returns: (transfer floating): a view showing the first place */
GtkWidget *wf_main_view_new (WfServices *services);

/** wf_main_view_show_place: @name: "today", "clients", …; an unknown one is ignored */
void wf_main_view_show_place (WfMainView *self, const char *name);

/** wf_main_view_get_place: Returns: the name of the place one is in */
const char *wf_main_view_get_place (WfMainView *self);

/** wf_main_view_get_stack: Returns: (transfer none): the panes of that place */
WfPaneStack *wf_main_view_get_stack (WfMainView *self);

G_END_DECLS

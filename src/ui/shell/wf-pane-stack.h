/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"

G_BEGIN_DECLS

/**
 * WfPaneStack:
 *
 * Panes on top of one another, the last one visible. The one class behind which moving
 * between pages is hidden (libadwaita 1.2 has no navigation view).
 *
 * Signal "back-at-root": the way back was asked for at the first pane.
 */
#define WF_TYPE_PANE_STACK (wf_pane_stack_get_type ())
G_DECLARE_FINAL_TYPE (WfPaneStack, wf_pane_stack, WF, PANE_STACK, GtkWidget)

/** wf_pane_stack_new: @root: (transfer floating): the first pane, which stays */
WfPaneStack *wf_pane_stack_new (WfPane *root);

/** wf_pane_stack_push: @pane: (transfer floating): shown above the others */
void wf_pane_stack_push (WfPaneStack *self, WfPane *pane);

/** wf_pane_stack_replace: @pane: (transfer floating): takes the place of the visible one, which is
 * destroyed */
void wf_pane_stack_replace (WfPaneStack *self, WfPane *pane);

/** wf_pane_stack_pop: destroys the visible pane, or emits "back-at-root" */
void wf_pane_stack_pop (WfPaneStack *self);

/** wf_pane_stack_pop_to_root: destroys every pane but the first */
void wf_pane_stack_pop_to_root (WfPaneStack *self);

/** wf_pane_stack_get_visible: Returns: (transfer none): the pane on top */
WfPane *wf_pane_stack_get_visible (WfPaneStack *self);

/** wf_pane_stack_get_depth: Returns: how many panes there are, ≥ 1 */
guint wf_pane_stack_get_depth (WfPaneStack *self);

/**
 * wf_pane_stack_set_root_can_go_back:
 *
 * Whether the first pane shows a way back too: to the list of places in a narrow window.
 */
void wf_pane_stack_set_root_can_go_back (WfPaneStack *self, gboolean can_go_back);

/** wf_pane_stack_set_front: whether this stack is the one the person sees */
void wf_pane_stack_set_front (WfPaneStack *self, gboolean front);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WfPaneHost:
 *
 * Whoever shows panes, as a pane sees it: the place to go on to another one. #WfPaneStack is one.
 */
#define WF_TYPE_PANE_HOST (wf_pane_host_get_type ())
G_DECLARE_INTERFACE (WfPaneHost, wf_pane_host, WF, PANE_HOST, GtkWidget)

/**
 * WfPaneHostInterface:
 * @push: @pane: (transfer floating): shows it above the others
 * @replace: @pane: (transfer floating): shows it in the place of the visible one, which goes
 * @leave: goes back from @pane, and from whatever was opened from it
 */
struct _WfPaneHostInterface {
  GTypeInterface parent_iface;

  void (*push) (WfPaneHost *self, GtkWidget *pane);
  void (*replace) (WfPaneHost *self, GtkWidget *pane);
  void (*leave) (WfPaneHost *self, GtkWidget *pane);
};

/** wf_pane_host_find: Returns: (transfer none) (nullable): the host that @widget stands in */
WfPaneHost *wf_pane_host_find (GtkWidget *widget);

G_END_DECLS

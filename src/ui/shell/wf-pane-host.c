/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a pane needs of whoever shows it, so that panes do not know the stack they stand in.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-pane-host.h"

G_DEFINE_INTERFACE (WfPaneHost, wf_pane_host, GTK_TYPE_WIDGET)

static void
wf_pane_host_default_init (WfPaneHostInterface *iface)
{
}

WfPaneHost *
wf_pane_host_find (GtkWidget *widget)
{
  GtkWidget *host = gtk_widget_get_ancestor (widget, WF_TYPE_PANE_HOST);

  return host != NULL ? WF_PANE_HOST (host) : NULL;
}

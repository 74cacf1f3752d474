/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finding a person: search, and the list of clients.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-clients-page.h"

struct _WfClientsPage {
  WfPane parent_instance;

  AdwStatusPage *empty_page;
};

G_DEFINE_FINAL_TYPE (WfClientsPage, wf_clients_page, WF_TYPE_PANE)

static void
wf_clients_page_class_init (WfClientsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/clients/wf-clients-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WfClientsPage, empty_page);
}

static void
wf_clients_page_init (WfClientsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

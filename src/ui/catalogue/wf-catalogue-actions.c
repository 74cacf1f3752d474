/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The menu of the catalogue page.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-catalogue-actions.h"

#include "wf-sources-page.h"

static const struct {
  const char *name;
  WfPane *(*open) (WfServices *services);
} PAGES[] = {
  { "catalogue.sources", wf_sources_page_new },
};

static void
on_page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  for (guint i = 0; i < G_N_ELEMENTS (PAGES); i++)
    {
      if (g_str_equal (PAGES[i].name, name))
        wf_pane_push (WF_PANE (widget), PAGES[i].open (wf_pane_get_services (WF_PANE (widget))));
    }
}

void
wf_catalogue_actions_install (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (PAGES); i++)
    gtk_widget_class_install_action (widget_class, PAGES[i].name, NULL, on_page_action);
}

void
wf_catalogue_actions_enable (WfPane *page)
{
  gboolean is_enabled = wf_pane_get_services (page) != NULL &&
                        wf_pane_get_services (page)->sync != NULL &&
                        wf_pane_get_services (page)->catalogue != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (PAGES); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (page), PAGES[i].name, is_enabled);
}

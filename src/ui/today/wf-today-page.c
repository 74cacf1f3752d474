/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where the day stands: what was interrupted, what is due, and the two ways to begin.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-today-page.h"

struct _WfTodayPage {
  WfPane parent_instance;

  AdwStatusPage *empty_page;
};

G_DEFINE_FINAL_TYPE (WfTodayPage, wf_today_page, WF_TYPE_PANE)

static void
wf_today_page_class_init (WfTodayPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/today/wf-today-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WfTodayPage, empty_page);
}

static void
wf_today_page_init (WfTodayPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The safety lines of the catalogue, for the navigator: those of the agency's region first.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-safety-page.h"

#include <glib/gi18n.h>

#include "wf-resource-detail.h"
#include "wf-resource-search.h"

struct _WfSafetyPage {
  WfPane parent_instance;

  GtkStack *stack;
  GtkBox *line_box;

  WfResourceSearch *search;
};

G_DEFINE_FINAL_TYPE (WfSafetyPage, wf_safety_page, WF_TYPE_PANE)

static void
on_found (WfSafetyPage *self)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->line_box))) != NULL)
    gtk_box_remove (self->line_box, child);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->search)); i++)
    {
      g_autoptr (WfResourceItem) item = g_list_model_get_item (G_LIST_MODEL (self->search), i);
      GtkWidget *detail = wf_resource_detail_new ();
      GtkWidget *frame = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

      wf_resource_detail_show (WF_RESOURCE_DETAIL (detail), services, wf_resource_item_get (item));
      gtk_widget_set_margin_top (detail, 12);
      gtk_widget_set_margin_bottom (detail, 12);
      gtk_widget_set_margin_start (detail, 12);
      gtk_widget_set_margin_end (detail, 12);
      gtk_widget_add_css_class (frame, "card");
      gtk_box_append (GTK_BOX (frame), detail);
      gtk_box_append (self->line_box, frame);
    }
  gtk_stack_set_visible_child_name (
      self->stack,
      g_list_model_get_n_items (G_LIST_MODEL (self->search)) > 0 ? "lines" : "nothing");
}

static void
on_failed (WfSafetyPage *self, const GError *error)
{
  wf_pane_show_problem (WF_PANE (self), error);
}

static void
wf_safety_page_dispose (GObject *object)
{
  WfSafetyPage *self = WF_SAFETY_PAGE (object);

  if (self->search != NULL)
    g_object_run_dispose (G_OBJECT (self->search));
  g_clear_object (&self->search);
  G_OBJECT_CLASS (wf_safety_page_parent_class)->dispose (object);
}

static void
wf_safety_page_class_init (WfSafetyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wf_safety_page_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/catalogue/wf-safety-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WfSafetyPage, stack);
  gtk_widget_class_bind_template_child (widget_class, WfSafetyPage, line_box);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "pane.back", NULL);
}

static void
wf_safety_page_init (WfSafetyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

WfPane *
wf_safety_page_new (WfServices *services)
{
  WfSafetyPage *self;
  const char *region;

  g_return_val_if_fail (services != NULL, NULL);

  self = g_object_new (WF_TYPE_SAFETY_PAGE, "services", services, NULL);
  self->search = wf_resource_search_new (services);
  g_signal_connect_object (self->search, "found", G_CALLBACK (on_found), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "failed", G_CALLBACK (on_failed), self, G_CONNECT_SWAPPED);
  region = wf_agency_repo_get (services->agency)->region;
  wf_resource_search_set_kind (self->search, "safety");
  if (*region != '\0')
    wf_resource_search_set_region (self->search, region);
  return WF_PANE (self);
}

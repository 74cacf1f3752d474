/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One entry of the catalogue, read once when the page is made.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-entry-page.h"

#include "wf-resource-detail.h"

struct _WfEntryPage {
  WfPane parent_instance;

  GtkStack *stack;
  WfResourceDetail *detail;
};

G_DEFINE_FINAL_TYPE (WfEntryPage, wf_entry_page, WF_TYPE_PANE)

static void
on_got (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WfEntryPage *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WfResource) entry = wf_catalogue_get_finish (WF_CATALOGUE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (entry != NULL)
    wf_resource_detail_show (self->detail, wf_pane_get_services (WF_PANE (self)), entry);
  else if (!g_error_matches (error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_NOT_FOUND))
    wf_pane_show_problem (WF_PANE (self), error);
  gtk_stack_set_visible_child_name (self->stack, entry != NULL ? "entry" : "gone");
}

static void
wf_entry_page_class_init (WfEntryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (WF_TYPE_RESOURCE_DETAIL);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/catalogue/wf-entry-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WfEntryPage, stack);
  gtk_widget_class_bind_template_child (widget_class, WfEntryPage, detail);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "pane.back", NULL);
}

static void
wf_entry_page_init (WfEntryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

WfPane *
wf_entry_page_new (WfServices *services, const char *id, const char *name)
{
  WfEntryPage *self;

  g_return_val_if_fail (services != NULL && id != NULL && name != NULL, NULL);

  self = g_object_new (WF_TYPE_ENTRY_PAGE, "services", services, NULL);
  wf_pane_set_title (WF_PANE (self), name);
  if (services->catalogue != NULL)
    wf_catalogue_get_async (services->catalogue, id, wf_pane_get_cancellable (WF_PANE (self)),
                            on_got, self);
  else
    gtk_stack_set_visible_child_name (self->stack, "gone");
  return WF_PANE (self);
}

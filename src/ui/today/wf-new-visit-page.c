/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which way in, and with whom. It makes a client when asked for somebody new; the visit
 * itself is begun by the page that "win.begin-visit" opens.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-new-visit-page.h"

#include <glib/gi18n.h>

#include "wf-add-client-dialog.h"
#include "wf-client-words.h"
#include "wf-widget-tools.h"

struct _WfNewVisitPage {
  WfPane parent_instance;

  GtkToggleButton *help_button;
  GtkToggleButton *full_button;
  GtkSearchEntry *search_entry;
  GtkListBox *client_list;

  GtkFilterListModel *shown; /* (nullable) */
  GtkCustomFilter *filter;
};

G_DEFINE_FINAL_TYPE (WfNewVisitPage, wf_new_visit_page, WF_TYPE_PANE)

static void
begin (WfNewVisitPage *self, const char *id)
{
  gboolean full = gtk_toggle_button_get_active (self->full_button);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.begin-visit", "(ss)", id,
                              full ? "full" : "help-now");
}

static gboolean
is_match (gpointer item, gpointer user_data)
{
  WfNewVisitPage *self = user_data;

  return wf_client_item_matches (item, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  WfServices *services = wf_pane_get_services (WF_PANE (user_data));
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *person = wf_person_row_new ();
  g_autofree char *said = NULL;

  wf_person_row_show_client (WF_PERSON_ROW (person), wf_client_item_get_card (item),
                             services->format, wf_clock_now (services->clock));
  said = wf_person_row_dup_text (WF_PERSON_ROW (person));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), person);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
  g_object_set_data_full (G_OBJECT (row), "client", g_strdup (wf_client_item_get_id (item)),
                          g_free);
  return row;
}

static void
on_client_list_row_activated (GtkListBox *list, GtkListBoxRow *row, WfNewVisitPage *self)
{
  begin (self, g_object_get_data (G_OBJECT (row), "client"));
}

static void
on_search_entry_changed (GtkSearchEntry *entry, WfNewVisitPage *self)
{
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
on_client_added (WfAddClientDialog *dialog, const char *id, WfNewVisitPage *self)
{
  begin (self, id);
}

static void
on_add_button_clicked (GtkButton *button, WfNewVisitPage *self)
{
  WfAddClientDialog *dialog = wf_add_client_dialog_new (
      wf_pane_get_services (WF_PANE (self)), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));

  g_signal_connect_object (dialog, "added", G_CALLBACK (on_client_added), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Whoever it is comes into being when the visit starts. */
static void
on_nobody_button_clicked (GtkButton *button, WfNewVisitPage *self)
{
  begin (self, "");
}

static void
wf_new_visit_page_constructed (GObject *object)
{
  WfNewVisitPage *self = WF_NEW_VISIT_PAGE (object);
  GListModel *clients = G_LIST_MODEL (wf_pane_get_services (WF_PANE (self))->clients);

  G_OBJECT_CLASS (wf_new_visit_page_parent_class)->constructed (object);
  self->filter = gtk_custom_filter_new (is_match, self, NULL);
  self->shown =
      gtk_filter_list_model_new (g_object_ref (clients), GTK_FILTER (g_object_ref (self->filter)));
  gtk_list_box_bind_model (self->client_list, G_LIST_MODEL (self->shown), make_row, self, NULL);
}

static void
wf_new_visit_page_dispose (GObject *object)
{
  WfNewVisitPage *self = WF_NEW_VISIT_PAGE (object);

  if (self->filter != NULL)
    {
      gtk_list_box_bind_model (self->client_list, NULL, NULL, NULL, NULL);
      gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
    }
  g_clear_object (&self->shown);
  g_clear_object (&self->filter);
  G_OBJECT_CLASS (wf_new_visit_page_parent_class)->dispose (object);
}

/* Whoever comes has a name more often than not. */
static gboolean
wf_new_visit_page_take_focus (WfPane *pane)
{
  return gtk_widget_grab_focus (GTK_WIDGET (WF_NEW_VISIT_PAGE (pane)->search_entry));
}

static void
wf_new_visit_page_class_init (WfNewVisitPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  WF_PANE_CLASS (klass)->take_focus = wf_new_visit_page_take_focus;

  G_OBJECT_CLASS (klass)->constructed = wf_new_visit_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = wf_new_visit_page_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/today/wf-new-visit-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WfNewVisitPage, help_button);
  gtk_widget_class_bind_template_child (widget_class, WfNewVisitPage, full_button);
  gtk_widget_class_bind_template_child_full (widget_class, "nobody_button", FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, WfNewVisitPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, WfNewVisitPage, client_list);
  gtk_widget_class_bind_template_callback (widget_class, on_nobody_button_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_add_button_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_search_entry_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_client_list_row_activated);
}

static void
wf_new_visit_page_init (WfNewVisitPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  wf_search_entry_make_private (self->search_entry);
  wf_list_make_one_stop (GTK_WIDGET (self->client_list));
}

WfPane *
wf_new_visit_page_new (WfServices *services, WfVisitWay way)
{
  WfNewVisitPage *self;

  g_return_val_if_fail (services != NULL, NULL);

  self = g_object_new (WF_TYPE_NEW_VISIT_PAGE, "services", services, NULL);
  gtk_toggle_button_set_active (way == WF_VISIT_FULL ? self->full_button : self->help_button, TRUE);
  return WF_PANE (self);
}

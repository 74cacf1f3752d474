/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An entry on its way into a plan.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-plan-chooser.h"

#include <glib/gi18n.h>

#include "wf-client-words.h"
#include "wf-error-text.h"
#include "wf-plan-desk.h"
#include "wf-widget-tools.h"

struct _WfPlanChooser {
  AdwWindow parent_instance;

  GtkStack *stack;
  GtkSearchEntry *search_entry;
  GtkListBox *client_list;
  GtkLabel *note_label;
  GtkListBox *statement_list;

  WfServices *services;
  WfResource *entry;
  WfPlanDesk *desk; /* (nullable): of the client that was chosen */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (WfPlanChooser, wf_plan_chooser, ADW_TYPE_WINDOW)

enum {
  SIGNAL_ADDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
show_note (WfPlanChooser *self, const char *text)
{
  gtk_label_set_text (self->note_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note_label), text != NULL);
}

static GtkWidget *
make_row (const char *title, const char *id)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *escaped = g_markup_escape_text (title, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (id), g_free);
  return row;
}

static gboolean
is_shown (GtkListBoxRow *row, gpointer user_data)
{
  WfPlanChooser *self = user_data;
  WfClientItem *item =
      wf_client_repo_lookup (self->services->clients, g_object_get_data (G_OBJECT (row), "id"));

  return item != NULL &&
         wf_client_item_matches (item, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

static void
fill_clients (WfPlanChooser *self)
{
  GListModel *clients = G_LIST_MODEL (self->services->clients);

  for (guint i = 0; i < g_list_model_get_n_items (clients); i++)
    {
      g_autoptr (WfClientItem) item = g_list_model_get_item (clients, i);
      const WfClientCard *card = wf_client_item_get_card (item);
      g_autofree char *name = wf_client_dup_name (card->name, card->number, self->services->format);

      gtk_list_box_append (self->client_list, make_row (name, wf_client_item_get_id (item)));
    }
  gtk_list_box_set_filter_func (self->client_list, is_shown, self, NULL);
}

static void
on_search_entry_changed (WfPlanChooser *self)
{
  gtk_list_box_invalidate_filter (self->client_list);
}

static void
fill_statements (WfPlanChooser *self, const WfPlan *plan)
{
  for (guint i = 0; i < plan->statements->len; i++)
    {
      const WfPlanStatement *statement = plan->statements->pdata[i];

      gtk_list_box_append (
          self->statement_list,
          make_row (wf_plan_statement_get_text (statement, self->services->lang, NULL),
                    statement->id));
    }
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean ok = wf_plan_desk_load_finish (WF_PLAN_DESK (source), result, &error);
  WfPlanChooser *self = user_data;
  const WfPlan *plan;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  plan = ok ? wf_plan_desk_get_plan (self->desk) : NULL;
  if (plan != NULL && plan->statements->len > 0)
    {
      show_note (self, NULL);
      fill_statements (self, plan);
      gtk_stack_set_visible_child_name (self->stack, "statements");
      return;
    }
  if (ok)
    show_note (self, _ ("This client has no plan yet. Make one first, or choose another client."));
  else
    {
      g_autofree char *text = wf_error_to_user_text (error);

      show_note (self, text);
    }
  g_clear_object (&self->desk);
}

static void
on_client_list_row_activated (WfPlanChooser *self, GtkListBoxRow *row)
{
  if (self->desk != NULL)
    return;
  self->desk = wf_plan_desk_new (self->services, g_object_get_data (G_OBJECT (row), "id"));
  wf_plan_desk_load_async (self->desk, FALSE, self->cancellable, on_loaded, self);
}

static void
on_desk_changed (WfPlanChooser *self)
{
  if (!wf_plan_desk_can_undo (self->desk))
    return;
  g_signal_emit (self, signals[SIGNAL_ADDED], 0);
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_desk_failed (WfPlanChooser *self, const GError *error)
{
  g_autofree char *text = wf_error_to_user_text (error);

  show_note (self, text);
}

static void
on_statement_list_row_activated (WfPlanChooser *self, GtkListBoxRow *row)
{
  if (wf_plan_desk_is_busy (self->desk))
    return;
  g_signal_handlers_disconnect_by_data (self->desk, self);
  g_signal_connect_object (self->desk, "changed", G_CALLBACK (on_desk_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "failed", G_CALLBACK (on_desk_failed), self,
                           G_CONNECT_SWAPPED);
  wf_plan_desk_add (self->desk, g_object_get_data (G_OBJECT (row), "id"), self->entry);
}

static void
wf_plan_chooser_dispose (GObject *object)
{
  g_cancellable_cancel (WF_PLAN_CHOOSER (object)->cancellable);
  G_OBJECT_CLASS (wf_plan_chooser_parent_class)->dispose (object);
}

static void
wf_plan_chooser_finalize (GObject *object)
{
  WfPlanChooser *self = WF_PLAN_CHOOSER (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->entry, wf_resource_unref);
  g_clear_pointer (&self->services, wf_services_unref);
  G_OBJECT_CLASS (wf_plan_chooser_parent_class)->finalize (object);
}

static void
wf_plan_chooser_class_init (WfPlanChooserClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = wf_plan_chooser_dispose;
  object_class->finalize = wf_plan_chooser_finalize;
  signals[SIGNAL_ADDED] = g_signal_new ("added", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/plan/wf-plan-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, WfPlanChooser, stack);
  gtk_widget_class_bind_template_child (widget_class, WfPlanChooser, search_entry);
  gtk_widget_class_bind_template_child (widget_class, WfPlanChooser, client_list);
  gtk_widget_class_bind_template_child (widget_class, WfPlanChooser, note_label);
  gtk_widget_class_bind_template_child (widget_class, WfPlanChooser, statement_list);
  gtk_widget_class_bind_template_callback (widget_class, on_search_entry_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_client_list_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_statement_list_row_activated);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
wf_plan_chooser_init (WfPlanChooser *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  wf_search_entry_make_private (self->search_entry);
}

WfPlanChooser *
wf_plan_chooser_new (WfServices *services, WfResource *entry, GtkWindow *parent)
{
  WfPlanChooser *self;

  g_return_val_if_fail (services != NULL, NULL);
  g_return_val_if_fail (entry != NULL, NULL);

  self = g_object_new (WF_TYPE_PLAN_CHOOSER, "transient-for", parent, NULL);
  self->services = wf_services_ref (services);
  self->entry = wf_resource_ref (entry);
  fill_clients (self);
  return self;
}

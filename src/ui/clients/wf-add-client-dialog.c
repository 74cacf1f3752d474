/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Adding a client with as little as nothing.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-add-client-dialog.h"

#include <glib/gi18n.h>

#include "wf-status-note.h"
#include "wf-widget-tools.h"

struct _WfAddClientDialog {
  AdwWindow parent_instance;

  AdwEntryRow *name_row;
  GtkSwitch *alias_switch;
  AdwComboRow *language_row;
  WfStatusNote *note;
  GtkButton *add_button;

  WfServices *services;
  GCancellable *cancellable;
};

enum {
  ADDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WfAddClientDialog, wf_add_client_dialog, ADW_TYPE_WINDOW)

static void
on_create_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = wf_client_repo_create_finish (WF_CLIENT_REPO (source), result, &error);
  WfAddClientDialog *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (id == NULL)
    {
      wf_status_note_set_error (self->note, error);
      gtk_widget_set_sensitive (GTK_WIDGET (self->add_button), TRUE);
      return;
    }
  g_signal_emit (self, signals[ADDED], 0, id);
  gtk_window_destroy (GTK_WINDOW (self));
}

/* What was said about the language, as the first record of the new client. */
static GPtrArray *
make_records (WfAddClientDialog *self)
{
  WfLanguages *languages = wf_pack_library_get_languages (self->services->packs);
  guint selected = adw_combo_row_get_selected (self->language_row);
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);

  if (selected > 0 && selected != GTK_INVALID_LIST_POSITION)
    {
      const char *values[] = { wf_languages_get (languages, selected - 1)->tag, NULL };
      g_autoptr (WfClientFact) speaks =
          wf_client_fact_new ("speaks", WF_CLIENT_FACT_ANSWERED, values, 0);

      g_ptr_array_add (records, wf_client_record_fact (speaks));
    }
  return records;
}

static void
on_add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfAddClientDialog *self = WF_ADD_CLIENT_DIALOG (widget);
  g_autofree char *typed =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));
  g_autoptr (GPtrArray) records = make_records (self);

  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->add_button)))
    return;

  gtk_widget_set_sensitive (GTK_WIDGET (self->add_button), FALSE);
  wf_client_repo_create_async (self->services->clients, typed,
                               gtk_switch_get_active (self->alias_switch), records, NULL,
                               self->cancellable, on_create_ready, self);
}

static void
on_name_row_entry_activated (AdwEntryRow *row, WfAddClientDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "add-client.add", NULL);
}

static void
fill_languages (WfAddClientDialog *self)
{
  WfLanguages *languages = wf_pack_library_get_languages (self->services->packs);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("Not said yet"));
  for (guint i = 0; i < wf_languages_get_n (languages); i++)
    {
      const WfLanguage *language = wf_languages_get (languages, i);
      g_autofree char *name = wf_format_language_name (self->services->format, language->tag);
      g_autofree char *both = g_strdup_printf ("%s · %s", language->own_name, name);

      gtk_string_list_append (names, both);
    }
  adw_combo_row_set_model (self->language_row, G_LIST_MODEL (names));
}

static void
wf_add_client_dialog_dispose (GObject *object)
{
  g_cancellable_cancel (WF_ADD_CLIENT_DIALOG (object)->cancellable);
  G_OBJECT_CLASS (wf_add_client_dialog_parent_class)->dispose (object);
}

static void
wf_add_client_dialog_finalize (GObject *object)
{
  WfAddClientDialog *self = WF_ADD_CLIENT_DIALOG (object);

  g_object_unref (self->cancellable);
  g_clear_pointer (&self->services, wf_services_unref);
  G_OBJECT_CLASS (wf_add_client_dialog_parent_class)->finalize (object);
}

static void
wf_add_client_dialog_class_init (WfAddClientDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wf_add_client_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = wf_add_client_dialog_finalize;
  signals[ADDED] = g_signal_new ("added", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (WF_TYPE_STATUS_NOTE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/clients/wf-add-client-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, WfAddClientDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, WfAddClientDialog, alias_switch);
  gtk_widget_class_bind_template_child (widget_class, WfAddClientDialog, language_row);
  gtk_widget_class_bind_template_child (widget_class, WfAddClientDialog, note);
  gtk_widget_class_bind_template_child (widget_class, WfAddClientDialog, add_button);
  gtk_widget_class_bind_template_callback (widget_class, on_name_row_entry_activated);
  gtk_widget_class_install_action (widget_class, "add-client.add", NULL, on_add_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
wf_add_client_dialog_init (WfAddClientDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  wf_widget_wrap_buttons (GTK_WIDGET (self));
}

WfAddClientDialog *
wf_add_client_dialog_new (WfServices *services, GtkWindow *parent)
{
  WfAddClientDialog *self;

  g_return_val_if_fail (services != NULL, NULL);

  self = g_object_new (WF_TYPE_ADD_CLIENT_DIALOG, "transient-for", parent, NULL);
  self->services = wf_services_ref (services);
  fill_languages (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
  wf_door_watch (services->door, GTK_WIDGET (self));
  g_signal_connect_object (services->vault, "locked", G_CALLBACK (gtk_window_destroy), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The frame of every dialog that does one thing. It owns the rows it was asked for, what
 * its maker attached, and a cancellable that fires when it goes. It knows no task.
 *
 * Invariant: while is_busy, the content takes no input and the person cannot close it.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-task-dialog.h"

#include <glib/gi18n.h>

#include "wf-draft.h"
#include "wf-passphrase-meter.h"
#include "wf-status-note.h"
#include "wf-widget-tools.h"

/* Pixels */
#define WIDTH      500
#define HEADER     76
#define MAX_HEIGHT 680

struct _WfTaskDialog {
  AdwWindow parent_instance;

  GtkButton *cancel_button;
  GtkButton *go_button;
  GtkBox *content_box;
  GtkBox *progress_box;
  GtkSpinner *spinner;
  GtkLabel *progress_label;
  WfStatusNote *note;

  WfServices *services;
  GCancellable *cancellable;
  GCancellable *stop;   /* (nullable): of a task that may be stopped */
  AdwEntryRow *new_row; /* (nullable): the new passphrase */
  AdwEntryRow *again_row;
  WfPassphraseMeter *meter;
  GPtrArray *entries; /* (element-type AdwEntryRow), borrowed */
  WfDraft *draft;     /* (nullable) */
  char *told;
  gboolean is_busy;
  WfTaskFunc start;
  WfTaskIsReady is_ready;
  gpointer data;
  GDestroyNotify destroy_data;
};

enum {
  COMPLETED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WfTaskDialog, wf_task_dialog, ADW_TYPE_WINDOW)

static void
set_busy (WfTaskDialog *self, gboolean busy)
{
  self->is_busy = busy;
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->progress_box), busy);
  wf_widget_set_busy (GTK_WIDGET (self->content_box), busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->cancel_button), !busy || self->stop != NULL);
  if (self->stop != NULL)
    gtk_button_set_label (self->cancel_button, busy ? _ ("_Stop") : _ ("_Cancel"));
  wf_task_dialog_update (self);
}

static void
on_go_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  wf_task_dialog_start (WF_TASK_DIALOG (widget));
}

static gboolean
wf_task_dialog_close_request (GtkWindow *window)
{
  WfTaskDialog *self = WF_TASK_DIALOG (window);

  if (self->is_busy && self->stop != NULL)
    {
      gtk_widget_set_sensitive (GTK_WIDGET (self->cancel_button), FALSE);
      g_cancellable_cancel (self->stop);
    }
  if (self->is_busy)
    return TRUE;
  wf_draft_settle (self->draft);
  return GTK_WINDOW_CLASS (wf_task_dialog_parent_class)->close_request (window);
}

static void
wf_task_dialog_dispose (GObject *object)
{
  WfTaskDialog *self = WF_TASK_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->stop);
  self->is_ready = NULL;
  self->start = NULL;
  g_clear_pointer (&self->draft, wf_draft_free);
  G_OBJECT_CLASS (wf_task_dialog_parent_class)->dispose (object);
}

static void
wf_task_dialog_finalize (GObject *object)
{
  WfTaskDialog *self = WF_TASK_DIALOG (object);

  if (self->destroy_data != NULL)
    self->destroy_data (self->data);
  g_free (self->told);
  g_ptr_array_unref (self->entries);
  g_object_unref (self->cancellable);
  g_clear_object (&self->stop);
  g_clear_pointer (&self->services, wf_services_unref);
  G_OBJECT_CLASS (wf_task_dialog_parent_class)->finalize (object);
}

static void
wf_task_dialog_class_init (WfTaskDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wf_task_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = wf_task_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = wf_task_dialog_close_request;
  signals[COMPLETED] = g_signal_new ("completed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (WF_TYPE_STATUS_NOTE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/people/wf-task-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, WfTaskDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, WfTaskDialog, go_button);
  gtk_widget_class_bind_template_child (widget_class, WfTaskDialog, content_box);
  gtk_widget_class_bind_template_child (widget_class, WfTaskDialog, progress_box);
  gtk_widget_class_bind_template_child (widget_class, WfTaskDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, WfTaskDialog, progress_label);
  gtk_widget_class_bind_template_child (widget_class, WfTaskDialog, note);
  gtk_widget_class_install_action (widget_class, "task.go", NULL, on_go_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
wf_task_dialog_init (WfTaskDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->entries = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

WfTaskDialog *
wf_task_dialog_new (WfServices *services, GtkWindow *parent, const char *title)
{
  WfTaskDialog *self;

  g_return_val_if_fail (services != NULL, NULL);

  self = g_object_new (WF_TYPE_TASK_DIALOG, "transient-for", parent, "title", title, NULL);
  self->services = wf_services_ref (services);
  wf_door_watch (services->door, GTK_WIDGET (self));
  g_signal_connect_object (services->vault, "locked", G_CALLBACK (gtk_window_destroy), self,
                           G_CONNECT_SWAPPED);
  return self;
}

WfServices *
wf_task_dialog_get_services (WfTaskDialog *self)
{
  g_return_val_if_fail (WF_IS_TASK_DIALOG (self), NULL);

  return self->services;
}

GCancellable *
wf_task_dialog_get_cancellable (WfTaskDialog *self)
{
  g_return_val_if_fail (WF_IS_TASK_DIALOG (self), NULL);

  return self->cancellable;
}

void
wf_task_dialog_set_task (WfTaskDialog *self,
                         const char *label,
                         gboolean is_dangerous,
                         WfTaskFunc start,
                         WfTaskIsReady is_ready,
                         gpointer data,
                         GDestroyNotify destroy)
{
  g_return_if_fail (WF_IS_TASK_DIALOG (self));
  g_return_if_fail (self->start == NULL);

  self->start = start;
  self->is_ready = is_ready;
  self->data = data;
  self->destroy_data = destroy;
  gtk_button_set_label (self->cancel_button, _ ("_Cancel"));
  gtk_button_set_label (self->go_button, label);
  gtk_widget_add_css_class (GTK_WIDGET (self->go_button),
                            is_dangerous ? "destructive-action" : "suggested-action");
  gtk_widget_show (GTK_WIDGET (self->go_button));
  wf_task_dialog_update (self);
}

gpointer
wf_task_dialog_get_data (WfTaskDialog *self)
{
  g_return_val_if_fail (WF_IS_TASK_DIALOG (self), NULL);

  return self->data;
}

void
wf_task_dialog_set_stoppable (WfTaskDialog *self)
{
  g_return_if_fail (WF_IS_TASK_DIALOG (self));

  if (self->stop == NULL)
    self->stop = g_cancellable_new ();
}

GCancellable *
wf_task_dialog_get_stop (WfTaskDialog *self)
{
  g_return_val_if_fail (WF_IS_TASK_DIALOG (self), NULL);

  return self->stop;
}

void
wf_task_dialog_set_told (WfTaskDialog *self, const char *message)
{
  g_return_if_fail (WF_IS_TASK_DIALOG (self));

  g_free (self->told);
  self->told = g_strdup (message);
}

void
wf_task_dialog_add_widget (WfTaskDialog *self, GtkWidget *widget)
{
  g_return_if_fail (WF_IS_TASK_DIALOG (self));

  gtk_box_append (self->content_box, widget);
}

static GtkWidget *
make_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  return label;
}

void
wf_task_dialog_add_text (WfTaskDialog *self, const char *text)
{
  wf_task_dialog_add_widget (self, make_label (text));
}

void
wf_task_dialog_add_point (WfTaskDialog *self, const char *heading, const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *title = make_label (heading);

  gtk_widget_add_css_class (title, "heading");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), make_label (text));
  wf_task_dialog_add_widget (self, box);
}

AdwPreferencesGroup *
wf_task_dialog_add_group (WfTaskDialog *self, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *safe = g_markup_escape_text (title != NULL ? title : "", -1);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), safe);
  wf_task_dialog_add_widget (self, group);
  return ADW_PREFERENCES_GROUP (group);
}

static AdwEntryRow *
add_entry (WfTaskDialog *self, AdwPreferencesGroup *group, GtkWidget *row, const char *title)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (group, row);
  g_signal_connect_object (row, "changed", G_CALLBACK (wf_task_dialog_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "entry-activated", G_CALLBACK (wf_task_dialog_start), self,
                           G_CONNECT_SWAPPED);
  return ADW_ENTRY_ROW (row);
}

AdwEntryRow *
wf_task_dialog_add_entry (WfTaskDialog *self, AdwPreferencesGroup *group, const char *title)
{
  AdwEntryRow *row = add_entry (self, group, adw_entry_row_new (), title);

  adw_entry_row_set_input_hints (row, GTK_INPUT_HINT_PRIVATE);
  g_ptr_array_add (self->entries, row);
  return row;
}

AdwEntryRow *
wf_task_dialog_add_passphrase (WfTaskDialog *self, AdwPreferencesGroup *group, const char *title)
{
  GtkWidget *row = adw_password_entry_row_new ();

  wf_passphrase_row_tend_button (row);
  return add_entry (self, group, row, title);
}

static GtkWidget *
add_row_with (AdwPreferencesGroup *group,
              GtkWidget *inner,
              gboolean before,
              const char *title,
              const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *safe_title = g_markup_escape_text (title, -1);
  g_autofree char *safe = g_markup_escape_text (subtitle != NULL ? subtitle : "", -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), safe_title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), safe);
  gtk_widget_set_valign (inner, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (inner), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  if (before)
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), inner);
  else
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), inner);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), inner);
  adw_preferences_group_add (group, row);
  return row;
}

GtkSwitch *
wf_task_dialog_add_switch (WfTaskDialog *self,
                           AdwPreferencesGroup *group,
                           const char *title,
                           const char *subtitle)
{
  GtkWidget *toggle = gtk_switch_new ();

  add_row_with (group, toggle, FALSE, title, subtitle);
  g_signal_connect_object (toggle, "notify::active", G_CALLBACK (wf_task_dialog_update), self,
                           G_CONNECT_SWAPPED);
  return GTK_SWITCH (toggle);
}

GtkCheckButton *
wf_task_dialog_add_check (WfTaskDialog *self,
                          AdwPreferencesGroup *group,
                          const char *title,
                          const char *subtitle)
{
  GtkWidget *check = gtk_check_button_new ();

  add_row_with (group, check, TRUE, title, subtitle);
  g_signal_connect_object (check, "toggled", G_CALLBACK (wf_task_dialog_update), self,
                           G_CONNECT_SWAPPED);
  return GTK_CHECK_BUTTON (check);
}

AdwComboRow *
wf_task_dialog_add_choice (WfTaskDialog *self,
                           AdwPreferencesGroup *group,
                           const char *title,
                           const char *const *words)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) model = gtk_string_list_new (words);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  adw_preferences_group_add (group, row);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (wf_task_dialog_update), self,
                           G_CONNECT_SWAPPED);
  return ADW_COMBO_ROW (row);
}

static void
on_new_row_changed (GtkEditable *editable, WfTaskDialog *self)
{
  wf_passphrase_meter_check (self->meter, gtk_editable_get_text (editable), NULL);
}

void
wf_task_dialog_add_new_passphrase (WfTaskDialog *self, AdwPreferencesGroup *group)
{
  g_return_if_fail (WF_IS_TASK_DIALOG (self));
  g_return_if_fail (self->new_row == NULL);

  self->new_row = wf_task_dialog_add_passphrase (self, group, _ ("New passphrase"));
  self->again_row = wf_task_dialog_add_passphrase (self, group, _ ("The same again"));
  self->meter = g_object_new (WF_TYPE_PASSPHRASE_METER, NULL);
  wf_task_dialog_add_widget (self, GTK_WIDGET (self->meter));
  g_signal_connect_object (self->new_row, "changed", G_CALLBACK (on_new_row_changed), self, 0);
  g_signal_connect_object (self->new_row, "changed", G_CALLBACK (wf_task_dialog_update), self,
                           G_CONNECT_SWAPPED);
}

gboolean
wf_task_dialog_has_new_passphrase (WfTaskDialog *self)
{
  g_return_val_if_fail (WF_IS_TASK_DIALOG (self), FALSE);

  return self->new_row != NULL && wf_passphrase_meter_is_enough (self->meter) &&
         g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->new_row)),
                      gtk_editable_get_text (GTK_EDITABLE (self->again_row)));
}

const char *
wf_task_dialog_get_new_passphrase (WfTaskDialog *self)
{
  g_return_val_if_fail (WF_IS_TASK_DIALOG (self), NULL);
  g_return_val_if_fail (self->new_row != NULL, NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->new_row));
}

void
wf_task_dialog_keep_drafts (WfTaskDialog *self,
                            const char *owner_id,
                            const char *kind,
                            const char *about)
{
  g_return_if_fail (WF_IS_TASK_DIALOG (self));
  g_return_if_fail (self->draft == NULL);

  self->draft = wf_draft_new_about (self->services->vault, owner_id, kind, about, self->entries);
}

/* A scrolled window does not ask its child how high it is at this width: ask for it. */
void
wf_task_dialog_present (WfTaskDialog *self)
{
  int height;

  g_return_if_fail (WF_IS_TASK_DIALOG (self));

  gtk_widget_measure (GTK_WIDGET (self->content_box), GTK_ORIENTATION_VERTICAL, WIDTH, NULL,
                      &height, NULL, NULL);
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, MIN (height + HEADER, MAX_HEIGHT));
  wf_widget_focus_first (GTK_WIDGET (self->content_box));
  wf_widget_wrap_buttons (GTK_WIDGET (self));
  gtk_window_present (GTK_WINDOW (self));
}

void
wf_task_dialog_update (WfTaskDialog *self)
{
  gboolean ready;

  g_return_if_fail (WF_IS_TASK_DIALOG (self));

  ready = self->start != NULL && !self->is_busy &&
          (self->is_ready == NULL || self->is_ready (self, self->data));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "task.go", ready);
}

void
wf_task_dialog_start (WfTaskDialog *self)
{
  g_return_if_fail (WF_IS_TASK_DIALOG (self));

  if (self->start == NULL || self->is_busy ||
      (self->is_ready != NULL && !self->is_ready (self, self->data)))
    return;

  wf_status_note_set_error (self->note, NULL);
  if (self->stop != NULL)
    {
      g_object_unref (self->stop);
      self->stop = g_cancellable_new ();
    }
  set_busy (self, TRUE);
  self->start (self, self->data);
}

void
wf_task_dialog_show_progress (WfTaskDialog *self, const char *text)
{
  g_return_if_fail (WF_IS_TASK_DIALOG (self));

  gtk_label_set_label (self->progress_label, text != NULL ? text : _ ("This takes a moment"));
}

void
wf_task_dialog_show_error (WfTaskDialog *self, const GError *error)
{
  g_return_if_fail (WF_IS_TASK_DIALOG (self));

  wf_status_note_set_error (self->note, error);
}

void
wf_task_dialog_say (WfTaskDialog *self, const char *happened, const char *safe, const char *todo)
{
  g_return_if_fail (WF_IS_TASK_DIALOG (self));

  wf_status_note_set (self->note, happened, safe, todo);
}

void
wf_task_dialog_end (WfTaskDialog *self, const GError *error)
{
  GtkWindow *parent;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_return_if_fail (WF_IS_TASK_DIALOG (self));

  set_busy (self, FALSE);
  if (error != NULL)
    {
      wf_status_note_set_error (self->note, error);
      return;
    }
  parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  if (self->told != NULL && parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.tell", "s", self->told);
  wf_draft_settle (self->draft);
  g_signal_emit (self, signals[COMPLETED], 0);
  gtk_window_destroy (GTK_WINDOW (self));
}

void
wf_task_dialog_end_stopped (WfTaskDialog *self)
{
  g_return_if_fail (WF_IS_TASK_DIALOG (self));

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  set_busy (self, FALSE);
  wf_status_note_set (self->note, _ ("It was stopped."), _ ("Nothing was changed."),
                      _ ("Start again when you wish."));
}

char *
wf_task_row_dup_text (gpointer row)
{
  g_return_val_if_fail (GTK_IS_EDITABLE (row), NULL);

  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What was said of offers that are gone. The list is read whenever the page comes to the front and
 * after each thing done, so a row stands for what is kept.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-left-page.h"

#include <glib/gi18n.h>

#include "wf-catalogue-desk.h"
#include "wf-entry-chooser.h"
#include "wf-json.h"
#include "wf-question.h"
#include "wf-review-words.h"
#include "wf-rows.h"

struct _WfLeftPage {
  WfPane parent_instance;

  GtkStack *stack;
  AdwPreferencesGroup *left_group;
  GPtrArray *rows;
  GtkWindow *dialog; /* weak */
};

G_DEFINE_FINAL_TYPE (WfLeftPage, wf_left_page, WF_TYPE_PANE)

static void update (WfLeftPage *self);

static GtkWindow *
get_window (WfLeftPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
add_row (WfLeftPage *self, JsonObject *left)
{
  const char *name = wf_json_get_string (left, "name", "");
  const char *id = wf_json_get_string (left, "id", "");
  g_autofree char *words = wf_review_dup_left (left, wf_pane_get_services (WF_PANE (self)));
  AdwActionRow *row = wf_rows_add (self->left_group, self->rows, name, words);
  g_autoptr (GMenu) menu = g_menu_new ();

  wf_menu_append (menu, _ ("_Move to an Entry…"), "left.move", id);
  wf_menu_append (menu, _ ("_Forget It…"), "left.forget", id);
  adw_action_row_add_suffix (row, wf_menu_button_new_about (G_MENU_MODEL (menu), name));
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfLeftPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonArray) left =
      wf_desk_list_left_finish (WF_CATALOGUE_SYNC (source), result, &error);

  if (wf_pane_is_gone (WF_PANE (self)))
    return;
  if (left == NULL)
    {
      wf_pane_show_problem (WF_PANE (self), error);
      return;
    }
  wf_rows_clear (self->rows);
  for (guint i = 0; i < json_array_get_length (left); i++)
    add_row (self, json_array_get_object_element (left, i));
  gtk_stack_set_visible_child_name (self->stack, self->rows->len > 0 ? "left" : "nothing");
}

static void
update (WfLeftPage *self)
{
  wf_desk_list_left_async (wf_pane_get_services (WF_PANE (self))->sync, NULL, on_listed,
                           g_object_ref (self));
}

static void
on_edited (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfLeftPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean ok = wf_catalogue_save_edit_finish (WF_CATALOGUE (source), result, &error);

  if (wf_pane_is_gone (WF_PANE (self)))
    return;
  if (!ok)
    wf_pane_show_problem (WF_PANE (self), error);
  update (self);
}

static void
save (WfLeftPage *self, const WfEdit *edit)
{
  wf_catalogue_save_edit_async (wf_pane_get_services (WF_PANE (self))->catalogue, edit, NULL,
                                on_edited, g_object_ref (self));
}

static void
keep_dialog (WfLeftPage *self, GtkWidget *dialog, const char *id)
{
  g_object_set_data_full (G_OBJECT (dialog), "id", g_strdup (id), g_free);
  g_set_weak_pointer (&self->dialog, GTK_WINDOW (dialog));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_chosen (WfEntryChooser *chooser, WfResource *entry, WfLeftPage *self)
{
  const WfEdit edit = { .kind = WF_EDIT_MOVE,
                        .id = g_object_get_data (G_OBJECT (chooser), "id"),
                        .text = entry->id };

  save (self, &edit);
}

static void
on_move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfLeftPage *self = WF_LEFT_PAGE (widget);
  WfEntryChooser *chooser =
      wf_entry_chooser_new (wf_pane_get_services (WF_PANE (self)), get_window (self));

  gtk_window_set_title (GTK_WINDOW (chooser), _ ("Which one is it said of?"));
  g_signal_connect_object (chooser, "chosen", G_CALLBACK (on_chosen), self, 0);
  keep_dialog (self, GTK_WIDGET (chooser), g_variant_get_string (parameter, NULL));
}

static void
on_forget_response (AdwMessageDialog *dialog, const char *response, WfLeftPage *self)
{
  const WfEdit edit = { .kind = WF_EDIT_FORGET, .id = g_object_get_data (G_OBJECT (dialog), "id") };

  if (g_str_equal (response, "forget"))
    save (self, &edit);
}

static void
on_forget_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfLeftPage *self = WF_LEFT_PAGE (widget);
  GtkWidget *dialog = adw_message_dialog_new (
      get_window (self), _ ("Forget what you said of it?"),
      _ ("It goes for your whole team, and does not come back if the offer does."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "forget",
                                    _ ("_Forget"), NULL);
  wf_question_settle_on (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "forget",
                                              ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_forget_response), self, 0);
  keep_dialog (self, dialog, g_variant_get_string (parameter, NULL));
}

static void
wf_left_page_shown (WfPane *pane)
{
  update (WF_LEFT_PAGE (pane));
}

static void
wf_left_page_dispose (GObject *object)
{
  WfLeftPage *self = WF_LEFT_PAGE (object);

  if (self->dialog != NULL)
    gtk_window_destroy (self->dialog);
  g_clear_weak_pointer (&self->dialog);
  G_OBJECT_CLASS (wf_left_page_parent_class)->dispose (object);
}

static void
wf_left_page_finalize (GObject *object)
{
  g_ptr_array_unref (WF_LEFT_PAGE (object)->rows);
  G_OBJECT_CLASS (wf_left_page_parent_class)->finalize (object);
}

static void
wf_left_page_class_init (WfLeftPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wf_left_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = wf_left_page_finalize;
  WF_PANE_CLASS (klass)->shown = wf_left_page_shown;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/catalogue/wf-left-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WfLeftPage, stack);
  gtk_widget_class_bind_template_child (widget_class, WfLeftPage, left_group);
  gtk_widget_class_install_action (widget_class, "left.move", "s", on_move_action);
  gtk_widget_class_install_action (widget_class, "left.forget", "s", on_forget_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "pane.back", NULL);
}

static void
wf_left_page_init (WfLeftPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

WfPane *
wf_left_page_new (WfServices *services)
{
  g_return_val_if_fail (services != NULL && services->sync != NULL, NULL);

  return g_object_new (WF_TYPE_LEFT_PAGE, "services", services, NULL);
}

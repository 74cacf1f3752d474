/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What was said of offers that are gone. The list is read whenever the page comes to the front and
 * after each thing done, so a row stands for what is kept.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-left-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "wf-catalogue-desk.h"
#include "wf-entry-chooser.h"
#include "wf-json.h"
#include "wf-left-dialogs.h"
#include "wf-review-words.h"
#include "wf-rows.h"

struct _WfLeftPage {
  WfPane parent_instance;

  GtkStack *stack;
  AdwPreferencesGroup *left_group;
  GPtrArray *rows;
  JsonArray *left;   /* (nullable): what the rows say */
  GtkWindow *dialog; /* weak */
  char *moved;       /* (nullable): id of what was moved, until the list is read again */
  char *moved_to;    /* its new name */
};

G_DEFINE_FINAL_TYPE (WfLeftPage, wf_left_page, WF_TYPE_PANE)

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

static int
compare_names (gconstpointer a, gconstpointer b, gpointer user_data)
{
  g_autofree char *first = wf_format_collation_key (
      user_data, wf_json_get_string (*(JsonObject *const *) a, "name", ""));
  g_autofree char *second = wf_format_collation_key (
      user_data, wf_json_get_string (*(JsonObject *const *) b, "name", ""));

  return strcmp (first, second);
}

static void
add_rows (WfLeftPage *self)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  for (guint i = 0; i < json_array_get_length (self->left); i++)
    g_ptr_array_add (sorted, json_array_get_object_element (self->left, i));
  g_ptr_array_sort_with_data (sorted, compare_names, wf_pane_get_services (WF_PANE (self))->format);
  for (guint i = 0; i < sorted->len; i++)
    add_row (self, sorted->pdata[i]);
}

static JsonObject *
find_left (WfLeftPage *self, const char *id)
{
  for (guint i = 0; self->left != NULL && i < json_array_get_length (self->left); i++)
    {
      JsonObject *left = json_array_get_object_element (self->left, i);

      if (g_str_equal (wf_json_get_string (left, "id", ""), id))
        return left;
    }
  return NULL;
}

/* Where it went. What the other one says otherwise was not moved, and is listed still. */
static void
tell_moved (WfLeftPage *self)
{
  g_autofree char *words =
      g_strdup_printf (find_left (self, self->moved) != NULL
                           /* Translators: %s is the name of an offer */
                           ? _ ("“%s” has it now. What it says otherwise stays in this list.")
                           /* Translators: %s is the name of an offer */
                           : _ ("It is said of “%s” now."),
                       self->moved_to);

  wf_pane_tell (WF_PANE (self), words);
  g_clear_pointer (&self->moved, g_free);
  g_clear_pointer (&self->moved_to, g_free);
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
  g_clear_pointer (&self->left, json_array_unref);
  self->left = g_steal_pointer (&left);
  add_rows (self);
  gtk_stack_set_visible_child_name (self->stack, self->rows->len > 0 ? "left" : "nothing");
  if (self->moved != NULL)
    tell_moved (self);
}

static void
update (WfLeftPage *self)
{
  wf_desk_list_left_async (wf_pane_get_services (WF_PANE (self))->sync, NULL, on_listed,
                           g_object_ref (self));
}

/* Moving: to which, then whether. */

static void
on_moved (WfTaskDialog *dialog, WfLeftPage *self)
{
  self->moved = g_strdup (g_object_get_data (G_OBJECT (dialog), "id"));
  self->moved_to = g_strdup (g_object_get_data (G_OBJECT (dialog), "to"));
  update (self);
}

static void
on_chosen (WfEntryChooser *chooser, WfResource *entry, WfLeftPage *self)
{
  const char *id = g_object_get_data (G_OBJECT (chooser), "id");
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  JsonObject *left = find_left (self, id);
  WfTaskDialog *dialog;

  if (left == NULL)
    return;
  dialog = wf_left_ask_move (services, get_window (self), left, entry);
  g_object_set_data_full (G_OBJECT (dialog), "id", g_strdup (id), g_free);
  g_object_set_data_full (G_OBJECT (dialog), "to",
                          g_strdup (wf_resource_get_name (entry, services->lang)), g_free);
  g_signal_connect_object (dialog, "completed", G_CALLBACK (on_moved), self, 0);
  g_set_weak_pointer (&self->dialog, GTK_WINDOW (dialog));
}

static void
on_move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfLeftPage *self = WF_LEFT_PAGE (widget);
  const char *id = g_variant_get_string (parameter, NULL);
  JsonObject *left = find_left (self, id);
  WfEntryChooser *chooser;
  g_autofree char *title = NULL;

  if (left == NULL)
    return;
  chooser = wf_entry_chooser_new (wf_pane_get_services (WF_PANE (self)), get_window (self));
  /* Translators: %s is the name of an offer that is gone */
  title = g_strdup_printf (_ ("Which one is “%s” now?"), wf_json_get_string (left, "name", ""));
  gtk_window_set_title (GTK_WINDOW (chooser), title);
  g_object_set_data_full (G_OBJECT (chooser), "id", g_strdup (id), g_free);
  g_signal_connect_object (chooser, "chosen", G_CALLBACK (on_chosen), self, 0);
  g_set_weak_pointer (&self->dialog, GTK_WINDOW (chooser));
  gtk_window_present (GTK_WINDOW (chooser));
}

static void
on_forget_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfLeftPage *self = WF_LEFT_PAGE (widget);
  JsonObject *left = find_left (self, g_variant_get_string (parameter, NULL));
  WfTaskDialog *dialog;

  if (left == NULL)
    return;
  dialog = wf_left_ask_forget (wf_pane_get_services (WF_PANE (self)), get_window (self), left);
  g_signal_connect_object (dialog, "completed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_set_weak_pointer (&self->dialog, GTK_WINDOW (dialog));
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
  WfLeftPage *self = WF_LEFT_PAGE (object);

  g_ptr_array_unref (self->rows);
  g_clear_pointer (&self->left, json_array_unref);
  g_free (self->moved);
  g_free (self->moved_to);
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

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Corrections of others, to take or to leave. A row is one change of the proposal; it goes when it
 * was decided.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-review-page.h"

#include <glib/gi18n.h>

#include "wf-catalogue-desk.h"
#include "wf-file-ask.h"
#include "wf-json.h"
#include "wf-review-words.h"

/* So many at a time; the rest follows when they are decided. */
#define CHANGES_MAX 200

struct _WfReviewPage {
  WfPane parent_instance;

  GtkStack *stack;
  AdwPreferencesGroup *change_group;
  GtkLabel *more_label;
  GPtrArray *rows;
  JsonArray *changes;
  guint n_shown; /* of the changes: those before it are decided or in a row */
};

G_DEFINE_FINAL_TYPE (WfReviewPage, wf_review_page, WF_TYPE_PANE)

static void show_more (WfReviewPage *self);

static void
drop_row (WfReviewPage *self, GtkWidget *row)
{
  if (g_ptr_array_remove (self->rows, row))
    adw_preferences_group_remove (self->change_group, row);
  if (self->rows->len > 0)
    return;
  show_more (self);
  if (self->rows->len > 0)
    return;
  wf_pane_tell (WF_PANE (self), _ ("All of it is decided."));
  gtk_stack_set_visible_child_name (self->stack, "choose");
}

typedef struct {
  WfReviewPage *page;
  GtkWidget *row;
} Decision;

static void
on_accepted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Decision *decision = user_data;
  g_autoptr (WfReviewPage) self = decision->page;
  g_autoptr (GtkWidget) row = decision->row;
  g_autoptr (GError) error = NULL;
  gboolean ok = wf_desk_finish (WF_CATALOGUE_SYNC (source), result, &error);

  if (wf_pane_is_gone (WF_PANE (self)))
    return;
  gtk_widget_set_sensitive (row, TRUE);
  if (ok)
    drop_row (self, row);
  else
    wf_pane_show_problem (WF_PANE (self), error);
}

static GtkWidget *
find_row (GtkWidget *button)
{
  return gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW);
}

static void
on_take_clicked (GtkWidget *button, WfReviewPage *self)
{
  GtkWidget *row = find_row (button);
  Decision *decision = g_new0 (Decision, 1);

  decision->page = g_object_ref (self);
  decision->row = g_object_ref (row);
  gtk_widget_set_sensitive (row, FALSE);
  wf_desk_accept_async (wf_pane_get_services (WF_PANE (self))->sync,
                        g_object_get_data (G_OBJECT (row), "change"), NULL, on_accepted, decision);
}

static void
on_leave_clicked (GtkWidget *button, WfReviewPage *self)
{
  drop_row (self, find_row (button));
}

static void
add_button (
    WfReviewPage *self, GtkWidget *row, const char *words, const char *about, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (words);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  about, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, about);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_signal_connect_object (button, "clicked", callback, self, 0);
}

static void
add_change (WfReviewPage *self, JsonObject *change)
{
  const char *state = wf_json_get_string (change, "state", "");
  gboolean can_take = g_str_equal (state, "open") || g_str_equal (state, "conflict");
  gboolean replaces = g_str_equal (state, "conflict") &&
                      g_str_equal (wf_json_get_string (change, "kind", ""), "new");
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = wf_review_dup_title (change);
  g_autofree char *subtitle = wf_review_dup_words (change, wf_pane_get_services (WF_PANE (self)));
  g_autofree char *safe_title = g_markup_escape_text (title, -1);
  g_autofree char *safe = g_markup_escape_text (subtitle, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), safe_title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), safe);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  g_object_set_data_full (G_OBJECT (row), "change", json_object_ref (change),
                          (GDestroyNotify) json_object_unref);
  if (can_take)
    add_button (self, row, replaces ? _ ("_Replace") : _ ("_Take"), title,
                G_CALLBACK (on_take_clicked));
  add_button (self, row, _ ("_Leave"), title, G_CALLBACK (on_leave_clicked));
  g_ptr_array_add (self->rows, row);
  adw_preferences_group_add (self->change_group, row);
}

/* The next ones, and how many are left behind them. */
static void
show_more (WfReviewPage *self)
{
  guint n = json_array_get_length (self->changes), left;
  g_autofree char *more = NULL;

  for (guint i = 0; i < CHANGES_MAX && self->n_shown < n; i++)
    add_change (self, json_array_get_object_element (self->changes, self->n_shown++));
  left = n - self->n_shown;
  /* Translators: below a list of proposed changes */
  more = g_strdup_printf (ngettext ("%u more follows when these are decided.",
                                    "%u more follow when these are decided.", left),
                          left);
  gtk_label_set_text (self->more_label, more);
  gtk_widget_set_visible (GTK_WIDGET (self->more_label), left > 0);
}

static void
on_reviewed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfReviewPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonArray) changes =
      wf_desk_review_finish (WF_CATALOGUE_SYNC (source), result, &error);

  if (wf_pane_is_gone (WF_PANE (self)))
    return;
  if (changes == NULL)
    {
      wf_pane_show_problem (WF_PANE (self), error);
      return;
    }
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->change_group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  g_clear_pointer (&self->changes, json_array_unref);
  self->changes = g_steal_pointer (&changes);
  self->n_shown = 0;
  show_more (self);
  if (self->rows->len > 0)
    gtk_stack_set_visible_child_name (self->stack, "changes");
  else
    wf_pane_tell (WF_PANE (self), _ ("Nothing is proposed in it."));
}

void
wf_review_page_read (WfReviewPage *self, const char *path)
{
  g_return_if_fail (WF_IS_REVIEW_PAGE (self));
  g_return_if_fail (path != NULL);

  wf_pane_clear_problem (WF_PANE (self));
  wf_desk_review_async (wf_pane_get_services (WF_PANE (self))->sync, path, NULL, on_reviewed,
                        g_object_ref (self));
}

static void
on_file_chosen (GFile *file, gpointer owner)
{
  if (file != NULL && g_file_peek_path (file) != NULL)
    wf_review_page_read (owner, g_file_peek_path (file));
}

static void
on_choose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  wf_file_ask (
      wf_pane_get_services (WF_PANE (widget)), widget, GTK_WINDOW (gtk_widget_get_root (widget)),
      &(WfFileQuestion){ .action = GTK_FILE_CHOOSER_ACTION_OPEN, .title = _ ("Choose a file") },
      on_file_chosen);
}

static void
wf_review_page_finalize (GObject *object)
{
  WfReviewPage *self = WF_REVIEW_PAGE (object);

  g_ptr_array_unref (self->rows);
  g_clear_pointer (&self->changes, json_array_unref);
  G_OBJECT_CLASS (wf_review_page_parent_class)->finalize (object);
}

static void
wf_review_page_class_init (WfReviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wf_review_page_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/catalogue/wf-review-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WfReviewPage, stack);
  gtk_widget_class_bind_template_child (widget_class, WfReviewPage, change_group);
  gtk_widget_class_bind_template_child (widget_class, WfReviewPage, more_label);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "pane.back", NULL);
  gtk_widget_class_install_action (widget_class, "review.choose", NULL, on_choose_action);
}

static void
wf_review_page_init (WfReviewPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

WfPane *
wf_review_page_new (WfServices *services)
{
  g_return_val_if_fail (services != NULL && services->sync != NULL, NULL);

  return g_object_new (WF_TYPE_REVIEW_PAGE, "services", services, NULL);
}

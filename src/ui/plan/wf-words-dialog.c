/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Other words for a statement.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-words-dialog.h"

#include <glib/gi18n.h>

#include "wf-draft.h"
#include "wf-widget-tools.h"

struct _WfWordsDialog {
  AdwWindow parent_instance;

  GtkTextView *text_view;
  AdwComboRow *lang_row;
  GtkWidget *original_button;
  GtkWidget *save_button;

  WfPlanDesk *desk;
  WfDraft *draft; /* (nullable) */
  char *id;
  GStrv langs; /* as in the row */
};

G_DEFINE_FINAL_TYPE (WfWordsDialog, wf_words_dialog, ADW_TYPE_WINDOW)

static const char *
get_lang (WfWordsDialog *self)
{
  return self->langs[adw_combo_row_get_selected (self->lang_row)];
}

static void
update_direction (WfWordsDialog *self)
{
  if (self->langs != NULL &&
      adw_combo_row_get_selected (self->lang_row) != GTK_INVALID_LIST_POSITION)
    wf_widget_set_language (GTK_WIDGET (self->text_view), get_lang (self));
}

static void
on_save_button_clicked (WfWordsDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
  wf_plan_desk_edit (self->desk, self->id, *text != '\0' ? text : NULL, get_lang (self));
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_original_button_clicked (WfWordsDialog *self)
{
  wf_plan_desk_edit (self->desk, self->id, NULL, NULL);
  gtk_window_close (GTK_WINDOW (self));
}

/* Whoever closes it, with the words or without, needs the draft no more; a lock closes nothing. */
static gboolean
wf_words_dialog_close_request (GtkWindow *window)
{
  wf_draft_settle (WF_WORDS_DIALOG (window)->draft);
  return GTK_WINDOW_CLASS (wf_words_dialog_parent_class)->close_request (window);
}

static void
wf_words_dialog_dispose (GObject *object)
{
  g_clear_pointer (&WF_WORDS_DIALOG (object)->draft, wf_draft_free);
  G_OBJECT_CLASS (wf_words_dialog_parent_class)->dispose (object);
}

static void
wf_words_dialog_finalize (GObject *object)
{
  WfWordsDialog *self = WF_WORDS_DIALOG (object);

  g_clear_object (&self->desk);
  g_strfreev (self->langs);
  g_free (self->id);
  G_OBJECT_CLASS (wf_words_dialog_parent_class)->finalize (object);
}

static void
wf_words_dialog_class_init (WfWordsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wf_words_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = wf_words_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = wf_words_dialog_close_request;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/plan/wf-words-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, WfWordsDialog, text_view);
  gtk_widget_class_bind_template_child (widget_class, WfWordsDialog, lang_row);
  gtk_widget_class_bind_template_child (widget_class, WfWordsDialog, original_button);
  gtk_widget_class_bind_template_child (widget_class, WfWordsDialog, save_button);
  gtk_widget_class_bind_template_callback (widget_class, update_direction);
  gtk_widget_class_bind_template_callback (widget_class, on_save_button_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_original_button_clicked);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
wf_words_dialog_init (WfWordsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  wf_widget_wrap_buttons (GTK_WIDGET (self));
}

WfWordsDialog *
wf_words_dialog_new (WfServices *services,
                     WfPlanDesk *desk,
                     const char *statement_id,
                     GtkWindow *parent)
{
  WfWordsDialog *self;
  const WfPlanStatement *statement;
  const char *lang, *text_lang;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  gboolean is_same;

  g_return_val_if_fail (services != NULL, NULL);
  g_return_val_if_fail (WF_IS_PLAN_DESK (desk), NULL);

  statement = wf_plan_lookup (wf_plan_desk_get_plan (desk), statement_id);
  g_return_val_if_fail (statement != NULL, NULL);

  self = g_object_new (WF_TYPE_WORDS_DIALOG, "transient-for", parent, NULL);
  self->desk = g_object_ref (desk);
  self->id = g_strdup (statement_id);
  lang = wf_plan_desk_get_lang (desk);
  is_same = wf_language_matches (lang, services->lang);
  self->langs =
      g_strdupv ((GStrv) (const char *const[]){ lang, is_same ? NULL : services->lang, NULL });
  for (guint i = 0; self->langs[i] != NULL; i++)
    {
      g_autofree char *name = wf_format_language_name (services->format, self->langs[i]);

      gtk_string_list_append (names, name);
    }
  adw_combo_row_set_model (self->lang_row, G_LIST_MODEL (names));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view),
                            wf_plan_statement_get_text (statement, lang, &text_lang), -1);
  if (!is_same && wf_language_matches (services->lang, text_lang))
    adw_combo_row_set_selected (self->lang_row, 1);
  gtk_widget_set_visible (self->original_button, statement->edited != NULL);
  g_ptr_array_add (fields, gtk_text_view_get_buffer (self->text_view));
  self->draft =
      wf_draft_new_about (services->vault, wf_client_get_id (wf_plan_desk_get_client (desk)),
                          "draft.words", statement_id, fields);
  update_direction (self);
  /* On the words, not on the button above them, which a blank would press. */
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->text_view));
  return self;
}

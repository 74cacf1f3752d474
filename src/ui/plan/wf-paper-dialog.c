/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * "Is it safe to take paper home?", then the page. Nothing is built before the answer.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-paper-dialog.h"

#include <glib/gi18n.h>

#include "wf-page-preview.h"
#include "wf-print.h"
#include "wf-takeaway-job.h"
#include "wf-widget-tools.h"
#include "wf-wrap-layout.h"

typedef enum {
  VARIANT_PAGE,
  VARIANT_LARGE,
  VARIANT_TEXT,
} Variant;

struct _WfPaperDialog {
  AdwWindow parent_instance;

  GtkStack *stack;
  GtkLabel *client_question;
  GtkLabel *own_question;
  GtkBox *answer_box;
  GtkLabel *kept_label;
  GtkCheckButton *page_check;
  GtkCheckButton *large_check;
  GtkCheckButton *text_check;
  GtkWidget *large_row;
  GtkWidget *text_row;
  GtkWidget *sums_row;
  GtkSwitch *sums_switch;
  GtkWidget *plain_label;
  AdwComboRow *paper_row;
  GtkLabel *left_out_label;
  GtkLabel *problem_label;
  WfPagePreview *preview;
  GtkWidget *print_button;
  GtkWidget *save_button;
  GtkWidget *copy_button;

  WfServices *services;
  WfPlanDesk *desk;
  GCancellable *cancellable; /* of the page that is being built */
  WfPaperSafety safety;
  WfPage *page; /* (nullable): as the choices stand */
  GStrv left_out;
  char *slip_code;
  gboolean is_printing;
};

G_DEFINE_FINAL_TYPE (WfPaperDialog, wf_paper_dialog, ADW_TYPE_WINDOW)

enum {
  SIGNAL_MADE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

typedef struct {
  const char *text_id;
  WfPaperSafety safety;
} Answer;

static const Answer ANSWERS[] = {
  { "paper.yes", WF_PAPER_YES },
  { "paper.plain", WF_PAPER_PLAIN },
  { "paper.keep", WF_PAPER_KEEP },
};

static Variant
get_variant (WfPaperDialog *self)
{
  if (gtk_check_button_get_active (self->text_check))
    return VARIANT_TEXT;
  return gtk_check_button_get_active (self->large_check) ? VARIANT_LARGE : VARIANT_PAGE;
}

static void
get_options (WfPaperDialog *self, WfTakeawayOptions *out_options)
{
  wf_plan_desk_get_options (self->desk, out_options);
  out_options->safety = self->safety;
  if (!gtk_switch_get_active (self->sums_switch))
    out_options->budget = NULL;
  out_options->large = get_variant (self) == VARIANT_LARGE;
  out_options->paper =
      adw_combo_row_get_selected (self->paper_row) == 0 ? WF_PAGE_PAPER_A4 : WF_PAGE_PAPER_LETTER;
}

static void
show_problem (WfPaperDialog *self, const GError *error)
{
  g_autofree char *text = error != NULL ? wf_print_error_to_text (error) : NULL;

  gtk_label_set_text (self->problem_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), text != NULL);
}

static void
update_buttons (WfPaperDialog *self)
{
  gboolean is_text = get_variant (self) == VARIANT_TEXT;
  gboolean is_ready = self->page != NULL && !self->is_printing;

  gtk_widget_set_visible (self->print_button, !is_text);
  gtk_widget_set_visible (self->save_button, !is_text);
  gtk_widget_set_visible (self->copy_button, is_text);
  gtk_widget_set_sensitive (self->print_button, is_ready);
  gtk_widget_set_sensitive (self->save_button, is_ready);
  gtk_widget_set_sensitive (self->copy_button, is_ready);
}

/* What stays behind is named: the client will ask for it. */
static void
show_left_out (WfPaperDialog *self)
{
  const WfPlan *plan = wf_plan_desk_get_plan (self->desk);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; self->left_out != NULL && self->left_out[i] != NULL; i++)
    {
      const WfPlanStatement *statement = wf_plan_lookup (plan, self->left_out[i]);

      if (statement != NULL)
        /* Translators: a statement of the plan, quoted, in a list */
        g_string_append_printf (names, _ ("\n“%s”"),
                                wf_plan_statement_get_text (statement, self->services->lang, NULL));
    }
  if (names->len > 0)
    /* Translators: %s: the statements, each on a line of its own */
    text = g_strdup_printf (_ ("This does not fit on one side and stays in the plan here:%s"),
                            names->str);
  gtk_label_set_text (self->left_out_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->left_out_label),
                          text != NULL && get_variant (self) != VARIANT_TEXT);
}

static void
draw_page (cairo_t *cr, gpointer user_data)
{
  wf_page_draw (user_data, cr, 0, NULL);
}

static void
show_page (WfPaperDialog *self)
{
  double width, height;

  if (self->page == NULL)
    return;
  wf_page_get_size (self->page, &width, &height);
  wf_page_preview_set (self->preview, width, height, draw_page, wf_page_ref (self->page),
                       (GDestroyNotify) wf_page_unref);
}

static void
on_page_built (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GStrv left_out = NULL;
  g_autoptr (GError) error = NULL;
  WfPage *page = wf_takeaway_build_finish (result, &left_out, &error);
  WfPaperDialog *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->page = page;
  g_clear_pointer (&self->left_out, g_strfreev);
  self->left_out = left_out;
  show_problem (self, error);
  show_left_out (self);
  show_page (self);
  update_buttons (self);
}

static void
rebuild (WfPaperDialog *self)
{
  WfTakeawayOptions options;

  if (self->safety != WF_PAPER_YES && self->safety != WF_PAPER_PLAIN)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_clear_pointer (&self->page, wf_page_unref);
  get_options (self, &options);
  gtk_widget_set_visible (GTK_WIDGET (self->preview), get_variant (self) != VARIANT_TEXT);
  wf_takeaway_build_async (wf_plan_desk_copy_plan (self->desk), self->services->packs, &options,
                           self->cancellable, on_page_built, self);
  update_buttons (self);
}

static void
on_choice_changed (WfPaperDialog *self)
{
  rebuild (self);
}

/* The question, in the client's language with the navigator's under it. */

static void
on_answer_clicked (GtkButton *button, WfPaperDialog *self)
{
  self->safety = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "safety"));
  if (self->safety == WF_PAPER_KEEP)
    {
      gtk_stack_set_visible_child_name (self->stack, "kept");
      return;
    }
  gtk_widget_set_visible (self->large_row, self->safety == WF_PAPER_YES);
  gtk_widget_set_visible (self->sums_row,
                          self->safety == WF_PAPER_YES && wf_plan_desk_has_sums (self->desk));
  gtk_widget_set_visible (self->plain_label, self->safety == WF_PAPER_PLAIN);
  gtk_stack_set_visible_child_name (self->stack, "how");
  rebuild (self);
}

static GtkWidget *
make_text (WfPaperDialog *self, const char *id, const char *lang, double scale, const char **out)
{
  const WfClientTexts *texts = wf_pack_library_get_texts (self->services->packs);
  const char *text = wf_client_texts_get (texts, id, lang, out);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  wf_label_set_text_in (GTK_LABEL (label), text, *out, scale);
  return label;
}

static void
add_answer (WfPaperDialog *self, const Answer *answer)
{
  const char *lang, *own_lang;
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *label =
      make_text (self, answer->text_id, wf_plan_desk_get_lang (self->desk), 1.4, &lang);
  GtkWidget *own = make_text (self, answer->text_id, self->services->lang, 1, &own_lang);

  gtk_widget_add_css_class (own, "dim-label");
  gtk_widget_set_visible (own, !g_str_equal (lang, own_lang));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), own);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "answer");
  wf_widget_set_language (label, lang);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (GTK_LABEL (label)),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  gtk_label_get_text (GTK_LABEL (own)), -1);
  g_object_set_data (G_OBJECT (button), "safety", GINT_TO_POINTER (answer->safety));
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_answer_clicked), self, 0);
  gtk_box_append (self->answer_box, button);
}

static void
fill_question (WfPaperDialog *self)
{
  const WfClientTexts *texts = wf_pack_library_get_texts (self->services->packs);
  const char *lang, *own_lang;
  const char *question =
      wf_client_texts_get (texts, "paper.ask", wf_plan_desk_get_lang (self->desk), &lang);
  const char *own = wf_client_texts_get (texts, "paper.ask", self->services->lang, &own_lang);

  wf_label_set_text_in (self->client_question, question, lang, 1);
  wf_widget_set_language (GTK_WIDGET (self->client_question), lang);
  wf_label_set_text_in (self->own_question, own, own_lang, 1);
  gtk_widget_set_visible (GTK_WIDGET (self->own_question), !g_str_equal (lang, own_lang));
  for (guint i = 0; i < G_N_ELEMENTS (ANSWERS); i++)
    add_answer (self, &ANSWERS[i]);
}

/* Out of the program. */

static void
note_made (WfPaperDialog *self, const char *what)
{
  static const char *const NONE[] = { NULL };
  WfTakeawayOptions options;
  gboolean is_text = g_str_equal (what, "copied");

  get_options (self, &options);
  wf_plan_desk_note_page (self->desk, self->slip_code,
                          is_text ? "text" : wf_takeaway_get_variant (&options),
                          is_text ? NONE : (const char *const *) self->left_out);
  g_signal_emit (self, signals[SIGNAL_MADE], 0, what);
  gtk_window_close (GTK_WINDOW (self));
}

static void
end_printing (WfPaperDialog *self, WfPrintOutcome outcome, const GError *error, const char *what)
{
  self->is_printing = FALSE;
  if (outcome == WF_PRINT_DONE)
    note_made (self, what);
  else
    {
      show_problem (self, error);
      update_buttons (self);
    }
  g_object_unref (self);
}

static void
on_printed (WfPrintOutcome outcome, const GError *error, gpointer user_data)
{
  end_printing (user_data, outcome, error, "printed");
}

static void
on_saved (WfPrintOutcome outcome, const GError *error, gpointer user_data)
{
  end_printing (user_data, outcome, error, "saved");
}

static void
on_print_button_clicked (WfPaperDialog *self)
{
  self->is_printing = TRUE;
  update_buttons (self);
  wf_print_page (self->services, GTK_WINDOW (self), self->page, self->slip_code, NULL, on_printed,
                 g_object_ref (self));
}

static void
on_save_button_clicked (WfPaperDialog *self)
{
  self->is_printing = TRUE;
  update_buttons (self);
  wf_print_save_page (self->services, GTK_WINDOW (self), self->page, self->slip_code, NULL,
                      on_saved, g_object_ref (self));
}

static void
on_copy_button_clicked (WfPaperDialog *self)
{
  WfTakeawayOptions options;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  get_options (self, &options);
  text = wf_takeaway_build_text (wf_plan_desk_get_plan (self->desk), self->services->packs,
                                 &options, &error);
  if (text == NULL)
    {
      show_problem (self, error);
      return;
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  note_made (self, "copied");
}

static void
wf_paper_dialog_dispose (GObject *object)
{
  WfPaperDialog *self = WF_PAPER_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (wf_paper_dialog_parent_class)->dispose (object);
}

static void
wf_paper_dialog_finalize (GObject *object)
{
  WfPaperDialog *self = WF_PAPER_DIALOG (object);

  g_clear_pointer (&self->page, wf_page_unref);
  g_strfreev (self->left_out);
  g_free (self->slip_code);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->services, wf_services_unref);
  G_OBJECT_CLASS (wf_paper_dialog_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, WfPaperDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, WfPaperDialog, client_question);
  gtk_widget_class_bind_template_child (widget_class, WfPaperDialog, own_question);
  gtk_widget_class_bind_template_child (widget_class, WfPaperDialog, answer_box);
  gtk_widget_class_bind_template_child (widget_class, WfPaperDialog, kept_label);
  gtk_widget_class_bind_template_child (widget_class, WfPaperDialog, page_check);
  gtk_widget_class_bind_template_child (widget_class, WfPaperDialog, large_check);
  gtk_widget_class_bind_template_child (widget_class, WfPaperDialog, text_check);
  gtk_widget_class_bind_template_child (widget_class, WfPaperDialog, large_row);
  gtk_widget_class_bind_template_child (widget_class, WfPaperDialog, text_row);
  gtk_widget_class_bind_template_child (widget_class, WfPaperDialog, sums_row);
  gtk_widget_class_bind_template_child (widget_class, WfPaperDialog, sums_switch);
  gtk_widget_class_bind_template_child (widget_class, WfPaperDialog, plain_label);
  gtk_widget_class_bind_template_child (widget_class, WfPaperDialog, paper_row);
  gtk_widget_class_bind_template_child (widget_class, WfPaperDialog, left_out_label);
  gtk_widget_class_bind_template_child (widget_class, WfPaperDialog, problem_label);
  gtk_widget_class_bind_template_child (widget_class, WfPaperDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, WfPaperDialog, print_button);
  gtk_widget_class_bind_template_child (widget_class, WfPaperDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, WfPaperDialog, copy_button);
}

static void
wf_paper_dialog_class_init (WfPaperDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = wf_paper_dialog_dispose;
  object_class->finalize = wf_paper_dialog_finalize;
  signals[SIGNAL_MADE] = g_signal_new ("made", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (WF_TYPE_PAGE_PREVIEW);
  g_type_ensure (WF_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/plan/wf-paper-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_choice_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_print_button_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_save_button_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_button_clicked);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
wf_paper_dialog_init (WfPaperDialog *self)
{
  self->slip_code = wf_slip_code_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  wf_page_preview_describe (self->preview, _ ("The page as it will be printed"));
}

WfPaperDialog *
wf_paper_dialog_new (WfServices *services, WfPlanDesk *desk, GtkWindow *parent)
{
  WfPaperDialog *self;
  const WfPlan *plan;

  g_return_val_if_fail (services != NULL, NULL);
  g_return_val_if_fail (WF_IS_PLAN_DESK (desk), NULL);

  plan = wf_plan_desk_get_plan (desk);
  g_return_val_if_fail (plan != NULL, NULL);

  self = g_object_new (WF_TYPE_PAPER_DIALOG, "transient-for", parent, NULL);
  self->services = wf_services_ref (services);
  self->desk = g_object_ref (desk);
  adw_combo_row_set_selected (self->paper_row,
                              wf_print_guess_paper (plan->region) == WF_PAGE_PAPER_A4 ? 0 : 1);
  fill_question (self);
  wf_widget_wrap_buttons (GTK_WIDGET (self));
  update_buttons (self);
  return self;
}

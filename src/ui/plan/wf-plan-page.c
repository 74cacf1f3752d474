/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The plan of one client. The desk holds the plan and makes changes durable; this page shows
 * it as cards, and beside them the page they make, laid out in a thread each time the plan
 * changes.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-plan-page.h"

#include <glib/gi18n.h>

#include "wf-banner.h"
#include "wf-budget-view.h"
#include "wf-client-words.h"
#include "wf-entry-chooser.h"
#include "wf-fact-dialog.h"
#include "wf-page-preview.h"
#include "wf-paper-dialog.h"
#include "wf-plan-desk.h"
#include "wf-print.h"
#include "wf-statement-card.h"
#include "wf-takeaway-job.h"
#include "wf-what-if-page.h"
#include "wf-words-dialog.h"

struct _WfPlanPage {
  WfPane parent_instance;

  GtkStack *stack;
  WfBanner *newer;
  AdwStatusPage *nothing_page;
  GtkWidget *columns;
  GtkBox *card_box;
  WfBudgetView *budget_view;
  WfPagePreview *preview;
  GtkLabel *preview_note;
  GtkWidget *undo_button;
  GtkWidget *what_if_button;
  GtkWidget *print_button;

  WfPlanDesk *desk;
  gboolean is_building; /* the preview's page */
  gboolean is_stale;    /* and it is out of date already */
};

G_DEFINE_FINAL_TYPE (WfPlanPage, wf_plan_page, WF_TYPE_PANE)

static void build_preview (WfPlanPage *self);

static void
draw_page (cairo_t *cr, gpointer user_data)
{
  wf_page_draw (user_data, cr, 0, NULL);
}

static void
show_preview (WfPlanPage *self, WfPage *page, GStrv left_out, const GError *error)
{
  g_autofree char *note = NULL;
  double width, height;
  guint n = left_out != NULL ? g_strv_length (left_out) : 0;

  gtk_widget_set_visible (GTK_WIDGET (self->preview), page != NULL);
  if (page != NULL)
    {
      wf_page_get_size (page, &width, &height);
      wf_page_preview_set (self->preview, width, height, draw_page, wf_page_ref (page),
                           (GDestroyNotify) wf_page_unref);
    }
  if (error != NULL)
    note = wf_print_error_to_text (error);
  else if (n > 0)
    {
      g_autofree char *number =
          wf_format_integer (wf_pane_get_services (WF_PANE (self))->format, n);

      /* Translators: %s is a number of statements of the plan */
      note = g_strdup_printf (ngettext ("%s ticked statement does not fit on the page.",
                                        "%s ticked statements do not fit on the page.", n),
                              number);
    }
  gtk_label_set_text (self->preview_note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->preview_note), note != NULL);
}

static void
on_preview_built (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_auto (GStrv) left_out = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (WfPage) page = wf_takeaway_build_finish (result, &left_out, &error);
  WfPlanPage *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->is_building = FALSE;
  if (self->is_stale)
    build_preview (self);
  else
    show_preview (self, page, left_out, error);
}

/* The page as it would be for a client who takes it home. */
static void
build_preview (WfPlanPage *self)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  WfTakeawayOptions options;

  self->is_stale = self->is_building;
  if (self->is_building)
    return;

  self->is_building = TRUE;
  wf_plan_desk_get_options (self->desk, &options);
  options.safety = WF_PAPER_YES;
  options.paper = wf_print_guess_paper (wf_plan_desk_get_plan (self->desk)->region);
  wf_takeaway_build_async (wf_plan_desk_copy_plan (self->desk), services->packs, &options,
                           wf_pane_get_cancellable (WF_PANE (self)), on_preview_built, self);
}

/* Cards. */

static GtkWindow *
get_window (WfPlanPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
on_card_edit (WfStatementCard *card, WfPlanPage *self)
{
  WfWordsDialog *dialog = wf_words_dialog_new (wf_pane_get_services (WF_PANE (self)), self->desk,
                                               wf_statement_card_get_id (card), get_window (self));

  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_entry_chosen (WfEntryChooser *chooser, WfResource *entry, WfPlanPage *self)
{
  wf_plan_desk_add (self->desk, g_object_get_data (G_OBJECT (chooser), "statement"), entry);
}

static void
on_card_add (WfStatementCard *card, WfPlanPage *self)
{
  WfEntryChooser *chooser =
      wf_entry_chooser_new (wf_pane_get_services (WF_PANE (self)), get_window (self));

  g_object_set_data_full (G_OBJECT (chooser), "statement",
                          g_strdup (wf_statement_card_get_id (card)), g_free);
  g_signal_connect_object (chooser, "chosen", G_CALLBACK (on_entry_chosen), self, 0);
  gtk_window_present (GTK_WINDOW (chooser));
}

static GtkWidget *
find_card (WfPlanPage *self, const char *statement_id)
{
  GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self->card_box));

  while (card != NULL &&
         !g_str_equal (wf_statement_card_get_id (WF_STATEMENT_CARD (card)), statement_id))
    card = gtk_widget_get_next_sibling (card);
  return card;
}

/* Those of another plan, which this one took the place of. */
static void
drop_cards (WfPlanPage *self, const WfPlan *plan)
{
  GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self->card_box));

  while (card != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (card);

      if (wf_plan_lookup (plan, wf_statement_card_get_id (WF_STATEMENT_CARD (card))) == NULL)
        gtk_box_remove (self->card_box, card);
      card = next;
    }
}

static void
show_cards (WfPlanPage *self, const WfPlan *plan)
{
  GtkWidget *before = NULL;

  drop_cards (self, plan);
  for (guint i = 0; i < plan->statements->len; i++)
    {
      const WfPlanStatement *statement = plan->statements->pdata[i];
      GtkWidget *card = find_card (self, statement->id);

      if (card == NULL)
        {
          card = wf_statement_card_new (wf_pane_get_services (WF_PANE (self)), self->desk,
                                        statement->id);
          g_signal_connect_object (card, "edit", G_CALLBACK (on_card_edit), self, 0);
          g_signal_connect_object (card, "add", G_CALLBACK (on_card_add), self, 0);
          gtk_box_append (self->card_box, card);
        }
      if (gtk_widget_get_prev_sibling (card) != before)
        gtk_box_reorder_child_after (self->card_box, card, before);
      wf_statement_card_update (WF_STATEMENT_CARD (card), i, plan->statements->len);
      before = card;
    }
}

static gboolean
has_catalogue (WfPlanPage *self)
{
  return wf_pane_get_services (WF_PANE (self))->catalogue != NULL;
}

static void
show_plan (WfPlanPage *self)
{
  const WfPlan *plan = wf_plan_desk_get_plan (self->desk);
  gboolean has_plan = plan != NULL && plan->statements->len > 0;
  const char *name = "plan";

  if (plan == NULL)
    name = "none";
  else if (!has_plan)
    {
      name = "nothing";
      adw_status_page_set_description (
          self->nothing_page,
          wf_plan_desk_has_goal (self->desk)
              ? _ ("The answers so far lead to no statement. Go on with the questions: a few more "
                   "may show where to begin.")
              : _ ("The answers so far lead to no statement. Go on with the questions, or note "
                   "what "
                   "the client wants as their goal."));
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "plan.print", has_plan);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "plan.undo",
                                 wf_plan_desk_can_undo (self->desk));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "plan.renew",
                                 wf_plan_desk_can_renew (self->desk));
  if (wf_plan_desk_can_renew (self->desk))
    wf_banner_show (self->newer, _ ("There are newer answers than this plan. A new plan keeps what "
                                    "was agreed and shows what is new."));
  else
    wf_banner_hide (self->newer);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "plan.what-if",
                                 has_plan && has_catalogue (self));
  gtk_widget_set_visible (self->undo_button, has_plan);
  gtk_widget_set_visible (self->what_if_button, has_plan);
  gtk_widget_set_visible (self->print_button, has_plan);
  if (has_plan)
    {
      show_cards (self, plan);
      wf_budget_view_update (self->budget_view, wf_pane_get_services (WF_PANE (self)), self->desk);
      build_preview (self);
    }
  gtk_stack_set_visible_child_name (self->stack, name);
}

static void
on_desk_failed (WfPlanDesk *desk, const GError *error, WfPlanPage *self)
{
  wf_pane_show_problem (WF_PANE (self), error);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean ok = wf_plan_desk_load_finish (WF_PLAN_DESK (source), result, &error);
  WfPlanPage *self = user_data;
  const WfClient *client;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!ok)
    wf_pane_show_problem (WF_PANE (self), error);
  client = wf_plan_desk_get_client (self->desk);
  if (client != NULL)
    {
      g_autofree char *name =
          wf_client_dup_name (wf_client_get_name (client), wf_client_get_number (client),
                              wf_pane_get_services (WF_PANE (self))->format);

      wf_pane_set_subtitle (WF_PANE (self), name);
    }
  show_plan (self);
  g_signal_connect_object (self->desk, "changed", G_CALLBACK (show_plan), self, G_CONNECT_SWAPPED);
}

/* Actions. */

static void
on_made (WfPaperDialog *dialog, const char *what, WfPlanPage *self)
{
  if (g_str_equal (what, "printed"))
    wf_pane_tell (WF_PANE (self), _ ("The page is at the printer."));
  else if (g_str_equal (what, "saved"))
    wf_pane_tell (WF_PANE (self), _ ("The page is saved."));
  else
    wf_pane_tell (WF_PANE (self), _ ("The text is copied. Paste it into the messaging app."));
}

static void
on_print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfPlanPage *self = WF_PLAN_PAGE (widget);
  WfPaperDialog *dialog =
      wf_paper_dialog_new (wf_pane_get_services (WF_PANE (self)), self->desk, get_window (self));

  g_signal_connect_object (dialog, "made", G_CALLBACK (on_made), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  wf_plan_desk_undo (WF_PLAN_PAGE (widget)->desk);
}

static void
on_what_if_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfPlanPage *self = WF_PLAN_PAGE (widget);

  wf_pane_push (WF_PANE (self),
                wf_what_if_page_new (wf_pane_get_services (WF_PANE (self)), self->desk));
}

/* What was said about money and use is written down where it is needed. */
static void
on_budget_view_ask (WfBudgetView *view, const char *fact, WfPlanPage *self)
{
  const WfClient *client = wf_plan_desk_get_client (self->desk);
  WfTaskDialog *dialog;

  if (client == NULL)
    return;
  dialog = wf_fact_dialog_show (wf_pane_get_services (WF_PANE (self)), get_window (self), client,
                                wf_fact_words_lookup (fact));
  g_signal_connect_object (dialog, "completed", G_CALLBACK (wf_plan_desk_read_client), self->desk,
                           G_CONNECT_SWAPPED);
}

static void
on_renew_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  wf_plan_desk_renew (WF_PLAN_PAGE (widget)->desk);
}

static void
wf_plan_page_finalize (GObject *object)
{
  g_clear_object (&WF_PLAN_PAGE (object)->desk);
  G_OBJECT_CLASS (wf_plan_page_parent_class)->finalize (object);
}

static void
wf_plan_page_class_init (WfPlanPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wf_plan_page_finalize;
  wf_pane_class_hold_reminders (WF_PANE_CLASS (klass));
  gtk_widget_class_install_action (widget_class, "plan.print", NULL, on_print_action);
  gtk_widget_class_install_action (widget_class, "plan.undo", NULL, on_undo_action);
  gtk_widget_class_install_action (widget_class, "plan.renew", NULL, on_renew_action);
  gtk_widget_class_install_action (widget_class, "plan.what-if", NULL, on_what_if_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "plan.print",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "plan.undo",
                                       NULL);

  g_type_ensure (WF_TYPE_BANNER);
  g_type_ensure (WF_TYPE_BUDGET_VIEW);
  g_type_ensure (WF_TYPE_PAGE_PREVIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/plan/wf-plan-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WfPlanPage, stack);
  gtk_widget_class_bind_template_child (widget_class, WfPlanPage, newer);
  gtk_widget_class_bind_template_child (widget_class, WfPlanPage, nothing_page);
  gtk_widget_class_bind_template_child (widget_class, WfPlanPage, columns);
  gtk_widget_class_bind_template_child (widget_class, WfPlanPage, card_box);
  gtk_widget_class_bind_template_child (widget_class, WfPlanPage, budget_view);
  gtk_widget_class_bind_template_child (widget_class, WfPlanPage, what_if_button);
  gtk_widget_class_bind_template_callback (widget_class, on_budget_view_ask);
  gtk_widget_class_bind_template_child (widget_class, WfPlanPage, preview);
  gtk_widget_class_bind_template_child (widget_class, WfPlanPage, preview_note);
  gtk_widget_class_bind_template_child (widget_class, WfPlanPage, undo_button);
  gtk_widget_class_bind_template_child (widget_class, WfPlanPage, print_button);
}

static void
wf_plan_page_init (WfPlanPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  wf_page_preview_describe (self->preview, _ ("The client’s page as it will be printed"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "plan.print", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "plan.undo", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "plan.renew", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "plan.what-if", FALSE);
  wf_banner_set_action (self->newer, _ ("Make a New Plan"), "plan.renew");
}

WfPane *
wf_plan_page_new (WfServices *services, const char *client_id)
{
  WfPlanPage *self;

  g_return_val_if_fail (services != NULL, NULL);
  g_return_val_if_fail (client_id != NULL, NULL);

  self = g_object_new (WF_TYPE_PLAN_PAGE, "services", services, NULL);
  self->desk = wf_plan_desk_new (services, client_id);
  g_signal_connect_object (self->desk, "failed", G_CALLBACK (on_desk_failed), self, 0);
  wf_plan_desk_load_async (self->desk, TRUE, wf_pane_get_cancellable (WF_PANE (self)), on_loaded,
                           self);
  return WF_PANE (self);
}

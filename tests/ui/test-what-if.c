/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * "What if" and the sums of a plan, on a real vault and the shipped catalogue: verdicts move,
 * nothing is kept, and then what turned out to be so is, with how we know.
 */
#include "wf-talk-test.h"
#include "wf-task-test.h"

#include <string.h>

#include "wf-budget-view.h"
#include "wf-pane-stack.h"
#include "wf-offer-row.h"
#include "wf-plan-page.h"
#include "wf-so-dialog.h"
#include "wf-what-if-page.h"

typedef struct {
  WfServices *services;
  char *client;
  WfPane *page;
  WfPaneStack *stack;
  GtkWindow *window;
} Fixture;

static void
show (Fixture *f, int width)
{
  GtkStack *stack;

  f->page = wf_plan_page_new (f->services, f->client);
  f->stack = wf_pane_stack_new (f->page);
  wf_pane_stack_set_front (f->stack, TRUE);
  f->window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (f->window, width, 900);
  adw_window_set_content (ADW_WINDOW (f->window), GTK_WIDGET (f->stack));
  gtk_window_present (f->window);
  wf_ui_test_wait_shown (f->window);
  stack = wf_ui_test_child (f->page, "stack");
  WAIT_FOR (g_str_equal (gtk_stack_get_visible_child_name (stack), "plan"));
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->services = wf_ui_test_services ();
  wf_ui_test_open (f->services);
  f->client = wf_ui_test_add_client (f->services, "Samira", "ar");
  talk (f->services, f->client, "ar", FALSE);
  show (f, data != NULL ? GPOINTER_TO_INT (data) : 1100);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  wf_ui_test_destroy (f->window, GTK_WIDGET (f->stack));
  g_free (f->client);
  wf_services_unref (f->services);
}

static guint
count_records (Fixture *f, const char *kind, WfRecord **out_last)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = wf_vault_read_sync (f->services->vault, f->client, &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < records->len; i++)
    {
      WfRecord *record = records->pdata[i];

      if (kind != NULL && !g_str_equal (record->kind, kind))
        continue;
      n++;
      if (out_last != NULL)
        {
          g_clear_pointer (out_last, wf_record_unref);
          *out_last = wf_record_ref (record);
        }
    }
  return n;
}

static WfPane *
open_what_if (Fixture *f)
{
  gtk_widget_activate_action (GTK_WIDGET (f->page), "plan.what-if", NULL);
  WAIT_FOR (WF_IS_WHAT_IF_PAGE (wf_pane_stack_get_visible (f->stack)));
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (wf_pane_stack_get_visible (f->stack)),
                             "The offers as they are"));
  return wf_pane_stack_get_visible (f->stack);
}

/* The boxes stand in rows that are folded. */
static void
tick (WfPane *page, const char *title)
{
  AdwActionRow *row = get_row (page, title);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (adw_action_row_get_activatable_widget (row)),
                               TRUE);
}

static void
suppose_otherwise (WfPane *page)
{
  adw_combo_row_set_selected (get_row (page, "Money is short"), 2); /* no */
  tick (page, "Letter with a code from the government");
  tick (page, "Canada Child Benefit, the highest amount");
}

static const char *
get_moved (WfPane *page)
{
  return gtk_label_get_text (wf_ui_test_child (page, "moved_label"));
}

static void
test_nothing_is_kept (Fixture *f, gconstpointer data)
{
  guint before = count_records (f, NULL, NULL);
  WfPane *page = open_what_if (f);

  g_assert_false (wf_ui_test_sees (GTK_WIDGET (page), "would be another"));
  g_assert_false (wf_ui_test_sees (GTK_WIDGET (page), "now “"));
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (page), "What if: nothing of this page is kept until "
                                                     "you say that it is so."));
  g_assert_false (gtk_widget_is_sensitive (wf_ui_test_child (page, "keep_button")));
  suppose_otherwise (page);
  WAIT_FOR (strstr (get_moved (page), "would be") != NULL);
  g_assert_true (gtk_widget_is_sensitive (wf_ui_test_child (page, "keep_button")));
  wf_ui_test_picture (f->window, "what-if");

  gtk_widget_activate_action (GTK_WIDGET (page), "what-if.reset", NULL);
  WAIT_FOR (g_str_equal (get_moved (page), "The offers as they are"));
  g_assert_false (gtk_widget_is_sensitive (wf_ui_test_child (page, "keep_button")));
  g_assert_cmpuint (count_records (f, NULL, NULL), ==, before);
}

/* Immigration status is not among what can be supposed. */
static void
test_no_status (Fixture *f, gconstpointer data)
{
  WfPane *page = open_what_if (f);

  g_assert_null (find_row (GTK_WIDGET (page), "Year they came to Canada"));
  g_assert_false (wf_ui_test_sees (GTK_WIDGET (page), "status"));
  g_assert_false (wf_ui_test_sees (GTK_WIDGET (page), "refugee"));
}

static GtkWindow *
find_dialog (Fixture *f)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    {
      if (WF_IS_TASK_DIALOG (l->data))
        return l->data;
    }
  return NULL;
}

static void
test_that_is_so (Fixture *f, gconstpointer data)
{
  guint plans = count_records (f, "plan.made", NULL);
  WfPane *page = open_what_if (f);
  g_autoptr (WfRecord) said = NULL;
  GtkWindow *dialog;

  suppose_otherwise (page);
  WAIT_FOR (strstr (get_moved (page), "would be") != NULL);
  gtk_widget_activate_action (GTK_WIDGET (page), "what-if.keep", NULL);
  dialog = find_dialog (f);
  g_assert_nonnull (dialog);
  wf_ui_test_wait_shown (dialog);
  g_assert_false (can_go (dialog)); /* nobody said yet how we know */
  wf_so_dialog_set_source (WF_TASK_DIALOG (dialog), "other", "");
  g_assert_false (can_go (dialog)); /* nor who */
  wf_so_dialog_set_source (WF_TASK_DIALOG (dialog), "other", "her daughter");
  g_assert_true (can_go (dialog));
  wf_ui_test_picture (dialog, "what-if-so");
  wf_task_dialog_start (WF_TASK_DIALOG (dialog));
  WAIT_FOR (wf_pane_stack_get_visible (f->stack) == f->page);

  g_assert_cmpuint (count_records (f, "client.fact", &said), >=, 3);
  g_assert_cmpstr (json_object_get_string_member (said->body, "source"), ==, "other");
  g_assert_cmpstr (json_object_get_string_member (said->body, "by"), ==, "her daughter");
  WAIT_FOR (count_records (f, "plan.made", NULL) == plans + 1);
  /* Taking it back brings the plan before; what is known stays known. */
  WAIT_FOR (gtk_widget_get_sensitive (wf_ui_test_child (f->page, "undo_button")));
  gtk_widget_activate_action (GTK_WIDGET (f->page), "plan.undo", NULL);
  WAIT_FOR (count_records (f, "plan.restored", NULL) == 1);
}

static void
test_sums (Fixture *f, gconstpointer data)
{
  WfBudgetView *view = wf_ui_test_child (f->page, "budget_view");
  const char *values[] = { "12.5", NULL };
  GtkWindow *dialog;

  g_assert_true (wf_ui_test_sees (GTK_WIDGET (view), "Can pay a month: Not asked yet"));
  g_assert_false (wf_ui_test_sees (GTK_WIDGET (view), "stays each month"));
  g_signal_emit_by_name (view, "ask", "pay-month");
  dialog = find_dialog (f);
  g_assert_nonnull (dialog);
  wf_ui_test_wait_shown (dialog);
  type_in (dialog, "What they can pay a month", "١٢٫٥"); /* as it is typed in Arabic */
  g_assert_true (can_go (dialog));
  wf_task_dialog_start (WF_TASK_DIALOG (dialog));
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (view), "Can pay a month: $12.50"));
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (WfClient) client =
        wf_client_repo_get_sync (f->services->clients, f->client, NULL, &error);

    g_assert_no_error (error);
    g_assert_true (g_strv_equal (
        (const char *const *) wf_client_get_fact (client, "pay-month")->values, values));
  }
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (view), "All together"));
  wf_ui_test_pump (300);
  wf_ui_test_picture (f->window, "plan-sums");
}

/* What would make it a yes stands under an offer that cannot be had. */
static void
test_says_the_way (Fixture *f, gconstpointer data)
{
  g_autoptr (WfRecord) made = NULL;
  g_autoptr (WfPlan) plan = NULL;
  WfPlanStatement *statement = NULL;
  WfPlanResource *offer;
  char *args[] = { (char *) "library_card", NULL };
  WfPlanReason reason = { (char *) "has_paper",         WF_TRUTH_NO, WF_FACT_KNOWN, args,
                          (char *) "A card is needed.", TRUE };
  g_autoptr (GPtrArray) reasons = g_ptr_array_new ();
  GtkWidget *row;
  GtkWindow *window;

  g_assert_cmpuint (count_records (f, "plan.made", &made), ==, 1);
  plan = wf_plan_apply (NULL, made);
  for (guint i = 0; i < plan->statements->len && statement == NULL; i++)
    {
      statement = plan->statements->pdata[i];
      if (statement->resources->len == 0)
        statement = NULL;
    }
  g_assert_nonnull (statement);
  offer = statement->resources->pdata[0];
  g_ptr_array_add (reasons, &reason);
  offer->verdict = WF_VERDICT_NOT_ELIGIBLE;
  g_ptr_array_unref (offer->reasons);
  offer->reasons = g_ptr_array_ref (reasons);
  g_ptr_array_unref (offer->remedies);
  offer->remedies = g_ptr_array_ref (reasons);
  row = wf_offer_row_new (f->services, offer);
  window = wf_ui_test_show (row);
  g_assert_true (
      wf_ui_test_sees (row, "They could get it with: One of these papers: Library card"));
  wf_ui_test_destroy (window, row);
}

static guint n_shown;

static void
count_shown (WfNotifier *notifier, const char *key, const char *title, const char *body)
{
  n_shown++;
}

/* The client looks at both pages: what is due about others waits until they are left. */
static void
test_reminders_wait (Fixture *f, gconstpointer data)
{
  WfNotifierClass *klass = WF_NOTIFIER_GET_CLASS (f->services->notifier);
  void (*show_one) (WfNotifier *, const char *, const char *, const char *) = klass->show;

  klass->show = count_shown;
  wf_notifier_send (f->services->notifier, "plan", "Follow-ups", "1 follow-up is due");
  open_what_if (f);
  wf_notifier_send (f->services->notifier, "what-if", "Follow-ups", "1 follow-up is due");
  g_assert_cmpuint (n_shown, ==, 0);
  wf_ui_test_pump (100);
  g_assert_cmpuint (n_shown, ==, 0);
  wf_pane_stack_set_front (f->stack, FALSE);
  WAIT_FOR (n_shown == 2);
  klass->show = show_one;
}

static void
test_narrow (Fixture *f, gconstpointer data)
{
  WfPane *page = open_what_if (f);

  suppose_otherwise (page);
  WAIT_FOR (strstr (get_moved (page), "would be") != NULL);
  wf_ui_test_pump (100);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (f->window)), <=, 360);
  wf_ui_test_picture (f->window, "what-if-narrow");
}

#define ADD(name, width, function)                                                                 \
  g_test_add ("/ui/what-if/" name, Fixture, GINT_TO_POINTER (width), set_up, function, tear_down)

int
main (int argc, char **argv)
{
  wf_ui_test_init (&argc, &argv);
  ADD ("nothing-is-kept", 1100, test_nothing_is_kept);
  ADD ("no-status", 1100, test_no_status);
  ADD ("that-is-so", 1100, test_that_is_so);
  ADD ("sums", 1100, test_sums);
  ADD ("says-the-way", 1100, test_says_the_way);
  ADD ("reminders-wait", 1100, test_reminders_wait);
  ADD ("narrow", 360, test_narrow);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The plan page on a real vault, real packs and the shipped catalogue: made of an interview,
 * changed, undone, printed, saved.
 */
#include "wf-talk-test.h"

#include <glib/gstdio.h>
#include <string.h>

#include "wf-chip.h"
#include "wf-entry-chooser.h"
#include "wf-offer-row.h"
#include "wf-page-preview.h"
#include "wf-paper-dialog.h"
#include "wf-plan-page.h"
#include "wf-print.h"
#include "wf-statement-card.h"
#include "wf-takeaway-job.h"
#include "wf-words-dialog.h"

typedef struct {
  WfServices *services;
  char *client;
  WfPane *page;
  GtkWindow *window;
} Fixture;

static void
set_up_as (Fixture *f, const char *client_lang, const char *lang)
{
  f->services = wf_ui_test_services ();
  if (!g_str_equal (lang, "en"))
    {
      g_free (f->services->lang);
      wf_format_unref (f->services->format);
      f->services->lang = g_strdup (lang);
      f->services->format = wf_format_new (lang, NULL, NULL);
    }
  wf_ui_test_open (f->services);
  f->client = wf_ui_test_add_client (f->services, "Samira", client_lang);
  talk (f->services, f->client, client_lang, FALSE);
}

static void
open_page (Fixture *f)
{
  GtkStack *stack;

  f->page = wf_plan_page_new (f->services, f->client);
  f->window = wf_ui_test_show (GTK_WIDGET (f->page));
  stack = wf_ui_test_child (f->page, "stack");
  WAIT_FOR (!g_str_equal (gtk_stack_get_visible_child_name (stack), "busy"));
}

static void
set_up (Fixture *f, gconstpointer data)
{
  set_up_as (f, "ar", "en");
  open_page (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->window != NULL)
    wf_ui_test_destroy (f->window, GTK_WIDGET (f->page));
  g_free (f->client);
  wf_services_unref (f->services);
}

static WfPlan *
read_plan (Fixture *f, guint *out_n_records, char **out_last)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = wf_vault_read_sync (f->services->vault, f->client, &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < records->len; i++)
    {
      const WfRecord *record = records->pdata[i];

      if (!wf_record_has_prefix (record, "plan."))
        continue;
      n++;
      if (out_last != NULL)
        {
          g_free (*out_last);
          *out_last = g_strdup (record->kind);
        }
    }
  if (out_n_records != NULL)
    *out_n_records = n;
  return wf_plan_fold (records);
}

static guint
count_records (Fixture *f)
{
  guint n;
  g_autoptr (WfPlan) plan = read_plan (f, &n, NULL);

  return n;
}

static WfStatementCard *
get_card (Fixture *f, guint index)
{
  GtkWidget *card = gtk_widget_get_first_child (wf_ui_test_child (f->page, "card_box"));

  while (card != NULL && index-- > 0)
    card = gtk_widget_get_next_sibling (card);
  g_assert_true (WF_IS_STATEMENT_CARD (card));
  return WF_STATEMENT_CARD (card);
}

static gboolean
preview_is_shown (Fixture *f)
{
  return gtk_widget_get_visible (wf_ui_test_child (f->page, "preview"));
}

static void
undo (Fixture *f)
{
  WAIT_FOR (gtk_widget_get_sensitive (wf_ui_test_child (f->page, "undo_button")));
  gtk_widget_activate_action (GTK_WIDGET (f->page), "plan.undo", NULL);
}

static void
test_makes_a_plan_once (Fixture *f, gconstpointer data)
{
  g_autofree char *last = NULL;
  guint n;
  g_autoptr (WfPlan) plan = read_plan (f, &n, &last);
  WfStatementCard *first = get_card (f, 0);
  GtkLabel *label = wf_ui_test_child (first, "client_label");

  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpstr (last, ==, "plan.made");
  g_assert_cmpuint (plan->statements->len, >=, 3);
  g_assert_cmpstr (wf_statement_card_get_id (first), ==,
                   ((WfPlanStatement *) plan->statements->pdata[0])->id);
  /* The client's words from right to left, the navigator's from left to right. */
  g_assert_cmpint (gtk_widget_get_direction (GTK_WIDGET (label)), ==, GTK_TEXT_DIR_RTL);
  g_assert_cmpstr (
      gtk_label_get_text (label), ==,
      wf_text_get (((WfPlanStatement *) plan->statements->pdata[0])->text, "ar", NULL));
  label = wf_ui_test_child (first, "own_label");
  g_assert_cmpint (gtk_widget_get_direction (GTK_WIDGET (label)), ==, GTK_TEXT_DIR_LTR);
  WAIT_FOR (preview_is_shown (f));
  wf_ui_test_picture (f->window, "plan");

  wf_ui_test_destroy (f->window, GTK_WIDGET (f->page));
  open_page (f);
  g_assert_cmpuint (count_records (f), ==, 1);
}

static void
test_no_talk_no_plan (void)
{
  Fixture f = { .services = wf_ui_test_services () };

  wf_ui_test_open (f.services);
  f.client = wf_ui_test_add_client (f.services, NULL, NULL);
  open_page (&f);
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (f.page), "No plan yet"));
  g_assert_cmpuint (count_records (&f), ==, 0);
  g_assert_false (gtk_widget_get_visible (wf_ui_test_child (f.page, "print_button")));
  tear_down (&f, NULL);
}

static void
test_tick_is_durable_and_undone (Fixture *f, gconstpointer data)
{
  WfStatementCard *first = get_card (f, 0);
  GtkCheckButton *check = wf_ui_test_child (first, "check");
  g_autofree char *last = NULL;
  g_autoptr (WfPlan) after = NULL, undone = NULL;

  g_assert_true (gtk_check_button_get_active (check));
  gtk_check_button_set_active (check, FALSE);
  WAIT_FOR (count_records (f) == 2);
  after = read_plan (f, NULL, &last);
  g_assert_cmpstr (last, ==, "plan.unpicked");
  g_assert_false (wf_plan_lookup (after, wf_statement_card_get_id (first))->picked);

  undo (f);
  WAIT_FOR (count_records (f) == 3);
  undone = read_plan (f, NULL, NULL);
  g_assert_true (wf_plan_lookup (undone, wf_statement_card_get_id (first))->picked);
  WAIT_FOR (gtk_check_button_get_active (check));
}

static void
test_moves_by_key_and_keeps_the_card (Fixture *f, gconstpointer data)
{
  WfStatementCard *first = get_card (f, 0), *second = get_card (f, 1);
  g_autoptr (WfPlan) plan = NULL;

  g_assert_false (gtk_widget_get_sensitive (wf_ui_test_child (first, "up_button")));
  gtk_widget_activate_action (GTK_WIDGET (second), "card.move", "i", -1);
  WAIT_FOR (get_card (f, 0) == second);
  g_assert_true (get_card (f, 1) == first);
  plan = read_plan (f, NULL, NULL);
  g_assert_cmpstr (((WfPlanStatement *) plan->statements->pdata[0])->id, ==,
                   wf_statement_card_get_id (second));
  g_assert_true (gtk_widget_get_sensitive (wf_ui_test_child (first, "up_button")));
  undo (f);
  WAIT_FOR (get_card (f, 0) == first);
}

/* Many at once: each is kept, in order. */
static void
test_fast_hands (Fixture *f, gconstpointer data)
{
  WfStatementCard *first = get_card (f, 0);
  GtkCheckButton *check = wf_ui_test_child (first, "check");
  g_autoptr (WfPlan) plan = NULL;

  for (guint i = 0; i < 5; i++)
    gtk_check_button_set_active (check, i % 2 == 1);
  WAIT_FOR (count_records (f) == 6);
  plan = read_plan (f, NULL, NULL);
  g_assert_false (wf_plan_lookup (plan, wf_statement_card_get_id (first))->picked);
}

static GtkWindow *
open_words (WfStatementCard *card)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  gtk_widget_activate_action (GTK_WIDGET (card), "card.edit", NULL);
  for (guint i = g_list_model_get_n_items (toplevels); i > 0; i--)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i - 1);

      if (WF_IS_WORDS_DIALOG (window))
        return g_steal_pointer (&window);
    }
  g_assert_not_reached ();
}

static char *
dup_words (GtkWindow *dialog)
{
  char *text = NULL;

  g_object_get (gtk_text_view_get_buffer (wf_ui_test_child (dialog, "text_view")), "text", &text,
                NULL);
  return text;
}

/* Words that were half typed when the vault locked stand there again, for that statement, until
 * they are used or not wanted. */
static void
test_half_typed_words (Fixture *f, gconstpointer data)
{
  static const char *const HALF = "أريد هاتفًا قبل";
  g_autoptr (GtkWindow) dialog = open_words (get_card (f, 0));

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (wf_ui_test_child (dialog, "text_view")), HALF,
                            -1);
  g_clear_object (&dialog);
  wf_door_lock (f->services->door);
  wf_ui_test_destroy (f->window, GTK_WIDGET (f->page));
  WAIT_FOR (wf_vault_get_state (f->services->vault) == WF_VAULT_LOCKED);
  wf_ui_test_unlock (f->services);
  open_page (f);

  dialog = open_words (get_card (f, 1));
  count_records (f); /* so that the dialog's own reading is over */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_autofree char *other = dup_words (dialog);
  g_assert_cmpstr (other, !=, HALF);
  gtk_window_destroy (dialog);
  g_clear_object (&dialog);

  dialog = open_words (get_card (f, 0));
  for (gboolean is_back = FALSE; !is_back;)
    {
      g_autofree char *words = dup_words (dialog);

      is_back = g_str_equal (words, HALF);
      g_main_context_iteration (NULL, !is_back);
    }
  g_signal_emit_by_name (wf_ui_test_child (dialog, "save_button"), "clicked");
  WAIT_FOR (
      g_str_equal (gtk_label_get_text (wf_ui_test_child (get_card (f, 0), "client_label")), HALF));
}

static void
test_other_words (Fixture *f, gconstpointer data)
{
  WfStatementCard *first = get_card (f, 0);
  GtkLabel *label = wf_ui_test_child (first, "client_label");
  g_autofree char *before = g_strdup (gtk_label_get_text (label));
  g_autoptr (GtkWindow) dialog = open_words (first);

  wf_ui_test_wait_shown (dialog);
  wf_ui_test_picture (dialog, "plan-words");

  GtkTextView *view = wf_ui_test_child (dialog, "text_view");
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start, end;

  g_assert_true (gtk_window_get_focus (dialog) == GTK_WIDGET (view));
  g_assert_cmpint (gtk_text_view_get_input_hints (view) & GTK_INPUT_HINT_PRIVATE, !=, 0);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  g_autofree char *text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  g_assert_cmpstr (text, ==, before);
  gtk_text_buffer_set_text (buffer, " أريد هاتفًا قبل مايو. ", -1);
  g_signal_emit_by_name (wf_ui_test_child (dialog, "save_button"), "clicked");
  WAIT_FOR (g_str_equal (gtk_label_get_text (label), "أريد هاتفًا قبل مايو."));
  g_assert_false (gtk_widget_get_visible (wf_ui_test_child (first, "own_label")));
  undo (f);
  WAIT_FOR (g_str_equal (gtk_label_get_text (label), before));
}

static GtkWidget *
find_offer (WfStatementCard *card)
{
  return gtk_widget_get_first_child (wf_ui_test_child (card, "offers"));
}

static void
test_offers (Fixture *f, gconstpointer data)
{
  WfStatementCard *card = NULL;
  GtkWidget *row = NULL, *check;
  g_autoptr (WfPlan) plan = NULL;
  guint n = count_records (f);

  for (guint i = 0; i < 3 && row == NULL; i++)
    {
      card = get_card (f, i);
      row = find_offer (card);
    }
  g_assert_nonnull (row);
  check = wf_ui_test_find (row, GTK_TYPE_CHECK_BUTTON);
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);
  WAIT_FOR (count_records (f) == n + 1);
  plan = read_plan (f, NULL, NULL);
  g_assert_false (
      wf_plan_statement_get_resource (wf_plan_lookup (plan, wf_statement_card_get_id (card)),
                                      wf_offer_row_get_id (WF_OFFER_ROW (row)))
          ->chosen);
  g_assert_nonnull (wf_ui_test_find (row, WF_TYPE_CHIP));
}

static void
test_adds_an_entry (Fixture *f, gconstpointer data)
{
  WfStatementCard *first = get_card (f, 0);
  guint n = count_records (f);
  g_autoptr (GError) error = NULL;
  g_autoptr (WfResource) entry =
      wf_catalogue_get_sync (f->services->catalogue, "chestermere-library-tech", &error);
  GListModel *toplevels = gtk_window_get_toplevels ();
  GtkWindow *chooser = NULL;
  g_autoptr (WfPlan) plan = NULL;
  const WfPlanResource *added;

  g_assert_no_error (error);
  gtk_widget_activate_action (GTK_WIDGET (first), "card.add", NULL);
  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (WF_IS_ENTRY_CHOOSER (window))
        chooser = window;
    }
  g_assert_nonnull (chooser);
  wf_ui_test_wait_shown (chooser);
  WAIT_FOR (gtk_list_view_get_model (wf_ui_test_child (chooser, "entry_list")) != NULL &&
            g_list_model_get_n_items (G_LIST_MODEL (
                gtk_list_view_get_model (wf_ui_test_child (chooser, "entry_list")))) > 10);
  wf_ui_test_picture (chooser, "plan-add");
  g_signal_emit_by_name (chooser, "chosen", entry);
  wf_ui_test_destroy (chooser, NULL);
  WAIT_FOR (count_records (f) == n + 1);
  plan = read_plan (f, NULL, NULL);
  added = wf_plan_statement_get_resource (wf_plan_lookup (plan, wf_statement_card_get_id (first)),
                                          "chestermere-library-tech");
  g_assert_true (added->chosen);
  g_assert_cmpint (added->verdict, ==, WF_VERDICT_NOT_ELIGIBLE); /* of another province */
}

/* What cannot be kept does not show, and says why. */
static void
test_locked_meanwhile (Fixture *f, gconstpointer data)
{
  GtkCheckButton *check = wf_ui_test_child (get_card (f, 0), "check");

  wf_vault_lock_sync (f->services->vault, NULL);
  gtk_check_button_set_active (check, FALSE);
  WAIT_FOR (gtk_check_button_get_active (check));
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (f->page), "Wayfinder is locked."));
}

static void
test_accessible (Fixture *f, gconstpointer data)
{
  WfStatementCard *first = get_card (f, 0);
  g_autoptr (WfPlan) plan = read_plan (f, NULL, NULL);
  const char *words =
      wf_text_get (((WfPlanStatement *) plan->statements->pdata[0])->text, "en", NULL);

  gtk_test_accessible_assert_role (first, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_property (first, GTK_ACCESSIBLE_PROPERTY_LABEL, words);
  gtk_test_accessible_assert_role (wf_ui_test_child (first, "check"), GTK_ACCESSIBLE_ROLE_CHECKBOX);
  gtk_test_accessible_assert_property (wf_ui_test_child (first, "check"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, words);
  gtk_test_accessible_assert_role (wf_ui_test_child (f->page, "preview"), GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (wf_ui_test_child (f->page, "preview"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "The client’s page as it will be printed");
}

/* Paper. */

static GtkWindow *
open_paper (Fixture *f)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  GtkWindow *dialog = NULL;

  WAIT_FOR (gtk_widget_activate_action (GTK_WIDGET (f->page), "plan.print", NULL));
  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (WF_IS_PAPER_DIALOG (window))
        dialog = window;
    }
  g_assert_nonnull (dialog);
  wf_ui_test_wait_shown (dialog);
  return dialog;
}

static void
answer_paper (GtkWindow *dialog, guint index)
{
  GtkWidget *button = gtk_widget_get_first_child (wf_ui_test_child (dialog, "answer_box"));

  while (index-- > 0)
    button = gtk_widget_get_next_sibling (button);
  g_signal_emit_by_name (button, "clicked");
}

static void
test_asks_before_paper (Fixture *f, gconstpointer data)
{
  GtkWindow *dialog = open_paper (f);
  GtkStack *stack = wf_ui_test_child (dialog, "stack");
  GtkLabel *question = wf_ui_test_child (dialog, "client_question");

  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "ask");
  g_assert_cmpint (gtk_widget_get_direction (GTK_WIDGET (question)), ==, GTK_TEXT_DIR_RTL);
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (dialog), "Is it safe to take paper home?"));
  g_assert_false (gtk_widget_get_sensitive (wf_ui_test_child (dialog, "print_button")));
  wf_ui_test_picture (dialog, "paper-ask");
  answer_paper (dialog, 2);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "kept");
  wf_ui_test_picture (dialog, "paper-kept");
  g_assert_false (gtk_widget_get_sensitive (wf_ui_test_child (dialog, "print_button")));
  wf_ui_test_destroy (dialog, NULL);
  g_assert_cmpuint (count_records (f), ==, 1);
}

static void
test_copies_text (Fixture *f, gconstpointer data)
{
  GtkWindow *dialog = open_paper (f);
  gpointer weak = dialog;
  int minimum;
  g_autofree char *last = NULL;
  g_autoptr (WfPlan) plan = NULL;

  g_object_add_weak_pointer (G_OBJECT (dialog), &weak);
  answer_paper (dialog, 0);
  WAIT_FOR (gtk_widget_get_sensitive (wf_ui_test_child (dialog, "print_button")));
  gtk_widget_measure (GTK_WIDGET (dialog), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL,
                      NULL);
  g_assert_cmpint (minimum, <=, 360);
  wf_ui_test_picture (dialog, "paper-how");
  gtk_check_button_set_active (wf_ui_test_child (dialog, "text_check"), TRUE);
  WAIT_FOR (gtk_widget_get_sensitive (wf_ui_test_child (dialog, "copy_button")));
  g_assert_false (gtk_widget_get_visible (wf_ui_test_child (dialog, "print_button")));
  g_signal_emit_by_name (wf_ui_test_child (dialog, "copy_button"), "clicked");
  WAIT_FOR (weak == NULL);
  WAIT_FOR (count_records (f) == 2);
  plan = read_plan (f, NULL, &last);
  g_assert_cmpstr (last, ==, "plan.page-made");
  g_assert_cmpuint (plan->n_pages, ==, 1);
}

static void
on_built (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(WfPage **) user_data = wf_takeaway_build_finish (result, NULL, &error);
  g_assert_no_error (error);
}

static WfPage *
build_page (Fixture *f, WfPaperSafety safety)
{
  WfPage *page = NULL;
  WfTakeawayOptions options = {
    .safety = safety,
    .client_lang = "ar",
    .navigator_lang = "en",
    .worker = "Maya",
    .agency = "Lakeside Settlement",
    .agency_phone = "604-555-0100",
    .date_us = wf_clock_now (f->services->clock),
  };

  wf_takeaway_build_async (read_plan (f, NULL, NULL), f->services->packs, &options, NULL, on_built,
                           &page);
  WAIT_FOR (page != NULL);
  return page;
}

static char *
read_pdf (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  const char *argv[] = { "pdftotext", "-layout", path, "-", NULL };

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, NULL,
                &error);
  g_assert_no_error (error);
  return text;
}

/* The first words of the first picked statement, which no line break cuts. */
static char *
get_first_words (Fixture *f)
{
  g_autoptr (WfPlan) plan = read_plan (f, NULL, NULL);
  g_autoptr (GPtrArray) picked = wf_plan_get_picked (plan);
  g_auto (GStrv) words =
      g_strsplit (wf_plan_statement_get_text (picked->pdata[0], "en", NULL), " ", 4);

  return g_strdup_printf ("%s %s %s", words[0], words[1], words[2]);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(int *) user_data = wf_print_write_finish (result, &error) ? 1 : -1;
}

static void
test_saves_a_pdf (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->services->data_dir, "out.pdf", NULL);
  g_autofree char *nowhere = g_build_filename (f->services->data_dir, "no", "out.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path), bad = g_file_new_for_path (nowhere);
  g_autoptr (WfPage) page = build_page (f, WF_PAPER_YES), plain = build_page (f, WF_PAPER_PLAIN);
  g_autofree char *words = get_first_words (f);
  g_autofree char *text = NULL, *plain_text = NULL;
  GStatBuf status;
  int done = 0;

  wf_print_write_async (page, "K7P-3FD", file, NULL, on_written, &done);
  WAIT_FOR (done == 1);
  text = read_pdf (path);
  g_assert_nonnull (strstr (text, words));
  g_assert_nonnull (strstr (text, "Maya"));
  g_assert_nonnull (strstr (text, "not a test"));
  g_assert_null (strstr (text, "Samira"));
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);

  done = 0;
  wf_print_write_async (plain, "K7P-3FD", file, NULL, on_written, &done);
  WAIT_FOR (done == 1);
  plain_text = read_pdf (path);
  g_assert_nonnull (strstr (plain_text, "604-555-0100"));
  g_assert_null (strstr (plain_text, words));

  done = 0;
  wf_print_write_async (plain, "K7P-3FD", bad, NULL, on_written, &done);
  WAIT_FOR (done == -1);
}

static void
test_prints (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->services->data_dir, "printed.pdf", NULL);
  g_autoptr (WfPage) page = build_page (f, WF_PAPER_YES);
  g_autoptr (GtkPrintOperation) operation = wf_print_operation_new (page, "K7P-3FD");
  g_autofree char *words = get_first_words (f);
  g_autofree char *text = NULL, *name = NULL;
  g_autoptr (GError) error = NULL;

  g_object_get (operation, "job-name", &name, NULL);
  g_assert_cmpstr (name, ==, "K7P-3FD");
  gtk_print_operation_set_allow_async (operation, FALSE);
  gtk_print_operation_set_export_filename (operation, path);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, f->window, &error);
  g_assert_no_error (error);
  text = read_pdf (path);
  g_assert_nonnull (strstr (text, words));
}

static void
on_outcome (WfPrintOutcome outcome, const GError *error, gpointer user_data)
{
  *(int *) user_data = (int) outcome;
}

/* Hiding everything gives up what is not on its way: the file chooser. */
static void
test_hiding_closes_chooser (Fixture *f, gconstpointer data)
{
  g_autoptr (WfPage) page = build_page (f, WF_PAPER_YES);
  int outcome = -1;

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
  g_test_skip ("GTK's file chooser leaks what it was reading when it is closed early");
  return;
#endif
#endif
  wf_print_save_page (f->services, f->window, page, "K7P-3FD", NULL, on_outcome, &outcome);
  WAIT_FOR (g_list_model_get_n_items (gtk_window_get_toplevels ()) > 1);
  wf_quick_hide_set_active (f->services->quick_hide, TRUE);
  WAIT_FOR (outcome == WF_PRINT_CANCELLED);
  wf_quick_hide_set_active (f->services->quick_hide, FALSE);
  WAIT_FOR (g_list_model_get_n_items (gtk_window_get_toplevels ()) == 1);
}

/* The print dialog too. */
static void
test_hiding_gives_up (Fixture *f, gconstpointer data)
{
  g_autoptr (WfPage) page = build_page (f, WF_PAPER_YES);
  int outcome = -1;

  wf_print_page (f->services, f->window, page, "K7P-3FD", NULL, on_outcome, &outcome);
  WAIT_FOR (g_list_model_get_n_items (gtk_window_get_toplevels ()) > 1 || outcome >= 0);
  wf_quick_hide_set_active (f->services->quick_hide, TRUE);
  WAIT_FOR (outcome >= 0);
  g_assert_cmpint (outcome, !=, WF_PRINT_DONE);
  wf_quick_hide_set_active (f->services->quick_hide, FALSE);
  WAIT_FOR (g_list_model_get_n_items (gtk_window_get_toplevels ()) == 1);
}

static void
test_slip_codes (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 200; i++)
    {
      char *code = wf_slip_code_new ();

      g_assert_cmpuint (strlen (code), ==, 7);
      g_assert_true (g_regex_match_simple ("^[2-9A-HJ-NP-Z]{3}-[2-9A-HJ-NP-Z]{3}$", code, 0, 0));
      g_assert_true (g_hash_table_add (seen, code));
    }
}

static void
test_error_words (void)
{
  const GError errors[] = {
    { GTK_PRINT_ERROR, GTK_PRINT_ERROR_GENERAL, (char *) "ENOPE" },
    { WF_PLAN_ERROR, WF_PLAN_ERROR_EMPTY, (char *) "ENOPE" },
    { WF_PLAN_ERROR, WF_PLAN_ERROR_NO_ROOM, (char *) "ENOPE" },
    { WF_PAGE_ERROR, WF_PAGE_ERROR_OUTPUT, (char *) "ENOPE" },
    { G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, (char *) "ENOPE" },
    { G_IO_ERROR, G_IO_ERROR_NO_SPACE, (char *) "ENOPE" },
    { G_FILE_ERROR, G_FILE_ERROR_NOENT, (char *) "ENOPE" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_autofree char *text = wf_print_error_to_text (&errors[i]);

      g_assert_nonnull (strstr (text, "The plan is saved."));
      g_assert_null (strstr (text, "ENOPE"));
    }
}

static void
test_paper_guess (void)
{
  g_assert_cmpint (wf_print_guess_paper ("CA-ON"), ==, WF_PAGE_PAPER_LETTER);
  g_assert_cmpint (wf_print_guess_paper ("US-IL"), ==, WF_PAGE_PAPER_LETTER);
  g_assert_cmpint (wf_print_guess_paper ("GB"), ==, WF_PAGE_PAPER_A4);
}

/* 360 pixels wide: the page stands under the cards, nothing is cut off. */
static void
test_narrow (void)
{
  Fixture f = { NULL };
  GtkWidget *cards, *preview;
  double x, y;

  set_up_as (&f, "ar", "fr");
  f.page = wf_plan_page_new (f.services, f.client);
  f.window = GTK_WINDOW (adw_window_new ());
  adw_window_set_content (ADW_WINDOW (f.window), GTK_WIDGET (f.page));
  gtk_window_set_default_size (f.window, 360, 900);
  gtk_window_present (f.window);
  wf_ui_test_wait_shown (f.window);
  WAIT_FOR (preview_is_shown (&f));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (f.window)), <=, 360);
  cards = wf_ui_test_child (f.page, "card_box");
  preview = wf_ui_test_child (f.page, "preview");
  gtk_widget_translate_coordinates (preview, cards, 0, 0, &x, &y);
  g_assert_cmpfloat (y, >=, gtk_widget_get_height (cards));
  wf_ui_test_picture (f.window, "plan-narrow");
  tear_down (&f, NULL);
}

static void
test_wide (void)
{
  Fixture f = { NULL };
  double x, y;

  set_up_as (&f, "ar", "fr");
  f.page = wf_plan_page_new (f.services, f.client);
  f.window = GTK_WINDOW (adw_window_new ());
  adw_window_set_content (ADW_WINDOW (f.window), GTK_WIDGET (f.page));
  gtk_window_set_default_size (f.window, 1100, 900);
  gtk_window_present (f.window);
  wf_ui_test_wait_shown (f.window);
  WAIT_FOR (preview_is_shown (&f));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  gtk_widget_translate_coordinates (wf_ui_test_child (f.page, "preview"),
                                    wf_ui_test_child (f.page, "card_box"), 0, 0, &x, &y);
  g_assert_cmpfloat (ABS (x), >, 300);
  wf_ui_test_picture (f.window, "plan-wide");
  tear_down (&f, NULL);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/ui/plan/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  wf_ui_test_init (&argc, &argv);
  ADD ("makes-a-plan-once", test_makes_a_plan_once);
  g_test_add_func ("/ui/plan/no-talk-no-plan", test_no_talk_no_plan);
  ADD ("tick-is-durable-and-undone", test_tick_is_durable_and_undone);
  ADD ("moves-and-keeps-the-card", test_moves_by_key_and_keeps_the_card);
  ADD ("fast-hands", test_fast_hands);
  ADD ("other-words", test_other_words);
  ADD ("half-typed-words", test_half_typed_words);
  ADD ("offers", test_offers);
  ADD ("adds-an-entry", test_adds_an_entry);
  ADD ("locked-meanwhile", test_locked_meanwhile);
  ADD ("accessible", test_accessible);
  ADD ("asks-before-paper", test_asks_before_paper);
  ADD ("copies-text", test_copies_text);
  ADD ("saves-a-pdf", test_saves_a_pdf);
  ADD ("prints", test_prints);
  ADD ("hiding-closes-chooser", test_hiding_closes_chooser);
  ADD ("hiding-gives-up", test_hiding_gives_up);
  g_test_add_func ("/ui/plan/slip-codes", test_slip_codes);
  g_test_add_func ("/ui/plan/error-words", test_error_words);
  g_test_add_func ("/ui/plan/paper-guess", test_paper_guess);
  g_test_add_func ("/ui/plan/narrow", test_narrow);
  g_test_add_func ("/ui/plan/wide", test_wide);
  return g_test_run ();
}

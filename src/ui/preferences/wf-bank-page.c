/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Preferences: the questions. Reading every agreed interview takes a while and can be stopped;
 * what it says is then a list of offers and a list of things to look at. Nothing is adopted
 * but by a press of a person's key, and the last change can be taken back.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-bank-page.h"

#include <glib/gi18n.h>

#include "wf-bank-sheet.h"
#include "wf-bank-simulate.h"
#include "wf-bank-window.h"
#include "wf-bank-words.h"
#include "wf-error-text.h"
#include "wf-file-ask.h"
#include "wf-json.h"
#include "wf-rows.h"
#include "wf-widget-tools.h"

#define PACK            "newcomer"
#define SIMULATED       1000
#define SIMULATION_SEED 20261121

struct _WfBankPage {
  AdwPreferencesPage parent_instance;

  WfServices *services;
  WfItemBank *bank;
  GCancellable *cancellable;
  GCancellable *study_cancellable; /* (nullable): while answers are read */
  WfBankStudy *study;              /* (nullable) */
  gboolean is_reading_file;
  gboolean is_trying;

  AdwActionRow *study_row;
  GtkWidget *study_button;
  AdwActionRow *back_row;
  AdwActionRow *list_row;
  AdwActionRow *save_row;
  AdwActionRow *try_row;
  AdwPreferencesGroup *offers;
  AdwPreferencesGroup *looks;
  GtkWidget *adopt_all;
  GPtrArray *offer_rows; /* of GtkWidget, borrowed */
  GPtrArray *look_rows;
};

enum {
  TOLD,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WfBankPage, wf_bank_page, ADW_TYPE_PREFERENCES_PAGE)

static void
tell (WfBankPage *self, const char *text)
{
  g_signal_emit (self, signals[TOLD], 0, text);
}

static void
tell_error (WfBankPage *self, const GError *error)
{
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  text = wf_error_to_user_text (error);
  tell (self, text);
}

/* --- Rows --- */

static GtkWidget *
add_button (WfBankPage *self, AdwActionRow *row, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (row, button);
  adw_action_row_set_activatable_widget (row, button);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return button;
}

/* --- Adopting and taking back --- */

static void
show_numbers (WfBankPage *self)
{
  WfBankNumbers *numbers = wf_bank_repo_get_numbers (self->services->numbers);
  guint n = wf_bank_numbers_get_n_items (numbers);
  g_autofree char *count = wf_format_integer (self->services->format, n);
  g_autofree char *text =
      n == 0 ? g_strdup (_ ("Every question has the level its authors guessed."))
             : g_strdup_printf (ngettext ("%s question has a level of this agency’s own.",
                                          "%s questions have a level of this agency’s own.", n),
                                count);

  adw_action_row_set_subtitle (self->back_row, text);
  gtk_widget_set_sensitive (adw_action_row_get_activatable_widget (self->back_row),
                            wf_bank_repo_can_roll_back (self->services->numbers));
}

static void
forget_study (WfBankPage *self)
{
  g_clear_pointer (&self->study, wf_bank_study_free);
  wf_rows_clear (self->offer_rows);
  wf_rows_clear (self->look_rows);
  gtk_widget_set_visible (GTK_WIDGET (self->offers), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->looks), FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->list_row), FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_row), FALSE);
}

/* What was pressed goes away or cannot be pressed again: the keyboard goes to what undoes it, or
 * to where the page begins. */
static void
focus_next (WfBankPage *self)
{
  gtk_widget_grab_focus (wf_bank_repo_can_roll_back (self->services->numbers)
                             ? adw_action_row_get_activatable_widget (self->back_row)
                             : self->study_button);
}

static void
on_adopted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfBankPage) self = user_data;

  gtk_widget_set_sensitive (GTK_WIDGET (self->offers), TRUE);
  if (!wf_bank_repo_finish (WF_BANK_REPO (source), result, &error))
    tell_error (self, error);
  else if (!g_cancellable_is_cancelled (self->cancellable))
    {
      focus_next (self);
      tell (self, _ ("From the next question on. Results of before stay as they were."));
      wf_bank_page_study (self);
    }
}

static void
adopt (WfBankPage *self, GPtrArray *moves, const char *why)
{
  if (moves->len > 0)
    wf_bank_repo_adopt_async (self->services->numbers, moves, why, self->cancellable, on_adopted,
                              g_object_ref (self));
}

static void
on_adopt_clicked (GtkButton *button, WfBankPage *self)
{
  const char *item = g_object_get_data (G_OBJECT (button), "item");
  g_autoptr (GPtrArray) moves = wf_bank_study_list_moves (self->study, item);

  wf_widget_set_busy (GTK_WIDGET (self->offers), TRUE);
  adopt (self, moves, "answers");
}

static void
on_back_clicked (WfBankPage *self)
{
  wf_bank_repo_roll_back_async (self->services->numbers, self->cancellable, on_adopted,
                                g_object_ref (self));
}

/* --- What the answers say --- */

static void
add_offer (WfBankPage *self, const WfBankRow *row)
{
  g_autofree char *title = wf_bank_row_dup_title (row, self->services->lang);
  g_autofree char *words = wf_bank_row_dup_offer (row, self->services->format);
  AdwActionRow *widget = wf_rows_add (self->offers, NULL, title, words);
  GtkWidget *button = gtk_button_new_with_label (_ ("Adopt"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  title, -1);
  g_object_set_data_full (G_OBJECT (button), "item", g_strdup (row->item->id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_adopt_clicked), self, 0);
  adw_action_row_add_suffix (widget, button);
  adw_action_row_set_activatable_widget (widget, button);
  g_ptr_array_add (self->offer_rows, widget);
}

static void
show_rows (WfBankPage *self)
{
  for (guint i = 0; i < self->study->rows->len; i++)
    {
      const WfBankRow *row = self->study->rows->pdata[i];
      g_autofree char *look = wf_bank_row_dup_look (row, self->services->format);
      g_autofree char *title = wf_bank_row_dup_title (row, self->services->lang);

      if (row->may_adopt)
        add_offer (self, row);
      if (look != NULL)
        g_ptr_array_add (self->look_rows, wf_rows_add (self->looks, NULL, title, look));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->offers), self->offer_rows->len > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->offers), TRUE);
  gtk_widget_set_visible (self->adopt_all, self->offer_rows->len > 1);
  gtk_widget_set_visible (GTK_WIDGET (self->looks), self->look_rows->len > 0);
}

static char *
dup_study_words (WfBankPage *self)
{
  const WfBankStudy *study = self->study;
  g_autofree char *people = wf_format_integer (self->services->format, study->n_people);
  g_autofree char *left_out = wf_format_integer (self->services->format, study->n_left_out);
  GString *words = g_string_new (NULL);

  g_string_append_printf (words,
                          ngettext ("Answers of %s person who agreed to it.",
                                    "Answers of %s people who agreed to it.", study->n_people),
                          people);
  if (study->n_left_out > 0)
    {
      g_string_append_c (words, ' ');
      g_string_append_printf (words,
                              ngettext ("%s more person did not, and is left out.",
                                        "%s more people did not, and are left out.",
                                        study->n_left_out),
                              left_out);
    }
  if (self->offer_rows->len + self->look_rows->len == 0)
    {
      g_string_append_c (words, ' ');
      g_string_append (words, _ ("They are too few yet to say anything about a question, or all "
                                 "questions do as they should."));
    }
  return g_string_free (words, FALSE);
}

static void
show_busy (WfBankPage *self, gboolean busy)
{
  gtk_button_set_label (GTK_BUTTON (self->study_button), busy ? _ ("_Stop") : _ ("_Look"));
  gtk_button_set_use_underline (GTK_BUTTON (self->study_button), TRUE);
  if (busy)
    adw_action_row_set_subtitle (self->study_row, _ ("Reading the answers…"));
}

static void
on_study_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfBankPage) self = user_data;
  g_autoptr (GError) error = NULL;
  WfBankStudy *study = wf_bank_study_finish (result, &error);
  g_autofree char *words = NULL;

  g_clear_object (&self->study_cancellable);
  if (g_cancellable_is_cancelled (self->cancellable))
    {
      wf_bank_study_free (study);
      return;
    }
  show_busy (self, FALSE);
  forget_study (self);
  if (study == NULL)
    {
      adw_action_row_set_subtitle (self->study_row, _ ("Not read yet."));
      tell_error (self, error);
      return;
    }
  self->study = study;
  show_rows (self);
  words = dup_study_words (self);
  adw_action_row_set_subtitle (self->study_row, words);
  gtk_widget_set_sensitive (GTK_WIDGET (self->list_row), TRUE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_row), TRUE);
}

void
wf_bank_page_study (WfBankPage *self)
{
  g_return_if_fail (WF_IS_BANK_PAGE (self));

  WfServices *services = self->services;
  gint64 now = wf_clock_now (services->clock);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (now / G_USEC_PER_SEC);
  g_autofree char *today = g_date_time_format (time, "%Y-%m-%d");

  if (self->study_cancellable != NULL)
    return;
  self->study_cancellable = g_cancellable_new ();
  show_busy (self, TRUE);
  wf_bank_study_async (services->vault, services->clients, self->bank,
                       wf_bank_repo_get_numbers (services->numbers), today, now,
                       self->study_cancellable, on_study_ready, g_object_ref (self));
}

static void
on_study_clicked (WfBankPage *self)
{
  if (self->study_cancellable != NULL)
    g_cancellable_cancel (self->study_cancellable);
  else
    wf_bank_page_study (self);
}

static void
on_list_clicked (WfBankPage *self)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));

  gtk_window_present (
      GTK_WINDOW (wf_bank_window_new (self->services, GTK_WINDOW (root), self->study)));
}

/* --- Files --- */

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfBankPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    tell (self, _ ("The bank is saved. No client stands in it."));
  else
    tell_error (self, error);
}

void
wf_bank_page_save (WfBankPage *self, GFile *file)
{
  g_return_if_fail (WF_IS_BANK_PAGE (self) && self->study != NULL && G_IS_FILE (file));

  g_autofree char *name = g_file_get_basename (file);
  g_autoptr (GBytes) bytes = NULL;
  char *text;

  if (g_str_has_suffix (name, ".json"))
    {
      g_autoptr (JsonObject) object = wf_bank_study_to_json (self->study);

      text = wf_json_to_text (object);
    }
  else
    text = wf_bank_study_to_csv (self->study);
  bytes = g_bytes_new_take (text, strlen (text));
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE,
                                       G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION,
                                       self->cancellable, on_saved, g_object_ref (self));
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfBankPage) self = user_data;
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  gsize size = 0;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) moves = NULL;

  if (g_file_load_contents_finish (G_FILE (source), result, &text, &size, NULL, &error))
    {
      bytes = g_bytes_new_take (text, size);
      moves = wf_bank_sheet_read (bytes, self->bank,
                                  wf_bank_repo_get_numbers (self->services->numbers), &error);
    }
  if (moves == NULL)
    tell_error (self, error);
  else if (moves->len == 0)
    tell (self, _ ("The file says what is in use already."));
  else
    adopt (self, moves, "file");
}

void
wf_bank_page_read (WfBankPage *self, GFile *file)
{
  g_return_if_fail (WF_IS_BANK_PAGE (self) && G_IS_FILE (file));

  g_file_load_contents_async (file, self->cancellable, on_read, g_object_ref (self));
}

static void
on_file_chosen (GFile *file, gpointer owner)
{
  WfBankPage *self = owner;

  if (file != NULL && self->is_reading_file)
    wf_bank_page_read (self, file);
  else if (file != NULL && self->study != NULL)
    wf_bank_page_save (self, file);
}

static void
choose_file (WfBankPage *self, gboolean is_reading)
{
  self->is_reading_file = is_reading;
  wf_file_ask (
      self->services, self, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
      &(WfFileQuestion){ .action = is_reading ? GTK_FILE_CHOOSER_ACTION_OPEN
                                              : GTK_FILE_CHOOSER_ACTION_SAVE,
                         .title = is_reading ? _ ("Read levels from a file") : _ ("Save the bank"),
                         .name = is_reading ? NULL : "questions.csv" },
      on_file_chosen);
}

static void
on_save_clicked (WfBankPage *self)
{
  choose_file (self, FALSE);
}

static void
on_read_clicked (WfBankPage *self)
{
  choose_file (self, TRUE);
}

/* --- A try on made-up people --- */

/* What a trial is of; its own references, because it runs in a thread. */
typedef struct {
  WfItemBank *bank;
  WfBankNumbers *numbers;
} Trial;

static void
trial_free (Trial *trial)
{
  wf_item_bank_unref (trial->bank);
  wf_bank_numbers_unref (trial->numbers);
  g_free (trial);
}

static void
simulate (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Trial *trial = data;
  WfSimulation simulation;
  g_autofree WfSimulationReport *report = g_new0 (WfSimulationReport, 1);

  wf_simulation_init (&simulation);
  simulation.n = SIMULATED;
  simulation.seed = SIMULATION_SEED;
  if (wf_bank_simulate (trial->bank, trial->numbers, NULL, &simulation, report))
    g_task_return_pointer (task, g_steal_pointer (&report), g_free);
  else
    g_task_return_pointer (task, NULL, NULL);
}

static char *
dup_report_words (WfBankPage *self, const WfSimulationReport *report)
{
  const WfFormat *format = self->services->format;
  g_autofree char *people = wf_format_integer (format, SIMULATED);
  g_autofree char *items = wf_format_decimal (format, report->items_mean, 1);
  g_autofree char *minutes = wf_format_decimal (format, report->minutes_mean, 1);
  g_autofree char *longest = wf_format_decimal (format, report->minutes_p95, 1);
  g_autofree char *enough = wf_format_decimal (format, report->share_min_items * 100, 0);
  g_autofree char *off = wf_format_decimal (format, report->rmse / 0.8, 1);
  g_autofree char *runs = wf_format_integer (format, report->runs_of_three);

  return g_strdup_printf (
      /* Translators: number of people; of questions; of minutes; of minutes; a percentage; a
       * number such as 0.6; a number */
      _ ("%s made-up people: %s questions in %s minutes on average, and for nearly everybody "
         "under %s minutes. %s%% of them get ten questions or more. The estimate is off by %s of "
         "a level on average. Three failures in a row: %s."),
      people, items, minutes, longest, enough, off, runs);
}

static void
on_simulated (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WfBankPage *self = WF_BANK_PAGE (source);
  g_autofree WfSimulationReport *report = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autofree char *words = NULL;

  self->is_trying = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  words = report != NULL ? dup_report_words (self, report)
                         : g_strdup (_ ("This bank has no question to measure with."));
  adw_action_row_set_subtitle (self->try_row, words);
}

/* The button stays as it is, so that the keyboard does. */
static void
on_try_clicked (WfBankPage *self)
{
  g_autoptr (GTask) task = NULL;
  Trial *trial;

  if (self->is_trying)
    return;
  self->is_trying = TRUE;
  task = g_task_new (self, NULL, on_simulated, NULL);
  adw_action_row_set_subtitle (self->try_row, _ ("Asking made-up people…"));
  trial = g_new0 (Trial, 1);
  trial->bank = wf_item_bank_ref (self->bank);
  trial->numbers = wf_bank_numbers_ref (wf_bank_repo_get_numbers (self->services->numbers));
  g_task_set_task_data (task, trial, (GDestroyNotify) trial_free);
  g_task_run_in_thread (task, simulate);
}

/* --- The page --- */

static void
build_answers (WfBankPage *self)
{
  AdwPreferencesGroup *group = wf_rows_add_group (
      ADW_PREFERENCES_PAGE (self), _ ("What your clients’ answers say"),
      _ ("How hard a question is was guessed by its authors. Answers of people who "
         "agreed to it, without names, make that better. Nothing changes by itself, "
         "and no result of before."));

  self->study_row = wf_rows_add (group, NULL, _ ("The answers so far"), _ ("Not read yet."));
  self->study_button =
      add_button (self, self->study_row, _ ("_Look"), G_CALLBACK (on_study_clicked));
  self->list_row = wf_rows_add (group, NULL, _ ("Every question"),
                                _ ("How often it was asked, how long it took, how it does."));
  add_button (self, self->list_row, _ ("Sh_ow"), G_CALLBACK (on_list_clicked));
}

static void
build_lists (WfBankPage *self)
{
  self->offers =
      wf_rows_add_group (ADW_PREFERENCES_PAGE (self), _ ("Offered"),
                         _ ("At least 30 people answered each. One step a month at most."));
  self->adopt_all = gtk_button_new_with_label (_ ("Adopt All"));
  gtk_widget_set_valign (self->adopt_all, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->adopt_all, "clicked", G_CALLBACK (on_adopt_clicked), self, 0);
  adw_preferences_group_set_header_suffix (self->offers, self->adopt_all);
  self->looks =
      wf_rows_add_group (ADW_PREFERENCES_PAGE (self), _ ("To look at"),
                         _ ("Somebody should read these again. No answer and no result changes."));
}

static void
build_bank (WfBankPage *self)
{
  AdwPreferencesGroup *group =
      wf_rows_add_group (ADW_PREFERENCES_PAGE (self), _ ("The bank"), NULL);
  AdwActionRow *row;

  self->back_row = wf_rows_add (group, NULL, _ ("Levels in use"), "");
  add_button (self, self->back_row, _ ("_Take Back"), G_CALLBACK (on_back_clicked));
  self->try_row = wf_rows_add (group, NULL, _ ("What can this bank do?"),
                               _ ("Asks made-up people, by the rules of a real interview."));
  add_button (self, self->try_row, _ ("T_ry"), G_CALLBACK (on_try_clicked));
  self->save_row = wf_rows_add (group, NULL, _ ("Save the bank"),
                                _ ("Levels and counts, as a table or as JSON; no client in it."));
  add_button (self, self->save_row, _ ("_Save…"), G_CALLBACK (on_save_clicked));
  row = wf_rows_add (group, NULL, _ ("Read levels from a file"),
                     _ ("One that was saved here, its levels changed with care. All of it, or "
                        "nothing."));
  add_button (self, row, _ ("_Read…"), G_CALLBACK (on_read_clicked));
}

static void
wf_bank_page_dispose (GObject *object)
{
  WfBankPage *self = WF_BANK_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->study_cancellable != NULL)
    g_cancellable_cancel (self->study_cancellable);
  G_OBJECT_CLASS (wf_bank_page_parent_class)->dispose (object);
}

static void
wf_bank_page_finalize (GObject *object)
{
  WfBankPage *self = WF_BANK_PAGE (object);

  g_clear_pointer (&self->study, wf_bank_study_free);
  g_clear_pointer (&self->bank, wf_item_bank_unref);
  g_clear_object (&self->study_cancellable);
  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->offer_rows);
  g_ptr_array_unref (self->look_rows);
  g_clear_pointer (&self->services, wf_services_unref);
  G_OBJECT_CLASS (wf_bank_page_parent_class)->finalize (object);
}

static void
wf_bank_page_class_init (WfBankPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wf_bank_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = wf_bank_page_finalize;
  signals[TOLD] = g_signal_new ("told", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
wf_bank_page_init (WfBankPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->offer_rows = g_ptr_array_new ();
  self->look_rows = g_ptr_array_new ();
}

WfBankPage *
wf_bank_page_new (WfServices *services)
{
  WfBankPage *self;
  WfItemBank *bank;

  g_return_val_if_fail (services != NULL && services->numbers != NULL, NULL);
  bank = wf_pack_library_get_items (services->packs, PACK);
  g_return_val_if_fail (bank != NULL, NULL);

  self = g_object_new (WF_TYPE_BANK_PAGE, "name", "bank", "title", _ ("Questions"), "icon-name",
                       "dialog-question-symbolic", NULL);
  self->services = wf_services_ref (services);
  self->bank = wf_item_bank_ref (bank);
  build_answers (self);
  build_lists (self);
  build_bank (self);
  forget_study (self);
  show_numbers (self);
  g_signal_connect_object (services->numbers, "changed", G_CALLBACK (show_numbers), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Preferences › Questions: a coordinator looks at what the answers say, adopts a level, takes it
 * back, carries the bank out and in, and tries it on made-up people.
 */
#include "wf-bank-page.h"
#include "wf-bank-window.h"
#include "wf-consent.h"
#include "wf-preferences-window.h"
#include "wf-task-test.h"

#include <glib/gstdio.h>
#include <string.h>

#define N_CLIENTS 40

typedef struct {
  WfServices *services;
  WfPreferencesWindow *window;
  WfBankPage *page;
  const WfItem *target;
} Fixture;

/* A choice that is no anchor: not among the first two tasks or choices of its area. */
static const WfItem *
pick_target (WfItemBank *bank)
{
  guint seen[6] = { 0 };

  for (guint i = 0; i < wf_item_bank_get_n_items (bank); i++)
    {
      const WfItem *item = wf_item_bank_get_item (bank, i);

      if (wf_item_is_scored (item) && item->kind != WF_ITEM_CAN_DO && !item->protected &&
          seen[item->area]++ >= 2 && item->kind == WF_ITEM_CHOICE)
        return item;
    }
  g_assert_not_reached ();
}

static void
add_record (GPtrArray *records, const char *kind, const char *item, int score)
{
  JsonObject *body = json_object_new ();

  if (item == NULL)
    json_object_set_string_member (body, "lang", "ar");
  else
    json_object_set_string_member (body, "item", item);
  if (score >= 0)
    {
      json_object_set_string_member (body, "state", "given");
      json_object_set_int_member (body, "score", score);
    }
  g_ptr_array_add (records, wf_record_new (kind, body));
}

/* Others found it harder than these, which most could do. */
static void
add_others (Fixture *f, GPtrArray *records, guint person)
{
  WfItemBank *bank = wf_pack_library_get_items (f->services->packs, "newcomer");
  guint n = 0;

  for (guint i = 0; i < wf_item_bank_get_n_items (bank) && n < 8; i++)
    {
      const WfItem *item = wf_item_bank_get_item (bank, i);

      if (item == f->target || !wf_item_is_scored (item) || item->kind != WF_ITEM_CHOICE)
        continue;
      n++;
      add_record (records, "interview.asked", item->id, -1);
      add_record (records, "interview.answered", item->id, (person + n) % 5 != 0);
    }
}

static void
add_clients (Fixture *f)
{
  static const char *const purposes[] = { WF_CONSENT_IMPROVE, NULL };
  const gboolean yes = TRUE;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N_CLIENTS; i++)
    {
      g_autoptr (GPtrArray) records =
          g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
      g_autofree char *id = wf_ui_test_add_client (f->services, NULL, "ar");

      g_ptr_array_add (records, wf_consent_record_given (purposes, &yes, "ar", NULL, TRUE));
      add_record (records, "interview.started", NULL, -1);
      add_record (records, "interview.asked", f->target->id, -1);
      add_record (records, "interview.answered", f->target->id, i % 5 < 3);
      add_others (f, records, i);
      wf_client_repo_append_sync (f->services->clients, id, records, &error);
      g_assert_no_error (error);
    }
}

static gpointer
find_page (GtkWidget *root)
{
  gpointer found = WF_IS_BANK_PAGE (root) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_page (child);
  return found;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->services = wf_ui_test_services ();
  wf_ui_test_open (f->services);
  f->target = pick_target (wf_pack_library_get_items (f->services->packs, "newcomer"));
  add_clients (f);
  f->window = wf_preferences_window_new (f->services, NULL);
  gtk_window_present (GTK_WINDOW (f->window));
  wf_ui_test_wait_shown (GTK_WINDOW (f->window));
  adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (f->window), "bank");
  f->page = find_page (GTK_WIDGET (f->window));
  g_assert_nonnull (f->page);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  wf_ui_test_destroy (GTK_WINDOW (f->window), NULL);
  wf_services_unref (f->services);
}

static GtkWidget *
get_button (Fixture *f, const char *title)
{
  return adw_action_row_get_activatable_widget (ADW_ACTION_ROW (get_row (f->window, title)));
}

static void
press (Fixture *f, const char *title)
{
  GtkWidget *button = get_button (f, title);

  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static gboolean
has_read (Fixture *f)
{
  return wf_ui_test_sees (GTK_WIDGET (f->window), "Answers of 40 people who agreed to it.");
}

static guint
get_revision (Fixture *f)
{
  return wf_bank_numbers_get_revision (wf_bank_repo_get_numbers (f->services->numbers));
}

static void
test_adopt_and_back (Fixture *f, gconstpointer data)
{
  g_autofree char *title = g_markup_escape_text (wf_text_get (f->target->text, "en", NULL), -1);

  wf_ui_test_picture (GTK_WINDOW (f->window), "bank-first");
  g_assert_false (gtk_widget_is_sensitive (get_button (f, "Levels in use")));
  g_assert_false (gtk_widget_is_sensitive (get_button (f, "Every question")));
  press (f, "The answers so far");
  WAIT_FOR (has_read (f));
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (f->window), "40 people answered."));
  wf_ui_test_picture (GTK_WINDOW (f->window), "bank-offered");
  press (f, title);
  WAIT_FOR (get_revision (f) == 1);
  /* It moved this month: nothing more is offered. */
  WAIT_FOR (has_read (f) && find_row (GTK_WIDGET (f->window), title) == NULL);
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (f->window), "1 question has a level"));
  press (f, "Levels in use");
  WAIT_FOR (get_revision (f) == 2);
  WAIT_FOR (find_row (GTK_WIDGET (f->window), title) != NULL);
  g_assert_false (gtk_widget_is_sensitive (get_button (f, "Levels in use")));
}

static void
test_every_question (Fixture *f, gconstpointer data)
{
  GtkWindow *list = NULL;

  press (f, "The answers so far");
  WAIT_FOR (has_read (f) && gtk_widget_is_sensitive (get_button (f, "Every question")));
  press (f, "Every question");
  for (guint i = 0; i < g_list_model_get_n_items (gtk_window_get_toplevels ()); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (gtk_window_get_toplevels (), i);

      if (WF_IS_BANK_WINDOW (window))
        list = window;
    }
  g_assert_nonnull (list);
  wf_ui_test_wait_shown (list);
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (list), "Not asked yet."));
  wf_ui_test_picture (list, "bank-every");
  gtk_editable_set_text (GTK_EDITABLE (gtk_window_get_focus (list)), f->target->id);
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (list), "Asked 40 times") &&
            !wf_ui_test_sees (GTK_WIDGET (list), "Not asked yet."));
  wf_ui_test_destroy (list, NULL);
}

static void
test_files (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->services->data_dir, "questions.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *text = NULL, *edited = NULL;
  char *number, *end;
  GStatBuf status;

  press (f, "The answers so far");
  WAIT_FOR (has_read (f));
  wf_bank_page_save (f->page, file);
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (f->window), "The bank is saved."));
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));

  /* Broken: said, and nothing changed. */
  g_assert_true (g_file_set_contents (path, "id\r\nx\r\n", -1, NULL));
  wf_bank_page_read (f->page, file);
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (f->window), "No number was changed."));
  g_assert_cmpuint (get_revision (f), ==, 0);

  /* One number changed by hand. */
  number = strstr (text, f->target->id) + strlen (f->target->id);
  for (guint i = 0; i < 3; i++)
    number = strchr (number + 1, ',');
  end = strchr (number + 1, ',');
  edited = g_strdup_printf ("%.*s,1.25%s", (int) (number - text), text, end);
  g_assert_true (g_file_set_contents (path, edited, -1, NULL));
  wf_bank_page_read (f->page, file);
  WAIT_FOR (get_revision (f) == 1);
}

static void
test_try (Fixture *f, gconstpointer data)
{
  press (f, "What can this bank do?");
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (f->window), "1,000 made-up people"));
  wf_ui_test_picture (GTK_WINDOW (f->window), "bank-tried");
}

int
main (int argc, char **argv)
{
  wf_ui_test_init (&argc, &argv);
#define ADD(name, func) g_test_add ("/ui/bank/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("adopt-and-back", test_adopt_and_back);
  ADD ("every-question", test_every_question);
  ADD ("files", test_files);
  ADD ("try", test_try);
  return g_test_run ();
}

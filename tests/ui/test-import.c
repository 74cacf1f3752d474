/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files into the catalogue and out of it, from the window: what would be taken is seen first, the
 * columns of a table are mapped and remembered, a file that is none says what is safe; corrections
 * go out as a proposal and are taken item by item; an entry of one's own.
 */
#include "wf-ui-test.h"

#include <glib/gstdio.h>

#include "wf-catalogue-desk.h"
#include "wf-catalogue-files.h"
#include "wf-import-page.h"
#include "wf-own-entry.h"
#include "wf-review-page.h"
#include "wf-task-test.h"

typedef struct {
  WfServices *services;
  GtkWidget *page;
  GtkWindow *window;
  char *folder;
} Fixture;

static void
show (Fixture *f, WfPane *page)
{
  f->page = GTK_WIDGET (page);
  f->window = wf_ui_test_show (f->page);
  gtk_window_set_default_size (f->window, 720, 760);
  wf_ui_test_wait_shown (f->window);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *starter = NULL, *words = NULL;

  f->services = wf_ui_test_services ();
  wf_ui_test_open (f->services);
  starter = g_build_filename (f->services->shared_dir, "catalogue", "starter.json", NULL);
  words = g_build_filename (f->services->shared_dir, "catalogue", "words.json", NULL);
  f->services->sync =
      wf_catalogue_sync_new (f->services->data_dir, starter, words, f->services->clock, NULL);
  f->folder = g_dir_make_tmp ("wf-import-XXXXXX", NULL);
  f->page = NULL;
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  wf_ui_test_pump (50);
  if (f->page != NULL)
    wf_ui_test_destroy (f->window, f->page);
  wf_services_unref (f->services);
  g_free (f->folder);
}

static char *
write_file (Fixture *f, const char *name, const char *text)
{
  char *path = g_build_filename (f->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static void
wait_for_page (Fixture *f, const char *name)
{
  GtkStack *stack = wf_ui_test_child (f->page, "stack");

  WAIT_FOR (g_str_equal (gtk_stack_get_visible_child_name (stack), name));
  wf_ui_test_pump (20);
}

static guint
count (Fixture *f, const char *text)
{
  g_autoptr (WfSearchResult) found =
      wf_catalogue_search_sync (f->services->catalogue, text, NULL, 10, NULL);

  return found->resources->len;
}

static const char SHEET[] = "Nom,Ruf,Town,Colour\n"
                            "Quokka Tablets,613 555 0101,Ottawa,red\n"
                            "Quokka Classes,613 555 0102,Ottawa,blue\n"
                            ",613 555 0103,Ottawa,green\n";

/* Two lists of one name: asked, both kept, the second taken back. */
static void
test_same_name (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (f->folder, "north", NULL);
  g_autofree char *one = write_file (f, "list.csv", "name,phone\nQuokka One,1\nQuokka Two,2\n");
  g_autofree char *other = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  other = write_file (f, "north/list.csv", "name,phone\nQuokka Three,3\n");
  show (f, wf_import_page_new (f->services));
  wf_import_page_read (WF_IMPORT_PAGE (f->page), one);
  wait_for_page (f, "report");
  gtk_widget_activate_action (f->page, "import.take", NULL);
  wait_for_page (f, "done");
  wf_import_page_read (WF_IMPORT_PAGE (f->page), other);
  wait_for_page (f, "report");
  gtk_widget_activate_action (f->page, "import.take", NULL);
  WAIT_FOR (wf_ui_test_sees (f->page, "Another list of this name is here"));
  g_assert_cmpuint (count (f, "quokka"), ==, 2);
  wf_ui_test_picture (f->window, "import-same-name");
  gtk_widget_activate_action (f->page, "import.keep-both", NULL);
  wait_for_page (f, "done");
  g_assert_cmpuint (count (f, "quokka"), ==, 3);
  g_assert_true (gtk_widget_get_visible (wf_ui_test_child (f->page, "undo_button")));
  gtk_widget_activate_action (f->page, "import.undo", NULL);
  wait_for_page (f, "choose");
  g_assert_cmpuint (count (f, "quokka"), ==, 2);
}

/* Seen first, mapped, taken, taken back. */
static void
test_sheet (Fixture *f, gconstpointer data)
{
  g_autofree char *path = write_file (f, "ours.csv", SHEET);
  g_autoptr (WfResource) entry = NULL;
  g_autoptr (WfSearchResult) found = NULL;

  show (f, wf_import_page_new (f->services));
  wf_ui_test_picture (f->window, "import-choose");
  wf_import_page_read (WF_IMPORT_PAGE (f->page), path);
  wait_for_page (f, "report");
  g_assert_true (wf_ui_test_sees (f->page, "A table of one’s own (CSV)"));
  g_assert_cmpuint (count (f, "quokka"), ==, 0);
  g_assert_true (gtk_widget_get_visible (wf_ui_test_child (f->page, "take_button")));
  g_assert_cmpuint (adw_combo_row_get_selected (get_row (f->page, "Ruf")), ==, 0);
  g_assert_cmpuint (adw_combo_row_get_selected (get_row (f->page, "Nom")), ==, 1);
  g_assert_nonnull (get_row (f->page, "ours.csv:4"));
  wf_ui_test_picture (f->window, "import-report");

  adw_combo_row_set_selected (get_row (f->page, "Ruf"), 8); /* Phone */
  gtk_widget_activate_action (f->page, "import.again", NULL);
  wait_for_page (f, "report");
  g_assert_cmpuint (adw_combo_row_get_selected (get_row (f->page, "Ruf")), ==, 0);
  adw_combo_row_set_selected (get_row (f->page, "Ruf"), 8);
  gtk_widget_activate_action (f->page, "import.take", NULL);
  wait_for_page (f, "done");
  wf_ui_test_picture (f->window, "import-done");
  found = wf_catalogue_search_sync (f->services->catalogue, "quokka tablets", NULL, 10, NULL);
  g_assert_cmpuint (found->resources->len, >=, 1);
  g_assert_cmpstr (((WfResource *) found->resources->pdata[0])->phone, ==, "613 555 0101");

  gtk_widget_activate_action (f->page, "import.undo", NULL);
  wait_for_page (f, "choose");
  g_assert_cmpuint (count (f, "quokka"), ==, 0);

  /* The next table with these headings is read the same way. */
  wf_import_page_read (WF_IMPORT_PAGE (f->page), path);
  wait_for_page (f, "report");
  g_assert_cmpuint (adw_combo_row_get_selected (get_row (f->page, "Ruf")), ==, 8);
}

static void
test_not_readable (Fixture *f, gconstpointer data)
{
  g_autofree char *path = write_file (f, "odd.json", "{\"cats\":[1,2]}");
  g_autofree char *book = write_file (f, "list.xlsx", "PK");

  show (f, wf_import_page_new (f->services));
  wf_import_page_read (WF_IMPORT_PAGE (f->page), path);
  wait_for_page (f, "report");
  g_assert_true (wf_ui_test_sees (f->page, "The catalogue is as it was."));
  g_assert_false (gtk_widget_get_visible (wf_ui_test_child (f->page, "take_button")));
  wf_ui_test_picture (f->window, "import-nothing");
  wf_import_page_read (WF_IMPORT_PAGE (f->page), book);
  wait_for_page (f, "report");
  g_assert_true (wf_ui_test_sees (f->page, "A workbook cannot be read"));
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  wf_desk_finish (WF_CATALOGUE_SYNC (source), result, NULL);
  *(gboolean *) user_data = TRUE;
}

/* Take or Replace, else Leave; the row goes. */
static void
press_first (Fixture *f, const char *title)
{
  GtkWidget *row = get_row (f->page, title);

  g_signal_emit_by_name (wf_ui_test_find (row, GTK_TYPE_BUTTON), "clicked");
  WAIT_FOR (find_row (f->page, title) == NULL);
}

/* An entry of one's own, found at once; proposed; what another agency proposes is taken or left. */
static void
test_own_and_proposals (Fixture *f, gconstpointer data)
{
  g_autofree char *proposal = g_build_filename (f->folder, "corrections.json", NULL);
  g_autofree char *theirs = NULL, *title = NULL, *only = NULL, *replace = NULL, *merge = NULL;
  g_autoptr (WfResource) entry = NULL, hotspots = NULL, linc = NULL;
  WfTaskDialog *dialog;
  GtkWidget *row;
  gboolean done = FALSE;
  const WfEdit edit = { .kind = WF_EDIT_CHECKED, .id = "at-ns-hotspots", .text = "2026-03-01" };

  show (f, wf_review_page_new (f->services));
  dialog = opened (wf_own_entry_ask_add (f->services, f->window), "own-entry");
  g_assert_false (can_go (dialog));
  type_in (dialog, "Name", "Wombat drop-in");
  type_in (dialog, "Phone", "613 555 0199");
  go (dialog);
  g_assert_cmpuint (count (f, "wombat"), >=, 1);

  wf_desk_edit_async (f->services->sync, &edit, on_done, &done);
  WAIT_FOR (done);
  wf_catalogue_files_write_proposal (WF_PANE (f->page), proposal);
  WAIT_FOR (g_file_test (proposal, G_FILE_TEST_EXISTS));

  theirs = write_file (
      f, "theirs.json",
      "{\"format\":\"wayfinder-proposal\",\"v\":1,\"changes\":["
      "{\"id\":\"at-ns-hotspots\",\"name\":\"Hotspots\",\"kind\":\"correct\",\"field\":\"phone\","
      "\"was\":null,\"now\":\"902 555 0123\"},"
      "{\"id\":\"linc\",\"name\":\"L\",\"kind\":\"merge\",\"now\":\"at-ns-hotspots\"},"
      "{\"id\":\"linc\",\"name\":\"L\",\"kind\":\"new\",\"now\":{\"id\":\"linc\",\"name\":\"Linc\","
      "\"kind\":\"device\",\"status\":\"active\",\"regions\":[\"CA\"],\"phone\":\"1 900\"}},"
      "{\"id\":\"no-such\",\"name\":\"Gone\",\"kind\":\"correct\",\"field\":\"phone\","
      "\"was\":null,\"now\":\"1\"}]}");
  wf_review_page_read (WF_REVIEW_PAGE (f->page), theirs);
  wait_for_page (f, "changes");
  g_assert_null (find_row (f->page, "Hotspots: Phone"));
  hotspots = wf_catalogue_get_sync (f->services->catalogue, "at-ns-hotspots", NULL);
  title = g_strdup_printf ("%s: Phone", hotspots->name);
  only = g_strdup_printf ("Only “%s” is shown then.", hotspots->name);
  row = get_row (f->page, title);
  g_assert_true (wf_ui_test_sees (f->page, "The file calls it “Hotspots”."));
  g_assert_true (wf_ui_test_sees (f->page, "Proposed: \342\201\246902 555 0123\342\201\251"));
  g_assert_true (wf_ui_test_sees (f->page, only));
  g_assert_true (wf_ui_test_sees (f->page, "proposed \342\201\246"
                                           "1 900"));
  g_assert_true (wf_ui_test_sees (f->page, "There is no such entry here."));
  wf_ui_test_picture (f->window, "review");
  g_signal_emit_by_name (wf_ui_test_find (row, GTK_TYPE_BUTTON), "clicked");
  WAIT_FOR (find_row (f->page, title) == NULL);
  entry = wf_catalogue_get_sync (f->services->catalogue, "at-ns-hotspots", NULL);
  g_assert_cmpstr (entry->phone, ==, "902 555 0123");
  press_first (f, "Gone: Phone");
  linc = wf_catalogue_get_sync (f->services->catalogue, "linc", NULL);
  replace = g_strdup_printf ("New: %s", linc->name);
  press_first (f, replace);
  merge = g_strdup_printf ("%s is the same as another", linc->name);
  press_first (f, merge);
  wait_for_page (f, "choose");
}

/* What is no text is said as the entry's page says it; so long a text would freeze the window. */
static void
test_proposed_words (Fixture *f, gconstpointer data)
{
  g_autofree char *letters = g_strnfill (30000, 'x');
  g_autofree char *text = g_strdup_printf (
      "{\"format\":\"wayfinder-proposal\",\"v\":1,\"changes\":["
      "{\"id\":\"linc\",\"name\":\"L\",\"kind\":\"correct\",\"field\":\"cost\",\"was\":null,"
      "\"now\":{\"amount\":9.99,\"currency\":\"CAD\",\"period\":\"month\"}},"
      "{\"id\":\"linc\",\"name\":\"L\",\"kind\":\"correct\",\"field\":\"languages\",\"was\":null,"
      "\"now\":[\"fr\",\"ar\"]},"
      "{\"id\":\"linc\",\"name\":\"L\",\"kind\":\"correct\",\"field\":\"regions\",\"was\":null,"
      "\"now\":[\"CA-ON\"]},"
      "{\"id\":\"linc\",\"name\":\"L\",\"kind\":\"correct\",\"field\":\"status\",\"was\":null,"
      "\"now\":\"closed\"},"
      "{\"id\":\"linc\",\"name\":\"L\",\"kind\":\"correct\",\"field\":\"eligibility\",\"was\":null,"
      "\"now\":\"%s\"}]}",
      letters);
  g_autofree char *theirs = write_file (f, "theirs.json", text);

  show (f, wf_review_page_new (f->services));
  wf_review_page_read (WF_REVIEW_PAGE (f->page), theirs);
  wait_for_page (f, "changes");
  g_assert_true (wf_ui_test_sees (f->page, "Proposed: $9.99 a month"));
  g_assert_true (wf_ui_test_sees (f->page, "Proposed: French and Arabic"));
  g_assert_true (wf_ui_test_sees (f->page, "Proposed: Ontario"));
  g_assert_true (wf_ui_test_sees (f->page, "Proposed: It has ended"));
  letters[50] = '\0';
  g_assert_true (wf_ui_test_sees (f->page, letters));
  letters[50] = 'x';
  letters[601] = '\0';
  g_assert_false (wf_ui_test_sees (f->page, letters));
  wf_ui_test_picture (f->window, "review-words");
}

static void
test_export (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "out.json", NULL);
  g_autofree char *tables = g_build_filename (f->folder, "tables", NULL);
  g_autofree char *package = g_build_filename (tables, "datapackage.json", NULL);

  show (f, wf_import_page_new (f->services));
  wf_catalogue_files_write (WF_PANE (f->page), path, FALSE);
  WAIT_FOR (g_file_test (path, G_FILE_TEST_EXISTS));
  wf_catalogue_files_write (WF_PANE (f->page), tables, TRUE);
  WAIT_FOR (g_file_test (package, G_FILE_TEST_EXISTS));
  wf_ui_test_pump (50);
}

int
main (int argc, char **argv)
{
  wf_ui_test_init (&argc, &argv);
#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)
  ADD ("/import/sheet", test_sheet);
  ADD ("/import/same-name", test_same_name);
  ADD ("/import/not-readable", test_not_readable);
  ADD ("/import/own-and-proposals", test_own_and_proposals);
  ADD ("/import/proposed-words", test_proposed_words);
  ADD ("/import/export", test_export);
  return g_test_run ();
}

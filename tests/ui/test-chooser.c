/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Choosing an entry of the catalogue by keyboard: what Escape and Enter do in the search.
 */
#include "wf-entry-chooser.h"
#include "wf-catalogue.h"
#include "wf-ui-test.h"

typedef struct {
  WfServices *services;
  GtkWindow *chooser; /* weak */
  GtkWidget *search;
  char *chosen;
} Fixture;

static void
on_chosen (WfEntryChooser *chooser, WfResource *entry, Fixture *f)
{
  g_free (f->chosen);
  f->chosen = g_strdup (entry->id);
}

static GListModel *
get_entries (Fixture *f)
{
  return G_LIST_MODEL (gtk_list_view_get_model (wf_ui_test_child (f->chooser, "entry_list")));
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->services = wf_ui_test_services ();
  wf_ui_test_open (f->services);
  g_set_weak_pointer (&f->chooser, GTK_WINDOW (wf_entry_chooser_new (f->services, NULL)));
  g_signal_connect (f->chooser, "chosen", G_CALLBACK (on_chosen), f);
  gtk_window_present (f->chooser);
  wf_ui_test_wait_shown (f->chooser);
  f->search = wf_ui_test_child (f->chooser, "search_entry");
  WAIT_FOR (g_list_model_get_n_items (get_entries (f)) > 10);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->chooser != NULL)
    wf_ui_test_destroy (f->chooser, NULL);
  wf_services_unref (f->services);
  g_free (f->chosen);
}

/* The search has the focus first, and a key for Escape of its own. */
static void
test_escape (Fixture *f, gconstpointer data)
{
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (f->chooser), f->search));
  g_assert_true (wf_ui_test_shortcut (f->search, GDK_KEY_Escape));
  WAIT_FOR (f->chooser == NULL);
  g_assert_null (f->chosen);
}

/* The first of all there are was looked for by nobody; the first of what was found was. */
static void
test_enter (Fixture *f, gconstpointer data)
{
  g_autoptr (WfSearchResult) found = NULL;
  gboolean was_found;

  g_signal_emit_by_name (f->search, "activate");
  gtk_editable_set_text (GTK_EDITABLE (f->search), "  ");
  g_signal_emit_by_name (f->search, "activate");
  wf_ui_test_pump (300);
  g_signal_emit_by_name (f->search, "activate");
  wf_ui_test_pump (50);
  g_assert_null (f->chosen);
  g_assert_nonnull (f->chooser);

  /* Faster than the search: not what was found before, but what these words find. */
  found = wf_catalogue_search_sync (f->services->catalogue, "library", NULL, 100, NULL);
  gtk_editable_set_text (GTK_EDITABLE (f->search), "library");
  g_signal_emit_by_name (f->search, "activate");
  g_assert_null (f->chosen);
  WAIT_FOR (f->chosen != NULL);
  was_found = FALSE;
  for (guint i = 0; i < found->resources->len; i++)
    was_found =
        was_found || g_str_equal (((const WfResource *) found->resources->pdata[i])->id, f->chosen);
  g_assert_true (was_found);
  WAIT_FOR (f->chooser == NULL);
}

int
main (int argc, char **argv)
{
  wf_ui_test_init (&argc, &argv);
#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)
  ADD ("/chooser/escape", test_escape);
  ADD ("/chooser/enter", test_enter);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a client told us: each fact asked, answered, refused, not known and taken back; the
 * safe-contact rule; a name that comes later.
 */
#include "wf-task-test.h"

#include "wf-client-page.h"
#include "wf-fact-dialog.h"
#include "wf-facts-page.h"
#include "wf-window.h"

static WfWindow *
open_client (WfServices *services, const char *id, GtkWidget **out_page)
{
  WfWindow *window = wf_window_new (NULL, services);

  gtk_window_present (GTK_WINDOW (window));
  wf_ui_test_wait_shown (GTK_WINDOW (window));
  wf_window_open (window, wf_client_page_new (services, id));
  *out_page = wf_ui_test_find (GTK_WIDGET (window), WF_TYPE_CLIENT_PAGE);
  WAIT_FOR (wf_ui_test_sees (*out_page, "First met"));
  return window;
}

static WfTaskDialog *
find_dialog (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (WF_IS_TASK_DIALOG (window))
        return WF_TASK_DIALOG (window);
    }
  return NULL;
}

static void
on_client (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(WfClient **) user_data = wf_client_repo_get_finish (WF_CLIENT_REPO (source), result, &error);
  g_assert_no_error (error);
}

static WfClient *
get_client (WfServices *services, const char *id)
{
  WfClient *client = NULL;

  wf_client_repo_get_async (services->clients, id, NULL, NULL, on_client, &client);
  WAIT_FOR (client != NULL);
  return client;
}

static WfTaskDialog *
ask (WfWindow *window, WfServices *services, const char *id, const char *name)
{
  g_autoptr (WfClient) client = get_client (services, id);
  WfTaskDialog *dialog =
      wf_fact_dialog_show (services, GTK_WINDOW (window), client, wf_fact_words_lookup (name));

  wf_ui_test_wait_shown (GTK_WINDOW (dialog));
  return dialog;
}

static void
assert_fact (WfServices *services,
             const char *id,
             const char *name,
             WfClientFactState state,
             const char *values)
{
  g_autoptr (WfClient) client = get_client (services, id);
  const WfClientFact *fact = wf_client_get_fact (client, name);
  g_autofree char *joined = g_strjoinv (" ", fact->values);

  g_assert_cmpint (fact->state, ==, state);
  g_assert_cmpstr (joined, ==, values);
}

static void
test_table (void)
{
  const char *const *names = wf_client_fact_get_names ();

  for (guint i = 0; i < wf_fact_words_get_n (); i++)
    {
      const WfFactWords *words = wf_fact_words_get (i);

      g_assert_true (g_strv_contains (names, words->name));
      g_assert_cmpuint (strlen (words->why), >, 10);
      g_assert_true (wf_fact_words_lookup (words->name) == words);
      for (const WfFactCode *code = words->codes; code != NULL && code->code != NULL; code++)
        {
          const char *values[] = { code->code, NULL };

          g_assert_true (wf_client_fact_check (words->name, values, 2026, NULL));
        }
    }
  g_assert_null (wf_fact_words_lookup ("status"));
}

static void
test_page (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  WfWindow *window;
  GtkWidget *page, *facts;
  AdwActionRow *row;

  wf_ui_test_open (services);
  g_autofree char *id = wf_ui_test_add_client (services, "Amina", "ar");

  window = open_client (services, id, &page);
  gtk_widget_activate_action (page, "client.facts", NULL);
  facts = wf_ui_test_find (GTK_WIDGET (window), WF_TYPE_FACTS_PAGE);
  g_assert_nonnull (facts);
  WAIT_FOR (wf_ui_test_sees (facts, "Arabic"));
  g_assert_true (wf_ui_test_sees (facts, "Not asked yet"));
  wf_ui_test_picture (GTK_WINDOW (window), "facts");
  row = get_row (facts, "Reads");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Not asked yet");
  g_signal_emit_by_name (row, "activated");
  opened (find_dialog (), "fact-reads");
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (find_dialog ()), "Why we ask"));
  g_assert_true (can_go (find_dialog ())); /* in no language is an answer */
  go (find_dialog ());
  WAIT_FOR (wf_ui_test_sees (facts, "In no language"));
  assert_fact (services, id, "reads", WF_CLIENT_FACT_ANSWERED, "");
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

/* The four states of one fact, one after the other; none turns into another. */
static void
test_four_states (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  WfWindow *window;
  WfTaskDialog *dialog;
  GtkWidget *page;

  wf_ui_test_open (services);
  g_autofree char *id = wf_ui_test_add_client (services, "Amina", "ar");

  window = open_client (services, id, &page);
  dialog = ask (window, services, id, "birth-year");
  g_assert_false (can_go (dialog));
  type_in (dialog, "Year of birth", "1850");
  g_assert_false (can_go (dialog));
  type_in (dialog, "Year of birth", "1988");
  go (opened (dialog, "fact-birth-year"));
  assert_fact (services, id, "birth-year", WF_CLIENT_FACT_ANSWERED, "1988");
  WAIT_FOR (wf_ui_test_sees (page, "1988"));

  dialog = ask (window, services, id, "birth-year");
  turn_on (dialog, "Does not want to say");
  go (dialog);
  assert_fact (services, id, "birth-year", WF_CLIENT_FACT_REFUSED, "");
  WAIT_FOR (wf_ui_test_sees (page, "Does not want to say"));

  dialog = ask (window, services, id, "birth-year");
  turn_on (dialog, "Does not know");
  go (dialog);
  assert_fact (services, id, "birth-year", WF_CLIENT_FACT_DONT_KNOW, "");

  dialog = ask (window, services, id, "birth-year");
  turn_on (dialog, "Not asked yet");
  go (dialog);
  assert_fact (services, id, "birth-year", WF_CLIENT_FACT_NOT_ASKED, "");
  WAIT_FOR (!wf_ui_test_sees (wf_ui_test_child (page, "fact_group"), "Year of birth"));
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

/* One of each kind of answer. */
static void
test_kinds (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  WfWindow *window;
  WfTaskDialog *dialog;
  GtkWidget *page;

  wf_ui_test_open (services);
  g_autofree char *id = wf_ui_test_add_client (services, NULL, NULL);

  window = open_client (services, id, &page);
  dialog = ask (window, services, id, "speaks");
  g_assert_false (can_go (dialog)); /* everybody speaks something */
  type_in (dialog, "Find a language", "pashto");
  turn_on (dialog, "پښتو");
  go (opened (dialog, "fact-speaks"));
  assert_fact (services, id, "speaks", WF_CLIENT_FACT_ANSWERED, "ps");

  dialog = ask (window, services, id, "region");
  adw_combo_row_set_selected (get_row (dialog, "Province or territory"), 0);
  go (dialog);
  dialog = ask (window, services, id, "locality");
  g_assert_false (can_go (dialog));
  type_in (dialog, "Town or area", "Thunder Bay");
  go (opened (dialog, "fact-town"));
  assert_fact (services, id, "locality", WF_CLIENT_FACT_ANSWERED, "Thunder Bay");
  dialog = ask (window, services, id, "interpreter");
  adw_combo_row_set_selected (get_row (dialog, "Wants an interpreter"), 0);
  go (dialog);
  assert_fact (services, id, "interpreter", WF_CLIENT_FACT_ANSWERED, "wanted");

  dialog = ask (window, services, id, "accommodation");
  turn_on (dialog, "Large letters");
  type_in (dialog, "Something else", "a lamp & <light>");
  go (opened (dialog, "fact-needs"));
  assert_fact (services, id, "accommodation", WF_CLIENT_FACT_ANSWERED,
               "large-print a lamp & <light>");
  WAIT_FOR (wf_ui_test_sees (page, "a lamp & <light>"));
  dialog = ask (window, services, id, "accommodation");
  g_assert_cmpstr (gtk_editable_get_text (get_row (dialog, "Something else")), ==,
                   "a lamp & <light>");
  go (dialog);
  assert_fact (services, id, "accommodation", WF_CLIENT_FACT_ANSWERED,
               "large-print a lamp & <light>");

  dialog = ask (window, services, id, "papers");
  turn_on (dialog, "Library card");
  go (opened (dialog, "fact-papers"));
  assert_fact (services, id, "papers", WF_CLIENT_FACT_ANSWERED, "library_card");
  wf_ui_test_picture (GTK_WINDOW (window), "client-facts");
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

static void
test_contact (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  WfWindow *window;
  WfTaskDialog *dialog;
  GtkWidget *page;

  wf_ui_test_open (services);
  g_autofree char *id = wf_ui_test_add_client (services, "Amina", "ar");

  window = open_client (services, id, &page);
  g_assert_true (wf_ui_test_sees (page, "Ask how to contact"));
  gtk_widget_activate_action (page, "client.contact", NULL);
  dialog = opened (find_dialog (), "contact");
  g_assert_false (can_go (dialog));
  turn_on (dialog, "A call");
  type_in (dialog, "A good and safe time", "mornings");
  turn_on (dialog, "Never leave a message");
  go (dialog);
  WAIT_FOR (wf_ui_test_sees (page, "Contact with care"));
  g_assert_true (wf_ui_test_sees (page, "mornings"));

  gtk_widget_activate_action (page, "client.contact", NULL);
  dialog = find_dialog ();
  wf_ui_test_wait_shown (GTK_WINDOW (dialog));
  turn_on (dialog, "Do not call or write at all");
  go (dialog);
  WAIT_FOR (wf_ui_test_sees (page, "Do not call or write"));
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

static void
test_name_later (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  WfWindow *window;
  WfTaskDialog *dialog;
  GtkWidget *page;

  wf_ui_test_open (services);
  g_autofree char *id = wf_ui_test_add_client (services, NULL, "ar");

  g_autofree char *called = wf_ui_test_dup_name (services, id);

  window = open_client (services, id, &page);
  g_assert_cmpstr (wf_pane_get_title (WF_PANE (page)), ==, called);
  gtk_widget_activate_action (page, "client.name", NULL);
  dialog = opened (find_dialog (), "name");
  type_in (dialog, "Name, or what they want to be called", " Noor ");
  turn_on (dialog, "This is not the real name");
  go (dialog);
  WAIT_FOR (g_strcmp0 (wf_pane_get_title (WF_PANE (page)), "Noor") == 0);
  g_assert_true (wf_ui_test_sees (page, "Arabic")); /* nothing typed twice */
  g_assert_true (wf_ui_test_sees (page, "Not the real name"));
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

/* Care of the record is offered from the page, and a goal can be said anew. */
static void
test_page_offers (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  WfWindow *window;
  WfTaskDialog *dialog;
  GtkWidget *page;

  wf_ui_test_open (services);
  g_autofree char *id = wf_ui_test_add_client (services, "Amina", "ar");

  window = open_client (services, id, &page);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (wf_ui_test_child (page, "care_button")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "What to do with the record");
  g_assert_true (gtk_widget_activate_action (page, "care.show-views", NULL));
  WAIT_FOR (find_dialog () != NULL);
  gtk_window_destroy (GTK_WINDOW (find_dialog ()));
  gtk_widget_activate_action (page, "client.goal", NULL);
  dialog = find_dialog ();
  wf_ui_test_wait_shown (GTK_WINDOW (dialog));
  type_in (dialog, "What they want to do, in their own words", "Call my mother");
  go (dialog);
  WAIT_FOR (wf_ui_test_sees (page, "Call my mother"));
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

int
main (int argc, char **argv)
{
  wf_ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/facts/table", test_table);
  g_test_add_func ("/ui/facts/page", test_page);
  g_test_add_func ("/ui/facts/four-states", test_four_states);
  g_test_add_func ("/ui/facts/kinds", test_kinds);
  g_test_add_func ("/ui/facts/contact", test_contact);
  g_test_add_func ("/ui/facts/name-later", test_name_later);
  g_test_add_func ("/ui/facts/page-offers", test_page_offers);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Today, the list of clients, one client.
 */
#include "wf-task-test.h"

#include "wf-add-client-dialog.h"
#include "wf-client-page.h"
#include "wf-consent-page.h"
#include "wf-client-words.h"
#include "wf-clients-page.h"
#include "wf-json.h"
#include "wf-new-visit-page.h"
#include "wf-plan-demo.h"
#include "wf-start-visit-page.h"
#include "wf-profile-summary.h"
#include "wf-today-page.h"
#include "wf-window.h"

static WfWindow *
open_window (WfServices *services)
{
  WfWindow *window = wf_window_new (NULL, services);

  gtk_window_present (GTK_WINDOW (window));
  wf_ui_test_wait_shown (GTK_WINDOW (window));
  return window;
}

static GtkWindow *
find_dialog (GType type)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        return window;
    }
  return NULL;
}

static void
test_today (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  WfWindow *window;
  GtkWidget *page;

  wf_ui_test_open (services);
  window = open_window (services);
  page = wf_ui_test_find (GTK_WIDGET (window), WF_TYPE_TODAY_PAGE);
  g_assert_true (wf_ui_test_sees (page, "A quiet day"));
  g_assert_true (wf_ui_test_sees (page, "Help with something now"));
  g_assert_true (wf_ui_test_sees (page, "Full assessment"));

  g_autofree char *amina = wf_ui_test_add_client (services, "Amina", "ar");
  g_autofree char *nobody = wf_ui_test_add_client (services, NULL, NULL);
  g_autoptr (WfVisit) visit = wf_visit_new ("00112233445566778899aabbccddeeff", WF_VISIT_HELP_NOW);

  wf_ui_test_append (services, nobody, wf_client_record_due ("2026-03-03", NULL));
  wf_ui_test_append (services, amina, wf_visit_record_started (visit));
  WAIT_FOR (wf_ui_test_sees (page, "Interrupted today"));
  g_assert_true (wf_ui_test_sees (page, "Amina"));
  g_autofree char *called = wf_ui_test_dup_name (services, nobody);

  g_assert_true (g_regex_match_simple ("^Client [0-9]{4}$", called, 0, 0)); /* not "1,234" */
  WAIT_FOR (wf_ui_test_sees (page, called)); /* what is due is read by itself */
  WAIT_FOR (wf_ui_test_sees (page, "Due today"));
  g_assert_true (wf_ui_test_sees (page, "Ask how to contact"));
  g_assert_false (wf_ui_test_sees (page, "A quiet day"));
  wf_ui_test_picture (GTK_WINDOW (window), "today");
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

static void
on_demo_unlocked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  wf_vault_unlock_finish (WF_VAULT (source), result, &error);
  g_assert_no_error (error);
}

static WfCatalogue *
open_catalogue (const char *starter)
{
  g_autoptr (GError) error = NULL;
  WfCatalogue *catalogue = wf_catalogue_open_sync (NULL, starter, NULL, &error);

  g_assert_no_error (error);
  return catalogue;
}

/* The sample agency in this folder, unlocked, with the catalogue its plans were made with. */
static void
open_demo (WfServices *services, const char *starter)
{
  const char *directories[] = { services->shared_dir, NULL };
  g_autoptr (WfPackLibrary) packs = wf_pack_library_load (directories);
  g_autoptr (WfCatalogue) catalogue = open_catalogue (starter);
  g_autoptr (GPtrArray) slots = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (WfVault) vault = wf_plan_demo_create_sync (services->data_dir, 7, packs, catalogue,
                                                        wf_clock_now (services->clock), &error);

  g_assert_no_error (error);
  wf_vault_close_sync (vault);
  services->catalogue = g_object_ref (catalogue);
  g_assert_cmpint (wf_ui_test_start (services), ==, WF_DOOR_LOCKED);
  slots = wf_vault_get_slots (services->vault);
  wf_vault_unlock_async (services->vault, ((WfSlot *) slots->pdata[0])->id, WF_DEMO_PASSPHRASE,
                         NULL, on_demo_unlocked, NULL);
  WAIT_FOR (wf_door_get_state (services->door) == WF_DOOR_OPEN);
}

/* The starter with one entry only: whatever else is in a plan is not there any more. */
static char *
write_small_starter (const char *starter)
{
  g_autofree char *folder = g_dir_make_tmp ("starter-XXXXXX", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  char *path = g_build_filename (folder, "starter.json", NULL);
  JsonArray *entries;

  g_assert_true (json_parser_load_from_file (parser, starter, NULL));
  entries = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)),
                                          "resources");
  while (json_array_get_length (entries) > 1)
    json_array_remove_element (entries, json_array_get_length (entries) - 1);
  json_generator_set_root (generator, json_parser_get_root (parser));
  g_assert_true (json_generator_to_file (generator, path, NULL));
  return path;
}

static GtkWidget *
show_today (WfWindow *window)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-place", "s", "clients");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-place", "s", "today");
  return wf_ui_test_find (GTK_WIDGET (window), WF_TYPE_TODAY_PAGE);
}

/* Nothing changed: nothing is said. Offers that went away are named, with whose plan it is. */
static void
test_today_changed (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autofree char *starter =
      g_build_filename (services->shared_dir, "catalogue", "starter.json", NULL);
  g_autofree char *small = write_small_starter (starter);
  WfWindow *window;
  GtkWidget *page;
  GtkListBox *list;

  open_demo (services, starter);
  window = open_window (services);
  page = wf_ui_test_find (GTK_WIDGET (window), WF_TYPE_TODAY_PAGE);
  list = wf_ui_test_child (page, "change_list");
  wf_ui_test_pump (500);
  g_assert_null (gtk_list_box_get_row_at_index (list, 0));

  g_object_unref (services->catalogue);
  services->catalogue = open_catalogue (small);
  wf_clock_advance (services->clock, WF_CLOCK_HOUR);
  /* shown again: a look that began before may still be under way the first time */
  for (guint i = 0; i < 20 && !wf_ui_test_sees (page, "is not in the catalogue any more"); i++)
    {
      show_today (window);
      wf_ui_test_pump (500 * (i + 1));
    }
  g_assert_true (wf_ui_test_sees (page, "is not in the catalogue any more"));
  g_assert_true (wf_ui_test_sees (page, "Changed since the plan was made"));
  wf_ui_test_picture (GTK_WINDOW (window), "today-demo");
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

/* A clock that may be wrong is said before anything is written with it. */
static void
test_doubtful_clock (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  WfWindow *window;
  GtkWidget *page;

  wf_ui_test_open (services);
  g_free (wf_ui_test_add_client (services, "Amina", "ar"));
  for (guint i = 0; i < 2; i++)
    {
      gboolean is_doubted = i > 0;

      wf_clock_advance (services->clock, (is_doubted ? 200 : 100) * WF_CLOCK_DAY);
      wf_vault_close_sync (services->vault);
      wf_ui_test_start (services);
      wf_ui_test_unlock (services);
      window = open_window (services);
      page = wf_ui_test_find (GTK_WIDGET (window), WF_TYPE_TODAY_PAGE);
      wf_ui_test_pump (100);
      g_assert_true (wf_ui_test_sees (page, "If today is another day") == is_doubted);
      wf_ui_test_picture (GTK_WINDOW (window), "today-clock");
      wf_ui_test_destroy (GTK_WINDOW (window), NULL);
    }
}

/* What is due stands in three groups, each under its heading. */
static void
test_today_groups (void)
{
  static const struct {
    const char *name;
    const char *day;
  } dues[] = {
    { "Amina", "2026-02-27" }, { "Bahar", "2026-03-01" }, { "Carlos", "2026-03-03" },
    { "Dawit", "2026-03-06" }, { "Elif", "2026-04-01" },
  };
  g_autoptr (WfServices) services = wf_ui_test_services ();
  WfWindow *window;
  GtkWidget *page;
  guint headings = 0;

  wf_ui_test_open (services);
  for (guint i = 0; i < G_N_ELEMENTS (dues); i++)
    {
      g_autofree char *id = wf_ui_test_add_client (services, dues[i].name, "ar");

      wf_ui_test_append (services, id, wf_client_record_due (dues[i].day, NULL));
    }
  window = open_window (services);
  page = wf_ui_test_find (GTK_WIDGET (window), WF_TYPE_TODAY_PAGE);
  WAIT_FOR (wf_ui_test_sees (page, "This week"));
  g_assert_true (wf_ui_test_sees (page, "Overdue"));
  g_assert_false (wf_ui_test_sees (page, "Elif"));
  for (int i = 0; i < 4; i++)
    {
      GtkWidget *heading = gtk_list_box_row_get_header (
          gtk_list_box_get_row_at_index (GTK_LIST_BOX (wf_ui_test_child (page, "due_list")), i));

      if (heading != NULL)
        {
          gtk_test_accessible_assert_role (GTK_ACCESSIBLE (heading), GTK_ACCESSIBLE_ROLE_HEADING);
          headings++;
        }
    }
  g_assert_cmpuint (headings, ==, 3);
  wf_ui_test_picture (GTK_WINDOW (window), "today-due");
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

/* The client with a plan shows what was chosen and a way to it. */
static void
test_client_plan (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autofree char *starter =
      g_build_filename (services->shared_dir, "catalogue", "starter.json", NULL);
  WfWindow *window;
  GListModel *clients;
  gboolean seen = FALSE;

  open_demo (services, starter);
  window = open_window (services);
  clients = G_LIST_MODEL (services->clients);
  for (guint i = 0; i < g_list_model_get_n_items (clients) && !seen; i++)
    {
      g_autoptr (WfClientItem) item = g_list_model_get_item (clients, i);
      WfPane *page = wf_client_page_new (services, wf_client_item_get_id (item));
      AdwPreferencesGroup *group;

      wf_window_open (window, page);
      group = wf_ui_test_child (page, "plan_group");
      WAIT_FOR (adw_preferences_group_get_description (group) != NULL &&
                wf_ui_test_sees (GTK_WIDGET (page), "First met"));
      seen = wf_ui_test_sees (GTK_WIDGET (page), "Open Plan");
      if (seen)
        {
          g_assert_true (wf_ui_test_sees (GTK_WIDGET (group), "Made "));
          wf_ui_test_picture (GTK_WINDOW (window), "client-plan");
        }
      else
        wf_pane_back (page);
    }
  g_assert_true (seen);
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

static void
test_clients_list (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  WfWindow *window;
  GtkWidget *page;
  GtkEditable *search;

  wf_ui_test_open (services);
  window = open_window (services);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.find-client", NULL);
  page = wf_ui_test_find (GTK_WIDGET (window), WF_TYPE_CLIENTS_PAGE);
  WAIT_FOR (wf_ui_test_sees (page, "Nobody here yet"));

  g_free (wf_ui_test_add_client (services, "Amina", "ar"));
  g_free (wf_ui_test_add_client (services, "Bahar", "fa"));
  g_autofree char *nobody = wf_ui_test_add_client (services, NULL, "uk");
  g_autofree char *called = wf_ui_test_dup_name (services, nobody);

  WAIT_FOR (wf_ui_test_sees (page, "Amina") && wf_ui_test_sees (page, called));
  g_assert_true (wf_ui_test_sees (page, "Arabic"));
  wf_ui_test_picture (GTK_WINDOW (window), "clients");

  search = GTK_EDITABLE (wf_ui_test_child (page, "search_entry"));
  gtk_editable_set_text (search, "bah");
  WAIT_FOR (!wf_ui_test_sees (page, "Amina"));
  g_assert_true (wf_ui_test_sees (page, "Bahar"));
  gtk_editable_set_text (search, "nobody at all");
  WAIT_FOR (wf_ui_test_sees (page, "Nobody found"));
  gtk_editable_set_text (search, "");
  WAIT_FOR (wf_ui_test_sees (page, "Amina"));
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

static void
test_one_client (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  WfWindow *window;
  GtkWidget *page;
  const char *goal[] = { "I want to <see> my grandchildren & talk", NULL };

  wf_ui_test_open (services);
  g_autofree char *id = wf_ui_test_add_client (services, "Amina", "ar");
  g_autoptr (WfClientFact) fact =
      wf_client_fact_new ("goal-words", WF_CLIENT_FACT_ANSWERED, goal, 0);
  g_autoptr (WfClientFact) reads = wf_client_fact_new ("reads", WF_CLIENT_FACT_REFUSED, NULL, 0);
  g_autoptr (WfSafeContact) contact = wf_safe_contact_new ();

  wf_ui_test_append (services, id, wf_client_record_fact (fact));
  wf_ui_test_append (services, id, wf_client_record_fact (reads));
  g_strfreev (contact->ways);
  contact->ways = g_strsplit ("call text", " ", -1);
  contact->when = g_strdup ("mornings");
  contact->never_message = TRUE;
  wf_ui_test_append (services, id, wf_safe_contact_to_record (contact));

  window = open_window (services);
  wf_pane_stack_push (wf_main_view_get_stack (wf_window_get_main_view (window)),
                      wf_client_page_new (services, id));
  page = wf_ui_test_find (GTK_WIDGET (window), WF_TYPE_CLIENT_PAGE);
  WAIT_FOR (wf_ui_test_sees (page, "First met"));
  g_assert_cmpstr (wf_pane_get_title (WF_PANE (page)), ==, "Amina");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Wayfinder");
  g_assert_true (wf_ui_test_sees (page, goal[0]));
  g_assert_true (wf_ui_test_sees (page, "Contact with care"));
  g_assert_true (wf_ui_test_sees (page, "Never leave a message"));
  g_assert_true (wf_ui_test_sees (page, "mornings"));
  g_assert_true (wf_ui_test_sees (page, "Arabic"));
  g_assert_true (wf_ui_test_sees (page, "Does not want to say"));
  g_assert_true (wf_ui_test_sees (page, "today · Reads")); /* which answer it was */
  wf_ui_test_picture (GTK_WINDOW (window), "client");

  wf_ui_test_append (services, id, wf_client_record_named ("Noor", TRUE));
  WAIT_FOR (g_strcmp0 (wf_pane_get_title (WF_PANE (page)), "Noor") == 0);
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

static gpointer
find_button (GtkWidget *root, const char *label)
{
  gpointer found = NULL;

  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);
  return found;
}

/* One purpose is taken back: what follows is said, the rest stays, and a receipt is due. */
static void
test_take_consent_back (void)
{
  static const char purpose[] = WF_CONSENT_SHARE_PREFIX "City Library";
  static const char *const purposes[] = { WF_CONSENT_HELP_NOW, NULL };
  g_autoptr (WfServices) services = wf_ui_test_services ();
  gboolean yes = TRUE;
  WfWindow *window;
  WfTaskDialog *dialog;
  GtkWidget *page, *group;

  wf_ui_test_open (services);
  g_autofree char *id = wf_ui_test_add_client (services, "Amina", "ar");

  window = open_window (services);
  wf_window_open (window, wf_client_page_new (services, id));
  page = wf_ui_test_find (GTK_WIDGET (window), WF_TYPE_CLIENT_PAGE);
  group = wf_ui_test_child (page, "consent_group");
  WAIT_FOR (wf_ui_test_sees (group, "Not asked yet"));
  wf_ui_test_append (services, id,
                     wf_consent_record_given (purposes, &yes, "fr", "interpreter-child", TRUE));
  wf_ui_test_append (services, id,
                     wf_consent_record_shared ("City Library", TRUE, "2026-05-05", "fr", NULL));
  WAIT_FOR (
      wf_ui_test_sees (group, "You share my plan with City Library. Until Tuesday, May 5, 2026."));
  WAIT_FOR (wf_ui_test_sees (group, "Said through a child: ask again"));
  g_assert_true (wf_ui_test_sees (group, "A child carried the words."));
  wf_ui_test_picture (GTK_WINDOW (window), "client-consent");

  gtk_widget_activate_action (page, "client.revoke", "s", purpose);
  dialog = WF_TASK_DIALOG (find_dialog (WF_TYPE_TASK_DIALOG));
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (opened (dialog, "revoke")), "nothing more goes"));
  type_in (dialog, "Why, if they want to say", "moved <away>");
  go (dialog);
  WAIT_FOR (wf_ui_test_sees (group, "Taken back · today · moved <away>"));
  WAIT_FOR (wf_ui_test_sees (wf_ui_test_child (page, "timeline_group"),
                             "today · You share my plan with City Library."));
  g_assert_nonnull (find_button (group, "Take Back…")); /* the other purpose stays */

  g_autoptr (WfClient) client = wf_client_repo_get_sync (services->clients, id, NULL, NULL);
  WfConsent *consent = wf_client_get_consent (client);

  g_assert_cmpint (wf_consent_get_state (consent, purpose), ==, WF_CONSENT_REVOKED);
  g_assert_cmpint (wf_consent_get_state (consent, WF_CONSENT_HELP_NOW), ==, WF_CONSENT_YES);

  /* In the language it was asked in: "is it safe to take paper home". */
  GtkWindow *offer = find_dialog (ADW_TYPE_MESSAGE_DIALOG);
  WfClientTexts *texts = wf_pack_library_get_texts (services->packs);

  g_assert_nonnull (offer);
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (offer)), ==,
                   wf_client_texts_get (texts, "paper.ask", "fr", NULL));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (offer), "keep");
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

static void
test_add_client (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  WfWindow *window;
  GtkWindow *dialog;

  wf_ui_test_open (services);
  window = open_window (services);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-place", "s", "clients");
  gtk_widget_activate_action (wf_ui_test_find (GTK_WIDGET (window), WF_TYPE_CLIENTS_PAGE),
                              "clients.add", NULL);
  dialog = find_dialog (WF_TYPE_ADD_CLIENT_DIALOG);
  g_assert_nonnull (dialog);
  wf_ui_test_wait_shown (dialog);
  gtk_editable_set_text (wf_ui_test_child (dialog, "name_row"), "  Amina ");
  adw_combo_row_set_selected (wf_ui_test_child (dialog, "language_row"), 3);
  wf_ui_test_picture (dialog, "add-client");
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (dialog)),
                                         wf_ui_test_child (dialog, "name_row")));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "add-client.add", NULL);
  WAIT_FOR (wf_ui_test_find (GTK_WIDGET (window), WF_TYPE_CLIENT_PAGE) != NULL);
  g_assert_null (find_dialog (WF_TYPE_ADD_CLIENT_DIALOG));

  g_autoptr (WfClientItem) item = g_list_model_get_item (G_LIST_MODEL (services->clients), 0);

  g_assert_cmpstr (wf_client_item_get_card (item)->name, ==, "Amina");
  g_assert_cmpuint (g_strv_length (wf_client_item_get_card (item)->languages), ==, 1);
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

static void
test_profile_summary (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autoptr (JsonObject) json = wf_json_parse_object (
      "{\"overall\":{\"theta\":0.2,\"sd\":0.5,\"stated_sd\":0.6,\"n\":9,"
      "\"band\":\"intermediate\",\"levels\":[0.02,0.08,0.35,0.3,0.15,0.06,0.03,0.01]},"
      "\"gauges\":[{\"access\":\"affordability\",\"state\":\"blocked\",\"because\":[]}],"
      "\"answered\":10,\"asked\":10}",
      -1, NULL);
  g_autoptr (WfProfile) profile = wf_profile_from_json (json);
  g_autoptr (WfProfile) few = wf_profile_from_json (json);
  GtkWidget *summary = wf_profile_summary_new ();
  GtkWindow *window;

  g_assert_cmpint (wf_ui_test_start (services), ==, WF_DOOR_NEW);
  window = wf_ui_test_show (summary);
  wf_profile_summary_show (WF_PROFILE_SUMMARY (summary), NULL, services);
  g_assert_false (gtk_widget_get_visible (summary));
  wf_profile_summary_show (WF_PROFILE_SUMMARY (summary), profile, services);
  WAIT_FOR (wf_ui_test_sees (summary, "Affordability"));
  g_assert_true (wf_ui_test_sees (summary, "In the way"));
  g_assert_true (wf_ui_test_sees (summary, "Not known yet"));
  /* Nine of the ten are on skills. */
  g_assert_true (wf_ui_test_sees (summary, "From 9 answers: fairly sure, not certain."));
  g_assert_true (wf_ui_test_sees (summary, "of 8."));
  wf_ui_test_picture (window, "profile-summary");

  few->overall.n = 3;
  wf_profile_summary_show (WF_PROFILE_SUMMARY (summary), few, services);
  g_assert_true (wf_ui_test_sees (summary, "From 3 answers: too few to be sure."));
  few->overall.n = 0;
  wf_profile_summary_show (WF_PROFILE_SUMMARY (summary), few, services);
  g_assert_true (wf_ui_test_sees (summary, "Too few answers for a level"));
  g_assert_false (wf_ui_test_sees (summary, "fairly sure"));
  g_assert_false (wf_ui_test_sees (summary, "of 8."));
  wf_ui_test_destroy (window, summary);
}

static void
test_new_visit (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  WfWindow *window;
  WfNewVisitPage *page;
  GtkWidget *start, *focus;

  wf_ui_test_open (services);
  g_free (wf_ui_test_add_client (services, "Amina", "ar"));
  window = open_window (services);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.choose-visit", "s", "full"));
  page = WF_NEW_VISIT_PAGE (wf_ui_test_find (GTK_WIDGET (window), WF_TYPE_NEW_VISIT_PAGE));
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (page), "Amina"));
  /* A name typed at once is searched for. */
  focus = gtk_root_get_focus (GTK_ROOT (window));
  g_assert_true (focus != NULL &&
                 gtk_widget_is_ancestor (focus, wf_ui_test_child (page, "search_entry")));
  wf_ui_test_picture (GTK_WINDOW (window), "new-visit");
  g_signal_emit_by_name (wf_ui_test_child (page, "nobody_button"), "clicked");
  /* The page of the visit takes the place of the one that asked. */
  WAIT_FOR (wf_ui_test_find (GTK_WIDGET (window), WF_TYPE_START_VISIT_PAGE) != NULL);
  WAIT_FOR (wf_ui_test_find (GTK_WIDGET (window), WF_TYPE_NEW_VISIT_PAGE) == NULL);
  /* Nobody is made, and nothing begins, before it is said who is there. */
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (services->clients)), ==, 1);
  start = wf_ui_test_find (GTK_WIDGET (window), WF_TYPE_START_VISIT_PAGE);
  g_assert_false (gtk_widget_is_sensitive (wf_ui_test_child (start, "start_button")));
  wf_tile_chooser_choose (wf_ui_test_child (start, "present_chooser"), "alone");
  WAIT_FOR (gtk_widget_is_sensitive (wf_ui_test_child (start, "start_button")));
  focus = gtk_root_get_focus (GTK_ROOT (window));
  g_assert_true (GTK_IS_TOGGLE_BUTTON (focus) &&
                 gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (focus)));
  g_assert_true (gtk_widget_is_ancestor (focus, wf_ui_test_child (start, "way_chooser")));
  g_assert_true (wf_ui_test_key (focus, GDK_KEY_Return, 0)); /* as it stands */
  WAIT_FOR (wf_ui_test_find (GTK_WIDGET (window), WF_TYPE_CONSENT_PAGE) != NULL);
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

/* Closing the window locks first; only then is it gone. */
static void
test_closing_locks (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  gpointer window;

  wf_ui_test_open (services);
  window = open_window (services);
  g_object_add_weak_pointer (G_OBJECT (window), &window);
  gtk_window_close (window);
  WAIT_FOR (window == NULL);
  g_assert_cmpint (wf_vault_get_state (services->vault), ==, WF_VAULT_LOCKED);
}

/* Any dialog over the window, whoever made it: typing there counts as being there, and it never
 * stands over the page that asks for a passphrase. */
static void
test_locking_takes_every_dialog (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autoptr (GListModel) controllers = NULL;
  gpointer dialog, over;
  gboolean is_watched = FALSE;
  WfWindow *window;

  wf_ui_test_open (services);
  window = open_window (services);
  dialog = g_object_new (ADW_TYPE_WINDOW, "transient-for", window, NULL);
  over = adw_message_dialog_new (dialog, "Over it", NULL);
  gtk_window_present (dialog);
  gtk_window_present (over);
  wf_ui_test_wait_shown (over);
  controllers = gtk_widget_observe_controllers (over);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      is_watched |= GTK_IS_EVENT_CONTROLLER_LEGACY (controller);
    }
  g_assert_true (is_watched);
  g_clear_object (&controllers);
  g_object_add_weak_pointer (dialog, &dialog);
  g_object_add_weak_pointer (over, &over);
  wf_door_lock (services->door);
  WAIT_FOR (dialog == NULL && over == NULL);
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

static void
test_words (void)
{
  g_autoptr (WfFormat) format = wf_format_new ("en", NULL, NULL);
  const gint64 now = G_GINT64_CONSTANT (1772550000000000); /* Tuesday 3 March 2026, 15:00 */
  static const struct {
    gint64 ago;
    const char *words;
  } days[] = {
    { 0, "today" },
    { 14 * WF_CLOCK_HOUR, "today" },
    { 16 * WF_CLOCK_HOUR, "yesterday" },
    { 48 * WF_CLOCK_HOUR, "Sunday, March 1" },
  };
  static const struct {
    const char *day;
    const char *words;
  } dues[] = {
    { "", NULL },
    { "2026-03-03", "Due today" },
    { "2026-03-02", "Overdue since Monday, March 2" },
    { "2026-03-05", "Due Thursday, March 5" },
    { "not a day", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *words = wf_day_dup_words (format, now, now - days[i].ago);

      g_assert_cmpstr (words, ==, days[i].words);
    }
  for (guint i = 0; i < G_N_ELEMENTS (dues); i++)
    {
      g_autofree char *words = wf_due_dup_words (format, "2026-03-03", dues[i].day);

      g_assert_cmpstr (words, ==, dues[i].words);
    }
  g_autofree char *named = wf_client_dup_name ("Amina", 7, format);
  g_autofree char *numbered = wf_client_dup_name ("", 1234, format);

  g_assert_cmpstr (named, ==, "Amina");
  g_assert_cmpstr (numbered, ==, "Client 1234");
}

int
main (int argc, char **argv)
{
  wf_ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/clients/words", test_words);
  g_test_add_func ("/ui/clients/today", test_today);
  g_test_add_func ("/ui/clients/today-groups", test_today_groups);
  g_test_add_func ("/ui/clients/doubtful-clock", test_doubtful_clock);
  g_test_add_func ("/ui/clients/today-changed", test_today_changed);
  g_test_add_func ("/ui/clients/plan", test_client_plan);
  g_test_add_func ("/ui/clients/list", test_clients_list);
  g_test_add_func ("/ui/clients/one", test_one_client);
  g_test_add_func ("/ui/clients/take-consent-back", test_take_consent_back);
  g_test_add_func ("/ui/clients/add", test_add_client);
  g_test_add_func ("/ui/clients/profile-summary", test_profile_summary);
  g_test_add_func ("/ui/clients/new-visit", test_new_visit);
  g_test_add_func ("/ui/clients/closing-locks", test_closing_locks);
  g_test_add_func ("/ui/clients/locking-takes-every-dialog", test_locking_takes_every_dialog);
  return g_test_run ();
}

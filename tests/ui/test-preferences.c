/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Preferences: what is changed is kept, what is shown is true.
 */
#include "wf-agency-settings.h"
#include "wf-data-settings.h"
#include "wf-import.h"
#include "wf-keyring-test.h"
#include "wf-preferences-window.h"
#include "wf-task-test.h"
#include "wf-vault-care.h"
#include "wf-vault-people.h"

#include <glib/gstdio.h>

static const char WHERE[] = "Town, or latitude and longitude, for how far an offer is";

static WfPreferencesWindow *
open_preferences (WfServices *services)
{
  WfPreferencesWindow *window = wf_preferences_window_new (services, NULL);

  gtk_window_present (GTK_WINDOW (window));
  wf_ui_test_wait_shown (GTK_WINDOW (window));
  return window;
}

static void
show_page (WfPreferencesWindow *window, const char *name, const char *picture)
{
  adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (window), name);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  wf_ui_test_picture (GTK_WINDOW (window), picture);
}

static void
apply (gpointer window, const char *title, const char *text)
{
  gpointer row = get_row (window, title);

  gtk_editable_set_text (GTK_EDITABLE (row), text);
  g_signal_emit_by_name (row, "apply");
}

static gboolean
is_offered (WfServices *services, const char *tag)
{
  return g_strv_contains ((const char *const *) wf_agency_repo_get (services->agency)->languages,
                          tag);
}

static void
test_agency (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  WfPreferencesWindow *window;
  const WfAgency *agency;
  gboolean was_offered;
  GtkWidget *spin;

  wf_ui_test_open (services);
  window = open_preferences (services);
  show_page (window, "agency", "preferences-agency");
  apply (window, "Name", "Harbour House");
  apply (window, "Phone, for the page clients take home", "902 555 0100");
  apply (window, "Funders, with a semicolon between them", "IRCC; ; City of Halifax ");
  adw_combo_row_set_selected (get_row (window, "Province or territory"), 2);
  WAIT_FOR (g_strv_length (wf_agency_repo_get (services->agency)->funders) == 2 &&
            g_str_equal (wf_agency_repo_get (services->agency)->phone, "902 555 0100"));
  agency = wf_agency_repo_get (services->agency);
  g_assert_cmpstr (agency->name, ==, "Harbour House");
  g_assert_cmpstr (agency->funders[1], ==, "City of Halifax");

  spin = adw_action_row_get_activatable_widget (get_row (window, "Months a record is kept"));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 36);
  WAIT_FOR (wf_agency_repo_get (services->agency)->retention_months == 36);
  spin = adw_action_row_get_activatable_widget (get_row (window, "Weeks until the first time"));
  g_assert_cmpint (gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (spin)), ==, 2);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 3);
  spin = adw_action_row_get_activatable_widget (get_row (window, "Months until the second time"));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 0);
  WAIT_FOR (g_strv_length (wf_agency_repo_get (services->agency)->checks) == 2);
  agency = wf_agency_repo_get (services->agency);
  g_assert_cmpstr (agency->checks[0], ==, "P3W");
  g_assert_cmpstr (agency->checks[1], ==, "P6M");
  was_offered = is_offered (services, "ar");
  turn_on (window, "العربية");
  WAIT_FOR (is_offered (services, "ar") == !was_offered);
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (window), "Not yet reviewed by native speakers"));
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

/* Where the agency is: in numbers, or by a name that the catalogue knows; never half. */
static void
test_where (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  WfPreferencesWindow *window;

  wf_ui_test_open (services);
  window = open_preferences (services);
  show_page (window, "agency", "preferences-where");
  apply (window, WHERE, "43.6532 -79.3832");
  WAIT_FOR (g_str_equal (wf_agency_repo_get (services->agency)->point, "43.6532, -79.3832"));
  apply (window, WHERE, "Nowhere at all");
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (window), "The catalogue knows no town of that name"));
  g_assert_cmpstr (wf_agency_repo_get (services->agency)->point, ==, "43.6532, -79.3832");
  apply (window, WHERE, " ");
  WAIT_FOR (*wf_agency_repo_get (services->agency)->point == '\0');
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

/* One service, in Ottawa, in the catalogue of @services. */
static void
import_town (WfServices *services)
{
  static const char SERVICES[] =
      "[{\"id\":\"00000000-0000-4000-8000-000000000001\",\"name\":\"Quokka tablets\","
      "\"status\":\"active\",\"description\":\"Lends\",\"service_at_locations\":[{\"location\":"
      "{\"latitude\":45.4215,\"longitude\":-75.6972,\"addresses\":[{\"city\":\"Ottawa\","
      "\"state_province\":\"ON\",\"country\":\"CA\"}]}}]}]";
  const char *shared = services->shared_dir;
  g_autofree char *path = g_build_filename (services->data_dir, "services.json", NULL);
  g_autofree char *database = g_build_filename (services->data_dir, "catalogue.db", NULL);
  g_autofree char *starter = g_build_filename (shared, "catalogue", "starter.json", NULL);
  g_autofree char *words = g_build_filename (shared, "catalogue", "words.json", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (WfCatalogueStore) store = wf_catalogue_store_open (database, starter, words, &error);
  WfImportOptions options = { WF_IMPORT_JSON };

  g_assert_no_error (error);
  g_file_set_contents (path, SERVICES, -1, &error);
  g_assert_no_error (error);
  wf_catalogue_import (store, path, &options, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_remove (path);
}

/* A town of which an imported entry says where it is; however it is written. */
static void
test_where_by_name (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  WfPreferencesWindow *window;

  import_town (services);
  wf_ui_test_open (services);
  window = open_preferences (services);
  adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (window), "agency");
  apply (window, WHERE, " ottawa");
  WAIT_FOR (g_str_equal (wf_agency_repo_get (services->agency)->point, "45.4215, -75.6972"));
  g_assert_cmpstr (wf_agency_repo_get (services->agency)->town, ==, "Ottawa");
  g_assert_cmpstr (gtk_editable_get_text (get_row (window, WHERE)), ==, "Ottawa");
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

static void
test_closing_saves (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  WfPreferencesWindow *window;
  GtkWidget *spin;

  wf_ui_test_open (services);
  window = open_preferences (services);
  spin = adw_action_row_get_activatable_widget (get_row (window, "Minutes until it locks"));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 9);
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
  WAIT_FOR (wf_agency_repo_get (services->agency)->lock_minutes == 9);
}

static void
test_navigator_reads (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autoptr (GError) error = NULL;
  g_autofree char *omar = NULL;
  WfPreferencesWindow *window;

  wf_ui_test_open (services);
  omar = wf_vault_add_member_sync (services->vault, "Omar", WF_ROLE_NAVIGATOR, "Omar",
                                   "four quiet ducks swim", &error);
  g_assert_true (wf_vault_lock_sync (services->vault, &error));
  g_assert_true (wf_vault_unlock_sync (services->vault, omar, "four quiet ducks swim", &error));
  g_assert_no_error (error);
  WAIT_FOR (wf_door_get_state (services->door) == WF_DOOR_OPEN);
  window = open_preferences (services);
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (window), "A coordinator changes"));
  g_assert_false (gtk_widget_is_sensitive (get_row (window, "Name")));
  g_assert_false (gtk_widget_get_visible (get_row (window, "A sealed copy of everything")));
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

static void
test_computer_and_content (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  WfPreferencesWindow *window;

  wf_ui_test_open (services);
  window = open_preferences (services);
  show_page (window, "computer", "preferences-computer");
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (window), "None. Questions are read together"));
  g_assert_false (gtk_widget_is_sensitive (get_row (window, "Colours")));
  show_page (window, "content", "preferences-content");
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (window), "Version 1."));
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

static void
test_this_computer (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autoptr (TestKeyring) keyring = test_keyring_use (services);
  g_autofree char *path = g_build_filename (services->data_dir, WF_COMPUTER_SETTINGS_FILE, NULL);
  g_autofree char *text = NULL;
  WfPreferencesWindow *window;

  wf_ui_test_open (services);
  window = open_preferences (services);
  show_page (window, "computer", "preferences-computer");
  turn_on (window, "Remind outside the window"); /* it was on */
  g_assert_false (wf_notifier_get_enabled (services->notifier));
  adw_combo_row_set_selected (get_row (window, "How fast the voice speaks"), 0);
  g_assert_cmpint (wf_speech_get_rate (services->speech), ==, -WF_COMPUTER_SETTINGS_RATE_MAX);
  turn_on (window, "Read aloud on this computer");
  g_assert_false (wf_speech_get_enabled (services->speech));
  g_assert_false (gtk_widget_get_visible (get_row (window, "Voices found")));

  turn_on (window, "Passphrases may be kept here");
  g_assert_true (wf_keyring_get_enabled (services->keyring));
  g_hash_table_insert (keyring->kept, g_strdup (wf_vault_get_staff_id (services->vault)),
                       g_strdup (WF_UI_TEST_PASSPHRASE));
  turn_on (window, "Passphrases may be kept here");
  WAIT_FOR (g_hash_table_size (keyring->kept) == 0);
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (window), "No passphrase is kept on this computer."));
  g_assert_false (wf_keyring_get_enabled (services->keyring));
  wf_ui_test_picture (GTK_WINDOW (window), "preferences-computer-off");
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);

  g_object_run_dispose (G_OBJECT (services->computer));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "read-aloud=false"));
  g_assert_nonnull (strstr (text, "keyring=false"));
  g_assert_null (strstr (text, "Maya"));
}

static guint
count_backups (WfServices *services)
{
  g_autoptr (GPtrArray) backups = wf_vault_list_backups (services->data_dir);

  return backups->len;
}

static void
test_data (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  WfPreferencesWindow *window;
  g_autofree char *text = NULL;
  guint before;

  wf_ui_test_open (services);
  g_free (wf_ui_test_add_client (services, "Amina", "ar"));
  before = count_backups (services);
  window = open_preferences (services);
  show_page (window, "data", "preferences-data");
  turn_on (window, "Make a backup now");
  WAIT_FOR (count_backups (services) == before + 1);
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (window), "backups/vault-"));
  turn_on (window, "Is everything whole?");
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (window), "all are whole"));
  wf_ui_test_picture (GTK_WINDOW (window), "preferences-data");
  text = wf_data_settings_dup_for_it (services, NULL);
  g_assert_nonnull (strstr (text, services->data_dir));
  g_assert_null (strstr (text, "Amina"));
  g_assert_null (strstr (text, "Maya"));
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

static void
test_export (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autofree char *path = NULL;
  WfTaskDialog *dialog;

  wf_ui_test_open (services);
  path = g_build_filename (services->data_dir, "sealed", NULL);
  dialog = opened (WF_TASK_DIALOG (wf_data_settings_export (services, NULL, path)),
                   "preferences-export");
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (dialog), "Whoever has the copy"));
  go (dialog);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_locking_closes (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  gpointer window;

  wf_ui_test_open (services);
  window = open_preferences (services);
  g_object_add_weak_pointer (G_OBJECT (window), &window);
  wf_door_lock (services->door);
  WAIT_FOR (window == NULL);
}

int
main (int argc, char **argv)
{
  wf_ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/preferences/agency", test_agency);
  g_test_add_func ("/ui/preferences/where", test_where);
  g_test_add_func ("/ui/preferences/where-by-name", test_where_by_name);
  g_test_add_func ("/ui/preferences/closing-saves", test_closing_saves);
  g_test_add_func ("/ui/preferences/navigator-reads", test_navigator_reads);
  g_test_add_func ("/ui/preferences/computer-and-content", test_computer_and_content);
  g_test_add_func ("/ui/preferences/this-computer", test_this_computer);
  g_test_add_func ("/ui/preferences/data", test_data);
  g_test_add_func ("/ui/preferences/export", test_export);
  g_test_add_func ("/ui/preferences/locking-closes", test_locking_closes);
  return g_test_run ();
}

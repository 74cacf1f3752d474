/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From an empty folder to an open agency, and the locks in between.
 */
#include "wf-ui-test.h"

#include <glib/gstdio.h>

#include "wf-code-sheet.h"
#include "wf-first-run-page.h"
#include "wf-keyring-test.h"
#include "wf-regions.h"
#include "wf-stuck-page.h"
#include "wf-today-page.h"
#include "wf-unlock-page.h"
#include "wf-vault-care.h"
#include "wf-window.h"

static WfWindow *
open_window (WfServices *services)
{
  WfWindow *window = wf_window_new (NULL, services);

  gtk_window_present (GTK_WINDOW (window));
  wf_ui_test_wait_shown (GTK_WINDOW (window));
  return window;
}

static gpointer
find_page (WfWindow *window, GType type)
{
  GtkWidget *page = wf_ui_test_find (GTK_WIDGET (window), type);

  g_assert_nonnull (page);
  return page;
}

static void
type_in (gpointer page, const char *id, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (wf_ui_test_child (page, id)), text);
}

static void
press (gpointer page, const char *id)
{
  GtkWidget *button = wf_ui_test_child (page, id);

  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static gboolean
can_press (gpointer page, const char *id)
{
  return gtk_widget_is_sensitive (wf_ui_test_child (page, id));
}

/* Types back the two groups the page asks for, as a person with the paper would. */
static void
type_groups (gpointer page, gboolean right)
{
  static const char *const rows[] = { "first_group_row", "second_group_row" };
  GtkLabel *label = wf_ui_test_child (page, "code_label");
  g_auto (GStrv) groups = g_strsplit (gtk_label_get_label (label), "-", -1);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      AdwPreferencesRow *row = wf_ui_test_child (page, rows[i]);
      guint64 number =
          g_ascii_strtoull (adw_preferences_row_get_title (row) + strlen ("Group "), NULL, 10);
      g_autofree char *lower = g_ascii_strdown (groups[number - 1], -1);

      type_in (page, rows[i], right ? lower : "0000");
    }
}

static void
test_first_run (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  WfWindow *window;
  WfFirstRunPage *page;

  g_assert_cmpint (wf_ui_test_start (services), ==, WF_DOOR_NEW);
  window = open_window (services);
  page = find_page (window, WF_TYPE_FIRST_RUN_PAGE);
  wf_ui_test_picture (GTK_WINDOW (window), "first-run-1");
  g_assert_true (gtk_widget_has_focus (wf_ui_test_child (page, "next_button")));
  press (page, "next_button");

  g_assert_false (can_press (page, "next_button"));
  type_in (page, "name_row", "Maya");
  type_in (page, "passphrase_row", "short");
  type_in (page, "again_row", "short");
  g_assert_false (can_press (page, "next_button"));
  type_in (page, "passphrase_row", WF_UI_TEST_PASSPHRASE);
  g_assert_false (can_press (page, "next_button"));
  type_in (page, "again_row", WF_UI_TEST_PASSPHRASE);
  wf_ui_test_picture (GTK_WINDOW (window), "first-run-2");
  press (page, "next_button");
  WAIT_FOR (wf_vault_get_state (services->vault) == WF_VAULT_UNLOCKED &&
            *gtk_label_get_label (wf_ui_test_child (page, "code_label")) != '\0');
  g_assert_cmpint (wf_door_get_state (services->door), ==, WF_DOOR_NEW);

  type_groups (page, FALSE);
  g_assert_false (can_press (page, "next_button"));
  type_groups (page, TRUE);
  wf_ui_test_picture (GTK_WINDOW (window), "first-run-3");
  press (page, "next_button");

  g_assert_false (can_press (page, "next_button"));
  type_in (page, "agency_row", "Lakeside Settlement");
  wf_ui_test_picture (GTK_WINDOW (window), "first-run-4");
  press (page, "next_button");
  WAIT_FOR (wf_door_get_state (services->door) == WF_DOOR_OPEN);
  g_assert_nonnull (wf_window_get_main_view (window));
  g_assert_cmpstr (wf_agency_repo_get (services->agency)->name, ==, "Lakeside Settlement");
  g_assert_cmpstr (wf_agency_repo_get (services->agency)->region, ==, "CA-ON");
  g_assert_true (g_strv_contains (
      (const char *const *) wf_agency_repo_get (services->agency)->languages, "ar"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (services->clients)), ==, 1);
  g_autoptr (WfClientItem) item = g_list_model_get_item (G_LIST_MODEL (services->clients), 0);
  g_assert_true (wf_client_item_get_card (item)->is_practice);
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

static WfUnlockPage *
wait_unlock_page (WfWindow *window, WfServices *services)
{
  WAIT_FOR (wf_door_get_state (services->door) == WF_DOOR_LOCKED &&
            wf_ui_test_find (GTK_WIDGET (window), WF_TYPE_UNLOCK_PAGE) != NULL);
  return find_page (window, WF_TYPE_UNLOCK_PAGE);
}

/* Killed while the code was shown: nobody has it. The next unlock shows a new one and goes on. */
static void
test_first_run_cut_short (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  const WfVaultFounding founding = { "", NULL, "Maya", "Maya", WF_UI_TEST_PASSPHRASE, WF_KDF_TEST };
  g_autoptr (GError) error = NULL;
  g_autoptr (WfVault) vault = wf_vault_new (services->data_dir, NULL);
  g_autofree char *lost = wf_vault_create_sync (vault, &founding, &error);
  WfWindow *window;
  gpointer page;

  g_assert_no_error (error);
  wf_vault_close_sync (vault);
  g_assert_cmpint (wf_ui_test_start (services), ==, WF_DOOR_LOCKED);
  window = open_window (services);
  page = find_page (window, WF_TYPE_UNLOCK_PAGE);
  type_in (page, "passphrase_row", WF_UI_TEST_PASSPHRASE);
  press (page, "unlock_button");
  WAIT_FOR (wf_ui_test_find (GTK_WIDGET (window), WF_TYPE_FIRST_RUN_PAGE) != NULL);
  page = find_page (window, WF_TYPE_FIRST_RUN_PAGE);
  WAIT_FOR (*gtk_label_get_label (wf_ui_test_child (page, "code_label")) != '\0');
  g_assert_true (wf_ui_test_sees (page, "Last time this was not finished."));
  g_assert_cmpstr (gtk_label_get_label (wf_ui_test_child (page, "code_label")), !=, lost);
  wf_ui_test_picture (GTK_WINDOW (window), "first-run-cut-short");
  type_groups (page, TRUE);
  press (page, "next_button");
  type_in (page, "agency_row", "Lakeside Settlement");
  press (page, "next_button");
  WAIT_FOR (wf_door_get_state (services->door) == WF_DOOR_OPEN);

  /* Once it has its name it opens as any other. */
  wf_door_lock (services->door);
  page = wait_unlock_page (window, services);
  type_in (page, "passphrase_row", WF_UI_TEST_PASSPHRASE);
  WAIT_FOR (can_press (page, "unlock_button"));
  press (page, "unlock_button");
  WAIT_FOR (wf_door_get_state (services->door) == WF_DOOR_OPEN);
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

static void
test_unlock (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  WfWindow *window;
  WfUnlockPage *page;

  wf_ui_test_found (services);
  g_assert_cmpint (wf_ui_test_start (services), ==, WF_DOOR_LOCKED);
  window = open_window (services);
  page = find_page (window, WF_TYPE_UNLOCK_PAGE);
  g_assert_null (wf_window_get_main_view (window));
  g_assert_false (can_press (page, "unlock_button"));
  wf_ui_test_picture (GTK_WINDOW (window), "unlock");

  type_in (page, "passphrase_row", "something else entirely");
  press (page, "unlock_button");
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (page), "That passphrase does not open it."));
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (page), "Nothing is lost"));
  g_assert_cmpstr (gtk_editable_get_text (wf_ui_test_child (page, "passphrase_row")), ==, "");
  wf_ui_test_picture (GTK_WINDOW (window), "unlock-again");

  type_in (page, "passphrase_row", WF_UI_TEST_PASSPHRASE);
  WAIT_FOR (can_press (page, "unlock_button"));
  press (page, "unlock_button");
  WAIT_FOR (wf_window_get_main_view (window) != NULL);
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

static void
on_locked (WfVault *vault, gboolean *locked)
{
  *locked = TRUE;
}

static gboolean
is_shown (gpointer page, const char *id)
{
  return gtk_widget_get_mapped (wf_ui_test_child (page, id));
}

/* Off: nothing is offered. On: it is kept when somebody asks for it and the passphrase was
 * right, and opens at a press, never by itself. */
static void
test_keeps_the_passphrase (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autoptr (TestKeyring) keyring = test_keyring_use (services);
  WfWindow *window;
  WfUnlockPage *page;

  wf_ui_test_found (services);
  g_assert_cmpint (wf_ui_test_start (services), ==, WF_DOOR_LOCKED);
  window = open_window (services);
  page = find_page (window, WF_TYPE_UNLOCK_PAGE);
  g_assert_false (is_shown (page, "keep_row"));
  g_assert_false (is_shown (page, "kept_box"));
  wf_ui_test_unlock (services);
  wf_computer_settings_set_keyring (services->computer, TRUE);
  wf_door_lock (services->door);

  page = wait_unlock_page (window, services);
  WAIT_FOR (is_shown (page, "keep_row"));
  wf_ui_test_picture (GTK_WINDOW (window), "unlock-keep");
  gtk_switch_set_active (wf_ui_test_child (page, "keep_switch"), TRUE);
  type_in (page, "passphrase_row", "something else entirely");
  press (page, "unlock_button");
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (page), "That passphrase does not open it."));
  g_assert_cmpuint (g_hash_table_size (keyring->kept), ==, 0); /* not what is not right */
  type_in (page, "passphrase_row", WF_UI_TEST_PASSPHRASE);
  WAIT_FOR (can_press (page, "unlock_button"));
  press (page, "unlock_button");
  WAIT_FOR (wf_door_get_state (services->door) == WF_DOOR_OPEN);
  WAIT_FOR (g_hash_table_size (keyring->kept) == 1);
  g_assert_nonnull (g_hash_table_lookup (keyring->kept, wf_vault_get_staff_id (services->vault)));
  wf_door_lock (services->door);

  page = wait_unlock_page (window, services);
  WAIT_FOR (is_shown (page, "kept_box"));
  g_assert_false (is_shown (page, "keep_row"));
  wf_ui_test_picture (GTK_WINDOW (window), "unlock-kept");
  wf_ui_test_pump (100);
  g_assert_cmpint (wf_door_get_state (services->door), ==, WF_DOOR_LOCKED);
  press (page, "unlock_button");
  WAIT_FOR (wf_door_get_state (services->door) == WF_DOOR_OPEN);
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

/* The passphrase was changed on another computer, or one wants it kept no more. */
static void
test_lets_go_of_the_kept (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autoptr (TestKeyring) keyring = test_keyring_use (services);
  g_autoptr (GPtrArray) slots = NULL;
  WfWindow *window;
  WfUnlockPage *page;
  const char *slot = NULL;

  wf_ui_test_found (services);
  g_assert_cmpint (wf_ui_test_start (services), ==, WF_DOOR_LOCKED);
  slots = wf_vault_get_slots (services->vault);
  for (guint i = 0; i < slots->len; i++)
    {
      if (!((WfSlot *) slots->pdata[i])->is_organisation)
        slot = ((WfSlot *) slots->pdata[i])->id;
    }
  wf_computer_settings_set_keyring (services->computer, TRUE);
  g_hash_table_insert (keyring->kept, g_strdup (slot), g_strdup ("the one of last year"));
  window = open_window (services);
  page = find_page (window, WF_TYPE_UNLOCK_PAGE);
  WAIT_FOR (is_shown (page, "kept_box"));
  press (page, "unlock_button");
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (page), "That passphrase does not open it."));
  g_assert_cmpuint (g_hash_table_size (keyring->kept), ==, 0);
  g_assert_false (is_shown (page, "kept_box"));
  type_in (page, "passphrase_row", WF_UI_TEST_PASSPHRASE);
  WAIT_FOR (can_press (page, "unlock_button"));
  press (page, "unlock_button");
  WAIT_FOR (wf_door_get_state (services->door) == WF_DOOR_OPEN);
  g_assert_cmpuint (g_hash_table_size (keyring->kept), ==, 0); /* the switch was off */

  g_hash_table_insert (keyring->kept, g_strdup (slot), g_strdup (WF_UI_TEST_PASSPHRASE));
  wf_door_lock (services->door);
  page = wait_unlock_page (window, services);
  WAIT_FOR (is_shown (page, "kept_box"));
  press (page, "forget_button");
  g_assert_cmpuint (g_hash_table_size (keyring->kept), ==, 0);
  g_assert_false (can_press (page, "unlock_button"));
  g_assert_true (is_shown (page, "keep_row"));
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

static void
test_keyring_does_not_answer (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autoptr (TestKeyring) keyring = test_keyring_use (services);
  WfWindow *window;
  WfUnlockPage *page;

  wf_ui_test_found (services);
  g_assert_cmpint (wf_ui_test_start (services), ==, WF_DOOR_LOCKED);
  keyring->is_gone = TRUE;
  wf_computer_settings_set_keyring (services->computer, TRUE);
  window = open_window (services);
  page = find_page (window, WF_TYPE_UNLOCK_PAGE);
  WAIT_FOR (is_shown (page, "keep_row") && !can_press (page, "keep_row"));
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (page), "This desktop does not keep passphrases."));
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

static void
test_lock_destroys_the_pages (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  WfWindow *window;
  gboolean locked = FALSE;
  gpointer view;

  wf_ui_test_open (services);
  g_free (wf_ui_test_add_client (services, "Amina", "ar"));
  g_signal_connect (services->vault, "locked", G_CALLBACK (on_locked), &locked);
  window = open_window (services);
  view = wf_window_get_main_view (window);
  g_object_add_weak_pointer (G_OBJECT (view), &view);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.lock", NULL));
  WAIT_FOR (view == NULL && locked);
  g_assert_cmpint (wf_vault_get_state (services->vault), ==, WF_VAULT_LOCKED);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (services->clients)), ==, 0);
  find_page (window, WF_TYPE_UNLOCK_PAGE);
  wf_ui_test_unlock (services);
  g_assert_nonnull (wf_window_get_main_view (window));
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

static void
test_leaving_the_desktop_locks (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();

  wf_ui_test_open (services);
  wf_session_lock_leave (services->session_lock);
  WAIT_FOR (wf_vault_get_state (services->vault) == WF_VAULT_LOCKED);
  g_assert_cmpint (wf_door_get_state (services->door), ==, WF_DOOR_LOCKED);
}

static void
test_idle_locks (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  gint64 minutes, now;

  wf_ui_test_open (services);
  minutes = wf_agency_repo_get (services->agency)->lock_minutes;
  wf_door_touch (services->door);
  now = g_get_monotonic_time ();
  wf_door_check_idle (services->door, now + (minutes - 1) * WF_CLOCK_MINUTE);
  g_assert_cmpint (wf_door_get_state (services->door), ==, WF_DOOR_OPEN);
  wf_door_check_idle (services->door, now + minutes * WF_CLOCK_MINUTE + WF_CLOCK_SECOND);
  g_assert_cmpint (wf_door_get_state (services->door), ==, WF_DOOR_LOCKED);
  WAIT_FOR (wf_vault_get_state (services->vault) == WF_VAULT_LOCKED);
}

/* Overwrites a page in the middle of the file: headers stand, rows are gone. */
static void
harm (WfServices *services, gsize at)
{
  g_autofree char *path = g_build_filename (services->data_dir, "vault.db", NULL);
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_cmpuint (length, >, at + 512);
  memset (bytes + at, 'x', 512);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
}

static guint
count_files (const char *folder, const char *prefix)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_prefix (name, prefix) ? 1 : 0;
  return n;
}

/* Whole ones: while one is written it has another name. */
static guint
count_backups (WfServices *services)
{
  g_autoptr (GPtrArray) backups = wf_vault_list_backups (services->data_dir);

  return backups->len;
}

static void
test_noise_says_why (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autofree char *path = g_build_filename (services->data_dir, "vault.db", NULL);
  g_autofree char *noise = g_strnfill (8192, 'x');
  WfWindow *window;
  WfStuckPage *page;

  g_assert_true (g_file_set_contents (path, noise, -1, NULL));
  g_assert_cmpint (wf_ui_test_start (services), ==, WF_DOOR_STUCK);
  window = open_window (services);
  page = find_page (window, WF_TYPE_STUCK_PAGE);
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (page), "There is no backup on this computer."));
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (page), "Nothing was deleted."));
  g_assert_true (gtk_widget_get_visible (wf_ui_test_child (page, "again_button")));
  g_assert_false (gtk_widget_get_visible (wf_ui_test_child (page, "backup_button")));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

/* An agency with one backup and a harmed file, as found in the morning. */
static WfServices *
harmed_services (void)
{
  WfServices *services = wf_ui_test_services ();

  wf_ui_test_open (services);
  g_free (wf_ui_test_add_client (services, "Amina", "ar"));
  wf_upkeep_check (services->upkeep);
  WAIT_FOR (count_backups (services) == 1);
  wf_vault_close_sync (services->vault);
  harm (services, 0);
  g_assert_cmpint (wf_ui_test_start (services), ==, WF_DOOR_STUCK);
  return services;
}

static void
test_opens_the_backup (void)
{
  g_autoptr (WfServices) services = harmed_services ();
  WfWindow *window = open_window (services);
  WfStuckPage *page = find_page (window, WF_TYPE_STUCK_PAGE);

  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (page), "The backup is from today"));
  wf_ui_test_picture (GTK_WINDOW (window), "stuck");
  press (page, "backup_button");
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (page), "The backup is in its place"));
  g_assert_cmpuint (count_files (services->data_dir, "vault.db.kept"), >=, 1);
  wf_ui_test_picture (GTK_WINDOW (window), "stuck-restored");
  press (page, "go_on_button");
  WAIT_FOR (wf_door_get_state (services->door) == WF_DOOR_LOCKED);
  wf_ui_test_unlock (services);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (services->clients)), ==, 1);
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

/* The newest may hold the mistake that one wants to be rid of. */
static void
test_opens_a_chosen_backup (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autofree char *newest = NULL;
  WfWindow *window;
  WfStuckPage *page;

  wf_ui_test_open (services);
  g_free (wf_ui_test_add_client (services, "Amina", "ar"));
  g_free (wf_vault_backup_sync (services->vault, NULL));
  g_free (wf_ui_test_add_client (services, "Bilal", "ar"));
  wf_clock_advance (services->clock, 2 * WF_CLOCK_DAY);
  newest = wf_vault_backup_sync (services->vault, NULL);
  g_assert_nonnull (newest);
  wf_vault_close_sync (services->vault);
  harm (services, 0);
  g_assert_cmpint (wf_ui_test_start (services), ==, WF_DOOR_STUCK);
  window = open_window (services);
  page = find_page (window, WF_TYPE_STUCK_PAGE);
  WAIT_FOR (gtk_widget_get_visible (wf_ui_test_child (page, "backup_group")));
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (page), "The backup is from today"));
  adw_combo_row_set_selected (wf_ui_test_child (page, "backup_row"), 1);
  g_assert_false (wf_ui_test_sees (GTK_WIDGET (page), "The backup is from today"));
  wf_ui_test_picture (GTK_WINDOW (window), "stuck-choose");
  press (page, "backup_button");
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (page), "The backup is in its place"));
  g_assert_true (g_file_test (newest, G_FILE_TEST_EXISTS));
  press (page, "go_on_button");
  WAIT_FOR (wf_door_get_state (services->door) == WF_DOOR_LOCKED);
  wf_ui_test_unlock (services);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (services->clients)), ==, 1);
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

static void
test_rescues (void)
{
  g_autoptr (WfServices) services = harmed_services ();
  WfWindow *window = open_window (services);
  WfStuckPage *page = find_page (window, WF_TYPE_STUCK_PAGE);

  press (page, "rescue_button");
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (page), "Rescued"));
  g_assert_cmpuint (count_files (services->data_dir, "vault.db."), >=, 1);
  wf_ui_test_picture (GTK_WINDOW (window), "stuck-rescued");
  press (page, "go_on_button");
  WAIT_FOR (wf_door_get_state (services->door) == WF_DOOR_LOCKED);
  wf_ui_test_unlock (services);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (services->clients)), ==, 1);
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

static void
test_in_use_says_who (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autoptr (WfVault) other = wf_vault_new (services->data_dir, services->clock);
  g_autofree char *here = g_strdup_printf ("process %d", (int) getpid ());
  WfWindow *window;
  WfStuckPage *page;

  wf_ui_test_found (services);
  g_assert_true (wf_vault_open_sync (other, NULL));
  g_assert_cmpint (wf_ui_test_start (services), ==, WF_DOOR_STUCK);
  window = open_window (services);
  page = find_page (window, WF_TYPE_STUCK_PAGE);
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (page), "It is open already"));
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (page), here));
  g_assert_false (gtk_widget_get_visible (wf_ui_test_child (page, "rescue_button")));
  wf_ui_test_picture (GTK_WINDOW (window), "stuck-in-use");
  wf_vault_close_sync (other);
  press (page, "again_button");
  WAIT_FOR (wf_door_get_state (services->door) == WF_DOOR_LOCKED);
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

/* Once a day, again when asked for later; what stands while locked is a number. */
static void
test_upkeep (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autofree char *id = NULL;
  WfWindow *window;

  wf_ui_test_open (services);
  id = wf_ui_test_add_client (services, "Amina", "ar");
  wf_ui_test_append (services, id, wf_client_record_due ("2026-03-03", NULL));
  wf_upkeep_check (services->upkeep);
  WAIT_FOR (count_backups (services) == 1);
  wf_clock_advance (services->clock, 2 * WF_CLOCK_HOUR);
  wf_upkeep_check (services->upkeep);
  wf_ui_test_pump (200);
  g_assert_cmpuint (count_backups (services), ==, 1);
  wf_clock_advance (services->clock, 22 * WF_CLOCK_HOUR);
  wf_upkeep_check (services->upkeep);
  WAIT_FOR (count_backups (services) == 2);

  window = open_window (services);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.lock", NULL));
  WAIT_FOR (wf_vault_get_state (services->vault) == WF_VAULT_LOCKED);
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (window), "1 follow-up is due."));
  g_assert_false (wf_ui_test_sees (GTK_WIDGET (window), "Amina"));
  wf_ui_test_picture (GTK_WINDOW (window), "unlock-due");
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

/* A notifier whose screen is two members. */
typedef struct {
  WfNotifier parent_instance;

  guint shown;
  char *text;
} TestNotifier;

typedef struct {
  WfNotifierClass parent_class;
} TestNotifierClass;

GType test_notifier_get_type (void);
G_DEFINE_TYPE (TestNotifier, test_notifier, wf_notifier_get_type ())

static void
test_notifier_show (WfNotifier *notifier, const char *key, const char *title, const char *body)
{
  TestNotifier *self = (TestNotifier *) notifier;

  self->shown++;
  g_free (self->text);
  self->text = g_strdup_printf ("%s %s", title, body);
}

static void
test_notifier_finalize (GObject *object)
{
  g_free (((TestNotifier *) object)->text);
  G_OBJECT_CLASS (test_notifier_parent_class)->finalize (object);
}

static void
test_notifier_class_init (TestNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_notifier_finalize;
  WF_NOTIFIER_CLASS (klass)->show = test_notifier_show;
}

static void
test_notifier_init (TestNotifier *self)
{
}

/* Once a day, again when the person asked for later, and never while something is shown to a
 * client; it names nobody, and comes while locked too. */
static void
test_reminds (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  TestNotifier *notifier = g_object_new (test_notifier_get_type (), NULL);
  g_autofree char *id = NULL;

  g_clear_object (&services->upkeep);
  g_set_object (&services->notifier, WF_NOTIFIER (notifier));
  g_object_unref (notifier);
  services->upkeep = wf_upkeep_new (services);
  wf_ui_test_open (services);
  wf_upkeep_check (services->upkeep);
  wf_ui_test_pump (200);
  g_assert_cmpuint (notifier->shown, ==, 0);

  id = wf_ui_test_add_client (services, "Amina", "ar");
  wf_ui_test_append (services, id, wf_client_record_due ("2026-03-02", NULL));
  wf_notifier_hold (services->notifier);
  wf_upkeep_check (services->upkeep);
  wf_ui_test_pump (200);
  g_assert_cmpuint (notifier->shown, ==, 0);
  wf_notifier_release (services->notifier);
  WAIT_FOR (notifier->shown == 1);
  g_assert_null (strstr (notifier->text, "Amina"));
  g_assert_nonnull (strstr (notifier->text, "1 follow-up is due."));

  wf_upkeep_check (services->upkeep);
  wf_ui_test_pump (200);
  g_assert_cmpuint (notifier->shown, ==, 1);
  wf_notifier_postpone (services->notifier, "due");
  wf_clock_advance (services->clock, 61 * WF_CLOCK_MINUTE);
  wf_upkeep_check (services->upkeep);
  WAIT_FOR (notifier->shown == 2);

  wf_door_lock (services->door);
  WAIT_FOR (wf_vault_get_state (services->vault) == WF_VAULT_LOCKED);
  wf_clock_advance (services->clock, 24 * WF_CLOCK_HOUR);
  wf_upkeep_check (services->upkeep);
  WAIT_FOR (notifier->shown == 3);
}

static void
on_failed (WfUpkeep *upkeep, gpointer user_data)
{
  (*(guint *) user_data)++;
}

/* The folder of backups is a file: nothing stops, and it is said once. */
static void
test_backup_fails_quietly (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autofree char *backups = g_build_filename (services->data_dir, "backups", NULL);
  WfWindow *window;
  guint failed = 0;

  wf_ui_test_open (services);
  window = open_window (services);
  g_assert_true (g_file_set_contents (backups, "", -1, NULL));
  g_signal_connect (services->upkeep, "backup-failed", G_CALLBACK (on_failed), &failed);
  wf_upkeep_check (services->upkeep);
  WAIT_FOR (failed == 1);
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (window), "Today’s backup was not made."));
  wf_upkeep_check (services->upkeep);
  wf_ui_test_pump (200);
  g_assert_cmpuint (failed, ==, 1);
  g_assert_cmpint (wf_door_get_state (services->door), ==, WF_DOOR_OPEN);
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (wf_code_sheet_save_finish (G_FILE (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
test_code_sheet (void)
{
  g_autofree char *folder = g_dir_make_tmp ("code-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "code.txt", NULL);
  g_autofree char *pdf = g_build_filename (folder, "code.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GtkPrintOperation) operation = wf_code_sheet_new_print ("ABCD-EFGH");
  g_autofree char *text = NULL;
  gboolean saved = FALSE;

  wf_code_sheet_save_async ("ABCD-EFGH", file, NULL, on_saved, &saved);
  WAIT_FOR (saved);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "ABCD-EFGH"));
  info = g_file_query_info (file, "unix::mode", 0, NULL, NULL);
  g_assert_cmpuint (g_file_info_get_attribute_uint32 (info, "unix::mode") & 0077, ==, 0);

  gtk_print_operation_set_export_filename (operation, pdf);
  g_assert_cmpint (
      gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, NULL), ==,
      GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_true (g_file_test (pdf, G_FILE_TEST_EXISTS));
  g_unlink (path);
  g_unlink (pdf);
  g_rmdir (folder);
}

static void
test_regions (void)
{
  for (guint i = 0; i < wf_regions_get_n (); i++)
    {
      g_assert_cmpuint (wf_regions_find (wf_regions_get_code (i)), ==, i);
      g_assert_cmpuint (strlen (wf_regions_get_name (i)), >, 0);
    }
  g_assert_cmpstr (wf_regions_get_code (wf_regions_find ("US-NY")), ==, "");
  g_assert_cmpstr (wf_regions_get_code (wf_regions_find (NULL)), ==, "");
}

int
main (int argc, char **argv)
{
  wf_ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/start/first-run", test_first_run);
  g_test_add_func ("/ui/start/first-run-cut-short", test_first_run_cut_short);
  g_test_add_func ("/ui/start/unlock", test_unlock);
  g_test_add_func ("/ui/start/keeps-the-passphrase", test_keeps_the_passphrase);
  g_test_add_func ("/ui/start/lets-go-of-the-kept", test_lets_go_of_the_kept);
  g_test_add_func ("/ui/start/keyring-does-not-answer", test_keyring_does_not_answer);
  g_test_add_func ("/ui/start/lock-destroys-the-pages", test_lock_destroys_the_pages);
  g_test_add_func ("/ui/start/leaving-the-desktop-locks", test_leaving_the_desktop_locks);
  g_test_add_func ("/ui/start/idle-locks", test_idle_locks);
  g_test_add_func ("/ui/start/noise-says-why", test_noise_says_why);
  g_test_add_func ("/ui/start/opens-the-backup", test_opens_the_backup);
  g_test_add_func ("/ui/start/opens-a-chosen-backup", test_opens_a_chosen_backup);
  g_test_add_func ("/ui/start/rescues", test_rescues);
  g_test_add_func ("/ui/start/in-use-says-who", test_in_use_says_who);
  g_test_add_func ("/ui/start/upkeep", test_upkeep);
  g_test_add_func ("/ui/start/reminds", test_reminds);
  g_test_add_func ("/ui/start/backup-fails-quietly", test_backup_fails_quietly);
  g_test_add_func ("/ui/start/code-sheet", test_code_sheet);
  g_test_add_func ("/ui/start/regions", test_regions);
  return g_test_run ();
}

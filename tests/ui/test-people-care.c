/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The care of a client's record, on a real vault: hold, restrict, copy, views, forget.
 */
#include "wf-task-test.h"

#include <glib/gstdio.h>

#include "wf-client-care.h"
#include "wf-client-page.h"
#include "wf-client-export.h"
#include "wf-clients-page.h"
#include "wf-copy-dialog.h"
#include "wf-facts-page.h"
#include "wf-json.h"
#include "wf-own-sheet.h"
#include "wf-pane-stack.h"
#include "wf-vault-care.h"
#include "wf-vault-people.h"

#define OTHER_PASSPHRASE "four quiet ducks swim"

static char *
add_colleague (WfServices *services, const char *name)
{
  g_autoptr (GError) error = NULL;
  char *id = wf_vault_add_member_sync (services->vault, name, WF_ROLE_NAVIGATOR, name,
                                       OTHER_PASSPHRASE, &error);

  g_assert_no_error (error);
  return id;
}

static gboolean
is_held (WfServices *services, const char *id)
{
  g_autoptr (WfClient) client = wf_client_repo_get_sync (services->clients, id, NULL, NULL);

  return wf_client_is_held (client);
}

static void
test_hold (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autofree char *id = NULL;
  WfTaskDialog *dialog;

  wf_ui_test_open (services);
  id = wf_ui_test_add_client (services, "Amina", "ar");
  dialog = opened (WF_TASK_DIALOG (wf_client_care_hold (services, NULL, id, TRUE)), "care-hold");
  g_assert_false (can_go (dialog));
  type_in (dialog, "Why it must be kept", "A complaint is open");
  go (dialog);
  g_assert_true (is_held (services, id));

  dialog = WF_TASK_DIALOG (wf_client_care_forget (services, NULL, id));
  wf_ui_test_wait_shown (GTK_WINDOW (dialog));
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (dialog), "A complaint is open"));
  g_assert_false (can_go (dialog));
  wf_ui_test_wait_shown (GTK_WINDOW (dialog));
  wf_ui_test_picture (GTK_WINDOW (dialog), "care-forget-held");
  wf_ui_test_destroy (GTK_WINDOW (dialog), NULL);

  dialog = opened (WF_TASK_DIALOG (wf_client_care_hold (services, NULL, id, FALSE)), "care-free");
  type_in (dialog, "Why the hold ends", "It is settled");
  go (dialog);
  g_assert_false (is_held (services, id));
}

static void
test_forget (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autofree char *id = NULL;
  g_autofree char *omar = NULL;
  g_autofree char *backup = NULL;
  WfTaskDialog *dialog;

  wf_ui_test_open (services);
  omar = add_colleague (services, "Omar");
  id = wf_ui_test_add_client (services, "Amina", "ar");
  backup = wf_vault_backup_sync (services->vault, NULL);
  g_assert_nonnull (backup);
  dialog = WF_TASK_DIALOG (wf_client_care_forget (services, NULL, id));
  wf_ui_test_wait_shown (GTK_WINDOW (dialog));
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (dialog), "What goes, for ever"));
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (dialog), backup));
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (dialog), "out of reach"));
  g_assert_false (can_go (dialog));
  wf_ui_test_wait_shown (GTK_WINDOW (dialog));
  wf_ui_test_picture (GTK_WINDOW (dialog), "care-forget");

  type_in (dialog, "Their passphrase, typed by them", "not this one at all");
  g_signal_emit_by_name (wf_ui_test_child (dialog, "go_button"), "clicked");
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (dialog), "That passphrase does not open it."));
  g_assert_nonnull (wf_client_repo_lookup (services->clients, id));
  WAIT_FOR (wf_vault_get_wait_seconds (services->vault) == 0);
  type_in (dialog, "Their passphrase, typed by them", OTHER_PASSPHRASE);
  go (dialog);
  g_assert_null (wf_client_repo_lookup (services->clients, id));
  g_assert_false (g_file_test (backup, G_FILE_TEST_EXISTS));
}

static gpointer
find_open (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (WF_IS_TASK_DIALOG (window) && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return window;
    }
  return NULL;
}

/* Two years later: the list says so, one is held, the other goes without a trace. */
static void
test_retention (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autofree char *old = NULL;
  g_autofree char *held = NULL;
  g_autofree char *omar = NULL;
  WfPane *page;
  WfPaneStack *stack;
  GtkWindow *window;
  gpointer dialog = NULL;

  wf_ui_test_open (services);
  omar = add_colleague (services, "Omar");
  old = wf_ui_test_add_client (services, "Amina", "ar");
  held = wf_ui_test_add_client (services, "Bruno", NULL);
  page = g_object_new (WF_TYPE_CLIENTS_PAGE, "services", services, NULL);
  stack = wf_pane_stack_new (page);
  wf_clock_advance (services->clock, 740 * WF_CLOCK_DAY);
  g_free (wf_ui_test_add_client (services, "Clara", NULL));
  wf_pane_stack_set_front (stack, TRUE);
  window = wf_ui_test_show (GTK_WIDGET (stack));
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (page), "2 records are past their time"));
  wf_ui_test_picture (window, "retention-clients");
  gtk_widget_activate_action (GTK_WIDGET (page), "clients.expired", NULL);
  page = wf_pane_stack_get_visible (stack);
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (page), "Amina"));
  g_assert_false (wf_ui_test_sees (GTK_WIDGET (page), "Clara"));
  wf_ui_test_picture (window, "retention-list");

  gtk_widget_activate_action (GTK_WIDGET (page), "retention.hold", "s", held);
  WAIT_FOR ((dialog = find_open ()) != NULL);
  type_in (dialog, "Why it must be kept", "A complaint is open");
  go (dialog);
  WAIT_FOR (!wf_ui_test_sees (GTK_WIDGET (page), "Bruno"));

  gtk_widget_activate_action (GTK_WIDGET (page), "retention.forget", "s", old);
  WAIT_FOR ((dialog = find_open ()) != NULL);
  WAIT_FOR (wf_ui_test_sees (dialog, "What goes, for ever"));
  g_assert_cmpuint (adw_combo_row_get_selected (get_row (dialog, "Why")), ==, 1);
  adw_combo_row_set_selected (get_row (dialog, "Of their visits"), 1);
  wf_ui_test_wait_shown (dialog);
  wf_ui_test_picture (dialog, "retention-forget");
  type_in (dialog, "Their passphrase, typed by them", OTHER_PASSPHRASE);
  go (dialog);
  g_assert_null (wf_client_repo_lookup (services->clients, old));
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (page), "Nothing to forget"));
  wf_ui_test_destroy (window, GTK_WIDGET (stack));
}

static void
test_restrict (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autofree char *id = NULL;
  g_autofree char *omar = NULL;
  g_auto (GStrv) only_for = NULL;
  WfTaskDialog *dialog;

  wf_ui_test_open (services);
  omar = add_colleague (services, "Omar");
  id = wf_ui_test_add_client (services, "Amina", "ar");
  dialog = WF_TASK_DIALOG (wf_client_care_restrict (services, NULL, id));
  g_assert_false (can_go (dialog));
  WAIT_FOR (find_row (GTK_WIDGET (dialog), "Omar") != NULL);
  turn_on (dialog, "Only named colleagues");
  turn_on (dialog, "Omar");
  wf_ui_test_wait_shown (GTK_WINDOW (dialog));
  wf_ui_test_picture (GTK_WINDOW (dialog), "care-restrict");
  go (dialog);
  only_for = wf_vault_dup_restricted_to_sync (services->vault, id, NULL);
  g_assert_cmpuint (g_strv_length (only_for), ==, 2);

  dialog = WF_TASK_DIALOG (wf_client_care_restrict (services, NULL, id));
  WAIT_FOR (find_row (GTK_WIDGET (dialog), "Omar") != NULL);
  turn_on (dialog, "Only named colleagues");
  go (dialog);
  g_assert_null (wf_vault_dup_restricted_to_sync (services->vault, id, NULL));
}

/* Whoever hands over a client that only they could open sees nothing of them any more. */
static void
test_hand_over_leaves (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL, *omar = NULL;
  GtkWindow *window;
  WfPaneStack *stack;

  wf_ui_test_open (services);
  omar = add_colleague (services, "Omar");
  id = wf_ui_test_add_client (services, "Amina", "ar");
  {
    const char *const only_me[] = { wf_vault_get_staff_id (services->vault), NULL };

    g_assert_true (wf_vault_restrict_sync (services->vault, id, only_me, &error));
  }
  stack = wf_pane_stack_new (g_object_new (WF_TYPE_CLIENTS_PAGE, "services", services, NULL));
  window = wf_ui_test_show (GTK_WIDGET (stack));
  wf_pane_stack_push (stack, wf_client_page_new (services, id));
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (wf_pane_stack_get_visible (stack)), "Amina"));
  wf_pane_stack_push (stack, wf_facts_page_new (services, id));
  g_assert_true (wf_vault_hand_over_sync (services->vault, id, omar, "leave", TRUE, &error));
  WAIT_FOR (wf_pane_stack_get_depth (stack) == 1);
  wf_ui_test_destroy (window, GTK_WIDGET (stack));
}

static void
test_copy (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = NULL;
  g_autofree char *id = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  gsize size;
  gpointer dialog;

  wf_ui_test_open (services);
  id = wf_ui_test_add_client (services, "Amina", "ar");
  dialog = opened (WF_TASK_DIALOG (wf_client_care_give_copy (services, NULL, id)), "care-copy");
  g_assert_false (can_go (dialog));
  path = g_build_filename (services->data_dir, "copy.json", NULL);
  file = g_file_new_for_path (path);
  g_object_add_weak_pointer (G_OBJECT (dialog), &dialog);
  wf_copy_dialog_save (dialog, file);
  WAIT_FOR (dialog == NULL);
  g_assert_true (g_file_get_contents (path, &text, &size, &error));
  object = wf_json_parse_object (text, (gssize) size, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (wf_json_get_string (object, "name", NULL), ==, "Amina");
  g_unlink (path);

  /* Beside it the same to be read, with no name in its title. */
  g_free (path);
  g_free (text);
  path = g_build_filename (services->data_dir, "copy.pdf", NULL);
  g_assert_true (g_file_get_contents (path, &text, &size, &error));
  g_assert_true (size > 1000 && memcmp (text, "%PDF-", 5) == 0);
  g_assert_null (g_strstr_len (text, (gssize) size, "Amina"));
  g_unlink (path);
}

static void
append_text (WfServices *services, const char *id, const char *kind, const char *json)
{
  wf_ui_test_append (services, id, wf_record_new (kind, wf_json_parse_object (json, -1, NULL)));
}

/* What the copy withholds does not stand on the page either. */
static void
test_own_sheet (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  wf_ui_test_open (services);
  id = wf_ui_test_add_client (services, "Amina", "ar");
  append_text (services, id, "client.fact",
               "{\"fact\":\"pay-month\",\"state\":\"answered\",\"values\":[\"25\"],"
               "\"source\":\"other\",\"by\":\"her son\"}");
  append_text (services, id, "client.noted", "{\"text\":\"likes mornings\"}");
  append_text (services, id, "client.noted", "{\"text\":\"a secret\",\"protected\":true}");
  append_text (services, id, "interview.answered",
               "{\"item\":\"wf-access-availability-01\",\"options\":[\"2\"],\"state\":\"given\"}");
  append_text (services, id, "interview.answered",
               "{\"item\":\"wf-access-agency-04\",\"options\":[\"4\"],\"state\":\"given\"}");

  g_autoptr (WfClient) client = wf_client_repo_get_sync (services->clients, id, NULL, &error);
  g_autoptr (GPtrArray) records = wf_vault_read_sync (services->vault, id, &error);
  g_autoptr (JsonObject) copy = wf_client_export (
      client, records, wf_pack_library_get_items (services->packs, "newcomer"), FALSE);
  g_autoptr (WfPage) page = wf_own_sheet_new (services, client, copy, records);
  g_autofree char *words = wf_page_to_plain_text (page, TRUE);

  g_assert_nonnull (strstr (words, "$25"));
  g_assert_nonnull (strstr (words, "Said by her son"));
  g_assert_nonnull (strstr (words, "A phone I share"));
  g_assert_nonnull (strstr (words, "likes mornings"));
  g_assert_null (strstr (words, "a secret"));
  g_assert_null (strstr (words, "Mostly another person"));
  g_assert_nonnull (strstr (words, "2 entries said in private"));
  if (g_getenv ("WF_PICTURES") != NULL)
    {
      g_autofree char *path = g_build_filename (g_getenv ("WF_PICTURES"), "own-sheet.pdf", NULL);
      g_autoptr (GBytes) bytes = wf_page_to_pdf (page, "copy", &error);

      g_assert_no_error (error);
      g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                           NULL);
    }
}

static void
test_copy_says_why_not (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autoptr (GFile) file = g_file_new_for_path ("/nowhere/at/all/copy.json");
  g_autofree char *id = NULL;
  WfTaskDialog *dialog;

  wf_ui_test_open (services);
  id = wf_ui_test_add_client (services, "Amina", "ar");
  dialog = WF_TASK_DIALOG (wf_client_care_give_copy (services, NULL, id));
  wf_ui_test_wait_shown (GTK_WINDOW (dialog));
  wf_copy_dialog_save (dialog, file);
  WAIT_FOR (gtk_widget_get_visible (wf_ui_test_child (dialog, "note")));
  g_assert_true (can_go (dialog));
  wf_ui_test_destroy (GTK_WINDOW (dialog), NULL);
}

static void
test_views (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autoptr (WfClient) client = NULL;
  g_autofree char *id = NULL;
  WfTaskDialog *dialog;

  wf_ui_test_open (services);
  id = wf_ui_test_add_client (services, "Amina", "ar");
  dialog = WF_TASK_DIALOG (wf_client_care_show_views (services, NULL, id));
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (dialog), "Nobody yet."));
  g_assert_false (gtk_widget_get_visible (wf_ui_test_child (dialog, "go_button")));
  wf_ui_test_destroy (GTK_WINDOW (dialog), NULL);

  client = wf_client_repo_get_sync (services->clients, id, "client", NULL);
  g_assert_nonnull (client);
  dialog = WF_TASK_DIALOG (wf_client_care_show_views (services, NULL, id));
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (dialog), "Maya"));
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (dialog), "today"));
  wf_ui_test_wait_shown (GTK_WINDOW (dialog));
  wf_ui_test_picture (GTK_WINDOW (dialog), "care-views");
  wf_ui_test_destroy (GTK_WINDOW (dialog), NULL);
}

static WfTaskDialog *
find_dialog (const char *title)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (WF_IS_TASK_DIALOG (window) && g_strcmp0 (gtk_window_get_title (window), title) == 0)
        return WF_TASK_DIALOG (window);
    }
  return NULL;
}

static void
test_actions (void)
{
  static const struct {
    const char *action;
    const char *title;
  } cases[] = {
    { "care.give-copy", "A Copy for the Client" },
    { "care.show-views", "Who Opened This" },
    { "care.hand-over", "Hand Over" },
    { "care.restrict", "Who May Open This Client" },
    { "care.hold", "Put on Hold" },
    { "care.forget", "Forget a Client" },
  };
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autoptr (GMenuModel) menu = wf_client_care_new_menu ();
  g_autofree char *id = NULL;
  GtkWidget *page = gtk_label_new ("page");
  GtkWindow *window;

  wf_ui_test_open (services);
  id = wf_ui_test_add_client (services, "Amina", "ar");
  wf_client_care_add_actions (page, services, id);
  window = wf_ui_test_show (page);
  g_assert_cmpint (g_menu_model_get_n_items (menu), ==, 3);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (gtk_widget_activate_action (page, cases[i].action, NULL));
      g_assert_nonnull (find_dialog (cases[i].title));
      wf_ui_test_destroy (GTK_WINDOW (find_dialog (cases[i].title)), NULL);
    }
  wf_client_care_set_held (page, TRUE);
  gtk_widget_activate_action (page, "care.hold", NULL);
  g_assert_null (find_dialog ("Put on Hold"));
  gtk_widget_activate_action (page, "care.release", NULL);
  wf_ui_test_destroy (GTK_WINDOW (find_dialog ("End the Hold")), NULL);
  wf_ui_test_destroy (window, page);
}

static void
test_client_page_offers_it (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autofree char *id = NULL;
  GtkWidget *page;
  GtkWindow *window;

  wf_ui_test_open (services);
  id = wf_ui_test_add_client (services, "Amina", "ar");
  page = GTK_WIDGET (wf_client_page_new (services, id));
  window = wf_ui_test_show (page);
  g_assert_nonnull (gtk_menu_button_get_menu_model (wf_ui_test_child (page, "care_button")));
  g_assert_true (gtk_widget_activate_action (page, "care.hold", NULL));
  wf_ui_test_destroy (GTK_WINDOW (find_dialog ("Put on Hold")), NULL);
  wf_ui_test_destroy (window, page);
}

/* What was asked of the vault before is answered. */
static void
settle (WfServices *services, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = wf_vault_read_sync (services->vault, id, &error);

  g_assert_no_error (error);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static gboolean
keeps (WfServices *services, const char *id, const char *kind)
{
  g_autoptr (GPtrArray) records = wf_vault_read_sync (services->vault, id, NULL);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      if (g_str_equal (((WfRecord *) records->pdata[i])->kind, kind))
        return TRUE;
    }
  return FALSE;
}

static gboolean
says (gpointer dialog, const char *title, const char *text)
{
  return g_str_equal (gtk_editable_get_text (GTK_EDITABLE (get_row (dialog, title))), text);
}

/* What was typed for one client stands there again after a lock, for that client, until the person
 * closes the dialog. */
static void
test_half_typed_outlives_a_lock (void)
{
  static const char *const WHY = "Why it must be kept";
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autofree char *amina = NULL, *lin = NULL, *omar = NULL, *maya = NULL;
  gpointer dialog;

  wf_ui_test_open (services);
  maya = g_strdup (wf_vault_get_staff_id (services->vault));
  omar = add_colleague (services, "Omar");
  amina = wf_ui_test_add_client (services, "Amina", "ar");
  lin = wf_ui_test_add_client (services, "Lin", "zh");
  dialog = wf_client_care_hold (services, NULL, amina, TRUE);
  type_in (dialog, WHY, "The appeal");
  WAIT_FOR (keeps (services, amina, "draft.hold")); /* nobody pressed anything: a crash may come */
  type_in (dialog, WHY, "The appeal is heard in May");
  g_object_add_weak_pointer (G_OBJECT (dialog), &dialog);
  wf_door_lock (services->door);
  WAIT_FOR (dialog == NULL && wf_vault_get_state (services->vault) == WF_VAULT_LOCKED);

  /* A colleague would sign another's words. */
  wf_ui_test_unlock_as (services, omar, OTHER_PASSPHRASE);
  dialog = wf_client_care_hold (services, NULL, amina, TRUE);
  settle (services, amina);
  g_assert_true (says (dialog, WHY, ""));
  gtk_window_destroy (GTK_WINDOW (dialog));
  wf_door_lock (services->door);
  WAIT_FOR (wf_vault_get_state (services->vault) == WF_VAULT_LOCKED);

  wf_ui_test_unlock_as (services, maya, WF_UI_TEST_PASSPHRASE);
  dialog = wf_client_care_hold (services, NULL, amina, TRUE);
  WAIT_FOR (says (dialog, WHY, "The appeal is heard in May"));
  g_object_add_weak_pointer (G_OBJECT (dialog), &dialog);
  gtk_window_close (GTK_WINDOW (dialog));
  WAIT_FOR (dialog == NULL);

  dialog = wf_client_care_hold (services, NULL, lin, TRUE);
  settle (services, lin);
  g_assert_true (says (dialog, WHY, ""));
  gtk_window_destroy (GTK_WINDOW (dialog));
  dialog = wf_client_care_hold (services, NULL, amina, TRUE);
  settle (services, amina);
  g_assert_true (says (dialog, WHY, ""));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

int
main (int argc, char **argv)
{
  wf_ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/people/care/hold", test_hold);
  g_test_add_func ("/ui/people/care/forget", test_forget);
  g_test_add_func ("/ui/people/care/retention", test_retention);
  g_test_add_func ("/ui/people/care/restrict", test_restrict);
  g_test_add_func ("/ui/people/care/hand-over-leaves", test_hand_over_leaves);
  g_test_add_func ("/ui/people/care/copy", test_copy);
  g_test_add_func ("/ui/people/care/own-sheet", test_own_sheet);
  g_test_add_func ("/ui/people/care/copy-says-why-not", test_copy_says_why_not);
  g_test_add_func ("/ui/people/care/views", test_views);
  g_test_add_func ("/ui/people/care/actions", test_actions);
  g_test_add_func ("/ui/people/care/client-page-offers-it", test_client_page_offers_it);
  g_test_add_func ("/ui/people/care/half-typed-outlives-a-lock", test_half_typed_outlives_a_lock);
  return g_test_run ();
}

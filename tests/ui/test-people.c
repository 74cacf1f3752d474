/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * People and keys: each dialog does what it says on a real vault, says no in words, and is
 * gone afterwards.
 */
#include "wf-task-test.h"

#include "wf-code-dialog.h"
#include "wf-hand-over.h"
#include "wf-people-dialogs.h"
#include "wf-people-page.h"
#include "wf-people-words.h"
#include "wf-vault-people.h"
#include "wf-passphrase-meter.h"

#define OTHER_PASSPHRASE "four quiet ducks swim"

static char *
find_id (WfServices *services, const char *name)
{
  g_autoptr (GPtrArray) members = wf_vault_get_members (services->vault);

  for (guint i = 0; i < members->len; i++)
    {
      const WfMember *member = members->pdata[i];

      if (g_str_equal (member->name, name))
        return g_strdup (member->id);
    }
  return NULL;
}

static WfRole
find_role (WfServices *services, const char *name)
{
  g_autoptr (GPtrArray) members = wf_vault_get_members (services->vault);

  for (guint i = 0; i < members->len; i++)
    {
      const WfMember *member = members->pdata[i];

      if (g_str_equal (member->name, name))
        return member->role;
    }
  g_assert_not_reached ();
}

static void
add_colleague (WfServices *services, const char *name, WfRole role)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id =
      wf_vault_add_member_sync (services->vault, name, role, name, OTHER_PASSPHRASE, &error);

  g_assert_no_error (error);
}

static WfPeoplePage *
show_page (WfServices *services, GtkWindow **out_window)
{
  GtkWidget *page = g_object_new (WF_TYPE_PEOPLE_PAGE, "services", services, NULL);

  *out_window = wf_ui_test_show (page);
  gtk_window_set_default_size (*out_window, 720, 760);
  return WF_PEOPLE_PAGE (page);
}

static void
test_page (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  GtkWindow *window;
  WfPeoplePage *page;
  g_autoptr (GError) error = NULL;
  g_autofree char *omar = NULL;

  wf_ui_test_open (services);
  add_colleague (services, "Omar", WF_ROLE_NAVIGATOR);
  add_colleague (services, "Lin & <b>Co</b>", WF_ROLE_VOLUNTEER);
  page = show_page (services, &window);
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (page), "Maya"));
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (page), "Lin & <b>Co</b>"));
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (page), "Navigator"));
  g_assert_true (gtk_widget_get_visible (wf_ui_test_child (page, "add_button")));
  g_assert_false (gtk_widget_get_visible (wf_ui_test_child (page, "left_group")));
  wf_ui_test_picture (window, "people");

  omar = find_id (services, "Omar");
  g_assert_true (wf_vault_remove_member_sync (services->vault, omar, "moved", &error));
  g_assert_no_error (error);
  WAIT_FOR (gtk_widget_get_visible (wf_ui_test_child (page, "left_group")));
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (page), "Left; the name stays"));
  wf_ui_test_destroy (window, GTK_WIDGET (page));
}

static void
test_page_of_a_navigator (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autoptr (GError) error = NULL;
  g_autofree char *omar = NULL;
  GtkWindow *window;
  WfPeoplePage *page;

  wf_ui_test_open (services);
  add_colleague (services, "Omar", WF_ROLE_NAVIGATOR);
  omar = find_id (services, "Omar");
  g_assert_true (wf_vault_lock_sync (services->vault, &error));
  g_assert_true (wf_vault_unlock_sync (services->vault, omar, OTHER_PASSPHRASE, &error));
  g_assert_no_error (error);
  page = show_page (services, &window);
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (page), "Maya"));
  g_assert_false (gtk_widget_get_visible (wf_ui_test_child (page, "add_button")));
  g_assert_false (gtk_widget_get_visible (wf_ui_test_child (page, "code_group")));
  g_assert_false (gtk_widget_get_visible (wf_ui_test_child (page, "key_group")));
  g_assert_null (wf_ui_test_find (wf_ui_test_child (page, "people_group"), GTK_TYPE_MENU_BUTTON));
  g_assert_true (gtk_widget_get_visible (wf_ui_test_child (page, "mine_group")));
  wf_ui_test_destroy (window, GTK_WIDGET (page));
}

static gboolean
is_typed_in (WfTaskDialog *dialog, const char *title)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (dialog));

  return GTK_IS_TEXT (focus) && gtk_widget_is_ancestor (focus, get_row (dialog, title));
}

static void
test_add (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autofree char *id = NULL;
  WfTaskDialog *dialog;

  wf_ui_test_open (services);
  dialog = opened (wf_people_ask_add (services, NULL), "people-add");
  g_assert_false (can_go (dialog));
  g_assert_true (is_typed_in (dialog, "Name, as colleagues see it"));
  gtk_widget_grab_focus (get_row (dialog, "New passphrase"));
  g_assert_true (is_typed_in (dialog, "New passphrase"));
  gtk_widget_child_focus (GTK_WIDGET (dialog), GTK_DIR_TAB_FORWARD);
  g_assert_true (is_typed_in (dialog, "The same again")); /* and no button between that shows it */
  type_in (dialog, "Name, as colleagues see it", "Omar");
  type_in (dialog, "Name for unlocking", "O.");
  type_passphrase (dialog, "short");
  g_assert_false (can_go (dialog));
  type_passphrase (dialog, OTHER_PASSPHRASE);
  type_in (dialog, "The same again", "something else");
  g_assert_false (can_go (dialog));
  type_passphrase (dialog, OTHER_PASSPHRASE);
  adw_combo_row_set_selected (get_row (dialog, "Role"), WF_ROLE_VOLUNTEER);
  go (dialog);

  g_assert_cmpint (find_role (services, "Omar"), ==, WF_ROLE_VOLUNTEER);
  id = find_id (services, "Omar");
  g_assert_true (wf_vault_verify_passphrase_sync (services->vault, id, OTHER_PASSPHRASE, NULL));
}

static void
test_change_role (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autofree char *omar = NULL;
  WfTaskDialog *dialog;

  wf_ui_test_open (services);
  add_colleague (services, "Omar", WF_ROLE_NAVIGATOR);
  omar = find_id (services, "Omar");
  dialog = opened (wf_people_ask_change_role (services, NULL, omar), "people-role");
  g_assert_false (can_go (dialog));
  adw_combo_row_set_selected (get_row (dialog, "Role"), WF_ROLE_AUDITOR);
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (dialog), "Reads only"));
  go (dialog);
  g_assert_cmpint (find_role (services, "Omar"), ==, WF_ROLE_AUDITOR);
}

static void
test_remove (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autoptr (GPtrArray) people = NULL;
  g_autofree char *omar = NULL;
  WfTaskDialog *dialog;

  wf_ui_test_open (services);
  add_colleague (services, "Omar", WF_ROLE_NAVIGATOR);
  omar = find_id (services, "Omar");
  dialog = opened (wf_people_ask_remove (services, NULL, omar), "people-remove");
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (dialog), "they may have copied"));
  type_in (dialog, "Reason, sealed with the rest", "Moved to Halifax");
  g_assert_false (can_go (dialog));
  turn_on (dialog, "I have read what happens");
  go (dialog);
  people = wf_people_list (services->vault, services->format, TRUE);
  g_assert_cmpuint (people->len, ==, 1);
}

static char *
add_sole (WfServices *services, const char *staff)
{
  const char *const only[] = { staff, NULL };
  g_autoptr (GError) error = NULL;
  char *client = wf_ui_test_add_client (services, "Amina", "ar");

  g_assert_true (wf_vault_restrict_sync (services->vault, client, only, &error));
  g_assert_no_error (error);
  return client;
}

/* Who alone may open a client is not removed, or given new keys, without a word about it. */
static void
test_sole (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autofree char *omar = NULL, *first = NULL, *second = NULL;
  WfTaskDialog *dialog;

  wf_ui_test_open (services);
  add_colleague (services, "Omar", WF_ROLE_NAVIGATOR);
  omar = find_id (services, "Omar");
  first = add_sole (services, omar);
  dialog = opened (wf_people_ask_recover (services, NULL, omar), "people-recover-sole");
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (dialog), "1 client is open to them alone"));
  type_passphrase (dialog, "seven green hills far");
  turn_on (dialog, "They know what stays closed");
  g_assert_false (can_go (dialog));
  gtk_window_destroy (GTK_WINDOW (dialog));

  second = add_sole (services, omar);
  dialog = opened (wf_people_ask_remove (services, NULL, omar), "people-remove-counted");
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (dialog), "2 clients are open to them alone"));
  type_in (dialog, "Reason, sealed with the rest", "Moved to Halifax");
  turn_on (dialog, "I have read what happens");
  wf_ui_test_picture (GTK_WINDOW (dialog), "people-remove-sole");
  g_assert_false (can_go (dialog));
  turn_on (dialog, "What is recorded there may be lost");
  go (dialog);
}

static void
test_recover (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autofree char *omar = NULL;
  WfTaskDialog *dialog;

  wf_ui_test_open (services);
  add_colleague (services, "Omar", WF_ROLE_NAVIGATOR);
  omar = find_id (services, "Omar");
  dialog = opened (wf_people_ask_recover (services, NULL, omar), "people-recover");
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (dialog), "closed for ever"));
  type_passphrase (dialog, "seven green hills far");
  turn_on (dialog, "They know what stays closed");
  go (dialog);
  g_assert_true (
      wf_vault_verify_passphrase_sync (services->vault, omar, "seven green hills far", NULL));
}

static void
test_rotate (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autofree char *id = NULL;
  g_autoptr (WfClient) client = NULL;
  WfTaskDialog *dialog;

  wf_ui_test_open (services);
  id = wf_ui_test_add_client (services, "Amina", "ar");
  dialog = opened (wf_people_ask_rotate (services, NULL), "people-rotate");
  g_assert_false (can_go (dialog));
  turn_on (dialog, "I have read what happens");
  go (dialog);
  client = wf_client_repo_get_sync (services->clients, id, NULL, NULL);
  g_assert_cmpstr (wf_client_get_name (client), ==, "Amina");
}

static void
test_change_my_passphrase (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  WfTaskDialog *dialog;

  wf_ui_test_open (services);
  dialog = opened (wf_people_ask_change_my_passphrase (services, NULL), "people-passphrase");
  type_in (dialog, "Passphrase until now", "not the one at all");
  type_passphrase (dialog, OTHER_PASSPHRASE);
  g_signal_emit_by_name (wf_ui_test_child (dialog, "go_button"), "clicked");
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (dialog), "That passphrase does not open it."));
  wf_ui_test_picture (GTK_WINDOW (dialog), "people-passphrase-again");
  type_in (dialog, "Passphrase until now", WF_UI_TEST_PASSPHRASE);
  go (dialog);
  g_assert_true (wf_vault_verify_passphrase_sync (
      services->vault, wf_vault_get_staff_id (services->vault), OTHER_PASSPHRASE, NULL));
}

static WfTaskDialog *
find_code_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (WF_IS_TASK_DIALOG (window) && find_row (GTK_WIDGET (window), "It is on paper") != NULL)
        return WF_TASK_DIALOG (window);
    }
  return NULL;
}

static char *
find_code (GtkWidget *root)
{
  char *found = NULL;

  if (GTK_IS_LABEL (root) && gtk_widget_has_css_class (root, "recovery-code"))
    return g_strdup (gtk_label_get_text (GTK_LABEL (root)));
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_code (child);
  return found;
}

static void
test_codes (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autofree char *code = NULL;
  WfTaskDialog *dialog;

  wf_ui_test_open (services);
  dialog = opened (wf_people_ask_renew_code (services, NULL), "people-renew");
  turn_on (dialog, "I can print it or write it down now");
  go (dialog);
  WAIT_FOR ((dialog = find_code_dialog ()) != NULL);
  opened (dialog, "people-code");
  code = find_code (GTK_WIDGET (dialog));
  g_assert_cmpuint (strlen (code), >, 20);
  g_assert_false (can_go (dialog));
  turn_on (dialog, "It is on paper");
  go (dialog);

  dialog = opened (wf_people_ask_test_code (services, NULL), "people-test-code");
  type_in (dialog, "The organisation’s code", "0000-0000");
  g_signal_emit_by_name (wf_ui_test_child (dialog, "go_button"), "clicked");
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (dialog), "does not open it"));
  WAIT_FOR (wf_vault_get_wait_seconds (services->vault) == 0);
  type_in (dialog, "The organisation’s code", code);
  go (dialog);
}

static gboolean
was_handed_over (WfServices *services, const char *id)
{
  g_autoptr (GPtrArray) records = wf_vault_read_sync (services->vault, id, NULL);

  for (guint i = 0; i < records->len; i++)
    {
      if (g_str_equal (((WfRecord *) records->pdata[i])->kind, "owner.handed-over"))
        return TRUE;
    }
  return FALSE;
}

static void
test_hand_over (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autofree char *amina = NULL;
  g_autofree char *joseph = NULL;
  g_autofree char *lin = NULL;
  WfTaskDialog *dialog;

  wf_ui_test_open (services);
  add_colleague (services, "Omar", WF_ROLE_NAVIGATOR);
  add_colleague (services, "Aaron", WF_ROLE_VOLUNTEER); /* could not hand back: not offered */
  amina = wf_ui_test_add_client (services, "Amina", "ar");
  joseph = wf_ui_test_add_client (services, "Joseph", "fr");
  lin = wf_ui_test_add_client (services, "Lin", NULL);
  dialog = opened (wf_hand_over_show (services, NULL, NULL), "people-hand-over");
  g_assert_false (wf_ui_test_sees (GTK_WIDGET (dialog), "Aaron"));
  type_in (dialog, "Why, for the colleague", "Parental leave");
  g_assert_false (can_go (dialog));
  turn_on (dialog, "All of them");
  g_assert_true (can_go (dialog));
  turn_on (dialog, "Joseph");
  go (dialog);
  g_assert_true (was_handed_over (services, amina));
  g_assert_true (was_handed_over (services, lin));
  g_assert_false (was_handed_over (services, joseph));
}

static void
test_locking_closes_dialogs (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  gpointer dialog;

  wf_ui_test_open (services);
  dialog = opened (wf_people_ask_rotate (services, NULL), "people-rotate");
  g_object_add_weak_pointer (G_OBJECT (dialog), &dialog);
  wf_door_lock (services->door);
  WAIT_FOR (dialog == NULL);
}

static void
test_words (void)
{
  g_auto (GStrv) words = wf_role_get_all_words ();

  g_assert_cmpuint (g_strv_length (words), ==, WF_ROLE_AUDITOR + 1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_assert_cmpuint (strlen (words[i]), >, 0);
      g_assert_cmpuint (strlen (wf_role_get_meaning ((WfRole) i)), >, 0);
    }
}

static void
test_rates_passphrases (void)
{
  static const struct {
    const char *text;
    guint least;
    guint most;
  } cases[] = {
    { "", 0, 0 },
    { "short", 0, 0 },
    { "aaaaaaaaaa", 1, 1 },
    { "1234567890", 1, 1 },
    { "passwordpassword", 1, 1 },
    { "qwertyuiop", 1, 1 },
    { "motdepasse1", 1, 1 },
    { "copper lantern", 1, 1 },
    { "Ana Souza 2024", 1, 1 }, /* her own name and a year */
    { "correct horse battery", 2, 2 },
    { "copper lantern river seven", 3, 3 },
    { "قمر يفتح باب الدكان", 2, 4 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpuint (wf_passphrase_rate (cases[i].text, "Ana Souza"), >=, cases[i].least);
      g_assert_cmpuint (wf_passphrase_rate (cases[i].text, "Ana Souza"), <=, cases[i].most);
    }
}

int
main (int argc, char **argv)
{
  wf_ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/people/page", test_page);
  g_test_add_func ("/ui/people/page-of-a-navigator", test_page_of_a_navigator);
  g_test_add_func ("/ui/people/add", test_add);
  g_test_add_func ("/ui/people/change-role", test_change_role);
  g_test_add_func ("/ui/people/remove", test_remove);
  g_test_add_func ("/ui/people/sole", test_sole);
  g_test_add_func ("/ui/people/recover", test_recover);
  g_test_add_func ("/ui/people/rotate", test_rotate);
  g_test_add_func ("/ui/people/change-my-passphrase", test_change_my_passphrase);
  g_test_add_func ("/ui/people/codes", test_codes);
  g_test_add_func ("/ui/people/hand-over", test_hand_over);
  g_test_add_func ("/ui/people/locking-closes-dialogs", test_locking_closes_dialogs);
  g_test_add_func ("/ui/people/words", test_words);
  g_test_add_func ("/ui/people/rates-passphrases", test_rates_passphrases);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lending in the window: a thing is added, lent from the client's page, due on Today, for longer,
 * back, emptied with a proof, and only then ready again; the list of things says who has one only
 * to those who may open that client.
 */
#include "wf-task-test.h"

#include "wf-await.h"
#include "wf-client-page.h"
#include "wf-client-words.h"
#include "wf-follow-commit.h"
#include "wf-lending-page.h"
#include "wf-lending.h"
#include "wf-pane-stack.h"
#include "wf-today-page.h"
#include "wf-vault-people.h"

static gpointer
find_dialog (GType type)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type) && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return window;
    }
  return NULL;
}

static GtkWindow *
open_pane (WfPane *pane, GtkWidget **out_page)
{
  WfPaneStack *stack = wf_pane_stack_new (pane);
  GtkWindow *window;

  *out_page = GTK_WIDGET (pane);
  wf_pane_stack_set_front (stack, TRUE);
  window = wf_ui_test_show (GTK_WIDGET (stack));
  return window;
}

static GtkWindow *
open_lending (WfServices *services, GtkWidget **out_page)
{
  WfPane *pane = g_object_new (WF_TYPE_LENDING_PAGE, "services", services, NULL);

  return open_pane (pane, out_page);
}

static GPtrArray *
read_devices (WfServices *services)
{
  WfAwait await;

  wf_await_begin (&await);
  wf_client_repo_get_devices_async (services->clients, NULL, on_wf_await_ready, &await);
  g_autoptr (GAsyncResult) result = wf_await_end (&await);

  return wf_client_repo_get_devices_finish (services->clients, result, NULL);
}

static char *
dup_device_id (WfServices *services)
{
  g_autoptr (GPtrArray) devices = read_devices (services);

  g_assert_cmpuint (devices->len, ==, 1);
  return g_strdup (((WfDevice *) devices->pdata[0])->id);
}

static char *
dup_loan_id (WfServices *services, const char *client)
{
  g_autoptr (WfFollow) follow = wf_client_repo_get_follow_sync (services->clients, client, NULL);

  g_assert_cmpuint (follow->loans->len, >, 0);
  return g_strdup (((WfLoan *) follow->loans->pdata[follow->loans->len - 1])->id);
}

static WfTaskDialog *
press (GtkWidget *page, const char *action, const char *target)
{
  gpointer dialog = NULL;

  if (target != NULL)
    g_assert_true (gtk_widget_activate_action (page, action, "s", target));
  else
    g_assert_true (gtk_widget_activate_action (page, action, NULL));
  WAIT_FOR ((dialog = find_dialog (WF_TYPE_TASK_DIALOG)) != NULL);
  return dialog;
}

static void
add_thing (GtkWidget *page, const char *tag)
{
  WfTaskDialog *dialog = opened (press (page, "lending.add", NULL), "lending-add");

  g_assert_false (can_go (dialog));
  type_in (dialog, "Its mark, as T-014", tag);
  adw_combo_row_set_selected (get_row (dialog, "Kind"), 1);
  type_in (dialog, "About the thing: make, what goes along", "cracked <corner>");
  go (dialog);
}

static void
test_add (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autofree char *id = NULL;
  GtkWidget *page;
  GtkWindow *window;
  WfTaskDialog *dialog;

  wf_ui_test_open (services);
  window = open_lending (services, &page);
  WAIT_FOR (wf_ui_test_sees (page, "Nothing to lend yet"));
  wf_ui_test_picture (window, "lending-empty");
  add_thing (page, "T-014");
  WAIT_FOR (wf_ui_test_sees (page, "T-014 · Tablet"));
  g_assert_true (wf_ui_test_sees (page, "cracked <corner>"));

  dialog = press (page, "lending.add", NULL);
  type_in (dialog, "Its mark, as T-014", "t-014");
  g_assert_false (can_go (dialog)); /* each mark once */
  gtk_window_destroy (GTK_WINDOW (dialog));

  id = dup_device_id (services);
  dialog = press (page, "lending.change", id);
  type_in (dialog, "Its mark, as T-014", "T-015");
  go (dialog);
  WAIT_FOR (wf_ui_test_sees (page, "T-015 · Tablet"));
  go (press (page, "lending.retire", id));
  WAIT_FOR (wf_ui_test_sees (page, "Not used any more"));
  go (press (page, "lending.back", id));
  WAIT_FOR (wf_ui_test_sees (page, "Back, to be emptied"));
  wf_ui_test_destroy (window, page);
}

/* From the client's page; Returns: the loan's id */
static char *
lend (WfServices *services, const char *client)
{
  GtkWidget *page;
  GtkWindow *window = open_pane (wf_client_page_new (services, client), &page);
  GtkWidget *group;
  AdwMessageDialog *question;
  WfTaskDialog *dialog;

  WAIT_FOR (wf_ui_test_sees (page, "Nothing is lent to them."));
  group = wf_ui_test_child (page, "loan_group");
  dialog = opened (press (group, "loan.lend", NULL), "lending-lend");
  type_in (dialog, "What goes along: charger, bag", "charger");
  go (dialog);
  WAIT_FOR ((question = find_dialog (ADW_TYPE_MESSAGE_DIALOG)) != NULL);
  g_assert_nonnull (g_strrstr (adw_message_dialog_get_heading (question), "ورق"));
  wf_ui_test_picture (GTK_WINDOW (question), "lending-paper");
  adw_message_dialog_response (question, "keep");
  gtk_window_destroy (GTK_WINDOW (question));
  WAIT_FOR (wf_ui_test_sees (page, "T-014 · Tablet"));
  wf_ui_test_picture (window, "lending-client");
  wf_ui_test_destroy (window, page);
  return dup_loan_id (services, client);
}

static void
see_today (WfServices *services, const char *words)
{
  GtkWidget *page;
  WfPane *pane = g_object_new (WF_TYPE_TODAY_PAGE, "services", services, NULL);
  GtkWindow *window = open_pane (pane, &page);

  WAIT_FOR (wf_ui_test_sees (page, words));
  wf_ui_test_picture (window, "lending-today");
  wf_ui_test_destroy (window, page);
}

static void
test_way (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autofree char *client = NULL;
  g_autofree char *device = NULL;
  g_autofree char *loan = NULL;
  GtkWidget *page;
  GtkWindow *window;
  WfTaskDialog *dialog;

  wf_ui_test_open (services);
  client = wf_ui_test_add_client (services, "Amina", "ar");
  window = open_lending (services, &page);
  add_thing (page, "T-014");
  device = dup_device_id (services);
  loan = lend (services, client);
  WAIT_FOR (wf_ui_test_sees (page, "With clients") && wf_ui_test_sees (page, "Amina"));
  wf_ui_test_picture (window, "lending-lent");

  wf_clock_advance (services->clock, 22 * WF_CLOCK_DAY);
  see_today (services, "It comes back: T-014");

  dialog = opened (press (page, "lending.back", device), "lending-back");
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (dialog), "charger"));
  go (dialog);
  WAIT_FOR (wf_ui_test_sees (page, "Back, to be emptied"));
  g_assert_false (wf_ui_test_sees (page, "Amina")); /* the list of things forgets who had it */
  wf_ui_test_picture (window, "lending-back-page");

  dialog = opened (press (page, "lending.wipe", device), "lending-wipe");
  g_assert_false (can_go (dialog)); /* not without having looked */
  turn_on (dialog, "I looked: it starts as new, with no account on it");
  adw_combo_row_set_selected (get_row (dialog, "How"), 3);
  g_assert_false (can_go (dialog)); /* another way wants words */
  type_in (dialog, "More about it, if needed", "new disk");
  go (dialog);
  WAIT_FOR (wf_ui_test_sees (page, "Here, ready to lend"));
  g_assert_true (wf_ui_test_sees (page, "new disk"));
  wf_ui_test_picture (window, "lending-ready");
  wf_ui_test_destroy (window, page);
}

/* Nothing that is out or not empty is offered. */
static void
test_nothing_ready (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autofree char *client = NULL;
  g_autofree char *other = NULL;
  g_autofree char *loan = NULL;
  GtkWidget *page;
  GtkWidget *group;
  GtkWindow *window;
  WfTaskDialog *dialog;

  wf_ui_test_open (services);
  client = wf_ui_test_add_client (services, "Amina", "ar");
  other = wf_ui_test_add_client (services, "Sam", NULL);
  window = open_lending (services, &page);
  add_thing (page, "T-014");
  wf_ui_test_destroy (window, page);
  loan = lend (services, client);

  window = open_pane (wf_client_page_new (services, client), &page);
  WAIT_FOR (wf_ui_test_sees (page, "T-014 · Tablet"));
  group = wf_ui_test_child (page, "loan_group");
  dialog = opened (press (group, "loan.extend", loan), "lending-longer");
  go (dialog);
  go (press (group, "loan.lose", loan));
  WAIT_FOR (wf_ui_test_sees (page, "Lost; said"));
  go (press (group, "loan.return", loan));
  WAIT_FOR (wf_ui_test_sees (page, "Brought back"));
  wf_ui_test_destroy (window, page);

  window = open_pane (wf_client_page_new (services, other), &page);
  WAIT_FOR (wf_ui_test_sees (page, "Nothing is lent to them."));
  dialog = press (wf_ui_test_child (page, "loan_group"), "loan.lend", NULL);
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (dialog), "Nothing is ready to lend"));
  gtk_window_destroy (GTK_WINDOW (dialog));
  wf_ui_test_destroy (window, page);
}

static GPtrArray *
make_lent (
    const WfFollow *follow, const char *today, gpointer data, GPtrArray *for_agency, GError **error)
{
  return wf_lending_propose_lend (follow, data, today, "2099-01-01", "en", NULL, NULL, for_agency,
                                  error);
}

/* A colleague who may not open the client sees that it is out, not with whom; and can take it
 * back. */
static void
test_restricted (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) devices = NULL;
  g_autofree char *me = NULL;
  g_autofree char *client = NULL;
  g_autofree char *omar = NULL;
  g_autofree char *device = NULL;
  WfAwait await;
  GtkWidget *page;
  GtkWindow *window;

  wf_ui_test_open (services);
  me = g_strdup (wf_vault_get_staff_id (services->vault));
  omar = wf_vault_add_member_sync (services->vault, "Omar", WF_ROLE_NAVIGATOR, "Omar",
                                   "four quiet ducks swim", &error);
  client = wf_client_repo_create_sync (services->clients, "Amina", FALSE, NULL,
                                       (const char *const[]){ me, NULL }, &error);
  g_assert_no_error (error);
  window = open_lending (services, &page);
  add_thing (page, "T-014");
  wf_ui_test_destroy (window, page);
  device = dup_device_id (services);
  devices = read_devices (services);
  wf_await_begin (&await);
  wf_follow_commit_async (services, client, make_lent, devices->pdata[0], NULL, NULL,
                          on_wf_await_ready, &await);
  g_autoptr (GAsyncResult) result = wf_await_end (&await);
  g_assert_true (wf_follow_commit_finish (result, &error));

  g_assert_true (wf_vault_lock_sync (services->vault, &error));
  g_assert_true (wf_vault_unlock_sync (services->vault, omar, "four quiet ducks swim", &error));
  WAIT_FOR (wf_door_get_state (services->door) == WF_DOOR_OPEN);
  window = open_lending (services, &page);
  WAIT_FOR (wf_ui_test_sees (page, "with a client whom you cannot open"));
  g_assert_false (wf_ui_test_sees (page, "Amina"));
  go (press (page, "lending.back", device));
  WAIT_FOR (wf_ui_test_sees (page, "Back, to be emptied"));
  wf_ui_test_destroy (window, page);
}

int
main (int argc, char **argv)
{
  wf_ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/lending/add", test_add);
  g_test_add_func ("/ui/lending/way", test_way);
  g_test_add_func ("/ui/lending/nothing-ready", test_nothing_ready);
  g_test_add_func ("/ui/lending/restricted", test_restricted);
  return g_test_run ();
}

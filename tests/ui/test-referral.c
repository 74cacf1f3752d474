/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One referral from the client's page to what came of it, its papers and words, and Today between.
 */
#include "wf-task-test.h"

#include "wf-client-page.h"
#include "wf-client-repo-follow.h"
#include "wf-client-words.h"
#include "wf-clients-page.h"
#include "wf-next-contact.h"
#include "wf-referral-dialogs.h"
#include "wf-referral-page.h"
#include "wf-safe-contact.h"
#include "wf-slip-offer.h"
#include "wf-today-page.h"
#include "wf-window.h"

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

static char *
add_referral (WfServices *services, const char *client, char **out_code)
{
  g_autoptr (WfReferral) referral = wf_referral_new (FALSE);

  g_free (referral->name);
  referral->name = g_strdup ("Laptop library");
  g_free (referral->service);
  referral->service = g_strdup ("City <Library>");
  g_free (referral->entry_id);
  referral->entry_id = g_strdup ("ca-on-laptops");
  wf_ui_test_append (services, client, wf_referral_record_begun (referral));
  *out_code = g_strdup (referral->code);
  return g_strdup (referral->id);
}

static void
agree_on_contact (WfServices *services, const char *client)
{
  g_autoptr (WfSafeContact) rule = wf_safe_contact_new ();

  g_strfreev (rule->ways);
  rule->ways = g_strsplit ("call voice text", " ", -1);
  rule->where = g_strdup ("555 0100");
  rule->when = g_strdup ("mornings, he is at work");
  rule->if_other = g_strdup ("say it is the dentist");
  rule->never_message = TRUE;
  wf_ui_test_append (services, client, wf_safe_contact_to_record (rule));
}

static GtkWindow *
open_page (WfServices *services, const char *client, const char *id, GtkWidget **out_page)
{
  GtkWindow *window;

  *out_page = GTK_WIDGET (wf_referral_page_new (services, client, id));
  window = wf_ui_test_show (*out_page);
  WAIT_FOR (wf_ui_test_sees (*out_page, "Laptop library"));
  return window;
}

static WfTaskDialog *
press (GtkWidget *page, const char *action, const char *target)
{
  if (target != NULL)
    g_assert_true (gtk_widget_activate_action (page, action, "s", target));
  else
    g_assert_true (gtk_widget_activate_action (page, action, NULL));
  return WF_TASK_DIALOG (find_dialog (WF_TYPE_TASK_DIALOG));
}

static void
answer (GtkWindow *question, const char *response)
{
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), response);
  gtk_window_destroy (question);
}

static void
test_way (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autofree char *client = NULL;
  g_autofree char *id = NULL;
  g_autofree char *code = NULL;
  GtkWidget *page;
  GtkWindow *window;
  WfTaskDialog *dialog;

  wf_ui_test_open (services);
  client = wf_ui_test_add_client (services, "Amina", "ar");
  agree_on_contact (services, client);
  id = add_referral (services, client, &code);
  window = open_page (services, client, id, &page);
  WAIT_FOR (wf_ui_test_sees (page, "City <Library>"));
  /* whoever calls from here sees the whole rule */
  g_assert_true (wf_ui_test_sees (page, "Never leave a message"));
  g_assert_true (wf_ui_test_sees (page, "Do not say who is calling"));
  g_assert_true (wf_ui_test_sees (page, "555 0100"));
  g_assert_true (wf_ui_test_sees (page, "mornings, he is at work"));
  g_assert_true (wf_ui_test_sees (page, "say it is the dentist"));
  wf_ui_test_picture (window, "referral-offered");

  g_assert_null (press (page, "referral.step", "agreed"));
  WAIT_FOR (wf_ui_test_sees (page, "They are sent there…"));
  dialog = opened (press (page, "referral.step", "sent"), "referral-sent");
  go (dialog);
  WAIT_FOR (wf_ui_test_sees (page, "Ask what came of it: Laptop library"));
  wf_ui_test_picture (window, "referral-sent-page");
  dialog = opened (press (page, "referral.step", "not-got"), "referral-not-got");
  go (dialog);
  WAIT_FOR (wf_ui_test_sees (page, "Try once more"));
  g_assert_true (wf_ui_test_sees (page, "No money or places left"));
  g_assert_null (press (page, "referral.undo", NULL));
  WAIT_FOR (wf_ui_test_sees (page, "They got it…"));

  dialog = opened (press (page, "referral.step", "got-it"), "referral-got");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (adw_action_row_get_activatable_widget (
                                   get_row (dialog, "A computer, tablet or phone"))),
                               TRUE);
  /* nothing is guessed from what is no amount */
  type_in (dialog, "Amount, 0 for free", "forty");
  g_assert_false (can_go (dialog));
  type_in (dialog, "Amount, 0 for free", "$45");
  g_assert_false (can_go (dialog));
  type_in (dialog, "Amount, 0 for free", "1,200.50");
  g_assert_false (can_go (dialog));
  type_in (dialog, "Amount, 0 for free", "٩٫٥٠");
  g_assert_true (can_go (dialog));
  go (dialog);
  WAIT_FOR (wf_ui_test_sees (page, "A computer, tablet or phone"));
  g_assert_true (wf_ui_test_sees (page, "$9.50 a month"));
  WAIT_FOR (wf_ui_test_sees (page, "Ask whether they still have it: Laptop library"));
  wf_ui_test_picture (window, "referral-got-page");
  wf_ui_test_destroy (window, page);
}

/* In a dialog for a client who may not get messages there is no way to leave one. */
static void
test_contact (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autofree char *client = NULL;
  g_autofree char *id = NULL;
  g_autofree char *code = NULL;
  GtkWidget *page;
  GtkWindow *window;
  WfTaskDialog *dialog;
  AdwComboRow *ways;
  GListModel *model;

  wf_ui_test_open (services);
  client = wf_ui_test_add_client (services, "Amina", "ar");
  agree_on_contact (services, client);
  id = add_referral (services, client, &code);
  window = open_page (services, client, id, &page);
  WAIT_FOR (wf_ui_test_sees (page, "Contact with care"));

  dialog = opened (press (page, "referral.contact", NULL), "referral-contact");
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (dialog), "say it is the dentist"));
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (dialog), "555 0100"));
  ways = get_row (dialog, "How");
  model = adw_combo_row_get_model (ways);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 3); /* call, text, in person */
  g_assert_cmpstr (gtk_string_list_get_string (GTK_STRING_LIST (model), 1), ==, "A text message");
  g_assert_false (can_go (dialog)); /* nobody looked at the time yet */
  turn_on (dialog, "It is a safe time now");
  go (dialog);
  WAIT_FOR (wf_ui_test_sees (page, "Spoke with them"));

  /* without a rule one waits until they come */
  g_autofree char *other = wf_ui_test_add_client (services, "Noor", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (WfClient) noor = wf_client_repo_get_sync (services->clients, other, NULL, &error);

  dialog = opened (wf_attempt_dialog_show (services, window, noor, NULL, NULL), "contact-no-rule");
  ways = get_row (dialog, "How");
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (ways)), ==, 1);
  gtk_window_close (GTK_WINDOW (dialog));
  wf_ui_test_destroy (window, page);
}

static void
test_consent_and_papers (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autofree char *client = NULL;
  g_autofree char *id = NULL;
  g_autofree char *code = NULL;
  GtkWidget *page;
  GtkWindow *window, *question;
  WfTaskDialog *dialog;

  wf_ui_test_open (services);
  client = wf_ui_test_add_client (services, "Amina Hussein", "ar");
  id = add_referral (services, client, &code);
  window = open_page (services, client, id, &page);
  WAIT_FOR (wf_ui_test_sees (page, "Not asked yet: nothing may be said"));

  press (page, "referral.script", NULL);
  question = find_dialog (ADW_TYPE_MESSAGE_DIALOG);
  wf_ui_test_wait_shown (question);
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (question), "I do not say who it is."));
  g_assert_false (wf_ui_test_sees (GTK_WIDGET (question), "Amina"));
  wf_ui_test_picture (question, "referral-script");
  answer (question, "close");

  dialog = opened (press (page, "referral.consent", NULL), "referral-consent");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (adw_action_row_get_activatable_widget (
                                   get_row (dialog, "Their first name"))),
                               TRUE);
  go (dialog);
  WAIT_FOR (wf_ui_test_sees (page, "Their first name"));
  press (page, "referral.script", NULL);
  question = find_dialog (ADW_TYPE_MESSAGE_DIALOG);
  wf_ui_test_wait_shown (question);
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (question), "The name is Amina."));
  g_assert_false (wf_ui_test_sees (GTK_WIDGET (question), "Hussein"));
  answer (question, "close");

  press (page, "referral.slip", NULL);
  question = find_dialog (ADW_TYPE_MESSAGE_DIALOG);
  wf_ui_test_wait_shown (question);
  wf_ui_test_picture (question, "referral-paper");
  /* Enter alone keeps it here */
  WAIT_FOR (GTK_IS_BUTTON (gtk_window_get_focus (question)) &&
            g_str_equal (gtk_button_get_label (GTK_BUTTON (gtk_window_get_focus (question))),
                         "_No, Keep It Here"));
  g_assert_true (adw_message_dialog_has_response (ADW_MESSAGE_DIALOG (question), "plain-save"));
  answer (question, "keep");

  g_assert_null (press (page, "referral.revoke", NULL));
  WAIT_FOR (wf_ui_test_sees (page, "Taken back: nothing may be said"));
  wf_ui_test_destroy (window, page);
}

static WfReferralState
get_state (WfServices *services, const char *client, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfFollow) follow = wf_client_repo_get_follow_sync (services->clients, client, &error);

  g_assert_no_error (error);
  return wf_referrals_lookup (follow->referrals, id)->state;
}

/* What was pressed is written, though the page goes in the same moment. */
static void
test_press_and_leave (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autofree char *client = NULL;
  g_autofree char *id = NULL;
  g_autofree char *code = NULL;
  GtkWidget *page;
  GtkWindow *window;

  wf_ui_test_open (services);
  client = wf_ui_test_add_client (services, "Amina", "ar");
  id = add_referral (services, client, &code);
  window = open_page (services, client, id, &page);
  WAIT_FOR (wf_ui_test_sees (page, "City <Library>"));
  g_assert_null (press (page, "referral.step", "agreed"));
  wf_ui_test_destroy (window, page);
  WAIT_FOR (get_state (services, client, id) == WF_REFERRAL_AGREED);
}

/* A service rings back: the code opens what it calls about; one digit wrong is said. */
static void
test_code_said (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autofree char *client = NULL;
  g_autofree char *id = NULL;
  g_autofree char *code = NULL;
  g_autofree char *misheard = NULL;
  WfWindow *window;
  GtkWidget *page, *found;
  GtkEditable *entry;

  wf_ui_test_open (services);
  client = wf_ui_test_add_client (services, "Amina", "ar");
  id = add_referral (services, client, &code);
  window = wf_window_new (NULL, services);
  gtk_window_present (GTK_WINDOW (window));
  wf_ui_test_wait_shown (GTK_WINDOW (window));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.find-client", NULL);
  WAIT_FOR ((page = wf_ui_test_find (GTK_WIDGET (window), WF_TYPE_CLIENTS_PAGE)) != NULL);
  entry = wf_ui_test_child (page, "search_entry");
  misheard = g_strdup (code);
  misheard[4] = misheard[4] == '9' ? '0' : misheard[4] + 1;
  gtk_editable_set_text (entry, misheard);
  WAIT_FOR (wf_ui_test_sees (page, "One digit of this code is another"));
  gtk_editable_set_text (entry, "nobody at all");
  WAIT_FOR (wf_ui_test_sees (page, "Try the beginning of a name"));
  gtk_editable_set_text (entry, code);
  WAIT_FOR (wf_ui_test_sees (page, "Amina"));
  g_signal_emit_by_name (entry, "activate");
  WAIT_FOR ((found = wf_ui_test_find (GTK_WIDGET (window), WF_TYPE_REFERRAL_PAGE)) != NULL &&
            wf_ui_test_sees (found, "Laptop library"));
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

/* The client's page begins it, Today reminds, and the code alone finds the client. */
static void
test_around (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autofree char *client = NULL;
  g_autofree char *id = NULL;
  g_autofree char *code = NULL;
  g_autofree char *today = NULL;
  WfWindow *window;
  GtkWidget *page;
  g_autoptr (WfDue) due = NULL;
  const char *days[2] = { NULL, NULL };

  wf_ui_test_open (services);
  client = wf_ui_test_add_client (services, "Amina", "ar");
  id = add_referral (services, client, &code);
  today = wf_day_from_time (wf_clock_now (services->clock));
  days[0] = today;
  due = wf_due_new (id, WF_DUE_REFERRAL, "check", days);
  wf_ui_test_append (services, client, wf_due_record_set (due));
  window = wf_window_new (NULL, services);
  gtk_window_present (GTK_WINDOW (window));
  wf_ui_test_wait_shown (GTK_WINDOW (window));
  page = wf_ui_test_find (GTK_WIDGET (window), WF_TYPE_TODAY_PAGE);
  WAIT_FOR (wf_ui_test_sees (page, "Ask what came of it: Laptop library"));
  g_assert_true (wf_ui_test_sees (page, "Due today"));
  wf_ui_test_picture (GTK_WINDOW (window), "today-referral");

  wf_ui_test_append (services, client, wf_due_record_snoozed (due, "2026-03-10"));
  WAIT_FOR (wf_ui_test_sees (page, "Due Tuesday, March 10"));

  g_autoptr (WfClientItem) item = g_object_ref (wf_client_repo_lookup (services->clients, client));
  g_autofree char *typed = g_strdup_printf ("%.3s %.3s-%.3s", code, code + 3, code + 6);

  g_assert_true (wf_client_item_matches (item, typed));
  g_assert_false (wf_client_item_matches (item, "572405724"));
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

/* A day that was agreed with the client is told, put off, recorded and ended on their page. */
static void
test_next_contact (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autofree char *client = NULL;
  g_autofree char *today = NULL;
  g_autofree char *past = NULL;
  GtkWidget *page;
  GtkWindow *window;
  WfTaskDialog *dialog;

  wf_ui_test_open (services);
  client = wf_ui_test_add_client (services, "Amina", "ar");
  agree_on_contact (services, client);
  today = wf_day_from_time (wf_clock_now (services->clock));
  past = wf_day_add (today, 0, -4);
  page = GTK_WIDGET (wf_client_page_new (services, client));
  window = wf_ui_test_show (page);
  WAIT_FOR (wf_ui_test_sees (page, "No day is set"));

  wf_ui_test_append (services, client, wf_client_record_due (past, WF_CLIENT_DUE_VISIT));
  WAIT_FOR (wf_ui_test_sees (page, "We meet again"));
  wf_ui_test_append (services, client, wf_client_record_due (past, NULL));
  WAIT_FOR (wf_ui_test_sees (page, "Get in touch"));
  wf_ui_test_picture (window, "client-next-contact");

  GtkWidget *group = wf_ui_test_find (page, WF_TYPE_NEXT_CONTACT);

  dialog = opened (press (group, "next.record", NULL), "next-contact");
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (dialog), "Do not say who is calling"));
  adw_combo_row_set_selected (get_row (dialog, "And then"), 3); /* in a week */
  turn_on (dialog, "It is a safe time now");
  go (dialog);
  WAIT_FOR (!wf_ui_test_sees (page, "Overdue"));
  g_assert_true (wf_ui_test_sees (page, "Get in touch"));

  dialog = opened (press (group, "next.day", NULL), "next-day");
  turn_on (dialog, "They come here");
  go (dialog);
  WAIT_FOR (wf_ui_test_sees (page, "We meet again"));
  g_assert_null (press (group, "next.done", NULL));
  WAIT_FOR (wf_ui_test_sees (page, "No day is set"));
  wf_ui_test_destroy (window, page);
}

static void
test_client_page (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autofree char *client = NULL;
  g_autofree char *id = NULL;
  g_autofree char *code = NULL;
  GtkWidget *page;
  GtkWindow *window;
  WfTaskDialog *dialog;

  wf_ui_test_open (services);
  client = wf_ui_test_add_client (services, "Amina", "ar");
  page = GTK_WIDGET (wf_client_page_new (services, client));
  window = wf_ui_test_show (page);
  WAIT_FOR (wf_ui_test_sees (page, "Nobody was sent anywhere yet."));
  id = add_referral (services, client, &code);
  WAIT_FOR (wf_ui_test_sees (page, "Laptop library"));
  WAIT_FOR (wf_ui_test_sees (page, "Offered · today"));
  WAIT_FOR (wf_ui_test_sees (page, "Offered a service"));
  wf_ui_test_picture (window, "client-referral");

  dialog = opened (wf_inbound_dialog_show (services, window, client), "inbound");
  g_assert_false (can_go (dialog));
  type_in (dialog, "Who sent them", "Newcomer Centre");
  go (dialog);
  WAIT_FOR (wf_ui_test_sees (page, "Newcomer Centre"));
  wf_ui_test_destroy (window, page);
}

int
main (int argc, char **argv)
{
  wf_ui_test_init (&argc, &argv);
  g_test_add_func ("/referral/way", test_way);
  g_test_add_func ("/referral/contact", test_contact);
  g_test_add_func ("/referral/consent-and-papers", test_consent_and_papers);
  g_test_add_func ("/referral/press-and-leave", test_press_and_leave);
  g_test_add_func ("/referral/code-said", test_code_said);
  g_test_add_func ("/referral/around", test_around);
  g_test_add_func ("/referral/next-contact", test_next_contact);
  g_test_add_func ("/referral/client-page", test_client_page);
  return g_test_run ();
}

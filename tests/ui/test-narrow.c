/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every page and dialog with the desktop's text at twice its size: none needs more than the 360
 * pixels a small screen has. LANGUAGE chooses the interface's words. What is too wide is said
 * with the widgets that make it so, and the rest is looked at all the same.
 */
#include "wf-visit-test.h"

#include <glib/gstdio.h>
#include <string.h>

#include "wf-add-client-dialog.h"
#include "wf-assessment-page.h"
#include "wf-checklist-page.h"
#include "wf-client-page.h"
#include "wf-clients-page.h"
#include "wf-code-dialog.h"
#include "wf-conditions-dialog.h"
#include "wf-copy-dialog.h"
#include "wf-client-words.h"
#include "wf-deck-page.h"
#include "wf-device-dialogs.h"
#include "wf-end-visit-page.h"
#include "wf-fact-dialog.h"
#include "wf-facts-page.h"
#include "wf-first-run-page.h"
#include "wf-follow.h"
#include "wf-forget-dialog.h"
#include "wf-hand-over.h"
#include "wf-heard-page.h"
#include "wf-help-now-page.h"
#include "wf-json.h"
#include "wf-lending.h"
#include "wf-loan-dialogs.h"
#include "wf-main-view.h"
#include "wf-narrow-test.h"
#include "wf-new-visit-page.h"
#include "wf-paper-dialog.h"
#include "wf-plan-page.h"
#include "wf-preferences-window.h"
#include "wf-referral-page.h"
#include "wf-restrict-dialog.h"
#include "wf-result-page.h"
#include "wf-retention-page.h"
#include "wf-revoke-dialog.h"
#include "wf-slide-page.h"
#include "wf-stuck-page.h"
#include "wf-talk-test.h"
#include "wf-terms-dialog.h"
#include "wf-unlock-page.h"
#include "wf-window.h"

static WfWindow *
open_window (WfServices *services)
{
  WfWindow *window = wf_window_new (NULL, services);

  gtk_window_set_default_size (GTK_WINDOW (window), SCREEN, HEIGHT);
  gtk_window_present (GTK_WINDOW (window));
  wf_ui_test_wait_shown (GTK_WINDOW (window));
  return window;
}

static void
check_main (WfWindow *window, const char *name)
{
  check_width (adw_application_window_get_content (ADW_APPLICATION_WINDOW (window)), name);
}

static void
press (gpointer page, const char *id)
{
  GtkWidget *button = wf_ui_test_child (page, id);

  WAIT_FOR (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static void
type_in (gpointer page, const char *id, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (wf_ui_test_child (page, id)), text);
}

static void
test_first_run (void)
{
  g_autoptr (WfServices) services = make_services ();
  WfWindow *window;
  GtkWidget *page;

  g_assert_cmpint (wf_ui_test_start (services), ==, WF_DOOR_NEW);
  window = open_window (services);
  page = wf_ui_test_find (GTK_WIDGET (window), WF_TYPE_FIRST_RUN_PAGE);
  check_main (window, "first run, welcome");
  press (page, "next_button");
  type_in (page, "name_row", "Maya");
  type_in (page, "passphrase_row", WF_UI_TEST_PASSPHRASE);
  type_in (page, "again_row", WF_UI_TEST_PASSPHRASE);
  check_main (window, "first run, passphrase");
  press (page, "next_button");
  WAIT_FOR (*gtk_label_get_label (wf_ui_test_child (page, "code_label")) != '\0');
  check_main (window, "first run, code");
  gtk_stack_set_visible_child_name (wf_ui_test_child (page, "steps"), "agency");
  check_main (window, "first run, agency");
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

static void
test_locked (void)
{
  g_autoptr (WfServices) services = make_services ();
  WfWindow *window;
  GtkWidget *page;

  wf_ui_test_found (services);
  g_assert_cmpint (wf_ui_test_start (services), ==, WF_DOOR_LOCKED);
  window = open_window (services);
  page = wf_ui_test_find (GTK_WIDGET (window), WF_TYPE_UNLOCK_PAGE);
  check_main (window, "locked");
  type_in (page, "passphrase_row", "something else");
  press (page, "unlock_button");
  WAIT_FOR (gtk_widget_get_visible (wf_ui_test_child (page, "note")));
  check_main (window, "locked, not that passphrase");
  wf_ui_test_unlock (services);
  wf_quick_hide_set_active (services->quick_hide, TRUE);
  check_main (window, "hidden");
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

static void
test_harmed (void)
{
  g_autoptr (WfServices) services = make_services ();
  g_autofree char *path = g_build_filename (services->data_dir, "vault.db", NULL);
  g_autofree char *bytes = NULL;
  gsize length;
  WfWindow *window;

  wf_ui_test_found (services);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  memset (bytes, 'x', 4096);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
  g_assert_cmpint (wf_ui_test_start (services), ==, WF_DOOR_STUCK);
  window = open_window (services);
  check_main (window, "harmed");
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

static void
on_things_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(gboolean *) user_data =
      wf_client_repo_change_devices_finish (WF_CLIENT_REPO (source), result, NULL);
}

/* One here, one away, one to be emptied. */
static void
add_things (WfServices *services)
{
  static const char *const STATES[] = { NULL, "lent", "retired", "returned" };
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  gboolean is_done = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (STATES); i++)
    {
      g_autofree char *tag = g_strdup_printf ("TABLET-LIBRARY-%u", i);
      g_autofree char *id = NULL;

      g_ptr_array_add (records,
                       wf_device_record_added (tag, "hotspot", "cracked at the corner", &id));
      if (g_strcmp0 (STATES[i], "returned") == 0)
        g_ptr_array_add (records, wf_device_record_is (id, "retired", NULL));
      if (STATES[i] != NULL)
        g_ptr_array_add (records, wf_device_record_is (id, STATES[i], "2026-12-31"));
    }
  wf_client_repo_change_devices_async (services->clients, records, NULL, on_things_written,
                                       &is_done);
  WAIT_FOR (is_done);
}

static void
test_places (void)
{
  static const char *const places[] = { "today",     "clients", "catalogue", "practice",
                                        "workshops", "month",   "people",    "lending" };
  g_autoptr (WfServices) services = make_services ();
  WfWindow *window;

  wf_ui_test_open (services);
  add_things (services);
  window = open_window (services);
  check_main (window, "a quiet day");
  g_free (wf_ui_test_add_client (services, "Bartholomew Featherstonehaugh", "uk"));
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      wf_main_view_show_place (wf_window_get_main_view (window), places[i]);
      wf_ui_test_pump (50);
      check_main (window, places[i]);
    }
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

/* Once it has been put together. */
static void
check_plan (WfPane *plan)
{
  GtkWindow *window;
  WfPaneStack *stack = show_pane (plan, &window);

  WAIT_FOR (gtk_widget_get_visible (wf_ui_test_child (plan, "what_if_button")));
  check_shown (stack, window, "plan");
}

static void
test_panes (void)
{
  g_autoptr (WfServices) services = make_services ();
  g_autofree char *id = NULL;

  wf_ui_test_open (services);
  id = wf_ui_test_add_client (services, "Bartholomew Featherstonehaugh", "ar");
  talk (services, id, "ar", FALSE);
  end_talk (services, id);
  check_pane (wf_client_page_new (services, id), "client");
  check_pane (wf_facts_page_new (services, id), "facts");
  check_pane (wf_new_visit_page_new (services, WF_VISIT_FULL), "new visit");
  check_plan (wf_plan_page_new (services, id));
  check_pane (wf_safety_page_new (services), "safety");
  check_pane (wf_assessment_page_new (services, "digcompedu"), "assessment");
  check_pane (wf_result_page_new (services, "digcompedu"), "result");
  check_pane (wf_checklist_page_new (services, "accessible-handout"), "checklist");
  wf_clock_advance (services->clock, 740 * WF_CLOCK_DAY);
  check_pane (g_object_new (WF_TYPE_CLIENTS_PAGE, "services", services, NULL), "past their time");
  check_pane (wf_retention_page_new (services), "retention");
}

static void
note_all (WfServices *services, const char *client, WfFollow *follow, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      wf_follow_apply (follow, records->pdata[i]);
      wf_ui_test_append (services, client, wf_record_ref (records->pdata[i]));
    }
}

/* Sent there: it is due to ask what came of it. Returns: (transfer full): the referral's id */
static char *
refer (WfServices *services, const char *client)
{
  static const WfReferralState WAY[] = { WF_REFERRAL_AGREED, WF_REFERRAL_SENT };
  g_autoptr (WfReferral) referral = wf_referral_new (FALSE);
  g_autoptr (WfFollow) follow = wf_follow_new ();
  g_autoptr (GPtrArray) begun = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  g_autofree char *today = wf_day_from_time (wf_clock_now (services->clock));

  g_free (referral->name);
  referral->name = g_strdup ("Laptop library");
  g_ptr_array_add (begun, wf_referral_record_begun (referral));
  note_all (services, client, follow, begun);
  for (guint i = 0; i < G_N_ELEMENTS (WAY); i++)
    {
      g_autoptr (WfReferralStep) step = wf_referral_step_new (WAY[i], today);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) records = NULL;

      g_free (step->way);
      step->way = g_strdup (WAY[i] == WF_REFERRAL_SENT ? "cold" : "");
      records = wf_follow_propose_step (follow, referral->id, step, today, &error);
      g_assert_no_error (error);
      note_all (services, client, follow, records);
    }
  return g_strdup (referral->id);
}

/* Its rows come when the page is shown already. */
static void
test_referral (void)
{
  g_autoptr (WfServices) services = make_services ();
  g_autofree char *id = NULL;
  g_autofree char *referral = NULL;
  GtkWindow *window;
  WfPaneStack *stack;
  WfPane *page;

  wf_ui_test_open (services);
  id = wf_ui_test_add_client (services, "Amina", "ar");
  referral = refer (services, id);
  page = wf_referral_page_new (services, id, referral);
  stack = show_pane (page, &window);
  WAIT_FOR (gtk_widget_get_mapped (wf_ui_test_child (page, "due_group")));
  check_shown (stack, window, "referral");
}

/* Each kind of slide, with two languages beside each other. */
static void
test_decks (void)
{
  g_autoptr (WfServices) services = make_services ();
  g_autoptr (WfDeckDesk) desk = NULL;
  const GPtrArray *slides;

  wf_ui_test_open (services);
  desk = wf_deck_desk_new_copy (
      services, wf_pack_library_get_deck (services->packs, "what-does-a-navigator-do"));
  wf_deck_desk_set_languages (desk, "en", "ar");
  check_pane (wf_deck_page_new (services, desk), "deck");
  slides = wf_deck_desk_get_draft (desk)->slides;
  for (guint i = 0; i < slides->len; i++)
    {
      const WfSlide *slide = slides->pdata[i];
      check_pane (wf_slide_page_new (services, desk, slide->id), slide->id);
    }
  WAIT_FOR (wf_deck_desk_is_kept (desk));
}

static void
on_client_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(WfClient **) user_data = wf_client_repo_get_finish (WF_CLIENT_REPO (source), result, NULL);
}

static void
on_desk_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(gboolean *) user_data = wf_plan_desk_load_finish (WF_PLAN_DESK (source), result, NULL);
}

static void
check_paper (WfServices *services, const char *id, GtkWindow *parent)
{
  g_autoptr (WfPlanDesk) desk = wf_plan_desk_new (services, id);
  gboolean is_loaded = FALSE;
  WfPaperDialog *dialog;

  wf_plan_desk_load_async (desk, TRUE, NULL, on_desk_loaded, &is_loaded);
  WAIT_FOR (is_loaded);
  dialog = wf_paper_dialog_new (services, desk, parent);
  check_window (dialog, "paper");
  dialog = wf_paper_dialog_new (services, desk, parent);
  gtk_window_present (GTK_WINDOW (dialog));
  wf_ui_test_wait_shown (GTK_WINDOW (dialog));
  g_signal_emit_by_name (gtk_widget_get_first_child (wf_ui_test_child (dialog, "answer_box")),
                         "clicked");
  WAIT_FOR (gtk_widget_get_sensitive (wf_ui_test_child (dialog, "print_button")));
  check_window (dialog, "paper, what to print");
}

static void
check_lending (WfServices *services, GtkWindow *parent)
{
  WfDevice device = { .id = (char *) "00000000000000000000000000000001",
                      .tag = (char *) "TABLET-LIBRARY-7",
                      .type = (char *) "hotspot",
                      .note = (char *) "",
                      .state = (char *) "returned" };
  g_autoptr (WfLoan) loan = wf_loan_new ();

  g_free (loan->tag);
  loan->tag = g_strdup ("TABLET-LIBRARY-7");
  g_free (loan->with);
  loan->with = g_strdup ("charger and bag");
  check_window (wf_device_dialog_show (services, parent, NULL, NULL), "a thing");
  check_window (wf_wipe_dialog_show (services, parent, &device), "emptied");
  check_window (wf_device_state_dialog_show (services, parent, &device, "lost"), "lost");
  check_window (wf_loan_end_dialog_show (services, parent, device.id, loan, FALSE), "back");
  check_window (wf_extend_dialog_show (services, parent, device.id, loan), "longer");
}

static void
check_conditions (WfServices *services, GtkWindow *parent)
{
  g_autoptr (JsonObject) json = wf_json_parse_object (
      "{\"id\":\"x\",\"kind\":\"device\",\"status\":\"active\",\"name\":\"Laptop library\","
      "\"organization\":\"City Library\",\"regions\":[\"CA-ON\"],"
      "\"conditions\":{\"benefit\":[\"gis\"],\"women\":true,\"class\":[\"family\"]}}",
      -1, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (WfResource) entry = wf_resource_new_from_json (json, &error);

  g_assert_no_error (error);
  check_window (wf_conditions_dialog_show (services, parent, entry), "conditions");
  check_window (wf_terms_dialog_show (services, parent, entry), "terms");
}

static void
test_dialogs (void)
{
  g_autoptr (WfServices) services = make_services ();
  g_autoptr (WfClient) client = NULL;
  g_autofree char *id = NULL;
  GtkWindow *parent = GTK_WINDOW (adw_window_new ());

  wf_ui_test_open (services);
  id = wf_ui_test_add_client (services, "Bartholomew Featherstonehaugh", "ar");
  talk (services, id, "ar", FALSE);
  wf_client_repo_get_async (services->clients, id, "test", NULL, on_client_read, &client);
  WAIT_FOR (client != NULL);
  gtk_window_present (parent);

  check_window (wf_add_client_dialog_new (services, parent), "add client");
  check_window (wf_contact_dialog_show (services, parent, client), "contact");
  check_window (wf_name_dialog_show (services, parent, client), "name");
  check_window (wf_code_dialog_show (services, parent, "EJHY-TEZ6-7MQJ-DCDQ"), "code");
  check_window (wf_copy_dialog_show (services, parent, id), "copy");
  check_window (wf_forget_dialog_show (services, parent, id), "forget");
  check_window (wf_hand_over_show (services, parent, id), "hand over");
  check_window (wf_restrict_dialog_show (services, parent, id), "restrict");
  check_window (wf_preferences_window_new (services, parent), "preferences");
  check_paper (services, id, parent);
  check_lending (services, parent);
  check_conditions (services, parent);
  gtk_window_destroy (parent);
  settle ();
}

static void
check_top (Fixture *self, const char *name)
{
  settle ();
  check_width (top (self), name);
}

static void
test_visit (void)
{
  g_autoptr (Fixture) self = g_new0 (Fixture, 1);
  WfPane *page;

  self->services = make_services ();
  wf_ui_test_open (self->services);
  self->client_id = wf_ui_test_add_client (self->services, "Amal", "ar");
  show (self, SCREEN, HEIGHT);

  page = wf_start_visit_page_new (self->services, self->client_id, WF_VISIT_FULL);
  wf_pane_push (top (self), page);
  wf_tile_chooser_choose (wf_ui_test_child (page, "present_chooser"), "alone");
  WAIT_FOR (gtk_widget_is_sensitive (wf_ui_test_child (page, "start_button")));
  check_top (self, "start of a visit");
  wf_pane_back (page);
  start (self, WF_VISIT_FULL, "ar", "in-person");
  check_top (self, "consent");
  agree (self, TRUE);
  WAIT_FOR (WF_IS_GOAL_PAGE (top (self)));
  check_top (self, "goal");
  wf_tile_chooser_choose (nth_chooser (wf_ui_test_child (top (self), "sheet"), 0), "find-work");
  click_next (self);
  WAIT_FOR (WF_IS_INTERVIEW_PAGE (top (self)));
  check_top (self, "question");
  gtk_widget_activate_action (GTK_WIDGET (top (self)), "interview.end", NULL);
  WAIT_FOR (WF_IS_HEARD_PAGE (top (self)));
  check_top (self, "heard");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (top (self)), "visit.end", NULL));
  WAIT_FOR (WF_IS_END_VISIT_PAGE (top (self)));
  check_top (self, "end of a visit");
  gtk_expander_set_expanded (wf_ui_test_child (top (self), "report_expander"), TRUE);
  check_top (self, "end of a visit, for the report");
}

static WfPane *
refuse (Fixture *self)
{
  start (self, WF_VISIT_FULL, "ar", "in-person");
  settle ();
  WAIT_FOR (is_idle (self));
  wf_tile_chooser_choose (nth_chooser (wf_ui_test_child (top (self), "sheet"), 0), "no");
  WAIT_FOR (gtk_widget_is_sensitive (pane_child (self, "next_button")));
  click_next (self);
  WAIT_FOR (WF_IS_END_VISIT_PAGE (top (self)));
  return top (self);
}

/* From the second visit on place and service are filled in, and the page says so. */
static void
test_second_visit (void)
{
  g_autoptr (Fixture) self = g_new0 (Fixture, 1);
  WfPane *page;

  self->services = make_services ();
  wf_ui_test_open (self->services);
  self->client_id = wf_ui_test_add_client (self->services, "Amal", "ar");
  show (self, SCREEN, HEIGHT);
  type_in (refuse (self), "place_entry", "Library");
  click_next (self);
  WAIT_FOR (WF_IS_TODAY_PAGE (top (self)));
  page = refuse (self);
  WAIT_FOR (gtk_widget_get_visible (wf_ui_test_child (page, "habit_note")));
  check_top (self, "end of a second visit");
}

static void
test_help_now (void)
{
  g_autoptr (Fixture) self = g_new0 (Fixture, 1);

  self->services = make_services ();
  wf_ui_test_open (self->services);
  self->client_id = wf_ui_test_add_client (self->services, "Amal", "fr");
  show (self, SCREEN, HEIGHT);
  start (self, WF_VISIT_HELP_NOW, "fr", "in-person");
  agree (self, TRUE);
  WAIT_FOR (WF_IS_HELP_NOW_PAGE (top (self)));
  check_top (self, "help now");
}

int
main (int argc, char **argv)
{
  narrow_init (&argc, &argv);
  g_test_add_func ("/ui/narrow/first-run", test_first_run);
  g_test_add_func ("/ui/narrow/locked", test_locked);
  g_test_add_func ("/ui/narrow/harmed", test_harmed);
  g_test_add_func ("/ui/narrow/places", test_places);
  g_test_add_func ("/ui/narrow/panes", test_panes);
  g_test_add_func ("/ui/narrow/referral", test_referral);
  g_test_add_func ("/ui/narrow/decks", test_decks);
  g_test_add_func ("/ui/narrow/dialogs", test_dialogs);
  g_test_add_func ("/ui/narrow/visit", test_visit);
  g_test_add_func ("/ui/narrow/second-visit", test_second_visit);
  g_test_add_func ("/ui/narrow/help-now", test_help_now);
  return g_test_run ();
}

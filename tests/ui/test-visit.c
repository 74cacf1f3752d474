/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What stands around the questions of a visit: consent, and how the visit ends.
 */
#include "wf-visit-test.h"

#include <string.h>

#include "wf-end-visit-page.h"
#include "wf-heard-page.h"
#include "wf-help-now-page.h"
#include "wf-json.h"
#include "wf-note-box.h"
#include "wf-visit-flow.h"

static void
test_no_consent_no_visit (void)
{
  g_autoptr (Fixture) self = fixture_new (1280, 720);

  start (self, WF_VISIT_FULL, "en", "in-person");
  settle ();
  WAIT_FOR (is_idle (self));
  wf_tile_chooser_choose (nth_chooser (wf_ui_test_child (top (self), "sheet"), 0), "no");
  WAIT_FOR (gtk_widget_is_sensitive (GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (top (self)), WF_TYPE_VISIT_PANE, "next_button"))));
  click_next (self);
  WAIT_FOR (WF_IS_END_VISIT_PAGE (top (self)));
  click_next (self);
  WAIT_FOR (WF_IS_TODAY_PAGE (top (self)));
  g_assert_cmpstr (
      wf_client_item_get_card (wf_client_repo_lookup (self->services->clients, self->client_id))
          ->open_visit,
      ==, "");
}

static WfConsent *
dup_consent (Fixture *self)
{
  g_autoptr (WfClient) client =
      wf_client_repo_get_sync (self->services->clients, self->client_id, NULL, NULL);

  return wf_consent_ref (wf_client_get_consent (client));
}

static void
bring_child (Fixture *self, const char *who)
{
  const char *const present[] = { who, NULL };
  WfPane *page = top (self);

  wf_visit_session_set_present_async (wf_visit_pane_get_session (WF_VISIT_PANE (page)), present,
                                      wf_pane_get_cancellable (page), on_wf_visit_step_ready, page);
  WAIT_FOR (is_idle (self));
  settle ();
}

/* Sharing is asked for one service, by its name and until a day. */
static void
test_share_with_a_service (void)
{
  static const char purpose[] = WF_CONSENT_SHARE_PREFIX "City Library";
  g_autoptr (Fixture) self = fixture_new (1280, 720);
  g_autoptr (WfConsent) consent = NULL;
  gpointer page;
  guint last = 7;

  start (self, WF_VISIT_FULL, "fr", "in-person");
  settle ();
  WAIT_FOR (is_idle (self));
  page = top (self);
  g_assert_false (gtk_widget_is_sensitive (wf_ui_test_child (page, "add_button")));
  gtk_editable_set_text (wf_ui_test_child (page, "service_row"), " City Library ");
  g_signal_emit_by_name (wf_ui_test_child (page, "add_button"), "clicked");
  settle ();
  g_assert_true (wf_ui_test_sees (wf_ui_test_child (page, "sheet"), "avec City Library. Jusqu’au"));
  g_assert_true (wf_ui_test_sees (wf_ui_test_child (page, "list"), "with City Library. Until"));
  wf_tile_chooser_choose (nth_chooser (wf_ui_test_child (page, "sheet"), last), "yes");
  choose_language (self, "ar"); /* what was chosen stays */
  g_assert_cmpstr (wf_tile_chooser_get_one (nth_chooser (wf_ui_test_child (page, "sheet"), last)),
                   ==, "yes");
  agree (self, TRUE);
  WAIT_FOR (WF_IS_GOAL_PAGE (top (self)));
  consent = dup_consent (self);
  g_assert_true (wf_consent_allows (consent, purpose, "2026-03-03"));
  g_assert_cmpuint (strlen (wf_consent_lookup (consent, purpose)->until), ==,
                    strlen ("2026-09-03"));
  g_assert_cmpint (wf_consent_get_state (consent, WF_CONSENT_WATCH), ==, WF_CONSENT_NOT_ASKED);
}

/* What is answered while the record is still being read stands. */
static void
test_answer_before_the_record (void)
{
  g_autoptr (Fixture) self = fixture_new (1280, 720);
  g_autoptr (GError) error = NULL;
  g_autoptr (WfClient) client = NULL;
  gpointer sheet;

  start (self, WF_VISIT_FULL, "en", "in-person");
  sheet = wf_ui_test_child (top (self), "sheet");
  wf_tile_chooser_choose (nth_chooser (sheet, 0), "yes");
  gtk_check_button_set_active (wf_ui_test_child (top (self), "teach_back_check"), TRUE);
  /* one thread reads, in order: when this is there, so is what the page waits for */
  client = wf_client_repo_get_sync (self->services->clients, self->client_id, NULL, &error);
  g_assert_no_error (error);
  settle ();
  g_assert_cmpstr (wf_tile_chooser_get_one (nth_chooser (sheet, 0)), ==, "yes");
  g_assert_true (gtk_check_button_get_active (wf_ui_test_child (top (self), "teach_back_check")));
}

/* What a child carried allows nothing, is said so, and is asked again without the child. */
static void
test_consent_through_a_child (void)
{
  g_autoptr (Fixture) self = fixture_new (1280, 720);
  g_autoptr (WfConsent) consent = NULL;

  start (self, WF_VISIT_FULL, "ar", "in-person");
  settle ();
  WAIT_FOR (is_idle (self));
  bring_child (self, "interpreter-child");
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (top (self)), "through a child: ask again"));
  agree (self, TRUE);
  WAIT_FOR (WF_IS_GOAL_PAGE (top (self))); /* help goes on */
  consent = dup_consent (self);
  g_assert_false (wf_consent_allows (consent, WF_CONSENT_KEEP_NOTES, "2026-03-03"));
  g_assert_true (wf_consent_must_ask_again (consent));
  bring_child (self, "interpreter-pro");
  wf_visit_pane_leave (WF_VISIT_PANE (top (self)));
  WAIT_FOR (WF_IS_TODAY_PAGE (top (self)));
  resume_with (self, "interpreter-pro");
  WAIT_FOR (WF_IS_CONSENT_PAGE (top (self)));
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (top (self)), "Last time a child carried the words."));
  g_assert_null (wf_tile_chooser_get_one (nth_chooser (wf_ui_test_child (top (self), "sheet"), 0)));
  wf_ui_test_picture (self->window, "visit-consent-again");
  agree (self, TRUE);
  WAIT_FOR (WF_IS_GOAL_PAGE (top (self)));
  g_clear_pointer (&consent, wf_consent_unref);
  consent = dup_consent (self);
  g_assert_true (wf_consent_allows (consent, WF_CONSENT_KEEP_NOTES, "2026-03-03"));
}

static const char *
get_said (Fixture *self, guint index)
{
  return wf_tile_chooser_get_one (nth_chooser (wf_ui_test_child (top (self), "sheet"), index));
}

/* A short visit asks two of the seven; the rest is asked when it grows, and what was said stands.
 */
static void
test_growing_asks_the_rest (void)
{
  g_autoptr (Fixture) self = fixture_new (1280, 720);
  g_autoptr (WfConsent) consent = NULL;

  start (self, WF_VISIT_HELP_NOW, "fr", "in-person");
  agree (self, TRUE);
  WAIT_FOR (WF_IS_HELP_NOW_PAGE (top (self)));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (top (self)), "visit.grow", NULL));
  WAIT_FOR (WF_IS_CONSENT_PAGE (top (self)));
  WAIT_FOR (get_said (self, 0) != NULL);
  g_assert_cmpstr (get_said (self, 0), ==, "yes");
  g_assert_cmpstr (get_said (self, 1), ==, "yes");
  g_assert_null (get_said (self, 6));
  wf_ui_test_picture (self->window, "visit-consent-rest");
  click_next (self); /* left out on purpose: the visit goes on, and asks when it is taken up */
  WAIT_FOR (WF_IS_GOAL_PAGE (top (self)));
  wf_visit_pane_leave (WF_VISIT_PANE (top (self)));
  WAIT_FOR (WF_IS_TODAY_PAGE (top (self)));
  resume (self);
  WAIT_FOR (WF_IS_CONSENT_PAGE (top (self)));
  agree (self, TRUE);
  WAIT_FOR (WF_IS_GOAL_PAGE (top (self)));
  consent = dup_consent (self);
  g_assert_cmpint (wf_consent_get_state (consent, WF_CONSENT_CONTACT_AFTER), ==, WF_CONSENT_NO);
  wf_visit_pane_leave (WF_VISIT_PANE (top (self)));
  WAIT_FOR (WF_IS_TODAY_PAGE (top (self)));
  resume (self);
  WAIT_FOR (WF_IS_GOAL_PAGE (top (self)));
}

/* Whoever said no, or was not asked, may say yes in any visit; a retried step says nothing for
 * them.
 */
static void
test_consent_is_asked_anew (void)
{
  g_autoptr (Fixture) self = fixture_new (1280, 720);
  g_autoptr (WfConsent) consent = NULL;

  start (self, WF_VISIT_HELP_NOW, "fr", "in-person");
  agree (self, FALSE);
  WAIT_FOR (WF_IS_HELP_NOW_PAGE (top (self)));
  click_next (self);
  WAIT_FOR (WF_IS_END_VISIT_PAGE (top (self)));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (top (self)), "visit.consent", NULL));
  WAIT_FOR (WF_IS_CONSENT_PAGE (top (self)));
  WAIT_FOR (get_said (self, 0) != NULL);
  wf_visit_flow_go_on (top (self), wf_visit_pane_get_session (WF_VISIT_PANE (top (self))));
  consent = dup_consent (self); /* one thread reads, in order */
  settle ();
  g_assert_true (WF_IS_CONSENT_PAGE (top (self)));
  g_assert_cmpstr (get_said (self, 1), ==, "no");
  wf_tile_chooser_choose (nth_chooser (wf_ui_test_child (top (self), "sheet"), 6), "yes");
  agree (self, TRUE);
  WAIT_FOR (WF_IS_END_VISIT_PAGE (top (self)));
  g_clear_pointer (&consent, wf_consent_unref);
  consent = dup_consent (self);
  g_assert_cmpint (wf_consent_get_state (consent, WF_CONSENT_KEEP_NOTES), ==, WF_CONSENT_YES);
  g_assert_cmpint (wf_consent_get_state (consent, WF_CONSENT_WATCH), ==, WF_CONSENT_YES);
}

static gboolean
holds (gpointer field, const char *text)
{
  g_autofree char *now = NULL;

  g_object_get (GTK_IS_TEXT_VIEW (field) ? (gpointer) gtk_text_view_get_buffer (field) : field,
                "text", &now, NULL);
  return g_strcmp0 (now, text) == 0;
}

static gpointer
end_at_once (Fixture *self)
{
  start (self, WF_VISIT_FULL, "en", "in-person");
  settle ();
  WAIT_FOR (is_idle (self));
  wf_tile_chooser_choose (nth_chooser (wf_ui_test_child (top (self), "sheet"), 0), "no");
  WAIT_FOR (gtk_widget_is_sensitive (pane_child (self, "next_button")));
  click_next (self);
  WAIT_FOR (WF_IS_END_VISIT_PAGE (top (self)));
  return top (self);
}

/* Where the visit was and which service it counts for. */
static void
test_place_and_service_are_kept (void)
{
  g_autoptr (Fixture) self = fixture_new (1280, 720);
  gpointer page = end_at_once (self);

  gtk_editable_set_text (wf_ui_test_child (page, "place_entry"), "Library");
  gtk_editable_set_text (wf_ui_test_child (page, "service_entry"), "Language class");
  click_next (self);
  WAIT_FOR (WF_IS_TODAY_PAGE (top (self)));
  {
    g_autoptr (WfClient) client =
        wf_client_repo_get_sync (self->services->clients, self->client_id, NULL, NULL);
    const WfVisit *visit = g_ptr_array_index (wf_client_get_visits (client), 0);

    g_assert_cmpstr (visit->place, ==, "Library");
    g_assert_cmpstr (visit->service, ==, "Language class");
  }

  /* The next one begins from there, says so, and can be another. */
  page = end_at_once (self);
  WAIT_FOR (gtk_widget_get_visible (wf_ui_test_child (page, "habit_note")));
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (page), "as at the last visit"));
  g_assert_true (holds (wf_ui_test_child (page, "place_entry"), "Library"));
  g_assert_true (holds (wf_ui_test_child (page, "service_entry"), "Language class"));
  gtk_editable_set_text (wf_ui_test_child (page, "place_entry"), "Office");
  click_next (self);
  WAIT_FOR (WF_IS_TODAY_PAGE (top (self)));
  {
    g_autoptr (WfClient) client =
        wf_client_repo_get_sync (self->services->clients, self->client_id, NULL, NULL);
    const WfVisit *visit = g_ptr_array_index (wf_client_get_visits (client), 1);

    g_assert_cmpstr (visit->place, ==, "Office");
    g_assert_cmpstr (visit->service, ==, "Language class");
  }
}

/* The vault locks while something is half typed, and is opened again. */
static void
lock_and_come_back (Fixture *self, GType page)
{
  wf_door_lock (self->services->door);
  wf_pane_stack_pop_to_root (self->stack); /* as the window does */
  WAIT_FOR (wf_vault_get_state (self->services->vault) == WF_VAULT_LOCKED);
  settle ();
  wf_ui_test_unlock (self->services);
  resume (self);
  WAIT_FOR (G_TYPE_CHECK_INSTANCE_TYPE (top (self), page));
}

static void
type (gpointer field, const char *text)
{
  g_object_set (GTK_IS_TEXT_VIEW (field) ? (gpointer) gtk_text_view_get_buffer (field) : field,
                "text", text, NULL);
}

/* The goal's words, and then, once they are kept, no draft of them any more. */
static void
test_draft_of_goal (void)
{
  g_autoptr (Fixture) self = fixture_new (1280, 720);

  start (self, WF_VISIT_FULL, "en", "in-person");
  agree (self, TRUE);
  WAIT_FOR (WF_IS_GOAL_PAGE (top (self)));
  type (wf_ui_test_child (top (self), "words_view"), "write to my moth");
  lock_and_come_back (self, WF_TYPE_GOAL_PAGE);
  WAIT_FOR (holds (wf_ui_test_child (top (self), "words_view"), "write to my moth"));
  type (wf_ui_test_child (top (self), "words_view"), "write to my mother");
  click_next (self);
  WAIT_FOR (WF_IS_INTERVIEW_PAGE (top (self)));
  gtk_widget_activate_action (GTK_WIDGET (top (self)), "interview.end", NULL);
  WAIT_FOR (WF_IS_HEARD_PAGE (top (self)));

  /* What was heard, differently: the same page, half a note. */
  type (wf_ui_test_child (wf_ui_test_child (top (self), "strip"), "note_view"), "she reads more");
  lock_and_come_back (self, WF_TYPE_HEARD_PAGE);
  WAIT_FOR (holds (wf_ui_test_child (wf_ui_test_child (top (self), "strip"), "note_view"),
                   "she reads more"));
  type (wf_ui_test_child (wf_ui_test_child (top (self), "strip"), "note_view"), "");
  lock_and_come_back (self, WF_TYPE_HEARD_PAGE);
  wf_ui_test_pump (300); /* taken out by the person: it does not come back */
  g_assert_true (
      holds (wf_ui_test_child (wf_ui_test_child (top (self), "strip"), "note_view"), ""));
}

static void
test_draft_of_help_now (void)
{
  g_autoptr (Fixture) self = fixture_new (1280, 720);

  start (self, WF_VISIT_HELP_NOW, "fr", "in-person");
  agree (self, TRUE);
  WAIT_FOR (WF_IS_HELP_NOW_PAGE (top (self)));
  type (wf_ui_test_child (top (self), "goal_view"), "a bus tick");
  lock_and_come_back (self, WF_TYPE_HELP_NOW_PAGE);
  WAIT_FOR (holds (wf_ui_test_child (top (self), "goal_view"), "a bus tick"));
  type (wf_ui_test_child (top (self), "goal_view"), "a bus ticket");
  click_next (self);
  WAIT_FOR (WF_IS_END_VISIT_PAGE (top (self)));
  type (wf_ui_test_child (top (self), "need_entry"), "a phone of her own");
  lock_and_come_back (self, WF_TYPE_HELP_NOW_PAGE);
  WAIT_FOR (holds (wf_ui_test_child (top (self), "goal_view"), "a bus ticket"));
  click_next (self);
  WAIT_FOR (WF_IS_END_VISIT_PAGE (top (self)));
  WAIT_FOR (holds (wf_ui_test_child (top (self), "need_entry"), "a phone of her own"));
}

static const char *
get_one (Fixture *self, const char *chooser)
{
  return wf_tile_chooser_get_one (wf_ui_test_child (top (self), chooser));
}

/* A computer locks itself while two talk: what was chosen stands there as what was typed does. */
static void
test_choices_outlive_a_lock (void)
{
  g_autoptr (Fixture) self = fixture_new (1280, 720);

  start (self, WF_VISIT_HELP_NOW, "fr", "in-person");
  settle ();
  WAIT_FOR (is_idle (self));
  wf_tile_chooser_choose (nth_chooser (wf_ui_test_child (top (self), "sheet"), 1), "no");
  lock_and_come_back (self, WF_TYPE_CONSENT_PAGE);
  WAIT_FOR (g_strcmp0 (get_said (self, 1), "no") == 0);
  g_assert_null (get_said (self, 0));
  agree (self, TRUE);
  WAIT_FOR (WF_IS_HELP_NOW_PAGE (top (self)));
  wf_tile_chooser_choose (wf_ui_test_child (top (self), "theme_chooser"), "money");
  wf_tile_chooser_choose (wf_ui_test_child (top (self), "outcome_chooser"), "part");
  gtk_spin_button_set_value (wf_ui_test_child (top (self), "minutes_spin"), 25);
  lock_and_come_back (self, WF_TYPE_HELP_NOW_PAGE);
  WAIT_FOR (g_strcmp0 (get_one (self, "theme_chooser"), "money") == 0);
  g_assert_cmpstr (get_one (self, "outcome_chooser"), ==, "part");
  g_assert_cmpint (gtk_spin_button_get_value_as_int (wf_ui_test_child (top (self), "minutes_spin")),
                   ==, 25);
  click_next (self);
  WAIT_FOR (WF_IS_END_VISIT_PAGE (top (self)));
  wf_tile_chooser_choose (wf_ui_test_child (top (self), "next_chooser"), "week");
  wf_tile_chooser_choose (wf_ui_test_child (top (self), "theme_chooser"), "email");
  gtk_check_button_set_active (wf_ui_test_child (top (self), "tell_back_check"), TRUE);
  lock_and_come_back (self, WF_TYPE_HELP_NOW_PAGE);
  WAIT_FOR (g_strcmp0 (get_one (self, "theme_chooser"), "money") == 0);
  click_next (self);
  WAIT_FOR (WF_IS_END_VISIT_PAGE (top (self)));
  WAIT_FOR (g_strcmp0 (get_one (self, "next_chooser"), "week") == 0);
  g_assert_true (wf_ui_test_sees (wf_ui_test_child (top (self), "next_label"), "2026"));
  g_assert_true (gtk_check_button_get_active (wf_ui_test_child (top (self), "tell_back_check")));
  g_assert_cmpint (gtk_spin_button_get_value_as_int (wf_ui_test_child (top (self), "minutes_spin")),
                   ==, 25);
  {
    g_auto (GStrv) themes =
        wf_tile_chooser_get_chosen (wf_ui_test_child (top (self), "theme_chooser"));

    g_assert_true (g_strv_contains ((const char *const *) themes, "email"));
    g_assert_true (g_strv_contains ((const char *const *) themes, "money"));
  }
}

/* Split over two visits: the first is closed with its minutes, the second goes on where it stood.
 */
static void
test_split_over_two_visits (void)
{
  g_autoptr (Fixture) self = fixture_new (1280, 720);
  g_autoptr (WfClient) client = NULL;
  g_autofree char *item = NULL;

  begin_questions (self, "en", "in-person");
  item = g_strdup (wf_interview_get_current_item (get_interview (self))->id);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (top (self)), "interview.close", NULL));
  WAIT_FOR (WF_IS_END_VISIT_PAGE (top (self)));
  g_assert_true (gtk_widget_get_visible (wf_ui_test_child (top (self), "keep_open_check")));
  g_assert_true (gtk_check_button_get_active (wf_ui_test_child (top (self), "keep_open_check")));
  g_assert_false (gtk_widget_get_visible (wf_ui_test_child (top (self), "unkept_note")));
  wf_ui_test_picture (self->window, "visit-end-questions-wait");
  click_next (self);
  WAIT_FOR (WF_IS_TODAY_PAGE (top (self)));
  client = wf_client_repo_get_sync (self->services->clients, self->client_id, NULL, NULL);
  g_assert_null (wf_client_get_open_visit (client));

  wf_pane_push (top (self),
                wf_start_visit_page_new (self->services, self->client_id, WF_VISIT_FULL));
  WAIT_FOR (WF_IS_START_VISIT_PAGE (top (self)));
  wf_tile_chooser_choose (wf_ui_test_child (top (self), "present_chooser"), "alone");
  WAIT_FOR (gtk_widget_is_sensitive (wf_ui_test_child (top (self), "start_button")));
  g_signal_emit_by_name (wf_ui_test_child (top (self), "start_button"), "clicked");
  WAIT_FOR (WF_IS_INTERVIEW_PAGE (top (self)));
  g_assert_cmpstr (wf_interview_get_current_item (get_interview (self))->id, ==, item);
}

static void
on_tell (GSimpleAction *action, GVariant *message, GPtrArray *told)
{
  g_ptr_array_add (told, g_variant_dup_string (message, NULL));
}

/* Whoever wanted no notes is forgotten as the visit closes: it is said before and after, and no
 * questions are promised for a next time. */
static void
test_no_notes_nothing_promised (void)
{
  g_autoptr (Fixture) self = fixture_new (1280, 720);
  g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) tell = g_simple_action_new ("tell", G_VARIANT_TYPE_STRING);

  g_signal_connect (tell, "activate", G_CALLBACK (on_tell), told);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (tell));
  gtk_widget_insert_action_group (GTK_WIDGET (self->window), "win", G_ACTION_GROUP (group));
  start (self, WF_VISIT_FULL, "en", "in-person");
  agree (self, FALSE);
  WAIT_FOR (WF_IS_GOAL_PAGE (top (self)));
  click_next (self);
  WAIT_FOR (WF_IS_INTERVIEW_PAGE (top (self)));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (top (self)), "interview.close", NULL));
  WAIT_FOR (WF_IS_END_VISIT_PAGE (top (self)));
  WAIT_FOR (gtk_widget_get_visible (wf_ui_test_child (top (self), "unkept_note")));
  g_assert_false (gtk_widget_get_visible (wf_ui_test_child (top (self), "keep_open_check")));
  wf_ui_test_picture (self->window, "visit-end-no-notes");
  click_next (self);
  WAIT_FOR (WF_IS_TODAY_PAGE (top (self)));
  g_assert_null (wf_client_repo_lookup (self->services->clients, self->client_id));
  g_assert_cmpuint (told->len, ==, 1);
  g_assert_cmpstr (told->pdata[0], ==, "The visit is closed and counted. Nothing else is kept.");
}

static const char *
get_start_language (Fixture *self, WfPane *page)
{
  WfLanguages *languages = wf_pack_library_get_languages (self->services->packs);
  AdwComboRow *row = wf_ui_test_child (page, "language_row");

  return wf_languages_get (languages, adw_combo_row_get_selected (row))->tag;
}

/* Nobody said what they speak while the row stood where it stands; what was chosen during the visit
 * is the visit's, and the next one begins with it. */
static void
test_language_of_somebody_new (void)
{
  g_autoptr (Fixture) self = fixture_new (1280, 720);
  WfPane *page = wf_start_visit_page_new (self->services, NULL, WF_VISIT_HELP_NOW);
  g_autoptr (WfClient) client = NULL;
  WfPane *next;

  wf_pane_push (top (self), page);
  wf_tile_chooser_choose (wf_ui_test_child (page, "present_chooser"), "alone");
  WAIT_FOR (gtk_widget_is_sensitive (wf_ui_test_child (page, "start_button")));
  g_assert_cmpstr (get_start_language (self, page), ==, "en");
  g_signal_emit_by_name (wf_ui_test_child (page, "start_button"), "clicked");
  WAIT_FOR (WF_IS_CONSENT_PAGE (top (self)));
  g_free (self->client_id);
  self->client_id = g_strdup (
      wf_visit_session_get_client_id (wf_visit_pane_get_session (WF_VISIT_PANE (top (self)))));
  settle ();
  WAIT_FOR (is_idle (self));
  choose_language (self, "ar");
  agree (self, TRUE);
  WAIT_FOR (WF_IS_HELP_NOW_PAGE (top (self)));
  click_next (self);
  WAIT_FOR (WF_IS_END_VISIT_PAGE (top (self)));
  click_next (self);
  WAIT_FOR (WF_IS_TODAY_PAGE (top (self)));

  client = wf_client_repo_get_sync (self->services->clients, self->client_id, NULL, NULL);
  g_assert_cmpint (wf_client_get_fact (client, "speaks")->state, ==, WF_CLIENT_FACT_NOT_ASKED);
  g_assert_cmpstr (((WfVisit *) wf_client_get_visits (client)->pdata[0])->language, ==, "ar");
  next = wf_start_visit_page_new (self->services, self->client_id, WF_VISIT_HELP_NOW);
  wf_pane_push (top (self), next);
  WAIT_FOR (g_strcmp0 (get_start_language (self, next), "ar") == 0);
}

/* What stands there at first is what was sat, not the night between two sittings. */
static void
test_minutes_of_two_days (void)
{
  g_autoptr (Fixture) self = fixture_new (1280, 720);

  start (self, WF_VISIT_HELP_NOW, "fr", "in-person");
  agree (self, TRUE);
  WAIT_FOR (WF_IS_HELP_NOW_PAGE (top (self)));
  wf_visit_pane_leave (WF_VISIT_PANE (top (self)));
  WAIT_FOR (WF_IS_TODAY_PAGE (top (self)));
  wf_clock_advance (self->services->clock, 20 * WF_CLOCK_HOUR);
  resume (self);
  WAIT_FOR (WF_IS_HELP_NOW_PAGE (top (self)));
  wf_clock_advance (self->services->clock, 12 * WF_CLOCK_MINUTE);
  click_next (self);
  WAIT_FOR (WF_IS_END_VISIT_PAGE (top (self)));
  g_assert_cmpint (gtk_spin_button_get_value_as_int (wf_ui_test_child (top (self), "minutes_spin")),
                   ==, 12);
}

/* What was said of the help alone is not the whole of the visit that grew out of it. */
static void
test_minutes_of_a_grown_visit (void)
{
  g_autoptr (Fixture) self = fixture_new (1280, 720);

  start (self, WF_VISIT_HELP_NOW, "fr", "in-person");
  agree (self, TRUE);
  WAIT_FOR (WF_IS_HELP_NOW_PAGE (top (self)));
  wf_clock_advance (self->services->clock, 7 * WF_CLOCK_MINUTE);
  gtk_spin_button_set_value (wf_ui_test_child (top (self), "minutes_spin"), 5);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (top (self)), "visit.grow", NULL));
  WAIT_FOR (WF_IS_CONSENT_PAGE (top (self)));
  WAIT_FOR (get_said (self, 0) != NULL);
  click_next (self);
  WAIT_FOR (WF_IS_GOAL_PAGE (top (self)));
  wf_clock_advance (self->services->clock, 25 * WF_CLOCK_MINUTE);
  click_next (self);
  WAIT_FOR (WF_IS_INTERVIEW_PAGE (top (self)));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (top (self)), "interview.close", NULL));
  WAIT_FOR (WF_IS_END_VISIT_PAGE (top (self)));
  g_assert_cmpint (gtk_spin_button_get_value_as_int (wf_ui_test_child (top (self), "minutes_spin")),
                   ==, 32);
}

/* --- What is kept without locking --- */

typedef struct {
  GPtrArray *records;
  gboolean done;
} Read;

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Read *read = user_data;

  read->records = wf_vault_read_finish (WF_VAULT (source), result, NULL);
  read->done = TRUE;
}

/* The last draft of that kind in the vault. @out_n: (nullable): how many records of it there are */
static char *
dup_draft (Fixture *self, const char *kind, guint *out_n)
{
  Read read = { NULL, FALSE };
  g_autoptr (GPtrArray) records = NULL;
  char *draft = g_strdup ("");

  wf_vault_read_async (self->services->vault, self->client_id, NULL, on_read, &read);
  WAIT_FOR (read.done);
  records = read.records;
  g_assert_nonnull (records);
  if (out_n != NULL)
    *out_n = 0;
  for (guint i = 0; i < records->len; i++)
    {
      const WfRecord *record = records->pdata[i];

      if (!g_str_equal (record->kind, kind))
        continue;
      g_free (draft);
      draft = g_strdup (wf_json_get_string (record->body, "text", ""));
      if (out_n != NULL)
        (*out_n)++;
    }
  return draft;
}

static gboolean
is_kept (Fixture *self, const char *kind, const char *text)
{
  g_autofree char *draft = dup_draft (self, kind, NULL);

  return g_str_equal (draft, text);
}

/* Nothing is pressed and nothing is left: a power cut now would lose no word. */
static void
test_pause_keeps_what_is_half_typed (void)
{
  g_autoptr (Fixture) self = fixture_new (1280, 720);
  guint before, after;

  begin_questions (self, "en", "in-person");
  wf_note_box_set_text (wf_ui_test_child (top (self), "note_box"), "her sist");
  WAIT_FOR (is_kept (self, "draft.note", "her sist"));

  /* Saved: from then on it is no draft, however long one waits, and after the page goes. */
  wf_note_box_set_text (wf_ui_test_child (top (self), "note_box"), "her sister helps");
  g_signal_emit_by_name (wf_ui_test_child (top (self), "note_box"), "save");
  WAIT_FOR (is_idle (self));
  settle ();
  g_free (dup_draft (self, "draft.note", &before));
  wf_ui_test_pump (2500);
  wf_pane_stack_pop_to_root (self->stack);
  settle ();
  g_free (dup_draft (self, "draft.note", &after));
  g_assert_cmpuint (after, ==, before);
  resume (self);
  WAIT_FOR (WF_IS_INTERVIEW_PAGE (top (self)));
  wf_ui_test_pump (300);
  {
    g_autofree char *left = wf_note_box_dup_text (wf_ui_test_child (top (self), "note_box"));

    g_assert_cmpstr (left, ==, "");
  }
}

static void
test_leaving_keeps_what_is_half_typed (void)
{
  g_autoptr (Fixture) self = fixture_new (1280, 720);

  start (self, WF_VISIT_FULL, "en", "in-person");
  agree (self, TRUE);
  WAIT_FOR (WF_IS_GOAL_PAGE (top (self)));
  type (wf_ui_test_child (top (self), "words_view"), "half typed");
  wf_visit_pane_leave (WF_VISIT_PANE (top (self)));
  WAIT_FOR (WF_IS_TODAY_PAGE (top (self)));
  resume (self);
  WAIT_FOR (WF_IS_GOAL_PAGE (top (self)));
  WAIT_FOR (holds (wf_ui_test_child (top (self), "words_view"), "half typed"));
  type (wf_ui_test_child (top (self), "words_view"), "half typed more");
  wf_visit_pane_leave (WF_VISIT_PANE (top (self)));
  WAIT_FOR (WF_IS_TODAY_PAGE (top (self)));
  resume (self);
  WAIT_FOR (WF_IS_GOAL_PAGE (top (self)));
  WAIT_FOR (holds (wf_ui_test_child (top (self), "words_view"), "half typed more"));
}

/* A pause that ends while the words are being saved keeps a draft after them: it is spent. */
static void
test_draft_that_came_late (void)
{
  g_autoptr (Fixture) self = fixture_new (1280, 720);
  JsonObject *body = json_object_new ();

  begin_questions (self, "en", "in-person");
  wf_note_box_set_text (wf_ui_test_child (top (self), "note_box"), "reads slowly");
  g_signal_emit_by_name (wf_ui_test_child (top (self), "note_box"), "save");
  WAIT_FOR (is_idle (self));
  json_object_set_string_member (body, "text", "reads slowly");
  wf_ui_test_append (self->services, self->client_id, wf_record_new ("draft.note", body));
  wf_pane_stack_pop_to_root (self->stack);
  settle ();
  resume (self);
  WAIT_FOR (WF_IS_INTERVIEW_PAGE (top (self)));
  wf_ui_test_pump (300);
  {
    g_autofree char *left = wf_note_box_dup_text (wf_ui_test_child (top (self), "note_box"));

    g_assert_cmpstr (left, ==, "");
  }
}

int
main (int argc, char **argv)
{
  wf_ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/visit/no-consent-no-visit", test_no_consent_no_visit);
  g_test_add_func ("/ui/visit/share-with-a-service", test_share_with_a_service);
  g_test_add_func ("/ui/visit/answer-before-the-record", test_answer_before_the_record);
  g_test_add_func ("/ui/visit/consent-through-a-child", test_consent_through_a_child);
  g_test_add_func ("/ui/visit/growing-asks-the-rest", test_growing_asks_the_rest);
  g_test_add_func ("/ui/visit/consent-is-asked-anew", test_consent_is_asked_anew);
  g_test_add_func ("/ui/visit/place-and-service-are-kept", test_place_and_service_are_kept);
  g_test_add_func ("/ui/visit/draft-of-goal", test_draft_of_goal);
  g_test_add_func ("/ui/visit/draft-of-help-now", test_draft_of_help_now);
  g_test_add_func ("/ui/visit/choices-outlive-a-lock", test_choices_outlive_a_lock);
  g_test_add_func ("/ui/visit/split-over-two-visits", test_split_over_two_visits);
  g_test_add_func ("/ui/visit/no-notes-nothing-promised", test_no_notes_nothing_promised);
  g_test_add_func ("/ui/visit/language-of-somebody-new", test_language_of_somebody_new);
  g_test_add_func ("/ui/visit/minutes-of-two-days", test_minutes_of_two_days);
  g_test_add_func ("/ui/visit/minutes-of-a-grown-visit", test_minutes_of_a_grown_visit);
  g_test_add_func ("/ui/visit/pause-keeps-what-is-half-typed", test_pause_keeps_what_is_half_typed);
  g_test_add_func ("/ui/visit/leaving-keeps-what-is-half-typed",
                   test_leaving_keeps_what_is_half_typed);
  g_test_add_func ("/ui/visit/draft-that-came-late", test_draft_that_came_late);
  return g_test_run ();
}

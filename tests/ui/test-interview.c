/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A visit, page after page, on a real vault and the shipped packs.
 */
#include "wf-visit-test.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include "wf-client-window.h"
#include "wf-end-visit-page.h"
#include "wf-heard-page.h"
#include "wf-profile.h"
#include "wf-help-now-page.h"
#include "wf-interview-strip.h"
#include "wf-level-bar.h"
#include "wf-note-box.h"
#include "wf-question-card.h"

/* The page is made anew while it stands: in another language, and with others present. */
static void
check_heard_again (Fixture *self)
{
  const char *const present[] = { "friend", NULL };
  gpointer sheet = wf_ui_test_child (top (self), "sheet");
  WfPane *page = top (self);

  wf_tile_chooser_choose (nth_chooser (sheet, 0), "yes");
  choose_language (self, "fr");
  g_assert_cmpstr (wf_tile_chooser_get_one (nth_chooser (sheet, 0)), ==, "yes");
  wf_visit_session_set_present_async (wf_visit_pane_get_session (WF_VISIT_PANE (page)), present,
                                      wf_pane_get_cancellable (page), on_wf_visit_step_ready, page);
  WAIT_FOR (is_idle (self));
  settle ();
  g_assert_cmpstr (wf_tile_chooser_get_one (nth_chooser (sheet, 0)), ==, "yes");
  choose_language (self, "en");
}

/* One answer by keys; the question after it stands (or another page). */
static void
answer (Fixture *self, guint digit)
{
  WfPane *page = top (self);
  guint before = wf_interview_get_n_answered (get_interview (self));
  g_autoptr (GPtrArray) options = wf_interview_get_current_options (get_interview (self));

  wf_question_card_set_chosen (WF_QUESTION_CARD (get_card (self)), NULL);
  wf_ui_test_key (get_card (self), GDK_KEY_0 + MIN (digit, options->len), 0);
  g_assert_true (wf_ui_test_key (get_card (self), GDK_KEY_Return, 0));
  WAIT_FOR (top (self) != page ||
            (is_idle (self) && wf_interview_get_n_answered (get_interview (self)) > before));
  settle ();
}

/* Nothing is made before the question about safety, and "keep it here" makes nothing. */
static void
check_receipt (Fixture *self)
{
  GListModel *windows = gtk_window_get_toplevels ();
  guint before = g_list_model_get_n_items (windows);
  g_autoptr (GtkWindow) dialog = NULL;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (top (self)), "visit.receipt", NULL));
  for (guint i = 0; i < g_list_model_get_n_items (windows) && dialog == NULL; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        dialog = g_steal_pointer (&window);
    }
  g_assert_nonnull (dialog);
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (dialog), "Is it safe to take paper home?"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  gtk_window_destroy (dialog);
  WAIT_FOR (g_list_model_get_n_items (windows) == before);
}

/* From the menu: only one area, then all again. */
static void
check_pinning (Fixture *self)
{
  GtkWidget *page = GTK_WIDGET (top (self));

  g_assert_true (gtk_widget_activate_action (page, "interview.pin-area", "s", "4"));
  WAIT_FOR (wf_interview_get_pinned_area (get_interview (self)) == 4);
  settle ();
  g_assert_true (gtk_widget_activate_action (page, "interview.pin-area", "s", "0"));
  WAIT_FOR (wf_interview_get_pinned_area (get_interview (self)) == 0);
  settle ();
}

/* Beside the estimate, durable, and nothing in the estimate changes. */
static void
check_view (Fixture *self)
{
  gpointer strip = wf_ui_test_child (top (self), "strip");
  AdwComboRow *row = wf_ui_test_child (strip, "view_row");
  gpointer entry = wf_ui_test_child (strip, "view_entry");
  const char *words = NULL;
  g_autoptr (WfProfile) before = wf_profile_new (get_interview (self));
  g_autoptr (WfProfile) after = NULL;

  g_assert_false (gtk_widget_get_visible (entry));
  adw_combo_row_set_selected (row, 3);
  WAIT_FOR (wf_interview_get_view (get_interview (self), &words) == 3);
  WAIT_FOR (gtk_widget_get_visible (entry));
  gtk_editable_set_text (GTK_EDITABLE (entry), "was tired");
  g_signal_emit_by_name (entry, "apply");
  WAIT_FOR (wf_interview_get_view (get_interview (self), &words) == 3 &&
            g_strcmp0 (words, "was tired") == 0);
  after = wf_profile_new (get_interview (self));
  g_assert_cmpfloat (before->overall.theta, ==, after->overall.theta);
  g_assert_cmpfloat (before->overall.sd, ==, after->overall.sd);
}

static void
test_whole_visit_by_keys (void)
{
  g_autoptr (Fixture) self = fixture_new (1280, 720);
  guint n = 0;

  begin_questions (self, "en", "in-person");
  g_assert_cmpstr (wf_interview_get_goals (get_interview (self))[0], ==, "find-work");
  wf_ui_test_picture (self->window, "visit-question");
  while (WF_IS_INTERVIEW_PAGE (top (self)) && n++ < 60)
    {
      answer (self, 1 + n % 3);
      if (n == 6 && WF_IS_INTERVIEW_PAGE (top (self)))
        check_pinning (self);
      if (n == 12 && WF_IS_INTERVIEW_PAGE (top (self)))
        wf_ui_test_picture (self->window, "visit-question-later");
      WAIT_FOR (!WF_IS_INTERVIEW_PAGE (top (self)) ||
                wf_interview_get_phase (get_interview (self)) != WF_INTERVIEW_ENDED);
    }
  g_assert_true (WF_IS_HEARD_PAGE (top (self)));
  settle ();
  assert_focus (self, wf_ui_test_child (top (self), "sheet")); /* one Enter too many does nothing */
  check_heard_again (self);
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (top (self)), "What we heard"));
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (top (self)), "You can already do this") ||
                 wf_ui_test_sees (GTK_WIDGET (top (self)), "Things we can practise together"));
  check_view (self);
  wf_ui_test_picture (self->window, "visit-heard");

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (top (self)), "visit.end", NULL));
  g_assert_true (WF_IS_END_VISIT_PAGE (top (self)));
  assert_focus (self, pane_child (self, "sides"));
  wf_tile_chooser_choose (wf_ui_test_child (top (self), "next_chooser"), "week");
  settle ();
  wf_ui_test_picture (self->window, "visit-end");
  check_receipt (self);
  click_next (self);
  WAIT_FOR (WF_IS_TODAY_PAGE (top (self)));
}

static void
test_resumes_at_the_same_question (void)
{
  g_autoptr (Fixture) self = fixture_new (1280, 720);
  g_autofree char *item = NULL;

  begin_questions (self, "fr", "in-person");
  answer (self, 1);
  answer (self, 2);
  item = g_strdup (wf_interview_get_current (get_interview (self))->item_id);
  wf_pane_stack_pop_to_root (self->stack); /* the page goes without a word */
  settle ();
  resume (self);
  WAIT_FOR (WF_IS_INTERVIEW_PAGE (top (self)));
  g_assert_cmpstr (wf_interview_get_current (get_interview (self))->item_id, ==, item);
  g_assert_cmpuint (wf_interview_get_n_answered (get_interview (self)), ==, 2);
  g_assert_cmpstr (wf_visit_pane_get_lang (WF_VISIT_PANE (top (self))), ==, "fr");

  /* Back, by key: the answer before is shown again as a hint. */
  wf_ui_test_key (get_card (self), GDK_KEY_BackSpace, 0);
  WAIT_FOR (is_idle (self) &&
            g_strcmp0 (wf_interview_get_current (get_interview (self))->item_id, item) != 0);
  settle ();
  {
    g_auto (GStrv) chosen = wf_question_card_get_chosen (WF_QUESTION_CARD (get_card (self)));

    g_assert_cmpuint (g_strv_length (chosen), ==, 1);
  }
  wf_ui_test_key (get_card (self), GDK_KEY_Escape, 0);
  WAIT_FOR (WF_IS_TODAY_PAGE (top (self)));
}

static struct rlimit old_limit;

static void
break_disk (gboolean is_broken)
{
  struct rlimit limit = old_limit;

  signal (SIGXFSZ, SIG_IGN);
  if (is_broken)
    {
      g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old_limit), ==, 0);
      limit = old_limit;
      limit.rlim_cur = 1;
    }
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
test_unsaved_stays_until_it_is_saved (void)
{
  g_autoptr (Fixture) self = fixture_new (1280, 720);
  g_autofree char *item = NULL;
  GtkWidget *retry, *next;

  begin_questions (self, "en", "in-person");
  item = g_strdup (wf_interview_get_current (get_interview (self))->item_id);
  retry = GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (top (self)), WF_TYPE_VISIT_PANE, "retry_button"));
  next = GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (top (self)), WF_TYPE_VISIT_PANE, "next_button"));
  g_assert_false (gtk_widget_get_visible (retry));

  break_disk (TRUE);
  wf_ui_test_key (get_card (self), GDK_KEY_1, 0);
  wf_ui_test_key (get_card (self), GDK_KEY_Return, 0);
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (top (self)), "Not saved yet"));
  break_disk (FALSE);
  g_assert_true (gtk_widget_get_visible (retry));
  g_assert_false (gtk_widget_is_sensitive (next));
  g_assert_cmpstr (wf_interview_get_current (get_interview (self))->item_id, ==, item);
  wf_ui_test_picture (self->window, "visit-unsaved");

  /* Nothing else goes on meanwhile. */
  wf_ui_test_key (get_card (self), GDK_KEY_Return, 0);
  settle ();
  g_assert_cmpuint (wf_interview_get_n_answered (get_interview (self)), ==, 0);

  g_signal_emit_by_name (retry, "clicked");
  WAIT_FOR (is_idle (self) && wf_interview_get_n_answered (get_interview (self)) == 1);
  settle ();
  g_assert_false (gtk_widget_get_visible (retry));
  g_assert_false (wf_ui_test_sees (GTK_WIDGET (top (self)), "Not saved yet"));
}

/* Until an item stands that is not for other eyes. */
static const WfItem *
answer_until_private (Fixture *self)
{
  for (guint n = 0; n < 40 && WF_IS_INTERVIEW_PAGE (top (self)); n++)
    {
      const WfItem *item = wf_interview_get_current_item (get_interview (self));

      if (item != NULL && item->private_only)
        return item;
      answer (self, 1);
    }
  g_assert_not_reached ();
}

static GtkWindow *
find_client_window (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (WF_IS_CLIENT_WINDOW (window))
        return window;
    }
  return NULL;
}

static void
test_client_window_holds_nothing_private (void)
{
  g_autoptr (Fixture) self = fixture_new (1280, 720);
  const char *words;
  const WfItem *item;

  begin_questions (self, "ar", "in-person");
  wf_ui_test_key (get_card (self), GDK_KEY_F11, 0);
  g_assert_nonnull (find_client_window ());
  wf_ui_test_wait_shown (find_client_window ());
  item = wf_interview_get_current_item (get_interview (self));
  words = wf_text_get (item->text, "ar", NULL);
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (find_client_window ()), words));
  wf_ui_test_picture (find_client_window (), "visit-client-window");

  /* Here the same answers stay, small and in the navigator's language. */
  g_assert_true (wf_ui_test_sees (get_card (self), wf_text_get (item->text, "en", NULL)));
  g_assert_false (wf_ui_test_sees (get_card (self), words));
  g_assert_true (gtk_widget_has_css_class (get_card (self), "compact"));
  wf_ui_test_picture (self->window, "visit-card-away");
  wf_ui_test_key (get_card (self), GDK_KEY_2, 0);
  {
    g_auto (GStrv) here = wf_question_card_get_chosen (WF_QUESTION_CARD (get_card (self)));
    g_auto (GStrv) there = wf_question_card_get_chosen (
        wf_client_window_get_card (WF_CLIENT_WINDOW (find_client_window ())));

    g_assert_cmpuint (g_strv_length (here), ==, 1);
    g_assert_cmpstrv (here, there);
  }
  wf_ui_test_key (get_card (self), GDK_KEY_F11, 0); /* back, with what was chosen */
  g_assert_null (find_client_window ());
  g_assert_true (wf_ui_test_sees (get_card (self), words));
  wf_ui_test_key (get_card (self), GDK_KEY_F11, 0);
  g_assert_nonnull (find_client_window ());
  wf_ui_test_wait_shown (find_client_window ());
  wf_ui_test_key (get_card (self), GDK_KEY_2, 0); /* one may choose several: not this one */

  /* What the client touches there counts. */
  wf_question_card_choose (wf_client_window_get_card (WF_CLIENT_WINDOW (find_client_window ())), 0);
  {
    g_auto (GStrv) chosen = wf_question_card_get_chosen (WF_QUESTION_CARD (get_card (self)));

    g_assert_cmpuint (g_strv_length (chosen), ==, 1);
  }

  item = answer_until_private (self);
  settle ();
  words = wf_text_get (item->text, "ar", NULL);
  g_assert_true (wf_ui_test_sees (get_card (self), words));
  g_assert_false (wf_ui_test_sees (GTK_WIDGET (find_client_window ()), words));
  wf_ui_test_picture (self->window, "visit-private");

  wf_pane_stack_pop_to_root (self->stack);
  settle ();
  g_assert_null (find_client_window ());
}

/* Who does not read the client's language sees which answer is which, and which is chosen. */
static void
test_answers_in_own_language (void)
{
  g_autoptr (Fixture) self = fixture_new (1280, 720);
  g_autoptr (GPtrArray) options = NULL;
  GtkWidget *box;

  begin_questions (self, "ar", "in-person");
  settle ();
  box = wf_ui_test_child (wf_ui_test_child (top (self), "strip"), "option_box");
  options = wf_interview_get_current_options (get_interview (self));
  g_assert_cmpuint (options->len, >, 2);
  for (guint i = 0; i < options->len; i++)
    g_assert_true (wf_ui_test_sees (
        box, wf_text_get (((const WfItemOption *) options->pdata[i])->text, "en", NULL)));
  g_assert_false (wf_ui_test_sees (box, "✓"));
  wf_question_card_choose (WF_QUESTION_CARD (get_card (self)), 1);
  settle ();
  {
    g_autofree char *chosen = g_strconcat (
        "✓ 2  ", wf_text_get (((const WfItemOption *) options->pdata[1])->text, "en", NULL), NULL);

    g_assert_true (wf_ui_test_sees (box, chosen));
  }

  choose_language (self, "en");
  g_assert_false (gtk_widget_get_visible (box)); /* the card says the same */
}

static void
test_language_changes_at_once (void)
{
  g_autoptr (Fixture) self = fixture_new (1280, 720);
  const WfItem *item;

  begin_questions (self, "en", "in-person");
  item = wf_interview_get_current_item (get_interview (self));
  wf_ui_test_key (get_card (self), GDK_KEY_1, 0);
  choose_language (self, "ar");
  g_assert_true (wf_ui_test_sees (get_card (self), wf_text_get (item->text, "ar", NULL)));
  g_assert_cmpint (gtk_widget_get_direction (get_card (self)), ==, GTK_TEXT_DIR_RTL);
  {
    g_auto (GStrv) chosen = wf_question_card_get_chosen (WF_QUESTION_CARD (get_card (self)));

    g_assert_cmpuint (g_strv_length (chosen), ==, 1); /* the touched answer stays */
  }
  wf_ui_test_picture (self->window, "visit-arabic-card");
}

static void
test_skip_and_note_and_draft (void)
{
  g_autoptr (Fixture) self = fixture_new (1280, 720);
  GtkListBox *skips;
  WfNoteBox *note;
  const WfAsked *asked;

  begin_questions (self, "en", "in-person");
  g_assert_true (wf_ui_test_key (get_card (self), GDK_KEY_s, 0));
  skips = wf_ui_test_child (top (self), "skip_list");
  g_signal_emit_by_name (skips, "row-activated", gtk_list_box_get_row_at_index (skips, 1));
  WAIT_FOR (is_idle (self) && wf_interview_get_n_asked (get_interview (self)) == 2);
  asked = wf_interview_get_asked (get_interview (self), 0);
  g_assert_cmpint (asked->state, ==, WF_ASKED_SKIPPED);
  g_assert_cmpint (asked->answer_state, ==, WF_ANSWER_REFUSED);

  note = wf_ui_test_child (top (self), "note_box");
  wf_note_box_set_text (note, "prefers mornings");
  g_signal_emit_by_name (note, "save");
  WAIT_FOR (is_idle (self));
  settle ();
  {
    g_autofree char *left = wf_note_box_dup_text (note);

    g_assert_cmpstr (left, ==, "");
  }

  /* What is half typed when the vault locks comes back. */
  wf_note_box_set_text (note, "asked about her son");
  wf_door_lock (self->services->door);
  wf_pane_stack_pop_to_root (self->stack); /* as the window does */
  WAIT_FOR (wf_vault_get_state (self->services->vault) == WF_VAULT_LOCKED);
  settle ();
  wf_ui_test_unlock (self->services);
  resume (self);
  WAIT_FOR (WF_IS_INTERVIEW_PAGE (top (self)));
  note = wf_ui_test_child (top (self), "note_box");
  {
    g_autofree char *kept = NULL;
    gint64 end = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;

    do
      {
        g_main_context_iteration (NULL, FALSE);
        g_free (kept);
        kept = wf_note_box_dup_text (note);
    } while (*kept == '\0' && g_get_monotonic_time () < end);
    g_assert_cmpstr (kept, ==, "asked about her son");
  }
}

/* The question that stood there has left the pack: nothing but how far they came. */
static void
test_no_question (void)
{
  g_autoptr (Fixture) self = fixture_new (1280, 720);
  g_autoptr (WfInterview) none = NULL;
  WfInterviewStrip *strip;

  begin_questions (self, "en", "in-person");
  none = wf_interview_new (wf_pack_library_get_items (self->services->packs, "newcomer"));
  strip = wf_ui_test_child (top (self), "strip");
  wf_interview_strip_show (strip, self->services, none, "ar", FALSE, TRUE);
  g_assert_true (gtk_widget_get_visible (wf_ui_test_child (strip, "minutes_label")));
  g_assert_false (gtk_widget_get_visible (wf_ui_test_child (strip, "help_box")));
  g_assert_false (gtk_widget_get_visible (wf_ui_test_child (strip, "option_box")));
  g_assert_false (gtk_widget_get_visible (wf_ui_test_child (strip, "privacy_label")));
  g_assert_false (gtk_widget_get_visible (wf_ui_test_child (strip, "why_title")));
}

/* Three refusals: a kind offer to stop, on both sides; a question later it is gone. */
static void
test_offers_to_stop (void)
{
  g_autoptr (Fixture) self = fixture_new (1280, 720);
  GtkListBox *skips;

  begin_questions (self, "en", "in-person");
  skips = wf_ui_test_child (top (self), "skip_list");
  for (guint i = 0; i < 4; i++)
    {
      GtkWidget *note = wf_ui_test_child (top (self), "stop_note");
      GtkWidget *mark = wf_ui_test_child (get_card (self), "mark_label");

      g_assert_cmpint (gtk_widget_get_visible (note), ==, i == 3);
      g_assert_cmpint (gtk_widget_get_visible (mark), ==, i == 3);
      if (i == 3)
        wf_ui_test_picture (self->window, "visit-offer-to-stop");
      g_signal_emit_by_name (skips, "row-activated", gtk_list_box_get_row_at_index (skips, 1));
      WAIT_FOR (is_idle (self) && wf_interview_get_n_asked (get_interview (self)) == i + 2);
      settle ();
    }
  g_assert_false (gtk_widget_get_visible (wf_ui_test_child (top (self), "stop_note")));
}

/* What was wanted at an earlier visit. */
static void
tell_goal (Fixture *self)
{
  const char *const words[] = { "write to my mother", NULL }, *const goals[] = { "find-work",
                                                                                 NULL };
  g_autoptr (WfClientFact) fact =
      wf_client_fact_new ("goal-words", WF_CLIENT_FACT_ANSWERED, words, 0);
  g_autoptr (WfClientFact) pictures =
      wf_client_fact_new ("goal", WF_CLIENT_FACT_ANSWERED, goals, 0);

  wf_ui_test_append (self->services, self->client_id, wf_client_record_fact (fact));
  wf_ui_test_append (self->services, self->client_id, wf_client_record_fact (pictures));
}

static GtkWidget *
nth_said (gpointer page, guint n)
{
  GtkWidget *button = gtk_widget_get_first_child (wf_ui_test_child (page, "said_box"));

  while (button != NULL && !(GTK_IS_BUTTON (button) && n-- == 0))
    button = gtk_widget_get_next_sibling (button);
  return button;
}

/* What the client said today and last time stands there, and counts only when it is pressed. */
static void
check_said_before (Fixture *self)
{
  gpointer page = top (self);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (wf_ui_test_child (page, "words_view"));
  WfTileChooser *chooser = nth_chooser (wf_ui_test_child (page, "sheet"), 0);
  g_autofree char *words = NULL;

  WAIT_FOR (nth_said (page, 1) != NULL);
  g_assert_true (wf_ui_test_sees (page, "Today: Book a bus ticket"));
  g_assert_true (wf_ui_test_sees (page, "Last time: write to my mother · Find work"));
  wf_ui_test_picture (self->window, "visit-goal-said");
  g_object_get (buffer, "text", &words, NULL);
  g_assert_cmpstr (words, ==, "");
  g_assert_null (wf_tile_chooser_get_one (chooser));
  g_signal_emit_by_name (nth_said (page, 0), "clicked");
  g_signal_emit_by_name (nth_said (page, 1), "clicked");
  g_free (words);
  g_object_get (buffer, "text", &words, NULL);
  g_assert_cmpstr (words, ==, "Book a bus ticket\nwrite to my mother");
  g_assert_cmpstr (wf_tile_chooser_get_one (chooser), ==, "find-work");
}

static void
test_help_now_ends_and_grows (void)
{
  g_autoptr (Fixture) self = fixture_new (1280, 720);
  gpointer page;

  tell_goal (self);
  start (self, WF_VISIT_HELP_NOW, "fr", "in-person");
  agree (self, TRUE);
  WAIT_FOR (WF_IS_HELP_NOW_PAGE (top (self)));
  assert_focus (self, pane_child (self, "sides"));
  page = top (self);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (wf_ui_test_child (page, "goal_view")),
                            "Book a bus ticket", -1);
  wf_tile_chooser_choose (wf_ui_test_child (page, "theme_chooser"), "travel");
  wf_tile_chooser_choose (wf_ui_test_child (page, "outcome_chooser"), "done");
  settle ();
  wf_ui_test_picture (self->window, "visit-help-now");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page), "visit.grow", NULL));
  WAIT_FOR (WF_IS_CONSENT_PAGE (top (self))); /* the rest of it */
  agree (self, TRUE);
  WAIT_FOR (WF_IS_GOAL_PAGE (top (self)));
  {
    const WfVisit *visit =
        wf_visit_session_get_visit (wf_visit_pane_get_session (WF_VISIT_PANE (top (self))));

    g_assert_cmpint (visit->way, ==, WF_VISIT_FULL);
    g_assert_cmpstr (visit->goal, ==, "Book a bus ticket");
    g_assert_cmpstr (visit->outcome, ==, "done");
  }
  check_said_before (self);
}

static void
test_narrow (void)
{
  g_autoptr (Fixture) self = fixture_new (360, 640);

  begin_questions (self, "ar", "in-person");
  settle ();
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (self->window)), <=, 360);
  WAIT_FOR (wf_two_sides_get_stacked (wf_visit_pane_get_sides (WF_VISIT_PANE (top (self)))));
  wf_ui_test_picture (self->window, "visit-narrow");
  gtk_widget_activate_action (GTK_WIDGET (top (self)), "interview.end", NULL);
  WAIT_FOR (WF_IS_HEARD_PAGE (top (self)));
  settle ();
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (self->window)), <=, 360);
  wf_ui_test_picture (self->window, "visit-narrow-heard");
}

/* The client reads from left to right in a window that runs the other way. */
static void
test_mirrored (void)
{
  g_autoptr (Fixture) self = NULL;
  graphene_rect_t card, strip;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  self = fixture_new (1280, 720);
  begin_questions (self, "fr", "in-person");
  settle ();
  g_assert_cmpint (gtk_widget_get_direction (get_card (self)), ==, GTK_TEXT_DIR_LTR);
  g_assert_cmpint (gtk_widget_get_direction (GTK_WIDGET (top (self))), ==, GTK_TEXT_DIR_RTL);
  WAIT_FOR (gtk_widget_get_width (get_card (self)) > 0);
  g_assert_true (gtk_widget_compute_bounds (get_card (self), GTK_WIDGET (self->window), &card));
  g_assert_true (gtk_widget_compute_bounds (wf_ui_test_child (top (self), "strip"),
                                            GTK_WIDGET (self->window), &strip));
  g_assert_cmpfloat (card.origin.x, >, strip.origin.x); /* the client's side comes first */
  wf_ui_test_picture (self->window, "visit-mirrored");
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

/* What a protected answer says stands nowhere but behind "For you only". */
static void
test_heard_keeps_protected_answers_folded (void)
{
  g_autoptr (Fixture) self = fixture_new (1280, 720);
  GtkExpander *expander;
  GtkWidget *strip;

  begin_questions (self, "en", "in-person");
  while (!g_str_equal (wf_interview_get_current (get_interview (self))->item_id,
                       "wf-access-agency-04"))
    answer (self, 1);
  answer (self, 4); /* mostly another person chooses what one does on the phone */
  gtk_widget_activate_action (GTK_WIDGET (top (self)), "interview.end", NULL);
  WAIT_FOR (WF_IS_HEARD_PAGE (top (self)));
  settle ();
  strip = wf_ui_test_child (top (self), "strip");
  expander = wf_ui_test_child (strip, "card_expander");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (expander)));
  g_assert_false (gtk_expander_get_expanded (expander));
  g_assert_null (gtk_widget_get_parent (wf_ui_test_child (strip, "card_box")));
  gtk_expander_set_expanded (expander, TRUE);
  settle ();
  g_assert_false (wf_ui_test_sees (strip, "Nothing that only you should know."));
  wf_ui_test_picture (self->window, "visit-heard-cards");
}

static void
test_accessible (void)
{
  g_autoptr (Fixture) self = fixture_new (1280, 720);
  const WfItem *item;

  begin_questions (self, "en", "in-person");
  item = wf_interview_get_current_item (get_interview (self));
  gtk_test_accessible_assert_role (
      top (self), gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (top (self))));
  gtk_test_accessible_assert_property (top (self), GTK_ACCESSIBLE_PROPERTY_LABEL, "Questions");
  gtk_test_accessible_assert_role (get_card (self), GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_property (get_card (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       wf_text_get (item->text, "en", NULL));
  gtk_test_accessible_assert_property (wf_ui_test_child (top (self), "strip"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Your side");
  gtk_test_accessible_assert_property (wf_ui_test_child (top (self), "skip_button"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Skip");
  gtk_test_accessible_assert_property (wf_ui_test_child (top (self), "note_button"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Note");
  g_assert_true (wf_ui_test_key (get_card (self), GDK_KEY_p, 0));
  g_assert_true (wf_ui_test_key (get_card (self), GDK_KEY_exclam, 0));
}

int
main (int argc, char **argv)
{
  wf_ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/interview/whole-visit-by-keys", test_whole_visit_by_keys);
  g_test_add_func ("/ui/interview/resumes-at-the-same-question", test_resumes_at_the_same_question);
  g_test_add_func ("/ui/interview/unsaved-stays-until-it-is-saved",
                   test_unsaved_stays_until_it_is_saved);
  g_test_add_func ("/ui/interview/client-window-holds-nothing-private",
                   test_client_window_holds_nothing_private);
  g_test_add_func ("/ui/interview/language-changes-at-once", test_language_changes_at_once);
  g_test_add_func ("/ui/interview/offers-to-stop", test_offers_to_stop);
  g_test_add_func ("/ui/interview/skip-and-note-and-draft", test_skip_and_note_and_draft);
  g_test_add_func ("/ui/interview/no-question", test_no_question);
  g_test_add_func ("/ui/interview/help-now-ends-and-grows", test_help_now_ends_and_grows);
  g_test_add_func ("/ui/interview/narrow", test_narrow);
  g_test_add_func ("/ui/interview/mirrored", test_mirrored);
  g_test_add_func ("/ui/interview/answers-in-own-language", test_answers_in_own_language);
  g_test_add_func ("/ui/interview/heard-keeps-protected-answers-folded",
                   test_heard_keeps_protected_answers_folded);
  g_test_add_func ("/ui/interview/accessible", test_accessible);
  return g_test_run ();
}

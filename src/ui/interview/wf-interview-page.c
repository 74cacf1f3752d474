/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One question after the other. The page shows what the session says and hands each step to
 * it; the next question comes with the session's "changed", after the answer is durable.
 *
 * What may not leave the navigator's screen (private and protected items) is neither spoken
 * nor shown in the client's own window, and an earlier answer to it is not shown again.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-interview-page.h"

#include <glib/gi18n.h>

#include "wf-client-window.h"
#include "wf-interview-question.h"
#include "wf-interview-strip.h"
#include "wf-note-box.h"
#include "wf-question-card.h"
#include "wf-status-note.h"
#include "wf-visit-flow.h"
#include "wf-visit-script.h"
#include "wf-visit-words.h"

struct _WfInterviewPage {
  WfVisitPane parent_instance;

  WfQuestionCard *card;
  WfStatusNote *missing_note;
  WfStatusNote *stop_note;
  WfInterviewStrip *strip;
  GtkScrolledWindow *strip_scroller;
  GtkMenuButton *skip_button;
  GtkPopover *skip_popover;
  GtkListBox *skip_list;
  GtkMenuButton *note_button;
  GtkPopover *note_popover;
  WfNoteBox *note_box;

  WfClientWindow *window; /* (nullable): the client's own */
  char *shown;            /* which question stands on the card, and in which language */
  gboolean was_private;   /* the question that stands there: only when nobody else hears */
  gboolean asks_if_free;  /* the first of these in a row: it is asked first, in a script */
  gboolean is_bigger;
  gboolean is_mirroring; /* one card follows the other */
};

G_DEFINE_FINAL_TYPE (WfInterviewPage, wf_interview_page, WF_TYPE_VISIT_PANE)

enum {
  PROP_0,
  PROP_PINNED_AREA,
};

static const char *const SKIPS[] = { "not-now",   "refused",   "dont-know", "not-me",
                                     "not-clear", "could-not", "not-alone" };

static WfServices *
get_services (WfInterviewPage *self)
{
  return wf_pane_get_services (WF_PANE (self));
}

static WfVisitSession *
get_session (WfInterviewPage *self)
{
  return wf_visit_pane_get_session (WF_VISIT_PANE (self));
}

static WfInterview *
get_interview (WfInterviewPage *self)
{
  return wf_visit_session_get_interview (get_session (self));
}

static const WfItem *
get_item (WfInterviewPage *self)
{
  WfInterview *interview = get_interview (self);

  return interview != NULL ? wf_interview_get_current_item (interview) : NULL;
}

/* Whether a question stays between the two of them. */
static gboolean
is_for_here_only (const WfItem *item)
{
  if (item->private_only || item->protected)
    return TRUE;
  for (guint i = 0; i < item->options->len; i++)
    {
      if (((const WfItemOption *) item->options->pdata[i])->protected)
        return TRUE;
    }
  return FALSE;
}

static const char *
get_card_lang (WfInterviewPage *self)
{
  return wf_visit_pane_get_lang (WF_VISIT_PANE (self));
}

/* --- The card --- */

/* The client reads on a window of their own: here the navigator keeps the same answers, under
 * the same numbers, small and in their own language. */
static gboolean
is_card_away (WfInterviewPage *self)
{
  return self->window != NULL && get_item (self) != NULL && !is_for_here_only (get_item (self));
}

static void
show_question_in (WfInterviewPage *self, const char *lang, WfQuestionCard *card)
{
  g_autoptr (GPtrArray) before =
      wf_visit_script_list_before (WF_VISIT_PANE (self), get_item (self)->id, self->asks_if_free);
  g_auto (WfInterviewQuestion) question = { 0 };

  wf_interview_question_init (&question, WF_VISIT_PANE (self), lang, before);
  if (card != NULL)
    wf_question_card_show (card, &question.card);
  else
    wf_client_window_show_question (self->window, &question.card);
}

static void
show_question (WfInterviewPage *self)
{
  const WfAsked *asked = wf_interview_get_current (get_interview (self));
  gboolean is_away = is_card_away (self);

  wf_question_card_set_compact (self->card, is_away);
  wf_question_card_set_scale (self->card, self->is_bigger && !is_away ? 1.5 : 1);
  show_question_in (self, is_away ? get_services (self)->lang : get_card_lang (self), self->card);
  if (is_away)
    show_question_in (self, get_card_lang (self), NULL);
  else if (self->window != NULL)
    wf_client_window_show_question (self->window, NULL);
  if (!is_for_here_only (get_item (self)) && asked->options != NULL)
    wf_question_card_set_chosen (self->card, (const char *const *) asked->options);
}

static void
update_next (WfInterviewPage *self)
{
  g_auto (GStrv) chosen = wf_question_card_get_chosen (self->card);

  wf_interview_strip_set_chosen (self->strip, (const char *const *) chosen);
  wf_visit_pane_set_next (WF_VISIT_PANE (self), NULL, get_item (self) == NULL || chosen[0] != NULL);
}

/* A question whose item has left the pack: say so, and go on. */
static void
show_missing (WfInterviewPage *self)
{
  wf_status_note_set (self->missing_note, _ ("This question is no longer in the pack."),
                      _ ("All answers are saved."), _ ("Go on with the next one."));
  gtk_widget_set_visible (GTK_WIDGET (self->card), FALSE);
  if (self->window != NULL)
    wf_client_window_show_question (self->window, NULL);
}

/* After some refusals in a row: kindly, and again only after some more. */
static void
update_stop_note (WfInterviewPage *self)
{
  gboolean offers = wf_interview_offers_to_stop (get_interview (self));

  wf_status_note_set (self->stop_note,
                      offers ? _ ("Some questions in a row were not wanted.") : NULL,
                      _ ("All answers are saved. Stopping is fine."),
                      /* Translators: End the Questions is an item of the menu More */
                      _ ("Offer to stop here: More, End the Questions. Or go on."));
}

static char *
make_key (WfInterviewPage *self)
{
  WfInterview *interview = get_interview (self);

  return g_strdup_printf ("%s %s %d %d", wf_interview_get_current (interview)->item_id,
                          get_card_lang (self), self->is_bigger, self->window != NULL);
}

static gboolean
is_same_item (const char *key, const char *other)
{
  gsize length = other != NULL ? strcspn (other, " ") + 1 : 0;

  return other != NULL && strncmp (key, other, length) == 0;
}

/* Both cards show the same choice, except where it is for here only. */
static void
mirror (WfInterviewPage *self, WfQuestionCard *from, WfQuestionCard *to)
{
  g_auto (GStrv) chosen = wf_question_card_get_chosen (from);

  if (self->is_mirroring || get_item (self) == NULL || is_for_here_only (get_item (self)))
    return;
  self->is_mirroring = TRUE;
  wf_question_card_set_chosen (to, (const char *const *) chosen);
  self->is_mirroring = FALSE;
}

static void
wf_interview_page_refresh (WfVisitPane *pane)
{
  WfInterviewPage *self = WF_INTERVIEW_PAGE (pane);
  WfInterview *interview = get_interview (self);
  g_autofree char *key = NULL;
  gboolean is_new;

  if (interview == NULL || wf_interview_get_current (interview) == NULL)
    {
      wf_visit_flow_go_on (WF_PANE (self), get_session (self));
      return;
    }

  key = make_key (self);
  is_new = !is_same_item (key, self->shown);
  /* On the telephone there is nobody to turn a card round for. */
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "interview.client-window",
                                 !wf_visit_script_is_on (pane));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "interview.care",
                                 wf_interview_is_private (interview));
  wf_visit_pane_set_can_back_step (pane, wf_interview_may_go_back (interview));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "interview.replace",
                                 wf_interview_get_phase (interview) == WF_INTERVIEW_SKILLS);
  g_object_notify (G_OBJECT (self), "pinned-area");
  update_stop_note (self);
  wf_interview_strip_show (self->strip, get_services (self), interview,
                           is_card_away (self) ? get_services (self)->lang : get_card_lang (self),
                           wf_visit_script_is_on (pane), is_new);
  if (get_item (self) == NULL)
    show_missing (self);
  else if (g_strcmp0 (key, self->shown) != 0)
    {
      gboolean is_private = get_item (self)->private_only;
      g_auto (GStrv) chosen = is_new ? NULL : wf_question_card_get_chosen (self->card);

      if (is_new)
        {
          self->asks_if_free = is_private && !self->was_private;
          self->was_private = is_private;
        }
      wf_speech_stop (get_services (self)->speech);
      wf_status_note_set (self->missing_note, NULL, NULL, NULL);
      gtk_widget_set_visible (GTK_WIDGET (self->card), TRUE);
      /* First: the focus leaving an old answer would scroll the new question away. */
      gtk_widget_grab_focus (GTK_WIDGET (self->card));
      show_question (self);
      if (chosen != NULL)
        wf_question_card_set_chosen (self->card, (const char *const *) chosen);
      if (self->window != NULL)
        mirror (self, self->card, wf_client_window_get_card (self->window));
      gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->strip_scroller), 0);
    }
  g_free (self->shown);
  self->shown = g_steal_pointer (&key);
  update_next (self);
}

static void
on_card_chosen (WfQuestionCard *card, WfInterviewPage *self)
{
  if (self->window != NULL)
    mirror (self, card, wf_client_window_get_card (self->window));
  update_next (self);
}

static void
on_window_chosen (WfQuestionCard *card, WfInterviewPage *self)
{
  mirror (self, card, self->card);
  update_next (self);
}

/* --- Steps --- */

static void
wf_interview_page_next (WfVisitPane *pane)
{
  WfInterviewPage *self = WF_INTERVIEW_PAGE (pane);
  g_auto (GStrv) chosen = wf_question_card_get_chosen (self->card);
  GCancellable *cancellable = wf_pane_get_cancellable (WF_PANE (self));

  if (wf_visit_pane_is_held (pane))
    return;
  if (get_item (self) == NULL)
    {
      GError *error = NULL;
      GPtrArray *records = wf_interview_propose_go_on (get_interview (self), &error);

      wf_visit_session_commit_async (get_session (self), records, error, cancellable,
                                     on_wf_visit_step_ready, self);
    }
  else if (chosen[0] != NULL)
    wf_visit_session_answer_async (get_session (self), (const char *const *) chosen,
                                   wf_interview_strip_get_help (self->strip), cancellable,
                                   on_wf_visit_step_ready, self);
  wf_visit_pane_update_status (pane);
}

static void
wf_interview_page_back_step (WfVisitPane *pane)
{
  WfInterviewPage *self = WF_INTERVIEW_PAGE (pane);

  if (wf_visit_pane_is_held (pane) || !wf_interview_may_go_back (get_interview (self)))
    return;
  wf_visit_session_back_async (get_session (self), wf_pane_get_cancellable (WF_PANE (self)),
                               on_wf_visit_step_ready, self);
  wf_visit_pane_update_status (pane);
}

static void
on_skip_popover_show (GtkPopover *popover, WfInterviewPage *self)
{
  const WfItem *item = get_item (self);

  /* "Could not do it" is an answer, and only where something was to be done. */
  for (guint i = 0; i < G_N_ELEMENTS (SKIPS); i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->skip_list, (int) i);

      if (g_str_equal (SKIPS[i], "could-not"))
        gtk_widget_set_visible (GTK_WIDGET (row), item != NULL && item->kind == WF_ITEM_TASK);
    }
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->skip_list, 0)));
}

static void
on_skip_list_row_activated (GtkListBox *list, GtkListBoxRow *row, WfInterviewPage *self)
{
  const char *reason = SKIPS[gtk_list_box_row_get_index (row)];
  GCancellable *cancellable = wf_pane_get_cancellable (WF_PANE (self));

  gtk_popover_popdown (self->skip_popover);
  if (wf_visit_pane_is_held (WF_VISIT_PANE (self)))
    return;
  if (g_str_equal (reason, "could-not"))
    {
      GError *error = NULL;
      GPtrArray *records = wf_interview_propose_could_not (get_interview (self), &error);

      wf_visit_session_commit_async (get_session (self), records, error, cancellable,
                                     on_wf_visit_step_ready, self);
    }
  else
    wf_visit_session_skip_async (get_session (self), reason, cancellable, on_wf_visit_step_ready,
                                 self);
  wf_visit_pane_update_status (WF_VISIT_PANE (self));
}

static void
on_card_skip (WfQuestionCard *card, WfInterviewPage *self)
{
  gtk_menu_button_popup (self->skip_button);
}

static void
on_note_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  if (wf_visit_pane_finish_step (source, result, user_data))
    {
      WfInterviewPage *self = user_data;

      wf_note_box_clear (self->note_box);
      gtk_popover_popdown (self->note_popover);
    }
}

static void
on_note_box_save (WfNoteBox *box, WfInterviewPage *self)
{
  g_autofree char *text = wf_note_box_dup_text (box);

  if (*text == '\0' || wf_visit_pane_is_held (WF_VISIT_PANE (self)))
    return;
  wf_visit_session_note_async (get_session (self), text, wf_pane_get_cancellable (WF_PANE (self)),
                               on_note_saved, self);
  wf_visit_pane_update_status (WF_VISIT_PANE (self));
}

/* --- Listening --- */

static void
on_speaking_changed (WfSpeech *speech, GParamSpec *pspec, WfInterviewPage *self)
{
  gboolean speaking = wf_speech_get_speaking (speech);

  wf_question_card_set_listening (self->card, speaking);
  if (self->window != NULL)
    wf_question_card_set_listening (wf_client_window_get_card (self->window), speaking);
}

static void
on_said (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  wf_speech_say_finish (WF_SPEECH (source), result, &error);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    wf_pane_tell (user_data, _ ("There is no voice for this language here. Read it together."));
}

static void
on_card_listen (WfQuestionCard *card, WfInterviewPage *self)
{
  WfSpeech *speech = get_services (self)->speech;
  const WfItem *item = get_item (self);
  const char *lang = NULL;
  g_autoptr (GString) spoken = NULL;
  g_autoptr (GPtrArray) options = NULL;

  if (item == NULL)
    return;
  if (wf_speech_get_speaking (speech))
    {
      wf_speech_stop (speech);
      return;
    }
  if (is_for_here_only (item))
    {
      wf_pane_tell (WF_PANE (self), _ ("This question is not read aloud. Read it together."));
      return;
    }

  spoken = g_string_new (
      wf_text_get_for (item->text, get_card_lang (self), get_services (self)->lang, &lang));
  options = wf_interview_get_current_options (get_interview (self));
  for (guint i = 0; i < options->len; i++)
    g_string_append_printf (spoken, "\n%s",
                            wf_text_get (((WfItemOption *) options->pdata[i])->text, lang, NULL));
  wf_speech_say_async (speech, lang, spoken->str, wf_pane_get_cancellable (WF_PANE (self)), on_said,
                       self);
}

/* --- The client's own window --- */

static gboolean
on_window_close_request (GtkWindow *window, WfInterviewPage *self)
{
  self->window = NULL;
  wf_interview_page_refresh (WF_VISIT_PANE (self));
  return GDK_EVENT_PROPAGATE;
}

static void
close_window (WfInterviewPage *self)
{
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&self->window)));
}

static void
on_client_window_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfInterviewPage *self = WF_INTERVIEW_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  WfQuestionCard *card;

  if (self->window != NULL)
    {
      close_window (self);
      wf_interview_page_refresh (WF_VISIT_PANE (self));
      return;
    }

  self->window =
      wf_client_window_new (get_services (self), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);
  g_signal_connect_object (self->window, "close-request", G_CALLBACK (on_window_close_request),
                           self, 0);
  card = wf_client_window_get_card (self->window);
  g_signal_connect_object (card, "chosen", G_CALLBACK (on_window_chosen), self, 0);
  g_signal_connect_object (card, "skip", G_CALLBACK (on_card_skip), self, 0);
  g_signal_connect_object (card, "listen", G_CALLBACK (on_card_listen), self, 0);
  wf_interview_page_refresh (WF_VISIT_PANE (self));
  wf_client_window_open (self->window);
}

/* --- Other actions and keys --- */

static void
on_pause_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  wf_visit_pane_leave (WF_VISIT_PANE (widget));
}

/* An assessment may be split over two visits: the questions that are left wait for the next. */
static void
on_close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfInterviewPage *self = WF_INTERVIEW_PAGE (widget);

  if (!wf_visit_pane_is_held (WF_VISIT_PANE (self)))
    wf_visit_flow_show_end (WF_PANE (self), get_session (self));
}

static void
on_end_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfInterviewPage *self = WF_INTERVIEW_PAGE (widget);

  if (wf_visit_pane_is_held (WF_VISIT_PANE (self)))
    return;
  wf_visit_session_stop_questions_async (
      get_session (self), wf_pane_get_cancellable (WF_PANE (self)), on_wf_visit_step_ready, self);
  wf_visit_pane_update_status (WF_VISIT_PANE (self));
}

static void
on_replace_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfInterviewPage *self = WF_INTERVIEW_PAGE (widget);

  if (wf_visit_pane_is_held (WF_VISIT_PANE (self)))
    return;
  wf_visit_session_replace_async (get_session (self), wf_pane_get_cancellable (WF_PANE (self)),
                                  on_wf_visit_step_ready, self);
  wf_visit_pane_update_status (WF_VISIT_PANE (self));
}

/* What the menu shows as chosen: the area as a number, "0" for all. */
static void
wf_interview_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WfInterview *interview = get_interview (WF_INTERVIEW_PAGE (object));

  g_value_take_string (
      value,
      g_strdup_printf ("%u", interview != NULL ? wf_interview_get_pinned_area (interview) : 0));
}

static void
wf_interview_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  WfInterviewPage *self = WF_INTERVIEW_PAGE (object);
  const char *area = g_value_get_string (value);

  if (area == NULL || get_interview (self) == NULL || wf_visit_pane_is_held (WF_VISIT_PANE (self)))
    return;
  wf_visit_session_pin_area_async (get_session (self), (guint) CLAMP (atoi (area), 0, WF_N_AREAS),
                                   wf_pane_get_cancellable (WF_PANE (self)), on_wf_visit_step_ready,
                                   self);
  wf_visit_pane_update_status (WF_VISIT_PANE (self));
}

static void
on_bigger_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfInterviewPage *self = WF_INTERVIEW_PAGE (widget);

  self->is_bigger = !self->is_bigger;
  wf_interview_page_refresh (WF_VISIT_PANE (self));
}

static void
on_care_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfInterviewPage *self = WF_INTERVIEW_PAGE (widget);
  GError *error = NULL;
  GPtrArray *records;

  if (wf_visit_pane_is_held (WF_VISIT_PANE (self)))
    return;
  records = wf_interview_propose_care (get_interview (self), &error);
  wf_visit_session_commit_async (get_session (self), records, error,
                                 wf_pane_get_cancellable (WF_PANE (self)), on_wf_visit_step_ready,
                                 self);
  wf_visit_pane_update_status (WF_VISIT_PANE (self));
}

static gboolean
choose_by_digit (WfInterviewPage *self, guint keyval)
{
  int digit = g_unichar_digit_value (gdk_keyval_to_unicode (keyval));

  return digit >= 1 && wf_question_card_choose (self->card, (guint) digit - 1);
}

static gboolean
wf_interview_page_key (WfVisitPane *pane, GtkEventControllerKey *controller, guint keyval)
{
  WfInterviewPage *self = WF_INTERVIEW_PAGE (pane);

  if (keyval == GDK_KEY_BackSpace)
    wf_interview_page_back_step (pane);
  else if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)
    wf_interview_page_next (pane);
  else if (keyval == GDK_KEY_F11)
    gtk_widget_activate_action (GTK_WIDGET (self), "interview.client-window", NULL);
  else if (keyval >= GDK_KEY_F5 && keyval <= GDK_KEY_F8)
    return wf_interview_strip_choose_help (self->strip, keyval - GDK_KEY_F5);
  else if (wf_key_is (controller, keyval, GDK_KEY_s))
    gtk_menu_button_popup (self->skip_button);
  else if (wf_key_is (controller, keyval, GDK_KEY_n))
    gtk_menu_button_popup (self->note_button);
  else if (wf_key_is (controller, keyval, GDK_KEY_l))
    on_card_listen (self->card, self);
  else
    return choose_by_digit (self, keyval);
  return TRUE;
}

/* Enter on an answer that is chosen already means Next, wherever on the card one stands. */
static gboolean
on_card_key_pressed (GtkEventControllerKey *controller,
                     guint keyval,
                     guint keycode,
                     GdkModifierType state,
                     WfInterviewPage *self)
{
  g_auto (GStrv) chosen = NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter)
    return GDK_EVENT_PROPAGATE;
  if (focus != NULL && !GTK_IS_TOGGLE_BUTTON (focus) && GTK_IS_BUTTON (focus))
    return GDK_EVENT_PROPAGATE; /* Skip and Listen do what they say */
  chosen = wf_question_card_get_chosen (self->card);
  if (chosen[0] == NULL)
    return GDK_EVENT_PROPAGATE;

  wf_interview_page_next (WF_VISIT_PANE (self));
  return GDK_EVENT_STOP;
}

static void
on_strip_help_changed (WfInterviewStrip *strip, WfInterviewPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->card));
}

/* --- The object --- */

static gboolean
wf_interview_page_take_focus (WfPane *pane)
{
  return gtk_widget_grab_focus (GTK_WIDGET (WF_INTERVIEW_PAGE (pane)->card)) ||
         WF_PANE_CLASS (wf_interview_page_parent_class)->take_focus (pane);
}

static void
wf_interview_page_hidden (WfPane *pane)
{
  WF_PANE_CLASS (wf_interview_page_parent_class)->hidden (pane);
  wf_speech_stop (wf_pane_get_services (pane)->speech);
  close_window (WF_INTERVIEW_PAGE (pane));
}

static void
wf_interview_page_constructed (GObject *object)
{
  WfInterviewPage *self = WF_INTERVIEW_PAGE (object);

  G_OBJECT_CLASS (wf_interview_page_parent_class)->constructed (object);
  g_signal_connect_object (get_services (self)->speech, "notify::speaking",
                           G_CALLBACK (on_speaking_changed), self, 0);
  wf_note_box_attach (self->note_box, get_services (self),
                      wf_visit_session_get_client_id (get_session (self)));
  wf_interview_page_refresh (WF_VISIT_PANE (self));
}

static void
wf_interview_page_dispose (GObject *object)
{
  close_window (WF_INTERVIEW_PAGE (object));
  G_OBJECT_CLASS (wf_interview_page_parent_class)->dispose (object);
}

static void
wf_interview_page_finalize (GObject *object)
{
  g_free (WF_INTERVIEW_PAGE (object)->shown);
  G_OBJECT_CLASS (wf_interview_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (WF_TYPE_INTERVIEW_STRIP);
  g_type_ensure (WF_TYPE_NOTE_BOX);
  g_type_ensure (WF_TYPE_QUESTION_CARD);
  g_type_ensure (WF_TYPE_STATUS_NOTE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/interview/wf-interview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WfInterviewPage, card);
  gtk_widget_class_bind_template_child (widget_class, WfInterviewPage, missing_note);
  gtk_widget_class_bind_template_child (widget_class, WfInterviewPage, stop_note);
  gtk_widget_class_bind_template_child (widget_class, WfInterviewPage, strip);
  gtk_widget_class_bind_template_child (widget_class, WfInterviewPage, strip_scroller);
  gtk_widget_class_bind_template_child (widget_class, WfInterviewPage, skip_button);
  gtk_widget_class_bind_template_child (widget_class, WfInterviewPage, skip_popover);
  gtk_widget_class_bind_template_child (widget_class, WfInterviewPage, skip_list);
  gtk_widget_class_bind_template_child (widget_class, WfInterviewPage, note_button);
  gtk_widget_class_bind_template_child (widget_class, WfInterviewPage, note_popover);
  gtk_widget_class_bind_template_child (widget_class, WfInterviewPage, note_box);
  gtk_widget_class_bind_template_callback (widget_class, on_card_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_card_skip);
  gtk_widget_class_bind_template_callback (widget_class, on_card_listen);
  gtk_widget_class_bind_template_callback (widget_class, on_strip_help_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_skip_popover_show);
  gtk_widget_class_bind_template_callback (widget_class, on_skip_list_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_note_box_save);
}

static void
wf_interview_page_class_init (WfInterviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = wf_interview_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = wf_interview_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = wf_interview_page_finalize;
  G_OBJECT_CLASS (klass)->get_property = wf_interview_page_get_property;
  G_OBJECT_CLASS (klass)->set_property = wf_interview_page_set_property;
  WF_PANE_CLASS (klass)->hidden = wf_interview_page_hidden;
  WF_PANE_CLASS (klass)->take_focus = wf_interview_page_take_focus;
  WF_VISIT_PANE_CLASS (klass)->refresh = wf_interview_page_refresh;
  WF_VISIT_PANE_CLASS (klass)->next = wf_interview_page_next;
  WF_VISIT_PANE_CLASS (klass)->back_step = wf_interview_page_back_step;
  WF_VISIT_PANE_CLASS (klass)->key = wf_interview_page_key;
  bind_template (widget_class);
  g_object_class_install_property (
      G_OBJECT_CLASS (klass), PROP_PINNED_AREA,
      g_param_spec_string ("pinned-area", NULL, NULL, "0",
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  gtk_widget_class_install_property_action (widget_class, "interview.pin-area", "pinned-area");
  gtk_widget_class_install_action (widget_class, "interview.pause", NULL, on_pause_action);
  gtk_widget_class_install_action (widget_class, "interview.close", NULL, on_close_action);
  gtk_widget_class_install_action (widget_class, "interview.end", NULL, on_end_action);
  gtk_widget_class_install_action (widget_class, "interview.replace", NULL, on_replace_action);
  gtk_widget_class_install_action (widget_class, "interview.bigger", NULL, on_bigger_action);
  gtk_widget_class_install_action (widget_class, "interview.care", NULL, on_care_action);
  gtk_widget_class_install_action (widget_class, "interview.client-window", NULL,
                                   on_client_window_action);
}

static void
wf_interview_page_init (WfInterviewPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_card_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self->card), keys);
  for (guint i = 0; i < G_N_ELEMENTS (SKIPS); i++)
    {
      GtkWidget *label = gtk_label_new (wf_skip_get_words (SKIPS[i]));
      GtkWidget *row = gtk_list_box_row_new ();

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      wf_skip_get_words (SKIPS[i]), -1);
      gtk_list_box_append (self->skip_list, row);
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The end of a visit: a good-bye for the client that says nothing about why they came, and
 * for the navigator the facts the visit is closed with. All of them may stay empty.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-end-visit-page.h"

#include <glib/gi18n.h>

#include "wf-client-sheet.h"
#include "wf-draft.h"
#include "wf-last-time.h"
#include "wf-receipt-offer.h"
#include "wf-summary-offer.h"
#include "wf-visit-script.h"
#include "wf-visit-words.h"

struct _WfEndVisitPage {
  WfVisitPane parent_instance;

  WfClientSheet *sheet;
  GtkSpinButton *minutes_spin;
  WfTileChooser *theme_chooser;
  WfTileChooser *next_chooser;
  GtkLabel *next_label;
  WfTileChooser *place_chooser;
  GtkEntry *place_entry;
  WfTileChooser *service_chooser;
  GtkEntry *service_entry;
  GtkLabel *funder_title;
  WfTileChooser *funder_chooser;
  GtkEntry *need_entry;
  GtkEntry *sent_by_entry;
  GtkExpander *report_expander;
  GtkWidget *habit_note;
  GtkCheckButton *tell_back_check;
  GtkCheckButton *keep_open_check;
  GtkWidget *unkept_note;
  WfLastTime *record;

  char *client_id;
  WfDraft *draft; /* of all of it */
};

G_DEFINE_FINAL_TYPE (WfEndVisitPage, wf_end_visit_page, WF_TYPE_VISIT_PANE)

static const struct {
  const char *id;
  const char *words;
  int days;
} NEXT[] = {
  { "none", N_ ("No date"), 0 },
  { "week", N_ ("In a week"), 7 },
  { "two-weeks", N_ ("In two weeks"), 14 },
  { "month", N_ ("In a month"), 30 },
  { "three-months", N_ ("In three months"), 91 },
};

static WfServices *
get_services (WfEndVisitPage *self)
{
  return wf_pane_get_services (WF_PANE (self));
}

static WfVisitSession *
get_session (WfEndVisitPage *self)
{
  return wf_visit_pane_get_session (WF_VISIT_PANE (self));
}

/* When they meet again, microseconds; 0 without a date. */
static gint64
get_next_time (WfEndVisitPage *self)
{
  const char *id = wf_tile_chooser_get_one (self->next_chooser);

  for (guint i = 0; i < G_N_ELEMENTS (NEXT); i++)
    {
      if (g_strcmp0 (NEXT[i].id, id) == 0 && NEXT[i].days > 0)
        return wf_clock_now (get_services (self)->clock) + NEXT[i].days * WF_CLOCK_DAY;
    }
  return 0;
}

static char *
dup_next_day (WfEndVisitPage *self)
{
  gint64 time_us = get_next_time (self);
  g_autoptr (GDateTime) time = NULL;

  if (time_us == 0)
    return NULL;
  time = g_date_time_new_from_unix_local (time_us / G_USEC_PER_SEC);
  return g_date_time_format (time, "%Y-%m-%d");
}

static char *
dup_next (WfEndVisitPage *self, const char *lang, const char **out_lang)
{
  WfClientTexts *texts = wf_visit_pane_get_texts (WF_VISIT_PANE (self));
  g_autoptr (WfFormat) format = wf_pack_library_new_format (get_services (self)->packs, lang, NULL);
  g_autofree char *date = wf_format_date (format, get_next_time (self), WF_DATE_WORDS_NO_YEAR);

  return wf_client_texts_format (texts, "close.next", lang, out_lang, "date", date, NULL);
}

static void
add_next (WfEndVisitPage *self, const char *lang)
{
  WfClientTexts *texts = wf_visit_pane_get_texts (WF_VISIT_PANE (self));
  gint64 time_us = get_next_time (self);
  g_autofree char *sentence = NULL;
  g_autofree char *own = NULL;
  const char *text_lang = NULL;

  if (time_us == 0)
    {
      wf_client_sheet_add_pack (self->sheet, WF_SHEET_HEADING, texts, "close.no-next");
      return;
    }
  sentence = dup_next (self, lang, &text_lang);
  own = dup_next (self, get_services (self)->lang, NULL);
  wf_client_sheet_add (self->sheet, WF_SHEET_HEADING, sentence, text_lang);
  wf_client_sheet_add_own (self->sheet, own);
}

static void
wf_end_visit_page_refresh (WfVisitPane *pane)
{
  WfEndVisitPage *self = WF_END_VISIT_PAGE (pane);
  WfClientTexts *texts = wf_visit_pane_get_texts (pane);
  const char *lang = wf_visit_pane_get_lang (pane);
  gint64 time_us = get_next_time (self);
  g_autofree char *own =
      time_us != 0 ? wf_format_date (get_services (self)->format, time_us, WF_DATE_WORDS) : NULL;

  wf_visit_script_begin (pane, self->sheet);
  wf_client_sheet_add_pack (self->sheet, WF_SHEET_TITLE, texts, "close.thanks");
  add_next (self, lang);
  wf_client_sheet_add_pack (self->sheet, WF_SHEET_TEXT, texts, "close.ask");
  wf_client_sheet_add_pack (self->sheet, WF_SHEET_TEXT, texts, "close.tell-back");
  wf_client_sheet_add_pack (self->sheet, WF_SHEET_QUIET, texts, "close.safe-home");
  wf_client_sheet_done (self->sheet);
  gtk_label_set_text (self->next_label, own != NULL ? own : "");
}

static void
on_next_changed (WfEndVisitPage *self)
{
  wf_end_visit_page_refresh (WF_VISIT_PANE (self));
}

/* --- Place and service: one of the agency's words; typed where it has none --- */

static void
offer_words (WfTileChooser *chooser, GtkEntry *entry, GStrv words, const char *now)
{
  gboolean has_words = words[0] != NULL;

  for (guint i = 0; words[i] != NULL; i++)
    wf_tile_chooser_add (chooser, words[i], words[i], NULL, NULL);
  if (has_words && *now != '\0' && !g_strv_contains ((const char *const *) words, now))
    wf_tile_chooser_add (chooser, now, now, NULL, NULL);
  wf_tile_chooser_set_one (chooser, has_words && words[1] == NULL && *now == '\0' ? words[0] : now);
  gtk_editable_set_text (GTK_EDITABLE (entry), now);
  gtk_widget_set_visible (GTK_WIDGET (chooser), has_words);
  gtk_widget_set_visible (GTK_WIDGET (entry), !has_words);
}

static const char *
get_words (WfTileChooser *chooser, GtkEntry *entry)
{
  const char *words = gtk_widget_get_visible (GTK_WIDGET (chooser))
                          ? wf_tile_chooser_get_one (chooser)
                          : gtk_editable_get_text (GTK_EDITABLE (entry));

  return words != NULL ? words : "";
}

/* Only where nothing stands yet, and only one of the agency's words where it has words.
 * Returns: whether something was put there. */
static gboolean
put_habit (WfEndVisitPage *self, WfTileChooser *chooser, GtkEntry *entry, const char *words)
{
  if (*words == '\0' || *get_words (chooser, entry) != '\0')
    return FALSE;
  if (!gtk_widget_get_visible (GTK_WIDGET (chooser)))
    gtk_editable_set_text (GTK_EDITABLE (entry), words);
  else
    wf_tile_chooser_set_one (chooser, words);
  wf_draft_accept (self->draft, chooser);
  wf_draft_accept (self->draft, entry);
  return *get_words (chooser, entry) != '\0';
}

static void
on_habit_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfVisit) last =
      wf_client_repo_find_habit_finish (WF_CLIENT_REPO (source), result, &error);
  WfEndVisitPage *self = user_data;
  g_auto (GStrv) funders = NULL;
  gboolean is_put;

  if (last == NULL)
    return; /* gone, or nothing to go by: it is asked as it was */

  is_put = put_habit (self, self->place_chooser, self->place_entry, last->place);
  is_put |= put_habit (self, self->service_chooser, self->service_entry, last->service);
  funders = wf_tile_chooser_get_chosen (self->funder_chooser);
  if (funders[0] == NULL && last->funders[0] != NULL)
    {
      wf_tile_chooser_set_chosen (self->funder_chooser, (const char *const *) last->funders);
      wf_draft_accept (self->draft, self->funder_chooser);
      is_put |= wf_tile_chooser_get_one (self->funder_chooser) != NULL;
    }
  gtk_widget_set_visible (self->habit_note, is_put);
  if (is_put) /* seen without opening it */
    {
      /* Translators: the heading of place, service and funder, which were filled in */
      const char *label = _ ("For the report: as at the last visit");

      gtk_label_set_label (GTK_LABEL (gtk_expander_get_label_widget (self->report_expander)),
                           label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->report_expander),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
    }
}

/* Who wanted no notes is forgotten with the visit: said before it is closed, and no questions
 * are promised for a next time. */
static void
on_unkept_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean is_unkept = wf_client_repo_ask_unkept_finish (WF_CLIENT_REPO (source), result, &error);
  WfEndVisitPage *self = user_data;

  if (!is_unkept)
    return; /* or gone */

  gtk_widget_set_visible (self->unkept_note, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->keep_open_check), FALSE);
}

static void
on_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WfEndVisitPage *self = user_data;
  gboolean is_kept;

  if (!wf_visit_pane_finish_step (source, result, user_data))
    return;

  wf_draft_end (self->draft); /* the client may be forgotten by now */
  is_kept = wf_client_repo_lookup (get_services (self)->clients, self->client_id) != NULL;
  wf_pane_tell (user_data, is_kept ? _ ("The visit is closed and saved.")
                                   /* Translators: the client wanted no notes and was forgotten */
                                   : _ ("The visit is closed and counted. Nothing else is kept."));
  wf_pane_back (user_data);
}

static void
wf_end_visit_page_next (WfVisitPane *pane)
{
  WfEndVisitPage *self = WF_END_VISIT_PAGE (pane);
  g_autoptr (WfVisit) visit = NULL;
  g_autofree char *next_day = dup_next_day (self);
  g_auto (GStrv) themes = wf_tile_chooser_get_chosen (self->theme_chooser);
  g_auto (GStrv) funders = wf_tile_chooser_get_chosen (self->funder_chooser);

  if (wf_visit_pane_is_held (pane))
    return;
  visit = wf_visit_copy (wf_visit_session_get_visit (get_session (self)));
  visit->minutes = (guint) gtk_spin_button_get_value_as_int (self->minutes_spin);
  wf_visit_set_list (&visit->themes, (const char *const *) themes);
  wf_visit_set_list (&visit->funders, (const char *const *) funders);
  wf_visit_set_text (&visit->place, get_words (self->place_chooser, self->place_entry));
  wf_visit_set_text (&visit->service, get_words (self->service_chooser, self->service_entry));
  wf_visit_set_text (&visit->need, gtk_editable_get_text (GTK_EDITABLE (self->need_entry)));
  wf_visit_set_text (&visit->sent_by, gtk_editable_get_text (GTK_EDITABLE (self->sent_by_entry)));
  visit->tell_back = gtk_check_button_get_active (self->tell_back_check);
  wf_visit_session_end_async (get_session (self), visit, next_day,
                              gtk_widget_get_visible (GTK_WIDGET (self->keep_open_check)) &&
                                  gtk_check_button_get_active (self->keep_open_check),
                              wf_pane_get_cancellable (WF_PANE (self)), on_ended, self);
  wf_visit_pane_update_status (pane);
}

static void
on_receipt_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfEndVisitPage *self = WF_END_VISIT_PAGE (widget);

  wf_receipt_offer (WF_PANE (self), wf_visit_session_get_client_id (get_session (self)),
                    wf_visit_pane_get_lang (WF_VISIT_PANE (self)));
}

static void
on_summary_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfEndVisitPage *self = WF_END_VISIT_PAGE (widget);

  wf_summary_offer (WF_PANE (self), get_session (self),
                    wf_visit_pane_get_lang (WF_VISIT_PANE (self)), get_next_time (self));
}

static gboolean
has_open_questions (WfVisitSession *session)
{
  WfInterview *interview = wf_visit_session_get_interview (session);
  WfInterviewPhase phase =
      interview != NULL ? wf_interview_get_phase (interview) : WF_INTERVIEW_NEW;

  return phase == WF_INTERVIEW_GOAL || phase == WF_INTERVIEW_ACCESS || phase == WF_INTERVIEW_CARE ||
         phase == WF_INTERVIEW_SKILLS;
}

static void
fill_in (WfEndVisitPage *self)
{
  const WfVisit *visit = wf_visit_session_get_visit (get_session (self));
  const WfAgency *agency = wf_agency_repo_get (get_services (self)->agency);
  guint measured = wf_visit_session_get_minutes (get_session (self));
  gboolean is_said = visit->way == WF_VISIT_HELP_NOW && visit->minutes != 0;
  /* What was said before the visit grew was of the help alone: it is the least there can be. */
  guint minutes = is_said ? visit->minutes : MAX (visit->minutes, measured);

  gtk_spin_button_set_value (self->minutes_spin, CLAMP (minutes, 1, 480));
  wf_tile_chooser_set_chosen (self->theme_chooser, (const char *const *) visit->themes);
  offer_words (self->place_chooser, self->place_entry, agency->places, visit->place);
  offer_words (self->service_chooser, self->service_entry, agency->services, visit->service);
  for (guint i = 0; agency->funders[i] != NULL; i++)
    wf_tile_chooser_add (self->funder_chooser, agency->funders[i], agency->funders[i], NULL, NULL);
  wf_tile_chooser_set_chosen (self->funder_chooser, (const char *const *) visit->funders);
  gtk_widget_set_visible (GTK_WIDGET (self->funder_title), agency->funders[0] != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->funder_chooser), agency->funders[0] != NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->need_entry), visit->need);
  gtk_editable_set_text (GTK_EDITABLE (self->sent_by_entry), visit->sent_by);
  gtk_check_button_set_active (self->tell_back_check, visit->tell_back);
  gtk_widget_set_visible (GTK_WIDGET (self->keep_open_check),
                          has_open_questions (get_session (self)));
  gtk_check_button_set_active (self->keep_open_check, has_open_questions (get_session (self)));
}

static void
keep_draft (WfEndVisitPage *self)
{
  const gpointer fields[] = {
    self->minutes_spin, self->theme_chooser,   self->next_chooser,    self->place_chooser,
    self->place_entry,  self->service_chooser, self->service_entry,   self->funder_chooser,
    self->need_entry,   self->sent_by_entry,   self->tell_back_check, self->keep_open_check,
  };
  g_autoptr (GPtrArray) list = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    g_ptr_array_add (list, fields[i]);
  self->draft = wf_draft_new_about (
      get_services (self)->vault, wf_visit_session_get_client_id (get_session (self)),
      "draft.end-visit", wf_visit_session_get_visit (get_session (self))->id, list);
}

static void
wf_end_visit_page_constructed (GObject *object)
{
  WfEndVisitPage *self = WF_END_VISIT_PAGE (object);
  WfClientRepo *clients = get_services (self)->clients;
  GCancellable *cancellable = wf_pane_get_cancellable (WF_PANE (self));

  G_OBJECT_CLASS (wf_end_visit_page_parent_class)->constructed (object);
  self->client_id = g_strdup (wf_visit_session_get_client_id (get_session (self)));
  wf_visit_pane_set_next (WF_VISIT_PANE (self), _ ("_Close the Visit"), TRUE);
  fill_in (self);
  keep_draft (self);
  wf_last_time_load_promises (self->record, get_services (self), self->client_id);
  wf_client_repo_find_habit_async (clients, self->client_id, cancellable, on_habit_ready, self);
  wf_client_repo_ask_unkept_async (clients, self->client_id, cancellable, on_unkept_ready, self);
  wf_end_visit_page_refresh (WF_VISIT_PANE (self));
}

static void
wf_end_visit_page_dispose (GObject *object)
{
  WfEndVisitPage *self = WF_END_VISIT_PAGE (object);

  g_clear_pointer (&self->draft, wf_draft_free);
  g_clear_pointer (&self->client_id, g_free);
  G_OBJECT_CLASS (wf_end_visit_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (WF_TYPE_CLIENT_SHEET);
  g_type_ensure (WF_TYPE_LAST_TIME);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/interview/wf-end-visit-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WfEndVisitPage, sheet);
  gtk_widget_class_bind_template_child (widget_class, WfEndVisitPage, minutes_spin);
  gtk_widget_class_bind_template_child (widget_class, WfEndVisitPage, theme_chooser);
  gtk_widget_class_bind_template_child (widget_class, WfEndVisitPage, next_chooser);
  gtk_widget_class_bind_template_child (widget_class, WfEndVisitPage, next_label);
  gtk_widget_class_bind_template_child (widget_class, WfEndVisitPage, place_chooser);
  gtk_widget_class_bind_template_child (widget_class, WfEndVisitPage, place_entry);
  gtk_widget_class_bind_template_child (widget_class, WfEndVisitPage, service_chooser);
  gtk_widget_class_bind_template_child (widget_class, WfEndVisitPage, service_entry);
  gtk_widget_class_bind_template_child (widget_class, WfEndVisitPage, funder_title);
  gtk_widget_class_bind_template_child (widget_class, WfEndVisitPage, funder_chooser);
  gtk_widget_class_bind_template_child (widget_class, WfEndVisitPage, report_expander);
  gtk_widget_class_bind_template_child (widget_class, WfEndVisitPage, habit_note);
  gtk_widget_class_bind_template_child (widget_class, WfEndVisitPage, need_entry);
  gtk_widget_class_bind_template_child (widget_class, WfEndVisitPage, sent_by_entry);
  gtk_widget_class_bind_template_child (widget_class, WfEndVisitPage, tell_back_check);
  gtk_widget_class_bind_template_child (widget_class, WfEndVisitPage, keep_open_check);
  gtk_widget_class_bind_template_child (widget_class, WfEndVisitPage, unkept_note);
  gtk_widget_class_bind_template_child (widget_class, WfEndVisitPage, record);
}

static void
wf_end_visit_page_class_init (WfEndVisitPageClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = wf_end_visit_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = wf_end_visit_page_dispose;
  WF_VISIT_PANE_CLASS (klass)->refresh = wf_end_visit_page_refresh;
  WF_VISIT_PANE_CLASS (klass)->next = wf_end_visit_page_next;
  bind_template (GTK_WIDGET_CLASS (klass));
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "visit.summary", NULL,
                                   on_summary_action);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "visit.receipt", NULL,
                                   on_receipt_action);
}

static void
wf_end_visit_page_init (WfEndVisitPage *self)
{
  const char *const *themes = wf_visit_get_themes ();

  gtk_widget_init_template (GTK_WIDGET (self));
  wf_tile_chooser_set_multiple (self->theme_chooser, TRUE);
  for (guint i = 0; themes[i] != NULL; i++)
    wf_tile_chooser_add (self->theme_chooser, themes[i], wf_theme_get_words (themes[i]), NULL,
                         NULL);
  wf_tile_chooser_set_multiple (self->funder_chooser, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (NEXT); i++)
    wf_tile_chooser_add (self->next_chooser, NEXT[i].id, _ (NEXT[i].words), NULL, NULL);
  wf_tile_chooser_set_one (self->next_chooser, "none");
  g_signal_connect_object (self->next_chooser, "changed", G_CALLBACK (on_next_changed), self,
                           G_CONNECT_SWAPPED);
}

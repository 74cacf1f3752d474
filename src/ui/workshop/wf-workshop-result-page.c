/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Results of one workshop. The deck gives the words; when it was removed, there are none to show
 * and the page says so.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-workshop-result-page.h"

#include <glib/gi18n.h>

#include <string.h>

#include "wf-attendance-page.h"
#include "wf-client-words.h"
#include "wf-file-ask.h"
#include "wf-projector-view.h"
#include "wf-question.h"
#include "wf-workshop-sheet.h"
#include "wf-workshop-shelf.h"

struct _WfWorkshopResultPage {
  WfPane parent_instance;

  GtkLabel *about_label;
  GtkFlowBox *chart_box;

  WfScript *script; /* (nullable): no such deck any more */
  gint64 session;
  gint64 begun_us;
  guint attendance;
  GPtrArray *results;
  GPtrArray *rows; /* (element-type WfResultRow) (nullable): what may be told of them */
  char *day;
  WfWorkshopFormat chosen;
};

G_DEFINE_FINAL_TYPE (WfWorkshopResultPage, wf_workshop_result_page, WF_TYPE_PANE)

static const struct {
  const char *action;
  const char *ending;
} FORMATS[] = {
  [WF_WORKSHOP_CSV] = { "result.save-csv", "csv" },
  [WF_WORKSHOP_PDF] = { "result.save-pdf", "pdf" },
  [WF_WORKSHOP_PNG] = { "result.save-png", "png" },
};

static void
add_chart (WfWorkshopResultPage *self, WfProjection *projection, gboolean is_small)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *view = wf_projector_view_new (wf_pane_get_services (WF_PANE (self))->lang, NULL);

  wf_projector_view_set (WF_PROJECTOR_VIEW (view), projection);
  gtk_widget_add_css_class (view, "wall-preview");
  gtk_widget_set_size_request (view, 300, -1);
  gtk_box_append (GTK_BOX (box), view);
  if (is_small)
    {
      GtkWidget *label = gtk_label_new (_ ("Fewer than five answers are not shown."));

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_flow_box_insert (self->chart_box, box, -1);
  gtk_widget_set_focusable (gtk_widget_get_parent (box), FALSE);
}

static void
show_results (WfWorkshopResultPage *self)
{
  guint n = 0;

  for (guint i = 0; self->script != NULL && i < wf_script_get_n_slides (self->script); i++)
    {
      g_autoptr (WfProjection) projection = wf_workshop_sheet_project (self->script, self->rows, i);

      if (projection == NULL)
        continue;
      add_chart (self, projection, wf_workshop_sheet_is_small (self->script, self->rows, i));
      n++;
    }
  if (self->script == NULL)
    gtk_label_set_label (self->about_label, _ ("The deck of this workshop is no longer here."));
  else if (n == 0)
    gtk_label_set_label (self->about_label, _ ("Nobody answered a question."));
  for (guint i = 0; i < G_N_ELEMENTS (FORMATS); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), FORMATS[i].action, n > 0);
}

static void
set_script (WfWorkshopResultPage *self, WfScript *script)
{
  const WfText *title = wf_deck_get_title (wf_script_get_deck (script));

  g_clear_pointer (&self->script, wf_script_unref);
  self->script = script;
  wf_pane_set_title (WF_PANE (self),
                     wf_text_get (title, wf_pane_get_services (WF_PANE (self))->lang, NULL));
}

/* Its counts stand under the questions that were asked, whatever became of the deck. */
static void
take_deck (WfWorkshopResultPage *self, const char *text)
{
  WfScript *own = *text != '\0'
                      ? wf_script_new_from_text (text, wf_pane_get_services (WF_PANE (self))->packs)
                      : NULL;

  if (own != NULL)
    set_script (self, own);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfWorkshopResultPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *deck = NULL;
  g_autoptr (GPtrArray) results = wf_workshop_shelf_read_finish (result, &deck, &error);

  if (wf_pane_is_gone (WF_PANE (self)))
    return;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "result.attendance", TRUE);
  if (results == NULL)
    {
      wf_pane_show_problem (WF_PANE (self), error);
      return;
    }
  self->results = g_steal_pointer (&results);
  take_deck (self, deck);
  if (self->script != NULL)
    self->rows = wf_results_get_rows (self->script, self->results,
                                      wf_pane_get_services (WF_PANE (self))->lang);
  show_results (self);
}

static GBytes *
make_bytes (WfWorkshopResultPage *self, WfWorkshopFormat format, GError **error)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  const char *region = wf_agency_repo_get (services->agency)->region;
  gboolean is_letter = g_str_has_prefix (region, "CA-") || g_str_has_prefix (region, "US-");
  g_autofree char *csv = NULL;
  char *marked;

  if (format == WF_WORKSHOP_PNG)
    return wf_workshop_sheet_to_png (self->script, self->rows, services->lang, error);
  if (format == WF_WORKSHOP_PDF)
    {
      g_autoptr (WfPage) page =
          wf_workshop_sheet_new (self->script, self->rows, self->day, services->format,
                                 is_letter ? WF_PAGE_PAPER_LETTER : WF_PAGE_PAPER_A4);
      return wf_page_to_pdf (page, "Wayfinder", error);
    }
  csv = wf_results_to_csv (self->script, self->results, services->lang);
  marked = g_strconcat ("\xEF\xBB\xBF", csv, NULL); /* else spreadsheets take it for Latin-1 */
  return g_bytes_new_take (marked, strlen (marked));
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean saved = g_file_replace_contents_finish (G_FILE (source), result, NULL, &error);
  g_autofree char *uri = g_file_get_uri (G_FILE (source));

  gtk_recent_manager_remove_item (gtk_recent_manager_get_default (), uri, NULL);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (saved)
    wf_pane_tell (user_data, _ ("The results are saved."));
  else
    wf_pane_show_problem (user_data, error);
}

void
wf_workshop_result_page_save (WfWorkshopResultPage *self, WfWorkshopFormat format, GFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_return_if_fail (WF_IS_WORKSHOP_RESULT_PAGE (self));
  g_return_if_fail (self->script != NULL && self->results != NULL);

  bytes = make_bytes (self, format, &error);
  if (bytes == NULL)
    wf_pane_show_problem (WF_PANE (self), error);
  else
    g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE,
                                         G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION,
                                         wf_pane_get_cancellable (WF_PANE (self)), on_saved, self);
}

static void
on_file_chosen (GFile *file, gpointer owner)
{
  WfWorkshopResultPage *self = owner;

  if (file != NULL)
    wf_workshop_result_page_save (self, self->chosen, file);
}

static void
on_save_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WfWorkshopResultPage *self = WF_WORKSHOP_RESULT_PAGE (widget);
  g_autofree char *name = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (FORMATS); i++)
    if (g_str_equal (FORMATS[i].action, action))
      self->chosen = (WfWorkshopFormat) i;
  name = g_strdup_printf ("%s.%s", wf_deck_get_info (wf_script_get_deck (self->script))->id,
                          FORMATS[self->chosen].ending);
  wf_file_ask (
      wf_pane_get_services (WF_PANE (self)), self, GTK_WINDOW (gtk_widget_get_root (widget)),
      &(WfFileQuestion){
          .action = GTK_FILE_CHOOSER_ACTION_SAVE, .title = _ ("Save the results"), .name = name },
      on_file_chosen);
}

static void
on_forgotten (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfWorkshopResultPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_gone = wf_workshop_shelf_forget_finish (result, &error);

  if (wf_pane_is_gone (WF_PANE (self)))
    return;
  if (is_gone)
    wf_pane_back (WF_PANE (self));
  else
    wf_pane_show_problem (WF_PANE (self), error);
}

static void
on_delete_response (AdwMessageDialog *dialog, const char *response, WfWorkshopResultPage *self)
{
  if (g_str_equal (response, "delete"))
    wf_workshop_shelf_forget_async (wf_pane_get_services (WF_PANE (self))->data_dir, self->session,
                                    NULL, on_forgotten, g_object_ref (self));
}

static void
on_delete_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                              _ ("Delete this workshop?"),
                                              _ ("Its counts and the room's ideas go for good. "
                                                 "What was saved as a file, and what was noted "
                                                 "for the month, stays."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "delete",
                                    _ ("_Delete"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "delete",
                                              ADW_RESPONSE_DESTRUCTIVE);
  wf_question_settle_on (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_delete_response), widget, 0);
  g_signal_connect_object (widget, "destroy", G_CALLBACK (gtk_window_destroy), dialog,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Whether a slide is the question that means the same in every workshop for these people. */
static gboolean
is_pulse (const WfDeck *deck, const WfSlide *slide, WfPulseKind *out_kind)
{
  gboolean is_staff = wf_deck_get_audience (deck) == WF_DECK_STAFF;
  guint at;

  if (slide == NULL || slide->kind != (is_staff ? WF_SLIDE_PULSE : WF_SLIDE_CLOSING) ||
      slide->options->len != WF_PULSE_N_CHOICES)
    return FALSE;
  *out_kind = is_staff ? WF_PULSE_STAFF : WF_PULSE_CLOSING;
  for (guint i = 0; i < WF_PULSE_N_CHOICES; i++)
    {
      const WfSlideOption *option = slide->options->pdata[i];

      if (!wf_pulse_find_choice (*out_kind, option->id, &at))
        return FALSE;
    }
  return TRUE;
}

/* What may go with the attendance: wf-results decides whether enough people answered. Of a deck
 * that asks twice, the last answer that may be told counts. */
static void
take_pulses (WfWorkshopResultPage *self, WfWorkshopBook *book)
{
  const WfDeck *deck = self->script != NULL ? wf_script_get_deck (self->script) : NULL;
  const char *last = NULL;

  for (guint i = 0; self->rows != NULL && i < self->rows->len; i++)
    {
      const WfResultRow *row = self->rows->pdata[i];
      WfPulseKind kind;
      guint at;

      if (row->is_small || !is_pulse (deck, wf_deck_lookup (deck, row->slide), &kind) ||
          !wf_pulse_find_choice (kind, row->choice, &at))
        continue;
      if (g_strcmp0 (last, row->slide) != 0)
        book->pulses[kind] = (WfPulse){ 0 };
      last = row->slide;
      book->pulses[kind].people = row->people;
      book->pulses[kind].counts[at] = row->count;
    }
}

/* What the workshop's own folder must not know: who was there. */
static void
on_attendance_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WfWorkshopResultPage *self = WF_WORKSHOP_RESULT_PAGE (widget);
  g_autofree char *workshop =
      g_strdup_printf ("%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT, self->begun_us, self->session);
  g_autofree char *day = wf_day_from_time (self->begun_us);
  g_autoptr (WfWorkshopBook) book = wf_workshop_book_new (
      workshop, day, wf_pane_get_title (WF_PANE (self)), self->attendance, NULL);

  take_pulses (self, book);
  wf_pane_push (WF_PANE (self),
                wf_attendance_page_new (wf_pane_get_services (WF_PANE (self)), book));
}

static void
wf_workshop_result_page_finalize (GObject *object)
{
  WfWorkshopResultPage *self = WF_WORKSHOP_RESULT_PAGE (object);

  g_clear_pointer (&self->script, wf_script_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->results, g_ptr_array_unref);
  g_free (self->day);
  G_OBJECT_CLASS (wf_workshop_result_page_parent_class)->finalize (object);
}

static void
wf_workshop_result_page_class_init (WfWorkshopResultPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wf_workshop_result_page_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/workshop/wf-workshop-result-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WfWorkshopResultPage, about_label);
  gtk_widget_class_bind_template_child (widget_class, WfWorkshopResultPage, chart_box);
  for (guint i = 0; i < G_N_ELEMENTS (FORMATS); i++)
    gtk_widget_class_install_action (widget_class, FORMATS[i].action, NULL, on_save_action);
  gtk_widget_class_install_action (widget_class, "result.delete", NULL, on_delete_action);
  gtk_widget_class_install_action (widget_class, "result.attendance", NULL, on_attendance_action);
}

static void
wf_workshop_result_page_init (WfWorkshopResultPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (FORMATS); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), FORMATS[i].action, FALSE);
  /* What was answered goes along, so it is read first. */
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "result.attendance", FALSE);
}

WfPane *
wf_workshop_result_page_new (WfServices *services, const WfWorkshopSession *session)
{
  WfDeck *deck = wf_pack_library_get_deck (services->packs, session->deck);
  WfWorkshopResultPage *self;
  g_autofree char *people = NULL;
  g_autofree char *phones = NULL;
  g_autofree char *about = NULL;

  g_return_val_if_fail (session != NULL && session->ended_us != 0, NULL);

  self = g_object_new (WF_TYPE_WORKSHOP_RESULT_PAGE, "services", services, NULL);
  self->session = session->id;
  self->begun_us = session->begun_us;
  self->attendance = session->attendance;
  self->day = wf_format_date (services->format, session->begun_us, WF_DATE_WORDS);
  people = wf_format_integer (services->format, session->attendance);
  phones = wf_format_integer (services->format, session->joined);
  /* Translators: a day, then two numbers */
  about = g_strdup_printf (_ ("%s · attendance: %s · phones: %s"), self->day, people, phones);
  gtk_label_set_label (self->about_label, about);
  wf_pane_set_title (WF_PANE (self), session->deck);
  if (deck != NULL)
    set_script (self, wf_script_new (deck, services->packs));
  wf_workshop_shelf_read_async (services->data_dir, session->id,
                                wf_pane_get_cancellable (WF_PANE (self)), on_read,
                                g_object_ref (self));
  return WF_PANE (self);
}

gboolean
wf_workshop_result_page_is_ready (WfWorkshopResultPage *self)
{
  g_return_val_if_fail (WF_IS_WORKSHOP_RESULT_PAGE (self), FALSE);

  return self->results != NULL;
}

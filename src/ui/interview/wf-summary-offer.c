/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From the end of a visit to its summary: the question about safety, then the plan and what
 * follows are read, then the page is made. What is read is that of the moment.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-summary-offer.h"

#include <glib/gi18n.h>

#include "wf-client-words.h"
#include "wf-plan-fold.h"
#include "wf-print.h"
#include "wf-question.h"
#include "wf-visit-summary.h"

typedef struct {
  WfPane *pane; /* borrowed: what waits is cancelled when it goes */
  char *client_id;
  char *lang;
  char *response;
  WfVisit *visit;
  GStrv goals;
  guint n_answered;
  gint64 next_us;
  WfPlan *plan; /* (nullable) */
} Offer;

static void
offer_free (Offer *self)
{
  g_free (self->client_id);
  g_free (self->lang);
  g_free (self->response);
  wf_visit_free (self->visit);
  g_strfreev (self->goals);
  g_clear_pointer (&self->plan, wf_plan_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Offer, offer_free)

static void
on_paper_done (WfPrintOutcome outcome, const GError *error, gpointer user_data)
{
  if (outcome == WF_PRINT_FAILED)
    wf_pane_show_problem (user_data, error);
  else if (outcome == WF_PRINT_DONE)
    wf_pane_tell (user_data, _ ("The summary is made."));
}

static WfPage *
build (Offer *self, const WfFollow *follow, GError **error)
{
  WfServices *services = wf_pane_get_services (self->pane);
  const WfAgency *agency = wf_agency_repo_get (services->agency);
  gint64 now_us = wf_clock_now (services->clock);
  g_autofree char *today = wf_day_from_time (now_us);
  const WfVisitSummary summary = { .visit = self->visit,
                                   .goals = (const char *const *) self->goals,
                                   .n_answered = self->n_answered,
                                   .plan = self->plan,
                                   .follow = follow,
                                   .today = today };
  const WfTakeawayOptions options = {
    .safety = g_str_equal (self->response, "plain") ? WF_PAPER_PLAIN : WF_PAPER_YES,
    .paper = wf_print_guess_paper (agency->region),
    .client_lang = self->lang,
    .navigator_lang = services->lang,
    .agency = *agency->name != '\0' ? agency->name : NULL,
    .agency_phone = *agency->phone != '\0' ? agency->phone : NULL,
    .date_us = now_us,
    .next_us = self->next_us,
  };

  return wf_visit_summary_build (&summary, services->packs, &options, error);
}

static void
copy_words (Offer *self, WfPage *page)
{
  g_autofree char *text = wf_page_to_plain_text (page, FALSE);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self->pane)), text);
  wf_pane_tell (self->pane, _ ("The words are copied. Send them only where the client agreed."));
}

static void
on_follow_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Offer) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) state = wf_vault_get_snapshot_finish (WF_VAULT (source), result, &error);
  g_autoptr (WfFollow) follow = NULL;
  g_autoptr (WfPage) page = NULL;
  g_autofree char *code = NULL;
  WfServices *services;
  GtkWindow *window;
  GCancellable *cancellable;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error == NULL)
    {
      follow = wf_follow_new_from_snapshot (state);
      page = build (self, follow, &error);
    }
  if (page == NULL)
    {
      wf_pane_show_problem (self->pane, error);
      return;
    }
  services = wf_pane_get_services (self->pane);
  window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self->pane)));
  cancellable = wf_pane_get_cancellable (self->pane);
  code = wf_slip_code_new ();
  if (g_str_equal (self->response, "copy"))
    copy_words (self, page);
  else if (g_str_equal (self->response, "save"))
    wf_print_save_page (services, window, page, code, cancellable, on_paper_done, self->pane);
  else
    wf_print_page (services, window, page, code, cancellable, on_paper_done, self->pane);
}

static void
on_plan_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Offer) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) state = wf_vault_get_snapshot_finish (WF_VAULT (source), result, &error);
  GCancellable *cancellable;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    {
      wf_pane_show_problem (self->pane, error);
      return;
    }
  self->plan = wf_plan_new_from_snapshot (state);
  cancellable = wf_pane_get_cancellable (self->pane);
  wf_vault_get_snapshot_async (WF_VAULT (source), self->client_id, WF_FOLLOW_ASPECT, cancellable,
                               on_follow_ready, self);
  g_steal_pointer (&self);
}

static void
on_response (AdwMessageDialog *dialog, const char *response, WfPane *pane)
{
  Offer *offer = g_object_steal_data (G_OBJECT (dialog), "offer");

  if (offer == NULL || g_str_equal (response, "keep"))
    {
      g_clear_pointer (&offer, offer_free);
      return;
    }
  offer->response = g_strdup (response);
  wf_vault_get_snapshot_async (wf_pane_get_services (pane)->vault, offer->client_id, WF_PLAN_ASPECT,
                               wf_pane_get_cancellable (pane), on_plan_ready, offer);
}

static Offer *
offer_new (WfPane *pane, WfVisitSession *session, const char *lang, gint64 next_us)
{
  WfInterview *interview = wf_visit_session_get_interview (session);
  Offer *self = g_new0 (Offer, 1);

  self->pane = pane;
  self->client_id = g_strdup (wf_visit_session_get_client_id (session));
  self->lang = g_strdup (lang);
  self->visit = wf_visit_copy (wf_visit_session_get_visit (session));
  self->next_us = next_us;
  if (interview != NULL)
    {
      self->goals = g_strdupv ((GStrv) wf_interview_get_goals (interview));
      self->n_answered = wf_interview_get_n_answered (interview);
    }
  return self;
}

GtkWindow *
wf_summary_offer (WfPane *pane, WfVisitSession *session, const char *lang, gint64 next_us)
{
  g_return_val_if_fail (WF_IS_PANE (pane) && WF_IS_VISIT_SESSION (session), NULL);
  g_return_val_if_fail (lang != NULL, NULL);
  g_return_val_if_fail (wf_visit_session_get_visit (session) != NULL, NULL);

  WfServices *services = wf_pane_get_services (pane);
  const char *question =
      wf_client_texts_get (wf_pack_library_get_texts (services->packs), "paper.ask", lang, NULL);
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (pane))), question,
      _ ("Ask this first, when nobody else hears. The summary says what was done and agreed, and "
         "who does what until when; it names nobody. The plain one says only the day and whom to "
         "call. A message is looked at too."));

  /* Translators: no paper is made */
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "keep", _ ("_No, Keep It Here"),
                                    "plain", _ ("Print _Plain"),
                                    /* Translators: the words of a page, to be put into a message */
                                    "copy", _ ("Yes, _Copy the Words"), "save", _ ("Yes, _Save"),
                                    "print", _ ("Yes, _Print"), NULL);
  wf_question_settle_on (ADW_MESSAGE_DIALOG (dialog), "keep");
  g_object_set_data_full (G_OBJECT (dialog), "offer", offer_new (pane, session, lang, next_us),
                          (GDestroyNotify) offer_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response), pane, 0);
  g_signal_connect_object (pane, "destroy", G_CALLBACK (gtk_window_destroy), dialog,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
  return GTK_WINDOW (dialog);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From a loan to paper: the question about safety, then the agreement to sign.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-agreement-offer.h"

#include <glib/gi18n.h>

#include "wf-agreement.h"
#include "wf-print.h"
#include "wf-question.h"

typedef struct {
  WfPane *pane; /* borrowed: the question goes with it */
  WfLoan *loan;
} Offer;

static void
offer_free (gpointer data)
{
  wf_loan_free (((Offer *) data)->loan);
  g_free (data);
}

static void
on_paper_done (WfPrintOutcome outcome, const GError *error, gpointer user_data)
{
  if (outcome == WF_PRINT_FAILED)
    wf_pane_show_problem (user_data, error);
  else if (outcome == WF_PRINT_DONE)
    wf_pane_tell (user_data, _ ("The paper is made."));
}

static WfPage *
build (Offer *self, gboolean is_plain, GError **error)
{
  WfServices *services = wf_pane_get_services (self->pane);
  const WfAgency *agency = wf_agency_repo_get (services->agency);
  WfTakeawayOptions options = { .safety = is_plain ? WF_PAPER_PLAIN : WF_PAPER_YES };

  options.paper = wf_print_guess_paper (agency->region);
  options.client_lang = *self->loan->lang != '\0' ? self->loan->lang : services->lang;
  options.navigator_lang = services->lang;
  options.agency = *agency->name != '\0' ? agency->name : NULL;
  options.agency_phone = *agency->phone != '\0' ? agency->phone : NULL;
  options.date_us = wf_clock_now (services->clock);
  return wf_agreement_build (self->loan, agency->lending_line, services->packs, &options, error);
}

static void
on_response (AdwMessageDialog *dialog, const char *response, Offer *self)
{
  WfServices *services = wf_pane_get_services (self->pane);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self->pane)));
  GCancellable *cancellable = wf_pane_get_cancellable (self->pane);
  gboolean is_plain = g_str_equal (response, "plain");
  g_autoptr (GError) error = NULL;
  g_autoptr (WfPage) page = NULL;
  g_autofree char *code = NULL;

  if (!is_plain && !g_str_equal (response, "print") && !g_str_equal (response, "save"))
    return;

  page = build (self, is_plain, &error);
  if (page == NULL)
    {
      wf_pane_show_problem (self->pane, error);
      return;
    }
  code = wf_slip_code_new ();
  if (g_str_equal (response, "save"))
    wf_print_save_page (services, window, page, code, cancellable, on_paper_done, self->pane);
  else
    wf_print_page (services, window, page, code, cancellable, on_paper_done, self->pane);
}

GtkWindow *
wf_agreement_offer (WfPane *pane, const WfLoan *loan)
{
  g_autoptr (JsonObject) json = NULL;
  WfServices *services;
  GtkWidget *dialog;
  const char *lang;
  const char *question;
  Offer *offer;

  g_return_val_if_fail (WF_IS_PANE (pane) && loan != NULL, NULL);

  services = wf_pane_get_services (pane);
  lang = *loan->lang != '\0' ? loan->lang : services->lang;
  question =
      wf_client_texts_get (wf_pack_library_get_texts (services->packs), "paper.ask", lang, NULL);
  dialog = adw_message_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (pane))), question,
      _ ("Ask this first, when nobody else hears. The paper says what is lent and until when, and "
         "names nobody; both sign it. The plain one says only the day and whom to call."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "keep", _ ("_No, Keep It Here"),
                                    "plain", _ ("Print _Plain"), "save", _ ("Yes, _Save"), "print",
                                    _ ("Yes, _Print"), NULL);
  wf_question_settle_on (ADW_MESSAGE_DIALOG (dialog), "keep");
  json = wf_loan_to_json (loan);
  offer = g_new0 (Offer, 1);
  offer->pane = pane;
  offer->loan = wf_loan_new_from_json (json);
  g_object_set_data_full (G_OBJECT (dialog), "offer", offer, offer_free);
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), offer);
  g_signal_connect_object (pane, "destroy", G_CALLBACK (gtk_window_destroy), dialog,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
  return GTK_WINDOW (dialog);
}

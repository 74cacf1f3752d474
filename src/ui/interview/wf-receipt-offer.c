/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From consent to paper: the question about safety, then the receipt.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-receipt-offer.h"

#include <glib/gi18n.h>

#include "wf-print.h"
#include "wf-question.h"
#include "wf-receipt.h"
#include "wf-retention.h"

typedef struct {
  WfPane *pane; /* borrowed: what waits is cancelled when it goes */
  char *client_id;
  char *lang;
  gboolean is_print; /* else it is saved */
} Offer;

static void
offer_free (Offer *self)
{
  g_free (self->client_id);
  g_free (self->lang);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Offer, offer_free)

static void
on_paper_done (WfPrintOutcome outcome, const GError *error, gpointer user_data)
{
  if (outcome == WF_PRINT_FAILED)
    wf_pane_show_problem (user_data, error);
  else if (outcome == WF_PRINT_DONE)
    wf_pane_tell (user_data, _ ("The receipt is made."));
}

static WfPage *
build (Offer *self, WfClient *client, GError **error)
{
  WfServices *services = wf_pane_get_services (self->pane);
  const WfAgency *agency = wf_agency_repo_get (services->agency);
  gint64 delete_by =
      wf_retention_get_date (wf_client_get_last_activity (client), agency->retention_months);
  g_autoptr (WfConsentReceipt) receipt =
      wf_consent_make_receipt (wf_client_get_consent (client), delete_by,
                               *agency->province_line != '\0' ? agency->province_line : NULL,
                               *agency->funder_line != '\0' ? agency->funder_line : NULL);
  WfTakeawayOptions options = { 0 };

  options.safety = WF_PAPER_YES;
  options.paper = wf_print_guess_paper (agency->region);
  options.client_lang = self->lang;
  options.navigator_lang = services->lang;
  options.agency = *agency->name != '\0' ? agency->name : NULL;
  options.date_us = wf_clock_now (services->clock);
  return wf_receipt_build (receipt, services->packs, &options, error);
}

static void
on_client_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Offer) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WfClient) client = wf_client_repo_get_finish (WF_CLIENT_REPO (source), result, &error);
  g_autoptr (WfPage) page = NULL;
  g_autofree char *code = NULL;
  GtkRoot *root;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (client != NULL)
    page = build (self, client, &error);
  if (page == NULL)
    {
      wf_pane_show_problem (self->pane, error);
      return;
    }

  code = wf_slip_code_new ();
  root = gtk_widget_get_root (GTK_WIDGET (self->pane));
  if (self->is_print)
    wf_print_page (wf_pane_get_services (self->pane), GTK_WINDOW (root), page, code,
                   wf_pane_get_cancellable (self->pane), on_paper_done, self->pane);
  else
    wf_print_save_page (wf_pane_get_services (self->pane), GTK_WINDOW (root), page, code,
                        wf_pane_get_cancellable (self->pane), on_paper_done, self->pane);
}

static void
on_response (AdwMessageDialog *dialog, const char *response, WfPane *pane)
{
  Offer *offer;

  if (!g_str_equal (response, "print") && !g_str_equal (response, "save"))
    return;

  offer = g_new0 (Offer, 1);
  offer->pane = pane;
  offer->client_id = g_strdup (g_object_get_data (G_OBJECT (dialog), "client"));
  offer->lang = g_strdup (g_object_get_data (G_OBJECT (dialog), "lang"));
  offer->is_print = g_str_equal (response, "print");
  wf_client_repo_get_async (wf_pane_get_services (pane)->clients, offer->client_id, NULL,
                            wf_pane_get_cancellable (pane), on_client_ready, offer);
}

GtkWindow *
wf_receipt_offer (WfPane *pane, const char *client_id, const char *lang)
{
  WfServices *services;
  GtkWindow *parent;
  GtkWidget *dialog;
  const char *question;

  g_return_val_if_fail (WF_IS_PANE (pane), NULL);
  g_return_val_if_fail (client_id != NULL && lang != NULL, NULL);

  services = wf_pane_get_services (pane);
  parent = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (pane)));
  question =
      wf_client_texts_get (wf_pack_library_get_texts (services->packs), "paper.ask", lang, NULL);
  dialog = adw_message_dialog_new (parent, question,
                                   _ ("Ask this first, when nobody else hears. The receipt names "
                                      "nobody and says what the client agreed to."));
  /* Translators: no paper is made */
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "keep", _ ("_No, Keep It Here"),
                                    "save", _ ("Yes, _Save"), "print", _ ("Yes, _Print"), NULL);
  wf_question_settle_on (ADW_MESSAGE_DIALOG (dialog), "keep");
  g_object_set_data_full (G_OBJECT (dialog), "client", g_strdup (client_id), g_free);
  g_object_set_data_full (G_OBJECT (dialog), "lang", g_strdup (lang), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response), pane, 0);
  g_signal_connect_object (pane, "destroy", G_CALLBACK (gtk_window_destroy), dialog,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
  return GTK_WINDOW (dialog);
}

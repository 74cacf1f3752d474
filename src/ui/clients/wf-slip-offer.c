/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From a referral to paper, to the telephone, to an email and a calendar. Before anything leaves:
 * the question whether it is safe. File names and print jobs are the code, which names nobody.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-slip-offer.h"

#include <glib/gi18n.h>

#include "wf-client-words.h"
#include "wf-file-ask.h"
#include "wf-print.h"
#include "wf-question.h"
#include "wf-slip.h"
#include "wf-widget-tools.h"

#include <string.h>

typedef struct {
  WfPane *pane; /* borrowed: the dialog goes with it */
  WfClient *client;
  WfReferral *referral;
  gboolean is_receipt;
} Offer;

/* What was read when the button was pressed; the page may have read anew since. */
static WfReferral *
copy_referral (const WfReferral *referral)
{
  g_autoptr (JsonObject) json = wf_referral_to_json (referral);

  return wf_referral_new_from_json (json);
}

static void
offer_free (gpointer data)
{
  Offer *self = data;

  g_clear_pointer (&self->client, wf_client_unref);
  wf_referral_free (self->referral);
  g_free (self);
}

const char *
wf_slip_get_client_lang (WfServices *services, WfClient *client)
{
  const char *lang = wf_consent_get_language (wf_client_get_consent (client));
  const char *spoken = wf_client_get_fact_text (client, "speaks");

  return *lang != '\0' ? lang : spoken != NULL ? spoken : services->lang;
}

static void
fill_options (WfTakeawayOptions *options, WfServices *services, WfClient *client)
{
  const WfAgency *agency = wf_agency_repo_get (services->agency);

  *options = (WfTakeawayOptions){ .safety = WF_PAPER_NOT_ASKED };
  options->paper = wf_print_guess_paper (agency->region);
  options->client_lang = wf_slip_get_client_lang (services, client);
  options->navigator_lang = services->lang;
  options->agency = *agency->name != '\0' ? agency->name : NULL;
  options->agency_phone = *agency->phone != '\0' ? agency->phone : NULL;
  options->agency_address = *agency->address != '\0' ? agency->address : NULL;
  options->date_us = wf_clock_now (services->clock);
}

/* --- Paper --- */

static void
on_paper_done (WfPrintOutcome outcome, const GError *error, gpointer user_data)
{
  if (outcome == WF_PRINT_FAILED)
    wf_pane_show_problem (user_data, error);
  else if (outcome == WF_PRINT_DONE)
    wf_pane_tell (user_data, _ ("The paper is made."));
}

static void
on_offer_response (AdwMessageDialog *dialog, const char *response, Offer *self)
{
  WfServices *services = wf_pane_get_services (self->pane);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self->pane)));
  g_autofree char *today = wf_day_from_time (wf_clock_now (services->clock));
  WfTakeawayOptions options;
  g_autoptr (GError) error = NULL;
  g_autoptr (WfPage) page = NULL;
  gboolean is_plain = g_str_has_prefix (response, "plain-");
  gboolean is_save = g_str_has_suffix (response, "save");

  if (!is_save && !g_str_has_suffix (response, "print"))
    return;

  fill_options (&options, services, self->client);
  options.safety = is_plain ? WF_PAPER_PLAIN : WF_PAPER_YES;
  page =
      self->is_receipt
          ? wf_slip_build_receipt (self->referral, services->packs, &options, &error)
          : wf_slip_build (self->referral, self->client, today, services->packs, &options, &error);
  if (page == NULL)
    {
      wf_pane_show_problem (self->pane, error);
      return;
    }
  if (is_save)
    wf_print_save_page (services, window, page, self->referral->code,
                        wf_pane_get_cancellable (self->pane), on_paper_done, self->pane);
  else
    wf_print_page (services, window, page, self->referral->code,
                   wf_pane_get_cancellable (self->pane), on_paper_done, self->pane);
}

static GtkWidget *
new_question (WfPane *pane, const char *lang, const char *body)
{
  WfServices *services = wf_pane_get_services (pane);
  const char *question =
      wf_client_texts_get (wf_pack_library_get_texts (services->packs), "paper.ask", lang, NULL);
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (pane)));
  GtkWidget *dialog = adw_message_dialog_new (parent, question, body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "keep", _ ("_No, Keep It Here"));
  wf_question_settle_on (ADW_MESSAGE_DIALOG (dialog), "keep");
  g_signal_connect_object (pane, "destroy", G_CALLBACK (gtk_window_destroy), dialog,
                           G_CONNECT_SWAPPED);
  return dialog;
}

static Offer *
attach_offer (GtkWidget *dialog, WfPane *pane, WfClient *client, const WfReferral *referral)
{
  Offer *offer = g_new0 (Offer, 1);

  offer->pane = pane;
  offer->client = client != NULL ? wf_client_ref (client) : NULL;
  offer->referral = copy_referral (referral);
  g_object_set_data_full (G_OBJECT (dialog), "offer", offer, offer_free);
  return offer;
}

GtkWindow *
wf_slip_offer (WfPane *pane, WfClient *client, const WfReferral *referral, gboolean is_receipt)
{
  GtkWidget *dialog;
  Offer *offer;

  g_return_val_if_fail (WF_IS_PANE (pane) && client != NULL && referral != NULL, NULL);

  dialog = new_question (
      pane, wf_slip_get_client_lang (wf_pane_get_services (pane), client),
      is_receipt ? _ ("Ask this first, when nobody else hears. The receipt says what may be said "
                      "about them, and to whom.")
                 : _ ("Ask this first, when nobody else hears. The slip names the service; the "
                      "plain one has only the code."));
  offer = attach_offer (dialog, pane, client, referral);
  offer->is_receipt = is_receipt;
  if (!is_receipt)
    adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "plain-save", _ ("Save P_lain"),
                                      "plain-print", _ ("Print _Plain"), NULL);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "save", _ ("Yes, _Save"), "print",
                                    _ ("Yes, _Print"), NULL);
  g_signal_connect (dialog, "response", G_CALLBACK (on_offer_response), offer);
  gtk_window_present (GTK_WINDOW (dialog));
  return GTK_WINDOW (dialog);
}

/* --- Words --- */

static void
add_script (GtkWidget *box, const char *lang, const char *text)
{
  GtkWidget *label = gtk_label_new (NULL);

  wf_label_set_text_in (GTK_LABEL (label), text, lang, 1.1);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  wf_widget_set_language (label, lang);
  gtk_widget_add_css_class (label, "card");
  gtk_widget_add_css_class (label, "quote");
  gtk_box_append (GTK_BOX (box), label);
}

static void
add_note (GtkWidget *box, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), label);
}

GtkWindow *
wf_slip_show_script (WfPane *pane, WfClient *client, const WfReferral *referral)
{
  WfServices *services;
  const char *langs[2];
  GtkWidget *dialog;
  GtkWidget *box;
  g_autofree char *today = NULL;
  g_autofree char *ours = NULL;

  g_return_val_if_fail (WF_IS_PANE (pane) && client != NULL && referral != NULL, NULL);

  services = wf_pane_get_services (pane);
  today = wf_day_from_time (wf_clock_now (services->clock));
  langs[0] = services->lang;
  langs[1] = wf_slip_get_client_lang (services, client);
  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (pane))),
                                   _ ("What to Say on the Telephone"),
                                   _ ("One sentence at a time. The second is for the client, to "
                                      "read along or to call themselves."));
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *text =
          wf_slip_build_script (referral, client, today, services->packs, langs[i],
                                wf_agency_repo_get (services->agency)->name);

      if (i > 0 && !wf_language_matches (langs[0], langs[1]) && g_str_equal (text, ours))
        add_note (box, _ ("There are no words in their language yet."));
      else if (i == 0 || !wf_language_matches (langs[0], langs[1]))
        add_script (box, langs[i], text);
      if (i == 0)
        ours = g_steal_pointer (&text);
    }
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), box);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  g_signal_connect_object (pane, "destroy", G_CALLBACK (gtk_window_destroy), dialog,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
  return GTK_WINDOW (dialog);
}

void
wf_slip_copy_mail (WfPane *pane, WfClient *client, const WfReferral *referral)
{
  WfServices *services;
  const WfAgency *agency;
  g_autofree char *today = NULL;
  g_autofree char *subject = NULL;
  g_autofree char *body = NULL;
  g_autofree char *all = NULL;

  g_return_if_fail (WF_IS_PANE (pane) && client != NULL && referral != NULL);

  services = wf_pane_get_services (pane);
  agency = wf_agency_repo_get (services->agency);
  today = wf_day_from_time (wf_clock_now (services->clock));
  body = wf_slip_build_mail (referral, client, today, services->packs, services->lang, agency->name,
                             agency->phone, &subject);
  all = g_strconcat (subject, "\n\n", body, "\n", NULL);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (pane)), all);
  wf_pane_tell (pane, _ ("The text is on the clipboard."));
}

/* --- Calendar --- */

static void
on_calendar_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    wf_pane_tell (user_data, _ ("The appointment is saved."));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    wf_pane_show_problem (user_data, error);
}

/* What is to be written waits with the page. */
static void
on_calendar_chosen (GFile *file, gpointer owner)
{
  g_autofree char *text = g_object_steal_data (owner, "calendar");
  g_autoptr (GBytes) bytes = NULL;

  if (file == NULL || text == NULL)
    return;
  bytes = g_bytes_new (text, strlen (text));
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE,
                                       wf_pane_get_cancellable (owner), on_calendar_written, owner);
}

static void
on_calendar_response (AdwMessageDialog *dialog, const char *response, Offer *self)
{
  WfServices *services = wf_pane_get_services (self->pane);
  g_autofree char *name = NULL;

  if (!g_str_equal (response, "time") && !g_str_equal (response, "place"))
    return;
  g_object_set_data_full (G_OBJECT (self->pane), "calendar",
                          wf_slip_build_calendar (self->referral, services->packs, services->lang,
                                                  g_str_equal (response, "place"),
                                                  wf_clock_now (services->clock)),
                          g_free);
  name = g_strconcat (self->referral->code, ".ics", NULL);
  wf_file_ask (services, self->pane, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self->pane))),
               &(WfFileQuestion){ .action = GTK_FILE_CHOOSER_ACTION_SAVE,
                                  .title = _ ("Save the appointment"),
                                  .accept = _ ("_Save"),
                                  .name = name },
               on_calendar_chosen);
}

GtkWindow *
wf_slip_save_calendar (WfPane *pane, WfClient *client, const WfReferral *referral)
{
  GtkWidget *dialog;
  Offer *offer;

  g_return_val_if_fail (WF_IS_PANE (pane) && client != NULL && referral != NULL, NULL);

  dialog =
      new_question (pane, wf_slip_get_client_lang (wf_pane_get_services (pane), client),
                    _ ("Ask this first, when nobody else hears. Others may see their calendar. "
                       "It says the time and the code, not the service."));
  offer = attach_offer (dialog, pane, NULL, referral);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "time", _ ("Only the _Time"),
                                    "place", _ ("The Time and the _Place"), NULL);
  g_signal_connect (dialog, "response", G_CALLBACK (on_calendar_response), offer);
  gtk_window_present (GTK_WINDOW (dialog));
  return GTK_WINDOW (dialog);
}

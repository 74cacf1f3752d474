/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What may be said about a client, to one service, until when; and a client whom somebody sent
 * here. Asked with the client; each answer replaces the one before whole.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-referral-dialogs.h"

#include <glib/gi18n.h>

#include "wf-client-words.h"
#include "wf-day-row.h"
#include "wf-follow-commit.h"
#include "wf-follow-words.h"

typedef struct {
  char *client_id;
  char *referral_id;
  char *lang;
  char *with;
  GPtrArray *shares; /* (element-type GtkCheckButton), borrowed */
  AdwEntryRow *purpose_row;
  AdwActionRow *until_row;
  AdwComboRow *through_row;
} Ask;

typedef struct {
  char *referral_id;
  WfReferralConsent consent; /* its strings are ours */
} Said;

static const char *const THROUGH[] = {
  "", "interpreter-pro", "interpreter-colleague", "interpreter-relative", "interpreter-child", NULL
};

static void
ask_free (gpointer data)
{
  Ask *self = data;

  g_free (self->client_id);
  g_free (self->referral_id);
  g_free (self->lang);
  g_free (self->with);
  g_ptr_array_unref (self->shares);
  g_free (self);
}

static void
said_free (gpointer data)
{
  Said *self = data;

  g_free (self->referral_id);
  g_free (self->consent.purpose);
  g_free (self->consent.with);
  g_free (self->consent.until);
  g_free (self->consent.lang);
  g_strfreev (self->consent.shares);
  g_free (self);
}

static void
on_committed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  wf_follow_commit_finish (result, &error);
  wf_task_dialog_end (user_data, error);
}

static GPtrArray *
make_records (
    const WfFollow *follow, const char *today, gpointer data, GPtrArray *for_agency, GError **error)
{
  Said *self = data;
  const WfReferral *referral = wf_referrals_lookup (follow->referrals, self->referral_id);

  if (referral == NULL)
    {
      g_set_error_literal (error, WF_CLIENT_ERROR, WF_CLIENT_ERROR_NOT_FOUND, "No such referral");
      return NULL;
    }
  return wf_follow_list_of_one (wf_referral_record_consented (referral, &self->consent));
}

static void
start (WfTaskDialog *dialog, gpointer data)
{
  Ask *self = data;
  Said *said = g_new0 (Said, 1);
  g_autoptr (GStrvBuilder) shares = g_strv_builder_new ();
  const char *until = wf_day_row_get_day (self->until_row);

  for (guint i = 0; i < self->shares->len; i++)
    {
      if (gtk_check_button_get_active (self->shares->pdata[i]))
        g_strv_builder_add (shares, wf_referral_get_shares ()[i]);
    }
  said->referral_id = g_strdup (self->referral_id);
  said->consent.purpose = wf_task_row_dup_text (self->purpose_row);
  said->consent.with = g_strdup (self->with);
  said->consent.until = g_strdup (until != NULL ? until : "");
  said->consent.lang = g_strdup (self->lang);
  said->consent.through = (char *) THROUGH[adw_combo_row_get_selected (self->through_row)];
  said->consent.shares = g_strv_builder_end (shares);
  wf_follow_commit_async (wf_task_dialog_get_services (dialog), self->client_id, make_records, said,
                          said_free, wf_task_dialog_get_cancellable (dialog), on_committed, dialog);
}

static void
add_shares (WfTaskDialog *dialog, Ask *self, const WfReferral *referral)
{
  AdwPreferencesGroup *group = wf_task_dialog_add_group (dialog, _ ("What we may say"));
  const char *const *codes = wf_referral_get_shares ();

  for (guint i = 0; codes[i] != NULL; i++)
    {
      GtkCheckButton *check =
          wf_task_dialog_add_check (dialog, group, wf_follow_code_get_words (codes[i]), NULL);

      gtk_check_button_set_active (
          check, !referral->consent.is_revoked &&
                     g_strv_contains ((const char *const *) referral->consent.shares, codes[i]));
      g_ptr_array_add (self->shares, check);
    }
}

static void
add_rest (WfTaskDialog *dialog, Ask *self, const WfReferral *referral)
{
  const char *const through[] = { _ ("Nobody: they said it themselves"),
                                  _ ("A professional interpreter"),
                                  _ ("A colleague"),
                                  _ ("A relative or friend"),
                                  _ ("A child"),
                                  NULL };
  WfServices *services = wf_task_dialog_get_services (dialog);
  AdwPreferencesGroup *group = wf_task_dialog_add_group (dialog, NULL);
  g_autofree char *today = wf_day_from_time (wf_clock_now (services->clock));
  g_autofree char *half_year = wf_day_add (today, 6, 0);

  self->purpose_row = wf_task_dialog_add_entry (dialog, group, _ ("What for"));
  gtk_editable_set_text (GTK_EDITABLE (self->purpose_row), *referral->consent.purpose != '\0'
                                                               ? referral->consent.purpose
                                                               : referral->name);
  self->until_row = wf_day_row_new (_ ("Until"), services->format);
  wf_day_row_set_day (self->until_row,
                      *referral->consent.until != '\0' ? referral->consent.until : half_year);
  adw_preferences_group_add (group, GTK_WIDGET (self->until_row));
  self->through_row =
      wf_task_dialog_add_choice (dialog, group, _ ("Who carried the words"), through);
}

WfTaskDialog *
wf_referral_consent_dialog_show (WfServices *services,
                                 GtkWindow *parent,
                                 WfClient *client,
                                 const WfReferral *referral)
{
  WfTaskDialog *dialog;
  const char *lang;
  Ask *self;
  g_autofree char *whom = NULL;

  g_return_val_if_fail (services != NULL && client != NULL && referral != NULL, NULL);

  dialog = wf_task_dialog_new (services, parent, _ ("What May Be Said"));
  lang = wf_consent_get_language (wf_client_get_consent (client));
  self = g_new0 (Ask, 1);
  self->client_id = g_strdup (wf_client_get_id (client));
  self->referral_id = g_strdup (referral->id);
  self->lang = g_strdup (*lang != '\0' ? lang : services->lang);
  self->with = g_strdup (*referral->service != '\0' ? referral->service : referral->name);
  self->shares = g_ptr_array_new ();
  /* Translators: %s is the name of a service */
  whom = g_strdup_printf (_ ("Only to this service: %s. They may say no to all of it: the slip "
                             "names nobody, and they can take it along themselves."),
                          self->with);
  wf_task_dialog_add_text (dialog, whom);
  add_shares (dialog, self, referral);
  add_rest (dialog, self, referral);
  wf_task_dialog_add_text (dialog, _ ("Said through a child it allows nothing: ask again with an "
                                      "interpreter."));
  wf_task_dialog_keep_drafts (dialog, self->client_id, "draft.sharing", referral->id);
  wf_task_dialog_set_task (dialog, _ ("_Save"), FALSE, start, NULL, self, ask_free);
  wf_task_dialog_present (dialog);
  return dialog;
}

/* --- Sent here --- */

typedef struct {
  char *client_id;
  AdwEntryRow *from_row;
  AdwEntryRow *need_row;
  AdwEntryRow *code_row;
  GtkSwitch *tell_switch;
} Inbound;

static void
inbound_free (gpointer data)
{
  Inbound *self = data;

  g_free (self->client_id);
  g_free (self);
}

static GPtrArray *
make_inbound (
    const WfFollow *follow, const char *today, gpointer data, GPtrArray *for_agency, GError **error)
{
  return wf_follow_list_of_one (wf_referral_record_begun (data));
}

static void
start_inbound (WfTaskDialog *dialog, gpointer data)
{
  Inbound *self = data;
  WfReferral *referral = wf_referral_new (TRUE);

  g_free (referral->service);
  referral->service = wf_task_row_dup_text (self->from_row);
  g_free (referral->name);
  referral->name = wf_task_row_dup_text (self->need_row);
  g_free (referral->code);
  referral->code = wf_task_row_dup_text (self->code_row);
  referral->is_tell_back = gtk_switch_get_active (self->tell_switch);
  wf_follow_commit_async (wf_task_dialog_get_services (dialog), self->client_id, make_inbound,
                          referral, (GDestroyNotify) wf_referral_free,
                          wf_task_dialog_get_cancellable (dialog), on_committed, dialog);
}

static gboolean
has_sender (WfTaskDialog *dialog, gpointer data)
{
  g_autofree char *from = wf_task_row_dup_text (((Inbound *) data)->from_row);

  return *from != '\0';
}

WfTaskDialog *
wf_inbound_dialog_show (WfServices *services, GtkWindow *parent, const char *client_id)
{
  WfTaskDialog *dialog;
  AdwPreferencesGroup *group;
  Inbound *self;

  g_return_val_if_fail (services != NULL && client_id != NULL, NULL);

  dialog = wf_task_dialog_new (services, parent, _ ("Sent Here by Somebody"));
  self = g_new0 (Inbound, 1);
  self->client_id = g_strdup (client_id);
  group = wf_task_dialog_add_group (dialog, NULL);
  self->from_row = wf_task_dialog_add_entry (dialog, group, _ ("Who sent them"));
  self->need_row = wf_task_dialog_add_entry (dialog, group, _ ("What for"));
  self->code_row = wf_task_dialog_add_entry (dialog, group, _ ("Their code, when there is one"));
  self->tell_switch =
      wf_task_dialog_add_switch (dialog, group, _ ("They want to hear what came of it"),
                                 _ ("We tell them only when the client agrees; Today reminds you"));
  wf_task_dialog_keep_drafts (dialog, client_id, "draft.inbound", NULL);
  wf_task_dialog_set_task (dialog, _ ("_Save"), FALSE, start_inbound, has_sender, self,
                           inbound_free);
  wf_task_dialog_present (dialog);
  return dialog;
}

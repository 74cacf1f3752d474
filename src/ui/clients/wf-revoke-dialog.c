/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One purpose of consent is taken back. It can be given again at any time, in a visit: that
 * is why nothing here is dangerous.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-revoke-dialog.h"

#include <glib/gi18n.h>

#include "wf-consent-words.h"

typedef struct {
  char *id;
  char *purpose;
  AdwEntryRow *reason_row;
} Revoke;

static void
revoke_free (gpointer data)
{
  Revoke *self = data;

  g_free (self->id);
  g_free (self->purpose);
  g_free (self);
}

static void
on_revoked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  wf_client_repo_append_finish (WF_CLIENT_REPO (source), result, &error);
  wf_task_dialog_end (user_data, error);
}

static void
start_revoke (WfTaskDialog *dialog, gpointer data)
{
  Revoke *self = data;
  g_autofree char *reason = wf_task_row_dup_text (self->reason_row);

  wf_client_repo_append_one_async (wf_task_dialog_get_services (dialog)->clients, self->id,
                                   wf_consent_record_revoked (self->purpose, reason),
                                   wf_task_dialog_get_cancellable (dialog), on_revoked, dialog);
}

WfTaskDialog *
wf_revoke_dialog_show (WfServices *services,
                       GtkWindow *parent,
                       const WfClient *client,
                       const char *purpose)
{
  const WfConsentAnswer *answer;
  g_autofree char *words = NULL;
  WfTaskDialog *dialog;
  Revoke *self;

  g_return_val_if_fail (services != NULL && client != NULL && purpose != NULL, NULL);

  answer = wf_consent_lookup (wf_client_get_consent (client), purpose);
  words = wf_consent_dup_words (services->packs, wf_pack_library_get_texts (services->packs),
                                purpose, answer != NULL ? answer->until : "", services->lang, NULL);
  dialog = wf_task_dialog_new (services, parent, _ ("Take Back"));
  self = g_new0 (Revoke, 1);
  self->id = g_strdup (wf_client_get_id (client));
  self->purpose = g_strdup (purpose);
  wf_task_dialog_add_point (dialog, _ ("What they agreed to"), words != NULL ? words : purpose);
  wf_task_dialog_add_point (dialog, _ ("What happens"), wf_consent_get_follows (purpose));
  wf_task_dialog_add_point (dialog, _ ("What stays"),
                            _ ("Every other answer, and the help. They can say yes again at any "
                               "visit. The record says who wrote this down, and when."));
  self->reason_row = wf_task_dialog_add_entry (dialog, wf_task_dialog_add_group (dialog, NULL),
                                               _ ("Why, if they want to say"));
  wf_task_dialog_keep_drafts (dialog, self->id, "draft.revoke", purpose);
  wf_task_dialog_set_told (dialog, _ ("Taken back."));
  wf_task_dialog_set_task (dialog, _ ("_Take Back"), FALSE, start_revoke, NULL, self, revoke_free);
  wf_task_dialog_present (dialog);
  return dialog;
}

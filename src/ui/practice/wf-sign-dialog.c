/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Signing off a colleague's point. What is signed is the digest of what is shown: the dialog
 * keeps that digest, so that evidence cannot change under the reader's eyes.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-sign-dialog.h"
#include "wf-evidence-copy.h"
#include "wf-practice-words.h"
#include "wf-rows.h"
#include "wf-vault-people.h"

#include <glib/gi18n.h>

typedef struct {
  char *request_id;
  char *digest;
  char *file;
  GtkCheckButton *sign_check; /* (nullable): there are no words to sign for */
  GtkCheckButton *more_check;
  AdwEntryRow *why_row;
} Sign;

static void
sign_free (gpointer data)
{
  Sign *self = data;

  g_free (self->request_id);
  g_free (self->digest);
  g_free (self->file);
  g_free (self);
}

static void
on_decided (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfTaskDialog) dialog = user_data;
  g_autoptr (GError) error = NULL;

  wf_practice_repo_keep_finish (WF_PRACTICE_REPO (source), result, &error);
  if (!g_cancellable_is_cancelled (wf_task_dialog_get_cancellable (dialog)))
    wf_task_dialog_end (dialog, error);
}

static gboolean
is_signing (const Sign *self)
{
  return self->sign_check != NULL && gtk_check_button_get_active (self->sign_check);
}

/* What cannot be taken back is chosen first; what goes back says why. */
static gboolean
can_decide (WfTaskDialog *dialog, gpointer data)
{
  Sign *self = data;
  g_autofree char *why = wf_task_row_dup_text (self->why_row);

  return is_signing (self) ? *why == '\0'
                           : gtk_check_button_get_active (self->more_check) && *why != '\0';
}

static void
start_decide (WfTaskDialog *dialog, gpointer data)
{
  Sign *self = data;
  g_autofree char *why = is_signing (self) ? NULL : wf_task_row_dup_text (self->why_row);

  wf_task_dialog_set_told (dialog, why != NULL ? _ ("Your colleague sees what is still wanted.")
                                               : _ ("It is signed off."));
  wf_practice_repo_decide_async (wf_task_dialog_get_services (dialog)->practice, self->request_id,
                                 self->digest, why, wf_task_dialog_get_cancellable (dialog),
                                 on_decided, g_object_ref (dialog));
}

static void
on_copy_clicked (WfTaskDialog *dialog)
{
  Sign *self = g_object_get_data (G_OBJECT (dialog), "sign");
  WfServices *services = wf_task_dialog_get_services (dialog);
  g_autoptr (GBytes) bytes =
      wf_sign_desk_dup_file (wf_practice_repo_get_desk (services->practice), self->file);

  if (bytes != NULL)
    wf_evidence_copy_ask (dialog, bytes);
}

static void
add_evidence (WfTaskDialog *dialog, const WfEvidence *evidence)
{
  AdwPreferencesGroup *group = wf_task_dialog_add_group (dialog, _ ("What shows it"));

  if (evidence->text != NULL)
    wf_rows_add (group, NULL, _ ("In words"), evidence->text);
  if (evidence->link != NULL)
    wf_rows_add (group, NULL, _ ("A link"), evidence->link);
  if (evidence->file != NULL)
    {
      AdwActionRow *row = wf_rows_add (group, NULL, _ ("A file"),
                                       evidence->file_name != NULL ? evidence->file_name : "");
      GtkWidget *button = gtk_button_new_with_mnemonic (_ ("Save a _Copy…"));

      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      g_signal_connect_object (button, "clicked", G_CALLBACK (on_copy_clicked), dialog,
                               G_CONNECT_SWAPPED);
      adw_action_row_add_suffix (row, button);
    }
}

/* Who asks, about what of which list, and what it is to show: all of it is signed. */
static void
add_question (WfTaskDialog *dialog, const WfSignRequest *request)
{
  WfServices *services = wf_task_dialog_get_services (dialog);
  AdwPreferencesGroup *group = wf_task_dialog_add_group (dialog, NULL);
  g_autoptr (GPtrArray) members = wf_vault_get_members (services->vault);
  const WfClaim *claim = request->claim;
  g_autofree char *shows = wf_practice_dup_claim (services->packs, claim, services->format);

  wf_rows_add (group, NULL, wf_practice_find_name (members, request->staff),
               claim->title != NULL ? wf_text_get (claim->title, services->lang, NULL)
                                    : claim->checklist);
  wf_rows_add (group, NULL,
               claim->text != NULL ? wf_text_get (claim->text, services->lang, NULL) : claim->point,
               shows);
}

/* Whoever writes what is wanted sends it back. */
static void
on_why_changed (GtkEditable *editable, Sign *self)
{
  if (*gtk_editable_get_text (editable) != '\0')
    gtk_check_button_set_active (self->more_check, TRUE);
}

static void
add_answer (WfTaskDialog *dialog, Sign *self, gboolean can_sign)
{
  AdwPreferencesGroup *group = wf_task_dialog_add_group (dialog, _ ("Your answer"));

  if (can_sign)
    self->sign_check =
        wf_task_dialog_add_check (dialog, group, _ ("It shows the point: I sign it off"), NULL);
  self->more_check =
      wf_task_dialog_add_check (dialog, group, _ ("Something is still wanted"), NULL);
  if (can_sign)
    gtk_check_button_set_group (self->more_check, self->sign_check);
  self->why_row = wf_task_dialog_add_entry (dialog, group, _ ("What is still wanted"));
  g_signal_connect (self->why_row, "changed", G_CALLBACK (on_why_changed), self);
}

/* What a signature means; a request from before words were kept has none to sign. */
static void
add_meaning (WfTaskDialog *dialog, gboolean can_sign)
{
  if (can_sign)
    wf_task_dialog_add_point (
        dialog, _ ("What your signature says"),
        _ ("That you looked at exactly this and find it shows the point. It is "
           "made with your own key and cannot be taken back."));
  else
    wf_task_dialog_add_point (dialog, _ ("This cannot be signed"),
                              _ ("It was asked by an older Wayfinder, which did not say what the "
                                 "point says. Send it back: "
                                 "your colleague then asks again."));
}

WfTaskDialog *
wf_sign_dialog_show (WfServices *services, GtkWindow *parent, const char *request_id)
{
  const WfSignRequest *request =
      wf_sign_desk_lookup (wf_practice_repo_get_desk (services->practice), request_id);
  WfTaskDialog *dialog;
  gboolean can_sign;
  Sign *self;

  if (request == NULL)
    return NULL;
  can_sign = request->claim->text != NULL;
  dialog = wf_task_dialog_new (services, parent, _ ("Sign Off for a Colleague"));
  self = g_new0 (Sign, 1);
  self->request_id = g_strdup (request_id);
  self->digest = g_strdup (request->digest);
  self->file = g_strdup (request->evidence->file);
  g_object_set_data (G_OBJECT (dialog), "sign", self);
  add_question (dialog, request);
  add_evidence (dialog, request->evidence);
  add_answer (dialog, self, can_sign);
  add_meaning (dialog, can_sign);
  wf_task_dialog_keep_drafts (dialog, NULL, "draft.sign", request_id);
  wf_task_dialog_set_task (dialog, _ ("_Send My Answer"), FALSE, start_decide, can_decide, self,
                           sign_free);
  wf_task_dialog_present (dialog);
  return dialog;
}

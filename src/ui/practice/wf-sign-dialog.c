/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Signing off a colleague's point. What is signed is the digest of what is shown: the dialog
 * keeps that digest, so that evidence cannot change under the reader's eyes.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-sign-dialog.h"
#include "wf-file-ask.h"
#include "wf-rows.h"

#include <glib/gi18n.h>

typedef struct {
  char *request_id;
  char *digest;
  char *file;
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

/* With something still wanted it goes back; without, it is signed. */
static void
start_decide (WfTaskDialog *dialog, gpointer data)
{
  Sign *self = data;
  g_autofree char *why = wf_task_row_dup_text (self->why_row);

  wf_task_dialog_set_told (dialog, *why != '\0' ? _ ("Your colleague sees what is still wanted.")
                                                : _ ("It is signed off."));
  wf_practice_repo_decide_async (wf_task_dialog_get_services (dialog)->practice, self->request_id,
                                 self->digest, *why != '\0' ? why : NULL,
                                 wf_task_dialog_get_cancellable (dialog), on_decided,
                                 g_object_ref (dialog));
}

static void
on_copied (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfTaskDialog) dialog = user_data;
  g_autoptr (GError) error = NULL;

  g_file_replace_contents_finish (G_FILE (source), result, NULL, &error);
  if (!g_cancellable_is_cancelled (wf_task_dialog_get_cancellable (dialog)))
    wf_task_dialog_show_error (dialog, error);
}

static void
on_file_chosen (GFile *file, gpointer owner)
{
  WfTaskDialog *dialog = owner;
  Sign *self = g_object_get_data (owner, "sign");
  WfServices *services = wf_task_dialog_get_services (dialog);
  g_autoptr (GBytes) bytes =
      wf_sign_desk_dup_file (wf_practice_repo_get_desk (services->practice), self->file);

  if (file != NULL && bytes != NULL)
    g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE,
                                         wf_task_dialog_get_cancellable (dialog), on_copied,
                                         g_object_ref (dialog));
}

static void
on_copy_clicked (WfTaskDialog *dialog)
{
  wf_file_ask (wf_task_dialog_get_services (dialog), dialog, GTK_WINDOW (dialog),
               &(WfFileQuestion){ .action = GTK_FILE_CHOOSER_ACTION_SAVE,
                                  .title = _ ("Save a Copy to Look At"),
                                  .name = _ ("evidence") },
               on_file_chosen);
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

WfTaskDialog *
wf_sign_dialog_show (WfServices *services, GtkWindow *parent, const char *request_id)
{
  const WfSignRequest *request =
      wf_sign_desk_lookup (wf_practice_repo_get_desk (services->practice), request_id);
  const WfChecklist *list =
      request != NULL ? wf_pack_library_get_checklist (services->packs, request->checklist) : NULL;
  const WfChecklistPoint *point = list != NULL ? wf_checklist_lookup (list, request->point) : NULL;
  WfTaskDialog *dialog;
  Sign *self;

  if (request == NULL)
    return NULL;
  dialog = wf_task_dialog_new (services, parent, _ ("Sign Off for a Colleague"));
  self = g_new0 (Sign, 1);
  self->request_id = g_strdup (request_id);
  self->digest = g_strdup (request->digest);
  self->file = g_strdup (request->evidence->file);
  g_object_set_data (G_OBJECT (dialog), "sign", self);
  wf_task_dialog_add_text (dialog, point != NULL ? wf_text_get (point->text, services->lang, NULL)
                                                 : request->point);
  add_evidence (dialog, request->evidence);
  self->why_row = wf_task_dialog_add_entry (dialog, wf_task_dialog_add_group (dialog, NULL),
                                            _ ("What is still wanted (leave empty to sign off)"));
  wf_task_dialog_add_point (dialog, _ ("What your signature says"),
                            _ ("That you looked at exactly this and find it shows the point. It is "
                               "made with your own key and cannot be taken back."));
  wf_task_dialog_keep_drafts (dialog, NULL, "draft.sign", request_id);
  wf_task_dialog_set_task (dialog, _ ("_Sign Off or Send Back"), FALSE, start_decide, NULL, self,
                           sign_free);
  wf_task_dialog_present (dialog);
  return dialog;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A file of evidence out of the vault, to be looked at or taken along. The dialog keeps the bytes
 * while it asks where to.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-evidence-copy.h"

#include <glib/gi18n.h>

#include "wf-file-ask.h"

#define BYTES "evidence-copy"

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
  GBytes *bytes = g_object_get_data (owner, BYTES);

  if (file != NULL)
    g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE,
                                         wf_task_dialog_get_cancellable (dialog), on_copied,
                                         g_object_ref (dialog));
}

void
wf_evidence_copy_ask (WfTaskDialog *dialog, GBytes *bytes)
{
  g_return_if_fail (WF_IS_TASK_DIALOG (dialog));
  g_return_if_fail (bytes != NULL);

  g_object_set_data_full (G_OBJECT (dialog), BYTES, g_bytes_ref (bytes),
                          (GDestroyNotify) g_bytes_unref);
  wf_file_ask (wf_task_dialog_get_services (dialog), dialog, GTK_WINDOW (dialog),
               &(WfFileQuestion){ .action = GTK_FILE_CHOOSER_ACTION_SAVE,
                                  .title = _ ("Save a Copy to Look At"),
                                  .name = _ ("evidence") },
               on_file_chosen);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A copy of a client's file. Three steps: the client (logged as looked at), the records,
 * the file; then our item is taken off the desktop's list of recent files.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-copy-dialog.h"

#include <glib/gi18n.h>

#include "wf-client-export.h"
#include "wf-file-ask.h"
#include "wf-own-sheet.h"

#define PAGE_TITLE "copy" /* of the PDF: says nothing of anybody */

typedef struct {
  char *id;
  GtkSwitch *protected_switch;
  GFile *file;      /* (nullable): where to */
  WfClient *client; /* (nullable) */
  WfPage *page;     /* (nullable): to be read */
  GFile *beside;    /* (nullable): where that goes */
} Copy;

static void
copy_free (gpointer data)
{
  Copy *self = data;

  g_clear_object (&self->file);
  g_clear_object (&self->beside);
  g_clear_pointer (&self->page, wf_page_unref);
  g_clear_pointer (&self->client, wf_client_unref);
  g_free (self->id);
  g_free (self);
}

static Copy *
get_copy (gpointer dialog)
{
  return g_object_get_data (G_OBJECT (dialog), "copy");
}

static void
on_page_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_file_replace_contents_finish (G_FILE (source), result, NULL, &error);
  wf_task_dialog_end (user_data, error);
}

/* Laying several sides out takes longer than a frame. */
static void
make_pdf_in_thread (GTask *task, gpointer source, gpointer page, GCancellable *cancellable)
{
  GError *error = NULL;
  GBytes *bytes = wf_page_to_pdf (page, PAGE_TITLE, &error);

  if (bytes == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
}

static void
on_pdf_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_task_propagate_pointer (G_TASK (result), &error);

  if (bytes == NULL)
    {
      wf_task_dialog_end (user_data, error);
      return;
    }
  g_file_replace_contents_bytes_async (get_copy (user_data)->beside, bytes, NULL, FALSE,
                                       G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION,
                                       wf_task_dialog_get_cancellable (user_data), on_page_written,
                                       user_data);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    {
      wf_task_dialog_end (user_data, error);
      return;
    }
  task = g_task_new (NULL, wf_task_dialog_get_cancellable (user_data), on_pdf_ready, user_data);
  g_task_set_task_data (task, wf_page_ref (get_copy (user_data)->page),
                        (GDestroyNotify) wf_page_unref);
  g_task_run_in_thread (task, make_pdf_in_thread);
}

/* The page goes where the file goes, under the same name. */
static void
make_page (Copy *self, WfServices *services, JsonObject *copy, GPtrArray *records)
{
  g_autoptr (GFile) folder = g_file_get_parent (self->file);
  g_autofree char *name = g_file_get_basename (self->file);
  g_autofree char *beside = wf_own_sheet_dup_name (name);

  g_clear_pointer (&self->page, wf_page_unref);
  self->page = wf_own_sheet_new (services, self->client, copy, records);
  g_clear_object (&self->beside);
  self->beside = folder != NULL ? g_file_get_child (folder, beside) : g_file_new_for_path (beside);
}

static GBytes *
make_copy (Copy *self, WfServices *services, GPtrArray *records)
{
  WfItemBank *bank = wf_pack_library_get_items (services->packs, "newcomer");
  JsonObject *object = wf_client_export (self->client, records, bank,
                                         gtk_switch_get_active (self->protected_switch));
  g_autoptr (JsonNode) node = json_node_alloc ();
  char *text;

  make_page (self, services, object, records);
  json_node_init_object (node, object);
  json_object_unref (object);
  text = json_to_string (node, TRUE);
  return g_bytes_new_take (text, strlen (text));
}

static void
on_records_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = wf_vault_read_finish (WF_VAULT (source), result, &error);
  g_autoptr (GBytes) bytes = NULL;
  WfTaskDialog *dialog = user_data;
  Copy *self;

  if (records == NULL)
    {
      wf_task_dialog_end (dialog, error);
      return;
    }
  self = get_copy (dialog);
  bytes = make_copy (self, wf_task_dialog_get_services (dialog), records);
  g_file_replace_contents_bytes_async (self->file, bytes, NULL, FALSE,
                                       G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION,
                                       wf_task_dialog_get_cancellable (dialog), on_written, dialog);
}

static void
on_client_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  WfClient *client = wf_client_repo_get_finish (WF_CLIENT_REPO (source), result, &error);
  WfTaskDialog *dialog = user_data;
  Copy *self;

  if (client == NULL)
    {
      wf_task_dialog_end (dialog, error);
      return;
    }
  self = get_copy (dialog);
  g_clear_pointer (&self->client, wf_client_unref);
  self->client = client;
  wf_vault_read_async (wf_task_dialog_get_services (dialog)->vault, self->id,
                       wf_task_dialog_get_cancellable (dialog), on_records_ready, dialog);
}

static void
start_copy (WfTaskDialog *dialog, gpointer data)
{
  Copy *self = data;

  wf_client_repo_get_async (wf_task_dialog_get_services (dialog)->clients, self->id, "copy",
                            wf_task_dialog_get_cancellable (dialog), on_client_ready, dialog);
}

static gboolean
can_copy (WfTaskDialog *dialog, gpointer data)
{
  return ((Copy *) data)->file != NULL;
}

void
wf_copy_dialog_save (WfTaskDialog *dialog, GFile *file)
{
  Copy *self;

  g_return_if_fail (WF_IS_TASK_DIALOG (dialog));
  g_return_if_fail (G_IS_FILE (file));

  self = get_copy (dialog);
  g_set_object (&self->file, file);
  wf_task_dialog_update (dialog);
  wf_task_dialog_start (dialog);
}

static void
on_file_chosen (GFile *file, gpointer owner)
{
  if (file != NULL)
    wf_copy_dialog_save (owner, file);
}

static void
on_choose_clicked (GtkButton *button, WfTaskDialog *dialog)
{
  wf_file_ask (wf_task_dialog_get_services (dialog), dialog, GTK_WINDOW (dialog),
               &(WfFileQuestion){ .action = GTK_FILE_CHOOSER_ACTION_SAVE,
                                  .title = _ ("Save the copy"),
                                  .name = "copy.json" },
               on_file_chosen);
}

WfTaskDialog *
wf_copy_dialog_show (WfServices *services, GtkWindow *parent, const char *id)
{
  WfTaskDialog *dialog = wf_task_dialog_new (services, parent, _ ("A Copy for the Client"));
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Choose Where to Save…"));
  Copy *self = g_new0 (Copy, 1);

  self->id = g_strdup (id);
  g_object_set_data (G_OBJECT (dialog), "copy", self);
  wf_task_dialog_add_text (
      dialog, _ ("Clients have a right to their file: everything that is known and everything that "
                 "was written, with when and by whom. It is a JSON file, which any text program "
                 "opens, and a PDF beside it to be read."));
  wf_task_dialog_add_point (
      dialog, _ ("The file is not sealed"),
      _ ("Whoever has it can read it. Give it on their own stick, and ask first whether it is "
         "safe to take home. That a copy was made stands in the record."));
  self->protected_switch = wf_task_dialog_add_switch (
      dialog, wf_task_dialog_add_group (dialog, NULL), _ ("With protected answers"),
      _ ("Who controls the phone, and what was said in private. Ask the client, alone, first."));
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  g_signal_connect (button, "clicked", G_CALLBACK (on_choose_clicked), dialog);
  wf_task_dialog_add_widget (dialog, button);
  wf_task_dialog_set_told (dialog, _ ("The copy is saved."));
  wf_task_dialog_set_task (dialog, _ ("_Save"), FALSE, start_copy, can_copy, self, copy_free);
  wf_task_dialog_present (dialog);
  return dialog;
}

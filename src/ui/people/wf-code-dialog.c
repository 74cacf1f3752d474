/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The organisation's renewed code, shown once. It owns the only copy and wipes it.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-code-dialog.h"

#include <glib/gi18n.h>

#include <string.h>

#include "wf-code-sheet.h"
#include "wf-file-ask.h"
#include "wf-wrap-layout.h"

typedef struct {
  WfTaskDialog *dialog; /* borrowed: it owns this */
  char *code;
  GtkCheckButton *have_check;
} Sheet;

static void
sheet_free (gpointer data)
{
  Sheet *sheet = data;

  explicit_bzero (sheet->code, strlen (sheet->code));
  g_free (sheet->code);
  g_free (sheet);
}

static void
on_print_clicked (GtkButton *button, Sheet *sheet)
{
  g_autoptr (GtkPrintOperation) operation = wf_code_sheet_new_print (sheet->code);
  g_autoptr (GError) error = NULL;

  gtk_print_operation_set_allow_async (operation, TRUE);
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                               GTK_WINDOW (sheet->dialog),
                               &error) == GTK_PRINT_OPERATION_RESULT_ERROR)
    wf_task_dialog_show_error (sheet->dialog, error);
}

static void
on_save_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean saved = wf_code_sheet_save_finish (G_FILE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (saved)
    wf_task_dialog_say (user_data, _ ("Saved."), _ ("Only you can read the file."),
                        _ ("Keep it away from this computer."));
  else
    wf_task_dialog_show_error (user_data, error);
}

static void
on_file_chosen (GFile *file, gpointer owner)
{
  Sheet *sheet = g_object_get_data (owner, "sheet");

  if (file != NULL)
    wf_code_sheet_save_async (sheet->code, file, wf_task_dialog_get_cancellable (owner),
                              on_save_ready, owner);
}

static void
on_save_clicked (GtkButton *button, Sheet *sheet)
{
  wf_file_ask (wf_task_dialog_get_services (sheet->dialog), sheet->dialog,
               GTK_WINDOW (sheet->dialog),
               &(WfFileQuestion){ .action = GTK_FILE_CHOOSER_ACTION_SAVE,
                                  .title = _ ("Save the recovery code"),
                                  .name = "code.txt" },
               on_file_chosen);
}

static void
add_button (GtkWidget *box, const char *label, GCallback callback, Sheet *sheet)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_box_append (GTK_BOX (box), button);
  g_signal_connect (button, "clicked", callback, sheet);
}

static void
start_done (WfTaskDialog *dialog, gpointer data)
{
  wf_task_dialog_end (dialog, NULL);
}

static gboolean
can_be_done (WfTaskDialog *dialog, gpointer data)
{
  return gtk_check_button_get_active (((Sheet *) data)->have_check);
}

WfTaskDialog *
wf_code_dialog_show (WfServices *services, GtkWindow *parent, const char *code)
{
  WfTaskDialog *dialog = wf_task_dialog_new (services, parent, _ ("The New Printed Code"));
  GtkWidget *label = gtk_label_new (code);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  Sheet *sheet = g_new0 (Sheet, 1);

  sheet->dialog = dialog;
  sheet->code = g_strdup (code);
  g_object_set_data (G_OBJECT (dialog), "sheet", sheet);
  wf_task_dialog_add_text (
      dialog, _ ("If everybody forgets their passphrase, this code is the only way in. Put it into "
                 "an envelope, close it, and keep it in a locked place."));
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_direction (label, GTK_TEXT_DIR_LTR);
  gtk_widget_add_css_class (label, "recovery-code");
  gtk_widget_add_css_class (label, "card");
  wf_task_dialog_add_widget (dialog, label);
  gtk_widget_set_layout_manager (box, wf_wrap_layout_new ());
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  add_button (box, _ ("_Print…"), G_CALLBACK (on_print_clicked), sheet);
  add_button (box, _ ("_Save…"), G_CALLBACK (on_save_clicked), sheet);
  wf_task_dialog_add_widget (dialog, box);
  sheet->have_check =
      wf_task_dialog_add_check (dialog, wf_task_dialog_add_group (dialog, NULL),
                                _ ("It is on paper"), _ ("It will not be shown again."));
  wf_task_dialog_set_told (dialog, _ ("There is a new printed code. Destroy the old paper."));
  wf_task_dialog_set_task (dialog, _ ("_Done"), FALSE, start_done, can_be_done, sheet, sheet_free);
  wf_task_dialog_present (dialog);
  return dialog;
}

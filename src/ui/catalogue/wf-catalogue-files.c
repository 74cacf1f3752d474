/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The catalogue written into files: choosers and what is said afterwards.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-catalogue-files.h"

#include <glib/gi18n.h>

#include "wf-catalogue-desk.h"

typedef void (*Write) (WfPane *page, const char *path);

static void
on_exported (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfPane) page = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *number = NULL, *words = NULL;
  guint n = 0;
  gboolean ok = wf_desk_export_finish (WF_CATALOGUE_SYNC (source), result, &n, &error);

  if (wf_pane_is_gone (page))
    return;
  if (!ok)
    {
      wf_pane_show_problem (page, error);
      return;
    }
  number = wf_format_integer (wf_pane_get_services (page)->format, n);
  /* Translators: %s is a number of entries of the catalogue */
  words = g_strdup_printf (ngettext ("%s entry is written.", "%s entries are written.", n), number);
  wf_pane_tell (page, words);
}

void
wf_catalogue_files_write (WfPane *page, const char *path, gboolean as_tables)
{
  g_return_if_fail (WF_IS_PANE (page) && path != NULL);

  wf_desk_export_async (wf_pane_get_services (page)->sync, NULL, path, as_tables, NULL, on_exported,
                        g_object_ref (page));
}

static void
write_json (WfPane *page, const char *path)
{
  wf_catalogue_files_write (page, path, FALSE);
}

static void
write_tables (WfPane *page, const char *path)
{
  wf_catalogue_files_write (page, path, TRUE);
}

static void
on_proposed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfPane) page = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *number = NULL, *words = NULL;
  guint n = 0;
  gboolean ok = wf_desk_propose_finish (WF_CATALOGUE_SYNC (source), result, &n, &error);

  if (wf_pane_is_gone (page))
    return;
  if (!ok)
    {
      wf_pane_show_problem (page, error);
      return;
    }
  if (n == 0)
    {
      wf_pane_tell (page, _ ("Your agency corrected nothing yet: no file was written."));
      return;
    }
  number = wf_format_integer (wf_pane_get_services (page)->format, n);
  /* Translators: %s is a number of corrections to the catalogue */
  words = g_strdup_printf (ngettext ("%s correction is written. Notes, and what is first or "
                                     "hidden here, stay here.",
                                     "%s corrections are written. Notes, and what is first or "
                                     "hidden here, stay here.",
                                     n),
                           number);
  wf_pane_tell (page, words);
}

void
wf_catalogue_files_write_proposal (WfPane *page, const char *path)
{
  g_return_if_fail (WF_IS_PANE (page) && path != NULL);

  wf_desk_propose_async (wf_pane_get_services (page)->sync, path, NULL, on_proposed,
                         g_object_ref (page));
}

static void
on_chooser_response (GtkNativeDialog *chooser, int response, WfPane *page)
{
  g_autoptr (GFile) file = NULL;
  Write write = (Write) g_object_get_data (G_OBJECT (chooser), "write");

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  g_object_set_data (G_OBJECT (page), "chooser", NULL);
  if (file != NULL && g_file_peek_path (file) != NULL)
    write (page, g_file_peek_path (file));
}

/* The page keeps the chooser while it is open. */
static void
choose (WfPane *page, GtkFileChooserAction action, const char *title, const char *name, Write write)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
      title, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, action, NULL, NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  if (name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_object_set_data (G_OBJECT (chooser), "write", (gpointer) write);
  g_object_set_data_full (G_OBJECT (page), "chooser", chooser,
                          (GDestroyNotify) gtk_native_dialog_destroy);
  g_signal_connect_object (chooser, "response", G_CALLBACK (on_chooser_response), page, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

void
wf_catalogue_files_export (WfPane *page, gboolean as_tables)
{
  g_return_if_fail (WF_IS_PANE (page));

  if (as_tables)
    choose (page, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("Choose an empty folder"), NULL,
            write_tables);
  else
    choose (page, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Write the catalogue"), "catalogue.json",
            write_json);
}

void
wf_catalogue_files_propose (WfPane *page)
{
  g_return_if_fail (WF_IS_PANE (page));

  choose (page, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Write the corrections"), "corrections.json",
          wf_catalogue_files_write_proposal);
}

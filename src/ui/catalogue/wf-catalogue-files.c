/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The catalogue written into files: choosers and what is said afterwards.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-catalogue-files.h"

#include <glib/gi18n.h>

#include "wf-catalogue-desk.h"
#include "wf-file-ask.h"

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
on_json_chosen (GFile *file, gpointer page)
{
  if (file != NULL && g_file_peek_path (file) != NULL)
    wf_catalogue_files_write (page, g_file_peek_path (file), FALSE);
}

static void
on_folder_chosen (GFile *file, gpointer page)
{
  if (file != NULL && g_file_peek_path (file) != NULL)
    wf_catalogue_files_write (page, g_file_peek_path (file), TRUE);
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
on_proposal_chosen (GFile *file, gpointer page)
{
  if (file != NULL && g_file_peek_path (file) != NULL)
    wf_catalogue_files_write_proposal (page, g_file_peek_path (file));
}

static void
ask (WfPane *page, const WfFileQuestion *question, WfFileAnswer answer)
{
  wf_file_ask (wf_pane_get_services (page), page,
               GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))), question, answer);
}

void
wf_catalogue_files_export (WfPane *page, gboolean as_tables)
{
  g_return_if_fail (WF_IS_PANE (page));

  if (as_tables)
    ask (page,
         &(WfFileQuestion){ .action = GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                            .title = _ ("Choose an empty folder") },
         on_folder_chosen);
  else
    ask (page,
         &(WfFileQuestion){ .action = GTK_FILE_CHOOSER_ACTION_SAVE,
                            .title = _ ("Write the catalogue"),
                            .name = "catalogue.json" },
         on_json_chosen);
}

void
wf_catalogue_files_propose (WfPane *page)
{
  g_return_if_fail (WF_IS_PANE (page));

  ask (page,
       &(WfFileQuestion){ .action = GTK_FILE_CHOOSER_ACTION_SAVE,
                          .title = _ ("Write the corrections"),
                          .name = "corrections.json" },
       on_proposal_chosen);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Asks for a file of a pack, and writes one. What is asked for waits with the pane and goes with
 * it.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-pack-file.h"

#include <string.h>

#include "wf-file-ask.h"

#define MIME   "application/xml"
#define ASKING "pack-file-asking"
#define SAVING "pack-file-saving"

typedef struct {
  WfPackFileChosen chosen;
  gpointer data;
} Asking;

typedef struct {
  char *xml;
  const char *told;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *self = data;

  g_free (self->xml);
  g_free (self);
}

static GtkWindow *
window_of (WfPane *pane)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (pane));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
on_open_chosen (GFile *file, gpointer owner)
{
  g_autofree Asking *asking = g_object_steal_data (owner, ASKING);

  if (file != NULL && asking != NULL)
    asking->chosen (WF_PANE (owner), file, asking->data);
}

void
wf_pack_file_ask (WfPane *pane, const char *title, WfPackFileChosen chosen, gpointer data)
{
  Asking *asking;

  g_return_if_fail (WF_IS_PANE (pane) && title != NULL && chosen != NULL);

  asking = g_new0 (Asking, 1);
  asking->chosen = chosen;
  asking->data = data;
  g_object_set_data_full (G_OBJECT (pane), ASKING, asking, g_free);
  wf_file_ask (
      wf_pane_get_services (pane), pane, window_of (pane),
      &(WfFileQuestion){ .action = GTK_FILE_CHOOSER_ACTION_OPEN, .title = title, .mime = MIME },
      on_open_chosen);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfPane) pane = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = g_file_replace_contents_finish (G_FILE (source), result, NULL, &error);

  if (wf_pane_is_gone (pane))
    return;
  if (done)
    wf_pane_tell (pane, g_object_get_data (source, "told"));
  else
    wf_pane_show_problem (pane, error);
}

void
wf_pack_file_write (WfPane *pane, GFile *file, char *xml, const char *told)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_if_fail (WF_IS_PANE (pane) && G_IS_FILE (file) && xml != NULL && told != NULL);

  bytes = g_bytes_new_take (xml, strlen (xml));
  g_object_set_data (G_OBJECT (file), "told", (gpointer) told);
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION,
                                       wf_pane_get_cancellable (pane), on_written,
                                       g_object_ref (pane));
}

static void
on_save_chosen (GFile *file, gpointer owner)
{
  Saving *saving = g_object_steal_data (owner, SAVING);

  if (file != NULL && saving != NULL)
    wf_pack_file_write (owner, file, g_steal_pointer (&saving->xml), saving->told);
  if (saving != NULL)
    saving_free (saving);
}

void
wf_pack_file_save (WfPane *pane, const char *title, const char *id, char *xml, const char *told)
{
  g_autofree char *name = NULL;
  Saving *saving;

  g_return_if_fail (WF_IS_PANE (pane) && title != NULL && id != NULL);
  g_return_if_fail (xml != NULL && told != NULL);

  name = g_strconcat (id, ".xml", NULL);
  saving = g_new0 (Saving, 1);
  saving->xml = xml;
  saving->told = told;
  g_object_set_data_full (G_OBJECT (pane), SAVING, saving, saving_free);
  wf_file_ask (
      wf_pane_get_services (pane), pane, window_of (pane),
      &(WfFileQuestion){
          .action = GTK_FILE_CHOOSER_ACTION_SAVE, .title = title, .name = name, .mime = MIME },
      on_save_chosen);
}

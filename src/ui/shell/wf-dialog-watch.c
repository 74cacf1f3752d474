/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The dialogs over the main window, all of them, whoever made them: somebody typing in one is
 * there, and none stands over the page that asks for a passphrase. Files and printers are asked for
 * in windows of GTK's own; whoever asks has a cancellable, and these are left alone.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-dialog-watch.h"

#include <adwaita.h>

static gboolean
is_dialog_over (GtkWindow *dialog, GtkWindow *window)
{
  if (!ADW_IS_WINDOW (dialog) && !ADW_IS_MESSAGE_DIALOG (dialog))
    return FALSE;
  do
    dialog = gtk_window_get_transient_for (dialog);
  while (dialog != NULL && dialog != window);
  return dialog != NULL;
}

static WfDoor *
get_door (GtkWindow *window)
{
  return g_object_get_data (G_OBJECT (window), "wf-dialog-watch");
}

/* A window knows over what it stands when it is first shown, not when it is made. */
static void
on_toplevel_map (GtkWindow *dialog, GtkWindow *window)
{
  g_signal_handlers_disconnect_by_func (dialog, on_toplevel_map, window);
  if (is_dialog_over (dialog, window))
    wf_door_watch (get_door (window), GTK_WIDGET (dialog));
}

static void
on_toplevels_items_changed (
    GListModel *toplevels, guint position, guint removed, guint added, GtkWindow *window)
{
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (GtkWindow) dialog = g_list_model_get_item (toplevels, position + i);

      if (dialog != window)
        g_signal_connect_object (dialog, "map", G_CALLBACK (on_toplevel_map), window, 0);
    }
}

static void
on_door_state (WfDoor *door, GParamSpec *pspec, GtkWindow *window)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  g_autoptr (GPtrArray) dialogs = g_ptr_array_new_with_free_func (g_object_unref);

  if (wf_door_get_state (door) == WF_DOOR_OPEN)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) dialog = g_list_model_get_item (toplevels, i);

      if (is_dialog_over (dialog, window))
        g_ptr_array_add (dialogs, g_steal_pointer (&dialog));
    }
  /* The later ones stand over the earlier ones: GTK wants them gone first. */
  while (dialogs->len > 0)
    {
      g_autoptr (GtkWindow) dialog = g_ptr_array_steal_index (dialogs, dialogs->len - 1);

      gtk_window_destroy (dialog);
    }
}

void
wf_dialog_watch (GtkWindow *window, WfDoor *door)
{
  g_return_if_fail (GTK_IS_WINDOW (window));
  g_return_if_fail (WF_IS_DOOR (door));

  g_object_set_data (G_OBJECT (window), "wf-dialog-watch", door);
  g_signal_connect_object (gtk_window_get_toplevels (), "items-changed",
                           G_CALLBACK (on_toplevels_items_changed), window, 0);
  g_signal_connect_object (door, "notify::state", G_CALLBACK (on_door_state), window, 0);
}

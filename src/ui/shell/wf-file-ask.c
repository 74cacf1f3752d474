/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one way to ask for a file. It owns the window that asks, and cleans up after GTK: recent
 * files, and messages about a window that went.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-file-ask.h"

#define RECENT_SECONDS   20
#define LEFTOVER_SECONDS 20

typedef struct {
  WfServices *services;
  GtkFileChooserNative *chooser;
  gpointer owner; /* weak */
  WfFileAnswer answer;
  gulong hide_id;
} Ask;

/* A file chooser closed while it reads a folder says so in a message of its own, over no window,
 * a moment later: nobody asked, and it would stand there when everything is shown again. */
static gboolean
on_leftover (gpointer user_data)
{
  GtkWindow *window = user_data;
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = g_list_model_get_n_items (toplevels); i > 0; i--)
    {
      g_autoptr (GtkWindow) other = g_list_model_get_item (toplevels, i - 1);

      if (other == window && gtk_window_get_transient_for (window) == NULL)
        gtk_window_destroy (window);
    }
  return G_SOURCE_REMOVE;
}

static void
on_toplevels_items_changed (GListModel *toplevels, guint position, guint removed, guint added)
{
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, position + i);

      if (GTK_IS_MESSAGE_DIALOG (window)) /* not before it is made; ours are of another class */
        g_idle_add_full (G_PRIORITY_HIGH, on_leftover, g_object_ref (window), g_object_unref);
    }
}

static gboolean
on_leftovers_over (gpointer user_data)
{
  gulong *id = user_data;

  g_signal_handler_disconnect (gtk_window_get_toplevels (), *id);
  return G_SOURCE_REMOVE;
}

static void
sweep_leftovers (void)
{
  gulong *id = g_new (gulong, 1);

  *id = g_signal_connect (gtk_window_get_toplevels (), "items-changed",
                          G_CALLBACK (on_toplevels_items_changed), NULL);
  g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, LEFTOVER_SECONDS, on_leftovers_over, id, g_free);
}

/* GTK adds what is chosen to the recent files a moment later: it is taken out whenever it turns
 * up during the next seconds. */
typedef struct {
  char *uri;
  gulong changed_id;
} Recent;

static void
on_recent_changed (GtkRecentManager *manager, Recent *recent)
{
  if (gtk_recent_manager_has_item (manager, recent->uri))
    gtk_recent_manager_remove_item (manager, recent->uri, NULL);
}

static gboolean
on_recent_over (gpointer user_data)
{
  Recent *recent = user_data;
  GtkRecentManager *manager = gtk_recent_manager_get_default ();

  on_recent_changed (manager, recent);
  g_signal_handler_disconnect (manager, recent->changed_id);
  g_free (recent->uri);
  g_free (recent);
  return G_SOURCE_REMOVE;
}

void
wf_file_forget_recent (GFile *file)
{
  GtkRecentManager *manager = gtk_recent_manager_get_default ();
  Recent *recent = g_new0 (Recent, 1);

  recent->uri = g_file_get_uri (file);
  recent->changed_id =
      g_signal_connect (manager, "changed", G_CALLBACK (on_recent_changed), recent);
  on_recent_changed (manager, recent);
  g_timeout_add_seconds (RECENT_SECONDS, on_recent_over, recent);
}

static void on_owner_gone (gpointer user_data, GObject *owner);

/* Ends it: @file is what was chosen. */
static void
finish (Ask *ask, GFile *file)
{
  gpointer owner = ask->owner;
  WfFileAnswer answer = ask->answer;

  g_signal_handler_disconnect (ask->services->quick_hide, ask->hide_id);
  g_signal_handlers_disconnect_by_data (ask->chooser, ask);
  if (owner != NULL)
    g_object_weak_unref (owner, on_owner_gone, ask);
  gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (ask->chooser));
  g_object_unref (ask->chooser);
  wf_services_unref (ask->services);
  g_free (ask);
  if (owner != NULL)
    answer (file, owner);
}

static void
on_owner_gone (gpointer user_data, GObject *owner)
{
  Ask *ask = user_data;

  ask->owner = NULL;
  sweep_leftovers ();
  finish (ask, NULL);
}

static void
on_quick_hide_active (WfQuickHide *quick_hide, GParamSpec *pspec, Ask *ask)
{
  if (!wf_quick_hide_get_active (quick_hide))
    return;
  sweep_leftovers ();
  finish (ask, NULL);
}

static void
on_response (GtkNativeDialog *chooser, int response, Ask *ask)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (file != NULL)
    wf_file_forget_recent (file);
  finish (ask, file);
}

void
wf_file_ask (WfServices *services,
             gpointer owner,
             GtkWindow *parent,
             const WfFileQuestion *question,
             WfFileAnswer answer)
{
  GtkFileChooser *chooser;
  Ask *ask;

  g_return_if_fail (services != NULL);
  g_return_if_fail (G_IS_OBJECT (owner));
  g_return_if_fail (question != NULL && answer != NULL);

  ask = g_new0 (Ask, 1);
  ask->services = wf_services_ref (services);
  ask->owner = owner;
  ask->answer = answer;
  g_object_weak_ref (owner, on_owner_gone, ask);
  ask->chooser = gtk_file_chooser_native_new (question->title, parent, question->action,
                                              question->accept, NULL);
  chooser = GTK_FILE_CHOOSER (ask->chooser);
  if (question->mime != NULL)
    {
      g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
      g_autofree char *name = g_content_type_get_description (question->mime);

      gtk_file_filter_set_name (filter, name);
      gtk_file_filter_add_mime_type (filter, question->mime);
      gtk_file_chooser_add_filter (chooser, filter);
    }
  if (question->name != NULL)
    gtk_file_chooser_set_current_name (chooser, question->name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (ask->chooser), TRUE);
  ask->hide_id = g_signal_connect (services->quick_hide, "notify::active",
                                   G_CALLBACK (on_quick_hide_active), ask);
  g_signal_connect (ask->chooser, "response", G_CALLBACK (on_response), ask);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (ask->chooser));
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What workshop.db keeps, read beside the server that may be writing to it. Each call opens and
 * closes the database in a thread: nothing stays open, and nothing blocks a window.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-workshop-shelf.h"

typedef struct {
  char *path;
  gint64 session; /* 0: all of them */
  char *deck;     /* what was read of it */
} Wish;

static void
wish_free (gpointer data)
{
  Wish *self = data;

  g_free (self->path);
  g_free (self->deck);
  g_free (self);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Wish *wish = data;
  g_autoptr (WfWorkshopStore) store = NULL;
  GPtrArray *found = NULL;
  GError *error = NULL;

  if (!g_file_test (wish->path, G_FILE_TEST_EXISTS)) /* no workshop yet: make no file either */
    {
      g_task_return_pointer (task, g_ptr_array_new (), (GDestroyNotify) g_ptr_array_unref);
      return;
    }
  store = wf_workshop_store_open (wish->path, &error);
  if (store != NULL)
    found = wish->session == 0 ? wf_workshop_store_list (store, &error)
                               : wf_workshop_store_list_results (store, wish->session, &error);
  if (found != NULL && wish->session != 0)
    wish->deck = wf_workshop_store_dup_deck (store, wish->session, NULL);
  if (found != NULL)
    g_task_return_pointer (task, found, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
start (const char *data_dir,
       gint64 session,
       GTaskThreadFunc work,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Wish *wish = g_new0 (Wish, 1);

  wish->path = g_build_filename (data_dir, "workshop.db", NULL);
  wish->session = session;
  g_task_set_task_data (task, wish, wish_free);
  g_task_run_in_thread (task, work);
}

void
wf_workshop_shelf_list_async (const char *data_dir,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  start (data_dir, 0, read_in_thread, cancellable, callback, user_data);
}

GPtrArray *
wf_workshop_shelf_list_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
wf_workshop_shelf_read_async (const char *data_dir,
                              gint64 session,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  start (data_dir, session, read_in_thread, cancellable, callback, user_data);
}

GPtrArray *
wf_workshop_shelf_read_finish (GAsyncResult *result, char **out_deck, GError **error)
{
  Wish *wish = g_task_get_task_data (G_TASK (result));
  GPtrArray *found = g_task_propagate_pointer (G_TASK (result), error);

  if (found != NULL)
    *out_deck = wish->deck != NULL ? g_steal_pointer (&wish->deck) : g_strdup ("");
  return found;
}

static void
forget_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Wish *wish = data;
  GError *error = NULL;
  g_autoptr (WfWorkshopStore) store = wf_workshop_store_open (wish->path, &error);

  if (store != NULL && wf_workshop_store_forget (store, wish->session, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
wf_workshop_shelf_forget_async (const char *data_dir,
                                gint64 session,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  start (data_dir, session, forget_in_thread, cancellable, callback, user_data);
}

gboolean
wf_workshop_shelf_forget_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

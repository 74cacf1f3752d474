/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A web server in a thread of its own, for tests: serves a folder, and answers oddly under some
 * names.
 */
#pragma once

#include <libsoup/soup.h>
#include <string.h>

typedef struct {
  char *folder;
  char *url; /* ends in "/" */
  GThread *thread;
  GMainLoop *loop;
  GAsyncQueue *ready;
  int requests; /* atomic */
} WfTestWeb;

static void
wf_test_web_answer (SoupServer *server,
                    SoupServerMessage *message,
                    const char *path,
                    GHashTable *query,
                    gpointer data)
{
  WfTestWeb *self = data;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autofree char *file = g_build_filename (self->folder, path, NULL);
  g_autofree char *text = NULL;
  gsize size;

  g_atomic_int_inc (&self->requests);
  if (g_str_has_prefix (path, "/circle"))
    {
      soup_server_message_set_redirect (message, 302, "/circle/again");
      return;
    }
  if (g_str_has_prefix (path, "/busy"))
    {
      soup_message_headers_replace (headers, "Retry-After", "7");
      soup_server_message_set_status (message, 503, NULL);
      return;
    }
  if (!g_file_get_contents (file, &text, &size, NULL))
    {
      soup_server_message_set_status (message, 404, NULL);
      return;
    }

  g_autofree char *etag = g_strdup_printf ("\"%u\"", g_str_hash (text) + (guint) size);
  const char *known = soup_message_headers_get_one (
      soup_server_message_get_request_headers (message), "If-None-Match");

  soup_message_headers_replace (headers, "ETag", etag);
  if (g_strcmp0 (known, etag) == 0)
    {
      soup_server_message_set_status (message, 304, NULL);
      return;
    }
  /* libsoup's server cuts out a range that was asked for by itself. */
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/octet-stream", SOUP_MEMORY_COPY, text,
                                    size);
}

static gpointer
wf_test_web_run (gpointer data)
{
  WfTestWeb *self = data;
  g_autoptr (GMainContext) context = g_main_context_new ();

  g_main_context_push_thread_default (context);

  g_autoptr (SoupServer) server = soup_server_new (NULL, NULL);
  GSList *uris;

  soup_server_add_handler (server, NULL, wf_test_web_answer, self, NULL);
  g_assert_true (soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL));
  uris = soup_server_get_uris (server);
  self->url = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  self->loop = g_main_loop_new (context, FALSE);
  g_async_queue_push (self->ready, self);
  g_main_loop_run (self->loop);
  soup_server_disconnect (server);
  g_main_context_pop_thread_default (context);
  return NULL;
}

static WfTestWeb *
wf_test_web_new (const char *folder)
{
  WfTestWeb *self = g_new0 (WfTestWeb, 1);

  self->folder = g_strdup (folder);
  self->ready = g_async_queue_new ();
  self->thread = g_thread_new ("web", wf_test_web_run, self);
  g_async_queue_pop (self->ready);
  return self;
}

static void
wf_test_web_free (WfTestWeb *self)
{
  g_main_loop_quit (self->loop);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_async_queue_unref (self->ready);
  g_free (self->folder);
  g_free (self->url);
  g_free (self);
}

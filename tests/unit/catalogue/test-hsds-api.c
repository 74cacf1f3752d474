/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import-fixture.h"

#include "wf-hsds-api.h"

#include <libsoup/soup.h>
#include <string.h>

/* An interface with services 0 to count-1, in a thread of its own, on the loopback. */
typedef struct {
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  char *url;
  GMutex lock;
  guint count;           /* services there are */
  guint size;            /* of a page */
  gboolean offers_lines; /* format=ndjson */
  gboolean is_brief;     /* lists hold names alone */
  gboolean ignores_page; /* always the first */
  guint shrinks_on_page; /* one goes while this page is read, once; 0: never */
  const char *modified;  /* of all */
  gboolean is_broken;    /* 500 to everything */
  guint lists, details, minimals;
} Server;

static void
append_service (GString *text, const Server *server, guint number, gboolean is_brief)
{
  g_string_append_printf (text,
                          "{\"id\":\"00000000-0000-4000-8000-%012u\",\"name\":\"Quibbit %u\","
                          "\"status\":\"active\",\"last_modified\":\"%s\"",
                          number, number, server->modified);
  if (!is_brief)
    g_string_append (text, ",\"phones\":[{\"number\":\"1 23\"}]");
  g_string_append_c (text, '}');
}

static void
answer_lines (const Server *server, GString *text)
{
  for (guint i = 0; i < server->count; i++)
    {
      append_service (text, server, i, FALSE);
      g_string_append_c (text, '\n');
    }
}

static void
answer_page (Server *server, GString *text, guint page)
{
  guint first = (server->ignores_page ? 0 : page - 1) * server->size;
  guint pages = (server->count + server->size - 1) / server->size;

  g_string_append_printf (
      text, "{\"total_items\":%u,\"total_pages\":%u,\"page_number\":%u,\"contents\":[",
      server->count, server->ignores_page ? 1000 : pages, page);
  for (guint i = first; i < MIN (first + server->size, server->count); i++)
    {
      g_string_append (text, i > first ? "," : "");
      append_service (text, server, i, server->is_brief);
    }
  g_string_append_printf (text, "]}");
  if (server->shrinks_on_page == page)
    {
      server->shrinks_on_page = 0;
      server->count--;
    }
}

static void
on_request (SoupServer *soup,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  Server *server = user_data;
  g_autoptr (GString) text = g_string_new (NULL);
  const char *page = query != NULL ? g_hash_table_lookup (query, "page") : NULL;
  const char *format = query != NULL ? g_hash_table_lookup (query, "format") : NULL;
  const char *since = query != NULL ? g_hash_table_lookup (query, "modified_after") : NULL;
  const char *id = strrchr (path, '-');

  g_mutex_lock (&server->lock);
  if (id != NULL)
    {
      server->details++;
      append_service (text, server, (guint) g_ascii_strtoull (id + 1, NULL, 10), FALSE);
    }
  else if (g_strcmp0 (format, "ndjson") == 0 && server->offers_lines)
    answer_lines (server, text);
  else if (since != NULL && strcmp (since, server->modified) > 0)
    g_string_append (text, "{\"total_items\":0,\"total_pages\":0,\"contents\":[]}");
  else
    {
      server->lists++;
      server->minimals += query != NULL && g_hash_table_contains (query, "minimal");
      answer_page (server, text, page != NULL ? (guint) g_ascii_strtoull (page, NULL, 10) : 1);
    }
  soup_server_message_set_status (message, server->is_broken ? 500 : 200, NULL);
  g_mutex_unlock (&server->lock);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, text->str,
                                    text->len);
}

static gpointer
serve (gpointer data)
{
  Server *server = data;
  g_autoptr (SoupServer) soup = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *all = NULL;
  GSList *uris;

  g_main_context_push_thread_default (server->context);
  soup = g_object_new (SOUP_TYPE_SERVER, NULL);
  soup_server_add_handler (soup, NULL, on_request, server, NULL);
  soup_server_listen_local (soup, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (soup);
  all = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  g_atomic_pointer_set (&server->url, g_steal_pointer (&all));
  g_main_loop_run (server->loop);
  soup_server_disconnect (soup);
  g_main_context_pop_thread_default (server->context);
  return NULL;
}

static void
start (Server *server)
{
  g_mutex_init (&server->lock);
  server->modified = server->modified != NULL ? server->modified : "2026-01-01T00:00:00Z";
  server->size = server->size > 0 ? server->size : 10;
  server->context = g_main_context_new ();
  server->loop = g_main_loop_new (server->context, FALSE);
  server->thread = g_thread_new ("server", serve, server);
  while (g_atomic_pointer_get (&server->url) == NULL)
    g_thread_yield ();
}

static void
server_clear (Server *server)
{
  g_main_loop_quit (server->loop);
  g_thread_join (server->thread);
  g_main_loop_unref (server->loop);
  g_main_context_unref (server->context);
  g_mutex_clear (&server->lock);
  g_free (server->url);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Server, server_clear)

static gboolean
import (ImportFixture *fixture,
        Server *server,
        gboolean may_shrink,
        WfImportReport **report,
        WfBatchTotals *totals,
        GError **error)
{
  WfHsdsApiOptions options = { .url = server->url, .source = "x", .may_shrink = may_shrink };
  WfFetch *fetch = wf_fetch_new (NULL);
  gboolean ok = wf_hsds_api_import (fixture->store, fetch, &options, NULL, report, totals, error);

  wf_fetch_free (fetch);
  return ok;
}

static void
test_pages (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_auto (Server) server = { .count = 25 };
  g_autoptr (WfImportReport) report = NULL;
  g_autoptr (WfResource) entry = NULL;
  g_autoptr (GError) error = NULL;

  start (&server);
  import_fixture_init (&fixture);
  g_assert_true (import (&fixture, &server, FALSE, &report, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (report->services, ==, 25);
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbit"), ==, 25);
  entry = import_fixture_get (&fixture, "quibbit 24");
  g_assert_cmpstr (entry->phone, ==, "1 23");
  g_assert_cmpstr (entry->as_of, ==, "2026-01-01");
}

static void
test_lines (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_auto (Server) server = { .count = 25, .offers_lines = TRUE };
  g_autoptr (WfImportReport) report = NULL;
  g_autoptr (GError) error = NULL;

  start (&server);
  import_fixture_init (&fixture);
  g_assert_true (import (&fixture, &server, FALSE, &report, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (report->services, ==, 25);
  g_assert_cmpuint (server.lists, ==, 0);
}

static void
test_details (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_auto (Server) server = { .count = 12, .is_brief = TRUE };
  g_autoptr (WfImportReport) report = NULL;
  g_autoptr (WfResource) entry = NULL;
  g_autoptr (GError) error = NULL;

  start (&server);
  import_fixture_init (&fixture);
  g_assert_true (import (&fixture, &server, FALSE, &report, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (server.details, ==, 12);
  entry = import_fixture_get (&fixture, "quibbit 3");
  g_assert_cmpstr (entry->phone, ==, "1 23");
}

/* One goes while the list is read, so that another slips to a page that was read already. */
static void
test_moving_list (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_auto (Server) server = { .count = 25, .shrinks_on_page = 2 };
  g_autoptr (WfImportReport) report = NULL;
  g_autoptr (GError) error = NULL;

  start (&server);
  import_fixture_init (&fixture);
  g_assert_true (import (&fixture, &server, FALSE, &report, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (wf_import_report_get (report, "list-moved"), ==, 1);
  g_assert_cmpuint (report->services, ==, 24);
}

static void
test_same_page_for_ever (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_auto (Server) server = { .count = 25, .ignores_page = TRUE };
  g_autoptr (WfImportReport) report = NULL;
  g_autoptr (GError) error = NULL;

  start (&server);
  import_fixture_init (&fixture);
  g_assert_true (import (&fixture, &server, FALSE, &report, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (report->services, ==, 10);
  g_assert_cmpuint (wf_import_report_get (report, "odd-paging"), ==, 1);
}

/* The second time only what changed, and what is gone; not too much of it unasked. */
static void
test_again (void)
{
  g_auto (ImportFixture) fixture = { NULL };
  g_auto (Server) server = { .count = 40, .size = 100 };
  g_autoptr (GError) error = NULL, brake = NULL, broken = NULL;
  WfBatchTotals totals;

  start (&server);
  import_fixture_init (&fixture);
  g_assert_true (import (&fixture, &server, FALSE, NULL, &totals, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (totals.added, ==, 40);

  g_mutex_lock (&server.lock);
  server.count = 38;
  server.modified = "2026-02-01T00:00:00Z";
  g_mutex_unlock (&server.lock);
  g_assert_true (import (&fixture, &server, FALSE, NULL, &totals, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (totals.changed, ==, 38);
  g_assert_cmpuint (totals.removed, ==, 2);
  g_assert_cmpuint (server.minimals, >, 0);

  g_mutex_lock (&server.lock);
  server.count = 10;
  g_mutex_unlock (&server.lock);
  g_assert_false (import (&fixture, &server, FALSE, NULL, &totals, &brake));
  g_assert_error (brake, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_SHRINKS);
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbit"), ==, 38);
  g_assert_true (import (&fixture, &server, TRUE, NULL, &totals, &error));
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbit"), ==, 10);

  g_mutex_lock (&server.lock);
  server.is_broken = TRUE;
  g_mutex_unlock (&server.lock);
  g_assert_false (import (&fixture, &server, TRUE, NULL, &totals, &broken));
  g_assert_error (broken, WF_FETCH_ERROR, WF_FETCH_ERROR_STATUS);
  g_assert_cmpuint (import_fixture_count (&fixture, "quibbit"), ==, 10);
}

int
main (int argc, char **argv)
{
  /* Nobody's proxy stands before the loopback; libproxy does not bear the sanitizer. */
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hsds-api/pages", test_pages);
  g_test_add_func ("/hsds-api/lines", test_lines);
  g_test_add_func ("/hsds-api/details", test_details);
  g_test_add_func ("/hsds-api/moving-list", test_moving_list);
  g_test_add_func ("/hsds-api/same-page-for-ever", test_same_page_for_ever);
  g_test_add_func ("/hsds-api/again", test_again);
  return g_test_run ();
}

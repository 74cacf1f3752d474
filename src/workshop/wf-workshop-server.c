/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * libsoup's server on a socket of our own: libsoup's own would queue ten connections, and thirty
 * phones that wake at once would wait seconds. Connections are counted and, when they bring
 * nothing whole for a while, closed.
 *
 * Invariants: a request larger than allowed is never gathered; nothing of a request or an address
 * is ever printed; a paused message is unpaused once, unless its connection is gone.
 */
#define G_LOG_DOMAIN "wf-workshop"

#include "wf-workshop-server.h"

#include "wf-workshop-error.h"

#include <libsoup/soup.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>

#define BACKLOG         1024
#define MAX_CONNECTIONS 1500
/* A room behind one address has as many phones as heads; one that hoards leaves as much to others.
 */
#define MAX_FROM_ONE 750
/* A connection that brings no whole request for so long is closed; a phone polls every 2 s. */
#define PATIENCE_US   (15 * G_USEC_PER_SEC)
#define SWEEP_SECONDS 2

/* A phone's line to us. */
typedef struct {
  GSocket *socket;
  char *from;         /* address; never told */
  gint64 done_us;     /* when its last request was answered, or it came */
  gboolean has_asked; /* it brought a whole request */
} Line;

struct _WfWorkshopServer {
  WfPhoneDesk *desk;
  SoupServer *soup; /* NULL: does not listen */
  GSocket *socket;
  GHashTable *lines; /* GSocket → Line */
  char *url;
  guint port;
  guint sweep;
};

/* A request between libsoup and the desk. */
typedef struct {
  SoupServerMessage *message;
  gboolean is_paused;
  gboolean is_done;
} Exchange;

static void
line_free (Line *self)
{
  g_socket_shutdown (self->socket, TRUE, TRUE, NULL);
  g_object_unref (self->socket);
  g_free (self->from);
  g_free (self);
}

WfWorkshopServer *
wf_workshop_server_new (WfPhoneDesk *desk)
{
  g_return_val_if_fail (desk != NULL, NULL);

  WfWorkshopServer *self = g_new0 (WfWorkshopServer, 1);

  self->desk = desk;
  self->lines = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) line_free);
  return self;
}

/* What the page may do, and what a browser may keep. An answer that is no page needs only to be
 * taken for what it is, and not kept. */
static void
add_headers (SoupServerMessage *message, gboolean is_page)
{
  static const char *const HEADERS[][2] = {
    { "Cache-Control", "no-store" },
    { "X-Content-Type-Options", "nosniff" },
    { "Content-Security-Policy",
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
      "base-uri 'none'; form-action 'none'; frame-ancestors 'none'" },
    { "X-Frame-Options", "DENY" },
    { "Referrer-Policy", "no-referrer" },
    { "Cross-Origin-Resource-Policy", "same-origin" },
    { "Cross-Origin-Opener-Policy", "same-origin" },
  };
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  for (guint i = 0; i < (is_page ? G_N_ELEMENTS (HEADERS) : 2); i++)
    soup_message_headers_append (headers, HEADERS[i][0], HEADERS[i][1]);
}

static void
on_reply (gpointer user_data, guint status, const char *type, GBytes *body)
{
  Exchange *exchange = user_data;
  SoupServerMessage *message = exchange->message;

  soup_server_message_set_status (message, status, NULL);
  add_headers (message, type[0] == 't');
  soup_message_headers_append (soup_server_message_get_response_headers (message), "Content-Type",
                               type);
  if (g_bytes_get_size (body) > 0)
    soup_message_body_append_bytes (soup_server_message_get_response_body (message), body);
  soup_message_body_complete (soup_server_message_get_response_body (message));
  exchange->is_done = TRUE;
  if (!exchange->is_paused)
    return;
  soup_server_message_unpause (message);
  g_object_unref (message);
  g_free (exchange);
}

static void
on_request (SoupServer *soup,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  WfWorkshopServer *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  const WfPhoneRequest request = {
    .method = soup_server_message_get_method (message),
    .path = path,
    .query = g_uri_get_query (soup_server_message_get_uri (message)),
    .host = soup_message_headers_get_one (headers, "Host"),
    .origin = soup_message_headers_get_one (headers, "Origin"),
    .type = soup_message_headers_get_one (headers, "Content-Type"),
    .token = soup_message_headers_get_one (headers, "X-Workshop"),
    .from = soup_server_message_get_remote_host (message),
    .body = body->data,
    .size = (gsize) body->length,
  };
  Exchange *exchange = g_new0 (Exchange, 1);

  exchange->message = message;
  wf_phone_desk_handle (self->desk, &request, on_reply, exchange);
  if (exchange->is_done)
    {
      g_free (exchange);
      return;
    }
  /* The answer waits for the disk. */
  exchange->is_paused = TRUE;
  g_object_ref (message);
  soup_server_message_pause (message);
}

/* Before a byte of the body is read. What is refused here is not gathered and ends the line. */
static void
on_headers (SoupServer *soup,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  WfWorkshopServer *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupEncoding encoding = soup_message_headers_get_encoding (headers);
  guint status = 0;

  if (encoding == SOUP_ENCODING_CONTENT_LENGTH &&
      soup_message_headers_get_content_length (headers) > WF_PHONE_MAX_BODY)
    status = 413;
  else if (encoding != SOUP_ENCODING_CONTENT_LENGTH && encoding != SOUP_ENCODING_NONE)
    status = 411;
  if (status == 0)
    return;
  wf_phone_desk_note (self->desk, "large");
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Connection",
                                "close");
  soup_server_message_set_status (message, status, NULL);
}

static Line *
find_line (WfWorkshopServer *self, SoupServerMessage *message)
{
  return g_hash_table_lookup (self->lines, soup_server_message_get_socket (message));
}

static void
on_message_finished (SoupServer *soup, SoupServerMessage *message, gpointer user_data)
{
  Line *line = find_line (user_data, message);

  if (line == NULL)
    return;
  line->done_us = g_get_monotonic_time ();
  line->has_asked = TRUE;
}

static gboolean
on_sweep (gpointer user_data)
{
  WfWorkshopServer *self = user_data;
  gint64 now = g_get_monotonic_time ();
  GHashTableIter at;
  gpointer value;

  g_hash_table_iter_init (&at, self->lines);
  while (g_hash_table_iter_next (&at, NULL, &value))
    {
      const Line *line = value;

      if (g_socket_is_closed (line->socket))
        g_hash_table_iter_remove (&at);
      else if (now - line->done_us > PATIENCE_US)
        {
          /* A sleeping phone or a slow hand: both come back if they want to. */
          wf_phone_desk_note (self->desk, "slow");
          g_hash_table_iter_remove (&at);
        }
    }
  return G_SOURCE_CONTINUE;
}

/* Makes room for one more from @from: the oldest line that never brought a request goes, of that
 * address when it has its share, else of whoever. Returns: FALSE when there is none. */
static gboolean
make_room (WfWorkshopServer *self, const char *from)
{
  Line *oldest = NULL, *oldest_own = NULL;
  guint n_own = 0;
  GHashTableIter at;
  gpointer value;

  g_hash_table_iter_init (&at, self->lines);
  while (g_hash_table_iter_next (&at, NULL, &value))
    {
      Line *line = value;
      gboolean is_own = g_strcmp0 (line->from, from) == 0;

      n_own += is_own;
      if (line->has_asked)
        continue;
      if (oldest == NULL || line->done_us < oldest->done_us)
        oldest = line;
      if (is_own && (oldest_own == NULL || line->done_us < oldest_own->done_us))
        oldest_own = line;
    }
  if (n_own < MAX_FROM_ONE && g_hash_table_size (self->lines) < MAX_CONNECTIONS)
    return TRUE;
  oldest = n_own >= MAX_FROM_ONE ? oldest_own : oldest;
  if (oldest == NULL)
    return FALSE;
  wf_phone_desk_note (self->desk, "crowd");
  g_hash_table_remove (self->lines, oldest->socket);
  return TRUE;
}

/* At the beginning of a connection, and of each request after the first. */
static void
on_message_started (SoupServer *soup, SoupServerMessage *message, gpointer user_data)
{
  WfWorkshopServer *self = user_data;
  GSocket *socket = soup_server_message_get_socket (message);
  Line *line;

  if (socket == NULL || find_line (self, message) != NULL)
    return;
  if (g_hash_table_size (self->lines) >= MAX_FROM_ONE)
    on_sweep (self);
  if (g_hash_table_size (self->lines) >= MAX_FROM_ONE &&
      !make_room (self, soup_server_message_get_remote_host (message)))
    {
      wf_phone_desk_note (self->desk, "crowd");
      g_socket_shutdown (socket, TRUE, TRUE, NULL);
      return;
    }
  g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, 1, NULL);
  line = g_new0 (Line, 1);
  line->socket = g_object_ref (socket);
  line->from = g_strdup (soup_server_message_get_remote_host (message));
  line->done_us = g_get_monotonic_time ();
  g_hash_table_insert (self->lines, socket, line);
}

static GSocket *
open_socket (const char *address, guint port, GError **error)
{
  g_autoptr (GInetAddress) place = g_inet_address_new_from_string (address);
  g_autoptr (GSocketAddress) at = NULL;
  g_autoptr (GSocket) socket = NULL;

  if (place == NULL || g_inet_address_get_is_any (place) || g_inet_address_get_is_multicast (place))
    {
      g_set_error_literal (error, WF_WORKSHOP_ERROR, WF_WORKSHOP_ERROR_NETWORK,
                           "That is not one address of this computer");
      return NULL;
    }
  at = g_inet_socket_address_new (place, (guint16) port);
  socket = g_socket_new (g_inet_address_get_family (place), G_SOCKET_TYPE_STREAM,
                         G_SOCKET_PROTOCOL_TCP, error);
  if (socket == NULL)
    return NULL;
  g_socket_set_blocking (socket, FALSE);
  g_socket_set_listen_backlog (socket, BACKLOG);
  if (!g_socket_bind (socket, at, TRUE, error) || !g_socket_listen (socket, error))
    return NULL;
  return g_steal_pointer (&socket);
}

static gboolean
start_soup (WfWorkshopServer *self, GError **error)
{
  /* The header names no program and no version. */
  self->soup = soup_server_new ("server-header", NULL, NULL);
  soup_server_add_early_handler (self->soup, NULL, on_headers, self, NULL);
  soup_server_add_handler (self->soup, NULL, on_request, self, NULL);
  g_signal_connect (self->soup, "request-finished", G_CALLBACK (on_message_finished), self);
  g_signal_connect (self->soup, "request-aborted", G_CALLBACK (on_message_finished), self);
  g_signal_connect (self->soup, "request-started", G_CALLBACK (on_message_started), self);
  self->sweep = g_timeout_add_seconds (SWEEP_SECONDS, on_sweep, self);
  return soup_server_listen_socket (self->soup, self->socket, 0, error);
}

static void
set_place (WfWorkshopServer *self, const char *address)
{
  gboolean is_six = strchr (address, ':') != NULL;
  g_autofree char *host = g_strdup_printf (is_six ? "[%s]:%u" : "%s:%u", address, self->port);
  g_autofree char *local = g_strdup_printf ("localhost:%u", self->port);
  g_autofree char *bare = g_strdup_printf (is_six ? "[%s]" : "%s", address);
  const char *hosts[] = { host, NULL, NULL, NULL, NULL };
  gboolean is_here = g_str_equal (address, "127.0.0.1") || g_str_equal (address, "::1");
  guint n = 1;

  if (is_here)
    hosts[n++] = local;
  if (self->port == 80) /* which browsers leave out */
    hosts[n++] = bare;
  if (self->port == 80 && is_here)
    hosts[n++] = "localhost";
  wf_phone_desk_set_place (self->desk, hosts);
  self->url = g_strdup_printf ("http://%s/", host);
}

gboolean
wf_workshop_server_listen (WfWorkshopServer *self, const char *address, guint port, GError **error)
{
  g_return_val_if_fail (self != NULL && address != NULL && port <= G_MAXUINT16, FALSE);

  g_autoptr (GError) local_error = NULL;
  g_autoptr (GSocketAddress) at = NULL;

  wf_workshop_server_unlisten (self);
  self->socket = open_socket (address, port, &local_error);
  if (self->socket == NULL)
    {
      g_set_error (error, WF_WORKSHOP_ERROR, WF_WORKSHOP_ERROR_NETWORK, "%s", local_error->message);
      return FALSE;
    }
  at = g_socket_get_local_address (self->socket, NULL);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (at));
  set_place (self, address);
  if (start_soup (self, &local_error))
    return TRUE;
  wf_workshop_server_unlisten (self);
  g_set_error (error, WF_WORKSHOP_ERROR, WF_WORKSHOP_ERROR_NETWORK, "%s", local_error->message);
  return FALSE;
}

void
wf_workshop_server_unlisten (WfWorkshopServer *self)
{
  if (self->socket == NULL)
    return;

  g_clear_handle_id (&self->sweep, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->soup, self);
  soup_server_disconnect (self->soup);
  g_clear_object (&self->soup);
  g_hash_table_remove_all (self->lines);
  g_socket_close (self->socket, NULL);
  g_clear_object (&self->socket);
  g_clear_pointer (&self->url, g_free);
  self->port = 0;
}

void
wf_workshop_server_free (WfWorkshopServer *self)
{
  if (self == NULL)
    return;

  wf_workshop_server_unlisten (self);
  g_hash_table_unref (self->lines);
  g_free (self);
}

guint
wf_workshop_server_get_port (const WfWorkshopServer *self)
{
  return self->port;
}

char *
wf_workshop_server_dup_url (const WfWorkshopServer *self)
{
  return g_strdup (self->url);
}

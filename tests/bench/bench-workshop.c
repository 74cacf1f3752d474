/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Five hundred phones that vote as fast as they are answered, each on a connection it keeps:
 * against `wayfinderctl workshop serve`, and against a bare libsoup handler that parses the same
 * vote, writes one row and answers when its group is committed (WAL, synchronous=FULL, the same
 * disk, its own socket with the same backlog). In turns, so that both see the same machine.
 *
 *   bench-workshop BUILD [PHONES] [VOTES] [ROUNDS]
 *
 * Prints votes a second and the 99th percentile of their times; nothing is asserted.
 */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define BACKLOG 1024

/* ---- the yardstick ---- */

typedef struct {
  SoupServerMessage *message;
  char *choice;
} Row;

static GAsyncQueue *rows;
static sqlite3 *database;

static gboolean
on_committed (gpointer data)
{
  g_autoptr (GPtrArray) group = data;

  for (guint i = 0; i < group->len; i++)
    {
      Row *row = group->pdata[i];

      soup_server_message_set_status (row->message, 200, NULL);
      soup_server_message_set_response (row->message, "application/json", SOUP_MEMORY_STATIC,
                                        "{\"ok\":true}", 11);
      soup_server_message_unpause (row->message);
      g_object_unref (row->message);
      g_free (row->choice);
      g_free (row);
    }
  return G_SOURCE_REMOVE;
}

static gpointer
write_rows (gpointer data)
{
  sqlite3_stmt *insert;

  sqlite3_prepare_v2 (database, "INSERT INTO vote (choice) VALUES (?1)", -1, &insert, NULL);
  for (;;)
    {
      GPtrArray *group = g_ptr_array_new ();
      Row *row = g_async_queue_pop (rows);

      do
        g_ptr_array_add (group, row);
      while (group->len < 1000 && (row = g_async_queue_try_pop (rows)) != NULL);
      sqlite3_exec (database, "BEGIN IMMEDIATE", NULL, NULL, NULL);
      for (guint i = 0; i < group->len; i++)
        {
          sqlite3_bind_text (insert, 1, ((Row *) group->pdata[i])->choice, -1, SQLITE_STATIC);
          sqlite3_step (insert);
          sqlite3_reset (insert);
        }
      if (sqlite3_exec (database, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
        g_error ("bench: commit");
      g_main_context_invoke (NULL, on_committed, group);
    }
  return NULL;
}

static void
on_vote (SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *q, gpointer u)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (JsonParser) parser = json_parser_new ();
  Row *row = g_new0 (Row, 1);

  if (!json_parser_load_from_data (parser, body->data, body->length, NULL))
    g_error ("bench: body");
  row->choice = g_strdup (json_object_get_string_member (
      json_node_get_object (json_parser_get_root (parser)), "slide"));
  row->message = g_object_ref (message);
  soup_server_message_pause (message);
  g_async_queue_push (rows, row);
}

static int
serve_bare (const char *path)
{
  g_autoptr (SoupServer) soup = soup_server_new (NULL, NULL);
  g_autoptr (GSocket) socket =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
  g_autoptr (GInetAddress) place = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (place, 0);
  g_autoptr (GSocketAddress) at = NULL;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  sqlite3_open (path, &database);
  sqlite3_exec (database,
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                "CREATE TABLE vote (id INTEGER PRIMARY KEY, choice TEXT)",
                NULL, NULL, NULL);
  rows = g_async_queue_new ();
  g_thread_unref (g_thread_new ("writer", write_rows, NULL));
  g_socket_set_listen_backlog (socket, BACKLOG);
  if (!g_socket_bind (socket, any, TRUE, NULL) || !g_socket_listen (socket, NULL) ||
      !soup_server_listen_socket (soup, socket, 0, NULL))
    g_error ("bench: listen");
  soup_server_add_handler (soup, NULL, on_vote, NULL, NULL);
  at = g_socket_get_local_address (socket, NULL);
  g_print ("{\"port\":%u,\"code\":\"\"}\n",
           g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (at)));
  g_main_loop_run (loop);
  return 0;
}

/* ---- the phones ---- */

typedef struct {
  int fd;
  char *token;
  char in[4096];
  gsize size;
  gint64 sent_us;
  guint left;
} Phone;

typedef struct {
  const char *name;
  GSubprocess *process;
  GDataInputStream *lines;
  guint port;
  char *code;
  GArray *times; /* of gint64, microseconds */
  gint64 took_us;
  guint refused;
} Server;

static void
send_request (
    Phone *phone, const Server *server, const char *path, const char *token, const char *body)
{
  g_autofree char *text =
      g_strdup_printf ("POST %s HTTP/1.1\r\nHost: 127.0.0.1:%u\r\nX-Workshop: %s\r\nContent-Type: "
                       "application/json\r\nContent-Length: %zu\r\n\r\n%s",
                       path, server->port, token, strlen (body), body);

  phone->size = 0;
  phone->sent_us = g_get_monotonic_time ();
  if (write (phone->fd, text, strlen (text)) != (gssize) strlen (text))
    g_error ("bench: a request was not taken whole");
}

/* Returns: the body once the answer is whole, else NULL. */
static const char *
take_answer (Phone *phone, guint *out_status)
{
  gssize got = read (phone->fd, phone->in + phone->size, sizeof phone->in - 1 - phone->size);
  char *end, *length;

  if (got <= 0)
    g_error ("bench: a connection was closed");
  phone->size += (gsize) got;
  phone->in[phone->size] = '\0';
  end = strstr (phone->in, "\r\n\r\n");
  length = strcasestr (phone->in, "content-length:");
  if (end == NULL || length == NULL ||
      phone->size < (gsize) (end + 4 - phone->in) + strtoul (length + 15, NULL, 10))
    return NULL;
  *out_status = (guint) strtoul (phone->in + 9, NULL, 10);
  return end + 4;
}

static void
vote (Phone *phone, const Server *server)
{
  static const char *const BODIES[] = {
    "{\"slide\":\"a-pulse\",\"round\":0,\"choices\":[\"surviving\"]}",
    "{\"slide\":\"a-pulse\",\"round\":0,\"choices\":[\"striving\"]}",
  };

  send_request (phone, server, "/vote", phone->token != NULL ? phone->token : "join",
                BODIES[phone->left & 1]);
}

static int
open_line (guint port)
{
  struct sockaddr_in at = { .sin_family = AF_INET,
                            .sin_port = htons ((guint16) port),
                            .sin_addr = { htonl (INADDR_LOOPBACK) } };
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1;

  if (connect (fd, (struct sockaddr *) &at, sizeof at) != 0)
    g_error ("bench: connect");
  setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return fd;
}

/* Each phone votes @votes times, the next as soon as the last is acknowledged. */
static void
run_round (Server *server, Phone *phones, guint n, guint votes)
{
  int poll = epoll_create1 (0);
  gint64 begun = g_get_monotonic_time ();
  guint busy = n;

  for (guint i = 0; i < n; i++)
    {
      struct epoll_event event = { EPOLLIN, { .ptr = &phones[i] } };

      epoll_ctl (poll, EPOLL_CTL_ADD, phones[i].fd, &event);
      phones[i].left = votes;
      vote (&phones[i], server);
    }
  while (busy > 0)
    {
      struct epoll_event events[256];
      int ready = epoll_wait (poll, events, 256, 30000);

      if (ready <= 0)
        g_error ("bench: %s answers no more", server->name);
      for (int i = 0; i < ready; i++)
        {
          Phone *phone = events[i].data.ptr;
          guint status;
          gint64 took;

          if (take_answer (phone, &status) == NULL)
            continue;
          took = g_get_monotonic_time () - phone->sent_us;
          server->refused += status != 200;
          g_array_append_val (server->times, took);
          if (--phone->left > 0)
            vote (phone, server);
          else
            busy--;
        }
    }
  server->took_us += g_get_monotonic_time () - begun;
  close (poll);
}

static Server *
start (const char *name, const char *const *words)
{
  Server *server = g_new0 (Server, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *line = NULL;
  JsonObject *object;

  server->name = name;
  server->times = g_array_new (FALSE, FALSE, sizeof (gint64));
  server->process = g_subprocess_newv (
      words, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  if (server->process == NULL)
    g_error ("bench: %s", error->message);
  server->lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (server->process));
  line = g_data_input_stream_read_line (server->lines, NULL, NULL, NULL);
  if (line == NULL || !json_parser_load_from_data (parser, line, -1, NULL))
    g_error ("bench: %s did not start", name);
  object = json_node_get_object (json_parser_get_root (parser));
  server->port = (guint) json_object_get_int_member (object, "port");
  server->code = g_strdup (json_object_get_string_member (object, "code"));
  return server;
}

static gpointer
drain (gpointer data)
{
  Server *server = data;
  char *line;

  while ((line = g_data_input_stream_read_line (server->lines, NULL, NULL, NULL)) != NULL)
    g_free (line);
  return NULL;
}

static Phone *
open_phones (Server *server, guint n)
{
  Phone *phones = g_new0 (Phone, n);
  g_autofree char *body = g_strdup_printf ("{\"code\":\"%s\"}", server->code);

  for (guint i = 0; i < n; i++)
    {
      const char *answer = NULL;
      guint status;

      phones[i].fd = open_line (server->port);
      if (*server->code == '\0')
        continue;
      send_request (&phones[i], server, "/join", "join", body);
      while ((answer = take_answer (&phones[i], &status)) == NULL)
        ;
      if (status != 200)
        g_error ("bench: join: %u", status);
      phones[i].token = g_strndup (answer + strlen ("{\"token\":\""), 32);
    }
  return phones;
}

static gint
compare_times (gconstpointer a, gconstpointer b)
{
  const gint64 left = *(const gint64 *) a, right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

/* Processor time the server took so far, microseconds. */
static double
read_cpu (const Server *server)
{
  g_autofree char *path =
      g_strdup_printf ("/proc/%s/stat", g_subprocess_get_identifier (server->process));
  g_autofree char *text = NULL;
  unsigned long user = 0, kernel = 0;

  if (g_file_get_contents (path, &text, NULL, NULL))
    sscanf (strrchr (text, ')') + 2, "%*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %lu %lu", &user,
            &kernel);
  return (double) (user + kernel) * 1e6 / (double) sysconf (_SC_CLK_TCK);
}

static double
report (Server *server)
{
  double rate = server->times->len / (server->took_us / 1e6);

  g_array_sort (server->times, compare_times);
  printf ("%-10s %6.0f votes/s   p50 %5.1f ms   p99 %5.1f ms   CPU %5.1f us a vote   refused %u\n",
          server->name, rate, g_array_index (server->times, gint64, server->times->len / 2) / 1e3,
          g_array_index (server->times, gint64, server->times->len * 99 / 100) / 1e3,
          read_cpu (server) / server->times->len, server->refused);
  return rate;
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--bare"))
    return serve_bare (argv[2]);

  guint n = argc > 2 ? (guint) atoi (argv[2]) : 500;
  guint votes = argc > 3 ? (guint) atoi (argv[3]) : 10;
  guint rounds = argc > 4 ? (guint) atoi (argv[4]) : 8;
  g_autofree char *folder = g_dir_make_tmp ("bench-workshop-XXXXXX", NULL);
  g_autofree char *program = g_build_filename (argv[1], "src/ctl/wayfinderctl", NULL);
  g_autofree char *bare_path = g_build_filename (folder, "bare.db", NULL);
  g_autofree char *heads = g_strdup_printf ("%u", n);
  const char *const serve[] = { program,  "workshop",   "serve", "checking-assumptions",
                                "--json", "--port",     "0",     "--heads",
                                heads,    "--data-dir", folder,  NULL };
  const char *const bare[] = { argv[0], "--bare", bare_path, NULL };
  Server *servers[] = { start ("wayfinder", serve), start ("bare", bare) };
  Phone *phones[2];
  double rates[2];

  g_output_stream_write_all (g_subprocess_get_stdin_pipe (servers[0]->process), "go a-pulse\n", 11,
                             NULL, NULL, NULL);
  g_thread_unref (g_thread_new ("drain", drain, servers[0]));
  for (guint i = 0; i < 2; i++)
    phones[i] = open_phones (servers[i], n);
  g_usleep (G_USEC_PER_SEC / 2); /* the slide is up */
  for (guint round = 0; round < rounds; round++)
    for (guint i = 0; i < 2; i++)
      run_round (servers[i], phones[i], n, votes);
  printf ("%u phones, %u votes each, %u rounds in turns\n", n, votes, rounds);
  for (guint i = 0; i < 2; i++)
    rates[i] = report (servers[i]);
  printf ("throughput %.2f of the bare handler's (aim 0.8); p99 aim 150 ms\n", rates[0] / rates[1]);
  for (guint i = 0; i < 2; i++)
    g_subprocess_force_exit (servers[i]->process);
  return 0;
}

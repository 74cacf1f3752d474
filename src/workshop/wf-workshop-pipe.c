/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The presenter's end of the server process: lines in, lines out. Each line that comes in is
 * answered by one line with its number, in order; what phones do is told a few times a second at
 * the most.
 *
 * Invariants: one line is worked on at a time; a reader that does not read costs old states, never
 * phones their answers.
 */
#define G_LOG_DOMAIN "wf-workshop"

#include "wf-workshop-pipe.h"

#include "wf-json.h"
#include "wf-workshop-server.h"

#include <errno.h>
#include <glib-unix.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#define MAX_LINE    1000
#define MAX_WAITING (64 * 1024)
#define MAX_OUTPUT  (1024 * 1024)
#define CHUNK       4096 /* what a pipe that is ready takes without blocking */
#define STATE_MS    200
#define LOG_SECONDS 2

typedef struct {
  WfWorkshopHost *host;
  WfPhoneDesk *desk;
  WfWorkshopServer *server;
  const WfWorkshopServe *setup;
  GMainLoop *loop;
  int input;
  int output;
  guint input_watch;
  guint output_watch;
  guint state_timer;
  guint log_timer;
  GString *in;
  GString *out;
  guint n_lines;
  guint n_pages;    /* last told */
  gboolean is_busy; /* a line waits for the disk */
  gboolean is_new_code;
  gboolean is_skipping; /* the rest of a line that was too long */
  gboolean is_full;     /* more lines wait than are read ahead */
  gboolean is_over;     /* the input ended */
} Pipe;

static gboolean on_writable (int fd, GIOCondition condition, gpointer user_data);
static gboolean on_readable (int fd, GIOCondition condition, gpointer user_data);

/* As much as the reader takes now. */
static void
push (Pipe *self)
{
  while (self->out->len > 0)
    {
      struct pollfd ready = { self->output, POLLOUT, 0 };
      gssize done;

      if (poll (&ready, 1, 0) != 1 || (ready.revents & POLLOUT) == 0)
        break;
      done = write (self->output, self->out->str, MIN (self->out->len, CHUNK));
      if (done <= 0 && errno != EINTR)
        {
          g_string_truncate (self->out, 0);
          break;
        }
      g_string_erase (self->out, 0, MAX (done, 0));
    }
  if (self->out->len > 0 && self->output_watch == 0)
    self->output_watch =
        g_unix_fd_add (self->output, G_IO_OUT | G_IO_ERR | G_IO_HUP, on_writable, self);
}

static gboolean
on_writable (int fd, GIOCondition condition, gpointer user_data)
{
  Pipe *self = user_data;

  if ((condition & G_IO_OUT) == 0)
    g_string_truncate (self->out, 0);
  push (self);
  if (self->out->len > 0)
    return G_SOURCE_CONTINUE;
  self->output_watch = 0;
  return G_SOURCE_REMOVE;
}

static void
say_plainly (Pipe *self, JsonObject *object)
{
  const char *event = wf_json_get_string (object, "event", "");
  JsonObject *tally = wf_json_get_object (object, "tally");
  JsonArray *choices = tally != NULL ? wf_json_get_array (tally, "choices") : NULL;

  if (g_str_equal (event, "listening"))
    g_string_append_printf (self->out, "Phones: %s%s\n", wf_json_get_string (object, "url", ""),
                            wf_json_get_string (object, "code", ""));
  else if (tally != NULL)
    g_string_append_printf (self->out, "%s:", wf_json_get_string (tally, "slide", ""));
  else
    g_string_append_printf (self->out, "%s %s\n", event, wf_json_get_string (object, "code", ""));
  for (guint i = 0; choices != NULL && i < json_array_get_length (choices); i++)
    {
      JsonObject *choice = json_array_get_object_element (choices, i);
      g_string_append_printf (self->out, " %s %" G_GINT64_FORMAT,
                              wf_json_get_string (choice, "id", ""),
                              wf_json_get_int (choice, "count", 0));
    }
  if (tally != NULL)
    g_string_append_c (self->out, '\n');
}

static void
say (Pipe *self, JsonObject *object)
{
  if (self->setup->is_plain)
    say_plainly (self, object);
  else
    {
      g_autofree char *text = wf_json_to_text (object);
      g_string_append_printf (self->out, "%s\n", text);
    }
  push (self);
}

static JsonObject *
event_new (const char *name, guint line)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "event", name);
  if (line > 0)
    json_object_set_int_member (object, "line", line);
  return object;
}

/* @line: 0: nobody asked. */
static void
say_state (Pipe *self, guint line)
{
  const WfWorkshop *workshop = wf_workshop_host_get_workshop (self->host);
  g_autoptr (WfWorkshopView) view = wf_workshop_dup_view (workshop);
  g_autoptr (JsonObject) object = NULL;

  g_clear_handle_id (&self->state_timer, g_source_remove);
  if (line == 0 && self->out->len > MAX_OUTPUT)
    return;
  object = wf_workshop_view_to_json (view, wf_workshop_get_script (workshop));
  if (line > 0)
    json_object_set_int_member (object, "line", line);
  say (self, object);
}

static void
say_error (Pipe *self, guint line, const GError *why)
{
  g_autoptr (JsonObject) object = event_new ("error", line);

  json_object_set_string_member (
      object, "code",
      why->domain == WF_WORKSHOP_ERROR ? wf_workshop_error_get_name (why->code) : "disk");
  json_object_set_string_member (object, "message", why->message);
  say (self, object);
}

static void
say_listening (Pipe *self, guint line)
{
  const WfWorkshopSession *session = wf_workshop_host_get_session (self->host);
  g_autoptr (JsonObject) object = event_new ("listening", line);
  g_autofree char *url = wf_workshop_server_dup_url (self->server);

  if (url != NULL)
    json_object_set_string_member (object, "url", url);
  json_object_set_int_member (object, "port", wf_workshop_server_get_port (self->server));
  json_object_set_string_member (object, "code", session->code);
  json_object_set_int_member (object, "session", session->id);
  json_object_set_string_member (object, "deck", session->deck);
  json_object_set_boolean_member (object, "resumed", wf_workshop_host_is_resumed (self->host));
  if (wf_workshop_host_get_own_deck (self->host) != NULL)
    json_object_set_string_member (object, "text", wf_workshop_host_get_own_deck (self->host));
  say (self, object);
}

/* All questions, for whoever wants more than the slide that is up. */
static void
say_results (Pipe *self, guint line)
{
  const WfWorkshop *workshop = wf_workshop_host_get_workshop (self->host);
  const WfScript *script = wf_workshop_get_script (workshop);
  g_autoptr (JsonObject) object = event_new ("results", line);
  JsonObject *slides = json_object_new ();

  for (guint i = 0; i < wf_script_get_n_slides (script); i++)
    {
      g_autoptr (WfTally) tally = wf_workshop_dup_tally (workshop, i);
      const GPtrArray *choices = wf_script_get_choices (script, i);
      JsonObject *counts;

      if (!wf_script_is_question (script, i))
        continue;
      counts = json_object_new ();
      for (guint c = 0; c < choices->len; c++)
        json_object_set_int_member (counts, ((const WfChoice *) choices->pdata[c])->id,
                                    wf_tally_get_count (tally, c));
      json_object_set_object_member (slides, wf_script_get_slide (script, i)->id, counts);
    }
  json_object_set_object_member (object, "slides", slides);
  say (self, object);
}

static gboolean
listen_at (Pipe *self, const char *address, guint port, GError **error)
{
  guint before = wf_workshop_host_get_session (self->host)->port;
  gboolean ok;

  /* Phones that slept come back to the place they know. */
  ok = port == 0 && before != 0 && wf_workshop_server_listen (self->server, address, before, NULL);
  if (!ok && !wf_workshop_server_listen (self->server, address, port, error))
    return FALSE;
  return wf_workshop_host_set_port (self->host, wf_workshop_server_get_port (self->server), error);
}

static void work_on_lines (Pipe *self);

static void
on_acted (gpointer user_data, guint number, const GError *why)
{
  Pipe *self = user_data;

  self->is_busy = FALSE;
  if (why != NULL)
    say_error (self, self->n_lines, why);
  else if (self->is_new_code)
    say_listening (self, self->n_lines);
  else
    say_state (self, self->n_lines);
  if (wf_workshop_is_ended (wf_workshop_host_get_workshop (self->host)))
    g_main_loop_quit (self->loop);
  else
    work_on_lines (self);
}

static gboolean
act (Pipe *self, const char *line, GError **error)
{
  g_autoptr (WfAction) action = wf_action_parse (line, error);

  if (action == NULL)
    return FALSE;
  self->is_new_code = action->kind == WF_ACTION_NEW_CODE;
  self->is_busy = wf_workshop_host_act (self->host, action, on_acted, self, error);
  return self->is_busy;
}

static gboolean
listen_line (Pipe *self, const char *line, GError **error)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 3);
  guint64 port = 0;

  if (words[1] == NULL ||
      (words[2] != NULL && !g_ascii_string_to_unsigned (words[2], 10, 0, 65535, &port, NULL)))
    {
      g_set_error_literal (error, WF_WORKSHOP_ERROR, WF_WORKSHOP_ERROR_LINE,
                           "Write listen ADDRESS [PORT]");
      return FALSE;
    }
  if (!listen_at (self, words[1], (guint) port, error))
    return FALSE;
  say_listening (self, self->n_lines);
  return TRUE;
}

static void
work_on (Pipe *self, const char *line)
{
  g_autoptr (GError) error = NULL;
  gboolean ok = TRUE;

  self->n_lines++;
  if (g_str_equal (line, "state"))
    say_state (self, self->n_lines);
  else if (g_str_equal (line, "results"))
    say_results (self, self->n_lines);
  else if (g_str_equal (line, "unlisten"))
    {
      wf_workshop_server_unlisten (self->server);
      say_listening (self, self->n_lines);
    }
  else if (g_str_has_prefix (line, "listen "))
    ok = listen_line (self, line, &error);
  else
    ok = act (self, line, &error);
  if (!ok)
    say_error (self, self->n_lines, error);
}

/* A line nobody writes by hand: what is too long, or has bytes that are no text, is refused whole.
 */
static void
refuse_line (Pipe *self)
{
  g_autoptr (GError) error =
      g_error_new_literal (WF_WORKSHOP_ERROR, WF_WORKSHOP_ERROR_LINE, "The line is not understood");

  self->n_lines++;
  say_error (self, self->n_lines, error);
}

static void
work_on_lines (Pipe *self)
{
  char *end;

  while (!self->is_busy && (end = memchr (self->in->str, '\n', self->in->len)) != NULL)
    {
      gsize size = (gsize) (end - self->in->str);
      g_autofree char *line = g_strndup (self->in->str, MIN (size, MAX_LINE));
      gboolean is_whole = size <= MAX_LINE && strlen (line) == size;

      g_string_erase (self->in, 0, (gssize) size + 1);
      if (self->is_skipping)
        self->is_skipping = FALSE;
      else if (is_whole)
        work_on (self, g_strchomp (line));
      else
        refuse_line (self);
    }
  /* Lines that wait are kept however many they are; one line that does not end is not. */
  if (!self->is_busy && self->in->len > MAX_LINE)
    {
      g_string_truncate (self->in, 0);
      if (!self->is_skipping)
        refuse_line (self);
      self->is_skipping = TRUE;
    }
  if (self->is_over && !self->is_busy)
    g_main_loop_quit (self->loop);
  if (self->is_full && self->in->len <= MAX_WAITING)
    {
      self->is_full = FALSE;
      self->input_watch =
          g_unix_fd_add (self->input, G_IO_IN | G_IO_HUP | G_IO_ERR, on_readable, self);
    }
}

static gboolean
on_readable (int fd, GIOCondition condition, gpointer user_data)
{
  Pipe *self = user_data;
  char bytes[CHUNK];
  gssize size = read (fd, bytes, sizeof bytes);
  gboolean is_going;

  if (size < 0 && (errno == EINTR || errno == EAGAIN))
    return G_SOURCE_CONTINUE;
  if (size > 0)
    g_string_append_len (self->in, bytes, size);
  self->is_over = size <= 0;
  self->is_full = self->in->len > MAX_WAITING;
  if (self->is_over || self->is_full)
    self->input_watch = 0;
  is_going = self->input_watch != 0;
  work_on_lines (self);
  return is_going ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE; /* a new one may stand in its place */
}

static gboolean
on_state_due (gpointer user_data)
{
  Pipe *self = user_data;

  self->state_timer = 0;
  say_state (self, 0);
  return G_SOURCE_REMOVE;
}

static void
on_host_changed (WfWorkshopHost *host, gpointer user_data)
{
  Pipe *self = user_data;

  if (self->state_timer == 0)
    self->state_timer = g_timeout_add (STATE_MS, on_state_due, self);
}

/* What was refused, by reason; and whether the page was asked for: can phones reach me? */
static gboolean
on_log_due (gpointer user_data)
{
  Pipe *self = user_data;
  JsonObject *refused = wf_phone_desk_take_refused (self->desk);
  guint pages = wf_phone_desk_get_n_pages (self->desk);

  if (refused != NULL)
    {
      g_autoptr (JsonObject) object = event_new ("refused", 0);
      json_object_set_object_member (object, "reasons", refused);
      say (self, object);
    }
  if (pages != self->n_pages)
    {
      g_autoptr (JsonObject) object = event_new ("reached", 0);
      json_object_set_int_member (object, "pages", pages);
      self->n_pages = pages;
      say (self, object);
    }
  return G_SOURCE_CONTINUE;
}

static gboolean
on_terminate (gpointer user_data)
{
  Pipe *self = user_data;

  g_main_loop_quit (self->loop);
  return G_SOURCE_CONTINUE;
}

static void
on_heads_kept (gpointer user_data, guint number, const GError *why)
{
  *(gboolean *) user_data = TRUE;
}

static gboolean
begin (Pipe *self, GError **error)
{
  const WfWorkshopServe *setup = self->setup;

  if (setup->heads > 0)
    {
      g_autoptr (WfAction) heads = wf_action_new (WF_ACTION_HEADS);
      gboolean is_kept = FALSE;

      heads->number = setup->heads;
      if (!wf_workshop_host_act (self->host, heads, on_heads_kept, &is_kept, error))
        return FALSE;
      while (!is_kept)
        g_main_context_iteration (NULL, TRUE);
    }
  return setup->address == NULL || listen_at (self, setup->address, setup->port, error);
}

static void
run (Pipe *self)
{
  guint terminate = g_unix_signal_add (SIGTERM, on_terminate, self);
  guint interrupt = g_unix_signal_add (SIGINT, on_terminate, self);

  g_signal_connect (self->host, "changed", G_CALLBACK (on_host_changed), self);
  self->log_timer = g_timeout_add_seconds (LOG_SECONDS, on_log_due, self);
  self->input_watch = g_unix_fd_add (self->input, G_IO_IN | G_IO_HUP | G_IO_ERR, on_readable, self);
  say_listening (self, 0);
  say_state (self, 0);
  g_main_loop_run (self->loop);
  g_source_remove (terminate);
  g_source_remove (interrupt);
  g_clear_handle_id (&self->input_watch, g_source_remove);
  g_clear_handle_id (&self->log_timer, g_source_remove);
}

gboolean
wf_workshop_pipe_run (
    WfWorkshopHost *host, const WfWorkshopServe *setup, int input, int output, GError **error)
{
  g_return_val_if_fail (WF_IS_WORKSHOP_HOST (host) && setup != NULL, FALSE);

  g_autoptr (WfPhoneDesk) desk = wf_phone_desk_new (host);
  g_autoptr (WfWorkshopServer) server = wf_workshop_server_new (desk);
  Pipe self = {
    .host = host, .desk = desk, .server = server, .setup = setup, .input = input, .output = output
  };
  gboolean ok;

  self.loop = g_main_loop_new (NULL, FALSE);
  self.in = g_string_new (NULL);
  self.out = g_string_new (NULL);
  ok = begin (&self, error);
  if (ok)
    run (&self);
  /* Whoever still waits for the disk is answered before the lines are cut. */
  wf_workshop_host_close (host);
  wf_workshop_server_unlisten (server);
  g_signal_handlers_disconnect_by_data (host, &self);
  g_clear_handle_id (&self.state_timer, g_source_remove);
  g_clear_handle_id (&self.output_watch, g_source_remove);
  g_string_free (self.in, TRUE);
  g_string_free (self.out, TRUE);
  g_main_loop_unref (self.loop);
  return ok;
}

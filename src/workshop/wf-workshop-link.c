/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Starts the server process and speaks its lines. Everything it learns from there is numbers and
 * ideas, read into values that were made for a wall.
 *
 * Invariants: view and projection are of the same line; a child is waited for.
 */
#define G_LOG_DOMAIN "wf-workshop"

#include "wf-workshop-link.h"

#include "wf-json.h"
#include "wf-workshop-confine.h"

#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <signal.h>
#include <string.h>

#define MAX_LINE (1024 * 1024)

enum { CHANGED, LISTENING, REACHED, TURNED_AWAY, REFUSED, STOPPED, N_SIGNALS };
static guint signals[N_SIGNALS];

struct _WfWorkshopLink {
  GObject parent_instance;
  WfScript *script;
  char *program;
  char *shared_dir;
  char *data_dir;
  GSubprocess *child; /* NULL: not there */
  GDataInputStream *lines;
  GOutputStream *input;
  GString *unsent;
  gboolean is_sending;
  GCancellable *cancellable; /* of this child's reading and writing */
  WfWorkshopView *view;
  WfProjection *projection;
  char *url;
  char *code;
  gint64 session;
  gboolean is_resumed;
};

G_DEFINE_FINAL_TYPE (WfWorkshopLink, wf_workshop_link, G_TYPE_OBJECT)

static void read_line (WfWorkshopLink *self);
static void send_more (WfWorkshopLink *self);

static void
drop_child (WfWorkshopLink *self)
{
  if (self->child == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->lines);
  g_clear_object (&self->input);
  g_clear_object (&self->child);
  g_clear_pointer (&self->url, g_free);
  g_string_truncate (self->unsent, 0);
  self->is_sending = FALSE;
}

static void
take_state (WfWorkshopLink *self, JsonObject *object)
{
  WfWorkshopView *view = wf_workshop_view_from_json (self->script, object);

  if (view == NULL)
    return;
  g_clear_pointer (&self->view, wf_workshop_view_unref);
  g_clear_pointer (&self->projection, wf_projection_unref);
  self->view = view;
  self->projection = wf_projection_new (self->script, view);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
take_listening (WfWorkshopLink *self, JsonObject *object)
{
  const char *deck = wf_json_get_string (object, "text", NULL);
  WfScript *own =
      deck != NULL ? wf_script_new_from_text (deck, wf_script_get_library (self->script)) : NULL;

  /* A workshop that was put aside goes on with the deck it was begun with. */
  if (own != NULL)
    {
      wf_script_unref (self->script);
      self->script = own;
    }
  g_free (self->url);
  g_free (self->code);
  self->url = g_strdup (wf_json_get_string (object, "url", NULL));
  self->code = g_strdup (wf_json_get_string (object, "code", NULL));
  self->session = wf_json_get_int (object, "session", 0);
  self->is_resumed = wf_json_get_bool (object, "resumed", FALSE);
  g_signal_emit (self, signals[LISTENING], 0);
}

static void
take_error (WfWorkshopLink *self, JsonObject *object)
{
  const char *name = wf_json_get_string (object, "code", "");
  int code = WF_WORKSHOP_ERROR_CHILD;

  for (int i = 0; i <= WF_WORKSHOP_ERROR_LAST; i++)
    {
      if (g_str_equal (wf_workshop_error_get_name (i), name))
        code = i;
    }
  g_signal_emit (self, signals[REFUSED], 0, code);
}

/* What phones, or whatever they are, asked and did not get: numbers by reason, of nobody. */
static void
take_refused (WfWorkshopLink *self, JsonObject *object)
{
  JsonObject *reasons = wf_json_get_object (object, "reasons");
  g_autoptr (GList) names = reasons != NULL ? json_object_get_members (reasons) : NULL;
  gint64 all = 0;

  for (GList *at = names; at != NULL; at = at->next)
    all += CLAMP (wf_json_get_int (reasons, at->data, 0), 0, G_MAXINT32);
  g_signal_emit (self, signals[TURNED_AWAY], 0, (guint) MIN (all, G_MAXINT32));
}

static void
take_line (WfWorkshopLink *self, const char *line)
{
  g_autoptr (JsonObject) object = wf_json_parse_object (line, -1, NULL);
  const char *event = object != NULL ? wf_json_get_string (object, "event", "") : "";

  if (g_str_equal (event, "state"))
    take_state (self, object);
  else if (g_str_equal (event, "listening"))
    take_listening (self, object);
  else if (g_str_equal (event, "error"))
    take_error (self, object);
  else if (g_str_equal (event, "refused"))
    take_refused (self, object);
  else if (g_str_equal (event, "reached"))
    g_signal_emit (self, signals[REACHED], 0, (guint) wf_json_get_int (object, "pages", 0));
}

static void
on_line_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfWorkshopLink) self = user_data;
  g_autoptr (GError) error = NULL;
  gsize size = 0;
  g_autofree char *line =
      g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, &size, &error);

  /* Of a child that was let go. */
  if (self->lines != G_DATA_INPUT_STREAM (source))
    return;
  if (line == NULL || size > MAX_LINE)
    {
      drop_child (self);
      g_signal_emit (self, signals[STOPPED], 0);
      return;
    }
  take_line (self, line);
  if (self->lines == G_DATA_INPUT_STREAM (source))
    read_line (self);
}

static void
read_line (WfWorkshopLink *self)
{
  g_data_input_stream_read_line_async (self->lines, G_PRIORITY_DEFAULT, self->cancellable,
                                       on_line_ready, g_object_ref (self));
}

/* What was written, kept until it went through. */
typedef struct {
  WfWorkshopLink *self;
  GBytes *bytes;
} Sending;

static void
on_sent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Sending *sending = user_data;
  g_autoptr (WfWorkshopLink) self = sending->self;
  gboolean ok = g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL);

  g_bytes_unref (sending->bytes);
  g_free (sending);
  if (self->input != G_OUTPUT_STREAM (source))
    return;
  self->is_sending = FALSE;
  if (ok)
    send_more (self);
}

static void
send_more (WfWorkshopLink *self)
{
  Sending *sending;

  if (self->is_sending || self->unsent->len == 0 || self->input == NULL)
    return;
  sending = g_new0 (Sending, 1);
  sending->self = g_object_ref (self);
  sending->bytes = g_bytes_new (self->unsent->str, self->unsent->len);
  g_string_truncate (self->unsent, 0);
  self->is_sending = TRUE;
  g_output_stream_write_all_async (self->input, g_bytes_get_data (sending->bytes, NULL),
                                   g_bytes_get_size (sending->bytes), G_PRIORITY_DEFAULT,
                                   self->cancellable, on_sent, sending);
}

WfWorkshopLink *
wf_workshop_link_new (WfScript *script,
                      const char *program,
                      const char *shared_dir,
                      const char *data_dir)
{
  g_return_val_if_fail (script != NULL && program != NULL, NULL);
  g_return_val_if_fail (shared_dir != NULL && data_dir != NULL, NULL);

  WfWorkshopLink *self = g_object_new (WF_TYPE_WORKSHOP_LINK, NULL);

  self->script = wf_script_ref (script);
  self->program = g_strdup (program);
  self->shared_dir = g_strdup (shared_dir);
  self->data_dir = g_strdup (data_dir);
  return self;
}

gboolean
wf_workshop_link_start (WfWorkshopLink *self, gboolean is_new, GError **error)
{
  g_return_val_if_fail (WF_IS_WORKSHOP_LINK (self) && self->child == NULL, FALSE);

  const char *deck = wf_deck_get_info (wf_script_get_deck (self->script))->id;
  g_auto (GStrv) environment = wf_workshop_confine_new_environment (self->shared_dir);
  const char *words[] = { self->program, "workshop",     "serve",
                          deck,          "--json",       "--no-phones",
                          "--data-dir",  self->data_dir, is_new ? "--new" : NULL,
                          NULL };
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GError) local_error = NULL;

  g_subprocess_launcher_set_environ (launcher, environment);
  self->child = g_subprocess_launcher_spawnv (launcher, words, &local_error);
  if (self->child == NULL)
    {
      g_set_error (error, WF_WORKSHOP_ERROR, WF_WORKSHOP_ERROR_CHILD, "%s", local_error->message);
      return FALSE;
    }
  self->cancellable = g_cancellable_new ();
  self->input = g_object_ref (g_subprocess_get_stdin_pipe (self->child));
  self->lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->child));
  g_data_input_stream_set_newline_type (self->lines, G_DATA_STREAM_NEWLINE_TYPE_LF);
  read_line (self);
  return TRUE;
}

void
wf_workshop_link_send (WfWorkshopLink *self, const WfAction *action)
{
  g_return_if_fail (WF_IS_WORKSHOP_LINK (self) && action != NULL);

  g_autofree char *line = wf_action_to_line (action);

  if (self->child == NULL)
    return;
  g_string_append_printf (self->unsent, "%s\n", line);
  send_more (self);
}

void
wf_workshop_link_listen (WfWorkshopLink *self, const char *address, guint port)
{
  g_return_if_fail (WF_IS_WORKSHOP_LINK (self));

  if (self->child == NULL)
    return;
  if (address != NULL)
    g_string_append_printf (self->unsent, "listen %s %u\n", address, port);
  else
    g_string_append (self->unsent, "unlisten\n");
  send_more (self);
}

void
wf_workshop_link_stop (WfWorkshopLink *self)
{
  g_return_if_fail (WF_IS_WORKSHOP_LINK (self));

  if (self->child == NULL)
    return;
  /* It writes what waits and goes; the end of its input would tell it the same. */
  g_subprocess_send_signal (self->child, SIGTERM);
  drop_child (self);
}

gboolean
wf_workshop_link_is_running (WfWorkshopLink *self)
{
  return self->child != NULL;
}

gboolean
wf_workshop_link_is_ended (WfWorkshopLink *self)
{
  return self->view != NULL && self->view->is_ended;
}

gboolean
wf_workshop_link_is_resumed (WfWorkshopLink *self)
{
  return self->is_resumed;
}

WfScript *
wf_workshop_link_get_script (WfWorkshopLink *self)
{
  return self->script;
}

WfWorkshopView *
wf_workshop_link_get_view (WfWorkshopLink *self)
{
  return self->view;
}

WfProjection *
wf_workshop_link_get_projection (WfWorkshopLink *self)
{
  return self->projection;
}

const char *
wf_workshop_link_get_url (WfWorkshopLink *self)
{
  return self->url;
}

const char *
wf_workshop_link_get_code (WfWorkshopLink *self)
{
  return self->code;
}

gint64
wf_workshop_link_get_session (WfWorkshopLink *self)
{
  return self->session;
}

/* Smaller is likelier: a private network, a wireless interface before a wire. */
static int
rank (const char *name, GInetAddress *address)
{
  gboolean is_bridge = g_str_has_prefix (name, "docker") || g_str_has_prefix (name, "virbr") ||
                       g_str_has_prefix (name, "veth") || g_str_has_prefix (name, "br-");

  return (is_bridge ? 4 : 0) + (g_inet_address_get_is_site_local (address) ? 0 : 2) +
         (g_str_has_prefix (name, "wl") ? 0 : 1);
}

GStrv
wf_workshop_list_addresses (void)
{
  struct ifaddrs *all = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (getifaddrs (&all) != 0)
    return g_strv_builder_end (builder);
  for (int wanted = 0; wanted < 8; wanted++)
    for (const struct ifaddrs *at = all; at != NULL; at = at->ifa_next)
      {
        g_autoptr (GInetAddress) address = NULL;
        g_autofree char *text = NULL;

        if (at->ifa_addr == NULL || at->ifa_addr->sa_family != AF_INET ||
            (at->ifa_flags & IFF_UP) == 0 || (at->ifa_flags & IFF_LOOPBACK) != 0)
          continue;
        address = g_inet_address_new_from_bytes (
            (const guint8 *) &((const struct sockaddr_in *) (gconstpointer) at->ifa_addr)->sin_addr,
            G_SOCKET_FAMILY_IPV4);
        text = g_inet_address_to_string (address);
        if (rank (at->ifa_name, address) == wanted)
          g_strv_builder_add (builder, text);
      }
  freeifaddrs (all);
  return g_strv_builder_end (builder);
}

static void
wf_workshop_link_dispose (GObject *object)
{
  wf_workshop_link_stop (WF_WORKSHOP_LINK (object));
  G_OBJECT_CLASS (wf_workshop_link_parent_class)->dispose (object);
}

static void
wf_workshop_link_finalize (GObject *object)
{
  WfWorkshopLink *self = WF_WORKSHOP_LINK (object);

  g_clear_pointer (&self->view, wf_workshop_view_unref);
  g_clear_pointer (&self->projection, wf_projection_unref);
  g_clear_pointer (&self->script, wf_script_unref);
  g_string_free (self->unsent, TRUE);
  g_free (self->program);
  g_free (self->shared_dir);
  g_free (self->data_dir);
  g_free (self->url);
  g_free (self->code);
  G_OBJECT_CLASS (wf_workshop_link_parent_class)->finalize (object);
}

static void
wf_workshop_link_class_init (WfWorkshopLinkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = wf_workshop_link_dispose;
  object_class->finalize = wf_workshop_link_finalize;
  signals[CHANGED] =
      g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LISTENING] =
      g_signal_new ("listening", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REACHED] = g_signal_new ("reached", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[TURNED_AWAY] = g_signal_new ("turned-away", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[REFUSED] = g_signal_new ("refused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_INT);
  signals[STOPPED] =
      g_signal_new ("stopped", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wf_workshop_link_init (WfWorkshopLink *self)
{
  self->unsent = g_string_new (NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Speech through speech-dispatcher. libspeechd blocks, and without sound it may hang for
 * good: the connection belongs to a side thread, every answer is posted back, and what the
 * pages wait for also ends by a deadline in the main thread. An answer that comes late is
 * still taken in when it tells of voices.
 *
 * libspeechd tells that speech began or ended in a third thread and without user data:
 * `links` finds whose connection it was by the service's client id.
 */
#define G_LOG_DOMAIN "wf-desktop"

#include "wf-speech-dispatcher.h"

#include <libspeechd.h>
#include <stdlib.h>
#include <string.h>

#include "wf-side-thread.h"

typedef struct {
  char *module;
  char *lang; /* as the service writes it, lower case, with hyphens */
} Voice;

/* What both threads know of one connection. */
typedef struct {
  gatomicrefcount refs;
  GWeakRef dispatcher;
  gint round; /* grows with every say and stop; atomic */

  SPDConnection *connection; /* side thread only, as all below */
  GPtrArray *voices;         /* of Voice, the default module's first */
  guint n_modules;
  int client; /* under `links_lock` */
} Link;

struct _WfSpeechDispatcher {
  WfSpeech parent_instance;

  WfSideThread *thread;
  Link *link;
  guint deadline_ms;
  gboolean has_asked;    /* for the voices */
  guint voices_deadline; /* source id, 0 when the voices are known */
  GPtrArray *voices;     /* (nullable) the main thread's own reference */
  GHashTable *waiting;   /* round → Waiting */
};

typedef struct {
  GTask *task;
  guint deadline; /* source id */
} Waiting;

typedef struct {
  Link *link;
  gint round;
  int rate;
  char *lang;
  char *text;
  int code; /* the answer: -1 done, else a WfSpeechError */
} Say;

typedef struct {
  Link *link;
  GPtrArray *voices;
} Found;

typedef struct {
  Link *link;
  gboolean speaking;
} Told;

G_DEFINE_FINAL_TYPE (WfSpeechDispatcher, wf_speech_dispatcher, WF_TYPE_SPEECH)

static GMutex links_lock;
static GSList *links; /* of Link that are connected, not owned */

static void
voice_free (Voice *voice)
{
  g_free (voice->module);
  g_free (voice->lang);
  g_free (voice);
}

static Link *
link_ref (Link *link)
{
  g_atomic_ref_count_inc (&link->refs);
  return link;
}

static void
link_unref (Link *link)
{
  if (!g_atomic_ref_count_dec (&link->refs))
    return;

  g_weak_ref_clear (&link->dispatcher);
  g_clear_pointer (&link->voices, g_ptr_array_unref);
  g_free (link);
}

static void
say_free (Say *say)
{
  link_unref (say->link);
  g_free (say->lang);
  g_free (say->text);
  g_free (say);
}

static void
found_free (Found *found)
{
  link_unref (found->link);
  g_ptr_array_unref (found->voices);
  g_free (found);
}

static void
told_free (Told *told)
{
  link_unref (told->link);
  g_free (told);
}

static void
waiting_free (Waiting *waiting)
{
  g_source_remove (waiting->deadline);
  g_object_unref (waiting->task);
  g_free (waiting);
}

/* Hands @data to @function in the main thread. */
static void
post (GSourceFunc function, gpointer data, GDestroyNotify free_data)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, function, data, free_data);
}

/* ---- languages ---- */

static char *
normal_tag (const char *tag)
{
  return g_strdelimit (g_ascii_strdown (tag, -1), "_", '-');
}

/* "fr-ca" is "fr". Mandarin, Norwegian and Filipino have other names among voices. */
static char *
base_language (const char *tag)
{
  static const char *const aliases[][2] = {
    { "cmn", "zh" },
    { "nb", "no" },
    { "nn", "no" },
    { "tl", "fil" },
  };
  g_autofree char *base = g_strndup (tag, strcspn (tag, "-"));

  for (guint i = 0; i < G_N_ELEMENTS (aliases); i++)
    {
      if (g_str_equal (base, aliases[i][0]))
        return g_strdup (aliases[i][1]);
    }
  return g_steal_pointer (&base);
}

/* A voice of exactly this language, else the first of the same base language. */
static const Voice *
find_voice (GPtrArray *voices, const char *lang)
{
  g_autofree char *tag = normal_tag (lang);
  g_autofree char *base = base_language (tag);
  const Voice *near = NULL;

  for (guint i = 0; i < voices->len; i++)
    {
      const Voice *voice = g_ptr_array_index (voices, i);
      g_autofree char *voice_base = base_language (voice->lang);

      if (g_str_equal (voice->lang, tag))
        return voice;
      if (near == NULL && g_str_equal (voice_base, base))
        near = voice;
    }
  return near;
}

/* ---- in libspeechd's own thread ---- */

static gboolean
on_told (gpointer user_data)
{
  Told *told = user_data;
  g_autoptr (WfSpeechDispatcher) self = g_weak_ref_get (&told->link->dispatcher);

  if (self != NULL)
    wf_speech_set_speaking (WF_SPEECH (self), told->speaking);
  return G_SOURCE_REMOVE;
}

static void
on_notification (size_t message, size_t client, SPDNotificationType type)
{
  Told *told = NULL;

  g_mutex_lock (&links_lock);
  for (GSList *l = links; l != NULL && told == NULL; l = l->next)
    {
      Link *link = l->data;

      if (link->client != (int) client)
        continue;
      told = g_new0 (Told, 1);
      told->link = link_ref (link);
      told->speaking = type == SPD_EVENT_BEGIN;
    }
  g_mutex_unlock (&links_lock);

  if (told != NULL)
    post (on_told, told, (GDestroyNotify) told_free);
}

/* ---- in the side thread ---- */

static gboolean
on_voices_found (gpointer user_data)
{
  Found *found = user_data;
  g_autoptr (WfSpeechDispatcher) self = g_weak_ref_get (&found->link->dispatcher);

  if (self == NULL)
    return G_SOURCE_REMOVE;

  g_clear_handle_id (&self->voices_deadline, g_source_remove);
  g_clear_pointer (&self->voices, g_ptr_array_unref);
  self->voices = g_ptr_array_ref (found->voices);
  wf_speech_emit_voices_changed (WF_SPEECH (self));
  return G_SOURCE_REMOVE;
}

static void
post_voices (Link *link)
{
  Found *found = g_new (Found, 1);

  found->link = link_ref (link);
  found->voices = g_ptr_array_ref (link->voices);
  post (on_voices_found, found, (GDestroyNotify) found_free);
}

/* The data lines of the service's answer ("249-name\r\n…249 OK"), %NULL when there is no
 * answer. libspeechd's own getters read past an answer that did not come. */
static GStrv
ask (Link *link, const char *command)
{
  g_autofree char *line = g_strconcat (command, "\r\n", NULL);
  char *reply = spd_send_data (link->connection, line, SPD_WAIT_REPLY);
  g_autoptr (GStrvBuilder) data = g_strv_builder_new ();
  g_auto (GStrv) lines = NULL;

  if (reply == NULL)
    return NULL;

  lines = g_strsplit (reply, "\r\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (strlen (lines[i]) > 4 && lines[i][3] == '-')
        g_strv_builder_add (data, lines[i] + 4);
    }
  free (reply);
  return g_strv_builder_end (data);
}

/* Of the module in use. A line is name, language, variant; names have spaces in them when
 * the service puts tabs between. */
static gboolean
add_voices (Link *link, GPtrArray *voices, const char *module)
{
  g_auto (GStrv) lines = ask (link, "LIST SYNTHESIS_VOICES");

  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], strchr (lines[i], '\t') ? "\t" : " ", -1);
      Voice *voice;

      if (g_strv_length (fields) < 2 || *fields[1] == '\0')
        continue;
      voice = g_new (Voice, 1);
      voice->module = g_strdup (module);
      voice->lang = normal_tag (fields[1]);
      g_ptr_array_add (voices, voice);
    }
  return lines != NULL;
}

/* The service lists one module's voices at a time; "dummy" only says that there is none. */
static gboolean
list_voices (Link *link)
{
  g_auto (GStrv) first = ask (link, "GET OUTPUT_MODULE");
  g_auto (GStrv) modules = first != NULL ? ask (link, "LIST OUTPUT_MODULES") : NULL;
  g_autoptr (GPtrArray) voices = g_ptr_array_new_with_free_func ((GDestroyNotify) voice_free);

  if (modules == NULL)
    return FALSE;

  link->n_modules = g_strv_length (modules);
  if (g_strcmp0 (first[0], "dummy") != 0 && !add_voices (link, voices, first[0]))
    return FALSE;
  for (guint i = 0; i < link->n_modules; i++)
    {
      if (g_strcmp0 (modules[i], first[0]) != 0 && !g_str_equal (modules[i], "dummy") &&
          spd_set_output_module (link->connection, modules[i]) == 0)
        add_voices (link, voices, modules[i]);
    }

  g_clear_pointer (&link->voices, g_ptr_array_unref);
  link->voices = g_steal_pointer (&voices);
  post_voices (link);
  return TRUE;
}

static void
close_link (Link *link)
{
  g_mutex_lock (&links_lock);
  links = g_slist_remove (links, link);
  g_mutex_unlock (&links_lock);

  if (link->connection == NULL)
    return;
  if (link->connection->stream == NULL)
    link->connection->socket = -1; /* closed already: the number may be another file's now */
  g_clear_pointer (&link->connection, spd_close);
}

static gboolean
open_link (Link *link)
{
  g_autofree char *message = NULL;
  g_auto (GStrv) client = NULL;

  if (link->connection != NULL)
    return TRUE;

  link->connection = spd_open2 ("wayfinder", "main", NULL, SPD_MODE_THREADED, NULL, 1, &message);
  if (link->connection == NULL)
    {
      g_debug ("no speech service: %s", message != NULL ? message : "no reason given");
      return FALSE;
    }

  client = ask (link, "HISTORY GET CLIENT_ID");
  if (client == NULL || client[0] == NULL)
    {
      close_link (link);
      return FALSE;
    }
  g_mutex_lock (&links_lock);
  link->client = atoi (client[0]);
  links = g_slist_prepend (links, link);
  g_mutex_unlock (&links_lock);

  link->connection->callback_begin = on_notification;
  link->connection->callback_end = on_notification;
  link->connection->callback_cancel = on_notification;
  if (spd_set_notification_on (link->connection, SPD_BEGIN) == 0 &&
      spd_set_notification_on (link->connection, SPD_END) == 0 &&
      spd_set_notification_on (link->connection, SPD_CANCEL) == 0 && list_voices (link))
    return TRUE;
  close_link (link);
  return FALSE;
}

static void
find_voices_in_thread (gpointer data, gpointer unused)
{
  Link *link = data;

  if (open_link (link))
    return;

  link->voices = g_ptr_array_new (); /* none, until a text finds the service after all */
  post_voices (link);
}

/* "fr-ca" for a voice that is just that, else the base as this voice's module writes it. */
static gboolean
choose_voice (Link *link, const Voice *voice, const char *lang)
{
  g_autofree char *tag = normal_tag (lang);
  g_autofree char *own_base = g_strndup (voice->lang, strcspn (voice->lang, "-"));

  if (link->n_modules > 1 && spd_set_output_module (link->connection, voice->module) != 0)
    return FALSE;
  return spd_set_language (link->connection, g_str_equal (voice->lang, tag) ? tag : own_base) == 0;
}

/* Returns the code of a Say. */
static int
say_now (Link *link, const Say *say)
{
  const Voice *voice;

  if (say->round != g_atomic_int_get (&link->round))
    return -1; /* stopped before it began */
  if (!open_link (link))
    return WF_SPEECH_ERROR_NO_SERVICE;
  voice = find_voice (link->voices, say->lang);
  if (voice == NULL)
    return WF_SPEECH_ERROR_NO_VOICE;

  if (spd_cancel (link->connection) != 0 || !choose_voice (link, voice, say->lang) ||
      spd_set_voice_rate (link->connection, say->rate) != 0 ||
      spd_say (link->connection, SPD_TEXT, say->text) < 0)
    {
      close_link (link); /* the service went away: a new one next time */
      return WF_SPEECH_ERROR_NO_SERVICE;
    }
  return -1;
}

static gboolean
on_said (gpointer user_data)
{
  Say *say = user_data;
  g_autoptr (WfSpeechDispatcher) self = g_weak_ref_get (&say->link->dispatcher);
  Waiting *waiting =
      self != NULL ? g_hash_table_lookup (self->waiting, GINT_TO_POINTER (say->round)) : NULL;
  g_autoptr (GTask) task = NULL;

  if (waiting == NULL)
    return G_SOURCE_REMOVE; /* the deadline was faster */

  task = g_object_ref (waiting->task);
  g_hash_table_remove (self->waiting, GINT_TO_POINTER (say->round));
  if (say->code < 0)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, WF_SPEECH_ERROR, say->code, "%s",
                             say->code == WF_SPEECH_ERROR_NO_VOICE
                                 ? "No voice speaks this language"
                                 : "The speech service does not answer");
  return G_SOURCE_REMOVE;
}

static void
say_in_thread (gpointer data, gpointer unused)
{
  Say *say = data;
  gboolean was_connected = say->link->connection != NULL;

  say->code = say_now (say->link, say);
  if (was_connected && say->code == WF_SPEECH_ERROR_NO_SERVICE)
    {
      /* A connection that broke is found out by its use: once more, with a new one. */
      say->code = say_now (say->link, say);
    }
  post (on_said, say, (GDestroyNotify) say_free);
}

static void
stop_in_thread (gpointer data, gpointer unused)
{
  Link *link = data;

  if (link->connection != NULL && spd_cancel (link->connection) != 0)
    close_link (link);
}

static void
close_in_thread (gpointer data, gpointer unused)
{
  stop_in_thread (data, NULL);
  close_link (data);
}

/* ---- in the main thread ---- */

static gboolean
on_voices_late (gpointer user_data)
{
  WfSpeechDispatcher *self = user_data;

  self->voices_deadline = 0;
  self->voices = g_ptr_array_new ();
  wf_speech_emit_voices_changed (WF_SPEECH (self));
  return G_SOURCE_REMOVE;
}

static gboolean
on_say_late (gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  WfSpeechDispatcher *self = g_task_get_source_object (task);

  g_hash_table_remove (self->waiting, g_task_get_task_data (task));
  g_task_return_new_error (task, WF_SPEECH_ERROR, WF_SPEECH_ERROR_NO_SERVICE,
                           "The speech service does not answer");
  return G_SOURCE_CONTINUE; /* removed with what waited */
}

/* Starting the service and reading its voices costs more than showing a window: only when
 * somebody first wants to know. */
static void
ask_for_voices (WfSpeechDispatcher *self)
{
  if (self->has_asked)
    return;
  self->has_asked = TRUE;
  self->voices_deadline = g_timeout_add (self->deadline_ms, on_voices_late, self);
  wf_side_thread_run (self->thread, find_voices_in_thread, link_ref (self->link),
                      (GDestroyNotify) link_unref);
}

static WfSpeechVoice
wf_speech_dispatcher_get_voice (WfSpeech *speech, const char *lang)
{
  WfSpeechDispatcher *self = WF_SPEECH_DISPATCHER (speech);

  ask_for_voices (self);
  if (self->voices == NULL)
    return WF_SPEECH_VOICE_UNKNOWN;
  return find_voice (self->voices, lang) != NULL ? WF_SPEECH_VOICE_PRESENT : WF_SPEECH_VOICE_NONE;
}

static void
wf_speech_dispatcher_say (WfSpeech *speech, const char *lang, const char *text, GTask *task)
{
  WfSpeechDispatcher *self = WF_SPEECH_DISPATCHER (speech);
  Say *say = g_new0 (Say, 1);
  Waiting *waiting = g_new0 (Waiting, 1);

  ask_for_voices (self);
  say->link = link_ref (self->link);
  say->round = g_atomic_int_add (&self->link->round, 1) + 1;
  say->rate = wf_speech_get_rate (speech);
  say->lang = g_strdup (lang);
  say->text = g_strdup (text);
  g_task_set_task_data (task, GINT_TO_POINTER (say->round), NULL);
  waiting->task = g_object_ref (task);
  waiting->deadline = g_timeout_add (self->deadline_ms, on_say_late, task);
  g_hash_table_insert (self->waiting, GINT_TO_POINTER (say->round), waiting);
  wf_side_thread_run (self->thread, say_in_thread, say, NULL);
}

static void
wf_speech_dispatcher_stop (WfSpeech *speech)
{
  WfSpeechDispatcher *self = WF_SPEECH_DISPATCHER (speech);

  g_atomic_int_inc (&self->link->round);
  wf_side_thread_run (self->thread, stop_in_thread, link_ref (self->link),
                      (GDestroyNotify) link_unref);
  wf_speech_set_speaking (speech, FALSE);
}

static void
wf_speech_dispatcher_finalize (GObject *object)
{
  WfSpeechDispatcher *self = WF_SPEECH_DISPATCHER (object);

  g_clear_handle_id (&self->voices_deadline, g_source_remove);
  g_atomic_int_inc (&self->link->round);
  wf_side_thread_run (self->thread, close_in_thread, self->link, (GDestroyNotify) link_unref);
  wf_side_thread_leave (self->thread);
  g_hash_table_unref (self->waiting);
  g_clear_pointer (&self->voices, g_ptr_array_unref);
  G_OBJECT_CLASS (wf_speech_dispatcher_parent_class)->finalize (object);
}

static void
wf_speech_dispatcher_class_init (WfSpeechDispatcherClass *klass)
{
  WfSpeechClass *speech_class = WF_SPEECH_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wf_speech_dispatcher_finalize;
  speech_class->get_voice = wf_speech_dispatcher_get_voice;
  speech_class->say = wf_speech_dispatcher_say;
  speech_class->stop = wf_speech_dispatcher_stop;
}

static void
wf_speech_dispatcher_init (WfSpeechDispatcher *self)
{
  self->link = g_new0 (Link, 1);
  g_atomic_ref_count_init (&self->link->refs);
  g_weak_ref_init (&self->link->dispatcher, self);
  self->waiting = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) waiting_free);
  self->thread = wf_side_thread_new ("speech");
}

WfSpeech *
wf_speech_dispatcher_new (guint deadline_ms)
{
  WfSpeechDispatcher *self;

  g_return_val_if_fail (deadline_ms >= 1 && deadline_ms <= 60000, NULL);

  self = g_object_new (WF_TYPE_SPEECH_DISPATCHER, NULL);
  self->deadline_ms = deadline_ms;
  return WF_SPEECH (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Speech against a real speech-dispatcher whose voices write down what they would say, and
 * against services that are not there, hang, or go away.
 */
#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>

#include "wf-speech-dispatcher.h"
#include "wf-test-wait.h"

/* The computer of the tests may be busy: only test_hangs() is about the deadline. */
#define PATIENCE_MS 15000

typedef struct {
  GAsyncResult *result;
  guint n_changed; /* "voices-changed" */
  guint n_begun;   /* "speaking" became true */
} Seen;

static void
on_voices_changed (WfSpeech *speech, gpointer user_data)
{
  ((Seen *) user_data)->n_changed++;
}

static void
on_speaking (WfSpeech *speech, GParamSpec *pspec, gpointer user_data)
{
  gboolean speaking;

  g_object_get (speech, "speaking", &speaking, NULL);
  ((Seen *) user_data)->n_begun += speaking;
}

static void
on_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_set_object (&((Seen *) user_data)->result, result);
}

static WfSpeech *
new_speech (Seen *seen, guint deadline_ms)
{
  WfSpeech *speech = wf_speech_dispatcher_new (deadline_ms);

  g_signal_connect (speech, "voices-changed", G_CALLBACK (on_voices_changed), seen);
  g_signal_connect (speech, "notify::speaking", G_CALLBACK (on_speaking), seen);
  g_assert_cmpuint (seen->n_changed, ==, 0); /* the service is not even started yet */
  return speech;
}

static gboolean
say (WfSpeech *speech, Seen *seen, const char *lang, const char *text, GError **error)
{
  gboolean taken;

  wf_speech_say_async (speech, lang, text, NULL, on_ready, seen);
  wf_test_wait_until (seen->result != NULL);
  taken = wf_speech_say_finish (speech, seen->result, error);
  g_clear_object (&seen->result);
  return taken;
}

/* Says a text to its end. */
static void
say_all (WfSpeech *speech, Seen *seen, const char *lang, const char *text)
{
  guint before = seen->n_begun;
  g_autoptr (GError) error = NULL;

  g_assert_true (say (speech, seen, lang, text, &error));
  g_assert_no_error (error);
  wf_test_wait_until (seen->n_begun > before && !wf_speech_get_speaking (speech));
}

static char *
spoken (void)
{
  char *text = NULL;

  return g_file_get_contents (g_getenv ("SPEECH_LOG"), &text, NULL, NULL) ? text : g_strdup ("");
}

static void
assert_spoken (const char *expected)
{
  g_autofree char *text = spoken ();

  g_assert_cmpstr (text, ==, expected);
  g_assert_no_errno (g_unlink (g_getenv ("SPEECH_LOG")));
}

static gboolean
on_tick (gpointer unused)
{
  return G_SOURCE_CONTINUE; /* the loop wakes up and looks again */
}

static gboolean
is_spoken (const char *expected)
{
  g_autofree char *text = spoken ();

  return g_str_equal (text, expected);
}

/* The service says that it begins before its voice does: waits for the voice itself. */
static void
wait_for_voice (WfSpeech *speech, const char *expected)
{
  guint tick = g_timeout_add (5, on_tick, NULL);

  wf_test_wait_until (wf_speech_get_speaking (speech) && is_spoken (expected));
  g_source_remove (tick);
}

static void
test_voices (void)
{
  static const struct {
    const char *lang;
    WfSpeechVoice expected;
  } cases[] = {
    { "en", WF_SPEECH_VOICE_PRESENT },   { "en-CA", WF_SPEECH_VOICE_PRESENT },
    { "fr", WF_SPEECH_VOICE_PRESENT },   { "fr_CA", WF_SPEECH_VOICE_PRESENT },
    { "ar", WF_SPEECH_VOICE_PRESENT },   { "AR-sy", WF_SPEECH_VOICE_PRESENT },
    { "arz", WF_SPEECH_VOICE_NONE },     { "ti", WF_SPEECH_VOICE_NONE },
    { "zh-Hans", WF_SPEECH_VOICE_NONE },
  };
  Seen seen = { NULL };
  WfSpeech *speech = new_speech (&seen, PATIENCE_MS);

  g_assert_cmpint (wf_speech_get_voice (speech, "en"), ==, WF_SPEECH_VOICE_UNKNOWN);
  wf_test_wait_until (seen.n_changed == 1);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].lang);
      g_assert_cmpint (wf_speech_get_voice (speech, cases[i].lang), ==, cases[i].expected);
    }
  g_assert_finalize_object (speech);
}

static void
test_says (void)
{
  Seen seen = { NULL };
  WfSpeech *speech = new_speech (&seen, PATIENCE_MS);
  g_autoptr (GError) error = NULL;

  say_all (speech, &seen, "en-GB", "Can you send a message?"); /* before the voices are known */
  assert_spoken ("first|en|Can you send a message?\n");
  say_all (speech, &seen, "ar", "هل يمكنك إرسال رسالة؟");
  assert_spoken ("second|ar|هل يمكنك إرسال رسالة؟\n");
  say_all (speech, &seen, "fr-CA", "Pouvez-vous ?");
  assert_spoken ("first|fr-ca|Pouvez-vous ?\n");
  say_all (speech, &seen, "fr-BE", "Pouvez-vous ?");
  assert_spoken ("first|fr|Pouvez-vous ?\n");
  wf_speech_set_rate (speech, -40);
  say_all (speech, &seen, "en", "Slowly now");
  assert_spoken ("first|en|Slowly now|-40.00\n");

  g_assert_false (say (speech, &seen, "ti", "x", &error));
  g_assert_error (error, WF_SPEECH_ERROR, WF_SPEECH_ERROR_NO_VOICE);
  g_assert_finalize_object (speech);
}

/* Whether the voice still says its long text. */
static gboolean
is_talking (void)
{
  g_autofree char *file = g_strconcat (g_getenv ("SPEECH_LOG"), ".pid", NULL);
  g_autofree char *pid = NULL;

  g_assert_true (g_file_get_contents (file, &pid, NULL, NULL));
  return kill (atoi (pid), 0) == 0;
}

static void
test_stops (void)
{
  guint tick = g_timeout_add (5, on_tick, NULL);
  Seen seen = { NULL };
  WfSpeech *speech = new_speech (&seen, PATIENCE_MS);

  g_assert_true (say (speech, &seen, "en", "Long and boring", NULL));
  wait_for_voice (speech, "first|en|Long and boring\n");
  g_assert_true (is_talking ());
  wf_speech_stop (speech);
  g_assert_false (wf_speech_get_speaking (speech));
  wf_test_wait_until (!is_talking ());

  /* The next text is said at once: the service no longer says the long one. */
  say_all (speech, &seen, "en", "Short");
  assert_spoken ("first|en|Long and boring\nfirst|en|Short\n");
  g_source_remove (tick);
  g_assert_finalize_object (speech);
}

static void
test_newer_cuts_off (void)
{
  Seen seen = { NULL };
  WfSpeech *speech = new_speech (&seen, PATIENCE_MS);

  g_assert_true (say (speech, &seen, "en", "Long talk", NULL));
  wait_for_voice (speech, "first|en|Long talk\n");
  say_all (speech, &seen, "ar", "قصير");
  assert_spoken ("first|en|Long talk\nsecond|ar|قصير\n");

  /* Stopped before its turn or just after: no error, whatever the voice still wrote. */
  wf_speech_say_async (speech, "en", "Never", NULL, on_ready, &seen);
  wf_speech_stop (speech);
  wf_test_wait_until (seen.result != NULL);
  g_assert_true (wf_speech_say_finish (speech, seen.result, NULL));
  g_clear_object (&seen.result);
  g_unlink (g_getenv ("SPEECH_LOG"));
  g_assert_finalize_object (speech);
}

/* Two at once: each hears of its own texts alone. */
static void
test_two (void)
{
  Seen one = { NULL }, two = { NULL };
  WfSpeech *first = new_speech (&one, PATIENCE_MS);
  WfSpeech *second = new_speech (&two, PATIENCE_MS);

  say_all (first, &one, "en", "First");
  say_all (second, &two, "en", "Second");
  g_assert_cmpuint (one.n_begun, ==, 1);
  g_assert_cmpuint (two.n_begun, ==, 1);
  g_unlink (g_getenv ("SPEECH_LOG"));
  g_assert_finalize_object (first);
  g_assert_finalize_object (second);
}

static void
assert_none (WfSpeech *speech, Seen *seen)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (wf_speech_get_voice (speech, "en"), ==, WF_SPEECH_VOICE_UNKNOWN);
  wf_test_wait_until (seen->n_changed > 0);
  g_assert_cmpint (wf_speech_get_voice (speech, "en"), ==, WF_SPEECH_VOICE_NONE);
  g_assert_false (say (speech, seen, "en", "Nobody hears", &error));
  g_assert_error (error, WF_SPEECH_ERROR, WF_SPEECH_ERROR_NO_SERVICE);
  wf_speech_stop (speech);
  g_assert_false (wf_speech_get_speaking (speech));
}

/* A service on another computer's port, which libspeechd does not start by itself. */
static void
test_no_service (void)
{
  Seen seen = { NULL };
  g_autofree char *address = g_strdup (g_getenv ("SPEECHD_ADDRESS"));
  WfSpeech *speech;

  g_setenv ("SPEECHD_ADDRESS", "inet_socket:127.0.0.1:9", TRUE);
  speech = new_speech (&seen, PATIENCE_MS);
  assert_none (speech, &seen);
  g_assert_finalize_object (speech);
  g_setenv ("SPEECHD_ADDRESS", address, TRUE);
}

/* A service that takes the call and never says a word. */
static void
test_hangs (void)
{
  Seen seen = { NULL };
  g_autofree char *good = g_strdup (g_getenv ("SPEECHD_ADDRESS"));
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), "silent", NULL);
  g_autofree char *silent = g_strconcat ("unix_socket:", path, NULL);
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);
  g_autoptr (GError) error = NULL;
  WfSpeech *speech;

  g_socket_listener_add_address (listener, address, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT,
                                 NULL, NULL, &error);
  g_assert_no_error (error);
  g_setenv ("SPEECHD_ADDRESS", silent, TRUE);
  speech = new_speech (&seen, 50);
  assert_none (speech, &seen);
  g_clear_object (&listener); /* and then it dies, which ends what still waited */
  wf_speech_say_async (speech, "en", "Nobody", NULL, on_ready, &seen);
  wf_test_wait_until (seen.result != NULL);
  g_clear_object (&seen.result);
  g_assert_finalize_object (speech);
  g_setenv ("SPEECHD_ADDRESS", good, TRUE);
}

/* Every byte goes through this until the service "dies". */
static void
pump (GIOStream *from, GIOStream *to)
{
  g_output_stream_splice_async (g_io_stream_get_output_stream (to),
                                g_io_stream_get_input_stream (from), G_OUTPUT_STREAM_SPLICE_NONE,
                                G_PRIORITY_DEFAULT, NULL, NULL, NULL);
}

typedef struct {
  char *upstream;
  GPtrArray *streams;
  guint n_connections;
} Relay;

static gboolean
on_incoming (GSocketService *service, GSocketConnection *client, GObject *source, gpointer data)
{
  Relay *relay = data;
  g_autoptr (GSocketClient) dialer = g_socket_client_new ();
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (relay->upstream);
  GSocketConnection *server =
      g_socket_client_connect (dialer, G_SOCKET_CONNECTABLE (address), NULL, NULL);

  g_assert_nonnull (server);
  relay->n_connections++;
  g_ptr_array_add (relay->streams, g_object_ref (client));
  g_ptr_array_add (relay->streams, server);
  pump (G_IO_STREAM (client), G_IO_STREAM (server));
  pump (G_IO_STREAM (server), G_IO_STREAM (client));
  return TRUE;
}

/* The service goes away between two texts and is there again. */
static void
test_comes_back (void)
{
  Seen seen = { NULL };
  g_autofree char *good = g_strdup (g_getenv ("SPEECHD_ADDRESS"));
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), "relay", NULL);
  g_autofree char *relayed = g_strconcat ("unix_socket:", path, NULL);
  g_autoptr (GSocketService) service = g_socket_service_new ();
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);
  g_autoptr (GPtrArray) streams = g_ptr_array_new_with_free_func (g_object_unref);
  Relay relay = { strchr (good, ':') + 1, streams, 0 };
  WfSpeech *speech;

  g_socket_listener_add_address (G_SOCKET_LISTENER (service), address, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_DEFAULT, NULL, NULL, NULL);
  g_signal_connect (service, "incoming", G_CALLBACK (on_incoming), &relay);
  g_setenv ("SPEECHD_ADDRESS", relayed, TRUE);
  speech = new_speech (&seen, PATIENCE_MS);
  say_all (speech, &seen, "en", "Before");

  for (guint i = 0; i < streams->len; i++)
    g_socket_shutdown (g_socket_connection_get_socket (g_ptr_array_index (streams, i)), TRUE, TRUE,
                       NULL);
  say_all (speech, &seen, "en", "After");
  g_assert_cmpuint (relay.n_connections, ==, 2);
  assert_spoken ("first|en|Before\nfirst|en|After\n");
  g_assert_finalize_object (speech);
  g_setenv ("SPEECHD_ADDRESS", good, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/speech/voices", test_voices);
  g_test_add_func ("/speech/says", test_says);
  g_test_add_func ("/speech/stops", test_stops);
  g_test_add_func ("/speech/newer-cuts-off", test_newer_cuts_off);
  g_test_add_func ("/speech/two", test_two);
  g_test_add_func ("/speech/comes-back", test_comes_back);
  g_test_add_func ("/speech/no-service", test_no_service);
  g_test_add_func ("/speech/hangs", test_hangs);
  return g_test_run ();
}

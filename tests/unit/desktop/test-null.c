/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The null variants, and what every variant does alike.
 */
#include "wf-keyring.h"
#include "wf-notifier.h"
#include "wf-session-lock.h"
#include "wf-speech.h"
#include "wf-test-wait.h"

static GAsyncResult *result;

static void
on_ready (GObject *source, GAsyncResult *finished, gpointer user_data)
{
  result = g_object_ref (finished);
}

static void
on_signal (GObject *object, gpointer user_data)
{
  (*(guint *) user_data)++;
}

static void
on_speaking (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  (*(guint *) user_data)++;
}

static void
test_speech (void)
{
  g_autoptr (WfSpeech) speech = wf_speech_new ();
  g_autoptr (GError) error = NULL;
  guint n_voices = 0, n_speaking = 0;
  gboolean speaking = TRUE;

  g_assert_cmpint (wf_speech_get_voice (speech, "en"), ==, WF_SPEECH_VOICE_NONE);
  wf_speech_say_async (speech, "en", "Nobody hears this", NULL, on_ready, NULL);
  wf_test_wait_until (result != NULL);
  g_assert_false (wf_speech_say_finish (speech, result, &error));
  g_assert_error (error, WF_SPEECH_ERROR, WF_SPEECH_ERROR_NO_SERVICE);
  g_clear_object (&result);
  wf_speech_stop (speech);

  g_signal_connect (speech, "voices-changed", G_CALLBACK (on_signal), &n_voices);
  g_signal_connect (speech, "notify::speaking", G_CALLBACK (on_speaking), &n_speaking);
  wf_speech_emit_voices_changed (speech);
  wf_speech_set_speaking (speech, TRUE);
  wf_speech_set_speaking (speech, TRUE);
  g_assert_true (wf_speech_get_speaking (speech));
  wf_speech_set_speaking (speech, FALSE);
  g_object_get (speech, "speaking", &speaking, NULL);
  g_assert_false (speaking);
  g_assert_cmpuint (n_voices, ==, 1);
  g_assert_cmpuint (n_speaking, ==, 2);
}

/* ---- a voice that would speak ---- */

#define TEST_TYPE_SPEECH (test_speech_get_type ())
G_DECLARE_FINAL_TYPE (TestSpeech, test_speech, TEST, SPEECH, WfSpeech)

struct _TestSpeech {
  WfSpeech parent_instance;
};

G_DEFINE_FINAL_TYPE (TestSpeech, test_speech, WF_TYPE_SPEECH)

static WfSpeechVoice
test_speech_get_voice (WfSpeech *self, const char *lang)
{
  return WF_SPEECH_VOICE_PRESENT;
}

static void
test_speech_say (WfSpeech *self, const char *lang, const char *text, GTask *task)
{
  wf_speech_set_speaking (self, TRUE);
  g_task_return_boolean (task, TRUE);
}

static void
test_speech_stop (WfSpeech *self)
{
  wf_speech_set_speaking (self, FALSE);
}

static void
test_speech_class_init (TestSpeechClass *klass)
{
  WF_SPEECH_CLASS (klass)->get_voice = test_speech_get_voice;
  WF_SPEECH_CLASS (klass)->say = test_speech_say;
  WF_SPEECH_CLASS (klass)->stop = test_speech_stop;
}

static void
test_speech_init (TestSpeech *self)
{
}

static gboolean
say (WfSpeech *speech, GError **error)
{
  gboolean taken;

  wf_speech_say_async (speech, "en", "A question", NULL, on_ready, NULL);
  wf_test_wait_until (result != NULL);
  taken = wf_speech_say_finish (speech, result, error);
  g_clear_object (&result);
  return taken;
}

static void
test_speech_off (void)
{
  g_autoptr (WfSpeech) speech = g_object_new (TEST_TYPE_SPEECH, NULL);
  g_autoptr (GError) error = NULL;
  guint n_voices = 0;

  g_signal_connect (speech, "voices-changed", G_CALLBACK (on_signal), &n_voices);
  g_assert_true (wf_speech_get_enabled (speech));
  g_assert_true (say (speech, NULL));
  g_assert_true (wf_speech_get_speaking (speech));

  wf_speech_set_enabled (speech, FALSE);
  wf_speech_set_enabled (speech, FALSE);
  g_assert_cmpuint (n_voices, ==, 1);
  g_assert_false (wf_speech_get_speaking (speech)); /* silence, in the middle of a word */
  g_assert_cmpint (wf_speech_get_voice (speech, "en"), ==, WF_SPEECH_VOICE_NONE);
  g_assert_false (say (speech, &error));
  g_assert_error (error, WF_SPEECH_ERROR, WF_SPEECH_ERROR_NO_SERVICE);
  g_assert_false (wf_speech_get_speaking (speech));

  wf_speech_set_enabled (speech, TRUE);
  g_assert_cmpuint (n_voices, ==, 2);
  g_assert_cmpint (wf_speech_get_voice (speech, "en"), ==, WF_SPEECH_VOICE_PRESENT);
  g_assert_cmpint (wf_speech_get_rate (speech), ==, 0);
  wf_speech_set_rate (speech, -30);
  g_assert_cmpint (wf_speech_get_rate (speech), ==, -30);
}

/* ---- a notifier that writes down what it is told to show ---- */

#define TEST_TYPE_NOTIFIER (test_notifier_get_type ())
G_DECLARE_FINAL_TYPE (TestNotifier, test_notifier, TEST, NOTIFIER, WfNotifier)

struct _TestNotifier {
  WfNotifier parent_instance;
  GString *seen;
};

G_DEFINE_FINAL_TYPE (TestNotifier, test_notifier, WF_TYPE_NOTIFIER)

static void
test_notifier_show (WfNotifier *self, const char *key, const char *title, const char *body)
{
  g_string_append_printf (TEST_NOTIFIER (self)->seen, "+%s:%s:%s;", key, title,
                          body != NULL ? body : "-");
}

static void
test_notifier_take_back (WfNotifier *self, const char *key)
{
  g_string_append_printf (TEST_NOTIFIER (self)->seen, "-%s;", key);
}

static void
test_notifier_finalize (GObject *object)
{
  g_string_free (TEST_NOTIFIER (object)->seen, TRUE);
  G_OBJECT_CLASS (test_notifier_parent_class)->finalize (object);
}

static void
test_notifier_class_init (TestNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_notifier_finalize;
  WF_NOTIFIER_CLASS (klass)->show = test_notifier_show;
  WF_NOTIFIER_CLASS (klass)->take_back = test_notifier_take_back;
}

static void
test_notifier_init (TestNotifier *self)
{
  self->seen = g_string_new (NULL);
}

static void
turn (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* Each letter is a call: s/t send a first or second text, w withdraw, h hold, r release, o turn
 * off, i turn on, l let the loop turn. */
static void
test_notifier_holds (void)
{
  static const struct {
    const char *calls;
    const char *expected;
  } cases[] = {
    { "s", "+due:One:1;" },
    { "st", "+due:One:1;+due:Two:-;" },
    { "sw", "+due:One:1;-due;" },
    { "hs", "" },
    { "hsr", "+due:One:1;" },
    { "hstr", "+due:Two:-;" },
    { "hhsr", "" },
    { "hhsrr", "+due:One:1;" },
    { "hswr", "-due;" },
    { "hr", "" },
    { "hsrhr", "+due:One:1;" },
    { "shw", "+due:One:1;-due;" },
    { "os", "" },
    { "osit", "+due:Two:-;" },
    { "hsor", "" },
    { "hsoir", "" },
    { "hsrhl", "" },
    { "hsrhlr", "+due:One:1;" },
    { "hsrt", "+due:Two:-;" },
    { "hsrw", "-due;" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TestNotifier) test = g_object_new (TEST_TYPE_NOTIFIER, NULL);
      WfNotifier *notifier = WF_NOTIFIER (test);

      for (const char *call = cases[i].calls; *call != '\0'; call++)
        {
          if (*call == 's')
            wf_notifier_send (notifier, "due", "One", "1");
          else if (*call == 't')
            wf_notifier_send (notifier, "due", "Two", NULL);
          else if (*call == 'w')
            wf_notifier_withdraw (notifier, "due");
          else if (*call == 'o' || *call == 'i')
            wf_notifier_set_enabled (notifier, *call == 'i');
          else if (*call == 'l')
            turn ();
          else if (*call == 'h')
            wf_notifier_hold (notifier);
          else
            wf_notifier_release (notifier);
        }
      turn ();
      g_test_message ("%s", cases[i].calls);
      g_assert_cmpstr (test->seen->str, ==, cases[i].expected);
    }
}

static void
on_key (WfNotifier *notifier, const char *key, gpointer user_data)
{
  g_string_append_printf (user_data, "%s;", key);
}

static void
test_notifier_null (void)
{
  g_autoptr (WfNotifier) notifier = wf_notifier_new ();
  g_autoptr (GString) heard = g_string_new (NULL);

  wf_notifier_send (notifier, "due", "One", NULL);
  wf_notifier_hold (notifier);
  wf_notifier_send (notifier, "due", "Two", NULL);
  wf_notifier_send (notifier, "other", "Three", NULL);
  wf_notifier_release (notifier);
  wf_notifier_withdraw (notifier, "due");

  g_signal_connect (notifier, "activated", G_CALLBACK (on_key), heard);
  g_signal_connect (notifier, "postponed", G_CALLBACK (on_key), heard);
  wf_notifier_activate (notifier, "a");
  wf_notifier_postpone (notifier, "p");
  g_assert_cmpstr (heard->str, ==, "a;p;");
}

static void
test_keyring (void)
{
  g_autoptr (WfKeyring) keyring = wf_keyring_new ();

  for (guint on = 0; on < 2; on++)
    {
      g_autoptr (GError) error = NULL;

      wf_keyring_set_enabled (keyring, on);
      g_assert_cmpint (wf_keyring_get_enabled (keyring), ==, on);

      wf_keyring_store_async (keyring, "slot", "secret", NULL, on_ready, NULL);
      wf_test_wait_until (result != NULL);
      g_assert_false (wf_keyring_store_finish (keyring, result, &error));
      g_assert_error (error, WF_KEYRING_ERROR,
                      (int) (on ? WF_KEYRING_ERROR_NO_SERVICE : WF_KEYRING_ERROR_OFF));
      g_clear_object (&result);
      g_clear_error (&error);

      wf_keyring_lookup_async (keyring, "slot", NULL, on_ready, NULL);
      wf_test_wait_until (result != NULL);
      g_assert_null (wf_keyring_lookup_finish (keyring, result, &error));
      g_assert_no_error (error);
      g_clear_object (&result);

      wf_keyring_clear_async (keyring, "slot", NULL, on_ready, NULL);
      wf_test_wait_until (result != NULL);
      g_assert_true (wf_keyring_clear_finish (keyring, result, &error));
      g_assert_no_error (error);
      g_clear_object (&result);
    }
  wf_keyring_secret_free (NULL);
  wf_keyring_secret_free (g_strdup ("secret"));
}

static void
test_session_lock (void)
{
  g_autoptr (WfSessionLock) lock = wf_session_lock_new ();
  guint count = 0;

  g_signal_connect (lock, "leaving", G_CALLBACK (on_signal), &count);
  wf_session_lock_ready (lock);
  g_assert_cmpuint (count, ==, 0);
  wf_session_lock_leave (lock);
  g_assert_cmpuint (count, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/null/speech", test_speech);
  g_test_add_func ("/null/speech-off", test_speech_off);
  g_test_add_func ("/null/notifier", test_notifier_null);
  g_test_add_func ("/null/notifier-holds", test_notifier_holds);
  g_test_add_func ("/null/keyring", test_keyring);
  g_test_add_func ("/null/session-lock", test_session_lock);
  return g_test_run ();
}

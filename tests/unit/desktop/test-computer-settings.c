/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What of this computer may be used: kept in a file, whole or not at all; the services follow.
 */
#include <glib/gstdio.h>

#include "wf-computer-settings.h"
#include "wf-test-wait.h"

typedef struct {
  char *folder;
  char *path;
  WfSpeech *speech;
  WfKeyring *keyring;
  WfNotifier *notifier;
} Place;

static GAsyncResult *result;

static void
on_ready (GObject *source, GAsyncResult *finished, gpointer user_data)
{
  result = g_object_ref (finished);
}

static void
set_up (Place *place, gconstpointer unused)
{
  place->folder = g_dir_make_tmp ("wf-computer-XXXXXX", NULL);
  place->path = g_build_filename (place->folder, WF_COMPUTER_SETTINGS_FILE, NULL);
  place->speech = wf_speech_new ();
  place->keyring = wf_keyring_new ();
  place->notifier = wf_notifier_new ();
}

static void
tear_down (Place *place, gconstpointer unused)
{
  g_unlink (place->path);
  g_rmdir (place->folder);
  g_free (place->path);
  g_free (place->folder);
  g_object_unref (place->speech);
  g_object_unref (place->keyring);
  g_object_unref (place->notifier);
}

static WfComputerSettings *
make (Place *place)
{
  return wf_computer_settings_new (place->folder, place->speech, place->keyring, place->notifier);
}

static gboolean
load (WfComputerSettings *settings, GError **error)
{
  gboolean loaded;

  wf_computer_settings_load_async (settings, NULL, on_ready, NULL);
  wf_test_wait_until (result != NULL);
  loaded = wf_computer_settings_load_finish (settings, result, error);
  g_clear_object (&result);
  return loaded;
}

/* As when the program ends: what was changed is written before this returns. */
static void
end (WfComputerSettings *settings)
{
  g_object_run_dispose (G_OBJECT (settings));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (settings);
}

static void
assert_first (WfComputerSettings *settings, Place *place)
{
  g_assert_true (wf_computer_settings_get_read_aloud (settings));
  g_assert_cmpint (wf_computer_settings_get_voice_rate (settings), ==, 0);
  g_assert_false (wf_computer_settings_get_keyring (settings));
  g_assert_true (wf_computer_settings_get_notifications (settings));
  g_assert_true (wf_speech_get_enabled (place->speech));
  g_assert_false (wf_keyring_get_enabled (place->keyring));
  g_assert_true (wf_notifier_get_enabled (place->notifier));
}

static void
test_as_delivered (Place *place, gconstpointer unused)
{
  WfComputerSettings *settings = make (place);
  g_autoptr (GError) error = NULL;

  assert_first (settings, place);
  g_assert_true (load (settings, &error));
  g_assert_no_error (error);
  assert_first (settings, place);
  g_assert_false (g_file_test (place->path, G_FILE_TEST_EXISTS)); /* reading writes nothing */
  end (settings);
}

static void
on_notify (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  g_string_append_printf (user_data, "%s;", pspec->name);
}

static void
test_kept (Place *place, gconstpointer unused)
{
  WfComputerSettings *settings = make (place);
  g_autoptr (GString) seen = g_string_new (NULL);
  GStatBuf info;

  g_signal_connect (settings, "notify", G_CALLBACK (on_notify), seen);
  wf_computer_settings_set_read_aloud (settings, FALSE);
  wf_computer_settings_set_read_aloud (settings, FALSE);
  wf_computer_settings_set_voice_rate (settings, -1000);
  g_object_set (settings, "keyring", TRUE, NULL);
  g_object_set (settings, "notifications", FALSE, NULL);
  g_assert_cmpstr (seen->str, ==, "read-aloud;voice-rate;keyring;notifications;");
  g_assert_false (wf_speech_get_enabled (place->speech));
  g_assert_cmpint (wf_speech_get_rate (place->speech), ==, -WF_COMPUTER_SETTINGS_RATE_MAX);
  g_assert_true (wf_keyring_get_enabled (place->keyring));
  g_assert_false (wf_notifier_get_enabled (place->notifier));
  end (settings);

  g_assert_no_errno (g_stat (place->path, &info));
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);

  settings = make (place);
  assert_first (settings, place); /* until it is read */
  g_assert_true (load (settings, NULL));
  g_assert_false (wf_computer_settings_get_read_aloud (settings));
  g_assert_cmpint (wf_computer_settings_get_voice_rate (settings), ==,
                   -WF_COMPUTER_SETTINGS_RATE_MAX);
  g_assert_true (wf_computer_settings_get_keyring (settings));
  g_assert_true (wf_keyring_get_enabled (place->keyring));
  g_assert_false (wf_computer_settings_get_notifications (settings));
  end (settings);
}

/* What somebody, or a later Wayfinder, may have written. */
static void
test_read (Place *place, gconstpointer unused)
{
  static const struct {
    const char *text;
    gboolean read_aloud;
    int rate;
    gboolean keyring;
    gboolean is_read;
  } cases[] = {
    { "", TRUE, 0, FALSE, TRUE },
    { "[computer]\nread-aloud=false\n", FALSE, 0, FALSE, TRUE },
    { "[computer]\nvoice-rate=-12\nkeyring=true\n", TRUE, -12, TRUE, TRUE },
    { "[computer]\nvoice-rate=900\n", TRUE, 50, FALSE, TRUE },
    { "[computer]\nkeyring=perhaps\nvoice-rate=fast\nread-aloud=\n", TRUE, 0, FALSE, TRUE },
    { "[other]\nkeyring=true\n", TRUE, 0, FALSE, TRUE },
    { "no key file at all", TRUE, 0, FALSE, FALSE },
    { "\xff\xfe\x00\x01", TRUE, 0, FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WfComputerSettings *settings = make (place);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].is_read ? cases[i].text : "(noise)");
      g_assert_true (g_file_set_contents (place->path, cases[i].text, -1, NULL));
      g_assert_cmpint (load (settings, &error), ==, cases[i].is_read);
      g_assert_cmpint (error == NULL, ==, cases[i].is_read);
      g_assert_cmpint (wf_computer_settings_get_read_aloud (settings), ==, cases[i].read_aloud);
      g_assert_cmpint (wf_computer_settings_get_voice_rate (settings), ==, cases[i].rate);
      g_assert_cmpint (wf_computer_settings_get_keyring (settings), ==, cases[i].keyring);
      end (settings);
    }
}

static void
test_keeps_what_it_does_not_know (Place *place, gconstpointer unused)
{
  WfComputerSettings *settings = make (place);
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (
      place->path, "# by hand\n[computer]\nlater=7\n[printer]\ntray=2\n", -1, NULL));
  g_assert_true (load (settings, NULL));
  wf_computer_settings_set_voice_rate (settings, 10);
  wf_computer_settings_set_voice_rate (settings, 20); /* the last one is what stands there */
  end (settings);
  g_assert_true (g_file_get_contents (place->path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "# by hand"));
  g_assert_nonnull (strstr (text, "later=7"));
  g_assert_nonnull (strstr (text, "tray=2"));
  g_assert_nonnull (strstr (text, "voice-rate=20"));
}

static void
on_not_saved (WfComputerSettings *settings, const GError *error, gpointer user_data)
{
  g_assert_nonnull (error);
  (*(guint *) user_data)++;
}

static void
test_says_when_not_saved (Place *place, gconstpointer unused)
{
  WfComputerSettings *settings;
  guint n = 0;

  g_rmdir (place->folder);
  settings = make (place);
  g_signal_connect (settings, "not-saved", G_CALLBACK (on_not_saved), &n);
  wf_computer_settings_set_notifications (settings, FALSE);
  wf_test_wait_until (n == 1);
  g_assert_false (wf_notifier_get_enabled (place->notifier)); /* it holds all the same */
  end (settings);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/computer-settings/" name, Place, NULL, set_up, function, tear_down)
  ADD ("as-delivered", test_as_delivered);
  ADD ("kept", test_kept);
  ADD ("read", test_read);
  ADD ("keeps-what-it-does-not-know", test_keeps_what_it_does_not_know);
  ADD ("says-when-not-saved", test_says_when_not_saved);
  return g_test_run ();
}

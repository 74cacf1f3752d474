/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The real variants on a computer without any bus: nothing works and nothing fails.
 */
#include "wf-keyring.h"
#include "wf-notifier-desktop.h"
#include "wf-session-lock.h"
#include "wf-test-wait.h"

static GAsyncResult *result;
static guint n_logged;

static void
on_ready (GObject *source, GAsyncResult *finished, gpointer user_data)
{
  g_set_object (&result, finished);
}

/* Any thread: counts what the parts note for the debug log. */
static void
on_log (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
  g_atomic_int_inc (&n_logged);
  g_main_context_wakeup (NULL);
}

static void
test_keyring (void)
{
  g_autoptr (WfKeyring) keyring = wf_keyring_desktop_new ();
  g_autoptr (GError) error = NULL;

  wf_keyring_set_enabled (keyring, TRUE);
  wf_keyring_store_async (keyring, "slot", "secret", NULL, on_ready, NULL);
  wf_test_wait_until (result != NULL);
  g_assert_false (wf_keyring_store_finish (keyring, result, &error));
  g_assert_error (error, WF_KEYRING_ERROR, WF_KEYRING_ERROR_NO_SERVICE);
  g_clear_object (&result);
  g_clear_error (&error);

  wf_keyring_lookup_async (keyring, "slot", NULL, on_ready, NULL);
  wf_test_wait_until (result != NULL);
  g_assert_null (wf_keyring_lookup_finish (keyring, result, &error));
  g_assert_error (error, WF_KEYRING_ERROR, WF_KEYRING_ERROR_NO_SERVICE);
  g_clear_object (&result);
  g_clear_error (&error);

  wf_keyring_clear_async (keyring, "slot", NULL, on_ready, NULL);
  wf_test_wait_until (result != NULL);
  g_assert_false (wf_keyring_clear_finish (keyring, result, &error));
  g_assert_error (error, WF_KEYRING_ERROR, WF_KEYRING_ERROR_NO_SERVICE);
  g_clear_object (&result);
}

static void
test_notifier (void)
{
  WfNotifier *notifier =
      wf_notifier_desktop_new ("Wayfinder", "org.example.Wayfinder", "Open", "Later");

  n_logged = 0;
  wf_notifier_send (notifier, "due", "Nobody sees this", NULL);
  wf_notifier_withdraw (notifier, "due");
  wf_test_wait_until (g_atomic_int_get (&n_logged) > 0);
  g_assert_finalize_object (notifier);
}

static void
test_session_lock (void)
{
  WfSessionLock *lock = wf_session_lock_desktop_new (NULL, NULL);

  n_logged = 0;
  wf_test_wait_until (g_atomic_int_get (&n_logged) == 2); /* no system bus, no session bus */
  wf_session_lock_ready (lock);
  g_assert_finalize_object (lock);
}

int
main (int argc, char **argv)
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/session", TRUE);
  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent/system", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_log_set_handler ("wf-desktop", G_LOG_LEVEL_DEBUG, on_log, NULL);
  g_test_add_func ("/absent/keyring", test_keyring);
  g_test_add_func ("/absent/notifier", test_notifier);
  g_test_add_func ("/absent/session-lock", test_session_lock);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Leaving the computer, told by mocks of logind and of GNOME's screen saver.
 */
#include "wf-session-lock.h"
#include "wf-test-mock.h"
#include "wf-test-wait.h"

#define LOGIND      "org.freedesktop.login1"
#define LOGIND_PATH "/org/freedesktop/login1"
#define MANAGER     "org.freedesktop.login1.Manager"
#define SESSION     "org.freedesktop.login1.Session"

static GDBusConnection *system_bus;
static GDBusConnection *session_bus;

static void
on_leaving (WfSessionLock *lock, gpointer user_data)
{
  guint *count = user_data;

  (*count)++;
}

/* What holds back sleep; also lets what was queued for the main loop happen. */
static gsize
n_inhibitors (void)
{
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GVariant) list = NULL;

  while (g_main_context_iteration (NULL, FALSE))
    ;
  reply = wf_test_mock_call (system_bus, LOGIND, LOGIND_PATH, MANAGER, "ListInhibitors", NULL);
  list = g_variant_get_child_value (reply, 0);
  return g_variant_n_children (list);
}

/* The loop of n_inhibitors() waits in its call: no iteration that blocks. */
static void
wait_for_inhibitors (gsize expected)
{
  gint64 end = g_get_monotonic_time () + WF_TEST_DEADLINE_S * G_USEC_PER_SEC;

  while (n_inhibitors () != expected)
    g_assert_cmpint (g_get_monotonic_time (), <, end);
}

static void
sleeping (gboolean before)
{
  wf_test_mock_emit (system_bus, LOGIND, LOGIND_PATH, MANAGER, "PrepareForSleep",
                     g_variant_new ("(b)", before));
}

static void
lock_session (const char *id)
{
  g_autofree char *path = g_strconcat (LOGIND_PATH "/session/", id, NULL);

  g_variant_unref (wf_test_mock_call (system_bus, LOGIND, path, SESSION, "Lock", NULL));
}

static void
set_screen_saver (gboolean active)
{
  g_variant_unref (wf_test_mock_call (session_bus, "org.gnome.ScreenSaver",
                                      "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver",
                                      "SetActive", g_variant_new ("(b)", active)));
}

static WfSessionLock *
new_lock (guint *count)
{
  WfSessionLock *lock = wf_session_lock_desktop_new (system_bus, session_bus);

  g_signal_connect (lock, "leaving", G_CALLBACK (on_leaving), count);
  wait_for_inhibitors (1);
  return lock;
}

static void
test_sleep (void)
{
  guint count = 0;
  WfSessionLock *lock = new_lock (&count);

  sleeping (TRUE);
  wf_test_wait_until (count == 1);
  g_assert_cmpuint (n_inhibitors (), ==, 1); /* the computer waits for us */
  wf_session_lock_ready (lock);
  wait_for_inhibitors (0);
  wf_session_lock_ready (lock);

  sleeping (FALSE);
  wait_for_inhibitors (1); /* awake: ready for the next sleep */
  g_assert_cmpuint (count, ==, 1);
  sleeping (TRUE);
  wf_test_wait_until (count == 2);

  sleeping (FALSE); /* slept without our being ready: still one, not two */
  sleeping (TRUE);
  wf_test_wait_until (count == 3);
  wait_for_inhibitors (1);

  g_assert_finalize_object (lock);
  wait_for_inhibitors (0);
}

static void
test_own_session (void)
{
  gint64 end = g_get_monotonic_time () + WF_TEST_DEADLINE_S * G_USEC_PER_SEC;
  guint count = 0;
  WfSessionLock *lock = new_lock (&count);

  while (count == 0) /* until it knows which session is its own */
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      lock_session ("auto");
      n_inhibitors ();
    }
  n_inhibitors ();

  count = 0;
  lock_session ("other");
  lock_session ("auto");
  wf_test_wait_until (count > 0);
  n_inhibitors ();
  g_assert_cmpuint (count, ==, 1);
  g_assert_finalize_object (lock);
  wait_for_inhibitors (0);
}

static void
test_screen_saver (void)
{
  guint count = 0;
  WfSessionLock *lock = new_lock (&count);

  set_screen_saver (FALSE);
  set_screen_saver (TRUE);
  wf_test_wait_until (count == 1);
  set_screen_saver (FALSE);
  set_screen_saver (TRUE);
  wf_test_wait_until (count == 2);
  g_assert_finalize_object (lock);
  wait_for_inhibitors (0);
}

/* A signal of the wrong shape is no reason to lock, nor to fail. */
static void
test_odd_signals (void)
{
  guint count = 0;
  WfSessionLock *lock = new_lock (&count);

  wf_test_mock_emit (system_bus, LOGIND, LOGIND_PATH, MANAGER, "PrepareForSleep",
                     g_variant_new ("(s)", "soon"));
  wf_test_mock_emit (session_bus, "org.gnome.ScreenSaver", "/org/gnome/ScreenSaver",
                     "org.gnome.ScreenSaver", "ActiveChanged", g_variant_new ("(u)", 1));
  set_screen_saver (TRUE);
  wf_test_wait_until (count > 0);
  sleeping (TRUE);
  wf_test_wait_until (count > 1);
  g_assert_cmpuint (count, ==, 2);
  g_assert_finalize_object (lock);
  wait_for_inhibitors (0);
}

/* Made with the usual buses, which are found by themselves. */
static void
test_usual_buses (void)
{
  guint count = 0;
  WfSessionLock *lock = wf_session_lock_desktop_new (NULL, NULL);

  g_signal_connect (lock, "leaving", G_CALLBACK (on_leaving), &count);
  wait_for_inhibitors (1);
  sleeping (TRUE);
  set_screen_saver (TRUE);
  wf_test_wait_until (count == 2);
  g_assert_finalize_object (lock);
  wait_for_inhibitors (0);

  g_assert_finalize_object (wf_session_lock_desktop_new (NULL, NULL)); /* before they are found */
  g_assert_cmpuint (n_inhibitors (), ==, 0);
}

int
main (int argc, char **argv)
{
  static const char *const sessions[] = { "auto", "other" };

  g_test_init (&argc, &argv, NULL);
  system_bus = g_bus_get_sync (G_BUS_TYPE_SYSTEM, NULL, NULL);
  session_bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_assert_nonnull (system_bus);
  g_assert_nonnull (session_bus);
  for (guint i = 0; i < G_N_ELEMENTS (sessions); i++)
    g_variant_unref (wf_test_mock_call (
        system_bus, LOGIND, LOGIND_PATH, NULL, "AddSession",
        g_variant_new ("(ssusb)", sessions[i], "seat0", 1000, "somebody", TRUE)));

  g_test_add_func ("/session-lock/sleep", test_sleep);
  g_test_add_func ("/session-lock/own-session", test_own_session);
  g_test_add_func ("/session-lock/screen-saver", test_screen_saver);
  g_test_add_func ("/session-lock/odd-signals", test_odd_signals);
  g_test_add_func ("/session-lock/usual-buses", test_usual_buses);
  return g_test_run ();
}

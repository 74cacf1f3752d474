/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * First there is no notification daemon, then one that never answers: neither stops the
 * program, and neither is waited for.
 */
#include "wf-notifier-desktop.h"
#include "wf-test-wait.h"

static gboolean owned;
static guint n_asked;
static guint n_missed;

static void
on_name_acquired (GDBusConnection *bus, const char *name, gpointer user_data)
{
  owned = TRUE;
}

/* Runs in GDBus's thread: counts what is asked of the daemon and lets it lie. */
static GDBusMessage *
on_message (GDBusConnection *bus, GDBusMessage *message, gboolean incoming, gpointer user_data)
{
  if (incoming && g_dbus_message_get_message_type (message) == G_DBUS_MESSAGE_TYPE_METHOD_CALL &&
      g_strcmp0 (g_dbus_message_get_path (message), "/org/freedesktop/Notifications") == 0)
    {
      g_atomic_int_inc (&n_asked);
      g_main_context_wakeup (NULL);
      g_object_unref (message);
      return NULL;
    }
  return message;
}

static void
on_log (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
  g_atomic_int_inc (&n_missed);
  g_main_context_wakeup (NULL);
}

static void
test_late (void)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  WfNotifier *notifier =
      wf_notifier_desktop_new ("Wayfinder", "org.example.Wayfinder", "Open", "Later");
  guint id;

  g_log_set_handler ("wf-desktop", G_LOG_LEVEL_DEBUG, on_log, NULL);
  wf_notifier_send (notifier, "due", "Nobody shows this", NULL);
  wf_test_wait_until (g_atomic_int_get (&n_missed) > 0);
  wf_notifier_withdraw (notifier, "due");

  g_dbus_connection_add_filter (bus, on_message, NULL, NULL);
  id = g_bus_own_name_on_connection (bus, "org.freedesktop.Notifications",
                                     G_BUS_NAME_OWNER_FLAGS_NONE, on_name_acquired, NULL, NULL,
                                     NULL);
  wf_test_wait_until (owned);
  wf_notifier_send (notifier, "due", "This one hangs", NULL);
  wf_test_wait_until (g_atomic_int_get (&n_asked) > 0);

  wf_notifier_send (notifier, "due", "This one waits behind it", NULL);
  g_assert_finalize_object (notifier);
  g_bus_unown_name (id);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/notifier/late", test_late);
  return g_test_run ();
}

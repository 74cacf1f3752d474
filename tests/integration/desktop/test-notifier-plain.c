/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A notification daemon without buttons and without markup gets neither.
 */
#include "wf-notifier-desktop.h"
#include "wf-test-mock.h"
#include "wf-test-wait.h"

static GVariant *shown;

static void
on_method_called (GDBusConnection *connection,
                  const char *sender,
                  const char *path,
                  const char *interface,
                  const char *signal,
                  GVariant *parameters,
                  gpointer user_data)
{
  const char *method;

  g_variant_get_child (parameters, 0, "&s", &method);
  if (g_str_equal (method, "Notify"))
    shown = g_variant_get_child_value (parameters, 1);
}

static void
test_plain (void)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (WfNotifier) notifier = NULL;
  g_autoptr (GVariant) body = NULL;
  g_autoptr (GVariant) actions = NULL;

  g_dbus_connection_signal_subscribe (bus, NULL, "org.freedesktop.DBus.Mock", "MethodCalled",
                                      "/org/freedesktop/Notifications", NULL,
                                      G_DBUS_SIGNAL_FLAGS_NONE, on_method_called, NULL, NULL);
  notifier = wf_notifier_desktop_new ("Wayfinder", "org.example.Wayfinder", "Open", "Later");
  wf_notifier_send (notifier, "due", "Due", "a < b & c");
  wf_test_wait_until (shown != NULL);

  g_variant_get_child (shown, 4, "v", &body);
  g_assert_cmpstr (g_variant_get_string (body, NULL), ==, "a < b & c");
  g_variant_get_child (shown, 5, "v", &actions);
  g_assert_cmpuint (g_variant_n_children (actions), ==, 0);
  g_clear_pointer (&shown, g_variant_unref);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/notifier/plain", test_plain);
  return g_test_run ();
}

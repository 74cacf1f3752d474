/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reminders at a notification daemon that shows buttons and markup. libnotify keeps one
 * state a process: all tests share one notifier, each with a key of its own.
 */
#include "wf-notifier-desktop.h"
#include "wf-test-mock.h"
#include "wf-test-wait.h"

#define DAEMON      "org.freedesktop.Notifications"
#define DAEMON_PATH "/org/freedesktop/Notifications"

static GDBusConnection *bus;
static WfNotifier *notifier;
static GPtrArray *shown; /* of GVariant: the arguments of every Notify, in order */
static guint n_closed;   /* CloseNotification calls */
static GString *heard;   /* "activated key;" or "postponed key;" in order */

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
  g_autoptr (GVariant) arguments = NULL;

  g_variant_get (parameters, "(&s@av)", &method, &arguments);
  if (g_str_equal (method, "Notify"))
    g_ptr_array_add (shown, g_steal_pointer (&arguments));
  else if (g_str_equal (method, "CloseNotification"))
    n_closed++;
}

static void
on_activated (WfNotifier *self, const char *key, gpointer user_data)
{
  g_string_append_printf (heard, "%s %s;", (const char *) user_data, key);
}

static GVariant *
argument (guint call, gsize index)
{
  g_autoptr (GVariant) boxed = g_variant_get_child_value (g_ptr_array_index (shown, call), index);

  return g_variant_get_variant (boxed);
}

static void
assert_text (guint call, gsize index, const char *expected)
{
  g_autoptr (GVariant) value = argument (call, index);

  g_assert_cmpstr (g_variant_get_string (value, NULL), ==, expected);
}

static guint32
replaces (guint call)
{
  g_autoptr (GVariant) value = argument (call, 1);

  return g_variant_get_uint32 (value);
}

/* The daemon counts from 1: a new reminder has the number of new ones so far. */
static guint32
last_id (void)
{
  guint32 id = 0;

  for (guint i = 0; i < shown->len; i++)
    id += replaces (i) == 0;
  return id;
}

static void
act (guint32 id, const char *action)
{
  wf_test_mock_emit (bus, DAEMON, DAEMON_PATH, DAEMON, "ActionInvoked",
                     g_variant_new ("(us)", id, action));
}

static void
send_and_wait (const char *key, const char *title, const char *body)
{
  guint before = shown->len;

  wf_notifier_send (notifier, key, title, body);
  wf_test_wait_until (shown->len == before + 1);
}

static void
assert_actions (guint call)
{
  static const char *const expected[] = {
    "default", "Open", "open", "Open", "later", "Later", NULL,
  };
  g_autoptr (GVariant) actions = argument (call, 5);
  g_autofree const char **names = g_variant_get_strv (actions, NULL);

  g_assert_true (g_strv_equal (names, expected));
}

static void
test_shows (void)
{
  g_autoptr (GVariant) hints = NULL;
  const char *entry = NULL;

  send_and_wait ("due", "Follow-ups are due", "3 calls & <visits> مواعيد");
  assert_text (0, 0, "Wayfinder");
  assert_text (0, 2, "org.example.Wayfinder");
  assert_text (0, 3, "Follow-ups are due");
  assert_text (0, 4, "3 calls &amp; &lt;visits&gt; مواعيد");
  g_assert_cmpuint (replaces (0), ==, 0);
  assert_actions (0);
  hints = argument (0, 6);
  g_assert_true (g_variant_lookup (hints, "desktop-entry", "&s", &entry));
  g_assert_cmpstr (entry, ==, "org.example.Wayfinder");
}

/* A reminder on the screen, an answer to it, and that it goes then. */
static void
send_and_answer (const char *key, const char *action, const char *expected)
{
  guint before = n_closed;

  g_string_truncate (heard, 0);
  send_and_wait (key, "Something", NULL);
  act (last_id (), action);
  wf_test_wait_until (heard->len > 0);
  g_assert_cmpstr (heard->str, ==, expected);
  wf_test_wait_until (n_closed == before + 1);
}

static void
test_actions (void)
{
  send_and_answer ("acts", "default", "activated acts;");
  send_and_answer ("acts", "open", "activated acts;");
  send_and_answer ("acts", "later", "postponed acts;");
  g_assert_cmpuint (replaces (shown->len - 1), ==, 0);
}

static void
test_replaces (void)
{
  guint32 id;

  send_and_wait ("same", "First", "One");
  id = last_id ();
  send_and_wait ("same", "Second", "Two");
  g_assert_cmpuint (replaces (shown->len - 1), ==, id);
  assert_text (shown->len - 1, 3, "Second");
  assert_actions (shown->len - 1);

  /* A click on the second text is still one click: the next one heard is that of the next. */
  g_string_truncate (heard, 0);
  act (id, "open");
  wf_test_wait_until (heard->len > 0);
  send_and_wait ("other", "Third", NULL);
  act (last_id (), "later");
  wf_test_wait_until (strstr (heard->str, "postponed") != NULL);
  g_assert_cmpstr (heard->str, ==, "activated same;postponed other;");
}

/* What the person swept away is not replaced: the next one is new. */
static void
test_closed (void)
{
  send_and_wait ("swept", "First", NULL);
  wf_test_mock_emit (bus, DAEMON, DAEMON_PATH, DAEMON, "NotificationClosed",
                     g_variant_new ("(uu)", last_id (), 2));
  send_and_wait ("swept", "Second", NULL);
  g_assert_cmpuint (replaces (shown->len - 1), ==, 0);
}

static void
test_withdraw (void)
{
  guint before = n_closed;

  send_and_wait ("gone", "Something", NULL);
  wf_notifier_withdraw (notifier, "gone");
  wf_test_wait_until (n_closed == before + 1);

  wf_notifier_withdraw (notifier, "never shown");
  send_and_wait ("gone", "Again", NULL);
  g_assert_cmpuint (replaces (shown->len - 1), ==, 0);
  g_assert_cmpuint (n_closed, ==, before + 1);
}

static void
test_hold (void)
{
  guint before = shown->len;

  wf_notifier_hold (notifier);
  wf_notifier_hold (notifier);
  wf_notifier_send (notifier, "held", "Old", NULL);
  wf_notifier_send (notifier, "held", "New", NULL);
  wf_notifier_send (notifier, "dropped", "Never", NULL);
  wf_notifier_withdraw (notifier, "dropped");
  wf_notifier_release (notifier);
  g_assert_cmpuint (shown->len, ==, before);
  wf_notifier_release (notifier);
  wf_test_wait_until (shown->len > before);
  send_and_wait ("after", "After", NULL);
  g_assert_cmpuint (shown->len, ==, before + 2);
  assert_text (before, 3, "New");
  assert_text (before + 1, 3, "After");
}

/* What is left on the screen goes with the program. */
static void
test_end (void)
{
  guint before = n_closed;

  g_assert_finalize_object (g_steal_pointer (&notifier));
  wf_test_wait_until (n_closed > before);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int code;

  g_test_init (&argc, &argv, NULL);
  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  shown = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  heard = g_string_new (NULL);
  g_dbus_connection_signal_subscribe (bus, NULL, "org.freedesktop.DBus.Mock", "MethodCalled",
                                      DAEMON_PATH, NULL, G_DBUS_SIGNAL_FLAGS_NONE, on_method_called,
                                      NULL, NULL);
  notifier = wf_notifier_desktop_new ("Wayfinder", "org.example.Wayfinder", "Open", "Later");
  g_signal_connect (notifier, "activated", G_CALLBACK (on_activated), (gpointer) "activated");
  g_signal_connect (notifier, "postponed", G_CALLBACK (on_activated), (gpointer) "postponed");

  g_test_add_func ("/notifier/shows", test_shows);
  g_test_add_func ("/notifier/actions", test_actions);
  g_test_add_func ("/notifier/replaces", test_replaces);
  g_test_add_func ("/notifier/closed", test_closed);
  g_test_add_func ("/notifier/withdraw", test_withdraw);
  g_test_add_func ("/notifier/hold", test_hold);
  g_test_add_func ("/notifier/end", test_end);
  code = g_test_run ();

  g_ptr_array_unref (shown);
  g_string_free (heard, TRUE);
  g_object_unref (bus);
  return code;
}

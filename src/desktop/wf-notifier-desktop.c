/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reminders through libnotify. Its calls block on the bus and its objects are not locked,
 * so all of it, the clicks too, happens in one side thread; what the person clicked is
 * posted to the main thread.
 *
 * Invariant: `shown` holds one notification a key; libnotify itself makes a new one of what
 * the desktop has closed.
 */
#define G_LOG_DOMAIN "wf-desktop"

#include "wf-notifier-desktop.h"

#include <libnotify/notify.h>

#include "wf-side-thread.h"

#define DAEMON "org.freedesktop.Notifications"

/* Owned by the side thread, which frees it last. */
typedef struct {
  GWeakRef notifier;
  char *app_name;
  char *desktop_entry;
  char *open_label;
  char *later_label;
  GHashTable *shown; /* (element-type utf8 NotifyNotification) */
} Desk;

struct _WfNotifierDesktop {
  WfNotifier parent_instance;

  WfSideThread *thread;
  Desk *desk;
};

typedef struct {
  Desk *desk;
  char *key;
  char *title;
  char *body;
} Reminder;

typedef struct {
  GObject *notifier;
  char *key;
  gboolean later;
} Click;

G_DEFINE_FINAL_TYPE (WfNotifierDesktop, wf_notifier_desktop, WF_TYPE_NOTIFIER)

static void
desk_free (Desk *desk)
{
  g_weak_ref_clear (&desk->notifier);
  g_free (desk->app_name);
  g_free (desk->desktop_entry);
  g_free (desk->open_label);
  g_free (desk->later_label);
  g_hash_table_unref (desk->shown);
  g_free (desk);
}

static void
reminder_free (Reminder *reminder)
{
  g_free (reminder->key);
  g_free (reminder->title);
  g_free (reminder->body);
  g_free (reminder);
}

static void
click_free (Click *click)
{
  g_object_unref (click->notifier);
  g_free (click->key);
  g_free (click);
}

/* ---- in the side thread ---- */

static void
take_back_in_thread (gpointer data, gpointer unused)
{
  Reminder *reminder = data;
  NotifyNotification *notification = g_hash_table_lookup (reminder->desk->shown, reminder->key);

  if (notification == NULL)
    return;

  notify_notification_close (notification, NULL);
  g_hash_table_remove (reminder->desk->shown, reminder->key);
}

/* ---- in the main thread ---- */

static void
hand_over (
    WfNotifier *notifier, GFunc function, const char *key, const char *title, const char *body)
{
  WfNotifierDesktop *self = WF_NOTIFIER_DESKTOP (notifier);
  Reminder *reminder = g_new0 (Reminder, 1);

  reminder->desk = self->desk;
  reminder->key = g_strdup (key);
  reminder->title = g_strdup (title);
  reminder->body = g_strdup (body);
  wf_side_thread_run (self->thread, function, reminder, (GDestroyNotify) reminder_free);
}

static void
wf_notifier_desktop_take_back (WfNotifier *notifier, const char *key)
{
  hand_over (notifier, take_back_in_thread, key, NULL, NULL);
}

/* What was answered goes from the screen: some daemons leave it there. */
static gboolean
on_click_posted (gpointer user_data)
{
  Click *click = user_data;

  wf_notifier_desktop_take_back (WF_NOTIFIER (click->notifier), click->key);
  if (click->later)
    wf_notifier_postpone (WF_NOTIFIER (click->notifier), click->key);
  else
    wf_notifier_activate (WF_NOTIFIER (click->notifier), click->key);
  return G_SOURCE_REMOVE;
}

/* ---- in the side thread ---- */

static void
on_notification_clicked (NotifyNotification *notification, char *action, gpointer user_data)
{
  Desk *desk = user_data;
  GObject *notifier = g_weak_ref_get (&desk->notifier);
  Click *click;

  if (notifier == NULL)
    return;

  click = g_new (Click, 1);
  click->notifier = notifier;
  click->key = g_strdup (g_object_get_data (G_OBJECT (notification), "wf-key"));
  click->later = g_str_equal (action, "later");
  g_idle_add_full (G_PRIORITY_DEFAULT, on_click_posted, click, (GDestroyNotify) click_free);
}

static GVariant *
ask_bus (GDBusConnection *bus, const char *method, GVariant *parameters)
{
  g_autoptr (GError) error = NULL;
  GVariant *reply = g_dbus_connection_call_sync (
      bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", method,
      parameters, NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);

  if (reply == NULL)
    g_debug ("no notification daemon: %s", error->message);
  return reply;
}

/* Whether a daemon runs or could be started. libnotify is asked only then: it warns aloud. */
static gboolean
has_daemon (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_autoptr (GVariant) owner = NULL;
  g_autoptr (GVariant) started = NULL;
  gboolean is_owned = FALSE;

  if (bus == NULL)
    {
      g_debug ("no session bus: %s", error->message);
      return FALSE;
    }

  owner = ask_bus (bus, "NameHasOwner", g_variant_new ("(s)", DAEMON));
  if (owner != NULL)
    g_variant_get (owner, "(b)", &is_owned);
  if (is_owned)
    return TRUE;

  started = ask_bus (bus, "StartServiceByName", g_variant_new ("(su)", DAEMON, 0));
  return started != NULL;
}

static gboolean
has_cap (GList *caps, const char *cap)
{
  return g_list_find_custom (caps, cap, (GCompareFunc) g_strcmp0) != NULL;
}

static void
offer_actions (Desk *desk, NotifyNotification *notification)
{
  notify_notification_clear_actions (notification);
  notify_notification_add_action (notification, "default", desk->open_label,
                                  on_notification_clicked, desk, NULL);
  notify_notification_add_action (notification, "open", desk->open_label, on_notification_clicked,
                                  desk, NULL);
  notify_notification_add_action (notification, "later", desk->later_label, on_notification_clicked,
                                  desk, NULL);
}

static NotifyNotification *
get_notification (Desk *desk, const Reminder *reminder, const char *body)
{
  NotifyNotification *notification = g_hash_table_lookup (desk->shown, reminder->key);

  if (notification != NULL)
    {
      notify_notification_update (notification, reminder->title, body, desk->desktop_entry);
      return notification;
    }

  notification = notify_notification_new (reminder->title, body, desk->desktop_entry);
  notify_notification_set_hint (notification, "desktop-entry",
                                g_variant_new_string (desk->desktop_entry));
  g_object_set_data_full (G_OBJECT (notification), "wf-key", g_strdup (reminder->key), g_free);
  g_hash_table_insert (desk->shown, g_strdup (reminder->key), notification);
  return notification;
}

static void
show_in_thread (gpointer data, gpointer unused)
{
  Reminder *reminder = data;
  Desk *desk = reminder->desk;
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;
  NotifyNotification *notification;
  GList *caps;

  /* Both are asked each time: a daemon may start late, end, or give way to another. */
  if (!has_daemon () || (!notify_is_initted () && !notify_init (desk->app_name)))
    return;
  caps = notify_get_server_caps ();
  if (caps == NULL)
    return;

  if (reminder->body != NULL && has_cap (caps, "body"))
    body = has_cap (caps, "body-markup") ? g_markup_escape_text (reminder->body, -1)
                                         : g_strdup (reminder->body);
  notification = get_notification (desk, reminder, body);
  if (has_cap (caps, "actions"))
    offer_actions (desk, notification);
  if (!notify_notification_show (notification, &error))
    {
      g_debug ("a reminder was not shown: %s", error->message);
      g_hash_table_remove (desk->shown, reminder->key);
    }
  g_list_free_full (caps, g_free);
}

/* What stays on the screen has buttons nobody would hear: it goes with the program. */
static void
close_all_in_thread (gpointer data, gpointer unused)
{
  Desk *desk = data;
  GHashTableIter iter;
  gpointer notification;

  g_hash_table_iter_init (&iter, desk->shown);
  while (g_hash_table_iter_next (&iter, NULL, &notification))
    notify_notification_close (notification, NULL);
  if (notify_is_initted ())
    notify_uninit ();
}

/* ---- in the main thread ---- */

static void
wf_notifier_desktop_show (WfNotifier *notifier,
                          const char *key,
                          const char *title,
                          const char *body)
{
  hand_over (notifier, show_in_thread, key, title, body);
}

static void
wf_notifier_desktop_finalize (GObject *object)
{
  WfNotifierDesktop *self = WF_NOTIFIER_DESKTOP (object);

  wf_side_thread_run (self->thread, close_all_in_thread, self->desk, (GDestroyNotify) desk_free);
  wf_side_thread_leave (self->thread);
  G_OBJECT_CLASS (wf_notifier_desktop_parent_class)->finalize (object);
}

static void
wf_notifier_desktop_class_init (WfNotifierDesktopClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wf_notifier_desktop_finalize;
  WF_NOTIFIER_CLASS (klass)->show = wf_notifier_desktop_show;
  WF_NOTIFIER_CLASS (klass)->take_back = wf_notifier_desktop_take_back;
}

static void
wf_notifier_desktop_init (WfNotifierDesktop *self)
{
  self->thread = wf_side_thread_new ("notifier");
  self->desk = g_new0 (Desk, 1);
  g_weak_ref_init (&self->desk->notifier, self);
  self->desk->shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

WfNotifier *
wf_notifier_desktop_new (const char *app_name,
                         const char *desktop_entry,
                         const char *open_label,
                         const char *later_label)
{
  WfNotifierDesktop *self;

  g_return_val_if_fail (app_name != NULL, NULL);
  g_return_val_if_fail (desktop_entry != NULL, NULL);
  g_return_val_if_fail (open_label != NULL, NULL);
  g_return_val_if_fail (later_label != NULL, NULL);

  self = g_object_new (WF_TYPE_NOTIFIER_DESKTOP, NULL);
  self->desk->app_name = g_strdup (app_name);
  self->desk->desktop_entry = g_strdup (desktop_entry);
  self->desk->open_label = g_strdup (open_label);
  self->desk->later_label = g_strdup (later_label);
  return WF_NOTIFIER (self);
}

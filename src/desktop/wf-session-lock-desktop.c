/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Listens to logind (the session is locked, the computer goes to sleep) and to the
 * screen savers of the desktops. Holds logind's delay lock, so that keys are wiped
 * before the memory is written to disk; lets go of it when ready, takes it anew on
 * waking.
 */
#define G_LOG_DOMAIN "wf-desktop"

#include "wf-session-lock.h"

#include <gio/gunixfdlist.h>
#include <unistd.h>

#define WF_TYPE_SESSION_LOCK_DESKTOP (wf_session_lock_desktop_get_type ())
G_DECLARE_FINAL_TYPE (
    WfSessionLockDesktop, wf_session_lock_desktop, WF, SESSION_LOCK_DESKTOP, WfSessionLock)

struct _WfSessionLockDesktop {
  WfSessionLock parent_instance;

  GCancellable *cancellable;
  GDBusConnection *system_bus;  /* (nullable) */
  GDBusConnection *session_bus; /* (nullable) */
  guint system_ids[2];
  guint session_ids[5];
  int delay_fd; /* logind's delay lock, or -1 */
};

G_DEFINE_FINAL_TYPE (WfSessionLockDesktop, wf_session_lock_desktop, WF_TYPE_SESSION_LOCK)

static const char *const SCREEN_SAVERS[] = {
  "org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver",
  "org.mate.ScreenSaver",        "org.xfce.ScreenSaver",
};

G_STATIC_ASSERT (G_N_ELEMENTS (SCREEN_SAVERS) ==
                 G_N_ELEMENTS (((WfSessionLockDesktop *) NULL)->session_ids));

static void
close_delay (WfSessionLockDesktop *self)
{
  if (self->delay_fd >= 0)
    close (self->delay_fd);
  self->delay_fd = -1;
}

static void
on_inhibit_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GUnixFDList) fds = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_with_unix_fd_list_finish (
      G_DBUS_CONNECTION (source), &fds, result, &error);
  WfSessionLockDesktop *self = user_data;
  gint32 handle;

  if (reply == NULL || fds == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_debug ("no delay lock: %s", error != NULL ? error->message : "no descriptor");
      return;
    }

  close_delay (self);
  g_variant_get (reply, "(h)", &handle);
  self->delay_fd = g_unix_fd_list_get (fds, handle, NULL);
}

static void
take_delay (WfSessionLockDesktop *self)
{
  g_dbus_connection_call_with_unix_fd_list (
      self->system_bus, "org.freedesktop.login1", "/org/freedesktop/login1",
      "org.freedesktop.login1.Manager", "Inhibit",
      g_variant_new ("(ssss)", "sleep", "Wayfinder", "Locks before sleep", "delay"),
      G_VARIANT_TYPE ("(h)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, self->cancellable, on_inhibit_ready,
      self);
}

static void
on_prepare_for_sleep (GDBusConnection *bus,
                      const char *sender,
                      const char *path,
                      const char *interface,
                      const char *signal,
                      GVariant *parameters,
                      gpointer user_data)
{
  WfSessionLockDesktop *self = user_data;
  gboolean before;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;

  g_variant_get (parameters, "(b)", &before);
  if (before)
    wf_session_lock_leave (WF_SESSION_LOCK (self));
  else
    take_delay (self);
}

static void
on_session_lock (GDBusConnection *bus,
                 const char *sender,
                 const char *path,
                 const char *interface,
                 const char *signal,
                 GVariant *parameters,
                 gpointer user_data)
{
  wf_session_lock_leave (WF_SESSION_LOCK (user_data));
}

static void
on_screen_saver_active (GDBusConnection *bus,
                        const char *sender,
                        const char *path,
                        const char *interface,
                        const char *signal,
                        GVariant *parameters,
                        gpointer user_data)
{
  gboolean active;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;

  g_variant_get (parameters, "(b)", &active);
  if (active)
    wf_session_lock_leave (WF_SESSION_LOCK (user_data));
}

/* Another person's session on a shared computer may lock without locking ours. */
static void
on_session_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  WfSessionLockDesktop *self = user_data;
  const char *path = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (reply != NULL)
    g_variant_get (reply, "(&o)", &path);
  else
    g_debug ("own session unknown, any counts: %s", error->message);
  self->system_ids[1] = g_dbus_connection_signal_subscribe (
      self->system_bus, "org.freedesktop.login1", "org.freedesktop.login1.Session", "Lock", path,
      NULL, G_DBUS_SIGNAL_FLAGS_NONE, on_session_lock, self, NULL);
}

static void
listen_to_system (WfSessionLockDesktop *self, GDBusConnection *bus)
{
  self->system_bus = g_object_ref (bus);
  g_dbus_connection_set_exit_on_close (bus, FALSE); /* a bus that restarts must not end us */
  self->system_ids[0] = g_dbus_connection_signal_subscribe (
      bus, "org.freedesktop.login1", "org.freedesktop.login1.Manager", "PrepareForSleep", NULL,
      NULL, G_DBUS_SIGNAL_FLAGS_NONE, on_prepare_for_sleep, self, NULL);
  g_dbus_connection_call (bus, "org.freedesktop.login1", "/org/freedesktop/login1",
                          "org.freedesktop.login1.Manager", "GetSession",
                          g_variant_new ("(s)", "auto"), G_VARIANT_TYPE ("(o)"),
                          G_DBUS_CALL_FLAGS_NONE, -1, self->cancellable, on_session_found, self);
  take_delay (self);
}

static void
listen_to_session (WfSessionLockDesktop *self, GDBusConnection *bus)
{
  self->session_bus = g_object_ref (bus);
  g_dbus_connection_set_exit_on_close (bus, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (SCREEN_SAVERS); i++)
    self->session_ids[i] = g_dbus_connection_signal_subscribe (
        bus, NULL, SCREEN_SAVERS[i], "ActiveChanged", NULL, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
        on_screen_saver_active, self, NULL);
}

static void
on_system_bus_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);

  if (bus != NULL)
    listen_to_system (user_data, bus);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_debug ("no system bus: %s", error->message);
}

static void
on_session_bus_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);

  if (bus != NULL)
    listen_to_session (user_data, bus);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_debug ("no session bus: %s", error->message);
}

static void
wf_session_lock_desktop_ready (WfSessionLock *lock)
{
  close_delay (WF_SESSION_LOCK_DESKTOP (lock));
}

static void
unsubscribe (GDBusConnection *bus, guint *ids, gsize n_ids)
{
  for (gsize i = 0; i < n_ids; i++)
    {
      if (ids[i] != 0)
        g_dbus_connection_signal_unsubscribe (bus, ids[i]);
      ids[i] = 0;
    }
}

static void
wf_session_lock_desktop_dispose (GObject *object)
{
  WfSessionLockDesktop *self = WF_SESSION_LOCK_DESKTOP (object);

  g_cancellable_cancel (self->cancellable);
  unsubscribe (self->system_bus, self->system_ids, G_N_ELEMENTS (self->system_ids));
  unsubscribe (self->session_bus, self->session_ids, G_N_ELEMENTS (self->session_ids));
  g_clear_object (&self->system_bus);
  g_clear_object (&self->session_bus);
  close_delay (self);
  G_OBJECT_CLASS (wf_session_lock_desktop_parent_class)->dispose (object);
}

static void
wf_session_lock_desktop_finalize (GObject *object)
{
  g_object_unref (WF_SESSION_LOCK_DESKTOP (object)->cancellable);
  G_OBJECT_CLASS (wf_session_lock_desktop_parent_class)->finalize (object);
}

static void
wf_session_lock_desktop_class_init (WfSessionLockDesktopClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wf_session_lock_desktop_dispose;
  G_OBJECT_CLASS (klass)->finalize = wf_session_lock_desktop_finalize;
  WF_SESSION_LOCK_CLASS (klass)->ready = wf_session_lock_desktop_ready;
}

static void
wf_session_lock_desktop_init (WfSessionLockDesktop *self)
{
  self->cancellable = g_cancellable_new ();
  self->delay_fd = -1;
}

WfSessionLock *
wf_session_lock_desktop_new (GDBusConnection *system_bus, GDBusConnection *session_bus)
{
  WfSessionLockDesktop *self = g_object_new (WF_TYPE_SESSION_LOCK_DESKTOP, NULL);

  if (system_bus != NULL)
    listen_to_system (self, system_bus);
  else
    g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, on_system_bus_ready, self);
  if (session_bus != NULL)
    listen_to_session (self, session_bus);
  else
    g_bus_get (G_BUS_TYPE_SESSION, self->cancellable, on_session_bus_ready, self);
  return WF_SESSION_LOCK (self);
}

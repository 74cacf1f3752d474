/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WfSessionLock:
 *
 * Hears that the person leaves the computer: the screen locks, the session is locked
 * from elsewhere, or the computer goes to sleep. This class itself is the null variant,
 * which hears nothing.
 *
 * Signal "leaving": lock now. Before sleep the desktop waits (as long as logind allows,
 * five seconds by default) until wf_session_lock_ready() is called.
 */
#define WF_TYPE_SESSION_LOCK (wf_session_lock_get_type ())
G_DECLARE_DERIVABLE_TYPE (WfSessionLock, wf_session_lock, WF, SESSION_LOCK, GObject)

struct _WfSessionLockClass {
  GObjectClass parent_class;

  void (*ready) (WfSessionLock *self);
};

/** wf_session_lock_new: Returns: (transfer full): the null variant */
WfSessionLock *wf_session_lock_new (void);

/**
 * wf_session_lock_desktop_new:
 * @system_bus: (nullable): where logind is, or %NULL for the usual one
 * @session_bus: (nullable): where the screen savers are, or %NULL for the usual one
 *
 * A bus that cannot be reached is done without.
 *
 * Returns: (transfer full): a lock that listens to logind and to the screen savers
 */
WfSessionLock *wf_session_lock_desktop_new (GDBusConnection *system_bus,
                                            GDBusConnection *session_bus);

/** wf_session_lock_ready: everything is locked: the computer may sleep */
void wf_session_lock_ready (WfSessionLock *self);

/** wf_session_lock_leave: for subclasses and tests: emits "leaving" */
void wf_session_lock_leave (WfSessionLock *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Hearing that the person leaves, and the null variant, which hears nothing.
 */
#define G_LOG_DOMAIN "wf-desktop"

#include "wf-session-lock.h"

enum {
  LEAVING,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_TYPE (WfSessionLock, wf_session_lock, G_TYPE_OBJECT)

static void
wf_session_lock_real_ready (WfSessionLock *self)
{
}

static void
wf_session_lock_class_init (WfSessionLockClass *klass)
{
  klass->ready = wf_session_lock_real_ready;
  signals[LEAVING] = g_signal_new ("leaving", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
wf_session_lock_init (WfSessionLock *self)
{
}

WfSessionLock *
wf_session_lock_new (void)
{
  return g_object_new (WF_TYPE_SESSION_LOCK, NULL);
}

void
wf_session_lock_ready (WfSessionLock *self)
{
  g_return_if_fail (WF_IS_SESSION_LOCK (self));

  WF_SESSION_LOCK_GET_CLASS (self)->ready (self);
}

void
wf_session_lock_leave (WfSessionLock *self)
{
  g_return_if_fail (WF_IS_SESSION_LOCK (self));

  g_signal_emit (self, signals[LEAVING], 0);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A clock that can be injected. It knows no time zones and no calendar.
 */
#define G_LOG_DOMAIN "wf-base"

#include "wf-clock.h"

struct _WfClock {
  gatomicrefcount refs;
  gboolean is_fixed;
  gint64 now_us;   /* only of a fixed clock */
  gint64 ahead_us; /* only of one that goes */
};

static WfClock *
clock_new (gboolean is_fixed, gint64 now_us)
{
  WfClock *self = g_new0 (WfClock, 1);

  g_atomic_ref_count_init (&self->refs);
  self->is_fixed = is_fixed;
  self->now_us = now_us;
  return self;
}

WfClock *
wf_clock_new_system (void)
{
  return clock_new (FALSE, 0);
}

WfClock *
wf_clock_new_ahead (gint64 by_us)
{
  WfClock *self = clock_new (FALSE, 0);

  self->ahead_us = by_us;
  return self;
}

WfClock *
wf_clock_new_fixed (gint64 now_us)
{
  return clock_new (TRUE, now_us);
}

WfClock *
wf_clock_ref (WfClock *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
wf_clock_unref (WfClock *self)
{
  if (self != NULL && g_atomic_ref_count_dec (&self->refs))
    g_free (self);
}

gint64
wf_clock_now (const WfClock *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->is_fixed ? self->now_us : g_get_real_time () + self->ahead_us;
}

void
wf_clock_advance (WfClock *self, gint64 by_us)
{
  g_return_if_fail (self != NULL && self->is_fixed && by_us >= 0);

  self->now_us += by_us;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WfClock:
 *
 * Where the time comes from. Whoever needs "now" is handed a clock, so that a
 * test can stop it or set it ahead. One that goes may be read from any thread; a fixed clock
 * belongs to the thread that advances it.
 */
typedef struct _WfClock WfClock;

#define WF_CLOCK_SECOND ((gint64) 1000 * 1000)
#define WF_CLOCK_MINUTE (60 * WF_CLOCK_SECOND)
#define WF_CLOCK_HOUR   (60 * WF_CLOCK_MINUTE)
#define WF_CLOCK_DAY    (24 * WF_CLOCK_HOUR)

/** wf_clock_new_system: Returns: (transfer full): the real time */
WfClock *wf_clock_new_system (void);

/**
 * wf_clock_new_ahead:
 * @by_us: microseconds
 *
 * Returns: (transfer full): a clock that goes like the real one, so much ahead of it
 */
WfClock *wf_clock_new_ahead (gint64 by_us);

/**
 * wf_clock_new_fixed:
 * @now_us: microseconds since 1970 UTC
 *
 * Returns: (transfer full): a clock that stands still until advanced
 */
WfClock *wf_clock_new_fixed (gint64 now_us);

WfClock *wf_clock_ref (WfClock *self);
void wf_clock_unref (WfClock *self);

/** wf_clock_now: Returns: microseconds since 1970 UTC */
gint64 wf_clock_now (const WfClock *self);

/**
 * wf_clock_advance:
 * @by_us: microseconds, ≥ 0; only for a fixed clock
 */
void wf_clock_advance (WfClock *self, gint64 by_us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfClock, wf_clock_unref)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _WfServices WfServices;

/** The key of the notification about changed offers. */
#define WF_FEED_UPKEEP_KEY "catalogue"

/**
 * WfFeedUpkeep:
 *
 * Lets the catalogue renew itself as the settings of this computer say, once there is an agency to
 * renew it for, and says outside the window when offers changed in a turn nobody asked for: how
 * many, and how many of them open plans name; never whose. Main thread.
 */
#define WF_TYPE_FEED_UPKEEP (wf_feed_upkeep_get_type ())
G_DECLARE_FINAL_TYPE (WfFeedUpkeep, wf_feed_upkeep, WF, FEED_UPKEEP, GObject)

/**
 * wf_feed_upkeep_new:
 * @services: (transfer none): not kept alive: they own the upkeep; sync, door, computer and
 *   notifier are set
 */
WfFeedUpkeep *wf_feed_upkeep_new (WfServices *services);

/** wf_feed_upkeep_count_changed: Returns: how many offers changed that nobody took yet */
guint wf_feed_upkeep_count_changed (WfFeedUpkeep *self);

/**
 * wf_feed_upkeep_take_changed:
 * @out_uncounted: (out): how many more there were than could be listed
 *
 * For whoever shows them: they are not told of again, and a notification that stands goes.
 *
 * Returns: (transfer full) (element-type utf8): the ids of the offers that changed or went, of all
 *   notifications since the last call
 */
GHashTable *wf_feed_upkeep_take_changed (WfFeedUpkeep *self, guint *out_uncounted);

G_END_DECLS

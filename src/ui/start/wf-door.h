/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _WfServices WfServices;

/**
 * WfDoorState:
 * @WF_DOOR_STARTING: packs, catalogue and vault are being read
 * @WF_DOOR_NEW: there is no agency in this folder yet: the first run makes one; or the first run
 *   was cut short before the agency had its name: it goes on, the vault is unlocked
 * @WF_DOOR_STUCK: the vault cannot be opened: wf_door_get_error() says why
 * @WF_DOOR_LOCKED: somebody has to unlock
 * @WF_DOOR_OPEN: unlocked, the lists are filled
 */
typedef enum {
  WF_DOOR_STARTING,
  WF_DOOR_NEW,
  WF_DOOR_STUCK,
  WF_DOOR_LOCKED,
  WF_DOOR_OPEN,
} WfDoorState;

/**
 * WfDoor:
 *
 * Decides when the pages of the vault may exist: loads what takes time, fills the lists
 * after each unlock, locks when nobody has touched anything for the agency's minutes, when
 * the desktop is left, and at a key. It shows nothing: the window follows "notify::state".
 *
 * Locking first hands in drafts (the vault asks its draft sources), then the state
 * changes and the window destroys the pages, then the keys are wiped.
 */
#define WF_TYPE_DOOR (wf_door_get_type ())
G_DECLARE_FINAL_TYPE (WfDoor, wf_door, WF, DOOR, GObject)

/**
 * wf_door_new:
 * @services: (transfer none): not kept alive: they own the door
 *
 * Returns: (transfer full): a door that is starting; call wf_door_start()
 */
WfDoor *wf_door_new (WfServices *services);

/** wf_door_start: reads packs and catalogue, opens the vault; again after being stuck */
void wf_door_start (WfDoor *self);

/** wf_door_get_state: Returns: what the window may show */
WfDoorState wf_door_get_state (WfDoor *self);

/** wf_door_get_error: Returns: (transfer none) (nullable): why it is stuck, or what was lost at the
 * last locking */
const GError *wf_door_get_error (WfDoor *self);

/** wf_door_enter: the first run is done: go in as soon as the lists are filled */
void wf_door_enter (WfDoor *self);

/** wf_door_lock: locks now; does nothing when it is not open */
void wf_door_lock (WfDoor *self);

/** wf_door_touch: somebody is there: the idle minutes count from now */
void wf_door_touch (WfDoor *self);

/**
 * wf_door_check_idle:
 * @now_us: g_get_monotonic_time(), or a later time in a test
 *
 * Locks when nobody was there for the agency's minutes; the door asks itself every ten
 * seconds.
 */
void wf_door_check_idle (WfDoor *self, gint64 now_us);

/** wf_door_watch: @window: whatever happens in it counts as somebody being there */
void wf_door_watch (WfDoor *self, GtkWidget *window);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * WfQuickHide:
 *
 * Whether Wayfinder is covered. While it is, every window that has a #WfCoverBin shows
 * a calm page in place of what stood there, every other window (a dialog, a file
 * chooser) is out of sight, and what opens meanwhile stays out of sight too. Nothing is
 * closed and nothing is lost. Whoever speaks, prints or notifies follows
 * "notify::active" and holds its peace.
 *
 * A chooser that the desktop itself draws (a portal) is not ours to cover.
 */
#define WF_TYPE_QUICK_HIDE (wf_quick_hide_get_type ())
G_DECLARE_FINAL_TYPE (WfQuickHide, wf_quick_hide, WF, QUICK_HIDE, GObject)

/** wf_quick_hide_new: Returns: (transfer full): not active; touches no display yet */
WfQuickHide *wf_quick_hide_new (void);

/** wf_quick_hide_get_active: Returns: whether everything is covered */
gboolean wf_quick_hide_get_active (WfQuickHide *self);
/** wf_quick_hide_set_active: @active: covers or uncovers every window */
void wf_quick_hide_set_active (WfQuickHide *self, gboolean active);

/** wf_quick_hide_toggle: what the one key does */
void wf_quick_hide_toggle (WfQuickHide *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "wf-projector-view.h"

G_BEGIN_DECLS

/**
 * WfProjectorWindow:
 *
 * The wall on a second display: full screen there by itself, away when that display is unplugged,
 * back when it comes again. The one thing it can be handed is a projection. Main thread.
 *
 * Property "on-wall" (gboolean, read): whether there is a second display and it is shown there.
 */
#define WF_TYPE_PROJECTOR_WINDOW (wf_projector_window_get_type ())
G_DECLARE_FINAL_TYPE (WfProjectorWindow, wf_projector_window, WF, PROJECTOR_WINDOW, AdwWindow)

/** wf_projector_window_new: @first, @second: BCP 47 tags; @second: (nullable). Returns: (transfer
 *  none): one that is not shown */
WfProjectorWindow *wf_projector_window_new (const char *first, const char *second);

/** wf_projector_window_get_view: Returns: (transfer none): what it shows */
WfProjectorView *wf_projector_window_get_view (WfProjectorWindow *self);

/**
 * wf_projector_window_follow:
 * @presenter: a window on the screen the wall must not be on
 *
 * From now on shows itself on another display whenever there is one.
 */
void wf_projector_window_follow (WfProjectorWindow *self, GtkWindow *presenter);

/** wf_projector_window_is_on_wall: Returns: whether it is shown on a display of its own */
gboolean wf_projector_window_is_on_wall (WfProjectorWindow *self);

G_END_DECLS

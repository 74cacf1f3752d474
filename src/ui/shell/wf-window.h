/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "wf-main-view.h"
#include "wf-services.h"

G_BEGIN_DECLS

/**
 * WfWindow:
 *
 * The main window: a cover over toasts over one stage at a time. It has no business of
 * its own; its title is always the program's name, since titles are seen by others.
 */
#define WF_TYPE_WINDOW (wf_window_get_type ())
G_DECLARE_FINAL_TYPE (WfWindow, wf_window, WF, WINDOW, AdwApplicationWindow)

/** wf_window_new: @application: (nullable): %NULL in tests */
WfWindow *wf_window_new (GtkApplication *application, WfServices *services);

/** wf_window_get_main_view: Returns: (transfer none) (nullable): %NULL while locked */
WfMainView *wf_window_get_main_view (WfWindow *self);

/**
 * wf_window_open:
 * @pane: (transfer floating): opened above the page that is shown; ignored while locked
 */
void wf_window_open (WfWindow *self, WfPane *pane);

/** wf_window_show_catalogue: @action: of the catalogue page, which comes to the front and does it;
 * while locked: once it is unlocked */
void wf_window_show_catalogue (WfWindow *self, const char *action);

/** wf_window_tell: @message: one short sentence; no client's text */
void wf_window_tell (WfWindow *self, const char *message);

G_END_DECLS

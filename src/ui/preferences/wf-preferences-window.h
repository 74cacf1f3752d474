/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "wf-services.h"

G_BEGIN_DECLS

/**
 * WfPreferencesWindow:
 *
 * Four pages: the agency, this computer, the content in use, what is kept and its
 * backups. It goes when the vault locks.
 */
#define WF_TYPE_PREFERENCES_WINDOW (wf_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (
    WfPreferencesWindow, wf_preferences_window, WF, PREFERENCES_WINDOW, AdwPreferencesWindow)

/** wf_preferences_window_new: @parent: (nullable): the window it belongs to */
WfPreferencesWindow *wf_preferences_window_new (WfServices *services, GtkWindow *parent);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "wf-resource.h"
#include "wf-services.h"

G_BEGIN_DECLS

/**
 * WfEntryChooser:
 *
 * The catalogue as a window to choose one entry from, by keyboard alone if one likes.
 *
 * Signal "chosen" (#WfResource): then it closes.
 */
#define WF_TYPE_ENTRY_CHOOSER (wf_entry_chooser_get_type ())
G_DECLARE_FINAL_TYPE (WfEntryChooser, wf_entry_chooser, WF, ENTRY_CHOOSER, AdwWindow)

/** wf_entry_chooser_new: Returns: (transfer none): a modal window, not shown */
WfEntryChooser *wf_entry_chooser_new (WfServices *services, GtkWindow *parent);

G_END_DECLS

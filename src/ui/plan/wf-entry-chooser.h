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

/** wf_entry_chooser_set_kinds: @kinds: (nullable) (array zero-terminated=1): only these, "practice"
 * and "safety" too; %NULL, as it is made: all but those two */
void wf_entry_chooser_set_kinds (WfEntryChooser *self, const char *const *kinds);

G_END_DECLS

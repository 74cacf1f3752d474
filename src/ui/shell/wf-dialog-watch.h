/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "wf-door.h"

G_BEGIN_DECLS

/**
 * wf_dialog_watch:
 * @window: the main window
 * @door: kept alive by whoever owns @window
 *
 * From now on whatever happens in a dialog over @window, or over one of its dialogs, counts as
 * somebody being there, and no dialog outlives the door being open: what it shows is a client's.
 * What was typed in it is the dialog's own care: see WfDraft.
 */
void wf_dialog_watch (GtkWindow *window, WfDoor *door);

G_END_DECLS

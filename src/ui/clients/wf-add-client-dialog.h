/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "wf-services.h"

G_BEGIN_DECLS

/**
 * WfAddClientDialog:
 *
 * The three things that may be known when one meets: a name or alias, whether it is the
 * real one, and the language. All may be left out.
 *
 * Signal "added" (id): the client is saved; the dialog closes itself.
 */
#define WF_TYPE_ADD_CLIENT_DIALOG (wf_add_client_dialog_get_type ())
G_DECLARE_FINAL_TYPE (WfAddClientDialog, wf_add_client_dialog, WF, ADD_CLIENT_DIALOG, AdwWindow)

/** wf_add_client_dialog_new: @parent: (nullable): the window it belongs to */
WfAddClientDialog *wf_add_client_dialog_new (WfServices *services, GtkWindow *parent);

G_END_DECLS

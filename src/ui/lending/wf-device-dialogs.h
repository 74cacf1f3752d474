/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-loan.h"
#include "wf-task-dialog.h"

G_BEGIN_DECLS

/* What is done to a thing the agency lends, when no client has a part in it. Nothing of a client is
 * asked or shown. */

/** wf_device_dialog_show: @device: (nullable): to correct; else a new one; @others: (element-type
 * WfDevice): no tag stands twice */
WfTaskDialog *wf_device_dialog_show (WfServices *services,
                                     GtkWindow *parent,
                                     const WfDevice *device,
                                     GPtrArray *others);

/** wf_wipe_dialog_show: that it is empty: who says so, when and how */
WfTaskDialog *wf_wipe_dialog_show (WfServices *services, GtkWindow *parent, const WfDevice *device);

/** wf_device_state_dialog_show: @state: "returned", "lost" or "retired": says what that means, then
 * it is so */
WfTaskDialog *wf_device_state_dialog_show (WfServices *services,
                                           GtkWindow *parent,
                                           const WfDevice *device,
                                           const char *state);

G_END_DECLS

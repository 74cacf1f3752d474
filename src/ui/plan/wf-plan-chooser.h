/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "wf-resource.h"
#include "wf-services.h"

G_BEGIN_DECLS

/**
 * WfPlanChooser:
 *
 * Where an entry of the catalogue goes: first which client, then which statement of their plan.
 *
 * Signal "added": it is in the plan, durable.
 */
#define WF_TYPE_PLAN_CHOOSER (wf_plan_chooser_get_type ())
G_DECLARE_FINAL_TYPE (WfPlanChooser, wf_plan_chooser, WF, PLAN_CHOOSER, AdwWindow)

/** wf_plan_chooser_new: Returns: (transfer none): a modal window, not shown */
WfPlanChooser *wf_plan_chooser_new (WfServices *services, WfResource *entry, GtkWindow *parent);

G_END_DECLS

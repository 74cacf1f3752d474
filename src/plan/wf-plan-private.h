/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-catalogue.h"
#include "wf-plan.h"

G_BEGIN_DECLS

/* Shared by the files that make and fold a WfPlan. */

/** wf_plan_new: Returns: (transfer full): an empty plan; strings are copied */
WfPlan *wf_plan_new (const char *id, const char *region, const char *pack, guint pack_version);
/** wf_plan_statement_free: frees a #WfPlanStatement */
void wf_plan_statement_free (gpointer statement);
/** wf_plan_resource_free: frees a #WfPlanResource */
void wf_plan_resource_free (gpointer resource);
/** wf_plan_reason_free: frees a #WfPlanReason */
void wf_plan_reason_free (gpointer reason);
/** wf_plan_resource_freeze: Returns: (transfer full): a #WfPlanResource, not chosen */
WfPlanResource *wf_plan_resource_freeze (const WfOffer *offer);
/** wf_plan_resource_may_be_first: whether a plan may be made with it ticked, before anybody chose
 */
gboolean wf_plan_resource_may_be_first (const WfPlanResource *self);
/** wf_plan_resource_to_json: @entries: the frozen entry is added to it. Returns: (transfer full) */
JsonObject *wf_plan_resource_to_json (const WfPlanResource *resource, JsonObject *entries);
/** wf_plan_resource_from_json: @entries: (nullable). Returns: (transfer full) (nullable) */
WfPlanResource *wf_plan_resource_from_json (JsonObject *object, JsonObject *entries);

/** wf_plan_to_json: Returns: (transfer full): the body of "plan.made" */
JsonObject *wf_plan_to_json (const WfPlan *self);
/** wf_plan_to_snapshot: Returns: (transfer full): the same and what happened since */
JsonObject *wf_plan_to_snapshot (const WfPlan *self);
/** wf_plan_new_from_json: Returns: (transfer full): what @body holds; what it lacks is
 * empty, what cannot be read is left out */
WfPlan *wf_plan_new_from_json (JsonObject *body);

G_END_DECLS

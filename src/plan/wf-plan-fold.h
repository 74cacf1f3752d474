/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-plan.h"
#include "wf-vault.h"

G_BEGIN_DECLS

/** The aspect of the vault's snapshots that holds a client's latest plan. */
#define WF_PLAN_ASPECT "plan"

/** wf_plan_add_folds: registers %WF_PLAN_ASPECT; before the vault is unlocked */
void wf_plan_add_folds (WfVault *vault);

/**
 * wf_plan_new_from_snapshot:
 * @state: (nullable): state of %WF_PLAN_ASPECT, from wf_vault_get_snapshot_async()
 *
 * Returns: (transfer full) (nullable): the client's latest plan; %NULL without one
 */
WfPlan *wf_plan_new_from_snapshot (GVariant *state);

/**
 * WfPlanChange: what became of an offer since it was frozen in a plan.
 */
typedef enum {
  WF_PLAN_CHANGE_NONE,
  WF_PLAN_CHANGE_FIELDS, /* something in it is different: look, and call first */
  WF_PLAN_CHANGE_CLOSED, /* it has ended */
  WF_PLAN_CHANGE_GONE,   /* it is not in the catalogue any more */
} WfPlanChange;

/**
 * wf_plan_resource_find_change:
 * @now: (nullable): the catalogue's entry of that id today; %NULL when there is none
 *
 * For Today's list of what changed in open plans. A newer date of the source alone is no
 * change. Returns: what became of the offer
 */
WfPlanChange wf_plan_resource_find_change (const WfPlanResource *self, const WfResource *now);

G_END_DECLS

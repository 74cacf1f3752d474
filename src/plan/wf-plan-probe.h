/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-decision-probe.h"
#include "wf-facts.h"

G_BEGIN_DECLS

/**
 * WfPlanProbe:
 *
 * Tells the interview what could still change the plan: the #WfDecisionProbe over a rule
 * pack. Pure, as the interface asks; no I/O.
 */
#define WF_TYPE_PLAN_PROBE (wf_plan_probe_get_type ())
G_DECLARE_FINAL_TYPE (WfPlanProbe, wf_plan_probe, WF, PLAN_PROBE, GObject)

/**
 * wf_plan_probe_new:
 * @rules: kept
 * @bank: the items the interview asks; kept
 * @facts: (nullable): the client's optional facts, shared: nobody changes them afterwards
 *
 * Returns: (transfer full)
 */
WfPlanProbe *wf_plan_probe_new (WfRulePack *rules, WfItemBank *bank, WfFacts *facts);

G_END_DECLS

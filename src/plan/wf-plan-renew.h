/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-facts.h"
#include "wf-plan.h"

G_BEGIN_DECLS

/**
 * wf_plan_renew:
 * @made: (transfer full): a plan proposed from the answers of today
 * @before: the plan until now
 *
 * What was agreed stays: ticks, the navigator's words, the offers on the page and the order
 * of what was ticked. No tick is set that nobody set, nor one that was taken away. A statement that
 * is new says so; one that was ticked and that the answers do not lead to any more stays too,
 * without its tick: the reason may be that it is not safe now, so a person decides. Pure; nothing
 * is kept until the caller commits wf_plan_record_made().
 *
 * Returns: (transfer full): @made, changed
 */
WfPlan *wf_plan_renew (WfPlan *made, const WfPlan *before);

/**
 * wf_plan_judge:
 * @plan_id: a new random id
 * @facts: what is known now
 *
 * The same plan, its own offers judged again today; ticks, words and order stay. Pure.
 *
 * Returns: (transfer full): a copy
 */
WfPlan *wf_plan_judge (const WfPlan *self, const char *plan_id, WfFacts *facts, const GDate *today);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-answers.h"
#include "wf-facts.h"

G_BEGIN_DECLS

/**
 * WfPlanKnowledge:
 * @answers: the last word on each item
 * @bank: the items; an item that has left it is unknown
 * @facts: the client's optional facts under their own names ("interpreter" …); the region
 *   is taken from @answers, else from here
 * @open: %TRUE: as if no protected item had been answered. What is printed, spoken, filed
 *   or shown to the client is found with this alone
 *
 * What rules are evaluated over. Borrowed for the call.
 */
typedef struct {
  const WfAnswers *answers;
  WfItemBank *bank;
  const WfFacts *facts;
  gboolean open;
} WfPlanKnowledge;

/**
 * wf_plan_condition_evaluate:
 *
 * Kleene's logic over yes, no and unknown; *not* over one chosen option is yes when the
 * item was answered without it. Pure.
 *
 * Returns: whether @condition holds; only %WF_KNOWN_YES makes a rule speak
 */
WfKnown wf_plan_condition_evaluate (const WfCondition *condition, const WfPlanKnowledge *knowledge);

/**
 * WfPlanFinding:
 * @rule: borrowed from its pack
 * @because: ids of the items whose answers made it speak, each once; may be empty
 * @goals: ids of the client's own goals that did ("find-work"); may be empty
 *
 * A rule that speaks.
 */
typedef struct {
  const WfRule *rule;
  GStrv because;
  GStrv goals;
} WfPlanFinding;

/**
 * wf_plan_find_statements:
 *
 * The rules that speak to the client, in the order of the page: the group of the binding
 * constraint among the five A's first, then the groups by their most urgent rule; inside
 * a group the smallest priority first. A rule for a whole area is silent while a closer
 * one of that area speaks. Never a protected rule, never because of a protected answer,
 * whatever @knowledge->open says.
 *
 * Returns: (transfer full) (element-type WfPlanFinding): maybe empty
 */
GPtrArray *wf_plan_find_statements (WfRulePack *rules, const WfPlanKnowledge *knowledge);

/**
 * wf_plan_find_cards:
 *
 * The protected rules that speak, for the navigator's eyes alone: never kept in a plan,
 * never on paper, in a file or on the client's side. Smallest priority first.
 *
 * Returns: (transfer full) (element-type WfPlanFinding): maybe empty
 */
GPtrArray *wf_plan_find_cards (WfRulePack *rules, const WfPlanKnowledge *knowledge);

/** wf_plan_condition_uses_item: Returns: %TRUE when @condition looks at that item */
gboolean wf_plan_condition_uses_item (const WfCondition *condition, const char *item_id);

G_END_DECLS

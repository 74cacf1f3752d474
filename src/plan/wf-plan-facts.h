/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-answers.h"
#include "wf-client-fact.h"
#include "wf-facts.h"

G_BEGIN_DECLS

/**
 * wf_plan_facts_new:
 * @answers: (nullable): what was answered; protected answers are not looked at
 * @bank: (nullable): the items; needed with @answers
 * @client_facts: (nullable) (element-type WfClientFact): the optional facts the client gave;
 *   refused and not known stay what they are
 * @region: (nullable): ISO 3166-2 code, when neither of them says
 * @today: the day the question is asked
 *
 * What is known about a client for offers ("can they get this?") and for rules. How a
 * person came to the country is never among it. Pure.
 *
 * Returns: (transfer full)
 */
WfFacts *wf_plan_facts_new (const WfAnswers *answers,
                            WfItemBank *bank,
                            GPtrArray *client_facts,
                            const char *region,
                            const GDate *today);

G_END_DECLS

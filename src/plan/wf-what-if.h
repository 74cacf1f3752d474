/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-client-fact.h"
#include "wf-conditions.h"
#include "wf-plan.h"

G_BEGIN_DECLS

/*
 * "What if": facts of a client supposed to be otherwise, and what that would do to the offers of
 * a plan. Pure: nothing of it is kept; what turns out to be so becomes a client.fact record as
 * any other.
 */

/**
 * wf_what_if_get_names:
 *
 * The client facts that offers look at and that may be asked. How somebody came to the country
 * is not among them.
 *
 * Returns: (transfer none): %NULL-terminated, in the order they are shown
 */
const char *const *wf_what_if_get_names (void);

/**
 * wf_what_if_lay_over:
 * @client_facts: (nullable) (element-type WfClientFact): what is known
 * @supposed: (element-type WfClientFact): what is supposed instead; the last of a name counts
 *
 * Returns: (transfer full) (element-type WfClientFact): copies, the supposed ones in the place of
 *   the known; an age that is supposed hides the date of birth that is known
 */
GPtrArray *wf_what_if_lay_over (GPtrArray *client_facts, GPtrArray *supposed);

/**
 * WfWhatIfOffer:
 * @statement_id: the statement it stands under first
 * @entry: the offer
 * @before: (nullable): what holds now; %NULL for one that the plan does not have
 * @after: what would hold
 *
 * One offer, as it is and as it would be.
 */
typedef struct {
  char *statement_id;
  WfResource *entry;
  WfVerdict *before;
  WfVerdict *after;
} WfWhatIfOffer;

void wf_what_if_offer_free (WfWhatIfOffer *self);

/** wf_what_if_offer_is_moved: Returns: whether it would be another verdict, or join the plan */
gboolean wf_what_if_offer_is_moved (const WfWhatIfOffer *self);

/**
 * wf_what_if_compare:
 * @plan: as it stands
 * @anyway: (nullable): the plan that what is known would lead to today: what is in it joins without
 *   anything being supposed, and is left out
 * @then: (nullable): the plan those facts would lead to, for the offers that would join
 * @now: what is known
 * @supposed: what is supposed
 *
 * Both verdicts are found today, over the entries as the plan froze them.
 *
 * Returns: (transfer full) (element-type WfWhatIfOffer): each offer once, those that move first,
 *   else in the order of the plan. An offer that would join but could not be had is left out
 */
GPtrArray *wf_what_if_compare (const WfPlan *plan,
                               const WfPlan *anyway,
                               const WfPlan *then,
                               WfFacts *now,
                               WfFacts *supposed,
                               const GDate *today);

/**
 * wf_what_if_could_move:
 * @name: one of wf_what_if_get_names()
 * @now: what is known
 *
 * The rule that a question is not asked when its answer could change nothing here: every answer
 * there is to @name is tried.
 *
 * Returns: whether one of them would move the verdict of an offer of @plan
 */
gboolean
wf_what_if_could_move (const WfPlan *plan, const char *name, WfFacts *now, const GDate *today);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfWhatIfOffer, wf_what_if_offer_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-catalogue.h"
#include "wf-outcomes.h"
#include "wf-plan.h"
#include "wf-plan-rules.h"

G_BEGIN_DECLS

/**
 * WfPlanRequest:
 * @plan_id: a new random id
 * @rules: the rules to use
 * @bank: the items that were asked
 * @answers: what was answered
 * @facts: what is known of the client (wf_plan_facts_new())
 * @lang: (nullable): the client's language: offers in it come before others
 * @today: the day, for verdicts and for what is old
 * @outcomes: (nullable): how offers turned out here; what worked comes before what did not
 *
 * What a plan is made of. Borrowed for the call.
 */
typedef struct {
  const char *plan_id;
  WfRulePack *rules;
  WfItemBank *bank;
  const WfAnswers *answers;
  WfFacts *facts;
  const char *lang;
  const GDate *today;
  WfOutcomes *outcomes;
} WfPlanRequest;

/**
 * wf_plan_make_async:
 *
 * Rules over answers, offers for each statement with verdict and papers, and a first
 * choice: the first %WF_PLAN_PICKS statements, at most %WF_PLAN_PICKS_PER_GROUP of one
 * group unless there is nothing else, each with its first offer the client may get, not
 * the same one twice where there is another.
 * Main thread. Nothing is kept until the caller commits wf_plan_record_made().
 */
void wf_plan_make_async (WfCatalogue *catalogue,
                         const WfPlanRequest *request,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
/** wf_plan_make_finish: Returns: (transfer full) (nullable): the proposed plan */
WfPlan *wf_plan_make_finish (WfCatalogue *catalogue, GAsyncResult *result, GError **error);
/** wf_plan_make_sync: the blocking twin, for wayfinderctl and tests */
WfPlan *wf_plan_make_sync (WfCatalogue *catalogue, const WfPlanRequest *request, GError **error);

/**
 * wf_plan_find_card_offers_async:
 * @findings: (element-type WfPlanFinding): of wf_plan_find_cards()
 *
 * What the navigator may offer beside each safety card: for their eyes alone.
 * wf_catalogue_offers_finish() ends it.
 */
void wf_plan_find_card_offers_async (WfCatalogue *catalogue,
                                     GPtrArray *findings,
                                     const WfPlanRequest *request,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

G_END_DECLS

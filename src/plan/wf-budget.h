/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-client-fact.h"
#include "wf-plan.h"

G_BEGIN_DECLS

/**
 * WfBudgetAmount:
 * @state: whether it was said; refused, not known and not asked stay what they are
 * @value: when answered; else 0 and never to be read
 */
typedef struct {
  WfClientFactState state;
  gint64 value;
} WfBudgetAmount;

/**
 * WfBudget:
 * @can_pay: what the client says they can pay a month, in hundredths of @currency
 * @pays_now: what they pay a month now, likewise
 * @data: what one person uses a month, in hundredths of a GB
 * @people: how many use it together
 * @currency: ISO 4217, of where the client lives; static
 *
 * What the client said about money and use. A plain value.
 */
typedef struct {
  WfBudgetAmount can_pay;
  WfBudgetAmount pays_now;
  WfBudgetAmount data;
  WfBudgetAmount people;
  const char *currency;
} WfBudget;

/**
 * wf_budget_init:
 * @client_facts: (nullable) (element-type WfClientFact)
 * @region: (nullable): ISO 3166-2
 */
void wf_budget_init (WfBudget *self, GPtrArray *client_facts, const char *region);

/**
 * WfBudgetData:
 * @WF_BUDGET_DATA_NONE: it is no connection, so there is no data to count
 * @WF_BUDGET_DATA_UNKNOWN: the source does not say how much
 * @WF_BUDGET_DATA_ZERO: a connection without data
 * @WF_BUDGET_DATA_CAPPED: so much a month
 * @WF_BUDGET_DATA_UNLIMITED: without a limit
 */
typedef enum {
  WF_BUDGET_DATA_NONE,
  WF_BUDGET_DATA_UNKNOWN,
  WF_BUDGET_DATA_ZERO,
  WF_BUDGET_DATA_CAPPED,
  WF_BUDGET_DATA_UNLIMITED,
} WfBudgetData;

/**
 * WfBudgetOffer:
 * @month_known: what it costs a month was seen, in the client's currency
 * @is_foreign: a price was seen, in another currency: nothing is reckoned with it
 * @month: hundredths a month; a price a year in twelve parts, rounded up
 * @once_known: what is paid once, at the start, was seen; else it is to be asked
 * @once: hundredths
 * @fits: whether @month is within what the client can pay; unknown when either is
 * @left: what stays of what they can pay, below 0 what is missing; 0 when unknown
 * @saves: beside what they pay now, below 0: it costs more; 0 when unknown
 * @data: how much data there is
 * @have: when capped: hundredths of a GB a month
 * @need: what all of them use a month; 0 when not said
 * @need_is_of_one: nobody said how many use it: @need is of one person
 * @enough: whether the data is; unknown when either is
 * @days: of a month of 30 days, how many the data lasts; 30 unless it is not enough
 * @minutes: for a device several people share: how many minutes of each hour each has it;
 *   else 0
 *
 * One offer, worked out. What was not seen or not said stays unknown; it never counts as 0.
 */
typedef struct {
  gboolean month_known;
  gboolean is_foreign;
  gint64 month;
  gboolean once_known;
  gint64 once;
  WfTruth fits;
  gint64 left;
  gint64 saves;
  WfBudgetData data;
  gint64 have;
  gint64 need;
  gboolean need_is_of_one;
  WfTruth enough;
  guint days;
  guint minutes;
} WfBudgetOffer;

/** wf_budget_work_out: @out_offer: (out caller-allocates). Pure */
void wf_budget_work_out (const WfBudget *self, const WfResource *entry, WfBudgetOffer *out_offer);

/**
 * WfBudgetSum:
 * @offers: (element-type WfPlanResource): the chosen offers of the picked statements, in the
 *   order of the page, each once; borrowed from the plan
 * @month: what the known ones cost a month together
 * @once: what the known ones cost once
 * @n_unknown: offers of which the price a month is not known
 * @n_once_unknown: offers of which it is not known what is paid once
 * @fits: whether all of it is within what the client can pay: *no* when the known ones alone
 *   are beyond it, unknown while one price is
 * @left: as in #WfBudgetOffer, of the known ones
 *
 * A plan, added up.
 */
typedef struct {
  GPtrArray *offers;
  gint64 month;
  gint64 once;
  guint n_unknown;
  guint n_once_unknown;
  WfTruth fits;
  gint64 left;
} WfBudgetSum;

/** wf_budget_add_up: @out_sum: (out caller-allocates): to be cleared. Pure */
void wf_budget_add_up (const WfBudget *self, const WfPlan *plan, WfBudgetSum *out_sum);
void wf_budget_sum_clear (WfBudgetSum *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WfBudgetSum, wf_budget_sum_clear)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-budget.h"
#include "wf-client-texts.h"
#include "wf-format.h"

G_BEGIN_DECLS

/*
 * The arithmetic as it is worked out before the client, in pack text: the same lines on the screen
 * and on paper. What is not known is said as not known.
 */

/**
 * wf_budget_dup_offer_lines:
 * @lang: BCP 47, and @format: of that language
 *
 * Returns: (transfer full): what it costs a month and once, what stays, whether the data lasts,
 *   how long a shared device is there for each; a line each
 */
char **wf_budget_dup_offer_lines (const WfBudget *self,
                                  const WfResource *entry,
                                  WfClientTexts *texts,
                                  const WfFormat *format,
                                  const char *lang);

/**
 * wf_budget_dup_sum_lines:
 * @plan: its picked statements and their chosen offers
 *
 * Returns: (transfer full): what all of it costs together, beside what the client can pay; then
 *   data that does not last and devices that are shared. Empty when no offer is chosen
 */
char **wf_budget_dup_sum_lines (const WfBudget *self,
                                const WfPlan *plan,
                                WfClientTexts *texts,
                                const WfFormat *format,
                                const char *lang);

G_END_DECLS

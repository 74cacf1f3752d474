/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-budget.h"
#include "wf-pack-library.h"
#include "wf-page.h"
#include "wf-plan.h"

G_BEGIN_DECLS

/**
 * WfPaperSafety:
 *
 * The answer to "Is it safe to take paper home?". It is asked before anything is printed,
 * saved or sent; there is no page without it.
 */
typedef enum {
  WF_PAPER_NOT_ASKED,
  WF_PAPER_YES,
  WF_PAPER_PLAIN, /* a place, a day and a phone number, nothing else */
  WF_PAPER_KEEP,  /* no paper: the plan is kept here */
} WfPaperSafety;

/**
 * WfTakeawayOptions:
 * @safety: what the client said about paper
 * @paper: A4 or Letter
 * @large: large type: fewer things, each easy to see
 * @client_lang: BCP 47; the page's first language and its direction
 * @navigator_lang: BCP 47; stands beside it, left out when it is the same
 * @worker: (nullable): first name of who made it with the client
 * @agency: (nullable): name of this place
 * @agency_phone: (nullable): who to call here
 * @agency_address: (nullable): where this place is
 * @date_us: today, microseconds since 1970 UTC
 * @next_us: (nullable by 0): the day client and worker meet again, any time of it; 0: come back at
 *   any time
 * @zone: (nullable): time zone as "America/Toronto"; %NULL for the computer's
 * @interpreter: with the sentence that asks for an interpreter
 * @budget: (nullable): what the client can pay: the page then works out what all of it costs
 *
 * How the page is made. Borrowed for the call.
 */
typedef struct {
  WfPaperSafety safety;
  WfPagePaper paper;
  gboolean large;
  const char *client_lang;
  const char *navigator_lang;
  const char *worker;
  const char *agency;
  const char *agency_phone;
  const char *agency_address;
  gint64 date_us;
  gint64 next_us;
  const char *zone;
  gboolean interpreter;
  const WfBudget *budget;
} WfTakeawayOptions;

/**
 * wf_takeaway_build:
 * @plan: its picked statements, in their order, with their chosen offers
 * @library: the words
 * @out_left_out: (out) (optional) (transfer full): ids of picked statements that do not fit
 *   one side; the page says that there is more. Tell the navigator which
 *
 * One page for the client: what I want, what we do, where to go, what to bring, what it
 * costs, who to call here. Texts are pack text; the sentence about an offer is put
 * together from its fields. No level, nothing protected, no source.
 * First every second offer of a statement goes, then the sums, then the last statement, until it
 * fits.
 *
 * Returns: (transfer full) (nullable): a page that fits one side, or %NULL with
 *   #WfPlanError, or #WfPageError when a square code cannot be made
 */
WfPage *wf_takeaway_build (const WfPlan *plan,
                           WfPackLibrary *library,
                           const WfTakeawayOptions *options,
                           GStrv *out_left_out,
                           GError **error);

/**
 * wf_takeaway_build_text:
 *
 * The same page's words for a messaging app, in the client's language alone; nothing is
 * left out. The same answer about paper rules it: a phone is looked at too.
 *
 * Returns: (transfer full) (nullable): UTF-8, or %NULL with #WfPlanError
 */
char *wf_takeaway_build_text (const WfPlan *plan,
                              WfPackLibrary *library,
                              const WfTakeawayOptions *options,
                              GError **error);

/** wf_takeaway_get_variant: Returns: (transfer none): "full", "large" or "plain", for
 * wf_plan_record_page_made() */
const char *wf_takeaway_get_variant (const WfTakeawayOptions *options);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-calibrate.h"

G_BEGIN_DECLS

/**
 * WfProposalGuard: why new numbers of an item are not simply taken.
 * @WF_PROPOSAL_FEW_ANSWERS: fewer answers than #WfProposalRules.min_answers
 * @WF_PROPOSAL_THIN_CATEGORY: a category has fewer than #WfProposalRules.min_category
 * @WF_PROPOSAL_DISPLACED: a threshold's displacement and its z both pass the rules':
 *   somebody should look at the item itself
 * @WF_PROPOSAL_CAPPED: the move was shortened to the monthly cap
 * @WF_PROPOSAL_ANCHOR: an anchor; it never moves
 */
typedef enum {
  WF_PROPOSAL_CLEAR = 0,
  WF_PROPOSAL_FEW_ANSWERS = 1 << 0,
  WF_PROPOSAL_THIN_CATEGORY = 1 << 1,
  WF_PROPOSAL_DISPLACED = 1 << 2,
  WF_PROPOSAL_CAPPED = 1 << 3,
  WF_PROPOSAL_ANCHOR = 1 << 4,
} WfProposalGuard;

/**
 * WfProposalRules: @min_answers 30 (Linacre 1994, RMT 7:4) · @min_category 10 ·
 * @displacement .5 logits with @displacement_z 2.6 · @cap .3 logits a month
 */
typedef struct {
  guint min_answers;
  guint min_category;
  double displacement;
  double displacement_z;
  double cap;
} WfProposalRules;

/** wf_proposal_rules_init: the numbers above */
void wf_proposal_rules_init (WfProposalRules *out_rules);

/**
 * WfProposal:
 * @item: the numbers offered, after the cap; an anchor's are those in use
 * @n: answers
 * @fewest: answers in the thinnest category
 * @weight: how much of the new numbers is data, 0 to 1: the least over the thresholds,
 *   W = 1 - se² / sd²; the rest is the prior
 * @shift: mean move of the thresholds before the cap, logits
 * @displacement: the move the data alone ask for, in logits, of the threshold where they
 *   are surest of it: (new - prior) / W (Winsteps' displacement); 0 without data
 * @z: that move over its standard error, (1/se² - 1/sd²)^-1/2
 * @guards: #WfProposalGuard flags
 * @may_adopt: %TRUE when a person may accept it as it stands: enough answers, not
 *   displaced, no anchor
 */
typedef struct {
  WfIrtItem item;
  guint n;
  guint fewest;
  double weight;
  double shift;
  double displacement;
  double z;
  guint guards;
  gboolean may_adopt;
} WfProposal;

/**
 * wf_proposals_make:
 * @responses: the data @calibration was made of
 * @prior: the prior it was made with
 * @in_use: (nullable) (array): the numbers people are asked with, from which moves count; %NULL
 *   for the prior's. Once an agency has adopted numbers the two differ: with what was adopted for
 *   a prior the same answers would be counted again each month
 * @out_proposals: (out caller-allocates) (array): one an item
 *
 * Nothing is ever adopted by itself: a person accepts, the bank gets a new version and
 * old results stay with theirs. Pure.
 */
void wf_proposals_make (const WfProposalRules *rules,
                        const WfResponses *responses,
                        const WfCalibrationPrior *prior,
                        const WfIrtItem *in_use,
                        const WfCalibration *calibration,
                        WfProposal *out_proposals);

G_END_DECLS

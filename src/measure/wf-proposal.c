/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From a calibration to what a person is asked to accept, item by item, and why not.
 * Pure; decides nothing.
 */
#define G_LOG_DOMAIN "wf-measure"

#include "wf-proposal.h"

#include <math.h>

void
wf_proposal_rules_init (WfProposalRules *out_rules)
{
  *out_rules = (WfProposalRules){
    .min_answers = 30,
    .min_category = 10,
    .displacement = 0.5,
    .displacement_z = 2.6,
    .cap = 0.3,
  };
}

static void
count_answers (const WfProposalRules *rules,
               const WfResponses *responses,
               guint item,
               guint n_thresholds,
               WfProposal *proposal)
{
  proposal->fewest = G_MAXUINT;
  for (guint k = 0; k <= n_thresholds; k++)
    {
      guint count = wf_responses_count (responses, item, k);

      proposal->n += count;
      proposal->fewest = MIN (proposal->fewest, count);
    }
  if (proposal->n < rules->min_answers)
    proposal->guards |= WF_PROPOSAL_FEW_ANSWERS;
  if (proposal->fewest < rules->min_category)
    proposal->guards |= WF_PROPOSAL_THIN_CATEGORY;
}

/* What the distance of one threshold from its prior says about the item. */
static void
weigh_threshold (
    const WfProposalRules *rules, double distance, double se, double sd, WfProposal *proposal)
{
  double weight = 1.0 - se * se / (sd * sd);

  proposal->weight = MIN (proposal->weight, MAX (weight, 0.0));
  if (weight <= 0.0)
    return;

  double displacement = distance / weight;
  double z = displacement * sqrt (1.0 / (se * se) - 1.0 / (sd * sd));

  if (fabs (z) > fabs (proposal->z))
    {
      proposal->displacement = displacement;
      proposal->z = z;
    }
  if (fabs (displacement) > rules->displacement && fabs (z) > rules->displacement_z)
    proposal->guards |= WF_PROPOSAL_DISPLACED;
}

static void
judge_moves (const WfProposalRules *rules,
             const WfIrtItem *expected,
             const WfIrtItem *in_use,
             const WfIrtItem *found,
             const double *se,
             double sd,
             WfProposal *proposal)
{
  proposal->weight = 1.0;
  for (guint k = 0; k < in_use->n_thresholds; k++)
    {
      double shift = found->thresholds[k] - in_use->thresholds[k];

      proposal->shift += shift / in_use->n_thresholds;
      proposal->item.thresholds[k] += CLAMP (shift, -rules->cap, rules->cap);
      if (fabs (shift) > rules->cap)
        proposal->guards |= WF_PROPOSAL_CAPPED;
      weigh_threshold (rules, found->thresholds[k] - expected->thresholds[k], se[k], sd, proposal);
    }
}

void
wf_proposals_make (const WfProposalRules *rules,
                   const WfResponses *responses,
                   const WfCalibrationPrior *prior,
                   const WfIrtItem *in_use,
                   const WfCalibration *calibration,
                   WfProposal *out_proposals)
{
  g_return_if_fail (rules != NULL && responses != NULL && prior != NULL);
  g_return_if_fail (calibration != NULL && calibration->n_items == responses->n_items);

  for (guint i = 0; i < responses->n_items; i++)
    {
      const WfIrtItem *now = in_use != NULL ? &in_use[i] : &prior->items[i];
      WfProposal *proposal = &out_proposals[i];

      *proposal = (WfProposal){ .item = *now };
      count_answers (rules, responses, i, now->n_thresholds, proposal);
      if (prior->anchors != NULL && prior->anchors[i])
        proposal->guards |= WF_PROPOSAL_ANCHOR;
      else
        judge_moves (rules, &prior->items[i], now, &calibration->items[i], calibration->se[i],
                     prior->sd, proposal);
      proposal->may_adopt = (proposal->guards & ~(guint) WF_PROPOSAL_CAPPED) == 0;
    }
}

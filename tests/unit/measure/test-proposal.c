/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each guard on its own: what stops new numbers, and what only shortens their way.
 */
#include "wf-proposal.h"

#include <math.h>

/* @n answers to item 0, @n_low of them 0; found and errors as given. */
static WfProposal
propose (guint n, guint n_low, double found, double se, gboolean is_anchor)
{
  const double in_use = 0.2;
  const guint8 anchors[] = { is_anchor };
  WfProposalRules rules;
  WfProposal proposal;
  WfIrtItem item, new_item;
  double errors[1][WF_IRT_MAX_THRESHOLDS] = { { se } };
  g_autoptr (WfResponses) responses = wf_responses_new (n + 5, 1);

  g_assert_true (wf_irt_item_init (&item, 1.0, &in_use, 1));
  g_assert_true (wf_irt_item_init (&new_item, 1.0, &found, 1));
  for (guint p = 0; p < n; p++)
    wf_responses_set (responses, p, 0, p < n_low ? 0 : 1);

  const WfCalibrationPrior prior = { &item, 0.5, anchors, FALSE };
  const WfCalibration calibration = { .n_items = 1, .items = &new_item, .se = errors };

  wf_proposal_rules_init (&rules);
  wf_proposals_make (&rules, responses, &prior, NULL, &calibration, &proposal);
  g_assert_cmpuint (proposal.n, ==, n);
  g_assert_cmpuint (proposal.fewest, ==, MIN (n_low, n - n_low));
  return proposal;
}

static void
test_guards (void)
{
  static const struct {
    guint n, n_low;
    double found, se;
    gboolean is_anchor;
    guint guards;
    double offered;
    gboolean may_adopt;
  } cases[] = {
    { 30, 15, 0.3, 0.3, FALSE, WF_PROPOSAL_CLEAR, 0.3, TRUE },
    { 29, 14, 0.3, 0.3, FALSE, WF_PROPOSAL_FEW_ANSWERS, 0.3, FALSE },
    { 30, 10, 0.3, 0.3, FALSE, WF_PROPOSAL_CLEAR, 0.3, TRUE },
    { 30, 9, 0.3, 0.3, FALSE, WF_PROPOSAL_THIN_CATEGORY, 0.3, FALSE },
    { 30, 21, 0.3, 0.3, FALSE, WF_PROPOSAL_THIN_CATEGORY, 0.3, FALSE },
    { 60, 30, 0.6, 0.3, FALSE, WF_PROPOSAL_CAPPED, 0.5, TRUE },
    { 60, 30, -0.2, 0.3, FALSE, WF_PROPOSAL_CAPPED, -0.1, TRUE },
    { 60, 30, 1.2, 0.3, FALSE, WF_PROPOSAL_CAPPED | WF_PROPOSAL_DISPLACED, 0.5, FALSE },
    /* Far, but the data are not sure of it; sure, but not far. */
    { 60, 30, 0.45, 0.42, FALSE, WF_PROPOSAL_CLEAR, 0.45, TRUE },
    { 5000, 2000, 0.45, 0.05, FALSE, WF_PROPOSAL_CLEAR, 0.45, TRUE },
    { 60, 30, 0.2, 0.0, TRUE, WF_PROPOSAL_ANCHOR, 0.2, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WfProposal proposal =
          propose (cases[i].n, cases[i].n_low, cases[i].found, cases[i].se, cases[i].is_anchor);

      g_assert_cmpuint (proposal.guards, ==, cases[i].guards);
      g_assert_cmpfloat_with_epsilon (proposal.item.thresholds[0], cases[i].offered, 1e-12);
      g_assert_cmpint (proposal.may_adopt, ==, cases[i].may_adopt);
    }
}

static void
test_numbers (void)
{
  WfProposal proposal = propose (60, 30, 0.52, 0.3, FALSE);

  /* W = 1 - .09 / .25; the data alone ask for .32 / .64, with error (1/.09 - 4)^-1/2. */
  g_assert_cmpfloat_with_epsilon (proposal.weight, 0.64, 1e-12);
  g_assert_cmpfloat_with_epsilon (proposal.shift, 0.32, 1e-12);
  g_assert_cmpfloat_with_epsilon (proposal.displacement, 0.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (proposal.z, 0.5 * sqrt (1.0 / 0.09 - 4.0), 1e-12);

  proposal = propose (0, 0, 0.2, 0.5, FALSE);
  g_assert_cmpfloat (proposal.weight, ==, 0.0);
  g_assert_cmpfloat (proposal.displacement, ==, 0.0);
  g_assert_cmpfloat (proposal.z, ==, 0.0);
}

/* From data to proposals: the item that changed is displaced, its neighbours are not. */
static void
test_whole_way (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (48);
  const guint n_items = 10, n_persons = 400;
  g_autoptr (WfResponses) responses = wf_responses_new (n_persons, n_items);
  g_autofree WfProposal *proposals = g_new0 (WfProposal, n_items);
  WfIrtItem items[10];
  WfCalibrationPlace place;
  WfProposalRules rules;

  for (guint i = 0; i < n_items; i++)
    {
      double d = -1.5 + 3.0 * i / (n_items - 1);

      wf_irt_item_init (&items[i], 1.0, &d, 1);
    }
  for (guint p = 0; p < n_persons; p++)
    {
      double theta = -6.0;

      for (guint i = 0; i < 12; i++)
        theta += g_rand_double (rand);
      for (guint i = 0; i < n_items; i++)
        {
          double d = items[i].thresholds[0] + (i == 4 ? 1.5 : 0.0);

          if (g_rand_boolean (rand))
            wf_responses_set (responses, p, i,
                              g_rand_double (rand) < 1.0 / (1.0 + exp (d - theta)));
        }
    }

  const WfCalibrationPrior prior = { items, 0.5, NULL, FALSE };
  g_autoptr (WfCalibration) calibration = wf_calibrate_map (responses, &prior, &place);

  g_assert_nonnull (calibration);
  wf_proposal_rules_init (&rules);
  wf_proposals_make (&rules, responses, &prior, NULL, calibration, proposals);
  for (guint i = 0; i < n_items; i++)
    {
      g_assert_cmpint ((proposals[i].guards & WF_PROPOSAL_DISPLACED) != 0, ==, i == 4);
      g_assert_cmpint (proposals[i].may_adopt, ==, i != 4);
      g_assert_cmpfloat (fabs (proposals[i].item.thresholds[0] - items[i].thresholds[0]), <=,
                         0.3 + 1e-12);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/proposal/guards", test_guards);
  g_test_add_func ("/proposal/numbers", test_numbers);
  g_test_add_func ("/proposal/whole-way", test_whole_way);
  return g_test_run ();
}

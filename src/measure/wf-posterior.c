/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The posterior of one ability on a fixed grid. Log weights are kept, so that many
 * answers do not underflow; the mean and the standard deviation are renewed at each
 * update in O(121). Invariant: mean and sd always belong to log_weight.
 */
#define G_LOG_DOMAIN "wf-measure"

#include "wf-posterior.h"

#include <math.h>

#define FIRST_NODE (-60)

double
wf_posterior_node (guint index)
{
  return ((int) index + FIRST_NODE) / 10.0;
}

void
wf_posterior_weights (const WfPosterior *self, double *out_weights)
{
  double largest = self->log_weight[0];
  double sum = 0.0;

  for (guint i = 1; i < WF_POSTERIOR_NODES; i++)
    largest = MAX (largest, self->log_weight[i]);
  for (guint i = 0; i < WF_POSTERIOR_NODES; i++)
    {
      out_weights[i] = exp (self->log_weight[i] - largest);
      sum += out_weights[i];
    }
  for (guint i = 0; i < WF_POSTERIOR_NODES; i++)
    out_weights[i] /= sum;
}

static void
renew_moments (WfPosterior *self)
{
  double weights[WF_POSTERIOR_NODES];
  double mean = 0.0, variance = 0.0;

  wf_posterior_weights (self, weights);
  for (guint i = 0; i < WF_POSTERIOR_NODES; i++)
    mean += weights[i] * wf_posterior_node (i);
  for (guint i = 0; i < WF_POSTERIOR_NODES; i++)
    {
      double distance = wf_posterior_node (i) - mean;

      variance += weights[i] * distance * distance;
    }
  self->mean = mean;
  self->sd = sqrt (variance);
}

void
wf_posterior_init (WfPosterior *self, double mu)
{
  for (guint i = 0; i < WF_POSTERIOR_NODES; i++)
    {
      double distance = wf_posterior_node (i) - mu;

      self->log_weight[i] = -distance * distance / 2.0;
    }
  renew_moments (self);
}

void
wf_posterior_update (WfPosterior *self, const WfIrtItem *item, guint category)
{
  g_return_if_fail (category <= item->n_thresholds);

  for (guint i = 0; i < WF_POSTERIOR_NODES; i++)
    self->log_weight[i] += wf_irt_log_probability (item, wf_posterior_node (i), category);
  renew_moments (self);
}

void
wf_posterior_masses (const WfPosterior *self, const double *cuts, guint n_cuts, double *out_masses)
{
  double weights[WF_POSTERIOR_NODES];
  guint level = 0;

  wf_posterior_weights (self, weights);
  for (guint i = 0; i <= n_cuts; i++)
    out_masses[i] = 0.0;
  for (guint i = 0; i < WF_POSTERIOR_NODES; i++)
    {
      double node = wf_posterior_node (i);

      while (level < n_cuts && node > cuts[level] + 1e-9)
        level++;
      if (level < n_cuts && node > cuts[level] - 1e-9)
        {
          out_masses[level] += weights[i] / 2.0;
          out_masses[level + 1] += weights[i] / 2.0;
        }
      else
        out_masses[level] += weights[i];
    }
}

double
wf_posterior_expected_information (const WfPosterior *self, const WfIrtItem *item)
{
  double weights[WF_POSTERIOR_NODES];
  double information = 0.0;

  wf_posterior_weights (self, weights);
  for (guint i = 0; i < WF_POSTERIOR_NODES; i++)
    {
      if (weights[i] > 1e-12)
        information += weights[i] * wf_irt_information (item, wf_posterior_node (i));
    }
  return information;
}

void
wf_posterior_predict (const WfPosterior *self, const WfIrtItem *item, double *out_probabilities)
{
  double weights[WF_POSTERIOR_NODES];
  double p[WF_IRT_MAX_CATEGORIES];

  wf_posterior_weights (self, weights);
  for (guint k = 0; k <= item->n_thresholds; k++)
    out_probabilities[k] = 0.0;
  for (guint i = 0; i < WF_POSTERIOR_NODES; i++)
    {
      wf_irt_probabilities (item, wf_posterior_node (i), p);
      for (guint k = 0; k <= item->n_thresholds; k++)
        out_probabilities[k] += weights[i] * p[k];
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From numbers to what people are told: bands, levels, areas. Pure. The cuts are
 * experts' guesses and the only place where they stand.
 */
#define G_LOG_DOMAIN "wf-measure"

#include "wf-levels.h"

#include <math.h>

const double WF_BAND_CUTS[WF_N_BANDS - 1] = { -1.0, 0.3, 1.3 };
const double WF_LEVEL_CUTS[WF_N_LEVELS - 1] = { -1.85, -1.0, -0.35, 0.3, 0.8, 1.3, 2.15 };

static const char *const BAND_CODES[WF_N_BANDS] = { "foundation", "intermediate", "advanced",
                                                    "highly-advanced" };

WfBand
wf_band_from_theta (double theta)
{
  guint band = 0;

  while (band < WF_N_BANDS - 1 && theta >= WF_BAND_CUTS[band])
    band++;
  return (WfBand) band;
}

const char *
wf_band_to_code (WfBand band)
{
  g_return_val_if_fail ((guint) band < WF_N_BANDS, NULL);

  return BAND_CODES[band];
}

void
wf_levels_shortest_run (
    const double *probabilities, guint n, double share, guint *out_first, guint *out_last)
{
  g_return_if_fail (n > 0);

  for (guint length = 1; length <= n; length++)
    {
      double best = -1.0;
      guint best_first = 0;

      for (guint first = 0; first + length <= n; first++)
        {
          double mass = 0.0;

          for (guint i = first; i < first + length; i++)
            mass += probabilities[i];
          if (mass > best)
            {
              best = mass;
              best_first = first;
            }
        }
      if (best >= share || length == n)
        {
          *out_first = best_first;
          *out_last = best_first + length - 1;
          return;
        }
    }
}

void
wf_levels_blurred_masses (
    const WfPosterior *posterior, double blur, const double *cuts, guint n_cuts, double *out_masses)
{
  double weights[WF_POSTERIOR_NODES];
  double below = 0.0;

  g_return_if_fail (posterior != NULL && cuts != NULL && out_masses != NULL);

  if (!(blur > 0.0))
    {
      wf_posterior_masses (posterior, cuts, n_cuts, out_masses);
      return;
    }
  wf_posterior_weights (posterior, weights);
  for (guint i = 0; i < n_cuts; i++)
    {
      double up_to = 0.0;

      for (guint k = 0; k < WF_POSTERIOR_NODES; k++)
        up_to += weights[k] * 0.5 * erfc ((wf_posterior_node (k) - cuts[i]) / (blur * G_SQRT2));
      out_masses[i] = up_to - below;
      below = up_to;
    }
  out_masses[n_cuts] = 1.0 - below;
}

double
wf_total_sd (double sd, double item_sd, guint n_answers)
{
  if (n_answers == 0)
    return sd;
  return sqrt (sd * sd + item_sd * item_sd * 2.0 / n_answers);
}

void
wf_area_sums_add (WfAreaSums *self, const WfIrtItem *item, guint category, double theta)
{
  self->score += item->slope * (category - wf_irt_expected (item, theta));
  self->information += wf_irt_information (item, theta);
  self->n++;
}

WfAreaEffect
wf_area_effect (const WfAreaSums *sums)
{
  const double tau2 = WF_AREA_TAU * WF_AREA_TAU;
  double denominator = 1.0 + tau2 * sums->information;
  WfAreaEffect effect = { tau2 * sums->score / denominator, WF_AREA_TAU / sqrt (denominator),
                          sums->n };

  return effect;
}

double
wf_area_mass_below (const WfAreaEffect *effect, double cut)
{
  return 0.5 * erfc ((effect->u - cut) / (effect->sd * G_SQRT2));
}

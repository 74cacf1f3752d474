/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Item functions of the generalised partial credit model. Pure arithmetic on the
 * stack: no allocation, no state. Exponentials are taken after the largest one is
 * subtracted, so that extreme abilities neither overflow nor lose the small terms.
 */
#define G_LOG_DOMAIN "wf-measure"

#include "wf-irt.h"

#include <math.h>
#include <string.h>

/* z_0 … z_m; returns the largest. */
static double
fill_exponents (const WfIrtItem *item, double theta, double *out_z)
{
  double largest = 0.0;

  out_z[0] = 0.0;
  for (guint k = 1; k <= item->n_thresholds; k++)
    {
      out_z[k] = out_z[k - 1] + item->slope * (theta - item->thresholds[k - 1]);
      largest = MAX (largest, out_z[k]);
    }
  return largest;
}

gboolean
wf_irt_item_init (WfIrtItem *out_item, double slope, const double *thresholds, guint n_thresholds)
{
  g_return_val_if_fail (out_item != NULL && thresholds != NULL, FALSE);

  if (!(slope >= WF_IRT_MIN_SLOPE && slope <= WF_IRT_MAX_SLOPE) || n_thresholds < 1 ||
      n_thresholds > WF_IRT_MAX_THRESHOLDS)
    return FALSE;
  for (guint i = 0; i < n_thresholds; i++)
    {
      if (!(fabs (thresholds[i]) <= WF_IRT_MAX_THRESHOLD))
        return FALSE;
    }

  memset (out_item, 0, sizeof *out_item);
  out_item->slope = slope;
  out_item->n_thresholds = n_thresholds;
  memcpy (out_item->thresholds, thresholds, n_thresholds * sizeof *thresholds);
  return TRUE;
}

void
wf_irt_probabilities (const WfIrtItem *item, double theta, double *out_probabilities)
{
  double z[WF_IRT_MAX_CATEGORIES];
  double largest = fill_exponents (item, theta, z);
  double sum = 0.0;

  for (guint k = 0; k <= item->n_thresholds; k++)
    {
      out_probabilities[k] = exp (z[k] - largest);
      sum += out_probabilities[k];
    }
  for (guint k = 0; k <= item->n_thresholds; k++)
    out_probabilities[k] /= sum;
}

double
wf_irt_probability_of_any (const WfIrtItem *item, double theta)
{
  double p[WF_IRT_MAX_CATEGORIES];

  wf_irt_probabilities (item, theta, p);
  return 1.0 - p[0];
}

WfIrtMoments
wf_irt_moments (const WfIrtItem *item, double theta)
{
  double p[WF_IRT_MAX_CATEGORIES];
  WfIrtMoments moments = { 0.0, 0.0, 0.0 };

  wf_irt_probabilities (item, theta, p);
  for (guint k = 1; k <= item->n_thresholds; k++)
    moments.expected += k * p[k];
  for (guint k = 0; k <= item->n_thresholds; k++)
    {
      double distance = k - moments.expected;

      moments.variance += distance * distance * p[k];
      moments.third += distance * distance * distance * p[k];
    }
  return moments;
}

double
wf_irt_expected (const WfIrtItem *item, double theta)
{
  return wf_irt_moments (item, theta).expected;
}

double
wf_irt_information (const WfIrtItem *item, double theta)
{
  return item->slope * item->slope * wf_irt_moments (item, theta).variance;
}

double
wf_irt_log_probability (const WfIrtItem *item, double theta, guint category)
{
  g_return_val_if_fail (category <= item->n_thresholds, 0.0);

  double z[WF_IRT_MAX_CATEGORIES];
  double largest = fill_exponents (item, theta, z);
  double sum = 0.0;

  for (guint k = 0; k <= item->n_thresholds; k++)
    sum += exp (z[k] - largest);
  return z[category] - largest - log (sum);
}

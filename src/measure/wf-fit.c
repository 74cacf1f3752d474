/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Mean squares of residuals: does an item behave as its numbers say?
 */
#include "wf-fit.h"

#include <math.h>

WfFit
wf_fit (const WfResponses *responses, const WfIrtItem *items, const double *thetas, guint item)
{
  WfFit fit = { 0, NAN, NAN };
  double squares = 0, variances = 0, surprises = 0;

  g_return_val_if_fail (responses != NULL && item < responses->n_items, fit);

  for (guint person = 0; person < responses->n_persons; person++)
    {
      int category = wf_responses_get (responses, person, item);

      if (category == WF_RESPONSE_NONE || isnan (thetas[person]))
        continue;

      WfIrtMoments moments = wf_irt_moments (&items[item], thetas[person]);
      double residual = category - moments.expected;

      fit.n++;
      squares += residual * residual;
      variances += moments.variance;
      surprises += residual * residual / moments.variance;
    }
  if (fit.n > 0)
    {
      fit.infit = squares / variances;
      fit.outfit = surprises / fit.n;
    }
  return fit;
}

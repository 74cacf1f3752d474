/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether two estimates of one person differ by more than their errors. Pure.
 */
#define G_LOG_DOMAIN "wf-measure"

#include "wf-change.h"

#include <math.h>

static const char *const VERDICT_CODES[] = { "none", "too-early", "better", "worse" };

static gboolean
is_usable (WfEstimate estimate)
{
  return isfinite (estimate.theta) && isfinite (estimate.se) && estimate.se > 0.0;
}

static WfChangeVerdict
judge (double rci)
{
  if (fabs (rci) < WF_CHANGE_TOO_EARLY)
    return WF_CHANGE_NONE;
  if (fabs (rci) < WF_CHANGE_RELIABLE)
    return WF_CHANGE_TOO_EARLY_TO_TELL;
  return rci > 0.0 ? WF_CHANGE_BETTER : WF_CHANGE_WORSE;
}

gboolean
wf_change (WfEstimate first, WfEstimate second, WfChange *out_change)
{
  g_return_val_if_fail (out_change != NULL, FALSE);

  if (!is_usable (first) || !is_usable (second))
    return FALSE;

  double rci = (second.theta - first.theta) / hypot (first.se, second.se);

  if (!isfinite (rci))
    return FALSE;
  *out_change = (WfChange){ rci, erfc (-rci / G_SQRT2) / 2.0, judge (rci) };
  return TRUE;
}

const char *
wf_change_verdict_to_code (WfChangeVerdict verdict)
{
  g_return_val_if_fail ((guint) verdict < G_N_ELEMENTS (VERDICT_CODES), NULL);

  return VERDICT_CODES[verdict];
}

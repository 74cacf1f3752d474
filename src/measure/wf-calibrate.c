/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What every calibration begins and ends with: its result, where to start, and what the
 * data must have. The two ways of calibrating stand in files of their own.
 */
#define G_LOG_DOMAIN "wf-measure"

#include "wf-calibrate-private.h"

#include <math.h>

guint *
wf_calibrate_make_offsets (const guint *n_thresholds, guint n_items)
{
  guint *first = g_new0 (guint, n_items + 1);

  for (guint i = 0; i < n_items; i++)
    first[i + 1] = first[i] + n_thresholds[i];
  return first;
}

WfCalibration *
wf_calibration_new (const guint *n_thresholds, guint n_items)
{
  WfCalibration *self = g_new0 (WfCalibration, 1);

  self->n_items = n_items;
  self->items = g_new0 (WfIrtItem, n_items);
  self->se = g_malloc0_n (n_items, sizeof *self->se);
  for (guint i = 0; i < n_items; i++)
    {
      self->items[i].slope = 1.0;
      self->items[i].n_thresholds = n_thresholds[i];
    }
  return self;
}

void
wf_calibration_free (WfCalibration *self)
{
  if (self == NULL)
    return;

  g_free (self->items);
  g_free (self->se);
  g_free (self);
}

void
wf_calibrate_start (const WfResponses *responses, double *out_thresholds)
{
  for (guint i = 0; i < responses->n_items; i++)
    for (guint k = 1; k <= responses->n_thresholds[i]; k++)
      *out_thresholds++ = log ((wf_responses_count (responses, i, k - 1) + 0.5) /
                               (wf_responses_count (responses, i, k) + 0.5));
}

gboolean
wf_calibrate_check_complete (const WfResponses *responses, WfCalibrationPlace *out_place)
{
  if (responses->n_persons == 0 || responses->n_items < 2)
    {
      *out_place = (WfCalibrationPlace){ .problem = WF_CALIBRATION_TOO_FEW };
      return FALSE;
    }
  for (guint person = 0; person < responses->n_persons; person++)
    for (guint item = 0; item < responses->n_items; item++)
      {
        if (wf_responses_get (responses, person, item) != WF_RESPONSE_NONE)
          continue;
        *out_place = (WfCalibrationPlace){ WF_CALIBRATION_INCOMPLETE, person, item, 0 };
        return FALSE;
      }
  return TRUE;
}

static gboolean
is_used (const WfResponses *responses, const guint8 *counts, guint item, guint category)
{
  for (guint person = 0; person < responses->n_persons; person++)
    {
      if ((counts == NULL || counts[person]) &&
          wf_responses_get (responses, person, item) == (int) category)
        return TRUE;
    }
  return FALSE;
}

gboolean
wf_calibrate_check_categories (const WfResponses *responses,
                               const guint8 *counts,
                               WfCalibrationPlace *out_place)
{
  for (guint item = 0; item < responses->n_items; item++)
    for (guint category = 0; category <= responses->n_thresholds[item]; category++)
      {
        if (is_used (responses, counts, item, category))
          continue;
        *out_place = (WfCalibrationPlace){ WF_CALIBRATION_UNUSED_CATEGORY, 0, item, category };
        return FALSE;
      }
  return TRUE;
}

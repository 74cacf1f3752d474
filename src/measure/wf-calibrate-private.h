/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-calibrate.h"

G_BEGIN_DECLS

/* What the conditional and the marginal calibration share. */

/* Newton steps below this are done. */
#define WF_CALIBRATE_ACCURACY  1e-10
#define WF_CALIBRATE_MAX_STEPS 200

/* Where item @i's thresholds begin among all parameters: first[0 … n_items]. (transfer full) */
guint *wf_calibrate_make_offsets (const guint *n_thresholds, guint n_items);

/* (transfer full): all numbers 0, @n_thresholds an item */
WfCalibration *wf_calibration_new (const guint *n_thresholds, guint n_items);

/* Thresholds to start the search with: ln of how many chose either side of a step. */
void wf_calibrate_start (const WfResponses *responses, double *out_thresholds);

/* FALSE when the data are not complete, with the place. */
gboolean wf_calibrate_check_complete (const WfResponses *responses, WfCalibrationPlace *out_place);

/* FALSE when somebody uncounted is needed for a category. @counts: (nullable): not 0 for
 * a person that counts. */
gboolean wf_calibrate_check_categories (const WfResponses *responses,
                                        const guint8 *counts,
                                        WfCalibrationPlace *out_place);

G_END_DECLS

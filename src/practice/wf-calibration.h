/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-checklist-progress.h"

G_BEGIN_DECLS

/**
 * WfCalibration:
 * @at_us: when the round ended
 * @n_alike: competences in which what was said is what signed-off evidence shows
 * @n_higher: said more than it shows
 * @n_lower: said less
 *
 * How one round of self-assessment stands to what was signed off by then. Competences without
 * signed-off evidence are in none of the numbers.
 */
typedef struct {
  gint64 at_us;
  guint n_alike;
  guint n_higher;
  guint n_lower;
} WfCalibration;

/**
 * wf_calibration_list:
 * @checklists: (element-type WfChecklist): those there are
 * @max: rounds at the most
 *
 * Returns: (transfer full) (element-type WfCalibration): finished rounds that can be compared,
 *   the newest first; pure
 */
GArray *wf_calibration_list (const WfFramework *framework,
                             const GPtrArray *checklists,
                             const WfPracticeBook *book,
                             const WfSignDesk *desk,
                             const char *staff,
                             guint max);

G_END_DECLS

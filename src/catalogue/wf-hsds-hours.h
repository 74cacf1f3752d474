/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-import-report.h"

G_BEGIN_DECLS

/**
 * wf_hsds_describe_hours:
 * @schedules: of HSDS: an RRULE each, or a weekday with times as 1.x has it
 * @report: (nullable): counts what was repaired, and as "hours-with-condition" what does not hold
 *   every week
 *
 * Opening hours as one text that wf_hours_ask() can weigh where they hold every week, and cannot
 * where they do not: then the condition stands in it. What is over by the computer's clock is left
 * out beside what is not. Any thread.
 *
 * Returns: (transfer full): "MO 09:00–17:00; TU 09:00–12:00 (until 2027-06-30)"; may be empty
 */
char *wf_hsds_describe_hours (JsonArray *schedules, WfImportReport *report);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-practice-score.h"

G_BEGIN_DECLS

/**
 * WfAreaResult:
 * @area: the area
 * @now: from 0 to 1, the share of its points; negative when nothing was rated
 * @last: the same last time; negative when there was none
 * @floor: the same where the role's floor lies; negative without one
 * @level: number of the rough band, 0 for none
 * @is_provisional: something was skipped
 */
typedef struct {
  const WfFrameworkPart *area;
  double now;
  double last;
  double floor;
  guint level;
  gboolean is_provisional;
} WfAreaResult;

/** How many strengths are named. */
#define WF_RESULT_STRENGTHS 3

/**
 * WfPracticeResult:
 * @areas: (element-type WfAreaResult): in reading order
 * @strengths: (element-type WfFrameworkPart): up to %WF_RESULT_STRENGTHS, strongest first
 * @below_floor: (element-type WfFrameworkPart): under the role's floor, in reading order
 * @next: (nullable): the one competence to take up next; %NULL when all stand at a fine goal
 * @next_level: number of the level whose sentence is the aim
 * @risen: competences that stand higher than last time
 * @rated, @questions: how much of it was answered
 *
 * What a finished round says. Borrows parts from its framework.
 */
typedef struct {
  GPtrArray *areas;
  GPtrArray *strengths;
  GPtrArray *below_floor;
  const WfFrameworkPart *next;
  guint next_level;
  guint risen;
  guint rated;
  guint questions;
} WfPracticeResult;

/**
 * wf_practice_result_new:
 * @now: this round
 * @last: (nullable): the one before
 * @role: whose floor, as wf_role_to_text() names it
 *
 * The next step is where one stands farthest under the floor; else the lowest rating that is
 * not yet at the fourth of six levels (two thirds of the way: "a fine goal"); the first in reading
 * order of several.
 *
 * Returns: (transfer full): pure
 */
WfPracticeResult *wf_practice_result_new (const WfFramework *framework,
                                          const WfRatings *now,
                                          const WfRatings *last,
                                          const char *role);
/** wf_practice_result_free: frees it */
void wf_practice_result_free (WfPracticeResult *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfPracticeResult, wf_practice_result_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-visit.h"

G_BEGIN_DECLS

#define WF_DEMO_VISITS_MAX 4

/** How a made-up interview goes. */
typedef enum {
  WF_DEMO_NO_INTERVIEW,
  WF_DEMO_FINISHED,
  WF_DEMO_INTERRUPTED, /* the visit is open, the seventh question stands */
} WfDemoInterview;

/**
 * WfDemoVisit:
 * @days_ago: before the present; 0 ends a list
 *
 * One made-up visit.
 */
typedef struct {
  guint days_ago;
  guint hour;
  guint minutes;
  const char *mode;
  const char *place;
  const char *themes[3];
  const char *goal;
  const char *outcome;
  WfDemoInterview interview;
} WfDemoVisit;

/**
 * WfDemoPerson:
 * @name: (nullable): %NULL for an anonymous client
 * @speaks: language tags; @reads likewise, empty for "in no language"
 * @goal: goal id of the client texts; @goal_words: in own words, as the navigator wrote it down
 * @ability: 0 to 1: how often an answer is a high one
 * @refuses: (nullable): a consent purpose this person said no to
 * @through: (nullable): who carried the consent
 * @contact: "call", "text", "only-here" or "" for no rule yet
 * @is_careful: no message, do not say who calls
 * @due_in_days: next contact after the present (may be negative: overdue); 0 for none
 *
 * One made-up person.
 */
typedef struct {
  const char *name;
  gboolean is_alias;
  const char *speaks[3];
  const char *reads[3];
  const char *interpreter;
  const char *official;
  const char *birth_year;
  const char *region;
  const char *goal;
  const char *goal_words;
  double ability;
  const char *refuses;
  const char *through;
  const char *contact;
  gboolean is_careful;
  gboolean is_restricted;
  const char *hold;
  int due_in_days;
  WfDemoVisit visits[WF_DEMO_VISITS_MAX];
} WfDemoPerson;

/** wf_demo_get_people: @out_count: (out): Returns: (transfer none): the made-up people */
const WfDemoPerson *wf_demo_get_people (guint *out_count);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-format.h"
#include "wf-gauge.h"
#include "wf-profile.h"

G_BEGIN_DECLS

/*
 * What the visit's pages say to the navigator, in the interface's language. Nothing here
 * is shown to the client: their words are pack text. Strings live as long as the program.
 */

/** wf_mode_get_words: @code: of wf_visit_get_modes() */
const char *wf_mode_get_words (const char *code);
/** wf_presence_get_words: @code: of wf_visit_get_presences() */
const char *wf_presence_get_words (const char *code);
/** wf_presence_dup_words: @present: codes. Returns: (transfer full): "Alone", "Partner and …" */
char *wf_presence_dup_words (const char *const *present, const WfFormat *format);
/** wf_theme_get_words: @code: of wf_visit_get_themes() */
const char *wf_theme_get_words (const char *code);
/** wf_outcome_get_words: @code: of wf_visit_get_outcomes() */
const char *wf_outcome_get_words (const char *code);
/** wf_skip_get_words: @reason: as wf_interview_propose_skip(), or "could-not" */
const char *wf_skip_get_words (const char *reason);
/** wf_stop_get_words: Returns: why the questions ended, one sentence */
const char *wf_stop_get_words (WfStopReason reason);
/** wf_gap_get_words: Returns: what was said beside what was seen, one sentence */
const char *wf_gap_get_words (WfGap gap);
/** wf_gauge_get_words: Returns: the state in a word or two */
const char *wf_gauge_get_words (WfGaugeState state);
/** wf_area_get_words: Returns: how an area stands to the rest */
const char *wf_area_get_words (WfAreaState state);
/** WF_FEW_ANSWERS: fewer answers on skills than these: nothing is said to be sure */
#define WF_FEW_ANSWERS 6

/** wf_levels_dup_words: Returns: (transfer full): "Most likely level 3 or 4 of 8." */
char *wf_levels_dup_words (guint first, guint last, const WfFormat *format);
/** wf_pictogram_for_goal: @goal_id: as "goal.find-work". Returns: (nullable): name of a drawing */
const char *wf_pictogram_for_goal (const char *goal_id);

G_END_DECLS

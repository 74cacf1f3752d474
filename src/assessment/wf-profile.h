/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-gauge.h"
#include "wf-interview.h"
#include "wf-levels.h"
#include "wf-reassess.h"

G_BEGIN_DECLS

/**
 * WfAbility:
 * @theta: estimate in logits; the prior mean without answers
 * @sd: its posterior SD
 * @stated_sd: the SD to state: wider while item numbers are guesses, where a text was not in the
 *   client's language, and where it was read out by the navigator
 * @n: scored answers behind it
 * @band: the band @theta lies in
 * @bands: probability of each of the four levels of DigComp 3.0, as sure as @stated_sd allows
 * @levels: likewise of each of the eight levels of DigComp 2.2
 * @level_first, @level_last: the shortest run of levels that holds .80, from 1: "most likely
 *   level 3 or 4"
 * @level: the one level that may be named alone, because it holds .70; 0 when none does
 */
typedef struct {
  double theta;
  double sd;
  double stated_sd;
  guint n;
  WfBand band;
  double bands[WF_N_BANDS];
  double levels[WF_N_LEVELS];
  guint level_first;
  guint level_last;
  guint level;
} WfAbility;

/**
 * WfAreaState:
 * @WF_AREA_TOO_FEW: too few questions to tell
 * @WF_AREA_SAME: about the same as overall
 * @WF_AREA_STRONGER: the answers say so
 * @WF_AREA_NEEDS_A_LOOK: the answers say so
 */
typedef enum {
  WF_AREA_TOO_FEW,
  WF_AREA_SAME,
  WF_AREA_STRONGER,
  WF_AREA_NEEDS_A_LOOK,
} WfAreaState;

/** wf_area_state_to_code: Returns: "too-few", "same", "stronger", "needs-a-look" */
const char *wf_area_state_to_code (WfAreaState state);

/**
 * WfGap:
 * @WF_GAP_UNKNOWN: too few answers on one side
 * @WF_GAP_NONE: what was said and what was seen agree
 * @WF_GAP_SAYS_MORE: says more than was seen
 * @WF_GAP_SAYS_LESS: says less than was seen
 *
 * For the navigator's side only.
 */
typedef enum {
  WF_GAP_UNKNOWN,
  WF_GAP_NONE,
  WF_GAP_SAYS_MORE,
  WF_GAP_SAYS_LESS,
} WfGap;

/** wf_gap_to_code: Returns: "unknown", "none", "says-more", "says-less" */
const char *wf_gap_to_code (WfGap gap);

/** WfProfileArea: one DigComp area: @effect is how far it stands from the overall ability */
typedef struct {
  WfAreaState state;
  WfAreaEffect effect;
} WfProfileArea;

/**
 * WfProfile:
 * @overall: from all scored answers, self-report at half weight
 * @self_rating: from what the client said alone
 * @performance: from what was seen and chosen alone
 * @gap: how the two stand to each other
 * @areas: areas 1 to 5 at index 0 to 4
 * @gauges: of #WfGauge: the five A's, in their order
 * @can_do: item ids: up to three things the client can already do; none protected
 * @n_alone: how many of @can_do, from its start, the client does alone; the rest with some help
 * @practise: item ids: up to three things to practise, the easiest first; none protected, none of
 *   @can_do
 * @n_asked, @n_answered: questions of all kinds
 * @n_waiting: questions that wait until the client is alone
 * @n_untranslated: answers to a text not in the client's language
 * @n_read_aloud: answers to a text the navigator read out
 * @stop: why the questions ended; %WF_STOP_NONE while they go on
 * @relaxed: #WfRelaxed flags
 * @missing: what the questions did not reach, once they have ended: "answers" (fewer than ten),
 *   "observed" (fewer than three areas with a task that was watched), "area-1" … "area-5"
 *   (nothing answered there); empty when nothing is, and while they go on
 * @overridden: answers the navigator put in by changing or choosing an item
 * @view_level: the navigator's own view of the level, 1 to 8, 0 for none; beside the estimate,
 *   never in it; @view_words: (nullable): why
 * @change: compared with the assessment before
 *
 * The gap and the navigator's view are for the navigator's side only. Where the questions ended
 * by themselves @stop says why; what a bank lacked is in @relaxed.
 *
 * What an interview says of one person. Immutable, ref-counted; may cross threads.
 */
typedef struct {
  gatomicrefcount refs;
  WfAbility overall;
  WfAbility self_rating;
  WfAbility performance;
  WfGap gap;
  WfProfileArea areas[WF_N_AREAS];
  GPtrArray *gauges;
  GStrv can_do;
  guint n_alone;
  GStrv practise;
  guint n_asked;
  guint n_answered;
  guint n_waiting;
  guint n_untranslated;
  guint n_read_aloud;
  WfStopReason stop;
  guint relaxed;
  GStrv missing;
  guint overridden;
  guint view_level;
  char *view_words;
  WfReassessment change;
} WfProfile;

/** wf_profile_new: Returns: (transfer full): what @interview says now */
WfProfile *wf_profile_new (const WfInterview *interview);
WfProfile *wf_profile_ref (WfProfile *self);
void wf_profile_unref (WfProfile *self);

/**
 * wf_profile_to_json:
 *
 * Returns: (transfer full): to keep with a visit: overall, self_rating, performance, gap,
 *   areas, gauges (without what protected answers said), can_do, practise, counts, stop, change
 *   (after an earlier assessment)
 */
JsonObject *wf_profile_to_json (const WfProfile *self);

/**
 * wf_profile_from_json:
 * @object: what wf_profile_to_json() made, maybe by another version
 *
 * Returns: (transfer full): the same profile, without what protected answers said: a
 *   gauge's @state is its @open_state. What is missing or unknown is as if never asked
 */
WfProfile *wf_profile_from_json (JsonObject *object);

/** wf_ability_to_json: Returns: (transfer full): theta, sd, stated_sd, n, band, bands,
 * levels, level_first, level_last, level */
JsonObject *wf_ability_to_json (const WfAbility *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfProfile, wf_profile_unref)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-ratings.h"

G_BEGIN_DECLS

/**
 * WfAreaScore:
 * @id: the area; %NULL for the whole
 * @points: those of the rated competences, added up
 * @max: what they could have at the most; shrinks with each one skipped
 * @rated: competences with a rating
 * @questions: competences there are
 * @level: number of the band, 0 when nothing was rated or the pack draws no bands here
 *
 * A rough label for an area or the whole. The sentences are the truth; the points only
 * reproduce the published bands. When some were skipped the band is where the same share of
 * the full points would stand, and @rated < @questions says that it is provisional.
 */
typedef struct {
  char *id;
  guint points;
  guint max;
  guint rated;
  guint questions;
  guint level;
} WfAreaScore;

/**
 * WfPracticeScore:
 * @areas: (element-type WfAreaScore): in reading order, those that have questions
 * @overall: over all competences; never derived from @areas, with which it need not agree
 *
 * What ratings add up to. Immutable.
 */
typedef struct {
  GPtrArray *areas;
  WfAreaScore overall;
} WfPracticeScore;

/** wf_practice_score_new: Returns: (transfer full): pure, any thread */
WfPracticeScore *wf_practice_score_new (const WfFramework *framework, const WfRatings *ratings);
/** wf_practice_score_free: frees it */
void wf_practice_score_free (WfPracticeScore *self);
/** wf_practice_score_lookup: Returns: (transfer none) (nullable): that area */
const WfAreaScore *wf_practice_score_lookup (const WfPracticeScore *self, const char *area_id);

/**
 * wf_practice_score_to_json:
 *
 * {"areas":[{"id","level","points","max"}],"overall":{"level","points","max"},
 * "provisional":[…]}: a level is the id of a level of @framework or null; "provisional" names
 * the areas, and "overall", in which something was skipped.
 *
 * Returns: (transfer full)
 */
JsonObject *wf_practice_score_to_json (const WfPracticeScore *self, const WfFramework *framework);

/** wf_framework_area_of: Returns: (transfer none): the area a competence stands in, or the
 *  part itself when it is an area */
const char *wf_framework_area_of (const WfFrameworkPart *part);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfPracticeScore, wf_practice_score_free)

G_END_DECLS

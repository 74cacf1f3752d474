/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opinion beside evidence, round by round. Pure.
 */
#define G_LOG_DOMAIN "wf-practice"

#include "wf-calibration.h"

GArray *
wf_calibration_list (const WfFramework *framework,
                     const GPtrArray *checklists,
                     const WfPracticeBook *book,
                     const WfSignDesk *desk,
                     const char *staff,
                     guint max)
{
  const GPtrArray *questions = wf_framework_get_questions (framework);
  const char *id = wf_framework_get_info (framework)->id;
  GArray *list = g_array_new (FALSE, FALSE, sizeof (WfCalibration));
  const WfSelfAssessment *round;

  for (guint back = 0;
       list->len < max && (round = wf_practice_book_get_finished (book, id, back)) != NULL; back++)
    {
      g_autoptr (WfRatings) ratings = wf_self_assessment_get_ratings (round, framework);
      g_autoptr (GHashTable) levels =
          wf_evidence_list_levels (framework, checklists, book, desk, staff, round->finished_us);
      WfCalibration at = { .at_us = round->finished_us };

      for (guint i = 0; i < questions->len; i++)
        {
          const char *part = ((const WfFrameworkPart *) questions->pdata[i])->id;
          int said = wf_ratings_get (ratings, part);
          int shown = said != WF_RATING_NONE ? (int) wf_evidence_get_level (levels, part) : 0;
          at.n_alike += shown > 0 && said == shown;
          at.n_higher += shown > 0 && said > shown;
          at.n_lower += shown > 0 && said < shown;
        }
      if (at.n_alike + at.n_higher + at.n_lower > 0)
        g_array_append_val (list, at);
    }
  return list;
}

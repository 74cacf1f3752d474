/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the answers of an interview add up to: the estimate, the areas, and the answers as
 * rules read them. Uses each item's numbers as they were when it was asked.
 */
#define G_LOG_DOMAIN "wf-assessment"

#include "wf-interview-private.h"

#define ALL_SCORED (1 << WF_ITEM_CAN_DO | 1 << WF_ITEM_TASK | 1 << WF_ITEM_CHOICE)

static const WfAsked *
get_scored (const WfInterview *self, guint index)
{
  const WfInterviewEntry *entry = g_ptr_array_index (self->asked, index);

  if (entry->public.score < 0 || entry->public.irt.n_thresholds == 0)
    return NULL;
  return &entry->public;
}

guint
wf_interview_fill_posterior (const WfInterview *self,
                             guint kinds,
                             double self_report_slope,
                             WfPosterior *out_posterior)
{
  guint n = 0;

  wf_posterior_init (out_posterior, self->mu);
  for (guint i = 0; i < self->asked->len; i++)
    {
      const WfAsked *asked = get_scored (self, i);

      if (asked == NULL || (kinds & (1u << asked->kind)) == 0)
        continue;

      WfIrtItem irt = asked->irt;

      if (asked->kind == WF_ITEM_CAN_DO && self_report_slope > 0.0)
        irt.slope = self_report_slope;
      wf_posterior_update (out_posterior, &irt, (guint) asked->score);
      n++;
    }
  return n;
}

static WfAreaSums
add_up_area (const WfInterview *self, guint area, double theta)
{
  WfAreaSums sums = { 0 };

  for (guint i = 0; i < self->asked->len; i++)
    {
      const WfAsked *asked = get_scored (self, i);

      if (asked != NULL && asked->area == area)
        wf_area_sums_add (&sums, &asked->irt, (guint) asked->score, theta);
    }
  return sums;
}

void
wf_interview_fill_areas (const WfInterview *self, double theta, WfAreaEffect *out_effects)
{
  for (guint area = 1; area <= WF_N_AREAS; area++)
    {
      WfAreaSums sums = add_up_area (self, area, theta);

      out_effects[area - 1] = wf_area_effect (&sums);
    }
}

static WfKnown
is_weak (WfAreaEffect effect)
{
  return effect.u < -WF_AREA_ALARM * effect.sd ? WF_KNOWN_YES : WF_KNOWN_NO;
}

WfKnown
wf_interview_is_weak_after (
    const WfInterview *self, double theta, guint area, const WfIrtItem *irt, guint category)
{
  WfAreaSums sums = add_up_area (self, area, theta);

  wf_area_sums_add (&sums, irt, category, theta);
  return is_weak (wf_area_effect (&sums));
}

WfAnswers *
wf_interview_get_answers (const WfInterview *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  WfAnswers *answers = wf_answers_new (self->region, (const char *const *) self->goals);
  WfAreaEffect effects[WF_N_AREAS];
  WfPosterior posterior;

  for (guint i = 0; i < self->asked->len; i++)
    {
      const WfInterviewEntry *entry = g_ptr_array_index (self->asked, i);
      const WfAsked *asked = &entry->public;

      if (asked->state != WF_ASKED_OPEN || entry->is_reopened)
        wf_answers_add (answers, asked->item_id, asked->kind, asked->answer_state,
                        (const char *const *) asked->options, asked->reason, asked->score,
                        asked->is_protected);
    }

  wf_interview_fill_posterior (self, ALL_SCORED, 0.0, &posterior);
  wf_interview_fill_areas (self, posterior.mean, effects);
  for (guint i = 0; i < WF_N_AREAS; i++)
    {
      if (effects[i].n > 0)
        wf_answers_set_area_weak (answers, i + 1, is_weak (effects[i]));
    }
  return answers;
}

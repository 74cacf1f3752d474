/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two assessments of one person side by side: the same numbers for both, no prior, and the
 * smallest difference that may be called one. Pure; computed anew whenever it is wanted.
 */
#define G_LOG_DOMAIN "wf-assessment"

#include "wf-reassess.h"

#include "wf-interview-private.h"
#include "wf-json.h"

#include <math.h>

#define Z90 1.6448536269514722 /* half of a 90 % interval, in SE */

/* The scored answers of one interview under the numbers of the present bank. */
typedef struct {
  GArray *irt; /* of WfIrtItem */
  GArray *answers;
  guint n_left_out;
} Scores;

static void
add_score (Scores *scores, const WfInterview *present, const WfAsked *asked)
{
  const WfItem *item = wf_item_bank_lookup (present->bank, asked->item_id);
  WfIrtItem irt = item != NULL ? wf_interview_make_irt (present, item) : (WfIrtItem){ 0 };

  if (asked->score < 0)
    return;
  if (irt.n_thresholds == 0 || (guint) asked->score > irt.n_thresholds)
    {
      scores->n_left_out++;
      return;
    }

  WfIrtAnswer answer = { NULL, (guint) asked->score };

  g_array_append_val (scores->irt, irt);
  g_array_append_val (scores->answers, answer);
}

static gint64
find_start (const WfInterview *interview)
{
  return interview->records->len > 0
             ? ((const WfRecord *) g_ptr_array_index (interview->records, 0))->time_us
             : 0;
}

static gboolean
score_occasion (const WfInterview *present,
                const WfInterview *interview,
                WfOccasion *out_occasion,
                guint *n_left_out)
{
  Scores scores = { g_array_new (FALSE, FALSE, sizeof (WfIrtItem)),
                    g_array_new (FALSE, FALSE, sizeof (WfIrtAnswer)), 0 };
  gboolean is_known;

  for (guint i = 0; i < interview->asked->len; i++)
    add_score (&scores, present,
               &((const WfInterviewEntry *) g_ptr_array_index (interview->asked, i))->public);
  for (guint i = 0; i < scores.irt->len; i++) /* now that the items stay where they are */
    g_array_index (scores.answers, WfIrtAnswer, i).item = &g_array_index (scores.irt, WfIrtItem, i);

  is_known = wf_estimate (WF_ESTIMATE_WLE, (const WfIrtAnswer *) (gpointer) scores.answers->data,
                          scores.answers->len, interview->mu, &out_occasion->estimate);
  out_occasion->n = scores.answers->len;
  out_occasion->at_us = find_start (interview);
  *n_left_out += scores.n_left_out;
  if (is_known)
    {
      out_occasion->stated_se =
          wf_total_sd (out_occasion->estimate.se, WF_EXPERT_SD, out_occasion->n);
      out_occasion->low = out_occasion->estimate.theta - Z90 * out_occasion->stated_se;
      out_occasion->high = out_occasion->estimate.theta + Z90 * out_occasion->stated_se;
      out_occasion->band = wf_band_from_theta (out_occasion->estimate.theta);
    }
  g_array_unref (scores.irt);
  g_array_unref (scores.answers);
  return is_known;
}

static guint
count_repeated (const WfInterview *interview)
{
  guint n = 0;

  for (guint i = 0; i < interview->asked->len; i++)
    {
      const WfInterviewEntry *entry = g_ptr_array_index (interview->asked, i);
      const WfInterviewEntry *before =
          wf_interview_find_entry (interview->former, entry->public.item_id);

      n += entry->public.score >= 0 && before != NULL && before->public.score >= 0;
    }
  return n;
}

void
wf_reassess (const WfInterview *interview, WfReassessment *out_reassessment)
{
  g_return_if_fail (interview != NULL && out_reassessment != NULL);

  WfReassessment found = { 0 };

  *out_reassessment = (WfReassessment){ 0 };
  if (interview->former == NULL ||
      !score_occasion (interview, interview->former, &found.first, &found.n_left_out) ||
      !score_occasion (interview, interview, &found.second, &found.n_left_out))
    return;

  WfEstimate first = { found.first.estimate.theta, found.first.stated_se };
  WfEstimate second = { found.second.estimate.theta, found.second.stated_se };

  if (!wf_change (first, second, &found.change))
    return;
  found.is_known = TRUE;
  found.version = wf_item_bank_get_info (interview->bank)->version;
  if (interview->numbers != NULL)
    found.revision = wf_bank_numbers_get_revision (interview->numbers);
  found.n_repeated = count_repeated (interview);
  *out_reassessment = found;
}

static JsonObject *
occasion_to_json (const WfOccasion *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_double_member (object, "theta", self->estimate.theta);
  json_object_set_double_member (object, "se", self->estimate.se);
  json_object_set_double_member (object, "stated_se", self->stated_se);
  json_object_set_double_member (object, "low", self->low);
  json_object_set_double_member (object, "high", self->high);
  json_object_set_string_member (object, "band", wf_band_to_code (self->band));
  json_object_set_int_member (object, "n", self->n);
  json_object_set_int_member (object, "at", self->at_us);
  return object;
}

JsonObject *
wf_reassessment_to_json (const WfReassessment *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  JsonObject *object = json_object_new ();

  json_object_set_object_member (object, "first", occasion_to_json (&self->first));
  json_object_set_object_member (object, "second", occasion_to_json (&self->second));
  json_object_set_double_member (object, "rci", self->change.rci);
  json_object_set_double_member (object, "p_change", self->change.p_change);
  json_object_set_string_member (object, "verdict",
                                 wf_change_verdict_to_code (self->change.verdict));
  json_object_set_int_member (object, "version", self->version);
  json_object_set_int_member (object, "revision", self->revision);
  json_object_set_int_member (object, "left_out", self->n_left_out);
  json_object_set_int_member (object, "repeated", self->n_repeated);
  return object;
}

static gboolean
read_occasion (JsonObject *object, WfOccasion *out_occasion)
{
  if (object == NULL)
    return FALSE;
  out_occasion->estimate.theta = wf_json_get_double (object, "theta", NAN);
  out_occasion->estimate.se = wf_json_get_double (object, "se", NAN);
  out_occasion->stated_se = wf_json_get_double (object, "stated_se", out_occasion->estimate.se);
  out_occasion->low = wf_json_get_double (object, "low", NAN);
  out_occasion->high = wf_json_get_double (object, "high", NAN);
  out_occasion->band = wf_band_from_theta (out_occasion->estimate.theta);
  out_occasion->n = (guint) CLAMP (wf_json_get_int (object, "n", 0), 0, G_MAXINT);
  out_occasion->at_us = MAX (wf_json_get_int (object, "at", 0), 0);
  return isfinite (out_occasion->estimate.theta) && isfinite (out_occasion->estimate.se) &&
         isfinite (out_occasion->low) && isfinite (out_occasion->high);
}

void
wf_reassessment_from_json (JsonObject *object, WfReassessment *out_reassessment)
{
  g_return_if_fail (out_reassessment != NULL);

  WfReassessment read = { 0 };
  const char *verdict = object != NULL ? wf_json_get_string (object, "verdict", "") : "";

  *out_reassessment = (WfReassessment){ 0 };
  if (object == NULL || !read_occasion (wf_json_get_object (object, "first"), &read.first) ||
      !read_occasion (wf_json_get_object (object, "second"), &read.second))
    return;
  read.change.rci = wf_json_get_double (object, "rci", 0.0);
  read.change.p_change = wf_json_get_double (object, "p_change", 0.5);
  for (WfChangeVerdict i = WF_CHANGE_NONE; i <= WF_CHANGE_WORSE; i++)
    {
      if (g_str_equal (wf_change_verdict_to_code (i), verdict))
        read.change.verdict = i;
    }
  read.version = (guint) CLAMP (wf_json_get_int (object, "version", 0), 0, G_MAXINT);
  read.revision = (guint) CLAMP (wf_json_get_int (object, "revision", 0), 0, G_MAXINT);
  read.n_left_out = (guint) CLAMP (wf_json_get_int (object, "left_out", 0), 0, G_MAXINT);
  read.n_repeated = (guint) CLAMP (wf_json_get_int (object, "repeated", 0), 0, G_MAXINT);
  read.is_known = TRUE;
  *out_reassessment = read;
}

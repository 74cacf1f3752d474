/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-change.h"
#include "wf-interview.h"
#include "wf-levels.h"

G_BEGIN_DECLS

/**
 * WfOccasion:
 * @estimate: weighted likelihood (WLE) and its standard error, logits
 * @stated_se: the standard error to state: wider while item numbers are guesses
 * @low, @high: the 90 % band of @estimate to draw, logits: ± 1.645 @stated_se
 * @band: the band the estimate lies in
 * @n: scored answers behind it
 * @at_us: when it began, µs since 1970 UTC; 0 when unknown
 */
typedef struct {
  WfEstimate estimate;
  double stated_se;
  double low;
  double high;
  WfBand band;
  guint n;
  gint64 at_us;
} WfOccasion;

/**
 * WfReassessment:
 * @is_known: whether two occasions could be compared; the rest is 0 when not
 * @first, @second: the earlier and the present one, both with the numbers of one bank
 * @change: reliable-change index, P(change > 0) and what may be said
 * @version, @revision: the bank's version and the revision of its numbers both were scored with
 * @n_left_out: answers to items that have left that bank, on either side
 * @n_repeated: items of the second occasion that were asked at the first too
 *
 * What became of one person between two assessments. A plain value.
 */
typedef struct {
  gboolean is_known;
  WfOccasion first;
  WfOccasion second;
  WfChange change;
  guint version;
  guint revision;
  guint n_left_out;
  guint n_repeated;
} WfReassessment;

/**
 * wf_reassess:
 *
 * Compares @interview with the last one before it that measured something (the fold keeps it, or
 * wf_interview_set_former()). Both are scored anew with the numbers of the present bank and without
 * a prior: the mean of a posterior would draw each towards the middle and hide change. The index
 * uses the stated standard errors, so that guessed numbers do not make a change look surer.
 */
void wf_reassess (const WfInterview *interview, WfReassessment *out_reassessment);

/** wf_reassessment_to_json: Returns: (transfer full): what a profile keeps of it */
JsonObject *wf_reassessment_to_json (const WfReassessment *self);
/** wf_reassessment_from_json: @object: (nullable): missing or odd members read as not known */
void wf_reassessment_from_json (JsonObject *object, WfReassessment *out_reassessment);

G_END_DECLS

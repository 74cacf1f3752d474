/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-follow.h"
#include "wf-json.h"

/* One client's referrals without a vault: an offer, and steps as a navigator would propose them. */

#define TODAY "2027-03-10"
#define NOON  ((gint64) 1804680000 * G_USEC_PER_SEC) /* of that day */

static inline void
apply (WfFollow *follow, WfRecord *proposed)
{
  g_autoptr (WfRecord) owned = proposed;
  g_autoptr (WfRecord) record =
      wf_record_new_at (owned->kind, json_object_ref (owned->body), NOON, "staff1/device1");

  wf_follow_apply (follow, record);
}

static inline void
apply_all (WfFollow *follow, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    apply (follow, wf_record_ref (records->pdata[i]));
}

static inline char *
offer (WfFollow *follow)
{
  g_autoptr (WfReferral) referral = wf_referral_new (FALSE);
  char *id = g_strdup (referral->id);

  g_free (referral->name);
  referral->name = g_strdup ("Laptop library");
  g_free (referral->entry_id);
  referral->entry_id = g_strdup ("ca-on-laptops");
  referral->entry = wf_json_parse_object ("{\"id\":\"ca-on-laptops\",\"extra\":[1]}", -1, NULL);
  apply (follow, wf_referral_record_begun (referral));
  return id;
}

static inline WfReferralStep *
step_to (WfReferralState to)
{
  WfReferralStep *step = wf_referral_step_new (to, TODAY);

  g_free (step->way);
  step->way = g_strdup (to == WF_REFERRAL_SENT ? "cold" : "");
  g_free (step->reason);
  step->reason = g_strdup (to == WF_REFERRAL_NOT_GOT ? "no-funds" : "");
  step->when_us = to == WF_REFERRAL_BOOKED ? NOON + 5 * 24 * 3600 * (gint64) G_USEC_PER_SEC : 0;
  return step;
}

static inline void
move (WfFollow *follow, const char *id, WfReferralState to)
{
  g_autoptr (WfReferralStep) step = step_to (to);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = wf_follow_propose_step (follow, id, step, TODAY, &error);

  g_assert_no_error (error);
  apply_all (follow, records);
  g_assert_cmpint (wf_referrals_lookup (follow->referrals, id)->state, ==, to);
}

static inline char *
to_text (const WfFollow *follow)
{
  g_autoptr (JsonObject) json = wf_follow_to_json (follow);

  return wf_json_to_text (json);
}

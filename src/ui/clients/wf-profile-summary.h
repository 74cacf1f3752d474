/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-profile.h"
#include "wf-services.h"

G_BEGIN_DECLS

/**
 * WfProfileSummary:
 *
 * What the latest questions said of a person, for the navigator: the five A's as small
 * gauges with a sentence each, and the skills as levels with their uncertainty. What
 * protected answers said is not in a kept profile and does not show here.
 */
#define WF_TYPE_PROFILE_SUMMARY (wf_profile_summary_get_type ())
G_DECLARE_FINAL_TYPE (WfProfileSummary, wf_profile_summary, WF, PROFILE_SUMMARY, GtkWidget)

/** wf_profile_summary_new: Returns: (transfer floating): hidden until there is a profile */
GtkWidget *wf_profile_summary_new (void);

/** wf_profile_summary_show: @profile: (nullable): %NULL hides it */
void
wf_profile_summary_show (WfProfileSummary *self, const WfProfile *profile, WfServices *services);

G_END_DECLS

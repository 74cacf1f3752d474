/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "wf-format.h"
#include "wf-tally.h"

G_BEGIN_DECLS

/**
 * WfPresenterCounts:
 *
 * What the room answers to the presenter's slide: hands to count, points to tick, ideas that wait.
 * It changes nothing itself.
 *
 * Signal "act" (char *line): the presenter did something; a line as wf_action_parse() reads it.
 */
#define WF_TYPE_PRESENTER_COUNTS (wf_presenter_counts_get_type ())
G_DECLARE_FINAL_TYPE (WfPresenterCounts, wf_presenter_counts, WF, PRESENTER_COUNTS, AdwBin)

/** wf_presenter_counts_setup: @lang: of the interface; once, before it is shown */
void wf_presenter_counts_setup (WfPresenterCounts *self, WfScript *script, WfFormat *format);

/** wf_presenter_counts_set: shows @tally */
void wf_presenter_counts_set (WfPresenterCounts *self, const WfTally *tally);

/**
 * wf_presenter_counts_dup_line:
 * @digit: 1 to 9
 * @takes_back: one hand fewer
 * @is_shared: the keyboard goes round: one person answers by the key
 *
 * What a digit means on this slide. On a map the first digit is false to true, the second how
 * certain.
 *
 * Returns: (transfer full) (nullable): a line, or %NULL when nothing (more) is meant
 */
char *wf_presenter_counts_dup_line (WfPresenterCounts *self,
                                    guint digit,
                                    gboolean takes_back,
                                    gboolean is_shared);

G_END_DECLS

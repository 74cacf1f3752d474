/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-facts.h"
#include "wf-format.h"

G_BEGIN_DECLS

/** Minutes of a week; minute 0 is Monday 00:00. */
#define WF_HOURS_WEEK (7 * 24 * 60)

/**
 * wf_hours_ask:
 * @hours: (nullable): in a source's words: "Monday to Friday, 8:15 am to 4:15 pm", "MO,TU
 *   09:00–17:00; SA 10:00–12:00", "24 hours a day, 7 days a week", English or French
 * @minute: of the week where the offer is, below %WF_HOURS_WEEK
 *
 * Whether somebody is there then. A text that holds anything it does not understand is not guessed
 * at. Holidays are not known. Pure; any thread.
 *
 * Returns: yes, no, or unknown when the words do not say
 */
WfTruth wf_hours_ask (const char *hours, guint minute);

/** wf_hours_is_known: Returns: whether wf_hours_ask() can tell anything from @hours */
gboolean wf_hours_is_known (const char *hours);

/** wf_hours_find_day: @word: one word: "Monday", "lundi", "MON", "th". Returns: 0 Monday … 6
 * Sunday; -1 when it is no day of the week, or more than one */
int wf_hours_find_day (const char *word);

/**
 * wf_hours_to_words:
 * @hours: (nullable): as for wf_hours_ask()
 * @always: "24 hours a day, 7 days a week", in @format's language
 * @every_day: "every day"
 *
 * The same hours in another language; also days alone, or times alone, which wf_hours_ask() cannot
 * weigh. Pure; any thread.
 *
 * Returns: (transfer full) (nullable): %NULL when there is a word in them that is not understood:
 * then say that these are their words, and show those
 */
char *wf_hours_to_words (const char *hours,
                         const WfFormat *format,
                         const char *always,
                         const char *every_day);

G_END_DECLS

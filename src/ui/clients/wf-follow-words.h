/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-follow.h"
#include "wf-format.h"

G_BEGIN_DECLS

/*
 * What pages say about what follows after the page is printed, in the interface's language. For
 * the navigator's side only: nothing here is pack text.
 */

/** wf_referral_state_get_words: Returns: (transfer none): where it stands: "On a waiting list" */
const char *wf_referral_state_get_words (WfReferralState state);
/** wf_referral_step_get_words: Returns: (transfer none): what one does to get there: "They are on
 * a waiting list" */
const char *wf_referral_step_get_words (WfReferralState state);
/** wf_referral_code_get_words: @code: of a reason, way, share, gain, attempt's way or result, kind
 * of thing. Returns: (transfer none): its words; @code itself when it is of a newer program */
const char *wf_follow_code_get_words (const char *code);
/** wf_follow_codes_dup_words: Returns: (transfer full): "their first name and their language" */
char *wf_follow_codes_dup_words (const char *const *codes, const WfFormat *format);
/** wf_follow_codes_list_words: Returns: (transfer full): the words of each, for a choice */
GStrv wf_follow_codes_list_words (const char *const *codes);

/** wf_referral_dup_status: Returns: (transfer full): where it stands, why, and since when */
char *wf_referral_dup_status (const WfReferral *self, const WfFormat *format, gint64 now_us);
/** wf_referral_get_stations: @out_current: (out): from 0. Returns: how many stations its path has
 */
guint wf_referral_get_stations (const WfReferral *self, guint *out_current);

/** wf_due_why_dup_words: @title: of what it is about, or "". Returns: (transfer full): what to do
 */
char *wf_due_why_dup_words (const WfDue *self, const char *title);

/** wf_checks_dup_words: @checks: of a #WfAgency. Returns: (transfer full): when it is asked again,
 * one sentence */
char *wf_checks_dup_words (const char *const *checks, const WfFormat *format);

G_END_DECLS

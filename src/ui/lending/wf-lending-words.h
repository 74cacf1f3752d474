/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-format.h"
#include "wf-loan.h"

G_BEGIN_DECLS

/* What pages say about things lent, in the interface's language. For the navigator's side only. */

/** wf_device_dup_title: Returns: (transfer full): "T-014 · Laptop"; either may be "" */
char *wf_device_dup_title (const char *tag, const char *type);

/** wf_device_get_state_words: @state: of a #WfDevice. Returns: (transfer none): where it is */
const char *wf_device_get_state_words (const char *state);

/** wf_device_dup_wipe_words: @who: the colleague's name. Returns: (transfer full) (nullable): how
 * it was last emptied, when, and who says so; %NULL when nobody did */
char *wf_device_dup_wipe_words (const WfDevice *device, const char *who, const WfFormat *format);

/** wf_loan_dup_words: @today: "YYYY-MM-DD". Returns: (transfer full): "It comes back on …",
 * "Brought back …" */
char *wf_loan_dup_words (const WfLoan *loan, const WfFormat *format, const char *today);

/** wf_lending_dup_day: @day: "YYYY-MM-DD" or "". Returns: (transfer full): in words, "" for none */
char *wf_lending_dup_day (const WfFormat *format, const char *day);

G_END_DECLS

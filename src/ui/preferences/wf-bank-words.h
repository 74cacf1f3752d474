/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-bank-study.h"
#include "wf-format.h"

G_BEGIN_DECLS

/*
 * What the question bank says about one question, in the interface's language. Numbers of
 * logits are told as parts of a level, which is 0.8 of them.
 */

/** wf_bank_row_dup_title: Returns: (transfer full): the question's words in @lang, or in English */
char *wf_bank_row_dup_title (const WfBankRow *row, const char *lang);

/** wf_bank_row_dup_use: Returns: (transfer full): how often and how long it was asked */
char *wf_bank_row_dup_use (const WfBankRow *row, const WfFormat *format);

/** wf_bank_row_dup_offer: Returns: (transfer full): how it would move, and on whose word; for a row
 * that may be adopted */
char *wf_bank_row_dup_offer (const WfBankRow *row, const WfFormat *format);

/** wf_bank_row_dup_state: Returns: (transfer full) (nullable): why nothing is offered */
char *wf_bank_row_dup_state (const WfBankRow *row, const WfFormat *format);

/** wf_bank_row_dup_look: Returns: (transfer full) (nullable): why somebody should look at its
 * words; %NULL when nothing asks for it */
char *wf_bank_row_dup_look (const WfBankRow *row, const WfFormat *format);

G_END_DECLS

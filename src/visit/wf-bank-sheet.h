/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-bank-study.h"

G_BEGIN_DECLS

/**
 * WfBankSheetError:
 * @WF_BANK_SHEET_ERROR_FORMAT: not a bank as Wayfinder writes it; the message names the line or
 *   the entry. Nothing was taken
 * @WF_BANK_SHEET_ERROR_ITEM: a question this bank does not have, named twice, or with another
 *   number of steps. Nothing was taken
 * @WF_BANK_SHEET_ERROR_NUMBER: a number is missing, or beyond %WF_BANK_SHEET_LIMIT logits.
 *   Nothing was taken
 */
typedef enum {
  WF_BANK_SHEET_ERROR_FORMAT,
  WF_BANK_SHEET_ERROR_ITEM,
  WF_BANK_SHEET_ERROR_NUMBER,
} WfBankSheetError;

#define WF_BANK_SHEET_ERROR (wf_bank_sheet_error_quark ())
GQuark wf_bank_sheet_error_quark (void);

/** A threshold beyond this is a slip of the pen. */
#define WF_BANK_SHEET_LIMIT 6.0

/**
 * wf_bank_study_to_json:
 *
 * Returns: (transfer full): {"format":"wayfinder-bank","v":1,"pack","version","revision","people",
 *   "items":[{"id","kind","competence","slope","thresholds":[…],"asked","answered","counts":[…],
 *   "median_seconds","infit","outfit"}]}; infit and outfit null below 100 answers
 */
JsonObject *wf_bank_study_to_json (const WfBankStudy *self);

/** wf_bank_study_to_csv: Returns: (transfer full): the same as a table: id, kind, competence,
 * slope, d1 … d9, asked, answered, median_seconds, infit, outfit */
char *wf_bank_study_to_csv (const WfBankStudy *self);

/**
 * wf_bank_sheet_read:
 * @bytes: a file that one of the two above wrote, its thresholds perhaps changed by hand
 * @bank, @numbers: what is in use
 *
 * Looks only at ids and thresholds. All or nothing.
 *
 * Returns: (transfer full) (element-type WfBankMove) (nullable): what differs from the numbers in
 *   use, perhaps nothing; %NULL with #WfBankSheetError
 */
GPtrArray *wf_bank_sheet_read (GBytes *bytes,
                               const WfItemBank *bank,
                               const WfBankNumbers *numbers,
                               GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-bank-numbers.h"
#include "wf-vault.h"

G_BEGIN_DECLS

/** The snapshot of the numbers in force, under the vault's agency owner. */
#define WF_BANK_ASPECT "bank"

/** wf_bank_get_fold: Returns: (transfer none): the fold of aspect %WF_BANK_ASPECT */
const WfFold *wf_bank_get_fold (void);

/**
 * WfBankRepo:
 *
 * The numbers an agency asks its questions with, read from the vault and changed by a coordinator,
 * who can take the last change back in one step. Main thread; errors are the vault's. Signal:
 * "changed" after numbers were read or made durable.
 */
#define WF_TYPE_BANK_REPO (wf_bank_repo_get_type ())
G_DECLARE_FINAL_TYPE (WfBankRepo, wf_bank_repo, WF, BANK_REPO, GObject)

/** wf_bank_repo_new: @pack: id of the bank; @clock: (nullable). Returns: (transfer full) */
WfBankRepo *wf_bank_repo_new (WfVault *vault, const char *pack, WfClock *clock);

/** wf_bank_repo_get_numbers: Returns: (transfer none): those in force; the pack's own until loaded
 * and while locked */
WfBankNumbers *wf_bank_repo_get_numbers (WfBankRepo *self);
/** wf_bank_repo_can_roll_back: Returns: %TRUE when the last change was an adoption */
gboolean wf_bank_repo_can_roll_back (WfBankRepo *self);

/** wf_bank_repo_load_async: once after each unlock */
void wf_bank_repo_load_async (WfBankRepo *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/** wf_bank_repo_adopt_async: @moves: (element-type WfBankMove): copied; @why: "answers" or "file"
 */
void wf_bank_repo_adopt_async (WfBankRepo *self,
                               GPtrArray *moves,
                               const char *why,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/** wf_bank_repo_roll_back_async: the set before the last adoption; fails with NOT_FOUND when the
 * last change was no adoption */
void wf_bank_repo_roll_back_async (WfBankRepo *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/** wf_bank_repo_finish: ends the three above. Returns: %TRUE when read, or durable */
gboolean wf_bank_repo_finish (WfBankRepo *self, GAsyncResult *result, GError **error);

G_END_DECLS

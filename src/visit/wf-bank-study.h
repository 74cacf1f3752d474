/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-bank-numbers.h"
#include "wf-client-repo.h"

G_BEGIN_DECLS

/** A smaller move than this many logits is not worth a new revision. */
#define WF_BANK_MIN_MOVE 0.05
/** After a move an item rests for so many days: the monthly cap. */
#define WF_BANK_REST_DAYS 30

/**
 * WfBankGuard: why an item's numbers are not simply taken over; flags.
 * @WF_BANK_GUARD_FEW: fewer than 30 answers
 * @WF_BANK_GUARD_THIN: a category has fewer than 10 answers
 * @WF_BANK_GUARD_FAR: the answers ask for a move so large that somebody should look at the item
 * @WF_BANK_GUARD_CAPPED: the move was shortened to what one month may bring
 * @WF_BANK_GUARD_ANCHOR: an anchor; it never moves
 * @WF_BANK_GUARD_RESTS: it moved less than a month ago
 */
typedef enum {
  WF_BANK_GUARD_NONE = 0,
  WF_BANK_GUARD_FEW = 1 << 0,
  WF_BANK_GUARD_THIN = 1 << 1,
  WF_BANK_GUARD_FAR = 1 << 2,
  WF_BANK_GUARD_CAPPED = 1 << 3,
  WF_BANK_GUARD_ANCHOR = 1 << 4,
  WF_BANK_GUARD_RESTS = 1 << 5,
} WfBankGuard;

/**
 * WfBankRow:
 * @item: borrowed from the bank
 * @in_use: the numbers it is asked with
 * @asked: in how many interviews
 * @answered: how many of them gave an answer
 * @n_categories, @counts: how many gave each answer
 * @median_seconds: from question to answer; 0 without answers
 * @infit, @outfit: NaN below 100 answers
 * @looks_odd: infit or outfit beyond its screen
 * @is_calibrated: the fields below are set: self-ratings never are
 * @offered: the numbers offered, not farther than a month's cap from those in use
 * @n: answers they rest on, one interview a person; @weight: how much of them is data, 0 to 1
 * @shift: mean move in logits before the cap
 * @guards: #WfBankGuard
 * @may_adopt: whether a person may accept them
 * @unlike_lang: (nullable): the language whose speakers find it harder or easier than others of
 *   the same skill, to be looked at; it never changes a score
 * @unlike_harder: harder for them
 * @unlike_logits: by how much, shrunken towards none; 0 where only a trend is known
 * @is_compared: some language had enough people to compare
 * @detectable: the smallest difference that comparison could have found, logits; NaN: none known
 */
typedef struct {
  const WfItem *item;
  WfIrtItem in_use;
  guint asked;
  guint answered;
  guint n_categories;
  guint counts[WF_IRT_MAX_CATEGORIES];
  guint median_seconds;
  double infit;
  double outfit;
  gboolean looks_odd;
  gboolean is_calibrated;
  WfIrtItem offered;
  guint n;
  double weight;
  double shift;
  guint guards;
  gboolean may_adopt;
  char *unlike_lang;
  gboolean unlike_harder;
  double unlike_logits;
  gboolean is_compared;
  double detectable;
} WfBankRow;

/**
 * WfBankStudy:
 * @bank: the items
 * @revision: of the numbers in use
 * @n_people: whose answers were used: those who said yes to improving the questions
 * @n_left_out: people with an interview who did not say so, or whom this person may not open
 * @n_interviews: of those people
 * @rows: (element-type WfBankRow): one for each scored item, in the bank's order
 *
 * What the agency's own answers say about its questions. Counts and numbers only; no person.
 */
typedef struct {
  WfItemBank *bank;
  guint revision;
  guint n_people;
  guint n_left_out;
  guint n_interviews;
  GPtrArray *rows;
} WfBankStudy;

void wf_bank_study_free (WfBankStudy *self);

/**
 * wf_bank_study_new:
 * @people: (element-type GPtrArray(WfSittingLog)): the interviews of each person, oldest first
 * @numbers: those in use
 * @now_us: for the month of rest
 *
 * Exposure, time and fit look at every interview; new numbers and the comparison of languages at
 * each person's first, which nothing was practised for. Anchors are the first two tasks or
 * choices of each area in the bank's order. Pure and slow (seconds for thousands of people);
 * any thread.
 *
 * Returns: (transfer full)
 */
WfBankStudy *wf_bank_study_new (WfItemBank *bank,
                                const WfBankNumbers *numbers,
                                GPtrArray *people,
                                guint n_left_out,
                                gint64 now_us);

/**
 * wf_bank_study_async:
 * @today: "YYYY-MM-DD", for consents that end
 *
 * Reads every client who said yes to improving the questions, then computes in a thread. Main
 * thread; cancel it with @cancellable when the vault locks.
 */
void wf_bank_study_async (WfVault *vault,
                          WfClientRepo *repo,
                          WfItemBank *bank,
                          WfBankNumbers *numbers,
                          const char *today,
                          gint64 now_us,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
/** wf_bank_study_finish: Returns: (transfer full) (nullable) */
WfBankStudy *wf_bank_study_finish (GAsyncResult *result, GError **error);

/** wf_bank_study_list_moves: @item: (nullable): one item, or %NULL for every one that may be
 * adopted. Returns: (transfer full) (element-type WfBankMove) */
GPtrArray *wf_bank_study_list_moves (const WfBankStudy *self, const char *item);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfBankStudy, wf_bank_study_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-irt.h"
#include "wf-item-bank.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** What happened to a bank's numbers, under the agency: docs/formats/interview.md. */
#define WF_BANK_ADOPTED     "bank.adopted"
#define WF_BANK_ROLLED_BACK "bank.rolled-back"

/**
 * WfBankNumbers:
 *
 * Thresholds that an agency uses instead of the pack's guesses, because a person accepted what
 * local answers say. Every set has a revision, which only ever rises, also when a set is taken
 * back; each question asked keeps the numbers it was asked with, so that an old result stays what
 * it was. Immutable, ref-counted; any thread.
 */
typedef struct _WfBankNumbers WfBankNumbers;

WfBankNumbers *wf_bank_numbers_ref (WfBankNumbers *self);
void wf_bank_numbers_unref (WfBankNumbers *self);

/** wf_bank_numbers_new: @pack: id of the bank. Returns: (transfer full): the pack's own numbers,
 * revision 0 */
WfBankNumbers *wf_bank_numbers_new (const char *pack);

/**
 * wf_bank_numbers_new_from_json:
 * @object: {"pack","revision","items":[{"id","thresholds":[…],"n","moved"}]}
 *
 * Returns: (transfer full) (nullable): the set, or %NULL when it is not of that shape: a number is
 *   not finite, an id stands twice, a pack or revision is missing
 */
WfBankNumbers *wf_bank_numbers_new_from_json (JsonObject *object);
/** wf_bank_numbers_to_json: Returns: (transfer full) */
JsonObject *wf_bank_numbers_to_json (const WfBankNumbers *self);

/** wf_bank_numbers_get_revision: Returns: 0 for the pack's own */
guint wf_bank_numbers_get_revision (const WfBankNumbers *self);
/** wf_bank_numbers_get_n_items: Returns: how many items differ from the pack */
guint wf_bank_numbers_get_n_items (const WfBankNumbers *self);

/**
 * WfBankMove:
 * @item: id
 * @n_thresholds, @thresholds: in logits
 * @n: how many answers spoke for it; 0 when a file said so
 *
 * New numbers of one item.
 */
typedef struct {
  char *item;
  guint n_thresholds;
  double thresholds[WF_IRT_MAX_THRESHOLDS];
  guint n;
} WfBankMove;

void wf_bank_move_free (WfBankMove *self);

/**
 * wf_bank_numbers_with_moves:
 * @revision: of the new set
 * @moves: (element-type WfBankMove): an item that is named twice keeps the last
 * @now_us: when; kept for each item that moves
 *
 * Returns: (transfer full): @self with these items moved
 */
WfBankNumbers *wf_bank_numbers_with_moves (const WfBankNumbers *self,
                                           guint revision,
                                           GPtrArray *moves,
                                           gint64 now_us);
/** wf_bank_numbers_with_revision: Returns: (transfer full): the same numbers, called @revision */
WfBankNumbers *wf_bank_numbers_with_revision (const WfBankNumbers *self, guint revision);

/** wf_bank_numbers_get_moved: Returns: when @item_id last moved, microseconds; 0 when it never did
 */
gint64 wf_bank_numbers_get_moved (const WfBankNumbers *self, const char *item_id);

/**
 * wf_bank_numbers_get_irt:
 * @self: (nullable): %NULL: the pack's own
 * @out_irt: (out caller-allocates)
 *
 * The numbers @item is asked with: the agency's when they have as many thresholds as the item,
 * else the pack's. A self-rating has the slope of #WfMeasureRules.
 *
 * Returns: %FALSE, and nothing written, for an item without score
 */
gboolean
wf_bank_numbers_get_irt (const WfBankNumbers *self, const WfItem *item, WfIrtItem *out_irt);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfBankNumbers, wf_bank_numbers_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfBankMove, wf_bank_move_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-fold.h"
#include "wf-referral.h"

G_BEGIN_DECLS

#define WF_OUTCOMES_ASPECT "outcomes"

/** Fewer people than this are never shown: who they were could be guessed. */
#define WF_OUTCOMES_FLOOR 5

/**
 * WfOutcomeCount:
 * @got, @part: how many got it, or a part of it
 * @not_got: how many did not, for a reason that says something about the offer
 * @other: how many did not for a reason that says nothing about it (changed their mind, moved, …)
 * @dropped: how many of @got and @part did not keep it
 *
 * What came of one catalogue entry here. A plain value.
 */
typedef struct {
  guint got;
  guint part;
  guint not_got;
  guint other;
  guint dropped;
} WfOutcomeCount;

/**
 * WfOutcomes:
 *
 * What came of referrals, by catalogue entry: a fold over the agency's count.outcome records, which
 * name no client and no day, so that it stays when clients are forgotten. People are counted.
 * Immutable; any thread.
 */
typedef struct _WfOutcomes WfOutcomes;

/** wf_outcomes_new_from_snapshot: @state: (nullable): of the agency's aspect
 * %WF_OUTCOMES_ASPECT. Returns: (transfer full): never %NULL */
WfOutcomes *wf_outcomes_new_from_snapshot (GVariant *state);
WfOutcomes *wf_outcomes_ref (WfOutcomes *self);
void wf_outcomes_unref (WfOutcomes *self);
/** wf_outcomes_get_fold: Returns: (transfer none): for the agency's log */
const WfFold *wf_outcomes_get_fold (void);

/** wf_outcomes_lookup: Returns: (transfer none) (nullable): %NULL when nobody was sent there */
const WfOutcomeCount *wf_outcomes_lookup (const WfOutcomes *self, const char *entry_id);

/**
 * wf_outcomes_get_share:
 * @out_worked, @out_of: (out): "worked for 7 of 9 people here"
 *
 * Returns: %FALSE when there are fewer than %WF_OUTCOMES_FLOOR, and nothing may be shown
 */
gboolean wf_outcomes_get_share (const WfOutcomes *self,
                                const char *entry_id,
                                guint *out_worked,
                                guint *out_of);

/**
 * wf_outcomes_get_chance:
 *
 * For ranking: the share, drawn towards that of all entries together as if four more people had
 * had the usual luck, so that one lucky person decides nothing (a beta-binomial's mean; Gelman
 * et al., Bayesian Data Analysis, 3rd ed., 2.4).
 *
 * Returns: between 0 and 1; that of all entries for one that nobody tried, 0.5 when there is none
 */
double wf_outcomes_get_chance (const WfOutcomes *self, const char *entry_id);

/**
 * wf_outcomes_propose:
 * @before, @after: (nullable): one referral before and after a change
 *
 * Returns: (transfer full) (element-type WfRecord): count.outcome records for the agency's log,
 *   which take back what was counted before and count what stands after; empty when that is the
 *   same. Each referral counts once
 */
GPtrArray *wf_outcomes_propose (const WfReferral *before, const WfReferral *after);

/**
 * wf_outcomes_propose_all:
 * @before, @after: (element-type WfReferral): all of one client's, before and after a change
 *
 * Returns: (transfer full) (element-type WfRecord): as wf_outcomes_propose(), for people: of
 * several referrals of one client to one entry that which went best counts, and no other
 */
GPtrArray *wf_outcomes_propose_all (GPtrArray *before, GPtrArray *after);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfOutcomes, wf_outcomes_unref)

G_END_DECLS

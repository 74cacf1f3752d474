/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-facts.h"

G_BEGIN_DECLS

/**
 * WfVerdictKind:
 * @WF_VERDICT_NOT_ELIGIBLE: a condition is known not to hold
 * @WF_VERDICT_ASK: something is not known, or only the provider can say
 * @WF_VERDICT_ELIGIBLE: every condition is known to hold
 */
typedef enum {
  WF_VERDICT_NOT_ELIGIBLE,
  WF_VERDICT_ASK,
  WF_VERDICT_ELIGIBLE,
} WfVerdictKind;

/** wf_verdict_kind_to_text: Returns: "eligible", "ask" or "not-eligible" */
const char *wf_verdict_kind_to_text (WfVerdictKind kind);

/**
 * WfReason:
 * @code: the condition's name in the vocabulary ("benefit", "has_paper", "age", "region", …) or
 *   one of "closed", "provider-reads-paper" (the offer depends on how someone came: never asked,
 *   the provider reads the paper), "read-text" (the text does not allow a structured answer),
 *   "unknown-condition", "note"
 * @truth: %WF_TRUTH_NO speaks against, %WF_TRUTH_UNKNOWN is to be asked, %WF_TRUTH_YES informs
 * @state: for what is to be asked: why it is not known; %WF_FACT_KNOWN when known
 *   but not enough (the source itself says "ask")
 * @args: (array zero-terminated=1): values of the condition: any one of them would do
 * @alternative: 0 for what must hold anyway; 1, 2… when it belongs to that one of several ways
 * @can_change: the client or the navigator can do something about it (get a library card, be
 *   referred), unlike an age
 *
 * One reason, as code and arguments; the words are pack text under wf_reason_get_text_key().
 */
typedef struct {
  char *code;
  WfTruth truth;
  WfFactState state;
  GStrv args;
  guint alternative;
  gboolean can_change;
} WfReason;

/** wf_reason_get_text_key: Returns: (transfer full): "reason.<code>.no|ask|yes" */
char *wf_reason_get_text_key (const WfReason *self);

/** wf_reason_to_english: Returns: (transfer full): plain English, for the command and for packs
 * that have no text of their own */
char *wf_reason_to_english (const WfReason *self);

/** wf_reason_get_remedy_key: Returns: (transfer full): as a member of #WfVerdict.remedies:
 * "remedy.<code>" of what can be got or done, else "reason.<code>.ask" */
char *wf_reason_get_remedy_key (const WfReason *self);

/** wf_reason_to_english_remedy: Returns: (transfer full): the same in plain English: "One of these
 * papers: library card", or what is left to ask */
char *wf_reason_to_english_remedy (const WfReason *self);

/**
 * WfVerdict:
 * @kind: the answer
 * @reasons: (element-type WfReason): why: for *not eligible* what stands against it, for *ask*
 *   what to ask, then notes; in the order of the conditions
 * @documents: (array zero-terminated=1): papers to bring, in the source's words
 * @papers: (array zero-terminated=1): papers to bring, as ids of %WF_FACT_HAS_PAPER
 * @remedies: (element-type WfReason): the shortest way to *eligible*: what would have to be so
 *   and is not, or is not known; empty when eligible, and when nothing can be done
 *
 * The answer to "can this client get this?". Immutable; any thread.
 */
typedef struct {
  WfVerdictKind kind;
  GPtrArray *reasons;
  GStrv documents;
  GStrv papers;
  GPtrArray *remedies;
  gatomicrefcount refs;
} WfVerdict;

WfVerdict *wf_verdict_ref (WfVerdict *self);
void wf_verdict_unref (WfVerdict *self);

/** wf_verdict_to_json: Returns: (transfer full): {"verdict","reasons":[{"code","truth","args",
 * "alternative","text"}],"documents":[…],"papers":[…],"remedies":[…]} */
JsonObject *wf_verdict_to_json (const WfVerdict *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfVerdict, wf_verdict_unref)

G_END_DECLS

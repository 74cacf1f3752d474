/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-verdict.h"

G_BEGIN_DECLS

/* Private to catalogue/: one key of the conditions' vocabulary at a time. */

/**
 * WfTermContext:
 * @facts: what is known
 * @today: the day
 * @whole: the object the key stands in: some keys are read together
 */
typedef struct {
  const WfFacts *facts;
  const GDate *today;
  JsonObject *whole;
} WfTermContext;

/**
 * wf_term_evaluate:
 * @key: a member of @context->whole, except any_of, documents and note
 *
 * Returns: (transfer full) (nullable): how it stands, with the reason; %NULL when the key is read
 *   together with another and says nothing by itself
 */
WfReason *wf_term_evaluate (const WfTermContext *context, const char *key);

/** wf_term_get_fact: Returns: (nullable): the fact that decides @key and may be asked for */
const char *wf_term_get_fact (const char *key);

/** wf_term_locality: Returns: (transfer full): whether the client lives in @place: yes or unknown,
 * because a place is written in words */
WfReason *wf_term_locality (const WfFacts *facts, const char *place);

/** wf_term_region: Returns: (transfer full): reason of @truth about @regions */
WfReason *wf_term_region (const WfFacts *facts, WfTruth truth, const char *const *regions);

/** wf_reason_new: Returns: (transfer full): @args: (nullable): copied */
WfReason *wf_reason_new (const char *code, WfTruth truth, const char *const *args);

/** wf_reason_copy: Returns: (transfer full): the same again */
WfReason *wf_reason_copy (const WfReason *self);

/** wf_reason_free: (nullable): releases it */
void wf_reason_free (WfReason *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfReason, wf_reason_free)

G_END_DECLS

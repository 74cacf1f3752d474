/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-conditions.h"
#include "wf-services.h"

G_BEGIN_DECLS

/** wf_conditions_key_get_words: @key: of the conditions' vocabulary, as
 * wf_conditions_draft_list_needs() has it. Returns: (transfer none): in the interface's language */
const char *wf_conditions_key_get_words (const char *key);

/** wf_verdict_dup_lines: Returns: (transfer full): the reasons of @verdict in words, none twice */
GStrv wf_verdict_dup_lines (const WfVerdict *verdict, WfServices *services);

/**
 * wf_verdict_dup_way:
 * @kind: whether they can get it
 * @n_reasons: how many reasons are told beside it
 * @remedies: (element-type WfPlanReason): the shortest way to a yes
 *
 * Returns: (transfer full): what would make it a yes: "They could get it with: Library card", and
 *   what is left to ask then; without lines when nothing would, or the reasons say it already
 */
GStrv
wf_verdict_dup_way (WfVerdictKind kind, guint n_reasons, GPtrArray *remedies, WfServices *services);

/** wf_conditions_dup_needs: Returns: (transfer full) (nullable): the shortest way to @verdict's yes
 * in lines, but for the place; %NULL when it takes nothing that can be said */
char *wf_conditions_dup_needs (const WfVerdict *verdict, WfServices *services);

/** wf_conditions_dup_words: @conditions: (nullable). Returns: (transfer full): what would be asked,
 * on one line */
char *wf_conditions_dup_words (JsonObject *conditions, WfServices *services);

/** wf_condition_value_dup_words: @family: "document" or "benefit". Returns: (transfer full)
 * (nullable): what the packs call @value; %NULL when they have no word for it */
char *wf_condition_value_dup_words (const char *family, const char *value, WfServices *services);

G_END_DECLS

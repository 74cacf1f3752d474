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

/** wf_conditions_dup_words: @conditions: (nullable). Returns: (transfer full): what would be asked,
 * on one line */
char *wf_conditions_dup_words (JsonObject *conditions, WfServices *services);

/** wf_condition_value_dup_words: @family: "document" or "benefit". Returns: (transfer full)
 * (nullable): what the packs call @value; %NULL when they have no word for it */
char *wf_condition_value_dup_words (const char *family, const char *value, WfServices *services);

G_END_DECLS

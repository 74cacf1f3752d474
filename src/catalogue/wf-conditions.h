/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-resource.h"
#include "wf-verdict.h"

G_BEGIN_DECLS

/**
 * wf_conditions_evaluate:
 * @conditions: (nullable): the object of the vocabulary in docs/formats/conditions.md; empty:
 *   open to anyone; %NULL: the text does not allow an answer, so *ask*
 * @facts: what is known about the client
 * @today: the day the question is asked
 *
 * Pure: no clock, no locale, no I/O. What is not known, refused or not asked gives *ask*,
 * never *not eligible*. A condition this version does not know gives *ask*. Any thread.
 *
 * Returns: (transfer full): the verdict
 */
WfVerdict *wf_conditions_evaluate (JsonObject *conditions, WfFacts *facts, const GDate *today);

/**
 * wf_resource_evaluate:
 *
 * wf_conditions_evaluate() with what the entry itself says: a closed entry is never offered, one
 * of another region is not for this client, one of a single place asks whether they live there.
 *
 * Returns: (transfer full): the verdict
 */
WfVerdict *wf_resource_evaluate (const WfResource *resource, WfFacts *facts, const GDate *today);

/** wf_conditions_get_fact_names: Returns: (transfer full): the facts whose answer could change the
 * verdict of @conditions, each once, sorted; never %WF_FACT_CLASS, which is not asked */
GStrv wf_conditions_get_fact_names (JsonObject *conditions);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-chip.h"
#include "wf-format.h"
#include "wf-outcomes.h"
#include "wf-resource.h"
#include "wf-verdict.h"

G_BEGIN_DECLS

/*
 * What the navigator reads about an entry of the catalogue, in the interface's language. The
 * client's words about an offer are pack text and stand on the page alone.
 */

/** wf_resource_kind_get_words: @kind: as in #WfResource. Returns: (transfer none): "Devices" … */
const char *wf_resource_kind_get_words (const char *kind);

/** wf_resource_status_get_words: Returns: (transfer none): whether it still runs: "It runs" … */
const char *wf_resource_status_get_words (WfResourceStatus status);

/** wf_region_dup_words: @region: ISO 3166: Returns: (transfer full): "Ontario", "all of Canada" */
char *wf_region_dup_words (const char *region);

/** wf_resource_dup_place: Returns: (transfer full): where it is for: regions and locality;
 * "place not known" when its source names none */
char *wf_resource_dup_place (const WfResource *resource);

/** wf_resource_dup_way: @from: where the agency is. Returns: (transfer full) (nullable): how far it
 * is from there, in words; %NULL when nobody knows, or when it is too far to say */
char *wf_resource_dup_way (const WfResource *resource, const char *from);

/** wf_resource_dup_cost: Returns: (transfer full): "Free", "$20 a month", "Ask for the price" */
char *wf_resource_dup_cost (const WfResource *resource, const WfFormat *format);

/** wf_resource_dup_cost_note: Returns: (transfer full) (nullable): the source's note, when it
 * adds something */
char *wf_resource_dup_cost_note (const WfResource *resource);

/** wf_resource_dup_languages: Returns: (transfer full): "English, French and Arabic" */
char *wf_resource_dup_languages (const WfResource *resource, const WfFormat *format);

/** wf_resource_dup_theirs: @words: (nullable): what a service wrote, mostly English. Returns:
 * (transfer full) (nullable): for a reader of another language: that these are its words, and they
 */
char *wf_resource_dup_theirs (const char *words, const WfFormat *format);

/** wf_resource_dup_hours: Returns: (transfer full) (nullable): in @format's language where they are
 * understood, else as wf_resource_dup_theirs() */
char *wf_resource_dup_hours (const WfResource *resource, const WfFormat *format);

/** wf_as_of_dup_words: @as_of: (nullable): "2026", "2026-11" or "2026-11-01". Returns: (transfer
 * full) (nullable): as exact as that: "Nov 1, 2026"; %NULL when it is no date */
char *wf_as_of_dup_words (const char *as_of, WfFormat *format);

/**
 * wf_resource_dup_age:
 * @out_chip: (out): good when it was seen lately, ask when it is old or not known
 *
 * Returns: (transfer full): "Seen in May 2025", "No date"
 */
char *wf_resource_dup_age (const WfResource *resource, WfFormat *format, WfChipKind *out_chip);

/** wf_outcomes_dup_words: Returns: (transfer full) (nullable): "Worked for 7 of 9 people here";
 * %NULL while there are too few to be shown */
char *wf_outcomes_dup_words (const WfOutcomes *outcomes, const char *id, const WfFormat *format);

/** wf_resource_check_get_words: Returns: (transfer none) (nullable): why to check before you send
 * someone; %NULL when there is no need */
const char *wf_resource_check_get_words (WfResourceCheck check);

/** wf_resource_age_chip_kind: Returns: which chip @check makes of the age */
WfChipKind wf_resource_age_chip_kind (WfResourceCheck check);

/** wf_verdict_get_words: Returns: (transfer none): "You can get this", "Ask", "Not this one" */
const char *wf_verdict_get_words (WfVerdictKind verdict);
/** wf_verdict_get_chip: Returns: the chip that stands for it */
WfChipKind wf_verdict_get_chip (WfVerdictKind verdict);

/** wf_resource_dup_said: Returns: (transfer full): all a row says, for a screen reader */
char *wf_resource_dup_said (const WfResource *resource, WfFormat *format, WfResourceCheck check);

G_END_DECLS

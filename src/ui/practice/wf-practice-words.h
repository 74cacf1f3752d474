/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-checklist-progress.h"
#include "wf-format.h"
#include "wf-pack-library.h"
#include "wf-practice-result.h"

G_BEGIN_DECLS

/** wf_point_status_get_words: Returns: (transfer none): where a point stands, a few words */
const char *wf_point_status_get_words (WfPointStatus status);

/** wf_practice_find_words: Returns: (transfer none): what a point says in @lang: as the list has
 * it, or as it was when it left the list; its id where nobody kept the words */
const char *wf_practice_find_words (const WfPointProgress *at, const char *lang);

/** wf_practice_find_title: Returns: (transfer none) (nullable): what a list was called by the
 * points that were entered or signed, for one that is here no more */
const char *wf_practice_find_title (const WfChecklistProgress *progress, const char *lang);

/** wf_practice_dup_claim: Returns: (transfer full): what a point is to show: "Stage 3 · Reflective
 * practice", or the ids where the map is not here */
char *wf_practice_dup_claim (WfPackLibrary *packs, const WfClaim *claim, const WfFormat *format);

/** wf_practice_dup_level_title: @level: a level's number, 0 for "not yet". Returns: (transfer
 * full): "Stage 3", as the pack calls it */
char *wf_practice_dup_level_title (const WfFramework *framework, int level, const WfFormat *format);

/** wf_practice_dup_minutes: Returns: (transfer full): "About 15 minutes" */
char *wf_practice_dup_minutes (guint minutes, const WfFormat *format);

/** wf_practice_dup_round: @done of @all. Returns: (transfer full): "5 of 22" */
char *wf_practice_dup_round (guint done, guint all, const WfFormat *format);

/** wf_practice_dup_checklist: Returns: (transfer full): how far a checklist is, in a sentence */
char *wf_practice_dup_checklist (const WfChecklistProgress *progress, const WfFormat *format);

/**
 * wf_practice_dup_area:
 *
 * What the chart says of one area: its stage, against last time, against the floor.
 *
 * Returns: (transfer full)
 */
char *wf_practice_dup_area (const WfFramework *framework,
                            const WfAreaResult *area,
                            const WfFormat *format);

/** wf_practice_dup_gap: @said: number of the level one chose, @shown: what signed-off points show,
 * 0 for nothing. Returns: (transfer full): both beside each other, and what lies between */
char *
wf_practice_dup_gap (const WfFramework *framework, int said, guint shown, const WfFormat *format);

/** wf_practice_find_name: @members: (element-type WfMember). Returns: (transfer none): what a
 *  member of staff is called; "" for somebody unknown */
const char *wf_practice_find_name (GPtrArray *members, const char *staff);

G_END_DECLS

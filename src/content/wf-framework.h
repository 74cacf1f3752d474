/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pack.h"

G_BEGIN_DECLS

/** How many levels a framework may have. */
#define WF_FRAMEWORK_MAX_LEVELS 8
/** A level that no number of points reaches, in #WfFrameworkCuts. */
#define WF_FRAMEWORK_NO_CUT G_MAXUINT

/**
 * WfFrameworkCuts:
 * @from: points at which the level of that number (index 0 for level 1) begins, rising;
 *   %WF_FRAMEWORK_NO_CUT for levels the pack gives no points for
 * @is_set: %FALSE when the pack draws no line here
 *
 * Where the published bands of a framework begin, for all its questions answered.
 */
typedef struct {
  guint from[WF_FRAMEWORK_MAX_LEVELS];
  gboolean is_set;
} WfFrameworkCuts;

/**
 * WfFrameworkPart:
 * @id: as "1", "1.1", "availability"
 * @parent: (nullable): the area a competence stands in; %NULL for an area
 * @title: its name
 * @title_new: (nullable): its name in the framework's newer edition
 * @line: (nullable): what it means, one sentence
 * @example: (nullable): what it can look like at work
 * @step: (nullable): one thing to try next
 * @step_minutes: how long @step takes; 0 without one
 * @statements: what one says of oneself at each level, index 0 for level 1; %NULL for a
 *   level without a sentence
 * @cuts: where the bands of an area begin
 *
 * An area or competence. Owned by its framework; read only; any thread.
 */
typedef struct {
  char *id;
  char *parent;
  WfText *title;
  WfText *title_new;
  WfText *line;
  WfText *example;
  WfText *step;
  guint step_minutes;
  WfText *statements[WF_FRAMEWORK_MAX_LEVELS];
  WfFrameworkCuts cuts;
} WfFrameworkPart;

/**
 * WfFrameworkLevel:
 * @number: from 1, rising
 * @id: (nullable): as "B1"; how a stored rating names it
 * @band: (nullable): the band it belongs to, as "foundation"
 * @points: what a rating at this level counts
 * @title: (nullable): what it is called on a page, as "Stage 3"
 * @line: what it means, one sentence
 */
typedef struct {
  guint number;
  char *id;
  char *band;
  guint points;
  WfText *title;
  WfText *line;
} WfFrameworkLevel;

/**
 * WfFrameworkBand:
 * @id: as "foundation"
 * @title: its name
 * @title_new: (nullable): its name in the framework's newer edition
 */
typedef struct {
  char *id;
  WfText *title;
  WfText *title_new;
} WfFrameworkBand;

/**
 * WfFrameworkBaseline:
 * @id: as "everyone", or a role as wf_role_to_text() names it
 * @title: what it is called on a page
 * @floors: parallel to the framework's parts: the number of the lowest level, 0 for none
 *
 * The floor nobody in that role falls below.
 */
typedef struct {
  char *id;
  WfText *title;
  GArray *floors;
} WfFrameworkBaseline;

/**
 * WfFramework:
 *
 * A map of what can be known or what may be missing: DigComp, the five A's; with sentences
 * to recognise oneself in, DigCompEdu or a map of an organisation. Immutable, ref-counted;
 * may cross threads.
 */
typedef struct _WfFramework WfFramework;

WfFramework *wf_framework_ref (WfFramework *self);
void wf_framework_unref (WfFramework *self);

/** wf_framework_get_info: Returns: (transfer none): the pack's label */
const WfPackInfo *wf_framework_get_info (const WfFramework *self);
/** wf_framework_get_parts: Returns: (transfer none): of #WfFrameworkPart, areas and their
 *  competences in reading order */
const GPtrArray *wf_framework_get_parts (const WfFramework *self);
/** wf_framework_lookup: Returns: (transfer none) (nullable): the part with that id */
const WfFrameworkPart *wf_framework_lookup (const WfFramework *self, const char *part_id);
/** wf_framework_get_levels: Returns: (transfer none): of #WfFrameworkLevel; may be empty */
const GPtrArray *wf_framework_get_levels (const WfFramework *self);
/** wf_framework_get_bands: Returns: (transfer none): of #WfFrameworkBand; may be empty */
const GPtrArray *wf_framework_get_bands (const WfFramework *self);
/** wf_framework_lookup_band: Returns: (transfer none) (nullable): the band with that id */
const WfFrameworkBand *wf_framework_lookup_band (const WfFramework *self, const char *band_id);
/** wf_framework_get_title: Returns: (transfer none) (nullable): its name on a page */
const WfText *wf_framework_get_title (const WfFramework *self);
/** wf_framework_get_line: Returns: (transfer none) (nullable): what to say before it begins */
const WfText *wf_framework_get_line (const WfFramework *self);
/** wf_framework_get_credit: Returns: (transfer none) (nullable): whose ideas these are */
const WfText *wf_framework_get_credit (const WfFramework *self);
/** wf_framework_get_minutes: Returns: how long a round through it takes; 0 when not said */
guint wf_framework_get_minutes (const WfFramework *self);
/** wf_framework_get_cuts: Returns: (transfer none): where the bands of the whole begin */
const WfFrameworkCuts *wf_framework_get_cuts (const WfFramework *self);
/** wf_framework_lookup_level: @level_id: (nullable). Returns: (transfer none) (nullable): the
 *  level with that id, as "B1" */
const WfFrameworkLevel *wf_framework_lookup_level (const WfFramework *self, const char *level_id);

/**
 * wf_framework_get_questions:
 *
 * The parts one rates oneself in: those that have sentences, in reading order. Empty for a
 * map that is only looked at.
 *
 * Returns: (transfer none) (element-type WfFrameworkPart)
 */
const GPtrArray *wf_framework_get_questions (const WfFramework *self);

/**
 * wf_framework_get_floor:
 * @role: as wf_role_to_text() names it; what it does not name falls back to "everyone"
 * @part_id: a competence
 *
 * Returns: number of the lowest level, 0 for none
 */
guint wf_framework_get_floor (const WfFramework *self, const char *role, const char *part_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfFramework, wf_framework_unref)

G_END_DECLS

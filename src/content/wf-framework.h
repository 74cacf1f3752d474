/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pack.h"

G_BEGIN_DECLS

/**
 * WfFrameworkPart:
 * @id: as "1", "1.1", "availability"
 * @parent: (nullable): the area a competence stands in; %NULL for an area
 * @title: its name
 * @title_new: (nullable): its name in the framework's newer edition
 * @line: (nullable): what it means, one sentence
 *
 * An area or competence. Owned by its framework; read only; any thread.
 */
typedef struct {
  char *id;
  char *parent;
  WfText *title;
  WfText *title_new;
  WfText *line;
} WfFrameworkPart;

/**
 * WfFrameworkLevel:
 * @number: from 1, rising
 * @band: the band it belongs to, as "foundation"
 * @line: what it means, one sentence
 */
typedef struct {
  guint number;
  char *band;
  WfText *line;
} WfFrameworkLevel;

/**
 * WfFrameworkBand:
 * @id: as "foundation"
 * @title: its name
 */
typedef struct {
  char *id;
  WfText *title;
} WfFrameworkBand;

/**
 * WfFramework:
 *
 * A map of what can be known or what may be missing: DigComp, the five A's. Immutable,
 * ref-counted; may cross threads.
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

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfFramework, wf_framework_unref)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pack.h"

G_BEGIN_DECLS

/**
 * WfChecklistPoint:
 * @id: never used again once retired, so that ticks survive a newer version
 * @competences: ids in the checklist's framework, at least one
 * @level: id of the level the point shows, as "B1"
 * @text: what was done, in the past tense
 * @evidence: what can show it
 * @line: where it stands in the file
 *
 * One thing to do and to prove. Owned by its checklist; read only; any thread.
 */
typedef struct {
  char *id;
  GStrv competences;
  char *level;
  WfText *text;
  WfText *evidence;
  guint line;
} WfChecklistPoint;

/**
 * WfChecklist:
 *
 * A list of points for one piece of work. Its version is that of its pack. Immutable,
 * ref-counted; may cross threads.
 */
typedef struct _WfChecklist WfChecklist;

WfChecklist *wf_checklist_ref (WfChecklist *self);
void wf_checklist_unref (WfChecklist *self);

/** wf_checklist_get_info: Returns: (transfer none): the pack's label, with id and version */
const WfPackInfo *wf_checklist_get_info (const WfChecklist *self);
/** wf_checklist_get_framework: Returns: (transfer none): id of the framework it is mapped to */
const char *wf_checklist_get_framework (const WfChecklist *self);
/** wf_checklist_get_months: Returns: months after which a sign-off is looked at again, ≥ 1 */
guint wf_checklist_get_months (const WfChecklist *self);
/** wf_checklist_get_title: Returns: (transfer none) (nullable): its name */
const WfText *wf_checklist_get_title (const WfChecklist *self);
/** wf_checklist_get_purpose: Returns: (transfer none) (nullable): what it is good for */
const WfText *wf_checklist_get_purpose (const WfChecklist *self);
/** wf_checklist_get_when: Returns: (transfer none) (nullable): when one does it */
const WfText *wf_checklist_get_when (const WfChecklist *self);
/** wf_checklist_get_points: Returns: (transfer none) (element-type WfChecklistPoint) */
const GPtrArray *wf_checklist_get_points (const WfChecklist *self);
/** wf_checklist_lookup: Returns: (transfer none) (nullable): the point with that id */
const WfChecklistPoint *wf_checklist_lookup (const WfChecklist *self, const char *point_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfChecklist, wf_checklist_unref)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-checklist.h"

G_BEGIN_DECLS

/** What ids of lists and points written in the program begin with: the agency's own. */
#define WF_CHECKLIST_OWN "own-"

/**
 * WfDraftPoint:
 * @id: stays; ticks belong to it
 * @competences: ids, at least one
 * @level: id of a level
 */
typedef struct {
  char *id;
  GStrv competences;
  char *level;
  WfText *text;
  WfText *evidence;
} WfDraftPoint;

/**
 * WfChecklistDraft:
 * @version: what it will be written as
 * @months: after which a sign-off is looked at again, 1 to 120
 * @purpose, @when: (nullable)
 * @points: (element-type WfDraftPoint)
 *
 * A checklist that is being written. Main thread, or whoever owns it.
 */
typedef struct {
  char *id;
  guint version;
  char *framework;
  char *lang;
  guint months;
  WfText *title;
  WfText *purpose;
  WfText *when;
  char *source;
  char *licence;
  char *attribution;
  GPtrArray *points;
} WfChecklistDraft;

/** wf_checklist_draft_new: @lang: BCP 47 tag it is written in. Returns: (transfer full): an empty
 *  list of the agency's own, with a random id */
WfChecklistDraft *
wf_checklist_draft_new (const char *framework, const char *lang, const char *title);
/** wf_checklist_draft_new_from: Returns: (transfer full): @list with the next version */
WfChecklistDraft *wf_checklist_draft_new_from (const WfChecklist *list);
/** wf_checklist_draft_free: frees it */
void wf_checklist_draft_free (WfChecklistDraft *self);

/**
 * wf_draft_text:
 * @old: (nullable) (transfer full): what stood there
 * @words: (nullable): as typed; empty for none
 *
 * Other languages are kept as long as the words did not change.
 *
 * Returns: (transfer full) (nullable): the text as it is now
 */
WfText *wf_draft_text (WfText *old, const char *lang, const char *words);

/** wf_checklist_draft_add: Returns: (transfer none): a point at the end, with a random id that
 *  was never used; its texts still %NULL */
WfDraftPoint *
wf_checklist_draft_add (WfChecklistDraft *self, const char *const *competences, const char *level);
/** wf_checklist_draft_lookup: Returns: (transfer none) (nullable): that point */
WfDraftPoint *wf_checklist_draft_lookup (WfChecklistDraft *self, const char *point_id);
/** wf_checklist_draft_move: @by: -1 for up, 1 for down; at an end it stays */
void wf_checklist_draft_move (WfChecklistDraft *self, const char *point_id, int by);
/** wf_checklist_draft_remove: takes a point off; what was ticked stays with whoever ticked it */
void wf_checklist_draft_remove (WfChecklistDraft *self, const char *point_id);

/**
 * wf_checklist_draft_keep_own:
 * @mine: the list as this agency has it
 *
 * Adds the points of @mine that were written here and are not in the draft, after the point they
 * stood behind.
 *
 * Returns: how many
 */
guint wf_checklist_draft_keep_own (WfChecklistDraft *self, const WfChecklist *mine);

/** wf_checklist_draft_to_xml: Returns: (transfer full): a pack (docs/formats/pack.md), which its
 *  reader checks like any other */
char *wf_checklist_draft_to_xml (const WfChecklistDraft *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfChecklistDraft, wf_checklist_draft_free)

G_END_DECLS

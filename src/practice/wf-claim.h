/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-checklist.h"
#include "wf-record.h"

G_BEGIN_DECLS

/**
 * WfClaim:
 * @checklist: id of a list, @version: of its pack then, @point: id of a point
 * @text: (nullable): the point's words in every language there was, the one they were written in
 *   first; %NULL in records from before words were kept
 * @title: (nullable): the list's
 * @framework: (nullable), @level: (nullable), @competences: what the point was to show
 *
 * What a tick, a request or a signature is about: a point as the list had it at that moment. Lists
 * change; what somebody said and signed does not. Immutable, any thread.
 */
typedef struct {
  char *checklist;
  guint version;
  char *point;
  WfText *text;
  WfText *title;
  char *framework;
  char *level;
  GStrv competences;
  gatomicrefcount refs;
} WfClaim;

/** wf_claim_new: Returns: (transfer full): the point as @checklist has it */
WfClaim *wf_claim_new (const WfChecklist *checklist, const WfChecklistPoint *point);
/** wf_claim_new_from_body: Returns: (transfer full) (nullable): its members in a record's body;
 * %NULL when it names no point */
WfClaim *wf_claim_new_from_body (JsonObject *body);
/** wf_claim_to_body: writes its members into a record's body */
void wf_claim_to_body (const WfClaim *self, JsonObject *body);

WfClaim *wf_claim_ref (WfClaim *self);
void wf_claim_unref (WfClaim *self);

/**
 * wf_claim_holds:
 *
 * Translations may come and get better: the words are compared in the language they were written
 * in. One that holds no words does not hold.
 *
 * Returns: whether the point still says that, and is to show the same
 */
gboolean
wf_claim_holds (const WfClaim *self, const WfChecklist *checklist, const WfChecklistPoint *point);

/** wf_claim_keep: @old: (nullable). Returns: (transfer full): @old while it holds, otherwise a new
 *  one */
WfClaim *wf_claim_keep (WfClaim *old, const WfChecklist *checklist, const WfChecklistPoint *point);

/** wf_claim_digest: adds all that is signed to @text, so that no two claims read the same: every
 *  language, since nobody knows which one the signer reads; the version is not signed */
void wf_claim_digest (const WfClaim *self, GString *text);

/** wf_digest_add: @field: (nullable): with its length before it */
void wf_digest_add (GString *text, const char *field);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfClaim, wf_claim_unref)

G_END_DECLS

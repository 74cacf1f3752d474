/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * WfNeed:
 * @WF_NEED_NONE: it does not matter
 * @WF_NEED_YES: it must be so
 * @WF_NEED_ASK: it matters, and nobody wrote down how: always *ask*
 */
typedef enum {
  WF_NEED_NONE,
  WF_NEED_YES,
  WF_NEED_ASK,
} WfNeed;

/** How many names wf_conditions_draft_list_needs() has. */
#define WF_CONDITIONS_N_NEEDS 14

/**
 * WfConditionsDraft:
 * @is_text_only: no conditions are written: whoever asks reads the text
 * @age_min, @age_max: years; 0 for none
 * @income: whether money must be short
 * @benefits: any one of them will do; empty for none
 * @is_either: a low income or one of the benefits is enough; else both are needed. Not when @kept
 * has several ways of its own
 * @papers: of #WF_FACT_HAS_PAPER, any one of them will do; empty for none
 * @needs: in the order of wf_conditions_draft_list_needs()
 * @documents: what to bring, in words
 * @note: a remark, shown with the answer; ""
 * @kept: what this form does not show; it stays as it is
 *
 * Conditions of an entry as a form has them (docs/formats/conditions.md). How somebody came to the
 * country has no field: it is never asked; where an entry has such a condition it is among what is
 * kept, and the provider reads the paper. A plain value; strings are never %NULL.
 */
typedef struct {
  gboolean is_text_only;
  int age_min;
  int age_max;
  WfNeed income;
  GStrv benefits;
  gboolean is_either;
  GStrv papers;
  WfNeed needs[WF_CONDITIONS_N_NEEDS];
  GStrv documents;
  char *note;
  JsonObject *kept;
  gboolean is_income_first; /* private: how the source orders the two ways */
} WfConditionsDraft;

/** wf_conditions_draft_new: @conditions: (nullable): copied. Returns: (transfer full) */
WfConditionsDraft *wf_conditions_draft_new (JsonObject *conditions);
void wf_conditions_draft_free (WfConditionsDraft *self);

/** wf_conditions_draft_list_needs: Returns: (transfer none): keys of the vocabulary: %TRUE, or a
 * list of which "any" will do */
const char *const *wf_conditions_draft_list_needs (void);

/** wf_conditions_draft_to_json: Returns: (transfer full): the same again where nothing was changed;
 * a %JSON_NODE_NULL for @is_text_only */
JsonNode *wf_conditions_draft_to_json (const WfConditionsDraft *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfConditionsDraft, wf_conditions_draft_free)

G_END_DECLS

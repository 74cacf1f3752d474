/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-rule-pack.h"

G_BEGIN_DECLS

/**
 * WfKnown:
 * @WF_KNOWN_NO: answered, and not so
 * @WF_KNOWN_UNKNOWN: not answered: refused, not known, not asked
 * @WF_KNOWN_YES: answered, and so
 *
 * Three values, in the order in which *and* is the least and *or* the greatest.
 */
typedef enum {
  WF_KNOWN_NO,
  WF_KNOWN_UNKNOWN,
  WF_KNOWN_YES,
} WfKnown;

/**
 * WfAnswerState:
 * @WF_ANSWER_NOT_ASKED: nobody asked, or it was put off
 * @WF_ANSWER_REFUSED: the client does not want to say
 * @WF_ANSWER_DONT_KNOW: the client does not know
 * @WF_ANSWER_GIVEN: there is an answer
 */
typedef enum {
  WF_ANSWER_NOT_ASKED,
  WF_ANSWER_REFUSED,
  WF_ANSWER_DONT_KNOW,
  WF_ANSWER_GIVEN,
} WfAnswerState;

/** wf_answer_state_to_code: Returns: "not-asked", "refused", "dont-know" or "given" */
const char *wf_answer_state_to_code (WfAnswerState state);

/**
 * WfAnswer:
 * @item_id: the item
 * @kind: its kind when it was asked
 * @state: whether there is an answer
 * @options: (nullable): chosen option ids, %NULL-terminated; only when given
 * @reason: (nullable): why it was skipped, as "not-alone"
 * @score: category, or -1 when not scored
 * @is_low: can-do 0-1, task 0-1, choice 0; never for what was not given
 * @is_protected: never reaches paper, files or the client's window
 *
 * The last word on one item. Owned by its #WfAnswers.
 */
typedef struct {
  char *item_id;
  WfItemKind kind;
  WfAnswerState state;
  GStrv options;
  char *reason;
  int score;
  gboolean is_low;
  gboolean is_protected;
} WfAnswer;

/**
 * WfAnswers:
 *
 * All answers of one interview at one moment: what rules are evaluated over. Built with
 * the add functions (or wf_interview_get_answers()), immutable afterwards, ref-counted;
 * may cross threads.
 */
typedef struct _WfAnswers WfAnswers;

/** wf_answers_new: Returns: (transfer full): no answers; @region: (nullable): as "CA-ON" */
WfAnswers *wf_answers_new (const char *region, const char *const *goals);

/** wf_answers_copy: Returns: (transfer full): the same answers, to add a "what if" */
WfAnswers *wf_answers_copy (const WfAnswers *self);

WfAnswers *wf_answers_ref (WfAnswers *self);
void wf_answers_unref (WfAnswers *self);

/**
 * wf_answers_add:
 * @options: (nullable): chosen options when @state is given
 * @reason: (nullable): why it was skipped
 * @score: category, -1 when not scored
 *
 * Sets the last word on an item; only while the answers are being built.
 */
void wf_answers_add (WfAnswers *self,
                     const char *item_id,
                     WfItemKind kind,
                     WfAnswerState state,
                     const char *const *options,
                     const char *reason,
                     int score,
                     gboolean is_protected);

/** wf_answers_set_area_weak: what measurement says of area 1 to 5; only while being built */
void wf_answers_set_area_weak (WfAnswers *self, guint area, WfKnown is_weak);

/** wf_answers_get_n: Returns: how many items have an entry */
guint wf_answers_get_n (const WfAnswers *self);
/** wf_answers_get: Returns: (transfer none): the entry at @index, in the order first asked */
const WfAnswer *wf_answers_get (const WfAnswers *self, guint index);
/** wf_answers_lookup: Returns: (transfer none) (nullable): the entry of that item */
const WfAnswer *wf_answers_lookup (const WfAnswers *self, const char *item_id);

/** wf_answers_get_region: Returns: (transfer none) (nullable): ISO 3166-2 code */
const char *wf_answers_get_region (const WfAnswers *self);
/** wf_answers_get_goals: Returns: (transfer none): goal ids, maybe empty */
const char *const *wf_answers_get_goals (const WfAnswers *self);

/** wf_answers_is_low: Returns: whether the item's answer is low; unknown without an answer */
WfKnown wf_answers_is_low (const WfAnswers *self, const char *item_id);

/**
 * wf_answers_has_option:
 * @options: %NULL-terminated option ids
 *
 * Returns: whether the answer holds one of @options; unknown without an answer. An option
 *   that says "I do not know" or "I do not want to say" can be asked for too, and is yes
 */
WfKnown
wf_answers_has_option (const WfAnswers *self, const char *item_id, const char *const *options);

/**
 * wf_answers_is_area_weak:
 * @area: 1 to 5
 *
 * Returns: yes when measurement says the area needs a look or it has two low answers;
 *   unknown when nothing was answered there
 */
WfKnown wf_answers_is_area_weak (const WfAnswers *self, guint area);

/** wf_answers_has_goal: Returns: whether the client chose one of @goals; unknown without goals */
WfKnown wf_answers_has_goal (const WfAnswers *self, const char *const *goals);

/** wf_answers_count: Returns: given answers of that kind that hold one of @options */
guint wf_answers_count (const WfAnswers *self, WfItemKind kind, const char *const *options);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfAnswers, wf_answers_unref)

G_END_DECLS

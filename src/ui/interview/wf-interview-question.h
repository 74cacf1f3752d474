/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-question-card.h"
#include "wf-visit-pane.h"

G_BEGIN_DECLS

/**
 * WfInterviewQuestion:
 * @card: what a card shows; borrows from the pack and from the rest of this
 *
 * The question an interview stands at, as a card takes it. A plain value on the stack.
 */
typedef struct {
  WfCardQuestion card;
  GArray *options;  /* of WfCardOption */
  GPtrArray *owned; /* of WfCardLine */
} WfInterviewQuestion;

/**
 * wf_interview_question_init:
 * @pane: of a running interview with a current item
 * @lang: BCP 47 tag of the card
 * @before: (nullable) (element-type WfCardLine): borrowed: in a script, what is said first
 */
void wf_interview_question_init (WfInterviewQuestion *self,
                                 WfVisitPane *pane,
                                 const char *lang,
                                 const GPtrArray *before);
void wf_interview_question_clear (WfInterviewQuestion *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WfInterviewQuestion, wf_interview_question_clear)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-script.h"
#include "wf-workshop-error.h"

G_BEGIN_DECLS

/**
 * WfActionKind:
 *
 * What a presenter can do, each one key. The line names them: docs/formats/workshop.md.
 *
 * @WF_ACTION_NEXT: the next slide
 * @WF_ACTION_BACK: the slide before
 * @WF_ACTION_GO: to slide @slide
 * @WF_ACTION_OPEN: answers count (a question opens by itself when it is first shown)
 * @WF_ACTION_CLOSE: no more answers
 * @WF_ACTION_REVEAL: the results; once more: the evidence, or why
 * @WF_ACTION_HIDE: back to hidden
 * @WF_ACTION_RESET: this slide's answers begin anew; undo brings them back
 * @WF_ACTION_FREEZE: the wall stays as it is while the presenter looks ahead
 * @WF_ACTION_UNFREEZE: the wall follows again
 * @WF_ACTION_BLACK: nothing on the wall
 * @WF_ACTION_UNBLACK: the wall is back
 * @WF_ACTION_COUNT: @number raised hands or cards for @choice
 * @WF_ACTION_HAND: one raised hand or card more for @choice; @number 0: one less
 * @WF_ACTION_KEY: one person pressed @choice on the shared keyboard
 * @WF_ACTION_HEADS: @number people are in the room
 * @WF_ACTION_ATTEND: @number people stand in the attendance
 * @WF_ACTION_TICK: @choice of a checklist done, or not done again
 * @WF_ACTION_START: the timer runs
 * @WF_ACTION_PAUSE: the timer stands
 * @WF_ACTION_SHOW_IDEA: idea @number goes on the wall
 * @WF_ACTION_HIDE_IDEA: idea @number goes off the wall
 * @WF_ACTION_MERGE_IDEA: idea @number says the same as idea @other
 * @WF_ACTION_VOTE_IDEAS: the ideas on the wall can be voted on
 * @WF_ACTION_EDIT_IDEA: idea @number, not on the wall yet, says @text
 * @WF_ACTION_UNDO: the last of the above never happened
 * @WF_ACTION_ADD_IDEA: @text was said aloud or written on a card; it waits as ideas of phones do.
 *   Not undone: it need not be shown
 * @WF_ACTION_NEW_CODE: phones that joined are out, their answers to what is on the wall too; who
 *   is in the room joins anew with another code. Not undone
 * @WF_ACTION_END: the workshop is over; answers become counts
 */
typedef enum {
  WF_ACTION_NEXT,
  WF_ACTION_BACK,
  WF_ACTION_GO,
  WF_ACTION_OPEN,
  WF_ACTION_CLOSE,
  WF_ACTION_REVEAL,
  WF_ACTION_HIDE,
  WF_ACTION_RESET,
  WF_ACTION_FREEZE,
  WF_ACTION_UNFREEZE,
  WF_ACTION_BLACK,
  WF_ACTION_UNBLACK,
  WF_ACTION_COUNT,
  WF_ACTION_HAND,
  WF_ACTION_KEY,
  WF_ACTION_HEADS,
  WF_ACTION_ATTEND,
  WF_ACTION_TICK,
  WF_ACTION_START,
  WF_ACTION_PAUSE,
  WF_ACTION_SHOW_IDEA,
  WF_ACTION_HIDE_IDEA,
  WF_ACTION_MERGE_IDEA,
  WF_ACTION_VOTE_IDEAS,
  WF_ACTION_EDIT_IDEA,
  WF_ACTION_UNDO,
  WF_ACTION_ADD_IDEA,
  WF_ACTION_NEW_CODE,
  WF_ACTION_END,
} WfActionKind;

#define WF_ACTION_LAST WF_ACTION_END

/**
 * WfAction:
 * @kind: what is done
 * @slide: (nullable): id of the slide of %WF_ACTION_GO
 * @choice: (nullable): of a count, a key or a tick
 * @number: how many, or an idea's number
 * @other: the other idea's number
 * @text: (nullable): of an idea, UTF-8
 * @at_us: when, microseconds since 1970; set by whoever commits it
 *
 * One thing the presenter did. A value; free with wf_action_free().
 */
typedef struct {
  WfActionKind kind;
  char *slide;
  char *choice;
  gint64 number;
  gint64 other;
  char *text;
  gint64 at_us;
} WfAction;

/** wf_action_new: Returns: (transfer full): an action without anything else */
WfAction *wf_action_new (WfActionKind kind);
/** wf_action_copy: Returns: (transfer full): the same once more */
WfAction *wf_action_copy (const WfAction *self);
void wf_action_free (WfAction *self);

/**
 * wf_action_parse:
 * @line: as "next", "go a-pulse", "count surviving 12", "merge-idea 3 1"
 *
 * Returns: (transfer full) (nullable): the action, or %NULL with %WF_WORKSHOP_ERROR_LINE, whose
 *   message does not repeat the line
 */
WfAction *wf_action_parse (const char *line, GError **error);

/** wf_action_to_line: Returns: (transfer full): what wf_action_parse() reads */
char *wf_action_to_line (const WfAction *self);

/** wf_action_kind_to_name: Returns: (transfer none): its word, as "merge-idea" */
const char *wf_action_kind_to_name (WfActionKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfAction, wf_action_free)

G_END_DECLS

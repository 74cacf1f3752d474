/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-deck-draft.h"

G_BEGIN_DECLS

/**
 * WfDeckGapKind:
 * @WF_DECK_GAP_NAME: the deck has no name
 * @WF_DECK_GAP_ORIGIN: it does not say whose it is, or under what licence
 * @WF_DECK_GAP_SLIDES: it has no slide
 * @WF_DECK_GAP_TITLE: a slide has no title
 * @WF_DECK_GAP_STATEMENT: a map has no statement
 * @WF_DECK_GAP_EVIDENCE: a map lacks what is known, why, or when that was said
 * @WF_DECK_GAP_OPTIONS: a question has fewer than two options
 * @WF_DECK_GAP_LABEL: an option has no words
 * @WF_DECK_GAP_POINTS: a walk-through has no points, or its own and a list's
 * @WF_DECK_GAP_FRAMEWORK: a self-check has no framework that is there
 * @WF_DECK_GAP_PULSE: the organisation's pulse stands in a deck for newcomers
 * @WF_DECK_GAP_CLOSING: newcomers would close otherwise than everywhere
 * @WF_DECK_GAP_WHY: an answer is worth talking about and why is not said, or the other way round
 * @WF_DECK_GAP_WORDS: more words than the wall can carry
 * @WF_DECK_GAP_LONG: a text is longer than a pack can hold
 *
 * What keeps a draft from being used.
 */
typedef enum {
  WF_DECK_GAP_NAME,
  WF_DECK_GAP_ORIGIN,
  WF_DECK_GAP_SLIDES,
  WF_DECK_GAP_TITLE,
  WF_DECK_GAP_STATEMENT,
  WF_DECK_GAP_EVIDENCE,
  WF_DECK_GAP_OPTIONS,
  WF_DECK_GAP_LABEL,
  WF_DECK_GAP_POINTS,
  WF_DECK_GAP_FRAMEWORK,
  WF_DECK_GAP_PULSE,
  WF_DECK_GAP_CLOSING,
  WF_DECK_GAP_WHY,
  WF_DECK_GAP_WORDS,
  WF_DECK_GAP_LONG,
} WfDeckGapKind;

/** WfDeckGap: @kind: what is missing; @slide: index of the slide, or -1 for the deck itself */
typedef struct {
  WfDeckGapKind kind;
  int slide;
} WfDeckGap;

/**
 * wf_deck_draft_find_gaps:
 * @library: where checklists and frameworks are
 *
 * As wf_deck_draft_check(), in a form that can be said in any language: a draft without gaps passes
 * that check. Any thread; does not block.
 *
 * Returns: (transfer full) (element-type WfDeckGap): the deck's own first, then slide by slide
 */
GArray *wf_deck_draft_find_gaps (const WfDeckDraft *self, const WfPackLibrary *library);

G_END_DECLS

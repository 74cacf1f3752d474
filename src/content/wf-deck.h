/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pack.h"

G_BEGIN_DECLS

/** What the wall can carry: more words than this are reported when a deck is read. */
#define WF_DECK_WALL_WORDS 30
/** How many slides a deck may have, and options a slide. */
#define WF_DECK_MAX_SLIDES  200
#define WF_DECK_MAX_OPTIONS 24

/** WfDeckAudience: for whom a deck is; it decides which pulse may stand in it. */
typedef enum {
  WF_DECK_STAFF,
  WF_DECK_NEWCOMERS,
} WfDeckAudience;

/**
 * WfSlideKind:
 * @WF_SLIDE_TITLE: a title and a line
 * @WF_SLIDE_TEXT: a text, maybe with a picture
 * @WF_SLIDE_PULSE: how the organisation does; only in a deck for staff
 * @WF_SLIDE_MAP: a statement placed on false–true × not certain–certain; evidence after
 * @WF_SLIDE_POLL: a question with options, one or many
 * @WF_SLIDE_SCALE: a question whose options stand in an order
 * @WF_SLIDE_IDEAS: short texts from the room; each waits for the presenter
 * @WF_SLIDE_CHECKLIST: points to walk through, its own or a checklist's
 * @WF_SLIDE_TIMER: a countdown
 * @WF_SLIDE_SELF_CHECK: sentences of a framework to recognise oneself in
 * @WF_SLIDE_ATTENDANCE: how many are here; on the wall a number and nothing else
 * @WF_SLIDE_CLOSING: how people leave
 */
typedef enum {
  WF_SLIDE_TITLE,
  WF_SLIDE_TEXT,
  WF_SLIDE_PULSE,
  WF_SLIDE_MAP,
  WF_SLIDE_POLL,
  WF_SLIDE_SCALE,
  WF_SLIDE_IDEAS,
  WF_SLIDE_CHECKLIST,
  WF_SLIDE_TIMER,
  WF_SLIDE_SELF_CHECK,
  WF_SLIDE_ATTENDANCE,
  WF_SLIDE_CLOSING,
} WfSlideKind;

/**
 * WfSlideOption:
 * @id: names it in votes and exports; no two of a slide are the same
 * @picture: (nullable): name of a pictogram, "hand" for wf-hand-symbolic
 * @label: what it says
 *
 * An option of a question, or a point of a checklist. Owned by its slide; read only.
 */
typedef struct {
  char *id;
  char *picture;
  WfText *label;
} WfSlideOption;

/**
 * WfSlide:
 * @id: names it in votes and exports; no two of a deck are the same
 * @kind: what it is
 * @line: where it stands in the file
 * @title: (nullable): what stands above; only a map may do without
 * @text: (nullable): what stands below it; the statement of a map
 * @notes: (nullable): for the presenter alone
 * @pictures: (nullable): names of pictograms, "hand" for wf-hand-symbolic, side by side
 * @options: (element-type WfSlideOption): of a pulse, poll, scale, closing or checklist
 * @is_many: several options may be chosen (poll)
 * @can_vote: ideas may be voted on once they are on the wall
 * @is_private: sentences to read for oneself; nothing is sent or counted (self-check)
 * @seconds: of a timer; else 0
 * @checklist: (nullable): id of the checklist to walk through instead of @options
 * @framework: (nullable): id of a self-check's framework
 * @competences: (nullable): its parts to choose among; %NULL: all areas with sentences
 * @verdict: (nullable): of a map: what is known, in a word or two
 * @evidence: (nullable): why
 * @as_of: (nullable): when that was said, and by whom
 * @good: (nullable): the option of a poll worth talking about
 * @why: (nullable): why it is
 *
 * Owned by its deck; read only; any thread.
 */
typedef struct {
  char *id;
  WfSlideKind kind;
  guint line;
  WfText *title;
  WfText *text;
  WfText *notes;
  GStrv pictures;
  GPtrArray *options;
  gboolean is_many;
  gboolean can_vote;
  gboolean is_private;
  guint seconds;
  char *checklist;
  char *framework;
  GStrv competences;
  WfText *verdict;
  WfText *evidence;
  WfText *as_of;
  char *good;
  WfText *why;
} WfSlide;

/**
 * WfDeck:
 *
 * What is shown and asked in a workshop, slide by slide. Its version is that of its pack.
 * Immutable, ref-counted; may cross threads.
 */
typedef struct _WfDeck WfDeck;

WfDeck *wf_deck_ref (WfDeck *self);
void wf_deck_unref (WfDeck *self);

/** wf_deck_get_info: Returns: (transfer none): the pack's label, with id and version */
const WfPackInfo *wf_deck_get_info (const WfDeck *self);
/** wf_deck_get_audience: Returns: for whom it is */
WfDeckAudience wf_deck_get_audience (const WfDeck *self);
/** wf_deck_get_minutes: Returns: how long it takes, ≥ 1 */
guint wf_deck_get_minutes (const WfDeck *self);
/** wf_deck_get_title: Returns: (transfer none): its name */
const WfText *wf_deck_get_title (const WfDeck *self);
/** wf_deck_get_purpose: Returns: (transfer none) (nullable): what it is good for */
const WfText *wf_deck_get_purpose (const WfDeck *self);
/** wf_deck_get_credit: Returns: (transfer none) (nullable): whose ideas these are */
const WfText *wf_deck_get_credit (const WfDeck *self);
/** wf_deck_get_slides: Returns: (transfer none) (element-type WfSlide): at least one */
const GPtrArray *wf_deck_get_slides (const WfDeck *self);
/** wf_deck_lookup: Returns: (transfer none) (nullable): the slide with that id */
const WfSlide *wf_deck_lookup (const WfDeck *self, const char *slide_id);

/** wf_slide_kind_to_name: Returns: (transfer none): as a pack names it, "self-check" */
const char *wf_slide_kind_to_name (WfSlideKind kind);

/**
 * wf_deck_count_words:
 * @text: (nullable)
 *
 * Returns: how many words stand between blanks; for the check of what a wall can carry
 */
guint wf_deck_count_words (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfDeck, wf_deck_unref)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pack-library.h"

G_BEGIN_DECLS

/**
 * WfDeckDraft:
 * @id: of the deck that will be written
 * @version: of it, ≥ 1
 * @lang: BCP 47 tag its texts are first written in
 * @audience: for whom
 * @region: ISO 3166 code, or "any"
 * @minutes: how long it takes
 * @title: (nullable): a deck needs one
 * @purpose: (nullable)
 * @credit: (nullable): whose ideas these are
 * @source: where the content comes from; a deck needs one
 * @licence: under what terms; a deck needs one
 * @attribution: what must be said when it is shown
 * @slides: (element-type WfSlide): the draft's own; their fields may be changed
 *
 * A deck that is being edited. Anything may stand in it; wf_deck_draft_check() says what a pack
 * lacks. One thread at a time.
 */
typedef struct {
  char *id;
  guint version;
  char *lang;
  WfDeckAudience audience;
  char *region;
  guint minutes;
  WfText *title;
  WfText *purpose;
  WfText *credit;
  char *source;
  char *licence;
  char *attribution;
  GPtrArray *slides;
} WfDeckDraft;

/** wf_deck_draft_new: Returns: (transfer full): one without slides, for staff */
WfDeckDraft *wf_deck_draft_new (const char *id, const char *lang);

/** wf_deck_draft_new_from: Returns: (transfer full): everything @deck holds, in all its languages
 */
WfDeckDraft *wf_deck_draft_new_from (const WfDeck *deck);

/** wf_deck_draft_new_from_xml: @xml: @size bytes that wf_deck_draft_to_xml() wrote, of a deck that
 *  need not be whole: what cannot be read is left out, nothing is judged. Returns: (transfer full)
 *  (nullable): %NULL with #WfPackError when it is no deck at all */
WfDeckDraft *wf_deck_draft_new_from_xml (const char *xml, gsize size, GError **error);

void wf_deck_draft_free (WfDeckDraft *self);

/** wf_deck_draft_make_id: Returns: (transfer full): one no other deck has, but by a chance nobody
 *  meets */
char *wf_deck_draft_make_id (void);

/** wf_deck_draft_add: @at: before which slide, or how many there are. Returns: (transfer none): a
 *  new slide with an id no other slide has; a question has no options yet */
WfSlide *wf_deck_draft_add (WfDeckDraft *self, WfSlideKind kind, guint at);
/** wf_deck_draft_remove: takes the slide at @at out */
void wf_deck_draft_remove (WfDeckDraft *self, guint at);
/** wf_deck_draft_move: so that it stands at @to when it is done */
void wf_deck_draft_move (WfDeckDraft *self, guint from, guint to);

/** wf_deck_draft_add_option: Returns: (transfer none): a new option of @slide, without a label */
WfSlideOption *wf_deck_draft_add_option (WfSlide *slide);

/** wf_deck_draft_fill: @slide: new in @self. Gives it what its kind begins with: a pulse, a
 *  closing and an attendance the words the shipped decks of this audience use, in all their
 *  languages, so that workshops can be compared; other questions two empty options; a timer two
 *  minutes */
void wf_deck_draft_fill (const WfDeckDraft *self, WfSlide *slide, const WfPackLibrary *library);

/** wf_deck_draft_remove_option: takes option @at of @slide out; a poll no longer talks about it */
void wf_deck_draft_remove_option (WfSlide *slide, guint at);
/** wf_deck_draft_move_option: so that it stands at @to when it is done */
void wf_deck_draft_move_option (WfSlide *slide, guint from, guint to);

/** wf_deck_draft_set_text: @place: a text of the draft, a slide or an option. Puts @words there in
 *  @lang, lines and what no pack may hold as blanks; empty words take that language out. Other
 *  languages stay: they may be out of date */
void wf_deck_draft_set_text (WfText **place, const char *lang, const char *words);

/** wf_deck_draft_to_xml: Returns: (transfer full): the pack, as docs/formats/pack.md has it */
char *wf_deck_draft_to_xml (const WfDeckDraft *self);

/** wf_deck_draft_preview: Returns: (transfer full): a deck of the slide @at alone, as it stands and
 *  not judged; for a look at the wall, never to be run */
WfDeck *wf_deck_draft_preview (const WfDeckDraft *self, guint at);

/** wf_deck_draft_check: @library: where the checklists and frameworks are. Returns: (transfer full)
 *  (element-type WfPackProblem): what to mend before it can be used; empty when it is good */
GPtrArray *wf_deck_draft_check (const WfDeckDraft *self, const WfPackLibrary *library);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfDeckDraft, wf_deck_draft_free)

G_END_DECLS

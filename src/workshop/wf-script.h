/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pack-library.h"

G_BEGIN_DECLS

/** Steps of each side of an assumption map: choices "x1y1" (false, not certain) to "x5y5". */
#define WF_SCRIPT_MAP_STEPS 5
/** How many choices a question can have at most. */
#define WF_SCRIPT_MAX_CHOICES 64
/** Fewer answers than this are never shown or exported apart where that could point at somebody. */
#define WF_SCRIPT_SMALL_GROUP 5

/**
 * WfChoice:
 * @id: as votes name it
 * @label: (nullable): what it says; %NULL for a place on a map
 * @heading: (nullable): what it belongs to (the competence of a sentence)
 * @picture: (nullable): name of a pictogram
 *
 * Owned by its script; read only; any thread.
 */
typedef struct {
  const char *id;
  WfText *label;
  WfText *heading;
  const char *picture;
} WfChoice;

/**
 * WfScript:
 *
 * A deck with everything it names looked up: what can be chosen, ticked or read on each slide.
 * Immutable, ref-counted; may cross threads.
 */
typedef struct _WfScript WfScript;

/**
 * wf_script_new:
 * @library: where checklists, frameworks and texts come from
 *
 * Returns: (transfer full): @deck ready to be run; what it names and is not there is empty
 */
WfScript *wf_script_new (WfDeck *deck, WfPackLibrary *library);

/**
 * wf_script_new_from_text:
 * @text: a deck's file, as a workshop that runs or ran keeps it
 * @library: as above; which decks it has does not matter
 *
 * Returns: (transfer full) (nullable): the deck of @text ready to be run; %NULL when it is none
 */
WfScript *wf_script_new_from_text (const char *text, WfPackLibrary *library);

WfScript *wf_script_ref (WfScript *self);
void wf_script_unref (WfScript *self);

/** wf_script_get_library: Returns: (transfer none): what it was made with */
WfPackLibrary *wf_script_get_library (const WfScript *self);
/** wf_script_get_deck: Returns: (transfer none): the deck */
const WfDeck *wf_script_get_deck (const WfScript *self);
/** wf_script_get_texts: Returns: (transfer none): the words of wall and phone ("workshop.…") */
const WfClientTexts *wf_script_get_texts (const WfScript *self);
/** wf_script_get_languages: Returns: (transfer none): the languages there are */
const WfLanguages *wf_script_get_languages (const WfScript *self);
/** wf_script_get_n_slides: Returns: how many, ≥ 1 */
guint wf_script_get_n_slides (const WfScript *self);
/** wf_script_get_slide: Returns: (transfer none): the slide at @index, which is in range */
const WfSlide *wf_script_get_slide (const WfScript *self, guint index);
/** wf_script_find_slide: Returns: %FALSE when there is no slide with that id */
gboolean wf_script_find_slide (const WfScript *self, const char *slide_id, guint *out_index);
/** wf_script_get_choices: Returns: (transfer none) (element-type WfChoice): of the slide at
 *  @index: to choose, to walk through (checklist) or to read (private self-check) */
const GPtrArray *wf_script_get_choices (const WfScript *self, guint index);
/** wf_script_find_choice: Returns: %FALSE when the slide has no such choice */
gboolean
wf_script_find_choice (const WfScript *self, guint slide, const char *choice_id, guint *out_index);

/** wf_script_is_question: Returns: whether the slide takes votes from its beginning on */
gboolean wf_script_is_question (const WfScript *self, guint index);
/** wf_script_takes_many: Returns: whether several choices can be in one vote */
gboolean wf_script_takes_many (const WfScript *self, guint index);
/** wf_script_has_evidence: Returns: whether there is something to show after the results */
gboolean wf_script_has_evidence (const WfScript *self, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfScript, wf_script_unref)

G_END_DECLS

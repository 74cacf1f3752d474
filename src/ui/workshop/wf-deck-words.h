/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-deck-gap.h"

G_BEGIN_DECLS

/** wf_deck_words_kind: Returns: (transfer none): what a person calls a kind of slide */
const char *wf_deck_words_kind (WfSlideKind kind);
/** wf_deck_words_gap: Returns: (transfer none): what is missing and what to do, in a sentence */
const char *wf_deck_words_gap (WfDeckGapKind kind);
/** wf_deck_words_picture: @name: of the drawn set. Returns: (transfer none): what it shows; @name
 *  itself when it is not of the set */
const char *wf_deck_words_picture (const char *name);

G_END_DECLS

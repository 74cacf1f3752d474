/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-deck-draft.h"
#include "wf-pane.h"

G_BEGIN_DECLS

/** WfDeckTaken: the decks there are may be others now. Only called while @pane is there */
typedef void (*WfDeckTaken) (WfPane *pane);

/** wf_deck_import: asks for a file, then as wf_deck_import_file() */
void wf_deck_import (WfPane *pane, WfDeckTaken taken);
/** wf_deck_import_file: takes in a deck as a pack; one that is refused is shown with line and cure,
 *  and everything stays as it was */
void wf_deck_import_file (WfPane *pane, GFile *file, WfDeckTaken taken);

/** wf_deck_withdraw: makes the agency's own deck with that id a draft again */
void wf_deck_withdraw (WfPane *pane, const char *deck_id, WfDeckTaken taken);

/** wf_deck_export: asks for a place and writes the deck there as a pack, as it stands */
void wf_deck_export (WfPane *pane, const WfDeckDraft *draft);
/** wf_deck_export_to: once the place is known */
void wf_deck_export_to (WfPane *pane, const WfDeckDraft *draft, GFile *file);

/** wf_deck_show_problems: @problems: (element-type WfPackProblem): why a deck was refused */
void wf_deck_show_problems (WfPane *pane, const GPtrArray *problems);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-deck-desk.h"
#include "wf-pane.h"

G_BEGIN_DECLS

/**
 * WfDeckPage:
 *
 * A deck that is being written: its name, for whom, its slides in their order, what is still to do
 * before it can be run. Everything typed is kept as a draft.
 */
#define WF_TYPE_DECK_PAGE (wf_deck_page_get_type ())
G_DECLARE_FINAL_TYPE (WfDeckPage, wf_deck_page, WF, DECK_PAGE, WfPane)

/** wf_deck_page_new: Returns: (transfer floating) */
WfPane *wf_deck_page_new (WfServices *services, WfDeckDesk *desk);

/** wf_deck_page_get_desk: Returns: (transfer none): what it changes */
WfDeckDesk *wf_deck_page_get_desk (WfDeckPage *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "wf-deck-desk.h"

G_BEGIN_DECLS

/**
 * WfTextPair:
 *
 * One text of a deck in the two languages of the desk, side by side where there is room, each in
 * its own direction. What is typed stands in the draft at once. It points into the draft: it must
 * be gone when that text is, and when the desk says "restored". Main thread.
 */
#define WF_TYPE_TEXT_PAIR (wf_text_pair_get_type ())
G_DECLARE_FINAL_TYPE (WfTextPair, wf_text_pair, WF, TEXT_PAIR, GtkBox)

/** wf_text_pair_new: @title: what the text is; @place: where it stands in the draft. Returns:
 *  (transfer floating) */
GtkWidget *wf_text_pair_new (WfDeckDesk *desk, const char *title, WfText **place);

/** wf_text_pair_get_view: @at: 0 or 1. Returns: (transfer none) (nullable): where it is typed */
GtkTextView *wf_text_pair_get_view (WfTextPair *self, guint at);

G_END_DECLS

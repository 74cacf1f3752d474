/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "wf-profile.h"
#include "wf-services.h"

G_BEGIN_DECLS

/**
 * WfHeardStrip:
 *
 * The navigator's side of what we heard: band and levels, said beside seen, the five A's,
 * the areas by their DigComp names, why the questions ended, and the safety cards, folded
 * away until asked for.
 */
#define WF_TYPE_HEARD_STRIP (wf_heard_strip_get_type ())
G_DECLARE_FINAL_TYPE (WfHeardStrip, wf_heard_strip, WF, HEARD_STRIP, GtkWidget)

/** wf_heard_strip_show: @profile: what @interview says now */
void wf_heard_strip_show (WfHeardStrip *self,
                          WfServices *services,
                          WfInterview *interview,
                          const WfProfile *profile);

/** wf_heard_strip_ask_note: the client sees it in another way: asks for a note */
void wf_heard_strip_ask_note (WfHeardStrip *self);
/** wf_heard_strip_dup_note: Returns: (transfer full): what was written, maybe "" */
char *wf_heard_strip_dup_note (WfHeardStrip *self);
/** wf_heard_strip_get_note_buffer: Returns: (transfer none): for what keeps a half-typed note */
GtkTextBuffer *wf_heard_strip_get_note_buffer (WfHeardStrip *self);
/** wf_heard_strip_set_note: @text: "" after it was saved */
void wf_heard_strip_set_note (WfHeardStrip *self, const char *text);

G_END_DECLS

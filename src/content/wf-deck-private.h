/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-deck.h"

G_BEGIN_DECLS

/** wf_slide_new: Returns: (transfer full): for its reader and its draft; nothing but id and kind */
WfSlide *wf_slide_new (WfSlideKind kind, const char *id);
void wf_slide_free (WfSlide *self);
/** wf_slide_option_new: Returns: (transfer full): the same for an option */
WfSlideOption *wf_slide_option_new (const char *id);

/** wf_deck_new: @info, @title (nullable), @slides: (transfer full). Returns: (transfer full): a
 * deck nobody has judged */
WfDeck *wf_deck_new (WfPackInfo *info, WfDeckAudience audience, WfText *title, GPtrArray *slides);

/** wf_slide_kind_from_name: Returns: %FALSE when a pack knows no such kind */
gboolean wf_slide_kind_from_name (const char *name, WfSlideKind *out_kind);
/** wf_slide_kind_has_options: Returns: whether it asks to choose among options of its own */
gboolean wf_slide_kind_has_options (WfSlideKind kind);

G_END_DECLS

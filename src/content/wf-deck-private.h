/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-deck.h"

G_BEGIN_DECLS

/** wf_slide_new: Returns: (transfer full): for its reader and its draft; nothing but id and kind */
WfSlide *wf_slide_new (WfSlideKind kind, const char *id);
void wf_slide_free (WfSlide *self);
/** wf_slide_option_new: Returns: (transfer full): the same for an option */
WfSlideOption *wf_slide_option_new (const char *id);

G_END_DECLS

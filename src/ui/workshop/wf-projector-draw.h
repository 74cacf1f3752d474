/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-projector-type.h"

G_BEGIN_DECLS

/**
 * wf_projector_draw:
 * @cr: origin at the top left corner
 * @projection: (nullable): %NULL draws an empty wall
 * @width, @height: of the wall, in @cr's units, > 0
 *
 * Draws a wall, whole: on a screen, in a preview, into a picture file. It is given nothing but a
 * projection, so nothing else can be on it.
 */
void wf_projector_draw (cairo_t *cr,
                        const WfProjection *projection,
                        const WfProjectorLook *look,
                        double width,
                        double height);

/**
 * wf_projector_dup_words:
 *
 * Returns: (transfer full): what a wall shows in the first language's words, for a screen reader;
 *   "" when it is black
 */
char *wf_projector_dup_words (const WfProjection *projection, const WfProjectorLook *look);

/* The kinds of slides, for wf_projector_draw(). @box: where they may draw. */
void wf_projector_draw_choices (const WfWall *wall, const WfWallBox *box);
void wf_projector_draw_map (const WfWall *wall, const WfWallBox *box);
void wf_projector_draw_ideas (const WfWall *wall, const WfWallBox *box);

G_END_DECLS

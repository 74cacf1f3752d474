/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/** Where the drawings are in the program; an icon theme may be given this path's parent. */
#define WF_PICTOGRAM_RESOURCE_PREFIX "/org/digitalnavigators/Wayfinder/icons/scalable/actions"

/**
 * wf_pictogram_list:
 *
 * The drawn set, named by what they mean: "phone", "no-wifi", "person-helping"… The
 * window uses the same files as symbolic icons named "wf-phone-symbolic".
 *
 * Returns: (transfer none): names, sorted, %NULL-terminated
 */
const char *const *wf_pictogram_list (void);

/** wf_pictogram_exists: Returns: %TRUE when @name is in the set; %NULL is not */
gboolean wf_pictogram_exists (const char *name);

/**
 * wf_pictogram_draw:
 * @cr: its source colours the strokes
 * @name: one of wf_pictogram_list()
 * @x, @y: top left corner, user units
 * @size: side of the square, user units, > 0
 *
 * Any thread. Sets #WfPageError in @error.
 */
gboolean
wf_pictogram_draw (cairo_t *cr, const char *name, double x, double y, double size, GError **error);

G_END_DECLS

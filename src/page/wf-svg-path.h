/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/**
 * wf_svg_path_trace:
 * @cr: the path is appended to its current path
 * @d: the d attribute of an SVG path, of the commands M, L, C, A and Z alone, with
 *   absolute coordinates and, for A, a circle (both radii the same)
 *
 * The arc follows the endpoint parametrisation of SVG 1.1, appendix F.6.
 *
 * Returns: %FALSE with %WF_PAGE_ERROR_PICTOGRAM when @d is anything else
 */
gboolean wf_svg_path_trace (cairo_t *cr, const char *d, GError **error);

G_END_DECLS

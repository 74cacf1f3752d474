/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/**
 * WfQr:
 *
 * A square code (QR, error correction level M) as an immutable grid of modules.
 * May cross threads.
 */
typedef struct _WfQr WfQr;

/** Empty modules around the grid that a reader needs. */
#define WF_QR_QUIET_ZONE 4

/**
 * wf_qr_new:
 * @text: UTF-8, not empty
 *
 * Returns: (transfer full) (nullable): the code, or %NULL with %WF_PAGE_ERROR_CODE when
 *   the text does not fit one
 */
WfQr *wf_qr_new (const char *text, GError **error);
void wf_qr_free (WfQr *self);

/** wf_qr_get_size: Returns: modules on a side, without the quiet zone */
guint wf_qr_get_size (const WfQr *self);
/** wf_qr_is_dark: @x, @y: 0 ≤ … < size, from the top left */
gboolean wf_qr_is_dark (const WfQr *self, guint x, guint y);

/**
 * wf_qr_draw:
 * @side: of the whole square with its quiet zone, user units
 *
 * Black on whatever is beneath: the paper must be white there.
 */
void wf_qr_draw (const WfQr *self, cairo_t *cr, double x, double y, double side);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfQr, wf_qr_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Bytes of an id of ours: owner, staff, device, visit. */
#define WF_ID_BYTES 16
/** Characters of such an id as text, without the closing zero. */
#define WF_ID_CHARS (2 * WF_ID_BYTES)

/** wf_hex_encode: Returns: (transfer full): 2 × @size lowercase characters */
char *wf_hex_encode (const guint8 *bytes, gsize size);

/**
 * wf_hex_decode:
 * @text: hexadecimal, either case
 * @out_bytes: (out caller-allocates): @size bytes; untouched on failure
 * @size: how many bytes @text must hold exactly
 *
 * Returns: %FALSE when @text is not exactly 2 × @size hexadecimal characters
 */
gboolean wf_hex_decode (const char *text, guint8 *out_bytes, gsize size);

/** wf_id_is_valid: Returns: %TRUE for %WF_ID_CHARS lowercase hexadecimal characters */
gboolean wf_id_is_valid (const char *id);

G_END_DECLS

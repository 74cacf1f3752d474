/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WfCryptoError:
 * @WF_CRYPTO_ERROR_OPEN: the box does not open: another key, or not what was sealed
 * @WF_CRYPTO_ERROR_SIGNATURE: the signature does not hold
 * @WF_CRYPTO_ERROR_MEMORY: not enough memory for the key derivation; close other programs
 * @WF_CRYPTO_ERROR_INVALID: a size or number is out of its range
 */
typedef enum {
  WF_CRYPTO_ERROR_OPEN,
  WF_CRYPTO_ERROR_SIGNATURE,
  WF_CRYPTO_ERROR_MEMORY,
  WF_CRYPTO_ERROR_INVALID,
} WfCryptoError;

#define WF_CRYPTO_ERROR (wf_crypto_error_quark ())
GQuark wf_crypto_error_quark (void);

/**
 * WfSecret:
 *
 * Bytes in pages of their own, locked in memory, left out of core dumps, between guard pages,
 * wiped when freed. A page each: for the few keys that stay, not for every key.
 */
typedef struct _WfSecret WfSecret;

/** wf_secret_new: @size: > 0; Returns: (transfer full): zeros. */
WfSecret *wf_secret_new (gsize size);
/** wf_secret_new_from: Returns: (transfer full): a copy of @bytes. */
WfSecret *wf_secret_new_from (gconstpointer bytes, gsize size);
/** wf_secret_free: wipes and frees. */
void wf_secret_free (WfSecret *self);
/** wf_secret_get: Returns: (transfer none): the bytes. */
guint8 *wf_secret_get (WfSecret *self);
/** wf_secret_get_size: Returns: how many bytes. */
gsize wf_secret_get_size (WfSecret *self);

/** wf_wipe: overwrites so that the compiler does not leave it out. */
void wf_wipe (gpointer bytes, gsize size);
/** wf_wipe_free: @text: (transfer full) (nullable): a string that is wiped and freed. */
void wf_wipe_free (char *text);

/** wf_crypto_harden_process: no core dumps, not dumpable by others; call once at start-up.
 *
 * Returns: %FALSE when the system refused a part of it */
gboolean wf_crypto_harden_process (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfSecret, wf_secret_free)

G_END_DECLS

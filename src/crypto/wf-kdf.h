/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-secret.h"

G_BEGIN_DECLS

/**
 * WfKdfCost: how dear each guess at a passphrase is made (Argon2id 1.3).
 * @WF_KDF_MODERATE: 3 passes over 256 MiB: the default
 * @WF_KDF_INTERACTIVE: 2 passes over 64 MiB: the floor for real use
 * @WF_KDF_TEST: 1 pass over 8 KiB: for tests and the demo only; protects nothing
 */
typedef enum {
  WF_KDF_MODERATE,
  WF_KDF_INTERACTIVE,
  WF_KDF_TEST,
} WfKdfCost;

#define WF_KDF_SALT_BYTES 16

/** wf_kdf_cost_get: the numbers behind a cost; @out_memory in bytes. */
void wf_kdf_cost_get (WfKdfCost cost, guint32 *out_passes, guint32 *out_memory);

/**
 * wf_kdf_stretch:
 * @passphrase: any bytes
 * @salt: %WF_KDF_SALT_BYTES
 * @passes: 1 to 16
 * @memory: bytes, 8 KiB to 1 GiB
 *
 * Argon2id. Slow on purpose: never in the main thread.
 *
 * Returns: (transfer full) (nullable): a 32-byte key, or %NULL with #WF_CRYPTO_ERROR_MEMORY or
 *   #WF_CRYPTO_ERROR_INVALID when the numbers are out of range
 */
WfSecret *wf_kdf_stretch (const char *passphrase,
                          gsize size,
                          const guint8 *salt,
                          guint32 passes,
                          guint32 memory,
                          GError **error);

/**
 * wf_kdf_derive:
 * @out_key: 32 bytes
 * @number: which subkey
 * @context: exactly 8 characters
 * @master: 32 bytes
 *
 * crypto_kdf_derive_from_key: BLAKE2b keyed with @master.
 */
void wf_kdf_derive (guint8 *out_key, guint64 number, const char *context, const guint8 *master);

G_END_DECLS

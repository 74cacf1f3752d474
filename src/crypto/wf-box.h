/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-secret.h"

G_BEGIN_DECLS

/*
 * The sealed things of docs/formats/event.md: authenticated boxes, boxes sealed to a public
 * key, signatures, hashes, random bytes. libsodium's primitives under the sizes we use. Any
 * thread.
 */

#define WF_KEY_BYTES       32
#define WF_NONCE_BYTES     24
#define WF_TAG_BYTES       16 /* what a box is longer than its message */
#define WF_HASH_BYTES      32
#define WF_OWNER_TAG_BYTES 16
#define WF_SIGNATURE_BYTES 64
#define WF_SIGN_SEED_BYTES 32
#define WF_SEAL_OVERHEAD   48 /* what a sealed box is longer than its message */
/** What wf_box_seal() adds to a message. */
#define WF_BOX_OVERHEAD (WF_NONCE_BYTES + WF_TAG_BYTES)

/** wf_random_fill: unpredictable bytes. */
void wf_random_fill (gpointer out_bytes, gsize size);
/** wf_random_id: Returns: (transfer full): 32 lowercase hexadecimal characters, 16 random bytes. */
char *wf_random_id (void);

/** wf_hash: @out_hash: %WF_HASH_BYTES of BLAKE2b-256. */
void wf_hash (guint8 *out_hash, gconstpointer bytes, gsize size);
/** wf_hash_keyed: @out_hash: @hash_size (16 to 64) bytes of BLAKE2b under a 32-byte key. */
void wf_hash_keyed (
    guint8 *out_hash, gsize hash_size, gconstpointer bytes, gsize size, const guint8 *key);

/**
 * wf_box_seal:
 * @out_box: @size + %WF_BOX_OVERHEAD bytes: nonce ‖ XChaCha20-Poly1305-IETF box
 * @key: %WF_KEY_BYTES
 * @nonce: (nullable): %NULL for a random one; given only by tests of fixed vectors
 */
void wf_box_seal (guint8 *out_box,
                  gconstpointer message,
                  gsize size,
                  gconstpointer associated,
                  gsize associated_size,
                  const guint8 *key,
                  const guint8 *nonce);

/**
 * wf_box_open:
 * @out_message: @size − %WF_BOX_OVERHEAD bytes; undefined on failure
 *
 * Returns: %FALSE when it does not open
 */
gboolean wf_box_open (guint8 *out_message,
                      gconstpointer box,
                      gsize size,
                      gconstpointer associated,
                      gsize associated_size,
                      const guint8 *key);

/** wf_seal_keypair: a new X25519 pair. */
void wf_seal_keypair (guint8 *out_public, guint8 *out_secret);
/** wf_seal_public_from_secret: the public half that belongs to an X25519 secret half. */
void wf_seal_public_from_secret (guint8 *out_public, const guint8 *secret_key);
/** wf_seal: @out_sealed: @size + %WF_SEAL_OVERHEAD bytes that only the holder of @public's
 * secret half opens. Says nothing about who sealed it. */
void wf_seal (guint8 *out_sealed, gconstpointer message, gsize size, const guint8 *public_key);
/** wf_seal_open: Returns: %FALSE when it does not open. */
gboolean wf_seal_open (guint8 *out_message,
                       gconstpointer sealed,
                       gsize size,
                       const guint8 *public_key,
                       const guint8 *secret_key);

/** wf_sign_keypair: @out_secret: 64 bytes; from a 32-byte seed. */
void wf_sign_keypair (guint8 *out_public, guint8 *out_secret, const guint8 *seed);
/** wf_sign: Ed25519; @secret_key: 64 bytes as from wf_sign_keypair(). */
void wf_sign (guint8 *out_signature, gconstpointer bytes, gsize size, const guint8 *secret_key);
/** wf_sign_verify: Returns: whether the signature holds. */
gboolean
wf_sign_verify (const guint8 *signature, gconstpointer bytes, gsize size, const guint8 *public_key);

/** wf_equal: compares in constant time. */
gboolean wf_equal (gconstpointer a, gconstpointer b, gsize size);

G_END_DECLS

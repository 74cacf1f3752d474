/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Boxes, sealed boxes, signatures, hashes and random bytes: libsodium's, at our sizes. No
 * state, any thread.
 */
#define G_LOG_DOMAIN "wf-crypto"

#include "wf-box.h"
#include "wf-crypto-private.h"
#include "wf-hex.h"

#include <sodium.h>
#include <string.h>

G_STATIC_ASSERT (WF_KEY_BYTES == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
G_STATIC_ASSERT (WF_NONCE_BYTES == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
G_STATIC_ASSERT (WF_TAG_BYTES == crypto_aead_xchacha20poly1305_ietf_ABYTES);
G_STATIC_ASSERT (WF_SIGNATURE_BYTES == crypto_sign_BYTES);
G_STATIC_ASSERT (WF_SIGN_SEED_BYTES == crypto_sign_SEEDBYTES);
G_STATIC_ASSERT (WF_SEAL_OVERHEAD == crypto_box_SEALBYTES);

void
wf_random_fill (gpointer out_bytes, gsize size)
{
  wf_crypto_ensure ();
  randombytes_buf (out_bytes, size);
}

char *
wf_random_id (void)
{
  guint8 bytes[WF_ID_BYTES];

  wf_random_fill (bytes, sizeof bytes);
  return wf_hex_encode (bytes, sizeof bytes);
}

void
wf_hash (guint8 *out_hash, gconstpointer bytes, gsize size)
{
  wf_crypto_ensure ();
  crypto_generichash (out_hash, WF_HASH_BYTES, bytes, size, NULL, 0);
}

void
wf_hash_keyed (
    guint8 *out_hash, gsize hash_size, gconstpointer bytes, gsize size, const guint8 *key)
{
  g_return_if_fail (hash_size >= crypto_generichash_BYTES_MIN);
  g_return_if_fail (hash_size <= crypto_generichash_BYTES_MAX);

  wf_crypto_ensure ();
  crypto_generichash (out_hash, hash_size, bytes, size, key, WF_KEY_BYTES);
}

void
wf_box_seal (guint8 *out_box,
             gconstpointer message,
             gsize size,
             gconstpointer associated,
             gsize associated_size,
             const guint8 *key,
             const guint8 *nonce)
{
  wf_crypto_ensure ();
  if (nonce != NULL)
    memcpy (out_box, nonce, WF_NONCE_BYTES);
  else
    randombytes_buf (out_box, WF_NONCE_BYTES);
  crypto_aead_xchacha20poly1305_ietf_encrypt (out_box + WF_NONCE_BYTES, NULL, message, size,
                                              associated, associated_size, NULL, out_box, key);
}

gboolean
wf_box_open (guint8 *out_message,
             gconstpointer box,
             gsize size,
             gconstpointer associated,
             gsize associated_size,
             const guint8 *key)
{
  const guint8 *bytes = box;

  wf_crypto_ensure ();
  return size >= WF_BOX_OVERHEAD &&
         crypto_aead_xchacha20poly1305_ietf_decrypt (out_message, NULL, NULL,
                                                     bytes + WF_NONCE_BYTES, size - WF_NONCE_BYTES,
                                                     associated, associated_size, bytes, key) == 0;
}

void
wf_seal_keypair (guint8 *out_public, guint8 *out_secret)
{
  wf_crypto_ensure ();
  crypto_box_keypair (out_public, out_secret);
}

void
wf_seal_public_from_secret (guint8 *out_public, const guint8 *secret_key)
{
  wf_crypto_ensure ();
  crypto_scalarmult_base (out_public, secret_key);
}

void
wf_seal (guint8 *out_sealed, gconstpointer message, gsize size, const guint8 *public_key)
{
  wf_crypto_ensure ();
  crypto_box_seal (out_sealed, message, size, public_key);
}

gboolean
wf_seal_open (guint8 *out_message,
              gconstpointer sealed,
              gsize size,
              const guint8 *public_key,
              const guint8 *secret_key)
{
  wf_crypto_ensure ();
  return size >= WF_SEAL_OVERHEAD &&
         crypto_box_seal_open (out_message, sealed, size, public_key, secret_key) == 0;
}

void
wf_sign_keypair (guint8 *out_public, guint8 *out_secret, const guint8 *seed)
{
  wf_crypto_ensure ();
  crypto_sign_seed_keypair (out_public, out_secret, seed);
}

void
wf_sign (guint8 *out_signature, gconstpointer bytes, gsize size, const guint8 *secret_key)
{
  wf_crypto_ensure ();
  crypto_sign_detached (out_signature, NULL, bytes, size, secret_key);
}

gboolean
wf_sign_verify (const guint8 *signature, gconstpointer bytes, gsize size, const guint8 *public_key)
{
  wf_crypto_ensure ();
  return crypto_sign_verify_detached (signature, bytes, size, public_key) == 0;
}

gboolean
wf_equal (gconstpointer a, gconstpointer b, gsize size)
{
  return sodium_memcmp (a, b, size) == 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From a passphrase to a key (Argon2id), and from a key to its subkeys (keyed BLAKE2b).
 */
#define G_LOG_DOMAIN "wf-crypto"

#include "wf-kdf.h"
#include "wf-crypto-private.h"

#include <sodium.h>
#include <string.h>

#define PASSES_MAX 16
#define MEMORY_MAX ((guint32) 1 << 30)

G_STATIC_ASSERT (WF_KDF_SALT_BYTES == crypto_pwhash_argon2id_SALTBYTES);

void
wf_kdf_cost_get (WfKdfCost cost, guint32 *out_passes, guint32 *out_memory)
{
  static const struct {
    guint32 passes, memory;
  } costs[] = {
    [WF_KDF_MODERATE] = { crypto_pwhash_argon2id_OPSLIMIT_MODERATE,
                          crypto_pwhash_argon2id_MEMLIMIT_MODERATE },
    [WF_KDF_INTERACTIVE] = { crypto_pwhash_argon2id_OPSLIMIT_INTERACTIVE,
                             crypto_pwhash_argon2id_MEMLIMIT_INTERACTIVE },
    [WF_KDF_TEST] = { crypto_pwhash_argon2id_OPSLIMIT_MIN, crypto_pwhash_argon2id_MEMLIMIT_MIN },
  };

  g_return_if_fail (cost < G_N_ELEMENTS (costs));

  *out_passes = costs[cost].passes;
  *out_memory = costs[cost].memory;
}

WfSecret *
wf_kdf_stretch (const char *passphrase,
                gsize size,
                const guint8 *salt,
                guint32 passes,
                guint32 memory,
                GError **error)
{
  g_return_val_if_fail (passphrase != NULL && salt != NULL, NULL);

  if (passes < 1 || passes > PASSES_MAX || memory < crypto_pwhash_argon2id_MEMLIMIT_MIN ||
      memory > MEMORY_MAX)
    {
      g_set_error (error, WF_CRYPTO_ERROR, WF_CRYPTO_ERROR_INVALID,
                   "a cost of %u passes over %u bytes is out of range", passes, memory);
      return NULL;
    }

  g_autoptr (WfSecret) key = wf_secret_new (32);

  if (crypto_pwhash (wf_secret_get (key), 32, passphrase, size, salt, passes, memory,
                     crypto_pwhash_ALG_ARGON2ID13) != 0)
    {
      g_set_error (error, WF_CRYPTO_ERROR, WF_CRYPTO_ERROR_MEMORY,
                   "no %u bytes for the key derivation", memory);
      return NULL;
    }
  return g_steal_pointer (&key);
}

void
wf_kdf_derive (guint8 *out_key, guint64 number, const char *context, const guint8 *master)
{
  g_return_if_fail (context != NULL && strlen (context) == crypto_kdf_CONTEXTBYTES);

  wf_crypto_ensure ();
  crypto_kdf_derive_from_key (out_key, crypto_kdf_KEYBYTES, number, context, master);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wf-box.h"
#include "wf-hex.h"
#include "wf-kdf.h"

#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1 /* as gcc says it */
#endif
#endif

static void
assert_hex (const guint8 *bytes, gsize size, const char *expected)
{
  g_autofree char *hex = wf_hex_encode (bytes, size);

  g_assert_cmpstr (hex, ==, expected);
}

static void
test_secret (void)
{
  g_autoptr (WfSecret) empty = wf_secret_new (40);
  g_autoptr (WfSecret) copy = wf_secret_new_from ("abc", 3);
  const guint8 zeros[40] = { 0 };

  g_assert_cmpmem (wf_secret_get (empty), wf_secret_get_size (empty), zeros, 40);
  g_assert_cmpmem (wf_secret_get (copy), wf_secret_get_size (copy), "abc", 3);
  wf_wipe (wf_secret_get (copy), 3);
  g_assert_cmpmem (wf_secret_get (copy), 3, zeros, 3);
  wf_secret_free (NULL);
  wf_wipe_free (NULL);
  wf_wipe_free (g_strdup ("gone"));
}

/* RFC 7693's BLAKE2b at 256 bits of "abc"; the empty key and a key must differ. */
static void
test_hash (void)
{
  guint8 hash[WF_HASH_BYTES], keyed[WF_OWNER_TAG_BYTES];
  const guint8 key[WF_KEY_BYTES] = { 1 }, other[WF_KEY_BYTES] = { 2 };
  guint8 again[WF_OWNER_TAG_BYTES];

  wf_hash (hash, "abc", 3);
  assert_hex (hash, sizeof hash,
              "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
  wf_hash_keyed (keyed, sizeof keyed, "abc", 3, key);
  wf_hash_keyed (again, sizeof again, "abc", 3, key);
  g_assert_true (wf_equal (keyed, again, sizeof keyed));
  wf_hash_keyed (again, sizeof again, "abc", 3, other);
  g_assert_false (wf_equal (keyed, again, sizeof keyed));
}

/* draft-irtf-cfrg-xchacha A.3.1 */
static void
test_box_vector (void)
{
  static const char *message = "Ladies and Gentlemen of the class of '99: If I could offer you "
                               "only one tip for the future, sunscreen would be it.";
  guint8 key[WF_KEY_BYTES], nonce[WF_NONCE_BYTES], associated[12];
  g_autofree guint8 *box = g_malloc (strlen (message) + WF_BOX_OVERHEAD);

  wf_hex_decode ("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f", key, 32);
  wf_hex_decode ("404142434445464748494a4b4c4d4e4f5051525354555657", nonce, 24);
  wf_hex_decode ("50515253c0c1c2c3c4c5c6c7", associated, 12);
  wf_box_seal (box, message, strlen (message), associated, 12, key, nonce);
  assert_hex (box + WF_NONCE_BYTES, 16, "bd6d179d3e83d43b9576579493c0e939");
  assert_hex (box + WF_NONCE_BYTES + strlen (message), WF_TAG_BYTES,
              "c0875924c1c7987947deafd8780acf49");
}

/* Whatever single bit is turned, in the box, the key or the context, nothing opens. */
static void
test_box_refuses (void)
{
  guint8 key[WF_KEY_BYTES], box[5 + WF_BOX_OVERHEAD], out[5];

  wf_random_fill (key, sizeof key);
  wf_box_seal (box, "hello", 5, "ctx", 3, key, NULL);
  g_assert_true (wf_box_open (out, box, sizeof box, "ctx", 3, key));
  g_assert_cmpmem (out, 5, "hello", 5);
  for (guint bit = 0; bit < 8 * sizeof box; bit++)
    {
      box[bit / 8] ^= 1 << bit % 8;
      g_assert_false (wf_box_open (out, box, sizeof box, "ctx", 3, key));
      box[bit / 8] ^= 1 << bit % 8;
    }
  g_assert_false (wf_box_open (out, box, sizeof box, "ctX", 3, key));
  g_assert_false (wf_box_open (out, box, WF_BOX_OVERHEAD - 1, "ctx", 3, key));
  key[0] ^= 1;
  g_assert_false (wf_box_open (out, box, sizeof box, "ctx", 3, key));
}

static void
test_seal (void)
{
  guint8 public_key[WF_KEY_BYTES], secret_key[WF_KEY_BYTES];
  guint8 other_public[WF_KEY_BYTES], other_secret[WF_KEY_BYTES];
  guint8 sealed[4 + WF_SEAL_OVERHEAD], out[4];

  wf_seal_keypair (public_key, secret_key);
  wf_seal_keypair (other_public, other_secret);
  wf_seal (sealed, "keys", 4, public_key);
  g_assert_true (wf_seal_open (out, sealed, sizeof sealed, public_key, secret_key));
  g_assert_cmpmem (out, 4, "keys", 4);
  g_assert_false (wf_seal_open (out, sealed, sizeof sealed, other_public, other_secret));
  g_assert_false (wf_seal_open (out, sealed, WF_SEAL_OVERHEAD - 1, public_key, secret_key));
}

/* RFC 8032 §7.1, test 2 */
static void
test_sign (void)
{
  guint8 seed[WF_SIGN_SEED_BYTES], public_key[WF_KEY_BYTES], secret_key[64];
  guint8 signature[WF_SIGNATURE_BYTES];
  const guint8 message = 0x72;

  wf_hex_decode ("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", seed, 32);
  wf_sign_keypair (public_key, secret_key, seed);
  assert_hex (public_key, 32, "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
  wf_sign (signature, &message, 1, secret_key);
  assert_hex (signature, 64,
              "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
              "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
  g_assert_true (wf_sign_verify (signature, &message, 1, public_key));
  signature[40] ^= 4;
  g_assert_false (wf_sign_verify (signature, &message, 1, public_key));
}

static void
test_kdf (void)
{
  const guint8 salt[WF_KDF_SALT_BYTES] = "0123456789abcde", other_salt[WF_KDF_SALT_BYTES] = "x";
  guint8 sub[32], sub_two[32];
  guint32 passes, memory;
  g_autoptr (GError) error = NULL;

  wf_kdf_cost_get (WF_KDF_MODERATE, &passes, &memory);
  g_assert_cmpuint (passes, ==, 3);
  g_assert_cmpuint (memory, ==, 256u << 20);
  wf_kdf_cost_get (WF_KDF_TEST, &passes, &memory);

  g_autoptr (WfSecret) one = wf_kdf_stretch ("pass", 4, salt, passes, memory, &error);
  g_autoptr (WfSecret) same = wf_kdf_stretch ("pass", 4, salt, passes, memory, &error);
  g_autoptr (WfSecret) word = wf_kdf_stretch ("Pass", 4, salt, passes, memory, &error);
  g_autoptr (WfSecret) salted = wf_kdf_stretch ("pass", 4, other_salt, passes, memory, &error);
  g_autoptr (WfSecret) dearer = wf_kdf_stretch ("pass", 4, salt, passes + 1, memory, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (wf_secret_get (one), 32, wf_secret_get (same), 32);
  g_assert_false (wf_equal (wf_secret_get (one), wf_secret_get (word), 32));
  g_assert_false (wf_equal (wf_secret_get (one), wf_secret_get (salted), 32));
  g_assert_false (wf_equal (wf_secret_get (one), wf_secret_get (dearer), 32));
  wf_kdf_derive (sub, 1, "wfouter1", wf_secret_get (one));
  wf_kdf_derive (sub_two, 2, "wfouter1", wf_secret_get (one));
  g_assert_false (wf_equal (sub, sub_two, 32));
}

static void
test_kdf_refuses (void)
{
  static const struct {
    guint32 passes, memory;
  } cases[] = { { 0, 8192 }, { 17, 8192 }, { 1, 8191 }, { 1, (1u << 30) + 1 } };
  const guint8 salt[WF_KDF_SALT_BYTES] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (wf_kdf_stretch ("p", 1, salt, cases[i].passes, cases[i].memory, &error));
      g_assert_error (error, WF_CRYPTO_ERROR, WF_CRYPTO_ERROR_INVALID);
    }
}

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif

/* With less room than asked for, the derivation says so and does not end the program. */
static void
test_kdf_without_memory (void)
{
  if (g_test_subprocess ())
    {
      const struct rlimit small = { 200u << 20, 200u << 20 };
      const guint8 salt[WF_KDF_SALT_BYTES] = { 0 };
      g_autoptr (GError) error = NULL;

      setrlimit (RLIMIT_AS, &small);
      g_assert_null (wf_kdf_stretch ("p", 1, salt, 1, 1u << 30, &error));
      g_assert_error (error, WF_CRYPTO_ERROR, WF_CRYPTO_ERROR_MEMORY);
      return;
    }
#ifndef __SANITIZE_ADDRESS__
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
#endif
}

static void
test_random_id (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 1000; i++)
    {
      char *id = wf_random_id ();

      g_assert_true (wf_id_is_valid (id));
      g_assert_true (g_hash_table_add (seen, id));
    }
}

static void
test_harden (void)
{
  if (g_test_subprocess ())
    {
      struct rlimit core;

      g_assert_true (wf_crypto_harden_process ());
      getrlimit (RLIMIT_CORE, &core);
      g_assert_cmpuint (core.rlim_max, ==, 0);
      g_assert_cmpint (prctl (PR_GET_DUMPABLE), ==, 0);
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crypto/secret", test_secret);
  g_test_add_func ("/crypto/hash", test_hash);
  g_test_add_func ("/crypto/box/vector", test_box_vector);
  g_test_add_func ("/crypto/box/refuses", test_box_refuses);
  g_test_add_func ("/crypto/seal", test_seal);
  g_test_add_func ("/crypto/sign", test_sign);
  g_test_add_func ("/crypto/kdf", test_kdf);
  g_test_add_func ("/crypto/kdf/refuses", test_kdf_refuses);
  g_test_add_func ("/crypto/kdf/memory", test_kdf_without_memory);
  g_test_add_func ("/crypto/random-id", test_random_id);
  g_test_add_func ("/crypto/harden", test_harden);
  return g_test_run ();
}

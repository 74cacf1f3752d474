/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The vectors are stock minisign 0.11's: "minisign -G -W", "minisign -S -m", over the ten bytes
 * "hello feed".
 */
#include "wf-minisign.h"

#include "wf-box.h"
#include "wf-hex.h"

#include <string.h>

#define MESSAGE "hello feed"
#define PUBLIC  "RWSlPzczFROJNOKVRiTYDaleroAU18YYQyuNWE20tU5wkdJ0xlWT+MmI"
#define SECRET                                                                                     \
  "untrusted comment: minisign encrypted secret key\n"                                             \
  "RWQAAEIyAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAApT83MxUTiTSTCajUEA0R2h" \
  "Ry"                                                                                             \
  "n6i+AcbGeq3P704F0FnxvPL3Vt7fvOKVRiTYDaleroAU18YYQyuNWE20tU5wkdJ0xlWT+"                          \
  "MmIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"
#define UNTRUSTED "untrusted comment: signature from minisign secret key\n"
#define SIG                                                                                        \
  "RUSlPzczFROJNCx+tQSlswh8lyZ9Gyur8O2keI0Dfd7baS1suyU+"                                           \
  "ZDeOSlnUTgpayIfnkiEjPs3PXTvopTp0hF4WVEJ1BUJ"                                                    \
  "3TQU=\n"
#define COMMENT "trusted comment: wayfinder-feed 1 feed=x\n"
#define GLOBAL                                                                                     \
  "0cbRBWCmo1CKqtj6RQjFVYb2Sp+LnrCuAO11mJKZzigYl2RvNrm5reaOmpgxTPK5bZ2KV+GJoV3l3OauexR+AQ==\n"
#define LEGACY                                                                                     \
  UNTRUSTED                                                                                        \
  "RWSlPzczFROJNGPKit5EnuRqZ9xiqwMYhdtiCv4Tm5XtBC78EprOp3jLvllWf9qe0RQ/"                           \
  "nxND+ORW9bwz39ux0U7Kt8RdFRsFCwU=\ntrusted comment: legacy\n"                                    \
  "cocQNXc18UUKgQ4efMgrqoqawBdvcOeXSF5rroASi86BJHkrwAA/"                                           \
  "LgY8RmlE3EvffAryoZ32qbbN5Bp4vtLzBg==\n"

static gboolean
parse (const char *text, WfMinisignSignature *out_signature)
{
  return wf_minisign_signature_parse (text, strlen (text), out_signature, NULL);
}

static void
test_stock (void)
{
  g_auto (WfMinisignSignature) signature = { 0 };
  WfMinisignKey key;

  g_assert_true (wf_minisign_key_parse (PUBLIC, &key, NULL));
  g_assert_true (parse (UNTRUSTED SIG COMMENT GLOBAL, &signature));
  g_assert_cmpstr (signature.comment, ==, "wayfinder-feed 1 feed=x");
  g_assert_true (wf_minisign_verify_comment (&signature, &key));
  g_assert_true (wf_minisign_verify (&signature, &key, MESSAGE, strlen (MESSAGE)));
  g_assert_false (wf_minisign_verify (&signature, &key, "hello seed", strlen (MESSAGE)));
  g_assert_false (wf_minisign_verify (&signature, &key, MESSAGE, strlen (MESSAGE) - 1));

  g_autofree char *id = wf_minisign_id_to_text (key.id);
  g_autofree char *text = wf_minisign_key_to_text (&key);

  g_assert_cmpstr (id, ==, "3489131533373FA5");
  g_assert_cmpstr (text, ==, PUBLIC);

  key.id[0] ^= 1;
  g_assert_false (wf_minisign_verify_comment (&signature, &key));
  key.id[0] ^= 1;
  key.key[0] ^= 1;
  g_assert_false (wf_minisign_verify_comment (&signature, &key));
}

/* Another comment under the same signature: the global one must not hold. */
static void
test_comment (void)
{
  g_auto (WfMinisignSignature) signature = { 0 };
  WfMinisignKey key;

  g_assert_true (wf_minisign_key_parse (PUBLIC "\n", &key, NULL));
  g_assert_true (
      parse (UNTRUSTED SIG "trusted comment: wayfinder-feed 1 feed=y\n" GLOBAL, &signature));
  g_assert_false (wf_minisign_verify_comment (&signature, &key));
  g_assert_false (wf_minisign_verify (&signature, &key, MESSAGE, strlen (MESSAGE)));
}

static void
test_refused (void)
{
  const char *const texts[] = {
    "",
    "\n\n\n\n",
    LEGACY,
    UNTRUSTED SIG COMMENT,
    UNTRUSTED SIG COMMENT GLOBAL "more\n",
    SIG COMMENT GLOBAL,
    UNTRUSTED SIG GLOBAL GLOBAL,
    UNTRUSTED "RUSl\n" COMMENT GLOBAL,
    UNTRUSTED GLOBAL COMMENT GLOBAL,
    UNTRUSTED SIG "trusted comment: a\x01b\n" GLOBAL,
    UNTRUSTED SIG "trusted comment: \xff\n" GLOBAL,
    UNTRUSTED SIG COMMENT "0cbR=\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      WfMinisignSignature signature = { 0 };

      g_assert_false (
          wf_minisign_signature_parse (texts[i], strlen (texts[i]), &signature, &error));
      g_assert_error (error, WF_CRYPTO_ERROR,
                      (i == 2 ? WF_CRYPTO_ERROR_SIGNATURE : WF_CRYPTO_ERROR_INVALID));
      g_assert_null (signature.comment);
    }

  const char *const keys[] = { "",          "RW",           "untrusted comment: x\n",
                               PUBLIC "AA", " " PUBLIC,     PUBLIC "\nmore",
                               "QQQQQQQQ",  "RUSlPzczFROJ", "untrusted comment: x\n\n" PUBLIC };
  WfMinisignKey key;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_assert_false (wf_minisign_key_parse (keys[i], &key, NULL));
      g_assert_null (wf_minisign_secret_parse (keys[i], NULL));
    }
}

static void
test_sign (void)
{
  g_autoptr (WfMinisignSecret) stock = wf_minisign_secret_parse (SECRET, NULL);
  g_autoptr (WfMinisignSecret) fresh = wf_minisign_secret_new ();
  char *file = wf_minisign_secret_to_file (fresh);
  g_autoptr (WfMinisignSecret) again = wf_minisign_secret_parse (file, NULL);
  g_autofree char *public_file = wf_minisign_key_to_file (wf_minisign_secret_get_public (fresh));
  WfMinisignKey key;

  g_assert_nonnull (stock);
  g_assert_nonnull (again);
  g_assert_true (wf_minisign_key_parse (public_file, &key, NULL));
  g_assert_true (wf_minisign_key_equal (&key, wf_minisign_secret_get_public (again)));
  g_assert_false (wf_minisign_key_equal (&key, wf_minisign_secret_get_public (stock)));

  /* Ed25519 has one signature for a message and key: ours is the stock tool's, to the byte. */
  g_autofree char *text =
      wf_minisign_sign (stock, MESSAGE, strlen (MESSAGE), "wayfinder-feed 1 feed=x");

  g_assert_true (g_str_has_suffix (text, "\n" SIG COMMENT GLOBAL));

  g_autofree char *signed_text = wf_minisign_sign (again, "", 0, "");
  g_auto (WfMinisignSignature) signature = { 0 };

  g_assert_true (parse (signed_text, &signature));
  g_assert_true (wf_minisign_verify (&signature, &key, "", 0));

  /* A secret key whose check does not fit is not used. */
  char *at = strstr (file, "\n") + 90;

  *at = *at == 'A' ? 'B' : 'A';
  g_assert_null (wf_minisign_secret_parse (file, NULL));
  wf_wipe_free (file);
}

static void
test_sum (void)
{
  WfBlakeSum sum = { 0 }, other = { 0 };
  const WfBlakeSum zero = { 0 };
  guint8 hash[WF_HASH_BYTES];

  wf_hash (hash, "a", 1);
  wf_blake_sum_add (&sum, "a", 1);
  g_assert_cmpmem (sum.bytes, 32, hash, 32);
  for (guint i = 0; i < 1000; i++)
    wf_blake_sum_add (&sum, &i, sizeof i);
  for (guint i = 1000; i > 0; i--)
    {
      guint value = i - 1;

      wf_blake_sum_add (&other, &value, sizeof value);
    }
  wf_blake_sum_add (&other, "a", 1);
  g_assert_cmpmem (sum.bytes, 32, other.bytes, 32);
  for (guint i = 0; i < 1000; i++)
    wf_blake_sum_remove (&sum, &i, sizeof i);
  wf_blake_sum_remove (&sum, "a", 1);
  g_assert_cmpmem (sum.bytes, 32, zero.bytes, 32);
  wf_blake_sum_remove (&sum, "a", 1);
  g_assert_cmpint (memcmp (sum.bytes, zero.bytes, 32), !=, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/minisign/stock", test_stock);
  g_test_add_func ("/minisign/comment", test_comment);
  g_test_add_func ("/minisign/refused", test_refused);
  g_test_add_func ("/minisign/sign", test_sign);
  g_test_add_func ("/minisign/sum", test_sum);
  return g_test_run ();
}

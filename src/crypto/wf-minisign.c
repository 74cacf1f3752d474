/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * minisign's files and signatures over libsodium, and the order-free sum a feed is compared by.
 * No state, any thread. A secret key lives in locked memory; its text is wiped after use.
 *
 * Layout (jedisct1/minisign, minisign.h). Public: "Ed" ‖ id[8] ‖ pk[32]. Signature: "ED" ‖ id[8] ‖
 * sig[64], then sig'[64] over sig ‖ comment. Secret: "Ed" ‖ kdf[2] (zero: no passphrase) ‖ "B2" ‖
 * salt[32] ‖ ops[8] ‖ mem[8] ‖ id[8] ‖ sk[64] ‖ BLAKE2b-256("Ed" ‖ id ‖ sk)[32].
 */
#define G_LOG_DOMAIN "wf-crypto"

#include "wf-minisign.h"

#include "wf-box.h"
#include "wf-crypto-private.h"

#include <sodium.h>
#include <string.h>

#define PUBLIC_BYTES 42
#define SECRET_BYTES 158
#define SIG_BYTES    74
#define DIGEST_BYTES 64
#define SK_BYTES     64
#define UNTRUSTED    "untrusted comment: "
#define TRUSTED      "trusted comment: "

/* Offsets in a secret key file. */
#define AT_KDF   2
#define AT_CHECK 4
#define AT_ID    54
#define AT_SK    (AT_ID + WF_MINISIGN_ID_BYTES)
#define AT_SUM   (AT_SK + SK_BYTES)

G_STATIC_ASSERT (AT_SUM + 32 == SECRET_BYTES);
G_STATIC_ASSERT (SK_BYTES == crypto_sign_SECRETKEYBYTES);
G_STATIC_ASSERT (WF_MINISIGN_KEY_BYTES == crypto_sign_PUBLICKEYBYTES);
G_STATIC_ASSERT (WF_MINISIGN_SIG_BYTES == crypto_sign_BYTES);

struct _WfMinisignSecret {
  WfMinisignKey key;
  WfSecret *sk; /* 64 bytes, as libsodium has it */
};

static gboolean
refuse (GError **error, const char *why)
{
  g_set_error_literal (error, WF_CRYPTO_ERROR, WF_CRYPTO_ERROR_INVALID, why);
  return FALSE;
}

/* Exactly @size bytes of base64 with its padding; nothing else in the line. */
static gboolean
decode (const char *text, gsize length, guint8 *out_bytes, gsize size)
{
  gsize got = 0;
  const char *end = NULL;

  wf_crypto_ensure ();
  return sodium_base642bin (out_bytes, size, text, length, NULL, &got, &end,
                            sodium_base64_VARIANT_ORIGINAL) == 0 &&
         got == size && end == text + length;
}

static char *
encode (const guint8 *bytes, gsize size)
{
  gsize length = sodium_base64_ENCODED_LEN (size, sodium_base64_VARIANT_ORIGINAL);
  char *text = g_malloc (length);

  return sodium_bin2base64 (text, length, bytes, size, sodium_base64_VARIANT_ORIGINAL);
}

/* The next line from @at on, without its end ("\n" or "\r\n"). */
static gboolean
take_line (const char **at, const char *end, const char **out_line, gsize *out_length)
{
  if (*at >= end)
    return FALSE;

  const char *stop = memchr (*at, '\n', (gsize) (end - *at));
  const char *line_end = stop != NULL ? stop : end;

  *out_line = *at;
  *out_length = (gsize) (line_end - *at);
  if (*out_length > 0 && line_end[-1] == '\r')
    (*out_length)--;
  *at = stop != NULL ? stop + 1 : end;
  return TRUE;
}

static gboolean
has_prefix (const char *line, gsize length, const char *prefix)
{
  return length >= strlen (prefix) && memcmp (line, prefix, strlen (prefix)) == 0;
}

/* The base64 line of a key file, with or without the comment before it. */
static gboolean
take_key_line (const char *text, const char **out_line, gsize *out_length)
{
  const char *at = text, *end = text + strlen (text);

  if (!take_line (&at, end, out_line, out_length))
    return FALSE;
  if (has_prefix (*out_line, *out_length, UNTRUSTED) && !take_line (&at, end, out_line, out_length))
    return FALSE;
  return at == end;
}

gboolean
wf_minisign_key_parse (const char *text, WfMinisignKey *out_key, GError **error)
{
  guint8 bytes[PUBLIC_BYTES];
  const char *line;
  gsize length;

  if (strlen (text) > WF_MINISIGN_KEY_FILE_MAX || !take_key_line (text, &line, &length) ||
      !decode (line, length, bytes, sizeof bytes) || memcmp (bytes, "Ed", 2) != 0)
    return refuse (error, "this is no public key of a catalogue: one begins with RW and has 56 "
                          "characters");
  memcpy (out_key->id, bytes + 2, WF_MINISIGN_ID_BYTES);
  memcpy (out_key->key, bytes + 2 + WF_MINISIGN_ID_BYTES, WF_MINISIGN_KEY_BYTES);
  return TRUE;
}

char *
wf_minisign_key_to_text (const WfMinisignKey *self)
{
  guint8 bytes[PUBLIC_BYTES] = { 'E', 'd' };

  memcpy (bytes + 2, self->id, WF_MINISIGN_ID_BYTES);
  memcpy (bytes + 2 + WF_MINISIGN_ID_BYTES, self->key, WF_MINISIGN_KEY_BYTES);
  return encode (bytes, sizeof bytes);
}

char *
wf_minisign_key_to_file (const WfMinisignKey *self)
{
  g_autofree char *text = wf_minisign_key_to_text (self);
  g_autofree char *id = wf_minisign_id_to_text (self->id);

  return g_strdup_printf (UNTRUSTED "minisign public key %s\n%s\n", id, text);
}

char *
wf_minisign_id_to_text (const guint8 *id)
{
  GString *text = g_string_new (NULL);

  for (int i = WF_MINISIGN_ID_BYTES - 1; i >= 0; i--)
    g_string_append_printf (text, "%02X", id[i]);
  return g_string_free (text, FALSE);
}

gboolean
wf_minisign_key_equal (const WfMinisignKey *a, const WfMinisignKey *b)
{
  return memcmp (a->id, b->id, sizeof a->id) == 0 && memcmp (a->key, b->key, sizeof a->key) == 0;
}

/* A comment is text a person may be shown: UTF-8 without control characters. */
static char *
take_comment (const char *line, gsize length)
{
  gsize prefix = strlen (TRUSTED);

  if (!has_prefix (line, length, TRUSTED) || length - prefix > WF_MINISIGN_COMMENT_MAX ||
      !g_utf8_validate_len (line, length, NULL))
    return NULL;
  for (gsize i = prefix; i < length; i++)
    {
      if (g_ascii_iscntrl (line[i]) && line[i] != '\t')
        return NULL;
    }
  return g_strndup (line + prefix, length - prefix);
}

gboolean
wf_minisign_signature_parse (const char *text,
                             gsize size,
                             WfMinisignSignature *out_signature,
                             GError **error)
{
  const char *at = text, *end = text + size, *line[4];
  gsize length[4];
  guint8 bytes[SIG_BYTES], global[WF_MINISIGN_SIG_BYTES];
  guint n = 0;

  while (n < 4 && take_line (&at, end, &line[n], &length[n]))
    n++;
  if (size > WF_MINISIGN_FILE_MAX || n < 4 || at != end ||
      !has_prefix (line[0], length[0], UNTRUSTED) ||
      !decode (line[1], length[1], bytes, sizeof bytes) ||
      !decode (line[3], length[3], global, sizeof global))
    return refuse (error, "this is no signature file");
  if (memcmp (bytes, "ED", 2) != 0)
    {
      g_set_error_literal (error, WF_CRYPTO_ERROR, WF_CRYPTO_ERROR_SIGNATURE,
                           "the signature is of an old algorithm that is not taken");
      return FALSE;
    }

  char *comment = take_comment (line[2], length[2]);

  if (comment == NULL)
    return refuse (error, "the signature's comment is not readable");
  memcpy (out_signature->id, bytes + 2, WF_MINISIGN_ID_BYTES);
  memcpy (out_signature->signature, bytes + 2 + WF_MINISIGN_ID_BYTES, WF_MINISIGN_SIG_BYTES);
  memcpy (out_signature->global, global, sizeof global);
  out_signature->comment = comment;
  return TRUE;
}

void
wf_minisign_signature_clear (WfMinisignSignature *self)
{
  g_clear_pointer (&self->comment, g_free);
}

/* What the global signature covers: sig ‖ comment. */
static GByteArray *
join_comment (const guint8 *signature, const char *comment)
{
  GByteArray *joined = g_byte_array_new ();

  g_byte_array_append (joined, signature, WF_MINISIGN_SIG_BYTES);
  g_byte_array_append (joined, (const guint8 *) comment, (guint) strlen (comment));
  return joined;
}

gboolean
wf_minisign_verify_comment (const WfMinisignSignature *self, const WfMinisignKey *key)
{
  if (self->comment == NULL || memcmp (self->id, key->id, sizeof self->id) != 0)
    return FALSE;

  g_autoptr (GByteArray) joined = join_comment (self->signature, self->comment);

  return wf_sign_verify (self->global, joined->data, joined->len, key->key);
}

static void
digest (guint8 *out_digest, gconstpointer bytes, gsize size)
{
  wf_crypto_ensure ();
  crypto_generichash (out_digest, DIGEST_BYTES, bytes, size, NULL, 0);
}

gboolean
wf_minisign_verify (const WfMinisignSignature *self,
                    const WfMinisignKey *key,
                    gconstpointer bytes,
                    gsize size)
{
  guint8 hash[DIGEST_BYTES];

  if (!wf_minisign_verify_comment (self, key))
    return FALSE;
  digest (hash, bytes, size);
  return wf_sign_verify (self->signature, hash, sizeof hash, key->key);
}

WfMinisignSecret *
wf_minisign_secret_new (void)
{
  WfMinisignSecret *self = g_new0 (WfMinisignSecret, 1);
  guint8 seed[WF_SIGN_SEED_BYTES];

  self->sk = wf_secret_new (SK_BYTES);
  wf_random_fill (self->key.id, sizeof self->key.id);
  wf_random_fill (seed, sizeof seed);
  wf_sign_keypair (self->key.key, wf_secret_get (self->sk), seed);
  wf_wipe (seed, sizeof seed);
  return self;
}

void
wf_minisign_secret_free (WfMinisignSecret *self)
{
  if (self == NULL)
    return;
  wf_secret_free (self->sk);
  g_free (self);
}

const WfMinisignKey *
wf_minisign_secret_get_public (const WfMinisignSecret *self)
{
  return &self->key;
}

/* The check at the end of a secret key file. */
static void
sum_secret (guint8 *out_sum, const guint8 *bytes)
{
  crypto_generichash_state state;

  wf_crypto_ensure ();
  crypto_generichash_init (&state, NULL, 0, 32);
  crypto_generichash_update (&state, bytes, 2);
  crypto_generichash_update (&state, bytes + AT_ID, WF_MINISIGN_ID_BYTES);
  crypto_generichash_update (&state, bytes + AT_SK, SK_BYTES);
  crypto_generichash_final (&state, out_sum, 32);
  wf_wipe (&state, sizeof state);
}

char *
wf_minisign_secret_to_file (const WfMinisignSecret *self)
{
  g_autoptr (WfSecret) secret = wf_secret_new (SECRET_BYTES);
  guint8 *bytes = wf_secret_get (secret);

  memcpy (bytes, "Ed", 2);
  memcpy (bytes + AT_CHECK, "B2", 2);
  memcpy (bytes + AT_ID, self->key.id, WF_MINISIGN_ID_BYTES);
  memcpy (bytes + AT_SK, wf_secret_get (self->sk), SK_BYTES);
  sum_secret (bytes + AT_SUM, bytes);

  char *line = encode (bytes, SECRET_BYTES);
  char *text =
      g_strconcat (UNTRUSTED "minisign secret key, without a passphrase\n", line, "\n", NULL);

  wf_wipe_free (line);
  return text;
}

WfMinisignSecret *
wf_minisign_secret_parse (const char *text, GError **error)
{
  g_autoptr (WfSecret) secret = wf_secret_new (SECRET_BYTES);
  guint8 *bytes = wf_secret_get (secret), sum[32];
  const char *line;
  gsize length;

  if (strlen (text) > WF_MINISIGN_KEY_FILE_MAX || !take_key_line (text, &line, &length) ||
      !decode (line, length, bytes, SECRET_BYTES) || memcmp (bytes, "Ed", 2) != 0 ||
      memcmp (bytes + AT_CHECK, "B2", 2) != 0)
    {
      refuse (error, "this is no secret key file");
      return NULL;
    }
  if (bytes[AT_KDF] != 0 || bytes[AT_KDF + 1] != 0)
    {
      refuse (error, "the key is under a passphrase: “minisign -C -W -s FILE” takes it off");
      return NULL;
    }
  /* Stock minisign -W leaves the check empty; ours fills it. */
  sum_secret (sum, bytes);
  if (!sodium_is_zero (bytes + AT_SUM, sizeof sum) && !wf_equal (sum, bytes + AT_SUM, sizeof sum))
    {
      refuse (error, "the secret key file is harmed");
      return NULL;
    }

  WfMinisignSecret *self = g_new0 (WfMinisignSecret, 1);

  self->sk = wf_secret_new_from (bytes + AT_SK, SK_BYTES);
  memcpy (self->key.id, bytes + AT_ID, WF_MINISIGN_ID_BYTES);
  crypto_sign_ed25519_sk_to_pk (self->key.key, bytes + AT_SK);
  return self;
}

char *
wf_minisign_sign (const WfMinisignSecret *self,
                  gconstpointer bytes,
                  gsize size,
                  const char *comment)
{
  g_return_val_if_fail (strlen (comment) <= WF_MINISIGN_COMMENT_MAX, NULL);
  g_return_val_if_fail (strchr (comment, '\n') == NULL, NULL);

  guint8 hash[DIGEST_BYTES], out[SIG_BYTES] = { 'E', 'D' }, global[WF_MINISIGN_SIG_BYTES];
  guint8 *signature = out + 2 + WF_MINISIGN_ID_BYTES;

  digest (hash, bytes, size);
  memcpy (out + 2, self->key.id, WF_MINISIGN_ID_BYTES);
  wf_sign (signature, hash, sizeof hash, wf_secret_get (self->sk));

  g_autoptr (GByteArray) joined = join_comment (signature, comment);

  wf_sign (global, joined->data, joined->len, wf_secret_get (self->sk));

  g_autofree char *line = encode (out, sizeof out);
  g_autofree char *global_line = encode (global, sizeof global);

  return g_strconcat (UNTRUSTED "signature from a Wayfinder catalogue\n", line, "\n" TRUSTED,
                      comment, "\n", global_line, "\n", NULL);
}

/* libsodium adds little-endian numbers; the sum is written big end first. */
static void
turn (guint8 *bytes)
{
  for (guint i = 0; i < 16; i++)
    {
      guint8 kept = bytes[i];

      bytes[i] = bytes[31 - i];
      bytes[31 - i] = kept;
    }
}

static void
change_sum (WfBlakeSum *self, const guint8 *digest, gboolean is_added)
{
  guint8 little[WF_HASH_BYTES];

  memcpy (little, digest, sizeof little);
  turn (little);
  turn (self->bytes);
  if (is_added)
    sodium_add (self->bytes, little, sizeof little);
  else
    sodium_sub (self->bytes, little, sizeof little);
  turn (self->bytes);
}

void
wf_blake_sum_add_digest (WfBlakeSum *self, const guint8 *digest)
{
  change_sum (self, digest, TRUE);
}

void
wf_blake_sum_add (WfBlakeSum *self, gconstpointer bytes, gsize size)
{
  guint8 hash[WF_HASH_BYTES];

  wf_hash (hash, bytes, size);
  change_sum (self, hash, TRUE);
}

void
wf_blake_sum_remove (WfBlakeSum *self, gconstpointer bytes, gsize size)
{
  guint8 hash[WF_HASH_BYTES];

  wf_hash (hash, bytes, size);
  change_sum (self, hash, FALSE);
}

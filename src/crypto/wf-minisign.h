/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-secret.h"

G_BEGIN_DECLS

/*
 * Signatures that the stock tool minisign makes and checks: Ed25519 over the BLAKE2b-512 of a
 * file (algorithm "ED"), with a trusted comment under a signature of its own. The old algorithm
 * "Ed" (not hashed) is refused. Formats: jedisct1/minisign, minisign.h. Values hold no pointers
 * but WfMinisignSecret; any thread.
 */

#define WF_MINISIGN_ID_BYTES      8
#define WF_MINISIGN_KEY_BYTES     32
#define WF_MINISIGN_SIG_BYTES     64
#define WF_MINISIGN_COMMENT_MAX   8192       /* bytes of a trusted comment */
#define WF_MINISIGN_FILE_MAX      (9 * 1024) /* a longer signature file is refused unread */
#define WF_MINISIGN_KEY_CHARS     56         /* of a public key as text: "RW…" */
#define WF_MINISIGN_KEY_FILE_MAX  4096
#define WF_MINISIGN_ID_TEXT_CHARS 16 /* of a key's id as text */

/**
 * WfMinisignKey:
 * @id: as in the file; as text its bytes stand in the opposite order
 *
 * A public key.
 */
typedef struct {
  guint8 id[WF_MINISIGN_ID_BYTES];
  guint8 key[WF_MINISIGN_KEY_BYTES];
} WfMinisignKey;

/**
 * WfMinisignSignature:
 * @comment: (nullable): the trusted comment; to be believed only after
 *   wf_minisign_verify_comment()
 *
 * What a signature file says. Clear with wf_minisign_signature_clear().
 */
typedef struct {
  guint8 id[WF_MINISIGN_ID_BYTES];
  guint8 signature[WF_MINISIGN_SIG_BYTES];
  guint8 global[WF_MINISIGN_SIG_BYTES];
  char *comment;
} WfMinisignSignature;

/** WfMinisignSecret: a secret key and its public half; the secret is in locked memory. */
typedef struct _WfMinisignSecret WfMinisignSecret;

/** wf_minisign_key_parse:
 * @text: 56 characters of base64, or a public key file, whose first line is a comment
 *
 * Returns: %FALSE with %WF_CRYPTO_ERROR_INVALID when @text is no public key */
gboolean wf_minisign_key_parse (const char *text, WfMinisignKey *out_key, GError **error);
/** wf_minisign_key_to_text: Returns: (transfer full): 56 characters, "RW…" */
char *wf_minisign_key_to_text (const WfMinisignKey *self);
/** wf_minisign_key_to_file: Returns: (transfer full): a public key file for stock minisign */
char *wf_minisign_key_to_file (const WfMinisignKey *self);
/** wf_minisign_id_to_text: Returns: (transfer full): 16 uppercase hexadecimal characters, as
 * stock minisign prints a key's id */
char *wf_minisign_id_to_text (const guint8 *id);
/** wf_minisign_key_equal: Returns: whether both are the same key with the same id */
gboolean wf_minisign_key_equal (const WfMinisignKey *a, const WfMinisignKey *b);

/**
 * wf_minisign_signature_parse:
 * @text: a signature file of at most %WF_MINISIGN_FILE_MAX bytes; need not end in a zero byte
 *
 * Returns: %FALSE with %WF_CRYPTO_ERROR_INVALID when it is no signature file, with
 *   %WF_CRYPTO_ERROR_SIGNATURE when it is one of the old algorithm
 */
gboolean wf_minisign_signature_parse (const char *text,
                                      gsize size,
                                      WfMinisignSignature *out_signature,
                                      GError **error);
/** wf_minisign_signature_clear: frees what it holds, not itself */
void wf_minisign_signature_clear (WfMinisignSignature *self);
/** wf_minisign_verify_comment: Returns: whether @key made this signature and its comment. Says
 * nothing yet about the file. */
gboolean wf_minisign_verify_comment (const WfMinisignSignature *self, const WfMinisignKey *key);
/** wf_minisign_verify: Returns: whether @key signed exactly @bytes and the comment */
gboolean wf_minisign_verify (const WfMinisignSignature *self,
                             const WfMinisignKey *key,
                             gconstpointer bytes,
                             gsize size);

/** wf_minisign_secret_new: Returns: (transfer full): a new pair, its id random */
WfMinisignSecret *wf_minisign_secret_new (void);
void wf_minisign_secret_free (WfMinisignSecret *self);
/** wf_minisign_secret_get_public: Returns: (transfer none): its public half */
const WfMinisignKey *wf_minisign_secret_get_public (const WfMinisignSecret *self);
/** wf_minisign_secret_to_file: Returns: (transfer full): a secret key file without a passphrase,
 * as "minisign -G -W" makes one; wipe it with wf_wipe_free() */
char *wf_minisign_secret_to_file (const WfMinisignSecret *self);
/**
 * wf_minisign_secret_parse:
 * @text: a secret key file of stock minisign or ours
 *
 * Returns: (transfer full) (nullable): the pair, or %NULL with %WF_CRYPTO_ERROR_INVALID when it
 *   is none, is harmed, or is under a passphrase ("minisign -C -W" takes that off)
 */
WfMinisignSecret *wf_minisign_secret_parse (const char *text, GError **error);

/**
 * wf_minisign_sign:
 * @comment: the trusted comment: one line of at most %WF_MINISIGN_COMMENT_MAX bytes
 *
 * Returns: (transfer full): a signature file that stock "minisign -V" accepts
 */
char *wf_minisign_sign (const WfMinisignSecret *self,
                        gconstpointer bytes,
                        gsize size,
                        const char *comment);

/**
 * WfBlakeSum:
 *
 * The order-free sum of many values: Σ BLAKE2b-256(value) mod 2^256, big end first. Values are
 * put in and taken out in any order. It finds drift; it is no protection against an attacker.
 */
typedef struct {
  guint8 bytes[32];
} WfBlakeSum;

/** wf_blake_sum_add: puts a value in */
void wf_blake_sum_add (WfBlakeSum *self, gconstpointer bytes, gsize size);
/** wf_blake_sum_add_digest: puts a value in whose BLAKE2b-256 is @digest */
void wf_blake_sum_add_digest (WfBlakeSum *self, const guint8 *digest);
/** wf_blake_sum_remove: takes a value out that was put in */
void wf_blake_sum_remove (WfBlakeSum *self, gconstpointer bytes, gsize size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfMinisignSecret, wf_minisign_secret_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WfMinisignSignature, wf_minisign_signature_clear)

G_END_DECLS

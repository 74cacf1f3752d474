/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owners and their keys: an owner's document says whose it is and holds its key, wrapped for
 * all members or sealed to named ones (docs/formats/vault.md). Runs in the vault's thread.
 *
 * Invariant: at most one owner's key is in memory, in the session's scratch place, and the one
 * who opened the owner wipes it.
 */
#define G_LOG_DOMAIN "wf-store"

#include "wf-document.h"
#include "wf-statement.h"
#include "wf-vault-owner.h"

#include <string.h>

#define LABEL         "wfowner1"
#define NAMED_LABEL   "wfnamed1"
#define ASSOCIATED    (8 + WF_ID_BYTES + 4)
#define SEALED_BYTES  (WF_KEY_BYTES + WF_SEAL_OVERHEAD)
#define NAMED_BYTES   (WF_ID_BYTES + SEALED_BYTES)
#define HEAD_BYTES    (1 + 1 + WF_ID_BYTES) /* type, mode, owner id */
#define SIGNED_BYTES  (WF_ID_BYTES + WF_SIGNATURE_BYTES)
#define MODE_ALL      0
#define MODE_NAMED    1
#define EPOCH_BYTES   4
#define NOT_SEALED_BY "an owner's key was not sealed by who may"
#define READ_ROWS     "SELECT event_id, body FROM event WHERE owner_tag = ?1 ORDER BY seq"

void
wf_owner_clear (WfOwner *self)
{
  g_clear_pointer (&self->only_for, g_byte_array_unref);
}

static gboolean
fail (int code, const char *message, GError **error)
{
  g_set_error_literal (error, WF_STORE_ERROR, code, message);
  return FALSE;
}

static void
fill_associated (WfVaultCore *core, guint32 epoch, guint8 *out)
{
  memcpy (out, LABEL, 8);
  memcpy (out + 8, core->uuid, WF_ID_BYTES);
  for (guint i = 0; i < EPOCH_BYTES; i++)
    out[8 + WF_ID_BYTES + i] = (guint8) (epoch >> (8 * i));
}

/* What the signature over a named set covers: all but the epoch it is boxed under. */
static GByteArray *
collect_signed (WfVaultCore *core, const guint8 *plain, gsize size)
{
  GByteArray *out = g_byte_array_new ();

  g_byte_array_append (out, (const guint8 *) NAMED_LABEL, 8);
  g_byte_array_append (out, core->uuid, WF_ID_BYTES);
  g_byte_array_append (out, plain, (guint) size);
  return out;
}

static GBytes *
box_plain (WfVaultCore *core, const GByteArray *plain)
{
  const WfEpochKeys *keys = wf_session_get_newest (core->session);
  guint8 associated[ASSOCIATED];
  GByteArray *out = g_byte_array_new ();

  g_byte_array_set_size (out, EPOCH_BYTES + plain->len + WF_BOX_OVERHEAD);
  for (guint i = 0; i < EPOCH_BYTES; i++)
    out->data[i] = (guint8) (keys->epoch >> (8 * i));
  fill_associated (core, keys->epoch, associated);
  wf_box_seal (out->data + EPOCH_BYTES, plain->data, plain->len, associated, sizeof associated,
               keys->wrap, NULL);
  return g_byte_array_free_to_bytes (out);
}

static GByteArray *
unbox_plain (WfVaultCore *core, GBytes *content, guint32 *out_epoch)
{
  gsize size;
  const guint8 *bytes = g_bytes_get_data (content, &size);
  guint8 associated[ASSOCIATED];

  if (size < EPOCH_BYTES + HEAD_BYTES + WF_BOX_OVERHEAD)
    return NULL;

  guint32 epoch =
      bytes[0] | (guint32) bytes[1] << 8 | (guint32) bytes[2] << 16 | (guint32) bytes[3] << 24;
  const WfEpochKeys *keys = wf_session_find_epoch (core->session, epoch);
  g_autoptr (GByteArray) plain = g_byte_array_new ();

  if (keys == NULL)
    return NULL;
  g_byte_array_set_size (plain, (guint) (size - EPOCH_BYTES - WF_BOX_OVERHEAD));
  fill_associated (core, epoch, associated);
  if (!wf_box_open (plain->data, bytes + EPOCH_BYTES, size - EPOCH_BYTES, associated,
                    sizeof associated, keys->wrap))
    return NULL;
  *out_epoch = epoch;
  return g_steal_pointer (&plain);
}

static gboolean
is_named (const GByteArray *only_for, const guint8 *staff)
{
  for (guint at = 0; at < only_for->len; at += WF_ID_BYTES)
    if (memcmp (only_for->data + at, staff, WF_ID_BYTES) == 0)
      return TRUE;
  return FALSE;
}

typedef enum {
  ROW_OF_ANOTHER_KEY,
  ROW_OPENS,
  ROW_SAYS_NOTHING, /* harmed, invented or not of this owner */
} RowProof;

static RowProof
try_row (WfVaultCore *core,
         const WfOwner *owner,
         WfStatement *row,
         const guint8 *signer,
         gboolean *out_is_theirs)
{
  gsize id_size, size;
  const guint8 *id = wf_statement_get_blob (row, 0, &id_size);
  const guint8 *event = wf_statement_get_blob (row, 1, &size);
  g_autoptr (WfEventOpened) opened = NULL;
  g_autofree char *text = NULL;

  if (id_size != WF_HASH_BYTES ||
      wf_vault_core_open_row (core, event, size, id, &opened) != WF_EVENT_OK ||
      memcmp (opened->header.owner_id, owner->id, WF_ID_BYTES) != 0)
    return ROW_SAYS_NOTHING;

  WfEventContext context = wf_vault_core_context (core, opened->epoch);

  if (!wf_member_list_verify (core->session->members, &context, opened))
    return ROW_SAYS_NOTHING;
  *out_is_theirs = memcmp (opened->header.staff_id, signer, WF_ID_BYTES) == 0;
  if (wf_event_open_body (opened, wf_session_get_keys (core->session)->owner_key, &text) !=
      WF_EVENT_OK)
    return ROW_OF_ANOTHER_KEY;
  wf_wipe (text, strlen (text));
  return ROW_OPENS;
}

static gboolean
key_is_of_before (WfVaultCore *core, const WfOwner *owner, const guint8 *signer)
{
  g_autoptr (WfStatement) read = wf_statement_prepare (core->db, READ_ROWS, NULL);
  gboolean has_row = FALSE, opens_theirs = FALSE, has_others = FALSE;

  if (read == NULL)
    return FALSE;
  wf_statement_bind_blob (read, 1, owner->tag, WF_OWNER_TAG_BYTES);
  while (wf_statement_step (read, &has_row, NULL) && has_row)
    {
      gboolean is_theirs = FALSE;
      RowProof proof = try_row (core, owner, read, signer, &is_theirs);

      if (proof == ROW_OPENS && !is_theirs)
        return TRUE;
      opens_theirs |= proof == ROW_OPENS;
      has_others |= proof == ROW_OF_ANOTHER_KEY && !is_theirs;
    }
  return opens_theirs && !has_others;
}

/* Whoever may open a client may name who may from then on, also without themself, and what role
 * they have today says nothing of that day. So a signer who is neither named nor a coordinator is
 * believed when the key they sealed is the one of before: it opens what another than they wrote
 * or, where there is nothing of another, what they wrote. A key planted by somebody to whom the
 * client was closed opens none of that. */
static gboolean
signer_may_name (WfVaultCore *core, const WfOwner *owner, const guint8 *signer)
{
  WfMember *member = wf_member_list_find (core->session->members, signer);

  return member != NULL &&
         (is_named (owner->only_for, signer) || member->role == WF_ROLE_COORDINATOR ||
          key_is_of_before (core, owner, signer));
}

static gboolean
open_named (WfVaultCore *core, const GByteArray *plain, WfOwner *owner, GError **error)
{
  const guint8 *bytes = plain->data;
  gsize n =
      plain->len >= HEAD_BYTES + 2 ? bytes[HEAD_BYTES] | (gsize) bytes[HEAD_BYTES + 1] << 8 : 0;
  gsize entries_end = HEAD_BYTES + 2 + n * NAMED_BYTES;
  const guint8 *mine = NULL;

  if (n == 0 || plain->len != entries_end + SIGNED_BYTES)
    return fail (WF_STORE_ERROR_ALTERED, "an owner's key is harmed", error);
  owner->only_for = g_byte_array_new ();
  for (gsize i = 0; i < n; i++)
    {
      const guint8 *entry = bytes + HEAD_BYTES + 2 + i * NAMED_BYTES;

      g_byte_array_append (owner->only_for, entry, WF_ID_BYTES);
      if (memcmp (entry, core->session->staff, WF_ID_BYTES) == 0)
        mine = entry + WF_ID_BYTES;
    }
  if (mine == NULL)
    return fail (WF_STORE_ERROR_RESTRICTED, "opened by named colleagues only", error);

  g_autoptr (GByteArray) covered = collect_signed (core, bytes, entries_end + WF_ID_BYTES);
  WfSessionKeys *keys = wf_session_get_keys (core->session);

  if (!wf_member_list_verify_bytes (core->session->members, bytes + entries_end, covered->data,
                                    covered->len, bytes + entries_end + WF_ID_BYTES))
    return fail (WF_STORE_ERROR_ALTERED, NOT_SEALED_BY, error);
  if (!wf_seal_open (keys->owner_key, mine, SEALED_BYTES, core->session->seal_public,
                     keys->seal_secret))
    return fail (WF_STORE_ERROR_RESTRICTED, "sealed to a key that this person no longer has",
                 error);
  if (signer_may_name (core, owner, bytes + entries_end))
    return TRUE;
  wf_session_wipe_owner_key (core->session);
  return fail (WF_STORE_ERROR_ALTERED, NOT_SEALED_BY, error);
}

static gboolean
open_plain (
    WfVaultCore *core, const GByteArray *plain, guint32 epoch, WfOwner *owner, GError **error)
{
  const guint8 *bytes = plain->data;
  WfEventContext context = wf_vault_core_context (core, epoch);

  memset (owner, 0, sizeof *owner);
  owner->type = bytes[0];
  memcpy (owner->id, bytes + 2, WF_ID_BYTES);
  wf_session_owner_tag (core->session, owner->tag, owner->id);
  if (bytes[1] == MODE_NAMED)
    return open_named (core, plain, owner, error);
  if (bytes[1] == MODE_ALL &&
      wf_event_unwrap_key (wf_session_get_keys (core->session)->owner_key, bytes + HEAD_BYTES,
                           plain->len - HEAD_BYTES, &context, owner->id,
                           wf_session_find_epoch (core->session, epoch)->wrap))
    return TRUE;
  return fail (WF_STORE_ERROR_ALTERED, "an owner's key is harmed", error);
}

gboolean
wf_owner_open_document (WfVaultCore *core, GBytes *content, WfOwner *out_owner, GError **error)
{
  guint32 epoch = 0;
  g_autoptr (GByteArray) plain = unbox_plain (core, content, &epoch);

  memset (out_owner, 0, sizeof *out_owner);
  if (plain == NULL)
    return fail (WF_STORE_ERROR_ALTERED, "an owner's document does not open", error);
  return open_plain (core, plain, epoch, out_owner, error);
}

gboolean
wf_owner_open (WfVaultCore *core, const guint8 *id, WfOwner *out_owner, GError **error)
{
  guint8 tag[WF_OWNER_TAG_BYTES];

  memset (out_owner, 0, sizeof *out_owner);
  wf_session_owner_tag (core->session, tag, id);

  g_autoptr (GBytes) content =
      wf_document_load (core->db, WF_DOCUMENT_OWNER, tag, sizeof tag, error);

  if (content == NULL || !wf_owner_open_document (core, content, out_owner, error))
    return FALSE;
  return memcmp (out_owner->id, id, WF_ID_BYTES) == 0 ||
         fail (WF_STORE_ERROR_ALTERED, "an owner's document is another owner's", error);
}

static gboolean
append_named (WfVaultCore *core, const GByteArray *only_for, GByteArray *plain, GError **error)
{
  WfSessionKeys *keys = wf_session_get_keys (core->session);
  guint n = 0, count_at = plain->len;
  guint8 sealed[SEALED_BYTES], signature[WF_SIGNATURE_BYTES];

  g_byte_array_set_size (plain, count_at + 2);
  for (guint at = 0; at < only_for->len; at += WF_ID_BYTES)
    {
      WfMember *member = wf_member_list_find (core->session->members, only_for->data + at);

      if (member == NULL || member->has_left)
        continue;
      wf_seal (sealed, keys->owner_key, WF_KEY_BYTES, member->seal_public);
      g_byte_array_append (plain, only_for->data + at, WF_ID_BYTES);
      g_byte_array_append (plain, sealed, SEALED_BYTES);
      n++;
    }
  if (n == 0)
    return fail (WF_STORE_ERROR_NOT_FOUND, "no named colleague is a member", error);
  plain->data[count_at] = (guint8) n;
  plain->data[count_at + 1] = (guint8) (n >> 8);
  g_byte_array_append (plain, core->session->staff, WF_ID_BYTES);

  g_autoptr (GByteArray) covered = collect_signed (core, plain->data, plain->len);

  wf_sign (signature, covered->data, covered->len, keys->sign_secret);
  g_byte_array_append (plain, signature, sizeof signature);
  return TRUE;
}

static void
append_wrapped (WfVaultCore *core, const guint8 *id, GByteArray *plain)
{
  const WfEpochKeys *keys = wf_session_get_newest (core->session);
  WfEventContext context = wf_vault_core_context (core, keys->epoch);
  guint8 wrapped[WF_WRAP_BYTES];

  wf_event_wrap_key (wrapped, wf_session_get_keys (core->session)->owner_key, &context, id,
                     keys->wrap, NULL);
  g_byte_array_append (plain, wrapped, sizeof wrapped);
}

gboolean
wf_owner_save (WfVaultCore *core, const WfOwner *owner, GError **error)
{
  g_autoptr (GByteArray) plain = g_byte_array_new ();
  const guint8 head[2] = { owner->type, owner->only_for != NULL ? MODE_NAMED : MODE_ALL };

  g_byte_array_append (plain, head, 2);
  g_byte_array_append (plain, owner->id, WF_ID_BYTES);
  if (owner->only_for == NULL)
    append_wrapped (core, owner->id, plain);
  else if (!append_named (core, owner->only_for, plain, error))
    return FALSE;

  g_autoptr (GBytes) content = box_plain (core, plain);

  return wf_document_save (core->db, WF_DOCUMENT_OWNER, owner->tag, sizeof owner->tag, content,
                           error);
}

gboolean
wf_owner_create (WfVaultCore *core,
                 WfOwnerType type,
                 const guint8 *id,
                 GByteArray *only_for,
                 WfOwner *out_owner,
                 GError **error)
{
  memset (out_owner, 0, sizeof *out_owner);
  out_owner->type = type;
  memcpy (out_owner->id, id, WF_ID_BYTES);
  wf_session_owner_tag (core->session, out_owner->tag, id);
  out_owner->only_for = only_for != NULL ? g_byte_array_ref (only_for) : NULL;
  wf_random_fill (wf_session_get_keys (core->session)->owner_key, WF_KEY_BYTES);
  g_hash_table_insert (core->session->heads, g_bytes_new (out_owner->tag, WF_OWNER_TAG_BYTES),
                       g_bytes_new (NULL, 0));
  return wf_owner_save (core, out_owner, error);
}

typedef struct {
  WfVaultCore *core;
  WfOwnerVisit visit;
  gpointer user_data;
  guint n_harmed;
} Walk;

static gboolean
visit_document (
    const guint8 *key, gsize key_size, GBytes *content, gpointer user_data, GError **error)
{
  Walk *walk = user_data;
  g_autoptr (GError) local = NULL;
  g_auto (WfOwner) owner = { 0 };
  gboolean has_key = wf_owner_open_document (walk->core, content, &owner, &local);
  gboolean ok = TRUE;

  if (has_key || g_error_matches (local, WF_STORE_ERROR, WF_STORE_ERROR_RESTRICTED))
    ok = walk->visit (walk->core, &owner, has_key, walk->user_data, error);
  else
    walk->n_harmed++;
  wf_session_wipe_owner_key (walk->core->session);
  return ok;
}

gboolean
wf_owner_each (
    WfVaultCore *core, WfOwnerVisit visit, gpointer user_data, guint *out_n_harmed, GError **error)
{
  Walk walk = { core, visit, user_data, 0 };
  guint n_harmed = 0;
  gboolean ok =
      wf_document_each (core->db, WF_DOCUMENT_OWNER, visit_document, &walk, &n_harmed, error);

  if (out_n_harmed != NULL)
    *out_n_harmed = walk.n_harmed + n_harmed;
  return ok;
}

static gboolean
collect_document (
    const guint8 *key, gsize key_size, GBytes *content, gpointer user_data, GError **error)
{
  g_ptr_array_add (user_data, g_bytes_ref (content));
  return TRUE;
}

/* A named set is boxed anew as it is: its signature and seals do not depend on the epoch. */
static gboolean
rewrap_one (WfVaultCore *core, GBytes *content, GError **error)
{
  guint32 epoch = 0;
  g_autoptr (GByteArray) plain = unbox_plain (core, content, &epoch);
  g_auto (WfOwner) owner = { 0 };
  g_autoptr (GError) local = NULL;

  if (plain == NULL)
    return TRUE; /* harmed: kept as it is */
  if (open_plain (core, plain, epoch, &owner, &local) && owner.only_for == NULL)
    {
      g_byte_array_set_size (plain, HEAD_BYTES);
      append_wrapped (core, owner.id, plain);
    }
  wf_session_wipe_owner_key (core->session);

  g_autoptr (GBytes) boxed = box_plain (core, plain);

  return wf_document_save (core->db, WF_DOCUMENT_OWNER, owner.tag, sizeof owner.tag, boxed, error);
}

gboolean
wf_owner_rewrap_all (WfVaultCore *core, GError **error)
{
  g_autoptr (GPtrArray) contents = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  if (!wf_document_each (core->db, WF_DOCUMENT_OWNER, collect_document, contents, NULL, error))
    return FALSE;
  for (guint i = 0; i < contents->len; i++)
    if (!rewrap_one (core, g_ptr_array_index (contents, i), error))
      return FALSE;
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Snapshots: what a feature's fold makes of an owner's records, sealed under the owner's key and
 * the newest epoch's. A cache: written in the append's transaction, re-made from the log whenever
 * it does not open. Runs in the vault's thread.
 *
 * Invariant: what is sealed or believed here is of the newest epoch, so somebody who left, and
 * still has the owner's key, neither reads nor invents it.
 */
#define G_LOG_DOMAIN "wf-store"

#include "wf-kdf.h"
#include "wf-statement.h"
#include "wf-vault-log-read.h"
#include "wf-vault-owner.h"
#include "wf-vault-snapshot.h"

#include <string.h>

#define LABEL       "wfsnap_2"
#define PAD         64
#define EPOCH_BYTES 4 /* before the box: which epoch's key it takes, little-endian */
#define OVERHEAD    (EPOCH_BYTES + WF_BOX_OVERHEAD)

#define READ_SNAPSHOT "SELECT body FROM snapshot WHERE aspect_tag = ?1 AND owner_tag = ?2"
#define SAVE_SNAPSHOT                                                                              \
  "INSERT INTO snapshot (aspect_tag, owner_tag, body) VALUES (?1, ?2, ?3) "                        \
  "ON CONFLICT (aspect_tag, owner_tag) DO UPDATE SET body = ?3"
#define DROP_OLDER "DELETE FROM snapshot WHERE substr (body, 1, 4) <> ?1"

static void
fill_aspect_tag (WfVaultCore *core, const WfFold *fold, guint8 *out_tag)
{
  wf_session_name_tag (core->session, out_tag, fold->aspect, strlen (fold->aspect));
}

/* The key of the open owner's snapshots in one epoch; wipe it. */
static void
derive_key (WfVaultCore *core, const WfEpochKeys *keys, guint8 *out_key)
{
  guint8 message[8 + WF_KEY_BYTES];

  memcpy (message, LABEL, 8);
  memcpy (message + 8, wf_session_get_keys (core->session)->owner_key, WF_KEY_BYTES);
  wf_hash_keyed (out_key, WF_KEY_BYTES, message, sizeof message, keys->cache);
  wf_wipe (message, sizeof message);
}

static gboolean
is_of_epoch (const guint8 *sealed, gsize size, guint32 epoch)
{
  const guint32 written = GUINT32_TO_LE (epoch);

  return size >= OVERHEAD && memcmp (sealed, &written, EPOCH_BYTES) == 0;
}

static GByteArray *
make_associated (WfVaultCore *core, const WfOwner *owner, const WfFold *fold, guint32 epoch)
{
  GByteArray *out = g_byte_array_sized_new (96);
  const guint32 version = GUINT32_TO_LE (fold->version);
  const guint32 byte_order = G_BYTE_ORDER; /* a GVariant is in the machine's order */
  const guint32 of_epoch = GUINT32_TO_LE (epoch);

  g_byte_array_append (out, (const guint8 *) LABEL, 8);
  g_byte_array_append (out, core->uuid, WF_ID_BYTES);
  g_byte_array_append (out, (const guint8 *) &of_epoch, sizeof of_epoch);
  g_byte_array_append (out, owner->id, WF_ID_BYTES);
  g_byte_array_append (out, (const guint8 *) &version, sizeof version);
  g_byte_array_append (out, (const guint8 *) &byte_order, sizeof byte_order);
  g_byte_array_append (out, (const guint8 *) fold->aspect, (guint) strlen (fold->aspect));
  return out;
}

/* Plain: u8 length of the type, type, data, 0x80, zeros to a step. No type: no state yet. */
static GByteArray *
write_plain (GVariant *state)
{
  const char *type = state != NULL ? g_variant_get_type_string (state) : "";
  gsize type_size = strlen (type), data_size = state != NULL ? g_variant_get_size (state) : 0;
  gsize used = 1 + type_size + data_size;
  GByteArray *plain = g_byte_array_new ();

  g_byte_array_set_size (plain, (guint) ((used / PAD + 1) * PAD));
  memset (plain->data, 0, plain->len);
  plain->data[0] = (guint8) type_size;
  memcpy (plain->data + 1, type, type_size);
  if (data_size > 0)
    memcpy (plain->data + 1 + type_size, g_variant_get_data (state), data_size);
  plain->data[used] = 0x80;
  return plain;
}

static gboolean
read_plain (const guint8 *plain, gsize size, GVariant **out_state)
{
  char type[256];
  gsize type_size = size > 0 ? plain[0] : 0;

  while (size > 0 && plain[size - 1] == 0)
    size--;
  if (size < 2 + type_size || plain[size - 1] != 0x80)
    return FALSE;
  if (type_size == 0)
    {
      *out_state = NULL;
      return TRUE;
    }
  memcpy (type, plain + 1, type_size);
  type[type_size] = '\0';
  if (!g_variant_type_string_is_valid (type))
    return FALSE;

  gsize data_size = size - 2 - type_size;
  GBytes *data = g_bytes_new (plain + 1 + type_size, data_size);

  *out_state = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (type), data, TRUE));
  g_bytes_unref (data);
  return TRUE;
}

static gboolean
open_sealed (WfVaultCore *core,
             const WfEpochKeys *keys,
             const WfOwner *owner,
             const WfFold *fold,
             const guint8 *sealed,
             gsize size,
             GVariant **out_state)
{
  if (!is_of_epoch (sealed, size, keys->epoch))
    return FALSE;

  g_autoptr (GByteArray) associated = make_associated (core, owner, fold, keys->epoch);
  gsize plain_size = size - OVERHEAD;
  g_autofree guint8 *plain = g_malloc (plain_size + 1);
  guint8 key[WF_KEY_BYTES];

  derive_key (core, keys, key);

  gboolean ok = wf_box_open (plain, sealed + EPOCH_BYTES, size - EPOCH_BYTES, associated->data,
                             associated->len, key) &&
                read_plain (plain, plain_size, out_state);

  wf_wipe (key, sizeof key);
  wf_wipe (plain, plain_size);
  return ok;
}

gboolean
wf_snapshot_open (WfVaultCore *core,
                  const WfOwner *owner,
                  const WfFold *fold,
                  const guint8 *sealed,
                  gsize size,
                  GVariant **out_state)
{
  return open_sealed (core, wf_session_get_newest (core->session), owner, fold, sealed, size,
                      out_state);
}

static gboolean
save (WfVaultCore *core, const WfOwner *owner, const WfFold *fold, GVariant *state, GError **error)
{
  g_autoptr (WfStatement) statement = wf_statement_prepare (core->db, SAVE_SNAPSHOT, error);
  const WfEpochKeys *keys = wf_session_get_newest (core->session);
  const guint32 epoch = GUINT32_TO_LE (keys->epoch);
  g_autoptr (GByteArray) associated = make_associated (core, owner, fold, keys->epoch);
  g_autoptr (GByteArray) plain = write_plain (state);
  g_autofree guint8 *sealed = g_malloc (plain->len + OVERHEAD);
  guint8 tag[WF_OWNER_TAG_BYTES], key[WF_KEY_BYTES];

  if (statement == NULL)
    return FALSE;
  fill_aspect_tag (core, fold, tag);
  memcpy (sealed, &epoch, EPOCH_BYTES);
  derive_key (core, keys, key);
  wf_box_seal (sealed + EPOCH_BYTES, plain->data, plain->len, associated->data, associated->len,
               key, NULL);
  wf_wipe (key, sizeof key);
  wf_wipe (plain->data, plain->len);
  wf_statement_bind_blob (statement, 1, tag, sizeof tag);
  wf_statement_bind_blob (statement, 2, owner->tag, sizeof owner->tag);
  wf_statement_bind_blob (statement, 3, sealed, plain->len + OVERHEAD);
  return wf_statement_run (statement, error);
}

/* Returns: whether a row of that epoch was there and opened; @out_has_row: (optional): whether it
 * was there. */
static gboolean
load (WfVaultCore *core,
      const WfEpochKeys *keys,
      const WfOwner *owner,
      const WfFold *fold,
      GVariant **out_state,
      gboolean *out_has_row)
{
  g_autoptr (WfStatement) read = wf_statement_prepare (core->db, READ_SNAPSHOT, NULL);
  guint8 tag[WF_OWNER_TAG_BYTES];
  gboolean has_row = FALSE;
  gsize size;

  if (read == NULL)
    return FALSE;
  fill_aspect_tag (core, fold, tag);
  wf_statement_bind_blob (read, 1, tag, sizeof tag);
  wf_statement_bind_blob (read, 2, owner->tag, sizeof owner->tag);
  if (!wf_statement_step (read, &has_row, NULL) || !has_row)
    return FALSE;

  const guint8 *sealed = wf_statement_get_blob (read, 0, &size);

  if (out_has_row != NULL)
    *out_has_row = is_of_epoch (sealed, size, keys->epoch);
  return open_sealed (core, keys, owner, fold, sealed, size, out_state);
}

static gboolean
load_newest (WfVaultCore *core,
             const WfOwner *owner,
             const WfFold *fold,
             GVariant **out_state,
             gboolean *out_has_row)
{
  return load (core, wf_session_get_newest (core->session), owner, fold, out_state, out_has_row);
}

static gboolean
refold (WfVaultCore *core,
        const WfOwner *owner,
        const WfFold *fold,
        GVariant **out_state,
        GError **error)
{
  g_autoptr (GPtrArray) entries = wf_log_read (core, owner, error);

  if (entries == NULL)
    return FALSE;

  g_autoptr (GPtrArray) records = wf_log_to_records (entries);

  *out_state = wf_fold_apply_all (fold, records);
  return TRUE;
}

gboolean
wf_snapshot_read (WfVaultCore *core,
                  const WfOwner *owner,
                  const WfFold *fold,
                  GVariant **out_state,
                  GError **error)
{
  if (load_newest (core, owner, fold, out_state, NULL))
    return TRUE;
  if (!refold (core, owner, fold, out_state, error))
    return FALSE;
  /* A disk that cannot take the cache still gave the state. */
  save (core, owner, fold, *out_state, NULL);
  return TRUE;
}

static gboolean
sees_any (const WfFold *fold, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    if (wf_fold_sees (fold, g_ptr_array_index (records, i)))
      return TRUE;
  return FALSE;
}

static GVariant *
apply_records (const WfFold *fold, GVariant *state, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      const WfRecord *record = g_ptr_array_index (records, i);

      if (!wf_fold_sees (fold, record))
        continue;

      GVariant *next = fold->apply (state, record);

      g_clear_pointer (&state, g_variant_unref);
      state = next != NULL ? g_variant_take_ref (next) : NULL;
    }
  return state;
}

/* Without a snapshot to go on from, the log is folded whole; it holds the new events already. */
static gboolean
update_one (WfVaultCore *core,
            const WfOwner *owner,
            const WfFold *fold,
            GPtrArray *records,
            gboolean is_new,
            GError **error)
{
  g_autoptr (GVariant) state = NULL;
  GVariant *loaded = NULL;

  if (is_new || load_newest (core, owner, fold, &loaded, NULL))
    state = apply_records (fold, loaded, records);
  else if (!refold (core, owner, fold, &state, error))
    return FALSE;
  return save (core, owner, fold, state, error);
}

gboolean
wf_snapshot_update (WfVaultCore *core, const WfOwner *owner, GPtrArray *records, GError **error)
{
  g_autoptr (GBytes) tag = g_bytes_new_static (owner->tag, WF_OWNER_TAG_BYTES);
  GBytes *heads = g_hash_table_lookup (core->session->heads, tag);
  gboolean is_new = heads != NULL && g_bytes_get_size (heads) == 0;

  for (guint i = 0; i < core->folds->len; i++)
    {
      const WfFold *fold = g_ptr_array_index (core->folds, i);

      if (sees_any (fold, records) && !update_one (core, owner, fold, records, is_new, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
states_equal (GVariant *a, GVariant *b)
{
  return a == b || (a != NULL && b != NULL && g_variant_equal (a, b));
}

gboolean
wf_snapshot_check (WfVaultCore *core,
                   const WfOwner *owner,
                   GPtrArray *records,
                   gboolean *out_was_right,
                   GError **error)
{
  *out_was_right = TRUE;
  for (guint i = 0; i < core->folds->len; i++)
    {
      const WfFold *fold = g_ptr_array_index (core->folds, i);
      g_autoptr (GVariant) expected = wf_fold_apply_all (fold, records);
      g_autoptr (GVariant) found = NULL;
      gboolean has_row = FALSE;
      gboolean is_whole = load_newest (core, owner, fold, &found, &has_row);

      if (is_whole ? states_equal (expected, found) : !has_row && expected == NULL)
        continue;
      if (has_row)
        *out_was_right = FALSE;
      if (!save (core, owner, fold, expected, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
reseal_owner (
    WfVaultCore *core, const WfOwner *owner, gboolean has_key, gpointer user_data, GError **error)
{
  const WfEpochKeys *before = wf_session_find_epoch (core->session, *(const guint32 *) user_data);

  for (guint i = 0; has_key && i < core->folds->len; i++)
    {
      const WfFold *fold = g_ptr_array_index (core->folds, i);
      g_autoptr (GVariant) state = NULL;

      if (load (core, before, owner, fold, &state, NULL) && !save (core, owner, fold, state, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
wf_snapshot_reseal_all (WfVaultCore *core, guint32 epoch, GError **error)
{
  const guint32 newest = GUINT32_TO_LE (wf_session_get_newest (core->session)->epoch);

  if (!wf_owner_each (core, reseal_owner, &epoch, NULL, error))
    return FALSE;

  g_autoptr (WfStatement) drop = wf_statement_prepare (core->db, DROP_OLDER, error);

  if (drop == NULL)
    return FALSE;
  wf_statement_bind_blob (drop, 1, &newest, sizeof newest);
  return wf_statement_run (drop, error);
}

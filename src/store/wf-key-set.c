/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Envelopes of an epoch's key and the signature over all of them. Content on the disk:
 * signature(64) ‖ JSON. Pure.
 */
#define G_LOG_DOMAIN "wf-store"

#include "wf-key-set.h"
#include "wf-json.h"

#include <string.h>

#define LABEL          "wfkeys_1"
#define ENVELOPE_BYTES (sizeof (WfKeySetSecrets) + WF_SEAL_OVERHEAD)

struct _WfKeySet {
  guint8 signature[WF_SIGNATURE_BYTES];
  char *text; /* exactly what was signed */
  JsonObject *object;
  guint32 epoch;
};

static GByteArray *
collect_signed (WfKeySet *self, const guint8 *vault_uuid)
{
  GByteArray *out = g_byte_array_new ();

  g_byte_array_append (out, (const guint8 *) LABEL, 8);
  g_byte_array_append (out, vault_uuid, WF_ID_BYTES);
  g_byte_array_append (out, (const guint8 *) self->text, (guint) strlen (self->text));
  return out;
}

static JsonObject *
make_envelopes (const WfKeySetSecrets *secrets, GPtrArray *members)
{
  JsonObject *envelopes = json_object_new ();

  for (guint i = 0; i < members->len; i++)
    {
      WfMember *member = g_ptr_array_index (members, i);
      guint8 sealed[ENVELOPE_BYTES];

      if (member->has_left)
        continue;
      wf_seal (sealed, secrets, sizeof *secrets, member->seal_public);

      g_autofree char *hex = wf_hex_encode (sealed, sizeof sealed);

      json_object_set_string_member (envelopes, member->id, hex);
    }
  return envelopes;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return g_bytes_compare (*(GBytes *const *) a, *(GBytes *const *) b);
}

static GPtrArray *
sort_ids (GHashTable *entries)
{
  GPtrArray *ids = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, entries);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_ptr_array_add (ids, id);
  g_ptr_array_sort (ids, compare_ids);
  return ids;
}

/* Over what the list says, for whom and by whom; in the ids' order. */
static void
fill_proof (guint8 *out,
            GHashTable *entries,
            const guint8 *vault_uuid,
            guint32 epoch,
            const char *signer,
            const guint8 *list_key)
{
  g_autoptr (GPtrArray) ids = sort_ids (entries);
  g_autoptr (GByteArray) message = g_byte_array_new ();
  const guint32 written = GUINT32_TO_LE (epoch);

  g_byte_array_append (message, vault_uuid, WF_ID_BYTES);
  g_byte_array_append (message, (const guint8 *) &written, sizeof written);
  g_byte_array_append (message, (const guint8 *) signer, WF_ID_CHARS);
  for (guint i = 0; i < ids->len; i++)
    g_byte_array_append (message, g_bytes_get_data (ids->pdata[i], NULL), WF_HASH_BYTES);
  wf_hash_keyed (out, WF_HASH_BYTES, message->data, message->len, list_key);
}

static void
add_entries (WfKeySet *self, GHashTable *entries, const guint8 *proof)
{
  g_autoptr (GPtrArray) ids = sort_ids (entries);
  g_autofree char *hex_proof = wf_hex_encode (proof, WF_HASH_BYTES);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *hex = wf_hex_encode (g_bytes_get_data (ids->pdata[i], NULL), WF_HASH_BYTES);

      json_array_add_string_element (array, hex);
    }
  json_object_set_array_member (self->object, "entries", array);
  json_object_set_string_member (self->object, "proof", hex_proof);
}

WfKeySet *
wf_key_set_new (const guint8 *vault_uuid,
                guint32 epoch,
                const WfKeySetSecrets *secrets,
                GPtrArray *members,
                GHashTable *entries,
                const guint8 *list_key,
                const char *signer,
                const guint8 *sign_secret)
{
  WfKeySet *self = g_new0 (WfKeySet, 1);

  self->epoch = epoch;
  self->object = json_object_new ();
  json_object_set_int_member (self->object, "epoch", epoch);
  json_object_set_string_member (self->object, "signer", signer);
  json_object_set_object_member (self->object, "envelopes", make_envelopes (secrets, members));
  if (entries != NULL)
    {
      guint8 proof[WF_HASH_BYTES];

      fill_proof (proof, entries, vault_uuid, epoch, signer, list_key);
      add_entries (self, entries, proof);
    }
  self->text = wf_json_to_text (self->object);

  g_autoptr (GByteArray) to_sign = collect_signed (self, vault_uuid);

  wf_sign (self->signature, to_sign->data, to_sign->len, sign_secret);
  return self;
}

void
wf_key_set_free (WfKeySet *self)
{
  if (self == NULL)
    return;

  g_free (self->text);
  json_object_unref (self->object);
  g_free (self);
}

GBytes *
wf_key_set_write (WfKeySet *self)
{
  GByteArray *out = g_byte_array_new ();

  g_byte_array_append (out, self->signature, WF_SIGNATURE_BYTES);
  g_byte_array_append (out, (const guint8 *) self->text, (guint) strlen (self->text));
  return g_byte_array_free_to_bytes (out);
}

WfKeySet *
wf_key_set_read (GBytes *content)
{
  gsize size;
  const guint8 *bytes = g_bytes_get_data (content, &size);

  if (size <= WF_SIGNATURE_BYTES)
    return NULL;

  gsize text_size = size - WF_SIGNATURE_BYTES;
  const char *text = (const char *) bytes + WF_SIGNATURE_BYTES;
  g_autoptr (JsonObject) object = wf_json_parse_object (text, (gssize) text_size, NULL);
  gint64 epoch = wf_json_get_int (object, "epoch", 0);

  if (object == NULL || epoch < 1 || epoch > G_MAXUINT32 ||
      wf_json_get_object (object, "envelopes") == NULL ||
      wf_json_get_string (object, "signer", NULL) == NULL)
    return NULL;

  WfKeySet *self = g_new0 (WfKeySet, 1);

  memcpy (self->signature, bytes, WF_SIGNATURE_BYTES);
  self->text = g_strndup (text, text_size);
  self->object = g_steal_pointer (&object);
  self->epoch = (guint32) epoch;
  return self;
}

guint32
wf_key_set_get_epoch (WfKeySet *self)
{
  return self->epoch;
}

gboolean
wf_key_set_open (WfKeySet *self,
                 const char *staff_id,
                 const guint8 *seal_public,
                 const guint8 *seal_secret,
                 WfKeySetSecrets *out_secrets)
{
  JsonObject *envelopes = wf_json_get_object (self->object, "envelopes");
  guint8 sealed[ENVELOPE_BYTES];

  return wf_hex_decode (wf_json_get_string (envelopes, staff_id, ""), sealed, sizeof sealed) &&
         wf_seal_open ((guint8 *) out_secrets, sealed, sizeof sealed, seal_public, seal_secret);
}

GHashTable *
wf_key_set_dup_entries (WfKeySet *self)
{
  if (!json_object_has_member (self->object, "entries"))
    return NULL;

  g_auto (GStrv) texts = wf_json_get_strings (self->object, "entries");
  GHashTable *ids =
      g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);

  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      guint8 id[WF_HASH_BYTES];

      if (wf_hex_decode (texts[i], id, sizeof id))
        g_hash_table_add (ids, g_bytes_new (id, sizeof id));
    }
  return ids;
}

gboolean
wf_key_set_proves (WfKeySet *self, const guint8 *vault_uuid, const guint8 *list_key)
{
  g_autoptr (GHashTable) entries = wf_key_set_dup_entries (self);
  const char *signer = wf_json_get_string (self->object, "signer", "");
  guint8 expected[WF_HASH_BYTES], found[WF_HASH_BYTES];

  if (entries == NULL || !wf_id_is_valid (signer) ||
      !wf_hex_decode (wf_json_get_string (self->object, "proof", ""), found, sizeof found))
    return FALSE;
  fill_proof (expected, entries, vault_uuid, self->epoch, signer, list_key);
  return memcmp (expected, found, sizeof found) == 0;
}

gboolean
wf_key_set_verify (WfKeySet *self, const guint8 *vault_uuid, WfMemberList *members)
{
  const char *signer = wf_json_get_string (self->object, "signer", NULL);
  WfMember *member = wf_member_list_find_text (members, signer);
  g_autoptr (GByteArray) to_sign = collect_signed (self, vault_uuid);

  return member != NULL && wf_member_is_admin (member) &&
         wf_sign_verify (self->signature, to_sign->data, to_sign->len, member->sign_public);
}

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

WfKeySet *
wf_key_set_new (const guint8 *vault_uuid,
                guint32 epoch,
                const WfKeySetSecrets *secrets,
                GPtrArray *members,
                const char *signer,
                const guint8 *sign_secret)
{
  WfKeySet *self = g_new0 (WfKeySet, 1);

  self->epoch = epoch;
  self->object = json_object_new ();
  json_object_set_int_member (self->object, "epoch", epoch);
  json_object_set_string_member (self->object, "signer", signer);
  json_object_set_object_member (self->object, "envelopes", make_envelopes (secrets, members));
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

gboolean
wf_key_set_verify (WfKeySet *self, const guint8 *vault_uuid, WfMemberList *members)
{
  const char *signer = wf_json_get_string (self->object, "signer", NULL);
  WfMember *member = wf_member_list_find_text (members, signer);
  g_autoptr (GByteArray) to_sign = collect_signed (self, vault_uuid);

  return member != NULL && wf_member_is_admin (member) &&
         wf_sign_verify (self->signature, to_sign->data, to_sign->len, member->sign_public);
}

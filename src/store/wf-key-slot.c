/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A key slot: Argon2id over a passphrase gives the key of a box that holds one member's secret
 * halves. Content on the disk: u16 length ‖ JSON ‖ box; the JSON is the box's associated data,
 * so no parameter can be made cheaper behind our back. Pure but for the derivation's time.
 */
#define G_LOG_DOMAIN "wf-store"

#include "wf-key-slot.h"
#include "wf-json.h"
#include "wf-recovery-code.h"

#include <string.h>

#define LABEL "wfslot_1"

void
wf_key_slot_free (WfKeySlot *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->label);
  g_free (self);
}

static void
set_hex (JsonObject *object, const char *name, const guint8 *bytes, gsize size)
{
  g_autofree char *hex = wf_hex_encode (bytes, size);

  json_object_set_string_member (object, name, hex);
}

static char *
describe (const WfKeySlot *self)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "id", self->id);
  json_object_set_string_member (object, "label", self->label);
  json_object_set_boolean_member (object, "organisation", self->is_organisation);
  json_object_set_string_member (object, "kdf", "argon2id13");
  json_object_set_int_member (object, "passes", self->passes);
  json_object_set_int_member (object, "memory", self->memory);
  set_hex (object, "salt", self->salt, sizeof self->salt);
  set_hex (object, "sign", self->sign_public, sizeof self->sign_public);
  set_hex (object, "seal", self->seal_public, sizeof self->seal_public);
  return wf_json_to_text (object);
}

static GByteArray *
make_associated (const WfKeySlot *self, const guint8 *vault_uuid)
{
  g_autofree char *text = describe (self);
  GByteArray *associated = g_byte_array_new ();

  g_byte_array_append (associated, (const guint8 *) LABEL, 8);
  g_byte_array_append (associated, vault_uuid, WF_ID_BYTES);
  g_byte_array_append (associated, (const guint8 *) text, (guint) strlen (text));
  return associated;
}

static gboolean
set_wrong (GError **error)
{
  g_set_error_literal (error, WF_STORE_ERROR, WF_STORE_ERROR_WRONG_PASSPHRASE,
                       "the passphrase does not open this slot");
  return FALSE;
}

static WfSecret *
stretch (const WfKeySlot *self, const char *passphrase, GError **error)
{
  g_autoptr (GError) local = NULL;
  char *typed =
      self->is_organisation ? wf_recovery_code_normalize (passphrase) : g_strdup (passphrase);

  if (typed == NULL || *typed == '\0')
    {
      wf_wipe_free (typed);
      set_wrong (error);
      return NULL;
    }

  WfSecret *key =
      wf_kdf_stretch (typed, strlen (typed), self->salt, self->passes, self->memory, &local);

  wf_wipe_free (typed);
  if (key == NULL)
    g_set_error_literal (error, WF_STORE_ERROR, WF_STORE_ERROR_IO, local->message);
  return key;
}

static gboolean
seal_box (WfKeySlot *self,
          const guint8 *vault_uuid,
          const char *passphrase,
          const WfSlotSecrets *secrets,
          GError **error)
{
  wf_random_fill (self->salt, sizeof self->salt);

  g_autoptr (WfSecret) key = stretch (self, passphrase, error);
  g_autoptr (GByteArray) associated = make_associated (self, vault_uuid);

  if (key == NULL)
    return FALSE;
  wf_box_seal (self->box, secrets, sizeof *secrets, associated->data, associated->len,
               wf_secret_get (key), NULL);
  return TRUE;
}

WfKeySlot *
wf_key_slot_new (const guint8 *vault_uuid,
                 const char *id,
                 const char *label,
                 gboolean is_organisation,
                 WfKdfCost cost,
                 const char *passphrase,
                 const WfSlotSecrets *secrets,
                 GError **error)
{
  g_return_val_if_fail (id != NULL && label != NULL && passphrase != NULL, NULL);

  g_autoptr (WfKeySlot) self = g_new0 (WfKeySlot, 1);
  guint8 sign_secret[64];

  self->id = g_strdup (id);
  self->label = g_strdup (label);
  self->is_organisation = is_organisation;
  wf_kdf_cost_get (cost, &self->passes, &self->memory);
  wf_sign_keypair (self->sign_public, sign_secret, secrets->sign_seed);
  wf_wipe (sign_secret, sizeof sign_secret);
  wf_seal_public_from_secret (self->seal_public, secrets->seal_secret);
  return seal_box (self, vault_uuid, passphrase, secrets, error) ? g_steal_pointer (&self) : NULL;
}

WfKeySlot *
wf_key_slot_renew (const WfKeySlot *self,
                   const guint8 *vault_uuid,
                   const char *passphrase,
                   const WfSlotSecrets *secrets,
                   GError **error)
{
  g_autoptr (WfKeySlot) renewed = g_memdup2 (self, sizeof *self);

  renewed->id = g_strdup (self->id);
  renewed->label = g_strdup (self->label);
  return seal_box (renewed, vault_uuid, passphrase, secrets, error) ? g_steal_pointer (&renewed)
                                                                    : NULL;
}

WfSecret *
wf_key_slot_open (const WfKeySlot *self,
                  const guint8 *vault_uuid,
                  const char *passphrase,
                  GError **error)
{
  g_autoptr (WfSecret) key = stretch (self, passphrase, error);
  g_autoptr (GByteArray) associated = make_associated (self, vault_uuid);
  g_autoptr (WfSecret) secrets = wf_secret_new (sizeof (WfSlotSecrets));

  if (key == NULL)
    return NULL;
  if (wf_box_open (wf_secret_get (secrets), self->box, sizeof self->box, associated->data,
                   associated->len, wf_secret_get (key)))
    return g_steal_pointer (&secrets);
  set_wrong (error);
  return NULL;
}

GBytes *
wf_key_slot_write (const WfKeySlot *self)
{
  g_autofree char *text = describe (self);
  gsize size = strlen (text);
  GByteArray *out = g_byte_array_new ();
  const guint8 length[2] = { (guint8) size, (guint8) (size >> 8) };

  g_byte_array_append (out, length, 2);
  g_byte_array_append (out, (const guint8 *) text, (guint) size);
  g_byte_array_append (out, self->box, sizeof self->box);
  return g_byte_array_free_to_bytes (out);
}

static gboolean
get_hex (JsonObject *object, const char *name, guint8 *out, gsize size)
{
  return wf_hex_decode (wf_json_get_string (object, name, ""), out, size);
}

WfKeySlot *
wf_key_slot_read (GBytes *content)
{
  gsize size;
  const guint8 *bytes = g_bytes_get_data (content, &size);
  gsize text_size = size >= 2 ? (gsize) bytes[0] | (gsize) bytes[1] << 8 : 0;
  g_autoptr (WfKeySlot) self = g_new0 (WfKeySlot, 1);

  if (size != 2 + text_size + sizeof self->box)
    return NULL;

  g_autoptr (JsonObject) object =
      wf_json_parse_object ((const char *) bytes + 2, (gssize) text_size, NULL);

  if (object == NULL || !wf_id_is_valid (wf_json_get_string (object, "id", "")) ||
      g_strcmp0 (wf_json_get_string (object, "kdf", NULL), "argon2id13") != 0 ||
      !get_hex (object, "salt", self->salt, sizeof self->salt) ||
      !get_hex (object, "sign", self->sign_public, sizeof self->sign_public) ||
      !get_hex (object, "seal", self->seal_public, sizeof self->seal_public))
    return NULL;
  self->id = g_strdup (wf_json_get_string (object, "id", NULL));
  self->label = g_strdup (wf_json_get_string (object, "label", ""));
  self->is_organisation = wf_json_get_bool (object, "organisation", FALSE);
  self->passes = (guint32) wf_json_get_int (object, "passes", 0);
  self->memory = (guint32) wf_json_get_int (object, "memory", 0);
  memcpy (self->box, bytes + 2 + text_size, sizeof self->box);
  return g_steal_pointer (&self);
}

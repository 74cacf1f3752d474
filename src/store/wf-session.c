/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The keys of an unlocked vault, all in one page of locked memory. Used in the vault's thread.
 */
#define G_LOG_DOMAIN "wf-store"

#include "wf-session.h"
#include "wf-kdf.h"

#include <string.h>

static WfSecret *
new_page (guint n_epochs)
{
  WfSecret *page = wf_secret_new (sizeof (WfSessionKeys) + n_epochs * sizeof (WfEpochKeys));
  WfSessionKeys *keys = (WfSessionKeys *) (gpointer) wf_secret_get (page);

  keys->n_epochs = n_epochs;
  return page;
}

WfSession *
wf_session_new (const WfKeySlot *slot, WfSecret *secrets)
{
  WfSession *self = g_new0 (WfSession, 1);
  const WfSlotSecrets *opened = (const WfSlotSecrets *) (gconstpointer) wf_secret_get (secrets);
  guint8 sign_public[WF_KEY_BYTES];

  self->page = new_page (0);
  self->staff_id = g_strdup (slot->id);
  wf_hex_decode (slot->id, self->staff, WF_ID_BYTES);
  memcpy (self->root_public, opened->root_public, WF_KEY_BYTES);
  memcpy (self->private_id, opened->private_id, WF_ID_BYTES);
  wf_sign_keypair (sign_public, wf_session_get_keys (self)->sign_secret, opened->sign_seed);
  memcpy (wf_session_get_keys (self)->seal_secret, opened->seal_secret, WF_KEY_BYTES);
  wf_seal_public_from_secret (self->seal_public, opened->seal_secret);
  self->members = wf_member_list_new (self->root_public);
  self->heads = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref,
                                       (GDestroyNotify) g_bytes_unref);
  self->counted =
      g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  self->is_list_proven = TRUE;
  return self;
}

void
wf_session_free (WfSession *self)
{
  if (self == NULL)
    return;

  wf_secret_free (self->page);
  g_free (self->staff_id);
  wf_member_list_free (self->members);
  g_hash_table_unref (self->heads);
  g_hash_table_unref (self->counted);
  g_clear_pointer (&self->listed, g_hash_table_unref);
  g_free (self);
}

WfSessionKeys *
wf_session_get_keys (WfSession *self)
{
  return (WfSessionKeys *) (gpointer) wf_secret_get (self->page);
}

void
wf_session_add_epoch (WfSession *self, guint32 epoch, const WfKeySetSecrets *secrets)
{
  WfSessionKeys *old = wf_session_get_keys (self);
  WfSecret *page = new_page (old->n_epochs + 1);
  WfSessionKeys *keys = (WfSessionKeys *) (gpointer) wf_secret_get (page);
  WfEpochKeys *added = &keys->epochs[old->n_epochs];

  memcpy (keys, old, wf_secret_get_size (self->page));
  keys->n_epochs = old->n_epochs + 1;
  added->epoch = epoch;
  memcpy (added->agency, secrets->agency_key, WF_KEY_BYTES);
  wf_event_derive_outer_key (added->outer, added->agency);
  wf_event_derive_wrap_key (added->wrap, added->agency);
  wf_kdf_derive (added->cache, 4, "wfcache1", added->agency);
  if (epoch == 1)
    wf_event_derive_tag_key (keys->tag_key, added->agency);
  memcpy (self->agency_id, secrets->agency_id, WF_ID_BYTES);
  wf_secret_free (self->page);
  self->page = page;
}

const WfEpochKeys *
wf_session_find_epoch (WfSession *self, guint32 epoch)
{
  WfSessionKeys *keys = wf_session_get_keys (self);

  for (guint i = keys->n_epochs; i-- > 0;)
    if (keys->epochs[i].epoch == epoch)
      return &keys->epochs[i];
  return NULL;
}

const WfEpochKeys *
wf_session_get_newest (WfSession *self)
{
  WfSessionKeys *keys = wf_session_get_keys (self);

  g_return_val_if_fail (keys->n_epochs > 0, NULL);

  return &keys->epochs[keys->n_epochs - 1];
}

gboolean
wf_session_derive_list_key (WfSession *self, guint8 *out_key)
{
  WfSessionKeys *keys = wf_session_get_keys (self);
  guint8 chain[8 + 2 * WF_KEY_BYTES];

  memcpy (chain, "wflist_1", 8);
  memset (out_key, 0, WF_KEY_BYTES);
  for (guint i = 0; i < keys->n_epochs; i++)
    {
      if (keys->epochs[i].epoch != i + 1)
        return FALSE;
      memcpy (chain + 8, out_key, WF_KEY_BYTES);
      memcpy (chain + 8 + WF_KEY_BYTES, keys->epochs[i].agency, WF_KEY_BYTES);
      wf_hash (out_key, chain, sizeof chain);
    }
  wf_wipe (chain, sizeof chain);
  return keys->n_epochs > 0;
}

void
wf_session_owner_tag (WfSession *self, guint8 *out_tag, const guint8 *owner_id)
{
  wf_event_owner_tag (out_tag, owner_id, wf_session_get_keys (self)->tag_key);
}

void
wf_session_name_tag (WfSession *self, guint8 *out_tag, gconstpointer name, gsize size)
{
  g_autofree guint8 *labelled = g_malloc (size + 5);

  memcpy (labelled, "name:", 5); /* never the tag of an owner's 16 bytes */
  memcpy (labelled + 5, name, size);
  wf_hash_keyed (out_tag, WF_OWNER_TAG_BYTES, labelled, size + 5,
                 wf_session_get_keys (self)->tag_key);
}

void
wf_session_wipe_owner_key (WfSession *self)
{
  wf_wipe (wf_session_get_keys (self)->owner_key, WF_KEY_BYTES);
}

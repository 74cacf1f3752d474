/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Members, slots and key sets: who may open the vault. Runs in the vault's thread. Each change is
 * one transaction: the signed entry, the slot and the key sets go together or not at all.
 */
#define G_LOG_DOMAIN "wf-store"

#include "wf-document.h"
#include "wf-recovery-code.h"
#include "wf-vault-care-private.h"
#include "wf-vault-log.h"
#include "wf-vault-members.h"
#include "wf-vault-owner.h"
#include "wf-vault-people-private.h"
#include "wf-vault-recall.h"
#include "wf-vault-snapshot.h"

#include <string.h>

static gboolean
fail (int code, const char *message, GError **error)
{
  g_set_error_literal (error, WF_STORE_ERROR, code, message);
  return FALSE;
}

WfSecret *
wf_people_new_secrets (const guint8 *root_public)
{
  WfSecret *secret = wf_secret_new (sizeof (WfSlotSecrets));
  WfSlotSecrets *fresh = (WfSlotSecrets *) (gpointer) wf_secret_get (secret);
  guint8 public_key[WF_KEY_BYTES], sign_secret[64];

  wf_random_fill (fresh->sign_seed, sizeof fresh->sign_seed);
  wf_seal_keypair (public_key, fresh->seal_secret);
  wf_random_fill (fresh->private_id, sizeof fresh->private_id);
  if (root_public != NULL)
    memcpy (fresh->root_public, root_public, WF_KEY_BYTES);
  else
    {
      wf_sign_keypair (fresh->root_public, sign_secret, fresh->sign_seed);
      wf_wipe (sign_secret, sizeof sign_secret);
    }
  return secret;
}

JsonObject *
wf_people_describe (const WfKeySlot *slot, const char *name, WfRole role)
{
  JsonObject *entry = json_object_new ();
  g_autofree char *sign = wf_hex_encode (slot->sign_public, WF_KEY_BYTES);
  g_autofree char *seal = wf_hex_encode (slot->seal_public, WF_KEY_BYTES);

  json_object_set_string_member (entry, "staff", slot->id);
  json_object_set_string_member (entry, "name", name);
  json_object_set_string_member (entry, "role", wf_role_to_text (role));
  json_object_set_string_member (entry, "sign", sign);
  json_object_set_string_member (entry, "seal", seal);
  if (slot->is_organisation)
    json_object_set_boolean_member (entry, "organisation", TRUE);
  return entry;
}

static WfKeySlot *
save_new_slot (WfVaultCore *core,
               const char *id,
               const char *label,
               gboolean is_organisation,
               WfKdfCost cost,
               const char *passphrase,
               GError **error)
{
  g_autoptr (WfSecret) secrets = wf_people_new_secrets (core->session->root_public);
  WfKeySlot *slot =
      wf_key_slot_new (core->uuid, id, label, is_organisation, cost, passphrase,
                       (const WfSlotSecrets *) (gconstpointer) wf_secret_get (secrets), error);

  if (slot != NULL && !wf_vault_core_save_slot (core, slot, error))
    g_clear_pointer (&slot, wf_key_slot_free);
  return slot;
}

gboolean
wf_people_add (WfVaultCore *core,
               char *id,
               const char *name,
               WfRole role,
               const char *label,
               gboolean is_organisation,
               WfKdfCost cost,
               const char *passphrase,
               GError **error)
{
  g_autofree char *staff_id = id;
  g_autoptr (WfKeySlot) slot =
      save_new_slot (core, staff_id, label, is_organisation, cost, passphrase, error);
  guint8 staff[WF_ID_BYTES];

  if (slot == NULL)
    return FALSE;
  wf_hex_decode (staff_id, staff, WF_ID_BYTES);
  return wf_log_save_author (core, staff, 0, error) &&
         wf_log_append_agency (core, "member.added", wf_people_describe (slot, name, role),
                               error) &&
         wf_members_load (core, error);
}

gboolean
wf_people_save_sets (WfVaultCore *core, GError **error)
{
  g_autoptr (GPtrArray) members = wf_member_list_dup_all (core->session->members);
  guint n_epochs = wf_session_get_keys (core->session)->n_epochs;

  for (guint i = 0; i < n_epochs; i++)
    if (!wf_vault_core_save_key_set (core, wf_session_get_keys (core->session)->epochs[i].epoch,
                                     members, error))
      return FALSE;
  return TRUE;
}

/* New slots cost a guess as much as the one that makes them. */
static WfKdfCost
find_cost (WfVaultCore *core)
{
  WfKeySlot *mine = wf_vault_core_find_slot (core, core->session->staff_id, NULL);

  for (WfKdfCost cost = WF_KDF_MODERATE; mine != NULL && cost <= WF_KDF_TEST; cost++)
    {
      guint32 passes, memory;

      wf_kdf_cost_get (cost, &passes, &memory);
      if (mine->passes == passes && mine->memory == memory)
        return cost;
    }
  return WF_KDF_MODERATE;
}

/* Ends a change of people; whatever happened, memory then says what the disk says. */
static gboolean
finish_change (WfVaultCore *core, gboolean ok, GError **error)
{
  ok = wf_log_end (core, ok, error);
  wf_vault_core_load_slots (core, NULL);
  if (core->session != NULL)
    wf_members_reload (core, NULL);
  if (ok)
    wf_care_pay_renewal (core);
  return ok;
}

/* A coordinator, and nobody wrote into the list past its key set: all that hands out keys. */
static gboolean
require_list (WfVaultCore *core, GError **error)
{
  return wf_vault_core_require_admin (core, error) != NULL && wf_members_require_sure (core, error);
}

char *
wf_people_add_member (WfVaultCore *core,
                      const char *name,
                      WfRole role,
                      const char *label,
                      const char *passphrase,
                      GError **error)
{
  g_autofree char *id = wf_random_id ();

  if (!require_list (core, error) || !wf_log_begin (core, error))
    return NULL;

  gboolean ok = wf_people_add (core, g_strdup (id), name, role, label, FALSE, find_cost (core),
                               passphrase, error) &&
                wf_people_save_sets (core, error);

  return finish_change (core, ok, error) ? g_steal_pointer (&id) : NULL;
}

static WfMember *
find_present (WfVaultCore *core, const char *staff_id, GError **error)
{
  WfMember *member = wf_member_list_find_text (core->session->members, staff_id);

  if (member != NULL && !member->has_left)
    return member;
  fail (WF_STORE_ERROR_NOT_FOUND, "no such member", error);
  return NULL;
}

static gboolean
is_last_coordinator (WfVaultCore *core, const WfMember *member)
{
  return wf_member_is_admin (member) && !member->is_organisation &&
         wf_member_list_count_coordinators (core->session->members) < 2;
}

/* What a change to an existing member starts with; @forbids_last: not the last coordinator, and
 * not the organisation. */
static WfMember *
begin_change (WfVaultCore *core, const char *staff_id, gboolean forbids_last, GError **error)
{
  WfMember *member = require_list (core, error) ? find_present (core, staff_id, error) : NULL;

  if (member == NULL)
    return NULL;
  if (forbids_last && (member->is_organisation || is_last_coordinator (core, member)))
    {
      fail (WF_STORE_ERROR_INVALID, "the agency needs a coordinator and its own slot", error);
      return NULL;
    }
  return wf_log_begin (core, error) ? member : NULL;
}

static JsonObject *
name_staff (const char *staff_id)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "staff", staff_id);
  return body;
}

gboolean
wf_people_set_role (WfVaultCore *core, const char *staff_id, WfRole role, GError **error)
{
  WfMember *member = begin_change (core, staff_id, role != WF_ROLE_COORDINATOR, error);

  if (member == NULL)
    return FALSE;

  gboolean changes_me = strcmp (staff_id, core->session->staff_id) == 0;
  JsonObject *body = name_staff (staff_id);

  json_object_set_string_member (body, "role", wf_role_to_text (role));

  /* One who steps down signs nothing after that, so another has to sign the sets: refuse. */
  if (changes_me && role != WF_ROLE_COORDINATOR)
    {
      json_object_unref (body);
      return finish_change (
          core, fail (WF_STORE_ERROR_INVALID, "ask another coordinator to change your role", error),
          error);
    }
  return finish_change (core,
                        wf_log_append_agency (core, "member.role-set", body, error) &&
                            wf_members_load (core, error) && wf_people_save_sets (core, error),
                        error);
}

static gboolean
start_epoch (WfVaultCore *core, GError **error)
{
  guint32 before = wf_session_get_newest (core->session)->epoch, epoch = before + 1;
  WfKeySetSecrets fresh;
  JsonObject *body = json_object_new ();

  wf_random_fill (fresh.agency_key, WF_KEY_BYTES);
  memcpy (fresh.agency_id, core->session->agency_id, WF_ID_BYTES);
  wf_session_add_epoch (core->session, epoch, &fresh);
  wf_wipe (&fresh, sizeof fresh);
  json_object_set_int_member (body, "epoch", epoch);
  return wf_owner_rewrap_all (core, error) && wf_snapshot_reseal_all (core, before, error) &&
         wf_log_reseal_authors (core, before, error) &&
         wf_log_append_agency (core, "agency.key-rotated", body, error) &&
         wf_people_save_sets (core, error);
}

/* An epoch that was not made durable must not be written under: the session ends. */
static gboolean
finish_epoch (WfVaultCore *core, gboolean ok, GError **error)
{
  if (finish_change (core, ok, error))
    return TRUE;
  wf_vault_core_lock (core);
  return FALSE;
}

gboolean
wf_people_rotate (WfVaultCore *core, GError **error)
{
  if (!require_list (core, error) || !wf_log_begin (core, error))
    return FALSE;
  return finish_epoch (core, start_epoch (core, error), error);
}

typedef struct {
  const guint8 *staff;
  guint n;
} SoleCount;

static gboolean
is_present (WfVaultCore *core, const guint8 *staff)
{
  WfMember *member = wf_member_list_find (core->session->members, staff);

  return member != NULL && !member->has_left;
}

static gboolean
count_sole (
    WfVaultCore *core, const WfOwner *owner, gboolean has_key, gpointer user_data, GError **error)
{
  SoleCount *count = user_data;
  gboolean is_theirs = FALSE, is_anothers = FALSE;

  if (owner->type != WF_OWNER_CLIENT || owner->only_for == NULL)
    return TRUE;
  for (guint at = 0; at < owner->only_for->len; at += WF_ID_BYTES)
    {
      const guint8 *named = owner->only_for->data + at;

      if (memcmp (named, count->staff, WF_ID_BYTES) == 0)
        is_theirs = TRUE;
      else
        is_anothers |= is_present (core, named);
    }
  count->n += is_theirs && !is_anothers;
  return TRUE;
}

gboolean
wf_people_count_sole (WfVaultCore *core, const char *staff_id, guint *out_n, GError **error)
{
  guint8 staff[WF_ID_BYTES];
  SoleCount count = { staff, 0 };

  if (wf_vault_core_require_admin (core, error) == NULL ||
      !wf_vault_core_parse_id (staff_id, staff, error) ||
      !wf_owner_each (core, count_sole, &count, NULL, error))
    return FALSE;
  *out_n = count.n;
  return TRUE;
}

/* @body: (transfer full): of an entry after which @staff_id's key signs nothing more: the others
 * refuse what it signed later, or says it did earlier. */
static gboolean
append_closing (
    WfVaultCore *core, const char *kind, const char *staff_id, JsonObject *body, GError **error)
{
  guint8 staff[WF_ID_BYTES];
  JsonArray *last =
      wf_vault_core_parse_id (staff_id, staff, error) ? wf_log_dup_last (core, staff, error) : NULL;

  if (last == NULL)
    {
      json_object_unref (body);
      return FALSE;
    }
  json_object_set_array_member (body, "last", last);
  return wf_log_append_agency (core, kind, body, error) && wf_members_load (core, error);
}

gboolean
wf_people_remove (WfVaultCore *core, const char *staff_id, const char *reason, GError **error)
{
  guint8 id[WF_ID_BYTES];

  if (!wf_vault_core_parse_id (staff_id, id, error))
    return FALSE;
  if (core->session != NULL && strcmp (staff_id, core->session->staff_id) == 0)
    return fail (WF_STORE_ERROR_INVALID, "another coordinator has to remove you", error);
  if (begin_change (core, staff_id, TRUE, error) == NULL)
    return FALSE;

  JsonObject *body = name_staff (staff_id);

  json_object_set_string_member (body, "reason", reason != NULL ? reason : "");
  return finish_epoch (core,
                       append_closing (core, "member.removed", staff_id, body, error) &&
                           wf_document_remove (core->db, WF_DOCUMENT_SLOT, id, sizeof id, error) &&
                           wf_care_owe_renewal (core, error) && start_epoch (core, error),
                       error);
}

gboolean
wf_people_recover (WfVaultCore *core, const char *staff_id, const char *passphrase, GError **error)
{
  WfMember *member = begin_change (core, staff_id, FALSE, error);
  WfKeySlot *old = member != NULL ? wf_vault_core_find_slot (core, staff_id, NULL) : NULL;

  if (member == NULL)
    return FALSE;
  if (member->is_organisation || strcmp (staff_id, core->session->staff_id) == 0)
    return finish_change (
        core, fail (WF_STORE_ERROR_INVALID, "this slot is changed from inside", error), error);

  g_autoptr (WfKeySlot) slot =
      save_new_slot (core, staff_id, old != NULL ? old->label : member->name, FALSE,
                     find_cost (core), passphrase, error);

  /* whoever has the old passphrase, and a copy, has the keys of until now */
  return finish_epoch (core,
                       slot != NULL &&
                           append_closing (core, "member.rekeyed", staff_id,
                                           wf_people_describe (slot, member->name, member->role),
                                           error) &&
                           start_epoch (core, error),
                       error);
}

gboolean
wf_people_change_passphrase (WfVaultCore *core,
                             const char *old_passphrase,
                             const char *new_passphrase,
                             GError **error)
{
  WfSession *session = wf_vault_core_require_session (core, error);
  g_autoptr (WfSecret) secrets =
      session != NULL ? wf_vault_core_try_slot (core, session->staff_id, old_passphrase, error)
                      : NULL;

  if (secrets == NULL)
    return FALSE;
  if (*new_passphrase == '\0')
    return fail (WF_STORE_ERROR_INVALID, "a passphrase is needed", error);

  WfKeySlot *slot = wf_vault_core_find_slot (core, session->staff_id, NULL);
  g_autoptr (WfKeySlot) renewed =
      slot->is_organisation
          ? NULL
          : wf_key_slot_renew (slot, core->uuid, new_passphrase,
                               (const WfSlotSecrets *) (gconstpointer) wf_secret_get (secrets),
                               error);

  if (slot->is_organisation)
    return fail (WF_STORE_ERROR_INVALID, "the printed code is renewed, not chosen", error);
  if (renewed == NULL || !wf_database_begin (core->db, error) ||
      !wf_database_end (core->db, wf_vault_core_save_slot (core, renewed, error), error))
    return FALSE;
  return wf_vault_core_load_slots (core, error);
}

static WfMember *
find_organisation (WfVaultCore *core)
{
  g_autoptr (GPtrArray) members = wf_member_list_dup_all (core->session->members);

  for (guint i = 0; i < members->len; i++)
    {
      WfMember *member = g_ptr_array_index (members, i);

      if (member->is_organisation && !member->has_left)
        return wf_member_list_find_text (core->session->members, member->id);
    }
  return NULL;
}

char *
wf_people_renew_code (WfVaultCore *core, GError **error)
{
  WfMember *organisation = require_list (core, error) ? find_organisation (core) : NULL;

  if (core->session == NULL || organisation == NULL ||
      !wf_member_is_admin (wf_vault_core_get_me (core)))
    return NULL;
  if (strcmp (organisation->id, core->session->staff_id) == 0)
    {
      fail (WF_STORE_ERROR_INVALID, "a person has to renew the code", error);
      return NULL;
    }
  if (!wf_log_begin (core, error))
    return NULL;

  char *code = wf_recovery_code_new ();
  WfKeySlot *old = wf_vault_core_find_slot (core, organisation->id, NULL);
  g_autoptr (WfKeySlot) slot = save_new_slot (core, organisation->id, old != NULL ? old->label : "",
                                              TRUE, find_cost (core), code, error);
  gboolean ok =
      slot != NULL &&
      append_closing (core, "member.rekeyed", slot->id,
                      wf_people_describe (slot, organisation->name, WF_ROLE_COORDINATOR), error) &&
      start_epoch (core, error) && wf_care_owe_renewal (core, error);

  if (!finish_epoch (core, ok, error))
    g_clear_pointer (&code, wf_wipe_free);
  return code;
}

gboolean
wf_people_parse_named (WfVaultCore *core,
                       const char *const *only_for,
                       GByteArray **out_named,
                       GError **error)
{
  g_autoptr (GByteArray) named = g_byte_array_new ();

  *out_named = NULL;
  if (only_for == NULL)
    return TRUE;
  for (guint i = 0; only_for[i] != NULL; i++)
    {
      guint8 id[WF_ID_BYTES];

      if (!wf_vault_core_parse_id (only_for[i], id, error) ||
          find_present (core, only_for[i], error) == NULL)
        return FALSE;
      g_byte_array_append (named, id, WF_ID_BYTES);
    }
  if (named->len == 0 || named->len > G_MAXUINT16)
    return fail (WF_STORE_ERROR_INVALID, "someone must be able to open it", error);
  *out_named = g_steal_pointer (&named);
  return TRUE;
}

static gboolean
may_restrict (WfVaultCore *core, const WfOwner *owner, GError **error)
{
  if (owner->type != WF_OWNER_CLIENT)
    return fail (WF_STORE_ERROR_INVALID, "only a client can be restricted", error);
  return wf_role_leads (wf_vault_core_get_me (core)->role) ||
         fail (WF_STORE_ERROR_NOT_ALLOWED, "not a navigator or coordinator", error);
}

/* The restriction is also an event of the client, signed, without the names of keys. */
static gboolean
save_restriction (WfVaultCore *core, WfOwner *owner, GByteArray *named, GError **error)
{
  JsonObject *body = json_object_new ();
  JsonArray *staff = json_array_new ();

  for (guint at = 0; named != NULL && at < named->len; at += WF_ID_BYTES)
    {
      g_autofree char *id = wf_hex_encode (named->data + at, WF_ID_BYTES);

      json_array_add_string_element (staff, id);
    }
  json_object_set_array_member (body, "only_for", staff);
  json_object_set_boolean_member (body, "restricted", named != NULL);
  wf_owner_clear (owner);
  owner->only_for = named != NULL ? g_byte_array_ref (named) : NULL;
  return (named == NULL || wf_care_owe_renewal (core, error)) &&
         wf_log_append_one (core, owner, "owner.restricted", body, error) &&
         wf_owner_save (core, owner, error);
}

gboolean
wf_people_restrict (WfVaultCore *core,
                    const char *owner_id,
                    const char *const *only_for,
                    GError **error)
{
  guint8 id[WF_ID_BYTES];
  g_autoptr (GByteArray) named = NULL;
  g_auto (WfOwner) owner = { 0 };

  if (wf_vault_core_require_session (core, error) == NULL ||
      !wf_vault_core_parse_id (owner_id, id, error) ||
      !wf_people_parse_named (core, only_for, &named, error) || !wf_log_begin (core, error))
    return FALSE;
  if (!wf_log_end (core,
                   wf_owner_open (core, id, &owner, error) && may_restrict (core, &owner, error) &&
                       save_restriction (core, &owner, named, error),
                   error))
    return FALSE;
  wf_care_pay_renewal (core);
  return TRUE;
}

static GByteArray *
replace_named (const GByteArray *old, const guint8 *from, const guint8 *to)
{
  GByteArray *named = g_byte_array_new ();

  g_byte_array_append (named, to, WF_ID_BYTES);
  for (guint at = 0; at < old->len; at += WF_ID_BYTES)
    if (memcmp (old->data + at, from, WF_ID_BYTES) != 0 &&
        memcmp (old->data + at, to, WF_ID_BYTES) != 0)
      g_byte_array_append (named, old->data + at, WF_ID_BYTES);
  return named;
}

static gboolean
hand_over (WfVaultCore *core, WfOwner *owner, const guint8 *to, JsonObject *body, GError **error)
{
  if (!wf_log_append_one (core, owner, "owner.handed-over", body, error))
    return FALSE;
  if (owner->only_for == NULL)
    return TRUE;

  g_autoptr (GByteArray) named = replace_named (owner->only_for, core->session->staff, to);

  return save_restriction (core, owner, named, error);
}

/* Not to one who could neither write nor hand back. */
static gboolean
may_be_handed (WfVaultCore *core, const char *staff_id, GError **error)
{
  const WfMember *member = find_present (core, staff_id, error);

  return member != NULL && (wf_role_leads (member->role) ||
                            fail (WF_STORE_ERROR_INVALID, "not a navigator or coordinator", error));
}

gboolean
wf_people_hand_over (WfVaultCore *core,
                     const char *owner_id,
                     const char *to_staff_id,
                     const char *reason,
                     gboolean has_consent,
                     GError **error)
{
  guint8 id[WF_ID_BYTES], to[WF_ID_BYTES];
  g_auto (WfOwner) owner = { 0 };

  if (wf_vault_core_require_session (core, error) == NULL ||
      !wf_vault_core_parse_id (owner_id, id, error) ||
      !wf_vault_core_parse_id (to_staff_id, to, error) ||
      !may_be_handed (core, to_staff_id, error) || !wf_log_begin (core, error))
    return FALSE;

  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "from", core->session->staff_id);
  json_object_set_string_member (body, "to", to_staff_id);
  json_object_set_string_member (body, "reason", reason != NULL ? reason : "");
  json_object_set_boolean_member (body, "consent", has_consent);
  if (!wf_owner_open (core, id, &owner, error) || !may_restrict (core, &owner, error))
    {
      json_object_unref (body);
      return wf_log_end (core, FALSE, error);
    }
  return wf_log_end (core, hand_over (core, &owner, to, body, error), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Members and the trust in them. Used in the vault's thread; the #WfMember values it makes
 * are immutable and may leave it.
 *
 * Invariant: every entry was signed by someone who, when it was applied, was a coordinator who
 * had not left; the first by the pinned key.
 */
#define G_LOG_DOMAIN "wf-store"

#include "wf-member-list.h"
#include "wf-json.h"

#include <string.h>

typedef struct {
  WfMember *member; /* replaced, never changed */
  GByteArray *keys; /* every Ed25519 key they had, newest last */
} Entry;

struct _WfMemberList {
  guint8 root_public[WF_KEY_BYTES];
  GPtrArray *entries; /* of Entry, as they joined */
};

static const char *const ROLES[] = {
  [WF_ROLE_NAVIGATOR] = "navigator", [WF_ROLE_COORDINATOR] = "coordinator",
  [WF_ROLE_CURATOR] = "curator",     [WF_ROLE_TRAINER] = "trainer",
  [WF_ROLE_VOLUNTEER] = "volunteer", [WF_ROLE_AUDITOR] = "auditor",
};

const char *
wf_role_to_text (WfRole role)
{
  g_return_val_if_fail (role < G_N_ELEMENTS (ROLES), NULL);

  return ROLES[role];
}

gboolean
wf_role_from_text (const char *text, WfRole *out_role)
{
  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (ROLES); i++)
    if (strcmp (ROLES[i], text) == 0)
      {
        *out_role = i;
        return TRUE;
      }
  return FALSE;
}

WfMember *
wf_member_ref (WfMember *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
wf_member_unref (WfMember *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;

  g_free (self->id);
  g_free (self->name);
  g_free (self);
}

gboolean
wf_member_is_admin (const WfMember *self)
{
  return self->role == WF_ROLE_COORDINATOR && !self->has_left;
}

static WfMember *
copy_member (const WfMember *member)
{
  WfMember *copy = g_memdup2 (member, sizeof *member);

  g_atomic_ref_count_init (&copy->refs);
  copy->id = g_strdup (member->id);
  copy->name = g_strdup (member->name);
  return copy;
}

static void
entry_free (Entry *entry)
{
  wf_member_unref (entry->member);
  g_byte_array_unref (entry->keys);
  g_free (entry);
}

WfMemberList *
wf_member_list_new (const guint8 *root_public)
{
  WfMemberList *self = g_new0 (WfMemberList, 1);

  memcpy (self->root_public, root_public, WF_KEY_BYTES);
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  return self;
}

void
wf_member_list_free (WfMemberList *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->entries);
  g_free (self);
}

static Entry *
find_entry (WfMemberList *self, const char *id)
{
  for (guint i = 0; id != NULL && i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      if (strcmp (entry->member->id, id) == 0)
        return entry;
    }
  return NULL;
}

WfMember *
wf_member_list_find_text (WfMemberList *self, const char *id)
{
  Entry *entry = find_entry (self, id);

  return entry != NULL ? entry->member : NULL;
}

WfMember *
wf_member_list_find (WfMemberList *self, const guint8 *id)
{
  g_autofree char *text = wf_hex_encode (id, WF_ID_BYTES);

  return wf_member_list_find_text (self, text);
}

GPtrArray *
wf_member_list_dup_all (WfMemberList *self)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_member_unref);

  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      g_ptr_array_add (all, wf_member_ref (entry->member));
    }
  return all;
}

guint
wf_member_list_count_coordinators (WfMemberList *self)
{
  guint n = 0;

  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      n += wf_member_is_admin (entry->member) && !entry->member->is_organisation;
    }
  return n;
}

gboolean
wf_member_list_verify (WfMemberList *self,
                       const WfEventContext *context,
                       const WfEventOpened *opened)
{
  g_autofree char *author = wf_hex_encode (opened->header.staff_id, WF_ID_BYTES);
  Entry *entry = find_entry (self, author);

  for (guint at = entry != NULL ? entry->keys->len : 0; at > 0; at -= WF_KEY_BYTES)
    if (wf_event_verify (context, opened, entry->keys->data + at - WF_KEY_BYTES))
      return TRUE;
  return FALSE;
}

gboolean
wf_member_list_verify_bytes (WfMemberList *self,
                             const guint8 *staff,
                             gconstpointer bytes,
                             gsize size,
                             const guint8 *signature)
{
  g_autofree char *id = wf_hex_encode (staff, WF_ID_BYTES);
  Entry *entry = find_entry (self, id);

  for (guint at = entry != NULL ? entry->keys->len : 0; at > 0; at -= WF_KEY_BYTES)
    if (wf_sign_verify (signature, bytes, size, entry->keys->data + at - WF_KEY_BYTES))
      return TRUE;
  return FALSE;
}

static gboolean
read_keys (JsonObject *body, WfMember *member)
{
  return wf_hex_decode (wf_json_get_string (body, "sign", ""), member->sign_public, WF_KEY_BYTES) &&
         wf_hex_decode (wf_json_get_string (body, "seal", ""), member->seal_public, WF_KEY_BYTES);
}

static gboolean
add_member (WfMemberList *self, JsonObject *body)
{
  WfMember read = { 0 };
  const char *id = wf_json_get_string (body, "staff", "");

  if (!wf_id_is_valid (id) || find_entry (self, id) != NULL || !read_keys (body, &read) ||
      !wf_role_from_text (wf_json_get_string (body, "role", NULL), &read.role))
    return FALSE;
  read.id = (char *) id;
  read.name = (char *) wf_json_get_string (body, "name", "");
  read.is_organisation = wf_json_get_bool (body, "organisation", FALSE);

  Entry *entry = g_new0 (Entry, 1);

  entry->member = copy_member (&read);
  entry->keys = g_byte_array_new ();
  g_byte_array_append (entry->keys, read.sign_public, WF_KEY_BYTES);
  g_ptr_array_add (self->entries, entry);
  return TRUE;
}

static void
replace (Entry *entry, WfMember *changed)
{
  wf_member_unref (entry->member);
  entry->member = changed;
}

static gboolean
change_member (Entry *entry, const char *kind, JsonObject *body)
{
  g_autoptr (WfMember) changed = copy_member (entry->member);

  if (strcmp (kind, "member.removed") == 0)
    changed->has_left = TRUE;
  else if (strcmp (kind, "member.renamed") == 0)
    {
      g_free (changed->name);
      changed->name = g_strdup (wf_json_get_string (body, "name", ""));
    }
  else if (strcmp (kind, "member.role-set") == 0)
    {
      if (!wf_role_from_text (wf_json_get_string (body, "role", NULL), &changed->role))
        return FALSE;
    }
  else if (strcmp (kind, "member.rekeyed") == 0)
    {
      if (!read_keys (body, changed))
        return FALSE;
      g_byte_array_append (entry->keys, changed->sign_public, WF_KEY_BYTES);
    }
  else
    return FALSE;
  replace (entry, g_steal_pointer (&changed));
  return TRUE;
}

gboolean
wf_member_list_is_about (const char *kind)
{
  return strcmp (kind, "agency.founded") == 0 || g_str_has_prefix (kind, "member.");
}

static gboolean
found (WfMemberList *self,
       const WfEventContext *context,
       const WfEventOpened *opened,
       JsonObject *body)
{
  JsonObject *founder = wf_json_get_object (body, "founder");
  g_autofree char *author = wf_hex_encode (opened->header.staff_id, WF_ID_BYTES);
  WfMember keys = { 0 };

  return self->entries->len == 0 && founder != NULL && read_keys (founder, &keys) &&
         memcmp (keys.sign_public, self->root_public, WF_KEY_BYTES) == 0 &&
         g_strcmp0 (author, wf_json_get_string (founder, "staff", NULL)) == 0 &&
         wf_event_verify (context, opened, self->root_public) && add_member (self, founder);
}

gboolean
wf_member_list_apply (WfMemberList *self,
                      const WfEventContext *context,
                      const WfEventOpened *opened,
                      JsonObject *body)
{
  const char *kind = opened->header.kind;

  if (strcmp (kind, "agency.founded") == 0)
    return found (self, context, opened, body);

  WfMember *author = wf_member_list_find (self, opened->header.staff_id);

  if (author == NULL || !wf_member_is_admin (author) ||
      !wf_member_list_verify (self, context, opened))
    return FALSE;
  if (strcmp (kind, "member.added") == 0)
    return add_member (self, body);

  Entry *entry = find_entry (self, wf_json_get_string (body, "staff", NULL));

  return entry != NULL && change_member (entry, kind, body);
}

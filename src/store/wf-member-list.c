/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Members and the trust in them. Used in the vault's thread; the #WfMember values it makes
 * are immutable and may leave it.
 *
 * Invariant: every entry was signed by someone who, when it was applied, was a coordinator who
 * had not left, with the key of then; the first by the pinned key.
 */
#define G_LOG_DOMAIN "wf-store"

#include "wf-member-list.h"
#include "wf-json.h"

#include <string.h>

typedef struct {
  guint8 sign_public[WF_KEY_BYTES];
  gboolean is_closed; /* nothing new is signed with it */
  JsonArray *last;    /* of a closed one: the last event of each device; NULL: not known */
} Key;

typedef struct {
  WfMember *member; /* replaced, never changed */
  GArray *keys;     /* of Key: every Ed25519 key they had, newest last */
} Entry;

struct _WfMemberList {
  guint8 root_public[WF_KEY_BYTES];
  GPtrArray *entries; /* of Entry, as they joined */
  gboolean must_be_listed;
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

gboolean
wf_role_leads (WfRole role)
{
  return role == WF_ROLE_NAVIGATOR || role == WF_ROLE_COORDINATOR;
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
key_clear (Key *key)
{
  g_clear_pointer (&key->last, json_array_unref);
}

static void
entry_free (Entry *entry)
{
  wf_member_unref (entry->member);
  g_array_unref (entry->keys);
  g_free (entry);
}

static void
add_key (Entry *entry, const guint8 *sign_public)
{
  Key key = { { 0 }, FALSE, NULL };

  memcpy (key.sign_public, sign_public, WF_KEY_BYTES);
  g_array_append_val (entry->keys, key);
}

/* From here on the newest key signs nothing more than what @body says it had signed. */
static void
close_key (Entry *entry, JsonObject *body)
{
  Key *key = &g_array_index (entry->keys, Key, entry->keys->len - 1);

  key->is_closed = TRUE;
  if (wf_json_get_array (body, "last") != NULL)
    key->last = json_array_ref (wf_json_get_array (body, "last"));
}

static gboolean
is_within (const Key *key, const WfEventHeader *header)
{
  g_autofree char *device = NULL;

  if (!key->is_closed || key->last == NULL)
    return TRUE;
  device = wf_hex_encode (header->device_id, WF_ID_BYTES);
  for (guint i = 0; i < json_array_get_length (key->last); i++)
    {
      JsonNode *node = json_array_get_element (key->last, i);
      JsonObject *one = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

      if (one != NULL && g_strcmp0 (wf_json_get_string (one, "device", NULL), device) == 0)
        return header->counter <= (guint64) MAX (wf_json_get_int (one, "counter", 0), 0);
    }
  return FALSE;
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

  for (guint i = entry != NULL ? entry->keys->len : 0; i-- > 0;)
    {
      const Key *key = &g_array_index (entry->keys, Key, i);

      if (wf_event_verify (context, opened, key->sign_public))
        return is_within (key, &opened->header);
    }
  return FALSE;
}

gboolean
wf_member_list_is_by_admin (WfMemberList *self,
                            const WfEventContext *context,
                            const WfEventOpened *opened)
{
  WfMember *author = wf_member_list_find (self, opened->header.staff_id);

  return author != NULL && wf_member_is_admin (author) &&
         wf_event_verify (context, opened, author->sign_public);
}

gboolean
wf_member_list_must_be_listed (WfMemberList *self)
{
  return self->must_be_listed;
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

  for (guint i = entry != NULL ? entry->keys->len : 0; i-- > 0;)
    if (wf_sign_verify (signature, bytes, size, g_array_index (entry->keys, Key, i).sign_public))
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
  entry->keys = g_array_new (FALSE, FALSE, sizeof (Key));
  g_array_set_clear_func (entry->keys, (GDestroyNotify) key_clear);
  add_key (entry, read.sign_public);
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
    {
      changed->has_left = TRUE;
      close_key (entry, body);
    }
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
      close_key (entry, body);
      add_key (entry, changed->sign_public);
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

  if (self->entries->len > 0 || founder == NULL || !read_keys (founder, &keys) ||
      memcmp (keys.sign_public, self->root_public, WF_KEY_BYTES) != 0 ||
      g_strcmp0 (author, wf_json_get_string (founder, "staff", NULL)) != 0 ||
      !wf_event_verify (context, opened, self->root_public) || !add_member (self, founder))
    return FALSE;
  self->must_be_listed = wf_json_get_bool (body, "listed", FALSE);
  return TRUE;
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

  if (!wf_member_list_is_by_admin (self, context, opened))
    return FALSE;
  if (strcmp (kind, "member.added") == 0)
    return add_member (self, body);

  Entry *entry = find_entry (self, wf_json_get_string (body, "staff", NULL));

  return entry != NULL && change_member (entry, kind, body);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who shares with the team, as a fold. Pure; opens no box.
 *
 * Invariants: who shares is the author of the record; a picture is replaced only when at least
 * WF_TEAM_MINIMUM people in it or out of it changed; a picture with somebody who took their
 * ratings back is not shown.
 */
#define G_LOG_DOMAIN "wf-practice"

#include "wf-team-book.h"

#include "wf-box.h"
#include "wf-json.h"
#include "wf-member.h"
#include "wf-sign-desk.h"

#include <string.h>

/* One framework. */
typedef struct {
  GHashTable *current; /* staff to WfTeamShare: those who agree now */
  GHashTable *shown;   /* the same, as they were when the picture was made */
  GHashTable *changed; /* staff, since then */
  gboolean is_stale;   /* somebody shown took theirs back */
} Picture;

typedef struct {
  char *staff;
  char *framework;
  GStrv parts;
} Offer;

struct _WfTeamBook {
  char *reader;
  GHashTable *pictures; /* framework to Picture */
  GPtrArray *offers;    /* of Offer, in order */
};

static WfTeamShare *
share_new (const char *staff, GBytes *box)
{
  WfTeamShare *self = g_rc_box_new0 (WfTeamShare);

  self->staff = g_strdup (staff);
  self->box = box;
  return self;
}

static void
share_clear (gpointer data)
{
  WfTeamShare *self = data;

  g_free (self->staff);
  g_clear_pointer (&self->box, g_bytes_unref);
}

static void
share_unref (gpointer data)
{
  g_rc_box_release_full (data, share_clear);
}

static GHashTable *
shares_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, share_unref);
}

static void
picture_free (gpointer data)
{
  Picture *self = data;

  g_hash_table_unref (self->current);
  g_hash_table_unref (self->shown);
  g_hash_table_unref (self->changed);
  g_free (self);
}

static void
offer_free (gpointer data)
{
  Offer *self = data;

  g_free (self->staff);
  g_free (self->framework);
  g_strfreev (self->parts);
  g_free (self);
}

WfTeamBook *
wf_team_book_new (const char *reader)
{
  WfTeamBook *self = g_new0 (WfTeamBook, 1);

  self->reader = g_strdup (reader);
  self->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, picture_free);
  self->offers = g_ptr_array_new_with_free_func (offer_free);
  return self;
}

void
wf_team_book_free (WfTeamBook *self)
{
  g_free (self->reader);
  g_hash_table_unref (self->pictures);
  g_ptr_array_unref (self->offers);
  g_free (self);
}

static Picture *
get_picture (WfTeamBook *self, const char *framework)
{
  Picture *picture = g_hash_table_lookup (self->pictures, framework);

  if (picture == NULL)
    {
      picture = g_new0 (Picture, 1);
      picture->current = shares_new ();
      picture->shown = shares_new ();
      picture->changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_insert (self->pictures, g_strdup (framework), picture);
    }
  return picture;
}

static void
put (GHashTable *shares, WfTeamShare *share)
{
  g_hash_table_replace (shares, share->staff, share);
}

/* Enough have changed: what is now becomes what is shown. */
static void
renew (Picture *self)
{
  GHashTableIter iter;
  gpointer share;

  if (g_hash_table_size (self->changed) < WF_TEAM_MINIMUM ||
      g_hash_table_size (self->current) < WF_TEAM_MINIMUM)
    return;
  g_hash_table_remove_all (self->shown);
  g_hash_table_iter_init (&iter, self->current);
  while (g_hash_table_iter_next (&iter, NULL, &share))
    put (self->shown, g_rc_box_acquire (share));
  g_hash_table_remove_all (self->changed);
  self->is_stale = FALSE;
}

static void
take_out (Picture *self, const char *staff)
{
  if (!g_hash_table_remove (self->current, staff))
    return;
  if (g_hash_table_contains (self->shown, staff))
    {
      self->is_stale = TRUE;
      g_hash_table_add (self->changed, g_strdup (staff));
    }
  else
    g_hash_table_remove (self->changed, staff); /* came and went unseen */
  renew (self);
}

static GBytes *
find_box (const WfTeamBook *self, JsonObject *body)
{
  JsonNode *node = json_object_get_member (body, "sealed");
  const char *text = node != NULL && JSON_NODE_HOLDS_OBJECT (node)
                         ? wf_json_get_string (json_node_get_object (node), self->reader, NULL)
                         : NULL;
  g_autofree guchar *box = NULL;
  gsize size;

  if (text == NULL)
    return NULL;
  box = g_base64_decode (text, &size);
  return g_bytes_new (box, size);
}

static void
apply_shared (WfTeamBook *self, const WfRecord *record)
{
  const char *framework = wf_json_get_string (record->body, "framework", NULL);
  g_autofree char *staff = wf_staff_of (record);
  Picture *picture;

  if (framework == NULL || *staff == '\0')
    return;
  picture = get_picture (self, framework);
  put (picture->current, share_new (staff, find_box (self, record->body)));
  g_hash_table_add (picture->changed, g_strdup (staff));
  renew (picture);
}

static void
apply_unshared (WfTeamBook *self, const WfRecord *record)
{
  const char *framework = wf_json_get_string (record->body, "framework", NULL);
  g_autofree char *staff = wf_staff_of (record);

  if (framework != NULL)
    take_out (get_picture (self, framework), staff);
}

static void
drop_offer (WfTeamBook *self, const char *staff, const char *framework)
{
  for (guint i = self->offers->len; i > 0; i--)
    {
      const Offer *offer = self->offers->pdata[i - 1];
      if (g_str_equal (offer->staff, staff) &&
          (framework == NULL || g_str_equal (offer->framework, framework)))
        g_ptr_array_remove_index (self->offers, i - 1);
    }
}

static void
apply_teaches (WfTeamBook *self, const WfRecord *record)
{
  const char *framework = wf_json_get_string (record->body, "framework", NULL);
  JsonNode *node = json_object_get_member (record->body, "parts");
  g_autofree char *staff = wf_staff_of (record);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  JsonArray *array;
  Offer *offer;

  if (framework == NULL || *staff == '\0' || node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return;
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *at = json_array_get_element (array, i);
      if (JSON_NODE_HOLDS_VALUE (at) && json_node_get_value_type (at) == G_TYPE_STRING)
        g_strv_builder_add (parts, json_node_get_string (at));
    }
  drop_offer (self, staff, framework);
  offer = g_new0 (Offer, 1);
  offer->staff = g_steal_pointer (&staff);
  offer->framework = g_strdup (framework);
  offer->parts = g_strv_builder_end (parts);
  g_ptr_array_add (self->offers, offer);
}

/* Whoever leaves takes everything back. */
static void
apply_removed (WfTeamBook *self, const WfRecord *record)
{
  const char *staff = wf_json_get_string (record->body, "staff", NULL);
  GHashTableIter iter;
  gpointer picture;

  if (staff == NULL)
    return;
  drop_offer (self, staff, NULL);
  g_hash_table_iter_init (&iter, self->pictures);
  while (g_hash_table_iter_next (&iter, NULL, &picture))
    take_out (picture, staff);
}

void
wf_team_book_apply (WfTeamBook *self, const WfRecord *record)
{
  if (g_str_equal (record->kind, "practice.shared"))
    apply_shared (self, record);
  else if (g_str_equal (record->kind, "practice.unshared"))
    apply_unshared (self, record);
  else if (g_str_equal (record->kind, "practice.teaches"))
    apply_teaches (self, record);
  else if (g_str_equal (record->kind, "member.removed"))
    apply_removed (self, record);
}

gboolean
wf_team_book_is_sharing (const WfTeamBook *self, const char *staff, const char *framework)
{
  const Picture *picture = g_hash_table_lookup (self->pictures, framework);

  return picture != NULL && g_hash_table_contains (picture->current, staff);
}

static gint
compare_shares (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(WfTeamShare *const *) a)->staff, (*(WfTeamShare *const *) b)->staff);
}

GPtrArray *
wf_team_book_list_shown (const WfTeamBook *self, const char *framework, guint *out_missing)
{
  const Picture *picture = g_hash_table_lookup (self->pictures, framework);
  GPtrArray *shares = g_ptr_array_new ();
  guint changed = picture != NULL ? g_hash_table_size (picture->changed) : 0;
  guint current = picture != NULL ? g_hash_table_size (picture->current) : 0;
  gboolean is_nothing = picture == NULL || g_hash_table_size (picture->shown) == 0;
  GHashTableIter iter;
  gpointer share;

  *out_missing = 0;
  if (changed > 0 || is_nothing)
    *out_missing = WF_TEAM_MINIMUM - MIN (WF_TEAM_MINIMUM, MIN (changed, current));
  if (is_nothing || picture->is_stale)
    return shares;
  g_hash_table_iter_init (&iter, picture->shown);
  while (g_hash_table_iter_next (&iter, NULL, &share))
    g_ptr_array_add (shares, share);
  g_ptr_array_sort (shares, compare_shares);
  return shares;
}

GPtrArray *
wf_team_book_list_teachers (const WfTeamBook *self, const char *framework, const char *part_id)
{
  GPtrArray *staff = g_ptr_array_new ();

  for (guint i = 0; i < self->offers->len; i++)
    {
      const Offer *offer = self->offers->pdata[i];
      if (g_str_equal (offer->framework, framework) &&
          g_strv_contains ((const char *const *) offer->parts, part_id))
        g_ptr_array_add (staff, offer->staff);
    }
  return staff;
}

/* What a coordinator opens: whose ratings, so that nobody can pass off another's box. */
static char *
make_message (const WfFramework *framework, const char *staff, const WfRatings *ratings)
{
  const GPtrArray *questions = wf_framework_get_questions (framework);
  g_autoptr (JsonObject) object = json_object_new ();
  JsonObject *members = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  for (guint i = 0; i < questions->len; i++)
    {
      const char *id = ((const WfFrameworkPart *) questions->pdata[i])->id;
      const char *name = wf_rating_to_name (framework, wf_ratings_get (ratings, id));
      if (name != NULL)
        json_object_set_string_member (members, id, name);
    }
  json_object_set_string_member (object, "staff", staff);
  json_object_set_string_member (object, "framework", wf_framework_get_info (framework)->id);
  json_object_set_object_member (object, "ratings", members);
  json_node_set_object (node, object);
  return wf_json_node_to_text (node);
}

WfRecord *
wf_team_record_shared (const WfFramework *framework,
                       const char *staff,
                       const WfRatings *ratings,
                       GPtrArray *members)
{
  g_autofree char *message = make_message (framework, staff, ratings);
  gsize size = strlen (message);
  JsonObject *body = json_object_new ();
  JsonObject *sealed = json_object_new ();

  for (guint i = 0; i < members->len; i++)
    {
      const WfMember *member = members->pdata[i];
      g_autofree guint8 *box = g_malloc (size + WF_SEAL_OVERHEAD);
      g_autofree char *text = NULL;

      if (member->role != WF_ROLE_COORDINATOR || member->is_organisation || member->has_left)
        continue;
      wf_seal (box, message, size, member->seal_public);
      text = g_base64_encode (box, size + WF_SEAL_OVERHEAD);
      json_object_set_string_member (sealed, member->id, text);
    }
  memset (message, 0, size);
  json_object_set_string_member (body, "framework", wf_framework_get_info (framework)->id);
  json_object_set_int_member (body, "version", wf_framework_get_info (framework)->version);
  json_object_set_object_member (body, "sealed", sealed);
  return wf_record_new ("practice.shared", body);
}

WfRecord *
wf_team_record_unshared (const char *framework)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "framework", framework);
  return wf_record_new ("practice.unshared", body);
}

WfRecord *
wf_team_record_teaches (const char *framework, const char *const *parts)
{
  JsonObject *body = json_object_new ();
  JsonArray *array = json_array_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    json_array_add_string_element (array, parts[i]);
  json_object_set_string_member (body, "framework", framework);
  json_object_set_array_member (body, "parts", array);
  return wf_record_new ("practice.teaches", body);
}

WfRatings *
wf_team_open (const WfFramework *framework, const WfTeamShare *share, GBytes *opened)
{
  g_autoptr (JsonObject) object = NULL;
  gsize size;
  const char *text = opened != NULL ? g_bytes_get_data (opened, &size) : NULL;

  if (text == NULL)
    return NULL;
  object = wf_json_parse_object (text, (gssize) size, NULL);
  if (object == NULL || g_strcmp0 (wf_json_get_string (object, "staff", NULL), share->staff) != 0 ||
      g_strcmp0 (wf_json_get_string (object, "framework", NULL),
                 wf_framework_get_info (framework)->id) != 0)
    return NULL;
  return wf_ratings_from_json (framework, object, NULL);
}

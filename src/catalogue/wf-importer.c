/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where the readers of all formats put what they find: ids made or kept, twins joined or kept
 * apart, everything counted. Owns nothing of the batch and the report it is given.
 *
 * Invariant: every object handed in is in the batch afterwards, or in the report with a reason.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-importer.h"

#include "wf-hsds-entry.h"
#include "wf-index-entries.h"
#include "wf-json.h"

#include <string.h>

/* UUID version 5: the SHA-1 of a namespace and a name (RFC 4122, 4.3). The namespace is that of
 * URLs there. */
static const guint8 NAMESPACE_URL[] = { 0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1,
                                        0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8 };

char *
wf_hsds_make_uuid (const char *name)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 d[20];
  gsize size = sizeof d;

  g_checksum_update (sum, NAMESPACE_URL, sizeof NAMESPACE_URL);
  g_checksum_update (sum, (const guchar *) name, -1);
  g_checksum_get_digest (sum, d, &size);
  d[6] = (guint8) ((d[6] & 0x0f) | 0x50);
  d[8] = (guint8) ((d[8] & 0x3f) | 0x80);
  return g_strdup_printf ("%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
                          d[0], d[1], d[2], d[3], d[4], d[5], d[6], d[7], d[8], d[9], d[10], d[11],
                          d[12], d[13], d[14], d[15]);
}

/* 64 bits of FNV-1a: enough to tell a million ids apart, and eight bytes instead of a text. */
gpointer
wf_importer_hash (const char *text)
{
  guint64 hash = G_GUINT64_CONSTANT (14695981039346656037);

  for (; *text != '\0'; text++)
    hash = (hash ^ (guint8) *text) * G_GUINT64_CONSTANT (1099511628211);
  return GSIZE_TO_POINTER (hash);
}

WfImporter *
wf_importer_new (WfCatalogueBatch *batch,
                 WfImportReport *report,
                 const char *source,
                 const char *region)
{
  WfImporter *self = g_new0 (WfImporter, 1);

  self->batch = batch;
  self->report = report;
  self->source = g_strdup (source);
  self->region = g_strdup (region);
  self->organizations = g_hash_table_new (NULL, NULL);
  self->locations = g_hash_table_new (NULL, NULL);
  self->services =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) json_object_unref);
  return self;
}

void
wf_importer_free (WfImporter *self)
{
  g_free (self->source);
  g_free (self->region);
  g_hash_table_unref (self->organizations);
  g_hash_table_unref (self->locations);
  g_hash_table_unref (self->services);
  g_free (self);
}

char *
wf_hsds_dup_id (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "id");

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return g_strdup ("");
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  return g_strdup (wf_json_get_string (object, "id", ""));
}

char *
wf_hsds_make_key (const char *source, const char *type, const char *id)
{
  g_autofree char *name = NULL;

  if (g_uuid_string_is_valid (id))
    return g_ascii_strdown (id, -1);
  name = g_strconcat (source, "/", type, "/", id, NULL);
  return wf_hsds_make_uuid (name);
}

char *
wf_importer_dup_id (WfImporter *self, const char *type, const char *id)
{
  return wf_hsds_make_key (self->source, type, id);
}

void
wf_importer_saw_organization (WfImporter *self, const char *id)
{
  if (*id != '\0' && g_hash_table_add (self->organizations, wf_importer_hash (id)))
    self->report->organizations++;
}

void
wf_importer_saw_location (WfImporter *self, const char *id)
{
  if (*id != '\0' && g_hash_table_add (self->locations, wf_importer_hash (id)))
    self->report->locations++;
}

static JsonObject *
find_in (JsonArray *list, const char *id)
{
  for (guint i = 0; *id != '\0' && i < json_array_get_length (list); i++)
    {
      JsonNode *node = json_array_get_element (list, i);
      g_autofree char *other =
          JSON_NODE_HOLDS_OBJECT (node) ? wf_hsds_dup_id (json_node_get_object (node)) : NULL;

      if (g_strcmp0 (other, id) == 0)
        return json_node_get_object (node);
    }
  return NULL;
}

static gboolean
join_lists (JsonArray *into, JsonArray *other)
{
  for (guint i = 0; i < json_array_get_length (other); i++)
    {
      JsonNode *node = json_array_get_element (other, i);
      g_autofree char *id =
          JSON_NODE_HOLDS_OBJECT (node) ? wf_hsds_dup_id (json_node_get_object (node)) : NULL;
      JsonObject *twin = id != NULL ? find_in (into, id) : NULL;

      if (id == NULL || *id == '\0')
        return FALSE;
      if (twin == NULL)
        json_array_add_element (into, wf_hsds_thaw_node (node));
      else if (!wf_hsds_join (twin, json_node_get_object (node)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
join_members (JsonNode *mine, JsonNode *theirs)
{
  if (json_node_equal (mine, theirs))
    return TRUE;
  if (JSON_NODE_HOLDS_OBJECT (mine) && JSON_NODE_HOLDS_OBJECT (theirs))
    return wf_hsds_join (json_node_get_object (mine), json_node_get_object (theirs));
  return JSON_NODE_HOLDS_ARRAY (mine) && JSON_NODE_HOLDS_ARRAY (theirs) &&
         join_lists (json_node_get_array (mine), json_node_get_array (theirs));
}

gboolean
wf_hsds_join (JsonObject *into, JsonObject *other)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *theirs;

  json_object_iter_init_ordered (&iter, other);
  while (json_object_iter_next_ordered (&iter, &name, &theirs))
    {
      JsonNode *mine = json_object_get_member (into, name);

      if (mine == NULL || json_node_is_null (mine))
        json_object_set_member (into, name, wf_hsds_thaw_node (theirs));
      else if (!json_node_is_null (theirs) && !join_members (mine, theirs))
        return FALSE;
    }
  return TRUE;
}

JsonObject *
wf_hsds_copy_without (JsonObject *object, const char *member)
{
  JsonObject *copy = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      if (g_strcmp0 (name, member) != 0)
        json_object_set_member (copy, name, json_node_copy (node));
    }
  return copy;
}

/* One that may be changed: what the parser gives may not. */
JsonObject *
wf_hsds_thaw (JsonObject *object)
{
  JsonObject *copy = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    json_object_set_member (copy, name, wf_hsds_thaw_node (node));
  return copy;
}

JsonNode *
wf_hsds_thaw_node (JsonNode *node)
{
  JsonNode *copy;

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      copy = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (copy, wf_hsds_thaw (json_node_get_object (node)));
      return copy;
    }
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *from = json_node_get_array (node), *to = json_array_new ();

      for (guint i = 0; i < json_array_get_length (from); i++)
        json_array_add_element (to, wf_hsds_thaw_node (json_array_get_element (from, i)));
      copy = json_node_new (JSON_NODE_ARRAY);
      json_node_take_array (copy, to);
      return copy;
    }
  return json_node_copy (node);
}

static void
saw_parts (WfImporter *self, JsonObject *service)
{
  JsonObject *organization = wf_json_get_object (service, "organization");
  JsonArray *list = wf_json_get_array (service, "service_at_locations");

  if (organization != NULL)
    {
      g_autofree char *id = wf_hsds_dup_id (organization);

      wf_importer_saw_organization (self, id);
    }
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonNode *node = json_array_get_element (list, i);
      JsonObject *place = JSON_NODE_HOLDS_OBJECT (node)
                              ? wf_json_get_object (json_node_get_object (node), "location")
                              : NULL;
      g_autofree char *id = place != NULL ? wf_hsds_dup_id (place) : g_strdup ("");

      wf_importer_saw_location (self, id);
    }
}

static char *
dup_staged (WfImporter *self, const char *type, const char *key)
{
  JsonObject *object;

  if (self->batch != NULL)
    return wf_catalogue_batch_dup_staged (self->batch, type, key);
  object = g_hash_table_lookup (self->services, key);
  return object != NULL ? wf_json_to_text (object) : NULL;
}

static gboolean
stage (WfImporter *self,
       const char *type,
       const char *key,
       JsonObject *object,
       WfImportReport *report,
       GError **error)
{
  g_autofree char *text = NULL, *entry = NULL;

  if (self->batch != NULL)
    return wf_catalogue_batch_put_object (self->batch, type, key, object, report, error);
  text = wf_catalogue_batch_write (object, error);
  if (text == NULL)
    return FALSE;
  if (strcmp (type, "service") == 0 || strcmp (type, "entry") == 0)
    {
      entry = wf_index_make_entry (type, key, object, report, error);
      if (entry == NULL)
        return FALSE;
    }
  g_hash_table_replace (self->services, g_strdup (key), json_object_ref (object));
  return TRUE;
}

/* A mistake in one object is a refusal; anything else ends the import. */
static gboolean
refuse (WfImporter *self, const char *file, guint line, GError **error, GError *inner)
{
  if (!g_error_matches (inner, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_FORMAT))
    {
      g_propagate_error (error, inner);
      return FALSE;
    }
  wf_import_report_refuse (self->report, file, line, inner->message);
  g_error_free (inner);
  return TRUE;
}

/* Where the two say nothing against each other they are one; else the second is kept apart. */
static gboolean
put_twin (WfImporter *self,
          const char *type,
          const char *id,
          const char *key,
          const char *staged,
          JsonObject *service,
          gboolean *out_is_new,
          GError **error)
{
  g_autoptr (JsonObject) first = wf_json_parse_object (staged, -1, NULL);
  g_autoptr (JsonObject) joined = first != NULL ? wf_hsds_thaw (first) : NULL;
  g_autofree char *text = wf_json_to_text (service);
  g_autofree char *digest = NULL, *name = NULL, *other = NULL, *known = NULL;

  *out_is_new = FALSE;
  if (joined != NULL && wf_hsds_join (joined, service))
    {
      wf_import_report_repair (self->report, "duplicate");
      return stage (self, type, key, joined, NULL, error);
    }
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  name = g_strconcat (id, "/", digest, NULL);
  other = wf_importer_dup_id (self, "service", name);
  known = dup_staged (self, type, other);
  wf_import_report_repair (self->report, known != NULL ? "duplicate" : "duplicate-id");
  if (known != NULL)
    return TRUE;
  *out_is_new = TRUE;
  return stage (self, type, other, service, self->report, error);
}

static gboolean
has_name (JsonObject *service)
{
  static const char *const NAMES[] = { "name", "alternate_name", "title" };
  JsonObject *ours = wf_json_get_object (service, WF_HSDS_OURS);

  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      const char *name = wf_json_get_string (service, NAMES[i], "");

      if (name[strspn (name, " \t\r\n")] != '\0')
        return TRUE;
    }
  return ours != NULL && json_object_has_member (ours, "entry");
}

/* Of what it says, so that it is the same the next time. */
static void
give_id (WfImporter *self, const char *type, JsonObject *object)
{
  g_autofree char *text = wf_json_to_text (object);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_autofree char *id = wf_importer_dup_id (self, type, digest);

  wf_import_report_repair (self->report, "empty-id");
  json_object_set_string_member (object, "id", id);
}

/* What our own export gave an id of its own, because another came with the same: as it came.
 * Returns: (transfer full) (nullable): the id of its own */
static char *
take_own_id (JsonObject *object)
{
  JsonObject *ours = wf_json_get_object (object, WF_HSDS_OURS);
  g_autofree char *id = wf_hsds_dup_id (object);

  if (ours == NULL || !json_object_has_member (ours, "id") || !g_uuid_string_is_valid (id))
    return NULL;
  json_object_set_member (object, "id", json_object_dup_member (ours, "id"));
  if (json_object_get_size (ours) > 1)
    json_object_set_object_member (object, WF_HSDS_OURS, wf_hsds_copy_without (ours, "id"));
  else
    json_object_remove_member (object, WF_HSDS_OURS);
  return g_ascii_strdown (id, -1);
}

/* Nobody says where it is: where whoever imports says that such are. */
static void
assume_region (WfImporter *self, JsonObject *service)
{
  JsonObject *ours;

  if (self->region == NULL || json_object_has_member (service, WF_HSDS_OURS) ||
      wf_hsds_has_region (service))
    return;
  ours = json_object_new ();
  json_object_set_string_member (ours, "region", self->region);
  json_object_set_object_member (service, WF_HSDS_OURS, ours);
}

gboolean
wf_importer_put_service (
    WfImporter *self, JsonObject *service, const char *file, guint line, GError **error)
{
  g_autoptr (JsonObject) own = wf_hsds_copy_without (service, NULL);
  const char *type = has_name (own) ? "service" : "service-unnamed";
  g_autofree char *own_id = take_own_id (own);
  g_autofree char *id = wf_hsds_dup_id (own);
  g_autofree char *key = NULL, *staged = NULL;
  GError *inner = NULL;
  gboolean is_new = TRUE;

  if (*id == '\0')
    {
      give_id (self, "service", own);
      g_free (id);
      id = wf_hsds_dup_id (own);
    }
  assume_region (self, own);
  key = own_id != NULL ? g_steal_pointer (&own_id) : wf_importer_dup_id (self, "service", id);
  staged = dup_staged (self, type, key);
  if (staged != NULL ? !put_twin (self, type, id, key, staged, own, &is_new, &inner)
                     : !stage (self, type, key, own, self->report, &inner))
    return refuse (self, file, line, error, inner);
  saw_parts (self, own);
  if (!is_new)
    return TRUE;
  self->report->services++;
  if (strcmp (type, "service") != 0)
    wf_import_report_repair (self->report, "no-name");
  return TRUE;
}

gboolean
wf_importer_put_entry (
    WfImporter *self, JsonObject *entry, const char *file, guint line, GError **error)
{
  g_autofree char *id = wf_hsds_dup_id (entry);
  g_autofree char *staged = dup_staged (self, "entry", id);
  g_autoptr (JsonObject) own = wf_hsds_check_age (entry, self->report);
  GError *inner = NULL;

  if (staged != NULL)
    {
      wf_import_report_refuse (self->report, file, line, "there is another of the same id");
      return TRUE;
    }
  if (!stage (self, "entry", id, own, self->report, &inner))
    return refuse (self, file, line, error, inner);
  self->report->services++;
  return TRUE;
}

gboolean
wf_importer_put_other (WfImporter *self,
                       const char *type,
                       JsonObject *object,
                       const char *file,
                       guint line,
                       GError **error)
{
  g_autoptr (JsonObject) own = wf_hsds_copy_without (object, NULL);
  g_autofree char *own_id = take_own_id (own);
  g_autofree char *id = wf_hsds_dup_id (own);
  g_autofree char *key = NULL, *staged = NULL;
  GError *inner = NULL;
  gboolean ok;

  if (*id == '\0')
    {
      give_id (self, type, own);
      g_free (id);
      id = wf_hsds_dup_id (own);
    }
  key = own_id != NULL ? g_steal_pointer (&own_id) : wf_importer_dup_id (self, type, id);
  staged = dup_staged (self, type, key);
  if (staged != NULL)
    {
      gboolean is_new;

      ok = put_twin (self, type, id, key, staged, own, &is_new, &inner);
    }
  else
    ok = stage (self, type, key, own, NULL, &inner);
  return ok || refuse (self, file, line, error, inner);
}

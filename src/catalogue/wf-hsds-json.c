/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * HSDS as JSON: pages, lists, lines, single objects, of any type. One item at a time is in memory.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-hsds-json.h"

#include "wf-hsds-entry.h"
#include "wf-hsds-tables.h"
#include "wf-json-split.h"
#include "wf-json.h"
#include "wf-repair.h"
#include "wf-sheet.h"

#include <string.h>

/* No catalogue's entry is larger. */
#define ITEM_MAX (16 * 1024 * 1024)

typedef struct {
  WfImporter *importer;
  const char *name;
} Reading;

/* What tells one type from the others, the more telling first. @kind: "{" an object, "[" a list,
 * "v" a value. */
static const struct {
  const char *member;
  char kind;
  const char *type;
} MEMBERS[] = {
  { "openapi_url", 'v', "about" },
  { "openapi", 'v', "about" },
  { "$schema", 'v', "about" },
  { "service_at_locations", '[', "service" },
  { "organization", '{', "service" },
  { "assured_date", 'v', "service" },
  { "organization_id", 'v', "service" },
  { "location", '{', "service_at_location" },
  { "location_type", 'v', "location" },
  { "addresses", '[', "location" },
  { "organization_identifiers", '[', "organization" },
  { "legal_status", 'v', "organization" },
  { "services", '[', "organization" },
  { "taxonomy_terms", '[', "taxonomy" },
  { "term_uri", 'v', "taxonomy_term" },
  { "taxonomy_detail", '{', "taxonomy_term" },
  { "parent_id", 'v', "taxonomy_term" },
  { "website", 'v', "organization" },
};

/* Only a service has them, or a place of another program. */
static const char *const OF_SERVICES[] = {
  "eligibility_description",
  "fees_description",
  "application_process",
  "interpretation_services",
  "minimum_age",
  "maximum_age",
  "accreditations",
  "assurer_email",
  "program_id",
  "alert",
};

static const char *const STATUS[] = { "active", "inactive", "defunct", "temporarily closed", NULL };

static const char *const FILES[] = { "service_at_location", "taxonomy_term", "taxonomy",
                                     "organization",        "service",       "location" };

static const char *
find_type_in_name (const char *name)
{
  g_autofree char *base = g_path_get_basename (name);
  g_autofree char *folder = g_path_get_dirname (name);
  g_autofree char *last = g_path_get_basename (folder);

  for (guint i = 0; i < G_N_ELEMENTS (FILES); i++)
    {
      if (g_str_has_prefix (base, FILES[i]) ||
          (g_uuid_string_is_valid (base) && g_str_has_prefix (last, FILES[i])))
        return FILES[i];
    }
  for (guint i = 0; i < G_N_ELEMENTS (FILES); i++)
    {
      if (g_str_has_prefix (last, FILES[i]))
        return strcmp (FILES[i], "taxonomy") == 0 ? "taxonomy" : FILES[i];
    }
  return g_str_has_prefix (last, "taxonomies") ? "taxonomy" : NULL;
}

static gboolean
is_of_kind (JsonNode *node, char kind)
{
  return node != NULL && (kind == '{'   ? JSON_NODE_HOLDS_OBJECT (node)
                          : kind == '[' ? JSON_NODE_HOLDS_ARRAY (node)
                                        : JSON_NODE_HOLDS_VALUE (node));
}

/* Of HSDS, however little of it: nothing but a service has a status there. */
static gboolean
is_service (JsonObject *object)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (wf_sheet_is_row (object))
    return FALSE;
  if (g_strv_contains (STATUS, wf_json_get_string (object, "status", "")))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (OF_SERVICES); i++)
    {
      if (is_of_kind (json_object_get_member (object, OF_SERVICES[i]), 'v'))
        return TRUE;
    }
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      if (wf_sheet_is_list (name, node))
        return TRUE;
    }
  return FALSE;
}

static const char *
find_type (JsonObject *object, const char *name)
{
  const char *type = find_type_in_name (name);

  if (json_object_has_member (object, WF_HSDS_TYPE))
    return wf_json_get_string (object, WF_HSDS_TYPE, "about");
  if (wf_json_get_object (object, "service") != NULL)
    return "service_at_location";
  if (json_object_has_member (object, "openapi_url") || json_object_has_member (object, "$schema"))
    return "about";
  if (type != NULL)
    return type;
  for (guint i = 0; i < G_N_ELEMENTS (MEMBERS); i++)
    {
      if (is_of_kind (json_object_get_member (object, MEMBERS[i].member), MEMBERS[i].kind))
        return MEMBERS[i].type;
    }
  return is_service (object) ? "service" : "place";
}

/* A service at a location, turned round: the service with that place. */
static gboolean
put_service_at_location (
    WfImporter *importer, JsonObject *object, const char *name, guint line, GError **error)
{
  JsonObject *service = wf_json_get_object (object, "service");
  g_autoptr (JsonObject) own = NULL;
  JsonArray *list;

  if (service == NULL)
    return wf_importer_put_other (importer, "service_at_location", object, name, line, error);
  own = wf_hsds_thaw (service);
  list = wf_json_get_array (own, "service_at_locations");
  if (list == NULL)
    {
      list = json_array_new ();
      json_object_set_array_member (own, "service_at_locations", list);
    }
  json_array_add_object_element (list, wf_hsds_copy_without (object, "service"));
  return wf_importer_put_service (importer, own, name, line, error);
}

/* An organization, with the services it lists turned round likewise. */
static gboolean
put_organization (
    WfImporter *importer, JsonObject *object, const char *name, guint line, GError **error)
{
  JsonArray *services = wf_json_get_array (object, "services");
  g_autoptr (JsonObject) bare = wf_hsds_copy_without (object, "services");
  g_autofree char *id = wf_hsds_dup_id (object);

  for (guint i = 0; services != NULL && i < json_array_get_length (services); i++)
    {
      JsonNode *node = json_array_get_element (services, i);
      g_autoptr (JsonObject) service =
          JSON_NODE_HOLDS_OBJECT (node) ? wf_hsds_thaw (json_node_get_object (node)) : NULL;

      if (service == NULL)
        continue;
      if (!json_object_has_member (service, "organization"))
        json_object_set_object_member (service, "organization", json_object_ref (bare));
      if (!wf_importer_put_service (importer, service, name, line, error))
        return FALSE;
    }
  wf_importer_saw_organization (importer, id);
  return wf_importer_put_other (importer, "organization", bare, name, line, error);
}

/* Of our own export: its type stands beside it. */
static gboolean
put_typed (WfImporter *importer, JsonObject *object, const char *name, guint line, GError **error)
{
  const char *type = wf_json_get_string (object, WF_HSDS_TYPE, "about");
  JsonObject *ours = wf_json_get_object (object, WF_HSDS_OURS);
  gboolean has_own_id = ours != NULL && json_object_has_member (ours, "id");
  g_autoptr (JsonObject) bare = wf_hsds_copy_without (object, WF_HSDS_TYPE);
  g_autofree char *id = wf_hsds_dup_id (has_own_id ? ours : object);

  if (strcmp (type, "organization") == 0)
    wf_importer_saw_organization (importer, id);
  if (strcmp (type, "location") == 0)
    wf_importer_saw_location (importer, id);
  if (strcmp (type, "service") == 0 || g_str_has_prefix (type, "service-unnamed"))
    return wf_importer_put_service (importer, bare, name, line, error);
  return wf_importer_put_other (importer, type, bare, name, line, error);
}

gboolean
wf_hsds_json_put (
    WfImporter *importer, JsonObject *object, const char *name, guint line, GError **error)
{
  const char *type = find_type (object, name);
  g_autoptr (JsonObject) place = NULL;

  if (json_object_has_member (object, WF_HSDS_TYPE))
    return put_typed (importer, object, name, line, error);
  if (strcmp (type, "service") == 0)
    return wf_importer_put_service (importer, object, name, line, error);
  if (strcmp (type, "service_at_location") == 0)
    return put_service_at_location (importer, object, name, line, error);
  if (strcmp (type, "organization") == 0)
    return put_organization (importer, object, name, line, error);
  if (strcmp (type, "location") == 0)
    {
      g_autofree char *id = wf_hsds_dup_id (object);

      wf_importer_saw_location (importer, id);
    }
  if (strcmp (type, "place") != 0)
    return wf_importer_put_other (importer, type, object, name, line, error);
  /* A name alone is no place of a catalogue: any program's JSON has one. */
  place = json_object_get_size (object) > 1 ? wf_sheet_make_service (importer, object, NULL) : NULL;
  if (place != NULL)
    return wf_importer_put_service (importer, place, name, line, error);
  wf_import_report_refuse (importer->report, name, line, "it is nothing of a catalogue");
  return TRUE;
}

/* ObjectId ("…"), ISODate ("…"), NumberInt (0): what a database's shell prints. */
static char *
unshell (const char *text)
{
  g_autoptr (GRegex) regex =
      g_regex_new ("\\b(?:ObjectId|ISODate|NumberInt|NumberLong|NumberDecimal|Timestamp)\\s*\\(\\s*"
                   "(\"(?:[^\"\\\\]|\\\\.)*\"|-?[0-9.]+)\\s*\\)",
                   0, 0, NULL);

  return g_regex_replace (regex, text, -1, 0, "\\1", 0, NULL);
}

static JsonObject *
parse_item (WfImporter *importer, const char *text)
{
  JsonObject *object = wf_json_parse_object (text, -1, NULL);
  g_autofree char *plain = NULL;

  if (object != NULL || strchr (text, '(') == NULL)
    return object;
  plain = unshell (text);
  object = plain != NULL ? wf_json_parse_object (plain, -1, NULL) : NULL;
  if (object != NULL)
    wf_import_report_repair (importer->report, "shell-json");
  return object;
}

static gboolean
take_item (const char *text, gsize size, guint line, gpointer user_data, GError **error)
{
  Reading *reading = user_data;
  WfImportReport *report = reading->importer->report;
  g_autofree char *utf8 = NULL;
  g_autoptr (JsonObject) object = NULL;

  if (size > ITEM_MAX)
    {
      wf_import_report_refuse (report, reading->name, line, "it is too large for an entry");
      return TRUE;
    }
  utf8 = wf_repair_escapes (wf_repair_encoding (text, size, report), report);
  object = parse_item (reading->importer, utf8);
  if (object == NULL)
    {
      wf_import_report_refuse (report, reading->name, line, "it is not one JSON object");
      return TRUE;
    }
  return wf_hsds_json_put (reading->importer, object, reading->name, line, error);
}

gboolean
wf_hsds_json_import (WfImporter *importer, GBytes *bytes, const char *name, GError **error)
{
  g_return_val_if_fail (importer != NULL && bytes != NULL && name != NULL, FALSE);

  Reading reading = { importer, name };
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);

  return size == 0 || wf_json_split (text, size, take_item, &reading, error);
}

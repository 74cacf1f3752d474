/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A spreadsheet of one's own: each row becomes a service, its columns by a mapping or by what they
 * are called. Nothing of a row is lost: a column nobody understands keeps its name.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-sheet.h"

#include "wf-hsds-entry.h"
#include "wf-json.h"
#include "wf-letters.h"
#include "wf-repair.h"
#include "wf-sheet-reader.h"
#include "wf-statement.h"

#include <string.h>

#define LIST_NAMES                                                                                 \
  "SELECT e.names FROM entry AS e JOIN source AS s ON s.num = e.source WHERE s.id <> ?1"

static const char *const FIELDS[] = {
  "name",      "organization",   "description", "kind",        "status",
  "url",       "email",          "phone",       "address_1",   "address_2",
  "city",      "state_province", "postal_code", "country",     "latitude",
  "longitude", "languages",      "fees",        "eligibility", "application_process",
  "hours",     "assured_date",   "keywords",    "id",          NULL,
};

/* In small letters, blanks as "_". */
static const struct {
  const char *heading;
  const char *field;
} GUESSES[] = {
  { "title", "name" },
  { "nom", "name" },
  { "service", "name" },
  { "service_name", "name" },
  { "program", "name" },
  { "programme", "name" },
  { "organisation", "organization" },
  { "agency", "organization" },
  { "organisme", "organization" },
  { "provider", "organization" },
  { "caption", "description" },
  { "summary", "description" },
  { "details", "description" },
  { "description_du_service", "description" },
  { "category", "kind" },
  { "type", "kind" },
  { "genre", "kind" },
  { "primarycategory", "keywords" },
  { "categories", "keywords" },
  { "tags", "keywords" },
  { "website", "url" },
  { "web", "url" },
  { "site_web", "url" },
  { "link", "url" },
  { "lien", "url" },
  { "webpage", "url" },
  { "e_mail", "email" },
  { "courriel", "email" },
  { "contactemail", "email" },
  { "telephone", "phone" },
  { "téléphone", "phone" },
  { "phone_number", "phone" },
  { "tel", "phone" },
  { "address", "address_1" },
  { "adresse", "address_1" },
  { "street", "address_1" },
  { "address1", "address_1" },
  { "address2", "address_2" },
  { "town", "city" },
  { "ville", "city" },
  { "municipality", "city" },
  { "state", "state_province" },
  { "province", "state_province" },
  { "region", "state_province" },
  { "région", "state_province" },
  { "zip", "postal_code" },
  { "zip_code", "postal_code" },
  { "postcode", "postal_code" },
  { "code_postal", "postal_code" },
  { "pays", "country" },
  { "lat", "latitude" },
  { "lng", "longitude" },
  { "lon", "longitude" },
  { "long", "longitude" },
  { "language", "languages" },
  { "langues", "languages" },
  { "cost", "fees" },
  { "price", "fees" },
  { "coût", "fees" },
  { "prix", "fees" },
  { "frais", "fees" },
  { "who", "eligibility" },
  { "eligible", "eligibility" },
  { "admissibilité", "eligibility" },
  { "how_to_apply", "application_process" },
  { "inscription", "application_process" },
  { "hours", "hours" },
  { "opening_hours", "hours" },
  { "heures", "hours" },
  { "horaire", "hours" },
  { "last_checked", "assured_date" },
  { "checked", "assured_date" },
  { "updated", "assured_date" },
  { "vérifié", "assured_date" },
  { "_id", "id" },
};

const char *const *
wf_sheet_list_fields (void)
{
  return FIELDS;
}

const char *
wf_sheet_guess (const char *heading)
{
  g_autofree char *folded = g_utf8_strdown (heading, -1);
  const char *lower = g_strdelimit (folded, " -.", '_');

  for (guint i = 0; FIELDS[i] != NULL; i++)
    {
      if (strcmp (FIELDS[i], lower) == 0)
        return FIELDS[i];
    }
  for (guint i = 0; i < G_N_ELEMENTS (GUESSES); i++)
    {
      if (strcmp (GUESSES[i].heading, lower) == 0)
        return GUESSES[i].field;
    }
  return NULL;
}

static gboolean
is_heading (const char *text)
{
  return wf_sheet_guess (text) != NULL;
}

gboolean
wf_sheet_is_row (JsonObject *object)
{
  static const char *const CELLS[] = {
    "phone",        "address_1", "address_2", "city",      "state_province",
    "postal_code",  "country",   "latitude",  "longitude", "languages",
    "organization", "hours",     NULL,
  };
  static const char *const OTHERWISE_CALLED[] = { "name", "id", NULL };
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      const char *field = JSON_NODE_HOLDS_VALUE (node) ? wf_sheet_guess (name) : NULL;

      if (field != NULL &&
          (g_strv_contains (CELLS, field) ||
           (strcmp (field, name) != 0 && g_strv_contains (OTHERWISE_CALLED, field))))
        return TRUE;
    }
  return FALSE;
}

gboolean
wf_sheet_is_list (const char *name, JsonNode *node)
{
  static const char *const LISTS[] = {
    "phones",     "schedules",  "languages", "cost_options",         "required_documents",
    "contacts",   "capacities", "funding",   "service_at_locations", "service_areas",
    "attributes", "metadata",   NULL,
  };
  JsonArray *list = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  return list != NULL && json_array_get_length (list) > 0 &&
         JSON_NODE_HOLDS_OBJECT (json_array_get_element (list, 0)) && g_strv_contains (LISTS, name);
}

static const char *
find_field (JsonObject *mapping, const char *heading)
{
  const char *mapped = mapping != NULL ? wf_json_get_string (mapping, heading, NULL) : NULL;

  if (mapped == NULL)
    return wf_sheet_guess (heading);
  return *mapped != '\0' ? mapped : NULL;
}

static char *
dup_cell (JsonNode *node)
{
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_DOUBLE)
    {
      char text[G_ASCII_DTOSTR_BUF_SIZE];

      return g_strdup (g_ascii_dtostr (text, sizeof text, json_node_get_double (node)));
    }
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          JsonNode *element = json_array_get_element (array, i);

          if (JSON_NODE_HOLDS_VALUE (element) &&
              json_node_get_value_type (element) == G_TYPE_STRING)
            g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "",
                                    json_node_get_string (element));
        }
      return g_string_free (g_steal_pointer (&text), FALSE);
    }
  return g_strdup ("");
}

static const char *
get (GHashTable *cells, const char *field)
{
  const char *text = g_hash_table_lookup (cells, field);

  return text != NULL ? text : "";
}

static void
set (JsonObject *object, GHashTable *cells, const char *field)
{
  if (*get (cells, field) != '\0')
    json_object_set_string_member (object, field, get (cells, field));
}

static void
append_to (JsonObject *object, const char *member, JsonObject *only)
{
  JsonArray *list = wf_json_get_array (object, member);

  if (list == NULL)
    {
      list = json_array_new ();
      json_object_set_array_member (object, member, list);
    }
  json_array_add_object_element (list, only);
}

static JsonObject *
make_named (const char *field, const char *text)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, field, text);
  return object;
}

/* The places of databases: [{"lng": "-94.5", "lat": "39.0"}]. */
static void
find_coordinates (JsonObject *row, GHashTable *cells)
{
  JsonArray *list = wf_json_get_array (row, "location");
  JsonNode *node =
      list != NULL && json_array_get_length (list) > 0 ? json_array_get_element (list, 0) : NULL;
  JsonObject *point = node != NULL && JSON_NODE_HOLDS_OBJECT (node)
                          ? json_node_get_object (node)
                          : wf_json_get_object (row, "location");
  static const char *const NAMES[][2] = { { "lat", "latitude" },
                                          { "latitude", "latitude" },
                                          { "lng", "longitude" },
                                          { "longitude", "longitude" } };

  for (guint i = 0; point != NULL && i < G_N_ELEMENTS (NAMES); i++)
    {
      JsonNode *value = json_object_get_member (point, NAMES[i][0]);

      if (value != NULL && *get (cells, NAMES[i][1]) == '\0')
        g_hash_table_replace (cells, (gpointer) NAMES[i][1], dup_cell (value));
    }
}

static void
set_place (WfImporter *importer, JsonObject *service, GHashTable *cells, const char *id)
{
  static const char *const ADDRESS[] = { "address_1",      "address_2",   "city",
                                         "state_province", "postal_code", "country" };
  static const char *const POINT[] = { "latitude", "longitude" };
  JsonObject *address = json_object_new (), *place = json_object_new (), *at;
  g_autofree char *place_id = wf_importer_dup_id (importer, "location", id);

  for (guint i = 0; i < G_N_ELEMENTS (ADDRESS); i++)
    set (address, cells, ADDRESS[i]);
  for (guint i = 0; i < G_N_ELEMENTS (POINT); i++)
    {
      double value;

      if (wf_repair_number (get (cells, POINT[i]), &value, importer->report))
        json_object_set_double_member (place, POINT[i], value);
      else
        set (place, cells, POINT[i]);
    }
  if (json_object_get_size (address) == 0 && json_object_get_size (place) == 0)
    {
      json_object_unref (address);
      json_object_unref (place);
      return;
    }
  json_object_set_string_member (place, "id", place_id);
  json_object_set_string_member (place, "location_type", "physical");
  if (json_object_get_size (address) > 0)
    append_to (place, "addresses", address);
  else
    json_object_unref (address);
  at = json_object_new ();
  json_object_set_object_member (at, "location", place);
  append_to (service, "service_at_locations", at);
}

static void
set_organization (WfImporter *importer, JsonObject *service, const char *name)
{
  JsonObject *organization;
  g_autofree char *id = NULL;

  if (*name == '\0')
    return;
  organization = make_named ("name", name);
  id = wf_importer_dup_id (importer, "organization", name);
  json_object_set_string_member (organization, "id", id);
  json_object_set_object_member (service, "organization", organization);
}

static void
set_languages (JsonObject *service, const char *text)
{
  g_auto (GStrv) parts = g_strsplit_set (text, ",;/", -1);

  for (guint i = 0; *text != '\0' && parts[i] != NULL; i++)
    append_to (service, "languages", make_named ("name", g_strstrip (parts[i])));
}

/* Whether @text, in the cell @node, is in the service afterwards as it stands in the row. */
static gboolean
stays_whole (const char *field, JsonNode *node, const char *text)
{
  static const char *const MADE_OF_PARTS[] = { "languages", NULL };
  static const char *const NUMBERS[] = { "latitude", "longitude", NULL };
  double value;

  if (!JSON_NODE_HOLDS_VALUE (node) || *text == '\0' || g_strv_contains (MADE_OF_PARTS, field))
    return FALSE;
  return !g_strv_contains (NUMBERS, field) || strchr (text, ',') == NULL ||
         !wf_repair_number (text, &value, NULL);
}

/* What the row says by field; what nobody understands goes into @service as it is. */
static GHashTable *
sort_cells (JsonObject *row, JsonObject *mapping, JsonObject *service)
{
  GHashTable *cells = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  JsonObjectIter iter;
  const char *heading;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, row);
  while (json_object_iter_next_ordered (&iter, &heading, &node))
    {
      gboolean is_list = wf_sheet_is_list (heading, node);
      const char *field = is_list ? NULL : find_field (mapping, heading);
      g_autofree char *text = field != NULL ? dup_cell (node) : NULL;
      g_autofree char *kept = g_strconcat ("x_", heading, NULL);

      if (is_list)
        json_object_set_member (service, heading, wf_hsds_thaw_node (node));
      else if (text == NULL || *get (cells, field) != '\0' || strcmp (heading, field) != 0 ||
               !stays_whole (field, node, text))
        json_object_set_member (service, kept, json_node_copy (node));
      if (text != NULL && *text != '\0' && *get (cells, field) == '\0')
        g_hash_table_replace (cells, (gpointer) g_intern_string (field), g_steal_pointer (&text));
    }
  return cells;
}

JsonObject *
wf_sheet_make_service (WfImporter *importer, JsonObject *row, JsonObject *mapping)
{
  static const char *const PLAIN[] = { "name",         "description", "kind", "status",
                                       "url",          "email",       "fees", "application_process",
                                       "assured_date", "keywords" };
  g_autoptr (JsonObject) service = json_object_new ();
  g_autoptr (GHashTable) cells = sort_cells (row, mapping, service);
  g_autofree char *text = NULL, *digest = NULL, *key = NULL;

  find_coordinates (row, cells);
  if (*get (cells, "name") == '\0')
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (PLAIN); i++)
    set (service, cells, PLAIN[i]);
  if (*get (cells, "eligibility") != '\0')
    json_object_set_string_member (service, "eligibility_description", get (cells, "eligibility"));
  if (*get (cells, "phone") != '\0')
    append_to (service, "phones", make_named ("number", get (cells, "phone")));
  if (*get (cells, "hours") != '\0')
    append_to (service, "schedules", make_named ("description", get (cells, "hours")));
  set_languages (service, get (cells, "languages"));
  set_organization (importer, service, get (cells, "organization"));

  /* The same row is the same service the next time, and one of the same name and place too. */
  text = g_strjoin ("/", get (cells, "name"), get (cells, "organization"), get (cells, "address_1"),
                    get (cells, "city"), NULL);
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  key =
      wf_importer_dup_id (importer, "row", *get (cells, "id") != '\0' ? get (cells, "id") : digest);
  json_object_set_string_member (service, "id",
                                 *get (cells, "id") != '\0' ? get (cells, "id") : key);
  set_place (importer, service, cells, key);
  return g_steal_pointer (&service);
}

static JsonObject *
make_row (const char *const *headings, const char *const *cells)
{
  JsonObject *row = json_object_new ();

  for (guint i = 0; headings[i] != NULL; i++)
    {
      if (*cells[i] != '\0')
        json_object_set_string_member (row, headings[i], cells[i]);
    }
  return row;
}

/* The names of what other sources have, as hashes: eight bytes an entry. */
static GHashTable *
list_names (WfImporter *importer)
{
  GHashTable *names = g_hash_table_new (NULL, NULL);
  g_autoptr (WfStatement) list =
      importer->index != NULL ? wf_statement_prepare (importer->index->db, LIST_NAMES, NULL) : NULL;
  gboolean has_row = FALSE;

  if (list != NULL)
    wf_statement_bind_text (list, 1, importer->source);
  while (list != NULL && wf_statement_step (list, &has_row, NULL) && has_row)
    {
      const char *all = wf_statement_get_text (list, 0);
      g_autofree char *first = g_strndup (all, strcspn (all, "\n"));

      g_hash_table_add (names, wf_importer_hash (first));
    }
  return names;
}

static void
note_alike (WfImporter *importer, GHashTable *names, JsonObject *service)
{
  g_autofree char *name = wf_letters_fold_name (wf_json_get_string (service, "name", ""));

  if (g_hash_table_contains (names, wf_importer_hash (name)))
    wf_import_report_repair (importer->report, "looks-like-another");
}

static gboolean
are_these (const char *const *headings, gpointer user_data)
{
  return g_strv_equal (headings, user_data);
}

gboolean
wf_sheet_import (WfImporter *importer,
                 GBytes *bytes,
                 const char *name,
                 const char *const *headings,
                 JsonObject *mapping,
                 GError **error)
{
  g_return_val_if_fail (importer != NULL && bytes != NULL && name != NULL, FALSE);

  const WfSheetSearch search = { is_heading, headings != NULL ? are_these : NULL,
                                 (gpointer) headings };
  g_autoptr (GHashTable) names = list_names (importer);
  g_autoptr (WfSheetReader) reader =
      wf_sheet_reader_new_below (bytes, name, importer->report, &search);
  const char *const *cells;

  while (reader != NULL && (cells = wf_sheet_reader_next (reader)) != NULL)
    {
      g_autoptr (JsonObject) row = make_row (wf_sheet_reader_get_headings (reader), cells);
      g_autoptr (JsonObject) service = wf_sheet_make_service (importer, row, mapping);

      if (service == NULL)
        {
          wf_import_report_refuse (importer->report, name, wf_sheet_reader_get_line (reader),
                                   "it has no name");
          continue;
        }
      note_alike (importer, names, service);
      if (!wf_importer_put_service (importer, service, name, wf_sheet_reader_get_line (reader),
                                    error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
are_mapped (const char *const *headings, gpointer user_data)
{
  JsonObject *mapping = user_data;
  JsonObjectIter iter;
  const char *heading;

  json_object_iter_init (&iter, mapping);
  while (json_object_iter_next (&iter, &heading, NULL))
    {
      if (!g_strv_contains (headings, heading))
        return FALSE;
    }
  return json_object_get_size (mapping) > 0;
}

static gboolean
are_remembered (const char *const *headings, gpointer user_data)
{
  g_autofree char *digest = wf_sheet_make_digest (headings);
  g_autofree char *known = wf_local_dup_mapping (user_data, digest);

  return known != NULL;
}

GStrv
wf_sheet_find_headings (GBytes *bytes, JsonObject *mapping, WfLocal *local)
{
  g_return_val_if_fail (bytes != NULL, NULL);

  WfSheetSearch search = { is_heading };
  g_autoptr (WfSheetReader) reader = NULL;

  if (mapping != NULL)
    {
      search.is_mapped = are_mapped;
      search.user_data = mapping;
    }
  else if (local != NULL)
    {
      search.is_mapped = are_remembered;
      search.user_data = local;
    }
  reader = wf_sheet_reader_new_below (bytes, "", NULL, &search);
  return reader != NULL ? g_strdupv ((GStrv) wf_sheet_reader_get_headings (reader)) : NULL;
}

char *
wf_sheet_make_digest (const char *const *headings)
{
  g_autofree char *all = g_strjoinv ("\n", (GStrv) headings);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, all, -1);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The catalogue as others read it: HSDS 3.1, nested JSON or tables.
 *
 * Invariant: what came in goes out again, whether we understood it or not.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-export.h"

#include "wf-catalogue-error.h"
#include "wf-csv.h"
#include "wf-files.h"
#include "wf-hsds-entry.h"
#include "wf-hsds-json.h"
#include "wf-hsds-tables.h"
#include "wf-importer.h"
#include "wf-index-build.h"
#include "wf-json.h"
#include "wf-statement.h"

#include <glib/gstdio.h>
#include <string.h>

/* ?1 the source, or NULL: all but the starter, unless there is nothing else. */
#define IS_SEEN(source) " AND substr (" source ".id, 1, 1) <> '" WF_INDEX_HIDDEN "'"
#define CHOSEN                                                                                     \
  " FROM record AS r JOIN source AS s ON s.num = r.source WHERE r.gone IS NULL" IS_SEEN (          \
      "s") " AND (s.id = ?1 OR (?1 IS NULL AND (s.id <> 'starter' OR NOT EXISTS (SELECT 1 FROM "   \
           "record"                                                                                \
           " AS o JOIN source AS t ON t.num = o.source WHERE t.id <> 'starter' AND o.gone IS "     \
           "NULL" IS_SEEN ("t") "))))"
#define SERVICES       " AND r.type IN ('service', 'entry')"
#define COUNT_SERVICES "SELECT count(*)" CHOSEN SERVICES
#define LIST_SERVICES  "SELECT r.type, r.json" CHOSEN SERVICES " ORDER BY s.priority, s.num, r.num"
#define LIST_OTHERS                                                                                \
  "SELECT r.type, r.json" CHOSEN " AND r.type NOT IN ('service', 'entry')"                         \
  " ORDER BY r.type, s.priority, r.num"

typedef gboolean (*RecordVisit) (const char *type,
                                 JsonObject *object,
                                 gpointer user_data,
                                 GError **error);

static gboolean
take_error (GError **error, GError *inner)
{
  if (inner == NULL)
    return TRUE;
  if (inner->domain == WF_STORE_ERROR)
    return wf_catalogue_take_error (error, inner);
  g_propagate_error (error, inner);
  return FALSE;
}

static void
set_text (JsonObject *to, const char *member, JsonObject *from, const char *field)
{
  const char *text = wf_json_get_string (from, field, "");

  if (*text != '\0')
    json_object_set_string_member (to, member, text);
}

static void
set_one (JsonObject *to, const char *member, JsonObject *only)
{
  JsonArray *list = json_array_new ();

  json_array_add_object_element (list, only);
  json_object_set_array_member (to, member, list);
}

/* HSDS has no word for "nobody knows whether it still runs": it stays active, with a warning. */
static void
set_status (JsonObject *service, JsonObject *entry)
{
  const char *status = wf_json_get_string (entry, "status", "");

  json_object_set_string_member (service, "status",
                                 strcmp (status, "closed") == 0 ? "defunct" : "active");
  if (strcmp (status, "unverified") == 0)
    json_object_set_string_member (service, "alert",
                                   "Not verified: check before you send someone.");
}

static void
set_languages (JsonObject *service, JsonObject *entry)
{
  g_auto (GStrv) codes = wf_json_get_strings (entry, "languages");
  JsonArray *list = json_array_new ();

  for (guint i = 0; codes[i] != NULL; i++)
    {
      JsonObject *language = json_object_new ();

      json_object_set_string_member (language, "code", codes[i]);
      json_array_add_object_element (list, language);
    }
  json_object_set_array_member (service, "languages", list);
}

static void
set_areas (JsonObject *service, JsonObject *entry)
{
  g_auto (GStrv) regions = wf_json_get_strings (entry, "regions");
  JsonArray *list = json_array_new ();

  for (guint i = 0; regions[i] != NULL; i++)
    {
      JsonObject *area = json_object_new ();

      json_object_set_string_member (area, "name", regions[i]);
      json_object_set_string_member (area, "extent", regions[i]);
      json_object_set_string_member (area, "extent_type", "other");
      json_array_add_object_element (list, area);
    }
  json_object_set_array_member (service, "service_areas", list);
}

JsonObject *
wf_hsds_from_entry (JsonObject *entry)
{
  g_return_val_if_fail (entry != NULL, NULL);

  JsonObject *service = json_object_new (), *ours = json_object_new ();
  JsonObject *organization, *phone;
  GDate first, last;

  set_text (service, "id", entry, "id");
  set_text (service, "name", entry, "name");
  set_text (service, "alternate_name", entry, "name_fr");
  set_text (service, "description", entry, "summary");
  set_text (service, "url", entry, "url");
  set_text (service, "eligibility_description", entry, "eligibility");
  set_text (service, "application_process", entry, "how_to_apply");
  set_status (service, entry);
  if (wf_date_parse_partial (wf_json_get_string (entry, "as_of", ""), &first, &last) &&
      g_date_compare (&first, &last) == 0)
    set_text (service, "assured_date", entry, "as_of");
  if (*wf_json_get_string (entry, "organization", "") != '\0')
    {
      organization = json_object_new ();
      set_text (organization, "name", entry, "organization");
      json_object_set_object_member (service, "organization", organization);
    }
  if (*wf_json_get_string (entry, "phone", "") != '\0')
    {
      phone = json_object_new ();
      set_text (phone, "number", entry, "phone");
      set_one (service, "phones", phone);
    }
  set_languages (service, entry);
  set_areas (service, entry);
  json_object_set_object_member (ours, "entry", json_object_ref (entry));
  json_object_set_object_member (service, WF_HSDS_OURS, ours);
  return service;
}

static gboolean
visit_rows (WfIndex *index,
            const char *sql,
            const char *source,
            RecordVisit visit,
            gpointer user_data,
            GError **error)
{
  g_autoptr (WfStatement) list = wf_statement_prepare (index->db, sql, error);
  gboolean has_row = FALSE;

  if (list == NULL)
    return FALSE;
  wf_statement_bind_text (list, 1, source);
  for (;;)
    {
      g_autoptr (JsonObject) object = NULL;
      g_autoptr (JsonObject) service = NULL;
      const char *type;

      if (!wf_statement_step (list, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      type = wf_statement_get_text (list, 0);
      object = wf_json_parse_object (wf_statement_get_text (list, 1), -1, error);
      if (object == NULL)
        return FALSE;
      if (strcmp (type, "entry") == 0)
        service = wf_hsds_from_entry (object);
      if (!visit (service != NULL ? "service" : type, service != NULL ? service : object, user_data,
                  error))
        return FALSE;
    }
}

static gboolean
count_services (WfIndex *index, const char *source, guint *out_count, GError **error)
{
  g_autoptr (WfStatement) count = wf_statement_prepare (index->db, COUNT_SERVICES, error);
  gboolean has_row;

  if (count == NULL)
    return FALSE;
  wf_statement_bind_text (count, 1, source);
  if (!wf_statement_step (count, &has_row, error))
    return FALSE;
  *out_count = (guint) wf_statement_get_int (count, 0);
  return TRUE;
}

/* A file that gets its name when all of it is written. */
typedef struct {
  GOutputStream *stream;
  gboolean is_first;
} Writing;

static gboolean
write_text (Writing *writing, const char *text, GError **error)
{
  return g_output_stream_write_all (writing->stream, text, strlen (text), NULL, NULL, error);
}

/* Each says what it is: whoever reads one line of it could not always tell. */
static gboolean
write_object (const char *type, JsonObject *object, gpointer user_data, GError **error)
{
  Writing *writing = user_data;
  g_autoptr (JsonObject) typed = wf_hsds_thaw (object);
  g_autofree char *text = NULL;
  gboolean ok;

  json_object_set_string_member (typed, WF_HSDS_TYPE, type);
  text = wf_json_to_text (typed);
  ok = write_text (writing, writing->is_first ? "\n" : ",\n", error) &&
       write_text (writing, text, error);
  writing->is_first = FALSE;
  return ok;
}

static gboolean
write_page (WfIndex *index, const char *source, guint count, Writing *writing, GError **error)
{
  g_autofree char *head = g_strdup_printf (
      "{\"total_items\":%u,\"total_pages\":1,\"page_number\":1,\"size\":%u,\"first_page\":true,"
      "\"last_page\":true,\"empty\":%s,\n\"contents\":[",
      count, count, count == 0 ? "true" : "false");

  writing->is_first = TRUE;
  if (!write_text (writing, head, error) ||
      !visit_rows (index, LIST_SERVICES, source, write_object, writing, error) ||
      !write_text (writing, "\n],\n\"x_others\":[", error))
    return FALSE;
  writing->is_first = TRUE;
  return visit_rows (index, LIST_OTHERS, source, write_object, writing, error) &&
         write_text (writing, "\n]}\n", error) &&
         g_output_stream_close (writing->stream, NULL, error);
}

static GOutputStream *
open_file (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileOutputStream) stream =
      g_file_replace (file, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL, error);

  return stream != NULL ? g_buffered_output_stream_new_sized (G_OUTPUT_STREAM (stream), 65536)
                        : NULL;
}

/* Cancelled before it is closed, a replaced file keeps what it was. */
static void
abandon (GOutputStream *stream)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  g_cancellable_cancel (cancelled);
  g_output_stream_close (stream, cancelled, NULL);
}

gboolean
wf_catalogue_export_json (
    WfCatalogueStore *store, const char *source, const char *path, guint *out_count, GError **error)
{
  g_return_val_if_fail (store != NULL && path != NULL, FALSE);

  WfIndex *index = wf_catalogue_store_get_index (store);
  g_autoptr (GOutputStream) stream = NULL;
  Writing writing = { NULL };
  GError *inner = NULL;
  guint count = 0;

  if (!count_services (index, source, &count, &inner))
    return take_error (error, inner);
  stream = open_file (path, error);
  if (stream == NULL)
    return FALSE;
  writing.stream = stream;
  if (!write_page (index, source, count, &writing, &inner))
    {
      abandon (stream);
      return take_error (error, inner);
    }
  if (out_count != NULL)
    *out_count = count;
  return TRUE;
}

/* Where the members of a nested object belong among the tables. */
static const struct {
  const char *member;
  const char *table;
  const char *key; /* the column of the owner that names it, for one object */
} PARTS[] = {
  { "organization", "organizations", "organization_id" },
  { "location", "locations", "location_id" },
  { "program", "programs", "program_id" },
  { "taxonomy_term", "taxonomy_terms", "taxonomy_term_id" },
  { "taxonomy_detail", "taxonomies", "taxonomy_id" },
  { "unit", "units", "unit_id" },
  { "service_at_locations", "service_at_locations", NULL },
  { "additional_urls", "urls", NULL },
  { "additional_websites", "urls", NULL },
  { "capacities", "service_capacities", NULL },
  { "phones", "phones", NULL },
  { "addresses", "addresses", NULL },
  { "schedules", "schedules", NULL },
  { "holiday_schedules", "holiday_schedules", NULL },
  { "service_areas", "service_areas", NULL },
  { "languages", "languages", NULL },
  { "contacts", "contacts", NULL },
  { "funding", "funding", NULL },
  { "cost_options", "cost_options", NULL },
  { "required_documents", "required_documents", NULL },
  { "accessibility", "accessibility", NULL },
  { "attributes", "attributes", NULL },
  { "metadata", "metadata", NULL },
  { "organization_identifiers", "organization_identifiers", NULL },
  { "programs", "programs", NULL },
  { "eligibilities", "eligibilities", NULL },
  { "payments_accepted", "payments_accepted", NULL },
  { "service_taxonomies", "service_taxonomies", NULL },
  { "reviews", "reviews", NULL },
};

/* By which column a row of a table names its owner. */
static const char *const OWNERS[][2] = {
  { "services", "service_id" },   { "organizations", "organization_id" },
  { "locations", "location_id" }, { "service_at_locations", "service_at_location_id" },
  { "contacts", "contact_id" },   { "phones", "phone_id" },
};

static const char *const FILE_NAMES[][2] = {
  { "service_at_locations", "service_at_location" },
  { "urls", "url" },
  { "service_capacities", "service_capacity" },
  { "eligibilities", "eligibility" },
};

static gboolean flatten (WfHsdsTables *tables,
                         const char *table,
                         JsonObject *object,
                         const char *owner_table,
                         const char *owner_id,
                         GError **error);

static const char *
find_pair (const char *const (*pairs)[2], guint count, const char *name)
{
  for (guint i = 0; i < count; i++)
    {
      if (strcmp (pairs[i][0], name) == 0)
        return pairs[i][1];
    }
  return NULL;
}

static const char *
find_owner_column (const char *table, const char *owner)
{
  const char *column;

  if (strcmp (table, "attributes") == 0)
    return "link_id";
  if (strcmp (table, "metadata") == 0)
    return "resource_id";
  column = find_pair (OWNERS, G_N_ELEMENTS (OWNERS), owner);
  return column;
}

static int
find_part (const char *member)
{
  for (guint i = 0; i < G_N_ELEMENTS (PARTS); i++)
    {
      if (strcmp (PARTS[i].member, member) == 0)
        return (int) i;
    }
  return -1;
}

/* A cell holds a text that is read again as the same text, and nothing else. */
static gboolean
fits_cell (const char *name, JsonNode *node)
{
  const char *text;
  char *end;

  if (!JSON_NODE_HOLDS_VALUE (node))
    return FALSE;
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return wf_hsds_tables_is_number (name);
  if (json_node_get_value_type (node) != G_TYPE_STRING)
    return FALSE;
  text = json_node_get_string (node);
  if (*text == '\0' || strchr (text, '\r') != NULL)
    return FALSE;
  g_ascii_strtod (text, &end);
  return !wf_hsds_tables_is_number (name) || *end != '\0';
}

static void
set_plain (JsonObject *row, const char *name, JsonNode *node)
{
  g_autofree char *column = g_strconcat (WF_HSDS_JSON_COLUMN, name, NULL);
  g_autofree char *text = NULL;

  if (fits_cell (name, node))
    {
      json_object_set_member (row, name, json_node_copy (node));
      return;
    }
  text = json_to_string (node, FALSE);
  json_object_set_string_member (row, column, text);
}

static gboolean
is_list_of_objects (JsonNode *node)
{
  JsonArray *list;

  if (!JSON_NODE_HOLDS_ARRAY (node) || json_array_get_length (json_node_get_array (node)) == 0)
    return FALSE;
  list = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode *element = json_array_get_element (list, i);
      g_autofree char *id =
          JSON_NODE_HOLDS_OBJECT (element) ? wf_hsds_dup_id (json_node_get_object (element)) : NULL;

      /* What has no id of its own cannot be told from its like in a table. */
      if (id == NULL || *id == '\0')
        return FALSE;
    }
  return TRUE;
}

static gboolean
flatten_list (WfHsdsTables *tables,
              int part,
              JsonNode *node,
              const char *table,
              const char *id,
              GError **error)
{
  JsonArray *list = json_node_get_array (node);

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      if (!flatten (tables, PARTS[part].table, json_array_get_object_element (list, i), table, id,
                    error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
flatten_object (WfHsdsTables *tables,
                int part,
                JsonNode *node,
                JsonObject *row,
                gboolean *out_is_done,
                GError **error)
{
  JsonObject *object = json_node_get_object (node);
  g_autofree char *id = wf_hsds_dup_id (object);
  const char *known = wf_json_get_string (row, PARTS[part].key, id);

  *out_is_done = *id != '\0' && strcmp (known, id) == 0;
  if (!*out_is_done)
    return TRUE;
  json_object_set_string_member (row, PARTS[part].key, id);
  return flatten (tables, PARTS[part].table, object, NULL, NULL, error);
}

static gboolean
flatten_member (WfHsdsTables *tables,
                const char *table,
                const char *id,
                JsonObject *row,
                const char *name,
                JsonNode *node,
                GError **error)
{
  int part = find_part (name);
  gboolean is_done = FALSE;

  if (part >= 0 && PARTS[part].key == NULL && is_list_of_objects (node) && *id != '\0')
    return flatten_list (tables, part, node, table, id, error);
  if (part >= 0 && PARTS[part].key != NULL && JSON_NODE_HOLDS_OBJECT (node) &&
      !flatten_object (tables, part, node, row, &is_done, error))
    return FALSE;
  if (!is_done)
    set_plain (row, name, node);
  return TRUE;
}

static gboolean
flatten (WfHsdsTables *tables,
         const char *table,
         JsonObject *object,
         const char *owner_table,
         const char *owner_id,
         GError **error)
{
  g_autoptr (JsonObject) row = json_object_new ();
  g_autofree char *id = wf_hsds_dup_id (object);
  const char *column = owner_table != NULL ? find_owner_column (table, owner_table) : NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  /* What is plain first: one that a member names must not be written over. */
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      if (JSON_NODE_HOLDS_VALUE (node))
        set_plain (row, name, node);
    }
  if (column != NULL && !json_object_has_member (row, column))
    json_object_set_string_member (row, column, owner_id);
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      if (!JSON_NODE_HOLDS_VALUE (node) &&
          !flatten_member (tables, table, id, row, name, node, error))
        return FALSE;
    }
  return wf_hsds_tables_add_row (tables, table, row, table, 0, error);
}

static gboolean
flatten_service (const char *type, JsonObject *object, gpointer tables, GError **error)
{
  return flatten (tables, "services", object, NULL, NULL, error);
}

static gboolean
flatten_other (const char *type, JsonObject *object, gpointer tables, GError **error)
{
  static const char *const TYPES[][2] = {
    { "organization", "organizations" },   { "location", "locations" },
    { "service-unnamed", "services" },     { "taxonomy", "taxonomies" },
    { "taxonomy_term", "taxonomy_terms" }, { "service_at_location", "service_at_locations" },
  };
  const char *table = find_pair (TYPES, G_N_ELEMENTS (TYPES), type);

  return flatten (tables, table != NULL ? table : type, object, NULL, NULL, error);
}

typedef struct {
  GHashTable *seen;
  GPtrArray *columns;
  GOutputStream *stream;
} Table;

static gboolean
collect_columns (JsonObject *row, gpointer user_data, GError **error)
{
  Table *table = user_data;
  g_autoptr (GList) names = json_object_get_members (row);

  for (GList *l = names; l != NULL; l = l->next)
    {
      if (g_hash_table_add (table->seen, g_strdup (l->data)))
        g_ptr_array_add (table->columns, g_strdup (l->data));
    }
  return TRUE;
}

static gboolean
write_cells (Table *table, GPtrArray *cells, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_ptr_array_add (cells, NULL);
  wf_csv_append_row (text, (const char *const *) cells->pdata);
  g_ptr_array_set_size (cells, (int) cells->len - 1);
  return g_output_stream_write_all (table->stream, text->str, text->len, NULL, NULL, error);
}

static gboolean
write_row (JsonObject *row, gpointer user_data, GError **error)
{
  Table *table = user_data;
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < table->columns->len; i++)
    {
      JsonNode *node = json_object_get_member (row, table->columns->pdata[i]);

      if (node == NULL)
        g_ptr_array_add (cells, g_strdup (""));
      else if (json_node_get_value_type (node) == G_TYPE_INT64)
        g_ptr_array_add (cells, g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node)));
      else
        g_ptr_array_add (cells, json_node_dup_string (node));
    }
  return write_cells (table, cells, error);
}

static char *
make_file_name (const char *table)
{
  const char *name = find_pair (FILE_NAMES, G_N_ELEMENTS (FILE_NAMES), table);

  return g_strconcat (name != NULL ? name : table, ".csv", NULL);
}

static gboolean
write_table (WfHsdsTables *tables,
             const char *name,
             const char *folder,
             JsonArray *resources,
             GError **error)
{
  g_autofree char *file = make_file_name (name);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GOutputStream) stream = open_file (path, error);
  Table table = { seen, columns, stream };
  JsonObject *resource, *schema;
  JsonArray *fields;

  if (stream == NULL || !wf_hsds_tables_foreach (tables, name, collect_columns, &table, error) ||
      !write_cells (&table, columns, error) ||
      !wf_hsds_tables_foreach (tables, name, write_row, &table, error) ||
      !g_output_stream_close (stream, NULL, error))
    return FALSE;
  resource = json_object_new ();
  schema = json_object_new ();
  fields = json_array_new ();
  for (guint i = 0; i < columns->len; i++)
    {
      JsonObject *field = json_object_new ();

      json_object_set_string_member (field, "name", columns->pdata[i]);
      json_object_set_string_member (
          field, "type", wf_hsds_tables_is_number (columns->pdata[i]) ? "number" : "string");
      json_array_add_object_element (fields, field);
    }
  json_object_set_array_member (schema, "fields", fields);
  json_object_set_string_member (schema, "primaryKey", "id");
  json_object_set_string_member (resource, "name", name);
  json_object_set_string_member (resource, "path", file);
  json_object_set_object_member (resource, "schema", schema);
  json_array_add_object_element (resources, resource);
  return TRUE;
}

static gboolean
write_tables (WfHsdsTables *tables, const char *folder, GError **error)
{
  g_auto (GStrv) names = wf_hsds_tables_list (tables, error);
  g_autoptr (JsonObject) package = json_object_new ();
  g_autofree char *path = g_build_filename (folder, "datapackage.json", NULL);
  g_autofree char *text = NULL;
  JsonArray *resources = json_array_new ();

  json_object_set_string_member (package, "name", "human_services_data");
  json_object_set_string_member (package, "profile", "tabular-data-package");
  json_object_set_string_member (package, "version", "3.1");
  json_object_set_array_member (package, "resources", resources);
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      if (!write_table (tables, names[i], folder, resources, error))
        return FALSE;
    }
  text = wf_json_to_text (package);
  return names != NULL && g_file_set_contents (path, text, -1, error);
}

gboolean
wf_catalogue_export_tables (
    WfCatalogueStore *store, const char *source, const char *path, guint *out_count, GError **error)
{
  g_return_val_if_fail (store != NULL && path != NULL, FALSE);

  WfIndex *index = wf_catalogue_store_get_index (store);
  g_autofree char *scratch = g_path_get_dirname (wf_database_get_path (index->db));
  g_autoptr (WfImportReport) report = wf_import_report_new ();
  g_autoptr (WfImporter) importer = wf_importer_new (NULL, report, "export", NULL);
  g_autoptr (WfHsdsTables) tables = wf_hsds_tables_new (importer, scratch, error);
  GError *inner = NULL;
  guint count = 0;

  if (tables == NULL)
    return FALSE;
  if (!count_services (index, source, &count, &inner) ||
      !visit_rows (index, LIST_SERVICES, source, flatten_service, tables, &inner) ||
      !visit_rows (index, LIST_OTHERS, source, flatten_other, tables, &inner) ||
      !wf_files_make_folder (path, &inner) || !write_tables (tables, path, &inner))
    return take_error (error, inner);
  if (out_count != NULL)
    *out_count = count;
  return TRUE;
}

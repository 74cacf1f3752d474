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
#include "wf-export-records.h"
#include "wf-files.h"
#include "wf-hsds-entry.h"
#include "wf-hsds-json.h"
#include "wf-hsds-tables.h"
#include "wf-importer.h"
#include "wf-json.h"

#include <glib/gstdio.h>
#include <string.h>

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
write_page (WfExportRecords *records, guint count, Writing *writing, GError **error)
{
  g_autofree char *head = g_strdup_printf (
      "{\"total_items\":%u,\"total_pages\":1,\"page_number\":1,\"size\":%u,\"first_page\":true,"
      "\"last_page\":true,\"empty\":%s,\n\"contents\":[",
      count, count, count == 0 ? "true" : "false");

  writing->is_first = TRUE;
  if (!write_text (writing, head, error) ||
      !wf_export_records_services (records, write_object, writing, error) ||
      !write_text (writing, "\n],\n\"x_others\":[", error))
    return FALSE;
  writing->is_first = TRUE;
  return wf_export_records_others (records, write_object, writing, error) &&
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

  g_autoptr (WfExportRecords) records =
      wf_export_records_new (wf_catalogue_store_get_index (store), source);
  g_autoptr (GOutputStream) stream = NULL;
  Writing writing = { NULL };
  GError *inner = NULL;
  guint count = 0;

  if (!wf_export_records_count (records, &count, &inner))
    return take_error (error, inner);
  stream = open_file (path, error);
  if (stream == NULL)
    return FALSE;
  writing.stream = stream;
  if (!write_page (records, count, &writing, &inner))
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

/* One row to be. */
typedef struct {
  const char *table;
  JsonObject *row;
} Row;

static void flatten (GArray *rows,
                     const char *table,
                     JsonObject *object,
                     const char *owner_table,
                     const char *owner_id);

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
  text = wf_json_node_to_text (node);
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

static void
flatten_list (GArray *rows, int part, JsonNode *node, const char *table, const char *id)
{
  JsonArray *list = json_node_get_array (node);

  for (guint i = 0; i < json_array_get_length (list); i++)
    flatten (rows, PARTS[part].table, json_array_get_object_element (list, i), table, id);
}

/* Returns: %FALSE when it cannot stand in a table of its own */
static gboolean
flatten_object (GArray *rows, int part, JsonNode *node, JsonObject *row)
{
  JsonObject *object = json_node_get_object (node);
  g_autofree char *id = wf_hsds_dup_id (object);
  const char *known = wf_json_get_string (row, PARTS[part].key, id);

  if (*id == '\0' || strcmp (known, id) != 0)
    return FALSE;
  json_object_set_string_member (row, PARTS[part].key, id);
  flatten (rows, PARTS[part].table, object, NULL, NULL);
  return TRUE;
}

static void
flatten_member (GArray *rows,
                const char *table,
                const char *id,
                JsonObject *row,
                const char *name,
                JsonNode *node)
{
  int part = find_part (name);

  if (part >= 0 && PARTS[part].key == NULL && is_list_of_objects (node) && *id != '\0')
    flatten_list (rows, part, node, table, id);
  else if (part < 0 || PARTS[part].key == NULL || !JSON_NODE_HOLDS_OBJECT (node) ||
           !flatten_object (rows, part, node, row))
    set_plain (row, name, node);
}

/* What is plain in @object, as a row: one that a member names must not be written over. */
static JsonObject *
make_plain_row (JsonObject *object)
{
  JsonObject *row = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      if (JSON_NODE_HOLDS_VALUE (node))
        set_plain (row, name, node);
    }
  return row;
}

static void
flatten (GArray *rows,
         const char *table,
         JsonObject *object,
         const char *owner_table,
         const char *owner_id)
{
  Row row = { table, make_plain_row (object) };
  g_autofree char *id = wf_hsds_dup_id (object);
  const char *column = owner_table != NULL ? find_owner_column (table, owner_table) : NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (column != NULL && !json_object_has_member (row.row, column))
    json_object_set_string_member (row.row, column, owner_id);
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      if (!JSON_NODE_HOLDS_VALUE (node))
        flatten_member (rows, table, id, row.row, name, node);
    }
  g_array_append_val (rows, row);
}

/* Tables whose rows others name by their id: there may be one of an id, and no other. */
static gboolean
is_named (const char *table)
{
  static const char *const NAMED[] = { "services", "organizations",        "locations",
                                       "programs", "taxonomy_terms",       "units",
                                       "contacts", "service_at_locations", NULL };

  return g_strv_contains (NAMED, table);
}

static gboolean
says_otherwise (const Row *one, const Row *other)
{
  g_autofree char *id = wf_hsds_dup_id (one->row), *same = wf_hsds_dup_id (other->row);
  g_autoptr (JsonObject) joined = NULL;

  if (strcmp (one->table, other->table) != 0 || strcmp (id, same) != 0)
    return FALSE;
  joined = wf_hsds_thaw (one->row);
  return !wf_hsds_join (joined, other->row);
}

/* Whether @rows can be told from each other, and from those that are there, by their ids. */
static gboolean
is_told_apart (WfHsdsTables *tables, GArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);

      if (!is_named (row->table))
        continue;
      if (wf_hsds_tables_contradicts (tables, row->table, row->row))
        return FALSE;
      for (guint k = 0; k < i; k++)
        {
          if (says_otherwise (&g_array_index (rows, Row, k), row))
            return FALSE;
        }
    }
  return TRUE;
}

static void
clear_row (gpointer row)
{
  json_object_unref (((Row *) row)->row);
}

/* A row for what is plain of it, and all of it in one cell. */
static gboolean
add_whole (WfHsdsTables *tables, const char *table, JsonObject *object, GError **error)
{
  g_autoptr (JsonObject) row = make_plain_row (object);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *ours = json_object_new ();

  json_object_set_object_member (ours, "whole", json_object_ref (object));
  json_node_take_object (node, ours);
  set_plain (row, WF_HSDS_OURS, node);
  return wf_hsds_tables_add_row (tables, table, row, table, 0, error);
}

static gboolean
add_object (WfHsdsTables *tables, const char *table, JsonObject *object, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  JsonObject *ours = wf_json_get_object (object, WF_HSDS_OURS);

  /* What belongs to it names it by the id it came with, which is another's. */
  if (ours != NULL && json_object_has_member (ours, "id"))
    return add_whole (tables, table, object, error);
  g_array_set_clear_func (rows, clear_row);
  flatten (rows, table, object, NULL, NULL);
  if (!is_told_apart (tables, rows))
    return add_whole (tables, table, object, error);
  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);

      if (!wf_hsds_tables_add_row (tables, row->table, row->row, row->table, 0, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_service (const char *type, JsonObject *object, gpointer tables, GError **error)
{
  return add_object (tables, "services", object, error);
}

static gboolean
add_other (const char *type, JsonObject *object, gpointer tables, GError **error)
{
  static const char *const TYPES[][2] = {
    { "organization", "organizations" },   { "location", "locations" },
    { "service-unnamed", "services" },     { "taxonomy", "taxonomies" },
    { "taxonomy_term", "taxonomy_terms" }, { "service_at_location", "service_at_locations" },
  };
  const char *table = find_pair (TYPES, G_N_ELEMENTS (TYPES), type);

  return add_object (tables, table != NULL ? table : type, object, error);
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
  g_autoptr (WfExportRecords) records = wf_export_records_new (index, source);
  g_autoptr (WfImportReport) report = wf_import_report_new ();
  g_autoptr (WfImporter) importer = wf_importer_new (NULL, report, "export", NULL);
  g_autoptr (WfHsdsTables) tables = wf_hsds_tables_new (importer, scratch, error);
  GError *inner = NULL;
  guint count = 0;

  if (tables == NULL)
    return FALSE;
  if (!wf_export_records_count (records, &count, &inner) ||
      !wf_export_records_services (records, add_service, tables, &inner) ||
      !wf_export_records_others (records, add_other, tables, &inner) ||
      !wf_files_make_folder (path, &inner) || !write_tables (tables, path, &inner))
    return take_error (error, inner);
  if (out_count != NULL)
    *out_count = count;
  return TRUE;
}

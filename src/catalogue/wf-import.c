/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From a file or folder to a source of the catalogue: finds out what it is, hands it to the reader
 * that knows it, and puts all of it into the catalogue at once.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-import.h"

#include "wf-hsds-json.h"
#include "wf-hsds-tables.h"
#include "wf-importer.h"
#include "wf-json.h"
#include "wf-sheet-reader.h"
#include "wf-sheet.h"

#include <string.h>

#define PRIORITY  50
#define DEPTH_MAX 3

typedef struct {
  WfCatalogueStore *store;
  WfImporter *importer;
  const WfImportOptions *options;
  const char *path;
  GCancellable *cancellable;
  WfImportFormat format;
  char *headings; /* (nullable): of a sheet with a mapping of its own, by which it is remembered */
} Import;

static gboolean
has_ending (const char *path, const char *const *endings)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (; *endings != NULL; endings++)
    {
      if (g_str_has_suffix (lower, *endings))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_table_file (const char *path)
{
  return has_ending (path, (const char *const[]){ ".csv", ".tsv", NULL });
}

static gboolean
is_json_file (const char *path)
{
  return has_ending (path, (const char *const[]){ ".json", ".ndjson", ".jsonl", NULL });
}

static gboolean
is_spreadsheet (const char *path)
{
  return has_ending (path, (const char *const[]){ ".xlsx", ".xls", ".ods", NULL });
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The files of a folder that @is_wanted, deeper ones too when @depth > 0. */
static gboolean
list_files (const char *folder,
            gboolean (*is_wanted) (const char *path),
            guint depth,
            GPtrArray *to,
            GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  const char *name;

  if (dir == NULL)
    return FALSE;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        continue;
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          if (depth > 0 && !list_files (path, is_wanted, depth - 1, to, error))
            return FALSE;
        }
      else if (is_wanted (path))
        g_ptr_array_add (to, g_steal_pointer (&path));
    }
  g_ptr_array_sort (to, compare_paths);
  return TRUE;
}

static gboolean
holds_tables (const char *folder)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);

  if (!list_files (folder, is_table_file, 0, files, NULL))
    return FALSE;
  for (guint i = 0; i < files->len; i++)
    {
      if (wf_hsds_tables_find_name (files->pdata[i]) != NULL)
        return TRUE;
    }
  return FALSE;
}

static GBytes *
map_file (const char *path, GError **error)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, error);

  return file != NULL ? g_mapped_file_get_bytes (file) : NULL;
}

/* The folder of tables that @path is, holds as "csv", or is the datapackage.json of. */
static char *
find_tables (const char *path)
{
  g_autofree char *inside = g_build_filename (path, "csv", NULL);
  g_autofree char *around = g_path_get_dirname (path);

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      if (holds_tables (path))
        return g_strdup (path);
      return holds_tables (inside) ? g_steal_pointer (&inside) : NULL;
    }
  return g_str_has_suffix (path, "datapackage.json") ? find_tables (around) : NULL;
}

/* One table of HSDS by itself says so in its name and in its columns. */
static gboolean
is_lone_table (const char *path)
{
  g_autoptr (GBytes) bytes = map_file (path, NULL);
  g_autoptr (WfSheetReader) reader = bytes != NULL && wf_hsds_tables_find_name (path) != NULL
                                         ? wf_sheet_reader_new (bytes, path, NULL)
                                         : NULL;
  const char *const *headings = reader != NULL ? wf_sheet_reader_get_headings (reader) : NULL;

  return headings != NULL && g_strv_contains (headings, "id") &&
         (g_strv_contains (headings, "organization_id") ||
          g_strv_contains (headings, "location_id") || g_strv_contains (headings, "service_id"));
}

static JsonObject *
read_head (const char *path)
{
  g_autoptr (GBytes) bytes = map_file (path, NULL);
  gsize size = 0;
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  return size > 0 && size < 64 * 1024 * 1024 ? wf_json_parse_object (text, (gssize) size, NULL)
                                             : NULL;
}

static gboolean
is_starter (const char *path)
{
  g_autoptr (GBytes) bytes = map_file (path, NULL);
  gsize size = 0;
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  return text != NULL && g_strstr_len (text, (gssize) MIN (size, 4096U), "wayfinder-starter");
}

static WfImportFormat
find_format (const char *path)
{
  g_autofree char *tables = find_tables (path);

  if (tables != NULL)
    return WF_IMPORT_TABLES;
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return WF_IMPORT_JSON;
  if (is_table_file (path))
    return is_lone_table (path) ? WF_IMPORT_TABLES : WF_IMPORT_SHEET;
  return is_starter (path) ? WF_IMPORT_STARTER : WF_IMPORT_JSON;
}

static gboolean
refuse_format (const char *path, GError **error)
{
  g_set_error (error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_FORMAT,
               is_spreadsheet (path)
                   ? "%s: a workbook cannot be read; save the sheet as CSV (UTF-8) and import that"
                   : "%s: nothing of this format is there",
               path);
  return FALSE;
}

/* In a dry run nothing is written, not even beside: then it goes where temporary files go. */
static char *
find_scratch (Import *import)
{
  WfIndex *index = wf_catalogue_store_get_index (import->store);

  return import->options->is_dry_run ? g_strdup (g_get_tmp_dir ())
                                     : g_path_get_dirname (wf_database_get_path (index->db));
}

static gboolean
read_tables_of_json (Import *import, WfHsdsTables *tables, JsonObject *object, GError **error)
{
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *l = names; l != NULL; l = l->next)
    {
      const char *table = wf_hsds_tables_find_name (l->data);
      JsonArray *rows = wf_json_get_array (object, l->data);

      if (table == NULL || rows == NULL)
        {
          wf_import_report_refuse (import->importer->report, l->data, 0, "it is no table of HSDS");
          continue;
        }
      for (guint i = 0; i < json_array_get_length (rows); i++)
        {
          JsonNode *node = json_array_get_element (rows, i);
          g_autoptr (JsonObject) row =
              JSON_NODE_HOLDS_OBJECT (node) ? wf_hsds_thaw (json_node_get_object (node)) : NULL;

          if (row != NULL && !wf_hsds_tables_add_row (tables, table, row, l->data, i + 1, error))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
read_table_files (Import *import, WfHsdsTables *tables, const char *folder, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);

  if (!list_files (folder, is_table_file, 0, files, error))
    return FALSE;
  for (guint i = 0; i < files->len; i++)
    {
      g_autoptr (GBytes) bytes = map_file (files->pdata[i], error);
      g_autofree char *name = g_path_get_basename (files->pdata[i]);

      if (bytes == NULL || g_cancellable_set_error_if_cancelled (import->cancellable, error) ||
          !wf_hsds_tables_add_csv (tables, bytes, name, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_tables (Import *import, GError **error)
{
  g_autofree char *folder = find_tables (import->path);
  g_autofree char *scratch = find_scratch (import);
  g_autofree char *name = g_path_get_basename (import->path);
  g_autoptr (WfHsdsTables) tables = wf_hsds_tables_new (import->importer, scratch, error);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonObject) object = NULL;
  gboolean ok;

  if (tables == NULL)
    return FALSE;
  if (folder != NULL)
    ok = read_table_files (import, tables, folder, error);
  else if (is_json_file (import->path))
    {
      object = read_head (import->path);
      ok = object != NULL ? read_tables_of_json (import, tables, object, error)
                          : refuse_format (import->path, error);
    }
  else if (g_file_test (import->path, G_FILE_TEST_IS_DIR))
    ok = refuse_format (import->path, error);
  else
    {
      bytes = map_file (import->path, error);
      ok = bytes != NULL && wf_hsds_tables_add_csv (tables, bytes, name, error);
    }
  return ok && wf_hsds_tables_finish (tables, error);
}

/* The spec's own example of tables: {"services.csv": [rows]}. */
static gboolean
is_tables_of_json (const char *path)
{
  g_autoptr (JsonObject) object = read_head (path);
  g_autoptr (GList) names = object != NULL ? json_object_get_members (object) : NULL;

  return names != NULL && g_str_has_suffix (names->data, ".csv");
}

static gboolean
read_json_file (Import *import, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = map_file (path, error);
  gsize root = strlen (import->path);
  const char *inside = strcmp (path, import->path) == 0 ? strrchr (path, '/') : path + root;

  if (bytes == NULL || g_cancellable_set_error_if_cancelled (import->cancellable, error))
    return FALSE;
  while (inside != NULL && *inside == '/')
    inside++;
  return wf_hsds_json_import (import->importer, bytes, inside != NULL ? inside : path, error);
}

static gboolean
read_json (Import *import, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);

  if (!g_file_test (import->path, G_FILE_TEST_IS_DIR))
    return is_tables_of_json (import->path) ? read_tables (import, error)
                                            : read_json_file (import, import->path, error);
  if (!list_files (import->path, is_json_file, DEPTH_MAX, files, error))
    return FALSE;
  if (files->len == 0)
    return refuse_format (import->path, error);
  for (guint i = 0; i < files->len; i++)
    {
      if (!read_json_file (import, files->pdata[i], error))
        return FALSE;
    }
  return TRUE;
}

/* Each heading is one of the sheet's, each field one that a service has. */
static gboolean
check_mapping (JsonObject *mapping, const char *const *headings, GError **error)
{
  JsonObjectIter iter;
  const char *heading;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, mapping);
  while (json_object_iter_next_ordered (&iter, &heading, &node))
    {
      const char *field = wf_json_get_string (mapping, heading, "");
      gboolean is_heading = g_strv_contains (headings, heading);

      if (is_heading && (*field == '\0' || g_strv_contains (wf_sheet_list_fields (), field)))
        continue;
      g_set_error (error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_FORMAT,
                   is_heading ? "there is no field “%s”" : "there is no heading “%s”",
                   is_heading ? field : heading);
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_sheet (Import *import, GError **error)
{
  WfLocal *local = wf_catalogue_store_get_index (import->store)->local;
  g_autoptr (GBytes) bytes = map_file (import->path, error);
  JsonObject *mapping = import->options->mapping;
  g_auto (GStrv) found = bytes != NULL ? wf_sheet_find_headings (bytes, mapping, local) : NULL;
  const char *const *headings = (const char *const *) found;
  g_autofree char *name = g_path_get_basename (import->path);
  g_autofree char *digest = NULL;
  g_autofree char *known = NULL;
  g_autoptr (JsonObject) remembered = NULL;

  if (bytes == NULL)
    return FALSE;
  if (is_spreadsheet (import->path) || headings == NULL)
    return refuse_format (import->path, error);
  if (mapping != NULL && !check_mapping (mapping, headings, error))
    return FALSE;
  digest = wf_sheet_make_digest (headings);
  known = mapping == NULL && local != NULL ? wf_local_dup_mapping (local, digest) : NULL;
  remembered = known != NULL ? wf_json_parse_object (known, -1, NULL) : NULL;
  import->headings = mapping != NULL ? g_steal_pointer (&digest) : NULL;
  return wf_sheet_import (import->importer, bytes, name, headings,
                          mapping != NULL ? mapping : remembered, error);
}

static gboolean
read_starter (Import *import, GError **error)
{
  g_autoptr (JsonObject) object = read_head (import->path);
  JsonArray *list = object != NULL ? wf_json_get_array (object, "resources") : NULL;

  if (list == NULL)
    return refuse_format (import->path, error);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode *node = json_array_get_element (list, i);

      if (!JSON_NODE_HOLDS_OBJECT (node))
        wf_import_report_refuse (import->importer->report, "resources", i + 1, "it is no object");
      else if (!wf_importer_put_entry (import->importer, json_node_get_object (node), "resources",
                                       i + 1, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_all (Import *import, GError **error)
{
  switch (import->format)
    {
    case WF_IMPORT_TABLES:
      return read_tables (import, error);
    case WF_IMPORT_SHEET:
      return read_sheet (import, error);
    case WF_IMPORT_STARTER:
      return read_starter (import, error);
    default:
      return read_json (import, error);
    }
}

static char *
make_source (const char *path)
{
  g_autofree char *full = g_canonicalize_filename (path, NULL);
  g_autofree char *base = g_path_get_basename (full);
  g_autofree char *lower = g_utf8_strdown (base, -1);

  for (char *p = lower; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p) && (guchar) *p < 0x80)
        *p = '-';
    }
  return g_strconcat ("file-", lower, NULL);
}

/* "file-list-csv", "file-list-csv-2" …: the first of which @is_it. */
static char *
find_numbered (WfCatalogueStore *store,
               const char *path,
               guint from,
               gboolean (*is_it) (const WfLocalSource *source, const char *path))
{
  WfLocal *local = wf_catalogue_store_get_index (store)->local;
  g_autofree char *first = make_source (path);

  for (guint i = from;; i++)
    {
      g_autofree char *id = i > 1 ? g_strdup_printf ("%s-%u", first, i) : g_strdup (first);
      g_autoptr (WfLocalSource) source =
          local != NULL ? wf_local_get_source (local, id, NULL) : NULL;

      if (is_it (source, path))
        return g_steal_pointer (&id);
      if (source == NULL)
        return NULL;
    }
}

static gboolean
is_of_file (const WfLocalSource *source, const char *path)
{
  g_autofree char *full = g_canonicalize_filename (path, NULL);

  return source != NULL && g_strcmp0 (source->url, full) == 0;
}

static gboolean
is_free (const WfLocalSource *source, const char *path)
{
  return source == NULL;
}

char *
wf_import_find_source (WfCatalogueStore *store, const char *path)
{
  g_return_val_if_fail (store != NULL && path != NULL, NULL);

  char *known = find_numbered (store, path, 1, is_of_file);

  return known != NULL ? known : make_source (path);
}

char *
wf_import_make_other_source (WfCatalogueStore *store, const char *path)
{
  g_return_val_if_fail (store != NULL && path != NULL, NULL);

  return find_numbered (store, path, 2, is_free);
}

/* How the columns were mapped, once it has shown that something comes of it. */
static gboolean
remember_mapping (Import *import, GError **error)
{
  WfLocal *local = wf_catalogue_store_get_index (import->store)->local;
  g_autofree char *text = NULL;

  if (local == NULL || import->headings == NULL)
    return TRUE;
  text = wf_json_to_text (import->options->mapping);
  return wf_local_put_mapping (local, import->headings, text, g_get_real_time (), error);
}

/* Another file of the same name may be another list: what came from the first is not taken away in
 * silence. */
typedef struct {
  const Import *import;
  const WfLocalSource *before;
} Brake;

static gboolean
check_other_file (const WfBatchTotals *totals, gpointer user_data, GError **error)
{
  const Brake *brake = user_data;
  const WfImportOptions *options = brake->import->options;
  g_autofree char *full = g_canonicalize_filename (brake->import->path, NULL);

  if (options->source != NULL || options->may_shrink || brake->before == NULL ||
      g_strcmp0 (brake->before->url, full) == 0 || totals->removed * 2 <= totals->before)
    return TRUE;
  g_set_error (error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_SHRINKS,
               "%u of the %u entries read from another file of this name, %s, would go: name a "
               "source to keep both, or agree that they go",
               totals->removed, totals->before, brake->before->url);
  return FALSE;
}

/* So that people see where it is from, and can read it again from there. */
static gboolean
note_source (Import *import,
             const WfCatalogueSource *source,
             const WfLocalSource *before,
             GError **error)
{
  WfLocal *local = wf_catalogue_store_get_index (import->store)->local;
  gint64 now = g_get_real_time ();
  g_autofree char *full = g_canonicalize_filename (import->path, NULL);
  WfLocalSource known = {
    .id = (char *) source->id,
    .kind = (char *) (import->format == WF_IMPORT_SHEET ? "sheet" : "file"),
    .title = (char *) source->title,
    .url = full,
    .colour = before != NULL ? before->colour : NULL,
    .priority = source->priority,
    .is_on = TRUE,
    .tried_us = now,
    .succeeded_us = now,
  };

  /* Whoever reads it again wants to see it. */
  return local == NULL ||
         (wf_local_put_source (local, &known, error) &&
          (before == NULL || before->is_on ||
           wf_catalogue_store_follow_sources (import->store, import->cancellable, error)));
}

static gboolean
apply (Import *import,
       const WfCatalogueSource *source,
       const WfLocalSource *before,
       WfBatchTotals *out_totals,
       GError **error)
{
  const WfImportReport *report = import->importer->report;
  Brake brake = { import, before };

  if (report->services == 0 && report->organizations == 0 && report->locations == 0)
    {
      g_set_error (error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_FORMAT,
                   "%s: nothing in it could be taken", import->path);
      return FALSE;
    }
  return import->options->is_dry_run ||
         (wf_catalogue_batch_apply (import->importer->batch, check_other_file, &brake, out_totals,
                                    error) &&
          remember_mapping (import, error) && note_source (import, source, before, error));
}

WfImportFormat
wf_import_find_format (const char *path)
{
  g_return_val_if_fail (path != NULL, WF_IMPORT_AUTO);

  if (!g_file_test (path, G_FILE_TEST_EXISTS) || is_spreadsheet (path))
    return WF_IMPORT_AUTO;
  return find_format (path);
}

gboolean
wf_catalogue_import (WfCatalogueStore *store,
                     const char *path,
                     const WfImportOptions *options,
                     GCancellable *cancellable,
                     WfImportReport **out_report,
                     WfBatchTotals *out_totals,
                     GError **error)
{
  g_return_val_if_fail (store != NULL && path != NULL && options != NULL, FALSE);

  g_autofree char *made = wf_import_find_source (store, path);
  g_autofree char *base = g_path_get_basename (path);
  const char *id = options->source != NULL ? options->source : made;
  WfLocal *local = wf_catalogue_store_get_index (store)->local;
  g_autoptr (WfLocalSource) before = local != NULL ? wf_local_get_source (local, id, NULL) : NULL;
  const char *known = before != NULL ? before->title : base;
  WfCatalogueSource source = { id, options->title != NULL ? options->title : known,
                               before != NULL ? before->priority : PRIORITY };
  g_autoptr (WfImportReport) report = wf_import_report_new ();
  g_autoptr (WfCatalogueBatch) batch = NULL;
  g_autoptr (WfImporter) importer = NULL;
  Import import = { store, NULL, options, path, cancellable, options->format };
  gboolean ok;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT, "%s: there is no such file", path);
      return FALSE;
    }
  if (import.format == WF_IMPORT_AUTO)
    import.format = is_spreadsheet (path) ? WF_IMPORT_SHEET : find_format (path);
  if (!options->is_dry_run)
    {
      batch = wf_catalogue_batch_new (store, &source, WF_BATCH_REPLACE, cancellable, error);
      if (batch == NULL)
        return FALSE;
    }
  importer = wf_importer_new (batch, report, source.id, options->region);
  importer->index = wf_catalogue_store_get_index (store);
  import.importer = importer;
  ok = read_all (&import, error) && apply (&import, &source, before, out_totals, error);
  g_free (import.headings);
  if (out_report != NULL)
    *out_report = g_steal_pointer (&report);
  return ok;
}

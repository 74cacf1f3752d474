/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * HSDS as tables: rows go into a file of their own first, because what belongs together stands in
 * many tables in any order. Owns that file and removes it.
 *
 * Invariant: every row is in a service, an organization or a location afterwards, or kept by itself
 * with a mark, or refused with its line.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-hsds-tables.h"

#include "wf-catalogue-error.h"
#include "wf-hsds-build.h"
#include "wf-json.h"
#include "wf-sheet-reader.h"
#include "wf-statement.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#define MAKE                                                                                       \
  "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16384;"               \
  "CREATE TABLE row (num INTEGER PRIMARY KEY, tbl TEXT NOT NULL, id TEXT NOT NULL,"                \
  " file TEXT NOT NULL, line INTEGER NOT NULL, json TEXT NOT NULL,"                                \
  " used INTEGER NOT NULL DEFAULT 0) STRICT;"                                                      \
  "CREATE INDEX row_id ON row (tbl, id);"                                                          \
  "CREATE TABLE link (fk TEXT NOT NULL, target TEXT NOT NULL, row INTEGER NOT NULL,"               \
  " PRIMARY KEY (fk, target, row)) STRICT, WITHOUT ROWID; BEGIN"
#define FIND_TWIN   "SELECT num, json FROM row WHERE tbl = ?1 AND id = ?2 LIMIT 1"
#define ADD         "INSERT INTO row (tbl, id, file, line, json) VALUES (?1, ?2, ?3, ?4, ?5)"
#define REPLACE     "UPDATE row SET json = ?2 WHERE num = ?1"
#define LIST_ROWS   "SELECT json FROM row WHERE tbl = ?1 ORDER BY num"
#define LIST_TABLES "SELECT DISTINCT tbl FROM row ORDER BY tbl"
#define ADD_LINK    "INSERT OR IGNORE INTO link (fk, target, row) VALUES (?1, ?2, ?3)"

static const struct {
  const char *file;
  const char *table;
} FILES[] = {
  { "organization", "organizations" },
  { "service", "services" },
  { "location", "locations" },
  { "service_at_location", "service_at_locations" },
  { "services_at_location", "service_at_locations" },
  { "phone", "phones" },
  { "address", "addresses" },
  { "addresss", "addresses" },
  { "physical_address", "physical_addresses" },
  { "postal_address", "postal_addresses" },
  { "mail_address", "postal_addresses" },
  { "schedule", "schedules" },
  { "regular_schedule", "schedules" },
  { "holiday_schedule", "holiday_schedules" },
  { "service_area", "service_areas" },
  { "language", "languages" },
  { "contact", "contacts" },
  { "program", "programs" },
  { "funding", "funding" },
  { "cost_option", "cost_options" },
  { "required_document", "required_documents" },
  { "accessibility", "accessibility" },
  { "accessibility_for_disabilities", "accessibility" },
  { "attribute", "attributes" },
  { "taxonomy", "taxonomies" },
  { "taxonomies", "taxonomies" },
  { "taxonomy_term", "taxonomy_terms" },
  { "organization_identifier", "organization_identifiers" },
  { "metadata", "metadata" },
  { "meta_table_description", "meta_table_descriptions" },
  { "url", "urls" },
  { "service_capacity", "service_capacities" },
  { "service_capacities", "service_capacities" },
  { "unit", "units" },
  { "eligibility", "eligibilities" },
  { "eligibilities", "eligibilities" },
  { "payment_accepted", "payments_accepted" },
  { "payments_accepted", "payments_accepted" },
  { "service_taxonomy", "service_taxonomies" },
  { "services_taxonomy", "service_taxonomies" },
  { "service_taxonomies", "service_taxonomies" },
  { "link_taxonomy", "service_taxonomies" },
  { "review", "reviews" },
};

/* Which columns of a row lead to what it belongs to. */
static const char *const LINKS[] = {
  "organization_id", "service_id", "location_id", "service_at_location_id",
  "contact_id",      "phone_id",   "link_id",     "resource_id",
};

/* Numbers in HSDS 3. A text that would be written otherwise as a number stays a text. */
static const char *const NUMBERS[] = {
  "latitude",  "longitude",         "minimum_age", "maximum_age", "amount",
  "extension", "year_incorporated", "timezone",    "count",       "interval",
  "available", "maximum",           NULL,
};

struct _WfHsdsTables {
  WfImporter *importer;
  WfDatabase *db;
  char *path;
  GHashTable *unnamed; /* digest → how many rows said the same, of those without an id */
};

gboolean
wf_hsds_tables_is_number (const char *column)
{
  return g_strv_contains (NUMBERS, column);
}

const char *
wf_hsds_tables_find_name (const char *file)
{
  g_autofree char *base = g_path_get_basename (file);
  g_autofree char *lower = g_ascii_strdown (base, -1);
  char *dot = strrchr (lower, '.');

  if (dot != NULL)
    *dot = '\0';
  for (guint i = 0; i < G_N_ELEMENTS (FILES); i++)
    {
      const char *name = FILES[i].file;
      gsize size = strlen (name);

      if (strncmp (lower, name, size) != 0)
        continue;
      if (lower[size] == '\0' || strcmp (lower + size, "s") == 0 ||
          strcmp (lower + size, "es") == 0)
        return FILES[i].table;
    }
  return NULL;
}

static void
close_file (WfHsdsTables *self)
{
  g_clear_pointer (&self->db, wf_database_close);
  if (self->path != NULL)
    g_unlink (self->path);
}

WfHsdsTables *
wf_hsds_tables_new (WfImporter *importer, const char *folder, GError **error)
{
  g_return_val_if_fail (importer != NULL && folder != NULL, NULL);

  g_autoptr (WfHsdsTables) self = g_new0 (WfHsdsTables, 1);
  g_autofree char *number = g_strdup_printf ("import-%08x.tmp", g_random_int ());
  GError *inner = NULL;

  self->importer = importer;
  self->path = g_build_filename (folder, number, NULL);
  self->unnamed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->db = wf_database_open (self->path, WF_DATABASE_CREATE, &inner);
  if (self->db != NULL && wf_database_exec (self->db, MAKE, &inner))
    return g_steal_pointer (&self);
  wf_catalogue_take_error (error, inner);
  return NULL;
}

void
wf_hsds_tables_free (WfHsdsTables *self)
{
  if (self == NULL)
    return;

  close_file (self);
  g_free (self->path);
  g_clear_pointer (&self->unnamed, g_hash_table_unref);
  g_free (self);
}

/* Rows that say the same and have no id are still two rows. */
static void
give_id (WfHsdsTables *self, const char *table, JsonObject *row)
{
  g_autofree char *text = wf_json_to_text (row);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  guint before = GPOINTER_TO_UINT (g_hash_table_lookup (self->unnamed, digest));
  g_autofree char *name = g_strdup_printf ("%s/%u", digest, before);
  g_autofree char *id = wf_importer_dup_id (self->importer, table, name);

  g_hash_table_replace (self->unnamed, g_steal_pointer (&digest), GUINT_TO_POINTER (before + 1));
  json_object_set_string_member (row, "id", id);
  wf_import_report_repair (self->importer->report, "empty-id");
}

static gboolean
add_links (WfHsdsTables *self, JsonObject *row, gint64 num, GError **error)
{
  g_autoptr (WfStatement) add = wf_statement_prepare (self->db, ADD_LINK, error);

  if (add == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (LINKS); i++)
    {
      const char *target = wf_json_get_string (row, LINKS[i], "");

      if (*target == '\0')
        continue;
      wf_statement_bind_text (add, 1, LINKS[i]);
      wf_statement_bind_text (add, 2, target);
      wf_statement_bind_int (add, 3, num);
      if (!wf_statement_run (add, error))
        return FALSE;
    }
  return TRUE;
}

/* Two rows of one id that say nothing against each other are one: singular and plural files of the
 * same table. @out_num is 0 when there is no such twin. */
static gboolean
join_twin (WfHsdsTables *self,
           const char *table,
           const char *id,
           JsonObject *row,
           gint64 *out_num,
           GError **error)
{
  g_autoptr (WfStatement) find = wf_statement_prepare (self->db, FIND_TWIN, error);
  g_autoptr (WfStatement) replace = wf_statement_prepare (self->db, REPLACE, error);
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (JsonObject) joined = NULL;
  g_autofree char *text = NULL;
  gboolean has_row;

  *out_num = 0;
  if (find == NULL || replace == NULL)
    return FALSE;
  wf_statement_bind_text (find, 1, table);
  wf_statement_bind_text (find, 2, id);
  if (!wf_statement_step (find, &has_row, error))
    return FALSE;
  object = has_row ? wf_json_parse_object (wf_statement_get_text (find, 1), -1, NULL) : NULL;
  if (object == NULL)
    return TRUE;
  joined = wf_hsds_thaw (object);
  if (!wf_hsds_join (joined, row))
    {
      wf_import_report_repair (self->importer->report, "duplicate-id");
      return TRUE;
    }
  *out_num = wf_statement_get_int (find, 0);
  wf_import_report_repair (self->importer->report, "duplicate");
  text = wf_json_to_text (joined);
  wf_statement_bind_int (replace, 1, *out_num);
  wf_statement_bind_text (replace, 2, text);
  return wf_statement_run (replace, error);
}

gboolean
wf_hsds_tables_contradicts (WfHsdsTables *self, const char *table, JsonObject *row)
{
  g_return_val_if_fail (self != NULL && table != NULL && row != NULL, FALSE);

  g_autoptr (WfStatement) find = wf_statement_prepare (self->db, FIND_TWIN, NULL);
  g_autofree char *id = wf_hsds_dup_id (row);
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (JsonObject) joined = NULL;
  gboolean has_row = FALSE;

  if (find == NULL || *id == '\0')
    return FALSE;
  wf_statement_bind_text (find, 1, table);
  wf_statement_bind_text (find, 2, id);
  object = wf_statement_step (find, &has_row, NULL) && has_row
               ? wf_json_parse_object (wf_statement_get_text (find, 1), -1, NULL)
               : NULL;
  joined = object != NULL ? wf_hsds_thaw (object) : NULL;
  return joined != NULL && !wf_hsds_join (joined, row);
}

static gboolean
insert_row (WfHsdsTables *self,
            const char *table,
            const char *id,
            JsonObject *row,
            const char *file,
            guint line,
            GError **error)
{
  g_autoptr (WfStatement) add = wf_statement_prepare (self->db, ADD, error);
  g_autofree char *text = wf_json_to_text (row);

  if (add == NULL)
    return FALSE;
  wf_statement_bind_text (add, 1, table);
  wf_statement_bind_text (add, 2, id);
  wf_statement_bind_text (add, 3, file);
  wf_statement_bind_int (add, 4, line);
  wf_statement_bind_text (add, 5, text);
  return wf_statement_run (add, error) &&
         add_links (self, row, wf_database_get_last_rowid (self->db), error);
}

/* Ohana's taxonomy holds terms, and calls their ids otherwise. */
static const char *
choose_table (const char *table, JsonObject *row)
{
  if (strcmp (table, "taxonomies") == 0 && !json_object_has_member (row, "id") &&
      json_object_has_member (row, "taxonomy_id"))
    return "taxonomy_terms";
  return table;
}

gboolean
wf_hsds_tables_add_row (WfHsdsTables *self,
                        const char *table,
                        JsonObject *row,
                        const char *file,
                        guint line,
                        GError **error)
{
  g_return_val_if_fail (self != NULL && table != NULL && row != NULL, FALSE);

  g_autofree char *id = wf_hsds_dup_id (row);
  const char *real = choose_table (table, row);
  GError *inner = NULL;
  gint64 twin = 0;
  gboolean ok = TRUE;

  if (*id == '\0' && strcmp (real, table) != 0)
    json_object_set_string_member (row, "id", wf_json_get_string (row, "taxonomy_id", ""));
  else if (*id == '\0')
    give_id (self, table, row);
  if (*id == '\0')
    {
      g_free (id);
      id = wf_hsds_dup_id (row);
    }
  if (strcmp (real, "services") != 0)
    ok = join_twin (self, real, id, row, &twin, &inner);
  ok = ok && (twin > 0 || insert_row (self, real, id, row, file, line, &inner));
  return ok || wf_catalogue_take_error (error, inner);
}

/* As a number when it would be written the same. */
static void
set_cell (JsonObject *row, const char *name, const char *text)
{
  char written[G_ASCII_DTOSTR_BUF_SIZE];
  char *end;
  double value;

  if (!g_strv_contains (NUMBERS, name))
    {
      json_object_set_string_member (row, name, text);
      return;
    }
  value = g_ascii_strtod (text, &end);
  /* What a spreadsheet's program calls "nan" or "inf" is no number. */
  if (!isfinite (value))
    json_object_set_string_member (row, name, text);
  else if (*end == '\0' && strpbrk (text, ".eEnN") == NULL && ABS (value) < 1e15 &&
           strcmp (g_ascii_formatd (written, sizeof written, "%.0f", value), text) == 0)
    json_object_set_int_member (row, name, (gint64) value);
  else if (*end == '\0' &&
           strcmp (g_ascii_formatd (written, sizeof written, "%.17g", value), text) == 0)
    json_object_set_double_member (row, name, value);
  else if (*end == '\0' && strpbrk (text, "eEnNxX") == NULL &&
           strcmp (g_ascii_formatd (written, sizeof written, "%.15g", value), text) == 0)
    json_object_set_double_member (row, name, value);
  else
    json_object_set_string_member (row, name, text);
}

/* What our own export could not put into a cell as it is. */
static void
unpack_cell (JsonObject *row, const char *heading, const char *text)
{
  g_autofree char *wrapped = g_strconcat ("{\"v\":", text, "}", NULL);
  g_autoptr (JsonObject) object = wf_json_parse_object (wrapped, -1, NULL);
  JsonNode *node = object != NULL ? json_object_get_member (object, "v") : NULL;

  if (node == NULL || json_object_get_size (object) != 1)
    json_object_set_string_member (row, heading, text);
  else
    json_object_set_member (row, heading + strlen (WF_HSDS_JSON_COLUMN), wf_hsds_thaw_node (node));
}

static JsonObject *
make_row (const char *const *headings, const char *const *cells)
{
  JsonObject *row = json_object_new ();

  for (guint i = 0; headings[i] != NULL; i++)
    {
      if (*cells[i] == '\0')
        continue;
      if (g_str_has_prefix (headings[i], WF_HSDS_JSON_COLUMN))
        unpack_cell (row, headings[i], cells[i]);
      else
        set_cell (row, headings[i], cells[i]);
    }
  return row;
}

/* A table nobody told us about keeps its name. */
static char *
make_table_name (const char *file)
{
  g_autofree char *base = g_path_get_basename (file);
  char *dot = strrchr (base, '.');

  if (dot != NULL)
    *dot = '\0';
  return g_utf8_make_valid (base, -1);
}

gboolean
wf_hsds_tables_add_csv (WfHsdsTables *self, GBytes *bytes, const char *name, GError **error)
{
  g_return_val_if_fail (self != NULL && bytes != NULL && name != NULL, FALSE);

  const char *known = wf_hsds_tables_find_name (name);
  g_autofree char *table = known != NULL ? g_strdup (known) : make_table_name (name);
  g_autoptr (WfSheetReader) reader = wf_sheet_reader_new (bytes, name, self->importer->report);
  const char *const *headings = reader != NULL ? wf_sheet_reader_get_headings (reader) : NULL;
  const char *const *cells;

  while (reader != NULL && (cells = wf_sheet_reader_next (reader)) != NULL)
    {
      g_autoptr (JsonObject) row = make_row (headings, cells);

      if (!wf_hsds_tables_add_row (self, table, row, name, wf_sheet_reader_get_line (reader),
                                   error))
        return FALSE;
    }
  return TRUE;
}

gboolean
wf_hsds_tables_finish (WfHsdsTables *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  GError *inner = NULL;

  if (wf_database_exec (self->db, "COMMIT; BEGIN", &inner) &&
      wf_hsds_build (self->importer, self->db, &inner))
    return TRUE;
  if (inner->domain == WF_STORE_ERROR)
    return wf_catalogue_take_error (error, inner);
  g_propagate_error (error, inner);
  return FALSE;
}

GStrv
wf_hsds_tables_list (WfHsdsTables *self, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GError *inner = NULL;
  g_autoptr (WfStatement) list = wf_statement_prepare (self->db, LIST_TABLES, &inner);
  gboolean has_row = FALSE;

  while (list != NULL && wf_statement_step (list, &has_row, &inner) && has_row)
    g_strv_builder_add (builder, wf_statement_get_text (list, 0));
  if (inner == NULL)
    return g_strv_builder_end (builder);
  wf_catalogue_take_error (error, inner);
  return NULL;
}

gboolean
wf_hsds_tables_foreach (
    WfHsdsTables *self, const char *table, WfHsdsRow visit, gpointer user_data, GError **error)
{
  GError *inner = NULL;
  g_autoptr (WfStatement) list = wf_statement_prepare (self->db, LIST_ROWS, &inner);
  gboolean has_row = FALSE;

  if (list != NULL)
    wf_statement_bind_text (list, 1, table);
  while (list != NULL && wf_statement_step (list, &has_row, &inner) && has_row)
    {
      g_autoptr (JsonObject) row = wf_json_parse_object (wf_statement_get_text (list, 0), -1, NULL);

      if (row != NULL && !visit (row, user_data, error))
        return FALSE;
    }
  return inner == NULL || wf_catalogue_take_error (error, inner);
}

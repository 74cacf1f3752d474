/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From rows of tables to nested services: each with its organization, places, phones and whatever
 * else points to it. What nothing points to, and what points to nothing, is kept by itself.
 *
 * Invariant: a row's own columns are never changed; what leads to others stays in them, so that
 * tables can be written again.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-hsds-build.h"

#include "wf-hsds-entry.h"
#include "wf-hsds-region.h"
#include "wf-json.h"
#include "wf-statement.h"

#include <string.h>

/* Deeper than service, place, contact, phone, language, attribute, term nothing goes. */
#define DEPTH_MAX 8

#define LIST_SERVICES                                                                              \
  "SELECT num, file, line, json FROM row WHERE tbl = 'services' AND num > ?1 ORDER BY num LIMIT 1"
#define LIST_UNUSED "SELECT num, file, line, json FROM row WHERE tbl = ?1 AND used = 0 ORDER BY num"
#define LIST_REST                                                                                  \
  "SELECT num, file, line, json, tbl FROM row WHERE used = 0 AND tbl NOT IN"                       \
  " ('services', 'organizations', 'locations') ORDER BY tbl, num"
#define COUNT_IDS                                                                                  \
  "SELECT id FROM row WHERE tbl = ?1 AND json_extract (json, '$.x_wayfinder.whole') IS NULL"
#define CHILDREN                                                                                   \
  "SELECT r.num, r.tbl, r.json FROM link AS l CROSS JOIN row AS r ON r.num = l.row"                \
  " WHERE l.fk = ?1 AND l.target = ?2 AND r.tbl NOT IN ('services', 'organizations', 'locations')" \
  " ORDER BY r.tbl, r.num"
#define FIND "SELECT num, json FROM row WHERE tbl = ?1 AND id = ?2 ORDER BY num LIMIT 1"
#define USE  "UPDATE row SET used = 1 WHERE num = ?1 AND used = 0"
#define COMMON_PLACE                                                                               \
  "SELECT coalesce (json_extract (json, '$.country'), ''),"                                        \
  " coalesce (json_extract (json, '$.state_province'), '') FROM row"                               \
  " WHERE tbl IN ('addresses', 'physical_addresses', 'postal_addresses')"                          \
  " GROUP BY 1, 2 ORDER BY count(*) DESC LIMIT 1"

/* By what others point to a row of a table. */
static const char *const KEYS[][2] = {
  { "services", "service_id" },   { "organizations", "organization_id" },
  { "locations", "location_id" }, { "service_at_locations", "service_at_location_id" },
  { "contacts", "contact_id" },   { "phones", "phone_id" },
};

/* Under what name a row stands in what it belongs to, where that is not its table's. */
static const struct {
  const char *owner; /* NULL: any */
  const char *table;
  const char *member;
} MEMBERS[] = {
  { "services", "urls", "additional_urls" },    { "organizations", "urls", "additional_websites" },
  { NULL, "service_capacities", "capacities" }, { NULL, "physical_addresses", "addresses" },
  { NULL, "postal_addresses", "addresses" },
};

/* One row that a row names. */
static const struct {
  const char *column;
  const char *table;
  const char *member;
} PARENTS[] = {
  { "taxonomy_term_id", "taxonomy_terms", "taxonomy_term" },
  { "unit_id", "units", "unit" },
  { "program_id", "programs", "program" },
};

/* Tables that others look things up in: nothing needs to point to their rows. */
static const char *const REFERENCES[] = {
  "taxonomies", "taxonomy_terms", "units", "meta_table_descriptions", "programs", NULL,
};

/* Columns that hold a list in one cell where HSDS 3 has objects. */
static const struct {
  const char *column;
  const char *member;
  const char *field;
} CELLS[] = {
  { "languages", "languages", "name" },
  { "service_areas", "service_areas", "name" },
  { "required_documents", "required_documents", "document" },
  { "accessibility", "accessibility", "description" },
};

typedef struct {
  WfImporter *importer;
  WfDatabase *db;
  char *region;
} Build;

static void
build_clear (Build *build)
{
  g_clear_pointer (&build->region, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Build, build_clear)

static gboolean
add_belongings (Build *build, const char *table, JsonObject *object, guint depth, GError **error);

static gboolean
mark_used (Build *build, gint64 num, GError **error)
{
  g_autoptr (WfStatement) use = wf_statement_prepare (build->db, USE, error);

  if (use == NULL)
    return FALSE;
  wf_statement_bind_int (use, 1, num);
  return wf_statement_run (use, error);
}

static JsonObject *
parse (const char *text)
{
  g_autoptr (JsonObject) object = wf_json_parse_object (text, -1, NULL);

  return object != NULL ? wf_hsds_thaw (object) : json_object_new ();
}

/* Returns: %FALSE with @error; @out_object is %NULL when there is no such row. */
static gboolean
find_row (Build *build, const char *table, const char *id, JsonObject **out_object, GError **error)
{
  g_autoptr (WfStatement) find = wf_statement_prepare (build->db, FIND, error);
  gboolean has_row;

  *out_object = NULL;
  if (find == NULL)
    return FALSE;
  wf_statement_bind_text (find, 1, table);
  wf_statement_bind_text (find, 2, id);
  if (!wf_statement_step (find, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  *out_object = parse (wf_statement_get_text (find, 1));
  return mark_used (build, wf_statement_get_int (find, 0), error);
}

static const char *
find_member (const char *owner, const char *table)
{
  for (guint i = 0; i < G_N_ELEMENTS (MEMBERS); i++)
    {
      if (strcmp (MEMBERS[i].table, table) == 0 &&
          (MEMBERS[i].owner == NULL || strcmp (MEMBERS[i].owner, owner) == 0))
        return MEMBERS[i].member;
    }
  return table;
}

static void
append_to (JsonObject *owner, const char *member, JsonObject *child)
{
  JsonArray *list = wf_json_get_array (owner, member);

  if (list == NULL)
    {
      list = json_array_new ();
      json_object_set_array_member (owner, member, list);
    }
  json_array_add_object_element (list, child);
}

/* "English, Spanish" in one cell: an object each, the cell kept beside them. */
static void
unfold_cells (Build *build, JsonObject *object)
{
  for (guint i = 0; i < G_N_ELEMENTS (CELLS); i++)
    {
      g_autofree char *owner = wf_hsds_dup_id (object);
      g_autofree char *cell = g_strdup (wf_json_get_string (object, CELLS[i].column, ""));
      g_autofree char *kept = g_strconcat ("x_", CELLS[i].column, NULL);
      g_auto (GStrv) parts = g_strsplit_set (cell, ",;", -1);

      if (*cell == '\0')
        continue;
      json_object_remove_member (object, CELLS[i].column);
      json_object_set_string_member (object, kept, cell);
      for (guint k = 0; parts[k] != NULL; k++)
        {
          JsonObject *part = json_object_new ();
          g_autofree char *name =
              g_strconcat (owner, "/", CELLS[i].member, "/", g_strstrip (parts[k]), NULL);
          g_autofree char *id = wf_importer_dup_id (build->importer, "cell", name);

          json_object_set_string_member (part, "id", id);
          json_object_set_string_member (part, CELLS[i].field, parts[k]);
          append_to (object, CELLS[i].member, part);
        }
      wf_import_report_repair (build->importer->report, "list-in-cell");
    }
}

static gboolean
add_parents (Build *build, JsonObject *object, guint depth, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (PARENTS); i++)
    {
      const char *id = wf_json_get_string (object, PARENTS[i].column, "");
      JsonObject *parent;

      if (*id == '\0' || json_object_has_member (object, PARENTS[i].member))
        continue;
      if (!find_row (build, PARENTS[i].table, id, &parent, error))
        return FALSE;
      if (parent != NULL)
        json_object_set_object_member (object, PARENTS[i].member, parent);
    }
  return TRUE;
}

static gboolean
add_place (Build *build, JsonObject *at, guint depth, GError **error)
{
  const char *id = wf_json_get_string (at, "location_id", "");
  JsonObject *place;

  if (*id == '\0')
    return TRUE;
  if (!find_row (build, "locations", id, &place, error))
    return FALSE;
  if (place == NULL)
    {
      wf_import_report_repair (build->importer->report, "orphan-location");
      return TRUE;
    }
  json_object_set_object_member (at, "location", place);
  return add_belongings (build, "locations", place, depth + 1, error);
}

static void
set_address_type (JsonObject *child, const char *table)
{
  if (json_object_has_member (child, "address_type"))
    return;
  if (strcmp (table, "physical_addresses") == 0)
    json_object_set_string_member (child, "address_type", "physical");
  else if (strcmp (table, "postal_addresses") == 0)
    json_object_set_string_member (child, "address_type", "postal");
}

static gboolean
add_child (Build *build,
           const char *owner,
           JsonObject *object,
           WfStatement *row,
           guint depth,
           GError **error)
{
  g_autofree char *table = wf_statement_dup_text (row, 1);
  JsonObject *child;

  /* It stands in its service; in its place it would hold that place again. */
  if (strcmp (table, "service_at_locations") == 0 && strcmp (owner, "services") != 0)
    return TRUE;
  child = parse (wf_statement_get_text (row, 2));

  append_to (object, find_member (owner, table), child);
  set_address_type (child, table);
  return mark_used (build, wf_statement_get_int (row, 0), error) &&
         (strcmp (table, "service_at_locations") != 0 || add_place (build, child, depth, error)) &&
         add_belongings (build, table, child, depth + 1, error);
}

static gboolean
add_children (Build *build,
              const char *fk,
              const char *owner,
              JsonObject *object,
              const char *id,
              guint depth,
              GError **error)
{
  g_autoptr (WfStatement) list = wf_statement_prepare (build->db, CHILDREN, error);
  gboolean has_row = FALSE;

  if (list == NULL)
    return FALSE;
  wf_statement_bind_text (list, 1, fk);
  wf_statement_bind_text (list, 2, id);
  for (;;)
    {
      if (!wf_statement_step (list, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      if (!add_child (build, owner, object, list, depth, error))
        return FALSE;
    }
}

/* All that points to it, and what it points to. */
static gboolean
add_belongings (Build *build, const char *table, JsonObject *object, guint depth, GError **error)
{
  static const char *const FOLDED[] = { "services", "locations", "organizations", NULL };
  g_autofree char *id = wf_hsds_dup_id (object);

  if (g_strv_contains (FOLDED, table))
    unfold_cells (build, object);
  if (depth > DEPTH_MAX || !add_parents (build, object, depth, error))
    return depth > DEPTH_MAX;
  for (guint i = 0; i < G_N_ELEMENTS (KEYS); i++)
    {
      if (strcmp (KEYS[i][0], table) == 0 &&
          !add_children (build, KEYS[i][1], table, object, id, depth, error))
        return FALSE;
    }
  return add_children (build, "link_id", table, object, id, depth, error) &&
         add_children (build, "resource_id", table, object, id, depth, error);
}

static gboolean
add_organization (Build *build, JsonObject *service, GError **error)
{
  const char *id = wf_json_get_string (service, "organization_id", "");
  JsonObject *organization;

  if (*id == '\0')
    return TRUE;
  if (!find_row (build, "organizations", id, &organization, error))
    return FALSE;
  if (organization == NULL)
    {
      wf_import_report_repair (build->importer->report, "orphan-organization");
      return TRUE;
    }
  json_object_set_object_member (service, "organization", organization);
  return add_belongings (build, "organizations", organization, 1, error);
}

/* Ohana has no table between services and places: a service names its place. */
static gboolean
add_own_place (Build *build, JsonObject *service, GError **error)
{
  const char *id = wf_json_get_string (service, "location_id", "");
  g_autofree char *service_id = wf_hsds_dup_id (service);
  g_autofree char *name = g_strconcat (service_id, "/", id, NULL);
  g_autofree char *own = wf_importer_dup_id (build->importer, "service_at_location", name);
  JsonObject *at;

  if (*id == '\0' || json_object_has_member (service, "service_at_locations"))
    return TRUE;
  at = json_object_new ();
  json_object_set_string_member (at, "id", own);
  json_object_set_string_member (at, "service_id", service_id);
  json_object_set_string_member (at, "location_id", id);
  append_to (service, "service_at_locations", at);
  return add_place (build, at, 1, error);
}

/* An Ohana service has no organization of its own: its place has one. */
static gboolean
add_place_organization (Build *build, JsonObject *service, GError **error)
{
  JsonArray *list = wf_json_get_array (service, "service_at_locations");
  JsonObject *at = list != NULL ? json_array_get_object_element (list, 0) : NULL;
  JsonObject *place = at != NULL ? wf_json_get_object (at, "location") : NULL;
  const char *id = place != NULL ? wf_json_get_string (place, "organization_id", "") : "";
  JsonObject *organization = NULL;

  if (*id == '\0' || *wf_json_get_string (service, "organization_id", "") != '\0')
    return TRUE;
  if (!find_row (build, "organizations", id, &organization, error))
    return FALSE;
  if (organization == NULL)
    return TRUE;
  json_object_set_object_member (service, "organization", organization);
  return add_belongings (build, "organizations", organization, 1, error);
}

static gboolean
has_address (JsonObject *service)
{
  JsonObject *organization = wf_json_get_object (service, "organization");
  JsonArray *list = wf_json_get_array (service, "service_at_locations");

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonObject *place = wf_json_get_object (json_array_get_object_element (list, i), "location");

      if (place != NULL && json_object_has_member (place, "addresses"))
        return TRUE;
    }
  return organization != NULL && json_object_has_member (organization, "addresses");
}

/* Nobody says where it is: where most of the others are. */
static void
assume_region (Build *build, JsonObject *service)
{
  JsonObject *ours;

  if (build->region == NULL || has_address (service) ||
      json_object_has_member (service, WF_HSDS_OURS))
    return;
  ours = json_object_new ();
  json_object_set_string_member (ours, "region", build->region);
  json_object_set_object_member (service, WF_HSDS_OURS, ours);
}

/* What our own export could not take apart stands whole in its row. */
static JsonObject *
get_whole (JsonObject *row)
{
  JsonObject *ours = wf_json_get_object (row, WF_HSDS_OURS);

  return ours != NULL ? wf_json_get_object (ours, "whole") : NULL;
}

static gboolean
build_service (Build *build, WfStatement *row, GError **error)
{
  g_autoptr (JsonObject) service = parse (wf_statement_get_text (row, 3));
  g_autofree char *file = wf_statement_dup_text (row, 1);
  guint line = (guint) wf_statement_get_int (row, 2);

  if (!mark_used (build, wf_statement_get_int (row, 0), error))
    return FALSE;
  if (get_whole (service) != NULL)
    return wf_importer_put_service (build->importer, get_whole (service), file, line, error);
  if (!add_organization (build, service, error) ||
      !add_belongings (build, "services", service, 0, error) ||
      !add_own_place (build, service, error) || !add_place_organization (build, service, error))
    return FALSE;
  assume_region (build, service);
  return wf_importer_put_service (build->importer, service, file, line, error);
}

static gboolean
build_services (Build *build, GError **error)
{
  gint64 last = 0;

  for (;;)
    {
      g_autoptr (WfStatement) next = wf_statement_prepare (build->db, LIST_SERVICES, error);
      gboolean has_row;

      if (next == NULL)
        return FALSE;
      wf_statement_bind_int (next, 1, last);
      if (!wf_statement_step (next, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      last = wf_statement_get_int (next, 0);
      if (!build_service (build, next, error))
        return FALSE;
    }
}

static gboolean
put_unused (Build *build, const char *table, const char *type, GError **error)
{
  g_autoptr (WfStatement) list = wf_statement_prepare (build->db, LIST_UNUSED, error);
  gboolean has_row = FALSE;

  if (list == NULL)
    return FALSE;
  wf_statement_bind_text (list, 1, table);
  for (;;)
    {
      g_autoptr (JsonObject) object = NULL;
      JsonObject *whole;

      if (!wf_statement_step (list, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      object = parse (wf_statement_get_text (list, 3));
      whole = get_whole (object);
      if ((whole == NULL && !add_belongings (build, table, object, 0, error)) ||
          !wf_importer_put_other (build->importer, type, whole != NULL ? whole : object,
                                  wf_statement_get_text (list, 1),
                                  (guint) wf_statement_get_int (list, 2), error))
        return FALSE;
      wf_import_report_repair (build->importer->report, "without-service");
    }
}

static gboolean
points_somewhere (JsonObject *row)
{
  static const char *const COLUMNS[] = { "organization_id", "service_id", "location_id",
                                         "contact_id",      "phone_id",   "service_at_location_id",
                                         "link_id",         "resource_id" };

  for (guint i = 0; i < G_N_ELEMENTS (COLUMNS); i++)
    {
      if (*wf_json_get_string (row, COLUMNS[i], "") != '\0')
        return TRUE;
    }
  return FALSE;
}

static gboolean
put_rest (Build *build, GError **error)
{
  g_autoptr (WfStatement) list = wf_statement_prepare (build->db, LIST_REST, error);
  gboolean has_row = FALSE;

  while (list != NULL)
    {
      g_autoptr (JsonObject) object = NULL;
      JsonObject *whole;
      const char *table;

      if (!wf_statement_step (list, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      object = parse (wf_statement_get_text (list, 3));
      table = wf_statement_get_text (list, 4);
      whole = get_whole (object);
      if (!wf_importer_put_other (build->importer, table, whole != NULL ? whole : object,
                                  wf_statement_get_text (list, 1),
                                  (guint) wf_statement_get_int (list, 2), error))
        return FALSE;
      if (!g_strv_contains (REFERENCES, table))
        wf_import_report_repair (build->importer->report,
                                 points_somewhere (object) ? "orphan-row" : "unlinkable-row");
    }
  return FALSE;
}

static gboolean
find_region (Build *build, GError **error)
{
  g_autoptr (WfStatement) common = wf_statement_prepare (build->db, COMMON_PLACE, error);
  gboolean has_row;

  if (build->importer->region != NULL)
    {
      build->region = g_strdup (build->importer->region);
      return TRUE;
    }
  if (common == NULL || !wf_statement_step (common, &has_row, error))
    return FALSE;
  if (has_row)
    build->region =
        wf_hsds_find_region (wf_statement_get_text (common, 0), wf_statement_get_text (common, 1));
  return TRUE;
}

static gboolean
count_ids (Build *build,
           const char *table,
           void (*saw) (WfImporter *importer, const char *id),
           GError **error)
{
  g_autoptr (WfStatement) list = wf_statement_prepare (build->db, COUNT_IDS, error);
  gboolean has_row = FALSE;

  if (list == NULL)
    return FALSE;
  wf_statement_bind_text (list, 1, table);
  for (;;)
    {
      if (!wf_statement_step (list, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      saw (build->importer, wf_statement_get_text (list, 0));
    }
}

gboolean
wf_hsds_build (WfImporter *importer, WfDatabase *db, GError **error)
{
  g_auto (Build) build = { importer, db, NULL };

  return find_region (&build, error) &&
         count_ids (&build, "organizations", wf_importer_saw_organization, error) &&
         count_ids (&build, "locations", wf_importer_saw_location, error) &&
         build_services (&build, error) &&
         put_unused (&build, "organizations", "organization", error) &&
         put_unused (&build, "locations", "location", error) && put_rest (&build, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The records an export holds, one after the other, as HSDS objects.
 *
 * Invariant: no two of one kind have the same id. Where they came with the same, all but one go out
 * under the id they have here, and say the one they came with.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-export-records.h"

#include "wf-export.h"
#include "wf-hsds-entry.h"
#include "wf-importer.h"
#include "wf-index-build.h"
#include "wf-json.h"
#include "wf-statement.h"

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
#define LIST_SERVICES                                                                              \
  "SELECT r.type, r.json, r.id, s.id" CHOSEN SERVICES " ORDER BY s.priority, s.num, r.num"
#define LIST_OTHERS                                                                                \
  "SELECT r.type, r.json, r.id, s.id" CHOSEN " AND r.type NOT IN ('service', 'entry')"             \
  " ORDER BY r.type, s.priority, r.num"

struct _WfExportRecords {
  WfIndex *index;
  char *source;
  GHashTable *seen; /* hashes of kind and id */
};

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

WfExportRecords *
wf_export_records_new (WfIndex *index, const char *source)
{
  WfExportRecords *self = g_new0 (WfExportRecords, 1);

  self->index = index;
  self->source = g_strdup (source);
  self->seen = g_hash_table_new (NULL, NULL);
  return self;
}

void
wf_export_records_free (WfExportRecords *self)
{
  g_free (self->source);
  g_hash_table_unref (self->seen);
  g_free (self);
}

/* Whether another that came with the same id has it: then it was kept under one made otherwise. */
static gboolean
is_twin (const char *kind, const char *came_with, const char *id, const char *source)
{
  g_autofree char *made = wf_hsds_make_key (source, kind, came_with);

  return strcmp (came_with, id) != 0 && strcmp (made, id) != 0;
}

static JsonObject *
give_own_id (JsonObject *object, const char *id)
{
  JsonObject *copy = wf_hsds_thaw (object);
  JsonObject *ours = wf_json_get_object (copy, WF_HSDS_OURS);

  if (ours == NULL)
    {
      ours = json_object_new ();
      json_object_set_object_member (copy, WF_HSDS_OURS, ours);
    }
  json_object_set_member (ours, "id", json_object_dup_member (copy, "id"));
  json_object_set_string_member (copy, "id", id);
  return copy;
}

/* Returns: (transfer full): @object, with an id that none of its kind had before. */
static JsonObject *
tell_apart (WfExportRecords *self, const char *type, JsonObject *object, WfStatement *row)
{
  const char *kind = g_str_has_prefix (type, "service-unnamed") ? "service" : type;
  const char *id = wf_statement_get_text (row, 2);
  g_autofree char *came_with = wf_hsds_dup_id (object);
  g_autofree char *name = g_strconcat (kind, "/", came_with, NULL);

  if (*came_with == '\0' || !g_uuid_string_is_valid (id) ||
      (!is_twin (kind, came_with, id, wf_statement_get_text (row, 3)) &&
       g_hash_table_add (self->seen, wf_importer_hash (name))))
    return json_object_ref (object);
  return give_own_id (object, id);
}

static gboolean
visit_rows (
    WfExportRecords *self, const char *sql, WfExportVisit visit, gpointer user_data, GError **error)
{
  g_autoptr (WfStatement) list = wf_statement_prepare (self->index->db, sql, error);
  gboolean has_row = FALSE;

  if (list == NULL)
    return FALSE;
  wf_statement_bind_text (list, 1, self->source);
  for (;;)
    {
      g_autoptr (JsonObject) object = NULL, shown = NULL;
      gboolean is_entry;

      if (!wf_statement_step (list, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      object = wf_json_parse_object (wf_statement_get_text (list, 1), -1, NULL);
      if (object == NULL)
        {
          g_message ("a record that cannot be read is left out");
          continue;
        }
      is_entry = strcmp (wf_statement_get_text (list, 0), "entry") == 0;
      shown = is_entry ? wf_hsds_from_entry (object)
                       : tell_apart (self, wf_statement_get_text (list, 0), object, list);
      if (!visit (is_entry ? "service" : wf_statement_get_text (list, 0), shown, user_data, error))
        return FALSE;
    }
}

gboolean
wf_export_records_services (WfExportRecords *self,
                            WfExportVisit visit,
                            gpointer user_data,
                            GError **error)
{
  return visit_rows (self, LIST_SERVICES, visit, user_data, error);
}

gboolean
wf_export_records_others (WfExportRecords *self,
                          WfExportVisit visit,
                          gpointer user_data,
                          GError **error)
{
  return visit_rows (self, LIST_OTHERS, visit, user_data, error);
}

gboolean
wf_export_records_count (WfExportRecords *self, guint *out_count, GError **error)
{
  g_autoptr (WfStatement) count = wf_statement_prepare (self->index->db, COUNT_SERVICES, error);
  gboolean has_row;

  if (count == NULL)
    return FALSE;
  wf_statement_bind_text (count, 1, self->source);
  if (!wf_statement_step (count, &has_row, error))
    return FALSE;
  *out_count = (guint) wf_statement_get_int (count, 0);
  return TRUE;
}

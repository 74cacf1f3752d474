/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An HSDS 3 interface, walked into a source of the catalogue. Its pages have no order and no mark
 * of change, so that a walk over a list that changes can miss entries: then it is walked again.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-hsds-api.h"

#include "wf-catalogue-error.h"
#include "wf-hsds-json.h"
#include "wf-importer.h"
#include "wf-json-split.h"
#include "wf-json.h"
#include "wf-repair.h"
#include "wf-statement.h"

#include <string.h>

#define PRIORITY     40
#define PER_PAGE     100
#define PAGES_MAX    100000
#define WALKS_MAX    3
#define PAGE_BYTES   (64 * 1024 * 1024)
#define ITEM_BYTES   (16 * 1024 * 1024)
#define SHRINK_SHARE 20
#define SHRINK_FEW   5

#define LIST_IDS                                                                                   \
  "SELECT r.id FROM record AS r JOIN source AS s ON s.num = r.source"                              \
  " WHERE s.id = ?1 AND r.type = 'service' AND r.gone IS NULL"

typedef struct {
  const WfHsdsApiOptions *options;
  WfCatalogueStore *store;
  WfFetch *fetch;
  WfImporter *importer;
  WfCatalogueBatch *batch;
  GCancellable *cancellable;
  char *base;
  char *source;
  char *since;  /* modified_after, or NULL: everything */
  char *latest; /* the greatest last_modified seen */
} Api;

static void
api_clear (Api *api)
{
  g_clear_pointer (&api->importer, wf_importer_free);
  g_clear_pointer (&api->batch, wf_catalogue_batch_free);
  g_clear_pointer (&api->base, g_free);
  g_clear_pointer (&api->source, g_free);
  g_clear_pointer (&api->since, g_free);
  g_clear_pointer (&api->latest, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Api, api_clear)

/* One walk over the pages. */
typedef struct {
  Api *api;
  gboolean is_minimal; /* ids alone */
  GHashTable *ids;     /* hashes of those seen, this walk and those before */
  guint on_page;
  gboolean is_new; /* the page had an id not seen on this walk's pages before */
  GHashTable *walked;
} Walk;

static gboolean
refuse (GError **error, const char *why)
{
  g_set_error_literal (error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_FORMAT, why);
  return FALSE;
}

static JsonObject *
get_object (Api *api, const char *url, guint64 max, GError **error)
{
  WfFetchRequest request = { .url = url, .accept = "application/json", .max_bytes = max };
  g_autoptr (WfFetchReply) reply =
      wf_fetch_get_sync (api->fetch, &request, api->cancellable, error);
  g_autofree char *text = NULL;
  gsize size;
  const char *bytes;
  JsonObject *object;

  if (reply == NULL)
    return NULL;
  if (reply->status != 200 || reply->body == NULL)
    {
      g_set_error (error, WF_FETCH_ERROR, WF_FETCH_ERROR_STATUS, "%s: the server answers %u", url,
                   reply->status);
      return NULL;
    }
  bytes = g_bytes_get_data (reply->body, &size);
  text = wf_repair_escapes (wf_repair_encoding (bytes, size, NULL), NULL);
  object = wf_json_parse_object (text, -1, NULL);
  if (object == NULL)
    g_set_error (error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_FORMAT,
                 "%s: the answer is not one JSON object", url);
  return object;
}

static char *
make_page_url (const Walk *walk, guint page)
{
  g_autofree char *since = walk->api->since != NULL && !walk->is_minimal
                               ? g_uri_escape_string (walk->api->since, NULL, FALSE)
                               : NULL;

  return g_strdup_printf ("%s/services?page=%u&per_page=%u&%s%s%s", walk->api->base, page, PER_PAGE,
                          walk->is_minimal ? "minimal=true" : "full=true",
                          since != NULL ? "&modified_after=" : "", since != NULL ? since : "");
}

/* A list need not hold all there is of a service. */
static gboolean
is_brief (JsonObject *service)
{
  static const char *const MEMBERS[] = {
    "service_at_locations", "phones", "schedules", "languages", "contacts", "service_areas"
  };

  for (guint i = 0; i < G_N_ELEMENTS (MEMBERS); i++)
    {
      if (json_object_has_member (service, MEMBERS[i]))
        return FALSE;
    }
  return TRUE;
}

static JsonObject *
get_whole (Api *api, JsonObject *service, const char *id, GError **error)
{
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);
  g_autofree char *url = g_strdup_printf ("%s/services/%s", api->base, escaped);
  g_autoptr (GError) inner = NULL;
  JsonObject *whole;

  if (*id == '\0' || !is_brief (service))
    return json_object_ref (service);
  whole = get_object (api, url, ITEM_BYTES, &inner);
  if (whole != NULL && wf_json_get_string (whole, "name", NULL) != NULL)
    return whole;
  g_clear_pointer (&whole, json_object_unref);
  if (inner != NULL && !g_error_matches (inner, WF_FETCH_ERROR, WF_FETCH_ERROR_STATUS) &&
      !g_error_matches (inner, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_FORMAT))
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return NULL;
    }
  wf_import_report_repair (api->importer->report, "no-detail");
  return json_object_ref (service);
}

static void
note_latest (Api *api, JsonObject *service)
{
  const char *modified = wf_json_get_string (service, "last_modified", NULL);

  if (modified == NULL)
    modified = wf_json_get_string (service, "modified_date", "");
  if (*modified != '\0' && (api->latest == NULL || strcmp (modified, api->latest) > 0))
    {
      g_free (api->latest);
      api->latest = g_strdup (modified);
    }
}

static gboolean
take_service (Walk *walk, JsonObject *service, guint number, GError **error)
{
  Api *api = walk->api;
  g_autofree char *id = wf_hsds_dup_id (service);
  g_autofree char *key = wf_importer_dup_id (api->importer, "service", id);
  g_autoptr (JsonObject) whole = NULL;

  walk->on_page++;
  walk->is_new |= *id == '\0' || g_hash_table_add (walk->walked, wf_importer_hash (key));
  note_latest (api, service);
  if (*id != '\0' && !g_hash_table_add (walk->ids, wf_importer_hash (key)))
    return TRUE;
  if (walk->is_minimal)
    return TRUE;
  whole = get_whole (api, service, id, error);
  return whole != NULL && wf_importer_put_service (api->importer, whole, "services", number, error);
}

static gboolean
take_page (Walk *walk, JsonObject *page, GError **error)
{
  JsonArray *contents = wf_json_get_array (page, "contents");

  walk->on_page = 0;
  walk->is_new = FALSE;
  if (contents == NULL)
    return refuse (error, "the interface answers with something else than a page of services");
  for (guint i = 0; i < json_array_get_length (contents); i++)
    {
      JsonNode *node = json_array_get_element (contents, i);

      if (!JSON_NODE_HOLDS_OBJECT (node))
        wf_import_report_refuse (walk->api->importer->report, "services", i + 1,
                                 "it is no JSON object");
      else if (!take_service (walk, json_node_get_object (node), i + 1, error))
        return FALSE;
    }
  return TRUE;
}

/* All pages once. @out_is_steady: the list said the same length all the way. */
static gboolean
walk_once (Walk *walk, gboolean *out_is_steady, GError **error)
{
  gint64 total = -1;

  *out_is_steady = TRUE;
  for (guint number = 1; number <= PAGES_MAX; number++)
    {
      g_autofree char *url = make_page_url (walk, number);
      g_autoptr (JsonObject) page = get_object (walk->api, url, PAGE_BYTES, error);
      gint64 items, pages;

      if (page == NULL || !take_page (walk, page, error))
        return FALSE;
      items = wf_json_get_int (page, "total_items", -1);
      pages = wf_json_get_int (page, "total_pages", -1);
      *out_is_steady &= total < 0 || items == total;
      total = items;
      if (walk->on_page == 0 || wf_json_get_bool (page, "last_page", FALSE) ||
          (pages >= 0 && number >= pages))
        return TRUE;
      /* It gives the same page whatever is asked. */
      if (!walk->is_new)
        {
          wf_import_report_repair (walk->api->importer->report, "odd-paging");
          return TRUE;
        }
    }
  return refuse (error, "the list of services never ends");
}

static gboolean
walk_pages (Api *api, gboolean is_minimal, GHashTable *ids, GError **error)
{
  for (guint attempt = 0; attempt < WALKS_MAX; attempt++)
    {
      g_autoptr (GHashTable) walked = g_hash_table_new (NULL, NULL);
      Walk walk = { api, is_minimal, ids, 0, FALSE, walked };
      gboolean is_steady;

      if (!walk_once (&walk, &is_steady, error))
        return FALSE;
      if (is_steady)
        return TRUE;
      wf_import_report_repair (api->importer->report, "list-moved");
    }
  return refuse (error, "the list changes faster than it can be read; try again later");
}

/* The lines of format=ndjson, cut as they come. */
typedef struct {
  Walk walk;
  GByteArray *line;
  guint number;
} Lines;

static gboolean
take_line (Lines *lines, GError **error)
{
  WfImportReport *report = lines->walk.api->importer->report;
  char *line = wf_repair_encoding ((const char *) lines->line->data, lines->line->len, report);
  g_autofree char *text = wf_repair_escapes (line, report);
  g_autoptr (JsonObject) service = NULL;

  lines->number++;
  g_byte_array_set_size (lines->line, 0);
  if (text[strspn (text, " \t\r")] == '\0')
    return TRUE;
  service = wf_json_parse_object (text, -1, NULL);
  if (service != NULL && wf_json_get_array (service, "contents") == NULL)
    return take_service (&lines->walk, service, lines->number, error);
  return refuse (error, "it offers no lines");
}

static gboolean
on_bytes (gconstpointer bytes, gsize size, gpointer user_data, GError **error)
{
  Lines *lines = user_data;
  const guint8 *at = bytes, *end = at + size;

  while (at < end)
    {
      const guint8 *newline = memchr (at, '\n', (gsize) (end - at));
      const guint8 *to = newline != NULL ? newline : end;

      g_byte_array_append (lines->line, at, (guint) (to - at));
      if (lines->line->len > ITEM_BYTES)
        return refuse (error, "a line is too long");
      if (newline != NULL && !take_line (lines, error))
        return FALSE;
      at = to + (newline != NULL);
    }
  return TRUE;
}

/* Returns: %FALSE without @error when it does not offer lines. */
static gboolean
read_lines (Api *api, GHashTable *ids, GError **error)
{
  g_autofree char *url = g_strconcat (api->base, "/services?format=ndjson&full=true", NULL);
  WfFetchRequest request = { .url = url,
                             .accept = "application/x-ndjson",
                             .max_bytes = G_MAXINT64 };
  g_autoptr (GByteArray) line = g_byte_array_new ();
  g_autoptr (GHashTable) walked = g_hash_table_new (NULL, NULL);
  Lines lines = { { api, FALSE, ids, 0, FALSE, walked }, line, 0 };
  g_autoptr (WfFetchReply) reply = NULL;
  GError *inner = NULL;

  reply = wf_fetch_stream_sync (api->fetch, &request, on_bytes, &lines, api->cancellable, &inner);
  if (reply != NULL && reply->status == 200 && (line->len == 0 || take_line (&lines, &inner)) &&
      lines.number > 0)
    return TRUE;
  if (inner != NULL && !g_error_matches (inner, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_FORMAT))
    g_propagate_error (error, inner);
  else
    g_clear_error (&inner);
  return FALSE;
}

/* What was there and is in the list of ids no more. */
static gboolean
remove_missing (Api *api, GHashTable *ids, GError **error)
{
  GError *inner = NULL;
  g_autoptr (WfStatement) list =
      wf_statement_prepare (wf_catalogue_store_get_index (api->store)->db, LIST_IDS, &inner);
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
  gboolean has_row = FALSE;

  if (list != NULL)
    wf_statement_bind_text (list, 1, api->source);
  while (list != NULL && wf_statement_step (list, &has_row, &inner) && has_row)
    {
      const char *id = wf_statement_get_text (list, 0);

      if (!g_hash_table_contains (ids, wf_importer_hash (id)))
        g_ptr_array_add (missing, g_strdup (id));
    }
  if (inner != NULL)
    return wf_catalogue_take_error (error, inner);
  for (guint i = 0; i < missing->len; i++)
    {
      if (!wf_catalogue_batch_remove (api->batch, "service", missing->pdata[i], 0, "withdrawn",
                                      NULL, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_all (Api *api, GError **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) there = g_hash_table_new (NULL, NULL);
  GError *inner = NULL;

  if (api->since != NULL)
    return walk_pages (api, FALSE, ids, error) && walk_pages (api, TRUE, there, error) &&
           remove_missing (api, there, error);
  if (read_lines (api, ids, &inner))
    return TRUE;
  if (inner != NULL)
    {
      g_propagate_error (error, inner);
      return FALSE;
    }
  return walk_pages (api, FALSE, ids, error);
}

static gboolean
brake (const WfBatchTotals *totals, gpointer user_data, GError **error)
{
  const WfHsdsApiOptions *options = user_data;

  if (options->may_shrink || totals->removed <= SHRINK_FEW ||
      totals->removed <= totals->before / SHRINK_SHARE)
    return TRUE;
  g_set_error (error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_SHRINKS,
               "%u of %u entries would go; confirm it if that is right", totals->removed,
               totals->before);
  return FALSE;
}

static gboolean
finish (Api *api, const WfCatalogueSource *source, WfBatchTotals *out_totals, GError **error)
{
  WfLocal *local = wf_catalogue_store_get_index (api->store)->local;
  g_autoptr (JsonObject) state = json_object_new ();
  g_autofree char *text = NULL;
  gint64 now = g_get_real_time ();
  WfLocalSource known = {
    .id = api->source,
    .kind = (char *) "api",
    .title = (char *) source->title,
    .url = api->base,
    .priority = source->priority,
    .is_on = TRUE,
    .tried_us = now,
    .succeeded_us = now,
  };

  if (api->latest != NULL)
    json_object_set_string_member (state, "modified_after", api->latest);
  text = wf_json_to_text (state);
  wf_catalogue_batch_set_state (api->batch, text);
  return wf_catalogue_batch_apply (api->batch, brake, (gpointer) api->options, out_totals, error) &&
         (local == NULL || wf_local_put_source (local, &known, error));
}

static char *
make_source (const char *base)
{
  char *source =
      g_strconcat ("api-", strstr (base, "://") != NULL ? strstr (base, "://") + 3 : base, NULL);

  for (char *p = source; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p))
        *p = '-';
    }
  return source;
}

static void
read_state (Api *api)
{
  g_autofree char *text = wf_catalogue_store_dup_state (api->store, api->source);
  g_autoptr (JsonObject) state = text != NULL ? wf_json_parse_object (text, -1, NULL) : NULL;

  if (state == NULL)
    return;
  api->since = g_strdup (wf_json_get_string (state, "modified_after", NULL));
  api->latest = g_strdup (api->since);
}

gboolean
wf_hsds_api_import (WfCatalogueStore *store,
                    WfFetch *fetch,
                    const WfHsdsApiOptions *options,
                    GCancellable *cancellable,
                    WfImportReport **out_report,
                    WfBatchTotals *out_totals,
                    GError **error)
{
  g_return_val_if_fail (store != NULL && fetch != NULL, FALSE);
  g_return_val_if_fail (options != NULL && options->url != NULL, FALSE);

  g_autoptr (WfImportReport) report = wf_import_report_new ();
  g_auto (Api) api = { options, store, fetch };
  WfCatalogueSource source = { .priority = PRIORITY };
  gboolean ok;

  api.cancellable = cancellable;
  api.base = g_strdup (options->url);
  while (g_str_has_suffix (api.base, "/"))
    api.base[strlen (api.base) - 1] = '\0';
  api.source = options->source != NULL ? g_strdup (options->source) : make_source (api.base);
  source.id = api.source;
  source.title = options->title != NULL ? options->title : api.base;
  read_state (&api);
  api.batch = wf_catalogue_batch_new (
      store, &source, api.since != NULL ? WF_BATCH_DELTA : WF_BATCH_REPLACE, cancellable, error);
  if (api.batch == NULL)
    return FALSE;
  api.importer = wf_importer_new (api.batch, report, api.source, options->region);
  ok = read_all (&api, error) && finish (&api, &source, out_totals, error);
  if (out_report != NULL)
    *out_report = g_steal_pointer (&report);
  return ok;
}

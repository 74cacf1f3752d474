/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * wayfinderctl catalogue import and export: data in and out of the agency's catalogue.
 */
#define G_LOG_DOMAIN "wf-ctl"

#include "wf-ctl-catalogue.h"

#include "wf-export.h"
#include "wf-files.h"
#include "wf-hsds-api.h"
#include "wf-import.h"
#include "wf-json.h"
#include "wf-sheet.h"

#include <string.h>

static const struct {
  const char *name;
  WfImportFormat format;
} FORMATS[] = {
  { "auto", WF_IMPORT_AUTO },       { "hsds-csv", WF_IMPORT_TABLES },
  { "hsds-json", WF_IMPORT_JSON },  { "ohana-csv", WF_IMPORT_TABLES },
  { "oruk", WF_IMPORT_AUTO },       { "sheet", WF_IMPORT_SHEET },
  { "starter", WF_IMPORT_STARTER },
};

static gboolean
find_format (const char *name, WfImportFormat *out_format)
{
  for (guint i = 0; i < G_N_ELEMENTS (FORMATS); i++)
    {
      if (strcmp (FORMATS[i].name, name) == 0)
        {
          *out_format = FORMATS[i].format;
          return TRUE;
        }
    }
  return FALSE;
}

WfCatalogueStore *
wf_ctl_open_store (const WfCtl *ctl, GError **error)
{
  g_autofree char *starter = g_build_filename (ctl->shared_dir, "catalogue", "starter.json", NULL);
  g_autofree char *words = g_build_filename (ctl->shared_dir, "catalogue", "words.json", NULL);
  g_autofree char *database = g_build_filename (ctl->data_dir, "catalogue.db", NULL);

  return wf_files_make_folder (ctl->data_dir, error)
             ? wf_catalogue_store_open (database, starter, words, error)
             : NULL;
}

/* "--map Nom=name": heading and field. */
static JsonObject *
read_mapping (char **pairs)
{
  JsonObject *mapping;

  if (pairs == NULL)
    return NULL;
  mapping = json_object_new ();
  for (guint i = 0; pairs[i] != NULL; i++)
    {
      char *equals = strrchr (pairs[i], '=');
      g_autofree char *heading =
          equals != NULL ? g_strndup (pairs[i], (gsize) (equals - pairs[i])) : g_strdup (pairs[i]);

      json_object_set_string_member (mapping, heading, equals != NULL ? equals + 1 : "");
    }
  return mapping;
}

static gboolean
has_fields (JsonObject *mapping)
{
  JsonObjectIter iter;
  const char *heading;
  JsonNode *node;

  json_object_iter_init (&iter, mapping);
  while (json_object_iter_next (&iter, &heading, &node))
    {
      const char *field = json_node_get_string (node);

      if (*field != '\0' && !g_strv_contains (wf_sheet_list_fields (), field))
        return FALSE;
    }
  return TRUE;
}

static void
print_report (const WfImportReport *report, const WfBatchTotals *totals, gboolean as_json)
{
  g_autoptr (JsonObject) object = wf_import_report_to_json (report);
  g_autoptr (GList) kinds = NULL;

  json_object_set_int_member (object, "removed", totals->removed);
  if (as_json)
    {
      wf_ctl_print_json (object);
      return;
    }
  g_print ("taken: %u services, %u organizations, %u locations\n", report->services,
           report->organizations, report->locations);
  if (totals->removed > 0)
    g_print ("no longer in the list: %u\n", totals->removed);
  kinds = json_object_get_members (wf_json_get_object (object, "repaired"));
  for (GList *l = kinds; l != NULL; l = l->next)
    g_print ("repaired or marked: %s %u\n", (const char *) l->data,
             wf_import_report_get (report, l->data));
  for (guint i = 0; i < report->refused->len; i++)
    {
      const WfImportRefusal *refusal = report->refused->pdata[i];

      g_print ("left out: %s: %s\n", refusal->where, refusal->why);
    }
}

static gboolean
is_address (const char *path)
{
  return g_str_has_prefix (path, "https://") || g_str_has_prefix (path, "http://");
}

static gboolean
import_address (WfCatalogueStore *store,
                const char *url,
                const WfImportOptions *options,
                gboolean may_shrink,
                WfImportReport **out_report,
                WfBatchTotals *out_totals,
                GError **error)
{
  WfHsdsApiOptions api = { url, options->source, options->title, options->region, may_shrink };
  WfFetch *fetch = wf_fetch_new (NULL);
  gboolean ok = wf_hsds_api_import (store, fetch, &api, NULL, out_report, out_totals, error);

  wf_fetch_free (fetch);
  return ok;
}

int
wf_ctl_catalogue_import (WfCtl *ctl, int argc, char **argv)
{
  g_autofree char *format = NULL, *source = NULL, *title = NULL, *region = NULL;
  g_auto (GStrv) pairs = NULL;
  gboolean as_json = FALSE, is_dry_run = FALSE, may_shrink = FALSE, ok;
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &format,
      "What the file is; found out by itself without this", "FORMAT" },
    { "source", 0, 0, G_OPTION_ARG_STRING, &source, "The list these entries belong to", "ID" },
    { "title", 0, 0, G_OPTION_ARG_STRING, &title, "What that list is called", "TITLE" },
    { "region", 0, 0, G_OPTION_ARG_STRING, &region, "Where the entries are that do not say it",
      "REGION" },
    { "map", 0, 0, G_OPTION_ARG_STRING_ARRAY, &pairs,
      "This column holds that field; once for each column", "HEADING=FIELD" },
    { "may-shrink", 0, 0, G_OPTION_ARG_NONE, &may_shrink,
      "Even when many entries of the list would go", NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &is_dry_run, "Say what would come in, and change nothing",
      NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "Answer as JSON on one line", NULL },
    { NULL },
  };
  WfImportOptions options = { WF_IMPORT_AUTO };
  WfBatchTotals totals = { 0 };
  g_autoptr (WfImportReport) report = NULL;
  g_autoptr (WfCatalogueStore) store = NULL;
  g_autoptr (JsonObject) mapping = NULL;
  g_autoptr (GError) error = NULL;

  if (wf_ctl_parse (&argc, &argv, entries, 1) < 0)
    return WF_CTL_WRONG_USE;
  if (argc != 1)
    return wf_ctl_wrong_use ("what is to be imported?");
  if (format != NULL && !find_format (format, &options.format))
    return wf_ctl_wrong_use ("--format is auto, hsds-csv, hsds-json, ohana-csv, oruk, sheet or "
                             "starter");
  mapping = read_mapping (pairs);
  if (mapping != NULL && !has_fields (mapping))
    return wf_ctl_wrong_use (
        "--map HEADING=FIELD: there is no such field; what there is: name, "
        "organization, description, kind, status, url, email, phone, "
        "address_1, city, state_province, … (docs/formats/catalogue-files.md)");
  options.source = source;
  options.title = title;
  options.region = region;
  options.mapping = mapping;
  options.is_dry_run = is_dry_run;
  options.may_shrink = may_shrink;
  store = wf_ctl_open_store (ctl, &error);
  if (store == NULL)
    return wf_ctl_fail (error);
  ok = is_address (argv[0])
           ? import_address (store, argv[0], &options, may_shrink, &report, &totals, &error)
           : wf_catalogue_import (store, argv[0], &options, NULL, &report, &totals, &error);
  if (report != NULL && (ok || report->refused->len > 0))
    print_report (report, &totals, as_json);
  return ok ? WF_CTL_DONE : wf_ctl_fail (error);
}

int
wf_ctl_catalogue_export (WfCtl *ctl, int argc, char **argv)
{
  g_autofree char *format = NULL, *source = NULL;
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, "hsds-json (default) or hsds-csv", "FORMAT" },
    { "source", 0, 0, G_OPTION_ARG_STRING, &source, "The list these entries belong to", "ID" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "Answer as JSON on one line", NULL },
    { NULL },
  };
  g_autoptr (WfCatalogueStore) store = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_tables, ok;
  guint count = 0;

  if (wf_ctl_parse (&argc, &argv, entries, 1) < 0)
    return WF_CTL_WRONG_USE;
  if (argc != 1)
    return wf_ctl_wrong_use ("where is it to be written?");
  is_tables = g_strcmp0 (format, "hsds-csv") == 0;
  if (format != NULL && !is_tables && strcmp (format, "hsds-json") != 0)
    return wf_ctl_wrong_use ("--format is hsds-json or hsds-csv");
  store = wf_ctl_open_store (ctl, &error);
  if (store == NULL)
    return wf_ctl_fail (error);
  ok = is_tables ? wf_catalogue_export_tables (store, source, argv[0], &count, &error)
                 : wf_catalogue_export_json (store, source, argv[0], &count, &error);
  if (!ok)
    return wf_ctl_fail (error);
  if (as_json)
    {
      g_autoptr (JsonObject) object = json_object_new ();

      json_object_set_int_member (object, "services", count);
      wf_ctl_print_json (object);
    }
  else
    g_print ("%u services\n", count);
  return WF_CTL_DONE;
}

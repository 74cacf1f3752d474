/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * wayfinderctl catalogue …: searches the agency's catalogue, imported sources and starter together,
 * or, where there is none, the shipped starter in memory.
 */
#define G_LOG_DOMAIN "wf-ctl"

#include "wf-ctl-catalogue.h"

#include "wf-ctl-packs.h"

static void
print_result (const WfSearchResult *result)
{
  for (guint i = 0; i < result->resources->len; i++)
    {
      const WfResource *resource = g_ptr_array_index (result->resources, i);

      g_print ("%s\t%s\n", resource->id, wf_resource_get_name (resource, NULL));
    }
}

WfCatalogue *
wf_ctl_open_catalogue (const WfCtl *ctl, GError **error)
{
  g_autofree char *starter = g_build_filename (ctl->shared_dir, "catalogue", "starter.json", NULL);
  g_autofree char *words = g_build_filename (ctl->shared_dir, "catalogue", "words.json", NULL);
  g_autofree char *database = g_build_filename (ctl->data_dir, "catalogue.db", NULL);
  g_autofree char *local = g_build_filename (ctl->data_dir, "local.db", NULL);
  gboolean has_database =
      g_file_test (database, G_FILE_TEST_IS_REGULAR) || g_file_test (local, G_FILE_TEST_IS_REGULAR);

  return wf_catalogue_open_sync (has_database ? database : NULL, starter, words, error);
}

static int
run_search (WfCtl *ctl, int argc, char **argv)
{
  g_autofree char *region = NULL, *kind = NULL, *language = NULL;
  int limit = 20;
  gboolean as_json = FALSE, with_closed = FALSE;
  const GOptionEntry entries[] = {
    { "region", 0, 0, G_OPTION_ARG_STRING, &region, NULL, NULL },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &kind, NULL, NULL },
    { "lang", 0, 0, G_OPTION_ARG_STRING, &language, NULL, NULL },
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, NULL, NULL },
    { "closed", 0, 0, G_OPTION_ARG_NONE, &with_closed, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, NULL, NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;

  if (wf_ctl_parse (&argc, &argv, entries, 1) < 0)
    return WF_CTL_WRONG_USE;
  if (limit < 1)
    return wf_ctl_wrong_use ("--limit is a number from 1");
  if (!wf_ctl_check_region (region) || !wf_ctl_check_kind (kind) ||
      !wf_ctl_check_language (language))
    return WF_CTL_WRONG_USE;

  g_autoptr (WfCatalogue) catalogue = wf_ctl_open_catalogue (ctl, &error);

  if (catalogue == NULL)
    return wf_ctl_fail (error);

  const char *kinds[] = { kind, NULL };
  WfCatalogueFilter filter = WF_CATALOGUE_FILTER_INIT;

  filter.kinds = kind != NULL ? kinds : NULL;
  filter.region = region;
  filter.language = language;
  filter.include_closed = with_closed;

  g_autoptr (WfSearchResult) result =
      wf_catalogue_search_sync (catalogue, argc > 0 ? argv[0] : "", &filter, (guint) limit, &error);

  if (result == NULL)
    return wf_ctl_fail (error);
  if (as_json)
    {
      g_autoptr (JsonObject) object = wf_search_result_to_json (result);

      wf_ctl_print_json (object);
    }
  else
    print_result (result);
  return WF_CTL_DONE;
}

const WfCtlCommand WF_CTL_CATALOGUE_COMMANDS[] = {
  { "catalogue add", "FILE: an entry of your own, as JSON", wf_ctl_catalogue_add },
  { "catalogue edit",
    "ID pin|unpin|hide|show|note TEXT|correct FIELD VALUE|uncorrect FIELD|checked [DAY]|merge INTO"
    "|split|drop",
    wf_ctl_catalogue_edit },
  { "catalogue export", "OUT [--format hsds-json|hsds-csv] [--source ID] [--json]",
    wf_ctl_catalogue_export },
  { "catalogue import",
    "PATH|URL [--format auto|hsds-csv|hsds-json|ohana-csv|oruk|sheet|starter] [--source ID] [--title T]"
    " [--region R] [--map HEADING=FIELD]… [--dry-run] [--may-shrink] [--json]",
    wf_ctl_catalogue_import },
  { "catalogue proposal export", "OUT", wf_ctl_catalogue_propose },
  { "catalogue proposal import", "FILE [--accept all|NUMBER,…] [--json]", wf_ctl_catalogue_review },
  { "catalogue search", "TEXT [--region R] [--kind K] [--lang L] [--limit N] [--closed] [--json]",
    run_search },
  { NULL },
};

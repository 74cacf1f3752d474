/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * wayfinderctl catalogue …: searches the agency's catalogue, imported sources and starter together,
 * or, where there is none, the shipped starter in memory.
 */
#define G_LOG_DOMAIN "wf-ctl"

#include "wf-ctl-catalogue.h"

#include "wf-ctl-packs.h"

#include <string.h>

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

/* Where the offer is: the day and time there, without a zone. */
static gboolean
read_minute (const char *text, WfCatalogueFilter *filter)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *full = g_strconcat (text, ":00", NULL);
  g_autoptr (GDateTime) time = strcmp (text, "now") == 0 ? g_date_time_new_now_local ()
                                                         : g_date_time_new_from_iso8601 (full, utc);

  if (time == NULL)
    return FALSE;
  filter->open_only = TRUE;
  filter->open_minute = (guint) ((g_date_time_get_day_of_week (time) - 1) * 24 * 60 +
                                 g_date_time_get_hour (time) * 60 + g_date_time_get_minute (time));
  return TRUE;
}

static gboolean
read_day (const char *text, WfCatalogueFilter *filter)
{
  GDate first, last;

  if (!wf_date_parse_partial (text, &first, &last))
    return FALSE;
  filter->newer_than = g_date_get_julian (&first);
  return TRUE;
}

static int
run_search (WfCtl *ctl, int argc, char **argv)
{
  g_autofree char *region = NULL, *kind = NULL, *language = NULL;
  g_autofree char *open_at = NULL, *newer_than = NULL;
  int limit = 20;
  double max_month = -1;
  gboolean as_json = FALSE, with_closed = FALSE;
  WfCatalogueFilter filter = WF_CATALOGUE_FILTER_INIT;
  const GOptionEntry entries[] = {
    { "region", 0, 0, G_OPTION_ARG_STRING, &region, "Only what serves this region, such as CA-ON",
      "REGION" },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &kind, "Only this kind of offer", "KIND" },
    { "lang", 0, 0, G_OPTION_ARG_STRING, &language, "Only what is served in this language", "TAG" },
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, "At the most so many (20)", "NUMBER" },
    { "closed", 0, 0, G_OPTION_ARG_NONE, &with_closed, "Also what has closed", NULL },
    { "free", 0, 0, G_OPTION_ARG_NONE, &filter.free_only, "Only what costs nothing", NULL },
    { "max-month", 0, 0, G_OPTION_ARG_DOUBLE, &max_month,
      "Only what costs at the most so much a month", "AMOUNT" },
    { "remote", 0, 0, G_OPTION_ARG_NONE, &filter.remote_only,
      "Only what works by telephone or online", NULL },
    { "open-at", 0, 0, G_OPTION_ARG_STRING, &open_at,
      "Only what is open then, such as 2026-11-23T10:00", "TIME" },
    { "newer-than", 0, 0, G_OPTION_ARG_STRING, &newer_than,
      "Only what was looked at since that day", "DAY" },
    { "places", 0, 0, G_OPTION_ARG_NONE, &filter.has_places, "Only what has places left", NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "Answer as JSON on one line", NULL },
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
  if (open_at != NULL && !read_minute (open_at, &filter))
    return wf_ctl_wrong_use ("--open-at is a day and time as 2026-11-21T14:30, or now");
  if (newer_than != NULL && !read_day (newer_than, &filter))
    return wf_ctl_wrong_use ("--newer-than is a day as 2026-11-21");

  g_autoptr (WfCatalogue) catalogue = wf_ctl_open_catalogue (ctl, &error);

  if (catalogue == NULL)
    return wf_ctl_fail (error);

  const char *kinds[] = { kind, NULL };

  filter.max_month = max_month;
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
    "PATH|URL [--format auto|hsds-csv|hsds-json|ohana-csv|oruk|sheet|starter] [--source ID] "
    "[--title T]"
    " [--region R] [--map HEADING=FIELD]… [--dry-run] [--may-shrink] [--json]",
    wf_ctl_catalogue_import },
  { "catalogue proposal export", "OUT", wf_ctl_catalogue_propose },
  { "catalogue proposal import", "FILE [--accept all|NUMBER,…] [--json]", wf_ctl_catalogue_review },
  { "catalogue search",
    "TEXT [--region R] [--kind K] [--lang L] [--limit N] [--closed] [--free]"
    " [--max-month N] [--remote] [--open-at TIME] [--newer-than DAY] [--places]"
    " [--json]",
    run_search },
  { NULL },
};

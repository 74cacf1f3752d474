/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * wayfinderctl catalogue match: the facts of a made-up client against every entry, so that
 * whoever writes conditions can try them without a window. Nothing of it is kept.
 */
#define G_LOG_DOMAIN "wf-ctl"

#include "wf-ctl.h"

#include "wf-catalogue.h"
#include "wf-ctl-packs.h"
#include "wf-fact-shape.h"
#include "wf-json.h"

/* A slip of the pen would otherwise give "ask", or worse, "no". */
static gboolean
check_facts (JsonObject *facts, GError **error)
{
  g_autoptr (GList) names = json_object_get_members (facts);

  for (GList *l = names; l != NULL; l = l->next)
    if (!wf_fact_shape_check (l->data, json_object_get_member (facts, l->data), error))
      return FALSE;
  return TRUE;
}

static WfFacts *
read_facts (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (JsonObject) object = NULL;
  gsize size = 0;

  if (g_str_equal (path, "-"))
    {
      text = wf_ctl_read_input (error);
      if (text == NULL)
        return NULL;
      object = wf_json_parse_exact (text, -1, error);
    }
  else
    {
      if (!g_file_get_contents (path, &text, &size, error))
        return NULL;
      object = wf_json_parse_exact (text, (gssize) size, error);
    }
  if (object == NULL)
    {
      g_prefix_error (error, "%s: ", path);
      return NULL;
    }

  g_autoptr (WfFacts) facts =
      check_facts (object, error) ? wf_facts_new_from_json (object, error) : NULL;

  if (facts == NULL)
    g_prefix_error (error, "%s: ", path);
  return g_steal_pointer (&facts);
}

/* Every kind but "practice", which is for staff; closed entries too, so that a verdict is seen. */
static GPtrArray *
list_entries (WfCatalogue *catalogue, const char *const *kinds, GError **error)
{
  WfCatalogueFilter filter = WF_CATALOGUE_FILTER_INIT;
  g_autoptr (GPtrArray) offered = g_ptr_array_new ();

  for (guint i = 0; kinds[i] != NULL; i++)
    if (!g_str_equal (kinds[i], "practice"))
      g_ptr_array_add (offered, (gpointer) kinds[i]);
  g_ptr_array_add (offered, NULL);
  filter.kinds = (const char *const *) offered->pdata;
  filter.include_closed = TRUE;

  g_autoptr (WfSearchResult) found =
      wf_catalogue_search_sync (catalogue, "", &filter, G_MAXINT, error);

  return found != NULL ? g_ptr_array_ref (found->resources) : NULL;
}

/* Sentences, none twice: two ways may ask the same. */
static JsonArray *
words_to_json (GPtrArray *reasons, char *(*say) (const WfReason *reason))
{
  JsonArray *array = json_array_new ();
  g_autoptr (GHashTable) said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < reasons->len; i++)
    {
      char *words = say (g_ptr_array_index (reasons, i));

      if (!g_hash_table_contains (said, words))
        json_array_add_string_element (array, words);
      g_hash_table_add (said, words);
    }
  return array;
}

static JsonObject *
match_to_json (const WfResource *resource, const WfVerdict *verdict)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", resource->id);
  json_object_set_string_member (object, "verdict", wf_verdict_kind_to_text (verdict->kind));
  json_object_set_array_member (object, "reasons",
                                words_to_json (verdict->reasons, wf_reason_to_english));
  wf_json_set_strings (object, "documents", (const char *const *) verdict->documents);
  json_object_set_array_member (object, "remedies",
                                words_to_json (verdict->remedies, wf_reason_to_english_remedy));
  return object;
}

static void
print_matches (GPtrArray *resources, WfFacts *facts, const GDate *today, gboolean as_json)
{
  g_autoptr (JsonObject) answer = json_object_new ();
  JsonArray *results = json_array_new ();

  for (guint i = 0; i < resources->len; i++)
    {
      const WfResource *resource = g_ptr_array_index (resources, i);
      g_autoptr (WfVerdict) verdict = wf_resource_evaluate (resource, facts, today);

      if (as_json)
        json_array_add_object_element (results, match_to_json (resource, verdict));
      else
        g_print ("%s\t%s\n", wf_verdict_kind_to_text (verdict->kind), resource->id);
    }
  json_object_set_array_member (answer, "results", results);
  if (as_json)
    wf_ctl_print_json (answer);
}

static gboolean
read_day (const char *text, GDate *day)
{
  g_autofree char *midnight = g_strconcat (text, "T00:00:00Z", NULL);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (midnight, NULL);

  if (time == NULL)
    return FALSE;
  g_date_set_dmy (day, (GDateDay) g_date_time_get_day_of_month (time),
                  (GDateMonth) g_date_time_get_month (time),
                  (GDateYear) g_date_time_get_year (time));
  return TRUE;
}

static int
run_match (WfCtl *ctl, int argc, char **argv)
{
  g_autofree char *path = NULL, *day = NULL;
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "facts", 0, 0, G_OPTION_ARG_FILENAME, &path, "What is known of the client, as JSON", "FILE" },
    { "today", 0, 0, G_OPTION_ARG_STRING, &day, "As if it were that day", "DAY" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "Answer as JSON on one line", NULL },
    { NULL },
  };
  g_autoptr (GDate) today = g_date_new ();
  g_autoptr (GError) error = NULL;

  g_date_set_time_t (today, g_get_real_time () / G_USEC_PER_SEC);
  if (wf_ctl_parse (&argc, &argv, entries, 0) < 0)
    return WF_CTL_WRONG_USE;
  if (path == NULL)
    return wf_ctl_wrong_use ("--facts names a file, or - for standard input");
  if (day != NULL && !read_day (day, today))
    return wf_ctl_wrong_use ("--today is a day, such as 2026-11-21");

  g_autoptr (WfFacts) facts = read_facts (path, &error);

  if (facts == NULL)
    return wf_ctl_fail (error);

  g_autoptr (WfCatalogue) catalogue = wf_ctl_open_catalogue (ctl, &error);

  if (catalogue == NULL)
    return wf_ctl_fail (error);

  g_autoptr (GPtrArray) resources = list_entries (catalogue, wf_resource_list_kinds (), &error);

  if (resources == NULL)
    return wf_ctl_fail (error);
  print_matches (resources, facts, today, as_json);
  return WF_CTL_DONE;
}

const WfCtlCommand WF_CTL_MATCH_COMMANDS[] = {
  { "catalogue match", "--facts FILE [--today YYYY-MM-DD] [--json]", run_match },
  { NULL },
};

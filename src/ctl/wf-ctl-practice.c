/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * wayfinderctl practice …: what ratings on standard input add up to.
 */
#define G_LOG_DOMAIN "wf-ctl"

#include "wf-ctl.h"

#include "wf-ctl-packs.h"
#include "wf-json.h"
#include "wf-practice-score.h"

/* The strict parse says only that it is no object; whoever writes a script wants the line. */
static JsonObject *
parse_input (const char *text, GError **error)
{
  g_autoptr (GError) place = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object = wf_json_parse_exact (text, -1, error);

  if (object == NULL && !json_parser_load_from_data (parser, text, -1, &place))
    g_prefix_error (error, "%s: ", place->message);
  return object;
}

static WfPracticeScore *
make_score (const WfFramework *framework, GError **error)
{
  g_autofree char *text = wf_ctl_read_input (error);
  g_autoptr (JsonObject) input = text != NULL ? parse_input (text, error) : NULL;
  g_autoptr (WfRatings) ratings =
      input != NULL ? wf_ratings_from_json (framework, input, error) : NULL;

  return ratings != NULL ? wf_practice_score_new (framework, ratings) : NULL;
}

static WfFramework *
find_framework (WfPackLibrary *library, const char *id, GError **error)
{
  WfFramework *framework = wf_pack_library_get_framework (library, id);

  if (framework == NULL)
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT, "there is no framework “%s”", id);
  else if (!wf_framework_get_cuts (framework)->is_set)
    {
      g_set_error (error, WF_PRACTICE_ERROR, WF_PRACTICE_ERROR_NO_BANDS,
                   "framework “%s” has no bands to add up to", id);
      return NULL;
    }
  return framework;
}

static void
print_area (const WfAreaScore *area, const WfFramework *framework)
{
  const char *level = wf_rating_to_name (framework, (int) area->level);

  g_print ("%s\t%s\t%u/%u%s\n", area->id != NULL ? area->id : "overall",
           area->level > 0 ? level : "-", area->points, area->max,
           area->rated < area->questions ? "\tprovisional" : "");
}

static int
run_score (WfCtl *ctl, int argc, char **argv)
{
  g_autofree char *id = NULL;
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "framework", 0, 0, G_OPTION_ARG_STRING, &id, "Which framework the ratings are of", "ID" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "Answer as JSON on one line", NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;

  if (wf_ctl_parse (&argc, &argv, entries, 0) < 0)
    return WF_CTL_WRONG_USE;
  if (id == NULL)
    return wf_ctl_wrong_use ("practice score needs --framework, as --framework digcompedu");

  g_autoptr (WfPackLibrary) library = wf_ctl_load_packs (ctl);
  const WfFramework *framework = find_framework (library, id, &error);
  g_autoptr (WfPracticeScore) score = framework != NULL ? make_score (framework, &error) : NULL;

  if (score == NULL)
    return wf_ctl_fail (error);
  if (as_json)
    {
      g_autoptr (JsonObject) object = wf_practice_score_to_json (score, framework);
      wf_ctl_print_json (object);
      return WF_CTL_DONE;
    }
  for (guint i = 0; i < score->areas->len; i++)
    print_area (g_ptr_array_index (score->areas, i), framework);
  print_area (&score->overall, framework);
  return WF_CTL_DONE;
}

const WfCtlCommand WF_CTL_PRACTICE_COMMANDS[] = {
  { "practice score", "--framework digcompedu [--json]", run_score },
  { NULL },
};

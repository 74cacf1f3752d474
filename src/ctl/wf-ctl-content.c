/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * wayfinderctl content …: for those who write packs. Names file, line and cure.
 */
#define G_LOG_DOMAIN "wf-ctl"

#include "wf-ctl.h"

#include "wf-ctl-packs.h"

static void
print_problems (const GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++)
    {
      const WfPackProblem *problem = g_ptr_array_index (problems, i);

      g_printerr ("%s:%u: %s %s\n", problem->file, problem->line, problem->message, problem->cure);
    }
}

static JsonArray *
problems_to_json (const GPtrArray *problems)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < problems->len; i++)
    {
      const WfPackProblem *problem = g_ptr_array_index (problems, i);
      JsonObject *entry = json_object_new ();

      json_object_set_string_member (entry, "file", problem->file);
      json_object_set_int_member (entry, "line", problem->line);
      json_object_set_string_member (entry, "message", problem->message);
      json_object_set_string_member (entry, "cure", problem->cure);
      json_array_add_object_element (array, entry);
    }
  return array;
}

static int
run_check (WfCtl *ctl, int argc, char **argv)
{
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "Answer as JSON on one line", NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;

  if (wf_ctl_parse (&argc, &argv, entries, 1) != 1)
    return wf_ctl_wrong_use ("content check takes one file");

  g_autoptr (WfPackLibrary) library = wf_ctl_load_packs (ctl);
  g_autoptr (GPtrArray) problems = wf_pack_check_file (argv[0], library, NULL, &error);

  if (g_error_matches (error, WF_PACK_ERROR, WF_PACK_ERROR_NOT_A_PACK))
    g_prefix_error (&error, "%s: ", argv[0]);
  if (problems == NULL)
    return wf_ctl_fail (error);
  if (as_json)
    {
      g_autoptr (JsonObject) object = json_object_new ();

      json_object_set_boolean_member (object, "ok", problems->len == 0);
      json_object_set_array_member (object, "problems", problems_to_json (problems));
      wf_ctl_print_json (object);
    }
  else
    print_problems (problems);
  return problems->len == 0 ? WF_CTL_DONE : WF_CTL_FAILED;
}

static int
run_list (WfCtl *ctl, int argc, char **argv)
{
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "Answer as JSON on one line", NULL },
    { NULL },
  };

  if (wf_ctl_parse (&argc, &argv, entries, 0) < 0)
    return WF_CTL_WRONG_USE;

  g_autoptr (WfPackLibrary) library = wf_ctl_load_packs (ctl);
  const GPtrArray *infos = wf_pack_library_get_infos (library);
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *packs = json_array_new ();

  for (guint i = 0; i < infos->len; i++)
    {
      const WfPackInfo *info = g_ptr_array_index (infos, i);
      JsonObject *entry = json_object_new ();

      json_object_set_string_member (entry, "id", info->id);
      json_object_set_int_member (entry, "version", info->version);
      json_object_set_string_member (entry, "licence", info->licence);
      json_array_add_object_element (packs, entry);
      if (!as_json)
        g_print ("%s\t%u\n", info->id, info->version);
    }
  json_object_set_array_member (object, "packs", packs);
  if (as_json)
    wf_ctl_print_json (object);
  print_problems (wf_pack_library_get_problems (library));
  return WF_CTL_DONE;
}

const WfCtlCommand WF_CTL_CONTENT_COMMANDS[] = {
  { "content check", "FILE [--json]", run_check },
  { "content list", "[--json]", run_list },
  { NULL },
};

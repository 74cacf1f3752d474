/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * wayfinderctl measure estimate, run, levels and change: the engine's numbers for what
 * stands on standard input. Reads everything first, then computes: a place that is not
 * right means no answer at all.
 */
#define G_LOG_DOMAIN "wf-ctl"

#include "wf-ctl-measure.h"

#include "wf-ctl-measure-input.h"
#include "wf-item-table.h"
#include "wf-json.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

void
wf_ctl_measure_set_number (JsonObject *object, const char *name, double number)
{
  if (isfinite (number))
    json_object_set_double_member (object, name, number);
  else
    json_object_set_null_member (object, name);
}

static JsonObject *
read_root (GError **error)
{
  g_autofree char *text = wf_ctl_read_input (error);

  return text != NULL ? wf_json_parse_exact (text, -1, error) : NULL;
}

/* Prints { @name: @list }. */
static int
print_list (const char *name, JsonArray *list)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_array_member (object, name, json_array_ref (list));
  wf_ctl_print_json (object);
  return WF_CTL_DONE;
}

static JsonArray *
estimate_all (WfEstimateMethod method, const GPtrArray *patterns)
{
  JsonArray *results = json_array_new ();

  for (guint i = 0; i < patterns->len; i++)
    {
      const GArray *answers = patterns->pdata[i];
      JsonObject *result = json_object_new ();
      WfEstimate estimate = { NAN, NAN };

      wf_estimate (method, (const WfIrtAnswer *) answers->data, answers->len, 0.0, &estimate);
      wf_ctl_measure_set_number (result, "theta", estimate.theta);
      wf_ctl_measure_set_number (result, "se", estimate.se);
      json_array_add_object_element (results, result);
    }
  return results;
}

static int
run_estimate (WfCtl *ctl, int argc, char **argv)
{
  g_autofree char *code = NULL;
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "method", 0, 0, G_OPTION_ARG_STRING, &code, "eap, map, mle or wle", "METHOD" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "Answer as JSON on one line", NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  WfEstimateMethod method;

  if (wf_ctl_parse (&argc, &argv, entries, 0) < 0)
    return WF_CTL_WRONG_USE;
  if (!wf_estimate_method_from_code (code != NULL ? code : "eap", &method))
    return wf_ctl_wrong_use ("--method is eap, map, mle or wle");

  g_autoptr (JsonObject) root = read_root (&error);
  g_autoptr (GArray) items = root != NULL ? wf_measure_input_read_items (root, &error) : NULL;
  g_autoptr (GPtrArray) patterns =
      items != NULL ? wf_measure_input_read_patterns (root, items, &error) : NULL;

  if (patterns == NULL)
    return wf_ctl_fail (error);

  g_autoptr (JsonArray) results = estimate_all (method, patterns);

  return print_list ("results", results);
}

static JsonArray *
run_steps (const GArray *items, const GArray *answers, guint n_steps, gboolean is_weighted)
{
  g_autoptr (WfItemTable) table = wf_item_table_new ((const WfIrtItem *) items->data, items->len);
  g_autofree guint8 *used = g_new0 (guint8, items->len);
  JsonArray *steps = json_array_new ();
  WfPosterior posterior;

  wf_posterior_init (&posterior, 0.0);
  for (guint i = 0; i < MIN (n_steps, items->len); i++)
    {
      /* Before the first answer the mean is 0 but for rounding. */
      double theta = i == 0 ? 0.0 : posterior.mean;
      guint item = is_weighted ? wf_item_table_pick_weighted (table, &posterior, used)
                               : wf_item_table_pick_at (table, theta, used);
      guint category = g_array_index (answers, guint, item);
      JsonObject *step = json_object_new ();

      used[item] = 1;
      wf_posterior_update (&posterior, wf_item_table_get_item (table, item), category);
      json_object_set_int_member (step, "item", item);
      json_object_set_int_member (step, "x", category);
      wf_ctl_measure_set_number (step, "theta", posterior.mean);
      wf_ctl_measure_set_number (step, "se", posterior.sd);
      json_array_add_object_element (steps, step);
    }
  return steps;
}

static int
run_run (WfCtl *ctl, int argc, char **argv)
{
  g_autofree char *select = NULL;
  int n_steps = 20;
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "select", 0, 0, G_OPTION_ARG_STRING, &select, "How the next question is picked: mfi or mpwi",
      "RULE" },
    { "steps", 0, 0, G_OPTION_ARG_INT, &n_steps, "At the most so many questions", "NUMBER" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "Answer as JSON on one line", NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;

  if (wf_ctl_parse (&argc, &argv, entries, 0) < 0)
    return WF_CTL_WRONG_USE;
  if (select != NULL && strcmp (select, "mfi") != 0 && strcmp (select, "mpwi") != 0)
    return wf_ctl_wrong_use ("--select is mfi or mpwi");
  if (n_steps < 0)
    return wf_ctl_wrong_use ("--steps is not below 0");

  g_autoptr (JsonObject) root = read_root (&error);
  g_autoptr (GArray) items = root != NULL ? wf_measure_input_read_items (root, &error) : NULL;
  g_autoptr (GArray) answers =
      items != NULL ? wf_measure_input_read_answers (root, items, &error) : NULL;

  if (answers == NULL)
    return wf_ctl_fail (error);

  g_autoptr (JsonArray) steps =
      run_steps (items, answers, (guint) n_steps, g_strcmp0 (select, "mpwi") == 0);

  return print_list ("steps", steps);
}

static JsonArray *
weigh_levels (const GPtrArray *patterns, const GArray *cuts)
{
  JsonArray *results = json_array_new ();
  g_autofree double *masses = g_new (double, cuts->len + 1);

  for (guint i = 0; i < patterns->len; i++)
    {
      const GArray *answers = patterns->pdata[i];
      JsonObject *result = json_object_new ();
      JsonArray *levels = json_array_new ();
      WfPosterior posterior;

      wf_posterior_init (&posterior, 0.0);
      for (guint k = 0; k < answers->len; k++)
        wf_posterior_update (&posterior, g_array_index (answers, WfIrtAnswer, k).item,
                             g_array_index (answers, WfIrtAnswer, k).category);
      wf_posterior_masses (&posterior, (const double *) cuts->data, cuts->len, masses);
      for (guint k = 0; k <= cuts->len; k++)
        json_array_add_double_element (levels, masses[k]);
      json_object_set_array_member (result, "levels", levels);
      json_array_add_object_element (results, result);
    }
  return results;
}

static int
run_levels (WfCtl *ctl, int argc, char **argv)
{
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "Answer as JSON on one line", NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;

  if (wf_ctl_parse (&argc, &argv, entries, 0) < 0)
    return WF_CTL_WRONG_USE;

  g_autoptr (JsonObject) root = read_root (&error);
  g_autoptr (GArray) items = root != NULL ? wf_measure_input_read_items (root, &error) : NULL;
  g_autoptr (GPtrArray) patterns =
      items != NULL ? wf_measure_input_read_patterns (root, items, &error) : NULL;
  g_autoptr (GArray) cuts = patterns != NULL ? wf_measure_input_read_cuts (root, &error) : NULL;

  if (cuts == NULL)
    return wf_ctl_fail (error);

  g_autoptr (JsonArray) results = weigh_levels (patterns, cuts);

  return print_list ("results", results);
}

static int
run_change (WfCtl *ctl, int argc, char **argv)
{
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "Answer as JSON on one line", NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  WfEstimate first, second;
  WfChange change;

  if (wf_ctl_parse (&argc, &argv, entries, 0) < 0)
    return WF_CTL_WRONG_USE;

  g_autoptr (JsonObject) root = read_root (&error);

  if (root == NULL || !wf_measure_input_read_estimate (root, "first", &first, &error) ||
      !wf_measure_input_read_estimate (root, "second", &second, &error))
    return wf_ctl_fail (error);
  if (!wf_change (first, second, &change))
    {
      g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           "first, second: too far apart to compare");
      return wf_ctl_fail (error);
    }

  g_autoptr (JsonObject) object = json_object_new ();

  wf_ctl_measure_set_number (object, "rci", change.rci);
  wf_ctl_measure_set_number (object, "p_change", change.p_change);
  json_object_set_string_member (object, "verdict", wf_change_verdict_to_code (change.verdict));
  wf_ctl_print_json (object);
  return WF_CTL_DONE;
}

const WfCtlCommand WF_CTL_MEASURE_COMMANDS[] = {
  { "measure estimate", "[--method eap|map|mle|wle] [--json] < BANK-AND-PATTERNS", run_estimate },
  { "measure run", "[--select mfi|mpwi] [--steps N] [--json] < BANK-AND-ANSWERS", run_run },
  { "measure levels", "[--json] < BANK-PATTERNS-AND-CUTS", run_levels },
  { "measure change", "[--json] < TWO-ESTIMATES", run_change },
  { NULL },
};

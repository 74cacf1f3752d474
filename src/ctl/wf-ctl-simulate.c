/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * wayfinderctl measure simulate: what a bank can do for a made-up population, with the very
 * rules of an interview.
 */
#define G_LOG_DOMAIN "wf-ctl"

#include "wf-ctl.h"

#include "wf-bank-simulate.h"
#include "wf-ctl-packs.h"

#include <math.h>

#define MAX_PEOPLE 1000000

/* "M,SD", as 0.2,0.7 */
static gboolean
read_bias (const char *text, WfSimulation *simulation)
{
  char *end = NULL;
  double mean = g_ascii_strtod (text, &end);

  if (end == text || *end != ',')
    return FALSE;

  const char *second = end + 1;
  double sd = g_ascii_strtod (second, &end);

  if (end == second || *end != '\0' || !isfinite (mean) || !isfinite (sd) || sd < 0.0)
    return FALSE;
  simulation->bias_mean = mean;
  simulation->bias_sd = sd;
  return TRUE;
}

static JsonObject *
report_to_json (const WfSimulationReport *report)
{
  const struct {
    const char *name;
    double value;
  } members[] = {
    { "items_mean", report->items_mean },
    { "minutes_mean", report->minutes_mean },
    { "minutes_p95", report->minutes_p95 },
    { "rmse", report->rmse },
    { "bias", report->bias },
    { "coverage90", report->coverage90 },
  };
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    json_object_set_double_member (object, members[i].name, members[i].value);
  json_object_set_int_member (object, "runs_of_three", report->runs_of_three);
  json_object_set_double_member (object, "self_report_share", report->self_report_share);
  json_object_set_double_member (object, "share_min_items", report->share_min_items);
  json_object_set_double_member (object, "rmse_low", report->rmse_low);
  return object;
}

/* More about the same people, for whoever writes items. */
static void
print_detail (const WfSimulationReport *report)
{
  g_printerr ("coverage of the posterior alone %.3f, failures a person %.2f, last answer a failure "
              "%.3f;",
              report->coverage90_posterior, report->failures_mean, report->bad_endings);
  for (WfStopReason reason = WF_STOP_NONE; reason <= WF_STOP_NAVIGATOR; reason++)
    {
      if (report->stops[reason] > 0.0)
        g_printerr (" %s %.3f", wf_stop_reason_to_code (reason), report->stops[reason]);
    }
  g_printerr ("\n");
}

static gboolean
read_options (
    gint64 n, gint64 seed, const char *design, const char *bias, WfSimulation *out_simulation)
{
  wf_simulation_init (out_simulation);
  out_simulation->n = (guint) CLAMP (n, 0, MAX_PEOPLE);
  out_simulation->seed = (guint64) seed;
  if (g_strcmp0 (design, "mfi") == 0)
    out_simulation->design = WF_SIMULATION_MFI;
  else if (design != NULL && g_strcmp0 (design, "default") != 0)
    return FALSE;
  if (n < 1 || n > MAX_PEOPLE || seed < 0)
    return FALSE;
  return bias == NULL || read_bias (bias, out_simulation);
}

static int
run_simulate (WfCtl *ctl, int argc, char **argv)
{
  g_autofree char *pack = NULL, *design = NULL, *bias = NULL;
  gint64 n = 1000, seed = 1;
  double item_error = 0.0;
  gboolean as_json = FALSE, with_detail = FALSE;
  const GOptionEntry entries[] = {
    { "pack", 0, 0, G_OPTION_ARG_STRING, &pack, "The pack with the questions (newcomer)", "PACK" },
    { "n", 0, 0, G_OPTION_ARG_INT64, &n, "So many simulated clients (1000)", "NUMBER" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, "The same number gives the same course again",
      "NUMBER" },
    { "design", 0, 0, G_OPTION_ARG_STRING, &design, "default, or mfi to compare with", "DESIGN" },
    { "self-report-bias", 0, 0, G_OPTION_ARG_STRING, &bias,
      "Mean and spread of what people over-rate themselves by", "M,SD" },
    { "item-error", 0, 0, G_OPTION_ARG_DOUBLE, &item_error,
      "Spread of how wrong the difficulties are", "SD" },
    { "detail", 0, 0, G_OPTION_ARG_NONE, &with_detail, "Each client by itself", NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "Answer as JSON on one line", NULL },
    { NULL },
  };
  WfSimulation simulation;
  WfSimulationReport report;

  if (wf_ctl_parse (&argc, &argv, entries, 0) < 0)
    return WF_CTL_WRONG_USE;
  if (!read_options (n, seed, design, bias, &simulation) || !(item_error >= 0.0))
    return wf_ctl_wrong_use ("--n is 1 to 1000000, --seed not below 0, --design default or mfi, "
                             "--self-report-bias two numbers: MEAN,SD");

  simulation.item_error_sd = item_error;

  g_autoptr (WfPackLibrary) library = wf_ctl_load_packs (ctl);
  WfItemBank *bank = wf_pack_library_get_items (library, pack != NULL ? pack : "newcomer");

  if (bank == NULL || !wf_bank_simulate (bank, NULL, NULL, &simulation, &report))
    {
      g_autoptr (GError) error = g_error_new (
          G_IO_ERROR, bank == NULL ? G_IO_ERROR_NOT_FOUND : G_IO_ERROR_INVALID_DATA,
          bank == NULL ? "there is no item bank “%s”" : "nothing in the bank “%s” can be asked",
          pack != NULL ? pack : "newcomer");

      return wf_ctl_fail (error);
    }

  g_autoptr (JsonObject) object = report_to_json (&report);

  wf_ctl_print_json (object);
  if (with_detail)
    print_detail (&report);
  return WF_CTL_DONE;
}

const WfCtlCommand WF_CTL_SIMULATE_COMMANDS[] = {
  { "measure simulate",
    "[--pack newcomer] [--n N] [--seed S] [--design default|mfi] [--self-report-bias M,SD] "
    "[--item-error SD] [--detail] [--json]",
    run_simulate },
  { NULL },
};

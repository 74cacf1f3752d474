/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * wayfinderctl measure calibrate and dif: what many people's answers say about the items.
 * Nothing is changed by them: they print what a person may look at.
 */
#define G_LOG_DOMAIN "wf-ctl"

#include "wf-ctl-measure.h"

#include "wf-ctl-measure-input.h"
#include "wf-dif.h"
#include "wf-json.h"
#include "wf-proposal.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

/* How vaguely items are known before sparse data are matched on estimates, logits. */
#define VAGUE_SD 2.0

static WfMeasureTable *
load_table (const char *path, const char *group, guint most, GError **error)
{
  char *text;
  gsize size;

  if (!g_file_get_contents (path, &text, &size, error))
    return NULL;

  g_autoptr (GBytes) bytes = g_bytes_new_take (text, size);
  WfMeasureTable *table = wf_measure_input_read_table (bytes, group, most, error);

  if (table == NULL)
    g_prefix_error (error, "%s: ", path);
  return table;
}

/* What a calibration is without: words for a place. */
static void
explain (const WfMeasureTable *table, const WfCalibrationPlace *place, GError **error)
{
  const char *item = table->names[place->item];

  switch (place->problem)
    {
    case WF_CALIBRATION_INCOMPLETE:
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   "line %u, column %s: the cell is empty, and this method needs every answer; "
                   "--method map does not",
                   table->lines[place->person], item);
      break;
    case WF_CALIBRATION_UNUSED_CATEGORY:
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   "column %s: nobody whose answers count chose category %u, so nothing is known "
                   "about it; --method map does without",
                   item, place->category);
      break;
    case WF_CALIBRATION_TOO_FEW:
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           "there is too little to compare");
      break;
    default:
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           "the answers have no finite maximum");
      break;
    }
}

static JsonArray *
rows_to_json (const WfCalibration *calibration, gboolean of_errors)
{
  JsonArray *rows = json_array_new ();

  for (guint i = 0; i < calibration->n_items; i++)
    {
      const double *numbers = of_errors ? calibration->se[i] : calibration->items[i].thresholds;
      JsonArray *row = json_array_new ();

      for (guint k = 0; k < calibration->items[i].n_thresholds; k++)
        json_array_add_double_element (row, numbers[k]);
      json_array_add_array_element (rows, row);
    }
  return rows;
}

static JsonArray *
guards_to_json (guint guards)
{
  static const struct {
    WfProposalGuard guard;
    const char *code;
  } CODES[] = {
    { WF_PROPOSAL_FEW_ANSWERS, "few-answers" }, { WF_PROPOSAL_THIN_CATEGORY, "thin-category" },
    { WF_PROPOSAL_DISPLACED, "displaced" },     { WF_PROPOSAL_CAPPED, "capped" },
    { WF_PROPOSAL_ANCHOR, "anchor" },
  };
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (CODES); i++)
    {
      if (guards & CODES[i].guard)
        json_array_add_string_element (list, CODES[i].code);
    }
  return list;
}

static JsonArray *
proposals_to_json (const WfMeasureTable *table,
                   const WfCalibrationPrior *prior,
                   const WfCalibration *calibration)
{
  g_autofree WfProposal *proposals = g_new0 (WfProposal, calibration->n_items);
  JsonArray *list = json_array_new ();
  WfProposalRules rules;

  wf_proposal_rules_init (&rules);
  wf_proposals_make (&rules, table->responses, prior, NULL, calibration, proposals);
  for (guint i = 0; i < calibration->n_items; i++)
    {
      JsonObject *object = json_object_new ();
      JsonArray *thresholds = json_array_new ();

      for (guint k = 0; k < proposals[i].item.n_thresholds; k++)
        json_array_add_double_element (thresholds, proposals[i].item.thresholds[k]);
      json_object_set_string_member (object, "item", table->names[i]);
      json_object_set_array_member (object, "thresholds", thresholds);
      json_object_set_int_member (object, "n", proposals[i].n);
      json_object_set_int_member (object, "fewest", proposals[i].fewest);
      wf_ctl_measure_set_number (object, "weight", proposals[i].weight);
      wf_ctl_measure_set_number (object, "shift", proposals[i].shift);
      wf_ctl_measure_set_number (object, "displacement", proposals[i].displacement);
      wf_ctl_measure_set_number (object, "z", proposals[i].z);
      json_object_set_array_member (object, "guards", guards_to_json (proposals[i].guards));
      json_object_set_boolean_member (object, "may_adopt", proposals[i].may_adopt);
      json_array_add_object_element (list, object);
    }
  return list;
}

static JsonObject *
calibration_to_json (const WfCalibration *calibration)
{
  JsonObject *object = json_object_new ();

  json_object_set_array_member (object, "thresholds", rows_to_json (calibration, FALSE));
  json_object_set_array_member (object, "se", rows_to_json (calibration, TRUE));
  wf_ctl_measure_set_number (object, "loglik", calibration->loglik);
  return object;
}

static int
calibrate_free (const char *path, gboolean is_conditional, guint most)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfMeasureTable) table = load_table (path, NULL, most, &error);
  WfCalibrationPlace place;

  if (table == NULL)
    return wf_ctl_fail (error);

  g_autoptr (WfCalibration) calibration = is_conditional
                                              ? wf_calibrate_cml (table->responses, &place)
                                              : wf_calibrate_mml (table->responses, &place);

  if (calibration == NULL)
    {
      explain (table, &place, &error);
      return wf_ctl_fail (error);
    }

  g_autoptr (JsonObject) object = calibration_to_json (calibration);

  if (!is_conditional)
    wf_ctl_measure_set_number (object, "sigma", calibration->sigma);
  wf_ctl_print_json (object);
  return WF_CTL_DONE;
}

static GArray *
load_prior (const char *path, double *out_sd, guint8 **out_anchors, GError **error)
{
  g_autofree char *text = NULL;
  gsize size;

  if (!g_file_get_contents (path, &text, &size, error))
    return NULL;

  g_autoptr (JsonObject) root = wf_json_parse_exact (text, (gssize) size, error);
  GArray *items =
      root != NULL ? wf_measure_input_read_prior (root, out_sd, out_anchors, error) : NULL;

  if (items == NULL)
    g_prefix_error (error, "%s: ", path);
  return items;
}

/* Whether every answer has a place among the experts' numbers. */
static gboolean
check_prior (const WfMeasureTable *table, const GArray *items, GError **error)
{
  const WfResponses *responses = table->responses;

  if (responses->n_items != items->len)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   "expert_thresholds: %u items where the data have %u", items->len,
                   responses->n_items);
      return FALSE;
    }
  for (guint person = 0; person < responses->n_persons; person++)
    for (guint i = 0; i < items->len; i++)
      {
        int most = (int) g_array_index (items, WfIrtItem, i).n_thresholds;

        if (wf_responses_get (responses, person, i) <= most)
          continue;
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                     "line %u, column %s: the item has categories 0 to %d only",
                     table->lines[person], table->names[i], most);
        return FALSE;
      }
  return TRUE;
}

static int
calibrate_anchored (const char *path, const char *prior_path, gboolean free_mean, guint most)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfMeasureTable) table = load_table (path, NULL, most, &error);
  g_autofree guint8 *anchors = NULL;
  double sd = 0.0;
  g_autoptr (GArray) items = table != NULL ? load_prior (prior_path, &sd, &anchors, &error) : NULL;
  WfCalibrationPlace place;

  if (items == NULL || !check_prior (table, items, &error))
    return wf_ctl_fail (error);

  const WfCalibrationPrior prior = { (const WfIrtItem *) items->data, sd, anchors, free_mean };
  g_autoptr (WfCalibration) calibration = wf_calibrate_map (table->responses, &prior, &place);

  if (calibration == NULL)
    {
      explain (table, &place, &error);
      return wf_ctl_fail (error);
    }

  g_autoptr (JsonObject) object = calibration_to_json (calibration);

  wf_ctl_measure_set_number (object, "mean", calibration->mean);
  json_object_set_array_member (object, "proposals",
                                proposals_to_json (table, &prior, calibration));
  wf_ctl_print_json (object);
  return WF_CTL_DONE;
}

static int
run_calibrate (WfCtl *ctl, int argc, char **argv)
{
  g_autofree char *model = NULL, *method = NULL, *prior = NULL;
  gboolean as_json = FALSE, free_mean = FALSE;
  const GOptionEntry entries[] = {
    { "model", 0, 0, G_OPTION_ARG_STRING, &model, "rasch or pcm", "MODEL" },
    { "method", 0, 0, G_OPTION_ARG_STRING, &method, "cml, mml or map", "METHOD" },
    { "prior", 0, 0, G_OPTION_ARG_FILENAME, &prior, "What was believed of the questions before",
      "FILE" },
    { "free-mean", 0, 0, G_OPTION_ARG_NONE, &free_mean,
      "Let the people’s mean be found, not held at nought", NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "Answer as JSON on one line", NULL },
    { NULL },
  };
  guint most;

  if (wf_ctl_parse (&argc, &argv, entries, 1) < 0)
    return WF_CTL_WRONG_USE;
  most = g_strcmp0 (model, "rasch") == 0 ? 1 : WF_IRT_MAX_THRESHOLDS;
  if (model != NULL && most != 1 && strcmp (model, "pcm") != 0)
    return wf_ctl_wrong_use ("--model is rasch or pcm");
  if (argc != 1)
    return wf_ctl_wrong_use ("measure calibrate needs one file of answers");
  if (g_strcmp0 (method, "map") == 0)
    return prior != NULL ? calibrate_anchored (argv[0], prior, free_mean, most)
                         : wf_ctl_wrong_use ("--method map needs --prior");
  if (method != NULL && strcmp (method, "cml") != 0 && strcmp (method, "mml") != 0)
    return wf_ctl_wrong_use ("--method is cml, mml or map");
  return calibrate_free (argv[0], g_strcmp0 (method, "mml") != 0, most);
}

/* The items' numbers for matching, from the very answers, vaguely held. */
static WfCalibration *
calibrate_vaguely (const WfMeasureTable *table, GError **error)
{
  const WfResponses *responses = table->responses;
  g_autofree WfIrtItem *items = g_new0 (WfIrtItem, responses->n_items);
  const double zeroes[WF_IRT_MAX_THRESHOLDS] = { 0.0 };
  const WfCalibrationPrior prior = { items, VAGUE_SD, NULL, FALSE };
  WfCalibrationPlace place;
  WfCalibration *calibration;

  for (guint i = 0; i < responses->n_items; i++)
    wf_irt_item_init (&items[i], 1.0, zeroes, responses->n_thresholds[i]);
  calibration = wf_calibrate_map (responses, &prior, &place);
  if (calibration == NULL)
    explain (table, &place, error);
  return calibration;
}

static JsonObject *
dif_to_json (const char *name, const WfDif *dif, gboolean is_dichotomous)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "item", name);
  if (is_dichotomous)
    {
      wf_ctl_measure_set_number (object, "chi2_cc", dif->chi2_cc);
      wf_ctl_measure_set_number (object, "chi2", dif->chi2);
      wf_ctl_measure_set_number (object, "alpha", dif->alpha);
      wf_ctl_measure_set_number (object, "delta", dif->delta);
      wf_ctl_measure_set_number (object, "se_delta", dif->se_delta);
      json_object_set_string_member (object, "ets", wf_dif_class_to_code (dif->ets));
      wf_ctl_measure_set_number (object, "delta_eb", dif->delta_eb);
    }
  else
    {
      wf_ctl_measure_set_number (object, "mantel_chi2", dif->chi2);
      wf_ctl_measure_set_number (object, "mantel_chi2_cc", dif->chi2_cc);
    }
  wf_ctl_measure_set_number (object, "smd", dif->smd);
  wf_ctl_measure_set_number (object, "detectable", dif->detectable);
  return object;
}

static JsonArray *
compare_items (const WfMeasureTable *table, gboolean is_enough, GError **error)
{
  const WfResponses *responses = table->responses;
  gboolean is_complete = wf_responses_is_complete (responses);
  g_autoptr (WfCalibration) calibration =
      is_enough && !is_complete ? calibrate_vaguely (table, error) : NULL;
  g_autofree guint *strata = g_new0 (guint, responses->n_persons);
  g_autoptr (JsonArray) list = json_array_new ();

  if (is_enough && !is_complete && calibration == NULL)
    return NULL;
  if (is_complete)
    wf_dif_match_on_scores (responses, strata);
  for (guint i = 0; i < responses->n_items; i++)
    {
      WfDif dif = { 0, NAN, NAN, NAN, NAN, NAN, WF_DIF_UNDEFINED, NAN, NAN, NAN, NAN };

      if (calibration != NULL)
        wf_dif_match_on_estimates (responses, calibration->items, i, strata);
      if (is_enough)
        dif = wf_dif (responses, i, table->focal, strata);
      json_array_add_object_element (
          list, dif_to_json (table->names[i], &dif, responses->n_thresholds[i] == 1));
    }
  return g_steal_pointer (&list);
}

static int
run_dif (WfCtl *ctl, int argc, char **argv)
{
  g_autofree char *group = NULL;
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "group", 0, 0, G_OPTION_ARG_STRING, &group, "The column that says which group a person is of",
      "COLUMN" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "Answer as JSON on one line", NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;

  if (wf_ctl_parse (&argc, &argv, entries, 1) < 0)
    return WF_CTL_WRONG_USE;
  if (argc != 1)
    return wf_ctl_wrong_use ("measure dif needs one file of answers");

  g_autoptr (WfMeasureTable) table =
      load_table (argv[0], group != NULL ? group : "group", WF_IRT_MAX_THRESHOLDS, &error);

  if (table == NULL)
    return wf_ctl_fail (error);

  gboolean is_enough = wf_dif_is_enough (table->focal, table->responses->n_persons);
  JsonArray *items = compare_items (table, is_enough, &error);

  if (items == NULL)
    return wf_ctl_fail (error);

  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_array_member (object, "items", items);
  json_object_set_boolean_member (object, "computed", is_enough);
  if (!is_enough)
    json_object_set_string_member (object, "why",
                                   "fewer than 40 people in the smaller group: nothing can be "
                                   "told; have a speaker read the item");
  wf_ctl_print_json (object);
  return WF_CTL_DONE;
}

const WfCtlCommand WF_CTL_MEASURE_DATA_COMMANDS[] = {
  { "measure calibrate",
    "[--model rasch|pcm] [--method cml|mml|map] [--prior PRIOR.json] [--free-mean] [--json] "
    "DATA.csv",
    run_calibrate },
  { "measure dif", "[--group COLUMN] [--json] DATA.csv", run_dif },
  { NULL },
};

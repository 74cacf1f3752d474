/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads any bytes as the input of each measure command, JSON and CSV, and computes with
 * whatever was accepted: what a reader lets through must be fit to compute with. Built
 * with libFuzzer it searches; built without, replay.c gives it its corpus.
 */
#include <json-glib/json-glib.h>
#include <math.h>

#include "wf-ctl-measure-input.h"
#include "wf-dif.h"
#include "wf-item-table.h"
#include "wf-json.h"
#include "wf-levels.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Larger banks than this only slow the search. */
#define MOST 64

static void
use_patterns (JsonObject *root, const GArray *items)
{
  g_autoptr (GPtrArray) patterns = wf_measure_input_read_patterns (root, items, NULL);

  for (guint i = 0; patterns != NULL && i < MIN (patterns->len, MOST); i++)
    {
      const GArray *answers = patterns->pdata[i];

      for (guint method = WF_ESTIMATE_EAP; method <= WF_ESTIMATE_WLE; method++)
        {
          WfEstimate estimate;

          if (answers->len <= MOST && wf_estimate (method, (const WfIrtAnswer *) answers->data,
                                                   answers->len, 0.0, &estimate))
            g_assert_true (isfinite (estimate.theta));
        }
    }
}

static void
use_answers (JsonObject *root, const GArray *items)
{
  g_autoptr (GArray) answers = wf_measure_input_read_answers (root, items, NULL);
  guint8 used[MOST] = { 0 };
  WfPosterior posterior;

  if (answers == NULL || items->len > MOST)
    return;
  g_autoptr (WfItemTable) table = wf_item_table_new ((const WfIrtItem *) items->data, items->len);
  wf_posterior_init (&posterior, 0.0);
  for (guint i = 0; i < items->len; i++)
    {
      guint item = wf_item_table_pick_at (table, posterior.mean, used);

      g_assert_cmpuint (item, <, items->len);
      used[item] = 1;
      wf_posterior_update (&posterior, &g_array_index (items, WfIrtItem, item),
                           g_array_index (answers, guint, item));
      g_assert_true (isfinite (posterior.mean));
    }
}

static void
read_json (const guint8 *data, gsize size)
{
  g_autoptr (JsonObject) root = wf_json_parse_exact ((const char *) data, (gssize) size, NULL);
  g_autoptr (GArray) items = root != NULL ? wf_measure_input_read_items (root, NULL) : NULL;
  g_autofree guint8 *anchors = NULL;
  WfEstimate first, second;
  WfChange change;
  double sd;

  if (root == NULL)
    return;

  g_autoptr (GArray) cuts = wf_measure_input_read_cuts (root, NULL);
  g_autoptr (GArray) experts = wf_measure_input_read_prior (root, &sd, &anchors, NULL);

  if (items != NULL)
    {
      use_patterns (root, items);
      use_answers (root, items);
    }
  if (wf_measure_input_read_estimate (root, "first", &first, NULL) &&
      wf_measure_input_read_estimate (root, "second", &second, NULL) &&
      wf_change (first, second, &change))
    g_assert_true (change.p_change >= 0.0 && change.p_change <= 1.0);
  g_assert_true (experts == NULL || sd > 0.0);
  g_assert_true (cuts == NULL || cuts->len == WF_N_LEVELS - 1);
}

static void
read_csv (const guint8 *data, gsize size, const char *group)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (WfMeasureTable) table = wf_measure_input_read_table (bytes, group, 9, &error);

  g_assert_true ((table == NULL) != (error == NULL));
  if (table == NULL)
    {
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return;
    }
  g_assert_cmpuint (g_strv_length (table->names), ==, table->responses->n_items);
  if (group == NULL || table->responses->n_items > MOST)
    return;

  g_autofree guint *strata = g_new0 (guint, table->responses->n_persons);

  wf_dif_match_on_scores (table->responses, strata);
  for (guint i = 0; i < table->responses->n_items; i++)
    wf_dif (table->responses, i, table->focal, strata);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  read_json (data, size);
  read_csv (data, size, NULL);
  read_csv (data, size, "group");
  return 0;
}

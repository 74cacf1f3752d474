/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the answers of one agency say about its questions: how often and how long they are asked,
 * whether they behave as their numbers say, which numbers the answers would give them, and
 * whether a language finds one harder. The formulas are measure's; here they are only fed.
 */
#define G_LOG_DOMAIN "wf-visit"

#include "wf-bank-study.h"

#include "wf-bank-sittings.h"
#include "wf-dif.h"
#include "wf-fit.h"
#include "wf-posterior.h"
#include "wf-proposal.h"

#include <math.h>
#include <string.h>

#define ANCHORS_AN_AREA 2
#define N_AREAS         5
#define DAY_US          (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)
/* Screens for a look: below 100 people chi-square at alpha .20, from there on the usual classes
 * (Fidalgo et al. 2004; Paek 2010). */
#define SCREEN_CHI2  1.642
#define SURE_CHI2    3.841
#define SMALL_GROUP  100
#define SMD_A_LOOK   0.17
#define DELTA_LOGITS 2.35
#define EXPERT_SD    0.5

/* One person a row; items are those that are calibrated, in @rows' order. */
typedef struct {
  GPtrArray *rows;   /* of WfBankRow, borrowed */
  WfIrtItem *items;  /* as they are asked with */
  WfIrtItem *priors; /* as experts placed them; of an anchor, as it is asked with */
  guint8 *anchors;
  WfResponses *responses;
  const char **langs; /* by person, borrowed */
  double *thetas;
} Data;

static void
row_free (WfBankRow *row)
{
  g_free (row->unlike_lang);
  g_free (row);
}

void
wf_bank_study_free (WfBankStudy *self)
{
  if (self == NULL)
    return;
  wf_item_bank_unref (self->bank);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

static void
data_clear (Data *data)
{
  g_clear_pointer (&data->rows, g_ptr_array_unref);
  g_clear_pointer (&data->responses, wf_responses_free);
  g_free (data->items);
  g_free (data->priors);
  g_free (data->anchors);
  g_free (data->langs);
  g_free (data->thetas);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Data, data_clear)

static void
add_rows (WfBankStudy *self, const WfBankNumbers *numbers)
{
  for (guint i = 0; i < wf_item_bank_get_n_items (self->bank); i++)
    {
      const WfItem *item = wf_item_bank_get_item (self->bank, i);
      g_autofree WfBankRow *row = g_new0 (WfBankRow, 1);

      if (item->protected || !wf_bank_numbers_get_irt (numbers, item, &row->in_use))
        continue;
      row->item = item;
      row->n_categories = row->in_use.n_thresholds + 1;
      row->infit = row->outfit = row->detectable = NAN;
      row->offered = row->in_use;
      row->is_calibrated = item->kind != WF_ITEM_CAN_DO;
      g_ptr_array_add (self->rows, g_steal_pointer (&row));
    }
}

static int
compare_guints (gconstpointer a, gconstpointer b)
{
  guint left = *(const guint *) a, right = *(const guint *) b;

  return (left > right) - (left < right);
}

static void
count_row (WfBankRow *row, GPtrArray *people)
{
  g_autoptr (GArray) seconds = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < people->len; i++)
    {
      GPtrArray *logs = people->pdata[i];

      for (guint j = 0; j < logs->len; j++)
        {
          const WfSittingLog *log = logs->pdata[j];
          const WfSittingAnswer *answer = g_hash_table_lookup (log->answers, row->item->id);

          if (answer == NULL)
            continue;
          row->asked++;
          if (answer->category < 0 || answer->category >= (int) row->n_categories)
            continue;
          row->answered++;
          row->counts[answer->category]++;
          if (answer->seconds > 0)
            g_array_append_val (seconds, answer->seconds);
        }
    }
  g_array_sort (seconds, compare_guints);
  if (seconds->len > 0)
    row->median_seconds = g_array_index (seconds, guint, seconds->len / 2);
}

static void
take_person (Data *data, guint person, const WfSittingLog *log)
{
  WfPosterior posterior;
  guint n = 0;

  wf_posterior_init (&posterior, 0.0);
  data->langs[person] = log->lang;
  for (guint i = 0; i < data->rows->len; i++)
    {
      const WfBankRow *row = data->rows->pdata[i];
      const WfSittingAnswer *answer = g_hash_table_lookup (log->answers, row->item->id);

      if (answer == NULL || answer->category < 0 || answer->category >= (int) row->n_categories)
        continue;
      wf_responses_set (data->responses, person, i, answer->category);
      wf_posterior_update (&posterior, &data->items[i], (guint) answer->category);
      n++;
    }
  data->thetas[person] = n > 0 ? posterior.mean : NAN;
}

static void
make_data (Data *data, const WfBankStudy *self, GPtrArray *people)
{
  guint anchors[N_AREAS + 1] = { 0 };

  data->rows = g_ptr_array_new ();
  for (guint i = 0; i < self->rows->len; i++)
    if (((const WfBankRow *) self->rows->pdata[i])->is_calibrated)
      g_ptr_array_add (data->rows, self->rows->pdata[i]);
  data->items = g_new0 (WfIrtItem, data->rows->len);
  data->priors = g_new0 (WfIrtItem, data->rows->len);
  data->anchors = g_new0 (guint8, data->rows->len);
  data->responses = wf_responses_new (people->len, data->rows->len);
  data->langs = g_new0 (const char *, people->len);
  data->thetas = g_new0 (double, people->len);
  for (guint i = 0; i < data->rows->len; i++)
    {
      const WfBankRow *row = data->rows->pdata[i];
      guint area = CLAMP (row->item->area, 1, N_AREAS);

      data->items[i] = row->in_use;
      data->responses->n_thresholds[i] = row->in_use.n_thresholds;
      data->anchors[i] = anchors[area]++ < ANCHORS_AN_AREA;
      if (data->anchors[i] || !wf_bank_numbers_get_irt (NULL, row->item, &data->priors[i]))
        data->priors[i] = row->in_use;
    }
  for (guint i = 0; i < people->len; i++)
    take_person (data, i, ((GPtrArray *) people->pdata[i])->pdata[0]);
}

static void
judge_fit (Data *data)
{
  for (guint i = 0; i < data->rows->len; i++)
    {
      WfBankRow *row = data->rows->pdata[i];
      WfFit fit = wf_fit (data->responses, data->items, data->thetas, i);

      if (fit.n < WF_FIT_MIN_ANSWERS)
        continue;
      row->infit = fit.infit;
      row->outfit = fit.outfit;
      row->looks_odd = fit.infit < WF_FIT_INFIT_LOW || fit.infit > WF_FIT_INFIT_HIGH ||
                       fit.outfit > WF_FIT_OUTFIT_HIGH;
    }
}

static guint
read_guards (guint flags)
{
  static const struct {
    guint from, to;
  } GUARDS[] = {
    { WF_PROPOSAL_FEW_ANSWERS, WF_BANK_GUARD_FEW },
    { WF_PROPOSAL_THIN_CATEGORY, WF_BANK_GUARD_THIN },
    { WF_PROPOSAL_DISPLACED, WF_BANK_GUARD_FAR },
    { WF_PROPOSAL_CAPPED, WF_BANK_GUARD_CAPPED },
    { WF_PROPOSAL_ANCHOR, WF_BANK_GUARD_ANCHOR },
  };
  guint guards = 0;

  for (guint i = 0; i < G_N_ELEMENTS (GUARDS); i++)
    if (flags & GUARDS[i].from)
      guards |= GUARDS[i].to;
  return guards;
}

static double
get_largest_move (const WfBankRow *row)
{
  double largest = 0;

  for (guint i = 0; i < row->in_use.n_thresholds; i++)
    largest = MAX (largest, fabs (row->offered.thresholds[i] - row->in_use.thresholds[i]));
  return largest;
}

static void
offer_numbers (Data *data, const WfBankNumbers *numbers, gint64 now_us)
{
  const WfCalibrationPrior prior = { data->priors, EXPERT_SD, data->anchors, TRUE };
  WfCalibrationPlace place;
  WfProposalRules rules;
  g_autoptr (WfCalibration) calibration = wf_calibrate_map (data->responses, &prior, &place);
  g_autofree WfProposal *proposals = g_new0 (WfProposal, data->rows->len);

  wf_proposal_rules_init (&rules);
  if (calibration != NULL)
    wf_proposals_make (&rules, data->responses, &prior, data->items, calibration, proposals);
  for (guint i = 0; i < data->rows->len; i++)
    {
      WfBankRow *row = data->rows->pdata[i];
      gint64 moved = wf_bank_numbers_get_moved (numbers, row->item->id);

      if (calibration == NULL)
        {
          row->guards = WF_BANK_GUARD_FEW;
          continue;
        }
      row->offered = proposals[i].item;
      row->n = proposals[i].n;
      row->weight = proposals[i].weight;
      row->shift = proposals[i].shift;
      row->guards = read_guards (proposals[i].guards);
      if (moved > 0 && now_us - moved < WF_BANK_REST_DAYS * DAY_US)
        row->guards |= WF_BANK_GUARD_RESTS;
      row->may_adopt = proposals[i].may_adopt && !(row->guards & WF_BANK_GUARD_RESTS) &&
                       get_largest_move (row) >= WF_BANK_MIN_MOVE;
    }
}

/* Only who answered this item counts. */
static guint
count_focal (const Data *data, guint item, const guint8 *focal, guint *out_others)
{
  guint n = 0;

  *out_others = 0;
  for (guint i = 0; i < data->responses->n_persons; i++)
    if (wf_responses_get (data->responses, i, item) == WF_RESPONSE_NONE)
      continue;
    else if (focal[i])
      n++;
    else
      (*out_others)++;
  return n;
}

static gboolean
is_worth_a_look (const WfDif *dif, guint smaller, gboolean is_dichotomous)
{
  if (smaller < SMALL_GROUP)
    return dif->chi2 > SCREEN_CHI2;
  if (is_dichotomous)
    return dif->ets == WF_DIF_B || dif->ets == WF_DIF_C;
  return dif->chi2 > SURE_CHI2 && fabs (dif->smd) > SMD_A_LOOK;
}

static void
compare_item (Data *data, guint item, const char *lang, const guint8 *focal)
{
  WfBankRow *row = data->rows->pdata[item];
  gboolean is_dichotomous = row->in_use.n_thresholds == 1;
  g_autofree guint *strata = g_new0 (guint, data->responses->n_persons);
  guint others, n = count_focal (data, item, focal, &others);
  WfDif dif;
  double logits;

  if (MIN (n, others) < WF_DIF_MIN_GROUP)
    return;
  wf_dif_match_on_estimates (data->responses, data->items, item, strata);
  dif = wf_dif (data->responses, item, focal, strata);
  row->is_compared = TRUE;
  if (!isnan (dif.detectable) && !(row->detectable <= dif.detectable))
    row->detectable = dif.detectable;
  logits = is_dichotomous && !isnan (dif.delta_eb) ? dif.delta_eb / DELTA_LOGITS : 0.0;
  if (!is_worth_a_look (&dif, MIN (n, others), is_dichotomous) ||
      (row->unlike_lang != NULL && fabs (logits) <= row->unlike_logits))
    return;
  g_free (row->unlike_lang);
  row->unlike_lang = g_strdup (lang);
  row->unlike_harder = is_dichotomous ? dif.delta < 0 : dif.smd < 0;
  row->unlike_logits = fabs (logits);
}

static void
compare_languages (Data *data)
{
  guint n = data->responses->n_persons;
  g_autofree guint8 *focal = g_new0 (guint8, MAX (n, 1));
  g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < n; i++)
    {
      if (!g_hash_table_add (done, (gpointer) data->langs[i]))
        continue;
      for (guint j = 0; j < n; j++)
        focal[j] = g_str_equal (data->langs[j], data->langs[i]);
      if (!wf_dif_is_enough (focal, n))
        continue;
      for (guint item = 0; item < data->rows->len; item++)
        compare_item (data, item, data->langs[i], focal);
    }
}

WfBankStudy *
wf_bank_study_new (WfItemBank *bank,
                   const WfBankNumbers *numbers,
                   GPtrArray *people,
                   guint n_left_out,
                   gint64 now_us)
{
  g_return_val_if_fail (bank != NULL && numbers != NULL && people != NULL, NULL);

  WfBankStudy *self = g_new0 (WfBankStudy, 1);
  g_auto (Data) data = { NULL };

  self->bank = wf_item_bank_ref (bank);
  self->revision = wf_bank_numbers_get_revision (numbers);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  self->n_people = people->len;
  self->n_left_out = n_left_out;
  for (guint i = 0; i < people->len; i++)
    self->n_interviews += ((GPtrArray *) people->pdata[i])->len;
  add_rows (self, numbers);
  for (guint i = 0; i < self->rows->len; i++)
    count_row (self->rows->pdata[i], people);
  make_data (&data, self, people);
  judge_fit (&data);
  offer_numbers (&data, numbers, now_us);
  compare_languages (&data);
  return self;
}

GPtrArray *
wf_bank_study_list_moves (const WfBankStudy *self, const char *item)
{
  g_return_val_if_fail (self != NULL, NULL);

  GPtrArray *moves = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_bank_move_free);

  for (guint i = 0; i < self->rows->len; i++)
    {
      const WfBankRow *row = self->rows->pdata[i];
      WfBankMove *move;

      if (!row->may_adopt || (item != NULL && !g_str_equal (row->item->id, item)))
        continue;
      move = g_new0 (WfBankMove, 1);
      move->item = g_strdup (row->item->id);
      move->n_thresholds = row->offered.n_thresholds;
      memcpy (move->thresholds, row->offered.thresholds, sizeof move->thresholds);
      move->n = row->n;
      g_ptr_array_add (moves, move);
    }
  return moves;
}

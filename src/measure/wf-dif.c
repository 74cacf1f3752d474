/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether an item is harder for one group than for another of equal ability. People are
 * sorted into strata; within each the two groups are compared, and the comparisons added
 * up. Pure but for the strata it allocates while it runs.
 */
#define G_LOG_DOMAIN "wf-measure"

#include "wf-dif.h"

#include "wf-posterior.h"

#include <math.h>
#include <string.h>

#define DELTA_PER_LOGIT 2.35
/* z of alpha .20 two-sided (1.28) plus z of power .80 (.84). */
#define DETECTABLE_Z 2.12

static const char *const CLASS_CODES[] = { "NA", "A", "B", "C" };

/* One stratum: how many of each group chose each category. */
typedef struct {
  double count[2][WF_IRT_MAX_CATEGORIES]; /* reference, focal */
  double n[2];
} Stratum;

/* What the strata add up to. */
typedef struct {
  guint n_strata;
  /* Mantel: the focal group's sum of categories. */
  double observed, expected, variance;
  /* Mantel-Haenszel: agreeing and disagreeing pairs, and the parts of their variance. */
  double agree, disagree;
  double pr, ps_qr, qs;
  /* Standardised mean difference. */
  double difference, difference_variance, weight;
} Totals;

static void
add_mantel (Totals *totals, const Stratum *stratum, guint m)
{
  double n = stratum->n[0] + stratum->n[1];
  double focal = 0.0, sum = 0.0, squares = 0.0;

  for (guint k = 1; k <= m; k++)
    {
      double both = stratum->count[0][k] + stratum->count[1][k];

      focal += k * stratum->count[1][k];
      sum += k * both;
      squares += (double) k * k * both;
    }
  double variance = stratum->n[0] * stratum->n[1] * (n * squares - sum * sum) / (n * n * (n - 1.0));

  totals->n_strata++;
  totals->observed += focal;
  totals->expected += stratum->n[1] * sum / n;
  totals->variance += variance;
  totals->difference += stratum->n[1] * (focal / stratum->n[1] - (sum - focal) / stratum->n[0]);
  totals->difference_variance += variance * n * n / (stratum->n[0] * stratum->n[0]);
  totals->weight += stratum->n[1];
}

static void
add_pairs (Totals *totals, const Stratum *stratum)
{
  double n = stratum->n[0] + stratum->n[1];
  double a = stratum->count[0][1], b = stratum->count[0][0];
  double c = stratum->count[1][1], d = stratum->count[1][0];
  double p = (a + d) / n, q = (b + c) / n, r = a * d / n, s = b * c / n;

  totals->agree += r;
  totals->disagree += s;
  totals->pr += p * r;
  totals->ps_qr += p * s + q * r;
  totals->qs += q * s;
}

static Stratum *
fill_strata (const WfResponses *responses,
             guint item,
             const guint8 *focal,
             const guint *strata,
             guint *out_n_strata)
{
  guint n_strata = 0;
  Stratum *table;

  for (guint person = 0; person < responses->n_persons; person++)
    n_strata = MAX (n_strata, strata[person] + 1);
  table = g_new0 (Stratum, MAX (n_strata, 1));
  for (guint person = 0; person < responses->n_persons; person++)
    {
      int category = wf_responses_get (responses, person, item);

      if (category == WF_RESPONSE_NONE)
        continue;
      table[strata[person]].count[focal[person] != 0][category]++;
      table[strata[person]].n[focal[person] != 0]++;
    }
  *out_n_strata = n_strata;
  return table;
}

static Totals
add_up (const WfResponses *responses, guint item, const guint8 *focal, const guint *strata)
{
  Totals totals = { 0 };
  guint n_strata;
  g_autofree Stratum *table = fill_strata (responses, item, focal, strata, &n_strata);

  for (guint i = 0; i < n_strata; i++)
    {
      if (table[i].n[0] == 0.0 || table[i].n[1] == 0.0)
        continue;
      add_mantel (&totals, &table[i], responses->n_thresholds[item]);
      add_pairs (&totals, &table[i]);
    }
  return totals;
}

static WfDifClass
classify (double delta, double se)
{
  if (!isfinite (delta) || !isfinite (se))
    return WF_DIF_UNDEFINED;
  if (fabs (delta) < 1.0 || fabs (delta) / se < 1.96)
    return WF_DIF_A;
  if (fabs (delta) >= 1.5 && (fabs (delta) - 1.0) / se > 1.645)
    return WF_DIF_C;
  return WF_DIF_B;
}

static void
judge_odds (const Totals *totals, WfDif *dif)
{
  double r = totals->agree, s = totals->disagree;

  if (r <= 0.0 || s <= 0.0)
    return;

  double variance =
      totals->pr / (2.0 * r * r) + totals->ps_qr / (2.0 * r * s) + totals->qs / (2.0 * s * s);

  dif->alpha = r / s;
  dif->delta = -DELTA_PER_LOGIT * log (dif->alpha);
  dif->se_delta = DELTA_PER_LOGIT * sqrt (variance);
  dif->ets = classify (dif->delta, dif->se_delta);
  dif->delta_eb = dif->delta * WF_DIF_TAU * WF_DIF_TAU /
                  (WF_DIF_TAU * WF_DIF_TAU + dif->se_delta * dif->se_delta);
  dif->detectable = DETECTABLE_Z * dif->se_delta / DELTA_PER_LOGIT;
}

WfDif
wf_dif (const WfResponses *responses, guint item, const guint8 *focal, const guint *strata)
{
  WfDif dif = { .chi2 = NAN,
                .chi2_cc = NAN,
                .alpha = NAN,
                .delta = NAN,
                .se_delta = NAN,
                .delta_eb = NAN,
                .smd = NAN,
                .se_smd = NAN,
                .detectable = NAN };

  g_return_val_if_fail (responses != NULL && item < responses->n_items, dif);
  g_return_val_if_fail (focal != NULL && strata != NULL, dif);

  Totals totals = add_up (responses, item, focal, strata);
  double distance = fabs (totals.observed - totals.expected);

  dif.n_strata = totals.n_strata;
  if (totals.weight > 0.0)
    {
      dif.smd = totals.difference / totals.weight;
      dif.se_smd = sqrt (totals.difference_variance) / totals.weight;
    }
  if (totals.variance > 0.0)
    {
      double corrected = distance >= 0.5 ? distance - 0.5 : distance;

      dif.chi2 = distance * distance / totals.variance;
      dif.chi2_cc = corrected * corrected / totals.variance;
    }
  if (responses->n_thresholds[item] == 1)
    judge_odds (&totals, &dif);
  else
    dif.detectable = dif.se_smd > 0.0 ? DETECTABLE_Z * dif.se_smd : NAN;
  return dif;
}

const char *
wf_dif_class_to_code (WfDifClass dif_class)
{
  g_return_val_if_fail ((guint) dif_class < G_N_ELEMENTS (CLASS_CODES), NULL);

  return CLASS_CODES[dif_class];
}

gboolean
wf_dif_is_enough (const guint8 *focal, guint n_persons)
{
  guint n_focal = 0;

  for (guint i = 0; i < n_persons; i++)
    n_focal += focal[i] != 0;
  return MIN (n_focal, n_persons - n_focal) >= WF_DIF_MIN_GROUP;
}

void
wf_dif_match_on_scores (const WfResponses *responses, guint *out_strata)
{
  for (guint person = 0; person < responses->n_persons; person++)
    {
      out_strata[person] = 0;
      for (guint item = 0; item < responses->n_items; item++)
        out_strata[person] += (guint) MAX (wf_responses_get (responses, person, item), 0);
    }
}

static double
estimate_without (const WfResponses *responses,
                  const WfIrtItem *items,
                  guint person,
                  guint left_out)
{
  WfPosterior posterior;

  wf_posterior_init (&posterior, 0.0);
  for (guint item = 0; item < responses->n_items; item++)
    {
      int category = wf_responses_get (responses, person, item);

      if (item != left_out && category != WF_RESPONSE_NONE)
        wf_posterior_update (&posterior, &items[item], (guint) category);
    }
  return posterior.mean;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return (left > right) - (left < right);
}

void
wf_dif_match_on_estimates (const WfResponses *responses,
                           const WfIrtItem *items,
                           guint item,
                           guint *out_strata)
{
  g_autofree double *theta = g_new0 (double, MAX (responses->n_persons, 1));
  g_autofree double *sorted = g_new0 (double, MAX (responses->n_persons, 1));
  guint n = 0;

  for (guint person = 0; person < responses->n_persons; person++)
    {
      if (wf_responses_get (responses, person, item) == WF_RESPONSE_NONE)
        continue;
      theta[person] = estimate_without (responses, items, person, item);
      sorted[n++] = theta[person];
    }
  qsort (sorted, n, sizeof *sorted, compare_doubles);
  for (guint person = 0; person < responses->n_persons; person++)
    {
      out_strata[person] = 0;
      for (guint cut = 1; n > 0 && cut < WF_DIF_STRATA; cut++)
        out_strata[person] += theta[person] >= sorted[cut * n / WF_DIF_STRATA];
    }
}

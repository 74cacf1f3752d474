/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Conditional maximum likelihood: given everybody's total, how likely were the ways they
 * reached it. An item is the polynomial sum_k c_k y^k with c_k = exp (-(d_1 + … + d_k)),
 * scaled to sum to 1; the product of all of them holds the symmetric functions, one for
 * each total. Products without an item are joined from products of those before and
 * after it, never divided, so nothing cancels. Newton steps; the likelihood does not see
 * a shift of all thresholds, so their mean is held at 0 by adding the projector onto it.
 */
#define G_LOG_DOMAIN "wf-measure"

#include "wf-calibrate-private.h"
#include "wf-symmetric.h"

#include <math.h>
#include <string.h>

/* No finite number of people finds a threshold this far from the mean of all: the
 * likelihood has no maximum, and beyond it rounding would look like one. */
#define FARTHEST 15.0

typedef struct {
  guint n_items;
  const guint *n_thresholds;
  guint *first; /* of each item's parameters */
  guint n_params;
  guint most;      /* the highest total */
  double *people;  /* with each total */
  double *reached; /* by parameter: how many answered at least that category */
  double *shares;  /* of each item: WF_IRT_MAX_CATEGORIES numbers c_k that sum to 1 */
  double *before;  /* products of the first i shares: (n_items + 1) × (most + 1) */
  double *after;   /* products from item i on */
  double *total;   /* before[n_items] */
} Conditional;

static double *
polynomial (const Conditional *self, double *table, guint index)
{
  return table + (gsize) index * (self->most + 1);
}

static const double *
share_of (const Conditional *self, guint item)
{
  return self->shares + (gsize) item * WF_IRT_MAX_CATEGORIES;
}

/* out = in × item */
static void
multiply_by_item (const Conditional *self, const double *in, guint item, double *out)
{
  const double *share = share_of (self, item);

  for (guint r = 0; r <= self->most; r++)
    {
      out[r] = 0.0;
      for (guint k = 0; k <= self->n_thresholds[item] && k <= r; k++)
        out[r] += share[k] * in[r - k];
    }
}

/* out = left × right */
static void
multiply (const Conditional *self, const double *left, const double *right, double *out)
{
  memset (out, 0, (self->most + 1) * sizeof *out);
  for (guint i = 0; i <= self->most; i++)
    {
      if (left[i] == 0.0)
        continue;
      for (guint j = 0; i + j <= self->most; j++)
        out[i + j] += left[i] * right[j];
    }
}

static void
fill_shares (Conditional *self, const double *thresholds)
{
  for (guint i = 0; i < self->n_items; i++)
    {
      double *share = self->shares + (gsize) i * WF_IRT_MAX_CATEGORIES;
      WfIrtItem item = { .slope = 1.0, .n_thresholds = self->n_thresholds[i] };

      memcpy (item.thresholds, thresholds + self->first[i], item.n_thresholds * sizeof (double));
      wf_irt_probabilities (&item, 0.0, share);
    }
}

/* Products of the items but @left_out (n_items: of all). */
static void
fill_products (Conditional *self, guint left_out)
{
  guint n = self->n_items;

  memset (self->before, 0, (self->most + 1) * sizeof (double));
  memset (polynomial (self, self->after, n), 0, (self->most + 1) * sizeof (double));
  self->before[0] = polynomial (self, self->after, n)[0] = 1.0;
  for (guint i = 0; i < n; i++)
    {
      double *next = polynomial (self, self->before, i + 1);

      if (i == left_out)
        memcpy (next, polynomial (self, self->before, i), (self->most + 1) * sizeof *next);
      else
        multiply_by_item (self, polynomial (self, self->before, i), i, next);
    }
  for (guint i = n; i-- > 0;)
    {
      double *next = polynomial (self, self->after, i);

      if (i == left_out)
        memcpy (next, polynomial (self, self->after, i + 1), (self->most + 1) * sizeof *next);
      else
        multiply_by_item (self, polynomial (self, self->after, i + 1), i, next);
    }
}

static double
log_likelihood (Conditional *self, const WfResponses *responses, const double *thresholds)
{
  double sum = 0.0;

  fill_shares (self, thresholds);
  fill_products (self, self->n_items);
  memcpy (self->total, polynomial (self, self->before, self->n_items),
          (self->most + 1) * sizeof (double));
  for (guint i = 0; i < self->n_items; i++)
    for (guint k = 0; k <= self->n_thresholds[i]; k++)
      sum += wf_responses_count (responses, i, k) * log (share_of (self, i)[k]);
  for (guint r = 0; r <= self->most; r++)
    {
      if (self->people[r] > 0.0)
        sum -= self->people[r] * log (self->total[r]);
    }
  return sum;
}

/* out[k]: how many people are expected to answer @item with k or more, when @others is the
 * product of all other items; in @out_by_total how likely that is, by total. */
static void
expect_item (
    const Conditional *self, guint item, const double *others, double *out, double *out_by_total)
{
  guint m = self->n_thresholds[item];

  memset (out, 0, (m + 2) * sizeof *out);
  for (guint r = 0; r <= self->most; r++)
    {
      double at_least = 0.0;

      for (guint k = m; k >= 1; k--)
        {
          if (k <= r && self->people[r] > 0.0)
            at_least += share_of (self, item)[k] * others[r - k] / self->total[r];
          out[k] += self->people[r] * at_least;
          out_by_total[(gsize) (self->first[item] + k - 1) * (self->most + 1) + r] = at_least;
        }
    }
}

/* The expected number of people who reach category j of @one and k of @other. */
static void
add_pair (Conditional *self, guint one, guint other, const double *rest, double *information)
{
  guint m = self->n_thresholds[one], n = self->n_thresholds[other];
  double both[WF_IRT_MAX_CATEGORIES + 1][WF_IRT_MAX_CATEGORIES + 1] = { { 0.0 } };

  for (guint j = 1; j <= m; j++)
    for (guint k = 1; k <= n; k++)
      {
        double sum = 0.0;

        for (guint r = j + k; r <= self->most; r++)
          {
            if (self->people[r] > 0.0)
              sum += self->people[r] * rest[r - j - k] / self->total[r];
          }
        both[j][k] = share_of (self, one)[j] * share_of (self, other)[k] * sum;
      }
  for (guint j = m; j >= 1; j--)
    for (guint k = n; k >= 1; k--)
      {
        both[j][k] += both[j + 1][k] + both[j][k + 1] - both[j + 1][k + 1];
        information[(gsize) (self->first[other] + k - 1) * self->n_params + self->first[one] + j -
                    1] += both[j][k];
      }
}

/* Gradient, and the lower triangle of minus the second derivatives: the covariances of
 * "reached category j" given the totals. */
static void
differentiate (Conditional *self, double *out_gradient, double *information)
{
  gsize width = self->most + 1;
  g_autofree double *by_total = g_new0 (double, self->n_params *width);
  g_autofree double *rest = g_new0 (double, width);

  memset (information, 0, (gsize) self->n_params * self->n_params * sizeof *information);
  for (guint i = 0; i < self->n_items; i++)
    {
      double expected[WF_IRT_MAX_CATEGORIES + 1];

      fill_products (self, i);
      expect_item (self, i, polynomial (self, self->before, self->n_items), expected, by_total);
      for (guint j = 1; j <= self->n_thresholds[i]; j++)
        {
          guint param = self->first[i] + j - 1;

          out_gradient[param] = expected[j] - self->reached[param];
          for (guint k = 1; k <= j; k++)
            information[(gsize) param * self->n_params + self->first[i] + k - 1] += expected[j];
        }
      for (guint other = i + 1; other < self->n_items; other++)
        {
          multiply (self, polynomial (self, self->before, other),
                    polynomial (self, self->after, other + 1), rest);
          add_pair (self, i, other, rest, information);
        }
    }
  for (guint a = 0; a < self->n_params; a++)
    for (guint b = 0; b <= a; b++)
      for (guint r = 0; r <= self->most; r++)
        information[(gsize) a * self->n_params + b] -=
            self->people[r] * by_total[a * width + r] * by_total[b * width + r];
}

/* Adds scale × projector onto "all equal"; returns the scale. */
static double
hold_mean (const Conditional *self, double *information)
{
  double scale = 0.0;

  for (guint a = 0; a < self->n_params; a++)
    scale += information[(gsize) a * self->n_params + a] / self->n_params;
  for (guint a = 0; a < self->n_params; a++)
    for (guint b = 0; b <= a; b++)
      information[(gsize) a * self->n_params + b] += scale / self->n_params;
  return scale;
}

static void
centre (double *thresholds, guint n)
{
  double mean = 0.0;

  for (guint i = 0; i < n; i++)
    mean += thresholds[i] / n;
  for (guint i = 0; i < n; i++)
    thresholds[i] -= mean;
}

/* Goes the Newton step, or as much of it as does not lower the likelihood. Returns the
 * longest move of a threshold, or below 0 when none helps. */
static double
move (Conditional *self,
      const WfResponses *responses,
      double *thresholds,
      double *loglik,
      const double *step)
{
  g_autofree double *tried = g_new (double, self->n_params);

  for (double share = 1.0; share > 1e-6; share /= 2.0)
    {
      double longest = 0.0;

      for (guint i = 0; i < self->n_params; i++)
        {
          tried[i] = thresholds[i] + share * step[i];
          longest = MAX (longest, fabs (share * step[i]));
        }

      double value = log_likelihood (self, responses, tried);

      if (value >= *loglik - 1e-9 * fabs (*loglik))
        {
          memcpy (thresholds, tried, self->n_params * sizeof *tried);
          *loglik = value;
          return longest;
        }
    }
  return -1.0;
}

/* Finds the maximum; @out_variance: of each threshold. */
static gboolean
maximise (Conditional *self,
          const WfResponses *responses,
          double *thresholds,
          double *out_variance,
          double *out_loglik)
{
  g_autofree double *information = g_new (double, (gsize) self->n_params * self->n_params);
  g_autofree double *step = g_new (double, self->n_params);

  *out_loglik = log_likelihood (self, responses, thresholds);
  for (guint i = 0; i < WF_CALIBRATE_MAX_STEPS; i++)
    {
      double scale, longest;

      differentiate (self, step, information);
      scale = hold_mean (self, information);
      if (!wf_symmetric_factor (information, self->n_params))
        return FALSE;
      wf_symmetric_solve (information, self->n_params, step);
      longest = move (self, responses, thresholds, out_loglik, step);
      for (guint p = 0; p < self->n_params; p++)
        {
          if (!(fabs (thresholds[p]) < FARTHEST))
            return FALSE;
        }
      if (longest < 0.0)
        return FALSE;
      if (longest < WF_CALIBRATE_ACCURACY)
        {
          wf_symmetric_inverse_diagonal (information, self->n_params, out_variance);
          for (guint p = 0; p < self->n_params; p++)
            out_variance[p] -= 1.0 / (scale * self->n_params);
          return TRUE;
        }
    }
  return FALSE;
}

static void
clear (Conditional *self)
{
  g_free (self->first);
  g_free (self->people);
  g_free (self->reached);
  g_free (self->shares);
  g_free (self->before);
  g_free (self->after);
  g_free (self->total);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Conditional, clear)

/* Counts; FALSE when what counts leaves a category empty. */
static gboolean
prepare (Conditional *self, const WfResponses *responses, WfCalibrationPlace *out_place)
{
  g_autofree guint8 *counts = g_new0 (guint8, responses->n_persons);
  guint n = responses->n_items;

  self->n_items = n;
  self->n_thresholds = responses->n_thresholds;
  self->first = wf_calibrate_make_offsets (responses->n_thresholds, n);
  self->n_params = self->most = self->first[n];
  self->people = g_new0 (double, self->most + 1);
  self->reached = g_new0 (double, self->n_params);
  self->shares = g_new0 (double, (gsize) n *WF_IRT_MAX_CATEGORIES);
  self->before = g_new0 (double, (gsize) (n + 1) * (self->most + 1));
  self->after = g_new0 (double, (gsize) (n + 1) * (self->most + 1));
  self->total = g_new0 (double, self->most + 1);
  for (guint person = 0; person < responses->n_persons; person++)
    {
      guint total = 0;

      for (guint item = 0; item < n; item++)
        {
          guint category = (guint) wf_responses_get (responses, person, item);

          total += category;
          for (guint k = 1; k <= category; k++)
            self->reached[self->first[item] + k - 1]++;
        }
      self->people[total]++;
      /* Nothing and everything can be reached in one way only: they say nothing. */
      counts[person] = total > 0 && total < self->most;
    }
  return wf_calibrate_check_categories (responses, counts, out_place);
}

WfCalibration *
wf_calibrate_cml (const WfResponses *responses, WfCalibrationPlace *out_place)
{
  g_return_val_if_fail (responses != NULL && out_place != NULL, NULL);

  g_auto (Conditional) self = { 0 };

  *out_place = (WfCalibrationPlace){ .problem = WF_CALIBRATION_FINE };
  if (!wf_calibrate_check_complete (responses, out_place) || !prepare (&self, responses, out_place))
    return NULL;

  g_autoptr (WfCalibration) result = wf_calibration_new (self.n_thresholds, self.n_items);
  g_autofree double *thresholds = g_new (double, self.n_params);
  g_autofree double *variance = g_new (double, self.n_params);

  wf_calibrate_start (responses, thresholds);
  centre (thresholds, self.n_params);
  if (!maximise (&self, responses, thresholds, variance, &result->loglik))
    {
      out_place->problem = WF_CALIBRATION_NO_MAXIMUM;
      return NULL;
    }
  centre (thresholds, self.n_params);
  for (guint i = 0; i < self.n_items; i++)
    for (guint k = 0; k < self.n_thresholds[i]; k++)
      {
        result->items[i].thresholds[k] = thresholds[self.first[i] + k];
        result->se[i][k] = sqrt (variance[self.first[i] + k]);
      }
  return g_steal_pointer (&result);
}

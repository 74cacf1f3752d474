/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Marginal calibration: abilities are integrated out over the 121 nodes
 * mean + sigma (-6 … 6), weighed by the normal density. Slopes are 1, so that a person
 * counts only through what was asked and the total: people alike in both are one group.
 *
 * With P+_ij(t) the chance to reach category j of item i, the log likelihood of a group
 * at one ability changes with d_ij by P+_ij - [reached]. Louis (1982): the observed
 * information is the posterior mean of the complete-data information less the posterior
 * covariance of these. Newton steps on that; a prior adds 1 / sd² to its diagonal.
 */
#define G_LOG_DOMAIN "wf-measure"

#include "wf-calibrate-private.h"
#include "wf-posterior.h"
#include "wf-symmetric.h"

#include <math.h>
#include <string.h>

#define NODES WF_POSTERIOR_NODES
#define NONE  G_MAXUINT
/* Logits beyond which the search has lost its way. */
#define FARTHEST 40.0

/* People who were asked the same and reached the same total. */
typedef struct {
  guint n;
  guint total;
  guint n_asked;
  guint *asked;
} Group;

/* What an item looks like at each node. */
typedef struct {
  double reach[WF_IRT_MAX_THRESHOLDS][NODES]; /* P(X ≥ j) */
  double slope[WF_IRT_MAX_THRESHOLDS][NODES]; /* its derivative by ability */
  double expected[NODES];
  double variance[NODES];
  double log_sum[NODES]; /* of the exponentials: ln of what P(X = 0) is one over */
  double mass[NODES];    /* people of whom the posterior thinks so */
} ItemNodes;

/* Places of what is estimated: thresholds, then the mean, then ln sigma. */
typedef struct {
  guint n_items;
  const guint *n_thresholds;
  const WfCalibrationPrior *prior; /* NULL for maximum likelihood */
  guint *first;                    /* of each item; NONE for an anchor */
  guint n_params;
  guint mean_at, sigma_at; /* NONE when fixed */
  GPtrArray *groups;
  double *reached; /* by item × WF_IRT_MAX_THRESHOLDS: how many reached the category */
  /* where the search stands */
  WfIrtItem *items;
  double mean, log_sigma;
  double theta[NODES], log_weight[NODES];
  ItemNodes *nodes;
} Marginal;

static void
group_free (Group *group)
{
  g_free (group->asked);
  g_free (group);
}

static void
clear (Marginal *self)
{
  g_free (self->first);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_free (self->reached);
  g_free (self->items);
  g_free (self->nodes);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Marginal, clear)

/* One person as a key: which items, and the total. */
static GBytes *
make_key (const WfResponses *responses, guint person, guint *out_total)
{
  GByteArray *key = g_byte_array_new ();

  *out_total = 0;
  for (guint i = 0; i < responses->n_items; i++)
    {
      int category = wf_responses_get (responses, person, i);
      guint8 is_asked = category != WF_RESPONSE_NONE;

      g_byte_array_append (key, &is_asked, 1);
      *out_total += (guint) MAX (category, 0);
    }
  g_byte_array_append (key, (const guint8 *) out_total, sizeof *out_total);
  return g_byte_array_free_to_bytes (key);
}

static Group *
make_group (const WfResponses *responses, guint person, guint total)
{
  Group *group = g_new0 (Group, 1);

  group->total = total;
  group->asked = g_new (guint, responses->n_items);
  for (guint i = 0; i < responses->n_items; i++)
    {
      if (wf_responses_get (responses, person, i) != WF_RESPONSE_NONE)
        group->asked[group->n_asked++] = i;
    }
  return group;
}

static void
fill_groups (Marginal *self, const WfResponses *responses)
{
  g_autoptr (GHashTable) known =
      g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);

  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) group_free);
  for (guint person = 0; person < responses->n_persons; person++)
    {
      guint total;
      g_autoptr (GBytes) key = make_key (responses, person, &total);
      Group *group = g_hash_table_lookup (known, key);

      if (group == NULL)
        {
          group = make_group (responses, person, total);
          g_ptr_array_add (self->groups, group);
          g_hash_table_insert (known, g_bytes_ref (key), group);
        }
      group->n++;
      for (guint i = 0; i < responses->n_items; i++)
        for (int k = 1; k <= wf_responses_get (responses, person, i); k++)
          self->reached[i * WF_IRT_MAX_THRESHOLDS + (guint) k - 1]++;
    }
}

static void
fill_item_nodes (const WfIrtItem *item, const double *theta, ItemNodes *nodes)
{
  guint m = item->n_thresholds;

  for (guint q = 0; q < NODES; q++)
    {
      double p[WF_IRT_MAX_CATEGORIES];
      double at_least = 0.0, part = 0.0;
      WfIrtMoments moments = wf_irt_moments (item, theta[q]);

      wf_irt_probabilities (item, theta[q], p);
      for (guint k = m; k >= 1; k--)
        {
          at_least += p[k];
          part += k * p[k];
          nodes->reach[k - 1][q] = at_least;
          nodes->slope[k - 1][q] = part - at_least * moments.expected;
        }
      nodes->expected[q] = moments.expected;
      nodes->variance[q] = moments.variance;
      nodes->log_sum[q] = -wf_irt_log_probability (item, theta[q], 0);
      nodes->mass[q] = 0.0;
    }
}

/* Everything that depends on where the search stands. */
static void
fill_nodes (Marginal *self)
{
  double sigma = exp (self->log_sigma), sum = 0.0;

  for (guint q = 0; q < NODES; q++)
    {
      double u = wf_posterior_node (q);

      self->theta[q] = self->mean + sigma * u;
      self->log_weight[q] = -u * u / 2.0;
      sum += exp (self->log_weight[q]);
    }
  for (guint q = 0; q < NODES; q++)
    self->log_weight[q] -= log (sum);
  for (guint i = 0; i < self->n_items; i++)
    fill_item_nodes (&self->items[i], self->theta, &self->nodes[i]);
}

/* The posterior of a group's people; returns ln of its integral. */
static double
weigh (const Marginal *self, const Group *group, double *out_weights)
{
  double largest = -G_MAXDOUBLE, sum = 0.0;

  for (guint q = 0; q < NODES; q++)
    {
      out_weights[q] = self->log_weight[q] + group->total * self->theta[q];
      for (guint i = 0; i < group->n_asked; i++)
        out_weights[q] -= self->nodes[group->asked[i]].log_sum[q];
      largest = MAX (largest, out_weights[q]);
    }
  for (guint q = 0; q < NODES; q++)
    {
      out_weights[q] = exp (out_weights[q] - largest);
      sum += out_weights[q];
    }
  for (guint q = 0; q < NODES; q++)
    out_weights[q] /= sum;
  return largest + log (sum);
}

/* What is maximised: the log likelihood, with a prior the log posterior. */
static double
evaluate (Marginal *self)
{
  double sum = 0.0, weights[NODES];

  fill_nodes (self);
  for (guint g = 0; g < self->groups->len; g++)
    {
      const Group *group = self->groups->pdata[g];

      sum += group->n * weigh (self, group, weights);
    }
  for (guint i = 0; i < self->n_items; i++)
    for (guint k = 0; k < self->n_thresholds[i]; k++)
      {
        sum -= self->reached[i * WF_IRT_MAX_THRESHOLDS + k] * self->items[i].thresholds[k];
        if (self->prior != NULL)
          {
            double distance = self->items[i].thresholds[k] - self->prior->items[i].thresholds[k];

            sum -= distance * distance / (2.0 * self->prior->sd * self->prior->sd);
          }
      }
  return sum;
}

/* By parameter of a group: its place, and what moves with it at each node. */
typedef struct {
  guint n;
  guint *at;
  double (*moves)[NODES];
} Moves;

static void
moves_clear (Moves *self)
{
  g_free (self->at);
  g_free (self->moves);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Moves, moves_clear)

static void
moves_add (Moves *self, guint at, const double *values)
{
  self->at[self->n] = at;
  memcpy (self->moves[self->n++], values, NODES * sizeof *values);
}

static void
fill_moves (const Marginal *self, const Group *group, Moves *moves)
{
  double rest[NODES];

  moves->n = 0;
  for (guint i = 0; i < group->n_asked; i++)
    {
      guint item = group->asked[i];

      for (guint k = 0; self->first[item] != NONE && k < self->n_thresholds[item]; k++)
        moves_add (moves, self->first[item] + k, self->nodes[item].reach[k]);
    }
  for (guint q = 0; q < NODES; q++)
    {
      rest[q] = group->total;
      for (guint i = 0; i < group->n_asked; i++)
        rest[q] -= self->nodes[group->asked[i]].expected[q];
    }
  if (self->mean_at != NONE)
    moves_add (moves, self->mean_at, rest);
  for (guint q = 0; q < NODES; q++)
    rest[q] *= self->theta[q] - self->mean;
  if (self->sigma_at != NONE)
    moves_add (moves, self->sigma_at, rest);
}

/* Takes the posterior covariance of a group's moves off the information. */
static void
subtract_covariance (const Marginal *self,
                     const Group *group,
                     const double *weights,
                     Moves *moves,
                     double *gradient,
                     double *information)
{
  for (guint a = 0; a < moves->n; a++)
    {
      double mean = 0.0;

      for (guint q = 0; q < NODES; q++)
        mean += weights[q] * moves->moves[a][q];
      for (guint q = 0; q < NODES; q++)
        moves->moves[a][q] = (moves->moves[a][q] - mean) * sqrt (weights[q]);
      /* Thresholds are added up from the masses, with their items. */
      if (moves->at[a] == self->sigma_at || moves->at[a] == self->mean_at)
        gradient[moves->at[a]] += group->n * mean;
      /* The second derivative by ln sigma holds the first once more. */
      if (moves->at[a] == self->sigma_at)
        information[(gsize) self->sigma_at * self->n_params + self->sigma_at] -= group->n * mean;
    }
  for (guint a = 0; a < moves->n; a++)
    for (guint b = 0; b <= a; b++)
      {
        double covariance = 0.0;

        for (guint q = 0; q < NODES; q++)
          covariance += moves->moves[a][q] * moves->moves[b][q];
        information[(gsize) moves->at[a] * self->n_params + moves->at[b]] -= group->n * covariance;
      }
}

static void
add_group (
    const Marginal *self, const Group *group, Moves *moves, double *gradient, double *information)
{
  double weights[NODES];

  weigh (self, group, weights);
  for (guint i = 0; i < group->n_asked; i++)
    for (guint q = 0; q < NODES; q++)
      self->nodes[group->asked[i]].mass[q] += group->n * weights[q];
  fill_moves (self, group, moves);
  subtract_covariance (self, group, weights, moves, gradient, information);
}

/* The complete-data part of an item: of its own thresholds. */
static void
add_thresholds (const Marginal *self, guint item, double *gradient, double *information)
{
  const ItemNodes *nodes = &self->nodes[item];

  for (guint j = 0; j < self->n_thresholds[item]; j++)
    {
      guint at = self->first[item] + j;
      double *row = information + (gsize) at * self->n_params;

      gradient[at] -= self->reached[item * WF_IRT_MAX_THRESHOLDS + j];
      for (guint q = 0; q < NODES; q++)
        {
          gradient[at] += nodes->mass[q] * nodes->reach[j][q];
          for (guint k = 0; k <= j; k++)
            row[self->first[item] + k] +=
                nodes->mass[q] * nodes->reach[j][q] * (1.0 - nodes->reach[k][q]);
        }
      if (self->prior == NULL)
        continue;

      double precision = 1.0 / (self->prior->sd * self->prior->sd);

      gradient[at] -=
          precision * (self->items[item].thresholds[j] - self->prior->items[item].thresholds[j]);
      row[at] += precision;
    }
}

/* … and of the population's mean and spread. */
static void
add_population (const Marginal *self, guint item, double *information)
{
  const ItemNodes *nodes = &self->nodes[item];
  const guint places[] = { self->mean_at, self->sigma_at };

  for (guint one = 0; one < 2; one++)
    {
      double *row = information + (gsize) places[one] * self->n_params;

      if (places[one] == NONE)
        continue;
      for (guint q = 0; q < NODES; q++)
        {
          double distance = self->theta[q] - self->mean;
          double by[] = { 1.0, distance };

          for (guint k = 0; self->first[item] != NONE && k < self->n_thresholds[item]; k++)
            row[self->first[item] + k] -= nodes->mass[q] * nodes->slope[k][q] * by[one];
          for (guint other = 0; other <= one; other++)
            {
              if (places[other] != NONE)
                row[places[other]] += nodes->mass[q] * nodes->variance[q] * by[one] * by[other];
            }
        }
    }
}

/* Gradient, and the lower triangle of the observed information. */
static void
differentiate (const Marginal *self, double *gradient, double *information)
{
  g_auto (Moves) moves = { 0 };

  moves.at = g_new (guint, self->n_params);
  moves.moves = g_malloc_n (self->n_params, sizeof *moves.moves);
  memset (gradient, 0, self->n_params * sizeof *gradient);
  memset (information, 0, (gsize) self->n_params * self->n_params * sizeof *information);
  for (guint g = 0; g < self->groups->len; g++)
    add_group (self, self->groups->pdata[g], &moves, gradient, information);
  for (guint item = 0; item < self->n_items; item++)
    {
      if (self->first[item] != NONE)
        add_thresholds (self, item, gradient, information);
      add_population (self, item, information);
    }
}

static void
step_by (Marginal *self, const double *step, double share)
{
  for (guint i = 0; i < self->n_items; i++)
    for (guint k = 0; self->first[i] != NONE && k < self->n_thresholds[i]; k++)
      self->items[i].thresholds[k] += share * step[self->first[i] + k];
  if (self->mean_at != NONE)
    self->mean += share * step[self->mean_at];
  if (self->sigma_at != NONE)
    self->log_sigma += share * step[self->sigma_at];
}

/* Goes the step, or as much of it as does not lower what is maximised. Returns the longest
 * move, or below 0 when none helps. */
static double
move (Marginal *self, const double *step, double *value)
{
  for (double share = 1.0; share > 1e-6; share /= 2.0)
    {
      double tried;

      step_by (self, step, share);
      tried = evaluate (self);
      if (tried >= *value - 1e-10 * fabs (*value))
        {
          double longest = 0.0;

          for (guint p = 0; p < self->n_params; p++)
            longest = MAX (longest, fabs (share * step[p]));
          *value = tried;
          return longest;
        }
      step_by (self, step, -share);
    }
  return -1.0;
}

/* Far from the maximum the information need not be positive: then its diagonal grows. */
static gboolean
factor (const Marginal *self, const double *information, double *out_factor)
{
  gsize size = (gsize) self->n_params * self->n_params;

  for (double ridge = 0.0; ridge < 1e6; ridge = MAX (ridge * 10.0, 0.01))
    {
      memcpy (out_factor, information, size * sizeof *out_factor);
      for (guint p = 0; p < self->n_params; p++)
        out_factor[(gsize) p * self->n_params + p] +=
            ridge * (1.0 + fabs (information[(gsize) p * self->n_params + p]));
      if (wf_symmetric_factor (out_factor, self->n_params))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_within_reach (const Marginal *self)
{
  for (guint i = 0; i < self->n_items; i++)
    for (guint k = 0; k < self->n_thresholds[i]; k++)
      {
        if (self->first[i] != NONE && !(fabs (self->items[i].thresholds[k]) < FARTHEST))
          return FALSE;
      }
  return fabs (self->mean) < FARTHEST && fabs (self->log_sigma) < 5.0;
}

static gboolean
maximise (Marginal *self, double *out_variance, double *out_value)
{
  g_autofree double *information = g_new (double, (gsize) self->n_params * self->n_params);
  g_autofree double *lower = g_new (double, (gsize) self->n_params * self->n_params);
  g_autofree double *step = g_new (double, self->n_params);

  *out_value = evaluate (self);
  for (guint i = 0; i < WF_CALIBRATE_MAX_STEPS; i++)
    {
      double longest;

      differentiate (self, step, information);
      if (!factor (self, information, lower))
        return FALSE;
      wf_symmetric_solve (lower, self->n_params, step);
      longest = move (self, step, out_value);
      if (longest < 0.0 || !is_within_reach (self))
        return FALSE;
      if (longest < WF_CALIBRATE_ACCURACY)
        {
          wf_symmetric_inverse_diagonal (lower, self->n_params, out_variance);
          return TRUE;
        }
    }
  return FALSE;
}

static void
place_parameters (Marginal *self, gboolean has_mean, gboolean has_sigma)
{
  self->first = g_new (guint, self->n_items);
  for (guint i = 0; i < self->n_items; i++)
    {
      gboolean is_anchor =
          self->prior != NULL && self->prior->anchors != NULL && self->prior->anchors[i];

      self->first[i] = is_anchor ? NONE : self->n_params;
      self->n_params += is_anchor ? 0 : self->n_thresholds[i];
    }
  self->mean_at = has_mean ? self->n_params++ : NONE;
  self->sigma_at = has_sigma ? self->n_params++ : NONE;
}

static WfCalibration *
calibrate (Marginal *self, WfCalibrationPlace *out_place)
{
  g_autoptr (WfCalibration) result = wf_calibration_new (self->n_thresholds, self->n_items);
  g_autofree double *variance = g_new0 (double, MAX (self->n_params, 1));

  self->nodes = g_new0 (ItemNodes, self->n_items);
  if (!maximise (self, variance, &result->loglik))
    {
      out_place->problem = WF_CALIBRATION_NO_MAXIMUM;
      return NULL;
    }
  result->mean = self->mean;
  result->sigma = exp (self->log_sigma);
  memcpy (result->items, self->items, self->n_items * sizeof *self->items);
  for (guint i = 0; i < self->n_items; i++)
    for (guint k = 0; self->first[i] != NONE && k < self->n_thresholds[i]; k++)
      result->se[i][k] = sqrt (variance[self->first[i] + k]);
  return g_steal_pointer (&result);
}

WfCalibration *
wf_calibrate_mml (const WfResponses *responses, WfCalibrationPlace *out_place)
{
  g_return_val_if_fail (responses != NULL && out_place != NULL, NULL);

  g_auto (Marginal)
      self = { .n_items = responses->n_items, .n_thresholds = responses->n_thresholds };
  g_autofree double *start = NULL;
  const double *next;

  *out_place = (WfCalibrationPlace){ .problem = WF_CALIBRATION_FINE };
  if (!wf_calibrate_check_complete (responses, out_place) ||
      !wf_calibrate_check_categories (responses, NULL, out_place))
    return NULL;

  place_parameters (&self, FALSE, TRUE);
  self.reached = g_new0 (double, self.n_items *WF_IRT_MAX_THRESHOLDS);
  fill_groups (&self, responses);
  self.items = g_new0 (WfIrtItem, self.n_items);
  start = g_new (double, self.n_params);
  wf_calibrate_start (responses, start);
  next = start;
  for (guint i = 0; i < self.n_items; i++)
    {
      wf_irt_item_init (&self.items[i], 1.0, next, self.n_thresholds[i]);
      next += self.n_thresholds[i];
    }
  return calibrate (&self, out_place);
}

WfCalibration *
wf_calibrate_map (const WfResponses *responses,
                  const WfCalibrationPrior *prior,
                  WfCalibrationPlace *out_place)
{
  g_return_val_if_fail (responses != NULL && prior != NULL && out_place != NULL, NULL);
  g_return_val_if_fail (prior->sd > 0.0, NULL);

  g_autofree guint *n_thresholds = g_new (guint, MAX (responses->n_items, 1));
  g_auto (Marginal)
      self = { .n_items = responses->n_items, .n_thresholds = n_thresholds, .prior = prior };

  *out_place = (WfCalibrationPlace){ .problem = WF_CALIBRATION_FINE };
  for (guint i = 0; i < responses->n_items; i++)
    {
      n_thresholds[i] = prior->items[i].n_thresholds;
      g_return_val_if_fail (responses->n_thresholds[i] <= n_thresholds[i], NULL);
    }
  place_parameters (&self, prior->free_mean, FALSE);
  if (responses->n_persons == 0 || self.n_params == 0)
    {
      out_place->problem = WF_CALIBRATION_TOO_FEW;
      return NULL;
    }
  self.reached = g_new0 (double, self.n_items *WF_IRT_MAX_THRESHOLDS);
  fill_groups (&self, responses);
  self.items = g_memdup2 (prior->items, self.n_items * sizeof *prior->items);
  return calibrate (&self, out_place);
}

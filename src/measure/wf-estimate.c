/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One ability from a list of answers, by four methods. Three of them are the root of a
 * function that is positive far below and negative far above: it is bracketed, then
 * found by Newton steps that fall back on halving. Only the weighted likelihood may
 * have several such roots; it is walked through and the highest maximum taken.
 * Pure arithmetic on the stack.
 */
#define G_LOG_DOMAIN "wf-measure"

#include "wf-estimate.h"

#include <math.h>

/* So far out that no answer moves an estimate there. */
#define FARTHEST  1e6
#define ACCURACY  1e-13
#define MAX_STEPS 200
/* The weighted likelihood is walked through in this many steps. */
#define N_WALK 256

typedef struct {
  WfEstimateMethod method;
  const WfIrtAnswer *answers;
  guint n_answers;
  double mu;
} Problem;

/* Sums over the answers at one ability. */
typedef struct {
  double score;
  double information;
  double third;
} Sums;

static Sums
sum_up (const Problem *problem, double theta)
{
  Sums sums = { 0.0, 0.0, 0.0 };

  for (guint i = 0; i < problem->n_answers; i++)
    {
      const WfIrtItem *item = problem->answers[i].item;
      WfIrtMoments moments = wf_irt_moments (item, theta);
      double a = item->slope;

      sums.score += a * (problem->answers[i].category - moments.expected);
      sums.information += a * a * moments.variance;
      sums.third += a * a * a * moments.third;
    }
  return sums;
}

/* What must become 0; @out_slope is (about) its slope, below 0. */
static double
evaluate (const Problem *problem, double theta, double *out_slope)
{
  Sums sums = sum_up (problem, theta);

  *out_slope = -sums.information;
  switch (problem->method)
    {
    case WF_ESTIMATE_MAP:
      *out_slope -= 1.0;
      return sums.score - (theta - problem->mu);
    case WF_ESTIMATE_WLE:
      return sums.score + sums.third / (2.0 * sums.information);
    default:
      return sums.score;
    }
}

/* The root between @low, where the function is positive, and @high, where it is not. */
static double
find_root (const Problem *problem, double low, double high)
{
  double theta = (low + high) / 2.0;

  for (guint i = 0; i < MAX_STEPS && high - low > ACCURACY * MAX (1.0, fabs (theta)); i++)
    {
      double slope;
      double value = evaluate (problem, theta, &slope);
      double next = theta - value / slope;

      if (value == 0.0)
        return theta;
      if (value > 0.0)
        low = theta;
      else
        high = theta;
      if (fabs (next - theta) < ACCURACY && next >= low && next <= high)
        return next;
      /* Every third step halves, so that a slow Newton walk ends too. */
      theta = next > low && next < high && i % 3 != 2 ? next : (low + high) / 2.0;
    }
  return theta;
}

static gboolean
solve_falling (const Problem *problem, double *out_theta)
{
  double low = problem->mu - 1.0, high = problem->mu + 1.0, slope;

  while (evaluate (problem, low, &slope) <= 0.0 && low > -FARTHEST)
    low -= 2.0 * (high - low);
  while (evaluate (problem, high, &slope) >= 0.0 && high < FARTHEST)
    high += 2.0 * (high - low);
  if (low <= -FARTHEST || high >= FARTHEST)
    return FALSE;
  *out_theta = find_root (problem, low, high);
  return TRUE;
}

/* ln (likelihood × sqrt (I)), which the weighted estimate maximises. */
static double
weighted_log_likelihood (const Problem *problem, double theta)
{
  double sum = log (sum_up (problem, theta).information) / 2.0;

  for (guint i = 0; i < problem->n_answers; i++)
    sum += wf_irt_log_probability (problem->answers[i].item, theta, problem->answers[i].category);
  return sum;
}

/* Beyond these two the weighted function has its sign for good: with the flattest item's
 * slope a, J / 2I tends to a / 2 there, and S to what exp (-a distance) leaves. */
static void
find_walk (const Problem *problem, double *out_low, double *out_high)
{
  double lowest = G_MAXDOUBLE, highest = -G_MAXDOUBLE, flattest = G_MAXDOUBLE, total = 0.0;

  for (guint i = 0; i < problem->n_answers; i++)
    {
      const WfIrtItem *item = problem->answers[i].item;

      flattest = MIN (flattest, item->slope);
      total += item->slope * item->n_thresholds * item->n_thresholds;
      for (guint k = 0; k < item->n_thresholds; k++)
        {
          lowest = MIN (lowest, item->thresholds[k]);
          highest = MAX (highest, item->thresholds[k]);
        }
    }

  double margin = (log (4.0 * total / flattest) + 2.0) / flattest;

  *out_low = lowest - margin;
  *out_high = highest + margin;
}

static gboolean
solve_weighted (const Problem *problem, double *out_theta)
{
  double low, high, slope, best = -G_MAXDOUBLE;
  gboolean is_found = FALSE;

  find_walk (problem, &low, &high);

  double width = (high - low) / N_WALK;
  double before = evaluate (problem, low, &slope);

  for (guint i = 1; i <= N_WALK; i++)
    {
      double theta = low + i * width;
      double value = evaluate (problem, theta, &slope);

      if (before > 0.0 && value <= 0.0)
        {
          double root = find_root (problem, theta - width, theta);
          double height = weighted_log_likelihood (problem, root);

          if (height > best)
            {
              best = height;
              *out_theta = root;
              is_found = TRUE;
            }
        }
      before = value;
    }
  return is_found;
}

/* Whether the answers are all the lowest or all the highest. */
static gboolean
is_extreme (const Problem *problem)
{
  gboolean all_lowest = TRUE, all_highest = TRUE;

  for (guint i = 0; i < problem->n_answers; i++)
    {
      const WfIrtAnswer *answer = &problem->answers[i];

      all_lowest = all_lowest && answer->category == 0;
      all_highest = all_highest && answer->category == answer->item->n_thresholds;
    }
  return all_lowest || all_highest;
}

static WfEstimate
estimate_mean (const Problem *problem)
{
  WfPosterior posterior;

  wf_posterior_init (&posterior, problem->mu);
  for (guint i = 0; i < problem->n_answers; i++)
    wf_posterior_update (&posterior, problem->answers[i].item, problem->answers[i].category);
  return (WfEstimate){ posterior.mean, posterior.sd };
}

gboolean
wf_estimate_method_from_code (const char *code, WfEstimateMethod *out_method)
{
  static const char *const CODES[] = { "eap", "map", "mle", "wle" };

  for (guint i = 0; i < G_N_ELEMENTS (CODES); i++)
    {
      if (g_strcmp0 (CODES[i], code) == 0)
        {
          *out_method = (WfEstimateMethod) i;
          return TRUE;
        }
    }
  return FALSE;
}

gboolean
wf_estimate (WfEstimateMethod method,
             const WfIrtAnswer *answers,
             guint n_answers,
             double mu,
             WfEstimate *out_estimate)
{
  g_return_val_if_fail (answers != NULL || n_answers == 0, FALSE);
  g_return_val_if_fail (out_estimate != NULL, FALSE);

  Problem problem = { method, answers, n_answers, mu };
  double theta = mu, information;
  gboolean is_found;

  if (method == WF_ESTIMATE_EAP)
    {
      *out_estimate = estimate_mean (&problem);
      return TRUE;
    }
  if (method == WF_ESTIMATE_MAP)
    is_found = solve_falling (&problem, &theta);
  else if (n_answers == 0 || (method == WF_ESTIMATE_MLE && is_extreme (&problem)))
    is_found = FALSE;
  else if (method == WF_ESTIMATE_MLE)
    is_found = solve_falling (&problem, &theta);
  else
    is_found = solve_weighted (&problem, &theta);
  if (!is_found)
    return FALSE;

  information = sum_up (&problem, theta).information + (method == WF_ESTIMATE_MAP ? 1.0 : 0.0);
  *out_estimate = (WfEstimate){ theta, 1.0 / sqrt (information) };
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Systems of equations with a symmetric positive definite matrix, as the information
 * matrices of calibration are: Cholesky's decomposition and what it is good for.
 */
#define G_LOG_DOMAIN "wf-measure"

#include "wf-symmetric.h"

#include <math.h>
#include <string.h>

gboolean
wf_symmetric_factor (double *matrix, guint n)
{
  for (guint row = 0; row < n; row++)
    for (guint column = 0; column <= row; column++)
      {
        double sum = matrix[(gsize) row * n + column];

        for (guint k = 0; k < column; k++)
          sum -= matrix[(gsize) row * n + k] * matrix[(gsize) column * n + k];
        if (column < row)
          matrix[(gsize) row * n + column] = sum / matrix[(gsize) column * n + column];
        else if (sum > 0.0)
          matrix[(gsize) row * n + row] = sqrt (sum);
        else /* not a number comes here too */
          return FALSE;
      }
  return TRUE;
}

/* L y = b in place. */
static void
solve_lower (const double *factor, guint n, double *x)
{
  for (guint row = 0; row < n; row++)
    {
      for (guint k = 0; k < row; k++)
        x[row] -= factor[(gsize) row * n + k] * x[k];
      x[row] /= factor[(gsize) row * n + row];
    }
}

void
wf_symmetric_solve (const double *factor, guint n, double *x)
{
  solve_lower (factor, n, x);
  for (guint row = n; row-- > 0;)
    {
      for (guint k = row + 1; k < n; k++)
        x[row] -= factor[(gsize) k * n + row] * x[k];
      x[row] /= factor[(gsize) row * n + row];
    }
}

void
wf_symmetric_inverse_diagonal (const double *factor, guint n, double *out_diagonal)
{
  g_autofree double *column = g_new (double, MAX (n, 1));

  /* The inverse is L⁻ᵀ L⁻¹: its diagonal holds the squared lengths of L⁻¹'s columns. */
  for (guint i = 0; i < n; i++)
    {
      memset (column, 0, n * sizeof *column);
      column[i] = 1.0;
      solve_lower (factor, n, column);
      out_diagonal[i] = 0.0;
      for (guint k = i; k < n; k++)
        out_diagonal[i] += column[k] * column[k];
    }
}

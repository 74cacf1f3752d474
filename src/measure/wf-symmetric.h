/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * wf_symmetric_factor:
 * @matrix: (inout): @n × @n, row after row; of a symmetric matrix only the lower triangle
 *   is read; there L stands afterwards, with matrix = L Lᵀ (Cholesky)
 *
 * Returns: %FALSE when the matrix is not positive definite (then its content is undefined)
 */
gboolean wf_symmetric_factor (double *matrix, guint n);

/** wf_symmetric_solve: @factor: what wf_symmetric_factor() left. @x: (inout): b, then the x of A x
 * = b */
void wf_symmetric_solve (const double *factor, guint n, double *x);

/** wf_symmetric_inverse_diagonal: @out_diagonal: (out caller-allocates): n numbers of the inverse
 */
void wf_symmetric_inverse_diagonal (const double *factor, guint n, double *out_diagonal);

G_END_DECLS

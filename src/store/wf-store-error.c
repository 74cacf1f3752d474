/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The error domain of this folder.
 */
#include "wf-store-error.h"

G_DEFINE_QUARK (wf-store-error-quark, wf_store_error)

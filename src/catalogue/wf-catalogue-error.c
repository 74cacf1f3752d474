/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The store's errors as this folder's.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-catalogue-error.h"

#include "wf-resource.h"
#include "wf-store-error.h"

gboolean
wf_catalogue_take_error (GError **error, GError *from)
{
  if (g_error_matches (from, WF_STORE_ERROR, WF_STORE_ERROR_INTERRUPTED))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the search was cancelled");
  else
    g_set_error (error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_DATABASE, "catalogue: %s",
                 from->message);
  g_error_free (from);
  return FALSE;
}

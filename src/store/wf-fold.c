/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Applying a feature's fold. Pure; any thread.
 */
#define G_LOG_DOMAIN "wf-store"

#include "wf-fold.h"

gboolean
wf_fold_sees (const WfFold *fold, const WfRecord *record)
{
  g_return_val_if_fail (fold != NULL && record != NULL, FALSE);

  for (guint i = 0; fold->kinds[i] != NULL; i++)
    if (wf_record_has_prefix (record, fold->kinds[i]))
      return TRUE;
  return FALSE;
}

GVariant *
wf_fold_apply_all (const WfFold *fold, GPtrArray *records)
{
  g_return_val_if_fail (fold != NULL && records != NULL, NULL);

  GVariant *state = NULL;

  for (guint i = 0; i < records->len; i++)
    {
      const WfRecord *record = g_ptr_array_index (records, i);

      if (!wf_fold_sees (fold, record))
        continue;

      GVariant *next = fold->apply (state, record);

      g_clear_pointer (&state, g_variant_unref);
      state = next != NULL ? g_variant_take_ref (next) : NULL;
    }
  return state;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The references a page is handed. A struct on purpose: nothing can grow here.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-services.h"

G_DEFINE_BOXED_TYPE (WfServices, wf_services, wf_services_ref, wf_services_unref)

WfServices *
wf_services_new (void)
{
  WfServices *self = g_new0 (WfServices, 1);

  g_ref_count_init (&self->refs);
  self->quick_hide = wf_quick_hide_new ();
  return self;
}

WfServices *
wf_services_ref (WfServices *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_ref_count_inc (&self->refs);
  return self;
}

void
wf_services_unref (WfServices *self)
{
  g_return_if_fail (self != NULL);

  if (!g_ref_count_dec (&self->refs))
    return;

  if (self->upkeep != NULL)
    g_object_run_dispose (G_OBJECT (self->upkeep)); /* it borrows us */
  g_clear_object (&self->upkeep);
  if (self->feed_upkeep != NULL)
    g_object_run_dispose (G_OBJECT (self->feed_upkeep)); /* and it */
  g_clear_object (&self->feed_upkeep);
  if (self->door != NULL)
    g_object_run_dispose (G_OBJECT (self->door)); /* so does it */
  g_clear_object (&self->door);
  if (self->sync != NULL)
    wf_catalogue_sync_stop (self->sync);
  g_clear_object (&self->sync);
  g_clear_object (&self->catalogue);
  g_clear_pointer (&self->packs, wf_pack_library_unref);
  g_clear_pointer (&self->old_packs, g_ptr_array_unref);
  g_clear_object (&self->agency);
  g_clear_object (&self->numbers);
  g_clear_object (&self->practice);
  g_clear_object (&self->clients);
  g_clear_object (&self->vault);
  g_clear_object (&self->quick_hide);
  g_clear_object (&self->session_lock);
  if (self->computer != NULL)
    g_object_run_dispose (G_OBJECT (self->computer)); /* writes what is not written yet */
  g_clear_object (&self->computer);
  g_clear_object (&self->keyring);
  g_clear_object (&self->notifier);
  g_clear_object (&self->speech);
  g_clear_pointer (&self->clock, wf_clock_unref);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->format, wf_format_unref);
  g_free (self->lang);
  g_free (self->shared_dir);
  g_free (self->data_dir);
  g_free (self);
}

void
wf_services_replace_packs (WfServices *self, WfPackLibrary *packs)
{
  g_return_if_fail (self != NULL && packs != NULL);

  if (self->old_packs == NULL)
    self->old_packs = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_pack_library_unref);
  if (self->packs != NULL)
    g_ptr_array_add (self->old_packs, self->packs);
  self->packs = packs;
}

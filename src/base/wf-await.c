/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A main context pushed for one call, run until the call is answered, and popped.
 */
#define G_LOG_DOMAIN "wf-base"

#include "wf-await.h"

void
wf_await_begin (WfAwait *self)
{
  self->context = g_main_context_new ();
  self->result = NULL;
  g_main_context_push_thread_default (self->context);
}

void
on_wf_await_ready (GObject *source, GAsyncResult *result, gpointer await)
{
  WfAwait *self = await;

  self->result = g_object_ref (result);
}

GAsyncResult *
wf_await_end (WfAwait *self)
{
  while (self->result == NULL)
    g_main_context_iteration (self->context, TRUE);
  /* Signals that followed the answer are delivered before the context goes. */
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_context_pop_thread_default (self->context);
  g_clear_pointer (&self->context, g_main_context_unref);
  return g_steal_pointer (&self->result);
}

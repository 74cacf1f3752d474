/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WfAwait:
 *
 * Waits for one async call in a context of its own: how the _sync twins for wayfinderctl and
 * tests are made. Never in a window.
 */
typedef struct {
  GMainContext *context;
  GAsyncResult *result;
} WfAwait;

/** wf_await_begin: what is started from here on answers to this wait */
void wf_await_begin (WfAwait *self);
/** on_wf_await_ready: the callback to hand over, with the wait as its data */
void on_wf_await_ready (GObject *source, GAsyncResult *result, gpointer await);
/** wf_await_end: Returns: (transfer full): the result, once it is there */
GAsyncResult *wf_await_end (WfAwait *self);

G_END_DECLS

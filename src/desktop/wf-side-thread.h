/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WfSideThread:
 *
 * A thread with a main context of its own, for desktop libraries that block: what is
 * handed in runs there one after the other, and so do the library's own callbacks. It can
 * be walked away from: a library that hangs keeps this thread, and never the program.
 */
typedef struct _WfSideThread WfSideThread;

/**
 * wf_side_thread_new:
 * @name: the thread's name, at most 15 bytes
 *
 * Returns: (transfer full): a thread that runs; end it with wf_side_thread_leave()
 */
WfSideThread *wf_side_thread_new (const char *name);

/**
 * wf_side_thread_run:
 * @function: runs in the thread
 * @data: (transfer full): handed to @function
 * @free_data: (nullable): frees @data after @function, in the thread
 *
 * Returns at once. Any thread may call it.
 */
void
wf_side_thread_run (WfSideThread *self, GFunc function, gpointer data, GDestroyNotify free_data);

/**
 * wf_side_thread_leave:
 * @self: (transfer full): not to be used again
 *
 * The thread ends by itself after what was handed in; nobody waits for it.
 */
void wf_side_thread_leave (WfSideThread *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WfWorker:
 *
 * One named thread with a queue. Work is a #GTask with a thread function; tasks run
 * one after the other in the order they were queued, each to its end. A database,
 * which belongs to one thread, is owned through one of these.
 *
 * Make, queue and shut down from the main thread.
 */
#define WF_TYPE_WORKER (wf_worker_get_type ())
G_DECLARE_FINAL_TYPE (WfWorker, wf_worker, WF, WORKER, GObject)

/**
 * wf_worker_new:
 * @name: the thread's name, at most 15 bytes; no client's text
 *
 * Returns: (transfer full): a worker whose thread runs
 */
WfWorker *wf_worker_new (const char *name);

/**
 * wf_worker_new_in_background:
 *
 * As wf_worker_new(), for long work that nobody waits for by the frame: where there is too little
 * of the machine, its thread stands back (niceness 10) behind what a person is doing.
 */
WfWorker *wf_worker_new_in_background (const char *name);

/**
 * wf_worker_queue:
 * @task: its source object, task data and cancellable are handed to @function
 * @function: runs in the worker's thread and returns the task's result there
 *
 * A task whose cancellable fires before its turn returns %G_IO_ERROR_CANCELLED without
 * running. After wf_worker_shutdown() a task returns %G_IO_ERROR_CLOSED.
 */
void wf_worker_queue (WfWorker *self, GTask *task, GTaskThreadFunc function);

/**
 * wf_worker_run_sync:
 * @function: runs in the worker's thread; its result is returned here
 *
 * The blocking twin, for wayfinderctl and tests: never call it from a window.
 *
 * Returns: what @function returned through g_task_return_boolean()
 */
gboolean wf_worker_run_sync (
    WfWorker *self, gpointer source, gpointer task_data, GTaskThreadFunc function, GError **error);

/** wf_worker_shutdown: lets what is queued finish, refuses more, joins the thread */
void wf_worker_shutdown (WfWorker *self);

G_END_DECLS

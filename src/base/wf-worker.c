/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One thread and its queue. The thread ends only through shutdown (or finalize), which
 * queues a last task: so whatever was queued before is done, in order, before the join.
 */
#define G_LOG_DOMAIN "wf-base"

#include "wf-worker.h"

#include <sys/resource.h>

#define NICENESS 10

typedef struct {
  GTask *task; /* NULL is the order to stop */
  GTaskThreadFunc function;
} Job;

/* As a GAsyncQueue, which wakes the thread while it holds the lock that the thread wakes to take:
 * each then waits for the other, and a keystroke pays for it. */
typedef struct {
  gatomicrefcount refs;
  GMutex lock;
  GCond has_job;
  GQueue jobs; /* of Job */
} Line;

struct _WfWorker {
  GObject parent_instance;
  GThread *thread; /* NULL after shutdown */
  Line *line;
};

G_DEFINE_FINAL_TYPE (WfWorker, wf_worker, G_TYPE_OBJECT)

static void
job_free (Job *job)
{
  g_clear_object (&job->task);
  g_free (job);
}

static Line *
line_new (void)
{
  Line *line = g_new0 (Line, 1);

  g_atomic_ref_count_init (&line->refs);
  g_mutex_init (&line->lock);
  g_cond_init (&line->has_job);
  g_queue_init (&line->jobs);
  return line;
}

static Line *
line_ref (Line *line)
{
  g_atomic_ref_count_inc (&line->refs);
  return line;
}

static void
line_unref (Line *line)
{
  if (!g_atomic_ref_count_dec (&line->refs))
    return;

  g_queue_clear_full (&line->jobs, (GDestroyNotify) job_free);
  g_cond_clear (&line->has_job);
  g_mutex_clear (&line->lock);
  g_free (line);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Line, line_unref)

static void
line_push (Line *line, Job *job)
{
  g_mutex_lock (&line->lock);
  g_queue_push_tail (&line->jobs, job);
  g_mutex_unlock (&line->lock);
  g_cond_signal (&line->has_job);
}

static Job *
line_pop (Line *line)
{
  Job *job;

  g_mutex_lock (&line->lock);
  while (g_queue_is_empty (&line->jobs))
    g_cond_wait (&line->has_job, &line->lock);
  job = g_queue_pop_head (&line->jobs);
  g_mutex_unlock (&line->lock);
  return job;
}

static gpointer
run_jobs (gpointer data)
{
  g_autoptr (Line) line = data;

  for (;;)
    {
      Job *job = line_pop (line);
      gboolean is_last = job->task == NULL;

      if (!is_last && !g_task_return_error_if_cancelled (job->task))
        job->function (job->task, g_task_get_source_object (job->task),
                       g_task_get_task_data (job->task), g_task_get_cancellable (job->task));
      job_free (job);
      if (is_last)
        return NULL;
    }
}

static gpointer
run_jobs_in_background (gpointer data)
{
  /* In Linux this is the niceness of the thread that asks. Who is nicer already stays so. */
  if (getpriority (PRIO_PROCESS, 0) < NICENESS && setpriority (PRIO_PROCESS, 0, NICENESS) != 0)
    g_debug ("a thread of the background stays as the others");
  return run_jobs (data);
}

static void
wf_worker_finalize (GObject *object)
{
  WfWorker *self = WF_WORKER (object);

  wf_worker_shutdown (self);
  g_clear_pointer (&self->line, line_unref);
  G_OBJECT_CLASS (wf_worker_parent_class)->finalize (object);
}

static void
wf_worker_class_init (WfWorkerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wf_worker_finalize;
}

static void
wf_worker_init (WfWorker *self)
{
  self->line = line_new ();
}

static WfWorker *
make_worker (const char *name, GThreadFunc run)
{
  WfWorker *self = g_object_new (WF_TYPE_WORKER, NULL);

  self->thread = g_thread_new (name, run, line_ref (self->line));
  return self;
}

WfWorker *
wf_worker_new (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  return make_worker (name, run_jobs);
}

WfWorker *
wf_worker_new_in_background (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  return make_worker (name, run_jobs_in_background);
}

void
wf_worker_queue (WfWorker *self, GTask *task, GTaskThreadFunc function)
{
  g_return_if_fail (WF_IS_WORKER (self));
  g_return_if_fail (G_IS_TASK (task));

  if (self->thread == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED, "the worker has ended");
      return;
    }

  Job *job = g_new0 (Job, 1);

  job->task = g_object_ref (task);
  job->function = function;
  line_push (self->line, job);
}

static void
on_sync_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **out_result = user_data;

  *out_result = g_object_ref (result);
}

gboolean
wf_worker_run_sync (
    WfWorker *self, gpointer source, gpointer task_data, GTaskThreadFunc function, GError **error)
{
  g_return_val_if_fail (WF_IS_WORKER (self), FALSE);

  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GAsyncResult) result = NULL;

  g_main_context_push_thread_default (context);
  g_autoptr (GTask) task = g_task_new (source, NULL, on_sync_done, &result);

  g_task_set_task_data (task, task_data, NULL);
  wf_worker_queue (self, task, function);
  while (result == NULL)
    g_main_context_iteration (context, TRUE);
  g_main_context_pop_thread_default (context);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
wf_worker_shutdown (WfWorker *self)
{
  g_return_if_fail (WF_IS_WORKER (self));

  if (self->thread == NULL)
    return;

  line_push (self->line, g_new0 (Job, 1));
  /* A task that ends may drop the last reference to its owner in the very thread. */
  if (self->thread == g_thread_self ())
    g_thread_unref (g_steal_pointer (&self->thread));
  else
    g_thread_join (g_steal_pointer (&self->thread));
}

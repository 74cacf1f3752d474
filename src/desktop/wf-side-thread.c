/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A thread one can walk away from. WfWorker, whose owner waits for its end, is for our own
 * files; this is for other people's services, which may never answer.
 *
 * The thread owns the structure: it frees it when its loop ends, which the last thing
 * handed in, by wf_side_thread_leave(), brings about.
 */
#define G_LOG_DOMAIN "wf-desktop"

#include "wf-side-thread.h"

#include <signal.h>

struct _WfSideThread {
  GMainContext *context;
  GMainLoop *loop;
};

typedef struct {
  GFunc function;
  gpointer data;
  GDestroyNotify free_data;
} Job;

static void
job_free (Job *job)
{
  if (job->free_data != NULL)
    job->free_data (job->data);
  g_free (job);
}

static gboolean
on_job_dispatched (gpointer user_data)
{
  Job *job = user_data;

  job->function (job->data, NULL);
  return G_SOURCE_REMOVE;
}

static void
quit_in_thread (gpointer data, gpointer unused)
{
  g_main_loop_quit (data);
}

static gpointer
run_thread (gpointer data)
{
  WfSideThread *self = data;
  sigset_t broken_pipe;

  /* A service that went away must be an error of a write, not the end of the program. */
  sigemptyset (&broken_pipe);
  sigaddset (&broken_pipe, SIGPIPE);
  pthread_sigmask (SIG_BLOCK, &broken_pipe, NULL);

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  g_main_context_pop_thread_default (self->context);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_free (self);
  return NULL;
}

WfSideThread *
wf_side_thread_new (const char *name)
{
  WfSideThread *self = g_new0 (WfSideThread, 1);

  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  g_thread_unref (g_thread_new (name, run_thread, self));
  return self;
}

void
wf_side_thread_run (WfSideThread *self, GFunc function, gpointer data, GDestroyNotify free_data)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  Job *job = g_new (Job, 1);

  job->function = function;
  job->data = data;
  job->free_data = free_data;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, on_job_dispatched, job, (GDestroyNotify) job_free);
  g_source_attach (source, self->context);
}

void
wf_side_thread_leave (WfSideThread *self)
{
  wf_side_thread_run (self, quit_in_thread, g_main_loop_ref (self->loop),
                      (GDestroyNotify) g_main_loop_unref);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A thread that can be walked away from.
 */
#include <signal.h>

#include "wf-side-thread.h"
#include "wf-test-wait.h"

typedef struct {
  GMutex blocked; /* held: the job hangs */
  GString *order; /* main thread, after `n_freed` says that all is done */
  GThread *thread;
  GMainContext *context;
  gboolean blocks_broken_pipe;
  gint n_freed; /* atomic */
} Seen;

typedef struct {
  Seen *seen;
  char name;
} Job;

static Job *
job_new (Seen *seen, char name)
{
  Job *job = g_new (Job, 1);

  job->seen = seen;
  job->name = name;
  return job;
}

static void
job_free (gpointer data)
{
  Job *job = data;
  Seen *seen = job->seen;

  g_free (job);
  g_atomic_int_inc (&seen->n_freed);
  g_main_context_wakeup (NULL);
}

static void
note (gpointer data, gpointer unused)
{
  Job *job = data;
  sigset_t now;

  pthread_sigmask (SIG_BLOCK, NULL, &now);
  g_string_append_c (job->seen->order, job->name);
  job->seen->thread = g_thread_self ();
  job->seen->context = g_main_context_get_thread_default ();
  job->seen->blocks_broken_pipe = sigismember (&now, SIGPIPE);
}

static void
hang (gpointer data, gpointer unused)
{
  Job *job = data;

  g_mutex_lock (&job->seen->blocked);
  g_mutex_unlock (&job->seen->blocked);
}

static void
test_order (void)
{
  Seen seen = { .order = g_string_new (NULL) };
  WfSideThread *thread = wf_side_thread_new ("aside");

  for (char name = 'a'; name <= 'z'; name++)
    wf_side_thread_run (thread, note, job_new (&seen, name), job_free);
  wf_side_thread_leave (thread);
  wf_test_wait_until (g_atomic_int_get (&seen.n_freed) == 26);

  g_assert_cmpstr (seen.order->str, ==, "abcdefghijklmnopqrstuvwxyz");
  g_assert_true (seen.thread != g_thread_self ());
  g_assert_nonnull (seen.context);
  g_assert_true (seen.blocks_broken_pipe);
  g_string_free (seen.order, TRUE);
}

/* Leaving waits for nobody; what was handed in is still done when the hanging ends. */
static void
test_leaves_a_hanging_one (void)
{
  Seen seen = { .order = g_string_new (NULL) };
  WfSideThread *thread = wf_side_thread_new ("aside");

  g_mutex_init (&seen.blocked);
  g_mutex_lock (&seen.blocked);
  wf_side_thread_run (thread, hang, job_new (&seen, 'h'), job_free);
  wf_side_thread_run (thread, note, job_new (&seen, 'n'), job_free);
  wf_side_thread_leave (thread);
  g_assert_cmpint (g_atomic_int_get (&seen.n_freed), ==, 0);

  g_mutex_unlock (&seen.blocked);
  wf_test_wait_until (g_atomic_int_get (&seen.n_freed) == 2);
  g_assert_cmpstr (seen.order->str, ==, "n");
  g_string_free (seen.order, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/side-thread/order", test_order);
  g_test_add_func ("/side-thread/leaves-a-hanging-one", test_leaves_a_hanging_one);
  return g_test_run ();
}

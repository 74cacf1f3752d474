/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wf-worker.h"

#include <sys/resource.h>

static void
append_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GString *log = data;

  g_string_append_c (log, (char) ('a' + log->len));
  g_task_return_boolean (task, TRUE);
}

static void
fail_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "as told");
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError **out_error = user_data;

  g_task_propagate_boolean (G_TASK (result), out_error);
}

static void
test_runs_in_order (void)
{
  g_autoptr (WfWorker) worker = wf_worker_new ("test");
  g_autoptr (GString) log = g_string_new (NULL);

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

      g_task_set_task_data (task, log, NULL);
      wf_worker_queue (worker, task, append_in_worker);
    }
  wf_worker_shutdown (worker); /* lets all finish */
  g_assert_cmpstr (log->str, ==, "abcdefghijklmnopqrst");
}

static void
test_sync (void)
{
  g_autoptr (WfWorker) worker = wf_worker_new ("test");
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (wf_worker_run_sync (worker, NULL, log, append_in_worker, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (log->str, ==, "a");
  g_assert_false (wf_worker_run_sync (worker, NULL, log, fail_in_worker, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
}

static void
test_cancelled_never_runs (void)
{
  g_autoptr (WfWorker) worker = wf_worker_new ("test");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, on_done, &error);

  g_cancellable_cancel (cancellable);
  g_task_set_task_data (task, log, NULL);
  wf_worker_queue (worker, task, append_in_worker);
  while (error == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (log->len, ==, 0);
}

static void
test_refuses_after_shutdown (void)
{
  g_autoptr (WfWorker) worker = wf_worker_new ("test");
  g_autoptr (GError) error = NULL;

  wf_worker_shutdown (worker);
  wf_worker_shutdown (worker);
  g_assert_false (wf_worker_run_sync (worker, NULL, NULL, append_in_worker, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

/* Of a worker that ends in its own thread, as one does whose last owner is let go by a task. */
typedef struct {
  WfWorker *owned; /* what the first task lets go, the last reference */
  guint done;      /* tasks that came back */
  gint ran;        /* tasks that ran behind the end; atomic */
} Ending;

static gint n_ended; /* threads; atomic */

static void
on_thread_end (gpointer data)
{
  g_atomic_int_inc (&n_ended);
}

static GPrivate thread_end = G_PRIVATE_INIT (on_thread_end);

static void
let_go_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Ending *ending = data;

  g_private_set (&thread_end, ending);
  g_clear_object (&ending->owned);
  g_task_return_boolean (task, TRUE);
}

static void
shut_down_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Ending *ending = data;

  g_private_set (&thread_end, ending);
  wf_worker_shutdown (ending->owned);
  wf_worker_shutdown (ending->owned);
  g_task_return_boolean (task, TRUE);
}

static void
run_behind_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Ending *ending = data;

  g_atomic_int_inc (&ending->ran);
  g_task_return_boolean (task, TRUE);
}

static void
on_ending_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Ending *ending = user_data;

  g_assert_true (g_task_propagate_boolean (G_TASK (result), NULL));
  ending->done++;
}

static void
wait_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_mutex_lock (data);
  g_mutex_unlock (data);
  g_task_return_boolean (task, TRUE);
}

/* The worker waits until all of them are queued, then @end ends it in its own thread. */
static void
end_from_within (Ending *ending, GTaskThreadFunc end)
{
  const GTaskThreadFunc functions[] = { end, run_behind_in_worker, run_behind_in_worker };
  gint before = g_atomic_int_get (&n_ended);
  WfWorker *worker = ending->owned;
  g_autoptr (GTask) first = g_task_new (NULL, NULL, NULL, NULL);
  GMutex gate;

  g_mutex_init (&gate);
  g_mutex_lock (&gate);
  g_task_set_task_data (first, &gate, NULL);
  wf_worker_queue (worker, first, wait_in_worker);
  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    {
      g_autoptr (GTask) task = g_task_new (NULL, NULL, on_ending_done, ending);

      g_task_set_task_data (task, ending, NULL);
      wf_worker_queue (worker, task, functions[i]);
    }
  g_mutex_unlock (&gate);
  while (ending->done < G_N_ELEMENTS (functions))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (g_atomic_int_get (&ending->ran), ==, 2);
  while (g_atomic_int_get (&n_ended) == before) /* nobody joins it */
    g_usleep (1000);
  g_mutex_clear (&gate);
}

static void
test_last_reference_within (void)
{
  Ending ending = { wf_worker_new ("test") };
  GWeakRef weak;

  g_weak_ref_init (&weak, ending.owned);
  end_from_within (&ending, let_go_in_worker);
  g_assert_null (g_weak_ref_get (&weak));
  g_weak_ref_clear (&weak);
}

static void
test_shutdown_within (void)
{
  Ending ending = { wf_worker_new ("test") };
  g_autoptr (GError) error = NULL;

  end_from_within (&ending, shut_down_in_worker);
  wf_worker_shutdown (ending.owned);
  g_assert_false (wf_worker_run_sync (ending.owned, NULL, NULL, append_in_worker, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_clear_object (&ending.owned);
}

static void
note_niceness_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  *(int *) data = getpriority (PRIO_PROCESS, 0);
  g_task_return_boolean (task, TRUE);
}

static void
test_background_stands_back (void)
{
  g_autoptr (WfWorker) worker = wf_worker_new ("test");
  g_autoptr (WfWorker) background = wf_worker_new_in_background ("test-back");
  int before = getpriority (PRIO_PROCESS, 0), usual = -100, behind = -100;

  g_assert_true (wf_worker_run_sync (worker, NULL, &usual, note_niceness_in_worker, NULL));
  g_assert_true (wf_worker_run_sync (background, NULL, &behind, note_niceness_in_worker, NULL));
  g_assert_cmpint (usual, ==, before);
  g_assert_cmpint (behind, ==, MAX (before, 10));
  g_assert_cmpint (getpriority (PRIO_PROCESS, 0), ==, before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/worker/runs-in-order", test_runs_in_order);
  g_test_add_func ("/base/worker/sync", test_sync);
  g_test_add_func ("/base/worker/cancelled-never-runs", test_cancelled_never_runs);
  g_test_add_func ("/base/worker/refuses-after-shutdown", test_refuses_after_shutdown);
  g_test_add_func ("/base/worker/last-reference-within", test_last_reference_within);
  g_test_add_func ("/base/worker/shutdown-within", test_shutdown_within);
  g_test_add_func ("/base/worker/background-stands-back", test_background_stands_back);
  return g_test_run ();
}

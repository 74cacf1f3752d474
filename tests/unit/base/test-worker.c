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
  g_test_add_func ("/base/worker/background-stands-back", test_background_stands_back);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Builds the client's page off the main path. The thread has a plan, options and a page of its
 * own; only the finished page comes back.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-takeaway-job.h"

typedef struct {
  WfPlan *plan;
  WfPackLibrary *library;
  WfTakeawayOptions options; /* its strings are ours */
  WfBudget budget;
  GStrv left_out;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  wf_plan_unref (job->plan);
  wf_pack_library_unref (job->library);
  g_free ((char *) job->options.client_lang);
  g_free ((char *) job->options.navigator_lang);
  g_free ((char *) job->options.worker);
  g_free ((char *) job->options.agency);
  g_free ((char *) job->options.agency_phone);
  g_free ((char *) job->options.agency_address);
  g_free ((char *) job->options.zone);
  g_strfreev (job->left_out);
  g_free (job);
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  WfPage *page = wf_takeaway_build (job->plan, job->library, &job->options, &job->left_out, &error);

  if (page == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, page, (GDestroyNotify) wf_page_unref);
}

void
wf_takeaway_build_async (WfPlan *plan,
                         WfPackLibrary *library,
                         const WfTakeawayOptions *options,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->plan = plan;
  job->library = wf_pack_library_ref (library);
  job->options = *options;
  job->options.client_lang = g_strdup (options->client_lang);
  job->options.navigator_lang = g_strdup (options->navigator_lang);
  job->options.worker = g_strdup (options->worker);
  job->options.agency = g_strdup (options->agency);
  job->options.agency_phone = g_strdup (options->agency_phone);
  job->options.agency_address = g_strdup (options->agency_address);
  job->options.zone = g_strdup (options->zone);
  if (options->budget != NULL)
    {
      job->budget = *options->budget;
      job->options.budget = &job->budget;
    }
  g_task_set_source_tag (task, wf_takeaway_build_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, run);
}

WfPage *
wf_takeaway_build_finish (GAsyncResult *result, GStrv *out_left_out, GError **error)
{
  WfPage *page;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  page = g_task_propagate_pointer (G_TASK (result), error);
  if (page != NULL && out_left_out != NULL)
    {
      Job *job = g_task_get_task_data (G_TASK (result));

      *out_left_out = g_steal_pointer (&job->left_out);
    }
  return page;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Part of WfPlanDesk: what is supposed of the client, and keeping what turned out to be so. What is
 * supposed is never written anywhere. Neither of the desk's other files calls this one.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-plan-desk-private.h"

#include "wf-plan-maker.h"
#include "wf-what-if.h"

/* What if. */

typedef struct {
  WfFacts *supposed;
  WfPlan *anyway; /* (nullable): what would stand today without supposing anything */
} Supposing;

static void
supposing_free (gpointer data)
{
  Supposing *self = data;

  wf_facts_unref (self->supposed);
  g_clear_pointer (&self->anyway, wf_plan_unref);
  g_free (self);
}

static void
return_offers (GTask *task, const WfPlan *then)
{
  WfPlanDesk *self = g_task_get_source_object (task);
  const Supposing *supposing = g_task_get_task_data (task);
  g_autoptr (WfFacts) now = wf_plan_desk_dup_facts (self, NULL);
  GDate today;

  wf_plan_desk_get_today (self, &today);
  g_task_return_pointer (
      task,
      wf_what_if_compare (self->plan, supposing->anyway, then, now, supposing->supposed, &today),
      (GDestroyNotify) g_ptr_array_unref);
}

/* Returns: (transfer full) (nullable): the plan made; %NULL when the task has its answer. */
static WfPlan *
take_plan (GTask *task, GObject *catalogue, GAsyncResult *result)
{
  WfPlanDesk *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (WfPlan) plan = wf_plan_make_finish (WF_CATALOGUE (catalogue), result, &error);

  if (plan != NULL && self->plan != NULL)
    return g_steal_pointer (&plan);
  if (error == NULL)
    error = g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "the plan is gone");
  g_task_return_error (task, error);
  return NULL;
}

static void
on_supposed_made (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (WfPlan) then = take_plan (task, source, result);

  if (then != NULL)
    return_offers (task, then);
}

static void
on_anyway_made (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Supposing *supposing = g_task_get_task_data (task);

  supposing->anyway = take_plan (task, source, result);
  if (supposing->anyway != NULL)
    wf_plan_desk_make_async (g_task_get_source_object (task), supposing->supposed,
                             g_task_get_cancellable (task), on_supposed_made, g_object_ref (task));
}

void
wf_plan_desk_suppose_async (WfPlanDesk *self,
                            GPtrArray *supposed,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Supposing *supposing;

  g_return_if_fail (WF_IS_PLAN_DESK (self));
  g_return_if_fail (self->plan != NULL && self->services->catalogue != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  supposing = g_new0 (Supposing, 1);
  supposing->supposed = wf_plan_desk_dup_facts (self, supposed);
  g_task_set_source_tag (task, wf_plan_desk_suppose_async);
  g_task_set_task_data (task, supposing, supposing_free);
  if (supposed == NULL || supposed->len == 0)
    return_offers (task, NULL);
  else
    {
      g_autoptr (WfFacts) now = wf_plan_desk_dup_facts (self, NULL);

      wf_plan_desk_make_async (self, now, cancellable, on_anyway_made, g_object_ref (task));
    }
}

GPtrArray *
wf_plan_desk_suppose_finish (WfPlanDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
wf_plan_desk_could_move (WfPlanDesk *self, const char *fact)
{
  g_autoptr (WfFacts) now = NULL;
  GDate today;

  g_return_val_if_fail (WF_IS_PLAN_DESK (self), FALSE);
  g_return_val_if_fail (self->plan != NULL, FALSE);

  now = wf_plan_desk_dup_facts (self, NULL);
  wf_plan_desk_get_today (self, &today);
  return wf_what_if_could_move (self->plan, fact, now, &today);
}

/* That is so. */

static void
on_kept_client_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  WfPlanDesk *self = g_task_get_source_object (task);
  GError *error = NULL;
  WfClient *client = wf_client_repo_get_finish (WF_CLIENT_REPO (source), result, &error);

  if (client == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  wf_plan_desk_take_client (self, client);
  wf_plan_desk_judge (self);
  g_task_return_boolean (task, TRUE);
}

static void
on_facts_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  WfPlanDesk *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (wf_client_repo_append_finish (WF_CLIENT_REPO (source), result, &error))
    wf_client_repo_get_async (self->services->clients, self->client_id, NULL, NULL,
                              on_kept_client_read, g_object_ref (task));
  else
    g_task_return_error (task, error);
}

void
wf_plan_desk_keep_facts_async (WfPlanDesk *self,
                               GPtrArray *facts,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  GTask *task;

  g_return_if_fail (WF_IS_PLAN_DESK (self));
  g_return_if_fail (facts != NULL && facts->len > 0);

  for (guint i = 0; i < facts->len; i++)
    g_ptr_array_add (records, wf_client_record_fact (facts->pdata[i]));
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, wf_plan_desk_keep_facts_async);
  wf_client_repo_append_async (self->services->clients, self->client_id, records, cancellable,
                               on_facts_kept, task);
}

gboolean
wf_plan_desk_keep_facts_finish (WfPlanDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

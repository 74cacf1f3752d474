/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Part of WfPlanDesk: what is known of the client, what is supposed, and keeping what turned out
 * to be so. What is supposed is never written anywhere.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-plan-desk-private.h"

#include "wf-plan-facts.h"
#include "wf-plan-maker.h"
#include "wf-what-if.h"

#define PACK "newcomer"

static void
find_facts_time (WfPlanDesk *self)
{
  const char *const *names = wf_what_if_get_names ();
  GPtrArray *facts = wf_client_get_facts (self->client);

  self->facts_us = 0;
  for (guint i = 0; i < facts->len; i++)
    {
      const WfClientFact *fact = facts->pdata[i];

      if (g_strv_contains (names, fact->name))
        self->facts_us = MAX (self->facts_us, fact->time_us);
    }
}

static const char *
get_region (WfPlanDesk *self)
{
  const char *own = wf_client_get_fact_text (self->client, "region");
  const char *region = wf_agency_repo_get (self->services->agency)->region;

  if (own != NULL)
    return own;
  return *region != '\0' ? region : NULL;
}

void
wf_plan_desk_take_client (WfPlanDesk *self, WfClient *client)
{
  g_clear_pointer (&self->client, wf_client_unref);
  self->client = client;
  find_facts_time (self);
  wf_budget_init (&self->budget, wf_client_get_facts (client), get_region (self));
}

WfFacts *
wf_plan_desk_dup_facts (WfPlanDesk *self, GPtrArray *supposed)
{
  const char *region = wf_agency_repo_get (self->services->agency)->region;
  WfItemBank *bank = wf_pack_library_get_items (self->services->packs, PACK);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GPtrArray) facts = NULL;
  GDate today;

  g_return_val_if_fail (WF_IS_PLAN_DESK (self), NULL);

  facts =
      wf_what_if_lay_over (wf_client_get_facts (self->client), supposed != NULL ? supposed : none);
  wf_plan_desk_get_today (self, &today);
  return wf_plan_facts_new (self->answers, bank, facts, *region != '\0' ? region : NULL, &today);
}

const WfBudget *
wf_plan_desk_get_budget (WfPlanDesk *self)
{
  g_return_val_if_fail (WF_IS_PLAN_DESK (self), NULL);

  return &self->budget;
}

gboolean
wf_plan_desk_has_sums (WfPlanDesk *self)
{
  g_return_val_if_fail (WF_IS_PLAN_DESK (self), FALSE);

  return self->budget.can_pay.state == WF_CLIENT_FACT_ANSWERED ||
         self->budget.data.state == WF_CLIENT_FACT_ANSWERED ||
         self->budget.people.state == WF_CLIENT_FACT_ANSWERED;
}

static void
on_client_read_anew (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfPlanDesk) self = user_data;
  g_autoptr (GError) error = NULL;
  WfClient *client = wf_client_repo_get_finish (WF_CLIENT_REPO (source), result, &error);

  if (client == NULL)
    {
      g_signal_emit_by_name (self, "failed", error);
      return;
    }
  wf_plan_desk_take_client (self, client);
  g_signal_emit_by_name (self, "changed");
}

void
wf_plan_desk_read_client (WfPlanDesk *self)
{
  g_return_if_fail (WF_IS_PLAN_DESK (self));

  wf_client_repo_get_async (self->services->clients, self->client_id, NULL, NULL,
                            on_client_read_anew, g_object_ref (self));
}

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

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Part of WfPlanDesk: what is known of the client, and a plan made of it. Of the desk's files this
 * one calls no other.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-plan-desk-private.h"

#include "wf-box.h"
#include "wf-plan-facts.h"
#include "wf-plan-maker.h"
#include "wf-what-if.h"

#define PACK "newcomer"

void
wf_plan_desk_get_today (WfPlanDesk *self, GDate *out_today)
{
  g_date_clear (out_today, 1);
  wf_date_from_time (wf_clock_now (self->services->clock), out_today);
}

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

void
wf_plan_desk_make_async (WfPlanDesk *self,
                         WfFacts *facts,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  WfItemBank *bank = wf_pack_library_get_items (self->services->packs, PACK);
  g_autofree char *plan_id = wf_random_id ();
  GDate today;
  WfPlanRequest request = {
    .plan_id = plan_id,
    .rules = wf_pack_library_get_rules (self->services->packs, PACK),
    .bank = bank,
    .answers = self->answers,
    .facts = facts,
    .lang = self->lang,
    .today = &today,
    .outcomes = wf_agency_repo_get_outcomes (self->services->agency),
  };

  wf_plan_desk_get_today (self, &today);
  wf_plan_make_async (self->services->catalogue, &request, cancellable, callback, user_data);
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

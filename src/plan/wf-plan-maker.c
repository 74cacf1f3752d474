/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Makes a plan: findings become statements, and the catalogue's offers for each are
 * frozen beside it. The catalogue answers from its own thread; everything here runs on
 * the main one.
 */
#define G_LOG_DOMAIN "wf-plan"

#include "wf-plan-maker.h"

#include "wf-plan-private.h"

#define CARD_OFFERS 5

static double
find_chance (gconstpointer outcomes, const char *entry_id)
{
  return wf_outcomes_get_chance (outcomes, entry_id);
}

static GPtrArray *
new_queries (GPtrArray *findings, gboolean is_protected, guint limit, WfOutcomes *outcomes)
{
  GPtrArray *queries = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < findings->len; i++)
    {
      const WfRule *rule = ((const WfPlanFinding *) findings->pdata[i])->rule;
      WfOfferQuery *query = g_new0 (WfOfferQuery, 1);

      query->kinds = (const char *const *) rule->offer_kinds;
      query->tags = (const char *const *) rule->offer_tags;
      query->without = (const char *const *) rule->offer_not;
      query->speaks = rule->offer_speaks;
      query->only_tagged = rule->offer_only_tagged;
      query->is_protected = is_protected;
      query->limit = limit;
      query->chance = outcomes != NULL ? find_chance : NULL;
      query->chance_data = outcomes;
      g_ptr_array_add (queries, query);
    }
  return queries;
}

static GPtrArray *
freeze (GPtrArray *reasons, char *(*say) (const WfReason *reason))
{
  GPtrArray *frozen = g_ptr_array_new_with_free_func (wf_plan_reason_free);

  for (guint i = 0; i < reasons->len; i++)
    {
      const WfReason *from = reasons->pdata[i];
      WfPlanReason *reason = g_new0 (WfPlanReason, 1);

      reason->code = g_strdup (from->code);
      reason->truth = from->truth;
      reason->state = from->state;
      reason->args = g_strdupv (from->args);
      reason->english = say (from);
      reason->can_change = from->can_change;
      g_ptr_array_add (frozen, reason);
    }
  return frozen;
}

GPtrArray *
wf_plan_freeze_reasons (GPtrArray *reasons)
{
  return freeze (reasons, wf_reason_to_english);
}

GPtrArray *
wf_plan_freeze_remedies (GPtrArray *remedies)
{
  return freeze (remedies, wf_reason_to_english_remedy);
}

WfPlanResource *
wf_plan_resource_freeze (const WfOffer *offer)
{
  WfPlanResource *resource = g_new0 (WfPlanResource, 1);

  resource->entry = wf_resource_ref (offer->resource);
  resource->verdict = offer->verdict->kind;
  resource->reasons = wf_plan_freeze_reasons (offer->verdict->reasons);
  resource->remedies = wf_plan_freeze_remedies (offer->verdict->remedies);
  resource->documents = g_strdupv (offer->verdict->documents);
  resource->papers = g_strdupv (offer->verdict->papers);
  resource->check = offer->check;
  return resource;
}

static WfPlanStatement *
new_statement (const WfPlanFinding *finding, GPtrArray *offers)
{
  WfPlanStatement *statement = g_new0 (WfPlanStatement, 1);

  statement->id = g_strdup (finding->rule->id);
  statement->constraint = finding->rule->constraint;
  statement->text = wf_text_ref (finding->rule->statement);
  statement->action = wf_text_ref (finding->rule->action);
  statement->because = g_strdupv (finding->because);
  statement->goals = g_strdupv (finding->goals);
  statement->resources = g_ptr_array_new_with_free_func (wf_plan_resource_free);
  for (guint i = 0; i < offers->len; i++)
    g_ptr_array_add (statement->resources, wf_plan_resource_freeze (offers->pdata[i]));
  return statement;
}

/* For one town or one age, and nobody said where the person lives or how old they are; or for
 * organisations only. The navigator may tick it; nothing far stands on the page by itself. */
static gboolean
is_far (const WfPlanResource *resource)
{
  for (guint i = 0; i < resource->reasons->len; i++)
    {
      const WfPlanReason *reason = resource->reasons->pdata[i];

      if (reason->truth != WF_TRUTH_YES &&
          (g_str_equal (reason->code, "locality") || g_str_equal (reason->code, "organization") ||
           g_str_equal (reason->code, "age_min") || g_str_equal (reason->code, "age_max")))
        return TRUE;
    }
  return FALSE;
}

gboolean
wf_plan_resource_may_be_first (const WfPlanResource *self)
{
  return self->verdict != WF_VERDICT_NOT_ELIGIBLE && !is_far (self);
}

static WfPlanResource *
find_offer (const WfPlanStatement *statement, GHashTable *taken)
{
  for (guint i = 0; i < statement->resources->len; i++)
    {
      WfPlanResource *resource = statement->resources->pdata[i];

      if (wf_plan_resource_may_be_first (resource) &&
          (taken == NULL || !g_hash_table_contains (taken, resource->entry->id)))
        return resource;
    }
  return NULL;
}

/* The first offer the client may get, better one that no picked statement has yet. */
static void
choose_offer (const WfPlanStatement *statement, GHashTable *taken)
{
  WfPlanResource *offer = find_offer (statement, taken);

  if (offer == NULL)
    offer = find_offer (statement, NULL);
  if (offer == NULL)
    return;
  offer->chosen = TRUE;
  if (statement->picked)
    g_hash_table_add (taken, offer->entry->id);
}

/* The first few of different groups; then whatever is left, so that there are enough. */
static void
pick_first (WfPlan *plan)
{
  guint picked = 0;

  for (guint round = 0; round < 2; round++)
    {
      guint of_group[WF_CONSTRAINT_AREA_5 + 1] = { 0 };

      for (guint i = 0; i < plan->statements->len && picked < WF_PLAN_PICKS; i++)
        {
          WfPlanStatement *statement = plan->statements->pdata[i];

          if (statement->picked ||
              (round == 0 && of_group[statement->constraint] >= WF_PLAN_PICKS_PER_GROUP))
            continue;
          statement->picked = TRUE;
          of_group[statement->constraint]++;
          picked++;
        }
    }
}

static WfPlan *
assemble (WfPlan *plan, GPtrArray *findings, GPtrArray *offers)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < findings->len; i++)
    g_ptr_array_add (plan->statements, new_statement (findings->pdata[i], offers->pdata[i]));
  pick_first (plan);
  for (guint i = 0; i < plan->statements->len; i++)
    choose_offer (plan->statements->pdata[i], taken);
  return plan;
}

/* The region that was asked for narrows the offers, whoever filled the facts. */
static WfFacts *
facts_with_region (const WfPlanRequest *request)
{
  const char *region = wf_answers_get_region (request->answers);

  if (region == NULL || wf_facts_get_state (request->facts, WF_FACT_REGION) == WF_FACT_KNOWN)
    return wf_facts_ref (request->facts);

  WfFacts *facts = wf_facts_copy (request->facts);

  wf_facts_set_text (facts, WF_FACT_REGION, region);
  return facts;
}

static WfPlan *
begin (const WfPlanRequest *request,
       WfFacts *facts,
       GPtrArray **out_findings,
       GPtrArray **out_queries)
{
  WfPlanKnowledge knowledge = { request->answers, request->bank, facts, TRUE };
  const WfPackInfo *info = wf_rule_pack_get_info (request->rules);

  *out_findings = wf_plan_find_statements (request->rules, &knowledge);
  *out_queries = new_queries (*out_findings, FALSE, WF_PLAN_OFFERS, request->outcomes);
  return wf_plan_new (request->plan_id, wf_facts_get_text (facts, WF_FACT_REGION), info->id,
                      info->version);
}

WfPlan *
wf_plan_make_sync (WfCatalogue *catalogue, const WfPlanRequest *request, GError **error)
{
  g_autoptr (GPtrArray) findings = NULL, queries = NULL;
  g_autoptr (WfFacts) facts = facts_with_region (request);
  g_autoptr (WfPlan) plan = begin (request, facts, &findings, &queries);
  g_autoptr (GPtrArray) offers =
      wf_catalogue_offers_sync (catalogue, queries, facts, request->lang, request->today, error);

  return offers == NULL ? NULL : assemble (g_steal_pointer (&plan), findings, offers);
}

/* What waits for the catalogue; the rules keep the strings of the queries alive, as the outcomes
 * what they ask. */
typedef struct {
  WfPlan *plan;
  WfRulePack *rules;
  WfOutcomes *outcomes; /* (nullable) */
  GPtrArray *findings;
} MakeJob;

static void
make_job_free (gpointer data)
{
  MakeJob *job = data;

  wf_plan_unref (job->plan);
  g_ptr_array_unref (job->findings);
  wf_rule_pack_unref (job->rules);
  wf_outcomes_unref (job->outcomes);
  g_free (job);
}

static void
on_offers_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MakeJob *job = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) offers = wf_catalogue_offers_finish (WF_CATALOGUE (source), result, &error);

  if (offers == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, wf_plan_ref (assemble (job->plan, job->findings, offers)),
                           (GDestroyNotify) wf_plan_unref);
}

void
wf_plan_make_async (WfCatalogue *catalogue,
                    const WfPlanRequest *request,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  GTask *task = g_task_new (catalogue, cancellable, callback, user_data);
  MakeJob *job = g_new0 (MakeJob, 1);
  g_autoptr (GPtrArray) queries = NULL;
  g_autoptr (WfFacts) facts = facts_with_region (request);

  job->plan = begin (request, facts, &job->findings, &queries);
  job->rules = wf_rule_pack_ref (request->rules);
  job->outcomes = request->outcomes != NULL ? wf_outcomes_ref (request->outcomes) : NULL;
  g_task_set_source_tag (task, wf_plan_make_async);
  g_task_set_task_data (task, job, make_job_free);
  wf_catalogue_offers_async (catalogue, queries, facts, request->lang, request->today, cancellable,
                             on_offers_ready, task);
}

WfPlan *
wf_plan_make_finish (WfCatalogue *catalogue, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, catalogue), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
wf_plan_find_card_offers_async (WfCatalogue *catalogue,
                                GPtrArray *findings,
                                const WfPlanRequest *request,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GPtrArray) queries = new_queries (findings, TRUE, CARD_OFFERS, NULL);
  g_autoptr (WfFacts) facts = facts_with_region (request);

  wf_catalogue_offers_async (catalogue, queries, facts, request->lang, request->today, cancellable,
                             callback, user_data);
}

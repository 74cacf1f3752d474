/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A new plan beside the one until now. The plan before is only read: copies are made by way
 * of the JSON that freezes a plan anyway.
 */
#define G_LOG_DOMAIN "wf-plan"

#include "wf-plan-renew.h"

#include "wf-conditions.h"
#include "wf-plan-private.h"

static void
keep_words (WfPlanStatement *statement, const WfPlanStatement *before)
{
  g_free (statement->edited);
  g_free (statement->edited_lang);
  statement->edited = g_strdup (before->edited);
  statement->edited_lang = g_strdup (before->edited_lang);
}

/* Whether there was something to say yes or no to: it was ticked when the plan was made, or a
 * person ticked another. */
static gboolean
had_choice (const WfPlanStatement *statement)
{
  for (guint i = 0; i < statement->resources->len; i++)
    {
      const WfPlanResource *offer = statement->resources->pdata[i];

      if (offer->chosen || wf_plan_resource_may_be_first (offer))
        return TRUE;
    }
  return FALSE;
}

/* The offers on the page stay there, with the verdict of today where there is one; who wanted none
 * of them gets none. Those of the statement before are taken from it when today's do not have
 * them. */
static void
keep_offers (WfPlanStatement *statement, WfPlanStatement *before)
{
  if (!had_choice (before))
    return;
  for (guint i = 0; i < statement->resources->len; i++)
    ((WfPlanResource *) statement->resources->pdata[i])->chosen = FALSE;
  for (guint i = before->resources->len; i > 0; i--)
    {
      const WfPlanResource *offer = before->resources->pdata[i - 1];
      WfPlanResource *now = wf_plan_statement_get_resource (statement, offer->entry->id);

      if (!offer->chosen)
        continue;
      if (now != NULL)
        now->chosen = TRUE;
      else
        g_ptr_array_insert (statement->resources, 0,
                            g_ptr_array_steal_index (before->resources, i - 1));
    }
}

/* @old is a copy that may be taken apart. */
static WfPlanStatement *
merge (WfPlan *made, WfPlan *old, guint index)
{
  WfPlanStatement *before = old->statements->pdata[index];
  WfPlanStatement *statement = wf_plan_lookup (made, before->id);

  if (statement == NULL && before->picked)
    {
      statement = g_ptr_array_steal_index (old->statements, index);
      statement->picked = FALSE;
      statement->since = WF_STATEMENT_KEPT;
      g_ptr_array_add (made->statements, statement);
      return NULL;
    }
  if (statement == NULL)
    return NULL;
  statement->since = WF_STATEMENT_STANDING;
  statement->picked = before->picked;
  keep_words (statement, before);
  keep_offers (statement, before);
  return before->picked ? statement : NULL;
}

WfPlan *
wf_plan_renew (WfPlan *made, const WfPlan *before)
{
  g_return_val_if_fail (made != NULL && before != NULL, made);

  g_autoptr (JsonObject) frozen = wf_plan_to_json (before);
  g_autoptr (WfPlan) old = wf_plan_new_from_json (frozen);
  g_autoptr (GPtrArray) picked = wf_plan_get_picked (old);
  gboolean was_agreed = picked->len > 0;
  guint place = 0;

  for (guint i = 0; i < made->statements->len; i++)
    {
      WfPlanStatement *statement = made->statements->pdata[i];

      statement->since = WF_STATEMENT_NEW;
      if (was_agreed)
        statement->picked = FALSE;
    }
  for (guint i = 0; i < old->statements->len;)
    {
      guint n = old->statements->len, from;
      WfPlanStatement *agreed = merge (made, old, i);

      if (agreed != NULL && g_ptr_array_find (made->statements, agreed, &from))
        g_ptr_array_insert (made->statements, (int) place++,
                            g_ptr_array_steal_index (made->statements, from));
      i += old->statements->len == n;
    }
  return made;
}

static void
judge_offer (WfPlanStatement *statement, guint index, WfFacts *facts, const GDate *today)
{
  WfPlanResource *before = statement->resources->pdata[index], *after;
  g_autoptr (WfVerdict) verdict = wf_resource_evaluate (before->entry, facts, today);
  WfOffer offer = { .resource = before->entry,
                    .verdict = verdict,
                    .check = wf_resource_get_check (before->entry, today) };

  after = wf_plan_resource_freeze (&offer);
  after->chosen = before->chosen;
  statement->resources->pdata[index] = after;
  wf_plan_resource_free (before);
}

WfPlan *
wf_plan_judge (const WfPlan *self, const char *plan_id, WfFacts *facts, const GDate *today)
{
  g_return_val_if_fail (self != NULL && plan_id != NULL && facts != NULL, NULL);

  g_autoptr (JsonObject) frozen = wf_plan_to_json (self);
  WfPlan *plan = wf_plan_new_from_json (frozen);

  g_free (plan->id);
  plan->id = g_strdup (plan_id);
  for (guint i = 0; i < plan->statements->len; i++)
    {
      WfPlanStatement *statement = plan->statements->pdata[i];

      for (guint k = 0; k < statement->resources->len; k++)
        judge_offer (statement, k, facts, today);
    }
  return plan;
}

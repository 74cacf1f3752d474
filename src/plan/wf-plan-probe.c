/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The plan's side of the interview's stop rule: which statements some answers would lead
 * to, and which items any rule looks at. Statements alone count, not the navigator's
 * cards: a question about safety is never skipped because the page would be the same.
 */
#define G_LOG_DOMAIN "wf-plan"

#include "wf-plan-probe.h"

#include "wf-plan-rules.h"

struct _WfPlanProbe {
  GObject parent;
  WfRulePack *rules;
  WfItemBank *bank;
  WfFacts *facts;
};

static GStrv
get_first_statements (WfDecisionProbe *probe, const WfAnswers *answers, guint n)
{
  WfPlanProbe *self = WF_PLAN_PROBE (probe);
  WfPlanKnowledge knowledge = { answers, self->bank, self->facts, TRUE };
  g_autoptr (GPtrArray) found = wf_plan_find_statements (self->rules, &knowledge);
  guint count = MIN (n, found->len);
  GStrv ids = g_new0 (char *, count + 1);

  for (guint i = 0; i < count; i++)
    ids[i] = g_strdup (((const WfPlanFinding *) found->pdata[i])->rule->id);
  return ids;
}

static gboolean
uses_item (WfDecisionProbe *probe, const char *item_id)
{
  WfPlanProbe *self = WF_PLAN_PROBE (probe);

  for (guint i = 0; i < wf_rule_pack_get_n_rules (self->rules); i++)
    {
      if (wf_plan_condition_uses_item (wf_rule_pack_get_rule (self->rules, i)->when, item_id))
        return TRUE;
    }
  return FALSE;
}

/* What @rule says when @option, or nothing yet, is the answer. */
static WfKnown
evaluate_with (WfPlanProbe *self,
               const WfRule *rule,
               const WfAnswers *answers,
               const WfItem *item,
               const WfItemOption *option)
{
  g_autoptr (WfAnswers) supposed = wf_answers_copy (answers);
  WfPlanKnowledge knowledge = { supposed, self->bank, self->facts, FALSE };

  if (option != NULL)
    wf_answers_add (supposed, item->id, item->kind,
                    option->state == WF_OPTION_ANSWER ? WF_ANSWER_GIVEN : WF_ANSWER_DONT_KNOW,
                    (const char *const[]){ option->id, NULL }, NULL, option->score,
                    item->protected || option->protected);
  return wf_plan_condition_evaluate (rule->when, &knowledge);
}

/* Whether some answer makes @rule say something else than no answer does, or than another. */
static gboolean
depends_on (WfPlanProbe *self, const WfRule *rule, const WfAnswers *answers, const WfItem *item)
{
  WfKnown without = evaluate_with (self, rule, answers, item, NULL);

  for (guint i = 0; i < item->options->len; i++)
    {
      if (evaluate_with (self, rule, answers, item, item->options->pdata[i]) != without)
        return TRUE;
    }
  return FALSE;
}

static gboolean
could_change (WfDecisionProbe *probe, const WfAnswers *answers, const char *item_id)
{
  WfPlanProbe *self = WF_PLAN_PROBE (probe);
  const WfItem *item = wf_item_bank_lookup (self->bank, item_id);

  if (item == NULL)
    return uses_item (probe, item_id);
  for (guint i = 0; i < wf_rule_pack_get_n_rules (self->rules); i++)
    {
      const WfRule *rule = wf_rule_pack_get_rule (self->rules, i);

      if (wf_plan_condition_uses_item (rule->when, item_id) &&
          depends_on (self, rule, answers, item))
        return TRUE;
    }
  return FALSE;
}

static void
decision_probe_init (WfDecisionProbeInterface *iface)
{
  iface->get_first_statements = get_first_statements;
  iface->uses_item = uses_item;
  iface->could_change = could_change;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (WfPlanProbe,
                               wf_plan_probe,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (WF_TYPE_DECISION_PROBE, decision_probe_init))

static void
finalize (GObject *object)
{
  WfPlanProbe *self = WF_PLAN_PROBE (object);

  wf_rule_pack_unref (self->rules);
  wf_item_bank_unref (self->bank);
  g_clear_pointer (&self->facts, wf_facts_unref);
  G_OBJECT_CLASS (wf_plan_probe_parent_class)->finalize (object);
}

static void
wf_plan_probe_class_init (WfPlanProbeClass *class)
{
  G_OBJECT_CLASS (class)->finalize = finalize;
}

static void
wf_plan_probe_init (WfPlanProbe *self)
{
}

WfPlanProbe *
wf_plan_probe_new (WfRulePack *rules, WfItemBank *bank, WfFacts *facts)
{
  WfPlanProbe *self = g_object_new (WF_TYPE_PLAN_PROBE, NULL);

  self->rules = wf_rule_pack_ref (rules);
  self->bank = wf_item_bank_ref (bank);
  self->facts = facts != NULL ? wf_facts_ref (facts) : NULL;
  return self;
}

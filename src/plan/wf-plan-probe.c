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

static void
decision_probe_init (WfDecisionProbeInterface *iface)
{
  iface->get_first_statements = get_first_statements;
  iface->uses_item = uses_item;
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

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rules over answers: which speak, why, and in which order. Pure: no clock, no locale,
 * no I/O, any thread.
 *
 * Invariant: nothing found for the client depends on a protected answer. The search for
 * statements cannot see one: it looks the answer up and gets "unknown".
 */
#define G_LOG_DOMAIN "wf-plan"

#include "wf-plan-rules.h"

#include "wf-gauge.h"

#include <string.h>

#define N_CONSTRAINTS (WF_CONSTRAINT_AREA_5 + 1)

static const WfAnswer *
look_up (const WfPlanKnowledge *self, const char *item_id)
{
  const WfAnswer *answer = wf_answers_lookup (self->answers, item_id);
  const WfItem *item = wf_item_bank_lookup (self->bank, item_id);

  if (answer != NULL && self->open &&
      (answer->is_protected || (item != NULL && (item->protected || item->private_only))))
    return NULL;
  return answer;
}

static WfKnown
evaluate_low (const WfPlanKnowledge *self, const char *item_id)
{
  return look_up (self, item_id) == NULL ? WF_KNOWN_UNKNOWN
                                         : wf_answers_is_low (self->answers, item_id);
}

static WfKnown
evaluate_answer (const WfPlanKnowledge *self, const WfCondition *condition)
{
  if (look_up (self, condition->name) == NULL)
    return WF_KNOWN_UNKNOWN;
  return wf_answers_has_option (self->answers, condition->name,
                                (const char *const *) condition->values);
}

/* Items of @area with a low answer that may be seen. */
static guint
count_low (const WfPlanKnowledge *self, guint area, GPtrArray *out_items)
{
  guint low = 0;

  for (guint i = 0; i < wf_answers_get_n (self->answers); i++)
    {
      const WfAnswer *answer = wf_answers_get (self->answers, i);
      const WfItem *item = wf_item_bank_lookup (self->bank, answer->item_id);

      if (item == NULL || item->area != area || !answer->is_low ||
          look_up (self, answer->item_id) == NULL)
        continue;
      low++;
      if (out_items != NULL)
        g_ptr_array_add (out_items, answer->item_id);
    }
  return low;
}

/* For the client an area is weak only when something they may see says so too. */
static WfKnown
evaluate_weak (const WfPlanKnowledge *self, guint area)
{
  WfKnown weak = wf_answers_is_area_weak (self->answers, area);

  if (weak == WF_KNOWN_YES && self->open && count_low (self, area, NULL) == 0)
    return WF_KNOWN_UNKNOWN;
  return weak;
}

static const char *
region_of (const WfPlanKnowledge *self)
{
  const char *region = wf_answers_get_region (self->answers);

  return region != NULL || self->facts == NULL ? region
                                               : wf_facts_get_text (self->facts, WF_FACT_REGION);
}

/* "CA" stands for every region of Canada. */
static gboolean
region_is_in (const char *region, const char *const *list)
{
  for (guint i = 0; list[i] != NULL; i++)
    {
      gsize length = strlen (list[i]);

      if (strncmp (region, list[i], length) == 0 &&
          (region[length] == '\0' || region[length] == '-'))
        return TRUE;
    }
  return FALSE;
}

static WfKnown
evaluate_region (const WfPlanKnowledge *self, const WfCondition *condition)
{
  const char *region = region_of (self);

  if (region == NULL)
    return WF_KNOWN_UNKNOWN;
  if (condition->values != NULL && !region_is_in (region, (const char *const *) condition->values))
    return WF_KNOWN_NO;
  if (condition->except != NULL && region_is_in (region, (const char *const *) condition->except))
    return WF_KNOWN_NO;
  return WF_KNOWN_YES;
}

static WfKnown
evaluate_fact (const WfPlanKnowledge *self, const WfCondition *condition)
{
  WfKnown known = WF_KNOWN_NO;

  if (self->facts == NULL || wf_facts_get_state (self->facts, condition->name) != WF_FACT_KNOWN)
    return WF_KNOWN_UNKNOWN;
  for (guint i = 0; condition->values[i] != NULL; i++)
    {
      WfTruth truth = wf_facts_has (self->facts, condition->name, condition->values[i]);

      if (truth == WF_TRUTH_YES)
        return WF_KNOWN_YES;
      if (truth == WF_TRUTH_UNKNOWN)
        known = WF_KNOWN_UNKNOWN;
    }
  return known;
}

static gboolean
answer_counts (const WfPlanKnowledge *self, const WfAnswer *answer, const WfCondition *condition)
{
  if (answer->kind != condition->item_kind || answer->state != WF_ANSWER_GIVEN ||
      answer->options == NULL || look_up (self, answer->item_id) == NULL)
    return FALSE;

  for (guint i = 0; condition->values[i] != NULL; i++)
    {
      if (g_strv_contains ((const char *const *) answer->options, condition->values[i]))
        return TRUE;
    }
  return FALSE;
}

/* More answers may still come: too few is unknown, never no. */
static WfKnown
evaluate_count (const WfPlanKnowledge *self, const WfCondition *condition)
{
  guint found = 0;

  for (guint i = 0; i < wf_answers_get_n (self->answers); i++)
    found += answer_counts (self, wf_answers_get (self->answers, i), condition);
  return found >= condition->minimum ? WF_KNOWN_YES : WF_KNOWN_UNKNOWN;
}

static WfKnown
evaluate_children (const WfPlanKnowledge *self, const WfCondition *condition)
{
  WfKnown least = WF_KNOWN_YES, greatest = WF_KNOWN_NO;

  for (guint i = 0; i < condition->children->len; i++)
    {
      WfKnown known = wf_plan_condition_evaluate (condition->children->pdata[i], self);

      least = MIN (least, known);
      greatest = MAX (greatest, known);
    }
  switch (condition->kind)
    {
    case WF_CONDITION_ALL:
      return least;
    case WF_CONDITION_ANY:
      return greatest;
    default:
      return WF_KNOWN_YES - least; /* not: swaps the ends of its one child */
    }
}

WfKnown
wf_plan_condition_evaluate (const WfCondition *condition, const WfPlanKnowledge *knowledge)
{
  switch (condition->kind)
    {
    case WF_CONDITION_LOW:
      return evaluate_low (knowledge, condition->name);
    case WF_CONDITION_ANSWER:
      return evaluate_answer (knowledge, condition);
    case WF_CONDITION_WEAK:
      return evaluate_weak (knowledge, condition->area);
    case WF_CONDITION_GOAL:
      return wf_answers_has_goal (knowledge->answers, (const char *const *) condition->values);
    case WF_CONDITION_FACT:
      return evaluate_fact (knowledge, condition);
    case WF_CONDITION_REGION:
      return evaluate_region (knowledge, condition);
    case WF_CONDITION_COUNT:
      return evaluate_count (knowledge, condition);
    case WF_CONDITION_ALL:
    case WF_CONDITION_ANY:
    case WF_CONDITION_NOT:
    default:
      return evaluate_children (knowledge, condition);
    }
}

gboolean
wf_plan_condition_uses_item (const WfCondition *condition, const char *item_id)
{
  if (condition->kind == WF_CONDITION_LOW || condition->kind == WF_CONDITION_ANSWER)
    return g_strcmp0 (condition->name, item_id) == 0;

  for (guint i = 0; condition->children != NULL && i < condition->children->len; i++)
    {
      if (wf_plan_condition_uses_item (condition->children->pdata[i], item_id))
        return TRUE;
    }
  return FALSE;
}

static void
add_once (GPtrArray *list, const char *text)
{
  if (!g_ptr_array_find_with_equal_func (list, text, g_str_equal, NULL))
    g_ptr_array_add (list, (char *) text);
}

static void
collect_counted (const WfPlanKnowledge *self, const WfCondition *condition, GPtrArray *items)
{
  for (guint i = 0; i < wf_answers_get_n (self->answers); i++)
    {
      const WfAnswer *answer = wf_answers_get (self->answers, i);

      if (answer_counts (self, answer, condition))
        add_once (items, answer->item_id);
    }
}

/* What made a condition true, from the branches that are true. Under *not* the item was
 * answered without the option: that too is a reason. */
static void
collect (const WfPlanKnowledge *self,
         const WfCondition *condition,
         GPtrArray *items,
         GPtrArray *goals)
{
  switch (condition->kind)
    {
    case WF_CONDITION_LOW:
    case WF_CONDITION_ANSWER:
      add_once (items, condition->name);
      return;
    case WF_CONDITION_WEAK:
      count_low (self, condition->area, items);
      return;
    case WF_CONDITION_COUNT:
      collect_counted (self, condition, items);
      return;
    case WF_CONDITION_GOAL:
      for (guint i = 0; condition->values[i] != NULL; i++)
        {
          if (g_strv_contains (wf_answers_get_goals (self->answers), condition->values[i]))
            add_once (goals, condition->values[i]);
        }
      return;
    case WF_CONDITION_ALL:
    case WF_CONDITION_ANY:
    case WF_CONDITION_NOT:
      for (guint i = 0; i < condition->children->len; i++)
        {
          const WfCondition *child = condition->children->pdata[i];

          if (condition->kind == WF_CONDITION_NOT ||
              wf_plan_condition_evaluate (child, self) == WF_KNOWN_YES)
            collect (self, child, items, goals);
        }
      return;
    case WF_CONDITION_FACT:
    case WF_CONDITION_REGION:
    default:
      return;
    }
}

static GStrv
copy_list (GPtrArray *list)
{
  GStrv copy = g_new0 (char *, list->len + 1);

  for (guint i = 0; i < list->len; i++)
    copy[i] = g_strdup (list->pdata[i]);
  return copy;
}

static WfPlanFinding *
finding_new (const WfRule *rule, const WfPlanKnowledge *knowledge)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new (), goals = g_ptr_array_new ();
  WfPlanFinding *self = g_new0 (WfPlanFinding, 1);

  collect (knowledge, rule->when, items, goals);
  self->rule = rule;
  self->because = copy_list (items);
  self->goals = copy_list (goals);
  return self;
}

static void
finding_free (gpointer data)
{
  WfPlanFinding *self = data;

  g_strfreev (self->because);
  g_strfreev (self->goals);
  g_free (self);
}

static GPtrArray *
find (WfRulePack *rules, const WfPlanKnowledge *knowledge, gboolean protected)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (finding_free);

  for (guint i = 0; i < wf_rule_pack_get_n_rules (rules); i++)
    {
      const WfRule *rule = wf_rule_pack_get_rule (rules, i);

      if (rule->protected == protected && (protected || rule->statement != NULL) &&
          wf_plan_condition_evaluate (rule->when, knowledge) == WF_KNOWN_YES)
        g_ptr_array_add (found, finding_new (rule, knowledge));
    }
  return found;
}

/* A rule that looks at a whole area stands back for one that names a thing. */
static void
drop_general (GPtrArray *findings)
{
  guint closer[N_CONSTRAINTS] = { 0 };

  for (guint i = 0; i < findings->len; i++)
    {
      const WfRule *rule = ((WfPlanFinding *) findings->pdata[i])->rule;

      closer[rule->constraint] += rule->when->kind != WF_CONDITION_WEAK;
    }
  for (guint i = findings->len; i > 0; i--)
    {
      const WfRule *rule = ((WfPlanFinding *) findings->pdata[i - 1])->rule;

      if (rule->when->kind == WF_CONDITION_WEAK && closer[rule->constraint] > 0)
        g_ptr_array_remove_index (findings, i - 1);
    }
}

/* The A that stands most in the way by what the client may know, of those with a
 * statement; among equals the one with the most urgent rule. */
static WfConstraint
find_binding (const WfPlanKnowledge *knowledge, const guint *urgency)
{
  g_autoptr (GPtrArray) gauges = wf_gauges_new (knowledge->answers, knowledge->bank);
  WfConstraint binding = WF_CONSTRAINT_NONE;
  WfGaugeState worst = WF_GAUGE_UNKNOWN;

  for (guint i = 0; i < gauges->len; i++)
    {
      const WfGauge *gauge = gauges->pdata[i];

      if (urgency[gauge->access] == G_MAXUINT)
        continue;
      if (binding == WF_CONSTRAINT_NONE || gauge->open_state > worst ||
          (gauge->open_state == worst && urgency[gauge->access] < urgency[binding]))
        {
          binding = gauge->access;
          worst = gauge->open_state;
        }
    }
  return binding;
}

static gint
compare_findings (gconstpointer a, gconstpointer b, gpointer data)
{
  const WfRule *left = (*(WfPlanFinding *const *) a)->rule;
  const WfRule *right = (*(WfPlanFinding *const *) b)->rule;
  const guint *rank = data;

  if (rank[left->constraint] != rank[right->constraint])
    return rank[left->constraint] < rank[right->constraint] ? -1 : 1;
  if (left->constraint != right->constraint)
    return (int) left->constraint - (int) right->constraint;
  if (left->priority != right->priority)
    return left->priority < right->priority ? -1 : 1;
  return strcmp (left->id, right->id);
}

GPtrArray *
wf_plan_find_statements (WfRulePack *rules, const WfPlanKnowledge *knowledge)
{
  WfPlanKnowledge open = *knowledge;
  guint rank[N_CONSTRAINTS];

  open.open = TRUE;

  GPtrArray *found = find (rules, &open, FALSE);

  drop_general (found);
  for (guint i = 0; i < N_CONSTRAINTS; i++)
    rank[i] = G_MAXUINT;
  for (guint i = 0; i < found->len; i++)
    {
      const WfRule *rule = ((WfPlanFinding *) found->pdata[i])->rule;

      rank[rule->constraint] = MIN (rank[rule->constraint], rule->priority);
    }

  WfConstraint binding = find_binding (&open, rank);

  if (binding != WF_CONSTRAINT_NONE)
    rank[binding] = 0;
  g_ptr_array_sort_with_data (found, compare_findings, rank);
  return found;
}

static gint
compare_urgency (gconstpointer a, gconstpointer b)
{
  const WfRule *left = (*(WfPlanFinding *const *) a)->rule;
  const WfRule *right = (*(WfPlanFinding *const *) b)->rule;

  if (left->priority != right->priority)
    return left->priority < right->priority ? -1 : 1;
  return strcmp (left->id, right->id);
}

GPtrArray *
wf_plan_find_cards (WfRulePack *rules, const WfPlanKnowledge *knowledge)
{
  WfPlanKnowledge all = *knowledge;

  all.open = FALSE;

  GPtrArray *found = find (rules, &all, TRUE);

  g_ptr_array_sort (found, compare_urgency);
  return found;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Plan rules as an immutable value, and their reader. A rule is used whole or not at
 * all: half a condition is another condition.
 *
 * Invariants: ids are unique; a protected rule has a card and no statement, any other
 * a statement and no card.
 */
#define G_LOG_DOMAIN "wf-content"

#include "wf-pack-reader.h"
#include "wf-rule-pack.h"

#define MAX_CHILDREN 50

struct _WfRulePack {
  gatomicrefcount refs;
  WfPackInfo *info;
  GPtrArray *rules;        /* of WfRule, owned */
  GHashTable *by_id;       /* id to WfRule, both of rules */
  GPtrArray *fact_names;   /* of char, NULL-terminated */
  GHashTable *fact_values; /* name, of fact_names, to GStrv */
};

static const WfPackName CONSTRAINTS[] = {
  { "availability", WF_CONSTRAINT_AVAILABILITY },
  { "affordability", WF_CONSTRAINT_AFFORDABILITY },
  { "awareness", WF_CONSTRAINT_AWARENESS },
  { "ability", WF_CONSTRAINT_ABILITY },
  { "agency", WF_CONSTRAINT_AGENCY },
  { "area-1", WF_CONSTRAINT_AREA_1 },
  { "area-2", WF_CONSTRAINT_AREA_2 },
  { "area-3", WF_CONSTRAINT_AREA_3 },
  { "area-4", WF_CONSTRAINT_AREA_4 },
  { "area-5", WF_CONSTRAINT_AREA_5 },
  { NULL },
};

static const WfPackName CONDITIONS[] = {
  { "all", WF_CONDITION_ALL },
  { "any", WF_CONDITION_ANY },
  { "not", WF_CONDITION_NOT },
  { "low", WF_CONDITION_LOW },
  { "answer", WF_CONDITION_ANSWER },
  { "weak", WF_CONDITION_WEAK },
  { "goal", WF_CONDITION_GOAL },
  { "fact", WF_CONDITION_FACT },
  { "region", WF_CONDITION_REGION },
  { "count", WF_CONDITION_COUNT },
  { NULL },
};

static const WfPackName COUNTED_KINDS[] = {
  { "can-do", WF_ITEM_CAN_DO }, { "task", WF_ITEM_TASK }, { "choice", WF_ITEM_CHOICE },
  { "access", WF_ITEM_ACCESS }, { "care", WF_ITEM_CARE }, { NULL },
};

static void
wf_condition_free (WfCondition *self)
{
  g_free (self->name);
  g_strfreev (self->values);
  g_strfreev (self->except);
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_free (self);
}

static void
wf_rule_free (WfRule *self)
{
  g_free (self->id);
  g_clear_pointer (&self->when, wf_condition_free);
  g_clear_pointer (&self->statement, wf_text_unref);
  g_clear_pointer (&self->action, wf_text_unref);
  g_clear_pointer (&self->card_title, wf_text_unref);
  g_clear_pointer (&self->card_steps, g_ptr_array_unref);
  g_strfreev (self->offer_kinds);
  g_strfreev (self->offer_tags);
  g_strfreev (self->offer_not);
  g_free (self->offer_speaks);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfCondition, wf_condition_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfRule, wf_rule_free)

static WfCondition *read_condition (WfRulePack *self, WfPackReader *reader, const WfPackNode *node);

static gboolean
take_children (WfRulePack *self,
               WfPackReader *reader,
               const WfPackNode *node,
               WfCondition *condition)
{
  condition->children = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_condition_free);

  for (const WfPackNode *at = node->first; at != NULL; at = at->next)
    {
      WfCondition *child = read_condition (self, reader, at);
      if (child == NULL)
        return FALSE;
      g_ptr_array_add (condition->children, child);
    }

  guint most = condition->kind == WF_CONDITION_NOT ? 1 : MAX_CHILDREN;
  if (condition->children->len < 1 || condition->children->len > most)
    return wf_pack_reader_report (
        reader, node, "Put one condition into <not>, 1 to 50 into <all> or <any>.",
        "<%s> holds %u conditions.", node->name, condition->children->len);
  return TRUE;
}

static gboolean
take_fact (WfRulePack *self, WfPackReader *reader, const WfPackNode *node, WfCondition *condition)
{
  if (!wf_pack_reader_take_id (reader, node, "name", &condition->name) ||
      !wf_pack_reader_take_ids (reader, node, "is", TRUE, &condition->values))
    return FALSE;

  const char *const *known = wf_rule_pack_get_fact_values (self, condition->name);
  if (known == NULL)
    return wf_pack_reader_report (reader, node,
                                  "Declare <fact name=\"…\" values=\"…\"/> at the top.",
                                  "The fact “%s” is not declared.", condition->name);
  for (guint i = 0; condition->values[i] != NULL; i++)
    {
      if (!g_strv_contains (known, condition->values[i]))
        return wf_pack_reader_report (reader, node, "Use a declared value, or declare this one.",
                                      "The fact “%s” has no value “%s”.", condition->name,
                                      condition->values[i]);
    }
  return TRUE;
}

static gboolean
take_region (WfPackReader *reader, const WfPackNode *node, WfCondition *condition)
{
  if (!wf_pack_reader_take_ids (reader, node, "in", FALSE, &condition->values) ||
      !wf_pack_reader_take_ids (reader, node, "not", FALSE, &condition->except))
    return FALSE;
  return condition->values != NULL || condition->except != NULL ||
         wf_pack_reader_report (reader, node, "Add in=\"CA-QC\" or not=\"CA-QC\".",
                                "<region> names no region.");
}

static gboolean
take_count (WfPackReader *reader, const WfPackNode *node, WfCondition *condition)
{
  int kind;

  if (!wf_pack_reader_take_name (reader, node, "kind", TRUE, COUNTED_KINDS, &kind) ||
      !wf_pack_reader_take_ids (reader, node, "option", TRUE, &condition->values) ||
      !wf_pack_reader_take_number (reader, node, "min", 1, WF_PACK_MAX_ENTRIES,
                                   &condition->minimum))
    return FALSE;
  condition->item_kind = kind;
  return TRUE;
}

static gboolean
take_condition (WfRulePack *self,
                WfPackReader *reader,
                const WfPackNode *node,
                WfCondition *condition)
{
  switch (condition->kind)
    {
    case WF_CONDITION_ALL:
    case WF_CONDITION_ANY:
    case WF_CONDITION_NOT:
      return take_children (self, reader, node, condition);
    case WF_CONDITION_LOW:
      return wf_pack_reader_take_id (reader, node, "item", &condition->name);
    case WF_CONDITION_ANSWER:
      return wf_pack_reader_take_id (reader, node, "item", &condition->name) &&
             wf_pack_reader_take_ids (reader, node, "is", TRUE, &condition->values);
    case WF_CONDITION_WEAK:
      return wf_pack_reader_take_number (reader, node, "area", 1, 5, &condition->area);
    case WF_CONDITION_GOAL:
      return wf_pack_reader_take_ids (reader, node, "is", TRUE, &condition->values);
    case WF_CONDITION_FACT:
      return take_fact (self, reader, node, condition);
    case WF_CONDITION_REGION:
      return take_region (reader, node, condition);
    case WF_CONDITION_COUNT:
    default:
      return take_count (reader, node, condition);
    }
}

static const char *const CONDITION_ATTRIBUTES[][5] = {
  [WF_CONDITION_LOW] = { "item" },
  [WF_CONDITION_ANSWER] = { "item", "is" },
  [WF_CONDITION_WEAK] = { "area" },
  [WF_CONDITION_GOAL] = { "is" },
  [WF_CONDITION_FACT] = { "name", "is" },
  [WF_CONDITION_REGION] = { "in", "not" },
  [WF_CONDITION_COUNT] = { "kind", "option", "min" },
};

static WfCondition *
read_condition (WfRulePack *self, WfPackReader *reader, const WfPackNode *node)
{
  g_autoptr (WfCondition) condition = g_new0 (WfCondition, 1);
  gboolean found = FALSE;

  for (guint i = 0; CONDITIONS[i].name != NULL && !found; i++)
    {
      found = g_str_equal (CONDITIONS[i].name, node->name);
      condition->kind = CONDITIONS[i].value;
    }
  if (!found)
    {
      wf_pack_reader_report (reader, node,
                             "Use all, any, not, low, answer, weak, goal, fact, region or count.",
                             "<%s> is not a condition.", node->name);
      return NULL;
    }
  if (condition->kind > WF_CONDITION_NOT && node->first != NULL)
    {
      wf_pack_reader_report (reader, node, "Put several conditions into <all> or <any>.",
                             "<%s> may hold no element.", node->name);
      return NULL;
    }
  if (!wf_pack_reader_check_attributes (reader, node, CONDITION_ATTRIBUTES[condition->kind]) ||
      !take_condition (self, reader, node, condition))
    return NULL;
  return g_steal_pointer (&condition);
}

static const WfPackNode *
find_child (const WfPackNode *node, const char *name)
{
  for (const WfPackNode *at = node->first; at != NULL; at = at->next)
    {
      if (g_str_equal (at->name, name))
        return at;
    }
  return NULL;
}

static gboolean
take_when (WfRulePack *self, WfPackReader *reader, const WfPackNode *node, WfRule *rule)
{
  const WfPackNode *when = find_child (node, "when");

  if (when == NULL || when->first == NULL || when->first->next != NULL)
    return wf_pack_reader_report (reader, node, "Add <when> with exactly one condition in it.",
                                  "Rule “%s” does not say when it speaks.", rule->id);
  rule->when = read_condition (self, reader, when->first);
  return rule->when != NULL;
}

static gboolean
take_card (WfPackReader *reader, const WfPackNode *node, WfRule *rule)
{
  const WfPackNode *card = find_child (node, "card");

  if (card == NULL)
    return TRUE;
  if (!wf_pack_reader_take_text (reader, card, "title", TRUE, &rule->card_title))
    return FALSE;

  rule->card_steps = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_text_unref);
  for (const WfPackNode *at = card->first; at != NULL; at = at->next)
    {
      WfText *text;
      if (!g_str_equal (at->name, "step"))
        continue;
      if (!wf_pack_reader_take_text (reader, at, "text", TRUE, &text))
        return FALSE; /* a step less can be a dangerous card */
      g_ptr_array_add (rule->card_steps, text);
    }
  wf_pack_reader_check_children (reader, card, (const char *const[]){ "title", "step", NULL });
  return rule->card_steps->len > 0 ||
         wf_pack_reader_report (reader, card, "Add <step><text>…</text></step>.",
                                "The card of rule “%s” has no steps.", rule->id);
}

static gboolean
take_offer (WfPackReader *reader, const WfPackNode *node, WfRule *rule)
{
  const WfPackNode *offer = find_child (node, "offer");

  if (offer != NULL &&
      (!wf_pack_reader_check_attributes (
           reader, offer,
           (const char *const[]){ "kinds", "tags", "not", "speaks", "only-tagged", NULL }) ||
       !wf_pack_reader_take_ids (reader, offer, "kinds", FALSE, &rule->offer_kinds) ||
       !wf_pack_reader_take_ids (reader, offer, "tags", FALSE, &rule->offer_tags) ||
       !wf_pack_reader_take_ids (reader, offer, "not", FALSE, &rule->offer_not) ||
       !wf_pack_reader_take_optional_id (reader, offer, "speaks", &rule->offer_speaks) ||
       !wf_pack_reader_take_flag (reader, offer, "only-tagged", &rule->offer_only_tagged)))
    return FALSE;
  if (rule->offer_kinds == NULL)
    rule->offer_kinds = g_new0 (char *, 1);
  if (rule->offer_tags == NULL)
    rule->offer_tags = g_new0 (char *, 1);
  if (rule->offer_not == NULL)
    rule->offer_not = g_new0 (char *, 1);
  return TRUE;
}

static gboolean
check_protection (WfPackReader *reader, const WfPackNode *node, const WfRule *rule)
{
  if (rule->protected && (rule->statement != NULL || rule->card_title == NULL))
    return wf_pack_reader_report (reader, node, "Give it a <card> and no <statement>.",
                                  "Rule “%s” is protected: nothing of it may be printed.",
                                  rule->id);
  if (!rule->protected && (rule->statement == NULL || rule->card_title != NULL))
    return wf_pack_reader_report (
        reader, node, "Give it a <statement> and no <card>, or make it protected=\"yes\".",
        "Rule “%s” has no statement, or a card that only a protected rule may have.", rule->id);
  return TRUE;
}

static WfRule *
read_rule (WfRulePack *self, WfPackReader *reader, const WfPackNode *node)
{
  static const char *const ATTRIBUTES[] = { "id", "constraint", "priority", "protected", NULL };
  static const char *const CHILDREN[] = { "when", "statement", "action", "card", "offer", NULL };
  g_autoptr (WfRule) rule = g_new0 (WfRule, 1);
  int constraint;

  rule->line = node->line;
  wf_pack_reader_check_children (reader, node, CHILDREN);
  if (!wf_pack_reader_check_attributes (reader, node, ATTRIBUTES) ||
      !wf_pack_reader_take_id (reader, node, "id", &rule->id) ||
      !wf_pack_reader_take_name (reader, node, "constraint", TRUE, CONSTRAINTS, &constraint) ||
      !wf_pack_reader_take_number (reader, node, "priority", 1, 10000, &rule->priority) ||
      !wf_pack_reader_take_flag (reader, node, "protected", &rule->protected) ||
      !take_when (self, reader, node, rule) ||
      !wf_pack_reader_take_text (reader, node, "statement", FALSE, &rule->statement) ||
      !wf_pack_reader_take_text (reader, node, "action", TRUE, &rule->action) ||
      !take_card (reader, node, rule) || !take_offer (reader, node, rule) ||
      !check_protection (reader, node, rule))
    return NULL;
  rule->constraint = constraint;
  return g_steal_pointer (&rule);
}

static void
read_fact (WfRulePack *self, WfPackReader *reader, const WfPackNode *node)
{
  static const char *const ATTRIBUTES[] = { "name", "values", NULL };
  g_autofree char *name = NULL;
  g_auto (GStrv) values = NULL;

  if (!wf_pack_reader_check_attributes (reader, node, ATTRIBUTES) ||
      !wf_pack_reader_take_id (reader, node, "name", &name) ||
      !wf_pack_reader_take_ids (reader, node, "values", TRUE, &values))
    return;
  if (g_hash_table_contains (self->fact_values, name))
    {
      wf_pack_reader_report (reader, node, "Declare each fact once.", "The fact “%s” stands twice.",
                             name);
      return;
    }
  g_ptr_array_insert (self->fact_names, self->fact_names->len - 1, name);
  g_hash_table_insert (self->fact_values, g_steal_pointer (&name), g_steal_pointer (&values));
}

static void
add_rule (WfRulePack *self, WfPackReader *reader, const WfPackNode *node)
{
  g_autoptr (WfRule) rule = read_rule (self, reader, node);

  if (rule == NULL)
    return;
  if (g_hash_table_contains (self->by_id, rule->id))
    {
      wf_pack_reader_report (reader, node, "Give each rule an id of its own.",
                             "Rule “%s” stands twice; the first is used.", rule->id);
      return;
    }
  g_hash_table_insert (self->by_id, rule->id, rule);
  g_ptr_array_add (self->rules, g_steal_pointer (&rule));
}

WfRulePack *
wf_rule_pack_read (WfPackReader *reader, const WfPackNode *root, WfPackInfo *info)
{
  WfRulePack *self = g_new0 (WfRulePack, 1);

  g_atomic_ref_count_init (&self->refs);
  self->info = info;
  self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_rule_free);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->fact_names = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->fact_names, NULL);
  self->fact_values =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_strfreev);

  wf_pack_reader_check_children (reader, root,
                                 (const char *const[]){ "about", "fact", "rule", NULL });
  for (const WfPackNode *child = root->first; child != NULL; child = child->next)
    {
      if (g_str_equal (child->name, "fact"))
        read_fact (self, reader, child);
    }
  for (const WfPackNode *child = root->first; child != NULL; child = child->next)
    {
      if (g_str_equal (child->name, "rule") && self->rules->len < WF_PACK_MAX_ENTRIES)
        add_rule (self, reader, child);
    }
  return self;
}

WfRulePack *
wf_rule_pack_ref (WfRulePack *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
wf_rule_pack_unref (WfRulePack *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  wf_pack_info_free (self->info);
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->rules);
  g_hash_table_unref (self->fact_values);
  g_ptr_array_unref (self->fact_names);
  g_free (self);
}

const WfPackInfo *
wf_rule_pack_get_info (const WfRulePack *self)
{
  return self->info;
}

guint
wf_rule_pack_get_n_rules (const WfRulePack *self)
{
  return self->rules->len;
}

const WfRule *
wf_rule_pack_get_rule (const WfRulePack *self, guint index)
{
  g_return_val_if_fail (index < self->rules->len, NULL);

  return self->rules->pdata[index];
}

const WfRule *
wf_rule_pack_lookup (const WfRulePack *self, const char *rule_id)
{
  return g_hash_table_lookup (self->by_id, rule_id);
}

const char *const *
wf_rule_pack_get_fact_names (const WfRulePack *self)
{
  return (const char *const *) self->fact_names->pdata;
}

const char *const *
wf_rule_pack_get_fact_values (const WfRulePack *self, const char *name)
{
  return g_hash_table_lookup (self->fact_values, name);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-item-bank.h"

G_BEGIN_DECLS

/** What a condition asks; the element in brackets is its spelling in a pack. */
typedef enum {
  WF_CONDITION_ALL,    /* <all>: every child is true */
  WF_CONDITION_ANY,    /* <any>: at least one child is true */
  WF_CONDITION_NOT,    /* <not>: its one child was answered and is false */
  WF_CONDITION_LOW,    /* <low item="">: can-do or task 0-1, choice 0 */
  WF_CONDITION_ANSWER, /* <answer item="" is="">: holds one of these options */
  WF_CONDITION_WEAK,   /* <weak area="">: the area needs a look */
  WF_CONDITION_GOAL,   /* <goal is="">: the client chose one of these */
  WF_CONDITION_FACT,   /* <fact name="" is="">: an optional fact has one of these values */
  WF_CONDITION_REGION, /* <region in="" not="">: where the client lives */
  WF_CONDITION_COUNT,  /* <count kind="" option="" min="">: so many answers like this */
} WfConditionKind;

/**
 * WfCondition:
 * @kind: what is asked
 * @name: item id of %WF_CONDITION_LOW and %WF_CONDITION_ANSWER, fact name of
 *   %WF_CONDITION_FACT; else %NULL
 * @values: option ids, goal ids, fact values, or regions the client must be in
 *   (ISO 3166; "CA" stands for all of Canada); %NULL where none is meant
 * @except: regions the client must not be in; %NULL where none is meant
 * @area: 1 to 5 for %WF_CONDITION_WEAK
 * @item_kind: for %WF_CONDITION_COUNT
 * @minimum: for %WF_CONDITION_COUNT, ≥ 1
 * @children: of #WfCondition; %NULL where none is meant
 *
 * A question about what is known of a client, with three answers: true, false, unknown.
 * Only true makes a rule speak. Who knows the answers evaluates it: not this folder.
 * A missing answer makes %WF_CONDITION_NOT unknown, never true, except over
 * %WF_CONDITION_ANSWER of an item that was answered.
 */
typedef struct _WfCondition WfCondition;
struct _WfCondition {
  WfConditionKind kind;
  char *name;
  GStrv values;
  GStrv except;
  guint area;
  WfItemKind item_kind;
  guint minimum;
  GPtrArray *children;
};

/**
 * WfRule:
 * @id: as "p-browser"
 * @constraint: what stands in the way when the rule speaks
 * @priority: smallest first inside a constraint, ≥ 1
 * @protected: makes no statement, and nothing on paper, in files or on the client's side
 * @when: the condition
 * @statement: (nullable): the client's first person; %NULL exactly when @protected
 * @action: what to do together
 * @card_title: (nullable): the navigator's card; only when @protected
 * @card_steps: (nullable): of #WfText, only when @protected
 * @offer_kinds: kinds of catalogue entry that may be offered; may be empty
 * @offer_tags: entries with more of these come first; may be empty
 * @offer_not: entries with one of these are not offered; may be empty
 * @offer_speaks: (nullable): only what serves in this language
 * @offer_only_tagged: what has none of @offer_tags does not stand in where nothing fits
 * @line: where it stands in its file
 *
 * One rule of the plan. Owned by its pack; read only; any thread.
 */
typedef struct {
  char *id;
  WfConstraint constraint;
  guint priority;
  gboolean protected;
  WfCondition *when;
  WfText *statement;
  WfText *action;
  WfText *card_title;
  GPtrArray *card_steps;
  GStrv offer_kinds;
  GStrv offer_tags;
  GStrv offer_not;
  char *offer_speaks;
  gboolean offer_only_tagged;
  guint line;
} WfRule;

/**
 * WfRulePack:
 *
 * The rules of one pack, in order, with their ids unique. Immutable, ref-counted; may
 * cross threads.
 */
typedef struct _WfRulePack WfRulePack;

WfRulePack *wf_rule_pack_ref (WfRulePack *self);
void wf_rule_pack_unref (WfRulePack *self);

/** wf_rule_pack_get_info: Returns: (transfer none): the pack's label */
const WfPackInfo *wf_rule_pack_get_info (const WfRulePack *self);
/** wf_rule_pack_get_n_rules: Returns: how many rules */
guint wf_rule_pack_get_n_rules (const WfRulePack *self);
/** wf_rule_pack_get_rule: Returns: (transfer none): the rule at @index, owned by @self */
const WfRule *wf_rule_pack_get_rule (const WfRulePack *self, guint index);
/** wf_rule_pack_lookup: Returns: (transfer none) (nullable): the rule with that id */
const WfRule *wf_rule_pack_lookup (const WfRulePack *self, const char *rule_id);

/**
 * wf_rule_pack_get_fact_names:
 *
 * Returns: (transfer none): names of the facts the rules may ask for, %NULL-terminated
 */
const char *const *wf_rule_pack_get_fact_names (const WfRulePack *self);

/**
 * wf_rule_pack_get_fact_values:
 *
 * Returns: (transfer none) (nullable): the values fact @name may have, or %NULL when the
 *   pack does not declare it
 */
const char *const *wf_rule_pack_get_fact_values (const WfRulePack *self, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfRulePack, wf_rule_pack_unref)

G_END_DECLS

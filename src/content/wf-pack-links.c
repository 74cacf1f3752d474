/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether what one pack names in another is there: items and goals in rules, rules in
 * items, competences and levels in checklists. A dangling name is reported, not repaired: the rule
 * simply never speaks.
 */
#define G_LOG_DOMAIN "wf-content"

#include "wf-pack-reader.h"

typedef struct {
  WfPackReader *reader;
  const WfRule *rule;
  const WfItemBank *bank;
  const WfClientTexts *texts;
} Links;

static void
check_item (Links *links, const WfCondition *condition)
{
  const WfItem *item = wf_item_bank_lookup (links->bank, condition->name);

  if (item == NULL)
    {
      wf_pack_reader_report_at (links->reader, links->rule->line,
                                "Name an item of the bank; a retired id is never used again.",
                                "Rule “%s” asks for item “%s”, which is not in the bank.",
                                links->rule->id, condition->name);
      return;
    }
  for (guint i = 0; condition->values != NULL && condition->values[i] != NULL; i++)
    {
      if (wf_item_get_option (item, condition->values[i]) == NULL)
        wf_pack_reader_report_at (links->reader, links->rule->line, "Name an option of that item.",
                                  "Rule “%s” asks for option “%s” of item “%s”, which has none.",
                                  links->rule->id, condition->values[i], item->id);
    }
  if (condition->kind == WF_CONDITION_LOW && !wf_item_is_scored (item))
    wf_pack_reader_report_at (
        links->reader, links->rule->line, "Ask for its options with <answer>.",
        "Rule “%s” asks whether item “%s” is low, which has no score.", links->rule->id, item->id);
}

static void
check_goals (Links *links, const WfCondition *condition)
{
  for (guint i = 0; condition->values[i] != NULL; i++)
    {
      g_autofree char *id = g_strconcat ("goal.", condition->values[i], NULL);
      if (wf_client_texts_lookup (links->texts, id) == NULL)
        wf_pack_reader_report_at (links->reader, links->rule->line,
                                  "Name a goal of the client texts.",
                                  "Rule “%s” asks for goal “%s”, which there is not.",
                                  links->rule->id, condition->values[i]);
    }
}

static void
check_condition (Links *links, const WfCondition *condition)
{
  if (links->bank != NULL &&
      (condition->kind == WF_CONDITION_LOW || condition->kind == WF_CONDITION_ANSWER))
    check_item (links, condition);
  if (links->texts != NULL && condition->kind == WF_CONDITION_GOAL)
    check_goals (links, condition);
  for (guint i = 0; condition->children != NULL && i < condition->children->len; i++)
    check_condition (links, condition->children->pdata[i]);
}

void
wf_pack_links_check_rules (WfPackReader *reader,
                           const WfRulePack *rules,
                           const WfItemBank *bank,
                           const WfClientTexts *texts)
{
  for (guint i = 0; i < wf_rule_pack_get_n_rules (rules); i++)
    {
      const WfRule *rule = wf_rule_pack_get_rule (rules, i);
      Links links = { reader, rule, bank, texts };
      check_condition (&links, rule->when);
    }
}

void
wf_pack_links_check_items (WfPackReader *reader, const WfItemBank *bank, const WfRulePack *rules)
{
  for (guint i = 0; i < wf_item_bank_get_n_items (bank); i++)
    {
      const WfItem *item = wf_item_bank_get_item (bank, i);
      const WfRule *card = item->card != NULL ? wf_rule_pack_lookup (rules, item->card) : NULL;

      if (item->plan != NULL && wf_rule_pack_lookup (rules, item->plan) == NULL)
        wf_pack_reader_report_at (reader, item->line, "Name a rule of the plan, or leave it out.",
                                  "Item “%s” leads to rule “%s”, which there is not.", item->id,
                                  item->plan);
      if (item->card != NULL && (card == NULL || !card->protected))
        wf_pack_reader_report_at (reader, item->line, "Name a protected rule, or leave it out.",
                                  "Item “%s” opens card “%s”, which is no protected rule.",
                                  item->id, item->card);
    }
}

void
wf_pack_links_check_checklist (WfPackReader *reader,
                               const WfChecklist *checklist,
                               const WfFramework *framework)
{
  const GPtrArray *points = wf_checklist_get_points (checklist);

  for (guint i = 0; i < points->len; i++)
    {
      const WfChecklistPoint *point = points->pdata[i];

      if (wf_framework_lookup_level (framework, point->level) == NULL)
        wf_pack_reader_report_at (reader, point->line, "Name the id of a level of the framework.",
                                  "Point “%s” is at level “%s”, which there is not.", point->id,
                                  point->level);
      for (guint c = 0; point->competences[c] != NULL; c++)
        {
          if (wf_framework_lookup (framework, point->competences[c]) == NULL)
            wf_pack_reader_report_at (reader, point->line,
                                      "Name a competence of the framework, as “2.3”.",
                                      "Point “%s” shows competence “%s”, which there is not.",
                                      point->id, point->competences[c]);
        }
    }
}

void
wf_pack_links_check_slide (WfPackReader *reader,
                           const WfSlide *slide,
                           const WfChecklist *checklist,
                           const WfFramework *framework)
{
  if (slide->checklist != NULL && checklist == NULL)
    wf_pack_reader_report_at (reader, slide->line, "Name a checklist that is there.",
                              "Slide “%s” walks through checklist “%s”, which there is not.",
                              slide->id, slide->checklist);
  if (slide->framework != NULL && framework == NULL)
    wf_pack_reader_report_at (reader, slide->line, "Name a framework that is there.",
                              "Slide “%s” checks against framework “%s”, which there is not.",
                              slide->id, slide->framework);
  for (guint i = 0; framework != NULL && slide->competences != NULL; i++)
    {
      const char *id = slide->competences[i];
      const WfFrameworkPart *part = id != NULL ? wf_framework_lookup (framework, id) : NULL;

      if (id == NULL)
        break;
      if (part == NULL || part->statements[0] == NULL)
        wf_pack_reader_report_at (reader, slide->line,
                                  "Name a part of the framework that has sentences.",
                                  "Slide “%s” asks about “%s”, which there is not.", slide->id, id);
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-client-fact.h"
#include "wf-services.h"

G_BEGIN_DECLS

/**
 * WfFactKind: how a fact is filled in.
 * @WF_FACT_KIND_TEXT: a line in own words
 * @WF_FACT_KIND_NUMBER: digits
 * @WF_FACT_KIND_LANGUAGES: any number of languages
 * @WF_FACT_KIND_LANGUAGE: one of them
 * @WF_FACT_KIND_CHOICE: one of a few codes
 * @WF_FACT_KIND_REGION: one of the regions
 * @WF_FACT_KIND_NEEDS: any of a few codes, and a line in own words
 * @WF_FACT_KIND_PAPERS: any of the papers the packs know
 * @WF_FACT_KIND_BENEFITS: any of the benefits the packs know
 * @WF_FACT_KIND_CLASSES: any of the kinds of class the packs know
 * @WF_FACT_KIND_MONEY: an amount
 * @WF_FACT_KIND_DATA: gigabytes
 */
typedef enum {
  WF_FACT_KIND_TEXT,
  WF_FACT_KIND_NUMBER,
  WF_FACT_KIND_LANGUAGES,
  WF_FACT_KIND_LANGUAGE,
  WF_FACT_KIND_CHOICE,
  WF_FACT_KIND_REGION,
  WF_FACT_KIND_NEEDS,
  WF_FACT_KIND_PAPERS,
  WF_FACT_KIND_BENEFITS,
  WF_FACT_KIND_CLASSES,
  WF_FACT_KIND_MONEY,
  WF_FACT_KIND_DATA,
} WfFactKind;

/**
 * WfFactCode:
 * @code: as it is recorded; @words: not yet translated
 */
typedef struct {
  const char *code;
  const char *words;
} WfFactCode;

/**
 * WfFactWords:
 * @name: one of wf_client_fact_get_names()
 * @group: "goal", "languages", "needs", "money" or "more": where it stands on the page
 * @title: what it is; @why: why we ask; neither is translated yet
 * @none: (nullable): the words of "answered, and there is none"; %NULL when that has no sense
 * @codes: (nullable): for choices and needs, ended by a %NULL code
 *
 * One optional fact in the words of the interface. Static.
 */
typedef struct {
  const char *name;
  WfFactKind kind;
  const char *group;
  const char *title;
  const char *why;
  const char *none;
  const WfFactCode *codes;
} WfFactWords;

/** wf_fact_words_get_n: Returns: how many facts the page asks for */
guint wf_fact_words_get_n (void);
/** wf_fact_words_get: Returns: (transfer none): in the order they are shown */
const WfFactWords *wf_fact_words_get (guint index);
/** wf_fact_words_lookup: Returns: (transfer none) (nullable): by the fact's name */
const WfFactWords *wf_fact_words_lookup (const char *name);

/** wf_fact_words_list_values: Returns: (transfer none) (nullable): codes of papers, benefits or
 * classes, %NULL-terminated, whose words are pack text; %NULL for the other kinds */
const char *const *wf_fact_words_list_values (const WfFactWords *words);

/** wf_fact_dup_typed: @text: digits of any script, with a point or a comma. Returns: (transfer
 * full): the same as it is recorded, "12.5" */
char *wf_fact_dup_typed (const char *text);

/** wf_fact_dup_source: Returns: (transfer full) (nullable): how we know it; %NULL when nobody
 * wrote that down */
char *wf_fact_dup_source (const WfClientFact *fact);

/** wf_fact_value_dup_words: Returns: (transfer full): one recorded value, for people */
char *wf_fact_value_dup_words (const WfFactWords *words, const char *value, WfServices *services);

/** wf_fact_dup_words: Returns: (transfer full): what was said: all values, or that it was
 * refused, not known, or not asked yet */
char *wf_fact_dup_words (const WfFactWords *words, const WfClientFact *fact, WfServices *services);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-workshop-store.h"

G_BEGIN_DECLS

/**
 * WfResultRow:
 * @slide: id of the slide
 * @kind: of it
 * @question: (nullable): its title, or the statement of a map; %NULL: the deck has it no more
 * @choice: id of the choice; empty when @is_small
 * @answer: (nullable): what it says
 * @count: answers of all ways together; 0 when @is_small
 * @people: how many answered the question, at the least
 * @is_small: fewer than %WF_SCRIPT_SMALL_GROUP answered this question: one row says so, and
 *   nothing else of it is told
 *
 * One line of what a workshop found. Texts point into the script and the results.
 */
typedef struct {
  const char *slide;
  WfSlideKind kind;
  const char *question;
  const char *choice;
  const char *answer;
  guint count;
  guint people;
  gboolean is_small;
} WfResultRow;

/**
 * wf_results_get_rows:
 * @results: (element-type WfWorkshopResult): of wf_workshop_store_list_results(), with this deck
 * @lang: BCP 47 tag of the words
 *
 * In the deck's order; slides nobody answered are left out. What small groups said is left out
 * here, so that no export can tell it.
 *
 * Returns: (transfer full) (element-type WfResultRow): good as long as @script and @results
 */
GPtrArray *wf_results_get_rows (const WfScript *script, const GPtrArray *results, const char *lang);

/** wf_results_to_csv: Returns: (transfer full): the same as comma-separated values, UTF-8, with a
 *  heading row; ideas that a spreadsheet would take for a formula begin with an apostrophe */
char *wf_results_to_csv (const WfScript *script, const GPtrArray *results, const char *lang);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a workshop found, as rows for charts, files and reports. The one place where it is decided
 * that too few answered to tell.
 *
 * Invariants: counts of phones, hands and keys are told together alone: the one person with a phone
 * would be named by a column. Of a question fewer than WF_SCRIPT_SMALL_GROUP answered there is one
 * row without counts. Ideas were put on the wall by the presenter; their words stay, their votes do
 * not.
 */
#define G_LOG_DOMAIN "wf-workshop"

#include "wf-results.h"

#include "wf-csv.h"

#include <string.h>

/* People who answered a slide, at the least. Of workshops that ended before they were kept, only
 * marks are known: where one person can give several, the choice with most of them. */
static guint
count_people (const GPtrArray *results, const char *slide, gboolean takes_many)
{
  guint total = 0, most = 0, people = 0;

  for (guint i = 0; i < results->len; i++)
    {
      const WfWorkshopResult *result = results->pdata[i];
      guint count = result->phones + result->hands + result->keys;

      if (!g_str_equal (result->slide, slide))
        continue;
      total += count;
      most = MAX (most, count);
      people = MAX (people, result->people);
    }
  return people > 0 ? people : takes_many ? most : total;
}

static const WfWorkshopResult *
find_result (const GPtrArray *results, const char *slide, const char *choice)
{
  for (guint i = 0; i < results->len; i++)
    {
      const WfWorkshopResult *result = results->pdata[i];

      if (g_str_equal (result->slide, slide) && g_str_equal (result->choice, choice))
        return result;
    }
  return NULL;
}

static WfResultRow *
add_row (GPtrArray *rows, const WfSlide *slide, const char *lang)
{
  WfResultRow *row = g_new0 (WfResultRow, 1);
  const WfText *question =
      slide->kind == WF_SLIDE_MAP || slide->title == NULL ? slide->text : slide->title;

  row->slide = slide->id;
  row->kind = slide->kind;
  row->question = wf_text_get (question, lang, NULL);
  row->choice = "";
  g_ptr_array_add (rows, row);
  return row;
}

static void
fill_row (WfResultRow *row, const WfWorkshopResult *result, guint people)
{
  row->choice = result->choice;
  row->people = people;
  row->is_small = people < WF_SCRIPT_SMALL_GROUP;
  if (!row->is_small)
    row->count = result->phones + result->hands + result->keys;
}

static void
add_choices (GPtrArray *rows,
             const WfScript *script,
             guint index,
             const GPtrArray *results,
             const char *lang)
{
  const WfSlide *slide = wf_script_get_slide (script, index);
  const GPtrArray *choices = wf_script_get_choices (script, index);
  guint people = count_people (results, slide->id, wf_script_takes_many (script, index));

  if (people == 0)
    return;
  if (people < WF_SCRIPT_SMALL_GROUP)
    {
      add_row (rows, slide, lang)->is_small = TRUE;
      return;
    }
  for (guint i = 0; i < choices->len; i++)
    {
      const WfChoice *choice = choices->pdata[i];
      const WfWorkshopResult *result = find_result (results, slide->id, choice->id);
      WfResultRow *row;

      if (result == NULL ||
          (slide->kind == WF_SLIDE_MAP && result->phones + result->hands + result->keys == 0))
        continue;
      row = add_row (rows, slide, lang);
      fill_row (row, result, people);
      row->answer = wf_text_get (choice->label, lang, NULL);
    }
}

static void
add_ideas (GPtrArray *rows, const WfSlide *slide, const GPtrArray *results, const char *lang)
{
  guint people = count_people (results, slide->id, TRUE);

  for (guint i = 0; i < results->len; i++)
    {
      const WfWorkshopResult *result = results->pdata[i];
      WfResultRow *row;

      if (!g_str_equal (result->slide, slide->id))
        continue;
      row = add_row (rows, slide, lang);
      fill_row (row, result, people);
      row->answer = result->text;
    }
}

GPtrArray *
wf_results_get_rows (const WfScript *script, const GPtrArray *results, const char *lang)
{
  g_return_val_if_fail (script != NULL && results != NULL, NULL);

  GPtrArray *rows = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < wf_script_get_n_slides (script); i++)
    {
      const WfSlide *slide = wf_script_get_slide (script, i);

      if (slide->kind == WF_SLIDE_IDEAS)
        add_ideas (rows, slide, results, lang);
      else if (wf_script_is_question (script, i))
        add_choices (rows, script, i, results, lang);
    }
  return rows;
}

static char *
make_safe (const char *text)
{
  return g_strconcat (text[0] != '\0' && strchr ("=+-@", text[0]) != NULL ? "'" : "", text, NULL);
}

static void
append_row (GString *csv, const WfResultRow *row)
{
  g_autofree char *answer = make_safe (row->answer != NULL ? row->answer : "");
  g_autofree char *count = g_strdup_printf ("%u", row->count);
  const char *question = row->question != NULL ? row->question : "";

  wf_csv_append_row (csv, (const char *const[]){ row->slide, question, row->choice, answer,
                                                 row->is_small ? "fewer than 5" : count, NULL });
}

char *
wf_results_to_csv (const WfScript *script, const GPtrArray *results, const char *lang)
{
  g_autoptr (GPtrArray) rows = wf_results_get_rows (script, results, lang);
  GString *csv = g_string_new (NULL);

  g_return_val_if_fail (rows != NULL, NULL);

  wf_csv_append_row (
      csv, (const char *const[]){ "slide", "question", "choice", "answer", "total", NULL });
  for (guint i = 0; i < rows->len; i++)
    append_row (csv, rows->pdata[i]);
  return g_string_free (csv, FALSE);
}

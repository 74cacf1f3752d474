/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The month on paper and as a file. Pure but for gettext; no client in it.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-month-sheet.h"

#include <glib/gi18n.h>

#include <string.h>

#include "wf-month-words.h"
#include "wf-text.h"

typedef struct {
  WfPage *page;
  const char *lang;
  WfPageDirection direction;
} Sheet;

static void
add_text (Sheet *sheet, WfPageRole role, const char *text)
{
  const WfPageText words = { text, sheet->lang, sheet->direction };

  wf_page_add_text (sheet->page, role, &words);
}

static void
add_line (Sheet *sheet, const char *text)
{
  const WfPageText words = { text, sheet->lang, sheet->direction };

  wf_page_add_item (sheet->page, WF_PAGE_MARKER_BULLET, WF_PAGE_ROLE_BODY, &words, NULL);
}

static void
add_group (Sheet *sheet, const WfMonthCount *count, WfMonthGroup group, const WfFormat *format)
{
  GPtrArray *cells = wf_month_get_cells (count, group);
  g_autofree char *base = NULL;

  if (cells->len == 0)
    return;

  add_text (sheet, WF_PAGE_ROLE_HEADING, wf_month_group_get_words (group));
  base = wf_month_dup_group_base (count, group, format);
  if (base != NULL)
    add_text (sheet, WF_PAGE_ROLE_BODY, base);
  for (guint i = 0; i < cells->len; i++)
    {
      g_autofree char *words = wf_month_cell_dup_words (cells->pdata[i], group, format);
      g_autofree char *figure = wf_month_cell_dup_figure (cells->pdata[i], format);
      /* Translators: a row of the monthly count: "In person: 12" */
      g_autofree char *line = g_strdup_printf (_ ("%s: %s"), words, figure);

      add_line (sheet, line);
    }
}

WfPage *
wf_month_sheet_new (const WfMonthCount *count,
                    const char *agency,
                    const char *lang,
                    const WfFormat *format,
                    WfPagePaper paper)
{
  Sheet sheet = { NULL, lang,
                  wf_language_is_rtl (lang) ? WF_PAGE_DIRECTION_RTL : WF_PAGE_DIRECTION_LTR };
  g_autofree char *month = NULL;

  g_return_val_if_fail (count != NULL, NULL);

  month = wf_month_dup_title (count, format);
  sheet.page = wf_page_new (paper, sheet.direction);
  wf_page_set_single_side (sheet.page, FALSE);
  add_text (&sheet, WF_PAGE_ROLE_TITLE, month);
  if (*agency != '\0')
    add_text (&sheet, WF_PAGE_ROLE_BODY, agency);
  for (guint i = 0; i < WF_MONTH_N_TOTALS; i++)
    {
      g_autofree char *total = wf_month_dup_total (count, i, format);

      add_line (&sheet, total);
    }
  for (guint group = 0; group < WF_MONTH_N_GROUPS; group++)
    add_group (&sheet, count, (WfMonthGroup) group, format);
  if (wf_month_has_hidden (count))
    add_text (&sheet, WF_PAGE_ROLE_SMALL, wf_month_get_hidden_words ());
  return sheet.page;
}

static void
append_field (GString *csv, const char *text)
{
  gboolean is_formula = *text != '\0' && strchr ("=+-@\t", *text) != NULL;

  g_string_append_c (csv, '"');
  if (is_formula)
    g_string_append_c (csv, '\'');
  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *at);
    }
  g_string_append_c (csv, '"');
}

static void
append_row (GString *csv,
            const WfMonthCount *count,
            const char *group,
            const char *code,
            const char *name,
            const char *figure)
{
  g_string_append_printf (csv, "%04d-%02d,%s,", count->year, count->month, group);
  append_field (csv, code);
  g_string_append_c (csv, ',');
  append_field (csv, name);
  g_string_append_printf (csv, ",%s\r\n", figure);
}

/* Of how many workshops and people a question's figures are. */
static void
append_base (GString *csv, const WfMonthCount *count, WfMonthGroup group, const WfFormat *format)
{
  const WfMonthPulse *pulse = wf_month_get_pulse (count, group);
  const char *code = wf_month_group_get_code (group);
  g_autofree char *workshops = NULL, *answered = NULL, *n = NULL, *people = NULL;

  if (pulse == NULL || pulse->workshops == 0)
    return;
  workshops = wf_month_dup_workshops (pulse->workshops, format);
  n = g_strdup_printf ("%u", pulse->workshops);
  append_row (csv, count, code, "workshops", workshops, n);
  answered = wf_month_dup_answered (pulse, format);
  people = pulse->is_hidden ? g_strdup ("") : g_strdup_printf ("%u", pulse->people);
  append_row (csv, count, code, "people", answered, people);
}

char *
wf_month_sheet_dup_csv (const WfMonthCount *count, const WfFormat *format)
{
  GString *csv = g_string_new ("\xEF\xBB\xBFmonth,group,code,name,figure\r\n");

  g_return_val_if_fail (count != NULL, NULL);

  for (guint i = 0; i < WF_MONTH_N_TOTALS; i++)
    {
      const char *code;
      g_autofree char *figure = g_strdup_printf ("%u", wf_month_get_total (count, i, &code));
      g_autofree char *name = wf_month_dup_total (count, i, format);

      append_row (csv, count, "total", code, name, figure);
    }
  for (guint group = 0; group < WF_MONTH_N_GROUPS; group++)
    {
      GPtrArray *cells = wf_month_get_cells (count, (WfMonthGroup) group);

      append_base (csv, count, (WfMonthGroup) group, format);
      for (guint i = 0; i < cells->len; i++)
        {
          const WfMonthCell *cell = cells->pdata[i];
          g_autofree char *name = wf_month_cell_dup_words (cell, (WfMonthGroup) group, format);
          g_autofree char *figure =
              cell->is_hidden ? g_strdup ("") : g_strdup_printf ("%u", cell->count);

          append_row (csv, count, wf_month_group_get_code ((WfMonthGroup) group), cell->key, name,
                      figure);
        }
    }
  return g_string_free (csv, FALSE);
}

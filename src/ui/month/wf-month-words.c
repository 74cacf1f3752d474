/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A month's figures in words. Tables: one row a code.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-month-words.h"

#include <glib/gi18n.h>

#include "wf-visit-words.h"

typedef struct {
  const char *code;
  const char *words;
} Row;

static const Row GROUPS[WF_MONTH_N_GROUPS] = {
  /* Translators: heading over "In person", "Telephone" and so on, with the number of visits */
  { "mode", N_ ("How they met") },
  { "theme", N_ ("What it was about") },
  { "language", N_ ("In which language") },
  { "funder", N_ ("For which funder") },
  { "closing", N_ ("How newcomers left the workshops") },
  { "staff-pulse", N_ ("How staff at workshops see their organisation") },
};

/* As the decks ask. */
static const Row CHOICES[] = {
  { "now", N_ ("I can do this now") },
  { "practise", N_ ("I want to practise") },
  { "beside", N_ ("I want someone beside me") },
  { "surviving", N_ ("Surviving: we get through the day") },
  { "striving", N_ ("Striving: we plan how our work changes") },
  { "thriving", N_ ("Thriving: in-person and digital service are one plan") },
};

char *
wf_month_dup_title (const WfMonthCount *count, const WfFormat *format)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) middle = NULL;

  g_return_val_if_fail (count != NULL, NULL);

  middle = g_date_time_new (zone, count->year, count->month, 15, 12, 0, 0);
  return wf_format_date (format, g_date_time_to_unix (middle) * G_USEC_PER_SEC, WF_DATE_MONTH);
}

guint
wf_month_get_total (const WfMonthCount *count, guint index, const char **out_code)
{
  const struct {
    const char *code;
    guint figure;
  } totals[WF_MONTH_N_TOTALS] = {
    { "visits", count->visits },
    { "people", count->clients },
    { "first-time", count->first_time },
    { "without-name", count->anonymous },
    { "minutes", count->minutes },
    { "not-for-funder", count->not_for_funder },
    { "workshops", count->workshops },
    { "at-workshops", count->workshop_people },
    { "clients-at-workshops", count->workshop_clients },
  };

  g_return_val_if_fail (index < WF_MONTH_N_TOTALS, 0);

  if (out_code != NULL)
    *out_code = totals[index].code;
  return totals[index].figure;
}

static const char *
get_total_words (guint index, guint n)
{
  switch (index)
    {
    case 0:
      return ngettext ("%s visit", "%s visits", n);
    case 1:
      return ngettext ("%s person came", "%s different people came", n);
    case 2:
      return ngettext ("%s of them for the first time", "%s of them for the first time", n);
    case 3:
      return ngettext ("%s visit without a name", "%s visits without a name", n);
    case 4:
      return ngettext ("%s minute together", "%s minutes together", n);
    case 6:
      return ngettext ("%s workshop", "%s workshops", n);
    case 7:
      return ngettext ("%s person at workshops", "%s people at workshops together", n);
    case 8:
      return ngettext ("%s client among them", "%s different clients among them", n);
    case 5:
    default:
      return ngettext ("%s visit of somebody who is reported to no funder",
                       "%s visits of people who are reported to no funder", n);
    }
}

char *
wf_month_dup_total (const WfMonthCount *count, guint index, const WfFormat *format)
{
  guint n = wf_month_get_total (count, index, NULL);
  g_autofree char *digits = wf_format_integer (format, n);

  return g_strdup_printf (get_total_words (index, n), digits);
}

const WfMonthPulse *
wf_month_get_pulse (const WfMonthCount *count, WfMonthGroup group)
{
  g_return_val_if_fail (count != NULL, NULL);

  return group == WF_MONTH_GROUP_CLOSING ? &count->pulses[WF_PULSE_CLOSING]
         : group == WF_MONTH_GROUP_STAFF ? &count->pulses[WF_PULSE_STAFF]
                                         : NULL;
}

char *
wf_month_dup_workshops (guint n, const WfFormat *format)
{
  g_autofree char *digits = wf_format_integer (format, n);

  return g_strdup_printf (ngettext ("%s workshop", "%s workshops", n), digits);
}

char *
wf_month_dup_answered (const WfMonthPulse *pulse, const WfFormat *format)
{
  g_autofree char *digits = NULL;

  g_return_val_if_fail (pulse != NULL, NULL);

  if (pulse->is_hidden)
    return g_strdup (_ ("Fewer than five people answered: not shown"));
  digits = wf_format_integer (format, pulse->people);
  return g_strdup_printf (ngettext ("%s person answered", "%s people answered", pulse->people),
                          digits);
}

char *
wf_month_dup_group_base (const WfMonthCount *count, WfMonthGroup group, const WfFormat *format)
{
  const WfMonthPulse *pulse = wf_month_get_pulse (count, group);
  g_autofree char *workshops = NULL;
  g_autofree char *answered = NULL;

  if (pulse == NULL)
    return NULL;
  workshops = wf_month_dup_workshops (pulse->workshops, format);
  answered = wf_month_dup_answered (pulse, format);
  /* Translators: "2 workshops — 17 people answered". No dot between numbers where a dot is a
   * digit */
  return g_strdup_printf (_ ("%s — %s"), workshops, answered);
}

GPtrArray *
wf_month_get_cells (const WfMonthCount *count, WfMonthGroup group)
{
  g_return_val_if_fail (count != NULL, NULL);

  switch (group)
    {
    case WF_MONTH_GROUP_MODE:
      return count->by_mode;
    case WF_MONTH_GROUP_THEME:
      return count->by_theme;
    case WF_MONTH_GROUP_LANGUAGE:
      return count->by_language;
    case WF_MONTH_GROUP_CLOSING:
    case WF_MONTH_GROUP_STAFF:
      return wf_month_get_pulse (count, group)->cells;
    case WF_MONTH_GROUP_FUNDER:
    default:
      return count->by_funder;
    }
}

const char *
wf_month_group_get_words (WfMonthGroup group)
{
  g_return_val_if_fail (group < WF_MONTH_N_GROUPS, "");

  return _ (GROUPS[group].words);
}

const char *
wf_month_group_get_code (WfMonthGroup group)
{
  g_return_val_if_fail (group < WF_MONTH_N_GROUPS, "");

  return GROUPS[group].code;
}

static const char *
get_choice_words (const char *choice)
{
  for (guint i = 0; i < G_N_ELEMENTS (CHOICES); i++)
    {
      if (g_str_equal (CHOICES[i].code, choice))
        return _ (CHOICES[i].words);
    }
  return choice;
}

char *
wf_month_cell_dup_words (const WfMonthCell *cell, WfMonthGroup group, const WfFormat *format)
{
  g_return_val_if_fail (cell != NULL, NULL);

  if (*cell->key == '\0')
    return g_strdup (_ ("Not said"));
  switch (group)
    {
    case WF_MONTH_GROUP_MODE:
      return g_strdup (wf_mode_get_words (cell->key));
    case WF_MONTH_GROUP_THEME:
      return g_strdup (wf_theme_get_words (cell->key));
    case WF_MONTH_GROUP_LANGUAGE:
      return wf_format_language_name (format, cell->key);
    case WF_MONTH_GROUP_CLOSING:
    case WF_MONTH_GROUP_STAFF:
      return g_strdup (get_choice_words (cell->key));
    case WF_MONTH_GROUP_FUNDER:
    default:
      return g_strdup (cell->key);
    }
}

char *
wf_month_cell_dup_figure (const WfMonthCell *cell, const WfFormat *format)
{
  g_return_val_if_fail (cell != NULL, NULL);

  return cell->is_hidden ? g_strdup (_ ("not shown")) : wf_format_integer (format, cell->count);
}

gboolean
wf_month_has_hidden (const WfMonthCount *count)
{
  for (guint group = 0; group < WF_MONTH_N_GROUPS; group++)
    {
      GPtrArray *cells = wf_month_get_cells (count, (WfMonthGroup) group);

      for (guint i = 0; i < cells->len; i++)
        {
          if (((const WfMonthCell *) cells->pdata[i])->is_hidden)
            return TRUE;
        }
    }
  return FALSE;
}

const char *
wf_month_get_hidden_words (void)
{
  return _ ("Figures under five are not shown, nor a neighbour from which they could be worked "
            "out: somebody might be recognised.");
}

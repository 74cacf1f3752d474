/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fields of the catalogue in the navigator's words. Pure but for gettext.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-resource-words.h"

#include <glib/gi18n.h>

#include <math.h>
#include <string.h>

#include "wf-hours.h"
#include "wf-page.h"
#include "wf-text.h"

typedef struct {
  const char *code;
  const char *words;
} Word;

static const Word KINDS[] = {
  /* Translators: kinds of help in the catalogue, shown as filters: a place to go online */
  { "access", N_ ("Places to go online") },
  { "accessibility", N_ ("For a disability") },
  { "device", N_ ("Devices") },
  { "helpline", N_ ("Help lines") },
  { "internet", N_ ("Home internet") },
  { "mobile", N_ ("Phone plans") },
  /* Translators: for the staff: material for their own work */
  { "practice", N_ ("For staff") },
  { "safety", N_ ("Safety") },
  { "support", N_ ("People who help") },
  { "training", N_ ("Classes") },
};

static const Word REGIONS[] = {
  { "CA", N_ ("all of Canada") },
  { "CA-AB", N_ ("Alberta") },
  { "CA-BC", N_ ("British Columbia") },
  { "CA-MB", N_ ("Manitoba") },
  { "CA-NB", N_ ("New Brunswick") },
  { "CA-NL", N_ ("Newfoundland and Labrador") },
  { "CA-NS", N_ ("Nova Scotia") },
  { "CA-NT", N_ ("Northwest Territories") },
  { "CA-NU", N_ ("Nunavut") },
  { "CA-ON", N_ ("Ontario") },
  { "CA-PE", N_ ("Prince Edward Island") },
  { "CA-QC", N_ ("Quebec") },
  { "CA-SK", N_ ("Saskatchewan") },
  { "CA-YT", N_ ("Yukon") },
  { "GB", N_ ("the United Kingdom") },
  { "US", N_ ("the United States") },
};

static const char *
find_word (const Word *words, guint n_words, const char *code)
{
  for (guint i = 0; i < n_words; i++)
    {
      if (g_strcmp0 (words[i].code, code) == 0)
        return _ (words[i].words);
    }
  return NULL;
}

const char *
wf_resource_kind_get_words (const char *kind)
{
  const char *words = find_word (KINDS, G_N_ELEMENTS (KINDS), kind);

  return words != NULL ? words : _ ("Other help");
}

const char *
wf_resource_status_get_words (WfResourceStatus status)
{
  if (status == WF_RESOURCE_ACTIVE)
    return _ ("It runs");
  if (status == WF_RESOURCE_CLOSED)
    return _ ("It has ended");
  /* Translators: of an offer: whether it still runs */
  return _ ("Nobody knows");
}

char *
wf_region_dup_words (const char *region)
{
  const char *words = find_word (REGIONS, G_N_ELEMENTS (REGIONS), region);

  return g_strdup (words != NULL ? words : region);
}

char *
wf_resource_dup_place (const WfResource *resource)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  if (resource->locality != NULL && *resource->locality != '\0')
    g_strv_builder_add (builder, resource->locality);
  for (guint i = 0; resource->regions[i] != NULL; i++)
    {
      g_autofree char *name = wf_region_dup_words (resource->regions[i]);

      if (strcmp (resource->regions[i], WF_REGION_UNKNOWN) != 0)
        g_strv_builder_add (builder, name);
    }
  names = g_strv_builder_end (builder);
  if (names[0] == NULL)
    /* Translators: where an offer is for, when nobody says */
    return g_strdup (_ ("place not known"));
  /* Translators: between a town and its province: "Toronto, Ontario" */
  return g_strjoinv (_ (", "), names);
}

char *
wf_resource_dup_way (const WfResource *resource, const char *from)
{
  WfPoint here = wf_point_parse (from);
  double distance = wf_point_get_distance (&here, &resource->point);
  guint km = (guint) lround (MAX (distance, 0));

  if (distance < 0 || distance > WF_POINT_NEAR)
    return NULL;
  if (km == 0)
    /* Translators: how far an offer is from the agency */
    return g_strdup (_ ("less than 1 km away"));
  /* Translators: how far an offer is from the agency, in kilometres */
  return g_strdup_printf (ngettext ("about %u km away", "about %u km away", km), km);
}

char *
wf_resource_dup_cost (const WfResource *resource, const WfFormat *format)
{
  const WfCost *cost = &resource->cost;
  g_autofree char *amount = NULL;

  if (!cost->is_known)
    return g_strdup (_ ("Ask for the price"));
  if (cost->amount < 0)
    return g_strdup (_ ("A reduced price"));
  if (cost->amount == 0)
    return g_strdup (_ ("Free"));

  amount = wf_format_money (format, llround (cost->amount * 100),
                            cost->currency != NULL ? cost->currency : "CAD");
  if (g_strcmp0 (cost->period, "month") == 0)
    /* Translators: %s is an amount of money */
    return g_strdup_printf (_ ("%s a month"), amount);
  if (g_strcmp0 (cost->period, "year") == 0)
    /* Translators: %s is an amount of money */
    return g_strdup_printf (_ ("%s a year"), amount);
  if (g_strcmp0 (cost->period, "one-time") == 0)
    /* Translators: %s is an amount of money */
    return g_strdup_printf (_ ("%s once"), amount);
  return g_steal_pointer (&amount);
}

char *
wf_resource_dup_cost_note (const WfResource *resource)
{
  const char *note = resource->cost.note;

  if (note == NULL || *note == '\0' || g_ascii_strcasecmp (note, "free") == 0)
    return NULL;
  return g_strdup (note);
}

char *
wf_resource_dup_languages (const WfResource *resource, const WfFormat *format)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  for (guint i = 0; resource->languages[i] != NULL; i++)
    {
      g_autofree char *name = wf_format_language_name (format, resource->languages[i]);

      g_strv_builder_add (builder, name);
    }
  if (wf_resource_has_interpreters (resource))
    g_strv_builder_add (builder, _ ("others with an interpreter"));
  names = g_strv_builder_end (builder);
  return wf_format_list (format, (const char *const *) names);
}

char *
wf_resource_dup_theirs (const char *words, const WfFormat *format)
{
  g_autofree char *isolated = NULL;

  if (words == NULL || wf_language_matches (wf_format_get_lang (format), "en"))
    return g_strdup (words);
  isolated = wf_page_isolate (words, WF_PAGE_DIRECTION_LTR);
  /* Translators: %s is what a service wrote itself, mostly in English */
  return g_strdup_printf (_ ("In their own words: %s"), isolated);
}

char *
wf_resource_dup_hours (const WfResource *resource, const WfFormat *format)
{
  /* Translators: before times of the day: "every day 8:00–20:00" */
  char *words = wf_hours_to_words (resource->hours, format, _ ("24 hours a day, 7 days a week"),
                                   _ ("every day"));

  return words != NULL ? words : wf_resource_dup_theirs (resource->hours, format);
}

char *
wf_as_of_dup_words (const char *as_of, WfFormat *format)
{
  GDate first, last;
  g_autoptr (GDateTime) noon = NULL;
  gint64 time_us;

  g_date_clear (&first, 1);
  g_date_clear (&last, 1);
  if (!wf_date_parse_partial (as_of, &first, &last))
    return NULL;
  if (strlen (as_of) == 4)
    return wf_format_numeral (format, g_date_get_year (&first));
  noon = g_date_time_new_utc (g_date_get_year (&first), (int) g_date_get_month (&first),
                              g_date_get_day (&first), 12, 0, 0);
  time_us = g_date_time_to_unix (noon) * G_USEC_PER_SEC;
  return wf_format_date (format, time_us, strlen (as_of) == 7 ? WF_DATE_MONTH : WF_DATE_SHORT);
}

char *
wf_resource_dup_age (const WfResource *resource, WfFormat *format, WfChipKind *out_chip)
{
  g_autofree char *words = wf_as_of_dup_words (resource->as_of, format);

  *out_chip = words != NULL ? WF_CHIP_NEUTRAL : WF_CHIP_ASK;
  if (words == NULL)
    /* Translators: nobody knows when this entry was last true */
    return g_strdup (_ ("No date"));
  /* Translators: %s is a year, a month or a day: when the source said so */
  return g_strdup_printf (_ ("As of %s"), words);
}

const char *
wf_resource_check_get_words (WfResourceCheck check)
{
  if (check == WF_RESOURCE_CHECK_NONE)
    return NULL;
  if (check & WF_RESOURCE_CHECK_UNVERIFIED)
    return _ ("Check before you send someone: nobody has seen lately that it still runs.");
  if (check & WF_RESOURCE_CHECK_NO_DATE)
    return _ ("Check before you send someone: the source has no date.");
  if (check & WF_RESOURCE_CHECK_OLD)
    return _ ("Check before you send someone: the source is more than two years old.");
  return _ ("Check before you send someone: the source says little.");
}

WfChipKind
wf_resource_age_chip_kind (WfResourceCheck check)
{
  return check == WF_RESOURCE_CHECK_NONE ? WF_CHIP_GOOD : WF_CHIP_ASK;
}

char *
wf_outcomes_dup_words (const WfOutcomes *outcomes, const char *id, const WfFormat *format)
{
  g_autofree char *worked = NULL;
  g_autofree char *of = NULL;
  guint n_worked, n;

  g_return_val_if_fail (outcomes != NULL && id != NULL, NULL);

  if (!wf_outcomes_get_share (outcomes, id, &n_worked, &n))
    return NULL;
  worked = wf_format_integer (format, n_worked);
  of = wf_format_integer (format, n);
  /* Translators: of an offer: the first number is never above the second, which is 5 or more;
   * "here" is this agency */
  return g_strdup_printf (
      ngettext ("Worked for %s of %s person here", "Worked for %s of %s people here", n), worked,
      of);
}

const char *
wf_verdict_get_words (WfVerdictKind verdict)
{
  switch (verdict)
    {
    case WF_VERDICT_ELIGIBLE:
      return _ ("You can get this");
    case WF_VERDICT_NOT_ELIGIBLE:
      return _ ("Not this one");
    case WF_VERDICT_ASK:
    default:
      /* Translators: a verdict: something must be asked before this offer fits */
      return C_ ("verdict", "Ask");
    }
}

WfChipKind
wf_verdict_get_chip (WfVerdictKind verdict)
{
  switch (verdict)
    {
    case WF_VERDICT_ELIGIBLE:
      return WF_CHIP_GOOD;
    case WF_VERDICT_NOT_ELIGIBLE:
      return WF_CHIP_NOT;
    case WF_VERDICT_ASK:
    default:
      return WF_CHIP_ASK;
    }
}

char *
wf_resource_dup_said (const WfResource *resource, WfFormat *format, WfResourceCheck check)
{
  WfChipKind chip;
  g_autofree char *cost = wf_resource_dup_cost (resource, format);
  g_autofree char *age = wf_resource_dup_age (resource, format, &chip);
  const char *mark = wf_resource_check_get_words (check);

  /* Translators: a row of the catalogue read aloud: name, kind, price, date, warning */
  return g_strdup_printf (
      _ ("%s, %s, %s, %s. %s"), wf_resource_get_name (resource, wf_format_get_lang (format)),
      wf_resource_kind_get_words (resource->kind), cost, age, mark != NULL ? mark : "");
}

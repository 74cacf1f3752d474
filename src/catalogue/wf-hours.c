/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opening hours as people write them, read strictly: days and times, and nothing else. Pure.
 *
 * Invariant: one word that is not known makes the whole text unknown. "9 am to 9 pm, Pacific time"
 * says more than we can weigh, and a navigator who trusts us would walk to a closed door.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-hours.h"

#include <string.h>

#define DAY_MINUTES (24 * 60)
#define ALL_DAYS    0x7F

typedef enum {
  END,
  DAY,   /* value: 0 Monday … 6 Sunday */
  DAYS,  /* every day */
  TIME,  /* value: minute of the day */
  RANGE, /* "to" */
  AND,   /* "and", a comma */
  UNKNOWN,
} Kind;

typedef struct {
  Kind kind;
  guint value;
  gboolean is_clear; /* a time that cannot be meant twelve hours later */
} Token;

typedef struct {
  guint days; /* a bit for each */
  guint from;
  guint to;
  guint times; /* 0: none, 1: from alone, 2: both */
  gboolean is_bad;
} Part;

static const char *const DAY_WORDS[7][6] = {
  { "mo", "mon", "monday", "mondays", "lundi", "lun" },
  { "tu", "tue", "tuesday", "tuesdays", "mardi", "tues" },
  { "we", "wed", "wednesday", "wednesdays", "mercredi", "mer" },
  { "th", "thu", "thursday", "thursdays", "jeudi", "thurs" },
  { "fr", "fri", "friday", "fridays", "vendredi", "ven" },
  { "sa", "sat", "saturday", "saturdays", "samedi", "sam" },
  { "su", "sun", "sunday", "sundays", "dimanche", "dim" },
};

static const char *const ALWAYS[] = { "24 hours a day, 7 days a week", "24 hours a day", "24/7",
                                      "24 heures sur 24, 7 jours sur 7" };

int
wf_hours_find_day (const char *word)
{
  g_autofree char *lower = g_utf8_strdown (word, -1);

  for (int day = 0; day < 7; day++)
    for (guint i = 0; i < G_N_ELEMENTS (DAY_WORDS[day]); i++)
      {
        if (strcmp (lower, DAY_WORDS[day][i]) == 0)
          return day;
      }
  return -1;
}

static Token
classify_word (const char *word)
{
  static const char *const RANGES[] = { "to", "until", "through", "à", "au", "a", NULL };
  static const char *const ANDS[] = { "and", "et", NULL };
  static const char *const EVERY[] = { "daily", "everyday", NULL };
  int day = wf_hours_find_day (word);

  if (day >= 0)
    return (Token){ DAY, (guint) day, TRUE };
  if (g_strv_contains (RANGES, word))
    return (Token){ RANGE, 0, TRUE };
  if (g_strv_contains (ANDS, word))
    return (Token){ AND, 0, TRUE };
  return (Token){ g_strv_contains (EVERY, word) ? DAYS : UNKNOWN, 0, TRUE };
}

static Token
read_word (const char **at)
{
  const char *end = *at;
  g_autofree char *word = NULL;

  while (g_unichar_isalpha (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  word = g_strndup (*at, (gsize) (end - *at));
  *at = end;
  if (strcmp (word, "every") == 0 && g_str_has_prefix (end, " day"))
    {
      *at = end + strlen (" day");
      return (Token){ DAYS, 0, TRUE };
    }
  return classify_word (word);
}

/* "am", "p.m.", "h", or nothing; moves behind it. */
static char
read_half (const char **at)
{
  static const struct {
    const char *text;
    char half;
  } HALVES[] = { { "a.m.", 'a' }, { "p.m.", 'p' }, { "am", 'a' }, { "pm", 'p' } };
  const char *text = *at + (**at == ' ' ? 1 : 0);

  for (guint i = 0; i < G_N_ELEMENTS (HALVES); i++)
    {
      gsize size = strlen (HALVES[i].text);

      if (strncmp (text, HALVES[i].text, size) == 0 && !g_ascii_isalnum (text[size]))
        {
          *at = text + size;
          return HALVES[i].half;
        }
    }
  return '\0';
}

/* "9:30", "09:30", "9 am", "9h30", "9 h". */
static Token
read_time (const char **at)
{
  guint hour = 0, minute = 0, digits = 0;
  gboolean has_minutes = FALSE;
  char half;

  for (; g_ascii_isdigit (**at) && digits < 3; (*at)++, digits++)
    hour = hour * 10 + (guint) (**at - '0');
  if (strncmp (*at, " h", 2) == 0 && !g_ascii_isalpha ((*at)[2]))
    (*at)++;
  if (**at == 'h' && !g_ascii_isalpha ((*at)[1]))
    {
      has_minutes = TRUE;
      (*at)++;
      *at += (*at)[0] == ' ' && g_ascii_isdigit ((*at)[1]) && g_ascii_isdigit ((*at)[2]) ? 1 : 0;
    }
  else if (**at == ':')
    (*at)++;
  if (g_ascii_isdigit ((*at)[0]) && g_ascii_isdigit ((*at)[1]))
    {
      minute = (guint) ((*at)[0] - '0') * 10 + (guint) ((*at)[1] - '0');
      has_minutes = TRUE;
      *at += 2;
    }
  half = read_half (at);
  if (digits > 2 || minute > 59 || hour > (half != '\0' ? 12U : 24U) || (half != '\0' && hour == 0))
    return (Token){ UNKNOWN, 0, FALSE };
  if (half != '\0')
    hour = hour % 12 + (half == 'p' ? 12 : 0);
  return (Token){ half != '\0' || has_minutes ? TIME : UNKNOWN, hour * 60 + minute, half != '\0' };
}

static Token
next_token (const char **at)
{
  gunichar c;

  while (g_ascii_isspace (**at))
    (*at)++;
  if (**at == '\0')
    return (Token){ END, 0, TRUE };
  c = g_utf8_get_char (*at);
  if (g_unichar_isalpha (c))
    return read_word (at);
  if (g_ascii_isdigit (**at))
    return read_time (at);
  *at = g_utf8_next_char (*at);
  if (c == '-' || c == 0x2013 || c == 0x2014)
    return (Token){ RANGE, 0, TRUE };
  return (Token){ c == ',' || c == '&' ? AND : c == '.' && **at == '\0' ? END : UNKNOWN, 0, TRUE };
}

/* "Monday to Friday"; "Friday to Monday" goes round. */
static void
add_days (Part *part, guint first, guint last)
{
  for (guint day = first;; day = (day + 1) % 7)
    {
      part->days |= 1U << day;
      if (day == last)
        return;
    }
}

static void
take_time (Part *part, Token token, Token before, gboolean *is_clear)
{
  if (part->times == 0)
    {
      part->from = token.value;
      *is_clear = token.is_clear;
    }
  else
    {
      part->to = token.value;
      part->is_bad |= part->times > 1 || before.kind != RANGE || *is_clear != token.is_clear;
      /* "9:00 to 5:00": nobody works through that night. */
      part->is_bad |= !token.is_clear && part->to <= part->from;
    }
  part->times++;
}

static Part
read_part (const char *text)
{
  Part part = { 0 };
  Token before = { END, 0, TRUE };
  gboolean is_clear = TRUE;
  guint last_day = 0;

  for (const char *at = text;;)
    {
      Token token = next_token (&at);

      if (token.kind == END)
        break;
      if (token.kind == DAY)
        {
          part.is_bad |= before.kind == RANGE && part.days == 0;
          add_days (&part, before.kind == RANGE ? last_day : token.value, token.value);
          last_day = token.value;
        }
      else if (token.kind == DAYS)
        part.days = ALL_DAYS;
      else if (token.kind == TIME)
        take_time (&part, token, before, &is_clear);
      else if (token.kind == UNKNOWN)
        part.is_bad = TRUE;
      before = token;
    }
  part.is_bad |= before.kind == RANGE || part.times == 1 || (part.days == 0 && part.times == 0);
  return part;
}

/* Days without times, or times without days, can be said again but not weighed. */
static gboolean
is_whole (const Part *part)
{
  return !part->is_bad && part->days != 0 && part->times == 2;
}

static gboolean
is_within (const Part *part, guint minute)
{
  guint day = minute / DAY_MINUTES, time = minute % DAY_MINUTES, yesterday = (day + 6) % 7;

  if (part->from < part->to)
    return (part->days & 1U << day) != 0 && time >= part->from && time < part->to;
  return ((part->days & 1U << day) != 0 && time >= part->from) ||
         ((part->days & 1U << yesterday) != 0 && time < part->to);
}

static gboolean
is_always (const char *lower)
{
  for (guint i = 0; i < G_N_ELEMENTS (ALWAYS); i++)
    {
      if (strcmp (lower, ALWAYS[i]) == 0)
        return TRUE;
    }
  return FALSE;
}

WfTruth
wf_hours_ask (const char *hours, guint minute)
{
  g_return_val_if_fail (minute < WF_HOURS_WEEK, WF_TRUTH_UNKNOWN);

  g_autofree char *lower = NULL;
  g_auto (GStrv) parts = NULL;
  WfTruth answer = WF_TRUTH_NO;

  if (hours == NULL || *hours == '\0' || !g_utf8_validate (hours, -1, NULL))
    return WF_TRUTH_UNKNOWN;
  lower = g_utf8_strdown (hours, -1);
  if (is_always (lower))
    return WF_TRUTH_YES;
  parts = g_strsplit_set (lower, ";\n", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      Part part = read_part (parts[i]);

      if (!is_whole (&part))
        return WF_TRUTH_UNKNOWN;
      if (is_within (&part, minute))
        answer = WF_TRUTH_YES;
    }
  return answer;
}

gboolean
wf_hours_is_known (const char *hours)
{
  return wf_hours_ask (hours, 0) != WF_TRUTH_UNKNOWN;
}

/* --- In other words --- */

/* "Monday–Friday" where three or more follow each other, and only they; else one by one. */
static char *
days_to_words (guint days, const WfFormat *format, const char *every_day)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  guint first = 0, n = 0;

  if (days == ALL_DAYS)
    return g_strdup (every_day);
  for (guint day = 0; day < 7; day++)
    {
      if ((days & 1U << day) == 0)
        continue;
      first = n++ == 0 ? day : first;
      g_ptr_array_add (names, wf_format_weekday (format, day));
    }
  if (n > 2 && days >> first == (1U << n) - 1)
    return g_strdup_printf ("%s–%s", (const char *) names->pdata[0],
                            (const char *) names->pdata[n - 1]);
  g_ptr_array_add (names, NULL);
  return wf_format_list (format, (const char *const *) names->pdata);
}

static void
append_part (GString *words, const Part *part, const WfFormat *format, const char *every_day)
{
  if (part->days != 0)
    {
      g_autofree char *days = days_to_words (part->days, format, every_day);

      g_string_append (words, days);
    }
  if (part->times == 2)
    {
      g_autofree char *from = wf_format_clock (format, part->from);
      g_autofree char *to = wf_format_clock (format, part->to);

      g_string_append_printf (words, "%s%s–%s", part->days != 0 ? " " : "", from, to);
    }
}

char *
wf_hours_to_words (const char *hours,
                   const WfFormat *format,
                   const char *always,
                   const char *every_day)
{
  g_return_val_if_fail (format != NULL && always != NULL && every_day != NULL, NULL);

  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *lower = NULL;
  g_auto (GStrv) parts = NULL;

  if (hours == NULL || *hours == '\0' || !g_utf8_validate (hours, -1, NULL))
    return NULL;
  lower = g_utf8_strdown (hours, -1);
  if (is_always (lower))
    return g_strdup (always);
  parts = g_strsplit_set (lower, ";\n", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      Part part = read_part (parts[i]);

      if (part.is_bad)
        return NULL;
      g_string_append (words, i > 0 ? "; " : "");
      append_part (words, &part, format, every_day);
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From the schedules of HSDS to opening hours as people read them. Pure but for the clock.
 *
 * Invariant: what does not hold every week for good says so, in words that wf-hours does not weigh:
 * nobody is sent to a door that is open only every second Monday.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-hsds-hours.h"

#include "wf-hours.h"
#include "wf-json.h"
#include "wf-repair.h"
#include "wf-resource.h"

#include <string.h>

typedef struct {
  JsonObject *schedule;
  WfImportReport *report;
  GDate today;
  GString *conditions;
  gboolean is_over;
} Reading;

static void
add_condition (Reading *reading, const char *words)
{
  g_string_append_printf (reading->conditions, "%s%s", reading->conditions->len > 0 ? ", " : "",
                          words);
}

static void G_GNUC_PRINTF (2, 3) add_condition_of (Reading *reading, const char *format, ...)
{
  g_autofree char *words = NULL;
  va_list args;

  va_start (args, format);
  words = g_strdup_vprintf (format, args);
  va_end (args);
  add_condition (reading, words);
}

/* "MO,WE" of "Monday, Wednesday"; what is no one day stays as it is written. */
static char *
read_days (Reading *reading)
{
  g_autofree char *byday = wf_json_dup_text (reading->schedule, "byday");
  g_autofree char *weekday = wf_json_dup_text (reading->schedule, "weekday");
  const char *written = *byday != '\0' ? byday : weekday;
  g_auto (GStrv) days = g_strsplit (written, ",", -1);
  gboolean is_changed = FALSE;

  for (guint i = 0; days[i] != NULL; i++)
    {
      const char *day = wf_repair_weekday (g_strstrip (days[i]));

      if (day == NULL || strcmp (day, days[i]) == 0)
        continue;
      is_changed = TRUE;
      g_free (days[i]);
      days[i] = g_strdup (day);
    }
  if (is_changed)
    wf_import_report_repair (reading->report, "weekday");
  return g_strjoinv (",", days);
}

static gboolean
is_universal (const char *time)
{
  return g_str_has_suffix (time, "Z") || g_str_has_suffix (time, "z") ||
         g_str_has_suffix (time, "+00:00");
}

static char *
read_times (Reading *reading)
{
  g_autofree char *opens = wf_json_dup_text (reading->schedule, "opens_at");
  g_autofree char *closes = wf_json_dup_text (reading->schedule, "closes_at");
  g_autofree char *from = wf_repair_time (opens, reading->report);
  g_autofree char *to = wf_repair_time (closes, reading->report);

  if (*opens == '\0' && *closes == '\0')
    return g_strdup ("");
  if (is_universal (opens) || is_universal (closes))
    add_condition (reading, "UTC");
  return g_strdup_printf ("%s–%s", from, to);
}

/* Every week needs no word; every day is one of the days. */
static const char *
read_rhythm (Reading *reading)
{
  static const struct {
    const char *freq;
    const char *one;
    const char *unit;
  } RHYTHMS[] = {
    { "", NULL, "weeks" },           { "WEEKLY", NULL, "weeks" },
    { "DAILY", NULL, "days" },       { "MONTHLY", "monthly", "months" },
    { "YEARLY", "yearly", "years" },
  };
  g_autofree char *freq = wf_json_dup_text (reading->schedule, "freq");
  g_autofree char *interval = wf_json_dup_text (reading->schedule, "interval");
  gboolean is_each =
      *interval == '\0' || strcmp (interval, "0") == 0 || strcmp (interval, "1") == 0;

  for (guint i = 0; i < G_N_ELEMENTS (RHYTHMS); i++)
    {
      if (g_ascii_strcasecmp (g_strstrip (freq), RHYTHMS[i].freq) != 0)
        continue;
      if (!is_each)
        add_condition_of (reading, "every %s %s", interval, RHYTHMS[i].unit);
      else if (RHYTHMS[i].one != NULL)
        add_condition (reading, RHYTHMS[i].one);
      return is_each && strcmp (RHYTHMS[i].freq, "DAILY") == 0 ? "daily" : "";
    }
  add_condition (reading, freq);
  return "";
}

/* Of a date with a time the date. Returns: %FALSE when it is none: @out_text is what is written. */
static gboolean
read_day (Reading *reading, const char *member, GDate *out_day, char **out_text)
{
  g_autofree char *text = wf_json_dup_text (reading->schedule, member);
  g_autofree char *day = g_strndup (text, 10);
  GDate first;
  gboolean is_day = wf_date_parse_partial (day, &first, out_day);

  *out_text = is_day ? g_steal_pointer (&day) : g_steal_pointer (&text);
  return is_day;
}

static void
read_period (Reading *reading)
{
  static const char *const BEGINS[] = { "valid_from", "dtstart" }, *const ENDS[] = { "valid_to",
                                                                                     "until" };
  g_autofree char *from = NULL, *to = NULL;
  GDate day, latest, earliest;

  g_date_clear (&latest, 1);
  g_date_clear (&earliest, 1);
  for (guint i = 0; i < G_N_ELEMENTS (BEGINS); i++)
    {
      g_autofree char *text = NULL;

      /* What has begun has begun. */
      if (!read_day (reading, BEGINS[i], &day, &text) ||
          g_date_compare (&day, &reading->today) <= 0 ||
          (g_date_valid (&latest) && g_date_compare (&day, &latest) <= 0))
        continue;
      latest = day;
      g_free (from);
      from = g_steal_pointer (&text);
    }
  for (guint i = 0; i < G_N_ELEMENTS (ENDS); i++)
    {
      g_autofree char *text = NULL;

      if (!read_day (reading, ENDS[i], &day, &text))
        {
          if (*text != '\0')
            add_condition_of (reading, "until %s", text);
          continue;
        }
      reading->is_over |= g_date_compare (&day, &reading->today) < 0;
      if (g_date_valid (&earliest) && g_date_compare (&day, &earliest) >= 0)
        continue;
      earliest = day;
      g_free (to);
      to = g_steal_pointer (&text);
    }
  if (from != NULL)
    add_condition_of (reading, "from %s", from);
  if (to != NULL)
    add_condition_of (reading, "until %s", to);
}

/* Which days besides, how often, and what people wrote beside it. */
static void
read_rest (Reading *reading, gboolean has_times)
{
  static const char *const NUMBERS[][2] = {
    { "bymonthday", "day of the month" },
    { "byweekno", "week of the year" },
    { "byyearday", "day of the year" },
    { "count", "number of times" },
  };
  static const char *const WORDS[] = { "description", "notes" };

  for (guint i = 0; i < G_N_ELEMENTS (NUMBERS); i++)
    {
      g_autofree char *text = wf_json_dup_text (reading->schedule, NUMBERS[i][0]);

      if (*text != '\0')
        add_condition_of (reading, "%s: %s", NUMBERS[i][1], text);
    }
  for (guint i = has_times ? 0 : 1; i < G_N_ELEMENTS (WORDS); i++)
    {
      g_autofree char *text = wf_json_dup_text (reading->schedule, WORDS[i]);

      if (*g_strstrip (text) != '\0' && !wf_hours_is_known (text))
        add_condition (reading, text);
    }
}

/* Returns: (transfer full): may be empty */
static char *
describe (Reading *reading)
{
  g_autofree char *days = read_days (reading);
  g_autofree char *times = read_times (reading);
  const char *each = read_rhythm (reading);
  g_autofree char *words = wf_json_dup_text (reading->schedule, "description");
  gboolean is_plain = *days == '\0' && *times == '\0';
  g_autoptr (GString) text = g_string_new (is_plain ? words : *days != '\0' ? days : each);

  if (*times != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", times);
  read_period (reading);
  read_rest (reading, !is_plain);
  if (reading->conditions->len > 0)
    {
      wf_import_report_repair (reading->report, "hours-with-condition");
      g_string_append_printf (text, "%s(%s)", text->len > 0 ? " " : "", reading->conditions->str);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
wf_hsds_describe_hours (JsonArray *schedules, WfImportReport *report)
{
  g_return_val_if_fail (schedules != NULL, NULL);

  g_autoptr (GString) now = g_string_new (NULL), over = g_string_new (NULL);
  Reading reading = { NULL, report };

  wf_date_from_time (g_get_real_time (), &reading.today);
  for (guint i = 0; i < json_array_get_length (schedules); i++)
    {
      JsonNode *node = json_array_get_element (schedules, i);
      g_autoptr (GString) conditions = g_string_new (NULL);
      g_autofree char *text = NULL;
      GString *to;

      if (!JSON_NODE_HOLDS_OBJECT (node))
        continue;
      reading.schedule = json_node_get_object (node);
      reading.conditions = conditions;
      reading.is_over = FALSE;
      text = describe (&reading);
      to = reading.is_over ? over : now;
      if (*text != '\0')
        g_string_append_printf (to, "%s%s", to->len > 0 ? "; " : "", text);
    }
  return g_strdup (now->len > 0 ? now->str : over->str);
}

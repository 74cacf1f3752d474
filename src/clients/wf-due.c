/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Things that are due, as a fold, and sums with days. A day is where the office is: it has no
 * hour and no zone, and text of it sorts as time does. Pure.
 */
#define G_LOG_DOMAIN "wf-clients"

#include "wf-due.h"

#include "wf-box.h"
#include "wf-hex.h"
#include "wf-json.h"

#include <string.h>

#define DAY_CHARS  10
#define PERIOD_MAX 999

static gboolean
parse_day (const char *text, GDate *out_date)
{
  static const char pattern[] = "dddd-dd-dd";

  if (text == NULL || strlen (text) != DAY_CHARS)
    return FALSE;
  for (guint i = 0; i < DAY_CHARS; i++)
    {
      if (pattern[i] == 'd' ? !g_ascii_isdigit (text[i]) : text[i] != '-')
        return FALSE;
    }

  guint year = (guint) g_ascii_strtoull (text, NULL, 10);
  guint month = (guint) g_ascii_strtoull (text + 5, NULL, 10);
  guint day = (guint) g_ascii_strtoull (text + 8, NULL, 10);

  if (month < 1 || month > 12 ||
      !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_clear (out_date, 1);
  g_date_set_dmy (out_date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return TRUE;
}

gboolean
wf_day_is_valid (const char *text)
{
  GDate date;

  return parse_day (text, &date);
}

gint32
wf_day_get_number (const char *day)
{
  GDate date, first;

  if (!parse_day (day, &date))
    return -1;
  g_date_clear (&first, 1);
  g_date_set_dmy (&first, 1, G_DATE_JANUARY, 1970);
  return g_date_days_between (&first, &date);
}

char *
wf_day_add (const char *day, int months, int days)
{
  GDate date;

  g_return_val_if_fail (parse_day (day, &date), NULL);

  if (months >= 0)
    g_date_add_months (&date, (guint) months);
  else
    g_date_subtract_months (&date, (guint) -months);
  if (days >= 0)
    g_date_add_days (&date, (guint) days);
  else
    g_date_subtract_days (&date, (guint) -days);
  return g_strdup_printf ("%04u-%02u-%02u", g_date_get_year (&date), g_date_get_month (&date),
                          g_date_get_day (&date));
}

const char *const *
wf_due_get_usual_checks (void)
{
  static const char *const usual[] = { "P2W", "P3M", "P6M", NULL };

  return usual;
}

gboolean
wf_period_parse (const char *text, int *out_months, int *out_days)
{
  char *end = NULL;
  guint64 n;

  g_return_val_if_fail (text != NULL, FALSE);

  if (*text != 'P' || !g_ascii_isdigit (text[1]))
    return FALSE;
  n = g_ascii_strtoull (text + 1, &end, 10);
  if (n < 1 || n > PERIOD_MAX || strlen (end) != 1 || strchr ("DWM", *end) == NULL)
    return FALSE;
  *out_months = *end == 'M' ? (int) n : 0;
  *out_days = *end == 'W' ? (int) n * 7 : *end == 'D' ? (int) n : 0;
  return TRUE;
}

GStrv
wf_due_dup_checks (const char *const *checks, const char *sent, const char *after)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_return_val_if_fail (wf_day_is_valid (sent) && after != NULL, NULL);

  if (checks == NULL)
    checks = wf_due_get_usual_checks ();
  for (guint i = 0; checks[i] != NULL; i++)
    {
      g_autofree char *day = NULL;
      int months, days;

      if (!wf_period_parse (checks[i], &months, &days))
        continue;
      day = wf_day_add (sent, months, days);
      if (strcmp (day, after) > 0)
        g_strv_builder_add (builder, day);
    }
  return g_strv_builder_end (builder);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Only days of the calendar, ascending. */
static GStrv
dup_days (const char *const *days)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GStrv sorted;

  for (guint i = 0; days != NULL && days[i] != NULL; i++)
    {
      if (wf_day_is_valid (days[i]))
        g_strv_builder_add (builder, days[i]);
    }
  sorted = g_strv_builder_end (builder);
  qsort (sorted, g_strv_length (sorted), sizeof *sorted, compare_texts);
  return sorted;
}

WfDue *
wf_due_new (const char *id, const char *about, const char *why, const char *const *days)
{
  g_return_val_if_fail (about != NULL && why != NULL, NULL);

  WfDue *self = g_new0 (WfDue, 1);

  self->id = id != NULL ? g_strdup (id) : wf_random_id ();
  self->about = g_strdup (about);
  self->why = g_strdup (why);
  self->days = dup_days (days);
  return self;
}

WfDue *
wf_due_copy (const WfDue *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  WfDue *other = wf_due_new (self->id, self->about, self->why, (const char *const *) self->days);

  other->snoozed = self->snoozed;
  return other;
}

void
wf_due_free (WfDue *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->about);
  g_free (self->why);
  g_strfreev (self->days);
  g_free (self);
}

const char *
wf_due_get_day (const WfDue *self)
{
  g_return_val_if_fail (self != NULL, "");

  return self->days[0] != NULL ? self->days[0] : "";
}

static JsonObject *
to_json (const WfDue *self, const char *const *days, guint snoozed)
{
  JsonObject *json = json_object_new ();

  json_object_set_string_member (json, "id", self->id);
  json_object_set_string_member (json, "about", self->about);
  json_object_set_string_member (json, "why", self->why);
  wf_json_set_strings (json, "days", days);
  if (snoozed > 0)
    json_object_set_int_member (json, "snoozed", snoozed);
  return json;
}

JsonObject *
wf_due_to_json (const WfDue *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return to_json (self, (const char *const *) self->days, self->snoozed);
}

WfDue *
wf_due_new_from_json (JsonObject *json)
{
  g_return_val_if_fail (json != NULL, NULL);

  const char *id = wf_json_get_string (json, "id", "");
  g_auto (GStrv) days = wf_json_get_strings (json, "days");
  WfDue *self;

  if (!wf_id_is_valid (id))
    return NULL;
  self = wf_due_new (id, wf_json_get_string (json, "about", WF_DUE_CONTACT),
                     wf_json_get_string (json, "why", ""), (const char *const *) days);
  self->snoozed = (guint) CLAMP (wf_json_get_int (json, "snoozed", 0), 0, G_MAXINT);
  return self;
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  const WfDue *left = *(const WfDue *const *) a, *right = *(const WfDue *const *) b;
  int order = strcmp (wf_due_get_day (left), wf_due_get_day (right));

  return order != 0 ? order : strcmp (left->id, right->id);
}

WfDue *
wf_dues_lookup (GPtrArray *dues, const char *id)
{
  g_return_val_if_fail (dues != NULL && id != NULL, NULL);

  for (guint i = 0; i < dues->len; i++)
    {
      WfDue *due = dues->pdata[i];

      if (strcmp (due->id, id) == 0)
        return due;
    }
  return NULL;
}

void
wf_dues_apply (GPtrArray *dues, const WfRecord *record)
{
  g_autoptr (WfDue) said = NULL;

  g_return_if_fail (dues != NULL && record != NULL);

  if (!wf_record_has_prefix (record, "due."))
    return;
  said = wf_due_new_from_json (record->body);
  if (said == NULL)
    return;
  g_ptr_array_remove (dues, wf_dues_lookup (dues, said->id));
  if (said->days[0] == NULL)
    return;
  g_ptr_array_add (dues, g_steal_pointer (&said));
  g_ptr_array_sort (dues, compare_days);
}

WfRecord *
wf_due_record_set (const WfDue *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return wf_record_new ("due.set", to_json (self, (const char *const *) self->days, 0));
}

static WfRecord *
record_new (
    const WfDue *self, const char *kind, const char *first, const char *after, guint snoozed)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) days = NULL;

  if (first != NULL)
    g_strv_builder_add (builder, first);
  for (guint i = 0; after != NULL && self->days[i] != NULL; i++)
    {
      if (strcmp (self->days[i], after) > 0)
        g_strv_builder_add (builder, self->days[i]);
    }
  days = g_strv_builder_end (builder);
  return wf_record_new (kind, to_json (self, (const char *const *) days, snoozed));
}

WfRecord *
wf_due_record_snoozed (const WfDue *self, const char *until)
{
  g_return_val_if_fail (self != NULL && wf_day_is_valid (until), NULL);

  return record_new (self, "due.snoozed", until, until, self->snoozed + 1);
}

WfRecord *
wf_due_record_done (const WfDue *self, const char *today)
{
  g_return_val_if_fail (self != NULL && wf_day_is_valid (today), NULL);

  const char *day = wf_due_get_day (self);

  /* Done ahead of time: the day it was for is done too. */
  return record_new (self, "due.done", NULL, strcmp (day, today) > 0 ? day : today, 0);
}

WfRecord *
wf_due_record_dropped (const WfDue *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return record_new (self, "due.dropped", NULL, NULL, 0);
}

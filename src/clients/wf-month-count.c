/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One month as figures: a pure sum over clients' visits and the anonymous remains in the
 * agency's log. A visit belongs to the month in which it started.
 */
#define G_LOG_DOMAIN "wf-clients"

#include "wf-month-count.h"

#include "wf-json.h"

#include <stdio.h>
#include <string.h>

typedef struct {
  WfMonthCount *count;
  gint64 from_us;
  gint64 to_us; /* exclusive */
} Job;

static void
cell_free (WfMonthCell *cell)
{
  g_free (cell->key);
  g_free (cell);
}

static void
add_to_cell (GPtrArray *cells, const char *key)
{
  WfMonthCell *cell = NULL;

  for (guint i = 0; cell == NULL && i < cells->len; i++)
    {
      WfMonthCell *other = g_ptr_array_index (cells, i);

      if (strcmp (other->key, key) == 0)
        cell = other;
    }
  if (cell == NULL)
    {
      cell = g_new0 (WfMonthCell, 1);
      cell->key = g_strdup (key);
      g_ptr_array_add (cells, cell);
    }
  cell->count++;
}

static void
add_all (GPtrArray *cells, const char *const *keys)
{
  for (guint i = 0; keys[i] != NULL; i++)
    {
      gboolean is_again = FALSE;

      for (guint j = 0; j < i; j++)
        is_again = is_again || strcmp (keys[i], keys[j]) == 0;
      if (!is_again)
        add_to_cell (cells, keys[i]);
    }
  if (keys[0] == NULL)
    add_to_cell (cells, "");
}

static void
count_visit (Job *job, const WfClient *client, const WfVisit *visit, gboolean is_reported)
{
  WfMonthCount *count = job->count;
  const char *spoken = wf_client_get_fact_text (client, "speaks");

  count->visits++;
  count->minutes += visit->minutes;
  if (wf_client_get_name (client) == NULL)
    count->anonymous++;
  add_to_cell (count->by_mode, visit->mode);
  add_all (count->by_theme, (const char *const *) visit->themes);
  add_to_cell (count->by_language, *visit->language != '\0' ? visit->language
                                   : spoken != NULL         ? spoken
                                                            : "");
  if (is_reported)
    add_all (count->by_funder, (const char *const *) visit->funders);
  else
    count->not_for_funder++;
}

/* @day: as "2026-11-22": said by a person, so already in the agency's own time. */
static gboolean
is_in_month (const Job *job, const char *day)
{
  int year, month;

  return sscanf (day, "%4d-%2d-", &year, &month) == 2 && year == job->count->year &&
         month == job->count->month;
}

static void
count_client (Job *job, const WfClient *client)
{
  GPtrArray *visits = wf_client_get_visits (client);
  WfConsentState report =
      wf_consent_get_state (wf_client_get_consent (client), WF_CONSENT_REPORT_COUNT);
  gboolean is_reported = report == WF_CONSENT_YES;
  gboolean has_come = FALSE, is_first = FALSE, was_there = FALSE;
  const GPtrArray *attendances = wf_client_get_attendances (client);

  if (wf_client_is_counted (client) || wf_client_is_practice (client))
    return;
  for (guint i = 0; i < visits->len; i++)
    {
      const WfVisit *visit = g_ptr_array_index (visits, i);

      if (visit->started_us >= job->from_us && visit->started_us < job->to_us)
        {
          count_visit (job, client, visit, is_reported);
          has_come = TRUE;
          is_first = is_first || i == 0;
        }
    }
  for (guint i = 0; !was_there && i < attendances->len; i++)
    was_there = is_in_month (job, ((const WfAttendance *) attendances->pdata[i])->day);
  job->count->workshop_clients += was_there ? 1 : 0;
  job->count->clients += has_come ? 1 : 0;
  job->count->first_time += is_first ? 1 : 0;
}

static void
count_remains (Job *job, const WfRecord *record)
{
  WfMonthCount *count = job->count;
  int year, month;
  const char *when = wf_json_get_string (record->body, "month", "");
  g_auto (GStrv) themes = wf_json_get_strings (record->body, "themes");
  g_auto (GStrv) funders = wf_json_get_strings (record->body, "funders");

  if (strcmp (record->kind, "count.visit") != 0 || sscanf (when, "%4d-%2d", &year, &month) != 2 ||
      year != count->year || month != count->month)
    return;

  count->visits++;
  count->clients++;
  count->anonymous++;
  count->minutes += (guint) CLAMP (wf_json_get_int (record->body, "minutes", 0), 0, 24 * 60);
  if (wf_json_get_bool (record->body, "first", FALSE))
    count->first_time++;
  add_to_cell (count->by_mode, wf_json_get_string (record->body, "mode", ""));
  add_all (count->by_theme, (const char *const *) themes);
  add_to_cell (count->by_language, "");
  if (wf_json_get_bool (record->body, "for-funder", TRUE))
    add_all (count->by_funder, (const char *const *) funders);
  else
    count->not_for_funder++;
}

static WfMonthCell *
get_choice (WfMonthPulse *pulse, WfPulseKind kind, guint index)
{
  WfMonthCell *cell;

  if (pulse->cells->len > index)
    return pulse->cells->pdata[index];
  cell = g_new0 (WfMonthCell, 1);
  cell->key = g_strdup (wf_pulse_get_choice (kind, index));
  g_ptr_array_add (pulse->cells, cell);
  return cell;
}

static void
add_pulse (WfMonthPulse *pulse, WfPulseKind kind, const WfPulse *said)
{
  if (said->people == 0)
    return;

  pulse->workshops++;
  pulse->people += said->people;
  for (guint i = 0; i < WF_PULSE_N_CHOICES; i++)
    get_choice (pulse, kind, i)->count += said->counts[i];
}

static void
count_workshops (Job *job, const GPtrArray *records)
{
  g_autoptr (GPtrArray) books = wf_workshop_books_from_records (records);

  for (guint i = 0; i < books->len; i++)
    {
      const WfWorkshopBook *book = books->pdata[i];

      if (!is_in_month (job, book->day))
        continue;
      job->count->workshops++;
      job->count->workshop_people += book->people;
      for (guint kind = 0; kind < WF_PULSE_N_KINDS; kind++)
        add_pulse (&job->count->pulses[kind], (WfPulseKind) kind, &book->pulses[kind]);
    }
}

/* @user_data: kind of the pulse */
static int
compare_choices (gconstpointer a, gconstpointer b, gpointer user_data)
{
  WfPulseKind kind = (WfPulseKind) GPOINTER_TO_UINT (user_data);
  guint left = 0, right = 0;

  wf_pulse_find_choice (kind, (*(const WfMonthCell *const *) a)->key, &left);
  wf_pulse_find_choice (kind, (*(const WfMonthCell *const *) b)->key, &right);
  return (int) left - (int) right;
}

static void
finish_pulses (WfMonthCount *self)
{
  for (guint kind = 0; kind < WF_PULSE_N_KINDS; kind++)
    {
      WfMonthPulse *pulse = &self->pulses[kind];

      pulse->is_hidden = pulse->workshops > 0 && pulse->people < WF_MONTH_COUNT_FLOOR;
      if (pulse->is_hidden)
        pulse->people = 0;
      wf_month_count_suppress (pulse->cells);
      g_ptr_array_sort_with_data (pulse->cells, compare_choices, GUINT_TO_POINTER (kind));
    }
}

static int
compare_cells (gconstpointer a, gconstpointer b)
{
  const WfMonthCell *left = *(const WfMonthCell *const *) a;
  const WfMonthCell *right = *(const WfMonthCell *const *) b;

  return left->count != right->count ? (left->count < right->count ? 1 : -1)
                                     : strcmp (left->key, right->key);
}

static int
compare_hidden_last (gconstpointer a, gconstpointer b)
{
  const WfMonthCell *left = *(const WfMonthCell *const *) a;
  const WfMonthCell *right = *(const WfMonthCell *const *) b;

  return left->is_hidden != right->is_hidden ? left->is_hidden - right->is_hidden
                                             : compare_cells (a, b);
}

void
wf_month_count_suppress (GPtrArray *cells)
{
  g_return_if_fail (cells != NULL);

  guint hidden = 0;

  g_ptr_array_sort (cells, compare_cells);
  for (guint i = 0; i < cells->len; i++)
    {
      WfMonthCell *cell = g_ptr_array_index (cells, i);

      cell->is_hidden = cell->count < WF_MONTH_COUNT_FLOOR;
      hidden += cell->is_hidden;
    }
  /* Largest first, so the one hidden cell is the last and its neighbour the next smallest. */
  if (hidden == 1 && cells->len > 1)
    ((WfMonthCell *) g_ptr_array_index (cells, cells->len - 2))->is_hidden = TRUE;
  for (guint i = 0; i < cells->len; i++)
    {
      WfMonthCell *cell = g_ptr_array_index (cells, i);

      if (cell->is_hidden)
        cell->count = 0;
    }
  g_ptr_array_sort (cells, compare_hidden_last);
}

static GPtrArray *
cells_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) cell_free);
}

WfMonthCount *
wf_month_count_new (int year, int month, GTimeZone *zone, GPtrArray *clients, GPtrArray *remains)
{
  g_return_val_if_fail (month >= 1 && month <= 12 && zone != NULL && clients != NULL, NULL);

  g_autoptr (GDateTime) from = g_date_time_new (zone, year, month, 1, 0, 0, 0);
  g_autoptr (GDateTime) to = g_date_time_add_months (from, 1);
  WfMonthCount *self = g_new0 (WfMonthCount, 1);
  Job job = { self, g_date_time_to_unix (from) * G_USEC_PER_SEC,
              g_date_time_to_unix (to) * G_USEC_PER_SEC };

  self->year = year;
  self->month = month;
  self->by_mode = cells_new ();
  self->by_theme = cells_new ();
  self->by_language = cells_new ();
  self->by_funder = cells_new ();
  for (guint kind = 0; kind < WF_PULSE_N_KINDS; kind++)
    self->pulses[kind].cells = cells_new ();
  for (guint i = 0; i < clients->len; i++)
    count_client (&job, g_ptr_array_index (clients, i));
  for (guint i = 0; remains != NULL && i < remains->len; i++)
    count_remains (&job, g_ptr_array_index (remains, i));
  if (remains != NULL)
    count_workshops (&job, remains);
  wf_month_count_suppress (self->by_mode);
  wf_month_count_suppress (self->by_theme);
  wf_month_count_suppress (self->by_language);
  wf_month_count_suppress (self->by_funder);
  finish_pulses (self);
  return self;
}

void
wf_month_count_free (WfMonthCount *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->by_mode);
  g_ptr_array_unref (self->by_theme);
  g_ptr_array_unref (self->by_language);
  g_ptr_array_unref (self->by_funder);
  for (guint kind = 0; kind < WF_PULSE_N_KINDS; kind++)
    g_ptr_array_unref (self->pulses[kind].cells);
  g_free (self);
}

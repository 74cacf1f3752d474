/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wf-client-records.h"
#include "wf-clock.h"
#include "wf-json.h"
#include "wf-month-count.h"
#include "wf-retention.h"
#include "wf-timeline.h"

#include <string.h>

static gint64
at (int year, int month, int day, int hour)
{
  g_autoptr (GDateTime) time = g_date_time_new_utc (year, month, day, hour, 0, 0);

  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

static GPtrArray *
records_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
}

static void
add (GPtrArray *records, gint64 time_us, WfRecord *proposed)
{
  g_autoptr (WfRecord) owned = proposed;

  g_ptr_array_add (records, wf_record_new_at (owned->kind, json_object_ref (owned->body), time_us,
                                              "staff1/device1"));
}

static void
add_visit (GPtrArray *records, gint64 time_us, const char *mode, const char *theme, guint minutes)
{
  static guint serial;
  g_autofree char *id = g_strdup_printf ("%032x", ++serial);
  const char *themes[] = { theme, NULL };
  const char *funders[] = { "IRCC", NULL };
  g_autoptr (WfVisit) visit = wf_visit_new (id, WF_VISIT_HELP_NOW);

  wf_visit_set_text (&visit->mode, mode);
  wf_visit_set_list (&visit->themes, themes);
  wf_visit_set_list (&visit->funders, funders);
  add (records, time_us, wf_visit_record_started (visit));
  visit->minutes = minutes;
  add (records, time_us + WF_CLOCK_MINUTE * minutes, wf_visit_record_ended (visit, NULL));
}

static WfClient *
fold_client (GPtrArray *records)
{
  const WfFold *fold = wf_client_get_fold ();
  g_autoptr (GVariant) state = NULL;

  for (guint i = 0; i < records->len; i++)
    {
      GVariant *next = g_variant_take_ref (fold->apply (state, records->pdata[i]));

      g_clear_pointer (&state, g_variant_unref);
      state = next;
    }
  return wf_client_new_from_variant ("00000000000000000000000000000001", state);
}

static void
test_retention_date (void)
{
  static const struct {
    int year, month, day;
    guint months;
    int then_year, then_month, then_day;
  } cases[] = {
    { 2026, 1, 15, 1, 2026, 2, 15 },  { 2026, 1, 31, 1, 2026, 2, 28 },
    { 2024, 1, 31, 1, 2024, 2, 29 },  { 2026, 11, 21, 24, 2028, 11, 21 },
    { 2024, 2, 29, 12, 2025, 2, 28 }, { 2026, 12, 31, 2, 2027, 2, 28 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 last = at (cases[i].year, cases[i].month, cases[i].day, 15);

      g_assert_cmpint (wf_retention_get_date (last, cases[i].months), ==,
                       at (cases[i].then_year, cases[i].then_month, cases[i].then_day, 15));
    }
  g_assert_cmpint (wf_retention_get_date (G_MAXINT64, 12), ==, G_MAXINT64);
}

static void
test_preview (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GPtrArray) records = records_new ();
  const char *no_values[] = { NULL };
  g_autoptr (WfClientFact) fact =
      wf_client_fact_new ("reads", WF_CLIENT_FACT_ANSWERED, no_values, 0);

  add (records, at (2026, 1, 2, 9), wf_client_record_created (3));
  add (records, at (2026, 1, 2, 9), wf_client_record_named ("Amina", FALSE));
  add (records, at (2026, 1, 2, 9), wf_client_record_fact (fact));
  add_visit (records, at (2026, 1, 2, 10), "in-person", "phone", 30);
  add_visit (records, at (2026, 2, 2, 10), "telephone", "health", 20);
  add (records, at (2026, 2, 3, 9), wf_client_record_noted ("a note", FALSE));

  g_autoptr (WfClient) client = fold_client (records);
  g_autoptr (WfForgetPreview) preview = wf_forget_preview_new (client, records, 12, zone);

  g_assert_cmpstr (preview->who, ==, "Amina");
  g_assert_cmpuint (preview->visits, ==, 2);
  g_assert_cmpuint (preview->facts, ==, 1);
  g_assert_cmpuint (preview->notes, ==, 1);
  g_assert_cmpuint (preview->events, ==, records->len);
  g_assert_false (preview->is_held);
  g_assert_false (preview->has_open_visit);
  g_assert_cmpint (preview->due_us, ==, at (2027, 2, 2, 10) + 20 * WF_CLOCK_MINUTE);
  g_assert_cmpuint (preview->remains->len, ==, 2);

  for (guint i = 0; i < preview->remains->len; i++)
    {
      const WfRecord *record = preview->remains->pdata[i];
      g_autofree char *text = wf_json_to_text (record->body);

      /* a month, no day, no name, no language, no id */
      g_assert_null (strstr (text, "Amina"));
      g_assert_null (strstr (text, "0000"));
      g_assert_false (json_object_has_member (record->body, "language"));
      g_assert_false (json_object_has_member (record->body, "id"));
      g_assert_cmpuint (strlen (wf_json_get_string (record->body, "month", "")), ==, 7);
    }
}

static void
test_preview_of_a_held_one (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GPtrArray) records = records_new ();
  g_autoptr (WfVisit) visit = wf_visit_new ("00112233445566778899aabbccddeeff", WF_VISIT_FULL);

  add (records, at (2026, 1, 2, 9), wf_client_record_created (3));
  add (records, at (2026, 1, 2, 9), wf_visit_record_started (visit));
  add (records, at (2026, 1, 2, 9), wf_client_record_held ("a complaint"));

  g_autoptr (WfClient) client = fold_client (records);
  g_autoptr (WfForgetPreview) preview = wf_forget_preview_new (client, records, 12, zone);

  g_assert_cmpstr (preview->who, ==, "");
  g_assert_true (preview->is_held);
  g_assert_cmpstr (preview->hold_reason, ==, "a complaint");
  g_assert_true (preview->has_open_visit);
  g_assert_cmpuint (preview->remains->len, ==, 1); /* the month counts it, open as it is */
}

static WfMonthCell *
cell_new (const char *key, guint count)
{
  WfMonthCell *cell = g_new0 (WfMonthCell, 1);

  cell->key = g_strdup (key);
  cell->count = count;
  return cell;
}

static void
cell_free (WfMonthCell *cell)
{
  g_free (cell->key);
  g_free (cell);
}

static void
test_suppress (void)
{
  static const struct {
    guint counts[5]; /* 0 ends */
    guint shown[5];  /* largest first, then hidden as 0 */
    guint n_hidden;
  } cases[] = {
    { { 9, 5 }, { 9, 5 }, 0 },
    { { 9, 4 }, { 0, 0 }, 2 },       /* 4 could be worked out: 9 hides too */
    { { 9, 7, 4 }, { 9, 0, 0 }, 2 }, /* the next smallest goes with it */
    { { 9, 3, 4 }, { 9, 0, 0 }, 2 }, /* two hide each other */
    { { 1, 1, 1, 20 }, { 20, 0, 0, 0 }, 3 },
    { { 2 }, { 0 }, 1 },
    { { 5 }, { 5 }, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func ((GDestroyNotify) cell_free);
      guint n_hidden = 0;

      for (guint k = 0; k < 5 && cases[i].counts[k] > 0; k++)
        g_ptr_array_add (cells, cell_new ("k", cases[i].counts[k]));
      wf_month_count_suppress (cells);
      for (guint k = 0; k < cells->len; k++)
        {
          const WfMonthCell *cell = cells->pdata[k];

          g_assert_cmpuint (cell->count, ==, cases[i].shown[k]);
          n_hidden += cell->is_hidden;
        }
      g_assert_cmpuint (n_hidden, ==, cases[i].n_hidden);
    }
}

/* No cell of 1 to 4 is ever shown, and a hidden one is never alone beside shown ones. */
static void
test_suppress_any (void)
{
  for (guint round = 0; round < 500; round++)
    {
      g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func ((GDestroyNotify) cell_free);
      guint n = (guint) g_test_rand_int_range (1, 8), n_hidden = 0;

      for (guint k = 0; k < n; k++)
        g_ptr_array_add (cells, cell_new ("k", (guint) g_test_rand_int_range (1, 12)));
      wf_month_count_suppress (cells);
      for (guint k = 0; k < n; k++)
        {
          const WfMonthCell *cell = cells->pdata[k];

          g_assert_true (cell->is_hidden || cell->count >= WF_MONTH_COUNT_FLOOR);
          g_assert_true (!cell->is_hidden || cell->count == 0);
          n_hidden += cell->is_hidden;
        }
      g_assert_true (n_hidden != 1 || n == 1);
    }
}

static void
add_client (GPtrArray *clients, const char *name, const char *lang, gint64 first_us, guint visits)
{
  g_autoptr (GPtrArray) records = records_new ();
  const char *values[] = { lang, NULL }, *purposes[] = { WF_CONSENT_REPORT_COUNT, NULL };
  gboolean yes = TRUE;
  g_autoptr (WfClientFact) fact = wf_client_fact_new ("speaks", WF_CLIENT_FACT_ANSWERED, values, 0);

  add (records, first_us - WF_CLOCK_HOUR, wf_client_record_created (clients->len + 1));
  if (name != NULL)
    add (records, first_us - WF_CLOCK_HOUR, wf_client_record_named (name, FALSE));
  add (records, first_us - WF_CLOCK_HOUR, wf_client_record_fact (fact));
  add (records, first_us - WF_CLOCK_HOUR,
       wf_consent_record_given (purposes, &yes, "en", NULL, TRUE));
  for (guint i = 0; i < visits; i++)
    add_visit (records, first_us + (gint64) i * WF_CLOCK_DAY, "in-person", "phone", 30);
  g_ptr_array_add (clients, fold_client (records));
}

static void
test_month (void)
{
  g_autoptr (GPtrArray) clients = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_client_unref);
  g_autoptr (GPtrArray) remains = records_new ();
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  add_client (clients, "A", "ar", at (2026, 3, 1, 0), 3);
  add_client (clients, NULL, "ar", at (2026, 3, 31, 23), 1); /* last hour of the month */
  add_client (clients, "C", "so", at (2026, 2, 28, 12), 2);  /* first visit in February */
  add_client (clients, "D", "so", at (2026, 4, 1, 0), 2);    /* April only */
  add (remains, 1,
       wf_record_new ("count.visit",
                      wf_json_parse_object ("{\"month\":\"2026-03\",\"mode\":\"video\","
                                            "\"minutes\":10,\"first\":true,\"for-funder\":false,"
                                            "\"themes\":[\"work\",\"work\"]}",
                                            -1, NULL)));
  add (remains, 1,
       wf_record_new ("count.visit", wf_json_parse_object ("{\"month\":\"2026-04\"}", -1, NULL)));
  add (
      remains, 1,
      wf_record_new ("agency.changed", wf_json_parse_object ("{\"month\":\"2026-03\"}", -1, NULL)));

  g_autoptr (WfMonthCount) count = wf_month_count_new (2026, 3, utc, clients, remains);

  g_assert_cmpuint (count->visits, ==, 3 + 1 + 1 + 1);
  g_assert_cmpuint (count->clients, ==, 4);
  g_assert_cmpuint (count->first_time, ==, 3);
  g_assert_cmpuint (count->anonymous, ==, 2);
  g_assert_cmpuint (count->minutes, ==, 5 * 30 + 10);
  g_assert_cmpuint (count->not_for_funder, ==, 1);
  /* in person 5, video 1: the one could be worked out, so both hide */
  g_assert_cmpuint (count->by_mode->len, ==, 2);
  g_assert_true (((WfMonthCell *) count->by_mode->pdata[0])->is_hidden);
  g_assert_cmpuint (count->by_funder->len, ==, 1);
  g_assert_cmpstr (((WfMonthCell *) count->by_funder->pdata[0])->key, ==, "IRCC");
  g_assert_cmpuint (((WfMonthCell *) count->by_funder->pdata[0])->count, ==, 5);
}

static void
test_month_in_a_zone (void)
{
  g_autoptr (GPtrArray) clients = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_client_unref);
  g_autoptr (GTimeZone) west = g_time_zone_new_offset (-5 * 3600);

  add_client (clients, "A", "ar", at (2026, 4, 1, 3), 1); /* still March there */

  g_autoptr (WfMonthCount) march = wf_month_count_new (2026, 3, west, clients, NULL);
  g_autoptr (WfMonthCount) april = wf_month_count_new (2026, 4, west, clients, NULL);

  g_assert_cmpuint (march->visits, ==, 1);
  g_assert_cmpuint (april->visits, ==, 0);
  g_assert_cmpuint (april->by_mode->len, ==, 0);
}

/* Forgotten or not, ended or not, a visit is in the month that was told the funder: an evening of
 * the last day is that day's, though it is the next month in Greenwich. */
static void
test_forgotten_stays_in_its_month (void)
{
  g_autoptr (GTimeZone) west = g_time_zone_new_offset (-4 * 3600);
  g_autoptr (GPtrArray) records = records_new ();
  g_autoptr (GPtrArray) clients = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_client_unref);
  g_autoptr (GPtrArray) nobody = g_ptr_array_new ();
  g_autoptr (WfVisit) open = wf_visit_new ("00112233445566778899aabbccddeeff", WF_VISIT_FULL);

  add (records, at (2026, 10, 31, 12), wf_client_record_created (1));
  add_visit (records, at (2026, 11, 1, 1), "in-person", "phone", 30);
  add (records, at (2026, 11, 1, 3), wf_visit_record_started (open));
  g_ptr_array_add (clients, fold_client (records));

  g_autoptr (GPtrArray) remains = wf_retention_make_remains (clients->pdata[0], west);

  for (int month = 10; month <= 11; month++)
    {
      g_autoptr (WfMonthCount) before = wf_month_count_new (2026, month, west, clients, NULL);
      g_autoptr (WfMonthCount) after = wf_month_count_new (2026, month, west, nobody, remains);

      g_assert_cmpuint (before->visits, ==, month == 10 ? 2 : 0);
      g_assert_cmpuint (after->visits, ==, before->visits);
      g_assert_cmpuint (after->first_time, ==, before->first_time);
      g_assert_cmpuint (after->minutes, ==, before->minutes);
    }
}

/* @is_asked: no was said; else nobody asked, which is no yes either. */
static void
check_unreported (gboolean is_asked)
{
  const char *purposes[] = { WF_CONSENT_REPORT_COUNT, NULL };
  gboolean no = FALSE;
  g_autoptr (GPtrArray) records = records_new ();
  g_autoptr (GPtrArray) clients = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_client_unref);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  add (records, at (2026, 3, 1, 9), wf_client_record_created (1));
  if (is_asked)
    add (records, at (2026, 3, 1, 9), wf_consent_record_given (purposes, &no, "en", NULL, TRUE));
  add_visit (records, at (2026, 3, 1, 10), "in-person", "phone", 5);
  g_ptr_array_add (clients, fold_client (records));

  g_autoptr (WfMonthCount) count = wf_month_count_new (2026, 3, utc, clients, NULL);
  g_autoptr (GPtrArray) remains = wf_retention_make_remains (clients->pdata[0], utc);
  g_autoptr (GPtrArray) nobody = g_ptr_array_new ();
  g_autoptr (WfMonthCount) after = wf_month_count_new (2026, 3, utc, nobody, remains);

  g_assert_cmpuint (count->visits, ==, 1);
  g_assert_cmpuint (count->not_for_funder, ==, 1);
  g_assert_cmpuint (count->by_funder->len, ==, 0);
  /* forgotten, the month says the same */
  g_assert_cmpuint (after->visits, ==, 1);
  g_assert_cmpuint (after->first_time, ==, 1);
  g_assert_cmpuint (after->minutes, ==, 5);
  g_assert_cmpuint (after->not_for_funder, ==, 1);
  g_assert_cmpuint (after->by_funder->len, ==, 0);

  /* between the two steps of forgetting the client itself is not counted any more */
  add (records, at (2026, 3, 2, 9), wf_record_new ("retention.counted", json_object_new ()));
  g_ptr_array_set_size (clients, 0);
  g_ptr_array_add (clients, fold_client (records));

  g_autoptr (WfMonthCount) between = wf_month_count_new (2026, 3, utc, clients, remains);

  g_assert_cmpuint (between->visits, ==, 1);
}

static void
test_refused_report (void)
{
  check_unreported (TRUE);
}

static void
test_unasked_report (void)
{
  check_unreported (FALSE);
}

static void
test_practice_is_in_no_figure (void)
{
  g_autoptr (GPtrArray) records = records_new ();
  g_autoptr (GPtrArray) clients = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_client_unref);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  add (records, at (2026, 3, 1, 9), wf_client_record_created (1));
  add (records, at (2026, 3, 1, 9), wf_client_record_practice ());
  add_visit (records, at (2026, 3, 1, 10), "in-person", "phone", 5);
  g_ptr_array_add (clients, fold_client (records));

  g_autoptr (WfMonthCount) count = wf_month_count_new (2026, 3, utc, clients, NULL);
  g_autoptr (GPtrArray) remains = wf_retention_make_remains (clients->pdata[0], utc);

  g_assert_true (wf_client_is_practice (clients->pdata[0]));
  g_assert_cmpuint (count->visits, ==, 0);
  g_assert_cmpuint (remains->len, ==, 0);
}

static char *
describe (GPtrArray *entries)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      const WfTimelineEntry *entry = entries->pdata[i];

      g_string_append_printf (text, "%s%s%s%s ", entry->code, entry->text != NULL ? ":" : "",
                              entry->text != NULL ? entry->text : "",
                              entry->is_protected ? "!" : "");
    }
  return g_string_free (text, FALSE);
}

static void
test_timeline (void)
{
  g_autoptr (GPtrArray) records = records_new ();
  g_autoptr (WfVisit) visit = wf_visit_new ("00112233445566778899aabbccddeeff", WF_VISIT_FULL);
  g_autoptr (WfClientFact) back = wf_client_fact_new ("papers", WF_CLIENT_FACT_NOT_ASKED, NULL, 0);
  gint64 t = at (2026, 3, 1, 9);

  add (records, t, wf_client_record_created (1));
  add (records, t + 1, wf_visit_record_started (visit));
  add (records, t + 2, wf_record_new ("interview.answered", json_object_new ()));
  add (records, t + 3, wf_record_new ("interview.answered", json_object_new ()));
  add (records, t + 4, wf_client_record_noted ("quiet", TRUE));
  wf_visit_set_text (&visit->goal, "letters");
  visit->minutes = 40;
  add (records, t + 5, wf_visit_record_ended (visit, NULL));
  add (records, t + 6, wf_client_record_viewed ("client"));
  add (records, t + WF_CLOCK_DAY, wf_record_new ("interview.answered", json_object_new ()));
  add (records, t + WF_CLOCK_DAY + 1, wf_client_record_fact (back));
  add (records, t + WF_CLOCK_DAY + 2, wf_record_new ("something.newer", json_object_new ()));

  g_autoptr (GPtrArray) entries = wf_timeline_new (records, FALSE);
  g_autoptr (GPtrArray) with_views = wf_timeline_new (records, TRUE);
  g_autofree char *text = describe (entries);
  g_autofree char *text_with_views = describe (with_views);

  g_assert_cmpstr (text, ==,
                   "fact-withdrawn:papers interview note:quiet! interview visit:letters created ");
  g_assert_cmpstr (text_with_views, ==,
                   "fact-withdrawn:papers interview viewed:client note:quiet! interview "
                   "visit:letters created ");
  g_assert_cmpuint (((WfTimelineEntry *) entries->pdata[4])->minutes, ==, 40);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clients/retention/date", test_retention_date);
  g_test_add_func ("/clients/retention/preview", test_preview);
  g_test_add_func ("/clients/retention/preview-of-a-held-one", test_preview_of_a_held_one);
  g_test_add_func ("/clients/month/suppress", test_suppress);
  g_test_add_func ("/clients/month/suppress-any", test_suppress_any);
  g_test_add_func ("/clients/month/figures", test_month);
  g_test_add_func ("/clients/month/in-a-zone", test_month_in_a_zone);
  g_test_add_func ("/clients/month/forgotten-stays-in-its-month",
                   test_forgotten_stays_in_its_month);
  g_test_add_func ("/clients/month/refused-report", test_refused_report);
  g_test_add_func ("/clients/month/unasked-report", test_unasked_report);
  g_test_add_func ("/clients/month/practice-is-in-no-figure", test_practice_is_in_no_figure);
  g_test_add_func ("/clients/timeline", test_timeline);
  return g_test_run ();
}

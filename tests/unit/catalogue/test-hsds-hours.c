/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wf-hours.h"
#include "wf-hsds-entry.h"
#include "wf-hsds-hours.h"
#include "wf-json.h"

#define NINE_TO_FIVE "\"opens_at\":\"09:00\",\"closes_at\":\"17:00\""

typedef struct {
  const char *schedules;
  const char *hours;
  gboolean is_weighed; /* wf_hours_ask() can tell */
} Case;

static void
check (const Case *cases, guint count)
{
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"schedules\":[%s]}", cases[i].schedules);
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonObject) object = wf_json_parse_object (text, -1, &error);
      g_autoptr (WfImportReport) report = wf_import_report_new ();
      g_autofree char *hours = NULL;

      g_test_message ("%s", cases[i].schedules);
      g_assert_no_error (error);
      hours = wf_hsds_describe_hours (wf_json_get_array (object, "schedules"), report);
      g_assert_cmpstr (hours, ==, cases[i].hours);
      g_assert_cmpint (wf_hours_is_known (hours), ==, cases[i].is_weighed);
    }
}

/* Every week, for good: weighed. */
static void
test_weekly (void)
{
  static const Case CASES[] = {
    { "{\"byday\":\"MO\"," NINE_TO_FIVE "}", "MO 09:00–17:00", TRUE },
    { "{\"byday\":\"MO,WE\",\"freq\":\"WEEKLY\",\"interval\":1," NINE_TO_FIVE "}",
      "MO,WE 09:00–17:00", TRUE },
    { "{\"weekday\":\"Monday\"," NINE_TO_FIVE "}", "MO 09:00–17:00", TRUE },
    { "{\"weekday\":\"Monday, mercredi\"," NINE_TO_FIVE "}", "MO,WE 09:00–17:00", TRUE },
    { "{\"weekday\":\"Tuesdays and Thursdays\"," NINE_TO_FIVE "}",
      "Tuesdays and Thursdays 09:00–17:00", TRUE },
    { "{\"byday\":\"Monday-Friday\"," NINE_TO_FIVE "}", "Monday-Friday 09:00–17:00", TRUE },
    { "{\"freq\":\"DAILY\"," NINE_TO_FIVE "}", "daily 09:00–17:00", TRUE },
    { "{\"byday\":\"MO\",\"opens_at\":\"09:00-05:00\",\"closes_at\":\"17:00-05:00\"}",
      "MO 09:00–17:00", TRUE },
    { "{\"byday\":\"MO\",\"valid_from\":\"2005-01-01\",\"dtstart\":\"2005-01-01T09:00:"
      "00Z\"," NINE_TO_FIVE "}",
      "MO 09:00–17:00", TRUE },
    { "{\"byday\":\"MO\",\"description\":\"Monday 9 am to 5 pm\"," NINE_TO_FIVE "}",
      "MO 09:00–17:00", TRUE },
    /* What is over, beside what is not. */
    { "{\"byday\":\"MO\",\"until\":\"2005-01-01\"," NINE_TO_FIVE "},"
      "{\"byday\":\"TU\"," NINE_TO_FIVE "}",
      "TU 09:00–17:00", TRUE },
  };

  check (CASES, G_N_ELEMENTS (CASES));
}

/* Anything else is said, and never taken for open. */
static void
test_conditions (void)
{
  static const Case CASES[] = {
    { "{\"byday\":\"MO\",\"freq\":\"MONTHLY\",\"until\":\"2020-01-01\"," NINE_TO_FIVE "}",
      "MO 09:00–17:00 (monthly, until 2020-01-01)", FALSE },
    { "{\"weekday\":\"Weekdays\",\"interval\":2," NINE_TO_FIVE "}",
      "Weekdays 09:00–17:00 (every 2 weeks)", FALSE },
    { "{\"weekday\":\"Weekdays\"," NINE_TO_FIVE "}", "Weekdays 09:00–17:00", FALSE },
    { "{\"byday\":\"MO\",\"freq\":\"DAILY\",\"interval\":\"3\"," NINE_TO_FIVE "}",
      "MO 09:00–17:00 (every 3 days)", FALSE },
    { "{\"byday\":\"MO\",\"freq\":\"FORTNIGHTLY\"," NINE_TO_FIVE "}",
      "MO 09:00–17:00 (FORTNIGHTLY)", FALSE },
    { "{\"byday\":\"MO\",\"opens_at\":\"14:00Z\",\"closes_at\":\"22:00Z\",\"timezone\":-5}",
      "MO 14:00–22:00 (UTC)", FALSE },
    { "{\"byday\":\"MO\",\"valid_to\":\"2999-12-31\"," NINE_TO_FIVE "}",
      "MO 09:00–17:00 (until 2999-12-31)", FALSE },
    { "{\"byday\":\"MO\",\"valid_to\":\"2999-12-31\",\"until\":\"2998-12-31\"," NINE_TO_FIVE "}",
      "MO 09:00–17:00 (until 2998-12-31)", FALSE },
    { "{\"byday\":\"MO\",\"until\":\"the end of term\"," NINE_TO_FIVE "}",
      "MO 09:00–17:00 (until the end of term)", FALSE },
    { "{\"byday\":\"MO\",\"valid_from\":\"2999-01-01\"," NINE_TO_FIVE "}",
      "MO 09:00–17:00 (from 2999-01-01)", FALSE },
    { "{\"bymonthday\":15," NINE_TO_FIVE "}", "09:00–17:00 (day of the month: 15)", FALSE },
    { "{\"byday\":\"1MO\"," NINE_TO_FIVE "}", "1MO 09:00–17:00", FALSE },
    { "{\"byday\":\"MO\",\"count\":6," NINE_TO_FIVE "}", "MO 09:00–17:00 (number of times: 6)",
      FALSE },
    { "{\"byday\":\"MO\",\"description\":\"By appointment\"," NINE_TO_FIVE "}",
      "MO 09:00–17:00 (By appointment)", FALSE },
    { "{\"byday\":\"MO\",\"opens_at\":\"09:00\"}", "MO 09:00–", FALSE },
    { "{\"byday\":\"MO\"}", "MO", FALSE },
    { "{\"description\":\"Ask\"}", "Ask", FALSE },
    { "{}", "", FALSE },
    { "7", "", FALSE },
  };

  check (CASES, G_N_ELEMENTS (CASES));
}

/* Closed for now is closed, whatever the timetable says. */
static void
test_closed_for_now (void)
{
  static const char *const CASES[][2] = {
    { "{\"id\":\"a\",\"name\":\"A\",\"status\":\"temporarily closed\",\"schedules\":[{\"byday\":"
      "\"MO\"," NINE_TO_FIVE "}]}",
      "temporarily closed; MO 09:00–17:00" },
    { "{\"id\":\"a\",\"name\":\"A\",\"status\":\"Temporarily Closed\"}", "temporarily closed" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (JsonObject) service = wf_json_parse_object (CASES[i][0], -1, NULL);
      g_autoptr (JsonObject) entry = wf_hsds_make_entry (service, NULL, NULL);
      const char *hours = wf_json_get_string (entry, "hours", "");

      g_assert_cmpstr (hours, ==, CASES[i][1]);
      g_assert_false (wf_hours_is_known (hours));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hsds-hours/weekly", test_weekly);
  g_test_add_func ("/hsds-hours/conditions", test_conditions);
  g_test_add_func ("/hsds-hours/closed-for-now", test_closed_for_now);
  return g_test_run ();
}

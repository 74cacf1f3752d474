/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wf-zone.h"

#include "wf-hours.h"

#define NINE_THIRTY (9 * 60 + 30)

static void
test_find (void)
{
  static const struct {
    const char *regions;
    const char *zone;
  } CASES[] = {
    { "CA-BC", "America/Vancouver" },
    { "CA-ON CA-QC", "America/Toronto" },
    { "CA-BC CA-AB", NULL },
    { "CA-BC ZZ", NULL },
    { "CA", NULL },
    { "ZZ", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_auto (GStrv) regions =
          *CASES[i].regions != '\0' ? g_strsplit (CASES[i].regions, " ", -1) : g_new0 (char *, 1);

      g_assert_cmpstr (wf_zone_find ((const char *const *) regions), ==, CASES[i].zone);
    }
}

/* How far their clocks are ahead of ours today, in minutes: laws about clocks change. */
static int
find_ahead (const char *name)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (name);
  g_autoptr (GDateTime) there = g_date_time_new_now (zone);
  g_autoptr (GDateTime) here = g_date_time_new_now_local ();

  return (int) ((g_date_time_get_utc_offset (there) - g_date_time_get_utc_offset (here)) /
                G_TIME_SPAN_MINUTE);
}

/* Half past nine on a Monday, five hours behind UTC in summer and winter. */
static void
test_there (void)
{
  const guint regina = NINE_THIRTY - 60; /* six hours behind since 1960 */

  g_assert_cmpuint (wf_zone_to_there ("America/Regina", NINE_THIRTY), ==, regina);
  g_assert_cmpint ((int) wf_zone_to_there ("America/Vancouver", NINE_THIRTY) - NINE_THIRTY, ==,
                   find_ahead ("America/Vancouver"));
  g_assert_cmpint ((int) wf_zone_to_there ("America/St_Johns", NINE_THIRTY) - NINE_THIRTY, ==,
                   find_ahead ("America/St_Johns"));
  g_assert_cmpuint (wf_zone_to_there ("America/Regina", 30), ==, WF_HOURS_WEEK - 30);
  g_assert_cmpint ((int) wf_zone_to_there ("America/St_Johns", WF_HOURS_WEEK - 1), ==,
                   find_ahead ("America/St_Johns") - 1);
  g_assert_cmpuint (wf_zone_to_there ("Nowhere", NINE_THIRTY), ==, NINE_THIRTY);
}

/* Nobody is sent to closed doors in the parts of a province that keep the next one's clock. */
static void
test_parts (void)
{
  static const char HOURS[] = "Monday to Friday, 9:00 to 17:00";

  g_assert_true (wf_zone_is_open ("", HOURS, NINE_THIRTY));
  g_assert_false (wf_zone_is_open ("America/Regina", HOURS, NINE_THIRTY));
  g_assert_true (wf_zone_is_open ("America/Regina", HOURS, NINE_THIRTY + 4 * 60));
  g_setenv ("TZ", "America/Edmonton", TRUE); /* an agency in Cranbrook, or over the border */
  g_assert_true (wf_zone_is_open ("America/Vancouver", HOURS, NINE_THIRTY + 3 * 60));
  g_assert_false (wf_zone_is_open ("America/Vancouver", HOURS, NINE_THIRTY + 8 * 60));
  g_setenv ("TZ", "America/Winnipeg", TRUE); /* Kenora */
  g_assert_false (wf_zone_is_open ("America/Toronto", HOURS, NINE_THIRTY - 60));
  g_assert_true (wf_zone_is_open ("America/Toronto", HOURS, NINE_THIRTY + 60));
  g_setenv ("TZ", "Etc/GMT+5", TRUE);
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "Etc/GMT+5", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/zone/find", test_find);
  g_test_add_func ("/zone/there", test_there);
  g_test_add_func ("/zone/parts", test_parts);
  return g_test_run ();
}

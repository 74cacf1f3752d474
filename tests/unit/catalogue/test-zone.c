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

/* Half past nine on a Monday in Toronto, whatever the season. */
static void
test_there (void)
{
  g_assert_cmpuint (wf_zone_to_there ("America/Toronto", NINE_THIRTY), ==, NINE_THIRTY);
  g_assert_cmpuint (wf_zone_to_there ("America/Vancouver", NINE_THIRTY), ==, NINE_THIRTY - 180);
  g_assert_cmpuint (wf_zone_to_there ("America/St_Johns", NINE_THIRTY), ==, NINE_THIRTY + 90);
  g_assert_cmpuint (wf_zone_to_there ("America/Vancouver", 60), ==, WF_HOURS_WEEK - 120);
  g_assert_cmpuint (wf_zone_to_there ("America/Halifax", WF_HOURS_WEEK - 1), ==, 59);
  g_assert_cmpuint (wf_zone_to_there ("Nowhere", NINE_THIRTY), ==, NINE_THIRTY);
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "America/Toronto", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/zone/find", test_find);
  g_test_add_func ("/zone/there", test_there);
  return g_test_run ();
}

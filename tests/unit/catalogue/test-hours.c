/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wf-hours.h"

#include <string.h>

#define AT(day, hour, minute) ((day) *24 * 60 + (hour) *60 + (minute))

enum { MON, TUE, WED, THU, FRI, SAT, SUN };

static void
test_asks (void)
{
  static const struct {
    const char *hours;
    guint minute;
    WfTruth answer;
  } cases[] = {
    { "24 hours a day, 7 days a week", AT (SUN, 3, 0), WF_TRUTH_YES },
    { "24/7", AT (MON, 0, 0), WF_TRUTH_YES },
    { "Monday to Friday, 8:15 am to 4:15 pm", AT (MON, 8, 14), WF_TRUTH_NO },
    { "Monday to Friday, 8:15 am to 4:15 pm", AT (MON, 8, 15), WF_TRUTH_YES },
    { "Monday to Friday, 8:15 am to 4:15 pm", AT (FRI, 16, 14), WF_TRUTH_YES },
    { "Monday to Friday, 8:15 am to 4:15 pm", AT (FRI, 16, 15), WF_TRUTH_NO },
    { "Monday to Friday, 8:15 am to 4:15 pm", AT (SAT, 12, 0), WF_TRUTH_NO },
    { "8 am to 8 pm, every day", AT (SUN, 19, 59), WF_TRUTH_YES },
    { "8 am to 8 pm, every day", AT (SUN, 20, 0), WF_TRUTH_NO },
    { "MO,TU,WE 09:00–17:00; SA 10:00–12:00", AT (SAT, 11, 0), WF_TRUTH_YES },
    { "MO,TU,WE 09:00–17:00; SA 10:00–12:00", AT (THU, 11, 0), WF_TRUTH_NO },
    { "MO,TU,WE 09:00–17:00; SA 10:00–12:00", AT (WED, 9, 0), WF_TRUTH_YES },
    { "lundi au vendredi, 9 h 30 à 17 h", AT (TUE, 9, 30), WF_TRUTH_YES },
    { "lundi au vendredi, 9h30 à 17h", AT (TUE, 9, 29), WF_TRUTH_NO },
    { "Friday to Monday 10 pm to 2 am", AT (TUE, 1, 59), WF_TRUTH_YES },
    { "Friday to Monday 10 pm to 2 am", AT (TUE, 2, 0), WF_TRUTH_NO },
    { "Sunday 10 pm to 2 am", AT (MON, 1, 0), WF_TRUTH_YES },
    { "Friday to Monday 10 pm to 2 am", AT (WED, 23, 0), WF_TRUTH_NO },
    { "Monday 12 pm to 12 am", AT (MON, 23, 59), WF_TRUTH_YES },
    { "Monday 12 pm to 12 am", AT (MON, 11, 59), WF_TRUTH_NO },
    { "Monday, 9:00 to 24:00.", AT (MON, 23, 59), WF_TRUTH_YES },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s at %u", cases[i].hours, cases[i].minute);
      g_assert_cmpint (wf_hours_ask (cases[i].hours, cases[i].minute), ==, cases[i].answer);
    }
}

/* What is not clear is not guessed at. */
static void
test_unknown (void)
{
  static const char *const texts[] = {
    "",
    "Monday to Friday",
    "9 am to 5 pm",
    "9-5",
    "Monday 9 to 5",
    "Monday 9:00 to 5:00",
    "Monday 9 am to 17:00",
    "8 am to 8 pm Pacific time, every day (2020)",
    "evenings and overnight (undated report)",
    "Monday 9:00–17:00; by appointment",
    "Monday 9:00–17:00;",
    "Monday except holidays 9:00–17:00",
    "Monday 9:00 17:00",
    "Monday 9:00",
    "Monday 9:00–12:00–15:00",
    "Monday to, 9 am to 5 pm to",
    "to Monday 9 am to 5 pm",
    "Monday 25:00–26:00",
    "Monday 13 pm to 14 pm",
    "Monday 9:60–10:00",
    "Monday 99999999999:00–10:00",
    "\xff",
  };

  g_assert_cmpint (wf_hours_ask (NULL, 0), ==, WF_TRUTH_UNKNOWN);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_test_message ("%s", texts[i]);
      g_assert_false (wf_hours_is_known (texts[i]));
    }
}

/* Any text is answered; known or not does not depend on the minute. */
static void
test_any_text (void)
{
  static const char *const bits[] = { "mo", "friday", " ",  ",",    "to",   "–",  "9",
                                      "12", ":",      "30", "am",   "p",    "pm", "h",
                                      ";",  "every",  "à",  "24/7", " day", "\n", "." };

  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      guint known = 0;

      for (int i = g_test_rand_int_range (0, 12); i > 0; i--)
        g_string_append (text, bits[g_test_rand_int_range (0, G_N_ELEMENTS (bits))]);
      for (guint minute = 0; minute < WF_HOURS_WEEK; minute += 1979)
        known += wf_hours_ask (text->str, minute) != WF_TRUTH_UNKNOWN;
      g_assert_true (known == 0 || known == 6);
    }
}

/* In the reader's language; what is not understood whole is not put into other words. */
static void
test_words (void)
{
  static const struct {
    const char *lang, *hours, *words;
  } cases[] = {
    { "fr", "24 hours a day, 7 days a week", "ALWAYS" },
    { "fr", "Monday to Friday, 8:15 am to 4:15 pm", "lundi–vendredi 08:15–16:15" },
    { "fr", "8 am to 8 pm, every day", "EVERY 08:00–20:00" },
    { "ar", "MO,TU 09:00–17:00; SA 10:00–12:00",
      "الاثنين والثلاثاء ٩:٠٠ ص–٥:٠٠ م; السبت ١٠:٠٠ ص–١٢:٠٠ م" },
    { "fr", "8 am to 8 pm Pacific time, every day (2020)", NULL },
    { "fr", "by appointment", NULL },
    { "fr", "Monday to Friday", "lundi–vendredi" },
    { "ar", "9 am to 9 pm", "٩:٠٠ ص–٩:٠٠ م" },
    { "fr", "Monday 9:00", NULL },
    { "fr", "Monday 9:00–17:00;", NULL },
    { "fr", "", NULL },
    { "fr", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WfFormat) format = wf_format_new (cases[i].lang, NULL, NULL);
      g_autofree char *words = wf_hours_to_words (cases[i].hours, format, "ALWAYS", "EVERY");

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hours/asks", test_asks);
  g_test_add_func ("/hours/words", test_words);
  g_test_add_func ("/hours/unknown", test_unknown);
  g_test_add_func ("/hours/any-text", test_any_text);
  return g_test_run ();
}

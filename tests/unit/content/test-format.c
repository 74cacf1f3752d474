/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Dates, times, numbers, lists, order and placeholders in several languages. The words
 * are CLDR's; where a later ICU words a thing otherwise, look at it and correct the table.
 */
#include "wf-format.h"

#include <stdlib.h>
#include <string.h>

/* Friday, 20 November 2026, 15:30 UTC: 10:30 in Toronto. */
#define THAT_DAY    (G_GINT64_CONSTANT (1795188600) * G_USEC_PER_SEC)
#define ISOLATED(x) "\u2068" x "\u2069"

static void
assert_take (char *got, const char *wanted)
{
  g_autofree char *mine = got;

  g_assert_cmpstr (mine, ==, wanted);
}

static void
test_dates (void)
{
  static const struct {
    const char *lang, *calendar;
    WfDateStyle style;
    const char *wanted;
  } CASES[] = {
    { "en", NULL, WF_DATE_WORDS, "Friday, November 20, 2026" },
    { "en", NULL, WF_DATE_WORDS_NO_YEAR, "Friday, November 20" },
    { "en", NULL, WF_DATE_SHORT, "Nov 20, 2026" },
    { "en", NULL, WF_DATE_MONTH, "November 2026" },
    { "fr", "gregory", WF_DATE_WORDS, "vendredi 20 novembre 2026" },
    { "fr-CA", NULL, WF_DATE_MONTH, "novembre 2026" },
    { "ar", "gregory", WF_DATE_WORDS, "الجمعة، ٢٠ نوفمبر ٢٠٢٦" },
    { "ar-MA", NULL, WF_DATE_WORDS, "الجمعة، 20 نونبر 2026" },
    { "fa", "persian", WF_DATE_WORDS, "جمعه ۲۹ آبان ۱۴۰۵" },
    { "fa-AF", "persian", WF_DATE_SHORT, "۲۹ عقرب ۱۴۰۵" },
    { "fa", "gregory", WF_DATE_MONTH, "نوامبر ۲۰۲۶" },
    { "am", "ethiopic", WF_DATE_MONTH, "ኅዳር 2019" },
    { "zh-Hans", NULL, WF_DATE_WORDS_NO_YEAR, "11月20日星期五" },
    { "no language", NULL, WF_DATE_SHORT, "Nov 20, 2026" },
    { "en-u-ca-persian", "gregory", WF_DATE_MONTH, "Aban 1405 AP" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (WfFormat) format =
          wf_format_new (CASES[i].lang, CASES[i].calendar, "America/Toronto");
      assert_take (wf_format_date (format, THAT_DAY, CASES[i].style), CASES[i].wanted);
    }
}

static void
test_times (void)
{
  g_autoptr (WfFormat) english = wf_format_new ("en", NULL, "America/Toronto");
  g_autoptr (WfFormat) french = wf_format_new ("fr", NULL, "America/Toronto");
  g_autoptr (WfFormat) arabic = wf_format_new ("ar", NULL, "America/Toronto");
  g_autoptr (WfFormat) utc = wf_format_new ("fr", NULL, NULL);

  assert_take (wf_format_time (english, THAT_DAY, WF_TIME_WORDS), "10:30 in the morning");
  assert_take (wf_format_time (french, THAT_DAY, WF_TIME_CLOCK), "10:30");
  assert_take (wf_format_time (french, THAT_DAY, WF_TIME_WORDS), "10:30 du matin");
  assert_take (wf_format_time (arabic, THAT_DAY, WF_TIME_WORDS), "١٠:٣٠ صباحًا");
  assert_take (wf_format_time (utc, THAT_DAY, WF_TIME_CLOCK), "15:30");
}

static void
test_part_of_day (void)
{
  static const WfPartOfDay PARTS[] = { WF_PART_NIGHT, WF_PART_MORNING, WF_PART_AFTERNOON,
                                       WF_PART_EVENING };
  g_autoptr (WfFormat) utc = wf_format_new ("en", NULL, NULL);
  g_autoptr (WfFormat) kabul = wf_format_new ("fa-AF", NULL, "Asia/Kabul"); /* UTC+4:30 */
  g_autoptr (WfFormat) nowhere = wf_format_new ("en", NULL, "Nowhere/Atall");

  for (gint64 hour = 0; hour < 24; hour++)
    {
      gint64 time_us = hour * 3600 * G_USEC_PER_SEC;
      g_assert_cmpint (wf_format_part_of_day (utc, time_us), ==, PARTS[hour / 6]);
      g_assert_cmpint (wf_format_part_of_day (nowhere, time_us), ==, PARTS[hour / 6]);
      g_assert_cmpint (wf_format_part_of_day (kabul, time_us), ==,
                       PARTS[((hour * 2 + 9) / 2 % 24) / 6]);
    }
  g_assert_cmpint (wf_format_part_of_day (utc, G_MAXINT64), ==, WF_PART_MORNING);
}

static void
test_numbers (void)
{
  g_autoptr (WfFormat) english = wf_format_new ("en", NULL, NULL);
  g_autoptr (WfFormat) french = wf_format_new ("fr", NULL, NULL);
  g_autoptr (WfFormat) arabic = wf_format_new ("ar", NULL, NULL);
  g_autoptr (WfFormat) moroccan = wf_format_new ("ar-MA", NULL, NULL);
  g_autoptr (WfFormat) dari = wf_format_new ("fa-AF", NULL, NULL);

  assert_take (wf_format_integer (english, 1234567), "1,234,567");
  assert_take (wf_format_integer (english, -5), "-5");
  assert_take (wf_format_integer (arabic, 12), "١٢");
  assert_take (wf_format_integer (moroccan, 12), "12");
  assert_take (wf_format_integer (dari, 12), "۱۲");
  assert_take (wf_format_decimal (french, 12.5, 1), "12,5");
  assert_take (wf_format_decimal (arabic, 12.5, 1), "١٢٫٥");
  assert_take (wf_format_decimal (english, 2, 3), "2.000");
  assert_take (wf_format_money (english, 3000, "CAD"), "$30");
  assert_take (wf_format_money (english, 1250, "CAD"), "$12.50");
  assert_take (wf_format_money (french, 1250, "CAD"), "12,50\u00a0$");
}

static void
test_plurals (void)
{
  g_autoptr (WfFormat) english = wf_format_new ("en", NULL, NULL);
  g_autoptr (WfFormat) french = wf_format_new ("fr", NULL, NULL);
  g_autoptr (WfFormat) arabic = wf_format_new ("ar", NULL, NULL);
  static const WfPlural ARABIC[] = { WF_PLURAL_ZERO, WF_PLURAL_ONE, WF_PLURAL_TWO, WF_PLURAL_FEW };

  g_assert_cmpint (wf_format_plural (english, 0), ==, WF_PLURAL_OTHER);
  g_assert_cmpint (wf_format_plural (english, 1), ==, WF_PLURAL_ONE);
  g_assert_cmpint (wf_format_plural (french, 0), ==, WF_PLURAL_ONE);
  for (int i = 0; i < 4; i++)
    g_assert_cmpint (wf_format_plural (arabic, i), ==, ARABIC[i]);
  g_assert_cmpint (wf_format_plural (arabic, 11), ==, WF_PLURAL_MANY);
  g_assert_cmpint (wf_format_plural (arabic, 100), ==, WF_PLURAL_OTHER);
}

static void
test_lists_and_names (void)
{
  static const char *const THREE[] = { "A", "B", "C", NULL }, *const NONE[] = { NULL };
  g_autoptr (WfFormat) english = wf_format_new ("en", NULL, NULL);
  g_autoptr (WfFormat) french = wf_format_new ("fr", NULL, NULL);
  g_autoptr (WfFormat) same = wf_format_ref (french);

  assert_take (wf_format_list (english, THREE), "A, B, and C");
  assert_take (wf_format_list (french, THREE), "A, B et C");
  assert_take (wf_format_list (french, NONE), "");
  assert_take (wf_format_list (french, THREE + 2), "C");
  assert_take (wf_format_language_name (french, "ar"), "arabe");
  assert_take (wf_format_language_name (english, "zh-Hans"), "Simplified Chinese");
  assert_take (wf_format_language_name (english, "!!"), "!!");
  assert_take (wf_format_language_name (english, "fcs"), "Quebec Sign Language");
  assert_take (wf_format_language_name (french, "fcs"), "langue des signes québécoise");
  g_assert_cmpstr (wf_format_get_lang (same), ==, "fr");
}

static gint
compare_keys (gconstpointer a, gconstpointer b, gpointer format)
{
  g_autofree char *left = wf_format_collation_key (format, *(char *const *) a);
  g_autofree char *right = wf_format_collation_key (format, *(char *const *) b);

  return strcmp (left, right);
}

static void
test_collation (void)
{
  static const struct {
    const char *lang, *sorted;
  } CASES[] = {
    { "fr", "Ebe,élan,Zoé" },  /* by bytes É would come last */
    { "sv", "Zoë,Åsa,Örjan" }, /* å and ö end the Swedish alphabet */
    { "de", "Åsa,Örjan,Zoë" },
    { "ar", "أحمد,باسم,ياسر" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (WfFormat) format = wf_format_new (CASES[i].lang, NULL, NULL);
      g_auto (GStrv) names = g_strsplit (CASES[i].sorted, ",", -1);
      char *turned[] = { names[2], names[0], names[1] };

      g_qsort_with_data (turned, 3, sizeof (char *), compare_keys, format);
      for (guint j = 0; j < 3; j++)
        g_assert_cmpstr (turned[j], ==, names[j]);
    }
}

static void
test_fill (void)
{
  static const char *const ARGS[] = { "n",    "3",      "one",  "1",    "zero", "0",   "half",
                                      "2.5",  "who",    "Rosa", "نور",  "x",    "x",   "a",
                                      "word", "many",   "bad",  "3x",   "inf",  "inf", "huge",
                                      "1e99", "arabic", "١٫٥",  "dari", "۱",    "odd", NULL };
  static const struct {
    const char *template, *wanted;
  } CASES[] = {
    { "plain", "plain" },
    { "", "" },
    { "Hello {who}.", "Hello Rosa." },
    { "{ who }'s {who}", "Rosa's Rosa" },
    { "{miss}", "{miss}" },
    { "{odd}", "{odd}" },
    { "{", "{" },
    { "}{who", "}{who" },
    { "{}", "{}" },
    { "{who,}", "{who,}" },
    { "{who, plural}", "{who, plural}" },
    { "{n, ordinal, other {#}}", "{n, ordinal, other {#}}" },
    { "{n who}", "{n who}" },
    { "{n, plural, one {# day} other {# days}}", "3 days" },
    { "{one, plural, one {# day} other {# days}}", "1 day" },
    { "{zero, plural, =0 {no day} one {# day} other {# days}}", "no day" },
    { "{one,plural,=1{exactly one}one{#}other{#}}", "exactly one" },
    { "{half, plural, one {#} other {# h}}", "2.5 h" },
    { "{who, plural, other {#}}", "{who, plural, other {#}}" },
    { "{inf, plural, other {#}}", "{inf, plural, other {#}}" },
    { "{huge, plural, other {#}}", "{huge, plural, other {#}}" },
    { "{arabic, plural, one {#} other {# h}}", "1.5 h" },
    { "{dari, plural, =1 {exactly #} other {#}}", "exactly 1" },
    { "{bad, plural, other {#}}", "{bad, plural, other {#}}" },
    { "{n, plural, one {x}}", "{n, plural, one {x}}" },
    { "{n, plural, other}", "{n, plural, other}" },
    { "{x, select, a {{who} is a} other {O}}", "Rosa is a" },
    { "{word, select, a {A} other {O #}}", "O #" },
    { "{x, select, b {B}}", "{x, select, b {B}}" },
    { "{n, plural, other {{x, select, a {#, {one, plural, one {#}}} other {}}}}", "#, 1" },
    { "# {n}", "# 3" },
  };
  g_autoptr (WfFormat) format = wf_format_new ("en", NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    assert_take (wf_format_fill (format, CASES[i].template, ARGS), CASES[i].wanted);
}

static void
test_fill_in_grammar (void)
{
  static const char TEXT[] = "{n, plural, one {# question} other {# questions}}";
  g_autoptr (WfFormat) french = wf_format_new ("fr", NULL, NULL);

  assert_take (wf_format_fill (french, TEXT, (const char *const[]){ "n", "0", NULL }),
               "0 question");
  assert_take (wf_format_fill (french, TEXT, (const char *const[]){ "n", "2", NULL }),
               "2 questions");
}

static void
test_fill_isolates (void)
{
  static const char *const ARGS[] = { "name", "Rosa", "nur",    "نور", "phone", "+1 416 555-0100",
                                      "n",    "3",    "digits", "٣",   NULL };
  g_autoptr (WfFormat) english = wf_format_new ("en", NULL, NULL);
  g_autoptr (WfFormat) arabic = wf_format_new ("ar", NULL, NULL);

  assert_take (wf_format_fill (english, "{name} {nur} {phone}", ARGS),
               "Rosa " ISOLATED ("نور") " +1 416 555-0100");
  assert_take (wf_format_fill (arabic, "{name} {nur} {phone}", ARGS),
               ISOLATED ("Rosa") " نور " ISOLATED ("+1 416 555-0100"));
  assert_take (wf_format_fill (arabic, "{n, plural, few {# أيام} other {# يومًا}} {digits}", ARGS),
               "٣ أيام ٣");
}

static void
test_fill_deep (void)
{
  g_autoptr (WfFormat) format = wf_format_new ("en", NULL, NULL);
  g_autoptr (GString) deep = g_string_new (NULL);

  for (guint i = 0; i < 300; i++)
    g_string_append (deep, "{n, plural, other {");
  for (guint i = 0; i < 300; i++)
    g_string_append (deep, "}}");
  g_autofree char *filled =
      wf_format_fill (format, deep->str, (const char *const[]){ "n", "1", NULL });
  g_assert_cmpuint (strlen (filled), >, 1000); /* what is too deep stands as it was written */
}

/* Property: whatever the template, every value that is filled in was given, and nothing is lost. */
static void
test_fill_any (void)
{
  static const char *const PIECES[] = { "{",      "}",   "n",     ",",   " plural",
                                        "select", "one", "other", "=0",  "#",
                                        "{n}",    " ",   "é",     "نور", "{n, plural, other {#}}" };
  static const char *const ARGS[] = { "n", "5", NULL };
  g_autoptr (WfFormat) format = wf_format_new ("fr", NULL, NULL);

  for (guint round = 0; round < 5000; round++)
    {
      g_autoptr (GString) template = g_string_new (NULL);
      for (gint i = g_test_rand_int_range (0, 24); i > 0; i--)
        g_string_append (template, PIECES[g_test_rand_int_range (0, G_N_ELEMENTS (PIECES))]);
      g_autofree char *filled = wf_format_fill (format, template->str, ARGS);
      g_assert_true (g_utf8_validate (filled, -1, NULL));
      if (strchr (template->str, '{') == NULL)
        g_assert_cmpstr (filled, ==, template->str);
    }
}

static gpointer
format_in_thread (gpointer data)
{
  const WfFormat *format = data;

  for (gint64 i = 0; i < 50; i++)
    {
      g_autofree char *day = wf_format_date (format, THAT_DAY, WF_DATE_WORDS);
      g_autofree char *time = wf_format_time (format, THAT_DAY, WF_TIME_WORDS);
      g_autofree char *number = wf_format_integer (format, 12);
      g_autofree char *key = wf_format_collation_key (format, "نور");
      g_assert_cmpstr (day, ==, "الجمعة، ٢٠ نوفمبر ٢٠٢٦");
      g_assert_cmpstr (time, ==, "١٠:٣٠ صباحًا");
      g_assert_cmpstr (number, ==, "١٢");
      g_assert_cmpuint (strlen (key), >, 4);
      g_assert_cmpint (wf_format_plural (format, 2), ==, WF_PLURAL_TWO);
    }
  return NULL;
}

/* One format, several threads, from its first use on. */
static void
test_threads (void)
{
  g_autoptr (WfFormat) format = wf_format_new ("ar", NULL, "America/Toronto");
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("format", format_in_thread, format);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/content/format/dates", test_dates);
  g_test_add_func ("/content/format/times", test_times);
  g_test_add_func ("/content/format/part-of-day", test_part_of_day);
  g_test_add_func ("/content/format/numbers", test_numbers);
  g_test_add_func ("/content/format/plurals", test_plurals);
  g_test_add_func ("/content/format/lists-and-names", test_lists_and_names);
  g_test_add_func ("/content/format/collation", test_collation);
  g_test_add_func ("/content/format/fill", test_fill);
  g_test_add_func ("/content/format/fill-in-grammar", test_fill_in_grammar);
  g_test_add_func ("/content/format/fill-isolates", test_fill_isolates);
  g_test_add_func ("/content/format/fill-deep", test_fill_deep);
  g_test_add_func ("/content/format/fill-any", test_fill_any);
  g_test_add_func ("/content/format/threads", test_threads);
  return g_test_run ();
}

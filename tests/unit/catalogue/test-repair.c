/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wf-hsds-region.h"
#include "wf-json-split.h"
#include "wf-repair.h"

#include <string.h>

typedef struct {
  const char *in;
  const char *out; /* NULL: nothing usable */
  const char *kind;
} Case;

typedef char *(*Repair) (const char *text, WfImportReport *report);

static void
check (const Case *cases, guint count, Repair repair)
{
  for (guint i = 0; i < count; i++)
    {
      g_autoptr (WfImportReport) report = wf_import_report_new ();
      g_autofree char *out = repair (cases[i].in, report);

      g_assert_cmpstr (out, ==, cases[i].out);
      if (cases[i].kind != NULL)
        g_assert_cmpuint (wf_import_report_get (report, cases[i].kind), ==, 1);
      else
        g_assert_cmpuint (g_hash_table_size (report->repaired), ==, 0);
    }
}

static void
test_text (void)
{
  static const Case CASES[] = {
    { "Plain text.", "Plain text.", NULL },
    { "", "", NULL },
    { "FL ", "FL", "blanks" },
    { "one\\ntwo", "one\ntwo", "literal-newline" },
    { "one\\r\\ntwo", "one\ntwo", "literal-newline" },
    { "###MON### 9 to 5", "9 to 5", "marker" },
    { "Unit #3", "Unit #3", NULL },
    { "two  blanks", "two blanks", "blanks" },
    { "line\nline", "line\nline", NULL },
  };

  check (CASES, G_N_ELEMENTS (CASES), wf_repair_text);
}

static void
test_name (void)
{
  static const Case CASES[] = {
    { "Zorblax House", "Zorblax House", NULL },
    { "YMCA", "YMCA", NULL },
    { "LINC IT", "LINC IT", NULL },
    { "CENTER FOR THE ARTS", "Center for the Arts", "capitals" },
    { "CENTRE ÉDUCATIF DE MONTRÉAL", "Centre Éducatif de Montréal", "capitals" },
    { "حاسوب", "حاسوب", NULL },
  };

  check (CASES, G_N_ELEMENTS (CASES), wf_repair_name);
}

static void
test_url (void)
{
  static const Case CASES[] = {
    { "https://a.example/x", "https://a.example/x", NULL },
    { "www.a.example", "https://www.a.example", "url-scheme" },
    { "a.example/x?y=1", "https://a.example/x?y=1", "url-scheme" },
    { "ask at the desk", NULL, "odd-url" },
    { "someone@a.example", NULL, "odd-url" },
    { "", NULL, NULL },
  };

  check (CASES, G_N_ELEMENTS (CASES), wf_repair_url);
}

static char *
repair_phone (const char *text, WfImportReport *report)
{
  return wf_repair_phone (text, NULL, report);
}

static void
test_phone (void)
{
  static const Case CASES[] = {
    { "(312) 938-2106", "(312) 938-2106", NULL },
    { "312-346-9766 x 715", "312-346-9766 ext. 715", "phone-extension" },
    { "312-346-9766 xOPT2", "312-346-9766 ext. 2", "phone-extension" },
    { "312-346-9766, ext. 8", "312-346-9766 ext. 8", "phone-extension" },
    { "\"+44 1234 234567\"", "+44 1234 234567", "odd-phone" },
    { "ask", NULL, "odd-phone" },
    { "", NULL, NULL },
    { "211", "211", NULL },
    { "1-800-555-0199", "1-800-555-0199", NULL },
  };
  g_autofree char *with = wf_repair_phone ("1 23", "45", NULL);

  check (CASES, G_N_ELEMENTS (CASES), repair_phone);
  g_assert_cmpstr (with, ==, "1 23 ext. 45");
}

static void
test_number (void)
{
  static const struct {
    const char *in;
    double out;
    gboolean is_one, has_comma;
  } CASES[] = {
    { "45.4215", 45.4215, TRUE, FALSE },
    { "-75.6972", -75.6972, TRUE, FALSE },
    { " +45 ", 45, TRUE, FALSE },
    { "45.", 45, TRUE, FALSE },
    { "45,4215", 45.4215, TRUE, TRUE },
    { "-75,6972", -75.6972, TRUE, TRUE },
    { "\u221275,6972", -75.6972, TRUE, TRUE },
    { "", 0, FALSE, FALSE },
    { "N 45.42", 0, FALSE, FALSE },
    { "45.42 N", 0, FALSE, FALSE },
    { "45,421.5", 0, FALSE, FALSE },
    { "45.4, -75.6", 0, FALSE, FALSE },
    { ".5", 0, FALSE, FALSE },
    { "-", 0, FALSE, FALSE },
    { "--4", 0, FALSE, FALSE },
    { "0x2d", 0, FALSE, FALSE },
    { "nan", 0, FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (WfImportReport) report = wf_import_report_new ();
      double out = 0;

      g_test_message ("%s", CASES[i].in);
      g_assert_cmpint (wf_repair_number (CASES[i].in, &out, report), ==, CASES[i].is_one);
      g_assert_cmpfloat_with_epsilon (out, CASES[i].out, 1e-9);
      g_assert_cmpuint (wf_import_report_get (report, "decimal-comma"), ==, CASES[i].has_comma);
    }
}

static void
test_time (void)
{
  static const Case CASES[] = {
    { "09:00", "09:00", NULL },       { "9:00", "09:00", NULL },      { "10:00:00", "10:00", NULL },
    { "8:30am", "08:30", "time" },    { "4:00 PM", "16:00", "time" }, { "3pm", "15:00", "time" },
    { "12am", "00:00", "time" },      { "12pm", "12:00", "time" },    { "noon", "noon", NULL },
    { "99:00", "99:00", "odd-time" },
  };

  check (CASES, G_N_ELEMENTS (CASES), wf_repair_time);
  g_assert_cmpstr (wf_repair_weekday ("Wednesday"), ==, "WE");
  g_assert_cmpstr (wf_repair_weekday ("mardi"), ==, "TU");
  g_assert_cmpstr (wf_repair_weekday ("FR"), ==, "FR");
  g_assert_null (wf_repair_weekday ("Weekdays"));
  g_assert_null (wf_repair_weekday ("Tuesdays and Thursdays"));
  g_assert_null (wf_repair_weekday ("Monday-Friday"));
  g_assert_null (wf_repair_weekday ("?"));
  g_assert_null (wf_repair_weekday (""));
}

static void
test_date (void)
{
  static const Case CASES[] = {
    { "2005-01-01", "2005-01-01", NULL },
    { "2023-03-15T10:30:45.123Z", "2023-03-15", NULL },
    { "2023-13-01", "unknown", "odd-date" },
    { "last week", "unknown", "odd-date" },
    { "2999-12-31", "unknown", "odd-date" },
    { "2999", "unknown", "odd-date" },
    { "", "unknown", NULL },
  };

  check (CASES, G_N_ELEMENTS (CASES), wf_repair_date);
}

static void
test_languages (void)
{
  static const struct {
    const char *in;
    const char *out;
    gboolean is_understood;
  } CASES[] = {
    { "en;fr", "en fr", TRUE },
    { "English, Spanish and Tagalog (Filipino)", "en es tl fil", TRUE },
    { "Français et anglais", "fr en", TRUE },
    { "English, English", "en", TRUE },
    { "English and Klingon", "en", FALSE },
    { "", "", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *joined = NULL;
      gboolean is_understood = wf_repair_languages (CASES[i].in, codes, NULL);

      g_ptr_array_add (codes, NULL);
      joined = g_strjoinv (" ", (GStrv) codes->pdata);
      g_assert_cmpstr (joined, ==, CASES[i].out);
      g_assert_cmpint (is_understood, ==, CASES[i].is_understood);
    }
}

static void
test_encoding (void)
{
  g_autofree char *good = wf_repair_encoding ("caf\xc3\xa9", 5, NULL);
  g_autofree char *old = wf_repair_encoding ("caf\xe9 \x96", 6, NULL);
  g_autofree char *zero = wf_repair_encoding ("Al\0pha caf\xc3\xa9", 12, NULL);
  g_autofree char *both = wf_repair_encoding ("Al\0pha caf\xe9", 11, NULL);
  g_autofree char *json =
      wf_repair_escapes (g_strdup ("{\"a\":\"Al\\u0000pha \\\\u0000\\n\"}"), NULL);

  g_assert_cmpstr (good, ==, "café");
  g_assert_cmpstr (old, ==, "café –");
  g_assert_cmpstr (zero, ==, "Alpha café");
  g_assert_cmpstr (both, ==, "Alpha café");
  g_assert_cmpstr (json, ==, "{\"a\":\"Alpha \\\\u0000\\n\"}");
}

static void
test_region (void)
{
  static const char *const CASES[][3] = {
    { "US", "IL", "US-IL" },        { "", "IL", "US-IL" },
    { "", "Ontario", "CA-ON" },     { "Canada", "QC", "CA-QC" },
    { "United Kingdom", "", "GB" }, { "US", "MyState", "US" },
    { "GB", "IL", "GB" },           { "", "", NULL },
    { "", "Nowhere", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *region = wf_hsds_find_region (CASES[i][0], CASES[i][1]);

      g_assert_cmpstr (region, ==, CASES[i][2]);
    }
}

static gboolean
add_item (const char *text, gsize size, guint line, gpointer items, GError **error)
{
  g_string_append_printf (items, "%u:%.*s|", line, (int) size, text);
  return TRUE;
}

static void
test_split (void)
{
  static const char *const CASES[][2] = {
    { "", "" },
    { " [1, {\"a\":[2]},\n\"x]\"] ", "1:1|1:{\"a\":[2]}|2:\"x]\"|" },
    { "{\"id\":1,\"contents\":[2]}", "1:{\"id\":1,\"contents\":[2]}|" },
    { "{\"n\":1,\"contents\":[{},{}],\"x_others\":[3]}", "1:{}|1:{}|1:3|" },
    { "{\"a\":1}\n{\"a\":\"}\\\"\"}\n", "1:{\"a\":1}|2:{\"a\":\"}\\\"\"}|" },
    { "{\"a\":Id(\"}\"),\"b\":1}", "1:{\"a\":Id(\"}\"),\"b\":1}|" },
    { "[{\"a\":", "1:{\"a\":|" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GString) items = g_string_new (NULL);
      g_autoptr (GError) error = NULL;

      g_assert_true (wf_json_split (CASES[i][0], strlen (CASES[i][0]), add_item, items, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (items->str, ==, CASES[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/repair/text", test_text);
  g_test_add_func ("/repair/name", test_name);
  g_test_add_func ("/repair/url", test_url);
  g_test_add_func ("/repair/phone", test_phone);
  g_test_add_func ("/repair/number", test_number);
  g_test_add_func ("/repair/time", test_time);
  g_test_add_func ("/repair/date", test_date);
  g_test_add_func ("/repair/languages", test_languages);
  g_test_add_func ("/repair/encoding", test_encoding);
  g_test_add_func ("/repair/region", test_region);
  g_test_add_func ("/repair/split", test_split);
  return g_test_run ();
}

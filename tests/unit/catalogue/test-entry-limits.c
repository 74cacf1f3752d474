/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wf-entry-limits.h"

#include "wf-json.h"

#include <string.h>

static char *
repeat (const char *text, guint n)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (all, text);
  return g_string_free (all, FALSE);
}

static JsonObject *
limit (const char *member, const char *text, WfImportReport *report)
{
  g_autoptr (JsonObject) entry = json_object_new ();
  JsonObject *limited;

  json_object_set_string_member (entry, "id", "x\u202ey");
  json_object_set_string_member (entry, member, text);
  limited = wf_entry_limit (entry, report);
  g_assert_cmpstr (json_object_get_string_member (entry, member), ==, text);
  g_assert_cmpstr (json_object_get_string_member (limited, "id"), ==, "x\u202ey");
  return limited;
}

/* What people write in any script stays as it is, and costs no copy. */
static void
test_left_alone (void)
{
  g_autofree char *chinese = repeat ("电脑", 1000), *thai = repeat ("คอมพิวเตอร์", 300);
  g_autofree char *words = repeat ("hello ", 600), *arabic = repeat ("حَاسُوبٌ ", 300);
  const char *const TEXTS[] = { chinese,
                                thai,
                                words,
                                arabic,
                                "l\u2019accès\r\nà l\u2019internet\t(été)",
                                "می\u200cخواهم",
                                "क्‍ष",
                                "Viê\u0323t" };

  for (guint i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    {
      g_autoptr (WfImportReport) report = wf_import_report_new ();
      g_autoptr (JsonObject) entry = json_object_new (), limited = NULL;

      json_object_set_string_member (entry, "summary", TEXTS[i]);
      limited = wf_entry_limit (entry, report);
      g_assert_true (limited == entry);
      g_assert_cmpuint (g_hash_table_size (report->repaired), ==, 0);
    }
}

static void
test_long (void)
{
  const struct {
    const char *member;
    const char *piece;
    glong most;
  } CASES[] = {
    { "name", "ab ", WF_ENTRY_NAME_MAX },
    { "summary", "ab ", WF_ENTRY_TEXT_MAX },
    { "summary", "x", 200 },
    { "eligibility", "\u0645", 200 },
    { "organization", "电脑", WF_ENTRY_NAME_MAX },
    { "hours", "电", WF_ENTRY_TEXT_MAX },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (WfImportReport) report = wf_import_report_new ();
      g_autofree char *text = repeat (CASES[i].piece, 100000);
      g_autoptr (JsonObject) once = limit (CASES[i].member, text, report);
      g_autoptr (JsonObject) twice = wf_entry_limit (once, NULL);
      const char *shown = json_object_get_string_member (once, CASES[i].member);

      g_assert_cmpint (g_utf8_strlen (shown, -1), <=, CASES[i].most);
      g_assert_cmpint (g_utf8_strlen (shown, -1), >=, CASES[i].most - 1);
      g_assert_true (g_str_has_suffix (shown, "\u2026"));
      g_assert_true (once == twice);
      g_assert_cmpuint (wf_import_report_get (report, "too-long"), ==, 1);
    }
}

static void
test_hidden (void)
{
  g_autofree char *stack = repeat ("\u0301", 1200), *tower = g_strconcat ("e", stack, "n", NULL);
  const struct {
    const char *text;
    const char *shown;
  } CASES[] = {
    { "Quokka \u202eevil\u202c\a list\x1b[31m", "Quokka evil list[31m" },
    { "\u2066a\u2069\U000e0041", "a" },
    { "\u202e", "\u2026" },
    { tower, "e\u0301\u0301\u0301\u0301\u0301\u0301n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (WfImportReport) report = wf_import_report_new ();
      g_autoptr (JsonObject) limited = limit ("name", CASES[i].text, report);

      g_assert_cmpstr (json_object_get_string_member (limited, "name"), ==, CASES[i].shown);
      g_assert_cmpuint (wf_import_report_get (report, "hidden-letters"), ==, 1);
    }
}

static void
test_links (void)
{
  g_autofree char *many = repeat ("a", WF_ENTRY_LINK_MAX),
                  *longest = g_strconcat ("https://x.org/", many, NULL);
  const char *const BAD[] = { "javascript://x.org/%0aalert(1)", "file:///etc/passwd", "tel:911",
                              "https://x.org/\u202e", longest };
  const char *const GOOD[] = { "https://x.org/", "HTTP://x.org", "public register", "" };

  for (guint i = 0; i < G_N_ELEMENTS (BAD); i++)
    {
      g_autoptr (WfImportReport) report = wf_import_report_new ();
      g_autoptr (JsonObject) limited = limit ("url", BAD[i], report);

      g_assert_true (json_object_get_null_member (limited, "url"));
      g_assert_cmpuint (wf_import_report_get (report, "odd-url"), ==, 1);
    }
  for (guint i = 0; i < G_N_ELEMENTS (GOOD); i++)
    {
      g_autoptr (JsonObject) limited = limit ("source_url", GOOD[i], NULL);

      g_assert_cmpstr (json_object_get_string_member (limited, "source_url"), ==, GOOD[i]);
    }
}

static void
test_nested (void)
{
  g_autoptr (JsonObject) entry = wf_json_parse_object (
      "{\"more_sources\":[\"https://x.org\",\"javascript:1\"],\"cost\":{\"amount\":0,\"note\":"
      "\"a\\u0007b\"},\"a\":[[[[[[[[[[[[1]]]]]]]]]]]]}",
      -1, NULL);
  g_autoptr (JsonArray) tags = json_array_new ();
  g_autoptr (JsonObject) limited = NULL;

  for (guint i = 0; i < 10000; i++)
    json_array_add_string_element (tags, "t");
  json_object_set_array_member (entry, "tags", json_array_ref (tags));
  limited = wf_entry_limit (entry, NULL);
  g_assert_cmpuint (json_array_get_length (wf_json_get_array (limited, "tags")), ==,
                    WF_ENTRY_LIST_MAX);
  g_assert_cmpuint (json_array_get_length (wf_json_get_array (limited, "more_sources")), ==, 1);
  g_assert_cmpstr (wf_json_get_string (wf_json_get_object (limited, "cost"), "note", ""), ==, "ab");
  g_assert_cmpuint (json_array_get_length (tags), ==, 10000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/entry-limits/left-alone", test_left_alone);
  g_test_add_func ("/entry-limits/long", test_long);
  g_test_add_func ("/entry-limits/hidden", test_hidden);
  g_test_add_func ("/entry-limits/links", test_links);
  g_test_add_func ("/entry-limits/nested", test_nested);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wf-json.h"
#include "wf-resource.h"

#include <string.h>

#define IDENTITY                                                                                   \
  "\"id\":\"x\",\"name\":\"X\",\"kind\":\"internet\",\"status\":\"active\",\"regions\":[\"CA\"]"

static WfResource *
read_entry (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = wf_json_parse_object (text, -1, &error);
  WfResource *entry = wf_resource_new_from_json (object, &error);

  g_assert_no_error (error);
  return entry;
}

static GDate
make_day (guint d, guint m, guint y)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, d, m, y);
  return date;
}

static void
test_refuses (void)
{
  static const char *const texts[] = {
    "{\"name\":\"X\",\"kind\":\"internet\",\"status\":\"active\",\"regions\":[\"CA\"]}",
    "{\"id\":\"x\",\"kind\":\"internet\",\"status\":\"active\",\"regions\":[\"CA\"]}",
    "{\"id\":\"x\",\"name\":\"X\",\"kind\":\"bakery\",\"status\":\"active\",\"regions\":[\"CA\"]}",
    "{\"id\":\"x\",\"name\":\"X\",\"kind\":\"internet\",\"status\":\"odd\",\"regions\":[\"CA\"]}",
    "{\"id\":\"x\",\"name\":\"X\",\"kind\":\"internet\",\"status\":\"active\",\"regions\":[]}",
    "{}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonObject) object = wf_json_parse_object (texts[i], -1, &error);

      g_assert_no_error (error);
      g_assert_null (wf_resource_new_from_json (object, &error));
      g_assert_error (error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_FORMAT);
    }
}

static void
test_reads (void)
{
  g_autoptr (WfResource) entry = read_entry (
      "{" IDENTITY ",\"name_fr\":\"Le X\",\"name_fr_status\":\"seen\",\"summary\":\"It is X.\","
      "\"summary_fr\":\"C’est X.\",\"url\":null,\"source_url\":\"https://x.example/\","
      "\"cost\":{\"amount\":9.95,\"currency\":\"CAD\",\"period\":\"month\",\"note\":\"\"},"
      "\"languages\":[\"en\",\"zh-Hans\",\"prs\"],\"tags\":[\"interpretation\"],\"moon\":7}");
  g_autoptr (WfResource) same = wf_resource_ref (entry);
  g_autoptr (JsonObject) back = wf_resource_to_json (same);
  g_autoptr (WfResource) bare = read_entry ("{" IDENTITY ",\"cost\":{\"amount\":null}}");
  const char *language = NULL;

  g_assert_cmpstr (wf_resource_get_name (entry, "fr-CA"), ==, "Le X");
  g_assert_cmpstr (wf_resource_get_name (entry, "ar"), ==, "X");
  g_assert_cmpstr (wf_resource_get_name (entry, NULL), ==, "X");
  g_assert_cmpstr (wf_resource_get_summary (entry, "fr", &language), ==, "C’est X.");
  g_assert_cmpstr (language, ==, "fr");
  g_assert_cmpstr (wf_resource_get_summary (entry, "uk", &language), ==, "It is X.");
  g_assert_cmpstr (language, ==, "en");
  g_assert_cmpstr (wf_resource_get_summary (bare, "fr", NULL), ==, "");
  g_assert_cmpstr (wf_resource_get_link (entry), ==, "https://x.example/");
  g_assert_cmpstr (wf_resource_get_link (bare), ==, "");
  g_assert_true (entry->name_fr_is_seen);
  g_assert_true (entry->cost.is_known);
  g_assert_cmpfloat (entry->cost.amount, ==, 9.95);
  g_assert_null (entry->cost.note);
  g_assert_cmpfloat (bare->cost.amount, ==, -1);
  g_assert_true (wf_resource_speaks (entry, "zh-Hant"));
  g_assert_true (wf_resource_speaks (entry, "cmn"));
  g_assert_true (wf_resource_speaks (entry, "fa"));
  g_assert_false (wf_resource_speaks (entry, "ar"));
  g_assert_true (wf_resource_has_interpreters (entry));
  g_assert_false (wf_resource_has_interpreters (bare));
  g_assert_cmpint (json_object_get_int_member (back, "moon"), ==, 7);
}

static void
test_covers (void)
{
  static const struct {
    const char *regions;
    const char *region;
    WfTruth expected;
  } cases[] = {
    { "[\"CA\"]", "CA-ON", WF_TRUTH_YES },        { "[\"CA\"]", "CA", WF_TRUTH_YES },
    { "[\"CA-ON\"]", "CA-ON", WF_TRUTH_YES },     { "[\"CA-ON\"]", "CA", WF_TRUTH_UNKNOWN },
    { "[\"CA-ON\"]", "CA-QC", WF_TRUTH_NO },      { "[\"US\"]", "CA-ON", WF_TRUTH_NO },
    { "[\"US\",\"CA\"]", "CA-ON", WF_TRUTH_YES }, { "[\"CA\"]", "CAM", WF_TRUTH_NO },
    { "[\"CA\"]", NULL, WF_TRUTH_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{\"id\":\"x\",\"name\":\"X\",\"kind\":\"internet\",\"status\":\"active\","
          "\"regions\":%s}",
          cases[i].regions);
      g_autoptr (WfResource) entry = read_entry (text);

      g_assert_cmpint (wf_resource_covers (entry, cases[i].region), ==, cases[i].expected);
    }
}

static void
test_check (void)
{
  static const struct {
    const char *as_of;
    const char *status;
    const char *confidence;
    int expected;
  } cases[] = {
    { "2026-01-05", "active", "high", WF_RESOURCE_CHECK_NONE },
    { "2024-11-21", "active", "high", WF_RESOURCE_CHECK_NONE },
    { "2024-11-20", "active", "high", WF_RESOURCE_CHECK_OLD },
    { "2024-11", "active", "high", WF_RESOURCE_CHECK_OLD },
    { "2024-12", "active", "medium", WF_RESOURCE_CHECK_NONE },
    { "2024", "active", "high", WF_RESOURCE_CHECK_OLD },
    { "2025", "active", "high", WF_RESOURCE_CHECK_NONE },
    { "unknown", "active", "high", WF_RESOURCE_CHECK_NO_DATE },
    { "2026-01-05", "unverified", "low",
      WF_RESOURCE_CHECK_UNVERIFIED | WF_RESOURCE_CHECK_LOW_CONFIDENCE },
  };
  GDate today = make_day (21, 11, 2026);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text =
          g_strdup_printf ("{\"id\":\"x\",\"name\":\"X\",\"kind\":\"internet\",\"status\":\"%s\","
                           "\"regions\":[\"CA\"],\"as_of\":\"%s\",\"confidence\":\"%s\"}",
                           cases[i].status, cases[i].as_of, cases[i].confidence);
      g_autoptr (WfResource) entry = read_entry (text);

      g_test_message ("%s", text);
      g_assert_cmpint (wf_resource_get_check (entry, &today), ==, cases[i].expected);
    }
}

static void
test_dates (void)
{
  static const char *const bad[] = { "",          "20",      "unknown",    "2020-",
                                     "2020-5",    "2020-13", "2020-02-30", "2020-05-20x",
                                     "2020-05-2", "0000",    "2020-00",    "2020-05-20-1",
                                     "020-05" };
  static const struct {
    const char *text;
    guint32 days;
  } good[] = { { "2020", 365 }, { "2021", 364 }, { "2020-02", 28 }, { "2020-02-29", 0 } };
  GDate first, last;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("%s", bad[i]);
      g_assert_false (wf_date_parse_partial (bad[i], &first, &last));
    }
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_assert_true (wf_date_parse_partial (good[i].text, &first, &last));
      g_assert_cmpint (g_date_days_between (&first, &last), ==, good[i].days);
    }
  wf_date_from_time (G_GINT64_CONSTANT (1795305599) * G_USEC_PER_SEC, &first);
  g_assert_cmpint (g_date_get_year (&first), ==, 2026);
  g_assert_cmpint (g_date_get_month (&first), ==, 11);
  g_assert_cmpint (g_date_get_day (&first), ==, 21);

  /* the day is that of whoever looks at the calendar here */
  g_autofree char *zone = g_strdup (g_getenv ("TZ"));

  g_setenv ("TZ", "+03:00", TRUE);
  wf_date_from_time (G_GINT64_CONSTANT (1795305599) * G_USEC_PER_SEC, &first);
  g_setenv ("TZ", zone != NULL ? zone : "UTC", TRUE);
  g_assert_cmpint (g_date_get_day (&first), ==, 22);
}

static void
test_words (void)
{
  g_assert_cmpstr (wf_resource_status_to_text (WF_RESOURCE_ACTIVE), ==, "active");
  g_assert_cmpstr (wf_resource_status_to_text (WF_RESOURCE_CLOSED), ==, "closed");
  g_assert_cmpuint (g_strv_length ((GStrv) wf_resource_list_kinds ()), ==, 10);
  g_assert_true (g_strv_contains (wf_resource_list_kinds (), "safety"));
}

/* A boxed value goes through a GValue without a copy. */
static void
test_boxed (void)
{
  g_autoptr (WfResource) entry = read_entry ("{" IDENTITY "}");
  WfResource *copy = g_boxed_copy (WF_TYPE_RESOURCE, entry);

  g_assert_true (copy == entry);
  g_boxed_free (WF_TYPE_RESOURCE, copy);
  g_assert_cmpstr (entry->id, ==, "x");
}

/* Every field of every shipped entry is still there after reading. */
static void
test_starter_keeps_all (void)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("WF_SOURCE_ROOT"), "data", "catalogue", "starter.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  g_autoptr (JsonObject) root = wf_json_parse_object (text, -1, &error);
  g_assert_no_error (error);
  JsonArray *entries = json_object_get_array_member (root, "resources");

  g_assert_cmpuint (json_array_get_length (entries), ==, 240);
  for (guint i = 0; i < 240; i++)
    {
      JsonObject *object = json_array_get_object_element (entries, i);
      g_autoptr (WfResource) entry = wf_resource_new_from_json (object, &error);

      g_assert_no_error (error);

      g_autoptr (JsonObject) back = wf_resource_to_json (entry);
      g_autofree char *before = wf_json_to_text (object);
      g_autofree char *after = wf_json_to_text (back);

      g_assert_cmpstr (before, ==, after);
      g_assert_cmpuint (json_object_get_size (back), ==, 27);
    }
}

/* Values of all types, where a text, a list or an object is wanted. */
static const char *const VALUES[] = {
  "\"\"",
  "\"plain\"",
  "\"a \\\"quote\\\", a \\\\, a \\/ and\\n\\t\\r\\b\\f\"",
  "\"\\u00e9\\u0627\\u4e2d \\ud83d\\ude00 é\"",
  "null",
  "true",
  "false",
  "7",
  "-0.5e2",
  "[]",
  "[ \"one\" , 2, [\"three\"], {\"four\": \"five\"}, null, \"s\\u0069x, ]\" ]",
  "{}",
  ("{ \"id\": \"a\\u0062\", \"title\": 3, \"note\": \"n\", \"pinned\": true, \"amount\": 12.5, "
   "\"corrected\": \"one\", \"available\": 4, \"currency\": [\"CAD\"], \"period\": \"\" }"),
};

static void
assert_texts (GStrv got, JsonObject *object, const char *name)
{
  g_auto (GStrv) wanted = wf_json_get_strings (object, name);

  g_assert_cmpstrv (got, wanted);
}

static const char *
want (JsonObject *object, const char *name)
{
  const char *text = wf_json_get_string (object, name, NULL);

  return text != NULL && *text != '\0' ? text : NULL;
}

static void
assert_reads_as_json (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = wf_json_parse_object (text, -1, &error);
  g_autoptr (WfResource) entry = wf_resource_new_from_text (text, strlen (text), &error);
  JsonObject *cost = wf_json_get_object (object, "cost");
  JsonObject *overlay = wf_json_get_object (object, "overlay");

  g_assert_no_error (error);
  g_assert_cmpstr (entry->url, ==, want (object, "url"));
  g_assert_cmpstr (entry->summary, ==, wf_json_get_string (object, "summary", ""));
  g_assert_cmpstr (entry->as_of, ==, wf_json_get_string (object, "as_of", "unknown"));
  g_assert_cmpstr (entry->confidence, ==, wf_json_get_string (object, "confidence", "low"));
  assert_texts (entry->tags, object, "tags");
  assert_texts (entry->languages, object, "languages");
  assert_texts (entry->corrected, overlay, "corrected");
  g_assert_cmpint (entry->cost.is_known, ==, cost != NULL);
  g_assert_cmpfloat (entry->cost.amount, ==,
                     cost != NULL ? wf_json_get_double (cost, "amount", -1) : 0);
  g_assert_cmpstr (entry->cost.currency, ==, want (cost, "currency"));
  g_assert_cmpint (entry->is_pinned, ==, wf_json_get_bool (overlay, "pinned", FALSE));
  g_assert_cmpint (entry->is_said_remote, ==, wf_json_get_bool (object, "remote", FALSE));
  g_assert_cmpstr (entry->origin, ==, want (wf_json_get_object (object, "origin"), "id"));
  g_assert_cmpint (
      entry->places, ==,
      (int) wf_json_get_double (wf_json_get_object (object, "capacity"), "available", -1));
  g_assert_true (wf_resource_get_conditions (entry) ==
                 wf_json_get_object (wf_resource_get_json (entry), "conditions"));
}

/* Whatever stands where, it is read as the tree of json-glib would be. */
static void
test_reads_as_json (void)
{
  static const char *const NAMES[] = { "url",    "summary", "as_of",    "confidence", "tags",
                                       "origin", "cost",    "overlay",  "remote",     "capacity",
                                       "odd",    "notes",   "languages" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);

  for (guint round = 0; round < 3000; round++)
    {
      g_autoptr (GString) text = g_string_new ("{" IDENTITY);

      for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
        {
          if (g_rand_boolean (rand))
            g_string_append_printf (text, "%s,\"%s\" : %s", g_rand_boolean (rand) ? " \n" : "",
                                    NAMES[i],
                                    VALUES[g_rand_int_range (rand, 0, G_N_ELEMENTS (VALUES))]);
        }
      g_string_append_c (text, '}');
      assert_reads_as_json (text->str);
    }
}

/* Cut off or with any byte another one, it is an entry or none. */
static void
test_survives_damage (void)
{
  g_autofree char *text = g_strdup_printf ("{" IDENTITY ",\"summary\":%s,\"tags\":%s,\"cost\":%s}",
                                           VALUES[3], VALUES[10], VALUES[12]);
  gsize size = strlen (text);

  for (gsize i = 0; i < size; i++)
    {
      static const char BYTES[] = "\"\\{}[],:u0\xff\x01";
      g_autofree char *cut = g_memdup2 (text, i);
      char was = text[i];

      g_assert_null (wf_resource_new_from_text (cut != NULL ? cut : "", i, NULL));
      for (guint k = 0; k < sizeof BYTES; k++)
        {
          g_autoptr (WfResource) entry = NULL;

          text[i] = BYTES[k];
          entry = wf_resource_new_from_text (text, size, NULL);
          g_assert_true (entry == NULL || g_utf8_validate (entry->summary, -1, NULL));
        }
      text[i] = was;
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/resource/refuses", test_refuses);
  g_test_add_func ("/resource/reads-as-json", test_reads_as_json);
  g_test_add_func ("/resource/survives-damage", test_survives_damage);
  g_test_add_func ("/resource/reads", test_reads);
  g_test_add_func ("/resource/covers", test_covers);
  g_test_add_func ("/resource/check", test_check);
  g_test_add_func ("/resource/dates", test_dates);
  g_test_add_func ("/resource/words", test_words);
  g_test_add_func ("/resource/boxed", test_boxed);
  g_test_add_func ("/resource/starter-keeps-all", test_starter_keeps_all);
  return g_test_run ();
}

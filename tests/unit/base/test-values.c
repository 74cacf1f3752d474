/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wf-clock.h"
#include "wf-hex.h"
#include "wf-json.h"
#include "wf-paths.h"
#include "wf-record.h"

#include <string.h>

static void
test_hex_round_trip (void)
{
  for (guint round = 0; round < 200; round++)
    {
      guint8 bytes[40], back[40];
      gsize size = (gsize) g_test_rand_int_range (0, 41);

      for (gsize i = 0; i < size; i++)
        bytes[i] = (guint8) g_test_rand_int_range (0, 256);

      g_autofree char *text = wf_hex_encode (bytes, size);

      g_assert_true (wf_hex_decode (text, back, size));
      g_assert_cmpmem (bytes, size, back, size);
      g_assert_false (wf_hex_decode (text, back, size + 1));
    }
}

static void
test_ids (void)
{
  static const struct {
    const char *id;
    gboolean is_valid;
  } cases[] = {
    { "0123456789abcdef0123456789abcdef", TRUE },
    { "0123456789ABCDEF0123456789abcdef", FALSE },
    { "0123456789abcdef0123456789abcde", FALSE },
    { "0123456789abcdef0123456789abcdefa", FALSE },
    { "0123456789abcdef0123456789abcdeg", FALSE },
    { "", FALSE },
    { NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (wf_id_is_valid (cases[i].id), ==, cases[i].is_valid);
}

static void
test_json_refuses (void)
{
  static const char *const cases[] = {
    "",
    "[]",
    "1",
    "{} {}",
    "{}x",
    "{\"a\":1",
    "// {}",
    "{/* c */}",
    "{\"a\":}",
    "x{}",
    "{\"a\":\"\xff\"}",
    "}{",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (wf_json_parse_object (cases[i], -1, &error));
      g_assert_error (error, WF_JSON_ERROR, WF_JSON_ERROR_SYNTAX);
    }
}

/* Where it stands is said, what it says is not; too many levels are no file of ours. */
static void
test_json_places (void)
{
  g_autoptr (GString) deep = g_string_new ("{\"a\":");
  g_autoptr (GError) error = NULL;

  g_assert_null (wf_json_parse_object ("{\n \"a\": [1, NaN]}", -1, &error));
  g_assert_nonnull (strstr (error->message, "line 2, character"));
  g_assert_null (strstr (error->message, "NaN"));
  for (guint i = 0; i < 200000; i++)
    g_string_append_c (deep, '[');
  for (guint i = 0; i < 200000; i++)
    g_string_append_c (deep, ']');
  g_string_append_c (deep, '}');
  g_assert_null (wf_json_parse_object (deep->str, (gssize) deep->len, NULL));
}

/* What json-glib lets pass and JSON has not is refused where somebody computes with it. */
static void
test_json_exact (void)
{
  static const char *const good[] = {
    "{}",
    "{\"a\":[0,-0,10,-1.5,1e3,1E-3,2.5e+10],\"b\":\"0x1 '\\\" 01\"}",
    "{\"a\":{\"x\":1},\"b\":[{\"x\":1},{\"x\":null}],\"x\":true}",
  };
  static const char *const lax[] = {
    "{\"a\":0x10}",      "{\"a\":01}",
    "{\"a\":-01}",       "{\"a\":.5}",
    "{\"a\":1.}",        "{'a':1}",
    "{\"a\":'1'}",       "{\"a\":1,\"a\":2}",
    "{\"a\":1,\"a\":1}", "{\"b\":[{\"a\":1,\"c\":0,\"a\":2}]}",
  };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (JsonObject) object = wf_json_parse_exact (good[i], -1, NULL);

      g_assert_nonnull (object);
    }
  for (guint i = 0; i < G_N_ELEMENTS (lax); i++)
    {
      g_autoptr (GError) problem = NULL;

      g_assert_null (wf_json_parse_exact (lax[i], -1, &problem));
      g_assert_error (problem, WF_JSON_ERROR, WF_JSON_ERROR_SYNTAX);
      g_assert_true (strstr (problem->message, "line 1, character") != NULL ||
                     strstr (problem->message, "byte ") != NULL);
    }
  g_assert_null (wf_json_parse_exact ("{\"a\":1,\n \"b\": 0x7}", -1, &error));
  g_assert_nonnull (strstr (error->message, "byte 16"));
}

static void
test_json_getters (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = wf_json_parse_object (
      " {\"s\":\"a/b \\\" "
      "}\",\"i\":3,\"d\":1.5,\"b\":true,\"l\":[\"x\",2,\"y\"],\"o\":{},\"n\":null} ",
      -1, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (wf_json_get_string (object, "s", NULL), ==, "a/b \" }");
  g_assert_cmpstr (wf_json_get_string (object, "i", "other"), ==, "other");
  g_assert_cmpstr (wf_json_get_string (object, "n", "none"), ==, "none");
  g_assert_cmpint (wf_json_get_int (object, "i", 0), ==, 3);
  g_assert_cmpint (wf_json_get_int (object, "s", 7), ==, 7);
  g_assert_cmpfloat (wf_json_get_double (object, "d", 0), ==, 1.5);
  g_assert_cmpfloat (wf_json_get_double (object, "i", 0), ==, 3);
  g_assert_true (wf_json_get_bool (object, "b", FALSE));
  g_assert_false (wf_json_get_bool (object, "missing", FALSE));
  g_assert_nonnull (wf_json_get_object (object, "o"));
  g_assert_null (wf_json_get_object (object, "l"));
  g_assert_null (wf_json_get_array (object, "o"));

  g_auto (GStrv) list = wf_json_get_strings (object, "l");
  g_auto (GStrv) lone = wf_json_get_strings (object, "s");

  g_assert_cmpuint (g_strv_length (list), ==, 2);
  g_assert_cmpstr (list[1], ==, "y");
  g_assert_cmpuint (g_strv_length (lone), ==, 1);
}

static void
test_record (void)
{
  JsonObject *body = json_object_new ();

  wf_json_set_strings (body, "options", (const char *const[]){ "a", "b", NULL });

  g_autoptr (WfRecord) record = wf_record_new_at ("interview.answered", body, 5, "s/d");
  g_autoptr (WfRecord) same = wf_record_ref (record);
  g_autofree char *text = wf_json_to_text (same->body);

  g_assert_cmpstr (text, ==, "{\"options\":[\"a\",\"b\"]}");
  g_assert_true (wf_record_has_prefix (record, "interview."));
  g_assert_false (wf_record_has_prefix (record, "visit."));
  g_assert_cmpint (record->time_us, ==, 5);
  g_assert_cmpstr (record->author, ==, "s/d");
}

static void
test_clock (void)
{
  g_autoptr (WfClock) fixed = wf_clock_new_fixed (100);
  g_autoptr (WfClock) real = wf_clock_new_system ();
  g_autoptr (WfClock) ahead = wf_clock_new_ahead (WF_CLOCK_DAY);
  gint64 before = g_get_real_time ();

  g_assert_cmpint (wf_clock_now (fixed), ==, 100);
  wf_clock_advance (fixed, WF_CLOCK_DAY);
  g_assert_cmpint (wf_clock_now (fixed), ==, 100 + G_GINT64_CONSTANT (86400000000));
  g_assert_cmpint (wf_clock_now (real), >=, before);
  g_assert_cmpint (wf_clock_now (ahead), >=, before + WF_CLOCK_DAY);
  g_assert_cmpint (wf_clock_now (ahead), <=, g_get_real_time () + WF_CLOCK_DAY);
}

static void
test_paths (void)
{
  g_autofree char *found = NULL;

  g_setenv ("WAYFINDER_SHARED", "/some/../where", TRUE);
  g_autofree char *named = wf_paths_find_shared_dir ();

  g_assert_cmpstr (named, ==, "/where");
  g_unsetenv ("WAYFINDER_SHARED");
  found = wf_paths_find_shared_dir ();
  g_assert_true (g_path_is_absolute (found));

  g_autofree char *own = wf_paths_get_default_data_dir ();

  g_assert_true (g_str_has_prefix (own, g_get_user_data_dir ()));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/hex/round-trip", test_hex_round_trip);
  g_test_add_func ("/base/hex/ids", test_ids);
  g_test_add_func ("/base/json/refuses", test_json_refuses);
  g_test_add_func ("/base/json/places", test_json_places);
  g_test_add_func ("/base/json/exact", test_json_exact);
  g_test_add_func ("/base/json/getters", test_json_getters);
  g_test_add_func ("/base/record", test_record);
  g_test_add_func ("/base/clock", test_clock);
  g_test_add_func ("/base/paths", test_paths);
  return g_test_run ();
}

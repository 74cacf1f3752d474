/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An interview played from lines, as the commands play it.
 */
#include "interview-fixture.h"

#include "wf-interview-replay.h"
#include "wf-json.h"

#include <string.h>

static WfItemBank *bank;

static JsonObject *
play (const char *lang, const char *lines)
{
  WfInterviewSetup setup = { .lang = lang, .region = "CA-ON", .seed = 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (WfInterview) interview = wf_interview_replay (bank, &setup, NULL, lines, &error);

  g_assert_no_error (error);
  return wf_interview_to_replay_json (interview);
}

static const char *
next_item (JsonObject *result)
{
  return wf_json_get_string (wf_json_get_object (result, "next"), "item", NULL);
}

static void
test_first_question (void)
{
  static const struct {
    const char *lang, *dir, *shown;
  } cases[] = { { "ar", "rtl", "ar" }, { "fr", "ltr", "fr" }, { "en", "ltr", "en" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) result = play (cases[i].lang, "");
      JsonObject *next = wf_json_get_object (result, "next");

      g_assert_cmpstr (wf_json_get_string (result, "state", NULL), ==, "asking");
      g_assert_cmpstr (wf_json_get_string (result, "stop", NULL), ==, "");
      g_assert_cmpint (wf_json_get_int (result, "answered", -1), ==, 0);
      g_assert_cmpstr (next_item (result), ==, "wf-access-availability-01");
      g_assert_cmpstr (wf_json_get_string (next, "kind", NULL), ==, "access");
      g_assert_cmpstr (wf_json_get_string (next, "dir", NULL), ==, cases[i].dir);
      g_assert_cmpstr (wf_json_get_string (next, "lang", NULL), ==, cases[i].shown);
      g_assert_cmpuint (json_array_get_length (wf_json_get_array (next, "options")), ==, 8);
    }
}

static void
test_lines (void)
{
  g_autoptr (JsonObject) result = play (
      "en",
      "{\"type\":\"answer\",\"item\":\"wf-access-availability-01\",\"option\":[\"1\",\"3\"]}\n"
      "\n"
      "{\"type\":\"skip\",\"item\":\"wf-access-availability-02\",\"reason\":\"refused\"}\n"
      "{\"type\":\"note\",\"text\":\"tired today\"}\n"
      "{\"type\":\"language\",\"lang\":\"fr_CA\"}\n"
      "{\"type\":\"answer\",\"item\":\"wf-access-availability-03\",\"option\":\"1\"}\n"
      "{\"type\":\"back\"}\n");
  JsonObject *next = wf_json_get_object (result, "next");

  g_assert_cmpstr (next_item (result), ==, "wf-access-availability-03");
  g_assert_cmpstr (wf_json_get_string (next, "lang", NULL), ==, "fr");
  g_assert_cmpint (wf_json_get_int (result, "answered", -1), ==, 1);
  g_assert_cmpstr (wf_json_get_string (result, "phase", NULL), ==, "access");
}

/* Another item than the one that stands; then another answer to it. */
static void
test_own_order (void)
{
  g_autoptr (JsonObject) first =
      play ("en", "{\"type\":\"answer\",\"item\":\"wf-5.1-06\",\"option\":\"2\",\"help\":0}\n");
  g_autoptr (JsonObject) changed =
      play ("en", "{\"type\":\"answer\",\"item\":\"wf-5.1-06\",\"option\":\"2\"}\n"
                  "{\"type\":\"answer\",\"item\":\"wf-5.1-06\",\"option\":\"0\"}\n");

  g_assert_cmpstr (next_item (first), ==, "wf-access-availability-01");
  g_assert_cmpfloat (wf_json_get_double (wf_json_get_object (first, "overall"), "theta", 0), >,
                     wf_json_get_double (wf_json_get_object (changed, "overall"), "theta", 0));
  g_assert_cmpint (wf_json_get_int (changed, "answered", -1), ==, 1);
}

static void
test_ends (void)
{
  g_autoptr (JsonObject) result = play ("en", "{\"type\":\"end\"}\n{\"type\":\"end\"}\n");

  g_assert_cmpstr (wf_json_get_string (result, "state", NULL), ==, "ended");
  g_assert_cmpstr (wf_json_get_string (result, "stop", NULL), ==, "navigator");
  g_assert_true (json_object_get_null_member (result, "next"));
}

static void
test_present_and_care (void)
{
  g_autoptr (JsonObject) care = play ("en", "{\"type\":\"care\"}\n");
  g_autoptr (JsonObject) watched = play (
      "en", "{\"type\":\"present\",\"who\":[\"partner\"]}\n"
            "{\"type\":\"answer\",\"item\":\"wf-access-availability-01\",\"option\":\"1\"}\n"
            "{\"type\":\"answer\",\"item\":\"wf-access-availability-02\",\"option\":\"1\"}\n");

  g_assert_cmpstr (next_item (care), ==, "wf-care-01");
  g_assert_cmpstr (next_item (watched), ==, "wf-access-affordability-01");
  g_assert_cmpint (wf_json_get_int (watched, "waiting", -1), ==, 1);
}

static void
test_refuses (void)
{
  static const struct {
    const char *lines, *line;
  } cases[] = {
    { "hello\n", "line 1:" },
    { "{\"type\":\"answer\"", "line 1:" },
    { "\n[1,2]\n", "line 2:" },
    { "{}\n", "line 1:" },
    { "{\"type\":\"dance\"}", "line 1:" },
    { "{\"type\":\"answer\",\"item\":\"wf-0.0-00\",\"option\":\"1\"}", "line 1:" },
    { "{\"type\":\"answer\",\"item\":\"wf-1.1-01\",\"option\":\"9\"}", "line 1:" },
    { "{\"type\":\"answer\",\"item\":\"wf-1.1-01\"}", "line 1:" },
    { "{\"type\":\"skip\",\"item\":\"wf-1.1-01\",\"reason\":\"bored\"}", "line 1:" },
    { "{\"type\":\"back\"}", "line 1:" },
    { "{\"type\":\"language\",\"lang\":\"!!\"}", "line 1:" },
    { "{\"type\":\"end\"}\n{\"type\":\"answer\",\"item\":\"wf-1.1-01\",\"option\":\"1\"}",
      "line 2:" },
    { "{\"type\":\"end\"}\n{\"type\":\"skip\",\"reason\":\"refused\"}", "line 2:" },
  };
  WfInterviewSetup setup = { .lang = "en", .seed = 1 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (wf_interview_replay (bank, &setup, NULL, cases[i].lines, &error));
      g_assert_error (error, WF_REPLAY_ERROR, WF_REPLAY_ERROR_LINE);
      g_assert_true (g_str_has_prefix (error->message, cases[i].line));
    }
}

/* Whatever stands in the lines, there is an interview or a line that is named. */
static void
test_garbage (void)
{
  static const char *const LINES[] = {
    "{\"type\":\"answer\",\"item\":\"wf-access-availability-01\",\"option\":[\"1\",\"3\"]}\n",
    "{\"type\":\"skip\",\"item\":\"wf-access-availability-02\",\"reason\":\"refused\"}\n",
    "{\"type\":\"language\",\"lang\":\"ar\"}\n",
    "{\"type\":\"back\"}\n",
    "{\"type\":\"present\",\"who\":[\"partner\"]}\n",
    "{\"type\":\"answer\",\"item\":\"wf-5.1-06\",\"option\":\"2\",\"help\":1}\n",
    "{\"type\":\"end\"}\n",
  };
  WfInterviewSetup setup = { .lang = "en", .seed = 1 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (99);
  guint n_refused = 0;

  for (guint round = 0; round < 600; round++)
    {
      g_autoptr (GString) lines = g_string_new (NULL);
      g_autoptr (GError) error = NULL;

      for (guint i = 0; i < 6; i++)
        g_string_append (lines, LINES[g_rand_int_range (rand, 0, G_N_ELEMENTS (LINES))]);
      for (gint32 i = g_rand_int_range (rand, 0, 4); i > 0; i--)
        lines->str[g_rand_int_range (rand, 0, (gint32) lines->len)] =
            (char) g_rand_int_range (rand, 1, 256);
      g_autoptr (WfInterview) interview =
          wf_interview_replay (bank, &setup, NULL, lines->str, &error);
      if (interview == NULL)
        {
          g_assert_error (error, WF_REPLAY_ERROR, WF_REPLAY_ERROR_LINE);
          g_assert_true (g_str_has_prefix (error->message, "line "));
          n_refused++;
          continue;
        }
      g_autoptr (JsonObject) result = wf_interview_to_replay_json (interview);
      g_autofree char *text = wf_json_to_text (result);
      g_assert_true (g_utf8_validate (text, -1, NULL));
    }
  g_assert_cmpuint (n_refused, >, 100);
  g_assert_cmpuint (n_refused, <, 600);
}

/* Answering whatever comes leads to an end, in every language and from every seed. */
static void
test_to_the_end (void)
{
  for (guint64 seed = 1; seed <= 6; seed++)
    {
      WfInterviewSetup setup = { .lang = "ar", .region = "CA-ON", .seed = seed };
      g_autoptr (GString) lines = g_string_new (NULL);
      guint n = 0;

      for (;; n++)
        {
          g_autoptr (WfInterview) interview =
              wf_interview_replay (bank, &setup, NULL, lines->str, NULL);
          g_autoptr (JsonObject) result = wf_interview_to_replay_json (interview);

          if (next_item (result) == NULL)
            {
              g_assert_cmpstr (wf_json_get_string (result, "state", NULL), ==, "ended");
              g_assert_cmpstr (wf_json_get_string (result, "stop", ""), !=, "");
              break;
            }
          g_assert_cmpuint (n, <, 60);
          g_string_append_printf (
              lines, "{\"type\":\"answer\",\"item\":\"%s\",\"option\":\"%s\"}\n",
              next_item (result), fixture_pick (interview, (FixturePick) ((seed + n) % 3)));
        }
      g_assert_cmpuint (n, >, 15);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  bank = fixture_load_bank ();
  g_test_add_func ("/replay/first-question", test_first_question);
  g_test_add_func ("/replay/lines", test_lines);
  g_test_add_func ("/replay/own-order", test_own_order);
  g_test_add_func ("/replay/ends", test_ends);
  g_test_add_func ("/replay/present-and-care", test_present_and_care);
  g_test_add_func ("/replay/refuses", test_refuses);
  g_test_add_func ("/replay/garbage", test_garbage);
  g_test_add_func ("/replay/to-the-end", test_to_the_end);
  int status = g_test_run ();
  wf_item_bank_unref (bank);
  return status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ratings to bands, against tables worked out by hand from the published Check-In bands: both
 * sides of every edge. In the tables a digit is the points of one answer.
 */
#include "wf-json.h"
#include "wf-pack-library.h"
#include "wf-practice-score.h"

#include <string.h>

static WfPackLibrary *library;

static WfFramework *
framework (void)
{
  return wf_pack_library_get_framework (library, "digcompedu");
}

/* '0' to '4' points; 'n' not yet; 'C' and '4' are C1 and C2, which count the same; '-' skipped. */
static int
rating_of (char points)
{
  switch (points)
    {
    case '-':
      return WF_RATING_NONE;
    case 'n':
      return WF_RATING_NOT_YET;
    case 'C':
      return 5;
    case '4':
      return 6;
    default:
      return points - '0' + 1;
    }
}

/* Rates the competences of one area, or all 22 when @area is NULL, in reading order. */
static WfPracticeScore *
score (const char *area, const char *points)
{
  const GPtrArray *questions = wf_framework_get_questions (framework ());
  g_autoptr (WfRatings) ratings = wf_ratings_new ();

  for (guint i = 0; i < questions->len; i++)
    {
      const WfFrameworkPart *part = questions->pdata[i];
      if (area != NULL && !g_str_equal (part->parent, area))
        continue;
      g_assert_cmpint (*points, !=, '\0');
      wf_ratings_set (ratings, part->id, rating_of (*points++));
    }
  g_assert_cmpint (*points, ==, '\0');
  return wf_practice_score_new (framework (), ratings);
}

static void
assert_level (const WfAreaScore *area, guint points, guint max, const char *level)
{
  g_assert_cmpuint (area->points, ==, points);
  g_assert_cmpuint (area->max, ==, max);
  g_assert_cmpstr (area->level > 0 ? wf_rating_to_name (framework (), (int) area->level) : NULL, ==,
                   level);
}

static void
test_area_edges (void)
{
  static const struct {
    const char *points;
    guint sum;
    const char *level;
  } THREE[] = { { "nnn", 0, "A1" },  { "111", 3, "A1" },  { "211", 4, "A2" }, { "221", 5, "A2" },
                { "222", 6, "B1" },  { "322", 7, "B1" },  { "332", 8, "B2" }, { "333", 9, "B2" },
                { "433", 10, "C1" }, { "4C3", 11, "C1" }, { "4CC", 12, "C2" } },
    FOUR[] = { { "0000", 0, "A1" },  { "1111", 4, "A1" },  { "2111", 5, "A2" },
               { "2221", 7, "A2" },  { "2222", 8, "B1" },  { "3322", 10, "B1" },
               { "3332", 11, "B2" }, { "4333", 13, "B2" }, { "C433", 14, "C1" },
               { "444n", 12, "B2" }, { "4443", 15, "C1" }, { "CCCC", 16, "C2" } },
    FIVE[] = { { "00000", 0, "A1" },  { "21111", 6, "A1" },  { "22111", 7, "A2" },
               { "22211", 8, "A2" },  { "22221", 9, "B1" },  { "33222", 12, "B1" },
               { "33322", 13, "B2" }, { "43333", 16, "B2" }, { "44333", 17, "C1" },
               { "4444C", 20, "C2" }, { "44443", 19, "C1" } };
  static const char *const THREES[] = { "2", "4", "5" }, *const FOURS[] = { "1", "3" };

  for (guint i = 0; i < G_N_ELEMENTS (THREE); i++)
    for (guint a = 0; a < G_N_ELEMENTS (THREES); a++)
      {
        g_autoptr (WfPracticeScore) got = score (THREES[a], THREE[i].points);
        assert_level (wf_practice_score_lookup (got, THREES[a]), THREE[i].sum, 12, THREE[i].level);
      }
  for (guint i = 0; i < G_N_ELEMENTS (FOUR); i++)
    for (guint a = 0; a < G_N_ELEMENTS (FOURS); a++)
      {
        g_autoptr (WfPracticeScore) got = score (FOURS[a], FOUR[i].points);
        assert_level (wf_practice_score_lookup (got, FOURS[a]), FOUR[i].sum, 16, FOUR[i].level);
      }
  for (guint i = 0; i < G_N_ELEMENTS (FIVE); i++)
    {
      g_autoptr (WfPracticeScore) got = score ("6", FIVE[i].points);
      assert_level (wf_practice_score_lookup (got, "6"), FIVE[i].sum, 20, FIVE[i].level);
    }
}

static void
test_overall_edges (void)
{
  static const struct {
    const char *points;
    guint sum;
    const char *level;
  } CASES[] = {
    { "nnnnnnnnnnnnnnnnnnnnnn", 0, "A1" },  { "1111111111111111111000", 19, "A1" },
    { "1111111111111111111100", 20, "A2" }, { "2222222222211111111111", 33, "A2" },
    { "2222222222221111111111", 34, "B1" }, { "3333322222222222222222", 49, "B1" },
    { "3333332222222222222222", 50, "B2" }, { "3333333333333333333332", 65, "B2" },
    { "3333333333333333333333", 66, "C1" }, { "4444444444444433333333", 80, "C1" },
    { "4444444444444443333333", 81, "C2" }, { "CCCCCCCCCCC44444444444", 88, "C2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (WfPracticeScore) got = score (NULL, CASES[i].points);
      assert_level (&got->overall, CASES[i].sum, 88, CASES[i].level);
    }
}

/* The published bands do not agree: neither label may be made from the other. */
static void
test_bands_disagree (void)
{
  g_autoptr (WfPracticeScore) low = score (NULL, "1111"
                                                 "111"
                                                 "1111"
                                                 "111"
                                                 "111"
                                                 "21111");
  g_autoptr (WfPracticeScore) high = score (NULL, "4333"
                                                  "333"
                                                  "4333"
                                                  "333"
                                                  "333"
                                                  "43333");

  assert_level (&low->overall, 23, 88, "A2");
  assert_level (&high->overall, 69, 88, "C1");
  for (guint i = 0; i < 6; i++)
    {
      g_assert_cmpuint (((WfAreaScore *) low->areas->pdata[i])->level, ==, 1);
      g_assert_cmpuint (((WfAreaScore *) high->areas->pdata[i])->level, ==, 4);
    }
}

static void
test_skipped (void)
{
  /* Half the questions of area 1 skipped: 5 of 8 points stand where 10 of 16 would, in B1. */
  g_autoptr (WfPracticeScore) half = score ("1", "32--");
  g_autoptr (WfPracticeScore) edge = score ("1", "33--"); /* 6 of 8 is 12 of 16: B2 */
  g_autoptr (WfPracticeScore) full = score ("2", "44-");
  g_autoptr (JsonObject) json = wf_practice_score_to_json (half, framework ());
  JsonArray *provisional = json_object_get_array_member (json, "provisional");

  assert_level (wf_practice_score_lookup (half, "1"), 5, 8, "B1");
  assert_level (wf_practice_score_lookup (edge, "1"), 6, 8, "B2");
  assert_level (wf_practice_score_lookup (full, "2"), 8, 8, "C2");
  assert_level (wf_practice_score_lookup (half, "2"), 0, 0, NULL);
  g_assert_cmpuint (json_array_get_length (provisional), ==, 7);
  g_assert_cmpstr (json_array_get_string_element (provisional, 6), ==, "overall");
  g_assert_true (json_object_get_null_member (
      json_array_get_object_element (json_object_get_array_member (json, "areas"), 1), "level"));
}

static void
test_all_rated_is_not_provisional (void)
{
  g_autoptr (WfPracticeScore) got = score (NULL, "nnnnnnnnnnnnnnnnnnnnnn");
  g_autoptr (JsonObject) json = wf_practice_score_to_json (got, framework ());

  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (json, "provisional")), ==,
                    0);
}

static void
test_names (void)
{
  static const char *const NAMES[] = { "not-yet", "A1", "A2", "B1", "B2", "C1", "C2" };
  int rating;

  for (int i = 0; i < (int) G_N_ELEMENTS (NAMES); i++)
    {
      g_assert_cmpstr (wf_rating_to_name (framework (), i), ==, NAMES[i]);
      g_assert_true (wf_rating_from_name (framework (), NAMES[i], &rating));
      g_assert_cmpint (rating, ==, i);
    }
  g_assert_null (wf_rating_to_name (framework (), 7));
  g_assert_null (wf_rating_to_name (framework (), WF_RATING_NONE));
  g_assert_true (wf_rating_from_name (framework (), "skipped", &rating));
  g_assert_cmpint (rating, ==, WF_RATING_NONE);
  g_assert_false (wf_rating_from_name (framework (), "b1", &rating));
}

static void
test_bad_input (void)
{
  static const struct {
    const char *text, *message;
  } CASES[] = {
    { "{}", "ratings: an object is needed" },
    { "{\"ratings\":[]}", "ratings: an object is needed" },
    { "{\"ratings\":{\"9.9\":\"B1\"}}", "ratings[\"9.9\"]: the framework has no such competence" },
    { "{\"ratings\":{\"1\":\"B1\"}}", "ratings[\"1\"]: the framework has no such competence" },
    { "{\"ratings\":{\"1.1\":\"B1\",\"2.1\":\"D1\"}}",
      "ratings[\"2.1\"]: not a level; use A1, A2" },
    { "{\"ratings\":{\"1.1\":3}}", "ratings[\"1.1\"]: not a level" },
    { "{\"ratings\":{\"1.1\":[\"B1\"]}}", "ratings[\"1.1\"]: not a level" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonObject) object = wf_json_parse_object (CASES[i].text, -1, NULL);
      g_autoptr (WfRatings) ratings = wf_ratings_from_json (framework (), object, &error);
      g_assert_null (ratings);
      g_assert_error (error, WF_PRACTICE_ERROR, WF_PRACTICE_ERROR_RATINGS);
      if (!g_str_has_prefix (error->message, CASES[i].message))
        g_error ("“%s” is not “%s”", error->message, CASES[i].message);
    }

  g_autoptr (JsonObject) object = wf_json_parse_object (
      "{\"ratings\":{\"1.1\":null,\"1.2\":\"skipped\",\"1.3\":\"not yet\"}}", -1, NULL);
  g_autoptr (WfRatings) ratings = wf_ratings_from_json (framework (), object, NULL);
  g_assert_cmpuint (wf_ratings_count (ratings), ==, 1);
  g_assert_cmpint (wf_ratings_get (ratings, "1.3"), ==, WF_RATING_NOT_YET);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_autofree char *shipped = g_build_filename (g_getenv ("WF_BUILD_ROOT"), "data", NULL);

  library = wf_pack_library_load ((const char *const[]){ shipped, NULL });
  g_test_add_func ("/practice/score/area-edges", test_area_edges);
  g_test_add_func ("/practice/score/overall-edges", test_overall_edges);
  g_test_add_func ("/practice/score/bands-disagree", test_bands_disagree);
  g_test_add_func ("/practice/score/skipped", test_skipped);
  g_test_add_func ("/practice/score/not-provisional", test_all_rated_is_not_provisional);
  g_test_add_func ("/practice/score/names", test_names);
  g_test_add_func ("/practice/score/bad-input", test_bad_input);
  int status = g_test_run ();
  wf_pack_library_unref (library);
  return status;
}

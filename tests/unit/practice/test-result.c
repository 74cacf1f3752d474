/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a round says, and where checklists stand: values only, worked out by hand.
 */
#include "wf-checklist-progress.h"
#include "wf-pack-library.h"
#include "wf-practice-result.h"

#include <string.h>

#define ME "11111111111111111111111111111111"

static WfPackLibrary *library;

static WfFramework *
framework (void)
{
  return wf_pack_library_get_framework (library, "digcompedu");
}

static WfRatings *
all_at (int rating)
{
  const GPtrArray *questions = wf_framework_get_questions (framework ());
  WfRatings *ratings = wf_ratings_new ();

  for (guint i = 0; i < questions->len; i++)
    wf_ratings_set (ratings, ((WfFrameworkPart *) questions->pdata[i])->id, rating);
  return ratings;
}

static void
test_next_step (void)
{
  static const struct {
    int all;
    const char *part;
    int rating;
    const char *next;
    guint level;
    guint below;
  } CASES[] = {
    /* A navigator's floor at 1.1 is stage 3: farthest below it comes first. */
    { 4, "1.1", 2, "1.1", 3, 1 },
    { 4, "2.2", 3, "2.2", 4, 0 }, /* above the floor, below the fine goal */
    { 4, "2.2", 4, NULL, 0, 0 },  /* all at a fine goal */
    { 4, "6.4", 0, "6.4", 2, 1 }, /* "I do not yet" is no aim */
    { 4, "6.4", 1, "6.4", 2, 1 },
    { 3, "6.5", 2, "6.5", 3, 1 },
    { 6, "6.5", -1, NULL, 0, 0 }, /* skipped is not low */
    { 3, "1.1", 3, "1.1", 4, 0 }, /* the first of several */
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (WfRatings) now = all_at (CASES[i].all);
      wf_ratings_set (now, CASES[i].part, CASES[i].rating);
      g_autoptr (WfPracticeResult) result =
          wf_practice_result_new (framework (), now, NULL, "navigator");
      g_assert_cmpstr (result->next != NULL ? result->next->id : NULL, ==, CASES[i].next);
      g_assert_cmpuint (result->next_level, ==, CASES[i].level);
      g_assert_cmpuint (result->below_floor->len, ==, CASES[i].below);
    }
}

static void
test_areas (void)
{
  g_autoptr (WfRatings) now = all_at (3);
  g_autoptr (WfRatings) last = all_at (2);

  wf_ratings_set (now, "2.1", 5);
  wf_ratings_set (now, "4.1", WF_RATING_NONE);
  wf_ratings_set (last, "1.1", 3);
  wf_ratings_set (last, "1.2", WF_RATING_NONE);
  g_autoptr (WfPracticeResult) result =
      wf_practice_result_new (framework (), now, last, "navigator");
  const WfAreaResult *first = result->areas->pdata[0], *second = result->areas->pdata[1];
  const WfAreaResult *fourth = result->areas->pdata[3];

  g_assert_cmpuint (result->areas->len, ==, 6);
  g_assert_cmpfloat_with_epsilon (first->now, 0.5, 1e-9);        /* 8 of 16 */
  g_assert_cmpfloat_with_epsilon (first->last, 4.0 / 12, 1e-9);  /* 2 + 1 + 1 of 12 */
  g_assert_cmpfloat_with_epsilon (first->floor, 6.0 / 16, 1e-9); /* B1 A2 B1 A2: 2+1+2+1 */
  g_assert_cmpfloat_with_epsilon (second->now, 8.0 / 12, 1e-9);
  g_assert_cmpuint (second->level, ==, 4);
  g_assert_true (fourth->is_provisional);
  g_assert_false (first->is_provisional);
  g_assert_cmpuint (result->rated, ==, 21);
  g_assert_cmpuint (result->risen, ==, 22 - 1 - 1 - 1); /* not 1.1, 1.2, 4.1 */
  g_assert_cmpuint (result->strengths->len, ==, 3);
  g_assert_cmpstr (((WfFrameworkPart *) result->strengths->pdata[0])->id, ==, "2.1");
}

static void
test_nothing_rated (void)
{
  g_autoptr (WfRatings) none = wf_ratings_new ();
  g_autoptr (WfPracticeResult) result =
      wf_practice_result_new (framework (), none, NULL, "curator");
  const WfAreaResult *first = result->areas->pdata[0];

  g_assert_null (result->next);
  g_assert_cmpuint (result->strengths->len, ==, 0);
  g_assert_cmpfloat (first->now, <, 0);
  g_assert_cmpfloat (first->last, <, 0);
  g_assert_cmpuint (first->level, ==, 0);
}

/* A map without points is drawn by the numbers of its levels. */
static void
test_organisation (void)
{
  WfFramework *map = wf_pack_library_get_framework (library, "organisation");
  g_autoptr (WfRatings) now = wf_ratings_new ();

  wf_ratings_set (now, "people", 2);
  wf_ratings_set (now, "data", 1);
  g_autoptr (WfPracticeResult) result = wf_practice_result_new (map, now, NULL, "coordinator");
  g_assert_cmpuint (result->areas->len, ==, 6);
  g_assert_cmpfloat_with_epsilon (((WfAreaResult *) result->areas->pdata[0])->now, 2.0 / 3, 1e-9);
  g_assert_cmpstr (result->next->id, ==, "data");
  g_assert_cmpuint (result->next_level, ==, 2);
}

#define ABOUT "<about><title>T</title><source>S</source><licence>L</licence></about>"
#define POINT(id, text)                                                                            \
  "<point id=\"" id "\" competences=\"1.1\" level=\"B1\"><text>" text                              \
  "</text><evidence>E</evidence></point>"

static WfPackLibrary *
load_list (const char *version, const char *points)
{
  g_autofree char *text =
      g_strconcat ("<checklist id=\"c\" version=\"", version,
                   "\" xml:lang=\"en\">" ABOUT
                   "<head framework=\"digcompedu\" months=\"6\"><title>T</title></head>",
                   points, "</checklist>", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return wf_pack_library_new_from_bytes ((const char *const[]){ "c.xml" }, &bytes, 1);
}

static void
apply_own (WfPracticeBook *book, WfRecord *record)
{
  wf_practice_book_apply (book, record);
  wf_record_unref (record);
}

/* A newer version takes no tick away: points stay known by their ids. */
static void
test_newer_version (void)
{
  g_autoptr (WfPackLibrary) old =
      load_list ("1", POINT ("a", "A") POINT ("b", "B") POINT ("c", "C"));
  g_autoptr (WfPackLibrary) new =
      load_list ("2", POINT ("d", "D") POINT ("b", "Better") POINT ("a", "A"));
  WfChecklist *first = wf_pack_library_get_checklist (old, "c");
  WfChecklist *second = wf_pack_library_get_checklist (new, "c");
  g_autoptr (WfPracticeBook) book = wf_practice_book_new ();
  g_autoptr (WfSignDesk) desk = wf_sign_desk_new (NULL);
  static const char *const IDS[] = { "a", "b", "c" };

  for (guint i = 0; i < 3; i++)
    apply_own (book, wf_checklist_record_entered (first, wf_checklist_lookup (first, IDS[i]), TRUE,
                                                  NULL, NULL, NULL, NULL));
  g_autoptr (WfChecklistProgress) before = wf_checklist_progress_new (first, book, desk, ME, 0);
  g_autoptr (WfChecklistProgress) after = wf_checklist_progress_new (second, book, desk, ME, 0);
  const WfPointProgress *d = after->points->pdata[0], *b = after->points->pdata[1];
  const WfPointProgress *a = after->points->pdata[2], *c = after->points->pdata[3];

  g_assert_cmpuint (before->n_self_declared, ==, 3);
  g_assert_cmpuint (after->points->len, ==, 4);
  g_assert_cmpint (d->status, ==, WF_POINT_OPEN);
  g_assert_cmpint (b->status, ==, WF_POINT_TICKED);
  g_assert_true (b->has_changed);
  g_assert_cmpint (a->status, ==, WF_POINT_TICKED);
  g_assert_false (a->has_changed);
  g_assert_cmpstr (c->id, ==, "c");
  g_assert_null (c->point);
  g_assert_cmpint (c->status, ==, WF_POINT_TICKED);
  g_assert_cmpuint (after->n_points, ==, 3);
  g_assert_cmpuint (after->n_self_declared, ==, 2);
  g_assert_cmpuint (b->entry->claim->version, ==, 1);
}

/* Any body: from a newer program, or wrong. Nothing is changed, nothing breaks. */
static void
test_odd_records (void)
{
  static const char *const KINDS[] = {
    "practice.started", "practice.answered", "practice.finished",  "practice.noted",
    "practice.entered", "practice.goal-set", "practice.goal-done", "practice.file",
    "practice.asked",   "practice.signed",   "practice.declined",  "practice.withdrawn",
    "practice.unheard"
  };
  g_autoptr (WfPracticeBook) book = wf_practice_book_new ();
  g_autoptr (WfSignDesk) desk = wf_sign_desk_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (KINDS); i++)
    {
      JsonObject *body = json_object_new ();
      if (i % 2 == 0)
        json_object_set_int_member (body, "assessment", 3);
      g_autoptr (WfRecord) record = wf_record_new (KINDS[i], body);
      wf_practice_book_apply (book, record);
      wf_sign_desk_apply (desk, record);
    }
  g_assert_null (wf_practice_book_get_open (book, "digcompedu"));
  g_assert_cmpuint (wf_practice_book_get_goals (book)->len, ==, 0);
}

static void
test_goals (void)
{
  g_autoptr (WfPracticeBook) book = wf_practice_book_new ();
  const WfGoal goal = { .id = (char *) "g",
                        .part = (char *) "1.1",
                        .text = (char *) "Ask about channels",
                        .checklist = (char *) "first-session",
                        .training = (char *) "A course",
                        .entry = (char *) "tutela",
                        .due_day = (char *) "2026-12-31" };

  apply_own (book, wf_practice_record_goal (&goal));
  apply_own (book, wf_practice_record_goal (&goal));
  g_assert_cmpuint (wf_practice_book_get_goals (book)->len, ==, 1);
  const WfGoal *got = wf_practice_book_get_goals (book)->pdata[0];
  g_assert_cmpstr (got->due_day, ==, "2026-12-31");
  g_assert_cmpstr (got->checklist, ==, "first-session");
  g_assert_cmpstr (got->training, ==, "A course");
  g_assert_cmpstr (got->entry, ==, "tutela");
  g_assert_cmpint (got->done_us, ==, 0);

  g_autoptr (WfRecord) done = wf_practice_record_goal_done ("g");
  g_autoptr (WfRecord) at = wf_record_new_at (done->kind, json_object_ref (done->body), 7, NULL);
  wf_practice_book_apply (book, at);
  g_assert_cmpint (got->done_us, ==, 7);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_autofree char *shipped = g_build_filename (g_getenv ("WF_BUILD_ROOT"), "data", NULL);

  library = wf_pack_library_load ((const char *const[]){ shipped, NULL });
  g_test_add_func ("/practice/result/next-step", test_next_step);
  g_test_add_func ("/practice/result/areas", test_areas);
  g_test_add_func ("/practice/result/nothing-rated", test_nothing_rated);
  g_test_add_func ("/practice/result/organisation", test_organisation);
  g_test_add_func ("/practice/checklist/newer-version", test_newer_version);
  g_test_add_func ("/practice/checklist/odd-records", test_odd_records);
  g_test_add_func ("/practice/goals", test_goals);
  int status = g_test_run ();
  wf_pack_library_unref (library);
  return status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a round of self-assessment says: areas beside last time and the floor, strengths, and
 * one next step. Pure.
 */
#define G_LOG_DOMAIN "wf-practice"

#include "wf-practice-result.h"

static WfRatings *
make_floors (const WfFramework *framework, const char *role)
{
  const GPtrArray *questions = wf_framework_get_questions (framework);
  WfRatings *floors = wf_ratings_new ();

  for (guint i = 0; i < questions->len; i++)
    {
      const WfFrameworkPart *part = questions->pdata[i];
      guint floor = wf_framework_get_floor (framework, role, part->id);
      if (floor > 0)
        wf_ratings_set (floors, part->id, (int) floor);
    }
  return floors;
}

/* Frameworks without points (maps of an organisation) are drawn by the numbers of levels. */
static double
share_by_level (const WfFramework *framework, const WfRatings *ratings, const char *area_id)
{
  const GPtrArray *questions = wf_framework_get_questions (framework);
  guint top = wf_framework_get_levels (framework)->len, n = 0, sum = 0;

  for (guint i = 0; i < questions->len; i++)
    {
      const WfFrameworkPart *part = questions->pdata[i];
      int rating = wf_ratings_get (ratings, part->id);
      if (rating == WF_RATING_NONE || !g_str_equal (wf_framework_area_of (part), area_id))
        continue;
      sum += (guint) rating;
      n++;
    }
  return n > 0 && top > 0 ? (double) sum / (n * top) : -1;
}

static double
share_of (const WfFramework *framework,
          const WfPracticeScore *score,
          const WfRatings *ratings,
          const char *area_id)
{
  const WfAreaScore *area = score != NULL ? wf_practice_score_lookup (score, area_id) : NULL;

  if (area == NULL || area->rated == 0)
    return -1;
  return area->max > 0 ? (double) area->points / area->max
                       : share_by_level (framework, ratings, area_id);
}

static void
add_areas (WfPracticeResult *self,
           const WfFramework *framework,
           const WfRatings *now,
           const WfRatings *last,
           const WfRatings *floors)
{
  g_autoptr (WfPracticeScore) score = wf_practice_score_new (framework, now);
  g_autoptr (WfPracticeScore) before =
      last != NULL ? wf_practice_score_new (framework, last) : NULL;
  g_autoptr (WfPracticeScore) floor = wf_practice_score_new (framework, floors);

  for (guint i = 0; i < score->areas->len; i++)
    {
      const WfAreaScore *at = score->areas->pdata[i];
      WfAreaResult *area = g_new0 (WfAreaResult, 1);

      area->area = wf_framework_lookup (framework, at->id);
      area->now = share_of (framework, score, now, at->id);
      area->last = share_of (framework, before, last, at->id);
      area->floor = share_of (framework, floor, floors, at->id);
      area->level = at->level;
      area->is_provisional = at->rated < at->questions;
      g_ptr_array_add (self->areas, area);
    }
  self->rated = score->overall.rated;
  self->questions = score->overall.questions;
}

/* Up to three, from the top level down to the middle one: what is just begun is no strength. */
static void
add_strengths (WfPracticeResult *self, const WfFramework *framework, const WfRatings *now)
{
  const GPtrArray *questions = wf_framework_get_questions (framework);
  int top = (int) wf_framework_get_levels (framework)->len;

  for (int level = top; level >= (top + 1) / 2 && level > 0; level--)
    for (guint i = 0; i < questions->len && self->strengths->len < WF_RESULT_STRENGTHS; i++)
      {
        const WfFrameworkPart *part = questions->pdata[i];
        if (wf_ratings_get (now, part->id) == level)
          g_ptr_array_add (self->strengths, (gpointer) part);
      }
}

/* The next level up that counts for more: the first of six sentences says only that one has not
 * begun, and is no aim. Where nothing counts, or nothing counts for more, the next one up. */
static guint
find_aim (const WfFramework *framework, int rating)
{
  const GPtrArray *levels = wf_framework_get_levels (framework);
  guint points = rating > 0 ? ((const WfFrameworkLevel *) levels->pdata[rating - 1])->points : 0;

  for (guint i = (guint) rating; i < levels->len; i++)
    {
      if (((const WfFrameworkLevel *) levels->pdata[i])->points > points)
        return i + 1;
    }
  return (guint) rating + 1;
}

static void
find_next (WfPracticeResult *self,
           const WfFramework *framework,
           const WfRatings *now,
           const WfRatings *floors)
{
  const GPtrArray *questions = wf_framework_get_questions (framework);
  int top = (int) wf_framework_get_levels (framework)->len, goal = (2 * top + 2) / 3;
  int widest = 0, lowest = goal;

  for (guint i = 0; i < questions->len; i++)
    {
      const WfFrameworkPart *part = questions->pdata[i];
      int rating = wf_ratings_get (now, part->id), floor = wf_ratings_get (floors, part->id);

      if (rating == WF_RATING_NONE)
        continue;
      if (floor - rating > 0)
        g_ptr_array_add (self->below_floor, (gpointer) part);
      if (floor - rating > widest || (widest == 0 && rating < lowest))
        {
          widest = MAX (widest, floor - rating);
          lowest = rating;
          self->next = part;
          self->next_level = find_aim (framework, rating);
        }
    }
}

static guint
count_risen (const WfFramework *framework, const WfRatings *now, const WfRatings *last)
{
  const GPtrArray *questions = wf_framework_get_questions (framework);
  guint n = 0;

  for (guint i = 0; last != NULL && i < questions->len; i++)
    {
      const WfFrameworkPart *part = questions->pdata[i];
      int before = wf_ratings_get (last, part->id);
      n += before != WF_RATING_NONE && wf_ratings_get (now, part->id) > before;
    }
  return n;
}

WfPracticeResult *
wf_practice_result_new (const WfFramework *framework,
                        const WfRatings *now,
                        const WfRatings *last,
                        const char *role)
{
  WfPracticeResult *self = g_new0 (WfPracticeResult, 1);
  g_autoptr (WfRatings) floors = make_floors (framework, role);

  self->areas = g_ptr_array_new_with_free_func (g_free);
  self->strengths = g_ptr_array_new ();
  self->below_floor = g_ptr_array_new ();
  add_areas (self, framework, now, last, floors);
  add_strengths (self, framework, now);
  find_next (self, framework, now, floors);
  self->risen = count_risen (framework, now, last);
  return self;
}

void
wf_practice_result_free (WfPracticeResult *self)
{
  g_ptr_array_unref (self->areas);
  g_ptr_array_unref (self->strengths);
  g_ptr_array_unref (self->below_floor);
  g_free (self);
}

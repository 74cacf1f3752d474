/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Adds ratings up to rough labels, as the Check-In tool of DigCompEdu does. Pure.
 *
 * Invariants: an area's label comes from its own points and cuts, the whole's from its own:
 * the published bands do not agree with each other. Levels are never averaged. Arithmetic is in
 * whole numbers, so that a band's edge is exact.
 */
#define G_LOG_DOMAIN "wf-practice"

#include "wf-practice-score.h"

static void
area_score_free (WfAreaScore *self)
{
  g_free (self->id);
  g_free (self);
}

const char *
wf_framework_area_of (const WfFrameworkPart *part)
{
  return part->parent != NULL ? part->parent : part->id;
}

static guint
points_of (const WfFramework *framework, int rating)
{
  const GPtrArray *levels = wf_framework_get_levels (framework);

  if (rating < 1 || rating > (int) levels->len)
    return 0;
  return ((const WfFrameworkLevel *) levels->pdata[rating - 1])->points;
}

static guint
top_points (const WfFramework *framework)
{
  const GPtrArray *levels = wf_framework_get_levels (framework);
  guint top = 0;

  for (guint i = 0; i < levels->len; i++)
    top = MAX (top, ((const WfFrameworkLevel *) levels->pdata[i])->points);
  return top;
}

static void
add_rating (WfAreaScore *self, const WfFramework *framework, int rating)
{
  self->questions++;
  if (rating == WF_RATING_NONE)
    return;
  self->rated++;
  self->points += points_of (framework, rating);
  self->max += top_points (framework);
}

/* The highest band whose edge is reached: points / max ≥ from / full, without dividing. */
static guint
find_level (const WfAreaScore *score, const WfFrameworkCuts *cuts, guint top)
{
  guint full = score->questions * top, level = 0;

  if (score->rated == 0 || !cuts->is_set)
    return 0;
  for (guint i = 0; i < WF_FRAMEWORK_MAX_LEVELS; i++)
    {
      if (cuts->from[i] != WF_FRAMEWORK_NO_CUT &&
          (guint64) score->points * full >= (guint64) cuts->from[i] * score->max)
        level = i + 1;
    }
  return level;
}

static WfAreaScore *
take_area (WfPracticeScore *self, const char *area_id)
{
  WfAreaScore *area;

  for (guint i = 0; i < self->areas->len; i++)
    {
      area = self->areas->pdata[i];
      if (g_str_equal (area->id, area_id))
        return area;
    }
  area = g_new0 (WfAreaScore, 1);
  area->id = g_strdup (area_id);
  g_ptr_array_add (self->areas, area);
  return area;
}

WfPracticeScore *
wf_practice_score_new (const WfFramework *framework, const WfRatings *ratings)
{
  WfPracticeScore *self = g_new0 (WfPracticeScore, 1);
  const GPtrArray *questions = wf_framework_get_questions (framework);
  guint top = top_points (framework);

  self->areas = g_ptr_array_new_with_free_func ((GDestroyNotify) area_score_free);
  for (guint i = 0; i < questions->len; i++)
    {
      const WfFrameworkPart *part = questions->pdata[i];
      int rating = wf_ratings_get (ratings, part->id);

      add_rating (take_area (self, wf_framework_area_of (part)), framework, rating);
      add_rating (&self->overall, framework, rating);
    }
  for (guint i = 0; i < self->areas->len; i++)
    {
      WfAreaScore *area = self->areas->pdata[i];
      const WfFrameworkPart *part = wf_framework_lookup (framework, area->id);

      area->level = find_level (area, &part->cuts, top);
    }
  self->overall.level = find_level (&self->overall, wf_framework_get_cuts (framework), top);
  return self;
}

void
wf_practice_score_free (WfPracticeScore *self)
{
  g_ptr_array_unref (self->areas);
  g_free (self);
}

const WfAreaScore *
wf_practice_score_lookup (const WfPracticeScore *self, const char *area_id)
{
  for (guint i = 0; i < self->areas->len; i++)
    {
      const WfAreaScore *area = self->areas->pdata[i];
      if (g_str_equal (area->id, area_id))
        return area;
    }
  return NULL;
}

static JsonObject *
area_to_json (const WfAreaScore *area, const WfFramework *framework)
{
  JsonObject *object = json_object_new ();

  if (area->id != NULL)
    json_object_set_string_member (object, "id", area->id);
  if (area->level > 0)
    json_object_set_string_member (object, "level",
                                   wf_rating_to_name (framework, (int) area->level));
  else
    json_object_set_null_member (object, "level");
  json_object_set_int_member (object, "points", area->points);
  json_object_set_int_member (object, "max", area->max);
  return object;
}

JsonObject *
wf_practice_score_to_json (const WfPracticeScore *self, const WfFramework *framework)
{
  JsonObject *object = json_object_new ();
  JsonArray *areas = json_array_new (), *provisional = json_array_new ();

  for (guint i = 0; i < self->areas->len; i++)
    {
      const WfAreaScore *area = self->areas->pdata[i];
      json_array_add_object_element (areas, area_to_json (area, framework));
      if (area->rated < area->questions)
        json_array_add_string_element (provisional, area->id);
    }
  if (self->overall.rated < self->overall.questions)
    json_array_add_string_element (provisional, "overall");
  json_object_set_array_member (object, "areas", areas);
  json_object_set_object_member (object, "overall", area_to_json (&self->overall, framework));
  json_object_set_array_member (object, "provisional", provisional);
  return object;
}

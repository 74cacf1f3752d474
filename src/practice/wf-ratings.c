/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ratings by competence, and reading them from JSON.
 *
 * Invariant: the table holds no WF_RATING_NONE: what is not in it was not rated.
 */
#define G_LOG_DOMAIN "wf-practice"

#include "wf-ratings.h"

#define NOT_YET "not-yet"
#define SKIPPED "skipped"

struct _WfRatings {
  GHashTable *by_part;
};

G_DEFINE_QUARK (wf-practice-error-quark, wf_practice_error)

WfRatings *
wf_ratings_new (void)
{
  WfRatings *self = g_new0 (WfRatings, 1);

  self->by_part = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
wf_ratings_free (WfRatings *self)
{
  g_hash_table_unref (self->by_part);
  g_free (self);
}

WfRatings *
wf_ratings_copy (const WfRatings *self)
{
  WfRatings *copy = wf_ratings_new ();
  GHashTableIter iter;
  gpointer part, rating;

  g_hash_table_iter_init (&iter, self->by_part);
  while (g_hash_table_iter_next (&iter, &part, &rating))
    wf_ratings_set (copy, part, GPOINTER_TO_INT (rating));
  return copy;
}

void
wf_ratings_set (WfRatings *self, const char *part_id, int rating)
{
  g_return_if_fail (rating >= WF_RATING_NONE);

  if (rating == WF_RATING_NONE)
    g_hash_table_remove (self->by_part, part_id);
  else
    g_hash_table_replace (self->by_part, g_strdup (part_id), GINT_TO_POINTER (rating));
}

int
wf_ratings_get (const WfRatings *self, const char *part_id)
{
  gpointer rating;

  if (!g_hash_table_lookup_extended (self->by_part, part_id, NULL, &rating))
    return WF_RATING_NONE;
  return GPOINTER_TO_INT (rating);
}

guint
wf_ratings_count (const WfRatings *self)
{
  return g_hash_table_size (self->by_part);
}

const char *
wf_rating_to_name (const WfFramework *framework, int rating)
{
  const GPtrArray *levels = wf_framework_get_levels (framework);

  if (rating == WF_RATING_NOT_YET)
    return NOT_YET;
  if (rating < 1 || rating > (int) levels->len)
    return NULL;
  return ((const WfFrameworkLevel *) levels->pdata[rating - 1])->id;
}

gboolean
wf_rating_from_name (const WfFramework *framework, const char *name, int *out_rating)
{
  const WfFrameworkLevel *level = wf_framework_lookup_level (framework, name);

  if (level != NULL)
    *out_rating = (int) level->number;
  else if (g_strcmp0 (name, NOT_YET) == 0 || g_strcmp0 (name, "not yet") == 0)
    *out_rating = WF_RATING_NOT_YET;
  else if (g_strcmp0 (name, SKIPPED) == 0)
    *out_rating = WF_RATING_NONE;
  else
    return FALSE;
  return TRUE;
}

static gboolean
is_question (const WfFramework *framework, const char *part_id)
{
  const GPtrArray *questions = wf_framework_get_questions (framework);

  for (guint i = 0; i < questions->len; i++)
    {
      if (g_str_equal (((const WfFrameworkPart *) questions->pdata[i])->id, part_id))
        return TRUE;
    }
  return FALSE;
}

static char *
list_levels (const WfFramework *framework)
{
  const GPtrArray *levels = wf_framework_get_levels (framework);
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < levels->len; i++)
    g_string_append_printf (names, "%s, ", ((const WfFrameworkLevel *) levels->pdata[i])->id);
  g_string_append (names, NOT_YET " or " SKIPPED);
  return g_string_free (names, FALSE);
}

static gboolean
take_rating (WfRatings *self,
             const WfFramework *framework,
             const char *part_id,
             JsonNode *node,
             GError **error)
{
  int rating = WF_RATING_NONE;
  gboolean is_text =
      JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;

  if (!is_question (framework, part_id))
    {
      g_set_error (error, WF_PRACTICE_ERROR, WF_PRACTICE_ERROR_RATINGS,
                   "ratings[\"%s\"]: the framework has no such competence", part_id);
      return FALSE;
    }
  if (!JSON_NODE_HOLDS_NULL (node) &&
      (!is_text || !wf_rating_from_name (framework, json_node_get_string (node), &rating)))
    {
      g_autofree char *names = list_levels (framework);

      g_set_error (error, WF_PRACTICE_ERROR, WF_PRACTICE_ERROR_RATINGS,
                   "ratings[\"%s\"]: not a level; use %s", part_id, names);
      return FALSE;
    }
  wf_ratings_set (self, part_id, rating);
  return TRUE;
}

WfRatings *
wf_ratings_from_json (const WfFramework *framework, JsonObject *object, GError **error)
{
  JsonNode *member = json_object_get_member (object, "ratings");
  g_autoptr (WfRatings) self = wf_ratings_new ();
  JsonObjectIter iter;
  const char *part_id;
  JsonNode *node;

  if (member == NULL || !JSON_NODE_HOLDS_OBJECT (member))
    {
      g_set_error_literal (error, WF_PRACTICE_ERROR, WF_PRACTICE_ERROR_RATINGS,
                           "ratings: an object is needed, as {\"ratings\":{\"1.1\":\"B1\"}}");
      return NULL;
    }
  json_object_iter_init (&iter, json_node_get_object (member));
  while (json_object_iter_next (&iter, &part_id, &node))
    {
      if (!take_rating (self, framework, part_id, node, error))
        return NULL;
    }
  return g_steal_pointer (&self);
}

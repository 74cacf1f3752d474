/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Conditions as a form has them. Pure. Invariant: what is read and not changed is written as it
 * was; a value of a shape the form does not show is kept, never guessed at.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-conditions-draft.h"

#include "wf-json.h"

#include <string.h>

static const char *const NEEDS[] = {
  "adult",
  "older_adult",
  "household_has_children",
  "women",
  "student",
  "disability",
  "referral_required",
  "explain_need",
  "tried_provider_first",
  "needs_device",
  "needs_internet",
  "own_phone",
  "lacks_home_internet",
  "in_shelter_programme",
  NULL,
};

G_STATIC_ASSERT (G_N_ELEMENTS (NEEDS) == WF_CONDITIONS_N_NEEDS + 1);

const char *const *
wf_conditions_draft_list_needs (void)
{
  return NEEDS;
}

/* These two are lists in the vocabulary. */
static gboolean
is_list_need (const char *key)
{
  return strcmp (key, "student") == 0 || strcmp (key, "disability") == 0;
}

/* --- Read --- */

static gboolean
is_text (JsonNode *node, const char *text)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING &&
         strcmp (json_node_get_string (node), text) == 0;
}

static gboolean
is_true (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN &&
         json_node_get_boolean (node);
}

/* A list of texts, at least one. */
static gboolean
read_list (JsonNode *node, GStrv *out_list)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint n = array != NULL ? json_array_get_length (array) : 0;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < n; i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_VALUE (element) || json_node_get_value_type (element) != G_TYPE_STRING)
        return FALSE;
      g_strv_builder_add (builder, json_node_get_string (element));
    }
  if (n == 0)
    return FALSE;
  g_strfreev (*out_list);
  *out_list = g_strv_builder_end (builder);
  return TRUE;
}

static gboolean
read_years (JsonNode *node, int *out_years)
{
  gint64 years = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64
                     ? json_node_get_int (node)
                     : 0;

  if (years < 1 || years > 120)
    return FALSE;
  *out_years = (int) years;
  return TRUE;
}

static gboolean
read_need (const char *key, JsonNode *node, WfNeed *out_need)
{
  g_auto (GStrv) list = NULL;

  if (is_text (node, "ask"))
    *out_need = WF_NEED_ASK;
  else if (is_list_need (key) ? read_list (node, &list) && g_strv_length (list) == 1 &&
                                    strcmp (list[0], "any") == 0
                              : is_true (node))
    *out_need = WF_NEED_YES;
  else
    return FALSE;
  return TRUE;
}

/* {"income_test":true} or {"benefit":[…]}, alone. */
static gboolean
read_way (WfConditionsDraft *self, JsonNode *node, gboolean is_income)
{
  JsonObject *way = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *inner;

  if (way == NULL || json_object_get_size (way) != 1)
    return FALSE;
  inner = json_object_get_member (way, is_income ? "income_test" : "benefit");
  return inner != NULL && (is_income ? is_true (inner) : read_list (inner, &self->benefits));
}

static gboolean
read_either (WfConditionsDraft *self, JsonObject *whole, JsonNode *node)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (array == NULL || json_array_get_length (array) != 2 ||
      json_object_has_member (whole, "income_test") || json_object_has_member (whole, "benefit"))
    return FALSE;
  for (guint first = 0; first < 2; first++)
    {
      if (read_way (self, json_array_get_element (array, first), TRUE) &&
          read_way (self, json_array_get_element (array, 1 - first), FALSE))
        {
          self->income = WF_NEED_YES;
          self->is_either = TRUE;
          self->is_income_first = first == 0;
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
read_note (WfConditionsDraft *self, JsonNode *node)
{
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING ||
      *json_node_get_string (node) == '\0')
    return FALSE;
  g_free (self->note);
  self->note = json_node_dup_string (node);
  return TRUE;
}

static gboolean
read_member (WfConditionsDraft *self, JsonObject *whole, const char *key, JsonNode *node)
{
  for (guint i = 0; NEEDS[i] != NULL; i++)
    {
      if (strcmp (NEEDS[i], key) == 0)
        return read_need (key, node, &self->needs[i]);
    }
  if (strcmp (key, "income_test") == 0)
    return read_need (key, node, &self->income);
  if (strcmp (key, "age_min") == 0)
    return read_years (node, &self->age_min);
  if (strcmp (key, "age_max") == 0)
    return read_years (node, &self->age_max);
  if (strcmp (key, "benefit") == 0)
    return read_list (node, &self->benefits);
  if (strcmp (key, "has_paper") == 0)
    return read_list (node, &self->papers);
  if (strcmp (key, "documents") == 0)
    return read_list (node, &self->documents);
  if (strcmp (key, "any_of") == 0)
    return read_either (self, whole, node);
  return strcmp (key, "note") == 0 && read_note (self, node);
}

WfConditionsDraft *
wf_conditions_draft_new (JsonObject *conditions)
{
  WfConditionsDraft *self = g_new0 (WfConditionsDraft, 1);
  g_autoptr (GList) keys = conditions != NULL ? json_object_get_members (conditions) : NULL;

  self->is_text_only = conditions == NULL;
  self->benefits = g_new0 (char *, 1);
  self->papers = g_new0 (char *, 1);
  self->documents = g_new0 (char *, 1);
  self->note = g_strdup ("");
  self->kept = json_object_new ();
  for (GList *l = keys; l != NULL; l = l->next)
    {
      JsonNode *node = json_object_get_member (conditions, l->data);

      if (!read_member (self, conditions, l->data, node))
        json_object_set_member (self->kept, l->data, json_node_copy (node));
    }
  return self;
}

void
wf_conditions_draft_free (WfConditionsDraft *self)
{
  if (self == NULL)
    return;

  g_strfreev (self->benefits);
  g_strfreev (self->papers);
  g_strfreev (self->documents);
  g_free (self->note);
  json_object_unref (self->kept);
  g_free (self);
}

/* --- Write --- */

static void
write_list (JsonObject *to, const char *key, GStrv list)
{
  if (list[0] != NULL)
    wf_json_set_strings (to, key, (const char *const *) list);
}

static void
write_need (JsonObject *to, const char *key, WfNeed need)
{
  static const char *const any[] = { "any", NULL };

  if (need == WF_NEED_ASK)
    json_object_set_string_member (to, key, "ask");
  else if (need == WF_NEED_YES && is_list_need (key))
    wf_json_set_strings (to, key, any);
  else if (need == WF_NEED_YES)
    json_object_set_boolean_member (to, key, TRUE);
}

static void
write_money (const WfConditionsDraft *self, JsonObject *to)
{
  JsonObject *ways[2];
  JsonArray *either;

  if (!self->is_either || self->income != WF_NEED_YES || self->benefits[0] == NULL ||
      json_object_has_member (self->kept, "any_of"))
    {
      write_need (to, "income_test", self->income);
      write_list (to, "benefit", self->benefits);
      return;
    }
  ways[0] = json_object_new ();
  ways[1] = json_object_new ();
  write_list (ways[self->is_income_first ? 1 : 0], "benefit", self->benefits);
  write_need (ways[self->is_income_first ? 0 : 1], "income_test", WF_NEED_YES);
  either = json_array_new ();
  json_array_add_object_element (either, ways[0]);
  json_array_add_object_element (either, ways[1]);
  json_object_set_array_member (to, "any_of", either);
}

JsonNode *
wf_conditions_draft_to_json (const WfConditionsDraft *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  JsonNode *node;
  JsonObject *to;
  g_autoptr (GList) keys = NULL;

  if (self->is_text_only)
    return json_node_new (JSON_NODE_NULL);
  to = json_object_new ();
  /* First, so that what the form says counts where both speak. */
  keys = json_object_get_members (self->kept);
  for (GList *l = keys; l != NULL; l = l->next)
    json_object_set_member (to, l->data, json_object_dup_member (self->kept, l->data));
  write_money (self, to);
  if (self->age_min > 0)
    json_object_set_int_member (to, "age_min", self->age_min);
  if (self->age_max > 0)
    json_object_set_int_member (to, "age_max", self->age_max);
  write_list (to, "has_paper", self->papers);
  for (guint i = 0; NEEDS[i] != NULL; i++)
    write_need (to, NEEDS[i], self->needs[i]);
  write_list (to, "documents", self->documents);
  if (*self->note != '\0')
    json_object_set_string_member (to, "note", self->note);
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, to);
  return node;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What each fact takes, for facts that a person writes down. Every name of wf-facts.h stands in
 * the one table.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-fact-shape.h"

#include "wf-facts.h"
#include "wf-format.h"
#include "wf-resource.h"

#include <stdio.h>
#include <string.h>

typedef enum { SHAPE_YES_NO, SHAPE_REGION, SHAPE_WORDS, SHAPE_NUMBER, SHAPE_DAY, SHAPE_LIST } Shape;

typedef struct {
  const char *name;
  Shape shape;
  int min, max;     /* of a number */
  const char *list; /* what a list may hold, with a blank before and after each */
} FactShape;

static const FactShape SHAPES[] = {
  { WF_FACT_REGION, SHAPE_REGION, 0, 0, NULL },
  { WF_FACT_LOCALITY, SHAPE_WORDS, 0, 0, NULL },
  { WF_FACT_AGE, SHAPE_NUMBER, 0, 130, NULL },
  { WF_FACT_LOW_INCOME, SHAPE_YES_NO, 0, 0, NULL },
  { WF_FACT_BENEFIT, SHAPE_LIST, 0, 0,
    " ccb ccb_max gis gis_max social_assistance disability_assistance odsp snap medicaid ssi"
    " school_lunch public_housing pell_grant tribal_programme veterans_pension"
    " us_public_assistance other_us_programme universal_credit pension_credit income_support"
    " jsa_esa pip " },
  { WF_FACT_HAS_PAPER, SHAPE_LIST, 0, 0,
    " copr permanent_resident_card approval_in_principle_letter protected_person_letter"
    " provincial_health_card library_card government_invitation_letter"
    " city_fee_reduction_approval " },
  { WF_FACT_CLASS, SHAPE_LIST, 0, 0,
    " economic family resettled_refugee government_assisted_refugee protected_person humanitarian"
    " other_non_economic some_temporary_groups canadian_citizen " },
  { WF_FACT_LANDED_ON, SHAPE_DAY, 0, 0, NULL },
  { WF_FACT_STUDENT, SHAPE_LIST, 0, 0, " any linc esl adult_literacy post_secondary school " },
  { WF_FACT_CLB, SHAPE_NUMBER, 1, 12, NULL },
  { WF_FACT_DISABILITY, SHAPE_LIST, 0, 0,
    " any sight_loss deaf_or_speech speech_or_writing needs_equipment_6_months " },
  { WF_FACT_LIVES_IN, SHAPE_LIST, 0, 0, " subsidized_housing listed_towers " },
  { WF_FACT_ORGANIZATION, SHAPE_LIST, 0, 0,
    " nonprofit charity public_library library school first_nation adult_literacy_programme " },
  { WF_FACT_REFERRAL, SHAPE_YES_NO, 0, 0, NULL },
  { WF_FACT_WOMEN, SHAPE_YES_NO, 0, 0, NULL },
  { WF_FACT_HOUSEHOLD_HAS_CHILDREN, SHAPE_YES_NO, 0, 0, NULL },
  { WF_FACT_FORMER_YOUTH_IN_CARE, SHAPE_YES_NO, 0, 0, NULL },
  { WF_FACT_IN_SHELTER_PROGRAMME, SHAPE_YES_NO, 0, 0, NULL },
  { WF_FACT_EXPLAIN_NEED, SHAPE_YES_NO, 0, 0, NULL },
  { WF_FACT_TRIED_PROVIDER_FIRST, SHAPE_YES_NO, 0, 0, NULL },
  { WF_FACT_OWN_PHONE, SHAPE_YES_NO, 0, 0, NULL },
  { WF_FACT_HAS_DEVICE, SHAPE_YES_NO, 0, 0, NULL },
  { WF_FACT_HAS_INTERNET, SHAPE_YES_NO, 0, 0, NULL },
  { WF_FACT_LACKS_HOME_INTERNET, SHAPE_YES_NO, 0, 0, NULL },
};

static const FactShape *
find_shape (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (SHAPES); i++)
    if (g_str_equal (SHAPES[i].name, name))
      return &SHAPES[i];
  return NULL;
}

static const char *
get_string (JsonNode *value)
{
  return JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING
             ? json_node_get_string (value)
             : NULL;
}

/* ISO 3166: two letters, or two letters, a dash and one to three letters or digits. */
static gboolean
is_region (const char *text)
{
  g_autofree char *country = g_strndup (text != NULL ? text : "", 2);

  return text != NULL && g_regex_match_simple ("^[A-Z]{2}(-[A-Z0-9]{1,3})?$", text, 0, 0) &&
         wf_format_knows_country (country);
}

/* "2021", "2021-06" or "2021-06-21", a day that there was. */
static gboolean
is_day (const char *text)
{
  int year, month, day;
  char rest;

  if (text == NULL || !g_regex_match_simple ("^[12][0-9]{3}(-[0-9]{2}){0,2}$", text, 0, 0))
    return FALSE;
  switch (sscanf (text, "%4d-%2d-%2d%c", &year, &month, &day, &rest))
    {
    case 1:
      return TRUE;
    case 2:
      return month >= 1 && month <= 12;
    case 3:
      return month >= 1 && g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
    default:
      return FALSE;
    }
}

static gboolean
is_number (const FactShape *shape, JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
         json_node_get_value_type (node) == G_TYPE_INT64 &&
         json_node_get_int (node) >= shape->min && json_node_get_int (node) <= shape->max;
}

/* An object holds members of @names and no other, and at least one. */
static gboolean
holds_only (JsonObject *object, const char *const *names)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *at = members; at != NULL; at = at->next)
    if (!g_strv_contains (names, at->data))
      return FALSE;
  return members != NULL;
}

static gboolean
is_range (const FactShape *shape, JsonObject *object)
{
  JsonNode *min = json_object_get_member (object, "min");
  JsonNode *max = json_object_get_member (object, "max");

  return holds_only (object, (const char *const[]){ "min", "max", NULL }) &&
         (min == NULL || is_number (shape, min)) && (max == NULL || is_number (shape, max)) &&
         (min == NULL || max == NULL || json_node_get_int (min) <= json_node_get_int (max));
}

static gboolean
is_in_list (const FactShape *shape, const char *text)
{
  g_autofree char *word = NULL;

  if (text == NULL || *text == '\0' || strchr (text, ' ') != NULL)
    return FALSE;
  word = g_strconcat (" ", text, " ", NULL);
  return strstr (shape->list, word) != NULL;
}

static gboolean
are_in_list (const FactShape *shape, JsonNode *node)
{
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;

  JsonArray *array = json_node_get_array (node);

  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!is_in_list (shape, get_string (json_array_get_element (array, i))))
      return FALSE;
  return TRUE;
}

static gboolean
is_list (const FactShape *shape, JsonNode *value)
{
  JsonNode *yes, *no;
  JsonObject *object;

  if (!JSON_NODE_HOLDS_OBJECT (value))
    return are_in_list (shape, value) || is_in_list (shape, get_string (value));
  object = json_node_get_object (value);
  yes = json_object_get_member (object, "yes");
  no = json_object_get_member (object, "no");
  return holds_only (object, (const char *const[]){ "yes", "no", NULL }) &&
         (yes == NULL || are_in_list (shape, yes)) && (no == NULL || are_in_list (shape, no));
}

static gboolean
is_state (JsonNode *value)
{
  static const char *const STATES[] = { "refused", "dont-know", "not-asked", NULL };
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (value) ? json_node_get_object (value) : NULL;
  const char *state;

  if (object == NULL || !holds_only (object, (const char *const[]){ "state", NULL }))
    return FALSE;
  state = get_string (json_object_get_member (object, "state"));
  return state != NULL && g_strv_contains (STATES, state);
}

static gboolean
fits (const FactShape *shape, JsonNode *value)
{
  const char *text = get_string (value);

  switch (shape->shape)
    {
    case SHAPE_YES_NO:
      return JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_BOOLEAN;
    case SHAPE_REGION:
      return is_region (text);
    case SHAPE_WORDS:
      return text != NULL && *text != '\0';
    case SHAPE_NUMBER:
      return is_number (shape, value) ||
             (JSON_NODE_HOLDS_OBJECT (value) && is_range (shape, json_node_get_object (value)));
    case SHAPE_DAY:
      return is_day (text);
    case SHAPE_LIST:
      return is_list (shape, value);
    default:
      return FALSE;
    }
}

static char *
dup_shape_words (const FactShape *shape)
{
  switch (shape->shape)
    {
    case SHAPE_YES_NO:
      return g_strdup ("true or false");
    case SHAPE_REGION:
      return g_strdup ("a region such as \"CA-ON\", or a country, \"CA\"");
    case SHAPE_WORDS:
      return g_strdup ("a place in words");
    case SHAPE_NUMBER:
      return g_strdup_printf ("a whole number from %d to %d or a range", shape->min, shape->max);
    case SHAPE_DAY:
      return g_strdup ("a day such as \"2021-06-21\", \"2021-06\" or \"2021\"");
    case SHAPE_LIST:
      return g_strdup_printf ("some of:%s", shape->list);
    default:
      return g_strdup ("");
    }
}

gboolean
wf_fact_shape_check (const char *name, JsonNode *value, GError **error)
{
  g_return_val_if_fail (name != NULL && value != NULL, FALSE);

  const FactShape *shape = find_shape (name);

  if (shape == NULL)
    {
      g_set_error (error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_FORMAT,
                   "there is no fact “%s”; the names are in docs/formats/facts.md", name);
      return FALSE;
    }
  if (is_state (value) || fits (shape, value))
    return TRUE;

  g_autofree char *words = dup_shape_words (shape);

  g_set_error (error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_FORMAT, "“%s” takes %s", name,
               g_strchomp (words));
  return FALSE;
}

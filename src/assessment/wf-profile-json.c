/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A profile as it is kept with a visit. What protected answers said is left out here, so
 * that it cannot be read back; unknown names of a newer version read as "not known".
 */
#define G_LOG_DOMAIN "wf-assessment"

#include "wf-profile.h"

#include "wf-interview-private.h"
#include "wf-json.h"

static void
set_numbers (JsonObject *object, const char *name, const double *numbers, guint n)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < n; i++)
    json_array_add_double_element (array, numbers[i]);
  json_object_set_array_member (object, name, array);
}

JsonObject *
wf_ability_to_json (const WfAbility *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_double_member (object, "theta", self->theta);
  json_object_set_double_member (object, "sd", self->sd);
  json_object_set_double_member (object, "stated_sd", self->stated_sd);
  json_object_set_int_member (object, "n", self->n);
  json_object_set_string_member (object, "band", wf_band_to_code (self->band));
  set_numbers (object, "bands", self->bands, WF_N_BANDS);
  set_numbers (object, "levels", self->levels, WF_N_LEVELS);
  json_object_set_int_member (object, "level_first", self->level_first);
  json_object_set_int_member (object, "level_last", self->level_last);
  json_object_set_int_member (object, "level", self->level);
  return object;
}

static JsonArray *
areas_to_json (const WfProfile *self)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < WF_N_AREAS; i++)
    {
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "area", i + 1);
      json_object_set_string_member (object, "state", wf_area_state_to_code (self->areas[i].state));
      json_object_set_int_member (object, "n", self->areas[i].effect.n);
      json_object_set_double_member (object, "u", self->areas[i].effect.u);
      json_object_set_double_member (object, "sd", self->areas[i].effect.sd);
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonArray *
gauges_to_json (const WfProfile *self)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < self->gauges->len; i++)
    {
      const WfGauge *gauge = g_ptr_array_index (self->gauges, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "access", wf_constraint_to_name (gauge->access));
      json_object_set_string_member (object, "state", wf_gauge_state_to_code (gauge->open_state));
      wf_json_set_strings (object, "because", (const char *const *) gauge->open_because);
      json_array_add_object_element (array, object);
    }
  return array;
}

JsonObject *
wf_profile_to_json (const WfProfile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  JsonObject *object = json_object_new ();

  json_object_set_object_member (object, "overall", wf_ability_to_json (&self->overall));
  json_object_set_object_member (object, "self_rating", wf_ability_to_json (&self->self_rating));
  json_object_set_object_member (object, "performance", wf_ability_to_json (&self->performance));
  json_object_set_string_member (object, "gap", wf_gap_to_code (self->gap));
  json_object_set_array_member (object, "areas", areas_to_json (self));
  json_object_set_array_member (object, "gauges", gauges_to_json (self));
  wf_json_set_strings (object, "can_do", (const char *const *) self->can_do);
  json_object_set_int_member (object, "alone", self->n_alone);
  wf_json_set_strings (object, "practise", (const char *const *) self->practise);
  json_object_set_int_member (object, "asked", self->n_asked);
  json_object_set_int_member (object, "answered", self->n_answered);
  json_object_set_int_member (object, "waiting", self->n_waiting);
  json_object_set_int_member (object, "untranslated", self->n_untranslated);
  json_object_set_int_member (object, "read_aloud", self->n_read_aloud);
  json_object_set_boolean_member (object, "widened", self->n_untranslated + self->n_read_aloud > 0);
  json_object_set_int_member (object, "relaxed", self->relaxed);
  wf_json_set_strings (object, "missing", (const char *const *) self->missing);
  json_object_set_int_member (object, "overridden", self->overridden);
  json_object_set_string_member (object, "stop", wf_stop_reason_to_code (self->stop));
  if (self->view_level > 0)
    json_object_set_int_member (object, "view", self->view_level);
  if (self->view_level > 0 && self->view_words != NULL)
    json_object_set_string_member (object, "view_words", self->view_words);
  if (self->change.is_known)
    json_object_set_object_member (object, "change", wf_reassessment_to_json (&self->change));
  return object;
}

static guint
find_code (const char *code, const char *(*to_code) (guint), guint n)
{
  for (guint i = 0; code != NULL && i < n; i++)
    {
      if (g_str_equal (to_code (i), code))
        return i;
    }
  return 0;
}

static const char *
band_code (guint i)
{
  return wf_band_to_code ((WfBand) i);
}

static const char *
gap_code (guint i)
{
  return wf_gap_to_code ((WfGap) i);
}

static const char *
area_code (guint i)
{
  return wf_area_state_to_code ((WfAreaState) i);
}

static const char *
gauge_code (guint i)
{
  return wf_gauge_state_to_code ((WfGaugeState) i);
}

static void
read_numbers (JsonObject *object, const char *name, double *out_numbers, guint n)
{
  JsonArray *array = wf_json_get_array (object, name);

  for (guint i = 0; array != NULL && i < MIN (n, json_array_get_length (array)); i++)
    out_numbers[i] = wf_interview_number_at (array, i, 0.0);
}

static guint
read_count (JsonObject *object, const char *name, guint fallback)
{
  return (guint) CLAMP (wf_json_get_int (object, name, fallback), 0, G_MAXINT);
}

static void
read_ability (JsonObject *profile, const char *name, WfAbility *out_ability)
{
  g_autoptr (JsonObject) nothing = json_object_new ();
  JsonObject *object = wf_json_get_object (profile, name);

  if (object == NULL)
    object = nothing;
  out_ability->theta = wf_json_get_double (object, "theta", 0.0);
  out_ability->sd = wf_json_get_double (object, "sd", 1.0);
  out_ability->stated_sd = wf_json_get_double (object, "stated_sd", out_ability->sd);
  out_ability->n = read_count (object, "n", 0);
  out_ability->band =
      (WfBand) find_code (wf_json_get_string (object, "band", NULL), band_code, WF_N_BANDS);
  read_numbers (object, "bands", out_ability->bands, WF_N_BANDS);
  read_numbers (object, "levels", out_ability->levels, WF_N_LEVELS);
  out_ability->level_first = CLAMP (read_count (object, "level_first", 1), 1, WF_N_LEVELS);
  out_ability->level_last =
      CLAMP (read_count (object, "level_last", WF_N_LEVELS), out_ability->level_first, WF_N_LEVELS);
  out_ability->level = MIN (read_count (object, "level", 0), WF_N_LEVELS);
}

/* The element at @index when it is an object; (transfer none) (nullable) */
static JsonObject *
get_row (JsonArray *array, guint index)
{
  JsonNode *node = array != NULL && index < json_array_get_length (array)
                       ? json_array_get_element (array, index)
                       : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static void
read_areas (JsonObject *profile, WfProfileArea *out_areas)
{
  JsonArray *array = wf_json_get_array (profile, "areas");

  for (guint i = 0; i < WF_N_AREAS; i++)
    {
      JsonObject *row = get_row (array, i);

      out_areas[i].effect.sd = WF_AREA_TAU;
      if (row == NULL)
        continue;
      out_areas[i].state =
          (WfAreaState) find_code (wf_json_get_string (row, "state", NULL), area_code, 4);
      out_areas[i].effect.n = read_count (row, "n", 0);
      out_areas[i].effect.u = wf_json_get_double (row, "u", 0.0);
      out_areas[i].effect.sd = wf_json_get_double (row, "sd", WF_AREA_TAU);
    }
}

static WfGauge *
read_gauge (JsonArray *array, WfConstraint access)
{
  WfGauge *gauge = g_new0 (WfGauge, 1);

  gauge->access = access;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *row = get_row (array, i);

      if (row == NULL || wf_constraint_from_name (wf_json_get_string (row, "access", "")) != access)
        continue;
      gauge->open_state =
          (WfGaugeState) find_code (wf_json_get_string (row, "state", NULL), gauge_code, 4);
      g_strfreev (gauge->open_because);
      gauge->open_because = wf_json_get_strings (row, "because");
    }
  if (gauge->open_because == NULL)
    gauge->open_because = g_new0 (char *, 1);
  gauge->state = gauge->open_state;
  gauge->because = g_strdupv (gauge->open_because);
  return gauge;
}

WfProfile *
wf_profile_from_json (JsonObject *object)
{
  g_return_val_if_fail (object != NULL, NULL);

  WfProfile *self = g_new0 (WfProfile, 1);
  JsonArray *gauges = wf_json_get_array (object, "gauges");

  g_atomic_ref_count_init (&self->refs);
  read_ability (object, "overall", &self->overall);
  read_ability (object, "self_rating", &self->self_rating);
  read_ability (object, "performance", &self->performance);
  self->gap = (WfGap) find_code (wf_json_get_string (object, "gap", NULL), gap_code, 4);
  read_areas (object, self->areas);
  self->gauges = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_gauge_free);
  for (WfConstraint access = WF_CONSTRAINT_AVAILABILITY; access <= WF_CONSTRAINT_AGENCY; access++)
    g_ptr_array_add (self->gauges, read_gauge (gauges, access));
  self->can_do = wf_json_get_strings (object, "can_do");
  self->n_alone = MIN (read_count (object, "alone", 0), g_strv_length (self->can_do));
  self->practise = wf_json_get_strings (object, "practise");
  self->n_asked = read_count (object, "asked", 0);
  self->n_answered = read_count (object, "answered", 0);
  self->n_waiting = read_count (object, "waiting", 0);
  self->n_untranslated = read_count (object, "untranslated", 0);
  self->n_read_aloud = read_count (object, "read_aloud", 0);
  self->relaxed = read_count (object, "relaxed", 0);
  self->missing = wf_json_get_strings (object, "missing");
  self->overridden = read_count (object, "overridden", 0);
  self->stop = wf_stop_reason_from_code (wf_json_get_string (object, "stop", NULL));
  self->view_level = MIN (read_count (object, "view", 0), WF_N_LEVELS);
  self->view_words = g_strdup (wf_json_get_string (object, "view_words", NULL));
  wf_reassessment_from_json (wf_json_get_object (object, "change"), &self->change);
  return self;
}
